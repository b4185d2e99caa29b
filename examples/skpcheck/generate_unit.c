/* SPDX-License-Identifier: MIT */
/* generate_unit.c - a unit: who stands above it, its row, its people. */
#include <skpcheck.h>

#include "generate_nation.h"

/* ---- who stands above ---- */

static struct unit *headed_from(struct unit *v)
{
	while (v && !v->headed)
		v = v->above;
	return v;
}

/* A kepala sekolah answers to the dinas, all others to the next head. */
static struct unit *appraiser_above(const struct unit *u)
{
	struct unit *v = u->school ? u->above : NULL;

	while (v && !v->dinas)
		v = v->above;
	return headed_from(v ? v : u->above);
}

/* ---- the row ---- */

/* An id of nobody, made in `to`. */
static struct span unknown(struct nation *n, char to[36])
{
	number_uuid(n->seed, STREAM_ASING, n->asing++, to);
	return span36(to);
}

/* Where the row says that it stands; `to` for an id to be made. */
static struct span parent(struct nation *n, const struct unit *u, char to[36])
{
	if (u->fault == FAULT_induk_asing)
		return unknown(n, to);
	if (u->fault == FAULT_akar_ganda || !u->above)
		return (struct span){"", 0};
	if (u->fault == FAULT_unor_siklus) {
		number_uuid(n->seed, STREAM_UNOR, n->units, to);
		return span36(to);
	}
	return span36(u->above->id);
}

static struct span induk(const struct nation *n, const struct unit *u)
{
	if (u->fault == FAULT_akar_ganda)
		return span36(u->id);
	if (u->fault == FAULT_induk_salah)
		return span36(n->in.first->id);
	return span36(u->induk->id);
}

static struct span pemimpin(struct nation *n, const struct unit *u,
	char to[NIP_DIGITS])
{
	if (u->fault == FAULT_kepala_asing) {
		number_nip_unknown(n->asing++, to);
		return span_nip(to);
	}
	if (!u->headed || u->plt)
		return (struct span){"", 0};
	return span_nip(u->nip);
}

/* A tenth of the heads claimed the unit by an event only. */
bool unit_claimed(const struct unit *u)
{
	return u->plt || (u->fault != FAULT_belum_klaim && u->hash % 10 != 3);
}

static struct span npsn(const struct unit *u)
{
	if (!u->school || u->fault == FAULT_npsn_kosong)
		return (struct span){"", 0};
	return (struct span){u->npsn, sizeof(u->npsn)};
}

static void write_row(struct nation *n, const struct unit *u)
{
	const struct plan *plan = u->plan;
	struct span v[ROW_COLUMNS] = {{0}};
	char above[36], head[NIP_DIGITS];
	bool people = plan->people > 0;

	v[UNOR_ID] = span36(u->id);
	v[UNOR_INSTANSI] = span36(n->in.id);
	v[UNOR_DIATASAN] = parent(n, u, above);
	v[UNOR_INDUK] = induk(n, u);
	v[UNOR_ESELON] = u->fault == FAULT_eselon_terbalik
		? SPAN("21")
		: span_of(plan->eselon);
	v[UNOR_NAMA] = span_name(&plan->name);
	v[UNOR_NAMA_JABATAN] = span_name(&plan->post);
	v[UNOR_PEMIMPIN] = pemimpin(n, u, head);
	v[UNOR_JENIS] = span_of(plan->kind);
	v[UNOR_AKTIF] = u->fault == FAULT_unor_nonaktif ? SPAN("tidak")
							 : SPAN("ya");
	v[UNOR_NPSN] = npsn(u);
	if (people)
		v[UNOR_DIKLAIM] = unit_claimed(u) ? SPAN("ya") : SPAN("tidak");
	for (int i = 0; i < 1 + (u->fault == FAULT_unor_ganda); i++) {
		if (n->exports)
			export_unor(n->exports, u, v);
		else
			rows_write(&n->rows, SKP_TABLE_UNOR, v);
	}
}

/* ---- from first to last ---- */

static void place(struct nation *n, struct unit *u, const struct plan *plan,
	struct unit *above)
{
	u->plan = plan;
	u->above = above;
	u->plt = plan->plt;
	u->number = n->units++;
	u->hash = number_hash(n->seed, STREAM_UNOR, u->number);
	number_uuid(n->seed, STREAM_UNOR, u->number, u->id);
	u->school = !strcmp(plan->kind, "sekolah");
	u->dinas = !strcmp(plan->kind, "dinas");
	u->headed = plan->people > 0;
	u->in_first = above && above->in_first;
	if (u->headed && !n->in.first) {
		n->in.first = u;
		u->in_first = true;
	}
	u->induk = plan->induk || !above ? u : above->induk;
	u->up = appraiser_above(u);
	u->climb = headed_from(above);
	u->quiet = above && (above->quiet || above->claim ==
		FAULT_unor_siklus);
}

/* Eight digits, nobody's and everybody's another. */
static void give_npsn(struct nation *n, struct unit *u)
{
	digits_put(u->npsn, 20000000 + u->number % 70000000, 8);
	if (u->fault == FAULT_npsn_ganda)
		memcpy(u->npsn, n->in.npsn, 8);
}

void unit_begin(struct nation *n, struct unit *u, const struct plan *plan,
	struct unit *above)
{
	struct person head;

	memset(u, 0, sizeof(*u));
	place(n, u, plan, above);
	unit_fault(n, u);
	if (u->school)
		give_npsn(n, u);
	if (u->plt)
		unit_acting(n, u);
	else if (u->headed)
		person_head(n, u, &head);
	write_row(n, u);
	unit_expect(n, u);
	n->in.left -= plan->people;
	if (plan->people)
		people_make(n, u, u->headed && !u->plt ? &head : NULL);
	if (!u->school || u->claim)
		return;
	memcpy(n->in.school, u->id, 36);
	memcpy(n->in.npsn, u->npsn, 8);
	n->in.has_school = true;
}

static const char *organisasi_code(const struct unit *u)
{
	switch (u->fault) {
	case FAULT_organisasi_belum:
	case FAULT_organisasi_pindah:
		return "ORG301";
	case FAULT_organisasi_draft:
		return "ORG302";
	case FAULT_organisasi_ditolak:
		return "ORG303";
	default:
		return NULL;
	}
}

void unit_end(struct nation *n, struct unit *u)
{
	const char *code = organisasi_code(u);
	struct expectation e = {.code = code, .severity = 'E',
		.table = SKP_TABLE_UNOR, .id = span36(u->id),
		.fault = u->fault, .root = span36(u->id), .blocking = true,
		.blocked = u->appraised};

	if (u->appraised == 0)
		return;
	if (code)
		truth_add(&n->truth, &e);
	if (u->fault == FAULT_belum_klaim)
		expect(n, "ORG306", 'E', SKP_TABLE_UNOR, span36(u->id),
			u->fault);
	if (!u->up || !organisasi_code(u->up))
		return;
	e = (struct expectation){.code = "ORG305", .severity = 'W',
		.table = SKP_TABLE_UNOR, .id = span36(u->id),
		.fault = u->up->fault, .root = span36(u->up->id)};
	truth_add(&n->truth, &e);
}
