/* SPDX-License-Identifier: MIT */
/* Why one person can or cannot go on: what a report about them does not say in
 * findings. */
#ifndef SKP_REASON_H
#define SKP_REASON_H

#include "steps.h"

/* How a recorded atasan stands to the expected ones. */
enum verdict { VERDICT_RIGHT, VERDICT_DELEGATED, VERDICT_WRONG,
	VERDICT_EMPTY, VERDICT_UNKNOWN };

struct recorded {
	uint32_t skp;	 /* NONE: the person's row */
	uint32_t atasan; /* the cell */
	uint8_t verdict;
};

/* What became of a unit on the way to the atasan. */
enum climb { CLIMB_ANSWER, CLIMB_SELF, CLIMB_VACANT, CLIMB_LOW, CLIMB_RULE };

/* Why it cannot be known who the atasan is. */
enum unknown { UNKNOWN_NOT, UNKNOWN_HEADS, UNKNOWN_UNOR, UNKNOWN_PARENT,
	UNKNOWN_CYCLE };

enum valid { VALID_NONE, VALID_NO, VALID_YES };

struct event {
	uint32_t row, pegawai;
	uint8_t valid; /* of a member's repair: was the atasan's data? */
};

struct skp_reason {
	struct handle h;
	struct mem mem;
	skp_report *r;
	uint32_t pegawai, unor;
	struct expected e; /* its people stand in expected */
	struct ids expected;
	enum unknown unknown;
	uint8_t *climb; /* enum climb, as r->line.climb */
	uint32_t root;	/* the root blocker, NONE: not blocked */
	int32_t since;	/* the day from which people wait for it */
	struct recorded *recorded;
	uint64_t nrecorded, crecorded;
	struct event *event;
	uint64_t nevent, cevent;
	struct steps steps;
};

static inline const struct judgement *reason_judgement(const skp_reason *q)
{
	return &q->r->j;
}

static inline bool reason_obliged(const skp_reason *q)
{
	return q->r->j.pegawai[q->pegawai] & P_OBLIGED;
}

/* Fills event; events are known. */
int32_t reason_events(skp_reason *q, skp_error *err);
/* Somebody who heads the unit: the expected one if there is, else the least;
 * NULL if nobody does. */
const struct head *reason_head(const skp_reason *q, uint32_t unor);
/* The units whose heads may appraise a kepala sekolah too. */
struct slice reason_delegates(const skp_reason *q);
/* The unit through which somebody is an expected atasan. */
uint32_t reason_unor_of(const skp_reason *q, uint32_t pegawai);
bool reason_clear(const skp_reason *q);
struct text reason_contact(const skp_reason *q);

/* ---- a field, appended ---- */

void reason_put(struct writer *w, const skp_reason *q, int32_t part,
	uint64_t i, int32_t field, uint32_t k);
int64_t reason_int(const skp_reason *q, int32_t part, uint64_t i,
	int32_t field);
uint64_t reason_count(const skp_reason *q, int32_t part);
void put_day(struct buf *b, int32_t day); /* YYYY-MM-DD */

/* ---- in words ---- */

void put_name(struct writer *w, uint32_t pegawai);
/* "kepala X", "Plt. Kepala Sekolah, SD Y" */
void put_post(struct writer *w, uint32_t unor, uint32_t tugas);
void put_org(struct writer *w, const struct judgement *j, uint32_t unor);
void put_long_day(struct writer *w, int32_t day);
void put_moment(struct writer *w, int64_t second);

void say_state(struct writer *w, const skp_reason *q);
void say_atasan(struct writer *w, const skp_reason *q);
void say_chain(struct writer *w, const skp_reason *q);
void say_events(struct writer *w, const skp_reason *q);
int32_t reason_write_text(struct writer *w, const skp_reason *q);

#endif
