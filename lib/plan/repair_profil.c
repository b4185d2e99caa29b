/* SPDX-License-Identifier: MIT */
/* Repairs of people's profiles, in the order that holds: the head syncs, then
 * the member does and reloads. */
#include "plan.h"

struct expected plan_expected(struct planner *k, uint32_t pegawai,
	uint32_t unor)
{
	if (unor == NONE)
		return (struct expected){.answer = ANSWER_UNKNOWN,
			.unor = NONE};
	return expected_of(&k->r->j, &k->a, pegawai, unor, k->r->j.today,
		true);
}

static void change_event(struct planner *k, struct step *s, uint32_t pegawai,
	const char *aksi)
{
	struct pair pair[] = {
		{KEJADIAN_pegawai_id, keep(k, pegawai_text(k, pegawai))},
		{KEJADIAN_aksi, keep_str(k, aksi)},
		{KEJADIAN_waktu, SAY_NOW},
	};

	change_row(k, s, CHANGE_ADD, SKP_TABLE_KEJADIAN, 0, ARRAY_LEN(pair),
		pair);
}

void change_events(struct planner *k, struct step *s, uint32_t pegawai,
	const char *first, const char *then)
{
	if (!k->r->j.events_known)
		return;
	change_event(k, s, pegawai, first);
	if (then)
		change_event(k, s, pegawai, then);
}

/* Must the members of a unit of this kind wait for its head? */
static bool leader_first(const struct planner *k, uint32_t unor)
{
	return k->r->j.kind[unor] == KIND_SEKOLAH ||
		k->r->j.knobs.leader_first_all;
}

/* The head before whose sync a person's repair does not hold, NONE. */
static uint32_t leader_of(const struct planner *k, uint32_t pegawai)
{
	uint32_t unor = pegawai_unor(k->r->m, pegawai);
	struct heads h;

	if (!k->r->j.events_known || unor == NONE || !leader_first(k, unor))
		return NONE;
	h = heads_now(&k->r->j, unor);
	return h.n == 1 && !heads_has(h, pegawai) &&
			h.p[0].pegawai < k->p->base[SKP_TABLE_PEGAWAI]
		? h.p[0].pegawai
		: (uint32_t)NONE;
}

/* A head who repairs their profile syncs by that. */
static struct step *sync_one(struct planner *k, uint32_t head)
{
	struct step *s = step_find(k, ACT_perbaiki_profil, head);
	bool fresh;

	if (s)
		return s;
	s = step_of(k, ACT_sinkron_kepala, head, NONE, 0, &fresh);
	if (!s || !fresh)
		return s;
	s->unor = headed(k, head);
	s->leader = leader_of(k, head);
	change_events(k, s, head, "sinkron_asn", NULL);
	return s;
}

/* The syncs of a head and, before it, of the heads above whose own are not
 * valid: at most so many, for they may lead each other. */
enum { CHAIN_MOST = 32 };

static struct step *sync_step(struct planner *k, uint32_t head)
{
	uint32_t chain[CHAIN_MOST], n = 0, who = head;
	struct step *s = NULL;

	do {
		chain[n++] = who;
		who = leader_of(k, who);
	} while (n < CHAIN_MOST && who != NONE && who != head &&
		!profile_valid(&k->r->j, who, k->r->j.pada));
	while (n > 0)
		s = sync_one(k, chain[--n]);
	return s;
}

/* The head whom the person must wait for; their sync is planned if need be. */
static uint32_t head_first(struct planner *k, uint32_t pegawai)
{
	uint32_t head = leader_of(k, pegawai);

	if (head != NONE && addressable(k, head) &&
		!profile_valid(&k->r->j, head, k->r->j.pada))
		sync_step(k, head);
	return head;
}

/* The step by which a person puts their profile and atasan right. */
static struct step *profile_step(struct planner *k, uint32_t pegawai)
{
	uint32_t unor = pegawai_unor(k->r->m, pegawai);
	struct expected e = plan_expected(k, pegawai, unor);
	uint32_t leader = head_first(k, pegawai);
	struct step *s;
	bool fresh;

	s = step_of(k, ACT_perbaiki_profil, pegawai, unor, 0, &fresh);
	if (!s || !fresh)
		return s;
	s->leader = leader;
	s->above = e.answer == ANSWER_HEADS ? e.unor : (uint32_t)NONE;
	s->value_person = true;
	if (e.n)
		s->value = keep(k, pegawai_text(k, e.pegawai[0]));
	change_events(k, s, pegawai, k->r->j.pegawai[pegawai] & P_HEAD
			? "sinkron_asn" : "sinkron_casn", "muat_ulang");
	return s;
}

