/* SPDX-License-Identifier: MIT */
/* check.c - loads the inputs, checks them, writes the report. */
#include <skpcheck.h>

#include "command.h"
#include "options.h"
#include "output.h"
#include "session.h"

struct check {
	struct session s;
	skp_report *r;
};

static int make_report(struct check *k)
{
	skp_check_options options = SKP_INIT(skp_check_options);

	options.jobs = k->s.o->jobs;
	if (skp_check(k->s.c, k->s.m, &options, &k->r, &k->s.err))
		return session_failed(&k->s, NULL);
	return EXIT_CLEAN;
}

/* EXIT_FINDINGS if a finding that is shown is at or above --fail-on. */
static int verdict(const struct check *k)
{
	int64_t n = skp_report_count(k->r), least = k->s.o->fail_on;

	if (least < k->s.o->min_severity)
		least = k->s.o->min_severity;
	for (int64_t i = 0; i < n; i++)
		if (skp_report_int(k->r, i, SKP_F_SEVERITY) >= least)
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int write_report(struct check *k, struct output *out)
{
	static const char *const formats[FORMATS] = {"text", "jsonl"};
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = k->s.o->min_severity;
	options.lang = options_lang(k->s.o);
	options.mask = k->s.o->mask;
	options.color = output_color(out);
	options.statistics = k->s.o->statistics;
	options.quiet = k->s.o->quiet;
	if (skp_report_write(k->r, formats[k->s.o->format], &options,
		output_write, out, &k->s.err) && !output_failed(out))
		return session_failed(&k->s, NULL);
	return verdict(k);
}

int command_check(const struct options *o)
{
	struct check k = {.r = NULL};
	struct output *out;
	/* opened first: a wrong -o shows before the work, not after it */
	int status = output_open(o, &out);
	bool done = false;

	if (status)
		return status;
	if (!(status = session_open(&k.s, o)) &&
		!(status = make_report(&k))) {
		status = write_report(&k, out);
		done = status == EXIT_CLEAN || status == EXIT_FINDINGS;
	}
	status = output_close(out, done, status);
	skp_report_free(k.r);
	session_close(&k.s);
	return status;
}
