/* SPDX-License-Identifier: MIT */
/* A folder of files that comes to be whole or not at all. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdint.h>

struct options;
struct folder;

/* EXIT_CLEAN, or an exit status after a message. o->output must not exist, or
 * be an empty folder. */
int folder_open(const struct options *o, struct folder **ret);
/* One file after the other: begins one of that name, and ends the one before;
 * 0, or not 0 when it cannot be. */
int folder_file(struct folder *f, const char *name);
/* skp_write_fn: to the file that folder_file began last. */
int32_t folder_write(void *folder, const char *bytes, uint64_t len);
/* Side by side: a new file's descriptor, -1 when it cannot be; bytes for it;
 * its end, before folder_close. */
int folder_begin(struct folder *f, const char *name);
void folder_put(struct folder *f, int fd, const char *bytes, uint64_t len);
void folder_end(struct folder *f, int fd);
/* Did anything fail? folder_close says so to the user. */
int folder_failed(const struct folder *f);
/* All of it is where it belongs (`status` EXIT_CLEAN), or nothing is and a
 * message says why. Returns `status`, or what failed. */
int folder_close(struct folder *f, int status);
/* Says so; EXIT_SYSTEM. */
int folder_no_memory(void);

#endif
