/* SPDX-License-Identifier: MIT */
/* Tables and fields by name and number. */
#include "model.h"

#define FIELD(t, name, kind, required) \
	_Static_assert(t##_##name < FIELD_MAX, "see FIELD_MAX in model.h");
#include "fields.def"

const struct field field_info[FIELDS_ALL] = {
#define FIELD(t, name, kind, required) \
	{#name, SKP_TABLE_##t, K_##kind, required},
#include "fields.def"
};

const uint8_t field_first[SKP_TABLES + 1] = {F_UNOR_FIRST, F_PEGAWAI_FIRST,
	F_PENUGASAN_FIRST, F_SKP_FIRST, F_RHK_FIRST, F_KEJADIAN_FIRST,
	F_PROFIL_FIRST, F_PERIODE_FIRST, FIELDS_ALL};

static const char *const table_name[] = {"unor", "pegawai", "penugasan",
	"skp", "rhk", "kejadian", "profil", "periode", "instansi"};

static struct text sized_text(const char *p, int64_t len)
{
	if (!p)
		return (struct text){"", 0};
	if (len < 0)
		return text_of(p);
	return (struct text){p, len > 1 << 20 ? 1 << 20 : (uint32_t)len};
}

int32_t skp_table_find(const char *name, int64_t len)
{
	struct text t = sized_text(name, len);
	int32_t i;

	for (i = 0; i < SKP_TABLES; i++)
		if (text_same_str(t, table_name[i]))
			return i;
	return SKP_E_UNKNOWN;
}

const char *skp_table_name(int32_t table)
{
	if (table < 0 || table > SKP_TABLE_INSTANSI)
		return NULL;
	return table_name[table];
}

int32_t skp_field_count(int32_t table)
{
	if (table < 0 || table >= SKP_TABLES)
		return 0;
	return (int32_t)fields_of((uint32_t)table);
}

int32_t skp_field_find(int32_t table, const char *name, int64_t len)
{
	struct text t = sized_text(name, len);
	int32_t i, n = skp_field_count(table);

	for (i = 0; i < n; i++)
		if (text_same_str(t, field_of((uint32_t)table,
					     (uint32_t)i)->name))
			return i;
	return SKP_E_UNKNOWN;
}

const char *skp_field_name(int32_t table, int32_t field)
{
	if (field < 0 || field >= skp_field_count(table))
		return NULL;
	return field_of((uint32_t)table, (uint32_t)field)->name;
}

int32_t skp_field_required(int32_t table, int32_t field)
{
	return skp_field_name(table, field) &&
		field_of((uint32_t)table, (uint32_t)field)->required;
}
