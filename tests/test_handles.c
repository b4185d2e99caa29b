/* SPDX-License-Identifier: MIT */
/* Misuse is answered, never obeyed: NULL, another's object, the wrong time,
 * a call from inside a callback, structs of another size. */
#include "facts.h"

static int32_t write_nothing(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	(void)len;
	return 0;
}

/* ---- every call, with an object that may be wrong ---- */

enum { MODEL_CALLS = 15, CHECKER_CALLS = 4, REPORT_CALLS = 2 };

static int32_t (*const question[])(const skp_checker *, const skp_model *,
	const skp_check_options *, skp_report **, skp_error *) = {skp_check,
	skp_check_atasan, skp_check_organisasi, skp_check_urutan};

/* All that a model can be asked, as a harmless call each. */
static void ask_model(skp_model *x, int32_t answer[MODEL_CALLS])
{
	static const int32_t field = UNOR_id;
	static const char *const value = "U1";
	skp_account a = SKP_INIT(skp_account);
	skp_batch b = SKP_INIT(skp_batch);
	skp_report *none = NULL;
	int32_t n = 0;

	b.file = -1;
	answer[n++] = skp_model_load(x, "absent.csv", NULL, NULL);
	answer[n++] = skp_model_load_fd(x, -1, "absent.csv", NULL, NULL);
	answer[n++] = skp_model_load_bytes(x, "a.yaml", "unor: []", 8, NULL,
		NULL);
	answer[n++] = skp_model_source(x, "a", -1, NULL, NULL);
	answer[n++] = skp_model_add(x, SKP_TABLE_UNOR, 1, &field, &value, NULL,
		NULL, NULL);
	answer[n++] = skp_model_set(x, SKP_TABLE_UNOR, 0, UNOR_nama, "A", -1,
		NULL);
	answer[n++] = skp_model_remove(x, SKP_TABLE_UNOR, 0, NULL);
	answer[n++] = skp_model_add_batch(x, &b, NULL);
	answer[n++] = skp_model_ignored(x, SKP_TABLE_UNOR, 0, NULL);
	answer[n++] = skp_model_seal(x, NULL);
	answer[n++] = skp_model_account(x, SKP_TABLE_UNOR, &a, NULL);
	for (uint32_t i = 0; i < ARRAY_LEN(question); i++) {
		answer[n++] = question[i](c, x, NULL, &none, NULL);
		skp_report_free(none);
	}
	ck_assert_int_eq(n, MODEL_CALLS);
}

static void ask_checker(skp_checker *x, int32_t answer[CHECKER_CALLS])
{
	answer[0] = skp_checker_set(x, "pada", "2026-01-20", NULL);
	answer[1] = skp_checker_policy(x, "a", "name: a", -1, NULL);
	answer[2] = skp_checker_policy_file(x, "absent.yaml", NULL);
	answer[3] = skp_checker_policy_write(x, write_nothing, NULL, NULL);
}

static void ask_report(skp_report *x, int32_t answer[REPORT_CALLS])
{
	skp_columns *none;
	char s[4] = "old";

	answer[0] = skp_report_write(x, "text", NULL, write_nothing, NULL,
		NULL);
	answer[1] = skp_report_columns(x, NULL, &none, NULL);
	/* these have no error to give: nothing is there */
	ck_assert_int_eq(skp_report_count(x), 0);
	ck_assert_int_eq(skp_report_text(x, 0, SKP_F_CODE, 0, NULL, s, 4), 0);
	ck_assert_str_eq(s, "");
	ck_assert_int_eq(skp_report_int(x, 0, SKP_F_LEVEL), -1);
	ck_assert_int_eq(skp_report_skips(x), 0);
	ck_assert_ptr_null(skp_report_skip_code(x, 0));
	ck_assert_ptr_null(skp_report_skip_reason(x, 0));
	ck_assert_int_eq(skp_report_skip_count(x, 0), -1);
}

