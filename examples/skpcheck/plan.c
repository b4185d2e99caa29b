/* SPDX-License-Identifier: MIT */
/* plan.c - who does what first, as a list to tick off; proven if asked for. */
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "graphviz.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "session.h"
#include "watch.h"

/* Never with what the data hold: only what the user typed. */
static int unknown(const struct session *s)
{
	const struct options *o = s->o;

	if (strncmp(s->err.text, "actor", 5))
		return session_failed(s, NULL);
	complain(TR(o, "--actor: '{}' bukan pelaku, dan tidak ada pegawai "
		"dengan id atau NIP itu; pelaku: admin_instansi, "
		"dinas_pendidikan, operator_sekolah, kepala_unit, "
		"kepala_sekolah, pegawai, pemasok_data", "--actor: '{}' is no "
		"actor, and nobody has that id or NIP; actors: "
		"admin_instansi, dinas_pendidikan, operator_sekolah, "
		"kepala_unit, kepala_sekolah, pegawai, pemasok_data"),
		o->mask ? "***" : o->actor);
	return EXIT_USAGE;
}

static int write_plan(struct session *s, skp_write_fn write, void *ctx)
{
	const struct options *o = s->o;
	skp_plan_write_options w = SKP_INIT(skp_plan_write_options);

	w.mask = o->mask;
	w.lang = options_lang(o);
	w.actor = o->actor;
	w.unor = o->unor;
	w.color = s->color;
	if (!skp_plan_write(s->p, o->format == FORMAT_SVG ? "dot"
			: format_name(o), &w, write, ctx, &s->err))
		return EXIT_CLEAN;
	return s->err.code == SKP_E_UNKNOWN ? unknown(s)
					    : session_failed(s, NULL);
}

/* Its failure is no fault of the user's: it must be heard of. */
static int verify(struct session *s)
{
	if (!s->o->verify || !skp_plan_verify(s->p, &s->err))
		return EXIT_CLEAN;
	if (s->err.code != SKP_E_PROOF)
		return session_failed(s, NULL);
	complain(TR(s->o, "rencana tidak terbukti: {}",
		"the plan is not proven: {}"), s->err.text);
	return EXIT_SYSTEM;
}

static int make(struct session *s)
{
	skp_plan_options p = SKP_INIT(skp_plan_options);

	p.try_all = s->o->verify;
	p.progress = watch_progress(s->o->watch);
	return skp_plan_make(s->c, s->m, &p, &s->p, &s->err)
		? session_failed(s, NULL)
		: verify(s);
}

/* An excerpt, or what only takes waiting, is nothing to repair. */
static bool needs_repair(const skp_plan *p, int64_t i)
{
	char reason[32];

	skp_plan_text(p, i, SKP_PLAN_REASON, 0, "id", reason, sizeof(reason));
	return strcmp(reason, "cuplikan") && strcmp(reason, "tunggu");
}

static int outcome(const skp_plan *p)
{
	int64_t steps = skp_plan_steps(p), n = skp_plan_unplanned(p);

	for (int64_t i = 0; !steps && i < n; i++)
		if (needs_repair(p, i))
			return EXIT_FINDINGS;
	return steps ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int print(struct session *s, struct output *out)
{
	int status;

	s->color = output_color(out);
	status = s->o->format == FORMAT_SVG
		? graphviz_write(s, write_plan, out)
		: write_plan(s, output_write, out);
	if (status || output_failed(out))
		return status;
	if (s->o->verify && !s->o->quiet && s->o->format == FORMAT_TEXT)
		output_text(out, TR(s->o, "\nTerbukti: setiap langkah "
			"dicobakan pada salinan data.\n", "\nProven: every "
			"step was tried on a copy of the data.\n"));
	return outcome(s->p);
}

int command_plan(const struct options *o)
{
	struct session s;
	struct output *out;
	int status = output_open(o, &out);
	bool done = false;

	if (status)
		return status;
	session_begin(&s, o, o->pada);
	if (!(status = session_checker(&s)) &&
		!(status = session_model(&s, o->count, o->operands)) &&
		!(status = make(&s))) {
		status = print(&s, out);
		done = status == EXIT_CLEAN || status == EXIT_FINDINGS;
	}
	status = output_close(out, done, status);
	session_end(&s);
	return status;
}
