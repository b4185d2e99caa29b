/* SPDX-License-Identifier: MIT */
/* Small texts: likeness of words, width, wrapping, JSON. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct output;

/* The i-th known name, NULL behind the last. */
typedef const char *(*name_fn)(int i);

/* Equal but for the case of ASCII letters. */
bool text_alike(const char *a, const char *b);
/* Writes the known names most like `word`, joined by ", ", at most five of
 * them; false if none is like it. */
bool text_nearest(const char *word, name_fn name, char *buf, size_t cap);
/* Characters of UTF-8 text. */
size_t text_width(const char *text);
/* Writes paragraphs (ended by line feeds) broken at 78 columns; `indent`
 * blanks before each line and `hang` more from a paragraph's second on. The
 * first line has its indent already. */
void text_wrap(struct output *out, const char *text, size_t indent,
	size_t hang);
/* Writes "key":"value" after `before`, nothing for a NULL value. */
void text_json(struct output *out, const char *before, const char *key,
	const char *value);
/* Writes a JSON string of the `len` bytes. */
void text_json_string(struct output *out, const char *p, size_t len);

#endif
