/* SPDX-License-Identifier: MIT */
/* Findings of one person's way up -> who does what, in order. A head's acts
 * for several findings are one step, and so are the person's own, which come
 * last; a line that says the same as another one is left out. */
#include "steps.h"

static bool same_step(const struct steps *s, const struct step *t,
	const struct act *a, uint32_t finding)
{
	const struct finding *f = &s->r->finding[finding];

	if (t->role != a->role)
		return false;
	if (a->role == ROLE_MEMBER)
		return true;
	return t->pegawai == a->pegawai && t->unor == a->unor &&
		(a->role == ROLE_HEAD ||
			s->r->finding[t->finding].rule == f->rule);
}

static uint32_t step_find(const struct steps *s, const struct act *a,
	uint32_t finding)
{
	uint32_t i;

	for (i = 0; i < s->n; i++)
		if (same_step(s, &s->step[i], a, finding))
			return i;
	return STEP_NONE;
}

static uint8_t level_of(const struct steps *s, enum role role,
	const struct step_line *l)
{
	uint8_t level = rule_of(s->r->c, l->rule)->level;

	if (role == ROLE_HEAD)
		return level < 4 ? 4 : level > 5 ? 5 : level;
	if (role == ROLE_MEMBER)
		return level < 5 ? 5 : level;
	return role == ROLE_OPERATOR && l->line == 0 && level > 2 ? 2 : level;
}

static uint32_t step_add(struct steps *s, const struct act *a,
	const struct step_line *l)
{
	void *p = s->step;

	if (!mem_reserve(s->mem, &p, &s->cap, s->n + 1, sizeof(*s->step)))
		return STEP_NONE;
	s->step = p;
	s->step[s->n] = (struct step){.role = (uint8_t)a->role,
		.level = level_of(s, a->role, l), .pegawai = a->pegawai,
		.unor = a->unor, .finding = l->finding,
		.blocked_total = NONE};
	return (uint32_t)s->n++;
}

static bool line_add(struct steps *s, const struct step_line *l)
{
	void *p = s->line;

	if (!mem_reserve(s->mem, &p, &s->cline, s->nline + 1,
		sizeof(*s->line)))
		return false;
	s->line = p;
	s->line[s->nline++] = *l;
	return true;
}

/* Two lines of one step that end in the same act. */
static bool same_act(struct text a, struct text b)
{
	static const char *const act[] = {"Muat Ulang", "Sinkronisasi ASN"};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(act); i++)
		if (text_holds(a, act[i]) && text_holds(b, act[i]))
			return true;
	return text_eq(a, b);
}

/* Does the step say this already? Of two lines about the same act the longer
 * stays, but never instead of one about the head's own unit. */
static bool covered(struct steps *s, const struct step_line *l, bool own)
{
	struct text actor, t, x;
	uint64_t i;

	step_words(s->r->c, l, 0, &actor, &t);
	for (i = 0; i < s->nline; i++) {
		if (s->line[i].step != l->step || s->line[i].spare != l->spare)
			continue;
		if (s->line[i].rule == l->rule && s->line[i].line == l->line)
			return true;
		step_words(s->r->c, &s->line[i], 0, &actor, &x);
		if (own || (!l->spare && !same_act(t, x)))
			continue;
		if (t.n > x.n && !s->step[l->step].own)
			s->line[i] = *l;
		return true;
	}
	return false;
}

/* A head whose data are valid need not repair them for a member's sake. */
static bool done_already(const struct steps *s, const struct step_line *l,
	const struct act *a)
{
	const struct judgement *j = &s->r->j;
	struct text actor, t;

	step_words(s->r->c, l, 0, &actor, &t);
	return text_holds(t, "profil") && a->role == ROLE_HEAD && !a->own &&
		a->pegawai != NONE &&
		j->events_known && profile_valid(j, a->pegawai, j->pada);
}

/* Does another finding tell this head, or the person, better? */
static bool needless(const struct steps *s, const struct step_line *l,
	const struct act *a, uint32_t step)
{
	const struct finding *f = &s->r->finding[l->finding];

	if (done_already(s, l, a))
		return true;
	if (a->role == ROLE_MEMBER && !a->own)
		return step != STEP_NONE || (f->unor != NONE &&
			heads_has(heads_now(&s->r->j, f->unor), s->member));
	return a->role == ROLE_HEAD && !a->own && about_unor(f) &&
		step != STEP_NONE;
}

static bool take(struct steps *s, struct step_line *l, const struct act *a)
{
	uint32_t step = step_find(s, a, l->finding);
	uint32_t total = s->r->finding[l->finding].blocked_total;

	l->step = STEP_NONE;
	l->profile = !about_unor(&s->r->finding[l->finding]);
	if (needless(s, l, a, step))
		return true;
	if (step == STEP_NONE)
		step = step_add(s, a, l);
	l->step = step;
	if (step == STEP_NONE)
		return false;
	if (a->own && a->role == ROLE_HEAD && total != NONE)
		s->step[step].blocked_total = total;
	if (covered(s, l, a->own && a->role != ROLE_MEMBER))
		return true;
	s->step[step].own |= a->own && a->role == ROLE_HEAD;
	return line_add(s, l);
}

/* "Bila tetap keliru ...": what to do if the step before did not help. */
static bool is_spare(struct text rest, uint32_t line)
{
	return line > 0 && (text_begins(rest, "bila ") || text_begins(rest, "jika "));
}

/* Lines about a head's own unit and the person's own rows first; then those
 * that others need of them. */
static bool gather(struct steps *s, uint32_t finding, bool own)
{
	const struct finding *f = &s->r->finding[finding];
	struct step_line l = {.rule = f->rule, .finding = finding,
		.step = STEP_NONE};
	struct text actor, rest;
	uint32_t last = STEP_NONE;
	struct act a;

	for (; catalogue_line(s->r->c, l.rule, l.line, 0).p; l.line++) {
		step_words(s->r->c, &l, 0, &actor, &rest);
		l.spare = is_spare(rest, l.line);
		if (l.spare && own && last != STEP_NONE) {
			l.step = last;
			if (!covered(s, &l, false) && !line_add(s, &l))
				return false;
		}
		a = act_of(s, f, actor);
		if (l.spare || a.own != own)
			continue;
		if (!take(s, &l, &a))
			return false;
		last = l.step;
	}
	return true;
}

static bool gather_all(struct steps *s, bool own)
{
	const skp_report *r = s->r;
	uint64_t i;

	for (i = 0; i < r->n && i < STEPS_FINDINGS; i++)
		if (r->finding[r->order[i]].severity >= SKP_SEVERITY_W &&
			!gather(s, r->order[i], own))
			return false;
	return true;
}

int32_t steps_make(struct steps *s, struct mem *mem, const skp_report *r,
	uint32_t pegawai, skp_error *err)
{
	memset(s, 0, sizeof(*s));
	s->mem = mem;
	s->r = r;
	s->member = pegawai;
	if (!gather_all(s, true) || !gather_all(s, false))
		return mem_fail(mem, err);
	return steps_order(s) ? SKP_OK : mem_fail(mem, err);
}

void steps_free(struct steps *s)
{
	if (!s->mem)
		return;
	mem_free(s->mem, s->step, s->cap * sizeof(*s->step));
	mem_free(s->mem, s->line, s->cline * sizeof(*s->line));
	ids_free(s->mem, &s->after);
}

const struct step_line *step_line(const struct steps *s, uint64_t step,
	uint32_t k)
{
	uint64_t i;

	for (i = 0; i < s->nline; i++)
		if (s->line[i].step == step && k-- == 0)
			return &s->line[i];
	return NULL;
}
