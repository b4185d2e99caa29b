/* SPDX-License-Identifier: MIT */
/* Units by name (laporan SKP): one unit of that name within the named induk
 * is meant; none or several is a finding, never a guess. */
#include "model.h"

struct named {
	struct text name;
	uint32_t row;
};

static struct text unor_name(const skp_model *m, uint32_t row)
{
	uint32_t c = cell(unor_of(m), UNOR_nama, row);
	struct text t = names_get(&m->texts, cell_none(c) ? NAME_EMPTY : c);

	while (t.n && *t.p == '-')
		t = (struct text){t.p + 1, t.n - 1};
	return text_trim(t);
}

/* Case-blind order. */
static int name_cmp(struct text a, struct text b)
{
	uint32_t i, n = a.n < b.n ? a.n : b.n;
	int c;

	for (i = 0; i < n; i++) {
		c = (unsigned char)ascii_lower(a.p[i]) -
			(unsigned char)ascii_lower(b.p[i]);
		if (c)
			return c;
	}
	return a.n < b.n ? -1 : a.n > b.n;
}

static void sift(struct named *v, uint64_t i, uint64_t n)
{
	struct named x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && name_cmp(v[k].name, v[k + 1].name) < 0)
			k++;
		if (name_cmp(x.name, v[k].name) >= 0)
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void sort_names(struct named *v, uint64_t n)
{
	struct named x;
	uint64_t i;

	for (i = n / 2; i > 0; i--)
		sift(v, i - 1, n);
	for (i = n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		sift(v, 0, i - 1);
	}
}

