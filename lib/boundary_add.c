/* SPDX-License-Identifier: MIT */
/* Adding up what the parts say of units and instansi. */
#include "boundary.h"

struct sum {
	struct buf id, spelling, missing; /* unit: id; instansi: all */
	uint64_t flags, blocked, total;
	bool instansi;
};

static struct text buf_text(const struct buf *b)
{
	return (struct text){b->p ? b->p : "", (uint32_t)b->n};
}

static int sum_cmp(const struct sum *a, const struct sum *b)
{
	struct text s = buf_text(&a->id), t = buf_text(&b->id);
	uint32_t i, n = s.n < t.n ? s.n : t.n;
	int x, y;

	if (a->instansi != b->instansi)
		return a->instansi ? 1 : -1;
	for (i = 0; i < n; i++) {
		x = (unsigned char)ascii_lower(s.p[i]);
		y = (unsigned char)ascii_lower(t.p[i]);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (s.n > t.n) - (s.n < t.n);
}

static void sums_sort(struct sum *v, uint64_t n)
{
	struct sum x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && sum_cmp(&x, &v[k - gap]) < 0;
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static int32_t sum_read(struct mem *mem, const struct lines *l,
	struct sum *s)
{
	s->instansi = text_eq(l->field[0], text_of("instansi"));
	buf_init(&s->id, mem);
	buf_init(&s->spelling, mem);
	buf_init(&s->missing, mem);
	if (!s->instansi && l->n == 5 && text_plain(&s->id, l->field[1]) &&
		text_number(l->field[2], 15, &s->flags) &&
		text_number(l->field[3], INT32_MAX, &s->blocked) &&
		text_number(l->field[4], INT32_MAX, &s->total))
		return SKP_OK;
	if (s->instansi && l->n == 4 && text_plain(&s->id, l->field[1]) &&
		text_plain(&s->spelling, l->field[2]) &&
		text_plain(&s->missing, l->field[3]) && s->missing.n)
		return SKP_OK;
	return lines_fail(l, "a sum cannot be read");
}

static void sum_free(struct sum *s)
{
	buf_free(&s->id);
	buf_free(&s->spelling);
	buf_free(&s->missing);
}

int32_t sums_add(struct sum_list *g, struct mem *mem,
	const struct lines *l)
{
	void *p = g->v;
	struct sum s;
	int32_t e;

	memset(&s, 0, sizeof(s));
	e = sum_read(mem, l, &s);
	if (!e && (s.id.fail || s.spelling.fail || s.missing.fail ||
		!mem_reserve(mem, &p, &g->cap, g->n + 1,
			sizeof(s))))
		e = mem_fail(mem, l->err);
	if (e) {
		sum_free(&s);
		return e;
	}
	g->v = p;
	g->v[g->n++] = s;
	return SKP_OK;
}

/* Of an instansi: the spelling of the least unit; one missing parent only if
 * all name it. */
static void sum_join(struct sum *to, struct sum *s)
{
	struct buf x;

	to->flags |= s->flags;
	to->blocked += s->blocked;
	to->total += s->total;
	if (!to->instansi)
		return;
	if (!text_same(buf_text(&to->missing), buf_text(&s->missing))) {
		to->missing.n = 0;
		buf_char(&to->missing, '*');
	}
	if (text_cmp(buf_text(&s->spelling), buf_text(&to->spelling)) >= 0)
		return;
	x = to->spelling;
	to->spelling = s->spelling;
	s->spelling = x;
	x = to->id;
	to->id = s->id;
	s->id = x;
}

static void put_sum(struct out *o, const struct sum *s)
{
	out_word(o, s->instansi ? "instansi" : "unit");
	out_text(o, buf_text(&s->id));
	if (s->instansi) {
		out_text(o, buf_text(&s->spelling));
		out_text(o, buf_text(&s->missing));
	} else {
		out_uint(o, s->flags);
		out_uint(o, s->blocked);
		out_uint(o, s->total);
	}
	out_end(o);
}

void sums_put(struct sum_list *g, struct out *o)
{
	uint64_t i, k;

	sums_sort(g->v, g->n);
	for (i = 0; i < g->n; i = k) {
		for (k = i + 1; k < g->n &&
			sum_cmp(&g->v[i], &g->v[k]) == 0; k++)
			sum_join(&g->v[i], &g->v[k]);
		put_sum(o, &g->v[i]);
	}
}

void sums_free(struct sum_list *g, struct mem *mem)
{
	uint64_t i;

	for (i = 0; i < g->n; i++)
		sum_free(&g->v[i]);
	mem_free(mem, g->v, g->cap * sizeof(*g->v));
}
