/* SPDX-License-Identifier: MIT */
/* embed.c - the library inside a program of your own: loads the paths of the
 * command line, checks them as of an instant, writes the report.
 *
 *	cc embed.c $(pkg-config --cflags --libs libskpcheck) -o embed
 *	./embed 2026-01-20 exports/
 */
#include <stdio.h>

#include <skpcheck.h>

/* The library has no output of its own: it hands over bytes. */
static int32_t write_out(void *ctx, const char *bytes, uint64_t len)
{
	return fwrite(bytes, 1, (size_t)len, ctx) != len;
}

/* Adds all paths; the first failure ends it. */
static int32_t load_all(skp_model *m, char **paths, skp_error *err)
{
	for (; *paths; paths++)
		if (skp_model_load(m, *paths, NULL, err))
			return err->code;
	return SKP_OK;
}

int main(int argc, char **argv)
{
	skp_error err = SKP_INIT(skp_error);
	skp_model *m = NULL;   /* facts: units, officials, SKP, events */
	skp_checker *c = NULL; /* policy: what the law asks, and when */
	skp_report *r = NULL;  /* findings: a function of the two */
	int status = 0;

	if (argc < 3) {
		fprintf(stderr, "Usage: embed PADA PATH...\n");
		return 2;
	}
	if (skp_model_new(NULL, &m, &err) || load_all(m, argv + 2, &err) ||
		skp_model_seal(m, &err) || skp_checker_new(NULL, &c, &err) ||
		skp_checker_set(c, "pada", argv[1], &err) ||
		skp_check(c, m, NULL, &r, &err) ||
		skp_report_write(r, "text", NULL, write_out, stdout, &err)) {
		fprintf(stderr, "%s:%u:%u: %s\n", err.file, err.line,
			err.column, err.text);
		status = 2;
	}
	/* The report lends model and checker: it goes first. */
	skp_report_free(r);
	skp_checker_free(c);
	skp_model_free(m);
	return fflush(stdout) ? 3 : status;
}
