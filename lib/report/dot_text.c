/* SPDX-License-Identifier: MIT */
/* Texts of the data inside the HTML-like labels of Graphviz. */
#include "report/dot.h"

enum { TEXT_MAX = 170 }; /* characters */

void dot_str(struct dot *d, const char *s)
{
	buf_str(&d->w->out, s);
}

void dot_say(struct dot *d, const char *id, const char *en)
{
	buf_str(&d->w->out, d->w->lang ? en : id);
}

void dot_node(struct dot *d, uint64_t node)
{
	buf_char(&d->w->out, 'n');
	buf_uint(&d->w->out, node);
}

static uint32_t char_bytes(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* XML has no U+FFFE and U+FFFF; controls went before. */
static bool no_xml(const unsigned char *p, uint32_t n)
{
	return n == 3 && p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe;
}

static void put_char(struct buf *out, const char *p, uint32_t n)
{
	switch (*p) {
	case '&':
		buf_str(out, "&amp;");
		break;
	case '<':
		buf_str(out, "&lt;");
		break;
	case '>':
		buf_str(out, "&gt;");
		break;
	case '"':
		buf_str(out, "&quot;");
		break;
	case '\\': /* \N, even as an entity, would become the node's name */
		buf_str(out, "\\\\");
		break;
	default:
		if (no_xml((const unsigned char *)p, n))
			buf_str(out, "\xef\xbf\xbd");
		else
			buf_put(out, p, n);
	}
}

/* Characters of the word that begins at p, line + 1 at most. */
static uint32_t word_length(const char *p, const char *end, uint32_t line)
{
	uint32_t n = 0;

	while (p < end && *p != ' ' && n <= line) {
		p += char_bytes((unsigned char)*p);
		n++;
	}
	return n;
}

static void put_wrapped(struct buf *out, const char *p, const char *end,
	uint32_t line)
{
	uint32_t column = 0, all = 0, n;

	for (; p < end; p += n, all++) {
		n = char_bytes((unsigned char)*p);
		if (all == TEXT_MAX) {
			buf_str(out, "\xe2\x80\xa6"); /* ... */
			return;
		}
		if (*p == ' ' && column + 1 +
			word_length(p + 1, end, line) > line) {
			buf_str(out, "<br/>");
			column = 0;
			continue;
		}
		if (column == line) {
			buf_str(out, "<br/>");
			column = 0;
		}
		put_char(out, p, n);
		column++;
	}
}

void dot_text_since(struct dot *d, uint64_t from, uint32_t line)
{
	struct buf *out = &d->w->out;

	d->text.n = 0;
	if (out->fail || from == out->n)
		return;
	buf_put(&d->text, out->p + from, out->n - from);
	out->n = from;
	out->fail |= d->text.fail;
	if (!out->fail)
		put_wrapped(out, d->text.p, d->text.p + d->text.n, line);
}
