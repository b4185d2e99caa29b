/* SPDX-License-Identifier: MIT */
/* The checker: a policy and the settings of a check. */
#include "run.h"

static const char *text_ptr(const struct buf *b)
{
	return b->p ? b->p : "";
}

int32_t skp_checker_new(const skp_checker_options *options,
	skp_checker **ret, skp_error *err)
{
	skp_checker_options o;
	skp_allocator a;
	skp_limits l;
	struct mem mem;
	skp_checker *c;
	int32_t e;

	if (!ret)
		return fail(err, SKP_E_ARG, "ret is NULL");
	*ret = NULL;
	if (!sized_in(&o, sizeof(o), options) ||
		!sized_in(&a, sizeof(a), o.allocator) ||
		!sized_in(&l, sizeof(l), o.limits))
		return fail(err, SKP_E_ARG, "options of a newer library");
	mem_init(&mem, o.allocator ? &a : NULL, l.memory);
	c = mem_calloc(&mem, 1, sizeof(*c));
	if (!c)
		return mem_fail(&mem, err);
	c->h.mark = MARK_CHECKER;
	c->mem = mem;
	c->limits = l;
	if (!c->limits.findings || c->limits.findings > 0x7fffffff)
		c->limits.findings = 0x7fffffff;
	buf_init(&c->select, &c->mem);
	buf_init(&c->ignore, &c->mem);
	buf_init(&c->instansi, &c->mem);
	buf_init(&c->unor, &c->mem);
	fingerprint_key_default(c->fingerprint_key);
	e = policy_new(&c->mem, &c->policy, err);
	if (e)
		skp_checker_free(c);
	else
		*ret = c;
	return e;
}

const skp_allocator *checker_allocator(const skp_checker *c)
{
	return &c->mem.a;
}

void skp_checker_free(skp_checker *c)
{
	struct mem mem;

	if (!c || c->h.mark != MARK_CHECKER)
		return;
	policy_free(c->policy);
	own_free(c);
	buf_free(&c->select);
	buf_free(&c->ignore);
	buf_free(&c->instansi);
	buf_free(&c->unor);
	c->h.mark = 0;
	mem = c->mem;
	mem_free(&mem, c, sizeof(*c));
}

int32_t skp_checker_policy(skp_checker *c, const char *name,
	const char *yaml, int64_t len, skp_error *err)
{
	int32_t e = handle_change(c, MARK_CHECKER, err);

	if (e)
		return e;
	c->changes++;
	if (!yaml)
		return fail(err, SKP_E_ARG, "no policy text");
	return policy_load(c->policy, name ? name : "", yaml,
		len < 0 ? strlen(yaml) : (uint64_t)len, rule_of_code, c,
		err);
}

int32_t skp_checker_policy_write(const skp_checker *c, skp_write_fn write,
	void *ctx, skp_error *err)
{
	int32_t e = handle_check(c, MARK_CHECKER, err);
	struct mem mem;
	struct buf b;

	if (e)
		return e;
	if (!write)
		return fail(err, SKP_E_ARG, "write is NULL");
	mem_init(&mem, &c->mem.a, 0);
	buf_init(&b, &mem);
	e = policy_write(c->policy, &b);
	if (e || b.fail)
		e = mem_fail(&mem, err);
	else if (b.n && write(ctx, b.p, b.n))
		e = fail(err, SKP_E_IO, "the output could not be written");
	buf_free(&b);
	return e;
}

/* ---- settings ---- */

static int32_t set_pada(skp_checker *c, struct text v, skp_error *err)
{
	int64_t second = 0;
	bool whole = false;

	if (v.n && clock_instant(v, &second, &whole) != CLOCK_OK)
		return fail(err, SKP_E_ARG, "pada is no day YYYY-MM-DD and no "
			"instant YYYY-MM-DDTHH:MM:SS");
	c->pada_set = v.n > 0;
	c->pada = whole ? second + DAY - 1 : second;
	return SKP_OK;
}

static int32_t set_tahun(skp_checker *c, struct text v, skp_error *err)
{
	int32_t year = 0;
	uint32_t i;

	if (v.n && (v.n != 4 || !text_digits(v) || *v.p == '0'))
		return fail(err, SKP_E_ARG, "tahun is no year YYYY");
	for (i = 0; i < v.n; i++)
		year = year * 10 + (v.p[i] - '0');
	c->year = year;
	if (year)
		c->end_set[0] = c->end_set[1] = false;
	return SKP_OK;
}

