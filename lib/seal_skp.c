/* SPDX-License-Identifier: MIT */
/* Rows of `skp` with one id are one SKP: the first takes up what it lacks. */
#include "model.h"

static bool same_words(const skp_model *m, uint32_t a, uint32_t b)
{
	char to[2][64];

	return text_eq(text_fold(names_get(&m->words, a), to[0], 64),
		text_fold(names_get(&m->words, b), to[1], 64));
}

static bool cells_agree(const skp_model *m, uint32_t field, uint32_t a,
	uint32_t b)
{
	if (a == b)
		return true;
	switch (field_of(SKP_TABLE_SKP, field)->kind) {
	case K_WORD:
		return same_words(m, a, b);
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

static int32_t contradiction(struct sealing *s, uint32_t into, uint32_t row,
	uint32_t field, uint32_t value)
{
	int32_t e;
	char to[CELL_PRINT];
	uint32_t name = names_put(&s->m->texts, model_cell_text(s->m,
		SKP_TABLE_SKP, field, value, to));

	if (name == NAME_NONE)
		return mem_fail(&s->m->mem, s->err);
	e = seal_note(s, SKP_TABLE_SKP, row, field, NOTE_PERTENTANGAN, name);
	if (!e) /* the row that stays says how the id is written */
		s->m->note[s->m->nnote - 1].id =
			s->m->table[SKP_TABLE_SKP].col[SKP_id][into];
	return e;
}

static int32_t merge(struct sealing *s, uint32_t into, uint32_t row)
{
	struct table *t = &s->m->table[SKP_TABLE_SKP];
	uint32_t f, *c;
	int32_t e;

	for (f = 0; f < fields_of(SKP_TABLE_SKP); f++) {
		c = t->col[f];
		if (!c || c[row] == CELL_UNKNOWN)
			continue;
		if (cell_none(c[row])) {
			if (c[into] == CELL_UNKNOWN)
				c[into] = c[row];
		} else if (cell_none(c[into])) {
			c[into] = c[row];
		} else if (!cells_agree(s->m, f, c[into], c[row])) {
			e = contradiction(s, into, row, f, c[row]);
			if (e)
				return e;
		}
	}
	if (!table_mark(s->m, t, row, ROW_MERGED))
		return mem_fail(&s->m->mem, s->err);
	t->merged++;
	return SKP_OK;
}

static int32_t resolve_rhk(struct sealing *s)
{
	struct table *t = &s->m->table[SKP_TABLE_RHK];
	uint32_t i, k, key, *c, row;
	static const uint8_t field[] = {RHK_skp_id, RHK_mendukung_id};

	for (k = 0; k < 2; k++) {
		c = t->col[field[k]];
		if (!c)
			continue;
		for (i = 0; i < t->rows; i++) {
			if (cell_none(c[i]))
				continue;
			key = names_fold(&s->m->ids, c[i]);
			row = k ? s->rhk[key] : s->skp[key];
			c[i] = row ? row - 1 : CELL_DANGLING | c[i];
		}
		s->resolved[SKP_TABLE_RHK] |= 1u << field[k];
	}
	return SKP_OK;
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
	return s->rhk ? resolve_rhk(s) : SKP_OK;
}
