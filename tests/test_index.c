/* SPDX-License-Identifier: MIT */
/* The judgement: heads, eligible, expected, org, chain, delegation, events. */
#include "facts.h"

static const struct judgement *j;
static struct mem mem;
static struct asker a;

/* Seals and judges at the day. */
static void judge(const char *pada)
{
	mem_init(&mem, &heap_allocator, 0);
	a = asker_new(&mem);
	j = report(pada);
}

static void done(void)
{
	ck_assert(!a.fail);
	asker_free(&a);
	ck_assert_uint_eq(mem.used, 0);
}

static int32_t day(const char *s)
{
	int32_t d = 0;

	ck_assert_int_eq(clock_day(text_of(s), &d), CLOCK_OK);
	return d;
}

static int32_t day_or_today(const char *t)
{
	return t ? day(t) : j->today;
}

/* "P1:D P2:TT-" (-: not eligible), at a day or (NULL) at pada. */
static const char *heads(const char *u, const char *t)
{
	static const char *const name[] = {"D", "TT", "PJ", "PLT", "PLH"};
	static char to[256];
	struct heads h = heads_at(j, &a, unor(u), day_or_today(t), !t);
	size_t n = 0;

	*to = 0;
	for (uint32_t i = 0; i < h.n; i++) {
		struct text id = model_pegawai_id(m, h.p[i].pegawai);

		n += (size_t)snprintf(to + n, sizeof(to) - n, "%s%.*s:%s%s",
			i ? " " : "", (int)id.n, id.p, name[h.p[i].tugas],
			h.p[i].eligible ? "" : "-");
	}
	return to;
}

/* "U1 P1 P2", "EXTERNAL" or "UNKNOWN". */
static const char *expected(const char *p, const char *u, const char *t)
{
	static char to[256];
	struct expected e = expected_of(j, &a, pegawai(p), unor(u),
		day_or_today(t), !t);
	struct text id;
	size_t n;

	if (e.answer != ANSWER_HEADS)
		return e.answer == ANSWER_EXTERNAL ? "EXTERNAL" : "UNKNOWN";
	id = model_unor_id(m, e.unor);
	n = (size_t)snprintf(to, sizeof(to), "%.*s", (int)id.n, id.p);
	for (uint32_t i = 0; i < e.n; i++) {
		id = model_pegawai_id(m, e.pegawai[i]);
		n += (size_t)snprintf(to + n, sizeof(to) - n, " %.*s",
			(int)id.n, id.p);
	}
	return to;
}

static void tugas(const char *p, const char *u, const char *jenis,
	const char *more)
{
	char row[160];

	snprintf(row, sizeof(row), "pegawai_id=%s|unor_id=%s|jenis=%s%s%s", p,
		u, jenis, *more ? "|" : "", more);
	fact("penugasan", row);
}

static void people(const char *ids)
{
	char row[32];

	for (; *ids; ids += strcspn(ids, " ") + (strchr(ids, ' ') != NULL)) {
		snprintf(row, sizeof(row), "id=%.*s", (int)strcspn(ids, " "),
			ids);
		fact("pegawai", row);
	}
}

/* ---- heads ---- */

START_TEST(the_best_level_present_heads)
{
	people("A B C D E");
	facts("unor", "id=U1\nid=U2\nid=U3\nid=U4\nid=U5");
	tugas("A", "U1", "PLH", "");
	tugas("B", "U1", "PLT", "");
	tugas("A", "U2", "PLT", "");
	tugas("B", "U2", "PJ", "");
	tugas("C", "U2", "PLH", "");
	tugas("A", "U3", "PJ", "");
	tugas("B", "U3", "D", "");
	tugas("C", "U3", "TT", "");
	tugas("A", "U4", "PLH", "");
	tugas("B", "U4", "PLH", "");
	tugas("A", "U5", "DELEGASI", "");
	judge("2026-01-20");
	ck_assert_str_eq(heads("U1", NULL), "B:PLT");
	ck_assert_str_eq(heads("U2", NULL), "B:PJ");
	ck_assert_str_eq(heads("U3", NULL), "B:D C:TT");
	ck_assert_str_eq(heads("U4", NULL), "A:PLH B:PLH");
	ck_assert_str_eq(heads("U5", NULL), "");
	ck_assert_uint_eq(head_least(j, unor("U4")), pegawai("A"));
	ck_assert_uint_eq(head_least(j, unor("U5")), NONE);
	done();
}
END_TEST

START_TEST(only_active_people_whose_days_cover_it_head)
{
	facts("pegawai", "id=A|kedudukan=99\nid=B\nid=C\nid=D");
	fact("unor", "id=U1");
	tugas("A", "U1", "D", "");
	tugas("B", "U1", "D", "mulai=2025-01-01|selesai=2025-12-31");
	tugas("C", "U1", "PLT", "mulai=2026-01-01|selesai=2026-01-20");
	tugas("D", "U1", "D", "mulai=2026-01-21");
	tugas("D", "U1", "D", "mulai=2026-03-01|selesai=2025-01-01");
	tugas("X", "U1", "D", "");
	judge("2026-01-20");
	ck_assert_str_eq(heads("U1", NULL), "C:PLT");
	ck_assert_str_eq(heads("U1", "2025-12-31"), "B:D");
	ck_assert_str_eq(heads("U1", "2026-01-21"), "D:D");
	ck_assert_str_eq(heads("U1", "2024-12-31"), "");
	ck_assert(heads_any(j, &a, pegawai("C"), j->today, true));
	ck_assert(!heads_any(j, &a, pegawai("B"), j->today, true));
	ck_assert(heads_any(j, &a, pegawai("B"), day("2025-06-01"), false));
	ck_assert(!heads_any(j, &a, pegawai("A"), day("2025-06-01"), false));
	done();
}
END_TEST

START_TEST(who_holds_d_and_tt_counts_as_tt)
{
	people("A B");
	facts("unor", "id=U1|pemimpin_id=A\nid=U2|pemimpin_id=B");
	tugas("A", "U1", "TT", "");
	tugas("A", "U1", "D", "");
	tugas("A", "U2", "D", "");
	tugas("A", "U2", "TT", "");
	judge("2026-01-20");
	ck_assert_str_eq(heads("U1", NULL), "A:TT");
	ck_assert_str_eq(heads("U2", NULL), "A:TT B:D");
	done();
}
END_TEST

