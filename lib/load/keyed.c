/* SPDX-License-Identifier: MIT */
/* Rows that name their cells, as YAML and JSON have them: keys take the place
 * of headings, and the first row that has any says which table it is. */
#include "load/match.h"

int32_t sheet_begin(struct sheet *s, uint32_t line)
{
	uint32_t i;

	s->keyed = true;
	s->missing = (struct text){NULL, 0};
	s->line = line;
	s->hold.n = 0;
	s->at = 0;
	for (i = 0; i < s->keys; i++)
		s->key[i].named = false;
	return SKP_OK;
}

static bool key_is(const struct sheet *s, uint32_t i, struct text key)
{
	return s->key[i].nraw == key.n && (key.n == 0 ||
		memcmp(s->raw.p + s->key[i].raw, key.p, key.n) == 0);
}

/* A key not seen in this spelling: perhaps in another. KEYS_AT_MOST: too many
 * keys, or no memory (raw.fail). */
static uint32_t key_new(struct sheet *s, struct text key)
{
	char to[FOLD_AT_MOST];
	struct text fold = heading_fold(key, to);
	void *p = s->key, *q = s->cell;
	struct key *k;
	uint32_t i;

	for (i = 0; fold.n && i < s->keys; i++)
		if (text_eq((struct text){s->key[i].fold, s->key[i].nfold},
			    fold))
			return i;
	if (s->keys == KEYS_AT_MOST)
		return KEYS_AT_MOST;
	if (!mem_reserve(s->ld->mem, &p, &s->ckey, i + 1, sizeof(*s->key))) {
		s->raw.fail = true;
		return KEYS_AT_MOST;
	}
	s->key = p;
	if (!mem_reserve(s->ld->mem, &q, &s->ccell, i + 1, sizeof(*s->cell))) {
		s->raw.fail = true;
		return KEYS_AT_MOST;
	}
	s->cell = q;
	k = &s->key[s->keys];
	memset(k, 0, sizeof(*k));
	memcpy(k->fold, to, fold.n);
	k->nfold = fold.n;
	k->raw = (uint32_t)s->raw.n;
	k->nraw = key.n;
	buf_put(&s->raw, key.p, key.n);
	if (s->raw.fail)
		return KEYS_AT_MOST;
	if (s->profile < PROFILES) {
		k->mapped = column_map(s, fold, s->keys);
		s->ignored += !k->mapped;
	}
	return s->keys++;
}

/* Rows mostly name the same keys in the same order. */
static uint32_t key_find(struct sheet *s, struct text key)
{
	uint32_t i;

	if (s->at < s->keys && key_is(s, s->at, key))
		return s->at;
	for (i = 0; i < s->keys; i++)
		if (key_is(s, i, key))
			return i;
	return key_new(s, key);
}

static bool is_inexact(struct text t)
{
	uint32_t i;

	for (i = 0; i < t.n; i++)
		if (t.p[i] == '.' || t.p[i] == 'e' || t.p[i] == 'E')
			return true;
	return false;
}

int32_t sheet_cell(struct sheet *s, struct text key, struct text value,
	bool number)
{
	uint32_t i = key_find(s, key);
	struct key *k;

	if (s->raw.fail)
		return mem_fail(s->ld->mem, s->ld->err);
	if (i == KEYS_AT_MOST) {
		s->ignored++;
		return SKP_OK;
	}
	k = &s->key[i];
	s->at = i + 1;
	if (k->named && k->len) /* another spelling of a key of this row */
		return SKP_OK;
	k->named = true;
	k->number = number && is_inexact(value);
	k->at = s->hold.n;
	k->len = value.n;
	buf_put(&s->hold, value.p, value.n);
	return s->hold.fail ? mem_fail(s->ld->mem, s->ld->err) : SKP_OK;
}

/* By the keys of the first row that has any. */
static int32_t keyed_profile(struct sheet *s)
{
	struct match m;
	uint32_t i;

	memset(&m, 0, sizeof(m));
	for (i = 0; i < s->keys; i++)
		match_name(s, &m, (struct text){s->key[i].fold,
			s->key[i].nfold});
	s->profile = match_profile(s, &m);
	if (s->profile == PROFILES && s->table >= 0)
		s->profile = (uint32_t)s->table;
	if (s->profile == PROFILES) {
		match_keep(s, &m, s->line);
		return sheet_no_heading(s);
	}
	sheet_columns(s);
	exports_setup(s);
	for (i = 0; i < s->keys; i++) {
		struct key *k = &s->key[i];

		k->mapped = column_map(s, (struct text){k->fold, k->nfold}, i);
		s->ignored += !k->mapped;
	}
	return SKP_OK;
}

int32_t sheet_end(struct sheet *s)
{
	uint32_t i;
	int32_t e = SKP_OK;

	if (s->profile == PROFILES && s->keys == 0 && s->table < 0) {
		s->waiting++;
		return SKP_OK;
	}
	if (s->profile == PROFILES)
		e = keyed_profile(s);
	for (; !e && s->waiting; s->waiting--) {
		s->n = 0;
		s->cells = NULL;
		e = sheet_emit(s, s->line);
	}
	if (e)
		return e;
	for (i = 0; i < s->keys; i++) {
		const struct key *k = &s->key[i];

		s->cell[i] = !k->named ? (skp_view){NULL, 0, 0}
			: k->len ? (skp_view){s->hold.p + k->at, k->len, 0}
				 : (skp_view){"", 0, 0};
	}
	return sheet_row(s, s->cell, s->keys, s->line);
}
