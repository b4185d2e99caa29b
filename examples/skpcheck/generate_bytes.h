/* SPDX-License-Identifier: MIT */
/* Texts as pointer and length, and putting them one behind the other. */
#ifndef GENERATE_BYTES_H
#define GENERATE_BYTES_H

#include <stdint.h>
#include <string.h>

struct span {
	const char *p;
	uint32_t n;
};

#define SPAN(literal) ((struct span){literal, sizeof(literal) - 1})

static inline struct span span_of(const char *text)
{
	return (struct span){text, (uint32_t)strlen(text)};
}

/* memcpy of few bytes: no call, and nothing read beyond them. */
static inline char *bytes_put(char *to, const char *from, size_t n)
{
	size_t i;

	if (n >= 16) {
		for (i = 0; i + 16 < n; i += 16)
			memcpy(to + i, from + i, 16);
		memcpy(to + n - 16, from + n - 16, 16);
	} else if (n >= 8) {
		memcpy(to, from, 8);
		memcpy(to + n - 8, from + n - 8, 8);
	} else if (n >= 4) {
		memcpy(to, from, 4);
		memcpy(to + n - 4, from + n - 4, 4);
	} else {
		for (i = 0; i < n; i++)
			to[i] = from[i];
	}
	return to + n;
}

static inline char *text_put(char *to, const char *text)
{
	return bytes_put(to, text, strlen(text));
}

#endif
