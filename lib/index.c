/* SPDX-License-Identifier: MIT */
/* Making and freeing the judgement; people; small helpers of order. */
#include "index.h"

void *judge_array(struct judgement *j, uint64_t n, uint32_t each)
{
	return mem_calloc(j->mem, n + 1, each); /* never of nothing */
}

static void array_free(struct judgement *j, void *p, uint64_t n, uint32_t each)
{
	mem_free(j->mem, p, (n + 1) * each);
}

struct asker asker_new(struct mem *mem)
{
	return (struct asker){.mem = mem, .kept = NONE};
}

void asker_free(struct asker *a)
{
	mem_free(a->mem, a->head, a->chead * sizeof(*a->head));
	ids_free(a->mem, &a->who);
	a->head = NULL;
	a->chead = 0;
	crowds_free(a);
	posts_free(a);
	headeds_free(a);
	logs_free(a);
	memo_free(a->mem, &a->beyond);
}

void asker_forget(struct asker *a)
{
	a->kept = NONE;
	crowds_free(a);
	posts_free(a);
	headeds_free(a);
	logs_free(a);
	memo_free(a->mem, &a->beyond);
}

bool ids_add(struct mem *mem, struct ids *l, uint32_t v)
{
	void *p = l->v;

	if (!mem_reserve(mem, &p, &l->cap, l->n + 1, sizeof(*l->v)))
		return false;
	l->v = p;
	l->v[l->n++] = v;
	return true;
}

void ids_free(struct mem *mem, struct ids *l)
{
	mem_free(mem, l->v, l->cap * sizeof(*l->v));
	memset(l, 0, sizeof(*l));
}

int pegawai_cmp(const skp_model *m, uint32_t a, uint32_t b)
{
	return text_cmp(model_pegawai_id(m, a), model_pegawai_id(m, b));
}

int unor_cmp(const skp_model *m, uint32_t a, uint32_t b)
{
	return text_cmp(model_unor_id(m, a), model_unor_id(m, b));
}

typedef int (*cmp_fn)(const skp_model *m, uint32_t a, uint32_t b);

static void sift(const skp_model *m, uint32_t *v, uint64_t i, uint64_t n,
	cmp_fn cmp)
{
	uint32_t x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && cmp(m, v[k], v[k + 1]) < 0)
			k++;
		if (cmp(m, x, v[k]) >= 0)
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void heap_sort(const skp_model *m, uint32_t *v, uint64_t n, cmp_fn cmp)
{
	uint64_t i;
	uint32_t x;

	for (i = n / 2; i > 0; i--)
		sift(m, v, i - 1, n, cmp);
	for (i = n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		sift(m, v, 0, i - 1, cmp);
	}
}

void sort_pegawai(const skp_model *m, uint32_t *v, uint64_t n)
{
	heap_sort(m, v, n, pegawai_cmp);
}

void sort_unor(const skp_model *m, uint32_t *v, uint64_t n)
{
	heap_sort(m, v, n, unor_cmp);
}

/* ---- people ---- */

static uint8_t flags_of_kedudukan(const struct judgement *j, uint32_t p)
{
	int32_t k = judge_code(j, C_PEGAWAI_KEDUDUKAN, p);

	if (k & KEDUDUKAN_INACTIVE)
		return 0;
	return k & KEDUDUKAN_EXEMPT ? P_ACTIVE : P_ACTIVE | P_OBLIGED;
}

static void flags_set(struct judgement *j, uint32_t p, uint8_t flags)
{
	if (!(row_state(pegawai_of(j->m), p) & ROW_IMPLICIT))
		flags |= P_EXPLICIT;
	if (judge_pengawas(j, p))
		flags |= P_PENGAWAS;
	j->pegawai[p] |= flags;
}

/* All but what others make of them: P_HEAD, P_BLOCKED. */
void judge_flags_of(struct judgement *j, uint32_t p)
{
	j->pegawai[p] &= P_HEAD | P_BLOCKED;
	if (row_live(pegawai_of(j->m), p))
		flags_set(j, p, flags_of_kedudukan(j, p));
}

/* Neighbours mostly are of the same kedudukan. */
static int32_t judge_flags(struct judgement *j, skp_error *err)
{
	const struct table *t = pegawai_of(j->m);
	uint32_t p, c, last = NONE;
	uint8_t flags = 0;

	j->pegawai = judge_array(j, j->people, 1);
	if (!j->pegawai)
		return mem_fail(j->mem, err);
	for (p = 0; p < j->people; p++) {
		c = cell(t, PEGAWAI_kedudukan, p);
		if (p == 0 || c != last)
			flags = flags_of_kedudukan(j, p);
		last = c;
		if (row_live(t, p))
			flags_set(j, p, flags);
	}
	return SKP_OK;
}

