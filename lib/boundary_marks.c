/* SPDX-License-Identifier: MIT */
/* Round 2: which rows of a part others need. Seeds are rows of ids that
 * several parts know, and rows that refer to another part; from these on,
 * whatever their judgement rests on within the part. */
#include "boundary_marks.h"

uint32_t mark_name_hot(const struct marks *k, char kind, uint32_t c)
{
	return cell_none(c) ? 0 : boundary_hot(k->b, kind,
		names_get(&k->m->ids, c));
}

uint32_t mark_person_level(const struct marks *k, uint32_t row)
{
	uint32_t c = cell(pegawai_of(k->m), PEGAWAI_nip, row);

	if (cell_none(c))
		c = cell(pegawai_of(k->m), PEGAWAI_id, row);
	return cell_none(c) ? 0 : k->hot[names_fold(&k->m->ids, c)];
}

/* Dead here and everywhere: rejected, or repeated under an id that no other
 * part knows, so that an own row bears it. */
static bool is_dead(const struct marks *k, uint32_t table, uint32_t row)
{
	uint32_t state = row_state(table_at(k, table), row);
	uint32_t id = cell(table_at(k, table), 0, row);

	if (state & ROW_REJECTED)
		return true;
	if (!(state & ROW_REPEATED))
		return false;
	switch (table) {
	case SKP_TABLE_UNOR:
		return !mark_name_hot(k, ID_UNOR, id);
	case SKP_TABLE_PEGAWAI:
		return !mark_person_level(k, row);
	case SKP_TABLE_RHK:
		return !mark_name_hot(k, ID_RHK, id);
	default:
		return false;
	}
}

void mark_push(struct marks *k, uint32_t table, uint32_t row)
{
	if (row == NONE || k->push[table][row] ||
		!row_own(k->m, table, row) || is_dead(k, table, row))
		return;
	k->push[table][row] = 1;
	k->fail |= !ids_add(&k->b->mem, &k->stack, table) ||
		!ids_add(&k->b->mem, &k->stack, row);
}

static void push_all(struct marks *k, uint32_t table, struct slice s)
{
	for (; s.p < s.end; s.p++)
		mark_push(k, table, *s.p);
}

/* What a field of the row refers to here. */
static void push_ref(struct marks *k, uint32_t table, uint32_t field,
	uint32_t row)
{
	static const uint8_t to[] = {SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI,
		SKP_TABLE_SKP, SKP_TABLE_RHK};

	mark_push(k, to[field_of(table, field)->kind - K_REF_UNOR],
		ref_row(cell(table_at(k, table), field, row)));
}

/* ---- ids of several parts ---- */

/* Does the cell refer to what only another part holds? */
bool mark_foreign(const struct marks *k, uint32_t table, uint32_t field,
	uint32_t row)
{
	uint32_t c = cell(table_at(k, table), field, row);
	char kind = boundary_refers(field_of(table, field)->kind), to[ID_MAX];
	struct text t, clean;

	if (!cell_dangling(c))
		return false;
	c &= ~CELL_DANGLING;
	if (mark_name_hot(k, kind, c) || (kind == ID_PEGAWAI &&
		k->hot[names_fold(&k->m->ids, c)]))
		return true;
	t = names_get(&k->m->ids, c);
	clean = cell_clean_nip(t, to, sizeof(to));
	return kind == ID_PEGAWAI && clean.n && clean.n != t.n &&
		boundary_hot(k->b, kind, clean);
}

/* Rows that share a key stand or fall together: what is said of one of them
 * holds for all that share another key with it. */
static uint32_t cluster_join(struct marks *k, uint32_t row)
{
	const struct table *t = pegawai_of(k->m);
	const uint8_t field[] = {PEGAWAI_id, PEGAWAI_nip};
	uint32_t level = 0, i, c, changed = 0;

	for (i = 0; i < ARRAY_LEN(field); i++) {
		c = cell(t, field[i], row);
		c = cell_none(c) ? NAME_EMPTY : names_fold(&k->m->ids, c);
		level = k->hot[c] > level ? k->hot[c] : level;
	}
	for (i = 0; i < ARRAY_LEN(field); i++) {
		c = cell(t, field[i], row);
		if (cell_none(c))
			continue;
		c = names_fold(&k->m->ids, c);
		changed |= k->hot[c] < level;
		k->hot[c] = k->hot[c] < level ? (uint8_t)level : k->hot[c];
	}
	return changed;
}

