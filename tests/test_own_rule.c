/* SPDX-License-Identifier: MIT */
/* A caller's own rules: what may be added, when they are called, what they
 * see, what comes of what they say. */
#include "facts.h"

/* ---- rules to try with ---- */

struct seen {
	int calls;
	int64_t row[16];
	int stop; /* at this call, 0: never */
	int32_t result;
};

static struct seen seen;

static int32_t note(void *ctx, skp_facts *f, int64_t row)
{
	struct seen *s = ctx;

	ck_assert_int_lt(s->calls, 16);
	s->row[s->calls++] = row;
	if (s->stop && s->calls >= s->stop)
		return 7;
	s->result = skp_facts_find(f, NULL, &err);
	return 0;
}

static skp_rule rule_of_ours(const char *code, int32_t table)
{
	skp_rule r = SKP_INIT(skp_rule);

	r.code = code;
	r.table = table;
	r.severity = SKP_SEVERITY_W;
	r.title = "Judul";
	r.title_en = "Title";
	r.message = "Milik {pegawai} di {unor}: {actual}, {expected}, "
		    "{detail}.";
	r.check = note;
	r.ctx = &seen;
	return r;
}

static void add(skp_rule r)
{
	memset(&seen, 0, sizeof(seen)); /* no fork: another test's */
	ck_assert_msg(skp_checker_add_rule(c, &r, &err) == 0, "%s", err.text);
}

static void refuses(skp_rule r, int32_t code)
{
	int32_t before = skp_checker_rule_count(c);

	err.code = 0;
	ck_assert_int_eq(skp_checker_add_rule(c, &r, &err), code);
	ck_assert_int_eq(err.code, code);
	ck_assert_int_eq(skp_checker_rule_count(c), before);
}

static void school(void)
{
	facts("unor", "id=dinas|jenis=dinas|diatasan_id=|pemimpin_id=kadis|"
		"nama=Dinas Pendidikan\n"
		"id=sd1|jenis=sekolah|diatasan_id=dinas|pemimpin_id=kepala\n"
		"id=sd2|jenis=sekolah|diatasan_id=x-1|pemimpin_id=|"
		"aktif=tidak");
	facts("pegawai", "id=kadis|unor_id=dinas|eselon_id=22|nama=Kadis\n"
		"id=kepala|unor_id=sd1|nama=Kepala\n"
		"nip=198001012005011001|unor_id=sd1|nama=Guru A\n"
		"id=guru2|unor_id=sd1|kedudukan=99\n"
		"id=guru3|unor_id=sd1|kedudukan=03\n"
		"id=guru4|unor_id=sd2");
}

static int32_t check_it(void)
{
	set("pada", "2026-06-30");
	seal();
	skp_report_free(r);
	r = NULL;
	return skp_check(c, m, NULL, &r, &err);
}

/* ---- what may be added ---- */

START_TEST(a_code_is_capitals_and_three_digits)
{
	static const char *const bad[] = {"", "K001", "KABUPATEN001", "KAB01",
		"KAB0001", "kab001", "KAB-01", "001", "KAB00A", "KAB001 ",
		"ATS901", "REF999", "PRD123"};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(bad); i++)
		refuses(rule_of_ours(bad[i], 0), SKP_E_ARG);
	refuses(rule_of_ours(NULL, 0), SKP_E_ARG);
	refuses(rule_of_ours("ATS203", 0), SKP_E_DUPKEY);
	add(rule_of_ours("KB001", 0));
	add(rule_of_ours("KABUPATE001", 0));
	refuses(rule_of_ours("KB001", 1), SKP_E_DUPKEY);
}
END_TEST

