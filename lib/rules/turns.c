/* SPDX-License-Identifier: MIT */
/* Days on which something changed: a post of a person, a head of a unit. */
#include "turns.h"

int32_t month_of(int32_t day)
{
	int32_t y, m, d;

	clock_to_civil(day, &y, &m, &d);
	return y * 12 + m - 1;
}

int32_t month_first(int32_t month)
{
	return clock_from_civil(month / 12, month % 12 + 1, 1);
}

bool near_missing(const struct months *m, int32_t day)
{
	int32_t k = month_of(day);

	return (m->s < m->a && k >= m->s - 1 && k <= m->a) ||
		(m->b < m->e && k >= m->b && k <= m->e + 1);
}

void verge_add(struct verge *v, const struct months *m, int32_t k)
{
	if (k >= m->s - 1 && k < v->first)
		v->first = k;
	if (k <= m->e + 1 && k > v->last)
		v->last = k;
}

bool verge_missing(const struct months *m, struct verge v)
{
	return (m->s < m->a && v.first <= m->a) ||
		(m->b < m->e && v.last >= m->b);
}

bool goes_on(const struct run *r, uint32_t skp, int32_t day)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	int32_t k = month_of(day);

	return day <= r->j->today &&
		period_covers(t, SKP_mulai, SKP_selesai, skp,
			month_first(k - 1)) &&
		period_covers(t, SKP_mulai, SKP_selesai, skp,
			month_first(k + 2) - 1);
}

/* ---- of a few rows: each is compared with all ---- */

bool tugas_backwards(const struct table *t, uint32_t row)
{
	uint32_t a = cell(t, PENUGASAN_mulai, row);
	uint32_t b = cell(t, PENUGASAN_selesai, row);

	return !cell_none(a) && !cell_none(b) && a > b;
}

static bool covers(const struct table *t, uint32_t row, int32_t day)
{
	return period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai, row, day);
}

/* Is it the same post going on? A renewal is no change. */
static bool same_post(const struct table *t, uint32_t a, uint32_t b)
{
	const uint32_t *unor = t->col[PENUGASAN_unor_id];
	const uint32_t *jenis = t->col[PENUGASAN_jenis];

	return a != b && jenis[a] == jenis[b] && jenis[a] != TUGAS_POS &&
		unor[a] == unor[b] && ref_row(unor[a]) != NONE;
}

static bool same_head(const struct table *t, uint32_t a, uint32_t b)
{
	const uint32_t *who = t->col[PENUGASAN_pegawai_id];

	return a != b && t->col[PENUGASAN_jenis][b] <= TUGAS_PLH &&
		who[a] == who[b] && ref_row(who[a]) != NONE;
}

typedef bool (*same_fn)(const struct table *t, uint32_t a, uint32_t b);

/* Does another headship begin on the day? Jabatan history ends a row where the
 * person's next one begins, also where both go on side by side; what changed
 * that day is then for the next row to say. */
static bool followed(const struct table *t, struct slice all, int32_t day)
{
	uint32_t c;

	for (; all.p < all.end; all.p++) {
		c = cell(t, PENUGASAN_mulai, *all.p);
		if (t->col[PENUGASAN_jenis][*all.p] <= TUGAS_PLH &&
			!cell_none(c) && cell_day(c) == day &&
			!tugas_backwards(t, *all.p))
			return true;
	}
	return false;
}

/* The day on which `row` began or (`end`) had just ended, unless another of
 * the rows stood on the other side of it. */
static bool turn(const struct table *t, struct slice all, uint32_t row,
	bool end, same_fn same, int32_t *day)
{
	uint32_t c = cell(t, end ? PENUGASAN_selesai : PENUGASAN_mulai, row);

	if (cell_none(c) || tugas_backwards(t, row))
		return false;
	*day = cell_day(c) + end;
	if (end && followed(t, all, *day))
		return false;
	for (; all.p < all.end; all.p++)
		if (same(t, row, *all.p) && covers(t, *all.p,
			end ? *day : *day - 1))
			return false;
	return true;
}

static bool turned_near(const struct run *r, const struct months *m,
	struct slice all, uint32_t kinds, same_fn same)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = all;
	int32_t day;

	for (; s.p < s.end; s.p++)
		if (of_kinds(t, *s.p, kinds) && ((turn(t, all, *s.p, false,
			same, &day) && near_missing(m, day)) ||
			(turn(t, all, *s.p, true, same, &day) &&
				near_missing(m, day))))
			return true;
	return false;
}

int32_t since_rows(const struct run *r, struct slice s, uint32_t kinds)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	int32_t best = INT32_MAX, k;
	uint32_t c;

	for (; s.p < s.end; s.p++) {
		if (!of_kinds(t, *s.p, kinds) || tugas_backwards(t, *s.p))
			continue;
		c = cell(t, PENUGASAN_mulai, *s.p);
		k = cell_none(c) ? INT32_MIN : month_of(cell_day(c));
		if (k < best)
			best = k;
	}
	return best;
}

/* ---- of many: the sorted days of turned_of ---- */

