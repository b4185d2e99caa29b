/* SPDX-License-Identifier: MIT */
/* One part of data that may not be pooled. */
#ifndef PART_H
#define PART_H

#include <stdbool.h>

struct options;
struct output;
struct session;

/* Do the options speak of a part? */
bool part_asked(const struct options *o);
/* EXIT_CLEAN if they fit together. */
int part_fits(const struct options *o);
/* A model of the part, between what is known of the others; sealed unless its
 * ids are still to be told. */
int part_model(struct session *s);
/* Writes what the others must know. */
int part_emit(struct session *s, struct output *out);

#endif
