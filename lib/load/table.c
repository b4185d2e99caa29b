/* SPDX-License-Identifier: MIT */
/* A sheet: rows under headings, of a CSV file or keyed (YAML, JSON). It finds
 * out which table or export they are and turns them into batches. */
#include "load/rows.h"

/* ---- which headings are these? ---- */

static uint32_t fold_hash(struct text t)
{
	uint32_t h = 2166136261u, i;

	for (i = 0; i < t.n; i++)
		h = (h ^ (uint8_t)t.p[i]) * 16777619u;
	return h;
}

/* Folded, n 0 if it is too long to be a heading. */
static struct text heading_fold(struct text t, char *to)
{
	struct text f = text_fold(t, to, FOLD_AT_MOST);

	return f.n < FOLD_AT_MOST ? f : (struct text){to, 0};
}

static bool heading_is(const struct sheet *s, uint32_t i, struct text fold,
	uint32_t hash)
{
	char to[FOLD_AT_MOST];

	/* what only reports feed no file may name */
	return s->hash[i] == hash && heading_list[i].text[0] != '_' &&
		text_eq(heading_fold(text_of(heading_list[i].text), to), fold);
}

static void match_name(const struct sheet *s, struct match *m,
	struct text name)
{
	bool seen[PROFILES] = {false};
	char to[FOLD_AT_MOST];
	struct text fold = heading_fold(name, to);
	uint32_t hash = fold_hash(fold), i;

	if (fold.n == 0)
		return;
	for (i = 0; i < heading_count; i++) {
		const struct heading *h = &heading_list[i];

		if (!heading_is(s, i, fold, hash))
			continue;
		m->found[h->profile] += !seen[h->profile];
		seen[h->profile] = true;
		m->groups[h->profile] |= h->group ? 1u << h->group : 0;
	}
}

static struct match match_cells(const struct sheet *s,
	const struct text *cells, uint32_t n)
{
	struct match m;
	uint32_t i;

	memset(&m, 0, sizeof(m));
	for (i = 0; i < n; i++)
		match_name(s, &m, cells[i]);
	return m;
}

static bool match_whole(const struct sheet *s, const struct match *m,
	uint32_t p)
{
	return (m->groups[p] & s->need[p]) == s->need[p];
}

static uint32_t table_fit(const struct sheet *s, const struct match *m,
	uint32_t p)
{
	if (!match_whole(s, m, p) || m->found[p] < 2)
		return 0;
	return m->found[p] * 64 + (uint32_t)__builtin_popcount(s->need[p]);
}

/* The canonical table that fits best: of an unnamed source it must know two
 * names at least, more than any other table, or as many and need more. The
 * names must not speak more of an export, however incomplete. PROFILES: none,
 * or several. */
static uint32_t match_table(const struct sheet *s, const struct match *m)
{
	uint32_t p, fit, best = PROFILES, most = 1;

	if (s->table >= 0) {
		p = (uint32_t)s->table;
		return match_whole(s, m, p) ? p : PROFILES;
	}
	for (p = 0; p < SKP_TABLES; p++) {
		fit = table_fit(s, m, p);
		if (fit < most)
			continue;
		best = fit > most ? p : PROFILES;
		most = fit;
	}
	for (p = SKP_TABLES; p < PROFILES && best < PROFILES; p++)
		if (m->found[p] > m->found[best])
			best = PROFILES;
	return best;
}

static uint32_t match_export(const struct sheet *s, const struct match *m)
{
	static const uint8_t table[] = {SKP_TABLE_PENUGASAN, SKP_TABLE_SKP,
		SKP_TABLE_SKP, SKP_TABLE_PEGAWAI, SKP_TABLE_UNOR};
	uint32_t p;

	for (p = SKP_TABLES; p < PROFILES; p++)
		if (match_whole(s, m, p) && (!s->certain ||
			table[p - SKP_TABLES] == s->table))
			return p;
	return PROFILES;
}

