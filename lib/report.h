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
const char *rule_text(int32_t rule, int32_t field, int32_t lang);

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
/* An id as people read it: "Name (id)". */
void put_pegawai(struct writer *w, uint32_t pegawai);
void put_unor(struct writer *w, uint32_t unor);
void put_message(struct writer *w, const struct finding *f);
/* Text of the data, with nothing in it that a terminal would obey. */
void put_safe(struct buf *b, struct text t);

/* Has the text nothing that put_safe would change? */
bool text_safe(struct text t);
/* A finding as its line of JSON Lines. */
void put_jsonl(struct writer *w, const struct finding *f);

/* Hands the rest over and tells what went wrong, if e is no error yet. */
int32_t writer_end(struct writer *w, int32_t e);
bool writer_flush(struct writer *w, bool all);

/* For questions about findings: no language, no masking. */
int32_t writer_open(struct writer *w, const skp_report *r, skp_error *err);
void writer_close(struct writer *w);

bool shown(const struct writer *w, const struct finding *f);
int32_t write_text(struct writer *w);
int32_t write_jsonl(struct writer *w);
int32_t write_baseline(struct writer *w);

#endif
