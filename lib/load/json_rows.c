/* SPDX-License-Identifier: MIT */
/* yajl's events become rows: which table a list feeds, what is no list and no
 * row, and what is passed over. */
#include "json_reader.h"

/* ---- places ---- */

const char *json_token_end(const struct json *j)
{
	size_t off = yajl_get_bytes_consumed(j->yajl);

	return j->block.p + (off < j->block.n ? off : j->block.n);
}

struct place json_here(struct json *j)
{
	const char *p = json_token_end(j);

	return feed_place(&j->feed, p > j->feed.seen ? p - 1 : p);
}

static bool escaped(const char *p, const char *begin)
{
	const char *q = p;

	while (q > begin && q[-1] == '\\')
		q--;
	return (p - q) % 2 == 1;
}

/* The place of the quote that opens the key just read. */
static struct place key_place(struct json *j, struct text key)
{
	const char *begin = j->feed.seen, *end = json_token_end(j), *p;
	struct place at;
	uint32_t n;

	p = end - begin >= (ptrdiff_t)key.n + 2 ? end - 2 - key.n : begin;
	if (*p != '"' || end - p != (ptrdiff_t)key.n + 2 ||
		memcmp(p + 1, key.p, key.n) != 0)
		for (p = end - 2; p >= begin; p--)
			if (*p == '"' && !escaped(p, begin))
				break;
	if (p >= begin)
		return feed_place(&j->feed, p);
	at = feed_place(&j->feed, end); /* it began in an earlier block */
	n = (uint32_t)utf8_count(key.p, key.n) + 2;
	at.column = at.column > n ? at.column - n : 1;
	return at;
}

/* ---- members at the top ---- */

static void wait_for_data(struct json *j, enum why why)
{
	if (j->why == WHY_NOTHING)
		j->why = why;
}

static int32_t member_begin(struct json *j, struct text name, struct place at)
{
	int32_t table = skp_table_find(name.p, name.n);

	j->state = MEMBER;
	if (table >= 0) {
		if (j->seen[table].line)
			return j->error = table_twice(j->ld, j->seen[table],
				       at);
		j->seen[table] = at;
		j->member = table;
	} else if (text_same_str(name, "data")) {
		j->data = true;
		j->member = MEMBER_DATA;
	} else {
		if (j->why == WHY_NOTHING)
			guess_table(&j->guess, name, at);
		wait_for_data(j, WHY_UNKNOWN);
		j->member = MEMBER_OTHER;
	}
	return SKP_OK;
}

static int32_t not_a_list(struct json *j, struct place at)
{
	return json_fail(j, at, SKP_E_FORMAT,
		"%s must be a list of rows: [{...}, ...]",
		j->member >= 0 ? skp_table_name(j->member) : "data");
}

/* A member that is no list, `null` apart. One beside "data" may be anything;
 * one that is named like a table is no table then. */
static int32_t member_value(struct json *j, bool null)
{
	struct place at = json_here(j);

	j->state = TABLE;
	if (j->member == MEMBER_OTHER || (null && j->member == MEMBER_DATA))
		return SKP_OK;
	if (j->member == MEMBER_DATA)
		return not_a_list(j, at);
	if (null) {
		j->any = true;
		return SKP_OK;
	}
	if (j->why == WHY_NOTHING) {
		j->guess.at = at;
		j->guess.table = j->member;
	}
	wait_for_data(j, WHY_NOT_A_LIST);
	return SKP_OK;
}

static int32_t top_end(struct json *j)
{
	j->state = DONE;
	if (j->data || j->why == WHY_NOTHING)
		return SKP_OK;
	if (j->why == WHY_UNKNOWN)
		return j->error = guess_fail(&j->guess, j->ld);
	j->member = j->guess.table;
	return not_a_list(j, j->guess.at);
}

/* ---- rows ---- */

static int32_t list_begin(struct json *j, enum state back)
{
	j->state = ROW;
	j->back = back;
	if (j->member < 0)
		return SKP_OK; /* the first row's keys say what it is */
	j->any = true;
	return j->error = sheet_new(j->ld, j->member, &j->sheet);
}

static int32_t list_end(struct json *j)
{
	j->state = j->back;
	if (j->sheet)
		j->error = sheet_close(j->sheet);
	sheet_free(j->sheet);
	j->sheet = NULL;
	return j->error;
}

static int32_t row_begin(struct json *j, uint32_t line)
{
	j->any = true;
	if (!j->sheet)
		j->error = sheet_new(j->ld, -1, &j->sheet);
	return j->error ? j->error
			: (j->error = sheet_begin(j->sheet, line));
}

/* A row without keys: counted, as an empty one. */
static int32_t row_empty(struct json *j)
{
	j->state = ROW;
	if (row_begin(j, json_here(j).line))
		return j->error;
	return j->error = sheet_end(j->sheet);
}

static int32_t row_end(struct json *j)
{
	j->state = ROW;
	return j->error = sheet_end(j->sheet);
}

static int32_t not_a_row(struct json *j)
{
	return json_fail(j, json_here(j), SKP_E_FORMAT,
		"a row must be an object: {\"id\": ...}");
}

static int32_t cell(struct json *j, struct text value, bool number)
{
	j->state = KEY;
	return j->error = sheet_cell(j->sheet, keys_last(&j->keys), value,
		       number);
}

/* A nested value cannot be a cell: as a key that no table has it counts among
 * the ignored, and its column stays unknown. */
static int32_t cell_nested(struct json *j)
{
	struct text none = {"", 0};

	j->state = KEY;
	return j->error = sheet_cell(j->sheet, none, none, false);
}

/* ---- events ---- */

