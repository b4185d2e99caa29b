/* SPDX-License-Identifier: MIT */
/* Single rows: added through the batch door, changed and removed by number. */
#include "seal_patch.h"

int32_t skp_model_add(skp_model *m, int32_t table, int32_t n,
	const int32_t *fields, const char *const *values,
	const int64_t *lengths, int64_t *ret, skp_error *err)
{
	skp_column column[FIELD_MAX];
	uint32_t offset[FIELD_MAX][2];
	skp_batch b = SKP_INIT(skp_batch);
	uint64_t before, len;
	int32_t i, e = model_open(m, err);

	if (e)
		return e;
	if (n < 0 || n > FIELD_MAX || table < 0 || table >= SKP_TABLES ||
		(n && (!fields || !values)))
		return fail(err, SKP_E_ARG,
			"no such table, or too many fields");
	memset(column, 0, sizeof(column));
	for (i = 0; i < n; i++) {
		len = !values[i] ? 0
			: lengths && lengths[i] >= 0 ? (uint64_t)lengths[i]
						     : strlen(values[i]);
		if (len > m->limits.scalar)
			return fail(err, SKP_E_LIMIT_SCALAR,
				"a value longer than the limit");
		offset[i][0] = 0;
		offset[i][1] = (uint32_t)len;
		column[i].size = sizeof(column[i]);
		column[i].field = fields[i];
		column[i].bytes = values[i] ? values[i] : "";
		column[i].offset = offset[i];
	}
	b.table = table;
	b.rows = 1;
	b.columns = (uint32_t)n;
	b.column = column;
	b.file = -1;
	before = m->table[table].rows;
	e = skp_model_add_batch(m, &b, err);
	if (!e && ret)
		*ret = m->table[table].rows > before ? (int64_t)before : -1;
	return e;
}

/* Open, a model tells nothing of rows that seal dropped. */
static int32_t row_check(skp_model *m, int32_t table, int64_t row,
	skp_error *err)
{
	int32_t e = model_open(m, err);

	if (e)
		return e;
	if (m->patch.on && table >= 0 && table < SKP_TABLES && row >= 0 &&
		(uint64_t)row < m->table[table].rows &&
		row_state(&m->table[table], (uint32_t)row) & ROW_DEAD &
			~(uint32_t)ROW_REMOVED)
		patch_end(m);
	if (table < 0 || table >= SKP_TABLES || row < 0 ||
		(uint64_t)row >= m->table[table].rows ||
		!row_live(&m->table[table], (uint32_t)row))
		return fail(err, SKP_E_ARG, "no such table or row");
	return SKP_OK;
}

static int32_t set_note(skp_model *m, uint32_t table, uint32_t row,
	uint32_t field, enum note_reason reason, struct text value,
	skp_error *err)
{
	struct note n;

	memset(&n, 0, sizeof(n));
	model_place(m, table, row, &n.file, &n.line, &n.ord);
	n.reason = (uint8_t)reason;
	n.table = (uint8_t)table;
	n.field = (uint8_t)field;
	n.row = row;
	n.value = names_put(&m->texts, text_trim(value));
	if (n.value == NAME_NONE || !model_note(m, &n))
		return mem_fail(&m->mem, err);
	return SKP_OK;
}

/* Does the note tell of this cell? */
static bool tells_of(const struct note *n, uint32_t table, uint32_t row,
	uint32_t field)
{
	return n->table == table && n->row == row && n->field == field;
}

static uint64_t notes_of(const skp_model *m, uint64_t end, uint32_t table,
	uint32_t row, uint32_t field)
{
	uint64_t i, n = 0;

	for (i = 0; i < end; i++)
		n += tells_of(&m->note[i], table, row, field);
	return n;
}

/* What the first `end` notes tell of the cell's old text is told no more. The
 * last goes first, so that the journal puts the first back first. */
static void unset_notes(skp_model *m, uint64_t end, uint32_t table,
	uint32_t row, uint32_t field)
{
	uint64_t i;

	for (i = end; i > 0; i--) {
		if (!tells_of(&m->note[i - 1], table, row, field))
			continue;
		journal_note(m, i - 1);
		memmove(m->note + i - 1, m->note + i,
			(m->nnote - i) * sizeof(*m->note));
		m->nnote--;
	}
}

