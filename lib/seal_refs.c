/* SPDX-License-Identifier: MIT */
/* References: names become rows, and names again, as they were written. */
#include "model.h"

static uint32_t find_clean_nip(const struct sealing *s, struct text t)
{
	char to[ID_MAX];
	struct text clean = cell_clean_nip(t, to, sizeof(to));
	uint32_t name;

	if (clean.n == t.n || clean.n == 0)
		return 0;
	name = names_find_id(&s->m->ids, clean);
	return name != NAME_NONE && name < s->names ? s->nip[name] : 0;
}

/* Is a word for "none" some row's id in another part? */
static bool far_has(const skp_model *m, uint32_t kind, uint32_t key)
{
	uint32_t i;

	for (i = 0; m->far && i < m->far->nword; i++)
		if (m->far->word[i].kind == kind &&
			m->far->word[i].name == key)
			return true;
	return false;
}

/* Where references of one kind look: by name, 1 + the row. NULL: nowhere. */
struct maps {
	const uint32_t *first, *then;
};

static struct maps maps_of(const struct sealing *s, uint32_t kind)
{
	switch (kind) {
	case K_REF_UNOR:
		return (struct maps){s->unor, NULL};
	case K_REF_PEGAWAI:
		return (struct maps){s->id, s->nip};
	case K_REF_SKP:
		return (struct maps){s->skp, NULL};
	default:
		return (struct maps){s->rhk, NULL};
	}
}

/* 1 + the row of a folded name, 0: none. */
static inline uint32_t look_up(struct maps x, uint32_t key)
{
	uint32_t row = x.first ? x.first[key] : 0;

	return row || !x.then ? row : x.then[key];
}

static uint32_t resolve(const struct sealing *s, uint32_t kind, uint32_t name)
{
	uint32_t key = names_fold(&s->m->ids, name);
	uint32_t row = look_up(maps_of(s, kind), key);
	struct text t;

	if (row)
		return row - 1;
	t = names_get(&s->m->ids, name);
	if (means_none(t) && !far_has(s->m, kind, key))
		return CELL_EMPTY;
	row = kind == K_REF_PEGAWAI ? find_clean_nip(s, t) : 0;
	return row ? row - 1 : CELL_DANGLING | name;
}

static uint32_t table_referred(uint32_t table, uint32_t field)
{
	static const uint8_t of[] = {SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI,
		SKP_TABLE_SKP, SKP_TABLE_RHK};

	return of[field_of(table, field)->kind - K_REF_UNOR];
}

/* Does the column name people by NIP, mostly? */
static bool refers_by_nip(const skp_model *m, uint32_t table, uint32_t field)
{
	return table_referred(table, field) == SKP_TABLE_PEGAWAI &&
		m->by_nip[table] >> field & 1;
}

uint32_t reference_name(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t row)
{
	uint32_t to = table_referred(table, field);
	bool nip = refers_by_nip(m, table, field);
	uint32_t c = cell(&m->table[to], nip ? PEGAWAI_nip : 0, row);

	if (to == SKP_TABLE_PEGAWAI && cell_none(c))
		c = cell(&m->table[to], nip ? PEGAWAI_id : PEGAWAI_nip, row);
	return c;
}

/* The column that reference_name looks at first. */
static const uint32_t *names_referred(const skp_model *m, uint32_t table,
	uint32_t field)
{
	uint32_t to = table_referred(table, field);
	bool nip = refers_by_nip(m, table, field);
	const uint32_t *c = m->table[to].col[nip ? PEGAWAI_nip : 0];

	if (!c && to == SKP_TABLE_PEGAWAI)
		c = m->table[to].col[nip ? PEGAWAI_id : PEGAWAI_nip];
	return c;
}

/* Looks at the first references to people who have both id and NIP. */
static void by_which(struct sealing *s, uint32_t table, uint32_t field)
{
	const struct table *p = pegawai_of(s->m), *t = &s->m->table[table];
	uint32_t i, r, c, nips = 0, seen = 0;

	s->m->by_nip[table] &= (uint16_t)~(1u << field);
	if (!p->col[PEGAWAI_id]) /* then nobody has both */
		return;
	for (i = 0; i < t->rows && seen < 64; i++) {
		c = t->col[field][i];
		r = cell_none(c) ? CELL_EMPTY
				 : resolve(s, K_REF_PEGAWAI, c);
		if (cell_none(r) || !cell_row(r) ||
			cell_none(cell(p, PEGAWAI_id, r)))
			continue;
		seen++;
		nips += cell(p, PEGAWAI_nip, r) == c;
	}
	if (nips * 2 > seen)
		s->m->by_nip[table] |= (uint16_t)(1u << field);
}

/* Another name for a row than that of most is remembered. */
static int32_t spelled(struct sealing *s, uint32_t table, uint32_t field,
	uint32_t row, uint32_t name)
{
	skp_model *m = s->m;
	void *p = m->spelling;

	if (!mem_reserve(&m->mem, &p, &m->cspelling, m->nspelling + 1,
		sizeof(*m->spelling)))
		return mem_fail(&m->mem, s->err);
	m->spelling = p;
	m->spelling[m->nspelling++] = (struct spelling){row, name,
		(uint8_t)table, (uint8_t)field, {0}};
	return SKP_OK;
}

