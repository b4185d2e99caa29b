/* SPDX-License-Identifier: MIT */
/* What every command that reads data begins with: a checker as the options
 * say, a model of inputs, a report. */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <skpcheck.h>

#include "clock.h"

struct options;

struct job {
	const struct options *o;
	const char *pada; /* from the options, or now */
	char now[CLOCK_CAP];
	skp_model *m;
	skp_checker *c;
	skp_report *r;
	skp_baseline *b;
	skp_error err;
};

void job_begin(struct job *k, const struct options *o, const char *pada);
void job_end(struct job *k);
/* All others: EXIT_CLEAN, or another exit status after a message. */
int job_failed(struct job *k, const char *what);
int job_checker(struct job *k);
int job_model(struct job *k, int count, char *const *inputs);
/* The same of an input's bytes. */
int job_model_bytes(struct job *k, const char *name, const char *bytes,
	size_t n);
int job_report(struct job *k);
/* Reads --baseline, if it was given. */
int job_baseline(struct job *k);
/* Hides what it knows, and tells of entries that hide nothing. */
int job_hide(struct job *k);

#endif
