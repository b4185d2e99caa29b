/* SPDX-License-Identifier: MIT */
/* Long calls count how far they are and stop when told to, everything then
 * being as it was. */
#include "facts.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { PEOPLE = 20000 };

static skp_progress *p;

/* A model of its own that is watched, in place of the one of every test. */
static void watched(void)
{
	skp_model_options o = SKP_INIT(skp_model_options);

	setup();
	ck_assert_int_eq(skp_progress_new(&heap_allocator, &p, &err), 0);
	skp_model_free(m);
	o.allocator = &heap_allocator;
	o.progress = p;
	ck_assert_int_eq(skp_model_new(&o, &m, &err), 0);
}

static void unwatched(void)
{
	skp_progress_free(p);
	teardown();
}

/* ---- a file of people, each in a unit that is none ---- */

static char *people(uint64_t *n)
{
	static const char head[] = "id,unor_id,atasan_id\n";
	char *s = malloc(64 * (PEOPLE + 1)), *at = s;
	int i;

	ck_assert_ptr_nonnull(s);
	at += sprintf(at, "%s", head);
	for (i = 0; i < PEOPLE; i++)
		at += sprintf(at, "p%d,u,nobody%d\n", i, i);
	*n = (uint64_t)(at - s);
	return s;
}

static int32_t load_with(skp_progress_fn ask)
{
	skp_load_options o = SKP_INIT(skp_load_options);
	uint64_t n;
	char *s = people(&n);
	int32_t e;

	o.progress = ask;
	e = skp_model_load_bytes(m, "pegawai.csv", s, n, &o, &err);
	free(s);
	return e;
}

static int32_t check_it(void)
{
	skp_check_options o = SKP_INIT(skp_check_options);

	o.progress = p;
	skp_report_free(r);
	r = NULL;
	return skp_check(c, m, &o, &r, &err);
}

static int32_t nowhere(void *ctx, const char *bytes, uint64_t len)
{
	(void)bytes;
	(void)len;
	if (ctx)
		skp_progress_cancel(ctx);
	return 0;
}

static int32_t write_it(const char *format, bool stop)
{
	skp_write_options o = SKP_INIT(skp_write_options);

	o.progress = p;
	return skp_report_write(r, format, &o, nowhere, stop ? p : NULL,
		&err);
}

static void checked(void)
{
	ck_assert_int_eq(skp_model_load_bytes(m, "unor.csv", "id\nelsewhere\n",
		13, NULL, &err), 0);
	ck_assert_int_eq(load_with(NULL), 0);
	ck_assert_int_eq(skp_model_seal(m, &err), 0);
	ck_assert_int_eq(skp_checker_set(c, "pada", "2026-01-20", &err), 0);
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_ge(skp_report_count(r), PEOPLE);
}

static void stopped(int32_t e)
{
	ck_assert_int_eq(e, SKP_E_CANCEL);
	ck_assert_int_eq(err.code, SKP_E_CANCEL);
}

/* ---- counting ---- */

START_TEST(each_phase_counts_what_it_does)
{
	uint64_t n;

	free(people(&n));
	ck_assert_int_eq(skp_progress_phase(p), SKP_PHASE_NONE);
	ck_assert_int_eq(load_with(NULL), 0);
	ck_assert_int_eq(skp_progress_phase(p), SKP_PHASE_LOAD);
	ck_assert_int_eq(skp_progress_done(p), (int64_t)n);
	ck_assert_int_eq(skp_progress_total(p), (int64_t)n);
	ck_assert_int_gt(skp_progress_rows(p), PEOPLE - 4097);
	ck_assert_int_eq(skp_model_seal(m, &err), 0);
	ck_assert_int_eq(skp_progress_phase(p), SKP_PHASE_SEAL);
	ck_assert_int_eq(skp_progress_done(p), skp_progress_total(p));
	ck_assert_int_eq(skp_checker_set(c, "pada", "2026-01-20", &err), 0);
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(skp_progress_phase(p), SKP_PHASE_CHECK);
	ck_assert_int_ge(skp_progress_total(p), PEOPLE);
	ck_assert_int_eq(skp_progress_done(p), skp_progress_total(p));
	ck_assert_int_eq(skp_progress_rows(p), skp_progress_total(p));
}
END_TEST

START_TEST(every_format_counts_its_findings)
{
	static const char *const format[] = {"text", "jsonl", "baseline"};
	uint32_t i;

	checked();
	for (i = 0; i < ARRAY_LEN(format); i++) {
		ck_assert_int_eq(write_it(format[i], false), 0);
		ck_assert_int_eq(skp_progress_phase(p), SKP_PHASE_WRITE);
		ck_assert_int_eq(skp_progress_total(p),
			skp_report_count(r));
		ck_assert_int_eq(skp_progress_done(p), skp_report_count(r));
	}
}
END_TEST

START_TEST(reset_begins_anew)
{
	checked();
	skp_progress_cancel(p);
	skp_progress_reset(p);
	ck_assert_int_eq(skp_progress_phase(p), SKP_PHASE_NONE);
	ck_assert_int_eq(skp_progress_done(p), 0);
	ck_assert_int_eq(skp_progress_total(p), -1);
	ck_assert_int_eq(check_it(), 0);
}
END_TEST

