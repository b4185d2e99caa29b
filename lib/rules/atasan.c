/* SPDX-License-Identifier: MIT */
/* ATS201-ATS212 and REF007: is the atasan (pejabat penilai) the right one?
 * One subject gets at most one code; the order is the contract's. */
#include "rules.h"

/* One question: is this atasan right for p in unit u on that day? */
struct question {
	uint32_t table, row; /* the subject */
	uint32_t pegawai, unor;
	uint32_t atasan;     /* the cell */
	int32_t day;
	bool at_pada;
	struct expected e;
};

static struct finding *say(struct run *r, const struct question *q,
	enum rule rule, int32_t severity)
{
	struct finding *f = find_at(r, rule, severity, q->table, q->row,
		q->unor);

	if (!f)
		return NULL;
	f->actual = ref_cell(q->atasan, REF_PEGAWAI);
	if (q->e.answer == ANSWER_HEADS)
		find_atasan(r, f, &q->e);
	return f;
}

static void say_209(struct run *r, const struct question *q,
	enum static_word why)
{
	struct finding *f = say(r, q, R_ATS209, SKP_SEVERITY_E);

	if (f)
		f->detail = (uint8_t)why;
}

/* An id that is no NIP may be an NRP or somebody outside the ASN. */
static void say_unknown(struct run *r, const struct question *q)
{
	struct text t = cell_dangling(q->atasan)
		? names_get(&r->m->ids, q->atasan & ~CELL_DANGLING)
		: model_pegawai_id(r->m, q->atasan);
	char to[128];

	t = cell_clean_nip(t, to, sizeof(to));
	say(r, q, R_REF007, t.n == 18 && text_digits(t) ? SKP_SEVERITY_W
							: SKP_SEVERITY_I);
}

/* Below pejabat pengawas: eselon V, or no eselon, a functional or general
 * post, and no unit to head. */
static bool too_low(struct run *r, const struct question *q)
{
	int32_t rank = rank_own(r->j, q->atasan);
	int32_t post = judge_code(r->j, C_PEGAWAI_JABATAN, q->atasan);

	if (rank)
		return rank == 51 || rank == 52;
	return (post == 2 || post == 4) && !heads_any(r->j, &r->a, q->atasan,
		q->day, q->at_pada);
}

enum where { OWN_LINE, OTHER_BRANCH };

static enum where branch_of(const struct run *r, const struct question *q)
{
	uint32_t unor = pegawai_unor(r->m, q->atasan);

	return unor == NONE || above_or_self(r->j, unor, q->unor)
		? OWN_LINE
		: OTHER_BRANCH;
}

/* Do they head a unit above u (`above`) or below it on the day? */
static bool heads_near(struct run *r, const struct question *q, bool above)
{
	const struct table *t = &r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&r->m->tugas_pegawai, q->atasan);
	uint32_t u;

	if (headed_many(r->j, q->atasan))
		return headed_near(r->j, &r->a, q->atasan, q->unor, q->at_pada
			? (int32_t)DAY_PADA : q->day, above);
	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u == NONE || u == q->unor ||
			!above_or_self(r->j, above ? u : q->unor,
				above ? q->unor : u))
			continue;
		if (heads_has(heads_at(r->j, &r->a, u, q->day, q->at_pada),
			q->atasan))
			return true;
	}
	if (!q->at_pada)
		return false;
	for (s = slice_of(&r->m->pimpin, q->atasan); s.p < s.end; s.p++)
		if (*s.p != q->unor &&
			above_or_self(r->j, above ? *s.p : q->unor,
				above ? q->unor : *s.p) &&
			heads_has(heads_now(r->j, *s.p), q->atasan))
			return true;
	return false;
}

/* Wrong, and nothing in the order before explains it. */
static void say_wrong(struct run *r, const struct question *q)
{
	bool head = heads_has(heads_at(r->j, &r->a, q->unor, q->day,
		q->at_pada), q->pegawai);
	struct finding *f;

	if (r->j->kind[q->unor] == KIND_SEKOLAH && !head)
		say(r, q, R_ATS211, SKP_SEVERITY_E);
	else if (q->e.via == VIA_DINAS)
		say(r, q, R_ATS212, SKP_SEVERITY_W);
	else if (too_low(r, q))
		say(r, q, R_ATS206, SKP_SEVERITY_E);
	else if (branch_of(r, q) == OTHER_BRANCH) {
		f = say(r, q, R_ATS207, SKP_SEVERITY_W);
		if (f && heads_near(r, q, false))
			f->detail = S_DELEGASI;
	} else
		say(r, q, R_ATS203, heads_near(r, q, true) ? SKP_SEVERITY_W
							   : SKP_SEVERITY_E);
}

