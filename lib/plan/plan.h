/* SPDX-License-Identifier: MIT */
/* The repair plan: who does what, first things first.
 *
 * Planning goes in rounds on a copy of the model: check; give each finding of
 * the lowest level that can be acted on a step; carry the steps out on the
 * copy; check again, until nothing is left but what cannot be planned. What a
 * round's steps brought about is thus met by later steps. Then dependencies
 * are drawn, rings among them cut and reported, and the steps put in order. */
#ifndef SKP_PLAN_H
#define SKP_PLAN_H

#include "../report.h"

enum act {
#define ACT(name, level, actor, system, decision, id, en) ACT_##name,
#include "acts.def"
#undef ACT
	ACTS
};

struct act_info {
	const char *name;
	uint8_t level, decision;
	const char *actor, *system, *text[2];
};
extern const struct act_info act_info[ACTS];

enum reason {
#define REASON(name, id, en) REASON_##name,
#include "reasons.def"
#undef REASON
	REASONS
};

/* ---- what a step changes ---- */

/* A cell of a change: text `say` of the plan's texts, or the instant of the
 * step. */
enum { SAY_NOW = 0xffffffff };
struct pair {
	uint8_t field;
	uint32_t say;
};

enum change_kind { CHANGE_SET, CHANGE_ADD, CHANGE_REMOVE, CHANGE_IMPLY };
struct change {
	uint8_t kind, table, n;
	uint32_t row;	/* SET, REMOVE */
	uint32_t added; /* SET on an SKP that a step adds: its id; else 0 */
	uint32_t pair;	/* first of n */
	uint32_t next;	/* 1 + the step's next change, 0: none */
};

/* A finding as the plan remembers it. */
struct met {
	uint64_t key;
	uint8_t rule, table, level;
	uint32_t pegawai, unor; /* rows, NONE */
	uint32_t id;   /* its printed id, in the plan's texts */
	bool person;   /* which is a person's */
	uint32_t since; /* rounds done when first seen; 0: from the start */
	uint8_t reason; /* of what cannot be planned */
	uint32_t step; /* whose claim it is, while claims are settled */
	uint32_t next; /* of a step's fixes: 1 + the next, 0: none */
};

struct step {
	uint8_t act, level;
	bool decision;
	bool org; /* the SKP it makes counts as an SKP Organisasi */
	uint32_t pegawai, unor; /* rows of the plan's model, NONE */
	uint32_t above; /* the unit whose head it depends on, NONE */
	uint32_t leader; /* the head whose sync it must wait for, NONE */
	uint32_t at;	/* when the planner carried it out, from 1 */
	uint32_t value; /* {nilai}, in the plan's texts */
	bool value_person; /* which is a person's id */
	uint32_t change, last_change; /* 1 + first, 1 + last; 0: none */
	uint32_t fix, last_fix, fixes;
	uint32_t unblocks, weight;
	uint32_t round;
	uint32_t n; /* place in the order, from 1 */
	uint32_t ring; /* its ring among repairs, from 1; 0: none */
};

/* Step `step` comes after step `after`. */
struct edge {
	uint32_t step, after;
	bool proven;
};

struct set { /* of 64-bit keys, with a number each */
	uint64_t *key;
	uint32_t *value;
	uint64_t n, mask; /* slots - 1; none yet: key is NULL */
};
bool set_put(struct mem *mem, struct set *s, uint64_t key, uint32_t value);
bool set_get(const struct set *s, uint64_t key, uint32_t *value);
void set_clear(struct mem *mem, struct set *s);

struct skp_plan {
	struct handle h;
	struct mem mem;
	const skp_model *first; /* as it was given */
	uint64_t changes; /* of it, when the plan was made */
	const skp_checker *c;
	skp_progress *progress;
	int64_t pada;
	skp_model *model;   /* with all steps carried out */
	skp_report *report; /* of it */
	int32_t source;	    /* under which it adds rows, -1: none yet */
	uint64_t base[SKP_TABLES]; /* rows before the first step */
	struct names texts;
	struct step *step;
	uint64_t nstep, cstep;
	struct change *change;
	uint64_t nchange, cchange;
	struct pair *pair;
	uint64_t npair, cpair;
	struct met *fix;
	uint64_t nfix, cfix;
	struct edge *edge; /* by step, then in the order of the plan */
	uint64_t nedge, cedge;
	struct met *unplanned;
	uint64_t nunplanned, cunplanned;
	struct ids ring; /* members of each ring, in order, ended by NONE */
	uint64_t nring;
	uint32_t *order; /* steps in the order to take them */
};

