/* SPDX-License-Identifier: MIT */
/* How far a long call is, for others to read, and a switch that stops it.
 * Everything here takes NULL: nobody watches. */
#ifndef SKP_PROGRESS_H
#define SKP_PROGRESS_H

#include "base.h"

/* Read and written by several threads at once, one number at a time. */
struct skp_progress {
	struct handle h;
	struct mem mem;
	uint32_t stop;
	int32_t phase;
	uint64_t done, total, rows;
};

enum { PROGRESS_STEP = 4096 }; /* rows between two looks at the switch */

/* A phase begins; total: what there is to do, 0: not known. */
void progress_begin(skp_progress *p, int32_t phase, uint64_t total);
/* What there is to do in this phase, if nobody has said it before. */
void progress_total(skp_progress *p, uint64_t total);
/* 0, or SKP_E_CANCEL. */
int32_t progress_check(const skp_progress *p, skp_error *err);

static inline bool progress_stopped(const skp_progress *p)
{
	return p && __atomic_load_n(&p->stop, __ATOMIC_RELAXED);
}

static inline void progress_add(skp_progress *p, uint64_t done)
{
	if (p)
		__atomic_fetch_add(&p->done, done, __ATOMIC_RELAXED);
}

static inline void progress_add_rows(skp_progress *p, uint64_t rows)
{
	if (p)
		__atomic_fetch_add(&p->rows, rows, __ATOMIC_RELAXED);
}

/* In a loop over rows: counts every 4096th; false: stop. */
static inline bool progress_row(skp_progress *p, uint64_t i)
{
	if (!p || i % PROGRESS_STEP)
		return true;
	if (i) {
		progress_add(p, PROGRESS_STEP);
		progress_add_rows(p, PROGRESS_STEP);
	}
	return !progress_stopped(p);
}

/* Behind the loop: the rows that made no whole step. */
static inline void progress_rest(skp_progress *p, uint64_t rows)
{
	uint64_t rest = rows ? (rows - 1) % PROGRESS_STEP + 1 : 0;

	progress_add(p, rest);
	progress_add_rows(p, rest);
}

#endif
