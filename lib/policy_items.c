/* SPDX-License-Identifier: MIT */
/* What a policy is made of: one array of items, grouped by part and sorted,
 * over one buffer of texts that items point into by offset, so that a copy of
 * a policy is a copy of three blocks. */
#include "policy_data.h"

static void *block_copy(struct mem *mem, const void *p, uint64_t bytes)
{
	void *q = mem_alloc(mem, bytes);

	if (q)
		memcpy(q, p, bytes);
	return q;
}

int32_t policy_copy(const struct policy *p, struct policy *ret,
	skp_error *err)
{
	*ret = *p;
	buf_init(&ret->text, p->mem);
	ret->order = NULL;
	ret->order_cap = 0;
	ret->item = NULL;
	ret->cap = 0;
	if (p->text.n)
		buf_put(&ret->text, p->text.p, p->text.n);
	if (ret->text.fail)
		goto nomem;
	if (p->n) {
		ret->item = block_copy(p->mem, p->item,
			p->n * sizeof(*p->item));
		if (!ret->item)
			goto nomem;
		ret->cap = p->n;
	}
	for (uint64_t i = 0; i < ret->n; i++)
		ret->item[i].line = 0;
	return 0;
nomem:
	policy_clear(ret);
	return mem_fail(p->mem, err);
}

void policy_clear(struct policy *p)
{
	mem_free(p->mem, p->item, p->cap * sizeof(*p->item));
	mem_free(p->mem, p->order, p->order_cap * sizeof(*p->order));
	buf_free(&p->text);
	p->item = NULL;
	p->order = NULL;
	p->n = p->cap = p->order_cap = 0;
}

int32_t policy_add(struct policy *p, const struct item *it, skp_error *err)
{
	void *v = p->item;

	if (!mem_reserve(p->mem, &v, &p->cap, p->n + 1, sizeof(*p->item)))
		return mem_fail(p->mem, err);
	p->item = v;
	p->item[p->n++] = *it;
	return 0;
}

int32_t policy_put_text(struct policy *p, struct text t, struct span *ret,
	skp_error *err)
{
	*ret = (struct span){(uint32_t)p->text.n, t.n};
	if (p->text.n > UINT32_MAX / 2)
		return fail(err, SKP_E_POLICY, "too much text");
	if (t.n)
		buf_put(&p->text, t.p, t.n);
	return p->text.fail ? mem_fail(p->mem, err) : 0;
}

struct item *policy_seek(const struct policy *p, enum part part,
	struct text key)
{
	for (uint64_t i = 0; i < p->n; i++)
		if (p->item[i].part == part &&
			text_eq(span_text(p, p->item[i].key), key))
			return &p->item[i];
	return NULL;
}

void policy_drop(struct policy *p, enum part part)
{
	for (uint64_t i = 0; i < p->n; i++)
		if (p->item[i].part == part)
			p->item[i].part = PART_NONE;
}

/* Stable, and without what was taken away. */
static int32_t group(struct policy *p, skp_error *err)
{
	uint32_t at[PARTS + 2] = {0};
	struct item *to;

	for (uint64_t i = 0; i < p->n; i++)
		at[p->item[i].part + 1]++;
	for (uint32_t i = 0; i < PARTS; i++)
		at[i + 1] += at[i];
	memcpy(p->start, at, sizeof(p->start));
	if (p->n == 0)
		return 0;
	to = mem_alloc(p->mem, p->n * sizeof(*to));
	if (!to)
		return mem_fail(p->mem, err);
	for (uint64_t i = 0; i < p->n; i++)
		if (p->item[i].part != PART_NONE)
			to[at[p->item[i].part]++] = p->item[i];
	mem_free(p->mem, p->item, p->cap * sizeof(*p->item));
	p->item = to;
	p->cap = p->n;
	p->n = p->start[PARTS];
	return 0;
}

static int key_cmp(const struct policy *p, uint32_t a, uint32_t b)
{
	return text_cmp(span_text(p, p->item[a].key),
		span_text(p, p->item[b].key));
}

/* By insertion: a part has some sixty items, and they come nearly sorted
 * where there are more. */
static void sort_part(struct policy *p, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t j = i;

		for (; j > from && key_cmp(p, i, p->order[j - 1]) < 0; j--)
			p->order[j] = p->order[j - 1];
		p->order[j] = i;
	}
}

static void mark_eselon(struct policy *p, enum part part, uint8_t mark)
{
	for (uint32_t i = p->start[part]; i < p->start[part + 1]; i++)
		p->eselon[p->item[i].value] |= mark;
}

int32_t policy_settle(struct policy *p, skp_error *err)
{
	void *v = p->order;
	int32_t rc = group(p, err);

	if (rc)
		return rc;
	if (!mem_reserve(p->mem, &v, &p->order_cap, p->n, sizeof(*p->order)))
		return mem_fail(p->mem, err);
	p->order = v;
	for (uint32_t part = 0; part < PARTS; part++)
		sort_part(p, p->start[part], p->start[part + 1]);
	memset(p->eselon, 0, sizeof(p->eselon));
	mark_eselon(p, PART_ELIGIBLE, ESELON_ELIGIBLE);
	mark_eselon(p, PART_FORM, ESELON_FORM);
	return 0;
}

const struct item *policy_find(const struct policy *p, enum part part,
	struct text key)
{
	uint32_t from = p->start[part], to = p->start[part + 1];

	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		const struct item *it = &p->item[p->order[mid]];
		int c = text_cmp(key, span_text(p, it->key));

		if (c == 0)
			return it;
		if (c < 0)
			to = mid;
		else
			from = mid + 1;
	}
	return NULL;
}

bool policy_lists(const struct policy *p, enum part part, int32_t value)
{
	for (uint32_t i = p->start[part]; i < p->start[part + 1]; i++)
		if (p->item[i].value == value)
			return true;
	return false;
}
