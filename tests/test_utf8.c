/* SPDX-License-Identifier: MIT */
/* Where UTF-8 ends and something else begins, as this machine finds it and as
 * those without SSE2 do. */
#define SKP_NO_SSE2
#define utf8_bad utf8_bad_by_words
#define text_bad text_bad_by_words
#define ascii_only ascii_only_by_words
#define utf8_count utf8_count_by_words
#include "../lib/utf8.c"
#undef utf8_bad
#undef text_bad
#undef ascii_only
#undef utf8_count
#include "facts.h"

/* a second declaration: the first was of the other names */
uint64_t utf8_bad(const char *p, uint64_t n);
uint64_t text_bad(const char *p, uint64_t n);
uint64_t utf8_count(const char *p, uint64_t n);

START_TEST(good_utf8_is_good)
{
	static const char *const good[] = {"", "a", "abcdefgh", "abcdefghi",
		"\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
		"\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80",
		"\xf4\x8f\xbf\xbf", "abcdefg\xc3\xa9", "12345678\xe2\x82\xac"};

	for (uint32_t i = 0; i < ARRAY_LEN(good); i++)
		ck_assert_uint_eq(utf8_bad(good[i], strlen(good[i])),
			strlen(good[i]));
}
END_TEST

START_TEST(bad_utf8_is_found_where_it_stands)
{
	static const struct {
		const char *s;
		uint64_t at;
	} bad[] = {{"\x80", 0}, {"a\xff", 1}, {"\xc0\x80", 0}, {"\xc1\xbf", 0},
		{"\xe0\x9f\xbf", 0}, {"\xed\xa0\x80", 0},
		{"\xf0\x8f\xbf\xbf", 0}, {"\xf4\x90\x80\x80", 0},
		{"\xf5\x80\x80\x80", 0}, {"ab\xc3", 2}, {"ab\xe2\x82", 2},
		{"ab\xf0\x9f\x98", 2}, {"\xc3" "a", 0},
		{"12345678\xfe", 8}, {"1234567\xe9" "12345678", 7}};

	for (uint32_t i = 0; i < ARRAY_LEN(bad); i++)
		ck_assert_uint_eq(utf8_bad(bad[i].s, strlen(bad[i].s)),
			bad[i].at);
}
END_TEST

START_TEST(characters_are_counted)
{
	ck_assert_uint_eq(utf8_count("", 0), 0);
	ck_assert_uint_eq(utf8_count("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
		10), 4);
}
END_TEST

/* The table of Unicode (3.9, well-formed byte sequences), one by one. */
static uint64_t bytes_of(const unsigned char *p, uint64_t n)
{
	static const unsigned char table[][5] = { /* bytes; first; second */
		{1, 0x00, 0x7f, 0, 0}, {2, 0xc2, 0xdf, 0x80, 0xbf},
		{3, 0xe0, 0xe0, 0xa0, 0xbf}, {3, 0xe1, 0xec, 0x80, 0xbf},
		{3, 0xed, 0xed, 0x80, 0x9f}, {3, 0xee, 0xef, 0x80, 0xbf},
		{4, 0xf0, 0xf0, 0x90, 0xbf}, {4, 0xf1, 0xf3, 0x80, 0xbf},
		{4, 0xf4, 0xf4, 0x80, 0x8f}};
	uint64_t k, i;

	for (k = 0; k < ARRAY_LEN(table); k++)
		if (*p >= table[k][1] && *p <= table[k][2])
			break;
	if (k == ARRAY_LEN(table) || table[k][0] > n)
		return 0;
	for (i = 1; i < table[k][0]; i++)
		if (p[i] < (i == 1 ? table[k][3] : 0x80) ||
			p[i] > (i == 1 ? table[k][4] : 0xbf))
			return 0;
	return table[k][0];
}

static uint64_t bad_one_by_one(const char *p, uint64_t n, bool nul)
{
	uint64_t i = 0, len;

	while (i < n && (nul || p[i])) {
		len = bytes_of((const unsigned char *)p + i, n - i);
		if (!len)
			break;
		i += len;
	}
	return i;
}

/* Long runs of ASCII, now and then a character of others, seldom rubbish. */
static uint64_t draw(char to[300], uint32_t *seed)
{
	static const char *const some[] = {"\xc3\xa9", "\xe2\x82\xac",
		"\xf0\x9f\x98\x80", "\xed\xa0\x80", "\xff", "\x80", "\xc0\x80"};
	uint64_t n = 0, most;
	uint32_t pick;

	*seed = *seed * 1103515245 + 12345;
	most = (*seed >> 8) % 290;
	while (n < most) {
		*seed = *seed * 1103515245 + 12345;
		pick = *seed >> 16;
		if (pick % 64 == 0) {
			strcpy(to + n, some[pick / 64 % (pick % 512 ? 3 : 7)]);
			n += strlen(to + n);
		} else {
			to[n++] = pick % 999 == 1 ? 0 : (char)(1 + pick % 127);
		}
	}
	return n;
}

START_TEST(any_bytes_end_where_they_do_one_by_one)
{
	char p[300];
	uint64_t n, ends = 0;
	uint32_t seed = 3, i;

	for (i = 0; i < 20000; i++) {
		n = draw(p, &seed);
		ck_assert_uint_eq(utf8_bad(p, n), bad_one_by_one(p, n, true));
		ck_assert_uint_eq(text_bad(p, n), bad_one_by_one(p, n, false));
		ck_assert_uint_eq(utf8_bad_by_words(p, n),
			bad_one_by_one(p, n, true));
		ck_assert_uint_eq(text_bad_by_words(p, n),
			bad_one_by_one(p, n, false));
		ends += text_bad(p, n) < n;
	}
	ck_assert_uint_gt(ends, 1000);
	ck_assert_uint_lt(ends, 19000);
}
END_TEST

RUN("utf8", good_utf8_is_good, bad_utf8_is_found_where_it_stands,
	characters_are_counted, any_bytes_end_where_they_do_one_by_one)
