/* SPDX-License-Identifier: MIT */
/* Which row bears which id: the first one; what comes later is repeated. Then
 * the people and units that only reports name, and the references. */
#include "model.h"

static uint32_t key_of(const skp_model *m, uint32_t c)
{
	return cell_none(c) ? NAME_EMPTY : names_fold(&m->ids, c);
}

static int32_t repeated(struct sealing *s, uint32_t table, uint32_t row,
	enum note_reason reason)
{
	struct table *t = &s->m->table[table];

	if (!table_mark(s->m, t, row, ROW_REPEATED))
		return mem_fail(&s->m->mem, s->err);
	t->repeated++;
	if (table > SKP_TABLE_PEGAWAI)
		return SKP_OK;
	return seal_note(s, table, row, 0, reason, NAME_EMPTY);
}

/* Tables whose rows are known by one id. */
static int32_t map_simple(struct sealing *s, uint32_t table, uint32_t *map)
{
	struct table *t = &s->m->table[table];
	uint32_t i, key;
	int32_t e;

	for (i = 0; i < t->rows; i++) {
		key = row_live(t, i) ? key_of(s->m, cell(t, 0, i)) : NAME_EMPTY;
		if (key == NAME_EMPTY)
			continue;
		if (!map[key]) {
			map[key] = i + 1;
			continue;
		}
		e = repeated(s, table, i, NOTE_REPEATED_ID);
		if (e)
			return e;
	}
	return SKP_OK;
}

static int32_t map_pegawai(struct sealing *s)
{
	struct table *t = &s->m->table[SKP_TABLE_PEGAWAI];
	uint32_t i, id, nip;
	int32_t e;

	for (i = 0; i < t->rows; i++) {
		if (!row_live(t, i))
			continue;
		id = key_of(s->m, cell(t, PEGAWAI_id, i));
		nip = key_of(s->m, cell(t, PEGAWAI_nip, i));
		if ((nip && s->nip[nip]) || (id && s->id[id])) {
			e = repeated(s, SKP_TABLE_PEGAWAI, i,
				nip && s->nip[nip] ? NOTE_REPEATED_NIP
						   : NOTE_REPEATED_ID);
			if (e)
				return e;
			continue;
		}
		if (id)
			s->id[id] = i + 1;
		if (nip)
			s->nip[nip] = i + 1;
	}
	return SKP_OK;
}

/* ---- implicit rows ---- */

/* Appends row i of `from`, all its cells, to the table; *row: where. */
static int32_t implicit_append(struct sealing *s, uint32_t table, uint32_t i,
	uint32_t *row)
{
	struct table *t = &s->m->table[table];
	const struct table *from = &s->m->implicit[table];
	uint32_t f;

	if (t->rows >= s->m->limits.records)
		return fail(s->err, SKP_E_LIMIT_RECORDS,
			"more rows than the limit");
	for (f = 0; f < FIELD_MAX; f++)
		if (from->col[f] && !table_column(s->m, t, f, t->rows + 1))
			return mem_fail(&s->m->mem, s->err);
	if (!table_reserve(s->m, t, t->rows + 1))
		return mem_fail(&s->m->mem, s->err);
	for (f = 0; f < FIELD_MAX; f++)
		if (t->col[f])
			t->col[f][t->rows] = cell(from, f, i);
	if (t->state)
		t->state[t->rows] = 0;
	*row = (uint32_t)t->rows++;
	if (!table_mark(s->m, t, *row, ROW_IMPLICIT |
		(row_state(from, i) & ROW_ATASAN)))
		return mem_fail(&s->m->mem, s->err);
	return SKP_OK;
}

static int32_t implicit_unor(struct sealing *s)
{
	const struct table *from = &s->m->implicit[SKP_TABLE_UNOR];
	uint32_t i, key, row;
	int32_t e;

	for (i = 0; i < from->rows; i++) {
		key = key_of(s->m, cell(from, UNOR_id, i));
		if (key == NAME_EMPTY || s->unor[key])
			continue;
		e = implicit_append(s, SKP_TABLE_UNOR, i, &row);
		if (e)
			return e;
		s->unor[key] = row + 1;
	}
	return SKP_OK;
}

/* A person known by another key already gets this one too; who was named as
 * more than an atasan loses that mark. */
static void implicit_link(struct sealing *s, uint32_t row, uint32_t id,
	uint32_t nip, uint32_t state)
{
	struct table *t = &s->m->table[SKP_TABLE_PEGAWAI];

	if (id && !s->id[id])
		s->id[id] = row + 1;
	if (nip && !s->nip[nip])
		s->nip[nip] = row + 1;
	if (t->state && !(state & ROW_ATASAN))
		t->state[row] &= (uint8_t)~ROW_ATASAN;
}