static void ask_columns(skp_columns *x)
{
	ck_assert_ptr_null(skp_columns_offsets(x, 0));
	ck_assert_ptr_null(skp_columns_bytes(x, 0));
	ck_assert_ptr_null(skp_columns_ints(x, 0));
}

static void all_are(const int32_t *answer, int32_t n, int32_t code)
{
	for (int32_t i = 0; i < n; i++)
		ck_assert_msg(answer[i] == code, "call %d says %s", i,
			skp_error_name(answer[i]));
}

/* Asks everything of objects that are not what they should be. */
static void all_refuse(void *model, void *checker, void *rep, void *columns,
	int32_t code)
{
	int32_t answer[MODEL_CALLS];
	skp_report *none = NULL;

	ask_model(model, answer);
	all_are(answer, MODEL_CALLS, code);
	ask_checker(checker, answer);
	all_are(answer, CHECKER_CALLS, code);
	ask_report(rep, answer);
	all_are(answer, REPORT_CALLS, code);
	ask_columns(columns);
	ck_assert_int_eq(skp_check(checker, m, NULL, &none, &err), code);
	ck_assert_int_eq(err.code, code);
}

START_TEST(no_call_takes_null_for_its_object)
{
	all_refuse(NULL, NULL, NULL, NULL, SKP_E_ARG);
}
END_TEST

START_TEST(no_call_takes_an_object_of_another_type)
{
	all_refuse(c, m, m, m, SKP_E_TYPE);
	report("2026-01-20");
	all_refuse(r, r, c, c, SKP_E_TYPE);
}
END_TEST

START_TEST(freeing_what_is_not_theirs_leaves_it_whole)
{
	skp_model_free((skp_model *)(void *)c);
	skp_checker_free((skp_checker *)(void *)m);
	skp_report_free((skp_report *)(void *)m);
	skp_columns_free((skp_columns *)(void *)m);
	report("2026-01-20");
	skp_model_free((skp_model *)(void *)r);
	ck_assert_int_eq(skp_report_count(r), 0);
}
END_TEST

