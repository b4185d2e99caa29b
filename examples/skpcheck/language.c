/* SPDX-License-Identifier: MIT */
/* language.c - which language the user is spoken to. */
#include <stdlib.h>
#include <string.h>

#include "language.h"
#include "text.h"

/* The first variable that says something; all but `en` means Indonesian. */
static bool english_by_environment(void)
{
	static const char *const names[] = {
		"SKPCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return !strncmp(value, "en", 2);
	}
	return false;
}

bool language_english(int argc, char **argv)
{
	bool english = english_by_environment();

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		size_t n = strcspn(argv[i], "=");
		const char *value = argv[i][n] ? argv[i] + n + 1 : argv[i + 1];

		if (n >= 3 && !strncmp(argv[i], "--lang", n) && value)
			english = text_alike(value, "en");
	}
	return english;
}
