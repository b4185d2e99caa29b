/* SPDX-License-Identifier: MIT */
/* The tree of units: kinds, activity, cycles, order, who is above whom. */
#include "index.h"

uint32_t parent_of(const skp_model *m, uint32_t unor)
{
	return ref_row(cell(unor_of(m), UNOR_diatasan_id, unor));
}

static bool unor_active(const struct judgement *j, uint32_t u)
{
	uint32_t aktif = cell(unor_of(j->m), UNOR_aktif, u);
	uint32_t end = cell(unor_of(j->m), UNOR_kedaluwarsa, u);

	if (!cell_none(aktif) && !aktif)
		return false;
	return cell_none(end) || cell_day(end) >= j->today;
}

static enum kind unor_kind(const struct judgement *j, uint32_t u)
{
	const struct table *t = unor_of(j->m);
	int32_t code = judge_code(j, C_UNOR_JENIS, u);
	uint32_t c;

	if (code > 0)
		return (enum kind)(code - 1);
	if (!cell_none(cell(t, UNOR_npsn, u)))
		return KIND_SEKOLAH;
	c = cell(t, UNOR_nama, u);
	if (cell_none(c))
		return KIND_LAINNYA;
	return policy_kind_by_name(j->policy, names_get(&j->m->texts, c));
}

static void tree_units(struct judgement *j)
{
	uint32_t u;

	for (u = 0; u < j->units; u++) {
		j->unor[u] = 0;
		if (!row_live(unor_of(j->m), u))
			continue;
		if (unor_active(j, u))
			j->unor[u] |= U_ACTIVE;
		if (!(row_state(unor_of(j->m), u) & ROW_IMPLICIT))
			j->unor[u] |= U_EXPLICIT;
		j->kind[u] = (uint8_t)unor_kind(j, u);
	}
}

/* Marks the cycles: every unit has at most one parent, so a walk up that
 * meets its own trail has found one. top[] is the trail's mark here. */
static void tree_cycles(struct judgement *j)
{
	uint32_t u, v, start;

	for (u = 0; u < j->units; u++)
		j->top[u] = NONE;
	for (u = 0; u < j->units; u++) {
		start = u;
		for (v = u; v != NONE && j->top[v] == NONE;
			v = parent_of(j->m, v))
			j->top[v] = start;
		if (v == NONE || j->top[v] != start ||
			j->unor[v] & U_CYCLE)
			continue;
		while (!(j->unor[v] & U_CYCLE)) {
			j->unor[v] |= U_CYCLE;
			v = parent_of(j->m, v);
		}
	}
}

/* Roots of the walk down: units without a known parent, and those on cycles,
 * each of which is the root of what hangs below it off the cycle. */
static bool walk_root(const struct judgement *j, uint32_t u)
{
	return row_live(unor_of(j->m), u) &&
		(parent_of(j->m, u) == NONE || j->unor[u] & U_CYCLE);
}

struct walk {
	uint32_t *stack, *at; /* units on the way down; next child of each */
	uint32_t depth, time;
	uint64_t n; /* units in order[] so far */
};

static void walk_enter(struct judgement *j, struct walk *w, uint32_t u,
	uint32_t top)
{
	j->top[u] = top;
	j->tin[u] = w->time++;
	j->order[w->n++] = u;
	w->stack[w->depth] = u;
	w->at[w->depth++] = 0;
}

/* The next child of the unit on top of the stack, off any cycle. */
static uint32_t walk_child(struct judgement *j, struct walk *w)
{
	struct slice kids = slice_of(&j->m->children, w->stack[w->depth - 1]);
	uint32_t *at = &w->at[w->depth - 1];

	while (kids.p + *at < kids.end) {
		uint32_t kid = kids.p[(*at)++];

		if (!(j->unor[kid] & U_CYCLE))
			return kid;
	}
	return NONE;
}

static void walk_down(struct judgement *j, struct walk *w, uint32_t root)
{
	uint32_t kid;

	walk_enter(j, w, root, root);
	while (w->depth) {
		kid = walk_child(j, w);
		if (kid != NONE)
			walk_enter(j, w, kid, root);
		else
			j->tout[w->stack[--w->depth]] = w->time;
	}
}

/* One name for a whole cycle: the first of its units that the walk meets. */
static void tree_cycle_tops(struct judgement *j)
{
	uint32_t u, v;

	for (u = 0; u < j->units; u++) {
		if (!(j->unor[u] & U_CYCLE) || j->top[u] != u ||
			j->unor[u] & U_BELOW_CYCLE)
			continue;
		j->unor[u] |= U_BELOW_CYCLE;
		for (v = parent_of(j->m, u); v != u; v = parent_of(j->m, v)) {
			j->top[v] = u;
			j->unor[v] |= U_BELOW_CYCLE;
		}
	}
}

static bool top_known(const struct judgement *j, uint32_t top)
{
	return cell(unor_of(j->m), UNOR_diatasan_id, top) == CELL_EMPTY;
}

static void tree_tops(struct judgement *j)
{
	uint64_t i;
	uint32_t u, top;

	tree_cycle_tops(j);
	for (i = 0; i < j->units && j->order[i] != NONE; i++) {
		u = j->order[i];
		top = j->top[u];
		if (!(j->unor[u] & U_CYCLE)) {
			top = j->top[top]; /* of the cycle's first */
			j->top[u] = top;
		}
		if (j->unor[top] & U_CYCLE)
			j->unor[u] |= U_BELOW_CYCLE;
		else if (top_known(j, top))
			j->unor[u] |= U_TOP_KNOWN;
	}
}

bool above_or_self(const struct judgement *j, uint32_t a, uint32_t u)
{
	if (j->unor[a] & U_CYCLE)
		return j->unor[u] & U_BELOW_CYCLE && j->top[u] == j->top[a];
	return j->tin[a] <= j->tin[u] && j->tout[u] <= j->tout[a];
}

int32_t judge_tree(struct judgement *j, skp_error *err)
{
	struct walk w;
	uint64_t n = j->units;
	uint32_t u;

	memset(&w, 0, sizeof(w));
	j->unor = judge_array(j, n, 1);
	j->kind = judge_array(j, n, 1);
	j->top = judge_array(j, n, sizeof(uint32_t));
	j->tin = judge_array(j, n, sizeof(uint32_t));
	j->tout = judge_array(j, n, sizeof(uint32_t));
	j->order = judge_array(j, n, sizeof(uint32_t));
	w.stack = judge_array(j, n, sizeof(uint32_t));
	w.at = judge_array(j, n, sizeof(uint32_t));
	if (!j->unor || !j->kind || !j->top || !j->tin || !j->tout ||
		!j->order || !w.stack || !w.at) {
		mem_free(j->mem, w.stack, (n + 1) * 4);
		mem_free(j->mem, w.at, (n + 1) * 4);
		return mem_fail(j->mem, err);
	}
	memset(j->order, 0xff, (size_t)n * 4);
	tree_units(j);
	tree_cycles(j);
	for (u = 0; u < n; u++)
		if (walk_root(j, u))
			walk_down(j, &w, u);
	tree_tops(j);
	mem_free(j->mem, w.stack, (n + 1) * 4);
	mem_free(j->mem, w.at, (n + 1) * 4);
	return SKP_OK;
}
