/* SPDX-License-Identifier: MIT */
/* The commands and what the process answers when one has run. */
#ifndef COMMAND_H
#define COMMAND_H

struct options;

/* Exit status, the same for every command. */
enum {
	EXIT_CLEAN = 0,	   /* nothing at or above --fail-on */
	EXIT_FINDINGS = 1, /* something was */
	EXIT_USAGE = 2,	   /* wrong usage, or input that cannot be read */
	EXIT_SYSTEM = 3	   /* memory or output failed */
};

/* Sets o->command by its name (NULL: none was given). */
int command_find(struct options *o, const char *word);

int command_check(const struct options *o);
int command_rules(const struct options *o);
int command_explain(const struct options *o);
int command_columns(const struct options *o);
int command_policy(const struct options *o);
int command_graph(const struct options *o);
int command_plan(const struct options *o);
int command_diff(const struct options *o);
int command_baseline(const struct options *o);
int command_merge(const struct options *o);
int command_events(const struct options *o);
int command_generate(const struct options *o);
int command_convert(const struct options *o);

#endif
