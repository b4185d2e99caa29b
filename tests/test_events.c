/* SPDX-License-Identifier: MIT */
/* Events that two exports prove. */
#include "facts.h"

static skp_model *older;

static void begin(void)
{
	setup();
	older = NULL;
}

static void end(void)
{
	skp_model_free(older);
	teardown();
}

/* The facts so far are the older export; those that follow the newer. */
static void next_export(void)
{
	seal();
	skp_model_free(older);
	older = m;
	m = model_limited(NULL);
}

static char *events_written(const char *format)
{
	struct mem mem;
	struct buf b;
	char *s;

	seal();
	mem_init(&mem, NULL, 0);
	buf_init(&b, &mem);
	ck_assert_msg(skp_events_write(c, older, "2026-01-01", m,
		"2026-01-10", format, collect, &b, &err) == 0, "%s", err.text);
	buf_char(&b, 0);
	s = malloc(b.n);
	ck_assert_ptr_nonnull(s);
	memcpy(s, b.p, b.n);
	buf_free(&b);
	return s;
}

#define HEAD "pegawai_id,aksi,waktu,berhasil,sistem\n"
#define END ",2026-01-10T23:59:59+07:00,ya,selisih\n"

static void proves(const char *rows)
{
	char *s = events_written("csv"), want[1024];

	snprintf(want, sizeof(want), "%s%s", HEAD, rows);
	ck_assert_str_eq(s, want);
	free(s);
}

/* One export: what both systems say of p's golru. */
static void views(const char *siasn, const char *ekinerja)
{
	char row[128];

	fact("pegawai", "id=p|nama=Budi");
	snprintf(row, sizeof(row), "pegawai_id=p|sumber=siasn|golru=%s",
		siasn);
	fact("profil", row);
	snprintf(row, sizeof(row), "pegawai_id=p|sumber=ekinerja|golru=%s",
		ekinerja);
	fact("profil", row);
}

static void both_views(const char *siasn1, const char *ekinerja1,
	const char *siasn2, const char *ekinerja2, const char *rows)
{
	afresh();
	views(siasn1, ekinerja1);
	next_export();
	views(siasn2, ekinerja2);
	proves(rows);
}

START_TEST(a_field_that_became_siasn_s_is_a_sync)
{
	both_views("III/c", "III/b", "III/c", "III/c", "p,sinkron_asn" END);
	both_views("III/c", "III/b", "IV/a", "iv/A", "p,sinkron_asn" END);
	both_views("III/c", "III/b", "III/c", "33", "p,sinkron_asn" END);
}
END_TEST

START_TEST(what_did_not_become_equal_proves_nothing)
{
	both_views("III/c", "III/c", "III/c", "III/c", "");
	both_views("III/c", "III/b", "III/c", "III/b", "");
	both_views("III/c", "III/b", "III/c", "III/d", "");
	both_views("III/c", "III/c", "III/d", "III/d", "");
	/* one code, written otherwise */
	both_views("III/c", "33", "III/c", "III/c", "");
	/* SIASN came to what e-Kinerja said */
	both_views("III/c", "III/b", "III/b", "III/b", "");
	/* one of them says nothing */
	both_views("III/c", "", "III/c", "III/c", "");
	both_views("", "III/b", "III/c", "III/c", "");
	both_views("III/c", "III/b", "III/c", "", "");
}
END_TEST

START_TEST(every_field_counts_and_one_is_enough)
{
	static const char *const field[] = {"unor_id", "jabatan", "golru",
		"jenis_jabatan"};
	char row[4][128];
	uint32_t i, k;

	for (i = 0; i < 4; i++) {
		afresh();
		for (k = 0; k < 4; k++)
			snprintf(row[k], sizeof(row[k]),
				"pegawai_id=p|sumber=%s|%s=%s",
				k % 2 ? "ekinerja" : "siasn", field[i],
				k == 1 ? "lama" : "baru");
		fact("pegawai", "id=p");
		fact("profil", row[0]);
		fact("profil", row[1]);
		next_export();
		fact("pegawai", "id=p");
		fact("profil", row[2]);
		fact("profil", row[3]);
		proves("p,sinkron_asn" END);
	}
}
END_TEST

START_TEST(views_after_the_export_do_not_exist_yet)
{
	fact("pegawai", "id=p");
	facts("profil", "pegawai_id=p|sumber=siasn|golru=III/c\n"
		"pegawai_id=p|sumber=ekinerja|golru=III/b\n"
		"pegawai_id=p|sumber=ekinerja|golru=III/c|waktu=2026-01-05");
	next_export();
	views("III/c", "III/c");
	proves("p,sinkron_asn" END);
}
END_TEST

