/* SPDX-License-Identifier: MIT */
/* What a caller's own rule says: checked, kept, made a finding like ours. */
#include "run.h"

enum { FOUND_TEXT_MOST = 65536 };

/* Length in 4 bytes, then the text. */
uint32_t text_keep(struct buf *b, struct text t)
{
	uint64_t at = b->n;

	if (at + sizeof(t.n) + t.n >= NONE)
		return NONE;
	buf_put(b, (const char *)&t.n, sizeof(t.n));
	buf_put(b, t.p, t.n);
	return b->fail ? (uint32_t)NONE : (uint32_t)at;
}

struct text text_kept(const struct buf *b, uint32_t at)
{
	struct text t;

	memcpy(&t.n, b->p + at, sizeof(t.n));
	t.p = b->p + at + sizeof(t.n);
	return t;
}

static bool ref_kind(int32_t table, enum ref_kind *kind)
{
	switch (table) {
	case SKP_TABLE_PEGAWAI:
		*kind = REF_PEGAWAI;
		return true;
	case SKP_TABLE_UNOR:
		*kind = REF_UNOR;
		return true;
	case SKP_TABLE_SKP:
		*kind = REF_SKP;
		return true;
	default:
		return false;
	}
}

static bool rows_there(const skp_facts *f, int32_t table, const int64_t *v,
	int32_t n)
{
	enum ref_kind kind;
	int32_t i;

	if (n < 0 || (n && (!v || !ref_kind(table, &kind))))
		return false;
	for (i = 0; i < n; i++)
		if (!skp_facts_live(f, table, v[i]))
			return false;
	return true;
}

static int32_t check_said(const char *s, skp_error *err)
{
	uint64_t n = s ? strlen(s) : 0;

	if (n > FOUND_TEXT_MOST)
		return fail(err, SKP_E_ARG, "a text that is too long");
	if (utf8_bad(s, n) < n)
		return fail(err, SKP_E_ENCODING, "a text that is not UTF-8");
	return SKP_OK;
}

static int32_t check_found(const skp_facts *f, const skp_found *s,
	skp_error *err)
{
	int32_t e;

	if (s->severity < 0 || s->severity > SKP_SEVERITY_E)
		return fail(err, SKP_E_ARG, "a severity is SKP_SEVERITY_*");
	if (!rows_there(f, s->actual_table, s->actual_row,
			s->actual_row != NULL) ||
		!rows_there(f, s->expected_table, s->expected,
			s->expected_count) ||
		!rows_there(f, s->path_table, s->path, s->path_count))
		return fail(err, SKP_E_ARG,
			"a row that is not there, or of another table than "
			"pegawai, unor and skp");
	e = check_said(s->actual, err);
	return e ? e : check_said(s->detail, err);
}

static uint32_t list_keep(struct run *r, const int64_t *v, int32_t n)
{
	int32_t i;

	for (i = 0; i < n; i++)
		if (!ids_add(r->mem, &r->list, (uint32_t)v[i]))
			r->fail = true;
	return (uint32_t)n;
}

static void fill_actual(struct run *r, struct finding *g, const skp_found *s)
{
	enum ref_kind kind = REF_NONE;

	if (s->actual_row && ref_kind(s->actual_table, &kind)) {
		g->actual = (struct ref){(uint32_t)*s->actual_row,
			(uint32_t)kind};
	} else if (s->actual) {
		g->actual = (struct ref){text_keep(&r->own_text,
			text_of(s->actual)), REF_OWN};
		r->fail |= g->actual.v == NONE;
	}
}

static void fill(struct run *r, struct finding *g, const skp_found *s)
{
	enum ref_kind kind = REF_NONE;

	fill_actual(r, g, s);
	if (s->detail) {
		g->detail = S_OWN;
		g->detail_v = text_keep(&r->own_text, text_of(s->detail));
		r->fail |= g->detail_v == NONE;
	}
	g->list = (uint32_t)r->list.n;
	g->n_expected = list_keep(r, s->expected, s->expected_count);
	if (s->expected_count && ref_kind(s->expected_table, &kind))
		g->expected_kind = (uint8_t)kind;
	g->path = (uint32_t)r->list.n;
	g->n_path = list_keep(r, s->path, s->path_count);
	if (s->path_count && ref_kind(s->path_table, &kind))
		g->path_kind = (uint8_t)kind;
}

/* A finding says for which unit its person waits: found out one by one, but of
 * many people at once. */
enum { ONE_BY_ONE = 8 };

static void waiting_known(struct run *r)
{
	if (!r->j->waiting && ++r->asked > r->j->people / ONE_BY_ONE)
		run_waiting(r);
}

static int32_t find_own(skp_facts *f, const skp_found *s, skp_error *err)
{
	const struct own_rule *own = &f->c->own[f->rule - RULES];
	struct run *r = f->r;
	struct finding *g;

	waiting_known(r);
	g = find(r, (enum rule)f->rule,
		s->severity ? s->severity : own->severity,
		(uint32_t)own->table, f->row);
	if (g)
		fill(r, g, s);
	if (r->over)
		return fail(err, SKP_E_LIMIT_FINDINGS,
			"more findings than the limit");
	return r->fail ? mem_fail(r->mem, err) : SKP_OK;
}

int32_t skp_facts_find(skp_facts *f, const skp_found *found, skp_error *err)
{
	int32_t e = facts_check(f, err);
	skp_found s;

	if (e)
		return e;
	if (!sized_in(&s, sizeof(s), found))
		return fail(err, SKP_E_ARG,
			"a finding of a newer library");
	e = check_found(f, &s, err);
	return e ? e : find_own(f, &s, err);
}