START_TEST(pemimpin_is_definitive_and_at_pada_only)
{
	people("A B");
	fact("unor", "id=U1|pemimpin_id=A");
	tugas("B", "U1", "PLT", "");
	judge("2026-01-20");
	ck_assert_str_eq(heads("U1", NULL), "A:D");
	ck_assert_str_eq(heads("U1", "2026-01-20"), "B:PLT");
	done();
}
END_TEST

START_TEST(rank_and_way_decide_who_is_eligible)
{
	facts("pegawai", "id=A|eselon_id=\nid=B|eselon_id=52\n"
		"id=C|eselon_id=III.a\nid=D|eselon_id=99\nid=E|eselon_id=00");
	facts("unor", "id=U1|eselon_id=51\nid=U2|eselon_id=41\n"
		"id=U3|eselon_id=51|npsn=1\nid=U4|eselon_id=51\n"
		"id=U5|eselon_id=\nid=U6|eselon_id=51\nid=U7|eselon_id=51");
	tugas("A", "U1", "D", "");
	tugas("B", "U2", "D", "");
	tugas("B", "U3", "D", "");
	tugas("B", "U4", "PLT", "");
	tugas("D", "U5", "D", "");
	tugas("C", "U6", "D", "");
	tugas("E", "U7", "D", "");
	judge("2026-01-20");
	ck_assert_str_eq(heads("U1", NULL), "A:D-"); /* the unit's rank */
	ck_assert_str_eq(heads("U2", NULL), "B:D-"); /* their own first */
	ck_assert_str_eq(heads("U3", NULL), "B:D");  /* a school */
	ck_assert_str_eq(heads("U4", NULL), "B:PLT");
	ck_assert_str_eq(heads("U5", NULL), "D:D");  /* unknown */
	ck_assert_str_eq(heads("U6", NULL), "C:D");
	ck_assert_str_eq(heads("U7", NULL), "E:D-"); /* 00 says nothing */
	ck_assert_int_eq(rank_own(j, pegawai("D")), 0);
	ck_assert_int_eq(rank_of(j, pegawai("E"), unor("U7")), 51);
	ck_assert_int_eq(rank_of(j, pegawai("C"), unor("U7")), 31);
	ck_assert_uint_eq(head_least(j, unor("U1")), NONE);
	done();
}
END_TEST

/* ---- expected ---- */

static void dinas(void)
{
	people("bupati kadis kabid kasi staf");
	facts("unor", "id=0-kab|diatasan_id=\n"
		"id=1-dinas|nama=Dinas Pendidikan|diatasan_id=0-kab\n"
		"id=2-bid|diatasan_id=1-dinas\n"
		"id=3-sie|eselon_id=51|diatasan_id=2-bid\n"
		"id=9-lepas|diatasan_id=8-hilang\n"
		"id=9-bawah|diatasan_id=9-lepas");
	tugas("kadis", "1-dinas", "D", "mulai=2025-07-01");
	tugas("kabid", "2-bid", "PLT", "mulai=2026-01-01");
	tugas("kasi", "3-sie", "D", "mulai=2020-01-01");
}

START_TEST(the_nearest_eligible_head_above_is_expected)
{
	dinas();
	judge("2026-01-20");
	ck_assert_str_eq(expected("staf", "3-sie", NULL), "2-bid kabid");
	ck_assert_str_eq(expected("staf", "2-bid", NULL), "2-bid kabid");
	ck_assert_str_eq(expected("kasi", "3-sie", NULL), "2-bid kabid");
	ck_assert_str_eq(expected("kabid", "3-sie", NULL), "1-dinas kadis");
	ck_assert_str_eq(expected("kabid", "2-bid", NULL), "1-dinas kadis");
	ck_assert_str_eq(expected("kadis", "2-bid", NULL), "2-bid kabid");
	ck_assert_str_eq(expected("kadis", "1-dinas", NULL), "EXTERNAL");
	ck_assert_str_eq(expected("staf", "0-kab", NULL), "EXTERNAL");
	done();
}
END_TEST

START_TEST(above_what_is_not_known_expected_is_unknown)
{
	dinas();
	judge("2026-01-20");
	ck_assert_str_eq(expected("staf", "9-lepas", NULL), "UNKNOWN");
	ck_assert_str_eq(expected("staf", "9-bawah", NULL), "UNKNOWN");
	ck_assert_int_eq(expected_of(j, &a, 0, NONE, j->today, true).answer,
		ANSWER_UNKNOWN);
	done();
}
END_TEST

START_TEST(a_unit_whose_row_names_no_parent_is_no_root)
{
	people("A");
	fact("unor", "id=U1");
	tugas("A", "U1", "D", "");
	judge("2026-01-20");
	ck_assert_str_eq(expected("A", "U1", NULL), "UNKNOWN");
	done();
}
END_TEST

START_TEST(another_day_needs_a_recorded_headship)
{
	dinas();
	judge("2026-01-20");
	ck_assert_str_eq(expected("staf", "2-bid", "2026-01-10"),
		"2-bid kabid");
	ck_assert_str_eq(expected("staf", "2-bid", "2025-12-31"), "UNKNOWN");
	/* the seksi is headed by one who may not appraise: go on */
	ck_assert_str_eq(expected("staf", "3-sie", "2026-01-10"),
		"2-bid kabid");
	ck_assert_str_eq(expected("kabid", "2-bid", "2026-01-10"),
		"1-dinas kadis");
	ck_assert_str_eq(expected("staf", "1-dinas", "2025-06-30"),
		"UNKNOWN");
	/* at pada the vacant kabupaten has no head; then, nobody knows */
	ck_assert_str_eq(expected("kadis", "1-dinas", "2026-01-10"),
		"UNKNOWN");
	done();
}
END_TEST

START_TEST(without_any_head_known_nothing_is_expected)
{
	people("A");
	fact("unor", "id=U1|diatasan_id=");
	judge("2026-01-20");
	ck_assert(!j->heads_known);
	ck_assert_str_eq(expected("A", "U1", NULL), "UNKNOWN");
	done();
}
END_TEST

