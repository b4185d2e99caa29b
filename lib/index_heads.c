/* SPDX-License-Identifier: MIT */
/* Who heads a unit at an instant, with what rank, and whether they may
 * appraise (PermenPANRB 6/2022 Pasal 1; spec: heads, eligible). */
#include "index.h"

static bool day_in(uint32_t mulai, uint32_t selesai, int32_t day)
{
	return (cell_none(mulai) || cell_day(mulai) <= day) &&
		(cell_none(selesai) || cell_day(selesai) >= day);
}

bool period_covers(const struct table *t, uint32_t mulai, uint32_t selesai,
	uint32_t row, int32_t day)
{
	uint32_t a = cell(t, mulai, row), b = cell(t, selesai, row);

	return day_in(a, b, day);
}

bool period_meets(const struct table *t, uint32_t mulai, uint32_t selesai,
	uint32_t row, int32_t from, int32_t to)
{
	uint32_t a = cell(t, mulai, row), b = cell(t, selesai, row);

	if (!cell_none(a) && !cell_none(b) && a > b)
		return false;
	return (cell_none(a) || cell_day(a) <= to) &&
		(cell_none(b) || cell_day(b) >= from);
}

int32_t rank_own(const struct judgement *j, uint32_t pegawai)
{
	int32_t e = judge_code(j, C_PEGAWAI_ESELON, pegawai);

	return e == 99 ? 0 : e;
}

int32_t rank_of(const struct judgement *j, uint32_t pegawai, uint32_t unor)
{
	int32_t e = rank_own(j, pegawai);

	if (e == 0)
		e = judge_code(j, C_UNOR_ESELON, unor);
	return e == 99 ? 0 : e;
}

static bool eligible(const struct judgement *j, uint32_t unor, struct head h)
{
	int32_t rank;

	if (j->kind[unor] == KIND_SEKOLAH || h.tugas != TUGAS_D)
		return true;
	rank = rank_of(j, h.pegawai, unor);
	return rank == 0 || policy_eligible(j->policy, rank);
}

/* Levels: D and TT 0, PJ 1, PLT 2, PLH 3. */
uint32_t head_level(uint32_t tugas)
{
	return tugas <= TUGAS_TT ? 0 : tugas - TUGAS_TT;
}

static bool head_put(struct asker *a, uint32_t *n, struct head h)
{
	void *p = a->head;
	uint32_t i;

	for (i = 0; i < *n && *n <= MANY; i++) /* more: heads_sort does it */
		if (a->head[i].pegawai == h.pegawai) {
			if (h.tugas == TUGAS_TT) /* D and TT: counts as TT */
				a->head[i].tugas = TUGAS_TT;
			return true;
		}
	if (!mem_reserve(a->mem, &p, &a->chead, *n + 1, sizeof(h))) {
		a->fail = true;
		return false;
	}
	a->head = p;
	a->head[(*n)++] = h;
	return true;
}

/* Takes a candidate in if its level is as good as the best so far; a better
 * one sends the others away. */
static void head_offer(struct asker *a, uint32_t *n, uint32_t *best,
	uint32_t pegawai, uint32_t tugas)
{
	uint32_t level = head_level(tugas);

	if (level > *best)
		return;
	if (level < *best) {
		*best = level;
		*n = 0;
	}
	head_put(a, n, (struct head){pegawai, (uint8_t)tugas, false});
}

static bool is_active(const struct judgement *j, uint32_t pegawai)
{
	return pegawai != NONE && j->pegawai[pegawai] & P_ACTIVE;
}

static struct heads heads_ready(const struct judgement *j, struct asker *a,
	uint32_t unor, uint32_t n)
{
	struct heads h = {a->head, 0, true, false};
	uint32_t i;

	if (n > MANY)
		heads_sort(a->head, &n);
	for (i = 0; i < n; i++) {
		a->head[i].eligible = eligible(j, unor, a->head[i]);
		h.some |= a->head[i].eligible;
	}
	h.n = n;
	return h;
}

struct heads heads_scan(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, bool at_pada)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_unor, unor);
	uint32_t n = 0, best = HEAD_LEVELS, who;

	for (; s.p < s.end; s.p++) {
		who = ref_row(t->col[PENUGASAN_pegawai_id][*s.p]);
		if (t->col[PENUGASAN_jenis][*s.p] > TUGAS_PLH ||
			!is_active(j, who) ||
			!period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*s.p, day))
			continue;
		head_offer(a, &n, &best, who,
			t->col[PENUGASAN_jenis][*s.p]);
	}
	who = ref_row(cell(unor_of(j->m), UNOR_pemimpin_id, unor));
	if (at_pada && is_active(j, who))
		head_offer(a, &n, &best, who, TUGAS_D);
	return heads_ready(j, a, unor, n);
}

struct heads heads_of_now(const struct judgement *j, struct asker *a,
	uint32_t unor)
{
	return heads_scan(j, a, unor, j->today, true);
}

struct heads heads_now(const struct judgement *j, uint32_t unor)
{
	return (struct heads){j->head + j->hfirst[unor],
		(j->hend ? j->hend[unor] : j->hfirst[unor + 1]) -
			j->hfirst[unor], false, false};
}

static bool heads_found(struct heads h, uint32_t pegawai)
{
	uint32_t lo = 0, hi = h.n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (h.p[mid].pegawai < pegawai)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < h.n && h.p[lo].pegawai == pegawai;
}

