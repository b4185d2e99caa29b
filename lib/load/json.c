/* SPDX-License-Identifier: MIT */
/* JSON: {"table": [{...}]}, the {"data": [...]} that government services
 * answer, or a bare list of rows, through yajl. yajl counts no depth, accepts
 * keys twice, bad UTF-8 and lone surrogates, and does not look at what its
 * allocator gives: all that is done here. */
#include "tree.h"

#include <setjmp.h>
#include <yajl/yajl_parse.h>

enum { DEPTH_MAX = 64 };

enum state {
	TOP,	/* the value that the file is */
	TABLE,	/* a member's name at the top or the end */
	MEMBER, /* its value */
	ROW,	/* a row or the end of the list */
	FIRST,	/* a row's first key */
	KEY,	/* a row's key or its end */
	VALUE,	/* a cell */
	DONE
};

/* What the member under way is, if not a table's number. */
enum { MEMBER_DATA = -1, MEMBER_OTHER = -2 };

/* Why a file without "data" is refused: known before it is known whether
 * "data" follows. */
enum why { WHY_NOTHING, WHY_UNKNOWN, WHY_NOT_A_LIST };

/* yajl's memory: from the load's, in a list, as a jump out of yajl leaves it
 * behind. */
struct block {
	struct block *next, *before;
	uint64_t bytes, pad;
};

/* Where in a \uXXXX the text is, and whether the low half of a pair is due. */
struct escape {
	enum { PLAIN, SLASH, HEX } at;
	uint32_t digits, unit;
	bool high;
};

struct json {
	struct load *ld;
	yajl_handle yajl;
	struct block *blocks;
	uint64_t most; /* bytes that one allocation of yajl may have */
	jmp_buf out;   /* of yajl, when there is no memory */
	int32_t error; /* passed around yajl */
	enum state state, back; /* back: after the list of rows */
	uint32_t depth, skip;	/* skip: depth of a nested cell or member */
	uint64_t events;
	struct sheet *sheet;
	int32_t member;
	bool data, any; /* "data" seen; a table or a row seen */
	enum why why;
	struct guess guess;
	struct place seen[SKP_TABLES];
	struct escape escape;
	struct keys keys;
	uint64_t from[DEPTH_MAX + 2]; /* first key of each open object */
	struct text block; /* as given to yajl */
	struct feed feed;
};

/* ---- places ---- */

/* Just behind the token that yajl reports. */
static const char *token_end(const struct json *j)
{
	size_t off = yajl_get_bytes_consumed(j->yajl);

	return j->block.p + (off < j->block.n ? off : j->block.n);
}

