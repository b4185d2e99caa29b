/* SPDX-License-Identifier: MIT */
/* One person's way up, and the people who wait where it is not good. */
#include "index.h"

static int32_t add(struct judgement *j, struct ids *l, uint32_t v,
	skp_error *err)
{
	return ids_add(j->mem, l, v) ? SKP_OK : mem_fail(j->mem, err);
}

void line_free(struct mem *mem, struct line *l)
{
	ids_free(mem, &l->climb);
	ids_free(mem, &l->chain);
}

/* Where the search ended: at the appraising unit, or for a pengawas sekolah at
 * the dinas; else at the top, or where a cycle begins. */
static uint32_t climb_end(const struct judgement *j, uint32_t unor,
	const struct expected *e)
{
	if (e->answer == ANSWER_HEADS && e->via == VIA_PENGAWAS)
		return j->kind[unor] == KIND_DINAS ? unor : j->dinas[unor];
	return e->answer == ANSWER_HEADS ? e->unor : (uint32_t)NONE;
}

static int32_t line_climb(struct judgement *j, struct line *l, uint32_t unor,
	const struct expected *e, skp_error *err)
{
	uint32_t end = unor == NONE ? unor : climb_end(j, unor, e), v;
	int32_t rc = SKP_OK;

	for (v = unor; v != NONE && !rc; v = parent_of(j->m, v)) {
		rc = add(j, &l->climb, v, err);
		if (v == end || j->unor[v] & U_CYCLE)
			break;
	}
	return rc;
}

/* `mark` cuts what is not a tree, which only a policy could make. */
static int32_t line_chain(struct judgement *j, struct line *l, uint32_t unor,
	uint8_t *mark, skp_error *err)
{
	uint32_t v;
	int32_t rc = SKP_OK;

	for (v = unor; v != NONE && !mark[v] && !rc; v = j->next[v]) {
		mark[v] = 1;
		rc = add(j, &l->chain, v, err);
		if (j->org[v] > ORG_UNKNOWN)
			l->run = l->chain.n;
	}
	return rc;
}

static int32_t add_all(struct judgement *j, struct ids *to, struct slice s,
	skp_error *err)
{
	int32_t rc = SKP_OK;

	for (; s.p < s.end && !rc; s.p++)
		rc = add(j, to, *s.p, err);
	return rc;
}

/* Everybody in the unit and below it: whoever waits for it is there, since an
 * appraising unit is never below those it appraises. */
static int32_t people_below(struct judgement *j, struct ids *who,
	uint32_t unor, uint8_t *mark, skp_error *err)
{
	struct ids stack = {NULL, 0, 0};
	int32_t rc = add(j, &stack, unor, err);
	uint32_t u;

	while (stack.n && !rc) {
		u = stack.v[--stack.n];
		if (mark[u])
			continue;
		mark[u] = 1;
		rc = add_all(j, who, slice_of(&j->m->members, u), err);
		if (!rc)
			rc = add_all(j, &stack, slice_of(&j->m->children, u),
				err);
	}
	ids_free(j->mem, &stack);
	return rc;
}

/* The topmost unit whose waiting people count: where the chain is not good, or
 * what the person heads themselves. */
static uint32_t line_top(const struct judgement *j, const struct line *l,
	uint32_t pegawai)
{
	uint64_t i = l->climb.n;

	if (l->run)
		return l->chain.v[l->run - 1];
	while (i--)
		if (heads_has(heads_now(j, l->climb.v[i]), pegawai))
			return l->climb.v[i];
	return NONE;
}

static int32_t line_people(struct judgement *j, const struct line *l,
	uint32_t pegawai, uint8_t *mark, skp_error *err)
{
	uint32_t unor = pegawai_unor(j->m, pegawai), top;
	struct ids who = {NULL, 0, 0};
	int32_t rc = SKP_OK;

	memset(mark, 0, (size_t)j->units);
	top = line_top(j, l, pegawai);
	if (top != NONE)
		rc = people_below(j, &who, top, mark, err);
	if (!rc && (unor == NONE || !mark[unor]))
		rc = add(j, &who, pegawai, err);
	if (!rc)
		rc = judge_people(j, &who, err);
	ids_free(j->mem, &who);
	return rc;
}

int32_t judge_line(struct judgement *j, uint32_t pegawai, struct line *l,
	skp_error *err)
{
	uint32_t unor = pegawai_unor(j->m, pegawai);
	uint8_t *mark = judge_array(j, j->units, 1);
	struct asker a = asker_new(j->mem);
	struct expected e = expected_of(j, &a, pegawai, unor, j->today, true);
	int32_t rc = mark && !a.fail ? SKP_OK : mem_fail(j->mem, err);

	if (!rc)
		rc = line_climb(j, l, unor, &e, err);
	if (!rc && e.answer == ANSWER_HEADS)
		rc = line_chain(j, l, e.unor, mark, err);
	if (!rc)
		rc = line_people(j, l, pegawai, mark, err);
	asker_free(&a);
	mem_free(j->mem, mark, j->units + 1);
	return rc;
}
