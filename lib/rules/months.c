/* SPDX-License-Identifier: MIT */
/* PRD603, PRD604: does an SKP begin and end where the post did? Counted in
 * months, since an SKP is closed at the month of a change and the next one
 * begins the month after. */
#include "rules.h"

enum {
	KINDS_DEFINITIVE = 1 << TUGAS_D | 1 << TUGAS_TT | 1 << TUGAS_POS,
	KINDS_ACTING = 1 << TUGAS_PJ | 1 << TUGAS_PLT | 1 << TUGAS_PLH,
	KINDS_ANY = KINDS_DEFINITIVE | KINDS_ACTING
};

/* Months are counted from the year 0. T has s..e, the SKP's part of them is
 * a..b; the missing ones are the rest. */
struct months {
	int32_t s, e, a, b;
};

static int32_t month_of(int32_t day)
{
	int32_t y, m, d;

	clock_to_civil(day, &y, &m, &d);
	return y * 12 + m - 1;
}

static int32_t month_first(int32_t month)
{
	return clock_from_civil(month / 12, month % 12 + 1, 1);
}

static struct months months_of(const struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t a = cell(t, SKP_mulai, skp), b = cell(t, SKP_selesai, skp);
	struct months m = {month_of(r->j->from), month_of(r->j->to), 0, 0};

	m.a = cell_none(a) || cell_day(a) < r->j->from ? m.s
						       : month_of(cell_day(a));
	m.b = cell_none(b) || cell_day(b) > r->j->to ? m.e
						     : month_of(cell_day(b));
	return m;
}

/* Is the day in a missing month or in one next to it? */
static bool near_missing(const struct months *m, int32_t day)
{
	int32_t k = month_of(day);

	return (m->s < m->a && k >= m->s - 1 && k <= m->a) ||
		(m->b < m->e && k >= m->b && k <= m->e + 1);
}

/* The first month that is missing or next to a missing one. */
static int32_t first_near(const struct months *m)
{
	return m->s < m->a ? m->s - 1 : m->b;
}

/* ---- days on which something changed ---- */

static bool backwards(const struct table *t, uint32_t row)
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
			!backwards(t, *all.p))
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

	if (cell_none(c) || backwards(t, row))
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

static bool of_kinds(const struct table *t, uint32_t row, uint32_t kinds)
{
	return kinds >> t->col[PENUGASAN_jenis][row] & 1;
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

static bool tmt_near(const struct run *r, const struct months *m,
	uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(r->m), PEGAWAI_tmt_jabatan, pegawai);

	return !cell_none(c) && near_missing(m, cell_day(c));
}

/* ---- since when it is known ---- */

static int32_t since_tmt(const struct run *r, uint32_t pegawai, int32_t best)
{
	uint32_t c = cell(pegawai_of(r->m), PEGAWAI_tmt_jabatan, pegawai);
	int32_t k = cell_none(c) ? INT32_MAX : month_of(cell_day(c));

	return k < best ? k : best;
}

static int32_t since_rows(const struct run *r, struct slice s, uint32_t kinds,
	int32_t best)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	uint32_t c;
	int32_t k;

	for (; s.p < s.end; s.p++) {
		if (!of_kinds(t, *s.p, kinds) || backwards(t, *s.p))
			continue;
		c = cell(t, PENUGASAN_mulai, *s.p);
		k = cell_none(c) ? INT32_MIN : month_of(cell_day(c));
		if (k < best)
			best = k;
	}
	return best;
}

/* The head of a school is a teacher whose tmt_jabatan dates the teacher's
 * post: it says nothing of the headship. */
static bool tmt_dates_head(const struct run *r, const struct expected *e)
{
	return r->j->kind[e->unor] != KIND_SEKOLAH;
}

static int32_t since_head(const struct run *r, const struct expected *e)
{
	int32_t best = since_rows(r, slice_of(&r->m->tugas_unor, e->unor),
		KINDS_ANY & ~(1 << TUGAS_POS), INT32_MAX);
	uint32_t i;

	for (i = 0; i < e->n && tmt_dates_head(r, e); i++)
		best = since_tmt(r, e->pegawai[i], best);
	return best;
}

static int32_t since_post(const struct run *r, uint32_t pegawai)
{
	return since_rows(r, slice_of(&r->m->tugas_pegawai, pegawai),
		KINDS_DEFINITIVE, since_tmt(r, pegawai, INT32_MAX));
}

/* ---- PRD603 ---- */

