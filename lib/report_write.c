/* SPDX-License-Identifier: MIT */
/* The public face of a report: counting, asking, columns, writing. */
#include "report.h"

enum { FLUSH_AT = 60000 };

struct skp_columns {
	struct handle h;
	struct mem mem;
	uint64_t n;
	uint64_t *offset[SKP_FIELDS];
	struct buf bytes[SKP_FIELDS];
	int64_t *number[SKP_FIELDS];
};

bool shown(const struct writer *w, const struct finding *f)
{
	return f->severity >= w->min_severity;
}

/* Hands the buffer over when it is worth it, or all of it at the end. */
bool writer_flush(struct writer *w, bool all)
{
	w->stop |= progress_stopped(w->progress);
	if (w->stop || w->out.fail)
		return false;
	if (w->out.n == 0 || (!all && w->out.n < FLUSH_AT) || !w->write)
		return true;
	w->stop = w->write(w->ctx, w->out.p, w->out.n) != 0;
	w->out.n = 0;
	return !w->stop;
}

int32_t writer_init(struct writer *w, const skp_report *r,
	const skp_write_options *o, skp_error *err)
{
	memset(w, 0, sizeof(*w));
	w->r = r;
	w->err = err;
	mem_init(&w->mem, &r->mem.a, 0);
	buf_init(&w->out, &w->mem);
	buf_init(&w->about, &w->mem);
	w->lang = lang_number(o->lang);
	w->min_severity = o->min_severity;
	w->mask = o->mask;
	w->color = o->color;
	w->statistics = o->statistics;
	w->quiet = o->quiet;
	w->fingerprints = o->fingerprints;
	if (!w->mask)
		return SKP_OK;
	w->pseudonym = mem_calloc(&w->mem, r->m->ids.n, sizeof(uint32_t));
	return w->pseudonym ? SKP_OK : mem_fail(&w->mem, err);
}

int32_t writer_open(struct writer *w, const skp_report *r, skp_error *err)
{
	const skp_write_options o = SKP_INIT(skp_write_options);

	return writer_init(w, r, &o, err);
}

void writer_free(struct writer *w)
{
	buf_free(&w->out);
	buf_free(&w->about);
	phrases_free(w);
	mem_free(&w->mem, w->pseudonym, w->r->m->ids.n * sizeof(uint32_t));
}

int32_t writer_end(struct writer *w, int32_t e)
{
	if (!e)
		writer_flush(w, true);
	if (!e && w->out.fail)
		e = mem_fail(&w->mem, w->err);
	if (!e)
		e = progress_check(w->progress, w->err);
	if (!e && w->stop)
		e = fail(w->err, SKP_E_IO, "the output could not be written");
	return e;
}

int32_t skp_report_write(const skp_report *r, const char *format,
	const skp_write_options *options, skp_write_fn write, void *ctx,
	skp_error *err)
{
	static const struct {
		const char *name;
		int32_t (*fn)(struct writer *w);
	} formats[] = {{"text", write_text}, {"jsonl", write_jsonl},
		{"baseline", write_baseline}};
	int32_t e = report_check(r, err);
	skp_write_options o;
	struct writer w;
	uint32_t i;

	if (e)
		return e;
	if (!format || !write || !sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "no format, no function, or the "
			"options of a newer library");
	for (i = 0; i < ARRAY_LEN(formats); i++)
		if (strcmp(format, formats[i].name) == 0)
			break;
	if (i == ARRAY_LEN(formats))
		return fail(err, SKP_E_UNKNOWN,
			"no such format: text, jsonl or baseline");
	e = writer_init(&w, r, &o, err);
	w.write = write;
	w.ctx = ctx;
	w.progress = o.progress;
	w.jobs = o.jobs;
	progress_begin(w.progress, SKP_PHASE_WRITE, r->n);
	if (!e)
		e = writer_end(&w, formats[i].fn(&w));
	writer_free(&w);
	return e;
}

/* ---- asking ---- */

int64_t skp_report_count(const skp_report *r)
{
	return report_check(r, NULL) ? 0 : (int64_t)r->n;
}

static const struct finding *finding_at(const skp_report *r, int64_t i)
{
	if (report_check(r, NULL) || i < 0 ||
		(uint64_t)i >= r->n)
		return NULL;
	return &r->finding[r->order[i]];
}

skp_write_options lang_options(const char *lang)
{
	skp_write_options o = SKP_INIT(skp_write_options);

	o.lang = lang;
	return o;
}

static int64_t give(const char *p, int64_t n, char *buf, int64_t cap)
{
	uint64_t take;

	if (!buf || cap <= 0 || n == 0)
		return n;
	take = n < cap ? (uint64_t)n : (uint64_t)cap - 1;
	memcpy(buf, p, (size_t)take);
	buf[take] = 0;
	return n;
}

int64_t writer_give(const struct writer *w, char *buf, int64_t cap)
{
	return give(w->out.p, w->out.fail ? 0 : (int64_t)w->out.n, buf, cap);
}

static int64_t give_field(const skp_report *r, const struct finding *f,
	int32_t field, uint32_t k, const char *lang, char *buf, int64_t cap)
{
	skp_write_options o = lang_options(lang);
	struct writer w;
	int64_t n;

	if (writer_init(&w, r, &o, NULL))
		return 0;
	field_put(&w, f, field, k);
	n = writer_give(&w, buf, cap);
	writer_free(&w);
	return n;
}

