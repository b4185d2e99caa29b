/* SPDX-License-Identifier: MIT */
/* The speed of light: the eight questions of the yardstick (README.md) with
 * nothing but what they need. NIP and UUID are exact packed keys, rows go from
 * the file straight into arrays of row numbers, one pass a question. It takes
 * the generator's files for granted: fixed columns, 18-digit NIP, canonical
 * UUID, UTC; it keeps no names and knows no place of an error. x86-64 with
 * AVX2 only. */
#ifndef SOL_H
#define SOL_H

#include <stddef.h>
#include <stdint.h>

typedef unsigned __int128 key128;

enum { UNITS, OFFICIALS, PLANS, SYNCS, FILES };
enum { THREADS = 8, PERIODS = 8, BLOCK = 256 << 10 };
enum { AHEAD = 16 /* rows to prefetch */ };
enum { NONE = -1, DANGLING = -2, UNROOTED = -3 };
/* bits of plan_meta; the period stands above them */
enum { INDIVIDU = 1, TERBIT = 2, PERIOD_SHIFT = 2 };

struct file {
	int fd;
	size_t size, room; /* bytes; rows at most */
	/* a thread's rows: where its first one goes, how many it read */
	size_t first[THREADS + 1], count[THREADS];
	uint32_t rows;
};

struct unit { /* what an official has to know of their unit */
	int32_t head, above; /* official; unit */
	uint32_t synced;     /* the head's last */
	int32_t above_head;
};

struct tally {
	uint64_t n[8];
	char apart[64]; /* threads must not share a line of the cache */
};

struct answers {
	uint64_t dangling[6], unit_cycles, unit_members, cycles, members;
	uint64_t wrong, blocked, pairs, early, headless, many;
	uint64_t causes, most, squares;
};

struct sol {
	int threads;
	struct file file[FILES];
	uint8_t *block[THREADS]; /* what a thread has read */
	char period[PERIODS][8];
	int periods;
	/* keys, gone once they are row numbers */
	key128 *unit_key, *parent_key;
	uint64_t *atasan_key;
	/* id -> row: open addressing, at most half full */
	key128 *units;
	uint64_t *people;
	uint32_t *unit_row, *person_row;
	uint64_t unit_mask, person_mask;
	/* the facts */
	int32_t *parent, *unit_of, *atasan, *owner, *plan_unit, *sync_of;
	uint64_t *nip;
	uint8_t *kepala, *plan_meta;
	uint32_t *time;
	double resolving[THREADS]; /* seconds within reading */
	/* the judgement */
	int32_t *head, *above, *top, *appraising;
	uint32_t *heads, *missing, *last, *blocks[THREADS];
	uint8_t *published, *pointed;
	struct unit *unit;
	struct tally tally[THREADS];
	struct answers a;
};

/* main.c, system.c */
double seconds(void);
void die(const char *what);
/* 2 MiB pages: on a virtual machine the first touch of a small one is dear */
void *memory(size_t bytes);
void release(void *p, size_t bytes);
void in_parallel(struct sol *s, void (*f)(struct sol *s, int thread));
void share(const struct sol *s, size_t n, int thread, size_t *from,
	size_t *to);
void open_files(struct sol *s, const char *folder);
void bounds(const struct sol *s, const struct file *f, int t, size_t *from,
	size_t *to);

/* read.c: *index is the time spent on ids */
void read_files(struct sol *s, double *index);

/* keys.c */
uint64_t nip_key(const uint8_t *p);
key128 uuid_key(const uint8_t *p);
uint32_t instant(const uint8_t *p);
uint64_t table_size(uint64_t rows);
void put_units(struct sol *s);
void put_people(struct sol *s, int thread);
/* Row numbers of n keys; a key of 0 is NONE. */
void find_units(const struct sol *s, const key128 *key, int32_t *to,
	size_t n);
void find_people(const struct sol *s, const uint64_t *key, int32_t *to,
	size_t n);

/* check.c */
void check(struct sol *s);

#endif
