/* SPDX-License-Identifier: MIT */
/* Edits of a sealed model: it opens again, keeps a journal of what is done to
 * it, and goes back as far as one likes. */
#include "seal_patch.h"

/* ---- the journal ---- */

int32_t journal_room(skp_model *m, uint64_t edits, uint64_t notes,
	skp_error *err)
{
	struct journal *j = &m->journal;
	void *edit = j->edit, *note = j->note;
	bool ok;

	if (!j->on)
		return SKP_OK;
	ok = mem_reserve(&m->mem, &edit, &j->cap, j->n + edits,
		sizeof(*j->edit));
	j->edit = edit;
	if (ok && notes)
		ok = mem_reserve(&m->mem, &note, &j->cnote, j->nnote + notes,
			sizeof(*j->note));
	j->note = note;
	return ok ? SKP_OK : mem_fail(&m->mem, err);
}

void journal_write(skp_model *m, struct edit e)
{
	if (m->journal.on)
		m->journal.edit[m->journal.n++] = e;
}

void journal_note(skp_model *m, uint64_t i)
{
	if (!m->journal.on)
		return;
	m->journal.note[m->journal.nnote++] = m->note[i];
	journal_write(m, (struct edit){.kind = EDIT_NOTE, .row = (uint32_t)i});
}

/* Of a model that is edited in place: how many rows seal itself rejected. */
static uint64_t sealed_rejects(const skp_model *m, const struct table *t)
{
	uint32_t k;

	for (k = 0; k < SKP_TABLES && m->patch.on; k++)
		if (t == &m->table[k])
			return m->rejected[k];
	return 0;
}

int32_t journal_before(skp_model *m, const struct table *t, uint64_t source,
	struct added *to, skp_error *err)
{
	struct journal *j = &m->journal;
	void *p = j->added;
	int32_t e = journal_room(m, 1, 0, err);

	if (e || !j->on)
		return e;
	if (!mem_reserve(&m->mem, &p, &j->cadded, j->nadded + 1,
		sizeof(*j->added)))
		return mem_fail(&m->mem, err);
	j->added = p;
	*to = (struct added){.rows = t->rows, .ord = t->ord, .nrun = t->nrun,
		.read = t->read, .empty = t->empty,
		.rejected = t->rejected - sealed_rejects(m, t),
		.notes = m->nnote, .source = m->source[source],
		.number = source, .given = t->given,
		.skp_list = m->skp_list};
	if (t->nrun)
		to->last = t->run[t->nrun - 1];
	return SKP_OK;
}

void journal_added(skp_model *m, uint32_t table, const struct added *a)
{
	if (!m->journal.on)
		return;
	m->journal.added[m->journal.nadded++] = *a;
	journal_write(m, (struct edit){.kind = EDIT_ADD,
		.table = (uint8_t)table});
}

void journal_cut(skp_model *m, uint64_t n)
{
	struct journal *j = &m->journal;

	for (; j->n > n; j->n--) {
		j->nadded -= j->edit[j->n - 1].kind == EDIT_ADD;
		j->nnote -= j->edit[j->n - 1].kind == EDIT_NOTE;
	}
}

void journal_free(skp_model *m)
{
	struct journal *j = &m->journal;

	mem_free(&m->mem, j->edit, j->cap * sizeof(*j->edit));
	mem_free(&m->mem, j->added, j->cadded * sizeof(*j->added));
	mem_free(&m->mem, j->note, j->cnote * sizeof(*j->note));
	memset(j, 0, sizeof(*j));
}

/* ---- going back ---- */

static void undo_set(skp_model *m, const struct edit *e)
{
	struct source *s = &m->source[e->file];

	if (!m->patch.on ||
		!patch_set(m, e->table, e->row, e->field, e->old)) {
		patch_end(m);
		m->table[e->table].col[e->field][e->row] = e->old;
	}
	if (e->noted)
		touch(m, TOUCH_NOTE, 0, 0);
	if (!e->named)
		s->mask[e->table] &= ~(1u << e->field);
	if (!e->ragged)
		s->ragged &= ~(1u << e->table);
	m->nnote -= e->noted;
}

