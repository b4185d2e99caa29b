/* SPDX-License-Identifier: MIT */
/* What the files that read a policy share: policy_read.c has the keys,
 * policy_hint.c says what is wrong, policy_scalar.c, policy_parts.c and
 * policy_rules.c take the values. */
#ifndef SKP_POLICY_READ_H
#define SKP_POLICY_READ_H

#include "policy_data.h"
#include "policy_yaml.h"

struct source {
	struct reader r;
	struct policy *p;
	rule_number_fn rule_number;
	const void *ctx;
};

/* A key of the policy; `read` takes its value from the reader, the key's own
 * event being under way. */
struct key {
	const char *name;
	int32_t (*read)(struct source *s, const struct key *k);
	enum part part;
	const char *wants; /* the shape, for messages */
};

/* ---- policy_hint.c ---- */

/* Errors at the event under way: no such word; not the shape that a key
 * wants; no such code. */
int32_t source_unknown(struct source *s, const char *what,
	const char *const *names);
int32_t source_wrong(struct source *s, const struct key *k);
int32_t source_unknown_code(struct source *s, enum part part);

/* ---- policy_scalar.c ---- */

/* The next event, which must be a scalar, not empty; as a number, ... */
int32_t source_scalar(struct source *s, const struct key *k);
int32_t source_number(struct source *s, const struct key *k, int32_t max,
	int32_t *ret);
int32_t source_bool(struct source *s, const struct key *k, bool *ret);
int32_t source_code(struct source *s, const struct key *k, int32_t *ret);

int32_t take_name(struct source *s, const struct key *k);
int32_t take_months(struct source *s, const struct key *k);
int32_t take_days(struct source *s, const struct key *k);
int32_t take_due(struct source *s, const struct key *k);
int32_t take_busy(struct source *s, const struct key *k);
int32_t take_complete(struct source *s, const struct key *k);
int32_t take_scope(struct source *s, const struct key *k);
int32_t take_min_status(struct source *s, const struct key *k);

/* ---- policy_parts.c ---- */

/* An item that stands at the event under way. */
struct item source_item(const struct source *s, enum part part);
/* The scalar under way as its text and key; `words`: the key is words. */
int32_t source_item_text(struct source *s, struct item *it, bool words);
/* Puts a key in its place: a new item, or the one that was there; two of one
 * file are an error. */
int32_t source_merge(struct source *s, const struct item *it);
/* The next event; does it end the sequence or mapping? */
int32_t source_next(struct source *s, bool *end);
/* The next event, which must begin a sequence or mapping. */
int32_t source_begin(struct source *s, const struct key *k,
	yaml_event_type_t type);
/* Runs `entry` on each key of a mapping, the key under way. */
int32_t source_mapping(struct source *s, const struct key *k,
	int32_t (*entry)(struct source *s, const struct key *k));

int32_t take_codes(struct source *s, const struct key *k);
int32_t take_words(struct source *s, const struct key *k);
int32_t take_kinds(struct source *s, const struct key *k);
int32_t take_start(struct source *s, const struct key *k);
int32_t take_dictionary(struct source *s, const struct key *k);
int32_t take_wait(struct source *s, const struct key *k);
int32_t take_contact(struct source *s, const struct key *k);

/* ---- policy_rules.c ---- */

int32_t take_rules(struct source *s, const struct key *k);

#endif
