/* SPDX-License-Identifier: MIT */
/* The model as an object: making, freeing, tables, places, accounts. */
#include "large.h"
#include "seal_patch.h"

#include <sys/random.h>

/* ---- tables ---- */

bool table_column(skp_model *m, struct table *t, uint32_t field,
	uint64_t rows)
{
	void *p = t->col[field];
	bool fresh = !p;

	/* room for all at once; less will do if there is no such room */
	if (t->ccap[field] < rows && rows < t->expect)
		(void)mem_reserve(&m->mem, &p, &t->ccap[field], t->expect,
			sizeof(uint32_t));
	if (!mem_reserve(&m->mem, &p, &t->ccap[field], rows ? rows : 1,
		sizeof(uint32_t)))
		return false;
	t->col[field] = p;
	if (fresh)
		memset(p, 0xff, (size_t)(t->rows * sizeof(uint32_t)));
	return true;
}

void model_expect(skp_model *m, uint32_t table, uint64_t rows)
{
	struct table *t = &m->table[table];
	uint64_t bytes = rows * sizeof(uint32_t), most = m->limits.memory / 64;

	/* a guess must not use up what was granted */
	if (bytes >= LARGE_FROM && rows <= m->limits.records &&
		(!m->limits.memory || bytes <= most))
		t->expect = t->rows + rows;
}

bool table_reserve(skp_model *m, struct table *t, uint64_t rows)
{
	void *p = t->state;
	uint32_t f;

	for (f = 0; f < FIELD_MAX; f++)
		if (t->col[f] && !table_column(m, t, f, rows))
			return false;
	if (!t->state)
		return true;
	if (!mem_reserve(&m->mem, &p, &t->cstate, rows, 1))
		return false;
	t->state = p;
	return true;
}

bool table_mark(skp_model *m, struct table *t, uint64_t row, uint32_t state)
{
	void *p = NULL;

	if (!t->state) {
		if (!mem_reserve(&m->mem, &p, &t->cstate, t->rows, 1))
			return false;
		t->state = p;
		memset(p, 0, (size_t)t->rows);
	}
	t->state[row] |= (uint8_t)state;
	return true;
}

void table_free(skp_model *m, struct table *t)
{
	uint32_t f;

	for (f = 0; f < FIELD_MAX; f++)
		mem_free(&m->mem, t->col[f], t->ccap[f] * sizeof(uint32_t));
	mem_free(&m->mem, t->state, t->cstate);
	mem_free(&m->mem, t->run, t->crun * sizeof(*t->run));
	memset(t, 0, sizeof(*t));
}

/* Does the next row of run r, `n` rows after its first, stand there? */
static bool run_goes_on(struct stretch *r, uint64_t n, uint64_t ord, uint32_t line,
	int32_t file)
{
	if (r->file != file || r->ord + n != ord)
		return false;
	if (n == 1 && line >= r->line) {
		r->step = line - r->line;
		return true;
	}
	return r->line + r->step * n == line;
}

bool table_place(skp_model *m, struct table *t, uint64_t row, uint64_t ord,
	uint32_t line, int32_t file)
{
	void *p = t->run;
	struct stretch *last = t->nrun ? &t->run[t->nrun - 1] : NULL;

	if (last && row > last->row &&
		run_goes_on(last, row - last->row, ord, line, file))
		return true;
	if (!mem_reserve(&m->mem, &p, &t->crun, t->nrun + 1, sizeof(*t->run)))
		return false;
	t->run = p;
	t->run[t->nrun++] = (struct stretch){(uint32_t)row, (uint32_t)ord, line, 0,
		file};
	return true;
}

bool table_places(skp_model *m, struct table *t, uint64_t row, uint64_t ord,
	const uint32_t *line, uint64_t n, int32_t file)
{
	const struct stretch *run;
	uint64_t i;

	for (i = 0; i < n; i++) {
		if (!table_place(m, t, row + i, ord + i, line[i], file))
			return false;
		run = &t->run[t->nrun - 1];
		/* of two rows and more the step is known */
		while (run->row < row + i && i + 1 < n &&
			line[i + 1] == line[i] + run->step)
			i++;
	}
	return true;
}

