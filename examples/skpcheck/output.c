/* SPDX-License-Identifier: MIT */
/* output.c - standard output, or a file that comes to be whole or not at all.
 *
 * A report lists people, so its file is readable by its owner only (0600).
 * It grows under another name in the same folder and takes its own by one
 * rename, which replaces a symbolic link instead of following it. Meanwhile
 * signals that would end the process wait: when one has come, the unfinished
 * file goes first. That needs no handler and so no global state. Where there
 * is a watch, these signals wait all the time.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "signals.h"
#include "watch.h"

enum { BUFFER = 65536, NAMES_TRIED = 100 };

struct output {
	const char *path; /* as given, NULL: standard output */
	const char *name; /* its last part */
	int fd;		  /* -1: not yet made */
	int dir;	  /* folder of a regular file, else -1 */
	int error;	  /* errno of the first failure, 0: none */
	bool color;
	struct signals signals; /* wait while a file is unfinished */
	struct watch *watch;
	char temp[40]; /* its name until it is whole */
	size_t used;
	char buf[BUFFER];
};

/* ---- opening ---- */

static int fail(struct output *out, int error)
{
	if (!out->error)
		out->error = error;
	return -1;
}

static int open_folder(struct output *out)
{
	size_t n = (size_t)(out->name - out->path);
	char *folder = n ? strndup(out->path, n) : strdup(".");

	if (!folder)
		return fail(out, ENOMEM);
	out->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	return out->dir < 0 ? fail(out, errno) : 0;
}

/* A device or a pipe has nothing to keep whole, and a rename would destroy
 * it: it is written as it is. */
static int open_device(struct output *out)
{
	struct stat st;

	out->fd = openat(out->dir, out->name,
		O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
	if (out->fd < 0 || fstat(out->fd, &st))
		return fail(out, errno);
	if (S_ISREG(st.st_mode)) /* changed under our hands */
		return fail(out, EEXIST);
	close(out->dir);
	out->dir = -1;
	return 0;
}

static int open_target(struct output *out)
{
	const char *slash = strrchr(out->path, '/');
	struct stat st;

	out->name = slash ? slash + 1 : out->path;
	if (!*out->name)
		return fail(out, *out->path ? EISDIR : ENOENT);
	if (open_folder(out))
		return -1;
	if (fstatat(out->dir, out->name, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : fail(out, errno);
	if (S_ISDIR(st.st_mode))
		return fail(out, EISDIR);
	if (S_ISREG(st.st_mode) || S_ISLNK(st.st_mode))
		return 0;
	return open_device(out);
}

/* The descriptor a path names without any folder, -1: none. As root, a rename
 * to /dev/stdout would replace the machine's. */
static int standard(const char *path)
{
	if (!path || !strcmp(path, "-") || !strcmp(path, "/dev/stdout"))
		return STDOUT_FILENO;
	return strcmp(path, "/dev/stderr") ? -1 : STDERR_FILENO;
}

static bool color_wanted(const struct options *o)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	return standard(o->output) == STDOUT_FILENO &&
		isatty(STDOUT_FILENO) && !(no && *no) && term &&
		strcmp(term, "dumb") != 0;
}

int output_open(const struct options *o, struct output **ret)
{
	struct output *out = calloc(1, sizeof(*out));

	*ret = out;
	if (!out) {
		complain("{}", strerror(ENOMEM));
		return EXIT_SYSTEM;
	}
	out->path = o->output;
	out->watch = o->watch;
	out->color = color_wanted(o);
	out->dir = -1;
	out->fd = standard(o->output);
	if (out->fd < 0 && open_target(out))
		return output_close(out, false, EXIT_CLEAN);
	return EXIT_CLEAN;
}

/* ---- writing ---- */

static int make_temp(struct output *out)
{
	unsigned long long r = 0;

	signals_hold(&out->signals, out->watch);
	for (int i = 0; i < NAMES_TRIED; i++) {
		if (getrandom(&r, sizeof(r), GRND_NONBLOCK) < 0)
			r = (unsigned long long)getpid() * NAMES_TRIED +
				(unsigned)i;
		snprintf(out->temp, sizeof(out->temp), ".skpcheck-%016llx",
			r);
		out->fd = openat(out->dir, out->temp,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			0600);
		if (out->fd >= 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	out->temp[0] = '\0';
	return fail(out, errno);
}

static int flush(struct output *out)
{
	size_t done = 0;

	if (out->fd < 0 && make_temp(out))
		return -1;
	if (out->used && isatty(out->fd))
		watch_silence(out->watch);
	while (done < out->used) {
		ssize_t n = write(out->fd, out->buf + done, out->used - done);

		if (n < 0 && errno != EINTR)
			return fail(out, errno);
		if (signals_come(&out->signals))
			return fail(out, EINTR);
		done += n > 0 ? (size_t)n : 0;
	}
	out->used = 0;
	return 0;
}

int32_t output_write(void *ctx, const char *bytes, uint64_t len)
{
	struct output *out = ctx;

	while (len && !out->error) {
		uint64_t n = BUFFER - out->used;

		if (n > len)
			n = len;
		memcpy(out->buf + out->used, bytes, (size_t)n);
		out->used += (size_t)n;
		bytes += n;
		len -= n;
		if (out->used == BUFFER)
			flush(out);
	}
	return out->error != 0;
}

void output_text(struct output *out, const char *text)
{
	output_write(out, text, strlen(text));
}

void output_repeat(struct output *out, char c, size_t times)
{
	while (times--)
		output_write(out, &c, 1);
}

bool output_failed(const struct output *out)
{
	return out->error != 0;
}

bool output_color(const struct output *out)
{
	return out->color;
}

void output_style(struct output *out, const char *sgr)
{
	if (!out->color)
		return;
	output_text(out, "\033[");
	output_text(out, sgr);
	output_text(out, "m");
}

/* ---- ending ---- */

/* Some file systems know no fsync, which is not a failure. */
static int sync_fd(int fd)
{
	if (!fsync(fd) || errno == EINVAL || errno == ENOTSUP)
		return 0;
	return -1;
}

static int close_fd(struct output *out)
{
	int fd = out->fd;

	out->fd = -1;
	return fd >= 0 && close(fd) ? fail(out, errno) : 0;
}

static void publish(struct output *out)
{
	if (flush(out))
		return;
	if (out->dir >= 0 && sync_fd(out->fd)) {
		fail(out, errno);
		return;
	}
	if (close_fd(out) || out->dir < 0)
		return;
	if (signals_come(&out->signals)) {
		fail(out, EINTR);
		return;
	}
	if (renameat(out->dir, out->temp, out->dir, out->name)) {
		fail(out, errno);
		return;
	}
	out->temp[0] = '\0';
	if (sync_fd(out->dir))
		fail(out, errno);
}

int output_close(struct output *out, bool keep, int status)
{
	bool ended;

	if (keep && !out->error)
		publish(out);
	close_fd(out);
	if (out->temp[0])
		unlinkat(out->dir, out->temp, 0);
	if (out->dir >= 0)
		close(out->dir);
	ended = signals_come(&out->signals);
	signals_release(&out->signals); /* it ends the process here, or soon */
	if (ended) {
		status = EXIT_SYSTEM;
	} else if (out->error) {
		watch_silence(out->watch);
		complain("{}: {}", out->path ? out->path : "stdout",
			strerror(out->error));
		status = EXIT_SYSTEM;
	}
	free(out);
	return status;
}
