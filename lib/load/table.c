/* SPDX-License-Identifier: MIT */
/* A sheet: rows under headings, of a CSV file or keyed (YAML, JSON). It finds
 * out which table or export they are and turns them into batches. */
#include "load/match.h"
#include "load/rows.h"

/* ---- columns ---- */

bool column_map(struct sheet *s, struct text fold, uint32_t slot)
{
	uint32_t hash = heading_hash(fold), i, k;
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

void sheet_columns(struct sheet *s)
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

static void find_plain(struct rows *r, uint32_t width)
{
	uint32_t i;

	r->width = width;
	r->plain = !r->filled && !(r->flags & SKP_BATCH_IMPLICIT) &&
		r->columns && width <= GRID_AT_MOST / 256;
	for (i = 0; i < r->columns; i++)
		r->plain &= r->col[i].sources == 1 && !r->col[i].fix &&
			!r->col[i].same;
}

int32_t sheet_headings(struct sheet *s, const skp_view *cells, uint32_t n,
	uint32_t line, int *ret)
{
	struct match m = match_cells(s, cells, n);
	char to[FOLD_AT_MOST];
	uint32_t i;

	*ret = 0;
	s->profile = match_profile(s, &m);
	if (s->profile == PROFILES) {
		match_keep(s, &m, line);
		return SKP_OK;
	}
	sheet_columns(s);
	for (i = 0; i < n; i++)
		if (!column_map(s, heading_fold(text_of_view(&cells[i]), to), i) &&
			text_trim(text_of_view(&cells[i])).n)
			s->ignored++;
	exports_setup(s);
	s->views = s->profile != PROFILE_RIWAYAT_JABATAN;
	for (i = 0; s->views && i < VIEWS; i++)
		find_plain(&s->rows[i], n);
	s->line = line;
	*ret = 1;
	return sheet_ignored(s);
}

/* Meanwhile the model is busy: a call on it from inside the callback is
 * refused. */
int32_t load_asked(struct load *ld, uint32_t line)
{
	bool go_on;

	progress_add_rows(ld->watch, ld->rows - ld->told);
	ld->told = ld->rows;
	go_on = !progress_stopped(ld->watch);
	if (go_on && ld->progress) {
		model_busy(ld->m, true);
		go_on = !ld->progress(ld->progress_ctx, ld->bytes, ld->rows);
		model_busy(ld->m, false);
	}
	return go_on ? SKP_OK
		     : load_fail(ld, line, 0, SKP_E_CANCEL,
			"the caller stopped the load");
}

/* ---- rows ---- */

int32_t sheet_emit(struct sheet *s, uint32_t line)
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
	if (!e && ++ld->rows % PROGRESS_STEP == 0)
		e = load_asked(ld, line);
	return e;
}

int32_t sheet_row(struct sheet *s, const skp_view *cells, uint32_t n,
	uint32_t line)
{
	s->cells = cells;
	s->n = n;
	return sheet_emit(s, line);
}

bool sheet_is_plain(const struct sheet *s)
{
	return s->views && s->profile < SKP_TABLES &&
		s->rows[VIEW_MAIN].plain;
}

int32_t sheet_rows(struct sheet *s, uint32_t rows)
{
	struct load *ld = s->ld;
	struct rows *r = &s->rows[VIEW_MAIN];
	uint64_t before = ld->rows;
	int32_t e = SKP_OK;

	r->n += rows;
	ld->rows += rows;
	if (r->n == rows_most(r) && !s->lane)
		e = rows_flush(s, r);
	if (!e && before / PROGRESS_STEP != ld->rows / PROGRESS_STEP)
		e = load_asked(ld, s->line);
	return e;
}

int32_t sheet_settle(struct sheet *s)
{
	uint32_t v;
	int32_t e = SKP_OK;

	for (v = 0; s->views && !e && v < VIEWS; v++)
		if (s->rows[v].n)
			e = rows_flush(s, &s->rows[v]);
	return e;
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

		s->hash[i] = heading_hash(heading_fold(text_of(h->text), to));
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