static uint64_t first_named(const struct named *v, uint64_t n, struct text t)
{
	uint64_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (name_cmp(v[mid].name, t) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Is the unit or one of its ancestors (its own induk first) so named? The
 * walk is bounded: a cycle ends it. */
static bool within(const skp_model *m, uint32_t row, struct text induk)
{
	uint32_t c = cell(unor_of(m), UNOR_induk_id, row), steps;

	if (induk.n == 0)
		return true;
	if (!cell_none(c) && cell_row(c) &&
		name_cmp(unor_name(m, c), induk) == 0)
		return true;
	for (steps = 0; steps < 64; steps++) {
		if (name_cmp(unor_name(m, row), induk) == 0)
			return true;
		c = cell(unor_of(m), UNOR_diatasan_id, row);
		if (cell_none(c) || !cell_row(c))
			return false;
		row = c;
	}
	return false;
}

struct naming {
	struct sealing *s;
	struct named *v;
	uint64_t n;
	/* several neighbours say the same: the last question and answer */
	uint32_t nama, induk, answer;
};

/* Row of the unit meant; CELL_EMPTY none, CELL_UNMATCHED several. */
static uint32_t match(const struct naming *k, struct text nama,
	struct text induk)
{
	uint64_t i = first_named(k->v, k->n, nama), tries = 0;
	uint32_t found = CELL_EMPTY;

	for (; i < k->n && name_cmp(k->v[i].name, nama) == 0; i++) {
		if (++tries > 4096)
			return CELL_UNMATCHED;
		if (!within(k->s->m, k->v[i].row, induk))
			continue;
		if (found != CELL_EMPTY)
			return CELL_UNMATCHED;
		found = k->v[i].row;
	}
	return found;
}

static struct text text_cell(const skp_model *m, uint32_t field, uint32_t row)
{
	uint32_t c = cell(&m->table[SKP_TABLE_SKP], field, row);

	return text_trim(names_get(&m->texts, cell_none(c) ? NAME_EMPTY : c));
}

static int32_t name_skp(struct naming *k, uint32_t row)
{
	skp_model *m = k->s->m;
	struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t nama = t->col[SKP___unor_nama][row];
	uint32_t induk = cell(t, SKP___unor_induk_nama, row);

	if (nama != k->nama || induk != k->induk) {
		k->nama = nama;
		k->induk = induk;
		k->answer = match(k, text_cell(m, SKP___unor_nama, row),
			text_cell(m, SKP___unor_induk_nama, row));
	}
	if (cell_row(k->answer)) {
		t->col[SKP_unor_id][row] = k->answer;
		return SKP_OK;
	}
	t->col[SKP_unor_id][row] = CELL_UNMATCHED;
	return seal_note(k->s, SKP_TABLE_SKP, row, SKP_unor_id,
		k->answer == CELL_EMPTY ? NOTE_NAMA_TIDAK_ADA
					: NOTE_NAMA_GANDA, nama);
}

static bool wants_name(const struct table *t, uint32_t row)
{
	return row_live(t, row) && cell_none(t->col[SKP_unor_id][row]) &&
		!cell_none(t->col[SKP___unor_nama][row]);
}

static int32_t name_all(struct naming *k)
{
	struct table *t = &k->s->m->table[SKP_TABLE_SKP];
	uint32_t i;
	int32_t e = SKP_OK;

	for (i = 0; i < t->rows && !e; i++)
		if (wants_name(t, i))
			e = name_skp(k, i);
	return e;
}

static int32_t name_units(struct sealing *s)
{
	const struct table *u = unor_of(s->m);
	struct naming k;
	uint64_t rows = u->rows;
	uint32_t i;
	int32_t e;

	memset(&k, 0, sizeof(k));
	k.s = s;
	k.nama = k.induk = CELL_SPECIAL;
	k.v = mem_calloc(&s->m->mem, rows, sizeof(*k.v));
	if (!k.v && rows)
		return mem_fail(&s->m->mem, s->err);
	for (i = 0; i < rows; i++)
		if (row_live(u, i) && unor_name(s->m, i).n)
			k.v[k.n++] = (struct named){unor_name(s->m, i), i};
	sort_names(k.v, k.n);
	e = name_all(&k);
	mem_free(&s->m->mem, k.v, rows * sizeof(*k.v));
	return e;
}

/* ---- without any unor table a name makes an implicit unit ---- */

static uint32_t implicit_name(struct sealing *s, uint32_t row)
{
	struct text nama = text_cell(s->m, SKP___unor_nama, row);
	struct text induk = text_cell(s->m, SKP___unor_induk_nama, row);
	struct buf b;
	uint32_t name = NAME_NONE;

	buf_init(&b, &s->m->mem);
	if (induk.n && !text_same(induk, nama)) {
		buf_put(&b, induk.p, induk.n);
		buf_str(&b, " / ");
	}
	buf_put(&b, nama.p, nama.n);
	if (!b.fail)
		name = names_put_id(&s->m->ids,
			(struct text){b.p, (uint32_t)b.n});
	buf_free(&b);
	return name;
}

static bool imply_unit(skp_model *m, uint32_t name, uint32_t nama)
{
	struct table *to = &m->implicit[SKP_TABLE_UNOR];
	uint32_t f;

	if (!table_column(m, to, UNOR_id, to->rows + 1) ||
		!table_column(m, to, UNOR_nama, to->rows + 1) ||
		!table_reserve(m, to, to->rows + 1))
		return false;
	for (f = 0; f < FIELD_MAX; f++)
		if (to->col[f])
			to->col[f][to->rows] = CELL_UNKNOWN;
	to->col[UNOR_id][to->rows] = name;
	to->col[UNOR_nama][to->rows] = nama;
	if (to->state)
		to->state[to->rows] = 0;
	to->rows++;
	return true;
}

/* Gives each new name a place in the implicit units, which seal_ids takes up:
 * the SKP then refers to them by id like any other. The unit comes first, so
 * that a seal tried again finds no SKP whose unit is not there. */
static int32_t imply_units(skp_model *m, struct sealing *s)
{
	struct table *t = &m->table[SKP_TABLE_SKP];
	uint32_t i, name, last = NAME_EMPTY;

	for (i = 0; i < t->rows; i++) {
		if (!wants_name(t, i))
			continue;
		name = implicit_name(s, i);
		if (name == NAME_NONE)
			return mem_fail(&m->mem, s->err);
		if (name != last &&
			!imply_unit(m, name, t->col[SKP___unor_nama][i]))
			return mem_fail(&m->mem, s->err);
		t->col[SKP_unor_id][i] = name;
		last = name;
	}
	return SKP_OK;
}

int32_t seal_imply(struct sealing *s)
{
	skp_model *m = s->m;
	struct table *t = &m->table[SKP_TABLE_SKP];

	if (unor_of(m)->given || !t->rows || !t->col[SKP___unor_nama])
		return SKP_OK;
	if (!table_column(m, t, SKP_unor_id, t->rows))
		return mem_fail(&m->mem, s->err);
	return imply_units(m, s);
}

int32_t seal_unor_names(struct sealing *s)
{
	skp_model *m = s->m;
	struct table *t = &m->table[SKP_TABLE_SKP];

	if (!unor_of(m)->given || !t->rows || !t->col[SKP___unor_nama])
		return SKP_OK;
	if (!table_column(m, t, SKP_unor_id, t->rows))
		return mem_fail(&m->mem, s->err);
	s->m->resolved[SKP_TABLE_SKP] |= 1u << SKP_unor_id;
	return name_units(s);
}
