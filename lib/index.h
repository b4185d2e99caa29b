/* SPDX-License-Identifier: MIT */
/* The judgement: what sealed facts mean under a policy at an instant. Active,
 * kind of unit, heads, expected, org, chain, blocked: whatever needs more
 * than one subject is computed here once, in memory that the report owns, so
 * that a rule only looks. */
#ifndef SKP_INDEX_H
#define SKP_INDEX_H

#include "memo.h"
#include "model.h"
#include "policy.h"

enum { NONE = 0xffffffff };
/* The first day of a period without a beginning: before all that is dated. */
enum { DAY_ALWAYS = -0x20000000 };

/* Codes of one column: value per word, and whether some word is unknown. A
 * judgement about one person looks a word up when first asked for it. */
struct codes {
	int16_t *of; /* by name in words; CODES_UNSEEN: not looked up */
	uint64_t n;
	bool unknown;
};
enum { CODES_UNSEEN = -2 };

enum code_column {
	C_UNOR_ESELON, C_UNOR_JENIS, C_PEGAWAI_JENIS, C_PEGAWAI_KEDUDUKAN,
	C_PEGAWAI_JABATAN, C_PEGAWAI_ESELON, C_PEGAWAI_GOLRU, C_SKP_JENIS,
	C_SKP_STATUS, C_RHK_KLASIFIKASI, C_PROFIL_GOLRU, C_PROFIL_JABATAN,
	C_PERIODE_TIPE,
	CODE_COLUMNS
};
extern const struct code_place {
	uint8_t table, field;
	int32_t (*look)(const struct policy *p, struct text t);
} code_place[CODE_COLUMNS];

enum {
	P_ACTIVE = 1,
	P_OBLIGED = 2,
	P_PENGAWAS = 4,	 /* jabatan Pengawas Sekolah */
	P_HEAD = 8,	 /* heads some unit at pada */
	P_EXPLICIT = 16, /* stands in a table, so may be a subject */
	P_BLOCKED = 32
};

enum {
	U_ACTIVE = 1,
	U_EXPLICIT = 2,
	U_CYCLE = 4,	   /* on a cycle */
	U_BELOW_CYCLE = 8, /* a cycle is above */
	U_TOP_KNOWN = 16,  /* the topmost ancestor has no parent by its row */
	U_TREE_HEAD = 32,  /* some unit of the same tree has a head */
	U_APPRAISING = 64, /* of an obliged person */
	U_HEADED = 128	   /* some headship row or pemimpin at pada */
};

enum org { ORG_GOOD, ORG_UNKNOWN, ORG_BELOW, ORG_DITOLAK, ORG_ABSENT };

/* A head of a unit at an instant, with the best assignment that makes it. */
struct head {
	uint32_t pegawai;
	uint8_t tugas; /* TUGAS_D ... TUGAS_PLH */
	bool eligible;
};

/* heads(u, t): kept for pada, worked out for other instants. */
struct heads {
	const struct head *p; /* more than MANY: sorted by row */
	uint32_t n;
	bool scanned, some; /* it is known whether some are eligible: some */
};

enum answer { ANSWER_UNKNOWN, ANSWER_EXTERNAL, ANSWER_HEADS };

/* What the search went by: the tree alone; the rule for kepala sekolah, which
 * set its start; the rule for pengawas sekolah, which answered. */
enum via { VIA_TREE, VIA_DINAS, VIA_PENGAWAS };

/* expected(p, u, t): the appraisers stand in judgement.scratch until the next
 * question of the same kind. */
struct expected {
	enum answer answer;
	uint32_t unor; /* the appraising unit */
	enum via via;
	const uint32_t *pegawai; /* by printed id */
	uint32_t n;
	uint32_t crowd; /* the list is asker.crowds' crowd[crowd - 1] */
};

struct ids { /* a growing list of rows */
	uint32_t *v;
	uint64_t n, cap;
};

/* The first and the last month of some that are near T: rules/turns.h */
struct verge {
	int32_t first, last;
};

/* Of a unit that many have headed: who did on a day, or does at pada. Or of a
 * way up to a dinas: who does of all its units. */
struct crowd {
	uint64_t head;	/* where in crowds.head */
	uint32_t nhead;
	uint32_t low;	/* of a way: the first unit with eligible ones */
	uint32_t nwho;	/* eligible ones; NONE: not yet listed */
	uint64_t who;	/* where in crowds.who: sorted by printed id */
	uint32_t said;	/* where a report lists them: rules/find.c */
	bool some, recorded; /* eligible ones; headships that cover the day */
	bool dated;	/* the months of the listed ones' tmt_jabatan, the
			   first of all; near T: rules/months.c */
	int32_t since;
	struct verge near_t;
};

