/* SPDX-License-Identifier: MIT */
/* A folder of files that comes to be whole or not at all. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdint.h>

struct folder;

/* EXIT_CLEAN, or an exit status after a message. `path` must not exist, or be
 * an empty folder. */
int folder_open(const char *path, struct folder **ret);
/* Begins a file of that name; 0, or not 0 when it cannot be. */
int folder_file(struct folder *f, const char *name);
/* skp_write_fn: to the file begun last. */
int32_t folder_write(void *folder, const char *bytes, uint64_t len);
/* Did anything fail? folder_close says so to the user. */
int folder_failed(const struct folder *f);
/* All of it is where it belongs (`status` EXIT_CLEAN), or nothing is and a
 * message says why. Returns `status`, or EXIT_SYSTEM. */
int folder_close(struct folder *f, int status);

#endif