/* ---- a wrong atasan ---- */

static struct step *admin_step(struct planner *k, const struct finding *f)
{
	struct expected e = plan_expected(k, f->pegawai, f->unor);
	struct step *s;
	bool fresh;

	s = step_of(k, ACT_betulkan_atasan, f->pegawai, f->unor, 0, &fresh);
	if (s && fresh) {
		s->above = e.answer == ANSWER_HEADS ? e.unor : (uint32_t)NONE;
		s->level = rule_info[f->rule].level;
	}
	return s;
}

int32_t repair_atasan(struct planner *k, const struct finding *f)
{
	uint32_t field = f->table == SKP_TABLE_SKP ? SKP_atasan_id
						   : PEGAWAI_atasan_id;
	struct step *s;
	uint32_t who;

	if (f->n_expected == 0 || f->expected_kind != REF_PEGAWAI ||
		f->pegawai == NONE)
		return REFUSED + REASON_atasan_tidak_diketahui;
	who = keep(k, pegawai_text(k, k->r->list.v[f->list]));
	s = strcmp(rule_info[f->rule].actor, "pegawai") == 0
		? profile_step(k, f->pegawai) : admin_step(k, f);
	if (!s)
		return PLANNED;
	if (!s->value) {
		s->value = who;
		s->value_person = true;
	}
	change_set(k, s, f->table, f->row, field, who);
	step_fixes(k, s, f);
	return PLANNED;
}

/* ---- the order of repairs ---- */

