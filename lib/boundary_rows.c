/* SPDX-License-Identifier: MIT */
/* A row as it travels: only the fields that judging others needs, no name of a
 * person, no NIK, and of codes only those that the policy knows. */
#include "boundary.h"

#define FIELDS(...) {__VA_ARGS__}, sizeof((uint8_t[]){__VA_ARGS__})

static const struct {
	uint8_t field[12], n;
} sent[SKP_TABLES] = {
	[SKP_TABLE_UNOR] = {FIELDS(UNOR_id, UNOR_instansi_id,
		UNOR_diatasan_id, UNOR_eselon_id, UNOR_nama, UNOR_pemimpin_id,
		UNOR_jenis, UNOR_aktif, UNOR_kedaluwarsa, UNOR_npsn)},
	[SKP_TABLE_PEGAWAI] = {FIELDS(PEGAWAI_id, PEGAWAI_nip,
		PEGAWAI_kedudukan, PEGAWAI_unor_id, PEGAWAI_jenis_jabatan,
		PEGAWAI_jabatan, PEGAWAI_eselon_id, PEGAWAI_tmt_jabatan,
		PEGAWAI_atasan_id)},
	[SKP_TABLE_PENUGASAN] = {FIELDS(PENUGASAN_pegawai_id,
		PENUGASAN_unor_id, PENUGASAN_jenis, PENUGASAN_mulai,
		PENUGASAN_selesai)},
	[SKP_TABLE_SKP] = {FIELDS(SKP_id, SKP_pegawai_id, SKP_unor_id,
		SKP_jenis, SKP_status, SKP_mulai, SKP_selesai, SKP_atasan_id,
		SKP_atasan_unor_id, SKP_plt, SKP_dibuat)},
	[SKP_TABLE_RHK] = {FIELDS(RHK_id, RHK_skp_id, RHK_klasifikasi,
		RHK_mendukung_id)},
	[SKP_TABLE_KEJADIAN] = {FIELDS(KEJADIAN_pegawai_id, KEJADIAN_aksi,
		KEJADIAN_waktu, KEJADIAN_berhasil, KEJADIAN_sistem)},
	[SKP_TABLE_PROFIL] = {FIELDS(PROFIL_pegawai_id, PROFIL_sumber,
		PROFIL_unor_id, PROFIL_jabatan, PROFIL_golru,
		PROFIL_jenis_jabatan, PROFIL_nip, PROFIL_nik, PROFIL_nuptk,
		PROFIL_npsn, PROFIL_waktu)},
	[SKP_TABLE_PERIODE] = {FIELDS(PERIODE_id, PERIODE_instansi_id,
		PERIODE_tahun, PERIODE_awal, PERIODE_akhir, PERIODE_batas,
		PERIODE_tipe, PERIODE_angka)},
};

const uint8_t *boundary_fields(uint32_t table, uint32_t *n)
{
	*n = sent[table].n;
	return sent[table].field;
}

/* Compared, never read: a hash is as good. */
static bool is_masked(uint32_t table, uint32_t field)
{
	return table == SKP_TABLE_PROFIL && (field == PROFIL_jabatan ||
		field == PROFIL_nip || field == PROFIL_nik ||
		field == PROFIL_nuptk);
}

static void mask(const skp_boundary *b, struct text t, uint64_t hash[2])
{
	hash[0] = boundary_hash(b, 'v', t);
	hash[1] = boundary_hash(b, 'w', t);
}

/* Does the word say anything to a judgement? */
static bool word_counts(const struct policy *p, uint32_t table,
	uint32_t field, struct text t)
{
	uint32_t c;

	if (table == SKP_TABLE_PEGAWAI && field == PEGAWAI_jabatan)
		return policy_pengawas_sekolah(p, t);
	if (table == SKP_TABLE_KEJADIAN)
		return text_same_str(t, "selisih");
	for (c = 0; c < CODE_COLUMNS; c++)
		if (code_place[c].table == table &&
			code_place[c].field == field)
			return code_place[c].look(p, t) >= 0;
	return false;
}

