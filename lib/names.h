/* SPDX-License-Identifier: MIT */
/* Every distinct text once, as a 32-bit number. Texts of 18 digits, which are
 * NIPs, and UUIDs as they are mostly written have tables of their own, whose
 * slots hold them as numbers: to find one is one look into memory. Keyed hashing (SipHash-1-3; of NIP and UUID a
 * keyed product) keeps crafted ids from making it slow. */
#ifndef SKP_NAMES_H
#define SKP_NAMES_H

#include "base.h"

enum { NAME_EMPTY = 0, NAME_NONE = 0xffffffff };
/* No limit lets an id be longer. */
enum { ID_MAX = 1024 };

/* An open-addressed table of numbers. A slot is the words of a number and then
 * its name, 0 where it is free. */
struct packed {
	uint32_t *slot;
	uint64_t used; /* slots */
	uint32_t mask;
};
enum { NIP_WORDS = 2, UUID_WORDS = 4 };

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
	struct packed nip, uuid;
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

/* Eight bytes, the first one lowest, whatever the machine's order. */
static inline uint64_t load_le(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* Eight digits as load_le reads them, less '0' each: by pairs, then fours, then
 * all. */
static inline uint32_t number_8(uint64_t v)
{
	const uint64_t fourth = 0x000000ff000000ffu;

	v = v * 10 + (v >> 8);
	v = (v & fourth) * (100 + (UINT64_C(1000000) << 32)) +
		(v >> 16 & fourth) * (1 + (UINT64_C(10000) << 32));
	return (uint32_t)(v >> 32);
}

/* Are the 18 bytes digits? *nip: their number. */
static inline bool nip_read(const char *p, uint64_t *nip)
{
	const uint64_t zeros = 0x3030303030303030u, past9 = 0x7676767676767676u;
	uint64_t a = load_le(p) ^ zeros, b = load_le(p + 8) ^ zeros,
		 c = load_le(p + 10) ^ zeros;

	/* bit 7 of a byte: it is over 9 */
	if (((a | (a + past9)) | (b | (b + past9)) | (c | (c + past9))) &
		0x8080808080808080u)
		return false;
	*nip = (number_8(a) * UINT64_C(100000000) + number_8(b)) * 100 +
		(c >> 48 & 15) * 10 + (c >> 56);
	return true;
}

static inline uint64_t load_8(const char *p)
{
	uint64_t v;

	memcpy(&v, p, 8);
	return v;
}

/* Four bytes and four more as one word. */
static inline uint64_t load_4_4(const char *p, const char *q)
{
	uint32_t a, b;

	memcpy(&a, p, 4);
	memcpy(&b, q, 4);
	return a | (uint64_t)b << 32;
}

/* Are the 36 bytes a UUID of lower letters? key: its 32 digits, packed in some
 * order of their own. */
static inline bool uuid_read(const char *p, uint64_t key[2])
{
	typedef signed char digits __attribute__((vector_size(16)));
	typedef uint64_t words __attribute__((vector_size(16)));
	const words low = {0x00ff00ff00ff00ffu, 0x00ff00ff00ff00ffu};
	const digits v[2] = {
		(digits)(words){load_8(p), load_4_4(p + 9, p + 14)},
		(digits)(words){load_4_4(p + 19, p + 24), load_8(p + 28)}};
	digits n[2], good;
	words w[2];
	uint64_t all[2];
	uint32_t i;

	if (p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
		return false;
	for (i = 0; i < 2; i++) /* a letter is 9 more than its lowest bits */
		n[i] = (v[i] & 15) + ((v[i] > 0x5f) & 9);
	/* back again it must be what it was */
	good = (n[0] < 16) & (n[0] + '0' + ((n[0] > 9) & 0x27) == v[0]) &
		(n[1] < 16) & (n[1] + '0' + ((n[1] > 9) & 0x27) == v[1]);
	for (i = 0; i < 2; i++)
		w[i] = ((words)n[i] << 4 | (words)n[i] >> 8) & low;
	w[0] |= w[1] << 8;
	memcpy(all, &good, sizeof(all));
	memcpy(key, &w[0], sizeof(w[0]));
	return (all[0] & all[1]) == UINT64_MAX;
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

/* ---- NIP and UUID: texts of fixed length, most of them numbers ---- */

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

/* Every word meets a secret one before it is multiplied, so that nobody can
 * choose ids that fall together. */
static inline uint32_t names_hash_nip(const struct names *t, uint64_t nip)
{
	uint64_t h = fold_product(nip ^ t->key[0], t->key[1] | 1);

	/* once more: numbers in a row would fall on few places */
	return (uint32_t)fold_product(h ^ t->key[1], t->key[0] | 1);
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

static inline uint32_t names_hash_uuid(const struct names *t,
	const uint64_t key[2])
{
	uint64_t h = fold_product(key[0] ^ t->key[0], key[1] ^ t->key[1]);

	return (uint32_t)fold_product(h ^ t->key[1], t->key[0] | 1);
}

static inline uint32_t *packed_slot(const struct packed *t, uint32_t words,
	uint32_t i)
{
	return t->slot + (uint64_t)i * (words + 1);
}

/* The slot where a number is looked for first, and the one behind, which may
 * lie on another line. */
static inline void packed_fetch(const struct packed *t, uint32_t words,
	uint32_t hash)
{
	const uint32_t *s = packed_slot(t, words, hash & t->mask);

	__builtin_prefetch(s);
	__builtin_prefetch(s + 2 * words + 1);
}

/* Eight bytes of each at a time: a number has no more than two of these. */
static inline bool packed_is(const uint32_t *s, uint32_t words,
	const uint64_t *key)
{
	const char *p = (const char *)s;

	return load_8(p) == key[0] &&
		(words == NIP_WORDS || load_8(p + 8) == key[1]);
}

/* The slot that holds the number, or the free one where it belongs. */
static inline uint32_t *packed_seek(const struct packed *t, uint32_t words,
	const uint64_t *key, uint32_t hash)
{
	uint32_t i = hash & t->mask, *s = packed_slot(t, words, i);

	while (s[words] && !packed_is(s, words, key)) {
		i = (i + 1) & t->mask;
		s = packed_slot(t, words, i);
	}
	return s;
}

/* The name of a NIP or UUID, given with its number and its table, t->nip or
 * t->uuid; NAME_NONE without memory. */
uint32_t names_put_packed(struct names *t, struct packed *of, uint32_t words,
	struct text s, const uint64_t *key, uint32_t hash);

/* As names_put_id, of a probed text that is not empty. */
uint32_t names_put_probed(struct names *t, const struct probe *p);

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
