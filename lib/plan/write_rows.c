/* SPDX-License-Identifier: MIT */
/* A plan for programs: JSON Lines, JSON, CSV. */
#include "write.h"

static const struct {
	const char *key;
	int32_t field;
	bool number;
} keys[] = {
	{"n", SKP_PLAN_N, true},
	{"level", SKP_PLAN_LEVEL, false},
	{"actor", SKP_PLAN_ACTOR, false},
	{"pegawai", SKP_PLAN_PEGAWAI, false},
	{"unor", SKP_PLAN_UNOR, false},
	{"action", SKP_PLAN_ACTION, false},
	{"act", SKP_PLAN_ACT, false},
	{"system", SKP_PLAN_SYSTEM, false},
	{"fixes", SKP_PLAN_FIXES, false},
	{"unblocks", SKP_PLAN_UNBLOCKS, true},
	{"after", SKP_PLAN_AFTER, false},
	{"wait_days", SKP_PLAN_WAIT_DAYS, true},
	{"channel", SKP_PLAN_CHANNEL, false},
	{"keputusan", SKP_PLAN_KEPUTUSAN, true},
};

/* ---- JSON ---- */

/* A text field, left out when it says nothing. */
static void json_text(struct view *v, const struct step *s, uint32_t i)
{
	struct writer *w = &v->w;
	uint64_t start = w->out.n, from;

	json_key(w, keys[i].key);
	buf_char(&w->out, '"');
	from = w->out.n;
	step_put(w, v->p, s, keys[i].field, 0);
	if (w->out.n == from) {
		w->out.n = start;
		return;
	}
	json_quote(w, from);
	buf_char(&w->out, '"');
}

static void json_fixes(struct view *v, const struct step *s)
{
	struct writer *w = &v->w;
	const struct met *m;
	uint64_t from;
	uint32_t i;

	json_key(w, "fixes");
	buf_char(&w->out, '[');
	for (i = s->fix; i; i = m->next) {
		m = &v->p->fix[i - 1];
		buf_str(&w->out, i == s->fix ? "\"" : ",\"");
		from = w->out.n;
		plan_put_fix(w, v->p, m);
		json_quote(w, from);
		buf_char(&w->out, '"');
	}
	buf_char(&w->out, ']');
}

static void json_after(struct view *v, const struct step *s)
{
	struct writer *w = &v->w;
	int64_t n = plan_edges(v->p, s), i;
	const struct edge *e;

	json_key(w, "after");
	buf_char(&w->out, '[');
	for (i = 0; i < n; i++) {
		e = plan_edge(v->p, s, (uint32_t)i);
		buf_str(&w->out, i ? ",{\"n\":" : "{\"n\":");
		buf_uint(&w->out, v->p->step[e->after].n);
		buf_str(&w->out, e->proven ? ",\"basis\":\"terbukti\"}"
					   : ",\"basis\":\"aturan\"}");
	}
	buf_char(&w->out, ']');
}

static void json_step(struct view *v, const struct step *s)
{
	struct writer *w = &v->w;
	uint32_t i;

	buf_char(&w->out, '{');
	for (i = 0; i < ARRAY_LEN(keys); i++) {
		if (keys[i].field == SKP_PLAN_FIXES) {
			json_fixes(v, s);
		} else if (keys[i].field == SKP_PLAN_AFTER) {
			json_after(v, s);
		} else if (keys[i].field == SKP_PLAN_KEPUTUSAN) {
			json_key(w, keys[i].key);
			buf_str(&w->out, s->decision ? "true" : "false");
		} else if (keys[i].number) {
			json_key(w, keys[i].key);
			buf_uint(&w->out, (uint64_t)step_int(v->p, s,
				keys[i].field));
		} else {
			json_text(v, s, i);
		}
	}
	buf_char(&w->out, '}');
}

static void json_unplanned(struct view *v, const struct met *m)
{
	static const struct {
		const char *key;
		int32_t field;
	} at[] = {{"id", SKP_PLAN_ID}, {"pegawai", SKP_PLAN_PEGAWAI},
		{"unor", SKP_PLAN_UNOR}, {"level", SKP_PLAN_LEVEL},
		{"actor", SKP_PLAN_ACTOR}, {"reason", SKP_PLAN_REASON},
		{"reason_text", SKP_PLAN_REASON_TEXT}};
	struct writer *w = &v->w;
	uint64_t start, from;
	uint32_t i;

	buf_str(&w->out, "{\"unplanned\":\"");
	unplanned_put(w, v->p, m, SKP_PLAN_CODE);
	buf_str(&w->out, "\",\"table\":\"");
	buf_str(&w->out, skp_table_name(m->table));
	buf_char(&w->out, '"');
	for (i = 0; i < ARRAY_LEN(at); i++) {
		start = w->out.n;
		json_key(w, at[i].key);
		buf_char(&w->out, '"');
		from = w->out.n;
		unplanned_put(w, v->p, m, at[i].field);
		if (w->out.n == from) {
			w->out.n = start;
			continue;
		}
		json_quote(w, from);
		buf_char(&w->out, '"');
	}
	buf_char(&w->out, '}');
}

static void json_ring(struct view *v, int64_t ring)
{
	struct buf *b = &v->w.out;
	int64_t k, n;

	buf_char(b, '[');
	for (k = 0; (n = skp_plan_ring(v->p, ring, k)) >= 0; k++) {
		if (k)
			buf_char(b, ',');
		buf_uint(b, (uint64_t)n);
	}
	buf_char(b, ']');
}