/* The profile of these names, PROFILES if they are none. */
static uint32_t match_profile(const struct sheet *s, const struct match *m)
{
	uint32_t table = match_table(s, m), export = match_export(s, m);

	if (export < PROFILES && (table == PROFILES ||
		m->found[export] >= m->found[table]))
		return export;
	return table;
}

uint32_t sheet_score(const struct sheet *s, const struct text *cells,
	uint32_t n)
{
	struct match m = match_cells(s, cells, n);
	uint32_t p = match_profile(s, &m);

	return p < PROFILES ? m.found[p] : 0;
}

/* ---- what to say when they are none ---- */

struct note {
	char p[360];
	uint32_t n;
};

static void note_add(struct note *t, const char *s)
{
	uint32_t n = (uint32_t)strlen(s);

	if (n >= sizeof(t->p) - t->n)
		n = (uint32_t)sizeof(t->p) - t->n - 1;
	memcpy(t->p + t->n, s, n);
	t->n += n;
	t->p[t->n] = '\0';
}

/* "a or b, c or d": the headings of the groups that are not there */
static void note_missing(const struct sheet *s, struct note *t, uint32_t p)
{
	uint32_t g, i, k, given = s->near.groups[p], groups = 0;

	for (g = 1; g < GROUPS_AT_MOST; g++) {
		if (!(s->need[p] >> g & 1) || given >> g & 1)
			continue;
		note_add(t, groups++ ? ", " : "");
		for (i = k = 0; i < heading_count && k < 3; i++)
			if (heading_list[i].profile == p &&
				heading_list[i].group == g) {
				note_add(t, k++ ? " or " : "");
				note_add(t, heading_list[i].text);
			}
	}
}

static void note_profiles(struct note *t, uint32_t from, uint32_t to)
{
	uint32_t p;

	for (p = from; p < to; p++) {
		note_add(t, p > from ? ", " : "");
		note_add(t, profile_name(p));
	}
}

/* Tables of which none fits better than another, and no export either. */
static uint32_t near_tables(const struct sheet *s, struct note *t)
{
	uint32_t p, n = 0, most = 2, fit;

	if (s->table >= 0)
		return 0;
	for (p = 0; p < SKP_TABLES; p++) {
		fit = table_fit(s, &s->near, p);
		most = fit > most ? fit : most;
	}
	for (p = SKP_TABLES; p < PROFILES; p++)
		if (s->near.found[p] > most / 64)
			return 0;
	for (p = 0; p < SKP_TABLES; p++)
		if (table_fit(s, &s->near, p) == most) {
			note_add(t, n++ ? ", " : "");
			note_add(t, profile_name(p));
		}
	return n;
}

static uint32_t near_profile(const struct sheet *s)
{
	uint32_t p, best = PROFILES, found = 1;

	if (s->table >= 0)
		return (uint32_t)s->table;
	for (p = 0; p < PROFILES; p++)
		if (s->near.found[p] > found) {
			found = s->near.found[p];
			best = p;
		}
	return best;
}

int32_t sheet_no_heading(const struct sheet *s)
{
	struct note t = {"", 0}, tables = {"", 0};
	uint32_t line = s->near_line ? s->near_line : s->keyed ? s->line : 1;
	uint32_t p = near_profile(s);
	const char *what = s->keyed ? "the keys of the first row"
				    : "the first 20 rows";

	if (near_tables(s, &t) > 1)
		return load_fail(s->ld, line, 1, SKP_E_UNKNOWN,
			"%s fit several tables (%s): name the file after its "
			"table, as <table>.csv", what, t.p);
	if (p < PROFILES) {
		t.n = 0;
		note_missing(s, &t, p);
		return load_fail(s->ld, line, 1, SKP_E_UNKNOWN,
			"no headings found in %s: %s %s also needs %s", what,
			p < SKP_TABLES ? "the table" : "the export",
			profile_name(p), t.p);
	}
	t.n = 0;
	note_profiles(&t, SKP_TABLES, PROFILES);
	note_profiles(&tables, 0, SKP_TABLES);
	return load_fail(s->ld, line, 1, SKP_E_UNKNOWN,
		"no known headings in %s; known are the tables %s and the "
		"exports %s", what, tables.p, t.p);
}

