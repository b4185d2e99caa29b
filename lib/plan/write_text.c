/* SPDX-License-Identifier: MIT */
/* A plan for people: a list to tick off, then what cannot be planned. */
#include "write.h"

enum { EXAMPLES = 5, /* of many, and the rest counted */
	INDENT = 7, HANG = 9 /* columns of what stands below a step */ };

/* ---- a step ---- */

static const char *word(const struct view *v, const char *token)
{
	const char *said = skp_word(token, v->w.lang ? "en" : "id");

	return said ? said : token;
}

/* At the start of a line. */
static void put_capital(struct view *v, const char *said)
{
	struct buf *b = &v->w.out;
	bool small = said[0] >= 'a' && said[0] <= 'z';

	if (small)
		buf_char(b, (char)(said[0] - 'a' + 'A'));
	buf_str(b, said + small);
}

/* "       Label: ", of a line that line_end breaks */
static uint64_t label(struct view *v, const char *id, const char *en)
{
	uint64_t from = v->w.out.n;

	buf_str(&v->w.out, "       ");
	style(&v->w, DIM);
	say(&v->w, id, en);
	buf_str(&v->w.out, ": ");
	style(&v->w, PLAIN);
	return from;
}

static void line_end(struct view *v, uint64_t from)
{
	wrap(&v->w, from, HANG);
}

static void put_rule(struct view *v, uint32_t rule)
{
	struct buf *b = &v->w.out;

	buf_str(b, rule_of(v->p->c, rule)->code);
	buf_char(b, ' ');
	buf_str(b, rule_text(v->p->c, rule, SKP_RULE_TITLE, v->w.lang));
}

static void put_more(struct view *v, uint64_t n)
{
	if (!n)
		return;
	say(&v->w, ", dan ", ", and ");
	say_number(&v->w, n, "lagi", "more");
}

/* Ids by rule: "ORG305 its title: U1, U2; ATS203 its title: S1" */
static void put_fixes(struct view *v, const struct step *s)
{
	uint64_t from = label(v, "Memperbaiki", "Fixes");
	struct buf *b = &v->w.out;
	const struct met *m;
	uint32_t i, n = 0, rule = NONE;

	for (i = s->fix; i && n < EXAMPLES; i = m->next, n++) {
		m = &v->p->fix[i - 1];
		if (n)
			buf_str(b, m->rule == rule ? ", " : "; ");
		if (m->rule != rule) {
			put_rule(v, m->rule);
			buf_str(b, ": ");
		}
		rule = m->rule;
		unplanned_put(&v->w, v->p, m, SKP_PLAN_ID);
	}
	put_more(v, s->fixes - n);
	line_end(v, from);
}

/* Of a step that this view leaves out: whose it is. */
static void put_elsewhere(struct view *v, const struct step *s)
{
	buf_str(&v->w.out, ": ");
	buf_str(&v->w.out, word(v, plan_actor(v->p, s)));
	if (s->unor == NONE)
		return;
	buf_str(&v->w.out, ", ");
	put_unor(&v->w, s->unor);
}

static void put_after(struct view *v, const struct step *s)
{
	uint64_t from = label(v, "Sesudah langkah", "After step");
	struct buf *b = &v->w.out;
	int64_t n = plan_edges(v->p, s), k;
	const struct edge *e;

	for (k = 0; k < n; k++) {
		e = plan_edge(v->p, s, (uint32_t)k);
		if (k)
			buf_str(b, ", ");
		buf_uint(b, v->p->step[e->after].n);
		buf_str(b, " (");
		if (e->proven)
			say(&v->w, "terbukti", "proven");
		else
			say(&v->w, "aturan", "rule");
		if (!view_step(v, &v->p->step[e->after]))
			put_elsewhere(v, &v->p->step[e->after]);
		buf_char(b, ')');
	}
	line_end(v, from);
}

/* A step that mends nothing itself: what it is good for. */
static void put_needed(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	uint32_t i = v->first[s - v->p->step], n = 0;
	uint64_t from;

	if (s->fix || !i)
		return;
	from = label(v, "Diperlukan untuk langkah", "Needed for step");
	for (; i && n < EXAMPLES; i = v->next[i - 1], n++) {
		if (n)
			buf_str(b, ", ");
		buf_uint(b, v->p->step[v->p->edge[i - 1].step].n);
	}
	if (i)
		buf_str(b, ", ...");
	line_end(v, from);
}

