/* SPDX-License-Identifier: MIT */
/* What a solved boundary says beside rows: what any part supplies, and what
 * the people of all others add to units. */
#include "boundary.h"

void boundary_words(const skp_boundary *b, skp_model *m)
{
	static const uint8_t kind[] = {K_REF_UNOR, K_REF_PEGAWAI, K_REF_SKP,
		K_REF_RHK};
	static const char *const word[] = {"top", "xx", "0"};
	struct far *f = m->far;
	uint32_t i, k, name;

	for (i = 0; i < ARRAY_LEN(word); i++) {
		name = names_find(&m->ids, text_of(word[i]));
		for (k = 0; k < ARRAY_LEN(kind) && name != NAME_NONE; k++)
			if (boundary_hot(b, boundary_refers(kind[k]),
				text_of(word[i])))
				f->word[f->nword++] = (struct far_word){name,
					kind[k]};
	}
}

void boundary_know(const skp_boundary *b, skp_model *m)
{
	struct source *s = &m->source[m->far->file];
	uint64_t i;
	uint32_t t;

	for (i = 0; i < b->nparts; i++) {
		m->skp_list |= b->part[i].list != 0;
		for (t = 0; t < SKP_TABLES; t++) {
			m->table[t].given |= (uint32_t)b->part[i].given[t];
			s->mask[t] |= (uint32_t)b->part[i].mask[t];
		}
	}
}

/* ---- what the others' people add ---- */

static bool take_name(skp_boundary *b, skp_model *m, struct text t,
	uint32_t *name)
{
	struct buf plain;
	bool ok;

	buf_init(&plain, &b->mem);
	ok = text_plain(&plain, t) && !plain.fail && plain.n <= ID_MAX;
	*name = ok ? names_put_id(&m->ids, (struct text){plain.p ? plain.p : "",
		(uint32_t)plain.n}) : NAME_NONE;
	buf_free(&plain);
	return ok && *name != NAME_NONE;
}

static int32_t take_unit(skp_boundary *b, struct lines *l, skp_model *m)
{
	struct far *f = m->far;
	uint64_t v[3];
	void *p = f->unit;
	struct far_unit u;

	if (l->n != 5 || !take_name(b, m, l->field[1], &u.id) ||
		!text_number(l->field[2], 15, &v[0]) ||
		!text_number(l->field[3], INT32_MAX, &v[1]) ||
		!text_number(l->field[4], INT32_MAX, &v[2]))
		return lines_fail(l, "the sums of a unit cannot be read");
	u.flags = (uint32_t)v[0];
	u.blocked = (uint32_t)v[1];
	u.blocked_total = (uint32_t)v[2];
	if (!mem_reserve(&m->mem, &p, &f->cunit, f->nunit + 1, sizeof(u)))
		return mem_fail(&m->mem, l->err);
	f->unit = p;
	f->unit[f->nunit++] = u;
	return SKP_OK;
}

static int32_t take_instansi(skp_boundary *b, struct lines *l, skp_model *m)
{
	struct far *f = m->far;
	struct far_instansi one = {0, 0, FAR_NONE};
	struct text miss;
	void *p = f->instansi;

	if (l->n != 4 || !take_name(b, m, l->field[1], &one.instansi) ||
		!take_name(b, m, l->field[2], &one.least) ||
		l->field[3].n == 0)
		return lines_fail(l, "an instansi cannot be read");
	miss = l->field[3];
	if (*miss.p == '*')
		one.missing = FAR_MIXED;
	else if (*miss.p != '=' || !take_name(b, m, (struct text){miss.p + 1,
		miss.n - 1}, &one.missing))
		return lines_fail(l, "an instansi cannot be read");
	if (!mem_reserve(&m->mem, &p, &f->cinstansi, f->ninstansi + 1,
		sizeof(one)))
		return mem_fail(&m->mem, l->err);
	f->instansi = p;
	f->instansi[f->ninstansi++] = one;
	return SKP_OK;
}

int32_t boundary_take_sums(skp_boundary *b, skp_model *m, skp_error *err)
{
	struct lines l = lines_of((struct text){b->in.file.p,
		(uint32_t)b->in.file.n - 1}, b->sums, b->sums
		? (uint64_t)(b->in.p + b->in.n - b->sums) : 0, err);
	bool more = true;
	int32_t e = SKP_OK;

	l.line = b->sums_line;
	while (!e && b->sums) {
		e = lines_next(&l, &more);
		if (e || !more)
			break;
		if (text_eq(l.field[0], text_of("unit")))
			e = take_unit(b, &l, m);
		else if (text_eq(l.field[0], text_of("instansi")))
			e = take_instansi(b, &l, m);
	}
	return e;
}
