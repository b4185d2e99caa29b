/* SPDX-License-Identifier: MIT */
/* The tables of names that are numbers, for names.c. */
#ifndef SKP_NAMES_PACKED_H
#define SKP_NAMES_PACKED_H

#include "names.h"

bool packed_init(struct names *t);
void packed_free(struct names *t);
/* False, `to` then to be freed, when there is no memory. */
bool packed_copy(struct names *to, const struct names *from);
/* Is the text a NIP or a UUID? Then *name is its name; NAME_NONE: it is not
 * there, or cannot be put there without memory. */
bool packed_find(const struct names *t, struct text s, uint32_t *name);
bool packed_put(struct names *t, struct text s, uint32_t *name);
bool packed_sound(struct names *t);

#endif
