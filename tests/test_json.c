/* SPDX-License-Identifier: MIT */
/* The JSON reader alone: what it hands on, what it refuses and where. */
#include <check.h>
#include <stdio.h>
#include <time.h>

#include "load_fake.h"

struct good {
	const char *in, *heard;
};

static const struct good good[] = {
	{"{\"unor\":[{\"id\":\"1\",\"nama\":\"A\"},\n{\"id\":\"2\"}]}",
		"unor:\n@1 id=1 nama=A|\n@2 id=2|\n.\n"},
	{"{\"UNOR\":[],\"Skp\":[{\n\"id\":1}]}", "unor:\n.\nskp:\n@2 id#1|\n.\n"},
	{"{\"unor\":null}", ""},
	/* what services answer, recognised by the rows' keys */
	{"{\"data\":[{\"id\":\"1\"}]}", "?:\n@1 id=1|\n.\n"},
	{"[{\"id\":\"1\"},{\"id\":\"2\"}]\n", "?:\n@1 id=1|\n@1 id=2|\n.\n"},
	{"{\"status\":1,\"message\":\"ok\",\"skp\":{\"x\":[{}]},\"meta\":{\"a\":"
	 "[1,{\"b\":[]}]},\"data\":[{\"id\":\"1\"}],\"links\":[{}],\"x\":null}",
		"?:\n@1 id=1|\n.\n"},
	{"{\"data\":null,\"unor\":[]}", "unor:\n.\n"},
	{"{\"unor\":[],\"data\":[{\"a\":1}]}", "unor:\n.\n?:\n@1 a#1|\n.\n"},
	/* values */
	{"[{\"a\":1,\"b\":-0.5e+3,\"c\":true,\"d\":false,\"e\":null,\"f\":\"\"}]",
		"?:\n@1 a#1 b#-0.5e+3 c=true d=false e= f=|\n.\n"},
	{"[{\"nip\":198501012010011001}]", "?:\n@1 nip#198501012010011001|\n.\n"},
	{"[{\"a\":{\"b\":[1]},\"c\":[],\"d\":[[{}]],\"e\":1}]",
		"?:\n@1 = = = e#1|\n.\n"},
	{"[{\"\\u0061\":\"\\ud83d\\ude00\\u20ac\\u00e9\\/\\\"\\\\\\t\\n\"}]",
		"?:\n@1 a=\xf0\x9f\x98\x80\xe2\x82\xac\xc3\xa9/\"\\\t\n|\n.\n"},
	{"[{\"a\":\"\x7f\xc2\x85\xe2\x80\xa8\"}]",
		"?:\n@1 a=\x7f\xc2\x85\xe2\x80\xa8|\n.\n"},
	/* empty rows are rows */
	{"{\"unor\":[{},null,\n{\"id\":\"1\"}]}", "unor:\n@1|\n@1|\n@2 id=1|\n.\n"},
	/* blanks and line ends */
	{" \t\r\n[\r\n{\"a\" \n:\r1}\n]\n\n", "?:\n@3 a#1|\n.\n"},
	{"{\n\"unor\": [\n{\n\"id\": 1\n}\n]\n}\n", "unor:\n@4 id#1|\n.\n"},
	/* one key in two objects, and keys that begin alike */
	{"[{\"a\":1,\"ab\":{\"a\":1}},{\"ab\":1,\"a\":2}]",
		"?:\n@1 a#1 =|\n@1 ab#1 a#2|\n.\n"},
};

START_TEST(rows_are_handed_on)
{
	static const uint64_t piece[] = {1, 2, 7, 1 << 20};
	const struct good *g = &good[_i];
	struct fake f;
	size_t i;

	fake_init(&f);
	for (i = 0; i < ARRAY_LEN(piece); i++) {
		ck_assert_msg(fake_load(&f, load_json, g->in, strlen(g->in),
				      piece[i]) == 0,
			"%u:%u: %s", f.err.line, f.err.column, f.err.text);
		ck_assert_str_eq(heard.p, g->heard);
		ck_assert_uint_eq(f.mem.used, 0);
	}
	fake_free(&f);
}
END_TEST

