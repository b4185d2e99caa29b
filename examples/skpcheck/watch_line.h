/* SPDX-License-Identifier: MIT */
/* The one line on standard error that says how far the work is. */
#ifndef WATCH_LINE_H
#define WATCH_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <skpcheck.h>

struct watch_line {
	bool english;
	size_t width;  /* of what stands there */
	int32_t phase; /* and when it began, in milliseconds */
	int64_t began, done;
};

/* Writes it anew over the old one; nothing before there is work. */
void watch_line_draw(struct watch_line *l, const skp_progress *p,
	int64_t now);
void watch_line_erase(struct watch_line *l);

#endif
