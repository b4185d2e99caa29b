/* SPDX-License-Identifier: MIT */
/* Which step waits for which. */
#include "plan.h"

struct draw {
	skp_plan *p;
	uint32_t *by_pegawai, *by_unor; /* 1 + first step of the row */
	uint32_t *next_pegawai, *next_unor;
	uint32_t *by_value, *next_value;
	bool fail;
};

/* kept: only if the planner itself took them in this order. */
static void draw_edge(struct draw *d, uint32_t step, uint32_t after,
	bool kept)
{
	skp_plan *p = d->p;
	void *at = p->edge;

	if (step == after || d->fail || (kept && p->step[after].at >
		p->step[step].at))
		return;
	if (!mem_reserve(&p->mem, &at, &p->cedge, p->nedge + 1,
		sizeof(*p->edge)))
		d->fail = true;
	else
		((struct edge *)at)[p->nedge++] = (struct edge){step, after,
			false};
	p->edge = at;
}

static bool mends(const skp_plan *p, const struct step *s, uint32_t rule)
{
	uint32_t i;

	for (i = s->fix; i; i = p->fix[i - 1].next)
		if (p->fix[i - 1].rule == rule)
			return true;
	return false;
}

static bool makes_known(const struct step *s)
{
	return s->act == ACT_daftar_pegawai || s->act == ACT_tetapkan_kepala ||
		s->act == ACT_daftar_unor;
}

/* ---- edges ---- */

/* Of acts of one person: a head syncs before they claim and publish. */
static bool own_before(const skp_plan *p, const struct step *o,
	const struct step *s)
{
	return makes_known(o) || o->level < s->level ||
		(o->act == ACT_sinkron_kepala && s->level == 4 &&
			s->act != o->act) ||
		(s->act == ACT_terbitkan_skp && mends(p, o, R_ORG308));
}

/* The same person's acts go from the lower level to the higher. */
static void after_own(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i];
	uint32_t k;

	if (s->pegawai == NONE)
		return;
	for (k = d->by_pegawai[s->pegawai]; k; k = d->next_pegawai[k - 1])
		if (own_before(d->p, &d->p->step[k - 1], s))
			draw_edge(d, i, k - 1, false);
}

/* The head whom they must wait for syncs first. */
static void after_leader(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i];
	uint32_t k;

	if (s->leader == NONE)
		return;
	for (k = d->by_pegawai[s->leader]; k; k = d->next_pegawai[k - 1])
		if (step_has_events(d->p, &d->p->step[k - 1]))
			draw_edge(d, i, k - 1, false);
}

/* Its value as the id of somebody or something, in any spelling. */
static uint32_t value_name(const skp_plan *p, const struct step *s)
{
	return s->value ? names_find_id(&p->model->ids, plan_say(p, s->value))
			: (uint32_t)NAME_NONE;
}

/* Who or what the step names must be known by then. */
static void after_value(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i], *o;
	uint32_t k, name;

	name = value_name(d->p, s);
	if (name == NAME_NONE)
		return;
	for (k = d->by_value[name]; k; k = d->next_value[k - 1]) {
		o = &d->p->step[k - 1];
		if ((o->act == ACT_daftar_pegawai ||
			o->act == ACT_tetapkan_kepala) && s->act > o->act)
			draw_edge(d, i, k - 1, true);
		else if (o->act == ACT_akhiri_tugas &&
			s->act == ACT_daftar_pegawai)
			draw_edge(d, i, k - 1, true);
	}
}

/* What is done on the step's own unit first: decisions, then the head's sync
 * and claim. */
static void after_unit(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i], *o;
	uint32_t k;

	if (s->unor == NONE)
		return;
	for (k = d->by_unor[s->unor]; k; k = d->next_unor[k - 1]) {
		o = &d->p->step[k - 1];
		if ((o->act == ACT_aktifkan_unor || makes_known(o) ||
			o->act == ACT_akhiri_tugas) && s->act > o->act)
			draw_edge(d, i, k - 1, false);
		else if (s->level == 4 && o->level == 4 && o->act < s->act)
			draw_edge(d, i, k - 1, false);
	}
}

