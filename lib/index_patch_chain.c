/* SPDX-License-Identifier: MIT */
/* The chain of appraising units after edits: next units, appraisers, roots,
 * and how many are blocked. `below`, `beside` and `before` list the units by
 * their next, so that a change is followed down as well as up. */
#include "index_patch.h"

static bool bad(const struct judgement *j, uint32_t u)
{
	return j->org[u] > ORG_UNKNOWN;
}

/* ---- units by their next ---- */

static void unlink_unit(struct patching *p, uint32_t u)
{
	uint32_t next = p->j->next[u], after = p->beside[u];

	if (next == NONE)
		return;
	if (p->before[u] == NONE)
		p->below[next] = after;
	else
		p->beside[p->before[u]] = after;
	if (after != NONE)
		p->before[after] = p->before[u];
}

static void link_unit(struct patching *p, uint32_t u)
{
	uint32_t next = p->j->next[u];

	p->before[u] = NONE;
	p->beside[u] = NONE;
	if (next == NONE)
		return;
	p->beside[u] = p->below[next];
	if (p->beside[u] != NONE)
		p->before[p->beside[u]] = u;
	p->below[next] = u;
}

bool chain_init(struct patching *p)
{
	struct judgement *j = p->j;
	uint64_t bytes = (j->units + 1) * 4;
	uint32_t i;

	p->appraised = mem_calloc(p->mem, j->units + 1, 4);
	p->below = mem_alloc(p->mem, bytes);
	p->beside = mem_alloc(p->mem, bytes);
	p->before = mem_alloc(p->mem, bytes);
	if (!p->appraised || !p->below || !p->beside || !p->before)
		return false;
	memset(p->below, 0xff, (size_t)bytes);
	for (i = 0; i < j->units; i++)
		link_unit(p, i);
	for (i = 0; i < j->people; i++)
		if (j->appraiser[i] != NONE)
			p->appraised[j->appraiser[i]]++;
	return true;
}

/* ---- sums ---- */

/* Adds to the sums of the unit and of the not-good units above it. */
static void add_up(struct patching *p, uint32_t u, uint32_t n)
{
	struct judgement *j = p->j;

	for (; n && u != NONE && bad(j, u); u = j->next[u]) {
		j->blocked_total[u] += n;
		mark(p, &p->unor, u);
	}
}

static uint32_t sum_below(const struct patching *p, uint32_t u)
{
	const struct judgement *j = p->j;
	uint32_t w, n = 0;

	for (w = p->below[u]; w != NONE; w = p->beside[w])
		n += bad(j, w) ? j->blocked_total[w] : 0;
	return n;
}

static void subjects_below(struct patching *p, uint32_t u)
{
	uint32_t w;

	for (w = p->below[u]; w != NONE; w = p->beside[w])
		mark(p, &p->unor, w);
}

/* From now on the unit is as good as it is: its sum goes from those above, or
 * comes to them. */
void chain_org(struct patching *p, uint32_t u)
{
	struct judgement *j = p->j;
	enum org org = org_of(j, u);
	bool was = bad(j, u);

	if (org == (enum org)j->org[u])
		return;
	mark(p, &p->unor, u);
	if (was && org <= ORG_UNKNOWN) {
		add_up(p, j->next[u], 0u - j->blocked_total[u]);
		j->blocked[u] = j->blocked_total[u] = 0;
	}
	j->org[u] = (uint8_t)org;
	if (!was && bad(j, u)) {
		j->blocked[u] = p->appraised[u];
		add_up(p, u, p->appraised[u] + sum_below(p, u));
	}
	if (was != bad(j, u)) {
		mark(p, &p->seed, u);
		subjects_below(p, u);
	}
}

static void chain_next(struct patching *p, uint32_t u)
{
	struct judgement *j = p->j;
	uint32_t next = next_of(j, &p->a, u), n;

	if (next == j->next[u])
		return;
	n = bad(j, u) ? j->blocked_total[u] : 0;
	add_up(p, j->next[u], 0u - n);
	unlink_unit(p, u);
	j->next[u] = next;
	link_unit(p, u);
	add_up(p, next, n);
	mark(p, &p->unor, u);
	mark(p, &p->seed, u);
}

static void next_unit(struct patching *p, uint32_t who, uint32_t unor)
{
	if (heads_has(heads_now(p->j, unor), who))
		chain_next(p, unor);
}

/* ---- people ---- */

static void appraise(struct patching *p, uint32_t u, uint32_t n)
{
	struct judgement *j = p->j;
	bool was = p->appraised[u] > 0;

	p->appraised[u] += n;
	if (bad(j, u)) {
		j->blocked[u] += n;
		add_up(p, u, n);
	}
	if (was == (p->appraised[u] > 0))
		return;
	j->unor[u] ^= U_APPRAISING;
	mark(p, &p->unor, u);
}

/* What is found of any SKP of theirs names the root of those who wait. */
static void appraiser_again(struct patching *p, uint32_t who)
{
	struct judgement *j = p->j;
	uint32_t u = appraiser_of(j, &p->a, who), was = j->appraiser[who];
	uint8_t flags = j->pegawai[who];

	if (u != was) {
		if (was != NONE)
			appraise(p, was, 0u - 1);
		if (u != NONE)
			appraise(p, u, 1);
		j->appraiser[who] = u;
	}
	j->pegawai[who] &= (uint8_t)~P_BLOCKED;
	if (u != NONE && bad(j, u))
		j->pegawai[who] |= P_BLOCKED;
	if (u != was || flags != j->pegawai[who])
		mark_slice(p, &p->skp, slice_of(&j->m->skp_pegawai, who));
}

/* ---- roots ---- */

static uint32_t root_now(const struct judgement *j, uint32_t u)
{
	uint32_t next = j->next[u];

	if (!bad(j, u))
		return NONE;
	return next != NONE && bad(j, next) ? j->root[next] : u;
}

/* Down from a unit whose root may be another, as far as it is. */
static void roots_below(struct patching *p, uint32_t from)
{
	struct judgement *j = p->j;
	struct ids stack = {NULL, 0, 0};
	uint32_t u, w, root;

	p->fail |= !ids_add(p->mem, &stack, from);
	while (stack.n && !p->fail) {
		u = stack.v[--stack.n];
		root = root_now(j, u);
		if (u != from && root == j->root[u])
			continue;
		p->roots |= root != j->root[u];
		j->root[u] = root;
		mark(p, &p->unor, u);
		for (w = p->below[u]; w != NONE; w = p->beside[w]) {
			mark(p, &p->unor, w);
			p->fail |= !ids_add(p->mem, &stack, w);
		}
	}
	ids_free(p->mem, &stack);
}

void chain_patch(struct patching *p)
{
	uint64_t i;
	uint32_t who;

	for (i = 0; i < p->heads.list.n; i++)
		chain_next(p, p->heads.list.v[i]);
	for (i = 0; i < p->pegawai.list.n; i++) {
		who = p->pegawai.list.v[i];
		if (p->j->pegawai[who] & P_HEAD)
			units_of(p, who, next_unit);
	}
	for (i = 0; i < p->pegawai.list.n && !p->a.fail; i++)
		appraiser_again(p, p->pegawai.list.v[i]);
	for (i = 0; i < p->seed.list.n; i++)
		roots_below(p, p->seed.list.v[i]);
}
