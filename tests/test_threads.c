/* SPDX-License-Identifier: MIT */
/* Threads: nobody can tell from a result how many there were. */
#include "facts.h"
#include "pool.h"
#include <pthread.h>
#include <stdatomic.h>

/* ---- the pool ---- */

enum { PARTS = 1000 };
static atomic_int done[PARTS], workers[JOBS_MOST];

static void count_part(void *ctx, uint32_t worker, uint64_t part)
{
	ck_assert_ptr_eq(ctx, done);
	ck_assert_uint_lt(part, PARTS);
	atomic_fetch_add(&done[part], 1);
	atomic_fetch_add(&workers[worker], 1);
}

START_TEST(every_part_is_done_once)
{
	static const uint32_t jobs[] = {0, 1, 2, 7, JOBS_MOST, 1000};

	for (uint32_t k = 0; k < ARRAY_LEN(jobs); k++) {
		memset(done, 0, sizeof(done));
		pool_run(jobs[k], PARTS, count_part, done);
		for (uint32_t i = 0; i < PARTS; i++)
			ck_assert_int_eq(done[i], 1);
	}
	memset(done, 0, sizeof(done));
	pool_run(4, 0, count_part, done);
	pool_run(4, 1, count_part, done);
	ck_assert_int_eq(done[0], 1);
	ck_assert_int_eq(done[1], 0);
}
END_TEST

START_TEST(one_job_is_the_callers_alone)
{
	memset(workers, 0, sizeof(workers));
	pool_run(1, PARTS, count_part, done);
	ck_assert_int_eq(workers[0], PARTS);
}
END_TEST

START_TEST(few_rows_are_worth_no_thread)
{
	ck_assert_uint_eq(pool_jobs(8, 0), 1);
	ck_assert_uint_eq(pool_jobs(8, 10000), 1);
	ck_assert_uint_eq(pool_jobs(8, 50000), 3);
	ck_assert_uint_eq(pool_jobs(8, 5000000), 8);
	ck_assert_uint_eq(pool_jobs(0, 5000000), 1);
	ck_assert_uint_eq(pool_jobs(1000, 50000000), JOBS_MOST);
}
END_TEST

/* ---- a check ---- */

enum { UNITS = 700, PEOPLE = 40 * UNITS };

/* Units in a tree, a head for most, every second person with a wrong atasan,
 * references that dangle. */
static void crowd(void)
{
	char line[256];

	for (int i = 0; i < UNITS; i++) {
		snprintf(line, sizeof(line), "id=U%d|instansi_id=I|nama=U|"
			"jenis=%s|diatasan_id=%s%d", i, i % 3 ? "upt" : "dinas",
			i % 97 == 5 ? "X" : i ? "U" : "", i ? i / 4 : 0);
		if (i == 0)
			strstr(line, "diatasan_id=")[12] = 0;
		fact("unor", line);
	}
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(line, sizeof(line), "id=P%d|nama=N|kedudukan=01|"
			"unor_id=U%d|jenis_jabatan=1|atasan_id=P%d", i,
			i / 40 + (i % 1000 == 7 ? UNITS : 0),
			i % 2 ? i / 40 * 40 : (i * 31) % (PEOPLE + 50));
		fact("pegawai", line);
	}
	for (int i = 0; i < UNITS; i++) {
		snprintf(line, sizeof(line), "pegawai_id=P%d|unor_id=U%d|"
			"jenis=D|mulai=2025-01-01", i * 40, i);
		if (i % 11)
			fact("penugasan", line);
	}
	for (int i = 0; i < PEOPLE; i += 3) {
		snprintf(line, sizeof(line), "id=S%d|pegawai_id=P%d|"
			"unor_id=U%d|jenis=%s|status=draft|mulai=2026-01-01|"
			"selesai=2026-12-31", i, i, i / 40,
			i % 120 ? "individu" : "organisasi");
		fact("skp", line);
	}
	seal();
	set("pada", "2026-01-20");
}

static int32_t check_with(uint32_t jobs)
{
	skp_check_options o = SKP_INIT(skp_check_options);

	o.jobs = jobs;
	skp_report_free(r);
	r = NULL;
	return skp_check(c, m, &o, &r, &err);
}

START_TEST(threads_change_no_byte_of_a_report)
{
	char *one, *many;

	crowd();
	ck_assert_int_eq(check_with(1), 0);
	ck_assert_uint_gt(r->n, 10000);
	one = written("jsonl", (skp_write_options){0});
	for (uint32_t jobs = 2; jobs <= 5; jobs++) {
		ck_assert_int_eq(check_with(jobs), 0);
		many = written("jsonl", (skp_write_options){0});
		ck_assert_str_eq(many, one);
		free(many);
	}
	free(one);
}
END_TEST

/* Every thousandth person is found; first: all are asked about before. */
static int32_t thousandth(void *ctx, skp_facts *f, int64_t row)
{
	if (row == 0 && *(bool *)ctx)
		ck_assert_int_ne(skp_facts_person(f, 0), 0);
	return row % 1000 ? 0 : skp_facts_find(f, NULL, &err);
}

