/* SPDX-License-Identifier: MIT */
/* Memory that is counted, buffers, texts, UTF-8, errors, sized structs. */
#include "facts.h"
#include <limits.h>

/* ---- memory ---- */

START_TEST(memory_is_counted)
{
	struct mem mem;
	char *p;

	mem_init(&mem, &heap_allocator, 0);
	p = mem_alloc(&mem, 100);
	ck_assert_uint_eq(mem.used, 100);
	p = mem_resize(&mem, p, 100, 40);
	ck_assert_uint_eq(mem.used, 40);
	p = mem_resize(&mem, p, 40, 400);
	ck_assert_uint_eq(mem.used, 400);
	mem_free(&mem, p, 400);
	mem_free(&mem, NULL, 7);
	ck_assert_uint_eq(mem.used, 0);
}
END_TEST

START_TEST(nothing_is_never_allocated)
{
	struct mem mem;
	void *p;

	mem_init(&mem, &heap_allocator, 0);
	ck_assert_ptr_null(mem_alloc(&mem, 0));
	ck_assert_ptr_null(mem_calloc(&mem, 0, 8));
	p = mem_resize(&mem, NULL, 0, 8);
	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_null(mem_resize(&mem, p, 8, 0));
	ck_assert_uint_eq(mem.used, 8);
	mem_free(&mem, p, 8);
}
END_TEST

START_TEST(a_product_that_overflows_is_refused)
{
	struct mem mem;
	uint64_t cap = 0, n;
	void *p = NULL;

	mem_init(&mem, NULL, 0);
	ck_assert_ptr_null(mem_calloc(&mem, UINT64_MAX / 2, 3));
	ck_assert_ptr_null(mem_alloc(&mem, UINT64_MAX));
	ck_assert(!mem_reserve(&mem, &p, &cap, UINT64_MAX / 2, 8));
	ck_assert_ptr_null(p);
	ck_assert_uint_eq(cap, 0);
	ck_assert(!add_ok(UINT64_MAX, 1, &n));
	ck_assert(add_ok(UINT64_MAX, 0, &n));
	ck_assert(!mul_ok(UINT64_MAX, 2, &n));
	ck_assert(mul_ok(3, 4, &n));
	ck_assert_uint_eq(n, 12);
}
END_TEST

START_TEST(cleared_memory_is_zero)
{
	struct mem mem;
	unsigned char *p;

	mem_init(&mem, NULL, 0);
	p = mem_calloc(&mem, 5, 7);
	for (int i = 0; i < 35; i++)
		ck_assert_uint_eq(p[i], 0);
	mem_free(&mem, p, 35);
}
END_TEST

START_TEST(the_limit_holds)
{
	struct mem mem;
	void *p;

	mem_init(&mem, &heap_allocator, 100);
	ck_assert_ptr_null(mem_alloc(&mem, 101));
	ck_assert_int_eq(mem_fail(&mem, &err), SKP_E_LIMIT_MEM);
	p = mem_alloc(&mem, 60);
	ck_assert_ptr_null(mem_alloc(&mem, 41));
	ck_assert_ptr_null(mem_resize(&mem, p, 60, 101));
	p = mem_resize(&mem, p, 60, 100);
	ck_assert_ptr_nonnull(p);
	ck_assert_int_eq(mem_fail(&mem, &err), SKP_E_LIMIT_MEM);
	ck_assert_str_eq(err.text,
		"more memory needed than the limit of 100 bytes");
	mem_free(&mem, p, 100);
	mem.limit = 0;
	ck_assert_int_eq(mem_fail(&mem, &err), SKP_E_NOMEM);
}
END_TEST

START_TEST(room_grows_by_half_and_stays_when_refused)
{
	struct mem mem;
	void *p = NULL;
	uint64_t cap = 0;

	mem_init(&mem, &heap_allocator, 0);
	ck_assert(mem_reserve(&mem, &p, &cap, 1, 4));
	ck_assert_uint_eq(cap, 16);
	ck_assert(mem_reserve(&mem, &p, &cap, 16, 4));
	ck_assert_uint_eq(cap, 16);
	ck_assert(mem_reserve(&mem, &p, &cap, 17, 4));
	ck_assert_uint_eq(cap, 24);
	heap_fail(0, true);
	ck_assert(!mem_reserve(&mem, &p, &cap, 25, 4));
	ck_assert(!heap_ok());
	ck_assert_uint_eq(cap, 24);
	ck_assert_uint_eq(mem.used, 96);
	mem.limit = 30 * 4; /* half more is too much, what is needed is not */
	ck_assert(mem_reserve(&mem, &p, &cap, 30, 4));
	ck_assert_uint_eq(cap, 30);
	mem_free(&mem, p, cap * 4);
	ck_assert_uint_eq(mem.used, 0);
}
END_TEST

