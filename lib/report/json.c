/* SPDX-License-Identifier: MIT */
/* Keys and strings of JSON. */
#include "report.h"

void json_key(struct writer *w, const char *key)
{
	buf_str(&w->out, w->out.n && w->out.p[w->out.n - 1] != '{' ? ",\"" : "\"");
	buf_str(&w->out, key);
	buf_str(&w->out, "\":");
}

static uint64_t quotes_in(const char *p, uint64_t n)
{
	uint64_t i, found = 0;

	for (i = 0; i < n; i++)
		found += p[i] == '"' || p[i] == '\\';
	return found;
}

/* Texts hold no controls by now; LS and PS went with the unsafe characters. */
void json_quote(struct writer *w, uint64_t from)
{
	struct buf *b = &w->out;
	uint64_t i, extra, to;

	if (b->fail || b->n == from)
		return;
	extra = quotes_in(b->p + from, b->n - from);
	if (!extra || !buf_room(b, extra))
		return;
	i = b->n;
	to = b->n += extra;
	while (i > from) {
		b->p[--to] = b->p[--i];
		if (b->p[i] == '"' || b->p[i] == '\\')
			b->p[--to] = '\\';
	}
}
