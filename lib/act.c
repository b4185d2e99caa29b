/* SPDX-License-Identifier: MIT */
/* Edits by the names that people give them: appoint, publish, record, set the
 * atasan. Each looks up on the sealed model, then opens it. */
#include "seal_patch.h"

/* Seals an open model, so that people and units can be looked up. */
static int32_t find_both(skp_model *m, const char *pegawai, const char *unor,
	uint32_t *p, uint32_t *u, skp_error *err)
{
	int32_t e = handle_change(m, MARK_MODEL, err);

	if (!e)
		e = skp_model_seal(m, err);
	if (e)
		return e;
	if (!pegawai || (u && !unor))
		return fail(err, SKP_E_ARG, "no person, or no unit");
	*p = model_find_pegawai(m, text_of(pegawai));
	if (*p == CELL_EMPTY)
		return fail(err, SKP_E_UNKNOWN, "no person of that id");
	if (u)
		*u = model_find_unor(m, text_of(unor));
	if (u && *u == CELL_EMPTY)
		return fail(err, SKP_E_UNKNOWN, "no unit of that id");
	return SKP_OK;
}

int64_t skp_model_find(const skp_model *m, int32_t table, const char *id,
	int64_t len)
{
	struct text t = {id, len < 0 && id ? (uint32_t)strlen(id)
					   : (uint32_t)len};
	uint32_t row = CELL_EMPTY;

	if (handle_check(m, MARK_MODEL, NULL) || !m->sealed || !id)
		return SKP_E_STATE;
	if (table == SKP_TABLE_PEGAWAI)
		row = model_find_pegawai(m, t);
	else if (table == SKP_TABLE_UNOR)
		row = model_find_unor(m, t);
	return row == CELL_EMPTY ? SKP_E_UNKNOWN : (int64_t)row;
}

int64_t skp_model_rows(const skp_model *m, int32_t table)
{
	if (handle_check(m, MARK_MODEL, NULL) || table < 0 ||
		table >= SKP_TABLES)
		return SKP_E_ARG;
	return (int64_t)m->table[table].rows;
}

/* While the model is open a reference is still a name. */
static struct text cell_words(const skp_model *m, uint32_t table,
	uint32_t row, uint32_t field, char to[CELL_PRINT])
{
	uint32_t c = patch_raw(m, table, field, row);

	if (cell_none(c))
		return (struct text){"", 0};
	if (!m->sealed && is_reference(table, field))
		return names_get(&m->ids, c);
	return model_cell_text(m, table, field, c, to);
}

int64_t skp_model_text(const skp_model *m, int32_t table, int64_t row,
	int32_t field, char *buf, int64_t cap)
{
	char to[CELL_PRINT];
	struct text t;

	if (row < 0 || row >= skp_model_rows(m, table) ||
		!skp_field_name(table, field) ||
		row_state(&m->table[table], (uint32_t)row) &
			(m->patch.on ? ROW_REMOVED : ROW_DEAD))
		return SKP_E_ARG;
	t = cell_words(m, (uint32_t)table, (uint32_t)row, (uint32_t)field, to);
	if (buf && cap > 0) {
		memcpy(buf, t.p, t.n < cap ? t.n : (size_t)cap - 1);
		buf[t.n < cap ? t.n : cap - 1] = 0;
	}
	return t.n;
}

/* One row, or the model as it was: a word that nobody knows rejects it. */
static int32_t add_whole(skp_model *m, int32_t table, int32_t n,
	const int32_t *field, const char *const *value, skp_error *err)
{
	int64_t row, mark;
	int32_t e = skp_model_edit(m, err);

	if (e)
		return e;
	mark = skp_model_mark(m);
	e = skp_model_add(m, table, n, field, value, NULL, &row, err);
	if (e || row >= 0)
		return e;
	e = skp_model_undo(m, mark, err);
	return e ? e : fail(err, SKP_E_UNKNOWN, "no such word, or no such "
		"day or instant");
}