int64_t skp_report_text(const skp_report *r, int64_t finding, int32_t field,
	int32_t k, const char *lang, char *buf, int64_t cap)
{
	const struct finding *f = finding_at(r, finding);
	const char *word;

	if (buf && cap > 0)
		buf[0] = 0;
	if (!f || k < 0)
		return 0;
	word = field_word(r, f, field);
	return word ? give(word, (int64_t)strlen(word), buf, cap)
		    : give_field(r, f, field, (uint32_t)k, lang, buf, cap);
}

int64_t skp_report_int(const skp_report *r, int64_t finding, int32_t field)
{
	const struct finding *f = finding_at(r, finding);

	return f ? field_int(r, f, field) : -1;
}

int32_t skp_report_skips(const skp_report *r)
{
	return report_check(r, NULL) ? 0 : (int32_t)r->nskipped;
}

static const struct skipped *skip_at(const skp_report *r, int32_t i)
{
	return i < 0 || i >= skp_report_skips(r) ? NULL : &r->skipped[i];
}

const char *skp_report_skip_code(const skp_report *r, int32_t i)
{
	const struct skipped *s = skip_at(r, i);

	return s ? rule_of(r->c, s->rule)->code : NULL;
}

const char *skp_report_skip_reason(const skp_report *r, int32_t i)
{
	const struct skipped *s = skip_at(r, i);

	return s ? skip_words[s->reason] : NULL;
}

int64_t skp_report_skip_count(const skp_report *r, int32_t i)
{
	const struct skipped *s = skip_at(r, i);

	return s ? (int64_t)s->count : -1;
}

/* ---- columns ---- */

static bool is_list(int32_t field)
{
	return field == SKP_F_EXPECTED || field == SKP_F_PATH;
}

static void column_cell(struct writer *w, const struct finding *f,
	int32_t field)
{
	int64_t n = is_list(field) ? field_int(w->r, f, field) : 1, k;

	for (k = 0; k < n; k++) {
		if (k)
			buf_char(&w->out, ' ');
		field_put(w, f, field, (uint32_t)k);
	}
}

static int32_t column_fill(skp_columns *c, struct writer *w, int32_t field)
{
	const skp_report *r = w->r;
	const struct finding *f;
	uint64_t i;

	c->offset[field] = mem_calloc(&c->mem, c->n + 1, sizeof(uint64_t));
	c->number[field] = mem_calloc(&c->mem, c->n + 1, sizeof(int64_t));
	if (!c->offset[field] || !c->number[field])
		return mem_fail(&c->mem, w->err);
	buf_init(&w->out, &c->mem);
	for (i = 0; i < c->n; i++) {
		f = &r->finding[r->order[i]];
		column_cell(w, f, field);
		c->offset[field][i + 1] = w->out.n;
		c->number[field][i] = field_int(r, f, field);
	}
	c->bytes[field] = w->out;
	buf_init(&w->out, &w->mem);
	return c->bytes[field].fail ? mem_fail(&c->mem, w->err) : SKP_OK;
}

int32_t skp_report_columns(const skp_report *r, const char *lang,
	skp_columns **ret, skp_error *err)
{
	skp_write_options o = lang_options(lang);
	struct writer w;
	struct mem mem;
	skp_columns *c;
	int32_t field, e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	e = report_check(r, err);
	if (e)
		return e;
	mem_init(&mem, &r->mem.a, 0);
	c = mem_calloc(&mem, 1, sizeof(*c));
	if (!c)
		return mem_fail(&mem, err);
	c->h.mark = MARK_COLUMNS;
	c->mem = mem;
	c->n = r->n;
	e = writer_init(&w, r, &o, err);
	for (field = 0; field < SKP_FIELDS && !e; field++)
		e = column_fill(c, &w, field);
	writer_free(&w);
	if (e)
		skp_columns_free(c);
	else
		*ret = c;
	return e;
}

static bool column_ok(const skp_columns *c, int32_t field)
{
	return !handle_check(c, MARK_COLUMNS, NULL) && field >= 0 &&
		field < SKP_FIELDS;
}

const uint64_t *skp_columns_offsets(const skp_columns *c, int32_t field)
{
	return column_ok(c, field) ? c->offset[field] : NULL;
}

const char *skp_columns_bytes(const skp_columns *c, int32_t field)
{
	if (!column_ok(c, field))
		return NULL;
	return c->bytes[field].p ? c->bytes[field].p : "";
}

const int64_t *skp_columns_ints(const skp_columns *c, int32_t field)
{
	return column_ok(c, field) ? c->number[field] : NULL;
}

void skp_columns_free(skp_columns *c)
{
	struct mem mem;
	int32_t i;

	if (!c || c->h.mark != MARK_COLUMNS)
		return;
	for (i = 0; i < SKP_FIELDS; i++) {
		mem_free(&c->mem, c->offset[i], (c->n + 1) * 8);
		mem_free(&c->mem, c->number[i], (c->n + 1) * 8);
		if (c->bytes[i].p)
			mem_free(&c->mem, c->bytes[i].p, c->bytes[i].cap);
	}
	c->h.mark = 0;
	mem = c->mem;
	mem_free(&mem, c, sizeof(*c));
}
