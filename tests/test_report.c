/* SPDX-License-Identifier: MIT */
/* Findings as text: order, fields, masking, quoting, what a terminal obeys. */
#include "facts.h"

static struct buf output;
static struct mem output_mem;

static int32_t keep(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	buf_put(&output, bytes, len);
	return 0;
}

static const char *write_as(const char *format, bool mask, const char *lang)
{
	skp_write_options o = SKP_INIT(skp_write_options);

	o.mask = mask;
	o.lang = lang;
	if (!output.mem) {
		mem_init(&output_mem, NULL, 0);
		buf_init(&output, &output_mem);
	}
	output.n = 0;
	ck_assert_int_eq(skp_report_write(r, format, &o, keep, NULL, &err),
		0);
	buf_char(&output, 0);
	return output.p;
}

static void done(void)
{
	if (output.mem)
		buf_free(&output);
}

/* A dinas without SKP Organisasi, its head, a member with a wrong atasan. */
static void small_dinas(void)
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

START_TEST(the_order_is_level_then_blocked_then_code)
{
	small_dinas();
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "ORG301:D ORG302:S "
		"ATS211:198501012010011002");
	ck_assert_str_eq(found(0, SKP_F_ROOT), "D");
	ck_assert_str_eq(found(1, SKP_F_ROOT), "D");
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_BLOCKED_TOTAL), 2);
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_BLOCKED), 1);
	ck_assert_int_eq(skp_report_int(r, 2, SKP_F_BLOCKED), -1);
	ck_assert_str_eq(found(2, SKP_F_EXPECTED), "197501012000011003");
}
END_TEST

START_TEST(columns_say_what_the_texts_say)
{
	const uint64_t *offset;
	const int64_t *number;
	skp_columns *columns = NULL;
	int64_t i, n;
	int32_t f;

	small_dinas();
	report("2026-01-20");
	n = skp_report_count(r);
	ck_assert_int_eq(skp_report_columns(r, "id", &columns, &err), 0);
	for (f = 0; f < SKP_FIELDS; f++) {
		offset = skp_columns_offsets(columns, f);
		number = skp_columns_ints(columns, f);
		for (i = 0; i < n; i++) {
			is_text((struct text){skp_columns_bytes(columns, f) +
				offset[i], (uint32_t)(offset[i + 1] -
				offset[i])}, found(i, f));
			ck_assert_int_eq(number[i], skp_report_int(r, i, f));
		}
	}
	ck_assert_ptr_null(skp_columns_bytes(columns, SKP_FIELDS));
	skp_columns_free(columns);
}
END_TEST

/* The longest run of digits, blanks between them not counted. */
static uint32_t digit_run(const char *s)
{
	uint32_t best = 0, n = 0;

	for (; *s; s++) {
		n = ascii_digit(*s) ? n + 1 : *s == ' ' ? n : 0;
		best = n > best ? n : best;
	}
	return best;
}

START_TEST(a_masked_report_holds_no_nip_and_no_name)
{
	static const char *const format[] = {"text", "jsonl"};
	uint32_t i;

	small_dinas();
	fact("pegawai", "id=X|nip=1.98501E+17|nama=Rahasia|unor_id=S"
		"|atasan_id=196001011990011009");
	report("2026-01-20");
	for (i = 0; i < ARRAY_LEN(format); i++) {
		ck_assert_uint_ge(digit_run(write_as(format[i], false,
			"id")), 18);
		ck_assert_uint_lt(digit_run(write_as(format[i], true, "id")),
			14);
		ck_assert_ptr_null(strstr(output.p, "1.98501E+17"));
		ck_assert_ptr_null(strstr(output.p, "Guru ("));
		ck_assert_ptr_nonnull(strstr(output.p, "pegawai-1"));
	}
	done();
}
END_TEST

START_TEST(json_lines_quote_what_json_must)
{
	small_dinas();
	report("2026-01-20");
	write_as("jsonl", false, "en");
	ck_assert_ptr_nonnull(strstr(output.p, "Dinas \\\"Contoh\\\""));
	ck_assert_ptr_nonnull(strstr(output.p,
		"{\"table\":\"unor\",\"read\":2,\"loaded\":2"));
	done();
}
END_TEST

START_TEST(no_text_of_the_data_moves_a_terminal)
{
	static const char *const bad[] = {"\x1b[31m", "\x7f", "\xc2\x9b",
		"\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\xa8", "\xd8\x9c",
		"\x01", "\t", "\n"};
	struct buf b;
	struct mem mem;
	uint32_t i, k;

	mem_init(&mem, NULL, 0);
	for (i = 0; i < ARRAY_LEN(bad); i++) {
		buf_init(&b, &mem);
		buf_str(&b, "x");
		put_safe(&b, text_of(bad[i]));
		put_safe(&b, text_of("é")); /* stays */
		buf_char(&b, 0);
		ck_assert_ptr_nonnull(strstr(b.p, "x\\u{"));
		ck_assert_ptr_nonnull(strstr(b.p, "}"));
		ck_assert_ptr_nonnull(strstr(b.p, "é"));
		for (k = 0; k + 1 < b.n; k++)
			ck_assert((unsigned char)b.p[k] >= 0x20 &&
				b.p[k] != 0x7f);
		buf_free(&b);
	}
}
END_TEST

static int32_t refuse(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	return len > 0;
}

START_TEST(an_output_that_refuses_is_an_error)
{
	small_dinas();
	report("2026-01-20");
	ck_assert_int_eq(skp_report_write(r, "text", NULL, refuse, NULL,
		&err), SKP_E_IO);
	ck_assert_int_eq(skp_report_write(r, "xml", NULL, keep, NULL, &err),
		SKP_E_UNKNOWN);
}
END_TEST

START_TEST(the_catalogue_speaks_both_languages)
{
	int32_t i, f;

	for (i = 0; i < skp_rule_count(); i++)
		for (f = SKP_RULE_CODE; f <= SKP_RULE_TABLE; f++) {
			ck_assert_ptr_nonnull(skp_rule_text(i, f, "id"));
			ck_assert_ptr_nonnull(skp_rule_text(i, f, "en"));
		}
	ck_assert_int_eq(skp_rule_find("org301"), skp_rule_find("ORG301"));
	ck_assert_int_eq(skp_rule_find("ORG999"), SKP_E_UNKNOWN);
	ck_assert_ptr_null(skp_rule_text(i, SKP_RULE_CODE, "id"));
	ck_assert_str_ne(skp_word("no_unor", "id"), skp_word("no_unor", "en"));
	ck_assert_ptr_null(skp_word("nothing of the kind", "id"));
}
END_TEST

RUN("report", the_order_is_level_then_blocked_then_code,
	columns_say_what_the_texts_say,
	a_masked_report_holds_no_nip_and_no_name,
	json_lines_quote_what_json_must, no_text_of_the_data_moves_a_terminal,
	an_output_that_refuses_is_an_error,
	the_catalogue_speaks_both_languages)
