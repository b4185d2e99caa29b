/* SPDX-License-Identifier: MIT */
/* Sealing: ids become rows, repeats and merges are settled, slices sorted.
 * A seal that fails puts everything back, so that it can be tried again. */
#include "seal_patch.h"

int32_t seal_note(struct sealing *s, uint32_t table, uint32_t row,
	uint32_t field, enum note_reason reason, uint32_t value)
{
	const struct table *t = &s->m->table[table];
	struct note n;
	uint32_t c;

	memset(&n, 0, sizeof(n));
	model_place(s->m, table, row, &n.file, &n.line, &n.ord);
	n.reason = (uint8_t)reason;
	n.table = (uint8_t)table;
	n.field = (uint8_t)field;
	n.row = row;
	n.value = value;
	c = table == SKP_TABLE_PEGAWAI ? cell(t, PEGAWAI_nip, row) : CELL_EMPTY;
	if (cell_none(c) && (table <= SKP_TABLE_PEGAWAI ||
				    table == SKP_TABLE_SKP ||
				    table == SKP_TABLE_RHK))
		c = cell(t, 0, row);
	n.id = cell_none(c) ? NAME_EMPTY : c;
	if (!model_note(s->m, &n))
		return mem_fail(&s->m->mem, s->err);
	return SKP_OK;
}

/* A cell that its row did not name is empty if another row of the source
 * named the field. */
static int32_t fill_cells(skp_model *m, uint32_t table, uint32_t field,
	uint64_t from, uint64_t end, skp_error *err)
{
	uint32_t *c = m->table[table].col[field];
	uint64_t i, k;
	int32_t e;

	for (i = from; i < end; i = k) {
		for (k = i; k < end && c[k] == CELL_UNKNOWN; k++)
			;
		if (k == i) {
			k++;
			continue;
		}
		e = journal_room(m, 1, 0, err);
		if (e)
			return e;
		journal_write(m, (struct edit){.kind = EDIT_FILL,
			.table = (uint8_t)table, .field = (uint8_t)field,
			.row = (uint32_t)i, .n = (uint32_t)(k - i)});
		for (; i < k; i++)
			c[i] = CELL_EMPTY;
	}
	return SKP_OK;
}

static int32_t fill_table(skp_model *m, uint32_t table, skp_error *err)
{
	const struct table *t = &m->table[table];
	const struct source *s;
	uint64_t i, end;
	uint32_t f;
	int32_t e = SKP_OK;

	for (i = 0; i < t->nrun; i++) {
		s = &m->source[t->run[i].file < 0 ? 0 : t->run[i].file];
		end = i + 1 < t->nrun ? t->run[i + 1].row : t->rows;
		for (f = 0; f < FIELD_MAX && !e && s->ragged >> table & 1; f++)
			if (t->col[f] && s->mask[table] >> f & 1)
				e = fill_cells(m, table, f, t->run[i].row, end,
					err);
		if (e)
			return e;
	}
	return SKP_OK;
}

static int32_t fill_ragged(skp_model *m, skp_error *err)
{
	uint32_t k;
	int32_t e = SKP_OK;

	for (k = 0; k < SKP_TABLES && !e; k++)
		e = fill_table(m, k, err);
	return e;
}

/* ---- going back ---- */

/* What a merge filled was empty, or unknown where the row's file does not
 * name the field. */
static void return_cells(skp_model *m)
{
	struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t i, f, line, ord;
	int32_t file;

	for (i = 0; i < m->ntook; i++) {
		if (!m->took[i])
			continue;
		model_place(m, SKP_TABLE_SKP, i, &file, &line, &ord);
		for (f = 0; f < FIELD_MAX; f++)
			if (m->took[i] >> f & 1)
				t->col[f][i] = m->source[file < 0 ? 0 : file]
					.mask[SKP_TABLE_SKP] >> f & 1
					? CELL_EMPTY
					: CELL_UNKNOWN;
	}
}

void seal_undo(skp_model *m)
{
	uint32_t k;
	uint64_t i;

	return_cells(m);
	references_undo(m);
	for (k = 0; k < SKP_TABLES; k++) {
		m->table[k].rejected -= m->rejected[k];
		m->rejected[k] = 0;
		m->table[k].merged = m->table[k].repeated = 0;
		for (i = 0; m->table[k].state && i < m->table[k].rows; i++)
			m->table[k].state[i] &= ROW_REMOVED;
	}
	m->table[SKP_TABLE_UNOR].rows = m->rows_loaded[0];
	m->table[SKP_TABLE_PEGAWAI].rows = m->rows_loaded[1];
	if (!m->patch.on) /* else those of seal are put aside */
		m->nnote = m->notes_loaded;
	patch_lost(m);
	m->patch.spelled = 0;
	patch_drop(m);
	seal_free(m);
}

