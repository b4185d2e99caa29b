/* SPDX-License-Identifier: MIT */
/* YAML, event by event, behind guards. libyaml takes its memory
 * from malloc, whatever allocator the caller gave: it cannot be told. */
#include "policy_yaml.h"

/* Where an offending byte stands. */
static struct place byte_place(const char *yaml, uint64_t at)
{
	struct place p = {1, 0};
	uint64_t from = 0;

	for (uint64_t i = 0; i < at; i++)
		if (yaml[i] == '\n') {
			p.line++;
			from = i + 1;
		}
	p.column = (uint32_t)utf8_count(yaml + from, at - from) + 1;
	return p;
}

#define byte_fail(r, place, code, ...)                                        \
	fail_at((r)->err, (r)->name, (place).line, (place).column, code,      \
		__VA_ARGS__)

/* What libyaml would take for a line end, or a reader's eye for an order that
 * is not there: NEL, LS, PS and the characters that turn the direction. */
static bool is_hidden(const uint8_t *p, uint64_t n)
{
	if (n >= 2 && p[0] == 0xc2 && p[1] == 0x85)
		return true;
	if (n < 3 || p[0] != 0xe2)
		return false;
	return (p[1] == 0x80 && p[2] >= 0xa8 && p[2] <= 0xae) ||
	       (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9);
}

static int32_t check_bytes(struct reader *r, const char *yaml, uint64_t len)
{
	uint64_t bad = utf8_bad(yaml, len);

	if (bad < len)
		return byte_fail(r, byte_place(yaml, bad), SKP_E_ENCODING,
			"not UTF-8: save the %s as UTF-8", r->is->noun);
	for (uint64_t i = 0; i < len; i++) {
		uint8_t c = (uint8_t)yaml[i];

		if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') ||
			c == 0x7f)
			return byte_fail(r, byte_place(yaml, i), SKP_E_FORMAT,
				"a control character");
		if (c >= 0xc2 &&
			is_hidden((const uint8_t *)yaml + i, len - i))
			return byte_fail(r, byte_place(yaml, i), SKP_E_FORMAT,
				"an invisible character that breaks a line "
				"or turns its direction");
	}
	return 0;
}

/* %TAG lines cost libyaml quadratic time before its first event. */
static int32_t check_directives(struct reader *r, const char *yaml,
	uint64_t len)
{
	uint64_t i = len >= 3 && memcmp(yaml, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < len) {
		const char *eol;

		if (len - i >= 4 && memcmp(yaml + i, "%TAG", 4) == 0)
			return byte_fail(r, byte_place(yaml, i),
				SKP_E_YAML_DIRECTIVE,
				"a %s has no %%TAG directives", r->is->noun);
		if (len - i >= 3 && memcmp(yaml + i, "---", 3) == 0)
			return 0;
		eol = memchr(yaml + i, '\n', len - i);
		i = eol ? (uint64_t)(eol - yaml) + 1 : len;
	}
	return 0;
}

/* memory's fault where libyaml has nothing to say for itself */
static int32_t parse_fail(struct reader *r)
{
	const yaml_parser_t *y = &r->parser;

	if (y->error == YAML_NO_ERROR || y->error == YAML_MEMORY_ERROR)
		return fail(r->err, SKP_E_NOMEM, "no memory");
	return fail_at(r->err, r->name, (uint32_t)y->problem_mark.line + 1,
		(uint32_t)y->problem_mark.column + 1, SKP_E_FORMAT,
		"not readable as YAML: %s",
		y->problem ? y->problem : "unknown cause");
}

struct place reader_place(const struct reader *r)
{
	return (struct place){(uint32_t)r->e.start_mark.line + 1,
		(uint32_t)r->e.start_mark.column + 1};
}

static const yaml_char_t *event_tag(const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return e->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return e->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return e->data.mapping_start.tag;
	default:
		return NULL;
	}
}

static const yaml_char_t *event_anchor(const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return e->data.scalar.anchor;
	case YAML_SEQUENCE_START_EVENT:
		return e->data.sequence_start.anchor;
	case YAML_MAPPING_START_EVENT:
		return e->data.mapping_start.anchor;
	default:
		return NULL;
	}
}

