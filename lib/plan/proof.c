/* SPDX-License-Identifier: MIT */
/* The proof of a plan: its steps are carried out one after the other on a
 * fresh copy, step n at pada + n seconds, and each must do what it says. */
#include "proof.h"

/* ---- a copy of the model at some place of the plan ---- */

void stage_free(struct stage *s)
{
	skp_report_free(s->r);
	skp_model_free(s->m);
	set_clear(&s->mem, &s->found);
	memset(s, 0, sizeof(*s));
}

int32_t stage_copy(const struct proof *v, const skp_model *m,
	struct stage *to)
{
	memset(to, 0, sizeof(*to));
	mem_init(&to->mem, &v->p->mem.a, v->p->mem.limit);
	return skp_model_copy(m, &to->m, v->err);
}

int32_t stage_apply(const struct proof *v, struct stage *s, uint32_t step,
	uint64_t second)
{
	return plan_apply(v->p, step, s->m, v->source,
		v->p->pada + (int64_t)second, v->err);
}

/* Its findings when `second` seconds have passed. */
int32_t stage_check(const struct proof *v, struct stage *s, uint64_t second)
{
	uint64_t i;
	int32_t e = skp_model_seal(s->m, v->err);

	skp_report_free(s->r);
	s->r = NULL;
	set_clear(&s->mem, &s->found);
	if (!e)
		e = report_at(v->p->c, s->m, v->p->pada + (int64_t)second,
			v->p->progress, &s->r, v->err);
	for (i = 0; !e && i < s->r->n; i++)
		if (!set_put(&s->mem, &s->found, finding_key(s->r,
			&s->r->finding[i]), (uint32_t)i))
			e = mem_fail(&s->mem, v->err);
	return e;
}

/* ---- each step ---- */

static int32_t refuse(const struct proof *v, const struct step *s,
	const struct met *m, const char *what)
{
	return fail(v->err, SKP_E_PROOF, "step %u (%s): %s %s", s->n,
		act_info[s->act].name, rule_of(v->p->c, m->rule)->code, what);
}

/* What the step claims to fix is gone after it; it is there before it unless
 * steps bring it about, whose order need not be this one. */
static int32_t claims(const struct proof *v, uint32_t step, bool before)
{
	const struct step *s = &v->p->step[step];
	const struct met *m;
	uint32_t k;

	for (k = s->fix; k; k = m->next) {
		m = &v->p->fix[k - 1];
		if (set_get(&v->now.found, m->key, NULL) == before ||
			(before && m->since))
			continue;
		return refuse(v, s, m, before
			? "that it is to fix is not there yet, or no longer"
			: "that it is to fix is still there");
	}
	return SKP_OK;
}

/* Carries a step out and sees whose claims come true. */
static int32_t settle_step(struct proof *v, uint64_t n)
{
	struct set found = v->now.found;
	int32_t e;

	memset(&v->now.found, 0, sizeof(v->now.found));
	e = stage_apply(v, &v->now, v->p->order[n], n + 1);
	if (!e)
		e = stage_check(v, &v->now, n + 1);
	if (!e)
		claims_settle(v, v->p->order[n], &found);
	set_clear(&v->now.mem, &found);
	return e;
}

static int32_t prove_step(struct proof *v, uint64_t n)
{
	uint32_t step = v->p->order[n];
	int32_t e = v->label ? SKP_OK : claims(v, step, true);

	if (!e)
		e = prove_after(v, step);
	if (!e)
		e = stage_apply(v, &v->now, step, n + 1);
	if (!e)
		e = stage_check(v, &v->now, n + 1);
	return e || v->label ? e : claims(v, step, false);
}

/* ---- what is left ---- */

static int32_t prove_end(struct proof *v)
{
	const skp_plan *p = v->p;
	const struct finding *f;
	struct set known = {0};
	uint64_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < p->nunplanned && !e; i++)
		if (!set_put(&v->mem, &known, p->unplanned[i].key, 0))
			e = mem_fail(&v->mem, v->err);
	for (i = 0; i < v->now.r->n && !e; i++) {
		f = &v->now.r->finding[v->now.r->order[i]];
		if (!set_get(&known, finding_key(v->now.r, f), NULL))
			e = fail(v->err, SKP_E_PROOF, "%s remains when all "
				"steps are done, and no entry says why",
				rule_of(p->c, f->rule)->code);
	}
	set_clear(&v->mem, &known);
	return e;
}

static int32_t walk(struct proof *v)
{
	uint64_t i;
	int32_t e = stage_copy(v, v->p->first, &v->now);

	if (!e)
		e = plan_forget(v->now.m, v->p->pada, v->err);
	if (!e)
		e = plan_source(v->now.m, &v->source, v->err);
	if (!e)
		e = stage_check(v, &v->now, 1);
	if (!e && v->settle)
		e = claims_begin(v);
	for (i = 0; i < v->p->nstep && !e; i++)
		e = v->settle ? settle_step(v, i) : prove_step(v, i);
	if (!e && v->settle)
		e = claims_end(v);
	else if (!e && !v->label)
		e = prove_end(v);
	set_clear(&v->mem, &v->claims);
	stage_free(&v->now);
	return e;
}

int32_t plan_label(skp_plan *p, skp_error *err)
{
	struct proof v = {.p = p, .err = err, .settle = true};
	int32_t e;

	mem_init(&v.mem, &p->mem.a, p->mem.limit);
	e = walk(&v);
	v.settle = false;
	v.label = true;
	return e ? e : walk(&v);
}

int32_t skp_plan_verify(const skp_plan *p, skp_error *err)
{
	struct proof v = {.p = (skp_plan *)p, .err = err};
	int32_t e = plan_check(p, err);

	if (e)
		return e;
	mem_init(&v.mem, &p->mem.a, p->mem.limit);
	progress_begin(p->progress, SKP_PHASE_PLAN, 0);
	return walk(&v);
}
