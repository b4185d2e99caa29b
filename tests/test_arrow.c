/* SPDX-License-Identifier: MIT */
/* Arrow arrays and streams into a model: every format, offsets, dictionaries,
 * what is refused, and that all is released once. */
#include <errno.h>
#include "arrow_fake.h"

static void is_empty(const char *table, int64_t row, const char *field)
{
	ck_assert_uint_eq(cell_of(table, field, row), CELL_EMPTY);
}

/* A reference before it is looked up. */
static void is_id(const char *table, int64_t row, const char *field,
	const char *s)
{
	is_text(names_get(&m->ids, cell_of(table, field, row)), s);
}

static void is_unknown(const char *table, int64_t row, const char *field)
{
	ck_assert_uint_eq(cell_of(table, field, row), CELL_UNKNOWN);
}

/* Refused so, and the model is as it was. */
static void is_refused(const char *table, int32_t code, const char *text)
{
	uint64_t before = shape();

	ck_assert_int_eq(fake_try(table, NULL), code);
	ck_assert_int_eq(err.code, code);
	if (text)
		ck_assert_msg(strstr(err.text, text), "%s", err.text);
	ck_assert_uint_eq(shape(), before);
	ck_assert(!m->loading);
}

/* ---- formats ---- */

START_TEST(every_format_of_text_gives_the_same_cells)
{
	static const char *const format[] = {"u", "U", "vu", "z", "Z", "vz",
		"w:24"};
	int offset = _i % 4, pad = _i / 4 % 4 * 3;
	const char *f = format[_i / 16];

	fake_begin(5, offset);
	fake_add("id", f, "U1|U2|U3|U4|U5", pad);
	fake_add("nama", f, "A|~||Dinas yang panjang|S\xc3\xa9", pad);
	fake_give("unor", NULL);
	is_cell("unor", 0, "id", "U1");
	is_cell("unor", 4, "id", "U5");
	is_cell("unor", 0, "nama", "A");
	is_empty("unor", 1, "nama");
	is_empty("unor", 2, "nama");
	is_cell("unor", 3, "nama", "Dinas yang panjang");
	is_cell("unor", 4, "nama", "S\xc3\xa9");
	is_unknown("unor", 0, "jenis");
	ck_assert_uint_eq(account("unor").loaded, 5);
}
END_TEST

START_TEST(integers_of_every_width_are_exact)
{
	static const char *const format[] = {"c", "C", "s", "S", "i", "I", "l",
		"L"};
	static const char *const most[] = {"127", "255", "32767", "65535",
		"2147483647", "4294967295", "9223372036854775807",
		"18446744073709551615"};
	const char *f = format[_i];
	char cells[80];

	snprintf(cells, sizeof(cells), "0|~|%s|%s", most[_i],
		_i % 2 ? "1" : "-1");
	fake_begin(4, 1);
	fake_add("id", "u", "P1|P2|P3|P4", 0);
	fake_add("nama", f, cells, 2);
	fake_give("pegawai", NULL);
	is_cell("pegawai", 0, "nama", "0");
	is_empty("pegawai", 1, "nama");
	is_cell("pegawai", 2, "nama", most[_i]);
	is_cell("pegawai", 3, "nama", _i % 2 ? "1" : "-1");
}
END_TEST

START_TEST(a_nip_as_an_integer_is_whole)
{
	fake_begin(1, 0);
	fake_add("nip", "l", "198001012005011001", 0);
	fake_add("nik", "L", "3299010101800001", 0);
	fake_give("pegawai", NULL);
	is_cell("pegawai", 0, "nip", "198001012005011001");
	is_cell("pegawai", 0, "nik", "3299010101800001");
	ck_assert_uint_eq(m->nnote, 0);
}
END_TEST

START_TEST(a_float_is_a_number_of_a_spreadsheet)
{
	fake_begin(8, 2);
	fake_add("id", "u", "A|B|C|D|E|F|G|H", 0);
	fake_add("nip", "g", "198001012005011001|nan|~|~|~|~|~|~", 1);
	fake_add("npsn", "g", "0|1|2|3|4|5|6|7", 0); /* no field of pegawai */
	fake_add("nama", "g", "20100001|-1.5|0.25|1.9e+21|5e-8|inf|nan|1e15",
		3);
	fake_give("pegawai", NULL);
	is_empty("pegawai", 0, "nip");
	is_empty("pegawai", 1, "nip");
	ck_assert_uint_eq(m->nnote, 1);
	ck_assert_int_eq(m->note[0].reason, NOTE_ANGKA);
	is_cell("pegawai", 0, "nama", "20100001");
	is_cell("pegawai", 1, "nama", "-1.5");
	is_cell("pegawai", 2, "nama", "0.25");
	is_cell("pegawai", 3, "nama", "1.9e+21");
	is_cell("pegawai", 4, "nama", "5e-08");
	is_cell("pegawai", 5, "nama", "inf");
	is_empty("pegawai", 6, "nama");
	is_cell("pegawai", 7, "nama", "1000000000000000");
	ck_assert_uint_eq(account("pegawai").ignored_columns, 1);
}
END_TEST

START_TEST(a_float_beyond_all_digits_in_an_id_is_scientific)
{
	fake_begin(1, 0);
	fake_add("nip", "u", "198001012005011001", 0);
	fake_add("atasan_id", "g", "1.9e21", 0);
	fake_give("pegawai", NULL);
	ck_assert_uint_eq(m->nnote, 1);
	ck_assert_int_eq(m->note[0].reason, NOTE_ILMIAH);
}
END_TEST

