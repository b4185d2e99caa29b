/* SPDX-License-Identifier: MIT */
/* The batch door: columns of text in, rows of cells out. A batch is read
 * column by column into scratch, then judged row by row, then appended; until
 * the last step the tables are as they were. */
#include "batch.h"
#include "seal_patch.h"

enum { BATCH_ROWS = 65536 };

uint32_t batch_line(const struct batch *b, uint32_t row)
{
	if (b->in->line)
		return b->in->line[row];
	return b->in->first_line ? b->in->first_line + row : 0;
}

int32_t batch_fail(const struct batch *b, uint32_t row, int32_t code,
	const char *what)
{
	struct text file = model_file(b->m, b->in->file);
	char name[256];
	uint32_t n = file.n < sizeof(name) - 1 ? file.n
					       : (uint32_t)sizeof(name) - 1;

	memcpy(name, file.p, n);
	name[n] = 0;
	return fail_at(b->err, name, batch_line(b, row), 0, code, "%s", what);
}

/* ---- is the caller's batch sound? ---- */

static bool is_valid(const skp_column *c, uint32_t row)
{
	return !c->valid || c->valid[row / 8] >> (row % 8) & 1;
}

/* A cell of its own: a character must not begin in one and end in the next. */
static int32_t check_cell(const struct batch *b, uint32_t row, struct text t)
{
	uint64_t good = text_bad(t.p, t.n);

	if (good == t.n)
		return SKP_OK;
	return batch_fail(b, row, SKP_E_ENCODING, t.p[good]
			? "a column that is not UTF-8"
			: "a column that holds NUL");
}

/* Cells that are not valid may hold anything: nobody looks at them. */
static int32_t check_valid(const struct batch *b, const skp_column *c)
{
	char to[CELL_TEXT];
	int32_t e = SKP_OK;
	uint32_t i;

	for (i = 0; i < b->in->rows && !e; i++)
		if (is_valid(c, i))
			e = check_cell(b, i, column_text(c, i, to));
	return e;
}

/* All cells at once; that no cell begins inside a character, one by one. */
static int32_t check_text(const struct batch *b, const skp_column *c)
{
	uint32_t i, n = b->in->rows, from = c->offset[0], to = c->offset[n];
	const char *p = c->bytes;

	for (i = 1; i < n; i++)
		if (c->offset[i] < to && (p[c->offset[i]] & 0xc0) == 0x80)
			return batch_fail(b, i, SKP_E_ENCODING,
				"a column that is not UTF-8");
	return check_cell(b, 0, (struct text){p + from, to - from});
}

static int32_t check_offsets(const struct batch *b, const skp_column *c)
{
	struct batch silent = *b;
	uint32_t i;

	for (i = 0; i < b->in->rows; i++)
		if (c->offset[i] > c->offset[i + 1])
			return batch_fail(b, i, SKP_E_ARG,
				"offsets that go backwards");
	if (!c->valid)
		return check_text(b, c);
	silent.err = NULL;
	return check_text(&silent, c) ? check_valid(b, c) : SKP_OK;
}

static bool ints_ok(const skp_column *c)
{
	return c->bytes && (c->width == 1 || c->width == 2 || c->width == 4 ||
		c->width == 8);
}

static int32_t check_views(const struct batch *b, const skp_column *c)
{
	uint32_t i;

	for (i = 0; i < b->in->rows && !b->checked; i++)
		if (!view_at(c, i)->p && view_at(c, i)->n)
			return batch_fail(b, i, SKP_E_ARG,
				"a NULL text of a length");
	return b->checked ? SKP_OK : check_valid(b, c);
}

