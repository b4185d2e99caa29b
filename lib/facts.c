/* SPDX-License-Identifier: MIT */
/* What a caller's own rule may see of facts and judgement. */
#include "run.h"

static bool lent(const skp_facts *f)
{
	return !facts_check(f, NULL);
}

/* Is there such a row? Then *ret is its table. */
static bool row_in(const skp_facts *f, int32_t table, int64_t row,
	const struct table **ret)
{
	if (!lent(f) || table < 0 || table >= SKP_TABLES || row < 0)
		return false;
	*ret = &f->r->m->table[table];
	return (uint64_t)row < (*ret)->rows;
}

static bool cell_in_row(const skp_facts *f, int32_t table, int64_t row,
	int32_t field, uint32_t *c)
{
	const struct table *t;

	if (!row_in(f, table, row, &t) || field < 0 ||
		(uint32_t)field >= fields_of((uint32_t)table))
		return false;
	*c = cell(t, (uint32_t)field, (uint32_t)row);
	return true;
}

static bool is_row(const skp_facts *f, int32_t table, int64_t row)
{
	const struct table *t;

	return row_in(f, table, row, &t) && row_live(t, (uint32_t)row);
}

/* ---- rows and cells ---- */

int64_t skp_facts_rows(const skp_facts *f, int32_t table)
{
	if (!lent(f) || table < 0 || table >= SKP_TABLES)
		return 0;
	return (int64_t)f->r->m->table[table].rows;
}

int32_t skp_facts_live(const skp_facts *f, int32_t table, int64_t row)
{
	return is_row(f, table, row);
}

int64_t skp_facts_text(const skp_facts *f, int32_t table, int64_t row,
	int32_t field, char *buf, int64_t cap)
{
	char to[CELL_PRINT];
	struct text t = {"", 0};
	uint32_t c;
	size_t n;

	if (cell_in_row(f, table, row, field, &c))
		t = model_cell_text(f->r->m, (uint32_t)table, (uint32_t)field,
			c, to);
	if (buf && cap > 0) {
		n = t.n < (uint64_t)cap ? t.n : (size_t)cap - 1;
		memcpy(buf, t.p, n);
		buf[n] = '\0';
	}
	return t.n;
}

int32_t skp_facts_given(const skp_facts *f, int32_t table, int64_t row,
	int32_t field)
{
	uint32_t c;

	if (!cell_in_row(f, table, row, field, &c) || c == CELL_UNKNOWN)
		return -1;
	return !cell_none(c);
}

static int64_t row_or_none(uint32_t row)
{
	return row == NONE ? -1 : (int64_t)row;
}

int64_t skp_facts_ref(const skp_facts *f, int32_t table, int64_t row,
	int32_t field)
{
	uint32_t c;

	if (!cell_in_row(f, table, row, field, &c))
		return -1;
	switch (field_of((uint32_t)table, (uint32_t)field)->kind) {
	case K_REF_UNOR:
		if (table == SKP_TABLE_SKP && field == SKP_unor_id)
			return row_or_none(skp_unor(f->r->m, (uint32_t)row));
		return row_or_none(ref_row(c));
	case K_REF_PEGAWAI:
	case K_REF_SKP:
	case K_REF_RHK:
		return row_or_none(ref_row(c));
	default:
		return -1;
	}
}

/* ---- rows by what they refer to ---- */

static const struct slices *slices_by(const skp_model *m, int32_t table,
	int32_t field)
{
	const struct {
		const struct slices *s;
		int32_t table, field;
	} all[] = {
		{&m->children, SKP_TABLE_UNOR, UNOR_diatasan_id},
		{&m->pimpin, SKP_TABLE_UNOR, UNOR_pemimpin_id},
		{&m->members, SKP_TABLE_PEGAWAI, PEGAWAI_unor_id},
		{&m->tugas_unor, SKP_TABLE_PENUGASAN, PENUGASAN_unor_id},
		{&m->tugas_pegawai, SKP_TABLE_PENUGASAN,
			PENUGASAN_pegawai_id},
		{&m->skp_pegawai, SKP_TABLE_SKP, SKP_pegawai_id},
		{&m->skp_unor, SKP_TABLE_SKP, SKP_unor_id},
		{&m->rhk_skp, SKP_TABLE_RHK, RHK_skp_id},
		{&m->kejadian, SKP_TABLE_KEJADIAN, KEJADIAN_pegawai_id},
		{&m->profil, SKP_TABLE_PROFIL, PROFIL_pegawai_id},
	};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(all); i++)
		if (all[i].table == table && all[i].field == field)
			return all[i].s;
	return NULL;
}

/* Events and views after pada do not exist yet. */
static struct slice until_pada(const skp_facts *f, int32_t table,
	struct slice s)
{
	const uint32_t *time = f->r->m->table[table].col[
		table == SKP_TABLE_KEJADIAN ? (uint32_t)KEJADIAN_waktu
					    : (uint32_t)PROFIL_waktu];

	while (time && s.end > s.p && !cell_none(time[s.end[-1]]) &&
		(int64_t)time[s.end[-1]] > f->r->j->pada)
		s.end--;
	return s;
}

/* false: nothing refers in this way. */
static bool referring(const skp_facts *f, int32_t table, int32_t field,
	int64_t to, struct slice *ret)
{
	const struct slices *s = lent(f) ? slices_by(f->r->m, table, field)
					 : NULL;

	*ret = (struct slice){NULL, NULL};
	if (!s)
		return false;
	if (s->first && to >= 0 && (uint64_t)to < s->n)
		*ret = slice_of(s, (uint32_t)to);
	if (ret->p && (table == SKP_TABLE_KEJADIAN ||
		table == SKP_TABLE_PROFIL))
		*ret = until_pada(f, table, *ret);
	return true;
}

