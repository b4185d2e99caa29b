/* SPDX-License-Identifier: MIT */
/* What ties the nodes of a graph, and the people around the one asked for. */
#include "graph.h"

const char *const edge_words[EDGE_KINDS] = {"parent", "next", "blocked",
	"member", "expected", "recorded", "heads"};
const char *const role_words[ROLES] = {"subject", "expected", "recorded"};

/* ---- people ---- */

static bool person_add(struct graph *g, uint32_t row, uint32_t name,
	uint32_t role)
{
	void *p = g->person;

	if (!mem_reserve(g->mem, &p, &g->cpeople, g->people + 1,
		sizeof(*g->person)))
		return false;
	g->person = p;
	g->person[g->people++] = (struct person){row, name, role};
	return true;
}

/* The atasan of the SKP of today, without one that of the person's row. */
static uint32_t atasan_cell(const struct graph *g)
{
	uint32_t skp = skp_latest(g->j, g->subject);

	return skp != NONE ? cell(&g->m->table[SKP_TABLE_SKP], SKP_atasan_id,
				     skp)
			   : cell(pegawai_of(g->m), PEGAWAI_atasan_id,
				     g->subject);
}

/* The one recorded, if it is not one of those expected. */
static bool recorded_add(struct graph *g)
{
	uint32_t c = atasan_cell(g);
	uint64_t i;

	if (cell_none(c))
		return true;
	if (cell_dangling(c))
		return person_add(g, NONE, c & ~CELL_DANGLING, ROLE_RECORDED);
	for (i = 0; i < g->people; i++)
		if (g->person[i].row == c && g->person[i].role != ROLE_SUBJECT)
			return true;
	return person_add(g, c, 0, ROLE_RECORDED);
}

bool graph_people(struct graph *g)
{
	struct asker a = asker_new(g->mem);
	struct expected e;
	uint32_t i;
	bool ok = person_add(g, g->subject, 0, ROLE_SUBJECT);

	e = expected_of(g->j, &a, g->subject, pegawai_unor(g->m, g->subject),
		g->j->today, true);
	for (i = 0; ok && i < e.n; i++)
		ok = person_add(g, e.pegawai[i], 0, ROLE_EXPECTED);
	ok = ok && !a.fail && recorded_add(g);
	asker_free(&a);
	return ok;
}

/* ---- edges ---- */

static bool edge_add(struct graph *g, uint32_t from, uint32_t to,
	enum edge_kind kind, uint32_t count)
{
	void *p = g->edge;

	if (!mem_reserve(g->mem, &p, &g->cedges, g->edges + 1,
		sizeof(*g->edge)))
		return false;
	g->edge = p;
	g->edge[g->edges++] = (struct edge){from, to, kind, count};
	return true;
}

/* To a unit, if it is drawn. */
static bool edge_unit(struct graph *g, uint32_t from, uint32_t unor,
	enum edge_kind kind, uint32_t count)
{
	return unor == NONE || !g->node[unor] ||
		edge_add(g, from, g->node[unor] - 1, kind, count);
}

static void sort_nodes(struct ids *l)
{
	uint64_t i, k;
	uint32_t x;

	for (i = 1; i < l->n; i++) {
		x = l->v[i];
		for (k = i; k > 0 && l->v[k - 1] > x; k--)
			l->v[k] = l->v[k - 1];
		l->v[k] = x;
	}
}

/* Where the blocked members of a unit wait: `tally` counts by node and is
 * left all 0. They are few, since all lie on one line upwards. */
static bool edges_blocked(struct graph *g, uint32_t from, uint32_t unor)
{
	struct slice s = slice_of(&g->m->members, unor);
	struct ids to = {NULL, 0, 0};
	uint32_t node;
	bool ok = true;
	uint64_t i;

	for (; ok && s.p < s.end; s.p++) {
		if (!(g->j->pegawai[*s.p] & P_BLOCKED))
			continue;
		node = g->node[g->j->appraiser[*s.p]];
		if (node && g->tally[node - 1]++ == 0)
			ok = ids_add(g->mem, &to, node - 1);
	}
	sort_nodes(&to);
	for (i = 0; i < to.n; i++) {
		ok = ok && edge_add(g, from, to.v[i], EDGE_BLOCKED,
			g->tally[to.v[i]]);
		g->tally[to.v[i]] = 0;
	}
	ids_free(g->mem, &to);
	return ok;
}

static bool edges_of_unit(struct graph *g, uint32_t node)
{
	uint32_t u = g->unor.v[node];

	return edge_unit(g, node, parent_of(g->m, u), EDGE_PARENT, 0) &&
		edge_unit(g, node, g->j->next[u], EDGE_NEXT, 0) &&
		edges_blocked(g, node, u);
}

static bool edges_headed(struct graph *g, uint32_t node, uint32_t pegawai)
{
	uint64_t i;
	bool ok = true;

	for (i = 0; ok && i < g->unor.n; i++)
		if (heads_has(heads_now(g->j, g->unor.v[i]), pegawai))
			ok = edge_add(g, node, (uint32_t)i, EDGE_HEADS, 0);
	return ok;
}

static bool edges_of_person(struct graph *g, uint32_t i)
{
	static const enum edge_kind kind[ROLES] = {EDGE_MEMBER, EDGE_EXPECTED,
		EDGE_RECORDED};
	uint32_t first = (uint32_t)g->unor.n, row = g->person[i].row;
	uint32_t role = g->person[i].role, unit;
	bool ok = true;

	if (role != ROLE_SUBJECT)
		ok = edge_add(g, first, first + i, kind[role], 0);
	if (!ok || row == NONE)
		return ok;
	unit = pegawai_unor(g->m, row);
	if (unit != NONE && !heads_has(heads_now(g->j, unit), row))
		ok = edge_unit(g, first + i, unit, EDGE_MEMBER, 0);
	return ok && edges_headed(g, first + i, row);
}

bool graph_edges(struct graph *g)
{
	uint64_t i, bytes = (g->unor.n + 1) * sizeof(uint32_t);
	bool ok;

	g->tally = mem_calloc(g->mem, g->unor.n + 1, sizeof(uint32_t));
	ok = g->tally != NULL;
	for (i = 0; ok && i < g->unor.n; i++)
		ok = edges_of_unit(g, (uint32_t)i);
	mem_free(g->mem, g->tally, bytes);
	g->tally = NULL;
	for (i = 0; ok && i < g->people; i++)
		ok = edges_of_person(g, (uint32_t)i);
	return ok;
}
