/* SPDX-License-Identifier: MIT */
/* catalogue.c - what `rules` and `explain` share of the rules' catalogue. */
#include <stdio.h>
#include <string.h>

#include <skpcheck.h>

#include "catalogue.h"
#include "options.h"
#include "output.h"
#include "text.h"

const char *catalogue_code(int i)
{
	return i < skp_rule_count() ? skp_rule_text(i, SKP_RULE_CODE, "id")
				    : NULL;
}

const char *catalogue_text(const struct options *o, int32_t rule,
	int32_t field)
{
	const char *text = skp_rule_text(rule, field, options_lang(o));

	return text ? text : "";
}

static const char *severity_word(const struct options *o, char c)
{
	switch (c) {
	case 'E':
		return TR(o, "galat", "error");
	case 'W':
		return TR(o, "peringatan", "warning");
	default:
		return TR(o, "info", "note");
	}
}

void catalogue_severity(const struct options *o, int32_t rule, char *buf,
	size_t cap)
{
	const char *p = catalogue_text(o, rule, SKP_RULE_SEVERITY);
	size_t n = 0;

	buf[0] = '\0';
	for (; *p && n < cap; p++) {
		const char *word = *p == '/' ? "/" : severity_word(o, *p);

		n += (size_t)snprintf(buf + n, cap - n, "%s", word);
	}
}

/* The lines of the steps as a list, without the numbers they begin with. */
static void put_steps(struct output *out, const char *p)
{
	const char *before = "";

	output_text(out, ",\"steps\":[");
	while (*p) {
		size_t n = strcspn(p, "\n");
		size_t digits = strspn(p, "0123456789");
		size_t skip = digits && !strncmp(p + digits, ". ", 2)
			? digits + 2 : 0;

		output_text(out, before);
		text_json_string(out, p + skip, n - skip);
		before = ",";
		p += n + (p[n] == '\n');
	}
	output_text(out, "]");
}

void catalogue_json(struct output *out, const struct options *o, int32_t rule)
{
	static const struct {
		int32_t field;
		const char *key;
	} fields[] = {
		{SKP_RULE_CODE, "code"},
		{SKP_RULE_SEVERITY, "severity"},
		{SKP_RULE_LEVEL, "level"},
		{SKP_RULE_TABLE, "table"},
		{SKP_RULE_ACTOR, "actor"},
		{SKP_RULE_ACTOR_TEXT, "actor_text"},
		{SKP_RULE_TITLE, "title"},
		{SKP_RULE_MESSAGE, "message"},
		{SKP_RULE_EXPLANATION, "explanation"},
		{SKP_RULE_STEPS, "steps"},
		{SKP_RULE_SOURCE, "source"},
		{SKP_RULE_BASIS, "basis"},
		{SKP_RULE_NEEDS, "needs"},
		{SKP_RULE_INDICATOR, "indicator"},
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *text = catalogue_text(o, rule, fields[i].field);

		if (fields[i].field == SKP_RULE_STEPS)
			put_steps(out, text);
		else
			text_json(out, i ? "," : "{", fields[i].key, text);
	}
	output_text(out, "}\n");
}
