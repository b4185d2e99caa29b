/* SPDX-License-Identifier: MIT */
/* Memory that is counted, texts, errors: what every file stands on. */
#include "base.h"
#include "large.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- memory ---- */

static void *std_alloc(void *ctx, uint64_t bytes)
{
	(void)ctx;
	return bytes > SIZE_MAX ? NULL : malloc((size_t)bytes);
}

static void *std_resize(void *ctx, void *p, uint64_t bytes)
{
	(void)ctx;
	return bytes > SIZE_MAX ? NULL : realloc(p, (size_t)bytes);
}

static void std_release(void *ctx, void *p)
{
	(void)ctx;
	free(p);
}

void mem_init(struct mem *mem, const skp_allocator *a, uint64_t limit)
{
	memset(mem, 0, sizeof(*mem));
	if (a && a->alloc && a->resize && a->release)
		mem->a = *a;
	else
		mem->a = (skp_allocator){sizeof(skp_allocator), std_alloc,
			std_resize, std_release, NULL};
	mem->limit = limit;
}

/* Large blocks are the system's, unless the caller brought an allocator. */
static bool is_large(const struct mem *mem, uint64_t bytes)
{
	return bytes >= LARGE_FROM && mem->a.alloc == std_alloc;
}

static bool mem_room(struct mem *mem, uint64_t more)
{
	uint64_t sum;

	mem->refused = mem->limit && (!add_ok(mem->used, more, &sum) ||
		sum > mem->limit);
	return !mem->refused && add_ok(mem->used, more, &sum);
}

static void *own_alloc(struct mem *mem, uint64_t bytes)
{
	void *p;

	if (bytes == 0 || !mem_room(mem, bytes))
		return NULL;
	p = is_large(mem, bytes) ? large_alloc(bytes) : NULL;
	if (!p && !is_large(mem, bytes))
		p = mem->a.alloc(mem->a.ctx, bytes);
	if (p)
		mem->used += bytes;
	return p;
}

static bool is_lent(const struct mem *mem, const void *p)
{
	uintptr_t at = (uintptr_t)p, from = (uintptr_t)mem->lent;

	return mem->lent && at >= from && at - from < mem->nlent;
}

static void own_free(struct mem *mem, void *p, uint64_t bytes)
{
	if (!p || is_lent(mem, p))
		return;
	if (is_large(mem, bytes))
		large_free(p, bytes);
	else
		mem->a.release(mem->a.ctx, p);
	mem->used -= bytes;
}

/* Between the two kinds of memory, or two sizes of large blocks. */
static void *own_move(struct mem *mem, void *p, uint64_t old, uint64_t bytes)
{
	void *q = own_alloc(mem, bytes);

	if (!q)
		return NULL;
	memcpy(q, p, (size_t)(old < bytes ? old : bytes));
	own_free(mem, p, old);
	return q;
}

static void *own_resize(struct mem *mem, void *p, uint64_t old,
	uint64_t bytes)
{
	void *q;

	if (!p)
		return own_alloc(mem, bytes);
	if (is_lent(mem, p))
		return own_move(mem, p, old, bytes);
	if (bytes == 0 || (bytes > old && !mem_room(mem, bytes - old)))
		return NULL;
	if (is_large(mem, old) != is_large(mem, bytes) ||
		(is_large(mem, old) && !large_fits(old, bytes)))
		return own_move(mem, p, old, bytes);
	q = is_large(mem, old) ? p : mem->a.resize(mem->a.ctx, p, bytes);
	if (q)
		mem->used = mem->used - old + bytes;
	return q;
}

void mem_lend(struct mem *mem, void *p, uint64_t bytes,
	void (*back)(void *p, uint64_t bytes))
{
	mem->lent = p;
	mem->nlent = bytes;
	mem->lent_back = back;
}

void mem_lent_back(struct mem *mem)
{
	void *p = mem->lent;

	mem->lent = NULL;
	if (p && mem->lent_back)
		mem->lent_back(p, mem->nlent);
	else
		own_free(mem, p, mem->nlent);
}

/* ---- memory in several hands ---- */

bool mem_share_init(struct mem_share *s, struct mem *of)
{
	s->of = of;
	return pthread_mutex_init(&s->lock, NULL) == 0;
}

void mem_share_end(struct mem_share *s)
{
	pthread_mutex_destroy(&s->lock);
}

void mem_shared(struct mem *mem, struct mem_share *s)
{
	memset(mem, 0, sizeof(*mem));
	mem->share = s;
}

void *mem_resize(struct mem *mem, void *p, uint64_t old, uint64_t bytes)
{
	void *q;

	if (!mem->share)
		return own_resize(mem, p, old, bytes);
	pthread_mutex_lock(&mem->share->lock);
	q = own_resize(mem->share->of, p, old, bytes);
	pthread_mutex_unlock(&mem->share->lock);
	return q;
}

