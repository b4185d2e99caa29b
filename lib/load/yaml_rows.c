/* SPDX-License-Identifier: MIT */
/* libyaml's events become rows, one state after the other and no recursion;
 * what YAML could do beyond that is refused. */
#include "yaml_reader.h"

static struct place place_of(yaml_mark_t m)
{
	return (struct place){(uint32_t)m.line + 1, (uint32_t)m.column + 1,
		false};
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

int32_t yaml_event(struct yaml *y, const yaml_event_t *e)
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
