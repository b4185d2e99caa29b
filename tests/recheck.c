/* SPDX-License-Identifier: MIT */
/* Random edits, one after the other, on random small nations: after each the
 * model edited in place must be as one sealed anew, and the report that
 * skp_recheck brought up to date as one checked afresh: cells, slices, notes,
 * judgement, findings, their order, accounts, every byte of JSON Lines. Runs
 * EDITS edits from SEED on (20,000 from 1); on a difference it prints the seed
 * and the edits that led there. TAP. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#undef fail
#include "report.h"
#include "recheck.h"
#include "seal_patch.h"

enum { STEPS = 120, EDITS_AT_ONCE = 3, LOG = 1 << 16 };

static skp_model *m;
static skp_checker *c;
static skp_report *r;
static skp_error err = {.size = sizeof(skp_error)};
static char trail[LOG];
static size_t ntrail;

/* ---- chance ---- */

static uint64_t rng;

static uint32_t any(uint32_t n)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return n ? (uint32_t)((rng >> 16) % n) : 0;
}

static bool chance(uint32_t percent)
{
	return any(100) < percent;
}

static uint64_t seed_now, life_began; /* at which step */

static void die(const char *what)
{
	printf("%snot ok - %s (SEED=%llu STEP=%llu EDITS=1)\n", trail, what,
		(unsigned long long)seed_now, (unsigned long long)life_began);
	fflush(stdout);
	if (getenv("RECHECK_ABORT"))
		abort();
	exit(1);
}

static void must(int32_t e, const char *what)
{
	if (e) {
		fprintf(stderr, "%s: %s\n", what, err.text);
		die(what);
	}
}

__attribute__((format(printf, 1, 2)))
static void told_edit(const char *format, ...)
{
	va_list ap;

	if (ntrail + 400 > LOG)
		ntrail = 0;
	va_start(ap, format);
	ntrail += (size_t)vsnprintf(trail + ntrail, 400, format, ap);
	va_end(ap);
}

/* ---- an allocator that can say no ---- */

static struct {
	long live, left; /* blocks; allocations until one fails, < 0: never */
	bool stay, failed; /* all after it fail too; one has */
} memory = {0, -1, false, false};

static bool refuses(void)
{
	if (memory.left < 0 || (memory.failed && !memory.stay))
		return false;
	if (!memory.failed && memory.left-- > 0)
		return false;
	memory.left = 0;
	memory.failed = true;
	return true;
}

static void *give(void *ctx, uint64_t bytes)
{
	void *p = refuses() ? NULL : malloc((size_t)bytes);

	(void)ctx;
	memory.live += p != NULL;
	return p;
}

static void *give_more(void *ctx, void *p, uint64_t bytes)
{
	void *q = refuses() ? NULL : realloc(p, (size_t)bytes);

	(void)ctx;
	memory.live += !p && q;
	return q;
}

static void take(void *ctx, void *p)
{
	(void)ctx;
	memory.live -= p != NULL;
	free(p);
}

static const skp_allocator allocator = {sizeof(skp_allocator), give,
	give_more, take, NULL};

static void memory_fails(long n, bool stay)
{
	memory.left = n;
	memory.stay = stay;
	memory.failed = false;
}

/* Memory is back. */
static void memory_is_back(void)
{
	memory.left = -1;
}

/* What failed must have failed for want of memory, and works when it is done
 * again; edits that failed were not made. */
static bool allowed(int32_t e)
{
	return e == SKP_E_NOMEM && memory.failed;
}

/* ---- values ---- */

static char word_buf[16][80];
static uint32_t word_at;

static char *fresh(void)
{
	return word_buf[word_at++ % 16];
}

static const char *one_of(const char *const *v, uint32_t n)
{
	return v[any(n)];
}
#define ONE_OF(...) one_of((const char *const[]){__VA_ARGS__}, \
	(uint32_t)(sizeof((const char *const[]){__VA_ARGS__}) / \
		sizeof(char *)))

static uint32_t nunor, npegawai;
/* A nation with few faults, so that chains are long, edited mostly in ways
 * that can be followed. */
static bool tidy;

