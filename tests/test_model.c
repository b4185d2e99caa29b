/* SPDX-License-Identifier: MIT */
/* The batch door and the rows behind it: every kind of column, what is
 * refused and leaves nothing, accounts, places, sources, undoing a load. */
#include "facts.h"

/* ---- batches in few words ---- */

enum { ROWS = 16 };
static char arena[8][1024];
static uint32_t offsets[8][ROWS + 1];
static skp_column column[8];
static skp_batch batch;
static uint32_t n;

/* A new batch for a table. */
static void begin(const char *table)
{
	memset(column, 0, sizeof(column));
	batch = (skp_batch)SKP_INIT(skp_batch);
	batch.table = table_no(table);
	batch.column = column;
	batch.file = -1;
	n = 0;
}

static skp_column *with(const char *field, int32_t kind)
{
	skp_column *k = &column[n++];

	batch.columns = n;
	k->size = sizeof(*k);
	k->field = field_no(skp_table_name(batch.table), field);
	k->kind = kind;
	return k;
}

/* A column of texts, its cells parted by `|`. */
static skp_column *with_texts(const char *field, const char *cells)
{
	skp_column *k = with(field, SKP_COLUMN_TEXT);
	char *to = arena[n - 1];
	uint32_t *off = offsets[n - 1], i = 0, at = 0;

	for (off[0] = 0; ; cells++) {
		if (*cells && *cells != '|') {
			to[at++] = *cells;
			continue;
		}
		ck_assert_uint_lt(i, ROWS);
		off[++i] = at;
		if (!*cells)
			break;
	}
	k->bytes = to;
	k->offset = off;
	batch.rows = i;
	return k;
}

static skp_column *with_bytes(const char *field, int32_t kind,
	const char *bytes, uint32_t width)
{
	skp_column *k = with(field, kind);

	k->bytes = bytes;
	k->width = width;
	return k;
}

static void goes_in(void)
{
	ck_assert_msg(skp_model_add_batch(m, &batch, &err) == 0, "%s",
		err.text);
}

/* The batch is refused so, and the model is as it was. */
static void is_refused(int32_t code)
{
	uint64_t before = shape();

	ck_assert_int_eq(skp_model_add_batch(m, &batch, &err), code);
	ck_assert_int_eq(err.code, code);
	ck_assert_uint_eq(shape(), before);
}

static void has(const char *table, int64_t row, const char *field,
	const char *s)
{
	is_cell(table, row, field, s);
}

static void is_empty(const char *table, int64_t row, const char *field)
{
	ck_assert_uint_eq(cell_of(table, field, row), CELL_EMPTY);
}

static void is_unknown(const char *table, int64_t row, const char *field)
{
	ck_assert_uint_eq(cell_of(table, field, row), CELL_UNKNOWN);
}

/* ---- kinds of column ---- */

START_TEST(every_kind_of_column_is_read)
{
	static const uint64_t nip[] = {198001012005011001, 7};
	static const uint64_t uuid[] = {0x0123456789abcdef,
		0xfedcba9876543210, 0, 1};

	begin("pegawai");
	with("id", SKP_COLUMN_UUID)->packed = uuid;
	with("nip", SKP_COLUMN_NIP)->packed = nip;
	with_bytes("nama", SKP_COLUMN_FIXED, "Ani\0\0\0Budi S", 6);
	with_bytes("jenis_pegawai", SKP_COLUMN_SAME, "PNS", 3);
	with_texts("golru", "III/c|");
	goes_in();
	has("pegawai", 0, "id", "01234567-89ab-cdef-fedc-ba9876543210");
	has("pegawai", 1, "id", "00000000-0000-0000-0000-000000000001");
	has("pegawai", 0, "nip", "198001012005011001");
	has("pegawai", 1, "nip", "000000000000000007");
	has("pegawai", 0, "nama", "Ani");
	has("pegawai", 1, "nama", "Budi S");
	has("pegawai", 0, "jenis_pegawai", "PNS");
	has("pegawai", 1, "jenis_pegawai", "PNS");
	has("pegawai", 0, "golru", "III/c");
	is_empty("pegawai", 1, "golru");
	is_unknown("pegawai", 0, "kedudukan");
	ck_assert_uint_eq(account("pegawai").loaded, 2);
}
END_TEST

START_TEST(integers_of_every_width_are_read_as_they_are_written)
{
	static const int8_t one[] = {-128, 127};
	static const uint8_t some[] = {255, 0};
	static const int16_t two[] = {-32768, 3};
	static const uint32_t four[] = {4294967295u, 20100001};
	static const int64_t nip[] = {198001012005011001, INT64_MIN};
	static const uint64_t nik[] = {UINT64_MAX, 3201010101800001};

	begin("pegawai");
	with_bytes("nip", SKP_COLUMN_INT, (const char *)nip, 8);
	with_bytes("nik", SKP_COLUMN_UINT, (const char *)nik, 8);
	with_bytes("nuptk", SKP_COLUMN_UINT, (const char *)four, 4);
	with_bytes("jabatan", SKP_COLUMN_INT, (const char *)two, 2);
	with_bytes("golru", SKP_COLUMN_INT, (const char *)one, 1);
	with_bytes("nama", SKP_COLUMN_UINT, (const char *)some, 1);
	batch.rows = 2;
	goes_in();
	has("pegawai", 0, "nip", "198001012005011001");
	has("pegawai", 1, "nip", "-9223372036854775808");
	has("pegawai", 0, "nik", "18446744073709551615");
	has("pegawai", 1, "nik", "3201010101800001");
	has("pegawai", 0, "nuptk", "4294967295");
	has("pegawai", 0, "jabatan", "-32768");
	has("pegawai", 1, "jabatan", "3");
	has("pegawai", 0, "golru", "-128");
	has("pegawai", 1, "golru", "127");
	has("pegawai", 0, "nama", "255");
	has("pegawai", 1, "nama", "0");
}
END_TEST

