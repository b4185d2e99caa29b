/* SPDX-License-Identifier: MIT */
/* diff.c - compares the findings of two inputs, each of them data or a report
 * that was written as JSON Lines. */
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "baseline.h"
#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "read.h"
#include "session.h"

enum { HEAD = 4096 };

/* An operand: its bytes, if it is a report or standard input. */
struct operand {
	const char *name;
	char *bytes;
	size_t n;
	bool report;
};

static int open_operand(struct operand *p, const char *name)
{
	char head[HEAD];
	int status;

	*p = (struct operand){.name = name};
	if (strcmp(name, "-") != 0 && skp_diff_recognise(head,
		read_head(name, head, sizeof(head))) != 1)
		return EXIT_CLEAN;
	status = read_file(name, 0, &p->bytes, &p->n);
	if (!status)
		p->report = skp_diff_recognise(p->bytes, p->n) == 1;
	return status;
}

/* What cannot be asked of a report that is written already. */
static int fits(const struct options *o, const struct operand p[2])
{
	const char *name = NULL;

	if (!strcmp(o->operands[0], "-") && !strcmp(o->operands[1], "-")) {
		complain(TR(o, "masukan baku hanya dapat dibaca sekali",
			"standard input can be read only once"));
		return EXIT_USAGE;
	}
	if ((p[0].report || p[1].report) && o->unor)
		name = "--unor";
	else if ((p[0].report || p[1].report) && o->instansi)
		name = "--instansi";
	else if (p[0].report && o->old_pada)
		name = "--old-pada";
	if (!name)
		return EXIT_CLEAN;
	complain(TR(o, "{} tidak berlaku untuk laporan yang sudah ditulis; "
		"berikan opsi itu kepada 'skpcheck check'",
		"{} does not apply to a report that is written already; give "
		"it to 'skpcheck check'"), name);
	return EXIT_USAGE;
}

static int new_diff(struct session *s, struct output *out, skp_diff **d)
{
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = s->o->min_severity;
	options.lang = options_lang(s->o);
	options.mask = s->o->mask;
	options.color = output_color(out);
	options.fingerprints = s->o->fingerprints;
	options.same = s->o->same;
	return skp_diff_new(s->c, &options, d, &s->err) ? session_failed(s, NULL)
							: EXIT_CLEAN;
}

/* Data: the findings of a check; its model may go as soon as they are in. */
static int fill_data(struct session *s, skp_diff *d, int32_t side,
	const struct operand *p)
{
	char *name = (char *)p->name;
	int status = p->bytes ? session_model_bytes(s, p->name, p->bytes, p->n)
			      : session_model(s, 1, &name);

	if (!status)
		status = session_report(s);
	if (!status && skp_diff_report(d, side, s->r, &s->err))
		status = session_failed(s, p->name);
	return status;
}

static int fill(struct session *s, skp_diff *d, int32_t side,
	const struct operand *p)
{
	struct session old;
	int status;

	if (p->report)
		return skp_diff_jsonl(d, side, p->name, p->bytes, p->n,
			&s->err) ? session_failed(s, p->name) : EXIT_CLEAN;
	if (side == SKP_DIFF_NEW)
		return fill_data(s, d, side, p);
	session_begin(&old, s->o, s->o->old_pada ? s->o->old_pada : s->pada);
	status = session_checker(&old);
	if (!status)
		status = fill_data(&old, d, side, p);
	session_end(&old);
	return status;
}

static int write_diff(struct session *s, skp_diff *d, struct output *out)
{
	int32_t least = s->o->fail_on > s->o->min_severity
		? s->o->fail_on
		: s->o->min_severity;

	if (s->b && skp_diff_hide(d, s->b, &s->err))
		return session_failed(s, s->o->baseline);
	if (skp_diff_write(d, format_name(s->o), output_write, out,
		&s->err) && !output_failed(out))
		return session_failed(s, NULL);
	return skp_diff_count(d, SKP_DIFF_ADDED, least) ? EXIT_FINDINGS
							: EXIT_CLEAN;
}

static int compare(struct session *s, struct operand p[2], struct output *out)
{
	skp_diff *d = NULL;
	int status = EXIT_CLEAN;

	for (int i = 0; i < 2 && !status; i++)
		status = open_operand(&p[i], s->o->operands[i]);
	if (!status && !(status = fits(s->o, p)) &&
		!(status = session_checker(s)) && !(status = baseline_read(s)) &&
		!(status = new_diff(s, out, &d)) &&
		!(status = fill(s, d, SKP_DIFF_OLD, &p[0])) &&
		!(status = fill(s, d, SKP_DIFF_NEW, &p[1])))
		status = write_diff(s, d, out);
	skp_diff_free(d);
	return status;
}

int command_diff(const struct options *o)
{
	struct operand p[2] = {{.bytes = NULL}, {.bytes = NULL}};
	struct output *out;
	int status = output_open(o, &out);
	struct session s;

	if (status)
		return status;
	session_begin(&s, o, o->pada);
	status = compare(&s, p, out);
	status = output_close(out, status == EXIT_CLEAN ||
		status == EXIT_FINDINGS, status);
	session_end(&s);
	free(p[0].bytes);
	free(p[1].bytes);
	return status;
}