START_TEST(a_rule_must_be_whole)
{
	skp_rule r = rule_of_ours("KAB001", SKP_TABLE_UNOR);

	r.table = SKP_TABLE_INSTANSI;
	refuses(r, SKP_E_ARG);
	r.table = -1;
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.severity = 0;
	refuses(r, SKP_E_ARG);
	r.severity = 4;
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.level = 9;
	refuses(r, SKP_E_ARG);
	r.level = -1;
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.title = NULL;
	refuses(r, SKP_E_ARG);
	r.title = "";
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.check = NULL;
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.basis = "guessed";
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.actor = "Admin Instansi";
	refuses(r, SKP_E_ARG);
	ck_assert_int_eq(skp_checker_add_rule(c, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_add_rule(NULL, &r, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_checker_add_rule((skp_checker *)(void *)m, &r,
		&err), SKP_E_TYPE);
}
END_TEST

START_TEST(texts_must_fit_every_format)
{
	skp_rule r = rule_of_ours("KAB001", SKP_TABLE_UNOR);

	r.message = "Baris\nkedua";
	refuses(r, SKP_E_ARG);
	r.message = "Tempat {nama} tidak ada";
	refuses(r, SKP_E_ARG);
	r.message = "Kurung {id";
	refuses(r, SKP_E_ARG);
	r.message = "\xff";
	refuses(r, SKP_E_ENCODING);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.message_en = "No {place}";
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.title_en = "\033[31m";
	refuses(r, SKP_E_ARG);
	r = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	r.steps = "1. Satu.\n2. Dua.";
	r.message = "{id} {pegawai} {unor} {actual} {expected} {path} "
		    "{detail} } dan \"kutip\"";
	add(r);
}
END_TEST

/* The struct of an older caller is filled up, a newer one's tail is empty. */
START_TEST(a_rule_is_a_sized_struct)
{
	struct {
		skp_rule r;
		uint64_t more;
	} big = {rule_of_ours("KAB001", SKP_TABLE_UNOR), 1};
	skp_rule small = rule_of_ours("KAB002", SKP_TABLE_UNOR);

	big.r.size = sizeof(big);
	ck_assert_int_eq(skp_checker_add_rule(c, &big.r, &err), SKP_E_ARG);
	big.more = 0;
	ck_assert_int_eq(skp_checker_add_rule(c, &big.r, &err), 0);
	small.size = offsetof(skp_rule, check);
	refuses(small, SKP_E_ARG);
}
END_TEST

START_TEST(a_checker_takes_sixty_four)
{
	char code[] = "KAB000";
	int i;

	for (i = 0; i < SKP_OWN_RULES; i++) {
		code[4] = (char)('0' + i / 10);
		code[5] = (char)('0' + i % 10);
		add(rule_of_ours(code, SKP_TABLE_UNOR));
	}
	refuses(rule_of_ours("KAB999", SKP_TABLE_UNOR), SKP_E_ARG);
	facts("unor", "id=u1");
	set("select", "KAB");
	set("ignore", "KAB00,KAB01,KAB02,KAB03,KAB04");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(seen.calls, SKP_OWN_RULES - 50);
	ck_assert_int_eq(skp_report_count(r), SKP_OWN_RULES - 50);
}
END_TEST

/* ---- the catalogue ---- */

START_TEST(the_catalogue_of_a_checker_has_ours_then_theirs)
{
	skp_rule r = rule_of_ours("KAB001", SKP_TABLE_PEGAWAI);
	char title[] = "Judul";
	int32_t i, n = skp_rule_count();

	r.title = title;
	r.level = 4;
	r.actor = "camat";
	r.actor_text = "Camat";
	r.steps = "1. Satu.";
	r.steps_en = "1. One.";
	add(r);
	title[0] = 'X'; /* the texts are copied */
	ck_assert_int_eq(skp_checker_rule_count(c), n + 1);
	ck_assert_int_eq(skp_rule_count(), n);
	ck_assert_int_eq(skp_checker_rule_find(c, "kab001"), n);
	ck_assert_int_eq(skp_checker_rule_find(c, "ATS203"),
		skp_rule_find("ATS203"));
	ck_assert_int_eq(skp_rule_find("KAB001"), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_checker_rule_find(c, "KAB002"), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_checker_rule_find(c, NULL), SKP_E_UNKNOWN);
	ck_assert_ptr_null(skp_checker_rule_text(c, n + 1, 0, NULL));
	ck_assert_ptr_null(skp_checker_rule_text(c, n, 99, NULL));
	ck_assert_ptr_null(skp_rule_text(n, 0, NULL));
#define IS(field, lang, s) ck_assert_str_eq(skp_checker_rule_text(c, n, \
	field, lang), s)
	IS(SKP_RULE_CODE, NULL, "KAB001");
	IS(SKP_RULE_TITLE, NULL, "Judul");
	IS(SKP_RULE_TITLE, "en", "Title");
	IS(SKP_RULE_STEPS, "id", "1. Satu.");
	IS(SKP_RULE_STEPS, "en", "1. One.");
	IS(SKP_RULE_EXPLANATION, "en", "");
	IS(SKP_RULE_ACTOR, NULL, "camat");
	IS(SKP_RULE_ACTOR_TEXT, "en", "Camat");
	IS(SKP_RULE_SEVERITY, NULL, "W");
	IS(SKP_RULE_LEVEL, NULL, "L4");
	IS(SKP_RULE_TABLE, NULL, "pegawai");
	IS(SKP_RULE_BASIS, NULL, "inferred");
	IS(SKP_RULE_NEEDS, NULL, "");
#undef IS
	for (i = 0; i < n; i++)
		ck_assert_str_eq(skp_checker_rule_text(c, i, SKP_RULE_MESSAGE,
			"en"), skp_rule_text(i, SKP_RULE_MESSAGE, "en"));
}
END_TEST

