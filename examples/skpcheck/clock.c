/* SPDX-License-Identifier: MIT */
/* clock.c - now in WIB, whatever the locale and TZ say. */
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "clock.h"

enum { DAY = 86400, WIB = 7 * 3600, ERA = 146097 };

struct date {
	unsigned year, month, day;
};

/* Counts from 0000-03-01 on, so that a leap day is the last of its year:
 * an era has 400 years, and months from March on begin on (153m + 2) / 5. */
static struct date date_of(uint64_t days_since_1970)
{
	uint64_t n = days_since_1970 + 719468, in_era = n % ERA;
	uint64_t year = (in_era - in_era / 1460 + in_era / 36524 -
		in_era / 146096) / 365;
	uint64_t day = in_era - (365 * year + year / 4 - year / 100);
	uint64_t month = (5 * day + 2) / 153;

	day -= (153 * month + 2) / 5;
	year += n / ERA * 400 + (month >= 10);
	return (struct date){(unsigned)year,
		(unsigned)(month < 10 ? month + 3 : month - 9),
		(unsigned)day + 1};
}

void clock_now(char buf[CLOCK_CAP])
{
	time_t now = time(NULL);
	uint64_t t = (now > 0 ? (uint64_t)now : 0) + WIB;
	struct date d = date_of(t / DAY);
	unsigned s = (unsigned)(t % DAY);

	snprintf(buf, CLOCK_CAP, "%04u-%02u-%02uT%02u:%02u:%02u+07:00",
		d.year % 10000, d.month, d.day, s / 3600, s / 60 % 60,
		s % 60);
}
