/* SPDX-License-Identifier: MIT */
/* A reason's parts: the fields that are numbers. */
#include "reason.h"

static int64_t person_int(const skp_reason *q, int32_t field)
{
	const struct judgement *j = reason_judgement(q);

	switch (field) {
	case SKP_R_BLOCKED:
		return q->root != NONE;
	case SKP_R_BLOCKED_TOTAL:
		return q->root == NONE ? -1 : (int64_t)j->blocked_total[
			q->root];
	case SKP_R_OBLIGED:
		return (j->pegawai[q->pegawai] & P_OBLIGED) != 0;
	default:
		return -1;
	}
}

static int64_t event_int(const skp_reason *q, uint64_t i, int32_t field)
{
	const struct event *e = &q->event[i];

	switch (field) {
	case SKP_R_TIME:
		return q->r->m->table[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu][
			e->row];
	case SKP_R_OK:
		return event_ok(q->r->m, e->row);
	case SKP_R_VALID:
		return e->valid == VALID_NONE ? -1 : e->valid == VALID_YES;
	default:
		return -1;
	}
}

static int64_t bits(uint32_t v)
{
	int64_t n = 0;

	for (; v; v &= v - 1)
		n++;
	return n;
}

static int64_t step_codes(const skp_reason *q, uint64_t i)
{
	const struct step_line *l, *x;
	uint32_t n, k;
	int64_t ret = 0;

	for (n = 0; (l = step_line(&q->steps, i, n)); n++) {
		for (k = 0; k < n; k++) {
			x = step_line(&q->steps, i, k);
			if (x->rule == l->rule)
				break;
		}
		ret += k == n;
	}
	return ret;
}

static int64_t step_int(const skp_reason *q, uint64_t i, int32_t field)
{
	const struct step *t = &q->steps.step[i];
	int64_t n = 0;

	switch (field) {
	case SKP_R_ID:
		return step_codes(q, i);
	case SKP_R_LEVEL:
		return t->level;
	case SKP_R_TEXT:
		while (step_line(&q->steps, i, (uint32_t)n))
			n++;
		return n;
	case SKP_R_SYSTEM:
		return bits(t->systems);
	case SKP_R_AFTER:
		return t->nafter;
	case SKP_R_WAIT:
		return t->wait ? t->wait : -1;
	case SKP_R_BLOCKED_TOTAL:
		return t->blocked_total == NONE ? -1
						: (int64_t)t->blocked_total;
	default:
		return -1;
	}
}

int64_t reason_int(const skp_reason *q, int32_t part, uint64_t i,
	int32_t field)
{
	switch (part) {
	case SKP_REASON_PEGAWAI:
		return person_int(q, field);
	case SKP_REASON_CHAIN:
		return field == SKP_R_BLOCKED_TOTAL &&
			reason_judgement(q)->root[q->r->line.chain.v[i]] !=
				NONE
			? (int64_t)reason_judgement(q)->blocked_total[
				q->r->line.chain.v[i]]
			: -1;
	case SKP_REASON_KEJADIAN:
		return event_int(q, i, field);
	case SKP_REASON_STEP:
		return step_int(q, i, field);
	default:
		return -1;
	}
}
