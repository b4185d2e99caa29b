/* SPDX-License-Identifier: MIT */
/* What `generate` can put wrong, and how often. */
#ifndef GENERATE_FAULTS_H
#define GENERATE_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

struct options;

enum fault {
	FAULT_NONE,
#define FAULT(name, scope, rate, exports, id, en) FAULT_##name,
#include "generate_faults.def"
	FAULTS
};

enum scope { SCOPE_NONE, SCOPE_PERSON, SCOPE_UNIT, SCOPE_INSTANSI, SCOPES };

/* Rates are parts of 1,000,000,000, exact wherever it runs. */
enum { RATE_ONE = 1000000000 };

struct faults {
	uint32_t rate[FAULTS];
	uint32_t total[SCOPES]; /* of all kinds of a scope */
	bool exports;		/* only what the exports can show */
};

const char *fault_name(enum fault f);
/* Reads `--faults`: a list of NAME=RATE, `default`, `none` in any order; the
 * later wins. EXIT_CLEAN, or another exit status after a message. */
int faults_read(const struct options *o, const char *list, struct faults *ret);
/* The fault on which a number below RATE_ONE falls, FAULT_NONE: on none. */
enum fault fault_drawn(const struct faults *f, enum scope scope, uint32_t x);
/* Can it be put in, here? */
bool fault_shown(const struct faults *f, enum fault fault);
/* Writes the list of faults for `--faults list`. */
int faults_list(const struct options *o);

#endif
