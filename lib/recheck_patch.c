/* SPDX-License-Identifier: MIT */
/* One patch of a report: the judgement, then the subjects that it says, whose
 * findings are dropped and found again, then the order. */
#include "recheck.h"

enum { PLACES_SPARE = 64, LIST_SPARE = 64 };

/* ---- dropping ---- */

static bool gone_begin(skp_report *r)
{
	struct recheck *re = r->re;
	uint64_t words = re->places / 64 + 1;
	void *gone = re->gone;

	if (!mem_reserve(&r->mem, &gone, &re->cgone, words,
		sizeof(*re->gone)))
		return false;
	re->gone = gone;
	memset(gone, 0, (size_t)words * sizeof(*re->gone));
	return true;
}

/* What the row was skipped by is forgotten; found again it is told again. */
static void unskip(struct recheck *re, uint32_t k, uint32_t row)
{
	uint8_t *bits = row < re->nskips[k] ? &re->skips[k][row] : NULL;
	uint32_t i;

	for (i = 0; bits && *bits && i < 8; i++)
		if (*bits >> i & 1)
			re->skipped[skip_bits[k][i].rule][
				skip_bits[k][i].why]--;
	if (bits)
		*bits = 0;
}

static void drop_rows(skp_report *r, uint32_t table, const struct ids *rows)
{
	uint64_t i;

	for (i = 0; i < rows->n; i++) {
		subject_drop(r, table, rows->v[i]);
		if (table == SKP_TABLE_PEGAWAI || table == SKP_TABLE_SKP)
			unskip(r->re, table == SKP_TABLE_SKP, rows->v[i]);
	}
}