static void school(void)
{
	facts("pegawai", "id=guru\nid=kabid\nid=kadis\nid=kasek\n"
		"id=pengawas|jabatan=Pengawas Sekolah Ahli Madya");
	facts("unor", "id=D|nama=Dinas Pendidikan|diatasan_id=\n"
		"id=B|nama=Bidang Pembinaan SD|diatasan_id=D\n"
		"id=S|nama=SDN 1|diatasan_id=B\n"
		"id=Z|nama=SDN 2|diatasan_id=");
	tugas("kadis", "D", "D", "mulai=2020-01-01");
	tugas("kabid", "B", "D", "mulai=2026-01-01");
	tugas("kasek", "S", "TT", "mulai=2026-01-01");
	tugas("kasek", "Z", "TT", "mulai=2026-01-01");
}

START_TEST(a_kepala_sekolah_begins_at_the_dinas)
{
	school();
	judge("2026-01-20");
	ck_assert_str_eq(expected("guru", "S", NULL), "S kasek");
	ck_assert_str_eq(expected("kasek", "S", NULL), "D kadis");
	ck_assert_str_eq(expected("kasek", "S", "2026-01-02"), "D kadis");
	ck_assert_str_eq(expected("kasek", "S", "2025-12-31"), "UNKNOWN");
	ck_assert_str_eq(expected("kasek", "Z", NULL), "EXTERNAL");
	ck_assert(expected_of(j, &a, pegawai("kasek"), unor("S"), j->today,
		true).via == VIA_DINAS);
	ck_assert(expected_of(j, &a, pegawai("guru"), unor("S"), j->today,
		true).via == VIA_TREE);
	done();
}
END_TEST

START_TEST(the_policy_may_begin_elsewhere)
{
	policy("kepala_sekolah_start: bidang\n");
	school();
	judge("2026-01-20");
	ck_assert_str_eq(expected("kasek", "S", NULL), "B kabid");
	done();
}
END_TEST

START_TEST(the_nearest_of_several_kinds_is_the_start)
{
	policy("kepala_sekolah_start: [dinas, bidang]\n");
	school();
	fact("pegawai", "id=plt");
	fact("unor", "id=Y|nama=SDN 3|diatasan_id=D");
	tugas("plt", "Y", "PLT", "");
	judge("2026-01-20");
	ck_assert_str_eq(expected("kasek", "S", NULL), "B kabid");
	ck_assert_str_eq(expected("plt", "Y", NULL), "D kadis");
	ck_assert_str_eq(expected("kasek", "Z", NULL), "EXTERNAL");
	done();
}
END_TEST

/* Bidang beside the schools: SD (above one school too) and SMP are named by
 * the policy, GTK is not, and one is below no dinas. */
static void beside(void)
{
	policy("kepala_sekolah_delegates: [Bidang Pembinaan]\n");
	school();
	facts("pegawai", "id=plt\nid=smp\nid=gtk\nid=lain\nid=staf");
	facts("unor", "id=Y|nama=SDN 3|diatasan_id=D\n"
		"id=SMP|nama=--Bidang Pembinaan SMP|diatasan_id=D\n"
		"id=GTK|nama=Bidang GTK|diatasan_id=D\n"
		"id=X|nama=Bidang Pembinaan lain|diatasan_id=Z");
	tugas("plt", "Y", "PLT", "");
	tugas("smp", "SMP", "PLT", "mulai=2026-01-10");
	tugas("gtk", "GTK", "D", "");
	tugas("lain", "X", "D", "");
}

START_TEST(heads_of_delegates_are_right_too)
{
	beside();
	judge("2026-01-20");
	ck_assert_str_eq(expected("plt", "Y", NULL), "D kabid kadis smp");
	ck_assert_str_eq(expected("kasek", "S", NULL), "D kabid kadis smp");
	ck_assert_str_eq(expected("kasek", "Z", NULL), "EXTERNAL");
	ck_assert_str_eq(expected("guru", "S", NULL), "S kasek");
	ck_assert_str_eq(expected("staf", "GTK", NULL), "GTK gtk");
	ck_assert_str_eq(expected("smp", "SMP", NULL), "D kadis");
	/* the answer kept for neighbours has not been spoiled */
	ck_assert_str_eq(expected("staf", "D", NULL), "D kadis");
	ck_assert_str_eq(expected("plt", "Y", NULL), "D kabid kadis smp");
	ck_assert_str_eq(expected("staf", "D", NULL), "D kadis");
	/* who headed SMP before the 10th is not recorded */
	ck_assert_str_eq(expected("plt", "Y", "2026-01-10"),
		"D kabid kadis smp");
	ck_assert_str_eq(expected("plt", "Y", "2026-01-09"), "UNKNOWN");
	done();
}
END_TEST

START_TEST(heads_of_delegates_are_right_beside_a_crowd)
{
	static const char all[] = "D a b c d e f g h i j k kabid kadis l m n "
		"o p q smp";
	char who[2] = "";
	char c;

	beside();
	for (c = 'a'; c <= 'q'; c++) {
		*who = c;
		people(who);
		tugas(who, "D", "D", "mulai=2020-01-01");
	}
	judge("2026-01-20");
	ck_assert_str_eq(expected("plt", "Y", NULL), all);
	ck_assert_str_eq(expected("kasek", "S", NULL), all);
	ck_assert_str_eq(expected("plt", "Y", "2026-01-10"), all);
	done();
}
END_TEST

START_TEST(a_delegate_who_heads_a_school_is_not_their_own)
{
	beside();
	tugas("smp", "Y", "PLT", "");
	tugas("lain", "SMP", "PLT", "");
	judge("2026-01-20");
	/* nor is who heads the bidang with them */
	ck_assert_str_eq(expected("smp", "Y", NULL), "D kabid kadis");
	ck_assert_str_eq(expected("plt", "Y", NULL), "D kabid kadis lain smp");
	done();
}
END_TEST

START_TEST(a_pengawas_sekolah_may_choose_up_to_the_dinas)
{
	school();
	judge("2026-01-20");
	ck_assert_str_eq(expected("pengawas", "S", NULL),
		"S kabid kadis kasek");
	ck_assert_str_eq(expected("pengawas", "B", NULL), "B kabid kadis");
	ck_assert_str_eq(expected("pengawas", "D", NULL), "D kadis");
	ck_assert_str_eq(expected("pengawas", "Z", NULL), "Z kasek");
	ck_assert_str_eq(expected("pengawas", "D", "2021-01-01"), "D kadis");
	ck_assert_str_eq(expected("pengawas", "B", "2021-01-01"), "UNKNOWN");
	done();
}
END_TEST

