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

enum { DONE, NEW, UNDER_WAY };

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

/* Follows next() from every row whose state is NEW; a way that meets itself is
 * a cycle. */
static void find_rings(struct rings *to, int64_t n, const void *ctx,
	int32_t (*next)(const void *ctx, int32_t row), uint8_t *state)
{
	int64_t i;
	int32_t x;

	for (i = 0; i < n; i++) {
		if (state[i] != NEW)
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
	qsort(to->ring, (size_t)to->n, sizeof(*to->ring), by_least);
}

static void mark_rings(const struct rings *r, uint8_t *wrong, uint8_t bit)
{
	int64_t i;

	for (i = 0; i < r->n; i++)
		wrong[r->ring[i].least] |= bit;
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
	return ((const struct eight *)ctx)->people.atasan[row];
}

static void find_unit_cycles(struct eight *e)
{
	int64_t n = e->rows[SKP_TABLE_UNOR];
	uint8_t *state = room(n, 1);

	memset(state, NEW, (size_t)n);
	find_rings(&e->unit_rings, n, e, parent_of, state);
	mark_rings(&e->unit_rings, e->wrong[SKP_TABLE_UNOR], UNOR_CYCLE);
	free(state);
}

/* Whom nobody names as atasan, as most, is in no cycle. */
static void find_people_cycles(struct eight *e)
{
	int64_t n = e->rows[SKP_TABLE_PEGAWAI], i;
	const int32_t *atasan = e->people.atasan;
	uint8_t *state = room(n, 1);

	for (i = 0; i < n; i++)
		if (atasan[i] >= 0)
			state[atasan[i]] = NEW;
	find_rings(&e->people_rings, n, e, atasan_of, state);
	mark_rings(&e->people_rings, e->wrong[SKP_TABLE_PEGAWAI],
		PEGAWAI_CYCLE);
	free(state);
}

/* ---- chains ---- */

/* What is above a unit is known: so is what is above those below it. */
static void link_unit(struct eight *e, int32_t u)
{
	struct unit *mine = &e->unit[u];
	struct chain *c = &e->chain[(int64_t)u * e->periods];
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
		: &e->chain[(int64_t)mine->parent * e->periods];
	for (k = 0; k < e->periods; k++) {
		missing = mine->head >= 0 && !(e->published[u] >> k & 1);
		c[k] = above ? above[k] : (struct chain){0, NONE, 0};
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
	uint8_t *linked = room(n, 1);

	for (i = 0; i < e->unit_rings.members; i++) {
		x = (int32_t)e->unit_rings.member[i];
		e->unit[x].above = UNROOTED;
		linked[x] = 1;
	}
	for (i = 0; i < n; i++) {
		deep = 0;
		for (x = (int32_t)i; x >= 0 && !linked[x];
			x = e->unit[x].parent) {
			linked[x] = 1;
			way[deep++] = x;
		}
		while (deep)
			link_unit(e, way[--deep]);
	}
	free(way);
	free(linked);
}

static void judge_units(struct eight *e)
{
	uint8_t *wrong = e->wrong[SKP_TABLE_UNOR];
	const struct unit *u = e->unit;
	int64_t i;

	for (i = 0; i < e->rows[SKP_TABLE_UNOR]; i++, u++)
		wrong[i] |= u->heads == 0 ? UNOR_NO_HEAD
			: u->heads > 1 ? UNOR_HEADS : 0;
}

int32_t appraising(const struct eight *e, int64_t who, int64_t unit)
{
	const struct unit *u;

	if (unit < 0)
		return NONE;
	u = &e->unit[unit];
	return u->above == UNROOTED ? UNROOTED
		: u->head >= 0 && u->head != who ? (int32_t)unit
		: u->above;
}

/* Did they synchronize before the head of their unit did, if ever? */
static int early(const struct people *p, int32_t who, int32_t head)
{
	return head >= 0 && head != who && p->synced[who] &&
		(!p->synced[head] || p->synced[who] < p->synced[head]);
}

static void judge_people(struct eight *e)
{
	uint8_t *wrong = e->wrong[SKP_TABLE_PEGAWAI];
	const struct people *p = &e->people;
	int32_t who, from;

	for (who = 0; who < e->rows[SKP_TABLE_PEGAWAI]; who++) {
		if (p->unit[who] < 0)
			continue;
		if (early(p, who, e->unit[p->unit[who]].head))
			wrong[who] |= PEGAWAI_EARLY;
		from = appraising(e, who, p->unit[who]);
		if (from >= 0 && p->atasan[who] != e->unit[from].head)
			wrong[who] |= PEGAWAI_EXPECTED;
	}
}

/* ---- all of it ---- */

static void make_room(struct eight *e)
{
	static const int32_t asked[] = {SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI,
		SKP_TABLE_SKP, SKP_TABLE_KEJADIAN};
	int64_t units, people;
	unsigned i;

	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		e->rows[asked[i]] = skp_model_rows(e->m, asked[i]);
		e->wrong[asked[i]] = room(e->rows[asked[i]], 1);
	}
	units = e->rows[SKP_TABLE_UNOR];
	people = e->rows[SKP_TABLE_PEGAWAI];
	e->unit = room(units, sizeof(*e->unit));
	e->published = room(units, 1);
	e->people.unit = room(people, sizeof(*e->people.unit));
	e->people.atasan = room(people, sizeof(*e->people.atasan));
	e->people.synced = room(people, sizeof(*e->people.synced));
}

void judge(struct eight *e)
{
	make_room(e);
	read_units(e);
	read_people(e);
	read_heads(e);
	read_syncs(e);
	read_published(e);
	e->chain = room(e->rows[SKP_TABLE_UNOR] * e->periods,
		sizeof(*e->chain));
	find_unit_cycles(e);
	find_people_cycles(e);
	link_units(e);
	judge_units(e);
	judge_people(e);
	free(e->people.atasan);
	free(e->people.synced);
	free(e->published);
	read_blocked(e);
	free(e->people.unit);
}
