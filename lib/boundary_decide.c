/* SPDX-License-Identifier: MIT */
/* What government reports name rather than number cannot be told across parts:
 * such a part is refused. A report that says nothing of anybody but what the
 * part's tables say is fine. */
#include "boundary.h"

enum { NO_ROW, SEVERAL = 0xffffffff };

struct bearers {
	skp_boundary *b;
	const skp_model *m;
	uint32_t *of; /* by folded name: 1 + the row, NO_ROW or SEVERAL */
};

static uint32_t key_of(const skp_model *m, uint32_t c)
{
	return cell_none(c) ? (uint32_t)NAME_EMPTY : names_fold(&m->ids, c);
}

static void bears(struct bearers *s, uint32_t table, uint32_t field)
{
	const struct table *t = &s->m->table[table];
	uint32_t key;
	uint64_t i;

	for (i = s->m->far->first[table]; i < t->rows; i++) {
		key = key_of(s->m, cell(t, field, (uint32_t)i));
		if (key != NAME_EMPTY && s->of[key] != (uint32_t)i + 1)
			s->of[key] = s->of[key] == NO_ROW ? (uint32_t)i + 1
							  : (uint32_t)SEVERAL;
	}
}

/* Does one row bear it, here and in all parts? */
static bool one_bears(const struct bearers *s, char kind, uint32_t key)
{
	return key == NAME_EMPTY || (s->of[key] != NO_ROW &&
		s->of[key] != SEVERAL && boundary_hot(s->b, kind,
			names_get(&s->m->ids, key)) != HOT_SHARED);
}

/* A person of a report is one row's, by each key; and that row is live, since
 * it shares neither of its own. */
static bool person_given(const struct bearers *s, uint32_t i)
{
	const struct table *t = &s->m->implicit[SKP_TABLE_PEGAWAI];
	const struct table *p = pegawai_of(s->m);
	uint32_t key[2] = {key_of(s->m, cell(t, PEGAWAI_id, i)),
		key_of(s->m, cell(t, PEGAWAI_nip, i))}, k, row;

	for (k = 0; k < 2; k++) {
		if (!one_bears(s, ID_PEGAWAI, key[k]))
			return false;
		if (key[k] == NAME_EMPTY)
			continue;
		row = s->of[key[k]] - 1;
		if (!one_bears(s, ID_PEGAWAI, key_of(s->m, cell(p, PEGAWAI_id,
				row))) ||
			!one_bears(s, ID_PEGAWAI, key_of(s->m, cell(p,
				PEGAWAI_nip, row))))
			return false;
	}
	return true;
}

static bool people_given(struct bearers *s)
{
	uint32_t i;

	bears(s, SKP_TABLE_PEGAWAI, PEGAWAI_id);
	bears(s, SKP_TABLE_PEGAWAI, PEGAWAI_nip);
	for (i = 0; i < s->m->implicit[SKP_TABLE_PEGAWAI].rows; i++)
		if (!person_given(s, i))
			return false;
	return true;
}

static bool units_given(struct bearers *s)
{
	const struct table *t = &s->m->implicit[SKP_TABLE_UNOR];
	uint32_t i;

	memset(s->of, 0, (size_t)s->m->ids.n * sizeof(*s->of));
	bears(s, SKP_TABLE_UNOR, UNOR_id);
	for (i = 0; i < t->rows; i++)
		if (!one_bears(s, ID_UNOR, key_of(s->m, cell(t, UNOR_id, i))))
			return false;
	return true;
}

/* A unit's name matters only where no row of the SKP gives its id; and rows of
 * one SKP that other parts hold cannot be compared by it. */
static bool names_idle(struct bearers *s)
{
	const struct table *t = &s->m->table[SKP_TABLE_SKP];
	uint32_t key;
	uint64_t i;

	memset(s->of, 0, (size_t)s->m->ids.n * sizeof(*s->of));
	for (i = s->m->far->first[SKP_TABLE_SKP]; i < t->rows; i++) {
		key = key_of(s->m, cell(t, SKP_id, (uint32_t)i));
		if (!cell_none(cell(t, SKP_unor_id, (uint32_t)i)))
			s->of[key] = 1;
	}
	s->of[NAME_EMPTY] = 0;
	for (i = s->m->far->first[SKP_TABLE_SKP]; i < t->rows; i++) {
		if (cell_none(cell(t, SKP___unor_nama, (uint32_t)i)))
			continue;
		key = key_of(s->m, cell(t, SKP_id, (uint32_t)i));
		if (cell_none(cell(t, SKP_unor_id, (uint32_t)i)) &&
			(!s->of[key] || !unor_of(s->m)->given))
			return false;
		if (key != NAME_EMPTY && boundary_hot(s->b, ID_SKP,
			names_get(&s->m->ids, key)) == HOT_SHARED)
			return false;
	}
	return true;
}

int32_t boundary_decidable(skp_boundary *b, const skp_model *m,
	skp_error *err)
{
	struct bearers s = {b, m, NULL};
	bool given;

	s.of = mem_calloc(&b->mem, m->ids.n, sizeof(*s.of));
	if (!s.of)
		return mem_fail(&b->mem, err);
	given = people_given(&s) && units_given(&s) && names_idle(&s);
	mem_free(&b->mem, s.of, m->ids.n * sizeof(*s.of));
	return given ? SKP_OK : fail(err, SKP_E_UNSUPPORTED, "a government "
		"report names people or units that no table of the part gives "
		"by one id: that cannot be told across parts");
}
