/* SPDX-License-Identifier: MIT */
/* Is the struct of an Arrow array sound? How large its buffers are it does not
 * tell: that is trusted. */
#include "load/arrow.h"

static int64_t buffers_of(const struct arrow_type *t)
{
	return t->kind == ARROW_TEXT || t->kind == ARROW_LARGE ? 3 : 2;
}

static bool count_ok(const struct arrow_type *t, int64_t n)
{
	if (t->kind == ARROW_NULL)
		return n >= 0;
	return t->kind == ARROW_VIEW ? n >= 3 : n == buffers_of(t);
}

static const char *lengths_wrong(const struct ArrowArray *a)
{
	uint64_t end;

	if (a->length < 0 || a->offset < 0)
		return "a length or offset below zero";
	if (!add_ok((uint64_t)a->length, (uint64_t)a->offset, &end) ||
		end > INT64_MAX / 16)
		return "a length beyond all memory";
	if (a->null_count < -1 || a->null_count > a->length)
		return "more nulls than values";
	return NULL;
}

/* The first buffer of any type but null. */
static const char *valid_open(struct arrow_array *a)
{
	const struct ArrowArray *from = a->from;

	if (from->null_count == 0)
		return NULL;
	a->valid = from->buffers[0];
	return !a->valid && from->null_count > 0
		? "nulls without a bitmap that tells them"
		: NULL;
}

/* The last offset is what tells how much text there is. */
static const char *offsets_open(struct arrow_array *a)
{
	uint32_t width = a->type.kind == ARROW_LARGE ? 8 : 4;

	a->offset = a->from->buffers[1];
	a->data = a->from->buffers[2];
	if (!a->length)
		return NULL;
	if (!a->offset)
		return "no offsets";
	a->end = arrow_int(a->offset + (a->first + a->length) * width, width,
		true);
	if (a->end < 0)
		return "offsets that go backwards";
	return a->data || !a->end ? NULL : "no bytes";
}

static const char *data_open(struct arrow_array *a)
{
	const void *const *buffer = a->from->buffers;
	bool none = a->from->length == 0;

	a->data = buffer[1];
	switch (a->type.kind) {
	case ARROW_TEXT:
	case ARROW_LARGE:
		return offsets_open(a);
	case ARROW_VIEW:
		if (a->from->n_buffers > 3 &&
			!buffer[a->from->n_buffers - 1])
			return "no sizes of its buffers";
		break;
	default:
		break;
	}
	return a->data || none || (a->type.kind == ARROW_FIXED &&
		!a->type.width) ? NULL : "no values";
}

const char *arrow_array_open(struct arrow_array *a,
	const struct arrow_type *type, const struct ArrowArray *from)
{
	const char *wrong;

	*a = (struct arrow_array){.type = *type, .from = from};
	if (!from)
		return "no array";
	wrong = lengths_wrong(from);
	if (wrong)
		return wrong;
	a->first = (uint64_t)from->offset;
	a->length = (uint64_t)from->length;
	if (!count_ok(type, from->n_buffers) ||
		(from->n_buffers > 0 && !from->buffers))
		return "another number of buffers than its type has";
	if (type->kind == ARROW_NULL)
		return NULL;
	wrong = valid_open(a);
	return wrong ? wrong : data_open(a);
}
