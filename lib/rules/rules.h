/* SPDX-License-Identifier: MIT */
/* A rule looks at one subject and at what the judgement already knows, and
 * says what it found as ids. */
#ifndef SKP_RULES_H
#define SKP_RULES_H

#include "index.h"

enum rule {
#define RULE(code, severity, level, actor, basis, subjects, needs) R_##code,
#include "rules.def"
#undef RULE
	RULES,
	RULES_ALL = RULES + SKP_OWN_RULES /* a caller's own stand behind */
};
_Static_assert((int)RULES_ALL <= (int)RULE_MAX && (int)RULE_MAX < 256,
	"a byte is enough");

struct rule_info {
	const char *code, *severity;
	uint8_t level;
	const char *actor, *basis, *subjects, *needs;
};
extern const struct rule_info rule_info[RULES];
int32_t rule_number(const char *code); /* -1: none */

/* ---- findings ---- */

/* What an id in a finding refers to. */
enum ref_kind {
	REF_NONE, REF_PEGAWAI, REF_UNOR, REF_NAME /* ids */, REF_WORD,
	REF_TEXT, REF_STATIC /* static_words */, REF_ESELON,
	REF_DAY /* a DATE cell */,
	REF_SKP /* row */, REF_NUMBER, REF_MONTHS /* ref_months */,
	REF_OWN /* run.own_text */
};
struct ref {
	uint32_t v;
	uint32_t kind;
};

/* Words that stand in `actual` and `detail`. */
enum static_word {
	S_NONE, S_NONAKTIF, S_KEDALUWARSA, S_TIDAK_DIKENAL, S_TIDAK_AKTIF,
	S_MANTAN, S_DELEGASI, S_MUAT_ULANG, S_PADA, S_DRAFT, S_DITOLAK, S_ID,
	S_NIP, S_PEGAWAI_ID, S_UNOR_ID, S_BOTH_IDS, S_INSTANT /* detail_v */,
	S_NOTE /* REF009: the note says it */,
	S_LISTED /* detail_v: a set of listed_words */, S_PLT, S_PLH,
	S_SATU_SKP, S_TANPA_PENUGASAN, S_TANPA_RHK, S_PANJANG,
	S_BUKAN_ANGKA, S_NIP_PNS, S_NIP_PPPK, S_TIDAK_TERDAFTAR,
	S_DIKECUALIKAN, S_BELUM_ADA, S_PNS, S_CPNS, S_PPPK,
	S_DAY /* detail_v: a cell */, S_TERBALIK, S_LINTAS_TAHUN, S_TIDAK_ADA,
	S_TIPE, S_ANGKA, S_OWN /* detail_v: in run.own_text */, STATIC_WORDS
};
extern const char *const static_words[STATIC_WORDS];

/* Words of which a detail names several, as `1u << LISTED_x`. */
enum listed_word {
	LISTED_UNOR, LISTED_JABATAN, LISTED_GOLRU, LISTED_JENIS_JABATAN,
	LISTED_NIP, LISTED_NIK, LISTED_NUPTK, LISTED_AKUN, LISTED_LAHIR,
	LISTED_TMT, LISTED_USIA, LISTED_KELAMIN, LISTED_URUT,
	LISTED_TANPA_DUKUNGAN, LISTED_LUAR_ATASAN, LISTED_WORDS
};
extern const char *const listed_words[LISTED_WORDS];

struct finding {
	uint8_t rule, severity, table, detail; /* detail: static_word */
	uint32_t row;	 /* of the table; instansi: name; note: see below */
	uint32_t note;	 /* REF001, REF002, REF009: number, else NONE */
	uint32_t pegawai, unor, root; /* rows, NONE: absent */
	struct ref actual;
	uint32_t list, path, n_expected, n_path; /* expected, path: where in
						    run.list; findings may
						    share it */
	uint8_t expected_kind, path_kind, group /* finding_group */, pad;
	uint32_t blocked, blocked_total; /* NONE: absent */
	uint32_t detail_v;
};

/* Which pass found it: over rows one by one, or all at once. */
enum finding_group { GROUP_ROW, GROUP_NOTES, GROUP_UNIT, GROUP_ATASAN,
	GROUP_SEASON, GROUP_OWN, GROUPS };

/* A note as a finding tells it: how many cells it stands for. */
struct told {
	struct note note;
	uint32_t count;
};

enum skip_reason {
	SKIP_UNOR, SKIP_PEGAWAI, SKIP_PENUGASAN, SKIP_SKP, SKIP_KEJADIAN,
	SKIP_PROFIL, SKIP_COLUMN, SKIP_EXPECTED, SKIP_LIST, SKIP_RHK,
	SKIP_ORDER, SKIPS
};
extern const char *const skip_words[SKIPS];

