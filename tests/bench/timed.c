/* SPDX-License-Identifier: MIT */
/* Runs a command and writes its wall and CPU microseconds, peak KiB and wait
 * status to a file, integers, since a fraction would be printed as the locale
 * has it: timed REPORT COMMAND...
 *
 * Small on purpose: what a process is started from counts as its own peak, so
 * a few MiB could not be measured from Python. */
#define _DEFAULT_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t of(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	int64_t start = now();
	int status;
	pid_t pid;
	FILE *f;

	if (argc < 3 || (pid = fork()) < 0)
		return 2;
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &usage) < 0)
		return 2;
	start = now() - start;
	f = fopen(argv[1], "w");
	if (!f)
		return 2;
	fprintf(f, "%lld %lld %ld %d\n", (long long)start,
		(long long)(of(usage.ru_utime) + of(usage.ru_stime)),
		usage.ru_maxrss, status);
	return fclose(f) != 0;
}
