/* SPDX-License-Identifier: MIT */
/* generate_numbers.c - ids and digits. */
#include "generate_numbers.h"

struct span number_text(uint64_t v, char to[20])
{
	int n = 20;

	do
		to[--n] = (char)('0' + v % 10);
	while (v /= 10);
	return (struct span){to + n, (uint32_t)(20 - n)};
}

/* ---- UUID ---- */

static char *hex_put(char *to, uint64_t v, int n)
{
	static const char hex[] = "0123456789abcdef";

	for (int i = n - 1; i >= 0; i--, v >>= 4)
		to[i] = hex[v & 15];
	return to + n;
}

/* 64 of its bits are number_mix of n, which tells them apart. */
void number_uuid(uint64_t seed, enum stream s, uint64_t n, char to[36])
{
	uint64_t a = number_mix(n * 2 + 1 + number_mix(seed * 16 + s));
	uint64_t b = number_mix(a + s);
	char variant = s == STREAM_ASING ? 'b' : (char)("89a"[b % 3]);
	char *p = hex_put(to, a >> 32, 8);

	*p++ = '-';
	p = hex_put(p, a >> 16, 4);
	*p++ = '-';
	*p++ = '4';
	p = hex_put(p, b >> 8, 3);
	*p++ = '-';
	*p++ = variant;
	p = hex_put(p, b >> 20, 3);
	*p++ = '-';
	p = hex_put(p, a, 4);
	hex_put(p, b >> 32, 8);
}

/* ---- NIP ---- */

void birthdays_fill(struct birthdays *b)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31};
	int year = 1968, month = 0, day = 1;

	for (int i = 0; i < BIRTHDAYS; i++) {
		digits_put(b->day[i], (uint64_t)(year * 10000 +
			(month + 1) * 100 + day), 8);
		if (++day <= days[month] + (month == 1 && year % 4 == 0))
			continue;
		day = 1;
		month = (month + 1) % 12;
		year += month == 0;
	}
}

/* A number is taken apart: serial, sex, month, age at entry, birthday. What
 * multiplies it first has no divisor in common with the number of all. */
enum { STEP = 61803401, OLDER = 6570, AGES = 7, SERIAL_STAFF = 72,
	SERIAL_HEADS = 8 };

void number_nip(const struct birthdays *b, uint64_t seed, uint64_t n,
	bool head, bool pppk, char to[NIP_DIGITS])
{
	uint64_t serials = head ? SERIAL_HEADS : SERIAL_STAFF;
	uint64_t all = (head ? OLDER : BIRTHDAYS) * (uint64_t)AGES * 24 *
		serials;
	uint64_t k = (n % all * STEP + number_mix(seed) % all) % all;
	uint64_t serial = k % serials, sex, month, age, year;

	k /= serials;
	sex = k % 2;
	month = (k /= 2) % 12;
	age = (k /= 12) % AGES;
	memcpy(to, b->day[k / AGES], 8);
	year = 1968 + (k / AGES * 4) / 1461;
	if (pppk) {
		digits_put(to + 8, (2019 + age) * 100 + 21, 6);
		serial = 1 + serial * 12 + month;
	} else {
		digits_put(to + 8, (year + 22 + age) * 100 + 1 + month, 6);
		serial += head ? SERIAL_STAFF + 1 : 1;
	}
	digits_put(to + 14, (1 + sex) * 1000 + serial, 4);
}

void number_nip_unknown(uint64_t n, char to[NIP_DIGITS])
{
	memcpy(to, "19990", 5);
	digits_put(to + 5, n % 9 + 1, 1);
	digits_put(to + 6, n / 9 % 28 + 1, 2);
	memcpy(to + 8, "2022041", 7);
	digits_put(to + 15, n % 999 + 1, 3);
}
