/* SPDX-License-Identifier: MIT */
/* The repair plan: who does what, in which order and why in that one; what no
 * plan can mend; and that a plan which does not do what it says is refused. */
#include "plan/plan.h"
#include "facts.h"

static skp_plan *p;

static void plan(const char *pada)
{
	skp_plan_options o = SKP_INIT(skp_plan_options);

	o.try_all = 1;
	set("pada", pada);
	seal();
	skp_plan_free(p);
	p = NULL;
	ck_assert_msg(skp_plan_make(c, m, &o, &p, &err) == 0, "%s", err.text);
}

static void proven(void)
{
	ck_assert_msg(skp_plan_verify(p, &err) == 0, "%s", err.text);
}

static void done(void)
{
	skp_plan_free(p);
	p = NULL;
}

/* What is told stands until TOLD further ones are: enough for the arguments of
 * one call, whose order is the compiler's, with their lists. */
#define TOLD 64

static const char *says(int64_t i, int32_t field, int32_t k)
{
	static char to[TOLD][512];
	static int turn;
	char *s = to[turn = (turn + 1) % TOLD];

	skp_plan_text(p, i, field, k, "id", s, sizeof(to[0]));
	return s;
}

/* A list of step i, with what stands beside it: "1 terbukti, 2 aturan". */
static const char *lists(int64_t i, int32_t field)
{
	static char to[4][512];
	static int turn;
	char *s = to[turn = (turn + 1) % 4];
	int64_t n = skp_plan_int(p, i, field), k;
	size_t at = 0;

	*s = 0;
	for (k = 0; k < n; k++)
		at += (size_t)snprintf(s + at, sizeof(to[0]) - at, "%s%s%s%s",
			k ? ", " : "", says(i, field, (int32_t)k),
			field == SKP_PLAN_AFTER ? " " : "",
			field == SKP_PLAN_AFTER ? says(i, SKP_PLAN_BASIS,
				(int32_t)k) : "");
	return s;
}

/* "act pegawai unor: fixes; after" */
static void is_step(int64_t i, const char *wanted)
{
	char s[1024];

	snprintf(s, sizeof(s), "%s %s %s: %s; %s", says(i, SKP_PLAN_ACT, 0),
		says(i, SKP_PLAN_PEGAWAI, 0), says(i, SKP_PLAN_UNOR, 0),
		lists(i, SKP_PLAN_FIXES), lists(i, SKP_PLAN_AFTER));
	ck_assert_str_eq(s, wanted);
	ck_assert_int_eq(skp_plan_int(p, i, SKP_PLAN_N), i + 1);
}

/* "code id: reason" of entry i of what cannot be planned. */
static void is_unplanned(int64_t i, const char *wanted)
{
	int64_t at = skp_plan_steps(p) + i;
	char s[256];

	snprintf(s, sizeof(s), "%s %s: %s", says(at, SKP_PLAN_CODE, 0),
		says(at, SKP_PLAN_ID, 0), says(at, SKP_PLAN_REASON, 0));
	ck_assert_str_eq(s, wanted);
}

static void are(int64_t steps, int64_t unplanned)
{
	ck_assert_int_eq(skp_plan_steps(p), steps);
	ck_assert_int_eq(skp_plan_unplanned(p), unplanned);
}

/* ---- data ---- */

/* A dinas and a school below it, each with a head and people; a list of SKP
 * that is complete and in which the heads have theirs. */
static void dinas_and_school(void)
{
	facts("unor", "id=D|jenis=dinas|nama=Dinas|diatasan_id=\n"
		"id=S|jenis=sekolah|npsn=20100001|nama=SD 1|diatasan_id=D");
	facts("pegawai", "id=kadis|unor_id=D|eselon_id=22\n"
		"id=kasek|unor_id=S\nid=guru|unor_id=S\nid=tu|unor_id=S");
	facts("penugasan", "pegawai_id=kadis|unor_id=D|jenis=D\n"
		"pegawai_id=kasek|unor_id=S|jenis=D");
}