START_TEST(an_actor_that_the_library_knows_needs_no_words)
{
	int32_t n = skp_rule_count();
	skp_rule r = rule_of_ours("KAB001", SKP_TABLE_UNOR);

	r.actor = "operator_sekolah";
	add(r);
	r = rule_of_ours("KAB002", SKP_TABLE_UNOR);
	r.actor = "lurah";
	add(r);
	add(rule_of_ours("KAB003", SKP_TABLE_UNOR));
	ck_assert_str_eq(skp_checker_rule_text(c, n, SKP_RULE_ACTOR_TEXT,
		NULL), "Operator Sekolah");
	ck_assert_str_eq(skp_checker_rule_text(c, n + 1, SKP_RULE_ACTOR_TEXT,
		NULL), "lurah");
	ck_assert_str_eq(skp_checker_rule_text(c, n + 2, SKP_RULE_ACTOR_TEXT,
		"en"), "employee");
}
END_TEST

/* ---- when they are called ---- */

/* A repeated row is none. */
START_TEST(a_rule_is_called_row_by_row)
{
	facts("unor", "id=b\nid=a\nid=B\nid=c");
	add(rule_of_ours("KAB001", SKP_TABLE_UNOR));
	set("select", "KAB001");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(seen.calls, 3);
	ck_assert_int_eq(seen.row[0], 0);
	ck_assert_int_eq(seen.row[1], 1);
	ck_assert_int_eq(seen.row[2], 3);
	ck_assert_str_eq(all_found(), "KAB001:a KAB001:b KAB001:c");
}
END_TEST

START_TEST(rules_are_called_in_the_order_of_adding)
{
	struct seen other = {0, {0}, 1, 0};
	skp_rule r = rule_of_ours("AAA001", SKP_TABLE_UNOR);

	fact("unor", "id=a");
	add(rule_of_ours("ZZZ001", SKP_TABLE_UNOR));
	r.ctx = &other;
	add(r);
	ck_assert_int_eq(check_it(), SKP_E_CANCEL);
	ck_assert_int_eq(seen.calls, 1);
	ck_assert_int_eq(other.calls, 1);
}
END_TEST

START_TEST(findings_stand_among_ours_by_level_and_code)
{
	skp_rule rule = rule_of_ours("ZZZ001", SKP_TABLE_UNOR);

	school();
	add(rule);
	rule.code = "AAA001";
	rule.level = 8;
	add(rule);
	set("select", "ZZZ,AAA,REF005,UNR106");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_str_eq(all_found(), "REF005:sd2 ZZZ001:dinas ZZZ001:sd1 "
		"ZZZ001:sd2 AAA001:dinas AAA001:sd1 AAA001:sd2");
	ck_assert_str_eq(found(4, SKP_F_LEVEL), "L8");
	ck_assert_int_eq(skp_report_int(r, 4, SKP_F_LEVEL), 8);
	ck_assert_str_eq(found(4, SKP_F_ACTOR), "pegawai");
	ck_assert_str_eq(found(4, SKP_F_UNOR), "dinas");
}
END_TEST

START_TEST(policy_and_selection_know_its_code)
{
	fact("unor", "id=a");
	ck_assert_int_eq(skp_checker_policy(c, "x", "rules: {KAB001: "
		"{enabled: false}}", -1, &err), SKP_E_POLICY);
	ck_assert_int_eq(skp_checker_set(c, "select", "KAB", &err),
		SKP_E_UNKNOWN);
	add(rule_of_ours("KAB001", SKP_TABLE_UNOR));
	set("select", "KAB");
	policy("rules: {KAB001: {severity: E}}");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_SEVERITY), SKP_SEVERITY_E);
	policy("rules: {KAB001: {enabled: false}}");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(seen.calls, 1);
	ck_assert_int_eq(skp_report_count(r), 0);
	policy("rules: {KAB001: {enabled: true}}");
	set("ignore", "KAB001");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(seen.calls, 1);
}
END_TEST

START_TEST(the_single_questions_leave_it_out)
{
	fact("unor", "id=a");
	add(rule_of_ours("KAB001", SKP_TABLE_UNOR));
	set("pada", "2026-06-30");
	seal();
	ck_assert_int_eq(skp_check_atasan(c, m, NULL, &r, &err), 0);
	ck_assert_int_eq(seen.calls, 0);
}
END_TEST

START_TEST(filters_hide_what_it_finds)
{
	school();
	add(rule_of_ours("KAB001", SKP_TABLE_UNOR));
	set("select", "KAB001");
	set("unor", "sd1");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(seen.calls, 3);
	ck_assert_int_eq(seen.result, 0);
	ck_assert_str_eq(all_found(), "KAB001:sd1");
}
END_TEST