/* ---- what is looked up: much of one person, long ways up ---- */

enum { LINE = 40 };

/* L00, above all, to L39; each has a head but L30. */
static void line(void)
{
	char row[64], u[8];

	for (uint32_t i = 0; i < LINE; i++) {
		snprintf(row, sizeof(row), i ? "id=L%02u|diatasan_id=L%02u"
			: "id=L%02u|jenis=dinas|diatasan_id=", i, i - 1);
		fact("unor", row);
		snprintf(u, sizeof(u), "L%02u", i);
		if (i != 30)
			tugas(i ? "boss" : "top", u, "D", "mulai=2025-01-01");
	}
	people("boss top staf mid");
	facts("pegawai", "id=wali|jabatan=Pengawas Sekolah\n"
		"id=mengawas|jabatan=Pengawas Sekolah");
}

START_TEST(who_heads_a_long_line_answers_to_the_first_other)
{
	line();
	tugas("mid", "L10", "D", "mulai=2026-01-01");
	judge("2026-01-20");
	ck_assert_str_eq(expected("boss", "L39", NULL), "L00 top");
	ck_assert_str_eq(expected("boss", "L38", NULL), "L00 top");
	ck_assert_str_eq(expected("boss", "L30", NULL), "L00 top");
	ck_assert_str_eq(expected("boss", "L39", NULL), "L00 top");
	ck_assert_str_eq(expected("mid", "L30", NULL), "L29 boss");
	ck_assert_str_eq(expected("mid", "L10", NULL), "L09 boss");
	ck_assert_str_eq(expected("staf", "L10", NULL), "L10 boss mid");
	ck_assert_str_eq(expected("top", "L00", NULL), "EXTERNAL");
	done();
}
END_TEST

START_TEST(far_below_the_dinas_a_pengawas_sekolah_chooses_too)
{
	line();
	tugas("wali", "L05", "PLT", "");
	tugas("wali", "L06", "D", "mulai=2026-01-10");
	tugas("mid", "L35", "D", "mulai=2026-01-10");
	judge("2026-01-20");
	ck_assert_str_eq(expected("mengawas", "L39", NULL),
		"L39 boss mid top wali");
	ck_assert_str_eq(expected("mengawas", "L30", NULL),
		"L29 boss top wali");
	ck_assert_str_eq(expected("wali", "L39", NULL), "L39 boss mid top");
	ck_assert_str_eq(expected("wali", "L30", NULL), "L29 boss top");
	ck_assert_str_eq(expected("mengawas", "L29", NULL),
		"L29 boss top wali");
	ck_assert_str_eq(expected("mengawas", "L04", NULL), "L04 boss top");
	/* on a past day L30 is not recorded, nor anything before 2025 */
	ck_assert_str_eq(expected("mengawas", "L39", "2026-01-19"),
		"UNKNOWN");
	ck_assert_str_eq(expected("mengawas", "L30", "2026-01-19"),
		"UNKNOWN");
	ck_assert_str_eq(expected("mengawas", "L29", "2026-01-09"),
		"L29 boss top");
	ck_assert_str_eq(expected("mengawas", "L29", "2026-01-10"),
		"L29 boss top wali");
	ck_assert_str_eq(expected("wali", "L29", "2026-01-10"),
		"L29 boss top");
	ck_assert_str_eq(expected("mengawas", "L29", "2024-12-31"),
		"UNKNOWN");
	done();
}
END_TEST

/* One unit after the other. */
static bool heads_near(const char *p, uint32_t u, const char *t, bool above)
{
	for (uint32_t v = 0; v < j->units; v++)
		if (v != u && above_or_self(j, above ? v : u, above ? u : v) &&
			heads_has(heads_at(j, &a, v, day_or_today(t), !t),
				pegawai(p)))
			return true;
	return false;
}

static void near_is(const char *p, const char *t)
{
	int32_t d = t ? day(t) : (int32_t)DAY_PADA;

	ck_assert(headed_many(j, pegawai(p)));
	for (uint32_t u = 0; u < j->units; u++)
		for (uint32_t above = 0; above < 2; above++)
			ck_assert_msg(headed_near(j, &a, pegawai(p), u, d,
				above) == heads_near(p, u, t, above),
				"unit %u %s %s", u, above ? "above" : "below",
				t ? t : "");
}

/* Two cycles with what hangs below them, and trees. A row of many different
 * periods is enough for many assignments. */
START_TEST(what_a_person_with_much_heads_is_above_or_below)
{
	static const char *const where[] = {"C1", "C3", "D2", "Y", "S", "X2",
		"R"};
	char more[64];

	facts("unor", "id=C1|diatasan_id=C3\nid=C2|diatasan_id=C1\n"
		"id=C3|diatasan_id=C2\nid=X|diatasan_id=C2\n"
		"id=Y|diatasan_id=X\nid=Z|diatasan_id=Y\n"
		"id=D1|diatasan_id=D2\nid=D2|diatasan_id=D1\n"
		"id=X2|diatasan_id=D1\nid=O|diatasan_id=O|pemimpin_id=P\n"
		"id=R|diatasan_id=\nid=Q|diatasan_id=R\n"
		"id=S|diatasan_id=Q\nid=T|diatasan_id=S|pemimpin_id=P\n"
		"id=V|diatasan_id=R\nid=W|diatasan_id=");
	people("P Other");
	tugas("Other", "S", "D", "mulai=2026-01-15");
	for (uint32_t i = 0; i < 24; i++) {
		snprintf(more, sizeof(more), "mulai=2025-12-%02u|"
			"selesai=2026-01-%02u", 1 + i, 1 + i);
		tugas("P", where[i % ARRAY_LEN(where)], i % 5 ? "PLT" : "D",
			more);
	}
	judge("2026-01-20");
	near_is("P", NULL);
	for (uint32_t i = 1; i < 28; i++) {
		snprintf(more, sizeof(more), "2026-01-%02u", i);
		near_is("P", more);
	}
	ck_assert(!heads_any(j, &a, pegawai("P"), day("2025-11-30"), false));
	ck_assert(heads_any(j, &a, pegawai("P"), day("2025-12-01"), false));
	ck_assert(!heads_any(j, &a, pegawai("P"), day("2026-01-25"), false));
	done();
}
END_TEST

