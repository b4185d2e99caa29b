/* SPDX-License-Identifier: MIT */
/* Lines of the catalogue's steps, and who in particular must do what they
 * say. */
#include "steps.h"

/* ---- lines of the catalogue ---- */

static struct text nth_line(const char *p, uint32_t k)
{
	const char *end;

	while (k-- && p)
		p = (end = strchr(p, '\n')) ? end + 1 : NULL;
	if (!p || !*p)
		return (struct text){NULL, 0};
	end = strchr(p, '\n');
	return (struct text){p, end ? (uint32_t)(end - p)
				     : (uint32_t)strlen(p)};
}

struct text catalogue_line(const skp_checker *c, uint32_t rule, uint32_t k,
	int32_t lang)
{
	struct text t = nth_line(rule_text(c, rule, SKP_RULE_STEPS, lang), k);
	uint32_t i = 0;

	while (i < t.n && ascii_digit(t.p[i]))
		i++;
	if (i && i + 1 < t.n && t.p[i] == '.' && t.p[i + 1] == ' ')
		t = (struct text){t.p + i + 2, t.n - i - 2};
	return t;
}

static void split(struct text t, struct text *actor, struct text *rest)
{
	uint32_t i;

	*actor = (struct text){t.p, 0};
	*rest = t;
	for (i = 0; i + 1 < t.n; i++)
		if (t.p[i] == ':' && t.p[i + 1] == ' ') {
			*actor = (struct text){t.p, i};
			*rest = (struct text){t.p + i + 2, t.n - i - 2};
			return;
		}
}

void step_words(const skp_checker *c, const struct step_line *l, int32_t lang,
	struct text *actor, struct text *rest)
{
	split(catalogue_line(c, l->rule, l->line, lang), actor, rest);
	if (rest->n && !actor->n)
		*actor = text_of(rule_text(c, l->rule, SKP_RULE_ACTOR_TEXT,
			lang));
}

bool text_begins(struct text t, const char *s)
{
	size_t n = strlen(s);

	return t.n >= n && memcmp(t.p, s, n) == 0;
}

bool text_holds(struct text t, const char *s)
{
	size_t n = strlen(s);

	for (; t.n >= n; t = (struct text){t.p + 1, t.n - 1})
		if (memcmp(t.p, s, n) == 0)
			return true;
	return false;
}

static bool begins_like(struct text t, const char *s)
{
	uint32_t n = (uint32_t)strlen(s);

	return t.n >= n && text_same_str((struct text){t.p, n}, s);
}

/* By the Indonesian words, whatever the language of the text. */
static enum role role_of(struct text actor)
{
	static const struct {
		const char *word;
		enum role role;
	} roles[] = {{"Pemasok", ROLE_PEMASOK}, {"Dinas", ROLE_DINAS},
		{"Admin Dapodik", ROLE_DINAS}, {"Operator", ROLE_OPERATOR},
		{"Kepala", ROLE_HEAD}, {"Atasan", ROLE_HEAD},
		{"Pegawai", ROLE_MEMBER}, {"Guru", ROLE_MEMBER}};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(roles); i++)
		if (begins_like(actor, roles[i].word))
			return roles[i].role;
	return ROLE_ADMIN;
}

/* ---- who acts ---- */

bool about_unor(const struct finding *f)
{
	return f->table == SKP_TABLE_UNOR || f->table == SKP_TABLE_INSTANSI;
}

/* Nobody in particular where the unit has no head, or where it must first be
 * settled which of several is. */
static uint32_t only_head(const struct steps *s, uint32_t unor)
{
	struct heads h = heads_now(&s->r->j, unor);
	uint32_t i, n = 0;

	for (i = 0; i < h.n; i++)
		n += h.p[i].eligible;
	return n > 1 ? (uint32_t)NONE : head_least(&s->r->j, unor);
}

static struct act head_act(const struct steps *s, uint32_t unor, bool own)
{
	return (struct act){ROLE_HEAD, own, unor == NONE
			? (uint32_t)NONE
			: only_head(s, unor), unor};
}

/* The unit of the line that somebody heads, *above the next one: who appraises
 * them. */
static uint32_t headed(const struct steps *s, uint32_t pegawai,
	uint32_t *above)
{
	const struct ids *l = &s->r->line.chain;
	uint64_t i;

	*above = NONE;
	for (i = 0; i < l->n; i++)
		if (heads_has(heads_now(&s->r->j, l->v[i]), pegawai)) {
			*above = i + 1 < l->n ? l->v[i + 1] : (uint32_t)NONE;
			return l->v[i];
		}
	return NONE;
}

/* Is the "kepala" of a line the subject of the finding? */
static bool head_is_subject(const struct steps *s, const struct finding *f,
	struct text actor)
{
	uint32_t u = f->unor;

	if (strcmp(rule_of(s->r->c, f->rule)->actor, "kepala_unit") == 0)
		return true;
	return text_begins(actor, "Kepala sekolah") && u != NONE &&
		s->r->j.kind[u] == KIND_SEKOLAH &&
		heads_has(heads_now(&s->r->j, u), f->pegawai);
}

static struct act act_of_head(const struct steps *s, const struct finding *f,
	struct text actor)
{
	uint32_t unor, above;

	if (about_unor(f))
		return text_holds(actor, "di atasnya") && f->unor != NONE
			? head_act(s, s->r->j.next[f->unor], false)
			: head_act(s, f->unor, true);
	if (f->pegawai == NONE)
		return head_act(s, f->unor, false);
	unor = headed(s, f->pegawai, &above);
	if (head_is_subject(s, f, actor))
		return (struct act){ROLE_HEAD, true, f->pegawai,
			unor == NONE ? f->unor : unor};
	if (f->pegawai == s->member)
		above = s->r->line.chain.n ? s->r->line.chain.v[0]
					   : (uint32_t)NONE;
	return head_act(s, above, false);
}

struct act act_of(const struct steps *s, const struct finding *f,
	struct text actor)
{
	enum role role = role_of(actor);
	uint32_t unor, above;
	bool mine = f->pegawai == s->member && !about_unor(f);

	if (role == ROLE_HEAD)
		return act_of_head(s, f, actor);
	if (role != ROLE_MEMBER)
		return (struct act){role, true, f->pegawai, f->unor};
	if (mine || about_unor(f) || f->pegawai == NONE ||
		head_is_subject(s, f, actor))
		return (struct act){ROLE_MEMBER, mine, s->member,
			pegawai_unor(s->r->m, s->member)};
	unor = headed(s, f->pegawai, &above);
	return (struct act){ROLE_HEAD, true, f->pegawai,
		unor == NONE ? f->unor : unor};
}