/* ---- what stops a check ---- */

START_TEST(a_result_stops_the_check)
{
	facts("unor", "id=a\nid=b\nid=c");
	add(rule_of_ours("KAB001", SKP_TABLE_UNOR));
	seen.stop = 2;
	ck_assert_int_eq(check_it(), SKP_E_CANCEL);
	ck_assert_ptr_null(r);
	ck_assert_int_eq(seen.calls, 2);
	seen.stop = 0; /* and all is as before */
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(seen.calls, 5);
}
END_TEST

START_TEST(findings_are_limited)
{
	skp_limits l = SKP_INIT(skp_limits);
	skp_checker_options o = SKP_INIT(skp_checker_options);

	l.findings = 2;
	o.limits = &l;
	o.allocator = &heap_allocator;
	skp_checker_free(c);
	ck_assert_int_eq(skp_checker_new(&o, &c, &err), 0);
	facts("unor", "id=a\nid=b\nid=c");
	add(rule_of_ours("KAB001", SKP_TABLE_UNOR));
	set("select", "KAB001");
	ck_assert_int_eq(check_it(), SKP_E_LIMIT_FINDINGS);
	ck_assert_int_eq(seen.calls, 3);
	ck_assert_int_eq(seen.result, SKP_E_LIMIT_FINDINGS);
}
END_TEST

static int32_t change(void *ctx, skp_facts *f, int64_t row)
{
	skp_rule r = rule_of_ours("KAB009", SKP_TABLE_UNOR);
	int32_t field = 0;
	int64_t len = 1;
	const char *value = "x";
	skp_report *inner = NULL;

	(void)f;
	ck_assert_int_eq(skp_checker_set(c, "tahun", "2025", &err),
		SKP_E_BUSY);
	ck_assert_int_eq(skp_checker_policy(c, "x", "name: x", -1, &err),
		SKP_E_BUSY);
	ck_assert_int_eq(skp_checker_policy_file(c, "/nowhere", &err),
		SKP_E_BUSY);
	ck_assert_int_eq(skp_checker_add_rule(c, &r, &err), SKP_E_BUSY);
	ck_assert_int_eq(skp_model_add(m, SKP_TABLE_UNOR, 1, &field, &value,
		&len, NULL, &err), SKP_E_BUSY);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_UNOR, row, 0, "x", 1,
		&err), SKP_E_BUSY);
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, row, &err),
		SKP_E_BUSY);
	ck_assert_int_eq(skp_model_load_bytes(m, "unor.csv", "id\nx\n", 5,
		NULL, &err), SKP_E_BUSY);
	ck_assert_int_eq(skp_model_edit(m, &err), SKP_E_BUSY);
	ck_assert_int_eq(skp_model_appoint(m, "U1", "P1", "D", NULL, &err),
		SKP_E_BUSY);
	/* reading is free, even another check */
	ck_assert_int_eq(skp_checker_rule_find(c, "KAB001"),
		skp_rule_count());
	ck_assert_int_eq(skp_check_atasan(c, m, NULL, &inner, &err), 0);
	skp_report_free(inner);
	++*(int *)ctx;
	return 0;
}

START_TEST(model_and_checker_do_not_change_under_a_check)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	int calls = 0;

	fact("unor", "id=a");
	rule.check = change;
	rule.ctx = &calls;
	add(rule);
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(calls, 1);
	set("tahun", "2025"); /* free again */
}
END_TEST

/* ---- what it sees ---- */

static int32_t field(const char *table, const char *name)
{
	return field_no(table, name);
}

static int64_t the(const skp_facts *f, const char *id, int32_t table)
{
	char to[64];
	int64_t i;

	for (i = 0; i < skp_facts_rows(f, table); i++) {
		skp_facts_text(f, table, i, 0, to, sizeof(to));
		if (strcmp(to, id) == 0)
			return i;
	}
	ck_abort_msg("no %s", id);
	return -1;
}

static int64_t unit(const skp_facts *f, const char *id)
{
	return the(f, id, SKP_TABLE_UNOR);
}

static int64_t person(const skp_facts *f, const char *id)
{
	return the(f, id, SKP_TABLE_PEGAWAI);
}

