/* SPDX-License-Identifier: MIT */
/* Findings as text: order, fields, masking, quoting, what a terminal obeys. */
#include "facts.h"

#include <yajl/yajl_tree.h>

static struct buf output;
static struct mem output_mem;

static int32_t keep(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	buf_put(&output, bytes, len);
	return 0;
}

static int32_t keep_nothing(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	(void)len;
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
	fact("pegawai", "nip=1985010120100110|nama=Rahasia|unor_id=S"
		"|nik=3299000000000001");
	facts("profil", "pegawai_id=1985010120100110|sumber=vervalptk"
		"|nip=198501012010011777|nik=3299000000000002\n"
		"pegawai_id=1985010120100110|sumber=siasn"
		"|nik=3299000000000003");
	fact("kejadian", "pegawai_id=1985010120100110|aksi=sinkro_gtk"
		"|berhasil=tidak|waktu=2026-01-10");
	report("2026-01-20");
	ck_assert_int_ge(of_code("IDN501"), 0);
	ck_assert_int_ge(of_code("IDN505"), 0);
	ck_assert_int_ge(of_code("SYN405"), 0);
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

/* A NIP or NIK hides in texts that are nobody's id. */
static void hidden(void)
{
	const char *nip = "198501012010011002";
	int32_t file;

	ck_assert_int_eq(skp_model_source(m, "data 3201010101800001.csv", -1,
		&file, &err), 0);
	for (int i = 0; i < 2; i++) {
		const uint32_t off[] = {0, 2};
		const char *const word[] = {"U1", "Z9"};
		skp_column k[2] = {SKP_INIT(skp_column), SKP_INIT(skp_column)};
		skp_batch b = SKP_INIT(skp_batch);

		k[0].field = UNOR_id;
		k[0].bytes = word[i];
		k[0].offset = off;
		k[1].field = UNOR_kedaluwarsa;
		k[1].kind = SKP_COLUMN_SAME;
		k[1].bytes = nip;
		k[1].width = 18;
		b.rows = 1;
		b.columns = 2;
		b.column = k;
		b.file = file;
		ck_assert_int_eq(skp_model_add_batch(m, &b, &err), 0);
	}
	facts("unor", "id=ruang-198501012010011002|eselon_id="
		"kelas 198501012010011002|nama=Milik 198501012010011002, Bu"
		"|diatasan_id=milik.198501012010011002");
	facts("pegawai", "id=G|nip=198501012010011002|unor_id="
		"ruang-198501012010011002|golru=gol 19850101 201001 1 002\n"
		"id=H|nip=197001011995011001|unor_id=x198501012010011002x");
	facts("skp", "id=skp/198501012010011002|pegawai_id=G|"
		"unor_id=y198501012010011002|status=NIK3201010101800001");
}

START_TEST(a_nip_inside_another_text_is_masked_too)
{
	skp_write_options o = {.mask = 1};
	static const char *const format[] = {"text", "jsonl"};
	char *s;

	hidden();
	report("2026-01-20");
	ck_assert_int_ge(skp_report_count(r), 7);
	for (uint32_t i = 0; i < 4; i++) {
		o.lang = i & 1 ? "en" : "id";
		s = written(format[i / 2], o);
		ck_assert_uint_lt(digit_run(s), 14);
		ck_assert_ptr_nonnull(strstr(s, "ruang-***"));
		free(s);
	}
	s = written("jsonl", (skp_write_options){0}); /* only when asked */
	ck_assert_uint_ge(digit_run(s), 18);
	free(s);
}
END_TEST

START_TEST(one_person_has_one_pseudonym_in_a_report)
{
	skp_write_options o = {.mask = 1};
	char *s, *again;

	small_dinas();
	report("2026-01-20");
	s = written("jsonl", o);
	again = written("jsonl", o);
	ck_assert_str_eq(s, again);
	ck_assert_ptr_nonnull(strstr(s, "\"expected\":[\"pegawai-"));
	free(s);
	free(again);
}
END_TEST

/* Each line must be JSON of its own. */
static uint32_t json_lines(char *s)
{
	char *line, *save = NULL, why[256];
	uint32_t n = 0;

	for (line = strtok_r(s, "\n", &save); line;
		line = strtok_r(NULL, "\n", &save), n++) {
		yajl_val v = yajl_tree_parse(line, why, sizeof(why));

		ck_assert_msg(v != NULL, "%s: %s", line, why);
		yajl_tree_free(v);
	}
	return n;
}

START_TEST(every_line_of_json_lines_is_json)
{
	char *s;

	facts("unor", "id=\"U\\1\"|nama=\"\\\"\t\x7f\\|diatasan_id=\\\n"
		"id=\"\"|nama=\\|diatasan_id=\"");
	facts("pegawai", "id=\\\"P|nama=\"|unor_id=\"U\\1\"|atasan_id=\"\n"
		"id=Q|unor_id=\"U\\1\"|atasan_id=\\\"P\n"
		"id=\"R|unor_id=\"U\\1\"\nid=\\S|unor_id=\"U\\1\"");
	facts("penugasan", "pegawai_id=\"R|unor_id=\"U\\1\"|jenis=D\n"
		"pegawai_id=\\S|unor_id=\"U\\1\"|jenis=D");
	report("2026-01-20");
	s = written("jsonl", (skp_write_options){0});
	ck_assert_ptr_nonnull(strstr(s,
		"\"path\":[\"\\\"R\",\"\\\\S\"]"));
	ck_assert_uint_gt(json_lines(s), 5);
	free(s);
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

/* Code points that could move a terminal or turn a text round. */
static bool moves(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x61c ||
		cp == 0x200e || cp == 0x200f ||
		(cp >= 0x2028 && cp <= 0x202e) ||
		(cp >= 0x2066 && cp <= 0x2069);
}

static struct text utf8_of(uint32_t cp, char to[4])
{
	uint32_t k = cp < 0x80 ? 1 : cp < 0x800 ? 2 : 3;

	to[0] = (char)(k == 1 ? cp : k == 2 ? 0xc0 | cp >> 6 : 0xe0 | cp >> 12);
	if (k > 1)
		to[k - 1] = (char)(0x80 | (cp & 63));
	if (k > 2)
		to[1] = (char)(0x80 | (cp >> 6 & 63));
	return (struct text){to, k};
}

START_TEST(no_text_of_the_data_moves_a_terminal)
{
	char to[4], want[16];
	struct text t;
	struct mem mem;
	struct buf b;

	mem_init(&mem, NULL, 0);
	for (uint32_t cp = 0; cp < 0x10000; cp++) {
		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		t = utf8_of(cp, to);
		buf_init(&b, &mem);
		put_safe(&b, t);
		snprintf(want, sizeof(want), "\\u{%04x}", cp);
		if (moves(cp))
			is_text((struct text){b.p, (uint32_t)b.n}, want);
		else
			ck_assert(text_eq((struct text){b.p, (uint32_t)b.n},
				t));
		buf_free(&b);
	}
}
END_TEST

START_TEST(what_is_safe_around_stays)
{
	struct mem mem;
	struct buf b;

	mem_init(&mem, NULL, 0);
	buf_init(&b, &mem);
	put_safe(&b, text_of("a\x1b[1mb\xf0\x9f\x98\x80\xe2\x80\xae" "c\xe2"));
	is_text((struct text){b.p, (uint32_t)b.n},
		"a\\u{001b}[1mb\xf0\x9f\x98\x80\\u{202e}c\xe2");
	buf_free(&b);
}
END_TEST

START_TEST(a_text_is_cut_to_the_callers_room)
{
	char s[8] = "xxxxxxx";

	small_dinas();
	report("2026-01-20");
	ck_assert_int_eq(skp_report_text(r, 0, SKP_F_CODE, 0, NULL, s, 4), 6);
	ck_assert_str_eq(s, "ORG");
	ck_assert_int_eq(s[4], 'x');
	ck_assert_int_eq(skp_report_text(r, 0, SKP_F_CODE, 0, NULL, s, 1), 6);
	ck_assert_str_eq(s, "");
	ck_assert_int_eq(skp_report_text(r, 0, SKP_F_CODE, 0, NULL, NULL, 0),
		6);
	ck_assert_int_eq(skp_report_text(r, 0, SKP_F_CODE, 0, NULL, s, 0), 6);
	ck_assert_int_eq(skp_report_text(r, 99, SKP_F_CODE, 0, NULL, s, 8), 0);
	ck_assert_int_eq(skp_report_text(r, -1, SKP_F_CODE, 0, NULL, s, 8), 0);
	ck_assert_int_eq(skp_report_text(r, 0, 99, 0, NULL, s, 8), 0);
	ck_assert_int_eq(skp_report_text(r, 2, SKP_F_EXPECTED, 1, NULL, s, 8),
		0);
	ck_assert_int_eq(skp_report_text(r, 2, SKP_F_EXPECTED, -1, NULL, s,
		8), 0);
}
END_TEST

START_TEST(every_field_has_its_number_or_none)
{
	small_dinas();
	report("2026-01-20");
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_SEVERITY), SKP_SEVERITY_E);
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_TABLE), SKP_TABLE_UNOR);
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_LEVEL), 4);
	ck_assert_str_eq(found(0, SKP_F_LEVEL), "L4");
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_LINE), -1);
	ck_assert_int_eq(skp_report_int(r, 2, SKP_F_EXPECTED), 1);
	ck_assert_int_eq(skp_report_int(r, 2, SKP_F_PATH), 0);
	ck_assert_int_eq(skp_report_int(r, 2, SKP_F_MESSAGE), -1);
	ck_assert_int_eq(skp_report_int(r, 99, SKP_F_LEVEL), -1);
}
END_TEST

