/* SPDX-License-Identifier: MIT */
/* A column of Arrow arrays as one of a batch. Texts, fixed widths and integers
 * are lent where they stand; what is neither, or comes from several children,
 * is spelled out in scratch, some thousand rows at a time. */
#include "load/arrow.h"

enum { SCRATCH_BITS = ROWS_AT_MOST / 8 };

/* ---- scratch ---- */

static const uint64_t scratch_bytes = (ROWS_AT_MOST + 1) * sizeof(uint32_t) +
	2 * SCRATCH_BITS;

static bool scratch(const struct arrow_in *in, struct arrow_column *c)
{
	char *p;

	c->bytes.n = 0;
	if (c->offset)
		return true;
	p = mem_alloc(in->ld.mem, scratch_bytes);
	if (!p)
		return false;
	buf_init(&c->bytes, in->ld.mem);
	c->offset = (uint32_t *)(void *)p;
	c->valid = (uint8_t *)p + (ROWS_AT_MOST + 1) * sizeof(uint32_t);
	c->number = c->valid + SCRATCH_BITS;
	return true;
}

void arrow_columns_free(struct arrow_in *in)
{
	uint32_t i;

	for (i = 0; i < in->columns; i++) {
		if (!in->col[i].offset)
			continue;
		mem_free(in->ld.mem, in->col[i].offset, scratch_bytes);
		buf_free(&in->col[i].bytes);
	}
}

static void bit_set(uint8_t *bits, uint32_t i, bool to)
{
	bits[i / 8] = (uint8_t)((bits[i / 8] & ~(1u << i % 8)) |
		(uint32_t)to << i % 8);
}

/* A row that is null as a whole has no cells. */
static bool row_valid(const struct arrow_in *in, uint64_t slot)
{
	return !in->rows.valid || arrow_bit(in->rows.valid, slot);
}

/* The bitmap as a batch wants it: where it stands if it begins with a byte. */
static bool lend_valid(const struct arrow_in *in, struct arrow_column *c,
	const struct arrow_array *a, const struct arrow_span *s, skp_column *to)
{
	uint64_t slot = a->first + s->at;
	uint32_t i;

	if (!a->valid && !in->rows.valid)
		return true;
	if (!in->rows.valid && slot % 8 == 0) {
		to->valid = a->valid + slot / 8;
		return true;
	}
	if (!scratch(in, c))
		return false;
	for (i = 0; i < s->n; i++)
		bit_set(c->valid, i, row_valid(in, s->at + i) &&
			(!a->valid || arrow_bit(a->valid, slot + i)));
	to->valid = c->valid;
	return true;
}

/* ---- columns lent ---- */

static bool aligned(const void *p, uint32_t to)
{
	return (uintptr_t)p % to == 0;
}

static const char *lend_text(const struct arrow_array *a,
	const struct arrow_span *s, skp_column *to)
{
	const char *p = a->offset + (a->first + s->at) * 4;

	if (arrow_int(p, 4, true) < 0 ||
		arrow_int(p + (uint64_t)s->n * 4, 4, true) < 0)
		return "offsets that go backwards";
	to->kind = SKP_COLUMN_TEXT;
	to->bytes = a->data;
	to->offset = (const uint32_t *)(const void *)p;
	return NULL;
}

/* Offsets of 64 bits, as those of 32 bits from the first one on. */
static const char *lend_large(const struct arrow_array *a, struct arrow_span *s,
	const struct arrow_column *c, skp_column *to)
{
	const char *p = a->offset + (a->first + s->at) * 8;
	int64_t from = arrow_int(p, 8, true), last = from, next;
	uint32_t i;

	for (i = 0; i < s->n; i++, last = next) {
		c->offset[i] = (uint32_t)(last - from);
		next = arrow_int(p + (i + 1) * 8, 8, true);
		if (last < 0 || next < last || next > a->end)
			return "offsets that go backwards";
		if (next - from > INT32_MAX)
			break;
	}
	if (s->n && !i)
		return "a value longer than the limit";
	c->offset[i] = (uint32_t)(last - from);
	s->n = i;
	to->kind = SKP_COLUMN_TEXT;
	to->bytes = a->data ? a->data + from : "";
	to->offset = c->offset;
	return NULL;
}

static const char *lend_fixed(const struct arrow_array *a,
	const struct arrow_span *s, skp_column *to)
{
	uint32_t width = a->type.width;

	to->kind = a->type.kind == ARROW_FIXED ? SKP_COLUMN_FIXED
		: a->type.kind == ARROW_INT    ? SKP_COLUMN_INT
					       : SKP_COLUMN_UINT;
	to->width = width;
	to->bytes = width ? a->data + (a->first + s->at) * width : "";
	return NULL;
}