START_TEST(booleans_are_yes_and_no)
{
	fake_begin(3, 5);
	fake_add("id", "u", "U1|U2|U3", 0);
	fake_add("aktif", "b", "1|0|~", 6);
	fake_give("unor", NULL);
	ck_assert_uint_eq(cell_of("unor", "aktif", 0), 1);
	ck_assert_uint_eq(cell_of("unor", "aktif", 1), 0);
	is_empty("unor", 2, "aktif");
}
END_TEST

START_TEST(days_are_days)
{
	fake_begin(4, 1);
	fake_add("id", "u", "U1|U2|U3|U4", 0);
	fake_add("kedaluwarsa", _i ? "tdm" : "tdD",
		_i ? "1768867200000|951782400000|-1|~" : "20473|11016|-1|~", 2);
	fake_give("unor", NULL);
	is_cell("unor", 0, "kedaluwarsa", "2026-01-20");
	is_cell("unor", 1, "kedaluwarsa", "2000-02-29");
	is_cell("unor", 2, "kedaluwarsa", "1969-12-31");
	is_empty("unor", 3, "kedaluwarsa");
}
END_TEST

/* 2026-01-20 17:30:00 of whatever clock */
static const char *instant(int unit)
{
	static const char *const at[] = {"1768930200", "1768930200123",
		"1768930200123456", "1768930200123456789"};

	return at[unit];
}

START_TEST(instants_of_every_unit_are_read)
{
	static const char *const format[] = {"tss:", "tsm:", "tsu:", "tsn:"};
	char zone[32];

	snprintf(zone, sizeof(zone), "%sAsia/Jakarta", format[_i]);
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "P1", 0);
	fake_add("aksi", "u", "login", 0);
	fake_add("waktu", format[_i], instant(_i), 0);
	fake_give("kejadian", NULL);
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "P1", 0);
	fake_add("aksi", "u", "login", 0);
	fake_add("waktu", zone, instant(_i), 3);
	fake_give("kejadian", NULL);
	is_cell("kejadian", 0, "waktu", "2026-01-20T17:30:00+07:00");
	is_cell("kejadian", 1, "waktu", "2026-01-21T00:30:00+07:00");
}
END_TEST

START_TEST(an_instant_where_a_day_stands_is_its_day_in_wib)
{
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "P1", 0);
	fake_add("unor_id", "u", "U1", 0);
	fake_add("jenis", "u", "D", 0);
	fake_add("mulai", "tss:", instant(0), 0);
	fake_add("selesai", "tsu:UTC", instant(2), 0);
	fake_give("penugasan", NULL);
	is_cell("penugasan", 0, "mulai", "2026-01-20");
	is_cell("penugasan", 0, "selesai", "2026-01-21");
}
END_TEST

START_TEST(a_year_beyond_dates_is_told)
{
	fake_begin(3, 0);
	fake_add("id", "u", "U1|U2|U3", 0);
	fake_add("kedaluwarsa", "tss:", "9223372036854775807|"
		"-9223372036854775808|253402300800", 0);
	fake_give("unor", NULL);
	ck_assert_uint_eq(m->nnote, 3);
	ck_assert_int_eq(m->note[0].reason, NOTE_TANGGAL);
	is_empty("unor", 0, "kedaluwarsa");
}
END_TEST

START_TEST(a_column_of_nulls_is_empty_and_supplied)
{
	fake_begin(2, 1);
	fake_add("id", "u", "U1|U2", 0);
	fake_add("jenis", "n", "~|~", 2);
	fake_add_dictionary("npsn", "i", "n", "~|~", 0);
	fake_give("unor", NULL);
	is_empty("unor", 0, "jenis");
	is_empty("unor", 1, "npsn");
	ck_assert(model_supplied(m, SKP_TABLE_UNOR, UNOR_jenis));
	ck_assert(!model_supplied(m, SKP_TABLE_UNOR, UNOR_eselon_id));
}
END_TEST

START_TEST(dictionaries_by_every_index_are_looked_up)
{
	static const char *const index[] = {"c", "C", "s", "S", "i", "I", "l",
		"L"};
	static const char *const format[] = {"u", "U", "vu", "w:30"};
	const char *f = format[_i / 8];

	fake_begin(6, _i % 3);
	fake_add("id", "u", "A|B|C|D|E|F", 0);
	fake_add_dictionary("kedudukan", index[_i % 8], f,
		"aktif|pensiun|~|aktif|cuti di luar tanggungan|pensiun", 3);
	fake_add_dictionary("nip", index[_i % 8], "l",
		"198001012005011001|~|3|3|~|198001012005011001", 1);
	fake_give("pegawai", NULL);
	is_cell("pegawai", 0, "kedudukan", "aktif");
	is_cell("pegawai", 1, "kedudukan", "pensiun");
	is_empty("pegawai", 2, "kedudukan");
	is_cell("pegawai", 4, "kedudukan", "cuti di luar tanggungan");
	is_cell("pegawai", 5, "kedudukan", "pensiun");
	is_cell("pegawai", 5, "nip", "198001012005011001");
	is_empty("pegawai", 4, "nip");
}
END_TEST

