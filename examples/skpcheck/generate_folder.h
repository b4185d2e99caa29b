/* SPDX-License-Identifier: MIT */
/* A folder of files that comes to be whole or not at all. */
#ifndef GENERATE_FOLDER_H
#define GENERATE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct options;
struct folder;

/* A file under way: bytes go to `at`, for which sink_room has made room. */
struct sink {
	struct folder *folder;
	int fd; /* -1: not open */
	char *buf, *at, *end;
};

enum { FOLDER_FILES = 16, SINK_BYTES = 1 << 18, SINK_ROOM = 1 << 14 };

/* Makes ready to write o->output; EXIT_CLEAN, or an exit status after a
 * message. */
int folder_open(const struct options *o, struct folder **ret);
/* A new file in it; the sink is the folder's. NULL: it failed. */
struct sink *folder_file(struct folder *d, const char *name);
/* Has anything failed, or has somebody interrupted? */
bool folder_failed(const struct folder *d);
/* All files are where they belong, or nothing is and a message says why;
 * `keep` false takes them back. `status` or EXIT_SYSTEM; `d` is gone. */
int folder_close(struct folder *d, bool keep, int status);

/* Writes what has gathered. */
void sink_flush(struct sink *s);

/* Room for SINK_ROOM bytes. */
static inline void sink_room(struct sink *s)
{
	if (s->end - s->at < SINK_ROOM)
		sink_flush(s);
}

#endif
