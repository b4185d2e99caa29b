/* SPDX-License-Identifier: MIT */
/* Steps, what they change and what they fix, as they are put together. */
#include "plan.h"

const struct act_info act_info[ACTS] = {
#define ACT(name, level, actor, system, decision, id, en) \
	{#name, level, decision, #actor, #system, {id, en}},
#include "acts.def"
#undef ACT
};

static uint64_t hash_of(const skp_model *m, const void *p, uint64_t n)
{
	return siphash13(m->ids.key, p, n);
}

/* ---- findings that stay the same while rows come and go ---- */

/* Codes of which a subject has one at most count as one: what was only named
 * anew is not repaired. */
static uint32_t family(uint32_t rule)
{
	const char *code = rule < RULES ? rule_info[rule].code : "";

	if (rule == R_REF007 || (strncmp(code, "ATS20", 5) == 0 &&
		code[5] >= '3' && code[5] != '8') ||
		rule == R_ATS211 || rule == R_ATS212)
		return R_ATS203;
	return rule == R_ORG302 || rule == R_ORG303 ? R_ORG301 : rule;
}

/* Rows that steps add stand where they fall, and so do their names: an SKP, a
 * person or unit that only a step made known counts by the text of its id. */
static uint32_t subject_of(const skp_report *r, const struct finding *f,
	uint64_t *id)
{
	const skp_model *m = r->m;
	struct text t = {NULL, 0};
	uint32_t c;

	if (f->note != NONE)
		return f->row;
	if (f->table == SKP_TABLE_SKP) {
		c = cell(&m->table[SKP_TABLE_SKP], SKP_id, f->row);
		if (!cell_none(c))
			t = names_get(&m->ids, names_fold(&m->ids, c));
	} else if (f->table == SKP_TABLE_PEGAWAI &&
		f->row >= m->rows_loaded[1]) {
		t = model_pegawai_id(m, f->row);
	} else if (f->table == SKP_TABLE_UNOR && f->row >= m->rows_loaded[0]) {
		t = model_unor_id(m, f->row);
	}
	if (t.n)
		*id = hash_of(m, t.p, t.n);
	return t.n ? (uint32_t)NONE : f->row;
}

uint64_t finding_key(const skp_report *r, const struct finding *f)
{
	struct {
		uint64_t id;
		uint32_t v[8];
	} key = {0, {family(f->rule), f->table, 0,
		f->detail == S_INSTANT ? 0 : f->detail}};
	uint32_t *v = key.v;
	const struct note *n;
	struct text said;

	v[2] = subject_of(r, f, &key.id);

	if (f->note != NONE) {
		n = &r->told[f->note].note;
		v[2] = n->row;
		v[4] = n->ord;
		v[5] = (uint32_t)n->field << 8 | n->reason;
		said = names_get(n->word ? &r->m->words : &r->m->texts,
			n->value);
		key.id = hash_of(r->m, said.p, said.n);
		v[7] = n->table + 1u;
	} else if (family(f->rule) == R_ATS203) {
		v[3] = 0;
	}
	return hash_of(r->m, &key, sizeof(key));
}

/* ---- texts ---- */

uint32_t keep(struct planner *k, struct text t)
{
	uint32_t name = names_put(&k->p->texts, t);

	if (name == NAME_NONE)
		k->fail = true;
	return name == NAME_NONE ? NAME_EMPTY : name;
}

uint32_t keep_str(struct planner *k, const char *s)
{
	return keep(k, text_of(s));
}

uint32_t keep_day(struct planner *k, int32_t day)
{
	char to[CLOCK_TEXT];

	clock_print(clock_first_second(day), to);
	return keep(k, (struct text){to, 10});
}

struct text plan_say(const skp_plan *p, uint32_t said)
{
	return names_get(&p->texts, said);
}

/* ---- steps ---- */

static bool grow(struct planner *k, void *p, uint64_t *cap, uint64_t n,
	uint32_t each)
{
	void **at = p;

	if (!k->fail)
		k->fail = !mem_reserve(&k->p->mem, at, cap, n + 1, each);
	return !k->fail;
}

static uint64_t step_key(const struct planner *k, enum act act,
	uint32_t pegawai, uint32_t unor, uint32_t key)
{
	uint32_t v[5] = {act, pegawai, unor, key, k->round};

	return hash_of(k->r->m, v, sizeof(v));
}

/* Under this key stands the first step of an act that a person got. */
enum { KEY_FIRST = 0xffffffff };

struct step *step_find(const struct planner *k, enum act act,
	uint32_t pegawai)
{
	uint32_t i;

	return set_get(&k->steps, step_key(k, act, pegawai, NONE, KEY_FIRST),
		&i) ? &k->p->step[i] : NULL;
}

static bool step_keep(struct planner *k, uint64_t key)
{
	return set_put(&k->p->mem, &k->steps, key, (uint32_t)k->p->nstep);
}

struct step *step_of(struct planner *k, enum act act, uint32_t pegawai,
	uint32_t unor, uint32_t key, bool *fresh)
{
	skp_plan *p = k->p;
	uint64_t h = step_key(k, act, pegawai, unor, key);
	uint32_t i;

	*fresh = false;
	if (set_get(&k->steps, h, &i))
		return &p->step[i];
	if (!grow(k, &p->step, &p->cstep, p->nstep, sizeof(*p->step)) ||
		!step_keep(k, h) || (pegawai != NONE &&
		!step_find(k, act, pegawai) && !step_keep(k, step_key(k, act,
			pegawai, NONE, KEY_FIRST)))) {
		k->fail = true;
		return NULL;
	}
	*fresh = true;
	p->step[p->nstep] = (struct step){.act = (uint8_t)act,
		.level = act_info[act].level,
		.decision = act_info[act].decision, .pegawai = pegawai,
		.unor = unor, .above = NONE, .leader = NONE,
		.round = k->round};
	return &p->step[p->nstep++];
}

void met_of(struct planner *k, const struct finding *f, struct met *to)
{
	char print[CELL_PRINT];

	memset(to, 0, sizeof(*to));
	to->key = finding_key(k->r, f);
	to->rule = f->rule;
	to->table = f->table;
	to->level = rule_of(k->p->c, f->rule)->level;
	to->pegawai = f->pegawai;
	to->unor = f->unor;
	to->id = keep(k, finding_id(k->r, f, print));
	to->person = f->table == SKP_TABLE_PEGAWAI;
	set_get(&k->known, to->key, &to->since);
}

void step_claims(skp_plan *p, struct step *s, uint32_t fix)
{
	p->fix[fix - 1].next = 0;
	if (s->fix)
		p->fix[s->last_fix - 1].next = fix;
	else
		s->fix = fix;
	s->last_fix = fix;
	s->fixes++;
}

void step_fixes(struct planner *k, struct step *s, const struct finding *f)
{
	skp_plan *p = k->p;
	struct met m;

	met_of(k, f, &m);
	if (!grow(k, &p->fix, &p->cfix, p->nfix, sizeof(*p->fix)))
		return;
	if (!set_put(&p->mem, &k->done, m.key, (uint32_t)(s - p->step)))
		k->fail = true;
	p->fix[p->nfix++] = m;
	step_claims(p, s, (uint32_t)p->nfix);
}

void step_disclaims(skp_plan *p, struct step *s, uint64_t key)
{
	uint32_t *at = &s->fix, last = 0;

	while (*at) {
		if (p->fix[*at - 1].key == key) {
			*at = p->fix[*at - 1].next;
			s->fixes--;
		} else {
			last = *at;
			at = &p->fix[last - 1].next;
		}
	}
	s->last_fix = last;
}

/* ---- changes ---- */

void change_row(struct planner *k, struct step *s, enum change_kind kind,
	uint32_t table, uint32_t row, uint32_t n, const struct pair *pairs)
{
	skp_plan *p = k->p;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (!grow(k, &p->pair, &p->cpair, p->npair, sizeof(*p->pair)))
			return;
		p->pair[p->npair++] = pairs[i];
	}
	if (!grow(k, &p->change, &p->cchange, p->nchange, sizeof(*p->change)))
		return;
	p->change[p->nchange++] = (struct change){.kind = (uint8_t)kind,
		.table = (uint8_t)table, .n = (uint8_t)n, .row = row,
		.pair = (uint32_t)(p->npair - n)};
	if (s->change)
		p->change[s->last_change - 1].next = (uint32_t)p->nchange;
	else
		s->change = (uint32_t)p->nchange;
	s->last_change = (uint32_t)p->nchange;
}

void change_set(struct planner *k, struct step *s, uint32_t table,
	uint32_t row, uint32_t field, uint32_t said)
{
	struct pair pair = {(uint8_t)field, said};
	const skp_model *m = k->r->m;

	if (row >= k->p->base[table] && table != SKP_TABLE_SKP)
		return; /* what a step adds is not changed again */
	change_row(k, s, CHANGE_SET, table, row, 1, &pair);
	if (!k->fail && row >= k->p->base[table] && table == SKP_TABLE_SKP)
		k->p->change[k->p->nchange - 1].added = keep(k, names_get(
			&m->ids, m->table[table].col[SKP_id][row]));
}
