/* SPDX-License-Identifier: MIT */
/* A policy as --policy names it: one that comes along, or a file. */
#ifndef POLICY_H
#define POLICY_H

#include <skpcheck.h>

struct options;

/* Lays it over the checker's; 0 or the library's error. */
int32_t policy_lay(skp_checker *c, const char *which, skp_error *err);
/* Tells why o->policy could not be laid; an exit status. */
int policy_failed(const struct options *o, const skp_error *err);

#endif
