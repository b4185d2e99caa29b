/* SPDX-License-Identifier: MIT */
/* Sorting without memory: qsort takes some behind the allocator's back. */
#ifndef SKP_SORT_H
#define SKP_SORT_H

#include "base.h"

enum { SORT_EACH = 64 /* bytes of an element at most */ };

/* cmp must tell any two elements apart. */
void sort_array(void *base, uint64_t n, uint32_t each,
	int (*cmp)(const void *a, const void *b));

#endif
