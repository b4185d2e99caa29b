/* SPDX-License-Identifier: MIT */
/* Snapshots: a model comes back as it was, and can be edited as it could;
 * whatever was changed, cut off, or made to do harm is refused. */
#include "facts.h"
#include "snapshot_resum.h"

#include <fcntl.h>
#include <unistd.h>

static struct mem mem;
static struct buf snap; /* the snapshot under test */

static void begin(void)
{
	setup();
	mem_init(&mem, NULL, 0);
	buf_init(&snap, &mem);
}

static void end(void)
{
	buf_free(&snap);
	teardown();
}

/* ---- a model with something in every array ---- */

static void person(const char *nip)
{
	const char *const name = nip;
	uint32_t offset[2] = {0, (uint32_t)strlen(nip)};
	skp_column column = {.size = sizeof(column), .field = PEGAWAI_nip,
		.bytes = name, .offset = offset};
	skp_batch b = SKP_INIT(skp_batch);

	b.table = SKP_TABLE_PEGAWAI;
	b.rows = b.columns = 1;
	b.column = &column;
	b.file = -1;
	b.flags = SKP_BATCH_REPORT | SKP_BATCH_IMPLICIT | SKP_BATCH_ATASAN;
	ck_assert_int_eq(skp_model_add_batch(m, &b, &err), 0);
}

static void load(const char *name, const char *text)
{
	ck_assert_msg(skp_model_load_bytes(m, name, text, strlen(text), NULL,
		&err) == 0, "%s", err.text);
}

static void district(void)
{
	load("unor.csv", "id,instansi_id,diatasan_id,nama,jenis,npsn\n"
		"D,I,,Dinas Pendidikan,dinas,\nS1,I,D,SDN 1,,20100001\n"
		"S2,I,D,SDN 2,,20100001\ns2,,,lagi,,\nB,I,X,Bidang,,\n");
	load("pegawai.csv", "id,nip,nama,unor_id,atasan_id,kedudukan\n"
		"K,198001012005011001,Ibu \xc3\x81yu,D,,\n"
		"H1,,Budi,S1,198001012005011001,aneh\n"
		"G1,,,S1,h1,\nG2,,,S1,K,\nH2,,,S2,G1,\nG3,,,S2,zz,\n");
	facts("penugasan",
		"pegawai_id=K|unor_id=D|jenis=D\n"
		"pegawai_id=H1|unor_id=S1|jenis=TT|mulai=2025-03-01\n"
		"pegawai_id=0|unor_id=S1|jenis=TT\n"
		"pegawai_id=H2|unor_id=S2|jenis=PLT|mulai=2025-01-01");
	facts("skp",
		"id=K1|pegawai_id=K|jenis=organisasi|status=draft|"
		"mulai=2026-01-01|selesai=2026-12-31\n"
		"id=A|pegawai_id=H1|jenis=organisasi|mulai=2026-01-01\n"
		"id=A|pegawai_id=H1|status=draf|jenis=individu|"
		"selesai=2026-12-31|unor_id=S2|mulai=2026-01-02\n"
		"id=B|pegawai_id=G1|status=diajukan|mulai=99|atasan_id=Z9");
	facts("rhk", "id=R1|skp_id=A\nid=R2|skp_id=B|mendukung_id=R1");
	facts("kejadian",
		"pegawai_id=H1|aksi=sinkron_asn|waktu=2026-01-11T08:00:00\n"
		"pegawai_id=G1|aksi=edit_profil|waktu=2026-01-10T08:00:00\n"
		"pegawai_id=G1|aksi=login|waktu=2026-01-09T08:00:00");
	facts("profil", "pegawai_id=G1|sumber=siasn|golru=III/a\n"
		"pegawai_id=G1|sumber=ekinerja|golru=III/b");
	facts("periode", "id=P|tahun=2026|awal=01-01|akhir=2026-12-31");
	person("197001012005011001");
}

/* ---- there and back ---- */

static void save(void)
{
	seal();
	snap.n = 0;
	ck_assert_msg(skp_model_save(m, collect, &snap, &err) == 0, "%s",
		err.text);
	ck_assert(!snap.fail);
}

static int32_t try_load(const void *p, uint64_t n)
{
	return skp_model_load_bytes(m, "X", p, n, NULL, &err);
}

static void load_saved(void)
{
	afresh();
	ck_assert_msg(try_load(snap.p, snap.n) == 0, "%s", err.text);
}

static char *now(void)
{
	report("2026-01-20");
	return written("jsonl", (skp_write_options){.fingerprints = 1});
}

static int32_t plan_text(struct buf *b)
{
	skp_plan *p = NULL;
	int32_t e = skp_plan_make(c, m, NULL, &p, &err);

	if (!e)
		e = skp_plan_write(p, "jsonl", NULL, collect, b, &err);
	skp_plan_free(p);
	return e;
}