static bool can_lend(const struct arrow_column *c)
{
	const struct arrow_source *s = &c->source[0];

	if (c->sources != 1 || s->dictionary)
		return false;
	switch (s->type.kind) {
	case ARROW_TEXT:
		return aligned(s->array.offset, 4);
	case ARROW_LARGE:
	case ARROW_FIXED:
	case ARROW_INT:
	case ARROW_UINT:
		return true;
	default:
		return false;
	}
}

static int32_t lend(const struct arrow_in *in, struct arrow_column *c,
	struct arrow_span *s, skp_column *to)
{
	const struct arrow_array *a = &c->source[0].array;
	const char *wrong;

	if (a->type.kind == ARROW_LARGE && !scratch(in, c))
		return mem_fail(in->ld.mem, in->ld.err);
	if (a->type.kind == ARROW_TEXT)
		wrong = lend_text(a, s, to);
	else if (a->type.kind == ARROW_LARGE)
		wrong = lend_large(a, s, c, to);
	else
		wrong = lend_fixed(a, s, to);
	if (wrong)
		return arrow_fail(in, c->field, SKP_E_ARG, wrong);
	return lend_valid(in, c, a, s, to) ? SKP_OK
		: mem_fail(in->ld.mem, in->ld.err);
}

/* ---- columns spelled out ---- */

static void source_read(const struct arrow_source *s, uint64_t at,
	struct arrow_cell *cell)
{
	uint64_t slot = s->array.first + at;

	if (s->dictionary)
		arrow_cell_look_up(&s->array, &s->values, slot, cell);
	else
		arrow_cell_read(&s->array, slot, cell);
}

/* The first child that is not empty speaks. */
static void cell_read(const struct arrow_in *in, const struct arrow_column *c,
	uint64_t at, struct arrow_cell *cell)
{
	uint32_t i;

	cell->text = (struct text){NULL, 0};
	cell->number = false;
	cell->wrong = NULL;
	if (!row_valid(in, at))
		return;
	for (i = 0; i < c->sources; i++) {
		source_read(&c->source[i], at, cell);
		if (cell->wrong || (cell->text.p && (c->sources == 1 ||
			!text_none(cell->text, true))))
			return;
	}
}

/* Is it the value of the row before, for which nothing needs to be made? */
static bool repeats(const struct arrow_in *in, const struct arrow_column *c,
	uint64_t at)
{
	const struct arrow_array *a = &c->source[0].array;
	uint64_t slot = a->first + at, width = a->type.width;
	const char *p;

	if (c->sources != 1 || width == 0 || width > 8 || in->rows.valid)
		return false;
	if (a->valid && (!arrow_bit(a->valid, slot) ||
		!arrow_bit(a->valid, slot - 1)))
		return false;
	p = a->data + slot * width;
	return memcmp(p, p - width, width) == 0;
}

static int32_t spell(const struct arrow_in *in, struct arrow_column *c,
	struct arrow_span *s, skp_column *to)
{
	struct arrow_cell cell;
	uint32_t i;

	if (!scratch(in, c))
		return mem_fail(in->ld.mem, in->ld.err);
	c->offset[0] = 0;
	for (i = 0; i < s->n && c->bytes.n < TEXT_AT_MOST; i++) {
		if (i == 0 || !repeats(in, c, s->at + i))
			cell_read(in, c, s->at + i, &cell);
		if (cell.wrong)
			return arrow_fail(in, c->field, SKP_E_ARG, cell.wrong);
		if (cell.text.n > in->ld.limits->scalar)
			return arrow_fail(in, c->field, SKP_E_LIMIT_SCALAR,
				"a value longer than the limit");
		if (cell.text.n)
			buf_put(&c->bytes, cell.text.p, cell.text.n);
		c->offset[i + 1] = (uint32_t)c->bytes.n;
		bit_set(c->valid, i, cell.text.p != NULL);
		bit_set(c->number, i, cell.number);
		to->numeric |= cell.number;
	}
	if (c->bytes.fail)
		return mem_fail(in->ld.mem, in->ld.err);
	s->n = i;
	to->kind = SKP_COLUMN_TEXT;
	to->bytes = c->bytes.p ? c->bytes.p : "";
	to->offset = c->offset;
	to->valid = c->valid;
	to->number = to->numeric ? c->number : NULL;
	return SKP_OK;
}

int32_t arrow_column_fill(const struct arrow_in *in, struct arrow_column *c,
	struct arrow_span *s, skp_column *to)
{
	return can_lend(c) ? lend(in, c, s, to) : spell(in, c, s, to);
}
