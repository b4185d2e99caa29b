/* SPDX-License-Identifier: MIT */
/* What the plan's writers share. */
#ifndef SKP_PLAN_WRITE_H
#define SKP_PLAN_WRITE_H

#include "plan.h"

/* A plan as one writing shows it: the whole, or a part of it. */
struct view {
	struct writer w;
	const skp_plan *p;
	const char *actor; /* a token, NULL: all */
	uint32_t pegawai;  /* or a person's own, NONE */
	uint32_t unor;	   /* only at and below it, NONE */
	uint32_t *first, *next; /* edges by `after`: 1 + number, 0: none */
};

bool view_step(const struct view *v, const struct step *s);
bool view_unplanned(const struct view *v, const struct met *m);
/* The n-th step to take, from 0. */
const struct step *view_at(const struct view *v, uint64_t n);

void plan_write_text(struct view *v);
void plan_write_jsonl(struct view *v);
void plan_write_json(struct view *v);
void plan_write_csv(struct view *v);
void plan_write_dot(struct view *v);

#endif