bool heads_has(struct heads h, uint32_t pegawai)
{
	uint32_t i;

	if (h.n > MANY)
		return heads_found(h, pegawai);
	for (i = 0; i < h.n; i++)
		if (h.p[i].pegawai == pegawai)
			return true;
	return false;
}

uint32_t head_least(const struct judgement *j, uint32_t unor)
{
	struct heads h = heads_now(j, unor);
	uint32_t i, best = NONE;

	for (i = 0; i < h.n; i++)
		if (h.p[i].eligible && (best == NONE ||
			pegawai_cmp(j->m, h.p[i].pegawai, best) < 0))
			best = h.p[i].pegawai;
	return best;
}

/* Any assignment that makes its holder a head, on the unit, on the day. */
static bool headship_on(const struct table *t, uint32_t row, int32_t day)
{
	return t->col[PENUGASAN_jenis][row] <= TUGAS_PLH &&
		period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai, row, day);
}

bool heads_any(const struct judgement *j, struct asker *a, uint32_t pegawai,
	int32_t day, bool at_pada)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_pegawai, pegawai);
	uint32_t u;

	if (at_pada)
		return j->pegawai[pegawai] & P_HEAD;
	if (is_many(s))
		return headed_any(j, a, pegawai, day);
	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u != NONE && headship_on(t, *s.p, day) &&
			heads_has(heads_at(j, a, u, day, false), pegawai))
			return true;
	}
	return false;
}

static bool headed_on(const struct judgement *j, struct asker *a,
	uint32_t unor, uint32_t pegawai, int32_t day)
{
	return day >= j->from && day <= j->to &&
		heads_has(heads_scan(j, a, unor, day, false), pegawai);
}

/* heads(u, .) changes for the better for a person only where their own
 * assignment begins or somebody else's has just ended. */
bool headed_in_period(const struct judgement *j, struct asker *a,
	uint32_t unor, uint32_t pegawai)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_unor, unor);
	uint32_t c;

	/* a pemimpin_id counts at pada only, not all that day */
	if (j->today >= j->from && j->today <= j->to &&
		heads_has(heads_now(j, unor), pegawai))
		return true;
	if (is_many(s))
		return posts_headed(j, a, unor, pegawai);
	if (headed_on(j, a, unor, pegawai, j->from) ||
		headed_on(j, a, unor, pegawai, j->today))
		return true;
	for (; s.p < s.end; s.p++) {
		c = cell(t, PENUGASAN_mulai, *s.p);
		if (!cell_none(c) &&
			headed_on(j, a, unor, pegawai, cell_day(c)))
			return true;
		c = cell(t, PENUGASAN_selesai, *s.p);
		if (!cell_none(c) &&
			headed_on(j, a, unor, pegawai, cell_day(c) + 1))
			return true;
	}
	return false;
}

bool former_head(const struct judgement *j, struct asker *a, uint32_t pegawai,
	uint32_t unor, int32_t day, bool at_pada)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_pegawai, pegawai);
	bool ended = false;
	uint32_t begin, end;

	if (at_pada && pegawai == ref_row(cell(unor_of(j->m),
		UNOR_pemimpin_id, unor)))
		return false;
	if (is_many(s))
		return posts_former(j, a, pegawai, unor, day);
	for (; s.p < s.end; s.p++) {
		if (t->col[PENUGASAN_unor_id][*s.p] != unor ||
			t->col[PENUGASAN_jenis][*s.p] > TUGAS_PLH)
			continue;
		if (headship_on(t, *s.p, day))
			return false;
		end = cell(t, PENUGASAN_selesai, *s.p);
		begin = cell(t, PENUGASAN_mulai, *s.p);
		ended |= !cell_none(end) && cell_day(end) < day &&
			(cell_none(begin) || begin <= end);
	}
	return ended;
}

bool delegated(const struct judgement *j, struct asker *a, uint32_t atasan,
	uint32_t unor, int32_t day)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_pegawai, atasan);
	uint32_t u;

	if (is_many(s))
		return posts_delegated(j, a, atasan, unor, day);
	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (t->col[PENUGASAN_jenis][*s.p] == TUGAS_DELEGASI &&
			u != NONE && above_or_self(j, u, unor) &&
			period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*s.p, day))
			return true;
	}
	return false;
}

static bool heads_keep(struct judgement *j, struct heads h)
{
	void *p = j->head;

	if (!mem_reserve(j->mem, &p, &j->chead, j->nhead + h.n,
		sizeof(*j->head)))
		return false;
	j->head = p;
	if (h.n)
		memcpy(j->head + j->nhead, h.p, h.n * sizeof(*h.p));
	j->nhead += h.n;
	return true;
}

int32_t judge_heads(struct judgement *j, skp_error *err)
{
	struct asker a = asker_new(j->mem);
	struct heads h;
	uint32_t u, i;
	bool ok = true;

	j->hfirst = judge_array(j, j->units + 1, sizeof(uint32_t));
	if (!j->hfirst)
		return mem_fail(j->mem, err);
	for (u = 0; u < j->units && ok; u++) {
		j->hfirst[u] = (uint32_t)j->nhead;
		if (!row_live(unor_of(j->m), u))
			continue;
		h = heads_scan(j, &a, u, j->today, true);
		ok = !a.fail && heads_keep(j, h);
		for (i = 0; ok && i < h.n; i++)
			j->pegawai[h.p[i].pegawai] |= P_HEAD;
		if (ok && h.n)
			j->unor[j->top[u]] |= U_TREE_HEAD;
	}
	j->hfirst[j->units] = (uint32_t)j->nhead;
	asker_free(&a);
	return ok ? SKP_OK : mem_fail(j->mem, err);
}