START_TEST(an_integer_that_is_not_understood_is_told_as_it_is_written)
{
	static const int64_t year[] = {-20260000001, 2026};

	begin("periode");
	with_texts("id", "P1|P2");
	with_bytes("tahun", SKP_COLUMN_INT, (const char *)year, 8);
	goes_in();
	ck_assert_uint_eq(m->nnote, 1);
	ck_assert_int_eq(m->note[0].reason, NOTE_BUKAN_ANGKA);
	is_text(names_get(&m->texts, m->note[0].value), "-20260000001");
	is_empty("periode", 0, "tahun");
	has("periode", 1, "tahun", "2026");
}
END_TEST

START_TEST(integers_that_repeat_do_not_stick)
{
	static const int8_t yes[] = {1, 1, 0, 0, 0, 1};
	int64_t i;

	begin("unor");
	with_texts("id", "A|B|C|D|E|F");
	with_bytes("aktif", SKP_COLUMN_INT, (const char *)yes, 1);
	goes_in();
	for (i = 0; i < 6; i++)
		ck_assert_uint_eq(cell_of("unor", "aktif", i),
			(uint32_t)yes[i]);
}
END_TEST

START_TEST(nobody_looks_at_what_is_not_valid)
{
	static const uint8_t valid[] = {5};
	static const uint32_t off[] = {0, 2, 4, 6};

	begin("unor");
	with_texts("id", "U1|U2|U3");
	with_texts("nama", "||")->bytes = "A1\xff\xc3""C3";
	column[1].offset = off;
	column[1].valid = valid;
	with_bytes("nama_jabatan", SKP_COLUMN_FIXED, "a\0\xa9\xff" "c", 2);
	column[2].valid = valid;
	goes_in();
	has("unor", 0, "nama", "A1");
	is_empty("unor", 1, "nama");
	has("unor", 2, "nama", "C3");
	is_empty("unor", 1, "nama_jabatan");
	has("unor", 2, "nama_jabatan", "c");
}
END_TEST

START_TEST(an_offset_need_not_begin_at_zero)
{
	static const uint32_t off[] = {2, 4, 6};
	skp_column *k;

	begin("unor");
	k = with_texts("id", "a|b");
	k->bytes = "xxU1U2";
	k->offset = off;
	goes_in();
	has("unor", 0, "id", "U1");
	has("unor", 1, "id", "U2");
}
END_TEST

START_TEST(a_column_without_bytes_is_all_empty)
{
	begin("unor");
	with_texts("id", "U1|U2");
	with_texts("nama", "|")->bytes = NULL;
	with_bytes("jenis", SKP_COLUMN_SAME, NULL, 0);
	with_bytes("npsn", SKP_COLUMN_FIXED, NULL, 0);
	goes_in();
	is_empty("unor", 0, "nama");
	is_empty("unor", 1, "jenis");
	is_empty("unor", 1, "npsn");
}
END_TEST

START_TEST(a_bit_of_valid_at_zero_is_an_empty_cell)
{
	static const uint8_t valid[] = {0xfd, 0xfe};

	begin("unor");
	with_texts("id", "0|1|2|3|4|5|6|7|8|9");
	with_texts("nama", "a|b|c|d|e|f|g|h|i|j")->valid = valid;
	goes_in();
	has("unor", 0, "nama", "a");
	is_empty("unor", 1, "nama");
	has("unor", 7, "nama", "h");
	is_empty("unor", 8, "nama");
	has("unor", 9, "nama", "j");
}
END_TEST

START_TEST(a_bit_of_known_at_zero_is_a_cell_not_named)
{
	static const uint8_t known[] = {0x01}, none[] = {0};

	begin("unor");
	with_texts("id", "U1|U2");
	with_texts("nama", "a|b")->known = known;
	with_texts("jenis", "a|b")->known = none;
	goes_in();
	has("unor", 0, "nama", "a");
	is_unknown("unor", 1, "nama");
	is_unknown("unor", 0, "jenis");
	seal();
	is_empty("unor", 1, "nama"); /* row 0 of this source named it */
}
END_TEST

START_TEST(views_show_texts_where_they_stand)
{
	static const skp_view id[] = {{"U1x", 2, 0}, {"U2", 2, 0}},
		nama[] = {{"a", 1, 0}, {NULL, 0, 0}};
	static const uint8_t valid[] = {0x01};

	begin("unor");
	with("id", SKP_COLUMN_VIEW)->view = id;
	with("nama", SKP_COLUMN_VIEW)->view = nama;
	with("jenis", SKP_COLUMN_VIEW)->view = id;
	column[2].valid = valid;
	batch.rows = 2;
	goes_in();
	has("unor", 0, "id", "U1");
	has("unor", 1, "id", "U2");
	has("unor", 0, "nama", "a");
	is_unknown("unor", 1, "nama");
	has("unor", 0, "jenis", "U1");
	is_empty("unor", 1, "jenis");
}
END_TEST

/* As a table of rows has them, one row after the other. */
START_TEST(views_may_lie_rows_apart)
{
	static const skp_view rows[2][3] = {
		{{"U1", 2, 0}, {"\xff", 1, 0}, {"satu", 4, 0}},
		{{"U2", 2, 0}, {"\xff", 1, 0}, {NULL, 0, 0}}};

	begin("unor");
	with("id", SKP_COLUMN_VIEW)->view = &rows[0][0];
	with("nama", SKP_COLUMN_VIEW)->view = &rows[0][2];
	column[0].stride = column[1].stride = 3;
	batch.rows = 2;
	goes_in();
	has("unor", 0, "id", "U1");
	has("unor", 1, "id", "U2");
	has("unor", 0, "nama", "satu");
}
END_TEST

