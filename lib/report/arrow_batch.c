/* SPDX-License-Identifier: MIT */
/* Findings as the rows of an Arrow record batch. */
#include <errno.h>
#include "report/arrow.h"

enum { BYTES_MOST = 64 << 20 /* of a batch, and a row more */ };

const struct out_column out_column[OUT_COLUMNS] = {
	{"code", SKP_F_CODE, OUT_WORD},
	{"severity", SKP_F_SEVERITY, OUT_WORD},
	{"table", SKP_F_TABLE, OUT_WORD},
	{"id", SKP_F_ID, OUT_TEXT},
	{"pegawai", SKP_F_PEGAWAI, OUT_TEXT},
	{"unor", SKP_F_UNOR, OUT_TEXT},
	{"actual", SKP_F_ACTUAL, OUT_TEXT},
	{"expected", SKP_F_EXPECTED, OUT_LIST},
	{"path", SKP_F_PATH, OUT_LIST},
	{"blocked", SKP_F_BLOCKED, OUT_INT},
	{"blocked_total", SKP_F_BLOCKED_TOTAL, OUT_INT},
	{"root", SKP_F_ROOT, OUT_TEXT},
	{"level", SKP_F_LEVEL, OUT_WORD},
	{"actor", SKP_F_ACTOR, OUT_WORD},
	{"detail", SKP_F_DETAIL, OUT_TEXT},
	{"file", SKP_F_FILE, OUT_TEXT},
	{"line", SKP_F_LINE, OUT_INT},
	{"message", SKP_F_MESSAGE, OUT_TEXT},
	{"fingerprint", SKP_F_FINGERPRINT, OUT_TEXT},
};

/* ---- one column of a batch ---- */

static void put_text_cell(struct writer *w, struct node *texts)
{
	buf_put(&texts->bytes, w->out.p, w->out.n);
	column_u32(&texts->offset, texts->bytes.n);
}

/* Place of the text under way in a dictionary of a few. */
static uint64_t word_place(struct writer *w, struct node *words)
{
	const uint32_t *end = (const uint32_t *)(const void *)words->offset.p;
	uint64_t n = words->offset.n / sizeof(*end), i;

	for (i = 1; end && i < n; i++)
		if (text_eq((struct text){words->bytes.p + end[i - 1],
			end[i] - end[i - 1]}, (struct text){w->out.p,
			(uint32_t)w->out.n}))
			return i - 1;
	put_text_cell(w, words);
	return n ? n - 1 : 0;
}

static void put_list(struct writer *w, const struct finding *f, int32_t field,
	struct node *list)
{
	struct node *texts = node_of(&list->part[0]);
	int64_t n = field_int(w->r, f, field), k;

	for (k = 0; k < n; k++) {
		w->out.n = 0;
		field_put(w, f, field, (uint32_t)k);
		put_text_cell(w, texts);
	}
	column_u32(&list->place, texts->offset.n / sizeof(uint32_t) - 1);
	column_valid(list, n > 0);
}

static void put_int(const struct writer *w, const struct finding *f,
	int32_t field, struct node *n)
{
	int64_t v = field_int(w->r, f, field);

	buf_put(&n->place, (const char *)&v, sizeof(v));
	column_valid(n, v >= 0);
}

static void put_cell(struct writer *w, const struct finding *f, uint32_t i,
	struct node *n)
{
	int32_t field = out_column[i].field;

	if (out_column[i].kind == OUT_LIST) {
		put_list(w, f, field, n);
		return;
	}
	if (out_column[i].kind == OUT_INT) {
		put_int(w, f, field, n);
		return;
	}
	w->out.n = 0;
	field_put(w, f, field, 0);
	if (out_column[i].kind == OUT_TEXT) {
		put_text_cell(w, n);
		column_valid(n, w->out.n > 0);
	} else {
		column_u32(&n->place, word_place(w, node_of(&n->part[0])));
		n->rows++;
	}
}

/* ---- a batch ---- */

static bool column_new(const struct mem *mem, uint32_t i,
	struct ArrowArray *to)
{
	enum out_kind kind = out_column[i].kind;
	bool parts = kind == OUT_WORD || kind == OUT_LIST;

	if (!array_new(mem, parts, to) ||
		(parts && !array_new(mem, 0, &node_of(to)->part[0])))
		return false;
	column_begin(node_of(to), kind);
	return true;
}

/* Bytes of text in a column; offsets have 31 bits. */
static uint64_t column_size(const struct node *n, uint32_t i)
{
	const struct node *texts = n;

	if (out_column[i].kind == OUT_INT)
		return 0;
	if (out_column[i].kind != OUT_TEXT)
		texts = node_of(&n->part[0]);
	return texts->bytes.n + texts->offset.n;
}

/* false: more in one column than its offsets can say. */
static bool batch_fill(struct out *o, struct node *root, uint64_t *next)
{
	struct writer *w = &o->w;
	const struct finding *f;
	uint64_t size = 0, one;
	uint32_t i;

	for (; *next < w->r->n && root->rows < o->rows && size < BYTES_MOST;
		++*next) {
		f = &w->r->finding[w->r->order[*next]];
		if (!shown(w, f))
			continue;
		for (size = i = 0; i < o->columns; i++) {
			put_cell(w, f, i, node_of(&root->part[i]));
			one = column_size(node_of(&root->part[i]), i);
			if (one > INT32_MAX)
				return false;
			size += one;
		}
		root->rows++;
	}
	return true;
}

static int batch_finish(struct out *o, struct ArrowArray *a)
{
	struct node *root = node_of(a);
	bool good = !o->w.out.fail;
	uint32_t i;

	for (i = 0; i < o->columns; i++)
		good &= column_finish(&root->part[i], out_column[i].kind);
	a->length = (int64_t)root->rows;
	a->n_buffers = 1;
	a->n_children = o->columns;
	a->children = root->child;
	return good ? 0 : ENOMEM;
}

static int batch_build(struct out *o, struct ArrowArray *a, uint64_t *next)
{
	uint32_t i;

	for (i = 0; i < o->columns; i++)
		if (!column_new(&o->mem, i, &node_of(a)->part[i]))
			return ENOMEM;
	if (!batch_fill(o, node_of(a), next))
		return EOVERFLOW;
	return batch_finish(o, a);
}

int out_batch(struct out *o, struct ArrowArray *to)
{
	uint64_t next = o->next;
	int e;

	memset(to, 0, sizeof(*to));
	if (report_check(o->w.r, NULL))
		return EINVAL;
	if (!array_new(&o->mem, o->columns, to))
		return ENOMEM;
	o->w.out.fail = false; /* of an earlier try */
	e = batch_build(o, to, &next);
	if (e || to->length == 0)
		to->release(to);
	if (!e)
		o->next = next;
	return e;
}
