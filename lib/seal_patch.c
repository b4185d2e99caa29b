/* SPDX-License-Identifier: MIT */
/* Opening a sealed model without taking the seal back; cells and references
 * changed in place; what was touched is written down for reports. */
#include "seal_patch.h"

enum {
	TOUCH_MOST = 1 << 16, /* then reports are checked afresh */
	SPELLED_MOST = 4096   /* edits' own spellings, looked up one by one */
};

/* ---- opening and closing ---- */

/* Nothing in it depends on more than a row and what that refers to. */
static bool simple(const skp_model *m)
{
	const struct table *skp = &m->table[SKP_TABLE_SKP];

	return unor_of(m)->rows == m->rows_loaded[0] &&
		pegawai_of(m)->rows == m->rows_loaded[1] && !skp->merged &&
		!skp->col[SKP___unor_nama] && m->name_pegawai &&
		m->nspelling - m->patch.spelled < SPELLED_MOST;
}

bool patch_open(skp_model *m)
{
	struct patch *p = &m->patch;
	uint64_t n = m->nnote - m->notes_loaded;

	if (!simple(m))
		return false;
	p->note = n ? mem_alloc(&m->mem, n * sizeof(*p->note)) : NULL;
	if (n && !p->note)
		return false;
	if (n)
		memcpy(p->note, m->note + m->notes_loaded,
			(size_t)n * sizeof(*p->note));
	p->nnote = n;
	m->nnote = m->notes_loaded;
	p->on = true;
	return true;
}

static void notes_drop(skp_model *m)
{
	struct patch *p = &m->patch;

	mem_free(&m->mem, p->note, p->nnote * sizeof(*p->note));
	p->note = NULL;
	p->nnote = 0;
}

bool patch_close(skp_model *m)
{
	struct patch *p = &m->patch;
	void *note = m->note;

	if (!mem_reserve(&m->mem, &note, &m->cnote, m->nnote + p->nnote,
		sizeof(*m->note)))
		return false;
	m->note = note;
	m->notes_loaded = m->nnote;
	if (p->nnote)
		memcpy(m->note + m->nnote, p->note,
			(size_t)p->nnote * sizeof(*m->note));
	m->nnote += p->nnote;
	notes_drop(m);
	p->on = false;
	return true;
}

void patch_lost(skp_model *m)
{
	m->patch.generation++;
	m->patch.ntouch = 0;
}

void patch_end(skp_model *m)
{
	if (m->patch.on)
		seal_undo(m);
}

void patch_drop(skp_model *m)
{
	notes_drop(m);
	m->patch.on = false;
}

void patch_free(skp_model *m)
{
	patch_drop(m);
	mem_free(&m->mem, m->patch.touch,
		m->patch.ctouch * sizeof(*m->patch.touch));
	m->patch.touch = NULL;
	m->patch.ntouch = m->patch.ctouch = 0;
}

/* ---- what was touched ---- */

static void touch_add(skp_model *m, struct touch t)
{
	struct patch *p = &m->patch;
	void *v = p->touch;

	if (p->ntouch >= TOUCH_MOST || !mem_reserve(&m->mem, &v, &p->ctouch,
		p->ntouch + 1, sizeof(t))) {
		patch_lost(m);
		return;
	}
	p->touch = v;
	p->touch[p->ntouch++] = t;
}

void touch(skp_model *m, enum touch_what what, uint32_t row, uint32_t bits)
{
	if (what == TOUCH_NOTE || cell_row(row))
		touch_add(m, (struct touch){.what = (uint8_t)what,
			.bits = (uint8_t)bits, .row = row});
}

void touch_row(skp_model *m, uint32_t table, uint32_t row)
{
	touch_add(m, (struct touch){.what = TOUCH_ROW,
		.table = (uint8_t)table, .row = row});
}

static void touch_word(skp_model *m, uint32_t table, uint32_t row,
	uint32_t field)
{
	uint32_t c = cell(&m->table[table], field, row);

	if (field_of(table, field)->kind == K_WORD && !cell_none(c))
		touch_add(m, (struct touch){.what = TOUCH_CODE,
			.table = (uint8_t)table, .field = (uint8_t)field,
			.row = c});
}

