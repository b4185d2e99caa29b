/* SPDX-License-Identifier: MIT */
/* How long one person's explanation takes once the data are loaded and sealed:
 * of people all over the country, each for the first time.
 *
 *	explain FOLDER
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <skpcheck.h>

enum { PEOPLE = 201, LINE = 256 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int32_t count(void *ctx, const char *bytes, uint64_t len)
{
	(void)bytes;
	*(uint64_t *)ctx += len;
	return 0;
}

/* NIP from all over the table of people: every n-th row's first cell. */
static int pick(const char *folder, char nip[PEOPLE][LINE])
{
	char path[4096], line[LINE];
	long rows = 0, n = 0, step;
	int found = 0;
	FILE *f;

	snprintf(path, sizeof(path), "%s/pegawai.csv", folder);
	f = fopen(path, "r");
	if (!f)
		return 0;
	while (fgets(line, sizeof(line), f))
		rows++;
	rewind(f);
	step = rows / PEOPLE > 3 ? rows / PEOPLE : 3;
	while (found < PEOPLE && fgets(line, sizeof(line), f))
		if (n++ && n % step == 2) {
			line[strcspn(line, ",")] = 0;
			strcpy(nip[found++], line);
		}
	fclose(f);
	return found;
}

int main(int argc, char **argv)
{
	static char nip[PEOPLE][LINE];
	skp_error err = SKP_INIT(skp_error);
	skp_model *m = NULL;
	skp_checker *c = NULL;
	skp_reason *q;
	double ms[PEOPLE], start;
	uint64_t bytes = 0;
	int n = argc > 1 ? pick(argv[1], nip) : 0, i, blocked = 0;

	if (!n || skp_model_new(NULL, &m, &err) ||
		skp_model_load(m, argv[1], NULL, &err) ||
		skp_model_seal(m, &err) || skp_checker_new(NULL, &c, &err) ||
		skp_checker_set(c, "pada", "2026-01-20", &err)) {
		fprintf(stderr, "%s: %s\n", argv[0], err.text);
		return 2;
	}
	for (i = 0; i < n; i++) {
		start = now();
		if (skp_explain(c, m, nip[i], -1, &q, &err) ||
			skp_reason_write(q, "text", NULL, count, &bytes,
				&err)) {
			fprintf(stderr, "%s: %s\n", argv[0], err.text);
			return 2;
		}
		ms[i] = now() - start;
		blocked += skp_reason_int(q, SKP_REASON_PEGAWAI, 0,
			SKP_R_BLOCKED) == 1;
		skp_reason_free(q);
	}
	qsort(ms, (size_t)n, sizeof(*ms), by_time);
	printf("explain of %d people (%d blocked), explained and written: "
		"median %.1f ms, 95 %% under %.1f ms, worst %.1f ms\n", n,
		blocked, ms[n / 2], ms[n * 95 / 100], ms[n - 1]);
	skp_checker_free(c);
	skp_model_free(m);
	return 0;
}
