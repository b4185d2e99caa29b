/* SPDX-License-Identifier: MIT */
/* baseline.c - hides the findings that --baseline says are known. */
#include <stdio.h>
#include <string.h>

#include "baseline.h"
#include "command.h"
#include "message.h"
#include "options.h"
#include "session.h"

int baseline_read(struct session *s)
{
	if (s->o->baseline && skp_baseline_load(s->c, s->o->baseline, &s->b,
		&s->err))
		return session_failed(s, s->o->baseline);
	return EXIT_CLEAN;
}

/* Was only a part looked at? Then what was not found may be there all the
 * same. */
static bool partial(const struct options *o)
{
	return o->select || o->ignore || o->instansi || o->unor;
}

static bool skipped(const struct session *s, const char *code)
{
	for (int32_t i = 0; i < skp_report_skips(s->r); i++)
		if (!strcmp(skp_report_skip_code(s->r, i), code))
			return true;
	return false;
}

static void tell_entry(const struct session *s, int64_t i)
{
	const char *code = skp_baseline_text(s->b, i, SKP_BASELINE_CODE);
	int64_t hidden = skp_report_hidden(s->r, i);
	char line[24];

	snprintf(line, sizeof(line), "%lld",
		(long long)skp_baseline_line(s->b, i));
	if (hidden == SKP_BASELINE_EXPIRED)
		complain(TR(s->o, "{}:{}: entri ini hanya berlaku sampai {}",
			"{}:{}: this entry expired after {}"), s->o->baseline,
			line, skp_baseline_text(s->b, i,
				SKP_BASELINE_EXPIRES));
	else if (!hidden && !partial(s->o) && !skipped(s, code))
		complain(TR(s->o,
			"{}:{}: entri ini tidak cocok dengan temuan mana pun",
			"{}:{}: this entry matches no finding"),
			s->o->baseline, line);
}

int baseline_hide(struct session *s)
{
	if (!s->b)
		return EXIT_CLEAN;
	if (skp_report_hide(s->r, s->b, &s->err))
		return session_failed(s, s->o->baseline);
	for (int64_t i = 0; i < skp_baseline_count(s->b) && !s->o->quiet; i++)
		tell_entry(s, i);
	return EXIT_CLEAN;
}
