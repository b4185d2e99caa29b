/* SPDX-License-Identifier: MIT */
/* A NIP taken apart: length, kind, and every part that may be impossible. */
#include "facts.h"
#include "nip.h"

static uint32_t wrong(const char *nip)
{
	ck_assert_msg(nip_whole(text_of(nip)), "%s", nip);
	return nip_impossible(text_of(nip));
}

START_TEST(a_nip_is_18_digits)
{
	ck_assert(nip_whole(text_of("198802142014021007")));
	ck_assert(nip_whole(text_of("000000000000000000")));
	ck_assert(!nip_whole(text_of("19880214201402100")));
	ck_assert(!nip_whole(text_of("1988021420140210070")));
	ck_assert(!nip_whole(text_of("19880214201402100X")));
	ck_assert(!nip_whole(text_of("")));
}
END_TEST

START_TEST(digits_13_and_14_tell_the_kind)
{
	static const struct {
		const char *digits;
		enum nip_kind kind;
	} list[] = {
		{"00", NIP_NEITHER}, {"01", NIP_PNS}, {"12", NIP_PNS},
		{"13", NIP_NEITHER}, {"19", NIP_NEITHER}, {"20", NIP_PPPK},
		{"21", NIP_PPPK}, {"99", NIP_PPPK}
	};
	char nip[] = "198802142014..1007";

	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		memcpy(nip + 12, list[i].digits, 2);
		ck_assert_msg(nip_kind(text_of(nip)) == list[i].kind, "%s",
			nip);
		ck_assert_uint_eq(wrong(nip), list[i].kind == NIP_NEITHER
				? NIP_TMT
				: 0);
	}
}
END_TEST

START_TEST(birth_is_a_date)
{
	ck_assert_uint_eq(wrong("198002292000031001"), 0);
	ck_assert_uint_eq(wrong("198102292000031001"), NIP_LAHIR);
	ck_assert_uint_eq(wrong("198013012000031001"), NIP_LAHIR);
	ck_assert_uint_eq(wrong("198000012000031001"), NIP_LAHIR);
	ck_assert_uint_eq(wrong("198004312000031001"), NIP_LAHIR);
	ck_assert_uint_eq(wrong("198004002000031001"), NIP_LAHIR);
	ck_assert_uint_eq(wrong("000001012000031001"), NIP_LAHIR);
}
END_TEST

START_TEST(nobody_is_appointed_before_17_calendar_years)
{
	ck_assert_uint_eq(wrong("198312312000011001"), 0);
	ck_assert_uint_eq(wrong("198401012000121001"), NIP_USIA);
	ck_assert_uint_eq(wrong("198401011970121001"), NIP_USIA);
	ck_assert_uint_eq(wrong("198312312000211001"), 0);
}
END_TEST

START_TEST(sex_is_1_or_2_and_the_serial_not_000)
{
	ck_assert_uint_eq(wrong("198312312010012001"), 0);
	ck_assert_uint_eq(wrong("198312312010010001"), NIP_KELAMIN);
	ck_assert_uint_eq(wrong("198312312010013001"), NIP_KELAMIN);
	ck_assert_uint_eq(wrong("198312312010012000"), NIP_URUT);
	ck_assert_uint_eq(wrong("198312312010012999"), 0);
}
END_TEST

START_TEST(everything_wrong_is_told_at_once)
{
	ck_assert_uint_eq(wrong("199999990000009000"), NIP_LAHIR | NIP_TMT |
		NIP_USIA | NIP_KELAMIN | NIP_URUT);
}
END_TEST

RUN("nip", a_nip_is_18_digits, digits_13_and_14_tell_the_kind,
	birth_is_a_date, nobody_is_appointed_before_17_calendar_years,
	sex_is_1_or_2_and_the_serial_not_000,
	everything_wrong_is_told_at_once)