START_TEST(views_that_are_no_text_are_refused)
{
	static const skp_view null[] = {{NULL, 2, 0}}, bad[] = {{"\xff", 1, 0}},
		nul[] = {{"a\0b", 3, 0}};

	begin("unor");
	with("id", SKP_COLUMN_VIEW)->view = null;
	batch.rows = 1;
	is_refused(SKP_E_ARG);
	column[0].view = bad;
	is_refused(SKP_E_ENCODING);
	column[0].view = nul;
	is_refused(SKP_E_ENCODING);
}
END_TEST

/* Columns of views are read with what was read before in mind. */
START_TEST(a_view_reads_as_the_same_text_does)
{
	enum { MANY = 4000, LONG = 24 };
	static const char *const some[] = {"2026-01-01", "2026-01-02", "draft",
		"draft ", " draft", "NULL", "-", "0", "TOP", "individu", "",
		"organisasi", "2026-01-01T00:00:00", "1.9E+17", "#REF!",
		"111111111111111111", "111111111111111112", "'111111111111111111",
		"67cd9177-4c07-7844-dbb2-000000000001",
		"67CD9177-4c07-7844-dbb2-000000000001", "x"};
	static char text[MANY][LONG * 2], person[MANY];
	static skp_view view[2 * MANY]; /* every other one is a cell */
	uint32_t i, f, pick = 7;

	memset(person, 'P', sizeof(person));
	for (i = 0; i < MANY; i++) {
		pick = pick * 1103515245 + 12345;
		strcpy(text[i], some[(pick >> 16) % ARRAY_LEN(some)]);
		if (pick >> 28 == 0 && text[i][0])
			text[i][(pick >> 20) % strlen(text[i])] ^= 1;
		view[2 * i] = (skp_view){text[i], (uint32_t)strlen(text[i]), 0};
		view[2 * i + 1] = (skp_view){"?", 1, 0};
	}
	for (f = SKP_unor_id; f <= SKP_dibuat; f++) {
		const char *name = skp_field_name(SKP_TABLE_SKP, (int32_t)f);
		int64_t row = 2 * MANY * (f - SKP_unor_id);

		begin("skp");
		with(name, SKP_COLUMN_VIEW)->view = view;
		column[0].stride = 2;
		with_bytes("pegawai_id", SKP_COLUMN_FIXED, person, 1);
		batch.rows = MANY;
		goes_in();
		batch.rows = 1;
		for (i = 0; i < MANY; i++) {
			column[0].view = view + 2 * i;
			goes_in();
		}
		for (i = 0; i < MANY; i++)
			ck_assert_uint_eq(cell_of("skp", name, row + i),
				cell_of("skp", name, row + MANY + i));
	}
}
END_TEST

START_TEST(a_spreadsheets_number_loses_a_nip)
{
	static const uint8_t number[] = {0x01};
	skp_column *k;

	begin("pegawai");
	with_texts("id", "P1|P2");
	k = with_texts("nip", "198001012005011000|198001012005011000");
	k->numeric = 1;
	k->number = number;
	goes_in();
	is_empty("pegawai", 0, "nip");
	has("pegawai", 1, "nip", "198001012005011000");
	ck_assert_uint_eq(m->nnote, 1);
	ck_assert_int_eq(m->note[0].reason, NOTE_ANGKA);
	ck_assert_int_eq(m->note[0].field, PEGAWAI_nip);
	ck_assert_uint_eq(m->note[0].row, 0);
	is_text(names_get(&m->texts, m->note[0].value), "198001012005011000");
}
END_TEST

START_TEST(equal_neighbours_are_each_told)
{
	begin("unor");
	with_texts("id", "U1|U2|U3");
	with_texts("kedaluwarsa", "besok|besok|besok");
	goes_in();
	ck_assert_uint_eq(m->nnote, 3);
	for (uint32_t i = 0; i < 3; i++) {
		ck_assert_uint_eq(m->note[i].row, i);
		ck_assert_uint_eq(m->note[i].ord, i + 1);
		is_empty("unor", i, "kedaluwarsa");
	}
}
END_TEST

/* ---- what is refused ---- */

START_TEST(offsets_that_go_backwards_are_refused)
{
	static const uint32_t down[] = {0, 4, 2}, start[] = {9, 2, 2};

	begin("unor");
	with_texts("id", "U1|U2")->offset = down;
	is_refused(SKP_E_ARG);
	column[0].offset = start;
	is_refused(SKP_E_ARG);
	ck_assert_str_eq(err.text, "offsets that go backwards");
}
END_TEST

START_TEST(a_column_without_its_arrays_is_refused)
{
	begin("pegawai");
	with_texts("id", "P1")->offset = NULL;
	is_refused(SKP_E_ARG);
	begin("pegawai");
	with_texts("id", "P1")->bytes = NULL;
	is_refused(SKP_E_ARG);
	for (int32_t kind = SKP_COLUMN_FIXED; kind <= SKP_COLUMN_VIEW + 1;
		kind++) {
		begin("pegawai");
		with("id", kind)->width = 1;
		batch.rows = 1;
		is_refused(SKP_E_ARG);
	}
	begin("pegawai");
	with("id", -1);
	is_refused(SKP_E_ARG);
	for (uint32_t width = 0; width < 10; width++) {
		begin("pegawai");
		with_bytes("id", SKP_COLUMN_INT, "12345678", width);
		batch.rows = 1;
		if (width != 1 && width != 2 && width != 4 && width != 8)
			is_refused(SKP_E_ARG);
	}
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
	begin("unor");
	with_texts("id", "U1|U\xff");
	is_refused(SKP_E_ENCODING);
	begin("unor");
	with_bytes("id", SKP_COLUMN_FIXED, "U1U\xc3", 2);
	batch.rows = 2;
	is_refused(SKP_E_ENCODING);
	begin("unor");
	with_bytes("id", SKP_COLUMN_SAME, "\xed\xa0\x80", 3);
	batch.rows = 1;
	is_refused(SKP_E_ENCODING);
}
END_TEST