static char *everything(void)
{
	char *s = now(), *all;
	skp_reason *q = NULL;
	struct buf b;

	buf_init(&b, &mem);
	buf_str(&b, s);
	free(s);
	ck_assert_msg(plan_text(&b) == 0, "%s", err.text);
	ck_assert_int_eq(skp_explain(c, m, "G1", -1, &q, &err), 0);
	ck_assert_int_eq(skp_reason_write(q, "text", NULL, collect, &b, &err),
		0);
	skp_reason_free(q);
	buf_char(&b, 0);
	all = malloc(b.n);
	memcpy(all, b.p, b.n);
	buf_free(&b);
	return all;
}

static void same(char *a, char *b)
{
	ck_assert_str_eq(a, b);
	free(a);
	free(b);
}

START_TEST(a_snapshot_gives_the_same_findings_plan_and_reason)
{
	char *before;
	uint64_t was;

	district();
	before = everything();
	was = shape();
	save();
	load_saved();
	ck_assert(skp_model_sealed(m));
	ck_assert_uint_eq(shape(), was);
	ck_assert_int_eq(skp_model_seal(m, &err), 0);
	same(before, everything());
	is_text(model_unor_id(m, unor("s1")), "S1");
}
END_TEST

START_TEST(an_empty_model_has_a_snapshot_too)
{
	save();
	load_saved();
	ck_assert_int_eq(skp_model_rows(m, 0), 0);
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	load("unor.csv", "id,nama\nU,Dinas\n");
	seal();
	ck_assert_int_eq(skp_model_find(m, 0, "u", -1), 0);
}
END_TEST

static void edits(void)
{
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_PEGAWAI, 2,
		PEGAWAI_atasan_id, "G2", -1, &err), 0);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_PEGAWAI, 2, PEGAWAI_nama,
		"Citra", -1, &err), 0);
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_SKP, 3, SKP_mulai,
		"2026-01-01", -1, &err), 0);
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, 2, &err), 0);
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_SKP, 1, &err), 0);
	fact("unor", "id=X|nama=Induk");
	fact("pegawai", "id=N1|unor_id=X");
	fact("kejadian", "pegawai_id=G2|aksi=muat_ulang|waktu=2026-01-12");
	fact("rhk", "id=R|skp_id=A");
}

START_TEST(a_loaded_snapshot_can_be_edited_and_goes_back)
{
	char *before, *after, *back;

	district();
	save();
	before = everything();
	edits();
	after = everything();
	load_saved();
	edits();
	same(after, everything());
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	ck_assert_int_eq(skp_model_undo(m, 0, &err), 0);
	back = everything();
	same(before, back);
}
END_TEST

/* Edits in place leave slices that are no longer as seal made them. */
START_TEST(a_model_edited_in_place_has_a_snapshot)
{
	char *after, *twice;

	facts("unor", "id=D|instansi_id=I|nama=Dinas|jenis=dinas\n"
		"id=S|instansi_id=I|nama=SDN|diatasan_id=D");
	facts("pegawai", "id=K|unor_id=D\nid=H|unor_id=S|atasan_id=K\n"
		"id=G1|unor_id=S|atasan_id=K\nid=G2|unor_id=D|atasan_id=K\n"
		"id=G3|unor_id=D|atasan_id=K");
	facts("penugasan", "pegawai_id=K|unor_id=D|jenis=D\n"
		"pegawai_id=H|unor_id=S|jenis=D");
	facts("kejadian", "pegawai_id=H|aksi=login|waktu=2026-01-02");
	seal();
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(skp_model_set(m, SKP_TABLE_PEGAWAI, 2 + i,
			PEGAWAI_unor_id, i ? "S" : "D", -1, &err), 0);
	facts("kejadian", "pegawai_id=G1|aksi=sinkron_asn|waktu=2026-01-03\n"
		"pegawai_id=H|aksi=sinkron_asn|waktu=2026-01-01");
	after = everything();
	ck_assert(m->members.end || m->kejadian.end);
	save();
	load_saved();
	twice = everything();
	same(after, twice);
}
END_TEST

START_TEST(copies_of_a_snapshot_share_nothing_with_it)
{
	skp_model *copy = NULL;
	char *before;

	district();
	save();
	load_saved();
	before = everything();
	ck_assert_int_eq(skp_model_copy(m, &copy, &err), 0);
	skp_report_free(r);
	r = NULL;
	skp_model_free(m);
	m = copy;
	same(before, everything());
	snap.n = 0;
	save(); /* of a copy, and once more of that */
	load_saved();
	save();
}
END_TEST

