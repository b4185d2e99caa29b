/* SPDX-License-Identifier: MIT */
/* REF001, REF002, REF009: what reading noted, and codes that the policy does
 * not know, one finding per file, column and distinct value. */
#include "rules.h"

static bool told_add(struct run *r, const struct note *note, uint32_t count)
{
	void *p = r->told;

	if (!file_own(r->m, note->file))
		return true;
	if (!mem_reserve(r->mem, &p, &r->ctold, r->ntold + 1,
		sizeof(*r->told))) {
		r->fail = true;
		return false;
	}
	r->told = p;
	r->told[r->ntold++] = (struct told){*note, count};
	return true;
}

/* ---- alike: codes in file, column and folded value ---- */

enum { FOLD = 64 };

/* Folded value of a code note; values stand in words or, where reading itself
 * refused them, in texts. */
static struct text code_fold(const struct run *r, const struct note *n,
	char to[FOLD])
{
	return text_fold(names_get(n->word ? &r->m->words : &r->m->texts,
		n->value), to, FOLD);
}

/* One cell of a file feeds several rows; it is told once, as the cell of the
 * row that is no mere view. */
static int cell_key_cmp(const struct note *a, const struct note *b)
{
	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->reason != b->reason)
		return a->reason < b->reason ? -1 : 1;
	return (a->value > b->value) - (a->value < b->value);
}

static int cell_cmp(const struct note *a, const struct note *b)
{
	int c = cell_key_cmp(a, b);

	return c ? c : a->derived - b->derived;
}

static int code_cmp(const struct run *r, const struct note *a,
	const struct note *b)
{
	char to[2][FOLD];
	int c;

	if ((a->reason == NOTE_KODE) != (b->reason == NOTE_KODE))
		return a->reason == NOTE_KODE ? 1 : -1;
	if (a->reason != NOTE_KODE)
		return cell_cmp(a, b);
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

	if (a->reason != NOTE_KODE || b->reason != NOTE_KODE)
		return b->derived && cell_key_cmp(a, b) == 0;
	return a->file == b->file && a->table == b->table &&
		a->field == b->field &&
		text_eq(code_fold(r, a, to[0]), code_fold(r, b, to[1]));
}

/* Sorts, and folds what is alike into its first. */
static void codes_fold(struct run *r)
{
	uint64_t i, n = 0;

	codes_sort(r, r->told, r->ntold);
	for (i = 0; i < r->ntold; i++) {
		if (n && same_code(r, &r->told[n - 1].note,
					&r->told[i].note))
			r->told[n - 1].count += r->told[i].count;
		else
			r->told[n++] = r->told[i];
	}
	r->ntold = n;
}

/* Does the word stand in this row of a file? One that was merged away still
 * does, one that was taken over does not. */
static bool own_word(const struct table *t, const struct code_place *at,
	uint32_t row)
{
	uint32_t state = row_state(t, row);

	if (state & (ROW_REPEATED | ROW_REMOVED | ROW_REJECTED))
		return false;
	return at->table != SKP_TABLE_SKP ||
		!(state & (at->field == SKP_jenis ? ROW_TOOK_JENIS
						  : ROW_TOOK_STATUS));
}

/* Is the row one that this run is about? */
static bool concerned(const struct run *r, uint32_t table, uint32_t row)
{
	return r->about == NONE || subject_pegawai(r, table, row) == r->about;
}

/* Words of one SKP that say different things. */
static void words_clash(struct run *r)
{
	const struct rewording *w = r->j->rewording;
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	struct note n;
	uint64_t i;

	for (i = 0; i < r->j->nrewording && !r->fail; i++) {
		if (!w[i].clash || !concerned(r, SKP_TABLE_SKP, w[i].into))
			continue;
		memset(&n, 0, sizeof(n));
		model_place(r->m, SKP_TABLE_SKP, w[i].row, &n.file, &n.line,
			&n.ord);
		n.reason = NOTE_PERTENTANGAN;
		n.table = SKP_TABLE_SKP;
		n.field = w[i].field;
		n.row = w[i].into;
		n.value = t->col[w[i].field][w[i].row];
		n.word = 1;
		told_add(r, &n, 1);
	}
}

