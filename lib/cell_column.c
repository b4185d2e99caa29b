/* SPDX-License-Identifier: MIT */
/* Many cells of one field at once, as numbers. */
#include "model.h"

enum { KINDS_TEXT = 1 << K_ID | 1 << K_NIP | 1 << K_KEY | 1 << K_TEXT };

/* BLOCK: cells that are looked at together; DAYS: a power of 2. */
enum { BLOCK = 16, DAYS = 32 };

/* Few days stand in a column of days, in any order: those seen last, each in
 * the place that its lowest bits tell. */
struct days {
	uint32_t cell[DAYS];
	int32_t number[DAYS];
};

static int64_t special_number(uint32_t cell)
{
	if (cell == CELL_UNKNOWN)
		return SKP_CELL_UNKNOWN;
	return cell == CELL_EMPTY ? SKP_CELL_EMPTY : SKP_CELL_UNMATCHED;
}

static int64_t day_look(struct days *seen, uint32_t cell)
{
	uint32_t at = cell % DAYS;
	int32_t year, month, day;

	if (cell_none(cell))
		return special_number(cell);
	if (cell < DATE_BIAS / 2) /* month * 100 + day */
		return cell;
	clock_to_civil((int32_t)cell - DATE_BIAS, &year, &month, &day);
	seen->cell[at] = cell;
	seen->number[at] = year * 10000 + month * 100 + day;
	return seen->number[at];
}

/* YYYYMMDD. Where no day was seen yet stands 0, which is the number 0. */
static inline int64_t day_number(struct days *seen, uint32_t cell)
{
	uint32_t at = cell % DAYS;

	return cell == seen->cell[at] ? seen->number[at]
				      : day_look(seen, cell);
}

static bool kind_refers(uint32_t kind)
{
	return kind >= K_REF_UNOR && kind <= K_REF_RHK;
}

/* Cells of rows some of which may be dead, or of a column without cells. */
static void column_mixed(const struct table *t, uint32_t field, uint32_t kind,
	uint32_t first, uint32_t n, int64_t *to)
{
	struct days seen = {.number = {0}};
	bool day = kind == K_DATE || kind == K_PDATE;
	bool refers = kind_refers(kind);
	uint32_t c, i;

	for (i = 0; i < n; i++) {
		c = cell(t, field, first + i);
		if (!row_live(t, first + i))
			to[i] = SKP_CELL_DEAD;
		else if (day)
			to[i] = day_number(&seen, c);
		else if (cell_none(c))
			to[i] = special_number(c);
		else
			to[i] = refers && !cell_row(c) ? SKP_CELL_UNMATCHED
						       : (int64_t)c;
	}
}

/* Days of rows that all live. */
static void column_days(const uint32_t *c, uint32_t n, int64_t *to)
{
	struct days seen = {.number = {0}};
	uint32_t i;

	for (i = 0; i < n; i++)
		to[i] = day_number(&seen, c[i]);
}

static void column_each(const uint32_t *c, uint32_t dangling, uint32_t n,
	int64_t *to)
{
	uint32_t i;

	for (i = 0; i < n; i++)
		if (c[i] & dangling || cell_none(c[i]))
			to[i] = special_number(c[i]);
		else
			to[i] = (int64_t)c[i];
}

/* A block of cells none of which has the bit that special and dangling ones
 * have is copied as it is; false: one has it. Loops of fixed length become
 * vector instructions. */
static inline bool block_copy(const uint32_t *restrict c,
	int64_t *restrict to)
{
	uint32_t all = 0, i;

	for (i = 0; i < BLOCK; i++)
		all |= c[i];
	if (all & CELL_DANGLING)
		return false;
	for (i = 0; i < BLOCK; i++)
		to[i] = (int64_t)c[i];
	return true;
}

/* Numbers and references of rows that all live, which is most of it. */
static void column_plain(const uint32_t *c, bool refers, uint32_t n,
	int64_t *to)
{
	uint32_t i = 0, dangling = refers ? CELL_DANGLING : 0;

	for (; n - i >= BLOCK; i += BLOCK)
		if (!block_copy(c + i, to + i))
			column_each(c + i, dangling, BLOCK, to + i);
	column_each(c + i, dangling, n - i, to + i);
}

static void column_numbers(const struct table *t, uint32_t field,
	uint32_t kind, uint32_t first, uint32_t n, int64_t *to)
{
	const uint32_t *c = t->col[field];

	if (t->state || !c)
		column_mixed(t, field, kind, first, n, to);
	else if (kind == K_DATE || kind == K_PDATE)
		column_days(c + first, n, to);
	else
		column_plain(c + first, kind_refers(kind), n, to);
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
	column_numbers(t, (uint32_t)field, kind, (uint32_t)first, (uint32_t)n,
		ret);
	return n;
}