static bool fault(uint32_t percent)
{
	return chance(tidy ? (percent + 9) / 10 : percent);
}

static const char *unor_ref(void)
{
	char *s = fresh();

	if (fault(4))
		return ONE_OF("UX", "TOP", "0", "ux", "");
	snprintf(s, 80, chance(5) ? "u%u" : "U%u", any(nunor));
	return s;
}

static const char *nip_of(uint32_t i)
{
	char *s = fresh();

	snprintf(s, 80, i % 11 == 3 ? "1980010120050110%02u" :
		"19800101200501%u%03u", i % 11 == 3 ? i % 100 : 1 + i % 2, i);
	return s;
}

static const char *pegawai_ref(void)
{
	char *s = fresh();
	uint32_t i = any(npegawai);

	if (fault(4))
		return ONE_OF("PX", "-", "0", "198001012005019999", "px", "");
	if (chance(20))
		return nip_of(i);
	if (chance(2)) {
		snprintf(s, 80, "'%s ", nip_of(i));
		return s;
	}
	snprintf(s, 80, chance(5) ? "p%u" : "P%u", i);
	return s;
}

static const char *day(void)
{
	char *s = fresh();

	if (chance(12))
		return "";
	if (fault(1))
		return "kemarin";
	snprintf(s, 80, "%u-%02u-%02u", chance(75) ? 2026 : 2024 + any(4),
		1 + any(12), chance(40) ? 1 : 1 + any(28));
	return s;
}

static const char *instant(void)
{
	char *s = fresh();

	snprintf(s, 80, "2026-%02u-%02uT%02u:00:00", 1 + any(7), 1 + any(28),
		any(3) * 8);
	return s;
}

static const char *jenis_unor(void)
{
	if (tidy)
		return ONE_OF("sekolah", "sekolah", "bidang", "seksi", "dinas",
			"upt");
	return ONE_OF("", "", "dinas", "sekolah", "bidang", "seksi",
		"instansi", "upt", "aneh");
}

static const char *value_of_unor(uint32_t f)
{
	char *s = fresh();

	switch (f) {
	case UNOR_id:
		snprintf(s, 80, "U%u", any(nunor + 3));
		return s;
	case UNOR_instansi_id:
		return ONE_OF("I", "I", "I", "i", "J", "");
	case UNOR_diatasan_id:
	case UNOR_induk_id:
		return unor_ref();
	case UNOR_eselon_id:
		return ONE_OF("", "21", "31", "32", "41", "42", "51", "99",
			"III.b", "salah");
	case UNOR_nama:
		return ONE_OF("Dinas Pendidikan", "SDN 1", "Bidang SD",
			"Sekretariat", "Kantor", "Cabang Dinas Utara");
	case UNOR_nama_jabatan:
		return ONE_OF("", "Kepala");
	case UNOR_pemimpin_id:
		return chance(50) ? "" : pegawai_ref();
	case UNOR_jenis:
		return jenis_unor();
	case UNOR_aktif:
	case UNOR_diklaim:
		if (tidy && f == UNOR_aktif)
			return "ya";
		return ONE_OF("ya", "ya", "tidak", "");
	case UNOR_kedaluwarsa:
		return chance(80) ? "" : day();
	default:
		return ONE_OF("", "20100001", "20100002", "20100003");
	}
}

static const char *value_of_pegawai(uint32_t f)
{
	char *s = fresh();

	switch (f) {
	case PEGAWAI_id:
		snprintf(s, 80, "P%u", any(npegawai + 3));
		return s;
	case PEGAWAI_nip:
		return chance(20) ? "" : nip_of(any(npegawai + 3));
	case PEGAWAI_jenis_pegawai:
		return ONE_OF("PNS", "PNS", "PPPK", "TNI", "");
	case PEGAWAI_kedudukan:
		if (tidy && chance(80))
			return "01";
		return ONE_OF("01", "01", "01", "", "99", "03", "Aneh");
	case PEGAWAI_unor_id:
		return unor_ref();
	case PEGAWAI_jenis_jabatan:
		return ONE_OF("1", "2", "4", "");
	case PEGAWAI_jabatan:
		return ONE_OF("Guru", "Pengawas Sekolah Muda", "Kepala", "");
	case PEGAWAI_eselon_id:
		return ONE_OF("", "", "31", "41", "51", "99", "zz");
	case PEGAWAI_golru:
		return ONE_OF("33", "IX", "", "xx");
	case PEGAWAI_tmt_jabatan:
		return day();
	case PEGAWAI_atasan_id:
		return pegawai_ref();
	case PEGAWAI_akun:
		return ONE_OF("aktif", "nonaktif", "tidak_terdaftar", "");
	case PEGAWAI_nama:
		return ONE_OF("Ani", "Budi", "Citra");
	default:
		return ONE_OF("", "1234567890123456", "123");
	}
}

