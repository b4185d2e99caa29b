/* SPDX-License-Identifier: MIT */
/* For tests of the inside: small models in few words, through the public door.
 *
 *	fact("unor", "id=U1|nama=Dinas Pendidikan|diatasan_id=");
 *	report("2026-01-20");
 *	is_text(model_unor_id(m, unor("U1")), "U1");
 *
 * Every test has a fresh model, checker and allocator; what it leaves behind
 * is a failure. */
#ifndef FACTS_H
#define FACTS_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#undef fail /* Check's old name for ck_abort_msg */
#include "report.h"

static skp_model *m;
static skp_checker *c;
static skp_report *r;
static skp_error err;

/* ---- an allocator that counts and can say no ---- */

static struct {
	long live; /* blocks not freed; of all threads (DuckDB's too) */
	long left; /* allocations until one is refused; < 0: never */
	bool stay; /* refuse all that follow too */
	long refused;
} heap = {0, -1, false, 0};

static inline void heap_count(long blocks)
{
	__atomic_fetch_add(&heap.live, blocks, __ATOMIC_RELAXED);
}

static inline bool heap_refuses(void)
{
	if (heap.left < 0 || (heap.refused && !heap.stay))
		return false;
	if (!heap.refused && heap.left-- > 0)
		return false;
	heap.left = 0;
	heap.refused++;
	return true;
}

static inline void *heap_alloc(void *ctx, uint64_t bytes)
{
	void *p = heap_refuses() ? NULL : malloc((size_t)bytes);

	(void)ctx;
	heap_count(p != NULL);
	return p;
}

static inline void *heap_resize(void *ctx, void *p, uint64_t bytes)
{
	void *q = heap_refuses() ? NULL : realloc(p, (size_t)bytes);

	(void)ctx;
	heap_count(!p && q);
	return q;
}

static inline void heap_release(void *ctx, void *p)
{
	(void)ctx;
	heap_count(-(p != NULL));
	free(p);
}

static const skp_allocator heap_allocator = {sizeof(skp_allocator),
	heap_alloc, heap_resize, heap_release, NULL};

/* The n-th allocation from now fails (and, if `stay`, all later ones). */
static inline void heap_fail(long n, bool stay)
{
	heap.left = n;
	heap.stay = stay;
	heap.refused = 0;
}

/* Did the failure come about? */
static inline bool heap_ok(void)
{
	bool met = heap.refused > 0;

	heap.left = -1;
	heap.refused = 0;
	return !met;
}

/* ---- objects ---- */

static inline skp_model *model_limited(const skp_limits *limits)
{
	skp_model_options o = SKP_INIT(skp_model_options);
	skp_model *ret;

	o.fixed_seed = 1;
	o.seed = 20260120;
	o.allocator = &heap_allocator;
	o.limits = limits;
	ck_assert_int_eq(skp_model_new(&o, &ret, &err), 0);
	return ret;
}

static inline void setup(void)
{
	skp_checker_options o = SKP_INIT(skp_checker_options);

	memset(&err, 0, sizeof(err));
	err.size = sizeof(err);
	o.allocator = &heap_allocator;
	m = model_limited(NULL);
	r = NULL; /* without fork the last test's pointer is still there */
	ck_assert_int_eq(skp_checker_new(&o, &c, &err), 0);
}

static inline void teardown(void)
{
	skp_report_free(r);
	skp_checker_free(c);
	skp_model_free(m);
	ck_assert_int_eq(heap.live, 0);
}

/* Begins again with an empty model under these limits. */
static inline void limited(skp_limits limits)
{
	limits.size = sizeof(limits);
	skp_report_free(r);
	r = NULL;
	skp_model_free(m);
	m = model_limited(&limits);
}

static inline void afresh(void)
{
	limited((skp_limits){0});
}

/* ---- facts ---- */

static inline int32_t table_no(const char *table)
{
	int32_t t = skp_table_find(table, -1);

	ck_assert_msg(t >= 0, "no table %s", table);
	return t;
}

static inline int32_t field_no(const char *table, const char *name)
{
	int32_t f = skp_field_find(table_no(table), name, -1);

	ck_assert_msg(f >= 0, "no field %s.%s", table, name);
	return f;
}

/* Adds a row of cells "field=value|field=value"; its number, -1: none. */
static inline int32_t try_fact(const char *table, const char *cells,
	int64_t *row)
{
	int32_t field[FIELD_MAX], n = 0;
	const char *value[FIELD_MAX], *p = cells, *eq;
	int64_t len[FIELD_MAX];
	size_t k;

	while (*p) {
		k = strcspn(p, "|");
		eq = memchr(p, '=', k);
		ck_assert_msg(eq != NULL && n < FIELD_MAX, "%s", cells);
		field[n] = skp_field_find(table_no(table), p, eq - p);
		ck_assert_msg(field[n] >= 0, "%s: %s", table, p);
		value[n] = eq + 1;
		len[n++] = (int64_t)k - (eq + 1 - p);
		p += k + (p[k] == '|');
	}
	*row = -1;
	return skp_model_add(m, table_no(table), n, field, value, len, row,
		&err);
}

