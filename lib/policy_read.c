/* SPDX-License-Identifier: MIT */
/* Reads a policy file over a policy: a table of keys, and for each shape of
 * value one function that takes it from the reader. */
#include "policy_data.h"
#include "policy_yaml.h"

enum { TEXT_MAX = 500, DAYS_MAX = 366, MONTHS_MAX = 1200, NAMES_MAX = 48 };

struct source {
	struct reader r;
	struct policy *p;
	int32_t (*rule_number)(const char *code);
};

struct key {
	const char *name;
	int32_t (*read)(struct source *s, const struct key *k);
	enum part part;
	const char *wants; /* the shape, for messages */
};

/* ---- what stands in messages ---- */

/* Changes from a to b, each of at most 31 bytes, counted as one for a letter
 * put in, left out or another. */
static uint32_t distance(struct text a, struct text b)
{
	uint32_t row[32];

	for (uint32_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= a.n; i++) {
		uint32_t diagonal = row[0];

		row[0] = i;
		for (uint32_t j = 1; j <= b.n; j++) {
			uint32_t best = diagonal + (ascii_lower(a.p[i - 1]) !=
					ascii_lower(b.p[j - 1]));

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b.n];
}

/* The name nearest to t, NULL if none is near. */
static const char *nearest(struct text t, const char *const *names)
{
	const char *best = NULL;
	uint32_t least = 3;

	if (t.n > 31)
		return NULL;
	for (; *names; names++) {
		uint32_t d = distance(t, text_of(*names));

		if (d < least && 2 * d < t.n) {
			least = d;
			best = *names;
		}
	}
	return best;
}

/* "a, b, c" into buf, as many as fit */
static const char *join(const char *const *names, char *buf, size_t cap)
{
	size_t n = 0;

	for (size_t i = 0; names[i]; i++) {
		size_t len = strlen(names[i]);

		if (n + len + 3 > cap)
			break;
		if (n) {
			memcpy(buf + n, ", ", 2);
			n += 2;
		}
		memcpy(buf + n, names[i], len);
		n += len;
	}
	buf[n] = '\0';
	return buf;
}

static int32_t unknown(struct source *s, const char *what,
	const char *const *names)
{
	char buf[440];
	const char *near = nearest(reader_text(&s->r), names);

	if (near)
		return reader_fail(&s->r, SKP_E_POLICY,
			"unknown %s; is %s meant? (known: %s)", what, near,
			join(names, buf, sizeof(buf)));
	return reader_fail(&s->r, SKP_E_POLICY, "unknown %s; known are: %s",
		what, join(names, buf, sizeof(buf)));
}

static int32_t wrong(struct source *s, const struct key *k)
{
	return reader_fail(&s->r, SKP_E_POLICY, "%s wants %s", k->name,
		k->wants);
}

static int32_t unknown_code(struct source *s, enum part part)
{
	const char *names[NAMES_MAX];
	uint32_t n;
	const struct code *c = policy_codes(part, &n);

	if (!c)
		return reader_fail(&s->r, SKP_E_POLICY,
			"a kedudukan code is a number of up to 4 digits");
	if (n >= NAMES_MAX)
		n = NAMES_MAX - 1;
	for (uint32_t i = 0; i < n; i++)
		names[i] = c[i].name;
	names[n] = NULL;
	return unknown(s, "code", names);
}

/* ---- scalars ---- */

static int32_t next_scalar(struct source *s, const struct key *k)
{
	int32_t rc = reader_next(&s->r);

	if (!rc && (!reader_is(&s->r, YAML_SCALAR_EVENT) ||
			   reader_text(&s->r).n == 0))
		rc = wrong(s, k);
	return rc;
}

static int32_t read_name(struct source *s, const struct key *k)
{
	int32_t rc = next_scalar(s, k);

	if (!rc && reader_text(&s->r).n > FOLD_MAX)
		rc = wrong(s, k);
	if (!rc)
		rc = policy_put_text(s->p, reader_text(&s->r), &s->p->name,
			s->r.err);
	return rc;
}

static bool number_in(struct text t, int32_t max, int32_t *ret)
{
	int32_t v = 0;

	if (t.n == 0 || t.n > 5 || !text_digits(t))
		return false;
	for (uint32_t i = 0; i < t.n; i++)
		v = v * 10 + (t.p[i] - '0');
	*ret = v;
	return v <= max;
}

static int32_t read_number(struct source *s, const struct key *k, int32_t max,
	int32_t *ret)
{
	int32_t v, rc = next_scalar(s, k);

	if (rc)
		return rc;
	if (!number_in(reader_text(&s->r), max, &v))
		return wrong(s, k);
	*ret = v;
	return 0;
}

static int32_t read_months(struct source *s, const struct key *k)
{
	return read_number(s, k, MONTHS_MAX, &s->p->knobs.plt_max_months);
}

static int32_t read_days(struct source *s, const struct key *k)
{
	return read_number(s, k, DAYS_MAX, &s->p->knobs.retry_working_days);
}

static bool month_day(struct text t, int32_t *ret)
{
	static const int8_t last[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31};
	int32_t m, d;

	if (t.n != 5 || t.p[2] != '-' ||
		!number_in((struct text){t.p, 2}, 12, &m) || m == 0 ||
		!number_in((struct text){t.p + 3, 2}, last[m - 1], &d) ||
		d == 0)
		return false;
	*ret = m * 100 + d;
	return true;
}

static int32_t read_due(struct source *s, const struct key *k)
{
	int32_t rc = next_scalar(s, k);

	if (!rc && !month_day(reader_text(&s->r), &s->p->knobs.skp_due))
		rc = wrong(s, k);
	return rc;
}

/* the words of spec's cells: 1 yes, 0 no, -1 neither */
static int bool_word(struct text t)
{
	static const char *const yes[] = {"true", "ya", "yes", "y", "t", "1",
		"aktif"};
	static const char *const no[] = {"false", "tidak", "no", "n", "f",
		"0", "nonaktif"};

	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		if (text_same_str(t, yes[i]))
			return 1;
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (text_same_str(t, no[i]))
			return 0;
	return -1;
}

static int32_t read_bool(struct source *s, const struct key *k, bool *ret)
{
	int b, rc = next_scalar(s, k);

	if (rc)
		return rc;
	b = bool_word(reader_text(&s->r));
	if (b < 0)
		return wrong(s, k);
	*ret = b == 1;
	return 0;
}

static int32_t read_complete(struct source *s, const struct key *k)
{
	return read_bool(s, k, &s->p->knobs.events_complete);
}

static int32_t read_scope(struct source *s, const struct key *k)
{
	int32_t rc = next_scalar(s, k);

	if (rc)
		return rc;
	if (!text_same_str(reader_text(&s->r), "sekolah") &&
		!text_same_str(reader_text(&s->r), "all"))
		return wrong(s, k);
	s->p->knobs.leader_first_all =
		text_same_str(reader_text(&s->r), "all");
	return 0;
}

static int32_t read_code(struct source *s, const struct key *k, int32_t *ret)
{
	int32_t rc = next_scalar(s, k);

	if (rc)
		return rc;
	*ret = policy_code(k->part, reader_text(&s->r));
	return *ret == CODE_UNKNOWN ? unknown_code(s, k->part) : 0;
}

static int32_t read_start(struct source *s, const struct key *k)
{
	int32_t v, rc = read_code(s, k, &v);

	if (!rc)
		s->p->knobs.kepala_sekolah_start = (enum kind)v;
	return rc;
}

static int32_t read_min_status(struct source *s, const struct key *k)
{
	int32_t v, rc = read_code(s, k, &v);

	if (!rc && v == STATUS_DITOLAK)
		rc = wrong(s, k);
	if (!rc)
		s->p->knobs.org_min_status = (enum status)v;
	return rc;
}

/* ---- items ---- */

static struct item item_here(const struct source *s, enum part part)
{
	struct place at = reader_place(&s->r);

	return (struct item){.line = at.line, .column = at.column,
		.part = part};
}

/* The scalar under way as the text of an item; `words`: its key is words. */
static int32_t item_text(struct source *s, struct item *it, bool words)
{
	struct text t = reader_text(&s->r), key;
	char buf[2 * FOLD_CAP];
	int32_t rc;

	key = words ? words_fold(t, buf, sizeof(buf))
		    : text_fold(t, buf, sizeof(buf));
	if (key.n == 0)
		return reader_fail(&s->r, SKP_E_POLICY, "nothing to compare");
	if (t.n > FOLD_MAX)
		return reader_fail(&s->r, SKP_E_POLICY,
			"longer than %d bytes", FOLD_MAX);
	rc = policy_put_text(s->p, t, &it->text, s->r.err);
	return rc ? rc : policy_put_text(s->p, key, &it->key, s->r.err);
}

static int32_t next_in(struct source *s, bool *end)
{
	int32_t rc = reader_next(&s->r);

	*end = reader_is(&s->r, YAML_MAPPING_END_EVENT) ||
	       reader_is(&s->r, YAML_SEQUENCE_END_EVENT);
	return rc;
}

static int32_t begin(struct source *s, const struct key *k,
	yaml_event_type_t type)
{
	int32_t rc = reader_next(&s->r);

	return !rc && !reader_is(&s->r, type) ? wrong(s, k) : rc;
}

static int32_t list_code(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);

	it.value = policy_code(k->part, reader_text(&s->r));
	if (it.value == CODE_UNKNOWN)
		return unknown_code(s, k->part);
	return policy_add(s->p, it, s->r.err);
}