int32_t repair_urutan(struct planner *k, const struct finding *f)
{
	struct step *s = f->rule == R_SYN404 ? NULL
		: step_find(k, ACT_sinkron_kepala, f->row);

	if (!s)
		s = profile_step(k, f->row);
	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

int32_t repair_kepala_kotor(struct planner *k, const struct finding *f)
{
	struct step *s = sync_step(k, f->row);

	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

/* ---- views that differ ---- */

static uint32_t cell_said(struct planner *k, uint32_t table, uint32_t row,
	uint32_t field)
{
	char to[CELL_PRINT];
	uint32_t c = cell(&k->r->m->table[table], field, row);

	return cell_none(c) ? (uint32_t)NAME_EMPTY
		: keep(k, model_cell_text(k->r->m, table, field, c, to));
}

int32_t repair_profil(struct planner *k, const struct finding *f)
{
	static const uint8_t field[] = {PROFIL_unor_id, PROFIL_jabatan,
		PROFIL_golru, PROFIL_jenis_jabatan};
	const struct table *t = &k->r->m->table[SKP_TABLE_PROFIL];
	uint32_t ours = view_latest(&k->r->j, f->row, SUMBER_EKINERJA);
	uint32_t its = view_latest(&k->r->j, f->row, SUMBER_SIASN), i;
	struct step *s;

	if (ours == NONE || its == NONE)
		return REFUSED + REASON_nilai_sumber;
	s = profile_step(k, f->row);
	for (i = 0; s && i < ARRAY_LEN(field); i++)
		if (!cell_none(cell(t, field[i], ours)) &&
			!cell_none(cell(t, field[i], its)))
			change_set(k, s, SKP_TABLE_PROFIL, ours, field[i],
				cell_said(k, SKP_TABLE_PROFIL, its,
					field[i]));
	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

/* ---- identity ---- */

/* What the views must say: the siasn view's, else the person's own row's. */
static uint32_t identity_said(struct planner *k, uint32_t pegawai,
	uint32_t of_view, uint32_t of_row)
{
	uint32_t view = view_latest(&k->r->j, pegawai, SUMBER_SIASN);
	uint32_t said = 0;

	if (view != NONE)
		said = cell_said(k, SKP_TABLE_PROFIL, view, of_view);
	return said ? said : cell_said(k, SKP_TABLE_PEGAWAI, pegawai, of_row);
}

static const struct {
	uint8_t view, row, digits;
} identity[] = {{PROFIL_nip, PEGAWAI_nip, 18}, {PROFIL_nik, PEGAWAI_nik, 16},
	{PROFIL_nuptk, PEGAWAI_nuptk, 16}};

static bool identity_known(struct planner *k, uint32_t pegawai)
{
	uint32_t i, said;

	for (i = 0; i < ARRAY_LEN(identity); i++) {
		said = identity_said(k, pegawai, identity[i].view,
			identity[i].row);
		if (said && (plan_say(k->p, said).n != identity[i].digits ||
			!text_digits(plan_say(k->p, said))))
			return false;
	}
	return true;
}

static void change_identity(struct planner *k, struct step *s,
	uint32_t pegawai, uint32_t row)
{
	const struct table *t = &k->r->m->table[SKP_TABLE_PROFIL];
	uint32_t i, said;

	for (i = 0; i < ARRAY_LEN(identity); i++) {
		said = identity_said(k, pegawai, identity[i].view,
			identity[i].row);
		if (said && !cell_none(cell(t, identity[i].view, row)))
			change_set(k, s, SKP_TABLE_PROFIL, row,
				identity[i].view, said);
	}
}

static bool verval(struct planner *k, uint32_t pegawai,
	const struct finding *f)
{
	static const uint8_t sumber[] = {SUMBER_DAPODIK, SUMBER_VERVALPTK};
	struct step *s;
	uint32_t i, row;
	bool fresh;

	if (!identity_known(k, pegawai))
		return false;
	s = step_of(k, ACT_verval, pegawai, pegawai_unor(k->r->m, pegawai), 0,
		&fresh);
	for (i = 0; s && fresh && i < ARRAY_LEN(sumber); i++) {
		row = view_latest(&k->r->j, pegawai, sumber[i]);
		if (row != NONE)
			change_identity(k, s, pegawai, row);
	}
	if (s && f)
		step_fixes(k, s, f);
	return true;
}

int32_t repair_identitas(struct planner *k, const struct finding *f)
{
	return verval(k, f->row, f) ? (int32_t)PLANNED
				    : (int32_t)REFUSED + REASON_nilai_sumber;
}

static struct step *account_step(struct planner *k, uint32_t pegawai)
{
	struct step *s;
	bool fresh;

	s = step_of(k, ACT_aktifkan_akun, pegawai,
		pegawai_unor(k->r->m, pegawai), 0, &fresh);
	if (s && fresh)
		change_set(k, s, SKP_TABLE_PEGAWAI, pegawai, PEGAWAI_akun,
			keep_str(k, "aktif"));
	return s;
}

int32_t repair_akun(struct planner *k, const struct finding *f)
{
	struct step *s = account_step(k, f->row);

	if (s)
		step_fixes(k, s, f);
	return PLANNED;
}

int32_t repair_sekolah(struct planner *k, const struct finding *f)
{
	uint32_t unor = pegawai_unor(k->r->m, f->row), said;
	uint32_t row = view_latest(&k->r->j, f->row, SUMBER_DAPODIK);
	struct step *s;
	bool fresh;

	if (row == NONE || unor == NONE)
		return REFUSED + REASON_nilai_sumber;
	said = cell_said(k, SKP_TABLE_UNOR, unor, UNOR_npsn);
	if (!said)
		return REFUSED + REASON_nilai_sumber;
	s = step_of(k, ACT_padankan_sekolah, f->row, unor, 0, &fresh);
	if (!s)
		return PLANNED;
	if (fresh) {
		s->value = said;
		change_set(k, s, SKP_TABLE_PROFIL, row, PROFIL_npsn, said);
	}
	step_fixes(k, s, f);
	return PLANNED;
}

/* What stood in the way is put right, by the later of the two offices if it is
 * both; then they click again. That mends nothing in the data. */
int32_t repair_gtk(struct planner *k, const struct finding *f)
{
	uint32_t akun = cell(pegawai_of(k->r->m), PEGAWAI_akun, f->row);
	uint32_t view = view_latest(&k->r->j, f->row, SUMBER_VERVALPTK);
	bool account = !cell_none(akun) && akun != AKUN_AKTIF, fresh;
	struct step *s;

	if (view != NONE && !verval(k, f->row, account ? NULL : f))
		return REFUSED + REASON_nilai_sumber;
	s = account ? account_step(k, f->row) : NULL;
	if (s)
		step_fixes(k, s, f);
	s = step_of(k, ACT_sinkro_gtk, f->row, pegawai_unor(k->r->m, f->row),
		0, &fresh);
	if (s && fresh)
		change_events(k, s, f->row, "sinkro_gtk", NULL);
	return PLANNED;
}
