/* SPDX-License-Identifier: MIT */
/* SKP Organisasi of a unit, the chain of appraising units above it, who is
 * blocked, and by which unit (spec 3.4). */
#include "index.h"
#include "pool.h"

uint32_t pegawai_unor(const skp_model *m, uint32_t pegawai)
{
	return ref_row(cell(pegawai_of(m), PEGAWAI_unor_id, pegawai));
}

uint32_t skp_unor(const skp_model *m, uint32_t skp)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t c = cell(t, SKP_unor_id, skp), p;

	if (c != CELL_EMPTY && c != CELL_UNKNOWN)
		return ref_row(c);
	p = ref_row(cell(t, SKP_pegawai_id, skp));
	return p == NONE ? (uint32_t)NONE : pegawai_unor(m, p);
}

bool skp_is_org(const struct judgement *j, uint32_t skp, uint32_t unor,
	bool head)
{
	uint32_t p = ref_row(cell(&j->m->table[SKP_TABLE_SKP], SKP_pegawai_id,
		skp));

	switch (judge_code(j, C_SKP_JENIS, skp)) {
	case JENIS_ORGANISASI:
		return true;
	case JENIS_INDIVIDU:
		return head && j->kind[unor] != KIND_SEKOLAH &&
			policy_form_individu(j->policy, rank_of(j, p, unor));
	default:
		return head;
	}
}

enum org skp_org_state(const struct judgement *j, uint32_t skp)
{
	int32_t s = judge_code(j, C_SKP_STATUS, skp);

	if (s == STATUS_DITOLAK)
		return ORG_DITOLAK;
	if (s == STATUS_NONE || s >= (int32_t)j->knobs.org_min_status)
		return ORG_GOOD;
	return ORG_BELOW;
}

static enum org org_now(const struct judgement *j, uint32_t u)
{
	const struct table *t = &j->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&j->m->skp_unor, u);
	struct heads h = heads_now(j, u);
	enum org best = ORG_ABSENT, state;
	uint32_t p;

	for (; s.p < s.end && best != ORG_GOOD; s.p++) {
		if (!period_covers(t, SKP_mulai, SKP_selesai, *s.p, j->today))
			continue;
		p = ref_row(t->col[SKP_pegawai_id][*s.p]);
		if (!skp_is_org(j, *s.p, u, p != NONE && heads_has(h, p)))
			continue;
		state = skp_org_state(j, *s.p);
		if (state < best)
			best = state;
	}
	return best == ORG_ABSENT && !j->skp_list ? ORG_UNKNOWN : best;
}

enum org org_of(const struct judgement *j, uint32_t unor)
{
	return j->skp_known ? org_now(j, unor) : ORG_UNKNOWN;
}

int32_t judge_org(struct judgement *j, skp_error *err)
{
	uint32_t u;

	j->org = judge_array(j, j->units, 1);
	if (!j->org)
		return mem_fail(j->mem, err);
	for (u = 0; u < j->units; u++)
		j->org[u] = (uint8_t)org_of(j, u);
	return SKP_OK;
}

/* ---- chain ---- */

static bool bad(const struct judgement *j, uint32_t u)
{
	return j->org[u] > ORG_UNKNOWN;
}

uint32_t next_of(struct judgement *j, struct asker *a, uint32_t unor)
{
	uint32_t h = row_live(unor_of(j->m), unor) ? head_least(j, unor)
						   : (uint32_t)NONE;
	struct expected e;

	if (h == NONE)
		return NONE;
	e = expected_of(j, a, h, unor, j->today, true);
	return e.answer == ANSWER_HEADS && e.unor != unor ? e.unor
							  : (uint32_t)NONE;
}

static int32_t chain_next(struct judgement *j, skp_error *err)
{
	struct asker a = asker_new(j->mem);
	uint32_t u;
	bool ok = true;

	for (u = 0; u < j->units && ok; u++) {
		j->next[u] = next_of(j, &a, u);
		ok = !a.fail;
	}
	asker_free(&a);
	return ok ? SKP_OK : mem_fail(j->mem, err);
}

