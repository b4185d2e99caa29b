/* SPDX-License-Identifier: MIT */
/* Round 1: keyed hashes of all ids that a part's rows bear or refer to. Nobody
 * without the key can tell an id from its hash, and nothing else is said. */
#include "boundary.h"

uint64_t boundary_hash(const skp_boundary *b, char kind, struct text t)
{
	char to[ID_MAX + 1];
	uint32_t i, n = t.n < ID_MAX ? t.n : ID_MAX;

	to[0] = kind;
	for (i = 0; i < n; i++)
		to[i + 1] = ascii_lower(t.p[i]);
	return siphash24(b->key, to, n + 1);
}

char boundary_refers(uint32_t kind)
{
	switch (kind) {
	case K_REF_UNOR:
		return ID_UNOR;
	case K_REF_PEGAWAI:
		return ID_PEGAWAI;
	case K_REF_SKP:
		return ID_SKP;
	case K_REF_RHK:
		return ID_RHK;
	default:
		return 0;
	}
}

uint32_t boundary_hot(const skp_boundary *b, char kind, struct text t)
{
	uint64_t lo = 0, hi = b->nhot, mid, hash = boundary_hash(b, kind, t);
	const struct hot *h;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		h = &b->hot[mid];
		if (h->kind == kind && h->hash == hash)
			return h->level;
		if (h->kind < kind || (h->kind == kind && h->hash < hash))
			lo = mid + 1;
		else
			hi = mid;
	}
	return 0;
}

/* ---- collecting ---- */

static const char kinds[] = {ID_NPSN, ID_PEGAWAI, ID_RHK, ID_SKP, ID_UNOR};

/* An id once: `held` by a row of this part, or only referred to. */
struct one {
	uint64_t hash;
	char kind;
	bool held;
};

struct ones {
	struct one *v;
	uint64_t n, cap;
};

/* Bit 2k: held, 2k + 1: referred to, for kinds[k]; by name in ids. */
static uint32_t bit_of(char kind, bool held)
{
	uint32_t k = 0;

	while (kinds[k] != kind)
		k++;
	return 1u << (2 * k + !held);
}

static char bears(uint32_t table, uint32_t field)
{
	switch (table) {
	case SKP_TABLE_UNOR:
		return field == UNOR_id ? ID_UNOR
			: field == UNOR_npsn ? ID_NPSN : 0;
	case SKP_TABLE_PEGAWAI:
		return field == PEGAWAI_id || field == PEGAWAI_nip
			? ID_PEGAWAI : 0;
	case SKP_TABLE_SKP:
		return field == SKP_id ? ID_SKP : 0;
	case SKP_TABLE_RHK:
		return field == RHK_id ? ID_RHK : 0;
	default:
		return 0;
	}
}

static void mark_column(const skp_model *m, uint32_t table, uint32_t field,
	uint16_t *bits)
{
	const uint32_t *c = m->table[table].col[field];
	char held = bears(table, field);
	char kind = held ? held
			 : boundary_refers(field_of(table, field)->kind);
	uint64_t i;

	for (i = m->far->first[table]; c && kind && i < m->far->end[table]; i++)
		if (!cell_none(c[i]))
			bits[names_fold(&m->ids, c[i])] |= (uint16_t)bit_of(
				kind, held);
}

/* A rejected row's "0" is none unless somebody bears it. */
static void mark_notes(const skp_model *m, uint16_t *bits)
{
	const struct note *n;
	uint64_t i;
	char kind;

	for (i = 0; i < m->nnote; i++) {
		n = &m->note[i];
		kind = n->reason == NOTE_NONE ? boundary_refers(field_of(
			n->table, n->field)->kind) : 0;
		if (kind)
			bits[names_fold(&m->ids, n->value)] |=
				(uint16_t)bit_of(kind, false);
	}
}

static bool ones_add(struct mem *mem, struct ones *o, struct one one)
{
	void *p = o->v;

	if (!mem_reserve(mem, &p, &o->cap, o->n + 1, sizeof(one)))
		return false;
	o->v = p;
	o->v[o->n++] = one;
	return true;
}

/* A NIP with blanks is that without, where nobody bears it as it stands. */
static bool add_clean(skp_boundary *b, struct ones *o, struct text t)
{
	char to[ID_MAX];
	struct text clean = cell_clean_nip(t, to, sizeof(to));

	return clean.n == 0 || clean.n == t.n || ones_add(&b->mem, o,
		(struct one){boundary_hash(b, ID_PEGAWAI, clean), ID_PEGAWAI,
			false});
}

static bool add_name(skp_boundary *b, struct ones *o, struct text t,
	uint32_t bits)
{
	bool ok = true;
	uint32_t k;

	for (k = 0; k < ARRAY_LEN(kinds) && ok; k++)
		if (bits >> 2 * k & 3)
			ok = ones_add(&b->mem, o, (struct one){boundary_hash(b,
				kinds[k], t), kinds[k], bits >> 2 * k & 1});
	return ok && (!(bits & bit_of(ID_PEGAWAI, false)) ||
		add_clean(b, o, t));
}

/* ---- in order, each once ---- */

static int one_cmp(const struct one *a, const struct one *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

static void ones_sift(struct one *v, uint64_t i, uint64_t n)
{
	struct one x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && one_cmp(&v[k], &v[k + 1]) < 0)
			k++;
		if (one_cmp(&x, &v[k]) >= 0)
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void ones_sort(struct ones *o)
{
	struct one x;
	uint64_t i;

	for (i = o->n / 2; i > 0; i--)
		ones_sift(o->v, i - 1, o->n);
	for (i = o->n; i > 1; i--) {
		x = o->v[0];
		o->v[0] = o->v[i - 1];
		o->v[i - 1] = x;
		ones_sift(o->v, 0, i - 1);
	}
}

static void ones_write(struct out *o, const struct ones *all)
{
	char kind[] = {0, 0};
	uint64_t i, k;
	bool held;

	for (i = 0; i < all->n; i = k) {
		held = false;
		for (k = i; k < all->n &&
			one_cmp(&all->v[i], &all->v[k]) == 0; k++)
			held |= all->v[k].held;
		kind[0] = all->v[i].kind;
		out_word(o, "id");
		out_text(o, text_of(kind));
		out_hex(o, all->v[i].hash);
		out_text(o, text_of(held ? "h" : "w"));
		out_end(o);
	}
}

int32_t boundary_ids(skp_boundary *b, struct out *o, skp_model *m)
{
	uint64_t bytes = m->ids.n * sizeof(uint16_t);
	uint16_t *bits = mem_calloc(&b->mem, m->ids.n, sizeof(uint16_t));
	struct ones all = {NULL, 0, 0};
	uint32_t t, f, i;
	bool ok = bits;

	for (t = 0; t < SKP_TABLES && ok; t++)
		for (f = 0; f < fields_of(t); f++)
			mark_column(m, t, f, bits);
	if (ok)
		mark_notes(m, bits);
	for (i = 1; i < m->ids.n && ok; i++)
		if (bits[i])
			ok = add_name(b, &all, names_get(&m->ids, i), bits[i]);
	if (ok) {
		ones_sort(&all);
		ones_write(o, &all);
	}
	mem_free(&b->mem, bits, bytes);
	mem_free(&b->mem, all.v, all.cap * sizeof(*all.v));
	return ok ? SKP_OK : mem_fail(&b->mem, o->err);
}
