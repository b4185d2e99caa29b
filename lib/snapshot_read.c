/* SPDX-License-Identifier: MIT */
/* A snapshot's bytes become a model, which points into them. Nothing of them
 * is believed: first the sums, then every number. */
#include "snapshot.h"

/* ---- the front ---- */

int32_t snapshot_damaged(skp_error *err, const char *what)
{
	return fail(err, SKP_E_FORMAT, "a damaged snapshot (%s): convert the "
		"exports again", what);
}

static int32_t head_check(const struct snapshot_head *h, uint64_t n,
	skp_error *err)
{
	if (n < sizeof(*h))
		return snapshot_damaged(err, "cut short");
	if (memcmp(h->magic, SNAPSHOT_MAGIC, sizeof(h->magic)) != 0)
		return snapshot_damaged(err, "its first bytes were changed, "
			"as when a transfer takes it for text");
	if (h->order != SNAPSHOT_ORDER)
		return fail(err, SKP_E_FORMAT, "a snapshot of a machine with "
			"another byte order: convert the exports again here");
	if (h->version != SNAPSHOT_VERSION)
		return fail(err, SKP_E_FORMAT, "a snapshot of version %u, "
			"this library reads %u: convert the exports again",
			h->version, (uint32_t)SNAPSHOT_VERSION);
	if (h->layout != snapshot_layout())
		return fail(err, SKP_E_FORMAT, "a snapshot of another version "
			"of this library: convert the exports again");
	if (h->size > n)
		return snapshot_damaged(err, "cut short");
	if (h->size < n)
		return snapshot_damaged(err, "bytes behind its end");
	return SKP_OK;
}

static uint64_t front_size(uint64_t parts)
{
	return snapshot_round(sizeof(struct snapshot_head) +
		sizeof(struct snapshot_facts) + parts * sizeof(struct entry));
}

/* The sum was made while its own place was zero. */
static bool front_sound(const char *p, const struct snapshot_head *h,
	struct buf *b)
{
	struct snapshot_head zero = *h;

	zero.sum = 0;
	b->n = 0;
	buf_put(b, (const char *)&zero, sizeof(zero));
	buf_put(b, p + sizeof(zero), front_size(h->parts) - sizeof(zero));
	return !b->fail && snapshot_sum(b->p, b->n) == h->sum;
}

/* ---- facts ---- */

#define COUNT_MOST ((uint64_t)1 << 48)

static bool table_set(struct table *t, const struct snapshot_table *f,
	uint64_t most)
{
	if (f->rows > most || f->ord > COUNT_MOST || f->read > COUNT_MOST ||
		f->empty > COUNT_MOST || f->rejected > COUNT_MOST ||
		f->ignored > COUNT_MOST || f->merged > COUNT_MOST ||
		f->repeated > COUNT_MOST ||
		f->given > (GIVEN_VIEW | GIVEN_TABLE) ||
		f->by_nip >> FIELD_MAX || f->seal_rejected > f->rejected ||
		f->merged + f->repeated + f->empty + f->rejected > f->read)
		return false;
	t->rows = f->rows;
	t->ord = f->ord;
	t->read = f->read;
	t->empty = f->empty;
	t->rejected = f->rejected;
	t->ignored = f->ignored;
	t->merged = f->merged;
	t->repeated = f->repeated;
	t->given = (uint32_t)f->given;
	return true;
}

static bool facts_set(skp_model *m, const struct snapshot_facts *f)
{
	struct names *names[] = {&m->ids, &m->words, &m->texts};
	uint32_t i;

	for (i = 0; i < SKP_TABLES; i++) {
		if (!table_set(&m->table[i], &f->table[i], 0x7fffffff))
			return false;
		m->by_nip[i] = (uint16_t)f->table[i].by_nip;
		m->rejected[i] = f->table[i].seal_rejected;
	}
	for (i = 0; i < 2; i++) {
		if (!table_set(&m->implicit[i], &f->implicit[i], 0x7fffffff) ||
			f->rows_loaded[i] > m->table[i].rows)
			return false;
		m->rows_loaded[i] = f->rows_loaded[i];
	}
	for (i = 0; i < ARRAY_LEN(names); i++)
		memcpy(names[i]->key, f->key[i], sizeof(f->key[i]));
	m->notes_loaded = f->notes_loaded;
	m->nname = f->nname;
	m->skp_list = f->skp_list;
	return f->skp_list <= 1 && f->nname >= 1;
}

/* ---- arrays ---- */

struct opening {
	const struct entry *entry;
	char *p;
	uint64_t n, at, number;
	skp_error *err;
};

/* Says of how many bytes the next array is, or that it cannot be there. */
static bool entry_sound(const struct opening *o, const struct array_part *part,
	const struct entry *e, uint64_t *bytes)
{
	uint64_t most = part->fixed ? *part->n : COUNT_MOST;

	if (e->number != o->number || e->each != part->each || e->n > most ||
		(part->fixed && e->n && e->n != most) ||
		(e->n && e->n <= part->more))
		return false;
	*bytes = e->n * e->each; /* 48 and 8 bits: no overflow */
	return *bytes <= o->n - o->at && snapshot_round(*bytes) <= o->n - o->at;
}

