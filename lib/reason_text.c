/* SPDX-License-Identifier: MIT */
/* A reason for people: as an administrator tells it to a colleague. */
#include "reason.h"

static void heading(struct writer *w, const char *id, const char *en)
{
	buf_char(&w->out, '\n');
	style(w, BOLD);
	say(w, id, en);
	style(w, PLAIN);
	buf_char(&w->out, '\n');
}

static void put_person(struct writer *w, const skp_reason *q)
{
	uint32_t c = cell(pegawai_of(q->r->m), PEGAWAI_jabatan, q->pegawai);
	uint64_t from = w->out.n;

	style(w, BOLD);
	put_pegawai(w, q->pegawai);
	style(w, PLAIN);
	wrap(w, from, 0);
	from = w->out.n;
	if (!cell_none(c))
		put_text(w, names_get(&q->r->m->words, c));
	if (q->unor != NONE) {
		if (!cell_none(c))
			buf_str(&w->out, ", ");
		put_unor(w, q->unor);
	}
	if (w->out.n > from)
		wrap(w, from, 0);
	buf_char(&w->out, '\n');
}

/* ---- steps ---- */

static void put_after(struct writer *w, const skp_reason *q,
	const struct step *t)
{
	const uint32_t *v = q->steps.after.v + t->after;
	uint32_t i;

	if (!t->nafter)
		return;
	say(w, "Setelah langkah ", t->nafter == 1 ? "After step "
						  : "After steps ");
	for (i = 0; i < t->nafter; i++) {
		if (i)
			say(w, i + 1 < t->nafter ? ", " : " dan ",
				i + 1 < t->nafter ? ", " : " and ");
		buf_uint(&w->out, v[i]);
	}
	buf_str(&w->out, ": ");
}

static void put_actor(struct writer *w, const skp_reason *q,
	const struct step *t, uint64_t i)
{
	struct heads h;
	uint32_t k;

	if (t->role == ROLE_HEAD && t->pegawai == NONE && t->unor != NONE) {
		bool several = heads_now(reason_judgement(q), t->unor).n > 0;

		say(w, "kepala ", several ? "the rightful head of "
					  : "the head of ");
		put_text(w, unor_name(q->r->m, t->unor));
		if (several)
			say(w, " yang sah", "");
		else
			say(w, " yang baru ditunjuk", ", once appointed");
		return;
	}
	if (t->pegawai == NONE || t->role < ROLE_HEAD) {
		reason_put(w, q, SKP_REASON_STEP, i, SKP_R_ACTOR, 0);
		return;
	}
	put_pegawai(w, t->pegawai);
	if (t->pegawai == q->pegawai)
		say(w, " sendiri", "");
	if (t->role != ROLE_HEAD || t->unor == NONE)
		return;
	h = heads_now(reason_judgement(q), t->unor);
	for (k = 0; k < h.n; k++)
		if (h.p[k].pegawai == t->pegawai) {
			buf_str(&w->out, ", ");
			put_post(w, t->unor, h.p[k].tugas);
		}
}

static void put_systems(struct writer *w, const struct step *t)
{
	bool any = false;
	uint32_t i;

	for (i = 0; i < SYSTEMS; i++) {
		if (!(t->systems >> i & 1))
			continue;
		if (any)
			buf_str(&w->out, ", ");
		else
			say(w, " - di ", " - in ");
		any = true;
		buf_str(&w->out, system_names[i]);
	}
}

static void put_lines(struct writer *w, const skp_reason *q, uint64_t i)
{
	const struct step_line *l;
	uint64_t from;
	uint32_t k;

	for (k = 0; (l = step_line(&q->steps, i, k)); k++) {
		from = w->out.n;
		buf_str(&w->out, l->spare ? "     - " : "     ");
		if (!l->spare) {
			buf_char(&w->out, (char)('a' + k % 26));
			buf_str(&w->out, ". ");
		}
		reason_put(w, q, SKP_REASON_STEP, i, SKP_R_TEXT, k);
		wrap(w, from, l->spare ? 7 : 8);
	}
}