static inline int64_t fact(const char *table, const char *cells)
{
	int64_t row;

	ck_assert_msg(try_fact(table, cells, &row) == 0, "%s: %s", cells,
		err.text);
	return row;
}

/* Several rows, one a line. */
static inline void facts(const char *table, const char *lines)
{
	char line[512];
	size_t n;

	for (; *lines; lines += n + (lines[n] == '\n')) {
		n = strcspn(lines, "\n");
		ck_assert_uint_lt(n, sizeof(line));
		memcpy(line, lines, n);
		line[n] = 0;
		fact(table, line);
	}
}

/* A dinas without SKP Organisasi, its head, a member with a wrong atasan. */
static inline void small_dinas(void)
{
	facts("unor", "id=D|nama=Dinas \"Contoh\"|diatasan_id=\n"
		"id=S|nama=SD Negeri 1|diatasan_id=D");
	facts("pegawai",
		"id=K|nip=197001011995011001|nama=Kepala|unor_id=D|atasan_id=\n"
		"id=G|nip=198501012010011002|nama=Guru|unor_id=S"
		"|atasan_id=197001011995011001\n"
		"id=P|nip=197501012000011003|nama=Prin|unor_id=S"
		"|atasan_id=197001011995011001");
	facts("penugasan", "pegawai_id=K|unor_id=D|jenis=D\n"
		"pegawai_id=P|unor_id=S|jenis=TT");
	fact("skp", "id=s1|pegawai_id=P|unor_id=S|jenis=organisasi"
		"|status=draft");
}

static inline void seal(void)
{
	ck_assert_msg(skp_model_seal(m, &err) == 0, "%s", err.text);
}

static inline void set(const char *key, const char *value)
{
	ck_assert_msg(skp_checker_set(c, key, value, &err) == 0, "%s: %s",
		key, err.text);
}

static inline void policy(const char *yaml)
{
	ck_assert_msg(skp_checker_policy(c, "lokal.yaml", yaml, -1, &err) ==
		0, "%s", err.text);
}

/* Seals, checks; r->j is the judgement behind the report. */
static inline const struct judgement *report(const char *pada)
{
	set("pada", pada);
	seal();
	skp_report_free(r);
	ck_assert_msg(skp_check(c, m, NULL, &r, &err) == 0, "%s", err.text);
	return &r->j;
}

static inline skp_account account(const char *table)
{
	skp_account a = SKP_INIT(skp_account);

	ck_assert_int_eq(skp_model_account(m, table_no(table), &a, &err), 0);
	ck_assert_uint_eq(a.read, a.loaded + a.merged + a.repeated + a.empty +
		a.rejected);
	return a;
}

/* One number for all that the model holds, or for all but its cells: after a
 * failed call it must be as before. */
static inline uint64_t shape_of(bool cells)
{
	static const uint64_t key[2] = {1, 2};
	uint64_t h[2] = {m->nnote + m->skp_list, m->nsource};
	uint64_t v[8];

#define MIX(p, n) h[0] = siphash13(h, (const char *)(p), n) ^ h[1]
	for (uint32_t t = 0; t < SKP_TABLES + 2; t++) {
		const struct table *x = t < SKP_TABLES ? &m->table[t]
			: &m->implicit[t - SKP_TABLES];

		memcpy(v, (uint64_t[]){x->rows, x->ord, x->nrun, x->read,
			x->empty, x->rejected, x->ignored + x->given,
			x->merged + x->repeated}, sizeof(v));
		if (t >= SKP_TABLES) /* implicit rows stand nowhere */
			v[1] = v[2] = 0;
		MIX(v, sizeof(v));
		for (uint32_t i = 0; i < x->rows; i++) {
			for (uint32_t f = 0; cells && f < FIELD_MAX; f++)
				v[f % 8] = (f < 8 ? 0 : v[f % 8] << 32) +
					cell(x, f, i);
			if (cells)
				MIX(v, sizeof(v));
			v[0] = row_state(x, i);
			MIX(v, 8);
		}
	}
	for (uint64_t i = 0; i < m->nsource; i++)
		MIX(&m->source[i], sizeof(m->source[i]));
	for (uint64_t i = 0; i < m->nnote; i++)
		MIX(&m->note[i], sizeof(m->note[i]));
#undef MIX
	return siphash13(key, (const char *)h, sizeof(h));
}

static inline uint64_t shape(void)
{
	return shape_of(true);
}

/* ---- what came of them ---- */

static inline uint32_t unor(const char *id)
{
	uint32_t row = model_find_unor(m, text_of(id));

	ck_assert_msg(row != CELL_EMPTY, "no unit %s", id);
	return row;
}

static inline uint32_t pegawai(const char *id)
{
	uint32_t row = model_find_pegawai(m, text_of(id));

	ck_assert_msg(row != CELL_EMPTY, "no person %s", id);
	return row;
}

