/* SPDX-License-Identifier: MIT */
/* A graph for Graphviz, to be printed and pinned up: units as boxes, one
 * frame a dinas, the state of each SKP Organisasi by colour, border and word,
 * so that it also says so in grey and to the colour-blind. */
#include "report/dot.h"

/* Tints that keep apart for all kinds of colour vision (after Okabe, Ito). */
struct look {
	const char *fill, *border, *style, *width;
};
static const struct look looks[] = {
	[ORG_GOOD] = {"#dcf1ea", "#007a5a", "filled", "1"},
	[ORG_UNKNOWN] = {"#f1f1f1", "#777777", "filled,dashed", "1"},
	[ORG_BELOW] = {"#fdf0c4", "#a87400", "filled,dashed", "2"},
	[ORG_DITOLAK] = {"#f4dcea", "#9c3f77", "filled,dashed", "2"},
	[ORG_ABSENT] = {"#fbd9c8", "#c23c00", "filled", "2"}
};
static const struct look look_unneeded = {"#ffffff", "#999999", "filled",
	"1"};

static const struct look *look_of(const struct judgement *j, uint32_t u)
{
	return unit_needed(j, u) ? &looks[j->org[u]] : &look_unneeded;
}

static void put_look(struct dot *d, const struct look *l, bool root)
{
	dot_str(d, "fillcolor=\"");
	dot_str(d, l->fill);
	dot_str(d, "\" color=\"");
	dot_str(d, l->border);
	dot_str(d, "\" style=\"");
	dot_str(d, l->style);
	dot_str(d, "\" penwidth=");
	dot_str(d, root ? "3.5" : l->width);
}

/* ---- units ---- */

static void put_title(struct dot *d, uint32_t u)
{
	struct text name = unor_name(d->g->m, u);
	uint64_t from;

	dot_str(d, "<b>");
	from = d->w->out.n;
	if (name.n)
		put_text(d->w, name);
	else
		put_ref(d->w, REF_UNOR, u, false);
	dot_text_since(d, from, DOT_LINE);
	dot_str(d, "</b><br/><font point-size=\"7\" color=\"#555555\">");
	from = d->w->out.n;
	dot_str(d, policy_kind_name((enum kind)d->g->j->kind[u]));
	dot_str(d, " ");
	put_ref(d->w, REF_UNOR, u, false);
	dot_text_since(d, from, DOT_ID_LINE);
	dot_str(d, "</font>");
}

static void put_tugas(struct dot *d, struct head h)
{
	static const char *const word[] = {"", "", "Pj. ", "Plt. ", "Plh. "};

	dot_str(d, word[h.tugas]);
}

static void put_head(struct dot *d, struct head h)
{
	uint64_t from;

	dot_str(d, "<br/>");
	from = d->w->out.n;
	dot_say(d, "Kepala: ", "Head: ");
	put_tugas(d, h);
	put_pegawai(d->w, h.pegawai);
	if (!h.eligible)
		dot_say(d, " - bukan pejabat penilai",
			" - may not appraise");
	dot_text_since(d, from, DOT_LINE);
}

/* At the top of an instansi stands a menteri or kepala daerah. */
static void put_no_head(struct dot *d, uint32_t u)
{
	const struct judgement *j = d->g->j;

	dot_str(d, "<br/>");
	if (!j->heads_known)
		dot_say(d, "Kepala: tidak diketahui", "Head: unknown");
	else if (j->kind[u] == KIND_INSTANSI &&
		cell(unor_of(j->m), UNOR_diatasan_id, u) == CELL_EMPTY)
		dot_say(d, "Kepala: bukan ASN", "Head: not a civil servant");
	else
		dot_say(d, "Kepala: kosong", "Head: vacant");
}

/* Of the least id first. */
static void put_heads(struct dot *d, uint32_t u)
{
	struct heads h = heads_now(d->g->j, u);
	struct ids order = {NULL, 0, 0};
	uint32_t i, k;

	if (h.n == 0)
		put_no_head(d, u);
	for (k = 0; k < h.n; k++)
		d->w->out.fail |= !ids_add(d->g->mem, &order, h.p[k].pegawai);
	sort_pegawai(d->g->m, order.v, order.n);
	for (i = 0; i < order.n; i++)
		for (k = 0; k < h.n; k++)
			if (h.p[k].pegawai == order.v[i])
				put_head(d, h.p[k]);
	ids_free(d->g->mem, &order);
}

static void put_blocked(struct dot *d, uint32_t u)
{
	const struct judgement *j = d->g->j;

	if (!j->blocked_total[u])
		return;
	dot_str(d, "<br/><b>");
	if (unit_is_root(j, u))
		dot_say(d, "AKAR MASALAH: ", "ROOT BLOCKER: ");
	buf_uint(&d->w->out, j->blocked_total[u]);
	dot_say(d, " pegawai menunggu", " waiting");
	dot_str(d, "</b>");
	if (j->blocked[u] == j->blocked_total[u])
		return;
	dot_say(d, " (langsung: ", " (directly: ");
	buf_uint(&d->w->out, j->blocked[u]);
	dot_str(d, ")");
}

static void put_label(struct dot *d, uint32_t u)
{
	put_title(d, u);
	put_heads(d, u);
	dot_str(d, "<br/>SKP Organisasi: ");
	dot_str(d, org_said(d->g->j, u, d->w->lang));
	put_blocked(d, u);
}

