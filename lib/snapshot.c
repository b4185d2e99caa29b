/* SPDX-License-Identifier: MIT */
/* Which arrays a sealed model is made of, and the sum over an array. */
#include "snapshot.h"

/* ---- the arrays ---- */

struct pass {
	part_fn each;
	void *ctx;
	int32_t error;
};

static void pass_part(struct pass *p, struct array_part part)
{
	if (!p->error)
		p->error = p->each(p->ctx, &part);
}

/* As many as there are rows, or none. */
#define ROWS(p, count, room) pass_part(k, (struct array_part){&(p), &(count), \
	room, sizeof(*(p)), 0, true})
#define ARRAY(p, count, room) pass_part(k, (struct array_part){&(p), &(count), \
	room, sizeof(*(p)), 0, false})

static void pass_table(struct pass *k, struct table *t, uint32_t fields)
{
	uint32_t f;

	for (f = 0; f < fields; f++)
		ROWS(t->col[f], t->rows, &t->ccap[f]);
	ROWS(t->state, t->rows, &t->cstate);
	ARRAY(t->run, t->nrun, &t->crun);
}

static void pass_names(struct pass *k, struct names *t)
{
	if (!k->error)
		k->error = names_parts(t, k->each, k->ctx);
}

static void pass_slices(struct pass *k, struct slices *s)
{
	pass_part(k, (struct array_part){&s->first, &s->n, NULL, sizeof(*s->first),
		2, false});
	ARRAY(s->row, s->rows, NULL);
}

void snapshot_slices(skp_model *m, struct slices_part part[SLICES])
{
	const struct slices_part all[SLICES] = {
		{&m->children, SKP_TABLE_UNOR, UNOR_diatasan_id,
			SKP_TABLE_UNOR},
		{&m->pimpin, SKP_TABLE_UNOR, UNOR_pemimpin_id,
			SKP_TABLE_PEGAWAI},
		{&m->members, SKP_TABLE_PEGAWAI, PEGAWAI_unor_id,
			SKP_TABLE_UNOR},
		{&m->tugas_unor, SKP_TABLE_PENUGASAN, PENUGASAN_unor_id,
			SKP_TABLE_UNOR},
		{&m->tugas_pegawai, SKP_TABLE_PENUGASAN, PENUGASAN_pegawai_id,
			SKP_TABLE_PEGAWAI},
		{&m->skp_pegawai, SKP_TABLE_SKP, SKP_pegawai_id,
			SKP_TABLE_PEGAWAI},
		{&m->skp_unor, SKP_TABLE_SKP, SKP_unor_id, SKP_TABLE_UNOR},
		{&m->kejadian, SKP_TABLE_KEJADIAN, KEJADIAN_pegawai_id,
			SKP_TABLE_PEGAWAI},
		{&m->profil, SKP_TABLE_PROFIL, PROFIL_pegawai_id,
			SKP_TABLE_PEGAWAI},
		{&m->rhk_skp, SKP_TABLE_RHK, RHK_skp_id, SKP_TABLE_SKP},
	};

	memcpy(part, all, sizeof(all));
}

int32_t snapshot_parts(skp_model *m, part_fn each, void *ctx)
{
	struct pass pass = {each, ctx, SKP_OK}, *k = &pass;
	struct slices_part part[SLICES];
	uint32_t t;

	pass_names(k, &m->ids);
	pass_names(k, &m->words);
	pass_names(k, &m->texts);
	for (t = 0; t < SKP_TABLES; t++)
		pass_table(k, &m->table[t], fields_of(t));
	for (t = 0; t < 2; t++)
		pass_table(k, &m->implicit[t], fields_of(t));
	ARRAY(m->source, m->nsource, &m->csource);
	ARRAY(m->note, m->nnote, &m->cnote);
	ARRAY(m->rewording, m->nrewording, &m->crewording);
	ARRAY(m->spelling, m->nspelling, &m->cspelling);
	ARRAY(m->took, m->ntook, NULL);
	ROWS(m->name_pegawai, m->nname, NULL);
	ROWS(m->name_unor, m->nname, NULL);
	snapshot_slices(m, part);
	for (t = 0; t < SLICES; t++)
		pass_slices(k, part[t].s);
	return pass.error;
}

