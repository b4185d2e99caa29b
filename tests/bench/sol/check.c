/* SPDX-License-Identifier: MIT */
/* The eight questions on arrays of row numbers, a pass or two each. */
#include <stdlib.h>
#include <string.h>

#include "sol.h"

/* ---- heads; who is somebody's atasan ---- */

/* Whoever comes later with a better claim takes the place. */
static void propose(struct sol *s, int32_t unit, int32_t who)
{
	int32_t is = __atomic_load_n(&s->head[unit], __ATOMIC_RELAXED);

	do
		if (is >= 0 && (s->kepala[is] < s->kepala[who] ||
			(s->kepala[is] == s->kepala[who] &&
				s->nip[is] < s->nip[who])))
			return;
	while (!__atomic_compare_exchange_n(&s->head[unit], &is, who, 1,
		__ATOMIC_RELAXED, __ATOMIC_RELAXED));
}

static void scan_officials(struct sol *s, int thread)
{
	uint64_t no_unit = 0, no_atasan = 0;
	size_t i, end;
	int32_t unit, atasan;

	share(s, s->file[OFFICIALS].rows, thread, &i, &end);
	for (; i < end; i++) {
		unit = s->unit_of[i];
		atasan = s->atasan[i];
		no_unit += unit < 0;
		no_atasan += atasan == DANGLING;
		if (atasan >= 0 && !s->pointed[atasan])
			s->pointed[atasan] = 1;
		if (s->kepala[i] && unit >= 0) {
			__atomic_fetch_add(&s->heads[unit], 1,
				__ATOMIC_RELAXED);
			propose(s, unit, (int32_t)i);
		}
	}
	s->tally[thread].n[1] = no_unit;
	s->tally[thread].n[2] = no_atasan;
}

static void scan_plans(struct sol *s, int thread)
{
	uint64_t no_owner = 0, no_unit = 0;
	uint32_t units = s->file[UNITS].rows;
	size_t i, end;
	uint8_t meta;

	share(s, s->file[PLANS].rows, thread, &i, &end);
	for (; i < end; i++) {
		no_owner += s->owner[i] < 0;
		meta = s->plan_meta[i];
		if (s->plan_unit[i] < 0)
			no_unit++;
		else if ((meta & (INDIVIDU | TERBIT)) == TERBIT)
			s->published[(size_t)(meta >> PERIOD_SHIFT) * units +
				(size_t)s->plan_unit[i]] = 1;
	}
	s->tally[thread].n[3] = no_owner;
	s->tally[thread].n[4] = no_unit;
}