static const char *value_of_skp(uint32_t f)
{
	static uint32_t n;
	char *s = fresh();

	switch (f) {
	case SKP_id:
		snprintf(s, 80, "S%u", chance(3) ? any(20) : 100 + n++);
		return chance(15) ? "" : s;
	case SKP_pegawai_id:
	case SKP_atasan_id:
		return pegawai_ref();
	case SKP_unor_id:
		return chance(50) ? "" : unor_ref();
	case SKP_jenis:
		return ONE_OF("organisasi", "individu", "", "", "lain");
	case SKP_status:
		return ONE_OF("draft", "diajukan", "disetujui", "ditetapkan",
			"ditolak", "", "ngawur");
	case SKP_mulai:
		return chance(60) ? "2026-01-01" : day();
	case SKP_selesai:
		return chance(60) ? "2026-12-31" : day();
	case SKP_atasan_unor_id:
		return unor_ref();
	case SKP_plt:
		return ONE_OF("", "ya", "tidak", "");
	case SKP_dibuat:
		return chance(10) ? "" : instant();
	default:
		return "";
	}
}

static const char *value_of_rhk(uint32_t f)
{
	static uint32_t n;
	char *s = fresh();

	switch (f) {
	case RHK_id:
		snprintf(s, 80, "R%u", n++);
		return s;
	case RHK_skp_id:
		snprintf(s, 80, "S%u", any(20));
		return s;
	case RHK_klasifikasi:
		return ONE_OF("organisasi", "individu", "individu", "?");
	default:
		snprintf(s, 80, "R%u", n ? any(n) : 0);
		return chance(30) ? "" : s;
	}
}

static const char *value_of_profil(uint32_t f)
{
	switch (f) {
	case PROFIL_pegawai_id:
		return pegawai_ref();
	case PROFIL_sumber:
		return ONE_OF("siasn", "ekinerja", "dapodik", "vervalptk");
	case PROFIL_unor_id:
		return unor_ref();
	case PROFIL_jabatan:
		return ONE_OF("Guru", "guru", "Kepala", "");
	case PROFIL_golru:
		return ONE_OF("33", "III/c", "", "qq");
	case PROFIL_jenis_jabatan:
		return ONE_OF("1", "2", "");
	case PROFIL_nip:
		return nip_of(any(npegawai));
	case PROFIL_npsn:
		return ONE_OF("20100001", "20100002", "");
	case PROFIL_waktu:
		return chance(20) ? "" : instant();
	default:
		return ONE_OF("", "1234567890123456", "12");
	}
}

