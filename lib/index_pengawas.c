/* SPDX-License-Identifier: MIT */
/* A Pengawas Sekolah answers to any head from their unit up to the dinas. */
#include "index.h"

static struct expected pengawas_climb(const struct judgement *j,
	struct asker *a, uint32_t p, uint32_t u, uint32_t end, int32_t day,
	bool at_pada)
{
	uint32_t v = u, low = NONE;

	a->who.n = 0;
	a->kept = NONE;
	for (;; v = parent_of(j->m, v)) {
		if (!at_pada && !heads_recorded(j, a, v, day))
			return expected_nobody(NEAR_UNKNOWN, VIA_PENGAWAS);
		who_eligible(a, heads_at(j, a, v, day, at_pada), p);
		if (low == NONE && a->who.n)
			low = v;
		if (v == end)
			break;
	}
	return low == NONE ? expected_nobody(NEAR_EXTERNAL, VIA_PENGAWAS)
			   : expected_found(j, a, low, VIA_PENGAWAS);
}

/* ---- a long way up, or one on which many head a unit ---- */

static bool way_large(const struct judgement *j, uint32_t u, uint32_t end)
{
	uint32_t n;

	for (n = 0; n < MANY; n++) {
		if (is_many(slice_of(&j->m->tugas_unor, u)))
			return true;
		if (u == end)
			return false;
		u = parent_of(j->m, u);
	}
	return true;
}

/* All from the unit up to the end, whoever asks; nwho NONE: nobody knows. */
static bool way_heads(const struct judgement *j, struct asker *a, uint32_t u,
	uint32_t end, int32_t day)
{
	bool at_pada = day == DAY_PADA;

	a->who.n = 0;
	a->kept = NONE;
	for (;; u = parent_of(j->m, u)) {
		if (!at_pada && !heads_recorded(j, a, u, day))
			return false;
		who_eligible(a, heads_at(j, a, u, day, at_pada), NONE);
		if (u == end)
			return true;
	}
}

static uint32_t way_make(const struct judgement *j, struct asker *a,
	uint32_t u, uint32_t end, int32_t day)
{
	struct ids *who = &a->crowds.who;
	struct crowd c = {.nwho = NONE, .said = NONE, .low = u};
	uint64_t i;

	if (way_heads(j, a, u, end, day)) {
		who_sort(j, &a->who);
		c.who = who->n;
		c.nwho = (uint32_t)a->who.n;
		for (i = 0; i < a->who.n && !a->fail; i++)
			a->fail |= !ids_add(a->mem, who, a->who.v[i]);
	}
	return crowd_put(a, &a->crowds.way, memo_key(u, (uint32_t)day), c);
}

/* Does the unit add to what those above it say? */
static bool way_begins(const struct judgement *j, struct asker *a, uint32_t u,
	int32_t day)
{
	bool at_pada = day == DAY_PADA;

	return (!at_pada && !heads_recorded(j, a, u, day)) ||
		any_eligible(heads_at(j, a, u, day, at_pada));
}

/* Its number + 1, 0 without memory: units without a head share that of the
 * first above them that has some. */
static uint32_t way_find(const struct judgement *j, struct asker *a,
	uint32_t u, uint32_t end, int32_t day)
{
	struct memo *way = &a->crowds.way;
	uint32_t v = u, at;

	for (;; v = parent_of(j->m, v)) {
		at = memo_get(way, memo_key(v, (uint32_t)day));
		if (at != MEMO_NONE)
			break;
		if (v == end || way_begins(j, a, v, day)) {
			at = way_make(j, a, v, end, day) - 1;
			break;
		}
	}
	for (; u != v && !a->fail; u = parent_of(j->m, u))
		a->fail |= !memo_put(a->mem, way, memo_key(u, (uint32_t)day),
			at);
	return a->fail ? 0 : at + 1;
}

static struct expected way_expected(const struct judgement *j, struct asker *a,
	uint32_t u, uint32_t end, int32_t day)
{
	uint32_t i = way_find(j, a, u, end, day);
	const struct crowd *c = i ? &a->crowds.crowd[i - 1] : NULL;

	if (!c || c->nwho == NONE)
		return expected_nobody(NEAR_UNKNOWN, VIA_PENGAWAS);
	if (!c->nwho)
		return expected_nobody(NEAR_EXTERNAL, VIA_PENGAWAS);
	return (struct expected){ANSWER_HEADS, c->low, VIA_PENGAWAS,
		a->crowds.who.v + c->who, c->nwho, i};
}

/* ---- either ---- */

/* Who heads a unit of the way does not answer to themselves. */
struct expected expected_pengawas(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t u, int32_t day, bool at_pada)
{
	uint32_t end = j->kind[u] == KIND_DINAS ? u : j->dinas[u];
	struct expected e;

	if (end == NONE)
		return expected_nobody(NEAR_EXTERNAL, VIA_PENGAWAS);
	if (way_large(j, u, end)) {
		e = way_expected(j, a, u, end, at_pada ? (int32_t)DAY_PADA
						       : day);
		if (!expected_has(j, &e, p))
			return e;
	}
	return pengawas_climb(j, a, p, u, end, day, at_pada);
}