void *mem_alloc(struct mem *mem, uint64_t bytes)
{
	return mem_resize(mem, NULL, 0, bytes);
}

void mem_free(struct mem *mem, void *p, uint64_t bytes)
{
	if (!p)
		return;
	if (!mem->share) {
		own_free(mem, p, bytes);
		return;
	}
	pthread_mutex_lock(&mem->share->lock);
	own_free(mem->share->of, p, bytes);
	pthread_mutex_unlock(&mem->share->lock);
}

void *mem_calloc(struct mem *mem, uint64_t count, uint64_t each)
{
	uint64_t bytes;
	void *p;

	if (!mul_ok(count, each, &bytes))
		return NULL;
	p = mem_alloc(mem, bytes);
	/* the system's memory is all zero */
	if (p && !is_large(mem->share ? mem->share->of : mem, bytes))
		memset(p, 0, (size_t)bytes);
	return p;
}

bool mem_reserve(struct mem *mem, void **p, uint64_t *cap, uint64_t want,
	uint32_t each)
{
	uint64_t n, old, bytes;
	void *q;

	if (want <= *cap)
		return true;
	n = *cap + *cap / 2;
	if (n < want)
		n = want < 16 ? 16 : want;
	if (!mul_ok(n, each, &bytes))
		return false;
	old = *cap * each;
	q = mem_resize(mem, *p, old, bytes);
	if (!q && n > want) { /* the exact size may still fit */
		n = want;
		q = mem_resize(mem, *p, old, n * each);
	}
	if (!q)
		return false;
	*p = q;
	*cap = n;
	return true;
}

int32_t mem_fail(const struct mem *mem, skp_error *err)
{
	if (mem->refused || (mem->limit &&
			mem->used + mem->limit / 8 >= mem->limit))
		return fail(err, SKP_E_LIMIT_MEM,
			"more memory needed than the limit of %llu bytes",
			(unsigned long long)mem->limit);
	return fail(err, SKP_E_NOMEM, "out of memory");
}

bool add_ok(uint64_t a, uint64_t b, uint64_t *ret)
{
	return !__builtin_add_overflow(a, b, ret);
}

bool mul_ok(uint64_t a, uint64_t b, uint64_t *ret)
{
	return !__builtin_mul_overflow(a, b, ret);
}

void buf_init(struct buf *b, struct mem *mem)
{
	memset(b, 0, sizeof(*b));
	b->mem = mem;
}

void buf_free(struct buf *b)
{
	mem_free(b->mem, b->p, b->cap);
	buf_init(b, b->mem);
}

bool buf_grow(struct buf *b, uint64_t n)
{
	uint64_t want;
	void *to = b->p;

	if (b->fail || !add_ok(b->n, n, &want) ||
		!mem_reserve(b->mem, &to, &b->cap, want, 1)) {
		b->fail = true;
		return false;
	}
	b->p = to;
	return true;
}

