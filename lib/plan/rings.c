/* SPDX-License-Identifier: MIT */
/* Rings among repairs: steps that wait for each other, through others or not
 * (strongly connected parts, found by two walks after Kosaraju). */
#include "plan.h"

struct walk {
	skp_plan *p;
	uint32_t *ring;	  /* by step: 1 + its ring, 0: none yet */
	uint32_t *cursor; /* by step: how many of its edges were followed */
	uint32_t *stack, *done; /* steps; done: in the order they were left */
	uint32_t *first, *next; /* edges by `after`: 1 + number */
	uint64_t n, edges; /* of done; when the walk began */
};

static bool walk_init(struct walk *w)
{
	struct mem *mem = &w->p->mem;
	uint64_t n = w->p->nstep + 1, i;

	w->edges = w->p->nedge;
	w->ring = mem_calloc(mem, n, 4);
	w->cursor = mem_calloc(mem, n, 4);
	w->stack = mem_calloc(mem, n, 4);
	w->done = mem_calloc(mem, n, 4);
	w->first = mem_calloc(mem, n, 4);
	w->next = mem_calloc(mem, w->p->nedge + 1, 4);
	if (!w->ring || !w->cursor || !w->stack || !w->done || !w->first ||
		!w->next)
		return false;
	for (i = 0; i < w->p->nedge; i++) {
		w->next[i] = w->first[w->p->edge[i].after];
		w->first[w->p->edge[i].after] = (uint32_t)i + 1;
	}
	return true;
}

static void walk_free(struct walk *w)
{
	struct mem *mem = &w->p->mem;
	uint64_t bytes = (w->p->nstep + 1) * 4;

	mem_free(mem, w->ring, bytes);
	mem_free(mem, w->cursor, bytes);
	mem_free(mem, w->stack, bytes);
	mem_free(mem, w->done, bytes);
	mem_free(mem, w->first, bytes);
	mem_free(mem, w->next, (w->edges + 1) * 4);
}

/* The next step not yet seen that i waits for, NONE. */
static uint32_t step_down(struct walk *w, uint32_t i)
{
	uint64_t first, end;
	uint32_t to;

	for (plan_after(w->p, i, &first, &end);
		w->cursor[i] < end - first;) {
		to = w->p->edge[first + w->cursor[i]++].after;
		if (!w->ring[to])
			return to;
	}
	return NONE;
}

/* From a step to all that it waits for; each is left after these. */
static void walk_down(struct walk *w, uint32_t from)
{
	uint32_t n = 0, to;

	w->ring[from] = 1; /* seen */
	w->stack[n++] = from;
	while (n) {
		to = step_down(w, w->stack[n - 1]);
		if (to == NONE) {
			w->done[w->n++] = w->stack[--n];
			continue;
		}
		w->ring[to] = 1;
		w->stack[n++] = to;
	}
}

/* From a step to what waits for it and is in no ring yet: one ring. */
static void walk_up(struct walk *w, uint32_t from, uint32_t ring)
{
	uint32_t n = 0, i, k, to;

	w->ring[from] = ring;
	w->stack[n++] = from;
	while (n) {
		i = w->stack[--n];
		for (k = w->first[i]; k; k = w->next[k - 1]) {
			to = w->p->edge[k - 1].step;
			if (w->ring[to])
				continue;
			w->ring[to] = ring;
			w->stack[n++] = to;
		}
	}
}

static uint32_t walk_all(struct walk *w)
{
	uint32_t rings = 0;
	uint64_t i;

	for (i = 0; i < w->p->nstep; i++)
		if (!w->ring[i])
			walk_down(w, (uint32_t)i);
	memset(w->ring, 0, (size_t)w->p->nstep * 4);
	for (i = w->n; i > 0; i--)
		if (!w->ring[w->done[i - 1]])
			walk_up(w, w->done[i - 1], ++rings);
	return rings;
}

/* Of the edges within a ring those go that the planner itself did not keep. */
static void cut(skp_plan *p, const uint32_t *ring)
{
	uint64_t i, n = 0;
	struct edge e;

	for (i = 0; i < p->nedge; i++) {
		e = p->edge[i];
		if (ring[e.step] != ring[e.after] ||
			p->step[e.after].at < p->step[e.step].at)
			p->edge[n++] = e;
	}
	p->nedge = n;
}

/* Numbers the rings anew: a step that is alone in its ring is in none. */
static bool number(struct walk *w, uint32_t rings)
{
	uint32_t *size = mem_calloc(&w->p->mem, (uint64_t)rings + 1, 4);
	uint64_t i;

	if (!size)
		return false;
	for (i = 0; i < w->p->nstep; i++)
		size[w->ring[i]]++;
	for (i = 1; i <= rings; i++)
		size[i] = size[i] > 1 ? (uint32_t)++w->p->nring : 0;
	for (i = 0; i < w->p->nstep; i++)
		w->p->step[i].ring = size[w->ring[i]];
	mem_free(&w->p->mem, size, ((uint64_t)rings + 1) * 4);
	return true;
}

bool plan_cut_rings(skp_plan *p)
{
	struct walk w = {.p = p};
	bool ok = walk_init(&w);

	ok = ok && number(&w, walk_all(&w));
	if (ok)
		cut(p, w.ring);
	walk_free(&w);
	return ok;
}

/* Members of each ring in the order of the plan; offset: where the next one of
 * ring i goes. */
static bool list(skp_plan *p, uint32_t *offset)
{
	uint32_t i, ring, at = 0, n;

	for (i = 0; i < p->nstep; i++)
		offset[p->step[i].ring]++;
	for (ring = 1; ring <= p->nring; ring++) {
		n = offset[ring] + 1; /* and NONE */
		offset[ring] = at;
		at += n;
	}
	for (i = 0; i < at; i++)
		if (!ids_add(&p->mem, &p->ring, NONE))
			return false;
	for (i = 0; i < p->nstep; i++) {
		ring = p->step[p->order[i]].ring;
		if (ring)
			p->ring.v[offset[ring]++] = p->order[i];
	}
	return true;
}

bool plan_list_rings(skp_plan *p)
{
	uint64_t n = p->nring + 1;
	uint32_t *offset = mem_calloc(&p->mem, n, 4);
	bool ok = offset && list(p, offset);

	mem_free(&p->mem, offset, n * 4);
	return ok;
}
