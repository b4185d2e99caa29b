/* SPDX-License-Identifier: MIT */
/* What a comparison and a checker read back: a report as JSON Lines, and a
 * baseline. Whatever comes, nothing may leak, an error has words in good
 * UTF-8, and what was taken can be written. */
#include <stdlib.h>
#include <string.h>
#include "base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
	do { \
		if (!(condition)) \
			__builtin_trap(); \
	} while (0)

/* Reading the default policy takes longer than all else: once is enough. */
static skp_checker *checker(void)
{
	static skp_checker *c;

	if (!c)
		HOLDS(skp_checker_new(NULL, &c, NULL) == 0 &&
			skp_checker_set(c, "pada", "2026-01-20", NULL) == 0);
	return c;
}

static int32_t good_text(void *ctx, const char *bytes, uint64_t len)
{
	HOLDS(utf8_bad(bytes, len) == len);
	*(uint64_t *)ctx += len;
	return 0;
}

static void told(int32_t e, const skp_error *err)
{
	HOLDS(e == err->code);
	HOLDS(!e || (*err->text && utf8_bad(err->text, strlen(err->text)) ==
		strlen(err->text)));
}

static void fuzz_baseline(const char *p, int64_t n)
{
	skp_error err = SKP_INIT(skp_error);
	skp_baseline *b = NULL;

	told(skp_baseline_new(checker(), "b", p, n, &b, &err), &err);
	skp_baseline_free(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	skp_error err = SKP_INIT(skp_error);
	uint64_t written = 0;
	skp_diff *d = NULL;
	int32_t e;

	o.same = 1;
	HOLDS(skp_diff_new(checker(), &o, &d, NULL) == 0);
	e = skp_diff_jsonl(d, SKP_DIFF_OLD, "r", data, size, &err);
	told(e, &err);
	HOLDS(!e || skp_diff_count(d, SKP_DIFF_GONE, 0) == 0);
	if (!e) {
		HOLDS(skp_diff_jsonl(d, SKP_DIFF_NEW, "r", data, size,
			NULL) == 0);
		HOLDS(skp_diff_count(d, SKP_DIFF_GONE, 0) == 0 &&
			skp_diff_count(d, SKP_DIFF_ADDED, 0) == 0);
		HOLDS(skp_diff_write(d, "text", good_text, &written, NULL) ==
			0);
		HOLDS(skp_diff_write(d, "jsonl", good_text, &written, NULL) ==
			0);
	}
	skp_diff_free(d);
	fuzz_baseline((const char *)data, (int64_t)size);
	return 0;
}
