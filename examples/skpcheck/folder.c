/* SPDX-License-Identifier: MIT */
/* folder.c - a folder that grows under another name beside its own and takes
 * that by one rename. It lists people: only its owner may read it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "folder.h"
#include "message.h"
#include "options.h"
#include "signals.h"

struct folder {
	const struct options *o;
	char *path;  /* without the slashes behind it */
	char *temp;  /* its name until it is whole, NULL: not made */
	int dir, fd; /* the folder, the file under way; -1: none */
	int error;   /* errno of the first failure, 0: none */
	struct signals signals;
};

static int fail(struct folder *f, int error)
{
	if (!f->error)
		f->error = error;
	return -1;
}

/* ---- beginning ---- */

static bool is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

/* Nothing, or an empty folder, may stand where this one will; nobody can
 * rename over `.` */
static int check_target(struct folder *f)
{
	const char *slash = strrchr(f->path, '/');
	struct stat st;
	struct dirent *entry;
	DIR *d;
	int error = 0;

	if (is_dots(slash ? slash + 1 : f->path))
		return fail(f, EBUSY);
	if (lstat(f->path, &st))
		return errno == ENOENT ? 0 : fail(f, errno);
	if (!S_ISDIR(st.st_mode))
		return fail(f, ENOTDIR);
	d = opendir(f->path);
	if (!d)
		return fail(f, errno);
	while ((entry = readdir(d)) != NULL)
		if (!is_dots(entry->d_name))
			error = ENOTEMPTY;
	closedir(d);
	return error ? fail(f, error) : 0;
}

static int make_temp(struct folder *f)
{
	size_t n = strlen(f->path) + 32;
	const char *slash = strrchr(f->path, '/');
	int before = slash ? (int)(slash + 1 - f->path) : 0;
	unsigned long long r = 0;

	f->temp = malloc(n);
	if (!f->temp)
		return fail(f, ENOMEM);
	if (getrandom(&r, sizeof(r), GRND_NONBLOCK) < 0)
		r = (unsigned long long)getpid();
	snprintf(f->temp, n, "%.*s.skpcheck-%016llx", before, f->path, r);
	signals_hold(&f->signals, f->o->watch);
	if (mkdir(f->temp, 0700)) {
		fail(f, errno);
		free(f->temp);
		f->temp = NULL;
		return -1;
	}
	f->dir = open(f->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return f->dir < 0 ? fail(f, errno) : 0;
}

int folder_no_memory(void)
{
	complain("{}", strerror(ENOMEM));
	return EXIT_SYSTEM;
}

int folder_open(const struct options *o, struct folder **ret)
{
	struct folder *f = calloc(1, sizeof(*f));
	size_t n = strlen(o->output);

	*ret = f;
	if (!f)
		return folder_no_memory();
	while (n > 1 && o->output[n - 1] == '/')
		n--;
	f->o = o;
	f->dir = f->fd = -1;
	f->path = strndup(o->output, n);
	if (!f->path)
		fail(f, ENOMEM);
	else if (!check_target(f))
		make_temp(f);
	return f->error ? folder_close(f, EXIT_SYSTEM) : EXIT_CLEAN;
}

/* ---- files ---- */

int folder_begin(struct folder *f, const char *name)
{
	int fd;

	if (f->error)
		return -1;
	fd = openat(f->dir, name,
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	return fd < 0 ? fail(f, errno) : fd;
}

void folder_put(struct folder *f, int fd, const char *bytes, uint64_t len)
{
	ssize_t n;

	while (len && !f->error) {
		n = write(fd, bytes, len < (1 << 30) ? (size_t)len : 1 << 30);
		if (n < 0 && errno != EINTR)
			fail(f, errno);
		else if (signals_come(&f->signals))
			fail(f, EINTR);
		else if (n > 0) {
			bytes += n;
			len -= (uint64_t)n;
		}
	}
}

void folder_end(struct folder *f, int fd)
{
	if (fd < 0)
		return;
	/* some file systems know no fsync, which is not a failure */
	if (!f->error && fsync(fd) && errno != EINVAL && errno != ENOTSUP)
		fail(f, errno);
	if (close(fd))
		fail(f, errno);
}

static int end_file(struct folder *f)
{
	folder_end(f, f->fd);
	f->fd = -1;
	return f->error ? -1 : 0;
}

int folder_file(struct folder *f, const char *name)
{
	if (end_file(f))
		return -1;
	f->fd = folder_begin(f, name);
	return f->fd < 0 ? -1 : 0;
}

int32_t folder_write(void *folder, const char *bytes, uint64_t len)
{
	struct folder *f = folder;

	folder_put(f, f->fd, bytes, len);
	return f->error != 0;
}

int folder_failed(const struct folder *f)
{
	return f->error != 0;
}

/* ---- ending ---- */

static void publish(struct folder *f)
{
	if (end_file(f))
		return;
	if (signals_come(&f->signals)) {
		fail(f, EINTR);
		return;
	}
	(void)fsync(f->dir);
	if (rename(f->temp, f->path)) {
		fail(f, errno);
		return;
	}
	free(f->temp);
	f->temp = NULL;
}

/* What was written goes, and the folder with it. */
static void take_back(struct folder *f)
{
	int again = f->dir < 0 ? -1 : openat(f->dir, ".",
		O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again < 0 ? NULL : fdopendir(again);
	struct dirent *entry;

	while (d && (entry = readdir(d)) != NULL)
		if (!is_dots(entry->d_name))
			unlinkat(f->dir, entry->d_name, 0);
	if (d)
		closedir(d);
	rmdir(f->temp);
}

/* The message, and the exit status of it. */
static int say(const struct folder *f)
{
	const char *why = strerror(f->error);

	if (f->error == ENOTEMPTY)
		why = TR(f->o, "folder tidak kosong; pilih folder lain atau "
			"kosongkan dulu", "a folder that is not empty; take "
			"another one or empty it first");
	if (f->error == ENOTDIR)
		why = TR(f->o, "bukan folder", "no folder");
	if (f->error == EBUSY)
		why = TR(f->o, "folder ini tidak dapat diganti; sebutkan nama "
			"folder lain", "a folder that cannot be replaced; name "
			"another one");
	complain("{}: {}", f->o->output, why);
	return f->error == ENOTEMPTY || f->error == ENOTDIR ||
			f->error == EBUSY
		? EXIT_USAGE
		: EXIT_SYSTEM;
}

int folder_close(struct folder *f, int status)
{
	bool keep = status == EXIT_CLEAN && !f->error;

	if (keep)
		publish(f);
	end_file(f);
	if (f->temp)
		take_back(f);
	if (f->dir >= 0)
		close(f->dir);
	if (f->error)
		status = say(f);
	free(f->temp);
	free(f->path);
	signals_release(&f->signals); /* one that came ends the process */
	free(f);
	return status;
}
