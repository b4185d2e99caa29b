/* SPDX-License-Identifier: MIT */
/* Baselines: what is read, what is refused, what is hidden. */
#include "facts.h"

static skp_baseline *b;

static int32_t read_baseline(const char *yaml)
{
	skp_baseline_free(b);
	return skp_baseline_new(c, "known.yaml", yaml, -1, &b, &err);
}

/* Refused on that line with a message that holds the words. */
static void refused(const char *yaml, int32_t code, uint32_t line,
	const char *words)
{
	ck_assert_int_eq(read_baseline(yaml), code);
	ck_assert_int_eq(err.code, code);
	ck_assert_uint_eq(err.line, line);
	ck_assert_str_eq(err.file, "known.yaml");
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
	ck_assert_ptr_null(b);
}

static void known(const char *print, const char *rest)
{
	char yaml[512];

	snprintf(yaml, sizeof(yaml), "baseline:\n  - fingerprint: \"%s\"\n"
		"    reason: surat tugas diproses\n%s", print, rest);
	ck_assert_msg(read_baseline(yaml) == 0, "%u: %s", err.line, err.text);
}

/* A unit of a parent that is missing, and a person of a unit that is. */
static void two_faults(void)
{
	facts("unor", "id=U1|nama=Dinas|diatasan_id=\n"
		"id=U2|nama=Bidang|diatasan_id=hilang");
	facts("pegawai", "id=p|nip=197001011995011001|unor_id=tiada");
	set("select", "REF003,REF005");
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "REF003:197001011995011001 REF005:U2");
}

START_TEST(an_entry_is_read)
{
	ck_assert_int_eq(read_baseline("baseline:\n"
		"  - fingerprint: 0123456789ABCDEF0123456789abcdef\n"
		"    code: ATS203\n    reason: 'dalam proses'\n"
		"    expires: 2026-12-31\n"
		"  - {fingerprint: '1123456789abcdef0123456789abcdef',"
		" reason: x}\n"), 0);
	ck_assert_int_eq(skp_baseline_count(b), 2);
	ck_assert_str_eq(skp_baseline_text(b, 0, SKP_BASELINE_FINGERPRINT),
		"0123456789ABCDEF0123456789abcdef");
	ck_assert_str_eq(skp_baseline_text(b, 0, SKP_BASELINE_CODE), "ATS203");
	ck_assert_str_eq(skp_baseline_text(b, 0, SKP_BASELINE_REASON),
		"dalam proses");
	ck_assert_str_eq(skp_baseline_text(b, 0, SKP_BASELINE_EXPIRES),
		"2026-12-31");
	ck_assert_str_eq(skp_baseline_text(b, 1, SKP_BASELINE_CODE), "");
	ck_assert_int_eq(skp_baseline_line(b, 0), 2);
	ck_assert_int_eq(skp_baseline_line(b, 1), 6);
	ck_assert_int_eq(skp_baseline_line(b, 2), -1);
	ck_assert_ptr_null(skp_baseline_text(b, 2, 0));
	ck_assert_ptr_null(skp_baseline_text(b, 0, 4));
	ck_assert_ptr_null(skp_baseline_text(b, 0, -1));
}
END_TEST

START_TEST(a_baseline_may_have_no_entries)
{
	ck_assert_int_eq(read_baseline("baseline: []\n"), 0);
	ck_assert_int_eq(skp_baseline_count(b), 0);
	ck_assert_int_eq(read_baseline("baseline:\n"), 0);
}
END_TEST

#define PRINT "\"0123456789abcdef0123456789abcdef\""