struct bad {
	const char *in;
	int32_t code;
	uint32_t line, column;
	const char *text; /* part of the message */
};

static const struct bad bad[] = {
	{"", SKP_E_EMPTY, 0, 0, "no table and no row"},
	{" \n", SKP_E_EMPTY, 0, 0, "no table and no row"},
	{"{}", SKP_E_EMPTY, 0, 0, "no table and no row"},
	{"[]", SKP_E_EMPTY, 0, 0, "no table and no row"},
	{"{\"data\":[]}", SKP_E_EMPTY, 0, 0, "no table and no row"},
	{"{\"data\":null}", SKP_E_EMPTY, 0, 0, "no table and no row"},
	/* other things than tables of rows */
	{"1", SKP_E_FORMAT, 1, 2, "top level must be"},
	{"\n \"x\"", SKP_E_FORMAT, 2, 4, "top level must be"},
	{"null", SKP_E_FORMAT, 1, 4, "top level must be"},
	{"[1]", SKP_E_FORMAT, 1, 2, "a row must be an object"},
	{"[[1]]", SKP_E_FORMAT, 1, 2, "a row must be an object"},
	{"{\"unor\":[\"x\"]}", SKP_E_FORMAT, 1, 12, "a row must be an object"},
	{"{\"unor\":{\"id\":1}}", SKP_E_FORMAT, 1, 16, "unor must be a list"},
	{"{\"unor\":1}", SKP_E_FORMAT, 1, 9, "unor must be a list"},
	{"{\"data\":\"tidak ditemukan\"}", SKP_E_FORMAT, 1, 25,
		"data must be a list"},
	{"{\"unor\":1,\"unro\":2}", SKP_E_FORMAT, 1, 9, "unor must be a list"},
	/* tables */
	{"{\n \"unro\":[]}", SKP_E_UNKNOWN, 2, 2,
		"unknown table unro (did you mean unor?); tables are unor, "
		"pegawai, penugasan, skp, rhk, kejadian, profil, periode"},
	{"{\"status\":1,\"message\":\"x\"}", SKP_E_UNKNOWN, 1, 2,
		"unknown table status;"},
	{"{\"unor\":[],\"198501012010011001\":[]}", SKP_E_UNKNOWN, 1, 12,
		"unknown table; tables are"},
	{"{\"unor\":[],\n\"Unor\":[]}", SKP_E_DUPKEY, 2, 1,
		"a table stands twice, first at 1:2"},
	/* keys */
	{"[{\"id\":1,\n \"nama\":2, \"id\":3}]", SKP_E_DUPKEY, 2, 12,
		"twice in one mapping, first at 1:3"},
	{"[{\"a\":1},{\"a\":1,\"\\u0061\":2}]", SKP_E_DUPKEY, 1, 17,
		"first at 1:11"},
	{"[{\"a\\\"\\\\\":1,\"a\\\"\\\\\":2}]", SKP_E_DUPKEY, 1, 13,
		"first at 1:3"},
	{"[{\"\xc3\xa9\":1,\"\xc3\xa9\":2}]", SKP_E_DUPKEY, 1, 9,
		"first at 1:3"},
	{"{\"x\":{\"a\":[{\"b\":1,\"b\":2}]},\"data\":[]}", SKP_E_DUPKEY, 1, 19,
		"first at 1:13"},
	{"{\"a\":1,\"data\":[],\"a\":2}", SKP_E_DUPKEY, 1, 18,
		"first at 1:2"},
	/* bytes */
	{"[{\"a\":\"caf\xe9\"}]", SKP_E_ENCODING, 1, 11, "not UTF-8"},
	{"[{\"a\":\"\xc3\xa9\xc0\xaf\"}]", SKP_E_ENCODING, 1, 9, "not UTF-8"},
	{"[{\"a\":\"\xed\xa0\x80\"}]", SKP_E_ENCODING, 1, 8, "not UTF-8"},
	{"[{\"a\":\"\xe2\x82", SKP_E_ENCODING, 1, 8, "not UTF-8"},
	{"[{\"a\":\"x\ty\"}]", SKP_E_FORMAT, 1, 9, "invalid character"},
	{"[{\"a\":\"x\x1b\"}]", SKP_E_FORMAT, 1, 9, "byte 27"},
	{"[\f]", SKP_E_FORMAT, 1, 2, "byte 12"},
	{"[{\"a\":\"\\u0000\"}]", SKP_E_FORMAT, 1, 14, "control character"},
	{"[{\"a\":\"\\u001b[31m\"}]", SKP_E_FORMAT, 1, 18, "control"},
	{"[{\"a\\u0000\":1}]", SKP_E_FORMAT, 1, 11, "control"},
	{"[{\"a\":\"\\ud83d\"}]", SKP_E_FORMAT, 1, 14, "surrogate"},
	{"[{\"a\":\"\\ud83dx\"}]", SKP_E_FORMAT, 1, 14, "surrogate"},
	{"[{\"a\":\"\\ud83d\\n\"}]", SKP_E_FORMAT, 1, 15, "surrogate"},
	{"[{\"a\":\"\\ud83d\\u0041\"}]", SKP_E_FORMAT, 1, 19, "surrogate"},
	{"[{\"a\":\"\\ud83d\\ud83d\"}]", SKP_E_FORMAT, 1, 19, "surrogate"},
	{"[{\"a\":\"\\ude00\"}]", SKP_E_FORMAT, 1, 13, "surrogate"},
	/* syntax */
	{"{\"unor\":[\n{\"id\":\"1\"", SKP_E_FORMAT, 2, 10, "ends too early"},
	{"[{\"id\":\"1", SKP_E_FORMAT, 1, 10, "ends too early"},
	{"[{\"id\":tru", SKP_E_FORMAT, 1, 11, "ends too early"},
	{"[{\"id\":1", SKP_E_FORMAT, 1, 9, "ends too early"},
	{"[{\"id\":-", SKP_E_FORMAT, 1, 9, "ends too early"},
	{"[{\"id\":\"\\u00", SKP_E_FORMAT, 1, 13, "ends too early"},
	{"[{\"id\"\n", SKP_E_FORMAT, 2, 1, "ends too early"},
	{"[{\"id\":1}]\n x", SKP_E_FORMAT, 2, 2, "trailing garbage"},
	{"[{\"id\":1}]\n{}", SKP_E_FORMAT, 2, 1, "trailing garbage"},
	{"[{\"id\":1},]", SKP_E_FORMAT, 1, 11, "unallowed token"},
	{"[{\"id\":1,}]", SKP_E_FORMAT, 1, 10, "not readable as JSON"},
	{"[{'id':1}]", SKP_E_FORMAT, 1, 3, "invalid char"},
	{"[{id:1}]", SKP_E_FORMAT, 1, 3, "not readable as JSON"},
	{"[{\"id\":01}]", SKP_E_FORMAT, 1, 9, "not readable as JSON"},
	{"[{\"id\":+1}]", SKP_E_FORMAT, 1, 8, "not readable as JSON"},
	{"[{\"id\":.5}]", SKP_E_FORMAT, 1, 8, "not readable as JSON"},
	{"[{\"id\":1.}]", SKP_E_FORMAT, 1, 10, "malformed number"},
	{"[{\"id\":NaN}]", SKP_E_FORMAT, 1, 8, "not readable as JSON"},
	{"[{\"id\":\"\\x\"}]", SKP_E_FORMAT, 1, 10, "not readable as JSON"},
	{"[/*x*/]", SKP_E_FORMAT, 1, 2, "comment"},
	{"[{\"id\" \"x\"}]", SKP_E_FORMAT, 1, 10, "not readable as JSON"},
	{"<html>", SKP_E_FORMAT, 1, 1, "not readable as JSON"},
	{"unor:\n- id: 1\n", SKP_E_FORMAT, 1, 1, "not readable as JSON"},
};

