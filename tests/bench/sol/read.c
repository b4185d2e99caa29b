/* SPDX-License-Identifier: MIT */
/* From four CSV files to arrays: blocks of 256 KiB that stay in the cache, 64
 * bytes at a time as a mask of commas and line ends outside quotes, rows in
 * batches whose ids are looked up together. */
#define _GNU_SOURCE
#include <immintrin.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "sol.h"

enum { BATCH = 1024, FIELDS = 8 };

/* ---- rows ---- */

struct part { /* one thread's rows of one file */
	struct sol *s;
	int thread;
	size_t row; /* where the next one goes */
	size_t n;   /* in the batch, which is the last n rows */
	key128 unit[BATCH];
	uint64_t nip[BATCH];
};

struct fields { /* field i is p[start[i]] up to start[i + 1] - 1 */
	const uint8_t *p;
	size_t start[FIELDS];
};

typedef void (*row_fn)(struct part *part, const struct fields *f);

static inline const uint8_t *field(const struct fields *f, int i)
{
	return f->p + f->start[i];
}

static inline size_t length(const struct fields *f, int i)
{
	return f->start[i + 1] - 1 - f->start[i];
}

static inline uint64_t equal(const uint8_t *p, char c)
{
	__m256i v = _mm256_set1_epi8(c);
	uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
		_mm256_loadu_si256((const void *)p), v));
	uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
		_mm256_loadu_si256((const void *)(p + 32)), v));

	return a | (uint64_t)b << 32;
}

/* Bit i: whether an odd number of bits up to i are set. */
static inline uint64_t inside(uint64_t quotes)
{
	return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(
		_mm_set_epi64x(0, (long long)quotes), _mm_set1_epi8(-1), 0));
}

static inline __attribute__((always_inline)) void rows_of(struct part *part,
	const uint8_t *p, size_t n, int fields, row_fn row)
{
	struct fields f = {p, {0}};
	uint64_t quotes, marks, quoted = 0;
	size_t at, k;
	int have = 0;

	for (at = 0; at < n; at += 64) {
		quotes = equal(p + at, '"');
		marks = equal(p + at, ',') | equal(p + at, '\n');
		if (quotes | quoted) {
			quoted ^= inside(quotes);
			marks &= ~quoted;
			quoted = quoted >> 63 ? UINT64_MAX : 0;
		}
		if (n - at < 64)
			marks &= (UINT64_C(1) << (n - at)) - 1;
		for (; marks; marks &= marks - 1) {
			k = at + (size_t)__builtin_ctzll(marks);
			f.start[++have] = k + 1;
			if (have < fields)
				continue;
			if (p[k] != '\n')
				die("a row has too many fields");
			row(part, &f);
			have = 0;
			f.start[0] = k + 1;
		}
	}
	if (have)
		die("a row has too few fields");
}

static inline __attribute__((always_inline)) void stream(struct sol *s,
	int which, int thread, int fields, row_fn row,
	void (*flush)(struct part *part))
{
	struct file *f = &s->file[which];
	struct part part = {.s = s, .thread = thread, .row = f->first[thread]};
	uint8_t *block = s->block[thread], *end;
	size_t at, to, have = 0, use;
	ssize_t n;

	bounds(s, f, thread, &at, &to);
	while (at < to) {
		n = pread(f->fd, block + have, to - at < BLOCK ? to - at
							    : BLOCK,
			(off_t)at);
		if (n <= 0)
			die("cannot read");
		at += (size_t)n;
		have += (size_t)n;
		end = memrchr(block, '\n', have);
		use = end ? (size_t)(end - block) + 1 : 0;
		if (!use)
			die("a row is longer than a block");
		rows_of(&part, block, use, fields, row);
		have -= use;
		memmove(block, block + use, have);
	}
	flush(&part);
	f->count[thread] = part.row - f->first[thread];
}

/* Looks the batch's ids up; `flush` of a file says which. */
static void resolve(struct part *part, int32_t *people, int32_t *units)
{
	double start = seconds();

	if (people)
		find_people(part->s, part->nip, people + part->row - part->n,
			part->n);
	if (units)
		find_units(part->s, part->unit, units + part->row - part->n,
			part->n);
	part->n = 0;
	part->s->resolving[part->thread] += seconds() - start;
}

static void no_flush(struct part *part)
{
	(void)part;
}

static inline void unit_row(struct part *part, const struct fields *f)
{
	part->s->unit_key[part->row] = uuid_key(field(f, 0));
	part->s->parent_key[part->row++] =
		length(f, 3) ? uuid_key(field(f, 3)) : 0;
}

static void read_units(struct sol *s, int thread)
{
	stream(s, UNITS, thread, 4, unit_row, no_flush);
}

static void flush_officials(struct part *part)
{
	resolve(part, NULL, part->s->unit_of);
}

static inline void official_row(struct part *part, const struct fields *f)
{
	struct sol *s = part->s;
	size_t row = part->row++;

	s->nip[row] = nip_key(field(f, 0));
	part->unit[part->n++] = uuid_key(field(f, 2));
	s->atasan_key[row] = length(f, 4) ? nip_key(field(f, 4)) : 0;
	s->kepala[row] = length(f, 5) ? *field(f, 5) == 'd' ? 1 : 2 : 0;
	if (part->n == BATCH)
		flush_officials(part);
}

static void read_officials(struct sol *s, int thread)
{
	stream(s, OFFICIALS, thread, 6, official_row, flush_officials);
}

static int find_period(const struct sol *s, const uint8_t *p)
{
	int i;

	for (i = 0; i < s->periods; i++)
		if (memcmp(s->period[i], p, 4) == 0)
			return i;
	return NONE;
}

