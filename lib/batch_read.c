/* SPDX-License-Identifier: MIT */
/* Columns of text to columns of cells. */
#include "batch.h"

struct text packed_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	uint64_t v = c->packed[row];
	uint32_t i, n = 0;

	if (c->kind == SKP_COLUMN_NIP) {
		for (i = 18; i > 0; i--) {
			to[i - 1] = (char)('0' + v % 10);
			v /= 10;
		}
		return (struct text){to, 18};
	}
	for (i = 0; i < 32; i++) {
		v = c->packed[2 * row + i / 16];
		if (i == 8 || i == 12 || i == 16 || i == 20)
			to[n++] = '-';
		to[n++] = hex[v >> (60 - 4 * (i % 16)) & 15];
	}
	return (struct text){to, n};
}

static uint64_t int_at(const skp_column *c, uint32_t row)
{
	const char *p = c->bytes + (uint64_t)row * c->width;
	bool minus = c->kind == SKP_COLUMN_INT;
	uint8_t one;
	uint16_t two;
	uint32_t four;
	uint64_t v;

	switch (c->width) {
	case 1:
		memcpy(&one, p, 1);
		return minus ? (uint64_t)(int8_t)one : one;
	case 2:
		memcpy(&two, p, 2);
		return minus ? (uint64_t)(int16_t)two : two;
	case 4:
		memcpy(&four, p, 4);
		return minus ? (uint64_t)(int32_t)four : four;
	default:
		memcpy(&v, p, 8);
		return v;
	}
}

/* 00 to 99: most integers are NIP, of which there are many. */
static const char pairs[] =
	"00010203040506070809101112131415161718192021222324"
	"25262728293031323334353637383940414243444546474849"
	"50515253545556575859606162636465666768697071727374"
	"75767778798081828384858687888990919293949596979899";

struct text int_text(const skp_column *c, uint32_t row,
	char to[CELL_TEXT])
{
	uint64_t v = int_at(c, row);
	bool minus = c->kind == SKP_COLUMN_INT && v >> 63;
	uint32_t i = CELL_TEXT, two[2];

	if (minus)
		v = 0 - v;
	for (; v >= 10000; v /= 10000) {
		two[0] = (uint32_t)(v % 10000) / 100;
		two[1] = (uint32_t)(v % 10000) % 100;
		memcpy(to + (i -= 2), pairs + two[1] * 2, 2);
		memcpy(to + (i -= 2), pairs + two[0] * 2, 2);
	}
	for (; v >= 100; v /= 100)
		memcpy(to + (i -= 2), pairs + v % 100 * 2, 2);
	if (v >= 10)
		memcpy(to + (i -= 2), pairs + v * 2, 2);
	else
		to[--i] = (char)('0' + v);
	if (minus)
		to[--i] = '-';
	return (struct text){to + i, CELL_TEXT - i};
}

bool batch_bad(struct batch *b, uint32_t row, uint32_t field,
	enum note_reason reason)
{
	void *p = b->bad;

	if (!mem_reserve(&b->m->mem, &p, &b->cbad, b->nbad + 1,
		sizeof(*b->bad)))
		return false;
	b->bad = p;
	b->bad[b->nbad++] = (struct bad){row, (uint8_t)field, (uint8_t)reason};
	return true;
}

static bool is_id(uint32_t kind)
{
	return kind <= K_REF_RHK;
}

int32_t cell_length(const struct batch *b, uint32_t row,
	uint32_t field, struct text t)
{
	const skp_limits *l = &b->m->limits;

	if (t.n > l->scalar)
		return batch_fail(b, row, SKP_E_LIMIT_SCALAR,
			"a value longer than the limit");
	if (!b->implicit && t.n > l->id &&
		is_id(field_of(b->table, field)->kind) &&
		text_trim(t).n > l->id)
		return batch_fail(b, row, SKP_E_LIMIT_SCALAR,
			"an id longer than the limit (64 bytes)");
	return SKP_OK;
}

struct cell_in batch_cell_in(const struct batch *b, const skp_column *c,
	uint32_t i, struct text t)
{
	return (struct cell_in){t, c->numeric && c->number &&
			bit_of(c->number, i), b->in->flags & SKP_BATCH_REPORT};
}

/* ---- what was read before ---- */

/* Days, codes, kinds and posts: a few texts stand again and again, so the last
 * ones are kept with what they read as; those of up to 16 bytes as a key that
 * says all, longer ones where they stand in the batch. */
enum { MEMO = 64, MEMO_TEXT = 16, MEMO_LONG = 64 };

struct memo_key {
	uint64_t lo, hi; /* first and last 8 bytes */
	uint32_t n;	 /* 0: free */
};

