/* SPDX-License-Identifier: MIT */
/* Facts: eight tables of 32-bit cells, and where each row came from.
 *
 *	table[SKP_TABLE_PEGAWAI].col[PEGAWAI_unor_id][row]
 *
 * A cell of a column that no source named is CELL_UNKNOWN (the column is then
 * NULL), a blank one CELL_EMPTY. What else a cell holds depends on its kind:
 *
 *	ID NIP KEY	name in model.ids
 *	REF_x		before seal: name in model.ids; after: row of the
 *			table referred to, or CELL_DANGLING | name
 *	WORD		name in model.words	TEXT	name in model.texts
 *	BOOL ENUM_x	a small number		NUM	a number
 *	DATE		day + DATE_BIAS		TIME	seconds since 1970
 *	PDATE		as DATE, or month * 100 + day
 *
 * Rows never move: what seal drops as repeated or merged only gets a mark. */
#ifndef SKP_MODEL_H
#define SKP_MODEL_H

#include "base.h"
#include "clock.h"
#include "names.h"
#include "progress.h"

enum cell_kind {
	K_ID, K_NIP, K_KEY, K_REF_UNOR, K_REF_PEGAWAI, K_REF_SKP, K_REF_RHK,
	K_WORD, K_TEXT, K_BOOL, K_ENUM_AKUN, K_ENUM_PENUGASAN, K_ENUM_AKSI,
	K_ENUM_SUMBER, K_DATE, K_TIME, K_PDATE, K_NUM
};

enum {
	CELL_UNKNOWN = 0xffffffff,
	CELL_EMPTY = 0xfffffffe,
	CELL_UNMATCHED = 0xfffffffd, /* a unit's name that fits none or several */
	CELL_SPECIAL = 0xfffffffd,   /* and above: no value */
	CELL_DANGLING = 0x80000000u, /* given, but no row bears it */
	DATE_BIAS = 0x40000000
};

enum { AKUN_AKTIF, AKUN_NONAKTIF, AKUN_TIDAK_TERDAFTAR };
enum { TUGAS_D, TUGAS_TT, TUGAS_PJ, TUGAS_PLT, TUGAS_PLH, TUGAS_DELEGASI,
	TUGAS_POS /* jabatan history: only dates a change of post */ };
enum { AKSI_LOGIN, AKSI_EDIT_PROFIL, AKSI_SINKRON_ASN, AKSI_SINKRON_CASN,
	AKSI_VALIDASI, AKSI_MUAT_ULANG, AKSI_SINKRO_GTK, AKSI_SINKRO_PENILAIAN,
	AKSI_KLAIM_PIMPINAN, AKSI_UBAH_VERVALPTK };
enum { SUMBER_SIASN, SUMBER_EKINERJA, SUMBER_DAPODIK, SUMBER_VERVALPTK };

/* F_UNOR_id ... number all fields in one row; UNOR_id ... within a table. */
enum {
#define FIELD(t, name, kind, required) F_##t##_##name,
#include "fields.def"
	FIELDS_ALL
};
enum {
	F_UNOR_FIRST = F_UNOR_id,
	F_PEGAWAI_FIRST = F_PEGAWAI_id,
	F_PENUGASAN_FIRST = F_PENUGASAN_pegawai_id,
	F_SKP_FIRST = F_SKP_id,
	F_RHK_FIRST = F_RHK_id,
	F_KEJADIAN_FIRST = F_KEJADIAN_pegawai_id,
	F_PROFIL_FIRST = F_PROFIL_pegawai_id,
	F_PERIODE_FIRST = F_PERIODE_id
};
enum {
#define FIELD(t, name, kind, required) t##_##name = F_##t##_##name - F_##t##_FIRST,
#include "fields.def"
	FIELD_MAX = 16 /* fields of one table at most */
};

struct field {
	const char *name;
	uint8_t table, kind, required;
};
extern const struct field field_info[FIELDS_ALL];
/* number of a table's first field in field_info; [SKP_TABLES] is the end */
extern const uint8_t field_first[SKP_TABLES + 1];
static inline const struct field *field_of(uint32_t table, uint32_t field)
{
	return &field_info[field_first[table] + field];
}
static inline uint32_t fields_of(uint32_t table)
{
	return (uint32_t)(field_first[table + 1] - field_first[table]);
}

/* ---- rows ---- */

