/* SPDX-License-Identifier: MIT */
/* The bytes of a YAML or JSON input as checked UTF-8, with their places. */
#include "tree.h"

/* ---- places ---- */

static const char *line_end(const char *p, const char *end, bool cr)
{
	const char *lf = memchr(p, '\n', (size_t)(end - p)), *q = NULL;

	if (cr)
		q = memchr(p, '\r', (size_t)((lf ? lf : end) - p));
	return q ? q : lf;
}

static const uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;

/* Characters in good UTF-8, most of it ASCII. */
static uint32_t columns(const char *p, const char *end)
{
	uint32_t n = 0;
	uint64_t w;

	for (; end - p >= 8; p += 8) {
		memcpy(&w, p, 8);
		n += w & high ? (uint32_t)utf8_count(p, 8) : 8;
	}
	return n + (uint32_t)utf8_count(p, (uint64_t)(end - p));
}

void place_advance(struct place *at, const char *p, uint64_t n)
{
	const char *end = p + n, *q;
	bool cr = n && memchr(p, '\r', (size_t)n);

	if (n && at->cr && *p == '\n')
		p++;
	at->cr = n && end[-1] == '\r';
	while (p < end && (q = line_end(p, end, cr)) != NULL) {
		at->line++;
		at->column = 1;
		p = q + 1;
		if (*q == '\r' && p < end && *p == '\n')
			p++;
	}
	at->column += columns(p, end);
}

struct place feed_place(struct feed *f, const char *p)
{
	place_advance(&f->here, f->seen, (uint64_t)(p - f->seen));
	f->seen = p;
	return f->here;
}

/* ---- reading ---- */

void feed_init(struct feed *f, struct load *ld, struct input *in, bool yaml)
{
	f->ld = ld;
	f->in = in;
	f->yaml = yaml;
	f->end = f->bad = false;
	f->n = f->good = 0;
	f->seen = f->block;
	f->here = (struct place){1, 1, false};
}

/* Reads until the block is full: the parsers' cost and what they report
 * must not depend on how a pipe cuts its bytes. */
static int32_t fill(struct feed *f)
{
	uint32_t got;
	int32_t rc;

	while (f->n < FEED_BLOCK && !f->end) {
		rc = input_read(f->in, f->ld, f->block + f->n,
			FEED_BLOCK - f->n, &got);
		if (rc)
			return rc;
		f->n += got;
		f->end = got == 0;
	}
	return SKP_OK;
}

/* ---- checking ---- */

static bool control(unsigned char c)
{
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/* Characters that libyaml takes for line breaks (a name pasted from a word
 * processor would become a key) or that turn the order of reading around, and
 * those it does not read. p[0] >= 0x80 begins a good character. */
static const char *odd_name(const unsigned char *p)
{
	if (p[0] == 0xc2 && p[1] == 0x85)
		return "U+0085 (next line)";
	if (p[0] == 0xc2 && p[1] < 0xa0)
		return "a control character (C1)";
	if (p[0] == 0xe2 && p[1] == 0x80 && p[2] == 0xa8)
		return "U+2028 (line separator)";
	if (p[0] == 0xe2 && p[1] == 0x80 && p[2] == 0xa9)
		return "U+2029 (paragraph separator)";
	if ((p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0x8e || p[2] == 0x8f ||
		(p[2] >= 0xaa && p[2] <= 0xae))) || (p[0] == 0xe2 &&
		p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9) ||
		(p[0] == 0xd8 && p[1] == 0x9c))
		return "a control of the writing direction (bidi)";
	if (p[0] == 0xef && ((p[1] == 0xbb && p[2] == 0xbf) ||
		(p[1] == 0xbf && p[2] >= 0xbe)))
		return "U+FEFF, U+FFFE or U+FFFF (no character)";
	return NULL;
}

static bool odd(const unsigned char *p, bool yaml)
{
	if (p[0] < 0x80)
		return control(p[0]) || (yaml && p[0] == 0x7f);
	/* a byte inside a character never begins like these */
	return yaml && (p[0] == 0xc2 || p[0] == 0xd8 || p[0] == 0xe2 ||
		p[0] == 0xef) && odd_name(p);
}

/* Has one of eight bytes to be looked at: below 0x20 but LF, above 0x7e? */
static bool odd_word(const unsigned char *p, bool yaml)
{
	uint64_t w, lf, hit;

	memcpy(&w, p, 8);
	lf = w ^ ones * '\n';
	lf = ((lf & ~high) + ~high) | lf; /* high bit 0: LF */
	hit = ~(((w & ~high) + ones * 0x60) | w) & lf;
	if (yaml)
		hit |= w | (w + ones);
	return (hit & high) != 0;
}