static const char *value_of(uint32_t table, uint32_t f)
{
	switch (table) {
	case SKP_TABLE_UNOR:
		return value_of_unor(f);
	case SKP_TABLE_PEGAWAI:
		return value_of_pegawai(f);
	case SKP_TABLE_PENUGASAN:
		return f == PENUGASAN_pegawai_id ? pegawai_ref()
			: f == PENUGASAN_unor_id ? unor_ref()
			: f == PENUGASAN_jenis	 ? ONE_OF("D", "D", "TT", "PLT",
				"PLH", "PJ", "DELEGASI")
						 : day();
	case SKP_TABLE_SKP:
		return value_of_skp(f);
	case SKP_TABLE_RHK:
		return value_of_rhk(f);
	case SKP_TABLE_KEJADIAN:
		return f == KEJADIAN_pegawai_id ? pegawai_ref()
			: f == KEJADIAN_aksi ? ONE_OF("login", "edit_profil",
				"sinkron_asn", "validasi", "muat_ulang",
				"sinkro_gtk", "sinkro_penilaian",
				"klaim_pimpinan", "ubah_vervalptk")
			: f == KEJADIAN_waktu ? instant()
			: f == KEJADIAN_berhasil ? ONE_OF("", "ya", "tidak")
						 : ONE_OF("", "selisih");
	case SKP_TABLE_PROFIL:
		return value_of_profil(f);
	default:
		return f == PERIODE_id ? ONE_OF("Q1", "Q2", "Q3", "Q4", "Q5")
			: f == PERIODE_instansi_id ? ONE_OF("I", "J", "")
			: f == PERIODE_tahun	   ? ONE_OF("2026", "")
			: f == PERIODE_awal	   ? "01-01"
			: f == PERIODE_akhir ? ONE_OF("12-31", "06-30")
			: f == PERIODE_batas ? ONE_OF("02-28", "03-31", "")
			: f == PERIODE_tipe ? ONE_OF("tahunan", "triwulan",
				"bulanan", "?")
			: f == PERIODE_angka ? ONE_OF("1", "2", "")
					     : "";
	}
}

/* ---- rows ---- */

static uint32_t fields_said(uint32_t table)
{
	return table == SKP_TABLE_SKP ? (uint32_t)SKP___unor_nama
				      : fields_of(table);
}

/* A row of a file, or by itself with some fields only. */
static int64_t add(uint32_t table, int32_t file, bool all)
{
	skp_batch b = SKP_INIT(skp_batch);
	skp_column col[FIELD_MAX];
	uint32_t offset[FIELD_MAX][2], f, n = 0;
	int64_t before = skp_model_rows(m, (int32_t)table);
	const char *v;
	char text[FIELD_MAX][80], id[32];
	int32_t e;

	memset(col, 0, sizeof(col));
	for (f = 0; f < fields_said(table); f++) {
		if (!all && !field_of(table, f)->required && chance(35))
			continue;
		v = value_of(table, f);
		if (before < 40 && f == 0 && table <= SKP_TABLE_PEGAWAI &&
			all) {
			snprintf(id, sizeof(id), "%c%lld", table ? 'P' : 'U',
				(long long)before);
			v = id;
		}
		snprintf(text[n], 80, "%s", v);
		told_edit("%s=%s ", field_of(table, f)->name, text[n]);
		offset[n][0] = 0;
		offset[n][1] = (uint32_t)strlen(text[n]);
		col[n].size = sizeof(col[n]);
		col[n].field = (int32_t)f;
		col[n].bytes = text[n];
		col[n].offset = offset[n];
		n++;
	}
	b.table = (int32_t)table;
	b.rows = 1;
	b.columns = n;
	b.column = col;
	b.file = file;
	if (!all && chance(20))
		b.flags = SKP_BATCH_PARTIAL;
	e = skp_model_add_batch(m, &b, &err);
	if (!allowed(e))
		must(e, "add");
	told_edit("\n");
	return skp_model_rows(m, (int32_t)table) > before ? before : -1;
}

/* ---- a nation ---- */

static void tree(uint32_t n)
{
	char *s;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (fault(5))
			continue;
		s = fresh();
		if (i)
			snprintf(s, 80, "U%u", any(i));
		must(skp_model_set(m, SKP_TABLE_UNOR, i, UNOR_diatasan_id,
			i ? s : "", -1, &err), "tree");
	}
}

/* A head for most units, whose SKP is the unit's. */
static void heads(void)
{
	static const int32_t tugas[] = {PENUGASAN_pegawai_id,
		PENUGASAN_unor_id, PENUGASAN_jenis};
	const char *v[3];
	char unit[16], who[16];
	uint32_t i;

	for (i = 0; i < nunor; i++) {
		if (chance(20))
			continue;
		snprintf(unit, sizeof(unit), "U%u", i);
		snprintf(who, sizeof(who), "P%u", chance(15) ? any(npegawai)
							     : i % npegawai);
		v[0] = who;
		v[1] = unit;
		v[2] = ONE_OF("D", "D", "D", "TT", "PLT");
		must(skp_model_add(m, SKP_TABLE_PENUGASAN, 3, tugas, v, NULL,
			NULL, &err), "head");
	}
}

