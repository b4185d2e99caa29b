/* SPDX-License-Identifier: MIT */
/* IDN501-IDN510: is the person the same one in all systems, and possible? */
#include "rules.h"
#include "nip.h"

static void say_listed(struct run *r, enum rule rule, int32_t severity,
	uint32_t pegawai, uint32_t set)
{
	struct finding *f = set ? find(r, rule, severity, SKP_TABLE_PEGAWAI,
		pegawai) : NULL;

	if (!f)
		return;
	f->detail = S_LISTED;
	f->detail_v = set;
}

static struct finding *say(struct run *r, enum rule rule, int32_t severity,
	uint32_t pegawai, enum static_word why)
{
	struct finding *f = find(r, rule, severity, SKP_TABLE_PEGAWAI,
		pegawai);

	if (f)
		f->detail = (uint8_t)why;
	return f;
}

/* ---- the NIP by itself ---- */

/* Of a kind that is none of PNS, CPNS and PPPK, as TNI: their number is no
 * NIP. Nothing said is none of those. */
static bool other_kind(const struct run *r, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(r->m), PEGAWAI_jenis_pegawai, pegawai);
	char to[1];

	return !cell_none(c) &&
		judge_code(r->j, C_PEGAWAI_JENIS, pegawai) == PEGAWAI_NONE &&
		text_fold(names_get(&r->m->words, c), to, sizeof(to)).n > 0;
}

static void idn502(struct run *r, uint32_t pegawai, struct text nip)
{
	static const uint8_t word[] = {LISTED_LAHIR, LISTED_TMT, LISTED_USIA,
		LISTED_KELAMIN, LISTED_URUT};
	uint32_t wrong = nip_impossible(nip), set = 0, i;

	for (i = 0; i < ARRAY_LEN(word); i++)
		if (wrong & 1u << i)
			set |= 1u << word[i];
	say_listed(r, R_IDN502, SKP_SEVERITY_W, pegawai, set);
}

static void idn503(struct run *r, uint32_t pegawai, struct text nip)
{
	int32_t jenis = judge_code(r->j, C_PEGAWAI_JENIS, pegawai);
	enum nip_kind kind = nip_kind(nip);
	struct finding *f;

	if (jenis == PEGAWAI_NONE || kind == NIP_NEITHER ||
		(jenis == PEGAWAI_PPPK) == (kind == NIP_PPPK))
		return;
	f = say(r, R_IDN503, SKP_SEVERITY_W, pegawai,
		kind == NIP_PPPK ? S_NIP_PPPK : S_NIP_PNS);
	if (f)
		f->actual = (struct ref){cell(pegawai_of(r->m),
			PEGAWAI_jenis_pegawai, pegawai), REF_WORD};
}

void nip_pegawai(struct run *r, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(r->m), PEGAWAI_nip, pegawai);
	struct text nip;

	if (cell_none(c) || other_kind(r, pegawai))
		return;
	nip = names_get(&r->m->ids, c);
	if (!nip_whole(nip)) {
		say(r, R_IDN501, SKP_SEVERITY_E, pegawai, text_digits(nip)
				? S_PANJANG
				: S_BUKAN_ANGKA);
		return;
	}
	idn502(r, pegawai, nip);
	idn503(r, pegawai, nip);
}

/* ---- what the systems say of the person ---- */

/* Two names in ids that differ; nothing said differs from nothing. */
static bool names_differ(const struct run *r, uint32_t a, uint32_t b)
{
	return !cell_none(a) && !cell_none(b) &&
		names_fold(&r->m->ids, a) != names_fold(&r->m->ids, b);
}

static bool unor_differ(const struct run *r, uint32_t a, uint32_t b)
{
	if (cell_none(a) || cell_none(b) || a == b)
		return false;
	if (cell_row(a) || cell_row(b))
		return true;
	return names_differ(r, a & ~CELL_DANGLING, b & ~CELL_DANGLING);
}

