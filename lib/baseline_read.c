/* SPDX-License-Identifier: MIT */
/* The text of a baseline:
 *
 *	baseline:
 *	  - fingerprint: 0123456789abcdef0123456789abcdef
 *	    code: ATS203
 *	    reason: surat tugas sedang diproses
 *	    expires: 2026-12-31
 */
#include "baseline.h"
#include "policy_yaml.h"

enum { BASELINE_BYTES = 256 << 20, TEXT_MAX = 500, ENTRIES_MAX = 1 << 24 };

static const char *const keys[BASELINE_FIELDS] = {"fingerprint", "code",
	"reason", "expires"};

struct known_file {
	struct reader r;
	skp_baseline *b;
};

/* Puts the scalar under way behind the texts. */
static int32_t take_text(struct known_file *s, uint64_t *at)
{
	struct text t;

	if (!reader_is(&s->r, YAML_SCALAR_EVENT))
		return reader_fail(&s->r, SKP_E_FORMAT, "a text belongs here");
	t = reader_text(&s->r);
	if (t.n > TEXT_MAX)
		return reader_fail(&s->r, SKP_E_FORMAT,
			"longer than %d bytes", TEXT_MAX);
	*at = s->b->texts.n;
	buf_put(&s->b->texts, t.p, t.n);
	buf_char(&s->b->texts, '\0');
	return s->b->texts.fail ? mem_fail(&s->b->mem, s->r.err) : SKP_OK;
}

static int32_t take_value(struct known_file *s, struct entry *e, uint32_t key)
{
	struct text t = {NULL, 0};
	int32_t rc = take_text(s, &e->text[key]);

	if (rc)
		return rc;
	t = reader_text(&s->r);
	if (key == SKP_BASELINE_FINGERPRINT && !fingerprint_read(t, &e->is))
		return reader_fail(&s->r, SKP_E_FORMAT,
			"a fingerprint has %d hexadecimal digits",
			FINGERPRINT_TEXT);
	if (key == SKP_BASELINE_REASON && t.n == 0)
		return reader_fail(&s->r, SKP_E_FORMAT,
			"a reason is needed: why may this finding stay?");
	if (key != SKP_BASELINE_EXPIRES || t.n == 0)
		return SKP_OK;
	e->expires = true;
	if (clock_day(t, &e->day) != CLOCK_OK)
		return reader_fail(&s->r, SKP_E_FORMAT,
			"expires is no day YYYY-MM-DD");
	return SKP_OK;
}

/* The key under way and its value. */
static int32_t read_pair(struct known_file *s, struct entry *e, uint32_t *seen)
{
	uint32_t i = 0;
	int32_t rc;

	while (i < BASELINE_FIELDS && !(reader_is(&s->r, YAML_SCALAR_EVENT) &&
		text_same_str(reader_text(&s->r), keys[i])))
		i++;
	if (i == BASELINE_FIELDS)
		return reader_fail(&s->r, SKP_E_UNKNOWN, "unknown key; an "
			"entry has fingerprint, code, reason, expires");
	if (*seen >> i & 1)
		return reader_fail(&s->r, SKP_E_DUPKEY,
			"stands here a second time");
	*seen |= 1u << i;
	rc = reader_next(&s->r);
	return rc ? rc : take_value(s, e, i);
}

static int32_t add(struct known_file *s, const struct entry *e)
{
	void *p = s->b->entry;

	if (s->b->n >= ENTRIES_MAX)
		return fail_at(s->r.err, s->r.name, e->line, 0,
			SKP_E_LIMIT_RECORDS, "a baseline has %d entries at "
			"most", ENTRIES_MAX);
	if (!mem_reserve(&s->b->mem, &p, &s->b->cap, s->b->n + 1,
		sizeof(*s->b->entry)))
		return mem_fail(&s->b->mem, s->r.err);
	s->b->entry = p;
	s->b->entry[s->b->n++] = *e;
	return SKP_OK;
}

/* An entry whose mapping begins with the event under way. */
static int32_t read_entry(struct known_file *s)
{
	struct entry e;
	uint32_t seen = 0;
	int32_t rc = SKP_OK;

	memset(&e, 0, sizeof(e));
	e.line = reader_place(&s->r).line;
	if (!reader_is(&s->r, YAML_MAPPING_START_EVENT))
		return reader_fail(&s->r, SKP_E_FORMAT,
			"an entry is a mapping: fingerprint, code, reason, "
			"expires");
	for (;;) {
		rc = reader_next(&s->r);
		if (rc || reader_is(&s->r, YAML_MAPPING_END_EVENT))
			break;
		rc = read_pair(s, &e, &seen);
		if (rc)
			return rc;
	}
	if (rc)
		return rc;
	if (!(seen >> SKP_BASELINE_FINGERPRINT & 1) ||
		!(seen >> SKP_BASELINE_REASON & 1))
		return fail_at(s->r.err, s->r.name, e.line, 0, SKP_E_FORMAT,
			"an entry needs a fingerprint and a reason");
	return add(s, &e);
}

/* The list, the event under way being its begin; nothing is no entry. */
static int32_t read_list(struct known_file *s)
{
	int32_t rc = SKP_OK;

	if (reader_is(&s->r, YAML_SCALAR_EVENT) && reader_text(&s->r).n == 0)
		return SKP_OK;
	if (!reader_is(&s->r, YAML_SEQUENCE_START_EVENT))
		return reader_fail(&s->r, SKP_E_FORMAT,
			"baseline is a list of entries");
	while (!rc) {
		rc = reader_next(&s->r);
		if (rc || reader_is(&s->r, YAML_SEQUENCE_END_EVENT))
			break;
		rc = read_entry(s);
	}
	return rc;
}

static int32_t read_document(struct known_file *s)
{
	int32_t rc;

	if (!reader_is(&s->r, YAML_MAPPING_START_EVENT))
		return reader_fail(&s->r, SKP_E_FORMAT,
			"a baseline begins with the key `baseline:`");
	rc = reader_next(&s->r);
	if (rc)
		return rc;
	if (!reader_is(&s->r, YAML_SCALAR_EVENT) ||
		!text_same_str(reader_text(&s->r), "baseline"))
		return reader_fail(&s->r, SKP_E_UNKNOWN,
			"unknown key; a baseline has the one key `baseline:`");
	rc = reader_next(&s->r);
	if (!rc)
		rc = read_list(s);
	if (!rc)
		rc = reader_next(&s->r);
	if (!rc && !reader_is(&s->r, YAML_MAPPING_END_EVENT))
		return reader_fail(&s->r, SKP_E_UNKNOWN,
			"unknown key; a baseline has the one key `baseline:`");
	return rc ? rc : reader_end(&s->r);
}

int32_t baseline_read(skp_baseline *b, const char *name, const char *yaml,
	uint64_t len, skp_error *err)
{
	static const struct document baseline = {"baseline", BASELINE_BYTES};
	struct known_file s = {.b = b};
	int32_t rc;

	buf_char(&b->texts, '\0');
	rc = reader_open(&s.r, &baseline, name, yaml, len, err);
	if (!rc)
		rc = read_document(&s);
	reader_close(&s.r);
	return rc;
}
