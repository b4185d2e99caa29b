/* SPDX-License-Identifier: MIT */
/* Merging what all parts wrote in one round. Ids come sorted, so that only one
 * line of each part is in memory; rows pass through; sums are added up. */
#include "boundary.h"

/* One part's boundary under way. */
struct cursor {
	struct lines l;
	struct part part;
	bool more;
	uint64_t hash;
	char kind;
	bool held;
};

struct merging {
	skp_boundary *b;
	struct out *o;
	struct cursor *v;
	uint32_t *heap;
	uint64_t n, alive;
	struct scope scope;
	int32_t round;
	struct sum_list sums;
};

int32_t skp_boundary_add(skp_boundary *b, const char *name, const void *data,
	uint64_t len, skp_error *err)
{
	int32_t e = handle_check(b, MARK_BOUNDARY, err);
	struct input *in;
	void *p;

	if (e)
		return e;
	if (!name || !data)
		return fail(err, SKP_E_ARG, "no name, or no data");
	p = b->merge;
	if (!mem_reserve(&b->mem, &p, &b->cmerge, b->nmerge + 1, sizeof(*in)))
		return mem_fail(&b->mem, err);
	b->merge = p;
	in = &b->merge[b->nmerge];
	buf_init(&in->file, &b->mem);
	buf_put(&in->file, name, strlen(name) + 1);
	in->p = data;
	in->n = len;
	if (in->file.fail)
		return mem_fail(&b->mem, err);
	b->nmerge++;
	return SKP_OK;
}

/* ---- beginnings ---- */

static int32_t same_round(struct merging *g, struct cursor *c, int32_t round,
	const struct scope *scope, bool first)
{
	if (first) {
		g->round = round;
		g->scope = *scope;
		return SKP_OK;
	}
	if (round != g->round)
		return lines_fail(&c->l, "of another round than the first "
			"boundary");
	if (!scope_same(scope, &g->scope))
		return lines_fail(&c->l, "made with another key, policy, pada "
			"or period than the first boundary");
	return SKP_OK;
}

static int32_t part_once(const struct merging *g, uint64_t n)
{
	const struct buf *a = &g->v[n].part.name, *b;
	uint64_t i;

	for (i = 0; i < n; i++) {
		b = &g->v[i].part.name;
		if (text_eq((struct text){a->p, (uint32_t)a->n},
			(struct text){b->p, (uint32_t)b->n}))
			return lines_fail(&g->v[n].l, "of a part of the same "
				"name as an earlier one: give each a name of "
				"its own");
	}
	return SKP_OK;
}

static int32_t cursor_open(struct merging *g, uint64_t i, skp_error *err)
{
	const struct input *in = &g->b->merge[i];
	struct cursor *c = &g->v[i];
	struct scope scope;
	bool solved = false;
	int32_t round, e;

	c->l = lines_of((struct text){in->file.p, 0}, in->p, in->n, err);
	e = boundary_head(&c->l, &round, &solved, &scope);
	if (!e && solved)
		e = lines_fail(&c->l, "merged already: merge what the parts "
			"wrote");
	if (!e)
		e = same_round(g, c, round, &scope, i == 0);
	if (!e)
		e = lines_next(&c->l, &c->more);
	if (!e)
		e = boundary_part(&c->l, &g->b->mem, &c->part);
	return e ? e : part_once(g, i);
}

/* The next line; at the end of the file `more` is false. */
static int32_t cursor_next(struct cursor *c)
{
	bool more;
	uint64_t n;
	int32_t e = lines_next(&c->l, &more);

	if (e)
		return e;
	if (!more)
		return lines_fail(&c->l, "the end is missing");
	c->more = !text_eq(c->l.field[0], text_of("end"));
	if (!c->more && (c->l.n != 2 ||
		!text_number(c->l.field[1], UINT32_MAX, &n) ||
		n + 1 != c->l.line || c->l.p != c->l.end))
		return lines_fail(&c->l, "lines are missing");
	return SKP_OK;
}

/* ---- round 1: ids ---- */

