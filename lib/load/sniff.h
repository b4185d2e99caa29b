/* SPDX-License-Identifier: MIT */
/* Which format is this? By what the file holds, and only then by its name. */
#ifndef SKP_SNIFF_H
#define SKP_SNIFF_H

#include "load/load.h"

enum format { FORMAT_CSV, FORMAT_YAML, FORMAT_JSON, FORMAT_SNAPSHOT };

/* From the first bytes and ld->name; an error says what a file that is none
 * of them really is. */
int32_t sniff(struct load *ld, struct text head, enum format *ret);
/* Does a file of this name in a folder claim to hold tables? */
bool sniff_name(const char *name);

#endif
