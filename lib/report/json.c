/* SPDX-License-Identifier: MIT */
/* Strings of JSON. */
#include "report.h"

/* Turns what was appended since `from` into a JSON string's inside. Texts hold
 * no controls by now; LS and PS went with the unsafe characters. */
void json_quote_since(struct buf *b, uint64_t from)
{
	uint64_t i, extra = 0, to;

	for (i = from; i < b->n; i++)
		extra += b->p[i] == '"' || b->p[i] == '\\';
	if (!extra)
		return;
	for (i = 0; i < extra; i++)
		buf_char(b, ' ');
	if (b->fail)
		return;
	to = b->n;
	for (i = b->n - extra; i > from; i--) {
		b->p[--to] = b->p[i - 1];
		if (b->p[i - 1] == '"' || b->p[i - 1] == '\\')
			b->p[--to] = '\\';
	}
}
