/* SPDX-License-Identifier: MIT */
/* Why one person is blocked: the way to the atasan, the chain, what is
 * recorded, what happened, what to do; and that a check says the same. */
#include <dirent.h>
#include "reason.h"
#include "facts.h"

static skp_reason *q;

static const skp_reason *explain(const char *pada, const char *id)
{
	set("pada", pada);
	seal();
	skp_reason_free(q);
	q = NULL;
	ck_assert_msg(skp_explain(c, m, id, -1, &q, &err) == 0, "%s",
		err.text);
	return q;
}

static void done(void)
{
	skp_reason_free(q);
	q = NULL;
}

/* Element i of a part: the field in Indonesian. */
static const char *says(int32_t part, int64_t i, int32_t field)
{
	static char to[4][1024];
	static int turn;
	char *s = to[turn = (turn + 1) % 4];

	skp_reason_text(q, part, i, field, 0, "id", s, sizeof(to[0]));
	return s;
}

/* A part's elements as "A:B A:B". */
static const char *pairs(int32_t part, int32_t a, int32_t b)
{
	static char to[4][1024];
	static int turn;
	char *s = to[turn = (turn + 1) % 4];
	size_t n = 0;
	int64_t i;

	*s = 0;
	for (i = 0; i < skp_reason_count(q, part); i++)
		n += (size_t)snprintf(s + n, sizeof(to[0]) - n, "%s%s:%s",
			i ? " " : "", says(part, i, a), says(part, i, b));
	return s;
}

static const char *climb(void)
{
	return pairs(SKP_REASON_CLIMB, SKP_R_UNOR, SKP_R_STATE);
}

static const char *chain(void)
{
	return pairs(SKP_REASON_CHAIN, SKP_R_UNOR, SKP_R_STATE);
}

static const char *expected(void)
{
	return pairs(SKP_REASON_EXPECTED, SKP_R_PEGAWAI, SKP_R_TUGAS);
}

static const char *recorded(void)
{
	return pairs(SKP_REASON_RECORDED, SKP_R_PEGAWAI, SKP_R_STATE);
}

static const char *person(int32_t field)
{
	return says(SKP_REASON_PEGAWAI, 0, field);
}

static char *text_of_reason(const char *format, skp_write_options o)
{
	struct mem mem;
	struct buf b;
	char *s;

	mem_init(&mem, NULL, 0);
	buf_init(&b, &mem);
	o.size = sizeof(o);
	ck_assert_msg(skp_reason_write(q, format, &o, collect, &b, &err) == 0,
		"%s", err.text);
	buf_char(&b, 0);
	ck_assert(!b.fail);
	s = malloc(b.n);
	ck_assert_ptr_nonnull(s);
	memcpy(s, b.p, b.n);
	buf_free(&b);
	return s;
}

static void text_has(const char *lang, const char *words)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	char *s, *p;

	o.lang = lang;
	s = text_of_reason("text", o);
	for (p = s; *p; p++) /* lines break anywhere */
		if (*p == '\n') {
			*p = ' ';
			while (p[1] == ' ')
				memmove(p + 1, p + 2, strlen(p + 1));
		}
	ck_assert_msg(strstr(s, words) != NULL, "no \"%s\" in: %s", words, s);
	free(s);
}

/* Dinas D (head Kadis) over bidang B (head Kabid), seksi S in it without a
 * head, school K under B (head Kepsek), all with SKP Organisasi. */
static void dinas(void)
{
	facts("unor", "id=P|nama=Pemerintah Kabupaten Suka|diatasan_id=\n"
		"id=D|nama=Dinas Pendidikan|diatasan_id=P|"
		"nama_jabatan=Kepala Dinas Pendidikan\n"
		"id=B|nama=Bidang Pembinaan SD|diatasan_id=D\n"
		"id=S|nama=Seksi Kurikulum|diatasan_id=B\n"
		"id=K|nama=SDN 1 Suka|diatasan_id=B|"
		"nama_jabatan=Kepala Sekolah");
	facts("pegawai", "id=kadis|nama=Adi|unor_id=D|eselon_id=22\n"
		"id=kabid|nama=Budi|unor_id=B|eselon_id=32\n"
		"id=kepsek|nama=Citra|unor_id=K\n"
		"id=guru|nama=Dewi|unor_id=K|jabatan=Guru\n"
		"id=staf|nama=Eko|unor_id=S\n"
		"id=pengawas|nama=Fajar|unor_id=B|jabatan=Pengawas Sekolah "
		"Ahli Madya");
	facts("penugasan", "pegawai_id=kadis|unor_id=D|jenis=D\n"
		"pegawai_id=kabid|unor_id=B|jenis=D\n"
		"pegawai_id=kepsek|unor_id=K|jenis=TT");
}

static void org(const char *who, const char *unor_id, const char *status)
{
	char line[256];

	snprintf(line, sizeof(line), "id=o-%s|pegawai_id=%s|unor_id=%s|"
		"jenis=organisasi|status=%s|mulai=2026-01-01|"
		"selesai=2026-12-31|atasan_id=%s", unor_id, who, unor_id,
		status, strcmp(who, "kadis") ? "kadis" : "Bupati");
	fact("skp", line);
}

