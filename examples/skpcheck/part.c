/* SPDX-License-Identifier: MIT */
/* part.c - one part of data that may not be pooled: --part with what is known
 * of the others (--boundary) and what they must know (--emit-boundary). */
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "part.h"
#include "read.h"
#include "session.h"

enum { KEY_CAP = 4096 };

bool part_asked(const struct options *o)
{
	return o->part || o->part_name || o->boundary || o->boundary_key ||
		o->emit;
}

int part_fits(const struct options *o)
{
	if (!part_asked(o) || (o->part && (o->boundary || o->emit)))
		return EXIT_CLEAN;
	complain(o->part ?
		TR(o, "--part memerlukan --emit-boundary atau --boundary",
			"--part needs --emit-boundary or --boundary") :
		TR(o, "sebutkan bagian yang diperiksa: --part=FOLDER",
			"say which part is checked: --part=DIR"));
	return options_hint(o);
}

/* The key is a secret: it stands in a file, not among the arguments. */
static int make(struct session *s)
{
	const struct options *o = s->o;
	const char *name = o->part_name ? o->part_name : o->part;
	char *key = NULL;
	size_t n = 0;
	int status = EXIT_CLEAN;

	if (o->boundary_key)
		status = read_file(o->boundary_key, KEY_CAP, &key, &n);
	if (!status && key && memchr(key, '\0', n)) {
		complain(TR(o, "{}: kunci memuat byte NUL",
			"{}: the key holds a NUL byte"), o->boundary_key);
		status = EXIT_USAGE;
	}
	if (!status && skp_boundary_new(name, key, &s->boundary, &s->err))
		status = session_failed(s, "--boundary-key");
	if (key)
		memset(key, 0, n);
	free(key);
	return status;
}

static int read_solved(struct session *s)
{
	const char *path = s->o->boundary;
	size_t n;
	int status;

	if (!path)
		return EXIT_CLEAN;
	status = read_file(path, 0, &s->solved, &n);
	if (!status && skp_boundary_read(s->boundary, path, s->solved, n,
		&s->err))
		status = session_failed(s, NULL);
	return status;
}

/* Findings need all three rounds, and what is solved asks for nothing. */
static int round_fits(const struct session *s)
{
	bool solved = skp_boundary_round(s->boundary) == 3;

	if (solved == !s->o->emit)
		return EXIT_CLEAN;
	complain(solved ?
		TR(s->o, "{}: sudah lengkap; periksa tanpa --emit-boundary",
			"{}: is solved; check without --emit-boundary") :
		TR(s->o, "{}: belum lengkap; jalankan satu putaran lagi dengan "
			"--emit-boundary untuk semua bagian",
			"{}: is not solved yet; run another round with "
			"--emit-boundary for all parts"), s->o->boundary);
	return EXIT_USAGE;
}

static int part_load(struct session *s)
{
	int status = session_load(s, s->o->part);

	for (int i = 0; i < s->o->count && !status; i++)
		status = session_load(s, s->o->operands[i]);
	return status;
}

int part_model(struct session *s)
{
	int status = make(s);

	if (!status)
		status = read_solved(s);
	if (!status)
		status = round_fits(s);
	if (status)
		return status;
	if (skp_model_new(NULL, &s->m, &s->err) ||
		skp_boundary_begin(s->boundary, s->c, s->m, &s->err))
		return session_failed(s, s->o->boundary);
	if ((status = part_load(s)))
		return status;
	if (skp_boundary_end(s->boundary, s->m, &s->err))
		return session_failed(s, s->o->part);
	if (s->o->boundary && skp_model_seal(s->m, &s->err))
		return session_failed(s, NULL);
	return EXIT_CLEAN;
}

int part_emit(struct session *s, struct output *out)
{
	if (skp_boundary_write(s->boundary, s->c, s->m, output_write, out,
		&s->err) && !output_failed(out))
		return session_failed(s, s->o->part);
	return EXIT_CLEAN;
}