enum {
	ROW_REPEATED = 1, /* its id stood before */
	ROW_MERGED = 2,	  /* an SKP row taken up by an earlier one */
	ROW_REMOVED = 4,  /* by the caller */
	ROW_REJECTED = 64, /* seal found a starred reference without value */
	ROW_DEAD = ROW_REPEATED | ROW_MERGED | ROW_REMOVED | ROW_REJECTED,
	ROW_IMPLICIT = 8, /* named by a report, no row of a table */
	ROW_ATASAN = 16,  /* implicit, and only as somebody's atasan */
	ROW_TOOK_JENIS = 32, /* an SKP whose word is that of a merged row */
	ROW_TOOK_STATUS = 128
};

/* Rows row.. of one table that came from one file on lines line, line + step,
 * ...; ord counts the table's non-empty rows, from 1. */
struct stretch {
	uint32_t row, ord, line, step;
	int32_t file;
};

/* Some source holds the table; only as views beside rows of another. */
enum { GIVEN_VIEW = 1, GIVEN_TABLE = 2 };

struct table {
	uint64_t rows;
	uint32_t *col[FIELD_MAX];
	uint64_t ccap[FIELD_MAX]; /* cells allocated */
	uint64_t expect; /* rows there may be in the end; 0: not known */
	uint8_t *state; /* ROW_*, NULL: all 0 */
	uint64_t cstate;
	struct stretch *run;
	uint64_t nrun, crun;
	uint64_t ord;	/* non-empty rows so far */
	uint32_t given; /* GIVEN_* */
	uint64_t read, empty, rejected, ignored;
	uint64_t merged, repeated; /* counted by seal */
};

/* Where rows come from; number 0 is "no file". mask[t]: fields of table t
 * that this source names; ragged[t]: not every row of it names them all. */
struct source {
	uint32_t name; /* in texts */
	uint32_t mask[SKP_TABLES];
	uint32_t ragged; /* bit t */
};

/* ---- what reading could not understand (REF001, REF002, REF009) ---- */

enum note_reason {
	NOTE_TANGGAL, NOTE_WAKTU, NOTE_KODE, NOTE_ANGKA, NOTE_ILMIAH,
	NOTE_GALAT_EXCEL, NOTE_WAJIB, NOTE_NAMA_GANDA, NOTE_NAMA_TIDAK_ADA,
	NOTE_PERTENTANGAN, NOTE_BUKAN_ANGKA, NOTE_REASONS,
	NOTE_REPEATED_ID, NOTE_REPEATED_NIP,
	/* of a rejected row: */
	NOTE_WORD, /* the policy knows whether it is a code */
	NOTE_NONE  /* a starred "0" or the like: no value unless an id */
};

struct note {
	uint8_t reason, table, field;
	uint8_t word;	/* the value stands in words, not in texts */
	uint8_t derived; /* of a view beside the row that counts */
	uint8_t pad[3]; /* named, so that it is zero in a snapshot */
	uint32_t row;	/* that the model holds; 0xffffffff: rejected */
	uint32_t ord;	/* of the row */
	uint32_t id;	/* the row's id or NIP in ids, NAME_EMPTY: `#ord` */
	uint32_t value; /* the cell's text in texts */
	uint32_t line;
	int32_t file;
};

/* Rows of one SKP that word a code differently: only a policy can tell whether
 * they disagree. */
struct rewording {
	uint32_t into, row; /* the row that stays, the one merged into it */
	uint8_t field;
	bool clash; /* they do: set by the judgement in its own copy */
	uint8_t pad[2];
};

/* A reference that calls its row otherwise than most of its column do. */
struct spelling {
	uint32_t row, name;
	uint8_t table, field, pad[2];
};

/* ---- slices: rows of one table by rows of another ---- */

/* The rows that belong to i are row[first[i] .. first[i + 1]); once an edit has
 * changed one of them (seal_patch.h), row[first[i] .. end[i]). */
struct slices {
	uint32_t *first, *row;
	uint64_t n, rows; /* n + 1 elements, and how many in row */
	uint32_t *end;	  /* NULL: as sealed */
	uint64_t used;	  /* of row, while there is an end */
};

struct slice {
	const uint32_t *p, *end;
};

static inline struct slice slice_of(const struct slices *s, uint32_t i)
{
	if (!s->first)
		return (struct slice){NULL, NULL};
	return (struct slice){s->row + s->first[i],
		s->row + (s->end ? s->end[i] : s->first[i + 1])};
}

/* ---- the journal of edits: what it takes to go back ---- */

