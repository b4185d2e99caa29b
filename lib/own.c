/* SPDX-License-Identifier: MIT */
/* A caller's own rules: taken into a checker's catalogue, applied row by row
 * behind ours. */
#include "run.h"

enum { OWN_TEXT_MOST = 65536 };

/* ---- the catalogue of a checker ---- */

uint32_t rules_of(const skp_checker *c)
{
	return RULES + (uint32_t)c->nown;
}

const struct rule_info *rule_of(const skp_checker *c, uint32_t rule)
{
	return rule < RULES ? &rule_info[rule] : &c->own[rule - RULES].info;
}

int32_t rule_of_code(const void *ctx, const char *code)
{
	const skp_checker *c = ctx;
	uint32_t i;

	for (i = 0; i < rules_of(c); i++)
		if (text_same_str(text_of(code), rule_of(c, i)->code))
			return (int32_t)i;
	return -1;
}

void own_free(skp_checker *c)
{
	uint64_t i;

	for (i = 0; i < c->nown; i++)
		mem_free(&c->mem, c->own[i].block, c->own[i].bytes);
	mem_free(&c->mem, c->own, c->cown * sizeof(*c->own));
}

/* ---- what a rule must be like ---- */

static int32_t check_code(const skp_checker *c, const char *code,
	skp_error *err)
{
	struct text t = text_of(code ? code : "");
	uint32_t n = 0;

	while (n < t.n && t.p[n] >= 'A' && t.p[n] <= 'Z')
		n++;
	if (n < 2 || n > 8 || t.n != n + 3 ||
		!text_digits((struct text){t.p + n, 3}))
		return fail(err, SKP_E_ARG,
			"a code is 2 to 8 capitals and 3 digits");
	if (rule_of_code(c, code) >= 0)
		return fail(err, SKP_E_DUPKEY, "there is a rule of that code");
	if (code_ours(t)) /* we may need the number */
		return fail(err, SKP_E_ARG,
			"these letters are those of the library's own codes");
	return SKP_OK;
}

/* Text that may stand in every format as it is. */
static int32_t check_text(const char *s, bool lines, skp_error *err)
{
	uint64_t n = s ? strlen(s) : 0, i;

	if (n > OWN_TEXT_MOST)
		return fail(err, SKP_E_ARG, "a text of a rule is too long");
	if (utf8_bad(s, n) < n)
		return fail(err, SKP_E_ENCODING,
			"a text of a rule is not UTF-8");
	for (i = 0; i < n; i++)
		if (((unsigned char)s[i] < 0x20 && !(lines && s[i] == '\n')) ||
			s[i] == 0x7f)
			return fail(err, SKP_E_ARG,
				"a text of a rule holds a control character");
	return SKP_OK;
}

static int32_t check_message(const char *s, skp_error *err)
{
	static const char *const places[] = {"id", "pegawai", "unor",
		"actual", "expected", "path", "detail"};
	struct text name;
	const char *end;
	uint32_t i;

	for (; s && (s = strchr(s, '{')); s = end) {
		end = strchr(s, '}');
		name = (struct text){s + 1,
			end ? (uint32_t)(end - s - 1) : 0};
		for (i = 0; i < ARRAY_LEN(places); i++)
			if (text_eq(name, text_of(places[i])))
				break;
		if (i == ARRAY_LEN(places))
			return fail(err, SKP_E_ARG, "a message may have the "
				"places {id}, {pegawai}, {unor}, {actual}, "
				"{expected}, {path} and {detail}");
	}
	return SKP_OK;
}

static int32_t check_actor(const char *s, skp_error *err)
{
	for (; s && *s; s++)
		if (*s != '_' && (*s < 'a' || *s > 'z'))
			return fail(err, SKP_E_ARG,
				"an actor is small letters and _");
	return SKP_OK;
}

static int32_t check_values(const skp_rule *r, skp_error *err)
{
	if (r->table < 0 || r->table >= SKP_TABLES)
		return fail(err, SKP_E_ARG, "no table has this number");
	if (r->severity < SKP_SEVERITY_I || r->severity > SKP_SEVERITY_E)
		return fail(err, SKP_E_ARG, "a severity is SKP_SEVERITY_*");
	if (r->level < 0 || r->level > 8)
		return fail(err, SKP_E_ARG, "a level is 0 to 8");
	if (!r->title || !*r->title || !r->message || !*r->message)
		return fail(err, SKP_E_ARG, "a rule has title and message");
	if (!r->check)
		return fail(err, SKP_E_ARG, "check is NULL");
	if (r->basis && strcmp(r->basis, "documented") != 0 &&
		strcmp(r->basis, "inferred") != 0)
		return fail(err, SKP_E_ARG,
			"a basis is `documented` or `inferred`");
	return check_actor(r->actor, err);
}