static void all_orgs(void)
{
	org("kadis", "D", "disetujui");
	org("kabid", "B", "disetujui");
	org("kepsek", "K", "disetujui");
}

/* ---- the way to the atasan ---- */

START_TEST(the_head_of_the_own_unit_is_expected)
{
	dinas();
	all_orgs();
	explain("2026-01-20", "guru");
	ck_assert_str_eq(person(SKP_R_STATE), "heads");
	ck_assert_str_eq(expected(), "kepsek:TT");
	ck_assert_str_eq(climb(), "K:answer");
	ck_assert_str_eq(chain(), "K:good D:good");
	ck_assert_int_eq(skp_reason_clear(q), 1);
	text_has("id", "Tidak ada yang menghalangi Dewi dalam mengisi SKP.");
	text_has("id", "Citra (kepsek), Kepala Sekolah SDN 1 Suka.");
	text_has("en", "this official heads the unit where Dewi works.");
	done();
}
END_TEST

START_TEST(a_vacant_unit_is_passed)
{
	dinas();
	all_orgs();
	explain("2026-01-20", "staf");
	ck_assert_str_eq(climb(), "S:vacant B:answer");
	ck_assert_str_eq(expected(), "kabid:D");
	text_has("id", "Seksi Kurikulum tidak mempunyai kepala, Plt. maupun "
		"Plh. yang aktif.");
	done();
}
END_TEST

START_TEST(what_the_person_heads_is_passed)
{
	dinas();
	all_orgs();
	explain("2026-01-20", "kabid");
	ck_assert_str_eq(climb(), "B:self D:answer");
	ck_assert_str_eq(expected(), "kadis:D");
	text_has("id", "Budi sendiri yang mengepalai Bidang Pembinaan SD.");
	done();
}
END_TEST

START_TEST(a_head_below_pengawas_is_passed)
{
	dinas();
	all_orgs();
	fact("pegawai", "id=rendah|nama=Gani|unor_id=S|eselon_id=51");
	fact("penugasan", "pegawai_id=rendah|unor_id=S|jenis=D");
	explain("2026-01-20", "staf");
	ck_assert_str_eq(climb(), "S:low_rank B:answer");
	text_has("id", "Kepala Seksi Kurikulum, Gani, tidak dapat menjadi "
		"pejabat penilai");
	done();
}
END_TEST

START_TEST(a_plt_from_elsewhere_is_named_as_such)
{
	dinas();
	all_orgs();
	fact("penugasan", "pegawai_id=kepsek|unor_id=S|jenis=PLT|"
		"mulai=2026-01-05");
	explain("2026-01-20", "staf");
	ck_assert_str_eq(expected(), "kepsek:PLT");
	text_has("id", "Plt. kepala Seksi Kurikulum, yang ditempatkan di SDN "
		"1 Suka.");
	text_has("en", "acting (Plt.) head of Seksi Kurikulum, who belongs to "
		"SDN 1 Suka.");
	done();
}
END_TEST

START_TEST(a_kepala_sekolah_answers_to_the_dinas)
{
	dinas();
	all_orgs();
	explain("2026-01-20", "kepsek");
	ck_assert_str_eq(climb(), "K:self B:rule D:answer");
	ck_assert_str_eq(expected(), "kadis:D");
	text_has("id", "Kepala sekolah dinilai oleh kepala dinas");
	done();
}
END_TEST

START_TEST(a_policy_may_have_kepala_sekolah_appraised_by_kabid)
{
	dinas();
	facts("unor", "id=K2|nama=SDN 2 Suka|diatasan_id=D\n"
		"id=K3|nama=SDN 3 Suka|diatasan_id=S");
	facts("pegawai", "id=kepsek2|nama=Gita|unor_id=K2\n"
		"id=kepsek3|nama=Hadi|unor_id=K3");
	facts("penugasan", "pegawai_id=kepsek2|unor_id=K2|jenis=D\n"
		"pegawai_id=kepsek3|unor_id=K3|jenis=D");
	all_orgs();
	ck_assert_int_eq(skp_checker_policy(c, "kabid", "kepala_sekolah_start:"
		" [bidang, dinas]\n", -1, &err), 0);
	explain("2026-01-20", "kepsek3");
	ck_assert_str_eq(climb(), "K3:self S:rule B:answer");
	ck_assert_str_eq(expected(), "kabid:D");
	text_has("id", "kepala sekolah ini dinilai mulai dari kepala Bidang "
		"Pembinaan SD ke atas.");
	done();
	ck_assert_int_eq(skp_checker_policy(c, "kabid", "kepala_sekolah_start:"
		" dinas\nkepala_sekolah_delegates: [Bidang Pembinaan SD]\n",
		-1, &err), 0);
	explain("2026-01-20", "kepsek2");
	ck_assert_str_eq(climb(), "K2:self D:answer");
	ck_assert_str_eq(expected(), "kabid:D kadis:D");
	ck_assert_str_eq(says(SKP_REASON_EXPECTED, 0, SKP_R_UNOR), "B");
	ck_assert_str_eq(says(SKP_REASON_EXPECTED, 1, SKP_R_UNOR), "D");
	text_has("id", "kepala bidang yang diberi pendelegasian juga boleh "
		"menilai.");
	done();
}
END_TEST

