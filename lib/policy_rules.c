/* SPDX-License-Identifier: MIT */
/* The choices about rules in a policy file: on or off, and how severe. */
#include "policy_read.h"

static int32_t severity_word(struct text t)
{
	static const struct code words[] = {
		{"E", SKP_SEVERITY_E}, {"galat", SKP_SEVERITY_E},
		{"error", SKP_SEVERITY_E}, {"W", SKP_SEVERITY_W},
		{"peringatan", SKP_SEVERITY_W}, {"warning", SKP_SEVERITY_W},
		{"I", SKP_SEVERITY_I}, {"info", SKP_SEVERITY_I},
		{"note", SKP_SEVERITY_I}
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (text_same_str(t, words[i].name))
			return words[i].value;
	return 0;
}

static int32_t rule_choice(struct source *s, struct rule_choice *c,
	uint32_t *seen)
{
	static const char *const names[] = {"enabled", "severity", NULL};
	static const struct key enabled = {.name = "enabled",
		.wants = "true or false"};
	static const struct key severity = {.name = "severity",
		.wants = "E, W or I"};
	bool on = false, first = text_same_str(reader_text(&s->r), names[0]);
	uint32_t bit = first ? 1 : 2;
	int32_t rc;

	if (!first && !text_same_str(reader_text(&s->r), names[1]))
		return source_unknown(s, "key of a rule", names);
	if (*seen & bit)
		return reader_fail(&s->r, SKP_E_DUPKEY,
			"stands here a second time");
	*seen |= bit;
	if (first) {
		rc = source_bool(s, &enabled, &on);
		c->off = !on;
		return rc;
	}
	rc = source_scalar(s, &severity);
	if (rc)
		return rc;
	c->severity = (int8_t)severity_word(reader_text(&s->r));
	return c->severity ? 0 : source_wrong(s, &severity);
}

/* Number of the rule whose code is under way, -1 if there is none. */
static int32_t rule_here(const struct source *s)
{
	struct text t = reader_text(&s->r);
	char code[16];
	int32_t v;

	if (t.n >= sizeof(code) || !s->rule_number)
		return -1;
	memcpy(code, t.p, t.n);
	code[t.n] = '\0';
	v = s->rule_number(s->ctx, code);
	return v < RULE_MAX ? v : -1;
}

static int32_t rule_entry(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);
	uint32_t seen = 0;
	bool end = false;
	int32_t rc;

	it.value = rule_here(s);
	if (it.value < 0)
		return reader_fail(&s->r, SKP_E_POLICY,
			"unknown rule; a code is like ORG301, and the "
			"catalogue lists them");
	rc = source_item_text(s, &it, false);
	if (!rc)
		rc = source_merge(s, &it);
	if (!rc)
		rc = source_begin(s, k, YAML_MAPPING_START_EVENT);
	while (!rc) {
		rc = source_next(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SCALAR_EVENT)
			     ? rule_choice(s, &s->p->rule[it.value], &seen)
			     : source_wrong(s, k);
	}
	return rc;
}

int32_t take_rules(struct source *s, const struct key *k)
{
	return source_mapping(s, k, rule_entry);
}