START_TEST(nothing_is_known_of_what_is_no_progress)
{
	skp_progress *no = (skp_progress *)(void *)c;

	skp_progress_cancel(no);
	skp_progress_reset(NULL);
	skp_progress_free(no);
	ck_assert_int_eq(skp_progress_phase(no), SKP_PHASE_NONE);
	ck_assert_int_eq(skp_progress_done(no), -1);
	ck_assert_int_eq(skp_progress_total(NULL), -1);
	ck_assert_int_eq(skp_progress_rows(no), -1);
	ck_assert_int_eq(skp_progress_new(NULL, NULL, &err), SKP_E_ARG);
}
END_TEST

/* ---- stopping ---- */

START_TEST(what_is_begun_after_the_switch_does_nothing)
{
	skp_plan_options o = SKP_INIT(skp_plan_options);
	skp_plan *plan = NULL;

	o.progress = p;
	skp_progress_cancel(p);
	stopped(load_with(NULL));
	ck_assert_int_eq(skp_model_rows(m, SKP_TABLE_PEGAWAI), 0);
	skp_progress_reset(p);
	ck_assert_int_eq(load_with(NULL), 0);
	skp_progress_cancel(p);
	stopped(skp_model_seal(m, &err));
	ck_assert_int_eq(skp_model_sealed(m), 0);
	ck_assert_int_eq(skp_model_rows(m, SKP_TABLE_PEGAWAI), PEOPLE);
	skp_progress_reset(p);
	ck_assert_int_eq(skp_model_seal(m, &err), 0);
	ck_assert_int_eq(skp_checker_set(c, "pada", "2026-01-20", &err), 0);
	skp_progress_cancel(p);
	stopped(check_it());
	ck_assert_ptr_null(r);
	stopped(skp_plan_make(c, m, &o, &plan, &err));
	ck_assert_ptr_null(plan);
	skp_progress_reset(p);
	ck_assert_int_eq(check_it(), 0);
	skp_progress_cancel(p);
	stopped(write_it("text", false));
	stopped(write_it("jsonl", false));
	stopped(write_it("baseline", false));
}
END_TEST

static int32_t stop_at(void *ctx, uint64_t bytes, uint64_t rows)
{
	(void)ctx;
	(void)bytes;
	if (rows >= 8192)
		skp_progress_cancel(p);
	return 0;
}

START_TEST(a_load_stops_in_its_midst)
{
	stopped(load_with(stop_at));
	ck_assert_int_lt(skp_progress_rows(p), PEOPLE - 4096);
	ck_assert_int_eq(skp_model_rows(m, SKP_TABLE_PEGAWAI), 0);
	skp_progress_reset(p);
	checked();
}
END_TEST

static int32_t stop_in_rule(void *ctx, skp_facts *f, int64_t row)
{
	(void)f;
	*(int64_t *)ctx = row;
	if (row == 5000)
		skp_progress_cancel(p);
	return 0;
}

START_TEST(a_check_stops_in_its_midst)
{
	int64_t last = -1;
	skp_rule own = SKP_INIT(skp_rule);

	own.table = SKP_TABLE_PEGAWAI;
	own.severity = SKP_SEVERITY_I;
	own.code = "KAB001";
	own.title = own.message = "x";
	own.check = stop_in_rule;
	own.ctx = &last;
	checked();
	skp_report_free(r);
	r = NULL;
	ck_assert_int_eq(skp_checker_add_rule(c, &own, &err), 0);
	stopped(check_it());
	ck_assert_ptr_null(r);
	ck_assert_int_lt(last, 5000 + 4097);
}
END_TEST

START_TEST(a_writing_stops_in_its_midst)
{
	checked();
	stopped(write_it("text", true));
	ck_assert_int_lt(skp_progress_done(p), skp_progress_total(p));
	skp_progress_reset(p);
	stopped(write_it("jsonl", true));
	ck_assert_int_lt(skp_progress_done(p), skp_progress_total(p));
	skp_progress_reset(p);
	ck_assert_int_eq(write_it("jsonl", false), 0);
}
END_TEST

/* Rows without end, until the other end is closed; stops it after a while. */
static void *feed(void *ctx)
{
	static const char head[] = "id,nama\n";
	int fd = *(int *)ctx, i;
	char row[32];
	ssize_t n = write(fd, head, sizeof(head) - 1);

	for (i = 0; n > 0; i++) {
		if (skp_progress_rows(p) > 2 * 4096)
			skp_progress_cancel(p);
		n = sprintf(row, "p%d,x\n", i);
		n = write(fd, row, (size_t)n);
	}
	return NULL;
}

START_TEST(another_thread_stops_a_load_without_end)
{
	pthread_t thread;
	int fd[2];

	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, feed, &fd[1]), 0);
	stopped(skp_model_load_fd(m, fd[0], "pegawai.csv", NULL, &err));
	close(fd[0]);
	pthread_join(thread, NULL);
	close(fd[1]);
	ck_assert_int_eq(skp_model_rows(m, SKP_TABLE_PEGAWAI), 0);
}
END_TEST

int main(void)
{
	const TTest *const test[] = {each_phase_counts_what_it_does,
		every_format_counts_its_findings, reset_begins_anew,
		nothing_is_known_of_what_is_no_progress,
		what_is_begun_after_the_switch_does_nothing,
		a_load_stops_in_its_midst, a_check_stops_in_its_midst,
		a_writing_stops_in_its_midst,
		another_thread_stops_a_load_without_end};

	return run_tests_with("progress", test, ARRAY_LEN(test), watched,
		unwatched);
}
