/* SPDX-License-Identifier: MIT */
/* What the readers share: one load under way, its bytes, and the sheet that
 * turns rows under headings into batches for the model. */
#ifndef SKP_LOAD_H
#define SKP_LOAD_H

#include "base.h"
#include "progress.h"

/* One file on its way into the model. */
struct load {
	skp_model *m;
	struct mem *mem;
	const skp_limits *limits;
	const char *name; /* as messages cite it */
	int32_t file;	  /* skp_model_source */
	bool several; /* one of the files of a folder */
	uint64_t bytes, rows; /* so far, for progress */
	uint64_t size; /* of the input, 0: not known */
	skp_progress_fn progress;
	void *progress_ctx;
	uint32_t jobs;
	skp_progress *watch;
	uint64_t told; /* rows that it knows of */
	skp_error *err;
};

/* Does the caller want to go on? SKP_E_CANCEL if not. */
int32_t load_asked(struct load *ld, uint32_t line);

/* Error at a place of the file under way. */
#define load_fail(ld, line, column, code, ...) \
	fail_at((ld)->err, (ld)->name, line, column, code, __VA_ARGS__)

/* Bytes of an input, read in blocks, counted against a limit. */
struct input;
/* Reads up to cap bytes; *got 0 is the end. Fails with SKP_E_LIMIT_SIZE once
 * more than the limit has been read. */
int32_t input_read(struct input *in, struct load *ld, char *to, uint32_t cap,
	uint32_t *got);

/* The readers; each takes the whole input and leaves its rows in the model. */
int32_t load_csv(struct load *ld, struct input *in);
int32_t load_yaml(struct load *ld, struct input *in);
int32_t load_json(struct load *ld, struct input *in);
/* Has no source of its own: it brings the whole model. */
int32_t load_snapshot(struct load *ld, struct input *in);

/* ---- sheet: rows of one table or export ---- */

struct sheet;

/* table: SKP_TABLE_* when the place or the name of the source says which, -1
 * when the headings must tell. */
int32_t sheet_new(struct load *ld, int32_t table, struct sheet **ret);
/* CSV: is this row the heading? *ret 1 and the sheet is ready, 0 if it names
 * too few known columns. Columns it does not know are counted as ignored. */
int32_t sheet_headings(struct sheet *s, const skp_view *cells, uint32_t n,
	uint32_t line, int *ret);
/* CSV: one row of cells in the order of the headings; missing cells at the
 * end are empty, surplus ones that are not blank are an error. */
int32_t sheet_row(struct sheet *s, const skp_view *cells, uint32_t n,
	uint32_t line);
/* Does a row go to the model as it is cut, into rows[VIEW_MAIN].grid? */
bool sheet_is_plain(const struct sheet *s);
/* That many rows have been cut into the grid. */
int32_t sheet_rows(struct sheet *s, uint32_t rows);
/* CSV: the cells of all rows so far are about to move or go. */
int32_t sheet_settle(struct sheet *s);
/* YAML, JSON: a row key by key. Which export it is (canonical, or one of the
 * government's by the keys of the first row) the sheet finds by itself; keys
 * it does not know are counted as ignored. A key twice in a row is the
 * reader's to refuse, but two keys that feed one field are fine. `number`: the
 * value was written as a bare number (JSON), which matters to NIP, NIK and
 * NUPTK only when it cannot be exact (an exponent or a fraction). */
int32_t sheet_begin(struct sheet *s, uint32_t line);
int32_t sheet_cell(struct sheet *s, struct text key, struct text value,
	bool number);
int32_t sheet_end(struct sheet *s);
/* Hands over what is left; then only sheet_free. */
int32_t sheet_close(struct sheet *s);
void sheet_free(struct sheet *s);

#endif
