/* SPDX-License-Identifier: MIT */
/* A producer of Arrow data for tests: arrays of any format from cells written
 * as text, each buffer exactly as long as it must be, so that ASan sees a read
 * beyond it, and every release counted.
 *
 *	fake_begin(rows, offset);
 *	fake_add("nip", "u", "198001012005011001|~", 3);   ~ is a null
 *	fake_give("pegawai", NULL);
 */
#ifndef ARROW_FAKE_H
#define ARROW_FAKE_H

#include <locale.h>

#include "facts.h"
#include "skpcheck-arrow.h"

enum { FAKE_CELLS = 64, FAKE_CHILDREN = 24, FAKE_BLOCKS = 48 };

/* ---- what is alive ---- */

static struct {
	long schemas, arrays, streams;
} fake_live;

struct fake_owned {
	void *block[FAKE_BLOCKS];
	int blocks;
	struct ArrowArray *children[FAKE_CHILDREN];
	struct ArrowSchema *schemas[FAKE_CHILDREN];
	const void *buffers[12];
};

static inline void *fake_keep(struct fake_owned *o, const void *p, size_t n)
{
	void *to = malloc(n ? n : 1);

	ck_assert_int_lt(o->blocks, FAKE_BLOCKS);
	if (n && p)
		memcpy(to, p, n);
	return o->block[o->blocks++] = to;
}

static inline void fake_drop(struct fake_owned *o)
{
	while (o->blocks)
		free(o->block[--o->blocks]);
	free(o);
}

static inline void fake_release_array(struct ArrowArray *a)
{
	struct fake_owned *o = a->private_data;
	int64_t i;

	ck_assert_ptr_nonnull(a->release);
	for (i = 0; i < FAKE_CHILDREN; i++)
		if (o->children[i] && o->children[i]->release)
			o->children[i]->release(o->children[i]);
	if (a->dictionary && a->dictionary->release)
		a->dictionary->release(a->dictionary);
	fake_live.arrays--;
	a->release = NULL;
	fake_drop(o);
}

static inline void fake_release_schema(struct ArrowSchema *s)
{
	struct fake_owned *o = s->private_data;
	int64_t i;

	ck_assert_ptr_nonnull(s->release);
	for (i = 0; i < FAKE_CHILDREN; i++)
		if (o->schemas[i] && o->schemas[i]->release)
			o->schemas[i]->release(o->schemas[i]);
	if (s->dictionary && s->dictionary->release)
		s->dictionary->release(s->dictionary);
	fake_live.schemas--;
	s->release = NULL;
	fake_drop(o);
}

static inline struct fake_owned *fake_array(struct ArrowArray *to)
{
	struct fake_owned *o = calloc(1, sizeof(*o));

	memset(to, 0, sizeof(*to));
	to->private_data = o;
	to->buffers = o->buffers;
	to->release = fake_release_array;
	fake_live.arrays++;
	return o;
}

static inline struct fake_owned *fake_schema(struct ArrowSchema *to,
	const char *format, const char *name)
{
	struct fake_owned *o = calloc(1, sizeof(*o));

	memset(to, 0, sizeof(*to));
	to->private_data = o;
	to->format = fake_keep(o, format, strlen(format) + 1);
	to->name = name ? fake_keep(o, name, strlen(name) + 1) : NULL;
	to->flags = ARROW_FLAG_NULLABLE;
	to->release = fake_release_schema;
	fake_live.schemas++;
	return o;
}

/* ---- cells ---- */

struct fake_cells {
	int n;
	struct text cell[FAKE_CELLS]; /* p NULL: null */
};

/* `before` slots of rubbish, then the cells. */
static inline struct fake_cells fake_cells(const char *s, int before)
{
	struct fake_cells c = {0};
	size_t n;

	for (; c.n < before; c.n++)
		c.cell[c.n] = (struct text){"\xff\xfe", 2};
	for (;; s++) {
		n = strcspn(s, "|");
		ck_assert_int_lt(c.n, FAKE_CELLS);
		c.cell[c.n++] = n == 1 && *s == '~' ? (struct text){NULL, 0}
			: (struct text){s, (uint32_t)n};
		s += n;
		if (!*s)
			return c;
	}
}

/* The tests run in locales with a decimal comma too. */
static inline double fake_double(const char *digits)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t before = uselocale(c);
	double d = strtod(digits, NULL);

	uselocale(before);
	freelocale(c);
	return d;
}

static inline long long fake_number(struct text t)
{
	char to[32] = "77";

	if (t.p && t.n < sizeof(to) && t.p[0] != '\xff') {
		memcpy(to, t.p, t.n);
		to[t.n] = 0;
	}
	return t.p && t.p[0] != '-' ? (long long)strtoull(to, NULL, 10)
				    : strtoll(to, NULL, 10);
}

/* ---- buffers ---- */