static void org(const char *who, const char *unor, const char *status)
{
	char cells[256];

	snprintf(cells, sizeof(cells), "id=o-%s|pegawai_id=%s|unor_id=%s|"
		"jenis=organisasi|status=%s|mulai=2026-01-01|"
		"selesai=2026-12-31|atasan_id=%s", who, who, unor, status,
		strcmp(who, "kasek") == 0 ? "kadis" : "");
	fact("skp", cells);
}

static void individual(const char *who, const char *unor, const char *atasan)
{
	char cells[256];

	snprintf(cells, sizeof(cells), "id=i-%s|pegawai_id=%s|unor_id=%s|"
		"jenis=individu|status=disetujui|mulai=2026-01-01|"
		"selesai=2026-12-31|atasan_id=%s", who, who, unor, atasan);
	fact("skp", cells);
}

static void all_individual(void)
{
	individual("guru", "S", "kasek");
	individual("tu", "S", "kasek");
}

static void all_is_well(void)
{
	dinas_and_school();
	org("kadis", "D", "disetujui");
	org("kasek", "S", "disetujui");
	all_individual();
}

/* The head's profile is edited and not synchronised when the guru reloads. */
static void repaired_too_early(void)
{
	all_is_well();
	facts("kejadian", "pegawai_id=kasek|aksi=edit_profil|"
		"waktu=2026-01-10T08:00:00\n"
		"pegawai_id=guru|aksi=muat_ulang|waktu=2026-01-11T08:00:00");
}

#define DAY "2026-01-20T08:00:00"

/* ---- steps ---- */

START_TEST(a_publication_stands_once_for_all_who_wait)
{
	dinas_and_school();
	org("kadis", "D", "disetujui");
	org("kasek", "S", "draft");
	all_individual();
	plan(DAY);
	are(1, 0);
	is_step(0, "terbitkan_skp kasek S: ORG302 S; ");
	ck_assert_int_eq(skp_plan_int(p, 0, SKP_PLAN_UNBLOCKS), 2);
	ck_assert_str_eq(says(0, SKP_PLAN_ACTOR, 0), "kepala_sekolah");
	ck_assert_str_eq(says(0, SKP_PLAN_LEVEL, 0), "L4");
	ck_assert_str_eq(says(0, SKP_PLAN_SYSTEM, 0), "ekinerja");
	ck_assert_str_eq(says(0, SKP_PLAN_CHANNEL, 0),
		"Pusat Bantuan Ruang GTK");
	ck_assert_int_eq(skp_plan_int(p, 0, SKP_PLAN_KEPUTUSAN), 0);
	ck_assert_ptr_nonnull(strstr(says(0, SKP_PLAN_ACTION, 0), "SD 1"));
	proven();
	done();
}
END_TEST

START_TEST(heads_publish_from_the_top_down)
{
	dinas_and_school();
	all_individual();
	plan(DAY);
	are(2, 0);
	is_step(0, "terbitkan_skp kadis D: ORG301 D; ");
	is_step(1, "terbitkan_skp kasek S: ORG301 S; 1 aturan");
	ck_assert_int_eq(skp_plan_int(p, 0, SKP_PLAN_UNBLOCKS), 3);
	proven();
	done();
}
END_TEST

/* Whom to appoint no rule can say: the plan goes on with a placeholder, and
 * the members' atasan, right until then, follows. */
