/* SPDX-License-Identifier: MIT */
/* A plan for people: a list to tick off, then what cannot be planned. */
#include "write.h"

enum { EXAMPLES = 5 /* of one rule that cannot be planned */ };

/* ---- a step ---- */

static void put_actor(struct view *v, const struct step *s)
{
	const char *lang = v->w.lang ? "en" : "id";
	const char *said = skp_word(plan_actor(v->p, s), lang);

	buf_str(&v->w.out, said ? said : plan_actor(v->p, s));
}

/* "       Label: " */
static void label(struct view *v, const char *id, const char *en)
{
	buf_str(&v->w.out, "       ");
	style(&v->w, DIM);
	say(&v->w, id, en);
	buf_str(&v->w.out, ": ");
	style(&v->w, PLAIN);
}

static void put_fixes(struct view *v, const struct step *s)
{
	struct writer *w = &v->w;
	const struct met *m;
	uint32_t i, n = 0;

	for (i = s->fix; i && n < EXAMPLES; i = m->next, n++) {
		m = &v->p->fix[i - 1];
		if (n)
			buf_str(&w->out, ", ");
		plan_put_fix(w, v->p, m);
	}
	if (s->fixes > n) {
		say(w, ", dan ", ", and ");
		say_number(w, s->fixes - n, "lagi", "more");
	}
}

/* Of a step that this view leaves out: whose it is. */
static void put_elsewhere(struct view *v, const struct step *s)
{
	buf_str(&v->w.out, ": ");
	put_actor(v, s);
	if (s->unor == NONE)
		return;
	buf_str(&v->w.out, ", ");
	put_unor(&v->w, s->unor);
}

static void put_after(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	int64_t n = plan_edges(v->p, s), k;
	const struct edge *e;

	for (k = 0; k < n; k++) {
		if (k)
			buf_str(b, ", ");
		step_put(&v->w, v->p, s, SKP_PLAN_AFTER, (uint32_t)k);
		buf_str(b, " (");
		step_put(&v->w, v->p, s, SKP_PLAN_BASIS, (uint32_t)k);
		e = plan_edge(v->p, s, (uint32_t)k);
		if (!view_step(v, &v->p->step[e->after]))
			put_elsewhere(v, &v->p->step[e->after]);
		buf_char(b, ')');
	}
}

/* A step that mends nothing itself: what it is good for. */
static void put_needed(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	uint32_t i = v->first[s - v->p->step], n = 0;

	if (s->fix || !i)
		return;
	label(v, "Diperlukan untuk langkah", "Needed for step");
	for (; i && n < EXAMPLES; i = v->next[i - 1], n++) {
		if (n)
			buf_str(b, ", ");
		buf_uint(b, v->p->step[v->p->edge[i - 1].step].n);
	}
	buf_str(b, i ? ", ...\n" : "\n");
}

static void put_details(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	int64_t wait = step_int(v->p, s, SKP_PLAN_WAIT_DAYS);

	if (s->fix) {
		label(v, "Memperbaiki", "Fixes");
		put_fixes(v, s);
		buf_char(b, '\n');
	}
	put_needed(v, s);
	if (s->unblocks) {
		label(v, "Menunggu langkah ini", "Waiting for this");
		say_number(&v->w, s->unblocks, "pegawai", s->unblocks == 1
				? "person" : "people");
		buf_char(b, '\n');
	}
	if (plan_edges(v->p, s)) {
		label(v, "Sesudah langkah", "After step");
		put_after(v, s);
		buf_char(b, '\n');
	}
	if (wait > 0) {
		label(v, "Tunggu", "Wait");
		say_number(&v->w, (uint64_t)wait, "hari sampai terlihat di "
			"sistem berikutnya", wait == 1
				? "day until it shows in the next system"
				: "days until it shows in the next system");
		buf_char(b, '\n');
	}
}

static void put_channel(struct view *v, const struct step *s)
{
	uint64_t start = v->w.out.n, from;

	label(v, "Bantuan", "Help");
	from = v->w.out.n;
	step_put(&v->w, v->p, s, SKP_PLAN_CHANNEL, 0);
	if (v->w.out.n == from)
		v->w.out.n = start;
	else
		buf_char(&v->w.out, '\n');
}

