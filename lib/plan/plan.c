/* SPDX-License-Identifier: MIT */
/* The plan as an object: made on a copy of the model, freed, carried out. */
#include "plan.h"

static int32_t plan_new(const skp_checker *c, const skp_model *m,
	skp_plan **ret, skp_error *err)
{
	struct mem mem;
	skp_plan *p;
	int32_t e;

	mem_init(&mem, &c->mem.a, c->limits.memory);
	p = mem_calloc(&mem, 1, sizeof(*p));
	if (!p)
		return mem_fail(&mem, err);
	p->h.mark = MARK_PLAN;
	p->mem = mem;
	p->first = m;
	p->changes = m->changes;
	p->c = c;
	p->pada = c->pada;
	p->source = -1;
	if (!names_init(&p->texts, &p->mem, m->ids.key)) {
		e = mem_fail(&p->mem, err);
		skp_plan_free(p);
		return e;
	}
	*ret = p;
	return SKP_OK;
}

/* Rows from here on are the plan's own; implicit people and units come last
 * and are none that a step changes. */
static void plan_base(skp_plan *p)
{
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		p->base[t] = p->model->table[t].rows;
	p->base[SKP_TABLE_UNOR] = p->model->rows_loaded[0];
	p->base[SKP_TABLE_PEGAWAI] = p->model->rows_loaded[1];
}

static int32_t plan_copy(skp_plan *p, skp_error *err)
{
	int32_t e = skp_model_copy(p->first, &p->model, err);

	if (e)
		return e;
	plan_base(p);
	return plan_forget(p->model, p->pada, err);
}

static void planner_free(struct planner *k)
{
	struct mem *mem = &k->p->mem;

	asker_free(&k->a);
	mem_free(mem, k->key, k->nkey * sizeof(*k->key));
	set_clear(mem, &k->done);
	set_clear(mem, &k->known);
	set_clear(mem, &k->steps);
}

/* Up to so many rows in all checks together every `after` is tried, which
 * takes about a second; beyond that if asked for. */
enum { TRY_ROWS = 2000000 };

static bool worth_trying(const skp_plan *p)
{
	uint64_t rows = 1;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		rows += p->model->table[t].rows;
	return (p->nstep + 3 * p->nedge) * rows < TRY_ROWS;
}

static int32_t plan_build(skp_plan *p, bool try_all, skp_error *err)
{
	struct planner *k = mem_calloc(&p->mem, 1, sizeof(*k));
	int32_t e;

	if (!k)
		return mem_fail(&p->mem, err);
	k->p = p;
	k->err = err;
	k->a = asker_new(&p->mem);
	repair_init(k);
	e = plan_rounds(k);
	p->report = k->r;
	if (!e)
		e = plan_order(p, k);
	planner_free(k);
	mem_free(&p->mem, k, sizeof(*k));
	if (!e && (try_all || worth_trying(p)))
		e = plan_label(p, err);
	return e;
}

int32_t plan_check(const skp_plan *p, skp_error *err)
{
	int32_t e = handle_check(p, MARK_PLAN, err);

	if (!e && p->changes != p->first->changes)
		e = fail(err, SKP_E_STATE, "the model was opened for edits "
			"after this plan: plan again");
	return e;
}

int32_t skp_plan_make(const skp_checker *c, const skp_model *m,
	const skp_plan_options *options, skp_plan **ret, skp_error *err)
{
	skp_plan_options o;
	skp_plan *p = NULL;
	int32_t e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	if (!sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "options of a newer library");
	e = check_ready(c, m, err);
	if (!e)
		e = plan_new(c, m, &p, err);
	if (e)
		return e;
	p->progress = o.progress;
	progress_begin(p->progress, SKP_PHASE_PLAN, 0);
	e = plan_copy(p, err);
	if (!e)
		e = plan_build(p, o.try_all, err);
	if (e)
		skp_plan_free(p);
	else
		*ret = p;
	return e;
}

void skp_plan_free(skp_plan *p)
{
	struct mem mem;

	if (!p || p->h.mark != MARK_PLAN)
		return;
	skp_report_free(p->report);
	skp_model_free(p->model);
	names_free(&p->texts);
	mem_free(&p->mem, p->step, p->cstep * sizeof(*p->step));
	mem_free(&p->mem, p->change, p->cchange * sizeof(*p->change));
	mem_free(&p->mem, p->pair, p->cpair * sizeof(*p->pair));
	mem_free(&p->mem, p->fix, p->cfix * sizeof(*p->fix));
	mem_free(&p->mem, p->edge, p->cedge * sizeof(*p->edge));
	mem_free(&p->mem, p->unplanned,
		p->cunplanned * sizeof(*p->unplanned));
	ids_free(&p->mem, &p->ring);
	mem_free(&p->mem, p->order, (p->nstep + 1) * sizeof(*p->order));
	p->h.mark = 0;
	mem = p->mem;
	mem_free(&mem, p, sizeof(*p));
}

/* All of the steps or, on a model that keeps a journal, none. */
static int32_t apply_whole(const skp_plan *p, skp_model *m, int64_t steps,
	skp_error *err)
{
	bool sealed = m->sealed;
	int32_t source, e = plan_source(m, &source, err);
	int64_t mark = skp_model_mark(m), i;

	for (i = 0; i < steps && !e; i++)
		e = plan_apply(p, p->order[i], m, source, p->pada + i + 1,
			err);
	if (e && !skp_model_undo(m, mark, NULL) && sealed)
		skp_model_seal(m, NULL);
	return e ? e : skp_model_seal(m, err);
}

int32_t skp_plan_apply(const skp_plan *p, skp_model *m, int64_t steps,
	skp_error *err)
{
	int32_t e = plan_check(p, err);

	if (!e)
		e = handle_change(m, MARK_MODEL, err);
	if (e)
		return e;
	if (steps < 0 || (uint64_t)steps > p->nstep)
		steps = (int64_t)p->nstep;
	return apply_whole(p, m, steps, err);
}

/* ---- how many ---- */

int64_t skp_plan_steps(const skp_plan *p)
{
	return plan_check(p, NULL) ? 0 : (int64_t)p->nstep;
}

int64_t skp_plan_unplanned(const skp_plan *p)
{
	return plan_check(p, NULL) ? 0 : (int64_t)p->nunplanned;
}

int64_t skp_plan_rings(const skp_plan *p)
{
	int64_t n = 0;
	uint64_t i;

	if (plan_check(p, NULL))
		return 0;
	for (i = 0; i < p->ring.n; i++)
		n += p->ring.v[i] == NONE;
	return n;
}

int64_t skp_plan_ring(const skp_plan *p, int64_t ring, int64_t k)
{
	uint64_t i = 0;

	if (plan_check(p, NULL) || ring < 0 || k < 0)
		return -1;
	for (; i < p->ring.n && ring; i++)
		ring -= p->ring.v[i] == NONE;
	for (; i < p->ring.n && p->ring.v[i] != NONE; i++)
		if (k-- == 0)
			return p->step[p->ring.v[i]].n;
	return -1;
}
