/* SPDX-License-Identifier: MIT */
/* The eight questions of the yardstick (README.md) as a caller's own rules:
 * the answers are worked out from columns of the sealed model, and the rules
 * then say row by row what was found. */
#ifndef EIGHT_H
#define EIGHT_H

#include <stdint.h>
#include <skpcheck.h>

/* PERIODS: how many different days an SKP may begin on; UNROOTED: on or below
 * a cycle of units. */
enum { NONE = -1, DANGLING = -2, UNROOTED = -3, PERIODS = 8 };

/* What is wrong with a row, as bits of eight.wrong[table][row]. */
enum {
	UNOR_PARENT = 1, UNOR_CYCLE = 2, UNOR_NO_HEAD = 4, UNOR_HEADS = 8,
	UNOR_CAUSE = 16,
	PEGAWAI_UNIT = 1, PEGAWAI_ATASAN = 2, PEGAWAI_CYCLE = 4,
	PEGAWAI_EXPECTED = 8, PEGAWAI_EARLY = 16,
	SKP_OWNER = 1, SKP_UNIT = 2, SKP_BLOCKED = 4,
	SKP_PERIOD = 8, /* times the number of the period it is blocked in */
	KEJADIAN_WHO = 1
};

struct ring { /* a cycle: rows eight.member[from .. from + n) */
	int64_t least; /* its subject */
	int64_t from, n;
};

struct rings {
	struct ring *ring;
	int64_t n, room;
	int64_t *member;
	int64_t members, members_room;
};

struct unit {
	int32_t parent; /* row, NONE or DANGLING */
	int32_t head;
	int32_t above; /* nearest unit above that has a head, or UNROOTED */
	uint8_t heads; /* 2: several */
	uint8_t rank;  /* of the head: 1 definitif, 2 plt */
};

struct chain { /* from a unit upwards, in one period */
	uint32_t missing;
	int32_t top;     /* the topmost unit that lacks its SKP Organisasi */
	uint32_t blocks; /* SKP that the unit blocks */
};

/* What a row of officials says is needed only until all are judged: the rules
 * ask the library for the few rows that they tell of. */
struct people {
	int32_t *unit, *atasan;
	uint32_t *synced; /* when they last did, 0: never */
};

struct eight {
	skp_model *m;
	int64_t rows[SKP_TABLES];
	uint8_t *wrong[SKP_TABLES]; /* NULL: nothing is asked of the table */
	struct unit *unit;
	struct people people;
	struct rings unit_rings, people_rings;
	int64_t period[PERIODS]; /* its first day, YYYYMMDD */
	int periods;
	uint8_t *published;  /* of each unit, a bit a period */
	struct chain *chain; /* [unit * periods + period] */
	int64_t blocked, pairs;
};

/* Memory that is all zeros, or the end of the program. */
void *room(int64_t count, uint64_t each);

/* Reads what the questions need from the sealed model: columns.c. */
void read_units(struct eight *e);
void read_people(struct eight *e);
void read_heads(struct eight *e);
void read_syncs(struct eight *e);
void read_published(struct eight *e); /* and which periods there are */
void read_blocked(struct eight *e);

/* Answers them: judge.c. */
const struct ring *ring_of(const struct rings *r, int64_t least);
void judge(struct eight *e);
/* The unit whose head appraises an official of that unit (or NONE); NONE, and
 * UNROOTED on or below a cycle. */
int32_t appraising(const struct eight *e, int64_t who, int64_t unit);

/* The rules: rules.c. Both 0 or an error of the library. */
int32_t add_rules(struct eight *e, skp_checker *c, skp_error *err);
/* What the report and the arrays say, as the yardstick's JSON. */
void print_counts(const struct eight *e, const skp_report *r);

#endif
