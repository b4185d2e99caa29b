/* SPDX-License-Identifier: MIT */
/* check.c - loads the inputs, checks them, writes the report. */
#include <stdio.h>

#include "command.h"
#include "job.h"
#include "options.h"
#include "output.h"

struct check {
	struct job job;
	skp_report *r;
};

static int make_report(struct check *k)
{
	skp_check_options options = SKP_INIT(skp_check_options);

	options.jobs = k->job.o->jobs;
	if (skp_check(k->job.c, k->job.m, &options, &k->r, &k->job.err))
		return job_failed(&k->job, NULL);
	return EXIT_CLEAN;
}

/* EXIT_FINDINGS if a finding that is shown is at or above --fail-on. */
static int verdict(const struct check *k)
{
	const struct options *o = k->job.o;
	int64_t n = skp_report_count(k->r), least = o->fail_on;

	if (least < o->min_severity)
		least = o->min_severity;
	for (int64_t i = 0; i < n; i++)
		if (skp_report_int(k->r, i, SKP_F_SEVERITY) >= least)
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int write_report(struct check *k, struct output *out)
{
	const struct options *o = k->job.o;
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = o->min_severity;
	options.lang = options_lang(o);
	options.mask = o->mask;
	options.color = output_color(out);
	options.statistics = o->statistics;
	options.quiet = o->quiet;
	if (skp_report_write(k->r, format_name(o), &options, output_write,
		out, &k->job.err) && !output_failed(out))
		return job_failed(&k->job, NULL);
	return verdict(k);
}

int command_check(const struct options *o)
{
	struct check k = {.job = {.o = o, .err = SKP_INIT(skp_error)}};
	struct output *out;
	/* opened first: a wrong -o shows before the work, not after it */
	int status = output_open(o, &out);
	bool done = false;

	if (status)
		return status;
	if (!(status = job_checker(&k.job)) &&
		!(status = job_model(&k.job, 0)) &&
		!(status = make_report(&k))) {
		status = write_report(&k, out);
		done = status == EXIT_CLEAN || status == EXIT_FINDINGS;
	}
	status = output_close(out, done, status);
	skp_report_free(k.r);
	job_free(&k.job);
	return status;
}
