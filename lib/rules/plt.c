/* SPDX-License-Identifier: MIT */
/* ATS213, ATS214: those who act for a head that is not there. */
#include "rules.h"

/* The first beginning of a PLT of theirs on the unit that covers the day,
 * CELL_EMPTY if none has one. */
static uint32_t plt_begin(const struct run *r, uint32_t pegawai,
	uint32_t unor, int32_t day)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);
	uint32_t best = CELL_EMPTY, c;

	for (; s.p < s.end; s.p++) {
		c = cell(t, PENUGASAN_mulai, *s.p);
		if (t->col[PENUGASAN_jenis][*s.p] == TUGAS_PLT &&
			t->col[PENUGASAN_unor_id][*s.p] == unor &&
			!cell_none(c) && c < best && period_covers(t,
				PENUGASAN_mulai, PENUGASAN_selesai, *s.p, day))
			best = c;
	}
	return best;
}

/* Beginning of a PLT that lasts longer than allowed, CELL_EMPTY if it does
 * not or is not known to. One that goes on where another ended prolongs it. */
static uint32_t too_long(const struct run *r, uint32_t pegawai, uint32_t unor)
{
	int32_t months = r->j->knobs.plt_max_months, day = r->j->today;
	uint32_t begin;

	for (;;) {
		begin = plt_begin(r, pegawai, unor, day);
		if (cell_none(begin))
			return CELL_EMPTY;
		if (clock_add_months(cell_day(begin), months) < r->j->today)
			return begin;
		day = cell_day(begin) - 1;
	}
}

static void say_acting(struct run *r, uint32_t unor, struct heads h,
	int32_t severity, uint32_t since)
{
	struct finding *f = find(r, R_ATS213, severity, SKP_TABLE_UNOR, unor);
	struct ids who = {NULL, 0, 0};
	uint32_t i;

	if (!f)
		return;
	f->detail = cell_none(since) ? S_PLH : S_PLT;
	if (!cell_none(since))
		f->actual = (struct ref){since, REF_DAY};
	for (i = 0; i < h.n; i++)
		r->fail |= !ids_add(r->mem, &who, h.p[i].pegawai);
	sort_pegawai(r->m, who.v, who.n);
	find_path(r, f, REF_PEGAWAI, who.v, (uint32_t)who.n);
	ids_free(r->mem, &who);
}

void plt_unor(struct run *r, uint32_t unor)
{
	struct heads h = heads_now(r->j, unor);
	uint32_t since = CELL_EMPTY, begin, i;

	if (!r->on[R_ATS213] || h.n == 0 || h.p[0].tugas < TUGAS_PLT)
		return;
	if (h.p[0].tugas == TUGAS_PLH) {
		say_acting(r, unor, h, SKP_SEVERITY_I, CELL_EMPTY);
		return;
	}
	for (i = 0; i < h.n; i++) {
		begin = too_long(r, h.p[i].pegawai, unor);
		if (begin < since)
			since = begin;
	}
	if (!cell_none(since))
		say_acting(r, unor, h, SKP_SEVERITY_W, since);
}

/* ---- ATS214: two hats, two SKP ---- */

/* Units of the PLT and PJ that they hold at pada, in T; *acted: they hold
 * one, or a PLH, at some time of T. */
static void hats_of(struct run *r, uint32_t pegawai, struct ids *held,
	bool *acted)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&r->m->tugas_pegawai, pegawai);
	uint32_t jenis;

	for (; s.p < s.end; s.p++) {
		jenis = t->col[PENUGASAN_jenis][*s.p];
		if (jenis < TUGAS_PJ || jenis > TUGAS_PLH ||
			!period_meets(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*s.p, r->j->from, r->j->to))
			continue;
		*acted = true;
		if (jenis != TUGAS_PLH && period_covers(t, PENUGASAN_mulai,
			PENUGASAN_selesai, *s.p, r->j->today))
			r->fail |= !ids_add(r->mem, held,
				t->col[PENUGASAN_unor_id][*s.p]);
	}
}

static bool marked_plt(const struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->skp_pegawai, pegawai);

	for (; s.p < s.end; s.p++)
		if (cell(t, SKP_plt, *s.p) == 1 && period_meets(t, SKP_mulai,
			SKP_selesai, *s.p, r->j->from, r->j->to))
			return true;
	return false;
}

/* The known units, each once, as path. */
static void say_single(struct run *r, uint32_t pegawai, struct ids *held)
{
	struct finding *f = find(r, R_ATS214, SKP_SEVERITY_W,
		SKP_TABLE_PEGAWAI, pegawai);
	uint64_t i, n = 0;

	for (i = 0; i < held->n; i++)
		if (ref_row(held->v[i]) != NONE)
			held->v[n++] = held->v[i];
	sort_unor(r->m, held->v, n);
	held->n = n;
	for (i = n = 0; i < held->n; i++)
		if (n == 0 || held->v[n - 1] != held->v[i])
			held->v[n++] = held->v[i];
	find_path(r, f, REF_UNOR, held->v, (uint32_t)n);
	if (f)
		f->detail = S_SATU_SKP;
}

void plt_pegawai(struct run *r, uint32_t pegawai)
{
	struct ids held = {NULL, 0, 0};
	bool acted = false;
	struct finding *f;

	if (!r->on[R_ATS214])
		return;
	hats_of(r, pegawai, &held, &acted);
	if (held.n && skp_in_period(r->j, pegawai) == 1) {
		if (r->j->skp_list)
			say_single(r, pegawai, &held);
		else
			skip(r, R_ATS214, SKIP_LIST);
	} else if (!acted && marked_plt(r, pegawai)) {
		f = find(r, R_ATS214, SKP_SEVERITY_W, SKP_TABLE_PEGAWAI,
			pegawai);
		if (f)
			f->detail = S_TANPA_PENUGASAN;
	}
	ids_free(r->mem, &held);
}
