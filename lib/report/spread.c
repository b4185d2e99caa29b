/* SPDX-License-Identifier: MIT */
/* JSON Lines by several threads: each writes a stretch of findings into a
 * buffer of its own, round by round; the caller's thread hands the buffers over
 * in the order of the report. */
#include "pool.h"
#include "report.h"

enum {
	LANE_FINDINGS = 1024, /* a few hundred KiB */
	FINDING_ROWS = 16     /* one is as much work as so many rows */
};

struct lanes {
	struct writer *lane;
	uint32_t n;
	uint64_t from; /* where the round begins */
	struct mem_share share;
};

static void lane_work(void *ctx, uint32_t worker, uint64_t part)
{
	const struct lanes *l = ctx;
	struct writer *w = &l->lane[part];
	uint64_t from = l->from + part * LANE_FINDINGS, n = w->r->n;

	(void)worker;
	if (from < n)
		jsonl_range(w, from, n - from < LANE_FINDINGS
				? n : from + LANE_FINDINGS);
}

static void lane_begin(struct lanes *l, const struct writer *w, uint32_t k)
{
	struct writer *to = &l->lane[k];

	*to = *w;
	mem_shared(&to->mem, &l->share);
	buf_init(&to->out, &to->mem);
	buf_init(&to->about, &to->mem);
	to->phrases = NULL;
}

static void lane_end(struct writer *w)
{
	buf_free(&w->out);
	buf_free(&w->about);
	phrases_free(w);
}

/* false: the output has failed, or is no longer wanted. */
static bool lane_give(struct writer *w, struct writer *lane)
{
	w->out.fail |= lane->out.fail;
	w->stop |= progress_stopped(w->progress);
	if (w->out.fail || w->stop)
		return false;
	if (lane->out.n)
		w->stop = w->write(w->ctx, lane->out.p, lane->out.n) != 0;
	lane->out.n = 0;
	return !w->stop;
}

static void lanes_run(struct lanes *l, struct writer *w)
{
	uint64_t n = w->r->n, round = (uint64_t)l->n * LANE_FINDINGS;
	bool on = true;
	uint32_t k;

	for (l->from = 0; l->from < n && on; l->from += round) {
		pool_run(l->n, l->n, lane_work, l);
		for (k = 0; k < l->n && on; k++)
			on = lane_give(w, &l->lane[k]);
		progress_add(w->progress, n - l->from < round ? n - l->from
							      : round);
	}
}

/* People are numbered as they appear, where they are masked; so only one can
 * write them. */
bool jsonl_spread(struct writer *w)
{
	struct lanes l = {.n = pool_jobs(w->jobs, w->r->n * FINDING_ROWS)};
	uint32_t k;

	if (l.n < 2 || w->mask || w->people_of_both || !w->write)
		return false;
	l.lane = mem_calloc(&w->mem, l.n, sizeof(*l.lane));
	if (!l.lane || !mem_share_init(&l.share, &w->mem)) {
		w->out.fail = true;
	} else {
		for (k = 0; k < l.n; k++)
			lane_begin(&l, w, k);
		lanes_run(&l, w);
		for (k = 0; k < l.n; k++)
			lane_end(&l.lane[k]);
		mem_share_end(&l.share);
	}
	mem_free(&w->mem, l.lane, l.n * sizeof(*l.lane));
	return true;
}
