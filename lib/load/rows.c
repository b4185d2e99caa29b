/* SPDX-License-Identifier: MIT */
/* The batches that a sheet fills: cells are gathered column by column and
 * handed to the model a few thousand rows at a time. */
#include "load/rows.h"

/* ---- values of the row under way ---- */

bool text_none(struct text t, bool reference)
{
	t = text_trim(t);
	if (t.n == 0 || (t.n == 1 && *t.p == '-'))
		return true;
	if (t.n > 4)
		return false;
	if (text_same_str(t, "NULL"))
		return true;
	return reference && (text_same_str(t, "TOP") ||
		text_same_str(t, "XX") || (t.n == 1 && *t.p == '0'));
}

static inline struct text slot_text(const struct sheet *s, uint32_t slot)
{
	return slot < s->n ? text_of_view(&s->cells[slot]) : s->missing;
}

/* The first source that is not empty, else the first that is named. */
static struct text column_first(const struct sheet *s, const struct column *c,
	uint32_t *slot)
{
	struct text t, first = {NULL, 0};
	uint32_t i;

	for (i = 0; i < c->sources; i++) {
		t = slot_text(s, c->source[i].slot);
		if (t.p && !text_none(t, true)) {
			*slot = c->source[i].slot;
			return t;
		}
		if (t.p && !first.p) {
			first = t;
			*slot = c->source[i].slot;
		}
	}
	return first;
}

static inline struct text column_value(const struct sheet *s,
	const struct column *c, uint32_t *slot)
{
	if (c->sources != 1)
		return column_first(s, c, slot);
	*slot = c->source[0].slot;
	return slot_text(s, *slot);
}

struct text sheet_value(const struct sheet *s, uint32_t view, int32_t field)
{
	const struct rows *r = &s->rows[view];
	uint32_t i, slot;

	for (i = 0; i < r->columns; i++)
		if (r->col[i].field == field)
			return column_value(s, &r->col[i], &slot);
	return (struct text){NULL, 0};
}

/* ---- room ---- */

static uint64_t column_room(uint64_t rows)
{
	return (rows + 1) * sizeof(uint32_t) + 2 * ((rows + 7) / 8);
}

/* Offsets and the two rows of bits are one piece of memory. */
static bool column_grow(struct mem *mem, struct column *c, uint64_t rows)
{
	uint64_t bits = (rows + 7) / 8, had = (c->crows + 7) / 8;
	char *p = mem_alloc(mem, column_room(rows));
	uint8_t *known;

	if (!p)
		return false;
	known = (uint8_t *)p + (rows + 1) * sizeof(uint32_t);
	memset(known, 0xff, (size_t)bits);
	memset(known + bits, 0, (size_t)bits);
	if (c->crows) {
		memcpy(p, c->offset, (size_t)((c->crows + 1) * sizeof(uint32_t)));
		memcpy(known, c->known, (size_t)had);
		memcpy(known + bits, c->number, (size_t)had);
		mem_free(mem, c->offset, column_room(c->crows));
	} else {
		memset(p, 0, sizeof(uint32_t));
	}
	c->offset = (uint32_t *)(void *)p;
	c->known = known;
	c->number = known + bits;
	c->crows = rows;
	return true;
}

static bool views_grow(struct mem *mem, struct column *c, uint64_t rows)
{
	void *p = mem_resize(mem, c->view, c->crows * sizeof(*c->view),
		rows * sizeof(*c->view));

	if (!p)
		return false;
	c->view = p;
	c->crows = rows;
	return true;
}

static uint64_t grid_bytes(const struct rows *r, uint64_t rows)
{
	return rows * r->width * sizeof(*r->grid);
}

static bool columns_grow(struct mem *mem, struct rows *r, uint64_t rows,
	bool views)
{
	uint32_t i;

	for (i = 0; i < r->columns; i++)
		if (r->col[i].crows < rows && !r->col[i].same &&
			!(views ? views_grow(mem, &r->col[i], rows)
				: column_grow(mem, &r->col[i], rows)))
			return false;
	return true;
}

static bool grid_grow(struct mem *mem, struct rows *r, uint64_t rows)
{
	void *p = mem_resize(mem, r->grid, r->grid ? grid_bytes(r, r->cline)
						   : 0, grid_bytes(r, rows));

	if (!p)
		return false;
	r->grid = p;
	return true;
}

bool rows_room(struct mem *mem, struct rows *r, uint64_t rows, bool views)
{
	void *line;

	if (!(views && r->plain ? grid_grow(mem, r, rows)
				: columns_grow(mem, r, rows, views)))
		return false;
	line = mem_resize(mem, r->line, r->cline * sizeof(uint32_t),
		rows * sizeof(uint32_t));
	if (!line)
		return false;
	r->line = line;
	r->cline = rows;
	return true;
}

