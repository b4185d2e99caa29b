/* SPDX-License-Identifier: MIT */
/* sol FOLDER [THREADS]: counts, times and the peak of memory as one line of
 * JSON. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "sol.h"

double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef unsigned long long ull;

static void print(const struct answers *a)
{
	printf("\"counts\": {\"R1\": {\"unit_parent\": %llu, "
		"\"official_unit\": %llu, \"official_atasan\": %llu, "
		"\"skp_owner\": %llu, \"skp_unit\": %llu, "
		"\"sync_official\": %llu}, ", (ull)a->dangling[0],
		(ull)a->dangling[1], (ull)a->dangling[2],
		(ull)a->dangling[3], (ull)a->dangling[4],
		(ull)a->dangling[5]);
	printf("\"R2\": {\"cycles\": %llu, \"units\": %llu}, "
		"\"R3\": {\"cycles\": %llu, \"officials\": %llu}, "
		"\"R4\": %llu, \"R5\": {\"blocked\": %llu, \"pairs\": %llu}, ",
		(ull)a->unit_cycles, (ull)a->unit_members, (ull)a->cycles,
		(ull)a->members, (ull)a->wrong, (ull)a->blocked,
		(ull)a->pairs);
	printf("\"R6\": %llu, \"R7\": {\"no_head\": %llu, "
		"\"multi_head\": %llu}, \"R8\": {\"causes\": %llu, "
		"\"max\": %llu, \"sumsq\": %llu}}", (ull)a->early,
		(ull)a->headless, (ull)a->many, (ull)a->causes, (ull)a->most,
		(ull)a->squares);
}

/* An integer: a fraction is printed as the locale has it. */
static long micro(double seconds)
{
	return (long)(seconds * 1e6);
}

int main(int argc, char **argv)
{
	static struct sol s;
	double start = seconds(), index, middle;
	struct rusage usage;

	s.threads = argc > 2 ? atoi(argv[2]) : 1;
	if (argc < 2 || s.threads < 1 || s.threads > THREADS)
		die("usage: sol FOLDER [THREADS]");
	open_files(&s, argv[1]);
	read_files(&s, &index);
	middle = seconds();
	check(&s);
	getrusage(RUSAGE_SELF, &usage);
	printf("{\"peer\": \"sol-%d\", \"us\": {\"parse\": %ld, "
		"\"index\": %ld, \"check\": %ld}, \"rss_mib\": %ld, ",
		s.threads, micro(middle - start - index), micro(index),
		micro(seconds() - middle),
		usage.ru_maxrss / 1024);
	print(&s.a);
	printf("}\n");
	return 0;
}
