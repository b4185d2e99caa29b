/* SPDX-License-Identifier: MIT */
/* The last day on which an instansi lets people fill their SKP. */
#include "rules.h"

/* A cell of `periode` as a day, MM-DD in that year; false if it is none. */
static bool season_day(uint32_t c, int32_t year, int32_t *day)
{
	if (cell_none(c))
		return false;
	if (c >= DATE_BIAS / 2) {
		*day = cell_day(c);
		return true;
	}
	if (!clock_civil_ok(year, (int32_t)c / 100, (int32_t)c % 100))
		return false;
	*day = clock_from_civil(year, (int32_t)c / 100, (int32_t)c % 100);
	return true;
}

/* A period that names no instansi is everybody's. */
static bool season_of(const struct run *r, uint32_t row, uint32_t instansi)
{
	uint32_t c = cell(&r->m->table[SKP_TABLE_PERIODE],
		PERIODE_instansi_id, row);

	return cell_none(c) || names_fold(&r->m->ids, c) == instansi;
}

static int32_t season_year(const struct run *r, uint32_t row)
{
	uint32_t c = cell(&r->m->table[SKP_TABLE_PERIODE], PERIODE_tahun, row);
	int32_t year, month, day;

	if (!cell_none(c))
		return (int32_t)c;
	clock_to_civil(r->j->from, &year, &month, &day);
	return year;
}

bool deadline_passed(struct run *r, uint32_t instansi_name, int32_t from,
	int32_t to)
{
	const struct table *t = &r->m->table[SKP_TABLE_PERIODE];
	int32_t first, last, limit, year;
	bool found = false;
	uint32_t i;

	for (i = 0; i < t->rows; i++) {
		if (!row_live(t, i) || !season_of(r, i, instansi_name))
			continue;
		year = season_year(r, i);
		if (!season_day(cell(t, PERIODE_awal, i), year, &first) ||
			!season_day(cell(t, PERIODE_akhir, i), year, &last) ||
			!season_day(cell(t, PERIODE_batas, i), year, &limit) ||
			first > from || last < to)
			continue;
		if (limit >= r->j->today)
			return false;
		found = true;
	}
	return found;
}
