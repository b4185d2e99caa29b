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

static void codes_fill(struct judgement *j, struct codes *c,
	const struct code_place *at)
{
	const struct table *t = &j->m->table[at->table];
	const uint32_t *col = t->col[at->field];
	uint64_t i;

	for (i = 0; col && i < t->rows; i++) {
		if (cell_none(col[i]) || c->of[col[i]] != CODES_UNSEEN)
			continue;
		c->of[col[i]] = (int16_t)at->look(j->policy,
			names_get(&j->m->words, col[i]));
		c->unknown |= c->of[col[i]] == CODE_UNKNOWN;
	}
}

/* Not a code but a beginning of words: who is a Pengawas Sekolah. */
static void pengawas_fill(struct judgement *j)
{
	const uint32_t *col = pegawai_of(j->m)->col[PEGAWAI_jabatan];
	uint64_t i;

	for (i = 0; col && i < j->people; i++)
		if (!cell_none(col[i]) &&
			j->pengawas.of[col[i]] == CODES_UNSEEN)
			j->pengawas.of[col[i]] = policy_pengawas_sekolah(
				j->policy, names_get(&j->m->words, col[i]));
}

int32_t judge_codes(struct judgement *j, skp_error *err)
{
	uint32_t c;

	for (c = 0; c < CODE_COLUMNS; c++) {
		if (!codes_new(j, &j->codes[c]))
			return mem_fail(j->mem, err);
		codes_fill(j, &j->codes[c], &code_place[c]);
	}
	if (!codes_new(j, &j->pengawas))
		return mem_fail(j->mem, err);
	pengawas_fill(j);
	return SKP_OK;
}

int32_t judge_code(const struct judgement *j, enum code_column c,
	uint32_t row)
{
	const struct code_place *at = &code_place[c];
	uint32_t word = cell(&j->m->table[at->table], at->field, row);
	int32_t code;

	if (cell_none(word))
		return CODE_EMPTY;
	code = j->codes[c].of[word];
	return code < 0 ? CODE_EMPTY : code;
}
