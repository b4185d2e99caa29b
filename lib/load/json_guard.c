/* SPDX-License-Identifier: MIT */
/* What yajl leaves undone: to look at what its allocator gives, and to refuse
 * half a surrogate pair. */
#include "json_reader.h"

/* ---- memory ---- */

struct block {
	struct block *next, *before;
	uint64_t bytes, pad;
};

static void jump(struct pool *pool, int32_t code)
{
	pool->error = code;
	longjmp(pool->out, 1);
}

static void unlink_block(struct pool *pool, struct block *b)
{
	if (b->next)
		b->next->before = b->before;
	if (b->before)
		b->before->next = b->next;
	else
		pool->blocks = b->next;
}

static void *on_resize(void *ctx, void *p, size_t n)
{
	struct pool *pool = ctx;
	struct block *b = p ? (struct block *)p - 1 : NULL;
	uint64_t old = 0;

	if (n > pool->most)
		jump(pool, SKP_E_LIMIT_SCALAR);
	if (b) {
		old = b->bytes;
		unlink_block(pool, b);
	}
	p = mem_resize(pool->ld->mem, b, old, n + sizeof(*b));
	if (p)
		b = p;
	if (b) { /* what could not grow is still ours to free */
		b->next = pool->blocks;
		b->before = NULL;
		if (pool->blocks)
			pool->blocks->before = b;
		pool->blocks = b;
	}
	if (!p)
		jump(pool, SKP_E_NOMEM);
	b->bytes = n + sizeof(*b);
	return b + 1;
}

static void *on_malloc(void *ctx, size_t n)
{
	return on_resize(ctx, NULL, n);
}

static void on_free(void *ctx, void *p)
{
	struct pool *pool = ctx;
	struct block *b;

	if (!p)
		return;
	b = (struct block *)p - 1;
	unlink_block(pool, b);
	mem_free(pool->ld->mem, b, b->bytes);
}

void pool_free(struct pool *pool)
{
	while (pool->blocks)
		on_free(pool, pool->blocks + 1);
}

void pool_init(struct pool *pool, struct load *ld)
{
	pool->ld = ld;
	pool->blocks = NULL;
	pool->error = SKP_OK;
	/* six bytes a character when escaped; yajl's buffers double */
	pool->most = (uint64_t)ld->limits->scalar * 16 + 4 * FEED_BLOCK;
}

yajl_alloc_funcs pool_functions(struct pool *pool)
{
	return (yajl_alloc_funcs){on_malloc, on_resize, on_free, pool};
}

/* ---- surrogates ---- */

static int hex(char c)
{
	char low = ascii_lower(c);

	return ascii_digit(c) ? c - '0'
		: low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Half a pair by itself? yajl would make a question mark of it. */
static bool escape_ends(struct escape *e)
{
	bool low = (e->unit & 0xfc00) == 0xdc00;
	bool lone = low != e->high;

	e->high = (e->unit & 0xfc00) == 0xd800;
	e->at = PLAIN;
	return lone;
}

static bool escape_step(struct escape *e, char c)
{
	int d;

	if (e->at == PLAIN) {
		e->at = c == '\\' ? SLASH : PLAIN;
		return e->high && c != '\\';
	}
	if (e->at == SLASH) {
		e->at = c == 'u' ? HEX : PLAIN;
		e->digits = e->unit = 0;
		return e->high && c != 'u';
	}
	d = hex(c);
	if (d < 0) { /* yajl will say so */
		e->at = PLAIN;
		e->high = false;
		return false;
	}
	e->unit = e->unit << 4 | (uint32_t)d;
	return ++e->digits == 4 && escape_ends(e);
}

uint32_t lone_surrogate(struct escape *e, struct text t)
{
	const char *p = t.p, *end = t.p + t.n;

	for (; p < end; p++) {
		if (e->at == PLAIN && !e->high) {
			p = memchr(p, '\\', (size_t)(end - p));
			if (!p)
				break;
		}
		if (escape_step(e, *p))
			return (uint32_t)(p - t.p);
	}
	return t.n;
}

