/* SPDX-License-Identifier: MIT */
/* The rules that a checker gets: each looks whether its row is marked. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "eight.h"

enum { TEXT = 64 };

struct question;
typedef int32_t (*tell_fn)(const struct question *q, skp_facts *f,
	int64_t row);

struct question {
	const char *code;
	const char *title, *message;
	tell_fn tell;
	int32_t table;
	uint8_t bit;
	const uint8_t *wrong; /* of the table's rows */
	const struct eight *e;
};

static int32_t find(skp_facts *f, skp_found *found)
{
	skp_error err = SKP_INIT(skp_error);

	return skp_facts_find(f, found, &err);
}

static int32_t tell_plain(const struct question *q, skp_facts *f, int64_t row)
{
	(void)q;
	(void)row;
	return find(f, NULL);
}

static int32_t tell_ring(const struct question *q, skp_facts *f, int64_t row)
{
	const struct rings *r = q->table == SKP_TABLE_UNOR
		? &q->e->unit_rings
		: &q->e->people_rings;
	const struct ring *ring = ring_of(r, row);
	skp_found found = SKP_INIT(skp_found);

	found.path = r->member + ring->from;
	found.path_count = (int32_t)ring->n;
	found.path_table = q->table;
	return find(f, &found);
}

/* The row that another refers to by a field. */
static int64_t refers(const skp_facts *f, int32_t table, int64_t row,
	const char *field)
{
	return skp_facts_ref(f, table, row, skp_field_find(table, field, -1));
}

static int32_t appraising_of(const struct question *q, const skp_facts *f,
	int64_t who)
{
	return appraising(q->e, who,
		refers(f, SKP_TABLE_PEGAWAI, who, "unor_id"));
}

static int32_t tell_expected(const struct question *q, skp_facts *f,
	int64_t row)
{
	int64_t want = q->e->unit[appraising_of(q, f, row)].head;
	int64_t is = refers(f, SKP_TABLE_PEGAWAI, row, "atasan_id");
	skp_found found = SKP_INIT(skp_found);

	found.expected = &want;
	found.expected_count = 1;
	found.expected_table = SKP_TABLE_PEGAWAI;
	found.actual_row = is >= 0 ? &is : NULL;
	found.actual_table = SKP_TABLE_PEGAWAI;
	return find(f, &found);
}

static int32_t tell_head(const struct question *q, skp_facts *f, int64_t row)
{
	int64_t head = q->e->unit[refers(f, SKP_TABLE_PEGAWAI, row,
		"unor_id")].head;
	skp_found found = SKP_INIT(skp_found);

	found.expected = &head;
	found.expected_count = 1;
	found.expected_table = SKP_TABLE_PEGAWAI;
	return find(f, &found);
}

static int32_t tell_cause(const struct question *q, skp_facts *f, int64_t row)
{
	const struct eight *e = q->e;
	int64_t from = appraising_of(q, f,
		refers(f, SKP_TABLE_SKP, row, "pegawai_id"));
	int64_t unit = e->chain[from * e->periods + q->wrong[row] /
		SKP_PERIOD].top;
	skp_found found = SKP_INIT(skp_found);

	found.path = &unit;
	found.path_count = 1;
	found.path_table = SKP_TABLE_UNOR;
	return find(f, &found);
}

/* One finding for each period in which the unit blocks anybody. */
static int32_t tell_blocks(const struct question *q, skp_facts *f,
	int64_t row)
{
	const struct eight *e = q->e;
	const struct chain *c = &e->chain[row * e->periods];
	skp_found found = SKP_INIT(skp_found);
	char detail[TEXT];
	int32_t result = 0;
	int k;

	found.detail = detail;
	for (k = 0; k < e->periods && !result; k++) {
		if (!c[k].blocks)
			continue;
		snprintf(detail, TEXT, "%" PRId64 ": %" PRIu32,
			e->period[k] / 10000, c[k].blocks);
		result = find(f, &found);
	}
	return result;
}

