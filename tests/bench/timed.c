/* SPDX-License-Identifier: MIT */
/* Runs a command and writes its wall seconds, CPU seconds, peak KiB and wait
 * status to a file: timed REPORT COMMAND...
 *
 * Small on purpose: what a process is started from counts as its own peak, so
 * a few MiB could not be measured from Python. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	double start = now();
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
	fprintf(f, "%.6f %.6f %ld %d\n", start,
		of(usage.ru_utime) + of(usage.ru_stime), usage.ru_maxrss,
		status);
	return fclose(f) != 0;
}