START_TEST(findings_below_the_severity_are_left_out)
{
	char *s;

	small_dinas();
	fact("unor", "id=X|eselon_id=entah");
	report("2026-01-20");
	s = written("jsonl", (skp_write_options){.min_severity =
		SKP_SEVERITY_E});
	ck_assert_ptr_null(strstr(s, "REF009"));
	ck_assert_ptr_nonnull(strstr(s, "ORG301"));
	free(s);
	s = written("text", (skp_write_options){0});
	ck_assert_ptr_nonnull(strstr(s, "REF009"));
	free(s);
}
END_TEST

START_TEST(a_text_report_does_as_it_is_told)
{
	char *s;

	small_dinas();
	report("2026-01-20");
	s = written("text", (skp_write_options){0});
	ck_assert_ptr_null(strchr(s, 033));
	ck_assert_ptr_nonnull(strstr(s, "AKAR MASALAH"));
	ck_assert_ptr_nonnull(strstr(s, "Baris yang dibaca:"));
	ck_assert_ptr_null(strstr(s, "Jumlah per kode:"));
	free(s);
	s = written("text", (skp_write_options){.color = 1, .statistics = 1,
		.lang = "en"});
	ck_assert_ptr_nonnull(strstr(s, "\033[1mROOT BLOCKERS\033[0m"));
	ck_assert_ptr_nonnull(strstr(s, "Count by code:"));
	ck_assert_ptr_nonnull(strstr(s, "WHAT TO DO"));
	free(s);
	s = written("text", (skp_write_options){.quiet = 1});
	ck_assert_ptr_null(strstr(s, "Baris yang dibaca:"));
	ck_assert_ptr_null(strstr(s, "YANG HARUS DILAKUKAN"));
	free(s);
}
END_TEST

