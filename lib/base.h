/* SPDX-License-Identifier: MIT */
/* What every file stands on: memory, texts, errors, bytes. */
#ifndef SKP_BASE_H
#define SKP_BASE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "skpcheck.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* ---- memory: every byte of an object comes from its own mem ---- */

struct mem {
	skp_allocator a;
	uint64_t used, limit; /* bytes now, bytes at most (0: no limit) */
	bool refused; /* what was asked for last was beyond the limit */
	struct mem_share *share; /* a thread's part of another's memory */
	/* one block that arrays may be parts of: see mem_lend */
	char *lent;
	uint64_t nlent;
	void (*lent_back)(void *p, uint64_t bytes);
};

/* One object's memory in the hands of several threads: each has a mem of its
 * own that asks the object's, one at a time. The caller's allocator need not
 * know of threads, and the limit holds for all together. */
struct mem_share {
	pthread_mutex_t lock;
	struct mem *of;
};

bool mem_share_init(struct mem_share *s, struct mem *of);
void mem_share_end(struct mem_share *s);
void mem_shared(struct mem *mem, struct mem_share *s);

void mem_init(struct mem *mem, const skp_allocator *a, uint64_t limit);
/* NULL when the allocator or the limit says no; bytes == 0 gives NULL too. */
void *mem_alloc(struct mem *mem, uint64_t bytes);
void *mem_calloc(struct mem *mem, uint64_t count, uint64_t each);
/* `old` is the size that `p` was allocated with. */
void *mem_resize(struct mem *mem, void *p, uint64_t old, uint64_t bytes);
void mem_free(struct mem *mem, void *p, uint64_t bytes);

/* From now on arrays may stand inside this block: to free one does nothing, to
 * resize one copies it out. mem_lent_back gives the block to `back`; NULL: it
 * came from mem_alloc. */
void mem_lend(struct mem *mem, void *p, uint64_t bytes,
	void (*back)(void *p, uint64_t bytes));
void mem_lent_back(struct mem *mem);

/* Makes room for `want` elements of `each` bytes in *p, growing by half;
 * false when there is no memory, *p then as it was. */
bool mem_reserve(struct mem *mem, void **p, uint64_t *cap, uint64_t want,
	uint32_t each);
/* SKP_E_LIMIT_MEM if the limit was the reason of the last NULL. */
int32_t mem_fail(const struct mem *mem, skp_error *err);

/* a + b and a * b, false on overflow */
bool add_ok(uint64_t a, uint64_t b, uint64_t *ret);
bool mul_ok(uint64_t a, uint64_t b, uint64_t *ret);

/* An array of an object, to be written to a snapshot or set to a part of one:
 * *(void **)slot are *n elements (fixed: that many or none; else *n is what
 * there is, and *n + more elements) of `each` bytes, *cap of them allocated. */
struct array_part {
	void *slot;
	uint64_t *n, *cap; /* cap may be NULL */
	uint32_t each, more;
	bool fixed;
};
typedef int32_t (*part_fn)(void *ctx, const struct array_part *p);

/* A growing byte buffer; `fail` is set once and stays. */
struct buf {
	struct mem *mem;
	char *p;
	uint64_t n, cap;
	bool fail;
};

void buf_init(struct buf *b, struct mem *mem);
void buf_free(struct buf *b);
/* Makes room for n more bytes, which is rare; false without memory. */
bool buf_grow(struct buf *b, uint64_t n);

static inline bool buf_room(struct buf *b, uint64_t n)
{
	return b->cap - b->n >= n ? !b->fail : buf_grow(b, n);
}

static inline void buf_put(struct buf *b, const char *p, uint64_t n)
{
	if (n == 0 || !buf_room(b, n))
		return;
	memcpy(b->p + b->n, p, (size_t)n);
	b->n += n;
}

