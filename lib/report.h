/* SPDX-License-Identifier: MIT */
/* Findings as text: fields, messages, masking, and the writers. */
#ifndef SKP_REPORT_H
#define SKP_REPORT_H

#include "run.h"

/* A text of our own; quote: JSON has to escape something in it. */
struct said {
	const char *p;
	uint32_t n;
	bool quote;
};

enum slot { PLACE_NONE, PLACE_ID, PLACE_PEGAWAI, PLACE_UNOR, PLACE_ACTUAL,
	PLACE_EXPECTED, PLACE_PATH, PLACE_ROOT, PLACE_DETAIL, PLACE_BLOCKED,
	PLACE_BLOCKED_TOTAL, PLACES, PLACE_OTHER = PLACES };

/* A piece of a message, and the place behind it; the last one has none. */
struct piece {
	struct said said;
	uint8_t place;
};

/* What was written before and is only copied from then on: a part of
 * phrases.again; n 0: not yet. */
struct span {
	uint32_t at, n;
};

/* What a rule says; its message is piece[piece ..]. pieces 0: not yet known. */
struct phrase {
	struct said code, level, actor;
	struct span head, tail; /* in JSON */
	uint32_t piece, pieces;
};

enum word_list { WORDS_STATIC, WORDS_LISTED, WORDS_REASON };
enum { WORDS = (int)STATIC_WORDS + (int)LISTED_WORDS + (int)NOTE_REASONS };

struct phrases {
	struct phrase rule[RULES_ALL];
	struct said word[WORDS]; /* without p: not yet known */
	struct piece *piece;
	uint64_t npiece, cpiece;
	struct span kind[SKP_SEVERITY_E + 1][SKP_TABLE_INSTANSI + 1];
	struct buf again, file; /* file: name of file_number in JSON */
	int32_t file_number;
};

/* What one writing of a report needs; `mask` numbers people as they appear. */
struct writer {
	const skp_report *r;
	struct mem mem;
	struct buf out;
	int32_t lang, min_severity;
	bool mask, color, statistics, quiet, fingerprints;
	bool quoted; /* texts are put as the inside of a string of JSON */
	struct phrases *phrases; /* made when first asked for */
	uint32_t *pseudonym; /* by name in ids: number, 0: not seen */
	struct names *people_of_both; /* instead, where reports share them */
	uint32_t people;
	struct buf about; /* what a fingerprint is made of */
	skp_write_fn write;
	void *ctx;
	skp_progress *progress;
	uint32_t jobs;
	bool stop; /* the caller's function refused, or the caller */
	skp_error *err;
};

int32_t lang_number(const char *lang); /* 0 id, 1 en */
/* c may be NULL for a rule that is ours */
const char *rule_text(const skp_checker *c, uint32_t rule, int32_t field,
	int32_t lang);

/* Appends a field of a finding to w->out; k: element of a list. field_said:
 * any but message and fingerprint, which are made of the others. */
void field_put(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k);
void field_said(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k);
/* A field that is a word of ours, whatever the data; NULL: it is none. */
const char *field_word(const skp_report *r, const struct finding *f,
	int32_t field);
/* What it is known again by; false without memory. */
bool finding_fingerprint(struct writer *w, const struct finding *f,
	struct fingerprint *ret);
/* Its number, -1 if it has none. */
int64_t field_int(const skp_report *r, const struct finding *f, int32_t field);
/* Parts of fields: what a note is about, whether it is a row that repeats an
 * id, whose name `actual` may be. */
extern const char *const reason_words[NOTE_REASONS];
const char *note_field(const struct note *n);
void put_note_count(struct writer *w, const struct told *t);
bool finding_repeated(const struct finding *f);
bool actual_is_person(const struct finding *f);
/* A month counted from the year 0, as YYYY-MM. */
void put_month(struct buf *b, uint32_t month);

/* NULL, and the output has failed, without memory. */
struct phrase *phrase_of(struct writer *w, uint32_t rule);
void phrases_free(struct writer *w);
void put_said(struct writer *w, const struct said *s);
/* Writes it again, true; or keeps for that what was written since `from`. */
bool put_again(struct writer *w, const struct span *s);
void keep_span(struct writer *w, struct span *s, uint64_t from);
/* The word for a token of a list, in the language of the writer. */
void put_token(struct writer *w, enum word_list list, uint32_t i);

/* Texts of the data, masked or made safe. */
void put_text(struct writer *w, struct text t);
void put_pseudonym(struct writer *w, uint32_t name);
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
/* The same as the inside of a string of JSON. */
void put_quoted(struct buf *b, struct text t);
/* Which of the two the writer wants, whatever is masked. */
void put_data(struct writer *w, struct text t);

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
/* Appends the lines of the findings `from` up to, without it, `to` of the
 * report to w->out. Writers of one report may do so in several threads, unless
 * they mask: people are numbered as they appear. */
/* Asks memory for what the findings soon after the i-th are made of. */
void report_fetch(const skp_report *r, uint64_t i);
void jsonl_range(struct writer *w, uint64_t from, uint64_t to);
/* All of them by w->jobs threads; false: one must do it, or it is faster. */
bool jsonl_spread(struct writer *w);
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
