/* SPDX-License-Identifier: MIT */
/* The name table: texts in one arena, numbers in an open-addressed table. */
#include "names_packed.h"

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

static inline uint64_t load_tail(const char *p, uint64_t n)
{
	uint64_t w = 0;
	uint32_t i;

	for (i = 0; i < n; i++)
		w |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return w;
}

/* SipHash with `c` rounds a word and `d` at the end. */
static inline uint64_t siphash(const uint64_t key[2], const char *p,
	uint64_t n, uint32_t c, uint32_t d)
{
	uint64_t v[4] = {key[0] ^ 0x736f6d6570736575u,
		key[1] ^ 0x646f72616e646f6du, key[0] ^ 0x6c7967656e657261u,
		key[1] ^ 0x7465646279746573u};
	uint64_t i, w;
	uint32_t k;

	for (i = 0; i + 8 <= n; i += 8) {
		w = load_le(p + i);
		v[3] ^= w;
		for (k = 0; k < c; k++)
			sip_round(v);
		v[0] ^= w;
	}
	w = load_tail(p + i, n - i) | n << 56;
	v[3] ^= w;
	for (k = 0; k < c; k++)
		sip_round(v);
	v[0] ^= w;
	v[2] ^= 0xff;
	for (k = 0; k < d; k++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t siphash13(const uint64_t key[2], const char *p, uint64_t n)
{
	return siphash(key, p, n, 1, 3);
}

uint64_t siphash24(const uint64_t key[2], const char *p, uint64_t n)
{
	return siphash(key, p, n, 2, 4);
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
	if (!packed_init(t))
		return false;
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
	packed_free(t);
	mem_free(t->mem, t->fold, t->nfold * sizeof(*t->fold));
	memset(t, 0, sizeof(*t));
}

bool names_copy(struct names *to, struct mem *mem, const struct names *from)
{
	uint64_t slots = (uint64_t)from->mask + 1;
	bool packed;

	*to = *from;
	to->mem = mem;
	to->bytes = mem_alloc(mem, from->cbytes);
	to->end = mem_alloc(mem, from->cap * sizeof(*to->end));
	to->slot = mem_alloc(mem, slots * sizeof(*to->slot));
	packed = packed_copy(to, from);
	to->fold = mem_alloc(mem, from->nfold * sizeof(*to->fold));
	if ((!to->bytes && from->cbytes) || !to->end || !to->slot || !packed ||
		(!to->fold && from->nfold))
		return false;
	if (to->bytes)
		memcpy(to->bytes, from->bytes, (size_t)from->nbytes);
	memcpy(to->end, from->end, (size_t)from->n * sizeof(*to->end));
	memcpy(to->slot, from->slot, (size_t)slots * sizeof(*to->slot));
	if (to->fold)
		memcpy(to->fold, from->fold,
			(size_t)from->nfold * sizeof(*to->fold));
	return true;
}

void names_probe(const struct names *t, struct probe *p, struct text s)
{
	p->text = s;
	p->hash = s.n == 36 ? names_hash_36(t, s.p)
			    : (uint32_t)siphash13(t->key, s.p, s.n);
}

/* The slot that holds the text, or the free one where it belongs. */
static uint32_t names_seek(const struct names *t, const struct probe *p)
{
	uint32_t i = p->hash & t->mask;

	while (t->slot[i] && ((uint32_t)(t->slot[i] >> 32) != p->hash ||
		!names_same(names_get(t, (uint32_t)t->slot[i]), p->text)))
		i = (i + 1) & t->mask;
	return i;
}

uint32_t names_find(const struct names *t, struct text s)
{
	struct probe p;
	uint64_t slot;
	uint32_t name;

	if (s.n == 0)
		return NAME_EMPTY;
	if (packed_find(t, s, &name))
		return name;
	names_probe(t, &p, s);
	slot = t->slot[names_seek(t, &p)];
	return slot ? (uint32_t)slot : (uint32_t)NAME_NONE;
}

/* Doubles the table; load stays under four fifths. */
static bool names_grow(struct names *t)
{
	uint64_t old = (uint64_t)t->mask + 1, size = old * 2, i;
	uint64_t *to;
	uint32_t j, mask = (uint32_t)(size - 1);

	if (size > 0x80000000u)
		return false;
	to = mem_calloc(t->mem, size, sizeof(*to));
	if (!to)
		return false;
	for (i = 0; i < old; i++) {
		if (!t->slot[i])
			continue;
		j = (uint32_t)(t->slot[i] >> 32) & mask;
		while (to[j])
			j = (j + 1) & mask;
		to[j] = t->slot[i];
	}
	mem_free(t->mem, t->slot, old * sizeof(*to));
	t->slot = to;
	t->mask = mask;
	return true;
}

/* Where in the table's own bytes a text begins, `nbytes` if elsewhere. */
static uint64_t own_offset(const struct names *t, struct text s)
{
	uintptr_t from = (uintptr_t)t->bytes, p = (uintptr_t)s.p;

	return p >= from && p < from + t->nbytes ? p - from : t->nbytes;
}

/* Offsets are 32 bits wide: a table holds up to 4 GiB of text. The text may
 * be a part of one that the table holds. */
uint32_t names_append(struct names *t, struct text s)
{
	void *bytes = t->bytes, *end = t->end;
	uint64_t own = own_offset(t, s);

	if (s.n == 0)
		return NAME_EMPTY;
	if (t->n >= 0x7fffffff || t->nbytes + s.n > 0xffffffffu)
		return NAME_NONE;
	if (t->nbytes + s.n > t->cbytes &&
		!mem_reserve(t->mem, &bytes, &t->cbytes, t->nbytes + s.n, 1))
		return NAME_NONE;
	t->bytes = bytes;
	if (own < t->nbytes)
		s.p = t->bytes + own; /* they may have moved */
	if (t->n + 1 > t->cap && !mem_reserve(t->mem, &end, &t->cap, t->n + 1,
		sizeof(*t->end)))
		return NAME_NONE;
	t->end = end;
	memcpy(t->bytes + t->nbytes, s.p, s.n);
	t->nbytes += s.n;
	t->end[t->n++] = (uint32_t)t->nbytes;
	return (uint32_t)(t->n - 1);
}

/* A text that is not in the table yet; i: the slot where it belongs. */
static uint32_t put_new(struct names *t, const struct probe *p, uint32_t i)
{
	uint32_t name;

	if (t->used * 5 >= ((uint64_t)t->mask + 1) * 4) {
		if (!names_grow(t))
			return NAME_NONE;
		i = names_seek(t, p);
	}
	name = names_append(t, p->text);
	if (name == NAME_NONE)
		return NAME_NONE;
	t->slot[i] = (uint64_t)p->hash << 32 | name;
	t->used++;
	return name;
}

/* ---- any text ---- */

uint32_t names_put(struct names *t, struct text s)
{
	struct probe p;
	uint32_t i;

	if (s.n == 0)
		return NAME_EMPTY;
	if (packed_put(t, s, &i))
		return i;
	names_probe(t, &p, s);
	i = names_seek(t, &p);
	return t->slot[i] ? (uint32_t)t->slot[i] : put_new(t, &p, i);
}

/* Bit 7 of each of 8 bytes that is one of A to Z. */
static inline uint64_t upper_8(uint64_t v)
{
	uint64_t each = 0x0101010101010101u, low = v & each * 0x7f;

	return (low + each * (0x80 - 'A')) & ~(low + each * (0x80 - 'Z' - 1)) &
		~v & each * 0x80;
}

static bool has_upper(struct text s)
{
	uint64_t some = 0, v = 0;
	uint32_t i;

	for (i = 0; i + 8 <= s.n; i += 8)
		some |= upper_8(load_8(s.p + i));
	if (s.n >= 8)
		v = load_8(s.p + s.n - 8);
	else
		memcpy(&v, s.p, s.n);
	return (some | upper_8(v)) != 0;
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

uint32_t names_put_probed(struct names *t, const struct probe *p)
{
	char to[ID_MAX];
	uint64_t before = t->n;
	uint32_t i, name, low;

	if (packed_put(t, p->text, &name))
		return name;
	i = names_seek(t, p);
	/* only a lower text is ever put in another way, so what is there is
	 * linked */
	name = t->slot[i] ? (uint32_t)t->slot[i] : put_new(t, p, i);
	if ((name < before && !t->unlinked) || name == NAME_NONE ||
		!has_upper(p->text) || names_fold(t, name) != name)
		return name;
	low = names_put(t, lower(p->text, to));
	if (low != NAME_NONE && fold_link(t, name, low))
		return name;
	t->unlinked = true;
	return NAME_NONE;
}

uint32_t names_put_id(struct names *t, struct text s)
{
	struct probe p;

	if (s.n == 0)
		return NAME_EMPTY;
	names_probe(t, &p, s);
	return names_put_probed(t, &p);
}

uint32_t names_find_id(const struct names *t, struct text s)
{
	char to[ID_MAX];

	return names_find(t, lower(s, to));
}

/* ---- snapshots ---- */

int32_t names_parts(struct names *t, part_fn each, void *ctx)
{
	uint64_t slots = t->slot ? (uint64_t)t->mask + 1 : 0;
	uint64_t nips = t->nip.slot ? (uint64_t)t->nip.mask + 1 : 0;
	uint64_t uuids = t->uuid.slot ? (uint64_t)t->uuid.mask + 1 : 0;
	const struct array_part all[] = {
		{&t->bytes, &t->nbytes, &t->cbytes, 1, 0, false},
		{&t->end, &t->n, &t->cap, sizeof(*t->end), 0, false},
		{&t->slot, &slots, NULL, sizeof(*t->slot), 0, false},
		{&t->nip.slot, &nips, NULL, (NIP_WORDS + 1) * 4, 0, false},
		{&t->uuid.slot, &uuids, NULL, (UUID_WORDS + 1) * 4, 0, false},
		{&t->fold, &t->nfold, NULL, sizeof(*t->fold), 0, false},
	};
	uint32_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < ARRAY_LEN(all) && !e; i++)
		e = each(ctx, &all[i]);
	if (t->slot && slots != (uint64_t)t->mask + 1)
		t->mask = (uint32_t)(slots - 1);
	if (t->nip.slot && nips != (uint64_t)t->nip.mask + 1)
		t->nip.mask = (uint32_t)(nips - 1);
	if (t->uuid.slot && uuids != (uint64_t)t->uuid.mask + 1)
		t->uuid.mask = (uint32_t)(uuids - 1);
	return e;
}

/* Each text lies behind the one before and begins with a whole character. */
static bool texts_sound(const struct names *t)
{
	uint64_t i;
	uint32_t bad = 0;

	if (!t->end || t->end[0] != 0 || t->n > 0x7fffffff ||
		t->nbytes > 0xffffffffu || t->end[t->n - 1] != t->nbytes)
		return false;
	for (i = 1; i < t->n; i++)
		bad |= t->end[i] < t->end[i - 1];
	if (bad || (t->nbytes && memchr(t->bytes, 0, (size_t)t->nbytes)))
		return false;
	if (ascii_only(t->bytes, t->nbytes))
		return true;
	for (i = 1; i < t->n; i++)
		if (t->end[i] < t->nbytes &&
			((unsigned char)t->bytes[t->end[i]] & 0xc0) == 0x80)
			return false;
	return utf8_bad(t->bytes, t->nbytes) == t->nbytes;
}

/* A search ends at a free slot, so there must be one. */
static bool slots_sound(struct names *t)
{
	uint64_t i, size = (uint64_t)t->mask + 1, used = 0, bad = 0;
	uint32_t name, most = (uint32_t)(t->n - 1);

	if (!t->slot || size & t->mask)
		return false;
	for (i = 0; i < size; i++) {
		name = (uint32_t)t->slot[i];
		used += t->slot[i] != 0;
		bad |= (t->slot[i] != 0) & (name - 1 >= most);
	}
	t->used = used;
	return !bad && used < size && used < t->n;
}

static bool folds_sound(const struct names *t)
{
	uint64_t i;
	uint32_t bad = 0;

	for (i = 0; i < t->nfold; i++)
		bad |= t->fold[i] >= t->n;
	return !bad;
}

bool names_sound(struct names *t)
{
	return texts_sound(t) && slots_sound(t) && packed_sound(t) &&
		folds_sound(t);
}
