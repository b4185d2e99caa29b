/* SPDX-License-Identifier: MIT */
/* A set of 64-bit keys, each with a number: open addressing, keys already
 * hashed. 0 stands for "free", so a key of 0 counts as 1. */
#include "plan.h"

static uint64_t slot_of(const struct set *s, uint64_t key)
{
	uint64_t i = key & s->mask;

	while (s->key[i] && s->key[i] != key)
		i = (i + 1) & s->mask;
	return i;
}

static bool set_grow(struct mem *mem, struct set *s)
{
	struct set to = {.n = s->n, .mask = s->key ? s->mask * 2 + 1 : 255};
	uint64_t i, k;

	to.key = mem_calloc(mem, to.mask + 1, sizeof(*to.key));
	to.value = mem_calloc(mem, to.mask + 1, sizeof(*to.value));
	if (!to.key || !to.value) {
		set_clear(mem, &to);
		return false;
	}
	for (i = 0; s->key && i <= s->mask; i++) {
		if (!s->key[i])
			continue;
		k = slot_of(&to, s->key[i]);
		to.key[k] = s->key[i];
		to.value[k] = s->value[i];
	}
	set_clear(mem, s);
	*s = to;
	return true;
}

bool set_put(struct mem *mem, struct set *s, uint64_t key, uint32_t value)
{
	uint64_t i;

	key += !key;
	if ((!s->key || s->n * 2 >= s->mask) && !set_grow(mem, s))
		return false;
	i = slot_of(s, key);
	s->n += !s->key[i];
	s->key[i] = key;
	s->value[i] = value;
	return true;
}

bool set_get(const struct set *s, uint64_t key, uint32_t *value)
{
	uint64_t i;

	key += !key;
	if (!s->key)
		return false;
	i = slot_of(s, key);
	if (value && s->key[i])
		*value = s->value[i];
	return s->key[i] != 0;
}

void set_clear(struct mem *mem, struct set *s)
{
	if (s->key || s->value) {
		mem_free(mem, s->key, (s->mask + 1) * sizeof(*s->key));
		mem_free(mem, s->value, (s->mask + 1) * sizeof(*s->value));
	}
	memset(s, 0, sizeof(*s));
}