START_TEST(a_vacancy_is_a_decision_and_what_follows_comes_after)
{
	facts("unor", "id=D|jenis=dinas|nama=Dinas|diatasan_id=\n"
		"id=B|jenis=bidang|nama=Bidang|nama_jabatan=Kepala Bidang|"
		"eselon_id=32|diatasan_id=D");
	facts("pegawai", "id=kadis|unor_id=D|eselon_id=22|atasan_id=\n"
		"id=staf|unor_id=B|atasan_id=kadis");
	fact("penugasan", "pegawai_id=kadis|unor_id=D|jenis=D");
	org("kadis", "D", "disetujui");
	plan(DAY);
	is_step(0, "tetapkan_kepala calon-1 B: ATS201 B; ");
	ck_assert_int_eq(skp_plan_int(p, 0, SKP_PLAN_KEPUTUSAN), 1);
	ck_assert_ptr_nonnull(strstr(says(0, SKP_PLAN_ACTION, 0), "calon-1"));
	is_step(1, "terbitkan_skp calon-1 B: ORG301 B; 1 terbukti");
	is_step(2, "perbaiki_profil staf B: ATS203 staf; 1 terbukti");
	ck_assert_ptr_nonnull(strstr(says(2, SKP_PLAN_ACTION, 0), "calon-1"));
	proven();
	done();
}
END_TEST

/* That u03's SKP Organisasi rests on none is mended by the second step, comes
 * back with the head between, and is mended again by the fifth: whose it is,
 * behind what that step was given first. */
START_TEST(a_claim_goes_to_the_step_that_mends_it_for_good)
{
	facts("unor", "id=u01|diatasan_id=\nid=u02|jenis=dinas|"
		"diatasan_id=u01\nid=u03|diatasan_id=u02\n"
		"id=u04|diatasan_id=u01\n"
		"id=u06|jenis=upt|diatasan_id=u02");
	facts("pegawai", "id=p1|unor_id=u03\nid=p4|unor_id=u04\n"
		"id=p5|unor_id=u06\nid=p7|unor_id=u02\nid=p9|unor_id=u03");
	facts("penugasan", "unor_id=u01|jenis=PLH|pegawai_id=p0|mulai=\n"
		"unor_id=u03|jenis=TT|pegawai_id=p1|mulai=");
	facts("skp", "pegawai_id=p1|jenis=\npegawai_id=p5|jenis=organisasi");
	plan(DAY);
	is_step(1, "terbitkan_skp p0 u01: ORG301 u01; 1 terbukti");
	is_step(2, "tetapkan_kepala calon-1 u02: ATS201 u02; ");
	is_step(4, "terbitkan_skp calon-1 u02: ORG301 u02, ORG305 u06, "
		"ORG305 u03; 1 aturan, 2 aturan, 3 terbukti, 4 terbukti");
	proven();
	done();
}
END_TEST

START_TEST(the_head_syncs_before_the_member_repairs)
{
	repaired_too_early();
	plan(DAY);
	is_step(0, "sinkron_kepala kasek S: SYN403 kasek; ");
	is_step(1, "perbaiki_profil guru S: SYN401 guru; "
		"1 terbukti");
	are(2, 0);
	proven();
	done();
}
END_TEST

START_TEST(what_most_people_wait_for_comes_first)
{
	dinas_and_school();
	facts("unor", "id=T|jenis=sekolah|npsn=20100002|diatasan_id=D");
	facts("pegawai", "id=kasek2|unor_id=T\nid=g1|unor_id=T\n"
		"id=g2|unor_id=T\nid=g3|unor_id=T");
	fact("penugasan", "pegawai_id=kasek2|unor_id=T|jenis=D");
	org("kadis", "D", "disetujui");
	all_individual();
	individual("g1", "T", "kasek2");
	individual("g2", "T", "kasek2");
	individual("g3", "T", "kasek2");
	plan(DAY);
	is_step(0, "terbitkan_skp kasek2 T: ORG301 T; ");
	is_step(1, "terbitkan_skp kasek S: ORG301 S; ");
	proven();
	done();
}
END_TEST

START_TEST(offices_act_before_people)
{
	dinas_and_school();
	org("kadis", "D", "disetujui");
	org("kasek", "S", "disetujui");
	individual("tu", "S", "kasek");
	facts("pegawai", "id=baru|unor_id=S|akun=nonaktif");
	individual("guru", "S", "kadis");
	individual("baru", "S", "kadis");
	plan(DAY);
	is_step(0, "aktifkan_akun baru S: IDN506 baru; ");
	ck_assert_str_eq(says(0, SKP_PLAN_ACTOR, 0), "admin_instansi");
	is_step(1, "perbaiki_profil baru S: ATS211 i-baru; "
		"1 aturan");
	is_step(2, "perbaiki_profil guru S: ATS211 i-guru; ");
	are(3, 0);
	proven();
	done();
}
END_TEST

