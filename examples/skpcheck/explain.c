/* SPDX-License-Identifier: MIT */
/* explain.c - one rule in full: what it means, who acts, how, says who; or
 * one person. */
#include <stdio.h>
#include <string.h>

#include <skpcheck.h>

#include "catalogue.h"
#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "person.h"
#include "text.h"

enum { LABEL_WIDTH = 14 };

static void put_labelled(struct output *out, const char *label,
	const char *text)
{
	size_t n = text_width(label);

	if (!*text)
		return;
	output_text(out, "  ");
	output_text(out, label);
	output_repeat(out, ' ', n < LABEL_WIDTH ? LABEL_WIDTH - n : 1);
	text_wrap(out, text, LABEL_WIDTH + 2, 0);
}

static void put_block(struct output *out, const char *text, size_t hang)
{
	output_text(out, "\n  ");
	text_wrap(out, text, 2, hang);
}

static const char *basis_word(const struct options *o, int32_t rule)
{
	const char *basis = catalogue_text(o, rule, SKP_RULE_BASIS);

	if (o->english)
		return basis;
	return strcmp(basis, "documented") ? "disimpulkan" : "terdokumentasi";
}

static void put_head(struct output *out, const struct options *o,
	int32_t rule)
{
	output_style(out, "1");
	output_text(out, catalogue_text(o, rule, SKP_RULE_CODE));
	output_text(out, "  ");
	output_text(out, catalogue_text(o, rule, SKP_RULE_TITLE));
	output_style(out, "0");
	output_text(out, "\n");
}

/* With the name of the list that the indicator is from. */
static void indicator_text(const struct options *o, int32_t rule, char *buf,
	size_t cap)
{
	const char *text = catalogue_text(o, rule, SKP_RULE_INDICATOR);

	buf[0] = '\0';
	if (*text)
		snprintf(buf, cap, "%s (%s)", text, TR(o,
			"indikator kualitas data SIASN, BKN",
			"SIASN data quality indicator, BKN"));
}

static void put_rule(struct output *out, const struct options *o,
	int32_t rule)
{
	char severity[48], indicator[128];

	catalogue_severity(o, rule, severity, sizeof(severity));
	indicator_text(o, rule, indicator, sizeof(indicator));
	put_head(out, o, rule);
	put_block(out, catalogue_text(o, rule, SKP_RULE_EXPLANATION), 0);
	put_block(out, catalogue_text(o, rule, SKP_RULE_STEPS), 3);
	output_text(out, "\n");
	put_labelled(out, TR(o, "Pesan", "Message"),
		catalogue_text(o, rule, SKP_RULE_MESSAGE));
	put_labelled(out, TR(o, "Taraf", "Severity"), severity);
	put_labelled(out, TR(o, "Pelaku", "Actor"),
		catalogue_text(o, rule, SKP_RULE_ACTOR_TEXT));
	put_labelled(out, TR(o, "Tingkat", "Level"),
		catalogue_text(o, rule, SKP_RULE_LEVEL));
	put_labelled(out, TR(o, "Tabel", "Table"),
		catalogue_text(o, rule, SKP_RULE_TABLE));
	put_labelled(out, TR(o, "Memerlukan", "Needs"),
		catalogue_text(o, rule, SKP_RULE_NEEDS));
	put_labelled(out, TR(o, "Sumber", "Source"),
		catalogue_text(o, rule, SKP_RULE_SOURCE));
	put_labelled(out, TR(o, "Dasar", "Basis"), basis_word(o, rule));
	put_labelled(out, TR(o, "Indikator", "Indicator"), indicator);
}

static int unknown_code(const struct options *o, const char *code)
{
	char like[128];

	if (text_nearest(code, catalogue_code, like, sizeof(like)))
		complain(TR(o, "aturan '{}' tidak ada; apakah maksudnya {}?",
			"there is no rule '{}'; did you mean {}?"),
			code, like);
	else
		complain(TR(o, "aturan '{}' tidak ada; lihat 'skpcheck rules'",
			"there is no rule '{}'; see 'skpcheck rules'"), code);
	return EXIT_USAGE;
}

/* A person's id or NIP: no code of a rule, and inputs follow it. */
static bool is_person(const struct options *o)
{
	return skp_rule_find(o->operands[0]) < 0 && o->count > 1;
}

/* A NIP alone: whose data should that be? */
static bool wants_input(const struct options *o)
{
	const char *id = o->operands[0];

	return skp_rule_find(id) < 0 && o->count == 1 &&
		id[strspn(id, "0123456789 .'")] == '\0';
}

/* All codes must be known before anything is written. */
static int all_known(const struct options *o)
{
	for (int i = 0; i < o->count; i++)
		if (skp_rule_find(o->operands[i]) < 0)
			return unknown_code(o, o->operands[i]);
	return EXIT_CLEAN;
}

int command_explain(const struct options *o)
{
	struct output *out;
	int status;

	if (is_person(o))
		return explain_person(o);
	if (wants_input(o)) {
		complain(TR(o, "sebutkan juga INPUT: berkas, folder atau -",
			"name an INPUT too: a file, a folder or -"));
		return options_hint(o);
	}
	status = all_known(o);
	if (status || (status = output_open(o, &out)))
		return status;
	for (int i = 0; i < o->count; i++) {
		int32_t rule = skp_rule_find(o->operands[i]);

		if (o->format == FORMAT_JSONL) {
			catalogue_json(out, o, rule);
			continue;
		}
		output_text(out, i ? "\n" : "");
		put_rule(out, o, rule);
	}
	return output_close(out, true, EXIT_CLEAN);
}
