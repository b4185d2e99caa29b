/* SPDX-License-Identifier: MIT */
/* The name table: SipHash-1-3, one number a text, growth, spellings. */
#include "facts.h"

static struct mem mem;
static struct names names;
static const uint64_t key[2] = {0x0706050403020100, 0x0f0e0d0c0b0a0908};

static void begin(uint64_t limit)
{
	mem_init(&mem, &heap_allocator, limit);
	ck_assert(names_init(&names, &mem, key));
}

static void end(void)
{
	names_free(&names);
	ck_assert_uint_eq(mem.used, 0);
	names_free(&names); /* twice is harmless */
}

static uint32_t put(const char *s)
{
	return names_put(&names, text_of(s));
}

static uint32_t put_id(const char *s)
{
	return names_put_id(&names, text_of(s));
}

/* SipHash-1-3 of the bytes 0, 1, ... n - 1 under the key 00 01 ... 0f. */
static const uint64_t vector[64] = {
	0xabac0158050fc4dc, 0xc9f49bf37d57ca93, 0x82cb9b024dc7d44d,
	0x8bf80ab8e7ddf7fb, 0xcf75576088d38328, 0xdef9d52f49533b67,
	0xc50d2b50c59f22a7, 0xd3927d989bb11140, 0x369095118d299a8e,
	0x25a48eb36c063de4, 0x79de85ee92ff097f, 0x70c118c1f94dc352,
	0x78a384b157b4d9a2, 0x306f760c1229ffa7, 0x605aa111c0f95d34,
	0xd320d86d2a519956, 0xcc4fdd1a7d908b66, 0x9cf2689063dbd80c,
	0x8ffc389cb473e63e, 0xf21f9de58d297d1c, 0xc0dc2f46a6cce040,
	0xb992abfe2b45f844, 0x7ffe7b9ba320872e, 0x525a0e7fdae6c123,
	0xf464aeb267349c8c, 0x45cd5928705b0979, 0x3a3e35e3ca9913a5,
	0xa91dc74e4ade3b35, 0xfb0bed02ef6cd00d, 0x88d93cb44ab1e1f4,
	0x540f11d643c5e663, 0x2370dd1f8c21d1bc, 0x81157b6c16a7b60d,
	0x4d54b9e57a8ff9bf, 0x759f12781f2a753e, 0xcea1a3bebf186b91,
	0x2cf508d3ada26206, 0xb6101c2da3c33057, 0xb3f47496ae3a36a1,
	0x626b57547b108392, 0xc1d2363299e41531, 0x667cc1923f1ad944,
	0x65704ffec8138825, 0x24f280d1c28949a6, 0xc2ca1cedfaf8876b,
	0xc2164bfc9f042196, 0xa16e9c9368b1d623, 0x49fb169c8b5114fd,
	0x9f3143f8df074c46, 0xc6fdaf2412cc86b3, 0x7eaf49d10a52098f,
	0x1cf313559d292f9a, 0xc44a30dda2f41f12, 0x36fae98943a71ed0,
	0x318fb34c73f0bce6, 0xa27abf3670a7e980, 0xb4bcc0db243c6d75,
	0x23f8d852fdb71513, 0x8f035f4da67d8a08, 0xd89cd0e5b7e8f148,
	0xf6f4e6bcf7a644ee, 0xaec59ad80f1837f2, 0xc3b2f6154b6694e0,
	0x9d199062b7bbb3a8
};

START_TEST(siphash_gives_the_published_vectors)
{
	char bytes[64];

	for (uint32_t i = 0; i < 64; i++) {
		ck_assert_uint_eq(siphash13(key, bytes, i), vector[i]);
		bytes[i] = (char)i;
	}
}
END_TEST

/* The first ones of vectors.h of the reference code, SipHash-2-4. */
START_TEST(the_stronger_siphash_gives_the_published_vectors)
{
	static const uint64_t known[] = {0x726fdb47dd0e0e31,
		0x74f839c593dc67fd, 0x0d6c8009d9a94f5a, 0x85676696d7fb7e2d,
		0xcf2794e0277187b7, 0x18765564cd99a68d, 0xcbc9466e58fee3ce,
		0xab0200f58b01d137, 0x93f5f5799a932462};
	char bytes[64];

	for (uint32_t i = 0; i < ARRAY_LEN(known); i++) {
		ck_assert_uint_eq(siphash24(key, bytes, i), known[i]);
		bytes[i] = (char)i;
	}
}
END_TEST

