/* SPDX-License-Identifier: MIT */
/* SYN405-SYN407: from Verval PTK through Ruang GTK to e-Kinerja. */
#include "rules.h"

/* The last attempt at Sinkro Ruang GTK up to pada, NONE if there is none. */
static uint32_t last_sinkro(const struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_KEJADIAN];
	struct slice s = events_of(r->j, pegawai);

	while (s.end > s.p)
		if (t->col[KEJADIAN_aksi][*--s.end] == AKSI_SINKRO_GTK)
			return *s.end;
	return NONE;
}

/* Does Verval PTK know them by another NIP? */
static bool other_nip(const struct run *r, uint32_t pegawai)
{
	uint32_t view = view_latest(r->j, pegawai, SUMBER_VERVALPTK), a, b;

	if (view == NONE)
		return false;
	a = cell(&r->m->table[SKP_TABLE_PROFIL], PROFIL_nip, view);
	b = cell(pegawai_of(r->m), PEGAWAI_nip, pegawai);
	return !cell_none(a) && !cell_none(b) &&
		names_fold(&r->m->ids, a) != names_fold(&r->m->ids, b);
}

static void syn405(struct run *r, uint32_t pegawai)
{
	uint32_t last = last_sinkro(r, pegawai), akun, set = 0;
	struct finding *f;

	if (last == NONE || event_ok(r->m, last))
		return;
	akun = cell(pegawai_of(r->m), PEGAWAI_akun, pegawai);
	if (other_nip(r, pegawai))
		set |= 1u << LISTED_NIP;
	if (!cell_none(akun) && akun != AKUN_AKTIF)
		set |= 1u << LISTED_AKUN;
	f = set ? find(r, R_SYN405, SKP_SEVERITY_E, SKP_TABLE_PEGAWAI, pegawai)
		: NULL;
	if (!f)
		return;
	f->detail = S_LISTED;
	f->detail_v = set;
}

/* The last attempt that came too early, and the first day on which one would
 * not have; false if none did. */
static bool too_early(const struct run *r, uint32_t pegawai, uint32_t *when,
	int32_t *from)
{
	const struct table *t = &r->m->table[SKP_TABLE_KEJADIAN];
	struct slice s = events_of(r->j, pegawai);
	bool changed = false, early = false;
	int32_t ready = 0;
	uint32_t time;

	for (; s.p < s.end; s.p++) {
		time = t->col[KEJADIAN_waktu][*s.p];
		if (t->col[KEJADIAN_aksi][*s.p] == AKSI_UBAH_VERVALPTK &&
			event_ok(r->m, *s.p)) {
			changed = true;
			ready = clock_add_working_days(clock_day_of(time),
				r->j->knobs.retry_working_days);
		} else if (t->col[KEJADIAN_aksi][*s.p] == AKSI_SINKRO_GTK &&
			changed && clock_day_of(time) < ready) {
			early = true;
			*when = time;
			*from = ready;
		}
	}
	return early;
}

static void syn406(struct run *r, uint32_t pegawai)
{
	struct finding *f;
	uint32_t when = 0, day;
	int32_t from = 0;

	if (!too_early(r, pegawai, &when, &from))
		return;
	f = find(r, R_SYN406, SKP_SEVERITY_I, SKP_TABLE_PEGAWAI, pegawai);
	if (!f)
		return;
	f->detail = S_INSTANT;
	f->detail_v = when;
	day = (uint32_t)(from + DATE_BIAS);
	find_expected(r, f, REF_DAY, &day, 1);
}

/* The first attempt tells: what came before it came before all others. */
static void syn407(struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_KEJADIAN];
	struct slice s = events_of(r->j, pegawai);
	struct finding *f;
	uint32_t aksi;

	for (; s.p < s.end; s.p++) {
		aksi = t->col[KEJADIAN_aksi][*s.p];
		if (aksi == AKSI_SINKRO_GTK && event_ok(r->m, *s.p))
			return;
		if (aksi == AKSI_SINKRO_PENILAIAN)
			break;
	}
	if (s.p == s.end)
		return;
	f = find(r, R_SYN407, SKP_SEVERITY_W, SKP_TABLE_PEGAWAI, pegawai);
	if (!f)
		return;
	f->detail = S_INSTANT;
	f->detail_v = t->col[KEJADIAN_waktu][*s.p];
}

void gtk_pegawai(struct run *r, uint32_t pegawai)
{
	struct slice s = events_of(r->j, pegawai);
	bool active = r->j->pegawai[pegawai] & P_ACTIVE;

	if (s.p == s.end)
		return;
	if (r->on[R_SYN405] && active)
		syn405(r, pegawai);
	if (r->on[R_SYN406])
		syn406(r, pegawai);
	if (r->on[R_SYN407] && active)
		syn407(r, pegawai);
}
