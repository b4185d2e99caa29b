/* SPDX-License-Identifier: MIT */
/* A CSV file: bytes in, delimiter and heading found, rows to the sheet. */
#include "load/csv.h"

/* ---- places and errors ---- */

/* Line and column of a byte at or after the row. */
static void place_of(const struct csv *c, const char *at, uint32_t *line,
	uint32_t *column)
{
	const char *p, *start = c->row;
	uint64_t n = c->line;

	for (p = c->row; p < at; p++)
		if (*p == '\n' || (*p == '\r' && p[1] != '\n')) {
			n++;
			start = p + 1;
		}
	*line = line_number(n);
	*column = (uint32_t)utf8_count(start, (uint64_t)(at - start)) + 1;
}

int32_t csv_fail(const struct csv *c, const char *at, int32_t code,
	const char *text)
{
	uint32_t line, column;

	if (c->trial)
		return code;
	place_of(c, at, &line, &column);
	return load_fail(c->ld, line, column, code, "%s", text);
}

int32_t csv_long(const struct csv *c, const char *at)
{
	uint32_t line, column;

	if (c->trial)
		return SKP_E_LIMIT_SCALAR;
	place_of(c, at, &line, &column);
	return load_fail(c->ld, line, column, SKP_E_LIMIT_SCALAR,
		"a cell longer than %u bytes: is a quote not closed?",
		c->ld->limits->scalar);
}

/* ---- bytes ---- */

bool csv_grow(struct csv *c)
{
	uint64_t cap = c->cap ? c->cap * 2 : BLOCK;
	char *p = mem_resize(c->ld->mem, c->buf, c->cap ? c->cap + PAD : 0,
		cap + PAD);

	if (!p)
		return false;
	c->end = p + (c->end - c->buf);
	c->fill = p + (c->fill - c->buf);
	c->row = p + (c->row - c->buf);
	c->buf = p;
	c->cap = cap;
	return true;
}

int32_t csv_check(struct csv *c)
{
	uint64_t n = (uint64_t)(c->fill - c->end);
	uint64_t good = text_bad(c->end, n);

	if (good < n && !c->end[good])
		return csv_fail(c, c->end + good, SKP_E_FORMAT,
			"a NUL byte: this is not a text file");
	if (good < n && (c->eof || n - good > 3))
		return csv_fail(c, c->end + good, SKP_E_ENCODING,
			"not UTF-8: save the file as UTF-8");
	c->end += good;
	return SKP_OK;
}

/* More bytes behind the row, which moves to the front. */
static int32_t csv_fill(struct csv *c)
{
	uint64_t used = (uint64_t)(c->fill - c->row);
	uint32_t got = 0;
	uint64_t room;
	int32_t e = sheet_settle(c->sheet);

	if (e)
		return e;
	if (used && c->row > c->buf) {
		memmove(c->buf, c->row, (size_t)used);
		c->end -= c->row - c->buf;
	} else if (!used) {
		c->end = c->buf;
	}
	c->row = c->buf;
	c->fill = c->buf + used;
	if (used > ROW_MOST)
		return csv_fail(c, c->row, SKP_E_LIMIT_SIZE,
			"a row longer than 64 MiB: is a quote not closed?");
	if (used > c->cap / 2 && !csv_grow(c))
		return mem_fail(c->ld->mem, c->ld->err);
	/* as much as is there already, lest a long row be read again and again */
	room = used > BLOCK ? used : BLOCK;
	if (room > c->cap - used)
		room = c->cap - used;
	for (; room && !c->eof; room -= got) {
		e = input_read(c->in, c->ld, c->fill, (uint32_t)room, &got);
		if (e)
			return e;
		c->fill += got;
		c->eof = got == 0;
	}
	memset(c->fill, 0, PAD);
	return csv_check(c);
}

/* ---- rows ---- */

/* Reads the next row; *got is false at the end. */
static int32_t row_next(struct csv *c, bool *got)
{
	enum result r;
	int32_t e = SKP_OK;

	*got = false;
	for (;;) {
		if (c->row == c->end && c->eof)
			return SKP_OK;
		r = csv_scan(c, &e);
		if (r != ROW_MORE)
			break;
		e = csv_fill(c);
		if (e)
			return e;
		scan_begin(c);
	}
	if (r == ROW_BAD)
		return e;
	*got = true;
	return csv_clean(c);
}

/* ---- delimiter ---- */

struct guess {
	uint32_t score, cells; /* of the best row; of all rows */
	char delimiter;
};