static void belongs(int32_t table, int32_t field, const char *to)
{
	int64_t n = skp_model_rows(m, table), i;

	for (i = 0; i < n; i++)
		if (chance(60))
			must(skp_model_set(m, table, i, field, to, -1, &err),
				"belongs");
}

/* Much of one person, and of one unit: what is looked up. */
static void crowd(void)
{
	static const int32_t tugas[] = {PENUGASAN_pegawai_id,
		PENUGASAN_unor_id, PENUGASAN_jenis};
	const char *v[3];
	char who[16];
	uint32_t i;

	belongs(SKP_TABLE_PENUGASAN, PENUGASAN_pegawai_id, "P1");
	belongs(SKP_TABLE_SKP, SKP_pegawai_id, "P1");
	belongs(SKP_TABLE_SKP, SKP_unor_id, "U0");
	belongs(SKP_TABLE_KEJADIAN, KEJADIAN_pegawai_id, "P1");
	for (i = 0; i < 25; i++) {
		snprintf(who, sizeof(who), "P%u", any(npegawai));
		v[0] = who;
		v[1] = "U0";
		v[2] = ONE_OF("D", "D", "D", "TT", "PLT", "DELEGASI");
		must(skp_model_add(m, SKP_TABLE_PENUGASAN, 3, tugas, v, NULL,
			NULL, &err), "crowd");
	}
}

static void nation(void)
{
	static const uint32_t most[SKP_TABLES] = {0, 0, 25, 60, 12, 60, 25,
		4};
	int32_t file[SKP_TABLES];
	uint32_t t, i, n;
	skp_model_options o = SKP_INIT(skp_model_options);

	o.fixed_seed = 1;
	o.seed = seed_now;
	o.allocator = &allocator;
	must(skp_model_new(&o, &m, &err), "new");
	tidy = seed_now % 2 == 0 || seed_now % 5 == 0;
	nunor = 3 + any(tidy ? 25 : 14);
	npegawai = 4 + any(tidy ? 60 : 30);
	for (t = 0; t < SKP_TABLES; t++) {
		n = t == SKP_TABLE_UNOR		  ? nunor
			: t == SKP_TABLE_PEGAWAI ? npegawai
						 : any(most[t] + 1);
		if (t == SKP_TABLE_RHK && chance(60))
			n = 0;
		must(skp_model_source(m, skp_table_name((int32_t)t), -1,
			&file[t], &err), "source");
		for (i = 0; i < n; i++)
			add(t, file[t], true);
	}
	tree(nunor);
	if (tidy)
		heads();
	if (seed_now % 4 == 3)
		crowd();
	ntrail = 0;
	must(skp_model_seal(m, &err), "seal");
}

/* ---- edits ---- */

static int64_t marks[8];
static uint32_t nmarks;

static void edit_set(void)
{
	static const uint8_t often[] = {0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4,
		5, 5, 6, 7};
	uint32_t t = often[any(sizeof(often))], f = any(fields_said(t));
	int64_t row = any((uint32_t)skp_model_rows(m, (int32_t)t));
	const char *v = value_of(t, f);

	if (tidy && (t == 0 || t == 7) && chance(90) &&
		f != UNOR_pemimpin_id && f != UNOR_diklaim &&
		f != UNOR_eselon_id)
		return;
	if (field_of(t, f)->kind == K_ID && !chance(tidy ? 2 : 10))
		return;
	if (t == SKP_TABLE_UNOR && f == UNOR_diatasan_id && chance(70))
		return;
	if (t == SKP_TABLE_PERIODE && chance(80))
		return;
	if (skp_model_set(m, (int32_t)t, row, (int32_t)f, v, -1, &err))
		return;
	told_edit("set %s %ld %s=%s\n", skp_table_name((int32_t)t),
		(long)row, field_of(t, f)->name, v);
}

