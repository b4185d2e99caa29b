/* SPDX-License-Identifier: MIT */
/* The order of a report: level, blocked_total descending, code, table, id. */
#include "run.h"

struct key {
	uint64_t major;	 /* level, blocked_total, code, table */
	uint64_t prefix; /* the id's first 8 bytes, big end first */
	uint32_t i;
};

struct sorter {
	const skp_report *r;
	uint8_t code[RULES_ALL];	     /* place among the codes */
	uint8_t table[SKP_TABLE_INSTANSI + 1]; /* place among the names */
};

static void sorter_init(struct sorter *s, const skp_report *r)
{
	uint32_t n = rules_of(r->c), a, b;
	int32_t i, k;

	memset(s, 0, sizeof(*s));
	s->r = r;
	for (a = 0; a < n; a++)
		for (b = 0; b < n; b++)
			if (strcmp(rule_of(r->c, b)->code,
				rule_of(r->c, a)->code) < 0)
				s->code[a]++;
	for (i = 0; i <= SKP_TABLE_INSTANSI; i++)
		for (k = 0; k <= SKP_TABLE_INSTANSI; k++)
			if (strcmp(skp_table_name(k), skp_table_name(i)) < 0)
				s->table[i]++;
}

static struct key key_of(const struct sorter *s, uint32_t i)
{
	const struct finding *f = &s->r->finding[i];
	uint32_t total = f->blocked_total == NONE ? 0 : f->blocked_total, k;
	char to[CELL_PRINT];
	struct text id = finding_id(s->r, f, to);
	struct key key = {(uint64_t)rule_of(s->r->c, f->rule)->level << 60 |
			(uint64_t)(NONE - total) << 28 |
			(uint64_t)s->code[f->rule] << 16 | s->table[f->table],
		0, i};

	for (k = 0; k < 8; k++)
		key.prefix = key.prefix << 8 |
			(k < id.n ? (unsigned char)id.p[k] : 0);
	return key;
}

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

static int key_cmp(const struct sorter *s, const struct key *a,
	const struct key *b)
{
	const struct finding *f = &s->r->finding[a->i];
	const struct finding *g = &s->r->finding[b->i];
	char to[2][CELL_PRINT];
	int c;

	if (a->major != b->major)
		return a->major < b->major ? -1 : 1;
	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	c = text_cmp(finding_id(s->r, f, to[0]), finding_id(s->r, g, to[1]));
	if (c)
		return c;
	c = rest_cmp(s->r, f, g);
	if (!c && f->group == GROUP_ROW && g->group == GROUP_ROW)
		c = (f->row > g->row) - (f->row < g->row);
	return c ? c : (a->i > b->i) - (a->i < b->i);
}

static void merge(const struct sorter *s, const struct key *v, struct key *to,
	uint64_t lo, uint64_t mid, uint64_t hi)
{
	uint64_t i = lo, j = mid, k;

	for (k = lo; k < hi; k++)
		if (j == hi || (i < mid && key_cmp(s, &v[i], &v[j]) <= 0))
			to[k] = v[i++];
		else
			to[k] = v[j++];
}

static const struct key *sort_keys(const struct sorter *s, struct key *v,
	struct key *to, uint64_t n)
{
	uint64_t width, lo, mid, hi;
	struct key *x;

	for (width = 1; width < n; width *= 2) {
		for (lo = 0; lo < n; lo = hi) {
			mid = lo + width < n ? lo + width : n;
			hi = mid + width < n ? mid + width : n;
			merge(s, v, to, lo, mid, hi);
		}
		x = v;
		v = to;
		to = x;
	}
	return v;
}

int32_t report_sort(skp_report *r, skp_error *err)
{
	uint64_t bytes = r->n * sizeof(struct key), i;
	struct key *v, *to;
	const struct key *sorted;
	struct sorter s;
	int32_t e = SKP_OK;

	if (r->n == 0)
		return SKP_OK;
	v = mem_alloc(&r->mem, bytes);
	to = mem_alloc(&r->mem, bytes);
	r->order = mem_alloc(&r->mem, r->n * sizeof(*r->order));
	r->corder = r->order ? r->n : 0;
	if (v && to && r->order) {
		sorter_init(&s, r);
		for (i = 0; i < r->n; i++)
			v[i] = key_of(&s, (uint32_t)i);
		sorted = sort_keys(&s, v, to, r->n);
		for (i = 0; i < r->n; i++)
			r->order[i] = sorted[i].i;
	} else {
		e = mem_fail(&r->mem, err);
	}
	mem_free(&r->mem, v, bytes);
	mem_free(&r->mem, to, bytes);
	return e;
}

/* ---- after edits ---- */

/* Where a finding belongs among the first n of the order. */
static uint64_t place_of(const struct sorter *s, const struct key *k,
	uint64_t n)
{
	uint64_t lo = 0, hi = n, mid;
	struct key other;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		other = key_of(s, s->r->order[mid]);
		if (key_cmp(s, &other, k) < 0)
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
		at = place_of(s, &v[i - 1], old);
		memmove(r->order + at + i, r->order + at,
			(size_t)(old - at) * sizeof(*r->order));
		r->order[at + i - 1] = v[i - 1].i;
		old = at;
	}
	r->n += n;
}

static void take_out(skp_report *r, const uint64_t *gone)
{
	uint64_t i, n = 0;
	uint32_t f;

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
		take_out(r, gone);
		for (i = 0; i < n; i++)
			v[i] = key_of(&s, (uint32_t)(from + i));
		put_in(&s, r, sort_keys(&s, v, to, n), n);
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