static bool decides(const struct step *o)
{
	return o->act == ACT_tetapkan_kepala || o->act == ACT_pilih_kepala;
}

/* Who heads a unit that the step looks at must be decided. */
static void after_decisions(struct draw *d, uint32_t i, uint32_t unor)
{
	const struct step *s = &d->p->step[i], *o;
	uint32_t k;

	for (k = d->by_unor[unor]; k; k = d->next_unor[k - 1]) {
		o = &d->p->step[k - 1];
		if (decides(o) && s->act > ACT_pilih_kepala)
			draw_edge(d, i, k - 1, false);
	}
}

/* How far up an atasan is looked for; ministries are less deep. */
enum { CLIMB_MOST = 64 };

/* The unit whose head decides: who it is, on the way to it, and that they have
 * published. */
static void after_above(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i], *o;
	uint32_t u = s->unor, k, n;

	for (n = 0; n < CLIMB_MOST && u != NONE; n++) {
		after_decisions(d, i, u);
		u = u == s->above ? (uint32_t)NONE : parent_of(d->p->model, u);
	}
	if (s->above == NONE)
		return;
	after_decisions(d, i, s->above);
	for (k = d->by_unor[s->above]; k; k = d->next_unor[k - 1]) {
		o = &d->p->step[k - 1];
		if (o->act == ACT_terbitkan_skp &&
			(s->act == ACT_terbitkan_skp || s->level > 5))
			draw_edge(d, i, k - 1, false);
	}
}

/* Everybody recorded as a head of the unit must be known before one of them is
 * chosen. */
static void after_heads(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i];
	const skp_model *m = d->p->model;
	struct slice rows;
	uint32_t who, k;

	if (s->act != ACT_pilih_kepala)
		return;
	rows = slice_of(&m->tugas_unor, s->unor);
	for (; rows.p < rows.end; rows.p++) {
		who = m->table[SKP_TABLE_PENUGASAN].col[
			PENUGASAN_pegawai_id][*rows.p];
		for (k = cell_row(who) ? d->by_pegawai[who] : 0; k;
			k = d->next_pegawai[k - 1])
			if (makes_known(&d->p->step[k - 1]))
				draw_edge(d, i, k - 1, true);
	}
}

static void after_causes(struct draw *d, uint32_t i, uint32_t since,
	uint32_t first, const uint32_t *next)
{
	uint32_t k;

	for (k = first; k; k = next[k - 1])
		if (d->p->step[k - 1].round + 1 == since)
			draw_edge(d, i, k - 1, true);
}

/* What a round brought about cannot be repaired before it. */
static void after_fresh(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i];
	const struct met *m;
	uint32_t k;

	for (k = s->fix; k; k = m->next) {
		m = &d->p->fix[k - 1];
		if (!m->since)
			continue;
		if (m->pegawai != NONE)
			after_causes(d, i, m->since,
				d->by_pegawai[m->pegawai], d->next_pegawai);
		if (m->unor != NONE)
			after_causes(d, i, m->since, d->by_unor[m->unor],
				d->next_unor);
		if (s->above != NONE && s->above != m->unor)
			after_causes(d, i, m->since, d->by_unor[s->above],
				d->next_unor);
	}
}

/* The person or unit that a step is about; of one that makes somebody or
 * something known, these. */
static uint32_t makes(const skp_plan *p, const struct step *s, bool person)
{
	uint32_t row = CELL_EMPTY;

	if (person && (s->act == ACT_daftar_pegawai ||
		s->act == ACT_tetapkan_kepala))
		row = model_find_pegawai(p->model, plan_say(p, s->value));
	else if (!person && s->act == ACT_daftar_unor)
		row = model_find_unor(p->model, plan_say(p, s->value));
	else
		return person ? s->pegawai : s->unor;
	return row == CELL_EMPTY ? (uint32_t)NONE : row;
}

static void chain(uint32_t *by, uint32_t *next, uint32_t key, uint32_t i)
{
	next[i] = by[key];
	by[key] = i + 1;
}

