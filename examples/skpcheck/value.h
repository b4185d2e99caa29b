/* SPDX-License-Identifier: MIT */
/* An option and the ways to take its value. */
#ifndef VALUE_H
#define VALUE_H

#include <stddef.h>

#include "options.h"

struct row;
typedef int (*value_fn)(struct options *o, const struct row *row,
	const char *arg);

struct row {
	const char *name; /* with its dashes, as messages show it */
	char letter;	  /* 0: none */
	int has_arg;
	int commands;
	value_fn take;
	size_t at; /* offset in struct options of what it sets */
};

/* All value_fn: EXIT_CLEAN, or another exit status after a message. `arg` is
 * NULL where an option stands without its optional value. */
int value_text(struct options *o, const struct row *row, const char *arg);
int value_list(struct options *o, const struct row *row, const char *arg);
int value_flag(struct options *o, const struct row *row, const char *arg);
int value_severity(struct options *o, const struct row *row, const char *arg);
int value_format(struct options *o, const struct row *row, const char *arg);
int value_color(struct options *o, const struct row *row, const char *arg);
int value_progress(struct options *o, const struct row *row,
	const char *arg);
int value_mask(struct options *o, const struct row *row, const char *arg);
int value_lang(struct options *o, const struct row *row, const char *arg);
int value_jobs(struct options *o, const struct row *row, const char *arg);
int value_limit(struct options *o, const struct row *row, const char *arg);

#endif
