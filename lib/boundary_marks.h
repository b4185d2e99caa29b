/* SPDX-License-Identifier: MIT */
/* The marks of round 2: rows that others need. */
#ifndef SKP_BOUNDARY_MARKS_H
#define SKP_BOUNDARY_MARKS_H

#include "boundary.h"

struct marks {
	skp_boundary *b;
	skp_model *m;
	const struct policy *p;
	uint8_t *push[SKP_TABLES]; /* by row */
	uint8_t *hot;		   /* by folded name: level as a person */
	uint32_t *skp_next;	   /* by row: next row of the same SKP */
	struct ids stack;	   /* table, row */
	bool fail;
};

static inline const struct table *table_at(const struct marks *k,
	uint32_t table)
{
	return &k->m->table[table];
}

/* The level of an id's name in ids; of a person by any key they share. */
uint32_t mark_name_hot(const struct marks *k, char kind, uint32_t c);
uint32_t mark_person_level(const struct marks *k, uint32_t row);
/* Does the cell refer to what only another part holds? */
bool mark_foreign(const struct marks *k, uint32_t table, uint32_t field,
	uint32_t row);
/* May the SKP be one of its unit, whoever asks? */
bool mark_may_be_org(const struct marks *k, uint32_t row);
/* Marks a row, then all that follows from those marked. */
void mark_push(struct marks *k, uint32_t table, uint32_t row);
void mark_visit(struct marks *k);
void mark_seeds(struct marks *k);

#endif
