/* SPDX-License-Identifier: MIT */
/* diff.c - compares the findings of two inputs, each of them data or a report
 * that was written as JSON Lines. */
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "job.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "read.h"

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

static int new_diff(struct job *k, struct output *out, skp_diff **d)
{
	skp_write_options options = SKP_INIT(skp_write_options);

	options.min_severity = k->o->min_severity;
	options.lang = options_lang(k->o);
	options.mask = k->o->mask;
	options.color = output_color(out);
	options.fingerprints = k->o->fingerprints;
	options.same = k->o->same;
	return skp_diff_new(k->c, &options, d, &k->err) ? job_failed(k, NULL)
							: EXIT_CLEAN;
}

/* Data: the findings of a check; its model may go as soon as they are in. */
static int fill_data(struct job *k, skp_diff *d, int32_t side,
	const struct operand *p)
{
	char *name = (char *)p->name;
	int status = p->bytes ? job_model_bytes(k, p->name, p->bytes, p->n)
			      : job_model(k, 1, &name);

	if (!status)
		status = job_report(k);
	if (!status && skp_diff_report(d, side, k->r, &k->err))
		status = job_failed(k, p->name);
	return status;
}

static int fill(struct job *k, skp_diff *d, int32_t side,
	const struct operand *p)
{
	struct job old;
	int status;

	if (p->report)
		return skp_diff_jsonl(d, side, p->name, p->bytes, p->n,
			&k->err) ? job_failed(k, p->name) : EXIT_CLEAN;
	if (side == SKP_DIFF_NEW)
		return fill_data(k, d, side, p);
	job_begin(&old, k->o, k->o->old_pada ? k->o->old_pada : k->pada);
	status = job_checker(&old);
	if (!status)
		status = fill_data(&old, d, side, p);
	job_end(&old);
	return status;
}

static int write_diff(struct job *k, skp_diff *d, struct output *out)
{
	int32_t least = k->o->fail_on > k->o->min_severity
		? k->o->fail_on
		: k->o->min_severity;

	if (k->b && skp_diff_hide(d, k->b, &k->err))
		return job_failed(k, k->o->baseline);
	if (skp_diff_write(d, options_format(k->o), output_write, out,
		&k->err) && !output_failed(out))
		return job_failed(k, NULL);
	return skp_diff_count(d, SKP_DIFF_ADDED, least) ? EXIT_FINDINGS
							: EXIT_CLEAN;
}

static int compare(struct job *k, struct operand p[2], struct output *out)
{
	skp_diff *d = NULL;
	int status = EXIT_CLEAN;

	for (int i = 0; i < 2 && !status; i++)
		status = open_operand(&p[i], k->o->operands[i]);
	if (!status && !(status = fits(k->o, p)) &&
		!(status = job_checker(k)) && !(status = job_baseline(k)) &&
		!(status = new_diff(k, out, &d)) &&
		!(status = fill(k, d, SKP_DIFF_OLD, &p[0])) &&
		!(status = fill(k, d, SKP_DIFF_NEW, &p[1])))
		status = write_diff(k, d, out);
	skp_diff_free(d);
	return status;
}

int command_diff(const struct options *o)
{
	struct operand p[2] = {{.bytes = NULL}, {.bytes = NULL}};
	struct output *out;
	int status = output_open(o, &out);
	struct job k;

	if (status)
		return status;
	job_begin(&k, o, o->pada);
	status = compare(&k, p, out);
	status = output_close(out, status == EXIT_CLEAN ||
		status == EXIT_FINDINGS, status);
	job_end(&k);
	free(p[0].bytes);
	free(p[1].bytes);
	return status;
}
