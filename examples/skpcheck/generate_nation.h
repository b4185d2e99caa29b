/* SPDX-License-Identifier: MIT */
/* A nation under way: units, one inside the other, and the people of one
 * after the other. Nothing is kept but the units above the present one. */
#ifndef GENERATE_NATION_H
#define GENERATE_NATION_H

#include <stdbool.h>

#include "generate_export.h"
#include "generate_faults.h"
#include "generate_names.h"
#include "generate_numbers.h"
#include "generate_rows.h"
#include "generate_truth.h"

struct unit;

/* What is true of one instansi. */
struct instansi {
	char id[36];
	uint64_t number, hash;
	uint64_t left, floor; /* people to be placed; those not yet to be */
	struct unit *first;   /* whose head stands above the other heads */
	bool closed;	      /* the time for filling in is over */
	bool two_roots;
	struct name retired; /* NIP of one who left, n 0: nobody did */
	char school[36], npsn[8]; /* the last sound one, to share its npsn */
	bool has_school;
};

struct nation {
	uint64_t seed;
	uint64_t people, heads, units, skp, rhk, periode, asing;
	const struct faults *faults;
	struct rows rows;
	struct exports *exports; /* NULL: canonical tables */
	struct truth truth;
	struct files *folder;
	struct instansi in;
	struct birthdays birthdays;
};

/* What a unit shall be. */
struct plan {
	const char *kind, *eselon; /* eselon "": headed by tugas tambahan */
	struct name name, post;	   /* post: of its head */
	enum staff staff;
	uint64_t people;  /* 0: nobody, a branch of the tree only */
	bool leaf;	  /* nothing will stand below it */
	bool child_next;  /* the next unit stands below it and has an eselon */
	bool induk;	  /* it is the induk of those below */
	bool vacant;	  /* its head is one of politics, no official */
	struct unit *plt; /* whose head acts for one here; NULL: its own */
};

struct unit {
	const struct plan *plan;
	struct unit *above; /* in the tree */
	struct unit *up;    /* whose head appraises this one's; NULL: nobody */
	struct unit *climb; /* the next above that is headed, or NULL */
	struct unit *induk;
	struct unit *plt; /* whose head acts here */
	uint64_t number, hash;
	enum fault fault;
	enum fault claim; /* the same, be it shown or not */
	bool headed, school, dinas, in_first, quiet;
	char id[36], npsn[8];
	/* of its head */
	char nip[NIP_DIGITS], head_id[36], skp[36], rhk[36];
	struct name head_name;
	char mate[NIP_DIGITS]; /* an ordinary official, if any */
	bool has_mate;
	char pair[2][NIP_DIGITS]; /* atasan_siklus */
	uint64_t appraised; /* obliged people whose appraising unit it is */
};

struct person {
	struct unit *unit;
	struct unit *appraiser; /* whose head is their right atasan, or NULL */
	uint64_t number, hash;
	enum fault fault, claim;
	bool head, second, pppk, female, active, obliged;
	char id[36], nip[NIP_DIGITS + 1], true_nip[NIP_DIGITS];
	char nik[16], nuptk[16], tmt[10];
	uint32_t nip_n;
	struct name name;
	struct post post;
	const char *eselon, *golru, *jenis;
	struct span wrong;     /* an atasan who is not the right one */
	char wrong_text[NIP_DIGITS];
	bool has_wrong, wrong_skp_only;
	char skp[36]; /* of this year */
};

/* The instant and the year that truth.json states. */
#define NATION_PADA "2026-03-31"
#define NATION_TAHUN "2026"

/* Makes all of it. */
void nation_make(struct nation *n, uint64_t people);

/* The periods of the instansi under way. */
void periods_make(struct nation *n);

/* One unit: its row, its people. unit_end when all below it has been made. */
void unit_begin(struct nation *n, struct unit *u, const struct plan *plan,
	struct unit *above);
void unit_end(struct nation *n, struct unit *u);

/* Draws its fault, if it can bear one. */
void unit_fault(struct nation *n, struct unit *u);
/* The findings that its row alone brings about. */
void unit_expect(struct nation *n, const struct unit *u);
/* Has its head said so in the row, not by an event only? */
bool unit_claimed(const struct unit *u);
/* Whose head it borrows, before its row is written. */
void unit_acting(struct nation *n, struct unit *u);

/* Who the head will be, before the unit's row is written. */
void person_head(struct nation *n, struct unit *u, struct person *p);
/* The people of a unit with their rows; head: NULL if it has none of its own */
void people_make(struct nation *n, struct unit *u, struct person *head);

/* What the faults of an official bring about in the row of pegawai; chosen
 * before it is written. */
void person_fault(struct nation *n, struct person *p);

/* Who appraises p as the rows say, right or wrong. */
struct span person_atasan(const struct nation *n, const struct person *p,
	bool skp);

/* One row of skp. */
struct skp_row {
	const struct person *person;
	const struct unit *unit;
	const struct unit *appraiser; /* whose head made the atasan, or NULL */
	char id[36];
	struct span where, atasan, status, from, to;
	const char *jenis;
	bool plt, now;
	char made[19];
};

/* The SKP of a person, with their RHK; of a head who acts for another. */
void person_skp(struct nation *n, struct person *p);
void skp_acting(struct nation *n, const struct person *p, struct unit *u);
/* What e-Kinerja has for golru, where that is the fault. */
const char *golru_other(const struct person *p);
/* Events and profiles of a person. */
void person_log(struct nation *n, const struct person *p);
void person_views(struct nation *n, const struct person *p);

/* A finding about a row that a fault brings about. */
void expect(struct nation *n, const char *code, char severity, int table,
	struct span id, enum fault fault);
static inline struct span span36(const char id[36])
{
	return (struct span){id, 36};
}
static inline struct span span_nip(const char nip[NIP_DIGITS])
{
	return (struct span){nip, NIP_DIGITS};
}
static inline struct span person_nip(const struct person *p)
{
	return (struct span){p->nip, p->nip_n};
}

#endif