/* ---- one run of the rules over some subjects ---- */

struct run;
enum { LOOKS = 10 }; /* at one row, with the NULL behind the last */
typedef void (*look_fn)(struct run *r, uint32_t row);

struct run {
	const struct judgement *j;
	struct judgement *late; /* the same, for run_waiting */
	uint64_t asked;		/* findings since, while it has not */
	const skp_model *m;
	struct mem *mem;
	struct asker a, root; /* root: while a's answer is in use */
	uint8_t severity[RULES_ALL]; /* policy: 0 off, SKP_SEVERITY_*, or
				    RULE_OWN */
	bool on[RULES_ALL];	     /* asked for and supplied */
	look_fn look[SKP_TABLES][LOOKS]; /* see rules_choose */
	uint64_t skipped[RULES][SKIPS];
	uint8_t group; /* of the findings to come */
	/* for skp_recheck: by person and by SKP, which rules skipped it, as
	 * bits of skip_bits; where the bits of the row under way are */
	uint8_t *skips_of[2], *skips;
	bool skips_skp, skips_lost; /* of an SKP; one had no bit */
	const uint64_t *live; /* rows of each table; NULL: not counted */
	uint32_t only_instansi, only_unor; /* filters: name, row; NONE */
	uint32_t about; /* the person whom alone it is about; NONE: all */
	uint32_t *skp_of; /* by id: 1 + the SKP's row that stays */
	struct finding *finding;
	uint64_t n, cap, limit;
	struct ids list;
	struct told *told;
	uint64_t ntold, ctold;
	/* by instansi name, made when first asked for */
	uint32_t *excerpt;  /* the one missing parent + 2 */
	uint32_t *listed;   /* 1: its people are listed */
	uint32_t *spelling; /* 1 + its unit of the least id */
	struct seasons *seasons; /* made when first asked for, as the next */
	struct covers *covers;
	struct turns { /* what changed, of whom there are many: turns.h */
		struct memo of; /* by person; by unit */
		struct turned *v;
		uint64_t n, cap;
		struct ids day; /* DATE cells */
		struct memo way; /* by unit and the one where it ends */
		struct verge *verge;
		uint64_t nverge, cverge;
	} turns;
	struct twice { /* SKP of who has many: twice.c */
		struct memo of; /* by person */
		struct twin *v;
		uint64_t n, cap;
		struct ids first; /* pairs of where in v, how many */
	} twice;
	struct memo org_made; /* by unit with many SKP: ORG304 */
	struct buf own_text; /* of a caller's own rules: text_keep */
	bool telling; /* notes, not what a rule found */
	bool nowhere; /* the part holds nothing that the filters ask for */
	skp_progress *progress;
	bool over, fail;   /* too many findings; no memory */
};
enum { RULE_OWN = 255 };

/* Has it failed, so that it finds nothing more? */
static inline bool run_over(const struct run *r)
{
	return r->fail || r->over || r->a.fail || r->root.fail;
}

/* A new finding about a row, filled in with what the subject says: person,
 * unit, root. NULL when the rule is off or the finding filtered out. */
struct finding *find(struct run *r, enum rule rule, int32_t severity,
	uint32_t table, uint32_t row);
/* The same where the unit is not the subject's own. */
struct finding *find_at(struct run *r, enum rule rule, int32_t severity,
	uint32_t table, uint32_t row, uint32_t unor);
void find_expected(struct run *r, struct finding *f, enum ref_kind kind,
	const uint32_t *v, uint32_t n);
void find_path(struct run *r, struct finding *f, enum ref_kind kind,
	const uint32_t *v, uint32_t n);
/* The appraisers that r->a was just told; many are written down once. */
void find_atasan(struct run *r, struct finding *f, const struct expected *e);
/* The cell as people see it: the row it refers to, else its text. */
struct ref ref_cell(uint32_t c, enum ref_kind kind);
/* Months from..to, counted from the year 0, in one word. */
enum { MONTHS_BITS = 14, MONTHS_MOST = (1 << MONTHS_BITS) - 1 };
static inline uint32_t ref_months(int32_t from, int32_t to)
{
	int32_t more = to - from < MONTHS_MOST ? to - from : MONTHS_MOST;

	return (uint32_t)from << MONTHS_BITS | (uint32_t)more;
}
void skip(struct run *r, enum rule rule, enum skip_reason why);
/* The bits by which skips_of tells them, of people and of SKP. */
struct skip_bit {
	uint8_t rule, why;
};
extern const struct skip_bit skip_bits[2][8];
/* Before the rules look at a row: what they skip is told of it. */
void skips_begin(struct run *r, uint32_t table, uint32_t row);

