/* SPDX-License-Identifier: MIT */
/* One cell: from text to 32 bits and back, by the kind of its field. */
#include "facts.h"

static enum note_reason why;

static uint32_t read_as(const char *table, const char *field, const char *s,
	bool number, bool from_report)
{
	return cell_read(m, (uint32_t)table_no(table),
		(uint32_t)field_no(table, field),
		(struct cell_in){text_of(s), number, from_report}, &why);
}

/* The cell has a value, which prints so. */
static void reads(const char *table, const char *field, const char *s,
	const char *prints)
{
	uint32_t v = read_as(table, field, s, false, false);
	char to[CELL_PRINT];

	ck_assert_msg(!cell_none(v) && why == NOTE_REASONS,
		"%s.%s: \"%s\" has no value", table, field, s);
	is_text(model_cell_text(m, (uint32_t)table_no(table),
		(uint32_t)field_no(table, field), v, to), prints);
}

/* It has none, for this reason; NOTE_REASONS: in silence. */
static void refuses(const char *table, const char *field, const char *s,
	enum note_reason reason)
{
	uint32_t v = read_as(table, field, s, false, false);

	ck_assert_msg(v == CELL_EMPTY, "%s.%s: \"%s\" is %x", table, field, s,
		v);
	ck_assert_msg(why == reason, "%s.%s: \"%s\": reason %d, not %d",
		table, field, s, (int)why, (int)reason);
}

START_TEST(a_cell_of_every_kind_prints_as_it_is_written)
{
	reads("unor", "id", "U1", "U1");
	reads("pegawai", "nip", "198001012005011001", "198001012005011001");
	reads("unor", "npsn", "20100001", "20100001");
	reads("unor", "eselon_id", "II.b", "II.b");
	reads("unor", "nama", "Dinas Pendidikan", "Dinas Pendidikan");
	reads("unor", "aktif", "Ya", "ya");
	reads("unor", "aktif", "f", "tidak");
	reads("pegawai", "akun", "Tidak Terdaftar", "tidak_terdaftar");
	reads("penugasan", "jenis", "plt.", "PLT");
	reads("kejadian", "aksi", "Edit Profil", "edit_profil");
	reads("profil", "sumber", "e-Kinerja", "ekinerja");
	reads("unor", "kedaluwarsa", "31/12/2025", "2025-12-31");
	reads("kejadian", "waktu", "2026-01-20T01:00:00Z",
		"2026-01-20T08:00:00+07:00");
	reads("periode", "batas", "01-31", "01-31");
	reads("periode", "batas", "2026-01-31", "2026-01-31");
	reads("periode", "tahun", "2026", "2026");
	reads("periode", "angka", "0", "0");
}
END_TEST

START_TEST(a_reference_is_a_name_until_seal_finds_its_row)
{
	static const char *const field[][2] = {{"unor", "diatasan_id"},
		{"unor", "pemimpin_id"}, {"rhk", "skp_id"},
		{"rhk", "mendukung_id"}};
	uint32_t v;

	for (uint32_t i = 0; i < ARRAY_LEN(field); i++) {
		v = read_as(field[i][0], field[i][1], " Id 1 ", false, false);
		is_text(names_get(&m->ids, v), "Id 1");
		v = read_as(field[i][0], field[i][1], "TOP", false, false);
		is_text(names_get(&m->ids, v), "TOP"); /* it may be an id */
	}
}
END_TEST

START_TEST(a_cell_without_value_prints_nothing)
{
	char to[CELL_PRINT];

	is_text(model_cell_text(m, SKP_TABLE_UNOR, UNOR_nama, CELL_EMPTY, to),
		"");
	is_text(model_cell_text(m, SKP_TABLE_UNOR, UNOR_nama, CELL_UNKNOWN,
		to), "");
	is_text(model_cell_text(m, SKP_TABLE_SKP, SKP_unor_id, CELL_UNMATCHED,
		to), "");
}
END_TEST

