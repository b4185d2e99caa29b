/* SPDX-License-Identifier: MIT */
/* generate_region.c - a kabupaten or a province: its health service, its
 * kecamatan, its offices. */
#include <skpcheck.h>

#include "generate_layout.h"

/* ---- health, kecamatan ---- */

static void puskesmas(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("puskesmas", "99", STAFF_HEALTH, "Puskesmas ");
	struct plan tu = plan_of("seksi", "42", STAFF_OFFICE,
		"Subbagian Tata Usaha");
	struct unit u, t;

	name_place(&p.name, k + n->in.number * 7);
	p.post = name_of("Kepala Puskesmas");
	p.people = layout_take(n, layout_between(n, 20, 55));
	unit_begin(n, &u, &p, above);
	tu.people = layout_take(n, layout_between(n, 3, 6));
	if (tu.people)
		unit_leaf(n, &u, &tu, &t);
	unit_end(n, &u);
}

static void health(struct nation *n, struct unit *above)
{
	struct plan p = plan_of("dinas", "22", STAFF_OFFICE, "Dinas Kesehatan");
	uint64_t floor = layout_keep(n, layout_room(n) * 2 / 5);
	struct unit u;

	p.induk = true;
	p.people = layout_take(n, layout_between(n, 2, 6));
	unit_begin(n, &u, &p, above);
	office_sekretariat(n, &u, "Sekretaris Dinas");
	for (uint64_t k = 0; k < 2; k++) {
		struct plan b = plan_of("bidang", "32", STAFF_HEALTH,
			name_bidang(k));

		office_bidang(n, &u, &b, "Seksi ", 2, layout_between(n, 4, 10));
	}
	for (uint64_t k = 0; layout_room(n); k++)
		puskesmas(n, &u, k);
	unit_end(n, &u);
	n->in.floor = floor;
}

static void kelurahan(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("kelurahan", "41", STAFF_OFFICE, "Kelurahan ");
	struct unit u;

	if (!layout_room(n))
		return;
	name_place(&p.name, k * 5 + n->in.number);
	p.post = name_of("Lurah");
	p.people = layout_take(n, layout_between(n, 3, 7));
	unit_leaf(n, above, &p, &u);
}

static void kecamatan(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("kecamatan", "31", STAFF_OFFICE, "Kecamatan ");
	struct unit u;

	name_place(&p.name, k + n->in.number * 7);
	p.post = name_of("Camat");
	p.induk = true;
	p.people = layout_take(n, layout_between(n, 1, 3));
	unit_begin(n, &u, &p, above);
	office_sekretariat(n, &u, "Sekretaris Kecamatan");
	office_seksi(n, &u, "Seksi ", 3, 6);
	for (uint64_t i = 0; i < 3; i++)
		kelurahan(n, &u, k * 3 + i);
	unit_end(n, &u);
}

static void kecamatan_all(struct nation *n, struct unit *above)
{
	uint64_t floor = layout_keep(n, layout_room(n) / 4);

	for (uint64_t k = 0; layout_room(n); k++)
		kecamatan(n, above, k);
	n->in.floor = floor;
}

/* ---- all of it ---- */

void region_make(struct nation *n, bool province)
{
	struct plan p, s = plan_of("sekretariat", "21", STAFF_OFFICE,
		"Sekretariat Daerah");
	struct unit top, setda;

	top_make(n, &top, &p, province ? "Pemerintah Provinsi "
				       : "Pemerintah Kabupaten ",
		province ? "Gubernur" : "Bupati");
	s.post = name_of("Sekretaris Daerah");
	office_first(n, &top, &s, &setda);
	if (layout_room(n) >= 60) {
		school_all(n, &top, province);
		health(n, &top);
		if (!province)
			kecamatan_all(n, &top);
	}
	for (uint64_t k = 0; layout_room(n); k++)
		office_make(n, &top, k);
	unit_end(n, &setda);
	unit_end(n, &top);
}
