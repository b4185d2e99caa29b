/* SPDX-License-Identifier: MIT */
/* The government's exports: recognised by their headings, and what each row of
 * them says. Rows with keys (JSON, YAML) pass through the same sheet. */
#include "batch_fake.h"
#include "load/load.h"

/* ---- ref-unor ---- */

#define REF_UNOR_ROWS \
	"unor @2 id=A1 instansi_id=I diatasan_id=TOP eselon_id=21 "	       \
	"nama=Dinas Pendidikan nama_jabatan=Kepala Dinas induk_id=A1 "	       \
	"pemimpin_id=P1|\n"						       \
	"unor @3 id=a2 instansi_id=I diatasan_id=A1 eselon_id= nama=SDN 1 "    \
	"nama_jabatan= induk_id=A1 pemimpin_id=|\n"

START_TEST(ref_unor_in_three_spellings)
{
	static const char *const heading[] = {
		"\xef\xbb\xbfId;InstansiId;DiatasanId;EselonId;NamaUnor;"
		"NamaJabatan;CepatKode;IndukUnorId;PemimpinPnsId;JenisUnorId",
		"id;instansi_id;diatasan_id;eselon_id;nama_unor;nama_jabatan;"
		"cepat_kode;induk_unor_id;pemimpin_pns_id;jenis_unor_id",
		"ID;INSTANSI_ID;DIATASAN_ID;ESELON_ID;NAMA_UNOR;NAMA_JABATAN;"
		"CEPAT_KODE;UNOR_INDUK;PEMIMPIN_PNS_ID;JENIS_UNOR_ID"};
	char text[1024];

	snprintf(text, sizeof(text), "%s\n"
		"A1;I;TOP;21;Dinas Pendidikan;Kepala Dinas;1;A1;P1;\n"
		"a2;I;A1;;---- SDN 1;;2;A1;;\n", heading[_i]);
	assert_heard("ref-unor.csv", text, REF_UNOR_ROWS);
	ck_assert_uint_eq(heard_ignored, 2);
	/* also under the name of the canonical table */
	assert_heard("unor.csv", text, REF_UNOR_ROWS);
}
END_TEST

START_TEST(ref_unor_cut_to_three_columns)
{
	assert_heard("data.csv",
		"\xef\xbb\xbfId;NamaUnor;DiatasanId\n1;Kab;\n2;--Dinas;1\n"
		"3;-;1\n",
		"unor @2 id=1 nama=Kab diatasan_id=|\n"
		"unor @3 id=2 nama=Dinas diatasan_id=1|\n"
		"unor @4 id=3 nama=- diatasan_id=1|\n");
}
END_TEST

START_TEST(sapk_units_expire)
{
	assert_heard("x.csv",
		"ID,DIATASAN_ID,NAMA_UNOR,EXPIRED_DATE,IS_SATKER\n"
		"1,,A,2020-01-01,1\n",
		"unor @2 id=1 diatasan_id= nama=A kedaluwarsa=2020-01-01|\n");
}
END_TEST

/* ---- Export Data ASN ---- */

#define ASN "PNS ID|NIP BARU|NIP LAMA|NAMA|NIK|JENIS PEGAWAI NAMA|" \
	"KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|"	       \
	"GOL AKHIR ID|GOL AKHIR NAMA|JENIS JABATAN ID|JABATAN NAMA|"	       \
	"TMT JABATAN|UNOR ID|UNOR NAMA\n"