int64_t skp_facts_referring(const skp_facts *f, int32_t table, int32_t field,
	int64_t to)
{
	struct slice s;

	if (!referring(f, table, field, to, &s))
		return SKP_E_UNKNOWN;
	return s.p ? s.end - s.p : 0;
}

int64_t skp_facts_referring_at(const skp_facts *f, int32_t table,
	int32_t field, int64_t to, int64_t k)
{
	struct slice s;

	if (!referring(f, table, field, to, &s) || !s.p || k < 0 ||
		k >= s.end - s.p)
		return -1;
	return s.p[k];
}

/* ---- the judgement ---- */

static bool is_pegawai(const skp_facts *f, int64_t row)
{
	return is_row(f, SKP_TABLE_PEGAWAI, row);
}

static bool is_unor(const skp_facts *f, int64_t row)
{
	return is_row(f, SKP_TABLE_UNOR, row);
}

static bool is_member(const skp_facts *f, uint32_t pegawai)
{
	uint32_t unor = pegawai_unor(f->r->m, pegawai);

	return f->r->j->pegawai[pegawai] & P_ACTIVE && unor != NONE &&
		!heads_has(heads_now(f->r->j, unor), pegawai);
}

int32_t skp_facts_person(const skp_facts *f, int64_t pegawai)
{
	uint8_t p;

	if (!is_pegawai(f, pegawai) || !run_waiting(f->r))
		return 0;
	p = f->r->j->pegawai[pegawai];
	return (p & P_ACTIVE ? SKP_PERSON_ACTIVE : 0) |
		(p & P_OBLIGED ? SKP_PERSON_OBLIGED : 0) |
		(p & P_HEAD ? SKP_PERSON_HEAD : 0) |
		(blocked_by(f->r->j, &f->r->root, (uint32_t)pegawai) == NONE
			? 0
			: SKP_PERSON_BLOCKED) |
		(is_member(f, (uint32_t)pegawai) ? SKP_PERSON_MEMBER : 0);
}

int32_t skp_facts_heads(const skp_facts *f, int64_t unor)
{
	return is_unor(f, unor)
		? (int32_t)heads_now(f->r->j, (uint32_t)unor).n
		: 0;
}

int64_t skp_facts_head(const skp_facts *f, int64_t unor, int32_t k)
{
	if (k < 0 || k >= skp_facts_heads(f, unor))
		return -1;
	return heads_now(f->r->j, (uint32_t)unor).p[k].pegawai;
}

static struct expected expected_now(const skp_facts *f, int64_t pegawai)
{
	if (!is_pegawai(f, pegawai))
		return (struct expected){.answer = ANSWER_UNKNOWN};
	return expected_of(f->r->j, &f->r->a, (uint32_t)pegawai,
		pegawai_unor(f->r->m, (uint32_t)pegawai), f->r->j->today,
		true);
}

int32_t skp_facts_expected(const skp_facts *f, int64_t pegawai)
{
	struct expected e = expected_now(f, pegawai);

	if (e.answer == ANSWER_UNKNOWN)
		return SKP_E_UNKNOWN;
	return e.answer == ANSWER_HEADS ? (int32_t)e.n : 0;
}

int64_t skp_facts_expected_at(const skp_facts *f, int64_t pegawai, int32_t k)
{
	struct expected e = expected_now(f, pegawai);

	return e.answer == ANSWER_HEADS && k >= 0 && (uint32_t)k < e.n
		? (int64_t)e.pegawai[k]
		: -1;
}

int64_t skp_facts_appraiser(const skp_facts *f, int64_t pegawai)
{
	struct expected e = expected_now(f, pegawai);

	return e.answer == ANSWER_HEADS ? (int64_t)e.unor : -1;
}

int32_t skp_facts_org(const skp_facts *f, int64_t unor)
{
	return is_unor(f, unor) ? (int32_t)f->r->j->org[unor]
				: (int32_t)SKP_E_ARG;
}

int32_t skp_facts_active(const skp_facts *f, int64_t unor)
{
	return is_unor(f, unor) && f->r->j->unor[unor] & U_ACTIVE;
}

const char *skp_facts_kind(const skp_facts *f, int64_t unor)
{
	return is_unor(f, unor)
		? policy_kind_name((enum kind)f->r->j->kind[unor])
		: NULL;
}

/* Where a table says from when to when. */
static bool span_fields(int32_t table, uint32_t *mulai, uint32_t *selesai)
{
	*mulai = table == SKP_TABLE_SKP ? (uint32_t)SKP_mulai
					: (uint32_t)PENUGASAN_mulai;
	*selesai = table == SKP_TABLE_SKP ? (uint32_t)SKP_selesai
					  : (uint32_t)PENUGASAN_selesai;
	return table == SKP_TABLE_SKP || table == SKP_TABLE_PENUGASAN;
}

int32_t skp_facts_covers(const skp_facts *f, int32_t table, int64_t row)
{
	const struct table *t;
	uint32_t a, b;

	return span_fields(table, &a, &b) && row_in(f, table, row, &t) &&
		period_covers(t, a, b, (uint32_t)row, f->r->j->today);
}

int32_t skp_facts_meets(const skp_facts *f, int32_t table, int64_t row)
{
	const struct table *t;
	uint32_t a, b;

	return span_fields(table, &a, &b) && row_in(f, table, row, &t) &&
		period_meets(t, a, b, (uint32_t)row, f->r->j->from,
			f->r->j->to);
}
