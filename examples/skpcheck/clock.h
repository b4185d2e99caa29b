/* SPDX-License-Identifier: MIT */
/* The time of day. */
#ifndef CLOCK_H
#define CLOCK_H

enum { CLOCK_CAP = 64 };

/* Writes this instant as YYYY-MM-DDTHH:MM:SS+07:00. */
void clock_now(char buf[CLOCK_CAP]);

#endif
