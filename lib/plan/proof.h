/* SPDX-License-Identifier: MIT */
/* Between the parts of the proof. */
#ifndef SKP_PROOF_H
#define SKP_PROOF_H

#include "plan.h"

/* A copy of the model at some place of the plan, and what is found there. */
struct stage {
	struct mem mem;
	skp_model *m;
	skp_report *r;
	struct set found; /* keys of findings */
};

struct proof {
	skp_plan *p;
	/* write the labels, or give claims to whose they are, instead of
	 * comparing them */
	bool label, settle;
	struct set claims; /* settling: key -> 1 + number in fix */
	struct mem mem;
	int32_t source; /* under which steps add rows */
	struct stage now;
	skp_error *err;
};

void stage_free(struct stage *s);
int32_t stage_copy(const struct proof *v, const skp_model *m,
	struct stage *to);
int32_t stage_apply(const struct proof *v, struct stage *s, uint32_t step,
	uint64_t second);
int32_t stage_check(const struct proof *v, struct stage *s, uint64_t second);
/* With all done that comes before the step: is each step that waits for it
 * labelled rightly? */
int32_t prove_after(struct proof *v, uint32_t step);

/* Settling: at the begin; after a step, with what was found before it; at the
 * end. */
int32_t claims_begin(struct proof *v);
void claims_settle(struct proof *v, uint32_t step,
	const struct set *found);
int32_t claims_end(struct proof *v);

#endif
