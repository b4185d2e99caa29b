/* SPDX-License-Identifier: MIT */
/* Memory of the Arrow structs that we hand out. A consumer may have moved a
 * struct, so each release goes by what it is given and nothing else. */
#include "report/arrow.h"

/* ---- arrays ---- */

static uint64_t node_bytes(uint64_t parts)
{
	return sizeof(struct node) + parts * (sizeof(struct ArrowArray) +
		sizeof(struct ArrowArray *));
}

static void array_release(struct ArrowArray *a)
{
	struct node *n = a->private_data;
	struct mem mem = n->mem;
	uint64_t i;

	for (i = 0; i < n->parts; i++)
		if (n->part[i].release)
			n->part[i].release(&n->part[i]);
	buf_free(&n->valid);
	buf_free(&n->place);
	buf_free(&n->offset);
	buf_free(&n->bytes);
	mem_free(&mem, n, node_bytes(n->parts));
	a->release = NULL;
}

bool array_new(const struct mem *mem, uint64_t parts, struct ArrowArray *to)
{
	struct mem own = *mem;
	struct node *n = mem_calloc(&own, 1, node_bytes(parts));
	uint64_t i;

	if (!n)
		return false;
	n->mem = own;
	buf_init(&n->valid, &n->mem);
	buf_init(&n->place, &n->mem);
	buf_init(&n->offset, &n->mem);
	buf_init(&n->bytes, &n->mem);
	n->parts = parts;
	n->child = (struct ArrowArray **)(void *)&n->part[parts];
	for (i = 0; i < parts; i++)
		n->child[i] = &n->part[i];
	*to = (struct ArrowArray){.buffers = n->buffer, .private_data = n,
		.release = array_release};
	return true;
}

/* ---- columns ---- */

void column_u32(struct buf *b, uint64_t v)
{
	uint32_t low = (uint32_t)v;

	buf_put(b, (const char *)&low, sizeof(low));
}

static struct node *texts_of(struct node *n, enum out_kind kind)
{
	return kind == OUT_TEXT ? n : node_of(&n->part[0]);
}

void column_begin(struct node *n, enum out_kind kind)
{
	if (kind == OUT_LIST)
		column_u32(&n->place, 0);
	if (kind != OUT_INT)
		column_u32(&texts_of(n, kind)->offset, 0);
}

void column_valid(struct node *n, bool valid)
{
	uint64_t i = n->rows++;

	if (i % 8 == 0)
		buf_char(&n->valid, 0);
	if (!valid)
		n->nulls++;
	else if (!n->valid.fail)
		n->valid.p[i / 8] = (char)(n->valid.p[i / 8] | 1 << i % 8);
}

static const void *padded(struct buf *b)
{
	buf_put(b, "\0\0\0\0\0\0\0", 8);
	return b->p;
}

/* The texts that a dictionary or list holds. */
static bool texts_finish(struct ArrowArray *a)
{
	struct node *n = node_of(a);

	a->length = (int64_t)(n->offset.n / sizeof(uint32_t)) - 1;
	a->n_buffers = 3;
	n->buffer[1] = padded(&n->offset);
	n->buffer[2] = padded(&n->bytes);
	return !n->offset.fail && !n->bytes.fail;
}

bool column_finish(struct ArrowArray *a, enum out_kind kind)
{
	struct node *n = node_of(a);
	bool good = kind == OUT_INT || texts_finish(kind == OUT_TEXT ? a
		: &n->part[0]);

	a->length = (int64_t)n->rows;
	a->null_count = (int64_t)n->nulls;
	if (kind != OUT_WORD)
		n->buffer[0] = padded(&n->valid);
	if (kind != OUT_TEXT) {
		a->n_buffers = 2;
		n->buffer[1] = padded(&n->place);
	}
	if (kind == OUT_WORD)
		a->dictionary = &n->part[0];
	if (kind == OUT_LIST) {
		a->n_children = 1;
		a->children = n->child;
	}
	return good && !n->valid.fail && !n->place.fail;
}

/* ---- schemas ---- */

static uint64_t schema_bytes(uint64_t parts)
{
	return sizeof(struct schema_node) + parts *
		(sizeof(struct ArrowSchema) + sizeof(struct ArrowSchema *));
}

static void schema_release(struct ArrowSchema *s)
{
	struct schema_node *n = s->private_data;
	struct mem mem = n->mem;
	uint64_t i;

	for (i = 0; i < n->parts; i++)
		if (n->part[i].release)
			n->part[i].release(&n->part[i]);
	mem_free(&mem, n, schema_bytes(n->parts));
	s->release = NULL;
}

bool schema_new(const struct mem *mem, uint64_t parts, const char *format,
	const char *name, int64_t flags, struct ArrowSchema *to)
{
	struct mem own = *mem;
	struct schema_node *n = mem_calloc(&own, 1, schema_bytes(parts));
	uint64_t i;

	if (!n)
		return false;
	n->mem = own;
	n->parts = parts;
	n->child = (struct ArrowSchema **)(void *)&n->part[parts];
	for (i = 0; i < parts; i++)
		n->child[i] = &n->part[i];
	*to = (struct ArrowSchema){.format = format, .name = name,
		.flags = flags, .private_data = n, .release = schema_release};
	return true;
}