START_TEST(no_value_is_written_in_many_ways)
{
	static const char *const none[] = {"", "  ", "\xc2\xa0", "-", " - ",
		"NULL", "null", "Null "};

	for (uint32_t i = 0; i < ARRAY_LEN(none); i++)
		for (int32_t t = 0; t < SKP_TABLES; t++)
			for (int32_t f = 0; f < skp_field_count(t); f++)
				refuses(skp_table_name(t), skp_field_name(t,
					f), none[i], NOTE_REASONS);
	reads("unor", "nama", "--", "--");
	reads("unor", "nama", "nil", "nil");
}
END_TEST

START_TEST(top_xx_and_zero_are_none_where_a_row_is_referred_to)
{
	ck_assert(means_none(text_of("TOP")));
	ck_assert(means_none(text_of("xx")));
	ck_assert(means_none(text_of("0")));
	ck_assert(!means_none(text_of("00")));
	ck_assert(!means_none(text_of("TOPS")));
	ck_assert(!means_none(text_of("")));
	refuses("unor", "instansi_id", "XX", NOTE_REASONS);
	refuses("unor", "eselon_id", "0", NOTE_REASONS);
	reads("unor", "npsn", "0", "0"); /* refers to nothing */
	reads("unor", "nama", "TOP", "TOP");
}
END_TEST

START_TEST(errors_of_a_spreadsheet_are_no_value)
{
	static const char *const error[] = {"#REF!", "#N/A", "#VALUE!",
		"#name?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
		"#GETTING_DATA"};

	for (uint32_t i = 0; i < ARRAY_LEN(error); i++) {
		ck_assert(cell_is_excel_error(text_of(error[i])));
		refuses("pegawai", "nip", error[i], NOTE_GALAT_EXCEL);
		refuses("unor", "nama", error[i], NOTE_GALAT_EXCEL);
		refuses("unor", "kedaluwarsa", error[i], NOTE_GALAT_EXCEL);
	}
	ck_assert(!cell_is_excel_error(text_of("#1")));
	ck_assert(!cell_is_excel_error(text_of("")));
	ck_assert(!cell_is_excel_error(text_of("REF!")));
	reads("unor", "id", "#1", "#1");
}
END_TEST

START_TEST(scientific_numbers_are_known_by_mark_or_sign)
{
	static const char *const yes[] = {"1.98E+17", "1,98E+17", "1.98e17",
		"198E+15", "2E-5", "1.E5"};
	static const char *const no[] = {"", "12E45", "E+17", "1.98", "198",
		"1.98E", "1.98E+", "1.98E+17x", "x1.98E+17", "1.9.8E+17",
		"1..E5", "-1.98E+17", "1E"};

	for (uint32_t i = 0; i < ARRAY_LEN(yes); i++) {
		ck_assert_msg(cell_is_scientific(text_of(yes[i])), "%s",
			yes[i]);
		refuses("pegawai", "nip", yes[i], NOTE_ILMIAH);
		refuses("unor", "id", yes[i], NOTE_ILMIAH);
		refuses("skp", "pegawai_id", yes[i], NOTE_ILMIAH);
	}
	for (uint32_t i = 0; i < ARRAY_LEN(no); i++)
		ck_assert_msg(!cell_is_scientific(text_of(no[i])), "%s",
			no[i]);
	reads("unor", "nama", "1.98E+17", "1.98E+17"); /* no id */
}
END_TEST

