/* SPDX-License-Identifier: MIT */
/* Checks a folder and says how many findings there are, without writing them:
 * where each of n findings lists n people, writing costs what is written.
 *
 *	found FOLDER
 */
#include <stdio.h>
#include <stdlib.h>

#include <skpcheck.h>

static skp_error err = SKP_INIT(skp_error);

static void must(int32_t e)
{
	if (!e)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(2);
}

int main(int argc, char **argv)
{
	skp_check_options o = SKP_INIT(skp_check_options);
	skp_model *m = NULL;
	skp_checker *c = NULL;
	skp_report *r = NULL;

	if (argc != 2)
		return 2;
	o.jobs = 1;
	must(skp_model_new(NULL, &m, &err));
	must(skp_model_load(m, argv[1], NULL, &err));
	must(skp_model_seal(m, &err));
	must(skp_checker_new(NULL, &c, &err));
	must(skp_checker_set(c, "pada", "2026-06-30", &err));
	must(skp_check(c, m, &o, &r, &err));
	printf("%llu\n", (unsigned long long)skp_report_count(r));
	skp_report_free(r);
	skp_checker_free(c);
	skp_model_free(m);
	return 0;
}
