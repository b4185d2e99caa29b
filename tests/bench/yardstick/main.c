/* SPDX-License-Identifier: MIT */
/* Writes the population of the benchmark, the same bytes for the same size
 * and seed:
 *
 *	yardstick OFFICIALS SEED FOLDER
 *
 * FOLDER/plain has the files of the peers, FOLDER/tables the same facts as
 * skpcheck reads them, FOLDER/truth.json the right answers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "population.h"

void *room(uint64_t count, uint64_t each)
{
	void *p = calloc(count ? count : 1, each);

	if (!p) {
		fprintf(stderr, "yardstick: no memory\n");
		exit(3);
	}
	return p;
}

/* xorshift64*: small, and the same everywhere */
uint64_t random_word(struct population *p)
{
	p->random ^= p->random >> 12;
	p->random ^= p->random << 25;
	p->random ^= p->random >> 27;
	return p->random * 2685821657736338717u;
}

int32_t below(struct population *p, int64_t of)
{
	return (int32_t)((random_word(p) >> 32) * (uint64_t)of >> 32);
}

int32_t between(struct population *p, int32_t from, int32_t to)
{
	return from + below(p, to - from + 1);
}

int chance(struct population *p, double of)
{
	return below(p, 1000000) < of * 1000;
}

static void make_folder(const char *folder, const char *name, char path[4096])
{
	snprintf(path, 4096, "%s/%s", folder, name);
	mkdir(path, 0777);
}

int main(int argc, char **argv)
{
	struct population p = {.random = 88172645463325252u};
	char path[4096];
	uint64_t seed;

	if (argc != 4 || atoi(argv[1]) < 200) {
		fprintf(stderr, "usage: yardstick OFFICIALS SEED FOLDER\n"
			"200 officials at least\n");
		return 2;
	}
	for (seed = strtoull(argv[2], NULL, 10) + 1; seed; seed /= 2) {
		p.random ^= seed * 0x9e3779b97f4a7c15u;
		random_word(&p);
	}
	grow_units(&p, atoi(argv[1]));
	fill_people(&p);
	break_people(&p);
	break_units(&p);
	write_plans(&p);
	write_syncs(&p);
	mkdir(argv[3], 0777);
	tell_truth(&p, argv[3]);
	make_folder(argv[3], "plain", path);
	write_plain(&p, path);
	make_folder(argv[3], "tables", path);
	write_tables(&p, path);
	return 0;
}