START_TEST(a_nip_loses_what_people_put_in_it)
{
	static const char *const nip[] = {"198001012005011001",
		"19800101 200501 1 001", "19800101.200501.1.001",
		"'198001012005011001", "`198001012005011001",
		"\xe2\x80\x99" "198001012005011001",
		"\xe2\x80\x98" "198001012005011001",
		"19800101\xc2\xa0" "200501\t1 001"};
	char to[64];

	for (uint32_t i = 0; i < ARRAY_LEN(nip); i++) {
		is_text(cell_clean_nip(text_of(nip[i]), to, sizeof(to)),
			"198001012005011001");
		reads("pegawai", "nip", nip[i], "198001012005011001");
	}
	is_text(cell_clean_nip(text_of("12 34"), to, 3), "123");
	is_text(cell_clean_nip(text_of("a-b\xe2\x80\x9d"), to, 64),
		"a-b\xe2\x80\x9d");
	is_text(cell_clean_nip(text_of("\xe2\x80"), to, 64), "\xe2\x80");
	is_text(cell_clean_nip(text_of("\xc2"), to, 64), "\xc2");
	refuses("pegawai", "nip", "'", NOTE_REASONS);
	refuses("pegawai", "nip", "'-", NOTE_REASONS);
	refuses("profil", "nip", " . ", NOTE_REASONS);
}
END_TEST

START_TEST(an_id_loses_its_blanks_and_nothing_else)
{
	reads("unor", "id", " 'A. b-1\xc2\xa0", "'A. b-1");
	reads("pegawai", "id", "1.2", "1.2");
}
END_TEST

START_TEST(a_number_has_lost_the_last_digits_of_a_nip)
{
	ck_assert_uint_eq(read_as("pegawai", "nip", "198001012005011001",
		true, false), CELL_EMPTY);
	ck_assert_int_eq(why, NOTE_ANGKA);
	read_as("skp", "atasan_id", "198001012005011001", true, false);
	ck_assert_int_eq(why, NOTE_ANGKA);
	read_as("pegawai", "nik", "3201010101800001", true, false);
	ck_assert_int_eq(why, NOTE_ANGKA);
	/* 15 digits survive; a unit's id is no NIP */
	read_as("pegawai", "nik", "320101010180000", true, false);
	ck_assert_int_eq(why, NOTE_REASONS);
	read_as("unor", "id", "1980010120050110", true, false);
	ck_assert_int_eq(why, NOTE_REASONS);
}
END_TEST

START_TEST(yes_and_no_in_every_spelling)
{
	static const char *const yes[] = {"true", "ya", "YES", "y", "t", "1",
		"Aktif"};
	static const char *const no[] = {"false", "Tidak", "no", "n", "F",
		"0", "non-aktif"};

	for (uint32_t i = 0; i < ARRAY_LEN(yes); i++)
		reads("unor", "diklaim", yes[i], "ya");
	for (uint32_t i = 0; i < ARRAY_LEN(no); i++)
		reads("skp", "plt", no[i], "tidak");
	refuses("unor", "aktif", "2", NOTE_KODE);
	refuses("unor", "aktif", "mungkin", NOTE_KODE);
}
END_TEST

START_TEST(an_account_is_active_or_given_as_not)
{
	reads("pegawai", "akun", "AKTIF", "aktif");
	reads("pegawai", "akun", "ya", "aktif");
	reads("pegawai", "akun", "tidak", "nonaktif");
	reads("pegawai", "akun", "terkunci", "nonaktif");
	reads("pegawai", "akun", "Tidak-Terdaftar", "tidak_terdaftar");
}
END_TEST

START_TEST(codes_of_the_contract_and_no_others)
{
	static const char *const tugas[] = {"D", "TT", "PJ", "PLT", "PLH",
		"DELEGASI"};
	static const char *const aksi[] = {"login", "edit_profil",
		"sinkron_asn", "sinkron_casn", "validasi", "muat_ulang",
		"sinkro_gtk", "sinkro_penilaian", "klaim_pimpinan",
		"ubah_vervalptk"};
	static const char *const sumber[] = {"siasn", "ekinerja", "dapodik",
		"vervalptk"};

	for (uint32_t i = 0; i < ARRAY_LEN(tugas); i++)
		reads("penugasan", "jenis", tugas[i], tugas[i]);
	for (uint32_t i = 0; i < ARRAY_LEN(aksi); i++)
		reads("kejadian", "aksi", aksi[i], aksi[i]);
	for (uint32_t i = 0; i < ARRAY_LEN(sumber); i++)
		reads("profil", "sumber", sumber[i], sumber[i]);
	reads("penugasan", "jenis", "Pelaksana Tugas", "PLT");
	reads("penugasan", "jenis", "Tugas Tambahan", "TT");
	refuses("penugasan", "jenis", "X", NOTE_KODE);
	refuses("kejadian", "aksi", "logout", NOTE_KODE);
	refuses("profil", "sumber", "sapk", NOTE_KODE);
	refuses("profil", "sumber",
		"siasn siasn siasn siasn siasn siasn siasn", NOTE_KODE);
	refuses("penugasan", "jenis", "...", NOTE_REASONS);
}
END_TEST

