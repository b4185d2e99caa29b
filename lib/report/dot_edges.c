/* SPDX-License-Identifier: MIT */
/* The lines of a graph for Graphviz, and the legend that explains all. Lines
 * between the same two units are drawn as one. */
#include "report/dot.h"

static bool bad(const struct dot *d, uint32_t node)
{
	return d->g->j->org[d->g->unor.v[node]] > ORG_UNKNOWN;
}

/* All edges between the ends of edge i, which is the first of them. */
struct tie {
	bool kind[EDGE_KINDS];
	uint32_t count;
};

static bool tie_at(const struct graph *g, uint64_t i, struct tie *tie)
{
	const struct edge *e = g->edge;
	uint64_t k;

	for (k = i; k > 0 && e[k - 1].from == e[i].from; k--)
		if (e[k - 1].to == e[i].to)
			return false; /* drawn with that one */
	memset(tie, 0, sizeof(*tie));
	for (k = i; k < g->edges && e[k].from == e[i].from; k++)
		if (e[k].to == e[i].to) {
			tie->kind[e[k].kind] = true;
			tie->count += e[k].count;
		}
	return true;
}

static bool in_cycle(const struct dot *d, uint32_t node)
{
	return d->g->j->unor[d->g->unor.v[node]] & U_CYCLE;
}

/* What matters most gives the line its look. */
static void put_unit_look(struct dot *d, const struct edge *e,
	const struct tie *t)
{
	if (t->kind[EDGE_BLOCKED] ||
		(t->kind[EDGE_NEXT] && bad(d, e->from) && bad(d, e->to)))
		dot_str(d, "color=\"#c23c00\" penwidth=2");
	else if (t->kind[EDGE_PARENT] && in_cycle(d, e->from))
		dot_str(d, "color=\"#7b1fa2\" penwidth=2");
	else if (t->kind[EDGE_NEXT])
		dot_str(d, "color=\"#0a5fa5\"");
	else
		dot_str(d, "color=\"#999999\" style=dotted arrowhead=none");
	if (t->kind[EDGE_BLOCKED]) {
		/* near its tail: where many end they would lie in a heap */
		dot_str(d, " fontcolor=\"#c23c00\" labeldistance=1.6 "
			"taillabel=\"");
		buf_uint(&d->w->out, t->count);
		dot_str(d, "\"");
	} else if (t->kind[EDGE_PARENT] && in_cycle(d, e->from)) {
		dot_say(d, " fontcolor=\"#7b1fa2\" label=\"lingkaran\"",
			" fontcolor=\"#7b1fa2\" label=\"cycle\"");
	}
	if (!t->kind[EDGE_PARENT])
		dot_str(d, " constraint=false");
	else if (!in_cycle(d, e->from))
		dot_str(d, " tailport=w headport=e");
}

static void put_person_look(struct dot *d, const struct edge *e)
{
	switch (e->kind) {
	case EDGE_EXPECTED:
		dot_str(d, "color=\"#007a5a\" penwidth=2 label=\"");
		dot_say(d, "seharusnya\"", "should be\"");
		break;
	case EDGE_RECORDED:
		dot_str(d, "color=\"#c23c00\" penwidth=2 style=dashed "
			"label=\"");
		dot_say(d, "tercatat\"", "recorded\"");
		break;
	case EDGE_HEADS:
		dot_str(d, "color=\"#333333\" label=\"");
		dot_say(d, "mengepalai\"", "heads\"");
		break;
	default:
		dot_str(d, "color=\"#333333\" style=dotted label=\"");
		dot_say(d, "anggota\"", "member\"");
	}
}

void dot_edges(struct dot *d)
{
	const struct edge *e = d->g->edge;
	struct tie tie;
	uint64_t i;

	for (i = 0; i < d->g->edges && writer_flush(d->w, false); i++, e++) {
		if (e->from < d->g->unor.n &&
			(!tie_at(d->g, i, &tie) ||
				(e->from == e->to && !tie.kind[EDGE_PARENT])))
			continue;
		dot_str(d, "\t");
		dot_node(d, e->from);
		dot_str(d, " -> ");
		dot_node(d, e->to);
		dot_str(d, " [");
		if (e->from < d->g->unor.n)
			put_unit_look(d, e, &tie);
		else
			put_person_look(d, e);
		dot_str(d, "];\n");
	}
}

/* ---- legend: texts of our own, with nothing of the data ---- */

static void put_swatch(struct dot *d, const char *fill, const char *border,
	const char *id, const char *en)
{
	dot_str(d, "<tr><td border=\"2\" width=\"34\" color=\"");
	dot_str(d, border);
	dot_str(d, "\" bgcolor=\"");
	dot_str(d, fill);
	dot_str(d, "\"></td><td align=\"left\">");
	dot_say(d, id, en);
	dot_str(d, "</td></tr>");
}

static void put_line(struct dot *d, const char *color, const char *line,
	const char *id, const char *en)
{
	dot_str(d, "<tr><td><font color=\"");
	dot_str(d, color);
	dot_str(d, "\"><b>");
	dot_str(d, line);
	dot_str(d, "</b></font></td><td align=\"left\">");
	dot_say(d, id, en);
	dot_str(d, "</td></tr>");
}

void dot_legend(struct dot *d)
{
	dot_str(d, "\tlegend [shape=plaintext margin=0 label=<<table "
		"border=\"1\" color=\"#bbbbbb\" cellborder=\"0\" "
		"cellspacing=\"3\" cellpadding=\"2\">"
		"<tr><td colspan=\"2\"><b>");
	dot_say(d, "Keterangan", "Legend");
	dot_str(d, "</b></td></tr>");
	put_swatch(d, "#dcf1ea", "#007a5a", "SKP Organisasi sudah terbit",
		"SKP Organisasi published");
	put_swatch(d, "#fdf0c4", "#a87400",
		"belum terbit (garis putus-putus)",
		"not yet published (dashed border)");
	put_swatch(d, "#f4dcea", "#9c3f77", "ditolak (garis putus-putus)",
		"rejected (dashed border)");
	put_swatch(d, "#fbd9c8", "#c23c00", "belum dibuat (garis tebal)",
		"not made (thick border)");
	put_swatch(d, "#f1f1f1", "#777777", "tidak diketahui", "unknown");
	put_swatch(d, "#ffffff", "#999999", "tidak diperlukan: tidak ada yang "
		"dinilai di sana", "not needed: nobody is appraised there");
	put_line(d, "#c23c00", "3 &rarr;",
		"pegawai unit ini yang menunggu unit yang ditunjuk",
		"people of this unit who wait for the one pointed at");
	put_line(d, "#0a5fa5", "&rarr;", "dinilai oleh kepala unit yang "
		"ditunjuk", "appraised by the head of the unit pointed at");
	put_line(d, "#999999", "&middot;&middot;&middot;&middot;",
		"unit di atasnya", "the unit above");
	dot_str(d, "</table>>];\n");
}
