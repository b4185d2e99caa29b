/* SPDX-License-Identifier: MIT */
/* Repairs of SKP: the heads publish, the members' SKP follow. */
#include "plan.h"

static const char *const status_word[] = {"", "draft", "diajukan",
	"disetujui", "ditetapkan", "ditolak"};

static uint32_t keep_published(struct planner *k)
{
	enum status at = k->r->j.knobs.org_min_status;

	return keep_str(k, status_word[at < STATUS_DIAJUKAN ||
		at == STATUS_DITOLAK ? STATUS_DIAJUKAN : at]);
}

/* An id that no SKP bears: rencana-1, rencana-2, ... */
static uint32_t keep_id(struct planner *k, const char *stem, uint32_t *count)
{
	struct buf b;
	uint32_t said;

	do {
		buf_init(&b, &k->p->mem);
		buf_str(&b, stem);
		buf_uint(&b, ++*count);
		k->fail |= b.fail;
		said = b.fail ? (uint32_t)NAME_EMPTY
			: keep(k, (struct text){b.p, (uint32_t)b.n});
		buf_free(&b);
	} while (!k->fail && names_find_id(&k->r->m->ids, plan_say(k->p,
		said)) != NAME_NONE);
	return said;
}

/* The SKP's period: T, or for an SKP Organisasi, which must stand today, the
 * year of today if T lies elsewhere. */
static void skp_period(const struct planner *k, bool org, int32_t *from,
	int32_t *to)
{
	int32_t y, m, d;

	*from = k->r->j.from;
	*to = k->r->j.to;
	if (!org || (*from <= k->r->j.today && k->r->j.today <= *to))
		return;
	clock_to_civil(k->r->j.today, &y, &m, &d);
	*from = clock_from_civil(y, 1, 1);
	*to = clock_from_civil(y, 12, 31);
}

/* It begins with the month in which they came to the post if that is later. */
static int32_t skp_begins(const struct planner *k, uint32_t pegawai,
	uint32_t unor, int32_t day)
{
	const struct table *t = &k->r->m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&k->r->m->tugas_pegawai, pegawai);
	int32_t at, y, m, d;
	uint32_t c;

	for (; s.p < s.end; s.p++) {
		c = cell(t, PENUGASAN_mulai, *s.p);
		if (cell_none(c) || t->col[PENUGASAN_unor_id][*s.p] != unor)
			continue;
		at = cell_day(c);
		if (at <= day || at > k->r->j.today)
			continue;
		clock_to_civil(at, &y, &m, &d);
		day = clock_from_civil(y, m, 1);
	}
	return day;
}

static void change_rhk(struct planner *k, struct step *s, uint32_t skp)
{
	struct pair pair[] = {{RHK_id, keep_id(k, "rencana-rhk-", &k->skps)},
		{RHK_skp_id, skp}};

	if (k->r->m->table[SKP_TABLE_RHK].given)
		change_row(k, s, CHANGE_ADD, SKP_TABLE_RHK, 0,
			ARRAY_LEN(pair), pair);
}

void change_skp(struct planner *k, struct step *s, uint32_t pegawai,
	uint32_t unor, const char *jenis, bool plt)
{
	bool org = strcmp(jenis, "organisasi") == 0;
	uint32_t id = keep_id(k, "rencana-", &k->skps), n = 7;
	int32_t from, to;
	struct expected e = plan_expected(k, pegawai, unor);
	struct pair pair[10] = {
		{SKP_id, id},
		{SKP_pegawai_id, keep(k, pegawai_text(k, pegawai))},
		{SKP_unor_id, keep(k, unor_text(k, unor))},
		{SKP_jenis, keep_str(k, jenis)},
		{SKP_status, keep_published(k)},
		{SKP_mulai, 0},
		{SKP_selesai, 0},
	};

	skp_period(k, org, &from, &to);
	pair[5].say = keep_day(k, skp_begins(k, pegawai, unor, from));
	pair[6].say = keep_day(k, to);
	pair[n++] = (struct pair){SKP_atasan_id, e.n
		? keep(k, pegawai_text(k, e.pegawai[0])) : NAME_EMPTY};
	if (model_supplied(k->r->m, SKP_TABLE_SKP, SKP_dibuat))
		pair[n++] = (struct pair){SKP_dibuat, SAY_NOW};
	if (plt)
		pair[n++] = (struct pair){SKP_plt, keep_str(k, "ya")};
	change_row(k, s, CHANGE_ADD, SKP_TABLE_SKP, 0, n, pair);
	if (org)
		change_rhk(k, s, id);
}

/* ---- SKP Organisasi ---- */

/* The SKP that is nearest to being the unit's good SKP Organisasi: draft or
 * below the threshold, else rejected; NONE if there is none. */
