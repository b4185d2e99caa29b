/* SPDX-License-Identifier: MIT */
/* CSV by RFC 4180, with whatever delimiter. The file passes through a buffer
 *
 *	buf ... row ........ end .. fill ..... cap
 *
 * in which [row, end) is good UTF-8 not yet taken and [end, fill) at most the
 * beginning of a character. Cells are pointers into it; what is in the middle
 * of a row when the bytes run out moves to the front and is read once more. */
#include "load/table.h"

#if defined(__SSE2__) && !defined(SKP_NO_SSE2)
#include <emmintrin.h>
#endif

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
	struct text *cell;
	uint32_t *doubled;
	uint64_t ccell, cdoubled;
	uint32_t cells, room, doubles, width; /* room: in both arrays */
	char *next;
	uint64_t lines; /* that it spans */
};

enum result { ROW_READ, ROW_MORE, ROW_BAD };

/* ---- places and errors ---- */

static uint32_t line_number(uint64_t line)
{
	return line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
}

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

static int32_t csv_fail(const struct csv *c, const char *at, int32_t code,
	const char *text)
{
	uint32_t line, column;

	if (c->trial)
		return code;
	place_of(c, at, &line, &column);
	return load_fail(c->ld, line, column, code, "%s", text);
}

static int32_t csv_long(const struct csv *c, const char *at)
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

static bool csv_grow(struct csv *c)
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

/* Moves `end` over all bytes that are good. */
static int32_t csv_check(struct csv *c)
{
	uint64_t n = (uint64_t)(c->fill - c->end);
	uint64_t good = utf8_bad(c->end, n);
	const char *zero = good ? memchr(c->end, '\0', (size_t)good) : NULL;

	if (zero)
		return csv_fail(c, zero, SKP_E_FORMAT,
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

/* ---- scanner ---- */

#if defined(__SSE2__) && !defined(SKP_NO_SSE2)
static inline uint64_t special_16(const char *p, __m128i delimiter)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i m = _mm_cmpeq_epi8(v, delimiter);

	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));
	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')));
	return (uint64_t)(uint32_t)_mm_movemask_epi8(m);
}

/* Bit i: p[i] is a delimiter, a quote or a line end. */
static inline uint64_t special_64(const char *p, char delimiter)
{
	__m128i d = _mm_set1_epi8(delimiter);

	return special_16(p, d) | special_16(p + 16, d) << 16 |
		special_16(p + 32, d) << 32 | special_16(p + 48, d) << 48;
}
#else
#define EACH 0x0101010101010101u
#define HIGH 0x8080808080808080u

/* The high bit of each byte that is zero, exactly. */
static inline uint64_t zero_bytes(uint64_t w)
{
	return ~(((w & ~HIGH) + ~HIGH) | w) & HIGH;
}