/* One pair of key and value, as the specification has it. */
static void metadata(struct ArrowSchema *s, const char *key,
	const char *value)
{
	char to[128];
	int32_t n = 1, k = (int32_t)strlen(key), v = (int32_t)strlen(value);

	memcpy(to, &n, 4);
	memcpy(to + 4, &k, 4);
	memcpy(to + 8, key, (size_t)k);
	memcpy(to + 8 + k, &v, 4);
	memcpy(to + 12 + k, value, (size_t)v);
	s->metadata = fake_keep(s->private_data, to, (size_t)(12 + k + v));
}

START_TEST(a_uuid_of_16_bytes_is_spelled_out)
{
	fake_begin(2, 0);
	fake_add("id", "w:16", "0123456789:;<=>?|~", 1);
	fake_add("nip", "u", "~|7", 0);
	metadata(fake_s.children[0], "ARROW:extension:name", "arrow.uuid");
	fake_give("pegawai", NULL);
	is_cell("pegawai", 0, "id", "30313233-3435-3637-3839-3a3b3c3d3e3f");
	is_empty("pegawai", 1, "id");
	fake_begin(1, 0);
	fake_add("id", "w:16", "0123456789:;<=>?", 0);
	metadata(fake_s.children[0], "ARROW:extension:name", "another");
	fake_give("pegawai", NULL);
	is_cell("pegawai", 2, "id", "0123456789:;<=>?");
}
END_TEST

/* ---- rows and columns ---- */

START_TEST(a_null_row_is_an_empty_row)
{
	static const uint8_t bits[] = {0x15}; /* slots 1.. of 0, 1, 0, 1 */

	fake_begin(4, 1);
	fake_add("id", "u", "U1|U2|U3|U4", 0);
	fake_add("nama", "vu", "A|B|C|D", 2);
	fake_add("npsn", "l", "1|2|3|4", 1);
	fake_a.null_count = 2;
	((const void **)fake_a.buffers)[0] = fake_keep(fake_a.private_data,
		bits, 1);
	fake_give("unor", NULL);
	ck_assert_uint_eq(account("unor").read, 4);
	ck_assert_uint_eq(account("unor").empty, 2);
	is_cell("unor", 0, "id", "U2");
	is_cell("unor", 0, "nama", "B");
	is_cell("unor", 1, "id", "U4");
	is_cell("unor", 1, "npsn", "4");
}
END_TEST

START_TEST(nobody_looks_at_what_is_null)
{
	fake_begin(3, 0);
	fake_add("id", "u", "U1|U2|U3", 0);
	fake_add("nama", "u", "A|\xff\xc3|C", 0);
	fake_add("nama_jabatan", "w:2", "A|\xff\xc3|C", 0);
	((uint8_t *)fake_a.children[1]->buffers[0])[0] = 5;
	((uint8_t *)fake_a.children[2]->buffers[0])[0] = 5;
	fake_give("unor", NULL);
	is_empty("unor", 1, "nama");
	is_empty("unor", 1, "nama_jabatan");
	is_cell("unor", 2, "nama", "C");
}
END_TEST

START_TEST(names_are_folded_and_have_aliases)
{
	fake_begin(1, 0);
	fake_add("NIP Baru", "u", "198001012005011001", 0);
	fake_add("Golongan-Ruang", "u", "III/c", 0);
	fake_add("__unor_nama", "u", "x", 0);
	fake_add("", "u", "x", 0);
	fake_add(NULL, "u", "x", 0);
	fake_give("pegawai", NULL);
	is_cell("pegawai", 0, "nip", "198001012005011001");
	is_cell("pegawai", 0, "golru", "III/c");
	ck_assert_uint_eq(account("pegawai").ignored_columns, 3);
}
END_TEST

START_TEST(of_several_columns_the_first_that_is_not_empty_wins)
{
	fake_begin(5, 1);
	fake_add("id", "u", "A|B|C|D|E", 0);
	fake_add("nip_atasan", "l", "1|2|3|~|5", 1);
	fake_add("atasan_nip", "vu", "a|-|~|~|e", 0);
	fake_add("atasan_id", "u", "x|~|null|~|", 2);
	fake_give("pegawai", NULL);
	is_id("pegawai", 0, "atasan_id", "x");
	is_id("pegawai", 1, "atasan_id", "2");
	is_id("pegawai", 2, "atasan_id", "3");
	is_empty("pegawai", 3, "atasan_id");
	is_id("pegawai", 4, "atasan_id", "e");
}
END_TEST

START_TEST(columns_that_are_no_fields_may_be_anything)
{
	struct ArrowSchema *s;

	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	fake_array(fake_child("daftar", "+l", &s));
	fake_array(fake_child("uang", "d:18,2", &s));
	fake_give("unor", NULL);
	ck_assert_uint_eq(account("unor").ignored_columns, 2);
}
END_TEST

START_TEST(no_rows_still_say_which_columns_there_are)
{
	fake_begin(0, 0);
	fake_array(fake_child("id", "u", &(struct ArrowSchema *){0}));
	fake_array(fake_child("npsn", "l", &(struct ArrowSchema *){0}));
	fake_a.children[0]->n_buffers = 3; /* all of them NULL */
	fake_a.children[1]->n_buffers = 2;
	fake_give("unor", NULL);
	ck_assert_uint_eq(account("unor").given, 1);
	ck_assert(model_supplied(m, SKP_TABLE_UNOR, UNOR_npsn));
	ck_assert_uint_eq(m->table[SKP_TABLE_UNOR].rows, 0);
}
END_TEST

