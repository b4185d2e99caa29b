/* SPDX-License-Identifier: MIT */
/* skp_recheck: a report after edits, brought up to date by what they touched
 * or, where that cannot be told, checked afresh. */
#include "recheck.h"

/* ---- a check of everything that keeps what the next one needs ---- */

static int32_t recheck_new(skp_report *r, skp_error *err)
{
	const skp_model *m = r->m;
	struct recheck *re = mem_calloc(&r->mem, 1, sizeof(*re));
	uint64_t n[2] = {pegawai_of(m)->rows + 1,
		m->table[SKP_TABLE_SKP].rows + 1};
	uint32_t k;

	r->re = re;
	if (!re)
		return mem_fail(&r->mem, err);
	for (k = 0; k < 2; k++) {
		re->skips[k] = mem_calloc(&r->mem, n[k], 1);
		if (!re->skips[k])
			return mem_fail(&r->mem, err);
		re->nskips[k] = n[k];
	}
	for (k = 0; k < SKP_TABLES; k++) {
		re->live[k] = table_live(m, k);
		re->count[k] = m->table[k].read - m->table[k].empty -
			m->table[k].rejected;
	}
	re->checker = r->c->changes;
	return SKP_OK;
}

void recheck_begin(struct recheck *re, struct run *r)
{
	if (!re)
		return;
	memcpy(re->on, r->on, sizeof(re->on));
	memcpy(re->skipped, r->skipped, sizeof(re->skipped));
	re->only_instansi = r->only_instansi;
	re->only_unor = r->only_unor;
	r->skips_of[0] = re->skips[0];
	r->skips_of[1] = re->skips[1];
}

void recheck_end(struct recheck *re, struct run *r)
{
	uint32_t i, k;

	if (!re)
		return;
	for (i = 0; i < RULES; i++)
		for (k = 0; k < SKIPS; k++)
			re->skipped[i][k] = r->skipped[i][k] -
				re->skipped[i][k];
	re->broken = r->skips_lost;
}

void recheck_free(skp_report *r)
{
	struct recheck *re = r->re;
	uint32_t k;

	if (!re)
		return;
	patching_free(&re->patch);
	subjects_free(r);
	for (k = 0; k < 2; k++)
		mem_free(&r->mem, re->skips[k], re->nskips[k]);
	mem_free(&r->mem, re, sizeof(*re));
	r->re = NULL;
}

static int32_t check_anew(skp_report *r, skp_error *err)
{
	int32_t e = recheck_new(r, err);

	if (!e)
		e = run_rules(r, r->question, r->jobs, err);
	if (!e)
		e = report_sort(r, err);
	if (e)
		return e;
	r->re->list = r->list.n;
	r->re->generation = r->m->patch.generation;
	r->re->seen = r->m->patch.ntouch;
	if (!patching_init(&r->re->patch, &r->mem, &r->j) ||
		!subjects_add(r, 0, r->n))
		return mem_fail(&r->mem, err);
	return SKP_OK;
}

/* What points into a report goes with it. */
static void report_move(skp_report *to, const skp_report *from)
{
	*to = *from;
	to->j.mem = &to->mem;
	to->own_text.mem = &to->mem;
	if (to->re && to->re->patch.mem) {
		to->re->patch.mem = &to->mem;
		to->re->patch.j = &to->j;
		to->re->patch.a.mem = &to->mem;
	}
}

static int32_t check_afresh(skp_report *r, skp_error *err)
{
	skp_report *fresh, old;
	int32_t e = report_judged(r->c, r->m, &fresh, err);

	if (e)
		return e;
	fresh->question = r->question;
	e = check_anew(fresh, err);
	if (!e) {
		report_move(&old, r);
		report_move(r, fresh);
		report_move(fresh, &old);
	}
	skp_report_free(fresh);
	return e;
}

/* ---- which of the two ---- */

static bool may_patch(const skp_report *r)
{
	const struct recheck *re = r->re;

	return re && !re->broken && !r->baseline &&
		re->generation == r->m->patch.generation &&
		re->checker == r->c->changes;
}

int32_t skp_recheck(skp_report *r, skp_error *err)
{
	int32_t e = handle_change(r, MARK_REPORT, err);
	bool afresh = false;

	if (!e)
		e = check_ready(r->c, r->m, err);
	if (e)
		return e;
	if (!may_patch(r))
		return check_afresh(r, err);
	if (r->changes == r->m->changes)
		return SKP_OK;
	e = recheck_patch(r, &afresh, err);
	if (!e && !afresh)
		return SKP_OK;
	r->re->broken = true;
	return afresh ? check_afresh(r, err) : e;
}
