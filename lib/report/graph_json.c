/* SPDX-License-Identifier: MIT */
/* A graph as one JSON object: nodes, edges, and how many units are cut. */
#include "graph.h"

/* The key, up to the value, which text_end() closes. */
static uint64_t text_begin(struct writer *w, const char *key)
{
	json_key(w, key);
	buf_char(&w->out, '"');
	return w->out.n;
}

static void text_end(struct writer *w, uint64_t from)
{
	json_quote(w, from);
	buf_char(&w->out, '"');
}

static void put_word(struct writer *w, const char *key, const char *word)
{
	text_begin(w, key);
	buf_str(&w->out, word);
	buf_char(&w->out, '"');
}

static void put_id(struct writer *w, const char *key, uint32_t kind,
	uint32_t v, bool person)
{
	uint64_t from = text_begin(w, key);

	put_ref(w, kind, v, person);
	text_end(w, from);
}

static void put_name(struct writer *w, struct text name)
{
	uint64_t from;

	if (!name.n)
		return;
	from = text_begin(w, "name");
	put_text(w, name);
	text_end(w, from);
}

static void put_number(struct writer *w, const char *key, uint64_t v)
{
	json_key(w, key);
	buf_uint(&w->out, v);
}

static void put_key(struct writer *w, uint64_t node)
{
	buf_str(&w->out, "\"n");
	buf_uint(&w->out, node);
	buf_char(&w->out, '"');
}

static void put_person_name(struct writer *w, uint32_t row)
{
	uint32_t c = cell(pegawai_of(w->r->m), PEGAWAI_nama, row);

	if (!w->mask && !cell_none(c))
		put_name(w, names_get(&w->r->m->texts, c));
}

static void put_heads(struct graph *g, uint32_t u)
{
	struct heads h = heads_now(g->j, u);
	struct writer *w = g->w;
	struct ids order = {NULL, 0, 0};
	uint64_t i;
	uint32_t k;

	for (k = 0; k < h.n; k++)
		w->out.fail |= !ids_add(g->mem, &order, h.p[k].pegawai);
	sort_pegawai(g->m, order.v, order.n);
	buf_str(&w->out, ",\"heads\":[");
	for (i = 0; i < order.n; i++) {
		for (k = 0; h.p[k].pegawai != order.v[i]; k++)
			;
		buf_str(&w->out, i ? ",{\"tugas\":\"" : "{\"tugas\":\"");
		buf_str(&w->out, tugas_word(h.p[k].tugas));
		buf_char(&w->out, '"');
		put_id(w, "id", REF_PEGAWAI, order.v[i], true);
		put_person_name(w, order.v[i]);
		buf_str(&w->out, h.p[k].eligible ? ",\"eligible\":true}"
						 : ",\"eligible\":false}");
	}
	buf_char(&w->out, ']');
	ids_free(g->mem, &order);
}

static void put_unit(struct graph *g, uint32_t node)
{
	uint32_t u = g->unor.v[node];
	struct writer *w = g->w;

	buf_str(&w->out, "{\"key\":");
	put_key(w, node);
	put_word(w, "type", "unor");
	put_id(w, "id", REF_UNOR, u, false);
	put_name(w, unor_name(g->m, u));
	put_word(w, "jenis", policy_kind_name((enum kind)
		g->j->kind[u]));
	put_heads(g, u);
	put_word(w, "org", org_word(g->j, u));
	put_word(w, "org_text", org_said(g->j, u, w->lang));
	buf_str(&w->out, unit_needed(g->j, u) ? ",\"needed\":true"
					      : ",\"needed\":false");
	put_number(w, "blocked", g->j->blocked[u]);
	put_number(w, "blocked_total", g->j->blocked_total[u]);
	if (g->j->root[u] != NONE && unit_needed(g->j, u))
		put_id(w, "root", REF_UNOR, g->j->root[u], false);
	if (g->j->unor[u] & U_CYCLE)
		buf_str(&w->out, ",\"cycle\":true");
	buf_char(&w->out, '}');
}

static void put_person(struct graph *g, uint32_t i)
{
	const struct person *p = &g->person[i];
	struct writer *w = g->w;

	buf_str(&w->out, "{\"key\":");
	put_key(w, g->unor.n + i);
	put_word(w, "type", "pegawai");
	if (p->row == NONE)
		put_id(w, "id", REF_NAME, p->name, true);
	else
		put_id(w, "id", REF_PEGAWAI, p->row, true);
	if (p->row != NONE)
		put_person_name(w, p->row);
	put_word(w, "role", role_words[p->role]);
	buf_str(&w->out, p->row != NONE && g->j->pegawai[p->row] & P_BLOCKED
			? ",\"blocked\":true}"
			: ",\"blocked\":false}");
}

static void put_edge(struct graph *g, const struct edge *e)
{
	struct writer *w = g->w;

	buf_str(&w->out, "{\"from\":");
	put_key(w, e->from);
	buf_str(&w->out, ",\"to\":");
	put_key(w, e->to);
	put_word(w, "kind", edge_words[e->kind]);
	if (e->kind == EDGE_BLOCKED)
		put_number(w, "count", e->count);
	buf_char(&w->out, '}');
}

static void put_break(struct writer *w, uint64_t i)
{
	buf_str(&w->out, i ? ",\n" : "\n");
	writer_flush(w, false);
}

int32_t write_graph_json(struct graph *g)
{
	struct writer *w = g->w;
	uint64_t i;

	buf_str(&w->out, "{\"nodes\":[");
	for (i = 0; i < g->unor.n && !w->stop; i++) {
		put_break(w, i);
		put_unit(g, (uint32_t)i);
	}
	for (i = 0; i < g->people && !w->stop; i++) {
		put_break(w, i + g->unor.n);
		put_person(g, (uint32_t)i);
	}
	buf_str(&w->out, "],\n\"edges\":[");
	for (i = 0; i < g->edges && !w->stop; i++) {
		put_break(w, i);
		put_edge(g, &g->edge[i]);
	}
	buf_str(&w->out, "],\n\"cut\":");
	buf_uint(&w->out, g->cut);
	buf_str(&w->out, "}\n");
	return SKP_OK;
}