enum edit_kind {
	EDIT_SET,    /* a cell: row, field, and what it held */
	EDIT_REMOVE, /* a row taken away */
	EDIT_ADD,    /* rows added: the last of the journal's marks */
	EDIT_FILL,   /* seal made `n` unknown cells from `row` on empty */
	EDIT_NOTE    /* a note taken away: it was number `row` */
};

struct edit {
	uint8_t kind, table, field;
	bool named, ragged; /* SET: did the row's source say so before? */
	bool noted;	    /* SET: a note was added */
	uint32_t row, n, old;
	int32_t file;
};

struct journal {
	bool on; /* from the first skp_model_edit on */
	struct edit *edit;
	uint64_t n, cap;
	struct added *added; /* one for each EDIT_ADD */
	uint64_t nadded, cadded;
	struct note *note; /* one for each EDIT_NOTE */
	uint64_t nnote, cnote;
};

/* ---- edits in place: what seal made stays and is patched ---- */

/* What an edit touched, for a report to be brought up to date: a person, a
 * unit, a row of a table, a word of a code column, the notes. */
struct touch {
	uint8_t what, table, field;
	uint8_t bits; /* TOUCH_* of people and units */
	uint32_t row;
};

struct patch {
	bool on; /* the model is open, but all that seal made still stands */
	struct note *note; /* seal's own notes, put aside until it is sealed */
	uint64_t nnote;
	uint64_t spelled; /* spellings that seal found; the rest are edits' */
	struct touch *touch;
	uint64_t ntouch, ctouch;
	uint64_t generation; /* counts seals that began anew */
};

/* ---- what other parts of the data hold (boundary.h) ---- */

enum { FAR_TREE_HEAD = 1, FAR_OBLIGED = 2, FAR_TOUCHED = 4,
	FAR_APPRAISING = 8 };

/* What the people of all other parts add to a unit. */
struct far_unit {
	uint32_t id; /* in ids */
	uint32_t flags, blocked, blocked_total;
};

enum { FAR_NONE = 0xffffffff, FAR_MIXED = 0xfffffffe };

/* What other parts say of an instansi (NAME_EMPTY: of none). */
struct far_instansi {
	uint32_t instansi; /* in ids, as its unit of the least id wrote it */
	uint32_t least;	   /* that unit's id in ids */
	uint32_t missing;  /* the missing parent of all, or FAR_* */
};

/* A word for "none" that is some row's id in another part. */
struct far_word {
	uint32_t name; /* folded, in ids */
	uint32_t kind; /* K_REF_* */
};
enum { FAR_WORDS = 16 };

/* Rows before `first` and from `end` on are those of other parts: they count
 * in every judgement and are nobody's subject here. */
struct far {
	int32_t file; /* their source */
	uint64_t first[SKP_TABLES], end[SKP_TABLES];
	uint64_t ord[SKP_TABLES]; /* rows of the parts before */
	uint32_t given[SKP_TABLES]; /* by this part */
	struct far_unit *unit;
	uint64_t nunit, cunit;
	struct far_instansi *instansi;
	uint64_t ninstansi, cinstansi;
	struct far_word word[FAR_WORDS];
	uint32_t nword;
	bool solved; /* nothing is missing */
};

/* ---- the model ---- */

struct load_mark { /* what a failed load goes back to */
	uint64_t rows[SKP_TABLES], ord[SKP_TABLES], nrun[SKP_TABLES];
	uint64_t read[SKP_TABLES], empty[SKP_TABLES], rejected[SKP_TABLES],
		ignored[SKP_TABLES];
	uint32_t given[SKP_TABLES];
	uint64_t implicit[2], notes, sources, journal;
	struct source anonymous;
	bool skp_list;
};

struct skp_model {
	struct handle h;
	struct mem mem;
	skp_limits limits;
	skp_progress *progress;
	struct names ids, words, texts;
	struct table table[SKP_TABLES];
	struct table implicit[2]; /* UNOR, PEGAWAI: taken up by seal */
	struct source *source;
	uint64_t nsource, csource;
	struct note *note;
	uint64_t nnote, cnote, notes_loaded; /* the rest: seal's */
	struct rewording *rewording; /* by seal, in the order of rows */
	uint64_t nrewording, crewording;
	uint16_t *took; /* by row of skp: bits of fields that a merge filled */
	uint64_t ntook; /* 0: no merge did */
	uint64_t rows_loaded[2]; /* UNOR, PEGAWAI: the rest are implicit */
	bool skp_list;	/* some SKP source is a complete list */
	bool sealed, loading;
	struct far *far; /* NULL: the data are whole */
	void *scratch; /* of batches, until sealed */
	uint64_t cscratch;
	struct load_mark mark;
	struct journal journal;
	uint64_t changes; /* how often the model was opened for edits */
	struct patch patch;
	/* what the last seal did, to be undone when it opens again */
	uint32_t resolved[SKP_TABLES]; /* fields whose names are rows by now */
	uint16_t by_nip[SKP_TABLES]; /* of these: mostly NIP, not ids */
	struct spelling *spelling;
	uint64_t nspelling, cspelling;
	uint64_t rejected[SKP_TABLES];

