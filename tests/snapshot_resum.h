/* SPDX-License-Identifier: MIT */
/* For tests: sums that fit a snapshot which was changed, as somebody would
 * make them who means harm. */
#ifndef SNAPSHOT_RESUM_H
#define SNAPSHOT_RESUM_H

#include "snapshot.h"

static inline uint64_t snapshot_front(const struct snapshot_head *h)
{
	return snapshot_round(sizeof(*h) + sizeof(struct snapshot_facts) +
		h->parts * sizeof(struct entry));
}

/* As far as the lengths it tells lie within the n bytes. */
static inline void snapshot_resum(char *p, uint64_t n)
{
	struct snapshot_head h;
	struct entry e;
	uint64_t front, at, i, bytes;
	char *to;

	if (n < sizeof(h))
		return;
	memcpy(&h, p, sizeof(h));
	if (h.parts > 4096 || snapshot_front(&h) > n)
		return;
	front = at = snapshot_front(&h);
	to = p + sizeof(h) + sizeof(struct snapshot_facts);
	for (i = 0; i < h.parts; i++, to += sizeof(e)) {
		memcpy(&e, to, sizeof(e));
		if (e.n > n || e.each > 64)
			break;
		bytes = snapshot_round(e.n * e.each);
		if (bytes > n - at)
			break;
		e.sum = snapshot_sum(p + at, bytes);
		memcpy(to, &e, sizeof(e));
		at += bytes;
	}
	h.sum = 0;
	memcpy(p, &h, sizeof(h));
	h.sum = snapshot_sum(p, front);
	memcpy(p, &h, sizeof(h));
}

#endif
