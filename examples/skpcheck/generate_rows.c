/* SPDX-License-Identifier: MIT */
/* generate_rows.c - tables as CSV, YAML or JSON, a file for each. */
#include <stdio.h>

#include <skpcheck.h>

#include "generate_files.h"
#include "generate_rows.h"
#include "options.h"

enum { TABLES = SKP_TABLE_PERIODE + 1 };
_Static_assert((int)TABLES == (int)ROW_TABLES, "all canonical tables");

/* Names that begin with two underscores are none of a canonical table. */
static int name_columns(struct rows *r, int t)
{
	const char *name;
	int n = 0;

	for (; n < ROW_COLUMNS; n++) {
		name = skp_field_name(t, n);
		if (!name || name[0] == '_')
			break;
		r->table[t].length[n] = (uint32_t)snprintf(
			r->table[t].name[n], sizeof(r->table[t].name[n]), "%s",
			name);
	}
	return n;
}

/* ---- the begin of a file ---- */

static void begin(struct rows *r, int t)
{
	struct sink *s = r->table[t].sink;

	if (r->format == FORMAT_CSV) {
		for (int i = 0; i < r->table[t].columns; i++) {
			if (i)
				*s->at++ = ',';
			s->at = text_put(s->at, r->table[t].name[i]);
		}
		*s->at++ = '\n';
		return;
	}
	if (r->format == FORMAT_JSON)
		s->at = text_put(s->at, "{\"");
	s->at = text_put(s->at, skp_table_name(t));
	s->at = text_put(s->at, r->format == FORMAT_JSON ? "\":[" : ":");
}

int rows_open(struct rows *r, struct files *d, int format)
{
	/* names that live as long as the folder */
	static const char *const file[3][TABLES] = {
		{"unor.csv", "pegawai.csv", "penugasan.csv", "skp.csv",
			"rhk.csv", "kejadian.csv", "profil.csv",
			"periode.csv"},
		{"unor.yaml", "pegawai.yaml", "penugasan.yaml", "skp.yaml",
			"rhk.yaml", "kejadian.yaml", "profil.yaml",
			"periode.yaml"},
		{"unor.json", "pegawai.json", "penugasan.json", "skp.json",
			"rhk.json", "kejadian.json", "profil.json",
			"periode.json"}};
	int k = format == FORMAT_CSV ? 0 : format == FORMAT_YAML ? 1 : 2;

	memset(r, 0, sizeof(*r));
	r->format = format;
	for (int t = 0; t < TABLES; t++) {
		r->table[t].sink = files_new(d, file[k][t]);
		if (!r->table[t].sink)
			return -1;
		r->table[t].columns = name_columns(r, t);
		begin(r, t);
	}
	return 0;
}

void rows_close(struct rows *r)
{
	for (int t = 0; t < TABLES; t++) {
		struct sink *s = r->table[t].sink;

		sink_room(s);
		if (r->format == FORMAT_YAML)
			s->at = text_put(s->at, r->table[t].rows ? "\n"
								  : " []\n");
		if (r->format == FORMAT_JSON)
			s->at = text_put(s->at, "\n]}\n");
	}
}

/* ---- rows ---- */

/* No text here has a quote in it; names have commas before a degree. */
static char *csv_cell(char *at, struct span v)
{
	if (v.n == 0)
		return at;
	if (!memchr(v.p, ',', v.n))
		return bytes_put(at, v.p, v.n);
	*at++ = '"';
	at = bytes_put(at, v.p, v.n);
	*at++ = '"';
	return at;
}

static char *csv_row(char *at, const struct rows *r, int t,
	const struct span *v)
{
	int n = r->table[t].columns, i;

	for (i = 0; i < n; i++) {
		at = t == SKP_TABLE_PEGAWAI && i == PEGAWAI_NAMA
			? csv_cell(at, v[i])
			: bytes_put(at, v[i].p, v[i].n);
		*at++ = ',';
	}
	at[-1] = '\n';
	return at;
}

/* The first row names all columns, so that an empty cell is known to be. */
static char *yaml_row(char *at, const struct rows *r, int t,
	const struct span *v)
{
	const char *before = "\n  - ";
	int i;

	for (i = 0; i < r->table[t].columns; i++) {
		if (v[i].n == 0 && r->table[t].rows > 1)
			continue;
		at = text_put(at, before);
		at = bytes_put(at, r->table[t].name[i], r->table[t].length[i]);
		*at++ = ':';
		*at++ = ' ';
		at = v[i].n ? bytes_put(at, v[i].p, v[i].n)
			    : text_put(at, "\"\"");
		before = "\n    ";
	}
	return at;
}

static char *json_row(char *at, const struct rows *r, int t,
	const struct span *v)
{
	char before = '{';
	int i;

	at = text_put(at, r->table[t].rows > 1 ? ",\n" : "\n");
	for (i = 0; i < r->table[t].columns; i++) {
		if (v[i].n == 0 && r->table[t].rows > 1)
			continue;
		*at++ = before;
		*at++ = '"';
		at = bytes_put(at, r->table[t].name[i], r->table[t].length[i]);
		at = text_put(at, "\":\"");
		at = bytes_put(at, v[i].p, v[i].n);
		*at++ = '"';
		before = ',';
	}
	*at++ = '}';
	return at;
}

void rows_write(struct rows *r, int t, const struct span *v)
{
	struct sink *s = r->table[t].sink;

	sink_room(s);
	r->table[t].rows++;
	s->at = r->format == FORMAT_CSV ? csv_row(s->at, r, t, v)
		: r->format == FORMAT_YAML ? yaml_row(s->at, r, t, v)
					   : json_row(s->at, r, t, v);
}
