/* SPDX-License-Identifier: MIT */
/* generate_person.c - officials: who they are, their rows in pegawai and
 * penugasan. */
#include <skpcheck.h>

#include "generate_nation.h"
#include "options.h"

/* ---- who they are ---- */

/* 16 digits: place of the instansi, birthday (women: 40 more), number. */
static void give_nik(const struct nation *n, struct person *p)
{
	uint64_t place = 110000 + n->in.number % 80 * 10000 +
		p->unit->number % 7900;
	const char *born = p->true_nip;

	digits_put(p->nik, place, 6);
	p->nik[6] = (char)(born[6] + (p->female ? 4 : 0));
	p->nik[7] = born[7];
	memcpy(p->nik + 8, born + 4, 2);
	memcpy(p->nik + 10, born + 2, 2);
	digits_put(p->nik + 12, 1 + p->hash / 7 % 9999, 4);
}

/* Never in the year of the check or the one before. */
static void give_tmt(struct person *p)
{
	digits_put(p->tmt, 2018 + p->hash % 6, 4);
	memcpy(p->tmt + 4, "-00-01", 6);
	digits_put(p->tmt + 5, 1 + p->hash / 8 % 12, 2);
}

static void be_born(struct nation *n, struct person *p)
{
	number_uuid(n->seed, STREAM_PEGAWAI, p->number, p->id);
	number_nip(&n->birthdays, n->seed, p->head ? n->heads++ : p->number,
		p->head, p->pppk, p->true_nip);
	memcpy(p->nip, p->true_nip, NIP_DIGITS);
	p->nip_n = NIP_DIGITS;
	p->female = p->nip[14] == '2';
	give_nik(n, p);
	give_tmt(p);
	digits_put(p->nuptk, 1000000000000000 + p->number, 16);
}

static void begin(struct nation *n, struct person *p, struct unit *u,
	bool head)
{
	memset(p, 0, sizeof(*p));
	p->unit = u;
	p->head = head;
	p->number = n->people++;
	p->hash = number_hash(n->seed, STREAM_PEGAWAI, p->number);
	p->active = p->obliged = true;
	p->eselon = "";
	p->jenis = "PNS";
}

void person_head(struct nation *n, struct unit *u, struct person *p)
{
	const struct plan *plan = u->plan;

	begin(n, p, u, true);
	be_born(n, p);
	p->appraiser = u->up;
	p->eselon = *plan->eselon == '9' ? "" : plan->eselon;
	p->golru = golru_of(plan->eselon);
	if (*p->eselon)
		p->post = (struct post){plan->post.text, p->golru, "", "", "1"};
	else if (u->school)
		p->post = (struct post){"Guru Ahli Madya", p->golru, "",
			", M.Pd.", "2"};
	else
		p->post = (struct post){"Dokter Ahli Madya", p->golru, "", "",
			"2"};
	name_person(&p->name, p->hash, p->female, p->post.degree);
	memcpy(u->nip, p->nip, NIP_DIGITS);
	memcpy(u->head_id, p->id, 36);
	u->head_name = p->name;
}

/* Of those who are not the head: a few on study leave or retired, but not the
 * first three, on whom faults may count. */
static void give_kedudukan(struct person *p, uint64_t place)
{
	uint32_t x = (uint32_t)(p->hash >> 32) % 1000;

	if (place < 3 || x >= 12)
		return;
	p->obliged = false;
	p->active = x >= 4;
}

static void be_member(struct nation *n, struct person *p, struct unit *u,
	uint64_t place)
{
	static const uint8_t pppk[] = {20, 40, 30, 0};
	enum staff staff = u->plan->staff;

	begin(n, p, u, false);
	if (staff == STAFF_SCHOOL && u->dinas)
		staff = STAFF_OFFICE;
	p->second = place == 1 && u->fault == FAULT_kepala_ganda;
	p->pppk = !p->second && p->hash / 1024 % 100 < pppk[staff];
	be_born(n, p);
	p->post = post_of(staff, p->hash / 131072);
	p->golru = p->pppk ? p->post.pppk : p->post.golru;
	p->jenis = p->pppk ? "PPPK" : "PNS";
	name_person(&p->name, p->hash, p->female, p->post.degree);
	give_kedudukan(p, place);
	p->appraiser = p->second ? u->up : u->headed ? u : u->climb;
}

/* ---- who appraises them ---- */

static struct span nobody(void)
{
	return (struct span){"", 0};
}

struct span person_atasan(const struct nation *n, const struct person *p,
	bool skp)
{
	if (p->has_wrong && (skp || !p->wrong_skp_only))
		return p->wrong;
	if (p->appraiser)
		return span_nip(p->appraiser->nip);
	if (n->in.first && p->unit != n->in.first)
		return span_nip(n->in.first->nip);
	return nobody();
}

/* ---- rows ---- */

static struct span kedudukan(const struct person *p)
{
	if (!p->active)
		return SPAN("99");
	if (!p->obliged)
		return SPAN("03");
	return p->pppk ? SPAN("71") : SPAN("01");
}

static struct span tmt(const struct person *p)
{
	if (p->fault == FAULT_tanggal_rusak)
		return SPAN("2023-02-31");
	if (p->fault == FAULT_skp_lanjut)
		return SPAN("2026-02-10");
	return (struct span){p->tmt, sizeof(p->tmt)};
}

