/* SPDX-License-Identifier: MIT */
/* Findings as text: fields, messages, masking, and the writers. */
#ifndef SKP_REPORT_H
#define SKP_REPORT_H

#include "run.h"

/* What one writing of a report needs; `mask` numbers people as they appear. */
struct writer {
	const skp_report *r;
	struct mem mem;
	struct buf out;
	int32_t lang, min_severity;
	bool mask, color, statistics, quiet, fingerprints;
	uint32_t *pseudonym; /* by name in ids: number, 0: not seen */
	struct names *people_of_both; /* instead, where reports share them */
	uint32_t people;
	struct buf about; /* what a fingerprint is made of */
	skp_write_fn write;
	void *ctx;
	bool stop; /* the caller's function refused */
	skp_error *err;
};

int32_t lang_number(const char *lang); /* 0 id, 1 en */
/* c may be NULL for a rule that is ours */
const char *rule_text(const skp_checker *c, uint32_t rule, int32_t field,
	int32_t lang);

/* Appends a field of a finding to w->out; k: element of a list. field_said:
 * any but the fingerprint, which is made of the others. */
void field_put(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k);
void field_said(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k);
/* What it is known again by; false without memory. */
bool finding_fingerprint(struct writer *w, const struct finding *f,
	struct fingerprint *ret);
/* Its number, -1 if it has none. */
int64_t field_int(const skp_report *r, const struct finding *f, int32_t field);
/* Texts of the data, masked or made safe. */
void put_text(struct writer *w, struct text t);
void put_pegawai_id(struct writer *w, uint32_t row);
/* A name in ids that refers to no row. */
void put_name_id(struct writer *w, uint32_t name, bool person);
/* Without the dashes by which ref-unor shows a unit's level. */
struct text unor_name(const skp_model *m, uint32_t unor);
const char *tugas_word(uint32_t tugas); /* as in the field `jenis` */
/* An id as people read it: "Name (id)". */
void put_pegawai(struct writer *w, uint32_t pegawai);
void put_unor(struct writer *w, uint32_t unor);
void put_message(struct writer *w, const struct finding *f);
/* Where somebody of this unit finds help. */
struct text contact_of(const struct judgement *j, uint32_t pegawai,
	uint32_t unor);
/* What a ref means, as its id or text; person: whose name in ids it is. */
void put_ref(struct writer *w, uint32_t kind, uint32_t v, bool person);
/* Text of the data, with nothing in it that a terminal would obey. */
void put_safe(struct buf *b, struct text t);

/* Has the text nothing that put_safe would change? */
bool text_safe(struct text t);

int32_t writer_init(struct writer *w, const skp_report *r,
	const skp_write_options *o, skp_error *err);
/* With no language, no masking: for questions about findings. */
int32_t writer_open(struct writer *w, const skp_report *r, skp_error *err);
void writer_free(struct writer *w);
bool writer_flush(struct writer *w, bool all);
/* Hands over what is left; e, or what went wrong with the output. */
int32_t writer_end(struct writer *w, int32_t e);
/* Copies what was written into a caller's room, cut to fit; its length. */
int64_t writer_give(const struct writer *w, char *buf, int64_t cap);
/* Options with nothing but a language. */
skp_write_options lang_options(const char *lang);

bool shown(const struct writer *w, const struct finding *f);
int32_t write_text(struct writer *w);
int32_t write_jsonl(struct writer *w);
int32_t write_baseline(struct writer *w);
/* JSON: `,"key":`, without the comma after `{`; the text since `from` made the
 * inside of a string; one finding as a line. */
void json_key(struct writer *w, const char *key);
void json_quote(struct writer *w, uint64_t from);
void json_finding(struct writer *w, const struct finding *f);

enum style { RED, YELLOW, BLUE, BOLD, DIM, PLAIN };
/* In colour if asked for; in the language of the writer. */
void style(struct writer *w, enum style s);
void say(struct writer *w, const char *id, const char *en);
void say_number(struct writer *w, uint64_t n, const char *id, const char *en);
void put_severity(struct writer *w, uint32_t severity);
/* Breaks what was written since `from` into lines of 78 columns; `hang`
 * blanks before each but the first, whose own stand there already. */
void wrap(struct writer *w, uint64_t from, uint32_t hang);

#endif