static void undo_add(skp_model *m, const struct edit *e)
{
	const struct added *a = &m->journal.added[--m->journal.nadded];
	struct table *t = a->implicit ? &m->implicit[e->table]
				      : &m->table[e->table];

	patch_unadd(m, e->table, a->rows);
	if (t->given != a->given || m->skp_list != a->skp_list ||
		memcmp(m->source[a->number].mask, a->source.mask,
			sizeof(a->source.mask)) != 0)
		patch_lost(m);
	if (m->nnote != a->notes)
		touch(m, TOUCH_NOTE, 0, 0);
	t->rows = a->rows;
	t->ord = a->ord;
	t->nrun = a->nrun;
	if (a->nrun)
		t->run[a->nrun - 1] = a->last;
	t->read = a->read;
	t->empty = a->empty;
	t->rejected = a->rejected + sealed_rejects(m, t);
	t->given = a->given;
	m->nnote = a->notes;
	m->source[a->number] = a->source;
	m->skp_list = a->skp_list;
}

static void undo_fill(skp_model *m, const struct edit *e)
{
	uint32_t *c = m->table[e->table].col[e->field] + e->row, i;

	for (i = 0; i < e->n; i++)
		c[i] = CELL_UNKNOWN;
}

/* The journal wrote it only after there was room for it. */
static void undo_note(skp_model *m, const struct edit *e)
{
	memmove(m->note + e->row + 1, m->note + e->row,
		(m->nnote - e->row) * sizeof(*m->note));
	m->note[e->row] = m->journal.note[--m->journal.nnote];
	m->nnote++;
	touch(m, TOUCH_NOTE, 0, 0);
}

static void undo_one(skp_model *m, const struct edit *e)
{
	struct table *t = &m->table[e->table];

	switch ((enum edit_kind)e->kind) {
	case EDIT_SET:
		undo_set(m, e);
		break;
	case EDIT_REMOVE:
		t->state[e->row] &= (uint8_t)~ROW_REMOVED;
		t->read++;
		patch_revived(m, e->table, e->row);
		break;
	case EDIT_ADD:
		undo_add(m, e);
		break;
	case EDIT_FILL:
		undo_fill(m, e);
		break;
	case EDIT_NOTE:
		undo_note(m, e);
	}
}

/* ---- public ---- */

int32_t skp_model_edit(skp_model *m, skp_error *err)
{
	int32_t e = handle_change(m, MARK_MODEL, err);

	if (e)
		return e;
	if (m->loading)
		return fail(err, SKP_E_BUSY, "a load is under way");
	if (m->far)
		return fail(err, SKP_E_STATE,
			"a part of the data cannot be edited");
	if (!m->sealed)
		return SKP_OK;
	m->journal.on = true;
	m->sealed = false;
	m->changes++;
	if (!patch_open(m))
		seal_undo(m);
	return SKP_OK;
}

int32_t skp_model_sealed(const skp_model *m)
{
	return !handle_check(m, MARK_MODEL, NULL) && m->sealed;
}

int64_t skp_model_mark(const skp_model *m)
{
	return handle_check(m, MARK_MODEL, NULL) ? SKP_E_ARG
						 : (int64_t)m->journal.n;
}

int32_t skp_model_undo(skp_model *m, int64_t mark, skp_error *err)
{
	int32_t e = model_open(m, err);
	struct journal *j = &m->journal;

	if (e)
		return e;
	if (m->loading)
		return fail(err, SKP_E_BUSY, "a load is under way");
	if (mark < 0 || (uint64_t)mark > j->n)
		return fail(err, SKP_E_ARG, "no such place in the journal");
	if (!patch_may_undo(m, (uint64_t)mark))
		patch_end(m);
	while (j->n > (uint64_t)mark)
		undo_one(m, &j->edit[--j->n]);
	return SKP_OK;
}
