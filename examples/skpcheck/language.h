/* SPDX-License-Identifier: MIT */
/* Which language the user is spoken to. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>

/* By --lang wherever it stands, so that every message speaks it; else by the
 * environment; else Indonesian. */
bool language_english(int argc, char **argv);

#endif