void model_place(const skp_model *m, uint32_t table, uint32_t row,
	int32_t *file, uint32_t *line, uint32_t *ord)
{
	const struct table *t = &m->table[table];
	uint64_t lo = 0, hi = t->nrun, mid;
	const struct stretch *r;

	*file = -1;
	*line = *ord = 0;
	if (m->sealed && table <= SKP_TABLE_PEGAWAI &&
		row >= m->rows_loaded[table])
		return;
	while (lo < hi) { /* the last run that begins at or before row */
		mid = (lo + hi) / 2;
		if (t->run[mid].row <= row)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == 0)
		return;
	r = &t->run[lo - 1];
	*file = r->file;
	*line = r->line + r->step * (row - r->row);
	*ord = r->ord + (row - r->row);
}

bool model_note(skp_model *m, const struct note *note)
{
	void *p = m->note;

	if (!mem_reserve(&m->mem, &p, &m->cnote, m->nnote + 1, sizeof(*note)))
		return false;
	m->note = p;
	m->note[m->nnote++] = *note;
	return true;
}

/* ---- ids ---- */

struct text model_file(const skp_model *m, int32_t file)
{
	if (file < 0 || (uint64_t)file >= m->nsource)
		return (struct text){"", 0};
	return names_get(&m->texts, m->source[file].name);
}

struct text model_pegawai_id(const skp_model *m, uint32_t row)
{
	uint32_t c = cell(pegawai_of(m), PEGAWAI_nip, row);

	if (cell_none(c))
		c = cell(pegawai_of(m), PEGAWAI_id, row);
	return names_get(&m->ids, cell_none(c) ? NAME_EMPTY : c);
}

struct text model_unor_id(const skp_model *m, uint32_t row)
{
	uint32_t c = cell(unor_of(m), UNOR_id, row);

	return names_get(&m->ids, cell_none(c) ? NAME_EMPTY : c);
}

static uint32_t find_row(const skp_model *m, const uint32_t *map,
	struct text id)
{
	uint32_t name = names_find_id(&m->ids, id);

	if (!map || name == NAME_NONE || name >= m->nname || !map[name])
		return CELL_EMPTY;
	return map[name] - 1;
}

uint32_t model_find_pegawai(const skp_model *m, struct text id)
{
	char to[ID_MAX];
	uint32_t row = find_row(m, m->name_pegawai, text_trim(id));

	if (row != CELL_EMPTY)
		return row;
	return find_row(m, m->name_pegawai,
		cell_clean_nip(text_trim(id), to, sizeof(to)));
}

uint32_t model_find_unor(const skp_model *m, struct text id)
{
	return find_row(m, m->name_unor, text_trim(id));
}

bool model_supplied(const skp_model *m, uint32_t table, uint32_t field)
{
	uint64_t i;

	for (i = 0; i < m->nsource; i++)
		if (m->source[i].mask[table] >> field & 1)
			return true;
	return false;
}

/* ---- making and freeing ---- */

static void limits_fill(skp_limits *l)
{
#define DEFAULT(field, value) \
	if (!l->field) \
	l->field = (value)
	DEFAULT(depth, 32);
	DEFAULT(scalar, 65536);
	DEFAULT(id, 64);
	DEFAULT(bytes, (uint64_t)256 << 20);
	DEFAULT(csv_bytes, (uint64_t)64 << 30);
	DEFAULT(events, 20000000);
	DEFAULT(records, 0x7fffffff);
	DEFAULT(findings, 0x7fffffff);
#undef DEFAULT
	if (l->depth > 64)
		l->depth = 64;
	if (l->scalar > 1 << 20)
		l->scalar = 1 << 20;
	if (l->id > ID_MAX)
		l->id = ID_MAX;
	if (l->records > 0x7fffffff)
		l->records = 0x7fffffff;
}

static int32_t model_names(skp_model *m, const skp_model_options *o,
	skp_error *err)
{
	uint64_t key[2] = {o->seed, ~o->seed};

	if (!o->fixed_seed && getrandom(key, sizeof(key), 0) != sizeof(key))
		return fail(err, SKP_E_IO, "the system gave no random key");
	if (!names_init(&m->ids, &m->mem, key) ||
		!names_init(&m->words, &m->mem, key) ||
		!names_init(&m->texts, &m->mem, key))
		return mem_fail(&m->mem, err);
	return SKP_OK;
}

