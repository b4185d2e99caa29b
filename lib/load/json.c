/* SPDX-License-Identifier: MIT */
/* JSON: {"table": [{...}]}, the {"data": [...]} that government services
 * answer, or a bare list of rows, through yajl. yajl counts no depth and
 * accepts keys twice, bad UTF-8 and lone surrogates: all that is done here. */
#include "json_reader.h"

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
	at = stands_behind(p) ? json_here(j)
			      : feed_place(&j->feed, json_token_end(j));
	p = strstr(p, ": ") ? strstr(p, ": ") + 2 : p;
	n = (int)strcspn(p, "\n");
	json_fail(j, at, SKP_E_FORMAT, "not readable as JSON: %.*s", n, p);
	yajl_free_error(j->yajl, words);
	return j->error;
}

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
	yajl_alloc_funcs memory = pool_functions(&j->pool);
	bool empty = true;
	struct text t;
	int32_t rc;

	j->yajl = yajl_alloc(&json_callbacks, &memory, j);
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
	pool_init(&j->pool, ld);
	keys_init(&j->keys, ld->mem);
	feed_init(&j->feed, ld, in, false);
	if (setjmp(j->pool.out) == 0)
		rc = run(j);
	else if (j->pool.error == SKP_E_LIMIT_SCALAR)
		rc = json_too_long(j);
	else
		rc = mem_fail(ld->mem, ld->err);
	sheet_free(j->sheet);
	keys_free(&j->keys);
	pool_free(&j->pool);
	mem_free(ld->mem, j, sizeof(*j));
	return rc;
}