bool text_control(struct text t, bool strict)
{
	const unsigned char *p = (const unsigned char *)t.p;
	uint32_t i = 0, end;

	while (i < t.n) {
		end = t.n - i < 8 ? t.n : i + 8;
		if (end - i == 8 && !odd_word(p + i, strict))
			i = end;
		for (; i < end; i++)
			if (control(p[i]) || (strict && (p[i] == 0x7f ||
				(p[i] == 0xc2 && i + 1 < t.n &&
					(p[i + 1] & 0xe0) == 0x80))))
				return true;
	}
	return false;
}

/* Offset of the first character of good UTF-8 that is refused, else n. */
static uint32_t odd_at(const char *s, uint32_t n, bool yaml)
{
	const unsigned char *p = (const unsigned char *)s;
	uint32_t i = 0, end;

	while (i < n) {
		end = n - i < 8 ? n : i + 8;
		if (end - i == 8 && !odd_word(p + i, yaml))
			i = end;
		for (; i < end; i++)
			if (odd(p + i, yaml))
				return i;
	}
	return n;
}

/* A line that begins with %TAG: before libyaml's first event thousands of
 * them cost quadratic time. Refused anywhere, as a second document might have
 * them too. One cut short by the block's end counts if `cut`. */
static uint32_t tag_at(const struct feed *f, uint32_t n, bool cut)
{
	const char *p = f->block, *end = p + n;
	size_t k;

	for (; (p = memchr(p, '%', (size_t)(end - p))) != NULL; p++) {
		if (p == f->block ? f->here.column != 1
				  : p[-1] != '\n' && p[-1] != '\r')
			continue;
		k = (size_t)(end - p) < 4 ? (size_t)(end - p) : 4;
		if (memcmp(p, "%TAG", k) == 0 && (k == 4 || cut))
			return (uint32_t)(p - f->block);
	}
	return n;
}

/* Do the k bytes at p only lack the rest of a character? */
static bool cut_short(const char *p, uint32_t k)
{
	unsigned char c = (unsigned char)*p;
	uint32_t want = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2, i;

	if (c < 0xc2 || c > 0xf4 || k >= want)
		return false;
	for (i = 1; i < k; i++)
		if ((p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* Sets good and bad; what is cut short waits for the next block. */
static void check(struct feed *f)
{
	uint32_t utf8 = (uint32_t)utf8_bad(f->block, f->n), at;
	bool cut = utf8 < f->n && !f->end &&
		cut_short(f->block + utf8, f->n - utf8);

	f->bad = utf8 < f->n && !cut;
	f->good = utf8;
	at = odd_at(f->block, utf8, f->yaml);
	if (at < f->good) {
		f->good = at;
		f->bad = true;
	}
	if (!f->yaml)
		return;
	at = tag_at(f, f->good, !f->bad && !cut && !f->end);
	if (at < f->good) {
		f->bad = f->good - at >= 4;
		f->good = at;
	}
}

static int32_t refuse(struct feed *f)
{
	const unsigned char *p = (const unsigned char *)f->block + f->good;
	struct place at = feed_place(f, f->block + f->good);
	const char *name = NULL;

	if (utf8_bad(f->block + f->good, f->n - f->good) == 0)
		return load_fail(f->ld, at.line, at.column, SKP_E_ENCODING,
			"not UTF-8: save the file as UTF-8");
	if (f->yaml && *p == '%')
		return load_fail(f->ld, at.line, at.column,
			SKP_E_YAML_DIRECTIVE,
			"%%TAG directives are not accepted");
	if (*p < 0x80)
		return load_fail(f->ld, at.line, at.column, SKP_E_FORMAT,
			"control character (byte %u); a text file has none",
			(unsigned)*p);
	name = odd_name(p);
	return load_fail(f->ld, at.line, at.column, SKP_E_FORMAT,
		"%s stands here; take it out, it is not visible in most "
		"editors", name ? name : "a character that YAML lacks");
}

int32_t feed_next(struct feed *f, struct text *ret)
{
	int32_t rc;

	if (f->bad)
		return refuse(f);
	feed_place(f, f->block + f->good);
	f->n -= f->good;
	memmove(f->block, f->block + f->good, f->n);
	f->good = 0;
	f->seen = f->block;
	rc = fill(f);
	if (rc)
		return rc;
	check(f);
	if (f->bad && f->good == 0)
		return refuse(f);
	*ret = (struct text){f->block, f->good};
	return SKP_OK;
}
