/* SPDX-License-Identifier: MIT */
/* The name table: texts in one arena, numbers in an open-addressed table. */
#include "names.h"

#define ROTL(x, b) (((x) << (b)) | ((x) >> (64 - (b))))

static inline void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = ROTL(v[1], 13) ^ v[0];
	v[0] = ROTL(v[0], 32);
	v[2] += v[3];
	v[3] = ROTL(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = ROTL(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = ROTL(v[1], 17) ^ v[2];
	v[2] = ROTL(v[2], 32);
}

static inline uint64_t load_le(const char *p, uint64_t n)
{
	uint64_t w = 0;
	uint32_t i;

	for (i = 0; i < n; i++)
		w |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return w;
}

uint64_t siphash13(const uint64_t key[2], const char *p, uint64_t n)
{
	uint64_t v[4] = {key[0] ^ 0x736f6d6570736575u,
		key[1] ^ 0x646f72616e646f6du, key[0] ^ 0x6c7967656e657261u,
		key[1] ^ 0x7465646279746573u};
	uint64_t i, w;

	for (i = 0; i + 8 <= n; i += 8) {
		w = load_le(p + i, 8);
		v[3] ^= w;
		sip_round(v);
		v[0] ^= w;
	}
	w = load_le(p + i, n - i) | n << 56;
	v[3] ^= w;
	sip_round(v);
	v[0] ^= w;
	v[2] ^= 0xff;
	for (i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

bool names_init(struct names *t, struct mem *mem, const uint64_t key[2])
{
	void *p = NULL;

	memset(t, 0, sizeof(*t));
	t->mem = mem;
	t->key[0] = key[0];
	t->key[1] = key[1];
	t->slot = mem_calloc(mem, 64, sizeof(*t->slot));
	if (!t->slot)
		return false;
	t->mask = 63;
	if (!mem_reserve(mem, &p, &t->cap, 16, sizeof(*t->end)))
		return false;
	t->end = p;
	t->end[0] = 0;
	t->n = 1;
	return true;
}

void names_free(struct names *t)
{
	if (!t->mem)
		return;
	mem_free(t->mem, t->bytes, t->cbytes);
	mem_free(t->mem, t->end, t->cap * sizeof(*t->end));
	if (t->slot)
		mem_free(t->mem, t->slot,
			((uint64_t)t->mask + 1) * sizeof(*t->slot));
	mem_free(t->mem, t->fold, t->nfold * sizeof(*t->fold));
	memset(t, 0, sizeof(*t));
}

struct text names_get(const struct names *t, uint32_t name)
{
	uint64_t from;

	if (name == NAME_EMPTY || name >= t->n)
		return (struct text){"", 0};
	from = t->end[name - 1];
	return (struct text){t->bytes + from, (uint32_t)(t->end[name] - from)};
}

/* The slot that holds s, or the free one where it belongs. */
static uint32_t names_seek(const struct names *t, struct text s)
{
	uint32_t i = (uint32_t)siphash13(t->key, s.p, s.n) & t->mask;

	while (t->slot[i] && !text_eq(names_get(t, t->slot[i]), s))
		i = (i + 1) & t->mask;
	return i;
}

uint32_t names_find(const struct names *t, struct text s)
{
	uint32_t name;

	if (s.n == 0)
		return NAME_EMPTY;
	name = t->slot[names_seek(t, s)];
	return name ? name : NAME_NONE;
}

/* Doubles the table; load stays under three quarters. */
static bool names_grow(struct names *t)
{
	uint64_t size = ((uint64_t)t->mask + 1) * 2;
	uint32_t *old = t->slot, i, j, mask = t->mask;
	struct text s;

	if (size > 0x80000000u)
		return false;
	t->slot = mem_calloc(t->mem, size, sizeof(*t->slot));
	if (!t->slot) {
		t->slot = old;
		return false;
	}
	t->mask = (uint32_t)(size - 1);
	for (i = 1; i < t->n; i++) {
		s = names_get(t, i);
		j = (uint32_t)siphash13(t->key, s.p, s.n) & t->mask;
		while (t->slot[j])
			j = (j + 1) & t->mask;
		t->slot[j] = i;
	}
	mem_free(t->mem, old, ((uint64_t)mask + 1) * sizeof(*old));
	return true;
}

static bool names_append(struct names *t, struct text s)
{
	void *bytes = t->bytes, *end = t->end;

	if (t->n >= 0x7fffffff)
		return false;
	if (!mem_reserve(t->mem, &bytes, &t->cbytes, t->nbytes + s.n, 1))
		return false;
	t->bytes = bytes;
	if (!mem_reserve(t->mem, &end, &t->cap, t->n + 1, sizeof(*t->end)))
		return false;
	t->end = end;
	memcpy(t->bytes + t->nbytes, s.p, s.n);
	t->nbytes += s.n;
	t->end[t->n++] = t->nbytes;
	return true;
}

uint32_t names_put(struct names *t, struct text s)
{
	uint32_t i;

	if (s.n == 0)
		return NAME_EMPTY;
	i = names_seek(t, s);
	if (t->slot[i])
		return t->slot[i];
	if (t->n * 4 >= ((uint64_t)t->mask + 1) * 3) {
		if (!names_grow(t))
			return NAME_NONE;
		i = names_seek(t, s);
	}
	if (!names_append(t, s))
		return NAME_NONE;
	t->slot[i] = (uint32_t)(t->n - 1);
	return t->slot[i];
}

static bool has_upper(struct text s)
{
	uint32_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return true;
	return false;
}

/* An id longer than ID_MAX keeps its case: limits refuse it long before. */
static struct text lower(struct text s, char to[ID_MAX])
{
	uint32_t i;

	if (s.n > ID_MAX)
		return s;
	for (i = 0; i < s.n; i++)
		to[i] = ascii_lower(s.p[i]);
	return (struct text){to, s.n};
}

static bool fold_link(struct names *t, uint32_t name, uint32_t low)
{
	uint64_t old = t->nfold;
	void *p = t->fold;

	if (name >= t->nfold) {
		if (!mem_reserve(t->mem, &p, &t->nfold, (uint64_t)name + 1,
			sizeof(*t->fold)))
			return false;
		t->fold = p;
		memset(t->fold + old, 0, (size_t)(t->nfold - old) * 4);
	}
	t->fold[name] = low;
	return true;
}

uint32_t names_put_id(struct names *t, struct text s)
{
	char to[ID_MAX];
	uint32_t name = names_put(t, s), low;

	if (name == NAME_NONE || !has_upper(s) || names_fold(t, name) != name)
		return name;
	low = names_put(t, lower(s, to));
	if (low == NAME_NONE || !fold_link(t, name, low))
		return NAME_NONE;
	return name;
}

uint32_t names_find_id(const struct names *t, struct text s)
{
	char to[ID_MAX];

	return names_find(t, lower(s, to));
}
