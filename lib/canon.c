/* SPDX-License-Identifier: MIT */
/* Cells and rows as they were given. */
#include "canon.h"

/* ---- fields ---- */

uint32_t canon_fields(const skp_model *m, uint32_t table, int64_t source)
{
	uint32_t bits = 0, own = 0, f;
	uint64_t i;

	for (i = 0; i < m->nsource; i++)
		if (source < 0 || (uint64_t)source == i)
			bits |= m->source[i].mask[table];
	for (f = 0; f < fields_of(table); f++)
		own |= (uint32_t)(field_of(table, f)->name[0] != '_') << f;
	if (table == SKP_TABLE_SKP && bits >> SKP___unor_nama & 1)
		bits |= 1u << SKP_unor_id; /* a name has become an id */
	return bits & own;
}

/* ---- rows ---- */

/* Rows that stand in a table of the input: implicit ones come behind. */
static uint64_t rows_given(const skp_model *m, uint32_t table)
{
	return table <= SKP_TABLE_PEGAWAI ? m->rows_loaded[table]
					  : m->table[table].rows;
}

bool canon_post(const skp_model *m, uint32_t table, uint32_t row)
{
	return table == SKP_TABLE_PENUGASAN &&
		cell(&m->table[table], PENUGASAN_jenis, row) == TUGAS_POS;
}

bool canon_next(const struct canon *k, uint32_t *row)
{
	uint32_t line, ord;
	int32_t file;

	for (; *row < rows_given(k->m, k->table); ++*row) {
		if (row_state(&k->m->table[k->table], *row) & ROW_REMOVED ||
			canon_post(k->m, k->table, *row))
			continue;
		if (k->source < 0)
			return true;
		model_place(k->m, k->table, *row, &file, &line, &ord);
		if ((file < 0 ? 0 : file) == k->source)
			return true;
	}
	return false;
}

/* ---- notes: a cell that could not be read says what stood there ---- */

static bool tells_text(const struct note *n)
{
	switch (n->reason) {
	case NOTE_TANGGAL:
	case NOTE_WAKTU:
	case NOTE_KODE:
	case NOTE_ILMIAH:
	case NOTE_GALAT_EXCEL:
	case NOTE_BUKAN_ANGKA:
		return n->row != CELL_UNKNOWN && !n->derived && !n->word;
	default:
		return false;
	}
}

/* The row of that number; a note's own row may be the one that took it up. */
static uint32_t row_of_ord(const struct table *t, uint32_t ord)
{
	uint64_t lo = 0, hi = t->nrun, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (t->run[mid].ord <= ord)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? t->run[lo - 1].row + (ord - t->run[lo - 1].ord) : 0;
}

static bool unread_before(struct unread a, struct unread b)
{
	return a.row != b.row ? a.row < b.row : a.field < b.field;
}

static void unread_sort(struct unread *v, uint64_t n)
{
	struct unread x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && unread_before(x, v[k - gap]);
				k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static bool unread_gather(struct canon *k)
{
	const struct note *n = k->m->note, *end = n + k->m->notes_loaded;
	uint64_t count = 0;

	for (; n < end; n++)
		count += n->table == k->table && tells_text(n);
	k->nunread = count;
	k->unread = mem_alloc(k->mem, count * sizeof(*k->unread));
	if (!k->unread)
		return count == 0;
	count = 0;
	for (n = k->m->note; n < end; n++)
		if (n->table == k->table && tells_text(n))
			k->unread[count++] = (struct unread){row_of_ord(
				&k->m->table[k->table], n->ord), n->field,
				n->value};
	unread_sort(k->unread, count);
	return true;
}

static struct text unread(struct canon *k, uint32_t row, uint32_t field)
{
	const struct unread at = {row, field, 0};
	uint64_t i = k->at;

	while (i < k->nunread && k->unread[i].row < row)
		i++;
	k->at = i;
	while (i < k->nunread && unread_before(k->unread[i], at))
		i++;
	if (i == k->nunread || k->unread[i].row != row ||
		k->unread[i].field != field)
		return (struct text){"", 0};
	return names_get(&k->m->texts, k->unread[i].value);
}

/* ---- cells ---- */

/* Spellings stand column by column, each in the order of rows. */
static void spellings_gather(struct canon *k)
{
	const struct spelling *s = k->m->spelling;
	const struct spelling *end = s + k->m->nspelling;
	uint32_t f;

	for (; s < end; s++) {
		f = s->field;
		if (s->table != k->table)
			continue;
		if (!k->spelling[f])
			k->spelling[f] = s;
		k->spelling_end[f] = s + 1;
	}
}

static uint32_t name_given(struct canon *k, uint32_t row, uint32_t field,
	uint32_t c)
{
	const struct spelling **s = &k->spelling[field];

	if (!cell_row(c))
		return c & ~CELL_DANGLING;
	while (*s && *s < k->spelling_end[field] && (*s)->row < row)
		++*s;
	if (*s && *s < k->spelling_end[field] && (*s)->row == row)
		return (*s)->name;
	return reference_name(k->m, k->table, field, c);
}

struct text canon_cell(struct canon *k, uint32_t row, uint32_t field,
	char to[CELL_PRINT])
{
	const skp_model *m = k->m;
	uint32_t c = cell(&m->table[k->table], field, row);
	uint32_t kind = field_of(k->table, field)->kind;

	if (k->table == SKP_TABLE_SKP && row < m->ntook &&
		m->took[row] >> field & 1)
		c = CELL_EMPTY; /* it is that of a row that was merged */
	if (cell_none(c))
		return c == CELL_EMPTY ? unread(k, row, field)
				       : (struct text){"", 0};
	if (kind < K_REF_UNOR || kind > K_REF_RHK)
		return model_cell_text(m, k->table, field, c, to);
	return names_get(&m->ids, name_given(k, row, field, c));
}

bool canon_begin(struct canon *k, const skp_model *m, struct mem *mem,
	uint32_t table, int64_t source)
{
	memset(k, 0, sizeof(*k));
	k->m = m;
	k->mem = mem;
	k->table = table;
	k->source = source;
	k->fields = canon_fields(m, table, source);
	spellings_gather(k);
	return unread_gather(k);
}

void canon_end(struct canon *k)
{
	mem_free(k->mem, k->unread, k->nunread * sizeof(*k->unread));
	k->unread = NULL;
}
