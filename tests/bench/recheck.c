/* SPDX-License-Identifier: MIT */
/* How long an edit takes until the report is up to date again: a nation is
 * loaded, checked and rechecked once, then each kind of edit is made ROUNDS
 * times and timed together with skp_model_seal and skp_recheck. Prints, in
 * milliseconds, median, 95th of a hundred and worst by kind, and how many
 * rechecks looked at everything.
 *
 *	recheck DIRECTORY [ROUNDS] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#undef fail
#include "recheck.h"

static skp_model *m;
static skp_checker *c;
static skp_report *r;
static skp_error err = {.size = sizeof(skp_error)};
static uint32_t largest; /* the unit with most members */
static uint64_t rng = 88172645463325252u;

static uint32_t any(uint64_t n)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return (uint32_t)((rng >> 16) % (n ? n : 1));
}

static void must(int32_t e)
{
	if (!e)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- ids as NUL-terminated text ---- */

static const char *id_of(struct text t, char to[80])
{
	snprintf(to, 80, "%.*s", (int)t.n, t.p);
	return to;
}

static char to[4][80];

static const char *pegawai(uint32_t row)
{
	static uint32_t k;

	return id_of(model_pegawai_id(m, row), to[k++ % 2]);
}

static const char *unor(uint32_t row)
{
	return id_of(model_unor_id(m, row), to[2]);
}

static uint32_t someone(void)
{
	return any(pegawai_of(m)->rows);
}

static uint32_t some_unit(void)
{
	uint32_t u = pegawai_unor(m, someone());

	return u == NONE ? 0 : u;
}

static void set(int32_t table, int64_t row, int32_t field, const char *v)
{
	must(skp_model_edit(m, &err));
	must(skp_model_set(m, table, row, field, v, -1, &err));
}

/* ---- the edits ---- */

static void edit_atasan(void)
{
	uint32_t p = someone();
	const char *who = pegawai(p);

	must(skp_model_set_atasan(m, who, pegawai(someone()), &err));
}

static void edit_move(void)
{
	set(SKP_TABLE_PEGAWAI, someone(), PEGAWAI_unor_id, unor(some_unit()));
}

static void edit_appoint(void)
{
	must(skp_model_appoint(m, unor(some_unit()), pegawai(someone()), "PLT",
		"2026-01-02", &err));
}

static void edit_end(void)
{
	set(SKP_TABLE_PENUGASAN, any(m->table[SKP_TABLE_PENUGASAN].rows),
		PENUGASAN_selesai, "2026-01-10");
}

static void edit_status(void)
{
	static const char *const v[] = {"draft", "diajukan", "ditetapkan"};

	set(SKP_TABLE_SKP, any(m->table[SKP_TABLE_SKP].rows), SKP_status,
		v[any(3)]);
}

static void edit_event(void)
{
	must(skp_model_event(m, pegawai(someone()), "edit_profil",
		"2026-01-12T08:00:00", &err));
}

static void edit_field(void)
{
	static const char *const v[] = {"01", "03", "99"};

	set(SKP_TABLE_PEGAWAI, someone(), PEGAWAI_kedudukan, v[any(3)]);
}

/* A second head comes, and goes again. */
static void edit_largest(void)
{
	struct slice s = slice_of(&m->members, largest);
	static int64_t mark = -1;

	if (mark >= 0) {
		must(skp_model_edit(m, &err));
		must(skp_model_undo(m, mark, &err));
		mark = -1;
		return;
	}
	mark = skp_model_mark(m);
	must(skp_model_appoint(m, unor(largest), pegawai(s.p[any((uint64_t)(
		s.end - s.p))]), "D", "2026-01-02", &err));
}

static const struct kind_of_edit {
	const char *name;
	void (*edit)(void);
} kinds[] = {
	{"set atasan", edit_atasan}, {"move a person", edit_move},
	{"appoint a Plt", edit_appoint}, {"end a headship", edit_end},
	{"status of an SKP", edit_status}, {"add an event", edit_event},
	{"kedudukan", edit_field}, {"largest unit's head", edit_largest}};

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void time_kind(const struct kind_of_edit *k, uint32_t rounds, double *t)
{
	struct recheck *before;
	uint32_t i, whole = 0;

	for (i = 0; i < rounds; i++) {
		before = r->re;
		t[i] = now();
		k->edit();
		must(skp_model_seal(m, &err));
		must(skp_recheck(r, &err));
		t[i] = now() - t[i];
		whole += r->re != before;
	}
	qsort(t, rounds, sizeof(*t), by_time);
	printf("%-20s %10.3f %10.3f %10.3f %6u of %u\n", k->name,
		t[rounds / 2], t[rounds * 95 / 100], t[rounds - 1], whole,
		rounds);
	fflush(stdout);
}

static void find_largest(void)
{
	struct slice s, best = {NULL, NULL};
	uint32_t u;

	for (u = 0; u < unor_of(m)->rows; u++) {
		s = slice_of(&m->members, u);
		if (s.end - s.p > best.end - best.p) {
			best = s;
			largest = u;
		}
	}
	printf("%u units, %u people, largest unit %u, %u findings\n",
		(unsigned)unor_of(m)->rows, (unsigned)pegawai_of(m)->rows,
		(unsigned)(best.end - best.p), (unsigned)r->n);
}

int main(int argc, char **argv)
{
	uint32_t rounds = argc > 2 ? (uint32_t)atoi(argv[2]) : 200, i;
	double *t = calloc(rounds ? rounds : 1, sizeof(*t)), start = now();

	if (argc < 2 || !t || !rounds)
		return 2;
	must(skp_model_new(NULL, &m, &err));
	must(skp_model_load(m, argv[1], NULL, &err));
	must(skp_model_seal(m, &err));
	printf("load and seal %.0f ms\n", now() - start);
	must(skp_checker_new(NULL, &c, &err));
	must(skp_checker_set(c, "pada", "2026-01-20", &err));
	start = now();
	must(skp_check(c, m, NULL, &r, &err));
	printf("check %.0f ms\n", now() - start);
	find_largest();
	start = now();
	must(skp_recheck(r, &err));
	printf("first recheck %.0f ms\n", now() - start);
	printf("%-20s %10s %10s %10s\n", "ms", "median", "95 %", "worst");
	for (i = 0; i < ARRAY_LEN(kinds); i++)
		time_kind(&kinds[i], rounds, t);
	skp_report_free(r);
	skp_checker_free(c);
	skp_model_free(m);
	free(t);
	return 0;
}
