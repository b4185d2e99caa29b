/* SPDX-License-Identifier: MIT */
/* One file through the public door, twice: with all memory and with an
 * allocator that fails. The first byte picks the file's name. A refused file
 * leaves nothing behind, a taken one has an account that adds up. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base.h"

#define HOLDS(condition) \
	do { \
		if (!(condition)) \
			__builtin_trap(); \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says no once `left` has run out; counts what is not given back. */
struct stingy {
	long left, live;
};

static bool stingy_no(struct stingy *s)
{
	return s->left >= 0 && s->left-- == 0;
}

static void *stingy_alloc(void *ctx, uint64_t bytes)
{
	struct stingy *s = ctx;
	void *p = stingy_no(s) ? NULL : malloc(bytes);

	s->live += p != NULL;
	return p;
}

static void *stingy_resize(void *ctx, void *p, uint64_t bytes)
{
	return stingy_no(ctx) ? NULL : realloc(p, bytes);
}

static void stingy_release(void *ctx, void *p)
{
	struct stingy *s = ctx;

	s->live -= p != NULL;
	free(p);
}

static void accounts_hold(const skp_model *m, bool failed)
{
	skp_account a = SKP_INIT(skp_account);
	int32_t t;

	for (t = 0; t < SKP_TABLES; t++) {
		HOLDS(skp_model_account(m, t, &a, NULL) == 0);
		HOLDS(a.read == a.loaded + a.merged + a.repeated + a.empty +
				a.rejected);
		HOLDS(!failed || (a.read == 0 && !a.given));
	}
}

static int32_t load_once(const char *name, const void *p, size_t n, long left)
{
	struct stingy s = {-1, 0};
	skp_allocator al = {sizeof(al), stingy_alloc, stingy_resize,
		stingy_release, &s};
	skp_model_options o = SKP_INIT(skp_model_options);
	skp_error err = SKP_INIT(skp_error);
	skp_model *m = NULL;
	int32_t e;

	o.fixed_seed = 1;
	o.allocator = &al;
	HOLDS(skp_model_new(&o, &m, NULL) == 0);
	s.left = left;
	e = skp_model_load_bytes(m, name, p, n, NULL, &err);
	s.left = -1;
	HOLDS(e <= 0 && e == err.code);
	HOLDS(!e || (err.text[0] && !strcmp(err.file, name)));
	HOLDS(utf8_bad(err.text, strlen(err.text)) == strlen(err.text));
	accounts_hold(m, e != 0);
	HOLDS(skp_model_seal(m, NULL) == 0);
	accounts_hold(m, e != 0);
	skp_model_free(m);
	HOLDS(s.live == 0);
	return e;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const name[] = {"a.csv", "unor.csv", "pegawai.txt",
		"penugasan.csv", "skp.csv", "rhk.csv", "kejadian.tsv", "a.xls"};
	const char *file = name[size ? data[0] % ARRAY_LEN(name) : 0];
	int32_t e;

	if (size == 0)
		return 0;
	e = load_once(file, data + 1, size - 1, -1);
	if (e != SKP_E_NOMEM)
		load_once(file, data + 1, size - 1, (long)(size % 61));
	return 0;
}
