/* SPDX-License-Identifier: MIT */
/* Which units a nation has: what the parts of the layout share. */
#ifndef GENERATE_LAYOUT_H
#define GENERATE_LAYOUT_H

#include "generate_nation.h"

/* How many of the instansi may still be placed here, and no more than that. */
uint64_t layout_room(const struct nation *n);
uint64_t layout_take(const struct nation *n, uint64_t want);
/* Keeps all but `budget` of what is left for others; gives the floor that was
 * before. */
uint64_t layout_keep(struct nation *n, uint64_t budget);
uint64_t layout_between(struct nation *n, uint32_t low, uint32_t high);

struct plan plan_of(const char *kind, const char *eselon, enum staff staff,
	const char *name);
void plan_rename(struct plan *p, const char *before, const char *name);
/* A unit with none below it. */
void unit_leaf(struct nation *n, struct unit *above, struct plan *p,
	struct unit *ret);

void office_seksi(struct nation *n, struct unit *above, const char *word,
	uint64_t count, uint64_t size);
void office_bidang(struct nation *n, struct unit *above, struct plan *p,
	const char *word, uint64_t parts, uint64_t own);
void office_sekretariat(struct nation *n, struct unit *above,
	const char *post);
/* The i-th dinas or badan. */
void office_make(struct nation *n, struct unit *above, uint64_t i);
/* The first unit with people; it lives as long as the instansi. */
void office_first(struct nation *n, struct unit *top, struct plan *p,
	struct unit *u);
void school_all(struct nation *n, struct unit *above, bool province);
/* The top of an instansi, a minister, governor or bupati: no official. */
void top_make(struct nation *n, struct unit *u, struct plan *p,
	const char *before, const char *head);
void region_make(struct nation *n, bool province);

#endif