/* Both ends must be said before they count. */
static int32_t set_end(skp_checker *c, uint32_t end, struct text v,
	skp_error *err)
{
	int32_t day = 0;

	if (v.n && clock_day(v, &day) != CLOCK_OK)
		return fail(err, SKP_E_ARG, "no day YYYY-MM-DD");
	c->end[end] = day;
	c->end_set[end] = v.n > 0;
	return SKP_OK;
}

bool code_listed(struct text list, const char *code)
{
	struct text item, c = text_of(code);
	uint32_t n;

	while (list.n) {
		for (n = 0; n < list.n && list.p[n] != ','; n++)
			;
		item = text_trim((struct text){list.p, n});
		list.p += n < list.n ? n + 1 : n;
		list.n -= n < list.n ? n + 1 : n;
		if (item.n && item.n <= c.n &&
			text_same(item, (struct text){c.p, item.n}))
			return true;
	}
	return false;
}

/* Each item must be the beginning of some code. */
static int32_t check_codes(const skp_checker *c, struct text list,
	skp_error *err)
{
	struct text item;
	uint32_t n, i;

	while (list.n) {
		for (n = 0; n < list.n && list.p[n] != ','; n++)
			;
		item = text_trim((struct text){list.p, n});
		list.p += n < list.n ? n + 1 : n;
		list.n -= n < list.n ? n + 1 : n;
		for (i = 0; i < rules_of(c) && item.n; i++)
			if (code_listed(item, rule_of(c, i)->code))
				break;
		if (item.n == 0 || i == rules_of(c))
			return fail(err, SKP_E_UNKNOWN, "no rule's code is or "
				"begins with '%.*s'", item.n > 16 ? 16
							 : (int)item.n,
				item.p);
	}
	return SKP_OK;
}

static int32_t set_text(struct buf *b, struct text v, skp_error *err)
{
	struct buf next;

	buf_init(&next, b->mem);
	buf_put(&next, v.p, v.n);
	if (next.fail) {
		buf_free(&next);
		return mem_fail(b->mem, err);
	}
	buf_free(b);
	*b = next;
	return SKP_OK;
}

static int32_t set_codes(const skp_checker *c, struct buf *b, struct text v,
	skp_error *err)
{
	int32_t e = check_codes(c, v, err);

	return e ? e : set_text(b, v, err);
}

static int32_t set_fingerprint_key(skp_checker *c, struct text v,
	skp_error *err)
{
	uint64_t key[2];
	struct buf b;
	bool ok;

	if (v.n && v.n < FINGERPRINT_KEY_MIN)
		return fail(err, SKP_E_ARG, "a fingerprint_key has %d bytes or "
			"more", FINGERPRINT_KEY_MIN);
	fingerprint_key_default(key);
	buf_init(&b, &c->mem);
	ok = !v.n || fingerprint_key_of(&b, v, key);
	buf_free(&b);
	if (!ok)
		return mem_fail(&c->mem, err);
	memcpy(c->fingerprint_key, key, sizeof(key));
	return SKP_OK;
}

int32_t skp_checker_set(skp_checker *c, const char *key, const char *value,
	skp_error *err)
{
	int32_t e = handle_change(c, MARK_CHECKER, err);
	struct text v, k;

	if (e)
		return e;
	c->changes++;
	if (!key)
		return fail(err, SKP_E_ARG, "key is NULL");
	v = text_trim(text_of(value ? value : ""));
	k = text_of(key);
	if (utf8_bad(v.p, v.n) < v.n)
		return fail(err, SKP_E_ENCODING, "a value that is not UTF-8");
	if (text_eq(k, text_of("pada")))
		return set_pada(c, v, err);
	if (text_eq(k, text_of("tahun")))
		return set_tahun(c, v, err);
	if (text_eq(k, text_of("awal")))
		return set_end(c, 0, v, err);
	if (text_eq(k, text_of("akhir")))
		return set_end(c, 1, v, err);
	if (text_eq(k, text_of("select")))
		return set_codes(c, &c->select, v, err);
	if (text_eq(k, text_of("ignore")))
		return set_codes(c, &c->ignore, v, err);
	if (text_eq(k, text_of("instansi")))
		return set_text(&c->instansi, v, err);
	if (text_eq(k, text_of("unor")))
		return set_text(&c->unor, v, err);
	if (text_eq(k, text_of("fingerprint_key")))
		return set_fingerprint_key(c, v, err);
	return fail(err, SKP_E_UNKNOWN, "no such setting: pada, tahun, awal, "
		"akhir, select, ignore, instansi, unor or fingerprint_key");
}

