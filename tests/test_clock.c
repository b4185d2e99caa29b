/* SPDX-License-Identifier: MIT */
/* Days and instants: every format, leap years, zones, extremes. */
#include "facts.h"

static enum clock_result day_of(const char *s, int32_t *day)
{
	*day = -99;
	return clock_day(text_of(s), day);
}

static void is_day(const char *s, int32_t want)
{
	int32_t day;

	ck_assert_msg(day_of(s, &day) == CLOCK_OK, "%s", s);
	ck_assert_msg(day == want, "%s is %d, not %d", s, day, want);
}

static void is_no_day(const char *s)
{
	int32_t day;

	ck_assert_msg(day_of(s, &day) == CLOCK_BAD, "%s", s);
	ck_assert_int_eq(day, -99);
}

static void is_second(const char *s, int64_t want)
{
	int64_t second;
	bool whole;

	ck_assert_msg(clock_instant(text_of(s), &second, &whole) == CLOCK_OK,
		"%s", s);
	ck_assert_msg(second == want, "%s is %lld, not %lld", s,
		(long long)second, (long long)want);
	ck_assert_int_eq(whole, strlen(s) == 10);
}

static void is_no_instant(const char *s)
{
	int64_t second;
	bool whole;

	ck_assert_msg(clock_instant(text_of(s), &second, &whole) == CLOCK_BAD,
		"%s", s);
}

START_TEST(leap_years_are_those_of_gregory)
{
	ck_assert(clock_civil_ok(2024, 2, 29));
	ck_assert(clock_civil_ok(2000, 2, 29));
	ck_assert(!clock_civil_ok(1900, 2, 29));
	ck_assert(!clock_civil_ok(2100, 2, 29));
	ck_assert(!clock_civil_ok(2025, 2, 29));
	ck_assert(!clock_civil_ok(2024, 2, 30));
}
END_TEST

START_TEST(months_have_their_days)
{
	static const int32_t len[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31};

	for (int32_t i = 1; i <= 12; i++) {
		ck_assert(clock_civil_ok(2026, i, 1));
		ck_assert(clock_civil_ok(2026, i, len[i - 1]));
		ck_assert(!clock_civil_ok(2026, i, len[i - 1] + 1));
		ck_assert(!clock_civil_ok(2026, i, 0));
	}
	ck_assert(!clock_civil_ok(2026, 0, 1));
	ck_assert(!clock_civil_ok(2026, 13, 1));
	ck_assert(!clock_civil_ok(0, 1, 1));
	ck_assert(!clock_civil_ok(10000, 1, 1));
}
END_TEST

static int32_t civil(const char *s)
{
	int32_t day;

	ck_assert(day_of(s, &day) == CLOCK_OK);
	return day;
}

