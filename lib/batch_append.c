/* SPDX-License-Identifier: MIT */
/* Rows of a batch that has been read: which can be used, what is noted on the
 * others, and how the good ones join the table. */
#include "batch.h"

static uint32_t batch_cell(const struct batch *b, uint32_t field, uint32_t row)
{
	uint32_t k;

	for (k = 0; k < b->n; k++)
		if ((uint32_t)b->column[k].field == field)
			return b->cell[(uint64_t)k * b->in->rows + row];
	return CELL_UNKNOWN;
}

/* Bits of the starred fields of a table. */
static uint32_t starred(const struct batch *b)
{
	uint32_t f, bits = 0;

	if (b->implicit)
		return 1u << UNOR_id;
	for (f = 0; f < fields_of(b->table); f++)
		bits |= (uint32_t)field_of(b->table, f)->required << f;
	return bits;
}

/* Starred cells of every row that have no value, as bits in b->lacks: without
 * them the row cannot be used. Of a person id or NIP will do. */
static void find_missing(struct batch *b)
{
	uint32_t stars = starred(b), k, i, bit, got = 0;
	const uint32_t *c;
	bool person = b->table == SKP_TABLE_PEGAWAI;

	if (person)
		stars = 1u << PEGAWAI_id | 1u << PEGAWAI_nip;
	for (k = 0; k < b->n; k++)
		got |= 1u << b->column[k].field;
	for (i = 0; i < b->in->rows; i++)
		b->lacks[i] = (uint16_t)(stars & ~got);
	for (k = 0; k < b->n; k++) {
		bit = 1u << b->column[k].field;
		c = b->cell + (uint64_t)k * b->in->rows;
		for (i = 0; stars & bit && i < b->in->rows; i++)
			if (cell_none(c[i]))
				b->lacks[i] |= (uint16_t)bit;
	}
	for (i = 0; person && i < b->in->rows; i++)
		b->lacks[i] = b->lacks[i] == stars ? 1u << PEGAWAI_id : 0;
}

/* Jabatan history without a unit still dates a change of post. */
static void pardon_posts(struct batch *b)
{
	uint32_t i;

	for (i = 0; b->table == SKP_TABLE_PENUGASAN && i < b->in->rows; i++)
		if (b->lacks[i] && batch_cell(b, PENUGASAN_jenis, i) ==
			TUGAS_POS)
			b->lacks[i] &= (uint16_t)~(1u << PENUGASAN_unor_id);
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

	if (from && b->all) {
		memcpy(to, from, b->in->rows * sizeof(*to));
		return;
	}
	for (i = 0; i < b->in->rows; i++)
		if (b->full[i] && !b->reject[i])
			to[n++] = from ? from[i] : CELL_UNKNOWN;
}

