/* SPDX-License-Identifier: MIT */
/* Columns of text to columns of cells. */
#include "batch.h"

static bool bit(const uint8_t *bits, uint32_t i)
{
	return bits[i / 8] >> (i % 8) & 1;
}

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

static uint64_t int_at(const skp_column *c, uint32_t row)
{
	const char *p = c->bytes + (uint64_t)row * c->width;
	bool minus = c->kind == SKP_COLUMN_INT;
	uint8_t one;
	uint16_t two;
	uint32_t four;
	uint64_t v;

	switch (c->width) {
	case 1:
		memcpy(&one, p, 1);
		return minus ? (uint64_t)(int8_t)one : one;
	case 2:
		memcpy(&two, p, 2);
		return minus ? (uint64_t)(int16_t)two : two;
	case 4:
		memcpy(&four, p, 4);
		return minus ? (uint64_t)(int32_t)four : four;
	default:
		memcpy(&v, p, 8);
		return v;
	}
}

/* 00 to 99: most integers are NIP, of which there are many. */
static const char pairs[] =
	"00010203040506070809101112131415161718192021222324"
	"25262728293031323334353637383940414243444546474849"
	"50515253545556575859606162636465666768697071727374"
	"75767778798081828384858687888990919293949596979899";

static struct text int_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT])
{
	uint64_t v = int_at(c, row);
	bool minus = c->kind == SKP_COLUMN_INT && v >> 63;
	uint32_t i = CELL_TEXT;

	if (minus)
		v = 0 - v;
	for (; v >= 100; v /= 100)
		memcpy(to + (i -= 2), pairs + v % 100 * 2, 2);
	if (v >= 10)
		memcpy(to + (i -= 2), pairs + v * 2, 2);
	else
		to[--i] = (char)('0' + v);
	if (minus)
		to[--i] = '-';
	return (struct text){to + i, CELL_TEXT - i};
}

struct text column_text(const skp_column *c, uint32_t row,
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
	case SKP_COLUMN_INT:
	case SKP_COLUMN_UINT:
		return int_text(c, row, to);
	default:
		return packed_text(c, row, to);
	}
}

static bool batch_bad(struct batch *b, uint32_t row, uint32_t field,
	enum note_reason reason)
{
	void *p = b->bad;

	if (!mem_reserve(&b->m->mem, &p, &b->cbad, b->nbad + 1,
		sizeof(*b->bad)))
		return false;
	b->bad = p;
	b->bad[b->nbad++] = (struct bad){row, (uint8_t)field, (uint8_t)reason};
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

/* What a column says of row i before its text is looked at; CELL_SPECIAL: look
 * at the text. */
static uint32_t column_says(const skp_column *c, uint32_t i)
{
	if (c->known && !bit(c->known, i))
		return CELL_UNKNOWN;
	if (c->valid && !bit(c->valid, i))
		return CELL_EMPTY;
	return CELL_SPECIAL;
}

static struct cell_in cell_of(const struct batch *b, const skp_column *c,
	uint32_t i, struct text t)
{
	return (struct cell_in){t, c->numeric && c->number &&
			bit(c->number, i), b->in->flags & SKP_BATCH_REPORT};
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
		to[i] = column_says(c, i);
		if (to[i] != CELL_SPECIAL)
			continue;
		t = column_text(c, i, space[i & 1]);
		if (i == 0 || c->numeric || !text_eq(t, before)) {
			e = check_length(b, i, field, t);
			if (e)
				return e;
			last = cell_read(b->m, b->table, field,
				cell_of(b, c, i, t), &reason);
			if (last == CELL_UNKNOWN)
				return mem_fail(&b->m->mem, b->err);
			blank = last == CELL_EMPTY && text_trim(t).n == 0;
		}
		before = t; /* of two spaces, the other one is written next */
		if (reason != NOTE_REASONS && !batch_bad(b, i, field, reason))
			return mem_fail(&b->m->mem, b->err);
		to[i] = last;
		b->full[i] |= c->kind != SKP_COLUMN_SAME && !blank;
	}
	return SKP_OK;
}

/* ---- ids: a block at a time, so that waits for memory overlap ---- */

enum { BLOCK = 32, ID_SHORT = 64 };

