/* SPDX-License-Identifier: MIT */
/* A reason's parts, field by field. */
#include "reason.h"

static const char *const aksi_names[] = {"login", "edit_profil",
	"sinkron_asn", "sinkron_casn", "validasi", "muat_ulang", "sinkro_gtk",
	"sinkro_penilaian", "klaim_pimpinan", "ubah_vervalptk"};
static const char *const answer_names[] = {"unknown", "external", "heads"};
static const char *const unknown_names[] = {"", "no_heads", "no_unor",
	"no_parent", "cycle"};
static const char *const climb_names[] = {"answer", "self", "vacant",
	"low_rank", "rule"};
static const char *const org_names[] = {"good", "unknown", "below",
	"ditolak", "absent"};
static const char *const verdict_names[] = {"right", "delegated", "wrong",
	"empty", "unknown"};

/* ---- what parts have in common ---- */

static void put_nama(struct writer *w, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(w->r->m), PEGAWAI_nama, pegawai);

	if (!w->mask && !cell_none(c))
		put_text(w, names_get(&w->r->m->texts, c));
}

static void put_pegawai_field(struct writer *w, uint32_t pegawai,
	int32_t field)
{
	if (pegawai == NONE)
		return;
	if (field == SKP_R_PEGAWAI)
		put_pegawai_id(w, pegawai);
	else if (field == SKP_R_NAMA)
		put_nama(w, pegawai);
}

static void put_unor_field(struct writer *w, uint32_t unor, int32_t field)
{
	if (unor == NONE)
		return;
	if (field == SKP_R_UNOR)
		put_text(w, model_unor_id(w->r->m, unor));
	else if (field == SKP_R_UNOR_NAMA)
		put_text(w, unor_name(w->r->m, unor));
}

static void put_head_field(struct writer *w, const skp_reason *q,
	uint32_t unor, int32_t field)
{
	const struct head *h = reason_head(q, unor);

	if (!h)
		return;
	put_pegawai_field(w, h->pegawai, field);
	if (field == SKP_R_TUGAS)
		buf_str(&w->out, tugas_word(h->tugas));
}

void put_day(struct buf *b, int32_t day)
{
	char to[CLOCK_TEXT];

	clock_print(clock_first_second(day), to);
	buf_put(b, to, 10);
}

/* ---- one part each ---- */

static void put_person(struct writer *w, const skp_reason *q, int32_t field)
{
	uint32_t c = cell(pegawai_of(q->r->m), PEGAWAI_jabatan, q->pegawai);

	put_pegawai_field(w, q->pegawai, field);
	put_unor_field(w, q->unor, field);
	if (field == SKP_R_JABATAN && !cell_none(c))
		put_text(w, names_get(&q->r->m->words, c));
	else if (field == SKP_R_STATE)
		buf_str(&w->out, answer_names[q->e.answer]);
	else if (field == SKP_R_DETAIL)
		buf_str(&w->out, unknown_names[q->unknown]);
	else if (field == SKP_R_PENILAI_UNOR && q->e.unor != NONE)
		put_text(w, model_unor_id(q->r->m, q->e.unor));
	else if (field == SKP_R_ROOT && q->root != NONE)
		put_text(w, model_unor_id(q->r->m, q->root));
	else if (field == SKP_R_SINCE && q->root != NONE)
		put_day(&w->out, q->since);
	else if (field == SKP_R_CONTACT)
		put_text(w, reason_contact(q));
}

struct slice reason_delegates(const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	struct slice none = {NULL, NULL};
	uint32_t u;

	if (q->e.via != VIA_DINAS || !j->dfirst)
		return none;
	u = j->dinas[q->unor];
	return u == NONE ? none
			 : (struct slice){j->delegate.v + j->dfirst[u],
				   j->delegate.v + j->dfirst[u + 1]};
}

/* The unit that an expected atasan heads: with a pengawas sekolah there may be
 * several on the way, with a kepala sekolah delegates of the dinas. */
