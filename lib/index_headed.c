/* SPDX-License-Identifier: MIT */
/* People with many assignments: which units they head on a day, worked out
 * once for all who ask whether one of these is above or below another. */
#include "index.h"

/* Of cells; more are forgotten before the next is worked out. */
enum { HEADEDS_MOST = 1 << 24 };

bool headed_many(const struct judgement *j, uint32_t pegawai)
{
	return is_many(slice_of(&j->m->tugas_pegawai, pegawai)) ||
		is_many(slice_of(&j->m->pimpin, pegawai));
}

/* ---- which they are ---- */

static void list_put(struct asker *a, uint32_t x)
{
	a->fail |= !ids_add(a->mem, &a->headeds.list, x);
}

/* Units that they may head, some of them several times. */
static void candidates(const struct judgement *j, struct asker *a,
	uint32_t pegawai, int32_t day)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_pegawai, pegawai);
	uint32_t u;

	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u != NONE)
			list_put(a, u);
	}
	s = slice_of(&j->m->pimpin, pegawai);
	for (; day == DAY_PADA && s.p < s.end; s.p++)
		list_put(a, *s.p);
}

static void units_fill(const struct judgement *j, struct asker *a,
	uint32_t pegawai, int32_t day)
{
	struct ids *l = &a->headeds.list;
	uint64_t at = l->n, i, n = 0;
	uint32_t *v, last = NONE, u;

	candidates(j, a, pegawai, day);
	v = l->v + at;
	sort_u32(v, l->n - at);
	for (i = 0; i < l->n - at; i++) {
		u = v[i];
		if (u != last && heads_has(heads_at(j, a, u, day,
			day == DAY_PADA), pegawai))
			v[n++] = u;
		last = u;
	}
	l->n = at + n;
}

/* ---- where they are ---- */

static uint32_t set_value(const struct judgement *j, enum headed_set set,
	uint32_t u)
{
	bool ring = j->unor[u] & U_CYCLE;

	switch (set) {
	case HEADED_TIN:
		return ring ? (uint32_t)NONE : j->tin[u];
	case HEADED_TOUT:
		return ring ? (uint32_t)NONE : j->tout[u];
	case HEADED_RING:
		return ring ? j->top[u] : (uint32_t)NONE;
	case HEADED_UNDER:
		return j->unor[u] & U_BELOW_CYCLE ? j->top[u] : (uint32_t)NONE;
	default:
		return u;
	}
}

static void set_fill(const struct judgement *j, struct asker *a,
	struct headed *h, enum headed_set set)
{
	struct ids *l = &a->headeds.list;
	uint64_t i;
	uint32_t x;

	h->at[set] = l->n;
	for (i = h->at[HEADED_UNOR]; i < h->at[HEADED_TIN]; i++) {
		x = set_value(j, set, l->v[i]);
		if (x != NONE)
			list_put(a, x);
	}
	sort_u32(l->v + h->at[set], l->n - h->at[set]);
}

static void headed_fill(const struct judgement *j, struct asker *a,
	uint32_t pegawai, int32_t day, struct headed *h)
{
	uint32_t set;

	h->at[HEADED_UNOR] = a->headeds.list.n;
	units_fill(j, a, pegawai, day);
	h->at[HEADED_TIN] = a->headeds.list.n;
	for (set = HEADED_TIN; set < HEADED_SETS && !a->fail; set++)
		set_fill(j, a, h, (enum headed_set)set);
	h->at[HEADED_SETS] = a->headeds.list.n;
}

/* ---- keeping ---- */

void headeds_free(struct asker *a)
{
	struct headeds *h = &a->headeds;

	memo_free(a->mem, &h->of);
	mem_free(a->mem, h->v, h->cap * sizeof(*h->v));
	ids_free(a->mem, &h->list);
	memset(h, 0, sizeof(*h));
}

/* NULL without memory. */
static const struct headed *headed_on(const struct judgement *j,
	struct asker *a, uint32_t pegawai, int32_t day)
{
	struct headeds *all = &a->headeds;
	uint64_t key = memo_key(pegawai, (uint32_t)day);
	uint32_t i = memo_get(&all->of, key);
	void *p;

	if (i != MEMO_NONE)
		return &all->v[i];
	if (all->list.n > HEADEDS_MOST)
		headeds_free(a);
	p = all->v;
	a->fail |= !mem_reserve(a->mem, &p, &all->cap, all->n + 1,
		sizeof(*all->v));
	all->v = p;
	if (!a->fail)
		headed_fill(j, a, pegawai, day, &all->v[all->n]);
	if (a->fail || !memo_put(a->mem, &all->of, key, (uint32_t)all->n)) {
		a->fail = true;
		return NULL;
	}
	return &all->v[all->n++];
}

/* ---- asking ---- */

/* How many numbers of the set are below x. */
static uint64_t below(const struct asker *a, const struct headed *h,
	enum headed_set set, uint32_t x)
{
	return below_u32(a->headeds.list.v + h->at[set],
		h->at[set + 1] - h->at[set], x);
}

static uint64_t times(const struct asker *a, const struct headed *h,
	enum headed_set set, uint32_t x)
{
	return below(a, h, set, x + 1) - below(a, h, set, x);
}

/* Units on no cycle that begin at u in the order of the tree or before, and
 * end after it, are u and those above it; of a cycle all are above. */
static uint64_t count_above(const struct judgement *j, const struct asker *a,
	const struct headed *h, uint32_t u)
{
	uint64_t n = below(a, h, HEADED_TIN, j->tin[u] + 1) -
		below(a, h, HEADED_TOUT, j->tin[u] + 1);

	return j->unor[u] & U_BELOW_CYCLE
		? n + times(a, h, HEADED_RING, j->top[u])
		: n;
}

static uint64_t count_below(const struct judgement *j, const struct asker *a,
	const struct headed *h, uint32_t u)
{
	return j->unor[u] & U_CYCLE ? times(a, h, HEADED_UNDER, j->top[u])
		: below(a, h, HEADED_TIN, j->tout[u]) -
			below(a, h, HEADED_TIN, j->tin[u]);
}

bool headed_any(const struct judgement *j, struct asker *a, uint32_t pegawai,
	int32_t day)
{
	const struct headed *h = headed_on(j, a, pegawai, day);

	return h && h->at[HEADED_TIN] > h->at[HEADED_UNOR];
}

bool headed_near(const struct judgement *j, struct asker *a, uint32_t pegawai,
	uint32_t unor, int32_t day, bool above)
{
	const struct headed *h = headed_on(j, a, pegawai, day);
	uint64_t n;

	if (!h)
		return false;
	n = above ? count_above(j, a, h, unor) : count_below(j, a, h, unor);
	return n > times(a, h, HEADED_UNOR, unor); /* others than itself */
}
