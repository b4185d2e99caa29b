/* SPDX-License-Identifier: MIT */
/* merge_report.c - the reports of all parts, JSON Lines, as the one report
 * that a check of all the data would have been: findings in its order, what
 * was skipped and the accounts of the tables added up. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "merge.h"
#include "message.h"
#include "options.h"
#include "output.h"

enum { FINDING, SKIPPED, ACCOUNT, COUNTS = 6 };

struct line {
	const char *p; /* in its file, n bytes without the line end */
	size_t n, seq;
	int kind;
	const char *key[3]; /* what lines of a kind are ordered or joined by */
	size_t keys[3];
	uint64_t major, total; /* level or rule or table; blocked_total */
	uint64_t count[COUNTS];
};

struct report {
	struct line *v;
	size_t n, cap;
	const struct options *o;
};

static const char *const counts[COUNTS] = {"read", "loaded", "merged",
	"repeated", "empty", "rejected"};

/* ---- one flat object, as the library writes it ---- */

/* The end of a string behind its first quote, or NULL. */
static const char *string_end(const char *p, const char *end)
{
	for (; p < end && *p != '"'; p++)
		if (*p == '\\')
			p++;
	return p < end ? p : NULL;
}

/* The end of a value, which a comma or a brace follows. */
static const char *value_end(const char *p, const char *end)
{
	int depth = 0;

	for (; p < end; p++) {
		if (*p == '"') {
			p = string_end(p + 1, end);
			if (!p)
				return NULL;
		} else if (*p == '[' || *p == '{') {
			depth++;
		} else if ((*p == ']' || *p == '}' || *p == ',') && !depth) {
			return p;
		} else if (*p == ']' || *p == '}') {
			depth--;
		}
	}
	return NULL;
}

/* The value of a key at the top of a line, without quotes; NULL: none. */
static const char *value_of(const struct line *l, const char *key, size_t *n)
{
	const char *p = l->p + 1, *end = l->p + l->n, *stop, *name;

	while (p && p < end && *p == '"') {
		name = p + 1;
		p = string_end(name, end);
		if (!p || p + 1 >= end || p[1] != ':')
			return NULL;
		*n = (size_t)(p - name);
		p += 2;
		stop = value_end(p, end);
		if (stop && *n == strlen(key) && !memcmp(name, key, *n)) {
			bool text = *p == '"';

			*n = (size_t)(stop - p) - 2 * text;
			return p + text;
		}
		p = stop && *stop == ',' ? stop + 1 : NULL;
	}
	return NULL;
}

static uint64_t number_of(const struct line *l, const char *key)
{
	uint64_t v = 0;
	size_t n;
	const char *p = value_of(l, key, &n);

	for (size_t i = 0; p && i < n && p[i] >= '0' && p[i] <= '9'; i++)
		v = v * 10 + (uint64_t)(p[i] - '0');
	return v;
}

/* ---- a line ---- */

static void keys_of(struct line *l, const char *a, const char *b,
	const char *c)
{
	const char *const key[3] = {a, b, c};

	for (int i = 0; i < 3; i++)
		l->key[i] = key[i] ? value_of(l, key[i], &l->keys[i]) : NULL;
}

static bool is_finding(struct line *l)
{
	size_t n;
	const char *level = value_of(l, "level", &n);

	keys_of(l, "code", "table", "id");
	if (!level || n != 2 || !l->key[0] || !l->key[1])
		return false;
	l->kind = FINDING;
	l->major = (uint64_t)level[1];
	l->total = number_of(l, "blocked_total");
	return true;
}

static bool is_skipped(struct line *l)
{
	char code[16];

	keys_of(l, "skipped", "reason", NULL);
	if (!l->key[0] || !l->key[1] || l->keys[0] >= sizeof(code))
		return false;
	memcpy(code, l->key[0], l->keys[0]);
	code[l->keys[0]] = '\0';
	l->kind = SKIPPED;
	l->major = (uint64_t)skp_rule_find(code);
	l->count[0] = number_of(l, "count");
	return true;
}

static bool is_account(struct line *l)
{
	keys_of(l, "table", NULL, NULL);
	if (!l->key[0] || !value_of(l, "read", &(size_t){0}))
		return false;
	l->kind = ACCOUNT;
	l->major = (uint64_t)skp_table_find(l->key[0], (int64_t)l->keys[0]);
	for (int i = 0; i < COUNTS; i++)
		l->count[i] = number_of(l, counts[i]);
	return true;
}

