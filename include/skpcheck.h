/* SPDX-License-Identifier: MIT */
/**
 * skpcheck.h - why people cannot fill their SKP, who must act first.
 *
 * A *model* holds facts (units, officials, assignments, SKP, events), a
 * *checker* holds the policy, a *report* holds findings. A report is a pure
 * function of policy and facts: same input, same bytes.
 *
 *	skp_error err = SKP_INIT(skp_error);
 *	skp_model *m = NULL;
 *	skp_checker *c = NULL;
 *	skp_report *r = NULL;
 *	if (skp_model_new(NULL, &m, &err) ||
 *	    skp_model_load(m, "data/", NULL, &err) ||
 *	    skp_model_seal(m, &err) || skp_checker_new(NULL, &c, &err) ||
 *	    skp_checker_set(c, "pada", "2026-01-20", &err) ||
 *	    skp_check(c, m, NULL, &r, &err) ||
 *	    skp_report_write(r, "text", NULL, write_out, stdout, &err))
 *		fprintf(stderr, "%s:%u:%u: %s\n", err.file, err.line,
 *			err.column, err.text);
 *
 * What holds for every call:
 *
 * Results   0, or a negative SKP_E_* which `err`, if given, explains. An
 *	     *error* means "the job could not be done"; that the data breaks
 *	     a rule is a *finding* in a report, never an error. After a failed
 *	     call its objects are as they were.
 * Ownership What comes back through a `ret` pointer is yours: give it to the
 *	     matching *_free, which takes NULL. Every other pointer is lent
 *	     and lives as long as the object it came from. A checker or model
 *	     must outlive the reports made from it.
 * Threads   A const object may be used by many threads at once; any other
 *	     use of one object needs your own lock. There is no global state.
 *	     None is started unless `jobs` asks for it, and then it ends with
 *	     the call and takes no signals; results are the same bytes.
 * Misuse    NULL, an object of another type, an unsealed model where a
 *	     sealed one is needed, and a call from inside a callback on the
 *	     same object return SKP_E_ARG, SKP_E_TYPE, SKP_E_STATE, SKP_E_BUSY.
 *	     Use after free is the caller's error, as everywhere in C; the
 *	     bindings drop the pointer at close and raise.
 * Text	     UTF-8 as pointer and length in bytes, -1 for "ends with NUL";
 *	     copied before the call returns.
 * Structs   begin with their own size: write `skp_x x = SKP_INIT(skp_x)`.
 *	     An older caller's smaller struct is filled with zeros, a larger
 *	     one is taken if its unknown tail is zero.
 * Manners   No locale, no environment, no clock, no standard streams, no
 *	     exit, no signals, no recursion over data.
 */
#ifndef SKPCHECK_H
#define SKPCHECK_H

#include <stdint.h>
#include <skpcheck-version.h>

#if defined(__GNUC__)
#define SKP_API __attribute__((visibility("default")))
#else
#define SKP_API
#endif

