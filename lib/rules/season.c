/* SPDX-License-Identifier: MIT */
/* PRD606: periods of one instansi that contradict each other, for which
 * e-Kinerja hides the button Sinkro Penilaian. */
#include "rules.h"

enum { TAHUN_ANY = 0xffffffff }; /* valid in every year */

struct entry {
	uint32_t instansi, tahun, angka, row;
	int32_t tipe;
	bool part; /* of a contradiction in tipe */
};

uint32_t instansi_periode(const struct run *r, uint32_t row)
{
	uint32_t c = cell(&r->m->table[SKP_TABLE_PERIODE], PERIODE_instansi_id,
		row);

	return cell_none(c) ? (uint32_t)NAME_EMPTY
			    : names_fold(&r->m->ids, c);
}

static bool same_year(const struct entry *a, const struct entry *b)
{
	return a->tahun == b->tahun || a->tahun == TAHUN_ANY ||
		b->tahun == TAHUN_ANY;
}

/* ---- in order ---- */

static int by(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* By number, and rows that are valid in every year before the others. */
static int angka_cmp(const struct entry *a, const struct entry *b)
{
	int c = by(a->instansi, b->instansi);

	c = c ? c : by((uint32_t)a->tipe, (uint32_t)b->tipe);
	c = c ? c : by(a->angka, b->angka);
	return c ? c : by(a->tahun + 1, b->tahun + 1);
}

static int tahun_cmp(const struct entry *a, const struct entry *b)
{
	int c = by(a->instansi, b->instansi);

	return c ? c : by(a->tahun + 1, b->tahun + 1);
}

typedef int (*entry_cmp)(const struct entry *a, const struct entry *b);

static void entries_sort(struct entry *v, uint64_t n, entry_cmp cmp)
{
	struct entry x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && cmp(&x, &v[k - gap]) < 0;
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

/* ---- telling ---- */

static void rows_sort(const struct run *r, uint32_t *v, uint64_t n)
{
	const uint32_t *id = r->m->table[SKP_TABLE_PERIODE].col[PERIODE_id];
	uint64_t gap, i, k;
	uint32_t x;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && text_cmp(
				names_get(&r->m->ids, id[x]),
				names_get(&r->m->ids, id[v[k - gap]])) < 0;
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

/* One finding on the row of the least id, all rows in `path`. */
static void say(struct run *r, struct ids *rows, struct ref actual,
	enum static_word why)
{
	const uint32_t *id = r->m->table[SKP_TABLE_PERIODE].col[PERIODE_id];
	struct finding *f;
	uint64_t i;

	if (r->fail || rows->n < 2)
		return;
	rows_sort(r, rows->v, rows->n);
	f = find(r, R_PRD606, SKP_SEVERITY_E, SKP_TABLE_PERIODE, rows->v[0]);
	if (!f)
		return;
	f->actual = actual;
	f->detail = (uint8_t)why;
	for (i = 0; i < rows->n; i++)
		rows->v[i] = id[rows->v[i]];
	find_path(r, f, REF_NAME, rows->v, (uint32_t)rows->n);
}

static void rows_add(struct run *r, struct ids *rows, const struct entry *e)
{
	r->fail |= !ids_add(r->mem, rows, e->row);
}

/* ---- one number twice ---- */

/* Entries from..to share instansi, tipe and number; if one of them is valid in
 * every year they all meet, else those of a year do. */
static void say_numbers(struct run *r, const struct entry *v, uint64_t from,
	uint64_t to, struct ids *rows)
{
	uint64_t i, k;

	for (i = from; i < to; i = k) {
		rows->n = 0;
		for (k = i; k < to && same_year(&v[i], &v[k]); k++)
			rows_add(r, rows, &v[k]);
		say(r, rows, (struct ref){v[i].angka, REF_NUMBER}, S_ANGKA);
	}
}

static void numbers(struct run *r, struct entry *v, uint64_t n,
	struct ids *rows)
{
	uint64_t i, k;

	entries_sort(v, n, angka_cmp);
	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && v[k].instansi == v[i].instansi &&
			v[k].tipe == v[i].tipe && v[k].angka == v[i].angka;
			k++)
			;
		if (!cell_none(v[i].angka))
			say_numbers(r, v, i, k, rows);
	}
}

/* ---- both tipe ---- */

static uint32_t tipe_bits(const struct entry *v, uint64_t from, uint64_t to)
{
	uint32_t bits = 0;

	for (; from < to; from++)
		bits |= 1u << v[from].tipe;
	return bits;
}

/* Is another tipe than the entry's among them? */
static bool other_tipe(uint32_t bits, const struct entry *e)
{
	return (bits & ~(1u << e->tipe)) != 0;
}

/* Entries from..to are those of one instansi, by tahun; those of every year
 * stand first and are in use in each of the others. */
static void mark_tipe(struct entry *v, uint64_t from, uint64_t to)
{
	uint64_t end = from, i, k, x;
	uint32_t always, own;

	while (end < to && v[end].tahun == TAHUN_ANY)
		end++;
	always = tipe_bits(v, from, end);
	for (i = from; i < end; i++)
		v[i].part = other_tipe(tipe_bits(v, from, to), &v[i]);
	for (i = end; i < to; i = k) {
		for (k = i + 1; k < to && v[k].tahun == v[i].tahun; k++)
			;
		own = tipe_bits(v, i, k);
		for (x = i; x < k; x++)
			v[x].part = other_tipe(own | always, &v[x]);
	}
}

static void kinds(struct run *r, struct entry *v, uint64_t n,
	struct ids *rows)
{
	uint64_t i, k, x;

	entries_sort(v, n, tahun_cmp);
	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && v[k].instansi == v[i].instansi; k++)
			;
		mark_tipe(v, i, k);
		rows->n = 0;
		for (x = i; x < k; x++)
			if (v[x].part)
				rows_add(r, rows, &v[x]);
		say(r, rows, (struct ref){0, REF_NONE}, S_TIPE);
	}
}

/* ---- all of them ---- */

static uint64_t entries_read(const struct run *r, struct entry *v)
{
	const struct table *t = &r->m->table[SKP_TABLE_PERIODE];
	uint64_t n = 0;
	uint32_t i, tahun;
	int32_t tipe;

	for (i = 0; i < t->rows; i++) {
		tipe = judge_code(r->j, C_PERIODE_TIPE, i);
		if (!row_live(t, i) || tipe == CODE_EMPTY)
			continue;
		tahun = cell(t, PERIODE_tahun, i);
		v[n++] = (struct entry){instansi_periode(r, i),
			cell_none(tahun) || !tahun ? (uint32_t)TAHUN_ANY
						   : tahun,
			cell(t, PERIODE_angka, i), i, tipe, false};
	}
	return n;
}

void season_whole(struct run *r)
{
	uint64_t rows = r->m->table[SKP_TABLE_PERIODE].rows, n;
	struct ids ids = {NULL, 0, 0};
	struct entry *v;

	if (!r->on[R_PRD606] || !rows)
		return;
	v = mem_calloc(r->mem, rows, sizeof(*v));
	if (!v) {
		r->fail = true;
		return;
	}
	n = entries_read(r, v);
	numbers(r, v, n, &ids);
	kinds(r, v, n, &ids);
	ids_free(r->mem, &ids);
	mem_free(r->mem, v, rows * sizeof(*v));
}
