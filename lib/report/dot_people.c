/* SPDX-License-Identifier: MIT */
/* The people of a graph for Graphviz: the one asked for and their atasan. */
#include "report/dot.h"

static void put_name(struct dot *d, const struct person *p)
{
	uint64_t from;

	dot_str(d, "<b>");
	from = d->w->out.n;
	if (p->row == NONE)
		put_ref(d->w, REF_NAME, p->name, true);
	else
		put_pegawai(d->w, p->row);
	dot_text_since(d, from, DOT_LINE);
	dot_str(d, "</b>");
}

static void put_role(struct dot *d, const struct person *p)
{
	if (p->role == ROLE_EXPECTED)
		dot_say(d, "<br/>atasan yang seharusnya",
			"<br/>the right atasan");
	else if (p->role == ROLE_RECORDED)
		dot_say(d, "<br/>atasan yang tercatat",
			"<br/>the recorded atasan");
	else if (d->g->j->pegawai[p->row] & P_BLOCKED)
		dot_say(d, "<br/>tidak dapat mengisi SKP",
			"<br/>cannot fill the SKP");
	if (p->row == NONE)
		dot_say(d, "<br/>(tidak ada dalam data)",
			"<br/>(not in the data)");
}

void dot_person(struct dot *d, uint32_t i)
{
	const struct person *p = &d->g->person[i];

	dot_str(d, "\t");
	dot_node(d, d->g->unor.n + i);
	dot_str(d, " [shape=ellipse style=filled fillcolor=\"#ffffff\" "
		"color=\"#333333\" penwidth=");
	dot_str(d, p->role == ROLE_SUBJECT ? "2.5" : "1");
	dot_str(d, " label=<");
	put_name(d, p);
	put_role(d, p);
	dot_str(d, ">];\n");
}
