/* SPDX-License-Identifier: MIT */
/* Cycles, chains of heads, the right atasan: each unit and each official is
 * looked at once. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "eight.h"

/* Large arrays on large pages, as the library's. */
static void *room_large(size_t bytes)
{
	size_t page = (size_t)2 << 20, whole = (bytes + page - 1) / page * page;
	void *p = aligned_alloc(page, whole);

	if (!p)
		return NULL;
	(void)madvise(p, whole, MADV_HUGEPAGE);
	return memset(p, 0, bytes);
}

void *room(int64_t count, uint64_t each)
{
	size_t bytes = (count > 0 ? (size_t)count : 1) * (size_t)each;
	void *p = bytes < (size_t)1 << 20 ? calloc(1, bytes)
					  : room_large(bytes);

	if (!p) {
		fprintf(stderr, "eight: no memory\n");
		exit(3);
	}
	return p;
}

static void *more(void *p, int64_t *have, int64_t want, uint64_t each)
{
	if (want <= *have)
		return p;
	*have = want * 2;
	p = realloc(p, (size_t)*have * each);
	if (!p) {
		fprintf(stderr, "eight: no memory\n");
		exit(3);
	}
	return p;
}

/* ---- cycles ---- */

enum { NEW, UNDER_WAY, DONE };

static void add_ring(struct rings *to, int32_t start, const void *ctx,
	int32_t (*next)(const void *ctx, int32_t row))
{
	struct ring r = {start, to->members, 0};
	int32_t x = start;

	do {
		to->member = more(to->member, &to->members_room,
			to->members + 1, sizeof(*to->member));
		to->member[to->members++] = x;
		r.least = x < r.least ? x : r.least;
		r.n++;
		x = next(ctx, x);
	} while (x != start);
	to->ring = more(to->ring, &to->room, to->n + 1, sizeof(*to->ring));
	to->ring[to->n++] = r;
}

static int by_least(const void *a, const void *b)
{
	int64_t x = ((const struct ring *)a)->least;
	int64_t y = ((const struct ring *)b)->least;

	return (x > y) - (x < y);
}

/* Follows next() from every row (of `only`, if given: those that somebody
 * points to); a way that meets itself is a cycle. */
void find_rings(struct rings *to, int64_t n, const void *ctx,
	int32_t (*next)(const void *ctx, int32_t row), uint8_t *wrong,
	uint8_t bit, const uint8_t *only)
{
	uint8_t *state = room(n, 1);
	int64_t i;
	int32_t x;

	for (i = 0; i < n; i++) {
		if (state[i] != NEW || (only && !only[i]))
			continue;
		for (x = (int32_t)i; x >= 0 && state[x] == NEW;
			x = next(ctx, x))
			state[x] = UNDER_WAY;
		if (x >= 0 && state[x] == UNDER_WAY)
			add_ring(to, x, ctx, next);
		for (x = (int32_t)i; x >= 0 && state[x] == UNDER_WAY;
			x = next(ctx, x))
			state[x] = DONE;
	}
	free(state);
	qsort(to->ring, (size_t)to->n, sizeof(*to->ring), by_least);
	for (i = 0; i < to->n; i++)
		wrong[to->ring[i].least] |= bit;
}

const struct ring *ring_of(const struct rings *r, int64_t least)
{
	struct ring key = {.least = least};

	return bsearch(&key, r->ring, (size_t)r->n, sizeof(key), by_least);
}

static int32_t parent_of(const void *ctx, int32_t row)
{
	return ((const struct eight *)ctx)->unit[row].parent;
}

static int32_t atasan_of(const void *ctx, int32_t row)
{
	return ((const struct eight *)ctx)->atasan[row];
}

static void find_cycles(struct eight *e)
{
	int64_t n = e->rows[SKP_TABLE_PEGAWAI], i;
	uint8_t *pointed = room(n, 1);

	find_rings(&e->unit_rings, e->rows[SKP_TABLE_UNOR], e, parent_of,
		e->wrong[SKP_TABLE_UNOR], UNOR_CYCLE, NULL);
	for (i = 0; i < n; i++)
		if (e->atasan[i] >= 0)
			pointed[e->atasan[i]] = 1;
	find_rings(&e->people_rings, n, e, atasan_of,
		e->wrong[SKP_TABLE_PEGAWAI], PEGAWAI_CYCLE, pointed);
	free(pointed);
}

/* ---- chains ---- */

