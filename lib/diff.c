/* SPDX-License-Identifier: MIT */
/* Comparing two lists of findings: filling the sides, matching them. */
#include "diff.h"

/* ---- life ---- */

static void side_free(struct mem *mem, struct side *s)
{
	buf_free(&s->bytes);
	mem_free(mem, s->v, s->cap * sizeof(*s->v));
	memset(s, 0, sizeof(*s));
	buf_init(&s->bytes, mem);
}

void skp_diff_free(skp_diff *d)
{
	struct mem mem;

	if (!d || d->h.mark != MARK_DIFF)
		return;
	side_free(&d->mem, &d->side[0]);
	side_free(&d->mem, &d->side[1]);
	buf_free(&d->select);
	buf_free(&d->ignore);
	names_free(&d->people);
	d->h.mark = 0;
	mem = d->mem;
	mem_free(&mem, d, sizeof(*d));
}

static void take_options(skp_diff *d, const skp_checker *c,
	const skp_write_options *o)
{
	d->lang = lang_number(o->lang);
	d->min_severity = o->min_severity;
	d->mask = o->mask;
	d->color = o->color;
	d->same = o->same;
	d->fingerprints = o->fingerprints;
	memcpy(d->key, c->fingerprint_key, sizeof(d->key));
	d->today = clock_day_of(c->pada);
	buf_put(&d->select, c->select.p, c->select.n);
	buf_put(&d->ignore, c->ignore.p, c->ignore.n);
}

int32_t skp_diff_new(const skp_checker *c, const skp_write_options *options,
	skp_diff **ret, skp_error *err)
{
	int32_t e = handle_check(c, MARK_CHECKER, err);
	skp_write_options o;
	struct mem mem;
	skp_diff *d;
	uint32_t i;

	if (ret)
		*ret = NULL;
	if (e)
		return e;
	if (!ret || !sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG,
			"ret is NULL, or the options of a newer library");
	if (!c->pada_set)
		return fail(err, SKP_E_STATE, "set pada first");
	mem_init(&mem, &c->mem.a, c->limits.memory);
	d = mem_calloc(&mem, 1, sizeof(*d));
	if (!d)
		return mem_fail(&mem, err);
	d->h.mark = MARK_DIFF;
	d->mem = mem;
	for (i = 0; i < 2; i++)
		buf_init(&d->side[i].bytes, &d->mem);
	buf_init(&d->select, &d->mem);
	buf_init(&d->ignore, &d->mem);
	take_options(d, c, &o);
	if (!names_init(&d->people, &d->mem, d->key) || d->select.fail ||
		d->ignore.fail) {
		e = mem_fail(&d->mem, err);
		skp_diff_free(d);
		return e;
	}
	*ret = d;
	return SKP_OK;
}

struct mem *diff_mem(skp_diff *d)
{
	return &d->mem;
}

bool diff_masked(const skp_diff *d)
{
	return d->mask;
}

/* ---- matching ---- */

/* Of two runs of one fingerprint the first ones are the same. */
static void match_orders(skp_diff *d, const uint32_t *const order[2])
{
	struct side *old = &d->side[SKP_DIFF_OLD];
	struct side *new = &d->side[SKP_DIFF_NEW];
	struct kept *a, *b;
	uint64_t i = 0, k = 0;
	int c;

	while (i < old->n || k < new->n) {
		a = i < old->n ? &old->v[order[0][i]] : NULL;
		b = k < new->n ? &new->v[order[1][k]] : NULL;
		c = !a ? 1 : !b ? -1 : fingerprint_cmp(a->is, b->is);
		if (c <= 0)
			a->state = c ? SKP_DIFF_GONE : SKP_DIFF_SAME;
		if (c >= 0)
			b->state = c ? SKP_DIFF_ADDED : SKP_DIFF_SAME;
		i += c <= 0;
		k += c >= 0;
	}
}

static int32_t match(skp_diff *d, skp_error *err)
{
	uint64_t bytes[2] = {(d->side[0].n + 1) * sizeof(uint32_t),
		(d->side[1].n + 1) * sizeof(uint32_t)};
	uint32_t *order[2] = {mem_alloc(&d->mem, bytes[0]),
		mem_alloc(&d->mem, bytes[1])};
	bool ok = order[0] && order[1];
	uint32_t i;

	for (i = 0; ok && i < 2; i++)
		if (d->side[i].n)
			fingerprint_sort(&d->side[i].v->is,
				sizeof(struct kept), order[i], d->side[i].n);
	if (ok)
		match_orders(d, (const uint32_t *const *)order);
	mem_free(&d->mem, order[0], bytes[0]);
	mem_free(&d->mem, order[1], bytes[1]);
	return ok ? SKP_OK : mem_fail(&d->mem, err);
}

