/* SPDX-License-Identifier: MIT */
/* The same where there are many posts of one person, or heads of one unit:
 * what they say is worked out once and kept, sorted. */
#include "turns.h"

/* Days that the rows which count as one going on cover, by what tells them
 * from others; and when a headship begins. */
struct sweep {
	struct run *r;
	const struct table *t;
	struct slice all;
	bool unit;
	struct ranges ranges;
	struct ranges_part joined;
	struct ids begins; /* cells */
};

/* Rows of one key are the same post, or the same head, going on. */
static bool key_of(const struct sweep *w, uint32_t row, uint64_t *key)
{
	uint32_t jenis = w->t->col[PENUGASAN_jenis][row];
	uint32_t other = w->t->col[w->unit ? PENUGASAN_pegawai_id
					   : PENUGASAN_unor_id][row];

	*key = memo_key(w->unit ? 0 : jenis, other);
	return ref_row(other) != NONE && (w->unit || jenis != TUGAS_POS);
}

static void sweep_row(struct sweep *w, uint32_t row)
{
	struct run *r = w->r;
	struct range x = tugas_range(r->j, row);
	uint32_t jenis = w->t->col[PENUGASAN_jenis][row];
	uint32_t c = cell(w->t, PENUGASAN_mulai, row);
	uint64_t key;

	if (key_of(w, row, &key) && (!w->unit || jenis <= TUGAS_PLH))
		r->fail |= !ranges_add(r->mem, &w->ranges, key, x.from, x.to);
	if (jenis <= TUGAS_PLH && !cell_none(c) && !tugas_backwards(w->t, row))
		r->fail |= !ids_add(r->mem, &w->begins, c);
}

static bool sweep_make(struct sweep *w)
{
	struct slice s = w->all;

	for (; s.p < s.end && !w->r->fail; s.p++)
		sweep_row(w, *s.p);
	if (w->r->fail)
		return false;
	w->joined = ranges_join(&w->ranges, 0);
	sort_u32(w->begins.v, w->begins.n);
	return true;
}

static bool follows(const struct sweep *w, int32_t day)
{
	uint32_t c = (uint32_t)(day + DATE_BIAS);
	uint64_t i = below_u32(w->begins.v, w->begins.n, c);

	return i < w->begins.n && w->begins.v[i] == c;
}

static bool turns_on(const struct sweep *w, uint32_t row, bool end,
	int32_t *day)
{
	uint32_t c = cell(w->t, end ? PENUGASAN_selesai : PENUGASAN_mulai,
		row);
	uint64_t key;

	if (cell_none(c) || tugas_backwards(w->t, row))
		return false;
	*day = cell_day(c) + end;
	if (end && follows(w, *day))
		return false;
	return !key_of(w, row, &key) || !ranges_cover(&w->ranges, w->joined,
		key, end ? *day : *day - 1);
}

/* ---- keeping ---- */

static void days_of(struct sweep *w, uint32_t kinds, uint32_t *n)
{
	struct ids *l = &w->r->turns.day;
	uint64_t at = l->n;
	struct slice s = w->all;
	int32_t day, end;

	for (; s.p < s.end; s.p++)
		for (end = 0; end < 2; end++)
			if (of_kinds(w->t, *s.p, kinds) &&
				turns_on(w, *s.p, end, &day))
				w->r->fail |= !ids_add(w->r->mem, l,
					(uint32_t)(day + DATE_BIAS));
	*n = (uint32_t)(l->n - at);
	sort_u32(l->v + at, *n);
}

static void turned_fill(struct run *r, bool unit, uint32_t row,
	struct turned *to)
{
	struct sweep w = {.r = r, .t = &r->m->table[SKP_TABLE_PENUGASAN],
		.all = slice_of(unit ? &r->m->tugas_unor
				     : &r->m->tugas_pegawai, row),
		.unit = unit};

	if (sweep_make(&w)) {
		days_of(&w, unit ? KINDS_HEAD : KINDS_DEFINITIVE, &to->n[0]);
		if (!unit)
			days_of(&w, KINDS_ACTING, &to->n[1]);
		to->since = since_rows(r, w.all,
			unit ? KINDS_HEAD : KINDS_DEFINITIVE);
	}
	ranges_free(r->mem, &w.ranges);
	ids_free(r->mem, &w.begins);
}

struct turned *turned_of(struct run *r, bool unit, uint32_t row)
{
	struct turns *all = &r->turns;
	uint64_t key = memo_key(unit, row);
	uint32_t i = memo_get(&all->of, key);
	struct turned x = {.at = all->day.n};
	void *p = all->v;

	if (i != MEMO_NONE)
		return &all->v[i];
	turned_fill(r, unit, row, &x);
	if (r->fail ||
		!mem_reserve(r->mem, &p, &all->cap, all->n + 1, sizeof(x)) ||
		!memo_put(r->mem, &all->of, key, (uint32_t)all->n))
		r->fail = true;
	all->v = p;
	if (r->fail)
		return NULL;
	all->v[all->n] = x;
	return &all->v[all->n++];
}

void turns_free(struct run *r)
{
	struct turns *t = &r->turns;

	memo_free(r->mem, &t->of);
	memo_free(r->mem, &t->way);
	mem_free(r->mem, t->verge, t->cverge * sizeof(*t->verge));
	mem_free(r->mem, t->v, t->cap * sizeof(*t->v));
	ids_free(r->mem, &t->day);
	memset(t, 0, sizeof(*t));
}
