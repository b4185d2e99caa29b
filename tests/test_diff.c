/* SPDX-License-Identifier: MIT */
/* Comparing findings: of reports, of reports read back, counted and written. */
#include "facts.h"

static skp_diff *d;

static void begin(void)
{
	setup();
	d = NULL;
}

static void end(void)
{
	skp_diff_free(d);
	teardown();
}

static void new_diff(skp_write_options o)
{
	o.size = sizeof(o);
	skp_diff_free(d);
	ck_assert_msg(skp_diff_new(c, &o, &d, &err) == 0, "%s", err.text);
}

static int32_t read_side(int32_t side, const char *jsonl)
{
	return skp_diff_jsonl(d, side, "r.jsonl", jsonl, strlen(jsonl), &err);
}

static void counts(int64_t gone, int64_t added, int64_t same)
{
	ck_assert_int_eq(skp_diff_count(d, SKP_DIFF_GONE, 0), gone);
	ck_assert_int_eq(skp_diff_count(d, SKP_DIFF_ADDED, 0), added);
	ck_assert_int_eq(skp_diff_count(d, SKP_DIFF_SAME, 0), same);
}

static char *diff_written(const char *format)
{
	struct mem mem;
	struct buf b;
	char *s;

	mem_init(&mem, NULL, 0);
	buf_init(&b, &mem);
	ck_assert_msg(skp_diff_write(d, format, collect, &b, &err) == 0, "%s",
		err.text);
	buf_char(&b, 0);
	s = malloc(b.n);
	ck_assert_ptr_nonnull(s);
	memcpy(s, b.p, b.n);
	buf_free(&b);
	return s;
}

static void writes(const char *format, const char *want)
{
	char *s = diff_written(format);

	ck_assert_str_eq(s, want);
	free(s);
}

static const char *const people[] = {"tiada", "hilang", "U1"};

/* People 0..2 of units; a unit that is missing is a finding. */
static void check_people(int a, int b, int e)
{
	char row[128];
	int unit[3] = {a, b, e}, i;

	afresh();
	facts("unor", "id=U1|nama=Dinas");
	for (i = 0; i < 3; i++) {
		snprintf(row, sizeof(row),
			"id=p%d|nip=19700101199501100%d|nama=Budi%d|"
			"unor_id=%s", i, i, i, people[unit[i]]);
		fact("pegawai", row);
	}
	set("select", "REF003");
	report("2026-01-20");
}

static char *both[2];

/* p0 stays wrong, p1 was mended, p2 is new; as JSON Lines in `both`. */
static void reports(skp_write_options o)
{
	check_people(0, 0, 2);
	both[0] = written("jsonl", o);
	check_people(1, 2, 0);
	both[1] = written("jsonl", o);
}

static void free_both(void)
{
	free(both[0]);
	free(both[1]);
}

START_TEST(gone_new_and_same_are_told_of_reports)
{
	char *s;

	set("pada", "2026-01-20");
	new_diff((skp_write_options){0});
	check_people(0, 0, 2);
	ck_assert_int_eq(skp_diff_report(d, SKP_DIFF_OLD, r, &err), 0);
	counts(2, 0, 0);
	check_people(1, 2, 0);
	ck_assert_int_eq(skp_diff_report(d, SKP_DIFF_NEW, r, &err), 0);
	counts(1, 1, 1);
	s = diff_written("jsonl");
	ck_assert_ptr_nonnull(strstr(s,
		"{\"diff\":\"gone\",\"code\":\"REF003\",\"severity\":\"E\","
		"\"table\":\"pegawai\",\"id\":\"197001011995011001\""));
	ck_assert_ptr_nonnull(strstr(s, "{\"diff\":\"new\",\"code\":\"REF003\","
		"\"severity\":\"E\",\"table\":\"pegawai\","
		"\"id\":\"197001011995011002\""));
	ck_assert_ptr_null(strstr(s, "\"same\",\"code"));
	ck_assert_ptr_null(strstr(s, "fingerprint"));
	ck_assert_ptr_nonnull(strstr(s, "}\n{\"gone\":1,\"new\":1,\"same\":1}\n"));
	free(s);
}
END_TEST