static void touch_unor(skp_model *m, uint32_t row, uint32_t field)
{
	switch (field) {
	case UNOR_pemimpin_id:
		touch(m, TOUCH_UNOR, row, TOUCH_SELF | TOUCH_HEADS);
		touch(m, TOUCH_PEGAWAI, cell(unor_of(m), field, row),
			TOUCH_OWN | TOUCH_ATASAN);
		break;
	case UNOR_diklaim:
	case UNOR_nama_jabatan:
		touch(m, TOUCH_UNOR, row, TOUCH_SELF);
		break;
	case UNOR_eselon_id:
		touch(m, TOUCH_UNOR, row, TOUCH_SELF | TOUCH_HEADS |
			TOUCH_CHILDREN);
		break;
	default:
		patch_lost(m);
	}
}

/* Whose unit is that of SKP without one. */
static void touch_place(skp_model *m, uint32_t row)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t u = cell(pegawai_of(m), PEGAWAI_unor_id, row), c;
	struct slice s = slice_of(&m->skp_pegawai, row);

	touch(m, TOUCH_UNOR, u, TOUCH_SELF | TOUCH_MEMBERS);
	for (; s.p < s.end; s.p++) {
		c = cell(t, SKP_unor_id, *s.p);
		if (c != CELL_EMPTY && c != CELL_UNKNOWN)
			continue;
		touch(m, TOUCH_UNOR, u, TOUCH_SKP);
		break;
	}
}

static void touch_pegawai(skp_model *m, uint32_t row, uint32_t field)
{
	uint32_t bits = TOUCH_OWN;

	switch (field) {
	case PEGAWAI_kedudukan:
		bits |= TOUCH_ATASAN | TOUCH_HEAD | TOUCH_FLAGS |
			TOUCH_EVENTS;
		touch(m, TOUCH_UNOR, cell(pegawai_of(m), PEGAWAI_unor_id, row),
			TOUCH_SELF | TOUCH_MEMBERS);
		break;
	case PEGAWAI_jabatan:
		bits |= TOUCH_FLAGS | TOUCH_HEAD;
		break;
	case PEGAWAI_eselon_id:
		bits |= TOUCH_ATASAN | TOUCH_HEAD;
		break;
	case PEGAWAI_jenis_jabatan:
		bits |= TOUCH_ATASAN;
		break;
	case PEGAWAI_tmt_jabatan:
		bits |= TOUCH_HEAD;
		break;
	case PEGAWAI_unor_id:
		bits |= TOUCH_ATASAN;
		touch_place(m, row);
		break;
	}
	touch(m, TOUCH_PEGAWAI, row, bits);
}

/* An RHK refers to that of whom its owner or their delegate made: that is
 * looked up by no index. */
static bool many_rhk(const skp_model *m)
{
	return m->table[SKP_TABLE_RHK].rows > 0;
}

static void touch_penugasan(skp_model *m, uint32_t row)
{
	const struct table *t = &m->table[SKP_TABLE_PENUGASAN];

	if (many_rhk(m) && cell(t, PENUGASAN_jenis, row) == TUGAS_DELEGASI)
		patch_lost(m);
	touch_row(m, SKP_TABLE_PENUGASAN, row);
	touch(m, TOUCH_UNOR, cell(t, PENUGASAN_unor_id, row),
		TOUCH_SELF | TOUCH_HEADS);
	touch(m, TOUCH_PEGAWAI, cell(t, PENUGASAN_pegawai_id, row),
		TOUCH_OWN | TOUCH_ATASAN);
}

static void touch_skp(skp_model *m, uint32_t row, uint32_t field)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];

	if (many_rhk(m) && field == SKP_pegawai_id)
		patch_lost(m);
	touch_row(m, SKP_TABLE_SKP, row);
	touch(m, TOUCH_PEGAWAI, cell(t, SKP_pegawai_id, row), TOUCH_OWN);
	if (field != SKP_atasan_id && field != SKP_atasan_unor_id)
		touch(m, TOUCH_UNOR, effective_unor(m, row),
			TOUCH_SELF | TOUCH_SKP);
}

