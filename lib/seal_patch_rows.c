/* SPDX-License-Identifier: MIT */
/* Rows that come and go in place. */
#include "seal_patch.h"

enum {
	ROWS_MOST = 64,	   /* of a batch: more are better sealed anew */
	SOURCE_MOST = 4096 /* rows of a source that are looked through */
};

/* Nothing but their own slices knows them, and what hangs below an SKP. */
static bool local(uint32_t table)
{
	return table == SKP_TABLE_PENUGASAN || table == SKP_TABLE_SKP ||
		table == SKP_TABLE_KEJADIAN || table == SKP_TABLE_PROFIL;
}

/* Does an RHK refer to the row? Slices hold those that live, but a removed
 * one, too, says which row it belongs to. */
static bool has_rhk(const skp_model *m, uint32_t table, uint32_t row)
{
	const struct table *t = &m->table[SKP_TABLE_RHK];
	const uint32_t *c = t->col[RHK_skp_id];
	struct slice s;
	uint64_t i;

	if (table != SKP_TABLE_SKP)
		return false;
	s = slice_of(&m->rhk_skp, row);
	for (i = 0; c && t->state && i < t->rows && s.p == s.end; i++)
		if (c[i] == row)
			return true;
	return s.p != s.end;
}

bool patch_remove(skp_model *m, uint32_t table, uint32_t row)
{
	if (!local(table) || has_rhk(m, table, row))
		return false;
	touch_cell(m, table, row, FIELD_MAX);
	return row_leave(m, table, row);
}

/* Would seal reject it, or find its id twice? */
static bool doubtful(const skp_model *m, uint32_t table, uint32_t row)
{
	uint32_t f;

	for (f = 0; f < fields_of(table); f++)
		if (field_of(table, f)->required &&
			cell_none(cell(&m->table[table], f, row)))
			return true;
	return table == SKP_TABLE_SKP &&
		!cell_none(cell(&m->table[table], SKP_id, row));
}

void patch_revived(skp_model *m, uint32_t table, uint32_t row)
{
	if (!m->patch.on)
		return;
	if (!local(table) || doubtful(m, table, row) ||
		!row_join(m, table, row)) {
		patch_end(m);
		return;
	}
	touch_cell(m, table, row, FIELD_MAX);
	touch(m, TOUCH_NOTE, 0, 0); /* what was noted on it is told again */
}

/* ---- rows that join ---- */

/* Has a row of the source nothing to say of the field, so that it would be
 * empty as soon as another row names it? */
static bool source_silent(const skp_model *m, uint32_t table, uint32_t source,
	uint32_t field)
{
	const struct table *t = &m->table[table];
	uint64_t i, k, end, seen = 0;

	for (i = 0; i < t->nrun; i++) {
		if ((t->run[i].file < 0 ? 0 : (uint32_t)t->run[i].file) !=
			source)
			continue;
		end = i + 1 < t->nrun ? t->run[i + 1].row : t->rows;
		seen += end - t->run[i].row;
		if (seen > SOURCE_MOST)
			return true;
		for (k = t->run[i].row; k < end; k++)
			if (cell(t, field, (uint32_t)k) == CELL_UNKNOWN)
				return true;
	}
	return false;
}

bool patch_may_add(const skp_model *m, uint32_t table, uint64_t rows,
	uint32_t source, uint32_t flags, uint32_t fields)
{
	const struct table *t = &m->table[table];
	uint32_t f, fresh = fields & ~m->source[source].mask[table];

	if (!local(table) || (flags & ~(uint32_t)SKP_BATCH_PARTIAL) ||
		rows > ROWS_MOST || (rows > 1 && table == SKP_TABLE_SKP) ||
		fields >> SKP___unor_nama & (table == SKP_TABLE_SKP))
		return false;
	for (f = 0; f < FIELD_MAX; f++)
		if ((fields >> f & 1 && !t->col[f]) ||
			(fresh >> f & 1 && source_silent(m, table, source, f)))
			return false;
	return true;
}

/* As seal does: what a row did not name that others of its source did. */
static bool fill_row(skp_model *m, uint32_t table, uint32_t row)
{
	struct table *t = &m->table[table];
	uint32_t f, line, ord;
	const struct source *s;
	int32_t file;

	model_place(m, table, row, &file, &line, &ord);
	s = &m->source[file < 0 ? 0 : file];
	if (journal_room(m, FIELD_MAX, 0, NULL))
		return false;
	for (f = 0; f < FIELD_MAX && s->ragged >> table & 1; f++) {
		if (!t->col[f] || !(s->mask[table] >> f & 1) ||
			t->col[f][row] != CELL_UNKNOWN)
			continue;
		journal_write(m, (struct edit){.kind = EDIT_FILL,
			.table = (uint8_t)table, .field = (uint8_t)f,
			.row = row, .n = 1});
		t->col[f][row] = CELL_EMPTY;
	}
	return true;
}

