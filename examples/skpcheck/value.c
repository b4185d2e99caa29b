/* SPDX-License-Identifier: MIT */
/* value.c - what may stand behind an option. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "message.h"
#include "text.h"
#include "value.h"

static void *slot(struct options *o, const struct row *row)
{
	return (char *)o + row->at;
}

static int wrong(const struct options *o, const struct row *row,
	const char *arg, const char *allowed)
{
	complain(TR(o, "{}: nilai '{}' tidak dikenal; yang ada: {}",
		"{}: '{}' is not a value; there are: {}"),
		row->name, arg, allowed);
	return EXIT_USAGE;
}

int value_text(struct options *o, const struct row *row, const char *arg)
{
	*(const char **)slot(o, row) = arg;
	return EXIT_CLEAN;
}

/* An option that is given twice adds to what it said. */
int value_list(struct options *o, const struct row *row, const char *arg)
{
	char **list = slot(o, row);
	size_t n = *list ? strlen(*list) : 0, more = strlen(arg);
	char *p = realloc(*list, n + 1 + more + 1);

	if (!p) {
		complain("{}", strerror(ENOMEM));
		return EXIT_SYSTEM;
	}
	if (n)
		p[n++] = ',';
	memcpy(p + n, arg, more + 1);
	*list = p;
	return EXIT_CLEAN;
}

int value_flag(struct options *o, const struct row *row, const char *arg)
{
	(void)arg;
	*(bool *)slot(o, row) = true;
	return EXIT_CLEAN;
}

/* Place of `arg` in a NULL-ended list, -1 if it is not there. */
static int choice(const char *const *list, const char *arg)
{
	for (int i = 0; list[i]; i++)
		if (text_alike(list[i], arg))
			return i;
	return -1;
}

int value_severity(struct options *o, const struct row *row,
	const char *arg)
{
	/* three manners of speaking, each in the order of SKP_SEVERITY_* */
	static const char *const words[] = {"I", "W", "E", "info",
		"peringatan", "galat", "note", "warning", "error", NULL};
	int i = choice(words, arg);

	if (i < 0)
		return wrong(o, row, arg,
			TR(o, "E (galat), W (peringatan), I (info)",
				"E (error), W (warning), I (note)"));
	*(int *)slot(o, row) = SKP_SEVERITY_I + i % 3;
	return EXIT_CLEAN;
}

int value_format(struct options *o, const struct row *row,
	const char *arg)
{
	static const char *const words[] = {"text", "jsonl", "csv", "yaml",
		"dot", "json", "svg", "exports", "skps", NULL};
	int i = choice(words, arg);

	if (i < 0)
		return wrong(o, row, arg, "text, jsonl; plan: text, jsonl, "
			"json, csv, dot, svg; events: csv, jsonl, yaml; "
			"graph: dot, json, svg; generate: csv, yaml, json, "
			"exports; convert: skps, csv, yaml, json");
	o->format = i;
	return EXIT_CLEAN;
}

int value_color(struct options *o, const struct row *row,
	const char *arg)
{
	static const char *const words[] = {"auto", "always", "never", NULL};
	int i = arg ? choice(words, arg) : COLOR_ALWAYS;

	if (i < 0)
		return wrong(o, row, arg, "auto, always, never");
	o->color = i;
	return EXIT_CLEAN;
}

int value_progress(struct options *o, const struct row *row,
	const char *arg)
{
	static const char *const words[] = {"auto", "on", "off", NULL};
	int i = arg ? choice(words, arg) : PROGRESS_ON;

	if (i < 0)
		return wrong(o, row, arg, "auto, on, off");
	o->progress = i;
	return EXIT_CLEAN;
}

int value_mask(struct options *o, const struct row *row, const char *arg)
{
	static const char *const words[] = {"off", "on", NULL};
	int i = arg ? choice(words, arg) : 1;

	if (i < 0)
		return wrong(o, row, arg, "on, off");
	o->mask = i;
	return EXIT_CLEAN;
}

int value_lang(struct options *o, const struct row *row, const char *arg)
{
	static const char *const words[] = {"id", "en", NULL};
	int i = choice(words, arg);

	if (i < 0)
		return wrong(o, row, arg, "id, en");
	o->english = i;
	return EXIT_CLEAN;
}

/* A number from 1 to `max`, 0 if it is none. */
static uint32_t number(const char *arg, uint32_t max)
{
	uint32_t n = 0;

	for (const char *p = arg; *p; p++) {
		if (*p < '0' || *p > '9' || n > max)
			return 0;
		n = n * 10 + (uint32_t)(*p - '0');
	}
	return n <= max ? n : 0;
}

int value_jobs(struct options *o, const struct row *row, const char *arg)
{
	uint32_t n = number(arg, 1024);

	if (!n)
		return wrong(o, row, arg, "1 ... 1024");
	o->jobs = n;
	return EXIT_CLEAN;
}

int value_limit(struct options *o, const struct row *row, const char *arg)
{
	uint32_t n = number(arg, 10000000);

	if (!n)
		return wrong(o, row, arg, "1 ... 10000000");
	o->limit = (int32_t)n;
	return EXIT_CLEAN;
}