START_TEST(a_character_cut_by_two_cells_is_refused)
{
	static const uint32_t off[] = {0, 1, 2};
	skp_column *k;

	begin("unor");
	k = with_texts("id", "a|b");
	k->bytes = "\xc3\xa9";
	k->offset = off;
	is_refused(SKP_E_ENCODING);
	begin("unor");
	with_bytes("id", SKP_COLUMN_FIXED, "\xc3\xa9", 1);
	batch.rows = 2;
	is_refused(SKP_E_ENCODING);
}
END_TEST

START_TEST(nul_inside_a_value_is_refused)
{
	static const uint32_t off[] = {0, 3};
	skp_column *k;

	begin("unor");
	k = with_texts("id", "a");
	k->bytes = "U\0x";
	k->offset = off;
	is_refused(SKP_E_ENCODING);
	begin("unor");
	with_bytes("id", SKP_COLUMN_FIXED, "U\0x", 3);
	batch.rows = 1;
	is_refused(SKP_E_ENCODING);
	begin("unor");
	with_bytes("id", SKP_COLUMN_SAME, "U\0x", 3);
	batch.rows = 1;
	is_refused(SKP_E_ENCODING);
}
END_TEST

START_TEST(unknown_and_doubled_fields_are_refused)
{
	begin("unor");
	with_texts("id", "U1");
	with_texts("id", "U1");
	is_refused(SKP_E_ARG);
	ck_assert_str_eq(err.text, "a field given twice");
	column[1].field = skp_field_count(SKP_TABLE_UNOR);
	is_refused(SKP_E_UNKNOWN);
	column[1].field = -1;
	is_refused(SKP_E_UNKNOWN);
}
END_TEST

START_TEST(a_batch_out_of_bounds_is_refused)
{
	begin("unor");
	with_texts("id", "U1");
	batch.table = SKP_TABLES;
	is_refused(SKP_E_ARG);
	batch.table = -1;
	is_refused(SKP_E_ARG);
	batch.table = SKP_TABLE_UNOR;
	batch.file = 1; /* never registered */
	is_refused(SKP_E_ARG);
	batch.file = -2;
	is_refused(SKP_E_ARG);
	batch.file = -1;
	batch.rows = 65537;
	is_refused(SKP_E_ARG);
	batch.rows = 1;
	batch.columns = FIELD_MAX + 1;
	is_refused(SKP_E_ARG);
	batch.columns = 1;
	batch.column = NULL;
	is_refused(SKP_E_ARG);
	batch.column = column;
	batch.table = SKP_TABLE_SKP;
	batch.flags = SKP_BATCH_IMPLICIT;
	is_refused(SKP_E_ARG);
	ck_assert_int_eq(skp_model_add_batch(m, NULL, &err), SKP_E_ARG);
	batch.size = 2;
	is_refused(SKP_E_ARG);
}
END_TEST

START_TEST(structs_of_another_size_are_understood)
{
	struct {
		skp_column c;
		uint32_t later[2];
	} grown[2];
	uint32_t *small = (uint32_t *)arena[7];

	begin("unor");
	with_texts("id", "U1");
	with_texts("nama", "A");
	memset(grown, 0, sizeof(grown));
	grown[0].c = column[0];
	grown[1].c = column[1];
	grown[0].c.size = grown[1].c.size = sizeof(grown[0]);
	batch.column = &grown[0].c;
	goes_in();
	has("unor", 0, "nama", "A");
	grown[1].later[1] = 1;
	is_refused(SKP_E_ARG);
	/* a batch of a caller who knows no columns yet */
	small[0] = 4 * sizeof(uint32_t);
	small[1] = SKP_TABLE_UNOR;
	small[2] = 3;
	small[3] = 0;
	ck_assert_int_eq(skp_model_add_batch(m, (const skp_batch *)small,
		&err), 0);
	ck_assert_uint_eq(account("unor").empty, 3);
}
END_TEST

START_TEST(no_refused_allocation_leaves_half_a_batch)
{
	uint64_t before;
	int32_t e;
	long i;

	for (i = 0; ; i++) {
		afresh();
		fact("unor", "id=U0|nama=Lama");
		begin("unor");
		with_texts("id", "U1|U2|U3||U4");
		with_texts("nama", "a|b|c||d");
		with_texts("kedaluwarsa", "besok|2026-01-01|x||y");
		with_texts("jenis", "p|q|r||s");
		before = shape();
		heap_fail(i, false);
		e = skp_model_add_batch(m, &batch, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, e ? SKP_E_NOMEM : 0);
		if (e)
			ck_assert_uint_eq(shape(), before);
		if (e)
			goes_in();
		has("unor", 4, "nama", "d");
		ck_assert_uint_eq(m->nnote, 3);
		ck_assert_uint_eq(account("unor").loaded, 5);
	}
	ck_assert_int_gt(i, 4); /* scratch is one allocation */
}
END_TEST

/* ---- accounts ---- */

START_TEST(empty_rows_are_counted_and_not_kept)
{
	begin("unor");
	with_texts("id", "U1||  |-|U2");
	with_texts("nama", "A||\xc2\xa0||B");
	with_bytes("jenis", SKP_COLUMN_SAME, "dinas", 5);
	goes_in();
	ck_assert_uint_eq(account("unor").read, 5);
	ck_assert_uint_eq(account("unor").empty, 2);
	ck_assert_uint_eq(account("unor").rejected, 1); /* "-" is written */
	ck_assert_uint_eq(account("unor").loaded, 2);
	has("unor", 1, "nama", "B");
}
END_TEST

