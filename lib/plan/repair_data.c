/* SPDX-License-Identifier: MIT */
/* Repairs of the data itself: rows, references, units, heads. */
#include "plan.h"

struct text pegawai_text(const struct planner *k, uint32_t row)
{
	return model_pegawai_id(k->r->m, row);
}

struct text unor_text(const struct planner *k, uint32_t row)
{
	return model_unor_id(k->r->m, row);
}

bool addressable(const struct planner *k, uint32_t pegawai)
{
	return model_find_pegawai(k->r->m, pegawai_text(k, pegawai)) ==
		pegawai;
}

int32_t repair_baris(struct planner *k, const struct finding *f)
{
	const struct note *n = &k->r->told[f->note].note;
	char to[CELL_PRINT];
	struct step *s;
	bool fresh;

	if (n->row == NONE || n->row >= k->p->base[n->table])
		return REFUSED + REASON_nilai_sumber;
	s = step_of(k, ACT_hapus_baris, NONE, NONE,
		n->row << 1 | (n->table == SKP_TABLE_UNOR), &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		s->value = keep(k, finding_id(k->r, f, to));
		s->value_person = n->table == SKP_TABLE_PEGAWAI;
		change_row(k, s, CHANGE_REMOVE, n->table, n->row, 0, NULL);
	}
	step_fixes(k, s, f);
	return PLANNED;
}

/* ---- references to what is not there ---- */

static int32_t register_name(struct planner *k, const struct finding *f,
	uint32_t c, bool person)
{
	struct text id = names_get(&k->r->m->ids, c & ~CELL_DANGLING);
	struct pair pair;
	struct step *s;
	bool fresh;

	s = step_of(k, person ? ACT_daftar_pegawai : ACT_daftar_unor, NONE,
		NONE, names_fold(&k->r->m->ids, c & ~CELL_DANGLING), &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		s->value = keep(k, id);
		s->value_person = person;
		if (person && f->rule == R_REF006)
			s->unor = f->unor;
		pair.field = !person ? UNOR_id
			: id.n == 18 && text_digits(id) ? PEGAWAI_nip
							: PEGAWAI_id;
		pair.say = s->value;
		change_row(k, s, CHANGE_IMPLY, person ? SKP_TABLE_PEGAWAI
						      : SKP_TABLE_UNOR, 0, 1,
			&pair);
	}
	step_fixes(k, s, f);
	return PLANNED;
}

/* The reference of a finding that dangles: unit or person. */
static uint32_t dangling(const struct planner *k, const struct finding *f,
	bool *person)
{
	static const struct {
		uint8_t table, unor, pegawai;
	} at[] = {
		{SKP_TABLE_UNOR, UNOR_diatasan_id, UNOR_diatasan_id},
		{SKP_TABLE_PEGAWAI, PEGAWAI_unor_id, PEGAWAI_unor_id},
		{SKP_TABLE_PENUGASAN, PENUGASAN_unor_id, PENUGASAN_unor_id},
		{SKP_TABLE_SKP, SKP_unor_id, SKP_pegawai_id},
		{SKP_TABLE_KEJADIAN, KEJADIAN_pegawai_id, KEJADIAN_pegawai_id},
		{SKP_TABLE_PROFIL, PROFIL_unor_id, PROFIL_pegawai_id},
	};
	const struct table *t = &k->r->m->table[f->table];
	uint32_t i, c;

	for (i = 0; i < ARRAY_LEN(at); i++) {
		if (at[i].table != f->table)
			continue;
		*person = f->table == SKP_TABLE_KEJADIAN;
		c = cell(t, at[i].unor, f->row);
		if (cell_dangling(c) && f->detail != S_PEGAWAI_ID)
			return c;
		*person = true;
		c = cell(t, at[i].pegawai, f->row);
		return cell_dangling(c) ? c : (uint32_t)NONE;
	}
	return NONE;
}

int32_t repair_rujukan(struct planner *k, const struct finding *f)
{
	bool person = false;
	uint32_t c;

	if (f->rule == R_REF005 && f->severity == SKP_SEVERITY_I)
		return REFUSED + REASON_cuplikan;
	c = dangling(k, f, &person);
	/* both the unit and the person: neither step alone repairs it */
	if (c == NONE || f->detail == S_BOTH_IDS)
		return REFUSED + REASON_nilai_sumber;
	return register_name(k, f, c, person);
}

