/* SPDX-License-Identifier: MIT */
/* UNR101-UNR107: the tree of units. */
#include "rules.h"

static bool unor_active(const struct run *r, uint32_t unor)
{
	return r->j->unor[unor] & U_ACTIVE;
}

/* The class of a rank: I.a of JPT Utama, I.a and I.b of Madya count as one. */
static int32_t rank_class(int32_t eselon)
{
	return eselon >= 10 && eselon <= 12 ? 10 : eselon;
}

static void unr103(struct run *r, uint32_t unor, uint32_t parent)
{
	int32_t own = judge_code(r->j, C_UNOR_ESELON, unor);
	int32_t above = judge_code(r->j, C_UNOR_ESELON, parent);
	struct finding *f;
	uint32_t v = (uint32_t)above;

	if (own == 0 || own == 99 || above == 0 || above == 99 ||
		rank_class(own) >= rank_class(above))
		return;
	f = find(r, R_UNR103, SKP_SEVERITY_W, SKP_TABLE_UNOR, unor);
	if (f)
		f->actual = (struct ref){(uint32_t)own, REF_ESELON};
	find_expected(r, f, REF_ESELON, &v, 1);
}

static void unr107(struct run *r, uint32_t unor)
{
	uint32_t c = cell(unor_of(r->m), UNOR_induk_id, unor);
	struct finding *f;

	if (cell_none(c) || !(r->j->unor[unor] & U_TOP_KNOWN) ||
		(cell_row(c) && above_or_self(r->j, c, unor)))
		return;
	f = find(r, R_UNR107, SKP_SEVERITY_W, SKP_TABLE_UNOR, unor);
	if (f)
		f->actual = ref_cell(c, REF_UNOR);
}

void unit_unor(struct run *r, uint32_t unor)
{
	uint32_t parent = parent_of(r->m, unor);
	struct finding *f;

	unr107(r, unor);
	if (unor_active(r, unor) && r->j->kind[unor] == KIND_SEKOLAH &&
		cell(unor_of(r->m), UNOR_npsn, unor) == CELL_EMPTY)
		find(r, R_UNR106, SKP_SEVERITY_W, SKP_TABLE_UNOR, unor);
	if (parent == NONE)
		return;
	unr103(r, unor, parent);
	if (!unor_active(r, unor) || unor_active(r, parent))
		return;
	f = find(r, R_UNR105, SKP_SEVERITY_E, SKP_TABLE_UNOR, unor);
	if (f)
		f->actual = (struct ref){parent, REF_UNOR};
}

/* ---- cycles ---- */

/* The cycle that a unit is on, told once, of its least id. */
static void unr101_say(struct run *r, uint32_t unor)
{
	struct ids path = {NULL, 0, 0};
	uint32_t v, least = unor;

	for (v = parent_of(r->m, unor); v != unor; v = parent_of(r->m, v))
		if (unor_cmp(r->m, v, least) < 0)
			least = v;
	v = least;
	do {
		r->fail |= !ids_add(r->mem, &path, v);
		v = parent_of(r->m, v);
	} while (v != least);
	find_path(r, find(r, R_UNR101, SKP_SEVERITY_E, SKP_TABLE_UNOR, least),
		REF_UNOR, path.v, (uint32_t)path.n);
	ids_free(r->mem, &path);
}

static void unr101(struct run *r)
{
	uint32_t u;

	for (u = 0; u < r->j->units; u++)
		if (r->j->unor[u] & U_CYCLE && r->j->top[u] == u)
			unr101_say(r, u);
}

/* ---- units that share something: roots of an instansi, npsn ---- */

struct pair {
	uint32_t key, unor;
};

struct pairs {
	struct pair *v;
	uint64_t n, cap;
};

static void pair_add(struct run *r, struct pairs *p, uint32_t name,
	uint32_t unor)
{
	void *v = p->v;

	if (!mem_reserve(r->mem, &v, &p->cap, p->n + 1, sizeof(*p->v))) {
		r->fail = true;
		return;
	}
	p->v = v;
	p->v[p->n++] = (struct pair){names_fold(&r->m->ids, name), unor};
}

static int pair_cmp(const skp_model *m, struct pair a, struct pair b)
{
	if (a.key != b.key)
		return a.key < b.key ? -1 : 1;
	return unor_cmp(m, a.unor, b.unor);
}

static void pair_sift(const skp_model *m, struct pair *v, uint64_t i,
	uint64_t n)
{
	struct pair x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && pair_cmp(m, v[k], v[k + 1]) < 0)
			k++;
		if (pair_cmp(m, x, v[k]) >= 0)
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void pairs_sort(const skp_model *m, struct pairs *p)
{
	struct pair x;
	uint64_t i;

	for (i = p->n / 2; i > 0; i--)
		pair_sift(m, p->v, i - 1, p->n);
	for (i = p->n; i > 1; i--) {
		x = p->v[0];
		p->v[0] = p->v[i - 1];
		p->v[i - 1] = x;
		pair_sift(m, p->v, 0, i - 1);
	}
}

/* Calls fn for each key that stands more than once, with its units sorted. */
static void pairs_shared(struct run *r, struct pairs *p,
	void (*fn)(struct run *r, const uint32_t *unor, uint32_t n))
{
	struct ids same = {NULL, 0, 0};
	uint64_t i, k;

	pairs_sort(r->m, p);
	for (i = 0; i < p->n; i = k) {
		same.n = 0;
		for (k = i; k < p->n && p->v[k].key == p->v[i].key; k++)
			r->fail |= !ids_add(r->mem, &same, p->v[k].unor);
		if (k > i + 1 && !r->fail)
			fn(r, same.v, (uint32_t)same.n);
	}
	ids_free(r->mem, &same);
	mem_free(r->mem, p->v, p->cap * sizeof(*p->v));
}