static void expect(struct fake *f, const struct bad *b, uint64_t n,
	uint64_t piece)
{
	int32_t rc = fake_load(f, load_json, b->in, n, piece);

	ck_assert_msg(rc == b->code && f->err.code == rc, "%s, not %s: %s",
		skp_error_name(rc), skp_error_name(b->code), f->err.text);
	ck_assert_msg(f->err.line == b->line && f->err.column == b->column,
		"%u:%u, not %u:%u: %s", f->err.line, f->err.column, b->line,
		b->column, f->err.text);
	ck_assert_msg(strstr(f->err.text, b->text) != NULL, "\"%s\" lacks %s",
		f->err.text, b->text);
	ck_assert_uint_eq(f->mem.used, 0);
}

START_TEST(faults_are_refused_at_their_place)
{
	static const uint64_t piece[] = {1, 3, 1 << 20};
	struct fake f;
	size_t i;

	fake_init(&f);
	for (i = 0; i < ARRAY_LEN(piece); i++)
		expect(&f, &bad[_i], strlen(bad[_i].in), piece[i]);
	fake_free(&f);
}
END_TEST

START_TEST(raw_nul_is_refused)
{
	const struct bad b = {"[{\"a\":\"\0\"}]", SKP_E_FORMAT, 1, 8, "byte 0"};
	struct fake f;

	fake_init(&f);
	expect(&f, &b, 11, 100);
	fake_free(&f);
}
END_TEST