START_TEST(a_step_tells_how_long_it_takes_to_show)
{
	all_is_well();
	facts("profil", "pegawai_id=guru|sumber=siasn|nik=3200000000000001\n"
		"pegawai_id=guru|sumber=vervalptk|nik=3200000000000002");
	plan(DAY);
	is_step(0, "verval guru S: IDN505 guru; ");
	ck_assert_str_eq(says(0, SKP_PLAN_ACTOR, 0), "operator_sekolah");
	ck_assert_int_gt(skp_plan_int(p, 0, SKP_PLAN_WAIT_DAYS), 0);
	policy("wait_days: {vervalptk: 9}");
	plan(DAY);
	ck_assert_int_eq(skp_plan_int(p, 0, SKP_PLAN_WAIT_DAYS), 9);
	done();
}
END_TEST

/* ---- rings ---- */

/* Each of two heads is a member of the other's unit, so each should wait for
 * the other's sync: practice cannot be followed, and the plan says so. */
START_TEST(repairs_that_wait_for_each_other_are_told)
{
	facts("unor", "id=D|jenis=dinas|diatasan_id=\n"
		"id=S|jenis=sekolah|npsn=20100001|diatasan_id=D\n"
		"id=T|jenis=sekolah|npsn=20100002|diatasan_id=D");
	facts("pegawai", "id=a|unor_id=T\nid=b|unor_id=S\nid=g|unor_id=S\n"
		"id=h|unor_id=T");
	facts("penugasan", "pegawai_id=a|unor_id=S|jenis=D\n"
		"pegawai_id=b|unor_id=T|jenis=D");
	facts("kejadian", "pegawai_id=g|aksi=muat_ulang|waktu=2026-01-10\n"
		"pegawai_id=h|aksi=muat_ulang|waktu=2026-01-10");
	set("select", "SYN");
	plan(DAY);
	ck_assert_int_eq(skp_plan_rings(p), 1);
	/* what waits for a ring is no member of it */
	are(5, 0);
	is_step(0, "sinkron_kepala b T: SYN403 b; ");
	is_step(1, "sinkron_kepala a S: SYN403 a; 1 terbukti");
	ck_assert_int_eq(skp_plan_ring(p, 0, 0), 1);
	ck_assert_int_eq(skp_plan_ring(p, 0, 1), 2);
	ck_assert_int_eq(skp_plan_ring(p, 0, 2), 4);
	ck_assert_int_eq(skp_plan_ring(p, 0, 3), -1);
	ck_assert_int_eq(skp_plan_ring(p, 1, 0), -1);
	ck_assert_int_eq(skp_plan_ring(p, 0, 99), -1);
	proven();
	done();
}
END_TEST

/* ---- what cannot be planned ---- */

START_TEST(what_no_step_mends_has_its_reason)
{
	all_is_well();
	facts("unor", "id=X|diatasan_id=Y\nid=Y|diatasan_id=X");
	fact("pegawai", "nip=123|jenis_pegawai=PNS|unor_id=D|kedudukan=zz");
	plan(DAY);
	ck_assert_int_gt(skp_plan_unplanned(p), 2);
	is_unplanned(0, "IDN501 123: nilai_sumber");
	is_unplanned(1, "REF009 123: nilai_sumber");
	is_unplanned(2, "UNR101 X: keputusan");
	ck_assert_str_eq(says(skp_plan_steps(p), SKP_PLAN_REASON_TEXT, 0),
		"nilai yang benar hanya diketahui oleh pemilik data");
	ck_assert_int_eq(skp_plan_int(p, skp_plan_steps(p), SKP_PLAN_LEVEL),
		0);
	proven();
	done();
}
END_TEST

