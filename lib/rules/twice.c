/* SPDX-License-Identifier: MIT */
/* PRD602: two SKP of one person for the same time and post. */
#include "rules.h"

/* Submitted and not for an acting post, which may stand beside another. */
static bool binding(const struct run *r, uint32_t skp)
{
	int32_t s = judge_code(r->j, C_SKP_STATUS, skp);
	uint32_t plt = cell(&r->m->table[SKP_TABLE_SKP], SKP_plt, skp);

	return s > STATUS_DRAFT && s != STATUS_DITOLAK &&
		(cell_none(plt) || !plt);
}

/* What tells the units of one person's SKP apart, known or not; NONE: it may
 * be any unit. */
static uint32_t unit_key(const struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t c = cell(t, SKP_unor_id, skp);

	if (c == CELL_UNMATCHED)
		return NONE;
	if (cell_none(c))
		c = cell(pegawai_of(r->m), PEGAWAI_unor_id,
			cell(t, SKP_pegawai_id, skp));
	if (cell_none(c))
		return CELL_EMPTY;
	return cell_row(c) ? c
			   : CELL_DANGLING | names_fold(&r->m->ids,
				c & ~CELL_DANGLING);
}

static uint32_t begins(const struct table *t, uint32_t skp)
{
	uint32_t c = cell(t, SKP_mulai, skp);

	return cell_none(c) ? 0 : c;
}

static bool earlier(const struct run *r, uint32_t a, uint32_t b)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t x = begins(t, a), y = begins(t, b);

	return x != y ? x < y : skp_cmp(r->m, a, b) < 0;
}

static bool overlap(const struct table *t, uint32_t a, uint32_t b)
{
	uint32_t begin = cell(t, SKP_mulai, a), end = cell(t, SKP_selesai, a);

	return period_meets(t, SKP_mulai, SKP_selesai, b,
			cell_none(begin) ? INT32_MIN : cell_day(begin),
			cell_none(end) ? INT32_MAX : cell_day(end)) &&
		(cell_none(begin) || cell_none(end) || begin <= end);
}

/* ---- of few: each is compared with all ---- */

static uint32_t first_of_few(const struct run *r, uint32_t skp,
	struct slice s)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	int32_t jenis = judge_code(r->j, C_SKP_JENIS, skp);
	uint32_t first = NONE, unit = unit_key(r, skp);

	for (; s.p < s.end && unit != NONE; s.p++)
		if (*s.p != skp && overlap(t, *s.p, skp) &&
			earlier(r, *s.p, skp) && binding(r, *s.p) &&
			unit_key(r, *s.p) == unit &&
			judge_code(r->j, C_SKP_JENIS, *s.p) == jenis &&
			(first == NONE || earlier(r, *s.p, first)))
			first = *s.p;
	return first;
}

/* ---- of many: those for one post in their order ---- */

/* last: the latest end of those for the post up to this one, a cell. */
struct twin {
	uint32_t row, unit;
	int32_t jenis;
	uint32_t begin, last;
};

static int post_cmp(const struct twin *a, const struct twin *b)
{
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	return (a->jenis > b->jenis) - (a->jenis < b->jenis);
}

/* As `earlier`; 0: neither is. */
static int twin_cmp(const struct run *r, const struct twin *a,
	const struct twin *b)
{
	int c = post_cmp(a, b);

	if (c)
		return c;
	if (a->begin != b->begin)
		return a->begin < b->begin ? -1 : 1;
	return skp_cmp(r->m, a->row, b->row);
}

static bool twin_less(const struct run *r, const struct twin *a,
	const struct twin *b)
{
	int c = twin_cmp(r, a, b);

	return c < 0 || (c == 0 && a->row < b->row);
}

