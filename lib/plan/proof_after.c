/* SPDX-License-Identifier: MIT */
/* Is each `after` labelled rightly? The two steps change places: all that the
 * later one waits for is done but the earlier one. That order fails if what
 * the later step is to fix is not there yet, or if, the earlier one done at
 * last, something is found that the plan's order leaves behind. */
#include "proof.h"

/* Marks the steps that step s waits for, through others too; those that wait
 * for `but` are left out, and `but` itself. */
static void mark_needed(const skp_plan *p, uint32_t s, uint8_t *mark,
	uint32_t from)
{
	uint64_t first, end, n = p->step[s].n;
	uint32_t i;

	mark[s] = 1;
	for (; n > from; n--) {
		i = p->order[n - 1];
		if (!mark[i])
			continue;
		for (plan_after(p, i, &first, &end); first < end; first++)
			mark[p->edge[first].after] = 1;
	}
}

static void mark_waiting(const skp_plan *p, uint32_t a, uint32_t s,
	uint8_t *mark)
{
	uint64_t first, end, n;
	uint32_t i;

	mark[a] = 2;
	for (n = p->step[a].n; n < p->step[s].n; n++) {
		i = p->order[n];
		for (plan_after(p, i, &first, &end); first < end; first++)
			if (mark[p->edge[first].after] & 2)
				mark[i] |= 2;
	}
}

/* All that s waits for, but not a nor what waits for a. */
static int32_t do_needed(const struct proof *v, struct stage *x, uint32_t a,
	uint32_t s, const uint8_t *mark)
{
	const skp_plan *p = v->p;
	uint64_t n;
	int32_t e = SKP_OK;

	for (n = p->step[a].n; n + 1 < p->step[s].n && !e; n++)
		if (mark[p->order[n]] == 1)
			e = stage_apply(v, x, p->order[n], n + 1);
	return e;
}

/* Is there something that s is to fix in y but not in x? x alone: anything
 * that is not in x? */
static bool missing(const struct proof *v, const struct stage *x,
	const struct stage *y, uint32_t s)
{
	const struct met *m;
	uint32_t k;

	for (k = v->p->step[s].fix; k; k = m->next) {
		m = &v->p->fix[k - 1];
		if (!set_get(&x->found, m->key, NULL) &&
			(!y || set_get(&y->found, m->key, NULL)))
			return true;
	}
	return false;
}

static bool leaves_more(const struct stage *x, const struct stage *y)
{
	uint64_t i;

	for (i = 0; i < x->r->n; i++)
		if (!set_get(&y->found, finding_key(x->r, &x->r->finding[i]),
			NULL))
			return true;
	return false;
}

/* Does a bring about what s is to fix? right: x and a. */
static int32_t brought_about(const struct proof *v, const struct stage *x,
	struct stage *right, uint32_t s, bool *fails)
{
	int32_t e = stage_check(v, right, v->p->step[s].n);

	*fails = !e && missing(v, x, right, s);
	return e;
}

/* Both orders to their end; is more left when s comes first? */
static int32_t swapped(const struct proof *v, struct stage *x,
	struct stage *right, uint32_t a, uint32_t s, bool *fails)
{
	uint64_t at = v->p->step[s].n;
	int32_t e = stage_apply(v, right, s, at);

	if (!e)
		e = stage_check(v, right, at + 1);
	if (!e)
		e = stage_apply(v, x, s, at);
	if (!e)
		e = stage_apply(v, x, a, at + 1);
	if (!e)
		e = stage_check(v, x, at + 1);
	*fails = !e && leaves_more(x, right);
	return e;
}

/* x: as the stage before a with what s needs; *fails: s before a does. */
static int32_t swap(const struct proof *v, struct stage *x, uint32_t a,
	uint32_t s, bool *fails)
{
	uint64_t at = v->p->step[s].n;
	struct stage right;
	int32_t e = stage_check(v, x, at), done;

	*fails = false;
	if (e)
		return e;
	e = stage_copy(v, x->m, &right);
	done = e;
	if (!e)
		e = stage_apply(v, &right, a, v->p->step[a].n);
	if (!e && missing(v, x, NULL, s))
		e = brought_about(v, x, &right, s, fails);
	if (!e && !*fails)
		e = swapped(v, x, &right, a, s, fails);
	if (!done)
		stage_free(&right);
	return e;
}

static int32_t mislabelled(const struct proof *v, const struct edge *edge)
{
	const struct step *s = &v->p->step[edge->step];
	const struct step *a = &v->p->step[edge->after];

	return fail(v->err, SKP_E_PROOF, "step %u (%s) after step %u (%s): "
		"said to be %s, but the other order %s", s->n,
		act_info[s->act].name, a->n, act_info[a->act].name,
		edge->proven ? "terbukti" : "aturan",
		edge->proven ? "works too" : "fails");
}

static int32_t prove_edge(const struct proof *v, struct edge *edge,
	uint8_t *mark)
{
	const skp_plan *p = v->p;
	struct stage x;
	bool fails = false;
	int32_t e;

	memset(mark, 0, p->nstep);
	mark_needed(p, edge->step, mark, p->step[edge->after].n);
	mark_waiting(p, edge->after, edge->step, mark);
	e = stage_copy(v, v->now.m, &x);
	if (!e)
		e = do_needed(v, &x, edge->after, edge->step, mark);
	if (!e)
		e = swap(v, &x, edge->after, edge->step, &fails);
	stage_free(&x);
	if (!e && v->label)
		edge->proven = fails;
	else if (!e && fails != edge->proven)
		e = mislabelled(v, edge);
	return e;
}

int32_t prove_after(struct proof *v, uint32_t step)
{
	uint8_t *mark = mem_calloc(&v->mem, v->p->nstep, 1);
	uint64_t i;
	int32_t e = SKP_OK;

	if (!mark)
		return mem_fail(&v->mem, v->err);
	for (i = 0; i < v->p->nedge && !e; i++)
		if (v->p->edge[i].after == step)
			e = prove_edge(v, &v->p->edge[i], mark);
	mem_free(&v->mem, mark, v->p->nstep);
	return e;
}