START_TEST(data_asn)
{
	assert_heard("export-data-asn.csv",
		ASN
		"P1|'198001012005011001||Ani|32|PNS Daerah Kab./Kota|01|Aktif|"
		"P|33|III/c|2|Guru|01-02-2020|U1|SDN 1\n"
		"P2|'199001012020121002||Budi||||Aktif|C|31||4|Staf||U1|SDN 1\n"
		"|'199101012022211003|||||||||||||\n",
		"pegawai/R @2 id=P1 nip='198001012005011001 nama=Ani nik=32 "
		"jenis_pegawai=PNS kedudukan=01 golru=III/c jenis_jabatan=2 "
		"jabatan=Guru tmt_jabatan=01-02-2020 unor_id=U1|\n"
		"pegawai/R @3 id=P2 nip='199001012020121002 nama=Budi nik= "
		"jenis_pegawai=CPNS kedudukan=Aktif golru=31 jenis_jabatan=4 "
		"jabatan=Staf tmt_jabatan= unor_id=U1|\n"
		"pegawai/R @4 id= nip='199101012022211003 nama= nik= "
		"jenis_pegawai= kedudukan= golru= jenis_jabatan= jabatan= "
		"tmt_jabatan= unor_id=|\n"
		"profil/RD @2 pegawai_id=P1 nip='198001012005011001 nik=32 "
		"golru=III/c jenis_jabatan=2 jabatan=Guru unor_id=U1 "
		"sumber=siasn|\n"
		"profil/RD @3 pegawai_id=P2 nip='199001012020121002 nik= "
		"golru=31 jenis_jabatan=4 jabatan=Staf unor_id=U1 "
		"sumber=siasn|\n"
		"profil/RD @4 pegawai_id='199101012022211003 "
		"nip='199101012022211003 nik= golru= jenis_jabatan= jabatan= "
		"unor_id= sumber=siasn|\n"
		"unor/I @2 id=U1 nama=SDN 1|\n");
	ck_assert_uint_eq(heard_ignored, 1);
}
END_TEST

START_TEST(data_asn_of_another_exporter)
{
	assert_heard("x.csv",
		"ID;NIP LAMA;NIP BARU;NAMA;JENIS PEGAWAI NAMA;ESELON ID;"
		"UNIT ORGANISASI ID;UNIT ORGANISASI NAMA\n"
		"1;;2;N;PPPK;;3;U\n",
		"pegawai/R @2 id=1 nip=2 nama=N jenis_pegawai=PPPK eselon_id= "
		"unor_id=3|\n"
		"profil/RD @2 pegawai_id=1 nip=2 unor_id=3 sumber=siasn|\n"
		"unor/I @2 id=3 nama=U|\n");
}
END_TEST

START_TEST(a_plain_list_of_people_is_no_export)
{
	assert_heard("pegawai.csv", "id,nip_baru,nama,unor_id,atasan_id\n"
		"1,2,N,3,4\n",
		"pegawai @2 id=1 nip=2 nama=N unor_id=3 atasan_id=4|\n");
}
END_TEST

/* ---- laporan penilaian ---- */

#define PENILAIAN "jenis;id;nip;nama;periode_awal_skp;periode_akhir_skp;" \
	"skp_unor_id;skp_unor;skp_unor_induk;skp_jabatan;skp_jenis_jabatan;"   \
	"is_skp_plt_plh_pjb;hasil_kerja;perilaku_kerja;hasil_akhir;"	       \
	"pegawai_atasan_id;pegawai_atasan_nip;pegawai_atasan_nama;"	       \
	"pegawai_atasan_unor_id;pegawai_atasan_unor;pegawai_atasan_jabatan;"   \
	"pegawai_atasan_golru;waktu_dinilai;pegawai_penilai_id;tahun_skp;"     \
	"skp_id;periode_id;skp_penilaian_id;golru;jenis_pegawai;bulan_skp\n"

#define PENILAIAN_TEXT PENILAIAN \
	"PNS;P1;198;Ani;2026-01-01;2026-12-31;U1;SDN 1;Dinas;Guru;2;0;;;;"     \
	"K1;199;Kepala;U1;SDN 1;Kepala;IV/a;;;2026;S1;;;III/c;PNS;1\n"	       \
	"PNS;P1;198;Ani;2026-01-01;2026-12-31;U1;SDN 1;Dinas;Guru;2;0;;;;"     \
	"K1;199;Kepala;U1;SDN 1;Kepala;IV/a;;;2026;S1;;;III/c;PNS;2\n"	       \
	"Individu;;200;Budi;2026-02-01;2026-12-31;U2;SDN 2;Dinas;Plt;1;ya;;;;" \
	";201;Kadis;;;;;;;2026;S2;;;IV/a;PNS;\n"

