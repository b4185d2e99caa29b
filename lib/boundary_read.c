/* SPDX-License-Identifier: MIT */
/* Reading a solved boundary: its parts and its ids of several parts at once,
 * rows and sums where they are wanted. */
#include "boundary.h"

static int32_t add_part(skp_boundary *b, struct lines *l)
{
	void *p = b->part;
	struct part one;
	uint64_t i;
	int32_t e = boundary_part(l, &b->mem, &one);

	if (e)
		return e;
	for (i = 0; i < b->nparts && !e; i++)
		if (text_eq((struct text){b->part[i].name.p,
				(uint32_t)b->part[i].name.n},
			(struct text){one.name.p, (uint32_t)one.name.n}))
			e = lines_fail(l, "a part stands here a second time");
	if (!e && !mem_reserve(&b->mem, &p, &b->cparts, b->nparts + 1,
		sizeof(one)))
		e = mem_fail(&b->mem, l->err);
	if (e) {
		buf_free(&one.name);
		return e;
	}
	b->part = p;
	b->part[b->nparts++] = one;
	return SKP_OK;
}

static int32_t add_hot(skp_boundary *b, struct lines *l)
{
	struct hot one = {0, 0, 0}, *last = b->nhot ? &b->hot[b->nhot - 1]
						    : NULL;
	void *p = b->hot;
	uint64_t level;

	if (l->n != 4 || l->field[1].n != 1 ||
		!text_hex(l->field[2], &one.hash) ||
		!text_number(l->field[3], HOT_SHARED, &level) || !level)
		return lines_fail(l, "an id of several parts cannot be read");
	one.kind = (uint8_t)*l->field[1].p;
	one.level = (uint8_t)level;
	if (last && (one.kind < last->kind || (one.kind == last->kind &&
		one.hash <= last->hash)))
		return lines_fail(l, "ids stand out of order");
	if (!mem_reserve(&b->mem, &p, &b->chot, b->nhot + 1, sizeof(one)))
		return mem_fail(&b->mem, l->err);
	b->hot = p;
	b->hot[b->nhot++] = one;
	return SKP_OK;
}

/* Rows belong to the part before them; ids and sums come behind the parts. */
static int32_t read_line(skp_boundary *b, struct lines *l, bool *behind,
	bool *end)
{
	struct text w = l->field[0];
	uint64_t n;

	if (text_eq(w, text_of("end"))) {
		*end = l->n == 2 && text_number(l->field[1], UINT32_MAX, &n) &&
			n + 1 == l->line && l->p == l->end;
		return *end ? SKP_OK : lines_fail(l, "lines are missing");
	}
	if (text_eq(w, text_of("part")) && !*behind)
		return add_part(b, l);
	if (text_eq(w, text_of("row")) && !*behind && b->nparts &&
		b->round >= ROUND_ROWS)
		return SKP_OK;
	if (!*behind) {
		b->sums = l->field[0].p;
		b->sums_line = l->line - 1;
		*behind = true;
	}
	if (text_eq(w, text_of("hot")) && b->round == ROUND_IDS)
		return add_hot(b, l);
	if ((text_eq(w, text_of("unit")) || text_eq(w, text_of("instansi"))) &&
		b->round == ROUND_SUMS)
		return SKP_OK;
	return lines_fail(l, "a line that does not belong here");
}

static int32_t read_all(skp_boundary *b, struct lines *l)
{
	bool more, solved = false, behind = false, end = false;
	int32_t e = boundary_head(l, &b->round, &solved, &b->scope);

	if (!e && !solved)
		e = lines_fail(l, "one part's boundary: merge those of all "
			"parts first");
	while (!e && !end) {
		e = lines_next(l, &more);
		if (!e && !more)
			e = lines_fail(l, "the end is missing");
		else if (!e)
			e = read_line(b, l, &behind, &end);
	}
	if (!e && !b->nparts)
		e = lines_fail(l, "there is no part in it");
	return e;
}

int32_t skp_boundary_read(skp_boundary *b, const char *name,
	const void *data, uint64_t len, skp_error *err)
{
	int32_t e = handle_check(b, MARK_BOUNDARY, err);
	struct lines l;

	if (e)
		return e;
	if (!name || (!data && len))
		return fail(err, SKP_E_ARG, "no name, or no data");
	if (b->in.p || b->begun)
		return fail(err, SKP_E_STATE, "a boundary is read once, "
			"before it begins");
	buf_put(&b->in.file, name, strlen(name) + 1);
	if (b->in.file.fail)
		return mem_fail(&b->mem, err);
	b->in.p = data ? data : "";
	b->in.n = len;
	l = lines_of((struct text){b->in.file.p, 0}, b->in.p, len, err);
	e = read_all(b, &l);
	if (e)
		b->begun = true; /* of no use any more */
	return e;
}