/* ---- the tree ---- */

static void lap(void)
{
	people("A B");
	facts("unor", "id=C1|jenis=dinas|diatasan_id=C3\n"
		"id=C2|diatasan_id=C1\nid=C3|diatasan_id=C2\n"
		"id=X|diatasan_id=C2\nid=Y|diatasan_id=X\n"
		"id=O|diatasan_id=O\nid=R|diatasan_id=\nid=Q|diatasan_id=R\n"
		"id=L|diatasan_id=nowhere");
	tugas("A", "C2", "D", "");
}

START_TEST(a_cycle_is_known_and_what_hangs_below_it)
{
	lap();
	judge("2026-01-20");
	ck_assert(j->unor[unor("C1")] & U_CYCLE);
	ck_assert(j->unor[unor("C3")] & U_CYCLE);
	ck_assert(j->unor[unor("O")] & U_CYCLE);
	ck_assert(!(j->unor[unor("X")] & U_CYCLE));
	ck_assert(j->unor[unor("Y")] & U_BELOW_CYCLE);
	ck_assert(!(j->unor[unor("Q")] & U_BELOW_CYCLE));
	ck_assert(j->unor[unor("Q")] & U_TOP_KNOWN);
	ck_assert(!(j->unor[unor("Y")] & U_TOP_KNOWN));
	ck_assert(!(j->unor[unor("L")] & U_TOP_KNOWN));
	ck_assert_uint_eq(j->top[unor("Q")], unor("R"));
	ck_assert_uint_eq(j->top[unor("Y")], j->top[unor("C3")]);
	done();
}
END_TEST

START_TEST(on_a_cycle_the_climb_ends_unknown)
{
	lap();
	judge("2026-01-20");
	ck_assert_str_eq(expected("B", "C2", NULL), "C2 A");
	ck_assert_str_eq(expected("B", "Y", NULL), "C2 A");
	ck_assert_str_eq(expected("A", "C2", NULL), "UNKNOWN");
	ck_assert_str_eq(expected("B", "C3", NULL), "UNKNOWN");
	ck_assert_str_eq(expected("B", "O", NULL), "UNKNOWN");
	ck_assert_uint_eq(j->near_[unor("C1")], NEAR_UNKNOWN);
	ck_assert_uint_eq(j->near_[unor("X")], unor("C2"));
	done();
}
END_TEST

START_TEST(on_a_cycle_the_nearest_dinas_is_the_next_up)
{
	lap();
	judge("2026-01-20");
	ck_assert_uint_eq(j->dinas[unor("C1")], unor("C1")); /* all round */
	ck_assert_uint_eq(j->dinas[unor("C2")], unor("C1"));
	ck_assert_uint_eq(j->dinas[unor("C3")], unor("C1"));
	ck_assert_uint_eq(j->dinas[unor("Y")], unor("C1"));
	ck_assert_uint_eq(j->dinas[unor("O")], NONE);
	ck_assert_uint_eq(j->dinas[unor("Q")], NONE);
	done();
}
END_TEST

START_TEST(above_is_up_the_line_or_round_the_cycle)
{
	static const struct {
		const char *a, *u;
		bool above;
	} all[] = {{"R", "R", true}, {"R", "Q", true}, {"Q", "R", false},
		{"C1", "Y", true}, {"C3", "C2", true}, {"C2", "C3", true},
		{"X", "Y", true}, {"Y", "X", false}, {"X", "C1", false},
		{"O", "O", true}, {"O", "Y", false}, {"C1", "O", false},
		{"R", "Y", false}, {"C1", "Q", false}, {"L", "Q", false}};

	lap();
	judge("2026-01-20");
	for (uint32_t i = 0; i < ARRAY_LEN(all); i++)
		ck_assert_msg(above_or_self(j, unor(all[i].a),
			unor(all[i].u)) == all[i].above, "%s above %s",
			all[i].a, all[i].u);
	done();
}
END_TEST

START_TEST(parents_come_before_children)
{
	uint32_t at[16] = {0};

	lap();
	judge("2026-01-20");
	for (uint32_t i = 0; i < j->units; i++)
		at[j->order[i]] = i + 1;
	for (uint32_t u = 0; u < j->units; u++) {
		uint32_t up = parent_of(m, u);

		ck_assert_uint_gt(at[u], 0);
		if (up != NONE && !(j->unor[u] & U_CYCLE))
			ck_assert_uint_lt(at[up], at[u]);
	}
	done();
}
END_TEST

START_TEST(kind_and_activity_of_a_unit)
{
	facts("unor", "id=A|jenis=badan|npsn=1|aktif=ya\nid=B|npsn=2\n"
		"id=C|nama=Puskesmas Kota|aktif=tidak\n"
		"id=D|kedaluwarsa=2026-01-19\nid=E|kedaluwarsa=2026-01-20\n"
		"id=F|jenis=entah|nama=Dinas Sosial");
	judge("2026-01-20");
	ck_assert_int_eq(j->kind[0], KIND_BADAN);
	ck_assert_int_eq(j->kind[1], KIND_SEKOLAH);
	ck_assert_int_eq(j->kind[2], KIND_PUSKESMAS);
	ck_assert_int_eq(j->kind[3], KIND_LAINNYA);
	ck_assert_int_eq(j->kind[5], KIND_DINAS); /* unknown code: empty */
	ck_assert(j->unor[0] & U_ACTIVE);
	ck_assert(!(j->unor[2] & U_ACTIVE));
	ck_assert(!(j->unor[3] & U_ACTIVE));
	ck_assert(j->unor[4] & U_ACTIVE);
	done();
}
END_TEST

/* ---- org ---- */

static void skp(const char *row)
{
	char s[256];

	snprintf(s, sizeof(s), "mulai=2026-01-01|selesai=2026-12-31|%s", row);
	fact("skp", s);
}

/* org of a unit headed by A (eselon), with these SKP of theirs on it. */
static enum org org_with(const char *unit, const char *eselon,
	const char *const *rows)
{
	char s[128];
	enum org o;

	afresh();
	snprintf(s, sizeof(s), "id=A|unor_id=U|eselon_id=%s", eselon);
	fact("pegawai", s);
	fact("pegawai", "id=B|unor_id=U");
	fact("unor", unit);
	tugas("A", "U", "D", "");
	for (; *rows; rows++)
		skp(*rows);
	judge("2026-01-20");
	o = (enum org)j->org[unor("U")];
	done();
	return o;
}

