/* SPDX-License-Identifier: MIT */
/* REF003-REF006, REF008: rows refer to units and people that exist and live. */
#include "rules.h"

uint32_t *by_name(struct run *r)
{
	uint32_t *v = mem_calloc(r->mem, r->m->ids.n, sizeof(uint32_t));

	if (!v)
		r->fail = true;
	return v;
}

uint32_t instansi_of(const struct run *r, uint32_t unor)
{
	uint32_t c = cell(unor_of(r->m), UNOR_instansi_id, unor);

	return cell_none(c) ? (uint32_t)NAME_EMPTY
			    : names_fold(&r->m->ids, c);
}

/* The instansi whose people are listed: some explicit person is in one of
 * its units. */
static bool instansi_listed(struct run *r, uint32_t instansi)
{
	uint32_t p, u;

	if (!r->listed)
		r->listed = by_name(r);
	else
		return r->listed[instansi];
	for (p = 0; r->listed && p < r->j->people; p++) {
		u = r->j->pegawai[p] & P_EXPLICIT ? pegawai_unor(r->m, p)
						  : (uint32_t)NONE;
		if (u != NONE)
			r->listed[instansi_of(r, u)] = 1;
	}
	return r->listed && r->listed[instansi];
}

bool pegawai_known(struct run *r, uint32_t pegawai, uint32_t unor)
{
	uint32_t u;

	if (!(row_state(pegawai_of(r->m), pegawai) & ROW_ATASAN))
		return true;
	u = pegawai_unor(r->m, pegawai);
	if (u == NONE)
		u = unor;
	return u == NONE || !instansi_listed(r, instansi_of(r, u));
}

/* ---- units ---- */

enum { EXCERPT_UNSEEN, EXCERPT_MIXED };

uint32_t missing_top(const struct judgement *j, uint32_t unor)
{
	uint32_t c;

	if (j->unor[unor] & U_BELOW_CYCLE)
		return NONE;
	c = cell(unor_of(j->m), UNOR_diatasan_id, j->top[unor]);
	return cell_dangling(c) ? names_fold(&j->m->ids, c & ~CELL_DANGLING)
				: (uint32_t)NONE;
}

static void excerpt_add(uint32_t *e, uint32_t miss)
{
	miss = miss == NONE ? (uint32_t)EXCERPT_MIXED : miss + 2;
	*e = *e == EXCERPT_UNSEEN || *e == miss ? miss
						: (uint32_t)EXCERPT_MIXED;
}

/* The same as other parts say. */
static void far_excerpts(struct run *r)
{
	const struct far *f = r->m->far;
	uint64_t i;

	for (i = 0; f && i < f->ninstansi; i++)
		if (f->instansi[i].missing != FAR_NONE)
			excerpt_add(&r->excerpt[names_fold(&r->m->ids,
				f->instansi[i].instansi)],
				f->instansi[i].missing == FAR_MIXED
					? (uint32_t)NONE
					: names_fold(&r->m->ids,
						f->instansi[i].missing));
}

/* Where all units of an instansi hang below one missing parent, the file is
 * an excerpt (spec 3.6). */
static void find_excerpts(struct run *r)
{
	uint32_t u;

	r->excerpt = by_name(r);
	for (u = 0; r->excerpt && u < r->j->units; u++) {
		if (!(r->j->unor[u] & U_EXPLICIT))
			continue;
		excerpt_add(&r->excerpt[instansi_of(r, u)],
			missing_top(r->j, u));
	}
	if (r->excerpt)
		far_excerpts(r);
}

static void ref005(struct run *r, uint32_t unor)
{
	uint32_t c = cell(unor_of(r->m), UNOR_diatasan_id, unor);
	struct finding *f;

	if (!cell_dangling(c) || !r->on[R_REF005])
		return;
	if (!r->excerpt)
		find_excerpts(r);
	if (!r->excerpt)
		return;
	f = find(r, R_REF005, r->excerpt[instansi_of(r, unor)] > EXCERPT_MIXED
			? SKP_SEVERITY_I
			: SKP_SEVERITY_E, SKP_TABLE_UNOR, unor);
	if (f)
		f->actual = ref_cell(c, REF_UNOR);
}

