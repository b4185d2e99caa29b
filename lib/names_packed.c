/* SPDX-License-Identifier: MIT */
/* NIPs and UUIDs in the name table: two open-addressed tables whose slots hold
 * the whole of what is looked for. */
#include "names_packed.h"

enum { FIRST_SLOTS = 8 }; /* most tables hold words, not ids; one stays free */

bool packed_init(struct names *t)
{
	t->nip = mem_calloc(t->mem, FIRST_SLOTS, sizeof(*t->nip));
	t->nip_mask = FIRST_SLOTS - 1;
	t->uuid = mem_calloc(t->mem, FIRST_SLOTS, sizeof(*t->uuid));
	t->uuid_mask = FIRST_SLOTS - 1;
	return t->nip && t->uuid;
}

void packed_free(struct names *t)
{
	if (t->nip)
		mem_free(t->mem, t->nip,
			((uint64_t)t->nip_mask + 1) * sizeof(*t->nip));
	if (t->uuid)
		mem_free(t->mem, t->uuid,
			((uint64_t)t->uuid_mask + 1) * sizeof(*t->uuid));
}

bool packed_copy(struct names *to, const struct names *from)
{
	uint64_t nips = ((uint64_t)from->nip_mask + 1) * sizeof(*to->nip);
	uint64_t uuids = ((uint64_t)from->uuid_mask + 1) * sizeof(*to->uuid);

	to->nip = mem_alloc(to->mem, nips);
	to->uuid = mem_alloc(to->mem, uuids);
	if (!to->nip || !to->uuid)
		return false;
	memcpy(to->nip, from->nip, (size_t)nips);
	memcpy(to->uuid, from->uuid, (size_t)uuids);
	return true;
}

/* ---- NIPs ---- */

static bool nips_grow(struct names *t)
{
	uint64_t old = (uint64_t)t->nip_mask + 1, size = old * 2, i, nip;
	struct nip_slot *to, *s;
	uint32_t j, mask = (uint32_t)(size - 1);

	if (size > 0x80000000u)
		return false;
	to = mem_calloc(t->mem, size, sizeof(*to));
	if (!to)
		return false;
	for (i = 0; i < old; i++) {
		s = &t->nip[i];
		if (!s->name)
			continue;
		nip = s->low | (uint64_t)s->high << 32;
		j = names_hash_nip(t, nip) & mask;
		while (to[j].name)
			j = (j + 1) & mask;
		to[j] = *s;
	}
	mem_free(t->mem, t->nip, old * sizeof(*to));
	t->nip = to;
	t->nip_mask = mask;
	return true;
}

uint32_t names_put_nip(struct names *t, const char *p, uint64_t nip,
	uint32_t hash)
{
	uint32_t i = names_seek_nip(t, nip, hash), name = t->nip[i].name;

	if (name)
		return name;
	if (t->nips * 5 >= ((uint64_t)t->nip_mask + 1) * 4) {
		if (!nips_grow(t))
			return NAME_NONE;
		i = names_seek_nip(t, nip, hash);
	}
	name = names_append(t, (struct text){p, 18});
	if (name == NAME_NONE)
		return NAME_NONE;
	t->nip[i] = (struct nip_slot){(uint32_t)nip, (uint32_t)(nip >> 32),
		name};
	t->nips++;
	return name;
}

/* ---- UUIDs ---- */

static bool uuids_grow(struct names *t)
{
	uint64_t old = (uint64_t)t->uuid_mask + 1, size = old * 2, i, key[2];
	struct uuid_slot *to, *s;
	uint32_t j, mask = (uint32_t)(size - 1);

	if (size > 0x80000000u)
		return false;
	to = mem_calloc(t->mem, size, sizeof(*to));
	if (!to)
		return false;
	for (i = 0; i < old; i++) {
		s = &t->uuid[i];
		if (!s->name)
			continue;
		memcpy(key, s->key, sizeof(key));
		j = names_hash_uuid(t, key) & mask;
		while (to[j].name)
			j = (j + 1) & mask;
		to[j] = *s;
	}
	mem_free(t->mem, t->uuid, old * sizeof(*to));
	t->uuid = to;
	t->uuid_mask = mask;
	return true;
}

uint32_t names_put_uuid(struct names *t, const char *p, const uint64_t key[2],
	uint32_t hash)
{
	uint32_t i = names_seek_uuid(t, key, hash), name = t->uuid[i].name;

	if (name)
		return name;
	if (t->uuids * 5 >= ((uint64_t)t->uuid_mask + 1) * 4) {
		if (!uuids_grow(t))
			return NAME_NONE;
		i = names_seek_uuid(t, key, hash);
	}
	name = names_append(t, (struct text){p, 36});
	if (name == NAME_NONE)
		return NAME_NONE;
	memcpy(t->uuid[i].key, key, sizeof(t->uuid[i].key));
	t->uuid[i].name = name;
	t->uuids++;
	return name;
}

/* ---- either ---- */

bool packed_find(const struct names *t, struct text s, uint32_t *name)
{
	uint64_t nip, key[2];
	uint32_t at = 0;

	if (s.n == 18 && nip_read(s.p, &nip))
		at = t->nip[names_seek_nip(t, nip, names_hash_nip(t, nip))].name;
	else if (s.n == 36 && uuid_read(s.p, key))
		at = t->uuid[names_seek_uuid(t, key, names_hash_uuid(t, key))]
			.name;
	else
		return false;
	*name = at ? at : (uint32_t)NAME_NONE;
	return true;
}

bool packed_put(struct names *t, struct text s, uint32_t *name)
{
	uint64_t nip, key[2];

	if (s.n == 18 && nip_read(s.p, &nip))
		*name = names_put_nip(t, s.p, nip, names_hash_nip(t, nip));
	else if (s.n == 36 && uuid_read(s.p, key))
		*name = names_put_uuid(t, s.p, key, names_hash_uuid(t, key));
	else
		return false;
	return true;
}

/* ---- snapshots ---- */

/* A search ends at a free slot, so there must be one. */
static bool nips_sound(struct names *t)
{
	uint64_t i, size = (uint64_t)t->nip_mask + 1, used = 0, bad = 0;
	uint32_t most = (uint32_t)(t->n - 1);

	if (!t->nip || size & t->nip_mask)
		return false;
	for (i = 0; i < size; i++) {
		used += t->nip[i].name != 0;
		bad |= (t->nip[i].name != 0) & (t->nip[i].name - 1 >= most);
	}
	t->nips = used;
	return !bad && used < size && used < t->n;
}

static bool uuids_sound(struct names *t)
{
	uint64_t i, size = (uint64_t)t->uuid_mask + 1, used = 0, bad = 0;
	uint32_t most = (uint32_t)(t->n - 1);

	if (!t->uuid || size & t->uuid_mask)
		return false;
	for (i = 0; i < size; i++) {
		used += t->uuid[i].name != 0;
		bad |= (t->uuid[i].name != 0) & (t->uuid[i].name - 1 >= most);
	}
	t->uuids = used;
	return !bad && used < size && used < t->n;
}

bool packed_sound(struct names *t)
{
	return nips_sound(t) && uuids_sound(t);
}
