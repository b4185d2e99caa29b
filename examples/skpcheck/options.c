/* SPDX-License-Identifier: MIT */
/* options.c - the command line, in the manner of GNU: options and operands
 * in any order, names cut short where that is clear, `--` before operands
 * that look like options. */
#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <skpcheck.h>

#include "command.h"
#include "language.h"
#include "message.h"
#include "options.h"
#include "part.h"
#include "text.h"
#include "value.h"

/* ---- the options ---- */

#define AT(member) offsetof(struct options, member)
#define NEED required_argument
#define MAY optional_argument
#define NONE no_argument

static const struct row rows[] = {
	{"--format", 'f', NEED, CMD_ALL & ~(CMD_POLICY | CMD_BASELINE),
		value_format, 0},
	{"--output", 'o', NEED, CMD_ALL, value_text, AT(output)},
	{"--lang", 'l', NEED, CMD_ALL, value_lang, 0},
	{"--color", 0, MAY, CMD_ALL, value_color, 0},
	{"--quiet", 'q', NONE, CMD_ALL, value_flag, AT(quiet)},
	{"--help", 'h', NONE, CMD_ALL, value_flag, AT(help)},
	{"--version", 'V', NONE, CMD_ALL, value_flag, AT(version)},
	{"--policy", 'p', NEED, CMD_DATA | CMD_POLICY, value_text, AT(policy)},
	{"--list", 0, NONE, CMD_POLICY, value_flag, AT(list)},
	{"--select", 0, NEED, CMD_RULED, value_list, AT(select)},
	{"--ignore", 0, NEED, CMD_RULED, value_list, AT(ignore)},
	{"--min-severity", 0, NEED, CMD_REPORT, value_severity,
		AT(min_severity)},
	{"--fail-on", 0, NEED, CMD_CHECK | CMD_DIFF, value_severity,
		AT(fail_on)},
	{"--pada", 0, NEED, CMD_JUDGE, value_text, AT(pada)},
	{"--tahun", 0, NEED, CMD_JUDGE, value_text, AT(tahun)},
	{"--instansi", 0, NEED, CMD_SCOPED, value_text, AT(instansi)},
	{"--unor", 0, NEED, CMD_SCOPED, value_text, AT(unor)},
	{"--actor", 0, NEED, CMD_PLAN, value_text, AT(actor)},
	{"--verify", 0, NONE, CMD_PLAN, value_flag, AT(verify)},
	{"--pegawai", 0, NEED, CMD_GRAPH | CMD_GENERATE, value_text,
		AT(pegawai)},
	{"--all", 0, NONE, CMD_GRAPH, value_flag, AT(all)},
	{"--limit", 0, NEED, CMD_GRAPH, value_limit, AT(limit)},
	{"--mask", 0, MAY, CMD_JUDGE, value_mask, 0},
	{"--statistics", 0, NONE, CMD_CHECK, value_flag, AT(statistics)},
	{"--baseline", 0, NEED, CMD_REPORT, value_text, AT(baseline)},
	{"--fingerprints", 0, NONE, CMD_CHECK | CMD_DIFF, value_flag,
		AT(fingerprints)},
	{"--fingerprint-key", 0, NEED, CMD_REPORT, value_text,
		AT(fingerprint_key)},
	{"--same", 0, NONE, CMD_DIFF, value_flag, AT(same)},
	{"--old-pada", 0, NEED, CMD_DIFF, value_text, AT(old_pada)},
	{"--old-date", 0, NEED, CMD_EVENTS, value_text, AT(old_date)},
	{"--new-date", 0, NEED, CMD_EVENTS, value_text, AT(new_date)},
	{"--seed", 0, NEED, CMD_GENERATE, value_text, AT(seed)},
	{"--faults", 0, NEED, CMD_GENERATE, value_list, AT(faults)},
	{"--part", 0, NEED, CMD_CHECK, value_text, AT(part)},
	{"--part-name", 0, NEED, CMD_CHECK, value_text, AT(part_name)},
	{"--boundary", 0, NEED, CMD_CHECK, value_text, AT(boundary)},
	{"--boundary-key", 0, NEED, CMD_CHECK, value_text, AT(boundary_key)},
	{"--emit-boundary", 0, NEED, CMD_CHECK, value_text, AT(emit)},
	{"--jobs", 'j', NEED, CMD_READ, value_jobs, 0},
	{"--progress", 0, MAY, CMD_READ, value_progress, 0},
};

