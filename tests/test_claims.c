/* SPDX-License-Identifier: MIT */
/* The list of what a step of a plan fixes: the order in which it came to be
 * claimed, how many there are, and which is the last, whatever goes; and to
 * which step a claim goes when steps are carried out. */
#include "plan/proof.h"
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

/* ---- settling ---- */

static struct step two[2];

/* The first step claims the first two findings; carried out was the second
 * step, before which all three were found, and after which `still` is. */
static void settle(uint64_t still)
{
	static struct proof v;
	struct set found = {0};
	uint32_t i;

	begin(0);
	memset(&v, 0, sizeof(v));
	memset(two, 0, sizeof(two));
	mem_init(&v.mem, NULL, 0);
	v.p = &p;
	p.step = two;
	p.nstep = 2;
	step_claims(&p, &two[0], 1);
	step_claims(&p, &two[0], 2);
	ck_assert_int_eq(claims_begin(&v), 0);
	for (i = 1; i <= 3; i++)
		ck_assert(set_put(&v.mem, &found, KEY + i, 0));
	ck_assert(set_put(&v.mem, &v.now.found, still, 0));
	claims_settle(&v, 1, &found);
	set_clear(&v.mem, &found);
	set_clear(&v.mem, &v.now.found);
	set_clear(&v.mem, &v.claims);
	ck_assert_uint_eq(v.mem.used, 0);
}

START_TEST(a_claim_goes_to_the_step_after_which_it_is_gone)
{
	settle(KEY + 2);
	s = two[0];
	are("2", 1, 2);
	s = two[1];
	are("1", 1, 1);
	ck_assert_uint_eq(fix[0].step, 1);
	ck_assert_uint_eq(fix[1].step, 0);
}
END_TEST

START_TEST(all_claims_may_go)
{
	settle(KEY + 4);
	s = two[0];
	are("", 0, 0);
	ck_assert_uint_eq(two[1].fixes, 2);
}
END_TEST

RUN("claims", a_claim_goes_to_the_step_after_which_it_is_gone,
	all_claims_may_go, claims_stand_in_the_order_in_which_they_came,
	after_the_last_one_went_the_next_one_follows_what_is_left,
	the_last_one_stays_the_last_where_another_goes,
	a_step_without_claims_begins_anew,
	what_was_not_claimed_takes_nothing_away)