int32_t skp_model_new(const skp_model_options *options, skp_model **ret,
	skp_error *err)
{
	skp_model_options o;
	skp_allocator a;
	skp_limits l;
	struct mem mem;
	skp_model *m;
	int32_t e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	if (!sized_in(&o, sizeof(o), options) ||
		!sized_in(&a, sizeof(a), o.allocator) ||
		!sized_in(&l, sizeof(l), o.limits))
		return fail(err, SKP_E_ARG, "options of a newer library");
	limits_fill(&l);
	mem_init(&mem, o.allocator ? &a : NULL, l.memory);
	m = mem_calloc(&mem, 1, sizeof(*m));
	if (!m)
		return mem_fail(&mem, err);
	m->h.mark = MARK_MODEL;
	m->mem = mem;
	m->limits = l;
	m->progress = o.progress;
	e = model_names(m, &o, err);
	if (!e)
		e = skp_model_source(m, "", 0, NULL, err);
	if (e)
		skp_model_free(m);
	else
		*ret = m;
	return e;
}

void slices_free(skp_model *m, struct slices *s)
{
	mem_free(&m->mem, s->first, (s->n + 2) * sizeof(uint32_t));
	mem_free(&m->mem, s->row, s->rows * sizeof(uint32_t));
	mem_free(&m->mem, s->end, s->end ? (s->n + 2) * sizeof(uint32_t) : 0);
	memset(s, 0, sizeof(*s));
}

void scratch_free(skp_model *m)
{
	mem_free(&m->mem, m->scratch, m->cscratch);
	m->scratch = NULL;
	m->cscratch = 0;
}

void far_free(skp_model *m)
{
	struct far *f = m->far;

	if (!f)
		return;
	mem_free(&m->mem, f->unit, f->cunit * sizeof(*f->unit));
	mem_free(&m->mem, f->instansi, f->cinstansi * sizeof(*f->instansi));
	mem_free(&m->mem, f, sizeof(*f));
	m->far = NULL;
}

void skp_model_free(skp_model *m)
{
	struct mem mem;
	uint32_t t;

	if (!m || m->h.mark != MARK_MODEL)
		return;
	for (t = 0; t < SKP_TABLES; t++)
		table_free(m, &m->table[t]);
	table_free(m, &m->implicit[0]);
	table_free(m, &m->implicit[1]);
	seal_free(m);
	scratch_free(m);
	journal_free(m);
	patch_free(m);
	far_free(m);
	names_free(&m->ids);
	names_free(&m->words);
	names_free(&m->texts);
	mem_free(&m->mem, m->source, m->csource * sizeof(*m->source));
	mem_free(&m->mem, m->note, m->cnote * sizeof(*m->note));
	m->h.mark = 0;
	mem_lent_back(&m->mem);
	mem = m->mem;
	mem_free(&mem, m, sizeof(*m));
}

int32_t model_open(const skp_model *m, skp_error *err)
{
	int32_t e = handle_change(m, MARK_MODEL, err);

	if (e)
		return e;
	if (m->sealed)
		return fail(err, SKP_E_STATE, "the model is sealed");
	return SKP_OK;
}

int32_t skp_model_source(skp_model *m, const char *name, int64_t len,
	int32_t *ret, skp_error *err)
{
	int32_t e = model_open(m, err);
	struct source s;
	struct text t;
	void *p;

	if (e)
		return e;
	if (!name || len > 4096)
		return fail(err, SKP_E_ARG, "no name, or too long a name");
	t = (struct text){name, len < 0 ? (uint32_t)strlen(name)
					: (uint32_t)len};
	if (utf8_bad(t.p, t.n) < t.n)
		return fail(err, SKP_E_ENCODING, "a name that is not UTF-8");
	memset(&s, 0, sizeof(s));
	s.name = names_put(&m->texts, t);
	p = m->source;
	if (s.name == NAME_NONE || !mem_reserve(&m->mem, &p, &m->csource,
		m->nsource + 1, sizeof(s)))
		return mem_fail(&m->mem, err);
	m->source = p;
	m->source[m->nsource] = s;
	if (ret)
		*ret = (int32_t)m->nsource;
	m->nsource++;
	return SKP_OK;
}