START_TEST(what_is_no_baseline_is_refused_with_its_line)
{
	refused("", SKP_E_EMPTY, 0, "the baseline is empty");
	refused("- x\n", SKP_E_FORMAT, 1, "`baseline:`");
	refused("known: []\n", SKP_E_UNKNOWN, 1, "unknown key");
	refused("baseline: []\nmore: 1\n", SKP_E_UNKNOWN, 2, "unknown key");
	refused("baseline: x\n", SKP_E_FORMAT, 1, "list of entries");
	refused("baseline:\n  - x\n", SKP_E_FORMAT, 2, "mapping");
	refused("baseline:\n  - fingerprint: " PRINT "\n    severity: E\n",
		SKP_E_UNKNOWN, 3, "unknown key");
	refused("baseline:\n  - fingerprint: " PRINT "\n    reason:\n",
		SKP_E_FORMAT, 3, "a reason is needed");
	refused("baseline:\n  - fingerprint: " PRINT "\n", SKP_E_FORMAT, 2,
		"fingerprint and a reason");
	refused("baseline:\n  - reason: x\n", SKP_E_FORMAT, 2,
		"fingerprint and a reason");
	refused("baseline:\n  - fingerprint: 0123\n", SKP_E_FORMAT, 2,
		"32 hexadecimal digits");
	refused("baseline:\n  - fingerprint: g123456789abcdef0123456789abcdef"
		"\n", SKP_E_FORMAT, 2, "32 hexadecimal digits");
	refused("baseline:\n  - fingerprint: " PRINT "\n    reason: x\n"
		"    expires: besok\n", SKP_E_FORMAT, 4, "expires is no day");
	refused("baseline:\n  - reason: x\n    reason: y\n", SKP_E_DUPKEY, 3,
		"second time");
	refused("baseline:\n  - reason: [x]\n", SKP_E_FORMAT, 2, "text");
	refused("baseline:\n  - &a {reason: x}\n", SKP_E_YAML_ALIAS, 2,
		"a baseline has no anchors");
	refused("baseline:\n  - {fingerprint: " PRINT ", reason: x}\n"
		"  - {fingerprint: \"1123456789abcdef0123456789abcdef\", "
		"reason: x}\n  - {fingerprint: " PRINT ", reason: y}\n",
		SKP_E_DUPKEY, 4, "line 2");
	refused("baseline: []\n---\nbaseline: []\n", SKP_E_YAML_MULTIDOC, 2,
		"one document");
}
END_TEST

START_TEST(a_known_finding_leaves_the_report)
{
	skp_columns *columns = NULL;

	two_faults();
	known(found(0, SKP_F_FINGERPRINT), "");
	ck_assert_int_eq(skp_report_hidden(r, -1), 0);
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_str_eq(all_found(), "REF005:U2");
	ck_assert_int_eq(skp_report_hidden(r, -1), 1);
	ck_assert_int_eq(skp_report_hidden(r, 0), 1);
	ck_assert_int_eq(skp_report_hidden(r, 1), 0);
	ck_assert_int_eq(skp_report_columns(r, "en", &columns, &err), 0);
	ck_assert_uint_eq(skp_columns_offsets(columns, SKP_F_CODE)[1], 6);
	skp_columns_free(columns);
}
END_TEST

START_TEST(hiding_again_adds)
{
	two_faults();
	known(found(0, SKP_F_FINGERPRINT), "");
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	known(found(0, SKP_F_FINGERPRINT), "");
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_int_eq(skp_report_count(r), 0);
	ck_assert_int_eq(skp_report_hidden(r, -1), 2);
	ck_assert_int_eq(skp_report_hidden(r, 0), 1);
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_int_eq(skp_report_hidden(r, 0), 0);
}
END_TEST

START_TEST(an_entry_hides_on_its_last_day_and_not_after_it)
{
	two_faults();
	known(found(0, SKP_F_FINGERPRINT), "    expires: 2026-01-20\n");
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_str_eq(all_found(), "REF005:U2");
	report("2026-01-21");
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_int_eq(skp_report_count(r), 2);
	ck_assert_int_eq(skp_report_hidden(r, 0), SKP_BASELINE_EXPIRED);
	ck_assert_int_eq(skp_report_hidden(r, -1), 0);
}
END_TEST

START_TEST(what_is_written_can_be_read_once_there_are_reasons)
{
	char *yaml, filled[4096] = "", *p, *q;

	two_faults();
	/* the same unknown code twice is one entry */
	yaml = written("baseline", (skp_write_options){0});
	ck_assert_int_eq(read_baseline(yaml), SKP_E_FORMAT);
	for (p = yaml; (q = strstr(p, "reason:")); p = q + 7) {
		strncat(filled, p, (size_t)(q - p));
		strcat(filled, "reason: ya");
	}
	strcat(filled, p);
	free(yaml);
	ck_assert_msg(read_baseline(filled) == 0, "%s", err.text);
	ck_assert_int_eq(skp_baseline_count(b), 2);
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_int_eq(skp_report_count(r), 0);
	yaml = written("baseline", (skp_write_options){0});
	ck_assert_int_eq(read_baseline(yaml), 0);
	ck_assert_int_eq(skp_baseline_count(b), 0);
	free(yaml);
}
END_TEST

