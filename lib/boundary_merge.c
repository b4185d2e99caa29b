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

struct sum {
	struct buf id, spelling, missing; /* unit: id; instansi: all */
	uint64_t flags, blocked, total;
	bool instansi;
};

struct merging {
	skp_boundary *b;
	struct out *o;
	struct cursor *v;
	uint32_t *heap;
	uint64_t n, alive;
	struct scope scope;
	int32_t round;
	struct sum *sum;
	uint64_t nsum, csum;
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

static struct text buf_text(const struct buf *b)
{
	return (struct text){b->p ? b->p : "", (uint32_t)b->n};
}

static int sum_cmp(const struct sum *a, const struct sum *b)
{
	struct text s = buf_text(&a->id), t = buf_text(&b->id);
	uint32_t i, n = s.n < t.n ? s.n : t.n;
	int x, y;

	if (a->instansi != b->instansi)
		return a->instansi ? 1 : -1;
	for (i = 0; i < n; i++) {
		x = (unsigned char)ascii_lower(s.p[i]);
		y = (unsigned char)ascii_lower(t.p[i]);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (s.n > t.n) - (s.n < t.n);
}

static void sums_sort(struct sum *v, uint64_t n)
{
	struct sum x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && sum_cmp(&x, &v[k - gap]) < 0;
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static int32_t sum_read(struct merging *g, const struct lines *l,
	struct sum *s)
{
	s->instansi = text_eq(l->field[0], text_of("instansi"));
	buf_init(&s->id, &g->b->mem);
	buf_init(&s->spelling, &g->b->mem);
	buf_init(&s->missing, &g->b->mem);
	if (!s->instansi && l->n == 5 && text_plain(&s->id, l->field[1]) &&
		text_number(l->field[2], 15, &s->flags) &&
		text_number(l->field[3], INT32_MAX, &s->blocked) &&
		text_number(l->field[4], INT32_MAX, &s->total))
		return SKP_OK;
	if (s->instansi && l->n == 4 && text_plain(&s->id, l->field[1]) &&
		text_plain(&s->spelling, l->field[2]) &&
		text_plain(&s->missing, l->field[3]) && s->missing.n)
		return SKP_OK;
	return lines_fail(l, "a sum cannot be read");
}

static void sum_free(struct sum *s)
{
	buf_free(&s->id);
	buf_free(&s->spelling);
	buf_free(&s->missing);
}

static int32_t sum_add(struct merging *g, const struct lines *l)
{
	void *p = g->sum;
	struct sum s;
	int32_t e;

	memset(&s, 0, sizeof(s));
	e = sum_read(g, l, &s);
	if (!e && (s.id.fail || s.spelling.fail || s.missing.fail ||
		!mem_reserve(&g->b->mem, &p, &g->csum, g->nsum + 1,
			sizeof(s))))
		e = mem_fail(&g->b->mem, l->err);
	if (e) {
		sum_free(&s);
		return e;
	}
	g->sum = p;
	g->sum[g->nsum++] = s;
	return SKP_OK;
}

/* Of an instansi: the spelling of the least unit; one missing parent only if
 * all name it. */
static void sum_join(struct sum *to, struct sum *s)
{
	struct buf x;

	to->flags |= s->flags;
	to->blocked += s->blocked;
	to->total += s->total;
	if (!to->instansi)
		return;
	if (!text_same(buf_text(&to->missing), buf_text(&s->missing))) {
		to->missing.n = 0;
		buf_char(&to->missing, '*');
	}
	if (text_cmp(buf_text(&s->spelling), buf_text(&to->spelling)) >= 0)
		return;
	x = to->spelling;
	to->spelling = s->spelling;
	s->spelling = x;
	x = to->id;
	to->id = s->id;
	s->id = x;
}

static void put_sum(struct out *o, const struct sum *s)
{
	out_word(o, s->instansi ? "instansi" : "unit");
	out_text(o, buf_text(&s->id));
	if (s->instansi) {
		out_text(o, buf_text(&s->spelling));
		out_text(o, buf_text(&s->missing));
	} else {
		out_uint(o, s->flags);
		out_uint(o, s->blocked);
		out_uint(o, s->total);
	}
	out_end(o);
}

static void put_sums(struct merging *g)
{
	uint64_t i, k;

	sums_sort(g->sum, g->nsum);
	for (i = 0; i < g->nsum; i = k) {
		for (k = i + 1; k < g->nsum &&
			sum_cmp(&g->sum[i], &g->sum[k]) == 0; k++)
			sum_join(&g->sum[i], &g->sum[k]);
		put_sum(g->o, &g->sum[i]);
	}
}

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
		e = sum_add(g, &c->l);
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
		put_sums(g);
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
	for (i = 0; i < g->nsum; i++)
		sum_free(&g->sum[i]);
	mem_free(mem, g->sum, g->csum * sizeof(*g->sum));
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
