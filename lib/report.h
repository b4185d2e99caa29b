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
	bool mask, color, statistics, quiet;
	uint32_t *pseudonym; /* by name in ids: number, 0: not seen */
	uint32_t people;
	skp_write_fn write;
	void *ctx;
	bool stop; /* the caller's function refused */
	skp_error *err;
};

int32_t lang_number(const char *lang); /* 0 id, 1 en */
const char *rule_text(int32_t rule, int32_t field, int32_t lang);

/* Appends a field of a finding to w->out; k: element of a list. */
void field_put(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k);
/* Its number, -1 if it has none. */
int64_t field_int(const skp_report *r, const struct finding *f, int32_t field);
/* An id as people read it: "Name (id)". */
void put_pegawai(struct writer *w, uint32_t pegawai);
void put_unor(struct writer *w, uint32_t unor);
void put_message(struct writer *w, const struct finding *f);
/* What a ref means, as its id or text; person: whose name in ids it is. */
void put_ref(struct writer *w, uint32_t kind, uint32_t v, bool person);
/* Any text of the data, masked if need be. */
void put_data(struct writer *w, struct text t);
/* Text of the data, with nothing in it that a terminal would obey. */
void put_safe(struct buf *b, struct text t);

int32_t writer_init(struct writer *w, const skp_report *r,
	const skp_write_options *o, skp_error *err);
bool writer_flush(struct writer *w, bool all);
/* The rest goes out; e, or what went wrong meanwhile. */
int32_t writer_end(struct writer *w, int32_t e);
void writer_free(struct writer *w);

/* Turns what was appended since `from` into a JSON string's inside. */
void json_quote_since(struct buf *b, uint64_t from);

bool shown(const struct writer *w, const struct finding *f);
int32_t write_text(struct writer *w);
int32_t write_jsonl(struct writer *w);

#endif