static int32_t every_unit(void *ctx, skp_facts *f, int64_t row)
{
	(void)ctx;
	(void)row;
	return skp_facts_find(f, NULL, NULL);
}

START_TEST(a_rule_of_the_callers_own_has_no_standard_step)
{
	skp_rule own = SKP_INIT(skp_rule);

	own.table = SKP_TABLE_UNOR;
	own.severity = SKP_SEVERITY_W;
	own.code = "KAB001";
	own.title = "t";
	own.message = "{id}";
	own.check = every_unit;
	ck_assert_int_eq(skp_checker_add_rule(c, &own, &err), 0);
	set("select", "KAB");
	fact("unor", "id=U");
	plan(DAY);
	are(0, 1);
	is_unplanned(0, "KAB001 U: tanpa_langkah");
	proven();
	done();
}
END_TEST

/* A new rule must be thought about here too. */
START_TEST(every_rule_of_the_catalogue_has_a_repair_or_a_reason)
{
	struct planner *k = calloc(1, sizeof(*k));
	uint32_t rule;

	repair_init(k);
	for (rule = 0; rule < RULES; rule++)
		ck_assert_msg(k->entry[rule] != 0, "%s",
			rule_info[rule].code);
	free(k);
}
END_TEST

START_TEST(nothing_wrong_is_an_empty_plan)
{
	all_is_well();
	plan(DAY);
	are(0, 0);
	proven();
	done();
}
END_TEST

/* ---- the proof ---- */

static void two_steps(void)
{
	dinas_and_school();
	all_individual();
	plan(DAY);
	are(2, 0);
	ck_assert_uint_eq(p->nedge, 1);
}

static void refused(const char *why)
{
	ck_assert_int_eq(skp_plan_verify(p, &err), SKP_E_PROOF);
	ck_assert_msg(strstr(err.text, why) != NULL, "%s", err.text);
}

START_TEST(a_wrong_label_is_refused)
{
	two_steps();
	p->edge[0].proven = true;
	refused("said to be terbukti, but the other order works too");
	done();
}
END_TEST

START_TEST(a_proven_step_called_practice_is_refused)
{
	repaired_too_early();
	plan(DAY);
	ck_assert_uint_eq(p->nedge, 1);
	p->edge[0].proven = false;
	refused("said to be aturan, but the other order fails");
	done();
}
END_TEST

START_TEST(a_step_that_does_nothing_is_refused)
{
	two_steps();
	p->step[p->order[1]].change = 0;
	refused("ORG301 that it is to fix is still there");
	done();
}
END_TEST

START_TEST(a_claim_on_what_is_not_there_is_refused)
{
	struct met *claim;

	two_steps();
	claim = &p->fix[p->step[p->order[1]].fix - 1];
	claim->key ^= 1;
	refused("that it is to fix is not there yet, or no longer");
	done();
}
END_TEST

START_TEST(what_is_left_without_an_entry_is_refused)
{
	all_is_well();
	fact("pegawai", "nip=123|jenis_pegawai=PNS|unor_id=D");
	set("select", "IDN501");
	plan(DAY);
	are(0, 1);
	proven();
	p->nunplanned = 0;
	refused("IDN501 remains when all steps are done");
	p->nunplanned = 1;
	done();
}
END_TEST

/* ---- carrying it out ---- */

