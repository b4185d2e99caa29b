/* SPDX-License-Identifier: MIT */
/* The CSV reader: what comes out of it, what it refuses and where. */
#include "batch_fake.h"

#define UNOR2 "unor @2 id=1 nama=A|\nunor @3 id=2 nama=B|\n"

/* ---- shapes of files ---- */

static const char *const same[] = {
	"id,nama\n1,A\n2,B\n",
	"id;nama\n1;A\n2;B\n",
	"id\tnama\n1\tA\n2\tB\n",
	"id|nama\n1|A\n2|B\n",
	"id,nama\n1,A\n2,B",
	"id,nama\r\n1,A\r\n2,B\r\n",
	"id,nama\r1,A\r2,B\r",
	"id,nama\r1,A\r2,B",
	"\xef\xbb\xbfid,nama\n1,A\n2,B\n",
	"\"id\",\"nama\"\n\"1\",\"A\"\n\"2\",\"B\"\n",
	"\"id\" , \"nama\"\n \"1\", \"A\" \n\"2\",\"B\"",
	"ID,Na-Ma\n1,A\n2,B\n",
	"id,nama,,\n1,A,,\n2,B, ,\xc2\xa0,\n",
	/* a delimiter inside quotes, or of other lines, does not count */
	"id;nama;\"a,b,c,d,e,f\"\n1;A;\"x,y\"\n2;B;\n",
};

START_TEST(one_table_in_many_shapes)
{
	assert_heard("unor.csv", same[_i], UNOR2);
}
END_TEST

static size_t utf16(const char *s, bool big, char *to)
{
	size_t n = 0;

	to[n++] = big ? '\xfe' : '\xff';
	to[n++] = big ? '\xff' : '\xfe';
	for (; *s; s++) {
		to[n + big] = *s;
		to[n + !big] = 0;
		n += 2;
	}
	return n;
}

START_TEST(utf16_with_bom)
{
	char to[256];
	size_t n = utf16("id;nama\r\n1;A\r\n2;B\r\n", _i != 0, to);

	ck_assert_int_eq(hear_bytes("unor.csv", to, n), 0);
	ck_assert_str_eq(heard.p, UNOR2);
	/* half a character at the end */
	ck_assert_int_eq(hear_bytes("unor.csv", to, n - 1), SKP_E_ENCODING);
	ck_assert_uint_eq(heard_err.line, 3);
	/* a lone surrogate */
	to[n] = to[n + 1] = '\xd8';
	ck_assert_int_eq(hear_bytes("unor.csv", to, n + 2), SKP_E_ENCODING);
	ck_assert_uint_eq(heard_err.line, 4);
	ck_assert_uint_eq(heard_err.column, 1);
}
END_TEST

START_TEST(utf16_that_is_long)
{
	size_t rows = 20000, n = 0, i, cap = rows * 32 + 64;
	char *text = malloc(cap), *wide = malloc(2 * cap);

	n += (size_t)snprintf(text, cap, "id,nama\n");
	for (i = 0; i < rows; i++)
		n += (size_t)snprintf(text + n, cap - n, "%zu,unit\n", i);
	n = utf16(text, false, wide);
	ck_assert_int_eq(hear_bytes("unor.csv", wide, n), 0);
	ck_assert_ptr_nonnull(strstr(heard.p,
		"unor @20001 id=19999 nama=unit|\n"));
	free(text);
	free(wide);
}
END_TEST

/* ---- quotes ---- */

START_TEST(quotes)
{
	assert_heard("unor.csv",
		"id,nama\n"
		"1,\"Siti, S.Pd.\"\n"
		"2,\"a \"\"b\"\" c\"\n"
		"3,\"two\nlines\"\n"
		"4,\"\"\n"
		"5,\"\"\"\"\n"
		"6,5\" pipe\n"
		"7,\"cr\r\nlf\rcr\"\n"
		"8,x\n",
		"unor @2 id=1 nama=Siti, S.Pd.|\n"
		"unor @3 id=2 nama=a \"b\" c|\n"
		"unor @4 id=3 nama=two\nlines|\n"
		"unor @6 id=4 nama=|\n"
		"unor @7 id=5 nama=\"|\n"
		"unor @8 id=6 nama=5\" pipe|\n"
		"unor @9 id=7 nama=cr\r\nlf\rcr|\n"
		"unor @12 id=8 nama=x|\n");
}
END_TEST

