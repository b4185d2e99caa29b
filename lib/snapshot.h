/* SPDX-License-Identifier: MIT */
/* A snapshot: a sealed model's arrays as they stand in memory, one after the
 * other in a file.
 *
 *	struct snapshot_head | struct snapshot_facts | struct entry [parts]
 *	| array | array | ...		each from a multiple of 64 bytes on
 *
 * Which arrays, in which order, says snapshot_parts alone; where each one
 * stands follows from the lengths of those before. A file is of one byte
 * order and of one layout of the model; any other is refused, since the
 * exports it was made from can be converted again. */
#ifndef SKP_SNAPSHOT_H
#define SKP_SNAPSHOT_H

#include "model.h"

#define SNAPSHOT_MAGIC "\x89SKPS\r\n\x1a"
enum { SNAPSHOT_ORDER = 0x01020304, SNAPSHOT_VERSION = 1, SNAPSHOT_ALIGN = 64 };

struct snapshot_head {
	char magic[8];
	uint32_t order, version;
	uint64_t layout; /* of fields and structs: snapshot_layout */
	uint64_t size;	 /* of the whole file */
	uint64_t parts;
	uint64_t sum;	 /* of all before the first array, this being 0 */
	uint64_t zero[2];
};

/* What of a table is no array; of implicit rows only the first two. */
struct snapshot_table {
	uint64_t rows, ord, read, empty, rejected, ignored, merged, repeated;
	uint64_t given, by_nip, seal_rejected;
};

struct snapshot_facts {
	struct snapshot_table table[SKP_TABLES], implicit[2];
	uint64_t key[3][2]; /* of ids, words, texts */
	uint64_t rows_loaded[2], notes_loaded, nname, skp_list;
};

struct entry {
	uint32_t number, each;
	uint64_t n;
	uint64_t sum; /* of the array and the zeros behind it */
};

/* A pass over the model's slices: rows of `table` by what `field` refers to,
 * n rows of `by`; SKP_unor_id stands for effective_unor. */
struct slices_part {
	struct slices *s;
	uint32_t table, field, by;
};
enum { SLICES = 10 };
void snapshot_slices(skp_model *m, struct slices_part part[SLICES]);

/* Calls `each` with every array of the model, always in the same order. */
int32_t snapshot_parts(skp_model *m, part_fn each, void *ctx);
/* How many those are. */
uint64_t snapshot_count(skp_model *m);
uint64_t snapshot_layout(void);
/* Bytes rounded up to where the next array may begin. */
uint64_t snapshot_round(uint64_t bytes);
/* A sum that any change of a few bytes alters; of n bytes as if zeros followed
 * to the next multiple of 64. */
uint64_t snapshot_sum(const void *p, uint64_t n);

/* Can nothing in the arrays lead out of them? And are the slices those that
 * seal makes? */
int32_t snapshot_check(skp_model *m, skp_error *err);
int32_t snapshot_check_order(skp_model *m, skp_error *err);
/* Parts of it: what is wrong with notes, places and the like, NULL: nothing;
 * merged rows, whose SKP must be there. */
const char *snapshot_memory_fault(const skp_model *m);
int32_t snapshot_check_merges(skp_model *m, skp_error *err);
/* The error of a file that cannot be used for this reason. */
int32_t snapshot_damaged(skp_error *err, const char *what);

#endif
