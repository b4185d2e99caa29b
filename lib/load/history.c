/* SPDX-License-Identifier: MIT */
/* SIASN jabatan history: each row says when a post began, and where it ended
 * follows from the rows of the same person and of the same unit. So rows are
 * kept until the end of the file, and then become penugasan in its order.
 *
 * A row is a headship if its kind is TT, PLT, PLH or PJ, or D in a structural
 * post with an eselon. A headship ends the day before the next headship of the
 * same person or the next D or TT of another person on the same unit begins.
 * Other rows pass as kind POS: they only date a change of post. */
#include "load/sort.h"
#include "load/table.h"

enum { HEAD_NONE, HEAD_FULL /* D, TT */, HEAD_ACTING };
enum { NO_DAY = INT32_MIN, OPEN = INT32_MAX };

/* A text in history.text. */
struct span {
	uint64_t at;
	uint32_t n;
};

struct past {
	struct span person, unit, kind, begin; /* as written */
	struct span who, where;		       /* as compared */
	int32_t day, end;
	uint32_t line, order;
	uint8_t head;
	bool blank;
};

struct history {
	struct buf text;
	struct past *row;
	uint64_t n, cap;
};

/* What sorting needs without a way to the texts. */
struct place {
	const char *key;
	uint32_t n, order;
	int32_t day;
};

/* ---- days ---- */

static int32_t days_of(int32_t y, int32_t m, int32_t d)
{
	int32_t era, year, day;

	y -= m <= 2;
	era = y / 400;
	year = y - era * 400;
	day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year * 365 + year / 4 - year / 100 + day;
}

static void days_print(int32_t days, char to[11])
{
	int32_t era = days / 146097, rest = days % 146097;
	int32_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int32_t day = rest - (365 * year + year / 4 - year / 100);
	int32_t mp = (5 * day + 2) / 153, m = mp < 10 ? mp + 3 : mp - 9;
	int32_t y = era * 400 + year + (m <= 2), d;
	uint32_t i;

	d = day - (153 * mp + 2) / 5 + 1;
	for (i = 4; i-- > 0; y /= 10)
		to[i] = (char)('0' + y % 10);
	to[4] = to[7] = '-';
	to[5] = (char)('0' + m / 10);
	to[6] = (char)('0' + m % 10);
	to[8] = (char)('0' + d / 10);
	to[9] = (char)('0' + d % 10);
	to[10] = '\0';
}

static int32_t figures(const char *p, uint32_t n)
{
	int32_t v = 0;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (!ascii_digit(p[i]))
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

static int32_t day_made(int32_t y, int32_t m, int32_t d)
{
	static const int8_t most[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31};
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	if (y < 1 || m < 1 || m > 12 || d < 1 || d > most[m - 1] ||
		(m == 2 && d == 29 && !leap))
		return NO_DAY;
	return days_of(y, m, d);
}

/* YYYY-MM-DD, DD-MM-YYYY, DD/MM/YYYY, perhaps with a time behind. What is no
 * day the model reports; here it only takes no part in the order. */
static int32_t day_read(struct text t)
{
	t = text_trim(t);
	if (t.n > 10 && (t.p[10] == 'T' || t.p[10] == ' '))
		t.n = 10;
	if (t.n != 10)
		return NO_DAY;
	if (t.p[4] == '-' && t.p[7] == '-')
		return day_made(figures(t.p, 4), figures(t.p + 5, 2),
			figures(t.p + 8, 2));
	if (t.p[2] == t.p[5] && (t.p[2] == '-' || t.p[2] == '/'))
		return day_made(figures(t.p + 6, 4), figures(t.p + 3, 2),
			figures(t.p, 2));
	return NO_DAY;
}

/* ---- kinds ---- */

static bool has_eselon(struct text t)
{
	char to[16];
	struct text f = t.p ? text_fold(t, to, sizeof(to)) : t;

	return f.n && !text_none(t, true) && !text_eq(f, text_of("00")) &&
		!text_eq(f, text_of("99")) && !text_eq(f, text_of("non")) &&
		!text_eq(f, text_of("noneselon"));
}

static bool is_structural(struct text t)
{
	static const char *const word[] = {"1", "3", "01", "03", "struktural",
		"jabatanstruktural", "rangkap", "jabatanrangkap"};
	char to[24];
	struct text f = t.p ? text_fold(t, to, sizeof(to)) : t;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(word); i++)
		if (text_eq(f, text_of(word[i])))
			return true;
	return false;
}

