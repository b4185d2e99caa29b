/* SPDX-License-Identifier: MIT */
/* How much faster than its CSV files does a nation come in as columns?
 *
 *	columns FOLDER RUNS
 *
 * The files are read and taken apart beforehand, into Arrow arrays as an
 * engine holds them: all columns text, and again with NIP as int64, days as
 * date32 and instants as timestamps. Then each way is timed in turn, from an
 * empty model to one that is full (not yet sealed).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <skpcheck-arrow.h>

enum { TABLES = 5, COLUMNS = 8, RUNS_MOST = 99, BATCH = 122880 };

static const char *const names[TABLES] = {"kejadian", "pegawai", "penugasan",
	"skp", "unor"};

/* A column: text as the file has it, and what a typed engine would hold. */
struct column {
	char name[32];
	char *bytes;
	int32_t *offset;
	uint8_t *valid;
	int64_t *number;
	int32_t *day;
	const char *format;
};

struct table {
	int64_t rows;
	int columns;
	struct column column[COLUMNS];
};

static struct table table[TABLES];

static void die(const char *what)
{
	fprintf(stderr, "columns: %s\n", what);
	exit(2);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- files to columns ---- */

static char *slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *p;

	if (!f || fseek(f, 0, SEEK_END))
		die(path);
	*n = (size_t)ftell(f);
	rewind(f);
	p = malloc(*n + 1);
	if (!p || fread(p, 1, *n, f) != *n)
		die(path);
	p[*n] = 0;
	fclose(f);
	return p;
}

/* The next cell; quotes stand only around. *p: after it and its comma. */
static const char *cell(const char **p, size_t *n)
{
	const char *from = *p, *end;

	if (*from == '"') {
		end = strchr(++from, '"');
		*p = end + 1;
	} else {
		end = from + strcspn(from, ",\n");
		*p = end;
	}
	*n = (size_t)(end - from);
	*p += **p == ',';
	return from;
}