/* Names become rows, all of them or none. */
static bool resolve_row(skp_model *m, uint32_t table, uint32_t row)
{
	struct table *t = &m->table[table];
	uint32_t to[FIELD_MAX], f, raw;

	for (f = 0; f < fields_of(table); f++) {
		if (!t->col[f] || !is_reference(table, f))
			continue;
		raw = t->col[f][row];
		if (!patch_resolve(m, table, f, raw, &to[f]) ||
			!patch_spell(m, table, f, row, raw, to[f]))
			return false;
	}
	for (f = 0; f < fields_of(table); f++)
		if (t->col[f] && is_reference(table, f))
			t->col[f][row] = to[f];
	return true;
}

/* Has the SKP an id that some row may have borne before? */
static bool id_known(const skp_model *m, uint32_t table, uint32_t row,
	uint64_t names)
{
	uint32_t c = table == SKP_TABLE_SKP
		? cell(&m->table[table], SKP_id, row)
		: (uint32_t)CELL_EMPTY;

	return !cell_none(c) && names_fold(&m->ids, c) < names;
}

/* The seal is taken back while rows from `from` on, not yet resolved, are out
 * of its way. */
static void abandon(skp_model *m, uint32_t table, uint64_t from)
{
	uint64_t rows = m->table[table].rows;

	m->table[table].rows = from;
	patch_end(m);
	m->table[table].rows = rows;
}

void patch_added(skp_model *m, uint32_t table, uint64_t before,
	uint64_t names)
{
	uint64_t i, n = m->table[table].rows;
	uint32_t row;

	if (m->patch.on && table == SKP_TABLE_SKP && n > before &&
		!slices_grow(m, &m->rhk_skp, n))
		abandon(m, table, before);
	for (i = before; i < n && m->patch.on; i++) {
		row = (uint32_t)i;
		if (id_known(m, table, row, names) ||
			!fill_row(m, table, row) ||
			!resolve_row(m, table, row)) {
			abandon(m, table, i);
		} else if (!row_join(m, table, row)) {
			abandon(m, table, i + 1);
		} else {
			touch_cell(m, table, row, FIELD_MAX);
		}
	}
}

/* ---- going back ---- */

bool patch_may_undo(const skp_model *m, uint64_t mark)
{
	const struct journal *j = &m->journal;
	uint32_t filled[SKP_TABLES], i;
	uint64_t k, added = j->nadded;
	const struct edit *e;

	for (i = 0; i < SKP_TABLES; i++)
		filled[i] = CELL_UNKNOWN;
	for (k = j->n; k > mark; k--) {
		e = &j->edit[k - 1];
		if (e->kind == EDIT_SET && !e->named)
			return false;
		if (e->kind == EDIT_FILL && e->row < filled[e->table])
			filled[e->table] = e->row;
		if (e->kind != EDIT_ADD)
			continue;
		added--;
		if (j->added[added].implicit || !local(e->table) ||
			filled[e->table] < j->added[added].rows)
			return false;
		filled[e->table] = CELL_UNKNOWN;
	}
	for (i = 0; i < SKP_TABLES; i++)
		if (filled[i] != CELL_UNKNOWN)
			return false;
	return true;
}

/* Spellings of rows that go; false: seal itself found one of them. */
static bool unspell(skp_model *m, uint32_t table, uint64_t from)
{
	uint64_t i, n = m->patch.spelled;
	const struct spelling *s = m->spelling;

	for (i = 0; i < n; i++)
		if (s[i].table == table && s[i].row >= from)
			return false;
	for (; i < m->nspelling; i++)
		if (s[i].table != table || s[i].row < from)
			m->spelling[n++] = s[i];
	m->nspelling = n;
	return true;
}

void patch_unadd(skp_model *m, uint32_t table, uint64_t from)
{
	const struct table *t = &m->table[table];
	uint64_t i = t->rows;

	if (!m->patch.on)
		return;
	for (; i > from && m->patch.on; i--) {
		if (row_state(t, (uint32_t)(i - 1)) & ROW_REMOVED)
			continue;
		if (!row_live(t, (uint32_t)(i - 1))) {
			patch_end(m);
			break;
		}
		touch_cell(m, table, (uint32_t)(i - 1), FIELD_MAX);
		if (has_rhk(m, table, (uint32_t)(i - 1)) ||
			!row_leave(m, table, (uint32_t)(i - 1)))
			patch_end(m);
	}
	if (m->patch.on && !unspell(m, table, from))
		patch_end(m);
}
