/* SPDX-License-Identifier: MIT */
/* watch.c - how far the work is, and the signals that end it.
 *
 * All threads block these signals and the watch waits for them, so that no
 * handler and no global state is needed. When one comes, the library is told
 * to stop and the signal is put back: it ends the process, in the manner that
 * shells know, as soon as somebody unblocks it.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "options.h"
#include "watch.h"
#include "watch_line.h"

enum {
	TICK = 100,   /* milliseconds between two looks */
	PATIENCE = 3, /* ticks until what does not stop is ended */
	SILENT = 1000 /* milliseconds before anything is said */
};

/* Tells the thread to end; no process sends it this one. */
enum { SIG_ENOUGH = SIGUSR2 };

struct watch {
	skp_progress *progress;
	pthread_t thread;
	pthread_mutex_t lock; /* of `show` and the terminal */
	bool show;
	struct watch_line line;
	sigset_t ends, before; /* that are taken; the mask to go back to */
	int64_t began;
	uint32_t unfinished, enough; /* read and written by both threads */
};

/* ---- the thread ---- */

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void draw(struct watch *w)
{
	int64_t at = now();

	pthread_mutex_lock(&w->lock);
	if (w->show && at - w->began >= SILENT)
		watch_line_draw(&w->line, w->progress, at);
	pthread_mutex_unlock(&w->lock);
}

/* Puts it back for the thread that unblocks it, and no longer waits for it. */
static void stop(struct watch *w, int came)
{
	sigdelset(&w->ends, came);
	skp_progress_cancel(w->progress);
	kill(getpid(), came);
}

/* Nobody heard: waiting for input, for instance. */
static void end_process(struct watch *w, int came)
{
	sigset_t set;

	watch_silence(w);
	sigemptyset(&set);
	sigaddset(&set, came);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static void *run(void *ctx)
{
	const struct timespec tick = {0, TICK * 1000000};
	struct watch *w = ctx;
	int came, first = 0, ticks = 0;

	while (!__atomic_load_n(&w->enough, __ATOMIC_ACQUIRE)) {
		came = sigtimedwait(&w->ends, NULL, &tick);
		if (came > 0 && came != SIG_ENOUGH) {
			stop(w, came);
			first = first ? first : came;
		}
		if (!first)
			draw(w);
		else if (came < 0 && ++ticks > PATIENCE &&
			!__atomic_load_n(&w->unfinished, __ATOMIC_ACQUIRE))
			end_process(w, first);
	}
	return NULL;
}

/* ---- begin and end ---- */

/* A signal that is ignored (nohup) stays so. */
static void choose_signals(sigset_t *set)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	struct sigaction sa;

	sigemptyset(set);
	sigaddset(set, SIG_ENOUGH);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (!sigaction(signals[i], NULL, &sa) &&
			sa.sa_handler != SIG_IGN)
			sigaddset(set, signals[i]);
}

static bool wanted(const struct options *o)
{
	if (o->progress != PROGRESS_AUTO)
		return o->progress == PROGRESS_ON;
	return !o->quiet && isatty(STDERR_FILENO);
}

/* With every signal blocked, so that those of others stay with the first. */
static int start(struct watch *w)
{
	sigset_t all;
	int e;

	choose_signals(&w->ends);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &w->before);
	e = pthread_create(&w->thread, NULL, run, w);
	pthread_sigmask(SIG_SETMASK, &w->before, NULL);
	if (!e)
		pthread_sigmask(SIG_BLOCK, &w->ends, NULL);
	return e;
}

struct watch *watch_begin(const struct options *o)
{
	struct watch *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	w->show = wanted(o);
	w->line.english = o->english;
	w->began = now();
	pthread_mutex_init(&w->lock, NULL);
	if (!skp_progress_new(NULL, &w->progress, NULL) && !start(w))
		return w;
	skp_progress_free(w->progress);
	pthread_mutex_destroy(&w->lock);
	free(w);
	return NULL;
}

void watch_end(struct watch *w)
{
	sigset_t before;

	if (!w)
		return;
	__atomic_store_n(&w->enough, 1, __ATOMIC_RELEASE);
	pthread_kill(w->thread, SIG_ENOUGH);
	pthread_join(w->thread, NULL);
	watch_silence(w);
	before = w->before;
	skp_progress_free(w->progress);
	pthread_mutex_destroy(&w->lock);
	free(w);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

skp_progress *watch_progress(const struct watch *w)
{
	return w ? w->progress : NULL;
}

void watch_hold(struct watch *w, bool unfinished)
{
	if (w)
		__atomic_store_n(&w->unfinished, unfinished, __ATOMIC_RELEASE);
}

void watch_silence(struct watch *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->show = false;
	watch_line_erase(&w->line);
	pthread_mutex_unlock(&w->lock);
}
