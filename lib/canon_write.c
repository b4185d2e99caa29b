/* SPDX-License-Identifier: MIT */
/* Canonical tables as CSV, YAML and JSON. All texts are quoted where they could
 * be taken for anything else: a NIP is text in every format. */
#include "canon.h"

enum { FULL = 65536 };

struct canon_writer {
	struct canon k;
	const skp_model *m;
	struct mem *mem;
	struct buf out;
	skp_write_fn write;
	void *ctx;
	bool yaml, failed;
};

static bool flush(struct canon_writer *w, uint64_t from)
{
	if (w->out.fail || w->out.n < from)
		return !w->out.fail;
	w->failed = w->out.n && w->write(w->ctx, w->out.p, w->out.n) != 0;
	w->out.n = 0;
	return !w->failed;
}

/* ---- CSV ---- */

static void csv_head(struct canon_writer *w)
{
	struct canon *k = &w->k;
	bool first = true;
	uint32_t f;

	for (f = 0; f < fields_of(k->table); f++) {
		if (!(k->fields >> f & 1))
			continue;
		if (!first)
			buf_char(&w->out, ',');
		buf_str(&w->out, field_of(k->table, f)->name);
		first = false;
	}
	buf_char(&w->out, '\n');
}

static void csv_row(struct canon_writer *w, uint32_t row)
{
	struct canon *k = &w->k;
	uint64_t begin = w->out.n;
	char to[CELL_PRINT];
	bool first = true;
	uint32_t f;

	for (f = 0; f < fields_of(k->table); f++) {
		if (!(k->fields >> f & 1))
			continue;
		if (!first)
			buf_char(&w->out, ',');
		buf_csv(&w->out, canon_cell(k, row, f, to));
		first = false;
	}
	if (w->out.n == begin) /* an empty line would be passed over */
		buf_str(&w->out, "\"\"");
	buf_char(&w->out, '\n');
}

static bool csv_table(struct canon_writer *w)
{
	uint32_t row = 0, f;

	/* a table that no column is known of is given all the same */
	for (f = 0; !w->k.fields && f < fields_of(w->k.table); f++)
		w->k.fields |= (uint32_t)field_of(w->k.table, f)->required
			<< f;
	csv_head(w);
	for (; canon_next(&w->k, &row) && flush(w, FULL); row++)
		csv_row(w, row);
	return flush(w, 0);
}

/* ---- YAML and JSON ---- */

/* Characters that a reader of YAML takes for something else, in UTF-8. */
static bool escaped(const unsigned char *p, uint32_t n, uint32_t *code)
{
	*code = 0;
	if (p[0] < 0x20)
		*code = p[0];
	else if (n >= 2 && (p[0] == 0xd8 && p[1] == 0x9c))
		*code = 0x61c;
	else if (n >= 3 && (p[0] == 0xe2 || p[0] == 0xef))
		*code = (uint32_t)(p[0] & 15) << 12 |
			(uint32_t)(p[1] & 63) << 6 | (p[2] & 63);
	return *code && (*code < 0x20 || *code == 0x61c || *code == 0x200e ||
		*code == 0x200f || (*code >= 0x2028 && *code <= 0x202e) ||
		(*code >= 0x2066 && *code <= 0x2069) || *code == 0xfeff ||
		*code >= 0xfffe);
}

static void put_code(struct buf *b, uint32_t code)
{
	static const char hex[] = "0123456789abcdef";

	buf_str(b, "\\u");
	buf_char(b, hex[code >> 12 & 15]);
	buf_char(b, hex[code >> 8 & 15]);
	buf_char(b, hex[code >> 4 & 15]);
	buf_char(b, hex[code & 15]);
}

/* A string of JSON that is one of YAML too. Control characters, which both
 * readers refuse, are left out. */
static void quoted(struct buf *b, struct text t)
{
	uint32_t i, code, step;

	buf_char(b, '"');
	for (i = 0; i < t.n; i += step) {
		step = control_at(t.p + i, t.n - i);
		if (step)
			continue;
		step = 1;
		if (escaped((const unsigned char *)t.p + i, t.n - i, &code)) {
			put_code(b, code);
			step = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
			continue;
		}
		if (t.p[i] == '"' || t.p[i] == '\\')
			buf_char(b, '\\');
		buf_char(b, t.p[i]);
	}
	buf_char(b, '"');
}

static void tree_key(struct canon_writer *w, const char *name)
{
	if (!w->yaml)
		buf_char(&w->out, '"');
	buf_str(&w->out, name);
	buf_str(&w->out, w->yaml ? ": " : "\": ");
}

enum { NO_ROW = 0xffffffff };

/* The first row names every field, so that the others need not. NO_ROW: all
 * empty, which readers pass over. */