/* The end of the run of not-good units that begins with each: a walk along
 * the chain until a unit whose end is known, then back over the trail. `mark`
 * cuts what is not a tree, which only a policy could make. */
static void chain_roots(struct judgement *j, uint32_t *trail)
{
	uint32_t u, v, root, n;

	for (u = 0; u < j->units; u++)
		j->root[u] = NONE;
	for (u = 0; u < j->units; u++) {
		n = 0;
		for (v = u; bad(j, v) && j->root[v] == NONE; v = j->next[v]) {
			j->root[v] = v; /* until better is known */
			trail[n++] = v;
			if (j->next[v] == NONE)
				break;
		}
		if (n == 0)
			continue;
		v = j->next[trail[n - 1]];
		root = v != NONE && bad(j, v) ? j->root[v] : trail[n - 1];
		while (n)
			j->root[trail[--n]] = root;
	}
}

uint32_t appraiser_of(struct judgement *j, struct asker *a, uint32_t p)
{
	struct expected e;

	if (!(j->pegawai[p] & P_OBLIGED))
		return NONE;
	e = expected_of(j, a, p, pegawai_unor(j->m, p), j->today, true);
	return e.answer == ANSWER_HEADS ? e.unor : (uint32_t)NONE;
}

/* ---- who appraises whom, by several threads ---- */

enum { PART_PEOPLE = 8192 };

struct appraisal {
	struct judgement *j;
	struct asker *a; /* one a thread, each with its mem */
	struct mem *mem;
	struct mem_share share;
};

static void appraise_part(void *ctx, uint32_t worker, uint64_t part)
{
	const struct appraisal *s = ctx;
	uint64_t p = part * PART_PEOPLE, end = p + PART_PEOPLE;

	if (end > s->j->people)
		end = s->j->people;
	for (; p < end && !s->a[worker].fail; p++)
		s->j->appraiser[p] = appraiser_of(s->j, &s->a[worker],
			(uint32_t)p);
}

static bool appraise_run(struct appraisal *s, uint32_t jobs)
{
	uint64_t parts = (s->j->people + PART_PEOPLE - 1) / PART_PEOPLE;
	bool ok = mem_share_init(&s->share, s->j->mem);
	uint32_t k;

	if (!ok)
		return false;
	for (k = 0; k < jobs; k++) {
		mem_shared(&s->mem[k], &s->share);
		s->a[k] = asker_new(&s->mem[k]);
	}
	pool_run(jobs, parts, appraise_part, s);
	for (k = 0; k < jobs; k++) {
		ok &= !s->a[k].fail;
		asker_free(&s->a[k]);
	}
	mem_share_end(&s->share);
	return ok;
}

/* Among all people; false without memory. */
static bool appraise_all(struct judgement *j)
{
	uint32_t jobs = pool_jobs(j->jobs, j->people);
	struct appraisal s = {.j = j};
	bool ok;

	s.a = mem_calloc(j->mem, jobs, sizeof(*s.a));
	s.mem = mem_calloc(j->mem, jobs, sizeof(*s.mem));
	ok = s.a && s.mem && appraise_run(&s, jobs);
	mem_free(j->mem, s.a, jobs * sizeof(*s.a));
	mem_free(j->mem, s.mem, jobs * sizeof(*s.mem));
	return ok;
}

static bool appraise_few(struct judgement *j, const struct ids *who)
{
	struct asker a = asker_new(j->mem);
	uint64_t i;
	bool ok;

	for (i = 0; i < who->n && !a.fail; i++)
		j->appraiser[who->v[i]] = appraiser_of(j, &a, who->v[i]);
	ok = !a.fail;
	asker_free(&a);
	return ok;
}