/* What is worked out once of units and people to which much belongs: else
 * whatever asks for one row after the other would look through all of it each
 * time. */
struct crowds {
	struct memo of, way; /* by unit and day */
	struct crowd *crowd;
	uint64_t n, cap;
	struct head *head;
	uint64_t nhead, chead;
	struct ids who;
};

/* The same of people with many assignments, and of units with many: days by
 * unit and by place in the tree; who headed it in T. */
struct post {
	struct ranges_part heads, delegated;
	uint64_t at, n; /* in posts.list: where units delegated begin and end
			   in the tree; or the heads */
};
struct posts {
	struct memo of; /* by person; by unit */
	struct post *post;
	uint64_t n, cap;
	struct ranges ranges;
	struct ids list;
};

/* What a person with many assignments heads on a day: sorted numbers, set by
 * set. */
enum headed_set {
	HEADED_UNOR,
	HEADED_TIN, HEADED_TOUT, /* of those on no cycle */
	HEADED_RING, /* top of those on a cycle */
	HEADED_UNDER, /* top of those on a cycle or below one */
	HEADED_SETS
};
struct headed {
	uint64_t at[HEADED_SETS + 1]; /* in headeds.list */
};
struct headeds {
	struct memo of; /* by person and day */
	struct headed *v;
	uint64_t n, cap;
	struct ids list;
};

/* What can be said of a yes or no where events have no order: yes in any
 * order, yes in some order. */
struct chance {
	bool always, perhaps;
};

/* Of a person with many events: valid(k, t) from the time on until the next;
 * beside: just then, of an event that has no order with theirs. */
struct state {
	uint32_t time;
	struct chance valid, beside;
};
struct log {
	uint64_t at; /* in logs.state */
	uint32_t n;
	bool any, touched, claimed; /* successful ones: of any kind, ... */
};
struct logs {
	struct memo of; /* by person */
	struct log *log;
	uint64_t n, cap;
	struct state *state;
	uint64_t nstate, cstate;
};

/* Scratch of one asker; each thread has its own. */
struct asker {
	struct mem *mem;
	struct head *head;
	uint64_t chead;
	struct ids who;
	uint32_t kept; /* unit whose eligible heads `who` holds, or NONE */
	struct crowds crowds;
	struct posts posts;
	struct headeds headeds;
	struct logs logs;
	struct memo beyond; /* by person and unit: index_expected.c */
	bool fail; /* memory ran out: the whole check fails */
};

struct judgement {
	const skp_model *m;
	const struct policy *policy;
	struct policy_knobs knobs;
	struct mem *mem;
	bool about;	    /* one person, not all */
	bool waiting;	    /* who waits for whom is known of all */
	uint32_t jobs;	    /* threads that may be used */
	int64_t pada;
	int32_t today;	    /* day of pada */
	int32_t from, to;   /* T, as days */
	bool heads_known, skp_known, skp_list, events_known, people_known,
		units_known;
	struct codes codes[CODE_COLUMNS];
	struct codes pengawas;
	struct rewording *rewording; /* sorted by row that stays, field */
	uint64_t nrewording;
	struct override { /* an SKP whose own word says nothing: another's */
		uint32_t row;
		uint8_t field;
		int16_t code;
	} *override; /* sorted as rewording */
	uint64_t noverride;

	uint64_t people, units;
	uint8_t *pegawai;  /* P_* */
	uint8_t *unor;	   /* U_* */
	uint8_t *kind;	   /* enum kind */
	uint8_t *org;	   /* enum org at pada */
	uint32_t *top;	   /* topmost ancestor (itself), or of its cycle */
	uint32_t *tin, *tout; /* preorder and its end, cycles cut open */
	uint32_t *order;   /* units, parents before children */
	uint32_t *near_;   /* nearest unit (self first) with eligible heads at
			      pada; NEAR_UNKNOWN, NEAR_EXTERNAL */
	uint32_t *dinas;   /* nearest strict ancestor that is a dinas, NONE */
	uint32_t *start;   /* the same of the policy's kinds for kepala sekolah */
	uint32_t *dfirst;  /* the policy's delegates right below u, heads of
			      which appraise kepala sekolah too:
			      delegate.v[dfirst[u]..dfirst[u+1]); NULL: none */
	struct ids delegate;
	uint32_t *hfirst;  /* heads of u at pada: head[hfirst[u]..hfirst[u+1]) */
	uint32_t *hend;	   /* NULL; else instead: head[hfirst[u]..hend[u]) */
	struct head *head;
	uint64_t nhead, chead;
	uint32_t *next;	   /* next appraising unit, NONE: the chain ends */
	uint32_t *root;	   /* last of the run of not-good units, NONE if good */
	uint32_t *appraiser; /* person -> appraising unit at pada, or NONE */
	uint32_t *blocked, *blocked_total;
	uint8_t *far; /* FAR_* by unit; NULL: no other part says anything */
};
enum { NEAR_EXTERNAL = 0xfffffffe, NEAR_UNKNOWN = 0xfffffffd };