START_TEST(blank_and_short_rows_reach_the_model)
{
	assert_heard("unor.csv", "id,nama\n\n1\n,,\n2,B\n",
		"unor @2 id= nama=|\nunor @3 id=1 nama=|\n"
		"unor @4 id= nama=|\nunor @5 id=2 nama=B|\n");
}
END_TEST

START_TEST(a_heading_alone_names_its_columns)
{
	assert_heard("unor.csv", "id,nama,npsn\n", "unor :id nama npsn|\n");
}
END_TEST

/* A row full of traps stands at every place around the border of a block. */
START_TEST(rows_over_block_borders)
{
	static const char trap[] = "7,\"a \"\"b\"\"\r\nc\xc3\xa9\"\r\n8,z\r\n";
	size_t block = 256 << 10, head = 9, cap = block + 256, at, n, i;
	char *text = malloc(cap);
	const char *end;

	for (at = block - 24; at <= block + 2; at++) {
		memcpy(text, "id,nama\r\n", head);
		for (n = head; at - n >= 300; n += 200) {
			text[n] = '1';
			text[n + 1] = ',';
			for (i = 2; i < 199; i++)
				text[n + i] = 'x';
			text[n + 199] = '\n';
		}
		for (; n + 1 < at; n++)
			text[n] = '5';
		text[n++] = '\n';
		memcpy(text + n, trap, sizeof(trap));
		ck_assert_int_eq(hear_bytes("unor.csv", text,
					 n + sizeof(trap) - 1),
			0);
		end = strstr(heard.p, " id=7 nama=a \"b\"\r\nc\xc3\xa9|\n");
		ck_assert_ptr_nonnull(end);
		ck_assert_ptr_nonnull(strstr(end, " id=8 nama=z|\n"));
	}
	free(text);
}
END_TEST

START_TEST(a_long_row_and_a_long_cell_fit)
{
	size_t n = 65536, k;
	char *text = malloc(8 * n + 64);
	size_t at = (size_t)sprintf(text, "id,nama,x,y,z,u,v,w\n1");

	for (k = 0; k < 7; k++) {
		text[at++] = ',';
		memset(text + at, 'n', n);
		at += n;
	}
	at += (size_t)sprintf(text + at, "\n2,B\n");
	ck_assert_int_eq(hear_bytes("unor.csv", text, at), 0);
	ck_assert_ptr_nonnull(strstr(heard.p, "n|\nunor @3 id=2 nama=B|\n"));
	ck_assert_uint_eq(heard_ignored, 6);
	free(text);
}
END_TEST

/* ---- against a second tokenizer ---- */

static uint64_t dice;

static uint32_t roll(uint32_t n)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(dice >> 33) % n;
}

/* One way to write a text as a cell. */
static size_t write_cell(char *to, const char *cell)
{
	bool quote = roll(3) == 0 || strpbrk(cell, ",\"\r\n");
	size_t n = 0;

	if (quote)
		to[n++] = '"';
	for (; *cell; cell++) {
		if (*cell == '"')
			to[n++] = '"';
		to[n++] = *cell;
	}
	if (quote)
		to[n++] = '"';
	return n;
}

static void random_cell(char *to)
{
	static const char *const piece[] = {"a", "bc", ",", "\"", "\n", "\r\n",
		";", "\xc3\xa9", "01234567890123456789012345678901234567890123"};
	uint32_t n = roll(4), i;

	*to = 0;
	for (i = 0; i < n; i++)
		strcat(to, piece[roll(ARRAY_LEN(piece))]);
}

START_TEST(random_tables_read_back)
{
	static const char *const eol[] = {"\n", "\r\n"};
	char cell[256], line[32], *text = malloc(1 << 20), *p;
	char *want = malloc(1 << 20);
	size_t n, k;
	uint32_t row, number;

	dice = (uint64_t)_i + 1;
	n = (size_t)sprintf(text, "id,nama,npsn\n");
	k = 0;
	number = 2;
	for (row = 0; row < 200; row++) {
		n += (size_t)sprintf(text + n, "%u,", row);
		k += (size_t)sprintf(want + k, "unor @%u id=%u nama=", number,
			row);
		random_cell(cell);
		n += write_cell(text + n, cell);
		k += (size_t)sprintf(want + k, "%s npsn=", cell);
		for (p = cell; *p; p++)
			number += *p == '\n';
		random_cell(cell);
		text[n++] = ',';
		n += write_cell(text + n, cell);
		k += (size_t)sprintf(want + k, "%s|\n", cell);
		for (p = cell; *p; p++)
			number += *p == '\n';
		n += (size_t)sprintf(text + n, "%s", eol[roll(2)]);
		number++;
	}
	(void)line;
	ck_assert_int_eq(hear_bytes("unor.csv", text, n), 0);
	ck_assert_str_eq(heard.p, want);
	free(text);
	free(want);
}
END_TEST