static bool codes_differ(const struct run *r, enum code_column c, uint32_t a,
	uint32_t b)
{
	int32_t x = judge_code(r->j, c, a), y = judge_code(r->j, c, b);

	return x != CODE_EMPTY && y != CODE_EMPTY && x != y;
}

static bool jabatan_differ(const struct run *r, uint32_t a, uint32_t b)
{
	return !cell_none(a) && !cell_none(b) &&
		!text_same(names_get(&r->m->words, a),
			names_get(&r->m->words, b));
}

static void idn504(struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_PROFIL];
	uint32_t a = view_latest(r->j, pegawai, SUMBER_EKINERJA);
	uint32_t b = view_latest(r->j, pegawai, SUMBER_SIASN), set = 0;

	if (a == NONE || b == NONE)
		return;
	if (unor_differ(r, cell(t, PROFIL_unor_id, a),
		cell(t, PROFIL_unor_id, b)))
		set |= 1u << LISTED_UNOR;
	if (jabatan_differ(r, cell(t, PROFIL_jabatan, a),
		cell(t, PROFIL_jabatan, b)))
		set |= 1u << LISTED_JABATAN;
	if (codes_differ(r, C_PROFIL_GOLRU, a, b))
		set |= 1u << LISTED_GOLRU;
	if (codes_differ(r, C_PROFIL_JABATAN, a, b))
		set |= 1u << LISTED_JENIS_JABATAN;
	say_listed(r, R_IDN504, SKP_SEVERITY_E, pegawai, set);
}

/* An identity of a person: where it stands, and how long it is. */
static const struct identity {
	uint8_t view, own, length, word;
} identity[] = {
	{PROFIL_nip, PEGAWAI_nip, 18, LISTED_NIP},
	{PROFIL_nik, PEGAWAI_nik, 16, LISTED_NIK},
	{PROFIL_nuptk, PEGAWAI_nuptk, 16, LISTED_NUPTK}
};

static uint32_t view_wrong(const struct run *r, uint32_t pegawai,
	uint32_t view, uint32_t siasn)
{
	const struct table *t = &r->m->table[SKP_TABLE_PROFIL];
	const struct identity *d;
	uint32_t set = 0, c, right, i;
	struct text s;

	for (i = 0; view != NONE && i < ARRAY_LEN(identity); i++) {
		d = &identity[i];
		c = cell(t, d->view, view);
		if (cell_none(c))
			continue;
		right = siasn == NONE ? (uint32_t)CELL_EMPTY
				      : cell(t, d->view, siasn);
		if (cell_none(right))
			right = cell(pegawai_of(r->m), d->own, pegawai);
		s = names_get(&r->m->ids, c);
		if (utf8_count(s.p, s.n) != d->length ||
			names_differ(r, c, right))
			set |= 1u << d->word;
	}
	return set;
}

static void idn505(struct run *r, uint32_t pegawai)
{
	uint32_t siasn = view_latest(r->j, pegawai, SUMBER_SIASN);

	say_listed(r, R_IDN505, SKP_SEVERITY_E, pegawai,
		view_wrong(r, pegawai, view_latest(r->j, pegawai,
			SUMBER_DAPODIK), siasn) |
		view_wrong(r, pegawai, view_latest(r->j, pegawai,
			SUMBER_VERVALPTK), siasn));
}

/* A teacher of several schools has a row for each of them in Dapodik. */
static void idn510(struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_PROFIL];
	struct slice s = views_of(r->j, pegawai);
	uint32_t u = pegawai_unor(r->m, pegawai), own, c, seen = CELL_EMPTY;
	struct finding *f;

	if (u == NONE || r->j->kind[u] != KIND_SEKOLAH)
		return;
	own = cell(unor_of(r->m), UNOR_npsn, u);
	for (; s.p < s.end; s.p++) {
		c = cell(t, PROFIL_npsn, *s.p);
		if (t->col[PROFIL_sumber][*s.p] != SUMBER_DAPODIK ||
			cell_none(c))
			continue;
		if (!names_differ(r, c, own))
			return;
		seen = c;
	}
	f = cell_none(seen) ? NULL : find(r, R_IDN510, SKP_SEVERITY_E,
		SKP_TABLE_PEGAWAI, pegawai);
	if (!f)
		return;
	f->actual = (struct ref){seen, REF_NAME};
	find_expected(r, f, REF_NAME, &own, 1);
}

