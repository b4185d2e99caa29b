/* SPDX-License-Identifier: MIT */
/* The list of headings, and its public face. */
#include "load/headings.h"

#define FIELD(t, name, kind, required) \
	_Static_assert(IN_##t##_##name < FIELDS_AT_MOST, \
		"see FIELDS_AT_MOST in headings.h");
#include "fields.def"

/* A person needs an id or a NIP; otherwise each required field is a group. */
#define GROUP(t, name, required) \
	(SKP_TABLE_##t == SKP_TABLE_PEGAWAI				       \
			? ALL_##t##_##name <= ALL_PEGAWAI_nip		       \
			: (required) * (IN_##t##_##name + 1))
enum {
#define FIELD(t, name, kind, required) \
	GROUP_##t##_##name = GROUP(t, name, required),
#include "fields.def"
	GROUPS_END
};

const struct heading heading_list[] = {
#define FIELD(t, name, kind, required) \
	{#name, SKP_TABLE_##t, VIEW_MAIN, SKP_TABLE_##t, IN_##t##_##name,     \
		GROUP_##t##_##name},
#include "fields.def"
#define ALIAS(t, field, text) \
	{text, SKP_TABLE_##t, VIEW_MAIN, SKP_TABLE_##t, IN_##t##_##field,     \
		GROUP_##t##_##field},
#define HEADING(profile, view, t, field, group, text) \
	{text, PROFILE_##profile, VIEW_##view, SKP_TABLE_##t,		       \
		IN_##t##_##field, group},
#include "headings.def"
};

const uint32_t heading_count = ARRAY_LEN(heading_list);

_Static_assert(ARRAY_LEN(heading_list) <= HEADINGS_AT_MOST,
	"HEADINGS_AT_MOST is too small");

const char *profile_name(uint32_t profile)
{
	static const char *const name[] = {"riwayat-jabatan",
		"laporan-penilaian", "laporan-skp", "data-asn", "ref-unor"};

	if (profile < SKP_TABLES)
		return skp_table_name((int32_t)profile);
	return profile < PROFILES ? name[profile - SKP_TABLES] : NULL;
}

/* Fields that only reports feed have no heading of their own. */
static bool heading_public(const struct heading *h)
{
	return strncmp(h->text, "__", 2) != 0;
}

/* The i-th of those that files may bear, NULL beyond the last. */
static const struct heading *heading_at(int32_t i)
{
	uint32_t k;

	for (k = 0; i >= 0 && k < heading_count; k++)
		if (heading_public(&heading_list[k]) && i-- == 0)
			return &heading_list[k];
	return NULL;
}

int32_t skp_heading_count(void)
{
	int32_t n = 0;
	uint32_t k;

	for (k = 0; k < heading_count; k++)
		n += heading_public(&heading_list[k]);
	return n;
}

const char *skp_heading_profile(int32_t i)
{
	const struct heading *h = heading_at(i);

	return h ? profile_name(h->profile) : NULL;
}

const char *skp_heading_text(int32_t i)
{
	const struct heading *h = heading_at(i);

	return h ? h->text : NULL;
}

int32_t skp_heading_table(int32_t i)
{
	const struct heading *h = heading_at(i);

	return h ? h->table : SKP_E_UNKNOWN;
}

int32_t skp_heading_field(int32_t i)
{
	const struct heading *h = heading_at(i);

	return h ? h->field : SKP_E_UNKNOWN;
}
