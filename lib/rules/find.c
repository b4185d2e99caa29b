/* SPDX-License-Identifier: MIT */
/* Writing findings down: subject, filters, lists; the catalogue's numbers. */
#include "rules.h"

const struct rule_info rule_info[RULES] = {
#define RULE(code, severity, level, actor, basis, subjects, needs) \
	{#code, severity, level, #actor, #basis, subjects, needs},
#include "rules.def"
#undef RULE
};

const char *const static_words[STATIC_WORDS] = {"", "nonaktif",
	"kedaluwarsa", "tidak_dikenal", "tidak_aktif", "mantan", "delegasi",
	"muat_ulang", "pada", "draft", "ditolak", "id", "nip", "pegawai_id",
	"unor_id", "pegawai_id,unor_id", "", "", "", "plt", "plh", "satu_skp",
	"tanpa_penugasan", "tanpa_rhk", "panjang", "bukan_angka", "nip_pns",
	"nip_pppk", "tidak_terdaftar", "dikecualikan", "belum_ada",
	"PNS", "CPNS", "PPPK", "", "terbalik", "lintas_tahun", "tidak_ada",
	"tipe_campur", "angka_ganda", ""};

const char *const listed_words[LISTED_WORDS] = {"unor", "jabatan", "golru",
	"jenis_jabatan", "nip", "nik", "nuptk", "akun", "lahir", "tmt",
	"usia", "kelamin", "urut", "tanpa_dukungan", "luar_atasan"};

const char *const skip_words[SKIPS] = {"no_unor", "no_pegawai",
	"no_penugasan", "no_skp", "no_kejadian", "no_profil", "no_column",
	"expected_unknown", "skp_incomplete", "no_rhk", "order_unknown"};

int32_t rule_number(const char *code)
{
	int32_t i;

	for (i = 0; i < RULES; i++)
		if (text_same_str(text_of(code), rule_info[i].code))
			return i;
	return -1;
}

uint32_t subject_pegawai(const struct run *r, uint32_t table, uint32_t row)
{
	if (row == NONE) /* a row that the model does not hold */
		return NONE;
	switch (table) {
	case SKP_TABLE_PEGAWAI:
		return row;
	case SKP_TABLE_SKP:
		return ref_row(cell(&r->m->table[table], SKP_pegawai_id, row));
	case SKP_TABLE_PENUGASAN:
	case SKP_TABLE_KEJADIAN:
	case SKP_TABLE_PROFIL:
		return ref_row(cell(&r->m->table[table], 0, row));
	default:
		return NONE;
	}
}

static uint32_t subject_unor(const struct run *r, uint32_t table,
	uint32_t row)
{
	switch (table) {
	case SKP_TABLE_UNOR:
		return row;
	case SKP_TABLE_PEGAWAI:
		return pegawai_unor(r->m, row);
	case SKP_TABLE_SKP:
		return skp_unor(r->m, row);
	case SKP_TABLE_PENUGASAN:
		return ref_row(cell(&r->m->table[table], PENUGASAN_unor_id,
			row));
	case SKP_TABLE_PROFIL:
		return ref_row(cell(&r->m->table[table], PROFIL_unor_id,
			row));
	default:
		return NONE;
	}
}

static uint32_t root_of(struct run *r, uint32_t pegawai)
{
	uint32_t by = pegawai == NONE ? pegawai
				      : blocked_by(r->j, &r->root, pegawai);

	return by == NONE ? by : r->j->root[by];
}

/* --instansi and --unor look at the finding's unit, else its person's. */
static bool filtered_out(const struct run *r, uint32_t table, uint32_t row,
	uint32_t unor, uint32_t pegawai)
{
	uint32_t name;

	if (r->only_instansi == NONE && r->only_unor == NONE)
		return false;
	if (r->nowhere)
		return true;
	if (unor == NONE && pegawai != NONE)
		unor = pegawai_unor(r->m, pegawai);
	name = table == SKP_TABLE_INSTANSI ? row
		: table == SKP_TABLE_PERIODE && row != NONE
		? cell(&r->m->table[table], PERIODE_instansi_id, row)
		: unor == NONE ? (uint32_t)CELL_EMPTY
			       : cell(unor_of(r->m), UNOR_instansi_id, unor);
	if (r->only_instansi != NONE && (cell_none(name) ||
		names_fold(&r->m->ids, name) != r->only_instansi))
		return true;
	return r->only_unor != NONE && (unor == NONE ||
		!above_or_self(r->j, r->only_unor, unor));
}

static struct finding *find_new(struct run *r)
{
	void *p = r->finding;

	if (r->n >= r->limit) {
		r->over = true;
		return NULL;
	}
	if (!mem_reserve(r->mem, &p, &r->cap, r->n + 1, sizeof(*r->finding))) {
		r->fail = true;
		return NULL;
	}
	r->finding = p;
	return &r->finding[r->n];
}

/* A subject of another part is that part's to tell. What reading noted of an
 * own cell may concern an SKP whose first row another part holds. */
static bool far_subject(const struct run *r, uint32_t table, uint32_t row)
{
	return r->m->far && !r->telling && row != NONE &&
		table < SKP_TABLES && !row_own(r->m, table, row);
}

struct finding *find_at(struct run *r, enum rule rule, int32_t severity,
	uint32_t table, uint32_t row, uint32_t unor)
{
	struct finding *f;
	uint32_t who;

	if (!r->on[rule] || r->fail || r->over || far_subject(r, table, row))
		return NULL;
	who = subject_pegawai(r, table, row);
	if (filtered_out(r, table, row, unor, who))
		return NULL;
	f = find_new(r);
	if (!f)
		return NULL;
	memset(f, 0, sizeof(*f));
	f->rule = (uint8_t)rule;
	f->severity = r->severity[rule] == RULE_OWN ? (uint8_t)severity
						    : r->severity[rule];
	f->table = (uint8_t)table;
	f->row = row;
	f->note = NONE;
	f->pegawai = who;
	f->unor = unor;
	f->root = root_of(r, table == SKP_TABLE_PEGAWAI ||
			table == SKP_TABLE_SKP ? who : (uint32_t)NONE);
	f->blocked = f->blocked_total = NONE;
	f->group = r->group;
	r->n++;
	return f;
}

struct finding *find(struct run *r, enum rule rule, int32_t severity,
	uint32_t table, uint32_t row)
{
	return find_at(r, rule, severity, table, row,
		subject_unor(r, table, row));
}

static uint32_t list_add(struct run *r, const uint32_t *v, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++)
		if (!ids_add(r->mem, &r->list, v[i]))
			r->fail = true;
	return n;
}

