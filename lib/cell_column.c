/* SPDX-License-Identifier: MIT */
/* Many cells of one field at once, as numbers. */
#include "model.h"

enum { KINDS_TEXT = 1 << K_ID | 1 << K_NIP | 1 << K_KEY | 1 << K_TEXT };

/* YYYYMMDD; neighbours are mostly the same day. */
static int64_t day_number(uint32_t cell, uint32_t *last, int64_t *number)
{
	int32_t year, month, day;

	if (cell < DATE_BIAS / 2) /* month * 100 + day */
		return cell;
	if (cell != *last) {
		clock_to_civil((int32_t)cell - DATE_BIAS, &year, &month, &day);
		*last = cell;
		*number = (int64_t)year * 10000 + month * 100 + day;
	}
	return *number;
}

static int64_t special_number(uint32_t cell)
{
	if (cell == CELL_UNKNOWN)
		return SKP_CELL_UNKNOWN;
	return cell == CELL_EMPTY ? SKP_CELL_EMPTY : SKP_CELL_UNMATCHED;
}

static bool kind_refers(uint32_t kind)
{
	return kind >= K_REF_UNOR && kind <= K_REF_RHK;
}

static void column_numbers(const struct table *t, uint32_t field,
	uint32_t kind, uint32_t first, uint32_t n, int64_t *to)
{
	bool day = kind == K_DATE || kind == K_PDATE;
	bool refers = kind_refers(kind);
	uint32_t last = CELL_UNKNOWN, c, i;
	int64_t number = 0;

	for (i = 0; i < n; i++) {
		c = cell(t, field, first + i);
		if (!row_live(t, first + i))
			to[i] = SKP_CELL_DEAD;
		else if (cell_none(c))
			to[i] = special_number(c);
		else if (day)
			to[i] = day_number(c, &last, &number);
		else
			to[i] = refers && !cell_row(c) ? SKP_CELL_UNMATCHED
						       : (int64_t)c;
	}
}

/* Numbers and references of rows that all live, which is most of it. */
static void column_plain(const uint32_t *c, bool refers, uint32_t n,
	int64_t *to)
{
	uint32_t i, dangling = refers ? CELL_DANGLING : 0;

	for (i = 0; i < n; i++)
		if (c[i] & dangling || cell_none(c[i]))
			to[i] = special_number(c[i]);
		else
			to[i] = (int64_t)c[i];
}

int64_t skp_model_cells(const skp_model *m, int32_t table, int32_t field,
	int64_t first, int64_t n, int64_t *ret)
{
	int32_t e = handle_check(m, MARK_MODEL, NULL);
	const struct table *t;
	uint32_t kind;

	if (e)
		return e;
	if (!m->sealed)
		return SKP_E_STATE;
	if (!skp_field_name(table, field) || first < 0 || n < 0 || !ret)
		return SKP_E_ARG;
	kind = field_of((uint32_t)table, (uint32_t)field)->kind;
	if (KINDS_TEXT >> kind & 1)
		return SKP_E_ARG;
	t = &m->table[table];
	if ((uint64_t)first >= t->rows)
		return 0;
	if ((uint64_t)n > t->rows - (uint64_t)first)
		n = (int64_t)t->rows - first;
	if (!t->state && t->col[field] && kind != K_DATE && kind != K_PDATE)
		column_plain(t->col[field] + first, kind_refers(kind),
			(uint32_t)n, ret);
	else
		column_numbers(t, (uint32_t)field, kind, (uint32_t)first,
			(uint32_t)n, ret);
	return n;
}