static bool rows_grow(struct mem *mem, struct rows *r, bool views)
{
	return rows_room(mem, r, r->cline < 256 ? 256
			: views		   ? rows_most(r)
					   : ROWS_AT_MOST, views);
}

void rows_free(struct mem *mem, struct rows *r)
{
	uint32_t i;

	for (i = 0; i < r->columns; i++) {
		struct column *c = &r->col[i];

		mem_free(mem, c->bytes, c->cbytes);
		mem_free(mem, c->view, c->view
			? c->crows * sizeof(*c->view) : 0);
		if (c->offset)
			mem_free(mem, c->offset, column_room(c->crows));
	}
	if (r->grid)
		mem_free(mem, r->grid, grid_bytes(r, r->cline));
	mem_free(mem, r->line, r->cline * sizeof(uint32_t));
	memset(r, 0, sizeof(*r));
}

/* ---- filling ---- */

static bool column_bytes(struct mem *mem, struct column *c, uint64_t want)
{
	void *p = c->bytes;

	if (!mem_reserve(mem, &p, &c->cbytes, want < 4096 ? 4096 : want, 1))
		return false;
	c->bytes = p;
	return true;
}

static inline bool column_put(struct mem *mem, struct column *c, uint32_t row,
	struct text t, bool number)
{
	if (c->n + t.n > c->cbytes && !column_bytes(mem, c, c->n + t.n))
		return false;
	if (t.n)
		memcpy(c->bytes + c->n, t.p, t.n);
	c->n += t.n;
	c->offset[row + 1] = (uint32_t)c->n;
	if (!t.p) {
		c->known[row / 8] &= (uint8_t)~(1u << row % 8);
		c->unknowns++;
	}
	if (number) {
		c->number[row / 8] |= (uint8_t)(1u << row % 8);
		c->numbers++;
	}
	return true;
}

static int32_t rows_put_numbered(struct sheet *s, struct rows *r,
	const struct text *cell, uint32_t numbers, uint32_t line)
{
	struct mem *mem = s->ld->mem;
	uint32_t i;

	if (r->n == r->cline && !rows_grow(mem, r, false))
		return mem_fail(mem, s->ld->err);
	for (i = 0; i < r->columns; i++) {
		if (r->col[i].same)
			continue;
		if (!column_put(mem, &r->col[i], r->n, cell[i],
			    numbers >> i & 1))
			return mem_fail(mem, s->ld->err);
		r->bytes += cell[i].n;
	}
	r->line[r->n++] = line;
	if (r->n < ROWS_AT_MOST && r->bytes < TEXT_AT_MOST)
		return SKP_OK;
	return rows_flush(s, r);
}

int32_t rows_put(struct sheet *s, struct rows *r, const struct text *cell,
	uint32_t line)
{
	return rows_put_numbered(s, r, cell, 0, line);
}

/* The cells stay where they are. */
static int32_t rows_show(struct sheet *s, struct rows *r,
	const struct text *cell)
{
	uint32_t i;

	if (r->n == r->cline && !rows_grow(s->ld->mem, r, true))
		return mem_fail(s->ld->mem, s->ld->err);
	for (i = 0; i < r->columns; i++) {
		struct column *c = &r->col[i];

		if (c->same)
			continue;
		c->view[r->n].p = cell[i].p;
		c->view[r->n].n = cell[i].n;
		c->unknowns += !cell[i].p;
	}
	r->line[r->n++] = s->line;
	return r->n < VIEWS_AT_MOST || s->lane ? SKP_OK : rows_flush(s, r);
}

/* As rows_add, of columns that each show one column of the file. */
static int32_t rows_add_plain(struct sheet *s, struct rows *r)
{
	uint32_t i, cells = s->n < r->width ? s->n : r->width;
	skp_view *to;

	if (r->n == r->cline && !rows_grow(s->ld->mem, r, true))
		return mem_fail(s->ld->mem, s->ld->err);
	to = r->grid + (uint64_t)r->n * r->width;
	if (cells)
		memcpy(to, s->cells, cells * sizeof(*to));
	for (i = cells; i < r->width; i++)
		to[i] = (skp_view){s->missing.p, s->missing.n, 0};
	r->line[r->n++] = s->line;
	return r->n < rows_most(r) || s->lane ? SKP_OK : rows_flush(s, r);
}

static struct text column_last(const struct rows *r, const struct column *c)
{
	uint32_t at;

	if (c->view)
		return (struct text){c->view[r->n - 1].p, c->view[r->n - 1].n};
	at = c->offset[r->n - 1];
	return (struct text){c->bytes ? c->bytes + at : "",
		c->offset[r->n] - at};
}

/* People and units stand in long runs of one and the same. */
static bool rows_repeats(const struct rows *r, const struct text *cell)
{
	uint32_t i;

	if (r->n == 0)
		return false;
	for (i = 0; i < r->columns; i++)
		if (!text_eq(column_last(r, &r->col[i]), cell[i]))
			return false;
	return true;
}