START_TEST(siphash_depends_on_each_key_word)
{
	const uint64_t other[2][2] = {{key[0] + 1, key[1]},
		{key[0], key[1] + 1}};

	ck_assert_uint_ne(siphash13(other[0], "a", 1), siphash13(key, "a", 1));
	ck_assert_uint_ne(siphash13(other[1], "a", 1), siphash13(key, "a", 1));
}
END_TEST

START_TEST(one_text_has_one_number)
{
	begin(0);
	ck_assert_uint_eq(put("Dinas"), 1);
	ck_assert_uint_eq(put("dinas"), 2);
	ck_assert_uint_eq(put("Dinas"), 1);
	ck_assert_uint_eq(names_find(&names, text_of("dinas")), 2);
	ck_assert_uint_eq(names_find(&names, text_of("DINAS")), NAME_NONE);
	is_text(names_get(&names, 1), "Dinas");
	is_text(names_get(&names, 2), "dinas");
	end();
}
END_TEST

START_TEST(the_empty_text_is_number_zero)
{
	begin(0);
	ck_assert_uint_eq(put(""), NAME_EMPTY);
	ck_assert_uint_eq(put_id(""), NAME_EMPTY);
	ck_assert_uint_eq(names_find(&names, text_of("")), NAME_EMPTY);
	is_text(names_get(&names, NAME_EMPTY), "");
	is_text(names_get(&names, 7), "");
	is_text(names_get(&names, NAME_NONE), "");
	end();
}
END_TEST

START_TEST(a_text_may_hold_any_byte)
{
	begin(0);
	ck_assert_uint_eq(names_put(&names, (struct text){"a\0b", 3}), 1);
	ck_assert_uint_eq(names_put(&names, (struct text){"a\0c", 3}), 2);
	ck_assert_uint_eq(names_put(&names, (struct text){"a", 1}), 3);
	ck_assert_uint_eq(names_get(&names, 1).n, 3);
	end();
}
END_TEST

START_TEST(two_hundred_thousand_names_keep_their_numbers)
{
	enum { N = 200000 };
	char s[16];

	begin(0);
	for (uint32_t i = 1; i <= N; i++) {
		snprintf(s, sizeof(s), "%u", i * 7);
		ck_assert_uint_eq(put(s), i);
	}
	for (uint32_t i = 1; i <= N; i++) {
		snprintf(s, sizeof(s), "%u", i * 7);
		ck_assert_uint_eq(names_find(&names, text_of(s)), i);
		is_text(names_get(&names, i), s);
		snprintf(s, sizeof(s), "%u", i * 7 + 1);
		ck_assert_uint_eq(names_find(&names, text_of(s)), NAME_NONE);
	}
	/* open addressing stays short: under four fifths full */
	ck_assert_uint_lt(names.used * 5, ((uint64_t)names.mask + 2) * 4);
	end();
}
END_TEST

/* 18 and 36 bytes have a hash of their own. */
START_TEST(nip_and_uuid_keep_their_numbers)
{
	enum { N = 30000 };
	char s[40];

	begin(0);
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < N; i++) {
			snprintf(s, sizeof(s), "%018u", i * 7919);
			ck_assert_uint_eq(put_id(s), 2 * i + 1);
			snprintf(s, sizeof(s),
				"%08x-0000-4000-8000-%012x", i, i * 7919);
			ck_assert_uint_eq(put_id(s), 2 * i + 2);
			is_text(names_get(&names, 2 * i + 2), s);
		}
	end();
}
END_TEST

START_TEST(every_byte_of_a_nip_or_uuid_counts)
{
	static const char *const id[] = {"000000000000000000",
		"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"};
	char s[40];

	begin(0);
	for (uint32_t k = 0; k < ARRAY_LEN(id); k++) {
		uint32_t low = put_id(id[k]), at;

		for (at = 0; id[k][at]; at++) {
			strcpy(s, id[k]);
			s[at] = s[at] == 'a' ? 'A' : '1';
			ck_assert_uint_ne(put_id(s), low);
			if (s[at] == 'A')
				ck_assert_uint_eq(names_fold(&names,
					put_id(s)), low);
		}
	}
	end();
}
END_TEST

