/* SPDX-License-Identifier: MIT */
/* Patching the judgement: from what was touched to heads, nearest heads and
 * the subjects that these concern. */
#include "index_patch.h"

/* ---- sets ---- */

bool marks_init(struct mem *mem, struct marks *s, uint64_t n)
{
	s->bit = mem_calloc(mem, n / 64 + 1, sizeof(*s->bit));
	s->n = s->bit ? n : 0;
	return s->bit != NULL;
}

void marks_free(struct mem *mem, struct marks *s)
{
	mem_free(mem, s->bit, (s->n / 64 + 1) * sizeof(*s->bit));
	ids_free(mem, &s->list);
	memset(s, 0, sizeof(*s));
}

void marks_clear(struct marks *s)
{
	uint64_t i;

	for (i = 0; i < s->list.n; i++)
		s->bit[s->list.v[i] >> 6] = 0;
	s->list.n = 0;
}

bool mark(struct patching *p, struct marks *s, uint32_t i)
{
	if (i >= s->n || marked(s, i))
		return false;
	if (!ids_add(p->mem, &s->list, i)) {
		p->fail = true;
		return false;
	}
	s->bit[i >> 6] |= (uint64_t)1 << (i & 63);
	return true;
}

void mark_slice(struct patching *p, struct marks *s, struct slice rows)
{
	for (; rows.p < rows.end; rows.p++)
		mark(p, s, *rows.p);
}

static void row_add(struct patching *p, uint32_t table, uint32_t row)
{
	void *v = p->row;

	if (table == SKP_TABLE_SKP) { /* one undone may lie beyond them all */
		p->stale |= row >= p->skp.n;
		mark(p, &p->skp, row);
		return;
	}
	if (!mem_reserve(p->mem, &v, &p->crow, p->nrow + 1, sizeof(*p->row))) {
		p->fail = true;
		return;
	}
	p->row = v;
	p->row[p->nrow++] = (struct row_ref){table, row};
}

static void rows_add(struct patching *p, uint32_t table, struct slice s)
{
	for (; s.p < s.end; s.p++)
		row_add(p, table, *s.p);
}

void mark_own(struct patching *p, uint32_t pegawai)
{
	const skp_model *m = p->j->m;

	if (!mark(p, &p->own, pegawai))
		return;
	mark(p, &p->pegawai, pegawai);
	mark_slice(p, &p->skp, slice_of(&m->skp_pegawai, pegawai));
	rows_add(p, SKP_TABLE_PENUGASAN, slice_of(&m->tugas_pegawai,
		pegawai));
	rows_add(p, SKP_TABLE_KEJADIAN, slice_of(&m->kejadian, pegawai));
	rows_add(p, SKP_TABLE_PROFIL, slice_of(&m->profil, pegawai));
}

void units_of(struct patching *p, uint32_t pegawai,
	void (*fn)(struct patching *p, uint32_t pegawai, uint32_t unor))
{
	const skp_model *m = p->j->m;
	const struct table *t = &m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&m->tugas_pegawai, pegawai);
	uint32_t u;

	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u != NONE)
			fn(p, pegawai, u);
	}
	for (s = slice_of(&m->pimpin, pegawai); s.p < s.end; s.p++)
		fn(p, pegawai, *s.p);
}

/* ---- what was touched ---- */

static void read_unor(struct patching *p, uint32_t u, uint32_t bits)
{
	mark(p, &p->unor, u);
	if (bits & TOUCH_HEADS)
		mark(p, &p->heads, u);
	if (bits & TOUCH_SKP)
		mark(p, &p->org, u);
	if (bits & TOUCH_MEMBERS)
		mark(p, &p->members, u);
	if (bits & TOUCH_CHILDREN)
		mark_slice(p, &p->unor, slice_of(&p->j->m->children, u));
}

static void head_unit(struct patching *p, uint32_t pegawai, uint32_t unor)
{
	(void)pegawai;
	mark(p, &p->heads, unor);
}

static void read_pegawai(struct patching *p, uint32_t who, uint32_t bits)
{
	mark_own(p, who);
	bawahan_note(p, SKP_TABLE_PEGAWAI, who);
	if (bits & TOUCH_ATASAN)
		mark(p, &p->atasan, who);
	if (bits & TOUCH_HEAD)
		units_of(p, who, head_unit);
	if (bits & TOUCH_FLAGS)
		mark(p, &p->flags, who);
	if (bits & TOUCH_EVENTS)
		mark(p, &p->events, who);
}

static void read_code(struct patching *p, const struct touch *t)
{
	uint32_t c;

	for (c = 0; c < CODE_COLUMNS; c++)
		if (code_place[c].table == t->table &&
			code_place[c].field == t->field &&
			code_unknown(p->j, (enum code_column)c, t->row))
			p->notes = true;
}