static void long_batch(int64_t rows)
{
	char *bytes = malloc((size_t)rows * 300);
	int32_t *off = calloc((size_t)rows + 1, 4);
	int64_t *far = calloc((size_t)rows + 1, 8), i;
	struct ArrowSchema *s;
	struct ArrowArray *a;
	char number[32];

	for (i = 0; i < rows; i++) {
		memset(bytes + i * 300, 'x', 300);
		snprintf(number, sizeof(number), "%010lld", (long long)i);
		memcpy(bytes + i * 300, number, 10);
		off[i + 1] = (int32_t)(i + 1) * 300;
		far[i + 1] = (i + 1) * 300;
	}
	fake_begin(rows, 0);
	for (i = 0; i < 3; i++) {
		a = fake_child(i == 0 ? "id" : i == 1 ? "nama" : "nama_jabatan",
			i == 0 ? "l" : i == 1 ? "U" : "u", &s);
		fake_array(a);
		a->length = rows;
		a->n_buffers = i == 0 ? 2 : 3;
		a->buffers[1] = fake_keep(a->private_data, i == 2
			? (void *)off : (void *)far,
			((size_t)rows + 1) * (i == 2 ? 4 : 8));
		a->buffers[2] = fake_keep(a->private_data, bytes,
			i ? (size_t)rows * 300 : 0);
	}
	free(bytes);
	free(off);
	free(far);
}

START_TEST(many_rows_go_over_in_several_batches)
{
	const int64_t rows = 20000;
	char id[32];

	/* offsets of the text are the ids */
	long_batch(rows);
	fake_give("unor", NULL);
	ck_assert_uint_eq(account("unor").loaded, (uint64_t)rows);
	for (int64_t i = 0; i < rows; i += 1999) {
		uint32_t t = cell_of("unor", "nama", i);

		snprintf(id, sizeof(id), "%lld", (long long)i * 300);
		is_cell("unor", i, "id", id);
		snprintf(id, sizeof(id), "%010lldx", (long long)i);
		ck_assert_uint_eq(names_get(&m->texts, t).n, 300);
		ck_assert_int_eq(memcmp(names_get(&m->texts, t).p, id, 11), 0);
		t = cell_of("unor", "nama_jabatan", i);
		ck_assert_int_eq(memcmp(names_get(&m->texts, t).p, id, 11), 0);
	}
}
END_TEST

START_TEST(more_text_than_one_batch_holds_is_cut)
{
	const int64_t rows = 9000;
	uint32_t t;

	long_batch(rows); /* 2.7 MB, spelled out because the name is twice */
	fake_s.children[1]->name = fake_s.children[2]->name;
	fake_give("unor", NULL);
	ck_assert_uint_eq(account("unor").loaded, (uint64_t)rows);
	t = cell_of("unor", "nama_jabatan", rows - 1);
	ck_assert_int_eq(memcmp(names_get(&m->texts, t).p, "0000008999x", 11),
		0);
}
END_TEST

START_TEST(buffers_need_not_be_aligned)
{
	static const char *const format[] = {"u", "U", "vu", "l", "g", "tss:"};
	struct ArrowArray *a;
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(format); i++) {
		fake_begin(2, 0);
		fake_add("id", "u", "U1|U2", 0);
		a = fake_add("nama", format[i], "10|20", 0);
		for (k = 1; k < 2; k++) {
			char *to = fake_keep(a->private_data, NULL, 64);

			memcpy(to + 1, a->buffers[k], i == 0 ? 12 : i == 1 ? 24
				: i == 2 ? 32 : 16);
			a->buffers[k] = to + 1;
		}
		fake_give("unor", NULL);
	}
	is_cell("unor", 1, "nama", "20");
	is_cell("unor", 3, "nama", "20");
	is_cell("unor", 5, "nama", "20");
	is_cell("unor", 7, "nama", "20");
	is_cell("unor", 9, "nama", "20");
	is_cell("unor", 11, "nama", "1970-01-01T00:00:20");
}
END_TEST

START_TEST(findings_cite_the_source_and_its_lines)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	int32_t file;
	uint32_t line, ord;

	o.source = "unor dari DuckDB";
	o.first_line = 2;
	fake_begin(2, 0);
	fake_add("id", "u", "U1|U2", 0);
	fake_give("unor", &o);
	model_place(m, SKP_TABLE_UNOR, 1, &file, &line, &ord);
	is_text(model_file(m, file), o.source);
	ck_assert_uint_eq(line, 3);
	fake_begin(1, 0);
	fake_add("id", "u", "U3", 0);
	fake_give("unor", NULL);
	model_place(m, SKP_TABLE_UNOR, 2, &file, &line, &ord);
	ck_assert_int_eq(file, -1);
	ck_assert_uint_eq(line, 0);
}
END_TEST

START_TEST(rows_of_a_report_imply_people)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);

	o.flags = SKP_BATCH_PARTIAL;
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "P1", 0);
	fake_give("skp", &o);
	ck_assert(!m->skp_list);
	o.flags = SKP_BATCH_DERIVED;
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "P1", 0);
	ck_assert_int_eq(fake_try("skp", &o), SKP_E_ARG);
}
END_TEST

/* ---- refusals ---- */

