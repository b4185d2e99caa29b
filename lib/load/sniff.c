/* SPDX-License-Identifier: MIT */
/* Content first: people rename files, and web applications name HTML .xls. */
#include "load/sniff.h"

/* ---- names ---- */

static struct text suffix_of(const char *name)
{
	const char *base = strrchr(name, '/'), *dot;

	base = base ? base + 1 : name;
	dot = strrchr(base, '.');
	return text_of(dot ? dot + 1 : "");
}

static bool suffix_is(const char *name, const char *const *list, uint32_t n)
{
	struct text s = suffix_of(name);
	uint32_t i;

	for (i = 0; i < n; i++)
		if (text_same_str(s, list[i]))
			return true;
	return false;
}

static bool named_yaml(const char *name)
{
	static const char *const yaml[] = {"yaml", "yml"};

	return suffix_is(name, yaml, ARRAY_LEN(yaml));
}

static bool named_json(const char *name)
{
	static const char *const json[] = {"json"};

	return suffix_is(name, json, ARRAY_LEN(json));
}

/* A dot in front hides a file, `~$` is a spreadsheet's lock, and truth.json
 * is what `skpcheck generate` says of the tables beside it. */
bool sniff_name(const char *name)
{
	static const char *const list[] = {"csv", "tsv", "txt", "json", "yaml",
		"yml", "xlsx", "xls", "skps"};

	return name[0] != '.' && strcmp(name, "truth.json") != 0 &&
		strncmp(name, "~$", 2) != 0 &&
		suffix_is(name, list, ARRAY_LEN(list));
}

/* ---- content ---- */

static bool begins(struct text t, const char *s, uint32_t n)
{
	return t.n >= n && memcmp(t.p, s, n) == 0;
}

static int32_t sniff_foreign(struct load *ld, struct text t)
{
	if (begins(t, "PK\3\4", 4))
		return load_fail(ld, 0, 0, SKP_E_UNSUPPORTED,
			"XLSX is not supported by this build; "
			"save as CSV UTF-8");
	if (begins(t, "\xd0\xcf\x11\xe0", 4))
		return load_fail(ld, 0, 0, SKP_E_UNSUPPORTED,
			"old Excel (.xls) is not supported; "
			"save as CSV UTF-8");
	if (begins(t, "%PDF", 4))
		return load_fail(ld, 0, 0, SKP_E_UNSUPPORTED,
			"this is a PDF; export the table as CSV UTF-8");
	if (begins(t, "\x1f\x8b", 2))
		return load_fail(ld, 0, 0, SKP_E_UNSUPPORTED,
			"this is compressed; unpack it first");
	return SKP_OK;
}

/* The first line that is neither blank nor a comment nor `---`; *line is its
 * number. */
static struct text first_line(struct text t, uint32_t *line)
{
	const char *end;
	struct text row;

	for (*line = 1; t.n; (*line)++) {
		end = memchr(t.p, '\n', t.n);
		row.p = t.p;
		row.n = end ? (uint32_t)(end - t.p) : t.n;
		t.p += row.n + (end != NULL);
		t.n -= row.n + (end != NULL);
		row = text_trim(row);
		if (row.n && *row.p != '#' && *row.p != '%' &&
			!begins(row, "---", 3))
			return row;
	}
	return (struct text){"", 0};
}

/* `unor:` alone, or with a list behind it */
static bool is_table_key(struct text row)
{
	const char *colon = memchr(row.p, ':', row.n);
	uint32_t n = colon ? (uint32_t)(colon - row.p) : 0;
	struct text rest;

	if (n == 0 || skp_table_find(row.p, n) < 0)
		return false;
	rest = text_trim((struct text){row.p + n + 1, row.n - n - 1});
	return rest.n == 0 || *rest.p == '#' || *rest.p == '[';
}

/* Cells and no key: a heading row rather than YAML. */
static bool is_csv_row(struct text row)
{
	static const char delimiter[] = {',', ';', '\t', '|'};
	const char *colon = row.n ? memchr(row.p, ':', row.n) : NULL;
	uint32_t i;

	if (row.n == 0 || colon || strchr("{[-", *row.p))
		return false;
	for (i = 0; i < ARRAY_LEN(delimiter); i++)
		if (memchr(row.p, delimiter[i], row.n))
			return true;
	return false;
}

static int32_t sniff_html(struct load *ld, uint32_t line)
{
	const char *other = named_yaml(ld->name) ? ", not YAML"
		: named_json(ld->name)		 ? ", not JSON"
						 : "";

	return load_fail(ld, line, 1, SKP_E_FORMAT,
		"this is an HTML page%s: open it in a spreadsheet and save it "
		"as CSV UTF-8", other);
}

static int32_t sniff_json_name(struct load *ld, struct text row, uint32_t line)
{
	if (is_csv_row(row))
		return load_fail(ld, line, 1, SKP_E_FORMAT,
			"this is CSV, not JSON: rename it to .csv");
	return load_fail(ld, line, 1, SKP_E_FORMAT,
		"not JSON: it begins with neither { nor [");
}

int32_t sniff(struct load *ld, struct text head, enum format *ret)
{
	int32_t e = sniff_foreign(ld, head);
	struct text t = text_trim(head), row;
	uint32_t line;

	if (e)
		return e;
	*ret = FORMAT_SNAPSHOT;
	if (begins(head, "\x89SKPS", 5))
		return SKP_OK;
	*ret = FORMAT_CSV;
	if (t.n == 0)
		return load_fail(ld, 0, 0, SKP_E_EMPTY,
			"an empty file: export it again");
	row = first_line(head, &line);
	if (*t.p == '<')
		return sniff_html(ld, line);
	if (named_yaml(ld->name) && is_csv_row(row))
		return load_fail(ld, line, 1, SKP_E_FORMAT,
			"this is CSV, not YAML: rename it to .csv");
	if (named_yaml(ld->name) || is_table_key(row))
		*ret = FORMAT_YAML;
	else if (*t.p == '{' || *t.p == '[')
		*ret = FORMAT_JSON;
	else if (named_json(ld->name))
		return sniff_json_name(ld, row, line);
	return SKP_OK;
}