START_TEST(a_pengawas_answers_to_any_up_to_the_dinas)
{
	dinas();
	all_orgs();
	explain("2026-01-20", "pengawas");
	ck_assert_str_eq(climb(), "B:answer D:answer");
	ck_assert_str_eq(expected(), "kabid:D kadis:D");
	ck_assert_str_eq(says(SKP_REASON_EXPECTED, 1, SKP_R_UNOR), "D");
	ck_assert_str_eq(person(SKP_R_CONTACT), "Pusat Bantuan Ruang GTK");
	done();
}
END_TEST

START_TEST(above_the_top_stands_nobody_of_the_asn)
{
	dinas();
	all_orgs();
	explain("2026-01-20", "kadis");
	ck_assert_str_eq(person(SKP_R_STATE), "external");
	ck_assert_str_eq(climb(), "D:self P:vacant");
	ck_assert_str_eq(chain(), "");
	ck_assert_int_eq(skp_reason_clear(q), 1);
	text_has("id", "bukan ASN");
	done();
}
END_TEST

START_TEST(why_it_is_not_known_is_said)
{
	dinas();
	facts("pegawai", "id=tanpa|unor_id=\nid=hilang|unor_id=X\n"
		"id=putus|unor_id=Y\nid=putar|unor_id=Z1");
	facts("unor", "id=Y|nama=Unor Y|diatasan_id=TIDAK\n"
		"id=Z1|nama=Unor Z1|diatasan_id=Z2\n"
		"id=Z2|nama=Unor Z2|diatasan_id=Z1");
	explain("2026-01-20", "tanpa");
	ck_assert_str_eq(person(SKP_R_STATE), "unknown");
	ck_assert_str_eq(person(SKP_R_DETAIL), "no_unor");
	explain("2026-01-20", "hilang");
	ck_assert_str_eq(person(SKP_R_DETAIL), "no_unor");
	ck_assert_int_eq(skp_reason_clear(q), 0);
	explain("2026-01-20", "putus");
	ck_assert_str_eq(person(SKP_R_DETAIL), "no_parent");
	ck_assert_str_eq(climb(), "Y:vacant");
	explain("2026-01-20", "putar");
	ck_assert_str_eq(person(SKP_R_DETAIL), "cycle");
	text_has("id", "tidak dapat ditentukan: unor-unor di atasnya saling "
		"membawahi");
	done();
	afresh();
	fact("unor", "id=D|nama=Dinas|diatasan_id=");
	fact("pegawai", "id=a|nama=Hani|unor_id=D");
	explain("2026-01-20", "a");
	ck_assert_str_eq(person(SKP_R_DETAIL), "no_heads");
	ck_assert_int_eq(skp_reason_clear(q), 1);
	text_has("id", "data yang dimuat belum cukup untuk memastikannya");
	done();
}
END_TEST

/* ---- whom the data name ---- */

START_TEST(each_recorded_atasan_has_a_verdict)
{
	dinas();
	all_orgs();
	facts("pegawai", "id=tua|nama=Indra|unor_id=D|kedudukan=Pensiun\n"
		"id=ketua|nama=Joni|unor_id=D\nid=a|nama=Kiki|unor_id=B|"
		"atasan_id=kabid");
	fact("penugasan", "pegawai_id=ketua|unor_id=D|jenis=DELEGASI");
	facts("skp", "id=1|pegawai_id=a|mulai=2026-01-01|"
		"selesai=2026-03-31|atasan_id=ketua\n"
		"id=2|pegawai_id=a|mulai=2026-04-01|selesai=2026-06-30|"
		"atasan_id=tua\n"
		"id=3|pegawai_id=a|mulai=2026-07-01|selesai=2026-09-30|"
		"atasan_id=\n"
		"id=4|pegawai_id=a|mulai=2026-10-01|selesai=2026-12-31|"
		"atasan_id=199001012015011001\n"
		"id=5|pegawai_id=a|mulai=2025-01-01|selesai=2025-12-31|"
		"atasan_id=tua");
	explain("2026-01-20", "a");
	ck_assert_str_eq(recorded(), "kabid:right ketua:delegated tua:wrong "
		":empty 199001012015011001:wrong");
	ck_assert_str_eq(says(SKP_REASON_RECORDED, 0, SKP_R_ID), "");
	ck_assert_str_eq(says(SKP_REASON_RECORDED, 1, SKP_R_ID), "1");
	text_has("id", "Pada SKP 1 Januari 2026 s.d. 31 Maret 2026 tercatat "
		"Joni (ketua): sah berdasarkan pendelegasian.");
	done();
}
END_TEST

START_TEST(who_need_not_have_an_skp_is_told_so)
{
	dinas();
	facts("pegawai", "id=cuti|nama=Lala|unor_id=S|kedudukan=CLTN\n"
		"id=tua|nama=Mira|unor_id=S|kedudukan=Pensiun");
	org("kabid", "B", "draft");
	explain("2026-01-20", "cuti");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
		SKP_R_OBLIGED), 0);
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
		SKP_R_BLOCKED), 0);
	text_has("id", "Lala tidak wajib mengisi SKP (kedudukan: CLTN).");
	explain("2026-01-20", "tua");
	text_has("en", "Mira is recorded as no longer active");
	done();
}
END_TEST