#define PENILAIAN_ROWS \
	"skp/RP @2 pegawai_id=P1 mulai=2026-01-01 selesai=2026-12-31 "	       \
	"unor_id=U1 plt=0 atasan_id=K1 atasan_unor_id=U1 id=S1|\n"	       \
	"skp/RP @3 pegawai_id=P1 mulai=2026-01-01 selesai=2026-12-31 "	       \
	"unor_id=U1 plt=0 atasan_id=K1 atasan_unor_id=U1 id=S1|\n"	       \
	"skp/RP @4 jenis=Individu pegawai_id=200 mulai=2026-02-01 "	       \
	"selesai=2026-12-31 unor_id=U2 plt=ya atasan_id=201 atasan_unor_id= "  \
	"id=S2|\n"							       \
	"profil/RD @2 pegawai_id=P1 nip=198 unor_id=U1 jabatan=Guru "	       \
	"jenis_jabatan=2 golru=III/c sumber=ekinerja|\n"		       \
	"profil/RD @3 pegawai_id=P1 nip=198 unor_id=U1 jabatan=Guru "	       \
	"jenis_jabatan=2 golru=III/c sumber=ekinerja|\n"		       \
	"pegawai/I @2 id=P1 nip=198 nama=Ani|\n"			       \
	"pegawai/I @4 id= nip=200 nama=Budi|\n"				       \
	"pegawai/IA @2 id=K1 nip=199 nama=Kepala unor_id=U1|\n"		       \
	"pegawai/IA @4 id= nip=201 nama=Kadis unor_id=|\n"		       \
	"unor/I @2 id=U1 nama=SDN 1|\n"					       \
	"unor/I @4 id=U2 nama=SDN 2|\n"					       \
	"unor/I @2 id=U1 nama=SDN 1|\n"

START_TEST(laporan_penilaian)
{
	assert_heard("laporan.csv", PENILAIAN_TEXT, PENILAIAN_ROWS);
	assert_heard("skp-2026.csv", PENILAIAN_TEXT, PENILAIAN_ROWS);
	ck_assert_uint_eq(heard_ignored, 13);
}
END_TEST

START_TEST(laporan_penilaian_with_its_heading_on_row_8)
{
	char text[4096];

	snprintf(text, sizeof(text), "Laporan Penilaian;;\n;;\nTahun;2026\n"
		"Periode;Triwulan I\nUnit;x\n\n\n%s", PENILAIAN
		"Organisasi;P1;198;Ani;2026-01-01;2026-12-31;U1;;;;;PLT;;;;;;;"
		";;;;;;;S1;;;;;\n");
	assert_heard("x.csv", text,
		"skp/RP @9 jenis=Organisasi pegawai_id=P1 mulai=2026-01-01 "
		"selesai=2026-12-31 unor_id=U1 plt=1 atasan_id= "
		"atasan_unor_id= id=S1|\n"
		"pegawai/I @9 id=P1 nip=198 nama=Ani|\n"
		"unor/I @9 id=U1 nama=|\n");
}
END_TEST

/* ---- laporan SKP ---- */

START_TEST(laporan_skp)
{
	assert_heard("laporan-skp.csv",
		"skp_id;id;jenis;nip;nama;jabatan;is_skp;unit;jenis_pegawai;"
		"skp_status;skp_model;skp_unor;skp_unor_atasan;skp_unor_induk;"
		"skp_jabatan;skp_jenis_jabatan;periode_awal;periode_akhir;"
		"is_plt_plh;created_at\n"
		"S1;P1;organisasi;198;Ani;Kepala;1;SDN 1;PNS;Persetujuan;"
		"Kuantitatif;SDN 1;Dinas;Dinas;Kepala;1;01-01-2026;31-12-2026;"
		"0;2026-01-05 10:00:00\n"
		";P2;;199;Budi;Guru;0;SDN 1;PNS;;;;;;;;;;;\n"
		";P3;;200;Cici;Guru;;SDN 1;PNS;;;;;;;;;;;\n",
		"skp/R @2 id=S1 pegawai_id=P1 jenis=organisasi "
		"status=Persetujuan __unor_nama=SDN 1 "
		"__unor_induk_nama=Dinas mulai=01-01-2026 selesai=31-12-2026 "
		"plt=0 dibuat=2026-01-05 10:00:00|\n"
		"skp/R @3 id= pegawai_id= jenis= status= __unor_nama= "
		"__unor_induk_nama= mulai= selesai= plt= dibuat=|\n"
		"skp/R @4 id= pegawai_id= jenis= status= __unor_nama= "
		"__unor_induk_nama= mulai= selesai= plt= dibuat=|\n"
		"pegawai/I @2 id=P1 nip=198 nama=Ani|\n"
		"pegawai/I @3 id=P2 nip=199 nama=Budi|\n"
		"pegawai/I @4 id=P3 nip=200 nama=Cici|\n");
}
END_TEST

/* ---- jabatan history ---- */

