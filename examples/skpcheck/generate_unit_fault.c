/* SPDX-License-Identifier: MIT */
/* generate_unit_fault.c - what is wrong with a unit, and what follows. */
#include <skpcheck.h>

#include "generate_nation.h"

/* ---- whether it can be ---- */

/* Is a unit faulty between this one and its appraiser's? Then this one stays
 * sound, so that faults never add up. */
static bool near_fault(const struct unit *u)
{
	const struct unit *v;

	for (v = u->above; v; v = v->above) {
		if (v->claim)
			return true;
		if (v == u->up)
			return false;
	}
	return false;
}

static bool leaf_above(const struct unit *u)
{
	return u->plan->leaf && u->up;
}

static bool can_organisasi(const struct unit *u, enum fault f)
{
	if (u->plan->people < 2)
		return false;
	return f == FAULT_organisasi_pindah || f == FAULT_organisasi_bolong
		? u->up != NULL
		: true;
}

static bool can_tree(const struct nation *n, const struct unit *u,
	enum fault f)
{
	switch (f) {
	case FAULT_induk_asing:
		return leaf_above(u);
	case FAULT_akar_ganda:
		return leaf_above(u) && !u->school && !n->in.two_roots;
	case FAULT_unor_siklus:
		return u->up && u->plan->child_next;
	case FAULT_eselon_terbalik:
		return leaf_above(u) && u->plan->eselon[0] == '4' &&
			u->above->plan->eselon[0] >= '3' &&
			u->above->plan->eselon[0] <= '4';
	case FAULT_induk_salah:
		return u->up && n->in.first && !u->in_first;
	case FAULT_npsn_ganda:
		return u->school && n->in.has_school;
	case FAULT_npsn_kosong:
		return u->school;
	default: /* unor_nonaktif */
		return u->up != NULL;
	}
}

static bool can_bear(const struct nation *n, const struct unit *u,
	enum fault f)
{
	if (u->plt)
		return f == FAULT_plt_lama || f == FAULT_kepala_plh;
	switch (f) {
	case FAULT_plt_lama:
	case FAULT_kepala_plh:
		return false;
	case FAULT_kepala_kosong:
	case FAULT_rhk_kosong:
		return u->up != NULL;
	case FAULT_kepala_ganda:
	case FAULT_belum_klaim:
		return u->plan->people >= 2;
	case FAULT_kepala_belum_sinkron:
		return u->school;
	case FAULT_kepala_asing:
	case FAULT_unor_ganda:
		return true;
	case FAULT_atasan_siklus:
		return u->plan->people >= 3;
	case FAULT_organisasi_belum:
	case FAULT_organisasi_draft:
	case FAULT_organisasi_ditolak:
	case FAULT_organisasi_pindah:
	case FAULT_organisasi_bolong:
		return can_organisasi(u, f);
	default:
		return can_tree(n, u, f);
	}
}

void unit_fault(struct nation *n, struct unit *u)
{
	uint64_t state = u->hash;
	enum fault f = fault_drawn(n->faults, SCOPE_UNIT,
		number_next(&state, RATE_ONE));

	if (!f || !u->headed || u->quiet || near_fault(u) || !can_bear(n, u, f))
		return;
	u->claim = f;
	if (!fault_shown(n->faults, f))
		return;
	u->fault = f;
	truth_fault(&n->truth, f);
	n->in.two_roots |= f == FAULT_akar_ganda;
	if (f == FAULT_kepala_kosong)
		u->headed = false;
}

/* ---- what follows from its fault ---- */

void expect(struct nation *n, const char *code, char severity, int table,
	struct span id, enum fault fault)
{
	struct expectation e = {.code = code, .severity = severity,
		.table = table, .id = id, .fault = fault};

	truth_add(&n->truth, &e);
}

static void expect_unit(struct nation *n, const struct unit *u,
	const char *code, char severity)
{
	expect(n, code, severity, SKP_TABLE_UNOR, span36(u->id), u->fault);
}

/* The child that the cycle goes through is made next. */
static void expect_cycle(struct nation *n, const struct unit *u)
{
	char child[36];

	number_uuid(n->seed, STREAM_UNOR, n->units, child);
	expect(n, "UNR101", 'E', SKP_TABLE_UNOR,
		span36(memcmp(child, u->id, 36) < 0 ? child : u->id), u->fault);
	expect_unit(n, u, "UNR103", 'W');
}

static void expect_npsn(struct nation *n, const struct unit *u)
{
	expect_unit(n, u, "UNR106", 'E');
	expect(n, "UNR106", 'E', SKP_TABLE_UNOR, span36(n->in.school),
		u->fault);
	n->in.has_school = false; /* it has its pair */
}

static void expect_tree(struct nation *n, const struct unit *u)
{
	switch (u->fault) {
	case FAULT_induk_asing:
		expect_unit(n, u, "REF005", 'E');
		break;
	case FAULT_akar_ganda:
		expect(n, "UNR102", 'W', SKP_TABLE_INSTANSI, span36(n->in.id),
			u->fault);
		break;
	case FAULT_unor_siklus:
		expect_cycle(n, u);
		break;
	case FAULT_eselon_terbalik:
		expect_unit(n, u, "UNR103", 'W');
		break;
	case FAULT_induk_salah:
		expect_unit(n, u, "UNR107", 'W');
		break;
	case FAULT_npsn_ganda:
		expect_npsn(n, u);
		break;
	case FAULT_npsn_kosong:
		expect_unit(n, u, "UNR106", 'W');
		break;
	default:
		break;
	}
}

void unit_expect(struct nation *n, const struct unit *u)
{
	if (u->above && u->above->fault == FAULT_unor_nonaktif)
		expect(n, "UNR105", 'E', SKP_TABLE_UNOR, span36(u->id),
			FAULT_unor_nonaktif);
	switch (u->fault) {
	case FAULT_kepala_kosong:
		expect_unit(n, u, "ATS201", u->school ? 'E' : 'W');
		break;
	case FAULT_kepala_ganda:
		expect_unit(n, u, "ATS202", 'E');
		break;
	case FAULT_kepala_asing:
		expect_unit(n, u, "REF006", 'E');
		break;
	case FAULT_unor_ganda:
		expect_unit(n, u, "REF001", 'E');
		break;
	case FAULT_plt_lama:
		expect_unit(n, u, "ATS213", 'W');
		break;
	case FAULT_kepala_plh:
		expect_unit(n, u, "ATS213", 'I');
		break;
	default:
		expect_tree(n, u);
	}
}