START_TEST(null_is_refused_everywhere_else)
{
	skp_columns *columns;

	ck_assert_int_eq(skp_model_new(NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_new(NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_load(m, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_load_bytes(m, "a.yaml", NULL, 8, NULL,
		&err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_add_batch(m, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_add(m, 0, 1, NULL, NULL, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_add(m, 0, -1, NULL, NULL, NULL, NULL,
		&err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_add(m, 8, 0, NULL, NULL, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_ignored(m, -1, 1, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_account(m, 0, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_source(m, NULL, 0, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_set(c, NULL, "x", &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_policy(c, "x", NULL, 0, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_policy_file(c, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_policy_write(c, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_check(c, m, NULL, NULL, &err), SKP_E_ARG);
	report("2026-01-20");
	ck_assert_int_eq(skp_report_write(r, NULL, NULL, write_nothing, NULL,
		&err), SKP_E_ARG);
	ck_assert_int_eq(skp_report_write(r, "text", NULL, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_report_columns(r, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_report_columns(r, NULL, &columns, NULL), 0);
	ck_assert_ptr_null(skp_columns_ints(columns, -1));
	ck_assert_ptr_null(skp_columns_offsets(columns, SKP_FIELDS));
	skp_columns_free(columns);
	ck_assert_int_eq(skp_rule_find(NULL), SKP_E_UNKNOWN);
	ck_assert_ptr_null(skp_word(NULL, NULL));
}
END_TEST

START_TEST(freeing_null_is_fine)
{
	skp_model_free(NULL);
	skp_checker_free(NULL);
	skp_report_free(NULL);
	skp_columns_free(NULL);
}
END_TEST

START_TEST(each_call_has_its_time)
{
	int32_t answer[MODEL_CALLS];

	set("pada", "2026-01-20");
	fact("unor", "id=U1");
	ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), SKP_E_STATE);
	ck_assert_ptr_null(r);
	seal();
	ask_model(m, answer);
	all_are(answer + 2, 7, SKP_E_STATE); /* load_bytes ... ignored */
	ck_assert_int_lt(answer[0], 0);
	ck_assert_int_lt(answer[1], 0);
	all_are(answer + 9, 6, 0); /* sealing twice is harmless */
	set("pada", NULL);
	ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), SKP_E_STATE);
	ck_assert_ptr_nonnull(strstr(err.text, "pada"));
}
END_TEST

START_TEST(only_a_sealed_model_is_checked)
{
	set("pada", "2026-01-20");
	for (uint32_t i = 0; i < ARRAY_LEN(question); i++) {
		ck_assert_int_eq(question[i](c, m, NULL, &r, &err),
			SKP_E_STATE);
		ck_assert_ptr_null(r);
	}
}
END_TEST

/* ---- from inside the progress callback ---- */

static int32_t asked, answers[MODEL_CALLS];

static int32_t ask_again(void *ctx, uint64_t bytes, uint64_t rows)
{
	asked++;
	ask_model(m, answers);
	all_are(answers, MODEL_CALLS, SKP_E_BUSY);
	ck_assert_uint_gt(bytes, 0);
	ck_assert_uint_gt(rows, 0);
	return *(const int32_t *)ctx;
}

/* Loads 5,000 units with a callback that says `answer`. */
static int32_t load_many(const char *name, int32_t answer)
{
	skp_load_options o = SKP_INIT(skp_load_options);
	struct buf text;
	struct mem mem;
	int32_t e;

	mem_init(&mem, NULL, 0);
	buf_init(&text, &mem);
	buf_str(&text, strstr(name, "csv") ? "id\n" : "unor:\n");
	for (uint32_t i = 0; i < 5000; i++) {
		buf_str(&text, strstr(name, "csv") ? "" : " - id: ");
		buf_uint(&text, i + 1);
		buf_char(&text, '\n');
	}
	o.progress = ask_again;
	o.ctx = &answer;
	set("pada", "2026-01-20");
	e = skp_model_load_bytes(m, name, text.p, text.n, &o, &err);
	buf_free(&text);
	ck_assert_int_gt(asked, 0);
	return e;
}

START_TEST(the_model_is_busy_while_it_calls_back)
{
	ck_assert_int_eq(load_many("unor.csv", 0), 0);
	ck_assert_int_eq(load_many("unor.yaml", 0), 0);
	ck_assert_uint_eq(account("unor").loaded, 10000);
	seal();
	ck_assert_uint_eq(account("unor").repeated, 5000);
}
END_TEST

START_TEST(a_callback_may_stop_the_load)
{
	uint64_t before = shape();

	ck_assert_int_eq(load_many("unor.csv", 1), SKP_E_CANCEL);
	ck_assert_uint_eq(shape(), before);
	ck_assert_int_eq(load_many("unor.yaml", -7), SKP_E_CANCEL);
	ck_assert_uint_eq(shape(), before);
	seal(); /* not busy any more */
}
END_TEST

START_TEST(structs_may_be_smaller_and_larger)
{
	struct {
		skp_error e;
		uint32_t more[4];
	} large = {.e = {.size = sizeof(large)}};
	struct {
		skp_check_options o;
		uint32_t unknown;
	} newer = {.o = {.size = sizeof(newer)}};
	skp_error small = {.size = 8, .line = 77};

	ck_assert_int_eq(skp_model_seal(NULL, &small), SKP_E_ARG);
	ck_assert_int_eq(small.code, SKP_E_ARG);
	ck_assert_uint_eq(small.line, 77); /* behind the caller's size */
	ck_assert_int_eq(skp_model_seal(NULL, &large.e), SKP_E_ARG);
	ck_assert_uint_eq(large.e.size, sizeof(large));
	seal();
	set("pada", "2026-01-20");
	newer.unknown = 1;
	ck_assert_int_eq(skp_check(c, m, &newer.o, &r, &err), SKP_E_ARG);
	newer.unknown = 0;
	ck_assert_int_eq(skp_check(c, m, &newer.o, &r, &err), 0);
}
END_TEST

/* A struct of a later day behind any of ours. */
union grown {
	skp_model_options model;
	skp_checker_options checker;
	skp_load_options load;
	skp_write_options write;
	skp_account account;
	skp_limits limits;
	skp_allocator allocator;
	uint32_t word[64];
};

static union grown grown_by(uint32_t size, uint32_t unknown)
{
	union grown g;

	memset(&g, 0, sizeof(g));
	g.word[0] = size + 4;
	g.word[size / 4] = unknown;
	return g;
}

START_TEST(options_of_any_size_are_understood)
{
	skp_model *model = NULL;
	skp_checker *checker = NULL;
	union grown g;

	for (uint32_t unknown = 0; unknown < 2; unknown++) {
		int32_t code = unknown ? SKP_E_ARG : 0;

		g = grown_by(sizeof(skp_model_options), unknown);
		ck_assert_int_eq(skp_model_new(&g.model, &model, &err), code);
		skp_model_free(model);
		g = grown_by(sizeof(skp_checker_options), unknown);
		ck_assert_int_eq(skp_checker_new(&g.checker, &checker, &err),
			code);
		skp_checker_free(checker);
		g = grown_by(sizeof(skp_load_options), unknown);
		ck_assert_int_eq(skp_model_load_bytes(m, "a.yaml",
			"unor: [{id: a}]", 15, &g.load, &err), code);
		g = grown_by(sizeof(skp_limits), unknown);
		ck_assert_int_eq(skp_model_new(&(skp_model_options){
			.size = sizeof(skp_model_options),
			.limits = &g.limits}, &model, &err), code);
		skp_model_free(model);
		g = grown_by(sizeof(skp_allocator), unknown);
		g.allocator = heap_allocator;
		g.allocator.size += 4;
		ck_assert_int_eq(skp_checker_new(&(skp_checker_options){
			.size = sizeof(skp_checker_options),
			.allocator = &g.allocator}, &checker, &err), code);
		skp_checker_free(checker);
	}
}
END_TEST

START_TEST(a_report_is_written_with_options_of_any_size)
{
	union grown g;

	report("2026-01-20");
	g = grown_by(sizeof(skp_write_options), 0);
	ck_assert_int_eq(skp_report_write(r, "text", &g.write, write_nothing,
		NULL, &err), 0);
	g = grown_by(sizeof(skp_write_options), 1);
	ck_assert_int_eq(skp_report_write(r, "text", &g.write, write_nothing,
		NULL, &err), SKP_E_ARG);
	g.write.size = 4; /* knows nothing but its size */
	ck_assert_int_eq(skp_report_write(r, "text", &g.write, write_nothing,
		NULL, &err), 0);
	g.write.size = 0;
	ck_assert_int_eq(skp_report_write(r, "text", &g.write, write_nothing,
		NULL, &err), SKP_E_ARG);
}
END_TEST

START_TEST(an_account_keeps_to_the_callers_size)
{
	union grown g;

	fact("unor", "id=U1");
	memset(&g, 0x55, sizeof(g));
	g.account.size = 16; /* up to `read` */
	ck_assert_int_eq(skp_model_account(m, SKP_TABLE_UNOR, &g.account,
		&err), 0);
	ck_assert_uint_eq(g.account.read, 1);
	ck_assert_uint_eq(g.account.loaded, 0x5555555555555555);
	g.account.size = 2;
	ck_assert_int_eq(skp_model_account(m, SKP_TABLE_UNOR, &g.account,
		&err), SKP_E_ARG);
}
END_TEST

START_TEST(settings_are_checked_when_they_are_set)
{
	static const char *const bad[][2] = {{"pada", "kemarin"},
		{"tahun", "26"}, {"select", "ABC"}, {"ignore", "ATS,,ORG"},
		{"awal", "2026"}};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(bad); i++)
		ck_assert_int_lt(skp_checker_set(c, bad[i][0], bad[i][1],
			&err), 0);
	ck_assert_int_eq(skp_checker_set(c, "warna", "x", &err),
		SKP_E_UNKNOWN);
	seal();
	set("pada", "2026-01-20");
	set("unor", "nowhere");
	ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), SKP_E_UNKNOWN);
	set("unor", NULL);
	set("instansi", "nowhere");
	ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), SKP_E_UNKNOWN);
}
END_TEST

/* The period T that the checker's settings come to. */
static void period_is(int32_t year, int32_t month, int32_t last)
{
	const struct judgement *j = report("2026-01-20");

	ck_assert_int_eq(j->from, clock_from_civil(year, month, 1));
	ck_assert_int_eq(j->to, clock_from_civil(year, 12, last));
}

START_TEST(the_period_is_the_year_of_pada_unless_said)
{
	period_is(2026, 1, 31);
	set("tahun", "2025");
	period_is(2025, 1, 31);
	set("awal", NULL); /* was not set: nothing to take back */
	period_is(2025, 1, 31);
	set("awal", "2024-03-01");
	period_is(2025, 1, 31); /* one end does not count */
	set("akhir", "30/12/2024");
	period_is(2024, 3, 30);
	set("tahun", "");
	period_is(2024, 3, 30);
	set("akhir", NULL);
	period_is(2026, 1, 31);
	set("akhir", "2024-12-30");
	set("tahun", "2023"); /* said last */
	period_is(2023, 1, 31);
}
END_TEST

START_TEST(a_setting_that_fails_changes_nothing)
{
	set("pada", "2026-01-20T08:00:00+07:00");
	set("tahun", "2025");
	ck_assert_int_eq(skp_checker_set(c, "pada", "x", &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_set(c, "tahun", "0999", &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_checker_set(c, "akhir", "x", &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_set(c, "unor", "\xff", &err),
		SKP_E_ENCODING);
	ck_assert_int_eq(c->pada, 1768870800);
	ck_assert_int_eq(c->year, 2025);
	set("select", "ats, ORG30");
	heap_fail(0, true);
	ck_assert_int_eq(skp_checker_set(c, "select", "SYN", &err),
		SKP_E_NOMEM);
	heap_ok();
	ck_assert_int_eq(skp_checker_set(c, "select", "XYZ", &err),
		SKP_E_UNKNOWN);
	is_text((struct text){c->select.p, (uint32_t)c->select.n},
		"ats, ORG30");
}
END_TEST

static int32_t write_fails(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	return len > 0;
}

START_TEST(a_policy_that_cannot_be_written_says_so)
{
	ck_assert_int_eq(skp_checker_policy_write(c, write_fails, NULL, &err),
		SKP_E_IO);
	heap_fail(0, true);
	ck_assert_int_eq(skp_checker_policy_write(c, write_nothing, NULL,
		&err), SKP_E_NOMEM);
	heap_ok();
}
END_TEST

RUN("handles", no_call_takes_null_for_its_object,
	no_call_takes_an_object_of_another_type,
	freeing_what_is_not_theirs_leaves_it_whole,
	null_is_refused_everywhere_else, freeing_null_is_fine,
	each_call_has_its_time, only_a_sealed_model_is_checked,
	the_model_is_busy_while_it_calls_back, a_callback_may_stop_the_load,
	structs_may_be_smaller_and_larger,
	options_of_any_size_are_understood,
	a_report_is_written_with_options_of_any_size,
	an_account_keeps_to_the_callers_size,
	settings_are_checked_when_they_are_set,
	the_period_is_the_year_of_pada_unless_said,
	a_setting_that_fails_changes_nothing,
	a_policy_that_cannot_be_written_says_so)
