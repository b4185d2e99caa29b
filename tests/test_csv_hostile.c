/* SPDX-License-Identifier: MIT */
/* Hostile CSV, made at random: several threads in blocks of 100 bytes read the
 * same as one, and where libcsv understands a file, so do we. */
#define CSV_BLOCK 64
#include "load/csv_scan.c"
#include "load/csv.c"
#define CSV_LANE 100
#define CSV_RANGES_FROM 0
static uint32_t jobs_now = 1;
#define CSV_JOBS(jobs) jobs_now
#include "load/csv_ranges.c"
#include "batch_fake.h"
#ifdef HAVE_LIBCSV
#include <csv.h>
#endif

enum { TEXT_MOST = 4000 };

static uint64_t seed;
static char text[TEXT_MOST + 200];
static size_t length;

static uint32_t chance(uint32_t of)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (uint32_t)((seed * 2685821657736338717u) >> 33) % of;
}

static void put(const char *s)
{
	length += strlen(strcpy(text + length, s));
}

/* A cell; wild: with what no well-made file has. */
static void put_cell(bool wild)
{
	static const char *const plain[] = {"", "a", "1", "-", " b ", "Siti",
		"\xc3\xa9", "\xe2\x82\xac", "longer than eight", "x y"};
	static const char *const quoted[] = {"\"\"", "\"a\"", "\"a,b\"",
		"\"a\nb\"", "\"a\r\nb\"", "\"a\"\"b\"", "\"\n\"", "\"\"\"\"",
		"\"1\n2,3\n\"\"4,5\""};
	static const char *const strange[] = {"a\"b", "\"a\"b", "\"", "\r",
		"\n", " \"a\" ", "\xff", "\xc3", "a\"\"", "\"a\" \"", "\t"};

	if (wild && chance(40) == 0)
		put(strange[chance(ARRAY_LEN(strange))]);
	else if (chance(4) == 0)
		put(quoted[chance(ARRAY_LEN(quoted))]);
	else
		put(plain[chance(ARRAY_LEN(plain))]);
}

static void put_file(bool wild)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	const char *end = ends[chance(wild ? 3 : 2)];
	uint32_t i, cells;
	char id[16];

	length = 0;
	put("id,nama,jenis");
	put(end);
	while (length < TEXT_MOST && chance(60)) {
		snprintf(id, sizeof(id), "%u", chance(100000));
		put(id);
		cells = wild && chance(20) == 0 ? chance(4) : 2;
		for (i = 0; i < cells; i++) {
			put(",");
			put_cell(wild);
		}
		put(chance(30) || !wild ? end : ends[chance(3)]);
	}
	if (chance(3) == 0 && length > 20)
		length -= strlen(end);
}

static char *said(int32_t e)
{
	size_t n = strlen(heard.p) + 600;
	char *s = malloc(n);

	ck_assert_ptr_nonnull(s);
	snprintf(s, n, "%s%d %u:%u %s", e ? "" : heard.p, e, heard_err.line,
		heard_err.column, heard_err.text);
	return s;
}

static char *read_by(uint32_t jobs)
{
	jobs_now = jobs;
	return said(hear_bytes("unor.csv", text, length));
}

/* Check takes no long messages. */
static void is_same(uint32_t i, const char *a, const char *b)
{
	size_t k = 0, from;

	while (a[k] && a[k] == b[k])
		k++;
	from = k < 40 ? 0 : k - 40;
	ck_assert_msg(a[k] == b[k], "seed %u, from %zu: %.80s, not %.80s", i,
		from, a + from, b + from);
}

START_TEST(threads_read_what_one_reads)
{
	uint32_t i, good = 0;
	char *one, *many;

	for (i = 0; i < 3000; i++) {
		seed = 88172645463325252u + i * 7919u;
		put_file(i % 2);
		one = read_by(1);
		many = read_by(2 + i % 3);
		is_same(i, one, many);
		good += strstr(one, "unor @") != NULL;
		free(one);
		free(many);
	}
	ck_assert_uint_gt(good, 1500);
}
END_TEST

#ifdef HAVE_LIBCSV
/* What libcsv makes of it, written as batch_fake does. */
static struct {
	char p[8 * TEXT_MOST];
	size_t n;
	uint32_t row, cell;
	bool blank;
	size_t start;
} other;

static void other_put(const char *s, size_t n)
{
	memcpy(other.p + other.n, s, n);
	other.n += n;
	other.p[other.n] = 0;
}

static void other_cell(void *p, size_t n, void *ctx)
{
	static const char *const name[] = {" id=", " nama=", " jenis="};

	(void)ctx;
	if (other.row && other.cell < 3) {
		other_put(name[other.cell], strlen(name[other.cell]));
		other_put(p, n);
	}
	other.cell++;
}

static void other_row(int end, void *ctx)
{
	(void)end;
	(void)ctx;
	other_put("|\n", other.row ? 2 : 0);
	other.row++;
	other.cell = 0;
}

/* Our lines without the line numbers, which libcsv does not tell. */
static void drop_lines(char *s)
{
	char *to = s;

	while (*s) {
		if (strncmp(s, "unor @", 6) == 0 && (to == s || s[-1] == '\n'))
			s += 6 + strspn(s + 6, "0123456789");
		else
			*to++ = *s++;
	}
	*to = 0;
}

/* libcsv would drop blanks around cells, which are the model's to drop. */
static int no_blanks(unsigned char c)
{
	(void)c;
	return 0;
}

START_TEST(libcsv_reads_the_same)
{
	struct csv_parser p;
	uint32_t i;

	for (i = 0; i < 2000; i++) {
		seed = 1181783497276652981u + i * 104729u;
		put_file(false);
		memset(&other, 0, sizeof(other));
		ck_assert_int_eq(csv_init(&p, CSV_STRICT | CSV_STRICT_FINI), 0);
		csv_set_space_func(&p, no_blanks);
		ck_assert_uint_eq(csv_parse(&p, text, length, other_cell,
			other_row, NULL), length);
		ck_assert_int_eq(csv_fini(&p, other_cell, other_row, NULL), 0);
		csv_free(&p);
		jobs_now = 1 + i % 3;
		ck_assert_int_eq(hear_bytes("unor.csv", text, length), 0);
		drop_lines(heard.p);
		if (other.row > 1)
			is_same(i, heard.p, other.p);
	}
}
END_TEST
#endif

int main(void)
{
	Suite *s = suite_create("csv hostile");
	TCase *c = tcase_create("hostile");
	SRunner *r;
	int failed;

	tcase_set_timeout(c, 300);
	tcase_add_test(c, threads_read_what_one_reads);
#ifdef HAVE_LIBCSV
	tcase_add_test(c, libcsv_reads_the_same);
#endif
	suite_add_tcase(s, c);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
