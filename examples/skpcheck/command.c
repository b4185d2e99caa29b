/* SPDX-License-Identifier: MIT */
/* command.c - the commands by name. */
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "text.h"

static const struct {
	const char *name;
	int command;
} commands[] = {
	{"check", CMD_CHECK},
	{"rules", CMD_RULES},
	{"explain", CMD_EXPLAIN},
	{"columns", CMD_COLUMNS},
	{"policy", CMD_POLICY},
	{"graph", CMD_GRAPH},
	{"diff", CMD_DIFF},
	{"baseline", CMD_BASELINE},
	{"events", CMD_EVENTS},
	{"plan", CMD_PLAN},
	{"generate", CMD_GENERATE},
	{"convert", CMD_CONVERT},
	{"merge", CMD_MERGE},
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

static const char *command_name(int i)
{
	return i < COMMANDS ? commands[i].name : NULL;
}

static int unknown_command(const struct options *o, const char *word)
{
	char like[128];

	if (text_nearest(word, command_name, like, sizeof(like)))
		complain(TR(o,
			"perintah '{}' tidak dikenal; apakah maksudnya {}?",
			"unknown command '{}'; did you mean {}?"), word, like);
	else if (!strcmp(word, "-") || !access(word, F_OK))
		complain(TR(o, "perintah belum disebut; apakah maksudnya "
			"'skpcheck check {}'?", "no command; did you mean "
			"'skpcheck check {}'?"), word);
	else
		complain(TR(o, "perintah '{}' tidak dikenal",
			"unknown command '{}'"), word);
	return options_hint(o);
}

int command_find(struct options *o, const char *word)
{
	if (!word) {
		complain(TR(o, "perintah belum disebut: check, plan, "
			"diff, baseline, events, convert, generate, rules, "
			"explain, columns, policy, graph atau merge",
			"no command: check, plan, diff, baseline, events, "
			"convert, generate, rules, explain, columns, policy, "
			"graph or merge"));
		return options_hint(o);
	}
	for (int i = 0; i < COMMANDS; i++) {
		if (!strcmp(word, commands[i].name)) {
			o->command = commands[i].command;
			return EXIT_CLEAN;
		}
	}
	return unknown_command(o, word);
}
