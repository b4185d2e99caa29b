/* SPDX-License-Identifier: MIT */
/* What `rules` and `explain` share of the rules' catalogue. */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stddef.h>
#include <stdint.h>

struct options;
struct output;

/* name_fn of all codes */
const char *catalogue_code(int i);
/* A rule's text in the user's language, "" if it has none. */
const char *catalogue_text(const struct options *o, int32_t rule,
	int32_t field);
/* The words for severities as "E/W". */
void catalogue_severity(const struct options *o, int32_t rule, char *buf,
	size_t cap);
/* Everything about a rule as one JSON line. */
void catalogue_json(struct output *out, const struct options *o,
	int32_t rule);

#endif