static inline uint64_t special_8(const char *p, char delimiter)
{
	uint64_t w, m;

	memcpy(&w, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	m = zero_bytes(w ^ EACH * (uint8_t)delimiter) |
		zero_bytes(w ^ EACH * '"') | zero_bytes(w ^ EACH * '\n') |
		zero_bytes(w ^ EACH * '\r');
	return (m >> 7) * 0x0102040810204080u >> 56;
}

static inline uint64_t special_64(const char *p, char delimiter)
{
	uint64_t m = 0;
	uint32_t i;

	for (i = 0; i < 64; i += 8)
		m |= special_8(p + i, delimiter) << i;
	return m;
}
#endif

static void scan_begin(struct csv *c)
{
	c->at = c->row;
	c->mask = special_64(c->at, c->delimiter);
}

/* The next special, `end` or beyond if there is none. */
static inline const char *scan_next(struct csv *c)
{
	const char *p;

	while (c->mask == 0) {
		if (c->end - c->at <= 64)
			return c->end;
		c->at += 64;
		c->mask = special_64(c->at, c->delimiter);
	}
	p = c->at + __builtin_ctzll(c->mask);
	c->mask &= c->mask - 1;
	return p;
}

/* ---- cells ---- */

static int32_t cell_room(struct csv *c)
{
	void *p = c->cell, *q = c->doubled;
	struct mem *mem = c->ld->mem;

	if (c->cells >= CELLS_MOST)
		return csv_fail(c, c->row, SKP_E_FORMAT,
			"more than 16384 cells in a row");
	if (!mem_reserve(mem, &p, &c->ccell, c->cells + 1u,
		    sizeof(*c->cell)))
		return mem_fail(mem, c->ld->err);
	c->cell = p;
	if (!mem_reserve(mem, &q, &c->cdoubled, c->ccell,
		    sizeof(*c->doubled)))
		return mem_fail(mem, c->ld->err);
	c->doubled = q;
	c->room = (uint32_t)(c->ccell < c->cdoubled ? c->ccell : c->cdoubled);
	return SKP_OK;
}

static inline int32_t cell_put(struct csv *c, const char *p, const char *end)
{
	int32_t e;

	if (end - p > (ptrdiff_t)c->ld->limits->scalar)
		return csv_long(c, p);
	if (c->cells >= c->room) {
		e = cell_room(c);
		if (e)
			return e;
	}
	c->cell[c->cells++] = (struct text){p, (uint32_t)(end - p)};
	return SKP_OK;
}

static bool only_blanks(const char *p, const char *end, char delimiter)
{
	for (; p < end; p++)
		if (*p != ' ' && (*p != '\t' || delimiter == '\t'))
			return false;
	return true;
}

/* From the opening quote to the closing one. */
static enum result quoted(struct csv *c, const char *open, const char **close,
	bool *doubled, int32_t *e)
{
	const char *q;

	*doubled = false;
	for (;;) {
		q = scan_next(c);
		if (q >= c->end || (q + 1 == c->end && !c->eof)) {
			if (!c->eof)
				return ROW_MORE;
			*e = csv_fail(c, open, SKP_E_FORMAT,
				"a quote that is never closed");
			return ROW_BAD;
		}
		if (*q == '\n' || (*q == '\r' && q[1] != '\n'))
			c->lines++;
		if (*q != '"')
			continue;
		if (q + 1 == c->end || q[1] != '"')
			break;
		scan_next(c);
		*doubled = true;
	}
	*close = q;
	return ROW_READ;
}

/* A cell that begins with a quote; *stop: the special that ends it. */
static enum result cell_quoted(struct csv *c, const char *open,
	const char **stop, int32_t *e)
{
	const char *close = NULL, *p;
	bool doubled;
	enum result r = quoted(c, open, &close, &doubled, e);

	if (r != ROW_READ)
		return r;
	*e = cell_put(c, open + 1, close);
	if (*e)
		return ROW_BAD;
	if (doubled)
		c->doubled[c->doubles++] = c->cells - 1;
	*stop = scan_next(c);
	if (*stop >= c->end && !c->eof)
		return ROW_MORE;
	p = *stop < c->end ? *stop : c->end;
	if (only_blanks(close + 1, p, c->delimiter) &&
		(*stop >= c->end || **stop != '"'))
		return ROW_READ;
	for (p = close + 1; *p == ' ' || *p == '\t'; p++)
		;
	*e = csv_fail(c, p, SKP_E_FORMAT, "text after a closing quote");
	return ROW_BAD;
}

/* What stands at the end of a cell: 1 if the row ends there, 0 if not, -1 if
 * it cannot be told yet. */
static inline int row_ends(struct csv *c, const char *stop)
{
	if (stop >= c->end) {
		c->next = c->end;
		return c->eof ? 1 : -1;
	}
	if (*stop == c->delimiter)
		return 0;
	if (*stop == '\r' && stop + 1 == c->end && !c->eof)
		return -1;
	c->lines++;
	c->next = c->buf + (stop + 1 - c->buf);
	if (*stop == '\r' && stop + 1 < c->end && stop[1] == '\n') {
		scan_next(c);
		c->next++;
	}
	return 1;
}

/* An unfinished cell may not wait for ever. */
static enum result row_more(struct csv *c, const char *start, int32_t *e)
{
	if ((uint64_t)(c->end - start) <=
		2 * (uint64_t)c->ld->limits->scalar + 2)
		return ROW_MORE;
	*e = csv_long(c, start);
	return ROW_BAD;
}

/* ---- the plain cells of a row, which is nearly all of them ---- */

/* The scanner and the cells so far, where the compiler can keep them out of
 * memory. */
struct fast {
	const char *at, *end, *start;
	uint64_t mask;
	struct text *cell, *room;
	uint32_t most; /* bytes of a cell */
	char delimiter;
};

static inline const char *fast_next(struct fast *f)
{
	const char *p;

	while (f->mask == 0) {
		if (f->end - f->at <= 64)
			return f->end;
		f->at += 64;
		f->mask = special_64(f->at, f->delimiter);
	}
	p = f->at + __builtin_ctzll(f->mask);
	f->mask &= f->mask - 1;
	return p;
}

static inline bool fast_put(struct fast *f, const char *p, const char *end)
{
	if (end - p > (ptrdiff_t)f->most || f->cell == f->room)
		return false;
	*f->cell++ = (struct text){p, (uint32_t)(end - p)};
	return true;
}

/* A cell in quotes without any inside it, and on one line; *stop becomes what
 * ends the cell. */
static inline bool fast_quoted(struct fast *f, const char **stop)
{
	const char *close = fast_next(f);

	while (close < f->end && *close == f->delimiter)
		close = fast_next(f);
	if (close + 1 >= f->end || *close != '"' ||
		(close[1] != f->delimiter && close[1] != '\n') ||
		!fast_put(f, f->start + 1, close))
		return false;
	*stop = fast_next(f);
	return true;
}

/* Takes cells up to the end of the row; false: up to one, at f->start, that
 * wants a closer look. */
static inline bool fast_cells(struct fast *f)
{
	const char *stop, *at;
	struct text *cell;
	uint64_t mask;

	for (;;) {
		at = f->at;
		mask = f->mask;
		cell = f->cell;
		stop = fast_next(f);
		if (stop >= f->end || *stop == '\r')
			break;
		if (*stop == '"') {
			if (stop != f->start || !fast_quoted(f, &stop))
				break;
		} else if (!fast_put(f, f->start, stop)) {
			break;
		}
		f->start = stop + 1;
		if (*stop == '\n')
			return true;
	}
	f->at = at;
	f->mask = mask;
	f->cell = cell;
	return false;
}

static bool row_fast(struct csv *c, const char **start)
{
	struct fast f = {c->at, c->end, *start, c->mask, c->cell + c->cells,
		c->cell + c->room, c->ld->limits->scalar, c->delimiter};
	bool whole = fast_cells(&f);

	c->at = f.at;
	c->mask = f.mask;
	c->cells = (uint32_t)(f.cell - c->cell);
	*start = f.start;
	if (whole) {
		c->lines++;
		c->next = c->buf + (f.start - c->buf);
	}
	return whole;
}

static enum result row_scan(struct csv *c, int32_t *e)
{
	const char *start = c->row, *stop;
	enum result r;
	int ends;

	c->cells = c->doubles = 0;
	c->lines = 0;
	for (;;) {
		if (row_fast(c, &start))
			return ROW_READ;
		do {
			stop = scan_next(c);
		} while (stop < c->end && *stop == '"' &&
			!only_blanks(start, stop, c->delimiter));
		if (stop < c->end && *stop == '"') {
			start = stop;
			r = cell_quoted(c, start, &stop, e);
			if (r != ROW_READ)
				return r == ROW_BAD ? r
						    : row_more(c, start, e);
		} else if (stop < c->end || c->eof) {
			*e = cell_put(c, start, stop < c->end ? stop : c->end);
			if (*e)
				return ROW_BAD;
		}
		ends = row_ends(c, stop);
		if (ends < 0)
			return row_more(c, start, e);
		if (ends)
			return ROW_READ;
		start = stop + 1;
	}
}

/* ---- rows ---- */

static void undouble(struct text *t, char *buf)
{
	char *from = buf + (t->p - buf), *to = from, *end = from + t->n;

	while (from < end) {
		from += *from == '"';
		*to++ = *from++;
	}
	t->n = (uint32_t)(to - t->p);
}

/* Cells beyond the heading's may only be blank. */
static int32_t row_width(const struct csv *c)
{
	uint32_t i;

	for (i = c->width; c->width && i < c->cells; i++)
		if (text_trim(c->cell[i]).n)
			return csv_fail(c, c->cell[i].p, SKP_E_FORMAT,
				"more cells than the heading row has");
	return SKP_OK;
}

static void row_done(struct csv *c)
{
	c->row = c->next;
	c->line += c->lines;
}

/* Reads the next row; *got is false at the end. */
static int32_t row_next(struct csv *c, bool *got)
{
	enum result r;
	uint32_t i;
	int32_t e = SKP_OK;

	*got = false;
	for (;;) {
		if (c->row == c->end && c->eof)
			return SKP_OK;
		r = row_scan(c, &e);
		if (r != ROW_MORE)
			break;
		e = csv_fill(c);
		if (e)
			return e;
		scan_begin(c);
	}
	if (r == ROW_BAD)
		return e;
	e = row_width(c);
	for (i = 0; i < c->doubles; i++)
		undouble(&c->cell[c->doubled[i]], c->buf);
	*got = true;
	return e;
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
		if (row_scan(c, &e) != ROW_READ)
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

static int32_t csv_read(struct csv *c)
{
	bool got = true;
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
	while (!e) {
		e = row_next(c, &got);
		if (e || !got)
			break;
		e = sheet_row(c->sheet, c->cell, c->cells,
			line_number(c->line));
		row_done(c);
	}
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
