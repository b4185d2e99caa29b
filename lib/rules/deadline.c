/* SPDX-License-Identifier: MIT */
/* Until when an SKP may be filled in: the rows of `periode`, by instansi. */
#include "rules.h"

enum { NEVER = INT32_MIN };

struct season {
	uint32_t instansi; /* folded name; NAME_EMPTY: for everybody */
	int32_t from, to, batas;
};

/* The rows of one instansi, and the last answer: most ask for the year. */
struct seasons_of {
	uint32_t instansi, first, end;
	int32_t from, to, latest;
	bool asked;
};

struct seasons {
	struct season *v;
	struct seasons_of *of; /* sorted by instansi */
	uint64_t n, cap, nof, cof;
};

/* A day of a period: whole, or month and day of its year, else of T's. */
static bool season_day(const struct run *r, uint32_t row, uint32_t field,
	int32_t *day)
{
	const struct table *t = &r->m->table[SKP_TABLE_PERIODE];
	uint32_t c = cell(t, field, row), tahun = cell(t, PERIODE_tahun, row);
	int32_t y, m, d;

	if (cell_none(c))
		return false;
	*day = cell_day(c);
	if (c > 1231)
		return true;
	clock_to_civil(r->j->from, &y, &m, &d);
	if (!cell_none(tahun) && tahun)
		y = tahun > 9999 ? 0 : (int32_t)tahun;
	m = (int32_t)c / 100;
	d = (int32_t)c % 100;
	if (!clock_civil_ok(y, m, d))
		return false;
	*day = clock_from_civil(y, m, d);
	return true;
}

static bool season_read(const struct run *r, uint32_t row, struct season *s)
{
	s->instansi = instansi_periode(r, row);
	return season_day(r, row, PERIODE_awal, &s->from) &&
		season_day(r, row, PERIODE_akhir, &s->to) &&
		season_day(r, row, PERIODE_batas, &s->batas);
}

static void seasons_sort(struct season *v, uint64_t n)
{
	struct season x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap &&
				x.instansi < v[k - gap].instansi; k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static bool seasons_read(struct run *r, struct seasons *s)
{
	const struct table *t = &r->m->table[SKP_TABLE_PERIODE];
	struct season one;
	uint32_t i;
	void *p;

	for (i = 0; i < t->rows; i++) {
		if (!row_live(t, i) || !season_read(r, i, &one))
			continue;
		p = s->v;
		if (!mem_reserve(r->mem, &p, &s->cap, s->n + 1, sizeof(one)))
			return false;
		s->v = p;
		s->v[s->n++] = one;
	}
	seasons_sort(s->v, s->n);
	return true;
}

static bool seasons_group(struct run *r, struct seasons *s)
{
	uint64_t i;
	void *p;

	for (i = 0; i < s->n; i++) {
		if (i == 0 || s->v[i].instansi != s->v[i - 1].instansi) {
			p = s->of;
			if (!mem_reserve(r->mem, &p, &s->cof, s->nof + 1,
				sizeof(*s->of)))
				return false;
			s->of = p;
			s->of[s->nof++] = (struct seasons_of){
				s->v[i].instansi, (uint32_t)i, 0, 0, 0, 0,
				false};
		}
		s->of[s->nof - 1].end = (uint32_t)i + 1;
	}
	return true;
}

static struct seasons *seasons_of_run(struct run *r)
{
	if (r->seasons)
		return r->seasons;
	r->seasons = mem_calloc(r->mem, 1, sizeof(*r->seasons));
	if (!r->seasons || !seasons_read(r, r->seasons) ||
		!seasons_group(r, r->seasons)) {
		r->fail = true;
		return NULL;
	}
	return r->seasons;
}

void deadline_free(struct run *r)
{
	struct seasons *s = r->seasons;

	if (!s)
		return;
	mem_free(r->mem, s->v, s->cap * sizeof(*s->v));
	mem_free(r->mem, s->of, s->cof * sizeof(*s->of));
	mem_free(r->mem, s, sizeof(*s));
	r->seasons = NULL;
}

static struct seasons_of *group_of(struct seasons *s, uint32_t instansi)
{
	uint64_t lo = 0, hi = s->nof, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (s->of[mid].instansi < instansi)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->nof && s->of[lo].instansi == instansi ? &s->of[lo]
							      : NULL;
}

/* The latest batas of the instansi's periods that contain from..to. */
static int32_t latest(struct seasons *s, uint32_t instansi, int32_t from,
	int32_t to)
{
	struct seasons_of *g = group_of(s, instansi);
	uint32_t i;

	if (!g)
		return NEVER;
	if (g->asked && g->from == from && g->to == to)
		return g->latest;
	g->asked = true;
	g->from = from;
	g->to = to;
	g->latest = NEVER;
	for (i = g->first; i < g->end; i++)
		if (s->v[i].from <= from && s->v[i].to >= to &&
			s->v[i].batas > g->latest)
			g->latest = s->v[i].batas;
	return g->latest;
}

bool deadline_passed(struct run *r, uint32_t instansi_name, int32_t from,
	int32_t to)
{
	struct seasons *s = seasons_of_run(r);
	int32_t own, all;

	if (!s || from > to)
		return false;
	own = latest(s, instansi_name, from, to);
	all = latest(s, NAME_EMPTY, from, to);
	own = own > all ? own : all;
	return own != NEVER && r->j->today > own;
}