static void clusters(struct marks *k)
{
	const struct table *t = pegawai_of(k->m);
	const uint8_t field[] = {PEGAWAI_id, PEGAWAI_nip};
	uint32_t i, f, c, changed = 1;

	for (i = 0; i < t->rows; i++)
		for (f = 0; f < ARRAY_LEN(field); f++) {
			c = cell(t, field[f], i);
			if (!cell_none(c))
				k->hot[names_fold(&k->m->ids, c)] = (uint8_t)
					mark_name_hot(k, ID_PEGAWAI, c);
		}
	while (changed)
		for (changed = i = 0; i < t->rows; i++)
			changed |= cluster_join(k, i);
}

/* ---- who may matter as a head ---- */

static bool may_head(const struct marks *k, uint32_t person)
{
	const uint32_t *jenis =
		table_at(k, SKP_TABLE_PENUGASAN)->col[PENUGASAN_jenis];
	struct slice s = slice_of(&k->m->tugas_pegawai, person);

	for (; s.p < s.end; s.p++)
		if (jenis[*s.p] <= TUGAS_PLH)
			return true;
	s = slice_of(&k->m->pimpin, person);
	return s.p < s.end || mark_person_level(k, person);
}

/* May the SKP be one of its unit, whoever asks? */
bool mark_may_be_org(const struct marks *k, uint32_t row)
{
	const struct table *t = table_at(k, SKP_TABLE_SKP);
	uint32_t who = ref_row(cell(t, SKP_pegawai_id, row)), i = row, c;

	if (who == NONE || may_head(k, who))
		return true;
	do {
		c = cell(t, SKP_jenis, i);
		if (!cell_none(c) && policy_skp_jenis(k->p, names_get(
			&k->m->words, c)) == JENIS_ORGANISASI)
			return true;
		i = k->skp_next[i];
	} while (i != row);
	return false;
}

static bool is_delegate(const struct marks *k, uint32_t unor)
{
	uint32_t c = cell(unor_of(k->m), UNOR_nama, unor);

	return policy_has_delegates(k->p) && !cell_none(c) &&
		policy_delegate(k->p, names_get(&k->m->texts, c));
}

/* ---- from row to row ---- */

static void visit_unor(struct marks *k, uint32_t u)
{
	struct slice s = slice_of(&k->m->children, u);

	push_ref(k, SKP_TABLE_UNOR, UNOR_diatasan_id, u);
	push_ref(k, SKP_TABLE_UNOR, UNOR_pemimpin_id, u);
	push_all(k, SKP_TABLE_PENUGASAN, slice_of(&k->m->tugas_unor, u));
	for (; s.p < s.end; s.p++)
		if (is_delegate(k, *s.p))
			mark_push(k, SKP_TABLE_UNOR, *s.p);
	for (s = slice_of(&k->m->skp_unor, u); s.p < s.end; s.p++)
		if (mark_may_be_org(k, *s.p))
			mark_push(k, SKP_TABLE_SKP, *s.p);
}

static void visit_pegawai(struct marks *k, uint32_t p)
{
	push_ref(k, SKP_TABLE_PEGAWAI, PEGAWAI_unor_id, p);
	push_ref(k, SKP_TABLE_PEGAWAI, PEGAWAI_atasan_id, p);
	push_all(k, SKP_TABLE_PENUGASAN, slice_of(&k->m->tugas_pegawai, p));
	push_all(k, SKP_TABLE_SKP, slice_of(&k->m->skp_pegawai, p));
	push_all(k, SKP_TABLE_UNOR, slice_of(&k->m->pimpin, p));
	if (may_head(k, p))
		push_all(k, SKP_TABLE_KEJADIAN, slice_of(&k->m->kejadian, p));
	if (mark_person_level(k, p) == HOT_SHARED)
		push_all(k, SKP_TABLE_PROFIL, slice_of(&k->m->profil, p));
}

static void visit_skp(struct marks *k, uint32_t row)
{
	push_ref(k, SKP_TABLE_SKP, SKP_pegawai_id, row);
	push_ref(k, SKP_TABLE_SKP, SKP_unor_id, row);
	push_ref(k, SKP_TABLE_SKP, SKP_atasan_id, row);
	push_ref(k, SKP_TABLE_SKP, SKP_atasan_unor_id, row);
	mark_push(k, SKP_TABLE_SKP, k->skp_next[row]);
}