void buf_uint(struct buf *b, uint64_t v)
{
	char d[20];
	uint32_t i = sizeof(d);

	do {
		d[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	buf_put(b, d + i, sizeof(d) - i);
}

/* ---- texts ---- */

int text_cmp(struct text a, struct text b)
{
	uint32_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c)
		return c;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool text_same(struct text a, struct text b)
{
	uint32_t i;

	if (a.n != b.n)
		return false;
	for (i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

bool text_same_str(struct text a, const char *s)
{
	return text_same(a, text_of(s));
}

/* Length of the blank that p[0..n) begins with: ASCII blanks and line ends,
 * or the two bytes of NBSP. */
static uint32_t blank_at(const char *p, uint32_t n)
{
	if (n && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		return 1;
	if (n > 1 && p[0] == '\xc2' && p[1] == '\xa0')
		return 2;
	return 0;
}

struct text text_trim(struct text t)
{
	uint32_t k;

	while ((k = blank_at(t.p, t.n)) != 0)
		t = (struct text){t.p + k, t.n - k};
	while (t.n) {
		if (blank_at(t.p + t.n - 1, 1))
			t.n--;
		else if (t.n > 1 && blank_at(t.p + t.n - 2, 2) == 2)
			t.n -= 2;
		else
			break;
	}
	return t;
}

bool text_digits(struct text t)
{
	uint32_t i;

	for (i = 0; i < t.n; i++)
		if (!ascii_digit(t.p[i]))
			return false;
	return t.n > 0;
}

struct text text_fold(struct text t, char *to, uint32_t cap)
{
	uint32_t i = 0, n = 0, k;

	while (i < t.n && n < cap) {
		k = blank_at(t.p + i, t.n - i);
		if (k || strchr("_-./'\"`", t.p[i])) {
			i += k ? k : 1;
			continue;
		}
		to[n++] = ascii_lower(t.p[i++]);
	}
	return (struct text){to, n};
}

/* ---- errors ---- */

__attribute__((format(printf, 6, 0)))
static void error_fill(skp_error *err, const char *file, uint32_t line,
	uint32_t column, int32_t code, const char *format, va_list ap)
{
	skp_error e;

	memset(&e, 0, sizeof(e));
	e.code = code;
	e.line = line;
	e.column = column;
	if (file)
		snprintf(e.file, sizeof(e.file), "%s", file);
	vsnprintf(e.text, sizeof(e.text), format, ap);
	sized_out(err, &e, sizeof(e));
}

int32_t fail(skp_error *err, int32_t code, const char *format, ...)
{
	va_list ap;

	if (!err)
		return code;
	va_start(ap, format);
	error_fill(err, NULL, 0, 0, code, format, ap);
	va_end(ap);
	return code;
}

int32_t fail_at(skp_error *err, const char *file, uint32_t line,
	uint32_t column, int32_t code, const char *format, ...)
{
	va_list ap;

	if (!err)
		return code;
	va_start(ap, format);
	error_fill(err, file, line, column, code, format, ap);
	va_end(ap);
	return code;
}

bool sized_in(void *ours, uint32_t our_size, const void *in)
{
	const char *p = in;
	uint32_t size, i;

	memset(ours, 0, our_size);
	if (!in)
		return true;
	memcpy(&size, in, sizeof(size));
	if (size < sizeof(size))
		return false;
	for (i = our_size; i < size; i++)
		if (p[i])
			return false;
	memcpy(ours, in, size < our_size ? size : our_size);
	memcpy(ours, &our_size, sizeof(our_size));
	return true;
}

bool sized_out(void *out, const void *ours, uint32_t our_size)
{
	uint32_t size, n;

	memcpy(&size, out, sizeof(size));
	if (size < sizeof(size))
		return false;
	n = size < our_size ? size : our_size;
	memcpy((char *)out + sizeof(size), (const char *)ours + sizeof(size),
		n - sizeof(size));
	return true;
}

int32_t handle_check(const void *object, uint32_t mark, skp_error *err)
{
	const struct handle *h = object;

	if (!h)
		return fail(err, SKP_E_ARG, "the object is NULL");
	if (h->mark != mark)
		return fail(err, SKP_E_TYPE, "an object of another type");
	if (__atomic_load_n(&h->busy, __ATOMIC_RELAXED))
		return fail(err, SKP_E_BUSY,
			"the object is inside a call that called back");
	return SKP_OK;
}

int32_t handle_change(const void *object, uint32_t mark, skp_error *err)
{
	const struct handle *h = object;
	int32_t e = handle_check(object, mark, err);

	if (!e && __atomic_load_n(&h->lent, __ATOMIC_RELAXED))
		e = fail(err, SKP_E_BUSY, "the object is being checked");
	return e;
}

void handle_lend(struct handle *h, bool lent)
{
	if (lent)
		__atomic_add_fetch(&h->lent, 1, __ATOMIC_RELAXED);
	else
		__atomic_sub_fetch(&h->lent, 1, __ATOMIC_RELAXED);
}

const char *skp_error_name(int32_t code)
{
#define NAME(c) \
	case c: \
		return #c
	switch (code) {
		NAME(SKP_OK);
		NAME(SKP_E_NOMEM);
		NAME(SKP_E_ARG);
		NAME(SKP_E_TYPE);
		NAME(SKP_E_STATE);
		NAME(SKP_E_BUSY);
		NAME(SKP_E_IO);
		NAME(SKP_E_FORMAT);
		NAME(SKP_E_EMPTY);
		NAME(SKP_E_ENCODING);
		NAME(SKP_E_UNKNOWN);
		NAME(SKP_E_DUPKEY);
		NAME(SKP_E_POLICY);
		NAME(SKP_E_UNSUPPORTED);
		NAME(SKP_E_CANCEL);
		NAME(SKP_E_PROOF);
		NAME(SKP_E_LIMIT_SIZE);
		NAME(SKP_E_LIMIT_DEPTH);
		NAME(SKP_E_LIMIT_EVENTS);
		NAME(SKP_E_LIMIT_SCALAR);
		NAME(SKP_E_LIMIT_RECORDS);
		NAME(SKP_E_LIMIT_FINDINGS);
		NAME(SKP_E_LIMIT_MEM);
		NAME(SKP_E_YAML_ALIAS);
		NAME(SKP_E_YAML_TAG);
		NAME(SKP_E_YAML_MULTIDOC);
		NAME(SKP_E_YAML_DIRECTIVE);
	default:
		return "SKP_E_?";
	}
#undef NAME
}

void buf_csv(struct buf *b, struct text t)
{
	bool quote = false;
	uint32_t i;

	for (i = 0; i < t.n; i++)
		quote |= strchr(",;|\t\"\r\n ", t.p[i]) != NULL;
	if (!quote) {
		buf_put(b, t.p, t.n);
		return;
	}
	buf_char(b, '"');
	for (i = 0; i < t.n; i++) {
		if (t.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, t.p[i]);
	}
	buf_char(b, '"');
}