START_TEST(a_mere_post_comes_from_a_report_only)
{
	refuses("penugasan", "jenis", "POS", NOTE_KODE);
	ck_assert_uint_eq(read_as("penugasan", "jenis", "pos", false, true),
		TUGAS_POS);
	ck_assert_int_eq(why, NOTE_REASONS);
}
END_TEST

START_TEST(days_that_cannot_be_are_told)
{
	refuses("penugasan", "mulai", "0000-00-00", NOTE_REASONS);
	refuses("penugasan", "mulai", "31-02-2026", NOTE_TANGGAL);
	refuses("penugasan", "mulai", "2026-01-20T08:00:00", NOTE_TANGGAL);
	refuses("periode", "awal", "13-01", NOTE_TANGGAL);
	refuses("periode", "awal", "0000-00-00", NOTE_REASONS);
	reads("penugasan", "mulai", "0001-01-01", "0001-01-01");
	reads("penugasan", "mulai", "9999-12-31", "9999-12-31");
}
END_TEST

START_TEST(instants_are_those_that_fit)
{
	refuses("kejadian", "waktu", "kemarin", NOTE_WAKTU);
	refuses("kejadian", "waktu", "0000-00-00 00:00:00", NOTE_REASONS);
	refuses("kejadian", "waktu", "1969-12-31T23:59:59Z", NOTE_WAKTU);
	reads("kejadian", "waktu", "1970-01-01T00:00:00Z",
		"1970-01-01T07:00:00+07:00");
	reads("kejadian", "waktu", "2106-02-07T06:28:12Z",
		"2106-02-07T13:28:12+07:00");
	refuses("kejadian", "waktu", "2106-02-07T06:28:13Z", NOTE_WAKTU);
	reads("skp", "dibuat", "20-01-2026", "2026-01-20T00:00:00+07:00");
}
END_TEST

START_TEST(numbers_are_digits)
{
	reads("periode", "tahun", "999999999", "999999999");
	reads("periode", "angka", "007", "7");
	refuses("periode", "angka", "1000000000", NOTE_BUKAN_ANGKA);
	refuses("periode", "angka", "-1", NOTE_BUKAN_ANGKA);
	refuses("periode", "angka", "1.5", NOTE_BUKAN_ANGKA);
}
END_TEST

START_TEST(a_refused_allocation_is_told_from_no_value)
{
	char s[200];

	memset(s, 'x', sizeof(s) - 1);
	s[sizeof(s) - 1] = 0;
	for (int i = 0; i < 3; i++) {
		static const char *const field[] = {"id", "eselon_id",
			"nama"};

		heap_fail(0, true);
		ck_assert_uint_eq(read_as("unor", field[i], s, false, false),
			CELL_UNKNOWN);
		ck_assert(!heap_ok());
	}
}
END_TEST