static int32_t list_words(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);
	int32_t rc = item_text(s, &it, true);

	return rc ? rc : policy_add(s->p, it, s->r.err);
}

static int32_t read_list(struct source *s, const struct key *k,
	int32_t (*one)(struct source *s, const struct key *k))
{
	bool end = false;
	int32_t rc = begin(s, k, YAML_SEQUENCE_START_EVENT);

	policy_drop(s->p, k->part);
	while (!rc) {
		rc = next_in(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SCALAR_EVENT) ? one(s, k)
							 : wrong(s, k);
	}
	return rc;
}

static int32_t read_codes(struct source *s, const struct key *k)
{
	return read_list(s, k, list_code);
}

static int32_t read_words(struct source *s, const struct key *k)
{
	return read_list(s, k, list_words);
}

/* [words, kind], its opening bracket taken */
static int32_t read_pair(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);
	bool end = false;
	int32_t rc = next_scalar(s, k);

	if (!rc)
		rc = item_text(s, &it, true);
	if (!rc)
		rc = read_code(s, k, &it.value);
	if (!rc)
		rc = next_in(s, &end);
	if (!rc && !end)
		rc = wrong(s, k);
	return rc ? rc : policy_add(s->p, it, s->r.err);
}

static int32_t read_kinds(struct source *s, const struct key *k)
{
	bool end = false;
	int32_t rc = begin(s, k, YAML_SEQUENCE_START_EVENT);

	policy_drop(s->p, k->part);
	while (!rc) {
		rc = next_in(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SEQUENCE_START_EVENT)
			     ? read_pair(s, k)
			     : wrong(s, k);
	}
	return rc;
}

