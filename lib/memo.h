/* SPDX-License-Identifier: MIT */
/* What was worked out once of something large: numbers by key, and days that
 * are covered, by key, each in few steps however many there are. */
#ifndef SKP_MEMO_H
#define SKP_MEMO_H

#include "base.h"

/* So many rows belong together before it is worth while to remember what
 * they say; nearly everything is smaller. */
enum { MANY = 16 };

/* An open hash; nothing leaves it before all does. */
struct memo {
	uint64_t *key;
	uint32_t *value; /* + 1; 0: the place is free */
	uint64_t cap, n;
};
enum { MEMO_NONE = 0xffffffff };

static inline uint64_t memo_key(uint32_t a, uint32_t b)
{
	return (uint64_t)a << 32 | b;
}
/* MEMO_NONE: the key is not there. */
uint32_t memo_get(const struct memo *m, uint64_t key);
/* The key is not there yet; false without memory. */
bool memo_put(struct mem *mem, struct memo *m, uint64_t key, uint32_t value);
void memo_free(struct mem *mem, struct memo *m);

/* Days from..to, both included. */
struct range {
	uint64_t key;
	int32_t from, to;
};
struct ranges {
	struct range *v;
	uint64_t n, cap;
};
/* Some of them: joined, sorted by key and day, apart from each other. */
struct ranges_part {
	uint64_t at, n;
};

/* Nothing if it ends before it begins; false without memory. */
bool ranges_add(struct mem *mem, struct ranges *s, uint64_t key, int32_t from,
	int32_t to);
/* Joins those from `at` on. */
struct ranges_part ranges_join(struct ranges *s, uint64_t at);
/* The last span of the key that begins on the day or before, NULL: none. */
const struct range *ranges_before(const struct ranges *s, struct ranges_part p,
	uint64_t key, int32_t day);
static inline bool ranges_cover(const struct ranges *s, struct ranges_part p,
	uint64_t key, int32_t day)
{
	const struct range *x = ranges_before(s, p, key, day);

	return x && x->to >= day;
}
/* Is there one of the key that is over before the day? */
bool ranges_over(const struct ranges *s, struct ranges_part p, uint64_t key,
	int32_t day);
void ranges_free(struct mem *mem, struct ranges *s);

/* Sorts numbers; how many are below x. */
void sort_u32(uint32_t *v, uint64_t n);
uint64_t below_u32(const uint32_t *v, uint64_t n, uint32_t x);

#endif
