/* SPDX-License-Identifier: MIT */
/* generate_nation.c - from the nation down to the seksi: which units there
 * are, how large, one below the other. A unit lives on the stack of the
 * function that makes those below it. */
#include <skpcheck.h>

#include "generate_folder.h"
#include "generate_nation.h"

/* ---- room ---- */

/* How many of the instansi may still be placed here. */
static uint64_t room(const struct nation *n)
{
	return n->in.left > n->in.floor ? n->in.left - n->in.floor : 0;
}

static uint64_t take(const struct nation *n, uint64_t want)
{
	return want < room(n) ? want : room(n);
}

/* Keeps all but `budget` of what is left for others; gives the floor that was
 * before. */
static uint64_t keep(struct nation *n, uint64_t budget)
{
	uint64_t floor = n->in.floor, left = room(n);

	if (budget < left)
		n->in.floor += left - budget;
	return floor;
}

static uint64_t between(struct nation *n, uint32_t low, uint32_t high)
{
	return low + number_next(&n->in.hash, high - low + 1);
}

/* ---- a unit ---- */

static struct plan plan_of(const char *kind, const char *eselon,
	enum staff staff, const char *name)
{
	struct plan p = {.kind = kind, .eselon = eselon, .staff = staff};

	p.name = name_of(name);
	p.post = name_of("Kepala ");
	name_add(&p.post, name);
	return p;
}

static void rename_to(struct plan *p, const char *before, const char *name)
{
	p->name = name_of(before);
	name_add(&p->name, name);
	p->post = name_of("Kepala ");
	name_add(&p->post, p->name.text);
}

/* The last in the tree; it may borrow the head of the one before. */
static void leaf(struct nation *n, struct unit *above, struct plan *p,
	struct unit *ret)
{
	p->leaf = true;
	unit_begin(n, ret, p, above);
	unit_end(n, ret);
}

/* ---- offices ---- */

/* Seksi of a bidang; one in thirty is headed by the head of the one before. */
static void seksi(struct nation *n, struct unit *above, const char *word,
	uint64_t count, uint64_t size)
{
	struct unit u[2];
	struct plan p[2];
	bool sound = false;

	for (uint64_t i = 0; i < count && room(n); i++) {
		struct plan *now = &p[i % 2];

		*now = plan_of("seksi", "41", STAFF_OFFICE, "");
		rename_to(now, word, name_urusan(above->number + i));
		now->people = take(n, between(n, 4, (uint32_t)size));
		if (sound && between(n, 1, 30) == 1)
			now->plt = &u[(i + 1) % 2];
		leaf(n, above, now, &u[i % 2]);
		sound = u[i % 2].headed && !u[i % 2].claim && !now->plt;
	}
}

static void bidang(struct nation *n, struct unit *above, struct plan *p,
	const char *word, uint64_t parts, uint64_t own)
{
	struct unit u;

	if (!room(n))
		return;
	p->people = take(n, own);
	p->child_next = p->people && parts && room(n) > p->people;
	p->leaf = !p->child_next;
	unit_begin(n, &u, p, above);
	seksi(n, &u, word, parts, 9);
	unit_end(n, &u);
}

static void sekretariat(struct nation *n, struct unit *above, const char *post)
{
	struct plan p = plan_of("sekretariat", "31", STAFF_OFFICE,
		"Sekretariat");

	p.post = name_of(post);
	bidang(n, above, &p, "Subbagian ", 2, between(n, 2, 5));
}

static void upt(struct nation *n, struct unit *above, uint64_t i)
{
	struct plan p = plan_of("upt", "41", STAFF_OFFICE, "UPTD ");
	struct unit u;

	if (!room(n))
		return;
	rename_to(&p, "UPTD ", name_urusan(i));
	p.people = take(n, between(n, 6, 20));
	leaf(n, above, &p, &u);
}

