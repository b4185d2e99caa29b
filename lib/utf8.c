/* SPDX-License-Identifier: MIT */
/* Is it UTF-8? Nearly all of it is ASCII. */
#include "base.h"

#if defined(__SSE2__) && !defined(SKP_NO_SSE2)
#include <emmintrin.h>
#endif

/* Bytes of the well-formed character that p[0..n) begins with, else 0. */
static uint32_t utf8_len(const unsigned char *p, uint64_t n)
{
	uint32_t len = p[0] < 0x80 ? 1 : p[0] >= 0xc2 && p[0] < 0xe0 ? 2
		: p[0] >= 0xe0 && p[0] < 0xf0			     ? 3
		: p[0] >= 0xf0 && p[0] < 0xf5			     ? 4
								     : 0;
	uint32_t i;

	if (len == 0 || len > n)
		return 0;
	for (i = 1; i < len; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
		(p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return len;
}

/* Is each of 8 bytes one of 1 to 127? */
static inline bool plain_8(const char *p)
{
	uint64_t w;

	memcpy(&w, p, 8);
	/* a zero borrows, and then bit 7 of its byte is set */
	return ((w | (w - 0x0101010101010101u)) & 0x8080808080808080u) == 0;
}

#if defined(__SSE2__) && !defined(SKP_NO_SSE2)
/* Is each of 64 bytes one of 1 to 127? */
static inline bool plain_64(const char *p)
{
	const __m128i zero = _mm_setzero_si128();
	__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + 16));
	__m128i c = _mm_loadu_si128((const __m128i *)(const void *)(p + 32));
	__m128i d = _mm_loadu_si128((const __m128i *)(const void *)(p + 48));

	/* as signed numbers they are more than 0 */
	a = _mm_and_si128(_mm_cmpgt_epi8(a, zero), _mm_cmpgt_epi8(b, zero));
	c = _mm_and_si128(_mm_cmpgt_epi8(c, zero), _mm_cmpgt_epi8(d, zero));
	return _mm_movemask_epi8(_mm_and_si128(a, c)) == 0xffff;
}
#else
static inline bool plain_64(const char *p)
{
	uint32_t i;
	bool all = true;

	for (i = 0; i < 64; i += 8)
		all &= plain_8(p + i);
	return all;
}
#endif

/* Bytes at the beginning of p[0..n) that are ASCII and not NUL, or some less. */
static uint64_t ascii_run(const char *p, uint64_t n)
{
	uint64_t i;

	for (i = 0; i + 64 <= n && plain_64(p + i); i += 64)
		;
	for (; i + 8 <= n && plain_8(p + i); i += 8)
		;
	for (; i < n && (signed char)p[i] > 0; i++)
		;
	return i;
}

/* Offset of the first byte that is no UTF-8, or NUL where it may not be. */
static uint64_t bad_at(const char *p, uint64_t n, bool nul)
{
	uint64_t i = 0;
	uint32_t len;

	while (i < n) {
		i += ascii_run(p + i, n - i);
		if (i == n)
			break;
		len = utf8_len((const unsigned char *)p + i, n - i);
		if (len == 0 || (!p[i] && !nul))
			return i;
		i += len;
	}
	return n;
}

uint64_t utf8_bad(const char *p, uint64_t n)
{
	return bad_at(p, n, true);
}

uint64_t text_bad(const char *p, uint64_t n)
{
	return bad_at(p, n, false);
}

bool ascii_only(const char *p, uint64_t n)
{
	uint64_t i = 0, k, word, high = 0;

	for (; n - i >= 64; i += 64) {
		for (k = 0; k < 64; k += 8) {
			memcpy(&word, p + i + k, 8);
			high |= word;
		}
		if (high & 0x8080808080808080u)
			return false;
	}
	for (; i < n; i++)
		high |= (unsigned char)p[i];
	return !(high & 0x8080808080808080u);
}

uint64_t utf8_count(const char *p, uint64_t n)
{
	uint64_t i, count = 0;

	for (i = 0; i < n; i++)
		count += (p[i] & 0xc0) != 0x80;
	return count;
}
