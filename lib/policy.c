/* SPDX-License-Identifier: MIT */
/* The policy: its life, and what it answers.
 *
 * The shipped ones are the files of lib/policies as the numbers of their bytes,
 * made by the build:
 *
 *	od -An -v -tu1 permenpanrb-6-2022.yaml | sed 's:[0-9][0-9]*:&,:g' \
 *		> policy_permenpanrb-6-2022.inc
 */
#include "policy_data.h"

static const unsigned char default_text[] = {
#include "policy_permenpanrb-6-2022.inc"
	0
};

static const unsigned char strict_text[] = {
#include "policy_strict.inc"
	0
};

static const unsigned char kabid_text[] = {
#include "policy_delegated-kabid.inc"
	0
};

/* ---- the shipped policies: the default, and what lies over it ---- */

static const struct {
	const char *name;
	const unsigned char *text;
} shipped[] = {
	{"permenpanrb-6-2022", default_text},
	{"strict", strict_text},
	{"delegated-kabid", kabid_text}
};

const char *skp_policy_default(void)
{
	return (const char *)default_text;
}

int32_t skp_policy_count(void)
{
	return (int32_t)ARRAY_LEN(shipped);
}

static bool is_shipped(int32_t i)
{
	return i >= 0 && i < skp_policy_count();
}

const char *skp_policy_name(int32_t i)
{
	return is_shipped(i) ? shipped[i].name : NULL;
}

const char *skp_policy_text(int32_t i)
{
	return is_shipped(i) ? (const char *)shipped[i].text : NULL;
}

/* ---- life ---- */

int32_t policy_new(struct mem *mem, struct policy **ret, skp_error *err)
{
	struct policy *p = mem_calloc(mem, 1, sizeof(*p));
	int32_t rc;

	if (!p)
		return mem_fail(mem, err);
	p->mem = mem;
	buf_init(&p->text, mem);
	rc = policy_load(p, shipped[0].name, skp_policy_default(),
		sizeof(default_text) - 1, NULL, NULL, err);
	if (rc) {
		policy_free(p);
		return rc;
	}
	*ret = p;
	return 0;
}

void policy_free(struct policy *p)
{
	struct mem *mem;

	if (!p)
		return;
	mem = p->mem;
	policy_clear(p);
	mem_free(mem, p, sizeof(*p));
}

int32_t policy_load(struct policy *p, const char *name, const char *yaml,
	uint64_t len, rule_number_fn rule_number, const void *ctx,
	skp_error *err)
{
	struct policy next;
	int32_t rc = policy_copy(p, &next, err);

	if (rc)
		return rc;
	rc = policy_read(&next, name, yaml, len, rule_number, ctx, err);
	if (!rc)
		rc = policy_settle(&next, err);
	if (rc) {
		policy_clear(&next);
		return rc;
	}
	policy_clear(p);
	*p = next;
	return 0;
}

/* ---- codes by text ---- */

static int32_t look_up(const struct policy *p, enum part part, struct text t)
{
	char buf[FOLD_CAP];
	struct text key = text_fold(text_trim(t), buf, sizeof(buf));
	const struct item *it;

	if (key.n == 0)
		return CODE_EMPTY;
	it = policy_find(p, part, key);
	return it ? it->value : policy_code(part, key);
}

int32_t policy_eselon(const struct policy *p, struct text t)
{
	return look_up(p, PART_ESELON, t);
}

int32_t policy_jenis_jabatan(const struct policy *p, struct text t)
{
	return look_up(p, PART_JENIS_JABATAN, t);
}

int32_t policy_golru(const struct policy *p, struct text t)
{
	return look_up(p, PART_GOLRU, t);
}

int32_t policy_status(const struct policy *p, struct text t)
{
	return look_up(p, PART_STATUS, t);
}

int32_t policy_skp_jenis(const struct policy *p, struct text t)
{
	return look_up(p, PART_JENIS_SKP, t);
}