static int bad_line(const struct report *r, const char *file, size_t line)
{
	char number[24];

	snprintf(number, sizeof(number), "%zu", line);
	complain(TR(r->o, "{}:{}: bukan baris laporan jsonl yang dapat "
		"digabung", "{}:{}: not a line of a jsonl report that can be "
		"merged"), file, number);
	return EXIT_USAGE;
}

static int add_line(struct report *r, struct line l)
{
	struct line *p;

	if (r->n == r->cap) {
		r->cap += r->cap / 2 + 256;
		p = realloc(r->v, r->cap * sizeof(*p));
		if (!p)
			return EXIT_SYSTEM;
		r->v = p;
	}
	l.seq = r->n;
	r->v[r->n++] = l;
	return EXIT_CLEAN;
}

static int read_report(struct report *r, const struct merged *f)
{
	const char *p = f->bytes, *end = p + f->n, *stop;
	int status = EXIT_CLEAN;

	for (size_t line = 1; p < end && !status; line++, p = stop + 1) {
		struct line l = {.p = p};

		stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop || *p != '{' || stop[-1] != '}')
			return bad_line(r, f->name, line);
		l.n = (size_t)(stop - p);
		if (!is_finding(&l) && !is_skipped(&l) && !is_account(&l))
			return bad_line(r, f->name, line);
		status = add_line(r, l);
	}
	return status;
}

/* ---- in order ---- */

static int text_cmp(const char *a, size_t n, const char *b, size_t m)
{
	int c = a && b ? memcmp(a, b, n < m ? n : m)
		       : (a != NULL) - (b != NULL);

	return c ? c : (n > m) - (n < m);
}

static int line_cmp(const void *a, const void *b)
{
	const struct line *l = a, *m = b;
	int c = l->kind - m->kind;

	if (!c)
		c = (l->major > m->major) - (l->major < m->major);
	if (!c && l->kind == FINDING)
		c = (l->total < m->total) - (l->total > m->total);
	for (int i = 0; i < 3 && !c; i++)
		c = text_cmp(l->key[i], l->key[i] ? l->keys[i] : 0, m->key[i],
			m->key[i] ? m->keys[i] : 0);
	return c ? c : (l->seq > m->seq) - (l->seq < m->seq);
}

static bool joins(const struct line *l, const struct line *m)
{
	for (int i = 0; i < 3; i++)
		if (text_cmp(l->key[i], l->key[i] ? l->keys[i] : 0, m->key[i],
			m->key[i] ? m->keys[i] : 0))
			return false;
	return l->kind != FINDING && l->kind == m->kind;
}

static void write_sum(struct output *out, const struct line *l)
{
	char number[64];

	output_text(out, l->kind == SKIPPED ? "{\"skipped\":\""
					    : "{\"table\":\"");
	output_write(out, l->key[0], l->keys[0]);
	output_text(out, "\"");
	if (l->kind == SKIPPED) {
		output_text(out, ",\"reason\":\"");
		output_write(out, l->key[1], l->keys[1]);
		output_text(out, "\"");
	}
	for (int i = 0; i < (l->kind == SKIPPED ? 1 : COUNTS); i++) {
		snprintf(number, sizeof(number), ",\"%s\":%llu",
			l->kind == SKIPPED ? "count" : counts[i],
			(unsigned long long)l->count[i]);
		output_text(out, number);
	}
	output_text(out, "}\n");
}

static void write_all(struct report *r, struct output *out)
{
	for (size_t i = 0; i < r->n; i++) {
		struct line *l = &r->v[i];

		if (l->kind == FINDING) {
			output_write(out, l->p, l->n + 1);
			continue;
		}
		while (i + 1 < r->n && joins(l, &r->v[i + 1])) {
			i++;
			for (int k = 0; k < COUNTS; k++)
				l->count[k] += r->v[i].count[k];
		}
		write_sum(out, l);
	}
}

int merge_reports(const struct options *o, struct output *out,
	const struct merged *files, int n)
{
	struct report r = {.o = o};
	int status = EXIT_CLEAN;

	for (int i = 0; i < n && !status; i++)
		status = read_report(&r, &files[i]);
	if (!status && r.n) {
		qsort(r.v, r.n, sizeof(*r.v), line_cmp);
		write_all(&r, out);
	}
	free(r.v);
	return status;
}