#define ORG(unit, eselon, ...) \
	org_with(unit, eselon, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(the_best_status_on_the_unit_counts)
{
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=draft"),
		ORG_BELOW);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=ditolak"),
		ORG_DITOLAK);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=ditolak",
		"pegawai_id=A|status=draft"), ORG_BELOW);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=draft",
		"pegawai_id=A|status=diajukan"), ORG_GOOD);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A"), ORG_GOOD);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=entah"),
		ORG_GOOD);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=B|status=ditetapkan"),
		ORG_ABSENT);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=B|jenis=organisasi|"
		"status=ditetapkan"), ORG_GOOD);
}
END_TEST

START_TEST(only_administrators_may_fill_the_individual_form)
{
	ck_assert_int_eq(ORG("id=U", "III.a", "pegawai_id=A|jenis=individu"),
		ORG_GOOD);
	ck_assert_int_eq(ORG("id=U", "II.b", "pegawai_id=A|jenis=individu"),
		ORG_ABSENT);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|jenis=individu"),
		ORG_ABSENT);
	ck_assert_int_eq(ORG("id=U|npsn=1", "III.a",
		"pegawai_id=A|jenis=individu"), ORG_ABSENT);
	ck_assert_int_eq(ORG("id=U", "III.a", "pegawai_id=B|jenis=individu"),
		ORG_ABSENT);
}
END_TEST

START_TEST(an_skp_of_another_time_does_not_count)
{
	people("A");
	facts("unor", "id=U|pemimpin_id=A\nid=V|pemimpin_id=A");
	facts("skp", "pegawai_id=A|unor_id=U|selesai=2026-01-19\n"
		"pegawai_id=A|unor_id=V|mulai=2026-01-20");
	judge("2026-01-20");
	ck_assert_int_eq(j->org[unor("U")], ORG_ABSENT);
	ck_assert_int_eq(j->org[unor("V")], ORG_GOOD);
	done();
}
END_TEST

START_TEST(the_policy_sets_the_threshold)
{
	policy("org_min_status: ditetapkan\n");
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=disetujui"),
		ORG_BELOW);
	ck_assert_int_eq(ORG("id=U", "", "pegawai_id=A|status=ditetapkan"),
		ORG_GOOD);
}
END_TEST

START_TEST(a_word_nobody_knows_gives_way_to_another_rows)
{
	facts("skp", "id=S1|pegawai_id=A|status=entah\n"
		"id=S1|pegawai_id=A|status=-\nid=S1|pegawai_id=A|status=draft\n"
		"id=S2|pegawai_id=A|status=entah|jenis=apa\n"
		"id=S2|pegawai_id=A|status=entah 2|jenis=individu\n"
		"id=S3|pegawai_id=A|status=disetujui\n"
		"id=S3|pegawai_id=A|status=entah");
	judge("2026-01-20");
	ck_assert_int_eq(judge_code(j, C_SKP_STATUS, 0), STATUS_DRAFT);
	ck_assert_int_eq(judge_code(j, C_SKP_STATUS, 3), STATUS_NONE);
	ck_assert_int_eq(judge_code(j, C_SKP_JENIS, 3), JENIS_INDIVIDU);
	ck_assert_int_eq(judge_code(j, C_SKP_STATUS, 5), STATUS_DISETUJUI);
	/* each unknown word is told, once */
	set("select", "REF009");
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "REF009:S1 REF009:S2 REF009:S2");
	done();
}
END_TEST

START_TEST(without_a_list_of_skp_absence_is_unknown)
{
	people("A");
	fact("unor", "id=U|pemimpin_id=A");
	judge("2026-01-20");
	ck_assert_int_eq(j->org[0], ORG_UNKNOWN);
	done();
}
END_TEST

/* ---- chain ---- */

/* K (good) over D (no SKP) over B (draft) over S (good) and T (none); each
 * with its head and one person; V below T has neither. */
static void chain(void)
{
	static const char *const unit[] = {"K", "D", "B", "S", "T", "V"};
	static const char *const up[] = {"", "K", "D", "B", "B", "T"};
	char row[128];

	for (int i = 0; i < 6; i++) {
		snprintf(row, sizeof(row), "id=%s|diatasan_id=%s", unit[i],
			up[i]);
		fact("unor", row);
		snprintf(row, sizeof(row), "id=h%s|unor_id=%s", unit[i],
			unit[i]);
		fact("pegawai", row);
		snprintf(row, sizeof(row), "id=p%s|unor_id=%s", unit[i],
			unit[i]);
		fact("pegawai", row);
		snprintf(row, sizeof(row), "h%s", unit[i]);
		if (i < 5)
			tugas(row, unit[i], "D", "");
	}
	skp("pegawai_id=hK|status=ditetapkan");
	skp("pegawai_id=hB|status=draft");
	skp("pegawai_id=hS|status=diajukan");
}

static void link_is(const char *u, const char *next, const char *root,
	uint32_t blocked, uint32_t total)
{
	uint32_t row = unor(u);

	ck_assert_uint_eq(j->next[row], next ? unor(next) : (uint32_t)NONE);
	ck_assert_uint_eq(j->root[row], root ? unor(root) : (uint32_t)NONE);
	ck_assert_uint_eq(j->blocked[row], blocked);
	ck_assert_uint_eq(j->blocked_total[row], total);
}

START_TEST(the_chain_names_root_and_counts_the_blocked)
{
	chain();
	judge("2026-01-20");
	link_is("K", NULL, NULL, 0, 0);
	link_is("D", "K", "D", 2, 8); /* pD, hB */
	link_is("B", "D", "D", 3, 6); /* pB, hS, hT */
	link_is("S", "B", NULL, 0, 0);
	link_is("T", "B", "D", 3, 3); /* pT, hV, pV */
	link_is("V", NULL, "V", 0, 0);
	ck_assert_uint_eq(j->appraiser[pegawai("pV")], unor("T"));
	ck_assert_uint_eq(j->appraiser[pegawai("hK")], NONE);
	ck_assert(j->pegawai[pegawai("hS")] & P_BLOCKED);
	ck_assert(!(j->pegawai[pegawai("pS")] & P_BLOCKED));
	ck_assert(j->unor[unor("T")] & U_APPRAISING);
	ck_assert(!(j->unor[unor("V")] & U_APPRAISING));
	done();
}
END_TEST