static void tree_row(struct canon_writer *w, uint32_t row, bool head)
{
	struct canon *k = &w->k;
	char to[CELL_PRINT];
	bool first = true;
	struct text t;
	uint32_t f;

	buf_str(&w->out, w->yaml ? "  - {" : head ? "\n  {" : ",\n  {");
	for (f = 0; f < fields_of(k->table); f++) {
		if (!(k->fields >> f & 1))
			continue;
		t = row == NO_ROW ? (struct text){"", 0}
				  : canon_cell(k, row, f, to);
		if (!t.n && !head)
			continue;
		if (!first)
			buf_str(&w->out, ", ");
		tree_key(w, field_of(k->table, f)->name);
		quoted(&w->out, t);
		first = false;
	}
	buf_str(&w->out, w->yaml ? "}\n" : "}");
}

static bool tree_table(struct canon_writer *w, bool first)
{
	uint32_t row = 0;
	bool head = true;

	if (!w->yaml && !first)
		buf_str(&w->out, ",\n");
	tree_key(w, skp_table_name((int32_t)w->k.table));
	if (!w->yaml)
		buf_char(&w->out, '[');
	else
		w->out.n--; /* the blank */
	if (w->yaml)
		buf_str(&w->out, canon_next(&w->k, &row) || w->k.fields
				? "\n" : " []\n");
	if (!canon_next(&w->k, &row) && w->k.fields) {
		tree_row(w, NO_ROW, true); /* a table of headings alone */
		head = false;
	}
	for (; canon_next(&w->k, &row) && flush(w, FULL); row++) {
		tree_row(w, row, head);
		head = false;
	}
	if (!w->yaml)
		buf_str(&w->out, head ? "]" : "\n]");
	return flush(w, 0);
}

/* ---- public ---- */

int32_t skp_model_sources(const skp_model *m)
{
	int32_t e = handle_check(m, MARK_MODEL, NULL);

	return e ? e : (int32_t)m->nsource;
}

/* A table that is given by a source that named none of its columns (an empty
 * list) counts for the one without a name. */
static bool gives(const skp_model *m, uint32_t table, int64_t source)
{
	if (canon_fields(m, table, source))
		return true;
	return source <= 0 && m->table[table].given &&
		!canon_fields(m, table, -1);
}

int32_t skp_model_gives(const skp_model *m, int32_t table, int32_t source)
{
	int32_t e = handle_check(m, MARK_MODEL, NULL);

	if (e || table < 0 || table >= SKP_TABLES || source < -1 ||
		source >= (int64_t)m->nsource)
		return e ? e : SKP_E_ARG;
	return gives(m, (uint32_t)table, source);
}

static bool write_table(struct canon_writer *w, uint32_t table,
	int64_t source, bool csv, bool first)
{
	bool ok = canon_begin(&w->k, w->m, w->mem, table, source) &&
		(csv ? csv_table(w) : tree_table(w, first));

	canon_end(&w->k);
	return ok;
}

static bool write_tables(struct canon_writer *w, int32_t table,
	int64_t source, bool csv)
{
	uint32_t t, n = 0;
	bool ok = true;

	if (!csv && !w->yaml)
		buf_str(&w->out, "{");
	for (t = 0; t < SKP_TABLES && ok; t++)
		if ((table < 0 || (uint32_t)table == t) &&
			gives(w->m, t, source))
			ok = write_table(w, t, source, csv, n++ == 0);
	if (!csv)
		buf_str(&w->out, w->yaml ? n ? "" : "{}\n" : "}\n");
	return ok && flush(w, 0);
}

int32_t skp_model_write(const skp_model *m, const char *format, int32_t table,
	int32_t source, skp_write_fn write, void *ctx, skp_error *err)
{
	int32_t e = handle_check(m, MARK_MODEL, err);
	struct canon_writer w;
	struct mem mem;
	bool csv;

	if (e)
		return e;
	if (!format || !write || table < -1 || table >= SKP_TABLES ||
		source < -1 || source >= (int64_t)m->nsource)
		return fail(err, SKP_E_ARG,
			"NULL, or no such table or source");
	csv = strcmp(format, "csv") == 0;
	if (!csv && strcmp(format, "yaml") != 0 &&
		strcmp(format, "json") != 0)
		return fail(err, SKP_E_UNKNOWN,
			"no such format: csv, yaml or json");
	if (csv && table < 0)
		return fail(err, SKP_E_ARG, "CSV is of one table");
	if (!m->sealed)
		return fail(err, SKP_E_STATE, "the model is not sealed");
	mem_init(&mem, &m->mem.a, m->limits.memory);
	memset(&w, 0, sizeof(w));
	w.m = m;
	w.mem = &mem;
	w.write = write;
	w.ctx = ctx;
	w.yaml = strcmp(format, "yaml") == 0;
	buf_init(&w.out, &mem);
	if (!write_tables(&w, table, source, csv))
		e = w.failed ? fail(err, SKP_E_IO,
				"the output could not be written")
			     : mem_fail(&mem, err);
	buf_free(&w.out);
	return e;
}
