/* SPDX-License-Identifier: MIT */
/* The rules over all subjects by several threads. Each has a run of its own;
 * what they find of each part is put together in the order of the parts, so
 * that it is what one thread would have found. */
#include "pool.h"
#include "run.h"

enum { PART_ROWS = 8192 };

/* Rows [from, to) of one pass, and what was found there: elements of its
 * worker's findings. */
struct part {
	uint32_t pass, from, to, worker;
	uint64_t finding, nfinding;
	uint32_t list; /* where its worker's lists begin, once joined */
};

struct spread {
	struct run *r;
	struct run *worker;
	struct mem *mem;
	uint32_t jobs;
	struct part *part;
	uint64_t parts;
	struct mem_share share;
};

static uint64_t parts_of(const skp_model *m, struct part *part)
{
	uint64_t n = 0, rows, from;
	uint32_t k;

	for (k = 0; k < RUN_PASSES; k++) {
		rows = m->table[run_table[k]].rows;
		for (from = 0; from < rows; from += PART_ROWS, n++)
			if (part)
				part[n] = (struct part){k, (uint32_t)from,
					(uint32_t)(rows - from < PART_ROWS
						? rows : from + PART_ROWS),
					0, 0, 0, 0};
	}
	return n;
}

static void spread_work(void *ctx, uint32_t worker, uint64_t part)
{
	struct spread *s = ctx;
	struct run *w = &s->worker[worker];
	struct part *p = &s->part[part];

	p->worker = worker;
	p->finding = w->n;
	run_rows(w, p->pass, p->from, p->to);
	p->nfinding = w->n - p->finding;
}

/* ---- workers ---- */

static void worker_begin(struct spread *s, uint32_t k)
{
	struct run *w = &s->worker[k];

	mem_shared(&s->mem[k], &s->share);
	*w = *s->r;
	w->mem = &s->mem[k];
	w->a = asker_new(w->mem);
	w->root = asker_new(w->mem);
	memset(w->skipped, 0, sizeof(w->skipped));
}

static void worker_end(struct spread *s, uint32_t k)
{
	struct run *r = s->r, *w = &s->worker[k];
	uint32_t i, q;

	for (i = 0; i < RULES; i++)
		for (q = 0; q < SKIPS; q++)
			r->skipped[i][q] += w->skipped[i][q];
	r->fail |= w->fail || w->a.fail || w->root.fail;
	r->over |= w->over;
	r->skips_lost |= w->skips_lost;
	mem_free(w->mem, w->finding, w->cap * sizeof(*w->finding));
	ids_free(w->mem, &w->list);
	run_forget(w);
}

/* ---- together ---- */

static bool room(struct run *r, uint64_t findings, uint64_t list)
{
	void *p = r->finding, *q = r->list.v;

	if (!mem_reserve(r->mem, &p, &r->cap, findings, sizeof(*r->finding)))
		return false;
	r->finding = p;
	if (!mem_reserve(r->mem, &q, &r->list.cap, list, sizeof(*r->list.v)))
		return false;
	r->list.v = q;
	return true;
}

static void part_join(struct spread *s, const struct part *p)
{
	const struct run *w = &s->worker[p->worker];
	struct run *r = s->r;
	struct finding *f;
	uint64_t i;

	for (i = 0; i < p->nfinding; i++) {
		f = &r->finding[r->n++];
		*f = w->finding[p->finding + i];
		f->list += p->list;
		f->path += p->list;
	}
}

/* Findings of several parts may share a list of their worker's. */
static void list_join(struct spread *s, uint32_t worker)
{
	const struct ids *l = &s->worker[worker].list;
	struct ids *to = &s->r->list;
	uint64_t i;

	for (i = 0; i < s->parts; i++)
		if (s->part[i].worker == worker)
			s->part[i].list = (uint32_t)to->n;
	if (l->n)
		memcpy(to->v + to->n, l->v, l->n * sizeof(*l->v));
	to->n += l->n;
}

static void spread_join(struct spread *s)
{
	struct run *r = s->r;
	uint64_t findings = r->n, list = r->list.n, i;
	uint32_t k;

	for (i = 0; i < s->parts; i++)
		findings += s->part[i].nfinding;
	for (k = 0; k < s->jobs; k++)
		list += s->worker[k].list.n;
	r->over |= findings > r->limit;
	if (r->over || r->fail)
		return;
	if (!room(r, findings, list)) {
		r->fail = true;
		return;
	}
	for (k = 0; k < s->jobs; k++)
		list_join(s, k);
	for (i = 0; i < s->parts; i++)
		part_join(s, &s->part[i]);
}

static bool spread_begin(struct spread *s)
{
	uint32_t k;

	s->parts = parts_of(s->r->m, NULL);
	s->part = mem_calloc(s->r->mem, s->parts, sizeof(*s->part));
	s->worker = mem_calloc(s->r->mem, s->jobs, sizeof(*s->worker));
	s->mem = mem_calloc(s->r->mem, s->jobs, sizeof(*s->mem));
	if (!s->part || !s->worker || !s->mem ||
		!mem_share_init(&s->share, s->r->mem))
		return false;
	parts_of(s->r->m, s->part);
	for (k = 0; k < s->jobs; k++)
		worker_begin(s, k);
	return true;
}

void run_spread(struct run *r, uint32_t jobs)
{
	struct spread s = {.r = r, .jobs = jobs};
	uint32_t k;

	if (spread_begin(&s)) {
		pool_run(jobs, s.parts, spread_work, &s);
		for (k = 0; k < jobs; k++) {
			r->over |= s.worker[k].over;
			r->fail |= run_over(&s.worker[k]) &&
				!s.worker[k].over;
		}
		spread_join(&s);
		for (k = 0; k < jobs; k++)
			worker_end(&s, k);
		mem_share_end(&s.share);
	} else {
		r->fail = true;
	}
	mem_free(r->mem, s.part, s.parts * sizeof(*s.part));
	mem_free(r->mem, s.worker, s.jobs * sizeof(*s.worker));
	mem_free(r->mem, s.mem, s.jobs * sizeof(*s.mem));
}