/* A file is mapped; what an edit changes stays out of it. */
START_TEST(a_file_is_mapped_and_never_written)
{
	char path[] = "snapshot-XXXXXX", *before, *after;
	int fd = mkstemp(path);
	struct buf b;

	district();
	save();
	before = everything();
	ck_assert_int_eq(write(fd, snap.p, snap.n), (ssize_t)snap.n);
	afresh();
	ck_assert_int_eq(skp_model_load(m, path, NULL, &err), 0);
	ck_assert_ptr_nonnull(m->mem.lent_back);
	edits();
	after = everything();
	afresh();
	lseek(fd, 0, SEEK_SET);
	ck_assert_int_eq(skp_model_load_fd(m, fd, "-", NULL, &err), 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_CUR), (off_t)snap.n);
	ck_assert_str_ne(before, after);
	free(after);
	same(before, everything());
	buf_init(&b, &mem);
	afresh();
	lseek(fd, 1, SEEK_SET); /* not from its first byte: read, and damaged */
	ck_assert_int_lt(skp_model_load_fd(m, fd, "unor.csv", NULL, &err), 0);
	close(fd);
	unlink(path);
}
END_TEST

/* ---- refused ---- */

START_TEST(a_snapshot_must_be_the_only_input)
{
	skp_limits small = {.records = 3};

	district();
	save();
	afresh();
	load("unor.csv", "id\nU\n");
	ck_assert_int_eq(try_load(snap.p, snap.n), SKP_E_STATE);
	ck_assert_ptr_nonnull(strstr(err.text, "together"));
	ck_assert_int_eq(skp_model_rows(m, 0), 1);
	load_saved();
	ck_assert_int_eq(try_load("id\nU\n", 5), SKP_E_STATE);
	ck_assert_ptr_nonnull(strstr(err.text, "together"));
	ck_assert_int_eq(try_load(snap.p, snap.n), SKP_E_STATE);
	limited(small);
	ck_assert_int_eq(try_load(snap.p, snap.n), SKP_E_LIMIT_RECORDS);
	ck_assert_int_eq(skp_model_rows(m, 0), 0);
}
END_TEST

static int32_t refuse(void *ctx, const char *bytes, uint64_t len)
{
	(void)bytes;
	(void)len;
	return --*(int *)ctx == 0;
}

START_TEST(an_open_model_and_a_full_disk_have_none)
{
	int left;

	fact("unor", "id=U");
	ck_assert_int_eq(skp_model_save(m, collect, &snap, &err), SKP_E_STATE);
	seal();
	ck_assert_int_eq(skp_model_save(m, NULL, NULL, &err), SKP_E_ARG);
	for (left = 1; left < 5; left++) {
		int n = left;

		ck_assert_int_eq(skp_model_save(m, refuse, &n, &err),
			SKP_E_IO);
	}
}
END_TEST

/* With one byte changed, or fewer bytes, it never loads. */
START_TEST(every_changed_byte_and_every_cut_is_refused)
{
	uint64_t i, n;
	char *p;

	district();
	save();
	p = malloc(snap.n + 64);
	memcpy(p, snap.p, snap.n);
	memset(p + snap.n, 0, 64);
	afresh();
	for (i = 0; i < snap.n; i++) {
		p[i] ^= (char)(1 << i % 8);
		ck_assert_msg(try_load(p, snap.n) < 0, "byte %u",
			(uint32_t)i);
		p[i] ^= (char)(1 << i % 8);
	}
	for (n = 0; n < snap.n; n++)
		ck_assert_msg(try_load(p, n) < 0, "%u bytes", (uint32_t)n);
	ck_assert_int_eq(try_load(p, snap.n + 64), SKP_E_FORMAT);
	ck_assert_ptr_nonnull(strstr(err.text, "convert the exports again"));
	ck_assert_int_eq(try_load(p, snap.n), 0);
	free(p);
}
END_TEST

static void says(uint64_t at, const void *value, uint64_t n, const char *word)
{
	char *p = malloc(snap.n);

	memcpy(p, snap.p, snap.n);
	memcpy(p + at, value, n);
	ck_assert_int_eq(try_load(p, snap.n), SKP_E_FORMAT);
	ck_assert_msg(strstr(err.text, word) != NULL, "%s", err.text);
	ck_assert_msg(strstr(err.text, "again") != NULL, "%s", err.text);
	free(p);
}

START_TEST(why_it_is_refused_is_said)
{
	uint32_t order = 0x04030201, version = 2;
	uint64_t size = 1 << 20;

	fact("unor", "id=U");
	save();
	afresh();
	says(5, "\n\n", 2, "text");
	says(8, &order, 4, "byte order");
	says(12, &version, 4, "version 2");
	says(16, &size, 8, "another version of this library");
	says(24, &size, 8, "cut short");
	says(40, &size, 8, "sum");
	says(snap.n - 1, "x", 1, "sum");
}
END_TEST

