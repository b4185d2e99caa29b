/* SPDX-License-Identifier: MIT */
/* generate_school.c - the dinas pendidikan and its schools. */
#include <skpcheck.h>

#include "generate_layout.h"

/* ---- schools ---- */

static void school(struct nation *n, struct unit *above, const char *word,
	uint64_t number, const char *place)
{
	struct plan p = plan_of("sekolah", "99", STAFF_SCHOOL, word);
	uint64_t people = layout_between(n, 8, 40);
	struct unit u;

	name_number(&p.name, number);
	name_add(&p.name, " ");
	name_add(&p.name, place);
	p.post = name_of("Kepala Sekolah");
	p.people = layout_take(n, people);
	if (layout_room(n) - p.people < 8) /* nobody for another school */
		p.people = layout_take(n, people + 8);
	unit_leaf(n, above, &p, &u);
}

/* Schools of a kecamatan, below a coordinator's branch without people. */
static void schools_here(struct nation *n, struct unit *above, uint64_t k)
{
	struct plan p = plan_of("lainnya", "", STAFF_SCHOOL,
		"Koordinator Wilayah Pendidikan Kecamatan ");
	struct name place = name_of("");
	struct unit u;
	uint64_t count = layout_between(n, 6, 16);

	if (!layout_room(n))
		return;
	name_place(&place, k + n->in.number * 7);
	name_add(&p.name, place.text);
	p.post = name_of("");
	unit_begin(n, &u, &p, above);
	for (uint64_t i = 1; i <= count && layout_room(n); i++)
		school(n, &u, i % 7 == 0 ? "TK Negeri " : "SD Negeri ", i,
			place.text);
	for (uint64_t i = 1; i <= 1 + count / 7 && layout_room(n); i++)
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
	uint64_t count = layout_between(n, 8, 24);

	if (!layout_room(n))
		return;
	name_number(&p.name, k + 1);
	name_place(&place, k + n->in.number * 7);
	p.post = name_of("Kepala Cabang Dinas");
	p.people = layout_take(n, layout_between(n, 5, 14));
	unit_begin(n, &u, &p, above);
	for (uint64_t i = 1; i <= count && layout_room(n); i++)
		school(n, &u, i % 3 == 0 ? "SMK Negeri " : "SMA Negeri ", i,
			place.text);
	unit_end(n, &u);
}

static void pengawas(struct nation *n, struct unit *above)
{
	struct plan p = plan_of("bidang", "32", STAFF_PENGAWAS,
		"Bidang Pembinaan Pengawas");
	struct unit u;

	p.people = layout_take(n, layout_between(n, 3, 12));
	if (p.people)
		unit_leaf(n, above, &p, &u);
}

void school_all(struct nation *n, struct unit *above, bool province)
{
	struct plan p = plan_of("dinas", "22", STAFF_OFFICE,
		"Dinas Pendidikan");
	uint64_t floor = layout_keep(n, layout_room(n) / 2);
	struct unit u;

	p.induk = true;
	p.people = layout_take(n, layout_between(n, 2, 8));
	unit_begin(n, &u, &p, above);
	office_sekretariat(n, &u, "Sekretaris Dinas");
	for (uint64_t k = 0; k < 2; k++) {
		struct plan b = plan_of("bidang", "32", STAFF_OFFICE,
			name_bidang(k));

		office_bidang(n, &u, &b, "Seksi ", 2, layout_between(n, 4, 10));
	}
	pengawas(n, &u);
	for (uint64_t k = 0; layout_room(n); k++) {
		if (province)
			schools_branch(n, &u, k);
		else
			schools_here(n, &u, k);
	}
	unit_end(n, &u);
	n->in.floor = floor;
}
