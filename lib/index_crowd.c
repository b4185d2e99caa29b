/* SPDX-License-Identifier: MIT */
/* Units that many head or headed: who did on a day, and who of them appraise,
 * worked out once for all who ask. */
#include "index.h"

/* Of cells; more are kept only while somebody may look at them. */
enum { CROWDS_MOST = 1 << 24 };

static void head_sift(struct head *v, uint32_t i, uint32_t n)
{
	struct head x = v[i];
	uint32_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && v[k].pegawai < v[k + 1].pegawai)
			k++;
		if (x.pegawai >= v[k].pegawai)
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

/* By person, each once: who holds both D and TT counts as TT. */
void heads_sort(struct head *v, uint32_t *n)
{
	uint32_t i, k = 0;
	struct head x;

	for (i = *n / 2; i > 0; i--)
		head_sift(v, i - 1, *n);
	for (i = *n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		head_sift(v, 0, i - 1);
	}
	for (i = 0; i < *n; i++) {
		if (!k || v[k - 1].pegawai != v[i].pegawai)
			v[k++] = v[i];
		else if (v[i].tugas == TUGAS_TT)
			v[k - 1].tugas = TUGAS_TT;
	}
	*n = k;
}

static bool crowd_fill(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, struct crowd *c)
{
	struct crowds *all = &a->crowds;
	struct heads h = heads_scan(j, a, unor, day, false);
	void *p = all->head;

	if (a->fail || !mem_reserve(a->mem, &p, &all->chead,
		all->nhead + h.n + 1, sizeof(*h.p)))
		return false;
	all->head = p;
	if (h.n)
		memcpy(all->head + all->nhead, h.p, h.n * sizeof(*h.p));
	c->head = all->nhead;
	c->nhead = h.n;
	c->some = h.some;
	c->recorded = headship_recorded(j, unor, day);
	all->nhead += h.n;
	return true;
}

uint32_t crowd_put(struct asker *a, struct memo *of, uint64_t key,
	struct crowd c)
{
	struct crowds *all = &a->crowds;
	void *p = all->crowd;
	bool room = mem_reserve(a->mem, &p, &all->cap, all->n + 1, sizeof(c));

	all->crowd = p;
	if (!room || !memo_put(a->mem, of, key, (uint32_t)all->n)) {
		a->fail = true;
		return 0;
	}
	all->crowd[all->n] = c;
	return (uint32_t)++all->n;
}

uint32_t crowd_find(const struct judgement *j, struct asker *a, uint32_t unor,
	int32_t day)
{
	uint64_t key = memo_key(unor, (uint32_t)day);
	uint32_t at = memo_get(&a->crowds.of, key);
	struct crowd c = {.nwho = NONE, .said = NONE};

	if (at != MEMO_NONE)
		return at + 1;
	if (day != DAY_PADA && !crowd_fill(j, a, unor, day, &c)) {
		a->fail = true;
		return 0;
	}
	return crowd_put(a, &a->crowds.of, key, c);
}

static struct heads crowd_heads(const struct judgement *j,
	const struct asker *a, uint32_t unor, int32_t day,
	const struct crowd *c)
{
	return day == DAY_PADA ? heads_now(j, unor)
		: (struct heads){a->crowds.head + c->head, c->nhead, true,
			c->some};
}

struct heads heads_at(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, bool at_pada)
{
	uint32_t i;

	if (at_pada)
		return heads_now(j, unor);
	if (!is_many(slice_of(&j->m->tugas_unor, unor)))
		return heads_scan(j, a, unor, day, false);
	i = crowd_find(j, a, unor, day);
	return i ? crowd_heads(j, a, unor, day, &a->crowds.crowd[i - 1])
		 : (struct heads){NULL, 0, true, false};
}

static void crowd_list(const struct judgement *j, struct asker *a,
	struct heads h, struct crowd *c)
{
	struct ids *who = &a->crowds.who;
	uint32_t i;

	c->who = who->n;
	for (i = 0; i < h.n; i++)
		if (h.p[i].eligible &&
			!ids_add(a->mem, who, h.p[i].pegawai))
			a->fail = true;
	c->nwho = (uint32_t)(who->n - c->who);
	sort_pegawai(j->m, who->v + c->who, c->nwho);
}

struct expected crowd_expected(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, enum via via)
{
	uint32_t i = crowd_find(j, a, unor, day);
	struct crowd *c = i ? &a->crowds.crowd[i - 1] : NULL;

	if (!c)
		return (struct expected){ANSWER_UNKNOWN, NONE, via, NULL, 0,
			0};
	if (c->nwho == NONE)
		crowd_list(j, a, crowd_heads(j, a, unor, day, c), c);
	return (struct expected){ANSWER_HEADS, unor, via,
		a->crowds.who.v + c->who, c->nwho, i};
}

void crowds_free(struct asker *a)
{
	struct crowds *c = &a->crowds;

	memo_free(a->mem, &c->of);
	memo_free(a->mem, &c->way);
	mem_free(a->mem, c->crowd, c->cap * sizeof(*c->crowd));
	mem_free(a->mem, c->head, c->chead * sizeof(*c->head));
	ids_free(a->mem, &c->who);
	memset(c, 0, sizeof(*c));
}

void crowds_tidy(struct asker *a)
{
	if (a->crowds.nhead + a->crowds.who.n + a->crowds.way.n > CROWDS_MOST)
		crowds_free(a);
}
