/* SPDX-License-Identifier: MIT */
/* In sentences: what is the matter, and who waits for whom. */
#include "reason.h"

static void say_not_obliged(struct writer *w, const skp_reason *q)
{
	bool active = reason_judgement(q)->pegawai[q->pegawai] & P_ACTIVE;
	uint32_t c = cell(pegawai_of(q->r->m), PEGAWAI_kedudukan, q->pegawai);
	uint64_t from = w->out.n;

	put_name(w, q->pegawai);
	if (active)
		say(w, " tidak wajib mengisi SKP",
			" does not have to fill an SKP");
	else
		say(w, " tercatat tidak aktif lagi sehingga tidak mengisi SKP",
			" is recorded as no longer active and fills no SKP");
	if (!cell_none(c)) {
		say(w, " (kedudukan: ", " (kedudukan: ");
		put_text(w, names_get(&q->r->m->words, c));
		buf_char(&w->out, ')');
	}
	buf_char(&w->out, '.');
	wrap(w, from, 0);
}

static void say_waiting(struct writer *w, const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	uint64_t total = j->blocked_total[q->root];

	say_number(w, total, "pegawai menunggu, ", total == 1
			? "person has been waiting for it"
			: "people have been waiting for it");
	if (q->since > j->today) {
		say(w, "termasuk yang bersangkutan.", ".");
		return;
	}
	say(w, "terhitung sejak ", " since ");
	put_long_day(w, q->since);
	if (q->since < j->today) {
		buf_str(&w->out, " (");
		say_number(w, (uint64_t)(j->today - q->since), "hari)",
			j->today - q->since == 1 ? "day)" : "days)");
	}
	buf_char(&w->out, '.');
}

static void say_blocked(struct writer *w, const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	const struct head *h = reason_head(q, q->root);
	uint64_t from = w->out.n;

	style(w, BOLD);
	put_name(w, q->pegawai);
	say(w, " belum dapat melanjutkan SKP.",
		" cannot go on with their SKP yet.");
	style(w, PLAIN);
	say(w, " Akar masalahnya: SKP Organisasi ",
		" The root of it: the SKP Organisasi of ");
	put_text(w, unor_name(q->r->m, q->root));
	buf_char(&w->out, ' ');
	put_org(w, j, q->root);
	if (h && h->pegawai == q->pegawai) {
		say(w, "; yang harus bertindak adalah yang bersangkutan "
			"sendiri", "; it is they themselves who must act");
	} else if (h) {
		say(w, "; yang harus bertindak lebih dulu adalah ",
			"; who must act first is ");
		put_pegawai(w, h->pegawai);
	}
	buf_str(&w->out, ". ");
	say_waiting(w, q);
	wrap(w, from, 0);
}

static void say_finding(struct writer *w, const struct finding *f)
{
	const char *indicator = rule_text(w->r->c, f->rule,
		SKP_RULE_INDICATOR, w->lang);
	uint64_t from = w->out.n;

	buf_str(&w->out, "  - ");
	put_severity(w, f->severity);
	buf_char(&w->out, ' ');
	buf_str(&w->out, rule_of(w->r->c, f->rule)->code);
	buf_str(&w->out, ": ");
	put_message(w, f);
	if (*indicator) {
		say(w, " Indikator kualitas data SIASN: ",
			" SIASN data quality indicator: ");
		buf_str(&w->out, indicator);
		buf_char(&w->out, '.');
	}
	wrap(w, from, 4);
}

static void say_findings(struct writer *w, const skp_reason *q)
{
	uint64_t i;

	if (!q->r->n)
		return;
	say(w, "Yang ditemukan:\n", "What was found:\n");
	for (i = 0; i < q->r->n && writer_flush(w, false); i++)
		say_finding(w, &q->r->finding[q->r->order[i]]);
}

/* Nothing was found, but something that decides it is not known. */
static bool unsure(const skp_reason *q)
{
	const struct ids *l = &q->r->line.chain;

	return reason_obliged(q) && (q->e.answer == ANSWER_UNKNOWN || (l->n &&
		reason_judgement(q)->org[l->v[0]] == ORG_UNKNOWN));
}

static void say_clear(struct writer *w, const skp_reason *q)
{
	if (unsure(q)) {
		say(w, "Tidak ditemukan hal yang menghalangi ",
			"Nothing was found that stands in the way of ");
		put_name(w, q->pegawai);
		say(w, ", tetapi data yang dimuat belum cukup untuk "
			"memastikannya.", ", but the data that were loaded "
			"do not suffice to be sure.");
		return;
	}
	say(w, "Tidak ada yang menghalangi ", "Nothing stands in the way of ");
	put_name(w, q->pegawai);
	say(w, " dalam mengisi SKP.", ".");
}

static void say_free(struct writer *w, const skp_reason *q, bool clear)
{
	uint64_t from = w->out.n;

	style(w, BOLD);
	if (clear) {
		say_clear(w, q);
	} else if (unsure(q)) {
		say(w, "Belum dapat dipastikan apakah ",
			"It cannot be told whether ");
		put_name(w, q->pegawai);
		say(w, " terhalang oleh SKP Organisasi, tetapi ada yang perlu "
			"dibenahi.", " is held up by an SKP Organisasi, but "
			"there is something to put right.");
	} else {
		put_name(w, q->pegawai);
		say(w, " tidak terhalang oleh SKP Organisasi, tetapi masih "
			"ada yang perlu dibenahi.",
			" is not held up by an SKP Organisasi, but there is "
			"something to put right.");
	}
	style(w, PLAIN);
	wrap(w, from, 0);
}

/* The unit whose people wait for the person themselves; NONE if none do. */
static uint32_t waited_for(const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	const struct ids *l = &q->r->line.climb;
	uint64_t i;

	for (i = l->n; i--;)
		if (j->org[l->v[i]] > ORG_UNKNOWN && l->v[i] != q->root &&
			j->blocked_total[l->v[i]] &&
			heads_has(heads_now(j, l->v[i]), q->pegawai))
			return l->v[i];
	return NONE;
}

static void say_waited_for(struct writer *w, const skp_reason *q)
{
	uint32_t u = waited_for(q);
	uint64_t from = w->out.n, n;

	if (u == NONE)
		return;
	n = reason_judgement(q)->blocked_total[u];
	say_number(w, n, "pegawai menunggu SKP Organisasi ", n == 1
			? "person is waiting for the SKP Organisasi of "
			: "people are waiting for the SKP Organisasi of ");
	put_text(w, unor_name(q->r->m, u));
	say(w, ", yang menjadi tanggung jawab ", ", which is up to ");
	put_name(w, q->pegawai);
	say(w, " sendiri.", ".");
	wrap(w, from, 0);
}

void say_state(struct writer *w, const skp_reason *q)
{
	bool clear = reason_clear(q);

	if (!reason_obliged(q)) {
		say_not_obliged(w, q);
		if (!clear)
			say_free(w, q, clear);
	} else if (q->root != NONE) {
		say_blocked(w, q);
	} else {
		say_free(w, q, clear);
	}
	say_waited_for(w, q);
	say_findings(w, q);
}
