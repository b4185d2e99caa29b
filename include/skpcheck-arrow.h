/* SPDX-License-Identifier: MIT */
/**
 * skpcheck-arrow.h - columns in and findings out by the Arrow C interfaces.
 *
 * Whatever can hand over Apache Arrow data (DuckDB, Polars, pyarrow, ADBC
 * drivers, ...) can fill a model without writing a file, and can take the
 * findings as a table. No Arrow library is needed: the three structs below are
 * those of the Arrow specification (C data and C stream interface), under the
 * guards that it prescribes.
 *
 *	struct ArrowArrayStream in, out;
 *	engine_query(engine, "SELECT * FROM pegawai", &in);
 *	if (skp_model_add_arrow_stream(m, SKP_TABLE_PEGAWAI, &in, NULL, &err))
 *		...
 *	if (skp_report_arrow(r, NULL, &out, &err) == 0)
 *		engine_register(engine, "temuan", &out);
 */
#ifndef SKPCHECK_ARROW_H
#define SKPCHECK_ARROW_H

#include <skpcheck.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
	const char *format;
	const char *name;
	const char *metadata;
	int64_t flags;
	int64_t n_children;
	struct ArrowSchema **children;
	struct ArrowSchema *dictionary;
	void (*release)(struct ArrowSchema *);
	void *private_data;
};

struct ArrowArray {
	int64_t length;
	int64_t null_count;
	int64_t offset;
	int64_t n_buffers;
	int64_t n_children;
	const void **buffers;
	struct ArrowArray **children;
	struct ArrowArray *dictionary;
	void (*release)(struct ArrowArray *);
	void *private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
	int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
	int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
	const char *(*get_last_error)(struct ArrowArrayStream *);
	void (*release)(struct ArrowArrayStream *);
	void *private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* ---- arrow in --------------------------------------------------------- */

typedef struct skp_arrow_options {
	uint32_t size;
	uint32_t flags;	     /* SKP_BATCH_REPORT, SKP_BATCH_PARTIAL */
	const char *source;  /* name that findings cite; NULL: none */
	uint32_t first_line; /* line of the first row; 0: rows have no lines */
	uint32_t pad;
	skp_progress_fn progress; /* asked every few thousand rows */
	void *ctx;
	char *said;	   /* room for what the producer of a stream says of */
	uint64_t said_cap; /* its own failure: it may repeat values of data */
} skp_arrow_options;

/** Adds the rows of a struct array (a record batch) to a table. All or
 * nothing: after a failure the model is as it was.
 *
 * Takes schema and array over: whatever the result, each has been released
 * exactly once when the call returns (`release` is NULL then). Buffers are
 * read where they are and never written.
 *
 * Children are columns, by name: the fields of the table and the headings
 * that skp_heading_text lists for it, folded as those of files are; where
 * several feed one field, the first that is not empty wins. Other children,
 * of whatever type, are counted in `ignored_columns`. Without a required
 * column the call fails with SKP_E_UNKNOWN. A null is an empty cell.
 *
 *	text		u U vu, z Z vz and w:N if they hold UTF-8
 *			(w:N padded with NUL; w:16 called arrow.uuid is one)
 *	numbers		c C s S i I l L, exactly; g as a spreadsheet's number:
 *			it damages NIP, NIK and NUPTK; NaN is null
 *	yes and no	b
 *	days, instants	tdD tdm; tss: tsm: tsu: tsn: with a zone or, as in
 *			files, WIB
 *	null		n
 *	dictionaries	of these, by an index of any width
 *
 * Other types of a column that is a field (lists, decimals, float32, ...) are
 * refused with SKP_E_FORMAT and the field's name.
 *
 * Arrow tells no sizes of buffers. What can be seen is checked (lengths and
 * offsets are not negative, offsets never go back, indexes lie within their
 * dictionary, views within the sizes that they do tell, text is UTF-8); that
 * buffers are as long as array and last offset say is trusted. */
SKP_API int32_t skp_model_add_arrow(skp_model *m, int32_t table,
	struct ArrowSchema *schema, struct ArrowArray *array,
	const skp_arrow_options *options, skp_error *err);
/** The same for all batches of a stream, which is taken over in the same way:
 * read to its end or the first failure, then released. If the producer fails,
 * SKP_E_IO; its own words go to `said` only. */
SKP_API int32_t skp_model_add_arrow_stream(skp_model *m, int32_t table,
	struct ArrowArrayStream *stream, const skp_arrow_options *options,
	skp_error *err);

/* ---- arrow out -------------------------------------------------------- */

typedef struct skp_arrow_write_options {
	uint32_t size;
	int32_t min_severity; /* SKP_SEVERITY_*, 0: all */
	const char *lang;     /* "id" (NULL) or "en" */
	int32_t mask;	      /* 1: pseudonyms instead of NIP and NIK */
	int32_t fingerprints; /* 1: with a column "fingerprint" at the end */
	int32_t copy;	      /* 1: the stream outlives the report */
	uint32_t rows;	      /* findings of a batch at most, 0: 65,536 */
} skp_arrow_write_options;

/** Makes `*out`, which need not be initialised, a stream of the findings, in
 * the order of the report, as record batches. After a failure
 * `out->release` is NULL.
 *
 *	code severity table level actor	dictionary of text, never null
 *	id pegawai unor actual root detail file message	text
 *	expected path			list of text
 *	blocked blocked_total line	int64
 *
 * in the order code, severity, table, id, pegawai, unor, actual, expected,
 * path, blocked, blocked_total, root, level, actor, detail, file, line,
 * message; what a finding does not have is null.
 *
 * The stream belongs to the caller, who calls its release. Batches are made
 * when get_next asks for them, so the report (and its model and checker) must
 * live, unchanged, until the last get_next; with `copy` all are made at once
 * and nothing is lent. Either way get_schema and release may be called at any
 * time, and schemas and arrays live until their own release, longer than
 * stream and report; their memory is the allocator's of the report. If the
 * model was edited meanwhile, get_next fails with EINVAL, without memory with
 * ENOMEM. */
SKP_API int32_t skp_report_arrow(const skp_report *r,
	const skp_arrow_write_options *options, struct ArrowArrayStream *out,
	skp_error *err);

#ifdef __cplusplus
}
#endif
#endif
