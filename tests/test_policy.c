/* SPDX-License-Identifier: MIT */
/* The policy: codes in every spelling, kinds of unit by name, overriding. */
#include <stdio.h>
#include <stdlib.h>
#include "policy.h"
#include <check.h> /* last: it has a macro `fail` */

static struct mem mem;
static struct policy *p;
static skp_error err;

static void setup(void)
{
	mem_init(&mem, NULL, 0);
	err = (skp_error)SKP_INIT(skp_error);
	ck_assert_int_eq(policy_new(&mem, &p, &err), 0);
}

static void teardown(void)
{
	policy_free(p);
	ck_assert_uint_eq(mem.used, 0);
}

/* three rules are enough to override */
static int32_t rule_number(const void *ctx, const char *code)
{
	(void)ctx;
	static const char *const codes[] = {"REF001", "ATS207", "SYN402"};

	for (int32_t i = 0; i < 3; i++)
		if (text_same_str(text_of(code), codes[i]))
			return i;
	return -1;
}

static int32_t load(const char *yaml)
{
	return policy_load(p, "lokal.yaml", yaml, strlen(yaml), rule_number,
		NULL, &err);
}

static void loads(const char *yaml)
{
	ck_assert_msg(load(yaml) == 0, "%s\n%u:%u: %s", yaml, err.line,
		err.column, err.text);
}

static char *written(void)
{
	struct buf b;
	char *s;

	buf_init(&b, &mem);
	ck_assert_int_eq(policy_write(p, &b), 0);
	s = malloc(b.n + 1);
	memcpy(s, b.p, b.n);
	s[b.n] = '\0';
	buf_free(&b);
	return s;
}

/* The load fails so, there, with these words, and changes nothing. */
static void refuses(const char *yaml, int32_t code, uint32_t line,
	uint32_t column, const char *words)
{
	char *before = written(), *after;
	int32_t rc = load(yaml);

	ck_assert_msg(rc == code, "%s: %d, not %d (%s)", yaml, rc, code,
		err.text);
	ck_assert_msg(err.line == line && err.column == column,
		"%s: at %u:%u, not %u:%u", yaml, err.line, err.column, line,
		column);
	ck_assert_msg(strstr(err.text, words) != NULL, "%s: \"%s\"", yaml,
		err.text);
	if (rc != SKP_E_NOMEM)
		ck_assert_str_eq(err.file, "lokal.yaml");
	after = written();
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
}

struct pair {
	const char *text;
	int32_t value;
};

typedef int32_t (*look_fn)(const struct policy *p, struct text t);

static void looks(look_fn look, const struct pair *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int32_t v = look(p, text_of(list[i].text));

		ck_assert_msg(v == list[i].value, "\"%s\" is %d, not %d",
			list[i].text, v, list[i].value);
	}
}

/* ---- codes ---- */

