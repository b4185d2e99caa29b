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
#include "text.h"
#include "value.h"

/* ---- the options ---- */

#define AT(member) offsetof(struct options, member)
#define NEED required_argument
#define MAY optional_argument
#define NONE no_argument
/* Commands that apply rules, that may look at a part, that read inputs. */
#define CMD_JUDGE (CMD_CHECK | CMD_EXPLAIN)
#define CMD_SCOPED (CMD_CHECK | CMD_GRAPH)
#define CMD_DATA (CMD_JUDGE | CMD_GRAPH)

static const struct row rows[] = {
	{"--format", 'f', NEED, CMD_ALL & ~CMD_POLICY, value_format, 0},
	{"--output", 'o', NEED, CMD_ALL, value_text, AT(output)},
	{"--lang", 'l', NEED, CMD_ALL, value_lang, 0},
	{"--color", 0, MAY, CMD_ALL, value_color, 0},
	{"--quiet", 'q', NONE, CMD_ALL, value_flag, AT(quiet)},
	{"--help", 'h', NONE, CMD_ALL, value_flag, AT(help)},
	{"--version", 'V', NONE, CMD_ALL, value_flag, AT(version)},
	{"--policy", 'p', NEED, CMD_DATA | CMD_POLICY, value_text, AT(policy)},
	{"--list", 0, NONE, CMD_POLICY, value_flag, AT(list)},
	{"--select", 0, NEED, CMD_JUDGE, value_list, AT(select)},
	{"--ignore", 0, NEED, CMD_JUDGE, value_list, AT(ignore)},
	{"--min-severity", 0, NEED, CMD_CHECK, value_severity,
		AT(min_severity)},
	{"--fail-on", 0, NEED, CMD_CHECK, value_severity, AT(fail_on)},
	{"--pada", 0, NEED, CMD_DATA, value_text, AT(pada)},
	{"--tahun", 0, NEED, CMD_DATA, value_text, AT(tahun)},
	{"--instansi", 0, NEED, CMD_SCOPED, value_text, AT(instansi)},
	{"--unor", 0, NEED, CMD_SCOPED, value_text, AT(unor)},
	{"--pegawai", 0, NEED, CMD_GRAPH, value_text, AT(pegawai)},
	{"--all", 0, NONE, CMD_GRAPH, value_flag, AT(all)},
	{"--limit", 0, NEED, CMD_GRAPH, value_limit, AT(limit)},
	{"--mask", 0, MAY, CMD_DATA, value_mask, 0},
	{"--statistics", 0, NONE, CMD_CHECK, value_flag, AT(statistics)},
	{"--jobs", 'j', NEED, CMD_DATA, value_jobs, 0},
};

enum { ROWS = sizeof(rows) / sizeof(*rows), LONG = 256 };

static const char *row_name(int i)
{
	return i < ROWS ? rows[i].name : NULL;
}

static int row_at(int (*take)(struct options *o, const struct row *row,
	const char *arg))
{
	int i = 0;

	while (rows[i].take != take)
		i++;
	return i;
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

/* A graph is of one thing: the default format is that of Graphviz. */
static int graph_fits(struct options *o, uint32_t given)
{
	int asked = (o->unor != NULL) + (o->pegawai != NULL) + o->all;
	bool format = given >> row_at(value_format) & 1;

	if (asked != 1) {
		complain(TR(o, "sebutkan satu dari --unor=ID, --pegawai=NIP "
			"dan --all", "name one of --unor=ID, --pegawai=NIP "
			"and --all"));
		return options_hint(o);
	}
	if (!format)
		o->format = FORMAT_DOT;
	return EXIT_CLEAN;
}

/* Formats differ by command. */
static int format_fits(const struct options *o)
{
	bool graph = o->command == CMD_GRAPH;

	if ((o->format < FORMATS) != graph)
		return EXIT_CLEAN;
	complain(TR(o, "--format: perintah ini menulis {}",
		"--format: this command writes {}"),
		graph ? "dot, json, svg" : "text, jsonl");
	return options_hint(o);
}

/* Every option must belong to the command, and so must the operands. */
static int fits(struct options *o, uint32_t given)
{
	bool takes = (o->command & CMD_DATA) != 0;
	int status;

	for (int i = 0; i < ROWS; i++) {
		if (!(given >> i & 1) || rows[i].commands & o->command)
			continue;
		complain(TR(o, "opsi '{}' tidak berlaku untuk perintah ini",
			"option '{}' does not belong to this command"),
			rows[i].name);
		return options_hint(o);
	}
	if (takes && !o->count) {
		complain(o->command != CMD_EXPLAIN ?
			TR(o, "sebutkan INPUT: berkas, folder atau -",
				"name an INPUT: a file, a folder or -") :
			TR(o, "sebutkan KODE aturan, misalnya ORG301, atau "
				"NIP dan INPUT", "name the CODE of a rule, for "
				"example ORG301, or a NIP and an INPUT"));
		return options_hint(o);
	}
	if (!takes && o->count) {
		complain(TR(o, "'{}' berlebih: perintah ini tidak menerima "
			"operan", "'{}' is too much: this command takes no "
			"operand"), o->operands[0]);
		return options_hint(o);
	}
	if (o->command == CMD_GRAPH && (status = graph_fits(o, given)))
		return status;
	return format_fits(o);
}

/* ---- all of it ---- */

const char *options_lang(const struct options *o)
{
	return o->english ? "en" : "id";
}

const char *format_name(const struct options *o)
{
	static const char *const formats[FORMATS] = {"text", "jsonl"};

	return formats[o->format];
}

static void defaults(struct options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	*o = (struct options){.fail_on = SKP_SEVERITY_W};
	o->jobs = cores > 1 ? (uint32_t)cores : 1;
}

static int read_options(struct options *o, int argc, char **argv,
	uint32_t *given)
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
		*given |= (uint32_t)1 << (row - rows);
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
	uint32_t given = 0;
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
}
