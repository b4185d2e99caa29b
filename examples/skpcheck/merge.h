/* SPDX-License-Identifier: MIT */
/* Files that are merged to one. */
#ifndef MERGE_H
#define MERGE_H

#include <stddef.h>

struct options;
struct output;

struct merged {
	const char *name;
	char *bytes;
	size_t n;
};

/* Reports as JSON Lines to the one that all data at once would have had. */
int merge_reports(const struct options *o, struct output *out,
	const struct merged *files, int n);

#endif
