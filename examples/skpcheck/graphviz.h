/* SPDX-License-Identifier: MIT */
/* Graphviz's program `dot`, as a filter. */
#ifndef GRAPHVIZ_H
#define GRAPHVIZ_H

#include <skpcheck.h>

struct output;
struct session;

/* Writes a graph in the language of Graphviz; an exit status. */
typedef int (*draw_fn)(struct session *s, skp_write_fn write, void *ctx);

/* Gives `dot -Tsvg` what is drawn and writes what it makes of it. EXIT_CLEAN,
 * or an exit status after a message. */
int graphviz_write(struct session *s, draw_fn draw, struct output *out);

#endif
