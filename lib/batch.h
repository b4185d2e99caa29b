/* SPDX-License-Identifier: MIT */
/* One batch on its way through the door: read, judged, appended. */
#ifndef SKP_BATCH_H
#define SKP_BATCH_H

#include "model.h"

/* A cell that could not be read. */
struct bad {
	uint32_t row;
	uint8_t field, reason;
};

struct batch {
	skp_model *m;
	const skp_batch *in;
	skp_column column[FIELD_MAX];
	struct table *t;
	uint32_t table, n;  /* n: columns */
	bool implicit;
	bool unnamed; /* some row does not name a field that others do */
	bool checked; /* texts are known to be UTF-8 without NUL */
	uint32_t *cell;	    /* [column][row] */
	uint8_t *full;	    /* [row] something stands in it */
	uint8_t *reject;    /* [row] */
	bool all;	    /* every row is full, none rejected */
	uint16_t *lacks;    /* [row] starred fields without value, as bits */
	struct bad *bad;
	uint64_t nbad, cbad;
	uint32_t source;
	uint32_t next; /* row that the one under way will be */
	skp_error *err;
};

static inline const skp_view *view_at(const skp_column *c, uint32_t row)
{
	return c->view + (uint64_t)row * c->stride;
}

/* The text of a column's cell; packed ones are spelled out in `to`. */
enum { CELL_TEXT = 40 };
struct text packed_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT]);
struct text int_text(const skp_column *c, uint32_t row, char to[CELL_TEXT]);
static inline struct text column_text(const skp_column *c, uint32_t row,
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
	case SKP_COLUMN_VIEW:
		return text_of_view(view_at(c, row));
	default:
		return packed_text(c, row, to);
	}
}

static inline bool letter_or_digit(char c)
{
	return ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z');
}

static inline bool bit_of(const uint8_t *bits, uint32_t i)
{
	return bits[i / 8] >> (i % 8) & 1;
}

int32_t batch_fail(const struct batch *b, uint32_t row, int32_t code,
	const char *what);
uint32_t batch_line(const struct batch *b, uint32_t row);
/* Texts to cells, column by column, into b->cell; what cannot be read goes to
 * b->bad, in the order of rows. */
int32_t batch_read(struct batch *b);
int32_t batch_read_ids(struct batch *b, uint32_t k);
/* Do texts that stay where they are say all? */
static inline bool column_plain(const skp_column *c)
{
	return (c->kind == SKP_COLUMN_VIEW || c->kind == SKP_COLUMN_TEXT) &&
		!c->known && !c->valid && !c->numeric;
}

/* What a column says of row i before its text is looked at; CELL_SPECIAL: look
 * at the text. */
static inline uint32_t column_says(const skp_column *c, uint32_t i)
{
	if (c->known && !bit_of(c->known, i))
		return CELL_UNKNOWN;
	if (c->kind == SKP_COLUMN_VIEW && !view_at(c, i)->p)
		return CELL_UNKNOWN;
	if (c->valid && !bit_of(c->valid, i))
		return CELL_EMPTY;
	return CELL_SPECIAL;
}

struct cell_in batch_cell_in(const struct batch *b, const skp_column *c,
	uint32_t i, struct text t);
/* Is the text within the limits? */
int32_t cell_length(const struct batch *b, uint32_t row, uint32_t field,
	struct text t);
/* Writes down that a cell could not be read; false without memory. */
bool batch_bad(struct batch *b, uint32_t row, uint32_t field,
	enum note_reason reason);
/* Which rows can be used; notes on the others and on bad cells. */
int32_t batch_judge(struct batch *b, uint32_t *rows, uint32_t *rejected);
/* The good rows, at the end of the table. */
int32_t batch_append(struct batch *b, uint32_t rows);

#endif