static int row_cmp(const struct row_ref *a, const struct row_ref *b)
{
	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

/* Each row once. */
static void rows_sort(struct patching *p)
{
	struct row_ref *v = p->row, x;
	uint64_t gap, i, k, n = 0;

	for (gap = p->nrow / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < p->nrow; i++) {
			x = v[i];
			for (k = i; k >= gap && row_cmp(&x, &v[k - gap]) < 0;
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
	for (i = 0; i < p->nrow; i++)
		if (!n || row_cmp(&v[n - 1], &v[i]) != 0)
			v[n++] = v[i];
	p->nrow = n;
}

static bool row_touched(const struct patching *p, uint32_t table,
	uint32_t row)
{
	struct row_ref want = {table, row};
	uint64_t lo = 0, hi = p->nrow, mid;
	int c;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = row_cmp(&p->row[mid], &want);
		if (!c)
			return true;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/* Would a note be told otherwise: its row is no more, or its person moved? */
static bool notes_touched(const skp_report *r)
{
	const struct patching *p = &r->re->patch;
	const struct note *n;
	uint64_t i;

	for (i = 0; i < r->ntold && !p->notes; i++) {
		n = &r->told[i].note;
		if (n->row == NONE)
			continue;
		if (n->table == SKP_TABLE_PEGAWAI ? marked(&p->own, n->row)
			: n->table == SKP_TABLE_SKP ? marked(&p->skp, n->row)
						    : row_touched(p, n->table,
							n->row))
			return true;
	}
	return p->notes;
}

/* ---- cycles of atasan ---- */

static bool cycle_touched(const skp_report *r, const struct finding *f)
{
	const uint32_t *v = r->list.v + f->path;
	uint32_t i;

	for (i = 0; i < f->n_path; i++)
		if (marked(&r->re->patch.pegawai, v[i]))
			return true;
	return false;
}

/* Whom a walk must begin with: everybody on a cycle that is dropped, and whose
 * own rows were touched. */
static bool cycles_drop(skp_report *r, struct ids *walk)
{
	struct recheck *re = r->re;
	struct ids *l = &re->group[GROUP_ATASAN];
	const struct finding *f;
	uint64_t i, k, n = 0;
	bool ok = true;

	for (i = 0; i < l->n; i++) {
		f = &r->finding[l->v[i]];
		if (!cycle_touched(r, f)) {
			l->v[n++] = l->v[i];
			continue;
		}
		finding_drop(r, l->v[i]);
		for (k = 0; k < f->n_path && ok; k++)
			ok = ids_add(&r->mem, walk, r->list.v[f->path + k]);
	}
	l->n = n;
	for (i = 0; i < re->patch.own.list.n && ok; i++)
		ok = ids_add(&r->mem, walk, re->patch.own.list.v[i]);
	return ok;
}

/* Does a walk up come back? Brent: `slow` waits at powers of two, so that a
 * cycle further up ends the walk too. */
static bool on_cycle(const struct run *r, uint32_t from)
{
	uint32_t v = atasan_recorded(r, from), slow = from;
	uint64_t steps = 1, power = 1;

	while (v != NONE && v != from && v != slow) {
		if (steps++ == power) {
			slow = v;
			power *= 2;
			steps = 1;
		}
		v = atasan_recorded(r, v);
	}
	return v == from;
}

static bool cycle_said(const struct run *r, uint64_t from, uint32_t who)
{
	const struct finding *f;
	uint64_t i;
	uint32_t k;

	for (i = from; i < r->n; i++) {
		f = &r->finding[i];
		for (k = 0; f->group == GROUP_ATASAN && k < f->n_path; k++)
			if (r->list.v[f->path + k] == who)
				return true;
	}
	return false;
}

static void cycles_find(struct run *r, const struct ids *walk)
{
	uint64_t i, from = r->n;

	r->group = GROUP_ATASAN;
	for (i = 0; i < walk->n && r->on[R_ATS208] && !run_over(r); i++)
		if (on_cycle(r, walk->v[i]) &&
			!cycle_said(r, from, walk->v[i]))
			atasan_cycle(r, walk->v[i]);
}

/* ---- finding again ---- */

static void find_rows(struct run *r, uint32_t table, const struct ids *rows)
{
	uint64_t i;

	for (i = 0; i < rows->n && !run_over(r); i++)
		run_row(r, table, rows->v[i]);
}

static void find_subjects(struct run *r, const struct patching *p)
{
	uint64_t i;

	r->group = GROUP_ROW;
	find_rows(r, SKP_TABLE_UNOR, &p->unor.list);
	find_rows(r, SKP_TABLE_PEGAWAI, &p->pegawai.list);
	find_rows(r, SKP_TABLE_SKP, &p->skp.list);
	for (i = 0; i < p->nrow && !run_over(r); i++)
		run_row(r, p->row[i].table, p->row[i].row);
}

/* Whose root is not what it was, of all that stays. */
static void roots_again(skp_report *r)
{
	const struct judgement *j = &r->j;
	struct finding *f;
	uint64_t i;
	uint32_t u;

	for (i = 0; i < r->n; i++) {
		f = &r->finding[r->order[i]];
		if (f->group != GROUP_ROW && f->group != GROUP_ATASAN)
			continue;
		if (f->table != SKP_TABLE_PEGAWAI && f->table != SKP_TABLE_SKP)
			continue; /* of units: they are subjects again */
		u = f->pegawai == NONE ||
			!(j->pegawai[f->pegawai] & P_BLOCKED)
			? (uint32_t)NONE
			: j->appraiser[f->pegawai];
		f->root = u == NONE ? u : j->root[u];
	}
}

/* ---- the parts ---- */

static bool skips_grow(skp_report *r)
{
	struct recheck *re = r->re;
	uint64_t n = r->m->table[SKP_TABLE_SKP].rows + 1, was = re->nskips[1];
	void *p = re->skips[1];

	if (!mem_reserve(&r->mem, &p, &re->nskips[1], n, 1))
		return false;
	re->skips[1] = p;
	if (re->nskips[1] > was)
		memset(re->skips[1] + was, 0, (size_t)(re->nskips[1] - was));
	return true;
}

/* The rules that are on must be those of before; *r->skipped: what the others
 * skip, kept in `off`. */
static bool rules_same(skp_report *rep, struct run *r,
	uint64_t off[RULES][SKIPS])
{
	struct recheck *re = rep->re;
	const struct table *t = rep->m->table;
	uint64_t count;
	uint32_t k;

	for (k = 0; k < SKP_TABLES; k++) {
		count = t[k].read - t[k].empty - t[k].rejected;
		re->live[k] += count - re->count[k];
		re->count[k] = count;
	}
	r->live = re->live;
	needs_check(r, rep->c, rep->question);
	memcpy(off, r->skipped, sizeof(r->skipped));
	memset(r->skipped, 0, sizeof(r->skipped));
	r->only_instansi = re->only_instansi;
	r->only_unor = re->only_unor;
	r->skips_of[0] = re->skips[0];
	r->skips_of[1] = re->skips[1];
	return memcmp(re->on, r->on, sizeof(re->on)) == 0;
}

static void skips_sum(struct recheck *re, struct run *r,
	uint64_t off[RULES][SKIPS])
{
	uint32_t i, k;

	for (i = 0; i < RULES; i++)
		for (k = 0; k < SKIPS; k++) {
			re->skipped[i][k] += r->skipped[i][k];
			r->skipped[i][k] = re->skipped[i][k] + off[i][k];
		}
}

/* The run goes on where the report's ended. */
static void run_adopt(struct run *r, skp_report *rep)
{
	r->finding = rep->finding;
	r->n = rep->re->places;
	r->cap = rep->cap;
	r->list = rep->list;
	r->told = rep->told;
	r->ntold = rep->ntold;
	r->ctold = rep->ctold;
	r->own_text = rep->own_text;
	r->limit += rep->re->places - rep->n;
}

struct old_notes {
	struct told *told;
	uint64_t ctold;
	bool again;
};

static bool drop_all(skp_report *r, struct ids *walk, struct old_notes *o)
{
	struct patching *p = &r->re->patch;
	uint64_t i;

	rows_sort(p);
	drop_rows(r, SKP_TABLE_UNOR, &p->unor.list);
	drop_rows(r, SKP_TABLE_PEGAWAI, &p->pegawai.list);
	drop_rows(r, SKP_TABLE_SKP, &p->skp.list);
	for (i = 0; i < p->nrow; i++)
		subject_drop(r, p->row[i].table, p->row[i].row);
	o->again = notes_touched(r);
	if (o->again)
		group_drop(r, GROUP_NOTES);
	group_drop(r, GROUP_OWN);
	return cycles_drop(r, walk);
}

static int32_t find_all(struct run *r, skp_report *rep,
	const struct ids *walk, struct old_notes *o, skp_error *err)
{
	find_subjects(r, &rep->re->patch);
	if (o->again) {
		o->told = r->told;
		o->ctold = r->ctold;
		r->told = NULL;
		r->ntold = r->ctold = 0;
		r->group = GROUP_NOTES;
		notes_whole(r);
	}
	if (!run_over(r))
		cycles_find(r, walk);
	if (rep->c->nown)
		r->own_text.n = 0; /* what it said is dropped */
	return run_over(r) ? SKP_OK : own_run(r, rep->c, NULL, err);
}

/* With the judgement patched: findings dropped and found. */
static int32_t find_again(skp_report *rep, struct run *r, bool *afresh,
	skp_error *err)
{
	uint64_t off[RULES][SKIPS];
	struct old_notes o = {NULL, 0, false};
	struct ids walk = {NULL, 0, 0};
	int32_t e = SKP_OK;

	memset(off, 0, sizeof(off));
	*afresh = !rules_same(rep, r, off);
	run_adopt(r, rep);
	if (!*afresh) {
		r->fail |= !drop_all(rep, &walk, &o);
		if (!r->fail)
			e = find_all(r, rep, &walk, &o, err);
		*afresh = r->over || r->skips_lost;
		skips_sum(rep->re, r, off);
	}
	r->over = false;
	rep->nskipped = 0;
	e = run_end(r, rep, e, err);
	ids_free(&rep->mem, &walk);
	mem_free(&rep->mem, o.told, o.ctold * sizeof(*o.told));
	return e;
}

/* What was found joins the order. */
static int32_t order_again(skp_report *rep, uint64_t live, uint64_t places,
	skp_error *err)
{
	struct recheck *re = rep->re;
	uint64_t end = rep->n;
	int32_t e;

	rep->n = live;
	e = report_merge(rep, re->gone, places, end, err);
	if (!e && !subjects_add(rep, places, end))
		e = mem_fail(&rep->mem, err);
	if (!e && re->patch.roots)
		roots_again(rep);
	return e;
}

static void patch_done(skp_report *rep)
{
	struct recheck *re = rep->re;

	patching_clear(&re->patch);
	re->seen = rep->m->patch.ntouch;
	rep->changes = rep->m->changes;
	if (re->places > 2 * rep->n + PLACES_SPARE ||
		rep->list.n > 2 * re->list + LIST_SPARE)
		re->broken = !findings_close_up(rep);
}

int32_t recheck_patch(skp_report *rep, bool *afresh, skp_error *err)
{
	struct recheck *re = rep->re;
	const struct patch *t = &rep->m->patch;
	uint64_t live = rep->n, places = re->places;
	struct run *r;
	int32_t e;

	patching_run(&re->patch, t->touch + re->seen, t->ntouch - re->seen);
	*afresh = re->patch.stale;
	if (re->patch.fail)
		*afresh = false;
	if (re->patch.fail || *afresh)
		return *afresh ? SKP_OK : mem_fail(&rep->mem, err);
	if (!skips_grow(rep) || !gone_begin(rep) ||
		!(r = run_new(rep, NONE)))
		return mem_fail(&rep->mem, err);
	e = find_again(rep, r, afresh, err);
	if (!e && !*afresh)
		e = order_again(rep, live, places, err);
	if (!e && !*afresh)
		patch_done(rep);
	return e;
}
