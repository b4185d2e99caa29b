/* SPDX-License-Identifier: MIT */
/* What a part says of itself in every round: its tables, how many rows, and a
 * digest by which another round sees that the data are the same. */
#include "boundary.h"

static uint64_t mix(uint64_t h, uint64_t v)
{
	h ^= v;
	h *= 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

static uint64_t cell_digest(const skp_boundary *b, const skp_model *m,
	uint32_t kind, uint32_t c)
{
	const struct names *n = kind <= K_REF_RHK ? &m->ids
		: kind == K_WORD		  ? &m->words
						  : &m->texts;
	struct text t;

	if (cell_none(c) || (kind > K_REF_RHK && kind != K_WORD &&
		kind != K_TEXT))
		return c;
	t = names_get(n, c);
	return siphash13(b->key, t.p, t.n);
}

/* Of the part's own rows, that another round may see that they are the same
 * still. */
static uint64_t digest(const skp_boundary *b, const skp_model *m)
{
	uint64_t h = 0, i;
	const struct table *t;
	uint32_t k, f, c;

	for (k = 0; k < SKP_TABLES; k++) {
		t = &m->table[k];
		h = mix(mix(h, t->read), t->rejected);
		for (i = m->far->first[k]; i < m->far->end[k]; i++)
			for (f = 0; f < fields_of(k); f++) {
				c = cell(t, f, (uint32_t)i);
				if (c != CELL_UNKNOWN)
					h = mix(h, f + cell_digest(b, m,
						field_of(k, f)->kind, c));
			}
	}
	return h;
}

int32_t boundary_self(skp_boundary *b, skp_model *m, skp_error *err)
{
	struct part *p = &b->self;
	uint64_t i;
	uint32_t t;

	p->name = b->name;
	p->list = m->skp_list;
	for (t = 0; t < SKP_TABLES; t++) {
		m->far->end[t] = m->table[t].rows;
		m->far->given[t] = m->table[t].given;
		p->given[t] = m->table[t].given;
		p->ord[t] = m->table[t].ord - m->far->ord[t];
		for (i = 0; i < m->nsource; i++)
			p->mask[t] |= m->source[i].mask[t];
	}
	p->digest = digest(b, m);
	if (b->round && p->digest != b->part[b->own].digest)
		return fail(err, SKP_E_STATE, "the part's data are not those "
			"of the first round: begin again with all parts");
	return SKP_OK;
}
