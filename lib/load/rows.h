/* SPDX-License-Identifier: MIT */
/* The batches of a sheet, for table.c. */
#ifndef SKP_ROWS_H
#define SKP_ROWS_H

#include "load/table.h"

/* Adds what the row under way says of this view. */
int32_t rows_add(struct sheet *s, struct rows *r);
/* Hands the batch to the model, even an empty one: its columns are known. */
int32_t rows_flush(struct sheet *s, struct rows *r);
/* Where plain rows go, after their columns have moved. */
void rows_shown(struct rows *r);
void rows_free(struct mem *mem, struct rows *r);

#endif