/* A dinas or badan with its sekretariat, bidang, seksi and UPT. */
static void office(struct nation *n, struct unit *above, uint64_t i)
{
	const char *name = name_dinas(i);
	struct plan p = plan_of(*name == 'D' ? "dinas" : "badan", "22",
		STAFF_OFFICE, name);
	uint64_t floor = keep(n, between(n, 45, 220));
	struct unit u;

	p.induk = true;
	p.people = take(n, between(n, 1, 4));
	unit_begin(n, &u, &p, above);
	sekretariat(n, &u, "Sekretaris");
	for (uint64_t k = 0; room(n); k++) {
		struct plan b = plan_of("bidang", "32", STAFF_OFFICE,
			name_bidang(k));

		if (k % 4 == 3)
			upt(n, &u, k);
		else
			bidang(n, &u, &b, "Seksi ", 1 + k % 3,
				between(n, 4, 10));
	}
	unit_end(n, &u);
	n->in.floor = floor;
}

/* Sekretariat Daerah, or Jenderal: the first unit with people. It lives as
 * long as the instansi. */
static void first_unit(struct nation *n, struct unit *top, struct plan *p,
	struct unit *u)
{
	uint64_t floor;

	p->induk = true;
	p->people = take(n, between(n, 2, 6));
	unit_begin(n, u, p, top);
	floor = keep(n, (n->in.left + p->people) / 25);
	for (uint64_t k = 0; room(n); k++) {
		struct plan b = plan_of("bidang", "31", STAFF_OFFICE, "");

		rename_to(&b, "Bagian ", name_urusan(k));
		bidang(n, u, &b, "Subbagian ", 2, between(n, 3, 7));
	}
	n->in.floor = floor;
}

/* ---- schools ---- */

static void school(struct nation *n, struct unit *above, const char *word,
	uint64_t number, const char *place)
{
	struct plan p = plan_of("sekolah", "99", STAFF_SCHOOL, word);
	uint64_t people = between(n, 8, 40);
	struct unit u;

	name_number(&p.name, number);
	name_add(&p.name, " ");
	name_add(&p.name, place);
	p.post = name_of("Kepala Sekolah");
	p.people = take(n, people);
	if (room(n) - p.people < 8) /* nobody for another school */
		p.people = take(n, people + 8);
	leaf(n, above, &p, &u);
}

/* Schools of a kecamatan, below a coordinator's branch without people. */
static void schools_here(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("lainnya", "", STAFF_SCHOOL,
		"Koordinator Wilayah Pendidikan Kecamatan ");
	struct name place = name_of("");
	struct unit u;
	uint64_t count = between(n, 6, 16);

	if (!room(n))
		return;
	name_place(&place, k + n->in.number * 7);
	name_add(&p.name, place.text);
	p.post = name_of("");
	unit_begin(n, &u, &p, above);
	for (uint64_t i = 1; i <= count && room(n); i++)
		school(n, &u, i % 7 == 0 ? "TK Negeri " : "SD Negeri ", i,
			place.text);
	for (uint64_t i = 1; i <= 1 + count / 7 && room(n); i++)
		school(n, above, "SMP Negeri ", i, place.text);
	unit_end(n, &u);
}

/* SMA and SMK below a branch office, whose head does not appraise theirs. */
static void schools_branch(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("upt", "31", STAFF_OFFICE,
		"Cabang Dinas Pendidikan Wilayah ");
	struct name place = name_of("");
	struct unit u;
	uint64_t count = between(n, 8, 24);

	if (!room(n))
		return;
	name_number(&p.name, k + 1);
	name_place(&place, k + n->in.number * 7);
	p.post = name_of("Kepala Cabang Dinas");
	p.people = take(n, between(n, 5, 14));
	unit_begin(n, &u, &p, above);
	for (uint64_t i = 1; i <= count && room(n); i++)
		school(n, &u, i % 3 == 0 ? "SMK Negeri " : "SMA Negeri ", i,
			place.text);
	unit_end(n, &u);
}

static void pengawas(struct nation *n, struct unit *above)
{
	struct plan p = plan_of("bidang", "32", STAFF_PENGAWAS,
		"Bidang Pembinaan Pengawas");
	struct unit u;

	p.people = take(n, between(n, 3, 12));
	if (p.people)
		leaf(n, above, &p, &u);
}