START_TEST(tables_and_fields_are_found_by_name)
{
	ck_assert_int_eq(skp_table_find("UNOR", -1), SKP_TABLE_UNOR);
	ck_assert_int_eq(skp_table_find("skpx", 3), SKP_TABLE_SKP);
	ck_assert_int_eq(skp_table_find("instansi", -1), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_table_find(NULL, 3), SKP_E_UNKNOWN);
	ck_assert_str_eq(skp_table_name(SKP_TABLE_INSTANSI), "instansi");
	ck_assert_ptr_null(skp_table_name(9));
	ck_assert_ptr_null(skp_table_name(-1));
	ck_assert_int_eq(skp_field_count(-1), 0);
	ck_assert_int_eq(skp_field_count(SKP_TABLE_INSTANSI), 0);
	ck_assert_int_eq(skp_field_find(SKP_TABLE_UNOR, "Nama", -1),
		UNOR_nama);
	ck_assert_int_eq(skp_field_find(9, "nama", -1), SKP_E_UNKNOWN);
	ck_assert_ptr_null(skp_field_name(SKP_TABLE_UNOR,
		skp_field_count(SKP_TABLE_UNOR)));
	ck_assert_int_eq(skp_field_required(SKP_TABLE_UNOR, UNOR_id), 1);
	ck_assert_int_eq(skp_field_required(SKP_TABLE_UNOR, UNOR_nama), 0);
	ck_assert_int_eq(skp_field_required(SKP_TABLE_UNOR, -1), 0);
	for (int32_t t = 0; t < SKP_TABLES; t++)
		for (int32_t f = 0; f < skp_field_count(t); f++)
			ck_assert_int_eq(skp_field_find(t, skp_field_name(t,
				f), -1), f);
}
END_TEST

/* The cells of a field of all rows, the first of which is `want[0]`. */
static void are(const char *table, const char *field, int n,
	const int64_t *want)
{
	int64_t got[8];

	ck_assert_int_eq(skp_model_cells(m, table_no(table),
		field_no(table, field), 0, 8, got), n);
	for (int i = 0; i < n; i++)
		ck_assert_msg(got[i] == want[i], "%s.%s %d: %lld", table,
			field, i, (long long)got[i]);
}

START_TEST(a_field_of_many_rows_is_a_column_of_numbers)
{
	facts("unor", "id=U1|diatasan_id=|kedaluwarsa=2026-03-01\n"
		"id=U2|diatasan_id=u1|kedaluwarsa=1969-12-31\n"
		"id=u1|diatasan_id=U2|kedaluwarsa=2026-03-01\n"
		"id=U3|diatasan_id=U9|kedaluwarsa=");
	facts("pegawai", "nip=198803012010011001|jabatan=Guru\n"
		"nip=198803012010011002|jabatan=Analis\n"
		"nip=198803012010011003|jabatan=Guru");
	fact("kejadian", "pegawai_id=198803012010011002|aksi=validasi|"
		"waktu=1970-01-02T00:00:00Z|berhasil=ya");
	fact("periode", "id=P|awal=03-01");
	seal();
	are("unor", "diatasan_id", 4, (int64_t[]){SKP_CELL_EMPTY, 0,
		SKP_CELL_DEAD, SKP_CELL_UNMATCHED});
	are("unor", "kedaluwarsa", 4, (int64_t[]){20260301, 19691231,
		SKP_CELL_DEAD, SKP_CELL_EMPTY});
	are("unor", "aktif", 4, (int64_t[]){SKP_CELL_UNKNOWN,
		SKP_CELL_UNKNOWN, SKP_CELL_DEAD, SKP_CELL_UNKNOWN});
	are("kejadian", "pegawai_id", 1, (int64_t[]){1});
	are("kejadian", "waktu", 1, (int64_t[]){86400});
	are("kejadian", "berhasil", 1, (int64_t[]){1});
	are("periode", "awal", 1, (int64_t[]){301});
}
END_TEST

/* Cells are looked at in blocks, and days that were seen are remembered: each
 * alone says the same. The days are some that share a place there. */
