/* SPDX-License-Identifier: MIT */
/* A finding's fields as text and numbers. */
#include "report.h"

static const char *const severity_letter[] = {"", "I", "W", "E"};

/* ---- texts of the data ---- */

/* Characters that could fool a reader or a terminal: controls, marks of
 * direction, separators of lines. *n: bytes of the character. */
static bool unsafe_at(const unsigned char *p, uint32_t left, uint32_t *n)
{
	*n = 1;
	if (p[0] < 0x20 || p[0] == 0x7f)
		return true;
	if (p[0] == 0xc2 && left > 1 && p[1] < 0xa0) {
		*n = 2;
		return true;
	}
	if (p[0] == 0xd8 && left > 1 && p[1] == 0x9c) {
		*n = 2;
		return true;
	}
	if (p[0] != 0xe2 || left < 3)
		return false;
	*n = 3;
	if (p[1] == 0x80)
		return p[2] == 0x8e || p[2] == 0x8f ||
			(p[2] >= 0xa8 && p[2] <= 0xae);
	return p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9;
}

static void put_code_point(struct buf *b, const unsigned char *p, uint32_t n)
{
	static const char hex[] = "0123456789abcdef";
	uint32_t c = n == 1 ? p[0]
		: n == 2    ? (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f)
			    : (uint32_t)(p[0] & 0x0f) << 12 |
			(uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	int32_t i;

	buf_str(b, "\\u{");
	for (i = 12; i >= 0; i -= 4)
		buf_char(b, hex[c >> i & 15]);
	buf_char(b, '}');
}

void put_safe(struct buf *b, struct text t)
{
	uint32_t i = 0, from = 0, n;

	while (i < t.n) {
		if (!unsafe_at((const unsigned char *)t.p + i, t.n - i, &n)) {
			i++;
			continue;
		}
		buf_put(b, t.p + from, i - from);
		put_code_point(b, (const unsigned char *)t.p + i, n);
		i += n;
		from = i;
	}
	buf_put(b, t.p + from, t.n - from);
}

bool text_safe(struct text t)
{
	uint32_t i, n;

	for (i = 0; i < t.n; i++)
		if (unsafe_at((const unsigned char *)t.p + i, t.n - i, &n))
			return false;
	return true;
}

/* Length of the number that t begins with, however people part its digits;
 * *digits: how many they are. */
static uint32_t number_at(struct text t, uint32_t *digits)
{
	uint32_t i, end = 0;

	*digits = 0;
	for (i = 0; i < t.n; i++) {
		if (ascii_digit(t.p[i])) {
			end = i + 1;
			++*digits;
		} else if (end && t.n - i > 1 && t.p[i] == '\xc2' &&
			t.p[i + 1] == '\xa0') {
			i++; /* NBSP */
		} else if (!end || !strchr(" .'`\t", t.p[i])) {
			break;
		}
	}
	return end;
}

/* A text that is nobody's id may hold a NIP or NIK all the same. */
static void put_masked(struct buf *b, struct text t)
{
	uint32_t i = 0, from = 0, n, digits;

	while (i < t.n) {
		n = number_at((struct text){t.p + i, t.n - i}, &digits);
		if (digits >= 14) {
			put_safe(b, (struct text){t.p + from, i - from});
			buf_str(b, "***");
			from = i + n;
		}
		i += n ? n : 1;
	}
	put_safe(b, (struct text){t.p + from, t.n - from});
}

static void put_pseudonym(struct writer *w, uint32_t name)
{
	uint32_t key = names_fold(&w->r->m->ids, name), number;

	if (w->people_of_both) {
		number = names_put(w->people_of_both,
			names_get(&w->r->m->ids, key));
		w->out.fail |= number == NAME_NONE;
	} else {
		if (!w->pseudonym[key])
			w->pseudonym[key] = ++w->people;
		number = w->pseudonym[key];
	}
	buf_str(&w->out, "pegawai-");
	buf_uint(&w->out, number);
}

void put_text(struct writer *w, struct text t)
{
	if (w->mask)
		put_masked(&w->out, t);
	else
		put_safe(&w->out, t);
}

void put_pegawai_id(struct writer *w, uint32_t row)
{
	uint32_t c;

	if (!w->mask) {
		put_safe(&w->out, model_pegawai_id(w->r->m, row));
		return;
	}
	c = cell(pegawai_of(w->r->m), PEGAWAI_nip, row);
	if (cell_none(c))
		c = cell(pegawai_of(w->r->m), PEGAWAI_id, row);
	put_pseudonym(w, c);
}

/* A name in ids that refers to no row: whose it is its place tells. */
void put_name_id(struct writer *w, uint32_t name, bool person)
{
	if (w->mask && person)
		put_pseudonym(w, name);
	else
		put_text(w, names_get(&w->r->m->ids, name));
}

static void put_two_digits(struct buf *b, uint32_t v)
{
	buf_char(b, (char)('0' + v / 10 % 10));
	buf_char(b, (char)('0' + v % 10));
}

static void put_day(struct writer *w, uint32_t c)
{
	char to[CLOCK_TEXT];

	clock_print(clock_first_second(cell_day(c)), to);
	buf_put(&w->out, to, 10);
}

static void put_month(struct buf *b, uint32_t month)
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

static bool actual_is_person(const struct finding *f)
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

static const char *const reason_words[NOTE_REASONS] = {"tanggal", "waktu",
	"kode", "angka", "ilmiah", "galat_excel", "wajib", "nama_ganda",
	"nama_tidak_ada", "pertentangan", "bukan_angka"};

static const char *field_name(const struct note *n)
{
	const char *name = field_of(n->table, n->field)->name;

	return name[0] == '_' ? name + 2 : name;
}

static void put_note_detail(struct writer *w, const struct finding *f,
	bool words)
{
	const struct told *t = &w->r->told[f->note];
	const char *reason = reason_words[t->note.reason];
	const char *said = words ? skp_word(reason, w->lang ? "en" : "id")
				 : NULL;

	buf_str(&w->out, field_name(&t->note));
	buf_str(&w->out, ": ");
	buf_str(&w->out, said ? said : reason);
	if (t->note.reason != NOTE_KODE)
		return;
	buf_str(&w->out, " (");
	buf_uint(&w->out, t->count);
	buf_char(&w->out, ')');
}

static void put_listed(struct writer *w, uint32_t set, bool words)
{
	const char *said, *before = "";
	uint32_t i;

	for (i = 0; i < LISTED_WORDS; i++) {
		if (!(set & 1u << i))
			continue;
		said = words ? skp_word(listed_words[i], w->lang ? "en" : "id")
			     : NULL;
		buf_str(&w->out, before);
		buf_str(&w->out, said ? said : listed_words[i]);
		before = words ? ", " : ",";
	}
}

static void put_detail(struct writer *w, const struct finding *f, bool words)
{
	char to[CLOCK_TEXT];
	const char *said;

	if (f->detail == S_NOTE) {
		put_note_detail(w, f, words);
	} else if (f->detail == S_LISTED) {
		put_listed(w, f->detail_v, words);
	} else if (f->detail == S_INSTANT) {
		clock_print(f->detail_v, to);
		buf_str(&w->out, to);
	} else if (f->detail == S_OWN) {
		put_text(w, text_kept(&w->r->own_text, f->detail_v));
	} else if (f->detail == S_DAY) {
		clock_print(clock_first_second(cell_day(f->detail_v)), to);
		buf_put(&w->out, to, 10);
	} else {
		said = words ? skp_word(static_words[f->detail],
				       w->lang ? "en" : "id")
			     : NULL;
		buf_str(&w->out, said ? said : static_words[f->detail]);
	}
}

/* REF001 and REF002 name the repeated row's id as unit and as person. */
static bool repeated_row(const struct finding *f)
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
	const uint32_t *v = w->r->list.v + f->list +
		(path ? f->n_expected : 0);

	if (k < n)
		put_ref(w, path ? f->path_kind : f->expected_kind, v[k], false);
}

