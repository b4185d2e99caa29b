/* SPDX-License-Identifier: MIT */
/* main.c - skpcheck: why people cannot fill their SKP, who must act first. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "command.h"
#include "help.h"
#include "options.h"
#include "watch.h"

/* A file must never get the number of a closed standard stream, or messages
 * would end up in it. What is opened here fails when it is used. */
static int fill_standard_streams(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
			open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			return -1;
	return 0;
}

static int run(const struct options *o)
{
	if (o->help || o->version)
		return command_help(o);
	switch (o->command) {
	case CMD_CHECK:
		return command_check(o);
	case CMD_DIFF:
		return command_diff(o);
	case CMD_BASELINE:
		return command_baseline(o);
	case CMD_MERGE:
		return command_merge(o);
	case CMD_EVENTS:
		return command_events(o);
	case CMD_CONVERT:
		return command_convert(o);
	case CMD_RULES:
		return command_rules(o);
	case CMD_EXPLAIN:
		return command_explain(o);
	case CMD_COLUMNS:
		return command_columns(o);
	case CMD_GRAPH:
		return command_graph(o);
	case CMD_GENERATE:
		return command_generate(o);
	case CMD_PLAN:
		return command_plan(o);
	default:
		return command_policy(o);
	}
}

int main(int argc, char **argv)
{
	struct options o;
	int status;

	if (fill_standard_streams())
		return EXIT_SYSTEM;
	/* a full file system quota then answers with EFBIG */
	signal(SIGXFSZ, SIG_IGN);
	status = options_parse(&o, argc, argv);
	if (!status && o.command & CMD_READ)
		o.watch = watch_begin(&o);
	if (!status)
		status = run(&o);
	watch_end(o.watch);
	options_free(&o);
	return status;
}
