/* SPDX-License-Identifier: MIT */
/* REF001, REF002, REF009: what reading noted, and codes that the policy does
 * not know, one finding per file, column and distinct value. */
#include "rules.h"

static bool told_add(struct run *r, const struct note *note, uint32_t count)
{
	void *p = r->told;

	if (!mem_reserve(r->mem, &p, &r->ctold, r->ntold + 1,
		sizeof(*r->told))) {
		r->fail = true;
		return false;
	}
	r->told = p;
	r->told[r->ntold++] = (struct told){*note, count};
	return true;
}

/* ---- codes: alike in file, column and folded value ---- */

enum { FOLD = 64 };

/* Folded value of a code note; values stand in words or, where reading itself
 * refused them, in texts. */
static struct text code_fold(const struct run *r, const struct note *n,
	char to[FOLD])
{
	return text_fold(names_get(n->word ? &r->m->words : &r->m->texts,
		n->value), to, FOLD);
}

static int code_cmp(const struct run *r, const struct note *a,
	const struct note *b)
{
	char to[2][FOLD];
	int c;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	c = text_cmp(code_fold(r, a, to[0]), code_fold(r, b, to[1]));
	if (c)
		return c;
	return a->ord < b->ord ? -1 : a->ord > b->ord;
}

static void code_sift(const struct run *r, struct told *v, uint64_t i,
	uint64_t n)
{
	struct told x = v[i];
	uint64_t k;

	while ((k = 2 * i + 1) < n) {
		if (k + 1 < n && code_cmp(r, &v[k].note, &v[k + 1].note) < 0)
			k++;
		if (code_cmp(r, &x.note, &v[k].note) >= 0)
			break;
		v[i] = v[k];
		i = k;
	}
	v[i] = x;
}

static void codes_sort(const struct run *r, struct told *v, uint64_t n)
{
	struct told x;
	uint64_t i;

	for (i = n / 2; i > 0; i--)
		code_sift(r, v, i - 1, n);
	for (i = n; i > 1; i--) {
		x = v[0];
		v[0] = v[i - 1];
		v[i - 1] = x;
		code_sift(r, v, 0, i - 1);
	}
}

static bool same_code(const struct run *r, const struct note *a,
	const struct note *b)
{
	char to[2][FOLD];

	return a->file == b->file && a->table == b->table &&
		a->field == b->field &&
		text_eq(code_fold(r, a, to[0]), code_fold(r, b, to[1]));
}

/* From told[from] on: sorts, and folds what is alike into its first. */
static void codes_fold(struct run *r, uint64_t from)
{
	uint64_t i, n = from;

	codes_sort(r, r->told + from, r->ntold - from);
	for (i = from; i < r->ntold; i++) {
		if (n > from && same_code(r, &r->told[n - 1].note,
					&r->told[i].note))
			r->told[n - 1].count += r->told[i].count;
		else
			r->told[n++] = r->told[i];
	}
	r->ntold = n;
}

/* Rows of one code column with a word that the policy does not know. */
static void codes_unknown(struct run *r, enum code_column c)
{
	const struct code_place *at = &code_place[c];
	const struct table *t = &r->m->table[at->table];
	const uint32_t *col = t->col[at->field];
	struct note n;
	uint32_t i;

	for (i = 0; col && i < t->rows && !r->fail; i++) {
		if (cell_none(col[i]) || !row_live(t, i) ||
			r->j->codes[c].of[col[i]] != CODE_UNKNOWN)
			continue;
		memset(&n, 0, sizeof(n));
		model_place(r->m, at->table, i, &n.file, &n.line, &n.ord);
		n.reason = NOTE_KODE;
		n.table = at->table;
		n.field = at->field;
		n.row = i;
		n.value = col[i];
		n.word = 1;
		told_add(r, &n, 1);
	}
}

/* ---- telling ---- */

/* A row that seal found to be repeated is not used at all. */
static bool told_of(const struct run *r, const struct note *n)
{
	return n->reason >= NOTE_REPEATED_ID || n->row == NONE ||
		!(row_state(&r->m->table[n->table], n->row) &
			(ROW_REPEATED | ROW_REMOVED));
}

static void notes_copy(struct run *r, bool codes)
{
	uint64_t i;
	const struct note *n;

	for (i = 0; i < r->m->nnote && !r->fail; i++) {
		n = &r->m->note[i];
		if ((n->reason == NOTE_KODE) == codes && told_of(r, n))
			told_add(r, n, 1);
	}
}

static void tell(struct run *r, uint32_t i)
{
	const struct note *n = &r->told[i].note;
	enum rule rule = n->reason < NOTE_REPEATED_ID	 ? R_REF009
		: n->table == SKP_TABLE_UNOR		 ? R_REF001
							 : R_REF002;
	int32_t severity = rule == R_REF009 ? SKP_SEVERITY_W : SKP_SEVERITY_E;
	bool row = rule == R_REF009 && n->row != NONE &&
		!(row_state(&r->m->table[n->table], n->row) & ROW_REJECTED);
	struct finding *f;

	f = row ? find(r, rule, severity, n->table, n->row)
		: find_at(r, rule, severity, n->table, n->row, NONE);
	if (!f)
		return;
	f->note = i;
	f->root = NONE;
	if (!row)
		f->pegawai = NONE;
	f->detail = rule == R_REF009			? S_NOTE
		: rule == R_REF001			? S_NONE
		: n->reason == NOTE_REPEATED_NIP	? S_NIP
							: S_ID;
	if (rule == R_REF009 && n->reason != NOTE_WAJIB)
		f->actual = (struct ref){n->value,
			n->word ? REF_WORD : REF_TEXT};
}

void notes_whole(struct run *r)
{
	uint64_t from;
	uint32_t c, i;

	notes_copy(r, false);
	from = r->ntold;
	notes_copy(r, true);
	for (c = 0; c < CODE_COLUMNS; c++)
		if (r->j->codes[c].unknown)
			codes_unknown(r, (enum code_column)c);
	if (!r->fail)
		codes_fold(r, from);
	for (i = 0; i < r->ntold && !r->fail; i++)
		tell(r, i);
}
