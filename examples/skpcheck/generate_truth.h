/* SPDX-License-Identifier: MIT */
/* truth.json: what `check` must find in what was generated. */
#ifndef GENERATE_TRUTH_H
#define GENERATE_TRUTH_H

#include "generate_faults.h"
#include "generate_rows.h"

enum { TRUTH_CODES = 64, TRUTH_TABLES = 9 };

struct truth {
	struct sink *sink;
	bool exports;
	uint64_t findings;
	uint64_t put[FAULTS]; /* faults by kind */
	struct {
		const char *code;
		uint64_t findings;
	} code[TRUTH_CODES];
	int codes;
};

/* What is expected of `check`; texts without bytes are left out. */
struct expectation {
	const char *code;
	char severity; /* E, W, I */
	int table;     /* SKP_TABLE_* */
	struct span id;
	enum fault fault;
	struct span root;
	bool blocking; /* with the number of blocked people */
	uint64_t blocked;
};

/* What it is made from, as the first lines say. */
struct truth_head {
	uint64_t pegawai, seed;
	const char *format, *pada, *tahun;
	const struct faults *faults;
};

void truth_open(struct truth *t, struct sink *s, const struct truth_head *h);
void truth_add(struct truth *t, const struct expectation *e);
/* A fault has been put in. */
void truth_fault(struct truth *t, enum fault fault);
/* The last lines: sums of findings, of faults, of rows by table (0: none). */
void truth_close(struct truth *t, const uint64_t *rows);

#endif