/* ---- filling ---- */

int32_t diff_begin(skp_diff *d, int32_t side, skp_error *err)
{
	int32_t e = handle_check(d, MARK_DIFF, err);

	if (e)
		return e;
	if (side != SKP_DIFF_OLD && side != SKP_DIFF_NEW)
		return fail(err, SKP_E_ARG, "no such side");
	if (d->side[side].n)
		return fail(err, SKP_E_STATE, "this side is filled already");
	return SKP_OK;
}

static bool listed(const struct buf *list, struct text code)
{
	struct text t = {list->p, (uint32_t)list->n};
	char to[16];

	if (code.n >= sizeof(to))
		return false;
	memcpy(to, code.p, code.n);
	to[code.n] = 0;
	return code_listed(t, to);
}

/* Only the fingerprint that a masked report brings along is of any use. */
static int32_t kept_fingerprint(skp_diff *d, const struct record *r,
	struct fingerprint *ret, skp_error *err)
{
	struct buf b;
	bool ok;

	if (r->field[RECORD_FINGERPRINT].n)
		return fingerprint_read(r->field[RECORD_FINGERPRINT], ret)
			? SKP_OK
			: fail(err, SKP_E_FORMAT, "no fingerprint");
	if (r->masked)
		return fail(err, SKP_E_FORMAT, "a masked report without "
			"fingerprints cannot be compared: write it with "
			"--mask --fingerprints");
	buf_init(&b, &d->mem);
	ok = fingerprint_of(&b, r->field, d->key, ret);
	buf_free(&b);
	return ok ? SKP_OK : mem_fail(&d->mem, err);
}

static uint8_t severity_of(struct text t)
{
	static const char letters[] = "IWE";
	const char *p = t.n == 1 ? memchr(letters, *t.p, 3) : NULL;

	return p ? (uint8_t)(p - letters + SKP_SEVERITY_I) : 0;
}

static void keep_texts(struct side *s, struct kept *k, const struct record *r)
{
	k->at = s->bytes.n;
	k->json = r->json.n;
	k->code = r->field[RECORD_CODE].n;
	k->file = r->field[RECORD_FILE].n;
	k->message = r->field[RECORD_MESSAGE].n;
	buf_put(&s->bytes, r->json.p, k->json);
	buf_put(&s->bytes, r->field[RECORD_CODE].p, k->code);
	buf_put(&s->bytes, r->field[RECORD_FILE].p, k->file);
	buf_put(&s->bytes, r->field[RECORD_MESSAGE].p, k->message);
}

int32_t diff_add(skp_diff *d, int32_t side, const struct record *r,
	skp_error *err)
{
	struct side *s = &d->side[side];
	struct kept k = {.line = r->line,
		.severity = severity_of(r->field[RECORD_SEVERITY])};
	void *p = s->v;
	int32_t e;

	if (!k.severity || !r->field[RECORD_CODE].n ||
		!r->field[RECORD_TABLE].n || !r->field[RECORD_ID].n)
		return fail(err, SKP_E_FORMAT, "no finding of a report: it "
			"needs code, severity, table and id");
	if (!text_safe(r->json))
		return fail(err, SKP_E_FORMAT,
			"a control character, which no report has");
	if ((d->select.n && !listed(&d->select, r->field[RECORD_CODE])) ||
		listed(&d->ignore, r->field[RECORD_CODE]))
		return SKP_OK;
	e = kept_fingerprint(d, r, &k.is, err);
	if (e)
		return e;
	if (s->n >= 0x7fffffff)
		return fail(err, SKP_E_LIMIT_FINDINGS, "too many findings");
	keep_texts(s, &k, r);
	if (s->bytes.fail || !mem_reserve(&d->mem, &p, &s->cap, s->n + 1,
		sizeof(*s->v)))
		return mem_fail(&d->mem, err);
	s->v = p;
	s->v[s->n++] = k;
	return SKP_OK;
}

