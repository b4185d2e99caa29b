/* SPDX-License-Identifier: MIT */
/* What the commands that judge data share: policy, instant, model. */
#ifndef JOB_H
#define JOB_H

#include <skpcheck.h>

struct options;

struct job {
	const struct options *o;
	skp_model *m;
	skp_checker *c;
	skp_error err;
};

/* All give EXIT_CLEAN, or an exit status after a message. */
int job_checker(struct job *k);
/* Loads and seals the operands from number `first` on. */
int job_model(struct job *k, int first);
/* Tells the error of the last call; `what` (may be NULL) stands in front. */
int job_failed(const struct job *k, const char *what);
void job_free(struct job *k);

#endif
