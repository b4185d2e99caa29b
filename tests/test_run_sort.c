/* SPDX-License-Identifier: MIT */
/* The order of a report where ids are alike for long, or the beginning of one
 * another, or the same. */
#include "facts.h"

enum { PEOPLE = 3000, LONG = 60 };

static uint32_t dice(uint64_t *state, uint32_t of)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33) % of;
}

/* Two letters and mostly the first one: long common beginnings. */
static void name_of(uint64_t *state, char to[LONG + 1])
{
	uint32_t n = 1 + dice(state, LONG), i;

	for (i = 0; i < n; i++)
		to[i] = dice(state, 8) ? 'm' : (char)('l' + dice(state, 3));
	to[n] = 0;
}

static void add_people(uint64_t seed)
{
	char row[2 * LONG], name[LONG + 1];
	uint32_t i;

	fact("unor", "id=U");
	for (i = 0; i < PEOPLE; i++) {
		name_of(&seed, name);
		snprintf(row, sizeof(row), "id=%s|unor_id=nowhere", name);
		fact("pegawai", row);
	}
}

static void text_at(int64_t i, int32_t field, char to[LONG + 16])
{
	skp_report_text(r, i, field, 0, NULL, to, LONG + 16);
}

/* As the spec says it: level, blocked_total (none here), code, table, id. */
static int order_of(int64_t i, int64_t k)
{
	static const int32_t field[] = {SKP_F_LEVEL, SKP_F_CODE, SKP_F_TABLE,
		SKP_F_ID};
	char a[LONG + 16], b[LONG + 16];
	uint32_t j;
	int c = 0;

	for (j = 0; j < ARRAY_LEN(field) && c == 0; j++) {
		text_at(i, field[j], a);
		text_at(k, field[j], b);
		c = strcmp(a, b);
	}
	return c;
}

START_TEST(long_common_beginnings_are_told_apart)
{
	int64_t i, n, same = 0;

	add_people(1);
	report("2026-01-20");
	n = skp_report_count(r);
	ck_assert_int_eq(n, PEOPLE);
	for (i = 1; i < n; i++) {
		ck_assert_int_le(order_of(i - 1, i), 0);
		same += order_of(i - 1, i) == 0;
	}
	ck_assert_int_gt(same, 0); /* an id that stands a third time */
}
END_TEST

RUN("run_sort", long_common_beginnings_are_told_apart)
