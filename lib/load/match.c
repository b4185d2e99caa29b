/* SPDX-License-Identifier: MIT */
/* Which table or export do these names belong to, and what to say when they
 * are nobody's. */
#include "load/match.h"

uint32_t heading_hash(struct text t)
{
	uint32_t h = 2166136261u, i;

	for (i = 0; i < t.n; i++)
		h = (h ^ (uint8_t)t.p[i]) * 16777619u;
	return h;
}

struct text heading_fold(struct text t, char *to)
{
	struct text f = text_fold(t, to, FOLD_AT_MOST);

	return f.n < FOLD_AT_MOST ? f : (struct text){to, 0};
}

bool heading_is(const struct sheet *s, uint32_t i, struct text fold,
	uint32_t hash)
{
	char to[FOLD_AT_MOST];

	/* what only reports feed no file may name */
	return s->hash[i] == hash && heading_list[i].text[0] != '_' &&
		text_eq(heading_fold(text_of(heading_list[i].text), to), fold);
}

void match_name(const struct sheet *s, struct match *m,
	struct text name)
{
	bool seen[PROFILES] = {false};
	char to[FOLD_AT_MOST];
	struct text fold = heading_fold(name, to);
	uint32_t hash = heading_hash(fold), i;

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

struct match match_cells(const struct sheet *s,
	const skp_view *cells, uint32_t n)
{
	struct match m;
	uint32_t i;

	memset(&m, 0, sizeof(m));
	for (i = 0; i < n; i++)
		match_name(s, &m, text_of_view(&cells[i]));
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

uint32_t match_profile(const struct sheet *s, const struct match *m)
{
	uint32_t table = match_table(s, m), export = match_export(s, m);

	if (export < PROFILES && (table == PROFILES ||
		m->found[export] >= m->found[table]))
		return export;
	return table;
}

uint32_t sheet_score(const struct sheet *s, const skp_view *cells,
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

void match_keep(struct sheet *s, const struct match *m, uint32_t line)
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
