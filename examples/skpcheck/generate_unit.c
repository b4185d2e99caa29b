/* SPDX-License-Identifier: MIT */
/* generate_unit.c - a unit: what is wrong with it, its row, what follows. */
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

/* ---- what may be wrong with it ---- */

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

static void draw_fault(struct nation *n, struct unit *u)
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
			rows_put(&n->rows, SKP_TABLE_UNOR, v);
	}
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

static void expect_row(struct nation *n, const struct unit *u)
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
	draw_fault(n, u);
	if (u->school)
		give_npsn(n, u);
	if (u->plt)
		unit_acting(n, u);
	else if (u->headed)
		person_head(n, u, &head);
	write_row(n, u);
	expect_row(n, u);
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
		expect_unit(n, u, "ORG306", 'E');
	if (!u->up || !organisasi_code(u->up))
		return;
	e = (struct expectation){.code = "ORG305", .severity = 'W',
		.table = SKP_TABLE_UNOR, .id = span36(u->id),
		.fault = u->up->fault, .root = span36(u->up->id)};
	truth_add(&n->truth, &e);
}
