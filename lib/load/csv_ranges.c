/* SPDX-License-Identifier: MIT */
/* A large CSV file by several threads. It is cut into blocks; each is scanned
 * in a lane of its own, by whoever is free, and the caller hands the lanes to
 * the model in the order of the file. To the model it is as if there were one
 * thread.
 *
 *	lane 0  1  2  3   scanned by others, blocks 4 5 6 7, then 8 9 ...
 *	     |			the caller: block 4, then 5 ...
 *
 * Whether a block begins inside quotes is not known, so where its first row
 * begins is a guess, which holds if the rows before it end there. Where it
 * does not, and wherever a lane saw anything unusual, the caller reads the
 * rows of that block once more, one after the other: all that is hard to tell
 * is told there. */
#include "load/csv.h"
#include "load/rows.h"
#include "pool.h"

#ifndef CSV_LANE /* tests cut smaller pieces */
#define CSV_LANE (128 << 10)
#define CSV_RANGES_FROM (2 << 20) /* smaller files are not worth it */
#define CSV_JOBS(jobs) (jobs)
#endif

enum {
	LANE = CSV_LANE,
	LANE_MORE = 32 << 10, /* for the block's last row */
	LANE_CELLS = 1024,
	GUESSES = 8
};

enum { LANE_FREE, LANE_TAKEN, LANE_READY };

struct lane {
	struct csv c;
	struct load ld;
	struct mem none; /* a lane asks for no memory */
	struct sheet *sheet;
	uint64_t block, at; /* at: offset of buf */
	uint64_t begin, end; /* of its rows; equal: none */
	int state;
};

struct ranges {
	struct csv *c;
	struct lane *lane;
	uint32_t lanes;
	uint64_t from, size, blocks; /* of the file */
	uint64_t before; /* bytes of other files, for progress */
	pthread_mutex_t lock; /* for what follows and lane.state */
	pthread_cond_t change;
	uint64_t next; /* the block to be scanned next */
	bool stop, done;
	int32_t e;
};

/* ---- one block ---- */

static uint64_t block_end(const struct ranges *r, uint64_t block)
{
	uint64_t end = r->from + (block + 1) * LANE;

	return end < r->size ? end : r->size;
}

/* From the byte before the block, which tells whether a row begins with it. */
static bool lane_fill(struct ranges *r, struct lane *l)
{
	struct csv *c = &l->c;
	uint32_t got = 1, room = LANE + LANE_MORE;

	l->at = r->from + l->block * LANE - (l->block > 0);
	c->row = c->end = c->fill = c->buf;
	for (; got && room; room -= got) {
		if (input_at(r->c->in, l->at + (uint64_t)(c->fill - c->buf),
			    c->fill, room, &got))
			return false;
		c->fill += got;
	}
	memset(c->fill, 0, PAD);
	return csv_check(c) == SKP_OK;
}

/* Moves to the row that begins first in the block, it seems: behind a line end
 * that as many cells follow as the heading has. */
static bool lane_guess(struct lane *l)
{
	struct csv *c = &l->c;
	char *first = NULL, *p = c->buf;
	uint32_t i;
	int32_t e;

	for (i = 0; i < GUESSES; i++) {
		p = memchr(p, '\n', (size_t)(c->end - p));
		if (!p)
			break;
		c->row = ++p;
		if (!first)
			first = p;
		scan_begin(c);
		if (csv_scan(c, &e) == ROW_READ && c->cells == c->width)
			return true;
	}
	c->row = first;
	return first != NULL;
}

static bool lane_full(const struct sheet *s)
{
	uint32_t v;

	for (v = 0; v < VIEWS; v++)
		if (s->rows[v].cline && s->rows[v].n == s->rows[v].cline)
			return true;
	return false;
}

/* One row, whatever it is like, unless it is unusual. */
static bool lane_row(struct lane *l)
{
	struct csv *c = &l->c;
	int32_t e = SKP_OK;

	if (csv_scan(c, &e) != ROW_READ || csv_clean(c) ||
		sheet_row(l->sheet, c->cell, c->cells, line_number(c->line)))
		return false;
	row_done(c);
	return true;
}

static void lane_rows(struct lane *l, uint64_t end)
{
	struct csv *c = &l->c;
	const char *until = c->end;
	bool any;

	if (end - l->at < (uint64_t)(c->end - c->buf))
		until = c->buf + (end - l->at);
	scan_begin(c);
	while (c->row < until && !lane_full(l->sheet))
		if (csv_plain(c, until, &any) || (!any && !lane_row(l)))
			break;
}

static void lane_scan(struct ranges *r, struct lane *l)
{
	struct csv *c = &l->c;

	c->line = 0;
	l->ld.rows = 0;
	l->begin = l->end = 0;
	if (!lane_fill(r, l) || (l->block && !lane_guess(l)))
		return;
	l->begin = l->at + (uint64_t)(c->row - c->buf);
	lane_rows(l, block_end(r, l->block));
	l->end = l->at + (uint64_t)(c->row - c->buf);
}