static void twin_sift(const struct run *r, struct twin *v, uint64_t i,
	uint64_t n)
{
	struct twin x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && twin_less(r, &v[k], &v[k + 1]))
			k++;
		if (!twin_less(r, &x, &v[k]))
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void twins_sort(const struct run *r, struct twin *v, uint64_t n)
{
	struct twin x;
	uint64_t i;

	for (i = n / 2; i > 0; i--)
		twin_sift(r, v, i - 1, n);
	for (i = n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		twin_sift(r, v, 0, i - 1);
	}
	for (i = 1; i < n; i++)
		if (!post_cmp(&v[i - 1], &v[i]) && v[i - 1].last > v[i].last)
			v[i].last = v[i - 1].last;
}

/* False for an SKP that overlaps none. */
static bool twin_of(const struct run *r, uint32_t skp, struct twin *x)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t end = cell(t, SKP_selesai, skp);

	*x = (struct twin){skp, unit_key(r, skp),
		judge_code(r->j, C_SKP_JENIS, skp), begins(t, skp),
		cell_none(end) ? UINT32_MAX : end};
	return x->unit != NONE && x->begin <= x->last;
}

static bool twin_add(struct run *r, struct twin x)
{
	struct twice *w = &r->twice;
	void *p = w->v;

	if (!mem_reserve(r->mem, &p, &w->cap, w->n + 1, sizeof(x)))
		return false;
	w->v = p;
	w->v[w->n++] = x;
	return true;
}

static void twins_make(struct run *r, struct slice s)
{
	struct twice *w = &r->twice;
	uint64_t at = w->n;
	struct twin x;

	for (; s.p < s.end; s.p++)
		if (binding(r, *s.p) && twin_of(r, *s.p, &x))
			r->fail |= !twin_add(r, x);
	twins_sort(r, w->v + at, w->n - at);
	r->fail |= !ids_add(r->mem, &w->first, (uint32_t)at) ||
		!ids_add(r->mem, &w->first, (uint32_t)(w->n - at));
}

/* Those of one person; their number in *n. */
static const struct twin *twins_of(struct run *r, uint32_t p, struct slice s,
	uint32_t *n)
{
	struct twice *w = &r->twice;
	uint32_t i = memo_get(&w->of, p);

	*n = 0;
	if (i == MEMO_NONE) {
		i = (uint32_t)w->first.n;
		twins_make(r, s);
		r->fail |= !memo_put(r->mem, &w->of, p, i);
	}
	if (r->fail)
		return NULL;
	*n = w->first.v[i + 1];
	return w->v + w->first.v[i];
}

/* Whoever begins no later overlaps if it ends no sooner than x begins; `last`
 * only grows, so the first of them is found at once. */
static uint32_t first_of_many(struct run *r, uint32_t skp, uint32_t p,
	struct slice s)
{
	struct twin x;
	uint32_t n, lo = 0, hi, mid;
	const struct twin *v = twins_of(r, p, s, &n);
	int c;

	if (!twin_of(r, skp, &x))
		return NONE;
	for (hi = n; lo < hi;) {
		mid = (lo + hi) / 2;
		c = post_cmp(&v[mid], &x);
		if (c < 0 || (c == 0 && v[mid].last < x.begin))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && !post_cmp(&v[lo], &x) && twin_cmp(r, &v[lo], &x) < 0
		? v[lo].row : (uint32_t)NONE;
}

void twice_free(struct run *r)
{
	struct twice *w = &r->twice;

	memo_free(r->mem, &w->of);
	mem_free(r->mem, w->v, w->cap * sizeof(*w->v));
	ids_free(r->mem, &w->first);
	memset(w, 0, sizeof(*w));
}

/* ---- either ---- */

void twice_skp(struct run *r, uint32_t skp, uint32_t p)
{
	struct slice s = slice_of(&r->m->skp_pegawai, p);
	struct finding *f;
	uint32_t first;

	if (s.end - s.p < 2 || !binding(r, skp))
		return;
	first = is_many(s) ? first_of_many(r, skp, p, s)
			   : first_of_few(r, skp, s);
	if (first == NONE)
		return;
	f = find(r, R_PRD602, SKP_SEVERITY_E, SKP_TABLE_SKP, skp);
	if (f)
		f->actual = (struct ref){first, REF_SKP};
}
