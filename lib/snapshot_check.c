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

static bool fields_sound(const skp_model *m, uint32_t table)
{
	const struct table *t = &m->table[table];
	const struct field *f;
	uint32_t i;

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

	for (f = 0; f < fields_of(table); f++)
		if (t->col[f] && !column_sound(m, t, field_of(table, f),
			t->col[f], false))
			return false;
	return true;
}

/* ---- where rows come from ---- */

static bool file_sound(const skp_model *m, int32_t file)
{
	return file >= -1 && file < (int64_t)m->nsource;
}

static bool places_sound(const skp_model *m, const struct table *t)
{
	uint64_t i;

	for (i = 0; i < t->nrun; i++)
		if (!file_sound(m, t->run[i].file) ||
			t->run[i].row >= t->rows ||
			(i && t->run[i].row < t->run[i - 1].row))
			return false;
	return true;
}

static bool sources_sound(const skp_model *m)
{
	uint64_t i;

	if (m->nsource < 1 || m->nsource > 0x7fffffff)
		return false;
	for (i = 0; i < m->nsource; i++)
		if (m->source[i].name >= m->texts.n)
			return false;
	return true;
}

/* ---- notes and what seal remembers ---- */

static bool note_value_sound(const skp_model *m, const struct note *n)
{
	if (!n->word)
		return n->value < m->texts.n;
	return n->value < (n->reason == NOTE_NONE ? m->ids.n : m->words.n);
}

static bool note_sound(const skp_model *m, const struct note *n)
{
	bool repeated = n->reason == NOTE_REPEATED_ID ||
		n->reason == NOTE_REPEATED_NIP;

	return n->reason <= NOTE_NONE && n->reason != NOTE_REASONS &&
		n->table < SKP_TABLES && n->field < fields_of(n->table) &&
		n->word <= 1 && n->derived <= 1 && n->id < m->ids.n &&
		file_sound(m, n->file) && note_value_sound(m, n) &&
		(n->row == CELL_UNKNOWN || n->row < m->table[n->table].rows) &&
		(!repeated || n->table <= SKP_TABLE_PEGAWAI) &&
		(n->reason < NOTE_WORD || n->row == CELL_UNKNOWN);
}

static bool notes_sound(const skp_model *m)
{
	uint64_t i;

	for (i = 0; i < m->nnote; i++)
		if (!note_sound(m, &m->note[i]))
			return false;
	return m->notes_loaded <= m->nnote;
}

/* A word of an SKP that stands in this row. */
static bool worded(const struct table *t, uint32_t row, uint32_t field)
{
	return row < t->rows && field < fields_of(SKP_TABLE_SKP) &&
		field_of(SKP_TABLE_SKP, field)->kind == K_WORD &&
		!cell_none(cell(t, field, row));
}

static bool rewordings_sound(const skp_model *m)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	const struct rewording *w = m->rewording;
	uint64_t i;
	uint8_t clash;

	for (i = 0; i < m->nrewording; i++, w++) {
		memcpy(&clash, &w->clash, 1); /* no bool before it is one */
		if (clash || !worded(t, w->into, w->field) ||
			!worded(t, w->row, w->field))
			return false;
	}
	return true;
}

static bool spellings_sound(const skp_model *m)
{
	const struct spelling *s = m->spelling, *end = s + m->nspelling;

	for (; s < end; s++)
		if (s->table >= SKP_TABLES || s->field >= FIELD_MAX ||
			!(m->resolved[s->table] >> s->field & 1) ||
			s->row >= m->table[s->table].rows ||
			s->name - 1 >= m->ids.n - 1)
			return false;
	return true;
}

static bool took_sound(const skp_model *m)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t bits = 0, f;
	uint64_t i;

	if (m->ntook && m->ntook != t->rows)
		return false;
	for (i = 0; i < m->ntook; i++)
		bits |= m->took[i];
	for (f = 0; f < FIELD_MAX; f++)
		if (bits >> f & 1 && !t->col[f])
			return false;
	return true;
}

/* Each merged row has its id from one that stays. */
static bool merges_sound(const skp_model *m, uint8_t *stays)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	const uint32_t *id = t->col[SKP_id];
	uint64_t i;

	for (i = 0; i < t->rows; i++)
		if (row_live(t, (uint32_t)i) && !cell_none(id[i]))
			stays[names_fold(&m->ids, id[i])] = 1;
	for (i = 0; i < t->rows; i++)
		if (t->state[i] & ROW_MERGED && (cell_none(id[i]) ||
			!stays[names_fold(&m->ids, id[i])]))
			return false;
	return true;
}

static int32_t check_merges(skp_model *m, skp_error *err)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint8_t *stays, merged = 0, other = 0;
	uint32_t k;
	uint64_t i;
	bool ok;

	for (k = 0; k < SKP_TABLES; k++)
		for (i = 0; m->table[k].state && i < m->table[k].rows; i++)
			*(k == SKP_TABLE_SKP ? &merged : &other) |=
				m->table[k].state[i];
	if (other & ROW_MERGED || (merged & ROW_MERGED && !t->col[SKP_id]))
		return snapshot_damaged(err, "merged rows");
	if (!(merged & ROW_MERGED))
		return SKP_OK;
	stays = mem_calloc(&m->mem, m->ids.n, 1);
	if (!stays)
		return mem_fail(&m->mem, err);
	ok = merges_sound(m, stays);
	mem_free(&m->mem, stays, m->ids.n);
	return ok ? SKP_OK : snapshot_damaged(err, "merged rows");
}

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
	if (!sources_sound(m))
		return "files";
	for (t = 0; t < SKP_TABLES; t++)
		if (!fields_sound(m, t) || !places_sound(m, &m->table[t]))
			return skp_table_name((int32_t)t);
	for (t = 0; t < 2; t++)
		if (!implicit_sound(m, t) || !places_sound(m, &m->implicit[t]))
			return "implicit rows";
	if (!notes_sound(m) || !rewordings_sound(m) || !spellings_sound(m) ||
		!took_sound(m))
		return "notes";
	if (m->nname > m->ids.n ||
		!map_sound(m->name_pegawai, m->nname, pegawai_of(m)->rows) ||
		!map_sound(m->name_unor, m->nname, unor_of(m)->rows))
		return "ids";
	return NULL;
}

int32_t snapshot_check(skp_model *m, skp_error *err)
{
	const char *fault = first_fault(m);
	int32_t e;

	if (fault)
		return snapshot_damaged(err, fault);
	e = snapshot_check_order(m, err);
	return e ? e : check_merges(m, err);
}
