/* SPDX-License-Identifier: MIT */
/* Law and local practice as data: what a code means, who may appraise, which
 * rules are on. Compiled in, printable, overridden key by key. */
#ifndef SKP_POLICY_H
#define SKP_POLICY_H

#include "base.h"

/* More than rules.def will ever list, and a caller's own behind them. */
enum { RULE_MAX = 192 };

/* kinds of unit, spec 2.1 `jenis` */
enum kind {
	KIND_LAINNYA, KIND_INSTANSI, KIND_SEKRETARIAT, KIND_DINAS, KIND_BADAN,
	KIND_BIDANG, KIND_SEKSI, KIND_UPT, KIND_SEKOLAH, KIND_PUSKESMAS,
	KIND_KECAMATAN, KIND_KELURAHAN, KINDS
};

/* status of an SKP; REJECTED stands apart, NONE: empty or unknown */
enum status {
	STATUS_NONE, STATUS_DRAFT, STATUS_DIAJUKAN, STATUS_DISETUJUI,
	STATUS_DITETAPKAN, STATUS_DITOLAK
};

enum skp_jenis { JENIS_NONE, JENIS_ORGANISASI, JENIS_INDIVIDU };
enum pegawai_jenis { PEGAWAI_NONE, PEGAWAI_PNS, PEGAWAI_CPNS, PEGAWAI_PPPK };

/* Results of looking up a code's text. */
enum { CODE_EMPTY = 0, CODE_UNKNOWN = -1 };

/* kedudukan: bits */
enum { KEDUDUKAN_KNOWN = 1, KEDUDUKAN_INACTIVE = 2, KEDUDUKAN_EXEMPT = 4 };

struct policy;

typedef int32_t (*rule_number_fn)(const void *ctx, const char *code);

/* The compiled-in policy. */
int32_t policy_new(struct mem *mem, struct policy **ret, skp_error *err);
void policy_free(struct policy *p);
/* Overrides key by key; on failure the policy is as it was. `rule_number`
 * finds a rule by its code (the catalogue stands right of us), -1: unknown. */
int32_t policy_load(struct policy *p, const char *name, const char *yaml,
	uint64_t len, rule_number_fn rule_number, const void *ctx,
	skp_error *err);
/* The policy in force as YAML that policy_load reads back. */
int32_t policy_write(const struct policy *p, struct buf *out);

/* Codes by text, any spelling the policy knows; CODE_UNKNOWN if none. Empty
 * text gives CODE_EMPTY. Each folds its text first. */
int32_t policy_eselon(const struct policy *p, struct text t);
	/* 10 11 12 21 ... 52; 99 and 00 give 99 */
int32_t policy_kedudukan(const struct policy *p, struct text t);
	/* KEDUDUKAN_* bits */
int32_t policy_jenis_jabatan(const struct policy *p, struct text t); /* 1-4 */
int32_t policy_jenis_pegawai(const struct policy *p, struct text t);
	/* what folds to nothing known is PEGAWAI_NONE, never UNKNOWN */
int32_t policy_golru(const struct policy *p, struct text t);
	/* PNS: 11..45; PPPK: 101..117 */
int32_t policy_status(const struct policy *p, struct text t);
int32_t policy_skp_jenis(const struct policy *p, struct text t);
int32_t policy_tipe(const struct policy *p, struct text t); /* 1 monthly, 2 */
int32_t policy_kind(const struct policy *p, struct text t);
	/* KIND_* + 1 of an explicit `jenis`; CODE_UNKNOWN */
/* Kind by name: only where there is neither jenis nor npsn. */
enum kind policy_kind_by_name(const struct policy *p, struct text nama);
/* Does a jabatan begin with a word list of `pengawas_sekolah`? */
bool policy_pengawas_sekolah(const struct policy *p, struct text jabatan);

/* As in the field `jenis`. */
const char *policy_kind_name(enum kind kind);

/* Does a unit's name begin with a word list of `kepala_sekolah_delegates`? */
bool policy_delegate(const struct policy *p, struct text nama);
bool policy_has_delegates(const struct policy *p);

/* eselon codes (0: none) */
bool policy_eligible(const struct policy *p, int32_t eselon);
bool policy_form_individu(const struct policy *p, int32_t eselon);

struct policy_knobs {
	enum status org_min_status;
	uint32_t start_kinds; /* of kepala_sekolah_start, a bit a kind;
				 0: rule off */
	bool leader_first_all;	  /* SYN402 on: scope is every unit */
	bool events_complete;	  /* the log misses nothing */
	int32_t plt_max_months;
	int32_t skp_due;	  /* month * 100 + day */
	int32_t retry_working_days;
	int32_t busy_from, busy_to; /* minutes of the day; equal: never */
};
const struct policy_knobs *policy_knobs(const struct policy *p);

struct text policy_name(const struct policy *p);
/* For the plan: days until a step in a system (siasn, ekinerja, dapodik,
 * vervalsp, vervalptk, ruanggtk) shows in the next, 0 if not said. */
int32_t policy_wait_days(const struct policy *p, const char *system);
/* Where an actor finds help, or a guru, a pengawas_sekolah and any other asn
 * who is still stuck; empty if nowhere. */
struct text policy_contact(const struct policy *p, const char *actor);

/* Of rule number r: 0 off, else SKP_SEVERITY_*, or -1: the rule's own. */
int32_t policy_severity(const struct policy *p, int32_t rule);

#endif