START_TEST(months_later_is_that_day_or_the_months_last)
{
	static const struct {
		const char *from;
		int32_t months;
		const char *to;
	} list[] = {
		{"2026-01-02", 0, "2026-01-02"},
		{"2026-01-02", 6, "2026-07-02"},
		{"2025-08-31", 6, "2026-02-28"},
		{"2023-08-31", 6, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-12-31", 1, "2027-01-31"},
		{"2026-11-30", 1, "2026-12-30"},
		{"2026-01-01", 1200, "2126-01-01"}
	};

	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		ck_assert_msg(clock_add_months(civil(list[i].from),
			list[i].months) == civil(list[i].to), "%s + %d",
			list[i].from, list[i].months);
	ck_assert_int_gt(clock_add_months(civil("9999-12-31"), 1),
		civil("9999-12-31"));
}
END_TEST

/* 2026-01-02 was a Friday */
START_TEST(working_days_pass_over_weekends)
{
	static const struct {
		const char *from;
		int32_t n;
		const char *to;
	} list[] = {
		{"2026-01-02", 0, "2026-01-02"},
		{"2026-01-02", 1, "2026-01-05"},
		{"2026-01-02", 3, "2026-01-07"},
		{"2026-01-03", 1, "2026-01-05"},
		{"2026-01-04", 1, "2026-01-05"},
		{"2026-01-05", 5, "2026-01-12"},
		{"2026-01-05", 4, "2026-01-09"},
		{"1969-12-31", 3, "1970-01-05"},
		{"1969-12-26", 1, "1969-12-29"}
	};

	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		ck_assert_msg(clock_add_working_days(civil(list[i].from),
			list[i].n) == civil(list[i].to), "%s + %d",
			list[i].from, list[i].n);
}
END_TEST

START_TEST(every_day_from_1900_to_2200_goes_there_and_back)
{
	int32_t day = clock_from_civil(1900, 1, 1), y, month, d, n = 0;
	char s[64];

	for (int32_t i = 1900; i <= 2200; i++)
		for (int32_t k = 1; k <= 12; k++)
			for (int32_t l = 1; clock_civil_ok(i, k, l); l++) {
				ck_assert_int_eq(clock_from_civil(i, k, l),
					day);
				clock_to_civil(day, &y, &month, &d);
				ck_assert(y == i && month == k && d == l);
				if (n++ % 97 == 0) {
					snprintf(s, sizeof(s),
						"%04d-%02d-%02d", y, month, d);
					is_day(s, day);
				}
				day++;
			}
	ck_assert_int_eq(n, 109938);
}
END_TEST

START_TEST(a_day_is_read_in_three_formats)
{
	is_day("1970-01-01", 0);
	is_day("01-01-1970", 0);
	is_day("01/01/1970", 0);
	is_day("31-12-1969", -1);
	is_day("29/02/2024", clock_from_civil(2024, 2, 29));
	is_day("0001-01-01", clock_from_civil(1, 1, 1));
	is_day("9999-12-31", clock_from_civil(9999, 12, 31));
}
END_TEST

START_TEST(anything_else_is_no_day)
{
	static const char *const bad[] = {"", "2026", "2026-1-1",
		"2026/01/01", "2026.01.01", "01.01.2026", "01-01/2026",
		"01/01-2026", "2026-13-01", "2026-02-29", "29-02-2026",
		"32/01/2026", "2026-00-10", "2026-01-00", "20260101",
		"2026-01-01 ", " 2026-01-01", "2026-01-0a", "-026-01-01",
		"+026-01-01", "00-00-0000", "0000-01-01", "0000-00-01",
		"1 Jan 2026", "2026-01-01T"};

	for (uint32_t i = 0; i < ARRAY_LEN(bad); i++)
		is_no_day(bad[i]);
}
END_TEST

START_TEST(zeros_are_no_value)
{
	int32_t day;
	int64_t second;
	bool whole;

	ck_assert_int_eq(day_of("0000-00-00", &day), CLOCK_ZERO);
	ck_assert_int_eq(clock_instant(text_of("0000-00-00"), &second,
		&whole), CLOCK_ZERO);
	ck_assert_int_eq(clock_instant(text_of("0000-00-00 00:00:00"),
		&second, &whole), CLOCK_ZERO);
	is_no_instant("0000-00-00 00:00:xx");
}
END_TEST

START_TEST(an_instant_without_zone_is_wib)
{
	is_second("1970-01-01T07:00:00", 0);
	is_second("1970-01-01 07:00:00", 0);
	is_second("1970-01-01t07:00", 0);
	is_second("1970-01-01T00:00:00", -WIB);
	is_second("2026-01-20T08:30:15", 1768872615);
}
END_TEST

START_TEST(every_way_to_write_a_zone)
{
	is_second("1970-01-01T00:00:00Z", 0);
	is_second("1970-01-01T00:00:00z", 0);
	is_second("1970-01-01T00:00:00+00", 0);
	is_second("1970-01-01T08:00:00+08", 0);
	is_second("1970-01-01T09:00:00+0900", 0);
	is_second("1970-01-01T05:30:00+05:30", 0);
	is_second("1969-12-31T20:30:00-0330", 0);
	is_second("1970-01-01T07:00:00 +07:00", 0);
	is_second("1970-01-01T07:00+07:00", 0);
	is_second("1970-01-01T14:00:00+14:00", 0);
}
END_TEST

START_TEST(a_fraction_of_a_second_is_dropped)
{
	is_second("1970-01-01T07:00:01.999999", 1);
	is_second("1970-01-01T00:00:01.5Z", 1);
	is_second("1970-01-01T00:00:01,5+00:00", 1);
}
END_TEST

START_TEST(a_day_alone_is_its_first_second)
{
	is_second("1970-01-01", -WIB);
	is_second("01/01/1970", -WIB);
	is_second("2026-01-20", clock_first_second(
		clock_from_civil(2026, 1, 20)));
}
END_TEST

START_TEST(anything_else_is_no_instant)
{
	static const char *const bad[] = {"", "2026-01-20T", "2026-01-20T8:00",
		"2026-01-20T24:00:00", "2026-01-20T23:60:00",
		"2026-01-20T23:59:60", "2026-01-20T08:00:00X",
		"2026-01-20T08:00:00+", "2026-01-20T08:00:00+15:00",
		"2026-01-20T08:00:00+07:60", "2026-01-20T08:00:00+7",
		"2026-01-20T08:00:00+07.00", "2026-01-20T08:00:00+0a",
		"2026-01-20T08.00.00", "2026-01-20T08:00:00.",
		"2026-01-20X08:00:00", "20-01-2026T08:00:00",
		"2026-02-30T08:00:00", "2026-01-20T-1:00:00",
		"2026-01-20T08:00:00Zulu"};

	for (uint32_t i = 0; i < ARRAY_LEN(bad); i++)
		is_no_instant(bad[i]);
	ck_assert_int_eq(clock_instant((struct text){
		"2026-01-20\0" "08:00:00", 19}, &(int64_t){0}, &(bool){0}),
		CLOCK_BAD);
}
END_TEST

START_TEST(a_month_and_day)
{
	int32_t md = 0;

	ck_assert(clock_month_day(text_of("01-31"), &md));
	ck_assert_int_eq(md, 131);
	ck_assert(clock_month_day(text_of("02-29"), &md));
	ck_assert_int_eq(md, 229);
	ck_assert(!clock_month_day(text_of("02-30"), &md));
	ck_assert(!clock_month_day(text_of("13-01"), &md));
	ck_assert(!clock_month_day(text_of("1-31"), &md));
	ck_assert(!clock_month_day(text_of("01/31"), &md));
	ck_assert(!clock_month_day(text_of("0a-01"), &md));
	ck_assert_int_eq(md, 229);
}
END_TEST

START_TEST(days_of_seconds_before_1970_too)
{
	ck_assert_int_eq(clock_day_of(-WIB), 0);
	ck_assert_int_eq(clock_day_of(-WIB - 1), -1);
	ck_assert_int_eq(clock_day_of(-WIB - DAY), -1);
	ck_assert_int_eq(clock_day_of(-WIB - DAY - 1), -2);
	ck_assert_int_eq(clock_day_of(DAY - WIB - 1), 0);
	for (int32_t d = -100000; d < 100000; d += 7) {
		ck_assert_int_eq(clock_day_of(clock_first_second(d)), d);
		ck_assert_int_eq(clock_day_of(clock_last_second(d)), d);
	}
}
END_TEST

static void prints(int64_t second, const char *want)
{
	char to[CLOCK_TEXT];

	clock_print(second, to);
	ck_assert_str_eq(to, want);
}

START_TEST(instants_print_in_wib)
{
	prints(0, "1970-01-01T07:00:00+07:00");
	prints(-WIB - 1, "1969-12-31T23:59:59+07:00");
	prints(1768872615, "2026-01-20T08:30:15+07:00");
	prints(clock_last_second(clock_from_civil(9999, 12, 31)),
		"9999-12-31T23:59:59+07:00");
	prints(clock_first_second(clock_from_civil(1, 1, 1)),
		"0001-01-01T00:00:00+07:00");
}
END_TEST

START_TEST(what_is_printed_reads_back)
{
	char to[CLOCK_TEXT];

	for (int64_t s = -2208988800; s < 7289654400; s += 7654321) {
		clock_print(s, to);
		is_second(to, s);
	}
}
END_TEST

RUN("clock", leap_years_are_those_of_gregory, months_have_their_days,
	months_later_is_that_day_or_the_months_last,
	working_days_pass_over_weekends,
	every_day_from_1900_to_2200_goes_there_and_back,
	a_day_is_read_in_three_formats, anything_else_is_no_day,
	zeros_are_no_value, an_instant_without_zone_is_wib,
	every_way_to_write_a_zone, a_fraction_of_a_second_is_dropped,
	a_day_alone_is_its_first_second, anything_else_is_no_instant,
	a_month_and_day, days_of_seconds_before_1970_too,
	instants_print_in_wib, what_is_printed_reads_back)