/* The first of the days that is in the month or later. */
static uint32_t day_from(const uint32_t *v, uint32_t n, int32_t from)
{
	uint32_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (month_of(cell_day(v[mid])) < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Is one of the days in the months from..to? */
static bool day_between(const uint32_t *v, uint32_t n, int32_t from,
	int32_t to)
{
	uint32_t i = day_from(v, n, from);

	return i < n && month_of(cell_day(v[i])) <= to;
}

static void many_verge(struct run *r, const struct months *m, uint32_t unor,
	struct verge *v)
{
	const struct turned *x = turned_of(r, true, unor);
	const uint32_t *day = x ? r->turns.day.v + x->at : NULL;
	uint32_t i = x ? day_from(day, x->n[0], m->s - 1) : 0;

	if (x && i < x->n[0])
		verge_add(v, m, month_of(cell_day(day[i])));
	i = x ? day_from(day, x->n[0], m->e + 2) : 0;
	if (i > 0)
		verge_add(v, m, month_of(cell_day(day[i - 1])));
}

static bool many_near(struct run *r, const struct months *m, bool unit,
	uint32_t row)
{
	const struct turned *x = turned_of(r, unit, row);
	const uint32_t *v = x ? r->turns.day.v + x->at : NULL;
	uint32_t k;

	for (k = 0; x && k < 2; v += x->n[k++])
		if ((m->s < m->a && day_between(v, x->n[k], m->s - 1, m->a)) ||
			(m->b < m->e && day_between(v, x->n[k], m->b,
				m->e + 1)))
			return true;
	return false;
}

/* Over the earlier of two days that are not after pada an SKP goes on longer
 * after it, so that the last of these days is the one to ask. */
static bool many_latest(struct run *r, uint32_t skp, uint32_t pegawai,
	bool acting, int32_t *day)
{
	const struct turned *x = turned_of(r, false, pegawai);
	uint32_t end = cell(&r->m->table[SKP_TABLE_SKP], SKP_selesai, skp);
	uint32_t lo = 0, hi = x ? x->n[acting] : 0, mid;
	const uint32_t *v = x ? r->turns.day.v + x->at +
		(acting ? x->n[0] : 0) : NULL;
	int32_t d;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		d = cell_day(v[mid]);
		if (d <= r->j->today && (cell_none(end) ||
			month_first(month_of(d) + 2) - 1 <= cell_day(end)))
			lo = mid + 1;
		else
			hi = mid;
	}
	if (!lo)
		return false;
	*day = cell_day(v[lo - 1]);
	return goes_on(r, skp, *day);
}

/* ---- either ---- */

bool posts_turned(struct run *r, const struct months *m, uint32_t pegawai)
{
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);

	return is_many(s) ? many_near(r, m, false, pegawai)
			  : turned_near(r, m, s, KINDS_DEFINITIVE |
				KINDS_ACTING, same_post);
}

bool heads_turned(struct run *r, const struct months *m, uint32_t unor)
{
	struct slice s = slice_of(&r->m->tugas_unor, unor);

	return is_many(s) ? many_near(r, m, true, unor)
			  : turned_near(r, m, s, KINDS_HEAD, same_head);
}

void heads_verge(struct run *r, const struct months *m, uint32_t unor,
	struct verge *v)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice all = slice_of(&r->m->tugas_unor, unor), s = all;
	int32_t day, end;

	if (is_many(all)) {
		many_verge(r, m, unor, v);
		return;
	}
	for (; s.p < s.end; s.p++)
		for (end = 0; end < 2; end++)
			if (of_kinds(t, *s.p, KINDS_HEAD) &&
				turn(t, all, *s.p, end, same_head, &day))
				verge_add(v, m, month_of(day));
}

int32_t posts_since(struct run *r, uint32_t pegawai)
{
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);
	const struct turned *x;

	if (!is_many(s))
		return since_rows(r, s, KINDS_DEFINITIVE);
	x = turned_of(r, false, pegawai);
	return x ? x->since : INT32_MAX;
}

int32_t heads_since(struct run *r, uint32_t unor)
{
	struct slice s = slice_of(&r->m->tugas_unor, unor);
	const struct turned *x;

	if (!is_many(s))
		return since_rows(r, s, KINDS_HEAD);
	x = turned_of(r, true, unor);
	return x ? x->since : INT32_MAX;
}

bool posts_latest(struct run *r, uint32_t skp, uint32_t pegawai, bool acting,
	int32_t *best)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice all = slice_of(&r->m->tugas_pegawai, pegawai), s = all;
	int32_t day = 0, end;
	bool any = false;

	if (is_many(all))
		return many_latest(r, skp, pegawai, acting, best);
	for (; s.p < s.end; s.p++)
		for (end = 0; end < 2; end++)
			if (of_kinds(t, *s.p, acting ? KINDS_ACTING
						     : KINDS_DEFINITIVE) &&
				turn(t, all, *s.p, end, same_post, &day) &&
				goes_on(r, skp, day) &&
				(!any || day > *best)) {
				*best = day;
				any = true;
			}
	return any;
}
