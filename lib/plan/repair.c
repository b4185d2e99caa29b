/* SPDX-License-Identifier: MIT */
/* Which fault is repaired how, and when: a table by code. */
#include "plan.h"

/* The group is the kind of round: 0 data and heads, 1 the heads' own acts and
 * people's profiles, 2 second SKP of a Plt., 3 what rests on all of these. */
static const struct entry {
	const char *code;
	uint8_t group;
	int32_t (*repair)(struct planner *k, const struct finding *f);
	enum reason why; /* without a repair; REASONS: goes with its cause */
} entries[] = {
	{"REF001", 0, repair_baris, REASONS},
	{"REF002", 0, repair_baris, REASONS},
	{"REF003", 0, repair_rujukan, REASONS},
	{"REF004", 0, repair_unor_nonaktif, REASONS},
	{"REF005", 0, repair_rujukan, REASONS},
	{"REF006", 0, repair_kepala_lama, REASONS},
	{"REF007", 1, repair_atasan, REASONS},
	{"REF008", 0, repair_rujukan, REASONS},
	{"REF009", 0, NULL, REASON_nilai_sumber},
	{"UNR101", 0, NULL, REASON_keputusan},
	{"UNR102", 0, NULL, REASON_keputusan},
	{"UNR103", 0, NULL, REASON_keputusan},
	{"UNR105", 0, repair_unor_nonaktif, REASONS},
	{"UNR106", 0, NULL, REASON_nilai_sumber},
	{"UNR107", 0, NULL, REASON_keputusan},
	{"ATS201", 0, repair_tanpa_kepala, REASONS},
	{"ATS202", 0, repair_dua_kepala, REASONS},
	{"ATS203", 1, repair_atasan, REASONS},
	{"ATS204", 1, repair_atasan, REASONS},
	{"ATS205", 1, repair_atasan, REASONS},
	{"ATS206", 1, repair_atasan, REASONS},
	{"ATS207", 1, repair_atasan, REASONS},
	{"ATS208", 3, NULL, REASONS},
	{"ATS209", 1, repair_atasan, REASONS},
	{"ATS211", 1, repair_atasan, REASONS},
	{"ATS212", 1, repair_atasan, REASONS},
	{"ATS213", 0, NULL, REASON_keputusan},
	{"ATS214", 2, repair_plt, REASONS},
	{"ORG301", 1, repair_org, REASONS},
	{"ORG302", 1, repair_org, REASONS},
	{"ORG303", 1, repair_org, REASONS},
	{"ORG304", 3, repair_skp_dini, REASONS},
	{"ORG305", 1, repair_org_atas, REASONS},
	{"ORG306", 1, repair_klaim, REASONS},
	{"ORG307", 1, repair_rhk, REASONS},
	{"ORG308", 1, repair_skp_kepala, REASONS},
	{"SYN401", 1, repair_urutan, REASONS},
	{"SYN402", 1, repair_urutan, REASONS},
	{"SYN403", 1, repair_kepala_kotor, REASONS},
	{"SYN404", 1, repair_urutan, REASONS},
	{"SYN405", 0, repair_gtk, REASONS},
	{"SYN406", 3, NULL, REASON_tunggu},
	{"SYN407", 3, NULL, REASON_riwayat},
	{"IDN501", 0, NULL, REASON_nilai_sumber},
	{"IDN502", 0, NULL, REASON_nilai_sumber},
	{"IDN503", 0, NULL, REASON_nilai_sumber},
	{"IDN504", 1, repair_profil, REASONS},
	{"IDN505", 0, repair_identitas, REASONS},
	{"IDN506", 0, repair_akun, REASONS},
	{"IDN508", 0, NULL, REASON_nilai_sumber},
	{"IDN509", 3, repair_tanpa_skp, REASONS},
	{"IDN510", 0, repair_sekolah, REASONS},
	{"PRD601", 3, NULL, REASON_keputusan},
	{"PRD602", 3, NULL, REASON_keputusan},
	{"PRD603", 3, NULL, REASON_keputusan},
	{"PRD604", 3, NULL, REASON_keputusan},
	{"PRD606", 0, NULL, REASON_keputusan},
	{"PRD608", 3, repair_lewat_batas, REASONS},
	{"PRD609", 3, NULL, REASON_keputusan},
};

void repair_init(struct planner *k)
{
	int32_t rule;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(entries); i++) {
		rule = rule_number(entries[i].code);
		if (rule >= 0)
			k->entry[rule] = (uint8_t)(i + 1);
	}
}

static const struct entry *entry_of(const struct planner *k, uint32_t rule)
{
	return rule < RULES && k->entry[rule] ? &entries[k->entry[rule] - 1]
					      : NULL;
}

uint32_t repair_group(const struct planner *k, uint32_t rule)
{
	const struct entry *e = entry_of(k, rule);

	return e ? e->group : REPAIR_GROUPS - 1;
}

int32_t repair(struct planner *k, const struct finding *f)
{
	const struct entry *e = entry_of(k, f->rule);

	if (!e)
		return REFUSED + REASON_tanpa_langkah;
	if (!e->repair)
		return e->why == REASONS ? (int32_t)WAITING
					 : (int32_t)(REFUSED + e->why);
	if (f->note == NONE && f->pegawai != NONE &&
		!addressable(k, f->pegawai))
		return REFUSED + REASON_nilai_sumber;
	return e->repair(k, f);
}
