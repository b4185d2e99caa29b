/* SPDX-License-Identifier: MIT */
/* Rows grouped by the rows they belong to, events and views by time. */
#include "model.h"

int32_t slices_make(skp_model *m, struct slices *s, const struct table *t,
	const uint32_t *key, uint64_t n, skp_error *err)
{
	uint32_t *first;
	uint64_t i, rows = 0;

	memset(s, 0, sizeof(*s));
	if (!key || n == 0)
		return SKP_OK;
	/* first[i + 1] counts, then becomes where i begins, then its end */
	first = mem_calloc(&m->mem, n + 2, sizeof(uint32_t));
	if (!first)
		return mem_fail(&m->mem, err);
	s->first = first;
	s->n = n;
	for (i = 0; i < t->rows; i++)
		if (key[i] < n && row_live(t, (uint32_t)i)) {
			first[key[i] + 2]++;
			rows++;
		}
	for (i = 2; i < n + 2; i++)
		first[i] += first[i - 1];
	s->row = rows ? mem_alloc(&m->mem, rows * sizeof(uint32_t)) : NULL;
	if (!s->row && rows)
		return mem_fail(&m->mem, err);
	s->rows = rows;
	for (i = 0; i < t->rows; i++)
		if (key[i] < n && row_live(t, (uint32_t)i))
			s->row[first[key[i] + 1]++] = (uint32_t)i;
	return SKP_OK;
}

static uint32_t time_of(const uint32_t *time, uint32_t row)
{
	return !time || cell_none(time[row]) ? 0 : time[row];
}

/* Merges the sorted halves [lo, mid) and [mid, hi) of v through `to`. */
static void merge(uint32_t *v, uint32_t *to, const uint32_t *time, uint64_t lo,
	uint64_t mid, uint64_t hi)
{
	uint64_t i = lo, j = mid, k = lo;

	while (k < hi) {
		if (j == hi || (i < mid && time_of(time, v[i]) <=
				time_of(time, v[j])))
			to[k++] = v[i++];
		else
			to[k++] = v[j++];
	}
	memcpy(v + lo, to + lo, (size_t)(hi - lo) * sizeof(*v));
}

/* Stable, so that of two rows with one instant the later row is later. */
static void sort_time(uint32_t *v, uint64_t n, uint32_t *to,
	const uint32_t *time)
{
	uint64_t width, lo, i;

	for (i = 1; i < n; i++)
		if (time_of(time, v[i - 1]) > time_of(time, v[i]))
			break;
	if (i >= n)
		return;
	for (width = 1; width < n; width *= 2)
		for (lo = 0; lo + width < n; lo += 2 * width)
			merge(v, to, time, lo, lo + width,
				lo + 2 * width < n ? lo + 2 * width : n);
}

static int32_t slices_by_time(struct sealing *s, struct slices *x,
	const uint32_t *time)
{
	uint32_t *to;
	uint64_t i;

	if (x->rows == 0)
		return SKP_OK;
	to = mem_alloc(&s->m->mem, x->rows * sizeof(*to));
	if (!to)
		return mem_fail(&s->m->mem, s->err);
	for (i = 0; i < x->n; i++)
		sort_time(x->row + x->first[i], x->first[i + 1] - x->first[i],
			to, time);
	mem_free(&s->m->mem, to, x->rows * sizeof(*to));
	return SKP_OK;
}

uint32_t effective_unor(const skp_model *m, uint32_t row)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t c = cell(t, SKP_unor_id, row), p;

	if (c != CELL_EMPTY && c != CELL_UNKNOWN)
		return c;
	p = cell(t, SKP_pegawai_id, row);
	return cell_row(p) ? cell(pegawai_of(m), PEGAWAI_unor_id, p)
			   : CELL_EMPTY;
}

static int32_t slice_skp_unor(struct sealing *s)
{
	skp_model *m = s->m;
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t *key, i;
	int32_t e;

	if (t->rows == 0)
		return SKP_OK;
	key = mem_alloc(&m->mem, t->rows * sizeof(*key));
	if (!key)
		return mem_fail(&m->mem, s->err);
	for (i = 0; i < t->rows; i++)
		key[i] = effective_unor(m, i);
	e = slices_make(m, &m->skp_unor, t, key, unor_of(m)->rows, s->err);
	mem_free(&m->mem, key, t->rows * sizeof(*key));
	return e;
}

/* Where nobody has an id, the NIPs are all names there are. */
static void one_name(struct sealing *s)
{
	uint32_t *nip = s->nip;
	uint64_t i;

	if (!s->m->table[SKP_TABLE_PEGAWAI].col[PEGAWAI_id]) {
		s->nip = s->id;
		s->id = nip;
	}
	for (i = 0; nip != s->id && i < s->names; i++)
		if (!s->id[i])
			s->id[i] = nip[i];
}

int32_t seal_slices(struct sealing *s)
{
	skp_model *m = s->m;
	struct table *t = m->table;
	uint64_t units = unor_of(m)->rows, people = pegawai_of(m)->rows;
	const struct {
		struct slices *to;
		uint32_t table, field;
		uint64_t n;
	} all[] = {
		{&m->children, SKP_TABLE_UNOR, UNOR_diatasan_id, units},
		{&m->pimpin, SKP_TABLE_UNOR, UNOR_pemimpin_id, people},
		{&m->members, SKP_TABLE_PEGAWAI, PEGAWAI_unor_id, units},
		{&m->tugas_unor, SKP_TABLE_PENUGASAN, PENUGASAN_unor_id,
			units},
		{&m->tugas_pegawai, SKP_TABLE_PENUGASAN, PENUGASAN_pegawai_id,
			people},
		{&m->skp_pegawai, SKP_TABLE_SKP, SKP_pegawai_id, people},
		{&m->kejadian, SKP_TABLE_KEJADIAN, KEJADIAN_pegawai_id,
			people},
		{&m->profil, SKP_TABLE_PROFIL, PROFIL_pegawai_id, people},
		{&m->rhk_skp, SKP_TABLE_RHK, RHK_skp_id,
			t[SKP_TABLE_SKP].rows},
	};
	uint32_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < ARRAY_LEN(all) && !e; i++)
		e = slices_make(m, all[i].to, &t[all[i].table],
			t[all[i].table].col[all[i].field], all[i].n, s->err);
	if (!e)
		e = slice_skp_unor(s);
	if (!e)
		e = slices_by_time(s, &m->kejadian,
			t[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu]);
	if (!e)
		e = slices_by_time(s, &m->profil,
			t[SKP_TABLE_PROFIL].col[PROFIL_waktu]);
	if (!e) /* from here on a person is one name */
		one_name(s);
	return e;
}
