/* SPDX-License-Identifier: MIT */
/* The right atasan of a person for a unit at an instant: the nearest eligible
 * head above, never the person (PermenPANRB 6/2022 Pasal 1, spec 3.3). */
#include "index.h"

bool any_eligible(struct heads h)
{
	uint32_t i;

	if (h.scanned)
		return h.some;
	for (i = 0; i < h.n; i++)
		if (h.p[i].eligible)
			return true;
	return false;
}

/* What the climb finds above a unit that itself gives no answer. */
static uint32_t climb(const struct judgement *j, uint32_t u)
{
	uint32_t c = cell(unor_of(j->m), UNOR_diatasan_id, u);

	if (j->unor[u] & U_CYCLE)
		return NEAR_UNKNOWN;
	if (c == CELL_EMPTY)
		return NEAR_EXTERNAL;
	return cell_none(c) || !cell_row(c) ? (uint32_t)NEAR_UNKNOWN : c;
}

uint32_t near_of(const struct judgement *j, uint32_t u)
{
	uint32_t up = climb(j, u);

	return any_eligible(heads_now(j, u)) ? u
		: up < NEAR_UNKNOWN	     ? j->near_[up]
					     : up;
}

/* Kinds of unit are a bit each. */
static bool is_kind(const struct judgement *j, uint32_t u, uint32_t kinds)
{
	return kinds >> j->kind[u] & 1;
}

/* The parent if it is of those kinds, else what the parent found. */
static uint32_t nearest(const struct judgement *j, const uint32_t *found,
	uint32_t up, uint32_t kinds)
{
	if (up == NONE || !kinds)
		return NONE;
	return is_kind(j, up, kinds) ? up : found[up];
}

/* On a cycle every unit is above every other: from one unit of the kinds to
 * the next one up, all between have found the upper. */
static void nearest_on_cycle(const struct judgement *j, uint32_t *found,
	uint32_t u, uint32_t kinds)
{
	uint32_t first = u, last, v, q;

	while (!is_kind(j, first, kinds)) {
		first = parent_of(j->m, first);
		if (first == u)
			return;
	}
	last = first;
	do {
		v = parent_of(j->m, last);
		while (!is_kind(j, v, kinds))
			v = parent_of(j->m, v);
		q = last;
		do {
			found[q] = v;
			q = parent_of(j->m, q);
		} while (q != v);
		last = v;
	} while (last != first);
}

/* Cycles come first, since what hangs below them asks them. */
static void near_cycles(struct judgement *j)
{
	uint32_t u;

	for (u = 0; u < j->units; u++)
		j->dinas[u] = j->start[u] = NONE;
	for (u = 0; u < j->units; u++) {
		if (!(j->unor[u] & U_CYCLE) || j->top[u] != u)
			continue;
		nearest_on_cycle(j, j->dinas, u, 1u << KIND_DINAS);
		nearest_on_cycle(j, j->start, u, j->knobs.start_kinds);
	}
}

/* The units right below each dinas that the policy's names fit. */
static int32_t near_delegates(struct judgement *j, skp_error *err)
{
	uint32_t u, nama;
	struct slice s;

	if (!policy_has_delegates(j->policy))
		return SKP_OK;
	j->dfirst = judge_array(j, j->units + 1, sizeof(uint32_t));
	if (!j->dfirst)
		return mem_fail(j->mem, err);
	for (u = 0; u < j->units; u++) {
		j->dfirst[u] = (uint32_t)j->delegate.n;
		if (j->kind[u] != KIND_DINAS)
			continue;
		for (s = slice_of(&j->m->children, u); s.p < s.end; s.p++) {
			nama = cell(unor_of(j->m), UNOR_nama, *s.p);
			if (!cell_none(nama) && policy_delegate(j->policy,
				names_get(&j->m->texts, nama)) &&
				!ids_add(j->mem, &j->delegate, *s.p))
				return mem_fail(j->mem, err);
		}
	}
	j->dfirst[j->units] = (uint32_t)j->delegate.n;
	return SKP_OK;
}

/* order[] has parents before children; a unit on a cycle answers without
 * asking above. */
int32_t judge_near(struct judgement *j, skp_error *err)
{
	uint32_t u, up;
	uint64_t i;

	j->near_ = judge_array(j, j->units, sizeof(uint32_t));
	j->dinas = judge_array(j, j->units, sizeof(uint32_t));
	j->start = judge_array(j, j->units, sizeof(uint32_t));
	if (!j->near_ || !j->dinas || !j->start)
		return mem_fail(j->mem, err);
	near_cycles(j);
	for (i = 0; i < j->units && j->order[i] != NONE; i++) {
		u = j->order[i];
		j->near_[u] = near_of(j, u);
		if (j->unor[u] & U_CYCLE)
			continue;
		up = parent_of(j->m, u);
		j->dinas[u] = nearest(j, j->dinas, up, 1u << KIND_DINAS);
		j->start[u] = nearest(j, j->start, up, j->knobs.start_kinds);
	}
	return near_delegates(j, err);
}

