/* SPDX-License-Identifier: MIT */
/* The batch door: columns of text in, rows of cells out. A batch is read
 * column by column into scratch, then judged row by row, then appended; until
 * the last step the tables are as they were. */
#include "model.h"

enum { BATCH_ROWS = 65536, CELL_BAD = 0xfffffffc /* scratch only */ };

/* A cell that could not be read. */
struct bad {
	uint32_t row;
	uint8_t field, reason;
	struct text text;
};

struct batch {
	skp_model *m;
	const skp_batch *in;
	skp_column column[FIELD_MAX];
	struct table *t;
	uint32_t table, n;  /* n: columns */
	bool implicit;
	uint32_t *cell;	    /* [column][row] */
	uint8_t *full;	    /* [row] something stands in it */
	uint8_t *reject;    /* [row] */
	struct bad *bad;
	uint64_t nbad, cbad;
	uint32_t source;
	uint32_t next; /* row that the one under way will be */
	skp_error *err;
};

static uint32_t batch_line(const struct batch *b, uint32_t row)
{
	if (b->in->line)
		return b->in->line[row];
	return b->in->first_line ? b->in->first_line + row : 0;
}

static int32_t batch_fail(const struct batch *b, uint32_t row, int32_t code,
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

static bool bit(const uint8_t *bits, uint32_t i)
{
	return bits[i / 8] >> (i % 8) & 1;
}

enum { CELL_TEXT = 40 };

static struct text packed_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	uint64_t v = c->packed[row];
	uint32_t i, n = 0;

	if (c->kind == SKP_COLUMN_NIP) {
		for (i = 18; i > 0; i--) {
			to[i - 1] = (char)('0' + v % 10);
			v /= 10;
		}
		return (struct text){to, 18};
	}
	for (i = 0; i < 32; i++) {
		v = c->packed[2 * row + i / 16];
		if (i == 8 || i == 12 || i == 16 || i == 20)
			to[n++] = '-';
		to[n++] = hex[v >> (60 - 4 * (i % 16)) & 15];
	}
	return (struct text){to, n};
}

static struct text column_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT])
{
	struct text t;

	switch (c->kind) {
	case SKP_COLUMN_TEXT:
		return (struct text){c->bytes + c->offset[row],
			c->offset[row + 1] - c->offset[row]};
	case SKP_COLUMN_FIXED:
		t.p = c->bytes + (uint64_t)row * c->width;
		for (t.n = c->width; t.n && !t.p[t.n - 1]; t.n--)
			;
		return t;
	case SKP_COLUMN_SAME:
		return (struct text){c->bytes, c->width};
	default:
		return packed_text(c, row, to);
	}
}

/* ---- is the caller's batch sound? ---- */

/* A cell of its own: a character must not begin in one and end in the next. */
static int32_t check_cell(const struct batch *b, uint32_t row, struct text t)
{
	if (utf8_bad(t.p, t.n) < t.n)
		return batch_fail(b, row, SKP_E_ENCODING,
			"a column that is not UTF-8");
	if (t.n && memchr(t.p, 0, t.n))
		return batch_fail(b, row, SKP_E_ENCODING,
			"a column that holds NUL");
	return SKP_OK;
}

/* All cells at once; that no cell begins inside a character, one by one. */
static int32_t check_offsets(const struct batch *b, const skp_column *c)
{
	uint32_t i, n = b->in->rows, from = c->offset[0], to = c->offset[n];
	const char *p = c->bytes;

	for (i = 0; i < n; i++)
		if (c->offset[i] > c->offset[i + 1])
			return batch_fail(b, i, SKP_E_ARG,
				"offsets that go backwards");
	for (i = 1; i < n; i++)
		if (c->offset[i] < to && (p[c->offset[i]] & 0xc0) == 0x80)
			return batch_fail(b, i, SKP_E_ENCODING,
				"a column that is not UTF-8");
	return check_cell(b, 0, (struct text){p + from, to - from});
}

