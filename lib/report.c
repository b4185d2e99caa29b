/* SPDX-License-Identifier: MIT */
/* A finding's fields as text and numbers. */
#include "report.h"

static const char *const severity_letter[] = {"", "I", "W", "E"};

static void put_two_digits(struct buf *b, uint32_t v)
{
	buf_char(b, (char)('0' + v / 10 % 10));
	buf_char(b, (char)('0' + v % 10));
}

static void put_day(struct writer *w, uint32_t c)
{
	char to[CLOCK_DAY_TEXT];

	clock_print_day(cell_day(c), to);
	buf_put(&w->out, to, CLOCK_DAY_TEXT - 1);
}

void put_month(struct buf *b, uint32_t month)
{
	put_two_digits(b, month / 1200);
	put_two_digits(b, month / 12);
	buf_char(b, '-');
	put_two_digits(b, month % 12 + 1);
}

/* As ISO 8601 writes an interval. */
static void put_months(struct buf *b, uint32_t v)
{
	uint32_t from = v >> MONTHS_BITS;

	put_month(b, from);
	buf_char(b, '/');
	put_month(b, from + (v & MONTHS_MOST));
}

void put_ref(struct writer *w, uint32_t kind, uint32_t v, bool person)
{
	const skp_model *m = w->r->m;
	char to[CELL_PRINT];

	switch (kind) {
	case REF_PEGAWAI:
		put_pegawai_id(w, v);
		break;
	case REF_UNOR:
		put_text(w, model_unor_id(m, v));
		break;
	case REF_NAME:
		put_name_id(w, v, person);
		break;
	case REF_WORD:
		put_text(w, names_get(&m->words, v));
		break;
	case REF_TEXT:
		put_text(w, names_get(&m->texts, v));
		break;
	case REF_STATIC:
		buf_str(&w->out, static_words[v]);
		break;
	case REF_ESELON:
		put_two_digits(&w->out, v);
		break;
	case REF_DAY:
		put_day(w, v);
		break;
	case REF_SKP:
		put_text(w, row_id(w->r, SKP_TABLE_SKP, v, to));
		break;
	case REF_NUMBER:
		buf_uint(&w->out, v);
		break;
	case REF_OWN:
		put_text(w, text_kept(&w->r->own_text, v));
		break;
	case REF_MONTHS:
		put_months(&w->out, v);
		break;
	}
}

/* ---- is a value a person's? ---- */

static bool personal_field(uint32_t table, uint32_t field)
{
	const struct field *f = field_of(table, field);

	return f->kind == K_NIP || f->kind == K_REF_PEGAWAI ||
		(f->kind == K_ID && table == SKP_TABLE_PEGAWAI) ||
		strcmp(f->name, "nik") == 0 || strcmp(f->name, "nuptk") == 0;
}

bool actual_is_person(const struct finding *f)
{
	switch (f->rule) {
	case R_REF006:
	case R_REF007:
	case R_ATS203:
	case R_ATS204:
	case R_ATS206:
	case R_ATS207:
	case R_ATS209:
	case R_ATS211:
	case R_ATS212:
		return true;
	case R_REF008:
		return f->detail != S_UNOR_ID;
	default:
		return false;
	}
}

static void put_actual(struct writer *w, const struct finding *f)
{
	const struct note *n;

	if (w->mask && f->note != NONE && f->actual.kind != REF_NONE) {
		n = &w->r->told[f->note].note;
		if (personal_field(n->table, n->field)) {
			buf_str(&w->out, "***");
			return;
		}
	}
	put_ref(w, f->actual.kind, f->actual.v, actual_is_person(f));
}

static void put_id(struct writer *w, const struct finding *f)
{
	char to[CELL_PRINT];
	const struct note *n;

	if (w->mask && f->table == SKP_TABLE_PEGAWAI) {
		if (f->note == NONE) {
			put_pegawai_id(w, f->row);
			return;
		}
		n = &w->r->told[f->note].note;
		if (n->id != NAME_EMPTY) {
			put_pseudonym(w, n->id);
			return;
		}
		if (n->row != NONE) {
			put_pegawai_id(w, n->row);
			return;
		}
	}
	put_text(w, finding_id(w->r, f, to));
}

const char *const reason_words[NOTE_REASONS] = {"tanggal", "waktu",
	"kode", "angka", "ilmiah", "galat_excel", "wajib", "nama_ganda",
	"nama_tidak_ada", "pertentangan", "bukan_angka"};

const char *note_field(const struct note *n)
{
	const char *name = field_of(n->table, n->field)->name;

	return name[0] == '_' ? name + 2 : name;
}

void put_note_count(struct writer *w, const struct told *t)
{
	if (t->note.reason != NOTE_KODE)
		return;
	buf_str(&w->out, " (");
	buf_uint(&w->out, t->count);
	buf_char(&w->out, ')');
}

