/* SPDX-License-Identifier: MIT */
/* In sentences: who the atasan should be and why, and whom the data name. */
#include "reason.h"

static void say_expected(struct writer *w, const skp_reason *q, uint64_t k)
{
	uint32_t p = q->expected.v[k], i, u = reason_unor_of(q, p);
	uint32_t from = pegawai_unor(q->r->m, p);
	struct heads h = heads_now(reason_judgement(q), u);
	bool acting = false;

	put_pegawai(w, p);
	for (i = 0; i < h.n; i++)
		if (h.p[i].pegawai == p) {
			buf_str(&w->out, ", ");
			put_post(w, u, h.p[i].tugas);
			acting = h.p[i].tugas >= TUGAS_PJ;
		}
	if (!acting || from == NONE || from == u)
		return;
	say(w, ", yang ditempatkan di ", ", who belongs to ");
	put_text(w, unor_name(q->r->m, from));
}

static void say_who(struct writer *w, const skp_reason *q)
{
	uint64_t k, from = w->out.n;

	say(w, "Atasan (pejabat penilai) yang seharusnya: ",
		"The atasan (pejabat penilai) should be: ");
	for (k = 0; k < q->expected.n; k++) {
		if (k)
			say(w, "; atau ", "; or ");
		say_expected(w, q, k);
	}
	buf_char(&w->out, '.');
	wrap(w, from, 0);
}

static void say_outside(struct writer *w, const skp_reason *q)
{
	uint64_t from = w->out.n;

	say(w, "Atasan (pejabat penilai) yang seharusnya bukan ASN, misalnya "
		"kepala daerah atau menteri: di atas ",
		"The atasan (pejabat penilai) should be somebody outside the "
		"ASN, such as the head of the region or a minister: above ");
	put_name(w, q->pegawai);
	say(w, " tidak ada lagi pejabat ASN yang dapat menilai.",
		" no ASN official is left who could appraise them.");
	wrap(w, from, 0);
}

static void say_unknown(struct writer *w, const skp_reason *q)
{
	static const char *const why[2][5] = {
		{"", "data kepala unor tidak dimuat", "unor tempatnya "
			"ditempatkan kosong atau tidak ada dalam daftar unor",
			"unor di atasnya tidak ada dalam daftar unor",
			"unor-unor di atasnya saling membawahi"},
		{"", "the heads of units were not loaded", "their unit is "
			"empty or not among the units",
			"the unit above is not among the units",
			"the units above are above each other"}};
	uint64_t from = w->out.n;

	say(w, "Atasan (pejabat penilai) yang seharusnya tidak dapat "
		"ditentukan: ", "Who the atasan (pejabat penilai) should be "
		"cannot be told: ");
	buf_str(&w->out, why[w->lang][q->unknown]);
	buf_char(&w->out, '.');
	wrap(w, from, 0);
}

/* Why a unit of the way did not give the answer. */
static void say_passed(struct writer *w, const skp_reason *q, uint64_t i)
{
	uint32_t u = q->r->line.climb.v[i];
	const struct head *h = reason_head(q, u);

	switch (q->climb[i]) {
	case CLIMB_SELF:
		put_name(w, q->pegawai);
		say(w, " sendiri yang mengepalai ", " is the head of ");
		put_text(w, unor_name(q->r->m, u));
		buf_char(&w->out, '.');
		break;
	case CLIMB_VACANT:
		put_text(w, unor_name(q->r->m, u));
		say(w, " tidak mempunyai kepala, Plt. maupun Plh. yang aktif.",
			" has no active head, nor an acting one (Plt., Plh.).");
		break;
	case CLIMB_LOW:
		say(w, "Kepala ", "The head of ");
		put_text(w, unor_name(q->r->m, u));
		if (h) {
			buf_str(&w->out, ", ");
			put_name(w, h->pegawai);
			buf_char(&w->out, ',');
		}
		say(w, " tidak dapat menjadi pejabat penilai karena "
			"jabatannya di bawah pejabat pengawas.",
			" may not appraise, being below pejabat pengawas.");
		break;
	}
}

/* Where the rule for kepala sekolah begins, and who else may. */
static void say_start(struct writer *w, const skp_reason *q)
{
	const struct judgement *j = reason_judgement(q);
	struct slice s = reason_delegates(q);
	bool dinas = j->kind[j->start[q->unor]] == KIND_DINAS;

	if (!dinas) {
		say(w, "  - Menurut kebijakan yang dipakai, kepala sekolah "
			"ini dinilai mulai dari kepala ", "  - By the policy "
			"in force this kepala sekolah is appraised from the "
			"head of ");
		put_text(w, unor_name(j->m, j->start[q->unor]));
		say(w, " ke atas", " upwards");
	} else {
		say(w, "  - Kepala sekolah dinilai oleh kepala dinas yang "
			"membawahi sekolahnya", "  - A kepala sekolah is "
			"appraised by the head of the dinas above the "
			"school");
	}
	if (s.p == s.end && !dinas)
		buf_char(&w->out, '.');
	else if (s.p < s.end)
		say(w, "; kepala bidang yang diberi pendelegasian juga boleh "
			"menilai.", "; so may the heads of the bidang to "
			"which that is delegated.");
	else
		say(w, ", bukan oleh pejabat di antara keduanya.",
			", not by anybody in between.");
}

