/* SPDX-License-Identifier: MIT */
/* ORG307: does an SKP hold RHK, and do they support those of the atasan? */
#include "rules.h"

/* One SKP whose RHK are looked at. */
struct plan {
	uint32_t skp, unor;
	int32_t day;
	struct expected e;
};

/* Who made the SKP to which the supported RHK belongs, NONE if not known. */
static uint32_t supported_owner(const struct run *r, uint32_t rhk)
{
	const struct table *t = &r->m->table[SKP_TABLE_RHK];
	uint32_t skp = ref_row(cell(t, RHK_skp_id, rhk));

	return skp == NONE ? (uint32_t)NONE
		: ref_row(cell(&r->m->table[SKP_TABLE_SKP], SKP_pegawai_id,
			skp));
}

static bool appraises(struct run *r, const struct plan *p, uint32_t who)
{
	return expected_has(r->j, &p->e, who) ||
		delegated(r->j, &r->a, who, p->unor, p->day);
}

/* What is wrong with an RHK, as a set of listed words. */
static uint32_t rhk_wrong(struct run *r, const struct plan *p,
	uint32_t rhk)
{
	uint32_t c = cell(&r->m->table[SKP_TABLE_RHK], RHK_mendukung_id, rhk);
	uint32_t who;

	if (judge_code(r->j, C_RHK_KLASIFIKASI, rhk) != JENIS_INDIVIDU)
		return 0;
	if (c == CELL_EMPTY)
		return 1u << LISTED_TANPA_DUKUNGAN;
	if (ref_row(c) == NONE)
		return 0;
	who = supported_owner(r, c);
	return who == NONE || appraises(r, p, who)
		? 0
		: 1u << LISTED_LUAR_ATASAN;
}

static int name_cmp(const struct run *r, uint32_t a, uint32_t b)
{
	return text_cmp(names_get(&r->m->ids, a), names_get(&r->m->ids, b));
}

static void names_sort(const struct run *r, uint32_t *v, uint64_t n)
{
	uint64_t gap, i, k;
	uint32_t x;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap &&
				name_cmp(r, x, v[k - gap]) < 0; k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static void judge_rhk(struct run *r, const struct plan *p, struct slice s)
{
	const struct table *t = &r->m->table[SKP_TABLE_RHK];
	struct ids bad = {NULL, 0, 0};
	uint32_t set = 0, wrong;
	struct finding *f = NULL;

	for (; s.p < s.end; s.p++) {
		wrong = rhk_wrong(r, p, *s.p);
		set |= wrong;
		if (wrong)
			r->fail |= !ids_add(r->mem, &bad,
				t->col[RHK_id][*s.p]);
	}
	if (set)
		f = find(r, R_ORG307, SKP_SEVERITY_W, SKP_TABLE_SKP, p->skp);
	if (f) {
		f->detail = S_LISTED;
		f->detail_v = set;
	}
	names_sort(r, bad.v, bad.n);
	find_atasan(r, f, &p->e);
	find_path(r, f, REF_NAME, bad.v, (uint32_t)bad.n);
	ids_free(r->mem, &bad);
}

static void judge_empty(struct run *r, const struct plan *p, uint32_t owner,
	bool now)
{
	struct finding *f;

	if (!skp_is_org(r->j, p->skp, p->unor, owner != NONE &&
		heads_has(heads_at(r->j, &r->a, p->unor, p->day, now),
			owner)))
		return;
	f = find(r, R_ORG307, SKP_SEVERITY_E, SKP_TABLE_SKP, p->skp);
	if (f)
		f->detail = S_TANPA_RHK;
}

void rhk_skp(struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->rhk_skp, skp);
	uint32_t owner = ref_row(cell(t, SKP_pegawai_id, skp));
	struct plan p;
	bool now;

	if (!r->on[R_ORG307] || !period_meets(t, SKP_mulai, SKP_selesai, skp,
		r->j->from, r->j->to))
		return;
	memset(&p, 0, sizeof(p));
	p.skp = skp;
	p.unor = skp_unor(r->m, skp);
	p.day = skp_day(r->j, skp, &now);
	if (p.unor == NONE)
		return;
	if (s.p == s.end) {
		judge_empty(r, &p, owner, now);
		return;
	}
	if (owner == NONE)
		return;
	p.e = expected_of(r->j, &r->a, owner, p.unor, p.day, now);
	if (p.e.answer == ANSWER_HEADS)
		judge_rhk(r, &p, s);
	else if (p.e.answer == ANSWER_UNKNOWN)
		skip(r, R_ORG307, SKIP_EXPECTED);
}
