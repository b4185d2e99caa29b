/* SPDX-License-Identifier: MIT */
/* The policy in force as YAML that reads back as the same policy. */
#include "policy_data.h"

/* Letters with single blanks, dots, slashes or underscores inside, and no
 * word that some reader of YAML takes for a truth value. */
static bool is_plain(struct text t)
{
	static const char *const taken[] = {"y", "n", "yes", "no", "true",
		"false", "on", "off", "null"};

	for (uint32_t i = 0; i < t.n; i++) {
		char c = ascii_lower(t.p[i]);
		bool letter = c >= 'a' && c <= 'z';
		bool inside = i > 0 && i + 1 < t.n &&
			      (c == ' ' || c == '/' || c == '_' || c == '.');

		if (!letter && !inside)
			return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		if (text_same_str(t, taken[i]))
			return false;
	return t.n > 0;
}

static void put_text(struct buf *out, struct text t)
{
	if (is_plain(t)) {
		buf_put(out, t.p, t.n);
		return;
	}
	buf_char(out, '\'');
	for (uint32_t i = 0; i < t.n; i++) {
		if (t.p[i] == '\'')
			buf_char(out, '\'');
		buf_char(out, t.p[i]);
	}
	buf_char(out, '\'');
}

static void put_key(struct buf *out, const char *key)
{
	buf_str(out, key);
	buf_str(out, ": ");
}

static void put_code(struct buf *out, enum part part, int32_t value)
{
	char name[8];

	put_text(out, text_of(policy_code_name(part, value, name)));
}

static void put_codes(const struct policy *p, struct buf *out,
	const char *key, enum part part)
{
	put_key(out, key);
	buf_char(out, '[');
	for (uint32_t i = p->start[part]; i < p->start[part + 1]; i++) {
		if (i > p->start[part])
			buf_str(out, ", ");
		put_code(out, part, p->item[i].value);
	}
	buf_str(out, "]\n");
}

static void put_words(const struct policy *p, struct buf *out,
	const char *key, enum part part)
{
	put_key(out, key);
	buf_char(out, '[');
	for (uint32_t i = p->start[part]; i < p->start[part + 1]; i++) {
		if (i > p->start[part])
			buf_str(out, ", ");
		put_text(out, span_text(p, p->item[i].text));
	}
	buf_str(out, "]\n");
}

static bool begin(const struct policy *p, struct buf *out, const char *key,
	enum part part, const char *none)
{
	bool some = p->start[part] < p->start[part + 1];

	buf_str(out, key);
	buf_str(out, some ? ":\n" : none);
	return some;
}

static void put_dictionary(const struct policy *p, struct buf *out,
	const char *key, enum part part)
{
	begin(p, out, key, part, ": {}\n");
	for (uint32_t i = p->start[part]; i < p->start[part + 1]; i++) {
		buf_str(out, "  ");
		put_text(out, span_text(p, p->item[i].text));
		buf_str(out, ": ");
		put_code(out, part, p->item[i].value);
		buf_char(out, '\n');
	}
}

static void put_kinds(const struct policy *p, struct buf *out)
{
	begin(p, out, "kinds", PART_KIND, ": []\n");
	for (uint32_t i = p->start[PART_KIND]; i < p->start[PART_KIND + 1];
		i++) {
		buf_str(out, "  - [");
		put_text(out, span_text(p, p->item[i].text));
		buf_str(out, ", ");
		put_code(out, PART_KIND, p->item[i].value);
		buf_str(out, "]\n");
	}
}

static void put_rules(const struct policy *p, struct buf *out)
{
	static const char *const severity[] = {"", "I", "W", "E"};

	begin(p, out, "rules", PART_RULE, ": {}\n");
	for (uint32_t i = p->start[PART_RULE]; i < p->start[PART_RULE + 1];
		i++) {
		const struct rule_choice *c = &p->rule[p->item[i].value];

		buf_str(out, "  ");
		buf_put(out, span_text(p, p->item[i].text).p,
			p->item[i].text.n);
		buf_str(out, ": {enabled: ");
		buf_str(out, c->off ? "false" : "true");
		if (c->severity) {
			buf_str(out, ", severity: ");
			buf_str(out, severity[c->severity]);
		}
		buf_str(out, "}\n");
	}
}

static void put_waits(const struct policy *p, struct buf *out)
{
	begin(p, out, "wait_days", PART_WAIT, ": {}\n");
	for (uint32_t i = p->start[PART_WAIT]; i < p->start[PART_WAIT + 1];
		i++) {
		buf_str(out, "  ");
		put_text(out, span_text(p, p->item[i].text));
		buf_str(out, ": ");
		buf_uint(out, (uint64_t)p->item[i].value);
		buf_char(out, '\n');
	}
}

static void put_contacts(const struct policy *p, struct buf *out)
{
	begin(p, out, "contact", PART_CONTACT, ": {}\n");
	for (uint32_t i = p->start[PART_CONTACT];
		i < p->start[PART_CONTACT + 1]; i++) {
		buf_str(out, "  ");
		put_text(out, span_text(p, p->item[i].key));
		buf_str(out, ": ");
		put_text(out, span_text(p, p->item[i].text));
		buf_char(out, '\n');
	}
}

static void put_number(struct buf *out, const char *key, int32_t v)
{
	put_key(out, key);
	buf_uint(out, (uint64_t)v);
	buf_char(out, '\n');
}

static void put_word(struct buf *out, const char *key, const char *word)
{
	put_key(out, key);
	buf_str(out, word);
	buf_char(out, '\n');
}

static void put_due(struct buf *out, int32_t due)
{
	char day[] = "00-00";

	day[0] = (char)('0' + due / 1000);
	day[1] = (char)('0' + due / 100 % 10);
	day[3] = (char)('0' + due / 10 % 10);
	day[4] = (char)('0' + due % 10);
	put_key(out, "skp_due");
	put_text(out, text_of(day));
	buf_char(out, '\n');
}

static void put_busy(struct buf *out, const struct policy_knobs *k)
{
	const int32_t v[4] = {k->busy_from / 60, k->busy_from % 60,
		k->busy_to / 60, k->busy_to % 60};
	char hours[] = "00:00-00:00";
	uint32_t i;

	for (i = 0; i < 4; i++) {
		hours[i * 3] = (char)('0' + v[i] / 10);
		hours[i * 3 + 1] = (char)('0' + v[i] % 10);
	}
	put_key(out, "busy_hours");
	put_text(out, text_of(hours));
	buf_char(out, '\n');
}

static void put_start(struct buf *out, uint32_t kinds)
{
	bool list = (kinds & (kinds - 1)) != 0, some = false;
	char name[8];

	put_key(out, "kepala_sekolah_start");
	if (list)
		buf_char(out, '[');
	for (int32_t k = 0; k < KINDS; k++) {
		if (!(kinds >> k & 1))
			continue;
		buf_str(out, some ? ", " : "");
		buf_str(out, policy_code_name(PART_KIND, k, name));
		some = true;
	}
	if (!some)
		buf_str(out, "lainnya");
	buf_str(out, list ? "]\n" : "\n");
}

static void put_appraisers(const struct policy *p, struct buf *out)
{
	put_dictionary(p, out, "kedudukan", PART_KEDUDUKAN);
	put_codes(p, out, "exempt_kedudukan", PART_EXEMPT);
	put_codes(p, out, "inactive_kedudukan", PART_INACTIVE);
	put_dictionary(p, out, "eselon", PART_ESELON);
	put_codes(p, out, "eligible_eselon", PART_ELIGIBLE);
	put_start(out, p->knobs.start_kinds);
	put_words(p, out, "kepala_sekolah_delegates", PART_DELEGATE);
	put_words(p, out, "pengawas_sekolah", PART_PENGAWAS);
	put_number(out, "plt_max_months", p->knobs.plt_max_months);
	put_dictionary(p, out, "jenis_jabatan", PART_JENIS_JABATAN);
}

static void put_skp(const struct policy *p, struct buf *out)
{
	char name[8];

	put_dictionary(p, out, "status", PART_STATUS);
	put_word(out, "org_min_status",
		policy_code_name(PART_STATUS,
			(int32_t)p->knobs.org_min_status, name));
	put_dictionary(p, out, "jenis_skp", PART_JENIS_SKP);
	put_codes(p, out, "org_form_individu", PART_FORM);
	put_due(out, p->knobs.skp_due);
}

static void put_order(const struct policy *p, struct buf *out)
{
	put_word(out, "leader_first",
		p->knobs.leader_first_all ? "all" : "sekolah");
	put_word(out, "events_complete",
		p->knobs.events_complete ? "true" : "false");
	put_number(out, "retry_working_days", p->knobs.retry_working_days);
	put_waits(p, out);
}

int32_t policy_write(const struct policy *p, struct buf *out)
{
	put_key(out, "name");
	put_text(out, span_text(p, p->name));
	buf_char(out, '\n');
	put_appraisers(p, out);
	put_skp(p, out);
	put_order(p, out);
	put_dictionary(p, out, "jenis_pegawai", PART_JENIS_PEGAWAI);
	put_dictionary(p, out, "golru", PART_GOLRU);
	put_words(p, out, "school_prefixes", PART_PREFIX);
	put_kinds(p, out);
	put_rules(p, out);
	put_contacts(p, out);
	put_busy(out, &p->knobs);
	return out->fail ? SKP_E_NOMEM : 0;
}
