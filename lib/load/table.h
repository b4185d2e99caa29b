/* SPDX-License-Identifier: MIT */
/* The inside of a sheet: which columns feed which fields, and the batches
 * under way. Shared by table.c, exports.c and history.c; csv.c asks it about
 * headings. */
#ifndef SKP_TABLE_H
#define SKP_TABLE_H

#include "load/headings.h"
#include "load/load.h"

enum {
	ROWS_AT_MOST = 8192,	/* of a batch: small enough for the cache */
	TEXT_AT_MOST = 1 << 20, /* bytes of a batch, give or take a row */
	VIEWS_AT_MOST = 2048,	/* rows of a batch of texts that stand in the
				   reader's own buffer */
	GRID_AT_MOST = 1 << 16, /* cells of such a batch */
	SOURCES_AT_MOST = 12,	/* columns that feed one field */
	KEYS_AT_MOST = 256,	/* different keys of YAML and JSON rows */
	FOLD_AT_MOST = 48,	/* no heading is nearly as long */
	HEADING_ROWS = 20	/* the heading is one of the first 20 rows */
};

/* Changes a cell on its way; p NULL says that nothing is known. */
typedef struct text (*fix_fn)(const struct sheet *s, struct text t);
/* Does this row of the file speak of such a thing? */
typedef bool (*when_fn)(const struct sheet *s);

/* A column of the file that feeds a field; the least rank is asked first. */
struct source {
	uint32_t rank, slot;
};

/* One field of a batch under way. Cell r is bytes[offset[r] .. offset[r+1]);
 * the bits exist from the first unknown cell, the first number on. */
struct column {
	int32_t field;
	uint32_t sources;
	struct source source[SOURCES_AT_MOST];
	fix_fn fix;
	const char *same; /* every row has this text */
	char *bytes;
	uint64_t n, cbytes;
	uint32_t *offset;
	uint8_t *known, *number;
	skp_view *view; /* in place of all of these: see sheet.views, grid */
	uint64_t crows; /* rows there is room for */
	uint32_t unknowns, numbers;
};

/* The batch that one view fills. */
struct rows {
	int32_t table;
	uint32_t flags;
	bool silent;	/* only helps to read other views */
	when_fn when;	/* NULL: every row */
	when_fn filled; /* if it says no, the row counts as empty */
	uint32_t columns;
	struct column col[FIELDS_AT_MOST];
	/* Of a sheet of views, where each column shows one of the file as it
	 * is: row r as it was cut is grid[r * width .. (r + 1) * width). */
	bool plain;
	skp_view *grid;
	uint32_t width; /* cells of the heading */
	uint32_t n;
	uint64_t bytes;
	uint32_t *line;
	uint64_t cline; /* rows there is room for */
	bool sent;
};

/* A key of keyed rows (YAML, JSON), as last written and folded. */
struct key {
	uint64_t at; /* of its value in sheet.hold */
	uint32_t raw, nraw, nfold, len;
	bool mapped, named, number;
	char fold[FOLD_AT_MOST];
};

/* How a row of names fits the profiles. */
struct match {
	uint32_t found[PROFILES];  /* names that it knows */
	uint32_t groups[PROFILES]; /* groups that are there, as bits */
};

struct history;

struct sheet {
	struct load *ld;
	int32_t table; /* by the place or name of the source, -1 */
	bool certain;  /* not only by the file's name */
	bool keyed;
	bool views; /* cells stay where they are until sheet_settle */
	bool lane; /* a thread's own: see csv_ranges.c */
	uint32_t profile; /* PROFILES: not known yet */
	uint32_t hash[HEADINGS_AT_MOST]; /* of each folded heading */
	uint32_t need[PROFILES]; /* groups that it must have */
	struct rows rows[VIEWS];
	struct history *history;

	const skp_view *cells; /* the row under way; p NULL: not named */
	uint32_t n, line;
	struct text missing; /* cell that a row lacks: empty in CSV */

	/* the row that came nearest to being a heading */
	struct match near;
	uint32_t near_line, near_found;

	/* keyed rows */
	struct key *key;
	skp_view *cell;
	uint64_t ckey, ccell;
	uint32_t keys, at; /* at: the key expected next */
	uint32_t waiting;  /* rows without keys before the first with */
	struct buf raw, hold;
	uint64_t ignored;
};

/* How well would this row do as the heading? 0: not at all. */
uint32_t sheet_score(const struct sheet *s, const skp_view *cells,
	uint32_t n);
/* The error of a file whose first rows are no heading. */
int32_t sheet_no_heading(const struct sheet *s);

/* The value that the row under way gives a field of a view; p NULL: none. */
struct text sheet_value(const struct sheet *s, uint32_t view, int32_t field);
/* "", NULL, `-`, and in references TOP, XX, 0 */
bool text_none(struct text t, bool reference);

/* Adds a row to a view's batch, its cells in the order of the columns. */
int32_t rows_put(struct sheet *s, struct rows *r, const struct text *cell,
	uint32_t line);
/* Finds or makes the column of a field; NULL when there are too many. */
struct column *rows_column(struct rows *r, int32_t field);

/* Sets flags, conditions and fixes of the profile's views. */
void exports_setup(struct sheet *s);

/* Jabatan history: rows are kept until the end, for each one's end is the
 * beginning of another. */
int32_t history_row(struct sheet *s);
int32_t history_close(struct sheet *s);
void history_free(struct sheet *s);

#endif
