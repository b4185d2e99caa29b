/* SPDX-License-Identifier: MIT */
/* Blocks by class: one of n bytes holds the addresses of the next power of
 * four from 64 MiB on, so its size alone tells what to give back. */
#define _GNU_SOURCE
#include "large.h"

#include <stddef.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 << 20 };
#define LARGE_MOST ((uint64_t)1 << 42)

static uint64_t class_of(uint64_t bytes)
{
	uint64_t class = (uint64_t)64 << 20; /* 4^n: 2^26 ... 2^42 */

	while (class < bytes && class <= LARGE_MOST)
		class *= 4;
	return class;
}

/* Where the system counts every reserved address against a limit, a class may
 * be more than it gives: such a load needs an allocator of the caller's. */
void *large_alloc(uint64_t bytes)
{
	uint64_t class = class_of(bytes), extra;
	char *p;

	if (bytes > LARGE_MOST || class + HUGE_PAGE > SIZE_MAX)
		return NULL;
	p = mmap(NULL, (size_t)(class + HUGE_PAGE), PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	/* whole huge pages: what stands before and behind goes back */
	extra = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
	if (extra)
		(void)munmap(p, (size_t)extra);
	p += extra;
	if (HUGE_PAGE - extra)
		(void)munmap(p + class, (size_t)(HUGE_PAGE - extra));
#ifdef MADV_HUGEPAGE
	(void)madvise(p, (size_t)class, MADV_HUGEPAGE);
#endif
	return p;
}

bool large_fits(uint64_t old, uint64_t bytes)
{
	return class_of(old) == class_of(bytes);
}

void large_free(void *p, uint64_t bytes)
{
	(void)munmap(p, (size_t)class_of(bytes));
}
