/* SPDX-License-Identifier: MIT */
/* Against a real engine: DuckDB makes tables, which come over as Arrow and, by
 * its own CSV writer, as files; the reports must be equal byte for byte. Then
 * it reads our findings and must see what we see. The shared library of
 * DuckDB is SKP_DUCKDB (empty: none) or where `./bootstrap check` puts it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <glob.h>
#include <unistd.h>
#include "facts.h"
#include "skpcheck-arrow.h"

/* ---- of duckdb.h what is needed here ---- */

typedef struct {
	uint64_t deprecated[3];
	void *deprecated_p[2], *internal;
} duckdb_result;
typedef void *handle; /* all others are pointers to something */

static struct {
	int (*open)(const char *path, handle *ret);
	void (*close)(handle *db);
	int (*connect)(handle db, handle *ret);
	void (*disconnect)(handle *con);
	int (*query)(handle con, const char *sql, duckdb_result *ret);
	void (*destroy_result)(duckdb_result *r);
	const char *(*result_error)(duckdb_result *r);
	uint64_t (*column_count)(duckdb_result *r);
	uint64_t (*row_count)(duckdb_result *r);
	const char *(*column_name)(duckdb_result *r, uint64_t i);
	handle (*column_logical_type)(duckdb_result *r, uint64_t i);
	void (*destroy_logical_type)(handle *t);
	char *(*value_varchar)(duckdb_result *r, uint64_t col, uint64_t row);
	void (*free)(void *p);
	handle (*fetch_chunk)(duckdb_result r);
	void (*destroy_data_chunk)(handle *chunk);
	handle (*result_get_arrow_options)(duckdb_result *r);
	void (*destroy_arrow_options)(handle *o);
	handle (*to_arrow_schema)(handle o, handle *types, const char **names,
		uint64_t n, struct ArrowSchema *ret);
	handle (*data_chunk_to_arrow)(handle o, handle chunk,
		struct ArrowArray *ret);
	int (*arrow_scan)(handle con, const char *view, void *stream);
} duck;

static const struct {
	const char *name;
	void *to;
} symbols[] = {
#define SYMBOL(f) {"duckdb_" #f, &duck.f}
	SYMBOL(open), SYMBOL(close), SYMBOL(connect), SYMBOL(disconnect),
	SYMBOL(query), SYMBOL(destroy_result), SYMBOL(result_error),
	SYMBOL(column_count), SYMBOL(row_count), SYMBOL(column_name),
	SYMBOL(column_logical_type), SYMBOL(destroy_logical_type),
	SYMBOL(value_varchar), SYMBOL(free), SYMBOL(fetch_chunk),
	SYMBOL(destroy_data_chunk), SYMBOL(result_get_arrow_options),
	SYMBOL(destroy_arrow_options), SYMBOL(to_arrow_schema),
	SYMBOL(data_chunk_to_arrow), SYMBOL(arrow_scan),
};

/* NULL, or why there is no DuckDB. */
static const char *duck_load(void)
{
	const char *path = getenv("SKP_DUCKDB"), *top = getenv("top_srcdir");
	char pattern[1024];
	glob_t found = {0};
	void *lib = NULL;
	size_t i;

	snprintf(pattern, sizeof(pattern), "%s/build/duckdb/node_modules/"
		"@duckdb/node-bindings-*/libduckdb.so", top ? top : ".");
	if (!path && glob(pattern, 0, NULL, &found) == 0)
		path = found.gl_pathv[0];
	if (path && *path)
		lib = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	globfree(&found);
	if (!lib)
		return "needs DuckDB (npm; ./bootstrap check installs it)";
	for (i = 0; i < ARRAY_LEN(symbols); i++) {
		void *p = dlsym(lib, symbols[i].name);

		if (!p)
			return "this DuckDB is of another version";
		memcpy(symbols[i].to, &p, sizeof(p));
	}
	return NULL;
}

static handle db, con;
static char dir[64];

