/* SPDX-License-Identifier: MIT */
/* The text of a boundary: lines of fields between tabs. */
#include "boundary.h"

struct lines lines_of(struct text file, const char *p, uint64_t n,
	skp_error *err)
{
	struct lines l;

	memset(&l, 0, sizeof(l));
	l.p = p;
	l.end = p + n;
	l.file = file;
	l.err = err;
	return l;
}

int32_t lines_fail(const struct lines *l, const char *why)
{
	return fail_at(l->err, l->file.p, l->line, 0, SKP_E_FORMAT, "%s", why);
}

/* Fields up to the end of the line, which lies before `end`. */
static int32_t cut(struct lines *l, const char *end)
{
	const char *p = l->p;

	l->n = 0;
	for (;;) {
		if (l->n == BOUNDARY_FIELDS)
			return lines_fail(l, "too many fields");
		l->field[l->n].p = p;
		while (p < end && *p != '\t')
			p++;
		l->field[l->n].n = (uint32_t)(p - l->field[l->n].p);
		l->n++;
		if (p == end)
			return SKP_OK;
		p++;
	}
}

int32_t lines_next(struct lines *l, bool *more)
{
	const char *end;
	int32_t e;

	*more = l->p < l->end;
	if (!*more)
		return SKP_OK;
	l->line++;
	end = memchr(l->p, '\n', (size_t)(l->end - l->p));
	if (!end)
		return lines_fail(l, "the last line is cut short");
	if (end - l->p > 1 << 20)
		return lines_fail(l, "too long a line");
	if (utf8_bad(l->p, (uint64_t)(end - l->p)) < (uint64_t)(end - l->p))
		return lines_fail(l, "not UTF-8");
	e = cut(l, end);
	l->p = end + 1;
	return e;
}

bool lines_is(const struct lines *l, const char *word, uint32_t fields)
{
	return l->n == fields && text_eq(l->field[0], text_of(word));
}

bool text_number(struct text t, uint64_t most, uint64_t *ret)
{
	uint32_t i;

	*ret = 0;
	if (t.n == 0 || t.n > 19 || !text_digits(t))
		return false;
	for (i = 0; i < t.n; i++)
		*ret = *ret * 10 + (uint64_t)(t.p[i] - '0');
	return *ret <= most;
}

bool text_hex(struct text t, uint64_t *ret)
{
	uint32_t i;
	char c;

	*ret = 0;
	for (i = 0; i < t.n && t.n == 16; i++) {
		c = t.p[i];
		if (!ascii_digit(c) && (c < 'a' || c > 'f'))
			return false;
		*ret = *ret << 4 | (uint64_t)(ascii_digit(c) ? c - '0'
							     : c - 'a' + 10);
	}
	return t.n == 16;
}

bool text_plain(struct buf *b, struct text t)
{
	uint32_t i;
	char c;

	for (i = 0; i < t.n; i++) {
		c = t.p[i];
		if (c == '\\') {
			if (++i == t.n)
				return false;
			c = t.p[i] == 't' ? '\t' : t.p[i] == 'n' ? '\n'
				: t.p[i] == 'r'			 ? '\r'
				: t.p[i] == '\\'		 ? '\\'
								 : '\0';
		}
		if (!c)
			return false;
		buf_char(b, c);
	}
	return true;
}

/* ---- writing ---- */

enum { FLUSH = 65536 };

void out_init(struct out *o, struct mem *mem, skp_write_fn write, void *ctx,
	skp_error *err)
{
	memset(o, 0, sizeof(*o));
	buf_init(&o->b, mem);
	o->write = write;
	o->ctx = ctx;
	o->err = err;
}

void out_word(struct out *o, const char *word)
{
	buf_str(&o->b, word);
}

void out_tab(struct out *o)
{
	buf_char(&o->b, '\t');
}

static void put_escaped(struct buf *b, struct text t)
{
	uint32_t i;
	char c;

	for (i = 0; i < t.n; i++) {
		c = t.p[i];
		if (c == '\t' || c == '\n' || c == '\r' || c == '\\') {
			buf_char(b, '\\');
			c = c == '\t' ? 't' : c == '\n' ? 'n'
				: c == '\r'		? 'r'
							: '\\';
		}
		if (c)
			buf_char(b, c);
	}
}

void out_text(struct out *o, struct text t)
{
	out_tab(o);
	put_escaped(&o->b, t);
}

void out_more(struct out *o, struct text t)
{
	put_escaped(&o->b, t);
}

void out_uint(struct out *o, uint64_t v)
{
	out_tab(o);
	buf_uint(&o->b, v);
}

void out_int(struct out *o, int64_t v)
{
	out_tab(o);
	if (v < 0)
		buf_char(&o->b, '-');
	buf_uint(&o->b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void out_hex(struct out *o, uint64_t v)
{
	static const char hex[] = "0123456789abcdef";
	int32_t i;

	out_tab(o);
	for (i = 60; i >= 0; i -= 4)
		buf_char(&o->b, hex[v >> i & 15]);
}

static void flush(struct out *o, uint64_t least)
{
	if (o->b.n < least || o->b.fail || o->stop)
		return;
	o->stop = o->b.n && o->write(o->ctx, o->b.p, o->b.n) != 0;
	o->b.n = 0;
}

void out_end(struct out *o)
{
	buf_char(&o->b, '\n');
	o->lines++;
	flush(o, FLUSH);
}

void out_copy(struct out *o, const struct lines *l)
{
	const char *from = l->field[0].p;

	buf_put(&o->b, from, (uint64_t)(l->p - 1 - from));
	out_end(o);
}

/* The last line counts those before it, so that none is missing. */
int32_t out_close(struct out *o, int32_t e)
{
	if (!e) {
		out_word(o, "end");
		out_uint(o, o->lines);
		out_end(o);
		flush(o, 0);
	}
	if (!e && o->b.fail)
		e = mem_fail(o->b.mem, o->err);
	if (!e && o->stop)
		e = fail(o->err, SKP_E_IO, "writing was refused");
	buf_free(&o->b);
	return e;
}