/* ---- blocked ---- */

START_TEST(the_root_is_the_last_of_the_run)
{
	dinas();
	org("kadis", "D", "ditolak");
	org("kepsek", "K", "draft");
	explain("2026-01-20", "guru");
	ck_assert_str_eq(chain(), "K:below D:ditolak");
	ck_assert_str_eq(person(SKP_R_ROOT), "D");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
		SKP_R_BLOCKED), 1);
	/* guru, kepsek, kabid, staf and pengawas: B has none either */
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
		SKP_R_BLOCKED_TOTAL), 5);
	ck_assert_str_eq(person(SKP_R_SINCE), "2026-01-01");
	ck_assert_int_eq(skp_reason_clear(q), 0);
	text_has("id", "5 pegawai menunggu, terhitung sejak 1 Januari 2026 "
		"(19 hari).");
	done();
}
END_TEST

START_TEST(people_wait_from_where_the_last_good_one_ended)
{
	dinas();
	org("kabid", "B", "disetujui");
	org("kepsek", "K", "disetujui");
	fact("skp", "id=lama|pegawai_id=kadis|unor_id=D|jenis=organisasi|"
		"status=disetujui|mulai=2026-01-01|selesai=2026-01-10");
	explain("2026-01-20", "kabid");
	ck_assert_str_eq(person(SKP_R_ROOT), "D");
	ck_assert_str_eq(person(SKP_R_SINCE), "2026-01-11");
	done();
}
END_TEST

START_TEST(a_gap_higher_up_is_told_but_blocks_nobody)
{
	dinas();
	org("kepsek", "K", "disetujui");
	explain("2026-01-20", "guru");
	ck_assert_str_eq(chain(), "K:good D:absent");
	ck_assert_str_eq(person(SKP_R_ROOT), "");
	ck_assert_int_eq(skp_reason_clear(q), 0);
	text_has("id", "Dewi tidak terhalang oleh SKP Organisasi, tetapi "
		"masih ada yang perlu dibenahi.");
	done();
}
END_TEST

START_TEST(a_head_hears_who_waits_for_them)
{
	dinas();
	org("kadis", "D", "disetujui");
	org("kabid", "B", "disetujui");
	explain("2026-01-20", "kepsek");
	ck_assert_int_eq(skp_reason_clear(q), 0);
	text_has("id", "1 pegawai menunggu SKP Organisasi SDN 1 Suka, yang "
		"menjadi tanggung jawab Citra sendiri.");
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_PEGAWAI, SKP_R_ID),
		"kepsek:ORG301");
	done();
}
END_TEST

/* ---- what happened ---- */

static void events(const char *guru_at, const char *kepsek_at)
{
	char line[128];

	snprintf(line, sizeof(line), "pegawai_id=guru|aksi=muat_ulang|"
		"waktu=%s", guru_at);
	fact("kejadian", line);
	snprintf(line, sizeof(line), "pegawai_id=kepsek|aksi=sinkron_asn|"
		"waktu=%s", kepsek_at);
	fact("kejadian", line);
}

START_TEST(a_repair_before_the_heads_is_marked)
{
	dinas();
	all_orgs();
	events("2026-01-13T07:55:00", "2026-01-13T08:00:00");
	explain("2026-01-20", "guru");
	ck_assert_str_eq(pairs(SKP_REASON_KEJADIAN, SKP_R_PEGAWAI,
		SKP_R_STATE), "guru:muat_ulang kepsek:sinkron_asn");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_KEJADIAN, 0,
		SKP_R_VALID), 0);
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_KEJADIAN, 1,
		SKP_R_VALID), -1);
	text_has("id", "13 Januari 2026 pukul 07.55 WIB, Dewi: Muat Ulang SKP "
		"(saat itu data atasan belum valid)");
	/* the head has done their part by now: one step, the member's own */
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_PEGAWAI, SKP_R_ID),
		"guru:SYN401");
	done();
}
END_TEST

START_TEST(at_one_instant_the_head_came_first)
{
	dinas();
	all_orgs();
	events("2026-01-13T08:00:00", "2026-01-13T08:00:00");
	explain("2026-01-20", "guru");
	ck_assert_str_eq(pairs(SKP_REASON_KEJADIAN, SKP_R_PEGAWAI,
		SKP_R_STATE), "kepsek:sinkron_asn guru:muat_ulang");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_KEJADIAN, 1,
		SKP_R_VALID), 1);
	ck_assert_int_eq(skp_reason_clear(q), 1);
	done();
}
END_TEST

/* ---- steps ---- */