START_TEST(what_could_not_be_judged_is_counted)
{
	bool said = false;

	facts("unor", "id=U1\nid=U2");
	report("2026-01-20");
	for (int32_t i = 0; i < skp_report_skips(r); i++)
		if (strcmp(skp_report_skip_code(r, i), "ORG301") == 0) {
			ck_assert_str_eq(skp_report_skip_reason(r, i),
				"no_penugasan");
			ck_assert_int_eq(skp_report_skip_count(r, i), 2);
			said = true;
		}
	ck_assert(said);
	ck_assert_ptr_null(skp_report_skip_code(r, 999));
	ck_assert_ptr_null(skp_report_skip_reason(r, -1));
	ck_assert_int_eq(skp_report_skip_count(r, 999), -1);
}
END_TEST

static int64_t skips_of(const char *code)
{
	int64_t n = 0;

	for (int32_t i = 0; i < skp_report_skips(r); i++)
		if (strcmp(skp_report_skip_code(r, i), code) == 0) {
			ck_assert_str_eq(skp_report_skip_reason(r, i),
				"expected_unknown");
			n += skp_report_skip_count(r, i);
		}
	return n;
}

/* b is their own atasan and d's is retired: wrong, whoever is expected. */
START_TEST(who_is_expected_is_missed_only_where_it_decides)
{
	facts("unor", "id=u1|diatasan_id=x9\nid=u2|diatasan_id=");
	facts("pegawai", "id=a|unor_id=u1|atasan_id=b\n"
		"id=b|unor_id=u1|atasan_id=b\n"
		"id=c|unor_id=u2|kedudukan=99\n"
		"id=d|unor_id=u1|atasan_id=c\n"
		"id=e|unor_id=u1|atasan_id=");
	fact("penugasan", "pegawai_id=b|unor_id=u2|jenis=D");
	facts("skp", "id=s1|pegawai_id=a|status=diajukan|jenis=individu|"
		"dibuat=2026-01-05|mulai=2026-01-01|selesai=2026-12-31\n"
		"id=s2|pegawai_id=d|status=draft|jenis=individu|"
		"dibuat=2026-01-05|mulai=2026-01-01|selesai=2026-12-31");
	report("2026-01-20");
	ck_assert_int_eq(skips_of("ATS203"), 2);
	ck_assert_int_eq(skips_of("ORG304"), 1);
	ck_assert_int_eq(skips_of("PRD609"), 2);
}
END_TEST