START_TEST(an_allocator_with_a_hole_is_not_used)
{
	skp_allocator a = heap_allocator;
	struct mem mem;
	void *p;

	a.resize = NULL;
	mem_init(&mem, &a, 0);
	p = mem_alloc(&mem, 8);
	ck_assert_ptr_nonnull(p);
	mem_free(&mem, p, 8);
}
END_TEST

/* ---- buffers ---- */

START_TEST(a_buffer_puts_together)
{
	struct mem mem;
	struct buf b;

	mem_init(&mem, &heap_allocator, 0);
	buf_init(&b, &mem);
	buf_str(&b, "n=");
	buf_uint(&b, 0);
	buf_char(&b, ' ');
	buf_uint(&b, UINT64_MAX);
	buf_put(&b, "x", 0);
	buf_str(&b, "");
	is_text((struct text){b.p, (uint32_t)b.n},
		"n=0 18446744073709551615");
	buf_free(&b);
	buf_free(&b);
	ck_assert_uint_eq(mem.used, 0);
}
END_TEST

START_TEST(a_buffer_that_failed_stays_failed)
{
	struct mem mem;
	struct buf b;

	mem_init(&mem, &heap_allocator, 0);
	buf_init(&b, &mem);
	buf_str(&b, "whole");
	heap_fail(0, false);
	buf_str(&b, "much longer than sixteen bytes");
	ck_assert(!heap_ok());
	ck_assert(b.fail);
	buf_str(&b, "y");
	is_text((struct text){b.p, (uint32_t)b.n}, "whole");
	buf_free(&b);
}
END_TEST

/* ---- texts ---- */

START_TEST(texts_stand_in_byte_order)
{
	ck_assert_int_eq(text_cmp(text_of(""), text_of("")), 0);
	ck_assert_int_lt(text_cmp(text_of(""), text_of("a")), 0);
	ck_assert_int_gt(text_cmp(text_of("a"), text_of("")), 0);
	ck_assert_int_lt(text_cmp(text_of("a"), text_of("ab")), 0);
	ck_assert_int_gt(text_cmp(text_of("b"), text_of("ab")), 0);
	ck_assert_int_lt(text_cmp(text_of("z"), text_of("\xc3\xa9")), 0);
	ck_assert(text_eq(text_of(NULL), text_of("")));
	ck_assert(!text_eq(text_of("a"), text_of("A")));
}
END_TEST

START_TEST(texts_are_the_same_but_for_ascii_case)
{
	ck_assert(text_same_str(text_of("AbZ"), "aBz"));
	ck_assert(!text_same_str(text_of("ab"), "abc"));
	ck_assert(!text_same_str(text_of("@"), "`"));
	ck_assert(!text_same_str(text_of("["), "{"));
	/* no locale's idea of the dotless i */
	ck_assert(text_same_str(text_of("I"), "i"));
	ck_assert(!text_same_str(text_of("\xc4\xb0"), "i"));
}
END_TEST

START_TEST(blanks_at_both_ends_go)
{
	is_text(text_trim(text_of("  a b\t\r\n")), "a b");
	is_text(text_trim(text_of("\xc2\xa0 a\xc2\xa0\xc2\xa0")), "a");
	is_text(text_trim(text_of(" \xc2\xa0\v\f ")), "");
	is_text(text_trim(text_of("")), "");
	is_text(text_trim(text_of("\xc3\xa0")), "\xc3\xa0"); /* a grave */
	is_text(text_trim(text_of("\xc2\xa9")), "\xc2\xa9");
}
END_TEST

START_TEST(digits_and_nothing_else)
{
	ck_assert(text_digits(text_of("0123456789")));
	ck_assert(!text_digits(text_of("")));
	ck_assert(!text_digits(text_of("12 3")));
	ck_assert(!text_digits(text_of("-1")));
	ck_assert(!text_digits(text_of("\xd9\xa1"))); /* Arabic one */
}
END_TEST