static int32_t check_column(const struct batch *b, skp_column *c,
	uint32_t seen)
{
	if (c->field < 0 || (uint32_t)c->field >= fields_of(b->table))
		return batch_fail(b, 0, SKP_E_UNKNOWN, "no such field");
	if (seen >> c->field & 1)
		return batch_fail(b, 0, SKP_E_ARG, "a field given twice");
	switch (c->kind) {
	case SKP_COLUMN_TEXT:
		if (!c->offset || (!c->bytes && c->offset[b->in->rows]))
			break;
		if (!c->bytes)
			c->bytes = "";
		return check_offsets(b, c);
	case SKP_COLUMN_FIXED:
	case SKP_COLUMN_SAME:
		if (!c->bytes && c->width)
			break;
		if (!c->bytes)
			c->bytes = "";
		return c->kind == SKP_COLUMN_FIXED
			? check_valid(b, c)
			: check_cell(b, 0, (struct text){c->bytes, c->width});
	case SKP_COLUMN_INT:
	case SKP_COLUMN_UINT:
		if (ints_ok(c))
			return SKP_OK;
		break;
	case SKP_COLUMN_NIP:
	case SKP_COLUMN_UUID:
		if (c->packed)
			return SKP_OK;
		break;
	case SKP_COLUMN_VIEW:
		c->stride += !c->stride;
		if (c->view)
			return check_views(b, c);
		break;
	}
	return batch_fail(b, 0, SKP_E_ARG, "a column without its arrays");
}

/* Takes the columns over, whatever size of struct the caller knows. */
static int32_t batch_columns(struct batch *b)
{
	const char *p = (const char *)b->in->column;
	uint32_t i, size = 0, seen = 0;
	int32_t e;

	if (b->in->columns > FIELD_MAX || (b->in->columns && !p))
		return batch_fail(b, 0, SKP_E_ARG, "too many columns, or none");
	for (i = 0; i < b->in->columns; i++) {
		if (!sized_in(&b->column[i], sizeof(skp_column), p))
			return batch_fail(b, 0, SKP_E_ARG,
				"a column of a newer library");
		memcpy(&size, p, sizeof(size));
		e = check_column(b, &b->column[i], seen);
		if (e)
			return e;
		seen |= 1u << b->column[i].field;
		p += size;
	}
	b->n = b->in->columns;
	return SKP_OK;
}

static void batch_count(struct batch *b, uint32_t rows, uint32_t rejected)
{
	struct source *s = &b->m->source[b->source];
	uint32_t k, mask = 0, names_all = !b->unnamed;

	b->t->rows += rows;
	b->t->ord += rows + rejected;
	if (b->implicit)
		return;
	for (k = 0; k < b->n; k++) {
		mask |= 1u << b->column[k].field;
		names_all &= !b->column[k].known;
	}
	for (k = 0; k < FIELD_MAX; k++) /* rules may come on */
		if (mask >> k & 1 && !model_supplied(b->m, b->table, k))
			patch_lost(b->m);
	if (!names_all || (s->mask[b->table] && s->mask[b->table] != mask))
		s->ragged |= 1u << b->table;
	s->mask[b->table] |= mask;
	if (!(b->t->given & GIVEN_TABLE) || (!b->m->skp_list &&
		b->table == SKP_TABLE_SKP &&
		!(b->in->flags & SKP_BATCH_PARTIAL)))
		patch_lost(b->m);
	b->t->given |= b->in->flags & SKP_BATCH_DERIVED ? GIVEN_VIEW
							: GIVEN_TABLE;
	if (b->table == SKP_TABLE_SKP && !(b->in->flags & SKP_BATCH_PARTIAL))
		b->m->skp_list = true;
	if (b->in->flags & SKP_BATCH_DERIVED)
		return;
	b->t->read += b->in->rows;
	b->t->rejected += rejected;
	b->t->empty += b->in->rows - rows - rejected;
}