/* ---- mappings ---- */

/* Puts a key in its place: a new item, or the one that was there; two of one
 * file are an error. */
static int32_t merge(struct source *s, const struct item *it)
{
	struct item *old = policy_seek(s->p, (enum part)it->part,
		span_text(s->p, it->key));

	if (old && old->line)
		return fail_at(s->r.err, s->r.name, it->line, it->column,
			SKP_E_DUPKEY, "stands here and on line %u already",
			old->line);
	if (!old)
		return policy_add(s->p, *it, s->r.err);
	*old = *it;
	return 0;
}

/* Runs `entry` on each key of a mapping, the key under way. */
static int32_t read_mapping(struct source *s, const struct key *k,
	int32_t (*entry)(struct source *s, const struct key *k))
{
	bool end = false;
	int32_t rc = begin(s, k, YAML_MAPPING_START_EVENT);

	while (!rc) {
		rc = next_in(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SCALAR_EVENT) ? entry(s, k)
							 : wrong(s, k);
	}
	return rc;
}

/* An empty code takes the spelling away: the item stays until the file is
 * read, so that a second one is seen, and is worth nothing. */
static int32_t spelling(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);
	int32_t rc = item_text(s, &it, false);

	if (!rc)
		rc = reader_next(&s->r);
	if (!rc && !reader_is(&s->r, YAML_SCALAR_EVENT))
		rc = wrong(s, k);
	if (rc)
		return rc;
	it.value = CODE_UNKNOWN;
	if (reader_text(&s->r).n) {
		it.value = policy_code(k->part, reader_text(&s->r));
		if (it.value == CODE_UNKNOWN)
			return unknown_code(s, k->part);
	}
	return merge(s, &it);
}

