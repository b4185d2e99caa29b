/* SPDX-License-Identifier: MIT */
/* A national population with known faults: a forest of units, officials in
 * them, their SKP and their synchronisations, all as numbers. Units are made
 * before those below them, officials in the order of their units. */
#ifndef POPULATION_H
#define POPULATION_H

#include <stdint.h>

enum { NONE = -1, DANGLING = -2 };
enum { PERIODS = 2, FIRST_YEAR = 2025 };

enum kind {
	INSTANSI, DITJEN, DINAS, BIDANG, SEKSI, SUBSEKSI, TIM, POKJA, REGU,
	CABANG, UPT, SEKOLAH, KINDS
};
enum kepala { BUKAN, DEFINITIF, PLT };
enum status { DRAFT, DIAJUKAN, DISETUJUI, TERBIT };

struct unit {
	int32_t parent; /* of the clean forest */
	int32_t told; /* the parent that the files name, faults included */
	int32_t first, size; /* its officials */
	int32_t head; /* definitif before plt, then the lowest NIP */
	int8_t level, kind;
	uint8_t published[PERIODS]; /* its SKP Organisasi */
};

struct official {
	uint64_t nip;
	int32_t unit, atasan;
	int8_t kepala;
	uint8_t lost; /* the files name a unit that is not there */
};

struct plan { /* an SKP */
	int32_t owner, unit; /* or DANGLING */
	uint8_t organisasi, period, status;
};

struct sync { /* of an official, at a second of 2026 */
	int32_t time, who;
};

struct population {
	uint64_t random;
	int32_t nunit, nofficial;
	int64_t nplan, nsync;
	struct unit *unit;
	struct official *official;
	int32_t *by_nip;
	struct plan *plan;
	struct sync *sync;
};

/* Memory or the end of the program. */
void *room(uint64_t count, uint64_t each);
uint64_t random_word(struct population *p);
/* 0 <= x < of */
int32_t below(struct population *p, int64_t of);
/* from <= x <= to */
int32_t between(struct population *p, int32_t from, int32_t to);
/* true `of` times in a thousand */
int chance(struct population *p, double of);

void grow_units(struct population *p, int32_t officials);
void break_units(struct population *p);
void fill_people(struct population *p);
void break_people(struct population *p);
void write_plans(struct population *p);
void write_syncs(struct population *p);

/* The answers to the eight questions, as truth.json. */
void tell_truth(const struct population *p, const char *folder);
/* The files that the peers read, and those that skpcheck reads. */
void write_plain(const struct population *p, const char *folder);
void write_tables(const struct population *p, const char *folder);

#endif