static int32_t check_scalar(struct reader *r)
{
	const yaml_char_t *v = r->e.data.scalar.value;
	size_t n = r->e.data.scalar.length;

	for (size_t i = 0; i < n; i++)
		if (v[i] < 0x20 || v[i] == 0x7f)
			return reader_fail(r, SKP_E_FORMAT,
				"a value of more than one line, or with a "
				"control character");
	return 0;
}

static int32_t check_event(struct reader *r)
{
	const yaml_char_t *tag = event_tag(&r->e);

	if (reader_is(r, YAML_ALIAS_EVENT) || event_anchor(&r->e))
		return reader_fail(r, SKP_E_YAML_ALIAS,
			"a %s has no anchors (&) and aliases (*)", r->is->noun);
	if (tag && strcmp((const char *)tag, "!") != 0 &&
		strcmp((const char *)tag, YAML_STR_TAG) != 0)
		return reader_fail(r, SKP_E_YAML_TAG,
			"a %s has no tags (!)", r->is->noun);
	if (r->depth > POLICY_DEPTH)
		return reader_fail(r, SKP_E_LIMIT_DEPTH,
			"nested deeper than %d levels", POLICY_DEPTH);
	return reader_is(r, YAML_SCALAR_EVENT) ? check_scalar(r) : 0;
}

int32_t reader_next(struct reader *r)
{
	if (r->held)
		yaml_event_delete(&r->e);
	r->held = false;
	if (!yaml_parser_parse(&r->parser, &r->e))
		return parse_fail(r);
	r->held = true;
	if (reader_is(r, YAML_MAPPING_START_EVENT) ||
		reader_is(r, YAML_SEQUENCE_START_EVENT))
		r->depth++;
	if (reader_is(r, YAML_MAPPING_END_EVENT) ||
		reader_is(r, YAML_SEQUENCE_END_EVENT))
		r->depth--;
	return check_event(r);
}

int32_t reader_open(struct reader *r, const struct document *is,
	const char *name, const char *yaml, uint64_t len, skp_error *err)
{
	int32_t rc;

	*r = (struct reader){.is = is, .name = name ? name : "", .err = err};
	if (len > is->bytes)
		return fail_at(err, r->name, 0, 0, SKP_E_LIMIT_SIZE,
			"a %s has %u bytes at most", is->noun, is->bytes);
	rc = check_bytes(r, yaml, len);
	if (!rc)
		rc = check_directives(r, yaml, len);
	if (rc)
		return rc;
	if (!yaml_parser_initialize(&r->parser))
		return fail(err, SKP_E_NOMEM, "no memory");
	r->open = true;
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser,
		(const unsigned char *)(yaml ? yaml : ""), (size_t)len);
	rc = reader_next(r); /* the stream's start */
	if (!rc)
		rc = reader_next(r);
	if (rc)
		return rc;
	if (reader_is(r, YAML_STREAM_END_EVENT))
		return fail_at(err, r->name, 0, 0, SKP_E_EMPTY,
			"the %s is empty", is->noun);
	return reader_next(r);
}

void reader_close(struct reader *r)
{
	if (r->held)
		yaml_event_delete(&r->e);
	if (r->open)
		yaml_parser_delete(&r->parser);
	r->held = r->open = false;
}

int32_t reader_end(struct reader *r)
{
	int32_t rc = reader_next(r); /* the document's end */

	if (!rc)
		rc = reader_next(r);
	if (!rc && !reader_is(r, YAML_STREAM_END_EVENT))
		rc = reader_fail(r, SKP_E_YAML_MULTIDOC,
			"a %s is one document", r->is->noun);
	return rc;
}

/* Plain `~` and `null` are no value; quoted ones are texts. */
struct text reader_text(const struct reader *r)
{
	struct text t = {(const char *)r->e.data.scalar.value,
		(uint32_t)r->e.data.scalar.length};

	if (r->e.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
		(text_same_str(t, "~") || text_same_str(t, "null")))
		t.n = 0;
	return text_trim(t);
}