static int32_t implicit_pegawai(struct sealing *s)
{
	const struct table *from = &s->m->implicit[SKP_TABLE_PEGAWAI];
	uint32_t i, id, nip, row;
	int32_t e;

	for (i = 0; i < from->rows; i++) {
		id = key_of(s->m, cell(from, PEGAWAI_id, i));
		nip = key_of(s->m, cell(from, PEGAWAI_nip, i));
		if (!id && !nip)
			continue;
		row = id && s->id[id] ? s->id[id] : nip ? s->nip[nip] : 0;
		if (row) {
			row--;
		} else {
			e = implicit_append(s, SKP_TABLE_PEGAWAI, i, &row);
			if (e)
				return e;
		}
		implicit_link(s, row, id, nip, row_state(from, i));
	}
	return SKP_OK;
}

int32_t seal_ids(struct sealing *s)
{
	uint32_t *periode;
	int32_t e = map_simple(s, SKP_TABLE_UNOR, s->unor);

	if (!e)
		e = map_pegawai(s);
	if (!e)
		e = implicit_unor(s);
	if (!e)
		e = implicit_pegawai(s);
	if (e || !s->m->table[SKP_TABLE_PERIODE].rows)
		return e;
	periode = mem_calloc(&s->m->mem, s->names, sizeof(uint32_t));
	if (!periode)
		return mem_fail(&s->m->mem, s->err);
	e = map_simple(s, SKP_TABLE_PERIODE, periode);
	mem_free(&s->m->mem, periode, s->names * sizeof(uint32_t));
	return e;
}

/* ---- references ---- */

static uint32_t find_clean_nip(const struct sealing *s, struct text t)
{
	char to[ID_MAX];
	struct text clean = cell_clean_nip(t, to, sizeof(to));
	uint32_t name;

	if (clean.n == t.n || clean.n == 0)
		return 0;
	name = names_find_id(&s->m->ids, clean);
	return name != NAME_NONE && name < s->names ? s->nip[name] : 0;
}

static uint32_t resolve(const struct sealing *s, uint32_t kind, uint32_t name)
{
	uint32_t key = names_fold(&s->m->ids, name), row;
	struct text t;

	switch (kind) {
	case K_REF_UNOR:
		row = s->unor[key];
		break;
	case K_REF_PEGAWAI:
		row = s->id[key] ? s->id[key] : s->nip[key];
		break;
	case K_REF_SKP:
		row = s->skp[key];
		break;
	default:
		row = s->rhk ? s->rhk[key] : 0;
	}
	if (row)
		return row - 1;
	t = names_get(&s->m->ids, name);
	if (means_none(t))
		return CELL_EMPTY;
	row = kind == K_REF_PEGAWAI ? find_clean_nip(s, t) : 0;
	return row ? row - 1 : CELL_DANGLING | name;
}

static void resolve_column(struct sealing *s, uint32_t table, uint32_t field)
{
	struct table *t = &s->m->table[table];
	uint32_t *c = t->col[field], kind = field_of(table, field)->kind;
	uint64_t i;

	for (i = 0; i < t->rows; i++)
		if (!cell_none(c[i]))
			c[i] = resolve(s, kind, c[i]);
	s->m->resolved[table] |= 1u << field;
}

/* "0" and the like read as values until here; a starred cell cannot do
 * without one. */
static int32_t reject_empty(struct sealing *s, uint32_t table, uint32_t field)
{
	struct table *t = &s->m->table[table];
	uint32_t i;
	int32_t e;

	for (i = 0; i < t->rows; i++) {
		if (t->col[field][i] != CELL_EMPTY || !row_live(t, i) ||
			(table == SKP_TABLE_PENUGASAN &&
				t->col[PENUGASAN_jenis][i] == TUGAS_POS))
			continue;
		if (!table_mark(s->m, t, i, ROW_REJECTED))
			return mem_fail(&s->m->mem, s->err);
		t->rejected++;
		s->m->rejected[table]++;
		e = seal_note(s, table, i, field, NOTE_WAJIB, NAME_EMPTY);
		if (e)
			return e;
	}
	return SKP_OK;
}

static int32_t resolve_field(struct sealing *s, uint32_t table, uint32_t field)
{
	const struct field *f = field_of(table, field);

	if (!s->m->table[table].col[field] || f->kind < K_REF_UNOR ||
		f->kind > K_REF_RHK)
		return SKP_OK;
	resolve_column(s, table, field);
	return f->required ? reject_empty(s, table, field) : SKP_OK;
}

int32_t seal_references(struct sealing *s)
{
	uint32_t table, field;
	int32_t e = SKP_OK;

	for (table = 0; table < SKP_TABLES && !e; table++) {
		if (table == SKP_TABLE_RHK)
			continue; /* seal_rhk */
		for (field = 0; field < fields_of(table) && !e; field++)
			e = resolve_field(s, table, field);
	}
	return e;
}

/* RHK wait for the SKP to be merged. One whose SKP turns out to be no value is
 * rejected, and its id is nobody's. */
int32_t seal_rhk(struct sealing *s)
{
	int32_t e;

	if (!s->rhk)
		return SKP_OK;
	e = resolve_field(s, SKP_TABLE_RHK, RHK_skp_id);
	if (!e)
		e = map_simple(s, SKP_TABLE_RHK, s->rhk);
	if (!e)
		e = resolve_field(s, SKP_TABLE_RHK, RHK_mendukung_id);
	return e;
}
