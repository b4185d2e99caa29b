/* SPDX-License-Identifier: MIT */
/* Two lists of findings compared by their fingerprints, each finding kept as
 * the line that a report has for it. */
#ifndef SKP_DIFF_H
#define SKP_DIFF_H

#include "baseline.h"

struct kept {
	struct fingerprint is;
	uint64_t at; /* in side.bytes: json, code, file, message */
	uint32_t json, code, file, message; /* their lengths */
	uint32_t line;
	uint8_t severity, state; /* SKP_SEVERITY_*, SKP_DIFF_* */
	bool hidden;
};

struct side {
	struct buf bytes;
	struct kept *v;
	uint64_t n, cap;
};

struct skp_diff {
	struct handle h;
	struct mem mem;
	int32_t lang, min_severity;
	bool mask, color, same, fingerprints;
	bool baseline; /* one was applied */
	uint64_t key[2];
	struct buf select, ignore;
	int32_t today;
	struct names people; /* pseudonyms that both sides share */
	struct side side[2];
};

/* Counts what is shown, and what is hidden. */
int64_t diff_count(const skp_diff *d, int32_t what, bool hidden,
	int32_t min_severity);

#endif