/* jobs: threads, here and in judge_people; the judgement is the same.
 * All but who waits for whom, which judge_people adds: until then appraiser,
 * `blocked`, P_BLOCKED and U_APPRAISING say nothing, and blocked_by finds out
 * of the one it is asked about. */
int32_t judgement_make(struct judgement *j, struct mem *mem,
	const skp_model *m, const struct policy *p, int64_t pada, int32_t from,
	int32_t to, uint32_t jobs, skp_error *err);
void judgement_free(struct judgement *j);
/* A judgement that others may read at the same time, with that added in memory
 * of its own; the rest it shares. Freed after a failure too. */
int32_t judgement_waiting(struct judgement *to, const struct judgement *j,
	struct mem *mem, skp_error *err);
void judgement_waiting_free(struct judgement *j);

/* One person's way up at pada: the units that the search for an atasan looked
 * at, their own first; then the appraising units, theirs first. */
struct line {
	struct ids climb, chain;
	uint64_t run; /* units of the chain up to its topmost not-good one */
};
/* As judgement_make for one person: the same of all units, but of people only
 * those below the topmost not-good unit of the line, else below what the
 * person heads, so that `blocked`, P_BLOCKED and U_APPRAISING are right there
 * alone; of others ask blocked_by.
 * The line is there to be freed after a failure too. */
int32_t judgement_about(struct judgement *j, struct mem *mem,
	const skp_model *m, const struct policy *p, int64_t pada, int32_t from,
	int32_t to, uint32_t pegawai, struct line *line, skp_error *err);
void line_free(struct mem *mem, struct line *l);
struct asker asker_new(struct mem *mem);
/* The facts may be others now. */
void asker_forget(struct asker *a);
void asker_free(struct asker *a);

/* parts of judgement_make */
int32_t judge_codes(struct judgement *j, skp_error *err);
int32_t judge_rewording(struct judgement *j, skp_error *err);
int32_t judge_tree(struct judgement *j, skp_error *err);
int32_t judge_heads(struct judgement *j, skp_error *err);
int32_t judge_near(struct judgement *j, skp_error *err);
int32_t judge_org(struct judgement *j, skp_error *err);
int32_t judge_chain(struct judgement *j, skp_error *err);
/* What other parts of the data add: to units, to who waits. */
int32_t judge_far(struct judgement *j, skp_error *err);
void judge_far_blocked(struct judgement *j);
int32_t judge_line(struct judgement *j, uint32_t pegawai, struct line *l,
	skp_error *err);
/* Who waits for whom, among these people; NULL: among all. */
int32_t judge_people(struct judgement *j, const struct ids *who,
	skp_error *err);
/* of one thing, for those who patch a judgement */
void judge_flags_of(struct judgement *j, uint32_t pegawai);
bool codes_grow(struct judgement *j);
/* Does the policy not know the word? */
bool code_unknown(struct judgement *j, enum code_column c, uint32_t word);
struct heads heads_of_now(const struct judgement *j, struct asker *a,
	uint32_t unor);
bool any_eligible(struct heads h);
/* Does the search for the person's atasan on a past day look at `by`? */
bool search_comes_by(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day, uint32_t by);
uint32_t near_of(const struct judgement *j, uint32_t unor);
enum org org_of(const struct judgement *j, uint32_t unor);
uint32_t next_of(struct judgement *j, struct asker *a, uint32_t unor);
uint32_t appraiser_of(struct judgement *j, struct asker *a,
	uint32_t pegawai);
void *judge_array(struct judgement *j, uint64_t n, uint32_t each);

/* The not-good unit that anybody at all waits for; NONE: they do not. */
uint32_t blocked_by(const struct judgement *j, struct asker *a,
	uint32_t pegawai);

/* The code in a row's cell: CODE_EMPTY for no value or an unknown code. */
int16_t code_look(const struct judgement *j, const struct code_place *at,
	struct text t);