static uint32_t nearest_org(const struct planner *k, uint32_t unor)
{
	const skp_model *m = k->r->m;
	const struct table *t = &m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&m->skp_unor, unor);
	struct heads h = heads_now(&k->r->j, unor);
	uint32_t best = NONE, who;
	enum org at;

	for (; s.p < s.end; s.p++) {
		who = ref_row(t->col[SKP_pegawai_id][*s.p]);
		if (who == NONE || !period_covers(t, SKP_mulai, SKP_selesai,
			*s.p, k->r->j.today) || !skp_is_org(&k->r->j, *s.p,
			unor, heads_has(h, who)))
			continue;
		at = skp_org_state(&k->r->j, *s.p);
		if (best == NONE || at < skp_org_state(&k->r->j, best))
			best = *s.p;
	}
	return best;
}

static bool owner_heads(const struct planner *k, uint32_t skp, uint32_t unor)
{
	struct heads h = heads_now(&k->r->j, unor);

	return h.n == 0 || heads_has(h, ref_row(k->r->m->table[
		SKP_TABLE_SKP].col[SKP_pegawai_id][skp]));
}

/* The step by which the unit's SKP Organisasi becomes good; NULL if it has no
 * head who could. */
static struct step *publish_step(struct planner *k, uint32_t unor,
	uint32_t head, bool *impossible)
{
	uint32_t skp = nearest_org(k, unor), who;
	struct step *s;
	bool fresh;

	if (skp != NONE && head == NONE && !owner_heads(k, skp, unor))
		skp = NONE; /* of somebody who was head: a new one it is */
	who = skp != NONE && head == NONE ? ref_row(k->r->m->table[
		SKP_TABLE_SKP].col[SKP_pegawai_id][skp]) : head;
	if (who == NONE)
		who = head_least(&k->r->j, unor);
	*impossible = who == NONE || !addressable(k, who);
	if (*impossible)
		return NULL;
	s = step_of(k, ACT_terbitkan_skp, who, unor, 0, &fresh);
	if (!s || !fresh)
		return s;
	s->above = k->r->j.next[unor];
	s->unblocks = k->r->j.blocked_total ? k->r->j.blocked_total[unor] : 0;
	if (skp != NONE && head == NONE)
		change_set(k, s, SKP_TABLE_SKP, skp, SKP_status,
			keep_published(k));
	else
		change_skp(k, s, who, unor, "organisasi", false);
	return s;
}