static void education(struct nation *n, struct unit *above, bool province)
{
	struct plan p = plan_of("dinas", "22", STAFF_OFFICE,
		"Dinas Pendidikan");
	uint64_t floor = keep(n, room(n) / 2);
	struct unit u;

	p.induk = true;
	p.people = take(n, between(n, 2, 8));
	unit_begin(n, &u, &p, above);
	sekretariat(n, &u, "Sekretaris Dinas");
	for (uint64_t k = 0; k < 2; k++) {
		struct plan b = plan_of("bidang", "32", STAFF_OFFICE,
			name_bidang(k));

		bidang(n, &u, &b, "Seksi ", 2, between(n, 4, 10));
	}
	pengawas(n, &u);
	for (uint64_t k = 0; room(n); k++) {
		if (province)
			schools_branch(n, &u, k);
		else
			schools_here(n, &u, k);
	}
	unit_end(n, &u);
	n->in.floor = floor;
}

/* ---- health, kecamatan ---- */

static void puskesmas(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("puskesmas", "99", STAFF_HEALTH, "Puskesmas ");
	struct plan tu = plan_of("seksi", "42", STAFF_OFFICE,
		"Subbagian Tata Usaha");
	struct unit u, t;

	name_place(&p.name, k + n->in.number * 7);
	p.post = name_of("Kepala Puskesmas");
	p.people = take(n, between(n, 20, 55));
	unit_begin(n, &u, &p, above);
	tu.people = take(n, between(n, 3, 6));
	if (tu.people)
		leaf(n, &u, &tu, &t);
	unit_end(n, &u);
}

static void health(struct nation *n, struct unit *above)
{
	struct plan p = plan_of("dinas", "22", STAFF_OFFICE, "Dinas Kesehatan");
	uint64_t floor = keep(n, room(n) * 2 / 5);
	struct unit u;

	p.induk = true;
	p.people = take(n, between(n, 2, 6));
	unit_begin(n, &u, &p, above);
	sekretariat(n, &u, "Sekretaris Dinas");
	for (uint64_t k = 0; k < 2; k++) {
		struct plan b = plan_of("bidang", "32", STAFF_HEALTH,
			name_bidang(k));

		bidang(n, &u, &b, "Seksi ", 2, between(n, 4, 10));
	}
	for (uint64_t k = 0; room(n); k++)
		puskesmas(n, &u, k);
	unit_end(n, &u);
	n->in.floor = floor;
}

static void kelurahan(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("kelurahan", "41", STAFF_OFFICE, "Kelurahan ");
	struct unit u;

	if (!room(n))
		return;
	name_place(&p.name, k * 5 + n->in.number);
	p.post = name_of("Lurah");
	p.people = take(n, between(n, 3, 7));
	leaf(n, above, &p, &u);
}

static void kecamatan(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("kecamatan", "31", STAFF_OFFICE, "Kecamatan ");
	struct unit u;

	name_place(&p.name, k + n->in.number * 7);
	p.post = name_of("Camat");
	p.induk = true;
	p.people = take(n, between(n, 1, 3));
	unit_begin(n, &u, &p, above);
	sekretariat(n, &u, "Sekretaris Kecamatan");
	seksi(n, &u, "Seksi ", 3, 6);
	for (uint64_t i = 0; i < 3; i++)
		kelurahan(n, &u, k * 3 + i);
	unit_end(n, &u);
}

static void kecamatan_all(struct nation *n, struct unit *above)
{
	uint64_t floor = keep(n, room(n) / 4);

	for (uint64_t k = 0; room(n); k++)
		kecamatan(n, above, k);
	n->in.floor = floor;
}

/* ---- an instansi ---- */

/* Its top is a minister, governor or bupati: no official. */
static void top_unit(struct nation *n, struct unit *u, struct plan *p,
	const char *before, const char *head)
{
	*p = plan_of("instansi", "", STAFF_OFFICE, before);
	name_place(&p->name, n->in.number);
	if (n->in.number > 200) {
		name_add(&p->name, " ");
		name_number(&p->name, n->in.number / 200 + 1);
	}
	p->post = name_of(head);
	p->induk = true;
	unit_begin(n, u, p, NULL);
}

