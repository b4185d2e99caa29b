/* SPDX-License-Identifier: MIT */
/* A baseline from a file: bounded, regular, then its text is read. */
#include <fcntl.h>
#include <unistd.h>
#include "load/input.h"

enum { BASELINE_BYTES = 256 << 20, STEP = 65536 };

static int32_t read_all(struct load *ld, struct input *in, struct buf *b)
{
	int32_t e = input_limit(in, ld, BASELINE_BYTES);
	uint32_t got = 1;
	char *block;

	if (e)
		return e;
	block = mem_alloc(ld->mem, STEP);
	if (!block)
		return mem_fail(ld->mem, ld->err);
	while (!e && got && !b->fail) {
		e = input_read(in, ld, block, STEP, &got);
		buf_put(b, block, e ? 0 : got);
	}
	mem_free(ld->mem, block, STEP);
	return !e && b->fail ? mem_fail(ld->mem, ld->err) : e;
}

static int32_t load_baseline(struct load *ld, const skp_checker *c,
	const char *path, skp_baseline **ret)
{
	struct input *in = NULL;
	int folder = NO_FD;
	struct buf b;
	int32_t e = input_open(ld, AT_FDCWD, path, false, &in, &folder);

	buf_init(&b, ld->mem);
	if (!e && !in) {
		e = load_fail(ld, 0, 0, SKP_E_IO,
			"is a folder, not a baseline");
		close(folder);
	}
	if (!e)
		e = read_all(ld, in, &b);
	if (!e)
		e = skp_baseline_new(c, path, b.p ? b.p : "", (int64_t)b.n,
			ret, ld->err);
	if (in)
		input_close(ld, in);
	buf_free(&b);
	return e;
}

int32_t skp_baseline_load(const skp_checker *c, const char *path,
	skp_baseline **ret, skp_error *err)
{
	skp_limits limits = {.bytes = BASELINE_BYTES};
	struct load ld = {.limits = &limits, .name = path, .err = err};
	int32_t e;
	struct mem mem;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	e = handle_check(c, MARK_CHECKER, err);
	if (e)
		return e;
	if (!path)
		return fail(err, SKP_E_ARG, "no path");
	mem_init(&mem, checker_allocator(c), 0);
	ld.mem = &mem;
	return load_baseline(&ld, c, path, ret);
}