/* ---- headings ---- */

START_TEST(the_heading_may_stand_lower)
{
	assert_heard("unor.csv",
		"Laporan\n\nPemerintah Kabupaten;;\nDicetak: hari ini\n;\n-\n"
		"\"a\nb\";c\nid;nama\n1;A\n",
		"unor @10 id=1 nama=A|\n");
}
END_TEST

START_TEST(but_not_below_the_twentieth_row)
{
	char text[256];
	size_t n = 0;
	int i;

	for (i = 0; i < 19; i++)
		n += (size_t)sprintf(text + n, "judul;x\n");
	strcpy(text + n, "id;nama\n1;A\n");
	assert_heard("unor.csv", text, "unor @21 id=1 nama=A|\n");
	sprintf(text + n, "judul;x\nid;nama\n1;A\n");
	ck_assert_int_eq(hear_load("unor.csv", text), SKP_E_UNKNOWN);
}
END_TEST

START_TEST(the_headings_tell_the_table)
{
	assert_heard("data.csv", "pegawai_id,aksi,waktu\n1,login,x\n",
		"kejadian @2 pegawai_id=1 aksi=login waktu=x|\n");
	assert_heard("a.txt", "id;skp_id;klasifikasi\n1;2;individu\n",
		"rhk @2 id=1 skp_id=2 klasifikasi=individu|\n");
	assert_heard("a.csv", "nip,unor_id,jenis,mulai\n1,2,PLT,\n",
		"penugasan @2 pegawai_id=1 unor_id=2 jenis=PLT mulai=|\n");
	assert_heard("a.csv", "nip,nama,unor_id\n1,N,2\n",
		"pegawai @2 nip=1 nama=N unor_id=2|\n");
}
END_TEST

START_TEST(the_name_of_the_file_tells_the_table)
{
	static const char *const name[] = {"periode.csv", "x/periode.csv",
		"PERIODE.CSV", "periode-2026.csv", "periode (1).csv"};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(name); i++)
		assert_heard(name[i], "id,nama\n1,A\n",
			"periode @2 id=1 nama=A|\n");
	ck_assert_int_eq(hear_load("periodes.csv", "id,nama\n1,A\n"),
		SKP_E_UNKNOWN);
}
END_TEST

START_TEST(the_first_column_that_is_not_empty_wins)
{
	assert_heard("skp.csv",
		"atasan_nip,id,nip,pegawai_id,atasan_id,jenis\n"
		"n1,1,p,,-,individu\n"
		"n2,2,,q,a2,\n"
		"n3,3,r,s,TOP,\n",
		"skp @2 atasan_id=n1 id=1 pegawai_id=p jenis=individu|\n"
		"skp @3 atasan_id=a2 id=2 pegawai_id=q jenis=|\n"
		"skp @4 atasan_id=n3 id=3 pegawai_id=s jenis=|\n");
}
END_TEST

START_TEST(unknown_columns_are_counted)
{
	assert_heard("unor.csv", "id,warna,nama,,catatan,__x\n1,m,A,,c\n",
		"unor @2 id=1 nama=A|\n");
	ck_assert_uint_eq(heard_ignored, 3);
}
END_TEST

START_TEST(what_only_reports_say_is_no_column)
{
	assert_heard("skp.csv", "pegawai_id,__unor_nama\n1,x\n",
		"skp @2 pegawai_id=1|\n");
	ck_assert_uint_eq(heard_ignored, 1);
}
END_TEST

/* ---- errors ---- */