/* Rows in another order give the same findings in the same order. */
START_TEST(the_order_of_rows_decides_nothing)
{
	static const char *const unit[] = {"id=b|diatasan_id=z",
		"id=ab|diatasan_id=z", "id=a|diatasan_id=z",
		"id=abcdefgh2|diatasan_id=z", "id=abcdefgh1|diatasan_id=z"};
	int32_t i;

	for (i = 0; i < 5; i++)
		fact("unor", unit[i]);
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "REF005:a REF005:ab REF005:abcdefgh1 "
		"REF005:abcdefgh2 REF005:b");
	afresh();
	for (i = 4; i >= 0; i--)
		fact("unor", unit[i]);
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "REF005:a REF005:ab REF005:abcdefgh1 "
		"REF005:abcdefgh2 REF005:b");
}
END_TEST

/* "#1 eselon_id: kode (1)" of each REF009, in order. */
static const char *told(void)
{
	static char to[1024];
	size_t k = 0;
	int64_t i;

	set("select", "REF009");
	report("2026-01-20");
	for (i = 0, *to = 0; i < skp_report_count(r); i++)
		k += (size_t)snprintf(to + k, sizeof(to) - k, "%s%s %s",
			i ? "; " : "", found(i, SKP_F_ID),
			found(i, SKP_F_DETAIL));
	return to;
}

START_TEST(a_code_is_told_once_for_a_file_with_its_count)
{
	facts("unor", "id=U1|eselon_id=Kelas Satu\nid=U2|eselon_id=KELAS-SATU"
		"\nid=U3|eselon_id=dua\nid=|eselon_id=kelas satu\n"
		"id=|eselon_id=II.a|nama=x");
	ck_assert_str_eq(told(), "#4 id: wajib; #5 id: wajib; "
		"U1 eselon_id: kode (3); U3 eselon_id: kode (1)");
}
END_TEST

START_TEST(zero_in_a_rejected_row_is_told_unless_a_row_bears_it)
{
	facts("penugasan", "pegawai_id=0|unor_id=TOP|jenis=X\n"
		"pegawai_id=P1|unor_id=0|jenis=");
	fact("unor", "id=top");
	ck_assert_str_eq(told(), "#1 pegawai_id: wajib; #1 jenis: kode (1); "
		"#2 unor_id: wajib; #2 jenis: wajib");
}
END_TEST

START_TEST(what_a_merged_row_says_is_told_of_the_skp_that_stays)
{
	facts("skp", "id=s1|pegawai_id=P|mulai=2026-01-01\n"
		"id=S1|pegawai_id=P|mulai=besok|status=entah");
	ck_assert_str_eq(told(), "s1 status: kode (1); s1 mulai: tanggal");
}
END_TEST

