/* SPDX-License-Identifier: MIT */
/* A step, or what cannot be planned, as text and numbers. */
#include "../policy.h"
#include "plan.h"

static const char *const reason_name[REASONS] = {
#define REASON(name, id, en) #name,
#include "reasons.def"
#undef REASON
};

static const char *const reason_text[REASONS][2] = {
#define REASON(name, id, en) {id, en},
#include "reasons.def"
#undef REASON
};

/* ---- who and where ---- */

static bool in_school(const skp_plan *p, const struct step *s)
{
	return s->unor != NONE &&
		p->report->j.kind[s->unor] == KIND_SEKOLAH;
}

const char *plan_actor(const skp_plan *p, const struct step *s)
{
	const char *actor = act_info[s->act].actor;

	return strcmp(actor, "kepala_unit") == 0 && in_school(p, s)
		? "kepala_sekolah"
		: actor;
}

bool plan_own_act(const struct step *s)
{
	const char *actor = act_info[s->act].actor;

	return strcmp(actor, "kepala_unit") == 0 ||
		strcmp(actor, "pegawai") == 0;
}

bool plan_is_actor(const skp_plan *p, const char *token)
{
	uint32_t i;

	if (strcmp(token, "kepala_sekolah") == 0)
		return true;
	for (i = 0; i < ACTS; i++)
		if (strcmp(act_info[i].actor, token) == 0)
			return true;
	for (i = 0; i < rules_of(p->c); i++)
		if (strcmp(rule_of(p->c, i)->actor, token) == 0)
			return true;
	return false;
}

static struct text plan_channel(const skp_plan *p, const struct step *s)
{
	if (s->pegawai != NONE && strcmp(plan_actor(p, s), "pegawai") == 0)
		return contact_of(&p->report->j, s->pegawai,
			pegawai_unor(p->model, s->pegawai));
	return policy_contact(p->c->policy, plan_actor(p, s));
}

/* Somebody who has yet to be found is nobody whom a mask would hide. */
static bool placeholder(const skp_plan *p, uint32_t row)
{
	struct text t = model_pegawai_id(p->model, row);

	return row >= p->base[SKP_TABLE_PEGAWAI] && t.n > 6 &&
		memcmp(t.p, "calon-", 6) == 0;
}

/* named: with their name. */
static void put_person(struct writer *w, const skp_plan *p, uint32_t row,
	bool named)
{
	if (placeholder(p, row))
		put_safe(&w->out, model_pegawai_id(p->model, row));
	else if (named)
		put_pegawai(w, row);
	else
		put_ref(w, REF_PEGAWAI, row, true);
}

static void put_value(struct writer *w, const skp_plan *p,
	const struct step *s, bool named)
{
	struct text t = plan_say(p, s->value);
	uint32_t row = s->value_person ? model_find_pegawai(p->model, t)
				       : CELL_EMPTY;

	if (row != CELL_EMPTY)
		put_person(w, p, row, named);
	else if (s->value_person && s->value)
		put_ref(w, REF_NAME, names_find_id(&p->model->ids, t), true);
	else
		put_text(w, t);
}

/* The step's person; who a decision has yet to find stands in its value. */
static void put_who(struct writer *w, const skp_plan *p,
	const struct step *s, bool named)
{
	if (s->pegawai != NONE)
		put_person(w, p, s->pegawai, named);
	else if (s->act == ACT_tetapkan_kepala)
		put_value(w, p, s, named);
}

/* ---- the action in words ---- */

static void put_place(struct writer *w, const skp_plan *p,
	const struct step *s, struct text name)
{
	uint64_t before = w->out.n;

	if (text_eq(name, text_of("pegawai")))
		put_who(w, p, s, true);
	else if (text_eq(name, text_of("nilai")))
		put_value(w, p, s, true);
	else if (s->unor != NONE)
		put_unor(w, s->unor);
	if (w->out.n == before)
		buf_char(&w->out, '-');
}

static void put_action(struct writer *w, const skp_plan *p,
	const struct step *s)
{
	const char *at = act_info[s->act].text[w->lang], *end;

	while (*at) {
		end = *at == '{' ? strchr(at, '}') : NULL;
		if (!end) {
			buf_char(&w->out, *at++);
			continue;
		}
		put_place(w, p, s, (struct text){at + 1,
			(uint32_t)(end - at - 1)});
		at = end + 1;
	}
}

/* ---- findings ---- */

static void put_met_id(struct writer *w, const skp_plan *p,
	const struct met *m)
{
	struct text t = plan_say(p, m->id);
	uint32_t row;

	if (!m->person) {
		put_text(w, t);
		return;
	}
	row = model_find_pegawai(p->model, t);
	if (row != CELL_EMPTY)
		put_person(w, p, row, false);
	else
		put_text(w, t);
}

static const struct met *fix_of(const skp_plan *p, const struct step *s,
	uint32_t k)
{
	uint32_t i = s->fix;

	for (; i && k; k--)
		i = p->fix[i - 1].next;
	return i ? &p->fix[i - 1] : NULL;
}

void plan_put_fix(struct writer *w, const skp_plan *p, const struct met *m)
{
	buf_str(&w->out, rule_of(p->c, m->rule)->code);
	buf_char(&w->out, ' ');
	put_met_id(w, p, m);
}

