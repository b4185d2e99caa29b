/* SPDX-License-Identifier: MIT */
/* What the words of code columns mean under the policy: each distinct word is
 * looked up once, then rows compare small numbers. */
#include "index.h"

static int32_t klasifikasi(const struct policy *p, struct text t)
{
	return policy_skp_jenis(p, t);
}

const struct code_place code_place[CODE_COLUMNS] = {
	{SKP_TABLE_UNOR, UNOR_eselon_id, policy_eselon},
	{SKP_TABLE_UNOR, UNOR_jenis, policy_kind},
	{SKP_TABLE_PEGAWAI, PEGAWAI_jenis_pegawai, policy_jenis_pegawai},
	{SKP_TABLE_PEGAWAI, PEGAWAI_kedudukan, policy_kedudukan},
	{SKP_TABLE_PEGAWAI, PEGAWAI_jenis_jabatan, policy_jenis_jabatan},
	{SKP_TABLE_PEGAWAI, PEGAWAI_eselon_id, policy_eselon},
	{SKP_TABLE_PEGAWAI, PEGAWAI_golru, policy_golru},
	{SKP_TABLE_SKP, SKP_jenis, policy_skp_jenis},
	{SKP_TABLE_SKP, SKP_status, policy_status},
	{SKP_TABLE_RHK, RHK_klasifikasi, klasifikasi},
	{SKP_TABLE_PROFIL, PROFIL_golru, policy_golru},
	{SKP_TABLE_PROFIL, PROFIL_jenis_jabatan, policy_jenis_jabatan},
	{SKP_TABLE_PERIODE, PERIODE_tipe, policy_tipe},
};

static bool codes_new(struct judgement *j, struct codes *c)
{
	uint64_t i;

	c->of = judge_array(j, j->m->words.n, sizeof(*c->of));
	if (!c->of)
		return false;
	c->n = j->m->words.n;
	for (i = 0; i < c->n; i++)
		c->of[i] = CODES_UNSEEN;
	return true;
}

/* What folds to nothing says nothing. */
int16_t code_look(const struct judgement *j, const struct code_place *at,
	struct text t)
{
	char to[1];

	return text_fold(t, to, sizeof(to)).n ? (int16_t)at->look(j->policy, t)
					      : (int16_t)CODE_EMPTY;
}

static int32_t word_look(const struct judgement *j, enum code_column c,
	uint32_t word)
{
	int16_t *of = &j->codes[c].of[word];

	if (*of == CODES_UNSEEN)
		*of = code_look(j, &code_place[c], names_get(&j->m->words,
			word));
	return *of;
}

bool code_unknown(struct judgement *j, enum code_column c, uint32_t word)
{
	bool unknown = word_look(j, c, word) == CODE_UNKNOWN;

	j->codes[c].unknown |= unknown;
	return unknown;
}

/* Room for words that came by edits. */
static bool codes_more(struct judgement *j, struct codes *c)
{
	uint64_t n = j->m->words.n;
	int16_t *of;

	if (n <= c->n)
		return true;
	n += n / 4 + 64;
	of = mem_resize(j->mem, c->of, (c->n + 1) * sizeof(*of),
		(n + 1) * sizeof(*of));
	if (!of)
		return false;
	c->of = of;
	for (; c->n < n; c->n++)
		of[c->n] = CODES_UNSEEN;
	return true;
}

bool codes_grow(struct judgement *j)
{
	uint32_t c;
	bool ok = codes_more(j, &j->pengawas);

	for (c = 0; c < CODE_COLUMNS && ok; c++)
		ok = codes_more(j, &j->codes[c]);
	return ok;
}

static void codes_fill(struct judgement *j, enum code_column c)
{
	const struct table *t = &j->m->table[code_place[c].table];
	const uint32_t *col = t->col[code_place[c].field];
	uint64_t i;

	for (i = 0; col && i < t->rows; i++)
		if (!cell_none(col[i]) &&
			j->codes[c].of[col[i]] == CODES_UNSEEN)
			j->codes[c].unknown |=
				word_look(j, c, col[i]) == CODE_UNKNOWN;
}

