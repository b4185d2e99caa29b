/* SPDX-License-Identifier: MIT */
/* Would the other order of two steps fail? What can be told of it without
 * trying: whether the earlier one brings about what the later one mends, or
 * makes what it does hold. */
#include "plan.h"

bool step_has_events(const skp_plan *p, const struct step *s)
{
	uint32_t i;

	for (i = s->change; i; i = p->change[i - 1].next)
		if (p->change[i - 1].table == SKP_TABLE_KEJADIAN)
			return true;
	return false;
}

/* Was something that s mends first seen after the round of o? */
static bool brings(const skp_plan *p, const struct step *s,
	const struct step *o)
{
	uint32_t i;

	for (i = s->fix; i; i = p->fix[i - 1].next)
		if (p->fix[i - 1].since == o->round + 1)
			return true;
	return false;
}

/* Does the step add an SKP that bears its instant? */
static bool dates_skp(const skp_plan *p, const struct step *s)
{
	const struct change *c;
	uint32_t i, k;

	for (i = s->change; i; i = c->next) {
		c = &p->change[i - 1];
		for (k = 0; c->table == SKP_TABLE_SKP &&
			c->kind == CHANGE_ADD && k < c->n; k++)
			if (p->pair[c->pair + k].field == SKP_dibuat)
				return true;
	}
	return false;
}

static bool after_publication(const skp_plan *p, const struct step *s,
	const struct step *o)
{
	if (s->act == ACT_buat_skp)
		return s->above == o->unor && dates_skp(p, o);
	return s->above == o->unor && brings(p, s, o);
}

bool plan_likely(const skp_plan *p, const struct edge *e)
{
	const struct step *s = &p->step[e->step], *o = &p->step[e->after];

	switch ((enum act)o->act) {
	case ACT_sinkron_kepala:
		return s->leader == o->pegawai && step_has_events(p, s);
	case ACT_terbitkan_skp:
		return after_publication(p, s, o);
	case ACT_tetapkan_kepala:
	case ACT_pilih_kepala:
		return (s->above == o->unor || s->unor == o->unor) &&
			brings(p, s, o);
	case ACT_daftar_pegawai:
	case ACT_daftar_unor:
	case ACT_aktifkan_unor:
	case ACT_buat_skp:
		return brings(p, s, o);
	default:
		return false;
	}
}
