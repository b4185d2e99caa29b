/* SPDX-License-Identifier: MIT */
/* From the text of a cell to its 32 bits, by the kind of its field. */
#include "model.h"

bool cell_is_excel_error(struct text t)
{
	static const char *const error[] = {"#REF!", "#N/A", "#VALUE!",
		"#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
		"#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!",
		"#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!"};
	uint32_t i;

	if (t.n == 0 || *t.p != '#')
		return false;
	for (i = 0; i < ARRAY_LEN(error); i++)
		if (text_same_str(t, error[i]))
			return true;
	return false;
}

/* digits, then a decimal mark and digits, then E, then a sign and digits; one
 * of mark and sign must be there, for "12E45" may be somebody's id. */
bool cell_is_scientific(struct text t)
{
	uint32_t i = 0, mark = 0, from;

	while (i < t.n && ascii_digit(t.p[i]))
		i++;
	if (i == 0)
		return false;
	if (i < t.n && (t.p[i] == '.' || t.p[i] == ',')) {
		mark = 1;
		for (i++; i < t.n && ascii_digit(t.p[i]); i++)
			;
	}
	if (i >= t.n || ascii_lower(t.p[i]) != 'e')
		return false;
	if (++i < t.n && (t.p[i] == '+' || t.p[i] == '-')) {
		mark = 1;
		i++;
	}
	for (from = i; i < t.n && ascii_digit(t.p[i]); i++)
		;
	return mark && i == t.n && i > from;
}

struct text cell_clean_nip(struct text t, char *to, uint32_t cap)
{
	uint32_t i, n = 0;

	for (i = 0; i < t.n && n < cap; i++) {
		if (t.p[i] == '\xc2' && i + 1 < t.n && t.p[i + 1] == '\xa0') {
			i++;
			continue;
		}
		if (t.p[i] == ' ' || t.p[i] == '\t' || t.p[i] == '.' ||
			t.p[i] == '\'' || t.p[i] == '`')
			continue;
		if (t.p[i] == '\xe2' && i + 2 < t.n && t.p[i + 1] == '\x80' &&
			(t.p[i + 2] == '\x98' || t.p[i + 2] == '\x99')) {
			i += 2; /* typographic apostrophes */
			continue;
		}
		to[n++] = t.p[i];
	}
	return (struct text){to, n};
}

static bool no_value(struct text t)
{
	return t.n == 0 || (t.n == 1 && *t.p == '-') ||
		(t.n == 4 && text_same_str(t, "NULL"));
}

bool means_none(struct text t)
{
	return t.n <= 3 && (text_same_str(t, "TOP") ||
		text_same_str(t, "XX") || text_same_str(t, "0"));
}

/* A code without a letter or digit says nothing. */
static bool folds_away(struct text t)
{
	char to[1];

	return text_fold(t, to, sizeof(to)).n == 0;
}

/* Position of the folded text in a list of folded words, -1 if absent. */
static int32_t word_in(struct text t, const char *const *list, uint32_t n)
{
	char to[32];
	struct text f = text_fold(t, to, sizeof(to));
	uint32_t i;

	for (i = 0; i < n; i++)
		if (text_eq(f, text_of(list[i])))
			return (int32_t)i;
	return -1;
}

static const char *const yes_no[] = {"true", "false", "ya", "tidak", "yes",
	"no", "y", "n", "t", "f", "1", "0", "aktif", "nonaktif"};
static const char *const akun_words[] = {"aktif", "nonaktif",
	"tidakterdaftar"};
static const char *const tugas_words[] = {"d", "tt", "pj", "plt", "plh",
	"delegasi", "pos"};
/* the same spelled out, as far as anybody does */
static const char *const tugas_names[] = {"definitif", "tugastambahan",
	"penjabat", "pelaksanatugas", "pelaksanaharian"};
static const char *const aksi_words[] = {"login", "editprofil",
	"sinkronasn", "sinkroncasn", "validasi", "muatulang", "sinkrogtk",
	"sinkropenilaian", "klaimpimpinan", "ubahvervalptk"};
static const char *const sumber_words[] = {"siasn", "ekinerja", "dapodik",
	"vervalptk"};

static uint32_t read_bool(struct text t, enum note_reason *reason)
{
	int32_t i = word_in(t, yes_no, ARRAY_LEN(yes_no));

	if (i >= 0)
		return !(i & 1);
	*reason = NOTE_KODE;
	return CELL_EMPTY;
}

/* A yes counts as aktif, anything else given as not. */
static uint32_t read_akun(struct text t)
{
	int32_t i = word_in(t, akun_words, ARRAY_LEN(akun_words));

	if (i >= 0)
		return (uint32_t)i;
	i = word_in(t, yes_no, ARRAY_LEN(yes_no));
	return i >= 0 && !(i & 1) ? AKUN_AKTIF : AKUN_NONAKTIF;
}

static uint32_t read_enum(struct text t, const char *const *list, uint32_t n,
	enum note_reason *reason)
{
	int32_t i = word_in(t, list, n);

	if (i >= 0)
		return (uint32_t)i;
	*reason = NOTE_KODE;
	return CELL_EMPTY;
}

