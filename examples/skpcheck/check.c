/* SPDX-License-Identifier: MIT */
/* check.c - loads the inputs, checks them, writes the report, or a baseline
 * of what it found. */
#include <skpcheck.h>

#include "baseline.h"
#include "command.h"
#include "options.h"
#include "output.h"
#include "part.h"
#include "session.h"
#include "watch.h"

/* EXIT_FINDINGS if a finding that is shown is at or above --fail-on. */
static int verdict(const struct session *s)
{
	int64_t n = skp_report_count(s->r), least = s->o->fail_on;

	if (least < s->o->min_severity)
		least = s->o->min_severity;
	for (int64_t i = 0; i < n; i++)
		if (skp_report_int(s->r, i, SKP_F_SEVERITY) >= least)
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int write_report(struct session *s, struct output *out,
	const char *format)
{
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = s->o->min_severity;
	options.lang = options_lang(s->o);
	options.mask = s->o->mask;
	options.color = output_color(out);
	options.statistics = s->o->statistics;
	options.quiet = s->o->quiet;
	options.fingerprints = s->o->fingerprints;
	options.progress = watch_progress(s->o->watch);
	options.jobs = s->o->jobs;
	if (skp_report_write(s->r, format, &options, output_write, out,
		&s->err) && !output_failed(out))
		return session_failed(s, NULL);
	return s->o->command == CMD_BASELINE ? EXIT_CLEAN : verdict(s);
}

/* What is checked: all of it, or a part between what others say. */
static int read_model(struct session *s)
{
	return s->o->part ? part_model(s)
			  : session_model(s, s->o->count, s->o->operands);
}

static int emit(const struct options *o)
{
	struct options to = *o;
	struct output *out;
	struct session s;
	int status;

	to.output = o->emit;
	status = output_open(&to, &out);
	if (status)
		return status;
	session_begin(&s, o, o->pada);
	if (!(status = session_checker(&s)) && !(status = part_model(&s)))
		status = part_emit(&s, out);
	status = output_close(out, status == EXIT_CLEAN, status);
	session_end(&s);
	return status;
}

static int check(const struct options *o, const char *format)
{
	struct output *out;
	/* opened first: a wrong -o shows before the work, not after it */
	int status = output_open(o, &out);
	bool done = false;
	struct session s;

	if (status)
		return status;
	session_begin(&s, o, o->pada);
	if (!(status = session_checker(&s)) && !(status = baseline_read(&s)) &&
		!(status = read_model(&s)) &&
		!(status = session_report(&s)) &&
		!(status = baseline_hide(&s))) {
		status = write_report(&s, out, format);
		done = status == EXIT_CLEAN || status == EXIT_FINDINGS;
	}
	status = output_close(out, done, status);
	session_end(&s);
	return status;
}

int command_check(const struct options *o)
{
	return o->emit ? emit(o) : check(o, format_name(o));
}

int command_baseline(const struct options *o)
{
	return check(o, "baseline");
}