static void judge_known(struct judgement *j)
{
	const skp_model *m = j->m;

	j->units_known = unor_of(m)->given;
	j->people_known = pegawai_of(m)->given;
	j->skp_known = m->table[SKP_TABLE_SKP].given;
	j->skp_list = j->skp_known && m->skp_list;
	j->events_known = m->table[SKP_TABLE_KEJADIAN].given;
	j->heads_known = m->table[SKP_TABLE_PENUGASAN].given ||
		model_supplied(m, SKP_TABLE_UNOR, UNOR_pemimpin_id);
}

static int32_t judge_all_units(struct judgement *j, skp_error *err)
{
	static int32_t (*const part[])(struct judgement *j, skp_error *err) = {
		judge_codes, judge_rewording, judge_flags, judge_tree,
		judge_far, judge_heads, judge_near, judge_org, judge_chain};
	int32_t e = SKP_OK;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(part) && !e; i++)
		e = part[i](j, err);
	return e;
}

static void judgement_init(struct judgement *j, struct mem *mem,
	const skp_model *m, const struct policy *p, int64_t pada, int32_t from,
	int32_t to)
{
	memset(j, 0, sizeof(*j));
	j->m = m;
	j->mem = mem;
	j->policy = p;
	j->knobs = *policy_knobs(p);
	j->pada = pada;
	j->today = clock_day_of(pada);
	j->from = from;
	j->to = to;
	j->people = pegawai_of(m)->rows;
	j->units = unor_of(m)->rows;
	judge_known(j);
}

int32_t judgement_make(struct judgement *j, struct mem *mem,
	const skp_model *m, const struct policy *p, int64_t pada, int32_t from,
	int32_t to, uint32_t jobs, skp_error *err)
{
	judgement_init(j, mem, m, p, pada, from, to);
	j->jobs = jobs;
	return judge_all_units(j, err);
}

static void *array_copy(struct judgement *j, const void *from, uint64_t n)
{
	void *p = judge_array(j, n, 1);

	if (p && n)
		memcpy(p, from, (size_t)n);
	return p;
}

int32_t judgement_waiting(struct judgement *to, const struct judgement *j,
	struct mem *mem, skp_error *err)
{
	*to = *j;
	to->mem = mem;
	to->jobs = 1;
	to->pegawai = array_copy(to, j->pegawai, j->people);
	to->unor = array_copy(to, j->unor, j->units);
	to->appraiser = judge_array(to, j->people, sizeof(uint32_t));
	to->blocked = judge_array(to, j->units, sizeof(uint32_t));
	to->blocked_total = judge_array(to, j->units, sizeof(uint32_t));
	if (!to->pegawai || !to->unor || !to->appraiser || !to->blocked ||
		!to->blocked_total)
		return mem_fail(mem, err);
	return judge_people(to, NULL, err);
}

void judgement_waiting_free(struct judgement *j)
{
	array_free(j, j->pegawai, j->people, 1);
	array_free(j, j->unor, j->units, 1);
	array_free(j, j->appraiser, j->people, 4);
	array_free(j, j->blocked, j->units, 4);
	array_free(j, j->blocked_total, j->units, 4);
}

int32_t judgement_about(struct judgement *j, struct mem *mem,
	const skp_model *m, const struct policy *p, int64_t pada, int32_t from,
	int32_t to, uint32_t pegawai, struct line *line, skp_error *err)
{
	int32_t e;

	judgement_init(j, mem, m, p, pada, from, to);
	j->about = true;
	e = judge_all_units(j, err);
	return e ? e : judge_line(j, pegawai, line, err);
}

void judgement_free(struct judgement *j)
{
	uint32_t c;

	if (!j->mem)
		return;
	for (c = 0; c < CODE_COLUMNS; c++)
		array_free(j, j->codes[c].of, j->codes[c].n, 2);
	array_free(j, j->pengawas.of, j->pengawas.n, 2);
	array_free(j, j->rewording, j->nrewording, sizeof(*j->rewording));
	array_free(j, j->override, j->nrewording, sizeof(*j->override));
	array_free(j, j->pegawai, j->people, 1);
	array_free(j, j->unor, j->units, 1);
	array_free(j, j->far, j->units, 1);
	array_free(j, j->kind, j->units, 1);
	array_free(j, j->org, j->units, 1);
	array_free(j, j->top, j->units, 4);
	array_free(j, j->tin, j->units, 4);
	array_free(j, j->tout, j->units, 4);
	array_free(j, j->order, j->units, 4);
	array_free(j, j->near_, j->units, 4);
	array_free(j, j->dinas, j->units, 4);
	array_free(j, j->start, j->units, 4);
	array_free(j, j->dfirst, j->units + 1, 4);
	ids_free(j->mem, &j->delegate);
	array_free(j, j->hfirst, j->units + 1, 4);
	array_free(j, j->hend, j->units + 1, 4);
	mem_free(j->mem, j->head, j->chead * sizeof(*j->head));
	array_free(j, j->next, j->units, 4);
	array_free(j, j->root, j->units, 4);
	array_free(j, j->appraiser, j->people, 4);
	array_free(j, j->blocked, j->units, 4);
	array_free(j, j->blocked_total, j->units, 4);
	memset(j, 0, sizeof(*j));
}
