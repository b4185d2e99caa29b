/* SPDX-License-Identifier: MIT */
/* From columns of the sealed model to the arrays that the questions need. */
#include <stdlib.h>
#include <string.h>

#include "eight.h"

enum { CHUNK = 1024, COLUMNS = 4, WORDS = 16, TEXT = 64 };

/* ---- columns side by side, a chunk of rows at a time ---- */

struct reading {
	const struct eight *e;
	int32_t table, field[COLUMNS];
	int64_t first;
	int64_t cell[COLUMNS][CHUNK];
};

static void begin(struct reading *r, const struct eight *e, int32_t table,
	const char *const *names)
{
	int i;

	r->e = e;
	r->table = table;
	r->first = 0;
	for (i = 0; i < COLUMNS; i++)
		r->field[i] = names[i] ? skp_field_find(table, names[i], -1)
				       : SKP_E_UNKNOWN;
}

/* The next rows: how many, 0 at the end. */
static int64_t next(struct reading *r)
{
	int64_t n = 0;
	int i;

	for (i = 0; i < COLUMNS && r->field[i] >= 0; i++)
		n = skp_model_cells(r->e->m, r->table, r->field[i], r->first,
			CHUNK, r->cell[i]);
	r->first += n > 0 ? n : 0;
	return n > 0 ? n : 0;
}

static int32_t row_of(int64_t cell)
{
	return cell >= 0 ? (int32_t)cell
	     : cell == SKP_CELL_UNMATCHED ? DANGLING : NONE;
}

/* ---- codes: which of the caller's words a number stands for ---- */

struct words {
	const char *const *word; /* ends with NULL */
	int64_t number[WORDS];
	int which[WORDS];
	int n, last; /* last: place of the one that was asked for last */
};

static int look_up(struct words *w, const struct reading *r, int column,
	int64_t row, int64_t number)
{
	char text[TEXT];
	int i;

	skp_model_text(r->e->m, r->table, row, r->field[column], text, TEXT);
	for (i = 0; w->word[i] && strcmp(w->word[i], text) != 0; i++)
		;
	if (!w->word[i])
		i = NONE;
	if (w->n < WORDS) {
		w->number[w->n] = number;
		w->which[w->n++] = i;
	}
	return i;
}

static int word_known(struct words *w, const struct reading *r, int column,
	int64_t row, int64_t number)
{
	int k;

	if (number < 0)
		return NONE;
	for (k = 0; k < w->n; k++)
		if (w->number[k] == number) {
			w->last = k;
			return w->which[k];
		}
	return look_up(w, r, column, row, number);
}

/* Number of the word in cell i of a column, NONE if it is no such word; the
 * same word mostly stands in many rows one after the other. */
static inline int word_at(struct words *w, const struct reading *r,
	int column, int64_t i, int64_t n)
{
	int64_t number = r->cell[column][i];

	if (w->n && w->number[w->last] == number)
		return w->which[w->last];
	return word_known(w, r, column, r->first - n + i, number);
}

/* ---- units, people, heads, events ---- */

void read_units(struct eight *e)
{
	static const char *const names[] = {"diatasan_id", NULL, NULL, NULL};
	struct reading r;
	int64_t n, i;
	struct unit *u = e->unit;

	begin(&r, e, SKP_TABLE_UNOR, names);
	while ((n = next(&r)) > 0)
		for (i = 0; i < n; i++, u++) {
			u->parent = row_of(r.cell[0][i]);
			u->head = NONE;
			e->wrong[SKP_TABLE_UNOR][u - e->unit] =
				u->parent == DANGLING ? UNOR_PARENT : 0;
		}
}

void read_people(struct eight *e)
{
	static const char *const names[] = {"unor_id", "atasan_id", NULL,
		NULL};
	struct people *p = &e->people;
	struct reading r;
	int64_t n, i, row = 0;

	begin(&r, e, SKP_TABLE_PEGAWAI, names);
	while ((n = next(&r)) > 0)
		for (i = 0; i < n; i++, row++) {
			p->unit[row] = row_of(r.cell[0][i]);
			p->atasan[row] = row_of(r.cell[1][i]);
			e->wrong[SKP_TABLE_PEGAWAI][row] = (uint8_t)(
				(p->unit[row] < 0 ? PEGAWAI_UNIT : 0) |
				(p->atasan[row] == DANGLING ? PEGAWAI_ATASAN
							    : 0));
		}
}

static int lower_nip(const struct eight *e, int32_t a, int32_t b)
{
	int32_t nip = skp_field_find(SKP_TABLE_PEGAWAI, "nip", -1);
	char x[TEXT], y[TEXT];

	skp_model_text(e->m, SKP_TABLE_PEGAWAI, a, nip, x, TEXT);
	skp_model_text(e->m, SKP_TABLE_PEGAWAI, b, nip, y, TEXT);
	return strcmp(x, y) < 0;
}

