/* SPDX-License-Identifier: MIT */
/* JSON Lines: one finding a line, then what was skipped, then the accounts. */
#include "report.h"

enum { RANGE = 64 }; /* findings that are flushed together */

/* `,"key":"`: what stands before the text of a field. */
#define KEY(key) ((struct text){",\"" key "\":\"", sizeof(key) + 4})

/* Takes the key back if nothing was said since. */
static void end_field(struct buf *b, uint64_t start, struct text key)
{
	if (b->n == start + key.n)
		b->n = start;
	else
		buf_char(b, '"');
}

static void put_field(struct writer *w, const struct finding *f,
	struct text key, int32_t field)
{
	uint64_t start = w->out.n;

	buf_put(&w->out, key.p, key.n);
	field_put(w, f, field, 0);
	end_field(&w->out, start, key);
}

static void put_known(struct writer *w, struct text key, const struct said *s)
{
	uint64_t start = w->out.n;

	buf_put(&w->out, key.p, key.n);
	put_said(w, s);
	end_field(&w->out, start, key);
}

static void put_strings(struct writer *w, const struct finding *f,
	struct text key, int32_t field, uint32_t n)
{
	uint32_t k;

	if (n == 0)
		return;
	buf_put(&w->out, key.p, key.n - 1);
	buf_char(&w->out, '[');
	for (k = 0; k < n; k++) {
		buf_str(&w->out, k ? ",\"" : "\"");
		field_put(w, f, field, k);
		buf_char(&w->out, '"');
	}
	buf_char(&w->out, ']');
}

static void put_number(struct writer *w, struct text key, uint32_t v)
{
	if (v == NONE)
		return;
	buf_put(&w->out, key.p, key.n - 1);
	buf_uint(&w->out, v);
}

/* The same file stands in one finding after the other. */
static void put_file(struct writer *w, int32_t file)
{
	struct phrases *p = w->phrases;
	uint64_t from = w->out.n;

	if (file == p->file_number) {
		buf_put(&w->out, p->file.p, p->file.n);
		return;
	}
	buf_str(&w->out, "\"file\":\"");
	put_text(w, model_file(w->r->m, file));
	buf_char(&w->out, '"');
	if (w->out.fail)
		return;
	p->file_number = file;
	p->file.n = 0;
	buf_put(&p->file, w->out.p + from, w->out.n - from);
	w->out.fail |= p->file.fail;
}

static void put_source(struct writer *w, const struct finding *f)
{
	int32_t file;
	uint32_t line;
	bool named;

	finding_place(w->r, f, &file, &line);
	if (file < 0 && !line)
		return;
	named = model_file(w->r->m, file).n;
	buf_str(&w->out, ",\"source\":{");
	if (named)
		put_file(w, file);
	if (line) {
		buf_str(&w->out, named ? ",\"line\":" : "\"line\":");
		buf_uint(&w->out, line);
	}
	buf_char(&w->out, '}');
}

static void put_head(struct writer *w, struct phrase *rule)
{
	uint64_t from = w->out.n;

	if (put_again(w, &rule->head))
		return;
	buf_str(&w->out, "{\"code\":\"");
	put_said(w, &rule->code);
	buf_char(&w->out, '"');
	keep_span(w, &rule->head, from);
}

static void put_kind(struct writer *w, const struct finding *f)
{
	struct span *s = &w->phrases->kind[f->severity][f->table];
	uint64_t from = w->out.n;

	if (put_again(w, s))
		return;
	put_field(w, f, KEY("severity"), SKP_F_SEVERITY);
	put_field(w, f, KEY("table"), SKP_F_TABLE);
	keep_span(w, s, from);
}

static void put_tail(struct writer *w, struct phrase *rule)
{
	uint64_t from = w->out.n;

	if (put_again(w, &rule->tail))
		return;
	put_known(w, KEY("level"), &rule->level);
	put_known(w, KEY("actor"), &rule->actor);
	keep_span(w, &rule->tail, from);
}