START_TEST(headings_and_codes_fold)
{
	char to[16];

	is_text(text_fold(text_of("NIP_Pegawai"), to, 16), "nippegawai");
	is_text(text_fold(text_of(" nip-\xc2\xa0pegawai. "), to, 16),
		"nippegawai");
	is_text(text_fold(text_of("III/c '\"`"), to, 16), "iiic");
	is_text(text_fold(text_of("_-./'\"` "), to, 16), "");
	is_text(text_fold(text_of("abcdef"), to, 3), "abc");
	ck_assert_uint_eq(text_fold((struct text){"a\0b", 3}, to, 16).n, 2);
}
END_TEST

/* ---- errors ---- */

START_TEST(an_error_says_where)
{
	ck_assert_int_eq(fail_at(&err, "unor.csv", 3, 9, SKP_E_FORMAT,
		"%s %u", "quote", 7u), SKP_E_FORMAT);
	ck_assert_int_eq(err.code, SKP_E_FORMAT);
	ck_assert_uint_eq(err.line, 3);
	ck_assert_uint_eq(err.column, 9);
	ck_assert_str_eq(err.file, "unor.csv");
	ck_assert_str_eq(err.text, "quote 7");
	fail(&err, SKP_E_ARG, "x");
	ck_assert_str_eq(err.file, "");
	ck_assert_uint_eq(err.line, 0);
	ck_assert_int_eq(fail(NULL, SKP_E_ARG, "x"), SKP_E_ARG);
	ck_assert_int_eq(fail_at(NULL, "f", 1, 1, SKP_E_ARG, "x"), SKP_E_ARG);
}
END_TEST

START_TEST(a_long_file_name_is_cut_and_ended)
{
	char name[400];

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = 0;
	fail_at(&err, name, 1, 1, SKP_E_IO, "%s%s", name, name);
	ck_assert_uint_eq(strlen(err.file), sizeof(err.file) - 1);
	ck_assert_uint_eq(strlen(err.text), sizeof(err.text) - 1);
}
END_TEST

START_TEST(an_older_callers_error_is_not_overrun)
{
	skp_error small;

	memset(&small, 0x55, sizeof(small));
	small.size = 8; /* size and code */
	fail_at(&small, "f", 1, 2, SKP_E_IO, "text");
	ck_assert_int_eq(small.code, SKP_E_IO);
	ck_assert_uint_eq(small.line, 0x55555555);
	small.size = 0;
	small.code = 7;
	fail(&small, SKP_E_IO, "text");
	ck_assert_int_eq(small.code, 7);
}
END_TEST

START_TEST(every_error_has_its_name)
{
	static const struct {
		int32_t code;
		const char *name;
	} all[] = {{0, "SKP_OK"}, {-1, "SKP_E_NOMEM"}, {-2, "SKP_E_ARG"},
		{-3, "SKP_E_TYPE"}, {-4, "SKP_E_STATE"}, {-5, "SKP_E_BUSY"},
		{-6, "SKP_E_IO"}, {-7, "SKP_E_FORMAT"}, {-8, "SKP_E_EMPTY"},
		{-9, "SKP_E_ENCODING"}, {-10, "SKP_E_UNKNOWN"},
		{-11, "SKP_E_DUPKEY"}, {-12, "SKP_E_POLICY"},
		{-13, "SKP_E_UNSUPPORTED"}, {-14, "SKP_E_CANCEL"},
		{-15, "SKP_E_PROOF"},
		{-20, "SKP_E_LIMIT_SIZE"}, {-21, "SKP_E_LIMIT_DEPTH"},
		{-22, "SKP_E_LIMIT_EVENTS"}, {-23, "SKP_E_LIMIT_SCALAR"},
		{-24, "SKP_E_LIMIT_RECORDS"}, {-25, "SKP_E_LIMIT_FINDINGS"},
		{-26, "SKP_E_LIMIT_MEM"}, {-30, "SKP_E_YAML_ALIAS"},
		{-31, "SKP_E_YAML_TAG"}, {-32, "SKP_E_YAML_MULTIDOC"},
		{-33, "SKP_E_YAML_DIRECTIVE"}};
	uint32_t named = 0;

	for (int32_t code = -40; code <= 1; code++)
		named += strcmp(skp_error_name(code), "SKP_E_?") != 0;
	ck_assert_uint_eq(named, ARRAY_LEN(all));
	for (uint32_t i = 0; i < ARRAY_LEN(all); i++)
		ck_assert_str_eq(skp_error_name(all[i].code), all[i].name);
	ck_assert_str_eq(skp_error_name(INT32_MIN), "SKP_E_?");
}
END_TEST

/* ---- sized structs, handles ---- */

