/* SPDX-License-Identifier: MIT */
/* Findings as an Arrow stream: record batches, made when they are asked for
 * or, where the report may go before the stream does, all at once. */
#include <errno.h>
#include "report/arrow.h"

enum { ROWS = 65536 };

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
	enum out_kind kind = out_column[i].kind;
	bool parts = kind == OUT_WORD || kind == OUT_LIST;
	struct ArrowSchema *part;

	if (!schema_new(mem, parts, format_of(kind), out_column[i].name,
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
		e = out_batch(o, to);
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
	phrases_free(&o->w);
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
		e = out_batch(o, &a);
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
	o->columns = OUT_COLUMNS - !from->fingerprints;
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