enum { ROWS = sizeof(rows) / sizeof(*rows), LONG = 256 };

static const char *row_name(int i)
{
	return i < ROWS ? rows[i].name : NULL;
}

/* getopt's two lists, made from the rows */
static void describe(struct option *list, char *letters)
{
	*letters++ = ':'; /* a missing value is told from a wrong name */
	for (int i = 0; i < ROWS; i++) {
		list[i] = (struct option){
			rows[i].name + 2, rows[i].has_arg, NULL, LONG + i};
		if (!rows[i].letter)
			continue;
		*letters++ = rows[i].letter;
		if (rows[i].has_arg == NEED)
			*letters++ = ':';
	}
	list[ROWS] = (struct option){0};
	*letters = '\0';
}

static const struct row *find_row(int c)
{
	for (int i = 0; i < ROWS; i++)
		if (c == LONG + i || (c && c == rows[i].letter))
			return &rows[i];
	return NULL;
}

/* ---- what getopt refuses ---- */

int options_hint(const struct options *o)
{
	complain(TR(o, "lihat 'skpcheck --help'", "see 'skpcheck --help'"));
	return EXIT_USAGE;
}

static int unknown_letter(const struct options *o)
{
	char name[] = {'-', (char)optopt, '\0'};

	complain(TR(o, "opsi '{}' tidak dikenal", "unknown option '{}'"),
		name);
	return options_hint(o);
}

/* An unknown name, one cut too short, or a value where none is taken. */
static int unknown_name(const struct options *o, const char *arg)
{
	size_t n = strcspn(arg, "=");
	char *name = strndup(arg, n);
	char like[128];

	if (!name)
		return EXIT_SYSTEM;
	if (optopt) {
		complain(TR(o, "opsi '{}' tidak menerima nilai",
			"option '{}' takes no value"), name);
	} else if (text_nearest(name, row_name, like, sizeof(like))) {
		complain(TR(o, "opsi '{}' tidak dikenal; apakah maksudnya {}?",
			"unknown option '{}'; did you mean {}?"), name, like);
	} else {
		complain(TR(o, "opsi '{}' tidak dikenal",
			"unknown option '{}'"), name);
	}
	free(name);
	return options_hint(o);
}

static int refused(const struct options *o, int c, char **argv)
{
	const char *arg = argv[optind - 1];
	const struct row *row = find_row(optopt);

	if (c == ':') {
		complain(TR(o, "opsi '{}' memerlukan nilai",
			"option '{}' needs a value"),
			row ? row->name : arg);
		return options_hint(o);
	}
	if (arg[0] == '-' && arg[1] == '-')
		return unknown_name(o, arg);
	return unknown_letter(o);
}

/* ---- what fits together ---- */

/* How many operands a command takes, and what they are. */
static int count_fits(const struct options *o)
{
	bool two = (o->command & (CMD_DIFF | CMD_EVENTS)) != 0;
	bool takes = (o->command & (CMD_READ | CMD_MERGE)) != 0;

	if (two && o->count != 2)
		complain(TR(o, "sebutkan dua INPUT: yang LAMA, lalu yang BARU",
			"name two INPUTs: the OLD one, then the NEW one"));
	else if (takes && !o->count && !o->part)
		complain(o->command != CMD_EXPLAIN ?
			TR(o, "sebutkan INPUT: berkas, folder atau -",
				"name an INPUT: a file, a folder or -") :
			TR(o, "sebutkan KODE aturan, misalnya ORG301, atau "
				"NIP dan INPUT", "name the CODE of a rule, for "
				"example ORG301, or a NIP and an INPUT"));
	else if (!takes && o->count)
		complain(TR(o, "'{}' berlebih: perintah ini tidak menerima "
			"operan", "'{}' is too much: this command takes no "
			"operand"), o->operands[0]);
	else
		return EXIT_CLEAN;
	return options_hint(o);
}

