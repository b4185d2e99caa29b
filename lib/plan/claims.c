/* SPDX-License-Identifier: MIT */
/* Whose step a finding really goes with, as carrying them out in the plan's
 * order shows: what one round's steps mend together may be the merit of
 * another than the planner thought, and then the claim moves there. */
#include "proof.h"

/* The claim on a key and the step that makes it, by the key. */
static bool claims_find(struct proof *v, struct set *to)
{
	skp_plan *p = v->p;
	uint32_t i, k;

	for (i = 0; i < p->nstep; i++)
		for (k = p->step[i].fix; k; k = p->fix[k - 1].next) {
			p->fix[k - 1].step = i;
			if (!set_put(&v->mem, to, p->fix[k - 1].key, k))
				return false;
		}
	return true;
}

void claims_settle(struct proof *v, uint32_t step, const struct set *found)
{
	skp_plan *p = v->p;
	struct met *m;
	uint64_t i;
	uint32_t k;

	for (i = 0; found->key && i <= found->mask; i++) {
		if (!found->key[i] || set_get(&v->now.found, found->key[i],
			NULL) || !set_get(&v->claims, found->key[i], &k))
			continue;
		m = &p->fix[k - 1];
		if (m->step == step)
			continue;
		step_disclaims(p, &p->step[m->step], m->key);
		step_claims(p, &p->step[step], k);
		m->step = step;
	}
}

int32_t claims_begin(struct proof *v)
{
	return claims_find(v, &v->claims) ? SKP_OK
					  : mem_fail(&v->mem, v->err);
}

/* What is left in the end no step has mended, whatever was thought. */
int32_t claims_end(struct proof *v)
{
	struct planner *k = mem_calloc(&v->mem, 1, sizeof(*k));
	skp_plan *p = v->p;
	struct set known = {0};
	const struct finding *f;
	uint64_t i, key;
	uint32_t fix;

	if (!k)
		return mem_fail(&v->mem, v->err);
	k->p = p;
	k->r = v->now.r;
	for (i = 0; i < p->nunplanned && !k->fail; i++)
		k->fail = !set_put(&p->mem, &known, p->unplanned[i].key, 0);
	for (i = 0; i < v->now.r->n && !k->fail; i++) {
		f = &v->now.r->finding[v->now.r->order[i]];
		key = finding_key(v->now.r, f);
		if (set_get(&v->claims, key, &fix))
			step_disclaims(p, &p->step[p->fix[fix - 1].step], key);
		if (!set_get(&known, key, NULL))
			plan_unplanned(k, f, REASON_berulang);
	}
	set_clear(&p->mem, &known);
	set_clear(&p->mem, &k->done);
	i = k->fail;
	mem_free(&v->mem, k, sizeof(*k));
	return i ? mem_fail(&v->mem, v->err) : SKP_OK;
}