static inline uint32_t cell_of(const char *table, const char *field,
	int64_t row)
{
	return cell(&m->table[table_no(table)],
		(uint32_t)field_no(table, field), (uint32_t)row);
}

static inline void is_text(struct text t, const char *s)
{
	ck_assert_msg(text_eq(t, text_of(s)), "\"%.*s\" is not \"%s\"",
		(int)t.n, t.p, s);
}

/* The cell as people write it. */
static inline void is_cell(const char *table, int64_t row, const char *field,
	const char *s)
{
	char to[CELL_PRINT];

	is_text(model_cell_text(m, (uint32_t)table_no(table),
		(uint32_t)field_no(table, field), cell_of(table, field, row),
		to), s);
}

/* The n-th finding's field, of lists all elements joined by commas. */
static inline const char *found(int64_t i, int32_t field)
{
	static char to[4][1024];
	static int turn;
	char *s = to[turn = (turn + 1) % 4];
	bool list = field == SKP_F_EXPECTED || field == SKP_F_PATH;
	int64_t n = list ? skp_report_int(r, i, field) : 1, k, at = 0;

	*s = 0;
	for (k = 0; k < n; k++) {
		if (k)
			s[at++] = ',';
		at += skp_report_text(r, i, field, (int32_t)k, "id", s + at,
			(int64_t)sizeof(to[0]) - at);
		ck_assert_int_lt(at, sizeof(to[0]));
	}
	return s;
}

/* "CODE id" of all findings, in order, joined by blanks. */
static inline const char *all_found(void)
{
	static char to[4096];
	size_t n = 0;
	int64_t i;

	*to = 0;
	for (i = 0; i < skp_report_count(r); i++) {
		n += (size_t)snprintf(to + n, sizeof(to) - n, "%s%s:%s",
			i ? " " : "", found(i, SKP_F_CODE),
			found(i, SKP_F_ID));
		ck_assert_uint_lt(n, sizeof(to));
	}
	return to;
}

/* The only finding of that code; -1: none. */
static inline int64_t of_code(const char *code)
{
	int64_t i, ret = -1;

	for (i = 0; i < skp_report_count(r); i++)
		if (strcmp(found(i, SKP_F_CODE), code) == 0) {
			ck_assert_msg(ret < 0, "%s twice", code);
			ret = i;
		}
	return ret;
}

static inline int32_t collect(void *ctx, const char *bytes, uint64_t len)
{
	struct buf *b = ctx;

	buf_put(b, bytes, len);
	return b->fail;
}

/* The report as a format writes it; to be freed. */
static inline char *written(const char *format, skp_write_options o)
{
	struct mem mem;
	struct buf b;
	char *s;

	mem_init(&mem, NULL, 0);
	buf_init(&b, &mem);
	o.size = sizeof(o);
	ck_assert_msg(skp_report_write(r, format, &o, collect, &b, &err) == 0,
		"%s", err.text);
	buf_char(&b, 0);
	ck_assert(!b.fail);
	s = malloc(b.n);
	ck_assert_ptr_nonnull(s);
	memcpy(s, b.p, b.n);
	buf_free(&b);
	return s;
}

/* ---- running ---- */

static inline int run_tests_with(const char *name,
	const TTest *const *test, size_t n, void (*begin)(void),
	void (*end)(void))
{
	Suite *s = suite_create(name);
	TCase *t = tcase_create(name);
	SRunner *runner;
	int failed;
	size_t i;

	tcase_set_timeout(t, 120); /* valgrind takes its time */
	tcase_add_checked_fixture(t, begin, end);
	for (i = 0; i < n; i++)
		tcase_add_test(t, test[i]);
	suite_add_tcase(s, t);
	runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}

static inline int run_tests(const char *name, const TTest *const *test,
	size_t n)
{
	return run_tests_with(name, test, n, setup, teardown);
}

/* A test that runs so many times, with _i from 0. */
struct loop {
	const TTest *test;
	int times;
};

static inline int run_loops_with(const char *name, const struct loop *loop,
	size_t n, void (*begin)(void), void (*end)(void))
{
	Suite *s = suite_create(name);
	TCase *t = tcase_create(name);
	SRunner *runner;
	int failed;
	size_t i;

	tcase_set_timeout(t, 120); /* valgrind takes its time */
	tcase_add_checked_fixture(t, begin, end);
	for (i = 0; i < n; i++)
		tcase_add_loop_test(t, loop[i].test, 0, loop[i].times);
	suite_add_tcase(s, t);
	runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}

static inline int run_loops(const char *name, const struct loop *loop,
	size_t n)
{
	return run_loops_with(name, loop, n, setup, teardown);
}

#define RUN(name, ...) \
	int main(void) \
	{ \
		const TTest *const test[] = {__VA_ARGS__}; \
\
		return run_tests(name, test, ARRAY_LEN(test)); \
	}

#endif