/* What each command writes, its default first. */
static const struct {
	int commands, count, format[6];
	const char *list;
} formats[] = {
	{CMD_GENERATE, 4, {FORMAT_CSV, FORMAT_YAML, FORMAT_JSON,
		FORMAT_EXPORTS}, "csv, yaml, json, exports"},
	{CMD_EVENTS, 3, {FORMAT_CSV, FORMAT_JSONL, FORMAT_YAML},
		"csv, jsonl, yaml"},
	{CMD_GRAPH, 3, {FORMAT_DOT, FORMAT_JSON, FORMAT_SVG},
		"dot, json, svg"},
	{CMD_PLAN, 6, {FORMAT_TEXT, FORMAT_JSONL, FORMAT_JSON, FORMAT_CSV,
		FORMAT_DOT, FORMAT_SVG}, "text, jsonl, json, csv, dot, svg"},
	{CMD_CONVERT, 4, {FORMAT_SKPS, FORMAT_CSV, FORMAT_YAML, FORMAT_JSON},
		"skps, csv, yaml, json"},
	{CMD_MERGE, 1, {FORMAT_JSONL}, "jsonl"},
	{CMD_ALL, 2, {FORMAT_TEXT, FORMAT_JSONL}, "text, jsonl"},
};

static int format_fits(struct options *o)
{
	int i = 0;

	while (!(formats[i].commands & o->command))
		i++;
	if (o->format < 0 && o->command == CMD_CONVERT)
		return EXIT_CLEAN;
	if (o->format < 0)
		o->format = formats[i].format[0];
	for (int k = 0; k < formats[i].count; k++)
		if (o->format == formats[i].format[k])
			return EXIT_CLEAN;
	complain(TR(o, "--format={} tidak berlaku untuk perintah ini; yang "
		"ada: {}", "--format={} does not belong to this command; "
		"there are: {}"), format_name(o), formats[i].list);
	return options_hint(o);
}

/* A graph is of one thing. */
static int graph_fits(const struct options *o)
{
	if (o->command != CMD_GRAPH ||
		(o->unor != NULL) + (o->pegawai != NULL) + o->all == 1)
		return EXIT_CLEAN;
	complain(TR(o, "sebutkan satu dari --unor=ID, --pegawai=NIP dan "
		"--all", "name one of --unor=ID, --pegawai=NIP and --all"));
	return options_hint(o);
}

/* Every option must belong to the command, and so must the operands. */
static int fits(struct options *o, uint64_t given)
{
	int status;

	for (int i = 0; i < ROWS; i++) {
		if (!(given >> i & 1) || rows[i].commands & o->command)
			continue;
		complain(TR(o, "opsi '{}' tidak berlaku untuk perintah ini",
			"option '{}' does not belong to this command"),
			rows[i].name);
		return options_hint(o);
	}
	status = format_fits(o);
	if (!status)
		status = count_fits(o);
	if (!status)
		status = part_fits(o);
	return status ? status : graph_fits(o);
}

/* ---- all of it ---- */

const char *options_lang(const struct options *o)
{
	return o->english ? "en" : "id";
}

const char *format_name(const struct options *o)
{
	static const char *const names[FORMATS] = {"text", "jsonl", "csv",
		"yaml", "dot", "json", "svg", "exports", "skps"};

	return names[o->format];
}

static void defaults(struct options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	*o = (struct options){.fail_on = SKP_SEVERITY_W, .format = -1};
	o->jobs = cores > 1 ? (uint32_t)cores : 1;
}

static int read_options(struct options *o, int argc, char **argv,
	uint64_t *given)
{
	struct option list[ROWS + 1];
	char letters[2 * ROWS + 2];
	int c, status;

	describe(list, letters);
	opterr = 0;
	while ((c = getopt_long(argc, argv, letters, list, NULL)) != -1) {
		const struct row *row = find_row(c);

		if (c == ':' || !row)
			return refused(o, c, argv);
		*given |= (uint64_t)1 << (row - rows);
		if ((status = row->take(o, row, optarg)))
			return status;
	}
	return EXIT_CLEAN;
}

int options_parse(struct options *o, int argc, char **argv)
{
	/* A command that stands first goes without getopt, which would end
	 * the options there under POSIXLY_CORRECT. */
	bool first = argc > 1 && argv[1][0] != '-';
	const char *word = first ? argv[1] : NULL;
	uint64_t given = 0;
	int status;

	defaults(o);
	o->english = language_english(argc, argv);
	argc -= first;
	argv += first;
	if (argc > 0 && (status = read_options(o, argc, argv, &given)))
		return status;
	if (o->help || o->version)
		return EXIT_CLEAN;
	if (!first && optind < argc)
		word = argv[optind++];
	if ((status = command_find(o, word)))
		return status;
	o->count = argc - optind;
	o->operands = argv + optind;
	return fits(o, given);
}

void options_free(struct options *o)
{
	free(o->select);
	free(o->ignore);
	free(o->faults);
}