static void put_level(struct writer *w, uint32_t level)
{
	buf_char(&w->out, 'L');
	buf_uint(&w->out, level);
}

/* ---- fields ---- */

static void put_after(struct writer *w, const skp_plan *p,
	const struct step *s, bool basis, uint32_t k)
{
	const struct edge *e = plan_edge(p, s, k);

	if (e && basis)
		buf_str(&w->out, e->proven ? "terbukti" : "aturan");
	else if (e)
		buf_uint(&w->out, p->step[e->after].n);
}

static void step_put_words(struct writer *w, const skp_plan *p,
	const struct step *s, int32_t field)
{
	switch (field) {
	case SKP_PLAN_LEVEL:
		put_level(w, s->level);
		break;
	case SKP_PLAN_ACTOR:
		buf_str(&w->out, plan_actor(p, s));
		break;
	case SKP_PLAN_PEGAWAI:
		put_who(w, p, s, false);
		break;
	case SKP_PLAN_UNOR:
		if (s->unor != NONE)
			put_ref(w, REF_UNOR, s->unor, false);
		break;
	case SKP_PLAN_ACTION:
		put_action(w, p, s);
		break;
	case SKP_PLAN_ACT:
		buf_str(&w->out, act_info[s->act].name);
		break;
	case SKP_PLAN_SYSTEM:
		buf_str(&w->out, act_info[s->act].system);
		break;
	case SKP_PLAN_CHANNEL:
		put_safe(&w->out, plan_channel(p, s));
		break;
	}
}

void step_put(struct writer *w, const skp_plan *p, const struct step *s,
	int32_t field, uint32_t k)
{
	const struct met *m;

	if (field == SKP_PLAN_FIXES) {
		m = fix_of(p, s, k);
		if (m)
			plan_put_fix(w, p, m);
	} else if (field == SKP_PLAN_AFTER || field == SKP_PLAN_BASIS) {
		put_after(w, p, s, field == SKP_PLAN_BASIS, k);
	} else {
		step_put_words(w, p, s, field);
	}
}

int64_t step_int(const skp_plan *p, const struct step *s, int32_t field)
{
	switch (field) {
	case SKP_PLAN_N:
		return s->n;
	case SKP_PLAN_LEVEL:
		return s->level;
	case SKP_PLAN_FIXES:
		return s->fixes;
	case SKP_PLAN_UNBLOCKS:
		return s->unblocks;
	case SKP_PLAN_AFTER:
	case SKP_PLAN_BASIS:
		return plan_edges(p, s);
	case SKP_PLAN_WAIT_DAYS:
		return policy_wait_days(p->c->policy,
			act_info[s->act].system);
	case SKP_PLAN_KEPUTUSAN:
		return s->decision;
	default:
		return -1;
	}
}

void unplanned_put(struct writer *w, const skp_plan *p, const struct met *m,
	int32_t field)
{
	switch (field) {
	case SKP_PLAN_LEVEL:
		put_level(w, m->level);
		break;
	case SKP_PLAN_ACTOR:
		buf_str(&w->out, rule_of(p->c, m->rule)->actor);
		break;
	case SKP_PLAN_PEGAWAI:
		if (m->pegawai != NONE)
			put_person(w, p, m->pegawai, false);
		break;
	case SKP_PLAN_UNOR:
		if (m->unor != NONE)
			put_ref(w, REF_UNOR, m->unor, false);
		break;
	case SKP_PLAN_CODE:
		buf_str(&w->out, rule_of(p->c, m->rule)->code);
		break;
	case SKP_PLAN_ID:
		put_met_id(w, p, m);
		break;
	case SKP_PLAN_REASON:
		buf_str(&w->out, reason_name[m->reason]);
		break;
	case SKP_PLAN_REASON_TEXT:
		buf_str(&w->out, reason_text[m->reason][w->lang]);
		break;
	}
}

/* ---- public ---- */

static void put_field(struct writer *w, const skp_plan *p, int64_t i,
	int32_t field, uint32_t k)
{
	if ((uint64_t)i < p->nstep)
		step_put(w, p, &p->step[p->order[i]], field, k);
	else if ((uint64_t)i - p->nstep < p->nunplanned)
		unplanned_put(w, p, &p->unplanned[(uint64_t)i - p->nstep],
			field);
}

int64_t skp_plan_text(const skp_plan *p, int64_t i, int32_t field, int32_t k,
	const char *lang, char *buf, int64_t cap)
{
	skp_write_options o = lang_options(lang);
	struct writer w;
	int64_t n;

	if (buf && cap > 0)
		buf[0] = 0;
	if (plan_check(p, NULL) || i < 0 || k < 0)
		return 0;
	if (writer_init(&w, p->report, &o, NULL))
		return 0;
	put_field(&w, p, i, field, (uint32_t)k);
	n = writer_give(&w, buf, cap);
	writer_free(&w);
	return n;
}

int64_t skp_plan_int(const skp_plan *p, int64_t i, int32_t field)
{
	if (plan_check(p, NULL) || i < 0)
		return -1;
	if ((uint64_t)i < p->nstep)
		return step_int(p, &p->step[p->order[i]], field);
	if ((uint64_t)i - p->nstep < p->nunplanned && field == SKP_PLAN_LEVEL)
		return p->unplanned[(uint64_t)i - p->nstep].level;
	return -1;
}
