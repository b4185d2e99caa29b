/* SPDX-License-Identifier: MIT */
/* The order of a report: level, blocked_total descending, code, table, id. */
#include "run.h"

#include <stdlib.h>

/* Compared as one number of 16 bytes, the highest part last: 8 bytes of the id,
 * then what stands before it. Halves, so that a key takes no more than it
 * holds: where much is found, keys are the peak of memory. */
enum { ID, MAJOR = 2, PARTS = 4 };
struct key {
	uint32_t part[PARTS];
	uint32_t i;
};

enum {
	FEW = 24,  /* keys that are compared rather than dealt out */
	DEEP = 64, /* bytes of an id that are looked at 8 at a time */
	BYTES = 256
};

struct sorter {
	const skp_report *r;
	uint8_t code[RULES_ALL];	     /* place among the codes */
	uint8_t table[SKP_TABLE_INSTANSI + 1]; /* place among the names */
};

/* The rules mostly stand in the order of their codes, so each is put in from
 * behind. */
static void sorter_codes(struct sorter *s, const skp_report *r)
{
	uint32_t at[RULES_ALL], n = rules_of(r->c), a, b;

	for (a = 0; a < n; a++) {
		for (b = a; b > 0 && strcmp(rule_of(r->c, a)->code,
			rule_of(r->c, at[b - 1])->code) < 0; b--)
			at[b] = at[b - 1];
		at[b] = a;
	}
	for (a = 0; a < n; a++)
		s->code[at[a]] = (uint8_t)a;
}

static void sorter_init(struct sorter *s, const skp_report *r)
{
	int32_t i, k;

	memset(s, 0, sizeof(*s));
	s->r = r;
	sorter_codes(s, r);
	for (i = 0; i <= SKP_TABLE_INSTANSI; i++)
		for (k = 0; k <= SKP_TABLE_INSTANSI; k++)
			if (strcmp(skp_table_name(k), skp_table_name(i)) < 0)
				s->table[i]++;
}

/* Level, blocked_total, code, table. */
static uint64_t major_of(const struct sorter *s, const struct finding *f)
{
	uint32_t total = f->blocked_total == NONE ? 0 : f->blocked_total;

	return (uint64_t)rule_of(s->r->c, f->rule)->level << 60 |
		(uint64_t)(NONE - total) << 28 |
		(uint64_t)s->code[f->rule] << 16 | s->table[f->table];
}

/* Eight bytes, the first of them the highest; a compiler makes one load of
 * it. */
