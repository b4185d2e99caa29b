/* SPDX-License-Identifier: MIT */
/* What the command line says. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum { FORMAT_TEXT, FORMAT_JSONL, FORMAT_CSV, FORMAT_YAML, FORMAT_DOT,
	FORMAT_JSON, FORMAT_SVG, FORMAT_EXPORTS, FORMAT_SKPS, FORMATS };
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER, COLORS };
enum { PROGRESS_AUTO, PROGRESS_ON, PROGRESS_OFF };

/* Bits, since an option says to which commands it belongs. */
enum {
	CMD_CHECK = 1,
	CMD_RULES = 2,
	CMD_EXPLAIN = 4,
	CMD_COLUMNS = 8,
	CMD_POLICY = 16,
	CMD_GRAPH = 32,
	CMD_DIFF = 64,
	CMD_BASELINE = 128,
	CMD_EVENTS = 256,
	CMD_PLAN = 512,
	CMD_GENERATE = 1024,
	CMD_CONVERT = 2048,
	CMD_MERGE = 4096,
	CMD_ALL = 8191,
	/* that make reports; apply rules; may look at a part; judge; read
	 * inputs with a policy; read inputs */
	CMD_REPORT = CMD_CHECK | CMD_DIFF | CMD_BASELINE,
	CMD_RULED = CMD_REPORT | CMD_EXPLAIN | CMD_PLAN,
	CMD_SCOPED = CMD_REPORT | CMD_GRAPH | CMD_PLAN,
	CMD_JUDGE = CMD_RULED | CMD_GRAPH,
	CMD_DATA = CMD_JUDGE | CMD_EVENTS,
	CMD_READ = CMD_DATA | CMD_CONVERT
};

struct options {
	int command;  /* CMD_*, 0 with help or version alone */
	bool english; /* else Indonesian */
	bool help, version, statistics, quiet, mask, list, all, fingerprints,
		same, verify;
	int format; /* -1: convert goes by the output's name */
	int color, progress;
	int min_severity, fail_on; /* SKP_SEVERITY_* */
	uint32_t jobs;
	int32_t limit; /* units of a graph, 0: the library's default */
	const char *output; /* NULL: standard output */
	const char *policy, *pada, *tahun, *instansi, *unor, *pegawai, *actor;
	const char *baseline, *fingerprint_key;
	const char *part, *part_name, *boundary, *boundary_key, *emit;
	const char *old_pada, *old_date, *new_date;
	const char *seed;
	char *select, *ignore, *faults; /* joined by commas, owned */
	int count;	       /* operands behind the command */
	char **operands;
	struct watch *watch; /* NULL: none */
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