static const struct {
	const char *name, *text;
	int32_t code;
	uint32_t line, column;
	const char *says;
} bad[] = {
	{"unor.csv", "", SKP_E_EMPTY, 0, 0, "empty file"},
	{"unor.csv", "\xef\xbb\xbf\r\n \n", SKP_E_EMPTY, 0, 0, "empty file"},
	{"unor.csv", "id,nama\n1,\"A\n2,B\n", SKP_E_FORMAT, 2, 3,
		"never closed"},
	{"unor.csv", "id,nama\n1,\"a\nb\"\n2,\xc3\xa9,\"x\n", SKP_E_FORMAT, 4,
		5, "never closed"},
	{"unor.csv", "id,nama\n1,\"A\" B\n", SKP_E_FORMAT, 2, 7,
		"after a closing quote"},
	{"unor.csv", "id,nama\n1,\"A\"\"\" \"\n", SKP_E_FORMAT, 2, 9,
		"after a closing quote"},
	{"unor.csv", "id,nama\n1,A\n2,\xc3\xa9\xe9t\xe9\n", SKP_E_ENCODING, 3,
		4, "save the file as UTF-8"},
	{"unor.csv", "id,nama\n1,A\n2,caf\xc3", SKP_E_ENCODING, 3, 6,
		"save the file as UTF-8"},
	{"unor.csv", "id,nama\n1,A,x\n", SKP_E_FORMAT, 2, 5,
		"more cells than"},
	{"unor.csv", "id,nama\n1,\"\xc3\xa9\"\"\n\",, x\n", SKP_E_FORMAT, 3, 4,
		"more cells than"},
	{"unor.csv", "nama,npsn\nA,1\n", SKP_E_UNKNOWN, 1, 1,
		"the table unor also needs id"},
	{"penugasan.csv", "x\npegawai_id,mulai\nA,1\n", SKP_E_UNKNOWN, 2, 1,
		"also needs unor_id, jenis"},
	{"pegawai.csv", "nama,jabatan\nA,1\n", SKP_E_UNKNOWN, 1, 1,
		"also needs id or nip"},
	{"a.csv", "merah,putih\n1,2\n", SKP_E_UNKNOWN, 1, 1,
		"known are the tables unor, pegawai, penugasan, skp, rhk, "
		"kejadian, profil, periode and the exports riwayat-jabatan, "
		"laporan-penilaian, laporan-skp, data-asn, ref-unor"},
	{"a.csv", "judul\nid,nama,instansi_id\n1,A,2\n", SKP_E_UNKNOWN, 2, 1,
		"several tables (unor, periode): name the file"},
	{"a.csv", "skp_id;id;nip;periode_awal\n1;2;3;4\n", SKP_E_UNKNOWN, 1, 1,
		"the export laporan-skp also needs skp_status or is_skp"},
};

START_TEST(errors_have_their_place)
{
	ck_assert_int_eq(hear_load(bad[_i].name, bad[_i].text), bad[_i].code);
	ck_assert_int_eq(heard_err.code, bad[_i].code);
	ck_assert_str_eq(heard_err.file, bad[_i].name);
	ck_assert_msg(strstr(heard_err.text, bad[_i].says) != NULL, "%s",
		heard_err.text);
	ck_assert_uint_eq(heard_err.line, bad[_i].line);
	ck_assert_uint_eq(heard_err.column, bad[_i].column);
}
END_TEST

START_TEST(nul_has_its_place)
{
	static const char text[] = "id,nama\n1,A\n2,B\0C\n";

	ck_assert_int_eq(hear_bytes("unor.csv", text, sizeof(text) - 1),
		SKP_E_FORMAT);
	ck_assert_uint_eq(heard_err.line, 3);
	ck_assert_uint_eq(heard_err.column, 4);
	ck_assert_ptr_nonnull(strstr(heard_err.text, "NUL"));
}
END_TEST

/* Bad bytes right at, before and after the border of a block. */
START_TEST(bad_bytes_at_block_borders)
{
	size_t block = 256 << 10, n, at;
	char *text = malloc(block + 64);

	for (at = block - 5; at < block + 5; at++) {
		memcpy(text, "id,nama\n", 8);
		for (n = 8; n < block + 32; n++)
			text[n] = n % 64 == 63 ? '\n' : 'x';
		text[at] = '\xe9';
		ck_assert_int_eq(hear_bytes("unor.csv", text, block + 32),
			SKP_E_ENCODING);
		ck_assert_uint_eq(heard_err.line, (uint32_t)(at / 64) + 2);
		ck_assert_uint_eq(heard_err.column, (uint32_t)(at % 64) + 1);
	}
	free(text);
}
END_TEST

