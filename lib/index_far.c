/* SPDX-License-Identifier: MIT */
/* What the people of other parts of the data add to the judgement: a part
 * never holds them, only their sums. */
#include "index.h"

static uint32_t far_row(const skp_model *m, uint32_t name)
{
	uint32_t row = m->name_unor[names_fold(&m->ids, name)];

	return row ? row - 1 : (uint32_t)NONE;
}

int32_t judge_far(struct judgement *j, skp_error *err)
{
	const struct far *f = j->m->far;
	uint64_t i;
	uint32_t u;

	if (!f || !f->nunit)
		return SKP_OK;
	j->far = judge_array(j, j->units, 1);
	if (!j->far)
		return mem_fail(j->mem, err);
	for (i = 0; i < f->nunit; i++) {
		u = far_row(j->m, f->unit[i].id);
		if (u == NONE)
			continue;
		j->far[u] |= (uint8_t)f->unit[i].flags;
		if (f->unit[i].flags & FAR_TREE_HEAD)
			j->unor[u] |= U_TREE_HEAD;
		if (f->unit[i].flags & FAR_APPRAISING)
			j->unor[u] |= U_APPRAISING;
	}
	return SKP_OK;
}

void judge_far_blocked(struct judgement *j)
{
	const struct far *f = j->m->far;
	uint64_t i;
	uint32_t u;

	for (i = 0; f && i < f->nunit; i++) {
		u = far_row(j->m, f->unit[i].id);
		if (u == NONE)
			continue;
		j->blocked[u] += f->unit[i].blocked;
		j->blocked_total[u] += f->unit[i].blocked_total;
	}
}
