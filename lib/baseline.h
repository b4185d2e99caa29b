/* SPDX-License-Identifier: MIT */
/* A baseline: findings that are known, why they may stay, until when. */
#ifndef SKP_BASELINE_H
#define SKP_BASELINE_H

#include "report.h"

enum { BASELINE_FIELDS = SKP_BASELINE_EXPIRES + 1 };

struct entry {
	struct fingerprint is;
	uint64_t text[BASELINE_FIELDS]; /* in skp_baseline.texts, with NUL */
	uint32_t line;
	bool expires;
	int32_t day; /* the last one on which it hides */
};

struct skp_baseline {
	struct handle h;
	struct mem mem;
	struct buf texts; /* begins with an empty one */
	struct entry *entry; /* as the file has them */
	uint64_t n, cap;
	uint32_t *order; /* by fingerprint */
	uint64_t corder;
};

/* Number of the entry, -1 if there is none. */
int64_t baseline_find(const skp_baseline *b, struct fingerprint f);
static inline bool entry_expired(const struct entry *e, int32_t today)
{
	return e->expires && today > e->day;
}

/* Reads a file's text into an empty baseline, up to its order. */
int32_t baseline_read(skp_baseline *b, const char *name, const char *yaml,
	uint64_t len, skp_error *err);

#endif