void find_expected(struct run *r, struct finding *f, enum ref_kind kind,
	const uint32_t *v, uint32_t n)
{
	if (!f)
		return;
	f->list = (uint32_t)r->list.n;
	f->n_expected = list_add(r, v, n);
	f->expected_kind = (uint8_t)kind;
}

void find_path(struct run *r, struct finding *f, enum ref_kind kind,
	const uint32_t *v, uint32_t n)
{
	if (!f)
		return;
	f->path = (uint32_t)r->list.n;
	f->n_path = list_add(r, v, n);
	f->path_kind = (uint8_t)kind;
}

void find_atasan(struct run *r, struct finding *f, const struct expected *e)
{
	uint32_t *said = e->crowd ? &r->a.crowds.crowd[e->crowd - 1].said
				  : NULL;

	if (!f)
		return;
	if (!said || *said == NONE) {
		find_expected(r, f, REF_PEGAWAI, e->pegawai, e->n);
		if (said)
			*said = f->list;
		return;
	}
	f->list = *said;
	f->n_expected = e->n;
	f->expected_kind = REF_PEGAWAI;
}

struct ref ref_cell(uint32_t c, enum ref_kind kind)
{
	if (cell_none(c))
		return (struct ref){0, REF_NONE};
	if (cell_row(c))
		return (struct ref){c, (uint32_t)kind};
	return (struct ref){c & ~CELL_DANGLING, REF_NAME};
}

const struct skip_bit skip_bits[2][8] = {
	{{R_ATS203, SKIP_EXPECTED}, {R_SYN401, SKIP_ORDER},
		{R_SYN402, SKIP_ORDER}, {R_SYN403, SKIP_ORDER},
		{R_SYN404, SKIP_ORDER}, {R_ATS214, SKIP_LIST},
		{R_IDN509, SKIP_LIST}, {R_PRD608, SKIP_LIST}},
	{{R_ATS203, SKIP_EXPECTED}, {R_ORG304, SKIP_EXPECTED},
		{R_ORG307, SKIP_EXPECTED}, {R_PRD603, SKIP_EXPECTED},
		{R_PRD609, SKIP_EXPECTED}}
};

/* A reason without a bit would be lost by the next skp_recheck. */
static void skip_bit(struct run *r, enum rule rule, enum skip_reason why)
{
	uint32_t skp = r->skips_skp, i;

	for (i = 0; i < 8; i++)
		if (skip_bits[skp][i].rule == rule &&
			skip_bits[skp][i].why == why) {
			*r->skips |= (uint8_t)(1u << i);
			return;
		}
	r->skips_lost = true;
}

void skip(struct run *r, enum rule rule, enum skip_reason why)
{
	if (!r->on[rule])
		return;
	r->skipped[rule][why]++;
	if (r->skips)
		skip_bit(r, rule, why);
	else
		r->skips_lost = true;
}

void skips_begin(struct run *r, uint32_t table, uint32_t row)
{
	r->skips_skp = table == SKP_TABLE_SKP;
	r->skips = NULL;
	if (r->skips_of[r->skips_skp] && (table == SKP_TABLE_SKP ||
		table == SKP_TABLE_PEGAWAI))
		r->skips = r->skips_of[r->skips_skp] + row;
}

/* ---- subjects ---- */

enum { SAYS = 10, SAYS_END = RULES };