START_TEST(other_types_are_refused_by_name)
{
	static const char *const format[][2] = {{"e", "float16"},
		{"f", "float32"}, {"d:18,0", "decimal"}, {"d:9,2,32",
		"decimal"}, {"tts", "time of day"}, {"tDs", "duration"},
		{"tiM", "interval"}, {"+l", "list"}, {"+L", "list"},
		{"+w:3", "list"}, {"+vl", "list"}, {"+s", "struct"},
		{"+m", "map"}, {"+ud:0", "union"}, {"+r", "run-end"},
		{"w:", "format"}, {"w:x", "format"}, {"w:99999999999",
		"format"}, {"", "format"}, {"q", "format"}, {"uu", "format"}};
	struct ArrowSchema *s;

	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	fake_array(fake_child("nama", format[_i][0], &s));
	is_refused("unor", SKP_E_FORMAT, format[_i][1]);
	ck_assert_ptr_nonnull(strstr(err.text, "nama"));
}
END_TEST

START_TEST(dictionaries_of_what_is_no_text_are_refused)
{
	struct ArrowSchema *s;

	fake_begin(1, 0);
	fake_add_dictionary("id", "i", "u", "U1", 0);
	fake_s.children[0]->dictionary->format = "+s";
	is_refused("unor", SKP_E_FORMAT, "struct");
	fake_begin(1, 0);
	fake_add_dictionary("id", "i", "u", "U1", 0);
	fake_s.children[0]->format = "u";
	is_refused("unor", SKP_E_FORMAT, "dictionary");
	fake_begin(1, 0);
	fake_add_dictionary("id", "i", "i", "1", 0);
	s = fake_s.children[0]->dictionary;
	s->dictionary = fake_keep(s->private_data, &fake_s, sizeof(fake_s));
	fake_schema(s->dictionary, "u", "");
	is_refused("unor", SKP_E_FORMAT, "dictionary of dictionaries");
}
END_TEST

START_TEST(what_a_table_cannot_do_without_is_named)
{
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "P", 0);
	fake_add("jenis", "u", "D", 0);
	is_refused("penugasan", SKP_E_UNKNOWN, "unor_id");
	fake_begin(1, 0);
	fake_add("nama", "u", "A", 0);
	is_refused("pegawai", SKP_E_UNKNOWN, "id or nip");
	fake_begin(1, 0);
	is_refused("unor", SKP_E_UNKNOWN, "id");
	fake_begin(1, 0);
	fake_add("nip", "u", "1", 0);
	fake_give("pegawai", NULL);
}
END_TEST

START_TEST(a_schema_that_is_no_record_batch_is_refused)
{
	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	fake_s.format = _i == 0 ? "u" : _i == 1 ? NULL : fake_s.format;
	if (_i == 2)
		fake_s.n_children = -1;
	if (_i == 3)
		fake_s.children = NULL;
	if (_i == 4)
		fake_s.n_children = 2; /* the second is NULL */
	is_refused("unor", _i < 2 ? SKP_E_FORMAT : SKP_E_ARG, NULL);
}
END_TEST

static void bend(struct ArrowArray *a, int how)
{
	switch (how) {
	case 0: a->length = -1; break;
	case 1: a->offset = -1; break;
	case 2: a->offset = INT64_MAX; break;
	case 3: a->length = INT64_MAX; break;
	case 4: a->n_buffers = 0; break;
	case 5: a->n_buffers++; break;
	case 6: a->buffers = NULL; break;
	case 7: a->length = 2; break; /* fewer than the rows */
	case 8: a->null_count = 4; break;
	case 9: a->null_count = -2; break;
	case 10: a->null_count = 1; a->buffers[0] = NULL; break;
	case 11: a->buffers[1] = NULL; break;
	}
}
enum { BENDS = 12 };

START_TEST(a_child_that_is_not_sound_is_refused)
{
	static const char *const format[] = {"u", "U", "vu", "w:8", "l", "g",
		"b", "tdD"};
	const char *f = format[_i / BENDS];
	struct ArrowArray *a;

	fake_begin(3, 0);
	fake_add("id", "u", "U1|U2|U3", 0);
	a = fake_add("nama", f, "1|2|3", 0);
	bend(a, _i % BENDS);
	if (strcmp(f, "vu") == 0 && _i % BENDS == 5)
		a->buffers[a->n_buffers - 1] = NULL;
	is_refused("unor", SKP_E_ARG, "column nama");
}
END_TEST

START_TEST(rows_that_are_not_sound_are_refused)
{
	fake_begin(3, 0);
	fake_add("id", "u", "U1|U2|U3", 0);
	if (_i < 4)
		bend(&fake_a, _i);
	else if (_i == 4)
		fake_a.null_count = 1;
	else if (_i == 5)
		fake_a.children = NULL;
	else if (_i == 6)
		fake_a.n_children = 0;
	else if (_i == 7)
		fake_a.n_children = -1;
	is_refused("unor", SKP_E_ARG, NULL);
}
END_TEST

START_TEST(offsets_that_go_wrong_are_refused)
{
	int32_t near[] = {0, 2, 4};
	int64_t far[] = {0, 2, 4};
	bool large = _i % 2;
	struct ArrowArray *a;

	fake_begin(2, 0);
	fake_add("id", "u", "U1|U2", 0);
	a = fake_add("nama", large ? "U" : "u", "ab|cd", 0);
	if (_i / 2 == 0) {
		near[1] = 5;
		far[1] = 5;
	} else if (_i / 2 == 1) {
		near[0] = -1;
		far[0] = -1;
	} else if (_i / 2 == 2) {
		near[2] = -1;
		far[2] = -1;
	} else if (_i / 2 == 3) {
		near[1] = -7;
		far[1] = INT64_MIN;
	} else {
		a->buffers[2] = NULL;
	}
	a->buffers[1] = fake_keep(a->private_data, large ? (void *)far
		: (void *)near, large ? sizeof(far) : sizeof(near));
	is_refused("unor", SKP_E_ARG, NULL);
}
END_TEST