static int32_t look_people(void *ctx, skp_facts *f, int64_t row)
{
	int64_t sd1 = unit(f, "sd1");

	if (row != 0)
		return 0;
	++*(int *)ctx;
	ck_assert_int_eq(skp_facts_person(f, person(f, "kadis")),
		SKP_PERSON_ACTIVE | SKP_PERSON_OBLIGED | SKP_PERSON_HEAD);
	ck_assert_int_eq(skp_facts_person(f, 2), SKP_PERSON_ACTIVE |
		SKP_PERSON_OBLIGED | SKP_PERSON_MEMBER | SKP_PERSON_BLOCKED);
	ck_assert_int_eq(skp_facts_person(f, person(f, "guru2")), 0);
	ck_assert_int_eq(skp_facts_person(f, person(f, "guru3")),
		SKP_PERSON_ACTIVE | SKP_PERSON_MEMBER);
	ck_assert_int_eq(skp_facts_person(f, -1), 0);
	ck_assert_int_eq(skp_facts_person(f, 99), 0);
	ck_assert_int_eq(skp_facts_heads(f, sd1), 1);
	ck_assert_int_eq(skp_facts_head(f, sd1, 0), person(f, "kepala"));
	ck_assert_int_eq(skp_facts_head(f, sd1, 1), -1);
	ck_assert_int_eq(skp_facts_head(f, sd1, -1), -1);
	ck_assert_int_eq(skp_facts_heads(f, unit(f, "sd2")), 0);
	ck_assert_int_eq(skp_facts_expected(f, 2), 1);
	ck_assert_int_eq(skp_facts_expected_at(f, 2, 0), person(f, "kepala"));
	ck_assert_int_eq(skp_facts_expected_at(f, 2, 1), -1);
	ck_assert_int_eq(skp_facts_appraiser(f, 2), sd1);
	ck_assert_int_eq(skp_facts_expected(f, person(f, "kadis")), 0);
	ck_assert_int_eq(skp_facts_appraiser(f, person(f, "kadis")), -1);
	ck_assert_int_eq(skp_facts_expected(f, person(f, "guru4")),
		SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_facts_expected(f, 99), SKP_E_UNKNOWN);
	return 0;
}

static int32_t look_units(void *ctx, skp_facts *f, int64_t row)
{
	int64_t dinas = unit(f, "dinas"), sd1 = unit(f, "sd1");
	int64_t sd2 = unit(f, "sd2");
	int32_t by = field("pegawai", "unor_id");

	if (row != 0)
		return 0;
	++*(int *)ctx;
	ck_assert_int_eq(skp_facts_org(f, dinas), SKP_ORG_GOOD);
	ck_assert_int_eq(skp_facts_org(f, sd1), SKP_ORG_BELOW);
	ck_assert_int_eq(skp_facts_org(f, sd2), SKP_ORG_ABSENT);
	ck_assert_int_eq(skp_facts_org(f, 99), SKP_E_ARG);
	ck_assert_int_eq(skp_facts_active(f, sd1), 1);
	ck_assert_int_eq(skp_facts_active(f, sd2), 0);
	ck_assert_int_eq(skp_facts_active(f, -1), 0);
	ck_assert_str_eq(skp_facts_kind(f, sd1), "sekolah");
	ck_assert_str_eq(skp_facts_kind(f, dinas), "dinas");
	ck_assert_ptr_null(skp_facts_kind(f, 99));
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_PEGAWAI, by, sd1),
		4);
	ck_assert_int_eq(skp_facts_referring_at(f, SKP_TABLE_PEGAWAI, by, sd1,
		1), 2);
	ck_assert_int_eq(skp_facts_referring_at(f, SKP_TABLE_PEGAWAI, by, sd1,
		4), -1);
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_PEGAWAI, by, 99), 0);
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_PEGAWAI, 0, sd1),
		SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_UNOR, field("unor",
		"diatasan_id"), dinas), 1);
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_PENUGASAN,
		field("penugasan", "unor_id"), dinas), 0);
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_SKP, field("skp",
		"unor_id"), sd1), 1);
	/* the second event is of tomorrow */
	ck_assert_int_eq(skp_facts_referring(f, SKP_TABLE_KEJADIAN,
		field("kejadian", "pegawai_id"), person(f, "kepala")), 1);
	return 0;
}

