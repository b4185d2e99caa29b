/* SPDX-License-Identifier: MIT */
/* Whom a unit's heads and SKP concern: whoever looks for the right atasan
 * from below and comes by. At pada the search stops at the first unit with an
 * eligible head, but for that head; who jumps over units, asks for another
 * day or for all heads on the way is known by marks on their unit. */
#include "index_patch.h"

enum {
	SPECIAL_START = 1,    /* a school whose head's search begins above */
	SPECIAL_PAST = 2,     /* an SKP of T that does not cover pada */
	SPECIAL_PENGAWAS = 4  /* a pengawas sekolah is, heads or has SKP here */
};

/* ---- marks on units ---- */

static bool is_past(const struct judgement *j, uint32_t skp)
{
	const struct table *t = &j->m->table[SKP_TABLE_SKP];

	return period_meets(t, SKP_mulai, SKP_selesai, skp, j->from, j->to) &&
		!period_covers(t, SKP_mulai, SKP_selesai, skp, j->today);
}

static uint32_t skp_owner(const struct judgement *j, uint32_t skp)
{
	return ref_row(cell(&j->m->table[SKP_TABLE_SKP], SKP_pegawai_id,
		skp));
}

static void special_skp(struct patching *p, uint32_t skp)
{
	uint32_t u = skp_unor(p->j->m, skp), who = skp_owner(p->j, skp);

	if (u == NONE)
		return;
	if (is_past(p->j, skp))
		p->special[u] |= SPECIAL_PAST;
	if (who != NONE && p->j->pegawai[who] & P_PENGAWAS)
		p->special[u] |= SPECIAL_PENGAWAS;
}

static void special_unit(struct patching *p, uint32_t who, uint32_t unor)
{
	(void)who;
	p->special[unor] |= SPECIAL_PENGAWAS;
}

static void special_pegawai(struct patching *p, uint32_t who)
{
	uint32_t u = pegawai_unor(p->j->m, who);

	if (!(p->j->pegawai[who] & P_PENGAWAS))
		return;
	if (u != NONE)
		p->special[u] |= SPECIAL_PENGAWAS;
	units_of(p, who, special_unit);
}

bool special_init(struct patching *p)
{
	const struct judgement *j = p->j;
	uint64_t i, skp = j->m->table[SKP_TABLE_SKP].rows;

	p->special = mem_calloc(p->mem, j->units + 1, 1);
	if (!p->special)
		return false;
	for (i = 0; i < j->units; i++)
		if (j->kind[i] == KIND_SEKOLAH && j->start[i] != NONE)
			p->special[i] |= SPECIAL_START;
	for (i = 0; i < skp; i++)
		if (row_live(&j->m->table[SKP_TABLE_SKP], (uint32_t)i))
			special_skp(p, (uint32_t)i);
	for (i = 0; i < j->people; i++)
		special_pegawai(p, (uint32_t)i);
	return true;
}

void mark_special(struct patching *p)
{
	const struct table *t = &p->j->m->table[SKP_TABLE_SKP];
	uint64_t i;

	for (i = 0; i < p->own.list.n; i++)
		special_pegawai(p, p->own.list.v[i]);
	for (i = 0; i < p->skp.list.n; i++)
		if (p->skp.list.v[i] < t->rows &&
			row_live(t, p->skp.list.v[i]))
			special_skp(p, p->skp.list.v[i]);
}

/* ---- at pada ---- */

static void own_heads(struct patching *p, uint32_t unor)
{
	struct heads h = heads_now(p->j, unor);
	uint32_t i;

	for (i = 0; i < h.n; i++)
		mark_own(p, h.p[i].pegawai);
}

static void region_unit(struct patching *p, struct ids *stack, uint32_t u)
{
	const skp_model *m = p->j->m;
	struct slice s;

	mark_slice(p, &p->pegawai, slice_of(&m->members, u));
	mark_slice(p, &p->skp, slice_of(&m->skp_unor, u));
	for (s = slice_of(&m->children, u); s.p < s.end; s.p++)
		if (any_eligible(heads_now(p->j, *s.p)))
			own_heads(p, *s.p);
		else if (!marked(&p->region, *s.p) &&
			!ids_add(p->mem, stack, *s.p))
			p->fail = true;
}