void plan_write_jsonl(struct view *v)
{
	struct buf *b = &v->w.out;
	uint64_t i;

	for (i = 0; i < v->p->nstep && writer_flush(&v->w, false); i++) {
		if (!view_step(v, view_at(v, i)))
			continue;
		json_step(v, view_at(v, i));
		buf_char(b, '\n');
	}
	for (i = 0; (int64_t)i < skp_plan_rings(v->p); i++) {
		buf_str(b, "{\"ring\":");
		json_ring(v, (int64_t)i);
		buf_str(b, "}\n");
	}
	for (i = 0; i < v->p->nunplanned && writer_flush(&v->w, false); i++) {
		if (!view_unplanned(v, &v->p->unplanned[i]))
			continue;
		json_unplanned(v, &v->p->unplanned[i]);
		buf_char(b, '\n');
	}
}

void plan_write_json(struct view *v)
{
	struct buf *b = &v->w.out;
	const char *sep = "\n";
	uint64_t i;

	buf_str(b, "{\"steps\":[");
	for (i = 0; i < v->p->nstep && writer_flush(&v->w, false); i++) {
		if (!view_step(v, view_at(v, i)))
			continue;
		buf_str(b, sep);
		json_step(v, view_at(v, i));
		sep = ",\n";
	}
	buf_str(b, "],\n\"rings\":[");
	for (i = 0; (int64_t)i < skp_plan_rings(v->p); i++) {
		if (i)
			buf_char(b, ',');
		json_ring(v, (int64_t)i);
	}
	buf_str(b, "],\n\"unplanned\":[");
	sep = "\n";
	for (i = 0; i < v->p->nunplanned && writer_flush(&v->w, false); i++) {
		if (!view_unplanned(v, &v->p->unplanned[i]))
			continue;
		buf_str(b, sep);
		json_unplanned(v, &v->p->unplanned[i]);
		sep = ",\n";
	}
	buf_str(b, "]}\n");
}

/* ---- CSV ---- */

/* Makes a cell of what was appended since `from`: in quotes where need be, and
 * never what a spreadsheet would take for a formula. */
static void csv_quote(struct writer *w, uint64_t from)
{
	struct buf *b = &w->out, cell;
	bool quote = false;
	uint64_t i;

	if (b->fail || b->n == from)
		return;
	buf_init(&cell, &w->mem);
	if (strchr("=+-@\t\r", b->p[from]))
		buf_char(&cell, '\'');
	for (i = from; i < b->n; i++) {
		quote |= strchr(",\"\n\r;'", b->p[i]) != NULL;
		if (b->p[i] == '"')
			buf_char(&cell, '"');
		buf_char(&cell, b->p[i]);
	}
	b->n = from;
	if (quote)
		buf_char(b, '"');
	buf_put(b, cell.p, cell.n);
	if (quote)
		buf_char(b, '"');
	b->fail |= cell.fail;
	buf_free(&cell);
}

static void csv_list(struct view *v, const struct step *s, int32_t field)
{
	struct writer *w = &v->w;
	int64_t n = step_int(v->p, s, field), k;

	for (k = 0; k < n; k++) {
		if (k)
			buf_str(&w->out, "; ");
		step_put(w, v->p, s, field, (uint32_t)k);
		if (field != SKP_PLAN_AFTER)
			continue;
		buf_char(&w->out, ' ');
		step_put(w, v->p, s, SKP_PLAN_BASIS, (uint32_t)k);
	}
}

static void csv_step(struct view *v, const struct step *s)
{
	struct writer *w = &v->w;
	uint64_t from;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(keys); i++) {
		if (i)
			buf_char(&w->out, ',');
		from = w->out.n;
		if (keys[i].number)
			buf_uint(&w->out, (uint64_t)step_int(v->p, s,
				keys[i].field));
		else if (keys[i].field == SKP_PLAN_FIXES ||
			keys[i].field == SKP_PLAN_AFTER)
			csv_list(v, s, keys[i].field);
		else
			step_put(w, v->p, s, keys[i].field, 0);
		csv_quote(w, from);
	}
	buf_str(&w->out, ",\n");
}

/* Without a number: its rule stands under fixes, why not under reason. */
static void csv_unplanned(struct view *v, const struct met *m)
{
	static const int32_t at[] = {SKP_PLAN_LEVEL, SKP_PLAN_ACTOR,
		SKP_PLAN_PEGAWAI, SKP_PLAN_UNOR};
	struct writer *w = &v->w;
	uint64_t from;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(at); i++) {
		buf_char(&w->out, ',');
		from = w->out.n;
		unplanned_put(w, v->p, m, at[i]);
		csv_quote(w, from);
	}
	buf_str(&w->out, ",,,,");
	from = w->out.n;
	plan_put_fix(w, v->p, m);
	csv_quote(w, from);
	buf_str(&w->out, ",,,,,,");
	from = w->out.n;
	unplanned_put(w, v->p, m, SKP_PLAN_REASON_TEXT);
	csv_quote(w, from);
	buf_char(&w->out, '\n');
}

void plan_write_csv(struct view *v)
{
	uint64_t i;

	for (i = 0; i < ARRAY_LEN(keys); i++) {
		buf_str(&v->w.out, keys[i].key);
		buf_char(&v->w.out, ',');
	}
	buf_str(&v->w.out, "reason\n");
	for (i = 0; i < v->p->nstep && writer_flush(&v->w, false); i++)
		if (view_step(v, view_at(v, i)))
			csv_step(v, view_at(v, i));
	for (i = 0; i < v->p->nunplanned && writer_flush(&v->w, false); i++)
		if (view_unplanned(v, &v->p->unplanned[i]))
			csv_unplanned(v, &v->p->unplanned[i]);
}
