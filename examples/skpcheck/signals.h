/* SPDX-License-Identifier: MIT */
/* Signals that would end the process wait while something is unfinished, so
 * that it can be taken away first. That needs no handler and so no global
 * state. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct signals {
	sigset_t held;
	bool on;
};

void signals_hold(struct signals *s);
/* Has one come meanwhile? */
bool signals_come(const struct signals *s);
/* One that came ends the process here. */
void signals_release(struct signals *s);

#endif