START_TEST(heads_act_from_the_top_down_and_the_person_last)
{
	dinas();
	org("kadis", "D", "draft");
	org("kepsek", "K", "draft");
	fact("skp", "id=g|pegawai_id=guru|mulai=2026-01-01|"
		"selesai=2026-12-31|atasan_id=pengawas");
	explain("2026-01-20", "guru");
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_PEGAWAI, SKP_R_AFTER),
		"kadis: kepsek:1 guru:2");
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_UNOR, SKP_R_LEVEL),
		"D:L4 K:L4 K:L5");
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_ID, SKP_R_SYSTEM),
		"ORG302:e-Kinerja ATS211:e-Kinerja ATS211:e-Kinerja");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_STEP, 0,
		SKP_R_BLOCKED_TOTAL), 5);
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_STEP, 2, SKP_R_WAIT),
		-1);
	done();
}
END_TEST

START_TEST(an_office_acts_before_the_head_it_concerns)
{
	dinas();
	org("kadis", "D", "disetujui");
	org("kabid", "B", "disetujui");
	fact("penugasan", "pegawai_id=pengawas|unor_id=K|jenis=TT");
	explain("2026-01-20", "guru");
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_ACTOR, SKP_R_AFTER),
		"Admin Instansi/BKD: Dinas Pendidikan:1 "
		"Kepala unit/kepala sekolah:1 Pegawai/guru:3");
	/* nobody knows yet which of the two it will be */
	ck_assert_str_eq(says(SKP_REASON_STEP, 2, SKP_R_PEGAWAI), "");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_STEP, 2, SKP_R_AFTER),
		2);
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_STEP, 0, SKP_R_WAIT), 1);
	text_has("id", "Setelah langkah 1 dan 2: kepala SDN 1 Suka yang sah");
	done();
}
END_TEST

START_TEST(both_languages_have_the_same_lines_and_actors)
{
	static const char *const known[] = {"Admin", "Dinas", "Operator",
		"Kepala", "Atasan", "Pegawai", "Guru", "Pemasok"};
	struct text actor[2], rest[2];
	struct step_line l = {0};
	uint32_t i, k, n;

	for (i = 0; i < RULES; i++) {
		l.rule = (uint8_t)i;
		for (n = 0; n < 12; n++) {
			l.line = (uint8_t)n;
			step_words(c, &l, 0, &actor[0], &rest[0]);
			step_words(c, &l, 1, &actor[1], &rest[1]);
			ck_assert_msg((rest[0].n == 0) == (rest[1].n == 0),
				"%s line %u", rule_info[i].code, n);
			if (!rest[0].n)
				break;
			ck_assert_msg(actor[0].n && actor[1].n, "%s line %u: "
				"no actor", rule_info[i].code, n);
			for (k = 0; k < ARRAY_LEN(known); k++)
				if (memcmp(actor[0].p, known[k],
					strlen(known[k])) == 0)
					break;
			ck_assert_msg(k < ARRAY_LEN(known), "%s: %.*s",
				rule_info[i].code, (int)actor[0].n,
				actor[0].p);
		}
		ck_assert_msg(n > 0, "%s has no steps", rule_info[i].code);
	}
}
END_TEST

/* ---- the same as a check ---- */

/* The report's finding of the same code and subject; -1: none. */
static int64_t twin_of(const skp_report *of, int64_t i, const skp_report *in)
{
	static const int32_t same[] = {SKP_F_CODE, SKP_F_TABLE, SKP_F_ID,
		SKP_F_ACTUAL, SKP_F_DETAIL, SKP_F_SEVERITY, SKP_F_ROOT,
		SKP_F_MESSAGE};
	char a[1024], b[1024];
	int64_t k;
	uint32_t f;

	for (k = 0; k < skp_report_count(in); k++) {
		for (f = 0; f < ARRAY_LEN(same); f++) {
			skp_report_text(of, i, same[f], 0, "id", a, sizeof(a));
			skp_report_text(in, k, same[f], 0, "id", b, sizeof(b));
			if (strcmp(a, b) != 0)
				break;
		}
		if (f == ARRAY_LEN(same))
			return k;
	}
	return -1;
}

static const char *said(const skp_report *of, int64_t i)
{
	static char to[1200];

	skp_report_text(of, i, SKP_F_CODE, 0, "id", to, 16);
	strcat(to, " ");
	skp_report_text(of, i, SKP_F_MESSAGE, 0, "id", to + strlen(to), 1024);
	return to;
}

/* Does a finding of the check belong in the person's reason? Those of a code
 * that a whole column shares do not. */
static bool is_theirs(int64_t i, const char *id)
{
	const char *table = found(i, SKP_F_TABLE), *detail;
	bool own = strcmp(found(i, SKP_F_PEGAWAI), id) == 0;

	if (!own || strcmp(table, "unor") == 0)
		return false;
	detail = found(i, SKP_F_DETAIL);
	return strstr(detail, ": kode") == NULL;
}