void who_eligible(struct asker *a, struct heads h, uint32_t but)
{
	uint32_t i;

	for (i = 0; i < h.n; i++)
		if (h.p[i].eligible && h.p[i].pegawai != but &&
			!ids_add(a->mem, &a->who, h.p[i].pegawai))
			a->fail = true;
}

/* Sorted by printed id, each once. */
void who_sort(const struct judgement *j, struct ids *who)
{
	uint64_t i, n = 0;

	sort_pegawai(j->m, who->v, who->n);
	for (i = 0; i < who->n; i++)
		if (n == 0 || who->v[n - 1] != who->v[i])
			who->v[n++] = who->v[i];
	who->n = n;
}

/* Each answer is made in one piece: a part written later would make its reader
 * wait, and there is one for everybody in the country. */
struct expected expected_found(const struct judgement *j, struct asker *a,
	uint32_t unor, enum via via)
{
	who_sort(j, &a->who);
	return (struct expected){ANSWER_HEADS, unor, via, a->who.v,
		(uint32_t)a->who.n, 0};
}

struct expected expected_nobody(uint32_t near, enum via via)
{
	return (struct expected){near == NEAR_EXTERNAL ? ANSWER_EXTERNAL
						       : ANSWER_UNKNOWN,
		NONE, via, NULL, 0, 0};
}

/* Is it a unit that the person heads, so that their search goes on above? */
static bool passed_by(const struct judgement *j, uint32_t p, uint32_t v)
{
	return v < NEAR_UNKNOWN && heads_has(heads_now(j, v), p);
}

static uint32_t near_above(const struct judgement *j, uint32_t v)
{
	uint32_t up = climb(j, v);

	return up < NEAR_UNKNOWN ? j->near_[up] : up;
}

/* Who heads many units one above the other is asked about from each of them:
 * where the search ends is noted at all that it goes by. */
static uint32_t near_beyond(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t from)
{
	uint32_t v = from, w, end = MEMO_NONE;

	while (passed_by(j, p, v) && end == MEMO_NONE) {
		end = memo_get(&a->beyond, memo_key(p, v));
		if (end == MEMO_NONE)
			v = near_above(j, v);
	}
	if (end == MEMO_NONE)
		end = v;
	for (w = from; w != v && !a->fail; w = near_above(j, w))
		a->fail |= !memo_put(a->mem, &a->beyond, memo_key(p, w), end);
	return end;
}

static uint32_t near_but(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t u)
{
	uint32_t v = j->near_[u], n;

	if (!(j->pegawai[p] & P_HEAD))
		return v;
	for (n = 0; passed_by(j, p, v); n++) {
		if (n == MANY)
			return near_beyond(j, a, p, v);
		v = near_above(j, v);
	}
	return v;
}

/* At pada the nearest eligible heads are known; only units that the person
 * heads must be skipped. */
static struct expected climb_now(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t u, enum via via)
{
	uint32_t v = near_but(j, a, p, u);

	if (v >= NEAR_UNKNOWN)
		return expected_nobody(v, via);
	if (a->kept == v) /* neighbours mostly share their appraiser */
		return (struct expected){ANSWER_HEADS, v, via, a->who.v,
			(uint32_t)a->who.n, 0};
	if (heads_now(j, v).n > MANY)
		return crowd_expected(j, a, v, DAY_PADA, via);
	a->who.n = 0;
	who_eligible(a, heads_now(j, v), p);
	a->kept = v;
	return expected_found(j, a, v, via);
}

bool headship_recorded(const struct judgement *j, uint32_t unor, int32_t day)
{
	const struct table *t = &j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&j->m->tugas_unor, unor);

	for (; s.p < s.end; s.p++)
		if (t->col[PENUGASAN_jenis][*s.p] <= TUGAS_PLH &&
			period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*s.p, day))
			return true;
	return false;
}

bool heads_recorded(const struct judgement *j, struct asker *a, uint32_t unor,
	int32_t day)
{
	uint32_t i;

	if (!is_many(slice_of(&j->m->tugas_unor, unor)))
		return headship_recorded(j, unor, day);
	i = crowd_find(j, a, unor, day);
	return i && a->crowds.crowd[i - 1].recorded;
}