static void judge_known_atasan(struct run *r, const struct question *q)
{
	bool heads = q->e.answer == ANSWER_HEADS;

	if (!(r->j->pegawai[q->atasan] & P_ACTIVE))
		say_209(r, q, S_TIDAK_AKTIF);
	else if (!heads || expected_has(r->j, &q->e, q->atasan) ||
		delegated(r->j, &r->a, q->atasan, q->unor, q->day))
		return;
	else if (former_head(r->j, &r->a, q->atasan, q->e.unor, q->day,
		q->at_pada))
		say_209(r, q, S_MANTAN);
	else
		say_wrong(r, q);
}

/* Themselves, or somebody inactive: wrong whoever is expected. */
static bool wrong_anyway(const struct run *r, const struct question *q)
{
	uint32_t atasan = ref_row(q->atasan);

	return atasan != NONE && (atasan == q->pegawai ||
		!(r->j->pegawai[atasan] & P_ACTIVE));
}

static void atasan_judge(struct run *r, struct question *q)
{
	bool heads;

	if (q->atasan == CELL_UNKNOWN)
		return;
	q->e = expected_of(r->j, &r->a, q->pegawai, q->unor, q->day,
		q->at_pada);
	heads = q->e.answer == ANSWER_HEADS;
	if (q->e.answer == ANSWER_UNKNOWN && !wrong_anyway(r, q))
		skip(r, R_ATS203, SKIP_EXPECTED);
	if (cell_none(q->atasan)) {
		if (heads)
			say(r, q, R_ATS205, SKP_SEVERITY_E);
		return;
	}
	if (q->atasan == q->pegawai) {
		say(r, q, R_ATS204, SKP_SEVERITY_E);
		return;
	}
	if (cell_dangling(q->atasan) ||
		!pegawai_known(r, q->atasan, q->unor)) {
		if (heads)
			say_unknown(r, q);
		return;
	}
	judge_known_atasan(r, q);
}

void atasan_pegawai(struct run *r, uint32_t pegawai)
{
	struct question q;

	if (!(r->j->pegawai[pegawai] & P_OBLIGED))
		return;
	memset(&q, 0, sizeof(q));
	q.table = SKP_TABLE_PEGAWAI;
	q.row = q.pegawai = pegawai;
	q.unor = pegawai_unor(r->m, pegawai);
	q.atasan = cell(pegawai_of(r->m), PEGAWAI_atasan_id, pegawai);
	q.day = r->j->today;
	q.at_pada = true;
	atasan_judge(r, &q);
}

bool skp_instant(const struct judgement *j, uint32_t skp, int32_t *day,
	bool *at_pada)
{
	if (!period_meets(&j->m->table[SKP_TABLE_SKP], SKP_mulai, SKP_selesai,
		skp, j->from, j->to))
		return false;
	*day = skp_day(j, skp, at_pada);
	return true;
}

void atasan_skp(struct run *r, uint32_t skp)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t p = ref_row(cell(t, SKP_pegawai_id, skp));
	struct question q;

	memset(&q, 0, sizeof(q));
	if (p == NONE || !(r->j->pegawai[p] & P_OBLIGED) ||
		!skp_instant(r->j, skp, &q.day, &q.at_pada))
		return;
	q.table = SKP_TABLE_SKP;
	q.row = skp;
	q.pegawai = p;
	q.unor = skp_unor(r->m, skp);
	q.atasan = cell(t, SKP_atasan_id, skp);
	atasan_judge(r, &q);
}

/* ---- units: nobody, or more than one, at the top ---- */

static bool has_post(const struct run *r, uint32_t unor)
{
	int32_t eselon = judge_code(r->j, C_UNOR_ESELON, unor);

	return r->j->kind[unor] != KIND_LAINNYA ||
		(eselon != 0 && eselon != 99) ||
		!cell_none(cell(unor_of(r->m), UNOR_nama_jabatan, unor));
}

