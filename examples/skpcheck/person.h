/* SPDX-License-Identifier: MIT */
/* Explaining one person. */
#ifndef PERSON_H
#define PERSON_H

struct options;

/* The first operand is an id or NIP, the others are inputs. */
int explain_person(const struct options *o);

#endif