struct id_cell {
	struct probe probe;
	struct text text; /* as it stands in the file */
	uint32_t value;	  /* CELL_SPECIAL: to be looked up; ID_SAME: as the
			     one before */
	enum note_reason reason;
	char clean[ID_SHORT];
	char space[CELL_TEXT];
};
enum { ID_SAME = 0xfffffffc };

static int32_t id_prepare(struct batch *b, const skp_column *c, uint32_t i,
	struct id_cell *x, const struct id_cell *before)
{
	struct text id;
	int32_t e;

	x->reason = NOTE_REASONS;
	x->text = (struct text){"", 0};
	x->value = column_says(c, i);
	if (x->value != CELL_SPECIAL)
		return SKP_OK;
	x->text = column_text(c, i, x->space);
	if (before && !c->numeric && before->value != CELL_UNKNOWN &&
		before->text.n && text_eq(before->text, x->text)) {
		x->value = ID_SAME;
		x->reason = before->reason;
		return SKP_OK;
	}
	e = check_length(b, i, (uint32_t)c->field, x->text);
	if (e)
		return e;
	if (x->text.n > ID_SHORT) { /* rare, so read at once */
		x->value = cell_read(b->m, b->table, (uint32_t)c->field,
			cell_of(b, c, i, x->text), &x->reason);
		return x->value == CELL_UNKNOWN
			? mem_fail(&b->m->mem, b->err)
			: SKP_OK;
	}
	id = cell_id(field_of(b->table, (uint32_t)c->field),
		cell_of(b, c, i, x->text), x->clean, ID_SHORT, &x->reason);
	if (id.n)
		names_probe(&b->m->ids, &x->probe, id);
	else
		x->value = CELL_EMPTY;
	return SKP_OK;
}

static int32_t id_keep(struct batch *b, uint32_t k, uint32_t i,
	struct id_cell *x, uint32_t before)
{
	const skp_column *c = &b->column[k];

	if (x->value == ID_SAME)
		x->value = before;
	else if (x->value == CELL_SPECIAL)
		x->value = names_put_probed(&b->m->ids, &x->probe);
	else if (x->value == CELL_UNKNOWN)
		return SKP_OK;
	if (x->value == NAME_NONE || (x->reason != NOTE_REASONS &&
		!batch_bad(b, i, (uint32_t)c->field, x->reason)))
		return mem_fail(&b->m->mem, b->err);
	b->full[i] |= c->kind != SKP_COLUMN_SAME &&
		(x->value != CELL_EMPTY || text_trim(x->text).n);
	return SKP_OK;
}

static int32_t read_block(struct batch *b, uint32_t k, uint32_t from,
	uint32_t n, struct id_cell *x)
{
	const skp_column *c = &b->column[k];
	uint32_t *to = b->cell + (uint64_t)k * b->in->rows + from, q;
	int32_t e;

	for (q = 0; q < n; q++) {
		e = id_prepare(b, c, from + q, &x[q], q ? &x[q - 1] : NULL);
		if (e)
			return e;
		if (x[q].value == CELL_SPECIAL)
			names_fetch(&b->m->ids, &x[q].probe);
	}
	for (q = 0; q < n; q++)
		if (x[q].value == CELL_SPECIAL)
			names_fetch_more(&b->m->ids, &x[q].probe);
	for (q = 0; q < n; q++) {
		e = id_keep(b, k, from + q, &x[q], q ? to[q - 1]
						      : (uint32_t)CELL_EMPTY);
		if (e)
			return e;
		to[q] = x[q].value;
	}
	return SKP_OK;
}

static int32_t read_ids(struct batch *b, uint32_t k)
{
	struct id_cell x[BLOCK];
	uint32_t i, n, rows = b->in->rows;
	int32_t e = SKP_OK;

	for (i = 0; i < rows && !e; i += n) {
		n = rows - i < BLOCK ? rows - i : BLOCK;
		e = read_block(b, k, i, n, x);
	}
	return e;
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


int32_t batch_read(struct batch *b)
{
	uint32_t k;
	int32_t e = SKP_OK;

	for (k = 0; k < b->n && !e; k++)
		e = is_id(field_of(b->table,
				(uint32_t)b->column[k].field)->kind)
			? read_ids(b, k)
			: read_column(b, k);
	if (!e)
		sort_bad(b);
	return e;
}
