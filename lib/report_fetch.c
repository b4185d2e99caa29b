/* SPDX-License-Identifier: MIT */
/* What the next findings will be made of, asked of memory in time. In a large
 * report each is of other people than the one before, and every name is three
 * reads, each of which must wait for the one before it. */
#include "report.h"

enum stage { STAGE_BYTES, STAGE_END, STAGE_CELL };
enum { AHEAD = 4 /* findings between two stages */ };

/* A function that does nothing but prefetch seems to do nothing at all, and a
 * call of it is dropped: these must become part of one that is kept. */
#define PART static inline __attribute__((always_inline))

PART void fetch_name(const struct names *t, const uint32_t *cell,
	enum stage stage)
{
	if (stage == STAGE_CELL)
		__builtin_prefetch(cell);
	else if (*cell == NAME_EMPTY || *cell >= t->n)
		return;
	else if (stage == STAGE_END)
		__builtin_prefetch(&t->end[*cell - 1]);
	else
		__builtin_prefetch(t->bytes + t->end[*cell - 1]);
}

PART void fetch_cell(const struct table *t, const struct names *names,
	uint32_t field, uint32_t row, enum stage stage)
{
	if (t->col[field] && row != NONE)
		fetch_name(names, &t->col[field][row], stage);
}

/* Ids and names of person, unit and SKP. */
PART void fetch_finding(const skp_report *r, uint64_t i, enum stage stage)
{
	const skp_model *m = r->m;
	const struct table *t = pegawai_of(m);
	const struct finding *f;

	if (i >= r->n)
		return;
	f = &r->finding[r->order[i]];
	fetch_cell(t, &m->ids, PEGAWAI_nip, f->pegawai, stage);
	fetch_cell(t, &m->ids, PEGAWAI_id, f->pegawai, stage);
	fetch_cell(t, &m->texts, PEGAWAI_nama, f->pegawai, stage);
	t = unor_of(m);
	fetch_cell(t, &m->ids, UNOR_id, f->unor, stage);
	fetch_cell(t, &m->texts, UNOR_nama, f->unor, stage);
	t = &m->table[SKP_TABLE_SKP];
	if (f->table == SKP_TABLE_SKP && f->note == NONE)
		fetch_cell(t, &m->ids, SKP_id, f->row, stage);
}

void report_fetch(const skp_report *r, uint64_t i)
{
	const struct finding *f;

	fetch_finding(r, i + AHEAD, STAGE_BYTES);
	fetch_finding(r, i + 2 * AHEAD, STAGE_END);
	fetch_finding(r, i + 3 * AHEAD, STAGE_CELL);
	if (i + 4 * AHEAD >= r->n)
		return;
	f = &r->finding[r->order[i + 4 * AHEAD]];
	__builtin_prefetch(f);
	__builtin_prefetch((const char *)(f + 1) - 1);
}
