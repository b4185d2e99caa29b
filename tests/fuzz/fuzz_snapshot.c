/* SPDX-License-Identifier: MIT */
/* Snapshots. The first byte says what the others are: 0 a file; 1 changes of
 * a good snapshot (four bytes where, four bytes what); else the same with sums
 * that fit afterwards. The good one is made here, since its layout is the
 * library's. What is refused leaves an empty model; what is taken can be
 * checked, explained and edited. */
#include <stdlib.h>
#include <string.h>

#include "../snapshot_resum.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
	do { \
		if (!(condition)) \
			__builtin_trap(); \
	} while (0)

struct bytes {
	char *p;
	size_t n;
};

static int32_t collect(void *ctx, const char *bytes, uint64_t len)
{
	struct bytes *b = ctx;

	b->p = realloc(b->p, b->n + len);
	HOLDS(b->p);
	memcpy(b->p + b->n, bytes, len);
	b->n += len;
	return 0;
}

static int32_t nowhere(void *ctx, const char *bytes, uint64_t len)
{
	(void)bytes;
	*(uint64_t *)ctx += len;
	return 0;
}

static skp_checker *checker(void)
{
	static skp_checker *c;

	if (!c)
		HOLDS(skp_checker_new(NULL, &c, NULL) == 0 &&
			skp_checker_set(c, "pada", "2026-01-20", NULL) == 0);
	return c;
}

static skp_model *fresh(void)
{
	skp_model_options o = SKP_INIT(skp_model_options);
	skp_model *m = NULL;

	o.fixed_seed = 1;
	HOLDS(skp_model_new(&o, &m, NULL) == 0);
	return m;
}

static const struct bytes *good(void)
{
	static const char *const files[][2] = {
		{"unor.csv", "id,instansi_id,diatasan_id,nama,npsn\n"
			"D,I,,Dinas Pendidikan,\nS1,I,D,SDN 1,20100001\n"
			"S2,I,D,SDN 2,20100001\ns2,,,lagi,\nB,I,X,Bidang,\n"},
		{"pegawai.csv", "id,nip,nama,unor_id,atasan_id,kedudukan\n"
			"K,198001012005011001,Ayu,D,,\n"
			"H1,,Budi,S1,198001012005011001,aneh\n"
			"G1,,,S1,h1,\nG2,,,S1,K,\nH2,,,S2,G1,\nG3,,,S2,zz,\n"},
		{"penugasan.csv", "pegawai_id,unor_id,jenis,mulai\n"
			"K,D,D,\nH1,S1,TT,2025-03-01\n0,S1,TT,\n"
			"H2,S2,PLT,2025-01-01\n"},
		{"skp.csv", "id,pegawai_id,jenis,status,mulai,selesai,"
			"atasan_id\nK1,K,organisasi,draft,2026-01-01,,\n"
			"A,H1,organisasi,,2026-01-01,,\n"
			"A,H1,individu,draf,2026-01-02,2026-12-31,\n"
			"B,G1,,diajukan,99,,Z9\n"},
		{"rhk.csv", "id,skp_id,mendukung_id\nR1,A,\nR2,B,R1\n"},
		{"kejadian.csv", "pegawai_id,aksi,waktu\n"
			"H1,sinkron_asn,2026-01-11\nG1,login,2026-01-09\n"},
		{"profil.csv", "pegawai_id,sumber,golru\nG1,siasn,III/a\n"
			"G1,ekinerja,III/b\n"},
		{"periode.csv", "id,tahun,awal,akhir\nP,2026,01-01,"
			"2026-12-31\n"}};
	static struct bytes b;
	skp_model *m;
	size_t i;

	if (b.p)
		return &b;
	m = fresh();
	for (i = 0; i < ARRAY_LEN(files); i++)
		HOLDS(skp_model_load_bytes(m, files[i][0], files[i][1],
			strlen(files[i][1]), NULL, NULL) == 0);
	HOLDS(skp_model_seal(m, NULL) == 0);
	HOLDS(skp_model_save(m, collect, &b, NULL) == 0);
	skp_model_free(m);
	return &b;
}

static void use(skp_model *m)
{
	skp_report *r = NULL;
	skp_reason *q = NULL;
	uint64_t n = 0;

	if (skp_check(checker(), m, NULL, &r, NULL) == 0)
		skp_report_write(r, "jsonl", NULL, nowhere, &n, NULL);
	skp_report_free(r);
	skp_explain(checker(), m, "G1", -1, &q, NULL);
	skp_reason_free(q);
	skp_model_write(m, "yaml", -1, -1, nowhere, &n, NULL);
	skp_model_save(m, nowhere, &n, NULL);
	HOLDS(skp_model_edit(m, NULL) == 0);
	skp_model_set(m, SKP_TABLE_PEGAWAI, 2, PEGAWAI_atasan_id, "G2", -1,
		NULL);
	skp_model_seal(m, NULL);
}

static void load(const void *p, size_t n)
{
	skp_error err = SKP_INIT(skp_error);
	skp_model *m = fresh();
	int32_t e = skp_model_load_bytes(m, "x.skps", p, n, NULL, &err);

	HOLDS(e <= 0 && e == err.code && (!e || err.text[0]));
	if (e)
		HOLDS(skp_model_rows(m, 0) == 0 && !skp_model_sealed(m));
	else if (skp_model_sealed(m))
		use(m);
	skp_model_free(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct bytes *g = good();
	uint32_t at, v;
	size_t i;
	char *p;

	if (size == 0)
		return 0;
	if (data[0] == 0) {
		load(data + 1, size - 1);
		return 0;
	}
	p = malloc(g->n);
	HOLDS(p);
	memcpy(p, g->p, g->n);
	for (i = 1; i + 8 <= size; i += 8) {
		memcpy(&at, data + i, 4);
		memcpy(&v, data + i + 4, 4);
		memcpy(p + at % (g->n / 4) * 4, &v, 4);
	}
	if (data[0] > 1)
		snapshot_resum(p, g->n);
	load(p, g->n);
	free(p);
	return 0;
}
