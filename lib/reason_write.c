/* SPDX-License-Identifier: MIT */
/* The public face of a reason: asking, JSON Lines, writing. */
#include "reason.h"

/* ---- asking ---- */

static int32_t reason_check(const skp_reason *q, skp_error *err)
{
	int32_t e = handle_check(q, MARK_REASON, err);

	return e ? e : report_check(q->r, err);
}

static bool element_ok(const skp_reason *q, int32_t part, int64_t i)
{
	return !reason_check(q, NULL) && i >= 0 &&
		(uint64_t)i < reason_count(q, part);
}

int64_t skp_reason_count(const skp_reason *q, int32_t part)
{
	return reason_check(q, NULL)
		? 0
		: (int64_t)reason_count(q, part);
}

int64_t skp_reason_text(const skp_reason *q, int32_t part, int64_t i,
	int32_t field, int32_t k, const char *lang, char *buf, int64_t cap)
{
	skp_write_options o = lang_options(lang);
	struct writer w;
	int64_t n;

	if (buf && cap > 0)
		buf[0] = 0;
	if (k < 0 || !element_ok(q, part, i) ||
		writer_init(&w, q->r, &o, NULL))
		return 0;
	reason_put(&w, q, part, (uint64_t)i, field, (uint32_t)k);
	n = writer_give(&w, buf, cap);
	writer_free(&w);
	return n;
}

int64_t skp_reason_int(const skp_reason *q, int32_t part, int64_t i,
	int32_t field)
{
	return element_ok(q, part, i)
		? reason_int(q, part, (uint64_t)i, field)
		: -1;
}

int32_t skp_reason_clear(const skp_reason *q)
{
	return reason_check(q, NULL) ? -1 : reason_clear(q);
}

const skp_report *skp_reason_report(const skp_reason *q)
{
	return handle_check(q, MARK_REASON, NULL) ? NULL : q->r;
}

/* ---- JSON Lines ---- */

enum shape { TEXT, INT, LIST, INTS };

/* Keys of a line in their order; each part has those that it fills. */
static const struct json_field {
	const char *key;
	int32_t field;
	enum shape shape;
} json_fields[] = {
	{"id", SKP_R_ID, TEXT},
	{"pegawai", SKP_R_PEGAWAI, TEXT},
	{"nama", SKP_R_NAMA, TEXT},
	{"jabatan", SKP_R_JABATAN, TEXT},
	{"unor", SKP_R_UNOR, TEXT},
	{"unor_nama", SKP_R_UNOR_NAMA, TEXT},
	{"tugas", SKP_R_TUGAS, TEXT},
	{"state", SKP_R_STATE, TEXT},
	{"detail", SKP_R_DETAIL, TEXT},
	{"penilai_unor", SKP_R_PENILAI_UNOR, TEXT},
	{"obliged", SKP_R_OBLIGED, INT},
	{"blocked", SKP_R_BLOCKED, INT},
	{"root", SKP_R_ROOT, TEXT},
	{"since", SKP_R_SINCE, TEXT},
	{"time", SKP_R_TIME, TEXT},
	{"ok", SKP_R_OK, INT},
	{"valid", SKP_R_VALID, INT},
	{"level", SKP_R_LEVEL, TEXT},
	{"actor", SKP_R_ACTOR, TEXT},
	{"system", SKP_R_SYSTEM, LIST},
	{"text", SKP_R_TEXT, LIST},
	{"after", SKP_R_AFTER, INTS},
	{"wait_days", SKP_R_WAIT, INT},
	{"blocked_total", SKP_R_BLOCKED_TOTAL, INT},
	{"contact", SKP_R_CONTACT, TEXT},
};
static const char *const part_names[SKP_REASON_PARTS] = {"pegawai",
	"expected", "climb", "chain", "recorded", "kejadian", "step"};

static void put_json_text(struct writer *w, const skp_reason *q, int32_t part,
	uint64_t i, const struct json_field *f)
{
	uint64_t start = w->out.n, from;

	json_key(w, f->key);
	buf_char(&w->out, '"');
	from = w->out.n;
	reason_put(w, q, part, i, f->field, 0);
	if (w->out.n == from) {
		w->out.n = start;
		return;
	}
	json_quote(w, from);
	buf_char(&w->out, '"');
}

static void put_json_list(struct writer *w, const skp_reason *q, int32_t part,
	uint64_t i, const struct json_field *f)
{
	int64_t n = reason_int(q, part, i, f->field), k;
	bool quoted = f->shape != INTS;
	uint64_t from;

	if (n <= 0)
		return;
	json_key(w, f->key);
	buf_char(&w->out, '[');
	for (k = 0; k < n; k++) {
		buf_str(&w->out, k ? "," : "");
		buf_str(&w->out, quoted ? "\"" : "");
		from = w->out.n;
		reason_put(w, q, part, i, f->field, (uint32_t)k);
		if (quoted)
			json_quote(w, from);
		buf_str(&w->out, quoted ? "\"" : "");
	}
	buf_char(&w->out, ']');
}

static void put_json_field(struct writer *w, const skp_reason *q,
	int32_t part, uint64_t i, const struct json_field *f)
{
	/* a step may rest on several rules */
	enum shape shape = part == SKP_REASON_STEP && f->field == SKP_R_ID
		? LIST
		: f->shape;
	int64_t v;

	if (shape == TEXT) {
		put_json_text(w, q, part, i, f);
		return;
	}
	if (shape != INT) {
		put_json_list(w, q, part, i, f);
		return;
	}
	v = reason_int(q, part, i, f->field);
	if (v < 0)
		return;
	json_key(w, f->key);
	buf_uint(&w->out, (uint64_t)v);
}

static void put_json_part(struct writer *w, const skp_reason *q, int32_t part)
{
	uint64_t n = reason_count(q, part), i;
	uint32_t k;

	for (i = 0; i < n && writer_flush(w, false); i++) {
		buf_str(&w->out, "{\"part\":\"");
		buf_str(&w->out, part_names[part]);
		buf_char(&w->out, '"');
		for (k = 0; k < ARRAY_LEN(json_fields); k++)
			put_json_field(w, q, part, i, &json_fields[k]);
		buf_str(&w->out, "}\n");
	}
}

/* The person's parts, the findings, the steps. */
static int32_t write_jsonl_reason(struct writer *w, const skp_reason *q)
{
	int32_t part;
	uint64_t i;

	for (part = 0; part < SKP_REASON_STEP; part++)
		put_json_part(w, q, part);
	for (i = 0; i < q->r->n && writer_flush(w, false); i++)
		json_finding(w, &q->r->finding[q->r->order[i]]);
	put_json_part(w, q, SKP_REASON_STEP);
	return SKP_OK;
}

int32_t skp_reason_write(const skp_reason *q, const char *format,
	const skp_write_options *options, skp_write_fn write, void *ctx,
	skp_error *err)
{
	int32_t e = reason_check(q, err);
	skp_write_options o;
	struct writer w;
	bool text;

	if (e)
		return e;
	if (!format || !write || !sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "no format, no function, or the "
			"options of a newer library");
	text = strcmp(format, "text") == 0;
	if (!text && strcmp(format, "jsonl") != 0)
		return fail(err, SKP_E_UNKNOWN,
			"no such format: text or jsonl");
	e = writer_init(&w, q->r, &o, err);
	w.write = write;
	w.ctx = ctx;
	if (!e)
		e = writer_end(&w, text ? reason_write_text(&w, q)
					: write_jsonl_reason(&w, q));
	writer_free(&w);
	return e;
}