/* Not a code but a beginning of words. */
bool judge_pengawas(const struct judgement *j, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(j->m), PEGAWAI_jabatan, pegawai);
	int16_t *of;

	if (cell_none(c))
		return false;
	of = &j->pengawas.of[c];
	if (*of == CODES_UNSEEN)
		*of = policy_pengawas_sekolah(j->policy, names_get(
			&j->m->words, c));
	return *of == 1;
}

int32_t judge_codes(struct judgement *j, skp_error *err)
{
	uint32_t c;

	for (c = 0; c < CODE_COLUMNS; c++) {
		if (!codes_new(j, &j->codes[c]))
			return mem_fail(j->mem, err);
		if (!j->about)
			codes_fill(j, (enum code_column)c);
	}
	return codes_new(j, &j->pengawas) ? SKP_OK : mem_fail(j->mem, err);
}

/* ---- rows of one SKP that word a code differently ---- */

static int rewording_cmp(const struct rewording *a, const struct rewording *b)
{
	if (a->into != b->into)
		return a->into < b->into ? -1 : 1;
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static void rewording_sort(struct rewording *v, uint64_t n)
{
	struct rewording x;
	uint64_t gap, i, k;

	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = v[i];
			for (k = i; k >= gap &&
				rewording_cmp(&x, &v[k - gap]) < 0; k -= gap)
				v[k] = v[k - gap];
			v[k] = x;
		}
}

static int32_t word_code(const struct judgement *j, uint8_t field,
	uint32_t row)
{
	enum code_column c = field == SKP_jenis ? C_SKP_JENIS : C_SKP_STATUS;
	uint32_t word = j->m->table[SKP_TABLE_SKP].col[field][row];
	int32_t code = word_look(j, c, word);

	return code < 0 ? CODE_EMPTY : code;
}

/* The first word that says something is the SKP's; another that says
 * something else clashes with it. */
static void rewording_judge(struct judgement *j)
{
	struct rewording *w = j->rewording;
	int32_t code = CODE_EMPTY, other;
	bool same;
	uint64_t i;

	for (i = 0; i < j->nrewording; i++) {
		same = i && w[i].into == w[i - 1].into &&
			w[i].field == w[i - 1].field;
		if (!same)
			code = word_code(j, w[i].field, w[i].into);
		other = word_code(j, w[i].field, w[i].row);
		w[i].clash = code != CODE_EMPTY && other != CODE_EMPTY &&
			code != other;
		if (code != CODE_EMPTY || other == CODE_EMPTY)
			continue;
		code = other;
		j->override[j->noverride++] = (struct override){w[i].into,
			w[i].field, (int16_t)code};
	}
}

int32_t judge_rewording(struct judgement *j, skp_error *err)
{
	j->nrewording = j->m->nrewording;
	j->rewording = judge_array(j, j->nrewording, sizeof(*j->rewording));
	j->override = judge_array(j, j->nrewording, sizeof(*j->override));
	if (!j->rewording || !j->override)
		return mem_fail(j->mem, err);
	if (j->nrewording)
		memcpy(j->rewording, j->m->rewording, (size_t)j->nrewording *
			sizeof(*j->rewording));
	rewording_sort(j->rewording, j->nrewording);
	rewording_judge(j);
	return SKP_OK;
}

static int32_t override_of(const struct judgement *j, uint8_t field,
	uint32_t row, int32_t code)
{
	uint64_t lo = 0, hi = j->noverride, mid;
	const struct override *o;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		o = &j->override[mid];
		if (o->row == row && o->field == field)
			return o->code;
		if (o->row < row || (o->row == row && o->field < field))
			lo = mid + 1;
		else
			hi = mid;
	}
	return code;
}

int32_t judge_code(const struct judgement *j, enum code_column c,
	uint32_t row)
{
	const struct code_place *at = &code_place[c];
	uint32_t word = cell(&j->m->table[at->table], at->field, row);
	int32_t code = cell_none(word) ? CODE_EMPTY : word_look(j, c, word);

	if (code < 0)
		code = CODE_EMPTY;
	if (j->noverride && at->table == SKP_TABLE_SKP)
		return override_of(j, at->field, row, code);
	return code;
}
