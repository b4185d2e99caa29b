/* SPDX-License-Identifier: MIT */
/* Carrying steps out on a model: the changes of one step, at an instant. */
#include "plan.h"

int32_t plan_source(skp_model *m, int32_t *ret, skp_error *err)
{
	int32_t e = skp_model_edit(m, err);

	return e ? e : skp_model_source(m, "rencana", -1, ret, err);
}

/* Rows later than pada of people who are known; those of nobody known stay,
 * they are findings of their own. */
static bool future_rows(const skp_model *m, uint32_t table, uint32_t waktu,
	uint32_t pegawai, int64_t pada, struct mem *mem, struct ids *to)
{
	const struct table *t = &m->table[table];
	uint32_t i, c;

	for (i = 0; i < t->rows; i++) {
		c = cell(t, waktu, i);
		if (!cell_none(c) && c > pada && row_live(t, i) &&
			cell_row(t->col[pegawai][i]) &&
			!ids_add(mem, to, i))
			return false;
	}
	return true;
}

static int32_t forget(skp_model *m, uint32_t table, const struct ids *rows,
	skp_error *err)
{
	int32_t e = rows->n ? skp_model_edit(m, err) : SKP_OK;
	uint64_t i;

	for (i = 0; i < rows->n && !e; i++)
		e = skp_model_remove(m, (int32_t)table, rows->v[i], err);
	return e;
}

int32_t plan_forget(skp_model *m, int64_t pada, skp_error *err)
{
	struct mem *mem = &m->mem;
	struct ids events = {0}, views = {0};
	int32_t e = SKP_OK;

	if (!future_rows(m, SKP_TABLE_KEJADIAN, KEJADIAN_waktu,
		KEJADIAN_pegawai_id, pada, mem, &events) ||
		!future_rows(m, SKP_TABLE_PROFIL, PROFIL_waktu,
			PROFIL_pegawai_id, pada, mem, &views))
		e = mem_fail(mem, err);
	if (!e)
		e = forget(m, SKP_TABLE_KEJADIAN, &events, err);
	if (!e)
		e = forget(m, SKP_TABLE_PROFIL, &views, err);
	ids_free(mem, &events);
	ids_free(mem, &views);
	return e ? e : skp_model_seal(m, err);
}

static struct text spoken(const skp_plan *p, const struct pair *pair,
	int64_t at, char to[CLOCK_TEXT])
{
	if (pair->say != SAY_NOW)
		return plan_say(p, pair->say);
	clock_print(at, to);
	return text_of(to);
}

/* An SKP that another step added stands where it fell. */
static int64_t row_of(const skp_plan *p, const struct change *c,
	const skp_model *m)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t id, i;

	if (!c->added)
		return c->row;
	id = names_find_id(&m->ids, plan_say(p, c->added));
	for (i = (uint32_t)p->base[SKP_TABLE_SKP]; i < t->rows; i++)
		if (t->col[SKP_id][i] == id)
			return i;
	return -1;
}

static int32_t apply_set(const skp_plan *p, const struct change *c,
	skp_model *m, int64_t at, skp_error *err)
{
	const struct pair *pair = &p->pair[c->pair];
	int64_t row = row_of(p, c, m);
	char to[CLOCK_TEXT];
	struct text t = spoken(p, pair, at, to);

	if (row < 0)
		return SKP_OK; /* not there in this order: nothing to change */
	return skp_model_set(m, c->table, row, pair->field, t.p, t.n, err);
}

static int32_t apply_add(const skp_plan *p, const struct change *c,
	skp_model *m, int32_t source, int64_t at, skp_error *err)
{
	skp_batch b = SKP_INIT(skp_batch);
	skp_column column[FIELD_MAX];
	uint32_t offset[FIELD_MAX][2], i;
	char to[CLOCK_TEXT];
	struct text t;

	memset(column, 0, sizeof(column));
	for (i = 0; i < c->n; i++) {
		t = spoken(p, &p->pair[c->pair + i], at, to);
		offset[i][0] = 0;
		offset[i][1] = t.n;
		column[i].size = sizeof(column[i]);
		column[i].field = p->pair[c->pair + i].field;
		column[i].bytes = t.p;
		column[i].offset = offset[i];
	}
	b.table = c->table;
	b.rows = 1;
	b.columns = c->n;
	b.column = column;
	b.file = source;
	b.flags = c->kind == CHANGE_IMPLY ? SKP_BATCH_IMPLICIT
					  : SKP_BATCH_PARTIAL;
	return skp_model_add_batch(m, &b, err);
}

int32_t plan_apply(const skp_plan *p, uint32_t i, skp_model *m,
	int32_t source, int64_t at, skp_error *err)
{
	const struct change *c;
	uint32_t k = p->step[i].change;
	int32_t e = skp_model_edit(m, err);

	for (; k && !e; k = c->next) {
		c = &p->change[k - 1];
		if (c->kind == CHANGE_SET)
			e = apply_set(p, c, m, at, err);
		else if (c->kind == CHANGE_REMOVE)
			e = skp_model_remove(m, c->table, c->row, err);
		else
			e = apply_add(p, c, m, source, at, err);
	}
	return e;
}