static int32_t read_dictionary(struct source *s, const struct key *k)
{
	return read_mapping(s, k, spelling);
}

static bool is_one_of(struct text t, const char *const *names)
{
	for (; *names; names++)
		if (text_same_str(t, *names))
			return true;
	return false;
}

static int32_t wait_entry(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);
	int32_t rc;

	if (!is_one_of(reader_text(&s->r), policy_wait_keys))
		return unknown(s, "system", policy_wait_keys);
	rc = item_text(s, &it, false);
	if (!rc)
		rc = read_number(s, k, DAYS_MAX, &it.value);
	return rc ? rc : merge(s, &it);
}

static int32_t read_wait(struct source *s, const struct key *k)
{
	return read_mapping(s, k, wait_entry);
}

static int32_t contact_entry(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);
	int32_t rc;

	if (!is_one_of(reader_text(&s->r), policy_contact_keys))
		return unknown(s, "actor", policy_contact_keys);
	rc = item_text(s, &it, false);
	if (!rc)
		rc = reader_next(&s->r);
	if (!rc && (!reader_is(&s->r, YAML_SCALAR_EVENT) ||
			   reader_text(&s->r).n > TEXT_MAX))
		rc = wrong(s, k);
	it.key = it.text;
	if (!rc)
		rc = policy_put_text(s->p, reader_text(&s->r), &it.text,
			s->r.err);
	return rc ? rc : merge(s, &it);
}

static int32_t read_contact(struct source *s, const struct key *k)
{
	return read_mapping(s, k, contact_entry);
}

/* ---- rules ---- */