START_TEST(offsets_of_spelled_columns_are_looked_at_too)
{
	int32_t near[] = {0, 3, 2};
	struct ArrowArray *a;

	fake_begin(2, 0);
	fake_add("id", "u", "U1|U2", 0);
	fake_add("parent_id", "u", "~|~", 0);
	a = fake_add("diatasan_id", "u", "a|b", 0);
	a->buffers[1] = fake_keep(a->private_data, near, sizeof(near));
	is_refused("unor", SKP_E_ARG, "backwards");
}
END_TEST

START_TEST(a_view_outside_its_buffers_is_refused)
{
	struct ArrowArray *a;
	int32_t *view;

	fake_begin(2, 0);
	fake_add("id", "u", "U1|U2", 0);
	a = fake_add("nama", "vu", "a|a name of more than twelve", 0);
	view = (int32_t *)a->buffers[1] + 4;
	if (_i == 0)
		view[0] = -1;
	if (_i == 1)
		view[0]++;
	if (_i == 2)
		view[2] = 2;
	if (_i == 3)
		view[2] = -1;
	if (_i == 4)
		view[3] = 1;
	if (_i == 5)
		view[3] = -1;
	if (_i == 6)
		view[0] = INT32_MAX;
	if (_i == 7)
		a->buffers[3] = NULL;
	is_refused("unor", SKP_E_ARG, "view");
}
END_TEST

START_TEST(an_index_outside_its_dictionary_is_refused)
{
	struct ArrowArray *a;

	fake_begin(2, 0);
	a = fake_add_dictionary("id", _i % 2 ? "C" : "c", "u", "U1|U2", 0);
	((int8_t *)a->buffers[1])[1] = _i < 2 ? 2 : -1;
	is_refused("unor", SKP_E_ARG, "dictionary");
	fake_begin(1, 0);
	a = fake_add_dictionary("id", "i", "u", "U1", 0);
	a->dictionary->release(a->dictionary);
	a->dictionary = NULL;
	is_refused("unor", SKP_E_ARG, "column id");
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
	static const char *const format[] = {"u", "U", "vu", "w:2", "z"};

	fake_begin(2, 0);
	fake_add("id", "u", "U1|U2", 0);
	fake_add("nama", format[_i], "a|\xff", 0);
	is_refused("unor", SKP_E_ENCODING, NULL);
}
END_TEST

START_TEST(the_limits_of_the_door_hold)
{
	skp_limits l = SKP_INIT(skp_limits);

	l.scalar = 20;
	l.records = 3;
	limited(l);
	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	fake_add("nama", _i ? "vu" : "u", "twenty-one characters", 0);
	is_refused("unor", SKP_E_LIMIT_SCALAR, NULL);
	fake_begin(4, 0);
	fake_add("id", _i ? "vu" : "u", "1|2|3|4", 0);
	is_refused("unor", SKP_E_LIMIT_RECORDS, NULL);
}
END_TEST

START_TEST(what_is_wrong_with_the_call_releases_all_the_same)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	struct ArrowArrayStream s;

	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	ck_assert_int_eq(fake_try("instansi", NULL), SKP_E_ARG);
	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	o.size = sizeof(o) + 1000;
	ck_assert_int_eq(fake_try("unor", &(skp_arrow_options){.size = 1}),
		SKP_E_ARG);
	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	ck_assert_int_eq(skp_model_add_arrow(NULL, 0, &fake_s, &fake_a, NULL,
		&err), SKP_E_ARG);
	fake_none_left();
	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	ck_assert_int_eq(skp_model_add_arrow(m, 0, &fake_s, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_ptr_null(fake_s.release);
	ck_assert_int_eq(skp_model_add_arrow(m, 0, &fake_s, &fake_a, NULL,
		&err), SKP_E_ARG); /* the schema was released */
	fake_none_left();
	ck_assert_int_eq(skp_model_add_arrow_stream(m, 0, NULL, NULL, &err),
		SKP_E_ARG);
	memset(&s, 0, sizeof(s));
	ck_assert_int_eq(skp_model_add_arrow_stream(m, 0, &s, NULL, &err),
		SKP_E_ARG);
	seal();
	fake_begin(1, 0);
	fake_add("id", "u", "U1", 0);
	ck_assert_int_eq(fake_try("unor", NULL), SKP_E_STATE);
}
END_TEST

/* ---- streams ---- */

static int32_t try_stream(const char *table, bool (*make)(int), int fail_at,
	const skp_arrow_options *o)
{
	struct ArrowArrayStream s = fake_stream(make, fail_at);
	int32_t e = skp_model_add_arrow_stream(m, table_no(table), &s, o,
		&err);

	ck_assert_ptr_null(s.release);
	fake_none_left();
	return e;
}

static bool three(int batch)
{
	static const char *const id[] = {"U1|U2", "U3|U4", "U5|U6"};

	if (batch > 2)
		return false;
	fake_begin(2, batch < 0 ? 0 : batch);
	fake_add("id", "u", id[batch < 0 ? 0 : batch], 1);
	fake_add_dictionary("jenis", "c", "u", batch == 1 ? "upt|dinas"
		: "dinas|upt", 0);
	return true;
}

START_TEST(a_stream_is_read_to_its_end)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	int32_t file;
	uint32_t line, ord;

	o.source = "unor";
	o.first_line = 10;
	ck_assert_int_eq(try_stream("unor", three, FAKE_NEVER, &o), 0);
	ck_assert_uint_eq(account("unor").loaded, 6);
	is_cell("unor", 0, "id", "U1");
	is_cell("unor", 5, "id", "U6");
	is_cell("unor", 2, "jenis", "upt");
	is_cell("unor", 5, "jenis", "upt");
	model_place(m, SKP_TABLE_UNOR, 5, &file, &line, &ord);
	ck_assert_uint_eq(line, 15);
}
END_TEST

