/* SPDX-License-Identifier: MIT */
/* generate_skp.c - the SKP of people, and the RHK in them. */
#include <skpcheck.h>

#include "generate_nation.h"

static void write_skp(struct nation *n, const struct skp_row *s)
{
	struct span v[ROW_COLUMNS] = {{0}};

	v[SKP_ID] = span36(s->id);
	v[SKP_PEGAWAI] = person_nip(s->person);
	v[SKP_UNOR] = s->where;
	v[SKP_JENIS] = span_of(s->jenis);
	v[SKP_STATUS] = s->status;
	v[SKP_MULAI] = s->from;
	v[SKP_SELESAI] = s->to;
	v[SKP_ATASAN] = s->atasan;
	if (s->appraiser)
		v[SKP_ATASAN_UNOR] = span36(s->appraiser->id);
	if (s->plt)
		v[SKP_PLT] = SPAN("ya");
	v[SKP_DIBUAT] = (struct span){s->made, sizeof(s->made)};
	if (n->exports)
		export_skp(n->exports, s, v);
	else
		rows_write(&n->rows, SKP_TABLE_SKP, v);
}

static void expect_skp(struct nation *n, const struct skp_row *s,
	const char *code, char severity, enum fault fault)
{
	expect(n, code, severity, SKP_TABLE_SKP, span36(s->id), fault);
}

/* ---- RHK ---- */

static void write_rhk(struct nation *n, const char id[36], const char skp[36],
	const char *klasifikasi, struct span supports)
{
	struct span v[ROW_COLUMNS] = {{0}};

	if (n->exports)
		return;
	v[RHK_ID] = span36(id);
	v[RHK_SKP] = span36(skp);
	v[RHK_KLASIFIKASI] = span_of(klasifikasi);
	v[RHK_MENDUKUNG] = supports;
	rows_write(&n->rows, SKP_TABLE_RHK, v);
}

/* Two of the unit's own; those of the heads below support the first. */
static void rhk_of_head(struct nation *n, struct unit *u, const char skp[36])
{
	char second[36];
	struct span above = {"", 0};

	if (u->up && u->up->rhk[0])
		above = span36(u->up->rhk);
	number_uuid(n->seed, STREAM_RHK, n->rhk++, u->rhk);
	write_rhk(n, u->rhk, skp, "organisasi", above);
	number_uuid(n->seed, STREAM_RHK, n->rhk++, second);
	write_rhk(n, second, skp, "organisasi", above);
}

static void rhk_of_member(struct nation *n, const struct person *p)
{
	const struct unit *a = p->appraiser;
	bool loose = p->fault == FAULT_rhk_lepas;
	char id[36];

	if (!loose && (!a || a->claim || !a->rhk[0] || p->has_wrong ||
		p->hash / 512 % 4))
		return;
	number_uuid(n->seed, STREAM_RHK, n->rhk++, id);
	write_rhk(n, id, p->skp, "individu", loose ? (struct span){"", 0}
						    : span36(a->rhk));
	if (loose)
		expect(n, "ORG307", 'W', SKP_TABLE_SKP, span36(p->skp),
			p->fault);
}

/* ---- the SKP of last year ---- */

static void made_at(char to[19], const char *day, uint64_t hash)
{
	memcpy(to, day, 10);
	memcpy(to + 10, "T00:00:00", 9);
	digits_put(to + 11, 8 + hash % 8, 2);
	digits_put(to + 14, hash / 8 % 60, 2);
	digits_put(to + 17, hash / 512 % 60, 2);
}