struct memo {
	struct memo_key key[MEMO];
	const char *text[MEMO];
	uint32_t cell[MEMO];
	uint8_t reason[MEMO], blank[MEMO];
	uint32_t longest; /* text that is kept */
};

static inline struct memo_key memo_key(struct text t)
{
	struct memo_key k = {0, 0, t.n};
	uint32_t head, tail;

	if (t.n >= 8) {
		memcpy(&k.lo, t.p, 8);
		memcpy(&k.hi, t.p + t.n - 8, 8);
	} else if (t.n >= 4) {
		memcpy(&head, t.p, 4);
		memcpy(&tail, t.p + t.n - 4, 4);
		k.lo = head | (uint64_t)tail << 32;
	} else {
		k.lo = (uint64_t)(uint8_t)t.p[0] |
			(uint64_t)(uint8_t)t.p[t.n / 2] << 8 |
			(uint64_t)(uint8_t)t.p[t.n - 1] << 16;
	}
	return k;
}

static inline uint32_t memo_place(const struct memo_key *k)
{
	return (uint32_t)((k->lo ^ k->hi * 3 ^ k->n) * 0x9e3779b97f4a7c15u >>
		58);
}

static inline bool memo_same(const struct memo *o, uint32_t at,
	const struct memo_key *k, const char *text)
{
	const struct memo_key *own = &o->key[at];

	return ((own->lo ^ k->lo) | (own->hi ^ k->hi) | (own->n ^ k->n)) == 0 &&
		(k->n <= MEMO_TEXT || memcmp(o->text[at], text, k->n) == 0);
}

/* The last two of 8 to 16 bytes, which are mostly the next one too, with what
 * can be told of them without a word. */
struct latest {
	struct memo_key key; /* n 0: none */
	uint32_t cell;
	bool fills;
};

/* ---- columns that are no ids ---- */

struct reading {
	struct batch *b;
	const skp_column *c;
	uint32_t kind;
	uint32_t cell;
	enum note_reason reason;
	bool blank;
	struct memo memo;
	struct clock_date date;
	struct latest latest[2]; /* the one that is replaced next: */
	uint32_t next;
};

/* The text of row i as if nothing were known of it. */
static int32_t read_cell(struct reading *r, uint32_t i, struct text t)
{
	uint32_t field = (uint32_t)r->c->field;
	int32_t e = cell_length(r->b, i, field, t);

	if (e)
		return e;
	r->cell = cell_read(r->b->m, r->b->table, field,
		batch_cell_in(r->b, r->c, i, t), &r->reason);
	if (r->cell == CELL_UNKNOWN)
		return mem_fail(&r->b->m->mem, r->b->err);
	r->blank = r->cell == CELL_EMPTY && text_trim(t).n == 0;
	return SKP_OK;
}

static inline int32_t read_known(struct reading *r, uint32_t i, struct text t)
{
	struct memo *o = &r->memo;
	struct memo_key k = memo_key(t);
	uint32_t at = memo_place(&k);
	int32_t e;

	if (!memo_same(o, at, &k, t.p)) {
		e = read_cell(r, i, t);
		if (e)
			return e;
		o->key[at] = k;
		o->text[at] = t.p;
		o->cell[at] = r->cell;
		o->reason[at] = (uint8_t)r->reason;
		o->blank[at] = r->blank;
		return SKP_OK;
	}
	r->cell = o->cell[at];
	r->reason = o->reason[at];
	r->blank = o->blank[at];
	return SKP_OK;
}

/* Instants as computers write them, in some order of time. */
static inline bool read_instant(struct reading *r, struct text t)
{
	int64_t second;

	if (r->kind != K_TIME || !clock_utc(&r->date, t, &second) ||
		second < 0 || second >= CELL_SPECIAL)
		return false;
	r->cell = (uint32_t)second;
	return true;
}

/* Somebody's name, at whose ends there is nothing to be cleaned. */
static inline bool read_name(struct reading *r, struct text t)
{
	return r->kind == K_TEXT && t.n > 4 && t.n <= r->b->m->limits.scalar &&
		letter_or_digit(t.p[0]) && t.p[t.n - 1] > ' ' &&
		(r->cell = names_append(&r->b->m->texts, t)) != NAME_NONE;
}

static inline int32_t read_text(struct reading *r, uint32_t i, struct text t)
{
	if (t.n && t.n <= r->memo.longest)
		return read_known(r, i, t);
	r->reason = NOTE_REASONS;
	r->blank = !t.n;
	if (!t.n)
		r->cell = CELL_EMPTY;
	else if (!read_name(r, t) && !read_instant(r, t))
		return read_cell(r, i, t);
	return SKP_OK;
}

