/* SPDX-License-Identifier: MIT */
/* Whole files as bytes. */
#ifndef READ_H
#define READ_H

#include <stddef.h>

/* Reads a regular file, or standard input for "-", of up to `cap` bytes
 * (0: any number); *ret is to be freed and ends with a NUL that does not
 * count. EXIT_CLEAN, or another exit status after a message. */
int read_file(const char *path, size_t cap, char **ret, size_t *n);
/* The first bytes of a regular file, 0 of anything else. */
size_t read_head(const char *path, char *buf, size_t cap);

#endif
