/* SPDX-License-Identifier: MIT */
/* The same of a long way up from a unit to that of the appraiser: what its
 * units say together is kept at each of them, for all who come by. */
#include "turns.h"

static bool way_keep(struct run *r, uint64_t key, struct verge v)
{
	struct turns *all = &r->turns;
	void *p = all->verge;
	bool room = mem_reserve(r->mem, &p, &all->cverge, all->nverge + 1,
		sizeof(v));

	all->verge = p;
	if (!room || !memo_put(r->mem, &all->way, key, (uint32_t)all->nverge))
		return false;
	all->verge[all->nverge++] = v;
	return true;
}

/* Up to the end, or to where what is above is known. */
static struct verge way_climb(struct run *r, uint32_t unor, uint32_t end,
	struct ids *trail)
{
	uint32_t i;

	while (unor != NONE && trail->n <= r->j->units && !r->fail) {
		i = memo_get(&r->turns.way, memo_key(unor, end));
		if (i != MEMO_NONE)
			return r->turns.verge[i];
		r->fail |= !ids_add(r->mem, trail, unor);
		unor = unor == end ? (uint32_t)NONE : parent_of(r->m, unor);
	}
	return verge_none();
}

bool way_turned(struct run *r, const struct months *m, uint32_t unor,
	uint32_t end)
{
	struct ids trail = {NULL, 0, 0};
	struct verge v = way_climb(r, unor, end, &trail);
	uint32_t u;

	while (trail.n && !r->fail) {
		u = trail.v[--trail.n];
		heads_verge(r, m, u, &v);
		r->fail |= !way_keep(r, memo_key(u, end), v);
	}
	ids_free(r->mem, &trail);
	return !r->fail && verge_missing(m, v);
}