/* A new head on the way from the unit up to the appraiser's. */
static bool head_changed(const struct run *r, const struct months *m,
	uint32_t unor, const struct expected *e)
{
	uint64_t n;
	uint32_t i;

	for (i = 0; i < e->n && tmt_dates_head(r, e); i++)
		if (tmt_near(r, m, e->pegawai[i]))
			return true;
	for (n = 0; unor != NONE && n <= r->j->units; n++) {
		if (turned_near(r, m, slice_of(&r->m->tugas_unor, unor),
			KINDS_ANY & ~(1 << TUGAS_POS), same_head))
			return true;
		if (unor == e->unor)
			break;
		unor = parent_of(r->m, unor);
	}
	return false;
}

static void say_short(struct run *r, uint32_t skp, const struct months *m)
{
	uint32_t t = ref_months(m->s, m->e);
	struct finding *f = find(r, R_PRD603, SKP_SEVERITY_W, SKP_TABLE_SKP,
		skp);

	if (!f)
		return;
	f->actual = (struct ref){ref_months(m->a, m->b), REF_MONTHS};
	find_expected(r, f, REF_MONTHS, &t, 1);
}

/* Silent where it is not known since when they, or the head, held the post. */
static void prd603(struct run *r, uint32_t skp, uint32_t p,
	const struct expected *e)
{
	struct months m = months_of(r, skp);

	if (since_post(r, p) >= first_near(&m) ||
		since_head(r, e) >= first_near(&m) || tmt_near(r, &m, p) ||
		turned_near(r, &m, slice_of(&r->m->tugas_pegawai, p),
			KINDS_ANY, same_post) ||
		head_changed(r, &m, skp_unor(r->m, skp), e))
		return;
	say_short(r, skp, &m);
}

/* ---- PRD604 ---- */

/* Does the SKP cover the whole month before and the one after that of day? */
static bool goes_on(const struct run *r, uint32_t skp, int32_t day)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	int32_t k = month_of(day);

	return day <= r->j->today &&
		period_covers(t, SKP_mulai, SKP_selesai, skp,
			month_first(k - 1)) &&
		period_covers(t, SKP_mulai, SKP_selesai, skp,
			month_first(k + 2) - 1);
}

/* The latest change of post up to pada over which the SKP goes on. An acting
 * post comes beside the definitive one, and has an SKP of its own. */
static bool post_changed(const struct run *r, uint32_t skp, uint32_t p,
	int32_t *best)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	uint32_t plt = cell(&r->m->table[SKP_TABLE_SKP], SKP_plt, skp), c;
	bool acting = !cell_none(plt) && plt, any = false;
	struct slice all = slice_of(&r->m->tugas_pegawai, p), s = all;
	int32_t day = 0, end;

	c = cell(pegawai_of(r->m), PEGAWAI_tmt_jabatan, p);
	if (!acting && !cell_none(c) && goes_on(r, skp, cell_day(c))) {
		*best = cell_day(c);
		any = true;
	}
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

static void prd604(struct run *r, uint32_t skp, uint32_t p)
{
	struct finding *f;
	int32_t day = 0;

	if (!post_changed(r, skp, p, &day))
		return;
	f = find(r, R_PRD604, SKP_SEVERITY_W, SKP_TABLE_SKP, skp);
	if (!f)
		return;
	f->detail = S_DAY;
	f->detail_v = (uint32_t)(day + DATE_BIAS);
}

/* ---- what needs the right atasan ---- */

static struct expected expected_skp(struct run *r, uint32_t skp, uint32_t p)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t begin = cell(t, SKP_mulai, skp);
	bool now = period_covers(t, SKP_mulai, SKP_selesai, skp, r->j->today);
	int32_t day = now	   ? r->j->today
		: cell_none(begin) ? (int32_t)DAY_ALWAYS
				   : cell_day(begin);

	return expected_of(r->j, &r->a, p, skp_unor(r->m, skp), day, now);
}

static bool is_short(const struct run *r, uint32_t skp)
{
	struct months m = months_of(r, skp);

	return m.a > m.s || m.b < m.e;
}

void months_skp(struct run *r, uint32_t skp, uint32_t p)
{
	bool too_short;
	struct expected e;

	if (!(r->j->pegawai[p] & P_OBLIGED) ||
		!period_meets(&r->m->table[SKP_TABLE_SKP], SKP_mulai,
			SKP_selesai, skp, r->j->from, r->j->to))
		return;
	if (r->on[R_PRD604])
		prd604(r, skp, p);
	too_short = r->on[R_PRD603] && is_short(r, skp);
	if (!too_short && !r->on[R_PRD609])
		return;
	e = expected_skp(r, skp, p);
	if (e.answer == ANSWER_UNKNOWN) {
		if (too_short)
			skip(r, R_PRD603, SKIP_EXPECTED);
		skip(r, R_PRD609, SKIP_EXPECTED);
	}
	if (e.answer != ANSWER_HEADS)
		return;
	if (too_short)
		prd603(r, skp, p, &e);
	if (r->on[R_PRD609])
		cover_skp(r, skp, &e);
}