static void skp_pair(const char *first, const char *then, const char *rows)
{
	afresh();
	facts("pegawai", "id=p\nid=a|nip=197001011995011001\n"
		"id=b|nip=197001011995011002");
	facts("skp", first);
	next_export();
	facts("pegawai", "id=b|nip=197001011995011002\n"
		"id=a|nip=197001011995011001\nid=p");
	facts("skp", then);
	proves(rows);
}

START_TEST(another_atasan_is_a_muat_ulang)
{
	const char *reload = "p,muat_ulang" END;

	skp_pair("id=s|pegawai_id=p|atasan_id=a",
		"id=s|pegawai_id=p|atasan_id=b", reload);
	skp_pair("id=s|pegawai_id=p|atasan_id=",
		"id=S|pegawai_id=p|atasan_id=b", reload);
	skp_pair("pegawai_id=p|unor_id=u|mulai=2026-01-01|atasan_id=a",
		"pegawai_id=p|unor_id=U|mulai=01-01-2026|atasan_id=b", reload);
	skp_pair("id=s|pegawai_id=p|atasan_id=197001011995011099",
		"id=s|pegawai_id=p|atasan_id=b", reload);
	/* two of them are one press, or two: it cannot be told */
	skp_pair("id=s|pegawai_id=p|atasan_id=a\n"
		"id=t|pegawai_id=p|atasan_id=a",
		"id=s|pegawai_id=p|atasan_id=b\n"
		"id=t|pegawai_id=p|atasan_id=b", reload);
}
END_TEST

START_TEST(the_same_atasan_or_another_skp_proves_nothing)
{
	skp_pair("id=s|pegawai_id=p|atasan_id=a",
		"id=s|pegawai_id=p|atasan_id=a", "");
	/* by id here, by NIP there */
	skp_pair("id=s|pegawai_id=p|atasan_id=a",
		"id=s|pegawai_id=p|atasan_id=197001011995011001", "");
	skp_pair("id=s|pegawai_id=p|atasan_id=a",
		"id=s|pegawai_id=p|atasan_id=", "");
	skp_pair("id=s|pegawai_id=p",
		"id=s|pegawai_id=p|atasan_id=b", "");
	skp_pair("id=s|pegawai_id=p|atasan_id=a",
		"id=t|pegawai_id=p|atasan_id=b", "");
	skp_pair("pegawai_id=p|mulai=2026-01-01|atasan_id=a",
		"pegawai_id=p|mulai=2026-07-01|atasan_id=b", "");
	skp_pair("pegawai_id=p|atasan_id=a",
		"id=s|pegawai_id=p|atasan_id=b", "");
	/* two alike: which one became which is not known */
	skp_pair("pegawai_id=p|atasan_id=a\npegawai_id=p|atasan_id=a",
		"pegawai_id=p|atasan_id=b\npegawai_id=p|atasan_id=a", "");
	/* a text that may be the id of whose NIP is known */
	skp_pair("id=s|pegawai_id=p|atasan_id=197001011995011001",
		"id=s|pegawai_id=p|atasan_id=a", "");
}
END_TEST

START_TEST(who_stands_in_one_export_only_is_passed_over)
{
	views("III/c", "III/b");
	next_export();
	fact("pegawai", "id=q");
	facts("profil", "pegawai_id=q|sumber=siasn|golru=III/c\n"
		"pegawai_id=q|sumber=ekinerja|golru=III/c");
	proves("");
}
END_TEST

static void person(const char *row, const char *name, bool later)
{
	char view[128];

	fact("pegawai", row);
	snprintf(view, sizeof(view), "pegawai_id=%s|sumber=siasn|golru=III/c",
		name);
	fact("profil", view);
	snprintf(view, sizeof(view), "pegawai_id=%s|sumber=ekinerja|golru=%s",
		name, later ? "III/c" : "III/b");
	fact("profil", view);
}

START_TEST(people_are_the_same_by_id_or_nip)
{
	person("id=p|nip=197001011995011001", "p", false);
	person("id=q|nip=197001011995011002", "q", false);
	person("id=x|nip=197001011995011003", "x", false);
	person("id=y|nip=197001011995011004", "y", false);
	next_export();
	person("nip=197001011995011001", "197001011995011001", true);
	person("id=Q", "q", true);
	/* the id of one and the NIP of another: nobody can tell who it is */
	person("id=x|nip=197001011995011004", "x", true);
	proves("197001011995011001,sinkron_asn" END "Q,sinkron_asn" END);
}
END_TEST