/* ---- frames: one a dinas that has units drawn below it ---- */

/* Node of the dinas whose frame a unit stands in, NONE: in no frame. */
static uint32_t frame_of(const struct graph *g, uint32_t u)
{
	uint32_t dinas = g->j->kind[u] == KIND_DINAS ? u : g->j->dinas[u];

	return dinas == NONE ? (uint32_t)NONE : g->node[dinas] - 1;
}

static void count_frames(struct dot *d)
{
	uint64_t i;
	uint32_t f;

	for (i = 0; i < d->g->unor.n; i++) {
		f = frame_of(d->g, d->g->unor.v[i]);
		if (f != NONE)
			d->cluster[f]++;
	}
}

static void frame_begin(struct dot *d, uint32_t node, uint32_t frame)
{
	uint64_t from;

	dot_str(d, "\tsubgraph \"cluster_");
	dot_node(d, frame);
	dot_str(d, "\" {\n");
	if (node != frame)
		return;
	dot_str(d, "\t\tlabel=<<b>");
	from = d->w->out.n;
	put_text(d->w, unor_name(d->g->m, d->g->unor.v[frame]));
	if (d->w->out.n == from)
		put_ref(d->w, REF_UNOR, d->g->unor.v[frame], false);
	dot_text_since(d, from, DOT_LINE);
	dot_str(d, "</b>>;\n");
}

static void put_unit(struct dot *d, uint32_t node)
{
	uint32_t u = d->g->unor.v[node];
	uint32_t frame = frame_of(d->g, u);
	bool framed = frame != NONE && d->cluster[frame] > 1;

	if (framed)
		frame_begin(d, node, frame);
	dot_str(d, framed ? "\t\t" : "\t");
	dot_node(d, node);
	dot_str(d, " [");
	put_look(d, look_of(d->g->j, u), unit_is_root(d->g->j, u));
	dot_str(d, " label=<");
	put_label(d, u);
	dot_str(d, framed ? ">];\n\t}\n" : ">];\n");
}

/* ---- the whole ---- */

static void put_instant(struct dot *d)
{
	char to[CLOCK_TEXT];

	clock_print(d->g->j->pada, to);
	to[10] = '\0';
	to[16] = '\0';
	dot_str(d, to);
	dot_str(d, " ");
	dot_str(d, to + 11);
	dot_str(d, " WIB");
}

static void put_open(struct dot *d)
{
	dot_str(d, "digraph skpcheck {\n"
		"\tgraph [rankdir=RL charset=\"UTF-8\" ranksep=1.0 "
		"nodesep=0.12 fontname=\"Helvetica\" fontsize=16 labelloc=t "
		"style=\"rounded\" color=\"#bbbbbb\" label=<<b>");
	dot_say(d, "Siapa menunggu siapa", "Who waits for whom");
	dot_str(d, "</b> - SKP Organisasi, ");
	put_instant(d);
	dot_str(d, ">];\n"
		"\tnode [shape=box fontname=\"Helvetica\" fontsize=10 "
		"width=2.5 margin=\"0.1,0.05\"];\n"
		"\tedge [fontname=\"Helvetica\" fontsize=9 arrowsize=0.7];\n");
}

/* What the limit leaves out must be seen on the paper too. */
static void put_cut(struct dot *d)
{
	if (!d->g->cut)
		return;
	dot_str(d, "\tcut [shape=note style=filled fillcolor=\"#ffffff\" "
		"color=\"#333333\" fontsize=12 label=<");
	dot_str(d, "<b>");
	buf_uint(&d->w->out, d->g->cut);
	dot_say(d, " unit lain tidak digambar</b><br/>(batas: ",
		d->g->cut == 1 ? " more unit is not drawn</b><br/>(limit: "
			       : " more units are not drawn</b><br/>(limit: ");
	buf_uint(&d->w->out, d->g->limit);
	dot_say(d, " unit)", " units)");
	dot_str(d, ">];\n");
}

static void put_empty(struct dot *d)
{
	if (d->g->unor.n + d->g->people)
		return;
	dot_str(d, "\tempty [shape=note label=<");
	dot_say(d, "Tidak ada unit dalam data.", "There are no units.");
	dot_str(d, ">];\n");
}

static void put_all(struct dot *d)
{
	uint64_t i;

	put_open(d);
	count_frames(d);
	for (i = 0; i < d->g->unor.n && writer_flush(d->w, false); i++)
		put_unit(d, (uint32_t)i);
	for (i = 0; i < d->g->people && writer_flush(d->w, false); i++)
		dot_person(d, (uint32_t)i);
	dot_edges(d);
	put_cut(d);
	put_empty(d);
	dot_legend(d);
	dot_str(d, "}\n");
}

int32_t write_dot(struct graph *g)
{
	struct dot d = {.g = g, .w = g->w};
	uint64_t bytes = (g->unor.n + 1) * sizeof(uint32_t);

	buf_init(&d.text, g->mem);
	d.cluster = mem_calloc(g->mem, g->unor.n + 1, sizeof(uint32_t));
	if (!d.cluster)
		return mem_fail(g->mem, g->w->err);
	put_all(&d);
	mem_free(g->mem, d.cluster, bytes);
	buf_free(&d.text);
	return SKP_OK;
}
