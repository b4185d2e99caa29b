/* SPDX-License-Identifier: MIT */
/* PRD603, PRD604: does an SKP begin and end where the post did? Counted in
 * months, since an SKP is closed at the month of a change and the next one
 * begins the month after. */
#include "turns.h"

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

/* The first month that is missing or next to a missing one. */
static int32_t first_near(const struct months *m)
{
	return m->s < m->a ? m->s - 1 : m->b;
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

/* The head of a school is a teacher whose tmt_jabatan dates the teacher's
 * post: it says nothing of the headship. */
static bool tmt_dates_head(const struct run *r, const struct expected *e)
{
	return r->j->kind[e->unor] != KIND_SEKOLAH;
}

/* What the tmt_jabatan of many heads say, once for all who ask. */
static const struct crowd *crowd_dated(struct run *r, const struct months *m,
	const struct expected *e)
{
	struct crowd *c = &r->a.crowds.crowd[e->crowd - 1];
	uint32_t i, k;

	if (c->dated)
		return c;
	c->dated = true;
	c->since = INT32_MAX;
	c->near_t = verge_none();
	for (i = 0; i < e->n; i++) {
		k = cell(pegawai_of(r->m), PEGAWAI_tmt_jabatan, e->pegawai[i]);
		if (cell_none(k))
			continue;
		c->since = since_tmt(r, e->pegawai[i], c->since);
		verge_add(&c->near_t, m, month_of(cell_day(k)));
	}
	return c;
}

static int32_t since_head(struct run *r, const struct months *m,
	const struct expected *e)
{
	int32_t best = heads_since(r, e->unor), k;
	uint32_t i;

	if (e->crowd && tmt_dates_head(r, e)) {
		k = crowd_dated(r, m, e)->since;
		return k < best ? k : best;
	}
	for (i = 0; i < e->n && tmt_dates_head(r, e); i++)
		best = since_tmt(r, e->pegawai[i], best);
	return best;
}

static int32_t since_post(struct run *r, uint32_t pegawai)
{
	return since_tmt(r, pegawai, posts_since(r, pegawai));
}

/* ---- PRD603 ---- */

static bool heads_tmt_near(struct run *r, const struct months *m,
	const struct expected *e)
{
	uint32_t i;

	if (!tmt_dates_head(r, e))
		return false;
	if (e->crowd)
		return verge_missing(m, crowd_dated(r, m, e)->near_t);
	for (i = 0; i < e->n; i++)
		if (tmt_near(r, m, e->pegawai[i]))
			return true;
	return false;
}

/* A new head on the way from the unit up to the appraiser's. */
static bool head_changed(struct run *r, const struct months *m,
	uint32_t unor, const struct expected *e)
{
	uint64_t n;

	if (heads_tmt_near(r, m, e))
		return true;
	for (n = 0; unor != NONE && n <= r->j->units; n++) {
		if (n == MANY)
			return way_turned(r, m, unor, e->unor);
		if (heads_turned(r, m, unor))
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
		since_head(r, &m, e) >= first_near(&m) || tmt_near(r, &m, p) ||
		posts_turned(r, &m, p) ||
		head_changed(r, &m, skp_unor(r->m, skp), e))
		return;
	say_short(r, skp, &m);
}

/* ---- PRD604 ---- */

/* The latest change of post up to pada over which the SKP goes on. An acting
 * post comes beside the definitive one, and has an SKP of its own. */
static bool post_changed(struct run *r, uint32_t skp, uint32_t p,
	int32_t *best)
{
	uint32_t plt = cell(&r->m->table[SKP_TABLE_SKP], SKP_plt, skp), c;
	bool acting = !cell_none(plt) && plt;
	bool any = posts_latest(r, skp, p, acting, best);

	c = cell(pegawai_of(r->m), PEGAWAI_tmt_jabatan, p);
	if (acting || cell_none(c) || !goes_on(r, skp, cell_day(c)) ||
		(any && cell_day(c) <= *best))
		return any;
	*best = cell_day(c);
	return true;
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
