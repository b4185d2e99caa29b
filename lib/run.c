/* SPDX-License-Identifier: MIT */
/* One check: judgement, rules over all subjects, findings in order. */
#include "pool.h"
#include "run.h"

const uint8_t run_table[RUN_PASSES] = {SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI,
	SKP_TABLE_PENUGASAN, SKP_TABLE_SKP, SKP_TABLE_KEJADIAN,
	SKP_TABLE_PROFIL};

static void pass_row(struct run *r, uint32_t table, uint32_t row)
{
	const struct table *t = &r->m->table[table];

	if (!row_live(t, row) || !row_own(r->m, table, row) ||
		row_state(t, row) & ROW_IMPLICIT)
		return;
	skips_begin(r, table, row);
	rules_row(r, table, row);
	r->skips = NULL;
}

void run_row(struct run *r, uint32_t table, uint32_t row)
{
	if (row < r->m->table[table].rows && rules_look(r, table))
		pass_row(r, table, row);
}

void run_rows(struct run *r, uint32_t pass, uint32_t from, uint32_t to)
{
	uint32_t i;

	if (!rules_look(r, run_table[pass])) {
		progress_add(r->progress, to - from);
		progress_add_rows(r->progress, to - from);
		return;
	}
	for (i = from; i < to && !r->fail && !r->over &&
		progress_row(r->progress, i - from); i++)
		pass_row(r, run_table[pass], i);
	progress_rest(r->progress, to - from);
}

/* Rows that are looked at. */
static uint64_t run_size(const struct run *r)
{
	uint64_t n = 0;
	uint32_t k;

	for (k = 0; k < RUN_PASSES; k++)
		if (rules_look(r, run_table[k]))
			n += r->m->table[run_table[k]].rows;
	return n;
}

static void run_tables(struct run *r, uint32_t jobs)
{
	uint32_t k;

	jobs = pool_jobs(jobs, run_size(r));
	if (jobs > 1)
		run_spread(r, jobs);
	for (k = 0; k < RUN_PASSES && jobs == 1; k++)
		run_rows(r, k, 0,
			(uint32_t)r->m->table[run_table[k]].rows);
	if (!r->fail && !r->over && !progress_stopped(r->progress))
		rules_whole(r);
}

bool run_waiting(struct run *r)
{
	if (!r->j->waiting && !r->j->about && !r->fail)
		r->fail = judge_people(r->late, NULL, NULL) != SKP_OK;
	return !r->fail;
}

/* Where only a caller's own rules run, that is found out of those alone that
 * they say something about. */
static bool ours_on(const struct run *r)
{
	uint32_t i;

	for (i = 0; i < RULES; i++)
		if (r->on[i])
			return true;
	return false;
}

static int32_t run_filters(struct run *r, const skp_checker *c,
	skp_error *err)
{
	struct text instansi = {c->instansi.p, (uint32_t)c->instansi.n};
	struct text unor = {c->unor.p, (uint32_t)c->unor.n};
	const uint32_t *col = unor_of(r->m)->col[UNOR_instansi_id];
	uint32_t name, i;
	bool found = false;

	if (unor.n) {
		r->only_unor = model_find_unor(r->m, unor);
		r->nowhere |= r->m->far && r->only_unor == CELL_EMPTY;
		if (r->only_unor == CELL_EMPTY && !r->m->far)
			return fail(err, SKP_E_UNKNOWN,
				"unor: no unit of that id in the data");
	}
	if (!instansi.n)
		return SKP_OK;
	name = names_find_id(&r->m->ids, instansi);
	for (i = 0; col && name != NAME_NONE && i < r->j->units; i++)
		found |= !cell_none(col[i]) &&
			names_fold(&r->m->ids, col[i]) == name;
	r->nowhere |= r->m->far && !found;
	if (!found && !r->m->far)
		return fail(err, SKP_E_UNKNOWN,
			"instansi: no unit of that instansi in the data");
	r->only_instansi = name;
	return SKP_OK;
}

static int32_t keep_skips(skp_report *rep, const struct run *r,
	skp_error *err)
{
	void *p;
	uint32_t i, k;

	for (i = 0; i < RULES; i++)
		for (k = 0; k < SKIPS; k++) {
			if (!r->skipped[i][k])
				continue;
			p = rep->skipped;
			if (!mem_reserve(&rep->mem, &p, &rep->cskipped,
				rep->nskipped + 1, sizeof(*rep->skipped)))
				return mem_fail(&rep->mem, err);
			rep->skipped = p;
			rep->skipped[rep->nskipped++] = (struct skipped){
				(uint8_t)i, (uint8_t)k, r->skipped[i][k]};
		}
	return SKP_OK;
}

void run_forget(struct run *r)
{
	uint64_t bytes = r->m->ids.n * sizeof(uint32_t);

	mem_free(r->mem, r->excerpt, bytes);
	mem_free(r->mem, r->listed, bytes);
	mem_free(r->mem, r->spelling, bytes);
	mem_free(r->mem, r->skp_of, bytes);
	deadline_free(r);
	cover_free(r);
	turns_free(r);
	twice_free(r);
	memo_free(r->mem, &r->org_made);
	asker_free(&r->a);
	asker_free(&r->root);
}

