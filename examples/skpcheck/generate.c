/* SPDX-License-Identifier: MIT */
/* generate.c - skpcheck generate: a nation that never was, as large as wanted,
 * with faults that are known beforehand. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "generate_files.h"
#include "generate_nation.h"
#include "message.h"
#include "options.h"
#include "output.h"

/* A whole number up to `most`. */
static bool read_number(const char *text, uint64_t most, uint64_t *ret)
{
	uint64_t v = 0;

	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' ||
			v > (most - (uint64_t)(*text - '0')) / 10)
			return false;
		v = v * 10 + (uint64_t)(*text - '0');
	}
	*ret = v;
	return true;
}

static int wants(const struct options *o, const char *option)
{
	complain(TR(o, "generate memerlukan {}", "generate needs {}"), option);
	return options_hint(o);
}

static int read_size(const struct options *o, uint64_t *people, uint64_t *seed)
{
	if (!o->pegawai)
		return wants(o, "--pegawai=N");
	if (!o->output || !*o->output || !strcmp(o->output, "-"))
		return wants(o, "--output=DIR");
	if (!read_number(o->pegawai, NIP_MOST, people) || *people == 0) {
		complain(TR(o, "--pegawai: '{}' bukan bilangan bulat dari 1 "
			"sampai 50000000", "--pegawai: '{}' is not a whole "
			"number from 1 to 50000000"), o->pegawai);
		return EXIT_USAGE;
	}
	if (!read_number(o->seed ? o->seed : "1", UINT64_MAX, seed)) {
		complain(TR(o, "--seed: '{}' bukan bilangan bulat dari 0 "
			"sampai 18446744073709551615", "--seed: '{}' is not a "
			"whole number from 0 to 18446744073709551615"),
			o->seed);
		return EXIT_USAGE;
	}
	return EXIT_CLEAN;
}

/* ---- making it ---- */

static bool open_tables(struct nation *n, int format)
{
	if (format != FORMAT_EXPORTS)
		return rows_open(&n->rows, n->folder, format) == 0;
	n->exports = exports_open(n->folder, n->in.id);
	return n->exports != NULL;
}

static void close_all(struct nation *n)
{
	uint64_t rows[ROW_TABLES];

	for (int t = 0; t < ROW_TABLES; t++)
		rows[t] = n->rows.table[t].rows;
	if (!n->exports)
		rows_close(&n->rows);
	truth_close(&n->truth, rows);
}

static void make(struct nation *n, const struct options *o, uint64_t people)
{
	struct truth_head head = {people, n->seed, format_name(o), NATION_PADA,
		NATION_TAHUN, n->faults};
	struct sink *s = files_new(n->folder, "truth.json");

	if (!s || !open_tables(n, o->format))
		return;
	truth_open(&n->truth, s, &head);
	birthdays_fill(&n->birthdays);
	nation_make(n, people);
	close_all(n);
}

/* ---- what it says in the end ---- */

static void put_count(struct output *out, uint64_t v, const char *what)
{
	char digits[20];
	struct span s = number_text(v, digits);

	output_write(out, s.p, s.n);
	output_text(out, what);
}

static int summary(const struct options *o, const struct nation *n)
{
	struct options plain = *o;
	struct output *out;
	int status;

	plain.output = NULL;
	status = output_open(&plain, &out);
	if (status)
		return status;
	put_count(out, n->people, TR(o, " pegawai, ", " officials, "));
	put_count(out, n->units, TR(o, " unor di ", " units in "));
	output_text(out, o->output);
	output_text(out, TR(o, "; seharusnya ditemukan: ",
		"; to be found: "));
	put_count(out, n->truth.findings, TR(o, " temuan\n",
		" findings\n"));
	return output_close(out, true, EXIT_CLEAN);
}

int command_generate(const struct options *o)
{
	struct faults faults;
	struct nation *n;
	uint64_t people = 0, seed = 0;
	int status;

	if (o->faults && !strcmp(o->faults, "list"))
		return faults_list(o);
	status = read_size(o, &people, &seed);
	if (!status)
		status = faults_read(o, o->faults ? o->faults : "default",
			&faults);
	if (status)
		return status;
	n = calloc(1, sizeof(*n));
	if (!n) {
		complain("{}", strerror(ENOMEM));
		return EXIT_SYSTEM;
	}
	n->seed = seed;
	n->faults = &faults;
	status = files_open(o, &n->folder);
	if (!status) {
		make(n, o, people);
		status = files_close(n->folder, true, EXIT_CLEAN);
	}
	exports_free(n->exports);
	if (!status && !o->quiet)
		status = summary(o, n);
	free(n);
	return status;
}
