/* SPDX-License-Identifier: MIT */
/* PRD601, PRD608: periods that cannot be, or whose time is over. */
#include "rules.h"

/* ---- PRD601: backwards, or across a new year ---- */

static int32_t year_of(int32_t day)
{
	int32_t y, m, d;

	clock_to_civil(day, &y, &m, &d);
	return y;
}

static void prd601(struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t a = cell(t, SKP_mulai, skp), b = cell(t, SKP_selesai, skp);
	struct finding *f;

	if (cell_none(a) || cell_none(b) || (a <= b &&
		year_of(cell_day(a)) == year_of(cell_day(b))))
		return;
	f = find(r, R_PRD601, SKP_SEVERITY_E, SKP_TABLE_SKP, skp);
	if (f)
		f->detail = a > b ? S_TERBALIK : S_LINTAS_TAHUN;
}

/* ---- PRD608: the time for filling in is over ---- */

static uint32_t instansi_of_pegawai(const struct run *r, uint32_t pegawai)
{
	uint32_t u = pegawai_unor(r->m, pegawai);

	return u == NONE ? (uint32_t)NAME_EMPTY : instansi_of(r, u);
}

static void prd608(struct run *r, uint32_t skp, uint32_t p)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t a = cell(t, SKP_mulai, skp), b = cell(t, SKP_selesai, skp);
	uint32_t u = skp_unor(r->m, skp), instansi;
	struct finding *f;

	if (cell_none(a) || cell_none(b) ||
		judge_code(r->j, C_SKP_STATUS, skp) != STATUS_DRAFT ||
		!(r->j->pegawai[p] & P_OBLIGED))
		return;
	instansi = u == NONE ? instansi_of_pegawai(r, p) : instansi_of(r, u);
	if (!deadline_passed(r, instansi, cell_day(a), cell_day(b)))
		return;
	f = find(r, R_PRD608, SKP_SEVERITY_W, SKP_TABLE_SKP, skp);
	if (f)
		f->detail = S_DRAFT;
}

static bool any_skp(const struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->skp_pegawai, pegawai);

	for (; s.p < s.end; s.p++)
		if (period_meets(t, SKP_mulai, SKP_selesai, *s.p, r->j->from,
			r->j->to))
			return true;
	return false;
}

/* Who has none at all can be told only from a complete list. */
void period_pegawai(struct run *r, uint32_t pegawai)
{
	struct finding *f;

	if (!r->on[R_PRD608] || !(r->j->pegawai[pegawai] & P_OBLIGED) ||
		any_skp(r, pegawai) || !deadline_passed(r,
			instansi_of_pegawai(r, pegawai), r->j->from, r->j->to))
		return;
	if (!r->j->skp_list) {
		skip(r, R_PRD608, SKIP_LIST);
		return;
	}
	f = find(r, R_PRD608, SKP_SEVERITY_W, SKP_TABLE_PEGAWAI, pegawai);
	if (f)
		f->detail = S_TIDAK_ADA;
}

void period_skp(struct run *r, uint32_t skp)
{
	uint32_t p = ref_row(cell(&r->m->table[SKP_TABLE_SKP], SKP_pegawai_id,
		skp));

	if (r->on[R_PRD601])
		prd601(r, skp);
	if (p == NONE)
		return;
	if (r->on[R_PRD602])
		twice_skp(r, skp, p);
	if (r->on[R_PRD608])
		prd608(r, skp, p);
	months_skp(r, skp, p);
}