static int id_cmp(const struct cursor *a, const struct cursor *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

static int32_t id_next(struct cursor *c)
{
	struct cursor was = *c;
	int32_t e = cursor_next(c);
	struct lines *l = &c->l;

	if (e || !c->more)
		return e;
	if (!lines_is(l, "id", 4) || l->field[1].n != 1 ||
		!text_hex(l->field[2], &c->hash) || l->field[3].n != 1 ||
		(*l->field[3].p != 'h' && *l->field[3].p != 'w'))
		return lines_fail(l, "an id cannot be read");
	c->kind = *l->field[1].p;
	c->held = *l->field[3].p == 'h';
	if (was.kind && id_cmp(&was, c) >= 0)
		return lines_fail(l, "ids stand out of order");
	return SKP_OK;
}

static void heap_sift(struct merging *g, uint64_t i)
{
	uint32_t x = g->heap[i];
	uint64_t k;

	while ((k = 2 * i + 1) < g->alive) {
		if (k + 1 < g->alive && id_cmp(&g->v[g->heap[k + 1]],
			&g->v[g->heap[k]]) < 0)
			k++;
		if (id_cmp(&g->v[x], &g->v[g->heap[k]]) <= 0)
			break;
		g->heap[i] = g->heap[k];
		i = k;
	}
	g->heap[i] = x;
}

static void put_hot(struct out *o, const struct cursor *id, uint32_t level)
{
	char kind[] = {id->kind, 0};

	out_word(o, "hot");
	out_text(o, text_of(kind));
	out_hex(o, id->hash);
	out_uint(o, level);
	out_end(o);
}

/* All cursors that stand at the least id go on. */
static int32_t take_id(struct merging *g)
{
	struct cursor id = g->v[g->heap[0]], *c;
	uint32_t known = 0, held = 0;
	int32_t e = SKP_OK;

	while (g->alive && !e && id_cmp(&g->v[g->heap[0]], &id) == 0) {
		c = &g->v[g->heap[0]];
		known++;
		held += c->held;
		e = id_next(c);
		if (!c->more)
			g->heap[0] = g->heap[--g->alive];
		if (g->alive)
			heap_sift(g, 0);
	}
	if (!e && known > 1 && held)
		put_hot(g->o, &id, held > 1 ? HOT_SHARED : HOT_WANTED);
	return e;
}

static int32_t merge_ids(struct merging *g)
{
	uint64_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < g->n; i++)
		boundary_put_part(g->o, &g->v[i].part);
	for (i = 0; i < g->n && !e; i++) {
		e = id_next(&g->v[i]);
		if (!e && g->v[i].more)
			g->heap[g->alive++] = (uint32_t)i;
	}
	for (i = g->alive / 2; i > 0 && !e; i--)
		heap_sift(g, i - 1);
	while (g->alive && !e)
		e = take_id(g);
	return e;
}

/* ---- rounds 2 and 3 ---- */

static int32_t merge_part(struct merging *g, struct cursor *c)
{
	bool rows = true;
	int32_t e = cursor_next(c);

	boundary_put_part(g->o, &c->part);
	for (; !e && c->more; e = cursor_next(c)) {
		if (rows && text_eq(c->l.field[0], text_of("row"))) {
			out_copy(g->o, &c->l);
			continue;
		}
		rows = false;
		if (g->round != ROUND_SUMS || (!text_eq(c->l.field[0],
			text_of("unit")) && !text_eq(c->l.field[0],
			text_of("instansi"))))
			return lines_fail(&c->l, "a line that does not belong "
				"here");
		e = sums_add(&g->sums, &g->b->mem, &c->l);
		if (e)
			return e;
	}
	return e;
}

static int32_t merge_parts(struct merging *g)
{
	uint64_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < g->n && !e; i++)
		e = merge_part(g, &g->v[i]);
	if (!e)
		sums_put(&g->sums, g->o);
	return e;
}

/* ---- all of it ---- */

static int32_t merge_all(struct merging *g, skp_error *err)
{
	uint64_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < g->n && !e; i++)
		e = cursor_open(g, i, err);
	if (e)
		return e;
	boundary_put_head(g->o, g->round, true, &g->scope);
	return g->round == ROUND_IDS ? merge_ids(g) : merge_parts(g);
}

static void merging_free(struct merging *g)
{
	struct mem *mem = &g->b->mem;
	uint64_t i;

	for (i = 0; i < g->n && g->v; i++)
		if (g->v[i].part.name.mem)
			buf_free(&g->v[i].part.name);
	sums_free(&g->sums, mem);
	mem_free(mem, g->v, g->n * sizeof(*g->v));
	mem_free(mem, g->heap, (g->n + 1) * sizeof(*g->heap));
}

int32_t skp_boundary_merge(skp_boundary *b, skp_write_fn write, void *ctx,
	skp_error *err)
{
	int32_t e = handle_check(b, MARK_BOUNDARY, err);
	struct merging g;
	struct out o;

	if (e)
		return e;
	if (!write || !b->nmerge || b->nmerge > UINT32_MAX)
		return fail(err, SKP_E_ARG, "nothing to merge, or nowhere to");
	memset(&g, 0, sizeof(g));
	g.b = b;
	g.o = &o;
	g.n = b->nmerge;
	g.v = mem_calloc(&b->mem, g.n, sizeof(*g.v));
	g.heap = mem_calloc(&b->mem, g.n + 1, sizeof(*g.heap));
	out_init(&o, &b->mem, write, ctx, err);
	e = g.v && g.heap ? merge_all(&g, err) : mem_fail(&b->mem, err);
	e = out_close(&o, e);
	if (!e)
		b->round = g.round;
	merging_free(&g);
	return e;
}