static void near_keep(struct sheet *s, const struct match *m, uint32_t line)
{
	uint32_t p, found = 0;

	for (p = 0; p < PROFILES; p++)
		if ((s->table < 0 || (uint32_t)s->table == p) &&
			m->found[p] > found)
			found = m->found[p];
	if (found <= s->near_found)
		return;
	s->near = *m;
	s->near_found = found;
	s->near_line = line;
}

/* ---- columns ---- */

/* Does any field take the name of this column? Each that does gets it as a
 * source, kept in the order of the list of headings. */
static bool column_map(struct sheet *s, struct text fold, uint32_t slot)
{
	uint32_t hash = fold_hash(fold), i, k;
	bool taken = false;

	for (i = 0; fold.n && i < heading_count; i++) {
		const struct heading *h = &heading_list[i];
		struct column *c;

		if (h->profile != s->profile || !heading_is(s, i, fold, hash))
			continue;
		c = rows_column(&s->rows[h->view], h->field);
		if (c->sources == SOURCES_AT_MOST)
			continue;
		for (k = c->sources++; k && c->source[k - 1].rank > i; k--)
			c->source[k] = c->source[k - 1];
		c->source[k] = (struct source){i, slot};
		taken = true;
	}
	return taken;
}

/* Keyed rows may name any field later; a CSV has what its headings say. */
static void sheet_columns(struct sheet *s)
{
	uint32_t i;

	for (i = 0; i < heading_count; i++) {
		const struct heading *h = &heading_list[i];

		if (h->profile != s->profile || h->text[0] == '_')
			continue;
		s->rows[h->view].table = h->table;
		if (s->keyed)
			rows_column(&s->rows[h->view], h->field);
	}
}

static int32_t sheet_ignored(struct sheet *s)
{
	int32_t e = SKP_OK;

	if (s->ignored)
		e = skp_model_ignored(s->ld->m, s->rows[VIEW_MAIN].table,
			s->ignored, s->ld->err);
	s->ignored = 0;
	return e;
}

int32_t sheet_headings(struct sheet *s, const struct text *cells, uint32_t n,
	uint32_t line, int *ret)
{
	struct match m = match_cells(s, cells, n);
	char to[FOLD_AT_MOST];
	uint32_t i;

	*ret = 0;
	s->profile = match_profile(s, &m);
	if (s->profile == PROFILES) {
		near_keep(s, &m, line);
		return SKP_OK;
	}
	sheet_columns(s);
	for (i = 0; i < n; i++)
		if (!column_map(s, heading_fold(cells[i], to), i) &&
			text_trim(cells[i]).n)
			s->ignored++;
	exports_setup(s);
	s->line = line;
	*ret = 1;
	return sheet_ignored(s);
}

/* Does the caller want to go on? Meanwhile the model is busy: a call on it
 * from inside the callback is refused. */
static bool asked(struct load *ld)
{
	bool go_on;

	model_busy(ld->m, true);
	go_on = !ld->progress(ld->progress_ctx, ld->bytes, ld->rows);
	model_busy(ld->m, false);
	return go_on;
}

/* ---- rows ---- */

