/* SPDX-License-Identifier: MIT */
/* The YAML reader alone: what it hands on, what it refuses and where. */
#include <check.h>
#include <stdio.h>
#include <time.h>

#include "load_fake.h"

struct good {
	const char *in, *heard;
};

static const struct good good[] = {
	{"unor:\n- id: 1\n  nama: A\n- id: 2\n",
		"unor:\n@2 id=1 nama=A|\n@4 id=2|\n.\n"},
	{"unor: [{id: 1, nama: A}, {id: 2}]\n",
		"unor:\n@1 id=1 nama=A|\n@1 id=2|\n.\n"},
	{"{\n\"unor\": [{\n\"id\": \"1\"}]}", "unor:\n@3 id=1|\n.\n"},
	{"UNOR: []\nSkp: [{id: 1}]\n", "unor:\n.\nskp:\n@2 id=1|\n.\n"},
	{"unor:\npegawai: ~\nskp: null\n",
		"unor:\n.\npegawai:\n.\nskp:\n.\n"},
	{"---\n# no rows\nunor: []\n...\n", "unor:\n.\n"},
	{"%YAML 1.1\n---\nunor: []\n", "unor:\n.\n"},
	/* empty rows are rows */
	{"unor:\n-\n- {}\n- id: 1\n- ~\n",
		"unor:\n@2|\n@3|\n@4 id=1|\n@5|\n.\n"},
	/* no value */
	{"unor:\n- a:\n  b: ~\n  c: null\n  d: NULL\n  e: ''\n  f: \"~\"\n"
	 "  g: 'null'\n",
		"unor:\n@2 a= b= c= d= e= f=~ g=null|\n.\n"},
	/* nothing but text: no numbers, no dates, no yes */
	{"pegawai:\n- nip: 012345678901234567\n  a: 1e3\n  b: 1_0\n  c: yes\n"
	 "  d: 2026-01-31\n",
		"pegawai:\n@2 nip=012345678901234567 a=1e3 b=1_0 c=yes "
		"d=2026-01-31|\n.\n"},
	{"unor:\n- id: !!str 1\n  nama: ! x\n",
		"unor:\n@2 id=1 nama=x|\n.\n"},
	{"unor:\n- nama: |\n    satu\n    dua\n  b: >\n    x\n    y\n",
		"unor:\n@2 nama=satu\ndua\n b=x y\n|\n.\n"},
	{"unor:\r\n- id: 1\r\n- id: 2\r\n", "unor:\n@2 id=1|\n@3 id=2|\n.\n"},
	{"unor:\r- id: 1\r- id: 2\r", "unor:\n@2 id=1|\n@3 id=2|\n.\n"},
	{"unor:\n- nama: \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\n",
		"unor:\n@2 nama=\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80|\n.\n"},
	{"unor:\n- nama: \"\\xe9 \\t\\u20ac\"\n",
		"unor:\n@2 nama=\xc3\xa9 \t\xe2\x82\xac|\n.\n"},
	/* a percent sign is no directive */
	{"unor:\n- nama: 100%\n  a: \"%TAG\"\n  b: '\n   %TAG'\n",
		"unor:\n@2 nama=100% a=%TAG b= %TAG|\n.\n"},
	{"unor:\n- <: 1\n", "unor:\n@2 <=1|\n.\n"},
	{"unor:\n- a: <<\n", "unor:\n@2 a=<<|\n.\n"},
	/* keys that begin alike, and rows of changing shape */
	{"unor:\n- {a: 1, ab: 2, '': 3}\n- {ab: 1, a: 2}\n- {a: 1}\n",
		"unor:\n@2 a=1 ab=2 =3|\n@3 ab=1 a=2|\n@4 a=1|\n.\n"},
};