/* ---- units ---- */

static void change_active(struct planner *k, struct step *s, uint32_t unor)
{
	const struct table *t = unor_of(k->r->m);

	if (cell(t, UNOR_aktif, unor) == 0)
		change_set(k, s, SKP_TABLE_UNOR, unor, UNOR_aktif,
			keep_str(k, "ya"));
	if (!cell_none(cell(t, UNOR_kedaluwarsa, unor)))
		change_set(k, s, SKP_TABLE_UNOR, unor, UNOR_kedaluwarsa,
			NAME_EMPTY);
}

/* The person's unit, or the unit's parent. */
int32_t repair_unor_nonaktif(struct planner *k, const struct finding *f)
{
	uint32_t unor = f->table == SKP_TABLE_UNOR
		? parent_of(k->r->m, f->row)
		: pegawai_unor(k->r->m, f->row);
	struct step *s;
	bool fresh;

	if (unor == NONE || unor >= k->p->base[SKP_TABLE_UNOR])
		return REFUSED + REASON_nilai_sumber;
	s = step_of(k, ACT_aktifkan_unor, NONE, unor, 0, &fresh);
	if (!s)
		return PLANNED;
	if (fresh)
		change_active(k, s, unor);
	step_fixes(k, s, f);
	return PLANNED;
}

/* ---- heads ---- */

static uint32_t yesterday(struct planner *k)
{
	return keep_day(k, k->r->j.today - 1);
}

/* The head of a unit, or of an assignment, is unknown or no longer active. */
int32_t repair_kepala_lama(struct planner *k, const struct finding *f)
{
	const struct table *t = &k->r->m->table[f->table];
	uint32_t field = f->table == SKP_TABLE_UNOR ? UNOR_pemimpin_id
						    : PENUGASAN_pegawai_id;
	uint32_t c = cell(t, field, f->row);
	struct step *s;
	bool fresh;

	if (cell_dangling(c) && (f->unor == NONE ||
		heads_now(&k->r->j, f->unor).n == 0))
		return register_name(k, f, c, true);
	s = step_of(k, ACT_akhiri_tugas, NONE, f->unor, f->row << 1 |
		(f->table == SKP_TABLE_UNOR), &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		s->value = keep(k, cell_row(c) ? pegawai_text(k, c)
			: names_get(&k->r->m->ids, c & ~CELL_DANGLING));
		s->value_person = true;
		if (f->table == SKP_TABLE_UNOR)
			change_set(k, s, f->table, f->row, UNOR_pemimpin_id,
				NAME_EMPTY);
		else
			change_set(k, s, f->table, f->row, PENUGASAN_selesai,
				yesterday(k));
	}
	step_fixes(k, s, f);
	return PLANNED;
}

/* A name for somebody who has yet to be found: calon-1, calon-2, ... */
static uint32_t placeholder(struct planner *k)
{
	char to[24];
	struct buf b;
	uint32_t said;

	do {
		buf_init(&b, &k->p->mem);
		buf_str(&b, "calon-");
		buf_uint(&b, ++k->people);
		memcpy(to, b.p ? b.p : "", b.p && b.n < sizeof(to) ? b.n : 0);
		said = keep(k, (struct text){to, b.n < sizeof(to)
			? (uint32_t)b.n : 0});
		k->fail |= b.fail;
		buf_free(&b);
	} while (!k->fail && names_find_id(&k->r->m->ids, plan_say(k->p,
		said)) != NAME_NONE);
	return said;
}

static void change_appoint(struct planner *k, struct step *s, uint32_t unor,
	uint32_t who)
{
	struct pair person = {PEGAWAI_id, who};
	struct pair task[] = {
		{PENUGASAN_pegawai_id, who},
		{PENUGASAN_unor_id, keep(k, unor_text(k, unor))},
		{PENUGASAN_jenis, keep_str(k, "D")},
		{PENUGASAN_mulai, keep_day(k, k->r->j.today)},
	};

	change_row(k, s, CHANGE_IMPLY, SKP_TABLE_PEGAWAI, 0, 1, &person);
	if (k->r->m->table[SKP_TABLE_PENUGASAN].given)
		change_row(k, s, CHANGE_ADD, SKP_TABLE_PENUGASAN, 0,
			ARRAY_LEN(task), task);
	else
		change_set(k, s, SKP_TABLE_UNOR, unor, UNOR_pemimpin_id, who);
}

