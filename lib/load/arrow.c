/* SPDX-License-Identifier: MIT */
/* Rows from Arrow arrays and streams: a load like that of a file, all or
 * nothing, after which what was handed over has been released. */
#include "load/arrow.h"

static int32_t options_read(skp_arrow_options *to,
	const skp_arrow_options *from, skp_error *err)
{
	if (!sized_in(to, sizeof(*to), from))
		return fail(err, SKP_E_ARG, "options of a newer library");
	if (to->flags & ~(uint32_t)(SKP_BATCH_REPORT | SKP_BATCH_PARTIAL))
		return fail(err, SKP_E_ARG,
			"flags other than SKP_BATCH_REPORT, SKP_BATCH_PARTIAL");
	if (to->said && to->said_cap)
		to->said[0] = '\0';
	return SKP_OK;
}

static int32_t in_begin(struct arrow_in *in, const skp_arrow_options *o)
{
	if (!o->source)
		return SKP_OK;
	in->ld.name = o->source;
	return skp_model_source(in->ld.m, o->source, -1, &in->ld.file,
		in->ld.err);
}

static int32_t in_new(skp_model *m, int32_t table, const skp_arrow_options *o,
	struct arrow_in **ret, skp_error *err)
{
	struct arrow_in *in;
	int32_t e = model_load_begin(m, err);

	if (e)
		return e;
	in = mem_calloc(model_mem(m), 1, sizeof(*in));
	if (!in || table < 0 || table >= SKP_TABLES) {
		e = in ? fail(err, SKP_E_ARG, "no such table")
		       : mem_fail(model_mem(m), err);
		mem_free(model_mem(m), in, sizeof(*in));
		model_load_end(m, false);
		return e;
	}
	in->err.size = sizeof(in->err);
	in->ld = (struct load){.m = m, .mem = model_mem(m),
		.limits = model_limits(m), .name = "", .file = -1,
		.progress = o->progress, .progress_ctx = o->ctx,
		.err = &in->err};
	in->table = table;
	in->flags = o->flags;
	in->line = o->first_line;
	*ret = in;
	return SKP_OK;
}

/* Keeps the rows or, with an error, leaves none. */
static int32_t in_end(struct arrow_in *in, int32_t e, skp_error *err)
{
	skp_model *m = in->ld.m;

	if (!e && in->ignored)
		e = skp_model_ignored(m, in->table, in->ignored, &in->err);
	if (e && err)
		sized_out(err, &in->err, sizeof(in->err));
	arrow_columns_free(in);
	mem_free(model_mem(m), in, sizeof(*in));
	model_load_end(m, e == SKP_OK);
	return e;
}

/* ---- one array ---- */

static int32_t add_array(skp_model *m, int32_t table,
	const struct ArrowSchema *schema, const struct ArrowArray *array,
	const skp_arrow_options *options, skp_error *err)
{
	struct arrow_in *in = NULL;
	skp_arrow_options o;
	int32_t e;

	if (!schema || !array || !schema->release || !array->release)
		return fail(err, SKP_E_ARG,
			"schema or array is NULL or was released");
	e = options_read(&o, options, err);
	if (!e)
		e = in_new(m, table, &o, &in, err);
	if (e)
		return e;
	e = in_begin(in, &o);
	if (!e)
		e = arrow_columns(in, schema);
	if (!e)
		e = arrow_given(in);
	if (!e)
		e = arrow_rows(in, array);
	return in_end(in, e, err);
}

int32_t skp_model_add_arrow(skp_model *m, int32_t table,
	struct ArrowSchema *schema, struct ArrowArray *array,
	const skp_arrow_options *options, skp_error *err)
{
	int32_t e = add_array(m, table, schema, array, options, err);

	if (array && array->release)
		array->release(array);
	if (schema && schema->release)
		schema->release(schema);
	return e;
}

/* ---- streams ---- */

/* What the producer says of its failure; cut to fit, not in a character. */
static void keep_said(struct ArrowArrayStream *s, const skp_arrow_options *o)
{
	const char *said = s->get_last_error(s);
	uint64_t n = said ? strlen(said) : 0;

	if (!o->said || !o->said_cap)
		return;
	if (n >= o->said_cap)
		for (n = o->said_cap - 1; n && (said[n] & 0xc0) == 0x80; n--)
			;
	if (n)
		memcpy(o->said, said, (size_t)n);
	o->said[n] = '\0';
}

static int32_t stream_failed(const struct arrow_in *in,
	struct ArrowArrayStream *s, int code, const skp_arrow_options *o)
{
	if (!code)
		return SKP_OK;
	keep_said(s, o);
	return fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_IO,
		"the producer of the stream failed (errno %d)", code);
}

/* The producer's functions are the caller's: none may use the model. */
static int32_t stream_columns(struct arrow_in *in, struct ArrowArrayStream *s,
	const skp_arrow_options *o)
{
	struct ArrowSchema schema;
	int32_t e;

	memset(&schema, 0, sizeof(schema));
	model_busy(in->ld.m, true);
	e = stream_failed(in, s, s->get_schema(s, &schema), o);
	model_busy(in->ld.m, false);
	if (e)
		return e;
	e = schema.release ? arrow_columns(in, &schema)
			   : fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_ARG,
				   "a stream without a schema");
	model_busy(in->ld.m, true);
	if (schema.release)
		schema.release(&schema);
	model_busy(in->ld.m, false);
	return e;
}

static int32_t stream_batch(struct arrow_in *in, struct ArrowArrayStream *s,
	const skp_arrow_options *o, bool *end)
{
	struct ArrowArray array;
	int32_t e;

	memset(&array, 0, sizeof(array));
	model_busy(in->ld.m, true);
	e = stream_failed(in, s, s->get_next(s, &array), o);
	model_busy(in->ld.m, false);
	*end = e || !array.release;
	if (*end)
		return e;
	e = arrow_rows(in, &array);
	model_busy(in->ld.m, true);
	array.release(&array);
	model_busy(in->ld.m, false);
	return e;
}

static int32_t add_stream(skp_model *m, int32_t table,
	struct ArrowArrayStream *stream, const skp_arrow_options *options,
	skp_error *err)
{
	struct arrow_in *in = NULL;
	skp_arrow_options o;
	bool end = false;
	int32_t e;

	if (!stream || !stream->release)
		return fail(err, SKP_E_ARG, "stream is NULL or was released");
	e = options_read(&o, options, err);
	if (!e)
		e = in_new(m, table, &o, &in, err);
	if (e)
		return e;
	e = in_begin(in, &o);
	if (!e)
		e = stream_columns(in, stream, &o);
	if (!e)
		e = arrow_given(in);
	while (!e && !end)
		e = stream_batch(in, stream, &o, &end);
	return in_end(in, e, err);
}

int32_t skp_model_add_arrow_stream(skp_model *m, int32_t table,
	struct ArrowArrayStream *stream, const skp_arrow_options *options,
	skp_error *err)
{
	int32_t e = add_stream(m, table, stream, options, err);

	if (stream && stream->release)
		stream->release(stream);
	return e;
}
