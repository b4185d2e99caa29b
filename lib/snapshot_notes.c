/* SPDX-License-Identifier: MIT */
/* A snapshot's notes, places and marks: what seal remembers, checked. */
#include "snapshot.h"

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

int32_t snapshot_check_merges(skp_model *m, skp_error *err)
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

const char *snapshot_memory_fault(const skp_model *m)
{
	uint32_t t;

	if (!sources_sound(m))
		return "files";
	for (t = 0; t < SKP_TABLES; t++)
		if (!places_sound(m, &m->table[t]))
			return "places of rows";
	for (t = 0; t < 2; t++)
		if (!places_sound(m, &m->implicit[t]))
			return "places of rows";
	if (!notes_sound(m) || !rewordings_sound(m) || !spellings_sound(m) ||
		!took_sound(m))
		return "notes";
	return NULL;
}