static int32_t look_cells(void *ctx, skp_facts *f, int64_t row)
{
	int32_t nama = field("unor", "nama");
	int64_t dinas = unit(f, "dinas"), sd1 = unit(f, "sd1");
	char to[6];

	if (row != 0)
		return 0;
	++*(int *)ctx;
	ck_assert_int_eq(skp_facts_text(f, SKP_TABLE_UNOR, dinas, nama, to,
		sizeof(to)), 16);
	ck_assert_str_eq(to, "Dinas");
	ck_assert_int_eq(skp_facts_text(f, SKP_TABLE_UNOR, dinas, nama, NULL,
		0), 16);
	ck_assert_int_eq(skp_facts_text(f, SKP_TABLE_UNOR, 99, nama, to,
		sizeof(to)), 0);
	ck_assert_str_eq(to, "");
	ck_assert_int_eq(skp_facts_text(f, 9, 0, 0, to, sizeof(to)), 0);
	ck_assert_int_eq(skp_facts_text(f, SKP_TABLE_UNOR, 0, 99, to,
		sizeof(to)), 0);
	skp_facts_text(f, SKP_TABLE_UNOR, sd1, field("unor", "diatasan_id"),
		to, sizeof(to));
	ck_assert_str_eq(to, "dinas");
	ck_assert_int_eq(skp_facts_given(f, SKP_TABLE_UNOR, dinas, nama), 1);
	ck_assert_int_eq(skp_facts_given(f, SKP_TABLE_UNOR, sd1, nama), 0);
	ck_assert_int_eq(skp_facts_given(f, SKP_TABLE_UNOR, sd1,
		field("unor", "npsn")), -1);
	ck_assert_int_eq(skp_facts_given(f, SKP_TABLE_UNOR, 99, nama), -1);
	ck_assert_int_eq(skp_facts_ref(f, SKP_TABLE_UNOR, sd1, field("unor",
		"diatasan_id")), dinas);
	ck_assert_int_eq(skp_facts_ref(f, SKP_TABLE_UNOR, dinas, field("unor",
		"diatasan_id")), -1);
	ck_assert_int_eq(skp_facts_ref(f, SKP_TABLE_UNOR, dinas, nama), -1);
	ck_assert_int_eq(skp_facts_ref(f, SKP_TABLE_SKP, 1, field("skp",
		"unor_id")), sd1); /* its person's */
	ck_assert_int_eq(skp_facts_covers(f, SKP_TABLE_SKP, 0), 1);
	ck_assert_int_eq(skp_facts_covers(f, SKP_TABLE_SKP, 1), 0);
	ck_assert_int_eq(skp_facts_meets(f, SKP_TABLE_SKP, 1), 1);
	ck_assert_int_eq(skp_facts_meets(f, SKP_TABLE_UNOR, 0), 0);
	ck_assert_int_eq(skp_facts_meets(f, SKP_TABLE_SKP, 99), 0);
	ck_assert_int_eq(skp_facts_rows(f, SKP_TABLE_SKP), 2);
	ck_assert_int_eq(skp_facts_rows(f, -1), 0);
	ck_assert_int_eq(skp_facts_live(f, SKP_TABLE_SKP, 1), 1);
	ck_assert_int_eq(skp_facts_live(f, SKP_TABLE_SKP, 2), 0);
	return 0;
}

static void look(skp_rule_fn fn)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	int calls = 0;

	school();
	facts("skp", "id=s1|pegawai_id=kadis|unor_id=dinas|jenis=organisasi|"
		"status=disetujui|mulai=2026-01-01|selesai=2026-12-31\n"
		"id=s2|pegawai_id=198001012005011001|jenis=individu|"
		"mulai=2026-01-01|selesai=2026-03-31");
	rule.check = fn;
	rule.ctx = &calls;
	add(rule);
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(calls, 1);
}

START_TEST(it_sees_people)
{
	look(look_people);
}
END_TEST

START_TEST(it_sees_units)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	int calls = 0;

	school();
	facts("skp", "id=s1|pegawai_id=kadis|unor_id=dinas|jenis=organisasi|"
		"status=disetujui|mulai=2026-01-01|selesai=2026-12-31\n"
		"id=s2|pegawai_id=kepala|jenis=organisasi|status=draft|"
		"mulai=2026-01-01|selesai=2026-12-31");
	facts("kejadian", "pegawai_id=kepala|aksi=login|waktu=2026-06-30\n"
		"pegawai_id=kepala|aksi=login|waktu=2026-07-01");
	rule.check = look_units;
	rule.ctx = &calls;
	add(rule);
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(calls, 1);
}
END_TEST

START_TEST(it_sees_cells)
{
	look(look_cells);
}
END_TEST

/* ---- what it says ---- */

struct say {
	skp_found found;
	int32_t result;
};

static int32_t tell(void *ctx, skp_facts *f, int64_t row)
{
	struct say *s = ctx;
	char nip[32];

	skp_facts_text(f, SKP_TABLE_PEGAWAI, row, field("pegawai", "nip"),
		nip, sizeof(nip));
	if (strcmp(nip, "198001012005011001") == 0)
		s->result = skp_facts_find(f, &s->found, &err);
	return 0;
}

static struct say teller; /* the rule keeps its address from call to call */

static struct say told(skp_found found)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_PEGAWAI);

	rule.check = tell;
	rule.ctx = &teller;
	rule.message_en = "{pegawai} in {unor}: {actual}, {expected}, {path}, "
			  "{detail}.";
	teller = (struct say){found, 1};
	school();
	if (skp_checker_rule_find(c, "KAB001") < 0)
		add(rule);
	set("select", "KAB001");
	ck_assert_int_eq(check_it(), 0);
	return teller;
}

