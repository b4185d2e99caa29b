/* SPDX-License-Identifier: MIT */
/* --baseline: findings that are known. */
#ifndef BASELINE_H
#define BASELINE_H

struct session;

/* Both give EXIT_CLEAN, or another exit status after a message. */
/* Reads the file, if it was given. */
int baseline_read(struct session *s);
/* Hides in the report what it knows, and tells of entries that hide
 * nothing. */
int baseline_hide(struct session *s);

#endif
