/* SPDX-License-Identifier: MIT */
/* generate_fault.c - what is wrong with an official, and what follows. */
#include <skpcheck.h>

#include "generate_nation.h"

/* ---- whether it can be ---- */

/* Ordinary people of a sound unit whose own head appraises them. */
static bool plain(const struct person *p)
{
	const struct unit *u = p->unit;

	return !p->head && p->active && u->headed && !u->claim && !u->quiet &&
		u->plan->staff != STAFF_PENGAWAS;
}

enum { WRONG_NONE, WRONG_MATE, WRONG_ABOVE, WRONG_FIRST };

/* Which wrong atasan is at hand: a colleague, one who stands above the right
 * one, the head of another branch. */
static int wrong_at_hand(const struct nation *n, const struct person *p)
{
	const struct unit *u = p->unit;
	int first = (int)(p->hash / 4096 % 3);

	for (int i = 0; i < 3; i++) {
		int kind = 1 + (first + i) % 3;

		if ((kind == WRONG_MATE && u->has_mate) ||
			(kind == WRONG_ABOVE && u->up) ||
			(kind == WRONG_FIRST && n->in.first && !u->in_first))
			return kind;
	}
	return WRONG_NONE;
}

static bool can_bear(const struct nation *n, const struct person *p,
	enum fault f)
{
	if (p->obliged == (f == FAULT_skp_bebas))
		return false;
	switch (f) {
	case FAULT_atasan_salah:
		return wrong_at_hand(n, p) != WRONG_NONE;
	case FAULT_atasan_pensiun:
		return n->in.retired.n > 0;
	case FAULT_urutan_salah:
	case FAULT_npsn_beda:
		return p->unit->school;
	case FAULT_nip_mustahil:
	case FAULT_jenis_salah:
	case FAULT_golru_salah:
		return !p->pppk;
	default:
		return true;
	}
}

/* ---- atasan ---- */

static void be_wrong(struct person *p, struct span who, bool skp_only)
{
	p->wrong = who;
	p->has_wrong = true;
	p->wrong_skp_only = skp_only;
}

static bool skp_only(const struct person *p)
{
	return p->hash / 65536 % 2 == 1;
}

/* In the SKP, and mostly in the row of the person too. */
static void expect_atasan(struct nation *n, const struct person *p,
	const char *code, char severity)
{
	enum fault f = p->fault ? p->fault : p->unit->fault;

	expect(n, code, severity, SKP_TABLE_SKP, span36(p->skp), f);
	if (!p->wrong_skp_only)
		expect(n, code, severity, SKP_TABLE_PEGAWAI, person_nip(p), f);
}

static void wrong_atasan(struct nation *n, struct person *p)
{
	const struct unit *u = p->unit;

	switch (wrong_at_hand(n, p)) {
	case WRONG_MATE:
		be_wrong(p, span_nip(u->mate), skp_only(p));
		expect_atasan(n, p, u->school ? "ATS211" : "ATS206", 'E');
		break;
	case WRONG_ABOVE:
		be_wrong(p, span_nip(u->up->nip), skp_only(p));
		if (u->school)
			expect_atasan(n, p, "ATS211", 'E');
		else
			expect_atasan(n, p, "ATS203", 'W');
		break;
	default:
		be_wrong(p, span_nip(n->in.first->nip), skp_only(p));
		if (u->school)
			expect_atasan(n, p, "ATS211", 'E');
		else
			expect_atasan(n, p, "ATS207", 'W');
	}
}

static void unknown_atasan(struct nation *n, struct person *p)
{
	number_nip_unknown(n->asing++, p->wrong_text);
	be_wrong(p, span_nip(p->wrong_text), skp_only(p));
	expect_atasan(n, p, "REF007", 'W');
}

/* ---- NIP ---- */

/* One digit more, or a letter for the last one: nobody else's either way. */
static void spoil_nip(struct person *p)
{
	if (p->hash / 32768 % 2)
		p->nip[p->nip_n++] = '0';
	else
		p->nip[NIP_DIGITS - 1] = (char)('A' + p->nip[NIP_DIGITS - 1] -
			'0');
}

/* ---- repairs ---- */