static uint32_t read_tugas(struct text t, bool report,
	enum note_reason *reason)
{
	int32_t i = word_in(t, tugas_names, ARRAY_LEN(tugas_names));

	if (i >= 0)
		return (uint32_t)i;
	return read_enum(t, tugas_words, ARRAY_LEN(tugas_words) - !report,
		reason);
}

static uint32_t read_day(struct text t, enum note_reason *reason)
{
	int32_t day = 0;
	enum clock_result r = clock_day(t, &day);

	if (r == CLOCK_OK)
		return (uint32_t)(day + DATE_BIAS);
	if (r == CLOCK_BAD)
		*reason = NOTE_TANGGAL;
	return CELL_EMPTY;
}

static uint32_t read_instant(struct text t, enum note_reason *reason)
{
	int64_t second = 0;
	bool whole;
	enum clock_result r = clock_instant(t, &second, &whole);

	if (r == CLOCK_OK && second >= 0 && second < CELL_SPECIAL)
		return (uint32_t)second;
	if (r != CLOCK_ZERO)
		*reason = NOTE_WAKTU;
	return CELL_EMPTY;
}

static uint32_t read_pdate(struct text t, enum note_reason *reason)
{
	int32_t month_day;

	if (clock_month_day(t, &month_day))
		return (uint32_t)month_day;
	return read_day(t, reason);
}

static uint32_t read_num(struct text t, enum note_reason *reason)
{
	uint32_t v = 0, i;

	if (!text_digits(t) || t.n > 9) {
		*reason = NOTE_BUKAN_ANGKA;
		return CELL_EMPTY;
	}
	for (i = 0; i < t.n; i++)
		v = v * 10 + (uint32_t)(t.p[i] - '0');
	return v;
}

static uint32_t text_name(uint32_t name)
{
	return name == NAME_NONE    ? CELL_UNKNOWN
		: name == NAME_EMPTY ? CELL_EMPTY
				     : name;
}

static uint32_t put_name(struct names *names, struct text t, bool id)
{
	return text_name(id ? names_put_id(names, t) : names_put(names, t));
}

/* instansi_id and eselon_id refer to no table of ours, so what "0" means is
 * known at once; references wait for the ids. */
static bool refers_elsewhere(const struct field *f)
{
	uint32_t n = (uint32_t)strlen(f->name);

	return (f->kind == K_KEY || f->kind == K_WORD) && n > 3 &&
		memcmp(f->name + n - 3, "_id", 3) == 0;
}

/* An id loses nothing but its blanks; a NIP loses what people put in it. */
struct text cell_id(const struct field *f, struct cell_in in, char *clean,
	uint32_t cap, enum note_reason *reason)
{
	const struct text none = {"", 0};
	struct text t = text_trim(in.text);

	*reason = NOTE_REASONS;
	if (t.n == 18 && text_digits(t) && !in.number)
		return t;
	if (no_value(t) || (means_none(t) && refers_elsewhere(f)))
		return none;
	if (cell_is_excel_error(t))
		*reason = NOTE_GALAT_EXCEL;
	else if (cell_is_scientific(t))
		*reason = NOTE_ILMIAH;
	else if (in.number && t.n > 15 && (f->kind == K_NIP ||
			 f->kind == K_REF_PEGAWAI || f->kind == K_KEY))
		*reason = NOTE_ANGKA;
	if (*reason != NOTE_REASONS)
		return none;
	if (f->kind != K_NIP)
		return t;
	t = cell_clean_nip(t, clean, cap);
	return no_value(t) ? none : t;
}

uint32_t cell_read(skp_model *m, uint32_t table, uint32_t field,
	struct cell_in in, enum note_reason *reason)
{
	const struct field *f = field_of(table, field);
	struct text t = text_trim(in.text);
	char clean[ID_MAX];

	*reason = NOTE_REASONS;
	if (no_value(t) || (means_none(t) && refers_elsewhere(f)))
		return CELL_EMPTY;
	if (cell_is_excel_error(t)) {
		*reason = NOTE_GALAT_EXCEL;
		return CELL_EMPTY;
	}
	if (f->kind >= K_ENUM_PENUGASAN && f->kind <= K_ENUM_SUMBER &&
		folds_away(t))
		return CELL_EMPTY;
	in.text = t;
	switch (f->kind) {
	case K_WORD:
		return put_name(&m->words, t, false);
	case K_TEXT: /* mostly somebody's name: nothing to be gained by one
			copy of each */
		return text_name(names_append(&m->texts, t));
	case K_BOOL:
		return read_bool(t, reason);
	case K_ENUM_AKUN:
		return read_akun(t);
	case K_ENUM_PENUGASAN:
		return read_tugas(t, in.report, reason);
	case K_ENUM_AKSI:
		return read_enum(t, aksi_words, ARRAY_LEN(aksi_words), reason);
	case K_ENUM_SUMBER:
		return read_enum(t, sumber_words, ARRAY_LEN(sumber_words),
			reason);
	case K_DATE:
		return read_day(t, reason);
	case K_TIME:
		return read_instant(t, reason);
	case K_PDATE:
		return read_pdate(t, reason);
	case K_NUM:
		return read_num(t, reason);
	default:
		t = cell_id(f, in, clean, sizeof(clean), reason);
		return put_name(&m->ids, t, true);
	}
}