static const struct question questions[] = {
	{"TOL101", "Induk unit tidak dikenal", "Induk unit {id} tidak dikenal.",
		tell_plain, SKP_TABLE_UNOR, UNOR_PARENT, NULL, NULL},
	{"TOL102", "Unit pegawai tidak dikenal",
		"Unit pegawai {id} tidak dikenal.",
		tell_plain, SKP_TABLE_PEGAWAI, PEGAWAI_UNIT, NULL, NULL},
	{"TOL103", "Atasan tidak dikenal", "Atasan {id} tidak dikenal.",
		tell_plain, SKP_TABLE_PEGAWAI, PEGAWAI_ATASAN, NULL, NULL},
	{"TOL104", "Pemilik SKP tidak dikenal",
		"Pemilik SKP {id} tidak dikenal.",
		tell_plain, SKP_TABLE_SKP, SKP_OWNER, NULL, NULL},
	{"TOL105", "Unit SKP tidak dikenal", "Unit SKP {id} tidak dikenal.",
		tell_plain, SKP_TABLE_SKP, SKP_UNIT, NULL, NULL},
	{"TOL106", "Pelaku kejadian tidak dikenal",
		"Pelaku kejadian {id} tidak dikenal.",
		tell_plain, SKP_TABLE_KEJADIAN, KEJADIAN_WHO, NULL, NULL},
	{"TOL201", "Unit saling membawahi", "Unit saling membawahi: {path}.",
		tell_ring, SKP_TABLE_UNOR, UNOR_CYCLE, NULL, NULL},
	{"TOL301", "Pegawai saling menilai", "Pegawai saling menilai: {path}.",
		tell_ring, SKP_TABLE_PEGAWAI, PEGAWAI_CYCLE, NULL, NULL},
	{"TOL401", "Atasan keliru",
		"Atasan {id} seharusnya {expected}, tercatat {actual}.",
		tell_expected, SKP_TABLE_PEGAWAI, PEGAWAI_EXPECTED, NULL, NULL},
	{"TOL501", "SKP tertahan", "SKP {id} menunggu SKP Organisasi {path}.",
		tell_cause, SKP_TABLE_SKP, SKP_BLOCKED, NULL, NULL},
	{"TOL601", "Sinkronisasi mendahului pimpinan",
		"{id} melakukan sinkronisasi sebelum {expected}.",
		tell_head, SKP_TABLE_PEGAWAI, PEGAWAI_EARLY, NULL, NULL},
	{"TOL701", "Unit tanpa pimpinan", "Unit {id} tidak punya pimpinan.",
		tell_plain, SKP_TABLE_UNOR, UNOR_NO_HEAD, NULL, NULL},
	{"TOL702", "Pimpinan ganda", "Unit {id} punya pimpinan ganda.",
		tell_plain, SKP_TABLE_UNOR, UNOR_HEADS, NULL, NULL},
	{"TOL801", "Akar hambatan", "Unit {id} menahan SKP: {detail}.",
		tell_blocks, SKP_TABLE_UNOR, UNOR_CAUSE, NULL, NULL},
};
enum { QUESTIONS = sizeof(questions) / sizeof(questions[0]) };

static int32_t ask(void *ctx, skp_facts *f, int64_t row)
{
	const struct question *q = ctx;

	if (!(q->wrong[row] & q->bit))
		return 0;
	return q->tell(q, f, row);
}

int32_t add_rules(struct eight *e, skp_checker *c, skp_error *err)
{
	static struct question asked[QUESTIONS]; /* outlives the checker */
	skp_rule rule = SKP_INIT(skp_rule);
	int32_t result = 0;
	int i;

	memcpy(asked, questions, sizeof(asked));
	for (i = 0; i < QUESTIONS && !result; i++) {
		asked[i].e = e;
		asked[i].wrong = e->wrong[asked[i].table];
		rule.code = asked[i].code;
		rule.table = asked[i].table;
		rule.severity = SKP_SEVERITY_W;
		rule.title = asked[i].title;
		rule.message = asked[i].message;
		rule.check = ask;
		rule.ctx = &asked[i];
		result = skp_checker_add_rule(c, &rule, err);
	}
	return result;
}

/* ---- the answers ---- */

/* How many findings each question has. */
static void count(const skp_report *r, int64_t found[QUESTIONS])
{
	int64_t n = skp_report_count(r), i;
	char code[TEXT];
	int k = 0;

	for (i = 0; i < n; i++) {
		skp_report_text(r, i, SKP_F_CODE, 0, NULL, code, TEXT);
		if (strcmp(questions[k].code, code) != 0)
			for (k = 0; strcmp(questions[k].code, code) != 0; k++)
				;
		found[k]++;
	}
}

static void print_causes(const struct eight *e, int64_t found)
{
	int64_t n = e->rows[SKP_TABLE_UNOR] * e->periods, i;
	uint64_t most = 0, squares = 0, c;

	for (i = 0; i < n; i++) {
		c = e->chain[i].blocks;
		most = c > most ? c : most;
		squares += c * c;
	}
	printf("\"R8\": {\"causes\": %" PRId64 ", \"max\": %" PRIu64
		", \"sumsq\": %" PRIu64 "}", found, most, squares);
}

void print_counts(const struct eight *e, const skp_report *r)
{
	int64_t n[QUESTIONS] = {0};

	count(r, n);
	printf("{\"R1\": {\"unit_parent\": %" PRId64 ", \"official_unit\": %"
		PRId64 ", \"official_atasan\": %" PRId64 ", \"skp_owner\": %"
		PRId64 ", \"skp_unit\": %" PRId64 ", \"sync_official\": %"
		PRId64 "}, ", n[0], n[1], n[2], n[3], n[4], n[5]);
	printf("\"R2\": {\"cycles\": %" PRId64 ", \"units\": %" PRId64 "}, "
		"\"R3\": {\"cycles\": %" PRId64 ", \"officials\": %" PRId64
		"}, \"R4\": %" PRId64 ", ", n[6], e->unit_rings.members, n[7],
		e->people_rings.members, n[8]);
	printf("\"R5\": {\"blocked\": %" PRId64 ", \"pairs\": %" PRId64 "}, "
		"\"R6\": %" PRId64 ", \"R7\": {\"no_head\": %" PRId64
		", \"multi_head\": %" PRId64 "}, ", n[9], e->pairs, n[10],
		n[11], n[12]);
	print_causes(e, n[13]);
	printf("}");
}