int32_t skp_model_appoint(skp_model *m, const char *unor, const char *pegawai,
	const char *jenis, const char *mulai, skp_error *err)
{
	static const int32_t field[] = {PENUGASAN_unor_id,
		PENUGASAN_pegawai_id, PENUGASAN_jenis, PENUGASAN_mulai};
	const char *value[] = {unor, pegawai, jenis, mulai};
	uint32_t p, u;
	int32_t e = find_both(m, pegawai, unor, &p, &u, err);

	if (!e && !jenis)
		e = fail(err, SKP_E_ARG, "no jenis of assignment");
	return e ? e : add_whole(m, SKP_TABLE_PENUGASAN, mulai ? 4 : 3, field,
		value, err);
}

int32_t skp_model_event(skp_model *m, const char *pegawai, const char *aksi,
	const char *waktu, skp_error *err)
{
	static const int32_t field[] = {KEJADIAN_pegawai_id, KEJADIAN_aksi,
		KEJADIAN_waktu};
	const char *value[] = {pegawai, aksi, waktu};
	uint32_t p;
	int32_t e = find_both(m, pegawai, NULL, &p, NULL, err);

	if (!e && (!aksi || !waktu))
		e = fail(err, SKP_E_ARG, "no aksi, or no waktu");
	return e ? e : add_whole(m, SKP_TABLE_KEJADIAN, 3, field, value, err);
}

/* The person's SKP on the unit that begins latest, CELL_EMPTY if none. */
static uint32_t skp_on(const skp_model *m, uint32_t pegawai, uint32_t unor)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&m->skp_unor, unor);
	uint32_t found = CELL_EMPTY, at = 0, c;

	for (; s.p < s.end; s.p++) {
		if (cell(t, SKP_pegawai_id, *s.p) != pegawai)
			continue;
		c = cell(t, SKP_mulai, *s.p);
		c = cell_none(c) ? 0 : c;
		if (found == CELL_EMPTY || c >= at) {
			found = *s.p;
			at = c;
		}
	}
	return found;
}

int32_t skp_model_publish(skp_model *m, const char *unor, const char *pegawai,
	const char *status, const char *mulai, const char *selesai,
	skp_error *err)
{
	static const int32_t field[] = {SKP_pegawai_id, SKP_unor_id,
		SKP_jenis, SKP_status, SKP_mulai, SKP_selesai};
	const char *value[] = {pegawai, unor, "organisasi", status, mulai,
		selesai};
	uint32_t p, u, skp = CELL_EMPTY;
	int32_t e = find_both(m, pegawai, unor, &p, &u, err);

	if (!e && !status)
		e = fail(err, SKP_E_ARG, "no status");
	if (!e) {
		skp = skp_on(m, p, u);
		e = skp_model_edit(m, err);
	}
	if (e)
		return e;
	if (skp == CELL_EMPTY)
		return add_whole(m, SKP_TABLE_SKP, 6, field, value, err);
	return skp_model_set(m, SKP_TABLE_SKP, skp, SKP_status, status, -1,
		err);
}

int32_t skp_model_set_atasan(skp_model *m, const char *pegawai,
	const char *atasan, skp_error *err)
{
	struct slice s;
	uint32_t p, *skp, n, i;
	int32_t e = find_both(m, pegawai, NULL, &p, NULL, err);

	if (e)
		return e;
	s = slice_of(&m->skp_pegawai, p);
	n = s.p ? (uint32_t)(s.end - s.p) : 0;
	skp = n ? mem_alloc(&m->mem, n * sizeof(*skp)) : NULL;
	if (n && !skp)
		return mem_fail(&m->mem, err);
	for (i = 0; i < n; i++) /* the slice goes when the model opens */
		skp[i] = s.p[i];
	e = skp_model_edit(m, err);
	for (i = 0; i < n && !e; i++)
		e = skp_model_set(m, SKP_TABLE_SKP, skp[i], SKP_atasan_id,
			atasan, -1, err);
	mem_free(&m->mem, skp, n * sizeof(*skp));
	if (!e && p < m->rows_loaded[1])
		e = skp_model_set(m, SKP_TABLE_PEGAWAI, p, PEGAWAI_atasan_id,
			atasan, -1, err);
	return e;
}