static void touches_read(struct patching *p, const struct touch *t, uint64_t n)
{
	for (; n--; t++)
		switch ((enum touch_what)t->what) {
		case TOUCH_PEGAWAI:
			read_pegawai(p, t->row, t->bits);
			break;
		case TOUCH_UNOR:
			read_unor(p, t->row, t->bits);
			break;
		case TOUCH_ROW:
			row_add(p, t->table, t->row);
			if (t->table == SKP_TABLE_SKP)
				bawahan_note(p, SKP_TABLE_SKP, t->row);
			break;
		case TOUCH_CODE:
			read_code(p, t);
			break;
		case TOUCH_NOTE:
			p->notes = true;
		}
}

/* ---- heads ---- */

/* Who is or was concerned by who heads the unit, at pada or another day. */
static void heads_concern(struct patching *p, uint32_t u)
{
	const struct table *t = &p->j->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&p->j->m->tugas_unor, u);
	struct heads h = heads_now(p->j, u);
	uint32_t i, who;

	for (i = 0; i < h.n; i++) {
		mark_own(p, h.p[i].pegawai);
		mark(p, &p->atasan, h.p[i].pegawai);
	}
	for (; s.p < s.end; s.p++) {
		who = ref_row(t->col[PENUGASAN_pegawai_id][*s.p]);
		if (who == NONE)
			continue;
		mark_own(p, who);
		mark(p, &p->atasan, who);
	}
	who = ref_row(cell(unor_of(p->j->m), UNOR_pemimpin_id, u));
	if (who != NONE)
		mark_own(p, who);
}

/* Puts heads where the old ones stood, or where there is room for them. */
static void heads_put(struct patching *p, uint32_t u, struct heads h)
{
	struct judgement *j = p->j;
	void *v = j->head;
	uint32_t i, at = j->hfirst[u];

	if (h.n > j->hend[u] - at) {
		if (!mem_reserve(p->mem, &v, &j->chead, j->nhead + h.n,
			sizeof(*j->head))) {
			p->fail = true;
			return;
		}
		j->head = v;
		at = (uint32_t)j->nhead;
		j->nhead += h.n;
	}
	for (i = 0; i < h.n; i++)
		j->head[at + i] = h.p[i];
	j->hfirst[u] = at;
	j->hend[u] = at + h.n;
}

static void heads_again(struct patching *p, uint32_t u)
{
	struct judgement *j = p->j;
	bool any = heads_now(j, u).n > 0;

	p->stale |= j->unor[u] & U_BELOW_CYCLE;
	heads_concern(p, u);
	if (row_live(unor_of(j->m), u))
		heads_put(p, u, heads_of_now(j, &p->a, u));
	heads_concern(p, u);
	if (any != (heads_now(j, u).n > 0))
		mark(p, &p->seed, u);
}

/* Has some unit of the tree a head? The first one mostly has. */
static bool tree_headed(const struct judgement *j, uint32_t top)
{
	uint32_t i;

	for (i = j->tin[top]; i < j->tout[top]; i++)
		if (heads_now(j, j->order[i]).n)
			return true;
	return false;
}

static bool tree_same(const struct judgement *j, uint32_t u)
{
	uint32_t top = j->top[u];

	return tree_headed(j, top) == ((j->unor[top] & U_TREE_HEAD) != 0);
}

static void head_flag(struct patching *p, uint32_t who, uint32_t unor)
{
	if (heads_has(heads_now(p->j, unor), who))
		p->j->pegawai[who] |= P_HEAD;
}

static void heads_patch(struct patching *p)
{
	uint64_t i;
	uint32_t who;

	for (i = 0; i < p->heads.list.n; i++)
		heads_again(p, p->heads.list.v[i]);
	for (i = 0; i < p->seed.list.n && !p->stale; i++)
		p->stale |= !tree_same(p->j, p->seed.list.v[i]);
	for (i = 0; i < p->own.list.n; i++) {
		who = p->own.list.v[i];
		p->j->pegawai[who] &= (uint8_t)~P_HEAD;
		units_of(p, who, head_flag);
	}
	p->stale |= p->a.fail || p->j->nhead > 2 * p->nhead + 4096;
}

/* ---- nearest heads ---- */

/* Down from the unit as far as its answer is that of those below. */
static void near_again(struct patching *p, uint32_t from)
{
	struct judgement *j = p->j;
	struct ids stack = {NULL, 0, 0};
	struct slice s;
	uint32_t u;

	p->fail |= !ids_add(p->mem, &stack, from);
	while (stack.n && !p->fail) {
		u = stack.v[--stack.n];
		j->near_[u] = near_of(j, u);
		for (s = slice_of(&j->m->children, u); s.p < s.end; s.p++)
			if (!any_eligible(heads_now(j, *s.p)) &&
				!ids_add(p->mem, &stack, *s.p))
				p->fail = true;
	}
	ids_free(p->mem, &stack);
}

/* ---- what else the touched concern ---- */

static void event_unit(struct patching *p, uint32_t who, uint32_t unor)
{
	if (!heads_has(heads_now(p->j, unor), who))
		return;
	mark(p, &p->unor, unor);
	mark_slice(p, &p->pegawai, slice_of(&p->j->m->members, unor));
}

