/* SPDX-License-Identifier: MIT */
/* read.c - whole files as bytes. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "message.h"
#include "read.h"

enum { STEP = 65536 };

static int failed(const char *path, int error)
{
	complain("{}: {}", path, strerror(error));
	return error == ENOMEM ? EXIT_SYSTEM : EXIT_USAGE;
}

/* Without waiting for a pipe that nobody writes to. */
static int open_regular(const char *path, int *fd)
{
	struct stat st;

	*fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0)
		return errno;
	if (!fstat(*fd, &st) && S_ISREG(st.st_mode))
		return 0;
	close(*fd);
	return S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
}

/* One byte more than `cap`, so that the caller sees that it is too long. */
static int read_fd(int fd, size_t cap, char **ret, size_t *n)
{
	size_t room = 0, limit = cap ? cap + 1 : SIZE_MAX;
	ssize_t got = 1;
	char *p;

	*ret = NULL;
	*n = 0;
	while (got > 0 && *n < limit) {
		if (room - *n < STEP) {
			room += room / 2 + STEP;
			p = realloc(*ret, room + 1);
			if (!p)
				return ENOMEM;
			*ret = p;
		}
		got = read(fd, *ret + *n, STEP);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got < 0)
			return errno;
		else
			*n += (size_t)got;
	}
	(*ret)[*n] = '\0';
	return 0;
}

int read_file(const char *path, size_t cap, char **ret, size_t *n)
{
	bool standard = !strcmp(path, "-");
	int fd = STDIN_FILENO, e = standard ? 0 : open_regular(path, &fd);

	*ret = NULL;
	if (e)
		return failed(path, e);
	e = read_fd(fd, cap, ret, n);
	if (!e && cap && *n > cap)
		e = EFBIG;
	if (!standard)
		close(fd);
	if (!e)
		return EXIT_CLEAN;
	free(*ret);
	*ret = NULL;
	return failed(path, e);
}

size_t read_head(const char *path, char *buf, size_t cap)
{
	ssize_t got;
	int fd;

	if (open_regular(path, &fd))
		return 0;
	got = read(fd, buf, cap);
	close(fd);
	return got > 0 ? (size_t)got : 0;
}