/* Names are kept apart even if they are equal, and instants seldom are; what
 * a number cell reads as depends on its row. */
static uint32_t memorable(const struct reading *r)
{
	if (r->kind == K_TEXT || r->kind == K_TIME || r->c->numeric)
		return 0;
	return column_plain(r->c) ? MEMO_LONG : MEMO_TEXT;
}

static inline int32_t reading_keep(struct reading *r, uint32_t i,
	uint32_t *to)
{
	*to = r->cell;
	r->b->full[i] |= r->c->kind != SKP_COLUMN_SAME && !r->blank;
	if (r->reason != NOTE_REASONS && !batch_bad(r->b, i,
		(uint32_t)r->c->field, r->reason))
		return mem_fail(&r->b->m->mem, r->b->err);
	return SKP_OK;
}

static inline bool latest_is(const struct latest *l, const skp_view *v)
{
	return l->key.n == v->n && load_8(v->p) == l->key.lo &&
		load_8(v->p + v->n - 8) == l->key.hi;
}

static inline const struct latest *latest_of(const struct reading *r,
	const skp_view *v)
{
	if (v->n < 8)
		return NULL;
	if (latest_is(&r->latest[0], v))
		return &r->latest[0];
	return latest_is(&r->latest[1], v) ? &r->latest[1] : NULL;
}

/* What was just read. */
static inline void latest_keep(struct reading *r, const skp_view *v)
{
	struct latest *l = &r->latest[r->next];

	if (v->n < 8 || v->n > MEMO_TEXT || !r->memo.longest ||
		r->reason != NOTE_REASONS)
		return;
	l->key = memo_key(text_of_view(v));
	l->cell = r->cell;
	l->fills = !r->blank;
	r->next ^= 1;
}

static int32_t read_views(struct reading *r, uint32_t *to)
{
	const struct latest *l;
	const skp_view *v = r->c->view;
	uint32_t i, stride = r->c->stride;
	int32_t e = SKP_OK;

	for (i = 0; i < r->b->in->rows && !e; i++, v += stride) {
		if (!v->p) {
			to[i] = CELL_UNKNOWN;
			r->b->unnamed = true;
			continue;
		}
		l = latest_of(r, v);
		if (l) {
			to[i] = l->cell;
			r->b->full[i] |= l->fills;
			continue;
		}
		e = read_text(r, i, text_of_view(v));
		if (!e)
			e = reading_keep(r, i, &to[i]);
		latest_keep(r, v);
	}
	return e;
}

static int32_t read_rows(struct reading *r, uint32_t *to)
{
	char space[CELL_TEXT];
	uint32_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < r->b->in->rows && !e; i++) {
		to[i] = column_says(r->c, i);
		if (to[i] != CELL_SPECIAL) {
			r->b->unnamed |= to[i] == CELL_UNKNOWN;
			continue;
		}
		e = read_text(r, i, column_text(r->c, i, space));
		if (!e)
			e = reading_keep(r, i, &to[i]);
	}
	return e;
}

static int32_t read_column(struct batch *b, uint32_t k)
{
	const skp_column *c = &b->column[k];
	uint32_t *to = b->cell + (uint64_t)k * b->in->rows;
	struct reading r;

	r.b = b;
	r.c = c;
	r.kind = field_of(b->table, (uint32_t)c->field)->kind;
	r.memo.longest = memorable(&r);
	if (r.memo.longest)
		memset(r.memo.key, 0, sizeof(r.memo.key));
	r.date.text[0] = 0;
	r.latest[0].key.n = r.latest[1].key.n = r.next = 0;
	return c->kind == SKP_COLUMN_VIEW && column_plain(c)
		? read_views(&r, to)
		: read_rows(&r, to);
}

static int bad_order(const struct bad *a, const struct bad *b)
{
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->field > b->field) - (a->field < b->field);
}

/* Few cells are bad, and they come sorted by column: a merge of insertions
 * would be quadratic on a column of nothing but bad cells, so shell sort. */
static void sort_bad(struct batch *b)
{
	uint64_t gap, i, j;
	struct bad x;

	for (gap = b->nbad / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < b->nbad; i++) {
			x = b->bad[i];
			for (j = i; j >= gap &&
				bad_order(&x, &b->bad[j - gap]) < 0; j -= gap)
				b->bad[j] = b->bad[j - gap];
			b->bad[j] = x;
		}
}

int32_t batch_read(struct batch *b)
{
	uint32_t k;
	int32_t e = SKP_OK;

	for (k = 0; k < b->n && !e; k++)
		e = is_id(field_of(b->table,
				(uint32_t)b->column[k].field)->kind)
			? batch_read_ids(b, k)
			: read_column(b, k);
	if (!e)
		sort_bad(b);
	return e;
}
