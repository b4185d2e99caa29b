/* SPDX-License-Identifier: MIT */
/* Asks the eight questions of a folder of tables, prints the counts, how long
 * each part took and the peak of memory as one line of JSON:
 *
 *	eight POLICY FOLDER [JOBS [FINDINGS]]
 *
 * FINDINGS is where the findings go as JSON Lines; without it they are only
 * counted. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "eight.h"

struct clock {
	double last;
	const char *between;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void lap(struct clock *c, const char *what)
{
	double t = now();

	/* an integer: a fraction is printed as the locale has it */
	printf("%s\"%s\": %ld", c->between, what, (long)((t - c->last) * 1e6));
	c->between = ", ";
	c->last = t;
}

static int32_t write_out(void *ctx, const char *bytes, uint64_t len)
{
	return fwrite(bytes, 1, (size_t)len, ctx) != len;
}

static int32_t write_findings(const skp_report *r, const char *path,
	uint32_t jobs, skp_error *err)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	FILE *f = fopen(path, "w");
	int32_t e;

	if (!f) {
		perror(path);
		return SKP_E_IO;
	}
	o.jobs = jobs;
	e = skp_report_write(r, "jsonl", &o, write_out, f, err);
	return fclose(f) && !e ? SKP_E_IO : e;
}

static int32_t run(struct eight *e, char **argv, int argc, skp_error *err)
{
	skp_load_options load = SKP_INIT(skp_load_options);
	skp_check_options check = SKP_INIT(skp_check_options);
	struct clock t = {now(), ""};
	skp_checker *c = NULL;
	skp_report *r = NULL;
	struct rusage usage;

	load.jobs = check.jobs = argc > 3 ? (uint32_t)atoi(argv[3]) : 1;
	printf("{\"peer\": \"skpcheck\", \"us\": {");
	if (skp_model_new(NULL, &e->m, err) ||
		skp_model_load(e->m, argv[2], &load, err))
		return err->code;
	lap(&t, "load");
	if (skp_model_seal(e->m, err))
		return err->code;
	lap(&t, "seal");
	judge(e);
	lap(&t, "judge");
	if (skp_checker_new(NULL, &c, err) || add_rules(e, c, err) ||
		skp_checker_policy_file(c, argv[1], err) ||
		skp_checker_set(c, "pada", "2026-06-30", err) ||
		skp_checker_set(c, "select", "TOL", err) ||
		skp_check(c, e->m, &check, &r, err))
		return err->code;
	lap(&t, "check");
	if (argc > 4 && write_findings(r, argv[4], check.jobs, err))
		return SKP_E_IO;
	lap(&t, "write");
	getrusage(RUSAGE_SELF, &usage);
	printf("}, \"rss_mib\": %ld, \"counts\": ", usage.ru_maxrss / 1024);
	print_counts(e, r);
	printf("}\n");
	skp_report_free(r);
	skp_checker_free(c);
	return 0;
}

int main(int argc, char **argv)
{
	skp_error err = SKP_INIT(skp_error);
	struct eight e = {.m = NULL};

	if (argc < 3 || argc > 5) {
		fprintf(stderr,
			"usage: eight POLICY FOLDER [JOBS [FINDINGS]]\n");
		return 2;
	}
	if (run(&e, argv, argc, &err)) {
		fprintf(stderr, "eight: %s:%u: %s\n", err.file, err.line,
			err.text);
		return 2;
	}
	return 0; /* the arrays go with the process */
}
