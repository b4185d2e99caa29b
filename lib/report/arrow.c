/* SPDX-License-Identifier: MIT */
/* Findings as an Arrow stream: record batches, made when they are asked for
 * or, where the report may go before the stream does, all at once. */
#include <errno.h>
#include "report/arrow.h"

enum { ROWS = 65536, BYTES_MOST = 64 << 20 /* of a batch, and a row more */ };

static const struct {
	const char *name;
	uint8_t field, kind;
} column[] = {
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

/* What a stream owns. The report is looked at by batch_make alone. */
struct out {
	struct mem mem;
	struct writer w;
	uint64_t pseudonyms; /* bytes of w.pseudonym */
	uint64_t next;	     /* finding */
	uint32_t rows, columns;
	bool end;
	const char *said;
	struct ArrowArray *ready; /* batches made beforehand */
	uint64_t nready, cready, taken;
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
	int32_t field = column[i].field;

	if (column[i].kind == OUT_LIST) {
		put_list(w, f, field, n);
		return;
	}
	if (column[i].kind == OUT_INT) {
		put_int(w, f, field, n);
		return;
	}
	w->out.n = 0;
	field_put(w, f, field, 0);
	if (column[i].kind == OUT_TEXT) {
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
	enum out_kind kind = column[i].kind;
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

	if (column[i].kind == OUT_INT)
		return 0;
	if (column[i].kind != OUT_TEXT)
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
		good &= column_finish(&root->part[i], column[i].kind);
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

/* The next batch; its release is NULL at the end. */
static int batch_make(struct out *o, struct ArrowArray *to)
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

/* ---- the stream's functions ---- */

static int failed(struct out *o, int e)
{
	o->said = e == ENOMEM	   ? "no memory"
		: e == EOVERFLOW ? "more than 2 GiB of text in one finding"
		: e ? "the model was opened for edits after the check" : NULL;
	return e;
}

static const char *format_of(enum out_kind kind)
{
	static const char *const format[] = {"u", "i", "+l", "l"};

	return format[kind];
}

static bool schema_column(const struct mem *mem, uint32_t i,
	struct ArrowSchema *to)
{
	enum out_kind kind = column[i].kind;
	bool parts = kind == OUT_WORD || kind == OUT_LIST;
	struct ArrowSchema *part;

	if (!schema_new(mem, parts, format_of(kind), column[i].name,
		kind == OUT_WORD ? 0 : ARROW_FLAG_NULLABLE, to))
		return false;
	if (!parts)
		return true;
	part = schema_part(to, 0);
	if (!schema_new(mem, 0, "u", kind == OUT_LIST ? "item" : "", 0, part))
		return false;
	if (kind == OUT_WORD) {
		to->dictionary = part;
	} else {
		to->n_children = 1;
		to->children = ((struct schema_node *)to->private_data)->child;
	}
	return true;
}

static int stream_schema(struct ArrowArrayStream *s, struct ArrowSchema *to)
{
	struct out *o = s->private_data;
	bool good;
	uint32_t i;

	memset(to, 0, sizeof(*to));
	if (!schema_new(&o->mem, o->columns, "+s", "", 0, to))
		return failed(o, ENOMEM);
	for (good = true, i = 0; i < o->columns && good; i++)
		good = schema_column(&o->mem, i, schema_part(to, i));
	to->n_children = o->columns;
	to->children = ((struct schema_node *)to->private_data)->child;
	if (!good)
		to->release(to);
	return failed(o, good ? 0 : ENOMEM);
}

static int stream_next(struct ArrowArrayStream *s, struct ArrowArray *to)
{
	struct out *o = s->private_data;
	int e = 0;

	if (o->taken < o->nready)
		*to = o->ready[o->taken++];
	else if (o->end)
		memset(to, 0, sizeof(*to));
	else
		e = batch_make(o, to);
	o->end |= !e && !to->release;
	return failed(o, e);
}

static const char *stream_said(struct ArrowArrayStream *s)
{
	return ((const struct out *)s->private_data)->said;
}

/* Not writer_free: the report may be gone by now. */
static void out_free(struct out *o)
{
	struct mem mem = o->mem;

	for (; o->taken < o->nready; o->taken++)
		o->ready[o->taken].release(&o->ready[o->taken]);
	mem_free(&o->mem, o->ready, o->cready * sizeof(*o->ready));
	buf_free(&o->w.out);
	buf_free(&o->w.about);
	mem_free(&o->w.mem, o->w.pseudonym, o->pseudonyms);
	mem_free(&mem, o, sizeof(*o));
}

static void stream_release(struct ArrowArrayStream *s)
{
	out_free(s->private_data);
	s->release = NULL;
}

/* ---- making one ---- */

/* All batches at once. */
static int out_ready(struct out *o)
{
	struct ArrowArray a;
	void *p;
	int e;

	for (;;) {
		e = batch_make(o, &a);
		if (e || !a.release)
			break;
		p = o->ready;
		if (!mem_reserve(&o->mem, &p, &o->cready, o->nready + 1,
			sizeof(a))) {
			a.release(&a);
			return ENOMEM;
		}
		o->ready = p;
		o->ready[o->nready++] = a;
	}
	o->end = !e;
	return e;
}

static int32_t out_open(struct out *o, const skp_report *r,
	const skp_arrow_write_options *from, skp_error *err)
{
	skp_write_options w = SKP_INIT(skp_write_options);
	int32_t e;
	int code;

	w.lang = from->lang;
	w.min_severity = from->min_severity;
	w.mask = from->mask;
	e = writer_init(&o->w, r, &w, err);
	o->w.err = NULL; /* the caller's, who will be gone */
	if (e)
		return e;
	if (o->w.pseudonym)
		o->pseudonyms = r->m->ids.n * sizeof(uint32_t);
	o->rows = from->rows ? from->rows : ROWS;
	o->columns = ARRAY_LEN(column) - !from->fingerprints;
	code = from->copy ? out_ready(o) : 0;
	if (code == EOVERFLOW)
		return fail(err, SKP_E_LIMIT_SIZE,
			"more than 2 GiB of text in one finding");
	return code ? mem_fail(&o->mem, err) : SKP_OK;
}

int32_t skp_report_arrow(const skp_report *r,
	const skp_arrow_write_options *options, struct ArrowArrayStream *out,
	skp_error *err)
{
	int32_t e = report_check(r, err);
	skp_arrow_write_options from;
	struct mem mem;
	struct out *o;

	if (!out)
		return fail(err, SKP_E_ARG, "out is NULL");
	memset(out, 0, sizeof(*out));
	if (e)
		return e;
	if (!sized_in(&from, sizeof(from), options))
		return fail(err, SKP_E_ARG, "options of a newer library");
	mem_init(&mem, &r->mem.a, 0);
	o = mem_calloc(&mem, 1, sizeof(*o));
	if (!o)
		return mem_fail(&mem, err);
	o->mem = mem;
	e = out_open(o, r, &from, err);
	if (e) {
		out_free(o);
		return e;
	}
	*out = (struct ArrowArrayStream){.get_schema = stream_schema,
		.get_next = stream_next, .get_last_error = stream_said,
		.release = stream_release, .private_data = o};
	return SKP_OK;
}
