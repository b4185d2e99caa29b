/* SPDX-License-Identifier: MIT */
/* Numbers by key, and covered days by key. */
#include "memo.h"

/* ---- numbers by key ---- */

/* Often but one half of the keys differs: both must tell places apart, and
 * multiplying carries nothing from the upper half to the lower. */
static uint64_t hash_of(uint64_t key)
{
	key *= 0x9e3779b97f4a7c15u;
	key ^= key >> 32;
	return key * 0x9e3779b97f4a7c15u >> 20;
}

static uint64_t place_of(const struct memo *m, uint64_t key)
{
	uint64_t i = hash_of(key) & (m->cap - 1);

	while (m->value[i] && m->key[i] != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

uint32_t memo_get(const struct memo *m, uint64_t key)
{
	uint64_t i;

	if (!m->n)
		return MEMO_NONE;
	i = place_of(m, key);
	return m->value[i] ? m->value[i] - 1 : (uint32_t)MEMO_NONE;
}

static bool memo_grow(struct mem *mem, struct memo *m)
{
	struct memo to = {.cap = m->cap ? m->cap * 2 : 64, .n = m->n};
	uint64_t i, k;

	to.key = mem_calloc(mem, to.cap, sizeof(*to.key));
	to.value = mem_calloc(mem, to.cap, sizeof(*to.value));
	if (!to.key || !to.value) {
		mem_free(mem, to.key, to.cap * sizeof(*to.key));
		mem_free(mem, to.value, to.cap * sizeof(*to.value));
		return false;
	}
	for (i = 0; i < m->cap; i++) {
		if (!m->value[i])
			continue;
		k = place_of(&to, m->key[i]);
		to.key[k] = m->key[i];
		to.value[k] = m->value[i];
	}
	memo_free(mem, m);
	*m = to;
	return true;
}

bool memo_put(struct mem *mem, struct memo *m, uint64_t key, uint32_t value)
{
	uint64_t i;

	if ((m->n + 1) * 4 > m->cap * 3 && !memo_grow(mem, m))
		return false;
	i = place_of(m, key);
	m->key[i] = key;
	m->value[i] = value + 1;
	m->n++;
	return true;
}

void memo_free(struct mem *mem, struct memo *m)
{
	mem_free(mem, m->key, m->cap * sizeof(*m->key));
	mem_free(mem, m->value, m->cap * sizeof(*m->value));
	memset(m, 0, sizeof(*m));
}

/* ---- covered days ---- */

bool ranges_add(struct mem *mem, struct ranges *s, uint64_t key, int32_t from,
	int32_t to)
{
	void *p = s->v;

	if (from > to)
		return true;
	if (!mem_reserve(mem, &p, &s->cap, s->n + 1, sizeof(*s->v)))
		return false;
	s->v = p;
	s->v[s->n++] = (struct range){key, from, to};
	return true;
}

static bool range_less(const struct range *a, const struct range *b)
{
	return a->key != b->key ? a->key < b->key : a->from < b->from;
}

static void range_sift(struct range *v, uint64_t i, uint64_t n)
{
	struct range x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && range_less(&v[k], &v[k + 1]))
			k++;
		if (!range_less(&x, &v[k]))
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void ranges_sort(struct range *v, uint64_t n)
{
	struct range x;
	uint64_t i;

	for (i = n / 2; i > 0; i--)
		range_sift(v, i - 1, n);
	for (i = n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		range_sift(v, 0, i - 1);
	}
}

/* Does b go on where a, which begins no later, ends? */
static bool range_meets(const struct range *a, const struct range *b)
{
	return a->key == b->key && (int64_t)b->from <= (int64_t)a->to + 1;
}

struct ranges_part ranges_join(struct ranges *s, uint64_t at)
{
	struct range *v = s->v + at;
	uint64_t i, n = 0;

	ranges_sort(v, s->n - at);
	for (i = 0; i < s->n - at; i++) {
		if (!n || !range_meets(&v[n - 1], &v[i]))
			v[n++] = v[i];
		else if (v[i].to > v[n - 1].to)
			v[n - 1].to = v[i].to;
	}
	s->n = at + n;
	return (struct ranges_part){at, n};
}

const struct range *ranges_before(const struct ranges *s, struct ranges_part p,
	uint64_t key, int32_t day)
{
	struct range want = {key, day, day};
	uint64_t lo = p.at, hi = p.at + p.n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (range_less(&want, &s->v[mid]))
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo > p.at && s->v[lo - 1].key == key ? &s->v[lo - 1] : NULL;
}

bool ranges_over(const struct ranges *s, struct ranges_part p, uint64_t key,
	int32_t day)
{
	uint64_t lo = p.at, hi = p.at + p.n, mid;

	while (lo < hi) { /* the first of the key */
		mid = (lo + hi) / 2;
		if (s->v[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < p.at + p.n && s->v[lo].key == key && s->v[lo].to < day;
}

void ranges_free(struct mem *mem, struct ranges *s)
{
	mem_free(mem, s->v, s->cap * sizeof(*s->v));
	memset(s, 0, sizeof(*s));
}

/* ---- sorted numbers ---- */

static void u32_sift(uint32_t *v, uint64_t i, uint64_t n)
{
	uint32_t x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && v[k] < v[k + 1])
			k++;
		if (x >= v[k])
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

void sort_u32(uint32_t *v, uint64_t n)
{
	uint32_t x;
	uint64_t i;

	for (i = n / 2; i > 0; i--)
		u32_sift(v, i - 1, n);
	for (i = n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		u32_sift(v, 0, i - 1);
	}
}

uint64_t below_u32(const uint32_t *v, uint64_t n, uint32_t x)
{
	uint64_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (v[mid] < x)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}
