/* SPDX-License-Identifier: MIT */
/* Baselines: their life, and how one hides what is known from a report. */
#include "baseline.h"

/* ---- order ---- */

/* Sorts; one finding may be known for one reason only. */
static int32_t settle(skp_baseline *b, const char *name, skp_error *err)
{
	const struct entry *e, *f;
	uint64_t i;

	b->order = mem_alloc(&b->mem, b->n * sizeof(*b->order));
	if (b->n && !b->order)
		return mem_fail(&b->mem, err);
	b->corder = b->n;
	if (b->n)
		fingerprint_sort(&b->entry->is, sizeof(*b->entry), b->order,
			b->n);
	for (i = 1; i < b->n; i++) {
		e = &b->entry[b->order[i - 1]];
		f = &b->entry[b->order[i]];
		if (fingerprint_cmp(e->is, f->is) == 0)
			return fail_at(err, name, f->line, 0, SKP_E_DUPKEY,
				"the fingerprint of the entry on line %u",
				e->line);
	}
	return SKP_OK;
}

int64_t baseline_find(const skp_baseline *b, struct fingerprint f)
{
	uint64_t lo = 0, hi = b->n, mid;
	int c;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = fingerprint_cmp(f, b->entry[b->order[mid]].is);
		if (c == 0)
			return b->order[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return -1;
}

/* ---- life ---- */

int32_t skp_baseline_new(const skp_checker *c, const char *name,
	const char *yaml, int64_t len, skp_baseline **ret, skp_error *err)
{
	skp_baseline *b;
	struct mem mem;
	int32_t e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	e = handle_check(c, MARK_CHECKER, err);
	if (e)
		return e;
	if (!yaml)
		return fail(err, SKP_E_ARG, "no baseline text");
	mem_init(&mem, &c->mem.a, c->limits.memory);
	b = mem_calloc(&mem, 1, sizeof(*b));
	if (!b)
		return mem_fail(&mem, err);
	b->h.mark = MARK_BASELINE;
	b->mem = mem;
	buf_init(&b->texts, &b->mem);
	name = name ? name : "";
	e = baseline_read(b, name, yaml, len < 0 ? strlen(yaml)
						 : (uint64_t)len, err);
	if (!e)
		e = settle(b, name, err);
	if (e)
		skp_baseline_free(b);
	else
		*ret = b;
	return e;
}

void skp_baseline_free(skp_baseline *b)
{
	struct mem mem;

	if (!b || b->h.mark != MARK_BASELINE)
		return;
	buf_free(&b->texts);
	mem_free(&b->mem, b->entry, b->cap * sizeof(*b->entry));
	mem_free(&b->mem, b->order, b->corder * sizeof(*b->order));
	b->h.mark = 0;
	mem = b->mem;
	mem_free(&mem, b, sizeof(*b));
}

int64_t skp_baseline_count(const skp_baseline *b)
{
	return handle_check(b, MARK_BASELINE, NULL) ? 0 : (int64_t)b->n;
}

static const struct entry *entry_at(const skp_baseline *b, int64_t i)
{
	return i >= 0 && i < skp_baseline_count(b) ? &b->entry[i] : NULL;
}

const char *skp_baseline_text(const skp_baseline *b, int64_t entry,
	int32_t field)
{
	const struct entry *e = entry_at(b, entry);

	if (!e || field < 0 || field >= BASELINE_FIELDS)
		return NULL;
	return b->texts.p + e->text[field];
}

int64_t skp_baseline_line(const skp_baseline *b, int64_t entry)
{
	const struct entry *e = entry_at(b, entry);

	return e ? (int64_t)e->line : -1;
}

/* ---- hiding ---- */

/* What each entry hides, as skp_report_hidden tells it; the report's new order
 * grows in `order`. */
static int32_t find_known(struct writer *w, const skp_baseline *b,
	int64_t *known, uint32_t *order, uint64_t *n)
{
	const skp_report *r = w->r;
	struct fingerprint is;
	uint64_t i;
	int64_t k;

	for (i = 0; i < b->n; i++)
		known[i] = entry_expired(&b->entry[i], r->j.today)
			? SKP_BASELINE_EXPIRED : 0;
	for (i = 0; i < r->n; i++) {
		if (!finding_fingerprint(w, &r->finding[r->order[i]], &is))
			return mem_fail(&w->mem, w->err);
		k = baseline_find(b, is);
		if (k >= 0 && known[k] != SKP_BASELINE_EXPIRED)
			known[k]++;
		else
			order[(*n)++] = r->order[i];
	}
	return SKP_OK;
}

static void hide(skp_report *r, const skp_baseline *b, int64_t *known,
	const uint32_t *order, uint64_t n)
{
	mem_free(&r->mem, r->known, r->nknown * sizeof(*r->known));
	r->known = known;
	r->nknown = b->n;
	r->baseline = true;
	r->hidden += r->n - n;
	if (n)
		memcpy(r->order, order, (size_t)n * sizeof(*order));
	r->n = n;
}

int32_t skp_report_hide(skp_report *r, const skp_baseline *b, skp_error *err)
{
	int32_t e = report_check(r, err);
	uint64_t n = 0, before;
	uint32_t *order;
	int64_t *known;
	struct writer w;

	if (!e)
		e = handle_check(b, MARK_BASELINE, err);
	if (e)
		return e;
	before = r->n;
	order = mem_alloc(&r->mem, before * sizeof(*order));
	known = mem_alloc(&r->mem, b->n * sizeof(*known));
	e = writer_open(&w, r, err);
	if (!e && ((r->n && !order) || (b->n && !known)))
		e = mem_fail(&r->mem, err);
	if (!e)
		e = find_known(&w, b, known, order, &n);
	writer_free(&w);
	if (e)
		mem_free(&r->mem, known, b->n * sizeof(*known));
	else
		hide(r, b, known, order, n);
	mem_free(&r->mem, order, before * sizeof(*order));
	return e;
}

int64_t skp_report_hidden(const skp_report *r, int64_t entry)
{
	if (handle_check(r, MARK_REPORT, NULL))
		return 0;
	if (entry < 0)
		return (int64_t)r->hidden;
	return (uint64_t)entry < r->nknown ? r->known[entry] : 0;
}