static int period_of(struct sol *s, const uint8_t *p)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	int i = find_period(s, p);

	if (i >= 0)
		return i;
	pthread_mutex_lock(&lock);
	i = find_period(s, p);
	if (i < 0) {
		if (s->periods == PERIODS)
			die("too many periods");
		i = s->periods;
		memcpy(s->period[i], p, 4);
		__atomic_store_n(&s->periods, i + 1, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&lock);
	return i;
}

static void flush_plans(struct part *part)
{
	resolve(part, part->s->owner, part->s->plan_unit);
}

static inline void plan_row(struct part *part, const struct fields *f)
{
	part->nip[part->n] = nip_key(field(f, 1));
	part->unit[part->n++] = uuid_key(field(f, 2));
	part->s->plan_meta[part->row++] = (uint8_t)(
		(*field(f, 0) == 'i' ? INDIVIDU : 0) |
		(*field(f, 4) == 't' ? TERBIT : 0) |
		period_of(part->s, field(f, 3)) << PERIOD_SHIFT);
	if (part->n == BATCH)
		flush_plans(part);
}

static void read_plans(struct sol *s, int thread)
{
	stream(s, PLANS, thread, 5, plan_row, flush_plans);
}

static void flush_syncs(struct part *part)
{
	resolve(part, part->s->sync_of, NULL);
}

static inline void sync_row(struct part *part, const struct fields *f)
{
	part->nip[part->n++] = nip_key(field(f, 0));
	part->s->time[part->row++] = instant(field(f, 1));
	if (part->n == BATCH)
		flush_syncs(part);
}

static void read_syncs(struct sol *s, int thread)
{
	stream(s, SYNCS, thread, 2, sync_row, flush_syncs);
}

/* ---- all of it ---- */

/* Moves what the threads read together; how many rows there are. */
static void together(struct sol *s, int which, void *p, size_t each)
{
	struct file *f = &s->file[which];
	size_t n = f->count[0];
	int t;

	for (t = 1; t < s->threads; t++) {
		memmove((uint8_t *)p + n * each,
			(uint8_t *)p + f->first[t] * each,
			f->count[t] * each);
		n += f->count[t];
	}
	f->rows = (uint32_t)n;
}

static void index_units(struct sol *s)
{
	uint32_t n;

	together(s, UNITS, s->unit_key, sizeof(key128));
	together(s, UNITS, s->parent_key, sizeof(key128));
	n = s->file[UNITS].rows;
	s->unit_mask = table_size(n) - 1;
	s->units = memory((s->unit_mask + 1) * sizeof(key128));
	s->unit_row = memory((s->unit_mask + 1) * sizeof(uint32_t));
	s->parent = memory(n * sizeof(int32_t));
	put_units(s);
	find_units(s, s->parent_key, s->parent, n);
	release(s->unit_key, s->file[UNITS].room * sizeof(key128));
	release(s->parent_key, s->file[UNITS].room * sizeof(key128));
}

static void find_atasan(struct sol *s, int thread)
{
	size_t from, to;

	share(s, s->file[OFFICIALS].rows, thread, &from, &to);
	find_people(s, s->atasan_key + from, s->atasan + from, to - from);
}

static void index_people(struct sol *s)
{
	together(s, OFFICIALS, s->nip, sizeof(uint64_t));
	together(s, OFFICIALS, s->atasan_key, sizeof(uint64_t));
	together(s, OFFICIALS, s->kepala, 1);
	together(s, OFFICIALS, s->unit_of, sizeof(int32_t));
	s->person_mask = table_size(s->file[OFFICIALS].rows) - 1;
	s->people = memory((s->person_mask + 1) * sizeof(uint64_t));
	s->person_row = memory((s->person_mask + 1) * sizeof(uint32_t));
	s->atasan = memory(s->file[OFFICIALS].rows * sizeof(int32_t));
	in_parallel(s, put_people);
	in_parallel(s, find_atasan);
	release(s->atasan_key, s->file[OFFICIALS].room * sizeof(uint64_t));
}

static void make_room(struct sol *s)
{
	s->unit_key = memory(s->file[UNITS].room * sizeof(key128));
	s->parent_key = memory(s->file[UNITS].room * sizeof(key128));
	s->nip = memory(s->file[OFFICIALS].room * sizeof(uint64_t));
	s->atasan_key = memory(s->file[OFFICIALS].room * sizeof(uint64_t));
	s->kepala = memory(s->file[OFFICIALS].room);
	s->unit_of = memory(s->file[OFFICIALS].room * sizeof(int32_t));
	s->plan_meta = memory(s->file[PLANS].room);
	s->owner = memory(s->file[PLANS].room * sizeof(int32_t));
	s->plan_unit = memory(s->file[PLANS].room * sizeof(int32_t));
	s->time = memory(s->file[SYNCS].room * sizeof(uint32_t));
	s->sync_of = memory(s->file[SYNCS].room * sizeof(int32_t));
}

void read_files(struct sol *s, double *index)
{
	double start, longest = 0;
	int t;

	make_room(s);
	in_parallel(s, read_units);
	start = seconds();
	index_units(s);
	*index = seconds() - start;
	in_parallel(s, read_officials);
	start = seconds();
	index_people(s);
	*index += seconds() - start;
	in_parallel(s, read_plans);
	in_parallel(s, read_syncs);
	together(s, PLANS, s->plan_meta, 1);
	together(s, PLANS, s->owner, sizeof(int32_t));
	together(s, PLANS, s->plan_unit, sizeof(int32_t));
	together(s, SYNCS, s->time, sizeof(uint32_t));
	together(s, SYNCS, s->sync_of, sizeof(int32_t));
	for (t = 0; t < s->threads; t++)
		longest = s->resolving[t] > longest ? s->resolving[t]
						    : longest;
	*index += longest;
}
