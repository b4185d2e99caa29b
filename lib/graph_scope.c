/* SPDX-License-Identifier: MIT */
/* Which units a graph shows: everything in scope is offered once, put in the
 * order of its weight, and taken up to the limit. */
#include "graph.h"

static bool offer(struct graph *g, uint32_t u, uint32_t class_,
	uint32_t depth)
{
	void *p = g->pick;

	if (u == NONE || g->seen[u] || !row_live(unor_of(g->m), u))
		return true;
	if (!mem_reserve(g->mem, &p, &g->cap, g->n + 1, sizeof(*g->pick)))
		return false;
	g->pick = p;
	g->seen[u] = 1;
	g->pick[g->n++] = (struct pick){u, class_, depth,
		g->j->blocked_total[u]};
	return true;
}

/* ---- weight ---- */

static int pick_cmp(const skp_model *m, const struct pick *a,
	const struct pick *b)
{
	if (a->class_ != b->class_)
		return a->class_ < b->class_ ? -1 : 1;
	/* below a unit the near ones first, else the most waited for */
	if (a->class_ && a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	if (a->total != b->total)
		return a->total > b->total ? -1 : 1;
	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	return unor_cmp(m, a->unor, b->unor);
}

static void merge(const skp_model *m, const struct pick *v, struct pick *to,
	uint64_t lo, uint64_t mid, uint64_t hi)
{
	uint64_t i = lo, k = mid, n;

	for (n = lo; n < hi; n++)
		if (k == hi || (i < mid && pick_cmp(m, &v[i], &v[k]) <= 0))
			to[n] = v[i++];
		else
			to[n] = v[k++];
}

static bool sort_picks(struct graph *g)
{
	uint64_t bytes = g->n * sizeof(struct pick), width, i, mid, hi;
	struct pick *other = mem_alloc(g->mem, bytes);
	struct pick *from = g->pick, *to = other, *swap;

	if (!other)
		return g->n == 0;
	for (width = 1; width < g->n; width *= 2) {
		for (i = 0; i < g->n; i += 2 * width) {
			mid = i + width < g->n ? i + width : g->n;
			hi = mid + width < g->n ? mid + width : g->n;
			merge(g->m, from, to, i, mid, hi);
		}
		swap = from;
		from = to;
		to = swap;
	}
	if (from != g->pick)
		memcpy(g->pick, from, (size_t)bytes);
	mem_free(g->mem, other, bytes);
	return true;
}

/* ---- scope ---- */

/* Parents come before children in judgement.order, except on a cycle, where
 * all of it counts as the top. */
static void depths(const struct graph *g, uint32_t *depth)
{
	uint64_t i;
	uint32_t u, up;

	for (i = 0; i < g->j->units && g->j->order[i] != NONE; i++) {
		u = g->j->order[i];
		up = parent_of(g->m, u);
		depth[u] = up == NONE || g->j->unor[u] & U_CYCLE
			? 0
			: depth[up] + 1;
	}
}

static bool in_instansi(const struct graph *g, uint32_t u)
{
	uint32_t c = cell(unor_of(g->m), UNOR_instansi_id, u);

	return g->only == NONE ||
		(!cell_none(c) && names_fold(&g->m->ids, c) == g->only);
}

bool scope_all(struct graph *g)
{
	uint32_t *depth = mem_calloc(g->mem, g->j->units + 1,
		sizeof(uint32_t));
	bool ok = depth != NULL;
	uint32_t u;

	if (ok)
		depths(g, depth);
	for (u = 0; ok && u < g->j->units; u++)
		if (in_instansi(g, u))
			ok = offer(g, u, 0, depth[u]);
	mem_free(g->mem, depth, (g->j->units + 1) * sizeof(uint32_t));
	return ok;
}

/* The line above a unit, and its chain of appraising units. */
static bool offer_above(struct graph *g, uint32_t unor)
{
	uint32_t v = unor, depth;
	bool ok = true;

	for (depth = 1; ok && v != NONE; depth++) {
		v = parent_of(g->m, v);
		if (v == NONE || g->seen[v])
			break;
		ok = offer(g, v, 1, depth);
	}
	v = g->j->next[unor];
	for (depth = 1; ok && v != NONE; depth++) {
		if (g->seen[v] == 2) /* a chain that bites its tail */
			break;
		ok = offer(g, v, 1, depth);
		if (ok && g->seen[v])
			g->seen[v] = 2;
		v = g->j->next[v];
	}
	return ok;
}

bool scope_unor(struct graph *g, uint32_t unor)
{
	struct slice kids;
	uint64_t i;
	bool ok = offer(g, unor, 0, 0) && offer_above(g, unor);
	uint64_t below = g->n;

	/* g->pick is the queue of the walk down */
	for (kids = slice_of(&g->m->children, unor); ok && kids.p < kids.end;
		kids.p++)
		ok = offer(g, *kids.p, 2, 1);
	for (i = below; ok && i < g->n; i++)
		for (kids = slice_of(&g->m->children, g->pick[i].unor);
			ok && kids.p < kids.end; kids.p++)
			ok = offer(g, *kids.p, 2, g->pick[i].depth + 1);
	return ok;
}

bool scope_pegawai(struct graph *g, uint32_t pegawai)
{
	uint32_t u = pegawai_unor(g->m, pegawai), v = g->j->appraiser[pegawai];
	uint64_t i;
	bool ok = true;

	if (u != NONE)
		ok = offer(g, u, 0, 0) && offer_above(g, u);
	if (ok && v != NONE)
		ok = offer(g, v, 1, 0) && offer_above(g, v);
	for (i = 0; ok && i < g->people; i++) /* of others, their units */
		if (g->person[i].row != NONE)
			ok = offer(g, pegawai_unor(g->m, g->person[i].row), 1,
				0);
	return ok;
}

/* ---- taking ---- */

static bool take(struct graph *g, uint32_t u)
{
	g->node[u] = 1;
	return ids_add(g->mem, &g->unor, u);
}

/* A unit is worth little without the line above it: both or neither. What has
 * been taken ends the walk, also once round a cycle. */
static bool take_line(struct graph *g, uint32_t u)
{
	uint64_t start = g->unor.n;
	uint32_t v;

	for (v = u; v != NONE && !g->node[v]; v = parent_of(g->m, v)) {
		if (g->unor.n == g->limit)
			break;
		if (!take(g, v))
			return false;
	}
	if (v == NONE || g->node[v])
		return true;
	while (g->unor.n > start)
		g->node[g->unor.v[--g->unor.n]] = 0;
	return true;
}

bool scope_take(struct graph *g, bool with_above)
{
	uint64_t i;
	bool ok = sort_picks(g);

	for (i = 0; ok && i < g->n && g->unor.n < g->limit; i++) {
		if (g->node[g->pick[i].unor])
			continue;
		ok = with_above ? take_line(g, g->pick[i].unor)
				: take(g, g->pick[i].unor);
	}
	for (i = 0; i < g->n; i++)
		g->cut += !g->node[g->pick[i].unor];
	sort_unor(g->m, g->unor.v, g->unor.n);
	for (i = 0; i < g->unor.n; i++)
		g->node[g->unor.v[i]] = (uint32_t)i + 1;
	return ok;
}
