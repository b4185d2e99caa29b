/* SPDX-License-Identifier: MIT */
/* The period rules where cases do not reach: jabatan history, deadlines asked
 * for directly, partial lists, spans of T. */
#include "facts.h"

static void load(const char *name, const char *text)
{
	ck_assert_msg(skp_model_load_bytes(m, name, text, strlen(text), NULL,
		&err) == 0, "%s", err.text);
}

static void school(void)
{
	facts("unor", "id=sd1|jenis=sekolah|diatasan_id=dinas\n"
		"id=dinas|jenis=dinas|diatasan_id=");
	facts("penugasan",
		"pegawai_id=kepala|unor_id=sd1|jenis=TT|mulai=2020-01-01\n"
		"pegawai_id=kadis|unor_id=dinas|jenis=D|mulai=2020-01-01");
	facts("pegawai", "id=kadis|unor_id=dinas\nid=kepala|unor_id=sd1");
}

static const char history[] =
	"nipBaru;jenisJabatan;jenisPenugasanId;unorId;tmtJabatan\n";

/* A row that is no headship still dates the change of post. */
START_TEST(jabatan_history_dates_a_change_of_post)
{
	char rows[512];

	school();
	facts("pegawai", "nip=198001012005011001|unor_id=sd1");
	facts("skp", "id=s1|pegawai_id=198001012005011001|mulai=2026-01-01|"
		"selesai=2026-12-31\n"
		"id=s2|pegawai_id=198001012005011001|mulai=2026-06-01|"
		"selesai=2026-12-31");
	snprintf(rows, sizeof(rows), "%s198001012005011001;2;;sd1;01-02-2015\n"
		"198001012005011001;2;;sd1;20-05-2026\n", history);
	load("riwayat-jabatan.csv", rows);
	set("select", "PRD603,PRD604");
	report("2026-10-31");
	ck_assert_str_eq(all_found(), "PRD604:s1");
	ck_assert_str_eq(found(0, SKP_F_DETAIL), "2026-05-20");
}
END_TEST

/* Without that row the shorter SKP is a mistake. */
START_TEST(jabatan_history_says_since_when_a_post_is_held)
{
	char rows[512];

	school();
	facts("pegawai", "nip=198001012005011001|unor_id=sd1\n"
		"nip=198001012005011002|unor_id=sd1");
	facts("skp", "id=s1|pegawai_id=198001012005011001|mulai=2026-06-01|"
		"selesai=2026-12-31\n"
		"id=s2|pegawai_id=198001012005011002|mulai=2026-06-01|"
		"selesai=2026-12-31");
	snprintf(rows, sizeof(rows), "%s198001012005011001;2;;sd1;01-02-2015\n",
		history);
	load("riwayat-jabatan.csv", rows);
	set("select", "PRD603");
	report("2026-10-31");
	ck_assert_str_eq(all_found(), "PRD603:s1");
	ck_assert_str_eq(found(0, SKP_F_ACTUAL), "2026-06/2026-12");
	ck_assert_str_eq(found(0, SKP_F_EXPECTED), "2026-01/2026-12");
	ck_assert_ptr_nonnull(strstr(found(0, SKP_F_MESSAGE),
		" hanya mencakup 2026-06 s.d. 2026-12, "));
}
END_TEST

/* A head on the way who is new makes an SKP shorter, however long the way; the
 * appraiser heads the top alone. */
START_TEST(a_new_head_on_a_long_way_dates_a_change)
{
	char row[64];
	uint32_t i;

	for (i = 0; i < 40; i++) {
		snprintf(row, sizeof(row), i ? "id=L%u|diatasan_id=L%u"
			: "id=L%u|diatasan_id=", i, i - 1);
		fact("unor", row);
	}
	facts("penugasan",
		"pegawai_id=top|unor_id=L0|jenis=D|mulai=2020-01-01\n"
		"pegawai_id=old|unor_id=L10|jenis=D|mulai=2025-01-01|"
		"selesai=2026-05-20\n"
		"pegawai_id=old|unor_id=L18|jenis=D|mulai=2026-02-10|"
		"selesai=2026-09-30");
	facts("pegawai", "id=top|unor_id=L0\nid=old|kedudukan=Pensiun\n"
		"id=a|unor_id=L39|tmt_jabatan=2015-01-01\n"
		"id=b|unor_id=L17|tmt_jabatan=2015-01-01");
	facts("skp", "id=s2|pegawai_id=a|mulai=2026-02-01|selesai=2026-12-31\n"
		"id=s5|pegawai_id=a|mulai=2026-05-01|selesai=2026-12-31\n"
		"id=e8|pegawai_id=a|mulai=2026-01-01|selesai=2026-08-31\n"
		"id=e10|pegawai_id=a|mulai=2026-01-01|selesai=2026-10-31\n"
		"id=e11|pegawai_id=a|mulai=2026-01-01|selesai=2026-11-30\n"
		"id=b2|pegawai_id=b|mulai=2026-02-01|selesai=2026-12-31\n"
		"id=b5|pegawai_id=b|mulai=2026-05-01|selesai=2026-12-31");
	set("select", "PRD603");
	report("2026-08-15");
	ck_assert_str_eq(all_found(), "PRD603:b2 PRD603:e11");
}
END_TEST