/* The caller's value as a text within the limits. */
static int32_t set_text(const skp_model *m, const struct field *f,
	const char *value, int64_t len, struct text *t, skp_error *err)
{
	*t = (struct text){"", 0};
	if (!value)
		return SKP_OK;
	if (len < 0)
		len = (int64_t)strlen(value);
	if (len > (int64_t)m->limits.scalar)
		return fail(err, SKP_E_LIMIT_SCALAR,
			"a value longer than the limit");
	*t = (struct text){value, (uint32_t)len};
	if (f->kind <= K_REF_RHK && text_trim(*t).n > m->limits.id)
		return fail(err, SKP_E_LIMIT_SCALAR,
			"an id longer than the limit (64 bytes)");
	if (text_bad(t->p, t->n) < t->n)
		return fail(err, SKP_E_ENCODING, "a value that is not UTF-8");
	return SKP_OK;
}

/* Can the row do without this field? A person needs an id or a NIP. */
static bool spared(const skp_model *m, uint32_t table, uint32_t row,
	uint32_t field)
{
	const struct table *t = &m->table[table];

	if (table != SKP_TABLE_PEGAWAI || field > PEGAWAI_nip)
		return !field_of(table, field)->required;
	return !cell_none(cell(t, field == PEGAWAI_id ? PEGAWAI_nip
						      : PEGAWAI_id, row));
}

static void set_cell(skp_model *m, uint32_t table, uint32_t row,
	uint32_t field, uint32_t c, bool noted)
{
	uint32_t line, ord;
	struct edit e = {.kind = EDIT_SET, .table = (uint8_t)table,
		.field = (uint8_t)field, .noted = noted, .row = row,
		.old = patch_raw(m, table, field, row)};
	struct source *s;

	model_place(m, table, row, &e.file, &line, &ord);
	if (e.file < 0)
		e.file = 0;
	s = &m->source[e.file];
	e.named = s->mask[table] >> field & 1;
	e.ragged = s->ragged >> table & 1;
	journal_write(m, e);
	if (!m->patch.on || !patch_set(m, table, row, field, c)) {
		patch_end(m);
		m->table[table].col[field][row] = c;
	}
	s->mask[table] |= 1u << field;
	s->ragged |= 1u << table;
}

int32_t skp_model_set(skp_model *m, int32_t table, int64_t row, int32_t field,
	const char *value, int64_t len, skp_error *err)
{
	int32_t e = row_check(m, table, row, err);
	enum note_reason reason;
	uint32_t c, tab = (uint32_t)table;
	uint64_t notes = 0, gone;
	struct table *to;
	struct text t;

	if (e)
		return e;
	if (!skp_field_name(table, field))
		return fail(err, SKP_E_UNKNOWN, "no such field");
	e = set_text(m, field_of(tab, (uint32_t)field), value, len, &t, err);
	if (e)
		return e;
	to = &m->table[table];
	c = cell_read(m, tab, (uint32_t)field, (struct cell_in){t, false,
		false}, &reason);
	if (c == CELL_UNKNOWN ||
		!table_column(m, to, (uint32_t)field, to->rows))
		return mem_fail(&m->mem, err);
	if (cell_none(c) && !spared(m, tab, (uint32_t)row, (uint32_t)field))
		return fail(err, SKP_E_ARG,
			"a row cannot do without this field");
	if (to->col[field][row] == CELL_EMPTY) /* a cell with a value was */
		notes = m->nnote;	       /* told of by none */
	gone = notes_of(m, notes, tab, (uint32_t)row, (uint32_t)field);
	e = journal_room(m, 1 + gone, gone, err);
	if (!e && reason != NOTE_REASONS)
		e = set_note(m, tab, (uint32_t)row, (uint32_t)field, reason, t,
			err);
	if (e)
		return e;
	if (gone)
		unset_notes(m, notes, tab, (uint32_t)row, (uint32_t)field);
	if (gone || reason != NOTE_REASONS)
		touch(m, TOUCH_NOTE, 0, 0);
	set_cell(m, tab, (uint32_t)row, (uint32_t)field, c,
		reason != NOTE_REASONS);
	return SKP_OK;
}

int32_t skp_model_remove(skp_model *m, int32_t table, int64_t row,
	skp_error *err)
{
	int32_t e = row_check(m, table, row, err);

	if (!e)
		e = journal_room(m, 1, 0, err);
	if (e)
		return e;
	if (!table_mark(m, &m->table[table], (uint64_t)row, ROW_REMOVED))
		return mem_fail(&m->mem, err);
	journal_write(m, (struct edit){.kind = EDIT_REMOVE,
		.table = (uint8_t)table, .row = (uint32_t)row});
	if (m->patch.on && !patch_remove(m, (uint32_t)table, (uint32_t)row))
		patch_end(m);
	m->table[table].read--;
	return SKP_OK;
}
