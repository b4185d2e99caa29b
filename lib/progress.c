/* SPDX-License-Identifier: MIT */
/* The counters of a long call, and what its caller does with them. */
#include "progress.h"

void progress_begin(skp_progress *p, int32_t phase, uint64_t total)
{
	if (!p)
		return;
	__atomic_store_n(&p->done, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&p->rows, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&p->total, total, __ATOMIC_RELAXED);
	__atomic_store_n(&p->phase, phase, __ATOMIC_RELAXED);
}

void progress_total(skp_progress *p, uint64_t total)
{
	if (p && !__atomic_load_n(&p->total, __ATOMIC_RELAXED))
		__atomic_store_n(&p->total, total, __ATOMIC_RELAXED);
}

int32_t progress_check(const skp_progress *p, skp_error *err)
{
	if (!progress_stopped(p))
		return SKP_OK;
	return fail(err, SKP_E_CANCEL, "the caller stopped the call");
}

int32_t skp_progress_new(const skp_allocator *allocator, skp_progress **ret,
	skp_error *err)
{
	skp_allocator a;
	struct mem mem;
	skp_progress *p;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	if (!sized_in(&a, sizeof(a), allocator))
		return fail(err, SKP_E_ARG, "an allocator of a newer library");
	mem_init(&mem, allocator ? &a : NULL, 0);
	p = mem_calloc(&mem, 1, sizeof(*p));
	if (!p)
		return mem_fail(&mem, err);
	p->h.mark = MARK_PROGRESS;
	p->mem = mem;
	*ret = p;
	return SKP_OK;
}

void skp_progress_free(skp_progress *p)
{
	struct mem mem;

	if (!p || p->h.mark != MARK_PROGRESS)
		return;
	p->h.mark = 0;
	mem = p->mem;
	mem_free(&mem, p, sizeof(*p));
}

void skp_progress_cancel(skp_progress *p)
{
	if (p && p->h.mark == MARK_PROGRESS)
		__atomic_store_n(&p->stop, 1, __ATOMIC_RELAXED);
}

void skp_progress_reset(skp_progress *p)
{
	if (!p || p->h.mark != MARK_PROGRESS)
		return;
	progress_begin(p, SKP_PHASE_NONE, 0);
	__atomic_store_n(&p->stop, 0, __ATOMIC_RELAXED);
}

int32_t skp_progress_phase(const skp_progress *p)
{
	if (!p || p->h.mark != MARK_PROGRESS)
		return SKP_PHASE_NONE;
	return __atomic_load_n(&p->phase, __ATOMIC_RELAXED);
}

static int64_t number(const skp_progress *p, const uint64_t *of)
{
	if (!p || p->h.mark != MARK_PROGRESS)
		return -1;
	return (int64_t)__atomic_load_n(of, __ATOMIC_RELAXED);
}

int64_t skp_progress_done(const skp_progress *p)
{
	return number(p, p ? &p->done : NULL);
}

int64_t skp_progress_total(const skp_progress *p)
{
	int64_t n = number(p, p ? &p->total : NULL);

	return n ? n : -1;
}

int64_t skp_progress_rows(const skp_progress *p)
{
	return number(p, p ? &p->rows : NULL);
}
