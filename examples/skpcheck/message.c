/* SPDX-License-Identifier: MIT */
/* message.c - messages to standard error, one write each. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "message.h"

struct line {
	char p[2048];
	size_t n;
};

static void put(struct line *l, const char *p, size_t n)
{
	/* one byte stays free for the line feed */
	size_t room = sizeof(l->p) - 1 - l->n;

	if (n > room)
		n = room;
	memcpy(l->p + l->n, p, n);
	l->n += n;
}

static void put_text(struct line *l, const char *text)
{
	put(l, text, strlen(text));
}

static void put_uint(struct line *l, uint32_t v)
{
	char digits[10];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	put(l, digits + i, sizeof(digits) - i);
}

/* Length of the UTF-8 character at p and its code point, 0 if it is none. */
static size_t decode(const unsigned char *p, uint32_t *ret)
{
	size_t n = p[0] < 0x80 ? 1 : p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	uint32_t c = n == 1 ? p[0] : p[0] & (0xffu >> (n + 1));

	if (n > 1 && (p[0] < 0xc2 || p[0] > 0xf4))
		return 0;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	*ret = c;
	return n;
}

/* Characters that move a cursor, end a line or turn the direction of text:
 * a file's name must not be able to forge what a terminal shows. */
static bool harmful(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
		c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
		(c >= 0x2066 && c <= 0x2069);
}

static void put_escape(struct line *l, uint32_t c)
{
	static const char hex[] = "0123456789abcdef";
	char digits[8];
	size_t i = sizeof(digits);

	do {
		digits[--i] = hex[c & 15];
		c >>= 4;
	} while (c);
	put_text(l, "\\u{");
	put(l, digits + i, sizeof(digits) - i);
	put_text(l, "}");
}

static void put_safe(struct line *l, const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	uint32_t c;

	while (*p) {
		size_t n = decode(p, &c);

		if (n && !harmful(c))
			put(l, (const char *)p, n);
		else
			put_escape(l, n ? c : *p);
		p += n ? n : 1;
	}
}

static void print(struct line *l)
{
	size_t done = 0;

	l->p[l->n++] = '\n';
	while (done < l->n) {
		ssize_t n = write(STDERR_FILENO, l->p + done, l->n - done);

		if (n <= 0)
			return; /* there is nobody left to tell */
		done += (size_t)n;
	}
}

void complain(const char *text, ...)
{
	struct line l = {.n = 0};
	const char *place;
	va_list args;

	put_text(&l, "skpcheck: ");
	va_start(args, text);
	while ((place = strstr(text, "{}"))) {
		put(&l, text, (size_t)(place - text));
		put_safe(&l, va_arg(args, const char *));
		text = place + 2;
	}
	va_end(args);
	put_text(&l, text);
	print(&l);
}

void complain_error(const skp_error *err, const char *what)
{
	struct line l = {.n = 0};

	if (err->file[0]) {
		put_safe(&l, err->file);
	} else {
		put_text(&l, "skpcheck");
		if (what) {
			put_text(&l, ": ");
			put_safe(&l, what);
		}
	}
	if (err->file[0] && err->line) {
		put_text(&l, ":");
		put_uint(&l, err->line);
		if (err->column) {
			put_text(&l, ":");
			put_uint(&l, err->column);
		}
	}
	put_text(&l, ": ");
	put_safe(&l, err->text[0] ? err->text : skp_error_name(err->code));
	print(&l);
}

int error_status(const skp_error *err)
{
	switch (err->code) {
	case SKP_OK:
		return EXIT_CLEAN;
	case SKP_E_NOMEM:
	case SKP_E_LIMIT_MEM:
	case SKP_E_TYPE: /* these two: a fault of this program */
	case SKP_E_BUSY:
		return EXIT_SYSTEM;
	default:
		return EXIT_USAGE;
	}
}
