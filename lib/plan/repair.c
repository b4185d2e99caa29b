/* SPDX-License-Identifier: MIT */
/* Which fault is repaired how, and when: a table by code. */
#include "plan.h"

static int32_t owner_knows(struct planner *k, const struct finding *f)
{
	(void)k;
	(void)f;
	return REFUSED + REASON_nilai_sumber;
}

static int32_t decision(struct planner *k, const struct finding *f)
{
	(void)k;
	(void)f;
	return REFUSED + REASON_keputusan;
}

static int32_t history(struct planner *k, const struct finding *f)
{
	(void)k;
	(void)f;
	return REFUSED + REASON_riwayat;
}

static int32_t wait_only(struct planner *k, const struct finding *f)
{
	(void)k;
	(void)f;
	return REFUSED + REASON_tunggu;
}

/* Goes when what it follows from goes. */
static int32_t waiting(struct planner *k, const struct finding *f)
{
	(void)k;
	(void)f;
	return WAITING;
}

/* The group is the kind of round: 0 data and heads, 1 the heads' own acts and
 * people's profiles, 2 second SKP of a Plt., 3 what rests on all of these. */
static const struct entry {
	const char *code;
	uint8_t group;
	int32_t (*repair)(struct planner *k, const struct finding *f);
} entries[] = {
	{"REF001", 0, repair_baris},
	{"REF002", 0, repair_baris},
	{"REF003", 0, repair_rujukan},
	{"REF004", 0, repair_unor_nonaktif},
	{"REF005", 0, repair_rujukan},
	{"REF006", 0, repair_kepala_lama},
	{"REF007", 1, repair_atasan},
	{"REF008", 0, repair_rujukan},
	{"REF009", 0, owner_knows},
	{"UNR101", 0, decision},
	{"UNR102", 0, decision},
	{"UNR103", 0, decision},
	{"UNR105", 0, repair_unor_nonaktif},
	{"UNR106", 0, owner_knows},
	{"UNR107", 0, decision},
	{"ATS201", 0, repair_tanpa_kepala},
	{"ATS202", 0, repair_dua_kepala},
	{"ATS203", 1, repair_atasan},
	{"ATS204", 1, repair_atasan},
	{"ATS205", 1, repair_atasan},
	{"ATS206", 1, repair_atasan},
	{"ATS207", 1, repair_atasan},
	{"ATS208", 3, waiting},
	{"ATS209", 1, repair_atasan},
	{"ATS211", 1, repair_atasan},
	{"ATS212", 1, repair_atasan},
	{"ATS213", 0, decision},
	{"ATS214", 2, repair_plt},
	{"ORG301", 1, repair_org},
	{"ORG302", 1, repair_org},
	{"ORG303", 1, repair_org},
	{"ORG304", 3, repair_skp_dini},
	{"ORG305", 1, repair_org_atas},
	{"ORG306", 1, repair_klaim},
	{"ORG307", 1, repair_rhk},
	{"ORG308", 1, repair_skp_kepala},
	{"SYN401", 1, repair_urutan},
	{"SYN402", 1, repair_urutan},
	{"SYN403", 1, repair_kepala_kotor},
	{"SYN404", 1, repair_urutan},
	{"SYN405", 3, repair_gtk},
	{"SYN406", 3, wait_only},
	{"SYN407", 3, history},
	{"IDN501", 0, owner_knows},
	{"IDN502", 0, owner_knows},
	{"IDN503", 0, owner_knows},
	{"IDN504", 1, repair_profil},
	{"IDN505", 0, repair_identitas},
	{"IDN506", 0, repair_akun},
	{"IDN508", 0, owner_knows},
	{"IDN509", 3, repair_tanpa_skp},
	{"IDN510", 0, repair_sekolah},
	{"PRD601", 3, decision},
	{"PRD602", 3, decision},
	{"PRD603", 3, decision},
	{"PRD604", 3, decision},
	{"PRD606", 0, decision},
	{"PRD608", 3, repair_lewat_batas},
	{"PRD609", 3, decision},
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
	if (f->note == NONE && f->pegawai != NONE &&
		!addressable(k, f->pegawai))
		return REFUSED + REASON_nilai_sumber;
	return e->repair(k, f);
}