static void put_about(struct writer *w, const struct finding *f)
{
	put_field(w, f, KEY("id"), SKP_F_ID);
	put_field(w, f, KEY("pegawai"), SKP_F_PEGAWAI);
	put_field(w, f, KEY("unor"), SKP_F_UNOR);
	if (f->actual.kind != REF_NONE)
		put_field(w, f, KEY("actual"), SKP_F_ACTUAL);
	put_strings(w, f, KEY("expected"), SKP_F_EXPECTED, f->n_expected);
	put_strings(w, f, KEY("path"), SKP_F_PATH, f->n_path);
	put_number(w, KEY("blocked"), f->blocked);
	put_number(w, KEY("blocked_total"), f->blocked_total);
	if (f->root != NONE)
		put_field(w, f, KEY("root"), SKP_F_ROOT);
}

void json_finding(struct writer *w, const struct finding *f)
{
	struct phrase *rule = phrase_of(w, f->rule);
	bool quoted = w->quoted;

	if (!rule)
		return;
	w->quoted = true;
	put_head(w, rule);
	put_kind(w, f);
	put_about(w, f);
	put_tail(w, rule);
	if (f->detail != S_NONE)
		put_field(w, f, KEY("detail"), SKP_F_DETAIL);
	put_source(w, f);
	put_field(w, f, KEY("message"), SKP_F_MESSAGE);
	if (w->fingerprints)
		put_field(w, f, KEY("fingerprint"), SKP_F_FINGERPRINT);
	buf_str(&w->out, "}\n");
	w->quoted = quoted;
}

static void put_skips(struct writer *w)
{
	uint64_t i;
	const struct skipped *s;

	for (i = 0; i < w->r->nskipped; i++) {
		s = &w->r->skipped[i];
		buf_str(&w->out, "{\"skipped\":\"");
		buf_str(&w->out, rule_of(w->r->c, s->rule)->code);
		buf_str(&w->out, "\",\"reason\":\"");
		buf_str(&w->out, skip_words[s->reason]);
		buf_str(&w->out, "\",\"count\":");
		buf_uint(&w->out, s->count);
		buf_str(&w->out, "}\n");
	}
}

static void put_hidden(struct writer *w)
{
	if (!w->r->baseline)
		return;
	buf_str(&w->out, "{\"hidden\":");
	buf_uint(&w->out, w->r->hidden);
	buf_str(&w->out, "}\n");
}

static void put_account(struct writer *w, int32_t table)
{
	static const char *const key[] = {"read", "loaded", "merged",
		"repeated", "empty", "rejected"};
	skp_account a = SKP_INIT(skp_account);
	uint64_t v[6];
	uint32_t i;

	if (skp_model_account(w->r->m, table, &a, NULL) || !a.given)
		return;
	v[0] = a.read;
	v[1] = a.loaded;
	v[2] = a.merged;
	v[3] = a.repeated;
	v[4] = a.empty;
	v[5] = a.rejected;
	buf_str(&w->out, "{\"table\":\"");
	buf_str(&w->out, skp_table_name(table));
	buf_char(&w->out, '"');
	for (i = 0; i < 6; i++) {
		buf_str(&w->out, ",\"");
		buf_str(&w->out, key[i]);
		buf_str(&w->out, "\":");
		buf_uint(&w->out, v[i]);
	}
	buf_str(&w->out, "}\n");
}

void jsonl_range(struct writer *w, uint64_t from, uint64_t to)
{
	const skp_report *r = w->r;
	const struct finding *f;
	uint64_t i;

	for (i = from; i < to; i++) {
		f = &r->finding[r->order[i]];
		report_fetch(r, i);
		if (shown(w, f))
			json_finding(w, f);
	}
}

int32_t write_jsonl(struct writer *w)
{
	uint64_t n = w->r->n, i, to;
	int32_t t;

	n = jsonl_spread(w) ? 0 : n;
	for (i = 0; i < n && writer_flush(w, false); i = to) {
		to = n - i < RANGE ? n : i + RANGE;
		jsonl_range(w, i, to);
		progress_add(w->progress, to - i);
	}
	put_skips(w);
	put_hidden(w);
	for (t = 0; t < SKP_TABLES; t++)
		put_account(w, t);
	return SKP_OK;
}
