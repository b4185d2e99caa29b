/* SPDX-License-Identifier: MIT */
/* ORG301-ORG308: the SKP Organisasi on which everybody's SKP rests. */
#include "rules.h"

static void org_missing(struct run *r, uint32_t unor)
{
	static const enum rule rule[] = {[ORG_BELOW] = R_ORG302,
		[ORG_DITOLAK] = R_ORG303, [ORG_ABSENT] = R_ORG301};
	enum org org = (enum org)r->j->org[unor];
	struct finding *f;

	if (org <= ORG_UNKNOWN || (!(r->j->unor[unor] & U_APPRAISING) &&
		r->j->blocked_total[unor] == 0))
		return;
	f = find(r, rule[org], SKP_SEVERITY_E, SKP_TABLE_UNOR, unor);
	if (!f)
		return;
	if (org != ORG_ABSENT)
		f->actual = (struct ref){org == ORG_BELOW ? S_DRAFT
							  : S_DITOLAK,
			REF_STATIC};
	f->pegawai = head_least(r->j, unor);
	f->root = r->j->root[unor];
	f->blocked = r->j->blocked[unor];
	f->blocked_total = r->j->blocked_total[unor];
}

static void org_above(struct run *r, uint32_t unor)
{
	uint32_t next = r->j->next[unor];
	struct finding *f;

	if (r->j->org[unor] > ORG_UNKNOWN || next == NONE ||
		r->j->org[next] <= ORG_UNKNOWN)
		return;
	f = find(r, R_ORG305, SKP_SEVERITY_W, SKP_TABLE_UNOR, unor);
	if (!f)
		return;
	f->pegawai = head_least(r->j, unor);
	f->root = r->j->root[next];
	find_path(r, f, REF_UNOR, &next, 1);
}

static void org_unclaimed(struct run *r, uint32_t unor)
{
	struct heads h = heads_now(r->j, unor);
	struct finding *f;
	uint32_t i;

	if (cell(unor_of(r->m), UNOR_diklaim, unor) != 0)
		return;
	for (i = 0; i < h.n; i++)
		if (log_holds(r->j, &r->a, h.p[i].pegawai, LOG_CLAIMED))
			return;
	f = find(r, R_ORG306, SKP_SEVERITY_E, SKP_TABLE_UNOR, unor);
	if (f)
		f->pegawai = head_least(r->j, unor);
}

void organisasi_unor(struct run *r, uint32_t unor)
{
	org_missing(r, unor);
	if (!(r->j->unor[unor] & U_APPRAISING))
		return;
	org_above(r, unor);
	org_unclaimed(r, unor);
}

/* ---- ORG308: a head whose SKP stand everywhere but where they head ---- */

static bool definitive(struct heads h, uint32_t pegawai)
{
	uint32_t i;

	for (i = 0; i < h.n; i++)
		if (h.p[i].pegawai == pegawai && h.p[i].tugas <= TUGAS_PJ)
			return true;
	return false;
}

static void ids_once(struct run *r, struct ids *l, uint32_t unor)
{
	uint64_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i] == unor)
			return;
	r->fail |= !ids_add(r->mem, l, unor);
}

/* Units that they head by D, TT or PJ at pada. */
static void units_headed(struct run *r, uint32_t pegawai, struct ids *to)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);
	uint32_t u;

	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u != NONE && definitive(heads_now(r->j, u), pegawai))
			ids_once(r, to, u);
	}
	for (s = slice_of(&r->m->pimpin, pegawai); s.p < s.end; s.p++)
		if (definitive(heads_now(r->j, *s.p), pegawai))
			ids_once(r, to, *s.p);
}

/* Units of their SKP at pada; false if one of them is unknown or headed. */
static bool units_elsewhere(struct run *r, uint32_t pegawai, struct ids *to)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->skp_pegawai, pegawai);
	uint32_t u;

	for (; s.p < s.end; s.p++) {
		if (!period_covers(t, SKP_mulai, SKP_selesai, *s.p,
			r->j->today))
			continue;
		u = skp_unor(r->m, *s.p);
		if (u == NONE || heads_has(heads_now(r->j, u), pegawai))
			return false;
		ids_once(r, to, u);
	}
	return to->n > 0;
}

