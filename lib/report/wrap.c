/* SPDX-License-Identifier: MIT */
/* Paragraphs, broken where a page of text ends. */
#include "../report.h"

enum { COLUMNS = 78 };

/* Bytes of the word that begins here, and how wide it is: colours are not. */
static uint64_t word_at(const char *p, uint64_t n, uint32_t *width)
{
	uint64_t i;

	*width = 0;
	for (i = 0; i < n && p[i] != ' '; i++) {
		if (p[i] == '\033') {
			while (i + 1 < n && p[i] != 'm')
				i++;
			continue;
		}
		*width += ((unsigned char)p[i] & 0xc0) != 0x80;
	}
	return i;
}

static void put_blanks(struct buf *b, uint32_t n)
{
	while (n--)
		buf_char(b, ' ');
}

/* Breaks one paragraph into `to`; its first line has its own blanks. */
static void fill(struct buf *to, const char *p, uint64_t n, uint32_t hang)
{
	uint32_t column = 0, width;
	uint64_t i = 0, word;

	while (i < n && p[i] == ' ')
		i++;
	put_blanks(to, (uint32_t)i);
	column = (uint32_t)i;
	for (; i < n; i += word + (i + word < n)) {
		word = word_at(p + i, n - i, &width);
		if (column > hang && column + 1 + width > COLUMNS) {
			buf_char(to, '\n');
			put_blanks(to, hang);
			column = hang;
		} else if (to->n && to->p[to->n - 1] != ' ') {
			buf_char(to, ' ');
			column++;
		}
		buf_put(to, p + i, word);
		column += width;
	}
}

void wrap(struct writer *w, uint64_t from, uint32_t hang)
{
	struct buf to;

	buf_init(&to, &w->mem);
	if (!w->out.fail)
		fill(&to, w->out.p + from, w->out.n - from, hang);
	if (to.fail) {
		w->out.fail = true;
	} else if (!w->out.fail) {
		w->out.n = from;
		buf_put(&w->out, to.p, to.n);
		buf_char(&w->out, '\n');
	}
	buf_free(&to);
}
