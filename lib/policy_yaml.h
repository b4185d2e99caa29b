/* SPDX-License-Identifier: MIT */
/* YAML of a policy or a baseline, event by event, behind guards: one small
 * document, no aliases, anchors, tags. */
#ifndef SKP_POLICY_YAML_H
#define SKP_POLICY_YAML_H

#include <yaml.h>
#include "base.h"

enum { POLICY_BYTES = 1 << 20, POLICY_DEPTH = 8 };

/* What the document is, for messages, and how long it may be. */
struct document {
	const char *noun;
	uint32_t bytes;
};

struct place {
	uint32_t line, column; /* from 1 */
};

struct reader {
	yaml_parser_t parser;
	yaml_event_t e;
	bool open, held; /* parser made; e holds an event */
	const struct document *is;
	const char *name;
	skp_error *err;
	uint32_t depth;
};

/* Opens the text and takes the events up to the first of the document. */
int32_t reader_open(struct reader *r, const struct document *is,
	const char *name, const char *yaml, uint64_t len, skp_error *err);
void reader_close(struct reader *r);
/* The next event is in r->e. */
int32_t reader_next(struct reader *r);
/* After the document's last event: nothing more may follow. */
int32_t reader_end(struct reader *r);

struct place reader_place(const struct reader *r);
/* The scalar in r->e; empty for one without a value. */
struct text reader_text(const struct reader *r);
static inline bool reader_is(const struct reader *r, yaml_event_type_t type)
{
	return r->e.type == type;
}

/* An error at the event in r->e. */
#define reader_fail(r, code, ...)                                             \
	fail_at((r)->err, (r)->name, reader_place(r).line,                    \
		reader_place(r).column, code, __VA_ARGS__)

#endif