static int32_t check_fixed(const struct batch *b, const skp_column *c)
{
	uint32_t i, n = c->kind == SKP_COLUMN_FIXED ? b->in->rows : 1;
	char to[CELL_TEXT];
	int32_t e = SKP_OK;

	for (i = 0; i < n && !e; i++)
		e = check_cell(b, i, column_text(c, i, to));
	return e;
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
		return check_fixed(b, c);
	case SKP_COLUMN_NIP:
	case SKP_COLUMN_UUID:
		if (c->packed)
			return SKP_OK;
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

/* ---- reading ---- */

static bool batch_bad(struct batch *b, uint32_t row, uint32_t field,
	enum note_reason reason, struct text text)
{
	void *p = b->bad;

	if (!mem_reserve(&b->m->mem, &p, &b->cbad, b->nbad + 1,
		sizeof(*b->bad)))
		return false;
	b->bad = p;
	b->bad[b->nbad++] = (struct bad){row, (uint8_t)field, (uint8_t)reason,
		text};
	return true;
}

static bool is_id(uint32_t kind)
{
	return kind <= K_REF_RHK;
}

static int32_t check_length(const struct batch *b, uint32_t row,
	uint32_t field, struct text t)
{
	const skp_limits *l = &b->m->limits;

	if (t.n > l->scalar)
		return batch_fail(b, row, SKP_E_LIMIT_SCALAR,
			"a value longer than the limit");
	if (!b->implicit && t.n > l->id &&
		is_id(field_of(b->table, field)->kind) &&
		text_trim(t).n > l->id)
		return batch_fail(b, row, SKP_E_LIMIT_SCALAR,
			"an id longer than the limit (64 bytes)");
	return SKP_OK;
}

/* Equal neighbours are read once: files are mostly in some order. */
static int32_t read_column(struct batch *b, uint32_t k)
{
	const skp_column *c = &b->column[k];
	uint32_t *to = b->cell + (uint64_t)k * b->in->rows;
	uint32_t i, field = (uint32_t)c->field, last = CELL_EMPTY;
	struct text before = {"", 0}, t;
	bool blank = true;
	char space[2][CELL_TEXT];
	enum note_reason reason = NOTE_REASONS;
	int32_t e;

	for (i = 0; i < b->in->rows; i++) {
		if (c->known && !bit(c->known, i)) {
			to[i] = CELL_UNKNOWN;
			continue;
		}
		if (c->valid && !bit(c->valid, i)) {
			to[i] = CELL_EMPTY;
			continue;
		}
		t = column_text(c, i, space[i & 1]);
		if (i == 0 || c->numeric || !text_eq(t, before)) {
			e = check_length(b, i, field, t);
			if (e)
				return e;
			last = cell_read(b->m, b->table, field,
				(struct cell_in){t, c->numeric && c->number &&
					bit(c->number, i),
					b->in->flags & SKP_BATCH_REPORT},
				&reason);
			if (last == CELL_UNKNOWN)
				return mem_fail(&b->m->mem, b->err);
			before = t;
			blank = last == CELL_EMPTY && text_trim(t).n == 0;
		}
		if (reason != NOTE_REASONS && !batch_bad(b, i, field, reason,
			(struct text){t.p, t.n}))
			return mem_fail(&b->m->mem, b->err);
		to[i] = last;
		b->full[i] |= c->kind != SKP_COLUMN_SAME && !blank;
	}
	return SKP_OK;
}

/* ---- judging rows ---- */

static uint32_t batch_cell(const struct batch *b, uint32_t field, uint32_t row)
{
	uint32_t k;

	for (k = 0; k < b->n; k++)
		if ((uint32_t)b->column[k].field == field)
			return b->cell[(uint64_t)k * b->in->rows + row];
	return CELL_UNKNOWN;
}

/* Starred cells that have no value, as bits: without them the row cannot be
 * used. Of a person id or NIP will do. */
static uint32_t missing(const struct batch *b, uint32_t row)
{
	uint32_t f, lacks = 0;

	if (b->table == SKP_TABLE_PEGAWAI)
		return cell_none(batch_cell(b, PEGAWAI_id, row)) &&
				cell_none(batch_cell(b, PEGAWAI_nip, row))
			? 1u << PEGAWAI_id
			: 0;
	if (b->implicit)
		return cell_none(batch_cell(b, UNOR_id, row)) ? 1 : 0;
	for (f = 0; f < fields_of(b->table); f++)
		if (field_of(b->table, f)->required &&
			cell_none(batch_cell(b, f, row)))
			lacks |= 1u << f;
	return lacks;
}

static uint32_t row_id(const struct batch *b, uint32_t row)
{
	uint32_t c;

	switch (b->table) {
	case SKP_TABLE_PEGAWAI:
		c = batch_cell(b, PEGAWAI_nip, row);
		return cell_none(c) ? batch_cell(b, PEGAWAI_id, row) : c;
	case SKP_TABLE_UNOR:
	case SKP_TABLE_SKP:
	case SKP_TABLE_RHK:
	case SKP_TABLE_PERIODE:
		return batch_cell(b, 0, row);
	default:
		return CELL_EMPTY;
	}
}

static bool batch_note(struct batch *b, uint32_t row, uint32_t ord,
	uint32_t field, enum note_reason reason, struct text value)
{
	struct note n;
	uint32_t id = row_id(b, row);

	memset(&n, 0, sizeof(n));
	n.reason = (uint8_t)reason;
	n.table = (uint8_t)b->table;
	n.field = (uint8_t)field;
	n.ord = ord;
	n.id = cell_none(id) ? NAME_EMPTY : id;
	n.row = b->next;
	n.derived = (b->in->flags & SKP_BATCH_DERIVED) != 0;
	n.line = batch_line(b, row);
	n.file = b->in->file;
	n.value = names_put(&b->m->texts, text_trim(value));
	return n.value != NAME_NONE && model_note(b->m, &n);
}

/* ---- appending ---- */

static void append_column(struct batch *b, uint32_t field, const uint32_t *from)
{
	uint32_t *to = b->t->col[field] + b->t->rows;
	uint32_t i, n = 0;

	for (i = 0; i < b->in->rows; i++)
		if (b->full[i] && !b->reject[i])
			to[n++] = from ? from[i] : CELL_UNKNOWN;
}

static int32_t append_cells(struct batch *b, uint32_t rows)
{
	uint32_t k, f;

	if (!table_reserve(b->m, b->t, b->t->rows + rows))
		return mem_fail(&b->m->mem, b->err);
	for (k = 0; k < b->n; k++)
		if (!table_column(b->m, b->t, (uint32_t)b->column[k].field,
			b->t->rows + rows))
			return mem_fail(&b->m->mem, b->err);
	for (f = 0; f < FIELD_MAX; f++)
		if (b->t->col[f])
			append_column(b, f, NULL);
	for (k = 0; k < b->n; k++)
		append_column(b, (uint32_t)b->column[k].field,
			b->cell + (uint64_t)k * b->in->rows);
	if (b->t->state)
		memset(b->t->state + b->t->rows, 0, rows);
	return SKP_OK;
}

static int32_t append_marks(struct batch *b, uint32_t rows)
{
	uint32_t i, state = b->in->flags & SKP_BATCH_ATASAN ? ROW_ATASAN : 0;

	if (!b->implicit)
		return SKP_OK;
	/* rows are not counted yet: mark up to the new end */
	b->t->rows += rows;
	for (i = 0; i < rows && state; i++)
		if (!table_mark(b->m, b->t, b->t->rows - rows + i, state)) {
			b->t->rows -= rows;
			return mem_fail(&b->m->mem, b->err);
		}
	b->t->rows -= rows;
	return SKP_OK;
}

/* Notes on the bad cells of a row, bad[*k] on. A starred cell that is bad is
 * told once, not as lacking too: its bit is taken out of *lacks. */
static bool note_bad(struct batch *b, uint32_t row, uint32_t ord, uint64_t *k,
	uint32_t *lacks)
{
	for (; *k < b->nbad && b->bad[*k].row == row; ++*k) {
		*lacks &= ~(1u << b->bad[*k].field);
		if (b->table == SKP_TABLE_PEGAWAI &&
			b->bad[*k].field == PEGAWAI_nip)
			*lacks = 0;
		if (!b->implicit && !batch_note(b, row, ord, b->bad[*k].field,
			b->bad[*k].reason, b->bad[*k].text))
			return false;
	}
	return true;
}

/* The words of a rejected row, which no table will hold. */
static bool note_words(struct batch *b, uint32_t row, uint32_t ord)
{
	uint32_t k, c;

	for (k = 0; k < b->n; k++) {
		c = b->cell[(uint64_t)k * b->in->rows + row];
		if (field_of(b->table, (uint32_t)b->column[k].field)->kind !=
			K_WORD || cell_none(c))
			continue;
		if (!batch_note(b, row, ord, (uint32_t)b->column[k].field,
			NOTE_WORD, (struct text){"", 0}))
			return false;
		b->m->note[b->m->nnote - 1].value = c;
		b->m->note[b->m->nnote - 1].word = 1;
	}
	return true;
}

static bool append_row(struct batch *b, uint32_t i, uint64_t ord,
	uint64_t next, uint64_t *k)
{
	uint32_t lacks = missing(b, i), f;

	b->reject[i] = lacks != 0;
	b->next = b->reject[i] ? (uint32_t)CELL_UNKNOWN : (uint32_t)next;
	if (!note_bad(b, i, (uint32_t)ord, k, &lacks))
		return false;
	if (!b->reject[i])
		return table_place(b->m, b->t, next, ord, batch_line(b, i),
			b->in->file);
	if (!b->implicit && !note_words(b, i, (uint32_t)ord))
		return false;
	for (f = 0; !b->implicit && f < FIELD_MAX; f++)
		if (lacks >> f & 1 && !batch_note(b, i, (uint32_t)ord, f,
			NOTE_WAJIB, (struct text){"", 0}))
			return false;
	return true;
}

/* Notes and places of all rows; *rows: how many to append. */
static int32_t append_notes(struct batch *b, uint32_t *rows,
	uint32_t *rejected)
{
	uint64_t ord = b->t->ord, k = 0;
	uint32_t i;

	*rows = *rejected = 0;
	for (i = 0; i < b->in->rows; i++) {
		if (!b->full[i])
			continue;
		if (!append_row(b, i, ++ord, b->t->rows + *rows, &k))
			return mem_fail(&b->m->mem, b->err);
		if (b->reject[i])
			++*rejected;
		else
			++*rows;
	}
	return SKP_OK;
}

static void batch_count(struct batch *b, uint32_t rows, uint32_t rejected)
{
	struct source *s = &b->m->source[b->source];
	uint32_t k, mask = 0, names_all = 1;

	b->t->rows += rows;
	b->t->ord += rows + rejected;
	if (b->implicit)
		return;
	for (k = 0; k < b->n; k++) {
		mask |= 1u << b->column[k].field;
		names_all &= !b->column[k].known;
	}
	if (!names_all || (s->mask[b->table] && s->mask[b->table] != mask))
		s->ragged |= 1u << b->table;
	s->mask[b->table] |= mask;
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

static int bad_order(const struct bad *a, const struct bad *b)
{
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->field > b->field) - (a->field < b->field);
}

/* Few cells are bad, and they come sorted by column: a merge of insertions
 * would be quadratic on a column of nothing but bad cells, so shell sort. */
static void sort_bad(struct batch *b)
{
	uint64_t gap, i, j;
	struct bad x;

	for (gap = b->nbad / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < b->nbad; i++) {
			x = b->bad[i];
			for (j = i; j >= gap &&
				bad_order(&x, &b->bad[j - gap]) < 0; j -= gap)
				b->bad[j] = b->bad[j - gap];
			b->bad[j] = x;
		}
}

static int32_t batch_run(struct batch *b)
{
	struct table *t = b->t;
	uint64_t notes = b->m->nnote, nrun = t->nrun;
	struct stretch last = nrun ? t->run[nrun - 1] : (struct stretch){0};
	uint32_t k, rows, rejected;
	int32_t e = SKP_OK;

	for (k = 0; k < b->n && !e; k++)
		e = read_column(b, k);
	if (e)
		return e;
	sort_bad(b);
	e = append_notes(b, &rows, &rejected);
	if (!e && t->rows + rows > b->m->limits.records)
		e = batch_fail(b, 0, SKP_E_LIMIT_RECORDS,
			"more rows than the limit");
	if (!e)
		e = append_cells(b, rows);
	if (!e)
		e = append_marks(b, rows);
	if (!e) {
		batch_count(b, rows, rejected);
		return SKP_OK;
	}
	b->m->nnote = notes;
	t->nrun = nrun;
	if (nrun)
		t->run[nrun - 1] = last;
	return e;
}

static int32_t batch_scratch(struct batch *b)
{
	struct mem *mem = &b->m->mem;
	uint64_t cells = (uint64_t)b->n * b->in->rows, rows = b->in->rows;
	int32_t e = SKP_OK;

	b->cell = mem_calloc(mem, cells, sizeof(uint32_t));
	b->full = mem_calloc(mem, rows, 1);
	b->reject = mem_calloc(mem, rows, 1);
	if ((!b->cell && cells) || !b->full || !b->reject)
		e = mem_fail(mem, b->err);
	if (!e)
		e = batch_run(b);
	mem_free(mem, b->cell, cells * sizeof(uint32_t));
	mem_free(mem, b->full, rows);
	mem_free(mem, b->reject, rows);
	mem_free(mem, b->bad, b->cbad * sizeof(*b->bad));
	return e;
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
	if (in.rows == 0) {
		batch_count(&b, 0, 0);
		return SKP_OK;
	}
	return batch_scratch(&b);
}
