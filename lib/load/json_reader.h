/* SPDX-License-Identifier: MIT */
/* The JSON reader's three files: json.c runs yajl, json_rows.c makes rows of
 * its events, json_guard.c does what yajl leaves undone. */
#ifndef SKP_LOAD_JSON_READER_H
#define SKP_LOAD_JSON_READER_H

#include "tree.h"

#include <setjmp.h>
#include <yajl/yajl_parse.h>

enum { DEPTH_MAX = 64 };

enum state {
	TOP,	/* the value that the file is */
	TABLE,	/* a member's name at the top or the end */
	MEMBER, /* its value */
	ROW,	/* a row or the end of the list */
	FIRST,	/* a row's first key */
	KEY,	/* a row's key or its end */
	VALUE,	/* a cell */
	DONE
};

/* What the member under way is, if not a table's number. */
enum { MEMBER_DATA = -1, MEMBER_OTHER = -2 };

/* Why a file without "data" is refused: known before it is known whether
 * "data" follows. */
enum why { WHY_NOTHING, WHY_UNKNOWN, WHY_NOT_A_LIST };

/* yajl's memory. yajl does not look at what its allocator gives, so that where
 * there is none it is left by a jump; the list frees what is left behind. */
struct pool {
	struct load *ld;
	struct block *blocks;
	uint64_t most; /* bytes that one allocation may have */
	jmp_buf out;
	int32_t error; /* SKP_E_NOMEM, SKP_E_LIMIT_SCALAR: a jump's reason */
};

void pool_init(struct pool *pool, struct load *ld);
void pool_free(struct pool *pool);
yajl_alloc_funcs pool_functions(struct pool *pool);

/* Where in a \uXXXX the text is, and whether the low half of a pair is due. */
struct escape {
	enum { PLAIN, SLASH, HEX } at;
	uint32_t digits, unit;
	bool high;
};

/* Offset of the byte that shows half a surrogate pair by itself, n if none
 * does; *e goes from block to block. */
uint32_t lone_surrogate(struct escape *e, struct text t);

struct json {
	struct load *ld;
	yajl_handle yajl;
	struct pool pool;
	int32_t error; /* passed around yajl */
	enum state state, back; /* back: after the list of rows */
	uint32_t depth, skip; /* skip: depth of a nested cell or member */
	uint64_t events;
	struct sheet *sheet;
	int32_t member;
	bool data, any; /* "data" seen; a table or a row seen */
	enum why why;
	struct guess guess;
	struct place seen[SKP_TABLES];
	struct escape escape;
	struct keys keys;
	uint64_t from[DEPTH_MAX + 2]; /* first key of each open object */
	struct text block; /* as given to yajl */
	struct feed feed;
};

#define json_fail(j, place, code, ...) \
	((j)->error = load_fail((j)->ld, (place).line, (place).column, code, \
		 __VA_ARGS__))

extern const yajl_callbacks json_callbacks;

/* Just behind the token that yajl reports. */
const char *json_token_end(const struct json *j);
/* The place of the token's last byte: exact for brackets. */
struct place json_here(struct json *j);
int32_t json_too_long(struct json *j);

#endif