/* ---- which rules run ---- */

static bool in_question(int32_t question, const char *code)
{
	static const char *const prefix[] = {"", "ATS", "ORG", "SYN"};

	return memcmp(code, prefix[question], strlen(prefix[question])) == 0;
}

uint64_t table_live(const skp_model *m, uint32_t table)
{
	const struct table *t = &m->table[table];
	uint64_t i, n = 0;

	for (i = 0; i < t->rows; i++)
		n += row_live(t, (uint32_t)i) && row_own(m, table, i) &&
			!(row_state(t, (uint32_t)i) & ROW_IMPLICIT);
	return n;
}

/* How many rows a rule would have judged. */
static uint64_t subjects(const struct run *r, const char *list)
{
	struct text t = text_of(list), item;
	uint64_t n = 0;
	uint32_t k;
	int32_t table;

	while (t.n) {
		for (k = 0; k < t.n && t.p[k] != ','; k++)
			;
		item = (struct text){t.p, k};
		table = skp_table_find(item.p, item.n);
		table = table < 0 ? SKP_TABLE_UNOR : table;
		n += r->live ? r->live[table]
			     : table_live(r->m, (uint32_t)table);
		t = (struct text){t.p + k, t.n - k};
		if (t.n)
			t = (struct text){t.p + 1, t.n - 1};
	}
	return n;
}

static bool supplied(const struct judgement *j, struct text need,
	enum skip_reason *why)
{
	static const uint8_t reason[SKP_TABLES] = {SKIP_UNOR, SKIP_PEGAWAI,
		SKIP_PENUGASAN, SKIP_SKP, SKIP_RHK, SKIP_KEJADIAN,
		SKIP_PROFIL, SKIP_COLUMN};
	uint32_t dot = 0;
	int32_t table;

	if (text_eq(need, text_of("heads"))) {
		*why = SKIP_PENUGASAN;
		return j->heads_known;
	}
	if (text_eq(need, text_of("skp_list"))) {
		*why = j->skp_known ? SKIP_LIST : SKIP_SKP;
		return j->skp_list;
	}
	while (dot < need.n && need.p[dot] != '.')
		dot++;
	table = skp_table_find(need.p, dot);
	*why = (enum skip_reason)reason[table];
	if (!j->m->table[table].given)
		return false;
	if (dot == need.n)
		return true;
	*why = SKIP_COLUMN;
	return model_supplied(j->m, (uint32_t)table, (uint32_t)skp_field_find(
		table, need.p + dot + 1, need.n - dot - 1));
}

/* All of a list joined by blanks, any of those joined by `|`. */
static bool needs_met(const struct judgement *j, const char *needs,
	enum skip_reason *why)
{
	const char *p = needs;
	bool any = false;
	uint32_t n;

	while (*p) {
		for (n = 0; p[n] && p[n] != ' ' && p[n] != '|'; n++)
			;
		any |= supplied(j, (struct text){p, n}, why);
		p += n;
		if (*p == '|') {
			p++;
			continue;
		}
		if (!any)
			return false;
		any = false;
		p += *p == ' ';
	}
	return true;
}

/* 0: off. Whether SYN402 is on its scope says. */
static int32_t severity_of(const struct run *r, const skp_checker *c,
	int32_t rule)
{
	if (rule == R_SYN402 && !r->j->knobs.leader_first_all)
		return 0;
	return policy_severity(c->policy, rule);
}

void needs_check(struct run *r, const skp_checker *c, int32_t question)
{
	struct text select = {text_ptr(&c->select), (uint32_t)c->select.n};
	struct text ignore = {text_ptr(&c->ignore), (uint32_t)c->ignore.n};
	enum skip_reason why = SKIP_COLUMN;
	int32_t severity;
	const char *code;
	uint32_t i;

	for (i = 0; i < rules_of(c); i++) {
		code = rule_of(c, i)->code;
		severity = severity_of(r, c, (int32_t)i);
		r->severity[i] = severity < 0 ? RULE_OWN : (uint8_t)severity;
		r->on[i] = severity != 0 && in_question(question, code) &&
			(!select.n || code_listed(select, code)) &&
			!code_listed(ignore, code);
		if (!r->on[i] || i >= RULES ||
			needs_met(r->j, rule_info[i].needs, &why))
			continue;
		r->on[i] = false;
		if (r->about == NONE)
			r->skipped[i][why] += subjects(r,
				rule_info[i].subjects);
	}
	rules_choose(r);
}
