/* SPDX-License-Identifier: MIT */
/* The checker's settings, and the report that a run leaves behind. */
#ifndef SKP_RUN_H
#define SKP_RUN_H

#include "fingerprint.h"
#include "rules/rules.h"

enum { QUESTION_ALL, QUESTION_ATASAN, QUESTION_ORGANISASI, QUESTION_URUTAN };

/* A caller's own rule; all its texts stand in one block. */
struct own_rule {
	struct rule_info info; /* severity: a letter */
	const char *text[2][5]; /* id, en: as the catalogue's */
	const char *actor_text[2];
	int32_t severity, table;
	int32_t (*check)(void *ctx, skp_facts *facts, int64_t row);
	void *ctx;
	char *block;
	uint64_t bytes;
};

struct skp_checker {
	struct handle h;
	struct mem mem;
	skp_limits limits;
	struct policy *policy;
	bool pada_set;
	int64_t pada;
	int32_t year;	/* T: tahun, 0: not given; unless both ends are: */
	int32_t end[2]; /* awal, akhir */
	bool end_set[2];
	struct buf select, ignore, instansi, unor; /* texts, empty: none */
	uint64_t changes; /* how often anything was set */
	uint64_t fingerprint_key[2];
	struct own_rule *own;
	uint64_t nown, cown;
};

struct skipped {
	uint8_t rule, reason;
	uint64_t count;
};

struct recheck;

struct skp_report {
	struct handle h;
	struct mem mem;
	int32_t question;
	uint32_t jobs;
	struct recheck *re; /* once skp_recheck was called */
	const skp_model *m;
	const skp_checker *c;
	uint64_t changes; /* of the model when it was checked */
	skp_progress *progress; /* while it is made */
	struct judgement j;
	struct line line; /* of a report about one person */
	struct finding *finding; /* as found */
	uint64_t n, cap;
	uint32_t *order; /* as reported: those that are hidden left it */
	uint64_t corder;
	bool baseline; /* one was applied */
	uint64_t hidden;
	int64_t *known; /* by entry of the baseline: what it hid */
	uint64_t nknown;
	struct ids list;
	struct told *told;
	uint64_t ntold, ctold;
	struct skipped *skipped;
	uint64_t nskipped, cskipped;
	uint64_t fingerprint_key[2];
	struct buf own_text;
};

/* 0, or why the report cannot be read: none, or its model has been opened for
 * edits since. */
int32_t report_check(const skp_report *r, skp_error *err);

/* All rules at another instant than the checker's, T as it says; the model is
 * sealed and pada was set. */
int32_t report_at(const skp_checker *c, const skp_model *m, int64_t pada,
	skp_progress *progress, skp_report **ret, skp_error *err);

/* The tables whose rows are subjects, in the order of the findings. */
enum { RUN_PASSES = 6 };
extern const uint8_t run_table[RUN_PASSES];
void run_rows(struct run *r, uint32_t pass, uint32_t from, uint32_t to);
/* All passes by `jobs` threads. */
void run_spread(struct run *r, uint32_t jobs);
/* Frees what it only needed while it ran. */
void run_forget(struct run *r);

/* One call of a caller's own rule. */
struct skp_facts {
	struct handle h;
	struct run *r;
	const skp_checker *c;
	uint32_t rule, row;
	bool *asked; /* was anything asked or told in this call? */
};
/* 0, or the error of facts that are not lent now; who asks is noted. */
int32_t facts_check(const skp_facts *f, skp_error *err);

/* How many rules a checker has, and what they are: ours, then its own. */
uint32_t rules_of(const skp_checker *c);
const struct rule_info *rule_of(const skp_checker *c, uint32_t rule);
/* By any spelling of its code, -1: none; ctx: the checker. */
int32_t rule_of_code(const void *ctx, const char *code);
void own_free(skp_checker *c);
/* Applies a checker's own rules; only: by table, which rows are asked about,
 * NULL: none of the table; without it all are. */
int32_t own_run(struct run *r, const skp_checker *c,
	uint8_t *const only[SKP_TABLES], skp_error *err);
/* A text kept in own_text: its number; NONE without memory. */
uint32_t text_keep(struct buf *b, struct text t);
struct text text_kept(const struct buf *b, uint32_t at);

/* Does the code belong to a list of codes and prefixes joined by commas? */
bool code_listed(struct text list, const char *code);

/* The rules on: asked for, not switched off, and all they need supplied; the
 * others' subjects are counted as skipped. */
void needs_check(struct run *r, const skp_checker *c, int32_t question);
/* Puts findings in the order of the report. */
int32_t report_sort(skp_report *r, skp_error *err);
/* Takes out of the order what is gone, one bit a finding, and puts those from
 * `from` to `end` in. */
int32_t report_merge(skp_report *r, const uint64_t *gone, uint64_t from,
	uint64_t end, skp_error *err);

/* One run of the rules on a report that holds the judgement. */
struct run *run_new(skp_report *rep, uint32_t about);
int32_t run_end(struct run *r, skp_report *rep, int32_t e, skp_error *err);
int32_t run_rules(skp_report *rep, int32_t question, uint32_t jobs,
	skp_error *err);
/* Who waits for whom, of all people; before threads that read it begin. */
bool run_waiting(struct run *r);
/* Applies our rules to one row. */
void run_row(struct run *r, uint32_t table, uint32_t row);
/* What skp_recheck wants to know of a run over everything. */
void recheck_begin(struct recheck *re, struct run *r);
void recheck_end(struct recheck *re, struct run *r);
void recheck_free(skp_report *r);
uint64_t table_live(const skp_model *m, uint32_t table);

/* Both objects are what they should be, the model is sealed, pada is said. */
int32_t check_ready(const skp_checker *c, const skp_model *m, skp_error *err);
/* T, as its first and last day; pada is set. */
void checker_period(const skp_checker *c, int32_t *from, int32_t *to);
/* 0, or that the model is one part of the data, of which nobody but a check
 * can tell more than the part itself. */
int32_t check_whole(const skp_model *m, skp_error *err);
/* A report that holds the judgement and no findings. */
int32_t report_judged(const skp_checker *c, const skp_model *m,
	skp_report **ret, skp_error *err);
/* A report about one person, with their line. */
int32_t report_about(const skp_checker *c, const skp_model *m,
	uint32_t pegawai, skp_report **ret, skp_error *err);
/* The rules on all that matters to r->about. */
int32_t run_about(struct run *r, const skp_checker *c,
	const struct line *line, skp_error *err);

/* Printed id of a finding's subject; a row without one is `#n`. */
struct text finding_id(const skp_report *r, const struct finding *f,
	char to[CELL_PRINT]);
/* The same of a row. */
struct text row_id(const skp_report *r, uint32_t table, uint32_t row,
	char to[CELL_PRINT]);
void finding_place(const skp_report *r, const struct finding *f,
	int32_t *file, uint32_t *line);

#endif
