/* SPDX-License-Identifier: MIT */
/* The catalogue's steps for some findings, as acts of people in the order in
 * which they must be done. */
#ifndef SKP_STEPS_H
#define SKP_STEPS_H

#include "report.h"

/* Who acts, by the words with which a line of the catalogue begins; sorted as
 * the global order of repairs has them. */
enum role { ROLE_PEMASOK, ROLE_ADMIN, ROLE_DINAS, ROLE_OPERATOR, ROLE_HEAD,
	ROLE_MEMBER };

/* Systems that a step touches, as bits; names and policy keys beside them. */
enum { SYSTEM_SIASN, SYSTEM_EKINERJA, SYSTEM_DAPODIK, SYSTEM_VERVALSP,
	SYSTEM_VERVALPTK, SYSTEM_RUANGGTK, SYSTEMS };
extern const char *const system_names[SYSTEMS];

/* A line of a rule's steps. spare: what to do if the others did not help. */
struct step_line {
	uint8_t rule, line;
	bool spare;
	bool profile; /* about a person's row, not a unit */
	uint32_t finding;
	uint32_t step; /* that it belongs to; STEP_NONE: dropped */
};
enum { STEP_NONE = 0xffffffff };
/* Findings of a report that become steps, the first in its order: as many as
 * anybody could act upon, however bad the data. */
enum { STEPS_FINDINGS = 500 };

struct step {
	uint8_t role, level;
	bool own; /* of a head: some line is about their own unit */
	uint32_t pegawai, unor; /* who acts and where, NONE: not known */
	uint32_t finding;	/* the first that asks for it */
	uint32_t systems;
	int32_t wait; /* days, 0: none or nothing follows */
	uint32_t blocked_total;
	uint32_t after, nafter; /* in steps.after */
};

struct steps {
	struct mem *mem;
	const skp_report *r;
	uint32_t member; /* the person who waits */
	struct step *step;
	uint64_t n, cap;
	struct step_line *line; /* step by step */
	uint64_t nline, cline;
	struct ids after;
};

/* What must be done so that one person can go on. */
int32_t steps_make(struct steps *s, struct mem *mem, const skp_report *r,
	uint32_t pegawai, skp_error *err);
void steps_free(struct steps *s);

/* ---- inside ---- */

struct act {
	enum role role;
	bool own; /* for their own unit or row */
	uint32_t pegawai, unor;
};

/* A rule's k-th line without its number; p NULL: there is none. */
struct text catalogue_line(const skp_checker *c, uint32_t rule, uint32_t k,
	int32_t lang);
bool text_begins(struct text t, const char *s);
bool text_holds(struct text t, const char *s);
bool about_unor(const struct finding *f);
/* Who in particular must act where a line of the finding's steps names an
 * actor. */
struct act act_of(const struct steps *s, const struct finding *f,
	struct text actor);
/* Sorts, then says what waits for what; false without memory. */
bool steps_order(struct steps *s);

/* ---- asking ---- */

/* A line's words without its number; *actor: who acts, the part before the
 * colon, whose text *rest follows; else who repairs what the rule finds. */
void step_words(const skp_checker *c, const struct step_line *l, int32_t lang,
	struct text *actor, struct text *rest);
/* The k-th line of a step, NULL if there is none. */
const struct step_line *step_line(const struct steps *s, uint64_t step,
	uint32_t k);

#endif