START_TEST(t_may_be_any_span_of_days)
{
	school();
	facts("pegawai", "id=guru|unor_id=sd1|tmt_jabatan=2015-01-01");
	facts("skp", "id=s1|pegawai_id=guru|mulai=2026-03-01|"
		"selesai=2026-09-30\n"
		"id=s2|pegawai_id=guru|mulai=2026-04-01|selesai=2026-09-30");
	set("select", "PRD603");
	set("awal", "2026-03-20");
	set("akhir", "2026-08-02");
	report("2026-10-31");
	ck_assert_str_eq(all_found(), "PRD603:s2");
	ck_assert_str_eq(found(0, SKP_F_EXPECTED), "2026-03/2026-08");
}
END_TEST

/* Nobody is without an SKP for a list that need not be complete. */
START_TEST(a_partial_list_says_nothing_of_absent_skp)
{
	fact("unor", "id=u1|instansi_id=i1");
	facts("pegawai", "id=a|unor_id=u1\nid=b|unor_id=u1");
	fact("periode", "id=w|instansi_id=i1|awal=01-01|akhir=12-31|"
		"batas=01-31|tahun=2026");
	load("penilaian.csv", "jenis;id;nip;nama;periode_awal_skp;"
		"periode_akhir_skp;skp_unor_id;pegawai_atasan_id;skp_id;"
		"is_skp_plt_plh_pjb;bulan_skp\n"
		";a;;A;2026-01-01;2026-12-31;u1;;s1;0;1\n");
	set("select", "PRD608");
	report("2026-03-01");
	ck_assert_str_eq(all_found(), "");
	ck_assert_int_eq(skp_report_skips(r), 1);
	ck_assert_str_eq(skp_report_skip_reason(r, 0), "skp_incomplete");
	ck_assert_int_eq(skp_report_skip_count(r, 0), 1);
}
END_TEST

static bool passed(const char *instansi, int32_t from, int32_t to)
{
	struct run run;
	bool ret;

	memset(&run, 0, sizeof(run));
	run.j = &r->j;
	run.m = m;
	run.mem = &r->mem;
	ret = deadline_passed(&run, names_find_id(&m->ids,
		text_of(instansi)), from, to);
	/* asked again it says the same */
	ck_assert(deadline_passed(&run, names_find_id(&m->ids,
		text_of(instansi)), from, to) == ret);
	ck_assert(!run.fail);
	deadline_free(&run);
	return ret;
}

START_TEST(the_latest_deadline_of_an_instansi_counts)
{
	int32_t a = clock_from_civil(2026, 1, 1);
	int32_t b = clock_from_civil(2026, 12, 31);

	facts("unor", "id=u1|instansi_id=i1\nid=u2|instansi_id=i2");
	facts("periode",
		"id=1|instansi_id=I1|awal=01-01|akhir=12-31|batas=01-31\n"
		"id=2|instansi_id=i1|awal=01-01|akhir=12-31|batas=02-28\n"
		"id=3|instansi_id=i1|awal=01-01|akhir=06-30|batas=12-31\n"
		"id=4|instansi_id=i3|awal=01-01|akhir=12-31|batas=01-31");
	report("2026-03-01");
	ck_assert(passed("i1", a, b));
	ck_assert(!passed("i1", a, a)); /* the half year is open */
	ck_assert(!passed("i1", a - 1, b));
	ck_assert(!passed("i1", b, a));
	ck_assert(!passed("i2", a, b));
	report("2026-02-28");
	ck_assert(!passed("i1", a, b));
	ck_assert(passed("i3", a, b));
}
END_TEST

/* A period without an instansi is everybody's. */
START_TEST(a_deadline_without_instansi_is_everybodys)
{
	int32_t a = clock_from_civil(2026, 1, 1);
	int32_t b = clock_from_civil(2026, 12, 31);

	fact("unor", "id=u1|instansi_id=i1");
	facts("periode", "id=1|awal=01-01|akhir=12-31|batas=01-31\n"
		"id=2|instansi_id=i2|awal=01-01|akhir=12-31|batas=05-31");
	report("2026-03-01");
	ck_assert(passed("i1", a, b));
	ck_assert(passed("", a, b));
	ck_assert(!passed("i2", a, b));
}
END_TEST

START_TEST(a_filter_by_instansi_keeps_its_periods)
{
	facts("unor", "id=u1|instansi_id=i1\nid=u2|instansi_id=i2");
	facts("periode", "id=a|instansi_id=i1|tipe=1|angka=1\n"
		"id=b|instansi_id=i1|tipe=1|angka=1\n"
		"id=c|instansi_id=i2|tipe=1|angka=1\n"
		"id=d|instansi_id=i2|tipe=1|angka=1");
	set("select", "PRD606");
	set("instansi", "i2");
	report("2026-03-01");
	ck_assert_str_eq(all_found(), "PRD606:c");
	ck_assert_str_eq(found(0, SKP_F_PATH), "c,d");
}
END_TEST

START_TEST(an_unknown_tipe_is_told_and_counts_as_empty)
{
	facts("periode", "id=a|tipe=Bulanan|angka=1\nid=b|tipe=tahunan|"
		"angka=1");
	set("select", "PRD606,REF009");
	report("2026-03-01");
	ck_assert_str_eq(all_found(), "REF009:b");
}
END_TEST

RUN("period", jabatan_history_dates_a_change_of_post,
	jabatan_history_says_since_when_a_post_is_held,
	a_new_head_on_a_long_way_dates_a_change,
	t_may_be_any_span_of_days, a_partial_list_says_nothing_of_absent_skp,
	the_latest_deadline_of_an_instansi_counts,
	a_deadline_without_instansi_is_everybodys,
	a_filter_by_instansi_keeps_its_periods,
	an_unknown_tipe_is_told_and_counts_as_empty)
