/* SPDX-License-Identifier: MIT */
/* For people: findings grouped by the unit that must act first, those who
 * wait for it counted, then how each kind of finding is mended. */
#include "report.h"

void style(struct writer *w, enum style s)
{
	static const char *const code[] = {"\033[31m", "\033[33m", "\033[34m",
		"\033[1m", "\033[2m", "\033[0m"};

	if (w->color)
		buf_str(&w->out, code[s]);
}

void say(struct writer *w, const char *id, const char *en)
{
	buf_str(&w->out, w->lang ? en : id);
}

void say_number(struct writer *w, uint64_t n, const char *id,
	const char *en)
{
	buf_uint(&w->out, n);
	buf_char(&w->out, ' ');
	say(w, id, en);
}

/* ---- groups ---- */

/* A unit that others wait for, and how many findings name it. */
struct group {
	uint32_t root, total;
	uint64_t first, n; /* in text.by_root */
};

struct text_report {
	struct writer *w;
	struct group *group;
	uint64_t n;
	uint32_t *by_root; /* findings in report order, group by group */
	uint64_t nby;
	uint32_t *of_unor; /* unit -> group + 1 */
	uint64_t seen[RULES_ALL], shown[SKP_SEVERITY_E + 1];
	const struct judgement *j; /* with who waits for whom */
	struct judgement own;	   /* where the report has it not */
};

static int group_cmp(const struct text_report *t, const struct group *a,
	const struct group *b)
{
	if (a->total != b->total)
		return a->total > b->total ? -1 : 1;
	return unor_cmp(t->w->r->m, a->root, b->root);
}

static void groups_sort(struct text_report *t)
{
	struct group x;
	uint64_t gap, i, j;

	for (gap = t->n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < t->n; i++) {
			x = t->group[i];
			for (j = i; j >= gap && group_cmp(t, &x,
				&t->group[j - gap]) < 0; j -= gap)
				t->group[j] = t->group[j - gap];
			t->group[j] = x;
		}
}

static uint32_t root_of(const struct text_report *t, uint64_t i)
{
	const struct skp_report *r = t->w->r;

	return r->finding[r->order[i]].root;
}

static bool is_shown(const struct text_report *t, uint64_t i)
{
	const struct skp_report *r = t->w->r;

	return shown(t->w, &r->finding[r->order[i]]);
}

static void groups_count(struct text_report *t)
{
	const struct skp_report *r = t->w->r;
	uint32_t u, *of;
	uint64_t i;

	for (i = 0; i < r->n; i++) {
		u = is_shown(t, i) ? root_of(t, i) : (uint32_t)NONE;
		if (u == NONE)
			continue;
		of = &t->of_unor[u];
		if (!*of) {
			t->group[t->n++] = (struct group){u,
				t->j->blocked_total[u], 0, 0};
			*of = (uint32_t)t->n;
		}
		t->group[*of - 1].n++;
	}
}

static void groups_fill(struct text_report *t)
{
	const struct skp_report *r = t->w->r;
	uint64_t i, at = 0;
	struct group *g;
	uint32_t u;

	for (i = 0; i < t->n; i++) {
		t->of_unor[t->group[i].root] = (uint32_t)i + 1;
		t->group[i].first = at;
		at += t->group[i].n;
		t->group[i].n = 0;
	}
	for (i = 0; i < r->n; i++) {
		u = is_shown(t, i) ? root_of(t, i) : (uint32_t)NONE;
		if (u == NONE)
			continue;
		g = &t->group[t->of_unor[u] - 1];
		t->by_root[g->first + g->n++] = r->order[i];
	}
}

/* ---- lines ---- */

void put_severity(struct writer *w, uint32_t severity)
{
	static const char *const word[2][4] = {
		{"", "info", "peringatan", "galat"},
		{"", "note", "warning", "error"}};
	static const uint8_t c[] = {PLAIN, BLUE, YELLOW, RED};

	style(w, c[severity]);
	buf_str(&w->out, word[w->lang][severity]);
	style(w, PLAIN);
}

static void put_finding(struct text_report *t, const struct finding *f)
{
	struct writer *w = t->w;
	int64_t line = field_int(w->r, f, SKP_F_LINE);
	uint64_t before;

	t->seen[f->rule]++;
	t->shown[f->severity]++;
	buf_str(&w->out, "  ");
	before = w->out.n;
	field_put(w, f, SKP_F_FILE, 0);
	if (w->out.n > before && line > 0)
		buf_char(&w->out, ':');
	if (line > 0)
		buf_uint(&w->out, (uint64_t)line);
	if (w->out.n > before)
		buf_str(&w->out, ": ");
	put_severity(w, f->severity);
	buf_char(&w->out, ' ');
	style(w, BOLD);
	field_put(w, f, SKP_F_CODE, 0);
	style(w, PLAIN);
	buf_str(&w->out, ": ");
	put_message(w, f);
	buf_char(&w->out, '\n');
	progress_add(w->progress, 1);
	writer_flush(w, false);
}

