/* SPDX-License-Identifier: MIT */
/* A copy of a model, to try edits on: every array anew, nothing shared. */
#include "model.h"

/* Copies `n` elements of `cap` allocated ones; NULL stays NULL. */
static bool dup(struct mem *mem, void **to, const void *from, uint64_t n,
	uint64_t cap, uint64_t each)
{
	*to = NULL;
	if (!from || cap == 0)
		return true;
	*to = mem_alloc(mem, cap * each);
	if (*to && n)
		memcpy(*to, from, (size_t)(n * each));
	return *to != NULL;
}

/* Of `p` in struct `to`, a byte-wise copy of `from`; on failure p is NULL and
 * its capacity must not be freed, so it is 0. */
#define DUP(p, n, cap) copy_array(mem, &ok, (void **)&to->p, from->p, n, \
	&to->cap, sizeof(*from->p))

static void copy_array(struct mem *mem, bool *ok, void **to, const void *from,
	uint64_t n, uint64_t *cap, uint64_t each)
{
	void *p = NULL;

	if (*ok)
		*ok = dup(mem, &p, from, n, *cap, each);
	*to = p;
	if (!p)
		*cap = 0;
}

static bool copy_table(struct mem *mem, struct table *to,
	const struct table *from)
{
	bool ok = true;
	uint32_t f;

	*to = *from;
	for (f = 0; f < FIELD_MAX; f++)
		DUP(col[f], from->rows, ccap[f]);
	DUP(state, from->rows, cstate);
	DUP(run, from->nrun, crun);
	return ok;
}

static bool copy_slices(struct mem *mem, struct slices *to,
	const struct slices *from)
{
	uint64_t first = from->n + 2;
	bool ok = true;
	void *p = NULL;

	*to = *from;
	copy_array(mem, &ok, &p, from->first, first, &first,
		sizeof(*from->first));
	to->first = p;
	DUP(row, from->rows, rows);
	p = NULL;
	first = from->n + 2;
	if (from->end)
		copy_array(mem, &ok, &p, from->end, first, &first,
			sizeof(*from->end));
	to->end = p;
	return ok;
}

static bool copy_all_slices(skp_model *to, const skp_model *from)
{
	struct mem *mem = &to->mem;
	const struct {
		struct slices *to;
		const struct slices *from;
	} all[] = {
		{&to->children, &from->children},
		{&to->members, &from->members},
		{&to->tugas_unor, &from->tugas_unor},
		{&to->tugas_pegawai, &from->tugas_pegawai},
		{&to->skp_pegawai, &from->skp_pegawai},
		{&to->skp_unor, &from->skp_unor},
		{&to->kejadian, &from->kejadian},
		{&to->profil, &from->profil},
		{&to->rhk_skp, &from->rhk_skp},
		{&to->pimpin, &from->pimpin},
	};
	bool ok = true;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(all) && ok; i++)
		ok = copy_slices(mem, all[i].to, all[i].from);
	return ok;
}

static bool copy_maps(skp_model *to, const skp_model *from)
{
	void *people, *units;
	bool ok;

	ok = dup(&to->mem, &people, from->name_pegawai, from->nname,
		from->nname, sizeof(*from->name_pegawai));
	to->name_pegawai = people;
	if (!ok)
		return false;
	ok = dup(&to->mem, &units, from->name_unor, from->nname, from->nname,
		sizeof(*from->name_unor));
	to->name_unor = units;
	to->nname = from->nname;
	return ok;
}

static bool copy_rest(skp_model *to, const skp_model *from)
{
	struct mem *mem = &to->mem;
	bool ok = true;

	to->nsource = from->nsource;
	to->csource = from->csource;
	to->nnote = from->nnote;
	to->cnote = from->cnote;
	to->notes_loaded = from->notes_loaded;
	to->nrewording = from->nrewording;
	to->crewording = from->crewording;
	to->ntook = from->ntook;
	to->nspelling = from->nspelling;
	to->cspelling = from->cspelling;
	to->patch.on = from->patch.on;
	to->patch.spelled = from->patch.spelled;
	to->patch.nnote = from->patch.nnote;
	DUP(patch.note, from->patch.nnote, patch.nnote);
	DUP(source, from->nsource, csource);
	DUP(note, from->nnote, cnote);
	DUP(rewording, from->nrewording, crewording);
	DUP(took, from->ntook, ntook);
	DUP(spelling, from->nspelling, cspelling);
	return ok;
}

static bool copy_facts(skp_model *to, const skp_model *from)
{
	struct mem *mem = &to->mem;
	uint32_t t;
	bool ok = names_copy(&to->ids, mem, &from->ids) &&
		names_copy(&to->words, mem, &from->words) &&
		names_copy(&to->texts, mem, &from->texts);

	for (t = 0; t < SKP_TABLES && ok; t++)
		ok = copy_table(mem, &to->table[t], &from->table[t]);
	for (t = 0; t < 2 && ok; t++)
		ok = copy_table(mem, &to->implicit[t], &from->implicit[t]);
	return ok && copy_rest(to, from) && copy_all_slices(to, from) &&
		copy_maps(to, from);
}

int32_t skp_model_copy(const skp_model *m, skp_model **ret, skp_error *err)
{
	int32_t e = handle_check(m, MARK_MODEL, err);
	struct mem mem;
	skp_model *to;

	if (!e && !ret)
		e = fail(err, SKP_E_ARG, "ret is NULL");
	if (e)
		return e;
	*ret = NULL;
	if (m->loading)
		return fail(err, SKP_E_BUSY, "a load is under way");
	if (m->far)
		return fail(err, SKP_E_STATE,
			"a part of the data cannot be copied");
	mem_init(&mem, &m->mem.a, m->mem.limit);
	to = mem_calloc(&mem, 1, sizeof(*to));
	if (!to)
		return mem_fail(&mem, err);
	to->h.mark = MARK_MODEL;
	to->mem = mem;
	to->limits = m->limits;
	memcpy(to->rows_loaded, m->rows_loaded, sizeof(to->rows_loaded));
	memcpy(to->resolved, m->resolved, sizeof(to->resolved));
	memcpy(to->by_nip, m->by_nip, sizeof(to->by_nip));
	memcpy(to->rejected, m->rejected, sizeof(to->rejected));
	to->skp_list = m->skp_list;
	to->sealed = m->sealed;
	if (!copy_facts(to, m)) {
		e = mem_fail(&to->mem, err);
		skp_model_free(to);
		return e;
	}
	*ret = to;
	return SKP_OK;
}
