/* SPDX-License-Identifier: MIT */
/* events.c - writes the events that the difference of two exports proves. */
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "job.h"
#include "message.h"
#include "options.h"
#include "output.h"

/* No clock and no file's time can tell of when the data are. */
static int fits(const struct options *o)
{
	if (!strcmp(o->operands[0], "-") && !strcmp(o->operands[1], "-")) {
		complain(TR(o, "masukan baku hanya dapat dibaca sekali",
			"standard input can be read only once"));
		return EXIT_USAGE;
	}
	if (o->old_date && o->new_date)
		return EXIT_CLEAN;
	complain(TR(o, "sebutkan saat kedua ekspor diambil: --old-date=TANGGAL "
		"--new-date=TANGGAL", "say when the two exports were made: "
		"--old-date=DATE --new-date=DATE"));
	return EXIT_USAGE;
}

static int write_events(struct job *k, struct job *old, struct output *out)
{
	const struct options *o = k->o;
	int status = job_checker(k);

	if (!status)
		status = job_model(old, 1, &o->operands[0]);
	if (!status)
		status = job_model(k, 1, &o->operands[1]);
	if (!status && skp_events_write(k->c, old->m, o->old_date, k->m,
		o->new_date, options_format(o), output_write, out,
		&k->err) && !output_failed(out))
		status = job_failed(k, NULL);
	return status;
}

int command_events(const struct options *o)
{
	int status = fits(o);
	struct job k, old;
	struct output *out;

	if (status || (status = output_open(o, &out)))
		return status;
	job_begin(&old, o, NULL);
	job_begin(&k, o, NULL);
	status = write_events(&k, &old, out);
	status = output_close(out, status == EXIT_CLEAN, status);
	job_end(&k);
	job_end(&old);
	return status;
}
