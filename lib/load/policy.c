/* SPDX-License-Identifier: MIT */
/* A policy from a file: bounded, regular, then the checker reads its text. */
#include <fcntl.h>
#include <unistd.h>
#include "load/input.h"

enum { POLICY_BYTES = 1 << 20 };

static int32_t read_all(struct load *ld, struct input *in, char *to,
	uint32_t cap, uint32_t *n)
{
	uint32_t got = 1;
	int32_t e = input_limit(in, ld, cap);

	for (*n = 0; !e && got && *n < cap; *n += got)
		e = input_read(in, ld, to + *n, cap - *n, &got);
	return e;
}

static int32_t load_policy(struct load *ld, skp_checker *c, const char *path,
	char *to)
{
	struct input *in = NULL;
	int folder = NO_FD;
	uint32_t n = 0;
	int32_t e = input_open(ld, AT_FDCWD, path, false, &in, &folder);

	if (!e && !in) {
		e = load_fail(ld, 0, 0, SKP_E_IO, "is a folder, not a policy");
		close(folder);
	}
	if (!e)
		e = read_all(ld, in, to, POLICY_BYTES, &n);
	if (!e)
		e = skp_checker_policy(c, path, to, n, ld->err);
	if (in)
		input_close(ld, in);
	return e;
}

int32_t skp_checker_policy_file(skp_checker *c, const char *path,
	skp_error *err)
{
	skp_limits limits = {.bytes = POLICY_BYTES};
	struct load ld = {.limits = &limits, .name = path, .err = err};
	int32_t e = handle_change(c, MARK_CHECKER, err);
	struct mem mem;
	char *to;

	if (e)
		return e;
	if (!path)
		return fail(err, SKP_E_ARG, "no path");
	mem_init(&mem, checker_allocator(c), 0);
	ld.mem = &mem;
	to = mem_alloc(&mem, POLICY_BYTES);
	e = to ? load_policy(&ld, c, path, to) : mem_fail(&mem, err);
	mem_free(&mem, to, POLICY_BYTES);
	return e;
}