static void skp_last_year(struct nation *n, struct person *p)
{
	bool backwards = p->fault == FAULT_skp_terbalik;
	bool elsewhere = p->fault == FAULT_skp_asing;
	struct skp_row s = {.person = p, .unit = p->unit,
		.appraiser = p->appraiser, .status = SPAN("ditetapkan"),
		.jenis = p->head || p->second ? "organisasi" : "individu",
		.from = SPAN("2025-01-01"), .to = SPAN("2025-12-31"),
		.where = span36(p->unit->id)};
	char other[36];

	if (!backwards && !elsewhere && p->hash / 256 % 2)
		return;
	number_uuid(n->seed, STREAM_SKP, n->skp++, s.id);
	made_at(s.made, "2025-01-09", p->hash);
	if (p->appraiser || n->in.first)
		s.atasan = p->appraiser ? span_nip(p->appraiser->nip)
			: p->unit == n->in.first
			? (struct span){"", 0}
			: span_nip(n->in.first->nip);
	if (backwards) {
		s.from = SPAN("2025-12-31");
		s.to = SPAN("2025-01-01");
		expect_skp(n, &s, "PRD601", 'E', p->fault);
	}
	if (elsewhere) {
		number_uuid(n->seed, STREAM_ASING, n->asing++, other);
		s.where = span36(other);
		expect_skp(n, &s, "REF008", 'W', p->fault);
	}
	write_skp(n, &s);
}

/* ---- the SKP of this year ---- */

static struct span status_of_head(const struct person *p)
{
	switch (p->unit->fault) {
	case FAULT_organisasi_draft:
		return SPAN("draft");
	case FAULT_organisasi_ditolak:
		return SPAN("ditolak");
	default:
		return p->hash / 64 % 2 ? SPAN("disetujui")
					: SPAN("ditetapkan");
	}
}

static struct span status_of_member(const struct nation *n,
	const struct person *p)
{
	uint64_t x = p->hash / 64 % 64;

	if (p->fault == FAULT_skp_dini || p->fault == FAULT_skp_tumpang)
		return SPAN("disetujui");
	if (x < 3 && !n->in.closed)
		return SPAN("draft");
	return x < 12 ? SPAN("diajukan") : x < 50 ? SPAN("disetujui")
						  : SPAN("ditetapkan");
}

static void made_of(const struct person *p, char to[19])
{
	char day[10] = "2026-01-00";

	if (p->head && p->unit->fault == FAULT_organisasi_pindah)
		memcpy(day, "2026-01-20", 10);
	else if (p->head || p->second)
		digits_put(day + 8, 2 + p->hash % 4, 2);
	else if (p->fault == FAULT_skp_dini)
		memcpy(day, "2026-01-01", 10);
	else
		digits_put(day + 8, 8 + p->hash % 20, 2);
	made_at(to, day, p->hash / 32);
}

/* Has the unit that appraises it a gap? */
static void expect_gap(struct nation *n, const struct skp_row *s)
{
	if (s->appraiser && s->appraiser->fault == FAULT_organisasi_bolong)
		expect_skp(n, s, "PRD609", 'W', FAULT_organisasi_bolong);
}

static void expect_member(struct nation *n, const struct skp_row *s)
{
	switch (s->person->fault) {
	case FAULT_skp_dini:
		expect_skp(n, s, "ORG304", 'W', s->person->fault);
		break;
	case FAULT_skp_pendek:
		expect_skp(n, s, "PRD603", 'W', s->person->fault);
		break;
	case FAULT_skp_lanjut:
		expect_skp(n, s, "PRD604", 'W', s->person->fault);
		break;
	default:
		break;
	}
	expect_gap(n, s);
}

static void expect_head(struct nation *n, const struct skp_row *s)
{
	const struct person *p = s->person;
	enum fault f = p->unit->fault;

	if (f == FAULT_organisasi_draft && n->in.closed)
		expect_skp(n, s, "PRD608", 'W', f);
	if (f == FAULT_organisasi_bolong)
		expect_skp(n, s, "PRD603", 'W', f);
	if (f == FAULT_rhk_kosong)
		expect_skp(n, s, "ORG307", 'E', f);
	if (f == FAULT_organisasi_pindah) {
		expect(n, "ORG308", 'E', SKP_TABLE_PEGAWAI, person_nip(p), f);
		if (n->exports) /* which show the unit of the SKP, too */
			expect(n, "IDN504", 'E', SKP_TABLE_PEGAWAI,
				person_nip(p), f);
	}
	expect_gap(n, s);
}

