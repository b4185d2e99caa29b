/* SPDX-License-Identifier: MIT */
/* PRD609: a day of an SKP on which its appraising unit had no SKP Organisasi.
 * The days that a unit's SKP Organisasi cover are worked out once. */
#include "rules.h"

struct days {
	int32_t from, to;
};

/* of[u]: 0 not yet asked, else 1 + where u's days begin in `v`: an entry whose
 * `to` is their number, then the days, sorted, apart from each other. */
struct covers {
	uint32_t *of;
	struct days *v;
	uint64_t n, cap;
};

static bool days_add(struct run *r, struct covers *c, struct days d)
{
	void *p = c->v;

	if (!mem_reserve(r->mem, &p, &c->cap, c->n + 1, sizeof(d))) {
		r->fail = true;
		return false;
	}
	c->v = p;
	c->v[c->n++] = d;
	return true;
}

static void days_sort(struct days *v, uint64_t n)
{
	struct days x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && x.from < v[k - gap].from;
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static uint64_t days_join(struct days *v, uint64_t n)
{
	uint64_t i, k = 0;

	for (i = 0; i < n; i++) {
		if (k && v[i].from <= v[k - 1].to + 1) {
			if (v[i].to > v[k - 1].to)
				v[k - 1].to = v[i].to;
		} else {
			v[k++] = v[i];
		}
	}
	return k;
}

/* Could they ever have headed it? Most never did, which is quickly said. */
static bool may_head(const struct run *r, uint32_t unor, uint32_t pegawai)
{
	const uint32_t *where =
		r->m->table[SKP_TABLE_PENUGASAN].col[PENUGASAN_unor_id];
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);

	for (; s.p < s.end; s.p++)
		if (where[*s.p] == unor)
			return true;
	return ref_row(cell(unor_of(r->m), UNOR_pemimpin_id, unor)) ==
		pegawai;
}

static bool is_org(struct run *r, uint32_t skp, uint32_t unor)
{
	uint32_t p = ref_row(cell(&r->m->table[SKP_TABLE_SKP], SKP_pegawai_id,
		skp));

	return skp_is_org(r->j, skp, unor, p != NONE &&
		may_head(r, unor, p) &&
		headed_in_period(r->j, &r->a, unor, p));
}

/* Of an SKP's period the part within T. */
static struct days days_in_t(const struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t a = cell(t, SKP_mulai, skp), b = cell(t, SKP_selesai, skp);
	struct days d = {r->j->from, r->j->to};

	if (!cell_none(a) && cell_day(a) > d.from)
		d.from = cell_day(a);
	if (!cell_none(b) && cell_day(b) < d.to)
		d.to = cell_day(b);
	return d;
}

static void cover_unit(struct run *r, struct covers *c, uint32_t unor)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->skp_unor, unor);
	uint64_t head = c->n;

	if (!days_add(r, c, (struct days){0, 0}))
		return;
	for (; s.p < s.end && !r->fail; s.p++)
		if (period_meets(t, SKP_mulai, SKP_selesai, *s.p, r->j->from,
			r->j->to) && is_org(r, *s.p, unor))
			days_add(r, c, days_in_t(r, *s.p));
	days_sort(c->v + head + 1, c->n - head - 1);
	c->n = head + 1 + days_join(c->v + head + 1, c->n - head - 1);
	c->v[head].to = (int32_t)(c->n - head - 1);
	c->of[unor] = (uint32_t)head + 1;
}

static struct covers *covers_of(struct run *r)
{
	if (r->covers)
		return r->covers;
	r->covers = mem_calloc(r->mem, 1, sizeof(*r->covers));
	if (r->covers)
		r->covers->of = mem_calloc(r->mem, r->j->units + 1,
			sizeof(uint32_t));
	if (!r->covers || !r->covers->of) {
		r->fail = true;
		return NULL;
	}
	return r->covers;
}

void cover_free(struct run *r)
{
	struct covers *c = r->covers;

	if (!c)
		return;
	mem_free(r->mem, c->of, (r->j->units + 1) * sizeof(uint32_t));
	mem_free(r->mem, c->v, c->cap * sizeof(*c->v));
	mem_free(r->mem, c, sizeof(*c));
	r->covers = NULL;
}

/* The first day of d that v leaves out; false if it covers all of them. */
static bool day_missing(const struct days *v, int32_t n, struct days d,
	int32_t *day)
{
	int32_t i;

	*day = d.from;
	for (i = 0; i < n && v[i].from <= *day; i++)
		if (v[i].to >= *day)
			*day = v[i].to + 1;
	return *day <= d.to;
}

/* Where the unit had none at all, that is ORG301's to say. */
void cover_skp(struct run *r, uint32_t skp, const struct expected *e)
{
	struct covers *c = covers_of(r);
	const struct days *v;
	struct finding *f;
	int32_t day;

	if (c && !c->of[e->unor])
		cover_unit(r, c, e->unor);
	if (r->fail)
		return;
	v = c->v + c->of[e->unor] - 1;
	if (v->to == 0 || !day_missing(v + 1, v->to, days_in_t(r, skp), &day))
		return;
	f = find_at(r, R_PRD609, SKP_SEVERITY_W, SKP_TABLE_SKP, skp, e->unor);
	if (!f)
		return;
	f->detail = S_DAY;
	f->detail_v = (uint32_t)(day + DATE_BIAS);
}