static inline uint64_t first_bytes(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 |
		(uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 |
		(uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
		(uint64_t)p[6] << 8 | p[7];
}

/* Bytes depth .. depth + 8 of the finding's id, zeros behind its end. */
static uint64_t id_part(const skp_report *r, uint32_t i, uint32_t depth)
{
	char to[CELL_PRINT];
	struct text id = finding_id(r, &r->finding[i], to);
	uint32_t n = id.n > depth ? id.n - depth : 0, k;
	const char *p = id.p + (n ? depth : 0);
	uint64_t v = 0;

	if (n >= sizeof(v))
		return first_bytes(p);
	for (k = 0; k < n; k++)
		v |= (uint64_t)(unsigned char)p[k] << (56 - 8 * k);
	return v;
}

static void key_put(struct key *k, uint32_t part, uint64_t v)
{
	k->part[part] = (uint32_t)v;
	k->part[part + 1] = (uint32_t)(v >> 32);
}

static struct key key_of(const struct sorter *s, uint32_t i)
{
	struct key k = {.i = i};

	key_put(&k, ID, id_part(s->r, i, 0));
	key_put(&k, MAJOR, major_of(s, &s->r->finding[i]));
	return k;
}

/* ---- by comparing ---- */

static int places_cmp(const skp_report *r, const struct finding *a,
	const struct finding *b)
{
	int32_t file[2];
	uint32_t line[2];

	finding_place(r, a, &file[0], &line[0]);
	finding_place(r, b, &file[1], &line[1]);
	if (file[0] != file[1])
		return file[0] < file[1] ? -1 : 1;
	return (line[0] > line[1]) - (line[0] < line[1]);
}

/* Findings alike in all that: by cell, then by place. */
static int rest_cmp(const skp_report *r, const struct finding *a,
	const struct finding *b)
{
	const struct note *n, *o;

	if (a->note != NONE && b->note != NONE) {
		n = &r->told[a->note].note;
		o = &r->told[b->note].note;
		if (n->field != o->field)
			return n->field < o->field ? -1 : 1;
		if (n->reason != o->reason)
			return n->reason < o->reason ? -1 : 1;
	}
	return places_cmp(r, a, b);
}

/* All of two findings that are alike in what stands before the id. */
static int whole_cmp(const skp_report *r, uint32_t a, uint32_t b)
{
	const struct finding *f = &r->finding[a], *g = &r->finding[b];
	char to[2][CELL_PRINT];
	int c;

	c = text_cmp(finding_id(r, f, to[0]), finding_id(r, g, to[1]));
	if (c)
		return c;
	c = rest_cmp(r, f, g);
	if (!c && f->group == GROUP_ROW && g->group == GROUP_ROW)
		c = (f->row > g->row) - (f->row < g->row);
	return c ? c : (a > b) - (a < b);
}

static void merge(const skp_report *r, const struct key *v, struct key *to,
	uint64_t lo, uint64_t mid, uint64_t hi)
{
	uint64_t i = lo, j = mid, k;

	for (k = lo; k < hi; k++)
		if (j == hi || (i < mid && whole_cmp(r, v[i].i,
			v[j].i) <= 0))
			to[k] = v[i++];
		else
			to[k] = v[j++];
}

static const struct key *sort_whole(const skp_report *r, struct key *v,
	struct key *to, uint64_t n)
{
	uint64_t width, lo, mid, hi;
	struct key *x;

	for (width = 1; width < n; width *= 2) {
		for (lo = 0; lo < n; lo = hi) {
			mid = lo + width < n ? lo + width : n;
			hi = mid + width < n ? mid + width : n;
			merge(r, v, to, lo, mid, hi);
		}
		x = v;
		v = to;
		to = x;
	}
	return v;
}

/* ---- by dealing out, a byte at a time, the lowest first ---- */

static void deal(const struct key *v, struct key *to, uint64_t n,
	uint32_t part, uint32_t shift)
{
	uint64_t at[BYTES] = {0}, sum = 0, count, i;

	for (i = 0; i < n; i++)
		at[v[i].part[part] >> shift & (BYTES - 1)]++;
	for (i = 0; i < BYTES; i++) {
		count = at[i];
		at[i] = sum;
		sum += count;
	}
	for (i = 0; i < n; i++)
		to[at[v[i].part[part] >> shift & (BYTES - 1)]++] = v[i];
}

/* Only by bytes that differ at all; true: the order stands in `to`. */
static bool deal_all(struct key *v, struct key *to, uint64_t n)
{
	uint32_t differ[PARTS] = {0}, k, shift;
	bool moved = false;
	uint64_t i;

	for (i = 1; i < n; i++)
		for (k = 0; k < PARTS; k++)
			differ[k] |= v[i].part[k] ^ v[0].part[k];
	for (k = 0; k < PARTS; k++)
		for (shift = 0; shift < 32; shift += 8) {
			if (!(differ[k] >> shift & (BYTES - 1)))
				continue;
			deal(moved ? to : v, moved ? v : to, n, k, shift);
			moved = !moved;
		}
	return moved;
}

/* ---- ties, told apart by the next bytes of their ids ---- */

/* From now on part MAJOR is the place where the keys that are alike so far
 * begin; v: from `lo` on. */
static void split(struct key *v, uint64_t n, uint64_t lo)
{
	struct key first = v[0];
	uint64_t i, start = lo;

	for (i = 0; i < n; i++) {
		if (memcmp(v[i].part, first.part, sizeof(first.part))) {
			first = v[i];
			start = lo + i;
		}
		v[i].part[MAJOR] = (uint32_t)start;
	}
}

static void end_tie(const skp_report *r, struct key *v, struct key *to,
	uint64_t n, uint64_t lo)
{
	const struct key *sorted = sort_whole(r, v, to, n);
	uint64_t i;

	if (sorted != v)
		memcpy(v, sorted, (size_t)n * sizeof(*v));
	for (i = 0; i < n; i++)
		v[i].part[MAJOR] = (uint32_t)(lo + i);
}

static void deepen_tie(const skp_report *r, struct key *v, struct key *to,
	uint64_t n, uint64_t lo, uint32_t depth)
{
	uint64_t i;

	for (i = 0; i < n; i++)
		key_put(&v[i], ID, id_part(r, v[i].i, depth));
	if (deal_all(v, to, n))
		memcpy(v, to, (size_t)n * sizeof(*v));
	split(v, n, lo);
}

/* Orders all ties by the bytes from `depth` on; false: none is left. */
static bool ties_round(const skp_report *r, struct key *v, struct key *to,
	uint64_t n, uint32_t depth)
{
	uint64_t lo, hi;
	bool left = false;

	for (lo = 0; lo < n; lo = hi) {
		for (hi = lo + 1; hi < n; hi++)
			if (v[hi].part[MAJOR] != v[lo].part[MAJOR])
				break;
		if (hi - lo == 1)
			continue;
		if (hi - lo <= FEW || depth >= DEEP) {
			end_tie(r, v + lo, to + lo, hi - lo, lo);
			continue;
		}
		deepen_tie(r, v + lo, to + lo, hi - lo, lo, depth);
		left = true;
	}
	return left;
}

/* v: n keys as key_of makes them; answered with v or `to`, whose keys then
 * hold nothing but the order. */
static const struct key *sort_keys(const skp_report *r, struct key *v,
	struct key *to, uint64_t n)
{
	bool moved = deal_all(v, to, n);
	struct key *sorted = moved ? to : v, *spare = moved ? v : to;
	uint32_t depth = 8;

	split(sorted, n, 0);
	while (ties_round(r, sorted, spare, n, depth))
		depth += 8;
	return sorted;
}

static void sort_all(skp_report *r, struct key *v, struct key *to)
{
	const struct key *sorted;
	struct sorter s;
	uint64_t i;

	sorter_init(&s, r);
	for (i = 0; i < r->n; i++)
		v[i] = key_of(&s, (uint32_t)i);
	sorted = sort_keys(r, v, to, r->n);
	for (i = 0; i < r->n; i++)
		r->order[i] = sorted[i].i;
}

int32_t report_sort(skp_report *r, skp_error *err)
{
	uint64_t bytes = 2 * r->n * sizeof(struct key);
	struct key *v;
	int32_t e = SKP_OK;

	if (r->n == 0)
		return SKP_OK;
	v = mem_alloc(&r->mem, bytes);
	r->order = mem_alloc(&r->mem, r->n * sizeof(*r->order));
	r->corder = r->order ? r->n : 0;
	if (v && r->order)
		sort_all(r, v, v + r->n);
	else
		e = mem_fail(&r->mem, err);
	mem_free(&r->mem, v, bytes);
	return e;
}

/* ---- after edits ---- */

static int key_cmp(const skp_report *r, const struct key *a,
	const struct key *b)
{
	uint32_t k;

	for (k = PARTS; k > 0; k--)
		if (a->part[k - 1] != b->part[k - 1])
			return a->part[k - 1] < b->part[k - 1] ? -1 : 1;
	return whole_cmp(r, a->i, b->i);
}

/* Where a finding belongs among the first n of the order. */
static uint64_t place_of(const struct sorter *s, uint32_t i, uint64_t n)
{
	uint64_t lo = 0, hi = n, mid;
	struct key own = key_of(s, i), other;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		other = key_of(s, s->r->order[mid]);
		if (key_cmp(s->r, &other, &own) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The last comes first, so that each moves what stands behind it but once. */
static void put_in(const struct sorter *s, skp_report *r,
	const struct key *v, uint64_t n)
{
	uint64_t old = r->n, i, at;

	for (i = n; i > 0; i--) {
		at = place_of(s, v[i - 1].i, old);
		memmove(r->order + at + i, r->order + at,
			(size_t)(old - at) * sizeof(*r->order));
		r->order[at + i - 1] = v[i - 1].i;
		old = at;
	}
	r->n += n;
}

/* The findings that go, or more than FEW of them. */
static uint32_t few_gone(const uint64_t *gone, uint64_t from,
	uint32_t v[FEW + 1])
{
	uint64_t i, word;
	uint32_t n = 0;

	for (i = 0; i < (from + 63) / 64; i++)
		for (word = gone[i]; word && n <= FEW; word &= word - 1)
			v[n++] = (uint32_t)(i * 64 +
				(uint64_t)__builtin_ctzll(word));
	return n;
}

static int place_cmp(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Is all there still that a finding is put in its place by? Notes, rows and
 * what rules of the caller's say may have gone by now. */
static bool stands(const skp_report *r, const struct finding *f)
{
	return f->group != GROUP_NOTES && f->group != GROUP_OWN &&
		f->note == NONE && f->table < SKP_TABLES &&
		f->row < r->m->table[f->table].rows;
}

/* Looks for each where it belongs; false: one is elsewhere, as when what it is
 * called by was edited, and nothing is changed. */
static bool take_few(const struct sorter *s, skp_report *r, const uint32_t *v,
	uint32_t n)
{
	uint64_t at[FEW + 1];
	uint32_t i;

	for (i = 0; i < n; i++)
		if (!stands(r, &r->finding[v[i]]))
			return false;
	for (i = 0; i < n; i++) {
		at[i] = place_of(s, v[i], r->n);
		if (at[i] >= r->n || r->order[at[i]] != v[i])
			return false;
	}
	qsort(at, n, sizeof(*at), place_cmp);
	at[n] = r->n;
	for (i = 0; i < n; i++)
		memmove(r->order + at[i] - i, r->order + at[i] + 1,
			(size_t)(at[i + 1] - at[i] - 1) * sizeof(*r->order));
	r->n -= n;
	return true;
}

static void take_out(const struct sorter *s, skp_report *r,
	const uint64_t *gone, uint64_t from)
{
	uint32_t few[FEW + 1], f, k = few_gone(gone, from, few);
	uint64_t i, n = 0;

	if (k <= FEW && take_few(s, r, few, k))
		return;
	for (i = 0; i < r->n; i++) {
		f = r->order[i];
		r->order[n] = f;
		n += !(gone[f >> 6] >> (f & 63) & 1);
	}
	r->n = n;
}

int32_t report_merge(skp_report *r, const uint64_t *gone, uint64_t from,
	uint64_t end, skp_error *err)
{
	uint64_t n = end - from, bytes = (n + 1) * sizeof(struct key), i;
	struct key *v = mem_alloc(&r->mem, bytes);
	struct key *to = mem_alloc(&r->mem, bytes);
	void *order = r->order;
	struct sorter s;
	bool ok = v && to && mem_reserve(&r->mem, &order, &r->corder,
		r->n + n + 1, sizeof(*r->order));

	r->order = order;
	if (ok) {
		sorter_init(&s, r);
		take_out(&s, r, gone, from);
		for (i = 0; i < n; i++)
			v[i] = key_of(&s, (uint32_t)(from + i));
		put_in(&s, r, n ? sort_keys(r, v, to, n) : v, n);
	}
	mem_free(&r->mem, v, bytes);
	mem_free(&r->mem, to, bytes);
	return ok ? SKP_OK : mem_fail(&r->mem, err);
}

/* ---- what a finding's subject is called, and where it stands ---- */

static struct text ord_text(uint32_t ord, char to[CELL_PRINT])
{
	uint32_t i = CELL_PRINT;

	do {
		to[--i] = (char)('0' + ord % 10);
		ord /= 10;
	} while (ord);
	to[--i] = '#';
	return (struct text){to + i, CELL_PRINT - i};
}

struct text row_id(const skp_report *r, uint32_t table, uint32_t row,
	char to[CELL_PRINT])
{
	uint32_t c = CELL_EMPTY, line, ord;
	int32_t file;

	switch (table) {
	case SKP_TABLE_PEGAWAI:
		return model_pegawai_id(r->m, row);
	case SKP_TABLE_UNOR:
	case SKP_TABLE_SKP:
	case SKP_TABLE_RHK:
	case SKP_TABLE_PERIODE:
		c = cell(&r->m->table[table], 0, row);
	}
	if (!cell_none(c))
		return names_get(&r->m->ids, c);
	model_place(r->m, table, row, &file, &line, &ord);
	return ord_text(ord, to);
}

struct text finding_id(const skp_report *r, const struct finding *f,
	char to[CELL_PRINT])
{
	const struct note *n;

	if (f->table == SKP_TABLE_INSTANSI)
		return names_get(&r->m->ids, f->row);
	if (f->note == NONE)
		return row_id(r, f->table, f->row, to);
	n = &r->told[f->note].note;
	if (n->id != NAME_EMPTY)
		return names_get(&r->m->ids, n->id);
	if (n->row != NONE)
		return row_id(r, n->table, n->row, to);
	return ord_text(n->ord, to);
}

void finding_place(const skp_report *r, const struct finding *f,
	int32_t *file, uint32_t *line)
{
	uint32_t ord;

	*file = -1;
	*line = 0;
	if (f->note != NONE) {
		*file = r->told[f->note].note.file;
		*line = r->told[f->note].note.line;
	} else if (f->table != SKP_TABLE_INSTANSI) {
		model_place(r->m, f->table, f->row, file, line, &ord);
	}
}
