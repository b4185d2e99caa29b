/* SPDX-License-Identifier: MIT */
/* A plan for Graphviz: a box a step, an arrow to what must wait for it. */
#include "write.h"

/* Makes the inside of a quoted string of what was appended since `from`. */
static void quote_since(struct writer *w, uint64_t from)
{
	struct buf *b = &w->out, text;
	uint64_t i;

	buf_init(&text, &w->mem);
	for (i = from; i < b->n && !b->fail; i++) {
		if (b->p[i] == '"' || b->p[i] == '\\')
			buf_char(&text, '\\');
		buf_char(&text, b->p[i]);
	}
	b->n = from;
	buf_put(b, text.p, text.n);
	b->fail |= text.fail;
	buf_free(&text);
}

static void put_where(struct view *v, const struct step *s)
{
	if (s->unor != NONE)
		put_unor(&v->w, s->unor);
	else
		step_put(&v->w, v->p, s, SKP_PLAN_PEGAWAI, 0);
}

static void put_box(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	uint64_t from;

	buf_str(b, "  n");
	buf_uint(b, s->n);
	buf_str(b, " [label=\"");
	buf_uint(b, s->n);
	buf_str(b, ". ");
	buf_str(b, act_info[s->act].name);
	buf_str(b, "\\n");
	from = b->n;
	buf_str(b, skp_word(plan_actor(v->p, s), v->w.lang ? "en" : "id"));
	quote_since(&v->w, from);
	buf_str(b, "\\n");
	from = b->n;
	put_where(v, s);
	quote_since(&v->w, from);
	if (s->unblocks) {
		buf_str(b, v->w.lang ? "\\nwaiting: " : "\\nmenunggu: ");
		buf_uint(b, s->unblocks);
	}
	buf_str(b, s->decision ? "\" style=\"filled,dashed\" fillcolor="
				 "\"#fff3cd\"];\n"
			       : "\"];\n");
}

static void put_arrows(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	int64_t n = plan_edges(v->p, s), k;
	const struct edge *e;

	for (k = 0; k < n; k++) {
		e = plan_edge(v->p, s, (uint32_t)k);
		if (!view_step(v, &v->p->step[e->after]))
			continue;
		buf_str(b, "  n");
		buf_uint(b, v->p->step[e->after].n);
		buf_str(b, " -> n");
		buf_uint(b, s->n);
		buf_str(b, e->proven ? ";\n" : " [style=dashed];\n");
	}
}

void plan_write_dot(struct view *v)
{
	struct buf *b = &v->w.out;
	uint64_t i;

	buf_str(b, v->w.lang
		? "// an arrow: must come first; dashed: by regulation or "
		  "practice\n"
		: "// panah: harus lebih dulu; putus-putus: menurut aturan "
		  "atau kebiasaan\n");
	buf_str(b, "digraph rencana {\n  rankdir=LR;\n"
		"  node [shape=box style=filled fillcolor=\"#eef4fb\" "
		"fontname=\"sans-serif\" fontsize=10];\n");
	for (i = 0; i < v->p->nstep && writer_flush(&v->w, false); i++)
		if (view_step(v, view_at(v, i)))
			put_box(v, view_at(v, i));
	for (i = 0; i < v->p->nstep && writer_flush(&v->w, false); i++)
		if (view_step(v, view_at(v, i)))
			put_arrows(v, view_at(v, i));
	buf_str(b, "}\n");
}
