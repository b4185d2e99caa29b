/* SPDX-License-Identifier: MIT */
/* Findings by subject: an open hash of rows that have some, each with the
 * list of theirs. */
#include "recheck.h"

static uint64_t hash_of(uint64_t key, uint64_t keys)
{
	return (key * 0x9e3779b97f4a7c15u >> 20) & (keys - 1);
}

static uint64_t slot_of(const struct recheck *re, uint64_t key)
{
	uint64_t i = hash_of(key, re->keys);

	while (re->key[i] && re->key[i] != key)
		i = (i + 1) & (re->keys - 1);
	return i;
}

static uint64_t key_of(uint32_t table, uint32_t row)
{
	return ((uint64_t)table << 32 | row) + 1;
}

/* Twice as many slots as are needed; subjects without findings go. */
static bool hash_grow(skp_report *r, uint64_t want)
{
	struct recheck *re = r->re;
	uint64_t *key = re->key, keys = re->keys, i, at, to = 64;
	uint32_t *first = re->first;

	if (want * 4 <= keys * 3)
		return true;
	while (to < want * 2)
		to *= 2;
	re->key = mem_calloc(&r->mem, to, sizeof(*re->key));
	re->first = mem_calloc(&r->mem, to, sizeof(*re->first));
	if (!re->key || !re->first) {
		mem_free(&r->mem, re->key, to * sizeof(*re->key));
		mem_free(&r->mem, re->first, to * sizeof(*re->first));
		re->key = key;
		re->first = first;
		return false;
	}
	re->keys = to;
	re->nkey = 0;
	for (i = 0; i < keys; i++) {
		if (!key[i] || !first[i])
			continue;
		at = slot_of(re, key[i]);
		re->key[at] = key[i];
		re->first[at] = first[i];
		re->nkey++;
	}
	mem_free(&r->mem, key, keys * sizeof(*key));
	mem_free(&r->mem, first, keys * sizeof(*first));
	return true;
}

static void subject_put(struct recheck *re, const struct finding *f,
	uint64_t i)
{
	uint64_t key = key_of(f->table, f->row), at = slot_of(re, key);

	re->nkey += re->key[at] == 0;
	re->key[at] = key;
	re->next[i] = re->first[at];
	re->first[at] = (uint32_t)i + 1;
}

bool subjects_add(skp_report *r, uint64_t from, uint64_t end)
{
	struct recheck *re = r->re;
	void *next = re->next;
	const struct finding *f;
	uint64_t i;
	bool ok;

	ok = mem_reserve(&r->mem, &next, &re->cnext, end + 1, 4);
	re->next = next;
	if (!ok || !hash_grow(r, re->nkey + end - from + 1))
		return false;
	for (i = from; i < end && ok; i++) {
		f = &r->finding[i];
		if (f->group == GROUP_ROW)
			subject_put(re, f, i);
		else
			ok = ids_add(&r->mem, &re->group[f->group],
				(uint32_t)i);
	}
	re->places = end;
	return ok;
}

void finding_drop(skp_report *r, uint32_t f)
{
	r->re->gone[f >> 6] |= (uint64_t)1 << (f & 63);
}

void subject_drop(skp_report *r, uint32_t table, uint32_t row)
{
	struct recheck *re = r->re;
	uint64_t at = slot_of(re, key_of(table, row));
	uint32_t i;

	for (i = re->first[at]; i; i = re->next[i - 1])
		finding_drop(r, i - 1);
	re->first[at] = 0;
}

void group_drop(skp_report *r, enum finding_group g)
{
	struct ids *l = &r->re->group[g];
	uint64_t i;

	for (i = 0; i < l->n; i++)
		finding_drop(r, l->v[i]);
	l->n = 0;
}

/* ---- closing up ---- */

/* Moves what is left to the front, in the same order; map: where to. */
static void places_move(skp_report *r, uint32_t *map)
{
	struct recheck *re = r->re;
	uint64_t i, n = 0, items = 0;
	struct finding *f;
	uint32_t len;

	for (i = 0; i < r->n; i++)
		map[r->order[i]] = 1;
	for (i = 0; i < re->places; i++) {
		if (!map[i])
			continue;
		f = &r->finding[n];
		*f = r->finding[i];
		len = f->n_expected + f->n_path;
		if (len)
			memmove(r->list.v + items, r->list.v + f->list,
				(size_t)len * 4);
		f->list = (uint32_t)items;
		items += len;
		map[i] = (uint32_t)n++;
	}
	r->list.n = re->list = items;
	for (i = 0; i < r->n; i++)
		r->order[i] = map[r->order[i]];
}

bool findings_close_up(skp_report *r)
{
	struct recheck *re = r->re;
	uint64_t bytes = (re->places + 1) * 4;
	uint32_t *map = mem_calloc(&r->mem, re->places + 1, 4), g;

	if (!map)
		return false;
	places_move(r, map);
	mem_free(&r->mem, map, bytes);
	memset(re->first, 0, (size_t)re->keys * sizeof(*re->first));
	for (g = 0; g < GROUPS; g++)
		re->group[g].n = 0;
	return subjects_add(r, 0, r->n);
}

void subjects_free(skp_report *r)
{
	struct recheck *re = r->re;
	uint32_t g;

	mem_free(&r->mem, re->key, re->keys * sizeof(*re->key));
	mem_free(&r->mem, re->first, re->keys * sizeof(*re->first));
	mem_free(&r->mem, re->next, re->cnext * sizeof(*re->next));
	mem_free(&r->mem, re->gone, re->cgone * sizeof(*re->gone));
	for (g = 0; g < GROUPS; g++)
		ids_free(&r->mem, &re->group[g]);
}