static int32_t delimiter_try(struct csv *c, char delimiter, struct guess *ret)
{
	struct guess g = {0, 0, delimiter};
	char *row = c->row;
	uint32_t i, score;
	int32_t e = SKP_OK;

	c->delimiter = delimiter;
	scan_begin(c);
	for (i = 0; i < HEADING_ROWS && c->row < c->end; i++) {
		if (csv_scan(c, &e) != ROW_READ)
			break;
		score = sheet_score(c->sheet, c->cell, c->cells);
		if (score > g.score) {
			g.score = score;
			g.cells = 0;
		}
		if (score == g.score)
			g.cells += c->cells;
		c->row = c->next;
	}
	c->row = row;
	*ret = g;
	return e == SKP_E_NOMEM || e == SKP_E_LIMIT_MEM ? e : SKP_OK;
}

/* The one that makes the best heading; else the one that parts most. */
static int32_t delimiter_find(struct csv *c)
{
	static const char list[] = {',', ';', '\t', '|'};
	struct guess g, best = {0, 0, ','};
	uint32_t i;
	int32_t e = SKP_OK;

	c->trial = true;
	for (i = 0; !e && i < ARRAY_LEN(list); i++) {
		e = delimiter_try(c, list[i], &g);
		if (g.score > best.score ||
			(g.score == best.score && g.cells > best.cells))
			best = g;
	}
	c->trial = false;
	c->delimiter = best.delimiter;
	scan_begin(c);
	return e;
}

/* ---- the file ---- */

static int32_t find_heading(struct csv *c)
{
	uint32_t i;
	int32_t e;
	bool got;
	int found = 0;

	for (i = 0; i < HEADING_ROWS; i++) {
		e = row_next(c, &got);
		if (e)
			return e;
		if (!got)
			break;
		e = sheet_headings(c->sheet, c->cell, c->cells,
			line_number(c->line), &found);
		if (e)
			return e;
		c->width = found ? c->cells : 0;
		row_done(c);
		if (found)
			return SKP_OK;
	}
	return sheet_no_heading(c->sheet);
}

uint64_t csv_offset(const struct csv *c)
{
	return input_offset(c->in) - (uint64_t)(c->fill - c->row);
}

int32_t csv_plain(struct csv *c, const char *until, bool *any)
{
	struct sheet *s = c->sheet;
	struct rows *r = &s->rows[VIEW_MAIN];
	uint32_t n;

	*any = false;
	if (r->n == r->cline || !sheet_is_plain(s))
		return SKP_OK;
	n = csv_scan_rows(c, until, r->grid + (uint64_t)r->n * r->width,
		r->line + r->n, (uint32_t)r->cline - r->n);
	*any = n > 0;
	s->line = line_number(c->line);
	return n ? sheet_rows(s, n) : SKP_OK;
}

/* One row, whatever it is like. */
static int32_t row_any(struct csv *c, bool *more)
{
	int32_t e = row_next(c, more);

	if (e || !*more)
		return e;
	e = sheet_row(c->sheet, c->cell, c->cells, line_number(c->line));
	row_done(c);
	return e;
}

/* Where in the buffer the offset of the file lies, or its end. */
static const char *place_at(const struct csv *c, uint64_t offset)
{
	uint64_t row = csv_offset(c), left = (uint64_t)(c->end - c->row);

	return offset - row < left ? c->row + (offset - row) : c->end;
}

int32_t csv_rows(struct csv *c, uint64_t until, bool *more)
{
	bool any;
	int32_t e = SKP_OK;

	*more = true;
	while (!e && *more && (until == UINT64_MAX || csv_offset(c) < until)) {
		e = csv_plain(c, place_at(c, until), &any);
		if (!e && !any)
			e = row_any(c, more);
	}
	return e;
}

static int32_t csv_read(struct csv *c)
{
	bool more;
	int32_t e = csv_grow(c) ? SKP_OK : mem_fail(c->ld->mem, c->ld->err);

	while (!e && !c->eof && c->fill - c->buf < LOOK)
		e = csv_fill(c);
	if (e)
		return e;
	if (c->end == c->buf)
		return load_fail(c->ld, 0, 0, SKP_E_EMPTY, "an empty file");
	e = delimiter_find(c);
	if (!e)
		e = find_heading(c);
	if (!e)
		e = csv_ranges(c);
	if (!e)
		e = csv_rows(c, UINT64_MAX, &more);
	return e ? e : sheet_close(c->sheet);
}

int32_t load_csv(struct load *ld, struct input *in)
{
	struct csv c;
	int32_t e;

	memset(&c, 0, sizeof(c));
	c.ld = ld;
	c.in = in;
	c.line = 1;
	e = sheet_new(ld, -1, &c.sheet);
	if (!e)
		e = csv_read(&c);
	sheet_free(c.sheet);
	mem_free(ld->mem, c.buf, c.cap ? c.cap + PAD : 0);
	mem_free(ld->mem, c.cell, c.ccell * sizeof(*c.cell));
	mem_free(ld->mem, c.doubled, c.cdoubled * sizeof(*c.doubled));
	return e;
}