/* ---- the row by itself ---- */

/* The account of somebody who has left is closed, and rightly. */
static void idn506(struct run *r, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(r->m), PEGAWAI_akun, pegawai);

	if (r->j->pegawai[pegawai] & P_ACTIVE && !cell_none(c) &&
		c != AKUN_AKTIF)
		say(r, R_IDN506, SKP_SEVERITY_E, pegawai, c == AKUN_NONAKTIF
				? S_NONAKTIF
				: S_TIDAK_TERDAFTAR);
}

static void idn508(struct run *r, uint32_t pegawai)
{
	enum { ROMAN = 100 }; /* codes of PPPK begin above */
	int32_t jenis = judge_code(r->j, C_PEGAWAI_JENIS, pegawai);
	int32_t golru = judge_code(r->j, C_PEGAWAI_GOLRU, pegawai);
	struct finding *f;

	if (jenis == PEGAWAI_NONE || golru == CODE_EMPTY ||
		(jenis == PEGAWAI_PPPK) == (golru > ROMAN))
		return;
	f = find(r, R_IDN508, SKP_SEVERITY_W, SKP_TABLE_PEGAWAI, pegawai);
	if (!f)
		return;
	f->actual = (struct ref){cell(pegawai_of(r->m), PEGAWAI_golru,
		pegawai), REF_WORD};
	f->detail = jenis == PEGAWAI_PPPK ? S_PPPK
		: jenis == PEGAWAI_CPNS	  ? S_CPNS
					  : S_PNS;
}

/* ---- IDN509: who has an SKP and who has not ---- */

static bool skp_now(const struct run *r, uint32_t pegawai)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct slice s = slice_of(&r->m->skp_pegawai, pegawai);

	for (; s.p < s.end; s.p++)
		if (period_covers(t, SKP_mulai, SKP_selesai, *s.p,
			r->j->today))
			return true;
	return false;
}

/* Is pada past the policy's day in the year of T? */
static bool due(const struct run *r)
{
	int32_t year, month, day, md = r->j->knobs.skp_due;

	clock_to_civil(r->j->from, &year, &month, &day);
	day = md % 100;
	while (!clock_civil_ok(year, md / 100, day))
		day--;
	return r->j->today > clock_from_civil(year, md / 100, day);
}

static void idn509(struct run *r, uint32_t pegawai)
{
	uint32_t unor = pegawai_unor(r->m, pegawai);

	if (!(r->j->pegawai[pegawai] & P_ACTIVE))
		return;
	if (!(r->j->pegawai[pegawai] & P_OBLIGED)) {
		if (skp_now(r, pegawai))
			say(r, R_IDN509, SKP_SEVERITY_I, pegawai,
				S_DIKECUALIKAN);
		return;
	}
	if (skp_in_period(r->j, pegawai) || !due(r))
		return;
	if (!r->j->skp_list)
		skip(r, R_IDN509, SKIP_LIST);
	else if (!deadline_passed(r, unor == NONE ? (uint32_t)NAME_EMPTY
						  : instansi_of(r, unor),
		r->j->from, r->j->to))
		say(r, R_IDN509, SKP_SEVERITY_W, pegawai, S_BELUM_ADA);
}

void identity_pegawai(struct run *r, uint32_t pegawai)
{
	static const struct {
		enum rule rule;
		void (*look)(struct run *r, uint32_t pegawai);
	} one[] = {
		{R_IDN504, idn504}, {R_IDN505, idn505}, {R_IDN506, idn506},
		{R_IDN508, idn508}, {R_IDN509, idn509}, {R_IDN510, idn510}
	};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(one); i++)
		if (r->on[one[i].rule])
			one[i].look(r, pegawai);
}