static int32_t count_part(void *ctx, const struct array_part *part)
{
	(void)part;
	++*(uint64_t *)ctx;
	return SKP_OK;
}

uint64_t snapshot_count(skp_model *m)
{
	uint64_t n = 0;

	snapshot_parts(m, count_part, &n);
	return n;
}

/* Two libraries whose fields or structs differ must not read each other's
 * files, even if somebody forgot to count the version up. */
uint64_t snapshot_layout(void)
{
	static const uint64_t sizes[] = {sizeof(struct snapshot_facts),
		sizeof(struct stretch), sizeof(struct source),
		sizeof(struct note), sizeof(struct rewording),
		sizeof(struct spelling), FIELD_MAX, NOTE_REASONS, NOTE_NONE,
		DATE_BIAS};
	uint64_t key[2] = {SNAPSHOT_VERSION, 0};
	const struct field *f;
	uint32_t i;

	key[1] = siphash24(key, (const char *)sizes, sizeof(sizes));
	for (i = 0; i < FIELDS_ALL; i++) {
		f = &field_info[i];
		key[0] = siphash24(key, f->name, strlen(f->name));
		key[1] += (uint64_t)f->table << 16 | (uint64_t)f->kind << 8 |
			f->required;
	}
	return key[0] ^ key[1];
}

/* ---- sums ---- */

enum { LANES = 8, LANE_TURN = 29 };
#define LANE_FACTOR 0x9e3779b185ebca87u

uint64_t snapshot_round(uint64_t bytes)
{
	return (bytes + SNAPSHOT_ALIGN - 1) & ~(uint64_t)(SNAPSHOT_ALIGN - 1);
}

/* Every step can be undone, so no change of one word is ever lost; eight lanes
 * in registers keep the multiplier busy. */
#define LANE(i) \
	memcpy(&word, p + 8 * (i), 8); \
	word ^= lane##i; \
	lane##i = (word << LANE_TURN | word >> (64 - LANE_TURN)) * LANE_FACTOR

static void sum_stripes(uint64_t lane[LANES], const char *p, uint64_t n)
{
	uint64_t lane0 = lane[0], lane1 = lane[1], lane2 = lane[2];
	uint64_t lane3 = lane[3], lane4 = lane[4], lane5 = lane[5];
	uint64_t lane6 = lane[6], lane7 = lane[7], word;

	for (; n > 0; n--, p += SNAPSHOT_ALIGN) {
		LANE(0);
		LANE(1);
		LANE(2);
		LANE(3);
		LANE(4);
		LANE(5);
		LANE(6);
		LANE(7);
	}
	memcpy(lane, (uint64_t[LANES]){lane0, lane1, lane2, lane3, lane4,
		lane5, lane6, lane7}, LANES * sizeof(*lane));
}

uint64_t snapshot_sum(const void *p, uint64_t n)
{
	uint64_t lane[LANES] = {1, 2, 3, 4, 5, 6, 7, 8}, sum = 0, i;
	uint64_t rest = n % SNAPSHOT_ALIGN;
	char last[SNAPSHOT_ALIGN] = {0};

	if (n)
		sum_stripes(lane, p, n / SNAPSHOT_ALIGN);
	if (rest) {
		memcpy(last, (const char *)p + (n - rest), (size_t)rest);
		sum_stripes(lane, last, 1);
	}
	for (i = 0; i < LANES; i++) {
		sum = (sum ^ lane[i]) * LANE_FACTOR;
		sum ^= sum >> 32;
	}
	return sum;
}