void read_heads(struct eight *e)
{
	static const char *const names[] = {"pegawai_id", "unor_id", "jenis",
		NULL};
	static const char *const posts[] = {"D", "PLT", NULL};
	struct words w = {.word = posts};
	struct reading r;
	struct unit *u;
	int64_t n, i;
	int32_t who;
	int rank;

	begin(&r, e, SKP_TABLE_PENUGASAN, names);
	while ((n = next(&r)) > 0)
		for (i = 0; i < n; i++) {
			who = row_of(r.cell[0][i]);
			rank = 1 + word_at(&w, &r, 2, i, n);
			if (who < 0 || r.cell[1][i] < 0 || rank == 0)
				continue;
			u = &e->unit[r.cell[1][i]];
			u->heads = u->heads ? 2 : 1;
			if (u->head >= 0 && (u->rank < rank ||
				(u->rank == rank &&
					!lower_nip(e, who, u->head))))
				continue;
			u->head = who;
			u->rank = (uint8_t)rank;
		}
}

void read_syncs(struct eight *e)
{
	static const char *const names[] = {"pegawai_id", "aksi", "waktu",
		NULL};
	static const char *const acts[] = {"sinkron_asn", NULL};
	struct words w = {.word = acts};
	uint32_t *synced = e->people.synced;
	struct reading r;
	int64_t n, i, row = 0;
	int32_t who;

	begin(&r, e, SKP_TABLE_KEJADIAN, names);
	while ((n = next(&r)) > 0)
		for (i = 0; i < n; i++, row++) {
			who = row_of(r.cell[0][i]);
			if (who == DANGLING)
				e->wrong[SKP_TABLE_KEJADIAN][row] =
					KEJADIAN_WHO;
			if (who >= 0 && word_at(&w, &r, 1, i, n) == 0 &&
				r.cell[2][i] > synced[who])
				synced[who] = (uint32_t)r.cell[2][i];
		}
}

/* ---- SKP ---- */

static int period_of(struct eight *e, int64_t day)
{
	int i;

	for (i = 0; i < e->periods; i++)
		if (e->period[i] == day)
			return i;
	if (i == PERIODS)
		return NONE;
	e->period[i] = day;
	return e->periods++;
}

void read_published(struct eight *e)
{
	static const char *const names[] = {"unor_id", "jenis", "status",
		"mulai"};
	static const char *const kinds[] = {"organisasi", NULL};
	static const char *const states[] = {"ditetapkan", NULL};
	struct words kind = {.word = kinds}, state = {.word = states};
	struct reading r;
	int64_t n, i, row = 0, u;
	int period;

	begin(&r, e, SKP_TABLE_SKP, names);
	while ((n = next(&r)) > 0)
		for (i = 0; i < n; i++, row++) {
			u = r.cell[0][i];
			period = period_of(e, r.cell[3][i]);
			if (row_of(u) == DANGLING)
				e->wrong[SKP_TABLE_SKP][row] |= SKP_UNIT;
			if (u >= 0 && period >= 0 &&
				word_at(&kind, &r, 1, i, n) == 0 &&
				word_at(&state, &r, 2, i, n) == 0)
				e->published[u] |= (uint8_t)(1 << period);
		}
}

/* An SKP of its owner's waits for the topmost unit of the chain. */
static void wait(struct eight *e, int64_t row, int32_t owner, int period)
{
	int32_t from = appraising(e, owner, e->people.unit[owner]);
	const struct chain *c;

	if (from < 0 || period < 0)
		return;
	c = &e->chain[(int64_t)from * e->periods + period];
	if (!c->missing)
		return;
	e->blocked++;
	e->pairs += c->missing;
	e->chain[(int64_t)c->top * e->periods + period].blocks++;
	e->wrong[SKP_TABLE_SKP][row] |= (uint8_t)(SKP_BLOCKED |
		period * SKP_PERIOD);
	e->wrong[SKP_TABLE_UNOR][c->top] |= UNOR_CAUSE;
}

void read_blocked(struct eight *e)
{
	static const char *const names[] = {"pegawai_id", "jenis", "mulai",
		NULL};
	static const char *const kinds[] = {"individu", NULL};
	struct words kind = {.word = kinds};
	struct reading r;
	int64_t n, i, row = 0;
	int32_t owner;

	begin(&r, e, SKP_TABLE_SKP, names);
	while ((n = next(&r)) > 0)
		for (i = 0; i < n; i++, row++) {
			owner = row_of(r.cell[0][i]);
			if (owner == DANGLING)
				e->wrong[SKP_TABLE_SKP][row] |= SKP_OWNER;
			else if (owner >= 0 && word_at(&kind, &r, 1, i, n) == 0)
				wait(e, row, owner,
					period_of(e, r.cell[2][i]));
		}
}