/* What a rule asks changes no byte of what it finds, nor of how many wait. */
START_TEST(who_waits_is_the_same_found_out_one_by_one)
{
	skp_rule rule = SKP_INIT(skp_rule);
	bool first = false;
	char *text, *lines, *again;

	crowd();
	rule.code = "KAB001";
	rule.table = SKP_TABLE_PEGAWAI;
	rule.severity = SKP_SEVERITY_W;
	rule.title = rule.message = "Tes";
	rule.check = thousandth;
	rule.ctx = &first;
	ck_assert_int_eq(skp_checker_add_rule(c, &rule, &err), 0);
	set("select", "KAB001");
	ck_assert_int_eq(check_with(1), 0);
	ck_assert(!r->j.waiting);
	text = written("text", (skp_write_options){0});
	lines = written("jsonl", (skp_write_options){0});
	ck_assert_ptr_nonnull(strstr(text, "terhalang"));
	ck_assert_ptr_nonnull(strstr(lines, "\"root\""));
	first = true;
	for (uint32_t jobs = 1; jobs <= 4; jobs++) {
		ck_assert_int_eq(check_with(jobs), 0);
		ck_assert(r->j.waiting);
		again = written("text", (skp_write_options){0});
		ck_assert_str_eq(again, text);
		free(again);
		again = written("jsonl", (skp_write_options){0});
		ck_assert_str_eq(again, lines);
		free(again);
	}
	free(text);
	free(lines);
}
END_TEST

/* ---- writing ---- */

START_TEST(threads_write_the_same_bytes)
{
	char *one, *many;

	crowd();
	ck_assert_int_eq(check_with(2), 0);
	for (uint32_t kind = 0; kind < 3; kind++) {
		skp_write_options o = {.fingerprints = kind == 1,
			.mask = kind == 2, .min_severity = kind == 1
				? SKP_SEVERITY_E : 0};

		one = written("jsonl", o);
		for (o.jobs = 2; o.jobs <= 4; o.jobs++) {
			many = written("jsonl", o);
			ck_assert_str_eq(many, one);
			free(many);
		}
		free(one);
	}
}
END_TEST

struct output {
	pthread_t caller;
	int calls, stop; /* after so many; 0: never */
};

static int32_t take(void *ctx, const char *bytes, uint64_t len)
{
	struct output *o = ctx;

	ck_assert(pthread_equal(pthread_self(), o->caller));
	ck_assert_ptr_nonnull(bytes);
	ck_assert_uint_lt(len, 4 << 20);
	return ++o->calls == o->stop;
}

START_TEST(only_the_callers_thread_hands_over_what_they_write)
{
	skp_write_options w = SKP_INIT(skp_write_options);
	struct output o = {pthread_self(), 0, 0};

	crowd();
	ck_assert_int_eq(check_with(2), 0);
	w.jobs = 3;
	ck_assert_int_eq(skp_report_write(r, "jsonl", &w, take, &o, &err), 0);
	ck_assert_int_gt(o.calls, 9);
	o.calls = 0;
	o.stop = 2;
	ck_assert_int_eq(skp_report_write(r, "jsonl", &w, take, &o, &err),
		SKP_E_IO);
	ck_assert_int_eq(o.calls, 2);
}
END_TEST

START_TEST(threads_that_write_without_memory_fail_as_one)
{
	skp_write_options w = SKP_INIT(skp_write_options);
	struct output o = {pthread_self(), 0, 0};
	int failures = 0;

	crowd();
	ck_assert_int_eq(check_with(2), 0);
	w.jobs = 3;
	for (long n = 0; n < 100; n += 1 + n / 5) {
		heap_fail(n, true);
		if (skp_report_write(r, "jsonl", &w, take, &o, &err)) {
			ck_assert_int_eq(err.code, SKP_E_NOMEM);
			failures++;
		}
		heap_ok();
	}
	ck_assert_int_gt(failures, 10);
}
END_TEST

/* ---- failing ---- */

START_TEST(threads_without_memory_fail_as_one)
{
	int failures = 0;

	crowd();
	for (long n = 0; n < 400; n += 1 + n / 5) {
		heap_fail(n, true);
		if (check_with(3)) {
			ck_assert_int_eq(err.code, SKP_E_NOMEM);
			ck_assert_ptr_null(r);
			failures++;
		}
		heap_ok();
	}
	ck_assert_int_gt(failures, 10);
}
END_TEST

START_TEST(threads_share_the_limit_of_findings)
{
	skp_limits limits = {.findings = 9999};
	skp_checker_options o = SKP_INIT(skp_checker_options);

	limits.size = sizeof(limits);
	skp_checker_free(c);
	o.allocator = &heap_allocator;
	o.limits = &limits;
	ck_assert_int_eq(skp_checker_new(&o, &c, &err), 0);
	crowd();
	ck_assert_int_eq(check_with(3), SKP_E_LIMIT_FINDINGS);
	ck_assert_int_eq(check_with(1), SKP_E_LIMIT_FINDINGS);
}
END_TEST

RUN("threads", every_part_is_done_once, one_job_is_the_callers_alone,
	few_rows_are_worth_no_thread, threads_change_no_byte_of_a_report,
	who_waits_is_the_same_found_out_one_by_one,
	threads_write_the_same_bytes,
	only_the_callers_thread_hands_over_what_they_write,
	threads_that_write_without_memory_fail_as_one,
	threads_without_memory_fail_as_one,
	threads_share_the_limit_of_findings)