static void put_step(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;

	buf_str(b, "[ ] ");
	style(&v->w, BOLD);
	buf_uint(b, s->n);
	buf_str(b, ". ");
	put_actor(v, s);
	style(&v->w, PLAIN);
	buf_str(b, " (");
	step_put(&v->w, v->p, s, SKP_PLAN_LEVEL, 0);
	buf_str(b, ", ");
	step_put(&v->w, v->p, s, SKP_PLAN_SYSTEM, 0);
	if (s->decision)
		say(&v->w, ", keputusan", ", a decision");
	buf_str(b, ")\n       ");
	step_put(&v->w, v->p, s, SKP_PLAN_ACTION, 0);
	buf_char(b, '\n');
	put_details(v, s);
	put_channel(v, s);
}

/* ---- what cannot be planned ---- */

/* Of one rule and reason, from entry i on: how many, the first few named. */
static void put_unplanned(struct view *v, uint64_t i)
{
	const struct met *all = v->p->unplanned, *m = &all[i];
	struct writer *w = &v->w;
	uint64_t k, n = 0;

	buf_str(&w->out, "  - ");
	unplanned_put(w, v->p, m, SKP_PLAN_CODE);
	buf_str(&w->out, ": ");
	unplanned_put(w, v->p, m, SKP_PLAN_REASON_TEXT);
	buf_str(&w->out, " (");
	for (k = i; k < v->p->nunplanned; k++) {
		if (all[k].rule != m->rule || all[k].reason != m->reason ||
			!view_unplanned(v, &all[k]))
			continue;
		if (n++ >= EXAMPLES)
			continue;
		if (n > 1)
			buf_str(&w->out, ", ");
		unplanned_put(w, v->p, &all[k], SKP_PLAN_ID);
	}
	if (n > EXAMPLES) {
		say(w, ", dan ", ", and ");
		say_number(w, n - EXAMPLES, "lagi", "more");
	}
	buf_str(&w->out, ")\n");
}

static void put_all_unplanned(struct view *v)
{
	bool seen[RULES_ALL][REASONS] = {{false}};
	const struct met *m;
	bool any = false;
	uint64_t i;

	for (i = 0; i < v->p->nunplanned; i++) {
		m = &v->p->unplanned[i];
		if (seen[m->rule][m->reason] || !view_unplanned(v, m))
			continue;
		if (!any)
			say(&v->w, "\nTidak dapat direncanakan:\n",
				"\nCannot be planned:\n");
		any = true;
		seen[m->rule][m->reason] = true;
		put_unplanned(v, i);
		writer_flush(&v->w, false);
	}
}

/* ---- the whole ---- */

static void put_rings(struct view *v)
{
	struct buf *b = &v->w.out;
	int64_t i, k, n;

	for (i = 0; i < skp_plan_rings(v->p); i++) {
		say(&v->w, "\nLangkah-langkah ini saling menunggu menurut "
			"kebiasaan; urutannya dipilih oleh rencana: ",
			"\nThese steps wait for each other by practice; the "
			"plan chose their order: ");
		for (k = 0; (n = skp_plan_ring(v->p, i, k)) >= 0; k++) {
			if (k)
				buf_str(b, ", ");
			buf_uint(b, (uint64_t)n);
		}
		buf_char(b, '\n');
	}
}

static void put_head(struct view *v, uint64_t shown)
{
	struct writer *w = &v->w;

	style(w, BOLD);
	say(w, "Rencana perbaikan", "Repair plan");
	style(w, PLAIN);
	buf_str(&w->out, ": ");
	say_number(w, shown, "langkah", shown == 1 ? "step" : "steps");
	if (shown != v->p->nstep) {
		say(w, " dari ", " of ");
		buf_uint(&w->out, v->p->nstep);
	}
	buf_str(&w->out, "\n\n");
}

void plan_write_text(struct view *v)
{
	uint64_t i, shown = 0;

	for (i = 0; i < v->p->nstep; i++)
		shown += view_step(v, view_at(v, i));
	put_head(v, shown);
	for (i = 0; i < v->p->nstep && writer_flush(&v->w, false); i++)
		if (view_step(v, view_at(v, i)))
			put_step(v, view_at(v, i));
	put_rings(v);
	put_all_unplanned(v);
}