/* Of a text that stands in the source, length and copy are constants. */
static inline void buf_str(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

static inline void buf_char(struct buf *b, char c)
{
	if (buf_room(b, 1))
		b->p[b->n++] = c;
}

void buf_uint(struct buf *b, uint64_t v);

/* ---- texts ---- */

struct text {
	const char *p;
	uint32_t n;
};

static inline struct text text_of(const char *s)
{
	return (struct text){s, s ? (uint32_t)strlen(s) : 0};
}

static inline struct text text_of_view(const skp_view *v)
{
	return (struct text){v->p, v->n};
}

/* A cell of CSV, in quotes where some reader of CSV would stumble. */
void buf_csv(struct buf *b, struct text t);

static inline bool text_eq(struct text a, struct text b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* byte order, a shorter text before a longer one that begins with it */
int text_cmp(struct text a, struct text b);
/* equal but for ASCII case */
bool text_same(struct text a, struct text b);
bool text_same_str(struct text a, const char *s);
/* without blanks, tabs, line ends and NBSP at either end */
struct text text_trim(struct text t);
bool text_digits(struct text t);
/* Lower case and without blanks (NBSP too), `_`, `-`, `.`, `/`, quotes, up to
 * `cap` bytes: how headings and codes compare. */
struct text text_fold(struct text t, char *to, uint32_t cap);

/* Offset of the first byte that is not UTF-8 (overlong, surrogate, beyond
 * U+10FFFF, cut short), `n` if all is well. */
uint64_t utf8_bad(const char *p, uint64_t n);
/* As utf8_bad, and NUL is bad too. */
uint64_t text_bad(const char *p, uint64_t n);
bool ascii_only(const char *p, uint64_t n);
/* Bytes of the control character (C0 but TAB, LF and CR, DEL, C1) that good
 * UTF-8 of n > 0 bytes begins with, 0 if it is none. */
static inline uint32_t control_at(const char *p, uint64_t n)
{
	unsigned char c = (unsigned char)p[0];

	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	if (c == 0x7f)
		return 1;
	return c == 0xc2 && n > 1 && ((unsigned char)p[1] & 0xe0) == 0x80
		? 2 : 0;
}
/* Characters in n bytes of good UTF-8. */
uint64_t utf8_count(const char *p, uint64_t n);

/* ---- errors ---- */

/* Fills *err (if given) and returns code; format as printf, only %s %u %d
 * %lld %llu, never with a value of the data. */
int32_t fail(skp_error *err, int32_t code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds the place to an error; column 0: none. */
int32_t fail_at(skp_error *err, const char *file, uint32_t line,
	uint32_t column, int32_t code, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Copies a caller's sized struct into ours: zeros for what an older caller
 * lacks; false if a newer caller's unknown tail says something. `in` NULL
 * gives all zeros. */
bool sized_in(void *ours, uint32_t our_size, const void *in);
/* Copies ours out to a caller's sized struct, no further than its size. */
bool sized_out(void *out, const void *ours, uint32_t our_size);

/* ---- handles: type mark and busy flag ---- */

enum { MARK_MODEL = 0x6d504b53, MARK_CHECKER = 0x63504b53,
	MARK_REPORT = 0x72504b53, MARK_COLUMNS = 0x6f504b53,
	MARK_FACTS = 0x66504b53, MARK_REASON = 0x7a504b53,
	MARK_BASELINE = 0x62504b53, MARK_DIFF = 0x64504b53,
	MARK_PLAN = 0x70504b53, MARK_BOUNDARY = 0x79504b53,
	MARK_PROGRESS = 0x67504b53 };

struct handle {
	uint32_t mark;
	uint32_t busy; /* inside a call that may call back */
	uint32_t lent; /* to how many checks that may call back */
};

/* 0, or the error of a NULL, foreign or busy object */
int32_t handle_check(const void *object, uint32_t mark, skp_error *err);
/* The same for a call that changes the object: busy too while it is lent. */
int32_t handle_change(const void *object, uint32_t mark, skp_error *err);
/* Many threads may share a const object, so each counts itself in and out. */
void handle_lend(struct handle *h, bool lent);

/* ---- the model's door for load/, which knows no more of it ---- */

struct mem *model_mem(skp_model *m);
/* So many more rows of a table will come, it seems. */
void model_expect(skp_model *m, uint32_t table, uint64_t rows);
const skp_limits *model_limits(const skp_model *m); /* all filled in */
skp_progress *model_progress(const skp_model *m); /* NULL: nobody watches */
/* A load is all or nothing: begin, then keep or undo. While it runs, the
 * object answers SKP_E_BUSY to everybody else. */
int32_t model_load_begin(skp_model *m, skp_error *err);
void model_load_end(skp_model *m, bool keep);
/* A snapshot's bytes, aligned as malloc's, become the model, which must be empty;
 * it gives them to `back` in the end (NULL: they came from its mem). They are
 * still the caller's if this fails. */
int32_t model_adopt(skp_model *m, void *p, uint64_t n,
	void (*back)(void *p, uint64_t bytes), skp_error *err);
/* Around a call to the caller: everybody else gets SKP_E_BUSY. */
void model_busy(skp_model *m, bool busy);
const skp_allocator *checker_allocator(const skp_checker *c);

/* ---- the diff's door for load/ ---- */

/* A finding as a line of a report tells it; up to DETAIL what it is about, in
 * the order of fingerprint.h. */
enum record_field {
	RECORD_CODE, RECORD_TABLE, RECORD_ID, RECORD_PEGAWAI, RECORD_UNOR,
	RECORD_ACTUAL, RECORD_DETAIL, RECORD_FINGERPRINT, RECORD_SEVERITY,
	RECORD_MESSAGE, RECORD_FILE, RECORD_FIELDS
};
struct record {
	struct text field[RECORD_FIELDS];
	struct text json; /* all of it, an object on one line */
	uint32_t line;	  /* of its source */
	bool masked;	  /* ids are pseudonyms */
};

struct mem *diff_mem(skp_diff *d);
bool diff_masked(const skp_diff *d);
/* A side is filled all or nothing: begin, add, end. An error of diff_add has
 * no place yet. */
int32_t diff_begin(skp_diff *d, int32_t side, skp_error *err);
int32_t diff_add(skp_diff *d, int32_t side, const struct record *r,
	skp_error *err);
int32_t diff_end(skp_diff *d, int32_t side, int32_t e, skp_error *err);

#endif
