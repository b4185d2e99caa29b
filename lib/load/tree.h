/* SPDX-License-Identifier: MIT */
/* What YAML and JSON share: their bytes as checked UTF-8 with places, the keys
 * of mappings, tables by name. */
#ifndef SKP_LOAD_TREE_H
#define SKP_LOAD_TREE_H

#include "load.h"

/* ---- places ---- */

/* Both from 1, the column in characters. LF, CRLF and CR end a line. */
struct place {
	uint32_t line, column;
	bool cr; /* the last byte was a CR: a LF now ends no other line */
};

void place_advance(struct place *at, const char *p, uint64_t n);

/* ---- feed: an input, block by block ---- */

enum { FEED_BLOCK = 65536 };

/* BOM and UTF-16 the input has dealt with. What the feed hands out is good
 * UTF-8 and ends with a whole character; what else it refuses see feed.c. */
struct feed {
	struct load *ld;
	struct input *in;
	bool yaml;	  /* as libyaml sees it: stricter */
	bool end, bad;	  /* bad: block[good] is refused next */
	uint32_t n, good; /* bytes in block, handed out */
	const char *seen; /* up to where `here` has counted */
	struct place here;
	char block[FEED_BLOCK];
};

void feed_init(struct feed *f, struct load *ld, struct input *in, bool yaml);
/* The next block, valid until the next call; empty at the end. A fault in the
 * bytes is an error only after all bytes before it were handed out, so that
 * what is reported does not depend on how the bytes arrive. */
int32_t feed_next(struct feed *f, struct text *ret);
/* Place of `p` inside the block; `p` must not go back. */
struct place feed_place(struct feed *f, const char *p);

/* C0 but TAB, LF and CR; `strict`: DEL and C1 too */
bool text_control(struct text t, bool strict);

/* ---- keys of open mappings ---- */

struct key {
	uint64_t at; /* in keys.bytes */
	uint32_t n, line, column, mix;
};

/* One stack of keys for all open mappings; a mapping knows where its own
 * begin. Every row of a table tends to have the same keys: those of the last
 * good row are kept, and a row that equals them needs no search. */
struct keys {
	struct mem *mem;
	char *bytes; /* each key behind its length */
	struct key *key;
	char *last;
	uint64_t n, count, last_n, bytes_cap, key_cap, last_cap;
};

void keys_init(struct keys *ks, struct mem *mem);
void keys_free(struct keys *ks);
bool keys_put(struct keys *ks, struct text key, struct place at);
/* The key put last, valid until the next is. */
struct text keys_last(const struct keys *ks);
/* Ends the mapping whose keys begin with number `from`: SKP_E_DUPKEY if one
 * stands twice. */
int32_t keys_close(struct keys *ks, uint64_t from, struct load *ld);

/* ---- tables by name ---- */

/* An unknown table: where, its name if it is one word of letters, and the
 * table whose name is nearest, -1 if none is near. */
struct guess {
	struct place at;
	int32_t table;
	char name[24];
};

void guess_table(struct guess *g, struct text name, struct place at);
int32_t guess_fail(const struct guess *g, struct load *ld);
int32_t table_twice(struct load *ld, struct place first, struct place second);

#endif
