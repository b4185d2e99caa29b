/* SPDX-License-Identifier: MIT */
/* What the events say: repairs, synchronisations, a valid profile; and what
 * each system says of a person. */
#include "index.h"

/* A person's events up to pada: later ones do not exist yet. */
struct slice events_of(const struct judgement *j, uint32_t pegawai)
{
	struct slice s = slice_of(&j->m->kejadian, pegawai);
	const uint32_t *time =
		j->m->table[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu];
	const uint32_t *lo = s.end - s.p > MANY ? s.p : s.end, *mid;

	while (s.end > s.p && s.end - s.p <= MANY &&
		(int64_t)time[s.end[-1]] > j->pada)
		s.end--;
	while (lo < s.end) { /* of many: the first that is later */
		mid = lo + (s.end - lo) / 2;
		if ((int64_t)time[*mid] > j->pada)
			s.end = mid;
		else
			lo = mid + 1;
	}
	return s;
}

bool event_ok(const skp_model *m, uint32_t row)
{
	return cell(&m->table[SKP_TABLE_KEJADIAN], KEJADIAN_berhasil, row) != 0;
}

bool event_is_sync(uint32_t aksi)
{
	return aksi == AKSI_SINKRON_ASN || aksi == AKSI_SINKRON_CASN ||
		aksi == AKSI_VALIDASI;
}

bool event_is_repair(uint32_t aksi)
{
	return aksi == AKSI_EDIT_PROFIL || aksi == AKSI_SINKRON_ASN ||
		aksi == AKSI_SINKRON_CASN || aksi == AKSI_MUAT_ULANG;
}

/* ---- events that were derived from two exports ---- */

bool event_derived(const skp_model *m, uint32_t row)
{
	uint32_t c = cell(&m->table[SKP_TABLE_KEJADIAN], KEJADIAN_sistem, row);

	return !cell_none(c) &&
		text_same_str(names_get(&m->words, c), "selisih");
}

struct derived derived_at(const skp_model *m, struct slice s)
{
	const struct table *e = &m->table[SKP_TABLE_KEJADIAN];
	const uint32_t *time = e->col[KEJADIAN_waktu], *first = s.p;
	struct derived d = {false, false, false};
	uint32_t aksi;

	for (; s.p < s.end && time[*s.p] == time[*first]; s.p++) {
		if (!event_ok(m, *s.p) || !event_derived(m, *s.p))
			continue;
		aksi = e->col[KEJADIAN_aksi][*s.p];
		d.edit |= aksi == AKSI_EDIT_PROFIL;
		d.sync |= event_is_sync(aksi);
		d.reload |= aksi == AKSI_MUAT_ULANG;
	}
	return d;
}

bool derived_again(const skp_model *m, struct slice all, const uint32_t *at)
{
	const uint32_t *time =
		m->table[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu];
	const uint32_t *p = at;

	while (p > all.p && time[p[-1]] == time[*at])
		if (event_ok(m, *--p) && event_derived(m, *p))
			return true;
	return false;
}

/* After derived events of one instant; beside: before or after each of them. */
static struct chance chance_after(struct chance c, struct derived d,
	bool beside)
{
	if (beside)
		return (struct chance){c.always && !d.edit,
			c.perhaps || d.sync};
	return (struct chance){d.edit ? false : d.sync || c.always,
		d.sync || (!d.edit && c.perhaps)};
}

struct chance chance_next(const struct judgement *j, struct slice all,
	const uint32_t *at, struct chance c, bool beside)
{
	const struct table *e = &j->m->table[SKP_TABLE_KEJADIAN];
	uint32_t aksi = e->col[KEJADIAN_aksi][*at];

	if (!event_ok(j->m, *at))
		return c;
	if (event_derived(j->m, *at))
		return derived_again(j->m, all, at)
			? c
			: chance_after(c, derived_at(j->m, (struct slice){at,
				all.end}), beside);
	if (event_is_sync(aksi))
		return (struct chance){true, true};
	return aksi == AKSI_EDIT_PROFIL ? (struct chance){false, false} : c;
}

