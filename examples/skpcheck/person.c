/* SPDX-License-Identifier: MIT */
/* person.c - why one person is blocked, and what to do, step by step. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "job.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "person.h"

static size_t digits_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text >= '0' && *text <= '9';
	return n;
}

/* Never with what the data hold: only what the user typed, and figures. */
static int unknown_person(const struct job *k)
{
	const struct options *o = k->o;
	const char *id = o->operands[0];
	long long near = skp_model_near(k->m, id, -1);
	size_t digits = digits_in(id);
	char number[24];

	complain(TR(o, "pegawai '{}' tidak ada dalam data yang dimuat",
		"nobody of the id or NIP '{}' is in the data"),
		o->mask ? "***" : id);
	if (near > 0) {
		snprintf(number, sizeof(number), "%lld", near);
		complain(TR(o, "ada {} NIP yang hanya berbeda satu angka; "
			"periksa kembali NIP yang diketik",
			"{} NIP there differ in one digit only; look at the "
			"NIP again"), number);
	} else if (digits > 9 && digits != 18) {
		snprintf(number, sizeof(number), "%zu", digits);
		complain(TR(o, "NIP terdiri atas 18 angka, sedangkan yang "
			"diketik {} angka", "a NIP has 18 digits, this one "
			"has {}"), number);
	}
	return EXIT_USAGE;
}

static int write_reason(struct job *k, const skp_reason *q,
	struct output *out)
{
	skp_write_options options = SKP_INIT(skp_write_options);

	options.lang = options_lang(k->o);
	options.mask = k->o->mask;
	options.color = output_color(out);
	options.quiet = k->o->quiet;
	if (skp_reason_write(q, format_name(k->o), &options, output_write,
		out, &k->err) && !output_failed(out))
		return job_failed(k, NULL);
	return skp_reason_clear(q) ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int explain(struct job *k, struct output *out)
{
	const char *id = k->o->operands[0];
	skp_reason *q = NULL;
	int status;

	if (skp_explain(k->c, k->m, id, -1, &q, &k->err))
		return k->err.code == SKP_E_UNKNOWN ? unknown_person(k)
						    : job_failed(k, NULL);
	status = write_reason(k, q, out);
	skp_reason_free(q);
	return status;
}

int explain_person(const struct options *o)
{
	struct job k = {.o = o, .err = SKP_INIT(skp_error)};
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	if (!(status = job_checker(&k)) && !(status = job_model(&k, 1)))
		status = explain(&k, out);
	status = output_close(out, status == EXIT_CLEAN ||
		status == EXIT_FINDINGS, status);
	job_free(&k);
	return status;
}
