/* SPDX-License-Identifier: MIT */
/* Loading as a whole: what is opened and what is not, which format a file
 * really is, folders, and that a failed load leaves the model as it was. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include <skpcheck.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

static char folder[64];
static skp_model *model;
static skp_error err;

static void setup(void)
{
	strcpy(folder, "skp-load-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(skp_model_new(NULL, &model, NULL), 0);
	memset(&err, 0, sizeof(err));
	err.size = sizeof(err);
}

static void teardown(void)
{
	char command[128];

	skp_model_free(model);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

static const char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void put(const char *name, const char *text)
{
	FILE *f = fopen(path_of(name), "wb");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static uint64_t rows_of(int32_t table)
{
	skp_account a = SKP_INIT(skp_account);

	ck_assert_int_eq(skp_model_account(model, table, &a, NULL), 0);
	return a.read;
}

static void fails(const char *path, int32_t code, const char *says)
{
	ck_assert_int_eq(skp_model_load(model, path, NULL, &err), code);
	ck_assert_int_eq(err.code, code);
	ck_assert_str_eq(err.file, path);
	ck_assert_msg(strstr(err.text, says) != NULL, "%s", err.text);
}

/* ---- what is no file ---- */

START_TEST(nothing_there)
{
	fails(path_of("absent.csv"), SKP_E_IO, "no such file");
	fails("", SKP_E_IO, "no such file");
}
END_TEST

START_TEST(what_is_no_file_does_not_hang)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	fails("/dev/zero", SKP_E_IO, "not a regular file");
	fails("/dev/null", SKP_E_IO, "not a regular file");
	ck_assert_int_eq(mkfifo(path_of("unor.csv"), 0600), 0);
	fails(path_of("unor.csv"), SKP_E_IO, "not a regular file");
	ck_assert_uint_lt(strlen(path_of("s.csv")), sizeof(to.sun_path));
	memcpy(to.sun_path, path_of("s.csv"), strlen(path_of("s.csv")) + 1);
	ck_assert_int_eq(bind(s, (struct sockaddr *)&to, sizeof(to)), 0);
	fails(path_of("s.csv"), SKP_E_IO, "not a regular file");
	close(s);
	/* inside a folder they are passed over */
	fails(folder, SKP_E_EMPTY, "without tables");
}
END_TEST

START_TEST(huge_sparse_files_fail_at_once)
{
	static const char *const name[] = {"unor.csv", "a.yaml", "a.json"};
	struct timespec from, to;
	int i;

	for (i = 0; i < COUNT(name); i++) {
		put(name[i], i == 2 ? "{" : i ? "unor:\n" : "id\n");
		ck_assert_int_eq(truncate(path_of(name[i]), 1LL << 40), 0);
		clock_gettime(CLOCK_MONOTONIC, &from);
		fails(path_of(name[i]), SKP_E_LIMIT_SIZE, "larger than");
		clock_gettime(CLOCK_MONOTONIC, &to);
		ck_assert_int_le(to.tv_sec - from.tv_sec, 1);
	}
}
END_TEST

