/* SPDX-License-Identifier: MIT */
/* The list of what a step of a plan fixes: the order in which it came to be
 * claimed, how many there are, and which is the last, whatever goes. */
#include "plan/plan.h"
#include "facts.h"

enum { FIXES = 4, KEY = 100 };

static skp_plan p;
static struct met fix[FIXES];
static struct step s;

static void begin(uint32_t claimed)
{
	uint32_t i;

	memset(&p, 0, sizeof(p));
	memset(&s, 0, sizeof(s));
	memset(fix, 0, sizeof(fix));
	p.fix = fix;
	p.nfix = FIXES;
	for (i = 0; i < FIXES; i++)
		fix[i].key = KEY + i + 1;
	for (i = 1; i <= claimed; i++)
		step_claims(&p, &s, i);
}

/* Numbers of the step's fixes, in their order; a list that ends nowhere is cut
 * off. */
static void are(const char *wanted, uint32_t n, uint32_t last)
{
	char to[64] = "";
	uint32_t k, i = 0;
	size_t at = 0;

	for (k = s.fix; k && i < 2 * FIXES; k = fix[k - 1].next, i++)
		at += (size_t)snprintf(to + at, sizeof(to) - at, "%s%u",
			at ? " " : "", k);
	ck_assert_str_eq(to, wanted);
	ck_assert_uint_eq(s.fixes, n);
	ck_assert_uint_eq(s.last_fix, last);
}

START_TEST(claims_stand_in_the_order_in_which_they_came)
{
	begin(0);
	are("", 0, 0);
	step_claims(&p, &s, 2);
	are("2", 1, 2);
	step_claims(&p, &s, 1);
	step_claims(&p, &s, 3);
	are("2 1 3", 3, 3);
}
END_TEST

START_TEST(after_the_last_one_went_the_next_one_follows_what_is_left)
{
	begin(3);
	step_disclaims(&p, &s, KEY + 3);
	are("1 2", 2, 2);
	step_claims(&p, &s, 4);
	are("1 2 4", 3, 4);
}
END_TEST

START_TEST(the_last_one_stays_the_last_where_another_goes)
{
	begin(3);
	step_disclaims(&p, &s, KEY + 2);
	are("1 3", 2, 3);
	step_disclaims(&p, &s, KEY + 1);
	are("3", 1, 3);
	step_claims(&p, &s, 1);
	are("3 1", 2, 1);
}
END_TEST

START_TEST(a_step_without_claims_begins_anew)
{
	begin(1);
	step_disclaims(&p, &s, KEY + 1);
	are("", 0, 0);
	step_claims(&p, &s, 2);
	are("2", 1, 2);
}
END_TEST

START_TEST(what_was_not_claimed_takes_nothing_away)
{
	begin(2);
	step_disclaims(&p, &s, KEY + 3);
	are("1 2", 2, 2);
}
END_TEST

RUN("claims", claims_stand_in_the_order_in_which_they_came,
	after_the_last_one_went_the_next_one_follows_what_is_left,
	the_last_one_stays_the_last_where_another_goes,
	a_step_without_claims_begins_anew,
	what_was_not_claimed_takes_nothing_away)
