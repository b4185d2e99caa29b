/* SPDX-License-Identifier: MIT */
/* The right answers, found one official and one SKP at a time by climbing: not
 * as any of the programs compared does it. */
#include <stdio.h>
#include <stdlib.h>

#include "population.h"

/* No forest is as high and no cycle as long: who has not arrived by then is
 * on or below a cycle. */
enum { FAR = 1000 };

struct chain {
	int32_t missing, top; /* how many units, and the topmost of them */
};

struct truth {
	const struct population *p;
	FILE *to;
	int32_t *head, *heads; /* of each unit */
	int8_t *rooted;	       /* does its chain end? */
	int32_t *last;	       /* an official's last sync */
	int64_t *cause;	       /* blocked by (unit, period) */
};

/* Only people whose unit is there count as its heads. */
static void find_heads(struct truth *t)
{
	const struct official *o = t->p->official;
	int32_t i, *head;

	for (i = 0; i < t->p->nofficial; i++) {
		if (o[i].lost || o[i].kepala == BUKAN)
			continue;
		t->heads[o[i].unit]++;
		head = &t->head[o[i].unit];
		if (*head < 0 || o[i].kepala < o[*head].kepala ||
			(o[i].kepala == o[*head].kepala &&
				o[i].nip < o[*head].nip))
			*head = i;
	}
}

static void find_rooted(struct truth *t)
{
	int32_t u, v, steps;

	for (u = 0; u < t->p->nunit; u++) {
		steps = 0;
		for (v = u; v >= 0 && steps < FAR; v = t->p->unit[v].told)
			steps++;
		t->rooted[u] = v < 0;
	}
}

static void find_last(struct truth *t)
{
	const struct sync *s = t->p->sync;
	int64_t i;

	for (i = 0; i < t->p->nofficial; i++)
		t->last[i] = NONE;
	for (i = 0; i < t->p->nsync; i++)
		if (s[i].who >= 0 && s[i].time > t->last[s[i].who])
			t->last[s[i].who] = s[i].time;
}

/* The unit whose head should appraise the official; NONE; DANGLING: cannot be
 * said. */
static int32_t appraising(const struct truth *t, int32_t who)
{
	const struct official *o = &t->p->official[who];
	int32_t u = o->unit;

	if (o->lost || !t->rooted[u])
		return DANGLING;
	while (u >= 0 && (t->head[u] < 0 || t->head[u] == who))
		u = t->p->unit[u].told;
	return u >= 0 ? u : NONE;
}

static struct chain climb(const struct truth *t, int32_t u, uint8_t period)
{
	struct chain c = {0, NONE};

	for (; u >= 0; u = t->p->unit[u].told)
		if (t->head[u] >= 0 && !t->p->unit[u].published[period]) {
			c.missing++;
			c.top = u;
		}
	return c;
}

/* ---- the questions ---- */

static void dangling(struct truth *t)
{
	const struct population *p = t->p;
	int64_t n[6] = {0}, i;

	for (i = 0; i < p->nunit; i++)
		n[0] += p->unit[i].told == DANGLING;
	for (i = 0; i < p->nofficial; i++) {
		n[1] += p->official[i].lost;
		n[2] += p->official[i].atasan == DANGLING;
	}
	for (i = 0; i < p->nplan; i++) {
		n[3] += p->plan[i].owner == DANGLING;
		n[4] += p->plan[i].unit == DANGLING;
	}
	for (i = 0; i < p->nsync; i++)
		n[5] += p->sync[i].who == DANGLING;
	fprintf(t->to, " \"R1\": {\"unit_parent\": %lld, "
		"\"official_unit\": %lld, \"official_atasan\": %lld,\n"
		"  \"skp_owner\": %lld, \"skp_unit\": %lld, "
		"\"sync_official\": %lld},\n", (long long)n[0],
		(long long)n[1], (long long)n[2], (long long)n[3],
		(long long)n[4], (long long)n[5]);
}

static int32_t next_of(const struct truth *t, int people, int32_t i)
{
	return people ? t->p->official[i].atasan : t->p->unit[i].told;
}