START_TEST(arguments)
{
	skp_load_options o = SKP_INIT(skp_load_options);
	char newer[64] = {0};
	uint32_t size = sizeof(newer);

	ck_assert_int_eq(skp_model_load(NULL, "x", NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_load(model, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_load_fd(model, 0, NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_load_fd(model, -1, "x", NULL, &err),
		SKP_E_IO);
	ck_assert_int_eq(skp_model_load_bytes(model, "x", NULL, 1, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_load_bytes(model, "x", NULL, 0, &o, &err),
		SKP_E_EMPTY);
	memcpy(newer, &size, sizeof(size));
	newer[63] = 1;
	ck_assert_int_eq(skp_model_load_bytes(model, "unor.csv", "id\n1\n", 5,
				 (skp_load_options *)(void *)newer, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_load_bytes(model, "unor.csv", "id\n1\n", 5,
				 NULL, NULL),
		0);
	ck_assert_int_eq(skp_model_load_bytes(model, "unor.csv", "", 0, NULL,
				 NULL),
		SKP_E_EMPTY);
	ck_assert_int_eq(skp_model_seal(model, NULL), 0);
	ck_assert_int_eq(skp_model_load(model, folder, NULL, &err),
		SKP_E_STATE);
}
END_TEST

START_TEST(an_older_callers_error_is_not_overrun)
{
	struct {
		uint32_t size;
		int32_t code;
		char beyond[8];
	} old = {8, 0, "intact"};

	ck_assert_int_eq(skp_model_load(model, "absent", NULL,
				 (skp_error *)(void *)&old),
		SKP_E_IO);
	ck_assert_int_eq(old.code, SKP_E_IO);
	ck_assert_str_eq(old.beyond, "intact");
}
END_TEST

/* ---- what a file really is ---- */

static const struct {
	const char *name, *text;
	int32_t code;
	uint32_t line;
	const char *says;
} other[] = {
	{"a.yaml", "<!DOCTYPE html>\n<html>", SKP_E_FORMAT, 1,
		"this is an HTML page, not YAML: open it in a spreadsheet"},
	{"a.xls", "\n <table>", SKP_E_FORMAT, 2, "this is an HTML page:"},
	{"a.yaml", "# unor\nid,nama\n1,A\n", SKP_E_FORMAT, 2,
		"this is CSV, not YAML: rename it to .csv"},
	{"a.yml", "\"id\";\"nama\"\n", SKP_E_FORMAT, 1, "rename it to .csv"},
	{"a.json", "id,nama\n1,A\n", SKP_E_FORMAT, 1,
		"this is CSV, not JSON: rename it to .csv"},
	{"a.json", "hello\n", SKP_E_FORMAT, 1, "neither { nor ["},
	{"a.xlsx", "PK\003\004xx", SKP_E_UNSUPPORTED, 0, "save as CSV UTF-8"},
	{"a.csv", "PK\003\004xx", SKP_E_UNSUPPORTED, 0, "XLSX"},
	{"a.xls", "\xd0\xcf\x11\xe0\xa1", SKP_E_UNSUPPORTED, 0, "old Excel"},
	{"a.csv", "%PDF-1.4", SKP_E_UNSUPPORTED, 0, "PDF"},
	{"a.csv", "\x1f\x8b\x08", SKP_E_UNSUPPORTED, 0, "compressed"},
	{"a.yaml", "", SKP_E_EMPTY, 0, "empty file"},
	{"a.json", " \n", SKP_E_EMPTY, 0, "empty file"},
	{"a.csv", "\xff\xfe", SKP_E_EMPTY, 0, "empty file"},
};

START_TEST(a_file_is_called_what_it_is)
{
	int32_t e = skp_model_load_bytes(model, other[_i].name, other[_i].text,
		strlen(other[_i].text), NULL, &err);

	ck_assert_msg(e == other[_i].code, "%d %s", e, err.text);
	ck_assert_str_eq(err.file, other[_i].name);
	ck_assert_uint_eq(err.line, other[_i].line);
	ck_assert_uint_eq(err.column, other[_i].line != 0);
	ck_assert_msg(strstr(err.text, other[_i].says) != NULL, "%s", err.text);
}
END_TEST

static const struct {
	const char *name, *text;
} known[] = {
	{"a.yaml", "unor:\n- id: 1\n  nama: A\n"},
	{"a.yml", "{unor: [{id: 1, nama: \"a,b\"}]}"},
	{"-", "# comment\n---\nunor:\n  - {id: 1}\n"},
	{"a.csv", "UNOR: # not CSV\n- id: 1\n"},
	{"a.txt", "unor: [{id: 1}]\n"},
	{"a.json", "{\"unor\": [{\"id\": 1}]}"},
	{"-", " [{\"id\": 1, \"diatasan_id\": 2, \"npsn\": 3}]"},
	{"a.csv", "{\"unor\": [{\"id\": 1}]}"},
	{"unor.csv", "id\n1\n"},
	{"unor", "id\n1\n"},
	{"-", "id;diatasan_id;npsn\n1;;\n"},
	{"a.xls", "id\tdiatasan_id\tnpsn\n1\t\t\n"},
	{"a.csv", "unor: semua\nid;diatasan_id;npsn\n1;;\n"},
};

START_TEST(content_comes_before_the_name)
{
	int32_t e = skp_model_load_bytes(model, known[_i].name, known[_i].text,
		strlen(known[_i].text), NULL, &err);

	ck_assert_msg(e == 0, "%s:%u:%u: %s", err.file, err.line, err.column,
		err.text);
	ck_assert_uint_eq(rows_of(SKP_TABLE_UNOR), 1);
}
END_TEST

/* ---- folders ---- */

START_TEST(a_folder_of_tables)
{
	put("unor.csv", "id,nama\n1,A\n");
	put("pegawai.CSV", "nip,nama\n1,A\n2,B\n");
	put("lain.yaml", "skp:\n- pegawai_id: 1\n");
	put("README.md", "not a table");
	put(".hidden.csv", "not a table");
	put("~$unor.xlsx", "not a table");
	ck_assert_int_eq(mkdir(path_of("more.csv"), 0700), 0);
	put("more.csv/unor.csv", "id\n9\n");
	ck_assert_int_eq(skp_model_load(model, folder, NULL, &err), 0);
	ck_assert_uint_eq(rows_of(SKP_TABLE_UNOR), 1);
	ck_assert_uint_eq(rows_of(SKP_TABLE_PEGAWAI), 2);
	ck_assert_uint_eq(rows_of(SKP_TABLE_SKP), 1);
}
END_TEST

START_TEST(a_folder_without_tables)
{
	fails(folder, SKP_E_EMPTY, "a folder without tables: put .csv");
	put("README.md", "x");
	fails(folder, SKP_E_EMPTY, "a folder without tables");
}
END_TEST

START_TEST(files_of_a_folder_in_byte_order)
{
	/* the first bad file by name is the one that is named */
	put("b.csv", "x");
	put("Z.csv", "x");
	put("a.csv", "x");
	ck_assert_int_eq(skp_model_load(model, folder, NULL, &err),
		SKP_E_UNKNOWN);
	ck_assert_str_eq(err.file, path_of("Z.csv"));
	ck_assert_int_eq(skp_model_load(model, path_of(""), NULL, &err),
		SKP_E_UNKNOWN);
	ck_assert_str_eq(err.file, path_of("Z.csv"));
}
END_TEST

START_TEST(all_or_nothing)
{
	char bad[128];

	put("a-unor.csv", "id,diatasan_id,npsn\n1,,\n");
	put("pegawai.csv", "nip\n1\n");
	put("skp.csv", "pegawai_id\n\"1\n");
	ck_assert_int_eq(skp_model_load(model, folder, NULL, &err),
		SKP_E_FORMAT);
	strcpy(bad, path_of("skp.csv"));
	ck_assert_str_eq(err.file, bad);
	ck_assert_uint_eq(err.line, 2);
	ck_assert_uint_eq(err.column, 1);
	ck_assert_uint_eq(rows_of(SKP_TABLE_UNOR), 0);
	ck_assert_uint_eq(rows_of(SKP_TABLE_PEGAWAI), 0);
	ck_assert_int_eq(unlink(bad), 0);
	ck_assert_int_eq(skp_model_load(model, folder, NULL, &err), 0);
	ck_assert_uint_eq(rows_of(SKP_TABLE_UNOR), 1);
	ck_assert_uint_eq(rows_of(SKP_TABLE_PEGAWAI), 1);
}
END_TEST

/* ---- descriptors ---- */

START_TEST(a_pipe_is_read_to_its_end)
{
	static const char text[] = "id,nama\n1,A\n2,B\n";
	int fd[2], i;

	ck_assert_int_eq(pipe(fd), 0);
	if (fork() == 0) {
		close(fd[0]);
		for (i = 0; text[i]; i++)
			if (write(fd[1], text + i, 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(fd[1]);
	ck_assert_int_eq(skp_model_load_fd(model, fd[0], "unor.csv", NULL,
				 &err),
		0);
	ck_assert_uint_eq(rows_of(SKP_TABLE_UNOR), 2);
	ck_assert_int_eq(fcntl(fd[0], F_GETFD) >= 0, 1); /* not closed */
	close(fd[0]);
}
END_TEST

START_TEST(a_descriptor_of_a_file)
{
	int fd;

	put("x", "id,nama\n1,A\n");
	fd = open(path_of("x"), O_RDONLY);
	ck_assert_int_eq(skp_model_load_fd(model, fd, "unor.csv", NULL, &err),
		0);
	ck_assert_uint_eq(rows_of(SKP_TABLE_UNOR), 1);
	close(fd);
	fd = open(folder, O_RDONLY);
	ck_assert_int_eq(skp_model_load_fd(model, fd, "-", NULL, &err),
		SKP_E_IO);
	ck_assert_str_eq(err.text, "a folder, not a file");
	close(fd);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("load");
	TCase *c = tcase_create("load");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, nothing_there);
	tcase_add_test(c, what_is_no_file_does_not_hang);
	tcase_add_test(c, huge_sparse_files_fail_at_once);
	tcase_add_test(c, arguments);
	tcase_add_test(c, an_older_callers_error_is_not_overrun);
	tcase_add_loop_test(c, a_file_is_called_what_it_is, 0, COUNT(other));
	tcase_add_loop_test(c, content_comes_before_the_name, 0, COUNT(known));
	tcase_add_test(c, a_folder_of_tables);
	tcase_add_test(c, a_folder_without_tables);
	tcase_add_test(c, files_of_a_folder_in_byte_order);
	tcase_add_test(c, all_or_nothing);
	tcase_add_test(c, a_pipe_is_read_to_its_end);
	tcase_add_test(c, a_descriptor_of_a_file);
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
