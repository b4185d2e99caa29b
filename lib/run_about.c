/* SPDX-License-Identifier: MIT */
/* Which subjects are judged to explain one person. */
#include "run.h"

/* Subjects of one table, each judged once. */
struct subjects {
	struct run *r;
	uint32_t table;
	uint8_t *done;
};

static void judge_row(const struct subjects *s, uint32_t row)
{
	const struct table *t = &s->r->m->table[s->table];

	if (s->done[row] || !row_live(t, row) ||
		row_state(t, row) & ROW_IMPLICIT || s->r->fail || s->r->over)
		return;
	s->done[row] = 1;
	rules_row(s->r, s->table, row);
}

static void judge_rows(const struct subjects *s, struct slice rows)
{
	for (; rows.p < rows.end; rows.p++)
		judge_row(s, *rows.p);
}

enum { ON_UNOR, ON_PEGAWAI, ON_PENUGASAN, ON_SKP, ON_KEJADIAN, ON_PROFIL,
	ON_ALL };

static void judge_own(const struct subjects *on, uint32_t pegawai)
{
	const skp_model *m = on->r->m;

	judge_row(&on[ON_PEGAWAI], pegawai);
	judge_rows(&on[ON_SKP], slice_of(&m->skp_pegawai, pegawai));
}

/* The person with every row of theirs; the units on which their atasan
 * depends; the heads that must act first. */
static void judge_about(const struct subjects *on, const struct line *line)
{
	struct run *r = on->r;
	uint64_t run = line->run ? line->run : line->chain.n > 0, i;
	struct heads h;
	uint32_t k;

	judge_own(on, r->about);
	judge_rows(&on[ON_PENUGASAN], slice_of(&r->m->tugas_pegawai,
		r->about));
	judge_rows(&on[ON_KEJADIAN], slice_of(&r->m->kejadian, r->about));
	judge_rows(&on[ON_PROFIL], slice_of(&r->m->profil, r->about));
	for (i = 0; i < line->climb.n; i++) {
		judge_row(&on[ON_UNOR], line->climb.v[i]);
		judge_rows(&on[ON_PENUGASAN], slice_of(&r->m->tugas_unor,
			line->climb.v[i]));
	}
	for (i = 0; i < run; i++) {
		judge_row(&on[ON_UNOR], line->chain.v[i]);
		h = heads_now(r->j, line->chain.v[i]);
		for (k = 0; k < h.n; k++)
			judge_own(on, h.p[k].pegawai);
	}
	if (!r->fail && !r->over)
		rules_about(r, &line->climb);
}

/* A caller's rules may be about any table: the RHK of an SKP go with it. */
static int32_t own_about(struct run *r, const skp_checker *c,
	const struct subjects *on, skp_error *err)
{
	const struct table *rhk = &r->m->table[SKP_TABLE_RHK];
	uint8_t *only[SKP_TABLES] = {NULL}, *skp = on[ON_SKP].done;
	uint32_t i, of;
	int32_t e;

	for (i = 0; i < ON_ALL; i++)
		only[on[i].table] = on[i].done;
	only[SKP_TABLE_RHK] = mem_calloc(r->mem, rhk->rows + 1, 1);
	for (i = 0; only[SKP_TABLE_RHK] && i < rhk->rows; i++) {
		of = ref_row(cell(rhk, RHK_skp_id, i));
		only[SKP_TABLE_RHK][i] = of != NONE && skp[of];
	}
	r->fail |= !only[SKP_TABLE_RHK];
	e = r->fail ? SKP_OK : own_run(r, c, only, err);
	mem_free(r->mem, only[SKP_TABLE_RHK], rhk->rows + 1);
	return e;
}

int32_t run_about(struct run *r, const skp_checker *c,
	const struct line *line, skp_error *err)
{
	struct subjects on[ON_ALL] = {
		{r, SKP_TABLE_UNOR, NULL}, {r, SKP_TABLE_PEGAWAI, NULL},
		{r, SKP_TABLE_PENUGASAN, NULL}, {r, SKP_TABLE_SKP, NULL},
		{r, SKP_TABLE_KEJADIAN, NULL}, {r, SKP_TABLE_PROFIL, NULL},
	};
	int32_t e = SKP_OK;
	uint32_t i;

	for (i = 0; i < ON_ALL; i++) {
		on[i].done = mem_calloc(r->mem, r->m->table[on[i].table].rows +
			1, 1);
		r->fail |= !on[i].done;
	}
	if (!r->fail)
		judge_about(on, line);
	if (c->nown && !r->fail && !r->over)
		e = own_about(r, c, on, err);
	for (i = 0; i < ON_ALL; i++)
		mem_free(r->mem, on[i].done,
			r->m->table[on[i].table].rows + 1);
	return e;
}
