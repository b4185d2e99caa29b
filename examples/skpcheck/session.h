/* SPDX-License-Identifier: MIT */
/* What every command that reads data begins with: a checker as the options
 * say, a model of inputs, a report. */
#ifndef SESSION_H
#define SESSION_H

#include <stddef.h>

#include <skpcheck.h>

#include "clock.h"

struct options;

struct session {
	const struct options *o;
	const char *pada; /* as given, or now */
	char now[CLOCK_CAP];
	skp_model *m;
	skp_checker *c;
	skp_report *r;
	skp_plan *p;
	int color; /* of what is written */
	skp_baseline *b;
	skp_boundary *boundary;
	char *solved; /* what the boundary has read */
	skp_error err;
};

void session_begin(struct session *s, const struct options *o,
	const char *pada);
void session_end(struct session *s);
/* Tells the error of the last call; `what` (may be NULL) stands in front. An
 * exit status. */
int session_failed(const struct session *s, const char *what);
/* All others: EXIT_CLEAN, or another exit status after a message. */
int session_checker(struct session *s);
/* One input into the model, which is open. */
int session_load(struct session *s, const char *input);
/* A sealed model of `count` inputs. */
int session_model(struct session *s, int count, char *const *inputs);
/* The same of an input's bytes. */
int session_model_bytes(struct session *s, const char *name,
	const char *bytes, size_t n);
int session_report(struct session *s);

#endif