/* ?: nothing known; empty; = and a text; # and a hash with its length. */
static void put_cell(const skp_boundary *b, const struct policy *p,
	struct out *o, const skp_model *m, uint32_t table, uint32_t field,
	uint32_t c)
{
	uint32_t kind = field_of(table, field)->kind;
	char to[CELL_PRINT];
	uint64_t hash[2];
	struct text t;

	if (cell_none(c)) {
		out_text(o, text_of(c == CELL_UNKNOWN ? "?" : ""));
		return;
	}
	t = kind <= K_REF_RHK ? names_get(&m->ids, c)
			      : model_cell_text(m, table, field, c, to);
	if (is_masked(table, field)) {
		mask(b, t, hash);
		out_text(o, text_of("#"));
		buf_uint(&o->b, utf8_count(t.p, t.n));
		out_hex(o, hash[0]);
		out_hex(o, hash[1]);
		return;
	}
	if (kind == K_WORD && !word_counts(p, table, field, t)) {
		out_text(o, text_of(""));
		return;
	}
	out_text(o, text_of("="));
	out_more(o, t);
}

void boundary_put_row(const skp_boundary *b, const struct policy *p,
	struct out *o, const skp_model *m, uint32_t table, uint32_t row)
{
	uint32_t i, line, ord;
	int32_t file;

	model_place(m, table, row, &file, &line, &ord);
	out_word(o, "row");
	out_text(o, text_of(skp_table_name((int32_t)table)));
	out_uint(o, ord);
	for (i = 0; i < sent[table].n; i++)
		put_cell(b, p, o, m, table, sent[table].field[i], cell(
			&m->table[table], sent[table].field[i], row));
	out_end(o);
}

/* ---- and back ---- */

static int32_t take_masked(skp_boundary *b, struct lines *l, uint32_t *at,
	uint32_t field, uint32_t row, uint32_t *ret, skp_model *m)
{
	struct text t = l->field[*at];
	struct masked one = {{0, 0}, row, (uint8_t)field};
	char to[40] = "~";
	void *p = b->masked;
	uint64_t length, i;

	if (*at + 2 >= l->n || !text_number((struct text){t.p + 1, t.n - 1},
			1 << 20, &length) ||
		!text_hex(l->field[*at + 1], &one.hash[0]) ||
		!text_hex(l->field[*at + 2], &one.hash[1]))
		return lines_fail(l, "a masked value cannot be read");
	/* as long as what it stands for, if that is a length that is right */
	length = length == 18 || length == 16 ? length : 33;
	for (i = 1; i < length; i++)
		to[i] = l->field[*at + 1 + (i - 1) / 16].p[(i - 1) % 16];
	*at += 2;
	*ret = field == PROFIL_jabatan
		? names_put(&m->words, (struct text){to, (uint32_t)length})
		: names_put_id(&m->ids, (struct text){to, (uint32_t)length});
	if (*ret == NAME_NONE || !mem_reserve(&b->mem, &p, &b->cmasked,
		b->nmasked + 1, sizeof(one)))
		return mem_fail(&b->mem, l->err);
	b->masked = p;
	b->masked[b->nmasked++] = one;
	return SKP_OK;
}

static int32_t take_plain(skp_boundary *b, const struct lines *l,
	struct text t, uint32_t table, uint32_t field, uint32_t *ret,
	skp_model *m)
{
	enum note_reason reason;
	struct cell_in in;
	struct buf plain;
	int32_t e = SKP_OK;

	buf_init(&plain, &b->mem);
	if (!text_plain(&plain, t))
		e = lines_fail(l, "a value cannot be read");
	if (!e && (plain.fail || (field_of(table, field)->kind <= K_REF_RHK &&
		plain.n > ID_MAX)))
		e = plain.fail ? mem_fail(&b->mem, l->err)
			       : lines_fail(l, "too long an id");
	if (!e) {
		in = (struct cell_in){{plain.p ? plain.p : "",
			(uint32_t)plain.n}, false, true};
		*ret = cell_read(m, table, field, in, &reason);
		if (*ret == CELL_UNKNOWN)
			e = mem_fail(&m->mem, l->err);
		else if (cell_none(*ret) || reason != NOTE_REASONS)
			e = lines_fail(l, "a value cannot be read");
	}
	buf_free(&plain);
	return e;
}

static int32_t take_cell(skp_boundary *b, struct lines *l, uint32_t *at,
	uint32_t table, uint32_t field, uint32_t row, uint32_t *ret,
	skp_model *m)
{
	struct text t = l->field[*at];

	*ret = CELL_EMPTY;
	if (t.n == 0)
		return SKP_OK;
	if (text_eq(t, text_of("?"))) {
		*ret = CELL_UNKNOWN;
		return SKP_OK;
	}
	if (*t.p == '#' && is_masked(table, field))
		return take_masked(b, l, at, field, row, ret, m);
	if (*t.p != '=' || is_masked(table, field))
		return lines_fail(l, "a value cannot be read");
	return take_plain(b, l, (struct text){t.p + 1, t.n - 1}, table, field,
		ret, m);
}

