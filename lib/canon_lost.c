/* SPDX-License-Identifier: MIT */
/* What no canonical table can say of a model. */
#include "canon.h"

static int64_t lost_rejected(const skp_model *m)
{
	uint64_t n = 0;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		n += m->table[t].rejected - m->rejected[t];
	return (int64_t)n;
}

static int64_t lost_rows(const skp_model *m, bool posts)
{
	const struct table *t;
	int64_t n = 0;
	uint32_t k, i;

	for (k = 0; !posts && k <= SKP_TABLE_PEGAWAI; k++)
		n += (int64_t)(m->table[k].rows - m->rows_loaded[k]);
	t = &m->table[SKP_TABLE_PENUGASAN];
	for (i = 0; posts && i < t->rows; i++)
		n += canon_post(m, SKP_TABLE_PENUGASAN, i) && row_live(t, i);
	return n;
}

static int64_t lost_names(const skp_model *m)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	int64_t n = 0;
	uint32_t i;

	for (i = 0; t->col[SKP_unor_id] && i < t->rows; i++)
		n += t->col[SKP_unor_id][i] == CELL_UNMATCHED &&
			row_live(t, i);
	return n;
}

static int64_t lost_numbers(const skp_model *m)
{
	int64_t n = 0;
	uint64_t i;

	for (i = 0; i < m->notes_loaded; i++)
		n += m->note[i].reason == NOTE_ANGKA &&
			m->note[i].row != CELL_UNKNOWN && !m->note[i].derived;
	return n;
}

static int64_t lost_controls(const skp_model *m)
{
	const struct names *all[] = {&m->ids, &m->words, &m->texts};
	int64_t n = 0;
	uint32_t i;
	uint64_t k;

	for (i = 0; i < ARRAY_LEN(all); i++)
		for (k = 0; k < all[i]->nbytes; k++)
			n += control_at(all[i]->bytes + k,
				all[i]->nbytes - k) != 0;
	return n;
}

/* Columns that some of a table's files lack: together they have them all. */
static int64_t lost_unknown(const skp_model *m)
{
	uint32_t t, all, own;
	int64_t n = 0;
	uint64_t i;

	for (t = 0; t < SKP_TABLES; t++) {
		all = canon_fields(m, t, -1);
		for (i = 0; i < m->nsource; i++) {
			own = canon_fields(m, t, (int64_t)i);
			if (own)
				n += __builtin_popcount(all & ~own);
		}
	}
	return n;
}

int64_t skp_model_lost(const skp_model *m, int32_t what)
{
	int32_t e = handle_check(m, MARK_MODEL, NULL);

	if (e || !m->sealed)
		return e ? e : SKP_E_STATE;
	switch (what) {
	case SKP_LOST_REJECTED:
		return lost_rejected(m);
	case SKP_LOST_IMPLICIT:
		return lost_rows(m, false);
	case SKP_LOST_NAMES:
		return lost_names(m);
	case SKP_LOST_POSTS:
		return lost_rows(m, true);
	case SKP_LOST_PARTIAL:
		return m->table[SKP_TABLE_SKP].rows && !m->skp_list;
	case SKP_LOST_NUMBERS:
		return lost_numbers(m);
	case SKP_LOST_CONTROLS:
		return lost_controls(m);
	case SKP_LOST_UNKNOWN:
		return lost_unknown(m);
	default:
		return SKP_E_UNKNOWN;
	}
}