	/* after seal */
	struct slices children;	 /* units by diatasan */
	struct slices members;	 /* people by unor_id */
	struct slices tugas_unor, tugas_pegawai; /* by unit; by person */
	struct slices skp_pegawai, skp_unor; /* skp_unor: by effective unit */
	struct slices kejadian;	 /* by person, by time */
	struct slices profil;	 /* by person, by time */
	struct slices rhk_skp;	 /* by skp */
	struct slices pimpin;	 /* units by pemimpin_id */
	uint32_t *name_pegawai;	 /* name in ids -> row + 1, of id, else NIP */
	uint32_t *name_unor;
	uint64_t nname;
};

static inline uint32_t cell(const struct table *t, uint32_t field,
	uint32_t row)
{
	return t->col[field] ? t->col[field][row] : CELL_UNKNOWN;
}

static inline bool cell_none(uint32_t c)
{
	return c >= CELL_SPECIAL;
}

/* of a sealed reference */
static inline bool cell_dangling(uint32_t c)
{
	return c < CELL_SPECIAL && (c & CELL_DANGLING);
}

static inline bool cell_row(uint32_t c)
{
	return !(c & CELL_DANGLING);
}

static inline bool row_live(const struct table *t, uint32_t row)
{
	return !t->state || !(t->state[row] & ROW_DEAD);
}

static inline uint32_t row_state(const struct table *t, uint32_t row)
{
	return t->state ? t->state[row] : 0;
}

/* Is the row this part's own, not one that another part holds? */
static inline bool row_own(const skp_model *m, uint32_t table, uint64_t row)
{
	return !m->far || (row >= m->far->first[table] &&
		row < m->far->end[table]);
}

void far_free(skp_model *m);

/* Is it a place in this part's own files? */
static inline bool file_own(const skp_model *m, int32_t file)
{
	return !m->far || file != m->far->file;
}

static inline const struct table *unor_of(const skp_model *m)
{
	return &m->table[SKP_TABLE_UNOR];
}

static inline const struct table *pegawai_of(const skp_model *m)
{
	return &m->table[SKP_TABLE_PEGAWAI];
}

/* Does any source name this field? */
bool model_supplied(const skp_model *m, uint32_t table, uint32_t field);
/* The row's place; file -1 and line 0 if it has none. */
void model_place(const skp_model *m, uint32_t table, uint32_t row,
	int32_t *file, uint32_t *line, uint32_t *ord);
/* Name of a file, empty for none. */
struct text model_file(const skp_model *m, int32_t file);

/* A cell of any kind as people write it; WORD and ids are lent by the model,
 * the rest is written to `to`. */
enum { CELL_PRINT = 32 };
struct text model_cell_text(const skp_model *m, uint32_t table,
	uint32_t field, uint32_t value, char to[CELL_PRINT]);

/* Printed ids. */
struct text model_pegawai_id(const skp_model *m, uint32_t row);
struct text model_unor_id(const skp_model *m, uint32_t row);
/* Row of a person by id, else NIP; of a unit by id. CELL_EMPTY if none. */
uint32_t model_find_pegawai(const skp_model *m, struct text id);
uint32_t model_find_unor(const skp_model *m, struct text id);

/* ---- inside: cells, rows ---- */

struct cell_in {
	struct text text;
	bool number; /* a spreadsheet held a number here */
	bool report; /* from a government report, whose codes say more */
};

/* Reads one cell by its kind. *reason is NOTE_REASONS when all is well, else
 * why the cell has no value. CELL_UNKNOWN: no memory. */
uint32_t cell_read(skp_model *m, uint32_t table, uint32_t field,
	struct cell_in in, enum note_reason *reason);

/* The id that a cell holds, trimmed and, for a NIP, cleaned into `clean`;
 * without text if there is none. Kinds ID to REF_RHK only. */