static void begin(void)
{
	setup();
	strcpy(dir, "/tmp/test_duckdb.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(duck.open(NULL, &db), 0);
	ck_assert_int_eq(duck.connect(db, &con), 0);
}

static void end(void)
{
	char path[128];
	int32_t t;

	duck.disconnect(&con);
	duck.close(&db);
	for (t = 0; t < SKP_TABLES; t++) {
		snprintf(path, sizeof(path), "%s/%s.csv", dir,
			skp_table_name(t));
		unlink(path);
	}
	rmdir(dir);
	teardown();
}

static duckdb_result result_of(const char *sql)
{
	duckdb_result ret;

	ck_assert_msg(duck.query(con, sql, &ret) == 0, "%s: %s", sql,
		duck.result_error(&ret));
	return ret;
}

static void run(const char *sql)
{
	duckdb_result ret = result_of(sql);

	duck.destroy_result(&ret);
}

/* ---- a result as an Arrow stream ---- */

struct results {
	duckdb_result result;
	handle options;
	bool released; /* of the stream, not of its arrays */
};

static int results_schema(struct ArrowArrayStream *s, struct ArrowSchema *ret)
{
	struct results *q = s->private_data;
	uint64_t n = duck.column_count(&q->result), i;
	handle type[16], e;
	const char *name[16];

	ck_assert_uint_le(n, ARRAY_LEN(type));
	for (i = 0; i < n; i++) {
		type[i] = duck.column_logical_type(&q->result, i);
		name[i] = duck.column_name(&q->result, i);
	}
	e = duck.to_arrow_schema(q->options, type, name, n, ret);
	for (i = 0; i < n; i++)
		duck.destroy_logical_type(&type[i]);
	return e ? EIO : 0;
}

static int results_next(struct ArrowArrayStream *s, struct ArrowArray *ret)
{
	struct results *q = s->private_data;
	handle chunk = duck.fetch_chunk(q->result), e;

	memset(ret, 0, sizeof(*ret));
	if (!chunk)
		return 0;
	e = duck.data_chunk_to_arrow(q->options, chunk, ret);
	duck.destroy_data_chunk(&chunk);
	return e ? EIO : 0;
}

static const char *results_said(struct ArrowArrayStream *s)
{
	(void)s;
	return NULL;
}

static void results_release(struct ArrowArrayStream *s)
{
	struct results *q = s->private_data;

	q->released = true;
	duck.destroy_arrow_options(&q->options);
	duck.destroy_result(&q->result);
	s->release = NULL;
}

/* A table straight into the model. */
static void take(const char *table)
{
	struct results q = {.result = {{0}, {NULL, NULL}, NULL}};
	struct ArrowArrayStream s = {results_schema, results_next,
		results_said, results_release, &q};
	skp_arrow_options o = SKP_INIT(skp_arrow_options);
	char sql[64], file[128];

	snprintf(sql, sizeof(sql), "SELECT * FROM %s", table);
	snprintf(file, sizeof(file), "%s/%s.csv", dir, table);
	q.result = result_of(sql);
	q.options = duck.result_get_arrow_options(&q.result);
	o.source = file;
	o.first_line = 2;
	ck_assert_msg(skp_model_add_arrow_stream(m, table_no(table), &s, &o,
		&err) == 0, "%s: %s", table, err.text);
	ck_assert(q.released);
	ck_assert_ptr_null(s.release);
}

/* ---- a nation of some thousand ---- */

static const char *const tables[] = {"kejadian", "pegawai", "penugasan",
	"periode", "profil", "skp", "unor"}; /* as a folder is read */

static void nation(void)
{
	run("CREATE MACRO nip(i) AS 197001011995031000 + i * 1000000000 + i");
	run("CREATE TYPE jenis AS ENUM ('dinas', 'sekolah', 'lainnya')");
	run("CREATE TABLE unor AS SELECT 'U' || i AS id, "
		"CASE WHEN i > 0 THEN 'U' || (i - 1) // 8 END AS diatasan_id, "
		"'Unit ke-' || i || CASE WHEN i % 7 = 0 THEN "
		"', \"Contoh\" \u00e9' ELSE '' END AS nama, "
		"(CASE WHEN i % 9 = 0 THEN 'dinas' WHEN i % 3 = 0 THEN "
		"'sekolah' ELSE 'lainnya' END)::jenis AS jenis, "
		"i % 11 <> 0 AS aktif, CASE WHEN i % 5 = 0 THEN "
		"DATE '2024-01-01' + i::INT * 10 END AS kedaluwarsa, "
		"(20100000 + i // 2)::INT AS npsn, "
		"CASE WHEN i % 4 = 0 THEN nip(i * 5) END AS pemimpin_id "
		"FROM range(600) t(i)");
	run("CREATE TABLE pegawai AS SELECT nip(i) AS nip, "
		"md5('p' || i)::UUID AS id, "
		"CASE WHEN i % 13 > 0 THEN 'Pegawai ke-' || i END AS nama, "
		"CASE WHEN i % 17 > 0 THEN 'U' || i // 5 ELSE 'U9999' END "
		"AS unor_id, (i % 3 + 1)::TINYINT AS jenis_jabatan, "
		"CASE WHEN i % 6 > 0 THEN nip(i // 40 * 40) END AS atasan_id, "
		"(['aktif', 'pensiun', 'PNS', NULL])[1 + i % 4] AS kedudukan, "
		"DATE '2020-02-29' + i::INT AS tmt_jabatan, "
		"(3299000000000000 + i)::UBIGINT AS nik, "
		"[1, 2] AS bukan_kolom, 1.5::DECIMAL(9, 2) AS uang "
		"FROM range(7000) t(i)");
	run("CREATE TABLE penugasan AS SELECT nip(i) AS pegawai_id, "
		"'U' || i // 5 AS unor_id, (['D', 'TT', 'PLT', 'x'])[1 + "
		"(i // 10) % 4] AS jenis, DATE '2025-01-01' + i::INT % 400 "
		"AS mulai FROM range(0, 3000, 10) t(i)");
	run("CREATE TABLE skp AS SELECT 's' || i AS id, nip(i) AS pegawai_id, "
		"'U' || i // 5 AS unor_id, CASE WHEN i % 2 = 0 THEN "
		"'organisasi' ELSE 'individu' END AS jenis, "
		"(['draft', 'diajukan', 'disetujui', '', NULL])[1 + i % 5] "
		"AS status, DATE '2026-01-01' AS mulai, "
		"DATE '2026-12-31' AS selesai, nip(i // 40 * 40) AS atasan_id, "
		"TIMESTAMP '2026-01-02 03:04:05' + to_seconds(i * 61) "
		"AS dibuat "
		"FROM range(5000) t(i)");
	run("CREATE TABLE kejadian AS SELECT nip(i % 7000) AS pegawai_id, "
		"(['edit_profil', 'sinkron_asn', 'validasi', 'apa'])[1 + "
		"i % 4] AS aksi, TIMESTAMP_S '2026-01-03 00:00:00' + "
		"to_seconds(i * 97) AS waktu, i % 3 > 0 AS berhasil "
		"FROM range(9000) t(i)");
	run("CREATE TABLE profil AS SELECT nip(i) AS pegawai_id, "
		"CASE WHEN i % 2 = 0 THEN 'siasn' ELSE 'dapodik' END "
		"AS sumber, "
		"nip(i + i % 3 // 2) AS nip, (3299000000000000 + i)::DOUBLE "
		"AS nik, TIMESTAMP_MS '2026-01-03 00:00:00' + to_seconds(i) "
		"AS waktu FROM range(2000) t(i)");
	run("CREATE TABLE periode AS SELECT 'T' || i AS id, "
		"(2024 + i)::SMALLINT AS tahun, '01-01' AS awal, "
		"DATE '2026-12-31' AS akhir, (i % 2 + 1)::UTINYINT AS angka "
		"FROM range(3) t(i)");
}

static void write_files(void)
{
	char sql[256];
	size_t i;

	for (i = 0; i < ARRAY_LEN(tables); i++) {
		snprintf(sql, sizeof(sql), "COPY (SELECT * FROM %s) TO "
			"'%s/%s.csv' (HEADER)", tables[i], dir, tables[i]);
		run(sql);
	}
}

static const skp_write_options with_prints = {.fingerprints = 1};

/* nik of profil is a DOUBLE, which a file writes as digits: only in Arrow it
 * is known to be a number, so it is left out of the comparison. */
static void settle(void)
{
	run("ALTER TABLE profil DROP COLUMN nik");
}

/* ---- tests ---- */

static const char *const settings[] = {
	"SET arrow_large_buffer_size = false",
	"SET arrow_large_buffer_size = true",
	("SET produce_arrow_string_view = true; "
	 "SET arrow_output_version = '1.4'"),
	"SET arrow_lossless_conversion = true",
};

START_TEST(tables_and_their_files_give_the_same_report)
{
	char *by_file, *by_arrow;
	size_t i;

	nation();
	settle();
	write_files();
	ck_assert_msg(skp_model_load(m, dir, NULL, &err) == 0, "%s",
		err.text);
	report("2026-06-20");
	ck_assert_int_gt(skp_report_count(r), 5000);
	by_file = written("jsonl", with_prints);
	afresh();
	run(settings[_i]);
	for (i = 0; i < ARRAY_LEN(tables); i++)
		take(tables[i]);
	ck_assert_uint_eq(account("pegawai").read, 7000);
	ck_assert_uint_eq(account("pegawai").ignored_columns, 2);
	report("2026-06-20");
	by_arrow = written("jsonl", with_prints);
	ck_assert_int_eq(strcmp(by_arrow, by_file), 0);
	free(by_file);
	free(by_arrow);
}
END_TEST

START_TEST(a_nik_of_a_double_is_told)
{
	int64_t i, n = 0;

	nation();
	take("profil");
	report("2026-06-20");
	for (i = 0; i < skp_report_count(r); i++)
		n += strcmp(found(i, SKP_F_CODE), "REF009") == 0 &&
			strcmp(found(i, SKP_F_DETAIL), "nik: angka") == 0;
	ck_assert_int_eq(n, 2000);
}
END_TEST

static const char *const column[] = {"code", "severity", "table", "id",
	"pegawai", "unor", "actual", "expected", "path", "blocked",
	"blocked_total", "root", "level", "actor", "detail", "file", "line",
	"message", "fingerprint"};
static const int32_t field[] = {SKP_F_CODE, SKP_F_SEVERITY, SKP_F_TABLE,
	SKP_F_ID, SKP_F_PEGAWAI, SKP_F_UNOR, SKP_F_ACTUAL, SKP_F_EXPECTED,
	SKP_F_PATH, SKP_F_BLOCKED, SKP_F_BLOCKED_TOTAL, SKP_F_ROOT,
	SKP_F_LEVEL, SKP_F_ACTOR, SKP_F_DETAIL, SKP_F_FILE, SKP_F_LINE,
	SKP_F_MESSAGE, SKP_F_FINGERPRINT};

static void same_value(duckdb_result *q, uint64_t col, int64_t row)
{
	int32_t f = field[col];
	int64_t v = skp_report_int(r, row, f);
	char *have = duck.value_varchar(q, col, (uint64_t)row);
	char want[32];
	const char *text = found(row, f);

	if (f == SKP_F_BLOCKED || f == SKP_F_BLOCKED_TOTAL ||
		f == SKP_F_LINE) {
		snprintf(want, sizeof(want), "%lld", (long long)v);
		text = v < 0 ? "" : want;
	}
	ck_assert_msg(strcmp(have ? have : "", text) == 0,
		"%s of finding %lld: %s, not %s", column[col], (long long)row,
		have ? have : "NULL", text);
	ck_assert_msg((have == NULL) == (*text == 0), "%s NULL?", column[col]);
	duck.free(have);
}

/* DuckDB's arrow_scan never releases a schema: it is lent each one, and what
 * it was lent is released here. Arrays it releases itself. */
struct lender {
	struct ArrowArrayStream ours;
	struct ArrowSchema kept[32];
	int n;
};

static void lent_schema(struct ArrowSchema *s)
{
	s->release = NULL;
}

static int lend_schema(struct ArrowArrayStream *s, struct ArrowSchema *ret)
{
	struct lender *l = s->private_data;

	ck_assert_int_lt(l->n, ARRAY_LEN(l->kept));
	ck_assert_int_eq(l->ours.get_schema(&l->ours, &l->kept[l->n]), 0);
	*ret = l->kept[l->n++];
	ret->release = lent_schema;
	return 0;
}

static int lend_next(struct ArrowArrayStream *s, struct ArrowArray *ret)
{
	struct lender *l = s->private_data;

	return l->ours.get_next(&l->ours, ret);
}

static const char *lend_said(struct ArrowArrayStream *s)
{
	struct lender *l = s->private_data;

	return l->ours.get_last_error(&l->ours);
}

static void lend_release(struct ArrowArrayStream *s)
{
	struct lender *l = s->private_data;

	l->ours.release(&l->ours);
	s->release = NULL;
}

/* A stream of the findings as the table `temuan`. All columns are selected,
 * for DuckDB mixes up columns where a scan asks for some of them. */
static void hand_out(skp_arrow_write_options o)
{
	struct lender l = {.n = 0};
	struct ArrowArrayStream s = {lend_schema, lend_next, lend_said,
		lend_release, &l};

	o.size = sizeof(o);
	o.fingerprints = 1;
	ck_assert_int_eq(skp_report_arrow(r, &o, &l.ours, &err), 0);
	ck_assert_int_eq(duck.arrow_scan(con, "aliran", &s), 0);
	run("CREATE TABLE temuan AS SELECT * FROM aliran");
	if (s.release)
		s.release(&s);
	run("DROP VIEW aliran");
	while (l.n > 0) {
		l.n--;
		l.kept[l.n].release(&l.kept[l.n]);
	}
}

START_TEST(duckdb_sees_the_findings_that_we_see)
{
	duckdb_result q;
	int64_t i, n;
	uint64_t k;
	size_t t;

	nation();
	run("DELETE FROM pegawai WHERE nip % 4 <> 0");
	for (t = 0; t < ARRAY_LEN(tables); t++)
		take(tables[t]);
	report("2026-06-20");
	n = skp_report_count(r);
	hand_out((skp_arrow_write_options){.rows = _i < 2 ? 0 : 700,
		.copy = _i % 2});
	q = result_of("SELECT * REPLACE (array_to_string(expected, ',') AS "
		"expected, array_to_string(path, ',') AS path) FROM temuan");
	ck_assert_uint_eq(duck.row_count(&q), (uint64_t)n);
	ck_assert_uint_eq(duck.column_count(&q), ARRAY_LEN(column));
	for (k = 0; k < ARRAY_LEN(column); k++)
		ck_assert_str_eq(duck.column_name(&q, k), column[k]);
	for (i = 0; i < n; i++)
		for (k = 0; k < ARRAY_LEN(column); k++)
			same_value(&q, k, i);
	duck.destroy_result(&q);
}
END_TEST

static int64_t of_rule(const char *code)
{
	int64_t i, n = 0;

	for (i = 0; i < skp_report_count(r); i++)
		n += strcmp(found(i, SKP_F_CODE), code) == 0;
	return n;
}

START_TEST(findings_can_be_asked_for_in_sql)
{
	duckdb_result q;
	uint64_t i;
	char *code, *count;
	size_t t;

	nation();
	for (t = 0; t < ARRAY_LEN(tables); t++)
		take(tables[t]);
	report("2026-06-20");
	hand_out((skp_arrow_write_options){0});
	q = result_of("SELECT code, count(*) FROM temuan GROUP BY code");
	ck_assert_uint_gt(duck.row_count(&q), 10);
	for (i = 0; i < duck.row_count(&q); i++) {
		code = duck.value_varchar(&q, 0, i);
		count = duck.value_varchar(&q, 1, i);
		ck_assert_int_eq(of_rule(code), atoll(count));
		duck.free(code);
		duck.free(count);
	}
	duck.destroy_result(&q);
}
END_TEST

int main(void)
{
	const struct loop all[] = {
		{tables_and_their_files_give_the_same_report,
			ARRAY_LEN(settings)},
		{a_nik_of_a_double_is_told, 1},
		{duckdb_sees_the_findings_that_we_see, 4},
		{findings_can_be_asked_for_in_sql, 1},
	};
	const char *why = duck_load();

	if (why) {
		printf("1..0 # SKIP %s\n", why);
		return 0;
	}
	return run_loops_with("duckdb", all, ARRAY_LEN(all), begin, end);
}
