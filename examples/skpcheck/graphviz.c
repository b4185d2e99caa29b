/* SPDX-License-Identifier: MIT */
/* graphviz.c - runs Graphviz's `dot`, without a shell. It reads from a socket,
 * since writing to a pipe that nobody reads any more raises a signal. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command.h"
#include "graphviz.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "session.h"

extern char **environ;

/* A text that grows: skp_write_fn with the text as its context. */
struct memory {
	char *p;
	size_t n, cap;
};

enum { PIECE = 65536 };

static int memory_room(struct memory *m, uint64_t len)
{
	size_t cap = m->cap ? m->cap : PIECE;
	char *p;

	if (len > SIZE_MAX / 4 - m->n)
		return -1;
	while (cap - m->n < len)
		cap *= 2;
	if (cap == m->cap)
		return 0;
	p = realloc(m->p, cap);
	if (!p)
		return -1;
	m->p = p;
	m->cap = cap;
	return 0;
}

static int32_t memory_write(void *memory, const char *bytes, uint64_t len)
{
	struct memory *m = memory;

	if (memory_room(m, len))
		return -1;
	memcpy(m->p + m->n, bytes, (size_t)len);
	m->n += (size_t)len;
	return 0;
}

/* ---- the program ---- */

struct child {
	pid_t pid;
	int to, from; /* its input and output; -1: closed */
};

static int system_failed(int error)
{
	complain("dot: {}", strerror(error));
	return EXIT_SYSTEM;
}

/* EXIT_USAGE: what was asked for cannot be done here. */
static int missing(const struct options *o)
{
	complain(TR(o, "--format=svg memerlukan program 'dot' dari Graphviz, "
		"yang tidak ditemukan (Debian dan Ubuntu: apt install "
		"graphviz)", "--format=svg needs the program 'dot' of "
		"Graphviz, which was not found (Debian and Ubuntu: apt "
		"install graphviz)"));
	return EXIT_USAGE;
}

/* Its signals are as any program expects them, not as they wait here. */
static int spawn(struct child *c, int in, int out)
{
	char name[] = "dot", format[] = "-Tsvg";
	char *argv[] = {name, format, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int e;

	sigemptyset(&none);
	sigfillset(&all);
	if ((e = posix_spawn_file_actions_init(&files)))
		return e;
	if (!(e = posix_spawnattr_init(&attr))) {
		posix_spawnattr_setsigmask(&attr, &none);
		posix_spawnattr_setsigdefault(&attr, &all);
		posix_spawnattr_setflags(&attr,
			POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
		e = posix_spawn_file_actions_adddup2(&files, in, 0);
		if (!e)
			e = posix_spawn_file_actions_adddup2(&files, out, 1);
		if (!e)
			e = posix_spawnp(&c->pid, "dot", &files, &attr, argv,
				environ);
		posix_spawnattr_destroy(&attr);
	}
	posix_spawn_file_actions_destroy(&files);
	return e;
}

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int start(struct child *c)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1}, e = 0;

	*c = (struct child){-1, -1, -1};
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) ||
		socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, out) ||
		fcntl(in[1], F_SETFL, O_NONBLOCK))
		e = errno;
	else
		e = spawn(c, in[0], out[0]);
	close_one(&in[0]);
	close_one(&out[0]);
	c->to = in[1];
	c->from = out[1];
	return e;
}

/* ---- in and out at once, so that neither waits for the other ---- */

/* A `dot` that reads no more has failed, which its exit status tells. */
static void feed(struct child *c, const struct memory *graph, size_t *done)
{
	ssize_t n = send(c->to, graph->p + *done, graph->n - *done,
		MSG_NOSIGNAL);

	if (n > 0)
		*done += (size_t)n;
	if (*done == graph->n ||
		(n < 0 && errno != EAGAIN && errno != EINTR))
		close_one(&c->to);
}

static int drain(struct child *c, struct memory *svg)
{
	ssize_t n;

	if (memory_room(svg, PIECE))
		return ENOMEM;
	n = read(c->from, svg->p + svg->n, PIECE);
	if (n < 0)
		return errno == EINTR ? 0 : errno;
	if (n == 0)
		close_one(&c->from);
	svg->n += (size_t)n;
	return 0;
}

static int pump(struct child *c, const struct memory *graph,
	struct memory *svg)
{
	size_t done = 0;
	int e = 0;

	while (!e && c->from >= 0) {
		struct pollfd p[2] = {{.fd = c->from, .events = POLLIN},
			{.fd = c->to, .events = POLLOUT}};

		if (poll(p, 2, -1) < 0) {
			e = errno == EINTR ? 0 : errno;
			continue;
		}
		if (p[1].revents)
			feed(c, graph, &done);
		if (p[0].revents)
			e = drain(c, svg);
	}
	return e;
}

/* Its exit status, -1 if a signal ended it. */
static int finish(struct child *c)
{
	int status = 0;

	close_one(&c->to);
	close_one(&c->from);
	while (waitpid(c->pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int svg_of(const struct options *o, const struct memory *graph,
	struct memory *svg)
{
	struct child c;
	int e = start(&c), status;

	if (e) {
		close_one(&c.to);
		close_one(&c.from);
		return e == ENOENT ? missing(o) : system_failed(e);
	}
	e = pump(&c, graph, svg);
	status = finish(&c);
	if (e)
		return system_failed(e);
	if (status == 127) /* how some systems tell that it is not there */
		return missing(o);
	if (status || !svg->n) {
		complain(TR(o, "dot: program Graphviz gagal menggambar",
			"dot: Graphviz failed to draw"));
		return EXIT_SYSTEM;
	}
	return EXIT_CLEAN;
}

/* The picture is made whole in memory, so that none is written in part. */
int graphviz_write(struct session *s, draw_fn draw, struct output *out)
{
	struct memory graph = {NULL, 0, 0}, svg = {NULL, 0, 0};
	int status = draw(s, memory_write, &graph);

	if (!status)
		status = svg_of(s->o, &graph, &svg);
	if (!status)
		output_write(out, svg.p, svg.n);
	free(graph.p);
	free(svg.p);
	return status;
}
