/* SPDX-License-Identifier: MIT */
/* job.c - a checker as the options say, a model of inputs, a report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "job.h"
#include "message.h"
#include "options.h"
#include "read.h"

enum { KEY_CAP = 4096 };

void job_begin(struct job *k, const struct options *o, const char *pada)
{
	*k = (struct job){.o = o, .err = SKP_INIT(skp_error)};
	clock_now(k->now);
	k->pada = pada && *pada ? pada : k->now;
}

void job_end(struct job *k)
{
	skp_baseline_free(k->b);
	skp_report_free(k->r);
	skp_checker_free(k->c);
	skp_model_free(k->m);
	k->b = NULL;
	k->r = NULL;
	k->c = NULL;
	k->m = NULL;
}

int job_failed(struct job *k, const char *what)
{
	complain_error(&k->err, what);
	return error_status(&k->err);
}

/* The key is a secret: it stands in a file, not among the arguments. */
static int set_key(struct job *k)
{
	const char *path = k->o->fingerprint_key;
	char *key;
	size_t n;
	int status;

	if (!path)
		return EXIT_CLEAN;
	status = read_file(path, KEY_CAP, &key, &n);
	if (status)
		return status;
	if (memchr(key, '\0', n)) {
		complain(TR(k->o, "{}: kunci memuat byte NUL",
			"{}: the key holds a NUL byte"), path);
		status = EXIT_USAGE;
	} else if (skp_checker_set(k->c, "fingerprint_key", n ? key : "-",
		&k->err)) {
		status = job_failed(k, "--fingerprint-key");
	}
	memset(key, 0, n);
	free(key);
	return status;
}

int job_checker(struct job *k)
{
	const struct options *o = k->o;
	const char *const settings[][2] = {
		{"pada", k->pada},
		{"tahun", o->tahun},
		{"select", o->select},
		{"ignore", o->ignore},
		{"instansi", o->instansi},
		{"unor", o->unor},
	};

	if (skp_checker_new(NULL, &k->c, &k->err))
		return job_failed(k, NULL);
	if (o->policy && skp_checker_policy_file(k->c, o->policy, &k->err))
		return job_failed(k, o->policy);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		char name[16];

		if (!settings[i][1])
			continue;
		if (!skp_checker_set(k->c, settings[i][0], settings[i][1],
			&k->err))
			continue;
		snprintf(name, sizeof(name), "--%s", settings[i][0]);
		return job_failed(k, name);
	}
	return set_key(k);
}

static int load(struct job *k, const char *input)
{
	skp_load_options options = SKP_INIT(skp_load_options);
	int32_t e;

	options.jobs = k->o->jobs;
	if (!strcmp(input, "-"))
		e = skp_model_load_fd(k->m, STDIN_FILENO, "-", &options,
			&k->err);
	else
		e = skp_model_load(k->m, input, &options, &k->err);
	return e ? job_failed(k, input) : EXIT_CLEAN;
}

int job_model(struct job *k, int count, char *const *inputs)
{
	int status;

	if (skp_model_new(NULL, &k->m, &k->err))
		return job_failed(k, NULL);
	for (int i = 0; i < count; i++)
		if ((status = load(k, inputs[i])))
			return status;
	return skp_model_seal(k->m, &k->err) ? job_failed(k, NULL)
					     : EXIT_CLEAN;
}

int job_model_bytes(struct job *k, const char *name, const char *bytes,
	size_t n)
{
	skp_load_options options = SKP_INIT(skp_load_options);

	options.jobs = k->o->jobs;
	if (skp_model_new(NULL, &k->m, &k->err))
		return job_failed(k, NULL);
	if (skp_model_load_bytes(k->m, name, bytes, n, &options, &k->err))
		return job_failed(k, name);
	return skp_model_seal(k->m, &k->err) ? job_failed(k, NULL)
					     : EXIT_CLEAN;
}

int job_report(struct job *k)
{
	skp_check_options options = SKP_INIT(skp_check_options);

	options.jobs = k->o->jobs;
	if (skp_check(k->c, k->m, &options, &k->r, &k->err))
		return job_failed(k, NULL);
	return EXIT_CLEAN;
}

/* ---- baseline ---- */

int job_baseline(struct job *k)
{
	if (k->o->baseline && skp_baseline_load(k->c, k->o->baseline, &k->b,
		&k->err))
		return job_failed(k, k->o->baseline);
	return EXIT_CLEAN;
}

/* Was only a part looked at? Then what was not found may be there all the
 * same. */
static bool partial(const struct options *o)
{
	return o->select || o->ignore || o->instansi || o->unor;
}

static bool skipped(const struct job *k, const char *code)
{
	for (int32_t i = 0; i < skp_report_skips(k->r); i++)
		if (!strcmp(skp_report_skip_code(k->r, i), code))
			return true;
	return false;
}

static void tell_entry(const struct job *k, int64_t i)
{
	const char *code = skp_baseline_text(k->b, i, SKP_BASELINE_CODE);
	int64_t hidden = skp_report_hidden(k->r, i);
	char line[24];

	snprintf(line, sizeof(line), "%lld",
		(long long)skp_baseline_line(k->b, i));
	if (hidden == SKP_BASELINE_EXPIRED)
		complain(TR(k->o, "{}:{}: entri ini hanya berlaku sampai {}",
			"{}:{}: this entry expired after {}"), k->o->baseline,
			line, skp_baseline_text(k->b, i,
				SKP_BASELINE_EXPIRES));
	else if (!hidden && !partial(k->o) && !skipped(k, code))
		complain(TR(k->o,
			"{}:{}: entri ini tidak cocok dengan temuan mana pun",
			"{}:{}: this entry matches no finding"),
			k->o->baseline, line);
}

int job_hide(struct job *k)
{
	if (!k->b)
		return EXIT_CLEAN;
	if (skp_report_hide(k->r, k->b, &k->err))
		return job_failed(k, k->o->baseline);
	for (int64_t i = 0; i < skp_baseline_count(k->b) && !k->o->quiet; i++)
		tell_entry(k, i);
	return EXIT_CLEAN;
}