START_TEST(a_finding_says_rows_and_texts)
{
	static const int64_t expected[] = {1, 0}, path[] = {2};
	skp_found s = SKP_INIT(skp_found);
	char *text;

	s.severity = SKP_SEVERITY_E;
	s.actual = "golru \"9\"\n";
	s.detail = "kelas 1";
	s.expected = expected;
	s.expected_count = 2;
	s.expected_table = SKP_TABLE_PEGAWAI;
	s.path = path;
	s.path_count = 1;
	s.path_table = SKP_TABLE_UNOR;
	ck_assert_int_eq(told(s).result, 0);
	ck_assert_int_eq(skp_report_count(r), 1);
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_SEVERITY), SKP_SEVERITY_E);
	ck_assert_str_eq(found(0, SKP_F_ID), "198001012005011001");
	ck_assert_str_eq(found(0, SKP_F_UNOR), "sd1");
	ck_assert_str_eq(found(0, SKP_F_ACTUAL), "golru \"9\"\\u{000a}");
	ck_assert_str_eq(found(0, SKP_F_EXPECTED), "kepala,kadis");
	ck_assert_str_eq(found(0, SKP_F_PATH), "sd2");
	ck_assert_str_eq(found(0, SKP_F_DETAIL), "kelas 1");
	ck_assert_str_eq(found(0, SKP_F_MESSAGE), "Milik Guru A "
		"(198001012005011001) di sd1: golru \"9\"\\u{000a}, Kepala "
		"(kepala), Kadis (kadis), kelas 1.");
	text = written("jsonl", (skp_write_options){0});
	ck_assert_ptr_nonnull(strstr(text, "\"actual\":\"golru \\\"9\\\""
		"\\\\u{000a}\",\"expected\":[\"kepala\",\"kadis\"],"
		"\"path\":[\"sd2\"],"));
	free(text);
	text = written("text", (skp_write_options){.lang = "en",
		.statistics = 1});
	ck_assert_ptr_nonnull(strstr(text, "error KAB001: Guru A "));
	ck_assert_ptr_nonnull(strstr(text, "  KAB001 Title\n"));
	ck_assert_ptr_nonnull(strstr(text, "  KAB001 1 Title\n"));
	free(text);
}
END_TEST

/* Nothing that --mask would hide, also where the rule says it as text. */
START_TEST(a_finding_is_masked)
{
	static const int64_t row = 2;
	skp_found s = SKP_INIT(skp_found);
	char *text;

	s.actual_row = &row;
	s.actual_table = SKP_TABLE_PEGAWAI;
	s.detail = "NIP 19800101 200501 1 001";
	ck_assert_int_eq(told(s).result, 0);
	ck_assert_str_eq(found(0, SKP_F_ACTUAL), "198001012005011001");
	text = written("jsonl", (skp_write_options){.mask = 1});
	ck_assert_ptr_null(strstr(text, "1980"));
	ck_assert_ptr_null(strstr(text, "Guru A"));
	ck_assert_ptr_nonnull(strstr(text, "\"actual\":\"pegawai-1\""));
	ck_assert_ptr_nonnull(strstr(text, "\"detail\":\"NIP ***\""));
	free(text);
}
END_TEST

START_TEST(a_finding_may_say_nothing_more)
{
	skp_found s = SKP_INIT(skp_found);

	ck_assert_int_eq(told(s).result, 0);
	ck_assert_str_eq(found(0, SKP_F_MESSAGE), "Milik Guru A "
		"(198001012005011001) di sd1: -, -, -.");
	ck_assert_str_eq(found(0, SKP_F_ACTUAL), "");
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_EXPECTED), 0);
}
END_TEST

