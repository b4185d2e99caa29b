/* SPDX-License-Identifier: MIT */
/* Ids as numbers, and the tables that know their rows. */
#include <immintrin.h>
#include <string.h>

#include "sol.h"

static uint64_t load8(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, 8);
	return v;
}

/* Eight digits at once. */
static uint64_t digits8(uint64_t v)
{
	v -= 0x3030303030303030u;
	v = v * 10 + (v >> 8);
	return ((v & 0x000000ff000000ffu) * 0x000f424000000064u +
		((v >> 16) & 0x000000ff000000ffu) * 0x0000271000000001u) >> 32;
}

static uint32_t digits2(const uint8_t *p)
{
	return (uint32_t)(p[0] - '0') * 10 + (uint32_t)(p[1] - '0');
}

uint64_t nip_key(const uint8_t *p)
{
	return digits8(load8(p)) * 10000000000u + digits8(load8(p + 8)) * 100 +
		digits2(p + 16);
}

/* 32 hexadecimal digits between dashes: two digits to a byte. */
key128 uuid_key(const uint8_t *p)
{
	uint8_t hex[32];
	__m256i c, letter, v;
	key128 key;

	memcpy(hex, p, 8);
	memcpy(hex + 8, p + 9, 4);
	memcpy(hex + 12, p + 14, 4);
	memcpy(hex + 16, p + 19, 4);
	memcpy(hex + 20, p + 24, 12);
	c = _mm256_loadu_si256((const void *)hex);
	letter = _mm256_cmpgt_epi8(c, _mm256_set1_epi8('9'));
	v = _mm256_add_epi8(_mm256_and_si256(c, _mm256_set1_epi8(15)),
		_mm256_and_si256(letter, _mm256_set1_epi8(9)));
	v = _mm256_maddubs_epi16(v, _mm256_set1_epi16(0x0110));
	v = _mm256_permute4x64_epi64(_mm256_packus_epi16(v, v), 0x08);
	_mm_storeu_si128((void *)&key, _mm256_castsi256_si128(v));
	return key;
}

/* 2026-01-05T08:00:00Z as seconds since 1970 */
uint32_t instant(const uint8_t *p)
{
	uint32_t year = digits2(p) * 100 + digits2(p + 2);
	uint32_t month = digits2(p + 5), day = digits2(p + 8), of_year;

	year -= month <= 2;
	of_year = (153 * (month + (month > 2 ? -3u : 9u)) + 2) / 5 + day - 1;
	day = year * 365 + year / 4 - year / 100 + year / 400 + of_year -
		719468;
	return day * 86400 + digits2(p + 11) * 3600 + digits2(p + 14) * 60 +
		digits2(p + 17);
}

/* ---- tables ---- */

static uint64_t hash64(uint64_t x)
{
	x = (x ^ x >> 32) * 0x9e3779b97f4a7c15u;
	x = (x ^ x >> 29) * 0xbf58476d1ce4e5b9u;
	return x ^ x >> 32;
}

static uint64_t hash128(key128 k)
{
	return ((uint64_t)k ^ (uint64_t)(k >> 64) * 0x9e3779b97f4a7c15u) *
		0xbf58476d1ce4e5b9u >> 20;
}

uint64_t table_size(uint64_t rows)
{
	uint64_t n = 16;

	while (n < rows * 2)
		n *= 2;
	return n;
}

void put_units(struct sol *s)
{
	uint32_t i;
	uint64_t at;

	for (i = 0; i < s->file[UNITS].rows; i++) {
		at = hash128(s->unit_key[i]) & s->unit_mask;
		while (s->units[at] && s->units[at] != s->unit_key[i])
			at = (at + 1) & s->unit_mask;
		s->units[at] = s->unit_key[i];
		s->unit_row[at] = i;
	}
}

/* Takes a free slot for a key; several threads do at once. */
static int claim(struct sol *s, uint64_t at, uint64_t key)
{
	uint64_t none = 0;

	if (s->threads == 1) {
		s->people[at] = key;
		return 1;
	}
	return __atomic_compare_exchange_n(&s->people[at], &none, key, 0,
		__ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

void put_people(struct sol *s, int thread)
{
	uint64_t at, there;
	size_t i, end;

	share(s, s->file[OFFICIALS].rows, thread, &i, &end);
	for (; i < end; i++) {
		if (i + AHEAD < end) {
			at = hash64(s->nip[i + AHEAD]) & s->person_mask;
			__builtin_prefetch(&s->people[at], 1);
			__builtin_prefetch(&s->person_row[at], 1);
		}
		at = hash64(s->nip[i]) & s->person_mask;
		for (;; at = (at + 1) & s->person_mask) {
			there = __atomic_load_n(&s->people[at],
				__ATOMIC_RELAXED);
			if (there == s->nip[i])
				break;
			if (!there && claim(s, at, s->nip[i])) {
				s->person_row[at] = (uint32_t)i;
				break;
			}
		}
	}
}

static int32_t find_unit(const struct sol *s, key128 key)
{
	uint64_t at = hash128(key) & s->unit_mask;

	for (; s->units[at]; at = (at + 1) & s->unit_mask)
		if (s->units[at] == key)
			return (int32_t)s->unit_row[at];
	return DANGLING;
}

static int32_t find_person(const struct sol *s, uint64_t key)
{
	uint64_t at = hash64(key) & s->person_mask;

	for (; s->people[at]; at = (at + 1) & s->person_mask)
		if (s->people[at] == key)
			return (int32_t)s->person_row[at];
	return DANGLING;
}

void find_units(const struct sol *s, const key128 *key, int32_t *to, size_t n)
{
	uint64_t at;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i + AHEAD < n) {
			at = hash128(key[i + AHEAD]) & s->unit_mask;
			__builtin_prefetch(&s->units[at]);
			__builtin_prefetch(&s->unit_row[at]);
		}
		to[i] = key[i] ? find_unit(s, key[i]) : NONE;
	}
}

void find_people(const struct sol *s, const uint64_t *key, int32_t *to,
	size_t n)
{
	uint64_t at;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i + AHEAD < n) {
			at = hash64(key[i + AHEAD]) & s->person_mask;
			__builtin_prefetch(&s->people[at]);
			__builtin_prefetch(&s->person_row[at]);
		}
		to[i] = key[i] ? find_person(s, key[i]) : NONE;
	}
}
