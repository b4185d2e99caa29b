/* SPDX-License-Identifier: MIT */
/* Rows of Arrow arrays as batches for the model. */
#include "load/arrow.h"

/* ---- batches ---- */

static int32_t batch_give(struct arrow_in *in, const skp_column *col,
	uint32_t rows)
{
	skp_batch b = SKP_INIT(skp_batch);

	b.table = in->table;
	b.rows = rows;
	b.columns = in->columns;
	b.column = col;
	b.file = in->ld.file;
	b.flags = in->flags;
	b.first_line = (uint32_t)in->line;
	return skp_model_add_batch(in->ld.m, &b, in->ld.err);
}

int32_t arrow_given(struct arrow_in *in)
{
	skp_column col[FIELDS_AT_MOST];
	uint32_t i;

	memset(col, 0, sizeof(col));
	for (i = 0; i < in->columns; i++) {
		col[i].size = sizeof(col[i]);
		col[i].field = in->col[i].field;
		col[i].kind = SKP_COLUMN_SAME;
	}
	return batch_give(in, col, 0);
}

static int32_t batch_fill(struct arrow_in *in, struct arrow_span *s)
{
	skp_column col[FIELDS_AT_MOST];
	struct arrow_column *c;
	uint32_t i;
	int32_t e = SKP_OK;

	memset(col, 0, sizeof(col));
	for (i = 0; i < in->columns && !e; i++) {
		c = &in->col[i];
		col[i].size = sizeof(col[i]);
		col[i].field = c->field;
		e = arrow_column_fill(in, c, s, &col[i]);
	}
	return e ? e : batch_give(in, col, s->n);
}

/* ---- arrays ---- */

/* `need` slots must be there, its own offset not counted. */
static int32_t array_open(const struct arrow_in *in, int32_t field,
	struct arrow_array *a, const struct arrow_type *type,
	const struct ArrowArray *from, uint64_t need)
{
	const char *wrong = arrow_array_open(a, type, from);

	if (!wrong && a->length < need)
		wrong = "fewer values than there are rows";
	return wrong ? arrow_fail(in, field, SKP_E_ARG, wrong) : SKP_OK;
}

static int32_t sources_open(const struct arrow_in *in, struct arrow_column *c,
	const struct ArrowArray *a, uint64_t need)
{
	struct arrow_source *s;
	const struct ArrowArray *child;
	uint32_t k;
	int32_t e = SKP_OK;

	for (k = 0; k < c->sources && !e; k++) {
		s = &c->source[k];
		child = s->child < a->n_children ? a->children[s->child] : NULL;
		e = array_open(in, c->field, &s->array, &s->type, child, need);
		if (!e && s->dictionary)
			e = array_open(in, c->field, &s->values,
				&s->value_type, child->dictionary, 0);
	}
	return e;
}

static int32_t rows_open(struct arrow_in *in, const struct ArrowArray *a)
{
	const struct arrow_type none = {.kind = ARROW_NULL};
	const char *wrong = arrow_array_open(&in->rows, &none, a);
	uint32_t i;
	int32_t e = SKP_OK;

	if (!wrong && a->n_buffers == 1 && a->buffers && a->null_count != 0)
		in->rows.valid = a->buffers[0];
	if (!wrong && a->null_count > 0 && !in->rows.valid)
		wrong = "nulls without a bitmap that tells them";
	if (!wrong && (a->n_children < 0 || (a->n_children && !a->children)))
		wrong = "no children";
	if (wrong)
		return fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_ARG,
			"the struct array: %s", wrong);
	for (i = 0; i < in->columns && !e; i++)
		e = sources_open(in, &in->col[i], a,
			in->rows.first + in->rows.length);
	return e;
}

static bool asked(struct arrow_in *in)
{
	bool go_on;

	if (!in->ld.progress)
		return true;
	model_busy(in->ld.m, true);
	go_on = !in->ld.progress(in->ld.progress_ctx, in->ld.bytes,
		in->ld.rows);
	model_busy(in->ld.m, false);
	return go_on;
}

int32_t arrow_rows(struct arrow_in *in, const struct ArrowArray *a)
{
	int32_t e = rows_open(in, a);
	uint64_t done = 0;
	struct arrow_span s;

	while (!e && done < in->rows.length) {
		s.at = in->rows.first + done;
		s.n = in->rows.length - done < ROWS_AT_MOST
			? (uint32_t)(in->rows.length - done)
			: ROWS_AT_MOST;
		e = batch_fill(in, &s);
		if (e)
			break;
		done += s.n;
		in->ld.rows += s.n;
		if (in->line)
			in->line += s.n;
		if (in->line > UINT32_MAX)
			in->line = 0;
		if (!asked(in))
			e = fail_at(in->ld.err, in->ld.name, 0, 0,
				SKP_E_CANCEL, "stopped by the caller");
	}
	return e;
}