#define RIWAYAT "idPns;nipBaru;jenisJabatan;unorId;unorNama;eselonId;" \
	"tmtJabatan;jenisPenugasanId\n"

#define DROP_OTHERS \
	{ char *cut = strstr(heard.p, "pegawai/I"); if (cut) *cut = 0; }

static void assert_posts(const char *rows, const char *expected)
{
	char text[4096];

	snprintf(text, sizeof(text), "%s%s", RIWAYAT, rows);
	ck_assert_int_eq(hear_load("riwayat.csv", text), 0);
	DROP_OTHERS
	ck_assert_str_eq(heard.p, expected);
}

START_TEST(history_of_one_unit)
{
	assert_posts("A;;1;U;Dinas;22;01-08-2020;D\n"
		"B;;1;U;Dinas;22;2024-03-01;D\n",
		"penugasan/R @2 pegawai_id=A unor_id=U mulai=01-08-2020 "
		"jenis=D selesai=2024-02-29|\n"
		"penugasan/R @3 pegawai_id=B unor_id=U mulai=2024-03-01 "
		"jenis=D selesai=|\n");
}
END_TEST

START_TEST(history_ends_with_the_next_headship_of_the_person)
{
	/* in any order of rows; case and spelling of ids do not matter */
	assert_posts("a;;2;V;SDN;;01/01/2023;TT\n"
		"A;;1;U;Dinas;22;01/01/2020;D\n",
		"penugasan/R @2 pegawai_id=a unor_id=V mulai=01/01/2023 "
		"jenis=TT selesai=|\n"
		"penugasan/R @3 pegawai_id=A unor_id=U mulai=01/01/2020 "
		"jenis=D selesai=2022-12-31|\n");
	assert_posts(";1980 0101 200501 1 001;2;V;;;2023-01-01;TT\n"
		";198001012005011001;2;U;;;2020-01-01;TT\n",
		"penugasan/R @2 pegawai_id=1980 0101 200501 1 001 unor_id=V "
		"mulai=2023-01-01 jenis=TT selesai=|\n"
		"penugasan/R @3 pegawai_id=198001012005011001 unor_id=U "
		"mulai=2020-01-01 jenis=TT selesai=2022-12-31|\n");
}
END_TEST

START_TEST(history_knows_headships)
{
	/* D of a staff, D without eselon, an unknown kind: only a post */
	assert_posts("A;;4;U;;22;2020-01-01;D\nB;;1;U;;;2020-01-01;D\n"
		"C;;1;U;;99;2020-01-01;D\nD;;3;U;;41;2020-01-01;d\n"
		"E;;1;U;;41;2020-01-01;\nF;;;U;;;2019-01-01;plt\n"
		"G;;Struktural;W;;IV.a;2019-01-01;D\n",
		"penugasan/R @2 pegawai_id=A unor_id=U mulai=2020-01-01 "
		"jenis=POS selesai=|\n"
		"penugasan/R @3 pegawai_id=B unor_id=U mulai=2020-01-01 "
		"jenis=POS selesai=|\n"
		"penugasan/R @4 pegawai_id=C unor_id=U mulai=2020-01-01 "
		"jenis=POS selesai=|\n"
		"penugasan/R @5 pegawai_id=D unor_id=U mulai=2020-01-01 "
		"jenis=d selesai=|\n"
		"penugasan/R @6 pegawai_id=E unor_id=U mulai=2020-01-01 "
		"jenis=POS selesai=|\n"
		"penugasan/R @7 pegawai_id=F unor_id=U mulai=2019-01-01 "
		"jenis=plt selesai=2019-12-31|\n"
		"penugasan/R @8 pegawai_id=G unor_id=W mulai=2019-01-01 "
		"jenis=D selesai=|\n");
}
END_TEST

START_TEST(history_acting_heads_end_nobody_elses)
{
	assert_posts("A;;1;U;;22;2020-01-01;D\nB;;1;U;;;2021-01-01;PLT\n"
		"A;;1;U;;22;2022-01-01;D\nC;;1;U;;22;2023-01-01;D\n",
		"penugasan/R @2 pegawai_id=A unor_id=U mulai=2020-01-01 "
		"jenis=D selesai=2021-12-31|\n"
		"penugasan/R @3 pegawai_id=B unor_id=U mulai=2021-01-01 "
		"jenis=PLT selesai=2021-12-31|\n"
		"penugasan/R @4 pegawai_id=A unor_id=U mulai=2022-01-01 "
		"jenis=D selesai=2022-12-31|\n"
		"penugasan/R @5 pegawai_id=C unor_id=U mulai=2023-01-01 "
		"jenis=D selesai=|\n");
}
END_TEST

