/* SPDX-License-Identifier: MIT */
/* YAML: one document, a mapping from table name to a sequence of mappings from
 * column to scalar. libyaml's event API behind guards: it has no limit of its
 * own, neither on depth nor on anything else, and its document API leaks and
 * is quadratic. What libyaml allocates (a copy of each scalar, its buffers)
 * comes from malloc and cannot be counted; the limit on bytes bounds it. */
#include "tree.h"

#include <yaml.h>

/* stream -> TOP -> TABLE <-> LIST -> ROW -> KEY <-> VALUE
 *			       ^______|_______|			*/
enum state {
	START, /* no document yet */
	TOP,   /* the document's node */
	TABLE, /* a table's name or the end of the mapping */
	LIST,  /* a table's rows */
	ROW,   /* a row or the end of the list */
	FIRST, /* a row's first key */
	KEY,   /* a row's key or its end */
	VALUE, /* a cell */
	DONE   /* the document has ended */
};

struct yaml {
	struct load *ld;
	yaml_parser_t parser;
	enum state state;
	int32_t error; /* of the handler, passed around libyaml */
	uint32_t depth;
	uint64_t events;
	struct sheet *sheet; /* of the table under way */
	int32_t table, tables; /* under way; number seen */
	struct place seen[SKP_TABLES];
	struct keys keys;
	struct text rest; /* of the feed's block */
	struct feed feed;
};

static struct place place_of(yaml_mark_t m)
{
	return (struct place){(uint32_t)m.line + 1, (uint32_t)m.column + 1,
		false};
}

#define yaml_fail(y, mark, code, ...) \
	load_fail((y)->ld, (uint32_t)(mark).line + 1, \
		(uint32_t)(mark).column + 1, code, __VA_ARGS__)

/* ---- what libyaml reads and what it says ---- */

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

/* ---- guards ---- */

static bool core_tag(const yaml_char_t *tag, bool scalar)
{
	const char *t = (const char *)tag;

	return !t || (scalar && (strcmp(t, "!") == 0 ||
				 strcmp(t, "tag:yaml.org,2002:str") == 0));
}

static int32_t refuse_alias(struct yaml *y, yaml_mark_t at)
{
	return yaml_fail(y, at, SKP_E_YAML_ALIAS,
		"anchors (&), aliases (*) and merge keys (<<) are not "
		"accepted; write the value out");
}

static int32_t guard(struct yaml *y, const yaml_event_t *e,
	const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		return refuse_alias(y, e->start_mark);
	if (!core_tag(tag, e->type == YAML_SCALAR_EVENT))
		return yaml_fail(y, e->start_mark, SKP_E_YAML_TAG,
			"a tag (!...) other than !!str is not accepted; take "
			"it out");
	return SKP_OK;
}

static int32_t enter(struct yaml *y, yaml_mark_t at)
{
	if (++y->depth > y->ld->limits->depth)
		return yaml_fail(y, at, SKP_E_LIMIT_DEPTH,
			"nested deeper than the limit of %u",
			y->ld->limits->depth);
	return SKP_OK;
}

/* ---- tables ---- */

static int32_t table_begin(struct yaml *y, struct text name, yaml_mark_t mark)
{
	struct place at = place_of(mark);
	int32_t table = skp_table_find(name.p, name.n);
	struct guess g;

	if (table < 0) {
		guess_table(&g, name, at);
		return guess_fail(&g, y->ld);
	}
	if (y->seen[table].line)
		return table_twice(y->ld, y->seen[table], at);
	y->seen[table] = at;
	y->table = table;
	y->tables++;
	y->state = LIST;
	return sheet_new(y->ld, table, &y->sheet);
}

static int32_t table_end(struct yaml *y)
{
	int32_t rc = sheet_close(y->sheet);

	sheet_free(y->sheet);
	y->sheet = NULL;
	y->state = TABLE;
	return rc;
}

/* ---- rows ---- */

static int32_t row_end(struct yaml *y)
{
	int32_t rc = keys_close(&y->keys, 0, y->ld);

	y->state = ROW;
	return rc ? rc : sheet_end(y->sheet);
}

/* A row without keys: counted, as an empty one. */
static int32_t row_empty(struct yaml *y, yaml_mark_t at)
{
	int32_t rc = sheet_begin(y->sheet, (uint32_t)at.line + 1);

	y->state = ROW;
	return rc ? rc : sheet_end(y->sheet);
}

static int32_t row_key(struct yaml *y, struct text key, yaml_mark_t at)
{
	int32_t rc = SKP_OK;

	if (y->state == FIRST)
		rc = sheet_begin(y->sheet, (uint32_t)at.line + 1);
	y->state = VALUE;
	if (rc == SKP_OK && !keys_put(&y->keys, key, place_of(at)))
		rc = mem_fail(y->ld->mem, y->ld->err);
	return rc;
}

static int32_t row_value(struct yaml *y, struct text value)
{
	y->state = KEY;
	return sheet_cell(y->sheet, keys_last(&y->keys), value, false);
}

/* ---- events ---- */

static bool is_null(struct text t, bool plain)
{
	return t.n == 0 || (plain && ((t.n == 1 && *t.p == '~') ||
				      (t.n == 4 && text_same_str(t, "null"))));
}