static int32_t append_cells(struct batch *b, uint32_t rows)
{
	uint32_t k, f, given = 0;

	if (!table_reserve(b->m, b->t, b->t->rows + rows))
		return mem_fail(&b->m->mem, b->err);
	for (k = 0; k < b->n; k++)
		if (!table_column(b->m, b->t, (uint32_t)b->column[k].field,
			b->t->rows + rows))
			return mem_fail(&b->m->mem, b->err);
	for (k = 0; k < b->n; k++)
		given |= 1u << b->column[k].field;
	for (f = 0; f < FIELD_MAX; f++)
		if (b->t->col[f] && !(given >> f & 1))
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

/* What stands there; if it is no text, spelled out in `to`. */
static struct text bad_text(const struct batch *b, const struct bad *bad,
	char to[CELL_TEXT])
{
	uint32_t k = 0;

	while ((uint32_t)b->column[k].field != bad->field)
		k++;
	return column_text(&b->column[k], bad->row, to);
}

/* Notes on the bad cells of a row, bad[*k] on. A starred cell that is bad is
 * told once, not as lacking too: its bit is taken out of *lacks. */
static bool note_bad(struct batch *b, uint32_t row, uint32_t ord, uint64_t *k,
	uint32_t *lacks)
{
	char to[CELL_TEXT];

	for (; *k < b->nbad && b->bad[*k].row == row; ++*k) {
		*lacks &= ~(1u << b->bad[*k].field);
		if (b->table == SKP_TABLE_PEGAWAI &&
			b->bad[*k].field == PEGAWAI_nip)
			*lacks = 0;
		if (!b->implicit && !batch_note(b, row, ord, b->bad[*k].field,
			b->bad[*k].reason, bad_text(b, &b->bad[*k], to)))
			return false;
	}
	return true;
}

/* Is it a starred reference that says "none" as exports do? */
static bool says_none(const struct batch *b, const struct field *f, uint32_t c)
{
	return f->required && f->kind >= K_REF_UNOR && f->kind <= K_REF_RHK &&
		means_none(names_get(&b->m->ids, c));
}

/* What only seal or policy can tell of a rejected row, which no table will
 * hold. */
static bool note_later(struct batch *b, uint32_t row, uint32_t ord)
{
	const struct field *f;
	uint32_t k, c;

	for (k = 0; k < b->n; k++) {
		c = b->cell[(uint64_t)k * b->in->rows + row];
		f = field_of(b->table, (uint32_t)b->column[k].field);
		if (cell_none(c) || (f->kind != K_WORD && !says_none(b, f, c)))
			continue;
		if (!batch_note(b, row, ord, (uint32_t)b->column[k].field,
			f->kind == K_WORD ? NOTE_WORD : NOTE_NONE,
			(struct text){"", 0}))
			return false;
		b->m->note[b->m->nnote - 1].value = c;
		b->m->note[b->m->nnote - 1].word = 1;
	}
	return true;
}

static bool append_row(struct batch *b, uint32_t i, uint64_t ord,
	uint64_t next, uint64_t *k)
{
	uint32_t lacks = b->lacks[i], f;

	b->reject[i] = lacks != 0;
	b->next = b->reject[i] ? (uint32_t)CELL_UNKNOWN : (uint32_t)next;
	if (!note_bad(b, i, (uint32_t)ord, k, &lacks))
		return false;
	if (!b->reject[i])
		return table_place(b->m, b->t, next, ord, batch_line(b, i),
			b->in->file);
	if (!b->implicit && !note_later(b, i, (uint32_t)ord))
		return false;
	for (f = 0; !b->implicit && f < FIELD_MAX; f++)
		if (lacks >> f & 1 && !batch_note(b, i, (uint32_t)ord, f,
			NOTE_WAJIB, (struct text){"", 0}))
			return false;
	return true;
}

/* Nothing to be said of any row? */
static bool all_good(const struct batch *b)
{
	uint32_t i, good = 1;

	for (i = 0; i < b->in->rows; i++)
		good &= b->full[i] & (uint32_t)!b->lacks[i];
	return good && !b->nbad;
}

static int32_t place_all(struct batch *b, uint32_t *rows)
{
	uint64_t ord = b->t->ord;
	uint32_t i;

	*rows = b->in->rows;
	if (b->in->line)
		return table_places(b->m, b->t, b->t->rows, ord + 1,
			b->in->line, b->in->rows, b->in->file)
			? SKP_OK
			: mem_fail(&b->m->mem, b->err);
	for (i = 0; i < b->in->rows; i++)
		if (!table_place(b->m, b->t, b->t->rows + i, ++ord,
			    batch_line(b, i), b->in->file))
			return mem_fail(&b->m->mem, b->err);
	return SKP_OK;
}

/* Notes and places of all rows; *rows: how many to append. */
int32_t batch_judge(struct batch *b, uint32_t *rows,
	uint32_t *rejected)
{
	uint64_t ord = b->t->ord, k = 0;
	uint32_t i;

	*rows = *rejected = 0;
	find_missing(b);
	pardon_posts(b);
	b->all = all_good(b);
	if (b->all)
		return place_all(b, rows);
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


int32_t batch_append(struct batch *b, uint32_t rows)
{
	int32_t e = append_cells(b, rows);

	return e ? e : append_marks(b, rows);
}