int32_t judge_code(const struct judgement *j, enum code_column c,
	uint32_t row);
/* Is the person's jabatan that of a Pengawas Sekolah? */
bool judge_pengawas(const struct judgement *j, uint32_t pegawai);

/* Does the period of a row cover the day, or meet the days from..to? Missing
 * ends are open; a period that ends before it begins does neither. */
bool period_covers(const struct table *t, uint32_t mulai, uint32_t selesai,
	uint32_t row, int32_t day);
bool period_meets(const struct table *t, uint32_t mulai, uint32_t selesai,
	uint32_t row, int32_t from, int32_t to);

static inline int32_t cell_day(uint32_t c) /* of a DATE cell that has one */
{
	return (int32_t)c - DATE_BIAS;
}

/* Unit of an SKP: its own, else its person's; NONE if unknown or none. */
uint32_t skp_unor(const skp_model *m, uint32_t skp);
/* Row of a reference, NONE if it has no value or dangles. */
static inline uint32_t ref_row(uint32_t c)
{
	return cell_none(c) || !cell_row(c) ? (uint32_t)NONE : c;
}
uint32_t pegawai_unor(const skp_model *m, uint32_t pegawai);

/* ---- of what there is much (index_crowd.c, index_headed.c, index_posts.c) ---- */

enum { DAY_PADA = INT32_MIN };
static inline bool is_many(struct slice s)
{
	return s.end - s.p > MANY;
}
/* The crowd's number + 1, 0 without memory; day DAY_PADA: at pada. */
uint32_t crowd_find(const struct judgement *j, struct asker *a, uint32_t unor,
	int32_t day);
struct expected crowd_expected(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, enum via via);
/* Keeps it under a key that is not there yet; as crowd_find. */
uint32_t crowd_put(struct asker *a, struct memo *of, uint64_t key,
	struct crowd c);
/* Too much to be kept: forgotten when nobody looks at it. */
void crowds_tidy(struct asker *a);
void crowds_free(struct asker *a);
void heads_sort(struct head *v, uint32_t *n);
struct heads heads_scan(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, bool at_pada);
enum { HEAD_LEVELS = 4 };
uint32_t head_level(uint32_t tugas);
bool headship_recorded(const struct judgement *j, uint32_t unor, int32_t day);
/* Of a person with many assignments. */
bool posts_delegated(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day);
bool posts_former(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day);
/* Of a unit with many: did they head it on some day of T? */
bool posts_headed(const struct judgement *j, struct asker *a, uint32_t unor,
	uint32_t pegawai);
void posts_free(struct asker *a);
/* Of a person with many assignments, or pemimpin of many: do they head any unit
 * on the day; one above u, or below it? */
bool headed_many(const struct judgement *j, uint32_t pegawai);
bool headed_any(const struct judgement *j, struct asker *a, uint32_t pegawai,
	int32_t day);
bool headed_near(const struct judgement *j, struct asker *a, uint32_t pegawai,
	uint32_t unor, int32_t day, bool above);
void headeds_free(struct asker *a);
/* The period of an assignment; backwards: it covers nothing. */
struct range tugas_range(const struct judgement *j, uint32_t row);

/* heads(u, day); day == today means pada. */
struct heads heads_at(const struct judgement *j, struct asker *a,
	uint32_t unor, int32_t day, bool at_pada);
struct heads heads_now(const struct judgement *j, uint32_t unor);
bool heads_has(struct heads h, uint32_t pegawai);
bool expected_has(const struct judgement *j, const struct expected *e,
	uint32_t pegawai);
/* Did they head it on some day of T? */
bool headed_in_period(const struct judgement *j, struct asker *a,
	uint32_t unor, uint32_t pegawai);
/* The eligible head of the least id at pada, NONE if none. */
uint32_t head_least(const struct judgement *j, uint32_t unor);
/* Own eselon; for a head of the unit else the unit's. 0: says nothing. */
int32_t rank_own(const struct judgement *j, uint32_t pegawai);
int32_t rank_of(const struct judgement *j, uint32_t pegawai, uint32_t unor);
/* Does the person head any unit on the day? */
bool heads_any(const struct judgement *j, struct asker *a, uint32_t pegawai,
	int32_t day, bool at_pada);

struct expected expected_of(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day, bool at_pada);
/* parts of that: the rule for pengawas sekolah; the answers; whoever of the
 * heads is eligible, into a->who; are headships of the day recorded? */
struct expected expected_pengawas(const struct judgement *j, struct asker *a,
	uint32_t pegawai, uint32_t unor, int32_t day, bool at_pada);
