/* SPDX-License-Identifier: MIT */
/* A graph from the question to the bytes: judge, choose, tie, write. */
#include "graph.h"

const char *org_word(const struct judgement *j, uint32_t unor)
{
	static const char *const word[] = {"good", "unknown", "below",
		"ditolak", "absent"};

	return word[j->org[unor]];
}

const char *org_said(const struct judgement *j, uint32_t unor, int32_t lang)
{
	static const char *const word[][2] = {
		{"sudah terbit", "published"},
		{"tidak diketahui", "unknown"},
		{"belum terbit", "not yet published"},
		{"ditolak", "rejected"},
		{"belum dibuat", "not made"}
	};

	if (!unit_needed(j, unor))
		return lang ? "not needed" : "tidak diperlukan";
	return word[j->org[unor]][lang];
}

/* ---- what is asked for ---- */

static int32_t find_unor(struct graph *g, struct text id, uint32_t *ret,
	skp_error *err)
{
	*ret = model_find_unor(g->m, id);
	return *ret == CELL_EMPTY ? fail(err, SKP_E_UNKNOWN,
					    "unor: no unit of that id in the "
					    "data")
				  : SKP_OK;
}

static int32_t find_pegawai(struct graph *g, struct text id, skp_error *err)
{
	g->subject = model_find_pegawai(g->m, id);
	return g->subject == CELL_EMPTY
		       ? fail(err, SKP_E_UNKNOWN,
				 "pegawai: nobody of that id or NIP in the "
				 "data")
		       : SKP_OK;
}

static int32_t find_instansi(struct graph *g, struct text id, skp_error *err)
{
	const uint32_t *col = unor_of(g->m)->col[UNOR_instansi_id];
	uint64_t u;

	g->only = names_find_id(&g->m->ids, id);
	for (u = 0; col && g->only != NAME_NONE && u < g->j->units; u++)
		if (!cell_none(col[u]) &&
			names_fold(&g->m->ids, col[u]) == g->only)
			return SKP_OK;
	return fail(err, SKP_E_UNKNOWN,
		"instansi: no unit of that instansi in the data");
}

/* The checker's own filters stand where the options say nothing. */
static int32_t choose(struct graph *g, const skp_graph_options *o,
	skp_error *err)
{
	const skp_checker *c = g->r->c;
	struct text unor = o->unor ? text_of(o->unor)
				   : (struct text){c->unor.p,
					     (uint32_t)c->unor.n};
	uint32_t u;
	bool ok;
	int32_t e = SKP_OK;

	if (o->pegawai) {
		e = find_pegawai(g, text_of(o->pegawai), err);
		ok = !e && graph_people(g) && scope_pegawai(g, g->subject);
	} else if (unor.n) {
		e = find_unor(g, unor, &u, err);
		ok = !e && scope_unor(g, u);
	} else {
		if (c->instansi.n)
			e = find_instansi(g, (struct text){c->instansi.p,
				(uint32_t)c->instansi.n}, err);
		ok = !e && scope_all(g);
	}
	if (e)
		return e;
	ok = ok && scope_take(g, !o->pegawai && !unor.n) && graph_edges(g);
	return ok ? SKP_OK : mem_fail(g->mem, err);
}

/* ---- life ---- */

static int32_t graph_init(struct graph *g, skp_report *r, int32_t limit,
	skp_error *err)
{
	memset(g, 0, sizeof(*g));
	g->r = r;
	g->m = r->m;
	g->j = &r->j;
	g->mem = &r->mem;
	g->limit = limit ? (uint32_t)limit : GRAPH_LIMIT;
	g->subject = g->only = NONE;
	g->seen = mem_calloc(g->mem, g->j->units + 1, 1);
	g->node = mem_calloc(g->mem, g->j->units + 1, sizeof(uint32_t));
	return g->seen && g->node ? SKP_OK : mem_fail(g->mem, err);
}

static void graph_free(struct graph *g)
{
	mem_free(g->mem, g->seen, g->j->units + 1);
	mem_free(g->mem, g->node, (g->j->units + 1) * sizeof(uint32_t));
	mem_free(g->mem, g->pick, g->cap * sizeof(*g->pick));
	mem_free(g->mem, g->person, g->cpeople * sizeof(*g->person));
	mem_free(g->mem, g->edge, g->cedges * sizeof(*g->edge));
	ids_free(g->mem, &g->unor);
}

static int32_t graph_write(struct graph *g, const skp_graph_options *o,
	bool json, skp_write_fn write, void *ctx, skp_error *err)
{
	skp_write_options wo = SKP_INIT(skp_write_options);
	struct writer w;
	int32_t e;

	wo.lang = o->lang;
	wo.mask = o->mask;
	e = writer_init(&w, g->r, &wo, err);
	w.write = write;
	w.ctx = ctx;
	g->w = &w;
	if (!e)
		e = writer_end(&w, json ? write_graph_json(g) : write_dot(g));
	writer_free(&w);
	return e;
}

static int32_t graph_of(skp_report *r, const skp_graph_options *o, bool json,
	skp_write_fn write, void *ctx, skp_error *err)
{
	struct graph g;
	int32_t e = graph_init(&g, r, o->limit, err);

	if (!e)
		e = choose(&g, o, err);
	if (!e)
		e = graph_write(&g, o, json, write, ctx, err);
	graph_free(&g);
	return e;
}

int32_t skp_graph_write(const skp_checker *c, const skp_model *m,
	const skp_graph_options *options, skp_write_fn write, void *ctx,
	skp_error *err)
{
	skp_graph_options o;
	skp_report *r = NULL;
	bool json;
	int32_t e;

	if (!write || !sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "no function, or the options of a "
			"newer library");
	if ((o.unor && o.pegawai) || o.limit < 0)
		return fail(err, SKP_E_ARG, "a unit and a person, or a limit "
			"below 0");
	json = o.format && strcmp(o.format, "json") == 0;
	if (o.format && !json && strcmp(o.format, "dot") != 0)
		return fail(err, SKP_E_UNKNOWN, "no such format: dot or json");
	e = check_ready(c, m, err);
	if (!e)
		e = check_whole(m, err);
	if (!e)
		e = report_judged(c, m, &r, err);
	if (!e)
		e = graph_of(r, &o, json, write, ctx, err);
	skp_report_free(r);
	return e;
}