START_TEST(history_with_bad_dates_and_blank_rows)
{
	assert_posts("A;;1;U;;22;kemarin;D\n;;;;;;;\n"
		"A;;1;V;;22;2020-02-30;D\nA;;1;W;;22;2020-02-28;D\n",
		"penugasan/R @2 pegawai_id=A unor_id=U mulai=kemarin jenis=D "
		"selesai=|\n"
		"penugasan/R @3 pegawai_id= unor_id= mulai= jenis= selesai=|\n"
		"penugasan/R @4 pegawai_id=A unor_id=V mulai=2020-02-30 "
		"jenis=D selesai=|\n"
		"penugasan/R @5 pegawai_id=A unor_id=W mulai=2020-02-28 "
		"jenis=D selesai=|\n");
}
END_TEST

START_TEST(history_days_before)
{
	static const struct {
		const char *day, *before;
	} d[] = {{"2024-03-01", "2024-02-29"}, {"2023-03-01", "2023-02-28"},
		{"2000-03-01", "2000-02-29"}, {"1900-03-01", "1900-02-28"},
		{"2026-01-01", "2025-12-31"}, {"1970-01-01", "1969-12-31"},
		{"2026-07-31", "2026-07-30"}, {"0400-03-01", "0400-02-29"}};
	char rows[256], want[512];
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(d); i++) {
		snprintf(rows, sizeof(rows), "A;;2;U;;;0001-01-01;TT\n"
			"B;;2;U;;;%s;TT\n", d[i].day);
		snprintf(want, sizeof(want), "penugasan/R @2 pegawai_id=A "
			"unor_id=U mulai=0001-01-01 jenis=TT selesai=%s|\n"
			"penugasan/R @3 pegawai_id=B unor_id=U mulai=%s "
			"jenis=TT selesai=|\n", d[i].before, d[i].day);
		assert_posts(rows, want);
	}
}
END_TEST

START_TEST(history_names_people_and_units)
{
	ck_assert_int_eq(hear_load("x.csv", RIWAYAT
		"A;198;1;U;Dinas;22;2020-01-01;D\n"), 0);
	ck_assert_ptr_nonnull(strstr(heard.p,
		"pegawai/I @2 id=A nip=198|\nunor/I @2 id=U nama=Dinas|\n"));
	/* a heading and nothing below it */
	assert_heard("x.csv", RIWAYAT,
		"penugasan/R :pegawai_id unor_id mulai jenis selesai|\n");
}
END_TEST

/* ---- rows with keys ---- */

struct keyed {
	skp_model *m;
	struct load ld;
	skp_error err;
	struct sheet *sheet;
};

static void keyed_begin(struct keyed *k, const char *name, int32_t table)
{
	memset(k, 0, sizeof(*k));
	heard.n = 0;
	hear("", 0);
	k->err.size = sizeof(k->err);
	ck_assert_int_eq(skp_model_new(NULL, &k->m, NULL), 0);
	k->ld = (struct load){.m = k->m, .mem = model_mem(k->m),
		.limits = model_limits(k->m), .name = name, .file = -1,
		.err = &k->err};
	ck_assert_int_eq(sheet_new(&k->ld, table, &k->sheet), 0);
}

/* "key=value,key=value"; a value that begins with # is a number */
static int32_t keyed_row(struct keyed *k, uint32_t line, const char *row)
{
	const char *eq, *end;
	bool number;
	int32_t e = sheet_begin(k->sheet, line);

	while (!e && *row) {
		eq = strchr(row, '=');
		end = strchr(row, ',');
		end = end ? end : row + strlen(row);
		number = eq[1] == '#';
		e = sheet_cell(k->sheet,
			(struct text){row, (uint32_t)(eq - row)},
			(struct text){eq + 1 + number,
				(uint32_t)(end - eq - 1 - number)},
			number);
		row = *end ? end + 1 : end;
	}
	return e ? e : sheet_end(k->sheet);
}