static void edit_add(void)
{
	static const uint8_t often[] = {0, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 5, 5,
		5, 6, 6, 7};
	uint32_t t = often[any(sizeof(often))];

	if ((t < 2 || t == 4 || t == 7) && chance(tidy ? 97 : 70))
		return;
	told_edit("add %s: ", skp_table_name((int32_t)t));
	add(t, -1, chance(50));
}

static void edit_remove(void)
{
	static const uint8_t often[] = {0, 1, 2, 2, 2, 3, 3, 5, 5, 6, 4};
	uint32_t t = often[any(sizeof(often))];
	int64_t row = any((uint32_t)skp_model_rows(m, (int32_t)t));

	if ((t < 2 || t == 4) && chance(tidy ? 97 : 80))
		return;
	if (!skp_model_remove(m, (int32_t)t, row, &err))
		told_edit("remove %s %ld\n", skp_table_name((int32_t)t),
			(long)row);
}

static void edit_undo(void)
{
	int64_t mark = nmarks ? marks[any(nmarks)] : 0;
	uint32_t i;

	if (!nmarks || mark > skp_model_mark(m))
		return;
	told_edit("undo %ld\n", (long)mark);
	must(skp_model_undo(m, mark, &err), "undo");
	for (i = 0; i < nmarks;)
		if (marks[i] > mark)
			marks[i] = marks[--nmarks];
		else
			i++;
}

/* By the names that people give them. */
static void edit_act(void)
{
	const char *u = unor_ref(), *p = pegawai_ref(), *q = pegawai_ref();

	told_edit("act %s %s %s\n", u, p, q);
	switch (any(4)) {
	case 0:
		skp_model_appoint(m, u, p, ONE_OF("D", "TT", "PLT", "PLH"),
			chance(50) ? day() : NULL, &err);
		break;
	case 1:
		skp_model_publish(m, u, p, ONE_OF("draft", "diajukan",
			"disetujui"), "2026-01-01", "2026-12-31", &err);
		break;
	case 2:
		skp_model_event(m, p, ONE_OF("edit_profil", "sinkron_asn"),
			instant(), &err);
		break;
	default:
		skp_model_set_atasan(m, p, q, &err);
	}
	must(skp_model_edit(m, &err), "edit");
}

static void edit_one(void)
{
	uint32_t k = any(100);

	if (nmarks < 8 && chance(30))
		marks[nmarks++] = skp_model_mark(m);
	if (k < 55)
		edit_set();
	else if (k < 70)
		edit_add();
	else if (k < 80)
		edit_remove();
	else if (k < 88)
		edit_undo();
	else
		edit_act();
}

/* ---- the model as one sealed anew ---- */

static void slices_same(const struct slices *a, const struct slices *b,
	uint64_t n, const char *what)
{
	struct slice x, y;
	uint32_t i;

	for (i = 0; i < n; i++) {
		x = slice_of(a, i);
		y = slice_of(b, i);
		if (x.end - x.p != y.end - y.p || (x.p != x.end && memcmp(x.p,
			y.p, (size_t)(x.end - x.p) * 4) != 0)) {
			printf("# slice %u\n", i);
			die(what);
		}
	}
}

static void table_same(const skp_model *a, const skp_model *b, uint32_t k)
{
	const struct table *t = &a->table[k], *u = &b->table[k];
	uint32_t f, i;

	if (t->rows != u->rows || t->read != u->read ||
		t->rejected != u->rejected || t->merged != u->merged ||
		t->repeated != u->repeated) {
		printf("# %s: %d %d, %d %d, %d %d, %d %d, %d %d\n",
			skp_table_name((int32_t)k), (int)t->rows,
			(int)u->rows, (int)t->read, (int)u->read,
			(int)t->rejected, (int)u->rejected, (int)t->merged,
			(int)u->merged, (int)t->repeated, (int)u->repeated);
		die("accounts");
	}
	for (i = 0; i < t->rows; i++)
		if ((row_state(t, i) ^ row_state(u, i)) & ROW_DEAD)
			die("states of rows");
	for (f = 0; f < fields_of(k); f++)
		for (i = 0; i < t->rows; i++)
			if (cell(t, f, i) != cell(u, f, i)) {
				printf("# %s %u %s: %x %x\n", skp_table_name(
					(int32_t)k), i, field_of(k, f)->name,
					cell(t, f, i), cell(u, f, i));
				die("cells");
			}
}

