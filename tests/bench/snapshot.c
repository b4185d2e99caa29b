/* SPDX-License-Identifier: MIT */
/* snapshot FILE: what of the way from a snapshot to its findings is loading,
 * and what is checking. */
#include <stdio.h>
#include <time.h>

#include <skpcheck.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
	skp_error err = SKP_INIT(skp_error);
	skp_model *m = NULL;
	skp_checker *c = NULL;
	skp_report *r = NULL;
	double begin = now(), loaded;

	if (argc != 2)
		return 2;
	if (skp_model_new(NULL, &m, &err) ||
		skp_model_load(m, argv[1], NULL, &err) ||
		skp_model_seal(m, &err))
		goto failed;
	loaded = now();
	if (skp_checker_new(NULL, &c, &err) ||
		skp_checker_set(c, "pada", "2026-01-20", &err) ||
		skp_check(c, m, NULL, &r, &err))
		goto failed;
	printf("load %.3f s, check %.3f s, %lld findings\n", loaded - begin,
		now() - loaded, (long long)skp_report_count(r));
	return 0;
failed:
	fprintf(stderr, "%s: %s\n", argv[1], err.text);
	return 1;
}