uint32_t reason_unor_of(const skp_reason *q, uint32_t pegawai)
{
	const struct ids *l = &q->r->line.climb;
	struct slice s = reason_delegates(q);
	uint64_t i;

	for (i = 0; i < l->n; i++)
		if (q->climb[i] == CLIMB_ANSWER && heads_has(heads_now(
			reason_judgement(q), l->v[i]), pegawai))
			return l->v[i];
	for (; s.p < s.end; s.p++)
		if (heads_has(heads_now(reason_judgement(q), *s.p), pegawai))
			return *s.p;
	return q->e.unor;
}

static void put_expected(struct writer *w, const skp_reason *q, uint64_t k,
	int32_t field)
{
	uint32_t p = q->expected.v[k], u = reason_unor_of(q, p), i;
	struct heads h = heads_now(reason_judgement(q), u);

	put_pegawai_field(w, p, field);
	put_unor_field(w, u, field);
	for (i = 0; field == SKP_R_TUGAS && i < h.n; i++)
		if (h.p[i].pegawai == p)
			buf_str(&w->out, tugas_word(h.p[i].tugas));
}

static void put_climb(struct writer *w, const skp_reason *q, uint64_t i,
	int32_t field)
{
	put_unor_field(w, q->r->line.climb.v[i], field);
	put_head_field(w, q, q->r->line.climb.v[i], field);
	if (field == SKP_R_STATE)
		buf_str(&w->out, climb_names[q->climb[i]]);
}

static void put_chain(struct writer *w, const skp_reason *q, uint64_t i,
	int32_t field)
{
	const struct judgement *j = reason_judgement(q);
	uint32_t u = q->r->line.chain.v[i];

	put_unor_field(w, u, field);
	put_head_field(w, q, u, field);
	if (field == SKP_R_STATE)
		buf_str(&w->out, org_names[j->org[u]]);
	else if (field == SKP_R_ROOT && j->root[u] != NONE)
		put_text(w, model_unor_id(q->r->m, j->root[u]));
}

static void put_recorded(struct writer *w, const skp_reason *q, uint64_t i,
	int32_t field)
{
	const struct recorded *r = &q->recorded[i];
	uint32_t c;

	if (field == SKP_R_STATE) {
		buf_str(&w->out, verdict_names[r->verdict]);
	} else if (field == SKP_R_ID && r->skp != NONE) {
		c = cell(&q->r->m->table[SKP_TABLE_SKP], SKP_id, r->skp);
		put_text(w, names_get(&q->r->m->ids, cell_none(c) ? NAME_EMPTY
								   : c));
	} else if (cell_dangling(r->atasan) && field == SKP_R_PEGAWAI) {
		put_name_id(w, r->atasan & ~CELL_DANGLING, true);
	} else {
		put_pegawai_field(w, ref_row(r->atasan), field);
	}
}

static void put_event(struct writer *w, const skp_reason *q, uint64_t i,
	int32_t field)
{
	const struct table *t = &q->r->m->table[SKP_TABLE_KEJADIAN];
	char to[CLOCK_TEXT];

	put_pegawai_field(w, q->event[i].pegawai, field);
	if (field == SKP_R_STATE) {
		buf_str(&w->out, aksi_names[t->col[KEJADIAN_aksi][
			q->event[i].row]]);
	} else if (field == SKP_R_TIME) {
		clock_print(t->col[KEJADIAN_waktu][q->event[i].row], to);
		buf_str(&w->out, to);
	}
}

/* The k-th code of a step, each once, in the order of its lines. */
static void put_step_code(struct writer *w, const skp_reason *q, uint64_t i,
	uint32_t k)
{
	const struct step_line *l, *x;
	uint32_t n, before;

	for (n = 0; (l = step_line(&q->steps, i, n)); n++) {
		for (before = 0; before < n; before++) {
			x = step_line(&q->steps, i, before);
			if (x->rule == l->rule)
				break;
		}
		if (before == n && k-- == 0) {
			buf_str(&w->out, rule_of(q->r->c, l->rule)->code);
			return;
		}
	}
}

/* "Sesudah itu": the step's own order says so. */
static struct text without_then(struct text t)
{
	static const char *const then[] = {"sesudah itu ", "setelah itu ",
		"sesudah itu, ", "setelah itu, ", "after that ",
		"after that, ", "afterwards ", "then "};
	uint32_t i, n;