/* ---- who scans what ---- */

/* The next block, when its lane is free; NULL: there is none (yet). Locked. */
static struct lane *lane_take(struct ranges *r)
{
	struct lane *l = &r->lane[r->next % r->lanes];

	if (r->next >= r->blocks || l->state != LANE_FREE)
		return NULL;
	l->state = LANE_TAKEN;
	l->block = r->next++;
	return l;
}

/* Unlocks while it works. */
static void lane_do(struct ranges *r, struct lane *l)
{
	pthread_mutex_unlock(&r->lock);
	lane_scan(r, l);
	pthread_mutex_lock(&r->lock);
	l->state = LANE_READY;
	pthread_cond_broadcast(&r->change);
}

static void scan_others(struct ranges *r)
{
	struct lane *l;

	pthread_mutex_lock(&r->lock);
	while (!r->stop && r->next < r->blocks) {
		l = lane_take(r);
		if (l)
			lane_do(r, l);
		else
			pthread_cond_wait(&r->change, &r->lock);
	}
	pthread_mutex_unlock(&r->lock);
}

/* Waits until a block is scanned, or scans it. */
static struct lane *lane_of(struct ranges *r, uint64_t block)
{
	struct lane *l = &r->lane[block % r->lanes];

	pthread_mutex_lock(&r->lock);
	while (l->state != LANE_READY || l->block != block) {
		if (r->next == block && lane_take(r))
			lane_do(r, l);
		else
			pthread_cond_wait(&r->change, &r->lock);
	}
	pthread_mutex_unlock(&r->lock);
	return l;
}

static void lane_give(struct ranges *r, struct lane *l)
{
	pthread_mutex_lock(&r->lock);
	l->state = LANE_FREE;
	pthread_cond_broadcast(&r->change);
	pthread_mutex_unlock(&r->lock);
}

/* ---- to the model, in order ---- */

/* Lines were counted from the lane's first row. */
static int32_t rows_pass(struct csv *c, struct sheet *s, uint32_t view)
{
	struct rows *r = &s->rows[view];
	uint32_t i;
	int32_t e;

	for (i = 0; i < r->n; i++)
		r->line[i] = line_number(c->line + r->line[i]);
	e = r->n ? rows_flush(s, r) : SKP_OK;
	c->sheet->rows[view].sent |= r->sent;
	return e;
}

static void rows_drop(struct sheet *s)
{
	uint32_t v, i;

	for (v = 0; v < VIEWS; v++) {
		for (i = 0; i < s->rows[v].columns; i++)
			s->rows[v].col[i].unknowns = 0;
		s->rows[v].n = 0;
	}
}

/* The rows of a lane that begin where those before it ended. */
static int32_t lane_pass(struct ranges *r, struct lane *l)
{
	struct csv *c = r->c;
	uint32_t v;
	int32_t e = SKP_OK;

	l->sheet->ld = c->ld;
	for (v = 0; v < VIEWS && !e; v++)
		e = rows_pass(c, l->sheet, v);
	l->sheet->ld = &l->ld;
	c->line += l->c.line;
	c->ld->rows += l->ld.rows;
	return e;
}

/* From `at` on, one row after the other. */
static int32_t rows_again(struct ranges *r, uint64_t *at, uint64_t until)
{
	struct csv *c = r->c;
	bool more;
	int32_t e = input_seek(c->in, c->ld, *at);

	if (e)
		return e;
	c->row = c->end = c->fill = c->buf;
	c->eof = false;
	memset(c->fill, 0, PAD);
	scan_begin(c);
	e = csv_rows(c, until, &more);
	if (!e)
		e = sheet_settle(c->sheet);
	*at = csv_offset(c);
	return e;
}

static int32_t block_pass(struct ranges *r, uint64_t block, uint64_t *at)
{
	struct lane *l = lane_of(r, block);
	struct load *ld = r->c->ld;
	int32_t e = SKP_OK;

	if (l->begin == *at && l->end > l->begin) {
		e = lane_pass(r, l);
		*at = l->end;
	}
	rows_drop(l->sheet);
	lane_give(r, l);
	if (!e && *at < block_end(r, block))
		e = rows_again(r, at, block_end(r, block));
	progress_add(ld->watch, r->before + *at - ld->bytes); /* or back */
	ld->bytes = r->before + *at;
	return e ? e : load_asked(ld, line_number(r->c->line));
}

static void pass_all(struct ranges *r)
{
	uint64_t at = r->from, block;
	int32_t e = SKP_OK;

	for (block = 0; block < r->blocks && !e; block++)
		e = block_pass(r, block, &at);
	if (!e) /* what is left is read as it always was */
		e = rows_again(r, &at, at);
	pthread_mutex_lock(&r->lock);
	r->stop = r->done = true;
	r->e = e;
	pthread_cond_broadcast(&r->change);
	pthread_mutex_unlock(&r->lock);
}