/* An implicit person, named only as somebody's atasan. */
static void named_as_atasan(const char *nip)
{
	const uint32_t offset[] = {0, 1};
	skp_column k = SKP_INIT(skp_column);
	skp_batch b = SKP_INIT(skp_batch);

	k.field = PEGAWAI_nip;
	k.bytes = nip;
	k.offset = offset;
	b.table = SKP_TABLE_PEGAWAI;
	b.rows = b.columns = 1;
	b.column = &k;
	b.file = -1;
	b.flags = SKP_BATCH_IMPLICIT | SKP_BATCH_ATASAN;
	ck_assert_int_eq(skp_model_add_batch(m, &b, &err), 0);
}

START_TEST(an_atasan_is_unknown_where_the_people_are_listed)
{
	facts("unor", "id=U|instansi_id=I|diatasan_id=\n"
		"id=V|instansi_id=J|diatasan_id=\n");
	facts("pegawai", "id=K|unor_id=U\nid=P|unor_id=U|atasan_id=7");
	fact("penugasan", "pegawai_id=K|unor_id=U|jenis=D");
	named_as_atasan("7");
	set("select", "REF007,ATS");
	report("2026-01-20");
	ck_assert_int_ge(of_code("REF007"), 0);
	ck_assert_int_eq(of_code("ATS203"), -1);
}
END_TEST

START_TEST(no_refused_allocation_leaves_half_a_report)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	skp_columns *columns;
	int32_t e;
	long i;

	o.mask = 1;
	small_dinas();
	report("2026-01-20");
	for (i = 0; ; i++) {
		heap_fail(i, true);
		e = skp_report_columns(r, "id", &columns, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		ck_assert_ptr_null(columns);
	}
	skp_columns_free(columns);
	ck_assert_int_gt(i, 20);
	for (i = 0; ; i++) {
		heap_fail(i, true);
		e = skp_report_write(r, "text", &o, keep_nothing, NULL, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
	}
	ck_assert_int_gt(i, 3);
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
		for (f = SKP_RULE_CODE; f <= SKP_RULE_INDICATOR; f++) {
			ck_assert_ptr_nonnull(skp_rule_text(i, f, "id"));
			ck_assert_ptr_nonnull(skp_rule_text(i, f, "en"));
		}
	ck_assert_str_eq(skp_rule_text(skp_rule_find("REF004"),
		SKP_RULE_INDICATOR, "en"), "TIM_1 Unor Tidak Aktif");
	ck_assert_str_eq(skp_rule_text(skp_rule_find("ORG301"),
		SKP_RULE_INDICATOR, "id"), "");
	ck_assert_ptr_null(skp_rule_text(0, SKP_RULE_INDICATOR + 1, "id"));
	ck_assert_int_eq(skp_rule_find("org301"), skp_rule_find("ORG301"));
	ck_assert_int_eq(skp_rule_find("ORG999"), SKP_E_UNKNOWN);
	ck_assert_ptr_null(skp_rule_text(i, SKP_RULE_CODE, "id"));
	ck_assert_str_ne(skp_word("no_unor", "id"), skp_word("no_unor", "en"));
	ck_assert_str_eq(skp_word("vervalptk", "id"), "Verval PTK");
	ck_assert_str_eq(skp_word("ekinerja", "en"), "e-Kinerja BKN");
	ck_assert_ptr_null(skp_word("nothing of the kind", "id"));
}
END_TEST

RUN("report", the_order_is_level_then_blocked_then_code,
	the_order_of_rows_decides_nothing, columns_say_what_the_texts_say,
	a_masked_report_holds_no_nip_and_no_name,
	a_nip_inside_another_text_is_masked_too,
	one_person_has_one_pseudonym_in_a_report,
	json_lines_quote_what_json_must, every_line_of_json_lines_is_json,
	no_text_of_the_data_moves_a_terminal, what_is_safe_around_stays,
	a_text_is_cut_to_the_callers_room, every_field_has_its_number_or_none,
	findings_below_the_severity_are_left_out,
	a_text_report_does_as_it_is_told,
	what_could_not_be_judged_is_counted,
	who_is_expected_is_missed_only_where_it_decides,
	a_code_is_told_once_for_a_file_with_its_count,
	zero_in_a_rejected_row_is_told_unless_a_row_bears_it,
	what_a_merged_row_says_is_told_of_the_skp_that_stays,
	an_atasan_is_unknown_where_the_people_are_listed,
	no_refused_allocation_leaves_half_a_report,
	an_output_that_refuses_is_an_error,
	the_catalogue_speaks_both_languages)
