/* SPDX-License-Identifier: MIT */
/* People with many assignments, and units with many: on which days they did
 * what, worked out once for all who ask. */
#include "index.h"

struct range tugas_range(const struct judgement *j, uint32_t row)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	uint32_t a = cell(t, PENUGASAN_mulai, row);
	uint32_t b = cell(t, PENUGASAN_selesai, row);

	return (struct range){0, cell_none(a) ? INT32_MIN : cell_day(a),
		cell_none(b) ? INT32_MAX : cell_day(b)};
}

/* ---- keeping ---- */

static struct post *post_new(struct asker *a, uint64_t key)
{
	struct posts *all = &a->posts;
	void *p = all->post;
	bool room = mem_reserve(a->mem, &p, &all->cap, all->n + 1,
		sizeof(*all->post));

	all->post = p;
	if (!room || !memo_put(a->mem, &all->of, key, (uint32_t)all->n)) {
		a->fail = true;
		return NULL;
	}
	p = &all->post[all->n++];
	memset(p, 0, sizeof(struct post));
	return p;
}

void posts_free(struct asker *a)
{
	struct posts *p = &a->posts;

	memo_free(a->mem, &p->of);
	mem_free(a->mem, p->post, p->cap * sizeof(*p->post));
	ranges_free(a->mem, &p->ranges);
	ids_free(a->mem, &p->list);
	memset(p, 0, sizeof(*p));
}

static void range_put(struct asker *a, uint64_t key, struct range s)
{
	a->fail |= !ranges_add(a->mem, &a->posts.ranges, key, s.from, s.to);
}

/* ---- a person: what they headed, what was delegated to them ---- */

/* A cycle has no place in the order of the tree. */
static uint64_t cycle_key(const struct judgement *j, uint32_t unor)
{
	return memo_key(1, j->top[unor]);
}

static bool delegation(const struct judgement *j, uint32_t row, uint32_t *unor)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];

	*unor = ref_row(t->col[PENUGASAN_unor_id][row]);
	return t->col[PENUGASAN_jenis][row] == TUGAS_DELEGASI && *unor != NONE;
}

/* Where the units delegated begin and end in the order of the tree. */
static void delegated_places(const struct judgement *j, struct asker *a,
	struct slice s, struct post *p)
{
	struct ids *l = &a->posts.list;
	uint64_t i, n = 0;
	uint32_t u, *v;

	p->at = l->n;
	for (; s.p < s.end; s.p++)
		if (delegation(j, *s.p, &u) && !(j->unor[u] & U_CYCLE))
			a->fail |= !ids_add(a->mem, l, j->tin[u]) ||
				!ids_add(a->mem, l, j->tout[u]);
	v = l->v + p->at;
	sort_u32(v, l->n - p->at);
	for (i = 0; i < l->n - p->at; i++)
		if (!n || v[n - 1] != v[i])
			v[n++] = v[i];
	l->n = p->at + n;
	p->n = n;
}

static uint64_t place_of(const struct asker *a, const struct post *p,
	uint32_t t)
{
	return below_u32(a->posts.list.v + p->at, p->n, t);
}

/* A tree of places in which node k has 2k and 2k + 1 below it: a delegation is
 * noted at the few nodes that together cover its unit and all below. */
static void delegated_put(const struct judgement *j, struct asker *a,
	const struct post *p, uint32_t unor, struct range s)
{
	uint64_t lo = place_of(a, p, j->tin[unor]) + p->n;
	uint64_t hi = place_of(a, p, j->tout[unor]) + p->n;

	for (; lo < hi && !a->fail; lo /= 2, hi /= 2) {
		if (lo & 1)
			range_put(a, lo++, s);
		if (hi & 1)
			range_put(a, --hi, s);
	}
}

static void delegated_fill(const struct judgement *j, struct asker *a,
	struct slice s, struct post *p)
{
	uint64_t at = a->posts.ranges.n;
	uint32_t u;

	delegated_places(j, a, s, p);
	for (; s.p < s.end && !a->fail; s.p++)
		if (!delegation(j, *s.p, &u))
			continue;
		else if (j->unor[u] & U_CYCLE)
			range_put(a, cycle_key(j, u), tugas_range(j, *s.p));
		else
			delegated_put(j, a, p, u, tugas_range(j, *s.p));
	p->delegated = ranges_join(&a->posts.ranges, at);
}

