/* SPDX-License-Identifier: MIT */
/* A baseline to be filled in: an entry for each finding, its reason empty. */
#include "report.h"

/* Shown findings of one fingerprint are one entry, that of the first. */
struct prints {
	struct fingerprint *of; /* by place in the report */
	uint32_t *order;
	bool *again; /* an earlier one has this fingerprint */
	uint64_t n;
};

static bool prints_make(struct prints *p, struct writer *w)
{
	const skp_report *r = w->r;
	uint64_t i;

	memset(p, 0, sizeof(*p));
	p->n = r->n;
	p->of = mem_calloc(&w->mem, r->n + 1, sizeof(*p->of));
	p->order = mem_calloc(&w->mem, r->n + 1, sizeof(*p->order));
	p->again = mem_calloc(&w->mem, r->n + 1, sizeof(*p->again));
	if (!p->of || !p->order || !p->again)
		return false;
	for (i = 0; i < r->n; i++)
		if (!finding_fingerprint(w, &r->finding[r->order[i]],
			&p->of[i]))
			return false;
	fingerprint_sort(p->of, sizeof(*p->of), p->order, r->n);
	for (i = 1; i < r->n; i++)
		p->again[p->order[i]] = fingerprint_cmp(
			p->of[p->order[i - 1]], p->of[p->order[i]]) == 0;
	return true;
}

static void prints_free(struct prints *p, struct writer *w)
{
	mem_free(&w->mem, p->of, (p->n + 1) * sizeof(*p->of));
	mem_free(&w->mem, p->order, (p->n + 1) * sizeof(*p->order));
	mem_free(&w->mem, p->again, (p->n + 1) * sizeof(*p->again));
}

static void put_head(struct writer *w)
{
	buf_str(&w->out, w->lang
		? "# Known findings. Each entry needs a reason; an optional\n"
		  "# `expires: YYYY-MM-DD` is the last day on which it counts."
		  "\n"
		: "# Temuan yang sudah diketahui. Setiap entri memerlukan\n"
		  "# alasan (reason); `expires: YYYY-MM-DD` (boleh tidak ada)"
		  "\n# ialah hari terakhir entri itu berlaku.\n");
}

/* Texts hold no line ends by now: a message is a comment of one line. */
static void put_entry(struct writer *w, const struct finding *f,
	struct fingerprint is)
{
	buf_str(&w->out, "  # ");
	put_message(w, f);
	buf_str(&w->out, "\n  - fingerprint: \"");
	fingerprint_put(&w->out, is);
	buf_str(&w->out, "\"\n    code: ");
	buf_str(&w->out, rule_of(w->r->c, f->rule)->code);
	buf_str(&w->out, "\n    reason:\n");
}

int32_t write_baseline(struct writer *w)
{
	const struct finding *f;
	struct prints p;
	int32_t e = SKP_OK;
	bool any = false;
	uint64_t i;

	put_head(w);
	if (!prints_make(&p, w))
		e = mem_fail(&w->mem, w->err);
	buf_str(&w->out, "baseline:\n");
	for (i = 0; !e && i < p.n && writer_flush(w, false); i++) {
		f = &w->r->finding[w->r->order[i]];
		progress_add(w->progress, 1);
		if (p.again[i] || !shown(w, f))
			continue;
		put_entry(w, f, p.of[i]);
		any = true;
	}
	if (!any)
		buf_str(&w->out, "  []\n");
	prints_free(&p, w);
	return e;
}
