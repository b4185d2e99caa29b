/* SPDX-License-Identifier: MIT */
/* A part's way through the rounds: what is known of the others is put around
 * its own rows, then it says what the next round asks. */
#include "boundary.h"

/* ---- making and freeing ---- */

static const char default_key[] = "skpcheck-boundary-of-parts";

int32_t skp_boundary_new(const char *name, const char *key,
	skp_boundary **ret, skp_error *err)
{
	struct text secret = text_of(key ? key : default_key);
	skp_boundary *b;
	struct mem mem;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	if (name && (!*name || utf8_bad(name, strlen(name)) < strlen(name)))
		return fail(err, SKP_E_ARG, "a part's name is a text");
	if (secret.n < FINGERPRINT_KEY_MIN)
		return fail(err, SKP_E_ARG, "a key has %d bytes or more",
			FINGERPRINT_KEY_MIN);
	mem_init(&mem, NULL, 0);
	b = mem_calloc(&mem, 1, sizeof(*b));
	if (!b)
		return mem_fail(&mem, err);
	b->h.mark = MARK_BOUNDARY;
	b->mem = mem;
	buf_init(&b->name, &b->mem);
	buf_str(&b->name, name ? name : "");
	buf_init(&b->in.file, &b->mem);
	if (!fingerprint_key_of(&b->name, secret, b->key) || b->name.fail) {
		skp_boundary_free(b);
		return mem_fail(&mem, err);
	}
	*ret = b;
	return SKP_OK;
}

static void read_free(skp_boundary *b)
{
	uint64_t i;

	for (i = 0; i < b->nparts; i++)
		buf_free(&b->part[i].name);
	mem_free(&b->mem, b->part, b->cparts * sizeof(*b->part));
	mem_free(&b->mem, b->hot, b->chot * sizeof(*b->hot));
	buf_free(&b->in.file);
}

void skp_boundary_free(skp_boundary *b)
{
	struct mem mem;
	uint64_t i;

	if (!b || b->h.mark != MARK_BOUNDARY)
		return;
	read_free(b);
	buf_free(&b->name);
	mem_free(&b->mem, b->masked, b->cmasked * sizeof(*b->masked));
	for (i = 0; i < b->nmerge; i++)
		buf_free(&b->merge[i].file);
	mem_free(&b->mem, b->merge, b->cmerge * sizeof(*b->merge));
	b->h.mark = 0;
	mem = b->mem;
	mem_free(&mem, b, sizeof(*b));
}

int32_t skp_boundary_round(const skp_boundary *b)
{
	return handle_check(b, MARK_BOUNDARY, NULL) ? 0 : b->round;
}

/* ---- the scope ---- */

static int32_t scope_of(const skp_boundary *b, const skp_checker *c,
	struct scope *s, skp_error *err)
{
	struct buf policy;
	int32_t from, to;

	if (!c->pada_set)
		return fail(err, SKP_E_STATE, "set pada first: the library "
			"looks at no clock");
	buf_init(&policy, &((skp_boundary *)(uintptr_t)b)->mem);
	if (policy_write(c->policy, &policy)) {
		buf_free(&policy);
		return mem_fail(&b->mem, err);
	}
	checker_period(c, &from, &to);
	*s = (struct scope){boundary_hash(b, 'K', text_of("key")),
		siphash24(b->key, policy.p, policy.n), c->pada, from, to};
	buf_free(&policy);
	return SKP_OK;
}

static int32_t scope_differs(const struct scope *is, const struct scope *was,
	skp_error *err)
{
	const char *what = is->key != was->key ? "another key"
		: is->policy != was->policy    ? "another policy"
		: is->pada != was->pada	       ? "another pada"
					       : "another period";

	return scope_same(is, was)
		? SKP_OK
		: fail(err, SKP_E_STATE, "the boundary was made with %s",
			what);
}

/* ---- around the part's own rows ---- */

static int32_t far_new(skp_model *m, skp_error *err)
{
	int32_t file = 0, e = skp_model_source(m, "", 0, &file, err);

	if (e)
		return e;
	m->far = mem_calloc(&m->mem, 1, sizeof(*m->far));
	if (!m->far)
		return mem_fail(&m->mem, err);
	m->far->file = file;
	return SKP_OK;
}

