/* SPDX-License-Identifier: MIT */
/* rules.c - the list of rules. */
#include <string.h>

#include <skpcheck.h>

#include "catalogue.h"
#include "command.h"
#include "options.h"
#include "output.h"

enum { SEVERITY_WIDTH = 6 }; /* "E/W/I" and a blank */

static void put_line(struct output *out, const struct options *o,
	int32_t rule)
{
	const char *severity = catalogue_text(o, rule, SKP_RULE_SEVERITY);
	size_t n = strlen(severity);

	output_style(out, "1");
	output_text(out, catalogue_text(o, rule, SKP_RULE_CODE));
	output_style(out, "0");
	output_text(out, "  ");
	output_text(out, severity);
	output_repeat(out, ' ', n < SEVERITY_WIDTH ? SEVERITY_WIDTH - n : 1);
	output_text(out, catalogue_text(o, rule, SKP_RULE_TITLE));
	output_text(out, "\n");
}

/* By number: the families have their hundreds. */
static int code_cmp(const char *a, const char *b)
{
	int c = strcmp(strpbrk(a, "0123456789"), strpbrk(b, "0123456789"));

	return c ? c : strcmp(a, b);
}

/* The next rule in the order of codes; the catalogue is in that in which they
 * came to be. NULL begins, -1 ends. */
static int32_t rule_after(const char *code)
{
	int32_t best = -1;

	for (int32_t i = 0; i < skp_rule_count(); i++) {
		const char *c = catalogue_code(i);

		if ((!code || code_cmp(c, code) > 0) && (best < 0 ||
			code_cmp(c, catalogue_code(best)) < 0))
			best = i;
	}
	return best;
}

int command_rules(const struct options *o)
{
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	for (int32_t i = rule_after(NULL); i >= 0;
		i = rule_after(catalogue_code(i))) {
		if (o->format == FORMAT_JSONL)
			catalogue_json(out, o, i);
		else
			put_line(out, o, i);
	}
	return output_close(out, true, EXIT_CLEAN);
}