static int32_t not_a_row(struct yaml *y, yaml_mark_t at)
{
	return yaml_fail(y, at, SKP_E_FORMAT,
		"a row must be a mapping, as \"- id: ...\"");
}

static int32_t not_a_list(struct yaml *y, yaml_mark_t at)
{
	return yaml_fail(y, at, SKP_E_FORMAT,
		"a table (here: %s) must be a list of rows, each beginning "
		"with \"- \"", skp_table_name(y->table));
}

static int32_t not_a_mapping(struct yaml *y, yaml_mark_t at)
{
	return yaml_fail(y, at, SKP_E_FORMAT,
		"the top level must be a mapping from names of tables to "
		"rows, as \"unor:\"; a CSV or HTML file needs its own suffix "
		"(.csv, .html, .xls)");
}

static int32_t empty(struct yaml *y)
{
	return load_fail(y->ld, 0, 0, SKP_E_EMPTY,
		"the file has no table; expected names of tables, as "
		"\"unor:\", below each its rows");
}

static int32_t check_scalar(struct yaml *y, const yaml_event_t *e,
	struct text t)
{
	if (e->data.scalar.length > y->ld->limits->scalar)
		return yaml_fail(y, e->start_mark, SKP_E_LIMIT_SCALAR,
			"a value is longer than the limit of %u bytes",
			y->ld->limits->scalar);
	/* elsewhere the feed has seen every byte */
	if (e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
		text_control(t, true))
		return yaml_fail(y, e->start_mark, SKP_E_FORMAT,
			"a value has a control character (as \\0 or \\e); "
			"take it out");
	return SKP_OK;
}

static int32_t on_scalar(struct yaml *y, const yaml_event_t *e)
{
	struct text t = {(const char *)e->data.scalar.value,
		(uint32_t)e->data.scalar.length};
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	bool null = is_null(t, plain);
	int32_t rc;

	rc = check_scalar(y, e, t);
	if (rc)
		return rc;
	if (y->state != VALUE && plain && text_eq(t, text_of("<<")))
		return refuse_alias(y, e->start_mark);
	switch (y->state) {
	case TOP:
		return null ? empty(y) : not_a_mapping(y, e->start_mark);
	case TABLE:
		return table_begin(y, t, e->start_mark);
	case LIST:
		return null ? table_end(y) : not_a_list(y, e->start_mark);
	case ROW:
		return null ? row_empty(y, e->start_mark)
			    : not_a_row(y, e->start_mark);
	case FIRST:
	case KEY:
		return row_key(y, t, e->start_mark);
	default:
		return row_value(y, null ? (struct text){"", 0} : t);
	}
}

static int32_t on_open(struct yaml *y, const yaml_event_t *e, bool mapping)
{
	int32_t rc = enter(y, e->start_mark);

	if (rc)
		return rc;
	switch (y->state) {
	case TOP:
		y->state = TABLE;
		return mapping ? SKP_OK : not_a_mapping(y, e->start_mark);
	case LIST:
		y->state = ROW;
		return mapping ? not_a_list(y, e->start_mark) : SKP_OK;
	case ROW:
		y->state = FIRST;
		return mapping ? SKP_OK : not_a_row(y, e->start_mark);
	case VALUE:
		return yaml_fail(y, e->start_mark, SKP_E_FORMAT,
			"a cell must be a text, not a list or a mapping");
	default:
		return yaml_fail(y, e->start_mark, SKP_E_FORMAT,
			"a key must be a text, not a list or a mapping");
	}
}

static int32_t on_close(struct yaml *y, const yaml_event_t *e)
{
	y->depth--;
	switch (y->state) {
	case TABLE:
		return y->tables ? SKP_OK : empty(y);
	case ROW:
		return table_end(y);
	case FIRST:
		return row_empty(y, e->start_mark);
	default:
		return row_end(y);
	}
}

static int32_t on_event(struct yaml *y, const yaml_event_t *e)
{
	int32_t rc;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		rc = guard(y, e, e->data.scalar.anchor, e->data.scalar.tag);
		return rc ? rc : on_scalar(y, e);
	case YAML_MAPPING_START_EVENT:
		rc = guard(y, e, e->data.mapping_start.anchor,
			e->data.mapping_start.tag);
		return rc ? rc : on_open(y, e, true);
	case YAML_SEQUENCE_START_EVENT:
		rc = guard(y, e, e->data.sequence_start.anchor,
			e->data.sequence_start.tag);
		return rc ? rc : on_open(y, e, false);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		return on_close(y, e);
	case YAML_ALIAS_EVENT:
		return refuse_alias(y, e->start_mark);
	case YAML_DOCUMENT_START_EVENT:
		if (y->state == DONE)
			return yaml_fail(y, e->start_mark, SKP_E_YAML_MULTIDOC,
				"a second document begins (---); put all "
				"tables into one");
		y->state = TOP;
		return SKP_OK;
	case YAML_DOCUMENT_END_EVENT:
		y->state = DONE;
		return SKP_OK;
	case YAML_STREAM_END_EVENT:
		return y->state == START ? empty(y) : SKP_OK;
	default:
		return SKP_OK;
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
			rc = on_event(y, &e);
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
