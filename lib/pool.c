/* SPDX-License-Identifier: MIT */
/* Fork and join: parts are taken from a counter. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include "pool.h"

enum { ROWS_FOR_TWO = 20000 }; /* below, a thread costs more than it gives */

struct team {
	void (*work)(void *ctx, uint32_t worker, uint64_t part);
	void *ctx;
	uint64_t parts;
	atomic_uint_fast64_t next;
};

struct worker {
	struct team *team;
	uint32_t number;
	pthread_t thread;
};

static void work_on(struct team *t, uint32_t number)
{
	uint64_t part;

	while ((part = atomic_fetch_add(&t->next, 1)) < t->parts)
		t->work(t->ctx, number, part);
}

static void *worker_main(void *arg)
{
	const struct worker *w = arg;

	work_on(w->team, w->number);
	return NULL;
}

/* Signals are for the caller's threads, which know of them. */
static uint32_t workers_start(struct worker *w, struct team *t, uint32_t n)
{
	sigset_t all, before;
	uint32_t i;

	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before))
		return 0;
	for (i = 0; i < n; i++) {
		w[i] = (struct worker){.team = t, .number = i + 1};
		if (pthread_create(&w[i].thread, NULL, worker_main, &w[i]))
			break;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return i;
}

void pool_run(uint32_t jobs, uint64_t parts,
	void (*work)(void *ctx, uint32_t worker, uint64_t part), void *ctx)
{
	struct team t = {.work = work, .ctx = ctx, .parts = parts};
	struct worker w[JOBS_MOST];
	uint32_t i, n = 0;

	if (jobs > JOBS_MOST)
		jobs = JOBS_MOST;
	if (jobs > parts)
		jobs = (uint32_t)parts;
	if (jobs > 1)
		n = workers_start(w, &t, jobs - 1);
	work_on(&t, 0);
	for (i = 0; i < n; i++)
		pthread_join(w[i].thread, NULL);
}

uint32_t pool_jobs(uint32_t jobs, uint64_t rows)
{
	uint64_t most = 1 + rows / ROWS_FOR_TWO;

	if (jobs > JOBS_MOST)
		jobs = JOBS_MOST;
	return jobs < 2 ? 1 : jobs < most ? jobs : (uint32_t)most;
}
