/* SPDX-License-Identifier: MIT */
/* --help and --version. */
#ifndef HELP_H
#define HELP_H

struct options;

int command_help(const struct options *o);

#endif