static void touch_rhk(skp_model *m, uint32_t row)
{
	uint32_t skp = cell(&m->table[SKP_TABLE_RHK], RHK_skp_id, row);

	if (cell_row(skp))
		touch_skp(m, skp, SKP_atasan_id);
}

void touch_cell(skp_model *m, uint32_t table, uint32_t row, uint32_t field)
{
	const struct table *t = &m->table[table];
	uint32_t f;

	for (f = 0; f < fields_of(table); f++)
		if (field == FIELD_MAX || field == f)
			touch_word(m, table, row, f);
	switch (table) {
	case SKP_TABLE_UNOR:
		touch_unor(m, row, field);
		break;
	case SKP_TABLE_PEGAWAI:
		touch_pegawai(m, row, field);
		break;
	case SKP_TABLE_PENUGASAN:
		touch_penugasan(m, row);
		break;
	case SKP_TABLE_SKP:
		touch_skp(m, row, field);
		break;
	case SKP_TABLE_RHK:
		touch_rhk(m, row);
		break;
	case SKP_TABLE_PERIODE:
		patch_lost(m);
		break;
	default:
		touch_row(m, table, row);
		touch(m, TOUCH_PEGAWAI, t->col[0][row], TOUCH_OWN |
			(table == SKP_TABLE_KEJADIAN ? TOUCH_EVENTS : 0));
	}
}

/* ---- names and rows ---- */

/* Seal looks at RHK last. */
static uint64_t spelled_key(uint32_t table, uint32_t field, uint32_t row)
{
	table = table == SKP_TABLE_RHK ? (uint32_t)SKP_TABLES : table;
	return (uint64_t)table << 40 | (uint64_t)field << 32 | row;
}

static struct spelling *spelled(const skp_model *m, uint32_t table,
	uint32_t field, uint32_t row)
{
	uint64_t lo = 0, hi = m->patch.spelled, mid, i;
	uint64_t want = spelled_key(table, field, row), key;
	struct spelling *s;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		s = &m->spelling[mid];
		key = spelled_key(s->table, s->field, s->row);
		if (key == want)
			return s;
		if (key < want)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (i = m->patch.spelled; i < m->nspelling; i++) {
		s = &m->spelling[i];
		if (s->table == table && s->field == field && s->row == row)
			return s;
	}
	return NULL;
}

uint32_t patch_raw(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t row)
{
	uint32_t c = cell(&m->table[table], field, row);
	const struct spelling *s;

	if (!m->patch.on || cell_none(c) || !is_reference(table, field))
		return c;
	if (!cell_row(c))
		return c & ~CELL_DANGLING;
	s = spelled(m, table, field, row);
	return s ? s->name : reference_name(m, table, field, c);
}

bool patch_spell(skp_model *m, uint32_t table, uint32_t field, uint32_t row,
	uint32_t raw, uint32_t to)
{
	struct spelling *s = spelled(m, table, field, row);
	void *p = m->spelling;

	if (s) {
		s->name = raw;
		return true;
	}
	if (cell_none(to) || !cell_row(to) ||
		reference_name(m, table, field, to) == raw)
		return true;
	if (m->nspelling - m->patch.spelled >= SPELLED_MOST ||
		!mem_reserve(&m->mem, &p, &m->cspelling, m->nspelling + 1,
			sizeof(*m->spelling)))
		return false;
	m->spelling = p;
	m->spelling[m->nspelling++] = (struct spelling){row, raw,
		(uint8_t)table, (uint8_t)field, {0, 0}};
	return true;
}

/* Somebody known by the NIP that is left of a name without its blanks; false:
 * the map that seal kept cannot tell. */
static bool resolve_clean(const skp_model *m, struct text t, uint32_t *row)
{
	char to[ID_MAX];
	struct text clean = cell_clean_nip(t, to, sizeof(to));
	uint32_t name, c;

	*row = 0;
	if (clean.n == t.n || clean.n == 0)
		return true;
	name = names_find_id(&m->ids, clean);
	if (name == NAME_NONE || name >= m->nname || !m->name_pegawai[name])
		return true;
	*row = m->name_pegawai[name];
	c = cell(pegawai_of(m), PEGAWAI_nip, *row - 1);
	return !cell_none(c) && names_fold(&m->ids, c) == name;
}