START_TEST(a_report_read_back_compares_as_the_report_itself)
{
	char *s[2];
	int i;

	reports((skp_write_options){0});
	for (i = 0; i < 2; i++) {
		new_diff((skp_write_options){.same = 1});
		ck_assert_msg(read_side(SKP_DIFF_OLD, both[0]) == 0, "%s",
			err.text);
		ck_assert_int_eq(i ? read_side(SKP_DIFF_NEW, both[1])
			: skp_diff_report(d, SKP_DIFF_NEW, r, &err), 0);
		counts(1, 1, 1);
		s[i] = diff_written("jsonl");
	}
	ck_assert_str_eq(s[0], s[1]);
	free(s[0]);
	free(s[1]);
	free_both();
}
END_TEST

START_TEST(masked_reports_compare_by_their_fingerprints)
{
	reports((skp_write_options){.mask = 1, .fingerprints = 1});
	ck_assert_ptr_null(strstr(both[0], "19700101"));
	new_diff((skp_write_options){0});
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, both[0]), 0);
	ck_assert_int_eq(skp_diff_report(d, SKP_DIFF_NEW, r, &err), 0);
	counts(1, 1, 1);
	free_both();
}
END_TEST

START_TEST(a_masked_report_without_fingerprints_is_refused)
{
	reports((skp_write_options){.mask = 1});
	new_diff((skp_write_options){0});
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, both[0]), SKP_E_FORMAT);
	ck_assert_ptr_nonnull(strstr(err.text, "--mask --fingerprints"));
	ck_assert_str_eq(err.file, "r.jsonl");
	ck_assert_uint_eq(err.line, 1);
	counts(0, 0, 0);
	/* and what is unmasked cannot be masked afterwards */
	new_diff((skp_write_options){.mask = 1});
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, both[0]), SKP_E_ARG);
	free_both();
}
END_TEST

START_TEST(masked_both_sides_share_pseudonyms)
{
	char *s;

	set("pada", "2026-01-20");
	new_diff((skp_write_options){.mask = 1, .same = 1});
	check_people(0, 0, 2);
	ck_assert_int_eq(skp_diff_report(d, SKP_DIFF_OLD, r, &err), 0);
	check_people(1, 2, 0);
	ck_assert_int_eq(skp_diff_report(d, SKP_DIFF_NEW, r, &err), 0);
	s = diff_written("jsonl");
	ck_assert_ptr_null(strstr(s, "19700101"));
	ck_assert_ptr_null(strstr(s, "Budi"));
	ck_assert_ptr_nonnull(strstr(strstr(s, "\"gone\""),
		"\"id\":\"pegawai-2\""));
	ck_assert_ptr_nonnull(strstr(strstr(s, "\"new\""),
		"\"id\":\"pegawai-3\""));
	ck_assert_ptr_nonnull(strstr(strstr(s, "\"same\""),
		"\"id\":\"pegawai-1\""));
	free(s);
}
END_TEST

#define LINE(sev, id, msg) "{\"code\":\"REF003\",\"severity\":\"" sev \
	"\",\"table\":\"pegawai\",\"id\":\"" id "\",\"message\":\"" msg "\"}\n"

START_TEST(how_often_a_finding_stands_counts)
{
	set("pada", "2026-01-20");
	new_diff((skp_write_options){.same = 1});
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, LINE("E", "a", "1")
		LINE("E", "A", "2") LINE("E", "b", "3")), 0);
	ck_assert_int_eq(read_side(SKP_DIFF_NEW, LINE("W", "a", "4")
		LINE("E", "b", "5") LINE("E", "B", "6")), 0);
	counts(1, 1, 2);
	writes("text", "TEMUAN BARU\n  galat REF003: 6\n\n"
		"TEMUAN YANG SUDAH HILANG\n  galat REF003: 2\n\n"
		"TEMUAN YANG TETAP\n  peringatan REF003: 4\n"
		"  galat REF003: 5\n\n1 baru, 1 hilang, 2 tetap.\n");
}
END_TEST

START_TEST(severity_chooses_what_is_shown_not_what_is_the_same)
{
	set("pada", "2026-01-20");
	new_diff((skp_write_options){.min_severity = SKP_SEVERITY_E,
		.lang = "en"});
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, LINE("W", "a", "1")
		LINE("W", "b", "1")), 0);
	ck_assert_int_eq(read_side(SKP_DIFF_NEW, LINE("E", "a", "1")
		LINE("E", "c", "1") LINE("I", "d", "1")), 0);
	writes("text", "NEW FINDINGS\n  error REF003: 1\n\n"
		"1 new, 0 gone, 1 same.\n");
	ck_assert_int_eq(skp_diff_count(d, SKP_DIFF_ADDED, SKP_SEVERITY_E), 1);
	ck_assert_int_eq(skp_diff_count(d, SKP_DIFF_ADDED, SKP_SEVERITY_I), 2);
	ck_assert_int_eq(skp_diff_count(d, 3, 0), 0);
}
END_TEST

