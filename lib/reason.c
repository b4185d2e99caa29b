/* SPDX-License-Identifier: MIT */
/* Making and freeing a reason: the way to the atasan, who is recorded, what
 * happened when. */
#include "reason.h"

/* ---- the way ---- */

static bool other_eligible(struct heads h, uint32_t but)
{
	uint32_t i;

	for (i = 0; i < h.n; i++)
		if (h.p[i].eligible && h.p[i].pegawai != but)
			return true;
	return false;
}

/* above: the unit where the rule for kepala sekolah began was reached. */
static enum climb climb_of(const skp_reason *q, uint32_t unor, bool above)
{
	struct heads h = heads_now(reason_judgement(q), unor);

	if (q->e.via == VIA_DINAS && !above)
		return unor == q->unor ? CLIMB_SELF : CLIMB_RULE;
	if (q->e.answer == ANSWER_HEADS && q->e.via == VIA_PENGAWAS
			? other_eligible(h, q->pegawai)
			: unor == q->e.unor)
		return CLIMB_ANSWER;
	if (heads_has(h, q->pegawai))
		return CLIMB_SELF;
	return h.n ? CLIMB_LOW : CLIMB_VACANT;
}

static int32_t reason_climb(skp_reason *q, skp_error *err)
{
	const struct ids *l = &q->r->line.climb;
	uint32_t start = q->e.via == VIA_DINAS ? q->r->j.start[q->unor]
					  : (uint32_t)NONE;
	bool above = false;
	uint64_t i;

	q->climb = mem_calloc(&q->mem, l->n + 1, 1);
	if (!q->climb)
		return mem_fail(&q->mem, err);
	for (i = 0; i < l->n; i++) {
		above |= l->v[i] == start;
		q->climb[i] = (uint8_t)climb_of(q, l->v[i], above);
	}
	return SKP_OK;
}

static enum unknown why_unknown(const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	const struct ids *l = &q->r->line.climb;

	if (q->e.answer != ANSWER_UNKNOWN)
		return UNKNOWN_NOT;
	if (!j->heads_known)
		return UNKNOWN_HEADS;
	if (l->n == 0)
		return UNKNOWN_UNOR;
	return j->unor[l->v[l->n - 1]] & U_CYCLE ? UNKNOWN_CYCLE
						 : UNKNOWN_PARENT;
}

static int32_t reason_expected(skp_reason *q, struct asker *a, skp_error *err)
{
	const struct judgement *j = reason_judgement(q);
	uint32_t i;

	q->e = expected_of(j, a, q->pegawai, q->unor, j->today, true);
	for (i = 0; i < q->e.n; i++)
		if (!ids_add(&q->mem, &q->expected, q->e.pegawai[i]))
			return mem_fail(&q->mem, err);
	q->e.pegawai = NULL; /* the asker's */
	q->unknown = why_unknown(q);
	return a->fail ? mem_fail(&q->mem, err) : SKP_OK;
}

/* ---- since when ---- */

/* The day after the last one of T on which some good SKP Organisasi covered
 * the unit; else the first of T. */
static int32_t waiting_since(const struct judgement *j, uint32_t unor)
{
	const struct table *t = &j->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&j->m->skp_unor, unor);
	int32_t since = j->from;
	uint32_t p, end;

	for (; s.p < s.end; s.p++) {
		p = ref_row(t->col[SKP_pegawai_id][*s.p]);
		end = cell(t, SKP_selesai, *s.p);
		if (!cell_none(end) && cell_day(end) < j->today &&
			cell_day(end) >= since &&
			skp_org_state(j, *s.p) == ORG_GOOD &&
			skp_is_org(j, *s.p, unor, p != NONE &&
				heads_has(heads_now(j, unor), p)))
			since = cell_day(end) + 1;
	}
	return since;
}

static void reason_root(skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);

	q->root = NONE;
	if (!(j->pegawai[q->pegawai] & P_BLOCKED))
		return;
	q->root = j->root[j->appraiser[q->pegawai]];
	q->since = waiting_since(j, q->root);
}

/* ---- who is recorded ---- */

static enum verdict verdict_of(const skp_reason *q, struct asker *a,
	uint32_t atasan, uint32_t unor, int32_t day, bool at_pada)
{
	const struct judgement *j = reason_judgement(q);
	struct expected e = expected_of(j, a, q->pegawai, unor, day, at_pada);

	if (cell_none(atasan))
		return VERDICT_EMPTY;
	if (atasan == q->pegawai || (cell_row(atasan) &&
		!(j->pegawai[atasan] & P_ACTIVE)))
		return VERDICT_WRONG;
	if (e.answer != ANSWER_HEADS)
		return VERDICT_UNKNOWN;
	if (!cell_row(atasan))
		return VERDICT_WRONG;
	if (expected_has(j, &e, atasan))
		return VERDICT_RIGHT;
	return delegated(j, a, atasan, unor, day) ? VERDICT_DELEGATED
						  : VERDICT_WRONG;
}

