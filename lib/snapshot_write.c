/* SPDX-License-Identifier: MIT */
/* Writing a snapshot: lengths and sums first, then the arrays as they are. */
#include "snapshot.h"

/* The model as seen by snapshot_parts, which may set its pointers: a copy of
 * the outermost struct, whose arrays are the model's. */
struct saving {
	skp_model *m;
	char *front; /* head, facts, entries, zeros */
	uint64_t nfront, number, at;
	skp_write_fn write;
	void *ctx;
	bool failed;
};

static uint64_t part_bytes(const struct array_part *part, const void *p, uint64_t *n)
{
	*n = p ? *part->n + part->more : 0;
	return *n * part->each;
}

static const void *part_array(const struct array_part *part)
{
	const void *p;

	memcpy(&p, part->slot, sizeof(p));
	return p;
}

static int32_t enter(void *ctx, const struct array_part *part)
{
	struct saving *s = ctx;
	const void *p = part_array(part);
	struct entry e = {.number = (uint32_t)s->number, .each = part->each};
	uint64_t bytes = part_bytes(part, p, &e.n);

	e.sum = snapshot_sum(p, bytes);
	memcpy(s->front + sizeof(struct snapshot_head) +
		sizeof(struct snapshot_facts) + s->number++ * sizeof(e), &e,
		sizeof(e));
	s->at += snapshot_round(bytes);
	return SKP_OK;
}

static int32_t put(struct saving *s, const void *p, uint64_t n)
{
	static const char zero[SNAPSHOT_ALIGN];
	uint64_t rest = snapshot_round(n) - n;

	s->failed = s->write(s->ctx, p, n) ||
		(rest && s->write(s->ctx, zero, rest));
	return s->failed ? SKP_E_IO : SKP_OK;
}

static int32_t put_part(void *ctx, const struct array_part *part)
{
	const void *p = part_array(part);
	uint64_t n, bytes = part_bytes(part, p, &n);

	return bytes ? put(ctx, p, bytes) : SKP_OK;
}

static struct snapshot_table table_facts(const struct table *t)
{
	return (struct snapshot_table){.rows = t->rows, .ord = t->ord,
		.read = t->read, .empty = t->empty, .rejected = t->rejected,
		.ignored = t->ignored, .merged = t->merged,
		.repeated = t->repeated, .given = t->given};
}

static void facts(const skp_model *m, struct snapshot_facts *f)
{
	const struct names *names[] = {&m->ids, &m->words, &m->texts};
	uint32_t i;

	memset(f, 0, sizeof(*f));
	for (i = 0; i < SKP_TABLES; i++) {
		f->table[i] = table_facts(&m->table[i]);
		f->table[i].by_nip = m->by_nip[i];
		f->table[i].seal_rejected = m->rejected[i];
	}
	for (i = 0; i < 2; i++) {
		f->implicit[i] = table_facts(&m->implicit[i]);
		f->rows_loaded[i] = m->rows_loaded[i];
	}
	for (i = 0; i < ARRAY_LEN(names); i++)
		memcpy(f->key[i], names[i]->key, sizeof(f->key[i]));
	f->notes_loaded = m->notes_loaded;
	f->nname = m->nname;
	f->skp_list = m->skp_list;
}

static void put_front(struct saving *s)
{
	struct snapshot_head h;
	struct snapshot_facts f;

	memset(&h, 0, sizeof(h));
	memcpy(h.magic, SNAPSHOT_MAGIC, sizeof(h.magic));
	h.order = SNAPSHOT_ORDER;
	h.version = SNAPSHOT_VERSION;
	h.layout = snapshot_layout();
	h.parts = s->number;
	facts(s->m, &f);
	memcpy(s->front + sizeof(h), &f, sizeof(f));
	s->at = s->nfront;
	s->number = 0;
	snapshot_parts(s->m, enter, s);
	h.size = s->at;
	memcpy(s->front, &h, sizeof(h));
	h.sum = snapshot_sum(s->front, s->nfront);
	memcpy(s->front, &h, sizeof(h));
}

static int32_t save(struct saving *s, const skp_model *m, struct mem *mem,
	skp_error *err)
{
	int32_t e;

	s->m = mem_alloc(mem, sizeof(*s->m));
	if (!s->m)
		return mem_fail(mem, err);
	*s->m = *m;
	s->number = snapshot_count(s->m);
	s->nfront = snapshot_round(sizeof(struct snapshot_head) +
		sizeof(struct snapshot_facts) +
		s->number * sizeof(struct entry));
	s->front = mem_calloc(mem, s->nfront, 1);
	if (!s->front)
		return mem_fail(mem, err);
	put_front(s);
	e = put(s, s->front, s->nfront);
	if (!e)
		e = snapshot_parts(s->m, put_part, s);
	return e ? fail(err, SKP_E_IO, "the output could not be written") : e;
}

static int32_t save_sealed(const skp_model *m, skp_write_fn write, void *ctx,
	skp_error *err)
{
	struct saving s;
	struct mem mem;
	int32_t e;

	memset(&s, 0, sizeof(s));
	s.write = write;
	s.ctx = ctx;
	mem_init(&mem, &m->mem.a, m->limits.memory);
	handle_lend((struct handle *)(uintptr_t)&m->h, true);
	e = save(&s, m, &mem, err);
	handle_lend((struct handle *)(uintptr_t)&m->h, false);
	mem_free(&mem, s.front, s.nfront);
	mem_free(&mem, s.m, sizeof(*s.m));
	return e;
}

/* Edits in place leave slices that are not as seal makes them. */
static bool is_patched(skp_model *m)
{
	struct slices_part part[SLICES];
	uint32_t i;

	snapshot_slices(m, part);
	for (i = 0; i < SLICES; i++)
		if (part[i].s->end)
			return true;
	return false;
}

/* A copy, sealed anew: its arrays are in the order that a snapshot has. */
static int32_t save_resealed(const skp_model *m, skp_write_fn write, void *ctx,
	skp_error *err)
{
	skp_model *copy = NULL;
	int32_t e = skp_model_copy(m, &copy, err);

	if (e)
		return e;
	copy->sealed = false;
	seal_undo(copy);
	e = skp_model_seal(copy, err);
	if (!e)
		e = save_sealed(copy, write, ctx, err);
	skp_model_free(copy);
	return e;
}

int32_t skp_model_save(const skp_model *m, skp_write_fn write, void *ctx,
	skp_error *err)
{
	int32_t e = handle_check(m, MARK_MODEL, err);

	if (!e && !write)
		e = fail(err, SKP_E_ARG, "write is NULL");
	if (e)
		return e;
	if (!m->sealed)
		return fail(err, SKP_E_STATE, "the model is not sealed");
	if (m->far)
		return fail(err, SKP_E_STATE, "of a part of the data: what "
			"the other parts say is not its to keep");
	return is_patched((skp_model *)(uintptr_t)m)
		? save_resealed(m, write, ctx, err)
		: save_sealed(m, write, ctx, err);
}
