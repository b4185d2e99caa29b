/* SPDX-License-Identifier: MIT */
/* The list of headings as readers use it. A profile is a kind of file: the
 * canonical tables by their number, then the government's exports. */
#ifndef SKP_HEADINGS_H
#define SKP_HEADINGS_H

#include "base.h"

/* In the order in which they are tried: a jabatan history bears most headings
 * of Export Data ASN too. */
enum profile {
	PROFILE_RIWAYAT_JABATAN = SKP_TABLES,
	PROFILE_LAPORAN_PENILAIAN,
	PROFILE_LAPORAN_SKP,
	PROFILE_DATA_ASN,
	PROFILE_REF_UNOR,
	PROFILES
};

/* One row of a file gives one row of MAIN, which the account counts, and in
 * exports also what it says about others. STATUS, KIND and RANK only help to
 * read the others; no row is made of them. */
enum view {
	VIEW_MAIN,
	VIEW_PROFIL,
	VIEW_PERSON,
	VIEW_ATASAN,
	VIEW_UNIT,
	VIEW_ATASAN_UNIT,
	VIEW_STATUS,
	VIEW_KIND,
	VIEW_RANK,
	VIEWS
};

/* IN_UNOR_id ...: fields by their number within the table. */
enum {
#define FIELD(t, name, kind, required) ALL_##t##_##name,
#include "fields.def"
	FIELDS_OF_ALL
};
enum {
#define FIRST(t, name) IN_FIRST_##t = ALL_##t##_##name
	FIRST(UNOR, id),
	FIRST(PEGAWAI, id),
	FIRST(PENUGASAN, pegawai_id),
	FIRST(SKP, id),
	FIRST(RHK, id),
	FIRST(KEJADIAN, pegawai_id),
	FIRST(PROFIL, pegawai_id),
	FIRST(PERIODE, id)
#undef FIRST
};
enum {
#define FIELD(t, name, kind, required) \
	IN_##t##_##name = ALL_##t##_##name - IN_FIRST_##t,
#include "fields.def"
	FIELDS_AT_MOST = 16 /* of one table */
};

struct heading {
	const char *text;
	uint8_t profile, view, table, field;
	uint8_t group; /* 0: says nothing about which file this is */
};

enum { HEADINGS_AT_MOST = 320, GROUPS_AT_MOST = 8 };
extern const struct heading heading_list[];
extern const uint32_t heading_count;

const char *profile_name(uint32_t profile);

#endif