/* The units from which the search comes by, with who is there. */
static void region_of(struct patching *p, uint32_t from)
{
	struct ids stack = {NULL, 0, 0};
	uint32_t u;

	p->fail |= !ids_add(p->mem, &stack, from);
	while (stack.n && !p->fail) {
		u = stack.v[--stack.n];
		if (mark(p, &p->region, u))
			region_unit(p, &stack, u);
	}
	own_heads(p, from);
	ids_free(p->mem, &stack);
}

/* ---- those who are marked ---- */

/* The dinas for which the unit's heads stand in, NONE: it is no delegate. */
static uint32_t delegate_of(const struct judgement *j, uint32_t u)
{
	uint32_t up = parent_of(j->m, u), i;

	if (!j->dfirst || up == NONE)
		return NONE;
	for (i = j->dfirst[up]; i < j->dfirst[up + 1]; i++)
		if (j->delegate.v[i] == u)
			return up;
	return NONE;
}

static bool strictly_below(const struct judgement *j, uint32_t a, uint32_t u)
{
	return a != u && above_or_self(j, u, a);
}

/* Does the search of the school's head come by u, or walk over it? */
static bool start_comes_by(const struct patching *p, uint32_t school,
	uint32_t u, uint32_t dinas)
{
	uint32_t d = p->j->start[school];

	return (dinas != NONE && p->j->dinas[school] == dinas) ||
		marked(&p->region, d) || !strictly_below(p->j, d, u);
}

static void past_skp(struct patching *p, uint32_t u, uint32_t by)
{
	struct slice s = slice_of(&p->j->m->skp_unor, u);
	uint32_t who;
	int32_t day;
	bool now;

	for (; s.p < s.end; s.p++) {
		who = skp_owner(p->j, *s.p);
		if (who == NONE || !is_past(p->j, *s.p))
			continue;
		day = skp_day(p->j, *s.p, &now);
		if (u == by || search_comes_by(p->j, &p->a, who, u, day, by))
			mark(p, &p->skp, *s.p);
	}
}

static void own_pengawas(struct patching *p, uint32_t who)
{
	if (who != NONE && p->j->pegawai[who] & P_PENGAWAS)
		mark_own(p, who);
}

static void pengawas_of(struct patching *p, uint32_t u)
{
	struct slice s = slice_of(&p->j->m->members, u);
	struct heads h = heads_now(p->j, u);
	uint32_t i;

	for (; s.p < s.end; s.p++)
		own_pengawas(p, *s.p);
	for (i = 0; i < h.n; i++)
		own_pengawas(p, h.p[i].pegawai);
	for (s = slice_of(&p->j->m->skp_unor, u); s.p < s.end; s.p++)
		own_pengawas(p, skp_owner(p->j, *s.p));
}

static void special_below(struct patching *p, uint32_t u)
{
	const struct judgement *j = p->j;
	uint32_t dinas = delegate_of(j, u);
	uint32_t base = dinas == NONE ? u : dinas, i, w;

	for (i = j->tin[base]; i < j->tout[base] && !p->fail; i++) {
		w = j->order[i];
		if (!p->special[w])
			continue;
		if (p->special[w] & SPECIAL_START &&
			start_comes_by(p, w, u, dinas))
			own_heads(p, w);
		if (p->special[w] & SPECIAL_PAST)
			past_skp(p, w, u);
		if (p->special[w] & SPECIAL_PENGAWAS)
			pengawas_of(p, w);
	}
}

void mark_climbers(struct patching *p)
{
	const struct ids *of[2] = {&p->heads.list, &p->org.list};
	uint64_t i;
	uint32_t k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < of[k]->n && !p->fail; i++)
			region_of(p, of[k]->v[i]);
	for (k = 0; k < 2; k++)
		for (i = 0; i < of[k]->n && !p->fail; i++)
			special_below(p, of[k]->v[i]);
}
