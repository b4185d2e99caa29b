/* SPDX-License-Identifier: MIT */
/* check.c - loads the inputs, checks them, writes the report, or a baseline
 * of what it found. */
#include <skpcheck.h>

#include "command.h"
#include "job.h"
#include "options.h"
#include "output.h"

/* EXIT_FINDINGS if a finding that is shown is at or above --fail-on. */
static int verdict(const struct job *k)
{
	int64_t n = skp_report_count(k->r), least = k->o->fail_on;

	if (least < k->o->min_severity)
		least = k->o->min_severity;
	for (int64_t i = 0; i < n; i++)
		if (skp_report_int(k->r, i, SKP_F_SEVERITY) >= least)
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int write_report(struct job *k, struct output *out, const char *format)
{
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = k->o->min_severity;
	options.lang = options_lang(k->o);
	options.mask = k->o->mask;
	options.color = output_color(out);
	options.statistics = k->o->statistics;
	options.quiet = k->o->quiet;
	options.fingerprints = k->o->fingerprints;
	if (skp_report_write(k->r, format, &options, output_write, out,
		&k->err) && !output_failed(out))
		return job_failed(k, NULL);
	return k->o->command == CMD_BASELINE ? EXIT_CLEAN : verdict(k);
}

static int check(const struct options *o, const char *format)
{
	struct output *out;
	/* opened first: a wrong -o shows before the work, not after it */
	int status = output_open(o, &out);
	bool done = false;
	struct job k;

	if (status)
		return status;
	job_begin(&k, o, o->pada);
	if (!(status = job_checker(&k)) && !(status = job_baseline(&k)) &&
		!(status = job_model(&k, o->count, o->operands)) &&
		!(status = job_report(&k)) && !(status = job_hide(&k))) {
		status = write_report(&k, out, format);
		done = status == EXIT_CLEAN || status == EXIT_FINDINGS;
	}
	status = output_close(out, done, status);
	job_end(&k);
	return status;
}

int command_check(const struct options *o)
{
	return check(o, options_format(o));
}

int command_baseline(const struct options *o)
{
	return check(o, "baseline");
}