/* Room for one row more, all of whose cells are unknown. */
static int32_t add_row(skp_model *m, uint32_t table, const uint32_t *cells,
	skp_error *err)
{
	struct table *t = &m->table[table];
	uint32_t f;

	for (f = 0; f < FIELD_MAX; f++)
		if (cells[f] != CELL_UNKNOWN &&
			!table_column(m, t, f, t->rows + 1))
			return mem_fail(&m->mem, err);
	if (!table_reserve(m, t, t->rows + 1))
		return mem_fail(&m->mem, err);
	for (f = 0; f < FIELD_MAX; f++)
		if (t->col[f])
			t->col[f][t->rows] = cells[f];
	if (t->state)
		t->state[t->rows] = 0;
	return SKP_OK;
}

static int32_t take_cells(skp_boundary *b, struct lines *l, skp_model *m,
	uint32_t table, uint64_t ord)
{
	struct table *t = &m->table[table];
	uint32_t cells[FIELD_MAX], i, at = 3;
	int32_t e = SKP_OK;

	memset(cells, 0xff, sizeof(cells));
	for (i = 0; i < sent[table].n && !e; i++, at++)
		e = at < l->n ? take_cell(b, l, &at, table,
			sent[table].field[i], (uint32_t)t->rows,
			&cells[sent[table].field[i]], m)
			      : lines_fail(l, "a row lacks a value");
	for (i = 0; i < fields_of(table) && !e; i++)
		if (field_of(table, i)->required && cell_none(cells[i]) &&
			!(table == SKP_TABLE_PENUGASAN &&
				i == PENUGASAN_unor_id))
			e = lines_fail(l, "a row lacks what it must have");
	if (!e && at != l->n)
		e = lines_fail(l, "a row has a value too many");
	if (!e)
		e = add_row(m, table, cells, l->err);
	if (!e && !table_place(m, t, t->rows, ord, 0, m->far->file))
		e = mem_fail(&m->mem, l->err);
	t->rows += !e;
	return e;
}

int32_t boundary_take_row(skp_boundary *b, struct lines *l, skp_model *m)
{
	int32_t table = l->n > 3 ? skp_table_find(l->field[1].p,
		l->field[1].n) : -1;
	uint64_t ord;

	if (table < 0 || table >= SKP_TABLES ||
		!text_number(l->field[2], INT32_MAX, &ord))
		return lines_fail(l, "a row of no table");
	if (m->table[table].rows >= m->limits.records)
		return fail(l->err, SKP_E_LIMIT_RECORDS,
			"more rows than the limit");
	return take_cells(b, l, m, (uint32_t)table, ord);
}

/* ---- values that this part knows ---- */

static int masked_cmp(const uint64_t a[2], const uint64_t b[2])
{
	uint32_t i = a[0] == b[0];

	return (a[i] > b[i]) - (a[i] < b[i]);
}

static void masked_sort(struct masked *v, uint64_t n)
{
	struct masked x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap && masked_cmp(x.hash,
				v[k - gap].hash) < 0; k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static void unmask(skp_boundary *b, skp_model *m, const struct names *n,
	bool words, uint32_t name)
{
	uint64_t hash[2], lo = 0, hi = b->nmasked, mid;
	struct masked *k;

	mask(b, names_get(n, name), hash);
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (masked_cmp(b->masked[mid].hash, hash) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < b->nmasked; lo++) {
		k = &b->masked[lo];
		if (masked_cmp(k->hash, hash) != 0)
			return;
		if ((k->field == PROFIL_jabatan) == words)
			m->table[SKP_TABLE_PROFIL].col[k->field][k->row] = name;
	}
}

void boundary_unmask(skp_boundary *b, skp_model *m)
{
	uint32_t i;

	masked_sort(b->masked, b->nmasked);
	for (i = 1; i < m->ids.n && b->nmasked; i++)
		unmask(b, m, &m->ids, false, i);
	for (i = 1; i < m->words.n && b->nmasked; i++)
		unmask(b, m, &m->words, true, i);
}