/* Half of them were in vain: the wrong atasan is still there. */
static void early_repair(struct nation *n, struct person *p)
{
	bool vain = p->hash / 2048 % 2 && wrong_at_hand(n, p) != WRONG_NONE;

	if (vain)
		wrong_atasan(n, p);
	expect(n, "SYN401", vain ? 'E' : 'I', SKP_TABLE_PEGAWAI, person_nip(p),
		p->fault);
}

/* ---- all of it ---- */

static void expect_own(struct nation *n, const struct person *p,
	const char *code, char severity)
{
	expect(n, code, severity, SKP_TABLE_PEGAWAI, person_nip(p), p->fault);
}

/* What shows by the row of the person alone. */
static bool spoil_row(struct nation *n, struct person *p)
{
	switch (p->fault) {
	case FAULT_unor_asing:
		expect_own(n, p, "REF003", 'E');
		return true;
	case FAULT_pegawai_ganda:
		expect_own(n, p, "REF002", 'E');
		return true;
	case FAULT_nip_salah:
		spoil_nip(p);
		expect_own(n, p, "IDN501", 'E');
		return true;
	case FAULT_nip_mustahil:
		p->nip[6] = (char)(p->nip[6] + 4);
		expect_own(n, p, "IDN502", 'W');
		return true;
	case FAULT_jenis_salah:
		p->jenis = "PPPK";
		p->golru = "IX";
		expect_own(n, p, "IDN503", 'W');
		return true;
	case FAULT_golru_salah:
		p->golru = "IX";
		expect_own(n, p, "IDN508", 'W');
		return true;
	case FAULT_akun_mati:
		expect_own(n, p, "IDN506", 'E');
		return true;
	case FAULT_tanggal_rusak:
		expect_own(n, p, "REF009", 'W');
		return true;
	default:
		return false;
	}
}

static void spoil_atasan(struct nation *n, struct person *p)
{
	switch (p->fault) {
	case FAULT_atasan_salah:
		wrong_atasan(n, p);
		break;
	case FAULT_atasan_kosong:
		be_wrong(p, (struct span){"", 0}, skp_only(p));
		expect_atasan(n, p, "ATS205", 'E');
		break;
	case FAULT_atasan_diri:
		be_wrong(p, person_nip(p), skp_only(p));
		expect_atasan(n, p, "ATS204", 'E');
		break;
	case FAULT_atasan_asing:
		unknown_atasan(n, p);
		break;
	case FAULT_atasan_pensiun:
		be_wrong(p, span_name(&n->in.retired), skp_only(p));
		expect_atasan(n, p, "ATS209", 'E');
		break;
	case FAULT_urutan_salah:
		early_repair(n, p);
		break;
	default:
		break;
	}
}

/* atasan_siklus: whom the unit has chosen appraise each other. */
static void pair_up(struct nation *n, struct person *p)
{
	struct unit *u = p->unit;
	int me = memcmp(p->nip, u->pair[0], NIP_DIGITS) != 0;

	if (me && memcmp(p->nip, u->pair[1], NIP_DIGITS) != 0)
		return;
	be_wrong(p, span_nip(u->pair[!me]), false);
	expect_atasan(n, p, u->school ? "ATS211" : "ATS206", 'E');
	if (memcmp(p->nip, u->pair[!me], NIP_DIGITS) < 0)
		expect(n, "ATS208", 'E', SKP_TABLE_PEGAWAI, person_nip(p),
			u->fault);
}

void person_fault(struct nation *n, struct person *p)
{
	uint64_t state = p->hash;
	enum fault f;

	number_uuid(n->seed, STREAM_SKP, n->skp++, p->skp);
	if (p->unit->fault == FAULT_atasan_siklus)
		pair_up(n, p);
	if (!n->faults->total[SCOPE_PERSON] || !plain(p))
		return;
	f = fault_drawn(n->faults, SCOPE_PERSON, number_next(&state, RATE_ONE));
	if (!f || !can_bear(n, p, f))
		return;
	p->claim = f;
	if (!fault_shown(n->faults, f))
		return;
	p->fault = f;
	truth_fault(&n->truth, f);
	if (!spoil_row(n, p))
		spoil_atasan(n, p);
}