static void same_of(const char *file, uint32_t p)
{
	const char *id = model_pegawai_id(m, p).p;
	char name[ID_MAX];
	const skp_report *own;
	int64_t i;

	snprintf(name, sizeof(name), "%.*s", (int)model_pegawai_id(m, p).n,
		id);
	if (skp_explain(c, m, name, -1, &q, &err))
		return; /* an id that another one's NIP hides */
	own = skp_reason_report(q);
	for (i = 0; i < skp_report_count(own); i++)
		ck_assert_msg(twin_of(own, i, r) >= 0, "%s, %s: only here: %s",
			file, name, said(own, i));
	for (i = 0; i < skp_report_count(r); i++)
		ck_assert_msg(!is_theirs(i, name) || twin_of(r, i, own) >= 0,
			"%s, %s: not here: %s", file, name, said(r, i));
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
		SKP_R_BLOCKED), (r->j.pegawai[p] & P_BLOCKED) != 0);
	if (r->j.pegawai[p] & P_BLOCKED)
		ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
			SKP_R_BLOCKED_TOTAL), r->j.blocked_total[r->j.root[
				r->j.appraiser[p]]]);
	if (q->e.answer == ANSWER_HEADS && q->e.via != VIA_PENGAWAS) {
		uint64_t n = q->r->line.climb.n;

		ck_assert_uint_eq(q->climb[n - 1], CLIMB_ANSWER);
		ck_assert_uint_eq(q->r->line.climb.v[n - 1], q->e.unor);
	}
	done();
}

static void same_in(const char *folder, const char *file)
{
	char path[4096];
	uint32_t p;

	snprintf(path, sizeof(path), "%s/%s/%s", getenv("top_srcdir"), folder,
		file);
	afresh();
	ck_assert_msg(skp_model_load(m, path, NULL, &err) == 0, "%s: %s",
		path, err.text);
	report("2026-01-20");
	for (p = 0; p < pegawai_of(m)->rows; p++)
		if (row_live(pegawai_of(m), p) &&
			!(row_state(pegawai_of(m), p) & ROW_IMPLICIT))
			same_of(file, p);
}

START_TEST(a_check_says_the_same_of_everybody)
{
	char folder[4096];
	struct dirent *d;
	size_t n;
	int files = 0;
	DIR *dir;

	ck_assert_ptr_nonnull(getenv("top_srcdir"));
	snprintf(folder, sizeof(folder), "%s/tests/cases",
		getenv("top_srcdir"));
	dir = opendir(folder);
	ck_assert_ptr_nonnull(dir);
	while ((d = readdir(dir))) {
		n = strlen(d->d_name);
		if (n < 5 || strcmp(d->d_name + n - 5, ".yaml") != 0)
			continue;
		same_in("tests/cases", d->d_name);
		files++;
	}
	closedir(dir);
	ck_assert_int_gt(files, 30);
	same_in("examples/data", "sekolah.yaml");
	same_in("examples/data", "kabupaten");
}
END_TEST

/* ---- a caller's own rule ---- */

static int32_t say_so(void *ctx, skp_facts *f, int64_t row)
{
	int *calls = ctx;

	(void)row;
	++*calls;
	return skp_facts_find(f, NULL, NULL);
}

static int32_t refuse(void *ctx, skp_facts *f, int64_t row)
{
	(void)ctx;
	(void)f;
	(void)row;
	return 1;
}

static skp_rule own_rule(int32_t table, int *calls)
{
	skp_rule rule = SKP_INIT(skp_rule);

	rule.code = "KAB001";
	rule.table = table;
	rule.severity = SKP_SEVERITY_W;
	rule.level = 3;
	rule.title = "Judul";
	rule.message = "Kartu {pegawai} belum dicetak.";
	rule.actor = "operator_sekolah";
	rule.steps = "1. Cetak kartu di SIASN.\n2. Pegawai: ambil kartu.";
	rule.check = say_so;
	rule.ctx = calls;
	return rule;
}

START_TEST(a_rule_of_the_caller_has_steps_too)
{
	int calls = 0;
	skp_rule rule = own_rule(SKP_TABLE_PEGAWAI, &calls);

	dinas();
	ck_assert_int_eq(skp_checker_add_rule(c, &rule, &err), 0);
	set("select", "KAB");
	explain("2026-01-20", "staf");
	ck_assert_int_eq(skp_reason_clear(q), 0);
	ck_assert_int_eq(calls, 2); /* staf, and the kabid who appraises */
	ck_assert_str_eq(pairs(SKP_REASON_STEP, SKP_R_ACTOR, SKP_R_ID),
		"Operator Sekolah:KAB001 Operator Sekolah:KAB001 "
		"Pegawai:KAB001 Pegawai:KAB001");
	text_has("id", "KAB001: Kartu Eko (staf) belum dicetak.");
	text_has("id", "a. Cetak kartu di SIASN.");
	ck_assert_str_eq(says(SKP_REASON_STEP, 0, SKP_R_SYSTEM), "SIASN");
	ck_assert_str_eq(says(SKP_REASON_STEP, 0, SKP_R_LEVEL), "L2");
	done();
}
END_TEST

START_TEST(it_is_called_for_what_is_judged)
{
	int calls = 0;
	skp_rule rule = own_rule(SKP_TABLE_RHK, &calls);

	dinas();
	facts("skp", "id=s1|pegawai_id=staf|jenis=individu\n"
		"id=s2|pegawai_id=guru|jenis=individu");
	facts("rhk", "id=r1|skp_id=s1\nid=r2|skp_id=s1\nid=r3|skp_id=s2\n"
		"id=r4|skp_id=s9");
	ck_assert_int_eq(skp_checker_add_rule(c, &rule, &err), 0);
	explain("2026-01-20", "staf");
	ck_assert_int_eq(calls, 2);
	done();
	rule = own_rule(SKP_TABLE_PERIODE, &calls);
	rule.code = "KAB002";
	ck_assert_int_eq(skp_checker_add_rule(c, &rule, &err), 0);
	rule = own_rule(SKP_TABLE_UNOR, &calls);
	rule.code = "KAB003";
	rule.check = refuse;
	ck_assert_int_eq(skp_checker_add_rule(c, &rule, &err), 0);
	ck_assert_int_eq(skp_explain(c, m, "staf", -1, &q, &err),
		SKP_E_CANCEL);
	ck_assert_ptr_null(q);
}
END_TEST

