/* SPDX-License-Identifier: MIT */
/* merge.c - merges what the parts of data that may not be pooled have
 * written: their boundaries of one round, or their reports. */
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "merge.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "read.h"

static int failed(const skp_error *err)
{
	complain_error(err, NULL);
	return error_status(err);
}

static int add_all(skp_boundary *b, const struct merged *files, int n)
{
	skp_error err = SKP_INIT(skp_error);

	for (int i = 0; i < n; i++)
		if (skp_boundary_add(b, files[i].name, files[i].bytes,
			files[i].n, &err))
			return failed(&err);
	return EXIT_CLEAN;
}

/* One round more: all parts read what came of this one. */
static int tell_round(const struct options *o, int32_t round)
{
	char number[] = {(char)('0' + round), '\0'};

	if (round == 3)
		return EXIT_CLEAN;
	if (!o->quiet)
		complain(TR(o, "putaran {} dari 3 selesai; jalankan untuk "
			"setiap bagian: skpcheck check --part=FOLDER --boundary="
			"HASIL --emit-boundary=BERKAS, lalu merge lagi",
			"round {} of 3 is done; run for every part: skpcheck "
			"check --part=DIR --boundary=SOLVED --emit-boundary="
			"FILE, then merge again"), number);
	return EXIT_FINDINGS;
}

static int merge_boundaries(const struct options *o, struct output *out,
	const struct merged *files, int n)
{
	skp_error err = SKP_INIT(skp_error);
	skp_boundary *b = NULL;
	int status = EXIT_CLEAN;

	if (skp_boundary_new(NULL, NULL, &b, &err))
		return failed(&err);
	status = add_all(b, files, n);
	if (!status && skp_boundary_merge(b, output_write, out, &err) &&
		!output_failed(out))
		status = failed(&err);
	if (!status)
		status = tell_round(o, skp_boundary_round(b));
	skp_boundary_free(b);
	return status;
}

static bool is_boundary(const struct merged *f)
{
	static const char first[] = "skpcheck-boundary\t";

	return f->n >= sizeof(first) - 1 &&
		!memcmp(f->bytes, first, sizeof(first) - 1);
}

static int merge_files(const struct options *o, const struct merged *files)
{
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	status = is_boundary(files)
		? merge_boundaries(o, out, files, o->count)
		: merge_reports(o, out, files, o->count);
	return output_close(out, status <= EXIT_FINDINGS, status);
}

int command_merge(const struct options *o)
{
	struct merged *files = calloc((size_t)o->count, sizeof(*files));
	int status = files ? EXIT_CLEAN : EXIT_SYSTEM;

	for (int i = 0; i < o->count && !status; i++) {
		files[i].name = o->operands[i];
		status = read_file(files[i].name, 0, &files[i].bytes,
			&files[i].n);
	}
	if (!status)
		status = merge_files(o, files);
	for (int i = 0; files && i < o->count; i++)
		free(files[i].bytes);
	free(files);
	return status;
}
