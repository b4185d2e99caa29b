/* SPDX-License-Identifier: MIT */
/* Large blocks straight from the system. What a national load waits for is the
 * first touch of memory, so blocks ask for huge pages; and they reserve far
 * more addresses than they use, so that growing copies nothing. */
#ifndef SKP_LARGE_H
#define SKP_LARGE_H

#include <stdbool.h>
#include <stdint.h>

enum { LARGE_FROM = 2 << 20 }; /* bytes; smaller blocks are malloc's */

/* NULL when the system gives none; all bytes are zero. */
void *large_alloc(uint64_t bytes);
/* Does a block of `old` bytes hold `bytes` without moving? */
bool large_fits(uint64_t old, uint64_t bytes);
void large_free(void *p, uint64_t bytes);

#endif