/* The steps of a rule, each line indented. */
static void put_steps(struct writer *w, uint32_t rule)
{
	const char *p = rule_text(w->r->c, rule, SKP_RULE_STEPS, w->lang);
	const char *end;

	while (*p) {
		end = strchr(p, '\n');
		buf_str(&w->out, "     ");
		buf_put(&w->out, p, end ? (uint64_t)(end - p) : strlen(p));
		buf_char(&w->out, '\n');
		p = end ? end + 1 : p + strlen(p);
	}
}

static void put_group_head(struct text_report *t, const struct group *g,
	uint64_t number)
{
	struct writer *w = t->w;
	uint32_t head = head_least(&w->r->j, g->root);

	buf_char(&w->out, '\n');
	style(w, BOLD);
	buf_uint(&w->out, number);
	buf_str(&w->out, ". ");
	put_unor(w, g->root);
	buf_str(&w->out, " - ");
	say_number(w, g->total, "pegawai menunggu", g->total == 1
			? "person is waiting"
			: "people are waiting");
	style(w, PLAIN);
	buf_char(&w->out, '\n');
	if (head == NONE)
		return;
	buf_str(&w->out, "   ");
	say(w, "Yang harus bertindak lebih dulu: ", "Who must act first: ");
	put_pegawai(w, head);
	buf_char(&w->out, '\n');
}

static void put_groups(struct text_report *t)
{
	const struct skp_report *r = t->w->r;
	struct writer *w = t->w;
	uint64_t i, k;

	if (!t->n)
		return;
	style(w, BOLD);
	say(w, "AKAR MASALAH", "ROOT BLOCKERS");
	style(w, PLAIN);
	say(w, " (yang paling banyak ditunggu lebih dulu)\n",
		" (those most people wait for come first)\n");
	for (i = 0; i < t->n && !w->stop; i++) {
		put_group_head(t, &t->group[i], i + 1);
		for (k = 0; k < t->group[i].n && !w->stop; k++)
			put_finding(t, &r->finding[t->by_root[
				t->group[i].first + k]]);
	}
	buf_char(&w->out, '\n');
}

static void put_others(struct text_report *t)
{
	const struct skp_report *r = t->w->r;
	struct writer *w = t->w;
	bool said = false;
	uint64_t i;

	for (i = 0; i < r->n && !w->stop; i++) {
		if (!is_shown(t, i) || root_of(t, i) != NONE)
			continue;
		if (!said) {
			style(w, BOLD);
			if (t->n)
				say(w, "TEMUAN LAIN", "OTHER FINDINGS");
			else
				say(w, "TEMUAN", "FINDINGS");
			style(w, PLAIN);
			buf_char(&w->out, '\n');
		}
		said = true;
		put_finding(t, &r->finding[r->order[i]]);
	}
	if (said)
		buf_char(&w->out, '\n');
}

/* Rules in the order in which they are mended: level, then catalogue. */
static void put_remedies(struct text_report *t)
{
	struct writer *w = t->w;
	uint32_t level, i;
	bool said = false;

	for (level = 0; level <= 8; level++)
		for (i = 0; i < rules_of(w->r->c); i++) {
			if (!t->seen[i] ||
				rule_of(w->r->c, i)->level != level)
				continue;
			if (!said)
				say(w, "YANG HARUS DILAKUKAN (urut)\n",
					"WHAT TO DO (in this order)\n");
			said = true;
			buf_str(&w->out, "  ");
			style(w, BOLD);
			buf_str(&w->out, rule_of(w->r->c, i)->code);
			style(w, PLAIN);
			buf_char(&w->out, ' ');
			buf_str(&w->out, rule_text(w->r->c, i, SKP_RULE_TITLE,
				w->lang));
			buf_char(&w->out, '\n');
			put_steps(w, i);
			writer_flush(w, false);
		}
	if (said)
		buf_char(&w->out, '\n');
}

/* ---- summary ---- */

static void put_statistics(struct text_report *t)
{
	struct writer *w = t->w;
	uint32_t i;

	say(w, "Jumlah per kode:\n", "Count by code:\n");
	for (i = 0; i < rules_of(w->r->c); i++) {
		if (!t->seen[i])
			continue;
		buf_str(&w->out, "  ");
		buf_str(&w->out, rule_of(w->r->c, i)->code);
		buf_char(&w->out, ' ');
		buf_uint(&w->out, t->seen[i]);
		buf_char(&w->out, ' ');
		buf_str(&w->out, rule_text(w->r->c, i, SKP_RULE_TITLE,
			w->lang));
		buf_char(&w->out, '\n');
	}
}

static void put_skipped(struct writer *w)
{
	const struct skipped *s;
	uint64_t i;

	for (i = 0; i < w->r->nskipped; i++) {
		s = &w->r->skipped[i];
		buf_str(&w->out, "  ");
		buf_str(&w->out, rule_of(w->r->c, s->rule)->code);
		say(w, ": tidak dapat dinilai untuk ", ": not judged for ");
		buf_uint(&w->out, s->count);
		say(w, " baris: ", " rows: ");
		buf_str(&w->out, skp_word(skip_words[s->reason],
			w->lang ? "en" : "id"));
		buf_char(&w->out, '\n');
	}
}

