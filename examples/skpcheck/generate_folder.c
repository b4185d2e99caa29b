/* SPDX-License-Identifier: MIT */
/* generate_folder.c - a folder that comes to be whole or not at all.
 *
 * Its files grow in a folder of another name beside it, which takes its own by
 * one rename; only a folder that is not there or is empty can be replaced so.
 * Meanwhile signals that would end the process wait: when one has come, the
 * files go first. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "generate_folder.h"
#include "message.h"
#include "options.h"

struct folder {
	const struct options *o;
	const char *path; /* as given */
	char *own, *temp; /* without slashes at the end; until it is whole */
	int fd;		  /* of temp */
	int error;	  /* errno of the first failure */
	bool guarded;
	sigset_t held;
	struct sink sink[FOLDER_FILES];
	const char *name[FOLDER_FILES];
	int files;
};

static void fail(struct folder *d, int error)
{
	if (!d->error)
		d->error = error;
}

bool folder_failed(const struct folder *d)
{
	return d->error != 0;
}

/* ---- signals that wait ---- */

static void guard(struct folder *d)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	struct sigaction sa;

	sigemptyset(&d->held);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (!sigaction(signals[i], NULL, &sa) &&
			sa.sa_handler != SIG_IGN)
			sigaddset(&d->held, signals[i]);
	d->guarded = sigprocmask(SIG_BLOCK, &d->held, NULL) == 0;
}

static void see_signals(struct folder *d)
{
	sigset_t come;

	if (!d->guarded || sigpending(&come))
		return;
	for (int s = 1; s < NSIG; s++)
		if (sigismember(&come, s) == 1 &&
			sigismember(&d->held, s) == 1)
			fail(d, EINTR);
}

/* ---- opening ---- */

static bool is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

/* A folder that is not there or empty; nobody can rename over `.` */
static void see_target(struct folder *d)
{
	const char *slash = strrchr(d->own, '/');
	DIR *dir = opendir(d->own);
	const struct dirent *entry;

	if (is_dots(slash ? slash + 1 : d->own))
		fail(d, EBUSY);
	if (!dir) {
		if (errno != ENOENT)
			fail(d, errno);
		return;
	}
	while ((entry = readdir(dir)))
		if (!is_dots(entry->d_name))
			fail(d, ENOTEMPTY);
	closedir(dir);
}

static void make_temp(struct folder *d)
{
	char *slash = strrchr(d->own, '/');
	size_t n = slash ? (size_t)(slash - d->own) + 1 : 0;
	unsigned long long r = 0;

	d->temp = malloc(n + 40);
	if (!d->temp) {
		fail(d, ENOMEM);
		return;
	}
	if (getrandom(&r, sizeof(r), GRND_NONBLOCK) < 0)
		r = (unsigned long long)getpid();
	memcpy(d->temp, d->own, n);
	snprintf(d->temp + n, 40, ".skpcheck-%016llx", r);
	guard(d);
	if (mkdir(d->temp, 0777)) {
		fail(d, errno);
		free(d->temp);
		d->temp = NULL;
		return;
	}
	d->fd = open(d->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (d->fd < 0)
		fail(d, errno);
}

int folder_open(const struct options *o, struct folder **ret)
{
	struct folder *d = calloc(1, sizeof(*d));
	size_t n;

	*ret = d;
	if (!d) {
		complain("{}", strerror(ENOMEM));
		return EXIT_SYSTEM;
	}
	d->o = o;
	d->path = o->output;
	d->fd = -1;
	d->own = strdup(o->output);
	if (!d->own) {
		fail(d, ENOMEM);
		return folder_close(d, false, EXIT_SYSTEM);
	}
	for (n = strlen(d->own); n > 1 && d->own[n - 1] == '/';)
		d->own[--n] = '\0';
	see_target(d);
	if (!d->error)
		make_temp(d);
	return d->error ? folder_close(d, false, EXIT_SYSTEM) : EXIT_CLEAN;
}

struct sink *folder_file(struct folder *d, const char *name)
{
	struct sink *s = &d->sink[d->files];

	if (d->error || d->files == FOLDER_FILES)
		return NULL;
	s->folder = d;
	s->buf = s->at = malloc(SINK_BYTES);
	if (!s->buf) {
		fail(d, ENOMEM);
		return NULL;
	}
	s->fd = openat(d->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		0666);
	if (s->fd < 0) {
		fail(d, errno);
		free(s->buf);
		return NULL;
	}
	s->end = s->buf + SINK_BYTES;
	d->name[d->files++] = name;
	return s;
}

/* ---- writing ---- */

void sink_flush(struct sink *s)
{
	char *p = s->buf;

	see_signals(s->folder);
	while (p < s->at && !s->folder->error) {
		ssize_t n = write(s->fd, p, (size_t)(s->at - p));

		if (n < 0 && errno != EINTR)
			fail(s->folder, errno);
		p += n > 0 ? n : 0;
	}
	s->at = s->buf;
}

/* ---- ending ---- */

static void close_files(struct folder *d, bool keep)
{
	for (int i = 0; i < d->files; i++) {
		if (keep)
			sink_flush(&d->sink[i]);
		if (close(d->sink[i].fd))
			fail(d, errno);
		free(d->sink[i].buf);
	}
}

static void remove_temp(struct folder *d)
{
	for (int i = 0; i < d->files; i++)
		unlinkat(d->fd, d->name[i], 0);
	rmdir(d->temp);
}

static void say(const struct folder *d)
{
	const char *why = strerror(d->error);

	if (d->error == ENOTEMPTY)
		why = TR(d->o, "folder tidak kosong; pilih folder lain atau "
			"kosongkan dulu", "a folder that is not empty; take "
			"another one or empty it first");
	if (d->error == ENOTDIR)
		why = TR(d->o, "bukan folder", "no folder");
	if (d->error == EBUSY)
		why = TR(d->o, "folder ini tidak dapat diganti; sebutkan nama "
			"folder lain", "a folder that cannot be replaced; name "
			"another one");
	complain("{}: {}", d->path, why);
}

int folder_close(struct folder *d, bool keep, int status)
{
	close_files(d, keep && !d->error);
	see_signals(d);
	if (keep && !d->error && rename(d->temp, d->own))
		fail(d, errno);
	if (d->temp && (!keep || d->error))
		remove_temp(d);
	if (d->fd >= 0)
		close(d->fd);
	if (d->guarded) /* a signal that came ends the process here */
		sigprocmask(SIG_UNBLOCK, &d->held, NULL);
	if (d->error) {
		say(d);
		status = d->error == ENOTEMPTY || d->error == ENOTDIR ||
				d->error == EBUSY
			? EXIT_USAGE
			: EXIT_SYSTEM;
	}
	free(d->temp);
	free(d->own);
	free(d);
	return status;
}