/* The row that stays of an SKP whose row was merged away. */
static uint32_t staying(struct run *r, uint32_t table, uint32_t row)
{
	const struct table *t = &r->m->table[SKP_TABLE_SKP];
	uint32_t i, c;

	if (table != SKP_TABLE_SKP || !(row_state(t, row) & ROW_MERGED))
		return row;
	if (!r->skp_of)
		r->skp_of = by_name(r);
	else
		return r->skp_of[names_fold(&r->m->ids,
			t->col[SKP_id][row])] - 1;
	for (i = 0; r->skp_of && i < t->rows; i++) {
		c = t->col[SKP_id][i];
		if (!cell_none(c) && row_live(t, i))
			r->skp_of[names_fold(&r->m->ids, c)] = i + 1;
	}
	return r->skp_of ? r->skp_of[names_fold(&r->m->ids,
		t->col[SKP_id][row])] - 1 : row;
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
		if (cell_none(col[i]) || !own_word(t, at, i) ||
			r->j->codes[c].of[col[i]] != CODE_UNKNOWN)
			continue;
		memset(&n, 0, sizeof(n));
		model_place(r->m, at->table, i, &n.file, &n.line, &n.ord);
		n.reason = NOTE_KODE;
		n.table = at->table;
		n.field = at->field;
		n.row = staying(r, at->table, i);
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

/* Is the word of a rejected row a code that the policy does not know? */
static bool unknown_word(const struct run *r, const struct note *n)
{
	const struct code_place *at = code_place;
	uint32_t c;

	for (c = 0; c < CODE_COLUMNS; c++, at++)
		if (at->table == n->table && at->field == n->field)
			return code_look(r->j, at, names_get(&r->m->words,
				n->value)) == CODE_UNKNOWN;
	return false;
}

/* Does no table hold what the cell of a rejected row refers to? */
static bool nothing_there(const struct run *r, const struct note *n)
{
	struct text t = names_get(&r->m->ids, n->value);

	switch (field_of(n->table, n->field)->kind) {
	case K_REF_UNOR:
		return model_find_unor(r->m, t) == CELL_EMPTY;
	case K_REF_PEGAWAI:
		return model_find_pegawai(r->m, t) == CELL_EMPTY;
	default:
		return true;
	}
}

/* What was left open about a rejected row, settled. */
static void told_later(struct run *r, const struct note *n)
{
	struct note said = *n;

	if (n->reason == NOTE_WORD && unknown_word(r, n)) {
		said.reason = NOTE_KODE;
		told_add(r, &said, 1);
	} else if (n->reason == NOTE_NONE && nothing_there(r, n)) {
		said.reason = NOTE_WAJIB;
		told_add(r, &said, 1);
	}
}

static void notes_copy(struct run *r)
{
	uint64_t i;
	const struct note *n;

	for (i = 0; i < r->m->nnote && !r->fail; i++) {
		n = &r->m->note[i];
		if (n->reason >= NOTE_WORD)
			told_later(r, n);
		else if (told_of(r, n))
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
		: find_at(r, rule, severity, n->table, NONE, NONE);
	if (!f)
		return;
	f->note = i;
	f->root = NONE;
	f->detail = rule == R_REF009			? S_NOTE
		: rule == R_REF001			? S_NONE
		: n->reason == NOTE_REPEATED_NIP	? S_NIP
							: S_ID;
	if (rule == R_REF009 && n->reason != NOTE_WAJIB)
		f->actual = (struct ref){n->value,
			n->word ? REF_WORD : REF_TEXT};
}

/* The people whom a rejected or repeated row would have been. */
static bool names_about(const struct run *r, const struct note *n)
{
	return n->table == SKP_TABLE_PEGAWAI && n->id != NAME_EMPTY &&
		model_find_pegawai(r->m, names_get(&r->m->ids, n->id)) ==
			r->about;
}

static void notes_copy_about(struct run *r)
{
	const struct note *n;
	uint64_t i;

	for (i = 0; i < r->m->nnote && !r->fail; i++) {
		n = &r->m->note[i];
		if (n->reason == NOTE_KODE || n->reason >= NOTE_WORD ||
			!told_of(r, n))
			continue;
		if (n->row != NONE && n->reason < NOTE_REPEATED_ID
				? concerned(r, n->table, n->row)
				: names_about(r, n))
			told_add(r, n, 1);
	}
}

static void tell_all(struct run *r)
{
	uint32_t i;

	if (!r->fail)
		codes_fold(r);
	r->telling = true;
	for (i = 0; i < r->ntold && !r->fail; i++)
		tell(r, i);
	r->telling = false;
}

void notes_about(struct run *r)
{
	notes_copy_about(r);
	words_clash(r);
	tell_all(r);
}

void notes_whole(struct run *r)
{
	uint32_t c;

	notes_copy(r);
	words_clash(r);
	for (c = 0; c < CODE_COLUMNS; c++)
		if (r->j->codes[c].unknown)
			codes_unknown(r, (enum code_column)c);
	tell_all(r);
}