static bool draw_init(struct draw *d)
{
	struct mem *mem = &d->p->mem;
	const skp_model *m = d->p->model;
	uint64_t n = d->p->nstep;
	struct step *s;
	uint32_t i, row;

	d->by_pegawai = mem_calloc(mem, pegawai_of(m)->rows + 1, 4);
	d->by_unor = mem_calloc(mem, unor_of(m)->rows + 1, 4);
	d->by_value = mem_calloc(mem, m->ids.n + 1, 4);
	d->next_pegawai = mem_calloc(mem, n + 1, 4);
	d->next_unor = mem_calloc(mem, n + 1, 4);
	d->next_value = mem_calloc(mem, n + 1, 4);
	if (!d->by_pegawai || !d->by_unor || !d->next_pegawai ||
		!d->next_unor || !d->by_value || !d->next_value)
		return false;
	for (i = 0; i < n; i++) {
		s = &d->p->step[i];
		row = makes(d->p, s, true);
		if (row != NONE)
			chain(d->by_pegawai, d->next_pegawai, row, i);
		row = makes(d->p, s, false);
		if (row != NONE)
			chain(d->by_unor, d->next_unor, row, i);
		row = value_name(d->p, s);
		if (row != NAME_NONE)
			chain(d->by_value, d->next_value, row, i);
	}
	return true;
}

static void draw_free(struct draw *d)
{
	struct mem *mem = &d->p->mem;
	uint64_t n = (d->p->nstep + 1) * 4;

	mem_free(mem, d->by_pegawai, (pegawai_of(d->p->model)->rows + 1) * 4);
	mem_free(mem, d->by_unor, (unor_of(d->p->model)->rows + 1) * 4);
	mem_free(mem, d->by_value, (d->p->model->ids.n + 1) * 4);
	mem_free(mem, d->next_pegawai, n);
	mem_free(mem, d->next_unor, n);
	mem_free(mem, d->next_value, n);
}

/* Edges come step by step: within a step they are sorted by insertion. */
static void draw_tidy(skp_plan *p)
{
	struct edge *v = p->edge, x;
	uint64_t i, k, n = 0, from = 0;

	for (i = 0; i < p->nedge; i++) {
		x = v[i];
		if (n == 0 || v[n - 1].step != x.step)
			from = n;
		for (k = n; k > from && v[k - 1].after > x.after; k--)
			;
		if (k > from && v[k - 1].after == x.after)
			continue;
		memmove(v + k + 1, v + k, (n - k) * sizeof(*v));
		v[k] = x;
		n++;
	}
	p->nedge = n;
}

bool plan_draw(skp_plan *p)
{
	struct draw d = {.p = p};
	uint64_t e;
	uint32_t i;

	d.fail = !draw_init(&d);
	for (i = 0; i < p->nstep && !d.fail; i++) {
		after_own(&d, i);
		after_leader(&d, i);
		after_value(&d, i);
		after_heads(&d, i);
		after_unit(&d, i);
		after_above(&d, i);
		after_fresh(&d, i);
	}
	draw_free(&d);
	if (d.fail)
		return false;
	draw_tidy(p);
	for (e = 0; e < p->nedge; e++)
		p->edge[e].proven = plan_likely(p, &p->edge[e]);
	return true;
}

void plan_after(const skp_plan *p, uint32_t i, uint64_t *first, uint64_t *end)
{
	uint64_t lo = 0, hi = p->nedge, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (p->edge[mid].step < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	*first = lo;
	while (lo < p->nedge && p->edge[lo].step == i)
		lo++;
	*end = lo;
}

static void edges_of(const skp_plan *p, const struct step *s, uint64_t *first,
	uint64_t *end)
{
	plan_after(p, (uint32_t)(s - p->step), first, end);
}

int64_t plan_edges(const skp_plan *p, const struct step *s)
{
	uint64_t first, end;

	edges_of(p, s, &first, &end);
	return (int64_t)(end - first);
}

const struct edge *plan_edge(const skp_plan *p, const struct step *s,
	uint32_t k)
{
	uint64_t first, end;

	edges_of(p, s, &first, &end);
	return k < end - first ? &p->edge[first + k] : NULL;
}