/* ---- guards ---- */

static const char small[] = "[{\"ab\":[\"cde\"]}]";

START_TEST(limits_are_kept)
{
	struct bad b = {small, SKP_E_LIMIT_DEPTH, 1, 1, "limit of 0"};
	struct fake f;

	fake_init(&f);
	f.limits.depth = 0;
	expect(&f, &b, strlen(small), 99);
	f.limits.depth = 2;
	b = (struct bad){small, SKP_E_LIMIT_DEPTH, 1, 8, "limit of 2"};
	expect(&f, &b, strlen(small), 99);
	f.limits.depth = 3;
	f.limits.events = 4;
	b = (struct bad){small, SKP_E_LIMIT_EVENTS, 1, 13, "limit of 4"};
	expect(&f, &b, strlen(small), 99);
	f.limits.events = 8;
	f.limits.scalar = 2;
	b = (struct bad){small, SKP_E_LIMIT_SCALAR, 1, 13, "limit of 2"};
	expect(&f, &b, strlen(small), 99);
	f.limits.scalar = 3;
	ck_assert_int_eq(fake_load(&f, load_json, small, strlen(small), 9), 0);
	f.limits.bytes = strlen(small) - 1;
	ck_assert_int_eq(fake_load(&f, load_json, small, strlen(small), 9),
		SKP_E_LIMIT_SIZE);
	fake_free(&f);
}
END_TEST

static char *storm(const char *head, const char *unit, size_t n,
	uint64_t *size)
{
	size_t h = strlen(head), u = strlen(unit), i;
	char *p = malloc(h + n * u + 1);

	ck_assert_ptr_nonnull(p);
	memcpy(p, head, h);
	for (i = 0; i < n; i++)
		memcpy(p + h + i * u, unit, u);
	p[h + n * u] = '\0';
	*size = h + n * u;
	return p;
}

struct storm {
	const char *head, *unit;
	size_t n;
	int32_t code;
};

static const struct storm storms[] = {
	{"", "[", 80000, SKP_E_FORMAT},
	{"{\"unor\":", "[", 80000, SKP_E_FORMAT},
	{"{\"x\":", "[", 80000, SKP_E_LIMIT_DEPTH},
	{"[{\"x\":", "[", 80000, SKP_E_LIMIT_DEPTH},
	{"", "{\"x\":", 80000, SKP_E_LIMIT_DEPTH},
	{"[{\"x\":", "{\"\":[", 80000, SKP_E_LIMIT_DEPTH},
	{"[{\"x\":[", "[],", 200000, SKP_E_FORMAT},
	{"[{\"x\":\"", "x", 20000000, SKP_E_LIMIT_SCALAR},
	{"[{\"x\":\"", "\\u0061", 20000000, SKP_E_LIMIT_SCALAR},
	{"[{\"x\":", "1", 20000000, SKP_E_LIMIT_SCALAR},
	{"", " ", 1000000, SKP_E_EMPTY},
	{"", "\n", 1000000, SKP_E_EMPTY},
};

