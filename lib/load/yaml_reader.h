/* SPDX-License-Identifier: MIT */
/* The YAML reader's two files: yaml.c runs libyaml, yaml_rows.c makes rows of
 * its events. */
#ifndef SKP_LOAD_YAML_READER_H
#define SKP_LOAD_YAML_READER_H

#include "tree.h"

#include <yaml.h>

/* stream -> TOP -> TABLE <-> LIST -> ROW -> KEY <-> VALUE
 *			       ^______|_______|			*/
enum state {
	START, /* no document yet */
	TOP,   /* the document's node */
	TABLE, /* a table's name or the end of the mapping */
	LIST,  /* a table's rows */
	ROW,   /* a row or the end of the list */
	FIRST, /* a row's first key */
	KEY,   /* a row's key or its end */
	VALUE, /* a cell */
	DONE   /* the document has ended */
};

struct yaml {
	struct load *ld;
	yaml_parser_t parser;
	enum state state;
	int32_t error; /* of the handler, passed around libyaml */
	uint32_t depth;
	uint64_t events;
	struct sheet *sheet; /* of the table under way */
	int32_t table, tables; /* under way; number seen */
	struct place seen[SKP_TABLES];
	struct keys keys;
	struct text rest; /* of the feed's block */
	struct feed feed;
};

#define yaml_fail(y, mark, code, ...) \
	load_fail((y)->ld, (uint32_t)(mark).line + 1, \
		(uint32_t)(mark).column + 1, code, __VA_ARGS__)

int32_t yaml_event(struct yaml *y, const yaml_event_t *e);

#endif