static void model_same(const skp_model *a, const skp_model *b)
{
	uint64_t units = unor_of(a)->rows, people = pegawai_of(a)->rows;
	uint32_t k;

	for (k = 0; k < SKP_TABLES; k++)
		table_same(a, b, k);
	if (a->nnote != b->nnote || (a->nnote && memcmp(a->note, b->note,
		a->nnote * sizeof(*a->note)) != 0))
		die("notes");
	slices_same(&a->children, &b->children, units, "children");
	slices_same(&a->members, &b->members, units, "members");
	slices_same(&a->tugas_unor, &b->tugas_unor, units, "tugas_unor");
	slices_same(&a->skp_unor, &b->skp_unor, units, "skp_unor");
	slices_same(&a->tugas_pegawai, &b->tugas_pegawai, people, "tugas");
	slices_same(&a->skp_pegawai, &b->skp_pegawai, people, "skp");
	slices_same(&a->kejadian, &b->kejadian, people, "kejadian");
	slices_same(&a->profil, &b->profil, people, "profil");
	slices_same(&a->pimpin, &b->pimpin, people, "pimpin");
	slices_same(&a->rhk_skp, &b->rhk_skp, a->table[SKP_TABLE_SKP].rows,
		"rhk");
}

/* What only a seal that begins anew makes of the same rows. */
static skp_model *anew(void)
{
	skp_model *copy;

	must(skp_model_copy(m, &copy, &err), "copy");
	must(skp_model_edit(copy, &err), "edit of the copy");
	patch_end(copy);
	must(skp_model_seal(copy, &err), "seal of the copy");
	return copy;
}

static int32_t collect(void *ctx, const char *p, uint64_t n)
{
	buf_put(ctx, p, n);
	return 0;
}

static struct mem heap;

static struct buf lines(const skp_report *rep)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	struct buf b;

	buf_init(&b, &heap);
	must(skp_report_write(rep, "jsonl", &o, collect, &b, &err), "write");
	return b;
}

static void report_same(const skp_report *a, const skp_report *b)
{
	struct buf x = lines(a), y = lines(b);

	if (x.n != y.n || memcmp(x.p, y.p, x.n) != 0) {
		FILE *f = fopen("recheck-a.jsonl", "w");
		FILE *g = fopen("recheck-b.jsonl", "w");

		fwrite(x.p, 1, x.n, f);
		fwrite(y.p, 1, y.n, g);
		fclose(f);
		fclose(g);
		die("reports differ: recheck-a.jsonl recheck-b.jsonl");
	}
	buf_free(&x);
	buf_free(&y);
}

/* ---- one nation's life ---- */

static uint64_t kept, steps, rechecks, whole;