START_TEST(select_and_ignore_count_for_what_is_read_too)
{
	set("pada", "2026-01-20");
	set("select", "REF");
	set("ignore", "REF005");
	new_diff((skp_write_options){0});
	ck_assert_int_eq(read_side(SKP_DIFF_NEW, LINE("E", "a", "1")
		"{\"code\":\"ORG301\",\"severity\":\"E\",\"table\":\"unor\","
		"\"id\":\"u\"}\n{\"code\":\"REF005\",\"severity\":\"E\","
		"\"table\":\"unor\",\"id\":\"u\"}\n"), 0);
	counts(0, 1, 0);
}
END_TEST

START_TEST(a_baseline_hides_on_both_sides)
{
	skp_baseline *b = NULL;
	char yaml[256], *s;

	reports((skp_write_options){0});
	new_diff((skp_write_options){.lang = "en"});
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, both[0]), 0);
	ck_assert_int_eq(read_side(SKP_DIFF_NEW, both[1]), 0);
	ck_assert_str_eq(all_found(), "REF003:197001011995011000 "
		"REF003:197001011995011002");
	snprintf(yaml, sizeof(yaml), "baseline:\n  - fingerprint: \"%s\"\n"
		"    reason: x\n    expires: 2026-01-20\n",
		found(1, SKP_F_FINGERPRINT));
	ck_assert_int_eq(skp_baseline_new(c, "", yaml, -1, &b, &err), 0);
	ck_assert_int_eq(skp_diff_hide(d, b, &err), 0);
	counts(1, 0, 1);
	s = diff_written("text");
	ck_assert_ptr_nonnull(strstr(s, "0 new, 1 gone, 1 same.\n"
		"1 hidden by the baseline.\n"));
	free(s);
	skp_baseline_free(b);
	free_both();
}
END_TEST

static void refused(const char *jsonl, int32_t code, uint32_t line,
	const char *words)
{
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, jsonl), code);
	ck_assert_int_eq(err.code, code);
	ck_assert_uint_eq(err.line, line);
	ck_assert_str_eq(err.file, "r.jsonl");
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
	ck_assert_ptr_null(strstr(err.text, "RAHASIA"));
	counts(0, 0, 0);
}

START_TEST(what_is_no_report_is_refused_with_its_line)
{
	set("pada", "2026-01-20");
	new_diff((skp_write_options){0});
	refused("RAHASIA\n", SKP_E_FORMAT, 1, "object");
	refused("\n[1]\n", SKP_E_FORMAT, 2, "object");
	refused(LINE("E", "a", "1") "{\"code\":\n", SKP_E_FORMAT, 2,
		"does not end");
	refused("{\"code\" 1}\n", SKP_E_FORMAT, 1, "JSON");
	refused("{\"x\":\"RAHASIA\"}\n", SKP_E_FORMAT, 1, "no line of a");
	refused("{}\n", SKP_E_FORMAT, 1, "no line of a report");
	refused("{\"diff\":\"new\",\"code\":\"REF003\"}\n", SKP_E_FORMAT, 1,
		"comparison");
	refused("{\"code\":\"REF003\",\"severity\":\"E\"}\n", SKP_E_FORMAT, 1,
		"needs code, severity, table and id");
	refused(LINE("X", "a", "1"), SKP_E_FORMAT, 1, "needs code");
	refused("{\"code\":\"REF003\",\"code\":\"REF003\"}\n", SKP_E_DUPKEY, 1,
		"twice");
	refused("{\"code\":[\"REF003\"],\"severity\":\"E\",\"table\":\"unor\","
		"\"id\":\"RAHASIA\"}\n", SKP_E_FORMAT, 1, "needs code");
	refused(LINE("E", "a\xff", "1"), SKP_E_ENCODING, 0, "UTF-8");
	refused(LINE("E", "a", "\xc2\x9b"), SKP_E_FORMAT, 1, "control");
	refused(LINE("E", "a", "\\ud800"), SKP_E_FORMAT, 1, "surrogate");
	refused("{\"code\":\"REF003\",\"severity\":\"E\",\"table\":\"unor\","
		"\"id\":\"u\",\"fingerprint\":\"1\"}\n", SKP_E_FORMAT, 1,
		"fingerprint");
	/* what a report has besides findings is passed over */
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, "{\"skipped\":\"REF003\","
		"\"reason\":\"no_unor\",\"count\":1}\n{\"hidden\":3}\n\n"
		"{\"table\":\"unor\",\"read\":1}\n"), 0);
	counts(0, 0, 0);
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, LINE("E", "a", "1")), 0);
	ck_assert_int_eq(read_side(SKP_DIFF_OLD, ""), SKP_E_STATE);
}
END_TEST