static int32_t sheet_emit(struct sheet *s, uint32_t line)
{
	struct load *ld = s->ld;
	uint32_t v;
	int32_t e;

	s->line = line;
	if (s->profile == PROFILE_RIWAYAT_JABATAN)
		e = history_row(s);
	else
		e = rows_add(s, &s->rows[VIEW_MAIN]);
	for (v = VIEW_MAIN + 1; !e && s->profile >= SKP_TABLES && v < VIEWS; v++)
		if (!s->rows[v].silent && s->rows[v].columns &&
			s->rows[v].when(s))
			e = rows_add(s, &s->rows[v]);
	if (!e && (++ld->rows & 4095) == 0 && ld->progress && !asked(ld))
		e = load_fail(ld, line, 0, SKP_E_CANCEL,
			"the caller stopped the load");
	return e;
}

int32_t sheet_row(struct sheet *s, const struct text *cells, uint32_t n,
	uint32_t line)
{
	s->cells = cells;
	s->n = n;
	return sheet_emit(s, line);
}

/* ---- keyed rows ---- */

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
		near_keep(s, &m, s->line);
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

		s->cell[i] = !k->named ? (struct text){NULL, 0}
			: k->len       ? (struct text){s->hold.p + k->at, k->len}
				       : (struct text){"", 0};
	}
	return sheet_row(s, s->cell, s->keys, s->line);
}

/* ---- the whole ---- */

/* The table whose name a file's name begins with, as in skp-2026.csv. */
static int32_t table_of_name(const char *name)
{
	const char *base = strrchr(name, '/');
	uint32_t n = 0;

	base = base ? base + 1 : name;
	while (ascii_lower(base[n]) >= 'a' && ascii_lower(base[n]) <= 'z')
		n++;
	if (n == 0 || ascii_digit(base[n]) || base[n] == '_')
		return -1;
	return skp_table_find(base, n);
}

int32_t sheet_new(struct load *ld, int32_t table, struct sheet **ret)
{
	struct sheet *s = mem_calloc(ld->mem, 1, sizeof(*s));
	char to[FOLD_AT_MOST];
	uint32_t i;

	*ret = s;
	if (!s)
		return mem_fail(ld->mem, ld->err);
	s->ld = ld;
	s->certain = table >= 0;
	s->table = s->certain ? table : table_of_name(ld->name);
	s->profile = PROFILES;
	s->missing = (struct text){"", 0};
	buf_init(&s->raw, ld->mem);
	buf_init(&s->hold, ld->mem);
	for (i = 0; i < heading_count; i++) {
		const struct heading *h = &heading_list[i];

		s->hash[i] = fold_hash(heading_fold(text_of(h->text), to));
		if (h->group)
			s->need[h->profile] |= 1u << h->group;
	}
	return SKP_OK;
}

/* A source that names a table and has no row of it. */
static int32_t sheet_rowless(struct sheet *s)
{
	if (s->table < 0)
		return load_fail(s->ld, 0, 0, SKP_E_EMPTY,
			"no row, so that nothing says which table this is");
	s->keyed = true;
	s->profile = (uint32_t)s->table;
	sheet_columns(s);
	return SKP_OK;
}

int32_t sheet_close(struct sheet *s)
{
	uint32_t v;
	int32_t e = SKP_OK;

	if (s->profile == PROFILES)
		e = sheet_rowless(s);
	if (!e && s->profile == PROFILE_RIWAYAT_JABATAN)
		e = history_close(s);
	for (v = 0; !e && v < VIEWS; v++) {
		struct rows *r = &s->rows[v];

		if (!r->silent && (r->n || (v == VIEW_MAIN && !r->sent)))
			e = rows_flush(s, r);
	}
	return e ? e : sheet_ignored(s);
}

void sheet_free(struct sheet *s)
{
	struct mem *mem;
	uint32_t v;

	if (!s)
		return;
	mem = s->ld->mem;
	history_free(s);
	for (v = 0; v < VIEWS; v++)
		rows_free(mem, &s->rows[v]);
	mem_free(mem, s->key, s->ckey * sizeof(*s->key));
	mem_free(mem, s->cell, s->ccell * sizeof(*s->cell));
	buf_free(&s->raw);
	buf_free(&s->hold);
	mem_free(mem, s, sizeof(*s));
}