static void ranges_work(void *ctx, uint32_t worker, uint64_t part)
{
	struct ranges *r = ctx;

	(void)part;
	if (worker)
		scan_others(r);
	else if (!r->done)
		pass_all(r);
}

/* ---- lanes ---- */

static bool lane_rows_new(struct mem *mem, struct rows *r)
{
	uint32_t i;

	r->line = NULL;
	r->grid = NULL;
	r->cline = r->n = 0;
	for (i = 0; i < r->columns; i++) {
		r->col[i].view = NULL;
		r->col[i].crows = r->col[i].unknowns = 0;
	}
	if (r->silent || !r->columns)
		return true;
	return rows_room(mem, r, 2 * rows_most(r), true);
}

static bool lane_sheet(struct mem *mem, struct lane *l, const struct sheet *s)
{
	bool ok = true;
	uint32_t v;

	l->sheet = mem_alloc(mem, sizeof(*s));
	if (!l->sheet)
		return false;
	*l->sheet = *s;
	l->sheet->ld = &l->ld;
	l->sheet->lane = true;
	l->c.sheet = l->sheet;
	for (v = 0; v < VIEWS; v++)
		ok &= lane_rows_new(mem, &l->sheet->rows[v]);
	return ok;
}

static bool lane_new(struct ranges *r, struct lane *l)
{
	struct csv *c = &l->c;
	struct mem *mem = r->c->ld->mem;

	mem_init(&l->none, NULL, 1);
	l->ld = *r->c->ld;
	l->ld.mem = &l->none;
	l->ld.err = NULL;
	l->ld.progress = NULL;
	*c = (struct csv){.ld = &l->ld, .trial = true,
		.delimiter = r->c->delimiter, .width = r->c->width,
		.room = LANE_CELLS, .ccell = LANE_CELLS,
		.cdoubled = LANE_CELLS, .cap = LANE + LANE_MORE};
	c->buf = mem_alloc(mem, c->cap + PAD);
	c->cell = mem_alloc(mem, LANE_CELLS * sizeof(*c->cell));
	c->doubled = mem_alloc(mem, LANE_CELLS * sizeof(*c->doubled));
	return lane_sheet(mem, l, r->c->sheet) && c->buf && c->cell &&
		c->doubled;
}

static void lane_free(struct mem *mem, struct lane *l)
{
	struct csv *c = &l->c;
	uint32_t v;

	mem_free(mem, c->buf, c->cap + PAD);
	mem_free(mem, c->cell, LANE_CELLS * sizeof(*c->cell));
	mem_free(mem, c->doubled, LANE_CELLS * sizeof(*c->doubled));
	for (v = 0; l->sheet && v < VIEWS; v++)
		rows_free(mem, &l->sheet->rows[v]);
	mem_free(mem, l->sheet, sizeof(*l->sheet));
}

/* ---- the whole ---- */

static int32_t ranges_run(struct ranges *r, uint32_t jobs)
{
	struct mem *mem = r->c->ld->mem;
	bool ok;
	uint32_t i;

	r->lanes = 2 * jobs;
	r->lane = mem_calloc(mem, r->lanes, sizeof(*r->lane));
	ok = r->lane != NULL;
	for (i = 0; ok && i < r->lanes; i++)
		ok = lane_new(r, &r->lane[i]);
	if (ok) {
		pthread_mutex_init(&r->lock, NULL);
		pthread_cond_init(&r->change, NULL);
		pool_run(jobs, jobs, ranges_work, r);
		if (!r->done) /* others took all parts */
			pass_all(r);
		pthread_cond_destroy(&r->change);
		pthread_mutex_destroy(&r->lock);
	}
	for (i = 0; r->lane && i < r->lanes; i++)
		lane_free(mem, &r->lane[i]);
	mem_free(mem, r->lane, r->lanes * sizeof(*r->lane));
	return ok ? r->e : mem_fail(mem, r->c->ld->err);
}

int32_t csv_ranges(struct csv *c)
{
	struct ranges r = {.c = c};
	uint32_t jobs = CSV_JOBS(c->ld->jobs);

	if (jobs < 2 || !c->sheet->views || !input_size(c->in, &r.size))
		return SKP_OK;
	if (jobs > JOBS_MOST)
		jobs = JOBS_MOST;
	r.from = csv_offset(c);
	if (r.size < r.from + CSV_RANGES_FROM)
		return SKP_OK;
	r.before = c->ld->bytes - input_offset(c->in);
	r.blocks = (r.size - r.from + LANE - 1) / LANE;
	return ranges_run(&r, jobs);
}
