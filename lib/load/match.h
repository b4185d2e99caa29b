/* SPDX-License-Identifier: MIT */
/* Names of columns and keys, for table.c and keyed.c. */
#ifndef SKP_MATCH_H
#define SKP_MATCH_H

#include "load/table.h"

/* Folded into `to`, n 0 if it is too long to be a heading. */
struct text heading_fold(struct text t, char *to);
uint32_t heading_hash(struct text fold);
/* Is heading i of the list this folded name? */
bool heading_is(const struct sheet *s, uint32_t i, struct text fold,
	uint32_t hash);

void match_name(const struct sheet *s, struct match *m, struct text name);
struct match match_cells(const struct sheet *s, const skp_view *cells,
	uint32_t n);
/* The profile of these names, PROFILES if they are none. */
uint32_t match_profile(const struct sheet *s, const struct match *m);
/* Remembers the names that came nearest. */
void match_keep(struct sheet *s, const struct match *m, uint32_t line);

/* Does any field take the name of this column? Each that does gets it as a
 * source, kept in the order of the list of headings. */
bool column_map(struct sheet *s, struct text fold, uint32_t slot);
/* The views of the profile. Keyed rows may name any field later; a CSV has
 * what its headings say. */
void sheet_columns(struct sheet *s);
/* Batches of the row in s->cells; NULL: a row that names nothing. */
int32_t sheet_emit(struct sheet *s, uint32_t line);

#endif