START_TEST(a_row_without_a_starred_cell_is_rejected_and_told)
{
	int32_t file;
	uint32_t line, ord;

	begin("penugasan");
	batch.first_line = 2;
	with_texts("pegawai_id", "P1||P3|P4");
	with_texts("unor_id", "U1|U2||U4");
	with_texts("jenis", "D|D||kepala");
	goes_in();
	ck_assert_uint_eq(account("penugasan").rejected, 3);
	ck_assert_uint_eq(account("penugasan").loaded, 1);
	ck_assert_uint_eq(m->nnote, 4);
	ck_assert_int_eq(m->note[0].reason, NOTE_WAJIB);
	ck_assert_int_eq(m->note[0].field, PENUGASAN_pegawai_id);
	ck_assert_uint_eq(m->note[0].row, CELL_UNKNOWN);
	ck_assert_uint_eq(m->note[0].ord, 2);
	ck_assert_uint_eq(m->note[0].line, 3);
	ck_assert_int_eq(m->note[1].field, PENUGASAN_unor_id);
	ck_assert_int_eq(m->note[2].field, PENUGASAN_jenis);
	/* an unreadable starred cell is told once */
	ck_assert_int_eq(m->note[3].reason, NOTE_KODE);
	model_place(m, SKP_TABLE_PENUGASAN, 0, &file, &line, &ord);
	ck_assert_uint_eq(line, 2);
}
END_TEST

START_TEST(a_person_needs_an_id_or_a_nip)
{
	facts("pegawai", "id=P1\nnip=1\nnama=Tanpa Nomor\n"
		"id=|nip=1.98E+17");
	ck_assert_uint_eq(account("pegawai").loaded, 2);
	ck_assert_uint_eq(account("pegawai").rejected, 2);
	ck_assert_uint_eq(m->nnote, 2);
	ck_assert_int_eq(m->note[0].reason, NOTE_WAJIB);
	ck_assert_int_eq(m->note[1].reason, NOTE_ILMIAH);
}
END_TEST

START_TEST(a_rejected_rows_words_are_left_to_the_policy)
{
	fact("unor", "id=|eselon_id=kelas satu");
	ck_assert_uint_eq(m->nnote, 2);
	ck_assert_int_eq(m->note[0].reason, NOTE_WORD);
	ck_assert_int_eq(m->note[0].word, 1);
	is_text(names_get(&m->words, m->note[0].value), "kelas satu");
}
END_TEST

START_TEST(a_table_is_given_by_a_batch_without_rows)
{
	ck_assert_uint_eq(account("skp").given, 0);
	begin("skp");
	with_texts("pegawai_id", "")->bytes = "";
	batch.rows = 0;
	goes_in();
	ck_assert_uint_eq(account("skp").given, 1);
	ck_assert(m->skp_list);
	ck_assert(model_supplied(m, SKP_TABLE_SKP, SKP_pegawai_id));
	ck_assert(!model_supplied(m, SKP_TABLE_SKP, SKP_status));
}
END_TEST

START_TEST(partial_and_derived_rows_count_less)
{
	begin("skp");
	batch.flags = SKP_BATCH_PARTIAL;
	with_texts("pegawai_id", "P1");
	goes_in();
	ck_assert(!m->skp_list);
	begin("profil");
	batch.flags = SKP_BATCH_DERIVED;
	with_texts("pegawai_id", "P1");
	with_texts("sumber", "siasn");
	goes_in();
	ck_assert_uint_eq(account("profil").read, 0);
	ck_assert_uint_eq(account("profil").given, 0);
	ck_assert_uint_eq(m->table[SKP_TABLE_PROFIL].rows, 1);
}
END_TEST

START_TEST(implicit_rows_wait_for_seal_and_are_not_counted)
{
	begin("pegawai");
	batch.flags = SKP_BATCH_IMPLICIT | SKP_BATCH_ATASAN;
	with_texts("nip", "1||2");
	with_texts("nama", "A||");
	goes_in();
	ck_assert_uint_eq(m->implicit[1].rows, 2);
	ck_assert_uint_eq(account("pegawai").read, 0);
	ck_assert_uint_eq(row_state(&m->implicit[1], 1), ROW_ATASAN);
	ck_assert_uint_eq(m->nnote, 0);
	begin("unor");
	batch.flags = SKP_BATCH_IMPLICIT;
	with_texts("nama", "Tanpa Nomor");
	goes_in();
	ck_assert_uint_eq(m->implicit[0].rows, 0);
}
END_TEST

START_TEST(ignored_columns_are_counted)
{
	ck_assert_int_eq(skp_model_ignored(m, SKP_TABLE_UNOR, 2, &err), 0);
	ck_assert_int_eq(skp_model_ignored(m, SKP_TABLE_UNOR, 1, &err), 0);
	ck_assert_uint_eq(account("unor").ignored_columns, 3);
}
END_TEST

/* ---- limits ---- */

/* The cells, the last of which goes on with k digits. */
static const char *lengthened(const char *cells, uint32_t k)
{
	static char s[4096];
	size_t len = strlen(cells);

	memcpy(s, cells, len);
	memset(s + len, '7', k);
	s[len + k] = 0;
	return s;
}

START_TEST(an_id_has_64_bytes_at_most)
{
	int64_t row;

	fact("unor", lengthened("id=  ", 64));
	ck_assert_int_eq(try_fact("unor", lengthened("id=", 65), &row),
		SKP_E_LIMIT_SCALAR);
	ck_assert_int_eq(try_fact("unor", lengthened("id=U2|diatasan_id=",
		65), &row), SKP_E_LIMIT_SCALAR);
	fact("unor", lengthened("id=U2|nama=", 65));
}
END_TEST