START_TEST(exempt_people_are_not_blocked)
{
	facts("pegawai", "id=h|unor_id=U\nid=p|unor_id=U|kedudukan=CLTN\n"
		"id=q|unor_id=U|kedudukan=99\nid=s|unor_id=U|kedudukan=entah");
	fact("unor", "id=U|diatasan_id=");
	tugas("h", "U", "D", "");
	skp("pegawai_id=p");
	judge("2026-01-20");
	link_is("U", NULL, "U", 1, 1); /* s: unknown means obliged */
	done();
}
END_TEST

START_TEST(two_heads_who_appraise_each_other_end_the_walk)
{
	facts("pegawai", "id=a|unor_id=U\nid=b|unor_id=V\nid=p|unor_id=U");
	facts("unor", "id=U|diatasan_id=V|pemimpin_id=a\n"
		"id=V|diatasan_id=U|pemimpin_id=b");
	skp("pegawai_id=p");
	judge("2026-01-20");
	/* a cycle of units: the climb is unknown, no chain can close */
	link_is("U", NULL, "U", 1, 1);
	link_is("V", NULL, "V", 0, 0);
	done();
}
END_TEST

/* ---- delegation, former heads ---- */

START_TEST(a_delegation_covers_its_unit_and_below)
{
	dinas();
	tugas("kadis", "1-dinas", "DELEGASI", "selesai=2026-01-31");
	tugas("kabid", "7-entah", "DELEGASI", "");
	judge("2026-01-20");
	ck_assert(delegated(j, &a, pegawai("kadis"), unor("3-sie"), j->today));
	ck_assert(delegated(j, &a, pegawai("kadis"), unor("1-dinas"),
		j->today));
	ck_assert(!delegated(j, &a, pegawai("kadis"), unor("0-kab"),
		j->today));
	ck_assert(!delegated(j, &a, pegawai("kadis"), unor("3-sie"),
		day("2026-02-01")));
	ck_assert(!delegated(j, &a, pegawai("kabid"), unor("3-sie"),
		j->today));
	done();
}
END_TEST

static bool former(const char *p, const char *u, const char *t)
{
	return former_head(j, &a, pegawai(p), unor(u), day_or_today(t), !t);
}

START_TEST(a_former_head_is_one_whose_headship_ended)
{
	people("A B C D E F");
	facts("unor", "id=U|pemimpin_id=E\nid=V");
	tugas("A", "U", "D", "mulai=2025-01-01|selesai=2026-01-19");
	tugas("B", "U", "D", "selesai=2025-12-31");
	tugas("B", "U", "PLT", "mulai=2026-01-01");
	tugas("C", "U", "DELEGASI", "selesai=2025-12-31");
	tugas("D", "V", "D", "selesai=2025-12-31");
	tugas("E", "U", "PLT", "selesai=2025-12-31");
	tugas("F", "U", "D", "mulai=2025-12-31|selesai=2025-01-01");
	judge("2026-01-20");
	ck_assert(former("A", "U", NULL));
	ck_assert(!former("A", "U", "2026-01-19"));
	ck_assert(!former("B", "U", NULL));
	ck_assert(!former("C", "U", NULL));
	ck_assert(!former("D", "U", NULL));
	ck_assert(former("D", "V", NULL));
	ck_assert(!former("E", "U", NULL)); /* pemimpin now */
	ck_assert(former("E", "U", "2026-01-19"));
	ck_assert(!former("F", "U", NULL)); /* covered nothing */
	done();
}
END_TEST

START_TEST(whoever_headed_it_on_some_day_of_the_period)
{
	people("A B C D");
	facts("unor", "id=U\nid=V|pemimpin_id=C");
	tugas("A", "U", "D", "selesai=2026-03-31");
	tugas("B", "U", "PLT", "");
	tugas("D", "U", "D", "mulai=2027-01-01");
	judge("2026-01-20");
	ck_assert(headed_in_period(j, &a, unor("U"), pegawai("A")));
	ck_assert(headed_in_period(j, &a, unor("U"), pegawai("B"))); /* April */
	ck_assert(headed_in_period(j, &a, unor("V"), pegawai("C")));
	ck_assert(!headed_in_period(j, &a, unor("U"), pegawai("D")));
	done();
}
END_TEST

/* A pemimpin_id holds at that instant: before it, that very day, the Plt is
 * the head. */
START_TEST(a_pemimpin_outranks_nobody_but_at_pada)
{
	people("A B");
	fact("unor", "id=U|pemimpin_id=A");
	tugas("B", "U", "PLT", "mulai=2026-01-20|selesai=2026-01-20");
	judge("2026-01-20");
	ck_assert(headed_in_period(j, &a, unor("U"), pegawai("A")));
	ck_assert(headed_in_period(j, &a, unor("U"), pegawai("B")));
	done();
}
END_TEST

/* ---- SKP and events of a person ---- */

START_TEST(the_latest_skp_is_that_which_begins_latest)
{
	people("A B C D");
	facts("skp", "id=s1|pegawai_id=A|mulai=2026-01-01|atasan_id=\n"
		"id=s2|pegawai_id=A|mulai=2026-01-10|atasan_id=B\n"
		"id=s3|pegawai_id=A|mulai=2026-02-01|atasan_id=C\n"
		"id=s5|pegawai_id=B|mulai=2026-01-01|atasan_id=A\n"
		"id=s4|pegawai_id=B|mulai=2026-01-01|atasan_id=A\n"
		"id=s6|pegawai_id=C|atasan_id=A\n"
		"pegawai_id=D|atasan_id=A\npegawai_id=D|atasan_id=A\n"
		"id=s7|pegawai_id=C|mulai=2026-01-01|atasan_id=");
	judge("2026-01-20");
	ck_assert_uint_eq(skp_latest(j, pegawai("A")), 1);
	ck_assert_uint_eq(skp_latest(j, pegawai("B")), 4); /* least id */
	ck_assert_uint_eq(skp_latest(j, pegawai("C")), 8);
	ck_assert_uint_eq(skp_latest(j, pegawai("D")), 6); /* #7 < #8 */
	done();
}
END_TEST