static bool has_obliged(const struct run *r, uint32_t unor)
{
	struct slice s = slice_of(&r->m->members, unor);

	if (r->j->far && r->j->far[unor] & FAR_OBLIGED)
		return true;
	for (; s.p < s.end; s.p++)
		if (r->j->pegawai[*s.p] & P_OBLIGED)
			return true;
	return false;
}

void atasan_unor(struct run *r, uint32_t unor)
{
	struct heads h = heads_now(r->j, unor);
	struct ids two = {NULL, 0, 0};
	struct finding *f;
	uint32_t i;

	if (!(r->j->unor[unor] & U_ACTIVE))
		return;
	if (h.n == 0 && !(r->j->unor[unor] & U_BELOW_CYCLE) &&
		r->j->unor[r->j->top[unor]] & U_TREE_HEAD &&
		has_post(r, unor) && has_obliged(r, unor))
		find(r, R_ATS201, r->j->kind[unor] == KIND_SEKOLAH
				? SKP_SEVERITY_E
				: SKP_SEVERITY_W, SKP_TABLE_UNOR, unor);
	if (h.n < 2 || h.p[0].tugas > TUGAS_TT)
		return;
	f = find(r, R_ATS202, SKP_SEVERITY_E, SKP_TABLE_UNOR, unor);
	for (i = 0; f && i < h.n; i++)
		r->fail |= !ids_add(r->mem, &two, h.p[i].pegawai);
	sort_pegawai(r->m, two.v, two.n);
	find_path(r, f, REF_PEGAWAI, two.v, (uint32_t)two.n);
	ids_free(r->mem, &two);
}

/* ---- a appraises b appraises a ---- */

/* The recorded atasan: of the latest SKP that covers pada, even if empty;
 * only without one that of the person's row. */
uint32_t atasan_recorded(const struct run *r, uint32_t p)
{
	uint32_t skp = skp_latest(r->j, p);

	if (!row_live(pegawai_of(r->m), p))
		return NONE;
	if (skp != NONE)
		return ref_row(cell(&r->m->table[SKP_TABLE_SKP], SKP_atasan_id,
			skp));
	return ref_row(cell(pegawai_of(r->m), PEGAWAI_atasan_id, p));
}

void atasan_cycle(struct run *r, uint32_t p)
{
	struct ids path = {NULL, 0, 0};
	uint32_t v, least = p;

	for (v = atasan_recorded(r, p); v != p; v = atasan_recorded(r, v))
		if (pegawai_cmp(r->m, v, least) < 0)
			least = v;
	v = least;
	do {
		r->fail |= !ids_add(r->mem, &path, v);
		v = atasan_recorded(r, v);
	} while (v != least);
	if (path.n > 1)
		find_path(r, find(r, R_ATS208, SKP_SEVERITY_E,
			SKP_TABLE_PEGAWAI, least), REF_PEGAWAI, path.v,
			(uint32_t)path.n);
	ids_free(r->mem, &path);
}

/* Everybody has at most one atasan: a walk up that meets its own trail has
 * found a cycle. mark[p]: the walk that came by. */
static void find_cycles(struct run *r, uint32_t *mark)
{
	uint32_t p, v;

	for (p = 0; p < r->j->people; p++) {
		for (v = p; v != NONE && mark[v] == 0;
			v = atasan_recorded(r, v))
			mark[v] = p + 1;
		if (v != NONE && mark[v] == p + 1)
			atasan_cycle(r, v);
	}
}

static uint32_t *marks(struct run *r)
{
	uint32_t *mark = r->on[R_ATS208]
		? mem_calloc(r->mem, r->j->people + 1, sizeof(*mark))
		: NULL;

	r->fail |= r->on[R_ATS208] && !mark;
	return mark;
}

void atasan_whole(struct run *r)
{
	uint32_t *mark = marks(r);

	if (mark)
		find_cycles(r, mark);
	mem_free(r->mem, mark, (r->j->people + 1) * sizeof(*mark));
}

/* A cycle that the person is on, not one further up. */
void atasan_about(struct run *r)
{
	uint32_t *mark = marks(r), v = r->about;

	if (!mark)
		return;
	do {
		mark[v] = 1;
		v = atasan_recorded(r, v);
	} while (v != NONE && !mark[v]);
	if (v == r->about)
		atasan_cycle(r, v);
	mem_free(r->mem, mark, (r->j->people + 1) * sizeof(*mark));
}
