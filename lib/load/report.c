/* SPDX-License-Identifier: MIT */
/* A report that was written as JSON Lines, read back for a comparison: one
 * yajl for all lines, each line an object that ends with it. */
#include "json_reader.h"

/* What a line is known by; lines of no finding are passed over. */
enum { KEY_OTHER = RECORD_FIELDS, KEY_LIST, KEY_LINE, KEY_PASS, KEY_DIFF };
static const struct {
	const char *name;
	uint8_t key, depth; /* depth 2: inside "source" */
} keys[] = {
	{"code", RECORD_CODE, 1}, {"table", RECORD_TABLE, 1},
	{"id", RECORD_ID, 1}, {"pegawai", RECORD_PEGAWAI, 1},
	{"unor", RECORD_UNOR, 1}, {"actual", RECORD_ACTUAL, 1},
	{"detail", RECORD_DETAIL, 1}, {"severity", RECORD_SEVERITY, 1},
	{"message", RECORD_MESSAGE, 1}, {"file", RECORD_FILE, 2},
	{"fingerprint", RECORD_FINGERPRINT, 1}, {"line", KEY_LINE, 2},
	{"expected", KEY_LIST, 1}, {"path", KEY_LIST, 1},
	{"skipped", KEY_PASS, 1}, {"read", KEY_PASS, 1},
	{"hidden", KEY_PASS, 1}, {"diff", KEY_DIFF, 1}};

struct lines {
	struct load ld;
	struct pool pool;
	yajl_handle yajl;
	skp_diff *d;
	int32_t side;
	uint32_t line, depth, key;
	bool list; /* the key's value is a list or an object */
	bool seen[KEY_DIFF + 1];
	struct buf text; /* the values of this line, one behind the other */
	uint64_t from[RECORD_FIELDS];
	struct record r;
	struct escape escape;
};

/* ---- values ---- */

static bool is_pseudonym(struct text t)
{
	static const char prefix[] = "pegawai-", stars[] = "***";
	uint32_t i, n = sizeof(prefix) - 1;

	for (i = 0; i + 3 <= t.n; i++)
		if (memcmp(t.p + i, stars, 3) == 0)
			return true;
	return t.n > n && memcmp(t.p, prefix, n) == 0 &&
		text_digits((struct text){t.p + n, t.n - n});
}

static void take_text(struct lines *l, struct text t)
{
	bool id = l->key == RECORD_ID || l->key == RECORD_PEGAWAI ||
		l->key == RECORD_ACTUAL || l->key == KEY_LIST;

	if (id && is_pseudonym(t))
		l->r.masked = true;
	if (l->key >= RECORD_FIELDS || (l->list && l->key != RECORD_FILE))
		return;
	l->from[l->key] = l->text.n;
	l->r.field[l->key].n = t.n;
	buf_put(&l->text, t.p, t.n);
}

static int on_string(void *ctx, const unsigned char *p, size_t n)
{
	take_text(ctx, (struct text){(const char *)p, (uint32_t)n});
	return 1;
}

static int on_number(void *ctx, const char *p, size_t n)
{
	struct lines *l = ctx;
	uint64_t v = 0;
	size_t i;

	if (l->key != KEY_LINE)
		return 1;
	for (i = 0; i < n && ascii_digit(p[i]) && v <= UINT32_MAX; i++)
		v = v * 10 + (uint64_t)(p[i] - '0');
	l->r.line = i == n && v <= UINT32_MAX ? (uint32_t)v : 0;
	return 1;
}

static int on_key(void *ctx, const unsigned char *p, size_t n)
{
	struct text t = {(const char *)p, (uint32_t)n};
	struct lines *l = ctx;
	uint32_t i;

	l->key = KEY_OTHER;
	for (i = 0; i < ARRAY_LEN(keys); i++)
		if (keys[i].depth == l->depth &&
			text_eq(t, text_of(keys[i].name)))
			l->key = keys[i].key;
	l->list = l->depth > 1;
	if (l->seen[l->key] && l->key != KEY_OTHER && l->key != KEY_LIST &&
		l->key != KEY_PASS) {
		load_fail(&l->ld, l->line, 0, SKP_E_DUPKEY,
			"a name stands twice");
		return 0;
	}
	l->seen[l->key] = true;
	return 1;
}

static int on_open(void *ctx)
{
	struct lines *l = ctx;

	l->depth++;
	l->list = l->depth > 1;
	if (l->depth <= DEPTH_MAX)
		return 1;
	load_fail(&l->ld, l->line, 0, SKP_E_LIMIT_DEPTH, "nested too deeply");
	return 0;
}

static int on_close(void *ctx)
{
	struct lines *l = ctx;

	l->depth--;
	l->key = KEY_OTHER;
	return 1;
}

static const yajl_callbacks callbacks = {.yajl_number = on_number,
	.yajl_string = on_string, .yajl_start_map = on_open,
	.yajl_map_key = on_key, .yajl_end_map = on_close,
	.yajl_start_array = on_open, .yajl_end_array = on_close};

/* ---- lines ---- */

static int32_t not_json(struct lines *l)
{
	unsigned char *words;
	const char *p;

	if (l->ld.err->code)
		return l->ld.err->code;
	words = yajl_get_error(l->yajl, 0, NULL, 0);
	p = strstr((const char *)words, ": ");
	load_fail(&l->ld, l->line, 0, SKP_E_FORMAT,
		"not readable as JSON: %.*s", p ? (int)strcspn(p + 2, "\n") : 0,
		p ? p + 2 : "");
	yajl_free_error(l->yajl, words);
	return SKP_E_FORMAT;
}

