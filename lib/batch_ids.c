/* SPDX-License-Identifier: MIT */
/* Columns of ids: a block at a time, and of equal neighbours only the first
 * (files are mostly in some order), so that waits for memory overlap. */
#include "batch.h"

enum { BLOCK = 64, ID_SHORT = 64 };

/* An id that differs from the one in the row before. */
struct id_cell {
	struct probe probe;
	struct text text; /* as it stands in the file */
	uint32_t row;
	uint32_t value; /* CELL_SPECIAL: to be looked up */
	bool fills;	/* there is something in it */
	enum note_reason reason;
	char clean[ID_SHORT];
	char space[CELL_TEXT];
};

struct id_block {
	struct batch *b;
	const skp_column *c;
	const struct field *f;
	uint32_t n;
	bool plain, bad;
	uint8_t of[BLOCK]; /* row of the block -> x */
	struct id_cell x[BLOCK];
};

/* ---- NIP and UUID, most ids by far: nothing can be cleaned or be wrong ---- */

/* 36 bytes with the dashes of a UUID, no blank at either end. */
static inline bool uuid_like(const char *p)
{
	return p[8] == '-' && p[13] == '-' && p[18] == '-' && p[23] == '-' &&
		letter_or_digit(p[0]) && letter_or_digit(p[35]);
}

static inline bool id_plain(const struct id_block *k, struct text t)
{
	const skp_limits *l = &k->b->m->limits;
	uint64_t nip;

	if (k->c->numeric || t.n > l->id || t.n > l->scalar)
		return false;
	return (t.n == 18 && nip_read(t.p, &nip)) ||
		(t.n == 36 && k->f->kind != K_NIP && uuid_like(t.p));
}

/* ---- the rest ---- */

static int32_t id_clean(struct id_block *k, struct id_cell *x)
{
	struct cell_in in = batch_cell_in(k->b, k->c, x->row, x->text);
	struct text id;
	int32_t e = cell_length(k->b, x->row, (uint32_t)k->c->field, x->text);

	if (e)
		return e;
	if (x->text.n > ID_SHORT) { /* rare, so read at once */
		x->value = cell_read(k->b->m, k->b->table,
			(uint32_t)k->c->field, in, &x->reason);
		return x->value == CELL_UNKNOWN
			? mem_fail(&k->b->m->mem, k->b->err)
			: SKP_OK;
	}
	id = cell_id(k->f, in, x->clean, ID_SHORT, &x->reason);
	if (id.n)
		names_probe(&k->b->m->ids, &x->probe, id);
	else
		x->value = CELL_EMPTY;
	return SKP_OK;
}

static inline int32_t id_new(struct id_block *k, uint32_t row, uint32_t says)
{
	struct id_cell *x = &k->x[k->n];

	x->row = row;
	x->reason = NOTE_REASONS;
	x->value = says;
	x->text = (struct text){"", 0};
	if (says == CELL_SPECIAL) {
		x->text = column_text(k->c, row, x->space);
		if (!id_plain(k, x->text))
			return id_clean(k, x);
		names_probe(&k->b->m->ids, &x->probe, x->text);
	}
	return SKP_OK;
}

/* Is it the id of the row before? */
static inline bool id_again(const struct id_block *k, uint32_t row)
{
	const struct id_cell *x = k->n ? &k->x[k->n - 1] : NULL;
	struct text t;

	if (!x || !x->text.n || !k->plain)
		return false;
	t = column_text(k->c, row, NULL);
	return t.p && names_same(x->text, t);
}