/* Who comes back to himself is on a cycle; its least member counts it. */
static void cycles(struct truth *t, int people)
{
	int32_t n = people ? t->p->nofficial : t->p->nunit, i, x, steps;
	int64_t count = 0, members = 0;
	int least;

	for (i = 0; i < n; i++) {
		x = next_of(t, people, i);
		least = 1;
		for (steps = 0; x >= 0 && x != i && steps < FAR; steps++) {
			least &= x > i;
			x = next_of(t, people, x);
		}
		members += x == i;
		count += x == i && least;
	}
	fprintf(t->to, " \"R%d\": {\"cycles\": %lld, \"%s\": %lld},\n",
		people ? 3 : 2, (long long)count,
		people ? "officials" : "units", (long long)members);
}

static void wrong_atasan(struct truth *t)
{
	int64_t n = 0;
	int32_t i, u;

	for (i = 0; i < t->p->nofficial; i++) {
		u = appraising(t, i);
		n += u >= 0 && t->p->official[i].atasan != t->head[u];
	}
	fprintf(t->to, " \"R4\": %lld,\n", (long long)n);
}

static void blocked(struct truth *t)
{
	int64_t people = 0, pairs = 0, i;
	const struct plan *s;
	struct chain c;
	int32_t u;

	for (i = 0; i < t->p->nplan; i++) {
		s = &t->p->plan[i];
		u = s->organisasi || s->owner < 0 ? NONE
						  : appraising(t, s->owner);
		c = climb(t, u, s->period);
		if (!c.missing)
			continue;
		people++;
		pairs += c.missing;
		t->cause[c.top * PERIODS + s->period]++;
	}
	fprintf(t->to, " \"R5\": {\"blocked\": %lld, \"pairs\": %lld},\n",
		(long long)people, (long long)pairs);
}

static void too_early(struct truth *t)
{
	int64_t n = 0;
	int32_t i, head;

	for (i = 0; i < t->p->nofficial; i++) {
		head = t->p->official[i].lost
			? NONE
			: t->head[t->p->official[i].unit];
		n += head >= 0 && head != i && t->last[i] >= 0 &&
			(t->last[head] < 0 || t->last[i] < t->last[head]);
	}
	fprintf(t->to, " \"R6\": %lld,\n", (long long)n);
}

static void heads(struct truth *t)
{
	int64_t none = 0, many = 0;
	int32_t u;

	for (u = 0; u < t->p->nunit; u++) {
		none += t->heads[u] == 0;
		many += t->heads[u] > 1;
	}
	fprintf(t->to, " \"R7\": {\"no_head\": %lld, \"multi_head\": %lld},\n",
		(long long)none, (long long)many);
}

static void causes(struct truth *t)
{
	int64_t n = 0, most = 0, squares = 0, i, c;

	for (i = 0; i < (int64_t)t->p->nunit * PERIODS; i++) {
		c = t->cause[i];
		n += c > 0;
		most = c > most ? c : most;
		squares += c * c;
	}
	fprintf(t->to, " \"R8\": {\"causes\": %lld, \"max\": %lld, "
		"\"sumsq\": %lld},\n", (long long)n, (long long)most,
		(long long)squares);
}

static void answer(struct truth *t)
{
	const struct population *p = t->p;

	fprintf(t->to, "{\n");
	dangling(t);
	cycles(t, 0);
	cycles(t, 1);
	wrong_atasan(t);
	blocked(t);
	too_early(t);
	heads(t);
	causes(t);
	fprintf(t->to, " \"meta\": {\"officials\": %d, \"units\": %d, "
		"\"skp\": %lld, \"sync\": %lld}\n}\n", p->nofficial, p->nunit,
		(long long)p->nplan, (long long)p->nsync);
}

void tell_truth(const struct population *p, const char *folder)
{
	uint64_t n = (uint64_t)p->nunit, people = (uint64_t)p->nofficial;
	struct truth t = {.p = p};
	char path[4096];
	uint64_t i;

	snprintf(path, sizeof(path), "%s/truth.json", folder);
	t.to = fopen(path, "w");
	if (!t.to) {
		perror(path);
		exit(3);
	}
	t.head = room(n, sizeof(*t.head));
	t.heads = room(n, sizeof(*t.heads));
	t.rooted = room(n, 1);
	t.last = room(people, sizeof(*t.last));
	t.cause = room(n * PERIODS, sizeof(*t.cause));
	for (i = 0; i < n; i++)
		t.head[i] = NONE;
	find_heads(&t);
	find_rooted(&t);
	find_last(&t);
	answer(&t);
	if (fclose(t.to)) {
		perror(path);
		exit(3);
	}
}