/* The rows of one part, which end where the lines no longer are rows. */
static int32_t take_part(skp_boundary *b, const struct part *p, skp_model *m,
	skp_error *err)
{
	struct lines l = lines_of((struct text){b->in.file.p,
		(uint32_t)b->in.file.n - 1}, p->rows,
		(uint64_t)(b->in.p + b->in.n - p->rows), err);
	bool more = true;
	int32_t e = SKP_OK;

	l.line = p->line;
	while (!e && more) {
		e = lines_next(&l, &more);
		if (e || !more || !text_eq(l.field[0], text_of("row")))
			break;
		e = boundary_take_row(b, &l, m);
	}
	return e;
}

static int32_t find_self(skp_boundary *b, skp_error *err)
{
	struct text name = {b->name.p, (uint32_t)b->name.n};
	const struct part *p;

	for (b->own = 0; b->own < b->nparts; b->own++) {
		p = &b->part[b->own];
		if (text_eq((struct text){p->name.p, (uint32_t)p->name.n},
			name))
			return SKP_OK;
	}
	return fail(err, SKP_E_STATE, "the boundary knows no part of that "
		"name: name it as in the first round");
}

static void tables_begin(const skp_boundary *b, skp_model *m)
{
	uint64_t i;
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++) {
		for (i = 0; i < b->own && b->round; i++)
			m->far->ord[t] += b->part[i].ord[t];
		m->table[t].ord = m->far->ord[t];
		m->far->first[t] = m->table[t].rows;
		m->far->end[t] = UINT64_MAX;
	}
}

static bool model_blank(const skp_model *m)
{
	uint32_t t;

	for (t = 0; t < SKP_TABLES; t++)
		if (m->table[t].rows || m->implicit[t % 2].rows)
			return false;
	return !m->far;
}

int32_t skp_boundary_begin(skp_boundary *b, const skp_checker *c,
	skp_model *m, skp_error *err)
{
	struct scope scope;
	int32_t e = handle_check(b, MARK_BOUNDARY, err);
	uint64_t i;

	if (!e)
		e = handle_check(c, MARK_CHECKER, err);
	if (!e)
		e = model_open(m, err);
	if (e)
		return e;
	if (b->begun || !b->name.n || !model_blank(m))
		return fail(err, SKP_E_STATE, "a boundary of a name begins "
			"once, and with an empty model");
	e = scope_of(b, c, &scope, err);
	if (!e && b->round)
		e = scope_differs(&scope, &b->scope, err);
	if (!e && b->round)
		e = find_self(b, err);
	if (!e)
		e = far_new(m, err);
	b->scope = e ? b->scope : scope;
	for (i = 0; i < b->own && b->round && !e; i++)
		e = take_part(b, &b->part[i], m, err);
	if (!e)
		tables_begin(b, m);
	b->begun = !e;
	return e;
}

/* ---- what the part says of itself ---- */

