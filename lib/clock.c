/* SPDX-License-Identifier: MIT */
/* Reading and printing days and instants, without locale or time zone data. */
#include "clock.h"

/* Reads n digits at p, -1 if they are not digits. */
static int32_t digits(const char *p, uint32_t n)
{
	int32_t v = 0;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (!ascii_digit(p[i]))
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

bool clock_civil_ok(int32_t year, int32_t month, int32_t day)
{
	static const char len[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= len[month - 1] + (month == 2 && leap);
}

/* Years begin in March here, so that the leap day is a year's last day. */
int32_t clock_from_civil(int32_t year, int32_t month, int32_t day)
{
	int32_t y = month <= 2 ? year - 1 : year;
	int32_t era = y / 400, of_era = y - era * 400;
	int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day -
		1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
		of_year - 719468;
}

void clock_to_civil(int32_t day, int32_t *year, int32_t *month, int32_t *mday)
{
	int32_t z = day + 719468, era = z / 146097, doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int32_t clock_add_months(int32_t day, int32_t months)
{
	int32_t y, m, d;

	clock_to_civil(day, &y, &m, &d);
	m += months - 1;
	y += m / 12;
	m = m % 12 + 1;
	while (d > 28 && !clock_civil_ok(y, m, d))
		d--;
	return clock_from_civil(y, m, d);
}

/* Day 0 was a Thursday: 2 and 3, 9 and 10, ... are weekends. */
static bool weekend(int32_t day)
{
	int32_t of_week = (day % 7 + 7) % 7;

	return of_week == 2 || of_week == 3;
}

int32_t clock_add_working_days(int32_t day, int32_t n)
{
	while (n > 0)
		n -= !weekend(++day);
	return day;
}

enum clock_result clock_day(struct text t, int32_t *day)
{
	int32_t y, m, d;

	if (t.n != 10)
		return CLOCK_BAD;
	if (t.p[4] == '-' && t.p[7] == '-') {
		y = digits(t.p, 4);
		m = digits(t.p + 5, 2);
		d = digits(t.p + 8, 2);
	} else if (t.p[2] == t.p[5] && (t.p[2] == '-' || t.p[2] == '/')) {
		d = digits(t.p, 2);
		m = digits(t.p + 3, 2);
		y = digits(t.p + 6, 4);
	} else {
		return CLOCK_BAD;
	}
	if (y == 0 && m == 0 && d == 0 && t.p[4] == '-')
		return CLOCK_ZERO;
	if (!clock_civil_ok(y, m, d))
		return CLOCK_BAD;
	*day = clock_from_civil(y, m, d);
	return CLOCK_OK;
}

/* The zone that t begins with ("", Z, +07, +0700, +07:00) in seconds. */
static bool zone(struct text t, int32_t *offset)
{
	int32_t h, m = 0;

	*offset = WIB;
	if (t.n == 0)
		return true;
	if (t.n == 1 && (*t.p == 'Z' || *t.p == 'z')) {
		*offset = 0;
		return true;
	}
	if ((*t.p != '+' && *t.p != '-') || (t.n != 3 && t.n != 5 && t.n != 6))
		return false;
	h = digits(t.p + 1, 2);
	if (t.n == 5)
		m = digits(t.p + 3, 2);
	else if (t.n == 6)
		m = t.p[3] == ':' ? digits(t.p + 4, 2) : -1;
	if (h < 0 || h > 14 || m < 0 || m > 59)
		return false;
	*offset = (h * 3600 + m * 60) * (*t.p == '-' ? -1 : 1);
	return true;
}

/* HH:MM[:SS[.fraction]][zone] as seconds after midnight UTC; a fraction of a
 * second is dropped. */
static bool time_of_day(struct text t, int64_t *second)
{
	int32_t h, m, s = 0, offset;
	uint32_t i = 5;

	if (t.n < 5 || t.p[2] != ':')
		return false;
	h = digits(t.p, 2);
	m = digits(t.p + 3, 2);
	if (t.n >= 8 && t.p[5] == ':') {
		s = digits(t.p + 6, 2);
		i = 8;
		if (i + 1 < t.n && (t.p[i] == '.' || t.p[i] == ',') &&
			ascii_digit(t.p[i + 1]))
			for (i++; i < t.n && ascii_digit(t.p[i]); i++)
				;
	}
	if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59)
		return false;
	t = (struct text){t.p + i, t.n - i};
	if (t.n && *t.p == ' ')
		t = (struct text){t.p + 1, t.n - 1};
	if (!zone(t, &offset))
		return false;
	*second = h * 3600 + m * 60 + s - offset;
	return true;
}

enum clock_result clock_instant(struct text t, int64_t *second, bool *whole)
{
	struct text date = {t.p, 10}, time;
	enum clock_result r;
	int32_t day = 0;
	int64_t s;

	*whole = t.n == 10;
	if (t.n < 10)
		return CLOCK_BAD;
	r = clock_day(date, &day);
	if (t.n == 10) {
		*second = clock_first_second(day);
		return r;
	}
	time = (struct text){t.p + 11, t.n - 11};
	if (r == CLOCK_BAD || t.p[4] != '-' || !strchr("Tt ", t.p[10]) ||
		t.p[10] == 0 || !time_of_day(time, &s))
		return CLOCK_BAD;
	*second = (int64_t)day * DAY + s;
	return r;
}

static uint32_t two(const char *p)
{
	return (uint32_t)(p[0] - '0') * 10 + (uint32_t)(p[1] - '0');
}

/* Are 8 bytes digits and colons, as in HH:MM:SS? Digits become 0 to 9 and
 * colons 0; of a byte that is more, the sum sets the top bit. The mask reads
 * alike from both ends, so the order of bytes does not matter. */
static bool time_shaped(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	v ^= 0x30303a30303a3030u;
	return !((v | (v + 0x76767f76767f7676u)) & 0x8080808080808080u);
}

/* HH:MM:SS as seconds, -1: no such time. */
static int32_t seconds_of(const char *p)
{
	uint32_t h = two(p), m = two(p + 3), s = two(p + 6);

	if (!time_shaped(p) || h > 23 || m > 59 || s > 59)
		return -1;
	return (int32_t)(h * 3600 + m * 60 + s);
}

bool clock_utc(struct clock_date *last, struct text t, int64_t *second)
{
	int32_t s;

	if (t.n != 20 || t.p[4] != '-' || t.p[10] != 'T' || t.p[19] != 'Z')
		return false;
	if (memcmp(last->text, t.p, sizeof(last->text))) {
		last->text[0] = 0;
		if (clock_day((struct text){t.p, 10}, &last->day) != CLOCK_OK)
			return false;
		memcpy(last->text, t.p, sizeof(last->text));
	}
	s = seconds_of(t.p + 11);
	*second = (int64_t)last->day * DAY + s;
	return s >= 0;
}

bool clock_month_day(struct text t, int32_t *month_day)
{
	int32_t m, d;

	if (t.n != 5 || t.p[2] != '-')
		return false;
	m = digits(t.p, 2);
	d = digits(t.p + 3, 2);
	if (!clock_civil_ok(2000, m, d))
		return false;
	*month_day = m * 100 + d;
	return true;
}

static char *two_digits(char *to, int32_t v, char behind)
{
	to[0] = (char)('0' + v / 10);
	to[1] = (char)('0' + v % 10);
	to[2] = behind;
	return to + 3;
}

void clock_print_day(int32_t day, char to[CLOCK_DAY_TEXT])
{
	int32_t y, m, d;

	clock_to_civil(day, &y, &m, &d);
	two_digits(to, y / 100 % 100, 0);
	to = two_digits(to + 2, y % 100, '-');
	to = two_digits(to, m, '-');
	two_digits(to, d, 0);
}

void clock_print(int64_t second, char to[CLOCK_TEXT])
{
	int32_t day = clock_day_of(second);
	int32_t s = (int32_t)(second - clock_first_second(day));

	clock_print_day(day, to);
	to[CLOCK_DAY_TEXT - 1] = 'T';
	to += CLOCK_DAY_TEXT;
	to = two_digits(to, s / 3600, ':');
	to = two_digits(to, s / 60 % 60, ':');
	two_digits(to, s % 60, '+');
	memcpy(to + 2, "+07:00", 7);
}
