/* SPDX-License-Identifier: MIT */
/* A table as it was given: what seal did to its rows is looked through, so
 * that the canonical formats say what the files said. */
#ifndef SKP_CANON_H
#define SKP_CANON_H

#include "model.h"

/* What stood in a cell that could not be read. */
struct unread {
	uint32_t row, field, value; /* value in texts */
};

/* Rows of one table, in order; fields: those that are written, as bits. */
struct canon {
	const skp_model *m;
	struct mem *mem;
	uint32_t table, fields;
	int64_t source; /* -1: any */
	struct unread *unread; /* by row and field */
	uint64_t nunread, at;
	/* of each field */
	const struct spelling *spelling[FIELD_MAX], *spelling_end[FIELD_MAX];
};

/* Fields that the source (-1: any) names, as bits, of those that canonical
 * tables have. */
uint32_t canon_fields(const skp_model *m, uint32_t table, int64_t source);
/* A row of jabatan history that only dates a change of post: no canonical
 * table has such. */
bool canon_post(const skp_model *m, uint32_t table, uint32_t row);
bool canon_begin(struct canon *k, const skp_model *m, struct mem *mem,
	uint32_t table, int64_t source);
void canon_end(struct canon *k);
/* The next row from *row on that is to be written; false: none. */
bool canon_next(const struct canon *k, uint32_t *row);
/* A cell of it, as it was written, empty if it has no value. Rows must be
 * asked in order. */
struct text canon_cell(struct canon *k, uint32_t row, uint32_t field,
	char to[CELL_PRINT]);

#endif
