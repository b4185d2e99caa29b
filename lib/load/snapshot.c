/* SPDX-License-Identifier: MIT */
/* A snapshot's bytes: a file is mapped, so that nothing is copied; what comes
 * through a pipe or from memory is. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#include <sys/mman.h>
#include <unistd.h>
#include "load/input.h"

enum { PIECE = 65536 };

static void unmap(void *p, uint64_t bytes)
{
	(void)munmap(p, (size_t)bytes);
}

/* Private and writable: an edit changes our copy of a page, not the file. */
static void *map(const struct input *in, uint64_t *size)
{
	int fd = input_file(in, size);
	void *p;

	if (fd == NO_FD || *size == 0 || *size > SIZE_MAX)
		return NULL;
	p = mmap(NULL, (size_t)*size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
		0);
	if (p == MAP_FAILED)
		return NULL;
	(void)lseek(fd, 0, SEEK_END); /* as if it had been read */
	return p;
}

static int32_t read_all(struct load *ld, struct input *in, struct buf *b)
{
	uint32_t got = 1;
	void *p;
	int32_t e = SKP_OK;

	while (!e && got) {
		p = b->p;
		if (!mem_reserve(ld->mem, &p, &b->cap, b->n + PIECE, 1))
			return mem_fail(ld->mem, ld->err);
		b->p = p;
		e = input_read(in, ld, b->p + b->n, PIECE, &got);
		b->n += got;
	}
	return e;
}

/* The block that the model keeps is as long as what it holds. */
static int32_t adopt_copy(struct load *ld, struct input *in)
{
	struct buf b;
	int32_t e;
	void *p;

	buf_init(&b, ld->mem);
	e = read_all(ld, in, &b);
	if (!e) {
		p = mem_resize(ld->mem, b.p, b.cap, b.n);
		if (!p)
			e = mem_fail(ld->mem, ld->err);
		else
			b.cap = b.n;
		b.p = p ? p : b.p;
	}
	if (!e)
		e = model_adopt(ld->m, b.p, b.n, NULL, ld->err);
	if (e)
		buf_free(&b);
	return e;
}

int32_t load_snapshot(struct load *ld, struct input *in)
{
	uint64_t size = 0;
	void *p;
	int32_t e;

	if (ld->several)
		return load_fail(ld, 0, 0, SKP_E_STATE, "a snapshot must be "
			"the only input: convert all exports together");
	if (ld->progress && ld->progress(ld->progress_ctx, ld->bytes, 0))
		return load_fail(ld, 0, 0, SKP_E_CANCEL, "stopped");
	p = map(in, &size);
	if (!p)
		return adopt_copy(ld, in);
	e = model_adopt(ld->m, p, size, unmap, ld->err);
	if (e)
		unmap(p, size);
	return e;
}