static bool none(int batch)
{
	if (batch >= 0)
		return false;
	return three(0);
}

START_TEST(a_stream_without_batches_gives_the_table)
{
	ck_assert_int_eq(try_stream("unor", none, FAKE_NEVER, NULL), 0);
	ck_assert_uint_eq(account("unor").given, 1);
	ck_assert(model_supplied(m, SKP_TABLE_UNOR, UNOR_jenis));
}
END_TEST

START_TEST(a_stream_that_fails_leaves_nothing)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	uint64_t before = shape();
	char said[32];

	o.said = said;
	o.said_cap = _i % 2 ? sizeof(said) : sizeof(said) * 0 + 20;
	o.source = "unor";
	ck_assert_int_eq(try_stream("unor", three, _i - 1, &o), SKP_E_IO);
	ck_assert_uint_eq(shape(), before);
	ck_assert_ptr_nonnull(strstr(err.text, "errno 5"));
	ck_assert_ptr_null(strchr(err.text, '1'));
	ck_assert_str_eq(err.file, "unor");
	ck_assert(strncmp(said, "cannot convert", 14) == 0);
	ck_assert_uint_lt(strlen(said), o.said_cap);
	ck_assert_int_eq(try_stream("unor", three, FAKE_NEVER, &o), 0);
	ck_assert_str_eq(said, "");
}
END_TEST

START_TEST(what_a_producer_says_is_cut_between_characters)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	char said[64];

	o.said = said;
	for (o.said_cap = 1; o.said_cap < sizeof(said); o.said_cap++) {
		try_stream("unor", three, 0, &o);
		ck_assert_uint_lt(strlen(said), o.said_cap);
		ck_assert_uint_eq(utf8_bad(said, strlen(said)), strlen(said));
	}
	o.said_cap = 0;
	try_stream("unor", three, 0, &o);
}
END_TEST

static bool spoilt(int batch)
{
	if (!three(batch))
		return false;
	if (batch == 2)
		fake_a.children[0]->length = 0;
	return true;
}

START_TEST(a_bad_batch_takes_back_those_before)
{
	uint64_t before = shape();

	ck_assert_int_eq(try_stream("unor", spoilt, FAKE_NEVER, NULL),
		SKP_E_ARG);
	ck_assert_uint_eq(shape(), before);
	fact("unor", "id=U1");
	ck_assert_uint_eq(account("unor").loaded, 1);
}
END_TEST

static bool meddling(int batch)
{
	int32_t e = skp_model_seal(m, NULL);

	ck_assert_int_eq(e, SKP_E_BUSY);
	return three(batch);
}

START_TEST(a_producer_cannot_use_the_model)
{
	ck_assert_int_eq(try_stream("unor", meddling, FAKE_NEVER, NULL), 0);
	ck_assert_uint_eq(account("unor").loaded, 6);
}
END_TEST

static int32_t stop_after(void *ctx, uint64_t bytes, uint64_t rows)
{
	(void)bytes;
	return rows >= *(uint64_t *)ctx;
}

START_TEST(a_load_can_be_stopped)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	uint64_t rows = 4, before = shape();

	o.progress = stop_after;
	o.ctx = &rows;
	ck_assert_int_eq(try_stream("unor", three, FAKE_NEVER, &o),
		SKP_E_CANCEL);
	ck_assert_uint_eq(shape(), before);
	rows = 100;
	ck_assert_int_eq(try_stream("unor", three, FAKE_NEVER, &o), 0);
}
END_TEST

/* ---- memory ---- */

static bool varied(int batch)
{
	if (batch > 1)
		return false;
	fake_begin(3, 1);
	fake_add("id", "U", batch < 1 ? "P1|P2|P3" : "Q1|Q2|Q3", 1);
	fake_add("nip", "g", "198001012005011001|1|2", 0);
	fake_add("nama", "vu", "A|somebody with a long name|C", 0);
	fake_add("tmt_jabatan", "tdD", "20473|~|1", 0);
	fake_add_dictionary("kedudukan", "i", "u", "aktif|aktif|pensiun", 0);
	fake_add("atasan_id", "u", "~|P1|P1", 3);
	fake_add("nik", "l", "1|2|3", 3);
	fake_add("apa saja", "u", "x|y|z", 0);
	return true;
}

START_TEST(no_refused_allocation_leaves_half_a_load)
{
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	uint64_t before;
	long i;
	int32_t e;

	o.source = "pegawai";
	for (i = 0; ; i++) {
		afresh();
		before = shape();
		heap_fail(i, _i);
		e = try_stream("pegawai", varied, FAKE_NEVER, &o);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, e ? SKP_E_NOMEM : 0);
		if (e)
			ck_assert_uint_eq(shape(), before);
		if (e)
			ck_assert_int_eq(try_stream("pegawai", varied,
				FAKE_NEVER, &o), 0);
		ck_assert_uint_eq(account("pegawai").loaded, 6);
	}
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(i, 8);
}
END_TEST

