/* SPDX-License-Identifier: MIT */
/* Are a snapshot's slices those that seal makes? Walks rely on it: a unit that
 * stood below two others would be visited twice. */
#include "snapshot.h"

/* Bounds that do not go back, from 0 to the number of rows. */
static bool bounds_sound(const struct slices *s)
{
	uint64_t i;
	uint32_t bad = 0;

	for (i = 0; i <= s->n; i++)
		bad |= s->first[i] > s->first[i + 1];
	return !bad && s->first[0] == 0 && s->first[s->n] == s->rows &&
		s->first[s->n + 1] == s->rows;
}

static bool rows_within(const struct slices *s, uint64_t rows)
{
	uint64_t i;
	uint32_t bad = 0;

	for (i = 0; i < s->rows; i++)
		bad |= s->row[i] >= rows;
	return !bad;
}

/* How many rows belong to some i < n. */
static uint64_t members(const struct table *t, const uint32_t *key, uint64_t n)
{
	uint64_t i, count = 0;

	if (!t->state) {
		for (i = 0; i < t->rows; i++)
			count += key[i] < n;
		return count;
	}
	for (i = 0; i < t->rows; i++)
		count += key[i] < n && row_live(t, (uint32_t)i);
	return count;
}

/* The rows of each i in order, once each: then they are all there if they are
 * as many. One straight pass: what rows belong to must not go back, so the
 * bounds are read in order too. */
static bool order_sound(const struct slices *s, const struct table *t,
	const uint32_t *key)
{
	uint32_t bad = 0, row, i, last_row = 0, last = 0;
	const uint32_t *first = s->first;
	uint64_t k;

	for (k = 0; k < s->rows; k++) {
		row = s->row[k];
		i = key[row];
		bad |= i >= s->n;
		i = i < s->n ? i : 0;
		bad |= (k - first[i] >= first[i + 1] - first[i]) |
			(i < last) | ((i == last) & (k > 0) & (row <= last_row));
		last = i;
		last_row = row;
	}
	for (k = 0; t->state && k < s->rows; k++)
		bad |= !row_live(t, s->row[k]);
	return !bad;
}

static bool later(const uint32_t *time, uint32_t a, uint32_t b)
{
	uint32_t x = time && !cell_none(time[a]) ? time[a] : 0;
	uint32_t y = time && !cell_none(time[b]) ? time[b] : 0;

	return x != y ? x < y : a < b;
}

static bool time_sound(const struct slices *s, const struct table *t,
	const uint32_t *key, const uint32_t *time)
{
	uint64_t i, k;

	for (i = 0; i < s->n; i++)
		for (k = s->first[i]; k < s->first[i + 1]; k++)
			if (key[s->row[k]] != i ||
				!row_live(t, s->row[k]) ||
				(k > s->first[i] && !later(time,
					s->row[k - 1], s->row[k])))
				return false;
	return true;
}

static bool part_sound(skp_model *m, const struct slices_part *part,
	const uint32_t *key)
{
	const struct table *t = &m->table[part->table];
	const struct slices *s = part->s;
	uint64_t n = m->table[part->by].rows;

	if (!key || n == 0) /* a table without rows may have bounds */
		return !s->row && !s->rows && (!s->first ||
			(s->n == n && bounds_sound(s)));
	if (!s->first || s->n != n || !bounds_sound(s) ||
		(s->rows && !s->row) || !rows_within(s, t->rows) ||
		members(t, key, n) != s->rows)
		return false;
	if (part->table == SKP_TABLE_KEJADIAN)
		return time_sound(s, t, key, t->col[KEJADIAN_waktu]);
	if (part->table == SKP_TABLE_PROFIL)
		return time_sound(s, t, key, t->col[PROFIL_waktu]);
	return order_sound(s, t, key);
}

/* An SKP's unit may be its person's: then the keys stand in no column. */
static bool skp_unor_sound(skp_model *m, const struct slices_part *part,
	bool *memory)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	uint64_t bytes = t->rows * sizeof(uint32_t), i;
	const uint32_t *c = t->col[SKP_unor_id];
	uint32_t *key, lacks = !c;
	bool ok;

	for (i = 0; c && i < t->rows; i++)
		lacks |= c[i] >= CELL_EMPTY;
	if (!lacks || t->rows == 0)
		return part_sound(m, part, t->rows ? c : NULL);
	key = mem_alloc(&m->mem, bytes);
	*memory = key != NULL;
	for (i = 0; key && i < t->rows; i++)
		key[i] = effective_unor(m, (uint32_t)i);
	ok = key && part_sound(m, part, key);
	mem_free(&m->mem, key, bytes);
	return ok;
}

int32_t snapshot_check_order(skp_model *m, skp_error *err)
{
	struct slices_part part[SLICES];
	bool memory = true, ok = true;
	uint32_t i;

	snapshot_slices(m, part);
	for (i = 0; i < SLICES && ok; i++)
		ok = part[i].s == &m->skp_unor
			? skp_unor_sound(m, &part[i], &memory)
			: part_sound(m, &part[i], m->table[part[i].table]
				.col[part[i].field]);
	if (!memory)
		return mem_fail(&m->mem, err);
	return ok ? SKP_OK : snapshot_damaged(err, "order of rows");
}
