/* SPDX-License-Identifier: MIT */
/* SYN401-SYN404: events that were derived from two exports have no order. */
#include "facts.h"

static void school(void)
{
	fact("unor", "id=S|nama=SD Negeri 1|npsn=20200001|pemimpin_id=k");
	facts("pegawai", "id=k|unor_id=S\nid=g|unor_id=S");
	set("select", "SYN");
}

/* Lines "who aksi hour", a `*` behind it: derived. */
static void log_of(const char *lines)
{
	char who[8], aksi[32], hour[8], row[160];
	int n;

	while (sscanf(lines, "%7s %31s %7s\n%n", who, aksi, hour, &n) == 3) {
		snprintf(row, sizeof(row), "pegawai_id=%s|aksi=%s|"
			"waktu=2026-01-10T%.2s:00:00|sistem=%s", who, aksi,
			hour, hour[2] == '*' ? " Selisih" : "siasn");
		fact("kejadian", row);
		lines += n;
	}
}

/* What was skipped for want of an order: "CODE count". */
static const char *without_order(void)
{
	static char s[128];
	int32_t i;

	*s = 0;
	for (i = 0; i < skp_report_skips(r); i++)
		if (strcmp(skp_report_skip_reason(r, i), "order_unknown") == 0)
			snprintf(s + strlen(s), sizeof(s) - strlen(s),
				"%s%s %d", *s ? " " : "",
				skp_report_skip_code(r, i),
				(int)skp_report_skip_count(r, i));
	return s;
}

static void judged(const char *lines, const char *findings,
	const char *skipped)
{
	afresh();
	school();
	log_of(lines);
	report("2026-01-20");
	ck_assert_msg(strcmp(all_found(), findings) == 0, "%s: %s", lines,
		all_found());
	ck_assert_msg(strcmp(without_order(), skipped) == 0, "%s: %s", lines,
		without_order());
}

START_TEST(a_members_repair_beside_the_heads_sync_has_no_order)
{
	judged("k sinkron_asn 08*\ng muat_ulang 08*", "", "SYN401 1");
	judged("g muat_ulang 08*\nk sinkron_asn 08*", "", "SYN401 1");
	/* one of them is not derived: at the same instant is in time */
	judged("k sinkron_asn 08\ng muat_ulang 08*", "", "");
	judged("k sinkron_asn 08*\ng muat_ulang 08", "", "");
	/* three exports: another interval */
	judged("k sinkron_asn 07*\ng muat_ulang 08*", "", "");
	judged("k sinkron_asn 09*\ng muat_ulang 08*", "SYN401:g", "");
	/* it was valid before, or is not in any order */
	judged("k validasi 07\nk sinkron_asn 08*\ng muat_ulang 08*", "", "");
	judged("k edit_profil 07\ng muat_ulang 08*", "SYN403:k SYN401:g", "");
}
END_TEST

START_TEST(in_other_units_it_is_the_same)
{
	afresh();
	fact("unor", "id=B|nama=Bidang Umum|pemimpin_id=k");
	facts("pegawai", "id=k|unor_id=B\nid=g|unor_id=B\nid=h|unor_id=B");
	set("select", "SYN");
	ck_assert_int_eq(skp_checker_policy(c, "all", "leader_first: all\n",
		-1, &err), 0);
	log_of("k sinkron_asn 08*\ng muat_ulang 08*\nh muat_ulang 07*");
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "SYN402:h");
	ck_assert_str_eq(without_order(), "SYN402 1");
}
END_TEST

START_TEST(a_head_s_edit_beside_a_sync_has_no_order)
{
	judged("k edit_profil 08*\nk sinkron_asn 08*", "", "SYN403 1");
	judged("k sinkron_asn 08*\nk edit_profil 08*", "", "SYN403 1");
	judged("k edit_profil 08*\nk sinkron_asn 08", "", "");
	judged("k edit_profil 08*\nk sinkron_asn 08*\nk validasi 09", "", "");
	judged("k edit_profil 08*\nk sinkron_asn 07*", "SYN403:k", "");
}
END_TEST

START_TEST(a_reload_beside_a_sync_has_no_order)
{
	judged("k validasi 01\ng edit_profil 07\ng muat_ulang 08*\n"
		"g sinkron_asn 08*", "", "SYN404 1");
	judged("k validasi 01\ng edit_profil 07\ng sinkron_asn 08*\n"
		"g muat_ulang 08*", "", "SYN404 1");
	judged("k validasi 01\ng edit_profil 07\ng muat_ulang 08*\n"
		"g sinkron_asn 09*", "SYN404:g", "");
	judged("k validasi 01\ng edit_profil 07\ng sinkron_asn 07*\n"
		"g muat_ulang 08*", "", "");
	/* nothing was dirty: no order could make a finding */
	judged("k validasi 01\ng muat_ulang 08*\ng sinkron_asn 08*", "", "");
	/* dirty at pada in any order */
	judged("k validasi 01\ng muat_ulang 08*\ng edit_profil 08*",
		"SYN404:g", "");
	judged("k validasi 01\ng edit_profil 08*\ng sinkron_asn 08*", "",
		"SYN404 1");
}
END_TEST

RUN("urutan", a_members_repair_beside_the_heads_sync_has_no_order,
	in_other_units_it_is_the_same,
	a_head_s_edit_beside_a_sync_has_no_order,
	a_reload_beside_a_sync_has_no_order)
