/* SPDX-License-Identifier: MIT */
/* On which days posts of a person, or heads of a unit, began and ended. */
#ifndef SKP_TURNS_H
#define SKP_TURNS_H

#include "rules.h"

enum {
	KINDS_DEFINITIVE = 1 << TUGAS_D | 1 << TUGAS_TT | 1 << TUGAS_POS,
	KINDS_ACTING = 1 << TUGAS_PJ | 1 << TUGAS_PLT | 1 << TUGAS_PLH,
	KINDS_HEAD = (KINDS_DEFINITIVE & ~(1 << TUGAS_POS)) | KINDS_ACTING
};

/* Months are counted from the year 0. T has s..e, the SKP's part of them is
 * a..b; the missing ones are the rest. */
struct months {
	int32_t s, e, a, b;
};

int32_t month_of(int32_t day);
int32_t month_first(int32_t month);
/* Is the day in a missing month or in one next to it? */
bool near_missing(const struct months *m, int32_t day);
/* Of many days it is enough to know the first month from the one before T on,
 * and the last up to the one after T: what is missing is at the ends. */
static inline struct verge verge_none(void)
{
	return (struct verge){INT32_MAX, INT32_MIN};
}
void verge_add(struct verge *v, const struct months *m, int32_t month);
bool verge_missing(const struct months *m, struct verge v);
/* Does the SKP cover the whole month before and the one after that of the
 * day, which is not after pada? */
bool goes_on(const struct run *r, uint32_t skp, int32_t day);

/* Did a post of the person, or a head of the unit, change near? */
bool posts_turned(struct run *r, const struct months *m, uint32_t pegawai);
bool heads_turned(struct run *r, const struct months *m, uint32_t unor);
/* The same of all units from one up to another, which is far. */
bool way_turned(struct run *r, const struct months *m, uint32_t unor,
	uint32_t end);
/* The months in which a head of the unit changed. */
void heads_verge(struct run *r, const struct months *m, uint32_t unor,
	struct verge *v);
/* The month since which a definitive post, or a head, is known: INT32_MIN for
 * always, INT32_MAX for none. */
int32_t posts_since(struct run *r, uint32_t pegawai);
int32_t heads_since(struct run *r, uint32_t unor);
/* The latest change of a post of these kinds over which the SKP goes on. */
bool posts_latest(struct run *r, uint32_t skp, uint32_t pegawai, bool acting,
	int32_t *day);

/* Of whom there are many. */
struct turned {
	uint64_t at;	 /* in turns.day: definitive or head, then acting */
	uint32_t n[2];	 /* sorted */
	int32_t since;
};
struct turned *turned_of(struct run *r, bool unit, uint32_t row);

/* ---- inside ---- */

static inline bool of_kinds(const struct table *t, uint32_t row,
	uint32_t kinds)
{
	return kinds >> t->col[PENUGASAN_jenis][row] & 1;
}
bool tugas_backwards(const struct table *t, uint32_t row);
int32_t since_rows(const struct run *r, struct slice s, uint32_t kinds);

#endif
