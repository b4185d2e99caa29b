/* SPDX-License-Identifier: MIT */
/* Texts are copied by blocks: whatever stands in them, wherever a block ends,
 * it must be as if byte by byte. Findings are written by ranges: as at once. */
#include "facts.h"

enum { LONGEST = 70 };

static struct mem mem;

/* Characters and what becomes of them, safe and quoted. */
static const struct {
	const char *is, *safe, *quoted;
} characters[] = {
	{"a", "a", "a"}, {" ", " ", " "}, {"~", "~", "~"},
	{"!", "!", "!"}, {"#", "#", "#"}, {"[", "[", "["}, {"]", "]", "]"},
	{"\"", "\"", "\\\""}, {"\\", "\\", "\\\\"},
	{"\x1f", "\\u{001f}", "\\\\u{001f}"},
	{"\x7f", "\\u{007f}", "\\\\u{007f}"},
	{"\xc2\x80", "\\u{0080}", "\\\\u{0080}"},
	{"\xc2\xa0", "\xc2\xa0", "\xc2\xa0"},
	{"\xc3\xa9", "\xc3\xa9", "\xc3\xa9"},
	{"\xd8\x9c", "\\u{061c}", "\\\\u{061c}"},
	{"\xd8\x9d", "\xd8\x9d", "\xd8\x9d"},
	{"\xe2\x80\x8e", "\\u{200e}", "\\\\u{200e}"},
	{"\xe2\x80\x93", "\xe2\x80\x93", "\xe2\x80\x93"},
	{"\xe2\x81\xa6", "\\u{2066}", "\\\\u{2066}"},
	{"\xef\xbf\xbd", "\xef\xbf\xbd", "\xef\xbf\xbd"},
	{"\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
};

static void is_put(void (*put)(struct buf *b, struct text t),
	const struct buf *in, const struct buf *out)
{
	struct buf b;
	char *exact = malloc(in->n + 1); /* ASan sees a byte too far */

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, in->p, in->n);
	buf_init(&b, &mem);
	put(&b, (struct text){exact, (uint32_t)in->n});
	ck_assert(!b.fail);
	ck_assert_uint_eq(b.n, out->n);
	ck_assert(b.n == 0 || memcmp(b.p, out->p, b.n) == 0);
	buf_free(&b);
	free(exact);
}

/* Character `odd` behind `before` plain ones, with `behind` of them after it,
 * and another odd one at the end if `twice`. */
static void try_one(uint32_t odd, uint32_t before, uint32_t behind, bool twice)
{
	struct buf b[3];
	uint32_t i, k;

	for (k = 0; k < 3; k++) {
		buf_init(&b[k], &mem);
		for (i = 0; i < before; i++)
			buf_char(&b[k], (char)('A' + i % 26));
	}
	for (i = 0; i <= (uint32_t)twice; i++) {
		buf_str(&b[0], characters[odd].is);
		buf_str(&b[1], characters[odd].safe);
		buf_str(&b[2], characters[odd].quoted);
		for (k = 0; k < 3; k++)
			buf_put(&b[k], "zyxwvutsrqponmlkjihgfedcba", behind);
	}
	is_put(put_safe, &b[0], &b[1]);
	is_put(put_quoted, &b[0], &b[2]);
	for (k = 0; k < 3; k++)
		buf_free(&b[k]);
}

START_TEST(a_character_is_seen_wherever_it_stands)
{
	uint32_t odd, before, behind;

	mem_init(&mem, NULL, 0);
	for (odd = 0; odd < ARRAY_LEN(characters); odd++)
		for (before = 0; before < LONGEST; before++)
			for (behind = 0; behind < 20; behind++)
				try_one(odd, before, behind, before % 2);
	ck_assert_uint_eq(mem.used, 0);
}
END_TEST

START_TEST(every_byte_is_told_from_its_neighbours)
{
	struct buf b;
	char text[40], byte;
	uint32_t v;

	mem_init(&mem, NULL, 0);
	for (v = 0; v < 0x80; v++) {
		byte = (char)v;
		memset(text, 'a', sizeof(text));
		text[v % sizeof(text)] = byte;
		buf_init(&b, &mem);
		put_quoted(&b, (struct text){text, sizeof(text)});
		ck_assert_int_eq(b.n == sizeof(text), v >= 0x20 && v < 0x7f &&
			byte != '"' && byte != '\\');
		buf_free(&b);
	}
}
END_TEST

/* ---- findings by ranges ---- */

static int32_t keep(void *ctx, const char *bytes, uint64_t len)
{
	buf_put(ctx, bytes, len);
	return 0;
}

START_TEST(ranges_of_findings_are_the_lines_of_the_whole)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	struct buf whole;
	struct writer w[2];
	uint64_t cut;

	mem_init(&mem, NULL, 0);
	buf_init(&whole, &mem);
	small_dinas();
	report("2026-01-20");
	o.fingerprints = 1;
	ck_assert_int_eq(skp_report_write(r, "jsonl", &o, keep, &whole, &err),
		0);
	for (cut = 0; cut <= r->n; cut++) {
		ck_assert_int_eq(writer_init(&w[0], r, &o, &err), 0);
		ck_assert_int_eq(writer_init(&w[1], r, &o, &err), 0);
		jsonl_range(&w[1], cut, r->n);
		jsonl_range(&w[0], 0, cut);
		buf_put(&w[0].out, w[1].out.p, w[1].out.n);
		ck_assert_uint_lt(w[0].out.n, whole.n);
		ck_assert_int_eq(memcmp(w[0].out.p, whole.p, w[0].out.n), 0);
		ck_assert_int_eq(memcmp(whole.p + w[0].out.n, "{\"skipped\"",
			10), 0);
		writer_free(&w[0]);
		writer_free(&w[1]);
	}
	buf_free(&whole);
}
END_TEST

RUN("report_safe", a_character_is_seen_wherever_it_stands,
	every_byte_is_told_from_its_neighbours,
	ranges_of_findings_are_the_lines_of_the_whole)