static int32_t batch_run(struct batch *b)
{
	struct table *t = b->t;
	uint64_t notes = b->m->nnote, nrun = t->nrun, names = b->m->ids.n,
		had = t->rows;
	struct stretch last = nrun ? t->run[nrun - 1] : (struct stretch){0};
	uint32_t rows, rejected;
	struct added before;
	int32_t e = journal_before(b->m, t, b->source, &before, b->err);

	if (!e)
		e = batch_read(b);
	if (e)
		return e;
	e = batch_judge(b, &rows, &rejected);
	if (!e && t->rows + rows > b->m->limits.records)
		e = batch_fail(b, 0, SKP_E_LIMIT_RECORDS,
			"more rows than the limit");
	if (!e)
		e = batch_append(b, rows);
	if (!e) {
		batch_count(b, rows, rejected);
		before.implicit = b->implicit;
		journal_added(b->m, b->table, &before);
		patch_added(b->m, b->table, had, names);
		if (b->m->nnote != notes)
			touch(b->m, TOUCH_NOTE, 0, 0);
		return SKP_OK;
	}
	b->m->nnote = notes;
	t->nrun = nrun;
	if (nrun)
		t->run[nrun - 1] = last;
	return e;
}

/* Scratch stays with the model until it is sealed: a load brings many batches
 * of one size, and fresh memory is what costs. */
static int32_t batch_scratch(struct batch *b)
{
	skp_model *m = b->m;
	uint64_t cells = (uint64_t)b->n * b->in->rows, rows = b->in->rows;
	void *p = m->scratch;
	int32_t e;

	if (!mem_reserve(&m->mem, &p, &m->cscratch, cells * 4 + rows * 4, 1))
		return mem_fail(&m->mem, b->err);
	m->scratch = p;
	b->cell = p;
	b->lacks = (uint16_t *)(b->cell + cells);
	b->full = (uint8_t *)(b->lacks + rows);
	b->reject = b->full + rows;
	memset(b->full, 0, (size_t)rows * 2);
	e = batch_run(b);
	mem_free(&m->mem, b->bad, b->cbad * sizeof(*b->bad));
	return e;
}

/* The seal is taken back first where the rows cannot join in place. */
static void batch_patch(struct batch *b)
{
	uint32_t k, fields = 0;

	for (k = 0; k < b->n; k++)
		fields |= 1u << b->column[k].field;
	if (!patch_may_add(b->m, b->table, b->in->rows, b->source,
		b->in->flags, fields))
		patch_end(b->m);
}

/* No rows, but a table that is given, and fields that are named. */
static int32_t batch_none(struct batch *b)
{
	struct added before;
	int32_t e = journal_before(b->m, b->t, b->source, &before, b->err);

	if (e)
		return e;
	before.implicit = b->implicit;
	batch_count(b, 0, 0);
	journal_added(b->m, b->table, &before);
	return SKP_OK;
}

int32_t skp_model_add_batch(skp_model *m, const skp_batch *batch,
	skp_error *err)
{
	struct batch b;
	skp_batch in;
	int32_t e = model_open(m, err);

	if (e)
		return e;
	if (!batch || !sized_in(&in, sizeof(in), batch))
		return fail(err, SKP_E_ARG, "no batch, or a newer library's");
	memset(&b, 0, sizeof(b));
	b.m = m;
	b.in = &in;
	b.checked = m->loading; /* by the reader, who alone can call now */
	b.err = err;
	if (in.table < 0 || in.table >= SKP_TABLES || in.rows > BATCH_ROWS ||
		in.file < -1 || in.file >= (int64_t)m->nsource)
		return fail(err, SKP_E_ARG,
			"no such table or file, or more than 65,536 rows");
	b.table = (uint32_t)in.table;
	b.source = in.file < 0 ? 0 : (uint32_t)in.file;
	b.implicit = (in.flags & SKP_BATCH_IMPLICIT) != 0;
	if (b.implicit && b.table > SKP_TABLE_PEGAWAI)
		return fail(err, SKP_E_ARG, "only people and units are implicit");
	b.t = b.implicit ? &m->implicit[b.table] : &m->table[b.table];
	e = batch_columns(&b);
	if (e)
		return e;
	if (m->patch.on)
		batch_patch(&b);
	return in.rows ? batch_scratch(&b) : batch_none(&b);
}