START_TEST(an_edited_model_has_no_reason_left)
{
	char s[4] = "old";

	dinas();
	explain("2026-01-20", "guru");
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	ck_assert_int_eq(skp_reason_count(q, SKP_REASON_PEGAWAI), 0);
	ck_assert_int_eq(skp_reason_int(q, 0, 0, SKP_R_BLOCKED), -1);
	ck_assert_int_eq(skp_reason_text(q, 0, 0, SKP_R_NAMA, 0, NULL, s, 4),
		0);
	ck_assert_str_eq(s, "");
	ck_assert_int_eq(skp_reason_clear(q), -1);
	ck_assert_int_eq(skp_reason_write(q, "text", NULL, collect, NULL,
		&err), SKP_E_STATE);
	done();
}
END_TEST

/* ---- masked, wrong, out of memory ---- */

START_TEST(a_masked_reason_holds_no_nip_and_no_name)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	const char *const format[] = {"text", "jsonl"};
	char *s;

	facts("unor", "id=K|nama=SDN 1 Suka|diatasan_id=|npsn=20212345");
	facts("pegawai", "id=x1|nip=197811062000022008|nama=Yuyun|unor_id=K\n"
		"id=x2|nip=198101122004041009|nama=Lukman|unor_id=K|"
		"atasan_id=198101122004041010");
	fact("penugasan", "pegawai_id=x1|unor_id=K|jenis=TT");
	fact("kejadian", "pegawai_id=x2|aksi=muat_ulang|"
		"waktu=2026-01-13T07:55:00");
	explain("2026-01-20", "1981 0112 200404 1 009");
	o.mask = 1;
	for (int i = 0; i < 4; i++) {
		o.lang = i / 2 ? "en" : "id";
		s = text_of_reason(format[i % 2], o);
		ck_assert_ptr_null(strstr(s, "1981"));
		ck_assert_ptr_null(strstr(s, "1978"));
		ck_assert_ptr_null(strstr(s, "Yuyun"));
		ck_assert_ptr_null(strstr(s, "Lukman"));
		ck_assert_ptr_nonnull(strstr(s, "pegawai-1"));
		free(s);
	}
	done();
}
END_TEST

START_TEST(texts_of_the_data_move_no_terminal)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	char *s;

	facts("unor", "id=K|nama=SDN \x1b[31m1|diatasan_id=");
	fact("pegawai", "id=a|nama=A\x1b]0;x\x07|unor_id=K|jabatan=G\x1b[2J");
	fact("penugasan", "pegawai_id=a|unor_id=K|jenis=D");
	explain("2026-01-20", "a");
	s = text_of_reason("text", o);
	ck_assert_ptr_null(strchr(s, '\x1b'));
	ck_assert_ptr_null(strchr(s, '\x07'));
	free(s);
	o.color = 1;
	s = text_of_reason("text", o);
	ck_assert_ptr_nonnull(strstr(s, "\x1b[1m"));
	ck_assert_ptr_null(strstr(s, "\x1b[2J"));
	free(s);
	o.color = 0;
	o.quiet = 1;
	s = text_of_reason("text", o);
	ck_assert_ptr_null(strstr(s, "BANTUAN"));
	free(s);
	done();
}
END_TEST

START_TEST(what_is_asked_wrongly_has_no_answer)
{
	char s[4] = "old";

	dinas();
	set("pada", "2026-01-20");
	ck_assert_int_eq(skp_explain(c, m, "guru", -1, &q, &err),
		SKP_E_STATE);
	seal();
	ck_assert_int_eq(skp_explain(c, m, "gur", -1, &q, &err),
		SKP_E_UNKNOWN);
	ck_assert_ptr_null(strstr(err.text, "guru"));
	ck_assert_ptr_null(q);
	ck_assert_int_eq(skp_explain(c, m, "guru dan lain", 4, &q, &err), 0);
	ck_assert_int_eq(skp_reason_count(q, SKP_REASON_PARTS), 0);
	ck_assert_int_eq(skp_reason_count(q, -1), 0);
	ck_assert_int_eq(skp_reason_text(q, SKP_REASON_STEP, 999, SKP_R_ID, 0,
		NULL, s, 4), 0);
	ck_assert_str_eq(s, "");
	ck_assert_int_eq(skp_reason_text(q, SKP_REASON_PEGAWAI, 0,
		SKP_R_PEGAWAI, 0, NULL, s, 4), 4);
	ck_assert_str_eq(s, "gur");
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, 0, 99), -1);
	ck_assert_int_eq(skp_reason_int(q, SKP_REASON_PEGAWAI, -1, 0), -1);
	ck_assert_int_eq(skp_reason_write(q, "xml", NULL, collect, NULL,
		&err), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_reason_write(q, "text", NULL, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_reason_write(NULL, "text", NULL, collect, NULL,
		&err), SKP_E_ARG);
	done();
	ck_assert_int_eq(skp_explain(c, m, NULL, 0, &q, &err), SKP_E_ARG);
	ck_assert_ptr_null(q);
}
END_TEST

