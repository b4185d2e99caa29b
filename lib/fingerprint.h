/* SPDX-License-Identifier: MIT */
/* A finding known again: a keyed hash of what it is about, whatever the row,
 * the line, the severity and the words. */
#ifndef SKP_FINGERPRINT_H
#define SKP_FINGERPRINT_H

#include "names.h"

/* What a finding is about, as an unmasked report prints it. */
enum about {
	ABOUT_CODE, ABOUT_TABLE, ABOUT_ID, ABOUT_PEGAWAI, ABOUT_UNOR,
	ABOUT_ACTUAL, ABOUT_DETAIL, ABOUTS
};

struct fingerprint {
	uint64_t v[2];
};
enum { FINGERPRINT_TEXT = 32 }; /* hexadecimal digits */

/* Is the code one of the library's own, by its letters? Others are those of a
 * caller's rules. */
bool code_ours(struct text code);

/* The key that is built in, and so no secret. */
void fingerprint_key_default(uint64_t key[2]);

/* In both `b` lends memory and is as before (no text may lie in it); false
 * without memory. A key made of a text of at least FINGERPRINT_KEY_MIN bytes;
 * a finding's fingerprint. */
enum { FINGERPRINT_KEY_MIN = 16 };
bool fingerprint_key_of(struct buf *b, struct text secret, uint64_t key[2]);
bool fingerprint_of(struct buf *b, const struct text about[ABOUTS],
	const uint64_t key[2], struct fingerprint *ret);
void fingerprint_put(struct buf *b, struct fingerprint f);
/* Reads the digits; false if these are none. */
bool fingerprint_read(struct text t, struct fingerprint *ret);
int fingerprint_cmp(struct fingerprint a, struct fingerprint b);
/* Fills order[0..n) with 0..n-1 by fingerprint, equal ones by number; the
 * fingerprint of i stands `stride` * i bytes behind `first`. */
void fingerprint_sort(const struct fingerprint *first, uint32_t stride,
	uint32_t *order, uint64_t n);

#endif
