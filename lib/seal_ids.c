/* SPDX-License-Identifier: MIT */
/* Which row bears which id: the first one; what comes later is repeated. Then
 * the people and units that only reports name. */
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
	if (row_own(s->m, table, row))
		t->repeated++;
	if (table > SKP_TABLE_PEGAWAI)
		return SKP_OK;
	return seal_note(s, table, row, 0, reason, NAME_EMPTY);
}

int32_t seal_map(struct sealing *s, uint32_t table, uint32_t *map)
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
	int32_t e = seal_map(s, SKP_TABLE_UNOR, s->unor);

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
	e = seal_map(s, SKP_TABLE_PERIODE, periode);
	mem_free(&s->m->mem, periode, s->names * sizeof(uint32_t));
	return e;
}
