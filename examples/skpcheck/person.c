/* SPDX-License-Identifier: MIT */
/* person.c - why one person is blocked, and what to do, step by step. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "person.h"
#include "session.h"

static size_t digits_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text >= '0' && *text <= '9';
	return n;
}

/* Never with what the data hold: only what the user typed, and figures. */
static int unknown_person(const struct session *s)
{
	const struct options *o = s->o;
	const char *id = o->operands[0];
	long long near = skp_model_near(s->m, id, -1);
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

static int write_reason(struct session *s, const skp_reason *q,
	struct output *out)
{
	skp_write_options options = SKP_INIT(skp_write_options);

	options.lang = options_lang(s->o);
	options.mask = s->o->mask;
	options.color = output_color(out);
	options.quiet = s->o->quiet;
	if (skp_reason_write(q, format_name(s->o), &options, output_write,
		out, &s->err) && !output_failed(out))
		return session_failed(s, NULL);
	return skp_reason_clear(q) ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int explain(struct session *s, struct output *out)
{
	const char *id = s->o->operands[0];
	skp_reason *q = NULL;
	int status;

	if (skp_explain(s->c, s->m, id, -1, &q, &s->err))
		return s->err.code == SKP_E_UNKNOWN ? unknown_person(s)
						    : session_failed(s, NULL);
	status = write_reason(s, q, out);
	skp_reason_free(q);
	return status;
}

int explain_person(const struct options *o)
{
	struct session s;
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	session_begin(&s, o, o->pada);
	if (!(status = session_checker(&s)) &&
		!(status = session_model(&s, o->count - 1, o->operands + 1)))
		status = explain(&s, out);
	status = output_close(out, status == EXIT_CLEAN ||
		status == EXIT_FINDINGS, status);
	session_end(&s);
	return status;
}
