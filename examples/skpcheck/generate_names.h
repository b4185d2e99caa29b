/* SPDX-License-Identifier: MIT */
/* Invented names of people, places and units, and the posts of people. */
#ifndef GENERATE_NAMES_H
#define GENERATE_NAMES_H

#include <stdbool.h>

#include "generate_bytes.h"

enum { NAME_ROOM = 95 };

struct name {
	uint8_t n;
	char text[NAME_ROOM + 1]; /* ends with a NUL */
};

static inline struct span span_name(const struct name *name)
{
	return (struct span){name->text, name->n};
}

/* Puts texts and numbers behind what is there; no more than has room. */
void name_add(struct name *name, const char *text);
void name_number(struct name *name, uint64_t v);
struct name name_of(const char *text);

void name_person(struct name *name, uint64_t hash, bool female,
	const char *degree);
/* Tirtasari, Rancawangi, ...: three words of sound */
void name_place(struct name *name, uint64_t hash);

enum staff { STAFF_OFFICE, STAFF_SCHOOL, STAFF_HEALTH, STAFF_PENGAWAS };

struct post {
	const char *name, *golru, *pppk, *degree, *kind /* jenis jabatan */;
};

/* A post of the staff; `plain`: one that a PPPK cannot have, too. */
struct post post_of(enum staff staff, uint64_t hash);
/* Golongan of heads, by eselon. */
const char *golru_of(const char *eselon);

/* The i-th of its kind, counted round. */
const char *name_dinas(uint64_t i);
const char *name_bidang(uint64_t i);
const char *name_urusan(uint64_t i);
const char *name_ditjen(uint64_t i);

#endif