static uint64_t keyed_end(struct keyed *k, int32_t table, const char *expected)
{
	skp_account a = SKP_INIT(skp_account);

	ck_assert_int_eq(sheet_close(k->sheet), 0);
	sheet_free(k->sheet);
	ck_assert_str_eq(heard.p, expected);
	ck_assert_int_eq(skp_model_account(k->m, table, &a, NULL), 0);
	skp_model_free(k->m);
	return a.ignored_columns;
}

START_TEST(keyed_rows_know_what_they_name)
{
	struct keyed k;

	keyed_begin(&k, "x.yaml", SKP_TABLE_UNOR);
	ck_assert_int_eq(keyed_row(&k, 2, "id=1,nama=A"), 0);
	ck_assert_int_eq(keyed_row(&k, 4, "nama=,ID=2,warna=x"), 0);
	ck_assert_int_eq(keyed_row(&k, 5, ""), 0);
	ck_assert_int_eq(keyed_row(&k, 6, "npsn=9,id=3,warna=y"), 0);
	ck_assert_uint_eq(keyed_end(&k, SKP_TABLE_UNOR,
		"unor @2 id=1 nama=A|\nunor @4 id=2 nama=|\nunor @5|\n"
		"unor @6 id=3 npsn=9|\n"), 1);
}
END_TEST

START_TEST(keyed_exports)
{
	struct keyed k;

	keyed_begin(&k, "x.json", -1);
	ck_assert_int_eq(keyed_row(&k, 1, ""), 0);
	ck_assert_int_eq(keyed_row(&k, 2,
		"id=1,instansiId=I,diatasanId=,namaUnor=--A,jenisUnorId="), 0);
	ck_assert_int_eq(keyed_row(&k, 3, "id=2,namaUnor=B,pemimpinPnsId=P"),
		0);
	ck_assert_uint_eq(keyed_end(&k, SKP_TABLE_UNOR,
		"unor @2|\nunor @2 id=1 instansi_id=I diatasan_id= nama=A|\n"
		"unor @3 id=2 nama=B pemimpin_id=P|\n"), 1);

	keyed_begin(&k, "x.yaml", SKP_TABLE_PEGAWAI);
	ck_assert_int_eq(keyed_row(&k, 2,
		"id=1,nipBaru=2,unorId=3,kedudukanPnsId=01"), 0);
	keyed_end(&k, SKP_TABLE_PEGAWAI,
		"pegawai/R @2 id=1 nip=2 kedudukan=01 unor_id=3|\n"
		"profil/RD @2 pegawai_id=1 unor_id=3 nip=2 sumber=siasn|\n"
		"unor/I @2 id=3|\n");

	/* an export of another table is not what stands under this one */
	keyed_begin(&k, "x.yaml", SKP_TABLE_SKP);
	ck_assert_int_eq(keyed_row(&k, 2,
		"id=1,nipBaru=2,unorId=3,kedudukanPnsId=01"), 0);
	ck_assert_uint_eq(keyed_end(&k, SKP_TABLE_SKP,
		"skp @2 id=1 unor_id=3|\n"), 2);
}
END_TEST

START_TEST(keyed_history)
{
	struct keyed k;

	keyed_begin(&k, "x.json", -1);
	ck_assert_int_eq(keyed_row(&k, 1, "idPns=A,unorId=U,tmtJabatan="
		"2020-01-01,jenisPenugasanId=TT,jenisJabatan=2"), 0);
	ck_assert_int_eq(keyed_row(&k, 2, "idPns=B,unorId=U,tmtJabatan="
		"2021-01-01,jenisPenugasanId=TT,jenisJabatan=2"), 0);
	keyed_end(&k, SKP_TABLE_PENUGASAN,
		"penugasan/R @1 pegawai_id=A unor_id=U jenis=TT "
		"mulai=2020-01-01 selesai=2020-12-31|\n"
		"penugasan/R @2 pegawai_id=B unor_id=U jenis=TT "
		"mulai=2021-01-01 selesai=|\n"
		"pegawai/I @1 id=A|\npegawai/I @2 id=B|\nunor/I @1 id=U|\n");
}
END_TEST

START_TEST(keyed_numbers_that_cannot_be_exact)
{
	struct keyed k;

	keyed_begin(&k, "pegawai.json", -1);
	ck_assert_int_eq(keyed_row(&k, 1, "nip=#198001012005011001"), 0);
	ck_assert_int_eq(keyed_row(&k, 2, "nip=#1.98e17"), 0);
	ck_assert_int_eq(keyed_row(&k, 3, "nip=1.98e17"), 0);
	keyed_end(&k, SKP_TABLE_PEGAWAI,
		"pegawai @1 nip=198001012005011001|\npegawai @2 nip#1.98e17|\n"
		"pegawai @3 nip=1.98e17|\n");
}
END_TEST

