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
	e = boundary_decidable(b, m, err);
	if (!e)
		e = boundary_self(b, m, err);
	for (i = b->own + 1; i < b->nparts && !e; i++)
		e = take_part(b, &b->part[i], m, err);
	if (!e && b->round)
		boundary_unmask(b, m);
	if (!e && b->round)
		e = boundary_take_sums(b, m, err);
	if (e)
		return e;
	boundary_know(b, m);
	boundary_words(b, m);
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
