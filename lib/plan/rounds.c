/* SPDX-License-Identifier: MIT */
/* The rounds of planning: check, give steps, carry them out, check again. */
#include "plan.h"

static bool grow_unplanned(struct planner *k)
{
	skp_plan *p = k->p;
	void *at = p->unplanned;

	if (!mem_reserve(&p->mem, &at, &p->cunplanned, p->nunplanned + 1,
		sizeof(*p->unplanned)))
		k->fail = true;
	p->unplanned = at;
	return !k->fail;
}

bool plan_unplanned(struct planner *k, const struct finding *f,
	enum reason why)
{
	skp_plan *p = k->p;

	if (!grow_unplanned(k))
		return false;
	met_of(k, f, &p->unplanned[p->nunplanned]);
	p->unplanned[p->nunplanned].reason = (uint8_t)why;
	k->fail |= !set_put(&p->mem, &k->done,
		p->unplanned[p->nunplanned].key, NONE);
	p->nunplanned++;
	return !k->fail;
}

static const struct finding *finding_no(const struct planner *k, uint64_t i)
{
	return &k->r->finding[k->r->order[i]];
}

/* Gives every finding of the group that nobody took up a step. */
static void give_steps(struct planner *k, uint32_t group)
{
	const struct finding *f;
	int32_t what;
	uint64_t i;

	for (i = 0; i < k->r->n && !k->fail; i++) {
		f = finding_no(k, i);
		if (repair_group(k, f->rule) != group ||
			set_get(&k->done, k->key[i], NULL))
			continue;
		what = repair(k, f);
		if (what >= REFUSED)
			plan_unplanned(k, f, (enum reason)(what - REFUSED));
	}
}

static int32_t keep_keys(struct planner *k)
{
	void *at = k->key;
	uint64_t i;

	if (!mem_reserve(&k->p->mem, &at, &k->nkey, k->r->n + 1,
		sizeof(*k->key)))
		return mem_fail(&k->p->mem, k->err);
	k->key = at;
	for (i = 0; i < k->r->n; i++)
		k->key[i] = finding_key(k->r, finding_no(k, i));
	return SKP_OK;
}

static int32_t check_again(struct planner *k)
{
	skp_plan *p = k->p;
	int32_t e;

	skp_report_free(k->r);
	k->r = NULL;
	e = report_at(p->c, p->model, p->pada + k->clock + !k->clock,
		p->progress, &k->r, k->err);
	return e ? e : keep_keys(k);
}

/* Acts stand in the order in which they make sense on one unit or person. */
static int32_t carry_out(struct planner *k, uint64_t from)
{
	skp_plan *p = k->p;
	uint32_t act;
	uint64_t i;
	int32_t e = p->source < 0 ? plan_source(p->model, &p->source, k->err)
				  : SKP_OK;

	for (act = 0; act < ACTS; act++)
		for (i = from; i < p->nstep && !e; i++) {
			if (p->step[i].act != act)
				continue;
			p->step[i].at = ++k->clock;
			e = plan_apply(p, (uint32_t)i, p->model, p->source,
				p->pada + k->clock, k->err);
		}
	return e ? e : skp_model_seal(p->model, k->err);
}

/* What was claimed and is still there cannot be repaired by these steps. */
static void see_what_stayed(struct planner *k)
{
	const struct finding *f;
	uint32_t step;
	uint64_t i;

	for (i = 0; i < k->r->n && !k->fail; i++) {
		f = finding_no(k, i);
		if (!set_get(&k->done, k->key[i], &step) || step == NONE)
			continue;
		if (k->p->step[step].round == k->round)
			step_disclaims(k->p, &k->p->step[step], k->key[i]);
		plan_unplanned(k, f, REASON_berulang);
	}
}

/* What is found now, and since when. */
static void remember(struct planner *k)
{
	struct set now = {0};
	uint32_t since;
	uint64_t i;

	for (i = 0; i < k->r->n && !k->fail; i++) {
		since = k->round;
		set_get(&k->known, k->key[i], &since);
		k->fail = !set_put(&k->p->mem, &now, k->key[i], since);
	}
	set_clear(&k->p->mem, &k->known);
	k->known = now;
}

static int32_t one_round(struct planner *k, uint32_t group, bool *made)
{
	uint64_t before = k->p->nstep;
	int32_t e;

	give_steps(k, group);
	*made = k->p->nstep > before;
	k->fail |= k->a.fail;
	if (k->fail || !*made)
		return k->fail ? mem_fail(&k->p->mem, k->err) : SKP_OK;
	e = carry_out(k, before);
	if (!e)
		e = check_again(k);
	if (e)
		return e;
	see_what_stayed(k);
	k->round++;
	remember(k);
	return k->fail ? mem_fail(&k->p->mem, k->err) : SKP_OK;
}

static void give_up_the_rest(struct planner *k)
{
	const struct finding *f;
	uint64_t i;

	for (i = 0; i < k->r->n && !k->fail; i++) {
		f = finding_no(k, i);
		if (!set_get(&k->done, k->key[i], NULL))
			plan_unplanned(k, f, REASON_akibat);
	}
}

/* What a later step mended all the same is no longer listed. */
static void drop_mended(struct planner *k)
{
	skp_plan *p = k->p;
	uint64_t i, n = 0;

	for (i = 0; i < p->nunplanned; i++)
		if (set_get(&k->known, p->unplanned[i].key, NULL))
			p->unplanned[n++] = p->unplanned[i];
	p->nunplanned = n;
}

/* Steps bring about findings, these steps; it ends by itself, but nothing in
 * hostile data shall make it go on. */
enum { ROUNDS_MOST = 64 };

int32_t plan_rounds(struct planner *k)
{
	uint32_t group = 0;
	int32_t e = check_again(k);
	bool made;

	if (!e)
		remember(k);
	while (!e && group < REPAIR_GROUPS && k->round < ROUNDS_MOST) {
		e = one_round(k, group, &made);
		group = made ? 0 : group + 1;
	}
	if (e)
		return e;
	give_up_the_rest(k);
	drop_mended(k);
	return k->fail ? mem_fail(&k->p->mem, k->err) : SKP_OK;
}
