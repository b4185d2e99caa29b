/* SPDX-License-Identifier: MIT */
/* Loading: a file, a folder of files, a descriptor, memory. Whatever goes
 * wrong, the model is as it was. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "load/input.h"
#include "load/sniff.h"
#include "load/sort.h"

/* ---- one input ---- */

static int32_t load_input(struct load *ld, struct input *in)
{
	enum format format = FORMAT_CSV;
	int32_t e = sniff(ld, input_head(in), &format);

	if (!e)
		e = input_limit(in, ld, format == FORMAT_CSV ||
				format == FORMAT_SNAPSHOT
				? ld->limits->csv_bytes
				: ld->limits->bytes);
	if (!e && format == FORMAT_SNAPSHOT)
		return load_snapshot(ld, in);
	if (!e)
		e = skp_model_source(ld->m, ld->name, -1, &ld->file, ld->err);
	if (e)
		return e;
	switch (format) {
	case FORMAT_YAML:
		return load_yaml(ld, in);
	case FORMAT_JSON:
		return load_json(ld, in);
	default:
		return load_csv(ld, in);
	}
}

/* ---- folders ---- */

/* Names one after the other with their NUL, and where each begins. */
struct names_of {
	struct mem *mem;
	struct buf text;
	const char **name;
	uint64_t n, cap;
};

static int32_t folder_names(struct load *ld, DIR *d, struct names_of *l)
{
	const struct dirent *entry;
	const char *p;
	void *to = NULL;
	uint64_t i;

	for (;;) {
		errno = 0;
		entry = readdir(d);
		if (!entry)
			break;
		if (!sniff_name(entry->d_name))
			continue;
		buf_put(&l->text, entry->d_name, strlen(entry->d_name) + 1);
		l->n++;
	}
	if (errno)
		return load_fail(ld, 0, 0, SKP_E_IO, "cannot be read");
	if (l->n == 0)
		return load_fail(ld, 0, 0, SKP_E_EMPTY,
			"a folder without tables: put .csv, .json or .yaml "
			"files into it");
	if (l->text.fail || !mem_reserve(l->mem, &to, &l->cap, l->n,
		sizeof(*l->name)))
		return mem_fail(l->mem, ld->err);
	l->name = to;
	for (p = l->text.p, i = 0; i < l->n; i++, p += strlen(p) + 1)
		l->name[i] = p;
	return SKP_OK;
}