/* ---- its texts, copied into one block ---- */

enum {
	OWN_CODE, OWN_ACTOR, OWN_BASIS, OWN_SOURCE, OWN_TITLE, OWN_TITLE_EN,
	OWN_MESSAGE, OWN_MESSAGE_EN, OWN_ACTOR_TEXT, OWN_ACTOR_TEXT_EN,
	OWN_EXPLANATION, OWN_EXPLANATION_EN, OWN_STEPS, OWN_STEPS_EN,
	OWN_TEXTS
};

static const char *or_else(const char *s, const char *other)
{
	return s ? s : other;
}

/* What is not given is as its neighbour, or as the manual says. */
static void own_texts(const skp_rule *r, const char *t[OWN_TEXTS])
{
	t[OWN_CODE] = r->code;
	t[OWN_ACTOR] = r->actor && *r->actor ? r->actor : "pegawai";
	t[OWN_BASIS] = or_else(r->basis, "inferred");
	t[OWN_SOURCE] = or_else(r->source, "");
	t[OWN_TITLE] = r->title;
	t[OWN_TITLE_EN] = or_else(r->title_en, r->title);
	t[OWN_MESSAGE] = r->message;
	t[OWN_MESSAGE_EN] = or_else(r->message_en, r->message);
	t[OWN_ACTOR_TEXT] = r->actor_text;
	t[OWN_ACTOR_TEXT_EN] = or_else(r->actor_text_en, r->actor_text);
	t[OWN_EXPLANATION] = or_else(r->explanation, "");
	t[OWN_EXPLANATION_EN] = or_else(r->explanation_en,
		t[OWN_EXPLANATION]);
	t[OWN_STEPS] = or_else(r->steps, "");
	t[OWN_STEPS_EN] = or_else(r->steps_en, t[OWN_STEPS]);
}

static int32_t check_texts(const char *const t[OWN_TEXTS], skp_error *err)
{
	int32_t e = SKP_OK;
	uint32_t i;

	for (i = 0; i < OWN_TEXTS && !e; i++)
		e = check_text(t[i], i >= OWN_EXPLANATION, err);
	if (!e)
		e = check_message(t[OWN_MESSAGE], err);
	return e ? e : check_message(t[OWN_MESSAGE_EN], err);
}

/* Lets the texts stand in a block of the rule's. */
static int32_t texts_copy(skp_checker *c, struct own_rule *own,
	const char *t[OWN_TEXTS], skp_error *err)
{
	uint64_t n;
	uint32_t i;
	char *p;

	for (i = 0; i < OWN_TEXTS; i++)
		own->bytes += t[i] ? strlen(t[i]) + 1 : 0;
	own->block = p = mem_alloc(&c->mem, own->bytes);
	if (!p)
		return mem_fail(&c->mem, err);
	for (i = 0; i < OWN_TEXTS; i++) {
		if (!t[i])
			continue;
		n = strlen(t[i]) + 1;
		memcpy(p, t[i], n);
		t[i] = p;
		p += n;
	}
	return SKP_OK;
}

static void own_fill(struct own_rule *own, const skp_rule *r,
	const char *const t[OWN_TEXTS])
{
	static const char *const letter[] = {"", "I", "W", "E"};
	uint32_t lang;

	own->info = (struct rule_info){t[OWN_CODE], letter[r->severity],
		(uint8_t)r->level, t[OWN_ACTOR], t[OWN_BASIS],
		skp_table_name(r->table), ""};
	for (lang = 0; lang < 2; lang++) {
		own->text[lang][0] = t[OWN_TITLE + lang];
		own->text[lang][1] = t[OWN_MESSAGE + lang];
		own->text[lang][2] = t[OWN_EXPLANATION + lang];
		own->text[lang][3] = t[OWN_STEPS + lang];
		own->text[lang][4] = t[OWN_SOURCE];
		own->actor_text[lang] = t[OWN_ACTOR_TEXT + lang];
	}
	own->severity = r->severity;
	own->table = r->table;
	own->check = r->check;
	own->ctx = r->ctx;
}