static int32_t not_tables(struct json *j)
{
	return json_fail(j, json_here(j), SKP_E_FORMAT,
		"the top level must be an object of tables, "
		"{\"unor\": [{...}]}, or a list of rows");
}

static bool count(struct json *j)
{
	if (++j->events <= j->ld->limits->events)
		return true;
	json_fail(j, json_here(j), SKP_E_LIMIT_EVENTS,
		"more events than the limit of %llu",
		(unsigned long long)j->ld->limits->events);
	return false;
}

/* Is the text as it stands in the block, where the feed has seen it? */
static bool raw(const struct json *j, struct text t)
{
	return t.p >= j->block.p && t.p < j->block.p + j->block.n;
}

int32_t json_too_long(struct json *j)
{
	return json_fail(j, json_here(j), SKP_E_LIMIT_SCALAR,
		"a value is longer than the limit of %u bytes",
		j->ld->limits->scalar);
}

static bool check_text(struct json *j, struct text t, size_t n)
{
	if (n > j->ld->limits->scalar)
		json_too_long(j);
	else if (!raw(j, t) && text_control(t, false))
		json_fail(j, json_here(j), SKP_E_FORMAT,
			"a value has a control character (as \\u0000); take "
			"it out");
	return j->error == SKP_OK;
}

static int scalar(struct json *j, struct text t, bool null, bool number)
{
	if (!count(j) || j->skip)
		return j->error == SKP_OK;
	switch (j->state) {
	case MEMBER:
		member_value(j, null);
		break;
	case ROW:
		if (null)
			row_empty(j);
		else
			not_a_row(j);
		break;
	case VALUE:
		cell(j, t, number);
		break;
	default:
		not_tables(j);
	}
	return j->error == SKP_OK;
}

static int on_null(void *ctx)
{
	return scalar(ctx, (struct text){"", 0}, true, false);
}

static int on_boolean(void *ctx, int yes)
{
	return scalar(ctx, text_of(yes ? "true" : "false"), false, false);
}

static int on_number(void *ctx, const char *p, size_t n)
{
	struct text t = {p, (uint32_t)n};

	return check_text(ctx, t, n) && scalar(ctx, t, false, true);
}

static int on_string(void *ctx, const unsigned char *p, size_t n)
{
	struct text t = {(const char *)p, (uint32_t)n};

	return check_text(ctx, t, n) && scalar(ctx, t, false, false);
}

static int on_key(void *ctx, const unsigned char *p, size_t n)
{
	struct json *j = ctx;
	struct text t = {(const char *)p, (uint32_t)n};
	struct place at;

	if (!count(j) || !check_text(j, t, n))
		return 0;
	at = key_place(j, t);
	if (!keys_put(&j->keys, t, at))
		j->error = mem_fail(j->ld->mem, j->ld->err);
	else if (j->skip)
		return 1;
	else if (j->state == TABLE)
		member_begin(j, t, at);
	else if (j->state == FIRST)
		row_begin(j, at.line);
	if (j->state == FIRST || j->state == KEY)
		j->state = VALUE;
	return j->error == SKP_OK;
}

/* One level down; true if what begins there is skipped. */
static bool enter(struct json *j)
{
	if (!count(j))
		return true;
	if (j->depth == j->ld->limits->depth || j->depth == DEPTH_MAX) {
		json_fail(j, json_here(j), SKP_E_LIMIT_DEPTH,
			"nested deeper than the limit of %u",
			j->ld->limits->depth);
		return true;
	}
	j->from[++j->depth] = j->keys.count;
	return j->skip != 0;
}

static int on_open_object(void *ctx)
{
	struct json *j = ctx;

	if (enter(j))
		return j->error == SKP_OK;
	switch (j->state) {
	case TOP:
		j->state = TABLE;
		break;
	case ROW:
		j->state = FIRST;
		break;
	default: /* MEMBER, VALUE */
		j->skip = j->depth;
	}
	return 1;
}

static int on_open_array(void *ctx)
{
	struct json *j = ctx;

	if (enter(j))
		return j->error == SKP_OK;
	switch (j->state) {
	case TOP:
		j->member = MEMBER_DATA;
		list_begin(j, DONE);
		break;
	case MEMBER:
		if (j->member == MEMBER_OTHER)
			j->skip = j->depth;
		else
			list_begin(j, TABLE);
		break;
	case ROW:
		not_a_row(j);
		break;
	default: /* VALUE */
		j->skip = j->depth;
	}
	return j->error == SKP_OK;
}

/* One level up; true if that ends nothing but skipped things. */
static bool leave(struct json *j)
{
	if (!count(j))
		return true;
	if (j->skip == 0) {
		j->depth--;
		return false;
	}
	if (j->depth-- != j->skip)
		return true;
	j->skip = 0;
	if (j->state == VALUE)
		cell_nested(j);
	else
		member_value(j, false);
	return true;
}

static int on_close_array(void *ctx)
{
	struct json *j = ctx;

	if (!leave(j))
		list_end(j);
	return j->error == SKP_OK;
}

static int on_close_object(void *ctx)
{
	struct json *j = ctx;
	uint64_t first = j->from[j->depth];

	j->error = keys_close(&j->keys, first, j->ld);
	if (j->error || leave(j))
		return j->error == SKP_OK;
	if (j->state == TABLE)
		top_end(j);
	else if (j->state == FIRST)
		row_empty(j);
	else
		row_end(j);
	return j->error == SKP_OK;
}

const yajl_callbacks json_callbacks = {on_null, on_boolean, NULL, NULL,
	on_number, on_string, on_open_object, on_key, on_close_object,
	on_open_array, on_close_array};
