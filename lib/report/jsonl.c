/* SPDX-License-Identifier: MIT */
/* JSON Lines: one finding a line, then what was skipped, then the accounts. */
#include "report.h"

/* A text field, left out when it says nothing. */
static void put_field(struct writer *w, const struct finding *f,
	const char *key, int32_t field)
{
	uint64_t start = w->out.n, from;

	json_key(w, key);
	buf_char(&w->out, '"');
	from = w->out.n;
	field_put(w, f, field, 0);
	if (w->out.n == from) {
		w->out.n = start;
		return;
	}
	json_quote(w, from);
	buf_char(&w->out, '"');
}

static void put_strings(struct writer *w, const struct finding *f,
	const char *key, int32_t field)
{
	int64_t n = field_int(w->r, f, field), k;
	uint64_t from;

	if (n <= 0)
		return;
	json_key(w, key);
	buf_char(&w->out, '[');
	for (k = 0; k < n; k++) {
		buf_str(&w->out, k ? ",\"" : "\"");
		from = w->out.n;
		field_put(w, f, field, (uint32_t)k);
		json_quote(w, from);
		buf_char(&w->out, '"');
	}
	buf_char(&w->out, ']');
}

static void put_number(struct writer *w, const struct finding *f,
	const char *key, int32_t field)
{
	int64_t v = field_int(w->r, f, field);

	if (v < 0)
		return;
	json_key(w, key);
	buf_uint(&w->out, (uint64_t)v);
}

static void put_source(struct writer *w, const struct finding *f)
{
	int32_t file;
	uint32_t line;

	finding_place(w->r, f, &file, &line);
	if (file < 0 && !line)
		return;
	json_key(w, "source");
	buf_char(&w->out, '{');
	put_field(w, f, "file", SKP_F_FILE);
	put_number(w, f, "line", SKP_F_LINE);
	buf_char(&w->out, '}');
}

void json_finding(struct writer *w, const struct finding *f)
{
	buf_char(&w->out, '{');
	put_field(w, f, "code", SKP_F_CODE);
	put_field(w, f, "severity", SKP_F_SEVERITY);
	put_field(w, f, "table", SKP_F_TABLE);
	put_field(w, f, "id", SKP_F_ID);
	put_field(w, f, "pegawai", SKP_F_PEGAWAI);
	put_field(w, f, "unor", SKP_F_UNOR);
	put_field(w, f, "actual", SKP_F_ACTUAL);
	put_strings(w, f, "expected", SKP_F_EXPECTED);
	put_strings(w, f, "path", SKP_F_PATH);
	put_number(w, f, "blocked", SKP_F_BLOCKED);
	put_number(w, f, "blocked_total", SKP_F_BLOCKED_TOTAL);
	put_field(w, f, "root", SKP_F_ROOT);
	put_field(w, f, "level", SKP_F_LEVEL);
	put_field(w, f, "actor", SKP_F_ACTOR);
	put_field(w, f, "detail", SKP_F_DETAIL);
	put_source(w, f);
	put_field(w, f, "message", SKP_F_MESSAGE);
	if (w->fingerprints)
		put_field(w, f, "fingerprint", SKP_F_FINGERPRINT);
	buf_str(&w->out, "}\n");
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

int32_t write_jsonl(struct writer *w)
{
	const skp_report *r = w->r;
	uint64_t i;
	int32_t t;

	for (i = 0; i < r->n && writer_flush(w, false); i++)
		if (shown(w, &r->finding[r->order[i]]))
			json_finding(w, &r->finding[r->order[i]]);
	put_skips(w);
	put_hidden(w);
	for (t = 0; t < SKP_TABLES; t++)
		put_account(w, t);
	return SKP_OK;
}
