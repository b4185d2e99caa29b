/* SPDX-License-Identifier: MIT */
/* Keys and strings of JSON. */
#include "report.h"

void json_key(struct writer *w, const char *key)
{
	buf_str(&w->out, w->out.n && w->out.p[w->out.n - 1] != '{' ? ",\"" : "\"");
	buf_str(&w->out, key);
	buf_str(&w->out, "\":");
}

/* Texts hold no controls by now; LS and PS went with the unsafe characters. */
void json_quote(struct writer *w, uint64_t from)
{
	struct buf *b = &w->out;
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