struct chance profile_chance(const struct judgement *j, uint32_t pegawai,
	int64_t t, bool beside)
{
	const uint32_t *time =
		j->m->table[SKP_TABLE_KEJADIAN].col[KEJADIAN_waktu];
	struct slice all = events_of(j, pegawai), s = all;
	struct chance c = {false, false};

	for (; s.p < s.end && (int64_t)time[*s.p] <= t; s.p++)
		c = chance_next(j, all, s.p, c,
			beside && (int64_t)time[*s.p] == t);
	return c;
}

bool profile_valid(const struct judgement *j, uint32_t pegawai, int64_t t)
{
	return profile_chance(j, pegawai, t, false).always;
}

/* ---- views of a person ---- */

struct slice views_of(const struct judgement *j, uint32_t pegawai)
{
	const struct table *t = &j->m->table[SKP_TABLE_PROFIL];
	struct slice s = slice_of(&j->m->profil, pegawai);
	uint32_t c;

	while (s.end > s.p) {
		c = cell(t, PROFIL_waktu, s.end[-1]);
		if (cell_none(c) || (int64_t)c <= j->pada)
			break;
		s.end--;
	}
	return s;
}

uint32_t view_latest(const struct judgement *j, uint32_t pegawai,
	uint32_t sumber)
{
	const struct table *t = &j->m->table[SKP_TABLE_PROFIL];
	struct slice s = views_of(j, pegawai);

	while (s.end > s.p)
		if (t->col[PROFIL_sumber][*--s.end] == sumber)
			return *s.end;
	return NONE;
}

/* ---- the latest SKP ---- */

/* Printed order of two SKP: by id, a row without one as `#ord`. */
int skp_cmp(const skp_model *m, uint32_t a, uint32_t b)
{
	char to[2][16];
	struct text t[2];
	uint32_t k, row[2] = {a, b}, c, line, ord, i;
	int32_t file;

	for (k = 0; k < 2; k++) {
		c = cell(&m->table[SKP_TABLE_SKP], SKP_id, row[k]);
		if (!cell_none(c)) {
			t[k] = names_get(&m->ids, c);
			continue;
		}
		model_place(m, SKP_TABLE_SKP, row[k], &file, &line, &ord);
		i = sizeof(to[k]);
		do {
			to[k][--i] = (char)('0' + ord % 10);
			ord /= 10;
		} while (ord);
		to[k][--i] = '#';
		t[k] = (struct text){to[k] + i, (uint32_t)sizeof(to[k]) - i};
	}
	return text_cmp(t[0], t[1]);
}

uint32_t skp_latest(const struct judgement *j, uint32_t pegawai)
{
	const struct table *t = &j->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&j->m->skp_pegawai, pegawai);
	uint32_t best = NONE, a, b;

	for (; s.p < s.end; s.p++) {
		if (!period_covers(t, SKP_mulai, SKP_selesai, *s.p,
			j->today) ||
			cell(t, SKP_atasan_id, *s.p) == CELL_UNKNOWN)
			continue;
		if (best != NONE) {
			a = cell(t, SKP_mulai, *s.p);
			b = cell(t, SKP_mulai, best);
			a = cell_none(a) ? 0 : a; /* always: earliest */
			b = cell_none(b) ? 0 : b;
			if (a < b || (a == b &&
				skp_cmp(j->m, *s.p, best) >= 0))
				continue;
		}
		best = *s.p;
	}
	return best;
}

uint32_t skp_in_period(const struct judgement *j, uint32_t pegawai)
{
	const struct table *t = &j->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&j->m->skp_pegawai, pegawai);
	uint32_t n = 0;

	for (; s.p < s.end; s.p++)
		n += period_meets(t, SKP_mulai, SKP_selesai, *s.p, j->from,
			j->to);
	return n;
}

int32_t skp_day(const struct judgement *j, uint32_t skp, bool *now)
{
	const struct table *t = &j->m->table[SKP_TABLE_SKP];
	uint32_t begin = cell(t, SKP_mulai, skp);

	*now = period_covers(t, SKP_mulai, SKP_selesai, skp, j->today);
	return *now		   ? j->today
		: cell_none(begin) ? (int32_t)DAY_ALWAYS
				   : cell_day(begin);
}
