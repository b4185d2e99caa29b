/* SPDX-License-Identifier: MIT */
/* Round 3: what a part's people add to units, once everybody's way up is
 * known: who waits there, and whether somebody works or belongs there. */
#include "boundary.h"

struct sums {
	skp_boundary *b;
	const skp_model *m;
	const struct judgement *j;
	struct far_unit *unit; /* by row */
	uint8_t *told;	       /* by row: others know it, or hold it */
};

/* The part's rows of round 2 are those of every later round. */
static int32_t copy_rows(struct sums *s, struct out *o)
{
	const struct part *p = &s->b->part[s->b->own];
	struct lines l = lines_of((struct text){s->b->in.file.p,
		(uint32_t)s->b->in.file.n - 1}, p->rows,
		(uint64_t)(s->b->in.p + s->b->in.n - p->rows), o->err);
	bool more = true;
	struct buf id;
	uint32_t u;
	int32_t e;

	l.line = p->line;
	buf_init(&id, &s->b->mem);
	while (!(e = lines_next(&l, &more)) && more &&
		text_eq(l.field[0], text_of("row"))) {
		out_copy(o, &l);
		if (l.n < 4 || l.field[3].n == 0 ||
			!text_eq(l.field[1], text_of("unor")))
			continue;
		id.n = 0;
		text_plain(&id, (struct text){l.field[3].p + 1,
			l.field[3].n - 1});
		u = model_find_unor(s->m, (struct text){id.p ? id.p : "",
			(uint32_t)id.n});
		if (u != CELL_EMPTY)
			s->told[u] = 1;
	}
	buf_free(&id);
	return e;
}

static void add_person(struct sums *s, uint32_t p)
{
	const struct judgement *j = s->j;
	uint32_t u = pegawai_unor(s->m, p), a = j->appraiser[p];

	if (u != NONE && j->pegawai[p] & P_OBLIGED)
		s->unit[u].flags |= FAR_OBLIGED;
	if (u != NONE && j->pegawai[p] & P_ACTIVE && person_touched(j, p))
		s->unit[u].flags |= FAR_TOUCHED;
	if (a != NONE)
		s->unit[a].flags |= FAR_APPRAISING;
}

static void add_all(struct sums *s)
{
	const struct judgement *j = s->j;
	uint32_t u, p;

	for (p = 0; p < j->people; p++)
		if (row_live(pegawai_of(s->m), p) &&
			row_own(s->m, SKP_TABLE_PEGAWAI, p))
			add_person(s, p);
	for (u = 0; u < j->units; u++) {
		if (j->unor[u] & U_TREE_HEAD)
			s->unit[u].flags |= FAR_TREE_HEAD;
		if (row_own(s->m, SKP_TABLE_UNOR, u))
			continue; /* the sum itself is at home here */
		s->told[u] = 1;
		s->unit[u].blocked = j->blocked[u];
		s->unit[u].blocked_total = j->blocked_total[u];
	}
}

static void write_units(const struct sums *s, struct out *o)
{
	const struct far_unit *f;
	uint32_t u;

	for (u = 0; u < s->j->units; u++) {
		f = &s->unit[u];
		if (!s->told[u] || !row_live(unor_of(s->m), u) ||
			!(f->flags || f->blocked || f->blocked_total))
			continue;
		out_word(o, "unit");
		out_text(o, model_unor_id(s->m, u));
		out_uint(o, f->flags);
		out_uint(o, f->blocked);
		out_uint(o, f->blocked_total);
		out_end(o);
	}
}

/* ---- instansi ---- */

static void instansi_write(const struct sums *s, struct out *o, uint32_t least,
	uint32_t missing)
{
	uint32_t c = cell(unor_of(s->m), UNOR_instansi_id, least);

	out_word(o, "instansi");
	out_text(o, cell_none(c) ? text_of("") : names_get(&s->m->ids, c));
	out_text(o, model_unor_id(s->m, least));
	out_text(o, text_of(missing == FAR_MIXED ? "*" : "="));
	if (missing != FAR_MIXED)
		out_more(o, names_get(&s->m->ids, missing));
	out_end(o);
}

/* least[], missing[] by folded name of the instansi: 1 + the unit of the least
 * id, and the one missing parent of all. */
static void instansi_add(const struct sums *s, uint32_t *least,
	uint32_t *missing, uint32_t u)
{
	uint32_t c = cell(unor_of(s->m), UNOR_instansi_id, u), miss;

	c = cell_none(c) ? NAME_EMPTY : names_fold(&s->m->ids, c);
	miss = missing_top(s->j, u);
	if (miss == NONE)
		miss = FAR_MIXED;
	missing[c] = !least[c] || missing[c] == miss ? miss
						      : (uint32_t)FAR_MIXED;
	if (!least[c] || unor_cmp(s->m, u, least[c] - 1) < 0)
		least[c] = u + 1;
}

static int32_t write_instansi(const struct sums *s, struct out *o)
{
	struct mem *mem = &s->b->mem;
	uint64_t n = s->m->ids.n, i;
	uint32_t *least = mem_calloc(mem, n, 4), u;
	uint32_t *missing = mem_calloc(mem, n, 4);
	bool ok = least && missing;

	for (u = 0; u < s->j->units && ok; u++)
		if (s->j->unor[u] & U_EXPLICIT &&
			row_own(s->m, SKP_TABLE_UNOR, u))
			instansi_add(s, least, missing, u);
	for (i = 0; i < n && ok; i++)
		if (least[i])
			instansi_write(s, o, least[i] - 1, missing[i]);
	mem_free(mem, least, n * 4);
	mem_free(mem, missing, n * 4);
	return ok ? SKP_OK : mem_fail(mem, o->err);
}

static int32_t write_sums(struct sums *s, struct out *o)
{
	uint64_t n = s->j->units + 1;
	int32_t e;

	s->unit = mem_calloc(&s->b->mem, n, sizeof(*s->unit));
	s->told = mem_calloc(&s->b->mem, n, 1);
	e = s->unit && s->told ? copy_rows(s, o)
			       : mem_fail(&s->b->mem, o->err);
	if (!e) {
		add_all(s);
		write_units(s, o);
		e = write_instansi(s, o);
	}
	mem_free(&s->b->mem, s->unit, n * sizeof(*s->unit));
	mem_free(&s->b->mem, s->told, n);
	return e;
}

int32_t boundary_sums(skp_boundary *b, const skp_checker *c, struct out *o,
	skp_model *m)
{
	struct sums s = {.b = b, .m = m};
	skp_report *r;
	int32_t e = report_judged(c, m, &r, o->err);

	if (e)
		return e;
	s.j = &r->j;
	e = write_sums(&s, o);
	skp_report_free(r);
	return e;
}