START_TEST(storms_end_soon)
{
	const struct storm *s = &storms[_i];
	uint64_t n;
	char *p = storm(s->head, s->unit, s->n, &n);
	clock_t begin = clock();
	struct fake f;
	int32_t rc;

	fake_init(&f);
	rc = fake_load(&f, load_json, p, n, 65536);
	ck_assert_msg(rc == s->code && f.err.code == rc, "%s: %s",
		skp_error_name(rc), f.err.text);
	ck_assert(clock() - begin < 5 * CLOCKS_PER_SEC);
	ck_assert(rc == SKP_E_EMPTY || f.err.line);
	ck_assert_uint_eq(f.mem.used, 0);
	free(p);
	fake_free(&f);
}
END_TEST

START_TEST(many_keys_cost_no_square)
{
	size_t n = 200000, i;
	char *p = malloc(n * 16 + 64), *q = p;
	struct bad b;
	struct fake f;

	q += sprintf(q, "[{");
	for (i = 0; i < n; i++)
		q += sprintf(q, "\"k%zu\":1,\n", i);
	q += sprintf(q, "\"k1\":2,\n\"k0\":1}]");
	fake_init(&f);
	b = (struct bad){p, SKP_E_DUPKEY, (uint32_t)n + 1, 1,
		"first at 2:1"};
	expect(&f, &b, (uint64_t)(q - p), 65536);
	free(p);
	fake_free(&f);
}
END_TEST

/* One line longer than a block, its keys cut at every offset. */
START_TEST(places_hold_across_blocks)
{
	size_t n = 65536 - 12 + (size_t)_i, i;
	char *p = malloc(n + 64);
	struct bad b;
	struct fake f;

	memcpy(p, "[{\"", 3);
	for (i = 3; i < n; i++)
		p[i] = 'x';
	/* a key of n - 3 bytes would be too long: make it a value */
	memcpy(p, "[{\"a\":1,  ", 10);
	for (i = 10; i < n; i++)
		p[i] = ' ';
	memcpy(p + n, "\"\xc3\xa9\":2,\"\xc3\xa9\":3}]", 16);
	b = (struct bad){p, SKP_E_DUPKEY, 1, (uint32_t)n + 7, ""};
	fake_init(&f);
	expect(&f, &b, n + 14, 65536);
	expect(&f, &b, n + 14, 999);
	free(p);
	fake_free(&f);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	static const char in[] =
		"{\"unor\":[{\"id\":\"1\",\"nama\":\"\\u00e9\"},{\"id\":2}],"
		"\"skp\":[{\"id\":{\"a\":[]}}]}";
	int64_t n = fake_every_failure(load_json, in, strlen(in));

	ck_assert_msg(n > 20, "failure %lld", (long long)-n);
}
END_TEST

START_TEST(a_failure_inside_a_long_value_leaks_nothing)
{
	char in[20000];
	int64_t n;

	memset(in, 'x', sizeof(in));
	memcpy(in, "[{\"a\":\"\\n", 9);
	memcpy(in + sizeof(in) - 4, "\"}]\n", 4);
	n = fake_every_failure(load_json, in, sizeof(in));
	ck_assert_msg(n > 20, "failure %lld", (long long)-n);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("json");
	TCase *t = tcase_create("json");
	SRunner *r = srunner_create(s);
	int failed;

	suite_add_tcase(s, t);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, rows_are_handed_on, 0, ARRAY_LEN(good));
	tcase_add_loop_test(t, faults_are_refused_at_their_place, 0,
		ARRAY_LEN(bad));
	tcase_add_test(t, raw_nul_is_refused);
	tcase_add_test(t, limits_are_kept);
	tcase_add_loop_test(t, storms_end_soon, 0, ARRAY_LEN(storms));
	tcase_add_test(t, many_keys_cost_no_square);
	tcase_add_loop_test(t, places_hold_across_blocks, 0, 16);
	tcase_add_test(t, every_allocation_may_fail);
	tcase_add_test(t, a_failure_inside_a_long_value_leaks_nothing);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