static void put_waiting(struct view *v, const struct step *s)
{
	uint64_t from = label(v, "Menunggu langkah ini", "Waiting for this");

	say_number(&v->w, s->unblocks, "pegawai", s->unblocks == 1 ? "person"
			: "people");
	line_end(v, from);
}

static void put_wait(struct view *v, uint64_t days)
{
	uint64_t from = label(v, "Beri waktu", "Allow");

	say_number(&v->w, days, "hari kerja sampai terlihat di sistem "
		"berikutnya", days == 1
			? "working day until it shows in the next system"
			: "working days until it shows in the next system");
	line_end(v, from);
}

static void put_channel(struct view *v, const struct step *s)
{
	uint64_t start = label(v, "Bantuan", "Help"), from = v->w.out.n;

	step_put(&v->w, v->p, s, SKP_PLAN_CHANNEL, 0);
	if (v->w.out.n == from)
		v->w.out.n = start;
	else
		line_end(v, start);
}

static void put_details(struct view *v, const struct step *s)
{
	int64_t wait = step_int(v->p, s, SKP_PLAN_WAIT_DAYS);

	if (s->fix)
		put_fixes(v, s);
	put_needed(v, s);
	if (s->unblocks)
		put_waiting(v, s);
	if (plan_edges(v->p, s))
		put_after(v, s);
	if (wait > 0)
		put_wait(v, (uint64_t)wait);
	put_channel(v, s);
}

static void put_step(struct view *v, const struct step *s)
{
	struct buf *b = &v->w.out;
	uint64_t from;

	buf_str(b, "[ ] ");
	style(&v->w, BOLD);
	buf_uint(b, s->n);
	buf_str(b, ". ");
	put_capital(v, word(v, plan_actor(v->p, s)));
	style(&v->w, PLAIN);
	buf_str(b, " (");
	step_put(&v->w, v->p, s, SKP_PLAN_LEVEL, 0);
	buf_str(b, ", ");
	buf_str(b, word(v, act_info[s->act].system));
	if (s->decision)
		say(&v->w, ", keputusan", ", a decision");
	buf_str(b, ")\n");
	from = b->n;
	buf_str(b, "       ");
	step_put(&v->w, v->p, s, SKP_PLAN_ACTION, 0);
	wrap(&v->w, from, INDENT);
	put_details(v, s);
}

/* ---- what cannot be planned ---- */

/* Of one rule and reason, from entry i on: how many, the first few named. */
static void put_unplanned(struct view *v, uint64_t i)
{
	const struct met *all = v->p->unplanned, *m = &all[i];
	struct writer *w = &v->w;
	uint64_t k, n = 0, from = w->out.n;

	buf_str(&w->out, "  - ");
	put_rule(v, m->rule);
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
	put_more(v, n > EXAMPLES ? n - EXAMPLES : 0);
	buf_char(&w->out, ')');
	wrap(w, from, 4);
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
	uint64_t from;

	for (i = 0; i < skp_plan_rings(v->p); i++) {
		buf_char(b, '\n');
		from = b->n;
		say(&v->w, "Langkah-langkah ini saling menunggu menurut "
			"kebiasaan; rencana ini memilih urutannya: ",
			"These steps wait for each other by practice; this "
			"plan chose their order: ");
		for (k = 0; (n = skp_plan_ring(v->p, i, k)) >= 0; k++) {
			if (k)
				buf_str(b, ", ");
			buf_uint(b, (uint64_t)n);
		}
		wrap(&v->w, from, 2);
	}
}

/* What the words behind the steps that come first mean. */
static void put_legend(struct view *v)
{
	uint64_t from = v->w.out.n;

	say(&v->w, "Langkah yang paling banyak ditunggu didahulukan sejauh "
		"urutannya mengizinkan. \"Sesudah langkah\": terbukti = "
		"urutan sebaliknya gagal; aturan = urutan menurut peraturan "
		"atau kebiasaan.",
		"Steps for which most people wait come first, as far as the "
		"order allows. \"After step\": proven = the other order "
		"fails; rule = order by regulation or practice.");
	wrap(&v->w, from, 0);
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
	buf_char(&w->out, '\n');
	if (shown) {
		put_legend(v);
		buf_char(&w->out, '\n');
	} else if (!v->p->nstep && !v->p->nunplanned) {
		say(w, "Tidak ada yang perlu diperbaiki.\n",
			"There is nothing to repair.\n");
	}
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
