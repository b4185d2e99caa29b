/* SPDX-License-Identifier: MIT */
/* Every number of a snapshot, checked before anything follows it. The loops
 * gather faults instead of stopping at one, so that they stay straight. */
#include "snapshot.h"

enum { BLOCK = 256 };

/* ---- cells ---- */

/* What a cell may hold besides "no value": from `from`, `n` values. */
struct range {
	uint32_t from, n;
};

static bool in_range(const uint32_t *c, uint64_t n, struct range r)
{
	uint32_t bad = 0, k;
	uint64_t i = 0;

	for (; n - i >= BLOCK; i += BLOCK)
		for (k = 0; k < BLOCK; k++)
			bad |= (uint32_t)((c[i + k] - r.from >= r.n) &
				(c[i + k] < CELL_SPECIAL));
	for (; i < n; i++)
		bad |= (uint32_t)((c[i] - r.from >= r.n) &
			(c[i] < CELL_SPECIAL));
	return !bad;
}

/* Rows, or names that no row bears. */
static bool refers(const uint32_t *c, uint64_t n, uint32_t rows,
	uint32_t names)
{
	uint32_t bad = 0, k;
	uint64_t i = 0;

	for (; n - i >= BLOCK; i += BLOCK)
		for (k = 0; k < BLOCK; k++)
			bad |= (uint32_t)((c[i + k] >= rows) &
				(c[i + k] - CELL_DANGLING - 1 >= names - 1) &
				(c[i + k] < CELL_SPECIAL));
	for (; i < n; i++)
		bad |= (uint32_t)((c[i] >= rows) &
			(c[i] - CELL_DANGLING - 1 >= names - 1) &
			(c[i] < CELL_SPECIAL));
	return !bad;
}

/* Only to rows that count, where some do not. */
static bool refers_to_live(const uint32_t *c, uint64_t n,
	const struct table *to)
{
	uint64_t i;
	uint32_t dead = 0;

	for (i = 0; to->state && i < n; i++)
		if (c[i] < to->rows)
			dead |= to->state[c[i]];
	return !(dead & ROW_DEAD);
}

static struct range names_range(const struct names *t)
{
	return (struct range){1, (uint32_t)(t->n - 1)};
}

static struct range days(void)
{
	int32_t first = clock_from_civil(1, 1, 1);

	return (struct range){(uint32_t)(first + DATE_BIAS),
		(uint32_t)(clock_from_civil(9999, 12, 31) - first + 1)};
}

static struct range range_of(const skp_model *m, uint32_t kind)
{
	switch (kind) {
	case K_WORD:
		return names_range(&m->words);
	case K_TEXT:
		return names_range(&m->texts);
	case K_BOOL:
		return (struct range){0, 2};
	case K_ENUM_AKUN:
		return (struct range){0, AKUN_TIDAK_TERDAFTAR + 1};
	case K_ENUM_PENUGASAN:
		return (struct range){0, TUGAS_POS + 1};
	case K_ENUM_AKSI:
		return (struct range){0, AKSI_UBAH_VERVALPTK + 1};
	case K_ENUM_SUMBER:
		return (struct range){0, SUMBER_VERVALPTK + 1};
	case K_DATE:
	case K_PDATE:
		return days();
	case K_TIME:
		return (struct range){0, CELL_SPECIAL};
	case K_NUM:
		return (struct range){0, 1000000000};
	default:
		return names_range(&m->ids);
	}
}

/* Days, or a month and a day of it. */
static bool period_days(const uint32_t *c, uint64_t n)
{
	uint64_t i;

	for (i = 0; i < n; i++)
		if (!in_range(c + i, 1, days()) && !clock_civil_ok(2000,
			(int32_t)(c[i] / 100), (int32_t)(c[i] % 100)))
			return false;
	return true;
}

static uint32_t table_referred(uint32_t kind)
{
	static const uint8_t to[] = {SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI,
		SKP_TABLE_SKP, SKP_TABLE_RHK};

	return to[kind - K_REF_UNOR];
}