/* What it is for, who waits, how long it takes to show. */
static void put_notes(struct writer *w, const skp_reason *q, uint64_t i)
{
	const struct step *t = &q->steps.step[i];
	int64_t n = reason_int(q, SKP_REASON_STEP, i, SKP_R_ID), k;
	uint64_t from = w->out.n;

	buf_str(&w->out, "     (");
	for (k = 0; k < n; k++) {
		if (k)
			buf_str(&w->out, ", ");
		reason_put(w, q, SKP_REASON_STEP, i, SKP_R_ID, (uint32_t)k);
	}
	if (t->blocked_total != NONE && t->blocked_total) {
		buf_str(&w->out, "; ");
		say_number(w, t->blocked_total, "pegawai menunggu",
			t->blocked_total == 1 ? "person is waiting"
					      : "people are waiting");
	}
	if (t->wait) {
		say(w, "; beri waktu ", "; allow ");
		say_number(w, (uint64_t)t->wait, "hari kerja sampai "
			"perubahannya terlihat", t->wait == 1
				? "working day until it shows"
				: "working days until it shows");
	}
	buf_char(&w->out, ')');
	wrap(w, from, 5);
}

static void put_steps(struct writer *w, const skp_reason *q)
{
	const struct step *t;
	uint64_t i, from;

	for (i = 0; i < q->steps.n && writer_flush(w, false); i++) {
		t = &q->steps.step[i];
		from = w->out.n;
		buf_str(&w->out, i < 9 ? "  " : " ");
		buf_uint(&w->out, i + 1);
		buf_str(&w->out, ". ");
		put_after(w, q, t);
		put_actor(w, q, t, i);
		put_systems(w, t);
		wrap(w, from, 5);
		put_lines(w, q, i);
		put_notes(w, q, i);
	}
}

/* ---- where to find help ---- */

static void put_time(struct writer *w, int32_t minutes)
{
	buf_char(&w->out, (char)('0' + minutes / 600));
	buf_char(&w->out, (char)('0' + minutes / 60 % 10));
	say(w, ".", ":");
	buf_char(&w->out, (char)('0' + minutes % 60 / 10));
	buf_char(&w->out, (char)('0' + minutes % 10));
}

static void put_contact(struct writer *w, const skp_reason *q, bool steps)
{
	struct text t = reason_contact(q);
	uint64_t from = w->out.n;

	if (!t.n)
		return;
	if (steps)
		say(w, "  - Bila semua langkah sudah dijalankan tetapi belum "
			"berhasil, hubungi ", "  - If all steps were taken "
			"and it still does not work, turn to ");
	else
		say(w, "  - Bila tetap menemui kendala, hubungi ",
			"  - Should there be trouble all the same, turn to ");
	put_text(w, t);
	buf_char(&w->out, '.');
	wrap(w, from, 4);
}

static void put_login(struct writer *w, const skp_reason *q)
{
	const struct policy_knobs *k = &reason_judgement(q)->knobs;
	uint64_t from = w->out.n;

	say(w, "  - Bila tidak dapat masuk ke e-Kinerja, atur ulang kata "
		"sandi; siapkan NIP dan alamat surel yang terdaftar.",
		"  - Whoever cannot log in to e-Kinerja resets the password; "
		"that takes the NIP and the registered e-mail address.");
	wrap(w, from, 4);
	if (k->busy_from == k->busy_to)
		return;
	from = w->out.n;
	say(w, "  - Bila muncul \"Error 500\" atau \"Too Many Users\", itu "
		"bukan kesalahan data; coba lagi di luar jam sibuk, pukul ",
		"  - \"Error 500\" or \"Too Many Users\" is no fault of the "
		"data; try again outside the busy hours, ");
	put_time(w, k->busy_from);
	buf_char(&w->out, '-');
	put_time(w, k->busy_to);
	buf_str(&w->out, " WIB.");
	wrap(w, from, 4);
}

int32_t reason_write_text(struct writer *w, const skp_reason *q)
{
	put_person(w, q);
	say_state(w, q);
	heading(w, "ATASAN", "ATASAN");
	say_atasan(w, q);
	if (q->r->line.chain.n) {
		heading(w, "SKP ORGANISASI YANG MENJADI DASAR (dari yang "
			"terdekat ke atas)", "THE SKP ORGANISASI IT RESTS ON "
			"(nearest first)");
		say_chain(w, q);
	}
	if (q->nevent) {
		heading(w, "CATATAN PERBAIKAN DATA", "WHAT WAS DONE SO FAR");
		say_events(w, q);
	}
	if (q->steps.n) {
		heading(w, "YANG PERLU DILAKUKAN (urut)",
			"WHAT TO DO (in this order)");
		put_steps(w, q);
	}
	if (w->quiet)
		return SKP_OK;
	heading(w, "BANTUAN", "HELP");
	put_contact(w, q, q->steps.n > 0);
	put_login(w, q);
	return SKP_OK;
}