static void say_by_rule(struct writer *w, const skp_reason *q)
{
	uint64_t from = w->out.n;

	if (q->e.via == VIA_DINAS)
		say_start(w, q);
	else if (q->e.via == VIA_PENGAWAS)
		say(w, "  - Pengawas sekolah boleh dinilai oleh pejabat mana "
			"pun dari unornya sendiri sampai kepala dinas.",
			"  - A pengawas sekolah may be appraised by any "
			"official from their own unit up to the head of the "
			"dinas.");
	else
		return;
	wrap(w, from, 4);
}

static void say_path(struct writer *w, const skp_reason *q)
{
	const struct ids *l = &q->r->line.climb;
	uint64_t i, from;

	say_by_rule(w, q);
	for (i = 0; i < l->n; i++) {
		if (q->climb[i] == CLIMB_ANSWER || q->climb[i] == CLIMB_RULE ||
			(q->e.answer == ANSWER_EXTERNAL && i + 1 == l->n &&
			q->climb[i] == CLIMB_VACANT)) /* by no ASN */
			continue;
		from = w->out.n;
		buf_str(&w->out, "  - ");
		say_passed(w, q, i);
		wrap(w, from, 4);
	}
	if (!l->n || q->climb[0] != CLIMB_ANSWER || q->e.via == VIA_PENGAWAS)
		return;
	from = w->out.n;
	say(w, q->expected.n > 1
			? "  - Alasannya: semuanya tercatat sebagai kepala "
				"unor tempat "
			: "  - Alasannya: pejabat tersebut mengepalai unor "
				"tempat ", q->expected.n > 1
			? "  - Why: they are all recorded as heads of the "
				"unit where "
			: "  - Why: this official heads the unit where ");
	put_name(w, q->pegawai);
	say(w, " bertugas.", " works.");
	wrap(w, from, 4);
}

/* ---- whom the data name ---- */

static void say_period(struct writer *w, const skp_reason *q, uint32_t skp)
{
	const struct table *t = &q->r->m->table[SKP_TABLE_SKP];
	uint32_t a = cell(t, SKP_mulai, skp), b = cell(t, SKP_selesai, skp);

	say(w, "Pada SKP", "In the SKP");
	if (cell_none(a) || cell_none(b))
		return;
	buf_char(&w->out, ' ');
	put_long_day(w, cell_day(a));
	say(w, " s.d. ", " to ");
	put_long_day(w, cell_day(b));
}

static void say_named(struct writer *w, const struct recorded *r)
{
	if (r->verdict == VERDICT_EMPTY) {
		say(w, " atasan belum terisi.", " the atasan is empty.");
		return;
	}
	say(w, " tercatat ", " it is ");
	if (cell_row(r->atasan))
		put_pegawai(w, r->atasan);
	else
		put_name_id(w, r->atasan & ~CELL_DANGLING, true);
	if (r->verdict == VERDICT_RIGHT)
		say(w, ": sudah benar.", ": right.");
	else if (r->verdict == VERDICT_DELEGATED)
		say(w, ": sah berdasarkan pendelegasian.",
			": valid by delegation.");
	else if (r->verdict == VERDICT_WRONG)
		say(w, ": keliru.", ": wrong.");
	else
		say(w, ": tidak dapat dinilai.", ": cannot be judged.");
}

static void say_recorded(struct writer *w, const skp_reason *q)
{
	uint64_t i, from;

	for (i = 0; i < q->nrecorded; i++) {
		from = w->out.n;
		buf_str(&w->out, "  - ");
		if (q->recorded[i].skp == NONE)
			say(w, "Pada data pegawai", "In the data of the "
				"person");
		else
			say_period(w, q, q->recorded[i].skp);
		say_named(w, &q->recorded[i]);
		wrap(w, from, 4);
	}
}

void say_atasan(struct writer *w, const skp_reason *q)
{
	if (q->e.answer == ANSWER_HEADS)
		say_who(w, q);
	else if (q->e.answer == ANSWER_EXTERNAL)
		say_outside(w, q);
	else
		say_unknown(w, q);
	say_path(w, q);
	if (reason_obliged(q))
		say_recorded(w, q);
}