	for (i = 0; i < ARRAY_LEN(then); i++) {
		n = (uint32_t)strlen(then[i]);
		if (t.n > n && memcmp(t.p, then[i], n) == 0)
			return (struct text){t.p + n, t.n - n};
	}
	return t;
}

/* The words as a sentence; of another actor than the step's, with the actor. */
static void put_step_text(struct writer *w, const skp_reason *q,
	const struct step_line *l)
{
	struct text actor, rest;

	step_words(q->r->c, l, w->lang, &actor, &rest);
	rest = without_then(rest);
	if (l->spare) {
		buf_put(&w->out, actor.p, actor.n);
		buf_str(&w->out, ": ");
		buf_put(&w->out, rest.p, rest.n);
	} else if (rest.n) {
		buf_char(&w->out, rest.p[0] >= 'a' && rest.p[0] <= 'z'
				? (char)(rest.p[0] - 'a' + 'A')
				: rest.p[0]);
		buf_put(&w->out, rest.p + 1, rest.n - 1);
	}
}

static void put_step_system(struct writer *w, const struct step *t,
	uint32_t k)
{
	uint32_t i;

	for (i = 0; i < SYSTEMS; i++)
		if (t->systems >> i & 1 && k-- == 0)
			buf_str(&w->out, system_names[i]);
}

static void put_step(struct writer *w, const skp_reason *q, uint64_t i,
	int32_t field, uint32_t k)
{
	const struct step *t = &q->steps.step[i];
	const struct step_line *l = step_line(&q->steps, i,
		field == SKP_R_TEXT ? k : 0);
	struct text actor, rest;

	put_pegawai_field(w, t->role < ROLE_HEAD ? (uint32_t)NONE
						 : t->pegawai, field);
	put_unor_field(w, t->unor, field);
	if (field == SKP_R_ID) {
		put_step_code(w, q, i, k);
	} else if (field == SKP_R_LEVEL) {
		buf_char(&w->out, 'L');
		buf_uint(&w->out, t->level);
	} else if (field == SKP_R_ACTOR && l) {
		step_words(q->r->c, l, w->lang, &actor, &rest);
		buf_put(&w->out, actor.p, actor.n);
	} else if (field == SKP_R_TEXT && l) {
		put_step_text(w, q, l);
	} else if (field == SKP_R_SYSTEM) {
		put_step_system(w, t, k);
	} else if (field == SKP_R_AFTER && k < t->nafter) {
		buf_uint(&w->out, q->steps.after.v[t->after + k]);
	}
}

void reason_put(struct writer *w, const skp_reason *q, int32_t part,
	uint64_t i, int32_t field, uint32_t k)
{
	switch (part) {
	case SKP_REASON_PEGAWAI:
		put_person(w, q, field);
		break;
	case SKP_REASON_EXPECTED:
		put_expected(w, q, i, field);
		break;
	case SKP_REASON_CLIMB:
		put_climb(w, q, i, field);
		break;
	case SKP_REASON_CHAIN:
		put_chain(w, q, i, field);
		break;
	case SKP_REASON_RECORDED:
		put_recorded(w, q, i, field);
		break;
	case SKP_REASON_KEJADIAN:
		put_event(w, q, i, field);
		break;
	case SKP_REASON_STEP:
		put_step(w, q, i, field, k);
		break;
	}
}

uint64_t reason_count(const skp_reason *q, int32_t part)
{
	switch (part) {
	case SKP_REASON_PEGAWAI:
		return 1;
	case SKP_REASON_EXPECTED:
		return q->expected.n;
	case SKP_REASON_CLIMB:
		return q->r->line.climb.n;
	case SKP_REASON_CHAIN:
		return q->r->line.chain.n;
	case SKP_REASON_RECORDED:
		return q->nrecorded;
	case SKP_REASON_KEJADIAN:
		return q->nevent;
	case SKP_REASON_STEP:
		return q->steps.n;
	default:
		return 0;
	}
}