static void mark_heads(struct patching *p, uint32_t unor)
{
	struct heads h = heads_now(p->j, unor);
	uint32_t i;

	for (i = 0; i < h.n; i++)
		mark(p, &p->pegawai, h.p[i].pegawai);
}

/* Events of a head concern the members, those of a member the head. */
static void events_concern(struct patching *p)
{
	uint64_t i;
	uint32_t who, u;

	for (i = 0; i < p->events.list.n; i++) {
		who = p->events.list.v[i];
		u = pegawai_unor(p->j->m, who);
		units_of(p, who, event_unit);
		if (u != NONE)
			mark_heads(p, u);
	}
	for (i = 0; i < p->members.list.n; i++)
		mark_heads(p, p->members.list.v[i]);
}

static void units_concern(struct patching *p)
{
	uint64_t i;
	uint32_t u;

	for (i = 0; i < p->heads.list.n; i++) {
		u = p->heads.list.v[i];
		mark(p, &p->unor, u);
		mark_slice(p, &p->pegawai, slice_of(&p->j->m->members, u));
	}
	for (i = 0; i < p->org.list.n; i++)
		p->stale |= p->j->unor[p->org.list.v[i]] & U_BELOW_CYCLE;
}

/* ---- all of it ---- */

static void judge_again(struct patching *p)
{
	uint64_t i;

	for (i = 0; i < p->flags.list.n; i++)
		judge_flags_of(p->j, p->flags.list.v[i]);
	heads_patch(p);
	if (p->fail || p->stale)
		return;
	marks_clear(&p->seed);
	for (i = 0; i < p->heads.list.n; i++)
		near_again(p, p->heads.list.v[i]);
	units_concern(p);
	for (i = 0; i < p->heads.list.n; i++)
		chain_org(p, p->heads.list.v[i]);
	for (i = 0; i < p->org.list.n; i++)
		chain_org(p, p->org.list.v[i]);
	if (p->stale)
		return;
	mark_special(p);
	mark_climbers(p);
	events_concern(p);
	mark_bawahan(p);
	chain_patch(p);
}

void patching_run(struct patching *p, const struct touch *t, uint64_t n)
{
	p->notes = p->roots = false;
	asker_forget(&p->a);
	p->stale |= p->j->m->table[SKP_TABLE_SKP].rows > p->skp.n;
	p->fail |= !codes_grow(p->j);
	if (p->fail || p->stale)
		return;
	touches_read(p, t, n);
	if (!p->fail && !p->stale)
		judge_again(p);
	p->fail |= p->a.fail;
}

void patching_clear(struct patching *p)
{
	struct marks *all[] = {&p->pegawai, &p->skp, &p->unor, &p->own,
		&p->atasan, &p->events, &p->flags, &p->heads, &p->org,
		&p->members, &p->region, &p->seed};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(all); i++)
		marks_clear(all[i]);
	p->nrow = 0;
}

/* ---- making and freeing ---- */

static bool heads_open(struct judgement *j)
{
	j->hend = judge_array(j, j->units + 1, sizeof(uint32_t));
	if (j->hend)
		memcpy(j->hend, j->hfirst + 1, (size_t)j->units * 4);
	return j->hend != NULL;
}

bool patching_init(struct patching *p, struct mem *mem, struct judgement *j)
{
	uint64_t skp = j->m->table[SKP_TABLE_SKP].rows;
	struct marks *units[] = {&p->unor, &p->heads, &p->org, &p->members,
		&p->region, &p->seed};
	struct marks *people[] = {&p->pegawai, &p->own, &p->atasan,
		&p->events, &p->flags};
	uint32_t i;
	bool ok = true;

	memset(p, 0, sizeof(*p));
	p->mem = mem;
	p->j = j;
	p->a = asker_new(mem);
	p->nhead = j->nhead;
	for (i = 0; i < ARRAY_LEN(units) && ok; i++)
		ok = marks_init(mem, units[i], j->units);
	for (i = 0; i < ARRAY_LEN(people) && ok; i++)
		ok = marks_init(mem, people[i], j->people);
	return ok && marks_init(mem, &p->skp, skp + skp / 8 + 1024) &&
		heads_open(j) && special_init(p) && chain_init(p);
}

void patching_free(struct patching *p)
{
	struct marks *all[] = {&p->pegawai, &p->skp, &p->unor, &p->own,
		&p->atasan, &p->events, &p->flags, &p->heads, &p->org,
		&p->members, &p->region, &p->seed};
	uint64_t units = p->j ? p->j->units + 1 : 0;
	uint32_t i;

	if (!p->mem)
		return;
	for (i = 0; i < ARRAY_LEN(all); i++)
		marks_free(p->mem, all[i]);
	mem_free(p->mem, p->row, p->crow * sizeof(*p->row));
	mem_free(p->mem, p->appraised, units * 4);
	mem_free(p->mem, p->below, units * 4);
	mem_free(p->mem, p->beside, units * 4);
	mem_free(p->mem, p->before, units * 4);
	mem_free(p->mem, p->special, units);
	bawahan_free(p);
	asker_free(&p->a);
	memset(p, 0, sizeof(*p));
}