/* The subjects: called once for each live row; explicit rows only for units
 * and people. */
void rules_row(struct run *r, uint32_t table, uint32_t row);
/* Once it is known which rules are on: what rules_row looks at. */
void rules_choose(struct run *r);
/* Does anybody look at the rows of the table? */
static inline bool rules_look(const struct run *r, uint32_t table)
{
	return r->look[table][0] != NULL;
}
/* What no single subject shows: notes, cycles, duplicates. */
void rules_whole(struct run *r);
/* The same as far as it concerns r->about and the units of their line. */
void rules_about(struct run *r, const struct ids *unor);
/* Whose the row is; NONE: nobody's. */
uint32_t subject_pegawai(const struct run *r, uint32_t table, uint32_t row);

/* parts of the above, by file */
void reference_unor(struct run *r, uint32_t unor);
void reference_pegawai(struct run *r, uint32_t pegawai);
void reference_skp(struct run *r, uint32_t skp);
void reference_penugasan(struct run *r, uint32_t row);
void reference_kejadian(struct run *r, uint32_t row);
void reference_profil(struct run *r, uint32_t row);
uint32_t instansi_of(const struct run *r, uint32_t unor);
/* The missing parent at the top of a unit's tree, folded; NONE: there is none,
 * or a cycle. */
uint32_t missing_top(const struct judgement *j, uint32_t unor);
/* An array by name in ids, all 0; NULL and r->fail without memory. */
uint32_t *by_name(struct run *r);
void unit_unor(struct run *r, uint32_t unor);
void unit_whole(struct run *r);
void unit_about(struct run *r, const struct ids *unor);
void atasan_unor(struct run *r, uint32_t unor);
void atasan_pegawai(struct run *r, uint32_t pegawai);
void atasan_skp(struct run *r, uint32_t skp);
void atasan_whole(struct run *r);
/* The recorded atasan of a person, NONE if not known; tells the cycle that
 * the person is on. */
uint32_t atasan_recorded(const struct run *r, uint32_t pegawai);
void atasan_cycle(struct run *r, uint32_t pegawai);
void atasan_about(struct run *r);
void organisasi_unor(struct run *r, uint32_t unor);
void organisasi_pegawai(struct run *r, uint32_t pegawai);
void organisasi_skp(struct run *r, uint32_t skp);
void urutan_pegawai(struct run *r, uint32_t pegawai);
void plt_unor(struct run *r, uint32_t unor);
void plt_pegawai(struct run *r, uint32_t pegawai);
void rhk_skp(struct run *r, uint32_t skp);
void gtk_pegawai(struct run *r, uint32_t pegawai);
void nip_pegawai(struct run *r, uint32_t pegawai);
void identity_pegawai(struct run *r, uint32_t pegawai);
void period_pegawai(struct run *r, uint32_t pegawai);
void period_skp(struct run *r, uint32_t skp);
/* PRD603, PRD604, and with the right atasan known PRD609; p: its person */
void months_skp(struct run *r, uint32_t skp, uint32_t p);
void cover_skp(struct run *r, uint32_t skp, const struct expected *e);
void cover_free(struct run *r);
void turns_free(struct run *r);
/* PRD602 */
void twice_skp(struct run *r, uint32_t skp, uint32_t p);
void twice_free(struct run *r);
/* PRD606 */
void season_whole(struct run *r);
/* Folded name of a period's instansi; NAME_EMPTY: it gives none. */
uint32_t instansi_periode(const struct run *r, uint32_t row);
/* Is pada past the latest batas of the instansi's periods that contain the
 * days from..to? Periods without an instansi are everybody's. */
bool deadline_passed(struct run *r, uint32_t instansi_name, int32_t from,
	int32_t to);
void deadline_free(struct run *r);
/* REF001, REF002, REF009; of one person, not of a code that a whole column
 * shares */
void notes_whole(struct run *r);
void notes_about(struct run *r);

/* The instant at which an SKP is judged; false if it does not meet T. */
bool skp_instant(const struct judgement *j, uint32_t skp, int32_t *day,
	bool *at_pada);

/* Is the person one that the data knows? Someone named only as an atasan is
 * not where the people of their instansi are listed. */
bool pegawai_known(struct run *r, uint32_t pegawai, uint32_t unor);

#endif