static int32_t record(skp_reason *q, uint32_t skp, uint32_t atasan,
	enum verdict v, skp_error *err)
{
	void *p = q->recorded;

	if (!mem_reserve(&q->mem, &p, &q->crecorded, q->nrecorded + 1,
		sizeof(*q->recorded)))
		return mem_fail(&q->mem, err);
	q->recorded = p;
	q->recorded[q->nrecorded++] = (struct recorded){skp, atasan,
		(uint8_t)v};
	return SKP_OK;
}

/* The person's row, then each SKP that meets T, if the column was given. */
static int32_t reason_recorded(skp_reason *q, struct asker *a, skp_error *err)
{
	const struct judgement *j = reason_judgement(q);
	const struct table *t = &j->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&j->m->skp_pegawai, q->pegawai);
	uint32_t c = cell(pegawai_of(j->m), PEGAWAI_atasan_id, q->pegawai);
	int32_t e = SKP_OK, day;
	bool now;

	if (c != CELL_UNKNOWN)
		e = record(q, NONE, c, verdict_of(q, a, c, q->unor, j->today,
			true), err);
	for (; s.p < s.end && !e; s.p++) {
		c = cell(t, SKP_atasan_id, *s.p);
		if (c != CELL_UNKNOWN && skp_instant(j, *s.p, &day, &now))
			e = record(q, *s.p, c, verdict_of(q, a, c,
				skp_unor(j->m, *s.p), day, now), err);
	}
	return e;
}

/* ---- the whole ---- */

bool reason_clear(const skp_reason *q)
{
	uint64_t i;

	for (i = 0; i < q->r->n; i++)
		if (q->r->finding[i].severity >= SKP_SEVERITY_W)
			return false;
	return q->root == NONE;
}

const struct head *reason_head(const skp_reason *q, uint32_t unor)
{
	struct heads h = heads_now(reason_judgement(q), unor);
	uint32_t least = head_least(reason_judgement(q), unor), i;

	for (i = 0; i < h.n; i++)
		if (h.p[i].pegawai == least)
			return &h.p[i];
	return h.n ? &h.p[0] : NULL;
}

struct text reason_contact(const skp_reason *q)
{
	return contact_of(reason_judgement(q), q->pegawai, q->unor);
}

static int32_t reason_fill(skp_reason *q, skp_error *err)
{
	struct asker a = asker_new(&q->mem);
	int32_t e = reason_expected(q, &a, err);

	if (!e)
		e = reason_climb(q, err);
	reason_root(q);
	if (!e)
		e = reason_recorded(q, &a, err);
	if (!e && a.fail)
		e = mem_fail(&q->mem, err);
	asker_free(&a);
	if (!e && q->r->j.events_known)
		e = reason_events(q, err);
	return e ? e : steps_make(&q->steps, &q->mem, q->r, q->pegawai, err);
}

static int32_t reason_new(const skp_checker *c, const skp_model *m,
	uint32_t pegawai, skp_reason **ret, skp_error *err)
{
	struct mem mem;
	skp_reason *q;
	int32_t e;

	mem_init(&mem, &c->mem.a, c->limits.memory);
	q = mem_calloc(&mem, 1, sizeof(*q));
	if (!q)
		return mem_fail(&mem, err);
	q->h.mark = MARK_REASON;
	q->mem = mem;
	q->pegawai = pegawai;
	q->unor = pegawai_unor(m, pegawai);
	e = report_about(c, m, pegawai, &q->r, err);
	if (!e)
		e = reason_fill(q, err);
	if (e)
		skp_reason_free(q);
	else
		*ret = q;
	return e;
}

int32_t skp_explain(const skp_checker *c, const skp_model *m,
	const char *pegawai, int64_t len, skp_reason **ret, skp_error *err)
{
	struct text id;
	uint32_t row;
	int32_t e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	e = check_ready(c, m, err);
	if (e)
		return e;
	if (!pegawai || len > ID_MAX)
		return fail(err, SKP_E_ARG, "no id, or none so long");
	id = len < 0 ? text_of(pegawai)
		     : (struct text){pegawai, (uint32_t)len};
	row = model_find_pegawai(m, id);
	if (row == CELL_EMPTY)
		return fail(err, SKP_E_UNKNOWN,
			"nobody of that id or NIP in the data");
	return reason_new(c, m, row, ret, err);
}

void skp_reason_free(skp_reason *q)
{
	struct mem mem;

	if (!q || q->h.mark != MARK_REASON)
		return;
	steps_free(&q->steps);
	ids_free(&q->mem, &q->expected);
	mem_free(&q->mem, q->climb, q->r ? q->r->line.climb.n + 1 : 0);
	mem_free(&q->mem, q->recorded, q->crecorded * sizeof(*q->recorded));
	mem_free(&q->mem, q->event, q->cevent * sizeof(*q->event));
	skp_report_free(q->r);
	q->h.mark = 0;
	mem = q->mem;
	mem_free(&mem, q, sizeof(*q));
}
