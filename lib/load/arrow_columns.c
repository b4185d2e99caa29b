/* SPDX-License-Identifier: MIT */
/* Which children of an Arrow schema feed which fields of a table. */
#include "load/arrow.h"
#include "load/match.h"

enum field_kind { ID, NIP, REF_UNOR, REF_PEGAWAI, REF_SKP, REF_RHK, KEY, WORD,
	TEXT, BOOL, ENUM_AKUN, ENUM_PENUGASAN, ENUM_AKSI, ENUM_SUMBER, TIME,
	NUM, DATE, PDATE };

static const uint8_t kind_of[] = {
#define FIELD(t, name, kind, required) kind,
#include "fields.def"
};
static const uint8_t first_of[SKP_TABLES] = {IN_FIRST_UNOR, IN_FIRST_PEGAWAI,
	IN_FIRST_PENUGASAN, IN_FIRST_SKP, IN_FIRST_RHK, IN_FIRST_KEJADIAN,
	IN_FIRST_PROFIL, IN_FIRST_PERIODE};

int32_t arrow_fail(const struct arrow_in *in, int32_t field, int32_t code,
	const char *what)
{
	return fail_at(in->ld.err, in->ld.name, 0, 0, code, "column %s: %s",
		skp_field_name(in->table, field), what);
}

static struct arrow_column *column_of(struct arrow_in *in, int32_t field)
{
	uint32_t i;

	for (i = 0; i < in->columns; i++)
		if (in->col[i].field == field)
			return &in->col[i];
	in->col[in->columns].field = field;
	return &in->col[in->columns++];
}

static int32_t refuse(const struct arrow_in *in, int32_t field,
	const char *is)
{
	return fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_FORMAT,
		"column %s is %s: cast it to text, an integer, a date or a "
		"timestamp", skp_field_name(in->table, field), is);
}

static int32_t type_open(const struct arrow_in *in, int32_t field,
	const struct ArrowSchema *s, struct arrow_type *t)
{
	const char *is = arrow_type_read(s, t);
	uint8_t kind = kind_of[first_of[in->table] + field];

	t->day_only = kind == DATE || kind == PDATE;
	return is ? refuse(in, field, is) : SKP_OK;
}

static int32_t source_open(const struct arrow_in *in, int32_t field,
	const struct ArrowSchema *s, struct arrow_source *to)
{
	int32_t e = type_open(in, field, s, &to->type);

	to->dictionary = s->dictionary != NULL;
	if (e || !to->dictionary)
		return e;
	if (to->type.kind != ARROW_INT && to->type.kind != ARROW_UINT)
		return refuse(in, field, "a dictionary without integers");
	if (s->dictionary->dictionary)
		return refuse(in, field, "a dictionary of dictionaries");
	return type_open(in, field, s->dictionary, &to->value_type);
}

/* In the order of the list of headings. */
static int32_t column_take(struct arrow_in *in, uint32_t rank, int64_t child,
	const struct ArrowSchema *s)
{
	struct arrow_column *c = column_of(in, heading_list[rank].field);
	struct arrow_source one;
	uint32_t k;
	int32_t e;

	if (c->sources == SOURCES_AT_MOST)
		return SKP_OK;
	memset(&one, 0, sizeof(one));
	e = source_open(in, c->field, s, &one);
	if (e)
		return e;
	one.rank = rank;
	one.child = child;
	for (k = c->sources++; k && c->source[k - 1].rank > rank; k--)
		c->source[k] = c->source[k - 1];
	c->source[k] = one;
	return SKP_OK;
}

static int32_t child_take(struct arrow_in *in, int64_t child,
	const struct ArrowSchema *s)
{
	char to[FOLD_AT_MOST], known[FOLD_AT_MOST];
	struct text name = text_of(s->name ? s->name : "");
	struct text fold = heading_fold(name, to);
	bool taken = false;
	uint32_t i;
	int32_t e = SKP_OK;

	for (i = 0; fold.n && !e && i < heading_count; i++) {
		const struct heading *h = &heading_list[i];

		if (h->profile != in->table || h->text[0] == '_' ||
			!text_eq(heading_fold(text_of(h->text), known), fold))
			continue;
		e = column_take(in, i, child, s);
		taken = true;
	}
	in->ignored += !taken;
	return e;
}

/* ---- required fields ---- */

static bool has_column(const struct arrow_in *in, int32_t field)
{
	uint32_t i;

	for (i = 0; i < in->columns; i++)
		if (in->col[i].field == field)
			return true;
	return false;
}

static int32_t required(const struct arrow_in *in)
{
	int32_t f, n = skp_field_count(in->table);

	if (in->table == SKP_TABLE_PEGAWAI)
		return has_column(in, IN_PEGAWAI_id) ||
			has_column(in, IN_PEGAWAI_nip)
			? SKP_OK
			: fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_UNKNOWN,
				"the table pegawai needs a column id or nip");
	for (f = 0; f < n; f++)
		if (skp_field_required(in->table, f) && !has_column(in, f))
			return fail_at(in->ld.err, in->ld.name, 0, 0,
				SKP_E_UNKNOWN, "the table %s needs a column %s",
				skp_table_name(in->table),
				skp_field_name(in->table, f));
	return SKP_OK;
}

int32_t arrow_columns(struct arrow_in *in, const struct ArrowSchema *s)
{
	int64_t i;
	int32_t e = SKP_OK;

	if (!s->format || strcmp(s->format, "+s") != 0 || s->dictionary)
		return fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_FORMAT,
			"not a struct (a record batch), whose children would "
			"be the columns");
	if (s->n_children < 0 || (s->n_children && !s->children))
		return fail_at(in->ld.err, in->ld.name, 0, 0, SKP_E_ARG,
			"a schema without its children");
	for (i = 0; i < s->n_children && !e; i++)
		e = s->children[i] ? child_take(in, i, s->children[i])
				   : fail_at(in->ld.err, in->ld.name, 0, 0,
					   SKP_E_ARG,
					   "a schema without its children");
	return e ? e : required(in);
}