static bool zeros(const char *p, uint64_t n)
{
	uint64_t i;
	char any = 0;

	for (i = 0; i < n; i++)
		any |= p[i];
	return !any;
}

static int32_t adopt_part(void *ctx, const struct array_part *part)
{
	struct opening *o = ctx;
	const struct entry *e = &o->entry[o->number];
	uint64_t bytes = 0, whole;
	void *p = NULL;

	if (!entry_sound(o, part, e, &bytes))
		return snapshot_damaged(o->err, "lengths that do not fit");
	whole = snapshot_round(bytes);
	if (snapshot_sum(o->p + o->at, whole) != e->sum ||
		!zeros(o->p + o->at + bytes, whole - bytes))
		return snapshot_damaged(o->err, "a sum that does not fit");
	if (e->n)
		p = o->p + o->at;
	memcpy(part->slot, &p, sizeof(p));
	if (!part->fixed)
		*part->n = e->n ? e->n - part->more : 0;
	if (part->cap)
		*part->cap = e->n;
	o->at += whole;
	o->number++;
	return SKP_OK;
}

static uint32_t references_of(const struct table *t, uint32_t table)
{
	uint32_t f, bits = 0, kind;

	for (f = 0; f < fields_of(table); f++) {
		kind = field_of(table, f)->kind;
		if (t->col[f] && kind >= K_REF_UNOR && kind <= K_REF_RHK)
			bits |= 1u << f;
	}
	return bits;
}

static int32_t arrays_set(skp_model *m, char *p, uint64_t n, skp_error *err)
{
	const struct snapshot_head *h = (const void *)p;
	struct opening o = {.p = p, .n = n, .at = front_size(h->parts),
		.err = err};
	uint32_t t;
	int32_t e;

	o.entry = (const void *)(p + sizeof(*h) +
		sizeof(struct snapshot_facts));
	e = snapshot_parts(m, adopt_part, &o);
	if (e)
		return e;
	if (o.at != n)
		return snapshot_damaged(err, "bytes behind its end");
	for (t = 0; t < SKP_TABLES; t++)
		m->resolved[t] = references_of(&m->table[t], t);
	m->sealed = true;
	return SKP_OK;
}

/* ---- the whole ---- */

static int32_t read_all(skp_model *m, char *p, uint64_t n, skp_error *err)
{
	const struct snapshot_head *h = (const void *)p;
	int32_t e = head_check(h, n, err);
	struct buf b;
	bool ok;

	if (e)
		return e;
	if (h->parts != snapshot_count(m) || front_size(h->parts) > n)
		return snapshot_damaged(err, "lengths that do not fit");
	buf_init(&b, &m->mem);
	ok = front_sound(p, h, &b);
	e = b.fail ? mem_fail(&m->mem, err) : SKP_OK;
	buf_free(&b);
	if (e)
		return e;
	if (!ok || !facts_set(m, (const void *)(p + sizeof(*h))))
		return snapshot_damaged(err, "a sum that does not fit");
	e = arrays_set(m, p, n, err);
	return e ? e : snapshot_check(m, err);
}

static bool is_empty(const skp_model *m)
{
	uint64_t rows = m->implicit[0].rows + m->implicit[1].rows;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		rows += m->table[t].rows + m->table[t].given +
			m->table[t].read + m->table[t].ignored;
	return rows == 0 && m->nnote == 0 && m->nsource == 1 &&
		m->journal.n == 0;
}

static bool within_limits(const skp_model *x)
{
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		if (x->table[t].rows > x->limits.records)
			return false;
	return true;
}

/* The empty model's few arrays go, those of the snapshot come. */
static void take_over(skp_model *m, skp_model *x)
{
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		table_free(m, &m->table[t]);
	table_free(m, &m->implicit[0]);
	table_free(m, &m->implicit[1]);
	names_free(&m->ids);
	names_free(&m->words);
	names_free(&m->texts);
	mem_free(&m->mem, m->source, m->csource * sizeof(*m->source));
	mem_free(&m->mem, m->note, m->cnote * sizeof(*m->note));
	scratch_free(m);
	x->h = m->h;
	x->mem = m->mem;
	x->loading = m->loading;
	x->mark = m->mark;
	x->changes = m->changes;
	x->journal = m->journal;
	x->ids.mem = x->words.mem = x->texts.mem = &m->mem;
	*m = *x;
}

int32_t model_adopt(skp_model *m, void *p, uint64_t n,
	void (*back)(void *p, uint64_t bytes), skp_error *err)
{
	skp_model *x;
	int32_t e;

	if (!is_empty(m))
		return fail(err, SKP_E_STATE, "a snapshot must be the only "
			"input: convert all exports together");
	x = mem_calloc(&m->mem, 1, sizeof(*x));
	if (!x)
		return mem_fail(&m->mem, err);
	x->limits = m->limits;
	x->mem = m->mem; /* for what the check borrows and gives back */
	e = read_all(x, p, n, err);
	if (!e && !within_limits(x))
		e = fail(err, SKP_E_LIMIT_RECORDS,
			"more rows than the limit");
	if (!e) {
		take_over(m, x);
		mem_lend(&m->mem, p, n, back);
	}
	mem_free(&m->mem, x, sizeof(*x));
	return e;
}
