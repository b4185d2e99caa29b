/* SPDX-License-Identifier: MIT */
/* Events from two exports: who is who, what is proved, written as rows of the
 * table `kejadian`. */
#include "events.h"

/* ---- the same people ---- */

/* The person of one export in the other: by id, by NIP, and not by one here
 * and by the other there. */
static uint32_t find_twin(const skp_model *from, uint32_t row,
	const skp_model *in)
{
	uint32_t field[] = {PEGAWAI_id, PEGAWAI_nip}, found = NONE, i, c;

	for (i = 0; i < 2; i++) {
		c = cell(pegawai_of(from), field[i], row);
		if (cell_none(c))
			continue;
		c = model_find_pegawai(in, names_get(&from->ids, c));
		if (c == CELL_EMPTY)
			continue;
		if (found != NONE && found != c)
			return NONE;
		found = c;
	}
	return found;
}

static void find_twins(struct events *e)
{
	uint32_t p, q;

	for (p = 0; p < e->people; p++) {
		e->twin[p] = NONE;
		if (!row_live(pegawai_of(e->m[NEWER]), p))
			continue;
		q = find_twin(e->m[NEWER], p, e->m[OLDER]);
		if (q != NONE && find_twin(e->m[OLDER], q, e->m[NEWER]) == p)
			e->twin[p] = q;
	}
}

/* ---- writing ---- */

enum events_format { EVENTS_CSV, EVENTS_JSONL, EVENTS_YAML };

struct row {
	struct text id;
	const char *aksi;
};

/* A string of JSON, which one of YAML is too. */
static void put_json_text(struct buf *b, struct text t)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char c;
	uint32_t i;

	buf_char(b, '"');
	for (i = 0; i < t.n; i++) {
		c = (unsigned char)t.p[i];
		if (c < 0x20 || c == 0x7f) {
			buf_str(b, "\\u00");
			buf_char(b, hex[c >> 4]);
			buf_char(b, hex[c & 15]);
			continue;
		}
		if (c == '"' || c == '\\')
			buf_char(b, '\\');
		buf_char(b, t.p[i]);
	}
	buf_char(b, '"');
}

static void put_row(struct buf *b, enum events_format format,
	const struct row *row, const char *when)
{
	static const char *const names[] = {"pegawai_id", "aksi", "waktu",
		"berhasil", "sistem"};
	struct text v[] = {row->id, text_of(row->aksi), text_of(when),
		text_of("ya"), text_of("selisih")};
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(v); i++) {
		if (format == EVENTS_CSV) {
			buf_str(b, i ? "," : "");
			buf_csv(b, v[i]);
			continue;
		}
		if (format == EVENTS_JSONL)
			buf_str(b, i ? ",\"" : "{\"");
		else
			buf_str(b, i ? "    " : "  - ");
		buf_str(b, names[i]);
		buf_str(b, format == EVENTS_JSONL ? "\":" : ": ");
		put_json_text(b, v[i]);
		buf_str(b, format == EVENTS_YAML ? "\n" : "");
	}
	buf_str(b, format == EVENTS_CSV ? "\n"
		: format == EVENTS_JSONL ? "}\n" : "");
}

static int32_t put_rows(const struct events *e, const uint32_t *order,
	uint64_t n, enum events_format format, struct writer *w)
{
	static const char *const head[] = {
		"pegawai_id,aksi,waktu,berhasil,sistem\n", "", "kejadian:"};
	char when[CLOCK_TEXT];
	struct row row;
	uint64_t i;

	clock_print(e->at[NEWER], when);
	buf_str(&w->out, head[format]);
	if (format == EVENTS_YAML)
		buf_str(&w->out, n ? "\n" : " []\n");
	for (i = 0; i < n && writer_flush(w, false); i++) {
		row.id = model_pegawai_id(e->m[NEWER], order[i]);
		row.aksi = "sinkron_asn";
		if (e->proved[order[i]] & PROVED_SYNC)
			put_row(&w->out, format, &row, when);
		row.aksi = "muat_ulang";
		if (e->proved[order[i]] & PROVED_RELOAD)
			put_row(&w->out, format, &row, when);
	}
	return writer_end(w, SKP_OK);
}

