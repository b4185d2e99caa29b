/* SPDX-License-Identifier: MIT */
/* Who waits for whom as a graph: units, people, and what ties them, chosen so
 * that it can be looked at. Writers draw it. */
#ifndef SKP_GRAPH_H
#define SKP_GRAPH_H

#include "report.h"

enum { GRAPH_LIMIT = 200 }; /* units that are drawn unless more are asked */

enum edge_kind {
	EDGE_PARENT,   /* unit -> the unit above it */
	EDGE_NEXT,     /* unit -> next appraising unit of the chain */
	EDGE_BLOCKED,  /* unit -> appraising unit for which `count` wait */
	EDGE_MEMBER,   /* person -> their unit */
	EDGE_EXPECTED, /* person -> who should be their atasan */
	EDGE_RECORDED, /* person -> who is recorded, where that is another */
	EDGE_HEADS,    /* person -> a unit that they head */
	EDGE_KINDS
};
extern const char *const edge_words[EDGE_KINDS];

/* Nodes are numbered: units first, then people. */
struct edge {
	uint32_t from, to, kind, count;
};

enum { ROLE_SUBJECT, ROLE_EXPECTED, ROLE_RECORDED, ROLES };
extern const char *const role_words[ROLES];

struct person {
	uint32_t row;	/* NONE: in no table */
	uint32_t name;	/* in ids, if row is NONE */
	uint32_t role;
};

/* A unit in scope, and what brings it forward. */
struct pick {
	uint32_t unor;
	uint32_t class_; /* 0: the one asked for, 1: above it, 2: below */
	uint32_t depth;
	uint32_t total; /* blocked_total */
};

struct graph {
	const skp_report *r; /* a judgement without findings */
	const skp_model *m;
	const struct judgement *j;
	struct mem *mem;
	struct writer *w;
	uint32_t limit;
	uint32_t subject; /* person, NONE */
	uint32_t only;	  /* instansi, NONE */
	struct pick *pick;
	uint64_t n, cap;
	uint8_t *seen;	 /* by unit: in pick */
	struct ids unor; /* those drawn, by printed id */
	uint32_t *node;	 /* unit -> 1 + its node, 0: not drawn */
	struct person *person;
	uint64_t people, cpeople;
	uint32_t *tally;  /* by node, while edges are made */
	struct edge *edge;
	uint64_t edges, cedges;
	uint64_t cut; /* units in scope that are not drawn */
};

/* graph_scope.c: which units; false without memory. */
bool scope_all(struct graph *g);
bool scope_unor(struct graph *g, uint32_t unor);
bool scope_pegawai(struct graph *g, uint32_t pegawai);
bool scope_take(struct graph *g, bool with_above);

/* graph_edges.c */
bool graph_people(struct graph *g);
bool graph_edges(struct graph *g);

/* Does the unit's SKP Organisasi matter: does anybody rest on it? */
static inline bool unit_needed(const struct judgement *j, uint32_t u)
{
	return j->unor[u] & U_APPRAISING || j->blocked_total[u] > 0;
}
/* Must its head act first? */
static inline bool unit_is_root(const struct judgement *j, uint32_t u)
{
	return j->blocked_total[u] > 0 && j->root[u] == u;
}
const char *org_word(const struct judgement *j, uint32_t unor);
const char *org_said(const struct judgement *j, uint32_t unor, int32_t lang);

/* report/ */
int32_t write_dot(struct graph *g);
int32_t write_graph_json(struct graph *g);

#endif
