/* SPDX-License-Identifier: MIT */
/* Writing a plan: which part of it, in which form. */
#include "write.h"

/* ---- what is shown ---- */

static bool below(const struct view *v, uint32_t unor)
{
	return v->unor == NONE || (unor != NONE &&
		above_or_self(&v->p->report->j, v->unor, unor));
}

/* A kepala sekolah is a head of a unit too. */
static bool acts_as(const char *actor, const char *wanted)
{
	return strcmp(actor, wanted) == 0 ||
		(strcmp(wanted, "kepala_unit") == 0 &&
			strcmp(actor, "kepala_sekolah") == 0);
}

bool view_step(const struct view *v, const struct step *s)
{
	uint32_t unor = s->unor != NONE || s->pegawai == NONE ? s->unor
		: pegawai_unor(v->p->model, s->pegawai);

	if (v->pegawai != NONE && (s->pegawai != v->pegawai ||
		!plan_own_act(s)))
		return false;
	return (!v->actor || acts_as(plan_actor(v->p, s), v->actor)) &&
		below(v, unor);
}

bool view_unplanned(const struct view *v, const struct met *m)
{
	if (v->pegawai != NONE && m->pegawai != v->pegawai)
		return false;
	return (!v->actor || acts_as(rule_of(v->p->c, m->rule)->actor,
		v->actor)) && below(v, m->unor);
}

const struct step *view_at(const struct view *v, uint64_t n)
{
	return &v->p->step[v->p->order[n]];
}

/* ---- what was asked for ---- */

/* An actor's token, or the id or NIP of a person. */
static int32_t take_actor(struct view *v, const char *actor, skp_error *err)
{
	uint32_t row;

	v->pegawai = NONE;
	if (!actor || !*actor)
		return SKP_OK;
	if (plan_is_actor(v->p, actor)) {
		v->actor = actor;
		return SKP_OK;
	}
	row = model_find_pegawai(v->p->model, text_of(actor));
	if (row == CELL_EMPTY)
		return fail(err, SKP_E_UNKNOWN, "actor: neither an actor as "
			"admin_instansi nor the id or NIP of a person");
	v->pegawai = row;
	return SKP_OK;
}

static int32_t take_unor(struct view *v, const char *unor, skp_error *err)
{
	v->unor = NONE;
	if (!unor || !*unor)
		return SKP_OK;
	v->unor = model_find_unor(v->p->model, text_of(unor));
	if (v->unor == CELL_EMPTY)
		return fail(err, SKP_E_UNKNOWN,
			"unor: no unit of that id in the data");
	return SKP_OK;
}

static int32_t view_init(struct view *v, const skp_plan *p,
	const skp_plan_write_options *o, skp_error *err)
{
	skp_write_options w = lang_options(o->lang);
	int32_t e;

	w.mask = o->mask;
	w.color = o->color;
	memset(v, 0, sizeof(*v));
	v->p = p;
	e = take_actor(v, o->actor, err);
	if (!e)
		e = take_unor(v, o->unor, err);
	return e ? e : writer_init(&v->w, p->report, &w, err);
}

/* What waits for each step: the other way round than the plan keeps it. */
static int32_t view_link(struct view *v, skp_error *err)
{
	const skp_plan *p = v->p;
	uint64_t i;

	v->first = mem_calloc(&v->w.mem, p->nstep + 1, 4);
	v->next = mem_calloc(&v->w.mem, p->nedge + 1, 4);
	if (!v->first || !v->next)
		return mem_fail(&v->w.mem, err);
	for (i = p->nedge; i > 0; i--) {
		v->next[i - 1] = v->first[p->edge[i - 1].after];
		v->first[p->edge[i - 1].after] = (uint32_t)i;
	}
	return SKP_OK;
}

static void view_free(struct view *v)
{
	mem_free(&v->w.mem, v->first, (v->p->nstep + 1) * 4);
	mem_free(&v->w.mem, v->next, (v->p->nedge + 1) * 4);
	writer_free(&v->w);
}

int32_t skp_plan_write(const skp_plan *p, const char *format,
	const skp_plan_write_options *options, skp_write_fn write, void *ctx,
	skp_error *err)
{
	static const struct {
		const char *name;
		void (*fn)(struct view *v);
	} formats[] = {{"text", plan_write_text}, {"jsonl", plan_write_jsonl},
		{"json", plan_write_json}, {"csv", plan_write_csv},
		{"dot", plan_write_dot}};
	int32_t e = plan_check(p, err);
	skp_plan_write_options o;
	struct view v;
	uint32_t i;

	if (e)
		return e;
	if (!format || !write || !sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "no format, no function, or the "
			"options of a newer library");
	for (i = 0; i < ARRAY_LEN(formats); i++)
		if (strcmp(format, formats[i].name) == 0)
			break;
	if (i == ARRAY_LEN(formats))
		return fail(err, SKP_E_UNKNOWN,
			"no such format: text, jsonl, json, csv or dot");
	e = view_init(&v, p, &o, err);
	if (e)
		return e;
	v.w.write = write;
	v.w.ctx = ctx;
	e = view_link(&v, err);
	if (!e)
		formats[i].fn(&v);
	e = writer_end(&v.w, e);
	view_free(&v);
	return e;
}