/* Somebody is recorded as head whom nobody knows: to be registered first. */
static bool head_unknown(const struct planner *k, uint32_t unor)
{
	const skp_model *m = k->r->m;
	const struct table *t = &m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&m->tugas_unor, unor);

	if (cell_dangling(cell(unor_of(m), UNOR_pemimpin_id, unor)))
		return true;
	for (; s.p < s.end; s.p++)
		if (cell_dangling(t->col[PENUGASAN_pegawai_id][*s.p]) &&
			t->col[PENUGASAN_jenis][*s.p] <= TUGAS_PLH &&
			period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*s.p, k->r->j.today))
			return true;
	return false;
}

int32_t repair_tanpa_kepala(struct planner *k, const struct finding *f)
{
	struct step *s;
	bool fresh;

	if (head_unknown(k, f->row))
		return WAITING;
	s = step_of(k, ACT_tetapkan_kepala, NONE, f->row, 0, &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		s->value = placeholder(k);
		s->above = f->row;
		change_appoint(k, s, f->row, s->value);
	}
	step_fixes(k, s, f);
	return PLANNED;
}

/* First day of the latest assignment by which they head the unit now. */
static int32_t appointed(const struct planner *k, uint32_t unor,
	uint32_t pegawai)
{
	const struct table *t = &k->r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&k->r->m->tugas_unor, unor);
	int32_t day = DAY_ALWAYS, at;
	uint32_t c;

	for (; s.p < s.end; s.p++) {
		if (t->col[PENUGASAN_pegawai_id][*s.p] != pegawai ||
			t->col[PENUGASAN_jenis][*s.p] > TUGAS_TT)
			continue;
		c = cell(t, PENUGASAN_mulai, *s.p);
		at = cell_none(c) ? DAY_ALWAYS : cell_day(c);
		if (at <= k->r->j.today && at > day)
			day = at;
	}
	return day;
}

/* Of the heads the one appointed last; of two the least id (they stand so). */
static uint32_t latest(const struct planner *k, uint32_t unor,
	struct heads h)
{
	uint32_t i, best = 0;

	for (i = 1; i < h.n; i++)
		if (appointed(k, unor, h.p[i].pegawai) > appointed(k, unor,
			h.p[best].pegawai) || (appointed(k, unor,
			h.p[i].pegawai) == appointed(k, unor,
			h.p[best].pegawai) && pegawai_cmp(k->r->m,
			h.p[i].pegawai, h.p[best].pegawai) < 0))
			best = i;
	return h.p[best].pegawai;
}

static void change_end_others(struct planner *k, struct step *s,
	uint32_t unor, uint32_t kept)
{
	const skp_model *m = k->r->m;
	const struct table *t = &m->table[SKP_TABLE_PENUGASAN];
	struct slice rows = slice_of(&m->tugas_unor, unor);
	uint32_t c = cell(unor_of(m), UNOR_pemimpin_id, unor), who;
	struct heads h = heads_now(&k->r->j, unor);

	for (; rows.p < rows.end; rows.p++) {
		who = t->col[PENUGASAN_pegawai_id][*rows.p];
		if (who != kept && heads_has(h, who) &&
			t->col[PENUGASAN_jenis][*rows.p] <= TUGAS_TT &&
			period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*rows.p, k->r->j.today))
			change_set(k, s, SKP_TABLE_PENUGASAN, *rows.p,
				PENUGASAN_selesai, yesterday(k));
	}
	if (!cell_none(c) && c != kept && heads_has(h, c))
		change_set(k, s, SKP_TABLE_UNOR, unor, UNOR_pemimpin_id,
			NAME_EMPTY);
}

int32_t repair_dua_kepala(struct planner *k, const struct finding *f)
{
	struct heads h = heads_now(&k->r->j, f->row);
	struct step *s;
	uint32_t kept;
	bool fresh;

	if (h.n < 2)
		return REFUSED + REASON_keputusan;
	kept = latest(k, f->row, h);
	s = step_of(k, ACT_pilih_kepala, kept, f->row, 0, &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		s->above = f->row;
		change_end_others(k, s, f->row, kept);
	}
	step_fixes(k, s, f);
	return PLANNED;
}
