/* SPDX-License-Identifier: MIT */
/* Every distinct text once, as a 32-bit number. Keyed hashing (SipHash-1-3)
 * keeps crafted ids from making it slow. */
#ifndef SKP_NAMES_H
#define SKP_NAMES_H

#include "base.h"

enum { NAME_EMPTY = 0, NAME_NONE = 0xffffffff };
/* No limit lets an id be longer. */
enum { ID_MAX = 1024 };

struct names {
	struct mem *mem;
	uint64_t key[2];
	char *bytes;		/* texts one after the other */
	uint64_t nbytes, cbytes;
	uint64_t *end;		/* text i is bytes[end[i-1] .. end[i]) */
	uint64_t n, cap;	/* end[0] == 0 is the empty text */
	uint32_t *slot;		/* open addressing, 0: free */
	uint32_t mask;
	uint32_t *fold;		/* see names_fold; NULL: all fold to itself */
	uint64_t nfold;
};

bool names_init(struct names *t, struct mem *mem, const uint64_t key[2]);
void names_free(struct names *t);
/* NAME_NONE when there is no memory. The empty text is NAME_EMPTY. */
uint32_t names_put(struct names *t, struct text s);
/* NAME_NONE when the text is not there. */
uint32_t names_find(const struct names *t, struct text s);
struct text names_get(const struct names *t, uint32_t name);

/* As names_put, and the ASCII-lower text is put too, so that names_fold can
 * tell which ids are the same but for case. */
uint32_t names_put_id(struct names *t, struct text s);
/* The number that stands for all spellings of a name put by names_put_id. */
static inline uint32_t names_fold(const struct names *t, uint32_t name)
{
	return t->fold && name < t->nfold && t->fold[name] ? t->fold[name]
							     : name;
}
/* The number of any spelling of an id, NAME_NONE if there is none. */
uint32_t names_find_id(const struct names *t, struct text s);

uint64_t siphash13(const uint64_t key[2], const char *p, uint64_t n);

#endif
