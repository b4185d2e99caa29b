/* SPDX-License-Identifier: MIT */
/* generate_files.c - the files of generate, each with a buffer of its own. */
#include <stdlib.h>
#include <unistd.h>

#include "command.h"
#include "folder.h"
#include "generate_files.h"

struct files {
	struct folder *folder;
	struct sink sink[FILES_MOST];
	int n;
	bool failed; /* for want of memory, or of a file */
};

int files_open(const struct options *o, struct files **ret)
{
	struct files *f = calloc(1, sizeof(*f));
	int status;

	*ret = NULL;
	if (!f)
		return folder_no_memory();
	status = folder_open(o, &f->folder);
	if (status)
		free(f);
	else
		*ret = f;
	return status;
}

bool files_failed(const struct files *f)
{
	return f->failed || folder_failed(f->folder);
}

struct sink *files_new(struct files *f, const char *name)
{
	struct sink *s = &f->sink[f->n];

	if (files_failed(f) || f->n == FILES_MOST)
		return NULL;
	s->files = f;
	s->buf = s->at = malloc(SINK_BYTES);
	s->fd = s->buf ? folder_begin(f->folder, name) : -1;
	if (s->fd < 0) {
		f->failed = true;
		free(s->buf);
		return NULL;
	}
	s->end = s->buf + SINK_BYTES;
	f->n++;
	return s;
}

void sink_flush(struct sink *s)
{
	folder_put(s->files->folder, s->fd, s->buf, (size_t)(s->at - s->buf));
	s->at = s->buf;
}

int files_close(struct files *f, bool keep, int status)
{
	bool whole = keep && !f->failed;

	for (int i = 0; i < f->n; i++) {
		if (whole)
			sink_flush(&f->sink[i]);
		folder_end(f->folder, f->sink[i].fd);
		free(f->sink[i].buf);
	}
	if (f->failed && !folder_failed(f->folder))
		status = folder_no_memory();
	else if (!whole && status == EXIT_CLEAN)
		status = EXIT_SYSTEM;
	status = folder_close(f->folder, status);
	free(f);
	return status;
}
