/* SPDX-License-Identifier: MIT */
/* What a report keeps so that edits bring it up to date: the patches of its
 * judgement, its findings by subject, what each subject skipped. A finding
 * that is gone leaves its place empty until there are too many of these. */
#ifndef SKP_RECHECK_H
#define SKP_RECHECK_H

#include "index_patch.h"
#include "run.h"

struct recheck {
	struct patching patch;
	uint64_t generation, seen; /* of the model's touches */
	uint64_t checker; /* its changes */
	bool broken;	  /* check afresh */
	uint8_t *skips[2]; /* as run.skips_of */
	uint64_t nskips[2];
	uint64_t skipped[RULES][SKIPS]; /* by rows; before: by rules off */
	uint64_t live[SKP_TABLES], count[SKP_TABLES];
	bool on[RULES_ALL];
	uint32_t only_instansi, only_unor;
	uint64_t places, list; /* findings, gone ones too; run.list at first */
	uint64_t *key;	 /* subjects, hashed: table << 32 | row, + 1 */
	uint32_t *first; /* of each: its first finding + 1 */
	uint64_t keys, nkey;
	uint32_t *next; /* by finding: the subject's next + 1 */
	uint64_t cnext;
	struct ids group[GROUPS]; /* findings of other passes */
	uint64_t *gone; /* one bit a finding, while a patch goes on */
	uint64_t cgone;
};

/* Findings by their subject. */
bool subjects_add(skp_report *r, uint64_t from, uint64_t end);
/* Drops what was found of a row, or by a pass. */
void subject_drop(skp_report *r, uint32_t table, uint32_t row);
void group_drop(skp_report *r, enum finding_group g);
void finding_drop(skp_report *r, uint32_t f);
/* Closes the gaps that dropped findings left; false: no memory, and the
 * report is to be checked afresh next time. */
bool findings_close_up(skp_report *r);
void subjects_free(skp_report *r);

/* Patches the report; *afresh: it cannot. After either that or a failure the
 * report is good only to be checked afresh. */
int32_t recheck_patch(skp_report *r, bool *afresh, skp_error *err);

#endif