START_TEST(the_callers_limits_hold)
{
	limited((skp_limits){.id = 3, .scalar = 5, .records = 2});
	fact("unor", "id=abc|nama=12345");
	ck_assert_int_eq(try_fact("unor", "id=abcd", &(int64_t){0}),
		SKP_E_LIMIT_SCALAR);
	ck_assert_int_eq(try_fact("unor", "id=a|nama=123456", &(int64_t){0}),
		SKP_E_LIMIT_SCALAR);
	begin("unor");
	with_texts("id", "a");
	with_texts("nama", "123456");
	is_refused(SKP_E_LIMIT_SCALAR);
	begin("unor");
	with_texts("id", "a|b");
	is_refused(SKP_E_LIMIT_RECORDS);
	fact("unor", "id=d");
	ck_assert_int_eq(try_fact("unor", "id=e", &(int64_t){0}),
		SKP_E_LIMIT_RECORDS);
	ck_assert_uint_eq(account("unor").loaded, 2);
}
END_TEST

START_TEST(limits_have_their_defaults_and_their_ends)
{
	const skp_limits *l = model_limits(m);

	ck_assert_uint_eq(l->depth, 32);
	ck_assert_uint_eq(l->scalar, 65536);
	ck_assert_uint_eq(l->id, 64);
	ck_assert_uint_eq(l->bytes, 256 << 20);
	ck_assert_uint_eq(l->records, 0x7fffffff);
	limited((skp_limits){.depth = 1000, .scalar = 1u << 31,
		.id = 5000, .records = UINT64_MAX});
	l = model_limits(m);
	ck_assert_uint_eq(l->depth, 64);
	ck_assert_uint_eq(l->scalar, 1 << 20);
	ck_assert_uint_eq(l->id, 1024);
	ck_assert_uint_eq(l->records, 0x7fffffff);
}
END_TEST

START_TEST(the_longest_nip_that_limits_allow_is_kept_whole)
{
	int64_t a;

	limited((skp_limits){.id = 1024});
	a = fact("pegawai", lengthened("nip=", 1000));
	ck_assert_uint_eq(names_get(&m->ids, cell_of("pegawai", "nip", a)).n,
		1000);
}
END_TEST

START_TEST(memory_has_its_limit)
{
	char row[64];
	int32_t e = 0, i;

	limited((skp_limits){.memory = 20000});
	for (i = 0; i < 10000 && !e; i++) {
		snprintf(row, sizeof(row), "id=U%d|nama=Bidang %d", i, i);
		e = try_fact("unor", row, &(int64_t){0});
	}
	ck_assert_int_eq(e, SKP_E_LIMIT_MEM);
	ck_assert_uint_eq(account("unor").loaded, (uint64_t)i - 1);
	ck_assert_uint_le(m->mem.used, 20000);
}
END_TEST

/* ---- single rows ---- */

START_TEST(a_row_tells_its_number_or_that_there_is_none)
{
	int64_t row;

	ck_assert_int_eq(fact("unor", "id=U1"), 0);
	ck_assert_int_eq(fact("unor", "id=|nama="), -1);
	ck_assert_int_eq(fact("unor", "nama=Tanpa Id"), -1);
	ck_assert_int_eq(fact("unor", "id=U2"), 1);
	ck_assert_int_eq(skp_model_add(m, SKP_TABLE_UNOR, 0, NULL, NULL, NULL,
		&row, &err), 0);
	ck_assert_int_eq(row, -1);
	ck_assert_uint_eq(account("unor").empty, 2);
}
END_TEST

START_TEST(values_are_taken_with_or_without_a_length)
{
	const int32_t field[] = {UNOR_id, UNOR_nama, UNOR_jenis};
	const char *const value[] = {"U1xx", "Nama", NULL};
	const int64_t len[] = {2, -1, 9};
	int64_t row;

	ck_assert_int_eq(skp_model_add(m, SKP_TABLE_UNOR, 3, field, value,
		len, &row, &err), 0);
	has("unor", 0, "id", "U1");
	has("unor", 0, "nama", "Nama");
	is_empty("unor", 0, "jenis");
	ck_assert_int_eq(skp_model_add(m, SKP_TABLE_UNOR, 2, field, value,
		NULL, NULL, &err), 0);
	has("unor", 1, "id", "U1xx");
}
END_TEST

static int32_t set_cell(const char *table, int64_t row, const char *field,
	const char *value)
{
	return skp_model_set(m, table_no(table), row, field_no(table, field),
		value, -1, &err);
}

START_TEST(a_cell_is_changed_before_sealing)
{
	int64_t row = fact("unor", "id=U1|nama=Lama");

	ck_assert_int_eq(set_cell("unor", row, "nama", "Baru"), 0);
	has("unor", row, "nama", "Baru");
	ck_assert_int_eq(set_cell("unor", row, "jenis", "dinas"), 0);
	has("unor", row, "jenis", "dinas");
	ck_assert_int_eq(set_cell("unor", row, "nama", NULL), 0);
	is_empty("unor", row, "nama");
	ck_assert(model_supplied(m, SKP_TABLE_UNOR, UNOR_jenis));
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_UNOR, row, UNOR_nama,
		"Dua kata", 3, &err), 0);
	has("unor", row, "nama", "Dua");
	ck_assert_int_eq(set_cell("unor", row, "id", "U9"), 0);
	seal();
	ck_assert_uint_eq(unor("U9"), row);
}
END_TEST

