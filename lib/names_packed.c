/* SPDX-License-Identifier: MIT */
/* NIPs and UUIDs in the name table: two tables whose slots hold the whole of
 * what is looked for. */
#include "names_packed.h"

enum { FIRST_SLOTS = 8 }; /* most tables hold words, not ids; one stays free */

static uint64_t table_bytes(const struct packed *p, uint32_t words)
{
	return ((uint64_t)p->mask + 1) * (words + 1) * sizeof(*p->slot);
}

static bool table_new(struct mem *mem, struct packed *p, uint32_t words,
	uint64_t slots)
{
	p->slot = mem_calloc(mem, slots * (words + 1), sizeof(*p->slot));
	p->mask = (uint32_t)(slots - 1);
	return p->slot != NULL;
}

bool packed_init(struct names *t)
{
	return table_new(t->mem, &t->nip, NIP_WORDS, FIRST_SLOTS) &&
		table_new(t->mem, &t->uuid, UUID_WORDS, FIRST_SLOTS);
}

void packed_free(struct names *t)
{
	if (t->nip.slot)
		mem_free(t->mem, t->nip.slot, table_bytes(&t->nip, NIP_WORDS));
	if (t->uuid.slot)
		mem_free(t->mem, t->uuid.slot,
			table_bytes(&t->uuid, UUID_WORDS));
}

static bool table_copy(struct mem *mem, struct packed *to,
	const struct packed *from, uint32_t words)
{
	uint64_t bytes = table_bytes(from, words);

	to->slot = mem_alloc(mem, bytes);
	if (to->slot)
		memcpy(to->slot, from->slot, (size_t)bytes);
	return to->slot != NULL;
}

bool packed_copy(struct names *to, const struct names *from)
{
	bool nips = table_copy(to->mem, &to->nip, &from->nip, NIP_WORDS);
	bool uuids = table_copy(to->mem, &to->uuid, &from->uuid, UUID_WORDS);

	return nips && uuids;
}

/* ---- looking up ---- */

static uint32_t hash_of(const struct names *t, uint32_t words,
	const uint64_t *key)
{
	return words == NIP_WORDS ? names_hash_nip(t, *key)
				  : names_hash_uuid(t, key);
}

static void slot_set(uint32_t *s, uint32_t words, const uint64_t *key,
	uint32_t name)
{
	memcpy(s, key, 8);
	if (words == UUID_WORDS)
		memcpy(s + 2, key + 1, 8);
	s[words] = name;
}

static bool table_grow(struct names *t, struct packed *p, uint32_t words)
{
	uint64_t old = (uint64_t)p->mask + 1, i, key[2] = {0, 0};
	struct packed to = {.used = p->used};
	uint32_t *s;

	if (old * 2 > 0x80000000u || !table_new(t->mem, &to, words, old * 2))
		return false;
	for (i = 0; i < old; i++) {
		s = packed_slot(p, words, (uint32_t)i);
		if (!s[words])
			continue;
		memcpy(key, s, 8);
		if (words == UUID_WORDS)
			memcpy(key + 1, s + 2, 8);
		slot_set(packed_seek(&to, words, key, hash_of(t, words, key)),
			words, key, s[words]);
	}
	mem_free(t->mem, p->slot, table_bytes(p, words));
	*p = to;
	return true;
}

uint32_t names_put_packed(struct names *t, struct packed *of, uint32_t words,
	struct text text, const uint64_t *key, uint32_t hash)
{
	uint32_t *s = packed_seek(of, words, key, hash), name = s[words];

	if (name)
		return name;
	if (of->used * 5 >= ((uint64_t)of->mask + 1) * 4) {
		if (!table_grow(t, of, words))
			return NAME_NONE;
		s = packed_seek(of, words, key, hash);
	}
	name = names_append(t, text);
	if (name == NAME_NONE)
		return NAME_NONE;
	slot_set(s, words, key, name);
	of->used++;
	return name;
}

/* Which table it belongs to, 0 words if to none. */
static uint32_t words_of(struct text s, uint64_t key[2])
{
	if (s.n == 18 && nip_read(s.p, key))
		return NIP_WORDS;
	return s.n == 36 && uuid_read(s.p, key) ? UUID_WORDS : 0;
}

bool packed_find(const struct names *t, struct text s, uint32_t *name)
{
	uint64_t key[2];
	uint32_t words = words_of(s, key), at;

	if (!words)
		return false;
	at = packed_seek(words == NIP_WORDS ? &t->nip : &t->uuid, words, key,
		hash_of(t, words, key))[words];
	*name = at ? at : (uint32_t)NAME_NONE;
	return true;
}

bool packed_put(struct names *t, struct text s, uint32_t *name)
{
	uint64_t key[2];
	uint32_t words = words_of(s, key);

	if (words)
		*name = names_put_packed(t, words == NIP_WORDS ? &t->nip
				: &t->uuid, words, s, key,
			hash_of(t, words, key));
	return words > 0;
}

/* ---- snapshots ---- */

/* A search ends at a free slot, so there must be one. */
static bool table_sound(struct packed *p, uint32_t words, uint64_t names)
{
	uint64_t i, size = (uint64_t)p->mask + 1, used = 0, bad = 0;
	uint32_t most = (uint32_t)(names - 1), name;

	if (!p->slot || size & p->mask)
		return false;
	for (i = 0; i < size; i++) {
		name = packed_slot(p, words, (uint32_t)i)[words];
		used += name != 0;
		bad |= (name != 0) & (name - 1 >= most);
	}
	p->used = used;
	return !bad && used < size && used < names;
}

bool packed_sound(struct names *t)
{
	return table_sound(&t->nip, NIP_WORDS, t->n) &&
		table_sound(&t->uuid, UUID_WORDS, t->n);
}
