/* SPDX-License-Identifier: MIT */
/* Feeds every file of a fuzz target's corpus to it, without libFuzzer: what
 * fuzzing once found stays found. TAP. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	long size = -1;
	int bad = 1;

	if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0) {
		rewind(f);
		/* exactly as long as the file: ASan sees a byte too many */
		data = malloc(size ? (size_t)size : 1);
		if (data && fread(data, 1, (size_t)size, f) == (size_t)size)
			bad = LLVMFuzzerTestOneInput(data, (size_t)size) != 0;
	}
	free(data);
	if (f)
		fclose(f);
	return bad;
}

int main(void)
{
	const char *top = getenv("top_srcdir");
	char folder[4096], path[5000];
	struct dirent *entry;
	int n = 0, failed = 0;
	DIR *dir;

	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/" CORPUS,
		top ? top : ".");
	dir = opendir(folder);
	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		printf("# %s\n", entry->d_name);
		fflush(stdout); /* names the culprit if the next call dies */
		if (replay(path)) {
			printf("not ");
			failed = 1;
		}
		printf("ok %d - " CORPUS " %s\n", ++n, entry->d_name);
	}
	if (dir)
		closedir(dir);
	if (n == 0)
		printf("not ok 1 - no corpus in %s\n1..1\n", folder);
	else
		printf("1..%d\n", n);
	return failed || n == 0;
}