static int32_t rows_add_any(struct sheet *s, struct rows *r)
{
	struct text cell[FIELDS_AT_MOST];
	bool blank = r->filled && !r->filled(s);
	uint32_t i, slot = 0, numbers = 0;

	for (i = 0; i < r->columns; i++) {
		const struct column *c = &r->col[i];

		if (blank || c->same) {
			cell[i] = s->missing;
			continue;
		}
		cell[i] = column_value(s, c, &slot);
		if (s->keyed && cell[i].p && s->key[slot].number)
			numbers |= 1u << i;
		if (c->fix)
			cell[i] = c->fix(s, cell[i]);
	}
	if (r->flags & SKP_BATCH_IMPLICIT && rows_repeats(r, cell))
		return SKP_OK;
	return s->views ? rows_show(s, r, cell)
			: rows_put_numbered(s, r, cell, numbers, s->line);
}

int32_t rows_add(struct sheet *s, struct rows *r)
{
	return r->plain ? rows_add_plain(s, r) : rows_add_any(s, r);
}

/* ---- handing over ---- */

static skp_column column_give(const struct rows *r, const struct column *c)
{
	skp_column to = SKP_INIT(skp_column);

	to.field = c->field;
	if (c->same) {
		to.kind = SKP_COLUMN_SAME;
		to.bytes = c->same;
		to.width = (uint32_t)strlen(c->same);
		return to;
	}
	if (c->view || r->grid) {
		to.kind = SKP_COLUMN_VIEW;
		to.view = r->grid ? r->grid + c->source[0].slot : c->view;
		to.stride = r->grid ? r->width : 1;
		return to;
	}
	to.kind = SKP_COLUMN_TEXT;
	to.bytes = c->bytes ? c->bytes : "";
	to.offset = c->offset;
	to.known = c->unknowns ? c->known : NULL;
	to.numeric = c->numbers > 0;
	to.number = c->numbers ? c->number : NULL;
	return to;
}

static void column_empty(struct column *c, uint32_t rows)
{
	if (c->unknowns && c->known)
		memset(c->known, 0xff, (rows + 7) / 8);
	if (c->numbers)
		memset(c->number, 0, (rows + 7) / 8);
	c->unknowns = c->numbers = 0;
	c->n = 0;
}

/* The model names the limit; the place in the file is ours to say. */
static int32_t rows_failed(struct sheet *s, uint32_t line, int32_t code)
{
	char text[512];

	if (!s->ld->err || s->ld->err->file[0])
		return code;
	memcpy(text, s->ld->err->text, sizeof(text));
	text[sizeof(text) - 1] = '\0';
	return load_fail(s->ld, line, 0, code, "%s", text);
}

/* From the length of the first rows, how many the file has: fresh memory is
 * dear, and least so when it is asked for in one piece. */
static void rows_expect(const struct sheet *s, const struct rows *r)
{
	const skp_view *v = r->grid ? r->grid : r->col[0].view, *last;
	ptrdiff_t bytes;

	if (r->sent || r->n < 2 || !v || r->flags & SKP_BATCH_IMPLICIT)
		return;
	last = v + (uint64_t)(r->n - 1) * (r->grid ? r->width : 1);
	bytes = v->p && last->p ? last->p - v->p : 0;
	if (bytes > 0)
		model_expect(s->ld->m, (uint32_t)r->table,
			s->ld->size / (uint64_t)bytes * (r->n - 1));
}

int32_t rows_flush(struct sheet *s, struct rows *r)
{
	skp_batch b = SKP_INIT(skp_batch);
	skp_column col[FIELDS_AT_MOST];
	uint32_t i;
	int32_t e;

	for (i = 0; i < r->columns; i++) {
		/* a field that no row names is not of this file */
		if (!r->col[i].same && (r->n || s->keyed) &&
			r->col[i].unknowns == r->n)
			continue;
		if (!r->col[i].crows && !r->col[i].same && !r->grid &&
			!column_grow(s->ld->mem, &r->col[i], 256))
			return mem_fail(s->ld->mem, s->ld->err);
		col[b.columns++] = column_give(r, &r->col[i]);
	}
	b.table = r->table;
	b.rows = r->n;
	b.column = col;
	b.file = s->ld->file;
	b.flags = r->flags;
	b.line = r->line;
	if (s->views)
		rows_expect(s, r);
	e = skp_model_add_batch(s->ld->m, &b, s->ld->err);
	if (e)
		return rows_failed(s, r->n ? r->line[0] : s->line, e);
	for (i = 0; i < r->columns; i++)
		column_empty(&r->col[i], r->n);
	r->n = 0;
	r->bytes = 0;
	r->sent = true;
	return SKP_OK;
}

struct column *rows_column(struct rows *r, int32_t field)
{
	uint32_t i;

	for (i = 0; i < r->columns; i++)
		if (r->col[i].field == field)
			return &r->col[i];
	r->col[r->columns].field = field;
	return &r->col[r->columns++];
}
