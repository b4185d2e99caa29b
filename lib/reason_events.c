/* SPDX-License-Identifier: MIT */
/* What the person and their atasan did, by time. */
#include "reason.h"

/* Whose data must be valid before the person's: the only head of their own
 * unit, where the leader comes first. */
static uint32_t leader_of(const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	struct heads h;

	if (q->unor == NONE || (j->kind[q->unor] != KIND_SEKOLAH &&
		!j->knobs.leader_first_all))
		return NONE;
	h = heads_now(j, q->unor);
	return h.n == 1 && h.p[0].pegawai != q->pegawai ? h.p[0].pegawai
							: (uint32_t)NONE;
}

/* Nothing, where events of one interval have no order. */
static enum valid valid_at(const struct judgement *j, uint32_t leader,
	uint32_t row)
{
	struct chance c = profile_chance(j, leader,
		j->m->table[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu][row],
		event_derived(j->m, row));

	return c.always ? VALID_YES : c.perhaps ? VALID_NONE : VALID_NO;
}

static int32_t event_add(skp_reason *q, struct event ev, skp_error *err)
{
	void *p = q->event;

	if (!mem_reserve(&q->mem, &p, &q->cevent, q->nevent + 1,
		sizeof(*q->event)))
		return mem_fail(&q->mem, err);
	q->event = p;
	q->event[q->nevent++] = ev;
	return SKP_OK;
}

static int32_t events_add(skp_reason *q, uint32_t pegawai, uint32_t leader,
	skp_error *err)
{
	const struct judgement *j = reason_judgement(q);
	const struct table *t = &j->m->table[SKP_TABLE_KEJADIAN];
	struct slice s = events_of(j, pegawai);
	struct event ev = {0, pegawai, VALID_NONE};
	int32_t e = SKP_OK;

	for (; s.p < s.end && !e; s.p++) {
		ev.row = *s.p;
		ev.valid = VALID_NONE;
		if (leader != NONE && event_ok(j->m, ev.row) &&
			event_is_repair(t->col[KEJADIAN_aksi][ev.row]))
			ev.valid = (uint8_t)valid_at(j, leader, ev.row);
		e = event_add(q, ev, err);
	}
	return e;
}

/* By time; at one instant what others did, which then counts as before, comes
 * before what the person did. Each one's own are in order already. */
static bool later(const skp_reason *q, const struct event *a,
	const struct event *b)
{
	const uint32_t *t = q->r->m->table[SKP_TABLE_KEJADIAN].col[
		KEJADIAN_waktu];

	if (t[a->row] != t[b->row])
		return t[a->row] > t[b->row];
	return a->pegawai == q->pegawai && b->pegawai != q->pegawai;
}

static int32_t events_merge(skp_reason *q, uint64_t own, skp_error *err)
{
	uint64_t bytes = q->nevent * sizeof(*q->event), i = 0, k = own, n = 0;
	struct event *to = mem_alloc(&q->mem, bytes);

	if (!to && bytes)
		return mem_fail(&q->mem, err);
	while (i < own || k < q->nevent)
		if (k == q->nevent || (i < own &&
			!later(q, &q->event[i], &q->event[k])))
			to[n++] = q->event[i++];
		else
			to[n++] = q->event[k++];
	if (n)
		memcpy(q->event, to, (size_t)bytes);
	mem_free(&q->mem, to, bytes);
	return SKP_OK;
}

/* The person's and those of everybody who is expected to appraise them. */
int32_t reason_events(skp_reason *q, skp_error *err)
{
	int32_t e = events_add(q, q->pegawai, leader_of(q), err);
	uint64_t own, i;

	for (i = 0; i < q->expected.n && !e; i++) {
		own = q->nevent;
		e = events_add(q, q->expected.v[i], NONE, err);
		if (!e)
			e = events_merge(q, own, err);
	}
	return e;
}
