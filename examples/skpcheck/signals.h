/* SPDX-License-Identifier: MIT */
/* Signals that would end the process wait while something is unfinished, so
 * that it can be taken away first. That needs no handler and so no global
 * state. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct watch;

struct signals {
	sigset_t held, before;
	bool on;
	struct watch *watch;
};

/* watch: is told that something is unfinished; NULL: none. */
void signals_hold(struct signals *s, struct watch *watch);
/* Has one come meanwhile? */
bool signals_come(const struct signals *s);
/* One that came ends the process here, or soon if there is a watch. */
void signals_release(struct signals *s);

#endif
