/* SPDX-License-Identifier: MIT */
/* The catalogue's words, in Indonesian and English. */
#include "report.h"

struct rule_texts {
	const char *text[5]; /* title, message, explanation, steps, source */
};

struct word {
	const char *token, *text;
};

#define SKIP(token, text)
#define ACTOR(token, text)
#define SYSTEM(token, text)
#define REASON(token, text)
#define TEXT(code, title, message, explanation, steps, source) \
	[R_##code] = {{title, message, explanation, steps, source}},
static const struct rule_texts texts[2][RULES] = {
	{
#include "rules/texts_id.def"
	},
	{
#include "rules/texts_en.def"
	},
};
#undef SKIP
#undef ACTOR
#undef SYSTEM
#undef REASON
#undef TEXT

#define TEXT(code, title, message, explanation, steps, source)
#define SKIP(token, text) {#token, text},
#define ACTOR(token, text) {#token, text},
#define SYSTEM(token, text) {#token, text},
#define REASON(token, text) {#token, text},
static const struct word words_id[] = {
#include "rules/texts_id.def"
};
static const struct word words_en[] = {
#include "rules/texts_en.def"
};
#undef SKIP
#undef ACTOR
#undef SYSTEM
#undef REASON
#undef TEXT

int32_t lang_number(const char *lang)
{
	return lang && ascii_lower(lang[0]) == 'e' &&
		ascii_lower(lang[1]) == 'n';
}

int32_t skp_rule_count(void)
{
	return RULES;
}

int32_t skp_rule_find(const char *code)
{
	int32_t i = code ? rule_number(code) : -1;

	return i < 0 ? SKP_E_UNKNOWN : i;
}

/* The indicator of SIASN's data quality that a rule answers to. */
static const char *indicator(uint32_t rule)
{
#define INDICATOR(code, text) [R_##code] = (text),
	static const char *const of[RULES] = {
#include "rules/indicators.def"
	};
#undef INDICATOR

	return rule < RULES && of[rule] ? of[rule] : "";
}

static const char *level_name(uint32_t level)
{
	static const char *const name[] = {"L0", "L1", "L2", "L3", "L4", "L5",
		"L6", "L7", "L8"};

	return name[level];
}

/* Of its five texts; a caller's own rule brings them along. */
static const char *text_of_rule(const skp_checker *c, uint32_t rule,
	uint32_t which, int32_t lang)
{
	return rule < RULES ? texts[lang][rule].text[which]
			    : c->own[rule - RULES].text[lang][which];
}

static const char *actor_text(const skp_checker *c, uint32_t rule,
	int32_t lang)
{
	const char *said = rule < RULES ? NULL
		: c->own[rule - RULES].actor_text[lang];
	const char *actor = rule_of(c, rule)->actor;

	if (!said)
		said = skp_word(actor, lang ? "en" : "id");
	return said ? said : actor;
}

const char *rule_text(const skp_checker *c, uint32_t rule, int32_t field,
	int32_t lang)
{
	const struct rule_info *r = rule_of(c, rule);

	switch (field) {
	case SKP_RULE_CODE:
		return r->code;
	case SKP_RULE_TITLE:
		return text_of_rule(c, rule, 0, lang);
	case SKP_RULE_MESSAGE:
		return text_of_rule(c, rule, 1, lang);
	case SKP_RULE_EXPLANATION:
		return text_of_rule(c, rule, 2, lang);
	case SKP_RULE_ACTOR:
		return r->actor;
	case SKP_RULE_ACTOR_TEXT:
		return actor_text(c, rule, lang);
	case SKP_RULE_STEPS:
		return text_of_rule(c, rule, 3, lang);
	case SKP_RULE_SOURCE:
		return text_of_rule(c, rule, 4, lang);
	case SKP_RULE_BASIS:
		return r->basis;
	case SKP_RULE_NEEDS:
		return r->needs;
	case SKP_RULE_SEVERITY:
		return r->severity;
	case SKP_RULE_LEVEL:
		return level_name(r->level);
	case SKP_RULE_TABLE:
		return r->subjects;
	case SKP_RULE_INDICATOR:
		return indicator(rule);
	default:
		return NULL;
	}
}

const char *skp_rule_text(int32_t rule, int32_t field, const char *lang)
{
	if (rule < 0 || rule >= RULES)
		return NULL;
	return rule_text(NULL, (uint32_t)rule, field, lang_number(lang));
}

int32_t skp_checker_rule_count(const skp_checker *c)
{
	return handle_check(c, MARK_CHECKER, NULL) ? 0 : (int32_t)rules_of(c);
}

int32_t skp_checker_rule_find(const skp_checker *c, const char *code)
{
	int32_t i = code && !handle_check(c, MARK_CHECKER, NULL)
		? rule_of_code(c, code)
		: -1;

	return i < 0 ? SKP_E_UNKNOWN : i;
}

const char *skp_checker_rule_text(const skp_checker *c, int32_t rule,
	int32_t field, const char *lang)
{
	if (rule < 0 || rule >= skp_checker_rule_count(c))
		return NULL;
	return rule_text(c, (uint32_t)rule, field, lang_number(lang));
}

const char *skp_word(const char *token, const char *lang)
{
	const struct word *w = lang_number(lang) ? words_en : words_id;
	uint32_t n = lang_number(lang) ? (uint32_t)ARRAY_LEN(words_en)
				       : (uint32_t)ARRAY_LEN(words_id);
	uint32_t i;

	for (i = 0; token && i < n; i++)
		if (strcmp(w[i].token, token) == 0)
			return w[i].text;
	return NULL;
}