START_TEST(no_call_takes_another_object_for_a_reason)
{
	skp_reason *wrong = (skp_reason *)(void *)m;
	char s[4] = "old";

	ck_assert_int_eq(skp_reason_clear(wrong), -1);
	ck_assert_ptr_null(skp_reason_report(wrong));
	ck_assert_int_eq(skp_reason_count(wrong, 0), 0);
	ck_assert_int_eq(skp_reason_text(wrong, 0, 0, 0, 0, NULL, s, 4), 0);
	ck_assert_int_eq(skp_reason_int(wrong, 0, 0, 0), -1);
	ck_assert_int_eq(skp_reason_write(wrong, "text", NULL, collect, NULL,
		&err), SKP_E_TYPE);
	skp_reason_free(wrong);
	ck_assert_int_eq(skp_reason_clear(NULL), -1);
	skp_reason_free(NULL);
	ck_assert_int_eq(skp_model_near(NULL, "1", -1), 0);
}
END_TEST

START_TEST(nips_one_slip_away_are_counted)
{
	facts("pegawai", "nip=198101122004041009\nnip=198101122004041010\n"
		"nip=197811062000022008\nid=a");
	seal();
	ck_assert_int_eq(skp_model_near(m, "198101122004041008", -1), 1);
	ck_assert_int_eq(skp_model_near(m, "19810112200404101", -1), 1);
	ck_assert_int_eq(skp_model_near(m, "1981011220040410099", -1), 1);
	ck_assert_int_eq(skp_model_near(m, "198101122004401009", -1), 1);
	ck_assert_int_eq(skp_model_near(m, "1978 1106 200002 2 080", -1), 1);
	ck_assert_int_eq(skp_model_near(m, "198101122004041000", -1), 2);
	ck_assert_int_eq(skp_model_near(m, "198101122004041099", -1), 1);
	ck_assert_int_eq(skp_model_near(m, "198101122004042299", -1), 0);
	ck_assert_int_eq(skp_model_near(m, "", -1), 0);
	ck_assert_int_eq(skp_model_near(m, NULL, -1), 0);
}
END_TEST

static int32_t keep_nothing(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	(void)len;
	return 0;
}

START_TEST(no_refused_allocation_leaves_half_a_reason)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	long i;
	int f;
	int32_t e;

	o.mask = 1;
	dinas();
	org("kepsek", "K", "draft");
	events("2026-01-13T07:55:00", "2026-01-13T08:00:00");
	set("pada", "2026-01-20");
	seal();
	for (i = 0; ; i++) {
		heap_fail(i, true); /* once: a smaller block may do */
		e = skp_explain(c, m, "guru", -1, &q, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		ck_assert_ptr_null(q);
	}
	ck_assert_int_gt(i, 30);
	for (f = 0; f < 2; f++) {
		for (i = 0; ; i++) {
			heap_fail(i, true);
			e = skp_reason_write(q, f ? "text" : "jsonl", &o,
				keep_nothing, NULL, &err);
			if (heap_ok())
				break;
			ck_assert_int_eq(e, SKP_E_NOMEM);
		}
		ck_assert_int_gt(i, 2);
	}
	done();
}
END_TEST

RUN("reason", the_head_of_the_own_unit_is_expected,
	a_vacant_unit_is_passed, what_the_person_heads_is_passed,
	a_head_below_pengawas_is_passed, a_plt_from_elsewhere_is_named_as_such,
	a_kepala_sekolah_answers_to_the_dinas,
	a_policy_may_have_kepala_sekolah_appraised_by_kabid,
	a_pengawas_answers_to_any_up_to_the_dinas,
	above_the_top_stands_nobody_of_the_asn, why_it_is_not_known_is_said,
	each_recorded_atasan_has_a_verdict,
	who_need_not_have_an_skp_is_told_so, the_root_is_the_last_of_the_run,
	people_wait_from_where_the_last_good_one_ended,
	a_gap_higher_up_is_told_but_blocks_nobody,
	a_head_hears_who_waits_for_them, a_repair_before_the_heads_is_marked,
	at_one_instant_the_head_came_first,
	heads_act_from_the_top_down_and_the_person_last,
	an_office_acts_before_the_head_it_concerns,
	both_languages_have_the_same_lines_and_actors,
	a_check_says_the_same_of_everybody,
	a_rule_of_the_caller_has_steps_too,
	it_is_called_for_what_is_judged, an_edited_model_has_no_reason_left,
	a_masked_reason_holds_no_nip_and_no_name,
	texts_of_the_data_move_no_terminal,
	what_is_asked_wrongly_has_no_answer,
	no_call_takes_another_object_for_a_reason,
	nips_one_slip_away_are_counted,
	no_refused_allocation_leaves_half_a_reason)