START_TEST(it_can_be_carried_out_on_a_copy)
{
	skp_model *copy;
	skp_report *left;

	two_steps();
	ck_assert_int_eq(skp_model_copy(m, &copy, &err), 0);
	ck_assert_int_eq(skp_plan_apply(p, copy, 1, &err), 0);
	ck_assert_int_eq(skp_model_sealed(copy), 1);
	ck_assert_int_eq(skp_check(c, copy, NULL, &left, &err), 0);
	ck_assert_int_eq(skp_report_count(left), 1); /* of S */
	skp_report_free(left);
	skp_model_free(copy);
	ck_assert_int_eq(skp_model_copy(m, &copy, &err), 0);
	ck_assert_int_eq(skp_plan_apply(p, copy, -1, &err), 0);
	ck_assert_int_eq(skp_check(c, copy, NULL, &left, &err), 0);
	ck_assert_int_eq(skp_report_count(left), 0);
	skp_report_free(left);
	skp_model_free(copy);
	report(DAY);
	ck_assert_int_eq(skp_report_count(r), 2); /* ours is as it was */
	done();
}
END_TEST

START_TEST(the_same_data_give_the_same_plan)
{
	char first[512];

	two_steps();
	snprintf(first, sizeof(first), "%s", says(1, SKP_PLAN_ACTION, 0));
	plan(DAY);
	ck_assert_str_eq(says(1, SKP_PLAN_ACTION, 0), first);
	done();
}
END_TEST

START_TEST(an_edited_model_has_no_plan_left)
{
	skp_plan_write_options o = SKP_INIT(skp_plan_write_options);

	two_steps();
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	are(0, 0);
	ck_assert_int_eq(skp_plan_rings(p), 0);
	ck_assert_int_eq(skp_plan_int(p, 0, SKP_PLAN_N), -1);
	ck_assert_str_eq(says(0, SKP_PLAN_ACT, 0), "");
	ck_assert_int_eq(skp_plan_verify(p, &err), SKP_E_STATE);
	ck_assert_int_eq(skp_plan_apply(p, m, -1, &err), SKP_E_STATE);
	ck_assert_int_eq(skp_plan_write(p, "text", &o, NULL, NULL, &err),
		SKP_E_STATE);
	done();
}
END_TEST

/* ---- asking and writing ---- */

static char page[1 << 16];

static int32_t keep_page(void *ctx, const char *bytes, uint64_t len)
{
	size_t *n = ctx;

	ck_assert_uint_lt(*n + len, sizeof(page));
	memcpy(page + *n, bytes, (size_t)len);
	*n += (size_t)len;
	page[*n] = 0;
	return 0;
}

static const char *write_as(const char *format, skp_plan_write_options o)
{
	size_t n = 0;

	o.size = sizeof(o);
	page[0] = 0;
	ck_assert_msg(skp_plan_write(p, format, &o, keep_page, &n, &err) == 0,
		"%s", err.text);
	return page;
}

START_TEST(a_view_shows_part_of_it)
{
	skp_plan_write_options o = {0};

	two_steps();
	o.actor = "kepala_sekolah";
	ck_assert_ptr_nonnull(strstr(write_as("text", o), "[ ] 2."));
	ck_assert_ptr_null(strstr(page, "[ ] 1."));
	/* the step elsewhere that it waits for is named */
	ck_assert_ptr_nonnull(strstr(page, "1 (aturan: kepala unit, Dinas"));
	o.actor = "kepala_unit"; /* a kepala sekolah is one too */
	ck_assert_ptr_nonnull(strstr(write_as("text", o), "[ ] 2."));
	o.actor = "kadis";
	ck_assert_ptr_null(strstr(write_as("text", o), "[ ] 2."));
	o.actor = NULL;
	o.unor = "S";
	ck_assert_ptr_null(strstr(write_as("text", o), "[ ] 1."));
	o.unor = "D";
	ck_assert_ptr_nonnull(strstr(write_as("text", o), "[ ] 2."));
	done();
}
END_TEST

START_TEST(what_a_view_does_not_know_is_refused)
{
	skp_plan_write_options o = SKP_INIT(skp_plan_write_options);
	size_t n = 0;

	two_steps();
	o.actor = "camat";
	ck_assert_int_eq(skp_plan_write(p, "text", &o, keep_page, &n, &err),
		SKP_E_UNKNOWN);
	o.actor = NULL;
	o.unor = "Z";
	ck_assert_int_eq(skp_plan_write(p, "text", &o, keep_page, &n, &err),
		SKP_E_UNKNOWN);
	o.unor = NULL;
	ck_assert_int_eq(skp_plan_write(p, "xlsx", &o, keep_page, &n, &err),
		SKP_E_UNKNOWN);
	ck_assert_uint_eq(n, 0);
	done();
}
END_TEST