struct grown { /* skp_check_options of a later day */
	skp_check_options now;
	uint32_t later[4];
};

START_TEST(a_smaller_struct_is_filled_with_zeros)
{
	skp_check_options ours = {0};
	struct {
		uint32_t size, rest;
	} small = {4, 0xffffffff};

	ours.jobs = 9;
	ck_assert(sized_in(&ours, sizeof(ours), &small));
	ck_assert_uint_eq(ours.jobs, 0);
	ck_assert_uint_eq(ours.size, sizeof(ours));
	small.size = 3;
	ck_assert(!sized_in(&ours, sizeof(ours), &small));
	ck_assert(sized_in(&ours, sizeof(ours), NULL));
	ck_assert_uint_eq(ours.size, 0);
}
END_TEST

START_TEST(a_larger_struct_is_taken_if_its_tail_is_zero)
{
	struct grown g = {{sizeof(g), 3, NULL}, {0}};
	skp_check_options ours;

	ck_assert(sized_in(&ours, sizeof(ours), &g));
	ck_assert_uint_eq(ours.jobs, 3);
	ck_assert_uint_eq(ours.size, sizeof(ours));
	g.later[3] = 1;
	ck_assert(!sized_in(&ours, sizeof(ours), &g));
}
END_TEST

START_TEST(what_goes_out_keeps_the_callers_size)
{
	skp_check_options ours = {sizeof(ours), 5, NULL};
	struct grown g;

	memset(&g, 0x55, sizeof(g));
	g.now.size = sizeof(g);
	ck_assert(sized_out(&g, &ours, sizeof(ours)));
	ck_assert_uint_eq(g.now.size, sizeof(g));
	ck_assert_uint_eq(g.now.jobs, 5);
	ck_assert_uint_eq(g.later[0], 0x55555555);
	g.now.size = 4;
	g.now.jobs = 1;
	ck_assert(sized_out(&g, &ours, sizeof(ours)));
	ck_assert_uint_eq(g.now.jobs, 1);
	g.now.size = 3;
	ck_assert(!sized_out(&g, &ours, sizeof(ours)));
}
END_TEST

START_TEST(a_handle_tells_what_it_is)
{
	struct handle h = {MARK_REPORT, 0, 0};

	ck_assert_int_eq(handle_check(&h, MARK_REPORT, &err), 0);
	ck_assert_int_eq(handle_check(NULL, MARK_REPORT, &err), SKP_E_ARG);
	ck_assert_int_eq(handle_check(&h, MARK_MODEL, &err), SKP_E_TYPE);
	h.busy = 1;
	ck_assert_int_eq(handle_check(&h, MARK_REPORT, &err), SKP_E_BUSY);
	ck_assert_int_eq(handle_check(&h, MARK_REPORT, NULL), SKP_E_BUSY);
}
END_TEST

/* Two checks have it; only when both are over it may change. */
START_TEST(a_lent_handle_is_read_but_not_changed)
{
	struct handle h = {MARK_REPORT, 0, 0};

	handle_lend(&h, true);
	handle_lend(&h, true);
	handle_lend(&h, false);
	ck_assert_int_eq(handle_check(&h, MARK_REPORT, &err), 0);
	ck_assert_int_eq(handle_change(&h, MARK_REPORT, &err), SKP_E_BUSY);
	ck_assert_int_eq(handle_change(&h, MARK_MODEL, &err), SKP_E_TYPE);
	handle_lend(&h, false);
	ck_assert_int_eq(handle_change(&h, MARK_REPORT, &err), 0);
}
END_TEST

RUN("base", memory_is_counted, nothing_is_never_allocated,
	a_product_that_overflows_is_refused, cleared_memory_is_zero,
	the_limit_holds, room_grows_by_half_and_stays_when_refused,
	an_allocator_with_a_hole_is_not_used, a_buffer_puts_together,
	a_buffer_that_failed_stays_failed, texts_stand_in_byte_order,
	texts_are_the_same_but_for_ascii_case, blanks_at_both_ends_go,
	digits_and_nothing_else, headings_and_codes_fold,
	an_error_says_where,
	a_long_file_name_is_cut_and_ended,
	an_older_callers_error_is_not_overrun, every_error_has_its_name,
	a_smaller_struct_is_filled_with_zeros,
	a_larger_struct_is_taken_if_its_tail_is_zero,
	what_goes_out_keeps_the_callers_size, a_handle_tells_what_it_is,
	a_lent_handle_is_read_but_not_changed)
