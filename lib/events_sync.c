/* SPDX-License-Identifier: MIT */
/* Who was synchronised: a field of the e-Kinerja view that was not SIASN's in
 * the older export, changed, and is SIASN's in the newer one. */
#include "events.h"

/* The latest view of a source up to the export's instant, NONE if none; one
 * without time is the oldest. */
static uint32_t view_of(const struct events *e, uint32_t k, uint32_t pegawai,
	uint32_t source)
{
	const struct table *t = &e->m[k]->table[SKP_TABLE_PROFIL];
	struct slice s = slice_of(&e->m[k]->profil, pegawai);
	uint32_t best = NONE, c;
	int64_t when, last = -1;

	for (; s.p < s.end; s.p++) {
		if (cell(t, PROFIL_sumber, *s.p) != source)
			continue;
		c = cell(t, PROFIL_waktu, *s.p);
		when = cell_none(c) ? -1 : (int64_t)c;
		if (when > e->at[k] || when < last)
			continue;
		best = *s.p;
		last = when;
	}
	return best;
}

/* A field's text, empty where the view says nothing. */
static struct text view_text(const struct events *e, uint32_t k,
	uint32_t field, uint32_t view, char to[CELL_PRINT])
{
	uint32_t c = cell(&e->m[k]->table[SKP_TABLE_PROFIL], field, view);

	return text_trim(model_cell_text(e->m[k], SKP_TABLE_PROFIL, field, c,
		to));
}

/* Case-blind; codes of one meaning are equal. */
static bool alike(const struct events *e, uint32_t field, struct text a,
	struct text b)
{
	int32_t i = 0, k = 0;

	if (text_same(a, b))
		return true;
	if (field == PROFIL_golru) {
		i = policy_golru(e->policy, a);
		k = policy_golru(e->policy, b);
	} else if (field == PROFIL_jenis_jabatan) {
		i = policy_jenis_jabatan(e->policy, a);
		k = policy_jenis_jabatan(e->policy, b);
	}
	return i > 0 && i == k;
}

/* view[k][0]: e-Kinerja's, view[k][1]: SIASN's */
static bool became_equal(const struct events *e, uint32_t view[2][2],
	uint32_t field)
{
	struct text t[2][2];
	char to[2][2][CELL_PRINT];
	uint32_t k, i;

	for (k = 0; k < 2; k++)
		for (i = 0; i < 2; i++) {
			t[k][i] = view_text(e, k, field, view[k][i],
				to[k][i]);
			if (t[k][i].n == 0)
				return false;
		}
	return !alike(e, field, t[OLDER][0], t[OLDER][1]) &&
		!alike(e, field, t[OLDER][0], t[NEWER][0]) &&
		alike(e, field, t[NEWER][0], t[NEWER][1]);
}

static bool was_synchronised(const struct events *e, uint32_t pegawai)
{
	static const uint8_t field[] = {PROFIL_unor_id, PROFIL_jabatan,
		PROFIL_golru, PROFIL_jenis_jabatan};
	uint32_t who[2], view[2][2], k;

	who[OLDER] = e->twin[pegawai];
	who[NEWER] = pegawai;
	for (k = 0; k < 2; k++) {
		view[k][0] = view_of(e, k, who[k], SUMBER_EKINERJA);
		view[k][1] = view_of(e, k, who[k], SUMBER_SIASN);
		if (view[k][0] == NONE || view[k][1] == NONE)
			return false;
	}
	for (k = 0; k < ARRAY_LEN(field); k++)
		if (became_equal(e, view, field[k]))
			return true;
	return false;
}

void events_sync(struct events *e)
{
	uint32_t p;

	for (p = 0; p < e->people; p++)
		if (e->twin[p] != NONE && was_synchronised(e, p))
			e->proved[p] |= PROVED_SYNC;
}