/* ---- the same report as from rows ---- */

START_TEST(arrays_and_rows_give_the_same_report)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	char *by_rows, *by_arrow;

	facts("unor", "id=D|nama=Dinas|diatasan_id=\n"
		"id=S|nama=SD Negeri 1|diatasan_id=D");
	facts("pegawai", "nip=197001011995031001|unor_id=D|atasan_id=\n"
		"nip=198501012010012002|unor_id=S"
		"|atasan_id=197001011995031001");
	fact("penugasan", "pegawai_id=197001011995031001|unor_id=D|jenis=D");
	fact("skp", "id=s1|pegawai_id=198501012010012002|unor_id=S"
		"|status=draft|mulai=2026-01-01|selesai=2026-12-31");
	report("2026-01-20");
	by_rows = written("jsonl", o);
	afresh();
	fake_begin(2, 1);
	fake_add("id", "vu", "D|S", 0);
	fake_add("nama", "U", "Dinas|SD Negeri 1", 1);
	fake_add_dictionary("diatasan_id", "S", "u", "~|D", 0);
	fake_give("unor", NULL);
	fake_begin(2, 0);
	fake_add("nip", "l", "197001011995031001|198501012010012002", 1);
	fake_add("unor_id", "u", "D|S", 0);
	fake_add("atasan_id", "L", "~|197001011995031001", 0);
	fake_give("pegawai", NULL);
	fake_begin(1, 0);
	fake_add("pegawai_id", "u", "197001011995031001", 0);
	fake_add("unor_id", "u", "D", 0);
	fake_add("jenis", "w:8", "D", 0);
	fake_give("penugasan", NULL);
	fake_begin(1, 0);
	fake_add("id", "u", "s1", 0);
	fake_add("pegawai_id", "l", "198501012010012002", 0);
	fake_add("unor_id", "u", "S", 0);
	fake_add("status", "u", "draft", 0);
	fake_add("mulai", "tdD", "20454", 0);
	fake_add("selesai", "tdm", "1798675200000", 0);
	fake_give("skp", NULL);
	report("2026-01-20");
	by_arrow = written("jsonl", o);
	ck_assert_str_eq(by_arrow, by_rows);
	ck_assert_ptr_nonnull(strstr(by_rows, "\"code\""));
	free(by_rows);
	free(by_arrow);
}
END_TEST

int main(void)
{
	const struct loop all[] = {
		{every_format_of_text_gives_the_same_cells, 7 * 16},
		{integers_of_every_width_are_exact, 8},
		{a_nip_as_an_integer_is_whole, 1},
		{a_float_is_a_number_of_a_spreadsheet, 1},
		{a_float_beyond_all_digits_in_an_id_is_scientific, 1},
		{booleans_are_yes_and_no, 1},
		{days_are_days, 2},
		{instants_of_every_unit_are_read, 4},
		{an_instant_where_a_day_stands_is_its_day_in_wib, 1},
		{a_year_beyond_dates_is_told, 1},
		{a_column_of_nulls_is_empty_and_supplied, 1},
		{dictionaries_by_every_index_are_looked_up, 32},
		{a_uuid_of_16_bytes_is_spelled_out, 1},
		{a_null_row_is_an_empty_row, 1},
		{nobody_looks_at_what_is_null, 1},
		{names_are_folded_and_have_aliases, 1},
		{of_several_columns_the_first_that_is_not_empty_wins, 1},
		{columns_that_are_no_fields_may_be_anything, 1},
		{no_rows_still_say_which_columns_there_are, 1},
		{many_rows_go_over_in_several_batches, 1},
		{more_text_than_one_batch_holds_is_cut, 1},
		{buffers_need_not_be_aligned, 1},
		{findings_cite_the_source_and_its_lines, 1},
		{rows_of_a_report_imply_people, 1},
		{other_types_are_refused_by_name, 21},
		{dictionaries_of_what_is_no_text_are_refused, 1},
		{what_a_table_cannot_do_without_is_named, 1},
		{a_schema_that_is_no_record_batch_is_refused, 5},
		{a_child_that_is_not_sound_is_refused, 8 * BENDS},
		{rows_that_are_not_sound_are_refused, 8},
		{offsets_that_go_wrong_are_refused, 10},
		{offsets_of_spelled_columns_are_looked_at_too, 1},
		{a_view_outside_its_buffers_is_refused, 8},
		{an_index_outside_its_dictionary_is_refused, 4},
		{text_that_is_not_utf8_is_refused, 5},
		{the_limits_of_the_door_hold, 2},
		{what_is_wrong_with_the_call_releases_all_the_same, 1},
		{a_stream_is_read_to_its_end, 1},
		{a_stream_without_batches_gives_the_table, 1},
		{a_stream_that_fails_leaves_nothing, 4},
		{what_a_producer_says_is_cut_between_characters, 1},
		{a_bad_batch_takes_back_those_before, 1},
		{a_producer_cannot_use_the_model, 1},
		{a_load_can_be_stopped, 1},
		{no_refused_allocation_leaves_half_a_load, 2},
		{arrays_and_rows_give_the_same_report, 1},
	};

	return run_loops("arrow", all, ARRAY_LEN(all));
}