static void later(struct sol *s, int32_t who, uint32_t time)
{
	uint32_t is = __atomic_load_n(&s->last[who], __ATOMIC_RELAXED);

	if (s->threads == 1) {
		s->last[who] = time > is ? time : is;
		return;
	}
	while (time > is && !__atomic_compare_exchange_n(&s->last[who], &is,
		time, 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
		;
}

static void scan_syncs(struct sol *s, int thread)
{
	uint64_t nobody = 0;
	size_t i, end;

	share(s, s->file[SYNCS].rows, thread, &i, &end);
	for (; i < end; i++) {
		if (i + AHEAD < end && s->sync_of[i + AHEAD] >= 0)
			__builtin_prefetch(&s->last[s->sync_of[i + AHEAD]], 1);
		if (s->sync_of[i] < 0)
			nobody++;
		else
			later(s, s->sync_of[i], s->time[i]);
	}
	s->tally[thread].n[5] = nobody;
}

static void scan(struct sol *s)
{
	int t, k;

	in_parallel(s, scan_officials);
	in_parallel(s, scan_plans);
	in_parallel(s, scan_syncs);
	for (t = 0; t < s->threads; t++)
		for (k = 1; k < 6; k++)
			s->a.dangling[k] += s->tally[t].n[k];
}

/* ---- units: cycles, and from the top down what lacks its SKP ---- */

static void link_unit(struct sol *s, int32_t u)
{
	int32_t parent = s->parent[u];
	uint32_t units = s->file[UNITS].rows;
	size_t mine = (size_t)u * (size_t)s->periods;
	size_t its = parent < 0 ? 0 : (size_t)parent * (size_t)s->periods;
	int k;
	uint32_t lacks;

	s->above[u] = parent < 0 ? NONE : s->head[parent] >= 0 ? parent
							 : s->above[parent];
	for (k = 0; k < s->periods; k++) {
		lacks = s->head[u] >= 0 &&
			!s->published[(size_t)k * units + (size_t)u];
		s->missing[mine + (size_t)k] = lacks +
			(parent < 0 ? 0 : s->missing[its + (size_t)k]);
		s->top[mine + (size_t)k] = parent < 0 ? NONE
			: s->top[its + (size_t)k];
		if (s->top[mine + (size_t)k] < 0 && lacks)
			s->top[mine + (size_t)k] = u;
	}
}

enum { NEW, UNDER_WAY, ROOTED, LOOPED };

/* Climbs from each unit to what is known and comes down again. */
static void link_units(struct sol *s)
{
	uint32_t n = s->file[UNITS].rows, i;
	uint8_t *state = memory(n);
	int32_t *way = memory(n * sizeof(*way)), x;
	size_t deep, k;
	int looped;

	for (i = 0; i < n; i++) {
		deep = 0;
		for (x = (int32_t)i; x >= 0 && !state[x]; x = s->parent[x]) {
			state[x] = UNDER_WAY;
			way[deep++] = x;
		}
		looped = x >= 0 && state[x] != ROOTED && deep;
		if (x >= 0 && state[x] == UNDER_WAY) {
			s->a.unit_cycles++;
			for (k = deep; way[--k] != x;)
				s->a.unit_members++;
			s->a.unit_members++;
		}
		while (deep) {
			x = way[--deep];
			state[x] = looped ? LOOPED : ROOTED;
			if (looped)
				s->above[x] = UNROOTED;
			else
				link_unit(s, x);
		}
		s->a.dangling[0] += s->parent[i] == DANGLING;
		s->a.headless += s->heads[i] == 0;
		s->a.many += s->heads[i] > 1;
	}
}

static void pack_units(struct sol *s, int thread)
{
	size_t i, end;
	int32_t head, above;

	share(s, s->file[UNITS].rows, thread, &i, &end);
	for (; i < end; i++) {
		head = s->head[i];
		above = s->above[i];
		s->unit[i] = (struct unit){head, above,
			head >= 0 ? s->last[head] : 0,
			above >= 0 ? s->head[above] : NONE};
	}
}

/* ---- officials and their SKP ---- */

static void judge_officials(struct sol *s, int thread)
{
	uint64_t wrong = 0, early = 0;
	struct unit u;
	size_t i, end;
	int32_t from;
	int below;

	share(s, s->file[OFFICIALS].rows, thread, &i, &end);
	for (; i < end; i++) {
		if (i + AHEAD < end && s->unit_of[i + AHEAD] >= 0)
			__builtin_prefetch(&s->unit[s->unit_of[i + AHEAD]]);
		s->appraising[i] = NONE;
		if (s->unit_of[i] < 0)
			continue;
		u = s->unit[s->unit_of[i]];
		below = u.head >= 0 && u.head != (int32_t)i;
		early += below && s->last[i] &&
			(!u.synced || s->last[i] < u.synced);
		if (u.above == UNROOTED)
			continue;
		from = below ? s->unit_of[i] : u.above;
		s->appraising[i] = from;
		wrong += from >= 0 &&
			s->atasan[i] != (below ? u.head : u.above_head);
	}
	s->tally[thread].n[0] = wrong;
	s->tally[thread].n[1] = early;
}

static void judge_plans(struct sol *s, int thread)
{
	uint64_t blocked = 0, pairs = 0;
	size_t i, end, at;
	uint8_t meta;
	int32_t from;

	share(s, s->file[PLANS].rows, thread, &i, &end);
	for (; i < end; i++) {
		if (i + AHEAD < end && s->owner[i + AHEAD] >= 0)
			__builtin_prefetch(
				&s->appraising[s->owner[i + AHEAD]]);
		meta = s->plan_meta[i];
		if (!(meta & INDIVIDU) || s->owner[i] < 0)
			continue;
		from = s->appraising[s->owner[i]];
		if (from < 0)
			continue;
		meta >>= PERIOD_SHIFT;
		at = (size_t)from * (size_t)s->periods + meta;
		if (!s->missing[at])
			continue;
		blocked++;
		pairs += s->missing[at];
		s->blocks[thread][(size_t)s->top[at] * (size_t)s->periods +
			meta]++;
	}
	s->tally[thread].n[2] = blocked;
	s->tally[thread].n[3] = pairs;
}

/* Only who is somebody's atasan can be on a cycle. */
static void find_cycles(struct sol *s)
{
	uint32_t n = s->file[OFFICIALS].rows, i;
	uint8_t *state = memory(n);
	int32_t x, y;

	for (i = 0; i < n; i++) {
		if (!s->pointed[i] || state[i])
			continue;
		for (x = (int32_t)i; x >= 0 && !state[x]; x = s->atasan[x])
			state[x] = UNDER_WAY;
		if (x >= 0 && state[x] == UNDER_WAY) {
			s->a.cycles++;
			y = x;
			do
				s->a.members++;
			while ((y = s->atasan[y]) != x);
		}
		for (x = (int32_t)i; x >= 0 && state[x] == UNDER_WAY;
			x = s->atasan[x])
			state[x] = ROOTED;
	}
}

static void sum_causes(struct sol *s, size_t cells)
{
	uint64_t n;
	size_t i;
	int t;

	for (i = 0; i < cells; i++) {
		for (n = 0, t = 0; t < s->threads; t++)
			n += s->blocks[t][i];
		s->a.causes += n > 0;
		s->a.most = n > s->a.most ? n : s->a.most;
		s->a.squares += n * n;
	}
}

void check(struct sol *s)
{
	size_t units = s->file[UNITS].rows, people = s->file[OFFICIALS].rows;
	size_t cells = units * (size_t)s->periods;
	int t;

	s->head = memory(units * sizeof(*s->head));
	memset(s->head, 0xff, units * sizeof(*s->head));
	s->heads = memory(units * sizeof(*s->heads));
	s->above = memory(units * sizeof(*s->above));
	s->published = memory(cells);
	s->missing = memory(cells * sizeof(*s->missing));
	s->top = memory(cells * sizeof(*s->top));
	s->pointed = memory(people);
	s->appraising = memory(people * sizeof(*s->appraising));
	s->last = memory(people * sizeof(*s->last));
	s->unit = memory(units * sizeof(*s->unit));
	for (t = 0; t < s->threads; t++)
		s->blocks[t] = memory(cells * sizeof(*s->blocks[t]));
	scan(s);
	link_units(s);
	in_parallel(s, pack_units);
	in_parallel(s, judge_officials);
	in_parallel(s, judge_plans);
	for (t = 0; t < s->threads; t++) {
		s->a.wrong += s->tally[t].n[0];
		s->a.early += s->tally[t].n[1];
		s->a.blocked += s->tally[t].n[2];
		s->a.pairs += s->tally[t].n[3];
	}
	find_cycles(s);
	sum_causes(s, cells);
}