int32_t repair_org(struct planner *k, const struct finding *f)
{
	bool impossible;
	struct step *s = publish_step(k, f->row, NONE, &impossible);

	if (impossible)
		return REFUSED + REASON_akibat;
	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

/* It is the next unit up that has to publish. */
int32_t repair_org_atas(struct planner *k, const struct finding *f)
{
	uint32_t next = k->r->j.next[f->row];
	bool impossible;
	struct step *s;

	if (next == NONE)
		return WAITING;
	s = publish_step(k, next, NONE, &impossible);
	if (impossible)
		return REFUSED + REASON_akibat;
	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

int32_t repair_klaim(struct planner *k, const struct finding *f)
{
	uint32_t head = head_least(&k->r->j, f->row);
	struct step *s;
	bool fresh;

	s = step_of(k, ACT_klaim, head, f->row, 0, &fresh);
	if (!s)
		return PLANNED;
	if (fresh)
		change_set(k, s, SKP_TABLE_UNOR, f->row, UNOR_diklaim,
			keep_str(k, "ya"));
	step_fixes(k, s, f);
	return PLANNED;
}

/* A unit that they head by D, TT or PJ, the one of the least id. */
uint32_t headed(const struct planner *k, uint32_t pegawai)
{
	const skp_model *m = k->r->m;
	const struct table *t = &m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&m->tugas_pegawai, pegawai);
	uint32_t best = NONE, u;

	for (; s.p < s.end; s.p++) {
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if (u != NONE && heads_has(heads_now(&k->r->j, u), pegawai) &&
			t->col[PENUGASAN_jenis][*s.p] <= TUGAS_PJ &&
			(best == NONE || unor_cmp(m, u, best) < 0))
			best = u;
	}
	for (s = slice_of(&m->pimpin, pegawai); s.p < s.end; s.p++)
		if (best == NONE || unor_cmp(m, *s.p, best) < 0)
			best = *s.p;
	return best;
}

int32_t repair_skp_kepala(struct planner *k, const struct finding *f)
{
	struct step *s = step_find(k, ACT_terbitkan_skp, f->row);
	uint32_t unor = headed(k, f->row);
	bool impossible;

	if (s && !heads_has(heads_now(&k->r->j, s->unor), f->row))
		s = NULL;
	if (!s && unor == NONE)
		return REFUSED + REASON_akibat;
	if (!s)
		s = publish_step(k, unor, f->row, &impossible);
	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

/* ---- the members' SKP ---- */

static struct step *member_step(struct planner *k, enum act act,
	const struct finding *f, bool *fresh)
{
	struct expected e = plan_expected(k, f->pegawai, f->unor);
	struct step *s = step_of(k, act, f->pegawai, f->unor,
		f->table == SKP_TABLE_SKP ? f->row : 0, fresh);

	if (s && *fresh)
		s->above = e.answer == ANSWER_HEADS ? e.unor : (uint32_t)NONE;
	return s;
}

int32_t repair_skp_dini(struct planner *k, const struct finding *f)
{
	struct step *s;
	bool fresh;

	s = member_step(k, ACT_ajukan_ulang, f, &fresh);
	if (!s)
		return PLANNED;
	if (fresh)
		change_set(k, s, SKP_TABLE_SKP, f->row, SKP_dibuat, SAY_NOW);
	step_fixes(k, s, f);
	return PLANNED;
}

static int32_t make_skp(struct planner *k, const struct finding *f)
{
	struct step *s;
	bool fresh;

	if (f->unor == NONE)
		return REFUSED + REASON_akibat;
	s = member_step(k, ACT_buat_skp, f, &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		change_skp(k, s, f->pegawai, f->unor, "individu", false);
		s->org = headed_in_period(&k->r->j, &k->a, f->unor,
			f->pegawai);
	}
	step_fixes(k, s, f);
	return PLANNED;
}

int32_t repair_tanpa_skp(struct planner *k, const struct finding *f)
{
	if (!(k->r->j.pegawai[f->row] & P_OBLIGED))
		return REFUSED + REASON_keputusan; /* exempt, with an SKP */
	return make_skp(k, f);
}

int32_t repair_lewat_batas(struct planner *k, const struct finding *f)
{
	struct step *s;
	bool fresh;

	if (f->table == SKP_TABLE_PEGAWAI)
		return make_skp(k, f);
	s = member_step(k, ACT_ajukan_skp, f, &fresh);
	if (!s)
		return PLANNED;
	if (fresh)
		change_set(k, s, SKP_TABLE_SKP, f->row, SKP_status,
			keep_published(k));
	step_fixes(k, s, f);
	return PLANNED;
}

/* Only an SKP Organisasi without any RHK: what an individual one should
 * support is its owner's choice. */
int32_t repair_rhk(struct planner *k, const struct finding *f)
{
	struct slice rhk = slice_of(&k->r->m->rhk_skp, f->row);
	uint32_t id = cell(&k->r->m->table[SKP_TABLE_SKP], SKP_id, f->row);
	struct step *s;
	bool fresh;

	if (rhk.p < rhk.end || cell_none(id))
		return REFUSED + REASON_keputusan;
	s = step_of(k, ACT_isi_rhk, f->pegawai, f->unor, f->row, &fresh);
	if (!s)
		return PLANNED;
	if (fresh)
		change_rhk(k, s, keep(k, names_get(&k->r->m->ids, id)));
	step_fixes(k, s, f);
	return PLANNED;
}

/* ---- Plt. and Pj. ---- */

/* The unit whose Plt. or Pj. they are, the one of the least id. */
static uint32_t acting(const struct planner *k, uint32_t pegawai)
{
	const skp_model *m = k->r->m;
	const struct table *t = &m->table[SKP_TABLE_PENUGASAN];
	struct slice s = slice_of(&m->tugas_pegawai, pegawai);
	uint32_t best = NONE, u, jenis;

	for (; s.p < s.end; s.p++) {
		jenis = t->col[PENUGASAN_jenis][*s.p];
		u = ref_row(t->col[PENUGASAN_unor_id][*s.p]);
		if ((jenis == TUGAS_PLT || jenis == TUGAS_PJ) && u != NONE &&
			period_covers(t, PENUGASAN_mulai, PENUGASAN_selesai,
				*s.p, k->r->j.today) && (best == NONE ||
			unor_cmp(m, u, best) < 0))
			best = u;
	}
	return best;
}

/* SKP marked plt, though they are none: the marks go. */
static void unmark(struct planner *k, struct step *s, uint32_t pegawai)
{
	const struct table *t = &k->r->m->table[SKP_TABLE_SKP];
	struct slice rows = slice_of(&k->r->m->skp_pegawai, pegawai);

	for (; rows.p < rows.end; rows.p++)
		if (cell(t, SKP_plt, *rows.p) == 1)
			change_set(k, s, SKP_TABLE_SKP, *rows.p, SKP_plt,
				keep_str(k, "tidak"));
}

int32_t repair_plt(struct planner *k, const struct finding *f)
{
	uint32_t unor = acting(k, f->row);
	struct step *s;
	bool fresh;

	s = step_of(k, unor != NONE ? ACT_skp_plt : ACT_hapus_tanda_plt,
		f->row, unor != NONE ? unor : f->unor, 0, &fresh);
	if (!s)
		return PLANNED;
	if (fresh && unor != NONE)
		change_skp(k, s, f->row, unor, "organisasi", true);
	else if (fresh)
		unmark(k, s, f->row);
	step_fixes(k, s, f);
	return PLANNED;
}
