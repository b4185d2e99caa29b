/* SPDX-License-Identifier: MIT */
/* One input to one reader, three times: as a whole, in small pieces, and with
 * an allocator that fails. What is heard and what is refused must not depend
 * on the pieces, nothing may leak, and the heard texts must be good UTF-8. */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H

#include "../load_fake.h"

#define HOLDS(condition) \
	do { \
		if (!(condition)) \
			__builtin_trap(); \
	} while (0)

static void fuzz_failing(reader *read, const char *p, uint64_t n)
{
	struct failing state = {n % 37, 0, n & 1, false};
	skp_allocator a = {sizeof(a), failing_alloc, failing_resize,
		failing_release, &state};
	struct fake f;

	fake_init(&f);
	mem_init(&f.mem, &a, 0);
	fake_load(&f, read, p, n, 4096);
	HOLDS(f.mem.used == 0);
	fake_free(&f);
}

static int fuzz_reader(reader *read, const uint8_t *data, size_t size)
{
	const char *p = (const char *)data;
	struct buf whole;
	skp_error err;
	struct fake f;
	int32_t rc;

	fake_init(&f);
	rc = fake_load(&f, read, p, size, UINT64_MAX);
	HOLDS(f.mem.used == 0 && rc == f.err.code && rc <= 0);
	HOLDS(!rc || (*f.err.text && utf8_bad(f.err.text,
					     strlen(f.err.text)) ==
					     strlen(f.err.text)));
	HOLDS(rc || utf8_bad(heard.p, heard.n) == heard.n);
	whole = heard;
	err = f.err;
	buf_init(&heard, &f.heard_mem);
	HOLDS(fake_load(&f, read, p, size, size % 7 + 1) == rc);
	HOLDS(memcmp(&err, &f.err, sizeof(err)) == 0);
	HOLDS(heard.n == whole.n && memcmp(heard.p, whole.p, heard.n) == 0);
	buf_free(&whole);
	fake_free(&f);
	fuzz_failing(read, p, size);
	return 0;
}

#endif
