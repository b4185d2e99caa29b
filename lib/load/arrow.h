/* SPDX-License-Identifier: MIT */
/* Arrow arrays on their way into batches: types, values as text, columns. */
#ifndef SKP_LOAD_ARROW_H
#define SKP_LOAD_ARROW_H

#include "skpcheck-arrow.h"
#include "load/table.h"

/* ---- types that cells can come from ---- */

enum arrow_kind {
	ARROW_NULL,
	ARROW_TEXT,  /* offsets of 32 bits */
	ARROW_LARGE, /* of 64 */
	ARROW_VIEW,
	ARROW_FIXED,
	ARROW_UUID,
	ARROW_INT,
	ARROW_UINT,
	ARROW_FLOAT,
	ARROW_BOOL,
	ARROW_DAY,  /* 4 bytes: days; 8: milliseconds */
	ARROW_TIME
};

struct arrow_type {
	uint8_t kind;
	bool zone;	/* of an instant: counted from 1970 UTC */
	bool day_only;	/* the field has no use for the time of day */
	uint32_t width; /* bytes of a value */
	int64_t unit;	/* of an instant: parts of a second */
};

/* The type that a schema's format tells, dictionaries apart; else NULL is not
 * returned but a word for what it is. */
const char *arrow_type_read(const struct ArrowSchema *s,
	struct arrow_type *ret);

/* ---- arrays ---- */

/* An array whose struct was found sound. Value i is at slot first + i. */
struct arrow_array {
	struct arrow_type type;
	const struct ArrowArray *from;
	const uint8_t *valid; /* NULL: every slot */
	const char *data;
	const char *offset;
	int64_t end; /* of the text that offsets may speak of: the last one */
	uint64_t first, length;
};

/* NULL, or what is wrong. */
const char *arrow_array_open(struct arrow_array *a,
	const struct arrow_type *type, const struct ArrowArray *from);

static inline bool arrow_bit(const uint8_t *bits, uint64_t i)
{
	return bits[i / 8] >> (i % 8) & 1;
}

/* ---- values ---- */

enum { ARROW_SPACE = 48 };

struct arrow_cell {
	struct text text;	 /* p NULL: no value */
	bool number;		 /* inexact, as a spreadsheet's */
	const char *wrong;	 /* the array is not sound after all */
	char space[ARROW_SPACE]; /* of texts made for it */
};

/* Value at a slot as text. */
void arrow_cell_read(const struct arrow_array *a, uint64_t slot,
	struct arrow_cell *c);
/* A number of 1, 2, 4 or 8 bytes. */
int64_t arrow_int(const char *p, uint32_t width, bool minus);
/* Value of an index into a dictionary. */
void arrow_cell_look_up(const struct arrow_array *index,
	const struct arrow_array *values, uint64_t slot, struct arrow_cell *c);

/* ---- columns ---- */

/* A child that feeds a field; the least rank is asked first. */
struct arrow_source {
	uint32_t rank;
	int64_t child;
	bool dictionary;
	struct arrow_type type, value_type;
	struct arrow_array array, values;
};

struct arrow_column {
	int32_t field;
	uint32_t sources;
	struct arrow_source source[SOURCES_AT_MOST];
	/* scratch: offsets and two rows of bits are one piece of memory */
	uint32_t *offset;
	uint8_t *valid, *number;
	struct buf bytes;
};

/* One table's columns, and the rows of them under way. */
struct arrow_in {
	struct load ld;
	skp_error err;
	int32_t table;
	uint32_t flags;
	uint64_t line; /* of the next row, 0: none */
	uint64_t ignored;
	struct arrow_column col[FIELDS_AT_MOST];
	uint32_t columns;
	struct arrow_array rows; /* the struct array itself */
};

/* Error about a field. */
int32_t arrow_fail(const struct arrow_in *in, int32_t field, int32_t code,
	const char *what);
/* Which child of the schema feeds which field. */
int32_t arrow_columns(struct arrow_in *in, const struct ArrowSchema *s);
/* Rows under way: `n` of them from slot `at` of the children on, fewer once a
 * column has more text than goes into one batch. */
struct arrow_span {
	uint64_t at;
	uint32_t n;
};
/* The column of these rows; lives until the next rows. */
int32_t arrow_column_fill(const struct arrow_in *in, struct arrow_column *c,
	struct arrow_span *s, skp_column *to);
/* An empty batch: the table is given, with these columns. */
int32_t arrow_given(struct arrow_in *in);
/* All rows of a struct array, batch by batch. */
int32_t arrow_rows(struct arrow_in *in, const struct ArrowArray *a);
void arrow_columns_free(struct arrow_in *in);

#endif
