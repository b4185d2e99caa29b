/* SPDX-License-Identifier: MIT */
/* Where the marks of round 2 begin: rows of ids that several parts know, and
 * rows that refer to another part. */
#include "boundary_marks.h"

/* Perhaps a root of an instansi, of which there is one for all parts. */
static bool may_be_root(const struct marks *k, uint32_t u)
{
	const struct table *t = unor_of(k->m);
	uint32_t c = cell(t, UNOR_diatasan_id, u), own, above;

	own = cell(t, UNOR_instansi_id, u);
	if (cell_none(own) || c == CELL_UNKNOWN)
		return false;
	if (cell_none(c))
		return true;
	if (!cell_row(c))
		return mark_foreign(k, SKP_TABLE_UNOR, UNOR_diatasan_id, u);
	if (mark_name_hot(k, ID_UNOR, cell(t, UNOR_id, c)))
		return true; /* another part's row may stand for it */
	above = cell(t, UNOR_instansi_id, c);
	return !cell_none(above) && names_fold(&k->m->ids, above) !=
		names_fold(&k->m->ids, own);
}

static bool seed_unor(struct marks *k, uint32_t u)
{
	const struct table *t = unor_of(k->m);

	return mark_name_hot(k, ID_UNOR, cell(t, UNOR_id, u)) ||
		mark_name_hot(k, ID_NPSN, cell(t, UNOR_npsn, u)) ||
		mark_foreign(k, SKP_TABLE_UNOR, UNOR_diatasan_id, u) ||
		mark_foreign(k, SKP_TABLE_UNOR, UNOR_pemimpin_id, u) ||
		may_be_root(k, u);
}

static bool seed_pegawai(struct marks *k, uint32_t p)
{
	return mark_person_level(k, p) != 0;
}

static bool seed_penugasan(struct marks *k, uint32_t row)
{
	return mark_foreign(k, SKP_TABLE_PENUGASAN, PENUGASAN_pegawai_id,
			row) ||
		mark_foreign(k, SKP_TABLE_PENUGASAN, PENUGASAN_unor_id, row);
}

static bool seed_skp(struct marks *k, uint32_t row)
{
	const struct table *t = table_at(k, SKP_TABLE_SKP);
	uint32_t c = cell(t, SKP_unor_id, row);
	uint32_t p = ref_row(cell(t, SKP_pegawai_id, row));
	bool away;

	if (mark_name_hot(k, ID_SKP, cell(t, SKP_id, row)) ||
		mark_foreign(k, SKP_TABLE_SKP, SKP_pegawai_id, row))
		return true;
	away = c == CELL_EMPTY || c == CELL_UNKNOWN
		? p != NONE && mark_foreign(k, SKP_TABLE_PEGAWAI,
			PEGAWAI_unor_id, p)
		: mark_foreign(k, SKP_TABLE_SKP, SKP_unor_id, row);
	return away && mark_may_be_org(k, row);
}

static bool seed_rhk(struct marks *k, uint32_t row)
{
	const struct table *t = table_at(k, SKP_TABLE_RHK);
	uint32_t skp = ref_row(cell(t, RHK_skp_id, row));

	return mark_name_hot(k, ID_RHK, cell(t, RHK_id, row)) ||
		mark_foreign(k, SKP_TABLE_RHK, RHK_skp_id, row) ||
		(skp != NONE && mark_name_hot(k, ID_SKP, cell(
			table_at(k, SKP_TABLE_SKP), SKP_id, skp)) ==
			HOT_SHARED);
}

static bool seed_kejadian(struct marks *k, uint32_t row)
{
	return mark_foreign(k, SKP_TABLE_KEJADIAN, KEJADIAN_pegawai_id, row);
}

static bool seed_profil(struct marks *k, uint32_t row)
{
	return mark_foreign(k, SKP_TABLE_PROFIL, PROFIL_pegawai_id, row);
}

static bool seed_periode(struct marks *k, uint32_t row)
{
	(void)k;
	(void)row;
	return true;
}

void mark_seeds(struct marks *k)
{
	static bool (*const is[SKP_TABLES])(struct marks *k, uint32_t row) = {
		[SKP_TABLE_UNOR] = seed_unor,
		[SKP_TABLE_PEGAWAI] = seed_pegawai,
		[SKP_TABLE_PENUGASAN] = seed_penugasan,
		[SKP_TABLE_SKP] = seed_skp,
		[SKP_TABLE_RHK] = seed_rhk,
		[SKP_TABLE_KEJADIAN] = seed_kejadian,
		[SKP_TABLE_PROFIL] = seed_profil,
		[SKP_TABLE_PERIODE] = seed_periode,
	};
	uint32_t t, i;

	for (t = 0; t < SKP_TABLES; t++)
		for (i = 0; i < table_at(k, t)->rows && !k->fail; i++)
			if (row_own(k->m, t, i) && is[t](k, i)) {
				mark_push(k, t, i);
				mark_visit(k);
			}
}
