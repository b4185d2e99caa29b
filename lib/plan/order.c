/* SPDX-License-Identifier: MIT */
/* The order to take the steps in: each after what it waits for, and among those
 * that can be taken, the one that unblocks most people first. */
#include "plan.h"

struct queue {
	const skp_plan *p;
	uint32_t *heap, n;
	uint32_t *waits; /* steps that each still waits for */
	uint32_t *first, *next; /* edges by `after`: 1 + number */
};

static bool before(const skp_plan *p, uint32_t a, uint32_t b)
{
	const struct step *x = &p->step[a], *y = &p->step[b];

	if (x->weight != y->weight)
		return x->weight > y->weight;
	return x->level != y->level ? x->level < y->level : a < b;
}

static void queue_put(struct queue *q, uint32_t v)
{
	uint32_t i = q->n++, up;

	for (; i > 0; i = up) {
		up = (i - 1) / 2;
		if (!before(q->p, v, q->heap[up]))
			break;
		q->heap[i] = q->heap[up];
	}
	q->heap[i] = v;
}

static uint32_t queue_take(struct queue *q)
{
	uint32_t top = q->heap[0], v = q->heap[--q->n], i = 0, k;

	for (; (k = 2 * i + 1) < q->n; i = k) {
		if (k + 1 < q->n && before(q->p, q->heap[k + 1], q->heap[k]))
			k++;
		if (!before(q->p, q->heap[k], v))
			break;
		q->heap[i] = q->heap[k];
	}
	q->heap[i] = v;
	return top;
}

/* Takes steps none of whose `after` is left; how many could be taken. */
static uint32_t sort_steps(struct queue *q, uint32_t *order)
{
	const skp_plan *p = q->p;
	uint32_t n = 0, i, k;

	q->n = 0;
	memset(q->waits, 0, (size_t)p->nstep * 4);
	for (i = 0; i < p->nedge; i++)
		q->waits[p->edge[i].step]++;
	for (i = 0; i < p->nstep; i++)
		if (q->waits[i] == 0)
			queue_put(q, i);
	while (q->n) {
		i = queue_take(q);
		order[n++] = i;
		for (k = q->first[i]; k; k = q->next[k - 1])
			if (--q->waits[p->edge[k - 1].step] == 0)
				queue_put(q, p->edge[k - 1].step);
	}
	return n;
}

static void link_edges(struct queue *q)
{
	uint32_t i;

	memset(q->first, 0, (size_t)q->p->nstep * 4);
	for (i = 0; i < q->p->nedge; i++) {
		q->next[i] = q->first[q->p->edge[i].after];
		q->first[q->p->edge[i].after] = i + 1;
	}
}

static void weigh(skp_plan *p, const uint32_t *order)
{
	uint64_t i, first, end;
	struct step *s, *o;

	for (i = 0; i < p->nstep; i++)
		p->step[i].weight = p->step[i].unblocks;
	for (i = p->nstep; i > 0; i--) {
		s = &p->step[order[i - 1]];
		plan_after(p, order[i - 1], &first, &end);
		for (; first < end; first++) {
			o = &p->step[p->edge[first].after];
			if (o->weight < s->weight)
				o->weight = s->weight;
		}
	}
}

/* What a step waits for, in the order of the plan: few each, so by
 * insertion. */
static void tidy(skp_plan *p)
{
	struct edge *v = p->edge, x;
	uint64_t i, k;

	for (i = 1; i < p->nedge; i++) {
		x = v[i];
		for (k = i; k > 0 && v[k - 1].step == x.step &&
			p->step[v[k - 1].after].n > p->step[x.after].n; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
}

static int32_t sort_all(skp_plan *p, struct queue *q, skp_error *err)
{
	uint32_t i;

	link_edges(q);
	if (sort_steps(q, p->order) < p->nstep) {
		if (!plan_cut_rings(p))
			return mem_fail(&p->mem, err);
		link_edges(q);
		sort_steps(q, p->order);
	}
	weigh(p, p->order);
	sort_steps(q, p->order);
	for (i = 0; i < p->nstep; i++)
		p->step[p->order[i]].n = i + 1;
	tidy(p);
	return plan_list_rings(p) ? SKP_OK : mem_fail(&p->mem, err);
}

int32_t plan_order(skp_plan *p, struct planner *k)
{
	struct queue q = {.p = p};
	uint64_t n = p->nstep + 1, edges;
	int32_t e = SKP_OK;

	if (!plan_draw(p))
		return mem_fail(&p->mem, k->err);
	edges = p->nedge + 1;
	p->order = mem_calloc(&p->mem, n, 4);
	q.heap = mem_calloc(&p->mem, n, 4);
	q.waits = mem_calloc(&p->mem, n, 4);
	q.first = mem_calloc(&p->mem, n, 4);
	q.next = mem_calloc(&p->mem, edges, 4);
	if (!p->order || !q.heap || !q.waits || !q.first || !q.next)
		e = mem_fail(&p->mem, k->err);
	else
		e = sort_all(p, &q, k->err);
	mem_free(&p->mem, q.heap, n * 4);
	mem_free(&p->mem, q.waits, n * 4);
	mem_free(&p->mem, q.first, n * 4);
	mem_free(&p->mem, q.next, edges * 4);
	return e;
}
