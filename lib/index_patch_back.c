/* SPDX-License-Identifier: MIT */
/* Who refers to whom as their atasan. The index is made once and then only
 * added to: who refers to somebody else by now is judged again for nothing. */
#include "index_patch.h"

enum { MORE_MOST = 4096 }; /* pairs that are looked through one by one */

static const struct atasan_column {
	uint32_t table, field;
} at[2] = {{SKP_TABLE_PEGAWAI, PEGAWAI_atasan_id},
	{SKP_TABLE_SKP, SKP_atasan_id}};

static void back_free(struct mem *mem, struct backward *b)
{
	mem_free(mem, b->first, (b->n + 2) * 4);
	mem_free(mem, b->row, b->rows * 4);
	ids_free(mem, &b->more);
	memset(b, 0, sizeof(*b));
}

void bawahan_free(struct patching *p)
{
	back_free(p->mem, &p->back[0]);
	back_free(p->mem, &p->back[1]);
}

/* first[i + 1] counts, then becomes where i begins, then its end. */
static void back_fill(struct backward *b, const uint32_t *c, uint64_t rows)
{
	uint64_t i;

	for (i = 0; i < rows; i++)
		if (c[i] < b->n)
			b->first[c[i] + 2]++;
	for (i = 2; i < b->n + 2; i++)
		b->first[i] += b->first[i - 1];
	for (i = 0; i < rows && b->row; i++)
		if (c[i] < b->n)
			b->row[b->first[c[i] + 1]++] = (uint32_t)i;
}

static bool back_make(struct patching *p, uint32_t k)
{
	const struct table *t = &p->j->m->table[at[k].table];
	const uint32_t *c = t->col[at[k].field];
	struct backward *b = &p->back[k];
	uint64_t i;

	back_free(p->mem, b);
	b->n = p->j->people;
	b->first = mem_calloc(p->mem, b->n + 2, 4);
	for (i = 0; c && i < t->rows; i++)
		b->rows += c[i] < b->n;
	b->row = b->rows ? mem_alloc(p->mem, b->rows * 4) : NULL;
	if (!b->first || (b->rows && !b->row))
		return false;
	if (c)
		back_fill(b, c, t->rows);
	return true;
}

void bawahan_note(struct patching *p, uint32_t table, uint32_t row)
{
	uint32_t k = table == SKP_TABLE_SKP;
	struct backward *b = &p->back[k];
	const struct table *t = &p->j->m->table[table];
	uint32_t c = row < t->rows ? cell(t, at[k].field, row)
				   : (uint32_t)CELL_EMPTY;

	if (!b->first || !cell_row(c))
		return;
	if (!ids_add(p->mem, &b->more, c) || !ids_add(p->mem, &b->more, row))
		p->fail = true;
}

static void bawahan_of(struct patching *p, const struct backward *b,
	struct marks *to)
{
	uint64_t i;
	uint32_t a, k;

	for (i = 0; i < p->atasan.list.n; i++) {
		a = p->atasan.list.v[i];
		for (k = b->first[a]; k < b->first[a + 1]; k++)
			mark(p, to, b->row[k]);
	}
	for (i = 0; i + 1 < b->more.n; i += 2)
		if (marked(&p->atasan, b->more.v[i]))
			mark(p, to, b->more.v[i + 1]);
}

void mark_bawahan(struct patching *p)
{
	uint32_t k;

	if (!p->atasan.list.n)
		return;
	for (k = 0; k < 2 && !p->fail; k++) {
		if ((!p->back[k].first || p->back[k].more.n > MORE_MOST) &&
			!back_make(p, k)) {
			p->fail = true;
			return;
		}
		bawahan_of(p, &p->back[k], k ? &p->skp : &p->pegawai);
	}
}
