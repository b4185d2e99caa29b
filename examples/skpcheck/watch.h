/* SPDX-License-Identifier: MIT */
/* A second thread that watches the first: it tells on standard error how far
 * the work is, and takes the signals that would end the process, so that what
 * is unfinished can be taken back first. Everything takes NULL: no watch. */
#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>

#include <skpcheck.h>

struct options;
struct watch;

/* NULL without memory or a thread: then all goes on unwatched. */
struct watch *watch_begin(const struct options *o);
/* Takes the line away; a signal that came ends the process here. */
void watch_end(struct watch *w);
/* For the calls of the library; it is stopped when a signal comes. */
skp_progress *watch_progress(const struct watch *w);
/* While a file is unfinished a signal waits, however long the work takes;
 * else the process ends soon, whatever the library is waiting for. */
void watch_hold(struct watch *w, bool unfinished);
/* From now on standard error, or its terminal, is somebody else's. */
void watch_silence(struct watch *w);

#endif