/* Of all bytes only ten are digits, wherever they stand. */
START_TEST(a_nip_is_the_number_of_its_digits)
{
	char s[] = "198001022005011003";
	uint64_t nip;

	ck_assert(nip_read(s, &nip));
	ck_assert_uint_eq(nip, UINT64_C(198001022005011003));
	ck_assert(nip_read("000000000000000000", &nip));
	ck_assert_uint_eq(nip, 0);
	ck_assert(nip_read("999999999999999999", &nip));
	ck_assert_uint_eq(nip, UINT64_C(999999999999999999));
	for (uint32_t at = 0; at < 18; at++) {
		char was = s[at];

		for (uint32_t c = 0; c < 256; c++) {
			s[at] = (char)c;
			ck_assert_int_eq(nip_read(s, &nip),
				c >= '0' && c <= '9');
		}
		s[at] = was;
	}
}
END_TEST

/* Of all bytes sixteen are digits, and four places hold dashes. */
START_TEST(a_uuid_is_the_number_of_its_digits)
{
	static const char hex[] = "0123456789abcdef";
	char s[] = "67cd9177-4c07-7844-dbb2-0a1b2c3d4e5f";
	uint64_t key[2], other[2];

	ck_assert(uuid_read(s, key));
	for (uint32_t at = 0; at < 36; at++) {
		char was = s[at];

		for (int c = 0; c < 256; c++) {
			s[at] = (char)c;
			ck_assert_int_eq(uuid_read(s, other), was == '-'
				? c == '-'
				: c && strchr(hex, c) != NULL);
			if (was != '-' && c && strchr(hex, c))
				ck_assert_int_eq(memcmp(key, other,
					sizeof(key)) == 0, c == was);
		}
		s[at] = was;
	}
}
END_TEST

/* Whatever the secret, ids that differ little spread over the table. */
START_TEST(nips_in_a_row_fall_apart)
{
	enum { N = 4096 };
	static uint8_t seen[N];
	uint32_t places = 0, hash;

	begin(0);
	for (uint32_t i = 0; i < N; i++) {
		hash = names_hash_nip(&names, i);
		places += !seen[hash % N];
		seen[hash % N] = 1;
	}
	/* 1 - 1/e of them: 2,589 by chance, give or take 30 */
	ck_assert_uint_gt(places, 2400);
	end();
}
END_TEST

START_TEST(spellings_of_an_id_fold_to_one_number)
{
	uint32_t a, b, low;

	begin(0);
	a = put_id("SMPN1-Kota");
	b = put_id("smpn1-KOTA");
	low = names_find(&names, text_of("smpn1-kota"));
	ck_assert_uint_ne(low, NAME_NONE);
	ck_assert_uint_ne(a, b);
	ck_assert_uint_eq(names_fold(&names, a), low);
	ck_assert_uint_eq(names_fold(&names, b), low);
	ck_assert_uint_eq(names_fold(&names, low), low);
	ck_assert_uint_eq(put_id("SMPN1-Kota"), a);
	ck_assert_uint_eq(put_id("smpn1-kota"), low);
	ck_assert_uint_eq(names_find_id(&names, text_of("SMPN1-KOTA")), low);
	ck_assert_uint_eq(names_find_id(&names, text_of("SMPN2")), NAME_NONE);
	is_text(names_get(&names, a), "SMPN1-Kota"); /* prints as written */
	end();
}
END_TEST

START_TEST(only_ascii_letters_fold)
{
	begin(0);
	ck_assert_uint_eq(put_id("\xc3\x89"), 1); /* E acute stays */
	ck_assert_uint_eq(put_id("\xc3\xa9"), 2);
	ck_assert_uint_eq(names_fold(&names, 1), 1);
	ck_assert_ptr_null(names.fold);
	end();
}
END_TEST

