/* SPDX-License-Identifier: MIT */
/* Who pressed Muat Ulang: an SKP of both exports whose atasan is another. */
#include "events.h"

/* An SKP and what it is known again by. */
struct known {
	struct fingerprint is;
	uint32_t row, pegawai; /* of NEWER */
};

struct list {
	struct known *v;
	uint32_t *order;
	uint64_t n, cap;
};

static void put_cell(struct buf *b, const skp_model *m, uint32_t field,
	uint32_t row)
{
	char to[CELL_PRINT];
	uint32_t c = cell(&m->table[SKP_TABLE_SKP], field, row), i;
	struct text t = text_trim(model_cell_text(m, SKP_TABLE_SKP, field, c,
		to));

	for (i = 0; i < t.n; i++)
		buf_char(b, ascii_lower(t.p[i]));
	buf_char(b, '\n');
}

/* By id and person; without id by person, unit, kind and period. */
static bool known_by(struct buf *b, const skp_model *m, struct known *k)
{
	static const uint8_t field[] = {SKP_unor_id, SKP_jenis, SKP_plt,
		SKP_mulai, SKP_selesai};
	static const uint64_t key[2] = {0, 1};
	uint32_t i;

	b->n = 0;
	buf_uint(b, k->pegawai);
	buf_char(b, '\n');
	put_cell(b, m, SKP_id, k->row);
	if (cell_none(cell(&m->table[SKP_TABLE_SKP], SKP_id, k->row)))
		for (i = 0; i < ARRAY_LEN(field); i++)
			put_cell(b, m, field[i], k->row);
	if (b->fail)
		return false;
	k->is.v[0] = siphash24(key, b->p, b->n);
	buf_char(b, '2');
	k->is.v[1] = b->fail ? 0 : siphash24(key, b->p, b->n);
	return !b->fail;
}

static bool list_add(struct events *e, struct list *l, struct known k)
{
	void *p = l->v;

	if (!mem_reserve(&e->mem, &p, &l->cap, l->n + 1, sizeof(*l->v)))
		return false;
	l->v = p;
	l->v[l->n++] = k;
	return true;
}

/* The SKP that a person has in one export. */
static bool list_person(struct events *e, uint32_t k, uint32_t pegawai,
	struct buf *b, struct list *l)
{
	const struct table *t = &e->m[k]->table[SKP_TABLE_SKP];
	uint32_t who = k == OLDER ? e->twin[pegawai] : pegawai;
	struct slice s = slice_of(&e->m[k]->skp_pegawai, who);
	struct known skp;

	memset(&skp, 0, sizeof(skp));
	skp.pegawai = pegawai;
	for (; s.p < s.end; s.p++) {
		if (cell(t, SKP_atasan_id, *s.p) == CELL_UNKNOWN)
			continue;
		skp.row = *s.p;
		if (!known_by(b, e->m[k], &skp) || !list_add(e, l, skp))
			return false;
	}
	return true;
}

static bool list_make(struct events *e, uint32_t k, struct list *l)
{
	struct buf b;
	bool ok = true;
	uint32_t p;

	buf_init(&b, &e->mem);
	for (p = 0; ok && p < e->people; p++)
		if (e->twin[p] != NONE)
			ok = list_person(e, k, p, &b, l);
	buf_free(&b);
	l->order = ok ? mem_alloc(&e->mem, (l->n + 1) * sizeof(*l->order))
		      : NULL;
	if (l->order && l->n)
		fingerprint_sort(&l->v->is, sizeof(*l->v), l->order, l->n);
	return l->order != NULL;
}

/* ---- is the atasan another one? ---- */

struct who {
	struct text id, nip;
};

static struct who who_of(const skp_model *m, uint32_t c)
{
	struct who w = {{"", 0}, {"", 0}};
	uint32_t i;

	if (cell_none(c))
		return w;
	if (!cell_row(c)) {
		w.id = names_get(&m->ids, c & ~CELL_DANGLING);
		if (w.id.n == 18 && text_digits(w.id)) {
			w.nip = w.id;
			w.id.n = 0;
		}
		return w;
	}
	i = cell(pegawai_of(m), PEGAWAI_id, c);
	w.id = cell_none(i) ? w.id : names_get(&m->ids, i);
	i = cell(pegawai_of(m), PEGAWAI_nip, c);
	w.nip = cell_none(i) ? w.nip : names_get(&m->ids, i);
	return w;
}

static bool same_id(struct text a, struct text b)
{
	return a.n && text_same(a, b);
}

/* Certainly another person: nothing agrees, and something can be compared. */
static bool another(struct who a, struct who b)
{
	if (same_id(a.id, b.id) || same_id(a.nip, b.nip) ||
		same_id(a.id, b.nip) || same_id(a.nip, b.id))
		return false;
	return (a.id.n && b.id.n) || (a.nip.n && b.nip.n);
}

static bool atasan_changed(const struct events *e, uint32_t older,
	uint32_t newer)
{
	uint32_t a = cell(&e->m[OLDER]->table[SKP_TABLE_SKP], SKP_atasan_id,
		older);
	uint32_t b = cell(&e->m[NEWER]->table[SKP_TABLE_SKP], SKP_atasan_id,
		newer);

	if (cell_none(b))
		return false;
	return cell_none(a) || another(who_of(e->m[OLDER], a),
		who_of(e->m[NEWER], b));
}

/* ---- both lists, side by side ---- */

/* How many from place i on are known by the same. */
static uint64_t run_length(const struct list *l, uint64_t i)
{
	uint64_t k = i + 1;

	while (k < l->n && fingerprint_cmp(l->v[l->order[k]].is,
		l->v[l->order[i]].is) == 0)
		k++;
	return k - i;
}

/* Only an SKP that is one in both exports can be compared. */
static void compare(struct events *e, const struct list l[2])
{
	const struct known *a, *b;
	uint64_t i = 0, k = 0, n[2];
	int c;

	while (i < l[0].n && k < l[1].n) {
		a = &l[0].v[l[0].order[i]];
		b = &l[1].v[l[1].order[k]];
		c = fingerprint_cmp(a->is, b->is);
		n[0] = run_length(&l[0], i);
		n[1] = run_length(&l[1], k);
		if (c == 0 && n[0] == 1 && n[1] == 1 &&
			atasan_changed(e, a->row, b->row))
			e->proved[b->pegawai] |= PROVED_RELOAD;
		i += c <= 0 ? n[0] : 0;
		k += c >= 0 ? n[1] : 0;
	}
}

int32_t events_reload(struct events *e, skp_error *err)
{
	struct list l[2];
	uint32_t k;
	bool ok;

	memset(l, 0, sizeof(l));
	ok = list_make(e, OLDER, &l[0]) && list_make(e, NEWER, &l[1]);
	if (ok)
		compare(e, l);
	for (k = 0; k < 2; k++) {
		if (l[k].order)
			mem_free(&e->mem, l[k].order,
				(l[k].n + 1) * sizeof(*l[k].order));
		mem_free(&e->mem, l[k].v, l[k].cap * sizeof(*l[k].v));
	}
	return ok ? SKP_OK : mem_fail(&e->mem, err);
}
