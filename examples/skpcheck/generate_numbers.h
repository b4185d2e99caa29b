/* SPDX-License-Identifier: MIT */
/* Chance, ids and digits, the same on every machine. */
#ifndef GENERATE_NUMBERS_H
#define GENERATE_NUMBERS_H

#include <stdbool.h>

#include "generate_bytes.h"

/* Whose number it is: each counts for itself. */
enum stream { STREAM_UNOR = 1, STREAM_PEGAWAI, STREAM_SKP, STREAM_RHK,
	STREAM_PERIODE, STREAM_INSTANSI, STREAM_ASING, STREAM_KEPALA };

/* splitmix64's finaliser: every number becomes another one */
static inline uint64_t number_mix(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9u;
	x ^= x >> 27;
	x *= 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

/* What the n-th of a stream throws. */
static inline uint64_t number_hash(uint64_t seed, enum stream s, uint64_t n)
{
	return number_mix(number_mix(seed + (uint64_t)s *
		0x9e3779b97f4a7c15u) + n * 0xd1342543de82ef95u);
}

/* A next throw, below `of` (up to 2^32). */
static inline uint32_t number_next(uint64_t *state, uint32_t of)
{
	*state += 0x9e3779b97f4a7c15u;
	return (uint32_t)((number_mix(*state) >> 32) * of >> 32);
}

static inline void digits_put(char *to, uint64_t v, int n)
{
	for (; n > 0; v /= 10)
		to[--n] = (char)('0' + v % 10);
}

struct span number_text(uint64_t v, char to[20]);
/* A UUID for the n-th of a stream; no other n has the same. Those of
 * STREAM_ASING are nobody's. */
void number_uuid(uint64_t seed, enum stream s, uint64_t n, char to[36]);

enum { NIP_DIGITS = 18, BIRTHDAYS = 10958 /* 1968 to 1997 */ };

/* Birthdays as eight digits. */
struct birthdays {
	char day[BIRTHDAYS][8];
};
void birthdays_fill(struct birthdays *b);

/* The NIP of the n-th official, or of the n-th head, who are older. `pppk`:
 * year and number of a contract instead of a month. */
void number_nip(const struct birthdays *b, uint64_t seed, uint64_t n,
	bool head, bool pppk, char to[NIP_DIGITS]);
/* More than so many would bear a NIP twice. */
enum { NIP_MOST = 50000000 };
/* A well-formed NIP that is nobody's. */
void number_nip_unknown(uint64_t n, char to[NIP_DIGITS]);

#endif