/* ---- made to do harm: the sums fit ---- */

static uint64_t seed = 20260120;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % n);
}

/* What came in can be used without harm, whatever it says. */
static void use(void)
{
	skp_reason *q = NULL;
	struct buf b;

	set("pada", "2026-01-20");
	skp_report_free(r);
	r = NULL;
	if (skp_check(c, m, NULL, &r, NULL))
		return;
	buf_init(&b, &mem);
	skp_report_write(r, "jsonl", NULL, collect, &b, NULL);
	plan_text(&b);
	skp_explain(c, m, "G1", -1, &q, NULL);
	skp_reason_free(q);
	buf_free(&b);
	skp_report_free(r);
	r = NULL;
	if (!skp_model_edit(m, NULL)) {
		skp_model_set(m, SKP_TABLE_PEGAWAI, 2, PEGAWAI_atasan_id, "G2",
			-1, NULL);
		skp_model_seal(m, NULL);
	}
}

static void change(char *p, uint64_t from)
{
	static const uint32_t odd[] = {0, 1, 7, 0x7fffffff, 0x80000000,
		0x80000001, 0xfffffffc, 0xfffffffd, 0xfffffffe, 0xffffffff};
	uint64_t at = from + random_below((uint32_t)(snap.n - from) / 4) * 4;
	uint32_t v;

	memcpy(&v, p + at, 4);
	switch (random_below(4)) {
	case 0:
		v = odd[random_below(ARRAY_LEN(odd))];
		break;
	case 1:
		v += random_below(2) ? 1u : -1u;
		break;
	case 2:
		v = random_below(8);
		break;
	default:
		v ^= 1u << random_below(32);
	}
	memcpy(p + at, &v, 4);
}

START_TEST(rows_without_a_column_are_refused)
{
	struct snapshot_facts *f;
	uint32_t t;

	fact("unor", "id=U");
	save();
	afresh();
	f = (void *)(snap.p + sizeof(struct snapshot_head));
	for (t = 0; t < SKP_TABLES + 2; t++) {
		uint64_t *rows = t < SKP_TABLES
			? &f->table[t].rows
			: &f->implicit[t - SKP_TABLES].rows;
		uint64_t was = *rows;

		*rows = 0x7fffffff;
		snapshot_resum(snap.p, snap.n);
		ck_assert_int_eq(try_load(snap.p, snap.n), SKP_E_FORMAT);
		*rows = was;
	}
}
END_TEST

START_TEST(numbers_that_lead_astray_do_no_harm)
{
	uint32_t i, k, taken = 0;
	uint64_t arrays;
	char *p;

	district();
	save();
	arrays = snapshot_front((const void *)snap.p);
	p = malloc(snap.n);
	for (i = 0; i < 2000; i++) {
		memcpy(p, snap.p, snap.n);
		for (k = random_below(2) + 1; k > 0; k--)
			change(p, random_below(4) ? arrays : 0);
		snapshot_resum(p, snap.n);
		afresh();
		if (try_load(p, snap.n))
			continue;
		taken++;
		use();
	}
	ck_assert_uint_gt(taken, 50);
	free(p);
}
END_TEST

START_TEST(memory_that_runs_out_leaves_the_model_empty)
{
	long n;
	int32_t e;

	district();
	save();
	for (n = 0;; n++) {
		heap_fail(n, false);
		snap.n = 0;
		e = skp_model_save(m, collect, &snap, NULL);
		if (heap_ok())
			break;
		ck_assert(!e || e == SKP_E_NOMEM || e == SKP_E_IO);
	}
	for (n = 0;; n++) {
		afresh();
		heap_fail(n, false);
		e = try_load(snap.p, snap.n);
		if (heap_ok())
			break;
		if (!e) /* there was another way to the memory */
			continue;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		load("unor.csv", "id\nU\n");
	}
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(n, 3);
}
END_TEST

int main(void)
{
	const TTest *const test[] = {
		a_snapshot_gives_the_same_findings_plan_and_reason,
		an_empty_model_has_a_snapshot_too,
		a_loaded_snapshot_can_be_edited_and_goes_back,
		a_model_edited_in_place_has_a_snapshot,
		copies_of_a_snapshot_share_nothing_with_it,
		a_file_is_mapped_and_never_written,
		a_snapshot_must_be_the_only_input,
		an_open_model_and_a_full_disk_have_none,
		every_changed_byte_and_every_cut_is_refused,
		why_it_is_refused_is_said,
		rows_without_a_column_are_refused,
		numbers_that_lead_astray_do_no_harm,
		memory_that_runs_out_leaves_the_model_empty};

	return run_tests_with("snapshot", test, ARRAY_LEN(test), begin, end);
}