static void write_row(struct nation *n, const struct person *p)
{
	struct span v[ROW_COLUMNS] = {{0}};
	char other[36];
	bool teacher = p->unit->school;

	v[PEGAWAI_ID] = span36(p->id);
	v[PEGAWAI_NIP] = person_nip(p);
	v[PEGAWAI_NAMA] = span_name(&p->name);
	v[PEGAWAI_JENIS] = span_of(p->jenis);
	v[PEGAWAI_KEDUDUKAN] = kedudukan(p);
	v[PEGAWAI_UNOR] = span36(p->unit->id);
	if (p->fault == FAULT_unor_asing) {
		number_uuid(n->seed, STREAM_ASING, n->asing++, other);
		v[PEGAWAI_UNOR] = span36(other);
	}
	v[PEGAWAI_JENIS_JABATAN] = span_of(p->post.kind);
	v[PEGAWAI_JABATAN] = span_of(p->post.name);
	v[PEGAWAI_ESELON] = span_of(p->eselon);
	v[PEGAWAI_GOLRU] = span_of(p->golru);
	v[PEGAWAI_TMT] = tmt(p);
	v[PEGAWAI_ATASAN] = person_atasan(n, p, false);
	v[PEGAWAI_NIK] = (struct span){p->nik, sizeof(p->nik)};
	if (teacher)
		v[PEGAWAI_NUPTK] = (struct span){p->nuptk, sizeof(p->nuptk)};
	v[PEGAWAI_AKUN] = !p->active || p->fault == FAULT_akun_mati
		? SPAN("nonaktif")
		: SPAN("aktif");
	for (int i = 0; i < 1 + (p->fault == FAULT_pegawai_ganda); i++) {
		if (n->exports)
			export_pegawai(n->exports, p, v);
		else
			rows_write(&n->rows, SKP_TABLE_PEGAWAI, v);
	}
}

static void assign(struct nation *n, const struct person *p,
	const struct unit *u, const char *jenis, const char *from)
{
	struct span v[ROW_COLUMNS] = {{0}};

	if (n->exports) {
		export_tugas(n->exports, p, u, jenis, from);
		return;
	}
	v[TUGAS_PEGAWAI] = person_nip(p);
	v[TUGAS_UNOR] = span36(u->id);
	v[TUGAS_JENIS] = span_of(jenis);
	v[TUGAS_MULAI] = span_of(from);
	rows_write(&n->rows, SKP_TABLE_PENUGASAN, v);
}

/* A second head came after the first. */
static void assign_head(struct nation *n, const struct person *p)
{
	char from[11];

	memcpy(from, p->tmt, 10);
	from[10] = '\0';
	assign(n, p, p->unit, *p->unit->plan->eselon == '9' ? "TT" : "D",
		p->second ? "2024-07-01" : from);
}

/* ---- people ---- */

static void expect_row(struct nation *n, const struct person *p)
{
	if (p->unit->fault == FAULT_unor_nonaktif)
		expect(n, "REF004", 'E', SKP_TABLE_PEGAWAI, person_nip(p),
			p->unit->fault);
}

static void person_make(struct nation *n, struct person *p)
{
	person_fault(n, p);
	write_row(n, p);
	expect_row(n, p);
	if (p->head || p->second)
		assign_head(n, p);
	person_skp(n, p);
	person_log(n, p);
	person_views(n, p);
	if (p->obliged && p->appraiser && p->fault != FAULT_unor_asing)
		p->appraiser->appraised++;
}

/* One who may stand for somebody else's wrong atasan. */
static void remember(struct unit *u, const struct person *p)
{
	if (!p->obliged || p->claim || p->second || !u->headed)
		return;
	memcpy(u->mate, p->nip, NIP_DIGITS);
	u->has_mate = true;
}

/* The two who appraise each other, places 1 and 2, are known by number. */
static void make_pair(struct nation *n, struct unit *u)
{
	struct person p;
	uint64_t people = n->people;

	for (int i = 0; i < 2; i++) {
		be_member(n, &p, u, (uint64_t)i + 1);
		memcpy(u->pair[i], p.nip, NIP_DIGITS);
	}
	n->people = people;
}

void people_make(struct nation *n, struct unit *u, struct person *head)
{
	struct person p;

	if (head)
		person_make(n, head);
	if (u->fault == FAULT_atasan_siklus)
		make_pair(n, u);
	for (uint64_t i = head != NULL; i < u->plan->people; i++) {
		be_member(n, &p, u, i);
		if (i == 3 && u == n->in.first) {
			p.obliged = p.active = false;
			memcpy(n->in.retired.text, p.nip, NIP_DIGITS);
			n->in.retired.n = NIP_DIGITS;
		}
		person_make(n, &p);
		remember(u, &p);
	}
}

/* ---- those who act for a head ---- */

/* As much of a head as their unit remembers. */
static void recall(struct unit *u, struct person *p)
{
	memset(p, 0, sizeof(*p));
	p->unit = u;
	p->appraiser = u->up;
	p->head = p->active = p->obliged = true;
	memcpy(p->id, u->head_id, 36);
	memcpy(p->nip, u->nip, NIP_DIGITS);
	p->nip_n = NIP_DIGITS;
	p->name = u->head_name;
	p->eselon = u->plan->eselon;
	p->golru = golru_of(u->plan->eselon);
	p->jenis = "PNS";
	p->post = (struct post){u->plan->post.text, p->golru, "", "", "1"};
}

void unit_acting(struct nation *n, struct unit *u)
{
	struct person p;

	memcpy(u->nip, u->plt->nip, NIP_DIGITS);
	memcpy(u->head_id, u->plt->head_id, 36);
	u->head_name = u->plt->head_name;
	recall(u->plt, &p);
	assign(n, &p, u, u->fault == FAULT_kepala_plh ? "PLH" : "PLT",
		u->fault == FAULT_plt_lama ? "2025-08-01" : "2026-01-01");
	skp_acting(n, &p, u);
}
