/* SPDX-License-Identifier: MIT */
/* The files that generate writes side by side, into a folder that comes to be
 * whole or not at all. */
#ifndef GENERATE_FILES_H
#define GENERATE_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct options;
struct files;

/* A file under way: bytes go to `at`, for which sink_room has made room. */
struct sink {
	struct files *files;
	int fd; /* -1: not open */
	char *buf, *at, *end;
};

enum { FILES_MOST = 16, SINK_BYTES = 1 << 18, SINK_ROOM = 1 << 14 };

/* Makes ready to write o->output; EXIT_CLEAN, or an exit status after a
 * message. */
int files_open(const struct options *o, struct files **ret);
/* A new file; the sink is theirs. NULL: it failed. */
struct sink *files_new(struct files *f, const char *name);
/* Has anything failed, or has somebody interrupted? */
bool files_failed(const struct files *f);
/* All files are where they belong, or nothing is and a message says why;
 * `keep` false takes them back. `status` or what failed; `f` is gone. */
int files_close(struct files *f, bool keep, int status);

/* Writes what has gathered. */
void sink_flush(struct sink *s);

/* Room for SINK_ROOM bytes. */
static inline void sink_room(struct sink *s)
{
	if (s->end - s->at < SINK_ROOM)
		sink_flush(s);
}

#endif