static bool resolve(const skp_model *m, uint32_t kind, uint32_t name,
	uint32_t *to)
{
	const uint32_t *map = kind == K_REF_UNOR ? m->name_unor
						 : m->name_pegawai;
	uint32_t key = names_fold(&m->ids, name), row;
	struct text t = names_get(&m->ids, name);

	*to = name;
	if (cell_none(name))
		return true;
	if (kind > K_REF_PEGAWAI)
		return false;
	row = key < m->nname ? map[key] : 0;
	if (!row && means_none(t)) {
		*to = CELL_EMPTY;
		return true;
	}
	if (!row && kind == K_REF_PEGAWAI && !resolve_clean(m, t, &row))
		return false;
	*to = row ? row - 1 : CELL_DANGLING | name;
	return true;
}

bool patch_resolve(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t raw, uint32_t *to)
{
	*to = raw;
	return !is_reference(table, field) ||
		(resolve(m, field_of(table, field)->kind, raw, to) &&
			(*to != CELL_EMPTY ||
				!field_of(table, field)->required));
}

/* ---- one cell ---- */

static bool source_names(const skp_model *m, uint32_t table, uint32_t row,
	uint32_t field)
{
	uint32_t line, ord;
	int32_t file;

	model_place(m, table, row, &file, &line, &ord);
	return m->source[file < 0 ? 0 : file].mask[table] >> field & 1;
}

/* A post of jabatan history does without a unit, other assignments do not. */
bool lacks_reference(const skp_model *m, uint32_t table, uint32_t row)
{
	const struct table *t = &m->table[table];

	return table == SKP_TABLE_PENUGASAN &&
		(cell_none(t->col[PENUGASAN_unor_id][row]) ||
			cell_none(t->col[PENUGASAN_pegawai_id][row]));
}

static bool may_set(const skp_model *m, uint32_t table, uint32_t row,
	uint32_t field)
{
	bool local = table == SKP_TABLE_PEGAWAI	 ? field > PEGAWAI_nip
		: table == SKP_TABLE_RHK	 ? field == RHK_klasifikasi
		: table == SKP_TABLE_PENUGASAN ||
			table == SKP_TABLE_KEJADIAN ||
			table == SKP_TABLE_PROFIL ? true
						  : field > 0;

	return local && row_live(&m->table[table], row) &&
		source_names(m, table, row, field) &&
		m->table[table].col[field] && !lacks_reference(m, table, row);
}

/* The SKP of a person without units of their own go where the person goes. */
static bool skp_follow(skp_model *m, uint32_t pegawai,
	bool (*go)(skp_model *m, uint32_t skp))
{
	struct slice s = slice_of(&m->skp_pegawai, pegawai);
	bool ok = true;

	for (; s.p < s.end && ok; s.p++)
		ok = go(m, *s.p);
	return ok;
}

static bool slot_key(uint32_t table, uint32_t field)
{
	return is_reference(table, field) ||
		(table == SKP_TABLE_KEJADIAN && field == KEJADIAN_waktu) ||
		(table == SKP_TABLE_PROFIL && field == PROFIL_waktu);
}

static bool write_cell(skp_model *m, uint32_t table, uint32_t row,
	uint32_t field, uint32_t to)
{
	bool key = slot_key(table, field), ok;
	bool place = table == SKP_TABLE_PEGAWAI && field == PEGAWAI_unor_id;
	uint32_t *c = &m->table[table].col[field][row];

	ok = (!key || row_leave(m, table, row)) &&
		(!place || skp_follow(m, row, skp_unplace));
	*c = to;
	return ok && (!place || skp_follow(m, row, skp_place)) &&
		(!key || row_join(m, table, row));
}

bool patch_set(skp_model *m, uint32_t table, uint32_t row, uint32_t field,
	uint32_t raw)
{
	uint32_t to;

	if (!may_set(m, table, row, field) ||
		!patch_resolve(m, table, field, raw, &to) ||
		(is_reference(table, field) &&
			!patch_spell(m, table, field, row, raw, to)))
		return false;
	touch_cell(m, table, row, field);
	if (write_cell(m, table, row, field, to))
		touch_cell(m, table, row, field);
	else
		seal_undo(m);
	return true;
}
