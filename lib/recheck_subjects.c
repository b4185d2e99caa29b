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

/* What lists are left moves to an array of their own; at: where each begins
 * there, + 1, by where it began. Findings may share one. */
struct moving {
	skp_report *r;
	struct ids to;
	uint32_t *at;
};

static bool moving_init(struct moving *m, skp_report *r)
{
	void *p = NULL;

	memset(m, 0, sizeof(*m));
	m->r = r;
	m->at = mem_calloc(&r->mem, r->list.n + 1, 4);
	if (!m->at)
		return false;
	if (r->list.n && !mem_reserve(&r->mem, &p, &m->to.cap, r->list.n,
		4)) {
		mem_free(&r->mem, m->at, (r->list.n + 1) * 4);
		return false;
	}
	m->to.v = p;
	return true;
}

static uint32_t list_move(struct moving *m, uint32_t from, uint32_t n)
{
	if (!n)
		return 0;
	if (!m->at[from]) {
		m->at[from] = (uint32_t)m->to.n + 1;
		memcpy(m->to.v + m->to.n, m->r->list.v + from,
			(size_t)n * 4);
		m->to.n += n;
	}
	return m->at[from] - 1;
}

static void lists_move(struct moving *m)
{
	skp_report *r = m->r;
	struct finding *f;
	uint64_t i;

	for (i = 0; i < r->n; i++) {
		f = &r->finding[i];
		f->list = list_move(m, f->list, f->n_expected);
		f->path = list_move(m, f->path, f->n_path);
	}
	mem_free(&r->mem, m->at, (r->list.n + 1) * 4);
	ids_free(&r->mem, &r->list);
	r->list = m->to;
	r->re->list = r->list.n;
}

/* Moves what is left to the front, in the same order; map: where to. */
static void places_move(skp_report *r, uint32_t *map)
{
	struct recheck *re = r->re;
	uint64_t i, n = 0;

	for (i = 0; i < r->n; i++)
		map[r->order[i]] = 1;
	for (i = 0; i < re->places; i++) {
		if (!map[i])
			continue;
		r->finding[n] = r->finding[i];
		map[i] = (uint32_t)n++;
	}
	for (i = 0; i < r->n; i++)
		r->order[i] = map[r->order[i]];
}

bool findings_close_up(skp_report *r)
{
	struct recheck *re = r->re;
	uint64_t bytes = (re->places + 1) * 4;
	uint32_t *map = mem_calloc(&r->mem, re->places + 1, 4), g;
	struct moving m;

	if (!map || !moving_init(&m, r)) {
		mem_free(&r->mem, map, bytes);
		return false;
	}
	places_move(r, map);
	mem_free(&r->mem, map, bytes);
	lists_move(&m);
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
