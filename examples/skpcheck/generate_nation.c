/* SPDX-License-Identifier: MIT */
/* generate_nation.c - which instansi there are, how large, and a ministry. */
#include <skpcheck.h>

#include "generate_files.h"
#include "generate_layout.h"

/* ---- an instansi ---- */

/* Its top is a minister, governor or bupati: no official. */
void top_make(struct nation *n, struct unit *u, struct plan *p,
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

/* Directorates below a directorate-general, as offices one rank higher. */
static void directorate(struct nation *n, struct unit *above, uint64_t i)
{
	struct plan p = plan_of("lainnya", "21", STAFF_OFFICE, "");
	struct unit u;
	uint64_t floor = layout_keep(n, layout_between(n, 60, 300));

	plan_rename(&p, "Direktorat ", name_urusan(i));
	p.people = layout_take(n, layout_between(n, 2, 6));
	unit_begin(n, &u, &p, above);
	for (uint64_t k = 0; layout_room(n); k++) {
		struct plan b = plan_of("lainnya", "31", STAFF_OFFICE, "");

		plan_rename(&b, "Subdirektorat ", name_urusan(i + k + 1));
		office_bidang(n, &u, &b, "Seksi ", 2 + k % 2,
			layout_between(n, 4, 12));
	}
	unit_end(n, &u);
	n->in.floor = floor;
}

static void directorate_general(struct nation *n, struct unit *above,
	uint64_t i)
{
	struct plan p = plan_of("lainnya", "11", STAFF_OFFICE, "");
	struct unit u;
	uint64_t floor = layout_keep(n, layout_between(n, 600, 4000));

	plan_rename(&p, "Direktorat Jenderal ", name_ditjen(i));
	p.induk = true;
	p.people = layout_take(n, layout_between(n, 2, 6));
	unit_begin(n, &u, &p, above);
	for (uint64_t k = 0; layout_room(n); k++)
		directorate(n, &u, k);
	unit_end(n, &u);
	n->in.floor = floor;
}

static void ministry(struct nation *n)
{
	struct plan p, s = plan_of("sekretariat", "11", STAFF_OFFICE,
		"Sekretariat Jenderal");
	struct unit top, first;

	top_make(n, &top, &p, "Kementerian ", "Menteri");
	s.post = name_of("Sekretaris Jenderal");
	office_first(n, &top, &s, &first);
	for (uint64_t k = 0; layout_room(n); k++)
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
		region_make(n, false);
	else if (kind < 88)
		region_make(n, true);
	else
		ministry(n);
}

void nation_make(struct nation *n, uint64_t people)
{
	for (uint64_t i = 0; n->people < people && !files_failed(n->folder);
		i++)
		instansi(n, i, people - n->people);
}
