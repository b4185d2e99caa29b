/* SPDX-License-Identifier: MIT */
/* What the command line says. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum { FORMAT_TEXT, FORMAT_JSONL, FORMAT_CSV, FORMAT_YAML, FORMATS };
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLORS };

/* Bits, since an option says to which commands it belongs. */
enum {
	CMD_CHECK = 1,
	CMD_RULES = 2,
	CMD_EXPLAIN = 4,
	CMD_COLUMNS = 8,
	CMD_POLICY = 16,
	CMD_DIFF = 32,
	CMD_BASELINE = 64,
	CMD_EVENTS = 128,
	CMD_ALL = 255,
	CMD_JUDGES = CMD_CHECK | CMD_DIFF | CMD_BASELINE,
	CMD_LOADS = CMD_JUDGES | CMD_EVENTS
};

struct options {
	int command;  /* CMD_*, 0 with help or version alone */
	bool english; /* else Indonesian */
	bool help, version, statistics, quiet, mask, fingerprints, same;
	int format, color;
	int min_severity, fail_on; /* SKP_SEVERITY_* */
	uint32_t jobs;
	const char *output; /* NULL: standard output */
	const char *policy, *pada, *tahun, *instansi, *unor;
	const char *baseline, *fingerprint_key;
	const char *old_pada, *old_date, *new_date;
	char *select, *ignore; /* joined by commas, owned */
	int count;	       /* operands behind the command */
	char **operands;
};

/* One of two texts, in the language of the user. */
#define TR(o, id, en) ((o)->english ? (en) : (id))

/* "id" or "en", as the library wants it */
const char *options_lang(const struct options *o);
/* The name of the format. */
const char *options_format(const struct options *o);

/* Fills *o; EXIT_CLEAN, or another exit status after a message. */
int options_parse(struct options *o, int argc, char **argv);
/* Tells where help is; EXIT_USAGE. */
int options_hint(const struct options *o);
void options_free(struct options *o);

#endif