START_TEST(rows_are_handed_on)
{
	static const uint64_t piece[] = {1, 2, 7, 1 << 20};
	const struct good *g = &good[_i];
	struct fake f;
	size_t i;

	fake_init(&f);
	for (i = 0; i < ARRAY_LEN(piece); i++) {
		ck_assert_msg(fake_load(&f, load_yaml, g->in, strlen(g->in),
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

#define ROW "unor:\n- "

static const struct bad bad[] = {
	{"", SKP_E_EMPTY, 0, 0, "no table"},
	{"# only a comment\n", SKP_E_EMPTY, 0, 0, "no table"},
	{"---\n", SKP_E_EMPTY, 0, 0, "no table"},
	{"~", SKP_E_EMPTY, 0, 0, "no table"},
	{"{}", SKP_E_EMPTY, 0, 0, "no table"},
	/* other things than tables of rows */
	{"<!DOCTYPE html>\n<html></html>\n", SKP_E_FORMAT, 1, 1, "HTML"},
	{"id;nama\n1;A\n", SKP_E_FORMAT, 1, 1, "top level must be a mapping"},
	{"\"id\",\"nama\"\n\"1\",\"A\"\n", SKP_E_FORMAT, 1, 1,
		"top level must be a mapping"},
	{"- id: 1\n", SKP_E_FORMAT, 1, 1, "top level must be a mapping"},
	{"text", SKP_E_FORMAT, 1, 1, "top level must be a mapping"},
	{"unor: x\n", SKP_E_FORMAT, 1, 7, "a table (here: unor) must be a"},
	{"unor:\n  id: 1\n", SKP_E_FORMAT, 2, 3, "beginning with \"- \""},
	{ROW "x\n", SKP_E_FORMAT, 2, 3, "a row must be a mapping"},
	{ROW "[x]\n", SKP_E_FORMAT, 2, 3, "a row must be a mapping"},
	{ROW "id: [1]\n", SKP_E_FORMAT, 2, 7, "a cell must be a text"},
	{ROW "id: {a: 1}\n", SKP_E_FORMAT, 2, 7, "a cell must be a text"},
	{ROW "? [a]\n  : 1\n", SKP_E_FORMAT, 2, 5, "a key must be a text"},
	{"? {a: b}\n: 1\n", SKP_E_FORMAT, 1, 3, "a key must be a text"},
	/* tables */
	{"unro: []\n", SKP_E_UNKNOWN, 1, 1,
		"unknown table unro (did you mean unor?); tables are unor, "
		"pegawai, penugasan, skp, rhk, kejadian, profil, periode"},
	{"unor: []\n'198501012010011001': []\n", SKP_E_UNKNOWN, 2, 1,
		"unknown table; tables are"},
	{"instansi: []\n", SKP_E_UNKNOWN, 1, 1, "unknown table instansi;"},
	{"pegawia: []\n", SKP_E_UNKNOWN, 1, 1, "did you mean pegawai?"},
	{"x: []\n", SKP_E_UNKNOWN, 1, 1, "unknown table x; tables are"},
	{"unor: []\nskp: []\nUnor: []\n", SKP_E_DUPKEY, 3, 1,
		"twice, first at 1:1"},
	/* keys */
	{ROW "id: 1\n  nama: x\n  id: 2\n", SKP_E_DUPKEY, 4, 3,
		"twice in one mapping, first at 2:3"},
	{ROW "{a: 1, b: 2, a: 3}\n", SKP_E_DUPKEY, 2, 16, "first at 2:4"},
	{ROW "{a: 1}\n- {a: 1, 'a': 3}\n", SKP_E_DUPKEY, 3, 10,
		"first at 3:4"},
	{ROW "{a: 1, b: 1, b: 1, a: 1}\n", SKP_E_DUPKEY, 2, 16,
		"first at 2:10"},
	/* what YAML could do and must not here */
	{ROW "id: &a 1\n", SKP_E_YAML_ALIAS, 2, 7, "anchors"},
	{ROW "id: *a\n", SKP_E_YAML_ALIAS, 2, 7, "aliases"},
	{ROW "<<: *a\n", SKP_E_YAML_ALIAS, 2, 3, "merge keys"},
	{ROW "<<: {a: 1}\n", SKP_E_YAML_ALIAS, 2, 3, "merge keys"},
	{"<<: x\n", SKP_E_YAML_ALIAS, 1, 1, "merge keys"},
	{"&a unor: []\n", SKP_E_YAML_ALIAS, 1, 1, "anchors"},
	{"unor: &a [*a]\n", SKP_E_YAML_ALIAS, 1, 7, "anchors"},
	{ROW "id: !!int 1\n", SKP_E_YAML_TAG, 2, 7, "a tag"},
	{ROW "id: !!python/object:os.system x\n", SKP_E_YAML_TAG, 2, 7,
		"a tag"},
	{"unor: !!seq []\n", SKP_E_YAML_TAG, 1, 7, "a tag"},
	{"!x {}\n", SKP_E_YAML_TAG, 1, 1, "a tag"},
	{"unor: []\n---\nskp: []\n", SKP_E_YAML_MULTIDOC, 2, 1, "second"},
	{"unor: []\n...\n%TAG ! a\n---\n", SKP_E_YAML_DIRECTIVE, 3, 1,
		"%TAG"},
	{"%TAG ! tag:x,2000:\n---\nunor: []\n", SKP_E_YAML_DIRECTIVE, 1, 1,
		"%TAG"},
	{"# x\r%TAG ! a\n", SKP_E_YAML_DIRECTIVE, 2, 1, "%TAG"},
	{"%YAML 2.0\n---\nunor: []\n", SKP_E_FORMAT, 1, 1, "YAML"},
	/* bytes */
	{ROW "nama: caf\xe9\n", SKP_E_ENCODING, 2, 12, "not UTF-8"},
	{ROW "nama: \xc3\xa9\xc3\xa9\xe9\n", SKP_E_ENCODING, 2, 11,
		"not UTF-8"},
	{ROW "nama: \xc0\xaf\n", SKP_E_ENCODING, 2, 9, "not UTF-8"},
	{ROW "nama: \xed\xa0\x80\n", SKP_E_ENCODING, 2, 9, "not UTF-8"},
	{ROW "nama: x\xe2\x82", SKP_E_ENCODING, 2, 10, "not UTF-8"},
	{ROW "nama: a\x1b[31m\n", SKP_E_FORMAT, 2, 10, "byte 27"},
	{ROW "nama: a\x7f\n", SKP_E_FORMAT, 2, 10, "byte 127"},
	{ROW "nama: a\xc2\x9b\n", SKP_E_FORMAT, 2, 10, "C1"},
	{ROW "nama: a\xc2\x85" "b: 1\n", SKP_E_FORMAT, 2, 10, "next line"},
	{ROW "nama: a\xe2\x80\xa8" "b: 1\n", SKP_E_FORMAT, 2, 10, "U+2028"},
	{ROW "nama: a\xe2\x80\xa9" "b: 1\n", SKP_E_FORMAT, 2, 10, "U+2029"},
	{ROW "nama: a\xe2\x80\xae\n", SKP_E_FORMAT, 2, 10, "bidi"},
	{ROW "nama: a\xe2\x81\xa6\n", SKP_E_FORMAT, 2, 10, "bidi"},
	{ROW "nama: a\xd8\x9c\n", SKP_E_FORMAT, 2, 10, "bidi"},
	{ROW "nama: a\xef\xbb\xbf\n", SKP_E_FORMAT, 2, 10, "U+FEFF"},
	{ROW "nama: a\xef\xbf\xbf\n", SKP_E_FORMAT, 2, 10, "U+FFFF"},
	{ROW "nama: \"a\\0b\"\n", SKP_E_FORMAT, 2, 9, "control"},
	{ROW "nama: \"\\e[31m\"\n", SKP_E_FORMAT, 2, 9, "control"},
	{ROW "nama: \"\\N\"\n", SKP_E_FORMAT, 2, 9, "control"},
	{ROW "\"a\\0\": 1\n", SKP_E_FORMAT, 2, 3, "control"},
	/* syntax, in the user's terms */
	{"unor:\n\t- id: 1\n", SKP_E_FORMAT, 2, 1, "not tabs"},
	{ROW "nama: Dinas: X\n", SKP_E_FORMAT, 2, 14, "quotes around"},
	{ROW "nama: \"x\n\nskp: []\n", SKP_E_FORMAT, 2, 9,
		"quote that opens here is not closed"},
	{ROW "nama: 'x\n", SKP_E_FORMAT, 2, 9, "not closed"},
	{ROW "{id: 1\n", SKP_E_FORMAT, 3, 1, "not readable as YAML"},
	{"unor: []\n}\n", SKP_E_FORMAT, 2, 1, "not readable as YAML"},
	{ROW "id: 1\n nama: x\n", SKP_E_FORMAT, 3, 2, "not readable as YAML"},
};

static void expect(struct fake *f, const struct bad *b, uint64_t n,
	uint64_t piece)
{
	int32_t rc = fake_load(f, load_yaml, b->in, n, piece);

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
	const struct bad b = {ROW "id: a\0b\n", SKP_E_FORMAT, 2, 8, "byte 0"};
	struct fake f;

	fake_init(&f);
	expect(&f, &b, sizeof(ROW "id: a\0b\n") - 1, 100);
	fake_free(&f);
}
END_TEST

/* ---- guards ---- */

static const char small[] = "unor:\n- {id: 1}\n";

START_TEST(limits_are_kept)
{
	struct bad b = {small, SKP_E_LIMIT_DEPTH, 1, 1, "limit of 0"};
	struct fake f;

	fake_init(&f);
	f.limits.depth = 0;
	expect(&f, &b, strlen(small), 99);
	f.limits.depth = 2;
	b = (struct bad){small, SKP_E_LIMIT_DEPTH, 2, 3, "limit of 2"};
	expect(&f, &b, strlen(small), 99);
	f.limits.depth = 3;
	f.limits.events = 5;
	b = (struct bad){small, SKP_E_LIMIT_EVENTS, 2, 3, "limit of 5"};
	expect(&f, &b, strlen(small), 99);
	f.limits.events = 13;
	f.limits.scalar = 3;
	b = (struct bad){small, SKP_E_LIMIT_SCALAR, 1, 1, "limit of 3"};
	expect(&f, &b, strlen(small), 99);
	f.limits.scalar = 4;
	ck_assert_int_eq(fake_load(&f, load_yaml, small, strlen(small), 9), 0);
	f.limits.bytes = strlen(small) - 1;
	ck_assert_int_eq(fake_load(&f, load_yaml, small, strlen(small), 9),
		SKP_E_LIMIT_SIZE);
	fake_free(&f);
}
END_TEST

/* `n` times `unit` behind `head`. */
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
	{"unor: ", "[", 80000, SKP_E_FORMAT},
	{"unor: [", "{a: ", 80000, SKP_E_FORMAT},
	{"unor: [", "{\"\":[", 80000, SKP_E_FORMAT},
	{"unor:\n", "- ", 160000, SKP_E_FORMAT},
	{"", "? ", 80000, SKP_E_FORMAT},
	{"", "%TAG !a! tag:x,2000:\n", 100000, SKP_E_YAML_DIRECTIVE},
	{"---\nunor: []\n...\n", "%TAG !a! tag:x,2000:\n", 100000,
		SKP_E_YAML_DIRECTIVE},
	{"unor: []\n", "---\n", 100000, SKP_E_YAML_MULTIDOC},
	{"unor: [", "&a {", 80000, SKP_E_YAML_ALIAS},
	{"unor: [", "*a, ", 80000, SKP_E_YAML_ALIAS},
	{"", "#\n", 1000000, SKP_E_EMPTY},
	{"", "\n", 1000000, SKP_E_EMPTY},
	{"unor:\n- a: \"", "x", 2000000, SKP_E_LIMIT_SCALAR},
};

/* The guards stop these within milliseconds, which valgrind makes a second or
 * two; without a guard they take longer still. */
START_TEST(storms_end_soon)
{
	const struct storm *s = &storms[_i];
	uint64_t n;
	char *p = storm(s->head, s->unit, s->n, &n);
	clock_t begin = clock();
	struct fake f;
	int32_t rc;

	fake_init(&f);
	/* the quote of the long scalar */
	if (s->code == SKP_E_LIMIT_SCALAR)
		p[n - 1] = '"';
	rc = fake_load(&f, load_yaml, p, n, 65536);
	ck_assert_msg(rc == s->code, "%s: %s", skp_error_name(rc),
		f.err.text);
	ck_assert(clock() - begin < 5 * CLOCKS_PER_SEC);
	free(p);
	fake_free(&f);
}
END_TEST

/* 200,000 keys in one row: n log n; the last is the first again. */
START_TEST(many_keys_cost_no_square)
{
	size_t n = 200000, i;
	char *p = malloc(n * 16 + 64), *q = p;
	struct bad b;
	struct fake f;

	q += sprintf(q, "unor:\n- ");
	for (i = 0; i < n; i++)
		q += sprintf(q, "k%zu: 1\n  ", i);
	fake_init(&f);
	ck_assert_int_eq(fake_load(&f, load_yaml, p, (uint64_t)(q - p), 65536),
		0);
	q += sprintf(q, "k1: 2\n  k0: 1\n");
	b = (struct bad){p, SKP_E_DUPKEY, (uint32_t)n + 2, 3,
		"first at 3:3"};
	expect(&f, &b, (uint64_t)(q - p), 65536);
	free(p);
	fake_free(&f);
}
END_TEST

START_TEST(places_hold_across_blocks)
{
	size_t n = 9000, i; /* more than one block */
	char *p = malloc(n * 40 + 64), *q = p;
	struct bad b;
	struct fake f;

	q += sprintf(q, "unor:\r\n");
	for (i = 0; i < n; i++)
		q += sprintf(q, "- nama: \xc3\xa9 %zu\r\n", i);
	q += sprintf(q, "- nama: \xc3\xa9 \x80\r\n");
	b = (struct bad){p, SKP_E_ENCODING, (uint32_t)n + 2, 11, "UTF-8"};
	fake_init(&f);
	expect(&f, &b, (uint64_t)(q - p), 65536);
	expect(&f, &b, (uint64_t)(q - p), 1001);
	free(p);
	fake_free(&f);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	static const char in[] = "unor:\n- {id: 1, nama: A}\n- {id: 2}\n"
				 "skp:\n- id: 3\n";
	int64_t n = fake_every_failure(load_yaml, in, strlen(in));

	ck_assert_msg(n > 8, "failure %lld", (long long)-n);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("yaml");
	TCase *t = tcase_create("yaml");
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
	tcase_add_test(t, places_hold_across_blocks);
	tcase_add_test(t, every_allocation_may_fail);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
