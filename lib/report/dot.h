/* SPDX-License-Identifier: MIT */
/* What the files that write Graphviz share: dot.c the units and the whole,
 * dot_people.c people, dot_edges.c lines, dot_text.c texts of the data. */
#ifndef SKP_DOT_H
#define SKP_DOT_H

#include "graph.h"

struct dot {
	struct graph *g;
	struct writer *w;
	struct buf text;   /* a text on its way into a label */
	uint32_t *cluster; /* by node: units in the cluster of this dinas */
};

void dot_str(struct dot *d, const char *s);
/* In the language of the graph. */
void dot_say(struct dot *d, const char *id, const char *en);
void dot_node(struct dot *d, uint64_t node);
/* Characters of a line in a box; those of ids are smaller. */
enum { DOT_LINE = 36, DOT_ID_LINE = 48 };
/* Turns what was appended to the output since `from` into the text of an HTML
 * label: escaped, wrapped, and cut where it is long. */
void dot_text_since(struct dot *d, uint64_t from, uint32_t line);
void dot_person(struct dot *d, uint32_t i);
void dot_edges(struct dot *d);
void dot_legend(struct dot *d);

#endif