/* ---- building ---- */

struct planner {
	skp_plan *p;
	skp_report *r; /* of the copy as it is now */
	uint64_t *key; /* of its findings, in the order of the report */
	uint64_t nkey; /* room */
	struct asker a;
	struct set done;  /* findings that a step claims or that cannot be */
	struct set known; /* findings -> rounds done when first seen */
	struct set steps; /* key of a step -> 1 + its number */
	uint32_t round, people, skps; /* placeholders and SKP so far */
	uint32_t clock; /* steps carried out */
	uint8_t entry[RULES]; /* 1 + how repair.c goes about a rule, 0: not */
	bool fail; /* no memory */
	skp_error *err;
};

enum outcome { PLANNED, WAITING, REFUSED /* + enum reason */ };

/* One finding of the report: what is to be done. */
int32_t repair(struct planner *k, const struct finding *f);
/* Which kind of round a rule's repair belongs to, 0 to 3. */
enum { REPAIR_GROUPS = 4 };
uint32_t repair_group(const struct planner *k, uint32_t rule);
void repair_init(struct planner *k);

/* By kind of fault: the result is PLANNED, WAITING or REFUSED + reason. */
int32_t repair_baris(struct planner *k, const struct finding *f);
int32_t repair_rujukan(struct planner *k, const struct finding *f);
int32_t repair_unor_nonaktif(struct planner *k, const struct finding *f);
int32_t repair_kepala_lama(struct planner *k, const struct finding *f);
int32_t repair_tanpa_kepala(struct planner *k, const struct finding *f);
int32_t repair_dua_kepala(struct planner *k, const struct finding *f);
int32_t repair_atasan(struct planner *k, const struct finding *f);
int32_t repair_urutan(struct planner *k, const struct finding *f);
int32_t repair_kepala_kotor(struct planner *k, const struct finding *f);
int32_t repair_org(struct planner *k, const struct finding *f);
int32_t repair_org_atas(struct planner *k, const struct finding *f);
int32_t repair_klaim(struct planner *k, const struct finding *f);
int32_t repair_skp_kepala(struct planner *k, const struct finding *f);
int32_t repair_skp_dini(struct planner *k, const struct finding *f);
int32_t repair_rhk(struct planner *k, const struct finding *f);
int32_t repair_plt(struct planner *k, const struct finding *f);
int32_t repair_tanpa_skp(struct planner *k, const struct finding *f);
int32_t repair_lewat_batas(struct planner *k, const struct finding *f);
int32_t repair_identitas(struct planner *k, const struct finding *f);
int32_t repair_akun(struct planner *k, const struct finding *f);
int32_t repair_profil(struct planner *k, const struct finding *f);
int32_t repair_sekolah(struct planner *k, const struct finding *f);
int32_t repair_gtk(struct planner *k, const struct finding *f);

/* Shared by them. */
struct text pegawai_text(const struct planner *k, uint32_t row);
struct text unor_text(const struct planner *k, uint32_t row);
/* Two events of the person at the instant of the step, if there is a log. */
void change_events(struct planner *k, struct step *s, uint32_t pegawai,
	const char *first, const char *then);
/* Is a reference by their printed id one to them? */
bool addressable(const struct planner *k, uint32_t pegawai);
/* Adds an SKP to the step; `organisasi` or `individu`. */
void change_skp(struct planner *k, struct step *s, uint32_t pegawai,
	uint32_t unor, const char *jenis, bool plt);
/* A unit that they head by D, TT, PJ or as pemimpin, of several the one of the
 * least id; NONE. */
uint32_t headed(const struct planner *k, uint32_t pegawai);
struct expected plan_expected(struct planner *k, uint32_t pegawai,
	uint32_t unor);