static void visit(struct marks *k, uint32_t table, uint32_t row)
{
	switch (table) {
	case SKP_TABLE_UNOR:
		visit_unor(k, row);
		break;
	case SKP_TABLE_PEGAWAI:
		visit_pegawai(k, row);
		break;
	case SKP_TABLE_PENUGASAN:
		push_ref(k, table, PENUGASAN_pegawai_id, row);
		push_ref(k, table, PENUGASAN_unor_id, row);
		break;
	case SKP_TABLE_SKP:
		visit_skp(k, row);
		break;
	case SKP_TABLE_RHK:
		push_ref(k, table, RHK_skp_id, row);
		push_ref(k, table, RHK_mendukung_id, row);
		break;
	case SKP_TABLE_KEJADIAN:
		push_ref(k, table, KEJADIAN_pegawai_id, row);
		break;
	case SKP_TABLE_PROFIL:
		push_ref(k, table, PROFIL_pegawai_id, row);
		push_ref(k, table, PROFIL_unor_id, row);
		break;
	}
}

void mark_visit(struct marks *k)
{
	uint32_t row;

	while (k->stack.n && !k->fail) {
		row = k->stack.v[--k->stack.n];
		visit(k, k->stack.v[--k->stack.n], row);
	}
}

/* ---- all of it ---- */

/* Each row of an SKP leads to the next; the last back to the first. */
static void skp_rings(struct marks *k)
{
	const struct table *t = table_at(k, SKP_TABLE_SKP);
	uint32_t *last = mem_calloc(&k->b->mem, k->m->ids.n, 4), i, c;

	k->fail |= !last;
	for (i = 0; last && i < t->rows; i++) {
		k->skp_next[i] = i;
		c = cell(t, SKP_id, i);
		if (cell_none(c))
			continue;
		c = names_fold(&k->m->ids, c);
		if (last[c]) {
			k->skp_next[i] = k->skp_next[last[c] - 1];
			k->skp_next[last[c] - 1] = i;
		}
		last[c] = i + 1;
	}
	mem_free(&k->b->mem, last, k->m->ids.n * 4);
}

static bool marks_new(struct marks *k)
{
	struct mem *mem = &k->b->mem;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++) {
		k->push[t] = mem_calloc(mem, table_at(k, t)->rows + 1, 1);
		k->fail |= !k->push[t];
	}
	k->hot = mem_calloc(mem, k->m->ids.n, 1);
	k->skp_next = mem_calloc(mem, table_at(k, SKP_TABLE_SKP)->rows + 1, 4);
	return !k->fail && k->hot && k->skp_next;
}

static void marks_free(struct marks *k, const uint64_t rows[SKP_TABLES],
	uint64_t names)
{
	struct mem *mem = &k->b->mem;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		mem_free(mem, k->push[t], rows[t] + 1);
	mem_free(mem, k->hot, names);
	mem_free(mem, k->skp_next, (rows[SKP_TABLE_SKP] + 1) * 4);
	ids_free(mem, &k->stack);
}

/* As they were read: what seal made of them it must make anew where they
 * arrive. */
static void write_rows(struct marks *k, struct out *o)
{
	uint32_t t;
	uint64_t i;

	k->m->sealed = false;
	k->m->changes++;
	seal_undo(k->m);
	for (t = 0; t < SKP_TABLES; t++)
		for (i = k->m->far->first[t]; i < k->m->far->end[t]; i++)
			if (k->push[t][i])
				boundary_put_row(k->b, k->p, o, k->m, t,
					(uint32_t)i);
}

int32_t boundary_rows(skp_boundary *b, const skp_checker *c, struct out *o,
	skp_model *m)
{
	struct marks k = {.b = b, .m = m, .p = c->policy};
	uint64_t rows[SKP_TABLES], names = m->ids.n;
	uint32_t t;
	bool ok;

	for (t = 0; t < SKP_TABLES; t++)
		rows[t] = m->table[t].rows;
	ok = marks_new(&k);
	if (ok)
		skp_rings(&k);
	if (ok && !k.fail) {
		clusters(&k);
		mark_seeds(&k);
	}
	if (ok && !k.fail)
		write_rows(&k, o);
	marks_free(&k, rows, names);
	return ok && !k.fail ? SKP_OK : mem_fail(&b->mem, o->err);
}