START_TEST(a_baseline_is_masked_too)
{
	char *yaml;

	two_faults();
	yaml = written("baseline", (skp_write_options){.mask = 1});
	ck_assert_ptr_null(strstr(yaml, "197001011995011001"));
	ck_assert_ptr_nonnull(strstr(yaml, found(0, SKP_F_FINGERPRINT)));
	free(yaml);
}
END_TEST

START_TEST(findings_alike_are_one_entry)
{
	char *yaml;

	facts("penugasan", "pegawai_id=x|unor_id=hilang|jenis=D\n"
		"pegawai_id=x|unor_id=hilang|jenis=D");
	facts("unor", "id=U1|nama=Dinas");
	set("select", "REF008");
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "REF008:#1 REF008:#2");
	ck_assert_str_eq(found(0, SKP_F_FINGERPRINT),
		found(1, SKP_F_FINGERPRINT));
	yaml = written("baseline", (skp_write_options){0});
	ck_assert_ptr_null(strstr(strstr(yaml, "fingerprint:") + 1,
		"fingerprint:"));
	free(yaml);
	known(found(0, SKP_F_FINGERPRINT), "");
	ck_assert_int_eq(skp_report_hide(r, b, &err), 0);
	ck_assert_int_eq(skp_report_hidden(r, 0), 2);
}
END_TEST

START_TEST(a_key_changes_all_fingerprints_and_must_be_long)
{
	char before[64];

	two_faults();
	snprintf(before, sizeof(before), "%s", found(0, SKP_F_FINGERPRINT));
	set("fingerprint_key", "rahasia kantor yang panjang");
	/* the report keeps the key that it was made with */
	ck_assert_str_eq(found(0, SKP_F_FINGERPRINT), before);
	report("2026-01-20");
	ck_assert_str_ne(found(0, SKP_F_FINGERPRINT), before);
	set("fingerprint_key", "");
	report("2026-01-20");
	ck_assert_str_eq(found(0, SKP_F_FINGERPRINT), before);
	ck_assert_int_eq(skp_checker_set(c, "fingerprint_key", "pendek", &err),
		SKP_E_ARG);
	ck_assert_ptr_null(strstr(err.text, "pendek"));
}
END_TEST

START_TEST(misuse_is_refused)
{
	two_faults();
	ck_assert_int_eq(skp_baseline_new(NULL, "", "", -1, &b, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_baseline_new(c, "", NULL, -1, &b, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_baseline_new(c, "", "", -1, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_baseline_load(c, NULL, &b, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_baseline_load(c, ".", &b, &err), SKP_E_IO);
	ck_assert_int_eq(skp_baseline_load(c, "/nowhere/x", &b, &err),
		SKP_E_IO);
	ck_assert_int_eq(skp_report_hide(r, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_report_hide(r, (const skp_baseline *)(void *)r,
		&err), SKP_E_TYPE);
	ck_assert_int_eq(skp_report_hidden(NULL, -1), 0);
	ck_assert_int_eq(skp_baseline_count(NULL), 0);
	skp_baseline_free(NULL);
}
END_TEST

START_TEST(without_memory_nothing_is_hidden)
{
	long n = 0;
	int32_t e;

	two_faults();
	known(found(0, SKP_F_FINGERPRINT), "");
	do {
		heap_fail(n++, true);
		e = skp_report_hide(r, b, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		ck_assert_int_eq(skp_report_count(r), 2);
		ck_assert_int_eq(skp_report_hidden(r, -1), 0);
	} while (n < 1000);
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(n, 3);
}
END_TEST

static void begin(void)
{
	setup();
	b = NULL;
}

static void end(void)
{
	skp_baseline_free(b);
	teardown();
}

int main(void)
{
	const TTest *const test[] = {an_entry_is_read,
		a_baseline_may_have_no_entries,
		what_is_no_baseline_is_refused_with_its_line,
		a_known_finding_leaves_the_report, hiding_again_adds,
		an_entry_hides_on_its_last_day_and_not_after_it,
		what_is_written_can_be_read_once_there_are_reasons,
		a_baseline_is_masked_too, findings_alike_are_one_entry,
		a_key_changes_all_fingerprints_and_must_be_long,
		misuse_is_refused, without_memory_nothing_is_hidden};

	return run_tests_with("baseline", test, ARRAY_LEN(test), begin, end);
}
