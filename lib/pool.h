/* SPDX-License-Identifier: MIT */
/* Threads for the length of one call: the caller and as many more as it asked
 * for. None stays behind, and none runs unless `jobs` is over 1. */
#ifndef SKP_POOL_H
#define SKP_POOL_H

#include "base.h"

enum { JOBS_MOST = 64 };

/* Calls work(ctx, worker, part) once for every part, in their order but side
 * by side; worker < jobs says who does it, 0 the caller. Where the system
 * gives fewer threads, those there are do it all. */
void pool_run(uint32_t jobs, uint64_t parts,
	void (*work)(void *ctx, uint32_t worker, uint64_t part), void *ctx);

/* How many of `jobs` are worth their while, given so many rows. */
uint32_t pool_jobs(uint32_t jobs, uint64_t rows);

#endif