/* ---- who waits ---- */

static void judge_person(struct judgement *j, uint32_t p)
{
	uint32_t u = j->appraiser[p];

	if (u == NONE)
		return;
	j->unor[u] |= U_APPRAISING;
	if (!bad(j, u))
		return;
	j->pegawai[p] |= P_BLOCKED;
	if (row_own(j->m, SKP_TABLE_PEGAWAI, p)) /* others count theirs */
		j->blocked[u]++;
}

uint32_t blocked_by(const struct judgement *j, struct asker *a,
	uint32_t pegawai)
{
	struct expected e;

	if (j->waiting)
		return j->pegawai[pegawai] & P_BLOCKED
			? j->appraiser[pegawai]
			: (uint32_t)NONE;
	if (!(j->pegawai[pegawai] & P_OBLIGED))
		return NONE;
	e = expected_of(j, a, pegawai, pegawai_unor(j->m, pegawai), j->today,
		true);
	return e.answer == ANSWER_HEADS && bad(j, e.unor) ? e.unor
							  : (uint32_t)NONE;
}

/* Sums along the chain, from its leaves up: `wait` counts the not-good units
 * whose next is a unit and which have not been added to it yet. */
static void chain_totals(struct judgement *j, uint32_t *wait, uint32_t *queue)
{
	uint32_t u, v, n = 0, i;

	memset(wait, 0, (size_t)j->units * sizeof(*wait));
	for (u = 0; u < j->units; u++) {
		j->blocked_total[u] = j->blocked[u];
		if (bad(j, u) && j->next[u] != NONE && bad(j, j->next[u]))
			wait[j->next[u]]++;
	}
	for (u = 0; u < j->units; u++)
		if (bad(j, u) && wait[u] == 0)
			queue[n++] = u;
	for (i = 0; i < n; i++) {
		v = j->next[queue[i]];
		if (v == NONE || !bad(j, v))
			continue;
		j->blocked_total[v] += j->blocked_total[queue[i]];
		if (--wait[v] == 0)
			queue[n++] = v;
	}
}

int32_t judge_people(struct judgement *j, const struct ids *who,
	skp_error *err)
{
	uint64_t bytes = (j->units + 1) * sizeof(uint32_t), i;
	uint64_t n = who ? who->n : j->people;
	uint32_t *wait = mem_alloc(j->mem, bytes);
	uint32_t *queue = mem_alloc(j->mem, bytes);
	bool ok = wait && queue && (who ? appraise_few(j, who)
					: appraise_all(j));

	for (i = 0; i < n && ok; i++)
		judge_person(j, who ? who->v[i] : (uint32_t)i);
	if (ok)
		chain_totals(j, wait, queue);
	if (ok)
		judge_far_blocked(j);
	j->waiting = ok && !who;
	mem_free(j->mem, wait, bytes);
	mem_free(j->mem, queue, bytes);
	return ok ? SKP_OK : mem_fail(j->mem, err);
}

int32_t judge_chain(struct judgement *j, skp_error *err)
{
	uint64_t bytes = (j->units + 1) * sizeof(uint32_t);
	uint32_t *trail = mem_alloc(j->mem, bytes);
	int32_t e = SKP_OK;

	j->next = judge_array(j, j->units, sizeof(uint32_t));
	j->root = judge_array(j, j->units, sizeof(uint32_t));
	j->appraiser = judge_array(j, j->people, sizeof(uint32_t));
	j->blocked = judge_array(j, j->units, sizeof(uint32_t));
	j->blocked_total = judge_array(j, j->units, sizeof(uint32_t));
	if (!trail || !j->next || !j->root || !j->appraiser || !j->blocked ||
		!j->blocked_total)
		e = mem_fail(j->mem, err);
	if (!e)
		e = chain_next(j, err);
	if (!e)
		chain_roots(j, trail);
	mem_free(j->mem, trail, bytes);
	return e;
}