static int32_t own_add(skp_checker *c, const skp_rule *r, skp_error *err)
{
	struct own_rule own = {.bytes = 0};
	const char *t[OWN_TEXTS];
	void *p = c->own;
	int32_t e;

	own_texts(r, t);
	e = check_texts(t, err);
	if (e)
		return e;
	if (!mem_reserve(&c->mem, &p, &c->cown, c->nown + 1, sizeof(own)))
		return mem_fail(&c->mem, err);
	c->own = p;
	e = texts_copy(c, &own, t, err);
	if (e)
		return e;
	own_fill(&own, r, t);
	c->own[c->nown++] = own;
	return SKP_OK;
}

int32_t skp_checker_add_rule(skp_checker *c, const skp_rule *rule,
	skp_error *err)
{
	int32_t e = handle_change(c, MARK_CHECKER, err);
	skp_rule r;

	if (e)
		return e;
	if (!rule || !sized_in(&r, sizeof(r), rule))
		return fail(err, SKP_E_ARG,
			"rule is NULL, or of a newer library");
	if (c->nown >= SKP_OWN_RULES)
		return fail(err, SKP_E_ARG, "a checker has %u rules of its "
			"own at most", (uint32_t)SKP_OWN_RULES);
	c->changes++;
	e = check_code(c, r.code, err);
	if (!e)
		e = check_values(&r, err);
	return e ? e : own_add(c, &r, err);
}

/* ---- applying them ---- */

int32_t facts_check(const skp_facts *f, skp_error *err)
{
	int32_t e = handle_check(f, MARK_FACTS, err);

	if (!e)
		*f->asked = true;
	return e;
}

/* Is the row none that anybody gave, gone, or not asked about? */
static inline bool row_skipped(const uint8_t *state, const uint8_t *only,
	uint32_t i)
{
	return (state && state[i] & (ROW_DEAD | ROW_IMPLICIT)) ||
		(only && !only[i]);
}

/* A call costs as much as all around it, so what it cannot change is not
 * looked up again behind it; and no run ends by a call that asked nothing.
 * some: there may be rows to be skipped. false: it stopped, or the run is
 * over. */
static inline bool own_calls(skp_facts *f, const struct own_rule *own,
	const uint8_t *only, uint32_t from, uint32_t to, bool some)
{
	const uint8_t *state = f->r->m->table[own->table].state;
	int32_t (*check)(void *ctx, skp_facts *facts, int64_t row) =
		own->check;
	void *ctx = own->ctx;
	bool *asked = f->asked;
	uint32_t i;

	for (i = from; i < to; i++) {
		if (some && row_skipped(state, only, i))
			continue;
		f->row = i;
		*asked = false;
		if (check(ctx, f, i) || (*asked && run_over(f->r)))
			return false;
	}
	return true;
}

static bool own_span(skp_facts *f, const struct own_rule *own,
	const uint8_t *only, uint32_t from, uint32_t to)
{
	return only || f->r->m->table[own->table].state
		? own_calls(f, own, only, from, to, true)
		: own_calls(f, own, NULL, from, to, false);
}

static int32_t own_rows(skp_facts *f, const struct own_rule *own,
	const uint8_t *only, skp_error *err)
{
	struct run *r = f->r;
	uint64_t rows = r->m->table[own->table].rows, from, to;

	for (from = 0; from < rows && !progress_stopped(r->progress);
		from = to) {
		to = rows - from < PROGRESS_STEP ? rows : from + PROGRESS_STEP;
		if (own_span(f, own, only, (uint32_t)from, (uint32_t)to))
			continue;
		if (!run_over(r))
			return fail(err, SKP_E_CANCEL,
				"a rule of the caller stopped the check");
		return SKP_OK; /* run_rules says which */
	}
	return SKP_OK;
}

/* Model and checker are read by others too, and count those who may call
 * back. */
static void lend(struct run *r, const skp_checker *c, bool lent)
{
	handle_lend((struct handle *)(uintptr_t)&r->m->h, lent);
	handle_lend((struct handle *)(uintptr_t)&c->h, lent);
}

int32_t own_run(struct run *r, const skp_checker *c,
	uint8_t *const only[SKP_TABLES], skp_error *err)
{
	bool asked = false;
	skp_facts f = {.h = {.mark = MARK_FACTS}, .r = r, .c = c,
		.asked = &asked};
	int32_t e = SKP_OK;
	uint64_t k;

	if (!c->nown)
		return SKP_OK;
	lend(r, c, true);
	r->group = GROUP_OWN;
	for (k = 0; k < c->nown && !e && !run_over(r); k++) {
		f.rule = (uint32_t)(RULES + k);
		if (r->on[f.rule] && (!only || only[c->own[k].table]))
			e = own_rows(&f, &c->own[k],
				only ? only[c->own[k].table] : NULL, err);
	}
	f.h.mark = 0;
	lend(r, c, false);
	return e;
}