static inline void fake_valid(struct ArrowArray *a, const struct fake_cells *c)
{
	uint8_t bits[FAKE_CELLS / 8 + 1] = {0};
	int i;

	a->null_count = -1;
	for (i = 0; i < c->n; i++)
		bits[i / 8] |= (uint8_t)((c->cell[i].p != NULL) << i % 8);
	((const void **)a->buffers)[0] = fake_keep(a->private_data, bits,
		(size_t)(c->n + 7) / 8);
}

static inline void fake_texts(struct ArrowArray *a,
	const struct fake_cells *c, bool large)
{
	int64_t far[FAKE_CELLS + 1] = {0};
	int32_t near[FAKE_CELLS + 1] = {0};
	char bytes[FAKE_CELLS * 64];
	int i;

	for (i = 0; i < c->n; i++) {
		if (c->cell[i].n)
			memcpy(bytes + near[i], c->cell[i].p, c->cell[i].n);
		near[i + 1] = near[i] + (int32_t)c->cell[i].n;
		far[i + 1] = near[i + 1];
	}
	a->n_buffers = 3;
	a->buffers[1] = large
		? fake_keep(a->private_data, far, (size_t)(c->n + 1) * 8)
		: fake_keep(a->private_data, near, (size_t)(c->n + 1) * 4);
	a->buffers[2] = fake_keep(a->private_data, bytes, (size_t)near[c->n]);
}

/* Long ones alternate between two buffers. */
static inline void fake_views(struct ArrowArray *a, const struct fake_cells *c)
{
	char view[FAKE_CELLS][16] = {{0}}, bytes[2][2048];
	int64_t size[2] = {0, 0};
	int32_t i, n, k, at;

	for (i = 0; i < c->n; i++) {
		n = (int32_t)c->cell[i].n;
		memcpy(view[i], &n, 4);
		if (n <= 12) {
			if (n)
				memcpy(view[i] + 4, c->cell[i].p, (size_t)n);
			continue;
		}
		k = i % 2;
		at = (int32_t)size[k];
		memcpy(view[i] + 4, c->cell[i].p, 4);
		memcpy(view[i] + 8, &k, 4);
		memcpy(view[i] + 12, &at, 4);
		memcpy(bytes[k] + at, c->cell[i].p, (size_t)n);
		size[k] += n;
	}
	a->n_buffers = 5;
	a->buffers[1] = fake_keep(a->private_data, view, (size_t)c->n * 16);
	a->buffers[2] = fake_keep(a->private_data, bytes[0], (size_t)size[0]);
	a->buffers[3] = fake_keep(a->private_data, bytes[1], (size_t)size[1]);
	a->buffers[4] = fake_keep(a->private_data, size, sizeof(size));
}

static inline void fake_values(struct ArrowArray *a,
	const struct fake_cells *c, char format, size_t width)
{
	char bytes[FAKE_CELLS * 32] = {0};
	long long v;
	double d;
	int i;

	for (i = 0; i < c->n; i++) {
		char *to = bytes + (size_t)i * width;

		v = fake_number(c->cell[i]);
		if (format == 'w' && c->cell[i].n)
			memcpy(to, c->cell[i].p, c->cell[i].n);
		else if (format == 'g' && c->cell[i].p) {
			d = c->cell[i].p[0] == '\xff' ? 77
				: fake_double(c->cell[i].p);
			memcpy(to, &d, 8);
		} else if (format == 'b')
			bytes[i / 8] |= (char)((v == 1) << i % 8);
		else if (format != 'w')
			memcpy(to, &v, width); /* little end first */
	}
	a->n_buffers = 2;
	a->buffers[1] = fake_keep(a->private_data, bytes, format == 'b'
			? (size_t)(c->n + 7) / 8
			: (size_t)c->n * width);
}

static inline size_t fake_width(const char *f)
{
	if (*f == 'w')
		return (size_t)atoi(f + 2);
	if (strcmp(f, "tdD") == 0)
		return 4;
	return strchr("cC", *f) ? 1 : strchr("sS", *f) ? 2
		: strchr("iI", *f) ? 4 : 8;
}

/* An array of a format, which begins with slot `offset`. */
static inline void fake_fill(struct ArrowArray *a, const char *format,
	const struct fake_cells *c, int64_t offset)
{
	fake_array(a);
	a->length = c->n - offset;
	a->offset = offset;
	if (strcmp(format, "n") == 0) {
		a->null_count = a->length;
		return;
	}
	fake_valid(a, c);
	if (strchr("uz", *format))
		fake_texts(a, c, false);
	else if (strchr("UZ", *format))
		fake_texts(a, c, true);
	else if (*format == 'v')
		fake_views(a, c);
	else
		fake_values(a, c, *format, fake_width(format));
}

/* ---- a record batch ---- */

static struct ArrowSchema fake_s;
static struct ArrowArray fake_a;

static inline void fake_begin(int64_t rows, int64_t offset)
{
	struct fake_owned *o = fake_schema(&fake_s, "+s", "");

	fake_s.children = o->schemas;
	o = fake_array(&fake_a);
	fake_a.children = o->children;
	fake_a.length = rows;
	fake_a.offset = offset;
	fake_a.n_buffers = 1;
}