/* The report takes over what the run has made, also after a failure, so that
 * there is one place to free it. */
static void run_hand_over(struct run *r, skp_report *rep)
{
	rep->finding = r->finding;
	rep->n = r->n;
	rep->cap = r->cap;
	rep->list = r->list;
	rep->told = r->told;
	rep->ntold = r->ntold;
	rep->ctold = r->ctold;
	rep->own_text = r->own_text;
	run_forget(r);
}

struct run *run_new(skp_report *rep, uint32_t about)
{
	struct run *r = mem_calloc(&rep->mem, 1, sizeof(*r));

	if (!r)
		return NULL;
	r->j = r->late = &rep->j;
	r->m = rep->m;
	r->mem = &rep->mem;
	r->a = asker_new(&rep->mem);
	r->root = asker_new(&rep->mem);
	r->limit = rep->c->limits.findings;
	buf_init(&r->own_text, &rep->mem);
	r->only_instansi = r->only_unor = NONE;
	r->about = about;
	r->progress = rep->progress;
	return r;
}

int32_t run_end(struct run *r, skp_report *rep, int32_t e,
	skp_error *err)
{
	if (!e && (r->fail || r->a.fail || r->root.fail))
		e = mem_fail(&rep->mem, err);
	else if (!e && r->over)
		e = fail(err, SKP_E_LIMIT_FINDINGS,
			"more findings than the limit");
	if (!e)
		e = progress_check(r->progress, err);
	if (!e)
		e = keep_skips(rep, r, err);
	run_hand_over(r, rep);
	mem_free(&rep->mem, r, sizeof(*r));
	return e;
}

int32_t run_rules(skp_report *rep, int32_t question, uint32_t jobs,
	skp_error *err)
{
	struct run *r = run_new(rep, NONE);
	int32_t e;

	if (!r)
		return mem_fail(&rep->mem, err);
	e = run_filters(r, rep->c, err);
	if (!e) {
		needs_check(r, rep->c, question);
		recheck_begin(rep->re, r);
		if (!ours_on(r) || run_waiting(r))
			run_tables(r, jobs);
		if (!r->fail && !r->over && !progress_stopped(r->progress))
			e = own_run(r, rep->c, NULL, err);
		recheck_end(rep->re, r);
	}
	return run_end(r, rep, e, err);
}

/* One person is asked for by name: --instansi and --unor filter nothing. */
static int32_t run_rules_about(skp_report *rep, uint32_t pegawai,
	skp_error *err)
{
	struct run *r = run_new(rep, pegawai);
	int32_t e;

	if (!r)
		return mem_fail(&rep->mem, err);
	needs_check(r, rep->c, QUESTION_ALL);
	e = run_about(r, rep->c, &rep->line, err);
	return run_end(r, rep, e, err);
}

void checker_period(const skp_checker *c, int32_t *from, int32_t *to)
{
	int32_t y = c->year, m, d;

	*from = c->end[0];
	*to = c->end[1];
	if (c->end_set[0] && c->end_set[1])
		return;
	if (!y)
		clock_to_civil(clock_day_of(c->pada), &y, &m, &d);
	*from = clock_from_civil(y, 1, 1);
	*to = clock_from_civil(y, 12, 31);
}

static int32_t report_new(const skp_checker *c, const skp_model *m,
	skp_report **ret, skp_error *err)
{
	struct mem mem;
	skp_report *r;

	mem_init(&mem, &c->mem.a, c->limits.memory);
	r = mem_calloc(&mem, 1, sizeof(*r));
	if (!r)
		return mem_fail(&mem, err);
	r->h.mark = MARK_REPORT;
	r->mem = mem;
	r->m = m;
	r->c = c;
	r->changes = m->changes;
	memcpy(r->fingerprint_key, c->fingerprint_key,
		sizeof(r->fingerprint_key));
	*ret = r;
	return SKP_OK;
}

int32_t check_ready(const skp_checker *c, const skp_model *m, skp_error *err)
{
	int32_t e = handle_check(c, MARK_CHECKER, err);

	if (!e)
		e = handle_check(m, MARK_MODEL, err);
	if (e)
		return e;
	if (!m->sealed)
		return fail(err, SKP_E_STATE, "the model is not sealed");
	if (!c->pada_set)
		return fail(err, SKP_E_STATE, "set pada first: the library "
			"looks at no clock");
	return SKP_OK;
}

int32_t check_whole(const skp_model *m, skp_error *err)
{
	return m->far ? fail(err, SKP_E_STATE, "a part of the data can only "
		"be checked") : SKP_OK;
}

static int32_t judged_at(const skp_checker *c, const skp_model *m,
	int64_t pada, const skp_check_options *o, skp_report **ret,
	skp_error *err)
{
	skp_report *r;
	int32_t from, to, e = report_new(c, m, &r, err);

	if (e)
		return e;
	r->progress = o->progress;
	checker_period(c, &from, &to);
	e = judgement_make(&r->j, &r->mem, m, c->policy, pada, from, to,
		o->jobs, err);
	if (!e)
		e = progress_check(o->progress, err);
	if (e)
		skp_report_free(r);
	else
		*ret = r;
	return e;
}