struct expected expected_found(const struct judgement *j, struct asker *a,
	uint32_t unor, enum via via);
struct expected expected_nobody(uint32_t near, enum via via);
void who_eligible(struct asker *a, struct heads h, uint32_t but);
void who_sort(const struct judgement *j, struct ids *who);
bool heads_recorded(const struct judgement *j, struct asker *a, uint32_t unor,
	int32_t day);
/* Is a the unit itself or above it? */
bool above_or_self(const struct judgement *j, uint32_t a, uint32_t unor);
/* Parent row, NONE if none or unknown. */
uint32_t parent_of(const skp_model *m, uint32_t unor);
bool delegated(const struct judgement *j, struct asker *a, uint32_t atasan,
	uint32_t unor, int32_t day);
/* A headship of the unit that ended before the day, and none on it. */
bool former_head(const struct judgement *j, struct asker *a, uint32_t pegawai,
	uint32_t unor, int32_t day, bool at_pada);

/* Is this SKP an SKP Organisasi of its unit? head: its owner heads the unit
 * at the instant in question. */
bool skp_is_org(const struct judgement *j, uint32_t skp, uint32_t unor,
	bool head);
enum org skp_org_state(const struct judgement *j, uint32_t skp);
/* The SKP that begins latest of those that cover pada, of two the least id;
 * NONE if none. */
uint32_t skp_latest(const struct judgement *j, uint32_t pegawai);
/* How many of their SKP meet T. */
uint32_t skp_in_period(const struct judgement *j, uint32_t pegawai);
/* The day on which an SKP is judged: pada if it covers it (*now), else its
 * first, DAY_ALWAYS without one. */
int32_t skp_day(const struct judgement *j, uint32_t skp, bool *now);

/* Events up to pada. */
struct slice events_of(const struct judgement *j, uint32_t pegawai);
/* Up to pada, successful: any event; a repair, sync or validasi;
 * klaim_pimpinan. */
enum log_word { LOG_ANY, LOG_TOUCHED, LOG_CLAIMED };
bool log_holds(const struct judgement *j, struct asker *a, uint32_t pegawai,
	enum log_word what);
bool person_touched(const struct judgement *j, uint32_t pegawai);
void logs_free(struct asker *a);
bool event_ok(const skp_model *m, uint32_t row);
bool event_is_sync(uint32_t aksi); /* sinkron_asn, sinkron_casn, validasi */
bool event_is_repair(uint32_t aksi);
/* Derived from two exports (`sistem` is `selisih`): it happened at some time
 * up to its instant. Two such events of one instant have no order. */
bool event_derived(const skp_model *m, uint32_t row);
/* The same, of an asker who asks often. */
struct chance log_chance(const struct judgement *j, struct asker *a,
	uint32_t pegawai, int64_t t, bool beside);
/* What one event makes of it; all: of that person. */
struct chance chance_next(const struct judgement *j, struct slice all,
	const uint32_t *at, struct chance c, bool beside);
bool profile_valid(const struct judgement *j, uint32_t pegawai, int64_t t);
/* What derived events of one person at one instant tell. */
struct derived {
	bool edit, sync, reload;
};
/* Collects those of the events from s.p on that bear the instant of the first
 * one; reads on where the first is no such event's first. */
struct derived derived_at(const skp_model *m, struct slice s);
/* Has an earlier event of the same instant of the slice been derived too? */
bool derived_again(const skp_model *m, struct slice all, const uint32_t *at);
/* valid(k, t); beside: of an event at t that has no order with k's derived
 * events of that instant. */
struct chance profile_chance(const struct judgement *j, uint32_t pegawai,
	int64_t t, bool beside);
/* Views up to pada, one without a time first; the latest of a source, NONE if
 * there is none. */
struct slice views_of(const struct judgement *j, uint32_t pegawai);
uint32_t view_latest(const struct judgement *j, uint32_t pegawai,
	uint32_t sumber);

/* Order of printed ids. */
int pegawai_cmp(const skp_model *m, uint32_t a, uint32_t b);
int unor_cmp(const skp_model *m, uint32_t a, uint32_t b);
int skp_cmp(const skp_model *m, uint32_t a, uint32_t b);
void sort_pegawai(const skp_model *m, uint32_t *v, uint64_t n);
void sort_unor(const skp_model *m, uint32_t *v, uint64_t n);
bool ids_add(struct mem *mem, struct ids *l, uint32_t v);
void ids_free(struct mem *mem, struct ids *l);

#endif