START_TEST(a_finding_that_cannot_be_is_refused)
{
	static const int64_t far[] = {0, 99};
	skp_found s = SKP_INIT(skp_found);

	s.expected = far;
	s.expected_count = 2;
	s.expected_table = SKP_TABLE_UNOR;
	ck_assert_int_eq(told(s).result, SKP_E_ARG);
	ck_assert_int_eq(skp_report_count(r), 0);
	afresh();
	s.expected_count = 1;
	s.expected_table = SKP_TABLE_KEJADIAN;
	ck_assert_int_eq(told(s).result, SKP_E_ARG);
	afresh();
	s.expected_count = -1;
	ck_assert_int_eq(told(s).result, SKP_E_ARG);
	afresh();
	s = (skp_found)SKP_INIT(skp_found);
	s.severity = 4;
	ck_assert_int_eq(told(s).result, SKP_E_ARG);
	afresh();
	s.severity = 0;
	s.detail = "\xc3";
	ck_assert_int_eq(told(s).result, SKP_E_ENCODING);
	afresh();
	s.detail = NULL;
	s.size = 3;
	ck_assert_int_eq(told(s).result, SKP_E_ARG);
	ck_assert_int_eq(skp_facts_find(NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_facts_find((skp_facts *)(void *)m, NULL, &err),
		SKP_E_TYPE);
	ck_assert_int_eq(skp_facts_rows((skp_facts *)(void *)m, 0), 0);
}
END_TEST

/* ---- without memory ---- */

START_TEST(adding_without_memory_changes_nothing)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_UNOR);
	long i;

	for (i = 0;; i++) {
		heap_fail(i, true);
		if (skp_checker_add_rule(c, &rule, &err) == 0)
			break;
		ck_assert_int_eq(err.code, SKP_E_NOMEM);
		ck_assert(!heap_ok());
		ck_assert_int_eq(skp_checker_rule_count(c), skp_rule_count());
	}
	heap_ok();
	ck_assert_int_ge(i, 2);
	ck_assert_int_eq(skp_checker_rule_count(c), skp_rule_count() + 1);
}
END_TEST

static int32_t talk(void *ctx, skp_facts *f, int64_t row)
{
	static const int64_t rows[] = {0, 1, 2};
	skp_found s = SKP_INIT(skp_found);

	(void)ctx;
	(void)row;
	s.actual = "sebuah teks yang harus disimpan";
	s.detail = "dan satu lagi";
	s.path = rows;
	s.path_count = 3;
	s.path_table = SKP_TABLE_UNOR;
	return skp_facts_find(f, &s, NULL); /* as most will write it */
}

START_TEST(a_check_without_memory_fails_as_such)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_PEGAWAI);
	int32_t e = SKP_E_NOMEM;
	long i;

	school();
	rule.check = talk;
	add(rule);
	set("select", "KAB001");
	set("pada", "2026-06-30");
	seal();
	for (i = 0; e; i++) {
		heap_fail(i, false);
		e = skp_check(c, m, NULL, &r, &err);
		if (e) {
			ck_assert_int_eq(e, SKP_E_NOMEM);
			ck_assert(!heap_ok());
		}
	}
	heap_ok();
	ck_assert_int_gt(i, 20);
	ck_assert_int_eq(skp_report_count(r), 6);
	ck_assert_str_eq(found(5, SKP_F_DETAIL), "dan satu lagi");
}
END_TEST

static int32_t say_two(void *ctx, skp_facts *f, int64_t row)
{
	skp_found s = SKP_INIT(skp_found);

	(void)ctx;
	(void)row;
	s.detail = "satu";
	s.actual = "1";
	if (skp_facts_find(f, &s, &err))
		return 1;
	s.detail = "dua";
	return skp_facts_find(f, &s, &err);
}

START_TEST(fingerprints_tell_apart_what_it_says_of_one_row)
{
	skp_rule rule = rule_of_ours("KAB001", SKP_TABLE_PEGAWAI);
	char a[64], b[64];
	int64_t i;

	rule.check = say_two;
	school();
	add(rule);
	set("select", "KAB001");
	ck_assert_int_eq(check_it(), 0);
	ck_assert_int_eq(skp_report_count(r), 12);
	for (i = 0; i < 12; i += 2) {
		strcpy(a, found(i, SKP_F_FINGERPRINT));
		strcpy(b, found(i + 1, SKP_F_FINGERPRINT));
		ck_assert_uint_eq(strlen(a), 32);
		ck_assert_str_ne(a, b);
	}
}
END_TEST

int main(void)
{
	const TTest *const test[] = {a_code_is_capitals_and_three_digits,
		a_rule_must_be_whole, texts_must_fit_every_format,
		a_rule_is_a_sized_struct, a_checker_takes_sixty_four,
		the_catalogue_of_a_checker_has_ours_then_theirs,
		an_actor_that_the_library_knows_needs_no_words,
		a_rule_is_called_row_by_row,
		rules_are_called_in_the_order_of_adding,
		findings_stand_among_ours_by_level_and_code,
		policy_and_selection_know_its_code,
		the_single_questions_leave_it_out,
		filters_hide_what_it_finds, a_result_stops_the_check,
		findings_are_limited,
		model_and_checker_do_not_change_under_a_check,
		it_sees_people, it_sees_units, it_sees_cells,
		a_finding_says_rows_and_texts, a_finding_is_masked,
		a_finding_may_say_nothing_more,
		a_finding_that_cannot_be_is_refused,
		fingerprints_tell_apart_what_it_says_of_one_row,
		adding_without_memory_changes_nothing,
		a_check_without_memory_fails_as_such};

	return run_tests("own rule", test, ARRAY_LEN(test));
}
