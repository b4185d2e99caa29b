/* SPDX-License-Identifier: MIT */
/* Events that the difference of two exports proves. */
#ifndef SKP_EVENTS_H
#define SKP_EVENTS_H

#include "report.h"

enum { OLDER, NEWER };

/* The two exports, their instants, and what came of them. */
struct events {
	const skp_model *m[2];
	int64_t at[2];
	const struct policy *policy;
	struct mem mem;
	uint32_t *twin;	 /* person of NEWER -> the same in OLDER, or NONE */
	uint8_t *proved; /* by person of NEWER: PROVED_* */
	uint64_t people;
};
enum { PROVED_SYNC = 1, PROVED_RELOAD = 2 };

/* Each adds to `proved`. */
void events_sync(struct events *e);
int32_t events_reload(struct events *e, skp_error *err);

#endif