/* The people of whom something is proved, by printed id. */
static int32_t write_proved(struct events *e, enum events_format format,
	struct writer *w)
{
	uint64_t bytes = (e->people + 1) * sizeof(uint32_t), n = 0;
	uint32_t *order = mem_alloc(&e->mem, bytes), p;
	int32_t rc;

	if (!order)
		return mem_fail(&e->mem, w->err);
	for (p = 0; p < e->people; p++)
		if (e->proved[p])
			order[n++] = p;
	sort_pegawai(e->m[NEWER], order, n);
	rc = put_rows(e, order, n, format, w);
	mem_free(&e->mem, order, bytes);
	return rc;
}

/* ---- the public face ---- */

/* A day means its last second, as in `pada`. */
static int32_t read_instant(const char *date, int64_t *at, skp_error *err)
{
	struct text t = text_trim(text_of(date ? date : ""));
	bool whole = false;

	if (clock_instant(t, at, &whole) != CLOCK_OK)
		return fail(err, SKP_E_ARG, "the date of an export is a day "
			"YYYY-MM-DD or an instant YYYY-MM-DDTHH:MM:SS");
	*at += whole ? DAY - 1 : 0;
	return SKP_OK;
}

static int32_t check_models(const struct events *e, skp_error *err)
{
	int32_t k, rc = SKP_OK;

	for (k = 0; k < 2 && !rc; k++) {
		rc = handle_check(e->m[k], MARK_MODEL, err);
		if (!rc && !e->m[k]->sealed)
			rc = fail(err, SKP_E_STATE, "a model is not sealed");
	}
	if (!rc && e->at[NEWER] <= e->at[OLDER])
		rc = fail(err, SKP_E_ARG, "the newer export is not newer than "
			"the older one");
	return rc;
}

static int32_t prove_and_write(struct events *e, enum events_format format,
	struct writer *w)
{
	int32_t rc;

	e->people = pegawai_of(e->m[NEWER])->rows;
	e->twin = mem_calloc(&e->mem, e->people + 1, sizeof(*e->twin));
	e->proved = mem_calloc(&e->mem, e->people + 1, 1);
	if (e->twin && e->proved) {
		find_twins(e);
		events_sync(e);
		rc = events_reload(e, w->err);
		if (!rc)
			rc = write_proved(e, format, w);
	} else {
		rc = mem_fail(&e->mem, w->err);
	}
	mem_free(&e->mem, e->twin, (e->people + 1) * sizeof(*e->twin));
	mem_free(&e->mem, e->proved, e->people + 1);
	return rc;
}

static int32_t format_number(const char *format)
{
	static const char *const names[] = {"csv", "jsonl", "yaml"};
	int32_t i;

	for (i = 0; i < (int32_t)ARRAY_LEN(names); i++)
		if (format && strcmp(format, names[i]) == 0)
			return i;
	return SKP_E_UNKNOWN;
}

int32_t skp_events_write(const skp_checker *c, const skp_model *older,
	const char *older_date, const skp_model *newer,
	const char *newer_date, const char *format, skp_write_fn write,
	void *ctx, skp_error *err)
{
	int32_t rc = handle_check(c, MARK_CHECKER, err);
	int32_t f = format_number(format);
	struct events e = {.m = {older, newer}};
	struct writer w;

	if (rc)
		return rc;
	if (!write)
		return fail(err, SKP_E_ARG, "write is NULL");
	if (f < 0)
		return fail(err, f, "no such format: csv, jsonl or yaml");
	rc = read_instant(older_date, &e.at[OLDER], err);
	if (!rc)
		rc = read_instant(newer_date, &e.at[NEWER], err);
	if (!rc)
		rc = check_models(&e, err);
	if (rc)
		return rc;
	e.policy = c->policy;
	memset(&w, 0, sizeof(w));
	mem_init(&e.mem, &c->mem.a, c->limits.memory);
	mem_init(&w.mem, &c->mem.a, 0);
	buf_init(&w.out, &w.mem);
	w.write = write;
	w.ctx = ctx;
	w.err = err;
	rc = prove_and_write(&e, (enum events_format)f, &w);
	buf_free(&w.out);
	return rc;
}