static int32_t severity_word(struct text t)
{
	static const struct code words[] = {
		{"E", SKP_SEVERITY_E}, {"galat", SKP_SEVERITY_E},
		{"error", SKP_SEVERITY_E}, {"W", SKP_SEVERITY_W},
		{"peringatan", SKP_SEVERITY_W}, {"warning", SKP_SEVERITY_W},
		{"I", SKP_SEVERITY_I}, {"info", SKP_SEVERITY_I},
		{"note", SKP_SEVERITY_I}
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (text_same_str(t, words[i].name))
			return words[i].value;
	return 0;
}

static int32_t rule_choice(struct source *s, struct rule_choice *c,
	uint32_t *seen)
{
	static const char *const names[] = {"enabled", "severity", NULL};
	static const struct key enabled = {.name = "enabled",
		.wants = "true or false"};
	static const struct key severity = {.name = "severity",
		.wants = "E, W or I"};
	bool on = false, first = text_same_str(reader_text(&s->r), names[0]);
	uint32_t bit = first ? 1 : 2;
	int32_t rc;

	if (!first && !text_same_str(reader_text(&s->r), names[1]))
		return unknown(s, "key of a rule", names);
	if (*seen & bit)
		return reader_fail(&s->r, SKP_E_DUPKEY,
			"stands here a second time");
	*seen |= bit;
	if (first) {
		rc = read_bool(s, &enabled, &on);
		c->off = !on;
		return rc;
	}
	rc = next_scalar(s, &severity);
	if (rc)
		return rc;
	c->severity = (int8_t)severity_word(reader_text(&s->r));
	return c->severity ? 0 : wrong(s, &severity);
}

/* Number of the rule whose code is under way, -1 if there is none. */
static int32_t rule_here(const struct source *s)
{
	struct text t = reader_text(&s->r);
	char code[16];
	int32_t v;

	if (t.n >= sizeof(code) || !s->rule_number)
		return -1;
	memcpy(code, t.p, t.n);
	code[t.n] = '\0';
	v = s->rule_number(code);
	return v < RULE_MAX ? v : -1;
}

static int32_t rule_entry(struct source *s, const struct key *k)
{
	struct item it = item_here(s, k->part);
	uint32_t seen = 0;
	bool end = false;
	int32_t rc;

	it.value = rule_here(s);
	if (it.value < 0)
		return reader_fail(&s->r, SKP_E_POLICY,
			"unknown rule; a code is like ORG301, and the "
			"catalogue lists them");
	rc = item_text(s, &it, false);
	if (!rc)
		rc = merge(s, &it);
	if (!rc)
		rc = begin(s, k, YAML_MAPPING_START_EVENT);
	while (!rc) {
		rc = next_in(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SCALAR_EVENT)
			     ? rule_choice(s, &s->p->rule[it.value], &seen)
			     : wrong(s, k);
	}
	return rc;
}

static int32_t read_rules(struct source *s, const struct key *k)
{
	return read_mapping(s, k, rule_entry);
}

/* ---- keys ---- */

#define A_MAP "a mapping from spelling to code, as {Konsep: draft}"
#define A_CODES "a list of codes, as [\"41\", \"42\"]"
#define A_WORDS "a list of texts"

static const struct key keys[] = {
	{"name", read_name, PART_NONE, "a text"},
	{"kedudukan", read_dictionary, PART_KEDUDUKAN, A_MAP},
	{"exempt_kedudukan", read_codes, PART_EXEMPT, A_CODES},
	{"inactive_kedudukan", read_codes, PART_INACTIVE, A_CODES},
	{"eselon", read_dictionary, PART_ESELON, A_MAP},
	{"eligible_eselon", read_codes, PART_ELIGIBLE, A_CODES},
	{"kepala_sekolah_start", read_start, PART_KIND,
		"a kind of unit (lainnya: the rule is off)"},
	{"pengawas_sekolah", read_words, PART_PENGAWAS, A_WORDS},
	{"plt_max_months", read_months, PART_NONE,
		"a number of months up to 1200"},
	{"jenis_jabatan", read_dictionary, PART_JENIS_JABATAN, A_MAP},
	{"status", read_dictionary, PART_STATUS, A_MAP},
	{"org_min_status", read_min_status, PART_STATUS,
		"draft, diajukan, disetujui or ditetapkan"},
	{"jenis_skp", read_dictionary, PART_JENIS_SKP, A_MAP},
	{"org_form_individu", read_codes, PART_FORM, A_CODES},
	{"skp_due", read_due, PART_NONE, "a day of the year as \"01-31\""},
	{"leader_first", read_scope, PART_NONE, "sekolah or all"},
	{"events_complete", read_complete, PART_NONE, "true or false"},
	{"retry_working_days", read_days, PART_NONE,
		"a number of days up to 366"},
	{"wait_days", read_wait, PART_WAIT,
		"a mapping from system to days, each up to 366"},
	{"jenis_pegawai", read_dictionary, PART_JENIS_PEGAWAI, A_MAP},
	{"golru", read_dictionary, PART_GOLRU, A_MAP},
	{"school_prefixes", read_words, PART_PREFIX, A_WORDS},
	{"kinds", read_kinds, PART_KIND,
		"a list of pairs [words, kind of unit]"},
	{"rules", read_rules, PART_RULE,
		"a mapping as {UNR103: {enabled: false, severity: W}}"},
	{"contact", read_contact, PART_CONTACT,
		"a mapping from actor to a text of up to 500 bytes"}
};

enum { KEYS = ARRAY_LEN(keys) };

static int32_t unknown_key(struct source *s)
{
	const char *names[KEYS + 1];

	for (uint32_t i = 0; i < KEYS; i++)
		names[i] = keys[i].name;
	names[KEYS] = NULL;
	return unknown(s, "key", names);
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
		rc = next_in(s, &end);
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
	uint64_t len, int32_t (*rule_number)(const char *code),
	skp_error *err)
{
	struct source s = {.p = p, .rule_number = rule_number};
	int32_t rc = reader_open(&s.r, name, yaml, len, err);

	if (!rc)
		rc = read_document(&s);
	reader_close(&s.r);
	if (rc)
		return rc;
	drop_empty(p);
	rc = check_listed(&s, PART_EXEMPT);
	return rc ? rc : check_listed(&s, PART_INACTIVE);
}
