/* SPDX-License-Identifier: MIT */
/* A comparison as text for people and as JSON Lines. */
#include "diff.h"

static const struct {
	int32_t what, side;
	const char *key, *head[2], *sum[2];
} parts[] = {
	{SKP_DIFF_ADDED, SKP_DIFF_NEW, "new",
		{"TEMUAN BARU", "NEW FINDINGS"}, {"baru", "new"}},
	{SKP_DIFF_GONE, SKP_DIFF_OLD, "gone",
		{"TEMUAN YANG SUDAH HILANG", "FINDINGS THAT ARE GONE"},
		{"hilang", "gone"}},
	{SKP_DIFF_SAME, SKP_DIFF_NEW, "same",
		{"TEMUAN YANG TETAP", "FINDINGS THAT ARE THE SAME"},
		{"tetap", "same"}}};

static void color(struct writer *w, const char *code)
{
	if (w->color)
		buf_str(&w->out, code);
}

static int64_t hidden_count(const skp_diff *d)
{
	return diff_count(d, SKP_DIFF_GONE, true, 0) +
		diff_count(d, SKP_DIFF_ADDED, true, 0) +
		diff_count(d, SKP_DIFF_SAME, true, 0);
}

static bool kept_shown(const skp_diff *d, const struct kept *k, int32_t what)
{
	return k->state == what && !k->hidden &&
		k->severity >= d->min_severity &&
		(what != SKP_DIFF_SAME || d->same);
}

/* ---- text ---- */

static void put_line(struct writer *w, const struct side *s,
	const struct kept *k)
{
	static const char *const word[2][4] = {
		{"", "info ", "peringatan ", "galat "},
		{"", "note ", "warning ", "error "}};
	static const char *const c[] = {"", "\033[34m", "\033[33m",
		"\033[31m"};
	const char *p = s->bytes.p + k->at + k->json;

	buf_str(&w->out, "  ");
	if (k->file) {
		put_safe(&w->out, (struct text){p + k->code, k->file});
		buf_char(&w->out, ':');
		if (k->line) {
			buf_uint(&w->out, k->line);
			buf_char(&w->out, ':');
		}
		buf_char(&w->out, ' ');
	}
	color(w, c[k->severity]);
	buf_str(&w->out, word[w->lang][k->severity]);
	color(w, "\033[0m");
	put_safe(&w->out, (struct text){p, k->code});
	buf_str(&w->out, ": ");
	put_safe(&w->out, (struct text){p + k->code + k->file, k->message});
	buf_char(&w->out, '\n');
	writer_flush(w, false);
}

static void put_part(struct writer *w, const skp_diff *d, uint32_t part)
{
	const struct side *s = &d->side[parts[part].side];
	bool said = false;
	uint64_t i;

	for (i = 0; i < s->n && !w->stop; i++) {
		if (!kept_shown(d, &s->v[i], parts[part].what))
			continue;
		if (!said) {
			color(w, "\033[1m");
			buf_str(&w->out, parts[part].head[w->lang]);
			color(w, "\033[0m");
			buf_char(&w->out, '\n');
		}
		said = true;
		put_line(w, s, &s->v[i]);
	}
	if (said)
		buf_char(&w->out, '\n');
}

static void write_diff_text(struct writer *w, const skp_diff *d)
{
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(parts); i++)
		put_part(w, d, i);
	for (i = 0; i < ARRAY_LEN(parts); i++) {
		buf_str(&w->out, i ? ", " : "");
		buf_uint(&w->out, (uint64_t)diff_count(d, parts[i].what,
			false, d->min_severity));
		buf_char(&w->out, ' ');
		buf_str(&w->out, parts[i].sum[w->lang]);
	}
	buf_str(&w->out, ".\n");
	if (!d->baseline)
		return;
	buf_uint(&w->out, (uint64_t)hidden_count(d));
	buf_str(&w->out, w->lang ? " hidden by the baseline.\n"
		: " temuan yang sudah diketahui disembunyikan (baseline).\n");
}

/* ---- JSON Lines ---- */

static void put_number(struct writer *w, const char *key, int64_t n)
{
	buf_str(&w->out, w->out.n && w->out.p[w->out.n - 1] != '{' ? ",\""
								  : "\"");
	buf_str(&w->out, key);
	buf_str(&w->out, "\":");
	buf_uint(&w->out, (uint64_t)n);
}

static void put_objects(struct writer *w, const skp_diff *d, uint32_t part)
{
	const struct side *s = &d->side[parts[part].side];
	const struct kept *k;
	uint64_t i;

	for (i = 0; i < s->n && writer_flush(w, false); i++) {
		k = &s->v[i];
		if (!kept_shown(d, k, parts[part].what))
			continue;
		buf_str(&w->out, "{\"diff\":\"");
		buf_str(&w->out, parts[part].key);
		buf_str(&w->out, "\",");
		buf_put(&w->out, s->bytes.p + k->at + 1, k->json - 1);
		buf_char(&w->out, '\n');
	}
}

static void write_diff_jsonl(struct writer *w, const skp_diff *d)
{
	static const uint8_t order[] = {1, 0, 2}; /* gone, new, same */
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(order); i++)
		put_objects(w, d, order[i]);
	buf_char(&w->out, '{');
	for (i = 0; i < ARRAY_LEN(order); i++)
		put_number(w, parts[order[i]].key, diff_count(d,
			parts[order[i]].what, false, d->min_severity));
	if (d->baseline)
		put_number(w, "hidden", hidden_count(d));
	buf_str(&w->out, "}\n");
}

int32_t skp_diff_write(const skp_diff *d, const char *format,
	skp_write_fn write, void *ctx, skp_error *err)
{
	int32_t e = handle_check(d, MARK_DIFF, err);
	bool text;
	struct writer w;

	if (e)
		return e;
	if (!format || !write)
		return fail(err, SKP_E_ARG, "no format or no function");
	text = strcmp(format, "text") == 0;
	if (!text && strcmp(format, "jsonl") != 0)
		return fail(err, SKP_E_UNKNOWN,
			"no such format: text or jsonl");
	memset(&w, 0, sizeof(w));
	mem_init(&w.mem, &d->mem.a, 0);
	buf_init(&w.out, &w.mem);
	w.write = write;
	w.ctx = ctx;
	w.err = err;
	w.lang = d->lang;
	w.color = d->color;
	if (text)
		write_diff_text(&w, d);
	else
		write_diff_jsonl(&w, d);
	e = writer_end(&w, SKP_OK);
	buf_free(&w.out);
	return e;
}
