/* SPDX-License-Identifier: MIT */
/* The judgement after edits in place: what they can have changed is judged
 * again, and which subjects may now be found otherwise is said. All else
 * stays. What cannot be followed link by link makes the patch stale: the
 * caller then judges afresh. */
#ifndef SKP_INDEX_PATCH_H
#define SKP_INDEX_PATCH_H

#include "index.h"
#include "seal_patch.h"

/* A set of rows, as bits and as a list. */
struct marks {
	uint64_t *bit;
	uint64_t n; /* bits */
	struct ids list;
};

/* Who refers to a person as their atasan: at least those who do. */
struct backward {
	uint32_t *first, *row; /* as when it was made */
	uint64_t n, rows;
	struct ids more; /* since: pairs of atasan and row */
};

struct row_ref {
	uint32_t table, row;
};

struct patching {
	struct mem *mem;
	struct judgement *j;
	struct asker a;
	/* kept from one patch to the next */
	uint32_t *appraised; /* by unit: how many people it appraises */
	uint32_t *below, *beside, *before; /* units by their next: NONE ends */
	uint8_t *special;    /* by unit: whom a head above it concerns */
	struct backward back[2]; /* people, SKP; made when first asked for */
	uint64_t nhead;	     /* when the patches began */
	/* subjects to be judged again */
	struct marks pegawai, skp, unor;
	struct row_ref *row; /* of the other tables */
	uint64_t nrow, crow;
	/* what one patch goes by: people, units */
	struct marks own, atasan, events, flags, heads, org, members, region,
		seed;
	bool notes; /* may tell other things than before */
	bool roots; /* the root of units has changed that no subject shows */
	bool stale, fail;
};

bool patching_init(struct patching *p, struct mem *mem, struct judgement *j);
void patching_free(struct patching *p);
/* Patches the judgement for these touches. Nothing is as it was, and all is to
 * be made afresh, if it is stale or fails. */
void patching_run(struct patching *p, const struct touch *t, uint64_t n);
/* Forgets the subjects. */
void patching_clear(struct patching *p);

bool marks_init(struct mem *mem, struct marks *s, uint64_t n);
void marks_free(struct mem *mem, struct marks *s);
void marks_clear(struct marks *s);
static inline bool marked(const struct marks *s, uint32_t i)
{
	return i < s->n && s->bit[i >> 6] >> (i & 63) & 1;
}

/* ---- inside ---- */

/* Is it a new mark? No memory sets p->fail. */
bool mark(struct patching *p, struct marks *s, uint32_t i);
/* A person as subject, with all rows of theirs. */
void mark_own(struct patching *p, uint32_t pegawai);
void mark_slice(struct patching *p, struct marks *s, struct slice rows);
/* Calls fn for each unit on which the person has an assignment or whose
 * pemimpin they are. */
void units_of(struct patching *p, uint32_t pegawai,
	void (*fn)(struct patching *p, uint32_t pegawai, uint32_t unor));
/* Everybody whose right atasan, or what is said with it, may depend on the
 * heads and SKP of the units marked. */
void mark_climbers(struct patching *p);
void mark_special(struct patching *p);
bool special_init(struct patching *p);
/* Everybody whose recorded atasan is one of those marked. */
void mark_bawahan(struct patching *p);
void bawahan_note(struct patching *p, uint32_t table, uint32_t row);
void bawahan_free(struct patching *p);
/* Next units, appraisers, roots and sums along the chain. */
bool chain_init(struct patching *p);
void chain_org(struct patching *p, uint32_t unor);
void chain_patch(struct patching *p);

#endif