START_TEST(nesting_ends_somewhere)
{
	char deep[256] = "{\"code\":";

	set("pada", "2026-01-20");
	new_diff((skp_write_options){0});
	memset(deep + strlen(deep), '[', 100);
	refused(deep, SKP_E_LIMIT_DEPTH, 1, "deep");
}
END_TEST

START_TEST(a_report_is_recognised_by_how_it_begins)
{
	static const char *const yes[] = {LINE("E", "a", "1"),
		"{\"skipped\":\"X\"}", "{\"table\":\"unor\",\"read\":1}",
		"{\"hidden\":1}"};
	static const char *const no[] = {"", "{\"unor\":[]}",
		"{\"data\":[]}", "id,nama\n", "unor:\n", "[{\"code\":1}]",
		"{\"kode\":\"x\"}"};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(yes); i++)
		ck_assert_int_eq(skp_diff_recognise(yes[i], strlen(yes[i])),
			1);
	for (i = 0; i < ARRAY_LEN(no); i++)
		ck_assert_int_eq(skp_diff_recognise(no[i], strlen(no[i])), 0);
	ck_assert_int_eq(skp_diff_recognise(NULL, 0), 0);
}
END_TEST

START_TEST(misuse_is_refused)
{
	ck_assert_int_eq(skp_diff_new(c, NULL, &d, &err), SKP_E_STATE);
	check_people(0, 0, 0);
	ck_assert_int_eq(skp_diff_new(c, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_new(NULL, NULL, &d, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_new(c, NULL, &d, &err), 0);
	ck_assert_int_eq(skp_diff_report(d, 2, r, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_report(d, 0, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_report(NULL, 0, r, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_jsonl(d, 0, NULL, "", 0, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_jsonl(d, 0, "", NULL, 1, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_hide(d, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_diff_write(d, "csv", collect, NULL, &err),
		SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_diff_write(d, NULL, collect, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_diff_write(d, "text", NULL, NULL, &err),
		SKP_E_ARG);
	skp_diff_free(NULL);
}
END_TEST

START_TEST(without_memory_a_side_stays_empty)
{
	long n = 0;
	int32_t e;

	reports((skp_write_options){0});
	new_diff((skp_write_options){.mask = 0});
	do {
		heap_fail(n++, true);
		e = read_side(SKP_DIFF_OLD, both[0]);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		counts(0, 0, 0);
	} while (n < 1000);
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(n, 3);
	for (n = 0; n < 1000; n++) {
		heap_fail(n, true);
		e = skp_diff_report(d, SKP_DIFF_NEW, r, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		counts(2, 0, 0);
	}
	ck_assert_int_eq(e, 0);
	counts(1, 1, 1);
	free_both();
}
END_TEST

int main(void)
{
	const TTest *const test[] = {gone_new_and_same_are_told_of_reports,
		a_report_read_back_compares_as_the_report_itself,
		masked_reports_compare_by_their_fingerprints,
		a_masked_report_without_fingerprints_is_refused,
		masked_both_sides_share_pseudonyms,
		how_often_a_finding_stands_counts,
		severity_chooses_what_is_shown_not_what_is_the_same,
		select_and_ignore_count_for_what_is_read_too,
		a_baseline_hides_on_both_sides,
		what_is_no_report_is_refused_with_its_line,
		nesting_ends_somewhere,
		a_report_is_recognised_by_how_it_begins, misuse_is_refused,
		without_memory_a_side_stays_empty};

	return run_tests_with("diff", test, ARRAY_LEN(test), begin, end);
}