/* A child with `pad` slots of its own before; the struct to bend. */
static inline struct ArrowArray *fake_child(const char *name,
	const char *format, struct ArrowSchema **schema)
{
	int64_t i = fake_s.n_children++;
	struct fake_owned *o = fake_s.private_data;

	o->schemas[i] = fake_keep(o, &fake_s, sizeof(fake_s));
	fake_schema(o->schemas[i], format, name);
	*schema = o->schemas[i];
	o = fake_a.private_data;
	fake_a.n_children++;
	return o->children[i] = fake_keep(o, &fake_a, sizeof(fake_a));
}

static inline struct ArrowArray *fake_add(const char *name,
	const char *format, const char *cells, int pad)
{
	struct fake_cells c = fake_cells(cells, pad + (int)fake_a.offset);
	struct ArrowSchema *s;
	struct ArrowArray *a = fake_child(name, format, &s);

	fake_fill(a, format, &c, pad);
	return a;
}

/* The same as a dictionary, which itself begins with slot 2 of its array. */
static inline struct ArrowArray *fake_add_dictionary(const char *name,
	const char *index, const char *format, const char *cells, int pad)
{
	struct fake_cells c = fake_cells(cells, pad + (int)fake_a.offset);
	struct fake_cells words = fake_cells("rubbish", 1), places = c;
	static char digits[FAKE_CELLS][12];
	struct ArrowSchema *s;
	struct ArrowArray *a = fake_child(name, index, &s);
	int i, k;

	for (i = 0; i < c.n; i++) {
		for (k = 2; k < words.n && !text_eq(words.cell[k], c.cell[i]);
			k++)
			;
		if (c.cell[i].p && k == words.n)
			words.cell[words.n++] = c.cell[i];
		snprintf(digits[i], sizeof(digits[i]), "%d", k - 2);
		if (c.cell[i].p)
			places.cell[i] = text_of(digits[i]);
	}
	fake_fill(a, index, &places, pad);
	a->dictionary = fake_keep(a->private_data, &fake_a, sizeof(fake_a));
	fake_fill(a->dictionary, format, &words, 2);
	s->dictionary = fake_keep(s->private_data, &fake_s, sizeof(fake_s));
	fake_schema(s->dictionary, format, "");
	return a;
}

static inline void fake_none_left(void)
{
	ck_assert_int_eq(fake_live.schemas, 0);
	ck_assert_int_eq(fake_live.arrays, 0);
	ck_assert_int_eq(fake_live.streams, 0);
}

/* Hands the batch over; nothing of it is left, whatever comes of it. */
static inline int32_t fake_try(const char *table, const skp_arrow_options *o)
{
	int32_t e = skp_model_add_arrow(m, skp_table_find(table, -1), &fake_s,
		&fake_a, o, &err);

	ck_assert_ptr_null(fake_s.release);
	ck_assert_ptr_null(fake_a.release);
	fake_none_left();
	return e;
}

static inline void fake_give(const char *table, const skp_arrow_options *o)
{
	ck_assert_msg(fake_try(table, o) == 0, "%s", err.text);
}

/* ---- a stream of what `make` makes ---- */

struct fake_stream {
	bool (*make)(int batch); /* fills fake_s, fake_a (-1: for the schema);
				    false: the end */
	int batch;
	int fail_at; /* -1 the schema, n the n-th batch, else never */
};

enum { FAKE_NEVER = 1000 };

static inline int fake_get_schema(struct ArrowArrayStream *s,
	struct ArrowSchema *to)
{
	struct fake_stream *f = s->private_data;

	if (f->fail_at == -1)
		return 5;
	f->make(-1);
	*to = fake_s; /* moved */
	fake_a.release(&fake_a);
	fake_s.release = NULL;
	return 0;
}

static inline int fake_get_next(struct ArrowArrayStream *s,
	struct ArrowArray *to)
{
	struct fake_stream *f = s->private_data;

	if (f->fail_at == f->batch)
		return 5;
	memset(to, 0, sizeof(*to));
	if (!f->make(f->batch++))
		return 0;
	*to = fake_a;
	fake_a.release = NULL;
	fake_s.release(&fake_s);
	return 0;
}

static inline const char *fake_said(struct ArrowArrayStream *s)
{
	(void)s;
	return "cannot convert '198001012005011001' \xc3\xa9";
}

static inline void fake_release_stream(struct ArrowArrayStream *s)
{
	fake_live.streams--;
	s->release = NULL;
	free(s->private_data);
}

static inline struct ArrowArrayStream fake_stream(bool (*make)(int),
	int fail_at)
{
	struct fake_stream *f = calloc(1, sizeof(*f));

	f->make = make;
	f->fail_at = fail_at;
	fake_live.streams++;
	return (struct ArrowArrayStream){fake_get_schema, fake_get_next,
		fake_said, fake_release_stream, f};
}

#endif
