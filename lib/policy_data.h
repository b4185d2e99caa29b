/* SPDX-License-Identifier: MIT */
/* The inside of a policy, for the files policy*.c and kinds.c only. */
#ifndef SKP_POLICY_DATA_H
#define SKP_POLICY_DATA_H

#include "policy.h"

/* The part of a policy that an item belongs to. A dictionary maps spellings
 * to codes, a list holds codes or words. */
enum part {
	PART_KEDUDUKAN, PART_STATUS, PART_JENIS_SKP, PART_JENIS_JABATAN,
	PART_ESELON, PART_GOLRU, PART_JENIS_PEGAWAI, /* dictionaries */
	PART_KIND, PART_PREFIX, PART_PENGAWAS, PART_DELEGATE, /* words */
	PART_ELIGIBLE, PART_FORM, PART_EXEMPT, PART_INACTIVE, /* codes */
	PART_RULE, PART_WAIT, PART_CONTACT,
	PARTS,
	PART_NONE = PARTS /* taken away */
};

enum {
	FOLD_CAP = 128,	 /* bytes of a folded text */
	FOLD_MAX = 120,	 /* longest spelling: a text cut at the cap is none */
	ITEMS_MAX = 4096
};

struct span {
	uint32_t at, n; /* in policy.text */
};

struct item {
	struct span text; /* as written; of PART_CONTACT the value */
	struct span key;  /* folded; words joined by one blank where words */
	int32_t value;
	uint32_t line, column; /* of the file being read, else 0 */
	uint32_t part;
};

struct rule_choice {
	int8_t off;	 /* 1: disabled */
	int8_t severity; /* SKP_SEVERITY_*, 0: the rule's own */
};

/* item: grouped by part, start[part] up to start[part + 1], in the order of
 * the file; order: the same groups, each sorted by key. */
struct policy {
	struct mem *mem;
	struct buf text;
	struct span name;
	struct item *item;
	uint32_t *order;
	uint64_t n, cap, order_cap;
	uint32_t start[PARTS + 1];
	struct policy_knobs knobs;
	struct rule_choice rule[RULE_MAX];
	uint8_t eselon[100]; /* ESELON_* by code */
};

enum { ESELON_ELIGIBLE = 1, ESELON_FORM = 2 };

static inline struct text span_text(const struct policy *p, struct span s)
{
	return (struct text){p->text.p + s.at, s.n};
}

/* ---- policy_codes.c: the codes that the library itself knows ---- */

struct code {
	const char *name;
	int32_t value;
};

/* NULL and *n 0 for a part whose codes are open. */
const struct code *policy_codes(enum part part, uint32_t *n);
/* Value of a code in any spelling of that code, CODE_UNKNOWN if none. */
int32_t policy_code(enum part part, struct text t);
/* The code of a value, "" if none; `buf` of 8 bytes may hold it. */
const char *policy_code_name(enum part part, int32_t value, char *buf);
extern const char *const policy_wait_keys[];
extern const char *const policy_contact_keys[];

/* ---- policy_items.c: what a policy is made of ---- */

/* A copy to change; on failure nothing is left of it. */
int32_t policy_copy(const struct policy *p, struct policy *ret,
	skp_error *err);
void policy_clear(struct policy *p);
int32_t policy_add(struct policy *p, const struct item *it, skp_error *err);
int32_t policy_put_text(struct policy *p, struct text t, struct span *ret,
	skp_error *err);
/* The item of this part and key, by search from end to end: while reading. */
struct item *policy_seek(const struct policy *p, enum part part,
	struct text key);
void policy_drop(struct policy *p, enum part part);
/* Groups, sorts and derives; then lookups work. */
int32_t policy_settle(struct policy *p, skp_error *err);
/* The item of this part and key, NULL if none: by halving. */
const struct item *policy_find(const struct policy *p, enum part part,
	struct text key);
/* Does a part list this value? */
bool policy_lists(const struct policy *p, enum part part, int32_t value);

/* ---- kinds.c ---- */

/* Lower case, every run of anything but letters and digits one blank. */
struct text words_fold(struct text t, char *to, uint32_t cap);
/* Do whole words stand at the start of others? Both folded. */
bool words_begin(struct text name, struct text words);

/* ---- policy_read.c ---- */

/* Reads a text over a policy, which policy_settle must follow. */
int32_t policy_read(struct policy *p, const char *name, const char *yaml,
	uint64_t len, rule_number_fn rule_number, const void *ctx,
	skp_error *err);

#endif
