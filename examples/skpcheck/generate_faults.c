/* SPDX-License-Identifier: MIT */
/* generate_faults.c - the kinds of fault, and how often each shall be. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "generate_faults.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "text.h"

static const struct {
	const char *name;
	enum scope scope;
	uint32_t rate;
	bool exports;
	const char *id, *en;
} kinds[FAULTS] = {
	{"", SCOPE_NONE, 0, false, "", ""},
#define FAULT(name, scope, rate, exports, id, en) \
	{#name, SCOPE_##scope, rate, exports, id, en},
#include "generate_faults.def"
};

enum { DEFAULT_ONE = RATE_ONE / 1000000, DECIMALS = 9 };

const char *fault_name(enum fault f)
{
	return kinds[f].name;
}

static const char *known_name(int i)
{
	return i + 1 < FAULTS ? kinds[i + 1].name : NULL;
}

static enum fault find(const char *name, size_t n)
{
	for (int f = 1; f < FAULTS; f++)
		if (strlen(kinds[f].name) == n &&
			memcmp(kinds[f].name, name, n) == 0)
			return (enum fault)f;
	return FAULT_NONE;
}

/* 0, 0.01, .5, 1: figures and at most one point, no more than 1 */
static bool read_rate(const char *p, uint32_t *ret)
{
	uint64_t v = 0;
	int decimals = -1;

	if (!*p || !strcmp(p, "."))
		return false;
	for (; *p; p++) {
		if (*p == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (*p < '0' || *p > '9' || decimals == DECIMALS)
			return false;
		v = v * 10 + (uint64_t)(*p - '0');
		decimals += decimals >= 0;
		if (v > RATE_ONE)
			return false;
	}
	for (decimals += decimals < 0; decimals < DECIMALS; decimals++)
		v = v > RATE_ONE ? v : v * 10;
	*ret = (uint32_t)v;
	return v <= RATE_ONE;
}

static int unknown(const struct options *o, const char *word)
{
	char like[128];

	if (text_nearest(word, known_name, like, sizeof(like)))
		complain(TR(o, "--faults: kesalahan '{}' tidak dikenal; apakah "
			"maksudnya {}?", "--faults: unknown fault '{}'; did "
			"you mean {}?"), word, like);
	else
		complain(TR(o, "--faults: kesalahan '{}' tidak dikenal; lihat "
			"--faults=list", "--faults: unknown fault '{}'; see "
			"--faults=list"), word);
	return EXIT_USAGE;
}

static void set_all(struct faults *f, bool to_default)
{
	for (int i = 1; i < FAULTS; i++)
		f->rate[i] = to_default ? kinds[i].rate * DEFAULT_ONE : 0;
}

/* One word of the list, `NAME=RATE`. */
static int read_one(const struct options *o, char *word, struct faults *f)
{
	char *is = strchr(word, '=');
	enum fault fault;

	if (!*word)
		return EXIT_CLEAN;
	if (!strcmp(word, "default") || !strcmp(word, "none")) {
		set_all(f, *word == 'd');
		return EXIT_CLEAN;
	}
	fault = find(word, is ? (size_t)(is - word) : strlen(word));
	if (!fault) {
		if (is)
			*is = '\0';
		return unknown(o, word);
	}
	if (!is || !read_rate(is + 1, &f->rate[fault])) {
		complain(TR(o, "--faults: {} memerlukan angka dari 0 sampai 1, "
			"misalnya {}=0.01", "--faults: {} needs a number from "
			"0 to 1, as {}=0.01"), kinds[fault].name,
			kinds[fault].name);
		return EXIT_USAGE;
	}
	if (f->rate[fault] && f->exports && !kinds[fault].exports) {
		complain(TR(o, "--faults: {} tidak dapat tampak dalam ekspor "
			"pemerintah", "--faults: {} cannot show in the "
			"government exports"), kinds[fault].name);
		return EXIT_USAGE;
	}
	return EXIT_CLEAN;
}

/* A subject bears one fault at most: the chances of all must fit into one. */
static int add_up(const struct options *o, struct faults *f)
{
	uint64_t total[SCOPES] = {0};

	for (int i = 1; i < FAULTS; i++)
		total[kinds[i].scope] += f->rate[i];
	for (int s = SCOPE_PERSON; s < SCOPES; s++) {
		if (total[s] > RATE_ONE) {
			complain(s == SCOPE_PERSON ? TR(o, "--faults: jumlah "
				"angka kesalahan pegawai lebih dari 1",
				"--faults: the rates of officials' faults add "
				"up to more than 1") : TR(o, "--faults: jumlah "
				"angka kesalahan unor lebih dari 1",
				"--faults: the rates of units' faults add up "
				"to more than 1"));
			return EXIT_USAGE;
		}
		f->total[s] = (uint32_t)total[s];
	}
	return EXIT_CLEAN;
}

int faults_read(const struct options *o, const char *list, struct faults *ret)
{
	char *copy = strdup(list), *word, *next;
	int status = EXIT_CLEAN;

	*ret = (struct faults){.exports = o->format == FORMAT_EXPORTS};
	if (!copy) {
		complain("{}", strerror(ENOMEM));
		return EXIT_SYSTEM;
	}
	for (word = copy; word && !status; word = next) {
		next = strchr(word, ',');
		if (next)
			*next++ = '\0';
		status = read_one(o, word, ret);
	}
	free(copy);
	return status ? status : add_up(o, ret);
}

enum fault fault_drawn(const struct faults *f, enum scope scope, uint32_t x)
{
	if (x >= f->total[scope])
		return FAULT_NONE;
	for (int i = 1; i < FAULTS; i++) {
		if (kinds[i].scope != scope)
			continue;
		if (x < f->rate[i])
			return (enum fault)i;
		x -= f->rate[i];
	}
	return FAULT_NONE;
}

bool fault_shown(const struct faults *f, enum fault fault)
{
	return !f->exports || kinds[fault].exports;
}

/* ---- --faults=list ---- */

/* A rate in millionths as 0.0105 */
static void rate_text(uint32_t rate, char to[16])
{
	int n = 8;

	memcpy(to, "0.000000", 9);
	for (; n > 2; rate /= 10)
		to[--n] = (char)('0' + rate % 10);
	for (n = 8; n > 3 && to[n - 1] == '0';)
		to[--n] = '\0';
}

static void list_one(struct output *out, const struct options *o, int i)
{
	char rate[16];

	rate_text(kinds[i].rate, rate);
	output_text(out, kinds[i].name);
	output_repeat(out, ' ', 22 - strlen(kinds[i].name));
	output_text(out, rate);
	output_repeat(out, ' ', 9 - strlen(rate));
	output_text(out, kinds[i].exports ? "+  " : "-  ");
	output_text(out, TR(o, kinds[i].id, kinds[i].en));
	output_text(out, "\n");
}

int faults_list(const struct options *o)
{
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	output_text(out, TR(o, "# nama, angka bawaan, tampak dalam ekspor, "
		"arti\n", "# name, default rate, shown by exports, meaning\n"));
	for (int i = 1; i < FAULTS; i++)
		list_one(out, o, i);
	return output_close(out, true, EXIT_CLEAN);
}