static void put_account(struct writer *w, int32_t table)
{
	static const char *const word[2][6] = {
		{"dibaca", "dimuat", "digabung", "berulang", "kosong",
			"ditolak"},
		{"read", "loaded", "merged", "repeated", "empty", "rejected"}};
	skp_account a = SKP_INIT(skp_account);
	uint64_t v[6];
	uint32_t i;

	if (skp_model_account(w->r->m, table, &a, NULL) || !a.given)
		return;
	v[0] = a.read;
	v[1] = a.loaded;
	v[2] = a.merged;
	v[3] = a.repeated;
	v[4] = a.empty;
	v[5] = a.rejected;
	buf_str(&w->out, "  ");
	buf_str(&w->out, skp_table_name(table));
	buf_str(&w->out, ": ");
	for (i = 0; i < 6; i++) {
		if (i > 1 && !v[i])
			continue;
		if (i)
			buf_str(&w->out, i == 1 ? " = " : " + ");
		buf_uint(&w->out, v[i]);
		buf_char(&w->out, ' ');
		buf_str(&w->out, word[w->lang][i]);
	}
	if (a.ignored_columns) {
		buf_str(&w->out, " (");
		buf_uint(&w->out, a.ignored_columns);
		say(w, " kolom tidak dikenal)", " unknown columns)");
	}
	buf_char(&w->out, '\n');
}

static uint64_t blocked_people(const struct judgement *j)
{
	uint64_t p, n = 0;

	for (p = 0; p < j->people; p++)
		n += (j->pegawai[p] & P_BLOCKED) != 0;
	return n;
}

static void put_hidden(struct writer *w)
{
	if (!w->r->baseline)
		return;
	say_number(w, w->r->hidden, "temuan yang sudah diketahui "
		"disembunyikan (baseline).\n", w->r->hidden == 1
			? "known finding is hidden by the baseline.\n"
			: "known findings are hidden by the baseline.\n");
}

static void put_summary(struct text_report *t)
{
	struct writer *w = t->w;
	uint64_t blocked = blocked_people(t->j);
	int32_t i;

	if (w->statistics)
		put_statistics(t);
	say_number(w, t->shown[3], "galat, ", "errors, ");
	say_number(w, t->shown[2], "peringatan, ", "warnings, ");
	say_number(w, t->shown[1], "info", "notes");
	if (blocked) {
		buf_str(&w->out, "; ");
		say_number(w, blocked,
			"pegawai terhalang mengisi SKP",
			"people cannot go on with their SKP");
	}
	buf_str(&w->out, ".\n");
	put_hidden(w);
	if (w->quiet)
		return;
	say(w, "Baris yang dibaca:\n", "Rows read:\n");
	for (i = 0; i < SKP_TABLES; i++)
		put_account(w, i);
	if (w->r->nskipped)
		say(w, "Tidak dapat dinilai (bukan berarti benar):\n",
			"Not judged (which does not mean right):\n");
	put_skipped(w);
}

static bool text_begin(struct text_report *t, struct writer *w)
{
	uint64_t units = w->r->j.units + 1, n = w->r->n + 1;

	memset(t, 0, sizeof(*t));
	t->w = w;
	t->group = mem_calloc(&w->mem, units, sizeof(*t->group));
	t->of_unor = mem_calloc(&w->mem, units, sizeof(uint32_t));
	t->by_root = mem_calloc(&w->mem, n, sizeof(uint32_t));
	t->j = &w->r->j;
	if (!t->group || !t->of_unor || !t->by_root)
		return false;
	if (t->j->waiting || t->j->about)
		return true;
	t->j = &t->own;
	return judgement_waiting(&t->own, &w->r->j, &w->mem, w->err) ==
		SKP_OK;
}

static void text_end(struct text_report *t)
{
	uint64_t units = t->w->r->j.units + 1, n = t->w->r->n + 1;

	mem_free(&t->w->mem, t->group, units * sizeof(*t->group));
	mem_free(&t->w->mem, t->of_unor, units * sizeof(uint32_t));
	mem_free(&t->w->mem, t->by_root, n * sizeof(uint32_t));
	if (t->j == &t->own)
		judgement_waiting_free(&t->own);
}

int32_t write_text(struct writer *w)
{
	struct text_report t;
	int32_t e = SKP_OK;

	if (text_begin(&t, w)) {
		groups_count(&t);
		groups_sort(&t);
		groups_fill(&t);
		put_groups(&t);
		put_others(&t);
		if (!w->quiet)
			put_remedies(&t);
		put_summary(&t);
	} else {
		e = mem_fail(&w->mem, w->err);
	}
	text_end(&t);
	return e;
}
