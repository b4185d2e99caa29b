/* SPDX-License-Identifier: MIT */
/* The batches of a sheet, for table.c. */
#ifndef SKP_ROWS_H
#define SKP_ROWS_H

#include "load/table.h"

/* Adds what the row under way says of this view. */
int32_t rows_add(struct sheet *s, struct rows *r);
/* Hands the batch to the model, even an empty one: its columns are known. */
int32_t rows_flush(struct sheet *s, struct rows *r);
/* Rows of a batch of views at most. */
static inline uint32_t rows_most(const struct rows *r)
{
	return r->plain && r->width * VIEWS_AT_MOST > GRID_AT_MOST
		? GRID_AT_MOST / r->width
		: VIEWS_AT_MOST;
}
/* Room for that many rows, of views or of copies; false without memory. */
bool rows_room(struct mem *mem, struct rows *r, uint64_t rows, bool views);
void rows_free(struct mem *mem, struct rows *r);

#endif
