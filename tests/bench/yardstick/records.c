/* SPDX-License-Identifier: MIT */
/* The SKP of units and people, and when people synchronised. */
#include <stdlib.h>

#include "population.h"

enum { DAY = 86400 };

static void plan(struct population *p, struct plan s)
{
	p->plan[p->nplan++] = s;
}

/* The SKP Organisasi of a unit: published, a draft, or not there. */
static void unit_plans(struct population *p, int32_t number, uint8_t period)
{
	static const double lacking[PERIODS] = {5, 20};
	struct unit *u = &p->unit[number];
	struct plan s = {u->head >= 0 ? u->head : u->first, number, 1, period,
		DRAFT};

	if (u->level > 0 && chance(p, lacking[period])) {
		s.status = chance(p, 600) ? DRAFT : DIAJUKAN;
		if (chance(p, 500))
			plan(p, s);
		return;
	}
	if (chance(p, 30))
		plan(p, s);
	s.status = TERBIT;
	plan(p, s);
	u->published[period] = 1;
}

static void own_plans(struct population *p, int32_t who)
{
	struct plan s = {who, p->official[who].unit, 0, 1, DRAFT};

	if (chance(p, 970)) {
		s.status = (uint8_t)below(p, 4);
		plan(p, s);
	}
	if (chance(p, 250)) {
		s.period = 0;
		s.status = TERBIT;
		plan(p, s);
	}
}

void write_plans(struct population *p)
{
	int64_t first, n;
	int32_t i;

	p->plan = room((uint64_t)p->nunit * 4 + (uint64_t)p->nofficial * 2,
		sizeof(*p->plan));
	for (i = 0; i < p->nunit; i++) {
		unit_plans(p, i, 0);
		unit_plans(p, i, 1);
	}
	first = p->nplan;
	for (i = 0; i < p->nofficial; i++)
		own_plans(p, p->by_nip[i]);
	for (n = (p->nplan - first) / 10000 + 1; n; n--) {
		p->plan[first + below(p, p->nplan - first)].owner = DANGLING;
		p->plan[first + below(p, p->nplan - first)].unit = DANGLING;
	}
}

static void sync(struct population *p, int32_t time, int32_t who)
{
	p->sync[p->nsync++] = (struct sync){time < 0 ? 0 : time, who};
}

/* The head first, nine of ten members within a month, a few too early. */
static void unit_syncs(struct population *p, const struct unit *u)
{
	int32_t base = below(p, 5 * DAY) + u->level * DAY, i, time;

	if (u->head >= 0 && !chance(p, 5))
		sync(p, base, u->head);
	for (i = u->first; i < u->first + u->size; i++) {
		if (i == u->head || chance(p, 100))
			continue;
		time = base + below(p, 30 * DAY);
		if (chance(p, 33))
			time = base - 1 - below(p, DAY);
		sync(p, time, i);
		if (chance(p, 50))
			sync(p, time + 1 + below(p, 5 * DAY), i);
	}
}

static int in_order(const void *a, const void *b)
{
	const struct sync *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->who > y->who) - (x->who < y->who);
}

void write_syncs(struct population *p)
{
	int64_t n;
	int32_t i;

	p->sync = room((uint64_t)p->nofficial * 2 + (uint64_t)p->nunit,
		sizeof(*p->sync));
	for (i = 0; i < p->nunit; i++)
		unit_syncs(p, &p->unit[i]);
	qsort(p->sync, (size_t)p->nsync, sizeof(*p->sync), in_order);
	for (n = p->nsync / 10000 + 1; n; n--)
		p->sync[below(p, p->nsync)].who = DANGLING;
}