static void region(struct nation *n, bool province)
{
	struct plan p, s = plan_of("sekretariat", "21", STAFF_OFFICE,
		"Sekretariat Daerah");
	struct unit top, setda;

	top_unit(n, &top, &p, province ? "Pemerintah Provinsi "
				       : "Pemerintah Kabupaten ",
		province ? "Gubernur" : "Bupati");
	s.post = name_of("Sekretaris Daerah");
	first_unit(n, &top, &s, &setda);
	if (room(n) >= 60) {
		education(n, &top, province);
		health(n, &top);
		if (!province)
			kecamatan_all(n, &top);
	}
	for (uint64_t k = 0; room(n); k++)
		office(n, &top, k);
	unit_end(n, &setda);
	unit_end(n, &top);
}

/* Directorates below a directorate-general, as offices one rank higher. */
static void directorate(struct nation *n, struct unit *above, uint64_t i)
{
	struct plan p = plan_of("lainnya", "21", STAFF_OFFICE, "");
	struct unit u;
	uint64_t floor = keep(n, between(n, 60, 300));

	rename_to(&p, "Direktorat ", name_urusan(i));
	p.people = take(n, between(n, 2, 6));
	unit_begin(n, &u, &p, above);
	for (uint64_t k = 0; room(n); k++) {
		struct plan b = plan_of("lainnya", "31", STAFF_OFFICE, "");

		rename_to(&b, "Subdirektorat ", name_urusan(i + k + 1));
		bidang(n, &u, &b, "Seksi ", 2 + k % 2, between(n, 4, 12));
	}
	unit_end(n, &u);
	n->in.floor = floor;
}

static void directorate_general(struct nation *n, struct unit *above,
	uint64_t i)
{
	struct plan p = plan_of("lainnya", "11", STAFF_OFFICE, "");
	struct unit u;
	uint64_t floor = keep(n, between(n, 600, 4000));

	rename_to(&p, "Direktorat Jenderal ", name_ditjen(i));
	p.induk = true;
	p.people = take(n, between(n, 2, 6));
	unit_begin(n, &u, &p, above);
	for (uint64_t k = 0; room(n); k++)
		directorate(n, &u, k);
	unit_end(n, &u);
	n->in.floor = floor;
}

static void ministry(struct nation *n)
{
	struct plan p, s = plan_of("sekretariat", "11", STAFF_OFFICE,
		"Sekretariat Jenderal");
	struct unit top, first;

	top_unit(n, &top, &p, "Kementerian ", "Menteri");
	s.post = name_of("Sekretaris Jenderal");
	first_unit(n, &top, &s, &first);
	for (uint64_t k = 0; room(n); k++)
		directorate_general(n, &top, k);
	unit_end(n, &first);
	unit_end(n, &top);
}

/* ---- the nation ---- */

/* Log-normal (sigma 0.9), mean about 8,000: its 32-quantiles, straight lines
 * between them. */
static uint64_t size_of(uint64_t *state, uint64_t left)
{
	static const uint32_t at[33] = {450, 997, 1341, 1629, 1894, 2149, 2401,
		2652, 2907, 3168, 3436, 3715, 4005, 4310, 4631, 4972, 5335,
		5725, 6147, 6605, 7107, 7663, 8284, 8985, 9791, 10731, 11856,
		13242, 15025, 17472, 21224, 28528, 72000};
	uint32_t i = number_next(state, 32), part = number_next(state, 1024);
	uint64_t size = at[i] + (at[i + 1] - (uint64_t)at[i]) * part / 1024;

	return size + 500 > left ? left : size;
}

static void instansi(struct nation *n, uint64_t number, uint64_t left)
{
	uint64_t kind;

	memset(&n->in, 0, sizeof(n->in));
	n->in.number = number;
	n->in.hash = number_hash(n->seed, STREAM_INSTANSI, number);
	number_uuid(n->seed, STREAM_INSTANSI, number, n->in.id);
	n->in.left = size_of(&n->in.hash, left);
	n->in.closed = number_next(&n->in.hash, 2) == 0;
	kind = number_next(&n->in.hash, 100);
	periods_make(n);
	if (kind < 78 || n->in.left < 1000)
		region(n, false);
	else if (kind < 88)
		region(n, true);
	else
		ministry(n);
}

void nation_make(struct nation *n, uint64_t people)
{
	for (uint64_t i = 0; n->people < people && !folder_failed(n->folder);
		i++)
		instansi(n, i, people - n->people);
}
