/* SPDX-License-Identifier: MIT */
/* What the command line says. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* The first two are those of `check` and the catalogue. */
enum { FORMAT_TEXT, FORMAT_JSONL, FORMATS, FORMAT_DOT = FORMATS, FORMAT_JSON,
	FORMAT_SVG };
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLORS };

/* Bits, since an option says to which commands it belongs. */
enum {
	CMD_CHECK = 1,
	CMD_RULES = 2,
	CMD_EXPLAIN = 4,
	CMD_COLUMNS = 8,
	CMD_POLICY = 16,
	CMD_GRAPH = 32,
	CMD_ALL = 63
};

struct options {
	int command;  /* CMD_*, 0 with help or version alone */
	bool english; /* else Indonesian */
	bool help, version, statistics, quiet, mask, list, all;
	int format, color;
	int min_severity, fail_on; /* SKP_SEVERITY_* */
	uint32_t jobs;
	int32_t limit; /* units of a graph, 0: the library's default */
	const char *output; /* NULL: standard output */
	const char *policy, *pada, *tahun, *instansi, *unor, *pegawai;
	char *select, *ignore; /* joined by commas, owned */
	int count;	       /* operands behind the command */
	char **operands;
};

/* One of two texts, in the language of the user. */
#define TR(o, id, en) ((o)->english ? (en) : (id))

/* "id" or "en", as the library wants it */
const char *options_lang(const struct options *o);
/* the format, as the library wants it */
const char *format_name(const struct options *o);

/* Fills *o; EXIT_CLEAN, or another exit status after a message. */
int options_parse(struct options *o, int argc, char **argv);
/* Tells where help is; EXIT_USAGE. */
int options_hint(const struct options *o);
void options_free(struct options *o);

#endif