START_TEST(eselon_in_every_spelling)
{
	static const struct pair list[] = {
		{"II.b", 22}, {"ii B", 22}, {"IIB", 22}, {"II/b", 22},
		{"22", 22}, {" 22 ", 22}, {"'22", 22}, {"Eselon IV.a", 41},
		{"ESELON III A", 31}, {"10", 10}, {"I.a", 11},
		{"I.a JPT UTAMA", 10}, {"52", 52}, {"V.b", 52}, {"99", 99},
		{"00", 99}, {"0", 99}, {"Non Eselon", 99}, {"NON", 99},
		{"", CODE_EMPTY}, {"  ", CODE_EMPTY}, {"23", CODE_UNKNOWN},
		{"Kepala", CODE_UNKNOWN}, {"222", CODE_UNKNOWN}
	};

	looks(policy_eselon, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(kedudukan_in_every_spelling)
{
	enum {
		ON = KEDUDUKAN_KNOWN,
		OFF = KEDUDUKAN_KNOWN | KEDUDUKAN_INACTIVE,
		FREE = KEDUDUKAN_KNOWN | KEDUDUKAN_EXEMPT
	};
	static const struct pair list[] = {
		{"01", ON}, {"1", ON}, {"Aktif", ON}, {"AKTIF", ON},
		{"PPPK Aktif", ON}, {"71", ON}, {"15", ON}, {"51", ON},
		{"02", FREE}, {"CLTN", FREE}, {"cltn ", FREE}, {"3", FREE},
		{"Tugas Belajar", FREE}, {"04", FREE}, {"07", FREE},
		{"13", FREE}, {"20", FREE}, {"Masa Persiapan Pensiun", FREE},
		{"52", OFF}, {"66", OFF}, {"67", OFF}, {"69", OFF},
		{"70", OFF}, {"77", OFF}, {"88", OFF}, {"89", OFF},
		{"92", OFF}, {"98", OFF}, {"99", OFF}, {"Pensiun", OFF},
		{"Mencapai BUP", OFF}, {"68", ON}, {"90", ON}, {"91", ON},
		{"", CODE_EMPTY}, {"17", CODE_UNKNOWN},
		{"Cuti Besar", CODE_UNKNOWN}, {"00001", CODE_UNKNOWN}
	};

	looks(policy_kedudukan, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(jenis_jabatan_in_every_spelling)
{
	static const struct pair list[] = {
		{"1", 1}, {"Struktural", 1}, {"2", 2},
		{"FUNGSIONAL TERTENTU", 2}, {"Jabatan Fungsional", 2},
		{"3", 3}, {"rangkap", 3}, {"4", 4}, {"Pelaksana", 4},
		{"Fungsional Umum", 4}, {"JFU", 4}, {"", CODE_EMPTY},
		{"5", CODE_UNKNOWN}, {"11", CODE_UNKNOWN}
	};

	looks(policy_jenis_jabatan, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(jenis_pegawai_folds_or_is_silent)
{
	static const struct pair list[] = {
		{"PNS", PEGAWAI_PNS}, {"pns", PEGAWAI_PNS},
		{"1", PEGAWAI_PNS}, {"19", PEGAWAI_PNS},
		{"PNS Daerah Kabupaten/Kota DPK pada Instansi lain",
			PEGAWAI_PNS},
		{"PNS Pusat yang bekerja pada Departemen/Lembaga",
			PEGAWAI_PNS},
		{"CPNS", PEGAWAI_CPNS}, {"Calon PNS", PEGAWAI_CPNS},
		{"PPPK", PEGAWAI_PPPK}, {"P3K", PEGAWAI_PPPK},
		{"PPPK Paruh Waktu", PEGAWAI_PPPK},
		{"Pegawai Pemerintah dengan Perjanjian Kerja",
			PEGAWAI_PPPK},
		{"", PEGAWAI_NONE}, {"20", PEGAWAI_NONE},
		{"Honorer", PEGAWAI_NONE}, {"PNSX", PEGAWAI_NONE},
		{"---", PEGAWAI_NONE}
	};

	looks(policy_jenis_pegawai, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(golru_ids_and_names_are_one)
{
	static const struct pair list[] = {
		{"33", 33}, {"III/c", 33}, {"III/C", 33}, {"iii c", 33},
		{"IIIc", 33}, {"III.c", 33}, {"11", 11}, {"I/a", 11},
		{"45", 45}, {"IV/e", 45}, {"I/d", 14}, {"IX", 109},
		{"ix", 109}, {"I", 101}, {"V", 105}, {"XVII", 117},
		{"", CODE_EMPTY}, {"15", CODE_UNKNOWN},
		{"XVIII", CODE_UNKNOWN}, {"III/e", CODE_UNKNOWN}
	};

	looks(policy_golru, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(status_is_tolerant)
{
	static const struct pair list[] = {
		{"draft", STATUS_DRAFT}, {"DRAFT", STATUS_DRAFT},
		{"Draf", STATUS_DRAFT}, {"diajukan", STATUS_DIAJUKAN},
		{"Pengajuan", STATUS_DIAJUKAN},
		{"disetujui", STATUS_DISETUJUI},
		{"Persetujuan", STATUS_DISETUJUI},
		{"ditetapkan", STATUS_DITETAPKAN},
		{"Penetapan", STATUS_DITETAPKAN},
		{"ditolak", STATUS_DITOLAK},
		{"Dikembalikan", STATUS_DITOLAK},
		{"Penolakan", STATUS_DITOLAK}, {"", CODE_EMPTY},
		{"selesai", CODE_UNKNOWN}
	};

	looks(policy_status, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(jenis_of_skp)
{
	static const struct pair list[] = {
		{"organisasi", JENIS_ORGANISASI},
		{"SKP Organisasi", JENIS_ORGANISASI},
		{"Individu", JENIS_INDIVIDU}, {"", CODE_EMPTY},
		{"JPT", CODE_UNKNOWN}
	};

	looks(policy_skp_jenis, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(explicit_kind_of_unit)
{
	static const struct pair list[] = {
		{"sekolah", KIND_SEKOLAH + 1}, {"Dinas", KIND_DINAS + 1},
		{"lainnya", KIND_LAINNYA + 1}, {" upt ", KIND_UPT + 1},
		{"", CODE_EMPTY}, {"kantor", CODE_UNKNOWN}
	};

	looks(policy_kind, list, ARRAY_LEN(list));
}
END_TEST

START_TEST(a_long_text_is_no_code)
{
	char t[400];

	memset(t, 'a', sizeof(t));
	ck_assert_int_eq(policy_status(p, (struct text){t, sizeof(t)}),
		CODE_UNKNOWN);
	memcpy(t, "PPPK ", 5);
	ck_assert_int_eq(policy_jenis_pegawai(p, (struct text){t, sizeof(t)}),
		PEGAWAI_PPPK);
	memcpy(t, "SDN 1", 5);
	t[5] = ' ';
	ck_assert_int_eq(policy_kind_by_name(p, (struct text){t, sizeof(t)}),
		KIND_SEKOLAH);
}
END_TEST

START_TEST(eligible_eselon_are_pengawas_and_above)
{
	static const int32_t yes[] = {10, 11, 12, 21, 22, 31, 32, 41, 42};
	static const int32_t no[] = {0, 51, 52, 99, -1, 100, 43};

	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		ck_assert(policy_eligible(p, yes[i]));
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		ck_assert(!policy_eligible(p, no[i]));
	ck_assert(policy_form_individu(p, 31));
	ck_assert(policy_form_individu(p, 42));
	ck_assert(!policy_form_individu(p, 22));
	ck_assert(!policy_form_individu(p, 51));
	ck_assert(!policy_form_individu(p, 0));
}
END_TEST

START_TEST(pengawas_sekolah_by_words)
{
	ck_assert(policy_pengawas_sekolah(p, text_of("Pengawas Sekolah")));
	ck_assert(policy_pengawas_sekolah(p,
		text_of("PENGAWAS SEKOLAH AHLI MADYA")));
	ck_assert(policy_pengawas_sekolah(p, text_of(" pengawas-sekolah ")));
	ck_assert(!policy_pengawas_sekolah(p, text_of("Pengawas")));
	ck_assert(!policy_pengawas_sekolah(p, text_of("Pengawas Sekolahan")));
	ck_assert(!policy_pengawas_sekolah(p,
		text_of("Koordinator Pengawas Sekolah")));
	ck_assert(!policy_pengawas_sekolah(p, text_of("")));
}
END_TEST

START_TEST(delegates_by_words)
{
	ck_assert(!policy_has_delegates(p));
	ck_assert(!policy_delegate(p, text_of("Bidang Pembinaan SD")));
	loads("kepala_sekolah_delegates: [Bidang Pembinaan SD, Korwil]\n");
	ck_assert(policy_has_delegates(p));
	ck_assert(policy_delegate(p, text_of("--BIDANG pembinaan SD dan TK")));
	ck_assert(policy_delegate(p, text_of("Korwil Kecamatan Satu")));
	ck_assert(!policy_delegate(p, text_of("Bidang Pembinaan SDM")));
	ck_assert(!policy_delegate(p, text_of("Bidang Pembinaan")));
	ck_assert(!policy_delegate(p, text_of("")));
}
END_TEST

START_TEST(start_of_kepala_sekolah)
{
	const struct policy_knobs *k = policy_knobs(p);
	char *first, *second;

	loads("kepala_sekolah_start: [Bidang, dinas]\n");
	ck_assert_uint_eq(k->start_kinds,
		1u << KIND_BIDANG | 1u << KIND_DINAS);
	first = written();
	ck_assert_ptr_nonnull(strstr(first,
		"kepala_sekolah_start: [dinas, bidang]\n"));
	loads(first);
	second = written();
	ck_assert_str_eq(first, second);
	loads("kepala_sekolah_start: [upt]\n");
	ck_assert_uint_eq(k->start_kinds, 1u << KIND_UPT);
	refuses("kepala_sekolah_start: []\n", SKP_E_POLICY, 1, 24,
		"lainnya alone");
	refuses("kepala_sekolah_start: [dinas, lainnya]\n", SKP_E_POLICY, 1,
		31, "lainnya alone");
	refuses("kepala_sekolah_start: [dinas, bidangg]\n", SKP_E_POLICY, 1,
		31, "is bidang meant?");
	refuses("kepala_sekolah_start: [[dinas]]\n", SKP_E_POLICY, 1, 24,
		"lainnya alone");
	refuses("kepala_sekolah_start: {dinas: 1}\n", SKP_E_POLICY, 1, 23,
		"a list of some");
	refuses("kepala_sekolah_start:\n", SKP_E_POLICY, 1, 22, "a kind");
	free(first);
	free(second);
}
END_TEST

/* ---- the policies that come along ---- */

START_TEST(shipped_policies_lie_over_the_default)
{
	const struct policy_knobs *k = policy_knobs(p);
	char *before = written(), *after;

	ck_assert_int_eq(skp_policy_count(), 3);
	ck_assert_str_eq(skp_policy_text(0), skp_policy_default());
	ck_assert_ptr_null(skp_policy_name(3));
	ck_assert_ptr_null(skp_policy_text(-1));
	for (int32_t i = 0; i < skp_policy_count(); i++) {
		loads(skp_policy_text(i));
		ck_assert(text_eq(policy_name(p),
			text_of(skp_policy_name(i))));
		loads(skp_policy_default());
		after = written();
		ck_assert(i || strcmp(before, after) == 0);
		free(after);
	}
	free(before);
	ck_assert_str_eq(skp_policy_name(1), "strict");
	loads(skp_policy_text(1));
	ck_assert_int_eq(k->org_min_status, STATUS_DISETUJUI);
	ck_assert(k->leader_first_all);
	ck_assert_uint_eq(k->start_kinds, 1u << KIND_DINAS);
	ck_assert_str_eq(skp_policy_name(2), "delegated-kabid");
}
END_TEST

START_TEST(delegated_kabid)
{
	loads(skp_policy_text(2));
	ck_assert_uint_eq(policy_knobs(p)->start_kinds,
		1u << KIND_BIDANG | 1u << KIND_DINAS);
	ck_assert(policy_delegate(p, text_of("Bidang Pembinaan SD")));
	ck_assert(policy_delegate(p, text_of("Bidang Pembinaan SMP")));
	ck_assert(policy_delegate(p,
		text_of("Bidang Pembinaan PAUD dan Pendidikan Nonformal")));
	ck_assert(!policy_delegate(p, text_of("Bidang Kebudayaan")));
	ck_assert(!policy_delegate(p, text_of("Bidang Pembinaan GTK")));
	ck_assert_int_eq(policy_knobs(p)->org_min_status, STATUS_DIAJUKAN);
}
END_TEST

START_TEST(defaults_of_the_knobs)
{
	const struct policy_knobs *k = policy_knobs(p);
	struct text name = policy_name(p);

	ck_assert(text_eq(name, text_of("permenpanrb-6-2022")));
	ck_assert_int_eq(k->org_min_status, STATUS_DIAJUKAN);
	ck_assert_uint_eq(k->start_kinds, 1u << KIND_DINAS);
	ck_assert(!k->leader_first_all);
	ck_assert(!k->events_complete);
	ck_assert_int_eq(k->plt_max_months, 6);
	ck_assert_int_eq(k->skp_due, 131);
	ck_assert_int_eq(k->retry_working_days, 3);
	ck_assert_int_eq(policy_severity(p, 0), -1);
	ck_assert_int_eq(policy_severity(p, RULE_MAX), -1);
	ck_assert_int_eq(policy_severity(p, -1), -1);
	ck_assert_int_eq(policy_wait_days(p, "vervalptk"), 3);
	ck_assert_int_eq(policy_wait_days(p, "faks"), 0);
	ck_assert(text_eq(policy_contact(p, "admin_instansi"),
		text_of("support-siasn.bkn.go.id")));
	ck_assert_uint_eq(policy_contact(p, "bupati").n, 0);
	ck_assert(text_eq(policy_contact(p, "guru"),
		text_of("Pusat Bantuan Ruang GTK")));
	ck_assert(text_eq(policy_contact(p, "pengawas_sekolah"),
		text_of("Pusat Bantuan Ruang GTK")));
	ck_assert(text_eq(policy_contact(p, "asn"),
		text_of("Helpdesk BKN (support-siasn.bkn.go.id)")));
	ck_assert_int_eq(k->busy_from, 8 * 60);
	ck_assert_int_eq(k->busy_to, 16 * 60);
}
END_TEST

/* ---- kinds of unit ---- */

static const struct {
	const char *name;
	enum kind kind;
} units[] = {
	{"SDN 1 Sukamaju", KIND_SEKOLAH},
	{"SD Negeri 2 Cibeber", KIND_SEKOLAH},
	{"sd negeri 05 pagi", KIND_SEKOLAH},
	{"SMPN 3 Satu Atap", KIND_SEKOLAH},
	{"SMP Negeri 1 Wonosari", KIND_SEKOLAH},
	{"SMA NEGERI 1 KOTA LAMA", KIND_SEKOLAH},
	{"SMAN 2", KIND_SEKOLAH},
	{"SMK Negeri 4 Pelayaran", KIND_SEKOLAH},
	{"SMKN 1 Losarang", KIND_SEKOLAH},
	{"TK Negeri Pembina", KIND_SEKOLAH},
	{"TK. Pertiwi", KIND_SEKOLAH},
	{"SLB Negeri Cicendo", KIND_SEKOLAH},
	{"SLBN 1", KIND_SEKOLAH},
	{"PAUD Melati", KIND_SEKOLAH},
	{"SKB Kabupaten Contoh", KIND_SEKOLAH},
	{"Sanggar Kegiatan Belajar", KIND_SEKOLAH},
	{"Sekolah Dasar Negeri 1", KIND_SEKOLAH},
	{"Sekolah Menengah Pertama Negeri 7", KIND_SEKOLAH},
	{"Sekolah Menengah Kejuruan Negeri 2", KIND_SEKOLAH},
	{"Sekolah Luar Biasa Bina Asih", KIND_SEKOLAH},
	{"Taman Kanak-kanak Negeri Mawar", KIND_SEKOLAH},
	{"UPTD SPF SDN 2", KIND_SEKOLAH},
	{"UPT SD Negeri 11 Gresik", KIND_SEKOLAH},
	{"UPTD SMPN 4 Sungai Raya", KIND_SEKOLAH},
	{"UPT. SPF SMP Negeri 6 Makassar", KIND_SEKOLAH},
	{"UPTD Satuan Pendidikan SDN 3 Bone", KIND_SEKOLAH},
	{"UPTD Satuan Pendidikan Formal SMP Negeri 2", KIND_SEKOLAH},
	{"UPT SPNF SKB Kota", KIND_SEKOLAH},
	{"----SDN 4 Sukamaju", KIND_SEKOLAH},
	{"-- UPTD SDN 9", KIND_SEKOLAH},
	{"SDN-5 Mekar", KIND_SEKOLAH},
	{"SD\xc2\xa0Negeri 8", KIND_SEKOLAH},
	{"\"SMPN 1\"", KIND_SEKOLAH},
	{"Bidang Pembinaan SD", KIND_BIDANG},
	{"Bidang Pembinaan SMP", KIND_BIDANG},
	{"Bidang PAUD dan Pendidikan Nonformal", KIND_BIDANG},
	{"Bidang Guru dan Tenaga Kependidikan", KIND_BIDANG},
	{"Bagian Umum", KIND_BIDANG},
	{"Bagian Hukum Sekretariat Daerah", KIND_BIDANG},
	{"--Bidang Kesehatan Masyarakat", KIND_BIDANG},
	{"--Seksi Kurikulum SMP", KIND_SEKSI},
	{"Seksi Kelembagaan dan Sarana Prasarana SD", KIND_SEKSI},
	{"Seksi Pemerintahan", KIND_SEKSI},
	{"Subbagian Umum dan Kepegawaian", KIND_SEKSI},
	{"Sub Bagian Keuangan", KIND_SEKSI},
	{"Sub-Bagian Perencanaan", KIND_SEKSI},
	{"SUBBAG TATA USAHA", KIND_SEKSI},
	{"Sub Bag. Program", KIND_SEKSI},
	{"Subbidang Mutasi", KIND_SEKSI},
	{"Tata Usaha UPTD Puskesmas Sukamaju", KIND_SEKSI},
	{"Subbagian Tata Usaha SMPN 1", KIND_SEKSI},
	{"Sekretariat", KIND_SEKRETARIAT},
	{"Sekretariat Daerah", KIND_SEKRETARIAT},
	{"Sekretariat DPRD", KIND_SEKRETARIAT},
	{"Sekretariat Dinas Pendidikan", KIND_SEKRETARIAT},
	{"Dinas Pendidikan", KIND_DINAS},
	{"DINAS PENDIDIKAN DAN KEBUDAYAAN", KIND_DINAS},
	{"Dinas Kesehatan Kabupaten Contoh", KIND_DINAS},
	{"--Dinas Perhubungan", KIND_DINAS},
	{"Badan Kepegawaian Daerah", KIND_BADAN},
	{"Badan Pengelola Keuangan dan Aset Daerah", KIND_BADAN},
	{"Inspektorat Daerah", KIND_BADAN},
	{"Cabang Dinas Pendidikan Wilayah II", KIND_UPT},
	{"Kantor Cabang Dinas Pendidikan Wilayah I", KIND_UPT},
	{"UPTD Pendidikan Kecamatan Cibeber", KIND_UPT},
	{"UPT Dinas Pendidikan Kecamatan Rajeg", KIND_UPT},
	{"UPTD Laboratorium Lingkungan", KIND_UPT},
	{"UPTD SPF", KIND_UPT},
	{"UPTD", KIND_UPT},
	{"Balai Guru Penggerak", KIND_UPT},
	{"Balai Latihan Kerja", KIND_UPT},
	{"RSUD Harapan Bunda", KIND_UPT},
	{"Unit Pelaksana Teknis Pasar", KIND_UPT},
	{"Puskesmas Sukamaju", KIND_PUSKESMAS},
	{"UPTD Puskesmas Cibeber", KIND_PUSKESMAS},
	{"UPT PUSKESMAS KOTA LAMA", KIND_PUSKESMAS},
	{"Pusat Kesehatan Masyarakat Rajeg", KIND_PUSKESMAS},
	{"Kecamatan Sukamaju", KIND_KECAMATAN},
	{"Kantor Camat Lembah", KIND_KECAMATAN},
	{"Distrik Waena", KIND_KECAMATAN},
	{"Kelurahan Mekarsari", KIND_KELURAHAN},
	{"Kantor Lurah Pasar Baru", KIND_KELURAHAN},
	{"Pemerintah Kabupaten Contoh", KIND_INSTANSI},
	{"Pemerintah Kota Contoh", KIND_INSTANSI},
	{"Pemerintah Provinsi Contoh", KIND_INSTANSI},
	{"Kementerian Agama", KIND_INSTANSI},
	{"Kabupaten Contoh", KIND_INSTANSI},
	{"Kelompok Jabatan Fungsional", KIND_LAINNYA},
	{"Asisten Pemerintahan dan Kesejahteraan Rakyat", KIND_LAINNYA},
	{"Staf Ahli Bupati", KIND_LAINNYA},
	{"Koordinator Wilayah Pendidikan Kecamatan Rajeg", KIND_LAINNYA},
	{"Pengawas Sekolah", KIND_LAINNYA},
	{"Pembinaan SD", KIND_LAINNYA},
	{"SDM dan Organisasi", KIND_LAINNYA},
	{"TKI dan Purna Kerja", KIND_LAINNYA},
	{"Dinasti", KIND_LAINNYA},
	{"SPF", KIND_LAINNYA},
	{"Sekolah", KIND_LAINNYA},
	{"SDN1 tanpa spasi", KIND_LAINNYA},
	{"----", KIND_LAINNYA},
	{"", KIND_LAINNYA}
};

START_TEST(kind_by_name)
{
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		enum kind k = policy_kind_by_name(p, text_of(units[i].name));

		ck_assert_msg(k == units[i].kind, "\"%s\" is %d, not %d",
			units[i].name, (int)k, (int)units[i].kind);
	}
	ck_assert_uint_ge(ARRAY_LEN(units), 80);
}
END_TEST

/* ---- overriding ---- */

START_TEST(the_default_says_every_key)
{
	const char *text = skp_policy_default();
	char *all = written(), *line, *end;

	for (line = all; *line; line = end + 1) {
		char key[64];
		char *colon = strchr(line, ':');

		end = strchr(line, '\n');
		if (*line == ' ')
			continue;
		snprintf(key, sizeof(key), "\n%.*s:", (int)(colon - line),
			line);
		ck_assert_msg(strstr(text, key) != NULL, "no%s", key);
	}
	free(all);
}
END_TEST

START_TEST(what_is_written_reads_back_the_same)
{
	char *first, *second;

	loads("name: it's local\n"
	      "rules: {ATS207: {severity: E}, SYN402: {enabled: false}}\n"
	      "kedudukan: {\"Cuti: besar\": '123'}\n"
	      "contact: {pegawai: 'a # b'}\n"
	      "skp_due: 12-31\n"
	      "busy_hours: 07:05-24:00\n"
	      "pengawas_sekolah: []\nkinds: []\n");
	first = written();
	loads(first);
	second = written();
	ck_assert_str_eq(first, second);
	ck_assert_ptr_nonnull(strstr(first, "name: 'it''s local'\n"));
	ck_assert_ptr_nonnull(strstr(first, "'Cuti: besar': '123'\n"));
	ck_assert_ptr_nonnull(strstr(first, "skp_due: '12-31'\n"));
	ck_assert_ptr_nonnull(strstr(first, "busy_hours: '07:05-24:00'\n"));
	free(first);
	free(second);
}
END_TEST

START_TEST(loading_the_default_changes_nothing)
{
	char *before = written(), *after;

	loads(skp_policy_default());
	after = written();
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
}
END_TEST

START_TEST(scalars_are_set)
{
	const struct policy_knobs *k;

	loads("org_min_status: Disetujui\n"
	      "kepala_sekolah_start: lainnya\n"
	      "leader_first: all\n"
	      "events_complete: ya\n"
	      "plt_max_months: 3\n"
	      "skp_due: '02-29'\n"
	      "retry_working_days: \"5\"\n"
	      "busy_hours: 09:30-09:30\n");
	k = policy_knobs(p);
	ck_assert_int_eq(k->org_min_status, STATUS_DISETUJUI);
	ck_assert_uint_eq(k->start_kinds, 0);
	ck_assert(k->leader_first_all);
	ck_assert(k->events_complete);
	ck_assert_int_eq(k->plt_max_months, 3);
	ck_assert_int_eq(k->skp_due, 229);
	ck_assert_int_eq(k->retry_working_days, 5);
	ck_assert_int_eq(k->busy_from, 570);
	ck_assert_int_eq(k->busy_to, 570);
}
END_TEST

START_TEST(lists_replace)
{
	loads("inactive_kedudukan: ['03', '2']\n");
	ck_assert_int_eq(policy_kedudukan(p, text_of("99")), KEDUDUKAN_KNOWN);
	ck_assert_int_eq(policy_kedudukan(p, text_of("CLTN")),
		KEDUDUKAN_KNOWN | KEDUDUKAN_INACTIVE | KEDUDUKAN_EXEMPT);
	ck_assert(policy_eligible(p, 42));
	loads("eligible_eselon: ['22']\npengawas_sekolah: [Penilik]\n"
	      "kinds: [[Biro, bidang]]\n");
	ck_assert(policy_eligible(p, 22));
	ck_assert(!policy_eligible(p, 42));
	ck_assert(policy_pengawas_sekolah(p, text_of("Penilik Ahli Muda")));
	ck_assert(!policy_pengawas_sekolah(p, text_of("Pengawas Sekolah")));
	ck_assert_int_eq(policy_kind_by_name(p, text_of("Biro Umum")),
		KIND_BIDANG);
	ck_assert_int_eq(policy_kind_by_name(p, text_of("SDN 1")),
		KIND_LAINNYA);
}
END_TEST

START_TEST(mappings_merge)
{
	loads("status:\n  Final: ditetapkan\n  persetujuan: diajukan\n"
	      "  Draf:\n"
	      "kedudukan: {Dipekerjakan: 72}\n"
	      "wait_days: {vervalptk: 7}\n"
	      "contact: {PEGAWAI: Helpdesk lantai 2}\n");
	ck_assert_int_eq(policy_status(p, text_of("FINAL")),
		STATUS_DITETAPKAN);
	ck_assert_int_eq(policy_status(p, text_of("Persetujuan")),
		STATUS_DIAJUKAN);
	ck_assert_int_eq(policy_status(p, text_of("Draf")), CODE_UNKNOWN);
	ck_assert_int_eq(policy_status(p, text_of("draft")), STATUS_DRAFT);
	ck_assert_int_eq(policy_status(p, text_of("Penetapan")),
		STATUS_DITETAPKAN);
	ck_assert_int_eq(policy_kedudukan(p, text_of("72")), KEDUDUKAN_KNOWN);
	ck_assert_int_eq(policy_wait_days(p, "vervalptk"), 7);
	ck_assert_int_eq(policy_wait_days(p, "siasn"), 1);
	ck_assert(text_eq(policy_contact(p, "pegawai"),
		text_of("Helpdesk lantai 2")));
	ck_assert(text_eq(policy_contact(p, "admin_instansi"),
		text_of("support-siasn.bkn.go.id")));
}
END_TEST

START_TEST(rules_merge)
{
	loads("rules:\n  ats207: {severity: galat}\n"
	      "  SYN402: {enabled: tidak, severity: I}\n");
	ck_assert_int_eq(policy_severity(p, 0), -1);
	ck_assert_int_eq(policy_severity(p, 1), SKP_SEVERITY_E);
	ck_assert_int_eq(policy_severity(p, 2), 0);
	loads("rules: {SYN402: {enabled: true}, ATS207: {enabled: false}}");
	ck_assert_int_eq(policy_severity(p, 1), 0);
	ck_assert_int_eq(policy_severity(p, 2), SKP_SEVERITY_I);
	loads("rules: {}");
	ck_assert_int_eq(policy_severity(p, 2), SKP_SEVERITY_I);
}
END_TEST

START_TEST(unknown_keys_are_refused_with_the_nearest)
{
	refuses("name: x\neligble_eselon: []\n", SKP_E_POLICY, 2, 1,
		"is eligible_eselon meant?");
	refuses("warna: biru\n", SKP_E_POLICY, 1, 1,
		"known are: name, kedudukan");
	refuses("rules:\n  ORG999: {}\n", SKP_E_POLICY, 2, 3,
		"unknown rule");
	refuses("rules: {REF001: {sever: E}}", SKP_E_POLICY, 1, 18,
		"known are: enabled, severity");
	refuses("rules: {REF001: {severty: E}}", SKP_E_POLICY, 1, 18,
		"is severity meant?");
	refuses("wait_days: {verval: 1}", SKP_E_POLICY, 1, 13, "vervalptk");
	refuses("contact: {kadis: x}", SKP_E_POLICY, 1, 11,
		"admin_instansi");
}
END_TEST

START_TEST(unknown_codes_are_refused)
{
	refuses("org_min_status: disetuju\n", SKP_E_POLICY, 1, 17,
		"is disetujui meant?");
	refuses("status: {Final: beres}\n", SKP_E_POLICY, 1, 17,
		"known are: draft, diajukan, disetujui");
	refuses("eligible_eselon: ['41', '43']\n", SKP_E_POLICY, 1, 25,
		"known are: 10, 11");
	refuses("exempt_kedudukan: ['02', '17']\n", SKP_E_POLICY, 1, 26,
		"kedudukan holds");
	refuses("exempt_kedudukan: [CLTN]\n", SKP_E_POLICY, 1, 20,
		"number of up to 4 digits");
	refuses("kinds:\n- [Biro, biro]\n", SKP_E_POLICY, 2, 10,
		"known are: instansi");
	refuses("kepala_sekolah_start: Dinass", SKP_E_POLICY, 1, 23,
		"is dinas meant?");
	refuses("golru: {Penata: III/f}", SKP_E_POLICY, 1, 17,
		"unknown code");
	refuses("kedudukan: {X: aktif}", SKP_E_POLICY, 1, 16,
		"number of up to 4 digits");
}
END_TEST

START_TEST(wrong_types_are_refused)
{
	refuses("eligible_eselon: '41'\n", SKP_E_POLICY, 1, 18,
		"eligible_eselon wants a list of codes");
	refuses("eligible_eselon: [[41]]\n", SKP_E_POLICY, 1, 19, "wants");
	refuses("kinds: [Biro]\n", SKP_E_POLICY, 1, 9, "pairs");
	refuses("kinds: [[Biro]]\n", SKP_E_POLICY, 1, 14, "pairs");
	refuses("kinds: [[Biro, bidang, x]]\n", SKP_E_POLICY, 1, 24,
		"pairs");
	refuses("status: [draft]\n", SKP_E_POLICY, 1, 9, "a mapping");
	refuses("status: {[a]: draft}\n", SKP_E_POLICY, 1, 10, "a mapping");
	refuses("status: {a: [draft]}\n", SKP_E_POLICY, 1, 13, "a mapping");
	refuses("name: [a]\n", SKP_E_POLICY, 1, 7, "a text");
	refuses("name:\n", SKP_E_POLICY, 1, 6, "a text");
	refuses("plt_max_months: enam\n", SKP_E_POLICY, 1, 17, "number");
	refuses("plt_max_months: -6\n", SKP_E_POLICY, 1, 17, "number");
	refuses("plt_max_months: 1201\n", SKP_E_POLICY, 1, 17, "number");
	refuses("retry_working_days: 367\n", SKP_E_POLICY, 1, 21, "number");
	refuses("wait_days: {siasn: 1.5}\n", SKP_E_POLICY, 1, 20, "days");
	refuses("skp_due: 02-30\n", SKP_E_POLICY, 1, 10, "01-31");
	refuses("skp_due: 13-01\n", SKP_E_POLICY, 1, 10, "01-31");
	refuses("busy_hours: 08:00\n", SKP_E_POLICY, 1, 13, "08:00-16:00");
	refuses("busy_hours: 16:00-08:00\n", SKP_E_POLICY, 1, 13, "08:00");
	refuses("busy_hours: 08:00-24:01\n", SKP_E_POLICY, 1, 13, "08:00");
	refuses("busy_hours: 08:60-16:00\n", SKP_E_POLICY, 1, 13, "08:00");
	refuses("skp_due: 2026-01-31\n", SKP_E_POLICY, 1, 10, "01-31");
	refuses("events_complete: mungkin\n", SKP_E_POLICY, 1, 18,
		"true or false");
	refuses("leader_first: dinas\n", SKP_E_POLICY, 1, 15,
		"sekolah or all");
	refuses("org_min_status: ditolak\n", SKP_E_POLICY, 1, 17,
		"ditetapkan");
	refuses("rules: {REF001: off}\n", SKP_E_POLICY, 1, 17, "enabled");
	refuses("rules: {REF001: {severity: X}}\n", SKP_E_POLICY, 1, 28,
		"E, W or I");
	refuses("rules: {REF001: {enabled: X}}\n", SKP_E_POLICY, 1, 27,
		"true or false");
	refuses("school_prefixes: ['---']\n", SKP_E_POLICY, 1, 19,
		"nothing to compare");
	refuses("- a\n", SKP_E_POLICY, 1, 1, "a mapping of keys");
	refuses("<html>\n", SKP_E_POLICY, 1, 1, "a mapping of keys");
	refuses("[a]: b\n", SKP_E_POLICY, 1, 1, "a key is");
}
END_TEST

START_TEST(keys_that_stand_twice_are_refused)
{
	refuses("name: a\nskp_due: 01-31\nname: b\n", SKP_E_DUPKEY, 3, 1,
		"line 1");
	refuses("status:\n  Final: draft\n  FINAL: draft\n", SKP_E_DUPKEY, 3,
		3, "line 2");
	refuses("status:\n  Final:\n  FINAL: draft\n", SKP_E_DUPKEY, 3,
		3, "line 2");
	refuses("rules: {REF001: {enabled: true, enabled: true}}",
		SKP_E_DUPKEY, 1, 33, "second");
	refuses("rules:\n  REF001: {}\n  ref001: {}\n", SKP_E_DUPKEY, 3, 3,
		"line 2");
	refuses("wait_days: {siasn: 1, SIASN: 2}", SKP_E_DUPKEY, 1, 23,
		"line 1");
}
END_TEST

START_TEST(guards_of_yaml)
{
	refuses("name: &a x\n", SKP_E_YAML_ALIAS, 1, 7, "anchors");
	refuses("name: *a\n", SKP_E_YAML_ALIAS, 1, 7, "anchors");
	refuses("name: !!int 1\n", SKP_E_YAML_TAG, 1, 7, "tags");
	refuses("status: !x {}\n", SKP_E_YAML_TAG, 1, 9, "tags");
	refuses("name: a\n---\nname: b\n", SKP_E_YAML_MULTIDOC, 2, 1,
		"one document");
	refuses("# x\n%TAG ! tag:x,2000:\n---\nname: a\n",
		SKP_E_YAML_DIRECTIVE, 2, 1, "%TAG");
	refuses("", SKP_E_EMPTY, 0, 0, "empty");
	refuses("# only a comment\n", SKP_E_EMPTY, 0, 0, "empty");
	refuses("name: [a\n", SKP_E_POLICY, 1, 7, "a text");
	refuses("name: a\nstatus: {x: draft\n", SKP_E_FORMAT, 3, 1,
		"not readable as YAML");
	refuses("name: caf\xe9\n", SKP_E_ENCODING, 1, 10, "UTF-8");
	refuses("name: é\xff\n", SKP_E_ENCODING, 1, 8, "UTF-8");
	refuses("name: a\x01\n", SKP_E_FORMAT, 1, 8, "control");
	refuses("name: \"a\\0b\"\n", SKP_E_FORMAT, 1, 7, "control");
	refuses("name: |\n  a\n  b\n", SKP_E_FORMAT, 1, 7, "one line");
	refuses("name: a\xe2\x80\xa8x: b\n", SKP_E_FORMAT, 1, 8,
		"invisible");
	refuses("name: a\xe2\x80\xae\n", SKP_E_FORMAT, 1, 8, "invisible");
	refuses("name: a\xc2\x85\n", SKP_E_FORMAT, 1, 8, "invisible");
	loads("\xef\xbb\xbf# with BOM\r\nname: !!str a\r\n");
	loads("%YAML 1.1\n---\nname: \"b\"\n...\n");
}
END_TEST

START_TEST(hostile_size_and_depth_end_soon)
{
	const uint32_t n = 1 << 20;
	char *t = malloc(n + 2);

	memset(t, '[', n);
	t[n] = '\0';
	refuses(t, SKP_E_POLICY, 1, 1, "a mapping of keys");
	memset(t, ' ', n + 1);
	t[n + 1] = '\0';
	refuses(t, SKP_E_LIMIT_SIZE, 0, 0, "bytes at most");
	free(t);
}
END_TEST

START_TEST(too_many_entries_are_refused)
{
	struct buf b;

	buf_init(&b, &mem);
	buf_str(&b, "status:\n");
	for (uint32_t i = 0; i < 5000; i++) {
		buf_str(&b, "  s");
		buf_uint(&b, i);
		buf_str(&b, ": draft\n");
	}
	buf_char(&b, '\0');
	ck_assert_int_eq(load(b.p), SKP_E_POLICY);
	ck_assert_uint_gt(err.line, 3000);
	buf_free(&b);
}
END_TEST

/* ---- memory ---- */

struct failing {
	int64_t left; /* allocations until failure */
	bool forever;
};

static bool refused(struct failing *f)
{
	f->left--;
	return f->left == 0 || (f->left < 0 && f->forever);
}

static void *fail_alloc(void *ctx, uint64_t n)
{
	return refused(ctx) ? NULL : malloc(n);
}

static void *fail_resize(void *ctx, void *q, uint64_t n)
{
	return refused(ctx) ? NULL : realloc(q, n);
}

static void fail_release(void *ctx, void *q)
{
	(void)ctx;
	free(q);
}

/* false once the n-th allocation is beyond what the work needs; a single
 * failure may be made good by asking for less */
static bool fails_at(int64_t n, bool forever)
{
	static const char yaml[] = "status: {Final: ditetapkan}\n";
	struct failing f = {n, forever};
	skp_allocator a = SKP_INIT(skp_allocator);
	struct mem m;
	struct policy *q = NULL;
	int32_t rc;

	a.alloc = fail_alloc;
	a.resize = fail_resize;
	a.release = fail_release;
	a.ctx = &f;
	mem_init(&m, &a, 0);
	rc = policy_new(&m, &q, &err);
	if (!rc) {
		rc = policy_load(q, "x", yaml, sizeof(yaml) - 1, NULL,
			NULL, &err);
		ck_assert_int_eq(policy_status(q, text_of("Final")),
			rc ? CODE_UNKNOWN : STATUS_DITETAPKAN);
	}
	policy_free(q);
	ck_assert_uint_eq(m.used, 0);
	ck_assert(rc == 0 || rc == SKP_E_NOMEM);
	ck_assert(rc == 0 ? !forever || f.left > 0 : f.left <= 0);
	return f.left <= 0;
}

START_TEST(every_failed_allocation_is_clean)
{
	for (int forever = 0; forever < 2; forever++) {
		int64_t n = 1;

		while (fails_at(n, forever))
			n++;
		ck_assert_int_gt(n, 12);
	}
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("policy");
	TCase *c = tcase_create("policy");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, eselon_in_every_spelling);
	tcase_add_test(c, kedudukan_in_every_spelling);
	tcase_add_test(c, jenis_jabatan_in_every_spelling);
	tcase_add_test(c, jenis_pegawai_folds_or_is_silent);
	tcase_add_test(c, golru_ids_and_names_are_one);
	tcase_add_test(c, status_is_tolerant);
	tcase_add_test(c, jenis_of_skp);
	tcase_add_test(c, explicit_kind_of_unit);
	tcase_add_test(c, a_long_text_is_no_code);
	tcase_add_test(c, eligible_eselon_are_pengawas_and_above);
	tcase_add_test(c, pengawas_sekolah_by_words);
	tcase_add_test(c, delegates_by_words);
	tcase_add_test(c, start_of_kepala_sekolah);
	tcase_add_test(c, shipped_policies_lie_over_the_default);
	tcase_add_test(c, delegated_kabid);
	tcase_add_test(c, defaults_of_the_knobs);
	tcase_add_test(c, kind_by_name);
	tcase_add_test(c, the_default_says_every_key);
	tcase_add_test(c, what_is_written_reads_back_the_same);
	tcase_add_test(c, loading_the_default_changes_nothing);
	tcase_add_test(c, scalars_are_set);
	tcase_add_test(c, lists_replace);
	tcase_add_test(c, mappings_merge);
	tcase_add_test(c, rules_merge);
	tcase_add_test(c, unknown_keys_are_refused_with_the_nearest);
	tcase_add_test(c, unknown_codes_are_refused);
	tcase_add_test(c, wrong_types_are_refused);
	tcase_add_test(c, keys_that_stand_twice_are_refused);
	tcase_add_test(c, guards_of_yaml);
	tcase_add_test(c, hostile_size_and_depth_end_soon);
	tcase_add_test(c, too_many_entries_are_refused);
	tcase_add_test(c, every_failed_allocation_is_clean);
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
