/* SPDX-License-Identifier: MIT */
/* Misuse is answered, never obeyed: NULL, another's object, the wrong time,
 * a call from inside a callback, structs of another size. */
#include "facts.h"

START_TEST(null_is_refused_everywhere)
{
	skp_batch b = SKP_INIT(skp_batch);
	skp_account a = SKP_INIT(skp_account);

	ck_assert_int_eq(skp_model_new(NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_new(NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_load(NULL, "x", NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_load(m, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_add_batch(NULL, &b, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_add_batch(m, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_seal(NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_account(m, 0, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_account(NULL, 0, &a, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_source(m, NULL, 0, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_set(c, NULL, "x", &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_policy(c, "x", NULL, 0, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_check(NULL, m, NULL, &r, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_check(c, NULL, NULL, &r, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_check(c, m, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_report_count(NULL), 0);
	ck_assert_int_eq(skp_report_int(NULL, 0, 0), -1);
	ck_assert_ptr_null(skp_columns_bytes(NULL, 0));
	ck_assert_int_eq(skp_model_seal(NULL, NULL), SKP_E_ARG);
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

START_TEST(an_object_of_another_type_is_refused)
{
	skp_model *no_model = (skp_model *)(void *)c;
	skp_checker *no_checker = (skp_checker *)(void *)m;

	ck_assert_int_eq(skp_model_seal(no_model, &err), SKP_E_TYPE);
	ck_assert_int_eq(skp_checker_set(no_checker, "pada", "2026-01-01",
		&err), SKP_E_TYPE);
	ck_assert_int_eq(skp_check(no_checker, m, NULL, &r, &err),
		SKP_E_TYPE);
	ck_assert_int_eq(skp_report_count((skp_report *)(void *)m), 0);
	skp_report_free((skp_report *)(void *)m); /* stays whole */
	ck_assert_int_eq(skp_model_seal(m, &err), 0);
}
END_TEST

START_TEST(each_call_has_its_time)
{
	int32_t field = field_no("unor", "id");
	const char *value = "U9";

	set("pada", "2026-01-20");
	ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), SKP_E_STATE);
	ck_assert_ptr_null(r);
	seal();
	seal();
	ck_assert_int_eq(skp_model_add(m, SKP_TABLE_UNOR, 1, &field, &value,
		NULL, NULL, &err), SKP_E_STATE);
	ck_assert_int_eq(skp_model_set(m, 0, 0, 0, "x", -1, &err),
		SKP_E_STATE);
	ck_assert_int_eq(skp_model_load_bytes(m, "x.yaml", "unor: []", 8,
		NULL, &err), SKP_E_STATE);
	set("pada", NULL);
	ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), SKP_E_STATE);
	ck_assert_ptr_nonnull(strstr(err.text, "pada"));
}
END_TEST

static int32_t asked, answers[6];

/* What the model answers from inside a load. */
static int32_t ask_again(void *ctx, uint64_t bytes, uint64_t rows)
{
	skp_account a = SKP_INIT(skp_account);

	(void)ctx;
	(void)bytes;
	(void)rows;
	asked++;
	answers[0] = skp_model_seal(m, NULL);
	answers[1] = skp_model_load(m, "x", NULL, NULL);
	answers[2] = skp_model_source(m, "x", -1, NULL, NULL);
	answers[3] = skp_model_account(m, 0, &a, NULL);
	answers[4] = skp_check(c, m, NULL, &r, NULL);
	answers[5] = skp_model_ignored(m, 0, 1, NULL);
	return 0;
}

START_TEST(a_call_from_inside_the_callback_is_refused)
{
	skp_load_options o = SKP_INIT(skp_load_options);
	struct buf text;
	struct mem mem;
	uint32_t i;

	mem_init(&mem, NULL, 0);
	buf_init(&text, &mem);
	buf_str(&text, "id,nama\n");
	for (i = 0; i < 5000; i++) {
		buf_uint(&text, i + 1);
		buf_str(&text, ",Bidang\n");
	}
	o.progress = ask_again;
	ck_assert_int_eq(skp_model_load_bytes(m, "unor.csv", text.p, text.n,
		&o, &err), 0);
	buf_free(&text);
	ck_assert_int_gt(asked, 0);
	for (i = 0; i < 6; i++)
		ck_assert_int_eq(answers[i], SKP_E_BUSY);
	ck_assert_int_eq(skp_model_seal(m, &err), 0);
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

RUN("handles", null_is_refused_everywhere, freeing_null_is_fine,
	an_object_of_another_type_is_refused, each_call_has_its_time,
	a_call_from_inside_the_callback_is_refused,
	structs_may_be_smaller_and_larger,
	settings_are_checked_when_they_are_set)