static struct skp_row this_year(const struct nation *n, const struct person *p)
{
	struct skp_row s = {.person = p, .unit = p->unit,
		.appraiser = p->appraiser, .atasan = person_atasan(n, p, true),
		.jenis = "individu", .from = SPAN("2026-01-01"),
		.to = SPAN("2026-12-31"), .where = span36(p->unit->id),
		.now = true};

	memcpy(s.id, p->skp, 36);
	made_of(p, s.made);
	return s;
}

static void skp_of_head(struct nation *n, struct person *p)
{
	struct unit *u = p->unit;
	struct skp_row s = this_year(n, p);

	s.jenis = "organisasi";
	s.status = p->second ? SPAN("disetujui") : status_of_head(p);
	if (u->fault == FAULT_organisasi_pindah) {
		s.jenis = "individu";
		s.unit = u->up;
		s.where = span36(u->up->id);
	}
	if (u->fault == FAULT_organisasi_bolong)
		s.from = SPAN("2026-02-01");
	write_skp(n, &s);
	if (u->fault != FAULT_rhk_kosong && u->fault != FAULT_organisasi_pindah)
		rhk_of_head(n, u, s.id);
	expect_head(n, &s);
}

static void skp_of_member(struct nation *n, struct person *p)
{
	struct skp_row s = this_year(n, p);

	s.status = status_of_member(n, p);
	if (p->fault == FAULT_skp_pendek)
		s.to = SPAN("2026-05-31");
	write_skp(n, &s);
	expect_member(n, &s);
	rhk_of_member(n, p);
	if (p->fault != FAULT_skp_tumpang)
		return;
	number_uuid(n->seed, STREAM_SKP, n->skp++, s.id);
	write_skp(n, &s);
	expect(n, "PRD602", 'E', SKP_TABLE_SKP, span36(memcmp(s.id, p->skp,
		36) > 0 ? s.id : p->skp), p->fault);
}

static void without_skp(struct nation *n, const struct person *p,
	enum fault fault)
{
	if (n->exports)
		export_no_skp(n->exports, p);
	if (!p->obliged)
		return;
	expect(n, n->in.closed && !n->exports ? "PRD608" : "IDN509", 'W',
		SKP_TABLE_PEGAWAI, person_nip(p), fault);
}

void person_skp(struct nation *n, struct person *p)
{
	skp_last_year(n, p);
	if (p->head && p->unit->fault == FAULT_organisasi_belum)
		without_skp(n, p, p->unit->fault);
	else if (p->fault == FAULT_skp_belum || (!p->obliged &&
		p->fault != FAULT_skp_bebas))
		without_skp(n, p, p->fault);
	else if (p->head || p->second)
		skp_of_head(n, p);
	else
		skp_of_member(n, p);
	if (p->fault == FAULT_skp_bebas)
		expect(n, "IDN509", 'I', SKP_TABLE_PEGAWAI, person_nip(p),
			p->fault);
}

/* ---- acting for a head ---- */

void skp_acting(struct nation *n, const struct person *p, struct unit *u)
{
	struct skp_row s = {.person = p, .unit = u, .appraiser = u->up,
		.status = SPAN("disetujui"), .jenis = "organisasi",
		.from = SPAN("2026-01-01"), .to = SPAN("2026-12-31"),
		.where = span36(u->id), .now = true, .plt = true};

	if (u->up)
		s.atasan = span_nip(u->up->nip);
	number_uuid(n->seed, STREAM_SKP, n->skp++, s.id);
	memcpy(u->skp, s.id, 36);
	made_at(s.made, "2026-01-03", u->hash);
	write_skp(n, &s);
	rhk_of_head(n, u, s.id);
	expect_gap(n, &s);
}