#define SAME(what, n) \
	if (memcmp(a->what, b->what, (size_t)(n) * sizeof(*a->what)) != 0) \
	die("judgement: " #what)

static void judgement_same(const struct judgement *a,
	const struct judgement *b)
{
	struct heads x, y;
	uint32_t u, i;

	SAME(pegawai, a->people);
	SAME(appraiser, a->people);
	for (u = 0; u < a->units; u++) {
		x = heads_now(a, u);
		y = heads_now(b, u);
		if (x.n != y.n)
			die("judgement: heads");
		for (i = 0; i < x.n; i++)
			if (x.p[i].pegawai != y.p[i].pegawai ||
				x.p[i].tugas != y.p[i].tugas ||
				x.p[i].eligible != y.p[i].eligible)
				die("judgement: a head");
	}
	SAME(unor, a->units);
	SAME(kind, a->units);
	SAME(near_, a->units);
	SAME(org, a->units);
	SAME(next, a->units);
	SAME(root, a->units);
	SAME(blocked, a->units);
	SAME(blocked_total, a->units);
}

/* The report brought up to date is as one made anew of the same model, and of
 * the model sealed anew. */
static void report_again(const skp_model *other)
{
	skp_report *fresh_report = NULL;
	struct recheck *before = r ? r->re : NULL;
	int32_t e = skp_check(c, other, NULL, &fresh_report, &err);

	if (!r && e)
		return;
	if (!r)
		must(skp_check(c, m, NULL, &r, &err), "check");
	else if (skp_recheck(r, &err) != e)
		die("recheck and check do not fail alike");
	if (!e) {
		rechecks += before != NULL;
		whole += before && r->re != before;
		judgement_same(&r->j, &fresh_report->j);
		report_same(r, fresh_report);
	}
	skp_report_free(fresh_report);
}

/* In every third life memory runs out at each step, here or there. */
static bool poor;

static void poor_seal(void)
{
	int32_t e = skp_model_seal(m, &err);

	if (e && !allowed(e))
		die("seal failed otherwise");
	if (!e && r) {
		e = skp_recheck(r, &err);
		if (e && !allowed(e) && e != SKP_E_UNKNOWN)
			die("recheck failed otherwise");
	}
	memory_is_back();
}

static void step(void)
{
	skp_model *other;
	uint64_t generation = m->patch.generation;
	uint32_t i, n = 1 + (chance(20) ? any(EDITS_AT_ONCE) : 0);

	must(skp_model_edit(m, &err), "edit");
	if (poor)
		memory_fails((long)(steps % 97), chance(50));
	for (i = 0; i < n; i++)
		edit_one();
	told_edit("---%ld\n", (long)steps);
	if (poor)
		poor_seal();
	must(skp_model_seal(m, &err), "seal");
	steps += n;
	kept += generation == m->patch.generation ? n : 0;
	if (chance(15))
		return;
	other = anew();
	model_same(m, other);
	report_again(other);
	skp_model_free(other);
}

/* Half of all lives under the law, half under more rules; some look at a part
 * only. */
static void checker(void)
{
	static const char more[] =
		"kepala_sekolah_delegates: [Bidang]\n"
		"leader_first: all\n"
		"org_min_status: disetujui\n"
		"rules: {SYN402: {enabled: true, severity: W}}\n";
	skp_checker_options o = SKP_INIT(skp_checker_options);

	o.allocator = &allocator;
	must(skp_checker_new(&o, &c, &err), "checker");
	must(skp_checker_set(c, "pada", "2026-06-15", &err), "pada");
	if (seed_now / 2 % 2)
		must(skp_checker_policy(c, "more", more, (int64_t)strlen(more),
			&err), "policy");
	if (seed_now % 7 == 3)
		must(skp_checker_set(c, "unor", "U1", &err), "unor");
	if (seed_now % 7 == 5)
		must(skp_checker_set(c, "instansi", "I", &err), "instansi");
}

static void life(void)
{
	uint32_t i;

	rng = (seed_now + 1) * 0x9e3779b97f4a7c15u;
	for (i = 0; i < 8; i++)
		any(2);
	nmarks = 0;
	poor = seed_now % 3 == 1;
	nation();
	for (i = 0; i < STEPS; i++)
		step();
	skp_report_free(r);
	r = NULL;
	skp_model_free(m);
}

static uint64_t number(const char *name, uint64_t otherwise)
{
	const char *s = getenv(name);

	return s ? strtoull(s, NULL, 10) : otherwise;
}

int main(void)
{
	uint64_t edits = number("EDITS", 20000);

	mem_init(&heap, NULL, 0);
	seed_now = number("SEED", 1);
	steps = number("STEP", 0); /* where memory fails goes by it */
	for (edits += steps; steps < edits; seed_now++) {
		life_began = steps;
		checker();
		life();
		skp_checker_free(c);
	}
	if (memory.live)
		die("memory is left");
	printf("1..1\nok - %llu edits\n# %llu in place; %llu of %llu "
		"rechecks were whole\n", (unsigned long long)steps,
		(unsigned long long)kept, (unsigned long long)whole,
		(unsigned long long)rechecks);
	return 0;
}
