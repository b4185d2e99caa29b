/* SPDX-License-Identifier: MIT */
/* generate_truth.c - what `check` must find, a finding a line, sums behind. */
#include <skpcheck.h>

#include "generate_files.h"
#include "generate_numbers.h"
#include "generate_truth.h"

static void put(struct truth *t, const char *text)
{
	sink_room(t->sink);
	t->sink->at = text_put(t->sink->at, text);
}

static void put_number(struct truth *t, uint64_t v)
{
	char digits[20];
	struct span s = number_text(v, digits);

	sink_room(t->sink);
	t->sink->at = bytes_put(t->sink->at, s.p, s.n);
}

static void put_text(struct truth *t, const char *key, struct span v)
{
	put(t, key);
	put(t, "\"");
	t->sink->at = bytes_put(t->sink->at, v.p, v.n);
	put(t, "\"");
}

/* ---- the first lines ---- */

/* A rate of billionths as 0.01 */
static void put_rate(struct truth *t, uint32_t rate)
{
	char text[12] = "0.000000000";
	int n = 11;

	if (rate == RATE_ONE) {
		put(t, "1");
		return;
	}
	for (; rate; rate /= 10)
		text[--n] = (char)('0' + rate % 10);
	for (n = 11; n > 1 && (text[n - 1] == '0' || text[n - 1] == '.');)
		text[--n] = '\0';
	put(t, text);
}

void truth_open(struct truth *t, struct sink *s, const struct truth_head *h)
{
	const char *before = "";

	*t = (struct truth){.sink = s, .exports = h->faults->exports};
	put(t, "{\"pegawai\":");
	put_number(t, h->pegawai);
	put(t, ",\"seed\":");
	put_number(t, h->seed);
	put_text(t, ",\"format\":", span_of(h->format));
	put_text(t, ",\"pada\":", span_of(h->pada));
	put_text(t, ",\"tahun\":", span_of(h->tahun));
	put(t, ",\n\"rates\":{");
	for (int f = 1; f < FAULTS; f++) {
		if (!h->faults->rate[f])
			continue;
		put(t, before);
		put_text(t, "", span_of(fault_name((enum fault)f)));
		put(t, ":");
		put_rate(t, h->faults->rate[f]);
		before = ",";
	}
	put(t, "},\n\"findings\":[");
}

/* ---- findings ---- */

/* Exports have neither these tables and columns nor an atasan for people. */
static bool hidden(const struct truth *t, const struct expectation *e)
{
	static const char *const none[] = {"ORG306", "ORG307", "SYN", "IDN505",
		"IDN506", "IDN510", "UNR106", "PRD606", "PRD608"};
	static const char *const own[] = {"ATS203", "ATS204", "ATS205",
		"ATS206", "ATS207", "ATS209", "ATS211", "ATS212", "REF007"};

	if (!t->exports)
		return false;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (!strncmp(e->code, none[i], strlen(none[i])))
			return true;
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (e->table == SKP_TABLE_PEGAWAI && !strcmp(e->code, own[i]))
			return true;
	return false;
}

static void count(struct truth *t, const char *code)
{
	int i = 0;

	while (i < t->codes && strcmp(t->code[i].code, code) != 0)
		i++;
	if (i == TRUTH_CODES)
		return;
	if (i == t->codes)
		t->code[t->codes++].code = code;
	t->code[i].findings++;
}

void truth_add(struct truth *t, const struct expectation *e)
{
	const char severity[] = {e->severity, '\0'};

	if (hidden(t, e))
		return;
	count(t, e->code);
	put(t, t->findings++ ? ",\n" : "\n");
	put_text(t, "{\"code\":", span_of(e->code));
	put_text(t, ",\"severity\":", span_of(severity));
	put_text(t, ",\"table\":", span_of(skp_table_name(e->table)));
	put_text(t, ",\"id\":", e->id);
	put_text(t, ",\"fault\":", span_of(fault_name(e->fault)));
	if (e->root.n)
		put_text(t, ",\"root\":", e->root);
	if (e->blocking) {
		put(t, ",\"blocked\":");
		put_number(t, e->blocked);
		put(t, ",\"blocked_total\":");
		put_number(t, e->blocked);
	}
	put(t, "}");
}

void truth_fault(struct truth *t, enum fault fault)
{
	t->put[fault]++;
}

/* ---- the last lines ---- */

static void put_count(struct truth *t, const char **before, const char *name,
	uint64_t n)
{
	if (n == 0)
		return;
	put(t, *before);
	put_text(t, "", span_of(name));
	put(t, ":");
	put_number(t, n);
	*before = ",";
}

/* By name: what came first depends on the data. */
static void sort_codes(struct truth *t)
{
	for (int i = 1; i < t->codes; i++)
		for (int k = i; k > 0 && strcmp(t->code[k].code,
			t->code[k - 1].code) < 0; k--) {
			const char *code = t->code[k].code;
			uint64_t n = t->code[k].findings;

			t->code[k] = t->code[k - 1];
			t->code[k - 1].code = code;
			t->code[k - 1].findings = n;
		}
}

void truth_close(struct truth *t, const uint64_t *rows)
{
	const char *before = "";

	put(t, "\n],\n\"faults\":{");
	for (int f = 1; f < FAULTS; f++)
		put_count(t, &before, fault_name((enum fault)f), t->put[f]);
	before = "";
	put(t, "},\n\"codes\":{");
	sort_codes(t);
	for (int i = 0; i < t->codes; i++)
		put_count(t, &before, t->code[i].code, t->code[i].findings);
	before = "";
	put(t, "},\n\"rows\":{");
	for (int i = 0; i < TRUTH_TABLES - 1; i++)
		put_count(t, &before, skp_table_name(i), rows[i]);
	put(t, "}}\n");
}