static bool column_sound(const skp_model *m, const struct table *t,
	const struct field *f, const uint32_t *c, bool sealed)
{
	const struct table *to;

	if (sealed && f->kind >= K_REF_UNOR && f->kind <= K_REF_RHK) {
		to = &m->table[table_referred(f->kind)];
		return refers(c, t->rows, (uint32_t)to->rows,
			(uint32_t)m->ids.n) && refers_to_live(c, t->rows, to);
	}
	if (f->kind == K_PDATE)
		return period_days(c, t->rows);
	return in_range(c, t->rows, range_of(m, f->kind));
}

/* A row that counts has a value in every starred column; but what only dates
 * a change of post may lack its references. */
static bool starred_sound(const skp_model *m, uint32_t table, uint32_t field)
{
	const struct table *t = &m->table[table];
	const uint32_t *c = t->col[field];
	const uint32_t *jenis = table == SKP_TABLE_PENUGASAN &&
			field != PENUGASAN_jenis
		? t->col[PENUGASAN_jenis]
		: NULL;
	uint64_t i;

	for (i = 0; i < t->rows; i++)
		if (cell_none(c[i]) && row_live(t, (uint32_t)i) &&
			!(jenis && jenis[i] == TUGAS_POS))
			return false;
	return true;
}

/* A few bytes must not claim billions of rows. */
static bool rows_sound(const struct table *t)
{
	uint32_t f, columns = 0;

	for (f = 0; f < FIELD_MAX; f++)
		columns += t->col[f] != NULL;
	return t->rows == 0 || columns > 0;
}

static bool fields_sound(const skp_model *m, uint32_t table)
{
	const struct table *t = &m->table[table];
	const struct field *f;
	uint32_t i;

	if (!rows_sound(t))
		return false;
	for (i = 0; i < fields_of(table) && t->rows; i++)
		if (field_of(table, i)->required && !t->col[i])
			return false;
	for (i = 0; i < fields_of(table) && t->rows; i++) {
		f = field_of(table, i);
		if (t->col[i] && (!column_sound(m, t, f, t->col[i], true) ||
			(f->required && !starred_sound(m, table, i))))
			return false;
	}
	return true;
}

/* Their references are names still. */
static bool implicit_sound(const skp_model *m, uint32_t table)
{
	const struct table *t = &m->implicit[table];
	uint32_t f;

	if (!rows_sound(t))
		return false;
	for (f = 0; f < fields_of(table); f++)
		if (t->col[f] && !column_sound(m, t, field_of(table, f),
			t->col[f], false))
			return false;
	return true;
}

/* ---- ids to rows ---- */

static bool map_sound(const uint32_t *map, uint64_t n, uint64_t rows)
{
	uint32_t bad = 0, k, most = (uint32_t)rows;
	uint64_t i = 0;

	for (; n - i >= BLOCK; i += BLOCK)
		for (k = 0; k < BLOCK; k++)
			bad |= (uint32_t)(map[i + k] > most);
	for (; i < n; i++)
		bad |= (uint32_t)(map[i] > most);
	return map && !bad;
}

/* ---- the whole ---- */

static const char *first_fault(skp_model *m)
{
	uint32_t t;

	if (!names_sound(&m->ids) || !names_sound(&m->words) ||
		!names_sound(&m->texts))
		return "texts";
	for (t = 0; t < SKP_TABLES; t++)
		if (!fields_sound(m, t))
			return skp_table_name((int32_t)t);
	for (t = 0; t < 2; t++)
		if (!implicit_sound(m, t))
			return "implicit rows";
	if (m->nname > m->ids.n ||
		!map_sound(m->name_pegawai, m->nname, pegawai_of(m)->rows) ||
		!map_sound(m->name_unor, m->nname, unor_of(m)->rows))
		return "ids";
	return snapshot_memory_fault(m);
}

int32_t snapshot_check(skp_model *m, skp_error *err)
{
	const char *fault = first_fault(m);
	int32_t e;

	if (fault)
		return snapshot_damaged(err, fault);
	e = snapshot_check_order(m, err);
	return e ? e : snapshot_check_merges(m, err);
}
