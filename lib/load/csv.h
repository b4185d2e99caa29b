/* SPDX-License-Identifier: MIT */
/* The inside of the CSV reader: a buffer, the scanner that cuts rows out of it
 * (csv_scan.c), the file that passes through (csv.c), one after the other or
 * several blocks at once (csv_ranges.c). The buffer:
 *
 *	buf ... row ........ end .. fill ..... cap
 *
 * [row, end) is good UTF-8 not yet taken, [end, fill) at most the beginning of
 * a character. Cells are pointers into it; what is in the middle of a row when
 * the bytes run out moves to the front and is read once more. */
#ifndef SKP_CSV_H
#define SKP_CSV_H

#include "load/input.h"
#include "load/table.h"

#ifndef CSV_BLOCK /* tests cut smaller pieces */
#define CSV_BLOCK (256 << 10)
#endif

enum {
	BLOCK = CSV_BLOCK,
	LOOK = 128 << 10, /* where the delimiter is looked for */
	PAD = 64, /* the scanner looks at 64 bytes at a time */
	ROW_MOST = 64 << 20,
	CELLS_MOST = 16384
};

struct csv {
	struct load *ld;
	struct input *in;
	struct sheet *sheet;
	char *buf, *row, *end, *fill;
	uint64_t cap; /* without PAD */
	bool eof, trial;
	char delimiter;
	uint64_t line; /* of row */

	/* scanner: bits of `mask` are specials in at[0..64) not yet seen */
	const char *at;
	uint64_t mask;

	/* the row just read; doubled: cells in which quotes stand doubled */
	skp_view *cell;
	uint32_t *doubled;
	uint64_t ccell, cdoubled;
	uint32_t cells, room, doubles, width; /* room: in both arrays */
	char *next;
	uint64_t lines; /* that it spans */
};

enum result { ROW_READ, ROW_MORE, ROW_BAD };

static inline uint32_t line_number(uint64_t line)
{
	return line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
}

/* Errors at a byte at or after the row; silent while `trial`. */
int32_t csv_fail(const struct csv *c, const char *at, int32_t code,
	const char *text);
int32_t csv_long(const struct csv *c, const char *at);
bool csv_grow(struct csv *c);
/* Moves `end` over all bytes that are good. */
int32_t csv_check(struct csv *c);

/* The scanner begins at the row. */
void scan_begin(struct csv *c);
/* Cuts the row into cells; ROW_BAD: *e says why. */
enum result csv_scan(struct csv *c, int32_t *e);
/* Cuts whole rows of `width` cells each that begin before `until`, where nothing
 * is doubled, missing or on several lines, one after the other into `to`, and
 * goes on behind them; how many. */
uint32_t csv_scan_rows(struct csv *c, const char *until, skp_view *to,
	uint32_t *line, uint32_t rows);
/* Takes doubled quotes out of the cells; refuses surplus ones. */
int32_t csv_clean(struct csv *c);
/* Goes on behind the row just read. */
static inline void row_done(struct csv *c)
{
	c->row = c->next;
	c->line += c->lines;
}

/* As many rows as there are and as the sheet's batch has room for, as they are
 * cut; *any: there was one. */
int32_t csv_plain(struct csv *c, const char *until, bool *any);
/* Offset in the file of the row. */
uint64_t csv_offset(const struct csv *c);
/* Reads rows into the sheet one after the other, up to the first that begins
 * at or after the offset; *more is false at the end of the file. */
int32_t csv_rows(struct csv *c, uint64_t until, bool *more);
/* As far as several threads can, the rest of the file. */
int32_t csv_ranges(struct csv *c);

#endif