static uint8_t head_kind(const struct sheet *s, struct text kind)
{
	char to[16];
	struct text f = kind.p ? text_fold(kind, to, sizeof(to)) : kind;

	if (text_eq(f, text_of("tt")))
		return HEAD_FULL;
	if (text_eq(f, text_of("plt")) || text_eq(f, text_of("plh")) ||
		text_eq(f, text_of("pj")))
		return HEAD_ACTING;
	if (text_eq(f, text_of("d")) &&
		is_structural(sheet_value(s, VIEW_KIND, IN_PENUGASAN_jenis)) &&
		has_eselon(sheet_value(s, VIEW_RANK, IN_PENUGASAN_jenis)))
		return HEAD_FULL;
	return HEAD_NONE;
}

/* ---- keeping ---- */

static struct span keep(struct history *h, struct text t)
{
	struct span s = {h->text.n, t.n};

	buf_put(&h->text, t.p, t.n);
	return s;
}

/* As ids compare: ASCII case-blind; a NIP without blanks, dots, apostrophes. */
static struct span keep_folded(struct history *h, struct text t)
{
	struct span s;
	struct text u;
	char to[24];
	uint64_t i;

	t = text_trim(t);
	u = text_fold(t, to, sizeof(to));
	if (u.n == 18 && text_digits(u))
		return keep(h, u);
	s = keep(h, t);
	for (i = s.at; !h->text.fail && i < s.at + s.n; i++)
		h->text.p[i] = ascii_lower(h->text.p[i]);
	return s;
}

static struct text value(const struct sheet *s, int32_t field)
{
	struct text t = sheet_value(s, VIEW_MAIN, field);

	return t.p && !text_none(t, field == IN_PENUGASAN_pegawai_id ||
					    field == IN_PENUGASAN_unor_id)
		? t
		: (struct text){"", 0};
}

static bool row_blank(const struct sheet *s)
{
	uint32_t i;

	for (i = 0; i < s->n; i++)
		if (s->cells[i].p && text_trim(text_of_view(&s->cells[i])).n)
			return false;
	return true;
}

int32_t history_row(struct sheet *s)
{
	struct mem *mem = s->ld->mem;
	struct history *h = s->history;
	struct text kind = value(s, IN_PENUGASAN_jenis);
	struct past *r;
	void *p;

	if (!h) {
		h = s->history = mem_calloc(mem, 1, sizeof(*h));
		if (!h)
			return mem_fail(mem, s->ld->err);
		buf_init(&h->text, mem);
	}
	p = h->row;
	if (h->n == UINT32_MAX ||
		!mem_reserve(mem, &p, &h->cap, h->n + 1, sizeof(*h->row)))
		return mem_fail(mem, s->ld->err);
	h->row = p;
	r = &h->row[h->n];
	memset(r, 0, sizeof(*r));
	r->person = keep(h, value(s, IN_PENUGASAN_pegawai_id));
	r->unit = keep(h, value(s, IN_PENUGASAN_unor_id));
	r->begin = keep(h, value(s, IN_PENUGASAN_mulai));
	r->who = keep_folded(h, value(s, IN_PENUGASAN_pegawai_id));
	r->where = keep_folded(h, value(s, IN_PENUGASAN_unor_id));
	r->head = head_kind(s, kind);
	r->kind = keep(h, r->head ? kind : text_of("POS"));
	r->day = day_read(value(s, IN_PENUGASAN_mulai));
	r->end = OPEN;
	r->line = s->line;
	r->order = (uint32_t)h->n++;
	r->blank = row_blank(s);
	return h->text.fail ? mem_fail(mem, s->ld->err) : SKP_OK;
}

/* ---- ends ---- */

