/* SPDX-License-Identifier: MIT */
/* SYN401-SYN404: were repairs made in an order in which they hold? */
#include "rules.h"

/* The log says nothing of a person, though it need not be complete. */
static bool log_silent(struct run *r, uint32_t pegawai)
{
	return !log_holds(r->j, &r->a, pegawai, LOG_ANY) &&
		!r->j->knobs.events_complete;
}

/* Instant of the last successful repair up to pada, false if none; *derived:
 * all repairs of that instant are. */
static bool last_repair(const struct run *r, uint32_t pegawai, uint32_t *when,
	bool *derived)
{
	const struct table *t = &r->m->table[SKP_TABLE_KEJADIAN];
	const uint32_t *time = t->col[KEJADIAN_waktu];
	struct slice s = events_of(r->j, pegawai);
	bool found = false;

	*derived = true;
	for (; s.end > s.p && (!found || time[s.end[-1]] == *when); s.end--) {
		if (!event_is_repair(t->col[KEJADIAN_aksi][s.end[-1]]) ||
			!event_ok(r->m, s.end[-1]))
			continue;
		found = true;
		*when = time[s.end[-1]];
		*derived &= event_derived(r->m, s.end[-1]);
	}
	return found;
}

/* Is the member's recorded atasan an expected one? Then the repair held. */
static bool repair_held(struct run *r, uint32_t pegawai, uint32_t unor)
{
	uint32_t skp = skp_latest(r->j, pegawai), atasan;
	struct expected e;

	atasan = skp != NONE
		? cell(&r->m->table[SKP_TABLE_SKP], SKP_atasan_id, skp)
		: cell(pegawai_of(r->m), PEGAWAI_atasan_id, pegawai);
	atasan = ref_row(atasan);
	if (atasan == NONE)
		return false;
	e = expected_of(r->j, &r->a, pegawai, unor, r->j->today, true);
	return expected_has(r->j, &e, atasan);
}

static int32_t leader_severity(struct run *r, uint32_t pegawai, uint32_t unor,
	uint32_t head)
{
	if (r->j->kind[unor] != KIND_SEKOLAH)
		return SKP_SEVERITY_W;
	return repair_held(r, pegawai, unor) ? SKP_SEVERITY_I
		: log_silent(r, head)	     ? SKP_SEVERITY_W
					     : SKP_SEVERITY_E;
}

/* SYN401 in a school; SYN402, where the policy wants it, anywhere else. */
static void leader_first(struct run *r, uint32_t pegawai)
{
	uint32_t unor = pegawai_unor(r->m, pegawai), when = 0;
	struct chance valid;
	enum rule rule;
	struct finding *f;
	struct heads h;
	bool derived;

	if (unor == NONE || !(r->j->pegawai[pegawai] & P_ACTIVE))
		return;
	rule = r->j->kind[unor] == KIND_SEKOLAH ? R_SYN401 : R_SYN402;
	h = heads_now(r->j, unor);
	if (!r->on[rule] || h.n != 1 || h.p[0].pegawai == pegawai ||
		!last_repair(r, pegawai, &when, &derived))
		return;
	valid = log_chance(r->j, &r->a, h.p[0].pegawai, when, derived);
	if (valid.perhaps) {
		if (!valid.always)
			skip(r, rule, SKIP_ORDER);
		return;
	}
	f = find(r, rule, leader_severity(r, pegawai, unor, h.p[0].pegawai),
		SKP_TABLE_PEGAWAI, pegawai);
	if (!f)
		return;
	f->detail = S_INSTANT;
	f->detail_v = when;
	find_expected(r, f, REF_PEGAWAI, &h.p[0].pegawai, 1);
}

