/* SPDX-License-Identifier: MIT */
/* Slices that change: a row leaves one and joins another. A slice that grows
 * beyond its place moves to the end of `row`, with room to grow further; what
 * no slice holds is SLOT_FREE. */
#include "seal_patch.h"

enum { SLOT_FREE = 0xffffffff };

static bool slices_open(skp_model *m, struct slices *s)
{
	if (s->end)
		return true;
	s->end = mem_alloc(&m->mem, (s->n + 2) * sizeof(uint32_t));
	if (!s->end)
		return false;
	memcpy(s->end, s->first + 1, (size_t)(s->n + 1) * sizeof(uint32_t));
	s->end[s->n + 1] = 0;
	s->used = s->rows;
	return true;
}

static bool array_grow(skp_model *m, uint32_t **p, uint64_t n, uint64_t to)
{
	uint32_t *q = mem_resize(&m->mem, *p, (n + 2) * 4, (to + 2) * 4);

	if (q)
		*p = q;
	return q != NULL;
}

bool slices_grow(skp_model *m, struct slices *s, uint64_t n)
{
	uint64_t to = n + n / 2 + 16, i;
	uint32_t *first;

	if (!s->first || n <= s->n)
		return true;
	if (!slices_open(m, s))
		return false;
	first = mem_alloc(&m->mem, (to + 2) * 4);
	if (!first || !array_grow(m, &s->end, s->n, to)) {
		mem_free(&m->mem, first, (to + 2) * 4);
		return false;
	}
	memcpy(first, s->first, (size_t)s->n * 4);
	mem_free(&m->mem, s->first, (s->n + 2) * 4);
	s->first = first;
	for (i = s->n; i < to + 2; i++)
		s->first[i] = s->end[i] = 0;
	s->n = to;
	return true;
}

static void slots_free(struct slices *s, uint64_t from, uint64_t to)
{
	for (; from < to; from++)
		s->row[from] = SLOT_FREE;
}

/* Moves a slice to the end, with room for as many again. */
static bool slice_spread(skp_model *m, struct slices *s, uint32_t i)
{
	uint64_t from = s->first[i], n = s->end[i] - from, more = 2 * n + 2;
	void *p = s->row;

	if (s->used + more >= SLOT_FREE || !mem_reserve(&m->mem, &p, &s->rows,
		s->used + more, sizeof(*s->row)))
		return false;
	s->row = p;
	if (n)
		memcpy(s->row + s->used, s->row + from, (size_t)n * 4);
	slots_free(s, from, from + n);
	slots_free(s, s->used + n, s->used + more);
	s->first[i] = (uint32_t)s->used;
	s->end[i] = (uint32_t)(s->used + n);
	s->used += more;
	return true;
}

/* What a row is sorted by in one of its slices. */
struct link {
	struct slices *s;
	uint32_t key;
	const uint32_t *time; /* NULL: by row alone */
};

static uint32_t time_of(const struct link *l, uint32_t row)
{
	return !l->time || cell_none(l->time[row]) ? 0 : l->time[row];
}

static bool comes_after(const struct link *l, uint32_t a, uint32_t b)
{
	uint32_t x = time_of(l, a), y = time_of(l, b);

	return x != y ? x > y : a > b;
}

static bool link_add(skp_model *m, const struct link *l, uint32_t row)
{
	struct slices *s = l->s;
	uint32_t i;

	if (!s->first || !slices_open(m, s))
		return false;
	i = s->end[l->key];
	if ((i >= s->used || s->row[i] != SLOT_FREE) &&
		!slice_spread(m, s, l->key))
		return false;
	for (i = s->end[l->key]++; i > s->first[l->key] &&
		comes_after(l, s->row[i - 1], row); i--)
		s->row[i] = s->row[i - 1];
	s->row[i] = row;
	return true;
}

static bool link_drop(skp_model *m, const struct link *l, uint32_t row)
{
	struct slices *s = l->s;
	uint32_t i;

	if (!s->first || !slices_open(m, s))
		return false;
	for (i = s->first[l->key]; i < s->end[l->key]; i++)
		if (s->row[i] == row)
			break;
	if (i == s->end[l->key])
		return true;
	s->end[l->key]--;
	for (; i < s->end[l->key]; i++)
		s->row[i] = s->row[i + 1];
	s->row[i] = SLOT_FREE;
	return true;
}

static uint32_t links_of(skp_model *m, uint32_t table, uint32_t row,
	struct link l[2])
{
	const struct table *t = &m->table[table];

	switch (table) {
	case SKP_TABLE_UNOR:
		l[0] = (struct link){&m->children, cell(t, UNOR_diatasan_id,
			row), NULL};
		l[1] = (struct link){&m->pimpin, cell(t, UNOR_pemimpin_id,
			row), NULL};
		return 2;
	case SKP_TABLE_PEGAWAI:
		l[0] = (struct link){&m->members, cell(t, PEGAWAI_unor_id,
			row), NULL};
		return 1;
	case SKP_TABLE_PENUGASAN:
		l[0] = (struct link){&m->tugas_unor, cell(t,
			PENUGASAN_unor_id, row), NULL};
		l[1] = (struct link){&m->tugas_pegawai, cell(t,
			PENUGASAN_pegawai_id, row), NULL};
		return 2;
	case SKP_TABLE_SKP:
		l[0] = (struct link){&m->skp_pegawai, cell(t, SKP_pegawai_id,
			row), NULL};
		l[1] = (struct link){&m->skp_unor, effective_unor(m, row),
			NULL};
		return 2;
	case SKP_TABLE_KEJADIAN:
		l[0] = (struct link){&m->kejadian, cell(t,
			KEJADIAN_pegawai_id, row), t->col[KEJADIAN_waktu]};
		return 1;
	case SKP_TABLE_PROFIL:
		l[0] = (struct link){&m->profil, cell(t, PROFIL_pegawai_id,
			row), t->col[PROFIL_waktu]};
		return 1;
	default:
		return 0;
	}
}

bool row_join(skp_model *m, uint32_t table, uint32_t row)
{
	struct link l[2];
	uint32_t n = links_of(m, table, row, l), i;
	bool ok = true;

	for (i = 0; i < n && ok; i++)
		if (cell_row(l[i].key))
			ok = link_add(m, &l[i], row);
	return ok;
}

bool row_leave(skp_model *m, uint32_t table, uint32_t row)
{
	struct link l[2];
	uint32_t n = links_of(m, table, row, l), i;
	bool ok = true;

	for (i = 0; i < n && ok; i++)
		if (cell_row(l[i].key))
			ok = link_drop(m, &l[i], row);
	return ok;
}

static bool skp_link(skp_model *m, uint32_t skp, struct link *l)
{
	uint32_t c = cell(&m->table[SKP_TABLE_SKP], SKP_unor_id, skp);

	if (c != CELL_EMPTY && c != CELL_UNKNOWN)
		return false;
	*l = (struct link){&m->skp_unor, effective_unor(m, skp), NULL};
	return cell_row(l->key);
}

bool skp_place(skp_model *m, uint32_t skp)
{
	struct link l;

	return !skp_link(m, skp, &l) || link_add(m, &l, skp);
}

bool skp_unplace(skp_model *m, uint32_t skp)
{
	struct link l;

	return !skp_link(m, skp, &l) || link_drop(m, &l, skp);
}
