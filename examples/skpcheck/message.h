/* SPDX-License-Identifier: MIT */
/* Messages to standard error. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <skpcheck.h>

/* Prints "skpcheck: " and the text, in which each {} takes the next of the
 * `const char *` arguments, made harmless for a terminal. */
void complain(const char *text, ...);
/* Prints "file:line:column: text", without the parts that are not known;
 * `what` (an option, may be NULL) stands in front if there is no file. */
void complain_error(const skp_error *err, const char *what);
/* The exit status for an error of the library. */
int error_status(const skp_error *err);

#endif
