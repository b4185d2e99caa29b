/* SPDX-License-Identifier: MIT */
/* Who works where, under which NIP, who heads a unit and who appraises whom;
 * then what is wrong with that. */
#include <stdlib.h>

#include "population.h"

enum { BIRTHS = 34 * 365, MONTHS = 84, SERIALS = 18 };

/* The n-th of all NIP: born 1966 to 1999, appointed 19 to 25 years later. */
static uint64_t nip_of(uint64_t n)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31};
	uint64_t serial = n % SERIALS, months = n / SERIALS % MONTHS;
	uint64_t day = n / SERIALS / MONTHS, year = 1966 + day / 365;
	uint64_t month = 0;

	for (day %= 365; day >= days[month]; month++)
		day -= days[month];
	return ((year * 100 + month + 1) * 100 + day + 1) * 10000000000u +
		((year + 19 + months / 12) * 100 + months % 12 + 1) * 10000 +
		(1 + serial / 9) * 1000 + 1 + serial % 9;
}

/* Every NIP once, in an order that has nothing to do with the units. */
static void give_nips(struct population *p)
{
	const uint64_t all = (uint64_t)BIRTHS * MONTHS * SERIALS;
	uint64_t n = (uint64_t)below(p, (int64_t)all);
	int32_t i;

	for (i = 0; i < p->nofficial; i++) {
		p->official[i].nip = nip_of(n);
		n = (n + 22801763489u) % all; /* a prime: comes round last */
	}
}

static int better(const struct population *p, int32_t a, int32_t b)
{
	const struct official *x = &p->official[a], *y = &p->official[b];

	return x->kepala != y->kepala ? x->kepala < y->kepala
				      : x->nip < y->nip;
}

static void appoint(struct population *p, struct unit *u, int32_t who,
	enum kepala as)
{
	p->official[who].kepala = (int8_t)as;
	if (u->head == NONE || better(p, who, u->head))
		u->head = who;
}

/* One unit in seventy has no head, one in two hundred has two or three. */
static void choose_heads(struct population *p, struct unit *u)
{
	if (!u->size || (u->level > 0 && chance(p, 15)))
		return;
	appoint(p, u, u->first, chance(p, 50) ? PLT : DEFINITIF);
	if (u->size < 3 || !chance(p, 5))
		return;
	appoint(p, u, u->first + 1, chance(p, 700) ? PLT : DEFINITIF);
	if (u->size > 3 && chance(p, 100))
		appoint(p, u, u->first + 2, PLT);
}

/* Head of the nearest unit above that has one. */
static int32_t head_above(const struct population *p, int32_t u)
{
	do
		u = p->unit[u].parent;
	while (u >= 0 && p->unit[u].head < 0);
	return u >= 0 ? p->unit[u].head : NONE;
}

static int by_nip(const void *a, const void *b)
{
	uint64_t x = **(const uint64_t *const *)a;
	uint64_t y = **(const uint64_t *const *)b;

	return (x > y) - (x < y);
}

static void sort_by_nip(struct population *p)
{
	const uint64_t **key = room((uint64_t)p->nofficial, sizeof(*key));
	int32_t i;

	for (i = 0; i < p->nofficial; i++)
		key[i] = &p->official[i].nip;
	qsort(key, (size_t)p->nofficial, sizeof(*key), by_nip);
	p->by_nip = room((uint64_t)p->nofficial, sizeof(*p->by_nip));
	for (i = 0; i < p->nofficial; i++)
		p->by_nip[i] = (int32_t)((const struct official *)
			(const void *)key[i] - p->official);
	free(key);
}

void fill_people(struct population *p)
{
	int32_t u, i;

	p->official = room((uint64_t)p->nofficial, sizeof(*p->official));
	give_nips(p);
	for (u = 0; u < p->nunit; u++)
		choose_heads(p, &p->unit[u]);
	for (u = 0; u < p->nunit; u++)
		for (i = 0; i < p->unit[u].size; i++) {
			struct official *o =
				&p->official[p->unit[u].first + i];
			int32_t head = p->unit[u].head;

			o->unit = u;
			o->atasan = head >= 0 && head != p->unit[u].first + i
				? head
				: head_above(p, u);
		}
	sort_by_nip(p);
}

/* ---- what is wrong with it ---- */

/* Nobody, somebody of the own unit, or the head of a unit nearby. */
static void wrong_atasan(struct population *p, struct official *o)
{
	const struct unit *u = &p->unit[o->unit];
	int32_t v = o->unit + between(p, -40, 40);
	int32_t which = below(p, 10);

	if (which < 2) {
		o->atasan = NONE;
	} else if (which < 6) {
		o->atasan = u->first + below(p, u->size);
	} else {
		v = v < 0 ? 0 : v < p->nunit ? v : p->nunit - 1;
		if (p->unit[v].size)
			o->atasan = p->unit[v].first;
	}
}

/* Cycles of one, two and three people in turn. */
static void atasan_cycle(struct population *p, int members)
{
	struct unit *u, *above = NULL;
	int32_t last;

	do {
		u = &p->unit[below(p, p->nunit)];
		if (u->parent >= 0)
			above = &p->unit[u->parent];
	} while (u->head < 0 || u->size < 4 || !above || above->head < 0);
	last = u->first + u->size - 1;
	p->official[last].atasan = members == 1 ? last : u->head;
	if (members == 2)
		p->official[u->head].atasan = last;
	if (members == 3) {
		p->official[u->head].atasan = above->head;
		p->official[above->head].atasan = last;
	}
}

void break_people(struct population *p)
{
	int32_t i, n;

	for (i = 0; i < p->nofficial; i++)
		if (chance(p, 10))
			wrong_atasan(p, &p->official[i]);
	for (n = p->nofficial / 5000 + 2; n; n--)
		p->official[below(p, p->nofficial)].atasan = DANGLING;
	for (n = p->nofficial / 10000 + 1; n; n--)
		p->official[below(p, p->nofficial)].lost = 1;
	for (n = p->nofficial / 100000 + 3; n; n--)
		atasan_cycle(p, 1 + n % 3);
}