START_TEST(rows_are_ordered_by_person)
{
	person("id=c", "c", false);
	person("id=a", "a", false);
	fact("skp", "id=s|pegawai_id=a|atasan_id=c");
	fact("skp", "id=t|pegawai_id=c|atasan_id=a");
	next_export();
	person("id=c", "c", true);
	person("id=a", "a", true);
	fact("pegawai", "id=b");
	fact("skp", "id=s|pegawai_id=a|atasan_id=b");
	fact("skp", "id=t|pegawai_id=c|atasan_id=b");
	proves("a,sinkron_asn" END "a,muat_ulang" END "c,sinkron_asn" END
		"c,muat_ulang" END);
}
END_TEST

START_TEST(other_formats_say_the_same)
{
	char *s;

	person("id=a \"b\", \xc3\xa9", "a \"b\", \xc3\xa9", false);
	next_export();
	person("id=a \"b\", \xc3\xa9", "a \"b\", \xc3\xa9", true);
	s = events_written("jsonl");
	ck_assert_str_eq(s, "{\"pegawai_id\":\"a \\\"b\\\", \xc3\xa9\","
		"\"aksi\":\"sinkron_asn\",\"waktu\":"
		"\"2026-01-10T23:59:59+07:00\",\"berhasil\":\"ya\","
		"\"sistem\":\"selisih\"}\n");
	free(s);
	s = events_written("yaml");
	ck_assert_str_eq(s, "kejadian:\n"
		"  - pegawai_id: \"a \\\"b\\\", \xc3\xa9\"\n"
		"    aksi: \"sinkron_asn\"\n"
		"    waktu: \"2026-01-10T23:59:59+07:00\"\n"
		"    berhasil: \"ya\"\n    sistem: \"selisih\"\n");
	free(s);
	proves("\"a \"\"b\"\", \xc3\xa9\",sinkron_asn" END);
}
END_TEST

START_TEST(misuse_is_refused)
{
	seal();
	ck_assert_int_eq(skp_events_write(c, m, "2026-01-01", m, "2026-01-01",
		"csv", collect, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_events_write(c, m, "2026-01-02", m, "2026-01-01",
		"csv", collect, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_events_write(c, m, "kemarin", m, "2026-01-01",
		"csv", collect, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_events_write(c, m, "2026-01-01", m, NULL,
		"csv", collect, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_events_write(c, m, "2026-01-01", m, "2026-01-02",
		"text", collect, NULL, &err), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_events_write(c, m, "2026-01-01", m, "2026-01-02",
		"csv", NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_events_write(c, NULL, "2026-01-01", m,
		"2026-01-02", "csv", collect, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_events_write(NULL, m, "2026-01-01", m,
		"2026-01-02", "csv", collect, NULL, &err), SKP_E_ARG);
	older = model_limited(NULL);
	ck_assert_int_eq(skp_events_write(c, older, "2026-01-01", m,
		"2026-01-02", "csv", collect, NULL, &err), SKP_E_STATE);
}
END_TEST

static int32_t ignore(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	(void)len;
	return 0;
}

START_TEST(without_memory_it_says_so)
{
	long n = 0;
	int32_t e;

	person("id=a", "a", false);
	fact("skp", "id=s|pegawai_id=a|atasan_id=c");
	next_export();
	person("id=a", "a", true);
	fact("skp", "id=s|pegawai_id=a|atasan_id=d");
	seal();
	do {
		heap_fail(n++, true);
		e = skp_events_write(c, older, "2026-01-01", m, "2026-01-10",
			"csv", ignore, NULL, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
	} while (n < 1000);
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(n, 5);
}
END_TEST

int main(void)
{
	const TTest *const test[] = {a_field_that_became_siasn_s_is_a_sync,
		what_did_not_become_equal_proves_nothing,
		every_field_counts_and_one_is_enough,
		views_after_the_export_do_not_exist_yet,
		another_atasan_is_a_muat_ulang,
		the_same_atasan_or_another_skp_proves_nothing,
		who_stands_in_one_export_only_is_passed_over,
		people_are_the_same_by_id_or_nip, rows_are_ordered_by_person,
		other_formats_say_the_same, misuse_is_refused,
		without_memory_it_says_so};

	return run_tests_with("events", test, ARRAY_LEN(test), begin, end);
}
