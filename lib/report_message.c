/* SPDX-License-Identifier: MIT */
/* A finding as a sentence: its message, and what stands in the places. */
#include "report.h"

/* ---- people and units by name ---- */

static void put_row_id(struct writer *w, bool unor, uint32_t row)
{
	if (unor)
		put_text(w, model_unor_id(w->r->m, row));
	else
		put_pegawai_id(w, row);
}

static void put_named(struct writer *w, struct text name, bool unor,
	uint32_t row)
{
	if (!name.n) {
		put_row_id(w, unor, row);
		return;
	}
	put_text(w, name);
	buf_str(&w->out, " (");
	put_row_id(w, unor, row);
	buf_char(&w->out, ')');
}

/* Names are as personal as a NIP: masked they are left out. */
void put_pegawai(struct writer *w, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(w->r->m), PEGAWAI_nama, pegawai);

	put_named(w, names_get(&w->r->m->texts, w->mask || cell_none(c)
				? NAME_EMPTY
				: c), false, pegawai);
}

const char *tugas_word(uint32_t tugas)
{
	static const char *const word[] = {"D", "TT", "PJ", "PLT", "PLH"};

	return word[tugas];
}

struct text unor_name(const skp_model *m, uint32_t unor)
{
	uint32_t c = cell(unor_of(m), UNOR_nama, unor);
	struct text t = names_get(&m->texts, cell_none(c) ? NAME_EMPTY : c);

	while (t.n && (*t.p == '-' || *t.p == ' '))
		t = (struct text){t.p + 1, t.n - 1};
	return t;
}

void put_unor(struct writer *w, uint32_t unor)
{
	put_named(w, unor_name(w->r->m, unor), true, unor);
}

/* As people say it; a single month once. */
static void put_months_named(struct writer *w, uint32_t v)
{
	uint32_t from = v >> MONTHS_BITS, more = v & MONTHS_MOST;

	put_month(&w->out, from);
	if (!more)
		return;
	buf_str(&w->out, w->lang ? " to " : " s.d. ");
	put_month(&w->out, from + more);
}

static void put_ref_named(struct writer *w, uint32_t kind, uint32_t v,
	const struct finding *f)
{
	if (kind == REF_PEGAWAI)
		put_pegawai(w, v);
	else if (kind == REF_UNOR)
		put_unor(w, v);
	else if (kind == REF_MONTHS)
		put_months_named(w, v);
	else
		put_ref(w, kind, v, f && actual_is_person(f));
}

static void put_list_named(struct writer *w, const struct finding *f,
	bool path)
{
	uint32_t n = path ? f->n_path : f->n_expected, k;
	const uint32_t *v = w->r->list.v + (path ? f->path : f->list);

	for (k = 0; k < n; k++) {
		if (k)
			buf_str(&w->out, ", ");
		put_ref_named(w, path ? f->path_kind : f->expected_kind, v[k],
			NULL);
	}
}

static void put_subject(struct writer *w, const struct finding *f)
{
	if (f->note == NONE && f->table == SKP_TABLE_UNOR)
		put_unor(w, f->row);
	else if (f->note == NONE && f->table == SKP_TABLE_PEGAWAI)
		put_pegawai(w, f->row);
	else
		field_said(w, f, SKP_F_ID, 0);
}

/* ---- what a detail says ---- */

static void put_listed_named(struct writer *w, uint32_t set)
{
	const char *before = "";
	uint32_t i;

	for (i = 0; i < LISTED_WORDS; i++) {
		if (!(set & 1u << i))
			continue;
		buf_str(&w->out, before);
		put_token(w, WORDS_LISTED, i);
		before = ", ";
	}
}

static void put_note_named(struct writer *w, const struct told *t)
{
	buf_str(&w->out, note_field(&t->note));
	buf_str(&w->out, ": ");
	put_token(w, WORDS_REASON, t->note.reason);
	put_note_count(w, t);
}

static void put_detail_named(struct writer *w, const struct finding *f)
{
	switch (f->detail) {
	case S_NOTE:
		put_note_named(w, &w->r->told[f->note]);
		break;
	case S_LISTED:
		put_listed_named(w, f->detail_v);
		break;
	case S_INSTANT:
	case S_OWN:
	case S_DAY:
		field_said(w, f, SKP_F_DETAIL, 0);
		break;
	default:
		put_token(w, WORDS_STATIC, f->detail);
	}
}

/* ---- the message ---- */

static void put_unor_place(struct writer *w, const struct finding *f)
{
	if (f->unor != NONE && !finding_repeated(f))
		put_unor(w, f->unor);
	else
		field_said(w, f, SKP_F_UNOR, 0);
}

static void put_actual_place(struct writer *w, const struct finding *f)
{
	if (f->note != NONE)
		field_said(w, f, SKP_F_ACTUAL, 0);
	else
		put_ref_named(w, f->actual.kind, f->actual.v, f);
}

static void put_count(struct writer *w, uint32_t n)
{
	if (n != NONE)
		buf_uint(&w->out, n);
}

static void put_filled(struct writer *w, const struct finding *f,
	enum slot place)
{
	switch (place) {
	case PLACE_ID:
		put_subject(w, f);
		break;
	case PLACE_PEGAWAI:
		if (f->pegawai != NONE)
			put_pegawai(w, f->pegawai);
		else
			field_said(w, f, SKP_F_PEGAWAI, 0);
		break;
	case PLACE_UNOR:
		put_unor_place(w, f);
		break;
	case PLACE_ACTUAL:
		put_actual_place(w, f);
		break;
	case PLACE_EXPECTED:
		put_list_named(w, f, false);
		break;
	case PLACE_PATH:
		put_list_named(w, f, true);
		break;
	case PLACE_ROOT:
		if (f->root != NONE)
			put_unor(w, f->root);
		break;
	case PLACE_DETAIL:
		put_detail_named(w, f);
		break;
	case PLACE_BLOCKED:
		put_count(w, f->blocked);
		break;
	case PLACE_BLOCKED_TOTAL:
		put_count(w, f->blocked_total);
		break;
	default:
		break;
	}
}

void put_message(struct writer *w, const struct finding *f)
{
	const struct phrase *phrase = phrase_of(w, f->rule);
	const struct piece *p = phrase ? w->phrases->piece + phrase->piece
				       : NULL;
	uint64_t before;

	for (; p; p++) {
		put_said(w, &p->said);
		if (p->place == PLACE_NONE)
			break;
		before = w->out.n;
		put_filled(w, f, (enum slot)p->place);
		if (w->out.n == before)
			buf_char(&w->out, '-');
	}
}
