/* SPDX-License-Identifier: MIT */
/* Preloaded by the locale stages: every program runs in the locale of its
 * environment, whether it asks for that or not. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((constructor)) static void take_locale(void)
{
	const char *got = setlocale(LC_ALL, "");

	if (getenv("SKP_EXPECT_LOCALE") && !got) {
		fputs("the locale is not there\n", stderr);
		_Exit(97);
	}
}