START_TEST(every_form_holds_every_step)
{
	static const char *const format[] = {"jsonl", "json", "csv", "dot"};
	static const char *const first[] = {"{\"n\":1,", "{\"n\":1,",
		"\n1,L4,", "n1 [label="};
	static const char *const after[] = {
		"\"after\":[{\"n\":1,\"basis\":\"aturan\"}]",
		"\"after\":[{\"n\":1,\"basis\":\"aturan\"}]", ",1 aturan,",
		"n1 -> n2 [style=dashed];"};
	uint32_t i;

	two_steps();
	for (i = 0; i < ARRAY_LEN(format); i++) {
		write_as(format[i], (skp_plan_write_options){0});
		ck_assert_msg(strstr(page, first[i]) != NULL, "%s",
			page);
		ck_assert_msg(strstr(page, after[i]) != NULL, "%s",
			page);
	}
	done();
}
END_TEST

START_TEST(a_cell_is_no_formula)
{
	facts("unor", "id==U|nama=+Dinas, \"D\"|diatasan_id=");
	facts("pegawai", "id=-kadis|unor_id==U|eselon_id=22\n"
		"id=staf|unor_id==U");
	fact("penugasan", "pegawai_id=-kadis|unor_id==U|jenis=D");
	org("-kadis", "=U", "draft");
	individual("staf", "=U", "-kadis");
	plan(DAY);
	write_as("csv", (skp_plan_write_options){0});
	ck_assert_ptr_nonnull(strstr(page, ",'-kadis,'=U,"));
	ck_assert_ptr_nonnull(strstr(page, "+Dinas, \"\"D\"\" (=U)"));
	done();
}
END_TEST

START_TEST(masked_it_holds_no_nip_and_no_name)
{
	skp_plan_write_options o = {.mask = 1};
	static const char *const format[] = {"text", "jsonl", "json", "csv",
		"dot"};
	uint32_t i;

	facts("unor", "id=D|jenis=dinas|diatasan_id=");
	facts("pegawai", "nip=197510211999042010|nama=Rahasia|unor_id=D|"
		"eselon_id=22\nnip=198010211999042011|nama=Rahasia|unor_id=D|"
		"atasan_id=198010211999042019");
	fact("penugasan", "pegawai_id=197510211999042010|unor_id=D|jenis=D");
	plan(DAY);
	for (i = 0; i < ARRAY_LEN(format); i++) {
		write_as(format[i], o);
		ck_assert_ptr_null(strstr(page, "19751021"));
		ck_assert_ptr_null(strstr(page, "19801021"));
		ck_assert_ptr_null(strstr(page, "Rahasia"));
	}
	ck_assert_ptr_nonnull(strstr(write_as("text", o), "pegawai-1"));
	done();
}
END_TEST

