/* SPDX-License-Identifier: MIT */
/* text.c - likeness of words, width, wrapping, JSON. */
#include <string.h>

#include "output.h"
#include "text.h"

enum { WORD_MAX = 31, NEAREST_MAX = 5, LINE_MAX_COLUMNS = 78 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static size_t same_start(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] && lower(a[i]) == lower(b[i]))
		i++;
	return i;
}

bool text_alike(const char *a, const char *b)
{
	size_t n = same_start(a, b);

	return !a[n] && !b[n];
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to add, drop, change or swap with their neighbour to get from a
 * to b; neither is longer than WORD_MAX. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][WORD_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t m = strlen(a), n = strlen(b);

	for (size_t j = 0; j <= n; j++)
		last[j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= n; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);

			now[j] = least(last[j - 1] + !same,
				least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 &&
				lower(a[i - 1]) == lower(b[j - 2]) &&
				lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[n];
}

/* How far a name is from the word; a name that the word begins is near. */
static size_t far(const char *word, const char *name)
{
	size_t start = same_start(word, name);

	if (start >= 2 && !word[start])
		return 1;
	if (strlen(name) > WORD_MAX)
		return WORD_MAX + 1;
	return distance(word, name);
}

static void append(char *buf, size_t cap, const char *text)
{
	size_t n = strlen(buf);

	strncat(buf, text, cap - n - 1);
}

bool text_nearest(const char *word, name_fn name, char *buf, size_t cap)
{
	size_t length = strlen(word), best = length > 5 ? 2 : 1;
	int found = 0;

	buf[0] = '\0';
	if (length < 2 || length > WORD_MAX)
		return false;
	for (int i = 0; name(i); i++) {
		size_t d = far(word, name(i));

		if (d < best) {
			best = d;
			buf[0] = '\0';
			found = 0;
		}
		if (d == best && found < NEAREST_MAX) {
			append(buf, cap, found++ ? ", " : "");
			append(buf, cap, name(i));
		}
	}
	return found > 0;
}

static size_t width_of(const char *p, size_t n)
{
	size_t width = 0;

	for (size_t i = 0; i < n; i++)
		width += ((unsigned char)p[i] & 0xc0) != 0x80;
	return width;
}

size_t text_width(const char *text)
{
	return width_of(text, strlen(text));
}

void text_wrap(struct output *out, const char *text, size_t indent,
	size_t hang)
{
	size_t column = indent;
	bool first = true; /* of its line */

	for (;;) {
		size_t n = strcspn(text, " \n");
		size_t width = width_of(text, n);

		if (!first && column + 1 + width > LINE_MAX_COLUMNS) {
			output_text(out, "\n");
			output_repeat(out, ' ', indent + hang);
			column = indent + hang;
		} else if (!first) {
			output_text(out, " ");
			column++;
		}
		output_write(out, text, n);
		column += width;
		text += n;
		first = *text == '\n';
		if (!*text)
			break;
		if (first) {
			output_text(out, "\n");
			output_repeat(out, ' ', indent);
			column = indent;
		}
		text++;
	}
	output_text(out, "\n");
}

static const char *json_escape(char c)
{
	switch (c) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	default:
		return "\\u0020"; /* the catalogue has no other control */
	}
}

void text_json_string(struct output *out, const char *p, size_t len)
{
	size_t start = 0;

	output_text(out, "\"");
	for (size_t i = 0; i < len; i++) {
		if (p[i] != '"' && p[i] != '\\' && (unsigned char)p[i] >= 32)
			continue;
		output_write(out, p + start, i - start);
		output_text(out, json_escape(p[i]));
		start = i + 1;
	}
	output_write(out, p + start, len - start);
	output_text(out, "\"");
}

void text_json(struct output *out, const char *before, const char *key,
	const char *value)
{
	if (!value)
		return;
	output_text(out, before);
	output_text(out, "\"");
	output_text(out, key);
	output_text(out, "\":");
	text_json_string(out, value, strlen(value));
}
