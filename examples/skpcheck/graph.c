/* SPDX-License-Identifier: MIT */
/* graph.c - who waits for whom, drawn. */
#include <skpcheck.h>

#include "command.h"
#include "graphviz.h"
#include "options.h"
#include "output.h"
#include "session.h"

static int write_graph(struct session *s, skp_write_fn write, void *ctx)
{
	skp_graph_options g = SKP_INIT(skp_graph_options);

	g.unor = s->o->unor;
	g.pegawai = s->o->pegawai;
	g.limit = s->o->limit;
	g.format = s->o->format == FORMAT_JSON ? "json" : "dot"; /* svg too */
	g.lang = options_lang(s->o);
	g.mask = s->o->mask;
	if (skp_graph_write(s->c, s->m, &g, write, ctx, &s->err))
		return session_failed(s, NULL);
	return EXIT_CLEAN;
}

int command_graph(const struct options *o)
{
	struct session s;
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	session_begin(&s, o, o->pada);
	if (!(status = session_checker(&s)) &&
		!(status = session_model(&s, o->count, o->operands)))
		status = o->format == FORMAT_SVG
				 ? graphviz_write(&s, write_graph, out)
				 : write_graph(&s, output_write, out);
	session_end(&s);
	return output_close(out, status == EXIT_CLEAN, status);
}
