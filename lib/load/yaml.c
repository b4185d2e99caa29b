/* SPDX-License-Identifier: MIT */
/* YAML: one document, a mapping from table name to a sequence of mappings from
 * column to scalar. libyaml's event API behind guards: it has no limit of its
 * own, neither on depth nor on anything else, and its document API leaks and
 * is quadratic. What libyaml allocates (a copy of each scalar, its buffers)
 * comes from malloc and cannot be counted; the limit on bytes bounds it. */
#include "yaml_reader.h"

static int on_read(void *ctx, unsigned char *to, size_t cap, size_t *got)
{
	struct yaml *y = ctx;
	size_t n;

	*got = 0;
	if (y->rest.n == 0)
		y->error = feed_next(&y->feed, &y->rest);
	if (y->error)
		return 0;
	n = y->rest.n < cap ? y->rest.n : cap;
	memcpy(to, y->rest.p, n);
	y->rest.p += n;
	y->rest.n -= (uint32_t)n;
	*got = n;
	return 1;
}

/* libyaml's own words are English constants without data; some deserve to be
 * said in the user's terms. */
static const char *advice(const struct yaml *y)
{
	const char *p = y->parser.problem;

	if (y->state == START || y->state == TOP)
		return "; the file must be YAML: names of tables, below each "
			"its rows";
	if (strstr(p, "cannot start any token"))
		return "; indent with blanks, not tabs, and put quotes around "
			"a value that begins with % @ or `";
	if (strstr(p, "mapping values are not allowed"))
		return "; put quotes around a value that contains \": \"";
	return "";
}

/* A quote that is not closed: where it opens, not where the file ends. */
static bool unclosed(const yaml_parser_t *p)
{
	return p->context && strcmp(p->problem,
		"found unexpected end of stream") == 0;
}

static int32_t parser_error(struct yaml *y)
{
	const yaml_parser_t *p = &y->parser;

	if (y->error)
		return y->error;
	switch (p->error) {
	case YAML_SCANNER_ERROR:
	case YAML_PARSER_ERROR:
		if (unclosed(p))
			return yaml_fail(y, p->context_mark, SKP_E_FORMAT,
				"not readable as YAML: the quote that opens "
				"here is not closed");
		return yaml_fail(y, p->problem_mark, SKP_E_FORMAT,
			"not readable as YAML: %s%s", p->problem, advice(y));
	case YAML_READER_ERROR: /* the feed lets nothing of this pass */
		return yaml_fail(y, p->mark, SKP_E_ENCODING,
			"not readable as text: %s", p->problem);
	default: /* libyaml forgets to say it now and then */
		return fail(y->ld->err, SKP_E_NOMEM, "out of memory");
	}
}

static int32_t run(struct yaml *y)
{
	yaml_event_t e;
	int32_t rc;
	bool end;

	do {
		if (!yaml_parser_parse(&y->parser, &e))
			return parser_error(y);
		end = e.type == YAML_STREAM_END_EVENT;
		if (++y->events > y->ld->limits->events)
			rc = yaml_fail(y, e.start_mark, SKP_E_LIMIT_EVENTS,
				"more events than the limit of %llu",
				(unsigned long long)y->ld->limits->events);
		else
			rc = yaml_event(y, &e);
		yaml_event_delete(&e);
	} while (rc == SKP_OK && !end);
	return rc;
}

int32_t load_yaml(struct load *ld, struct input *in)
{
	struct yaml *y = mem_alloc(ld->mem, sizeof(*y));
	int32_t rc = SKP_OK;

	if (!y)
		return mem_fail(ld->mem, ld->err);
	memset(y, 0, offsetof(struct yaml, feed));
	y->ld = ld;
	keys_init(&y->keys, ld->mem);
	feed_init(&y->feed, ld, in, true);
	if (!yaml_parser_initialize(&y->parser))
		rc = fail(ld->err, SKP_E_NOMEM, "out of memory");
	if (rc == SKP_OK) {
		yaml_parser_set_encoding(&y->parser, YAML_UTF8_ENCODING);
		yaml_parser_set_input(&y->parser, on_read, y);
		rc = run(y);
		yaml_parser_delete(&y->parser);
	}
	sheet_free(y->sheet);
	keys_free(&y->keys);
	mem_free(ld->mem, y, sizeof(*y));
	return rc;
}
