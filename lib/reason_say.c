/* SPDX-License-Identifier: MIT */
/* In sentences: what the person's SKP rests on, and what happened. */
#include "reason.h"

void say_chain(struct writer *w, const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	const struct ids *l = &q->r->line.chain;
	const struct head *h;
	uint64_t i, from;

	for (i = 0; i < l->n; i++) {
		from = w->out.n;
		buf_str(&w->out, "  - ");
		put_text(w, unor_name(q->r->m, l->v[i]));
		buf_str(&w->out, ": ");
		put_org(w, j, l->v[i]);
		h = reason_head(q, l->v[i]);
		if (h) {
			buf_str(&w->out, " (");
			put_name(w, h->pegawai);
			buf_char(&w->out, ')');
		}
		if (l->v[i] == q->root) {
			style(w, BOLD);
			say(w, " - akar masalah", " - the root of it");
			style(w, PLAIN);
		}
		wrap(w, from, 4);
	}
}

/* ---- what happened ---- */

enum { EVENTS_SHOWN = 16 };

static const char *aksi_word(uint32_t aksi, int32_t lang)
{
	static const char *const word[2][10] = {
		{"masuk ke aplikasi", "mengubah profil",
			"Sinkronisasi ASN", "Sinkronisasi CASN",
			"data dinyatakan valid", "Muat Ulang SKP",
			"Sinkro Ruang GTK", "Sinkro Penilaian",
			"klaim pimpinan", "perubahan di Verval PTK"},
		{"logged in", "edited the profile", "Sinkronisasi ASN",
			"Sinkronisasi CASN", "data declared valid",
			"Muat Ulang of the SKP", "Sinkro Ruang GTK",
			"Sinkro Penilaian", "claimed to be pimpinan",
			"change in Verval PTK"}};

	return word[lang][aksi];
}

static void say_event(struct writer *w, const skp_reason *q,
	const struct event *e)
{
	const struct table *t = &q->r->m->table[SKP_TABLE_KEJADIAN];
	uint64_t from = w->out.n;

	buf_str(&w->out, "  - ");
	put_moment(w, t->col[KEJADIAN_waktu][e->row]);
	buf_str(&w->out, ", ");
	put_name(w, e->pegawai);
	buf_str(&w->out, ": ");
	buf_str(&w->out, aksi_word(t->col[KEJADIAN_aksi][e->row], w->lang));
	if (!event_ok(q->r->m, e->row))
		say(w, ", gagal", ", failed");
	if (e->valid == VALID_NO)
		say(w, " (saat itu data atasan belum valid)",
			" (the data of the atasan were not valid then)");
	wrap(w, from, 4);
}

void say_events(struct writer *w, const skp_reason *q)
{
	uint64_t i = q->nevent > EVENTS_SHOWN ? q->nevent - EVENTS_SHOWN : 0;

	if (i) {
		buf_str(&w->out, "  - ");
		say_number(w, i, "kejadian sebelumnya tidak ditampilkan\n",
			"earlier events are not shown\n");
	}
	for (; i < q->nevent; i++)
		say_event(w, q, &q->event[i]);
}