/* With who waits for whom. */
static int32_t waiting_at(const skp_checker *c, const skp_model *m,
	int64_t pada, skp_progress *progress, skp_report **ret,
	skp_error *err)
{
	skp_check_options o = SKP_INIT(skp_check_options);
	skp_report *r;
	int32_t e;

	o.progress = progress;
	e = judged_at(c, m, pada, &o, &r, err);
	if (e)
		return e;
	e = judge_people(&r->j, NULL, err);
	if (e)
		skp_report_free(r);
	else
		*ret = r;
	return e;
}

int32_t report_judged(const skp_checker *c, const skp_model *m,
	skp_report **ret, skp_error *err)
{
	int32_t e = check_ready(c, m, err);

	return e ? e : waiting_at(c, m, c->pada, NULL, ret, err);
}

static int32_t report_end(skp_report *r, int32_t e, skp_report **ret,
	skp_error *err)
{
	if (!e)
		e = report_sort(r, err);
	r->progress = NULL;
	if (e)
		skp_report_free(r);
	else
		*ret = r;
	return e;
}

int32_t report_about(const skp_checker *c, const skp_model *m,
	uint32_t pegawai, skp_report **ret, skp_error *err)
{
	skp_report *r;
	int32_t from, to, e = check_whole(m, err);

	if (!e)
		e = report_new(c, m, &r, err);
	if (e)
		return e;
	checker_period(c, &from, &to);
	e = judgement_about(&r->j, &r->mem, m, c->policy, c->pada, from, to,
		pegawai, &r->line, err);
	if (!e)
		e = run_rules_about(r, pegawai, err);
	return report_end(r, e, ret, err);
}

/* Rows that rules look at, one by one. */
static uint64_t rows_to_check(const skp_model *m)
{
	return m->table[SKP_TABLE_UNOR].rows + m->table[SKP_TABLE_PEGAWAI].rows +
		m->table[SKP_TABLE_PENUGASAN].rows +
		m->table[SKP_TABLE_SKP].rows +
		m->table[SKP_TABLE_KEJADIAN].rows +
		m->table[SKP_TABLE_PROFIL].rows;
}

static int32_t check(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, int32_t question, skp_report **ret,
	skp_error *err)
{
	skp_check_options o;
	skp_report *r;
	int32_t e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	if (!sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "options of a newer library");
	e = check_ready(c, m, err);
	if (e)
		return e;
	if (m->far && !m->far->solved)
		return fail(err, SKP_E_STATE, "of a part of the data: what "
			"the other parts say is not solved yet");
	progress_begin(o.progress, SKP_PHASE_CHECK, rows_to_check(m));
	e = judged_at(c, m, c->pada, &o, &r, err);
	if (e)
		return e;
	r->question = question;
	r->jobs = o.jobs;
	return report_end(r, run_rules(r, question, o.jobs, err), ret, err);
}

int32_t report_at(const skp_checker *c, const skp_model *m, int64_t pada,
	skp_progress *progress, skp_report **ret, skp_error *err)
{
	skp_report *r = NULL;
	int32_t e = waiting_at(c, m, pada, progress, &r, err);

	return e ? e : report_end(r, run_rules(r, QUESTION_ALL, 1, err), ret,
			err);
}

int32_t skp_check(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err)
{
	return check(c, m, options, QUESTION_ALL, ret, err);
}

int32_t skp_check_atasan(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err)
{
	return check(c, m, options, QUESTION_ATASAN, ret, err);
}

int32_t skp_check_organisasi(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err)
{
	return check(c, m, options, QUESTION_ORGANISASI, ret, err);
}

int32_t skp_check_urutan(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err)
{
	return check(c, m, options, QUESTION_URUTAN, ret, err);
}

int32_t report_check(const skp_report *r, skp_error *err)
{
	int32_t e = handle_check(r, MARK_REPORT, err);

	if (!e && r->changes != r->m->changes)
		e = fail(err, SKP_E_STATE, "the model was opened for edits "
			"after this check: check again, or recheck");
	return e;
}

void skp_report_free(skp_report *r)
{
	struct mem mem;

	if (!r || r->h.mark != MARK_REPORT)
		return;
	recheck_free(r);
	judgement_free(&r->j);
	line_free(&r->mem, &r->line);
	mem_free(&r->mem, r->finding, r->cap * sizeof(*r->finding));
	mem_free(&r->mem, r->order, r->corder * sizeof(*r->order));
	mem_free(&r->mem, r->known, r->nknown * sizeof(*r->known));
	ids_free(&r->mem, &r->list);
	buf_free(&r->own_text);
	mem_free(&r->mem, r->told, r->ctold * sizeof(*r->told));
	mem_free(&r->mem, r->skipped, r->cskipped * sizeof(*r->skipped));
	r->h.mark = 0;
	mem = r->mem;
	mem_free(&mem, r, sizeof(*r));
}