static int name_cmp(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One entry; what is no regular file is passed over. */
static int32_t folder_file(struct load *ld, int dir, const char *name,
	uint64_t *files)
{
	struct input *in;
	int folder;
	int32_t e = input_open(ld, dir, name, true, &in, &folder);

	if (folder != NO_FD)
		close(folder);
	if (e || !in)
		return e;
	(*files)++;
	e = load_input(ld, in);
	input_close(ld, in);
	return e;
}

static int32_t folder_files(struct load *ld, int dir, const char *path,
	struct names_of *l)
{
	uint64_t i, files = 0, n = strlen(path);
	struct buf full;
	int32_t e = SKP_OK;

	sort_array(l->name, l->n, sizeof(*l->name), name_cmp);
	ld->several = l->n > 1;
	buf_init(&full, ld->mem);
	for (i = 0; !e && i < l->n; i++) {
		full.n = 0;
		buf_put(&full, path, n);
		if (n && path[n - 1] != '/')
			buf_char(&full, '/');
		buf_put(&full, l->name[i], strlen(l->name[i]) + 1);
		if (full.fail) {
			e = mem_fail(ld->mem, ld->err);
			break;
		}
		ld->name = full.p;
		e = folder_file(ld, dir, l->name[i], &files);
	}
	ld->name = path;
	buf_free(&full);
	if (!e && files == 0)
		e = load_fail(ld, 0, 0, SKP_E_EMPTY, "a folder without tables");
	return e;
}

/* For who watches; what cannot be seen here will be told when opened. */
static uint64_t folder_bytes(int dir, const struct names_of *l)
{
	uint64_t sum = 0, i;
	struct stat st;

	for (i = 0; i < l->n; i++)
		if (!fstatat(dir, l->name[i], &st, 0) && S_ISREG(st.st_mode))
			sum += (uint64_t)st.st_size;
	return sum;
}

static int32_t load_folder(struct load *ld, int fd, const char *path)
{
	struct names_of l;
	DIR *d = fdopendir(fd);
	int32_t e;

	if (!d) {
		close(fd);
		return load_fail(ld, 0, 0, SKP_E_IO, "cannot be read");
	}
	memset(&l, 0, sizeof(l));
	l.mem = ld->mem;
	buf_init(&l.text, l.mem);
	e = folder_names(ld, d, &l);
	if (!e && ld->watch)
		progress_total(ld->watch, folder_bytes(fd, &l));
	if (!e)
		e = folder_files(ld, fd, path, &l);
	mem_free(l.mem, l.name, l.cap * sizeof(*l.name));
	buf_free(&l.text);
	closedir(d);
	return e;
}

/* ---- begin and end ---- */

/* A load with an error of full size, whatever the caller's is. */
struct loading {
	struct load ld;
	skp_error err;
};

static int32_t load_begin(struct loading *l, skp_model *m, const char *name,
	const skp_load_options *options, skp_error *err)
{
	skp_load_options o;
	int32_t e;

	memset(l, 0, sizeof(*l));
	if (!name)
		return fail(err, SKP_E_ARG, "name is NULL");
	if (!sized_in(&o, sizeof(o), options))
		return fail(err, SKP_E_ARG, "options of a newer library");
	e = model_load_begin(m, err);
	if (e)
		return e;
	l->err.size = sizeof(l->err);
	l->ld = (struct load){.m = m, .mem = model_mem(m),
		.limits = model_limits(m), .name = name, .file = -1,
		.progress = o.progress, .progress_ctx = o.ctx, .jobs = o.jobs,
		.watch = model_progress(m), .err = &l->err};
	progress_begin(l->ld.watch, SKP_PHASE_LOAD, 0);
	return SKP_OK;
}

static int32_t load_end(struct loading *l, int32_t e, skp_error *err)
{
	model_load_end(l->ld.m, e == SKP_OK);
	if (!e)
		return SKP_OK;
	if (!l->err.file[0])
		fail_at(&l->err, l->ld.name, l->err.line, l->err.column, e,
			"%s", l->err.text[0] ? l->err.text : "failed");
	if (err)
		sized_out(err, &l->err, sizeof(l->err));
	return e;
}

/* ---- the public face ---- */

int32_t skp_model_load(skp_model *m, const char *path,
	const skp_load_options *options, skp_error *err)
{
	struct loading l;
	struct input *in = NULL;
	int folder = NO_FD;
	int32_t e = load_begin(&l, m, path, options, err);

	if (e)
		return e;
	e = input_open(&l.ld, AT_FDCWD, path, false, &in, &folder);
	if (!e && folder != NO_FD)
		e = load_folder(&l.ld, folder, path);
	else if (!e)
		e = load_input(&l.ld, in);
	input_close(&l.ld, in);
	return load_end(&l, e, err);
}

int32_t skp_model_load_fd(skp_model *m, int32_t fd, const char *name,
	const skp_load_options *options, skp_error *err)
{
	struct loading l;
	struct input *in = NULL;
	int32_t e = load_begin(&l, m, name, options, err);

	if (e)
		return e;
	e = input_of_fd(&l.ld, fd, &in);
	if (!e)
		e = load_input(&l.ld, in);
	input_close(&l.ld, in);
	return load_end(&l, e, err);
}

int32_t skp_model_load_bytes(skp_model *m, const char *name,
	const void *data, uint64_t len, const skp_load_options *options,
	skp_error *err)
{
	struct loading l;
	struct input *in = NULL;
	int32_t e;

	if (!data && len)
		return fail(err, SKP_E_ARG, "data is NULL");
	e = load_begin(&l, m, name, options, err);
	if (e)
		return e;
	e = input_of_bytes(&l.ld, data, len, &in);
	if (!e)
		e = load_input(&l.ld, in);
	input_close(&l.ld, in);
	return load_end(&l, e, err);
}