static int64_t days(const char *s)
{
	int64_t y = atoi(s), m = atoi(s + 5), d = atoi(s + 8);

	y -= m <= 2;
	return y * 365 + y / 4 - y / 100 + y / 400 +
		(153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 719469;
}

/* What an engine that looks at the first value would make of the column. */
static const char *format_of(const char *s, size_t n)
{
	if (n == 18 && strspn(s, "0123456789") == 18)
		return "l";
	if (n == 10 && s[4] == '-')
		return "tdD";
	return n == 19 && s[4] == '-' ? "tss:" : "u";
}

static void number(struct column *c, int64_t row, const char *s, size_t n)
{
	if (*c->format == 'l' && n)
		c->number[row] = strtoll(s, NULL, 10);
	if (strcmp(c->format, "tdD") == 0 && n)
		c->day[row] = (int32_t)days(s);
	if (strcmp(c->format, "tss:") == 0 && n)
		c->number[row] = days(s) * 86400 + atoi(s + 11) * 3600 +
			atoi(s + 14) * 60 + atoi(s + 17);
}

static void take_apart(struct table *t, const char *text, size_t size)
{
	const char *p = text, *s;
	int64_t i;
	size_t n;
	int k;

	for (s = text; (s = strchr(s, '\n')); s++)
		t->rows++;
	for (t->rows--; *p != '\n'; t->columns++) {
		struct column *c = &t->column[t->columns];

		s = cell(&p, &n);
		memcpy(c->name, s, n);
		c->bytes = malloc(size);
		c->offset = calloc((size_t)t->rows + 1, 4);
		c->valid = calloc((size_t)t->rows / 8 + 1, 1);
		c->number = calloc((size_t)t->rows, 8);
		c->day = calloc((size_t)t->rows, 4);
	}
	for (i = 0, p++; i < t->rows; i++, p++)
		for (k = 0; k < t->columns; k++) {
			struct column *c = &t->column[k];

			s = cell(&p, &n);
			memcpy(c->bytes + c->offset[i], s, n);
			c->offset[i + 1] = c->offset[i] + (int32_t)n;
			c->valid[i / 8] |= (uint8_t)((n > 0) << i % 8);
			if (n && !c->format)
				c->format = format_of(s, n);
			if (c->format)
				number(c, i, s, n);
		}
}

/* ---- columns to Arrow: batches of one table, owned by nobody ---- */

struct stream {
	const struct table *t;
	int64_t at;
	int typed;
	struct ArrowSchema child[COLUMNS], *children[COLUMNS];
	struct ArrowArray part[COLUMNS], *parts[COLUMNS];
	const void *buffers[COLUMNS][3], *none[1];
};

static void schema_end(struct ArrowSchema *s)
{
	s->release = NULL;
}

static void array_end(struct ArrowArray *a)
{
	a->release = NULL;
}

static void stream_end(struct ArrowArrayStream *s)
{
	s->release = NULL;
}

static const char *said(struct ArrowArrayStream *s)
{
	(void)s;
	return NULL;
}

static int text_like(const struct stream *s, const struct column *c)
{
	return !s->typed || !c->format || strcmp(c->format, "u") == 0;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *to)
{
	struct stream *s = stream->private_data;
	int k;

	memset(to, 0, sizeof(*to));
	for (k = 0; k < s->t->columns; k++) {
		const struct column *c = &s->t->column[k];

		s->child[k] = (struct ArrowSchema){.name = c->name, .format =
			text_like(s, c) ? "u" : c->format, .flags = 2,
			.release = schema_end};
		s->children[k] = &s->child[k];
	}
	to->format = "+s";
	to->children = s->children;
	to->n_children = s->t->columns;
	to->release = schema_end;
	return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *to)
{
	struct stream *s = stream->private_data;
	int64_t n = s->t->rows - s->at;
	int k;

	memset(to, 0, sizeof(*to));
	if (n == 0)
		return 0;
	n = n < BATCH ? n : BATCH;
	for (k = 0; k < s->t->columns; k++) {
		const struct column *c = &s->t->column[k];
		int text = text_like(s, c);

		s->buffers[k][0] = c->valid;
		s->buffers[k][1] = text ? (const void *)c->offset
			: strcmp(c->format, "tdD") == 0 ? (const void *)c->day
			: (const void *)c->number;
		s->buffers[k][2] = c->bytes;
		s->part[k] = (struct ArrowArray){.length = n, .offset = s->at,
			.null_count = -1, .n_buffers = text ? 3 : 2,
			.buffers = s->buffers[k], .release = array_end};
		s->parts[k] = &s->part[k];
	}
	*to = (struct ArrowArray){.length = n, .n_buffers = 1,
		.buffers = s->none, .n_children = s->t->columns,
		.children = s->parts, .release = array_end};
	s->at += n;
	return 0;
}

/* ---- the three ways ---- */

static double timed(const char *folder, int way)
{
	skp_error err = SKP_INIT(skp_error);
	skp_model *m;
	double start = now(), took;
	int32_t e, k;

	e = skp_model_new(NULL, &m, &err);
	if (!e && way == 0)
		e = skp_model_load(m, folder, NULL, &err);
	for (k = 0; !e && way > 0 && k < TABLES; k++) {
		struct stream s = {.t = &table[k], .typed = way == 2};
		struct ArrowArrayStream stream = {get_schema, get_next, said,
			stream_end, &s};

		e = skp_model_add_arrow_stream(m, skp_table_find(names[k], -1),
			&stream, NULL, &err);
	}
	took = now() - start;
	if (e)
		die(err.text);
	for (k = 0; k < SKP_TABLES; k++) {
		skp_account a = SKP_INIT(skp_account);
		int t;

		skp_model_account(m, k, &a, NULL);
		for (t = 0; t < TABLES; t++)
			if (skp_table_find(names[t], -1) == k && a.read !=
				(uint64_t)table[t].rows)
				die("other rows than the files have");
	}
	skp_model_free(m);
	return took;
}

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static const char *const ways[] = {"CSV files", "Arrow, all text",
		"Arrow, typed"};
	double took[3][RUNS_MOST], ratio[3][RUNS_MOST];
	int runs = argc > 2 ? atoi(argv[2]) : 5, i, k;
	char path[4096];
	int64_t rows = 0;

	if (argc < 2 || runs < 1 || runs > RUNS_MOST)
		return 2;
	for (k = 0; k < TABLES; k++) {
		size_t n;
		char *text;

		snprintf(path, sizeof(path), "%s/%s.csv", argv[1], names[k]);
		text = slurp(path, &n);
		take_apart(&table[k], text, n);
		free(text);
		rows += table[k].rows;
	}
	for (i = 0; i < runs; i++)
		for (k = 0; k < 3; k++) {
			took[k][i] = timed(argv[1], k);
			ratio[k][i] = took[0][i] / took[k][i];
		}
	printf("%-28s %8s %12s %10s\n", "median of runs in turn", "wall s",
		"rows a s", "faster");
	for (k = 0; k < 3; k++) {
		qsort(took[k], (size_t)runs, sizeof(double), by_time);
		qsort(ratio[k], (size_t)runs, sizeof(double), by_time);
		printf("%-28s %8.3f %12.0f %10.2f\n", ways[k],
			took[k][runs / 2], (double)rows / took[k][runs / 2],
			ratio[k][runs / 2]);
	}
	return 0;
}
