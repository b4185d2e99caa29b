/* SPDX-License-Identifier: MIT */
/* generate_office.c - offices: how many people there is room for, bidang and
 * seksi one below the other. A unit lives on the stack of the function that
 * makes those below it. */
#include <skpcheck.h>

#include "generate_layout.h"

/* ---- room ---- */

/* How many of the instansi may still be placed here. */
uint64_t layout_room(const struct nation *n)
{
	return n->in.left > n->in.floor ? n->in.left - n->in.floor : 0;
}

uint64_t layout_take(const struct nation *n, uint64_t want)
{
	return want < layout_room(n) ? want : layout_room(n);
}

/* Keeps all but `budget` of what is left for others; gives the floor that was
 * before. */
uint64_t layout_keep(struct nation *n, uint64_t budget)
{
	uint64_t floor = n->in.floor, left = layout_room(n);

	if (budget < left)
		n->in.floor += left - budget;
	return floor;
}

uint64_t layout_between(struct nation *n, uint32_t low, uint32_t high)
{
	return low + number_next(&n->in.hash, high - low + 1);
}

/* ---- a unit ---- */

struct plan plan_of(const char *kind, const char *eselon,
	enum staff staff, const char *name)
{
	struct plan p = {.kind = kind, .eselon = eselon, .staff = staff};

	p.name = name_of(name);
	p.post = name_of("Kepala ");
	name_add(&p.post, name);
	return p;
}

void plan_rename(struct plan *p, const char *before, const char *name)
{
	p->name = name_of(before);
	name_add(&p->name, name);
	p->post = name_of("Kepala ");
	name_add(&p->post, p->name.text);
}

/* The last in the tree; it may borrow the head of the one before. */
void unit_leaf(struct nation *n, struct unit *above, struct plan *p,
	struct unit *ret)
{
	p->leaf = true;
	unit_begin(n, ret, p, above);
	unit_end(n, ret);
}

/* ---- offices ---- */

/* Seksi of a bidang; one in twelve is headed by the head of the one before. */
void office_seksi(struct nation *n, struct unit *above, const char *word,
	uint64_t count, uint64_t size)
{
	struct unit u[2];
	struct plan p[2];
	bool sound = false;

	for (uint64_t i = 0; i < count && layout_room(n); i++) {
		struct plan *now = &p[i % 2];

		*now = plan_of("seksi", "41", STAFF_OFFICE, "");
		plan_rename(now, word, name_urusan(above->number + i));
		now->people = layout_take(n,
			layout_between(n, 4, (uint32_t)size));
		if (sound && layout_between(n, 1, 12) == 1)
			now->plt = &u[(i + 1) % 2];
		unit_leaf(n, above, now, &u[i % 2]);
		sound = u[i % 2].headed && !u[i % 2].claim && !now->plt;
	}
}

void office_bidang(struct nation *n, struct unit *above, struct plan *p,
	const char *word, uint64_t parts, uint64_t own)
{
	struct unit u;

	if (!layout_room(n))
		return;
	p->people = layout_take(n, own);
	p->child_next = p->people && parts && layout_room(n) > p->people;
	p->leaf = !p->child_next;
	unit_begin(n, &u, p, above);
	office_seksi(n, &u, word, parts, 9);
	unit_end(n, &u);
}

void office_sekretariat(struct nation *n, struct unit *above, const char *post)
{
	struct plan p = plan_of("sekretariat", "31", STAFF_OFFICE,
		"Sekretariat");

	p.post = name_of(post);
	office_bidang(n, above, &p, "Subbagian ", 2, layout_between(n, 2, 5));
}

static void upt(struct nation *n, struct unit *above, uint64_t i)
{
	struct plan p = plan_of("upt", "41", STAFF_OFFICE, "UPTD ");
	struct unit u;

	if (!layout_room(n))
		return;
	plan_rename(&p, "UPTD ", name_urusan(i));
	p.people = layout_take(n, layout_between(n, 6, 20));
	unit_leaf(n, above, &p, &u);
}

/* A dinas or badan with its sekretariat, bidang, seksi and UPT. */
void office_make(struct nation *n, struct unit *above, uint64_t i)
{
	const char *name = name_dinas(i);
	struct plan p = plan_of(*name == 'D' ? "dinas" : "badan", "22",
		STAFF_OFFICE, name);
	uint64_t floor = layout_keep(n, layout_between(n, 45, 220));
	struct unit u;

	p.induk = true;
	p.people = layout_take(n, layout_between(n, 1, 4));
	unit_begin(n, &u, &p, above);
	office_sekretariat(n, &u, "Sekretaris");
	for (uint64_t k = 0; layout_room(n); k++) {
		struct plan b = plan_of("bidang", "32", STAFF_OFFICE,
			name_bidang(k));

		if (k % 4 == 3)
			upt(n, &u, k);
		else
			office_bidang(n, &u, &b, "Seksi ", 1 + k % 3,
				layout_between(n, 4, 10));
	}
	unit_end(n, &u);
	n->in.floor = floor;
}

/* Sekretariat Daerah, or Jenderal: the first unit with people. It lives as
 * long as the instansi. */
void office_first(struct nation *n, struct unit *top, struct plan *p,
	struct unit *u)
{
	uint64_t floor;

	p->induk = true;
	p->people = layout_take(n, layout_between(n, 2, 6));
	unit_begin(n, u, p, top);
	floor = layout_keep(n, (n->in.left + p->people) / 25);
	for (uint64_t k = 0; layout_room(n); k++) {
		struct plan b = plan_of("bidang", "31", STAFF_OFFICE, "");

		plan_rename(&b, "Bagian ", name_urusan(k));
		office_bidang(n, u, &b, "Subbagian ", 2,
			layout_between(n, 3, 7));
	}
	n->in.floor = floor;
}