static void put_note(struct writer *w, const struct told *t)
{
	buf_str(&w->out, note_field(&t->note));
	buf_str(&w->out, ": ");
	buf_str(&w->out, reason_words[t->note.reason]);
	put_note_count(w, t);
}

static void put_listed(struct writer *w, uint32_t set)
{
	const char *before = "";
	uint32_t i;

	for (i = 0; i < LISTED_WORDS; i++) {
		if (!(set & 1u << i))
			continue;
		buf_str(&w->out, before);
		buf_str(&w->out, listed_words[i]);
		before = ",";
	}
}

static void put_detail(struct writer *w, const struct finding *f)
{
	char to[CLOCK_TEXT];

	switch (f->detail) {
	case S_NOTE:
		put_note(w, &w->r->told[f->note]);
		break;
	case S_LISTED:
		put_listed(w, f->detail_v);
		break;
	case S_INSTANT:
		clock_print(f->detail_v, to);
		buf_put(&w->out, to, CLOCK_TEXT - 1);
		break;
	case S_OWN:
		put_text(w, text_kept(&w->r->own_text, f->detail_v));
		break;
	case S_DAY:
		put_day(w, f->detail_v);
		break;
	default:
		buf_str(&w->out, static_words[f->detail]);
	}
}

/* REF001 and REF002 name the repeated row's id as unit and as person. */
bool finding_repeated(const struct finding *f)
{
	return f->rule == R_REF001 || f->rule == R_REF002;
}

static void put_file(struct writer *w, const struct finding *f)
{
	int32_t file;
	uint32_t line;

	finding_place(w->r, f, &file, &line);
	put_text(w, model_file(w->r->m, file));
}

static void put_list(struct writer *w, const struct finding *f, bool path,
	uint32_t k)
{
	uint32_t n = path ? f->n_path : f->n_expected;
	const uint32_t *v = w->r->list.v + (path ? f->path : f->list);

	if (k < n)
		put_ref(w, path ? f->path_kind : f->expected_kind, v[k], false);
}

const char *field_word(const skp_report *r, const struct finding *f,
	int32_t field)
{
	switch (field) {
	case SKP_F_CODE:
		return rule_of(r->c, f->rule)->code;
	case SKP_F_SEVERITY:
		return severity_letter[f->severity];
	case SKP_F_TABLE:
		return skp_table_name(f->table);
	case SKP_F_LEVEL:
		return rule_text(r->c, f->rule, SKP_RULE_LEVEL, 0);
	case SKP_F_ACTOR:
		return rule_of(r->c, f->rule)->actor;
	default:
		return NULL;
	}
}

void field_said(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k)
{
	const char *word;

	switch (field) {
	case SKP_F_ID:
		put_id(w, f);
		break;
	case SKP_F_PEGAWAI:
		if (f->rule == R_REF002)
			put_id(w, f);
		else if (f->pegawai != NONE)
			put_pegawai_id(w, f->pegawai);
		break;
	case SKP_F_UNOR:
		if (f->rule == R_REF001)
			put_id(w, f);
		else if (f->unor != NONE && !finding_repeated(f))
			put_text(w, model_unor_id(w->r->m, f->unor));
		break;
	case SKP_F_ACTUAL:
		put_actual(w, f);
		break;
	case SKP_F_EXPECTED:
		put_list(w, f, false, k);
		break;
	case SKP_F_PATH:
		put_list(w, f, true, k);
		break;
	case SKP_F_ROOT:
		if (f->root != NONE)
			put_text(w, model_unor_id(w->r->m, f->root));
		break;
	case SKP_F_DETAIL:
		put_detail(w, f);
		break;
	case SKP_F_FILE:
		put_file(w, f);
		break;
	default:
		word = field_word(w->r, f, field);
		buf_str(&w->out, word ? word : "");
	}
}

int64_t field_int(const skp_report *r, const struct finding *f, int32_t field)
{
	int32_t file;
	uint32_t line;

	switch (field) {
	case SKP_F_SEVERITY:
		return f->severity;
	case SKP_F_TABLE:
		return f->table;
	case SKP_F_EXPECTED:
		return f->n_expected;
	case SKP_F_PATH:
		return f->n_path;
	case SKP_F_BLOCKED:
		return f->blocked == NONE ? -1 : (int64_t)f->blocked;
	case SKP_F_BLOCKED_TOTAL:
		return f->blocked_total == NONE ? -1
						: (int64_t)f->blocked_total;
	case SKP_F_LEVEL:
		return rule_of(r->c, f->rule)->level;
	case SKP_F_LINE:
		finding_place(r, f, &file, &line);
		return line ? (int64_t)line : -1;
	default:
		return -1;
	}
}

struct text contact_of(const struct judgement *j, uint32_t pegawai,
	uint32_t unor)
{
	if (j->pegawai[pegawai] & P_PENGAWAS)
		return policy_contact(j->policy, "pengawas_sekolah");
	if (unor != NONE && j->kind[unor] == KIND_SEKOLAH)
		return policy_contact(j->policy, "guru");
	return policy_contact(j->policy, "asn");
}