static int place_cmp(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c = text_cmp((struct text){x->key, x->n},
		(struct text){y->key, y->n});

	if (c)
		return c;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* The headships with a day, by person or unit, then day, then order. */
static uint64_t places(const struct history *h, struct place *to, bool units)
{
	uint64_t i, n = 0;

	for (i = 0; i < h->n; i++) {
		const struct past *r = &h->row[i];
		const struct span *k = units ? &r->where : &r->who;

		if (r->head && r->day != NO_DAY && k->n)
			to[n++] = (struct place){h->text.p + k->at, k->n,
				r->order, r->day};
	}
	sort_array(to, n, sizeof(*to), place_cmp);
	return n;
}

static bool place_same(const struct place *a, const struct place *b)
{
	return text_eq((struct text){a->key, a->n},
		(struct text){b->key, b->n});
}

static void past_end(struct past *r, int32_t next)
{
	if (next - 1 < r->end)
		r->end = next - 1;
}

static void ends_by_person(struct history *h, const struct place *p,
	uint64_t n)
{
	uint64_t i;

	for (i = 0; i + 1 < n; i++)
		if (place_same(&p[i], &p[i + 1]))
			past_end(&h->row[p[i].order], p[i + 1].day);
}

static bool same_person(const struct history *h, const struct past *a,
	const struct past *b)
{
	return text_eq((struct text){h->text.p + a->who.at, a->who.n},
		(struct text){h->text.p + b->who.at, b->who.n});
}

/* From the last row of each unit back: `next` is the nearest later D or TT,
 * `other` the nearest later one of a person other than next's. */
static void ends_by_unit(struct history *h, const struct place *p, uint64_t n)
{
	const struct past *next = NULL, *other = NULL;
	uint64_t i;

	for (i = n; i-- > 0;) {
		struct past *r = &h->row[p[i].order];

		if (i + 1 < n && !place_same(&p[i], &p[i + 1]))
			next = other = NULL;
		if (next && !same_person(h, next, r))
			past_end(r, next->day);
		else if (next && other)
			past_end(r, other->day);
		if (r->head != HEAD_FULL)
			continue;
		if (next && !same_person(h, next, r))
			other = next;
		next = r;
	}
}

static int32_t history_ends(struct sheet *s, struct history *h)
{
	struct mem *mem = s->ld->mem;
	struct place *p = mem_alloc(mem, h->n * sizeof(*p));

	if (!p)
		return mem_fail(mem, s->ld->err);
	ends_by_person(h, p, places(h, p, false));
	ends_by_unit(h, p, places(h, p, true));
	mem_free(mem, p, h->n * sizeof(*p));
	return SKP_OK;
}

/* ---- handing over ---- */

static struct text spoken(const struct history *h, struct span s)
{
	return (struct text){s.n ? h->text.p + s.at : "", s.n};
}

static int32_t past_put(struct sheet *s, const struct past *r)
{
	const struct history *h = s->history;
	struct rows *rows = &s->rows[VIEW_MAIN];
	struct text cell[FIELDS_AT_MOST];
	char end[11] = "";
	uint32_t i;

	if (r->head && r->end != OPEN)
		days_print(r->end, end);
	for (i = 0; i < rows->columns; i++) {
		struct text t = {"", 0};

		switch (r->blank ? -1 : rows->col[i].field) {
		case IN_PENUGASAN_pegawai_id:
			t = spoken(h, r->person);
			break;
		case IN_PENUGASAN_unor_id:
			t = spoken(h, r->unit);
			break;
		case IN_PENUGASAN_jenis:
			t = spoken(h, r->kind);
			break;
		case IN_PENUGASAN_mulai:
			t = spoken(h, r->begin);
			break;
		case IN_PENUGASAN_selesai:
			t = text_of(end);
			break;
		}
		cell[i] = t;
	}
	return rows_put(s, rows, cell, r->line);
}

int32_t history_close(struct sheet *s)
{
	struct history *h = s->history;
	uint64_t i;
	int32_t e;

	rows_column(&s->rows[VIEW_MAIN], IN_PENUGASAN_selesai);
	if (!h || h->n == 0)
		return SKP_OK;
	e = history_ends(s, h);
	for (i = 0; !e && i < h->n; i++)
		e = past_put(s, &h->row[i]);
	return e;
}

void history_free(struct sheet *s)
{
	struct history *h = s->history;

	if (!h)
		return;
	mem_free(s->ld->mem, h->row, h->cap * sizeof(*h->row));
	buf_free(&h->text);
	mem_free(s->ld->mem, h, sizeof(*h));
	s->history = NULL;
}