static struct expected climb_then(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t u, int32_t day, enum via via)
{
	struct heads h;
	uint32_t v = u;

	a->who.n = 0;
	a->kept = NONE;
	while (v < NEAR_UNKNOWN) {
		h = heads_at(j, a, v, day, false);
		if (!heads_has(h, p) && any_eligible(h)) {
			if (is_many(slice_of(&j->m->tugas_unor, v)))
				return crowd_expected(j, a, v, day, via);
			who_eligible(a, h, p);
			return expected_found(j, a, v, via);
		}
		if (!heads_recorded(j, a, v, day))
			return expected_nobody(NEAR_UNKNOWN, via);
		v = climb(j, v);
	}
	return expected_nobody(v, via);
}

/* A head of a school, whose search begins elsewhere, is not followed: yes. */
bool search_comes_by(const struct judgement *j, struct asker *a, uint32_t p,
	uint32_t unor, int32_t day, uint32_t by)
{
	struct heads h = heads_at(j, a, unor, day, false);
	uint32_t v = unor;

	if (j->kind[unor] == KIND_SEKOLAH && j->start[unor] != NONE &&
		heads_has(h, p))
		return true;
	while (v < NEAR_UNKNOWN && v != by) {
		if ((!heads_has(h, p) && any_eligible(h)) ||
			!heads_recorded(j, a, v, day))
			return false;
		v = climb(j, v);
		if (v < NEAR_UNKNOWN)
			h = heads_at(j, a, v, day, false);
	}
	return v == by;
}

/* The list of a crowd is shared: to go on with it, it is copied. */
static void who_crowd(struct asker *a, const struct expected *e)
{
	uint32_t i;

	a->who.n = 0;
	for (i = 0; i < e->n && !a->fail; i++)
		a->fail |= !ids_add(a->mem, &a->who, e->pegawai[i]);
}

/* The heads of the dinas' delegates are right besides the one that the climb
 * found. All of these units count, so where the past heads of one are not
 * recorded, nobody knows. */
static struct expected besides(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t dinas, int32_t day, bool at_pada,
	struct expected e)
{
	uint32_t i, v;
	struct heads h;

	if (e.answer != ANSWER_HEADS || dinas == NONE || !j->dfirst)
		return e;
	a->kept = NONE;
	if (e.crowd)
		who_crowd(a, &e);
	for (i = j->dfirst[dinas]; i < j->dfirst[dinas + 1]; i++) {
		v = j->delegate.v[i];
		if (!at_pada && !heads_recorded(j, a, v, day))
			return expected_nobody(NEAR_UNKNOWN, VIA_DINAS);
		h = heads_at(j, a, v, day, at_pada);
		if (!heads_has(h, p))
			who_eligible(a, h, p);
	}
	return expected_found(j, a, e.unor, VIA_DINAS);
}

/* A Pengawas Sekolah whom their rule gives no answer climbs as others do. */
struct expected expected_of(const struct judgement *j, struct asker *a,
	uint32_t p, uint32_t u, int32_t day, bool at_pada)
{
	enum via via = VIA_TREE;
	uint32_t from = u;

	if (u == NONE || !j->heads_known)
		return expected_nobody(NEAR_UNKNOWN, via);
	crowds_tidy(a);
	if (j->kind[u] == KIND_SEKOLAH && j->start[u] != NONE &&
		heads_has(heads_at(j, a, u, day, at_pada), p)) {
		from = j->start[u];
		via = VIA_DINAS;
	} else if (j->pegawai[p] & P_PENGAWAS) {
		struct expected e = expected_pengawas(j, a, p, u, day,
			at_pada);

		if (e.answer != ANSWER_EXTERNAL)
			return e;
	}
	if (via == VIA_DINAS)
		return besides(j, a, p, j->dinas[u], day, at_pada, at_pada
				? climb_now(j, a, p, from, via)
				: climb_then(j, a, p, from, day, via));
	return at_pada ? climb_now(j, a, p, from, via)
		       : climb_then(j, a, p, from, day, via);
}

bool expected_has(const struct judgement *j, const struct expected *e,
	uint32_t pegawai)
{
	uint32_t lo = 0, hi = e->n, mid;

	while (e->n > MANY && lo < hi) { /* the first that is no less */
		mid = (lo + hi) / 2;
		if (pegawai_cmp(j->m, e->pegawai[mid], pegawai) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < e->n; lo++) {
		if (e->pegawai[lo] == pegawai)
			return true;
		if (e->n > MANY && pegawai_cmp(j->m, e->pegawai[lo],
			pegawai) != 0)
			return false;
	}
	return false;
}