START_TEST(an_id_beyond_all_limits_keeps_its_case)
{
	char s[1026];
	uint32_t a;

	begin(0);
	memset(s, 'X', sizeof(s) - 1);
	s[sizeof(s) - 1] = 0;
	a = put_id(s);
	ck_assert_uint_eq(names_fold(&names, a), a);
	ck_assert_uint_eq(names_find_id(&names, text_of(s)), a);
	s[1024] = 0; /* as long as an id can be: folds */
	a = put_id(s);
	ck_assert_uint_ne(names_fold(&names, a), a);
	end();
}
END_TEST

/* Puts n ids; false once one was refused. */
static bool put_many(uint32_t n)
{
	char s[16];

	for (uint32_t i = 0; i < n; i++) {
		snprintf(s, sizeof(s), "Id%u", i);
		if (put_id(s) == NAME_NONE)
			return false;
	}
	return true;
}

START_TEST(a_refused_allocation_loses_no_name)
{
	char s[16];
	long n;
	bool done;

	for (n = 0; ; n++) {
		begin(0);
		heap_fail(n, false);
		done = put_many(200);
		if (heap_ok())
			break;
		if (!done)
			ck_assert(put_many(200));
		for (uint32_t i = 0; i < 200; i++) {
			snprintf(s, sizeof(s), "iD%u", i);
			ck_assert_uint_ne(names_find_id(&names, text_of(s)),
				NAME_NONE);
		}
		end();
	}
	ck_assert_int_gt(n, 4);
	end();
}
END_TEST

START_TEST(a_table_that_cannot_begin_says_so)
{
	for (long n = 0; n < 2; n++) {
		mem_init(&mem, &heap_allocator, 0);
		heap_fail(n, false);
		ck_assert(!names_init(&names, &mem, key));
		ck_assert(!heap_ok());
		end();
	}
}
END_TEST

/* Memory that always moves when it grows; what is left behind is spoilt. Each
 * block has its size before it. */
static void *moving_resize(void *ctx, void *p, uint64_t bytes)
{
	uint64_t *q = malloc((size_t)bytes + sizeof(*q)), *old = p, n;

	(void)ctx;
	ck_assert_ptr_nonnull(q);
	*q++ = bytes;
	if (!old)
		return q;
	n = *--old;
	memcpy(q, old + 1, (size_t)(n < bytes ? n : bytes));
	memset(old, '!', (size_t)n + sizeof(*old));
	free(old);
	return q;
}

static void *moving_alloc(void *ctx, uint64_t bytes)
{
	return moving_resize(ctx, NULL, bytes);
}

static void moving_release(void *ctx, void *p)
{
	(void)ctx;
	if (p)
		free((uint64_t *)p - 1);
}

START_TEST(a_part_of_a_text_of_its_own_is_put_whole)
{
	static const skp_allocator moving = {sizeof(skp_allocator),
		moving_alloc, moving_resize, moving_release, NULL};
	char s[] = "the quick brown fox jumps over the lazy dog";
	uint32_t whole, part, i;

	mem_init(&mem, &moving, 0);
	ck_assert(names_init(&names, &mem, key));
	for (i = 0; i < 2000; i++) {
		snprintf(s, 6, "%05u", i);
		s[5] = ' ';
		whole = put(s);
		part = names_append(&names, (struct text){
			names_get(&names, whole).p + 1, 20});
		ck_assert(text_eq(names_get(&names, part),
			(struct text){s + 1, 20}));
	}
	end();
}
END_TEST

RUN("names", nip_and_uuid_keep_their_numbers,
	every_byte_of_a_nip_or_uuid_counts, a_uuid_is_the_number_of_its_digits,
	nips_in_a_row_fall_apart,
	a_nip_is_the_number_of_its_digits,
	siphash_gives_the_published_vectors,
	the_stronger_siphash_gives_the_published_vectors,
	siphash_depends_on_each_key_word, one_text_has_one_number,
	the_empty_text_is_number_zero, a_text_may_hold_any_byte,
	two_hundred_thousand_names_keep_their_numbers,
	spellings_of_an_id_fold_to_one_number, only_ascii_letters_fold,
	an_id_beyond_all_limits_keeps_its_case,
	a_refused_allocation_loses_no_name, a_table_that_cannot_begin_says_so,
	a_part_of_a_text_of_its_own_is_put_whole)
