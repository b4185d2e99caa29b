/* SPDX-License-Identifier: MIT */
/* What the system gives: memory, threads, files. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sol.h"

enum { HUGE = 2 << 20 };

/* ---- memory and threads ---- */

void die(const char *what)
{
	fprintf(stderr, "sol: %s\n", what);
	exit(1);
}

static uint8_t *huge(size_t bytes)
{
	uint8_t *p, *q;

	bytes = (bytes + HUGE - 1) & ~(size_t)(HUGE - 1);
	p = mmap(NULL, bytes + HUGE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED)
		die("no memory");
	q = (uint8_t *)(((uintptr_t)p + HUGE - 1) & ~(uintptr_t)(HUGE - 1));
	madvise(q, bytes, MADV_HUGEPAGE);
	return q;
}

/* Small arrays share one piece; it is called before and after threads run. */
void *memory(size_t bytes)
{
	static uint8_t *piece;
	static size_t left;
	uint8_t *p;

	if (bytes >= HUGE / 2)
		return huge(bytes);
	bytes = (bytes + 127) & ~(size_t)63;
	if (bytes > left) {
		left = 2 * HUGE;
		piece = huge(left);
	}
	p = piece;
	piece += bytes;
	left -= bytes;
	return p;
}

void release(void *p, size_t bytes)
{
	if (bytes >= HUGE / 2)
		munmap(p, bytes);
}

struct job {
	struct sol *s;
	void (*f)(struct sol *s, int thread);
	int thread;
};

static void *run(void *p)
{
	struct job *job = p;

	job->f(job->s, job->thread);
	return NULL;
}

void in_parallel(struct sol *s, void (*f)(struct sol *s, int thread))
{
	pthread_t id[THREADS];
	struct job job[THREADS];
	int t;

	for (t = 1; t < s->threads; t++) {
		job[t] = (struct job){s, f, t};
		if (pthread_create(&id[t], NULL, run, &job[t]))
			die("no thread");
	}
	f(s, 0);
	for (t = 1; t < s->threads; t++)
		pthread_join(id[t], NULL);
}

void share(const struct sol *s, size_t n, int thread, size_t *from,
	size_t *to)
{
	*from = n * (size_t)thread / (size_t)s->threads;
	*to = n * ((size_t)thread + 1) / (size_t)s->threads;
}

/* ---- files ---- */

/* The shortest rows of eight samples tell how many there can be. */
static size_t rows_at_most(const struct file *f)
{
	static char sample[65536];
	double shortest = 1e9;
	size_t lines;
	ssize_t n, j;
	int i;

	for (i = 0; i < 8; i++) {
		n = pread(f->fd, sample, sizeof(sample), f->size > 65536
			? (off_t)((f->size - 65536) / 7 * (size_t)i) : 0);
		for (lines = 0, j = 0; j < n; j++)
			lines += sample[j] == '\n';
		if (lines && (double)n / (double)lines < shortest)
			shortest = (double)n / (double)lines;
	}
	return (size_t)((double)f->size / shortest * 1.04) + 1024;
}

void open_files(struct sol *s, const char *folder)
{
	static const char *const name[] = {"units", "officials", "skp",
		"sync"};
	char path[4096];
	struct stat st;
	struct file *f;
	int i, t;

	for (i = 0; i < FILES; i++) {
		f = &s->file[i];
		snprintf(path, sizeof(path), "%s/%s.csv", folder, name[i]);
		f->fd = open(path, O_RDONLY);
		if (f->fd < 0 || fstat(f->fd, &st))
			die(path);
		f->size = (size_t)st.st_size;
		f->room = rows_at_most(f);
		for (t = 0; t <= s->threads; t++)
			f->first[t] = s->threads == 1 ? 0
				: (f->room / (size_t)s->threads + 64) *
					(size_t)t;
		if (s->threads > 1)
			f->room = f->first[s->threads] + 64;
	}
	for (t = 0; t < s->threads; t++)
		s->block[t] = memory(2 * BLOCK);
}

static size_t after_line(const struct file *f, size_t at)
{
	char buf[4096], *end;
	ssize_t n;

	while ((n = pread(f->fd, buf, sizeof(buf), (off_t)at)) > 0) {
		end = memchr(buf, '\n', (size_t)n);
		if (end)
			return at + (size_t)(end - buf) + 1;
		at += (size_t)n;
	}
	return f->size;
}

/* A thread's part of a file: whole rows (names have no line ends here). */
void bounds(const struct sol *s, const struct file *f, int t,
	size_t *from, size_t *to)
{
	size_t head = after_line(f, 0), n = f->size - head, a, b;

	share(s, n, t, &a, &b);
	*from = t ? after_line(f, head + a) : head;
	*to = t + 1 < s->threads ? after_line(f, head + b) : f->size;
}