static int32_t block_prepare(struct id_block *k, uint32_t from, uint32_t n)
{
	const struct names *ids = &k->b->m->ids;
	uint32_t q;
	int32_t e;

	k->n = 0;
	for (q = 0; q < n; q++) {
		if (!id_again(k, from + q)) {
			e = id_new(k, from + q, column_says(k->c, from + q));
			if (e)
				return e;
			if (k->x[k->n].value == CELL_SPECIAL)
				names_fetch(ids, k->x[k->n].probe.hash);
			k->n++;
		}
		k->of[q] = (uint8_t)(k->n - 1);
	}
	for (q = 0; q < k->n; q++)
		if (k->x[q].value == CELL_SPECIAL)
			names_fetch_more(ids, k->x[q].probe.hash);
	for (q = 0; q < k->n; q++)
		if (k->x[q].value == CELL_SPECIAL)
			names_fetch_text(ids, k->x[q].probe.hash);
	return SKP_OK;
}

static inline bool id_fills(const struct id_block *k, const struct id_cell *x)
{
	return k->c->kind != SKP_COLUMN_SAME && x->value != CELL_UNKNOWN &&
		(x->value != CELL_EMPTY || text_trim(x->text).n);
}

static int32_t block_look(struct id_block *k)
{
	struct id_cell *x;
	uint32_t q;

	k->bad = false;
	for (q = 0; q < k->n; q++) {
		x = &k->x[q];
		if (x->value == CELL_SPECIAL) {
			x->value = names_put_probed(&k->b->m->ids, &x->probe);
			if (x->value == NAME_NONE)
				return mem_fail(&k->b->m->mem, k->b->err);
		}
		k->b->unnamed |= x->value == CELL_UNKNOWN;
		x->fills = id_fills(k, x);
		k->bad |= x->reason != NOTE_REASONS;
	}
	return SKP_OK;
}

static int32_t block_keep(struct id_block *k, uint32_t from, uint32_t n,
	uint32_t *to)
{
	const struct id_cell *x;
	uint32_t q;

	for (q = 0; q < n; q++) {
		x = &k->x[k->of[q]];
		to[q] = x->value;
		k->b->full[from + q] |= x->fills;
		if (k->bad && x->reason != NOTE_REASONS &&
			!batch_bad(k->b, from + q, (uint32_t)k->c->field,
				x->reason))
			return mem_fail(&k->b->m->mem, k->b->err);
	}
	return SKP_OK;
}

static int32_t block_read(struct id_block *k, uint32_t from, uint32_t n,
	uint32_t *to)
{
	int32_t e = block_prepare(k, from, n);

	if (!e)
		e = block_look(k);
	return e ? e : block_keep(k, from, n, to);
}

/* ---- views of NIP and UUID, nearly all there is of a nation ---- */

enum { IS_NIP, IS_UUID, IS_BLANK, IS_ODD };

struct id_views {
	const skp_view *view; /* of row q: view[q * stride] */
	uint32_t stride;
	uint64_t key[BLOCK][2]; /* of a NIP the first one only */
	uint32_t hash[BLOCK];
	uint8_t is[BLOCK];
	uint32_t odd; /* how many are none of the others */
};

static inline uint32_t view_is(const struct id_block *k, const skp_view *v,
	uint64_t key[2])
{
	if (v->n == 18 && nip_read(v->p, key))
		return IS_NIP;
	if (v->n == 36 && k->f->kind != K_NIP && uuid_read(v->p, key))
		return IS_UUID;
	return v->p && !v->n ? IS_BLANK : IS_ODD;
}

/* Hashes; meanwhile the memory is fetched that is read next. */
static void views_prepare(const struct id_block *k, struct id_views *w,
	uint32_t n)
{
	const struct names *ids = &k->b->m->ids;
	const skp_view *v = w->view;
	uint32_t q;

	w->odd = 0;
	for (q = 0; q < n; q++, v += w->stride) {
		w->is[q] = (uint8_t)view_is(k, v, w->key[q]);
		if (w->is[q] == IS_NIP) {
			w->hash[q] = names_hash_nip(ids, w->key[q][0]);
			packed_fetch(&ids->nip, NIP_WORDS, w->hash[q]);
		} else if (w->is[q] == IS_UUID) {
			w->hash[q] = names_hash_uuid(ids, w->key[q]);
			packed_fetch(&ids->uuid, UUID_WORDS, w->hash[q]);
		} else {
			w->odd += w->is[q] == IS_ODD;
		}
	}
}