int32_t diff_end(skp_diff *d, int32_t side, int32_t e, skp_error *err)
{
	if (!e)
		e = match(d, err);
	if (e)
		side_free(&d->mem, &d->side[side]);
	return e;
}

/* ---- from a report ---- */

/* The texts of a finding behind its line in w->out. */
static void record_texts(struct writer *w, const struct finding *f,
	struct record *r)
{
	static const uint8_t field[] = {SKP_F_CODE, SKP_F_TABLE, SKP_F_ID,
		SKP_F_SEVERITY, SKP_F_MESSAGE, SKP_F_FILE,
		SKP_F_FINGERPRINT};
	static const uint8_t to[] = {RECORD_CODE, RECORD_TABLE, RECORD_ID,
		RECORD_SEVERITY, RECORD_MESSAGE, RECORD_FILE,
		RECORD_FINGERPRINT};
	uint64_t end[ARRAY_LEN(field)], from = w->out.n;
	int64_t line = field_int(w->r, f, SKP_F_LINE);
	uint32_t k;

	r->json.n = (uint32_t)from - 1; /* without its line feed */
	for (k = 0; k < ARRAY_LEN(field); k++) {
		field_put(w, f, field[k], 0);
		end[k] = w->out.n;
	}
	r->json.p = w->out.p;
	for (k = 0; k < ARRAY_LEN(field) && !w->out.fail; k++) {
		r->field[to[k]] = (struct text){w->out.p + from,
			(uint32_t)(end[k] - from)};
		from = end[k];
	}
	r->line = line > 0 ? (uint32_t)line : 0;
}

static int32_t add_findings(skp_diff *d, int32_t side, struct writer *w)
{
	const skp_report *r = w->r;
	const struct finding *f;
	struct record rec;
	uint64_t i;
	int32_t e = SKP_OK;

	for (i = 0; !e && i < r->n; i++) {
		f = &r->finding[r->order[i]];
		memset(&rec, 0, sizeof(rec));
		w->out.n = 0;
		json_finding(w, f);
		record_texts(w, f, &rec);
		e = w->out.fail ? mem_fail(&w->mem, w->err)
				: diff_add(d, side, &rec, w->err);
	}
	return e;
}

int32_t skp_diff_report(skp_diff *d, int32_t side, const skp_report *r,
	skp_error *err)
{
	int32_t e = diff_begin(d, side, err);
	struct writer w;

	if (!e)
		e = report_check(r, err);
	if (e)
		return e;
	e = writer_open(&w, r, err);
	w.lang = d->lang;
	w.mask = d->mask;
	w.people_of_both = &d->people;
	w.fingerprints = d->fingerprints;
	if (!e)
		e = add_findings(d, side, &w);
	writer_free(&w);
	return diff_end(d, side, e, err);
}

/* ---- hiding, counting ---- */

int32_t skp_diff_hide(skp_diff *d, const skp_baseline *b, skp_error *err)
{
	int32_t e = handle_check(d, MARK_DIFF, err);
	struct kept *k;
	uint32_t side;
	uint64_t i;
	int64_t n;

	if (!e)
		e = handle_check(b, MARK_BASELINE, err);
	if (e)
		return e;
	for (side = 0; side < 2; side++)
		for (i = 0; i < d->side[side].n; i++) {
			k = &d->side[side].v[i];
			n = baseline_find(b, k->is);
			if (n >= 0 && !entry_expired(&b->entry[n], d->today))
				k->hidden = true;
		}
	d->baseline = true;
	return SKP_OK;
}

int64_t diff_count(const skp_diff *d, int32_t what, bool hidden,
	int32_t min_severity)
{
	/* of what is the same, the new side's is the one shown */
	const struct side *s = &d->side[what == SKP_DIFF_GONE ? SKP_DIFF_OLD
							      : SKP_DIFF_NEW];
	int64_t n = 0;
	uint64_t i;

	for (i = 0; i < s->n; i++)
		n += s->v[i].state == what && s->v[i].hidden == hidden &&
			s->v[i].severity >= min_severity;
	return n;
}

int64_t skp_diff_count(const skp_diff *d, int32_t what, int32_t min_severity)
{
	if (handle_check(d, MARK_DIFF, NULL) || what < SKP_DIFF_GONE ||
		what > SKP_DIFF_SAME)
		return 0;
	return diff_count(d, what, false, min_severity);
}