static void headed_fill(const struct judgement *j, struct asker *a,
	struct slice s, struct post *p)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	uint64_t at = a->posts.ranges.n;

	for (; s.p < s.end; s.p++)
		if (t->col[PENUGASAN_jenis][*s.p] <= TUGAS_PLH)
			range_put(a, t->col[PENUGASAN_unor_id][*s.p],
				tugas_range(j, *s.p));
	p->heads = ranges_join(&a->posts.ranges, at);
}

static struct post *post_of(const struct judgement *j, struct asker *a,
	uint32_t pegawai)
{
	struct slice s = slice_of(&j->m->tugas_pegawai, pegawai);
	uint32_t at = memo_get(&a->posts.of, memo_key(0, pegawai));
	struct post *p;

	if (at != MEMO_NONE)
		return &a->posts.post[at];
	p = post_new(a, memo_key(0, pegawai));
	if (p)
		delegated_fill(j, a, s, p);
	if (p)
		headed_fill(j, a, s, p);
	return a->fail ? NULL : p;
}

bool posts_delegated(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day)
{
	const struct post *p = post_of(j, a, pegawai);
	uint64_t i;

	if (!p)
		return false;
	if (j->unor[unor] & U_BELOW_CYCLE && ranges_cover(&a->posts.ranges,
		p->delegated, cycle_key(j, unor), day))
		return true;
	i = place_of(a, p, j->tin[unor] + 1); /* places up to that */
	for (i = i ? i - 1 + p->n : 0; i; i /= 2)
		if (ranges_cover(&a->posts.ranges, p->delegated, i, day))
			return true;
	return false;
}

bool posts_former(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day)
{
	const struct post *p = post_of(j, a, pegawai);

	return p && !ranges_cover(&a->posts.ranges, p->heads, unor, day) &&
		ranges_over(&a->posts.ranges, p->heads, unor, day);
}

/* ---- a unit: who headed it on some day of T ---- */

static uint32_t candidate(const struct judgement *j, uint32_t row,
	uint32_t *level)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	uint32_t who = ref_row(t->col[PENUGASAN_pegawai_id][row]);
	uint32_t tugas = t->col[PENUGASAN_jenis][row];

	*level = head_level(tugas);
	return tugas > TUGAS_PLH || who == NONE ||
		!(j->pegawai[who] & P_ACTIVE) ? (uint32_t)NONE : who;
}

/* Has the period a day of T on which nobody of a better level had one? */
static bool best_once(const struct judgement *j, const struct asker *a,
	struct ranges_part better, uint32_t level, struct range s)
{
	int32_t day = s.from < j->from ? j->from : s.from;
	int32_t to = s.to > j->to ? j->to : s.to;
	const struct range *x;

	if (day > to)
		return false;
	x = ranges_before(&a->posts.ranges, better, level, day);
	return !x || x->to < to;
}

static void headed_in_t(const struct judgement *j, struct asker *a,
	struct slice all, struct post *p)
{
	struct ids *l = &a->posts.list;
	uint64_t at = a->posts.ranges.n;
	struct ranges_part better;
	struct slice s;
	uint32_t level, k;

	for (s = all; s.p < s.end; s.p++)
		if (candidate(j, *s.p, &level) != NONE)
			for (k = level + 1; k < HEAD_LEVELS; k++)
				range_put(a, k, tugas_range(j, *s.p));
	better = ranges_join(&a->posts.ranges, at);
	p->at = l->n;
	for (s = all; s.p < s.end; s.p++) {
		k = candidate(j, *s.p, &level);
		if (k != NONE && best_once(j, a, better, level,
			tugas_range(j, *s.p)))
			a->fail |= !ids_add(a->mem, l, k);
	}
	p->n = l->n - p->at;
	sort_u32(l->v + p->at, p->n);
	a->posts.ranges.n = at;
}

bool posts_headed(const struct judgement *j, struct asker *a, uint32_t unor,
	uint32_t pegawai)
{
	uint32_t at = memo_get(&a->posts.of, memo_key(1, unor)), *v;
	struct post *p = at == MEMO_NONE ? post_new(a, memo_key(1, unor))
					 : &a->posts.post[at];
	uint64_t i;

	if (p && at == MEMO_NONE)
		headed_in_t(j, a, slice_of(&j->m->tugas_unor, unor), p);
	if (!p || a->fail)
		return false;
	v = a->posts.list.v + p->at;
	i = below_u32(v, p->n, pegawai);
	return i < p->n && v[i] == pegawai;
}
