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
	uint32_t *cell;	    /* [column][row] */
	uint8_t *full;	    /* [row] something stands in it */
	uint8_t *reject;    /* [row] */
	uint16_t *lacks;    /* [row] starred fields without value, as bits */
	struct bad *bad;
	uint64_t nbad, cbad;
	uint32_t source;
	uint32_t next; /* row that the one under way will be */
	skp_error *err;
};

/* The text of a column's cell; packed ones are spelled out in `to`. */
enum { CELL_TEXT = 40 };
struct text column_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT]);
int32_t batch_fail(const struct batch *b, uint32_t row, int32_t code,
	const char *what);
uint32_t batch_line(const struct batch *b, uint32_t row);
/* Texts to cells, column by column, into b->cell; what cannot be read goes to
 * b->bad, in the order of rows. */
int32_t batch_read(struct batch *b);
/* Which rows can be used; notes on the others and on bad cells. */
int32_t batch_judge(struct batch *b, uint32_t *rows, uint32_t *rejected);
/* The good rows, at the end of the table. */
int32_t batch_append(struct batch *b, uint32_t rows);

#endif