static inline uint32_t packed_look(struct names *ids, struct packed *of,
	uint32_t words, const skp_view *v, const uint64_t *key, uint32_t hash)
{
	uint32_t name = packed_seek(of, words, key, hash)[words];

	return name ? name : names_put_packed(ids, of, words,
		text_of_view(v), key, hash);
}

/* The cell of view q, which is an id. */
static inline uint32_t view_look(struct id_block *k, const struct id_views *w,
	uint32_t q)
{
	struct names *ids = &k->b->m->ids;
	const skp_view *v = w->view + (uint64_t)q * w->stride;

	return w->is[q] == IS_NIP
		? packed_look(ids, &ids->nip, NIP_WORDS, v, w->key[q],
			w->hash[q])
		: packed_look(ids, &ids->uuid, UUID_WORDS, v, w->key[q],
			w->hash[q]);
}

static int32_t views_read(struct id_block *k, const skp_view *view,
	uint32_t stride, uint32_t from, uint32_t n, uint32_t *to)
{
	struct id_views w;
	uint32_t q;
	int32_t e;

	w.view = view;
	w.stride = stride;
	views_prepare(k, &w, n);
	if (w.odd > BLOCK / 8)
		return block_read(k, from, n, to);
	for (q = 0; q < n; q++)
		if (w.is[q] <= IS_UUID) {
			to[q] = view_look(k, &w, q);
			if (to[q] == NAME_NONE)
				return mem_fail(&k->b->m->mem, k->b->err);
			k->b->full[from + q] = 1;
		} else if (w.is[q] == IS_BLANK) {
			to[q] = CELL_EMPTY;
		} else {
			e = block_read(k, from + q, 1, to + q);
			if (e)
				return e;
		}
	return SKP_OK;
}

/* Views of cells that are none, spelled out where they are no text. */
static void views_make(const struct id_block *k, uint32_t from, uint32_t n,
	skp_view *view, char (*space)[CELL_TEXT])
{
	struct text t;
	uint32_t q, says;

	for (q = 0; q < n; q++) {
		says = column_says(k->c, from + q);
		t = (struct text){says == CELL_UNKNOWN ? NULL : "", 0};
		if (says == CELL_SPECIAL)
			t = column_text(k->c, from + q, space[q]);
		view[q] = (skp_view){t.p, t.n, 0};
	}
}

static int32_t block_view(struct id_block *k, uint32_t from, uint32_t n,
	uint32_t *to)
{
	char space[BLOCK][CELL_TEXT];
	skp_view view[BLOCK];

	if (k->c->kind == SKP_COLUMN_VIEW && k->plain)
		return views_read(k, view_at(k->c, from), k->c->stride, from,
			n, to);
	views_make(k, from, n, view, space);
	return views_read(k, view, 1, from, n, to);
}

int32_t batch_read_ids(struct batch *b, uint32_t column)
{
	uint32_t *to = b->cell + (uint64_t)column * b->in->rows;
	uint32_t i, n, rows = b->in->rows;
	const skp_limits *l = &b->m->limits;
	struct id_block k;
	bool views;
	int32_t e = SKP_OK;

	k.b = b;
	k.c = &b->column[column];
	k.plain = column_plain(k.c);
	k.f = field_of(b->table, (uint32_t)k.c->field);
	views = k.c->kind != SKP_COLUMN_SAME && !k.c->numeric &&
		l->id >= 36 && l->scalar >= 36;
	for (i = 0; i < rows && !e; i += n) {
		n = rows - i < BLOCK ? rows - i : BLOCK;
		e = views ? block_view(&k, i, n, to + i)
			  : block_read(&k, i, n, to + i);
	}
	return e;
}