/* What is above a unit is known: so is what is above those below it. */
static void link_unit(struct eight *e, int32_t u)
{
	struct unit *mine = &e->unit[u];
	struct chain *c = &e->chain[(int64_t)u * PERIODS];
	const struct chain *above;
	int missing, k;

	if (mine->parent >= 0 && e->unit[mine->parent].above == UNROOTED) {
		mine->above = UNROOTED;
		return;
	}
	mine->above = mine->parent < 0 ? NONE
		: e->unit[mine->parent].head >= 0 ? mine->parent
		: e->unit[mine->parent].above;
	above = mine->parent < 0 ? NULL
		: &e->chain[(int64_t)mine->parent * PERIODS];
	for (k = 0; k < e->periods; k++) {
		missing = mine->head >= 0 &&
			!e->published[(int64_t)u * PERIODS + k];
		c[k] = above ? above[k] : (struct chain){0, NONE};
		c[k].missing += (uint32_t)missing;
		if (c[k].top == NONE && missing)
			c[k].top = u;
	}
}

/* From each unit up to what is known, then down again. */
static void link_units(struct eight *e)
{
	int64_t n = e->rows[SKP_TABLE_UNOR], i, deep;
	int32_t *way = room(n, sizeof(*way)), x;
	uint8_t *state = room(n, 1);

	for (i = 0; i < e->unit_rings.members; i++) {
		x = (int32_t)e->unit_rings.member[i];
		e->unit[x].above = UNROOTED;
		state[x] = DONE;
	}
	for (i = 0; i < n; i++) {
		deep = 0;
		for (x = (int32_t)i; x >= 0 && state[x] == NEW;
			x = e->unit[x].parent) {
			state[x] = DONE;
			way[deep++] = x;
		}
		while (deep)
			link_unit(e, way[--deep]);
	}
	free(way);
	free(state);
}

static void judge_units(struct eight *e)
{
	uint8_t *wrong = e->wrong[SKP_TABLE_UNOR];
	struct unit *u = e->unit;
	int64_t i;

	for (i = 0; i < e->rows[SKP_TABLE_UNOR]; i++, u++) {
		wrong[i] |= u->heads == 0 ? UNOR_NO_HEAD
			: u->heads > 1 ? UNOR_HEADS : 0;
		u->synced = u->head >= 0 ? e->synced[u->head] : 0;
	}
}

static void judge_people(struct eight *e)
{
	uint8_t *wrong = e->wrong[SKP_TABLE_PEGAWAI];
	const struct unit *u;
	int32_t who, from;
	int below;

	for (who = 0; who < e->rows[SKP_TABLE_PEGAWAI]; who++) {
		e->appraising[who] = NONE;
		if (e->unit_of[who] < 0)
			continue;
		u = &e->unit[e->unit_of[who]];
		below = u->head >= 0 && u->head != who;
		if (below && e->synced[who] && e->synced[who] <
			(u->synced ? u->synced : UINT32_MAX))
			wrong[who] |= PEGAWAI_EARLY;
		if (u->above == UNROOTED)
			continue;
		from = below ? e->unit_of[who] : u->above;
		e->appraising[who] = from;
		if (from >= 0 && e->atasan[who] != e->unit[from].head)
			wrong[who] |= PEGAWAI_EXPECTED;
	}
}

static void make_room(struct eight *e)
{
	int64_t units, people;
	int32_t t;

	for (t = 0; t < SKP_TABLES; t++) {
		e->rows[t] = skp_model_rows(e->m, t);
		e->wrong[t] = room(e->rows[t], 1);
	}
	units = e->rows[SKP_TABLE_UNOR];
	people = e->rows[SKP_TABLE_PEGAWAI];
	e->unit = room(units, sizeof(*e->unit));
	e->unit_of = room(people, sizeof(*e->unit_of));
	e->atasan = room(people, sizeof(*e->atasan));
	e->appraising = room(people, sizeof(*e->appraising));
	e->synced = room(people, sizeof(*e->synced));
	e->published = room(units * PERIODS, 1);
	e->chain = room(units * PERIODS, sizeof(*e->chain));
	e->blocks = room(units * PERIODS, sizeof(*e->blocks));
	e->cause = room(e->rows[SKP_TABLE_SKP], sizeof(*e->cause));
}

void judge(struct eight *e)
{
	make_room(e);
	read_units(e);
	read_people(e);
	read_heads(e);
	read_syncs(e);
	read_published(e);
	find_cycles(e);
	link_units(e);
	judge_units(e);
	judge_people(e);
	read_blocked(e);
}
