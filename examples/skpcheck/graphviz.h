/* SPDX-License-Identifier: MIT */
/* Graphviz's program `dot`, as a filter. */
#ifndef GRAPHVIZ_H
#define GRAPHVIZ_H

#include <stddef.h>
#include <stdint.h>

struct options;

/* A text that grows: skp_write_fn with the text as its context. */
struct memory {
	char *p;
	size_t n, cap;
};
int32_t memory_write(void *memory, const char *bytes, uint64_t len);

/* Gives `dot -Tsvg` the graph and takes what it makes of it. EXIT_CLEAN, or
 * an exit status after a message. */
int graphviz_svg(const struct options *o, const struct memory *graph,
	struct memory *svg);

#endif
