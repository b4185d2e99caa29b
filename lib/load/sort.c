/* SPDX-License-Identifier: MIT */
/* Heap sort: in place, and n log n whatever the input. */
#include "load/sort.h"

struct heap {
	char *base;
	uint32_t each;
	int (*cmp)(const void *a, const void *b);
};

static char *at(const struct heap *h, uint64_t i)
{
	return h->base + i * h->each;
}

/* Lets element i sink to where no child is greater. */
static void sink(const struct heap *h, uint64_t i, uint64_t n)
{
	_Alignas(max_align_t) char x[SORT_EACH];
	uint64_t child;

	memcpy(x, at(h, i), h->each);
	for (; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && h->cmp(at(h, child), at(h, child + 1)) < 0)
			child++;
		if (h->cmp(x, at(h, child)) >= 0)
			break;
		memcpy(at(h, i), at(h, child), h->each);
	}
	memcpy(at(h, i), x, h->each);
}

void sort_array(void *base, uint64_t n, uint32_t each,
	int (*cmp)(const void *a, const void *b))
{
	struct heap h = {base, each, cmp};
	_Alignas(max_align_t) char x[SORT_EACH];
	uint64_t i;

	for (i = n / 2; i-- > 0;)
		sink(&h, i, n);
	for (i = n; i-- > 1;) {
		memcpy(x, at(&h, 0), each);
		memcpy(at(&h, 0), at(&h, i), each);
		memcpy(at(&h, i), x, each);
		sink(&h, 0, i);
	}
}