START_TEST(keyed_tables_may_be_empty_or_unknown)
{
	struct keyed k;

	keyed_begin(&k, "x.yaml", SKP_TABLE_RHK);
	keyed_end(&k, SKP_TABLE_RHK, "rhk :|\n");

	keyed_begin(&k, "x.json", -1);
	ck_assert_int_eq(sheet_close(k.sheet), SKP_E_EMPTY);
	sheet_free(k.sheet);
	skp_model_free(k.m);

	keyed_begin(&k, "x.json", -1);
	ck_assert_int_eq(keyed_row(&k, 7, "merah=1,putih=2"), SKP_E_UNKNOWN);
	ck_assert_uint_eq(k.err.line, 7);
	sheet_free(k.sheet);
	skp_model_free(k.m);
}
END_TEST

/* Hostile: thousands of different keys, and more rows than one batch. */
START_TEST(keyed_rows_without_end)
{
	struct keyed k;
	char row[64];
	uint32_t i;

	keyed_begin(&k, "x.yaml", SKP_TABLE_UNOR);
	for (i = 0; i < 20000; i++) {
		snprintf(row, sizeof(row), "id=%u,k%u=x,=y", i, i);
		ck_assert_int_eq(keyed_row(&k, i, row), 0);
	}
	ck_assert_int_eq(sheet_close(k.sheet), 0);
	ck_assert_ptr_nonnull(strstr(heard.p, "unor @19999 id=19999|\n"));
	sheet_free(k.sheet);
	skp_model_free(k.m);
}
END_TEST

/* ---- the list of headings ---- */

START_TEST(headings_are_listed)
{
	int32_t i, t, f, n = skp_heading_count(), own = 0;

	ck_assert_int_gt(n, 150);
	for (i = 0; i < n; i++) {
		t = skp_heading_table(i);
		f = skp_heading_field(i);
		ck_assert_ptr_nonnull(skp_heading_profile(i));
		ck_assert_ptr_nonnull(skp_field_name(t, f));
		ck_assert(skp_heading_text(i)[0] != '_');
		own += strcmp(skp_heading_text(i), skp_field_name(t, f)) == 0 &&
			skp_table_find(skp_heading_profile(i), -1) == t;
	}
	for (t = 0, f = 0; t < SKP_TABLES; t++)
		f += skp_field_count(t);
	ck_assert_int_eq(own, f - 2); /* what only reports feed */
	ck_assert_ptr_null(skp_heading_text(-1));
	ck_assert_ptr_null(skp_heading_profile(n));
	ck_assert_int_eq(skp_heading_table(n), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_heading_field(INT32_MIN), SKP_E_UNKNOWN);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("exports");
	TCase *c = tcase_create("exports");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, ref_unor_in_three_spellings, 0, 3);
	tcase_add_test(c, ref_unor_cut_to_three_columns);
	tcase_add_test(c, sapk_units_expire);
	tcase_add_test(c, data_asn);
	tcase_add_test(c, data_asn_of_another_exporter);
	tcase_add_test(c, a_plain_list_of_people_is_no_export);
	tcase_add_test(c, laporan_penilaian);
	tcase_add_test(c, laporan_penilaian_with_its_heading_on_row_8);
	tcase_add_test(c, laporan_skp);
	tcase_add_test(c, history_of_one_unit);
	tcase_add_test(c, history_ends_with_the_next_headship_of_the_person);
	tcase_add_test(c, history_knows_headships);
	tcase_add_test(c, history_acting_heads_end_nobody_elses);
	tcase_add_test(c, history_with_bad_dates_and_blank_rows);
	tcase_add_test(c, history_days_before);
	tcase_add_test(c, history_names_people_and_units);
	tcase_add_test(c, keyed_rows_know_what_they_name);
	tcase_add_test(c, keyed_exports);
	tcase_add_test(c, keyed_history);
	tcase_add_test(c, keyed_numbers_that_cannot_be_exact);
	tcase_add_test(c, keyed_tables_may_be_empty_or_unknown);
	tcase_add_test(c, keyed_rows_without_end);
	tcase_add_test(c, headings_are_listed);
	suite_add_tcase(s, c);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
