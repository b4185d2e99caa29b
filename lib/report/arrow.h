/* SPDX-License-Identifier: MIT */
/* Arrow schemas and arrays of our own: what each owns, and how it is let go. */
#ifndef SKP_REPORT_ARROW_H
#define SKP_REPORT_ARROW_H

#include "skpcheck-arrow.h"
#include "report.h"

enum out_kind { OUT_TEXT, OUT_WORD /* dictionary */, OUT_LIST, OUT_INT };

struct out_column {
	const char *name;
	uint8_t field, kind;
};
enum { OUT_COLUMNS = 19 }; /* the last only if asked for */
extern const struct out_column out_column[OUT_COLUMNS];

/* What a stream owns. The report is looked at by out_batch alone. */
struct out {
	struct mem mem;
	struct writer w;
	uint64_t pseudonyms; /* bytes of w.pseudonym */
	uint64_t next;	     /* finding */
	uint32_t rows, columns;
	bool end;
	const char *said;
	struct ArrowArray *ready; /* batches made beforehand */
	uint64_t nready, cready, taken;
};

/* The next batch, its release NULL at the end; 0 or an errno. */
int out_batch(struct out *o, struct ArrowArray *to);

/* What one array owns; each has memory of its own, for a consumer may move an
 * array out of its parent and keep it for longer.
 *
 *	TEXT	valid, offset, bytes
 *	WORD	place (number in the dictionary); the dictionary: offset, bytes
 *	LIST	valid, place (offsets of lists); the child: offset, bytes
 *	INT	valid, place (64 bits) */
struct node {
	struct mem mem;
	struct buf valid, place, offset, bytes;
	uint64_t rows, nulls;
	uint64_t parts;
	const void *buffer[3];
	struct ArrowArray **child;
	struct ArrowArray part[];
};

/* Makes *to an array of length 0 with so many parts, all of them zero; false
 * without memory. Its buffers are to be filled, then array_finish. */
bool array_new(const struct mem *mem, uint64_t parts, struct ArrowArray *to);
static inline struct node *node_of(const struct ArrowArray *a)
{
	return a->private_data;
}

/* One more row; offsets begin with a 0 that column_begin puts. */
void column_begin(struct node *n, enum out_kind kind);
void column_valid(struct node *n, bool valid);
void column_u32(struct buf *b, uint64_t v);

/* Pads the buffers, as consumers like to read whole words, and names them;
 * false if there was not memory enough. */
bool column_finish(struct ArrowArray *a, enum out_kind kind);

/* A schema; part i is its child, or its dictionary. */
struct schema_node {
	struct mem mem;
	uint64_t parts;
	struct ArrowSchema **child;
	struct ArrowSchema part[];
};
bool schema_new(const struct mem *mem, uint64_t parts, const char *format,
	const char *name, int64_t flags, struct ArrowSchema *to);
static inline struct ArrowSchema *schema_part(const struct ArrowSchema *s,
	uint64_t i)
{
	return &((struct schema_node *)s->private_data)->part[i];
}

#endif