void seal_free(skp_model *m)
{
	slices_free(m, &m->children);
	slices_free(m, &m->members);
	slices_free(m, &m->tugas_unor);
	slices_free(m, &m->tugas_pegawai);
	slices_free(m, &m->skp_pegawai);
	slices_free(m, &m->skp_unor);
	slices_free(m, &m->kejadian);
	slices_free(m, &m->profil);
	slices_free(m, &m->rhk_skp);
	slices_free(m, &m->pimpin);
	mem_free(&m->mem, m->rewording, m->crewording * sizeof(*m->rewording));
	m->rewording = NULL;
	m->nrewording = m->crewording = 0;
	mem_free(&m->mem, m->took, m->ntook * sizeof(*m->took));
	m->took = NULL;
	m->ntook = 0;
	mem_free(&m->mem, m->spelling, m->cspelling * sizeof(*m->spelling));
	m->spelling = NULL;
	m->nspelling = m->cspelling = 0;
	mem_free(&m->mem, m->name_pegawai, m->nname * sizeof(uint32_t));
	mem_free(&m->mem, m->name_unor, m->nname * sizeof(uint32_t));
	m->name_pegawai = m->name_unor = NULL;
	m->nname = 0;
}

/* ---- going on ---- */

static int32_t seal_maps(struct sealing *s)
{
	struct mem *mem = &s->m->mem;

	s->names = s->m->ids.n;
	s->id = mem_calloc(mem, s->names, sizeof(uint32_t));
	s->nip = mem_calloc(mem, s->names, sizeof(uint32_t));
	s->unor = mem_calloc(mem, s->names, sizeof(uint32_t));
	s->skp = mem_calloc(mem, s->names, sizeof(uint32_t));
	s->rhk = s->m->table[SKP_TABLE_RHK].rows
		? mem_calloc(mem, s->names, sizeof(uint32_t))
		: NULL;
	if (!s->id || !s->nip || !s->unor || !s->skp ||
		(!s->rhk && s->m->table[SKP_TABLE_RHK].rows))
		return mem_fail(mem, s->err);
	return SKP_OK;
}

static void maps_free(struct sealing *s)
{
	struct mem *mem = &s->m->mem;
	uint64_t bytes = s->names * sizeof(uint32_t);

	mem_free(mem, s->id, bytes);
	mem_free(mem, s->nip, bytes);
	mem_free(mem, s->unor, bytes);
	mem_free(mem, s->skp, bytes);
	mem_free(mem, s->rhk, bytes);
}

/* The model keeps two of the maps: people (id, else NIP) and units. */
static void maps_keep(struct sealing *s)
{
	s->m->name_pegawai = s->id;
	s->m->name_unor = s->unor;
	s->m->nname = s->names;
	s->id = s->unor = NULL;
}

static int32_t seal_all(struct sealing *s)
{
	static int32_t (*const step[])(struct sealing *s) = {
		seal_imply, /* may add names, so before the maps */
		seal_maps, seal_ids, seal_references, seal_skp, seal_rhk,
		seal_unor_names, seal_slices};
	skp_progress *p = s->m->progress;
	int32_t e = SKP_OK;
	uint32_t i;

	progress_begin(p, SKP_PHASE_SEAL, ARRAY_LEN(step));
	for (i = 0; i < ARRAY_LEN(step) && !e; i++) {
		e = progress_check(p, s->err);
		if (!e)
			e = step[i](s);
		progress_add(p, 1);
	}
	return e;
}

int32_t skp_model_seal(skp_model *m, skp_error *err)
{
	int32_t e = handle_check(m, MARK_MODEL, err);
	struct sealing s;

	if (e || m->sealed)
		return e;
	if (m->loading)
		return fail(err, SKP_E_BUSY, "a load is under way");
	scratch_free(m);
	if (m->patch.on) {
		m->sealed = patch_close(m);
		return m->sealed ? SKP_OK : mem_fail(&m->mem, err);
	}
	memset(&s, 0, sizeof(s));
	s.m = m;
	s.err = err;
	m->rows_loaded[0] = m->table[SKP_TABLE_UNOR].rows;
	m->rows_loaded[1] = m->table[SKP_TABLE_PEGAWAI].rows;
	m->notes_loaded = m->nnote;
	e = fill_ragged(m, err);
	if (!e)
		e = seal_all(&s);
	if (e) {
		seal_undo(m);
	} else {
		maps_keep(&s);
		m->patch.spelled = m->nspelling;
		m->sealed = true;
	}
	maps_free(&s);
	return e;
}
