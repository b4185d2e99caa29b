/* SPDX-License-Identifier: MIT */
/* Which step waits for which. */
#include "plan.h"

/* Steps by a person, a unit, a name: 1 + number, 0: no more. Nobody real has as
 * many as are kept; without a bound one person with a step in each unit would
 * take the square of that. */
enum { CHAIN_MOST = 64 };
struct chain {
	uint32_t *first, *next;
	uint8_t *count;
	uint64_t keys;
};

struct draw {
	skp_plan *p;
	struct chain pegawai, unor, value;
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

static bool mends_org(const skp_plan *p, const struct step *s)
{
	return mends(p, s, R_ORG301) || mends(p, s, R_ORG302) ||
		mends(p, s, R_ORG303);
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
	for (k = d->pegawai.first[s->pegawai]; k; k = d->pegawai.next[k - 1])
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
	for (k = d->pegawai.first[s->leader]; k; k = d->pegawai.next[k - 1])
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
	for (k = d->value.first[name]; k; k = d->value.next[k - 1]) {
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
	for (k = d->unor.first[s->unor]; k; k = d->unor.next[k - 1]) {
		o = &d->p->step[k - 1];
		if ((o->act == ACT_aktifkan_unor || makes_known(o) ||
			o->act == ACT_akhiri_tugas) && s->act > o->act)
			draw_edge(d, i, k - 1, false);
		else if (s->level == 4 && o->level == 4 && o->act < s->act)
			draw_edge(d, i, k - 1, false);
		else if (s->act == ACT_terbitkan_skp && o->act == s->act &&
			mends_org(d->p, o) && !mends_org(d->p, s))
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

	for (k = d->unor.first[unor]; k; k = d->unor.next[k - 1]) {
		o = &d->p->step[k - 1];
		if (decides(o) && s->act > ACT_pilih_kepala)
			draw_edge(d, i, k - 1, false);
	}
}

/* A Plt.'s second SKP is an SKP Organisasi too, and so may be what a head of
 * the year filled in the individual form. */
static bool publishes(const struct step *o)
{
	return o->act == ACT_terbitkan_skp || o->act == ACT_skp_plt || o->org;
}

/* How far up an atasan is looked for; ministries are less deep. */
enum { CLIMB_MOST = 64 };

/* SKP rest on the SKP Organisasi of the unit. */
static void after_publications(struct draw *d, uint32_t i, uint32_t unor)
{
	const struct step *s = &d->p->step[i], *o;
	uint32_t k;

	for (k = d->unor.first[unor]; k; k = d->unor.next[k - 1]) {
		o = &d->p->step[k - 1];
		if (publishes(o) && (s->level > 5 || (unor == s->above &&
			s->act == ACT_terbitkan_skp)))
			draw_edge(d, i, k - 1, o->org);
	}
}

/* The unit whose head decides: who it is, on the way to it, and that they have
 * published. */
static void after_above(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i];
	uint32_t u = s->unor, n;

	for (n = 0; n < CLIMB_MOST && u != NONE; n++) {
		after_decisions(d, i, u);
		u = u == s->above ? (uint32_t)NONE : parent_of(d->p->model, u);
	}
	if (s->above != NONE) {
		after_decisions(d, i, s->above);
		after_publications(d, i, s->above);
	}
	if (s->unor != NONE && s->unor != s->above)
		after_publications(d, i, s->unor);
}

/* Everybody recorded as a head of the unit must be known before one of them is
 * chosen. */
static void after_heads(struct draw *d, uint32_t i)
{
	const struct step *s = &d->p->step[i];
	const skp_model *m = d->p->model;
	struct slice rows;
	uint32_t who, k, n;

	if (s->act != ACT_pilih_kepala)
		return;
	rows = slice_of(&m->tugas_unor, s->unor);
	for (n = 0; rows.p < rows.end && n < CHAIN_MOST; rows.p++, n++) {
		who = m->table[SKP_TABLE_PENUGASAN].col[
			PENUGASAN_pegawai_id][*rows.p];
		for (k = cell_row(who) ? d->pegawai.first[who] : 0; k;
			k = d->pegawai.next[k - 1])
			if (makes_known(&d->p->step[k - 1]))
				draw_edge(d, i, k - 1, true);
	}
}

static void after_causes(struct draw *d, uint32_t i, uint32_t since,
	const struct chain *c, uint32_t key)
{
	uint32_t k;

	for (k = c->first[key]; k; k = c->next[k - 1])
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
			after_causes(d, i, m->since, &d->pegawai, m->pegawai);
		if (m->unor != NONE)
			after_causes(d, i, m->since, &d->unor, m->unor);
		if (s->above != NONE && s->above != m->unor)
			after_causes(d, i, m->since, &d->unor, s->above);
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

static bool chain_new(struct draw *d, struct chain *c, uint64_t keys)
{
	struct mem *mem = &d->p->mem;

	c->keys = keys + 1;
	c->first = mem_calloc(mem, c->keys, sizeof(*c->first));
	c->count = mem_calloc(mem, c->keys, 1);
	c->next = mem_calloc(mem, d->p->nstep + 1, sizeof(*c->next));
	return c->first && c->count && c->next;
}

static void chain_free(struct draw *d, struct chain *c)
{
	struct mem *mem = &d->p->mem;

	mem_free(mem, c->first, c->keys * sizeof(*c->first));
	mem_free(mem, c->count, c->keys);
	mem_free(mem, c->next, (d->p->nstep + 1) * sizeof(*c->next));
}

static void chain_put(struct chain *c, uint32_t key, uint32_t step)
{
	if (key == NONE || c->count[key] == CHAIN_MOST)
		return;
	c->count[key]++;
	c->next[step] = c->first[key];
	c->first[key] = step + 1;
}

/* Does it concern others of its unit too? */
static bool touches_unit(const struct step *s)
{
	return s->act <= ACT_pilih_kepala || s->act == ACT_sinkron_kepala ||
		s->act == ACT_klaim || s->act == ACT_terbitkan_skp ||
		s->act == ACT_isi_rhk || s->act == ACT_skp_plt || s->org;
}

/* Does it make a person known, or known no more? */
static bool names_person(const struct step *s)
{
	return s->act == ACT_daftar_pegawai || s->act == ACT_akhiri_tugas ||
		s->act == ACT_tetapkan_kepala;
}

static bool draw_init(struct draw *d)
{
	const skp_model *m = d->p->model;
	const struct step *s;
	uint32_t i;

	if (!chain_new(d, &d->pegawai, pegawai_of(m)->rows) ||
		!chain_new(d, &d->unor, unor_of(m)->rows) ||
		!chain_new(d, &d->value, m->ids.n))
		return false;
	for (i = 0; i < d->p->nstep; i++) {
		s = &d->p->step[i];
		chain_put(&d->pegawai, makes(d->p, s, true), i);
		if (touches_unit(s))
			chain_put(&d->unor, makes(d->p, s, false), i);
		if (names_person(s))
			chain_put(&d->value, value_name(d->p, s), i);
	}
	return true;
}

static void draw_free(struct draw *d)
{
	chain_free(d, &d->pegawai);
	chain_free(d, &d->unor);
	chain_free(d, &d->value);
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