void field_said(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k)
{
	switch (field) {
	case SKP_F_CODE:
		buf_str(&w->out, rule_of(w->r->c, f->rule)->code);
		break;
	case SKP_F_SEVERITY:
		buf_str(&w->out, severity_letter[f->severity]);
		break;
	case SKP_F_TABLE:
		buf_str(&w->out, skp_table_name(f->table));
		break;
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
		else if (f->unor != NONE && !repeated_row(f))
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
	case SKP_F_LEVEL:
		buf_str(&w->out, rule_text(w->r->c, f->rule, SKP_RULE_LEVEL,
			0));
		break;
	case SKP_F_ACTOR:
		buf_str(&w->out, rule_of(w->r->c, f->rule)->actor);
		break;
	case SKP_F_DETAIL:
		put_detail(w, f, false);
		break;
	case SKP_F_FILE:
		put_file(w, f);
		break;
	case SKP_F_MESSAGE:
		put_message(w, f);
		break;
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

/* ---- messages ---- */

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
	const uint32_t *v = w->r->list.v + f->list +
		(path ? f->n_expected : 0);

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
		put_id(w, f);
}

static void put_place(struct writer *w, const struct finding *f,
	struct text name)
{
	uint64_t before = w->out.n;

	if (text_eq(name, text_of("id")))
		put_subject(w, f);
	else if (text_eq(name, text_of("pegawai")) && f->pegawai != NONE)
		put_pegawai(w, f->pegawai);
	else if (text_eq(name, text_of("pegawai")))
		field_said(w, f, SKP_F_PEGAWAI, 0);
	else if (text_eq(name, text_of("unor")) && f->unor != NONE &&
		!repeated_row(f))
		put_unor(w, f->unor);
	else if (text_eq(name, text_of("unor")))
		field_said(w, f, SKP_F_UNOR, 0);
	else if (text_eq(name, text_of("actual")) && f->note != NONE)
		put_actual(w, f);
	else if (text_eq(name, text_of("actual")))
		put_ref_named(w, f->actual.kind, f->actual.v, f);
	else if (text_eq(name, text_of("expected")))
		put_list_named(w, f, false);
	else if (text_eq(name, text_of("path")))
		put_list_named(w, f, true);
	else if (text_eq(name, text_of("root")) && f->root != NONE)
		put_unor(w, f->root);
	else if (text_eq(name, text_of("detail")))
		put_detail(w, f, true);
	else if (text_eq(name, text_of("blocked")) && f->blocked != NONE)
		buf_uint(&w->out, f->blocked);
	else if (text_eq(name, text_of("blocked_total")) &&
		f->blocked_total != NONE)
		buf_uint(&w->out, f->blocked_total);
	if (w->out.n == before)
		buf_char(&w->out, '-');
}

void put_message(struct writer *w, const struct finding *f)
{
	const char *p = rule_text(w->r->c, f->rule, SKP_RULE_MESSAGE,
		w->lang), *end;

	while (*p) {
		end = *p == '{' ? strchr(p, '}') : NULL;
		if (!end) {
			buf_char(&w->out, *p++);
			continue;
		}
		put_place(w, f, (struct text){p + 1, (uint32_t)(end - p - 1)});
		p = end + 1;
	}
}
