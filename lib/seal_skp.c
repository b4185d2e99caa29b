/* SPDX-License-Identifier: MIT */
/* Rows of `skp` with one id are one SKP: the first takes up what it lacks. */
#include "model.h"

static bool cells_agree(const skp_model *m, uint32_t field, uint32_t a,
	uint32_t b)
{
	if (a == b)
		return true;
	switch (field_of(SKP_TABLE_SKP, field)->kind) {
	case K_TEXT:
		return text_same(names_get(&m->texts, a),
			names_get(&m->texts, b));
	case K_ID:
		return true; /* differs in case only */
	case K_REF_UNOR:
	case K_REF_PEGAWAI: /* both unknown: the same but for case? */
		return cell_dangling(a) && cell_dangling(b) &&
			names_fold(&m->ids, a & ~CELL_DANGLING) ==
			names_fold(&m->ids, b & ~CELL_DANGLING);
	default:
		return false;
	}
}

/* Remembers which cells are not the row's own; seal_undo empties them. */
static int32_t took(struct sealing *s, uint32_t into, uint32_t field)
{
	skp_model *m = s->m;
	uint64_t rows = m->table[SKP_TABLE_SKP].rows;

	if (!m->took) {
		m->took = mem_calloc(&m->mem, rows, sizeof(*m->took));
		if (!m->took)
			return mem_fail(&m->mem, s->err);
		m->ntook = rows;
	}
	m->took[into] |= (uint16_t)(1u << field);
	return SKP_OK;
}

static int32_t contradiction(struct sealing *s, uint32_t row, uint32_t field,
	uint32_t value)
{
	char to[CELL_PRINT];
	uint32_t name = names_put(&s->m->texts, model_cell_text(s->m,
		SKP_TABLE_SKP, field, value, to));

	if (name == NAME_NONE)
		return mem_fail(&s->m->mem, s->err);
	return seal_note(s, SKP_TABLE_SKP, row, field, NOTE_PERTENTANGAN,
		name);
}

static int32_t reworded(struct sealing *s, uint32_t into, uint32_t row,
	uint32_t field)
{
	skp_model *m = s->m;
	void *p = m->rewording;

	if (!mem_reserve(&m->mem, &p, &m->crewording, m->nrewording + 1,
		sizeof(*m->rewording)))
		return mem_fail(&m->mem, s->err);
	m->rewording = p;
	m->rewording[m->nrewording++] = (struct rewording){into, row,
		(uint8_t)field, false, {0}};
	return SKP_OK;
}

static int32_t take(struct sealing *s, uint32_t into, uint32_t row,
	uint32_t field)
{
	uint32_t *c = s->m->table[SKP_TABLE_SKP].col[field];
	int32_t e = took(s, into, field);

	if (!e)
		c[into] = c[row]; /* only now can it be undone */
	return e;
}

/* Takes over a word that the first row lacks, and says so. */
static int32_t merge_word(struct sealing *s, uint32_t into, uint32_t row,
	uint32_t field)
{
	struct table *t = &s->m->table[SKP_TABLE_SKP];
	uint32_t *c = t->col[field];

	if (!cell_none(c[into]))
		return c[into] == c[row] ? SKP_OK : reworded(s, into, row,
			field);
	if (!table_mark(s->m, t, into, field == SKP_jenis ? ROW_TOOK_JENIS
							   : ROW_TOOK_STATUS))
		return mem_fail(&s->m->mem, s->err);
	return take(s, into, row, field);
}

static int32_t merge_cell(struct sealing *s, uint32_t into, uint32_t row,
	uint32_t field)
{
	uint32_t *c = s->m->table[SKP_TABLE_SKP].col[field];

	if (cell_none(c[row]))
		return c[into] == CELL_UNKNOWN ? take(s, into, row, field)
					       : SKP_OK;
	if (field_of(SKP_TABLE_SKP, field)->kind == K_WORD)
		return merge_word(s, into, row, field);
	if (cell_none(c[into]))
		return take(s, into, row, field);
	if (!cells_agree(s->m, field, c[into], c[row]))
		return contradiction(s, row, field, c[row]);
	return SKP_OK;
}

static int32_t merge(struct sealing *s, uint32_t into, uint32_t row)
{
	struct table *t = &s->m->table[SKP_TABLE_SKP];
	uint32_t f;
	int32_t e;

	for (f = 0; f < fields_of(SKP_TABLE_SKP); f++) {
		if (!t->col[f] || t->col[f][row] == CELL_UNKNOWN)
			continue;
		e = merge_cell(s, into, row, f);
		if (e)
			return e;
	}
	t->col[SKP_id][row] = t->col[SKP_id][into]; /* one SKP, one spelling */
	if (!table_mark(s->m, t, row, ROW_MERGED))
		return mem_fail(&s->m->mem, s->err);
	if (row_own(s->m, SKP_TABLE_SKP, row))
		t->merged++;
	s->merged = true;
	return SKP_OK;
}

/* What was noted on a row that was taken up is said of the one that stays. */
static void note_moves(struct sealing *s, struct note *n)
{
	const uint32_t *id = s->m->table[SKP_TABLE_SKP].col[SKP_id];

	n->row = s->skp[names_fold(&s->m->ids, id[n->row])] - 1;
	n->id = id[n->row];
}

static void move_notes(struct sealing *s)
{
	const struct table *t = &s->m->table[SKP_TABLE_SKP];
	struct note *n = s->m->note;
	uint64_t i;

	for (i = 0; s->merged && i < s->m->nnote; i++)
		if (n[i].table == SKP_TABLE_SKP && n[i].row != CELL_UNKNOWN &&
			row_state(t, n[i].row) & ROW_MERGED)
			note_moves(s, &n[i]);
}

int32_t seal_skp(struct sealing *s)
{
	struct table *t = &s->m->table[SKP_TABLE_SKP];
	uint32_t i, c, key;
	int32_t e;

	for (i = 0; i < t->rows && t->col[SKP_id]; i++) {
		c = row_live(t, i) ? t->col[SKP_id][i] : CELL_EMPTY;
		if (cell_none(c))
			continue;
		key = names_fold(&s->m->ids, c);
		if (!s->skp[key]) {
			s->skp[key] = i + 1;
			continue;
		}
		e = merge(s, s->skp[key] - 1, i);
		if (e)
			return e;
	}
	move_notes(s);
	return SKP_OK;
}