/* ---- accounts ---- */

int32_t skp_model_account(const skp_model *m, int32_t table, skp_account *ret,
	skp_error *err)
{
	int32_t e = handle_check(m, MARK_MODEL, err);
	const struct table *t;
	skp_account a;

	if (e)
		return e;
	if (table < 0 || table >= SKP_TABLES || !ret)
		return fail(err, SKP_E_ARG, "no such table, or ret is NULL");
	t = &m->table[table];
	memset(&a, 0, sizeof(a));
	a.given = ((m->far ? m->far->given[table] : t->given) &
		GIVEN_TABLE) != 0;
	a.read = t->read;
	a.merged = t->merged;
	a.repeated = t->repeated;
	a.empty = t->empty;
	a.rejected = t->rejected;
	a.loaded = a.read - a.merged - a.repeated - a.empty - a.rejected;
	a.ignored_columns = t->ignored;
	if (!sized_out(ret, &a, sizeof(a)))
		return fail(err, SKP_E_ARG, "ret has no size");
	return SKP_OK;
}

int32_t skp_model_ignored(skp_model *m, int32_t table, uint64_t n,
	skp_error *err)
{
	int32_t e = model_open(m, err);

	if (e)
		return e;
	if (table < 0 || table >= SKP_TABLES)
		return fail(err, SKP_E_ARG, "no such table");
	m->table[table].ignored += n;
	return SKP_OK;
}

/* ---- the door for load/ ---- */

struct mem *model_mem(skp_model *m)
{
	return &m->mem;
}

skp_progress *model_progress(const skp_model *m)
{
	return m->progress;
}

const skp_limits *model_limits(const skp_model *m)
{
	return &m->limits;
}

int32_t model_load_begin(skp_model *m, skp_error *err)
{
	int32_t e = handle_change(m, MARK_MODEL, err);
	struct load_mark *k;
	uint32_t t;

	if (!e && m->sealed && m->mem.lent)
		return fail(err, SKP_E_STATE, "a snapshot must be the only "
			"input: convert all exports together");
	if (!e)
		e = model_open(m, err);
	if (e)
		return e;
	if (m->loading)
		return fail(err, SKP_E_BUSY, "a load is under way");
	patch_end(m);
	k = &m->mark;
	for (t = 0; t < SKP_TABLES; t++) {
		k->rows[t] = m->table[t].rows;
		k->ord[t] = m->table[t].ord;
		k->nrun[t] = m->table[t].nrun;
		k->read[t] = m->table[t].read;
		k->empty[t] = m->table[t].empty;
		k->rejected[t] = m->table[t].rejected;
		k->ignored[t] = m->table[t].ignored;
		k->given[t] = m->table[t].given;
	}
	k->implicit[0] = m->implicit[0].rows;
	k->implicit[1] = m->implicit[1].rows;
	k->notes = m->nnote;
	k->sources = m->nsource;
	k->journal = m->journal.n;
	k->anonymous = m->source[0];
	k->skp_list = m->skp_list;
	m->loading = true;
	return SKP_OK;
}

/* Texts that only a failed load put into the name tables stay there; no row
 * speaks of them. */
static void load_undo(skp_model *m)
{
	const struct load_mark *k = &m->mark;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++) {
		m->table[t].rows = k->rows[t];
		m->table[t].ord = k->ord[t];
		m->table[t].nrun = k->nrun[t];
		m->table[t].read = k->read[t];
		m->table[t].empty = k->empty[t];
		m->table[t].rejected = k->rejected[t];
		m->table[t].ignored = k->ignored[t];
		m->table[t].given = k->given[t];
	}
	m->implicit[0].rows = k->implicit[0];
	m->implicit[1].rows = k->implicit[1];
	m->nnote = k->notes;
	m->nsource = k->sources;
	journal_cut(m, k->journal);
	m->source[0] = k->anonymous;
	m->skp_list = k->skp_list;
}

void model_load_end(skp_model *m, bool keep)
{
	if (m->loading && !keep)
		load_undo(m);
	m->loading = false;
}

void model_busy(skp_model *m, bool busy)
{
	__atomic_store_n(&m->h.busy, busy, __ATOMIC_RELAXED);
}