struct text cell_id(const struct field *f, struct cell_in in, char *clean,
	uint32_t cap, enum note_reason *reason);

/* A damaged or misread cell of an id, without the model: for tests too. */
bool cell_is_excel_error(struct text t);
bool cell_is_scientific(struct text t);
/* TOP, XX, 0: how exports write "none" where a row is referred to. */
bool means_none(struct text t);
/* Blanks, dots and apostrophes go. */
struct text cell_clean_nip(struct text t, char *to, uint32_t cap);

bool model_note(skp_model *m, const struct note *note);
/* Room for `rows` rows in every column there is. */
bool table_reserve(skp_model *m, struct table *t, uint64_t rows);
/* Allocates a column for at least `rows` rows, unknown in all rows so far. */
bool table_column(skp_model *m, struct table *t, uint32_t field,
	uint64_t rows);
/* Marks a row, allocating the marks if need be. */
bool table_mark(skp_model *m, struct table *t, uint64_t row, uint32_t state);
void table_free(skp_model *m, struct table *t);
/* Adds to the table's runs that `row` stands there. */
/* Rows from `row` on stand at these lines. */
bool table_places(skp_model *m, struct table *t, uint64_t row, uint64_t ord,
	const uint32_t *line, uint64_t n, int32_t file);
bool table_place(skp_model *m, struct table *t, uint64_t row, uint64_t ord,
	uint32_t line, int32_t file);
/* 0, or why the model cannot be changed now. */
int32_t model_open(const skp_model *m, skp_error *err);
void scratch_free(skp_model *m);
/* Frees what seal made. */
void seal_free(skp_model *m);
/* Takes back all that seal did. */
void seal_undo(skp_model *m);

/* Room in the journal for edits to come, so that writing them cannot fail;
 * nothing while it is off. */
int32_t journal_room(skp_model *m, uint64_t edits, uint64_t notes,
	skp_error *err);
void journal_write(skp_model *m, struct edit e);
void journal_note(skp_model *m, uint64_t i); /* note i is about to go */
/* Before rows join a table: what to go back to; written when they have. */
struct added {
	uint64_t rows, ord, nrun, read, empty, rejected, notes;
	struct stretch last;
	struct source source;
	uint64_t number; /* of the source */
	uint32_t given;
	bool implicit, skp_list;
};
int32_t journal_before(skp_model *m, const struct table *t, uint64_t source,
	struct added *to, skp_error *err);
void journal_added(skp_model *m, uint32_t table, const struct added *a);
/* What a failed load wrote is forgotten. */
void journal_cut(skp_model *m, uint64_t n);
void journal_free(skp_model *m);
/* Parts of seal: ids to rows; repeats, merges; slices. All may be undone. */
struct sealing {
	skp_model *m;
	skp_error *err;
	uint32_t *id, *nip, *unor, *skp, *rhk; /* name -> row + 1 */
	uint64_t names; /* length of each */
	bool merged;	/* some SKP row was taken up by another */
};
int32_t seal_ids(struct sealing *s);
/* Of tables whose rows are known by one id: name -> row + 1. */
int32_t seal_map(struct sealing *s, uint32_t table, uint32_t *map);
int32_t seal_references(struct sealing *s);
void references_undo(skp_model *m);
/* The name by which a row is mostly referred to in this column. */
uint32_t reference_name(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t row);
int32_t seal_skp(struct sealing *s);
int32_t seal_rhk(struct sealing *s);
/* Before the ids: without any unor table names make implicit units; after
 * all else: with one, names are matched. */
int32_t seal_imply(struct sealing *s);
int32_t seal_unor_names(struct sealing *s);
int32_t seal_slices(struct sealing *s);
/* An SKP's unit: its own, and without one its person's; no value or dangling
 * if that is none. */
uint32_t effective_unor(const skp_model *m, uint32_t row);
/* The name by which a row is mostly referred to in a column. */
uint32_t reference_name(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t row);
/* A note about a row that stands in the model. */
int32_t seal_note(struct sealing *s, uint32_t table, uint32_t row,
	uint32_t field, enum note_reason reason, uint32_t value);
/* Unit cell of an SKP: its own, and without one its person's. */
uint32_t effective_unor(const skp_model *m, uint32_t skp);
void slices_free(skp_model *m, struct slices *s);
/* Groups the rows r of a table for which key[r] < n, in row order. live: only
 * those. */
int32_t slices_make(skp_model *m, struct slices *s, const struct table *t,
	const uint32_t *key, uint64_t n, skp_error *err);

#endif
