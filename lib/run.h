/* SPDX-License-Identifier: MIT */
/* The checker's settings, and the report that a run leaves behind. */
#ifndef SKP_RUN_H
#define SKP_RUN_H

#include "fingerprint.h"
#include "rules/rules.h"

enum { QUESTION_ALL, QUESTION_ATASAN, QUESTION_ORGANISASI, QUESTION_URUTAN };

struct skp_checker {
	struct handle h;
	struct mem mem;
	skp_limits limits;
	struct policy *policy;
	bool pada_set;
	int64_t pada;
	int32_t year;	/* T: tahun, 0: not given; unless both ends are: */
	int32_t end[2]; /* awal, akhir */
	bool end_set[2];
	struct buf select, ignore, instansi, unor; /* texts, empty: none */
	uint64_t fingerprint_key[2];
};

struct skipped {
	uint8_t rule, reason;
	uint64_t count;
};

struct skp_report {
	struct handle h;
	struct mem mem;
	const skp_model *m;
	const skp_checker *c;
	struct judgement j;
	struct finding *finding; /* as found */
	uint64_t n, cap;
	uint32_t *order; /* as reported: those that are hidden left it */
	uint64_t corder;
	bool baseline; /* one was applied */
	uint64_t hidden;
	int64_t *known; /* by entry of the baseline: what it hid */
	uint64_t nknown;
	struct ids list;
	struct told *told;
	uint64_t ntold, ctold;
	struct skipped *skipped;
	uint64_t nskipped, cskipped;
	uint64_t fingerprint_key[2];
};

/* Does the code belong to a list of codes and prefixes joined by commas? */
bool code_listed(struct text list, const char *code);

/* The rules on: asked for, not switched off, and all they need supplied; the
 * others' subjects are counted as skipped. */
void needs_check(struct run *r, const skp_checker *c, int32_t question);
/* Puts findings in the order of the report. */
int32_t report_sort(skp_report *r, skp_error *err);

/* Printed id of a finding's subject; a row without one is `#n`. */
struct text finding_id(const skp_report *r, const struct finding *f,
	char to[CELL_PRINT]);
void finding_place(const skp_report *r, const struct finding *f,
	int32_t *file, uint32_t *line);

#endif
