/* SPDX-License-Identifier: MIT */
/* What a person's events hold; of a person with many it is worked out once for
 * all who ask. */
#include "index.h"

static bool event_is(const struct table *t, uint32_t row, enum log_word what)
{
	uint32_t aksi = t->col[KEJADIAN_aksi][row];

	switch (what) {
	case LOG_TOUCHED:
		return event_is_repair(aksi) || event_is_sync(aksi);
	case LOG_CLAIMED:
		return aksi == AKSI_KLAIM_PIMPINAN;
	default:
		return true;
	}
}

static bool slice_holds(const skp_model *m, struct slice s, enum log_word what)
{
	const struct table *t = &m->table[SKP_TABLE_KEJADIAN];

	for (; s.p < s.end; s.p++)
		if (event_is(t, *s.p, what) && event_ok(m, *s.p))
			return true;
	return false;
}

bool person_touched(const struct judgement *j, uint32_t pegawai)
{
	return slice_holds(j->m, events_of(j, pegawai), LOG_TOUCHED);
}

/* ---- of many ---- */

static bool state_add(struct asker *a, struct state x)
{
	struct logs *l = &a->logs;
	void *p = l->state;

	if (!mem_reserve(a->mem, &p, &l->cstate, l->nstate + 1, sizeof(x)))
		return false;
	l->state = p;
	l->state[l->nstate++] = x;
	return true;
}

static void states_fill(const struct judgement *j, struct asker *a,
	struct slice all)
{
	const uint32_t *time =
		j->m->table[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu];
	struct state x = {0, {false, false}, {false, false}};
	struct slice s = all;

	while (s.p < s.end && !a->fail) {
		x.time = time[*s.p];
		x.beside = x.valid;
		for (; s.p < s.end && time[*s.p] == x.time; s.p++) {
			x.beside = chance_next(j, all, s.p, x.beside, true);
			x.valid = chance_next(j, all, s.p, x.valid, false);
		}
		a->fail |= !state_add(a, x);
	}
}

static struct log *log_of(const struct judgement *j, struct asker *a,
	uint32_t pegawai, struct slice s)
{
	struct logs *all = &a->logs;
	uint32_t i = memo_get(&all->of, pegawai);
	struct log x = {.at = all->nstate};
	void *p = all->log;

	if (i != MEMO_NONE)
		return &all->log[i];
	states_fill(j, a, s);
	x.n = (uint32_t)(all->nstate - x.at);
	x.any = slice_holds(j->m, s, LOG_ANY);
	x.touched = slice_holds(j->m, s, LOG_TOUCHED);
	x.claimed = slice_holds(j->m, s, LOG_CLAIMED);
	if (a->fail ||
		!mem_reserve(a->mem, &p, &all->cap, all->n + 1, sizeof(x)) ||
		!memo_put(a->mem, &all->of, pegawai, (uint32_t)all->n))
		a->fail = true;
	all->log = p;
	if (a->fail)
		return NULL;
	all->log[all->n] = x;
	return &all->log[all->n++];
}

void logs_free(struct asker *a)
{
	struct logs *l = &a->logs;

	memo_free(a->mem, &l->of);
	mem_free(a->mem, l->log, l->cap * sizeof(*l->log));
	mem_free(a->mem, l->state, l->cstate * sizeof(*l->state));
	memset(l, 0, sizeof(*l));
}

/* ---- either ---- */

bool log_holds(const struct judgement *j, struct asker *a, uint32_t pegawai,
	enum log_word what)
{
	struct slice s = events_of(j, pegawai);
	const struct log *x;

	if (!is_many(s))
		return slice_holds(j->m, s, what);
	x = log_of(j, a, pegawai, s);
	return x && (what == LOG_ANY ? x->any : what == LOG_TOUCHED
		? x->touched : x->claimed);
}

struct chance log_chance(const struct judgement *j, struct asker *a,
	uint32_t pegawai, int64_t t, bool beside)
{
	struct slice s = events_of(j, pegawai);
	const struct log *x = is_many(s) ? log_of(j, a, pegawai, s) : NULL;
	uint32_t lo = 0, hi = x ? x->n : 0, mid;
	const struct state *v = x ? a->logs.state + x->at : NULL;

	if (!x)
		return profile_chance(j, pegawai, t, beside);
	while (lo < hi) {
		mid = (lo + hi) / 2;
		if ((int64_t)v[mid].time <= t)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (!lo)
		return (struct chance){false, false};
	return beside && (int64_t)v[lo - 1].time == t ? v[lo - 1].beside
						      : v[lo - 1].valid;
}
