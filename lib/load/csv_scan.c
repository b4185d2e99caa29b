/* SPDX-License-Identifier: MIT */
/* CSV by RFC 4180, with whatever delimiter: where cells and rows end. */
#include "load/csv.h"

#if defined(__SSE2__) && !defined(SKP_NO_SSE2)
#include <emmintrin.h>
#endif

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

void scan_begin(struct csv *c)
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
	c->cell[c->cells++] = (skp_view){p, (uint32_t)(end - p), 0};
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

/* How far the scanner is, and where the next cell goes. */
struct spot {
	const char *at, *start;
	uint64_t mask;
	skp_view *cell;
};

struct fast {
	struct spot now, row; /* row: where the one under way begins */
	const char *end, *until;
	const skp_view *room;
	uint32_t most; /* bytes of a cell */
	uint32_t width; /* cells that a row must have; 0: any number */
	uint32_t rows, n; /* n: how many of them are done */
	char delimiter;
};

/* The next special, `end` if there is none. */
static const char *fast_next(struct fast *f)
{
	struct spot *s = &f->now;
	const char *p;

	while (s->mask == 0) {
		if (f->end - s->at <= 64)
			return f->end;
		s->at += 64;
		s->mask = special_64(s->at, f->delimiter);
	}
	p = s->at + __builtin_ctzll(s->mask);
	s->mask &= s->mask - 1;
	return p;
}

/* A cell in quotes without any inside it, and on one line, whose opening quote
 * is seen next. Else false, and nothing is taken. What ends it is left. */
static bool fast_quoted(struct fast *f)
{
	struct spot before = f->now;
	const char *open = before.start, *close = f->end;
	ptrdiff_t n;

	if (fast_next(f) == open)
		do {
			close = fast_next(f);
		} while (close < f->end && *close == f->delimiter);
	n = close - open - 1;
	if (close + 1 < f->end && *close == '"' && n <= (ptrdiff_t)f->most &&
		(close[1] == f->delimiter || close[1] == '\n')) {
		*f->now.cell = (skp_view){open + 1, (uint32_t)n, 0};
		return true;
	}
	f->now = before;
	return false;
}

/* Does a row end here as it should? Then the next one begins. */
static bool fast_row(struct fast *f)
{
	if (f->width && f->now.cell - f->row.cell != (ptrdiff_t)f->width)
		return false;
	f->row = f->now;
	f->n++;
	return f->n < f->rows && f->now.start < f->until;
}

/* Takes cells up to the end of the rows, or up to one, at now.start, that wants
 * a closer look. Nearly all of the time of cutting CSV is spent here, so what
 * the loop needs is kept out of memory. */
static void fast_cells(struct fast *f)
{
	struct spot s = f->now;
	const char delimiter = f->delimiter, *stop;
	const ptrdiff_t most = f->most;
	const skp_view *room = f->room;
	char c;

	while (s.cell < room) {
		while (s.mask == 0) {
			if (f->end - s.at <= 64)
				goto out;
			s.at += 64;
			s.mask = special_64(s.at, delimiter);
		}
		stop = s.at + __builtin_ctzll(s.mask);
		if (stop >= f->end)
			break;
		c = *stop;
		if (c == '"') {
			f->now = s;
			if (!fast_quoted(f))
				return;
			s = f->now;
			stop = fast_next(f);
			c = *stop;
			s.at = f->now.at;
			s.mask = f->now.mask;
		} else if (c != '\r' && stop - s.start <= most) {
			*s.cell = (skp_view){s.start,
				(uint32_t)(stop - s.start), 0};
			s.mask &= s.mask - 1;
		} else {
			break;
		}
		s.cell++;
		s.start = stop + 1;
		if (c == delimiter)
			continue;
		f->now = s;
		if (!fast_row(f))
			return;
	}
out:
	f->now = s;
}

static struct fast fast_of(const struct csv *c, skp_view *cell,
	const skp_view *room)
{
	struct fast f = {.now = {c->at, c->row, c->mask, cell}, .end = c->end,
		.until = c->end, .room = room, .most = c->ld->limits->scalar,
		.rows = 1, .delimiter = c->delimiter};

	f.row = f.now;
	return f;
}

static bool row_fast(struct csv *c, const char **start)
{
	struct fast f;

	if (!c->cell) /* no room yet */
		return false;
	f = fast_of(c, c->cell + c->cells, c->cell + c->room);
	f.now.start = *start;
	fast_cells(&f);
	c->at = f.now.at;
	c->mask = f.now.mask;
	c->cells = (uint32_t)(f.now.cell - c->cell);
	*start = f.now.start;
	if (f.n) {
		c->lines++;
		c->next = c->buf + (f.now.start - c->buf);
	}
	return f.n > 0;
}

uint32_t csv_scan_rows(struct csv *c, const char *until, skp_view *to,
	uint32_t *line, uint32_t rows)
{
	struct fast f = fast_of(c, to, to + (uint64_t)rows * c->width);
	uint32_t i;

	if (c->row >= until)
		return 0;
	f.until = until;
	f.width = c->width;
	f.rows = rows;
	fast_cells(&f);
	for (i = 0; i < f.n; i++)
		line[i] = line_number(c->line + i);
	c->at = f.row.at;
	c->mask = f.row.mask;
	c->row = c->buf + (f.row.start - c->buf);
	c->line += f.n;
	return f.n;
}

enum result csv_scan(struct csv *c, int32_t *e)
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

static void undouble(skp_view *t, char *buf)
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
		if (text_trim(text_of_view(&c->cell[i])).n)
			return csv_fail(c, c->cell[i].p, SKP_E_FORMAT,
				"more cells than the heading row has");
	return SKP_OK;
}

int32_t csv_clean(struct csv *c)
{
	int32_t e = row_width(c);
	uint32_t i;

	for (i = 0; i < c->doubles; i++)
		undouble(&c->cell[c->doubled[i]], c->buf);
	return e;
}