/* The place of the token's last byte: exact for brackets. */
static struct place here(struct json *j)
{
	const char *p = token_end(j);

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
	const char *begin = j->feed.seen, *end = token_end(j), *p;
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

#define json_fail(j, place, code, ...) \
	((j)->error = load_fail((j)->ld, (place).line, (place).column, code, \
		 __VA_ARGS__))

/* ---- yajl's memory ---- */

static void jump(struct json *j, int32_t code)
{
	j->error = code;
	longjmp(j->out, 1);
}

static void unlink_block(struct json *j, struct block *b)
{
	if (b->next)
		b->next->before = b->before;
	if (b->before)
		b->before->next = b->next;
	else
		j->blocks = b->next;
}

static void *on_resize(void *ctx, void *p, size_t n)
{
	struct json *j = ctx;
	struct block *b = p ? (struct block *)p - 1 : NULL;
	uint64_t old = 0;

	if (n > j->most)
		jump(j, fail(j->ld->err, SKP_E_LIMIT_SCALAR,
			"a value is longer than the limit of %u bytes",
			j->ld->limits->scalar));
	if (b) {
		old = b->bytes;
		unlink_block(j, b);
	}
	p = mem_resize(j->ld->mem, b, old, n + sizeof(*b));
	if (p)
		b = p;
	if (b) { /* what could not grow is still ours to free */
		b->next = j->blocks;
		b->before = NULL;
		if (j->blocks)
			j->blocks->before = b;
		j->blocks = b;
	}
	if (!p)
		jump(j, mem_fail(j->ld->mem, j->ld->err));
	b->bytes = n + sizeof(*b);
	return b + 1;
}

static void *on_malloc(void *ctx, size_t n)
{
	return on_resize(ctx, NULL, n);
}

static void on_free(void *ctx, void *p)
{
	struct json *j = ctx;
	struct block *b;

	if (!p)
		return;
	b = (struct block *)p - 1;
	unlink_block(j, b);
	mem_free(j->ld->mem, b, b->bytes);
}

static void free_blocks(struct json *j)
{
	while (j->blocks)
		on_free(j, j->blocks + 1);
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
	struct place at = here(j);

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
	if (row_begin(j, here(j).line))
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
	return json_fail(j, here(j), SKP_E_FORMAT,
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
	return json_fail(j, here(j), SKP_E_FORMAT,
		"the top level must be an object of tables, "
		"{\"unor\": [{...}]}, or a list of rows");
}

static bool count(struct json *j)
{
	if (++j->events <= j->ld->limits->events)
		return true;
	json_fail(j, here(j), SKP_E_LIMIT_EVENTS,
		"more events than the limit of %llu",
		(unsigned long long)j->ld->limits->events);
	return false;
}

/* Is the text as it stands in the block, where the feed has seen it? */
static bool raw(const struct json *j, struct text t)
{
	return t.p >= j->block.p && t.p < j->block.p + j->block.n;
}

static bool check_text(struct json *j, struct text t, size_t n)
{
	if (n > j->ld->limits->scalar)
		json_fail(j, here(j), SKP_E_LIMIT_SCALAR,
			"a value is longer than the limit of %u bytes",
			j->ld->limits->scalar);
	else if (!raw(j, t) && text_control(t, false))
		json_fail(j, here(j), SKP_E_FORMAT,
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
		json_fail(j, here(j), SKP_E_LIMIT_DEPTH,
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

/* ---- what yajl lets pass ---- */

static int hex(char c)
{
	char low = ascii_lower(c);

	return ascii_digit(c) ? c - '0'
		: low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Half a pair by itself? yajl would make a question mark of it. */
static bool escape_ends(struct escape *e)
{
	bool low = (e->unit & 0xfc00) == 0xdc00;
	bool lone = low != e->high;

	e->high = (e->unit & 0xfc00) == 0xd800;
	e->at = PLAIN;
	return lone;
}

static bool escape_step(struct escape *e, char c)
{
	int d;

	if (e->at == PLAIN) {
		e->at = c == '\\' ? SLASH : PLAIN;
		return e->high && c != '\\';
	}
	if (e->at == SLASH) {
		e->at = c == 'u' ? HEX : PLAIN;
		e->digits = e->unit = 0;
		return e->high && c != 'u';
	}
	d = hex(c);
	if (d < 0) { /* yajl will say so */
		e->at = PLAIN;
		e->high = false;
		return false;
	}
	e->unit = e->unit << 4 | (uint32_t)d;
	return ++e->digits == 4 && escape_ends(e);
}

/* Offset of the byte that shows a lone surrogate, n if none does. */
static uint32_t lone_surrogate(struct escape *e, struct text t)
{
	const char *p = t.p, *end = t.p + t.n;

	for (; p < end; p++) {
		if (e->at == PLAIN && !e->high) {
			p = memchr(p, '\\', (size_t)(end - p));
			if (!p)
				break;
		}
		if (escape_step(e, *p))
			return (uint32_t)(p - t.p);
	}
	return t.n;
}

/* ---- the run ---- */

/* Does yajl stand behind the offending token, or on the offending byte? */
static bool stands_behind(const char *words)
{
	return strstr(words, "invalid char in") ||
		(strstr(words, "parse error") &&
			!strstr(words, "after key and value"));
}

static int32_t syntax(struct json *j, bool end)
{
	unsigned char *words;
	struct place at;
	const char *p;
	int n;

	if (j->error)
		return j->error;
	if (end) {
		at = feed_place(&j->feed, j->block.p + j->block.n);
		return json_fail(j, at, SKP_E_FORMAT,
			"the file ends too early: a bracket or quote is not "
			"closed; is it cut off?");
	}
	words = yajl_get_error(j->yajl, 0, NULL, 0);
	p = (const char *)words;
	at = stands_behind(p) ? here(j) : feed_place(&j->feed, token_end(j));
	p = strstr(p, ": ") ? strstr(p, ": ") + 2 : p;
	n = (int)strcspn(p, "\n");
	json_fail(j, at, SKP_E_FORMAT, "not readable as JSON: %.*s", n, p);
	yajl_free_error(j->yajl, words);
	return j->error;
}

static const yajl_callbacks callbacks = {on_null, on_boolean, NULL, NULL,
	on_number, on_string, on_open_object, on_key, on_close_object,
	on_open_array, on_close_array};

static int32_t parse_block(struct json *j, struct text t)
{
	uint32_t good = lone_surrogate(&j->escape, t);
	struct place at;

	j->block = (struct text){t.p, good};
	if (yajl_parse(j->yajl, (const unsigned char *)t.p, good) !=
		yajl_status_ok)
		return syntax(j, false);
	if (good == t.n)
		return SKP_OK;
	at = feed_place(&j->feed, t.p + good);
	return json_fail(j, at, SKP_E_FORMAT,
		"half a surrogate pair (\\ud800 to \\udfff) by itself");
}

static bool blank(struct text t)
{
	return text_trim(t).n == 0;
}

static int32_t run(struct json *j)
{
	yajl_alloc_funcs memory = {on_malloc, on_resize, on_free, j};
	bool empty = true;
	struct text t;
	int32_t rc;

	j->yajl = yajl_alloc(&callbacks, &memory, j);
	yajl_config(j->yajl, yajl_dont_validate_strings, 1);
	for (;;) {
		rc = feed_next(&j->feed, &t);
		if (rc || t.n == 0)
			break;
		empty = empty && blank(t);
		rc = parse_block(j, t);
		if (rc)
			return rc;
	}
	if (rc)
		return rc;
	j->block = (struct text){j->feed.block, 0};
	if (!empty && yajl_complete_parse(j->yajl) != yajl_status_ok)
		return syntax(j, true);
	if (empty || !j->any)
		return load_fail(j->ld, 0, 0, SKP_E_EMPTY,
			"the file has no table and no row");
	return SKP_OK;
}

int32_t load_json(struct load *ld, struct input *in)
{
	struct json *j = mem_alloc(ld->mem, sizeof(*j));
	int32_t rc;

	if (!j)
		return mem_fail(ld->mem, ld->err);
	memset(j, 0, offsetof(struct json, feed));
	j->ld = ld;
	/* six bytes a character when escaped; yajl's buffers double */
	j->most = (uint64_t)ld->limits->scalar * 16 + 4 * FEED_BLOCK;
	keys_init(&j->keys, ld->mem);
	feed_init(&j->feed, ld, in, false);
	if (setjmp(j->out) == 0)
		rc = run(j);
	else
		rc = j->error;
	sheet_free(j->sheet);
	keys_free(&j->keys);
	free_blocks(j);
	mem_free(ld->mem, j, sizeof(*j));
	return rc;
}