START_TEST(a_profile_is_valid_from_sync_to_edit)
{
	static const char *const log[] = {
		"edit_profil|waktu=2026-01-01", "validasi|waktu=2026-01-02",
		"sinkron_asn|waktu=2026-01-03|berhasil=tidak",
		"login|waktu=2026-01-04", "edit_profil|waktu=2026-01-05",
		"sinkron_casn|waktu=2026-01-06",
		"edit_profil|waktu=2026-01-07|berhasil=0",
		"edit_profil|waktu=2026-02-01"};
	char row[128];

	people("A B");
	for (uint32_t i = 0; i < ARRAY_LEN(log); i++) {
		snprintf(row, sizeof(row), "pegawai_id=A|aksi=%s", log[i]);
		fact("kejadian", row);
	}
	judge("2026-01-20");
	ck_assert(!profile_valid(j, 0, clock_first_second(day("2026-01-01"))));
	ck_assert(profile_valid(j, 0, clock_first_second(day("2026-01-02"))));
	ck_assert(profile_valid(j, 0, clock_last_second(day("2026-01-04"))));
	ck_assert(!profile_valid(j, 0, clock_last_second(day("2026-01-05"))));
	ck_assert(profile_valid(j, 0, clock_last_second(day("2026-01-06"))));
	/* what failed changed nothing; what is after pada is not there yet */
	ck_assert(profile_valid(j, 0, clock_last_second(day("2027-01-01"))));
	ck_assert_int_eq(events_of(j, 0).end - events_of(j, 0).p, 7);
	ck_assert(!profile_valid(j, 1, j->pada));
	done();
}
END_TEST

START_TEST(actions_are_repairs_or_syncs_or_neither)
{
	ck_assert(event_is_sync(AKSI_VALIDASI));
	ck_assert(!event_is_repair(AKSI_VALIDASI));
	ck_assert(event_is_sync(AKSI_SINKRON_CASN));
	ck_assert(event_is_repair(AKSI_SINKRON_CASN));
	ck_assert(event_is_repair(AKSI_MUAT_ULANG));
	ck_assert(!event_is_sync(AKSI_MUAT_ULANG));
	ck_assert(!event_is_sync(AKSI_LOGIN) && !event_is_repair(AKSI_LOGIN));
}
END_TEST

START_TEST(a_period_that_ends_before_it_begins_meets_nothing)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	int32_t d = day("2026-01-20");

	facts("skp", "pegawai_id=A|mulai=2026-02-01|selesai=2026-01-01\n"
		"pegawai_id=A|mulai=2026-01-20|selesai=2026-01-20\n"
		"pegawai_id=A|mulai=|selesai=");
	ck_assert(!period_covers(t, SKP_mulai, SKP_selesai, 0, d));
	ck_assert(!period_meets(t, SKP_mulai, SKP_selesai, 0, d - 99, d + 99));
	ck_assert(period_covers(t, SKP_mulai, SKP_selesai, 1, d));
	ck_assert(!period_covers(t, SKP_mulai, SKP_selesai, 1, d + 1));
	ck_assert(period_meets(t, SKP_mulai, SKP_selesai, 1, d, d + 9));
	ck_assert(!period_meets(t, SKP_mulai, SKP_selesai, 1, d + 1, d + 9));
	ck_assert(!period_meets(t, SKP_mulai, SKP_selesai, 1, d - 9, d - 1));
	ck_assert(period_meets(t, SKP_mulai, SKP_selesai, 2, d, d));
}
END_TEST

START_TEST(people_and_units_sort_by_printed_id)
{
	uint32_t v[4] = {0, 1, 2, 3};

	facts("pegawai", "id=x|nip=30\nid=a\nid=b|nip=4\nnip=2");
	facts("unor", "id=b\nid=B\nid=a\nid=ab");
	seal();
	sort_pegawai(m, v, 4);
	ck_assert(v[0] == 3 && v[1] == 0 && v[2] == 2 && v[3] == 1);
	sort_unor(m, v, 4);
	ck_assert(v[0] == 1 && v[1] == 2 && v[2] == 3 && v[3] == 0);
}
END_TEST

RUN("index", the_best_level_present_heads,
	only_active_people_whose_days_cover_it_head,
	who_holds_d_and_tt_counts_as_tt,
	pemimpin_is_definitive_and_at_pada_only,
	rank_and_way_decide_who_is_eligible,
	the_nearest_eligible_head_above_is_expected,
	above_what_is_not_known_expected_is_unknown,
	a_unit_whose_row_names_no_parent_is_no_root,
	another_day_needs_a_recorded_headship,
	without_any_head_known_nothing_is_expected,
	a_kepala_sekolah_begins_at_the_dinas, the_policy_may_begin_elsewhere,
	the_nearest_of_several_kinds_is_the_start,
	heads_of_delegates_are_right_too,
	heads_of_delegates_are_right_beside_a_crowd,
	a_delegate_who_heads_a_school_is_not_their_own,
	a_pengawas_sekolah_may_choose_up_to_the_dinas,
	who_heads_a_long_line_answers_to_the_first_other,
	far_below_the_dinas_a_pengawas_sekolah_chooses_too,
	what_a_person_with_much_heads_is_above_or_below,
	a_cycle_is_known_and_what_hangs_below_it,
	on_a_cycle_the_climb_ends_unknown,
	on_a_cycle_the_nearest_dinas_is_the_next_up,
	above_is_up_the_line_or_round_the_cycle,
	parents_come_before_children, kind_and_activity_of_a_unit,
	the_best_status_on_the_unit_counts,
	only_administrators_may_fill_the_individual_form,
	an_skp_of_another_time_does_not_count,
	the_policy_sets_the_threshold,
	a_word_nobody_knows_gives_way_to_another_rows,
	without_a_list_of_skp_absence_is_unknown,
	the_chain_names_root_and_counts_the_blocked,
	exempt_people_are_not_blocked,
	two_heads_who_appraise_each_other_end_the_walk,
	a_delegation_covers_its_unit_and_below,
	a_former_head_is_one_whose_headship_ended,
	whoever_headed_it_on_some_day_of_the_period,
	a_pemimpin_outranks_nobody_but_at_pada,
	the_latest_skp_is_that_which_begins_latest,
	a_profile_is_valid_from_sync_to_edit,
	actions_are_repairs_or_syncs_or_neither,
	a_period_that_ends_before_it_begins_meets_nothing,
	people_and_units_sort_by_printed_id)
