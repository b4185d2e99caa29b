/* SPDX-License-Identifier: MIT */
/* Reads a policy file over a policy: the table of keys. */
#include "policy_read.h"

#define A_MAP "a mapping from spelling to code, as {Konsep: draft}"
#define A_CODES "a list of codes, as [\"41\", \"42\"]"
#define A_WORDS "a list of texts"

static const struct key keys[] = {
	{"name", take_name, PART_NONE, "a text"},
	{"kedudukan", take_dictionary, PART_KEDUDUKAN, A_MAP},
	{"exempt_kedudukan", take_codes, PART_EXEMPT, A_CODES},
	{"inactive_kedudukan", take_codes, PART_INACTIVE, A_CODES},
	{"eselon", take_dictionary, PART_ESELON, A_MAP},
	{"eligible_eselon", take_codes, PART_ELIGIBLE, A_CODES},
	{"kepala_sekolah_start", take_start, PART_KIND,
		"a kind of unit, or a list of some as [bidang, dinas] "
		"(lainnya alone: the rule is off)"},
	{"kepala_sekolah_delegates", take_words, PART_DELEGATE, A_WORDS},
	{"pengawas_sekolah", take_words, PART_PENGAWAS, A_WORDS},
	{"plt_max_months", take_months, PART_NONE,
		"a number of months up to 1200"},
	{"jenis_jabatan", take_dictionary, PART_JENIS_JABATAN, A_MAP},
	{"status", take_dictionary, PART_STATUS, A_MAP},
	{"org_min_status", take_min_status, PART_STATUS,
		"draft, diajukan, disetujui or ditetapkan"},
	{"jenis_skp", take_dictionary, PART_JENIS_SKP, A_MAP},
	{"org_form_individu", take_codes, PART_FORM, A_CODES},
	{"skp_due", take_due, PART_NONE, "a day of the year as \"01-31\""},
	{"leader_first", take_scope, PART_NONE, "sekolah or all"},
	{"events_complete", take_complete, PART_NONE, "true or false"},
	{"retry_working_days", take_days, PART_NONE,
		"a number of days up to 366"},
	{"wait_days", take_wait, PART_WAIT,
		"a mapping from system to days, each up to 366"},
	{"jenis_pegawai", take_dictionary, PART_JENIS_PEGAWAI, A_MAP},
	{"golru", take_dictionary, PART_GOLRU, A_MAP},
	{"school_prefixes", take_words, PART_PREFIX, A_WORDS},
	{"kinds", take_kinds, PART_KIND,
		"a list of pairs [words, kind of unit]"},
	{"rules", take_rules, PART_RULE,
		"a mapping as {UNR103: {enabled: false, severity: W}}"},
	{"contact", take_contact, PART_CONTACT,
		"a mapping from actor to a text of up to 500 bytes"},
	{"busy_hours", take_busy, PART_NONE,
		"two times of the day as \"08:00-16:00\""}
};

enum { KEYS = ARRAY_LEN(keys) };

static int32_t unknown_key(struct source *s)
{
	const char *names[KEYS + 1];

	for (uint32_t i = 0; i < KEYS; i++)
		names[i] = keys[i].name;
	names[KEYS] = NULL;
	return source_unknown(s, "key", names);
}

static int32_t read_key(struct source *s, uint32_t *lines)
{
	uint32_t i = 0;

	if (!reader_is(&s->r, YAML_SCALAR_EVENT))
		return reader_fail(&s->r, SKP_E_POLICY,
			"a key is a plain word");
	while (i < KEYS && !text_same_str(reader_text(&s->r), keys[i].name))
		i++;
	if (i == KEYS)
		return unknown_key(s);
	if (lines[i])
		return reader_fail(&s->r, SKP_E_DUPKEY,
			"%s stands here and on line %u already", keys[i].name,
			lines[i]);
	lines[i] = reader_place(&s->r).line;
	return keys[i].read(s, &keys[i]);
}

static int32_t read_document(struct source *s)
{
	uint32_t lines[KEYS] = {0};
	bool end = false;
	int32_t rc = 0;

	if (!reader_is(&s->r, YAML_MAPPING_START_EVENT))
		return reader_fail(&s->r, SKP_E_POLICY,
			"a policy is a mapping of keys, as "
			"`org_min_status: disetujui`");
	while (!rc) {
		rc = source_next(s, &end);
		if (rc || end)
			break;
		rc = read_key(s, lines);
	}
	return rc ? rc : reader_end(&s->r);
}

/* Codes that the file lists must be known once all of it is read. */
static int32_t check_listed(struct source *s, enum part part)
{
	const struct policy *p = s->p;

	for (uint64_t i = 0; i < p->n; i++) {
		const struct item *it = &p->item[i];
		uint64_t j = 0;

		if (it->part != part || it->line == 0)
			continue;
		while (j < p->n && (p->item[j].part != PART_KEDUDUKAN ||
					   p->item[j].value != it->value))
			j++;
		if (j == p->n)
			return fail_at(s->r.err, s->r.name, it->line,
				it->column, SKP_E_POLICY,
				"unknown code; the mapping kedudukan holds "
				"those that are known");
	}
	return 0;
}

static void drop_empty(struct policy *p)
{
	for (uint64_t i = 0; i < p->n; i++)
		if (p->item[i].value == CODE_UNKNOWN)
			p->item[i].part = PART_NONE;
}

int32_t policy_read(struct policy *p, const char *name, const char *yaml,
	uint64_t len, rule_number_fn rule_number, const void *ctx,
	skp_error *err)
{
	static const struct document policy = {"policy", POLICY_BYTES};
	struct source s = {.p = p, .rule_number = rule_number, .ctx = ctx};
	int32_t rc = reader_open(&s.r, &policy, name, yaml, len, err);

	if (!rc)
		rc = read_document(&s);
	reader_close(&s.r);
	if (rc)
		return rc;
	drop_empty(p);
	rc = check_listed(&s, PART_EXEMPT);
	return rc ? rc : check_listed(&s, PART_INACTIVE);
}