uint64_t finding_key(const skp_report *r, const struct finding *f);
/* The step of this act for this person, unit and further key; *fresh: it is
 * new and has no changes yet. NULL: no memory. */
struct step *step_of(struct planner *k, enum act act, uint32_t pegawai,
	uint32_t unor, uint32_t key, bool *fresh);
/* The first step of the act that the person got in this round, NULL if none. */
struct step *step_find(const struct planner *k, enum act act,
	uint32_t pegawai);
void step_fixes(struct planner *k, struct step *s, const struct finding *f);
/* Puts number fix - 1 last among what a step fixes; takes a key out of it. */
void step_claims(skp_plan *p, struct step *s, uint32_t fix);
void step_disclaims(skp_plan *p, struct step *s, uint64_t key);
void met_of(struct planner *k, const struct finding *f, struct met *to);
uint32_t keep(struct planner *k, struct text t);
uint32_t keep_str(struct planner *k, const char *s);
uint32_t keep_day(struct planner *k, int32_t day);
/* Adds a change to a step; its pairs follow by change_pair. */
void change_set(struct planner *k, struct step *s, uint32_t table,
	uint32_t row, uint32_t field, uint32_t said);
void change_row(struct planner *k, struct step *s, enum change_kind kind,
	uint32_t table, uint32_t row, uint32_t n, const struct pair *pairs);

/* The plan's parts. */
int32_t plan_check(const skp_plan *p, skp_error *err);
/* Would the other order fail, as far as that can be told without trying? */
bool plan_likely(const skp_plan *p, const struct edge *e);
bool step_has_events(const skp_plan *p, const struct step *s);
/* Gives each claim to the step that makes it true, and labels every edge by
 * trying the other order. */
int32_t plan_label(skp_plan *p, skp_error *err);
int32_t plan_rounds(struct planner *k);
/* Draws what each step waits for; false without memory. */
bool plan_draw(skp_plan *p);
/* Finds rings among the steps and cuts them open; lists their members once the
 * order stands. false: no memory. */
bool plan_cut_rings(skp_plan *p);
bool plan_list_rings(skp_plan *p);
/* Orders the steps. */
int32_t plan_order(skp_plan *p, struct planner *k);
/* Carries out step i on the model, which opens, at an instant. */
int32_t plan_apply(const skp_plan *p, uint32_t i, skp_model *m,
	int32_t source, int64_t at, skp_error *err);
int32_t plan_source(skp_model *m, int32_t *ret, skp_error *err);
/* From a sealed copy events and views after pada go: they do not exist yet and
 * must not come about between two steps. */
int32_t plan_forget(skp_model *m, int64_t pada, skp_error *err);
/* Steps that must come before step i: edges [first, end). */
void plan_after(const skp_plan *p, uint32_t i, uint64_t *first,
	uint64_t *end);
struct text plan_say(const skp_plan *p, uint32_t said);
/* What is left when all is done that can be: by key. */
bool plan_unplanned(struct planner *k, const struct finding *f,
	enum reason why);

/* ---- as text ---- */

/* Its actor's token: a kepala sekolah is told from other heads. */
const char *plan_actor(const skp_plan *p, const struct step *s);
/* Is it done by the step's person, not about them? */
bool plan_own_act(const struct step *s);
/* Is there such an actor, in steps or rules? */
bool plan_is_actor(const skp_plan *p, const char *token);
/* How many steps it waits for, and the k-th of them, NULL if there is none. */
int64_t plan_edges(const skp_plan *p, const struct step *s);
const struct edge *plan_edge(const skp_plan *p, const struct step *s,
	uint32_t k);
/* Appends a field (SKP_PLAN_*), of a list its element k. */
void step_put(struct writer *w, const skp_plan *p, const struct step *s,
	int32_t field, uint32_t k);
int64_t step_int(const skp_plan *p, const struct step *s, int32_t field);
void unplanned_put(struct writer *w, const skp_plan *p, const struct met *m,
	int32_t field);
/* "ORG301 U1" */
void plan_put_fix(struct writer *w, const skp_plan *p, const struct met *m);

#endif