/* The first rows of a column become names again. */
static void unresolve(skp_model *m, uint32_t table, uint32_t field,
	uint64_t rows)
{
	uint32_t *c = m->table[table].col[field];
	uint64_t i;

	for (i = 0; i < rows; i++) {
		if (cell_none(c[i]))
			continue;
		c[i] = cell_row(c[i]) ? reference_name(m, table, field, c[i])
				      : c[i] & ~CELL_DANGLING;
	}
}

enum { AHEAD = 16 };

/* The map that alone tells of a column's names, when rows have but one name,
 * spelled in one way; else NULL. */
static const uint32_t *only_map(const struct sealing *s, uint32_t kind)
{
	if (s->m->ids.fold)
		return NULL;
	if (kind == K_REF_UNOR)
		return s->unor;
	return kind == K_REF_PEGAWAI && !pegawai_of(s->m)->col[PEGAWAI_id]
		? s->nip : NULL;
}

/* Takes the first rows that the map knows; how many. */
static uint64_t resolve_plain(const uint32_t *map, uint64_t names, uint32_t *c,
	uint64_t rows)
{
	uint64_t i;
	uint32_t row;

	for (i = 0; i < rows; i++) {
		if (i + AHEAD < rows && c[i + AHEAD] < names)
			__builtin_prefetch(&map[c[i + AHEAD]]);
		if (cell_none(c[i]))
			continue;
		row = map[c[i]];
		if (!row)
			break;
		c[i] = row - 1;
	}
	return i;
}

static int32_t resolve_column(struct sealing *s, uint32_t table,
	uint32_t field)
{
	struct table *t = &s->m->table[table];
	uint32_t *c = t->col[field], kind = field_of(table, field)->kind;
	const uint32_t *map = only_map(s, kind), *names;
	struct maps x = maps_of(s, kind);
	uint64_t i;
	uint32_t r;

	if (kind == K_REF_PEGAWAI)
		by_which(s, table, field);
	names = names_referred(s->m, table, field);
	for (i = 0; i < t->rows; i++) {
		if (map)
			i += resolve_plain(map, s->names, c + i, t->rows - i);
		if (i == t->rows || cell_none(c[i]))
			continue;
		r = look_up(x, names_fold(&s->m->ids, c[i]));
		if (r && names && names[r - 1] == c[i]) { /* nearly all */
			c[i] = r - 1;
			continue;
		}
		r = resolve(s, kind, c[i]);
		if (!cell_none(r) && cell_row(r) &&
			reference_name(s->m, table, field, r) != c[i] &&
			spelled(s, table, field, (uint32_t)i, c[i])) {
			unresolve(s->m, table, field, i);
			return SKP_E_NOMEM;
		}
		c[i] = r;
	}
	s->m->resolved[table] |= 1u << field;
	return SKP_OK;
}

/* "0" and the like read as values until here; a starred cell cannot do
 * without one. */
static int32_t reject_empty(struct sealing *s, uint32_t table, uint32_t field)
{
	struct table *t = &s->m->table[table];
	uint32_t i;
	int32_t e;

	for (i = 0; i < t->rows; i++) {
		if (t->col[field][i] != CELL_EMPTY || !row_live(t, i) ||
			(table == SKP_TABLE_PENUGASAN &&
				t->col[PENUGASAN_jenis][i] == TUGAS_POS))
			continue;
		if (!table_mark(s->m, t, i, ROW_REJECTED))
			return mem_fail(&s->m->mem, s->err);
		if (row_own(s->m, table, i)) {
			t->rejected++;
			s->m->rejected[table]++;
		}
		e = seal_note(s, table, i, field, NOTE_WAJIB, NAME_EMPTY);
		if (e)
			return e;
	}
	return SKP_OK;
}

static int32_t resolve_field(struct sealing *s, uint32_t table, uint32_t field)
{
	const struct field *f = field_of(table, field);
	int32_t e;

	if (!s->m->table[table].col[field] || f->kind < K_REF_UNOR ||
		f->kind > K_REF_RHK)
		return SKP_OK;
	e = resolve_column(s, table, field);
	return e || !f->required ? e : reject_empty(s, table, field);
}

int32_t seal_references(struct sealing *s)
{
	uint32_t table, field;
	int32_t e = SKP_OK;

	for (table = 0; table < SKP_TABLES && !e; table++) {
		if (table == SKP_TABLE_RHK)
			continue; /* seal_rhk */
		for (field = 0; field < fields_of(table) && !e; field++)
			e = resolve_field(s, table, field);
	}
	return e;
}

/* RHK wait for the SKP to be merged. One whose SKP turns out to be no value is
 * rejected, and its id is nobody's. */
int32_t seal_rhk(struct sealing *s)
{
	int32_t e;

	if (!s->rhk)
		return SKP_OK;
	e = resolve_field(s, SKP_TABLE_RHK, RHK_skp_id);
	if (!e)
		e = seal_map(s, SKP_TABLE_RHK, s->rhk);
	if (!e)
		e = resolve_field(s, SKP_TABLE_RHK, RHK_mendukung_id);
	return e;
}

void references_undo(skp_model *m)
{
	const struct spelling *s = m->spelling, *end = s + m->nspelling;
	uint32_t table, field;

	for (table = 0; table < SKP_TABLES; table++) {
		for (field = 0; field < FIELD_MAX; field++)
			if (m->resolved[table] >> field & 1)
				unresolve(m, table, field,
					m->table[table].rows);
		m->resolved[table] = 0;
	}
	for (; s < end; s++)
		m->table[s->table].col[s->field][s->row] = s->name;
}
