/* SPDX-License-Identifier: MIT */
/* What a boundary begins with: its round, its scope, its parts. */
#include "boundary.h"

enum { VERSION = 1 };

static bool read_int(struct text t, int64_t *ret)
{
	bool minus = t.n && *t.p == '-';
	uint64_t v;

	if (minus)
		t = (struct text){t.p + 1, t.n - 1};
	if (!text_number(t, INT64_MAX, &v))
		return false;
	*ret = minus ? -(int64_t)v : (int64_t)v;
	return true;
}

int32_t boundary_head(struct lines *l, int32_t *round, bool *solved,
	struct scope *scope)
{
	uint64_t version = 0, v = 0;
	bool more;
	int32_t e = lines_next(l, &more);

	if (e)
		return e;
	if (!more || !lines_is(l, "skpcheck-boundary", 4))
		return lines_fail(l, "not a boundary of skpcheck");
	if (!text_number(l->field[1], VERSION, &version) || version != VERSION)
		return lines_fail(l, "a boundary of another version");
	*solved = text_eq(l->field[3], text_of("solved"));
	if (!text_number(l->field[2], ROUND_SUMS, &v) || v < ROUND_IDS ||
		(!*solved && !text_eq(l->field[3], text_of("part"))))
		return lines_fail(l, "no such round");
	*round = (int32_t)v;
	e = lines_next(l, &more);
	if (e)
		return e;
	if (!more || !lines_is(l, "scope", 6) ||
		!text_hex(l->field[1], &scope->key) ||
		!text_hex(l->field[2], &scope->policy) ||
		!read_int(l->field[3], &scope->pada) ||
		!read_int(l->field[4], &scope->from) ||
		!read_int(l->field[5], &scope->to))
		return lines_fail(l, "the scope is missing");
	return SKP_OK;
}

void boundary_put_head(struct out *o, int32_t round, bool solved,
	const struct scope *scope)
{
	out_word(o, "skpcheck-boundary");
	out_uint(o, VERSION);
	out_uint(o, (uint64_t)round);
	out_text(o, text_of(solved ? "solved" : "part"));
	out_end(o);
	out_word(o, "scope");
	out_hex(o, scope->key);
	out_hex(o, scope->policy);
	out_int(o, scope->pada);
	out_int(o, scope->from);
	out_int(o, scope->to);
	out_end(o);
}

bool scope_same(const struct scope *a, const struct scope *b)
{
	return a->key == b->key && a->policy == b->policy &&
		a->pada == b->pada && a->from == b->from && a->to == b->to;
}

/* ---- a part ---- */

static int32_t part_table(struct lines *l, struct part *to, int32_t t)
{
	bool more;
	int32_t e = lines_next(l, &more);

	if (e)
		return e;
	if (!more || !lines_is(l, "table", 5) || !text_eq(l->field[1],
			text_of(skp_table_name(t))) ||
		!text_number(l->field[2], GIVEN_VIEW | GIVEN_TABLE,
			&to->given[t]) ||
		!text_number(l->field[3], UINT32_MAX, &to->mask[t]) ||
		!text_number(l->field[4], INT32_MAX, &to->ord[t]))
		return lines_fail(l, "a part names its eight tables");
	return SKP_OK;
}

/* The line under way begins a part. */
int32_t boundary_part(struct lines *l, struct mem *mem, struct part *to)
{
	int32_t e = SKP_OK, t;

	memset(to, 0, sizeof(*to));
	buf_init(&to->name, mem);
	if (!lines_is(l, "part", 4) || !text_plain(&to->name, l->field[1]) ||
		to->name.n == 0 || !text_hex(l->field[2], &to->digest) ||
		!text_number(l->field[3], 1, &to->list))
		e = lines_fail(l, "a part is not named as it should be");
	for (t = 0; t < SKP_TABLES && !e; t++)
		e = part_table(l, to, t);
	if (!e && to->name.fail)
		e = mem_fail(mem, l->err);
	to->rows = l->p;
	to->line = l->line;
	if (e)
		buf_free(&to->name);
	return e;
}

void boundary_put_part(struct out *o, const struct part *p)
{
	int32_t t;

	out_word(o, "part");
	out_text(o, (struct text){p->name.p, (uint32_t)p->name.n});
	out_hex(o, p->digest);
	out_uint(o, p->list);
	out_end(o);
	for (t = 0; t < SKP_TABLES; t++) {
		out_word(o, "table");
		out_text(o, text_of(skp_table_name(t)));
		out_uint(o, p->given[t]);
		out_uint(o, p->mask[t]);
		out_uint(o, p->ord[t]);
		out_end(o);
	}
}