START_TEST(limits)
{
	skp_limits l = SKP_INIT(skp_limits);

	l.scalar = 10;
	ck_assert_int_eq(hear_limited("unor.csv",
				 "id,nama\n1,0123456789\n", 21, &l),
		0);
	ck_assert_int_eq(hear_limited("unor.csv",
				 "id,nama\n1,0123456789x\n", 22, &l),
		SKP_E_LIMIT_SCALAR);
	ck_assert_uint_eq(heard_err.line, 2);
	ck_assert_uint_eq(heard_err.column, 3);
	l.scalar = 0;
	l.csv_bytes = 20;
	ck_assert_int_eq(hear_limited("unor.csv",
				 "id,nama\n1,0123456789\n", 21, &l),
		SKP_E_LIMIT_SIZE);
}
END_TEST

/* A quote left open must not swallow a large file first. */
START_TEST(an_open_quote_ends_soon)
{
	size_t n = 4 << 20, i;
	char *text = malloc(n);

	memset(text, 'x', n);
	for (i = 0; i < n; i += 64)
		text[i] = '\n';
	memcpy(text, "id,nama\n1,\"", 11);
	ck_assert_int_eq(hear_bytes("unor.csv", text, n), SKP_E_LIMIT_SCALAR);
	ck_assert_uint_eq(heard_err.line, 2);
	ck_assert_uint_eq(heard_err.column, 3);
	ck_assert_ptr_nonnull(strstr(heard_err.text, "quote not closed"));
	free(text);
}
END_TEST

START_TEST(too_many_cells_are_refused)
{
	size_t n = 1 << 20;
	char *text = malloc(n);

	memset(text, ',', n);
	memcpy(text, "id,nama\n", 8);
	ck_assert_int_eq(hear_bytes("unor.csv", text, n), SKP_E_FORMAT);
	ck_assert_uint_eq(heard_err.line, 2);
	free(text);
}
END_TEST

/* ---- progress ---- */

static int32_t stop_at(void *ctx, uint64_t bytes, uint64_t rows)
{
	uint64_t *limit = ctx;

	ck_assert_uint_gt(bytes, 0);
	return rows >= *limit;
}

START_TEST(progress_may_stop_the_load)
{
	skp_load_options o = SKP_INIT(skp_load_options);
	size_t rows = 20000, n, i;
	char *text = malloc(rows * 8 + 64);
	skp_model *m = NULL;
	skp_error err = SKP_INIT(skp_error);
	uint64_t limit = 10000;

	n = (size_t)sprintf(text, "id,nama\n");
	for (i = 0; i < rows; i++)
		n += (size_t)sprintf(text + n, "%zu\n", i);
	o.progress = stop_at;
	o.ctx = &limit;
	ck_assert_int_eq(skp_model_new(NULL, &m, NULL), 0);
	ck_assert_int_eq(skp_model_load_bytes(m, "unor.csv", text, n, &o, &err),
		SKP_E_CANCEL);
	limit = 1 << 20;
	ck_assert_int_eq(skp_model_load_bytes(m, "unor.csv", text, n, &o, &err),
		0);
	skp_model_free(m);
	free(text);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("csv");
	TCase *c = tcase_create("csv");

	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, one_table_in_many_shapes, 0, ARRAY_LEN(same));
	tcase_add_loop_test(c, utf16_with_bom, 0, 2);
	tcase_add_test(c, utf16_that_is_long);
	tcase_add_test(c, quotes);
	tcase_add_test(c, blank_and_short_rows_reach_the_model);
	tcase_add_test(c, a_heading_alone_names_its_columns);
	tcase_add_test(c, rows_over_block_borders);
	tcase_add_test(c, a_long_row_and_a_long_cell_fit);
	tcase_add_loop_test(c, random_tables_read_back, 0, 50);
	tcase_add_test(c, the_heading_may_stand_lower);
	tcase_add_test(c, but_not_below_the_twentieth_row);
	tcase_add_test(c, the_headings_tell_the_table);
	tcase_add_test(c, the_name_of_the_file_tells_the_table);
	tcase_add_test(c, the_first_column_that_is_not_empty_wins);
	tcase_add_test(c, unknown_columns_are_counted);
	tcase_add_test(c, what_only_reports_say_is_no_column);
	tcase_add_loop_test(c, errors_have_their_place, 0, ARRAY_LEN(bad));
	tcase_add_test(c, nul_has_its_place);
	tcase_add_test(c, bad_bytes_at_block_borders);
	tcase_add_test(c, limits);
	tcase_add_test(c, an_open_quote_ends_soon);
	tcase_add_test(c, too_many_cells_are_refused);
	tcase_add_test(c, progress_may_stop_the_load);
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