static int32_t add(struct lines *l, struct text json)
{
	int32_t e;
	uint32_t k;

	if (l->seen[KEY_DIFF])
		return load_fail(&l->ld, l->line, 0, SKP_E_FORMAT,
			"this is a comparison, not a report");
	if (!l->seen[RECORD_CODE] && !l->seen[KEY_PASS])
		return load_fail(&l->ld, l->line, 0, SKP_E_FORMAT,
			"no line of a report: skpcheck check -f jsonl "
			"writes one");
	if (!l->seen[RECORD_CODE])
		return SKP_OK;
	if (l->text.fail)
		return mem_fail(l->ld.mem, l->ld.err);
	for (k = 0; k < RECORD_FIELDS; k++)
		l->r.field[k].p = l->text.p ? l->text.p + l->from[k] : "";
	l->r.json = json;
	e = diff_add(l->d, l->side, &l->r, l->ld.err);
	if (e && e != SKP_E_NOMEM)
		l->ld.err->line = l->line;
	return e;
}

static void line_begin(struct lines *l)
{
	memset(l->seen, 0, sizeof(l->seen));
	memset(l->from, 0, sizeof(l->from));
	memset(&l->r, 0, sizeof(l->r));
	l->text.n = 0;
	l->key = KEY_OTHER;
	l->line++;
}

static int32_t read_line(struct lines *l, struct text t)
{
	uint32_t good = lone_surrogate(&l->escape, t);

	line_begin(l);
	t = text_trim(t);
	if (t.n == 0)
		return SKP_OK;
	if (*t.p != '{')
		return load_fail(&l->ld, l->line, 1, SKP_E_FORMAT,
			"a line of a report is an object {...}");
	if (l->escape.at != PLAIN || l->escape.high || good < t.n)
		return load_fail(&l->ld, l->line, 0, SKP_E_FORMAT,
			"half a surrogate pair or an escape that is cut");
	if (yajl_parse(l->yajl, (const unsigned char *)t.p, t.n) !=
		yajl_status_ok)
		return not_json(l);
	if (l->depth)
		return load_fail(&l->ld, l->line, 0, SKP_E_FORMAT,
			"the object does not end on its line: is the file "
			"cut off?");
	return add(l, t);
}

static int32_t read_lines(struct lines *l, const char *p, uint64_t n)
{
	yajl_alloc_funcs memory = pool_functions(&l->pool);
	const char *end = p + n, *stop;
	int32_t e = SKP_OK;

	l->yajl = yajl_alloc(&callbacks, &memory, l);
	yajl_config(l->yajl, yajl_dont_validate_strings, 1);
	yajl_config(l->yajl, yajl_allow_multiple_values, 1);
	for (; !e && p < end; p = stop + (stop < end)) {
		stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		if (stop - p > 1 << 26)
			return load_fail(&l->ld, l->line + 1, 0,
				SKP_E_LIMIT_SCALAR, "a line that is too long");
		e = read_line(l, (struct text){p, (uint32_t)(stop - p)});
	}
	return e;
}

/* ---- the public face ---- */

static bool begins(struct text t, const char *s)
{
	uint32_t n = (uint32_t)strlen(s);

	return t.n >= n && memcmp(t.p, s, n) == 0;
}

int32_t skp_diff_recognise(const void *data, uint64_t len)
{
	struct text t = {data, len < 4096 ? (uint32_t)len : 4096};
	const char *end;

	if (!data)
		return 0;
	t = text_trim(t);
	end = t.n ? memchr(t.p, '\n', t.n) : NULL;
	t.n = end ? (uint32_t)(end - t.p) : t.n;
	return begins(t, "{\"code\":\"") || begins(t, "{\"skipped\":\"") ||
		begins(t, "{\"diff\":\"") || begins(t, "{\"hidden\":") ||
		begins(t, "{\"table\":\"");
}

static int32_t read_report(struct lines *l, const void *data, uint64_t len)
{
	uint64_t bad = utf8_bad(data, len);

	if (bad < len)
		return load_fail(&l->ld, 0, 0, SKP_E_ENCODING, "not UTF-8");
	pool_init(&l->pool, &l->ld);
	buf_init(&l->text, l->ld.mem);
	if (setjmp(l->pool.out) == 0)
		return read_lines(l, data, len);
	if (l->pool.error == SKP_E_LIMIT_SCALAR)
		return load_fail(&l->ld, l->line, 0, SKP_E_LIMIT_SCALAR,
			"a value that is too long");
	return mem_fail(l->ld.mem, l->ld.err);
}

int32_t skp_diff_jsonl(skp_diff *d, int32_t side, const char *name,
	const void *data, uint64_t len, skp_error *err)
{
	skp_limits limits = {.scalar = 1 << 20};
	skp_error why = SKP_INIT(skp_error);
	int32_t e = diff_begin(d, side, err);
	struct lines *l;

	if (e)
		return e;
	if (!name || (!data && len))
		return fail(err, SKP_E_ARG, "name or data is NULL");
	if (diff_masked(d))
		return fail(err, SKP_E_ARG, "a report shows the ids that it "
			"was written with: --mask belongs to its writing");
	l = mem_calloc(diff_mem(d), 1, sizeof(*l));
	if (!l)
		return mem_fail(diff_mem(d), err);
	l->ld = (struct load){.mem = diff_mem(d), .limits = &limits,
		.name = name, .err = &why};
	l->d = d;
	l->side = side;
	e = read_report(l, data, len);
	buf_free(&l->text);
	pool_free(&l->pool);
	mem_free(diff_mem(d), l, sizeof(*l));
	e = diff_end(d, side, e, &why);
	if (e && !why.file[0])
		fail_at(&why, name, why.line, 0, e, "%s", why.text);
	if (e && err)
		sized_out(err, &why, sizeof(why));
	return e;
}