void organisasi_pegawai(struct run *r, uint32_t pegawai)
{
	struct ids headed = {NULL, 0, 0}, skp = {NULL, 0, 0};
	struct finding *f = NULL;

	if (!r->on[R_ORG308] || !(r->j->pegawai[pegawai] & P_HEAD))
		return;
	if (units_elsewhere(r, pegawai, &skp))
		units_headed(r, pegawai, &headed);
	if (headed.n)
		f = find(r, R_ORG308, SKP_SEVERITY_E, SKP_TABLE_PEGAWAI,
			pegawai);
	sort_unor(r->m, headed.v, headed.n);
	sort_unor(r->m, skp.v, skp.n);
	find_expected(r, f, REF_UNOR, headed.v, (uint32_t)headed.n);
	find_path(r, f, REF_UNOR, skp.v, (uint32_t)skp.n);
	ids_free(r->mem, &headed);
	ids_free(r->mem, &skp);
}

/* ---- ORG304: an SKP Individu older than what it rests on ---- */

/* The earliest `dibuat` of the good org SKP that v had in T by anyone who
 * headed it in T: CELL_EMPTY if there is none, CELL_UNKNOWN if one has no
 * date. */
static uint32_t first_made(struct run *r, uint32_t v)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->skp_unor, v);
	uint32_t best = CELL_EMPTY, p, c;

	for (; s.p < s.end; s.p++) {
		if (!period_meets(t, SKP_mulai, SKP_selesai, *s.p, r->j->from,
			r->j->to) || skp_org_state(r->j, *s.p) != ORG_GOOD)
			continue;
		p = ref_row(t->col[SKP_pegawai_id][*s.p]);
		if (!skp_is_org(r->j, *s.p, v, p != NONE &&
				headed_in_period(r->j, &r->a, v, p)))
			continue;
		c = cell(t, SKP_dibuat, *s.p);
		if (cell_none(c))
			return CELL_UNKNOWN;
		if (best == CELL_EMPTY || c < best)
			best = c;
	}
	return best;
}

/* The same, worked out once where there is much to look through. */
static uint32_t first_org(struct run *r, uint32_t v)
{
	uint32_t c;

	if (!is_many(slice_of(&r->m->skp_unor, v)))
		return first_made(r, v);
	c = memo_get(&r->org_made, v);
	if (c != MEMO_NONE)
		return c - 1; /* 0: CELL_UNKNOWN */
	c = first_made(r, v);
	r->fail |= !memo_put(r->mem, &r->org_made, v, c + 1);
	return c;
}

static bool is_individu(struct run *r, uint32_t skp, uint32_t pegawai,
	int32_t day, bool at_pada)
{
	uint32_t unor = skp_unor(r->m, skp);

	switch (judge_code(r->j, C_SKP_JENIS, skp)) {
	case JENIS_INDIVIDU:
		return true;
	case JENIS_ORGANISASI:
		return false;
	default:
		return unor == NONE || !heads_has(heads_at(r->j, &r->a, unor,
			day, at_pada), pegawai);
	}
}

void organisasi_skp(struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t p = ref_row(cell(t, SKP_pegawai_id, skp));
	uint32_t made = cell(t, SKP_dibuat, skp), first;
	int32_t status = judge_code(r->j, C_SKP_STATUS, skp), day;
	struct expected e;
	bool now;

	if (!r->on[R_ORG304] || p == NONE || cell_none(made) ||
		!(r->j->pegawai[p] & P_OBLIGED) ||
		status < STATUS_DIAJUKAN || status > STATUS_DITETAPKAN ||
		!period_meets(t, SKP_mulai, SKP_selesai, skp, r->j->from,
			r->j->to))
		return;
	day = skp_day(r->j, skp, &now);
	if (!is_individu(r, skp, p, day, now))
		return;
	e = expected_of(r->j, &r->a, p, skp_unor(r->m, skp), day, now);
	if (e.answer == ANSWER_UNKNOWN)
		skip(r, R_ORG304, SKIP_EXPECTED);
	if (e.answer != ANSWER_HEADS)
		return;
	first = first_org(r, e.unor);
	if (!cell_none(first) && made < first)
		find_at(r, R_ORG304, SKP_SEVERITY_W, SKP_TABLE_SKP, skp,
			e.unor);
}