START_TEST(a_change_that_cannot_be_is_refused)
{
	int64_t row = fact("unor", "id=U1|nama=Lama");
	uint64_t before = shape();

	ck_assert_int_eq(set_cell("unor", row, "id", ""), SKP_E_ARG);
	ck_assert_int_eq(set_cell("unor", row, "id", "#REF!"), SKP_E_ARG);
	ck_assert_int_eq(set_cell("unor", row, "id", lengthened("", 65)),
		SKP_E_LIMIT_SCALAR);
	ck_assert_int_eq(set_cell("unor", row, "nama", "\xff"),
		SKP_E_ENCODING);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_UNOR, row, UNOR_nama,
		"a\0b", 3, &err), SKP_E_ENCODING);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_UNOR, row, UNOR_nama,
		"a", 65537, &err), SKP_E_LIMIT_SCALAR);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_UNOR, row, 99, "a", 1,
		&err), SKP_E_UNKNOWN);
	ck_assert_int_eq(set_cell("unor", row + 1, "nama", "a"), SKP_E_ARG);
	ck_assert_int_eq(set_cell("unor", -1, "nama", "a"), SKP_E_ARG);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLES, 0, 0, "a", 1, &err),
		SKP_E_ARG);
	ck_assert_uint_eq(shape(), before);
}
END_TEST

START_TEST(a_person_keeps_an_id_or_a_nip)
{
	int64_t row = fact("pegawai", "id=P1|nip=1");

	ck_assert_int_eq(set_cell("pegawai", row, "nip", ""), 0);
	ck_assert_int_eq(set_cell("pegawai", row, "id", ""), SKP_E_ARG);
	ck_assert_int_eq(set_cell("pegawai", row, "nip", "2"), 0);
	ck_assert_int_eq(set_cell("pegawai", row, "id", ""), 0);
	ck_assert_int_eq(set_cell("pegawai", row, "nip", "-"), SKP_E_ARG);
	has("pegawai", row, "nip", "2");
}
END_TEST

START_TEST(a_change_that_is_not_understood_is_told)
{
	int64_t row = fact("unor", "id=U1");

	ck_assert_int_eq(set_cell("unor", row, "kedaluwarsa", "besok"), 0);
	is_empty("unor", row, "kedaluwarsa");
	ck_assert_uint_eq(m->nnote, 1);
	ck_assert_uint_eq(m->note[0].row, row);
	ck_assert_uint_eq(m->note[0].ord, 1);
}
END_TEST

START_TEST(what_was_told_of_a_cell_goes_with_the_cell)
{
	int64_t row = fact("unor", "id=U1|kedaluwarsa=besok");

	ck_assert_int_eq(set_cell("unor", row, "kedaluwarsa", "2027-01-01"),
		0);
	fact("unor", "id=U2|kedaluwarsa=lusa");
	row = fact("unor", "id=U3|kedaluwarsa=kelak");
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, row, &err), 0);
	set("select", "REF009");
	report("2026-01-20");
	ck_assert_str_eq(all_found(), "REF009:U2");
}
END_TEST

START_TEST(a_removed_row_is_gone_and_its_number_too)
{
	int64_t row = fact("unor", "id=U1");

	fact("unor", "id=U2");
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, row, &err), 0);
	ck_assert_uint_eq(account("unor").read, 1);
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, row, &err),
		SKP_E_ARG);
	ck_assert_int_eq(set_cell("unor", row, "nama", "a"), SKP_E_ARG);
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, 2, &err),
		SKP_E_ARG);
	ck_assert_int_eq(fact("unor", "id=U1"), 2); /* no repeat */
	seal();
	ck_assert_uint_eq(account("unor").loaded, 2);
	ck_assert_uint_eq(unor("U1"), 2);
}
END_TEST

/* ---- places ---- */

static void stands(uint32_t row, const char *file, uint32_t line, uint32_t ord)
{
	int32_t f;
	uint32_t l, o;

	model_place(m, SKP_TABLE_UNOR, row, &f, &l, &o);
	is_text(model_file(m, f), file);
	ck_assert_uint_eq(l, line);
	ck_assert_uint_eq(o, ord);
}

START_TEST(every_row_knows_its_place)
{
	static const uint32_t lines[] = {30, 33, 36, 40, 39};
	int32_t a, b;

	ck_assert_int_eq(skp_model_source(m, "a.csv", -1, &a, &err), 0);
	ck_assert_int_eq(skp_model_source(m, "b.csv", 5, &b, &err), 0);
	begin("unor");
	batch.file = a;
	batch.first_line = 2;
	with_texts("id", "A1|A2||A3||A4");
	goes_in();
	begin("unor");
	batch.file = b;
	batch.line = lines;
	with_texts("id", "B1|B2|B3|B4|B5");
	goes_in();
	begin("unor");
	batch.file = a;
	batch.first_line = 8;
	with_texts("id", "A5|A6");
	goes_in();
	fact("unor", "id=C1");
	stands(0, "a.csv", 2, 1);
	stands(1, "a.csv", 3, 2);
	stands(2, "a.csv", 5, 3);
	stands(3, "a.csv", 7, 4);
	stands(4, "b.csv", 30, 5);
	stands(6, "b.csv", 36, 7);
	stands(7, "b.csv", 40, 8);
	stands(8, "b.csv", 39, 9);
	stands(9, "a.csv", 8, 10);
	stands(10, "a.csv", 9, 11);
	stands(11, "", 0, 12);
	is_text(model_file(m, 99), "");
	ck_assert_uint_le(m->table[SKP_TABLE_UNOR].nrun, 8);
}
END_TEST

START_TEST(rows_in_step_share_one_run)
{
	static uint32_t lines[ROWS];

	for (uint32_t i = 0; i < ROWS; i++)
		lines[i] = 10 + 3 * i;
	begin("unor");
	batch.line = lines;
	with_texts("id", "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p");
	goes_in();
	ck_assert_uint_eq(m->table[SKP_TABLE_UNOR].nrun, 1);
	for (uint32_t i = 0; i < ROWS; i++)
		stands(i, "", 10 + 3 * i, i + 1);
}
END_TEST