START_TEST(no_call_takes_another_object_for_a_plan)
{
	skp_plan *wrong = (skp_plan *)m;
	skp_plan *q = NULL;

	fact("unor", "id=U");
	ck_assert_int_eq(skp_plan_make(c, m, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_plan_make(c, m, NULL, &q, &err), SKP_E_STATE);
	seal();
	ck_assert_int_eq(skp_plan_make(c, m, NULL, &q, &err), SKP_E_STATE);
	ck_assert_ptr_null(q);
	ck_assert_int_eq(skp_plan_steps(wrong), 0);
	ck_assert_int_eq(skp_plan_steps(NULL), 0);
	ck_assert_int_eq(skp_plan_verify(wrong, &err), SKP_E_TYPE);
	ck_assert_int_eq(skp_plan_verify(NULL, &err), SKP_E_ARG);
	skp_plan_free(wrong);
	skp_plan_free(NULL);
}
END_TEST

START_TEST(what_is_asked_wrongly_has_no_answer)
{
	two_steps();
	ck_assert_int_eq(skp_plan_int(p, 99, SKP_PLAN_N), -1);
	ck_assert_int_eq(skp_plan_int(p, -1, SKP_PLAN_N), -1);
	ck_assert_int_eq(skp_plan_int(p, 0, 99), -1);
	ck_assert_str_eq(says(99, SKP_PLAN_ACT, 0), "");
	ck_assert_str_eq(says(0, SKP_PLAN_FIXES, 99), "");
	ck_assert_str_eq(says(0, SKP_PLAN_AFTER, 99), "");
	ck_assert_int_eq(skp_plan_text(p, 0, SKP_PLAN_ACT, -1, "id", NULL, 0),
		0);
	ck_assert_int_eq(skp_plan_text(p, 0, SKP_PLAN_ACT, 0, "id", NULL, 0),
		13);
	done();
}
END_TEST

/* ---- memory ---- */

static int32_t nothing(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	(void)len;
	return 0;
}

static int32_t make_and_prove(void)
{
	skp_plan_options o = SKP_INIT(skp_plan_options);
	int32_t e;

	o.try_all = 1;
	p = NULL;
	e = skp_plan_make(c, m, &o, &p, &err);
	if (!e)
		e = skp_plan_verify(p, &err);
	if (!e)
		e = skp_plan_write(p, "text", NULL, nothing, NULL, &err);
	if (!e)
		e = skp_plan_write(p, "csv", NULL, nothing, NULL, &err);
	done();
	return e;
}

START_TEST(no_refused_allocation_leaves_half_a_plan)
{
	int64_t i;
	int32_t e;

	facts("unor", "id=D|jenis=dinas|nama=Dinas|diatasan_id=\n"
		"id=S|jenis=sekolah|npsn=20100001|diatasan_id=D|"
		"nama_jabatan=Kepala");
	facts("pegawai", "id=kadis|unor_id=D|eselon_id=22\n"
		"id=guru|unor_id=S|atasan_id=x");
	fact("penugasan", "pegawai_id=kadis|unor_id=D|jenis=D");
	set("pada", DAY);
	seal();
	for (i = 0; ; i++) {
		heap_fail(i, true);
		e = make_and_prove();
		if (heap_ok())
			break;
		ck_assert_msg(e == SKP_E_NOMEM, "%lld: %d", (long long)i, e);
	}
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(i, 100);
}
END_TEST

RUN("plan", a_publication_stands_once_for_all_who_wait,
	heads_publish_from_the_top_down,
	a_vacancy_is_a_decision_and_what_follows_comes_after,
	a_claim_goes_to_the_step_that_mends_it_for_good,
	the_head_syncs_before_the_member_repairs,
	what_most_people_wait_for_comes_first, offices_act_before_people,
	a_step_tells_how_long_it_takes_to_show,
	repairs_that_wait_for_each_other_are_told,
	what_no_step_mends_has_its_reason,
	a_rule_of_the_callers_own_has_no_standard_step,
	every_rule_of_the_catalogue_has_a_repair_or_a_reason,
	nothing_wrong_is_an_empty_plan, a_wrong_label_is_refused,
	a_proven_step_called_practice_is_refused,
	a_step_that_does_nothing_is_refused,
	a_claim_on_what_is_not_there_is_refused,
	what_is_left_without_an_entry_is_refused,
	it_can_be_carried_out_on_a_copy, the_same_data_give_the_same_plan,
	an_edited_model_has_no_plan_left, a_view_shows_part_of_it,
	what_a_view_does_not_know_is_refused, every_form_holds_every_step,
	a_cell_is_no_formula, masked_it_holds_no_nip_and_no_name,
	no_call_takes_another_object_for_a_plan,
	what_is_asked_wrongly_has_no_answer,
	no_refused_allocation_leaves_half_a_plan)
