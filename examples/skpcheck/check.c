/* SPDX-License-Identifier: MIT */
/* check.c - loads the inputs, checks them, writes the report. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <skpcheck.h>

#include "clock.h"
#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"

struct check {
	const struct options *o;
	skp_model *m;
	skp_checker *c;
	skp_report *r;
	skp_error err;
};

static int failed(struct check *k, const char *what)
{
	complain_error(&k->err, what);
	return error_status(&k->err);
}

static int make_checker(struct check *k)
{
	const struct options *o = k->o;
	char now[CLOCK_CAP];
	const char *const settings[][2] = {
		{"pada", o->pada && *o->pada ? o->pada : now},
		{"tahun", o->tahun},
		{"select", o->select},
		{"ignore", o->ignore},
		{"instansi", o->instansi},
		{"unor", o->unor},
	};

	clock_now(now);
	if (skp_checker_new(NULL, &k->c, &k->err))
		return failed(k, NULL);
	if (o->policy && skp_checker_policy_file(k->c, o->policy, &k->err))
		return failed(k, o->policy);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		char name[16];

		if (!settings[i][1])
			continue;
		if (!skp_checker_set(k->c, settings[i][0], settings[i][1],
			&k->err))
			continue;
		snprintf(name, sizeof(name), "--%s", settings[i][0]);
		return failed(k, name);
	}
	return EXIT_CLEAN;
}

static int load(struct check *k, const char *input)
{
	skp_load_options options = SKP_INIT(skp_load_options);
	int32_t e;

	options.jobs = k->o->jobs;
	if (!strcmp(input, "-"))
		e = skp_model_load_fd(k->m, STDIN_FILENO, "-", &options,
			&k->err);
	else
		e = skp_model_load(k->m, input, &options, &k->err);
	return e ? failed(k, input) : EXIT_CLEAN;
}

static int make_model(struct check *k)
{
	int status;

	if (skp_model_new(NULL, &k->m, &k->err))
		return failed(k, NULL);
	for (int i = 0; i < k->o->count; i++)
		if ((status = load(k, k->o->operands[i])))
			return status;
	if (skp_model_seal(k->m, &k->err))
		return failed(k, NULL);
	return EXIT_CLEAN;
}

static int make_report(struct check *k)
{
	skp_check_options options = SKP_INIT(skp_check_options);

	options.jobs = k->o->jobs;
	if (skp_check(k->c, k->m, &options, &k->r, &k->err))
		return failed(k, NULL);
	return EXIT_CLEAN;
}

/* EXIT_FINDINGS if a finding that is shown is at or above --fail-on. */
static int verdict(const struct check *k)
{
	int64_t n = skp_report_count(k->r), least = k->o->fail_on;

	if (least < k->o->min_severity)
		least = k->o->min_severity;
	for (int64_t i = 0; i < n; i++)
		if (skp_report_int(k->r, i, SKP_F_SEVERITY) >= least)
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int write_report(struct check *k, struct output *out)
{
	static const char *const formats[FORMATS] = {"text", "jsonl"};
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = k->o->min_severity;
	options.lang = options_lang(k->o);
	options.mask = k->o->mask;
	options.color = output_color(out);
	options.statistics = k->o->statistics;
	options.quiet = k->o->quiet;
	if (skp_report_write(k->r, formats[k->o->format], &options,
		output_write, out, &k->err) && !output_failed(out))
		return failed(k, NULL);
	return verdict(k);
}

int command_check(const struct options *o)
{
	struct check k = {.o = o, .err = SKP_INIT(skp_error)};
	struct output *out;
	/* opened first: a wrong -o shows before the work, not after it */
	int status = output_open(o, &out);
	bool done = false;

	if (status)
		return status;
	if (!(status = make_checker(&k)) && !(status = make_model(&k)) &&
		!(status = make_report(&k))) {
		status = write_report(&k, out);
		done = status == EXIT_CLEAN || status == EXIT_FINDINGS;
	}
	status = output_close(out, done, status);
	skp_report_free(k.r);
	skp_checker_free(k.c);
	skp_model_free(k.m);
	return status;
}