START_TEST(a_source_needs_a_name)
{
	ck_assert_int_eq(skp_model_source(m, NULL, 0, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_source(m, "x", 5000, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_source(m, "\xff", 1, NULL, &err),
		SKP_E_ENCODING);
	ck_assert_uint_eq(m->nsource, 1);
}
END_TEST

/* ---- unknown and empty ---- */

START_TEST(what_no_row_of_a_source_names_is_unknown)
{
	facts("unor", "id=U1|nama=A\nid=U2|jenis=dinas\nid=U3|nama=");
	is_unknown("unor", 1, "nama");
	seal();
	has("unor", 0, "nama", "A");
	is_empty("unor", 1, "nama");
	is_empty("unor", 2, "nama");
	is_empty("unor", 0, "jenis");
	is_unknown("unor", 0, "npsn");
}
END_TEST

START_TEST(each_source_speaks_for_itself)
{
	int32_t a, b;

	ck_assert_int_eq(skp_model_source(m, "a.yaml", -1, &a, &err), 0);
	ck_assert_int_eq(skp_model_source(m, "b.yaml", -1, &b, &err), 0);
	for (int i = 0; i < 2; i++) {
		begin("unor");
		batch.file = i ? b : a;
		with_texts("id", i ? "B1" : "A1");
		if (!i)
			with_texts("npsn", "1");
		goes_in();
	}
	begin("unor");
	batch.file = a;
	with_texts("id", "A2");
	goes_in();
	seal();
	is_unknown("unor", 1, "npsn"); /* b names none */
	is_empty("unor", 2, "npsn");
}
END_TEST

/* ---- a load that is undone ---- */

START_TEST(an_undone_load_leaves_nothing)
{
	uint64_t before;

	facts("unor", "id=U1|kedaluwarsa=besok\nid=U2");
	before = shape();
	ck_assert_int_eq(model_load_begin(m, &err), 0);
	facts("unor", "id=U3|nama=baru|kedaluwarsa=lusa\nid=\nnama=x");
	fact("skp", "pegawai_id=P1");
	begin("pegawai");
	batch.flags = SKP_BATCH_IMPLICIT;
	with_texts("nip", "1");
	goes_in();
	ck_assert_int_eq(skp_model_ignored(m, SKP_TABLE_RHK, 4, &err), 0);
	ck_assert_int_eq(skp_model_source(m, "c.csv", -1, NULL, &err), 0);
	ck_assert_uint_ne(shape(), before);
	model_load_end(m, false);
	ck_assert_uint_eq(shape(), before);
	ck_assert(!m->loading);
	fact("unor", "id=U4");
	has("unor", 2, "id", "U4");
	is_unknown("unor", 2, "nama");
	stands(2, "", 0, 3);
}
END_TEST

START_TEST(a_kept_load_stays_and_cannot_be_undone)
{
	ck_assert_int_eq(model_load_begin(m, &err), 0);
	ck_assert_int_eq(model_load_begin(m, &err), SKP_E_BUSY);
	fact("unor", "id=U1");
	ck_assert_int_eq(skp_model_seal(m, &err), SKP_E_BUSY);
	model_load_end(m, true);
	model_load_end(m, false);
	ck_assert_uint_eq(account("unor").loaded, 1);
}
END_TEST

RUN("model", every_kind_of_column_is_read,
	integers_of_every_width_are_read_as_they_are_written,
	an_integer_that_is_not_understood_is_told_as_it_is_written,
	integers_that_repeat_do_not_stick,
	nobody_looks_at_what_is_not_valid, an_offset_need_not_begin_at_zero,
	a_column_without_bytes_is_all_empty,
	a_bit_of_valid_at_zero_is_an_empty_cell,
	a_bit_of_known_at_zero_is_a_cell_not_named,
	views_show_texts_where_they_stand, views_may_lie_rows_apart,
	views_that_are_no_text_are_refused,
	a_view_reads_as_the_same_text_does,
	a_spreadsheets_number_loses_a_nip, equal_neighbours_are_each_told,
	offsets_that_go_backwards_are_refused,
	a_column_without_its_arrays_is_refused,
	text_that_is_not_utf8_is_refused,
	a_character_cut_by_two_cells_is_refused,
	nul_inside_a_value_is_refused, unknown_and_doubled_fields_are_refused,
	a_batch_out_of_bounds_is_refused,
	structs_of_another_size_are_understood,
	no_refused_allocation_leaves_half_a_batch,
	empty_rows_are_counted_and_not_kept,
	a_row_without_a_starred_cell_is_rejected_and_told,
	a_person_needs_an_id_or_a_nip,
	a_rejected_rows_words_are_left_to_the_policy,
	a_table_is_given_by_a_batch_without_rows,
	partial_and_derived_rows_count_less,
	implicit_rows_wait_for_seal_and_are_not_counted,
	ignored_columns_are_counted, an_id_has_64_bytes_at_most,
	the_callers_limits_hold, limits_have_their_defaults_and_their_ends,
	the_longest_nip_that_limits_allow_is_kept_whole, memory_has_its_limit,
	a_row_tells_its_number_or_that_there_is_none,
	values_are_taken_with_or_without_a_length,
	a_cell_is_changed_before_sealing, a_change_that_cannot_be_is_refused,
	a_person_keeps_an_id_or_a_nip,
	a_change_that_is_not_understood_is_told,
	what_was_told_of_a_cell_goes_with_the_cell,
	a_removed_row_is_gone_and_its_number_too, every_row_knows_its_place,
	rows_in_step_share_one_run, a_source_needs_a_name,
	what_no_row_of_a_source_names_is_unknown,
	each_source_speaks_for_itself, an_undone_load_leaves_nothing,
	a_kept_load_stays_and_cannot_be_undone)