/* One look at a row, with all the rules that it or what it calls may say
 * broken, or skipped: where they all are off nobody looks. */
static const struct look {
	uint8_t table;
	look_fn fn;
	uint8_t says[SAYS];
} looks[] = {
	{SKP_TABLE_UNOR, reference_unor, {R_REF005, R_REF006, SAYS_END}},
	{SKP_TABLE_UNOR, unit_unor, {R_UNR103, R_UNR105, R_UNR106, R_UNR107,
		SAYS_END}},
	{SKP_TABLE_UNOR, atasan_unor, {R_ATS201, R_ATS202, SAYS_END}},
	{SKP_TABLE_UNOR, plt_unor, {R_ATS213, SAYS_END}},
	{SKP_TABLE_UNOR, organisasi_unor, {R_ORG301, R_ORG302, R_ORG303,
		R_ORG305, R_ORG306, SAYS_END}},
	{SKP_TABLE_PEGAWAI, reference_pegawai, {R_REF003, R_REF004,
		SAYS_END}},
	{SKP_TABLE_PEGAWAI, atasan_pegawai, {R_REF007, R_ATS203, R_ATS204,
		R_ATS205, R_ATS206, R_ATS207, R_ATS209, R_ATS211, R_ATS212,
		SAYS_END}},
	{SKP_TABLE_PEGAWAI, plt_pegawai, {R_ATS214, SAYS_END}},
	{SKP_TABLE_PEGAWAI, organisasi_pegawai, {R_ORG308, SAYS_END}},
	{SKP_TABLE_PEGAWAI, urutan_pegawai, {R_SYN401, R_SYN402, R_SYN403,
		R_SYN404, SAYS_END}},
	{SKP_TABLE_PEGAWAI, gtk_pegawai, {R_SYN405, R_SYN406, R_SYN407,
		SAYS_END}},
	{SKP_TABLE_PEGAWAI, nip_pegawai, {R_IDN501, R_IDN502, R_IDN503,
		SAYS_END}},
	{SKP_TABLE_PEGAWAI, identity_pegawai, {R_IDN504, R_IDN505, R_IDN506,
		R_IDN508, R_IDN509, R_IDN510, SAYS_END}},
	{SKP_TABLE_PEGAWAI, period_pegawai, {R_PRD608, SAYS_END}},
	{SKP_TABLE_SKP, reference_skp, {R_REF008, SAYS_END}},
	{SKP_TABLE_SKP, atasan_skp, {R_REF007, R_ATS203, R_ATS204, R_ATS205,
		R_ATS206, R_ATS207, R_ATS209, R_ATS211, R_ATS212, SAYS_END}},
	{SKP_TABLE_SKP, organisasi_skp, {R_ORG304, SAYS_END}},
	{SKP_TABLE_SKP, rhk_skp, {R_ORG307, SAYS_END}},
	{SKP_TABLE_SKP, period_skp, {R_PRD601, R_PRD602, R_PRD603, R_PRD604,
		R_PRD608, R_PRD609, SAYS_END}},
	{SKP_TABLE_PENUGASAN, reference_penugasan, {R_REF006, R_REF008,
		SAYS_END}},
	{SKP_TABLE_KEJADIAN, reference_kejadian, {R_REF008, SAYS_END}},
	{SKP_TABLE_PROFIL, reference_profil, {R_REF008, SAYS_END}},
};

static bool any_on(const struct run *r, const uint8_t says[SAYS])
{
	uint32_t i;

	for (i = 0; says[i] != SAYS_END; i++)
		if (r->on[says[i]])
			return true;
	return false;
}

void rules_choose(struct run *r)
{
	uint32_t n[SKP_TABLES] = {0}, i;

	memset(r->look, 0, sizeof(r->look));
	for (i = 0; i < ARRAY_LEN(looks); i++)
		if (any_on(r, looks[i].says))
			r->look[looks[i].table][n[looks[i].table]++] =
				looks[i].fn;
}

void rules_row(struct run *r, uint32_t table, uint32_t row)
{
	const look_fn *look = r->look[table];

	for (; *look; look++)
		(*look)(r, row);
}

static bool notes_on(const struct run *r)
{
	return r->on[R_REF001] || r->on[R_REF002] || r->on[R_REF009];
}

static bool unit_on(const struct run *r)
{
	return r->on[R_UNR101] || r->on[R_UNR102] || r->on[R_UNR106];
}

void rules_whole(struct run *r)
{
	r->group = GROUP_NOTES;
	if (notes_on(r))
		notes_whole(r);
	r->group = GROUP_UNIT;
	if (unit_on(r))
		unit_whole(r);
	r->group = GROUP_ATASAN;
	atasan_whole(r);
	r->group = GROUP_SEASON;
	season_whole(r);
}

void rules_about(struct run *r, const struct ids *unor)
{
	if (notes_on(r))
		notes_about(r);
	if (unit_on(r))
		unit_about(r, unor);
	atasan_about(r);
}
