/* SPDX-License-Identifier: MIT */
/* One part of data that may not be pooled, and what must be known of the
 * others. Three rounds, each a pass over the part and a merge of what all
 * parts wrote:
 *
 *	1 ids	 keyed hashes of the ids that a part holds or refers to; merged:
 *		 those that concern several parts
 *	2 rows	 the rows that others need: those of shared ids, what refers to
 *		 another part's rows, and all that their judgement rests on
 *	3 sums	 what a part's people add to units of other parts
 *
 * Every link from part to part is one of round 1, so round 2 is complete: from
 * row to row within a part it is followed there, and where it leaves the part
 * the next one was asked. */
#ifndef SKP_BOUNDARY_H
#define SKP_BOUNDARY_H

#include "run.h"

enum { ROUND_IDS = 1, ROUND_ROWS, ROUND_SUMS };
enum { BOUNDARY_FIELDS = 24 };

/* ---- texts ---- */

/* The lines of a boundary, each cut at its tabs. */
struct lines {
	const char *p, *end;
	struct text file, field[BOUNDARY_FIELDS];
	uint32_t n, line;
	skp_error *err;
};

struct lines lines_of(struct text file, const char *p, uint64_t n,
	skp_error *err);
/* The next line into field[]; *more is false at the end. */
int32_t lines_next(struct lines *l, bool *more);
int32_t lines_fail(const struct lines *l, const char *why);
bool lines_is(const struct lines *l, const char *word, uint32_t fields);
bool text_number(struct text t, uint64_t most, uint64_t *ret);
bool text_hex(struct text t, uint64_t *ret);
/* Undoes put_cell's escapes into b; false if they are none. */
bool text_plain(struct buf *b, struct text t);

struct out {
	struct buf b;
	skp_write_fn write;
	void *ctx;
	uint64_t lines;
	bool stop;
	skp_error *err;
};

void out_init(struct out *o, struct mem *mem, skp_write_fn write, void *ctx,
	skp_error *err);
void out_word(struct out *o, const char *word); /* begins a line */
void out_tab(struct out *o);
void out_text(struct out *o, struct text t); /* a field, escaped */
void out_more(struct out *o, struct text t); /* of the same field */
void out_uint(struct out *o, uint64_t v);
void out_int(struct out *o, int64_t v);
void out_hex(struct out *o, uint64_t v);
void out_end(struct out *o); /* of a line */
/* A line as it stands elsewhere. */
void out_copy(struct out *o, const struct lines *l);
/* Hands over the rest; 0 or what went wrong. */
int32_t out_close(struct out *o, int32_t e);

/* ---- a boundary ---- */

/* All parts must have been judged alike. */
struct scope {
	uint64_t key, policy;
	int64_t pada, from, to;
};

struct part {
	struct buf name;
	uint64_t digest;
	uint64_t given[SKP_TABLES], mask[SKP_TABLES], ord[SKP_TABLES];
	uint64_t list;
	const char *rows; /* its lines behind the tables */
	uint32_t line;	  /* before them */
};

/* An id that concerns several parts. */
struct hot {
	uint64_t hash;
	uint8_t kind, level;
};
enum { HOT_WANTED = 1, HOT_SHARED };

struct input {
	struct buf file;
	const char *p;
	uint64_t n;
};

/* A value of another part that only its hash stands for. */
struct masked {
	uint64_t hash[2];
	uint32_t row;
	uint8_t field;
};

struct skp_boundary {
	struct handle h;
	struct mem mem;
	struct buf name;
	uint64_t key[2];
	struct input in; /* what was read, lent */
	int32_t round;	 /* of it, 0: none */
	struct scope scope;
	struct part *part;
	uint64_t nparts, cparts;
	uint64_t own; /* among the parts */
	const char *sums; /* behind the last part's lines */
	uint32_t sums_line;
	struct hot *hot;
	uint64_t nhot, chot;
	struct masked *masked;
	uint64_t nmasked, cmasked;
	bool begun, ended;
	struct part self; /* what this part says of itself */
	struct input *merge; /* to be merged, lent */
	uint64_t nmerge, cmerge;
};

/* Reads a header: round, whether it is solved, scope. */
int32_t boundary_head(struct lines *l, int32_t *round, bool *solved,
	struct scope *scope);
int32_t boundary_part(struct lines *l, struct mem *mem, struct part *to);
void boundary_put_head(struct out *o, int32_t round, bool solved,
	const struct scope *scope);
void boundary_put_part(struct out *o, const struct part *p);
bool scope_same(const struct scope *a, const struct scope *b);

/* Kinds of ids, as their letters stand in round 1. */
enum { ID_UNOR = 'U', ID_PEGAWAI = 'P', ID_SKP = 'S', ID_RHK = 'R',
	ID_NPSN = 'N' };
uint64_t boundary_hash(const skp_boundary *b, char kind, struct text t);
/* 0, HOT_WANTED or HOT_SHARED */
uint32_t boundary_hot(const skp_boundary *b, char kind, struct text t);
/* The letter of what a field refers to, 0: nothing. */
char boundary_refers(uint32_t kind);

/* Which fields of a table's rows travel; n: how many. */
const uint8_t *boundary_fields(uint32_t table, uint32_t *n);
/* One row of the opened model as a line. */
void boundary_put_row(const skp_boundary *b, const struct policy *p,
	struct out *o, const skp_model *m, uint32_t table, uint32_t row);
/* The line under way as a row behind all others of its table. */
int32_t boundary_take_row(skp_boundary *b, struct lines *l, skp_model *m);
/* Masked values that this part knows in clear. */
void boundary_unmask(skp_boundary *b, skp_model *m);

/* What reports name rather than number cannot be settled across parts. */
int32_t boundary_decidable(skp_boundary *b, const skp_model *m,
	skp_error *err);
/* Fills b->self; fails if it is not what the first round said. */
int32_t boundary_self(skp_boundary *b, skp_model *m, skp_error *err);
/* What was read, into the model: sums; tables and columns that any part
 * supplies; words for "none" that are ids elsewhere. */
int32_t boundary_take_sums(skp_boundary *b, skp_model *m, skp_error *err);
void boundary_know(const skp_boundary *b, skp_model *m);
void boundary_words(const skp_boundary *b, skp_model *m);

/* Sums of all parts: added line by line, put in order, each once. */
struct sum_list {
	struct sum *v;
	uint64_t n, cap;
};
int32_t sums_add(struct sum_list *g, struct mem *mem, const struct lines *l);
void sums_put(struct sum_list *g, struct out *o);
void sums_free(struct sum_list *g, struct mem *mem);

/* The rounds */
int32_t boundary_ids(skp_boundary *b, struct out *o, skp_model *m);
int32_t boundary_rows(skp_boundary *b, const skp_checker *c, struct out *o,
	skp_model *m);
int32_t boundary_sums(skp_boundary *b, const skp_checker *c, struct out *o,
	skp_model *m);

#endif