START_TEST(many_rows_say_what_each_says_alone)
{
	static const char *const day[] = {"2026-01-01", "2026-02-02",
		"2026-03-06", "1969-12-31", "", "2026-01-01"};
	static const char *const field[] = {"diatasan_id", "kedaluwarsa"};
	enum { ROWS = 53 };
	int64_t all[ROWS], one;
	int32_t f, id;
	char row[128];
	int i;

	for (i = 0; i < ROWS; i++) {
		snprintf(row, sizeof(row),
			"id=U%d|diatasan_id=U%d|kedaluwarsa=%s", i,
			i == 20 ? 999 : i / 2, day[i % 6]);
		fact("unor", row);
	}
	seal();
	for (f = 0; f < 2; f++) {
		id = skp_field_find(SKP_TABLE_UNOR, field[f], -1);
		ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_UNOR, id, 0,
			ROWS, all), ROWS);
		for (i = 0; i < ROWS; i++) {
			ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_UNOR,
				id, i, 1, &one), 1);
			ck_assert_int_eq(all[i], one);
			if (f == 0)
				ck_assert_int_eq(one, i == 20
					? SKP_CELL_UNMATCHED : i / 2);
		}
	}
}
END_TEST

START_TEST(a_code_has_one_number_for_each_word)
{
	int64_t got[4];

	facts("pegawai", "nip=1|jabatan=Guru\nnip=2|jabatan=Analis\n"
		"nip=3|jabatan=Guru");
	seal();
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_jabatan, 0, 4, got), 3);
	ck_assert(got[0] >= 0 && got[0] == got[2] && got[0] != got[1]);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_jabatan, 1, 1, got + 3), 1);
	ck_assert_int_eq(got[3], got[1]);
}
END_TEST

START_TEST(numbers_are_for_fields_and_rows_that_have_them)
{
	int64_t got[4];

	fact("pegawai", "nip=1|nama=A|nik=2");
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_unor_id, 0, 4, got), SKP_E_STATE);
	ck_assert_int_eq(skp_model_cells(NULL, 0, 0, 0, 1, got), SKP_E_ARG);
	seal();
	for (int32_t f = 0; f < skp_field_count(SKP_TABLE_PEGAWAI); f++)
		ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI, f, 0,
			4, got), f == PEGAWAI_id || f == PEGAWAI_nip ||
			f == PEGAWAI_nama || f == PEGAWAI_nik ||
			f == PEGAWAI_nuptk ? SKP_E_ARG : 1);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_unor_id, 1, 4, got), 0);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_unor_id, INT64_MAX, 4, got), 0);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_unor_id, -1, 4, got), SKP_E_ARG);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI,
		PEGAWAI_unor_id, 0, -1, got), SKP_E_ARG);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_INSTANSI, 0, 0, 1,
		got), SKP_E_ARG);
	ck_assert_int_eq(skp_model_cells(m, SKP_TABLE_PEGAWAI, 99, 0, 1,
		got), SKP_E_ARG);
}
END_TEST

RUN("cell", a_cell_of_every_kind_prints_as_it_is_written,
	a_reference_is_a_name_until_seal_finds_its_row,
	a_cell_without_value_prints_nothing, no_value_is_written_in_many_ways,
	top_xx_and_zero_are_none_where_a_row_is_referred_to,
	errors_of_a_spreadsheet_are_no_value,
	scientific_numbers_are_known_by_mark_or_sign,
	a_nip_loses_what_people_put_in_it,
	an_id_loses_its_blanks_and_nothing_else,
	a_number_has_lost_the_last_digits_of_a_nip,
	yes_and_no_in_every_spelling, an_account_is_active_or_given_as_not,
	codes_of_the_contract_and_no_others,
	a_mere_post_comes_from_a_report_only, days_that_cannot_be_are_told,
	instants_are_those_that_fit, numbers_are_digits,
	a_refused_allocation_is_told_from_no_value,
	tables_and_fields_are_found_by_name,
	a_field_of_many_rows_is_a_column_of_numbers,
	many_rows_say_what_each_says_alone,
	a_code_has_one_number_for_each_word,
	numbers_are_for_fields_and_rows_that_have_them)
