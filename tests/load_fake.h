/* SPDX-License-Identifier: MIT */
/* For tests of one reader: an input from memory that arrives in pieces, and a
 * sheet that only writes down what it is told:
 *
 *	unor:			sheet_new (? for a table yet unknown)
 *	@2 id=1 nama=A|		a row: its line, its cells (# a number)
 *	.			sheet_close
 */
#ifndef LOAD_FAKE_H
#define LOAD_FAKE_H

#include <stdlib.h>
#undef fail /* Check's old name for ck_abort_msg */
#include "load/load.h"

struct input {
	const char *p;
	uint64_t n, piece, limit, read;
};

struct sheet {
	struct load *ld;
};

/* A test runs one load at a time. */
static struct buf heard;

int32_t input_read(struct input *in, struct load *ld, char *to, uint32_t cap,
	uint32_t *got)
{
	uint64_t n = in->n < in->piece ? in->n : in->piece;

	n = n < cap ? n : cap;
	if (n)
		memcpy(to, in->p, n);
	in->p += n;
	in->n -= n;
	in->read += n;
	*got = (uint32_t)n;
	if (in->read > in->limit)
		return load_fail(ld, 0, 0, SKP_E_LIMIT_SIZE, "too long");
	return SKP_OK;
}

int32_t sheet_new(struct load *ld, int32_t table, struct sheet **ret)
{
	*ret = mem_alloc(ld->mem, sizeof(**ret));
	if (!*ret)
		return mem_fail(ld->mem, ld->err);
	(*ret)->ld = ld;
	buf_str(&heard, table < 0 ? "?" : skp_table_name(table));
	buf_str(&heard, ":\n");
	return SKP_OK;
}

int32_t sheet_begin(struct sheet *s, uint32_t line)
{
	(void)s;
	buf_str(&heard, "@");
	buf_uint(&heard, line);
	return SKP_OK;
}

int32_t sheet_cell(struct sheet *s, struct text key, struct text value,
	bool number)
{
	(void)s;
	buf_char(&heard, ' ');
	buf_put(&heard, key.p, key.n);
	buf_char(&heard, number ? '#' : '=');
	buf_put(&heard, value.p, value.n);
	return SKP_OK;
}

int32_t sheet_end(struct sheet *s)
{
	s->ld->rows++;
	buf_str(&heard, "|\n");
	return SKP_OK;
}

int32_t sheet_close(struct sheet *s)
{
	(void)s;
	buf_str(&heard, ".\n");
	return SKP_OK;
}

void sheet_free(struct sheet *s)
{
	if (s)
		mem_free(s->ld->mem, s, sizeof(*s));
}

/* ---- one load ---- */

typedef int32_t reader(struct load *ld, struct input *in);

static const skp_limits fake_limits = {.size = sizeof(skp_limits),
	.depth = 32, .scalar = 65536, .id = 64, .bytes = 256u << 20,
	.events = 20000000};

struct fake {
	skp_limits limits;
	skp_error err;
	struct mem mem, heard_mem;
	uint64_t rows;
};

static void fake_init(struct fake *f)
{
	memset(f, 0, sizeof(*f));
	f->limits = fake_limits;
	mem_init(&f->mem, NULL, 0);
	mem_init(&f->heard_mem, NULL, 0);
	buf_init(&heard, &f->heard_mem);
}

/* Loads n bytes that arrive in pieces; heard ends with a NUL. */
static int32_t fake_load(struct fake *f, reader *read, const char *p,
	uint64_t n, uint64_t piece)
{
	struct input in = {p, n, piece, f->limits.bytes, 0};
	struct load ld = {.mem = &f->mem, .limits = &f->limits,
		.name = "test", .file = -1, .err = &f->err};
	int32_t rc;

	memset(&f->err, 0, sizeof(f->err));
	f->err.size = sizeof(f->err);
	heard.n = 0;
	rc = read(&ld, &in);
	buf_char(&heard, '\0');
	f->rows = ld.rows;
	return rc;
}

static void fake_free(struct fake *f)
{
	buf_free(&heard);
	(void)f;
}

/* ---- allocators that fail ---- */

struct failing {
	uint64_t left, calls; /* calls that still succeed */
	bool once, failed;
};

static bool failing_now(struct failing *f)
{
	f->calls++;
	if (f->left) {
		f->left--;
		return false;
	}
	if (f->once && f->failed)
		return false;
	f->failed = true;
	return true;
}

static void *failing_alloc(void *ctx, uint64_t n)
{
	return failing_now(ctx) ? NULL : malloc(n);
}

static void *failing_resize(void *ctx, void *p, uint64_t n)
{
	return failing_now(ctx) ? NULL : realloc(p, n);
}

static void failing_release(void *ctx, void *p)
{
	(void)ctx;
	free(p);
}

/* Fails each allocation of a load in turn, once and from then on. Returns how
 * many failures it took, or -1 - n if the n-th did not end as it should. */
__attribute__((unused)) static int64_t fake_every_failure(reader *read,
	const char *p, uint64_t n)
{
	struct failing state;
	skp_allocator a = {sizeof(a), failing_alloc, failing_resize,
		failing_release, &state};
	struct fake f;
	int64_t i, good = 0;
	int32_t rc;

	for (i = 0; good < 2; i++) {
		state = (struct failing){(uint64_t)(i / 2), 0, i % 2, false};
		fake_init(&f);
		mem_init(&f.mem, &a, 0);
		rc = fake_load(&f, read, p, n, 1000);
		fake_free(&f);
		if (f.mem.used || f.heard_mem.used)
			return -1 - i;
		/* what is only remembered may be forgotten */
		if (rc != (state.failed && rc ? SKP_E_NOMEM : SKP_OK))
			return -1 - i;
		good = state.failed ? 0 : good + 1;
	}
	return i - 2;
}

#endif
