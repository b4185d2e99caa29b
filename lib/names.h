/* SPDX-License-Identifier: MIT */
/* Every distinct text once, as a 32-bit number. Keyed hashing (SipHash-1-3; of
 * 18 and 36 bytes, NIP and UUID, a keyed product) keeps crafted ids from
 * making it slow. */
#ifndef SKP_NAMES_H
#define SKP_NAMES_H

#include "base.h"

enum { NAME_EMPTY = 0, NAME_NONE = 0xffffffff };
/* No limit lets an id be longer. */
enum { ID_MAX = 1024 };

struct names {
	struct mem *mem;
	uint64_t key[2];
	char *bytes;		/* texts one after the other */
	uint64_t nbytes, cbytes;
	uint32_t *end;		/* text i is bytes[end[i-1] .. end[i]) */
	uint64_t n, cap;	/* end[0] == 0 is the empty text */
	uint64_t *slot;		/* open addressing: hash << 32 | name, 0: free */
	uint64_t used;		/* slots taken */
	uint32_t mask;
	uint32_t *fold;		/* see names_fold; NULL: all fold to itself */
	uint64_t nfold;
	bool unlinked; /* memory was refused for one of them: some id lacks it */
};

bool names_init(struct names *t, struct mem *mem, const uint64_t key[2]);
void names_free(struct names *t);
/* All texts under the same numbers; false, `to` then to be freed, when there
 * is no memory. */
bool names_copy(struct names *to, struct mem *mem, const struct names *from);
/* The arrays of the table, for a snapshot; with `key` they are all there is.
 * Where `each` has set them, names_sound completes the table and tells whether
 * it can be used without harm: no number leads out of it. */
int32_t names_parts(struct names *t, part_fn each, void *ctx);
bool names_sound(struct names *t);
/* NAME_NONE when there is no memory. The empty text is NAME_EMPTY. */
uint32_t names_put(struct names *t, struct text s);
/* A text nobody will look for: stored without being made unique. */
uint32_t names_append(struct names *t, struct text s);
/* NAME_NONE when the text is not there. */
uint32_t names_find(const struct names *t, struct text s);
static inline struct text names_get(const struct names *t, uint32_t name)
{
	uint32_t from;

	if (name == NAME_EMPTY || name >= t->n)
		return (struct text){"", 0};
	from = t->end[name - 1];
	return (struct text){t->bytes + from, t->end[name] - from};
}

static inline uint64_t load_8(const char *p)
{
	uint64_t v;

	memcpy(&v, p, 8);
	return v;
}

static inline bool same_18(const char *a, const char *b)
{
	return ((load_8(a) ^ load_8(b)) | (load_8(a + 8) ^ load_8(b + 8)) |
		(load_8(a + 10) ^ load_8(b + 10))) == 0;
}

static inline bool names_same(struct text a, struct text b)
{
	if (a.n != b.n)
		return false;
	if (a.n == 18)
		return same_18(a.p, b.p);
	if (a.n == 36)
		return same_18(a.p, b.p) && same_18(a.p + 18, b.p + 18);
	return a.n == 0 || memcmp(a.p, b.p, a.n) == 0;
}

/* Looking many texts up at once: hash them all, then let each step fetch what
 * the next one reads, so that the waits for memory overlap. */
struct probe {
	struct text text;
	uint32_t hash;
};
void names_probe(const struct names *t, struct probe *p, struct text s);

/* ---- NIP and UUID: keys of fixed length ---- */

/* Both halves of the product, one over the other. */
static inline uint64_t fold_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ typedef unsigned __int128 wide;
	wide r = (wide)a * b;

	return (uint64_t)r ^ (uint64_t)(r >> 64);
#else
	uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
	uint64_t low = al * bl, mid = ah * bl + (low >> 32);
	uint64_t more = al * bh + (uint32_t)mid;

	return ((more << 32) | (uint32_t)low) ^
		(ah * bh + (mid >> 32) + (more >> 32));
#endif
}

/* 18 bytes, of whatever: mostly a NIP. Every word meets a secret one before it
 * is multiplied, so that nobody can choose NIPs that fall together. */
static inline uint32_t names_hash_18(const struct names *t, const char *p)
{
	const uint64_t *key = t->key;
	uint64_t h = fold_product(load_8(p) ^ key[0], load_8(p + 8) ^ key[1]);

	return (uint32_t)fold_product(h ^ key[1], load_8(p + 10) ^ ~key[0]);
}

static inline uint32_t names_hash_36(const struct names *t, const char *p)
{
	const uint64_t *key = t->key;
	uint64_t a = fold_product(load_8(p) ^ key[0], load_8(p + 8) ^ key[1]);
	uint64_t b = fold_product(load_8(p + 16) ^ ~key[1],
		load_8(p + 24) ^ ~key[0]);

	return (uint32_t)fold_product(a ^ b ^ key[0], load_8(p + 28) ^ key[1]);
}

static inline void names_fetch(const struct names *t, uint32_t hash)
{
	__builtin_prefetch(&t->slot[hash & t->mask]);
}

static inline void names_fetch_more(const struct names *t, uint32_t hash)
{
	__builtin_prefetch(&t->end[(uint32_t)t->slot[hash & t->mask]]);
}

static inline void names_fetch_text(const struct names *t, uint32_t hash)
{
	uint64_t slot = t->slot[hash & t->mask];

	if (slot && (uint32_t)(slot >> 32) == hash) {
		/* it may lie on two lines */
		__builtin_prefetch(&t->bytes[t->end[(uint32_t)slot - 1]]);
		__builtin_prefetch(&t->bytes[t->end[(uint32_t)slot] - 1]);
	}
}

/* The name of a text of 18 or 36 bytes if it stands where it is looked for
 * first, else NAME_EMPTY. */
static inline uint32_t names_first(const struct names *t,
	const struct probe *p)
{
	uint64_t slot = t->slot[p->hash & t->mask];

	return slot && (uint32_t)(slot >> 32) == p->hash &&
			names_same(names_get(t, (uint32_t)slot), p->text)
		? (uint32_t)slot
		: (uint32_t)NAME_EMPTY;
}

/* As names_put_id, of a probed text that is not empty. */
uint32_t names_put_probed(struct names *t, const struct probe *p);

/* The same of one that has no case. */
uint32_t names_put_digits(struct names *t, const struct probe *p);

/* As names_put, and the ASCII-lower text is put too, so that names_fold can
 * tell which ids are the same but for case. */
uint32_t names_put_id(struct names *t, struct text s);
/* The number that stands for all spellings of a name put by names_put_id. */
static inline uint32_t names_fold(const struct names *t, uint32_t name)
{
	return t->fold && name < t->nfold && t->fold[name] ? t->fold[name]
							     : name;
}
/* The number of any spelling of an id, NAME_NONE if there is none. */
uint32_t names_find_id(const struct names *t, struct text s);

uint64_t siphash13(const uint64_t key[2], const char *p, uint64_t n);
/* Slower and stronger: what leaves the process is hashed with this one. */
uint64_t siphash24(const uint64_t key[2], const char *p, uint64_t n);

#endif
