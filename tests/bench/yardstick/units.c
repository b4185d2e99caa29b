/* SPDX-License-Identifier: MIT */
/* The forest: instansi of some 8,000 officials; nearly half of the officials
 * in schools of 8 to 40, the rest in offices that split up to nine levels. */
#include <stdlib.h>

#include "population.h"

enum { STACK = 256 };

static int32_t unit(struct population *p, int32_t parent, int level,
	enum kind kind, int32_t size)
{
	struct unit *u = &p->unit[p->nunit];

	u->parent = u->told = parent;
	u->level = (int8_t)level;
	u->kind = (int8_t)kind;
	u->size = size;
	u->head = NONE;
	return p->nunit++;
}

struct office { /* still to be split */
	int32_t parent, size;
	int level, deepest, fan_from, fan_to;
};

/* Shares what is left of an office among a few below it. */
static int split_rest(struct population *p, const struct office *o,
	int32_t number, int32_t rest, struct office *to)
{
	int32_t fan = between(p, o->fan_from, o->fan_to);
	int32_t share, i;
	int n = 0;

	fan = fan < rest / 4 ? fan : rest / 4 > 1 ? rest / 4 : 1;
	share = rest / fan;
	for (i = 0; i < fan && rest > 0; i++) {
		to[n] = *o;
		to[n].parent = number;
		to[n].level = o->level + 1;
		to[n].size = i == fan - 1
			? rest
			: share * between(p, 60, 140) / 100;
		if (to[n].size > rest)
			to[n].size = rest;
		if (to[n].size < 1)
			to[n].size = 1;
		rest -= to[n++].size;
	}
	return n;
}

static int32_t offices(struct population *p, struct office top)
{
	static const enum kind kind[] = {INSTANSI, DINAS, BIDANG, SEKSI,
		SUBSEKSI, TIM, POKJA, REGU, REGU, REGU};
	struct office todo[STACK], o;
	int32_t first = p->nunit, own, number;
	int n = 0;

	todo[n++] = top;
	while (n) {
		o = todo[--n];
		if (o.size <= between(p, 6, 11) || o.level >= o.deepest ||
			n > STACK - 16) {
			unit(p, o.parent, o.level, kind[o.level], o.size);
			continue;
		}
		own = between(p, 2, 5);
		number = unit(p, o.parent, o.level, kind[o.level], own);
		n += split_rest(p, &o, number, o.size - own, todo + n);
	}
	return first;
}

static int32_t take(int32_t *left, int32_t want)
{
	int32_t n = want < *left ? want : *left;

	*left -= n;
	return n;
}

/* An UPT with its schools. */
static void upt(struct population *p, int32_t parent, int level,
	int32_t *left)
{
	int32_t number = unit(p, parent, level, UPT,
		take(left, between(p, 3, 6)));
	int n = between(p, 8, 16);
	int32_t size;

	while (n-- && *left > 0) {
		size = between(p, 8, 40);
		if (*left - size < 8)
			size = *left;
		unit(p, number, level + 1, SEKOLAH, take(left, size));
	}
}

/* Schools below an office, with none to two levels of cabang between. */
static void schools(struct population *p, int32_t parent, int32_t left,
	int level)
{
	int deep = between(p, 0, 2), i, n;
	int32_t above;

	while (left > 0) {
		above = parent;
		for (i = 0; i < deep && left > 0; i++)
			above = unit(p, above, level + i, CABANG,
				take(&left, between(p, 2, 4)));
		for (n = between(p, 1, 5); n && left > 0; n--)
			upt(p, above, level + i, &left);
	}
}

/* A ministry: deep, a quarter of it in schools. */
static void ministry(struct population *p, int32_t size)
{
	int32_t pupils = size / 4, top, middle;

	top = offices(p, (struct office){NONE, size - pupils, 0, 8, 2, 4});
	if (pupils > 30) {
		middle = unit(p, top, 1, DITJEN, 5);
		schools(p, middle, pupils - 5, 2);
	} else {
		p->unit[top].size += pupils;
	}
}

/* A kabupaten: half of it in the schools of one dinas. */
static void kabupaten(struct population *p, int32_t size)
{
	int32_t own = between(p, 3, 6), pupils = size * 49 / 100, edu, dinas;
	int32_t top, left, n;

	own = own < size ? own : size;
	top = unit(p, NONE, 0, INSTANSI, own);
	left = size - own;
	if (pupils > 60) {
		edu = 60 + size / 100 < pupils / 3 ? 60 + size / 100
						  : pupils / 3;
		dinas = offices(p, (struct office){top, edu, 1, 3, 3, 5});
		schools(p, dinas, pupils - edu / 2, 2);
		left -= edu + pupils - edu / 2;
	}
	while (left > 0) {
		n = between(p, 40, 260);
		n = take(&left, left - n < 20 ? left : n);
		offices(p, (struct office){top, n, 1, between(p, 3, 6), 3, 5});
	}
}

/* Sizes of instansi differ widely: products of two dice. */
static void instansi(struct population *p, int32_t officials)
{
	int32_t n = officials / 8000 > 3 ? officials / 8000 : 3, i;
	int32_t *weight = room((uint64_t)n, sizeof(*weight)), left, size;
	int64_t sum = 0;

	for (i = 0; i < n; i++) {
		weight[i] = between(p, 1, 8) * between(p, 1, 8);
		sum += weight[i];
	}
	left = officials;
	for (i = 0; i < n && left > 0; i++) {
		size = (int32_t)((int64_t)officials * weight[i] / sum);
		size = size < 40 ? 40 : size;
		size = i == n - 1 || size > left ? left : size;
		if (i == 1 || chance(p, 120))
			ministry(p, size);
		else
			kabupaten(p, size);
		left -= size;
	}
	free(weight);
}

void grow_units(struct population *p, int32_t officials)
{
	int32_t i, left = officials;

	p->unit = room((uint64_t)officials + 64, sizeof(*p->unit));
	instansi(p, officials);
	for (i = 0; i < p->nunit; i++)
		left -= p->unit[i].size;
	for (i = 0; left; i = (i + 1) % p->nunit) /* rounding */
		if (left > 0) {
			p->unit[i].size++;
			left--;
		} else if (p->unit[i].size > 1) {
			p->unit[i].size--;
			left++;
		}
	for (i = 1; i < p->nunit; i++)
		p->unit[i].first = p->unit[i - 1].first + p->unit[i - 1].size;
	p->nofficial = officials;
}

/* ---- what is wrong with it ---- */

/* A unit with two levels above it, whose told parent is still the right one;
 * NONE after many tries. */
static int32_t victim(struct population *p)
{
	int32_t tries = 10000, u, above;

	while (tries--) {
		u = below(p, p->nunit);
		above = p->unit[u].parent;
		if (p->unit[u].level >= 3 && p->unit[u].told == above &&
			p->unit[above].told == p->unit[above].parent &&
			p->unit[p->unit[above].parent].told ==
				p->unit[p->unit[above].parent].parent)
			return u;
	}
	return NONE;
}

/* Cycles of one, two and three units in turn. */
static void make_cycle(struct population *p, int members)
{
	int32_t u = victim(p), top = u;

	if (u == NONE)
		return;
	while (--members)
		top = p->unit[top].parent;
	p->unit[top].told = u;
}

void break_units(struct population *p)
{
	int32_t n, u;

	for (n = p->nunit / 5000 + 1; n; n--) {
		u = victim(p);
		if (u != NONE)
			p->unit[u].told = DANGLING;
	}
	for (n = p->nofficial / 250000 + 3; n; n--)
		make_cycle(p, 1 + n % 3);
}