static bool school_touched(struct run *r, uint32_t unor,
	uint32_t pegawai)
{
	struct heads h = heads_now(r->j, unor);
	struct slice s = slice_of(&r->m->members, unor);

	if (h.n != 1 || h.p[0].pegawai != pegawai ||
		r->j->kind[unor] != KIND_SEKOLAH)
		return false;
	if (log_holds(r->j, &r->a, pegawai, LOG_TOUCHED) ||
		(r->j->far && r->j->far[unor] & FAR_TOUCHED))
		return true;
	for (; s.p < s.end; s.p++)
		if (*s.p != pegawai && r->j->pegawai[*s.p] & P_ACTIVE &&
			log_holds(r->j, &r->a, *s.p, LOG_TOUCHED))
			return true;
	return false;
}

/* Some school of which they are the only head has been worked on. */
static bool any_school_touched(struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);
	uint32_t u;

	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u != NONE && school_touched(r, u, pegawai))
			return true;
	}
	for (s = slice_of(&r->m->pimpin, pegawai); s.p < s.end; s.p++)
		if (school_touched(r, *s.p, pegawai))
			return true;
	return false;
}

static void syn403(struct run *r, uint32_t pegawai)
{
	struct chance valid;

	if (!(r->j->pegawai[pegawai] & P_HEAD))
		return;
	valid = profile_chance(r->j, pegawai, r->j->pada, false);
	if (valid.always || !any_school_touched(r, pegawai))
		return;
	if (valid.perhaps) {
		skip(r, R_SYN403, SKIP_ORDER);
		return;
	}
	find(r, R_SYN403, log_silent(r, pegawai) ? SKP_SEVERITY_I
						 : SKP_SEVERITY_W,
		SKP_TABLE_PEGAWAI, pegawai);
}

/* An edit that no sync follows: now, and at the last Muat Ulang. */
struct dirt {
	struct chance now, reload;
};

/* Derived events of one instant, in whatever order. */
static struct dirt dirt_derived(struct dirt d, struct derived e)
{
	if (e.reload)
		d.reload = (struct chance){!e.sync && d.now.always,
			e.edit || d.now.perhaps};
	d.now = (struct chance){!e.sync && (e.edit || d.now.always),
		e.edit || (!e.sync && d.now.perhaps)};
	return d;
}

static struct dirt dirt_of(const struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_KEJADIAN];
	struct slice all = events_of(r->j, pegawai), s = all;
	struct dirt d = {{false, false}, {false, false}};
	uint32_t aksi;

	for (; s.p < s.end; s.p++) {
		aksi = t->col[KEJADIAN_aksi][*s.p];
		if (!event_ok(r->m, *s.p))
			continue;
		if (event_derived(r->m, *s.p)) {
			if (!derived_again(r->m, all, s.p))
				d = dirt_derived(d, derived_at(r->m, s));
		} else if (aksi == AKSI_EDIT_PROFIL) {
			d.now = (struct chance){true, true};
		} else if (event_is_sync(aksi)) {
			d.now = (struct chance){false, false};
		} else if (aksi == AKSI_MUAT_ULANG) {
			d.reload = d.now;
		}
	}
	return d;
}

static void syn404(struct run *r, uint32_t pegawai)
{
	struct finding *f;
	struct dirt d;

	if (!(r->j->pegawai[pegawai] & P_ACTIVE))
		return;
	d = dirt_of(r, pegawai);
	if (r->j->pegawai[pegawai] & P_HEAD)
		d.now = (struct chance){false, false};
	if (!d.reload.always && !d.now.always) {
		if (d.reload.perhaps || d.now.perhaps)
			skip(r, R_SYN404, SKIP_ORDER);
		return;
	}
	f = find(r, R_SYN404, SKP_SEVERITY_W, SKP_TABLE_PEGAWAI, pegawai);
	if (f)
		f->detail = d.reload.always ? S_MUAT_ULANG : S_PADA;
}

void urutan_pegawai(struct run *r, uint32_t pegawai)
{
	if (!r->j->events_known)
		return;
	leader_first(r, pegawai);
	if (r->on[R_SYN403])
		syn403(r, pegawai);
	if (r->on[R_SYN404])
		syn404(r, pegawai);
}