#ifdef __cplusplus
template <class T> static inline T skp_init_of(void)
{
	T t = T();
	t.size = (uint32_t)sizeof(T);
	return t;
}
#define SKP_INIT(type) skp_init_of<type>()
extern "C" {
#else
#define SKP_INIT(type) { .size = (uint32_t)sizeof(type) }
#endif

typedef struct skp_model skp_model;
typedef struct skp_checker skp_checker;
typedef struct skp_report skp_report;
typedef struct skp_columns skp_columns;
typedef struct skp_plan skp_plan;
typedef struct skp_reason skp_reason;
typedef struct skp_baseline skp_baseline;
typedef struct skp_boundary skp_boundary;
typedef struct skp_diff skp_diff;
typedef struct skp_progress skp_progress;

/* ---- version ---------------------------------------------------------- */

/** The library's version, as "1.2.3". */
SKP_API const char *skp_version(void);
/** The number of the binary interface; a binding compares it when loading. */
SKP_API int32_t skp_abi_version(void);

/* ---- errors ----------------------------------------------------------- */

enum {
	SKP_OK = 0,
	SKP_E_NOMEM = -1,	  /* the allocator gave nothing */
	SKP_E_ARG = -2,		  /* NULL or an argument out of range */
	SKP_E_TYPE = -3,	  /* an object of another type */
	SKP_E_STATE = -4,	  /* sealed, or not yet sealed */
	SKP_E_BUSY = -5,	  /* called from inside its own callback */
	SKP_E_IO = -6,		  /* a file cannot be opened, read, written */
	SKP_E_FORMAT = -7,	  /* not readable as its format */
	SKP_E_EMPTY = -8,	  /* a file or folder without tables or rows */
	SKP_E_ENCODING = -9,	  /* not UTF-8 (nor UTF-16 with BOM) */
	SKP_E_UNKNOWN = -10,	  /* unknown table, field, rule, format, key */
	SKP_E_DUPKEY = -11,	  /* a key stands twice in one mapping */
	SKP_E_POLICY = -12,	  /* a policy that cannot be used */
	SKP_E_UNSUPPORTED = -13,  /* built without the library this needs */
	SKP_E_CANCEL = -14,	  /* a callback asked to stop */
	SKP_E_PROOF = -15,	  /* a plan does not do what it says */
	SKP_E_LIMIT_SIZE = -20,	  /* skp_limits.bytes */
	SKP_E_LIMIT_DEPTH = -21,  /* skp_limits.depth */
	SKP_E_LIMIT_EVENTS = -22, /* skp_limits.events */
	SKP_E_LIMIT_SCALAR = -23, /* skp_limits.scalar, skp_limits.id */
	SKP_E_LIMIT_RECORDS = -24,  /* skp_limits.records */
	SKP_E_LIMIT_FINDINGS = -25, /* skp_limits.findings */
	SKP_E_LIMIT_MEM = -26,	  /* skp_limits.memory */
	SKP_E_YAML_ALIAS = -30,	  /* alias or merge key */
	SKP_E_YAML_TAG = -31,	  /* a tag other than !!str */
	SKP_E_YAML_MULTIDOC = -32,  /* a second document */
	SKP_E_YAML_DIRECTIVE = -33  /* a %TAG directive */
};

/** Where and why a call failed. `file` is empty and `line`, `column` (both
 * from 1, the column in characters) are 0 where no place is known. `text`
 * never repeats a value of the data. */
typedef struct skp_error {
	uint32_t size;
	int32_t code;
	uint32_t line, column;
	char file[256];
	char text[512];
} skp_error;

/** The name of an error code, as "SKP_E_IO"; "SKP_E_?" if there is none. */
SKP_API const char *skp_error_name(int32_t code);

/* ---- memory and limits ------------------------------------------------ */

/** Your own allocator; each pointer may be called from any thread that calls
 * the library and, where `jobs` is over 1, from the threads of that call, for
 * one object never by two at once. `resize` takes NULL as `p` and never 0 as
 * `bytes`. */
typedef struct skp_allocator {
	uint32_t size;
	void *(*alloc)(void *ctx, uint64_t bytes);
	void *(*resize)(void *ctx, void *p, uint64_t bytes);
	void (*release)(void *ctx, void *p);
	void *ctx;
} skp_allocator;

/** Bounds on hostile input; 0 means the default in brackets. */
typedef struct skp_limits {
	uint32_t size;
	uint32_t depth;	    /* nesting of YAML and JSON [32, at most 64] */
	uint32_t scalar;    /* bytes of one value [65,536] */
	uint32_t id;	    /* bytes of one id [64] */
	uint64_t bytes;	    /* bytes of one YAML or JSON input [256 MiB] */
	uint64_t csv_bytes; /* bytes of one CSV input [64 GiB] */
	uint64_t events;    /* YAML or JSON events [20,000,000] */
	uint64_t records;   /* rows of all tables [2^31 - 1] */
	uint64_t findings;  /* findings kept in a report [2^31 - 1] */
	uint64_t memory;    /* bytes the object may hold [no limit] */
} skp_limits;

/* ---- vocabulary ------------------------------------------------------- */

enum {
	SKP_TABLE_UNOR = 0,	 /* units */
	SKP_TABLE_PEGAWAI = 1,	 /* officials */
	SKP_TABLE_PENUGASAN = 2, /* assignments */
	SKP_TABLE_SKP = 3,	 /* performance plans */
	SKP_TABLE_RHK = 4,	 /* planned results inside an SKP */
	SKP_TABLE_KEJADIAN = 5,	 /* events */
	SKP_TABLE_PROFIL = 6,	 /* one system's view of a person */
	SKP_TABLE_PERIODE = 7,	 /* filling periods */
	SKP_TABLE_INSTANSI = 8,	 /* subject of findings only, not an input */
	SKP_TABLES = 8		 /* number of input tables */
};

/** Number of a table, or SKP_E_UNKNOWN. */
SKP_API int32_t skp_table_find(const char *name, int64_t len);
/** Name of a table, NULL if there is none of that number. */
SKP_API const char *skp_table_name(int32_t table);
/** Fields of a table are numbered from 0, in the order of the manual. */
SKP_API int32_t skp_field_count(int32_t table);
/** Number of a field by its canonical name, or SKP_E_UNKNOWN. */
SKP_API int32_t skp_field_find(int32_t table, const char *name, int64_t len);
SKP_API const char *skp_field_name(int32_t table, int32_t field);
/** 1 if a row of the table is rejected without this field. */
SKP_API int32_t skp_field_required(int32_t table, int32_t field);

/** The headings that files may bear: which table and field each one feeds,
 * and in which kind of file ("unor" ... for canonical tables, "ref-unor",
 * "data-asn", "laporan-penilaian", "laporan-skp", "riwayat-jabatan"). */
SKP_API int32_t skp_heading_count(void);
SKP_API const char *skp_heading_profile(int32_t i);
SKP_API const char *skp_heading_text(int32_t i);
SKP_API int32_t skp_heading_table(int32_t i);
SKP_API int32_t skp_heading_field(int32_t i);

/** Takes `len` bytes of output; a result other than 0 stops the writing,
 * which then fails with SKP_E_IO. */
typedef int32_t (*skp_write_fn)(void *ctx, const char *bytes, uint64_t len);

/* ---- progress --------------------------------------------------------- */

/* What a long call does now. */
enum {
	SKP_PHASE_NONE = 0,  /* nothing was begun */
	SKP_PHASE_LOAD = 1,  /* done, total: bytes of this load */
	SKP_PHASE_SEAL = 2,  /* steps */
	SKP_PHASE_CHECK = 3, /* rows that were looked at */
	SKP_PHASE_PLAN = 4,  /* rows in all checks; total not known */
	SKP_PHASE_WRITE = 5  /* findings */
};

/** Counters for others to read, and a switch that stops a call. It stands in
 * the options of a model (which loads and seals with it), a check, a plan, a
 * writing, and must outlive model and plan; one call at a time may use it. */
SKP_API int32_t skp_progress_new(const skp_allocator *allocator,
	skp_progress **ret, skp_error *err);
SKP_API void skp_progress_free(skp_progress *p);
/** Stops the call under way within some thousand rows, and each one that is
 * begun after it: SKP_E_CANCEL, its objects as they were. From any thread, or
 * from a signal handler. */
SKP_API void skp_progress_cancel(skp_progress *p);
/** Takes that back, and sets the counters to nothing. */
SKP_API void skp_progress_reset(skp_progress *p);
/** What is being done (SKP_PHASE_*; the last thing, if nothing is), how much
 * of it is done, how much there is (-1: not known), and how many rows were
 * read or looked at. From any thread. */
SKP_API int32_t skp_progress_phase(const skp_progress *p);
SKP_API int64_t skp_progress_done(const skp_progress *p);
SKP_API int64_t skp_progress_total(const skp_progress *p);
SKP_API int64_t skp_progress_rows(const skp_progress *p);

/* ---- model ------------------------------------------------------------ */

typedef struct skp_model_options {
	uint32_t size;
	uint32_t fixed_seed;		/* 1: hash with `seed` below */
	uint64_t seed;			/* results never depend on it */
	const skp_allocator *allocator; /* NULL: malloc */
	const skp_limits *limits;	/* NULL: all defaults */
	skp_progress *progress;		/* of loading and sealing; or NULL */
} skp_model_options;

/** A new, empty model. */
SKP_API int32_t skp_model_new(const skp_model_options *options,
	skp_model **ret, skp_error *err);
SKP_API void skp_model_free(skp_model *m);

/** Asked every few thousand rows; a result other than 0 stops the load. */
typedef int32_t (*skp_progress_fn)(void *ctx, uint64_t bytes, uint64_t rows);

typedef struct skp_load_options {
	uint32_t size;
	uint32_t jobs; /* threads, 0 and 1: only the caller's */
	skp_progress_fn progress;
	void *ctx;
} skp_load_options;

/** Adds a file, or every file of a folder (in byte order of the names). The
 * format and the kind of export are found by content and headings. */
SKP_API int32_t skp_model_load(skp_model *m, const char *path,
	const skp_load_options *options, skp_error *err);
/** The same from an open descriptor (a file or a pipe, read to its end, not
 * closed); `name` stands in messages and, if it ends in a known suffix or
 * begins with a table's name, helps to recognise the content. */
SKP_API int32_t skp_model_load_fd(skp_model *m, int32_t fd, const char *name,
	const skp_load_options *options, skp_error *err);
/** The same from memory. */
SKP_API int32_t skp_model_load_bytes(skp_model *m, const char *name,
	const void *data, uint64_t len, const skp_load_options *options,
	skp_error *err);

/** Registers the name under which findings cite the rows that follow;
 * `*ret` is its number for skp_batch.file. */
SKP_API int32_t skp_model_source(skp_model *m, const char *name, int64_t len,
	int32_t *ret, skp_error *err);

/** Adds one row of `n` field/value pairs; fields that no row of
 * the source names are unknown, values of length 0 are empty. `*ret`, if wanted, is the row's number for
 * skp_model_set, or -1 if the row was empty or rejected. */
SKP_API int32_t skp_model_add(skp_model *m, int32_t table, int32_t n,
	const int32_t *fields, const char *const *values,
	const int64_t *lengths, int64_t *ret, skp_error *err);
/** Changes one cell of a row before sealing. */
SKP_API int32_t skp_model_set(skp_model *m, int32_t table, int64_t row,
	int32_t field, const char *value, int64_t len, skp_error *err);
/** Takes a row away before sealing; its number is not used again. */
SKP_API int32_t skp_model_remove(skp_model *m, int32_t table, int64_t row,
	skp_error *err);

enum {
	SKP_COLUMN_TEXT = 0,  /* bytes + offset[rows + 1] */
	SKP_COLUMN_FIXED = 1, /* bytes, `width` a cell, padded with NUL */
	SKP_COLUMN_NIP = 2,   /* packed: the 18 digits as a number */
	SKP_COLUMN_UUID = 3,  /* packed: two words a cell, big end first */
	SKP_COLUMN_SAME = 4,  /* every row has the text bytes[0..width) */
	SKP_COLUMN_INT = 5,   /* bytes: integers of `width` 1, 2, 4 or 8 bytes, */
	SKP_COLUMN_UINT = 6,  /* signed or not, in the machine's order */
	SKP_COLUMN_VIEW = 7   /* view[rows]; a NULL one was not named */
};

/** A text of `n` bytes that stands elsewhere. */
typedef struct skp_view {
	const char *p;
	uint32_t n;
	uint32_t pad;
} skp_view;

/** One column of a batch. A cell whose `valid` bit (least significant first)
 * is 0 is empty, whatever bytes it has; one whose `known` bit is 0 was not
 * named by its row: empty if any row of the same source and table names the
 * field, else unknown. Both may be NULL. */
typedef struct skp_column {
	uint32_t size;
	int32_t field;
	int32_t kind;
	uint32_t width;
	const char *bytes;
	const uint32_t *offset;
	const uint64_t *packed;
	const uint8_t *valid;
	const uint8_t *known;
	uint32_t numeric; /* 1: `number` bits are set where a spreadsheet held
			     a number, which damages a NIP */
	uint32_t stride;  /* VIEW: views from a row to the next one, as where
			     rows stand one after the other; 0: 1 */
	const uint8_t *number;
	const skp_view *view;
} skp_column;

enum {
	/* Rows of a government report: people and units that no table gives
	 * become implicit: known to exist, nothing else known. */
	SKP_BATCH_REPORT = 1,
	/* Not rows of a table but implicit people or units themselves. */
	SKP_BATCH_IMPLICIT = 2,
	/* With IMPLICIT: people named only as somebody's atasan. */
	SKP_BATCH_ATASAN = 4,
	/* An SKP list that need not be complete (laporan penilaian). */
	SKP_BATCH_PARTIAL = 8,
	/* Derived rows (a view beside a row already counted): not counted. */
	SKP_BATCH_DERIVED = 16
};

/** Up to 65,536 rows of one table as columns: the one door by which readers
 * and bindings add rows. Row i stands on line[i], else on first_line + i. */
typedef struct skp_batch {
	uint32_t size;
	int32_t table;
	uint32_t rows;
	uint32_t columns;
	const skp_column *column;
	int32_t file; /* skp_model_source, -1: none */
	uint32_t flags;
	uint32_t first_line;
	uint32_t pad;
	const uint32_t *line;
} skp_batch;

SKP_API int32_t skp_model_add_batch(skp_model *m, const skp_batch *batch,
	skp_error *err);

/** Ends adding: resolves ids and sorts, so that the model can be checked, by
 * many threads and under many policies. Sealing twice is harmless. To change
 * it again: skp_model_edit. */
SKP_API int32_t skp_model_seal(skp_model *m, skp_error *err);

/* ---- edits of a sealed model ------------------------------------------ */

/** Opens a sealed model again; every call that adds, changes or removes rows
 * then works, and skp_model_seal closes it. Reports made before are out of
 * date: they count nothing, and writing them fails with SKP_E_STATE. From the
 * first opening on a journal is kept. An open model stays as it is, its
 * references as they were written; an SKP given by several rows is one and is
 * edited at the row that stays. */
SKP_API int32_t skp_model_edit(skp_model *m, skp_error *err);
/** 1 if the model is sealed, 0 if it is open. */
SKP_API int32_t skp_model_sealed(const skp_model *m);
/** A place in the journal of edits to go back to, 0 or more. */
SKP_API int64_t skp_model_mark(const skp_model *m);
/** Takes back every edit after the mark, the last one first; the model must
 * be open. */
SKP_API int32_t skp_model_undo(skp_model *m, int64_t mark, skp_error *err);
/** A copy to try edits on ("what if"): same rows, same numbers, no journal. */
SKP_API int32_t skp_model_copy(const skp_model *m, skp_model **ret,
	skp_error *err);

/** Writes a sealed model as a snapshot, to be loaded like any other file in a
 * fraction of the time: its arrays, for this machine's byte order and this
 * version of the library. A loaded snapshot is sealed, must be the only input,
 * and gives the findings, plans and edits of the model it was made from (whose
 * journal it does not hold). Whatever in it is not as it was written is
 * refused with SKP_E_FORMAT. A file is mapped, not read: replace it by a
 * rename, never change it in place while a model made from it lives. */
SKP_API int32_t skp_model_save(const skp_model *m, skp_write_fn write,
	void *ctx, skp_error *err);

/** What canonical tables cannot say of a model: see skp_model_lost. */
enum {
	SKP_LOST_REJECTED = 0, /* rows that could not be used when read */
	SKP_LOST_IMPLICIT = 1, /* people and units that only reports name */
	SKP_LOST_NAMES = 2,    /* SKP whose unit's name fits none or several */
	SKP_LOST_POSTS = 3,    /* jabatan history that only dates a change */
	SKP_LOST_PARTIAL = 4,  /* 1: the SKP are not a complete list */
	SKP_LOST_NUMBERS = 5,  /* ids that a spreadsheet held as numbers */
	SKP_LOST_CONTROLS = 6, /* control characters (YAML and JSON) */
	SKP_LOST_UNKNOWN = 7   /* columns that some of a table's sources lack,
				* if they are written together */
};
/** How much a sealed model would lose in canonical tables, 0: nothing. */
SKP_API int64_t skp_model_lost(const skp_model *m, int32_t what);
/** Number of sources: 0 is that of rows without a file, then files and
 * skp_model_source in their order. */
SKP_API int32_t skp_model_sources(const skp_model *m);
/** 1 if the source (-1: any) gives that table, else 0. */
SKP_API int32_t skp_model_gives(const skp_model *m, int32_t table,
	int32_t source);
/** Writes rows of a sealed model as they were given, in a canonical format:
 * "csv" (of one table), "yaml" or "json" (of one or, -1, all). One source's
 * rows or, -1, all of them: where the sources name different columns, or one
 * code that the policy does not know stands in two of them, only source by
 * source, loaded again in the same order, gives the same findings. What is
 * lost even then says skp_model_lost; repeated rows and cells that could not
 * be read are written as they were, empty rows are not. */
SKP_API int32_t skp_model_write(const skp_model *m, const char *format,
	int32_t table, int32_t source, skp_write_fn write, void *ctx,
	skp_error *err);

/** Number of rows of a table, those taken away included. */
SKP_API int64_t skp_model_rows(const skp_model *m, int32_t table);
/** Row of a unit or person by id (a person also by NIP) in a sealed model;
 * SKP_E_UNKNOWN if there is none, SKP_E_STATE if it is open. */
SKP_API int64_t skp_model_find(const skp_model *m, int32_t table,
	const char *id, int64_t len);
/** Writes a cell's text into `buf` of `cap` bytes, cut to fit and
 * NUL-terminated; returns its whole length in bytes, 0 for none or unknown,
 * SKP_E_ARG for a row that is not there. */
SKP_API int64_t skp_model_text(const skp_model *m, int32_t table, int64_t row,
	int32_t field, char *buf, int64_t cap);

/** What skp_model_cells writes instead of a number. */
enum {
	SKP_CELL_EMPTY = -1,	 /* blank */
	SKP_CELL_UNKNOWN = -2,	 /* no source named the column */
	SKP_CELL_UNMATCHED = -3, /* refers to a row that is not there */
	SKP_CELL_DEAD = -4	 /* the row is repeated, merged, removed */
};
/** Writes the cells of one field, of `n` rows from `first` on of a sealed
 * model, as numbers to `ret`, for own rules over millions of rows; returns how
 * many, fewer than `n` at the table's end. A reference is the row it refers to
 * (an SKP without a unit of its own says SKP_CELL_EMPTY), a day YYYYMMDD, a
 * day without a year MMDD, an instant the seconds since 1970-01-01T00:00:00Z,
 * yes and no 1 and 0. A code is a number that stands for the same word
 * everywhere in this model until it is edited: skp_model_text tells the word.
 * Ids, NIP and texts have no numbers: SKP_E_ARG. */
SKP_API int64_t skp_model_cells(const skp_model *m, int32_t table,
	int32_t field, int64_t first, int64_t n, int64_t *ret);

/* The edits that repairs consist of. Ids are NUL-terminated; each looks its
 * person and unit up (sealing the model first if it is open), then opens the
 * model as skp_model_edit does. SKP_E_UNKNOWN: no such person, unit or word;
 * then nothing was changed. */

/** Makes the person head of the unit: `jenis` D, TT, PJ, PLT or PLH (or gives
 * them a DELEGASI) from the day `mulai`; NULL: from ever. */
SKP_API int32_t skp_model_appoint(skp_model *m, const char *unor,
	const char *pegawai, const char *jenis, const char *mulai,
	skp_error *err);
/** Gives the person's latest SKP on the unit this status; without one a new
 * SKP Organisasi from `mulai` to `selesai` (NULL: open). */
SKP_API int32_t skp_model_publish(skp_model *m, const char *unor,
	const char *pegawai, const char *status, const char *mulai,
	const char *selesai, skp_error *err);
/** Records that the person did `aksi` at `waktu`, with success. */
SKP_API int32_t skp_model_event(skp_model *m, const char *pegawai,
	const char *aksi, const char *waktu, skp_error *err);
/** Makes `atasan` (NULL: none) the recorded atasan of the person and of all
 * their SKP. */
SKP_API int32_t skp_model_set_atasan(skp_model *m, const char *pegawai,
	const char *atasan, skp_error *err);

/** What became of the rows of a table:
 * read = loaded + merged + repeated + empty + rejected. */
typedef struct skp_account {
	uint32_t size;
	uint32_t given; /* 1 if any source gave this table */
	uint64_t read, loaded, merged, repeated, empty, rejected;
	uint64_t ignored_columns; /* headings or keys that no field takes */
} skp_account;
SKP_API int32_t skp_model_account(const skp_model *m, int32_t table,
	skp_account *ret, skp_error *err);
/** Adds to `ignored_columns`; for readers. */
SKP_API int32_t skp_model_ignored(skp_model *m, int32_t table, uint64_t n,
	skp_error *err);

/* ---- checker ---------------------------------------------------------- */

typedef struct skp_checker_options {
	uint32_t size;
	uint32_t pad;
	const skp_allocator *allocator;
	const skp_limits *limits;
} skp_checker_options;

/** A checker with the compiled-in policy (permenpanrb-6-2022). */
SKP_API int32_t skp_checker_new(const skp_checker_options *options,
	skp_checker **ret, skp_error *err);
SKP_API void skp_checker_free(skp_checker *c);

/** Overrides the policy key by key with a YAML text; an unknown key is an
 * error with its line. */
SKP_API int32_t skp_checker_policy(skp_checker *c, const char *name,
	const char *yaml, int64_t len, skp_error *err);
/** The same from a file. */
SKP_API int32_t skp_checker_policy_file(skp_checker *c, const char *path,
	skp_error *err);
/** Writes the policy in force as YAML that skp_checker_policy reads back. */
SKP_API int32_t skp_checker_policy_write(const skp_checker *c,
	skp_write_fn write, void *ctx, skp_error *err);
/** The compiled-in policy's YAML text, NUL-terminated. */
SKP_API const char *skp_policy_default(void);
/** The policies that come with the library, numbered from 0, the default; the
 * others override it key by key: give their text to skp_checker_policy.
 * skpcheck-policy(5) says what each does. */
SKP_API int32_t skp_policy_count(void);
/** Name of a policy, as "strict"; NULL if there is none of that number. */
SKP_API const char *skp_policy_name(int32_t i);
/** Its YAML text, NUL-terminated; NULL if there is none of that number. */
SKP_API const char *skp_policy_text(int32_t i);

/** Sets one of
 *	pada	the instant of the check: YYYY-MM-DD (its last second) or
 *		ISO 8601, without zone WIB; must be said before checking
 *	tahun	the period T as a calendar year; default: the year of pada
 *	awal, akhir	the period T as two days instead
 *	select, ignore	codes or prefixes of codes, joined by commas
 *	instansi	only findings of this instansi
 *	unor		only findings in the subtree of this unit
 *	fingerprint_key	a secret of 16 bytes or more, so that nobody can try
 *		which NIP a fingerprint belongs to; the built-in key is known
 * NULL or an empty value takes the setting back. */
SKP_API int32_t skp_checker_set(skp_checker *c, const char *key,
	const char *value, skp_error *err);

/* ---- a caller's own rules --------------------------------------------- */

/** What an own rule may look at: lent for one call of skp_rule_fn. Rows are
 * counted from 0 as skp_model_add counts them. */
typedef struct skp_facts skp_facts;

/** Judges one row; says what is wrong by skp_facts_find, as often as it
 * likes. A result other than 0 stops the check with SKP_E_CANCEL. Checks may
 * run in several threads, so `ctx` needs your own care then; model and checker
 * can be read meanwhile, but a call that would change them fails with
 * SKP_E_BUSY. */
typedef int32_t (*skp_rule_fn)(void *ctx, skp_facts *facts, int64_t row);

/** A rule of your own. Needed: code, table, severity, title, message, check.
 * Texts end with NUL and are copied; an English one that is NULL is as the
 * Indonesian. */
typedef struct skp_rule {
	uint32_t size;
	int32_t table;	    /* SKP_TABLE_* whose rows it judges */
	int32_t severity;   /* SKP_SEVERITY_*; a policy may set another */
	int32_t level;	    /* of repair, 0 to 8: where it stands in reports */
	const char *code;   /* 2 to 8 capitals and 3 digits, as "KAB001"; the
			       letters of the library's own are taken */
	const char *title, *title_en;
	const char *message, *message_en; /* with places {id}, {pegawai},
			       {unor}, {actual}, {expected}, {path}, {detail} */
	const char *explanation, *explanation_en;
	const char *steps, *steps_en; /* lines "1. ..." */
	const char *actor;  /* a token as "admin_instansi" [pegawai] */
	const char *actor_text, *actor_text_en; /* unless skp_word knows it */
	const char *source; /* where it is written */
	const char *basis;  /* "documented" or "inferred" [inferred] */
	skp_rule_fn check;
	void *ctx;	    /* handed to `check` */
} skp_rule;

enum {
	SKP_OWN_RULES = 64 /* of one checker at most */
};

/** Adds a rule to what skp_check applies (the single questions leave it out).
 * It is called for each row of its table, in their order; repeated, merged,
 * removed and implicit rows are passed over. From now on the policy's `rules`
 * and the settings `select` and `ignore` know its code, so add it before
 * these. Fails with SKP_E_DUPKEY if there is a rule of that code. */
SKP_API int32_t skp_checker_add_rule(skp_checker *c, const skp_rule *rule,
	skp_error *err);
/** The catalogue of a checker, as skp_rule_count, skp_rule_find and
 * skp_rule_text: the library's rules, then its own in the order of adding. */
SKP_API int32_t skp_checker_rule_count(const skp_checker *c);
SKP_API int32_t skp_checker_rule_find(const skp_checker *c, const char *code);
SKP_API const char *skp_checker_rule_text(const skp_checker *c, int32_t rule,
	int32_t field, const char *lang);

/** Rows of a table, those that are not in use counted. */
SKP_API int64_t skp_facts_rows(const skp_facts *f, int32_t table);
/** 1 if the row is in use, 0 if it is repeated, merged, removed, rejected or
 * not there. */
SKP_API int32_t skp_facts_live(const skp_facts *f, int32_t table,
	int64_t row);
/** Writes the text of a cell into `buf` of `cap` bytes, cut to fit and
 * NUL-terminated; returns its whole length in bytes, 0 if it has no value. A
 * reference is the id of its row, a day YYYY-MM-DD, yes and no ya and tidak. */
SKP_API int64_t skp_facts_text(const skp_facts *f, int32_t table,
	int64_t row, int32_t field, char *buf, int64_t cap);
/** 1 if the cell has a value, 0 if it is empty, -1 if it is unknown: no file
 * named the column. What is not known is no fault. */
SKP_API int32_t skp_facts_given(const skp_facts *f, int32_t table,
	int64_t row, int32_t field);
/** Row of the unit, person, SKP or RHK that a cell refers to, -1 if none. An
 * SKP without a unit of its own is on its person's. */
SKP_API int64_t skp_facts_ref(const skp_facts *f, int32_t table, int64_t row,
	int32_t field);
/** How many rows of a table refer to `to` by a field, and the k-th of them, -1
 * if there is none: units by diatasan_id or pemimpin_id; people by unor_id;
 * assignments by pegawai_id or unor_id; SKP by pegawai_id or unor_id; RHK by
 * skp_id; events and views, in order of time, by pegawai_id. */
SKP_API int64_t skp_facts_referring(const skp_facts *f, int32_t table,
	int32_t field, int64_t to);
SKP_API int64_t skp_facts_referring_at(const skp_facts *f, int32_t table,
	int32_t field, int64_t to, int64_t k);

enum {
	SKP_PERSON_ACTIVE = 1,
	SKP_PERSON_OBLIGED = 2, /* to have an SKP */
	SKP_PERSON_HEAD = 4,	/* of some unit at pada */
	SKP_PERSON_MEMBER = 8,	/* active, placed in a unit, not its head */
	SKP_PERSON_BLOCKED = 16 /* waits for an SKP Organisasi */
};
/** SKP_PERSON_* bits of a person, 0 if there is none. */
SKP_API int32_t skp_facts_person(const skp_facts *f, int64_t pegawai);
/** Heads of a unit at pada: how many, and the k-th, -1 if there is none. */
SKP_API int32_t skp_facts_heads(const skp_facts *f, int64_t unor);
SKP_API int64_t skp_facts_head(const skp_facts *f, int64_t unor, int32_t k);
/** How many people are the right atasan of a person in their unit at pada; 0:
 * none who is an ASN; SKP_E_UNKNOWN: it cannot be told. */
SKP_API int32_t skp_facts_expected(const skp_facts *f, int64_t pegawai);
/** The k-th of them in order of ids, -1 if there is none. */
SKP_API int64_t skp_facts_expected_at(const skp_facts *f, int64_t pegawai,
	int32_t k);
/** Their appraising unit, -1 if there is none. */
SKP_API int64_t skp_facts_appraiser(const skp_facts *f, int64_t pegawai);

enum {
	SKP_ORG_GOOD = 0,
	SKP_ORG_UNKNOWN = 1, /* the list of SKP may lack it */
	SKP_ORG_BELOW = 2,   /* only draft, or below the policy's threshold */
	SKP_ORG_DITOLAK = 3,
	SKP_ORG_ABSENT = 4
};
/** SKP_ORG_* of a unit at pada, SKP_E_ARG if there is no such unit. */
SKP_API int32_t skp_facts_org(const skp_facts *f, int64_t unor);
/** 1 if the unit is active at pada. */
SKP_API int32_t skp_facts_active(const skp_facts *f, int64_t unor);
/** Kind of a unit by the policy, as "sekolah"; NULL if there is none. */
SKP_API const char *skp_facts_kind(const skp_facts *f, int64_t unor);
/** 1 if the row's mulai and selesai cover pada, or meet the period T: of SKP
 * and assignments. */
SKP_API int32_t skp_facts_covers(const skp_facts *f, int32_t table,
	int64_t row);
SKP_API int32_t skp_facts_meets(const skp_facts *f, int32_t table,
	int64_t row);

/** What an own rule found. Rows are of SKP_TABLE_PEGAWAI, SKP_TABLE_UNOR or
 * SKP_TABLE_SKP and print as names and ids, masked where the report is; a text
 * is masked only where it holds a number of 14 digits or more. */
typedef struct skp_found {
	uint32_t size;
	int32_t severity;	   /* SKP_SEVERITY_*, 0: the rule's */
	const char *actual;	   /* what the data say: a text */
	const int64_t *actual_row; /* or a row of actual_table; NULL: none */
	const int64_t *expected;   /* expected_count rows of expected_table */
	const int64_t *path;	   /* path_count rows of path_table */
	const char *detail;
	int32_t actual_table, expected_table, path_table;
	int32_t expected_count, path_count;
	uint32_t pad;
} skp_found;

/** Adds a finding about the row under way; `found` may be NULL. 0 also where
 * policy or a filter hides it. Without memory, or beyond skp_limits.findings,
 * the whole check fails in the same way. */
SKP_API int32_t skp_facts_find(skp_facts *f, const skp_found *found,
	skp_error *err);

/* ---- check ------------------------------------------------------------ */

typedef struct skp_check_options {
	uint32_t size;
	uint32_t jobs; /* threads, 0 and 1: only the caller's; at most 64 */
	skp_progress *progress; /* NULL: nobody watches */
} skp_check_options;

/** Applies all rules. The report lends model and checker. */
SKP_API int32_t skp_check(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err);
/** Only: is the atasan (pejabat penilai) right? Rules ATS. */
SKP_API int32_t skp_check_atasan(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err);
/** Only: has every appraising unit its SKP Organisasi? Rules ORG. */
SKP_API int32_t skp_check_organisasi(const skp_checker *c,
	const skp_model *m, const skp_check_options *options,
	skp_report **ret, skp_error *err);
/** Only: were repairs made in the right order? Rules SYN. */
SKP_API int32_t skp_check_urutan(const skp_checker *c, const skp_model *m,
	const skp_check_options *options, skp_report **ret, skp_error *err);
/** Brings a report of any of these up to date after its model was edited and
 * sealed again, by looking only at what the edits can have touched; it is then
 * as a check made anew, also in its order, and no baseline is applied. Where
 * the edits changed people, units, ids, the tree of units or anything else
 * whose effect cannot be followed, and on the first call for a report, it
 * checks everything (a caller's own rules it always applies to all rows). The
 * checker may have been changed too. On failure the report stays as it was,
 * out of date if it was. */
SKP_API int32_t skp_recheck(skp_report *r, skp_error *err);
SKP_API void skp_report_free(skp_report *r);

/* ---- report ----------------------------------------------------------- */

enum {
	SKP_SEVERITY_I = 1, /* info: informs */
	SKP_SEVERITY_W = 2, /* peringatan: needs a human */
	SKP_SEVERITY_E = 3  /* galat: blocks the SKP */
};

/** What a finding can be asked for. Texts: skp_report_text. */
enum {
	SKP_F_CODE = 0,
	SKP_F_SEVERITY = 1, /* also int: SKP_SEVERITY_* */
	SKP_F_TABLE = 2,    /* also int: SKP_TABLE_* */
	SKP_F_ID = 3,
	SKP_F_PEGAWAI = 4,
	SKP_F_UNOR = 5,
	SKP_F_ACTUAL = 6,
	SKP_F_EXPECTED = 7,	 /* list; int: its length */
	SKP_F_PATH = 8,		 /* list; int: its length */
	SKP_F_BLOCKED = 9,	 /* int */
	SKP_F_BLOCKED_TOTAL = 10, /* int */
	SKP_F_ROOT = 11,
	SKP_F_LEVEL = 12, /* "L4"; int: 4 */
	SKP_F_ACTOR = 13,
	SKP_F_DETAIL = 14,
	SKP_F_FILE = 15,
	SKP_F_LINE = 16, /* int */
	SKP_F_MESSAGE = 17,
	/* 32 hexadecimal digits: a keyed hash of what the finding is about,
	 * the same whatever the row, line, severity, words and masking.
	 * Defined in skpcheck(1), so that other programs can compute it. */
	SKP_F_FINGERPRINT = 18,
	SKP_FIELDS = 19
};

/** Number of findings, in the order: level, blocked_total descending, code,
 * table, id. */
SKP_API int64_t skp_report_count(const skp_report *r);
/** Writes a field's text (for lists: element `k`) into `buf` of `cap` bytes,
 * cut to fit and NUL-terminated; returns its whole length in bytes, 0 if the
 * finding has none. `lang` ("id", "en", NULL: id) matters to MESSAGE. */
SKP_API int64_t skp_report_text(const skp_report *r, int64_t finding,
	int32_t field, int32_t k, const char *lang, char *buf, int64_t cap);
/** A field's number, -1 if the finding has none. */
SKP_API int64_t skp_report_int(const skp_report *r, int64_t finding,
	int32_t field);

/** All findings as columns of text (offset[count + 1] and bytes; lists are
 * joined by blanks) and of int64_t, for bindings: one call instead of one a
 * cell. The columns are lent by `*ret`. */
SKP_API int32_t skp_report_columns(const skp_report *r, const char *lang,
	skp_columns **ret, skp_error *err);
SKP_API const uint64_t *skp_columns_offsets(const skp_columns *c,
	int32_t field);
SKP_API const char *skp_columns_bytes(const skp_columns *c, int32_t field);
SKP_API const int64_t *skp_columns_ints(const skp_columns *c, int32_t field);
SKP_API void skp_columns_free(skp_columns *c);

/** Rules that could not judge some subjects, why and how many. */
SKP_API int32_t skp_report_skips(const skp_report *r);
SKP_API const char *skp_report_skip_code(const skp_report *r, int32_t i);
SKP_API const char *skp_report_skip_reason(const skp_report *r, int32_t i);
SKP_API int64_t skp_report_skip_count(const skp_report *r, int32_t i);

typedef struct skp_write_options {
	uint32_t size;
	int32_t min_severity; /* SKP_SEVERITY_*, 0: all */
	const char *lang;     /* "id" (NULL) or "en" */
	int32_t mask;	      /* 1: pseudonyms instead of NIP and NIK */
	int32_t color;	      /* 1: terminal colours in "text" */
	int32_t statistics;   /* 1: counts a rule at the end of "text" */
	int32_t quiet;	      /* 1: "text" without its summary */
	int32_t fingerprints; /* 1: "jsonl" with "fingerprint" at the end */
	int32_t same;	      /* 1: skp_diff_write: unchanged ones too */
	uint32_t jobs;	      /* threads that write "jsonl" without mask; 0 and
				 1: only the caller's; at most 64 */
	skp_progress *progress; /* of skp_report_write; or NULL */
} skp_write_options;

/** Writes the report as "text", "jsonl" or "baseline": a baseline with all
 * findings, to be given reasons. However many `jobs`, `write` is called by the
 * caller's thread, and the bytes are the same. */
SKP_API int32_t skp_report_write(const skp_report *r, const char *format,
	const skp_write_options *options, skp_write_fn write, void *ctx,
	skp_error *err);

/* ---- plan ------------------------------------------------------------- */

typedef struct skp_plan_options {
	uint32_t size;
	uint32_t try_all; /* 1: try the other order of every `after`, however
			     long that takes; 0: of a plan that is small */
	skp_progress *progress; /* of making and verifying; or NULL */
} skp_plan_options;

/** Works out who does what first: steps, what each must wait for, and what
 * cannot be planned. It is made on a copy of the model; model and checker,
 * whose `pada`, policy, `select` and `ignore` count, must outlive it. Takes
 * several checks' time. Each `after` is labelled by trying the other order
 * on a copy, or, in a plan too large for that, by what such steps are. */
SKP_API int32_t skp_plan_make(const skp_checker *c, const skp_model *m,
	const skp_plan_options *options, skp_plan **ret, skp_error *err);
SKP_API void skp_plan_free(skp_plan *p);

/** What a step, or an entry of what cannot be planned, can be asked for. */
enum {
	SKP_PLAN_N = 0,	      /* int: place in the order, from 1 */
	SKP_PLAN_LEVEL = 1,   /* "L4"; int: 4 */
	SKP_PLAN_ACTOR = 2,   /* a token that skp_word knows */
	SKP_PLAN_PEGAWAI = 3, /* id of the person whose act it is, or who it
				 is about; a placeholder is calon-1, ... */
	SKP_PLAN_UNOR = 4,    /* id of the unit */
	SKP_PLAN_ACTION = 5,  /* what is to be done, in words */
	SKP_PLAN_ACT = 6,     /* its token, as "terbitkan_skp" */
	SKP_PLAN_SYSTEM = 7,  /* a token that skp_word knows, as "ekinerja" */
	SKP_PLAN_FIXES = 8,   /* list: "ORG301 U1"; int: its length */
	SKP_PLAN_UNBLOCKS = 9,	/* int: people who wait for it */
	SKP_PLAN_AFTER = 10,  /* list of numbers of steps; int: its length */
	SKP_PLAN_BASIS = 11,  /* list beside AFTER: "terbukti" (the other order
				 fails) or "aturan" (regulation, practice) */
	SKP_PLAN_WAIT_DAYS = 12, /* int: until it shows in the next system */
	SKP_PLAN_CHANNEL = 13,	/* where the actor finds help */
	SKP_PLAN_KEPUTUSAN = 14, /* int: 1: a decision that no rule makes */
	SKP_PLAN_CODE = 15,   /* of what cannot be planned: its rule */
	SKP_PLAN_ID = 16,     /* and its subject */
	SKP_PLAN_REASON = 17, /* token of the reason why not */
	SKP_PLAN_REASON_TEXT = 18, /* and in words */
	SKP_PLAN_FIELDS = 19
};

/** Number of steps, in the order to take them. */
SKP_API int64_t skp_plan_steps(const skp_plan *p);
/** Findings that no step mends, in the order of the report. */
SKP_API int64_t skp_plan_unplanned(const skp_plan *p);
/** A field's text of step `i` from 0 (of entry i - skp_plan_steps of what
 * cannot be planned, if i is beyond); as skp_report_text. */
SKP_API int64_t skp_plan_text(const skp_plan *p, int64_t i, int32_t field,
	int32_t k, const char *lang, char *buf, int64_t cap);
/** A field's number, -1 if it has none. */
SKP_API int64_t skp_plan_int(const skp_plan *p, int64_t i, int32_t field);

/** Rings among repairs: each step of one waits for the next. How many rings,
 * and the number of the k-th step of ring i, -1 if there is none. What made a
 * ring by mere order of practice is left out of `after`. */
SKP_API int64_t skp_plan_rings(const skp_plan *p);
SKP_API int64_t skp_plan_ring(const skp_plan *p, int64_t i, int64_t k);

/** Carries the first `steps` steps out on a model (-1: all), usually a copy of
 * the plan's: step n at `pada` + n seconds, so check it at a `pada` that is
 * not before the last of them. It is sealed afterwards. */
SKP_API int32_t skp_plan_apply(const skp_plan *p, skp_model *m,
	int64_t steps, skp_error *err);
/** Proves the plan on copies: each step finds what it is to fix and fixes it;
 * nothing is left in the end but what cannot be planned; each `after` is
 * labelled rightly. SKP_E_PROOF says which is not so. Takes a check a step and
 * two for each `after`. */
SKP_API int32_t skp_plan_verify(const skp_plan *p, skp_error *err);

typedef struct skp_plan_write_options {
	uint32_t size;
	int32_t mask;	   /* 1: pseudonyms instead of NIP and NIK */
	const char *lang;  /* "id" (NULL) or "en" */
	const char *actor; /* only the steps of this actor; NULL: all */
	const char *unor;  /* only in the subtree of this unit; NULL: all */
	int32_t color;	   /* 1: terminal colours in "text" */
	int32_t pad;
} skp_plan_write_options;

/** Writes the plan as "text" (a list to tick off), "jsonl", "json", "csv" or
 * "dot". Steps keep their numbers in a view. */
SKP_API int32_t skp_plan_write(const skp_plan *p, const char *format,
	const skp_plan_write_options *options, skp_write_fn write, void *ctx,
	skp_error *err);

/* ---- reason ----------------------------------------------------------- */

/** Why one person can or cannot fill their SKP, and what to do: as skp_check
 * would find it, but looking only at what concerns them. `pegawai` is an id or
 * a NIP; SKP_E_UNKNOWN if nobody bears it. The settings instansi and unor do
 * not matter. A caller's own rule is called with the rows that were judged: the
 * person's, those of the units in question and of the heads who must act
 * first. The reason lends model and checker, and cannot be read any more once
 * the model is opened for edits (SKP_E_STATE). */
SKP_API int32_t skp_explain(const skp_checker *c, const skp_model *m,
	const char *pegawai, int64_t len, skp_reason **ret, skp_error *err);
SKP_API void skp_reason_free(skp_reason *r);
/** 1 if nothing stands in the person's way: they are not blocked, and there
 * is no finding of severity W or E. -1 if `r` is no reason. */
SKP_API int32_t skp_reason_clear(const skp_reason *r);
/** The findings that concern the person: their own, those of the units on
 * which their atasan and SKP depend, and those of the heads who must act
 * first. Lent by the reason; not to be freed. */
SKP_API const skp_report *skp_reason_report(const skp_reason *r);

/** What a reason is made of: so many elements each, in the order said. */
enum {
	SKP_REASON_PEGAWAI = 0,	  /* one: the person, the answer, the root */
	SKP_REASON_EXPECTED = 1,  /* the right atasan at pada, by id */
	SKP_REASON_CLIMB = 2,	  /* units looked at for it, own unit first */
	SKP_REASON_CHAIN = 3,	  /* appraising units, nearest first */
	SKP_REASON_RECORDED = 4,  /* the atasan that row and SKP name */
	SKP_REASON_KEJADIAN = 5,  /* events of person and atasan, by time */
	SKP_REASON_STEP = 6,	  /* what to do, in the order of doing it */
	SKP_REASON_PARTS = 7
};

/** What an element can be asked for; what it does not have is empty or -1.
 *
 * PEGAWAI   PEGAWAI, NAMA, JABATAN, UNOR, UNOR_NAMA; STATE: of the atasan that
 *	     is expected: heads, external (no ASN), unknown; DETAIL why unknown
 *	     (no_heads, no_unor, no_parent, cycle); PENILAI_UNOR, ROOT: units;
 *	     BLOCKED int 0, 1; BLOCKED_TOTAL int: people who wait for the root;
 *	     SINCE the day they wait from; OBLIGED int 0, 1; CONTACT
 * EXPECTED  PEGAWAI, NAMA; UNOR, UNOR_NAMA that they head; TUGAS (D, TT, PJ,
 *	     PLT, PLH)
 * CLIMB     UNOR, UNOR_NAMA; STATE: answer (the head is expected), self (the
 *	     person heads it), vacant, low_rank (head below pejabat pengawas),
 *	     rule (passed over by the policy's rule for kepala sekolah);
 *	     PEGAWAI, NAMA, TUGAS of its head
 * CHAIN     UNOR, UNOR_NAMA; STATE of its SKP Organisasi: good, unknown,
 *	     below, ditolak, absent; PEGAWAI, NAMA, TUGAS of its head; ROOT;
 *	     BLOCKED_TOTAL int: people who wait for it, if it is not good
 * RECORDED  ID of the SKP (none: the person's row), PEGAWAI, NAMA of the
 *	     atasan; STATE: right, delegated, wrong, empty, unknown (not known
 *	     who it should be)
 * KEJADIAN  PEGAWAI, NAMA; STATE: the action; TIME (int: seconds since 1970);
 *	     OK int 0, 1; VALID int 0, 1: of a repair by the member, whether
 *	     the atasan's data were valid then
 * STEP      ID: codes (list); LEVEL; ACTOR; PEGAWAI, NAMA, UNOR, UNOR_NAMA of
 *	     who acts, where known; TEXT: what to do (list); AFTER: numbers of
 *	     the steps it must follow, from 1 (list); WAIT int: days until it
 *	     shows elsewhere; SYSTEM (list); BLOCKED_TOTAL int */
enum {
	SKP_R_PEGAWAI = 0,
	SKP_R_NAMA = 1,
	SKP_R_JABATAN = 2,
	SKP_R_UNOR = 3,
	SKP_R_UNOR_NAMA = 4,
	SKP_R_STATE = 5,
	SKP_R_DETAIL = 6,
	SKP_R_TUGAS = 7,
	SKP_R_ID = 8,
	SKP_R_PENILAI_UNOR = 9,
	SKP_R_ROOT = 10,
	SKP_R_SINCE = 11,
	SKP_R_TIME = 12,
	SKP_R_LEVEL = 13,
	SKP_R_ACTOR = 14,
	SKP_R_TEXT = 15,
	SKP_R_SYSTEM = 16,
	SKP_R_AFTER = 17,
	SKP_R_CONTACT = 18,
	SKP_R_BLOCKED = 19,
	SKP_R_BLOCKED_TOTAL = 20,
	SKP_R_OBLIGED = 21,
	SKP_R_OK = 22,
	SKP_R_VALID = 23,
	SKP_R_WAIT = 24,
	SKP_R_FIELDS = 25
};
/** Elements of a part, 0 if there is no such part. */
SKP_API int64_t skp_reason_count(const skp_reason *r, int32_t part);
/** A field's text (of lists: element `k`), as skp_report_text gives it;
 * `lang` matters to TEXT. */
SKP_API int64_t skp_reason_text(const skp_reason *r, int32_t part, int64_t i,
	int32_t field, int32_t k, const char *lang, char *buf, int64_t cap);
/** A field's number (of lists: their length; of AFTER and TIME see above), -1
 * if the element has none. */
SKP_API int64_t skp_reason_int(const skp_reason *r, int32_t part, int64_t i,
	int32_t field);
/** Writes the reason as "text", as one tells it to a colleague, or as "jsonl":
 * a line an element with its `part`, and the findings as skp_report_write has
 * them. Of the options lang, mask and color matter, and quiet, which leaves
 * out where to find help. */
SKP_API int32_t skp_reason_write(const skp_reason *r, const char *format,
	const skp_write_options *options, skp_write_fn write, void *ctx,
	skp_error *err);
/** How many people bear a NIP that is one slip away from this one: a digit
 * changed, left out, added, or two neighbours swapped. */
SKP_API int64_t skp_model_near(const skp_model *m, const char *nip,
	int64_t len);

/* ---- graph ------------------------------------------------------------ */

/** What of the model is drawn. With neither `unor` nor `pegawai`: all units,
 * or those that the checker's `instansi` or `unor` leaves. */
typedef struct skp_graph_options {
	uint32_t size;
	int32_t limit;	     /* units drawn at most, 0: 200 */
	const char *unor;    /* a unit, those below it and its chain upwards */
	const char *pegawai; /* a person by id or NIP: atasan, chain, root */
	const char *format;  /* "dot" (NULL) or "json" */
	const char *lang;    /* "id" (NULL) or "en" */
	int32_t mask;	     /* 1: pseudonyms instead of NIP and names */
	uint32_t pad;
} skp_graph_options;

/** Writes who waits for whom: units with their heads and the state of their
 * SKP Organisasi, tied to the unit above, to the next appraising unit, and to
 * the one for which their people wait. Where more units are in scope than the
 * limit, those are left out that fewest people wait for (of a unit asked for:
 * that are farthest from it), and their number is told. "dot" is for
 * Graphviz; the object in "json" is described in skpcheck(1). An unknown unit
 * or person is SKP_E_UNKNOWN. */
SKP_API int32_t skp_graph_write(const skp_checker *c, const skp_model *m,
	const skp_graph_options *options, skp_write_fn write, void *ctx,
	skp_error *err);

/* ---- baseline --------------------------------------------------------- */

enum {
	SKP_BASELINE_FINGERPRINT = 0,
	SKP_BASELINE_CODE = 1, /* for people: it is not compared */
	SKP_BASELINE_REASON = 2,
	SKP_BASELINE_EXPIRES = 3 /* YYYY-MM-DD, the last day it hides on */
};

/** Reads findings that are known, a YAML text:
 *
 *	baseline:
 *	  - fingerprint: 0123456789abcdef0123456789abcdef
 *	    code: ATS203                # optional
 *	    reason: being repaired
 *	    expires: 2026-12-31         # optional
 *
 * Unknown keys, an entry without a reason and a fingerprint twice are errors
 * with their line. Of the checker only allocator and limits are used. */
SKP_API int32_t skp_baseline_new(const skp_checker *c, const char *name,
	const char *yaml, int64_t len, skp_baseline **ret, skp_error *err);
/** The same from a file. */
SKP_API int32_t skp_baseline_load(const skp_checker *c, const char *path,
	skp_baseline **ret, skp_error *err);
SKP_API void skp_baseline_free(skp_baseline *b);
/** Its entries, as the text has them. */
SKP_API int64_t skp_baseline_count(const skp_baseline *b);
/** SKP_BASELINE_* of an entry, "" if it has none, NULL if there is no such
 * entry or field. */
SKP_API const char *skp_baseline_text(const skp_baseline *b, int64_t entry,
	int32_t field);
/** The line on which an entry begins. */
SKP_API int64_t skp_baseline_line(const skp_baseline *b, int64_t entry);

enum { SKP_BASELINE_EXPIRED = -1 };

/** Takes the findings that the baseline knows out of the report: they are no
 * longer counted, asked for or written. An entry whose last day is before
 * the check's `pada` hides nothing. */
SKP_API int32_t skp_report_hide(skp_report *r, const skp_baseline *b,
	skp_error *err);
/** How many findings an entry of the baseline applied last has hidden,
 * SKP_BASELINE_EXPIRED if it has expired; entry -1: how many are hidden. */
SKP_API int64_t skp_report_hidden(const skp_report *r, int64_t entry);

/* ---- diff ------------------------------------------------------------- */

enum { SKP_DIFF_OLD = 0, SKP_DIFF_NEW = 1 };
enum { SKP_DIFF_GONE = 0, SKP_DIFF_ADDED = 1, SKP_DIFF_SAME = 2 };

/** A comparison of two lists of findings by their fingerprints, how often
 * each one stands in them included. Of the checker, whose `pada` must be set,
 * it takes select, ignore and fingerprint_key, which matter to lines without
 * fingerprint; masked, both sides share pseudonyms. */
SKP_API int32_t skp_diff_new(const skp_checker *c,
	const skp_write_options *options, skp_diff **ret, skp_error *err);
SKP_API void skp_diff_free(skp_diff *d);
/** Fills a side, once, with the findings of a report. */
SKP_API int32_t skp_diff_report(skp_diff *d, int32_t side,
	const skp_report *r, skp_error *err);
/** Fills a side with a report that was written as JSON Lines. One that is
 * masked must have been written with fingerprints, and a comparison that is
 * masked cannot take one that is not. */
SKP_API int32_t skp_diff_jsonl(skp_diff *d, int32_t side, const char *name,
	const void *data, uint64_t len, skp_error *err);
/** 1 if the data begin as such a report does. The first 4,096 bytes are
 * enough. */
SKP_API int32_t skp_diff_recognise(const void *data, uint64_t len);
/** Hides what a baseline knows on both sides, which must be filled. */
SKP_API int32_t skp_diff_hide(skp_diff *d, const skp_baseline *b,
	skp_error *err);
/** How many findings of at least that severity are SKP_DIFF_*, without those
 * that are hidden. */
SKP_API int64_t skp_diff_count(const skp_diff *d, int32_t what,
	int32_t min_severity);
/** Writes the comparison as "text" or "jsonl": lines {"diff": "gone", "new" or
 * "same", and the finding's names}, at last one with their numbers. */
SKP_API int32_t skp_diff_write(const skp_diff *d, const char *format,
	skp_write_fn write, void *ctx, skp_error *err);

/* ---- boundary --------------------------------------------------------- */

/** Data in parts that may not be pooled, each checked where it lies. In three
 * rounds every part writes what the others must know, all of it is merged,
 * and each part reads what came of it; then each finds exactly what one check
 * of all the data would find about its rows. For each part and round:
 *
 *	skp_boundary_new(name, key, &b, err)
 *	skp_boundary_read(b, file, data, len, err)    not in round 1
 *	skp_boundary_begin(b, c, m, err)	      m is new
 *	skp_model_load(m, ...)			      the part's own data
 *	skp_boundary_end(b, m, err)
 *	skp_model_seal(m, err)			      not in round 1
 *	skp_boundary_write(b, c, m, write, ctx, err)  or, after round 3:
 *	skp_check(c, m, ...)
 *
 * and between them skp_boundary_add of what each part wrote, in the order
 * that the parts' rows have in the whole, and skp_boundary_merge.
 *
 * A part is known by its name, the same in all rounds. The key, a secret text
 * of 16 bytes or more that all parts share (NULL: one that is built in, and so
 * no secret), hides the ids of round 1 and the values that are only compared.
 * Policy, pada and T must be the same for all. What leaves a part: ids and
 * codes of rows that others need, units' names; never a person's name, a NIK
 * or NUPTK. */
SKP_API int32_t skp_boundary_new(const char *name, const char *key,
	skp_boundary **ret, skp_error *err);
SKP_API void skp_boundary_free(skp_boundary *b);
/** What the parts' boundaries of a round were merged to. The data stay yours
 * and must stay until the boundary is freed; `name` is cited in errors. */
SKP_API int32_t skp_boundary_read(skp_boundary *b, const char *name,
	const void *data, uint64_t len, skp_error *err);
/** The round of what was read or merged last, 0: nothing was. After round 3
 * all is solved. */
SKP_API int32_t skp_boundary_round(const skp_boundary *b);
/** Before the part's own data are loaded into the model; of the checker the
 * policy, pada and T are used. SKP_E_STATE: another key, policy, pada, period
 * or part than in the first round. */
SKP_API int32_t skp_boundary_begin(skp_boundary *b, const skp_checker *c,
	skp_model *m, skp_error *err);
/** After they are. SKP_E_STATE if they are not those of the first round;
 * SKP_E_UNSUPPORTED if a government report names people or units that no
 * table gives: then the check cannot be exact. */
SKP_API int32_t skp_boundary_end(skp_boundary *b, skp_model *m,
	skp_error *err);
/** Writes what the others must know in the next round. Of round 2 the model
 * is no longer sealed afterwards. */
SKP_API int32_t skp_boundary_write(skp_boundary *b, const skp_checker *c,
	skp_model *m, skp_write_fn write, void *ctx, skp_error *err);
/** One part's boundary, to be merged with the others' (of a boundary with or
 * without name). The data are lent as in skp_boundary_read. */
SKP_API int32_t skp_boundary_add(skp_boundary *b, const char *name,
	const void *data, uint64_t len, skp_error *err);
/** Merges what was added; fails with the place of what cannot be read. */
SKP_API int32_t skp_boundary_merge(skp_boundary *b, skp_write_fn write,
	void *ctx, skp_error *err);

/* ---- events ----------------------------------------------------------- */

/** Writes rows of the table `kejadian` ("csv", "jsonl" or "yaml"), with
 * `sistem` = `selisih`, that the difference of two exports proves to have
 * happened after `older_date` and up to `newer_date` (days, meaning their
 * last second, or instants): `sinkron_asn` of who has a field of the
 * e-Kinerja view that differed from SIASN's, changed, and is SIASN's now;
 * `muat_ulang` of who has an SKP whose atasan is another now. All of them are
 * dated `newer_date`, and rules see no order among them. Of the checker only
 * the policy is used. */
SKP_API int32_t skp_events_write(const skp_checker *c,
	const skp_model *older, const char *older_date,
	const skp_model *newer, const char *newer_date, const char *format,
	skp_write_fn write, void *ctx, skp_error *err);

/* ---- catalogue -------------------------------------------------------- */

enum {
	SKP_RULE_CODE = 0,
	SKP_RULE_TITLE = 1,
	SKP_RULE_MESSAGE = 2, /* with {named} places */
	SKP_RULE_EXPLANATION = 3,
	SKP_RULE_ACTOR = 4,
	SKP_RULE_ACTOR_TEXT = 5,
	SKP_RULE_STEPS = 6, /* lines "1. ..." */
	SKP_RULE_SOURCE = 7,
	SKP_RULE_BASIS = 8,    /* "documented" or "inferred" */
	SKP_RULE_NEEDS = 9,    /* tables and columns it cannot do without */
	SKP_RULE_SEVERITY = 10, /* "E", "W", "I" or "E/W" as the manual's */
	SKP_RULE_LEVEL = 11,   /* "L0" to "L8" */
	SKP_RULE_TABLE = 12,   /* subjects, joined by commas */
	SKP_RULE_INDICATOR = 13 /* of SIASN's data quality, "" if none */
};
SKP_API int32_t skp_rule_count(void);
/** Number of a rule by its code (ASCII case-blind), or SKP_E_UNKNOWN. */
SKP_API int32_t skp_rule_find(const char *code);
/** Text of a rule, NULL if there is no such rule or field. */
SKP_API const char *skp_rule_text(int32_t rule, int32_t field,
	const char *lang);
/** Words for a reason of `skipped`, an actor, a system, or a reason of REF009.
 */
SKP_API const char *skp_word(const char *token, const char *lang);

#ifdef __cplusplus
}
#endif
#endif
