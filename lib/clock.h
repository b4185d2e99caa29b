/* SPDX-License-Identifier: MIT */
/* Days and instants as numbers. Days are days in WIB (UTC+7), counted from
 * 1970-01-01; instants are seconds from 1970-01-01T00:00:00Z. */
#ifndef SKP_CLOCK_H
#define SKP_CLOCK_H

#include "base.h"

enum { WIB = 7 * 3600, DAY = 86400 };

enum clock_result { CLOCK_BAD, CLOCK_OK, CLOCK_ZERO /* 0000-00-00 */ };

/* YYYY-MM-DD, DD-MM-YYYY or DD/MM/YYYY */
enum clock_result clock_day(struct text t, int32_t *day);
/* ISO 8601 with date and time, without zone WIB; or a day alone, which is its
 * first second and sets *whole. */
enum clock_result clock_instant(struct text t, int64_t *second, bool *whole);
/* The date that was read last, as it stood there. */
struct clock_date {
	char text[10]; /* begins with NUL: none */
	int32_t day;
};
/* YYYY-MM-DDTHH:MM:SSZ, read fast where dates repeat; false: not such a text,
 * or no such instant. */
bool clock_utc(struct clock_date *last, struct text t, int64_t *second);
/* MM-DD, as month * 100 + day */
bool clock_month_day(struct text t, int32_t *month_day);

bool clock_civil_ok(int32_t year, int32_t month, int32_t day);
int32_t clock_from_civil(int32_t year, int32_t month, int32_t day);
void clock_to_civil(int32_t day, int32_t *year, int32_t *month, int32_t *mday);
/* The same day so many months later, or that month's last. */
int32_t clock_add_months(int32_t day, int32_t months);
/* The n-th working day (Monday to Friday, holidays too) after a day. */
int32_t clock_add_working_days(int32_t day, int32_t n);

static inline int64_t clock_first_second(int32_t day)
{
	return (int64_t)day * DAY - WIB;
}

static inline int64_t clock_last_second(int32_t day)
{
	return clock_first_second(day) + DAY - 1;
}

static inline int32_t clock_day_of(int64_t second)
{
	int64_t s = second + WIB;

	return (int32_t)(s >= 0 ? s / DAY : -((-s + DAY - 1) / DAY));
}

/* YYYY-MM-DD and its NUL */
enum { CLOCK_DAY_TEXT = 11 };
void clock_print_day(int32_t day, char to[CLOCK_DAY_TEXT]);

/* YYYY-MM-DDTHH:MM:SS+07:00 and its NUL */
enum { CLOCK_TEXT = 26 };
void clock_print(int64_t second, char to[CLOCK_TEXT]);

#endif