static uint64_t mix(uint64_t h, uint64_t v)
{
	h ^= v;
	h *= 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

static uint64_t cell_digest(const skp_boundary *b, const skp_model *m,
	uint32_t kind, uint32_t c)
{
	const struct names *n = kind <= K_REF_RHK ? &m->ids
		: kind == K_WORD		  ? &m->words
						  : &m->texts;
	struct text t;

	if (cell_none(c) || (kind > K_REF_RHK && kind != K_WORD &&
		kind != K_TEXT))
		return c;
	t = names_get(n, c);
	return siphash13(b->key, t.p, t.n);
}

/* Of the part's own rows, that another round may see that they are the same
 * still. */
static uint64_t digest(const skp_boundary *b, const skp_model *m)
{
	uint64_t h = 0, i;
	const struct table *t;
	uint32_t k, f, c;

	for (k = 0; k < SKP_TABLES; k++) {
		t = &m->table[k];
		h = mix(mix(h, t->read), t->rejected);
		for (i = m->far->first[k]; i < m->far->end[k]; i++)
			for (f = 0; f < fields_of(k); f++) {
				c = cell(t, f, (uint32_t)i);
				if (c != CELL_UNKNOWN)
					h = mix(h, f + cell_digest(b, m,
						field_of(k, f)->kind, c));
			}
	}
	return h;
}

static int32_t say_self(skp_boundary *b, skp_model *m, skp_error *err)
{
	struct part *p = &b->self;
	uint64_t i;
	uint32_t t;

	p->name = b->name;
	p->list = m->skp_list;
	for (t = 0; t < SKP_TABLES; t++) {
		m->far->end[t] = m->table[t].rows;
		m->far->given[t] = m->table[t].given;
		p->given[t] = m->table[t].given;
		p->ord[t] = m->table[t].ord - m->far->ord[t];
		for (i = 0; i < m->nsource; i++)
			p->mask[t] |= m->source[i].mask[t];
	}
	p->digest = digest(b, m);
	if (b->round && p->digest != b->part[b->own].digest)
		return fail(err, SKP_E_STATE, "the part's data are not those "
			"of the first round: begin again with all parts");
	return SKP_OK;
}

/* What reports name rather than number cannot be settled across parts. */
static int32_t decidable(const skp_model *m, skp_error *err)
{
	const struct table *t = &m->table[SKP_TABLE_SKP];
	bool named = m->implicit[0].rows || m->implicit[1].rows;
	uint64_t i;

	for (i = 0; i < t->rows && t->col[SKP___unor_nama] && !named; i++)
		named = !cell_none(t->col[SKP___unor_nama][i]);
	return named ? fail(err, SKP_E_UNSUPPORTED, "a government report "
			"names people or units that no table gives: that "
			"cannot be told across parts") : SKP_OK;
}

static void words_of_none(const skp_boundary *b, skp_model *m)
{
	static const uint8_t kind[] = {K_REF_UNOR, K_REF_PEGAWAI, K_REF_SKP,
		K_REF_RHK};
	static const char *const word[] = {"top", "xx", "0"};
	struct far *f = m->far;
	uint32_t i, k, name;

	for (i = 0; i < ARRAY_LEN(word); i++) {
		name = names_find(&m->ids, text_of(word[i]));
		for (k = 0; k < ARRAY_LEN(kind) && name != NAME_NONE; k++)
			if (boundary_hot(b, boundary_refers(kind[k]),
				text_of(word[i])))
				f->word[f->nword++] = (struct far_word){name,
					kind[k]};
	}
}

static void know(const skp_boundary *b, skp_model *m)
{
	struct source *s = &m->source[m->far->file];
	uint64_t i;
	uint32_t t;

	for (i = 0; i < b->nparts; i++) {
		m->skp_list |= b->part[i].list != 0;
		for (t = 0; t < SKP_TABLES; t++) {
			m->table[t].given |= (uint32_t)b->part[i].given[t];
			s->mask[t] |= (uint32_t)b->part[i].mask[t];
		}
	}
}

/* ---- what the others' people add ---- */

static bool take_name(skp_boundary *b, skp_model *m, struct text t,
	uint32_t *name)
{
	struct buf plain;
	bool ok;

	buf_init(&plain, &b->mem);
	ok = text_plain(&plain, t) && !plain.fail && plain.n <= ID_MAX;
	*name = ok ? names_put_id(&m->ids, (struct text){plain.p ? plain.p : "",
		(uint32_t)plain.n}) : NAME_NONE;
	buf_free(&plain);
	return ok && *name != NAME_NONE;
}

static int32_t take_unit(skp_boundary *b, struct lines *l, skp_model *m)
{
	struct far *f = m->far;
	uint64_t v[3];
	void *p = f->unit;
	struct far_unit u;

	if (l->n != 5 || !take_name(b, m, l->field[1], &u.id) ||
		!text_number(l->field[2], 15, &v[0]) ||
		!text_number(l->field[3], INT32_MAX, &v[1]) ||
		!text_number(l->field[4], INT32_MAX, &v[2]))
		return lines_fail(l, "the sums of a unit cannot be read");
	u.flags = (uint32_t)v[0];
	u.blocked = (uint32_t)v[1];
	u.blocked_total = (uint32_t)v[2];
	if (!mem_reserve(&m->mem, &p, &f->cunit, f->nunit + 1, sizeof(u)))
		return mem_fail(&m->mem, l->err);
	f->unit = p;
	f->unit[f->nunit++] = u;
	return SKP_OK;
}

static int32_t take_instansi(skp_boundary *b, struct lines *l, skp_model *m)
{
	struct far *f = m->far;
	struct far_instansi one = {0, 0, FAR_NONE};
	struct text miss;
	void *p = f->instansi;

	if (l->n != 4 || !take_name(b, m, l->field[1], &one.instansi) ||
		!take_name(b, m, l->field[2], &one.least) ||
		l->field[3].n == 0)
		return lines_fail(l, "an instansi cannot be read");
	miss = l->field[3];
	if (*miss.p == '*')
		one.missing = FAR_MIXED;
	else if (*miss.p != '=' || !take_name(b, m, (struct text){miss.p + 1,
		miss.n - 1}, &one.missing))
		return lines_fail(l, "an instansi cannot be read");
	if (!mem_reserve(&m->mem, &p, &f->cinstansi, f->ninstansi + 1,
		sizeof(one)))
		return mem_fail(&m->mem, l->err);
	f->instansi = p;
	f->instansi[f->ninstansi++] = one;
	return SKP_OK;
}

static int32_t take_sums(skp_boundary *b, skp_model *m, skp_error *err)
{
	struct lines l = lines_of((struct text){b->in.file.p,
		(uint32_t)b->in.file.n - 1}, b->sums, b->sums
		? (uint64_t)(b->in.p + b->in.n - b->sums) : 0, err);
	bool more = true;
	int32_t e = SKP_OK;

	l.line = b->sums_line;
	while (!e && b->sums) {
		e = lines_next(&l, &more);
		if (e || !more)
			break;
		if (text_eq(l.field[0], text_of("unit")))
			e = take_unit(b, &l, m);
		else if (text_eq(l.field[0], text_of("instansi")))
			e = take_instansi(b, &l, m);
	}
	return e;
}

int32_t skp_boundary_end(skp_boundary *b, skp_model *m, skp_error *err)
{
	int32_t e = handle_check(b, MARK_BOUNDARY, err);
	uint64_t i;

	if (!e)
		e = model_open(m, err);
	if (e)
		return e;
	if (!b->begun || b->ended || !m->far)
		return fail(err, SKP_E_STATE, "not begun, or ended before");
	e = decidable(m, err);
	if (!e)
		e = say_self(b, m, err);
	for (i = b->own + 1; i < b->nparts && !e; i++)
		e = take_part(b, &b->part[i], m, err);
	if (!e && b->round)
		boundary_unmask(b, m);
	if (!e && b->round)
		e = take_sums(b, m, err);
	if (e)
		return e;
	know(b, m);
	words_of_none(b, m);
	m->far->solved = b->round == ROUND_SUMS;
	b->ended = true;
	return SKP_OK;
}

int32_t skp_boundary_write(skp_boundary *b, const skp_checker *c,
	skp_model *m, skp_write_fn write, void *ctx, skp_error *err)
{
	int32_t e = handle_check(b, MARK_BOUNDARY, err);
	struct out o;

	if (!e)
		e = b->round ? check_ready(c, m, err) : model_open(m, err);
	if (e)
		return e;
	if (!write || !b->ended || !m->far || b->round == ROUND_SUMS)
		return fail(err, SKP_E_STATE, b->round == ROUND_SUMS
			? "the boundary is solved: nothing more is asked"
			: "the part's data have not been taken in");
	out_init(&o, &b->mem, write, ctx, err);
	boundary_put_head(&o, b->round + 1, false, &b->scope);
	boundary_put_part(&o, &b->self);
	e = b->round == 0 ? boundary_ids(b, &o, m)
		: b->round == ROUND_IDS ? boundary_rows(b, c, &o, m)
					: boundary_sums(b, c, &o, m);
	return out_close(&o, e);
}