/* Without a parent by its own row, or below a unit of another, known
 * instansi. */
static bool is_root(const struct run *r, uint32_t unor, uint32_t instansi)
{
	uint32_t c = cell(unor_of(r->m), UNOR_diatasan_id, unor), above;

	if (cell_none(c))
		return c == CELL_EMPTY;
	if (!cell_row(c))
		return false;
	above = cell(unor_of(r->m), UNOR_instansi_id, c);
	return !cell_none(above) && names_fold(&r->m->ids, above) !=
		names_fold(&r->m->ids, instansi);
}

/* The instansi prints as the first unit in byte order of unit ids wrote it;
 * the roots are sorted, but that unit need not be a root. */
static uint32_t first_spelling(struct run *r, uint32_t unor)
{
	uint32_t u, *best;

	if (!r->spelling)
		r->spelling = by_name(r);
	else
		return r->spelling[instansi_of(r, unor)] - 1;
	for (u = 0; r->spelling && u < r->j->units; u++) {
		best = &r->spelling[instansi_of(r, u)];
		if (r->j->unor[u] & U_EXPLICIT &&
			(!*best || unor_cmp(r->m, u, *best - 1) < 0))
			*best = u + 1;
	}
	return r->spelling ? r->spelling[instansi_of(r, unor)] - 1 : unor;
}

/* A unit of another part may have the least id. */
static uint32_t instansi_spelling(struct run *r, uint32_t unor)
{
	const struct far *f = r->m->far;
	uint32_t first = first_spelling(r, unor), in = instansi_of(r, unor);
	uint64_t i;

	for (i = 0; f && i < f->ninstansi; i++)
		if (names_fold(&r->m->ids, f->instansi[i].instansi) == in &&
			text_cmp(names_get(&r->m->ids, f->instansi[i].least),
				model_unor_id(r->m, first)) < 0)
			return f->instansi[i].instansi;
	return cell(unor_of(r->m), UNOR_instansi_id, first);
}

/* Of several parts the one that holds the first root tells it. */
static void unr102_say(struct run *r, const uint32_t *unor, uint32_t n)
{
	struct finding *f;

	if (!r->on[R_UNR102] || !row_own(r->m, SKP_TABLE_UNOR, unor[0]))
		return;
	f = find_at(r, R_UNR102, SKP_SEVERITY_W, SKP_TABLE_INSTANSI,
		instansi_spelling(r, unor[0]), NONE);
	find_path(r, f, REF_UNOR, unor, n);
}

static struct finding *unr106_find(struct run *r, uint32_t unor)
{
	struct finding *f = find(r, R_UNR106, SKP_SEVERITY_E, SKP_TABLE_UNOR,
		unor);

	if (f)
		f->actual = (struct ref){cell(unor_of(r->m), UNOR_npsn, unor),
			REF_NAME};
	return f;
}

/* Each lists all of them, so they share one list. */
static void unr106_say(struct run *r, const uint32_t *unor, uint32_t n)
{
	struct finding *f;
	uint32_t i, path = NONE;

	for (i = 0; i < n; i++) {
		f = unr106_find(r, unor[i]);
		if (f && path == NONE) {
			find_path(r, f, REF_UNOR, unor, n);
			path = f->path;
		} else if (f) {
			f->path = path;
			f->n_path = n;
			f->path_kind = REF_UNOR;
		}
	}
}

/* The npsn of one unit, if another active one bears it too. */
static void unr106_about(struct run *r, uint32_t unor)
{
	uint32_t own = cell(unor_of(r->m), UNOR_npsn, unor), u, c;
	struct ids same = {NULL, 0, 0};

	if (cell_none(own) || !unor_active(r, unor) || !r->on[R_UNR106])
		return;
	own = names_fold(&r->m->ids, own);
	for (u = 0; u < r->j->units; u++) {
		c = cell(unor_of(r->m), UNOR_npsn, u);
		if (!cell_none(c) && names_fold(&r->m->ids, c) == own &&
			unor_active(r, u) && r->j->unor[u] & U_EXPLICIT)
			r->fail |= !ids_add(r->mem, &same, u);
	}
	sort_unor(r->m, same.v, same.n);
	if (same.n > 1 && !r->fail)
		find_path(r, unr106_find(r, unor), REF_UNOR, same.v,
			(uint32_t)same.n);
	ids_free(r->mem, &same);
}

/* The units are a person's own, and those above it. */
void unit_about(struct run *r, const struct ids *unor)
{
	uint64_t i;

	if (unor->n)
		unr106_about(r, unor->v[0]);
	for (i = 0; i < unor->n; i++)
		if (r->j->unor[unor->v[i]] & U_CYCLE) {
			unr101_say(r, unor->v[i]);
			break;
		}
}

void unit_whole(struct run *r)
{
	const struct table *t = unor_of(r->m);
	struct pairs roots = {NULL, 0, 0}, npsn = {NULL, 0, 0};
	uint32_t u, c;

	unr101(r);
	for (u = 0; u < r->j->units; u++) {
		if (!(r->j->unor[u] & U_EXPLICIT))
			continue;
		c = cell(t, UNOR_instansi_id, u);
		if (!cell_none(c) && is_root(r, u, c))
			pair_add(r, &roots, c, u);
		c = cell(t, UNOR_npsn, u);
		if (!cell_none(c) && unor_active(r, u))
			pair_add(r, &npsn, c, u);
	}
	pairs_shared(r, &roots, unr102_say);
	pairs_shared(r, &npsn, unr106_say);
}