/* A head who is unknown or no longer active, here or in an assignment. */
static void ref006(struct run *r, uint32_t table, uint32_t row, uint32_t c,
	uint32_t unor)
{
	bool known = !cell_dangling(c) && pegawai_known(r, c, unor);
	struct finding *f;

	if (known && r->j->pegawai[c] & P_ACTIVE)
		return;
	f = find(r, R_REF006, SKP_SEVERITY_E, table, row);
	if (!f)
		return;
	f->actual = ref_cell(c, REF_PEGAWAI);
	f->detail = known ? S_TIDAK_AKTIF : S_TIDAK_DIKENAL;
}

void reference_unor(struct run *r, uint32_t unor)
{
	uint32_t c = cell(unor_of(r->m), UNOR_pemimpin_id, unor);

	ref005(r, unor);
	if (!cell_none(c))
		ref006(r, SKP_TABLE_UNOR, unor, c, unor);
}

/* ---- people ---- */

void reference_pegawai(struct run *r, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(r->m), PEGAWAI_unor_id, pegawai), aktif;
	struct finding *f;

	if (cell_none(c))
		return;
	if (cell_dangling(c)) {
		f = find(r, R_REF003, SKP_SEVERITY_E, SKP_TABLE_PEGAWAI,
			pegawai);
		if (f)
			f->actual = ref_cell(c, REF_UNOR);
		return;
	}
	if (r->j->unor[c] & U_ACTIVE)
		return;
	f = find(r, R_REF004, SKP_SEVERITY_E, SKP_TABLE_PEGAWAI, pegawai);
	if (!f)
		return;
	aktif = cell(unor_of(r->m), UNOR_aktif, c);
	f->actual = ref_cell(c, REF_UNOR);
	f->detail = !cell_none(aktif) && !aktif ? S_NONAKTIF : S_KEDALUWARSA;
}

/* ---- rows that refer ---- */

/* REF008: who and where are references of the row, CELL_EMPTY: not asked. */
static void ref008(struct run *r, uint32_t table, uint32_t row, uint32_t who,
	uint32_t where)
{
	bool no_who = cell_dangling(who) && r->j->people_known;
	bool no_where = cell_dangling(where) && r->j->units_known;
	struct finding *f;

	if (!no_who && !no_where)
		return;
	f = find(r, R_REF008, SKP_SEVERITY_W, table, row);
	if (!f)
		return;
	f->actual = ref_cell(no_who ? who : where, REF_NAME);
	f->detail = no_who && no_where ? S_BOTH_IDS
		: no_who	       ? S_PEGAWAI_ID
				       : S_UNOR_ID;
}

void reference_skp(struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];

	ref008(r, SKP_TABLE_SKP, skp, cell(t, SKP_pegawai_id, skp),
		cell(t, SKP_unor_id, skp));
}

void reference_penugasan(struct run *r, uint32_t row)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	uint32_t unor = cell(t, PENUGASAN_unor_id, row);

	if (cell(t, PENUGASAN_jenis, row) == TUGAS_POS)
		return;
	ref008(r, SKP_TABLE_PENUGASAN, row, CELL_EMPTY, unor);
	if (period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai, row,
		r->j->today))
		ref006(r, SKP_TABLE_PENUGASAN, row,
			cell(t, PENUGASAN_pegawai_id, row), ref_row(unor));
}

void reference_kejadian(struct run *r, uint32_t row)
{
	ref008(r, SKP_TABLE_KEJADIAN, row,
		cell(&r->m->table[SKP_TABLE_KEJADIAN], KEJADIAN_pegawai_id,
			row), CELL_EMPTY);
}

void reference_profil(struct run *r, uint32_t row)
{
	const struct table *t = &r->m->table[SKP_TABLE_PROFIL];

	ref008(r, SKP_TABLE_PROFIL, row, cell(t, PROFIL_pegawai_id, row),
		cell(t, PROFIL_unor_id, row));
}
