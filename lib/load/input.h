/* SPDX-License-Identifier: MIT */
/* Where bytes come from: a file, a descriptor, memory. UTF-16 with BOM comes
 * out as UTF-8, and a BOM does not come out. */
#ifndef SKP_INPUT_H
#define SKP_INPUT_H

#include "load/load.h"

enum { INPUT_HEAD = 16384, NO_FD = -1 };

/* Opens nothing but regular files, relative to `dir` (AT_FDCWD: the working
 * directory); *ret stays NULL and the result 0 if `path` is a directory, whose
 * descriptor is then in *folder, or, if `lax`, anything else but a file. */
int32_t input_open(struct load *ld, int dir, const char *path, bool lax,
	struct input **ret, int *folder);
int32_t input_of_fd(struct load *ld, int fd, struct input **ret);
int32_t input_of_bytes(struct load *ld, const void *p, uint64_t n,
	struct input **ret);
/* The descriptor of a regular file that was read from its first byte on, and
 * how large it is; NO_FD if it is anything else. */
int input_file(const struct input *in, uint64_t *size);
void input_close(struct load *ld, struct input *in);

/* The first bytes, as many as there are up to INPUT_HEAD. They are still to be
 * read. */
struct text input_head(const struct input *in);
/* From now on more than `limit` bytes are too many; at once if the size is
 * known. */
int32_t input_limit(struct input *in, struct load *ld, uint64_t limit);

/* Of a file or memory that is read as it is, and can be read anywhere: its
 * size as it was when it was opened. */
bool input_size(const struct input *in, uint64_t *size);
/* Bytes that the reader has had. */
uint64_t input_offset(const struct input *in);
/* Reads there, by any thread, and moves nothing; no message. */
int32_t input_at(const struct input *in, uint64_t offset, char *to,
	uint32_t cap, uint32_t *got);
/* Reading goes on from there. */
int32_t input_seek(struct input *in, struct load *ld, uint64_t offset);

#endif
