/* SPDX-License-Identifier: MIT */
/* events.c - writes the events that the difference of two exports proves. */
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "session.h"

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

static int write_events(struct session *s, struct session *old,
	struct output *out)
{
	const struct options *o = s->o;
	int status = session_checker(s);

	if (!status)
		status = session_model(old, 1, &o->operands[0]);
	if (!status)
		status = session_model(s, 1, &o->operands[1]);
	if (!status && skp_events_write(s->c, old->m, o->old_date, s->m,
		o->new_date, format_name(o), output_write, out,
		&s->err) && !output_failed(out))
		status = session_failed(s, NULL);
	return status;
}

int command_events(const struct options *o)
{
	int status = fits(o);
	struct session s, old;
	struct output *out;

	if (status || (status = output_open(o, &out)))
		return status;
	session_begin(&old, o, NULL);
	session_begin(&s, o, NULL);
	status = write_events(&s, &old, out);
	status = output_close(out, status == EXIT_CLEAN, status);
	session_end(&s);
	session_end(&old);
	return status;
}