/* SIASN's own reference, with which no policy could differ. */
int32_t policy_tipe(const struct policy *p, struct text t)
{
	static const char *const word[] = {"1", "bulanan", "2", "triwulan"};
	char buf[FOLD_CAP];
	uint32_t i;

	(void)p;
	t = text_fold(t, buf, sizeof(buf));
	if (t.n == 0)
		return CODE_EMPTY;
	for (i = 0; i < ARRAY_LEN(word); i++)
		if (text_same_str(t, word[i]))
			return (int32_t)i / 2 + 1;
	return CODE_UNKNOWN;
}

int32_t policy_kedudukan(const struct policy *p, struct text t)
{
	char buf[FOLD_CAP];
	struct text key = text_fold(text_trim(t), buf, sizeof(buf));
	const struct item *it;
	int32_t code, bits = KEDUDUKAN_KNOWN;

	if (key.n == 0)
		return CODE_EMPTY;
	it = policy_find(p, PART_KEDUDUKAN, key);
	code = it ? it->value : policy_code(PART_KEDUDUKAN, key);
	if (code == CODE_UNKNOWN || !policy_lists(p, PART_KEDUDUKAN, code))
		return CODE_UNKNOWN;
	if (policy_lists(p, PART_INACTIVE, code))
		bits |= KEDUDUKAN_INACTIVE;
	if (policy_lists(p, PART_EXEMPT, code))
		bits |= KEDUDUKAN_EXEMPT;
	return bits;
}

/* By words at the start, the longest run that says something: "PNS Daerah DPK
 * pada ..." is a PNS. */
int32_t policy_jenis_pegawai(const struct policy *p, struct text t)
{
	char buf[FOLD_CAP];
	struct text words = words_fold(t, buf, sizeof(buf));

	while (words.n) {
		int32_t v = look_up(p, PART_JENIS_PEGAWAI, words);

		if (v > 0)
			return v;
		do
			words.n--;
		while (words.n && words.p[words.n] != ' ');
	}
	return PEGAWAI_NONE;
}

int32_t policy_kind(const struct policy *p, struct text t)
{
	int32_t v;

	(void)p;
	t = text_trim(t);
	if (t.n == 0)
		return CODE_EMPTY;
	v = policy_code(PART_KIND, t);
	return v == CODE_UNKNOWN ? CODE_UNKNOWN : v + 1;
}

/* ---- the rest ---- */

static bool eselon_is(const struct policy *p, int32_t eselon, uint8_t mark)
{
	return eselon > 0 && eselon < (int32_t)sizeof(p->eselon) &&
	       (p->eselon[eselon] & mark);
}

bool policy_eligible(const struct policy *p, int32_t eselon)
{
	return eselon_is(p, eselon, ESELON_ELIGIBLE);
}

bool policy_form_individu(const struct policy *p, int32_t eselon)
{
	return eselon_is(p, eselon, ESELON_FORM);
}

const struct policy_knobs *policy_knobs(const struct policy *p)
{
	return &p->knobs;
}

int32_t policy_severity(const struct policy *p, int32_t rule)
{
	const struct rule_choice *c;

	if (rule < 0 || rule >= RULE_MAX)
		return -1;
	c = &p->rule[rule];
	if (c->off)
		return 0;
	return c->severity ? c->severity : -1;
}

struct text policy_name(const struct policy *p)
{
	return span_text(p, p->name);
}

int32_t policy_wait_days(const struct policy *p, const char *system)
{
	char buf[FOLD_CAP];
	const struct item *it = policy_find(p, PART_WAIT,
		text_fold(text_of(system), buf, sizeof(buf)));

	return it ? it->value : 0;
}

struct text policy_contact(const struct policy *p, const char *actor)
{
	const struct item *it = policy_find(p, PART_CONTACT, text_of(actor));

	return it ? span_text(p, it->text) : (struct text){NULL, 0};
}
