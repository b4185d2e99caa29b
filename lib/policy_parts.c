/* SPDX-License-Identifier: MIT */
/* The lists and mappings of a policy file, each entry an item. */
#include "policy_read.h"

enum { TEXT_MAX = 500, DAYS_MAX = 366 };

struct item source_item(const struct source *s, enum part part)
{
	struct place at = reader_place(&s->r);

	return (struct item){.line = at.line, .column = at.column,
		.part = part};
}

int32_t source_item_text(struct source *s, struct item *it, bool words)
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

static int32_t add(struct source *s, const struct item *it)
{
	if (s->p->n >= ITEMS_MAX)
		return fail_at(s->r.err, s->r.name, it->line, it->column,
			SKP_E_POLICY, "a policy has %d entries at most",
			ITEMS_MAX);
	return policy_add(s->p, it, s->r.err);
}

int32_t source_next(struct source *s, bool *end)
{
	int32_t rc = reader_next(&s->r);

	*end = reader_is(&s->r, YAML_MAPPING_END_EVENT) ||
	       reader_is(&s->r, YAML_SEQUENCE_END_EVENT);
	return rc;
}

int32_t source_begin(struct source *s, const struct key *k,
	yaml_event_type_t type)
{
	int32_t rc = reader_next(&s->r);

	return !rc && !reader_is(&s->r, type) ? source_wrong(s, k) : rc;
}

static int32_t list_code(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);

	it.value = policy_code(k->part, reader_text(&s->r));
	if (it.value == CODE_UNKNOWN)
		return source_unknown_code(s, k->part);
	return add(s, &it);
}

static int32_t list_words(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);
	int32_t rc = source_item_text(s, &it, true);

	return rc ? rc : add(s, &it);
}

static int32_t take_list(struct source *s, const struct key *k,
	int32_t (*one)(struct source *s, const struct key *k))
{
	bool end = false;
	int32_t rc = source_begin(s, k, YAML_SEQUENCE_START_EVENT);

	policy_drop(s->p, k->part);
	while (!rc) {
		rc = source_next(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SCALAR_EVENT) ? one(s, k)
							 : source_wrong(s, k);
	}
	return rc;
}

int32_t take_codes(struct source *s, const struct key *k)
{
	return take_list(s, k, list_code);
}

int32_t take_words(struct source *s, const struct key *k)
{
	return take_list(s, k, list_words);
}

/* [words, kind], its opening bracket taken */
static int32_t take_pair(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);
	bool end = false;
	int32_t rc = source_scalar(s, k);

	if (!rc)
		rc = source_item_text(s, &it, true);
	if (!rc)
		rc = source_code(s, k, &it.value);
	if (!rc)
		rc = source_next(s, &end);
	if (!rc && !end)
		rc = source_wrong(s, k);
	return rc ? rc : add(s, &it);
}

int32_t take_kinds(struct source *s, const struct key *k)
{
	bool end = false;
	int32_t rc = source_begin(s, k, YAML_SEQUENCE_START_EVENT);

	policy_drop(s->p, k->part);
	while (!rc) {
		rc = source_next(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SEQUENCE_START_EVENT)
			     ? take_pair(s, k)
			     : source_wrong(s, k);
	}
	return rc;
}

/* The kind under way joins those of a list; `lainnya` is no kind to begin at,
 * so it stands alone. */
static int32_t start_kind(struct source *s, const struct key *k)
{
	int32_t v = reader_is(&s->r, YAML_SCALAR_EVENT)
			    ? policy_code(k->part, reader_text(&s->r))
			    : KIND_LAINNYA;

	if (v == CODE_UNKNOWN)
		return source_unknown_code(s, k->part);
	if (v == KIND_LAINNYA)
		return source_wrong(s, k);
	s->p->knobs.start_kinds |= 1u << v;
	return 0;
}

int32_t take_start(struct source *s, const struct key *k)
{
	bool end = false;
	int32_t rc = reader_next(&s->r);

	s->p->knobs.start_kinds = 0;
	if (!rc && reader_is(&s->r, YAML_SCALAR_EVENT) &&
		reader_text(&s->r).n)
		return policy_code(k->part, reader_text(&s->r)) == KIND_LAINNYA
			       ? 0
			       : start_kind(s, k);
	if (!rc && !reader_is(&s->r, YAML_SEQUENCE_START_EVENT))
		rc = source_wrong(s, k);
	while (!rc) {
		rc = source_next(s, &end);
		if (rc || end)
			break;
		rc = start_kind(s, k);
	}
	if (!rc && s->p->knobs.start_kinds == 0)
		rc = source_wrong(s, k);
	return rc;
}

int32_t source_merge(struct source *s, const struct item *it)
{
	struct item *old = policy_seek(s->p, (enum part)it->part,
		span_text(s->p, it->key));

	if (old && old->line)
		return fail_at(s->r.err, s->r.name, it->line, it->column,
			SKP_E_DUPKEY, "stands here and on line %u already",
			old->line);
	if (!old)
		return add(s, it);
	*old = *it;
	return 0;
}

int32_t source_mapping(struct source *s, const struct key *k,
	int32_t (*entry)(struct source *s, const struct key *k))
{
	bool end = false;
	int32_t rc = source_begin(s, k, YAML_MAPPING_START_EVENT);

	while (!rc) {
		rc = source_next(s, &end);
		if (rc || end)
			break;
		rc = reader_is(&s->r, YAML_SCALAR_EVENT) ? entry(s, k)
							 : source_wrong(s, k);
	}
	return rc;
}

/* An empty code takes the spelling away: the item stays until the file is
 * read, so that a second one is seen, and is worth nothing. */
static int32_t spelling(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);
	int32_t rc = source_item_text(s, &it, false);

	if (!rc)
		rc = reader_next(&s->r);
	if (!rc && !reader_is(&s->r, YAML_SCALAR_EVENT))
		rc = source_wrong(s, k);
	if (rc)
		return rc;
	it.value = CODE_UNKNOWN;
	if (reader_text(&s->r).n) {
		it.value = policy_code(k->part, reader_text(&s->r));
		if (it.value == CODE_UNKNOWN)
			return source_unknown_code(s, k->part);
	}
	return source_merge(s, &it);
}

int32_t take_dictionary(struct source *s, const struct key *k)
{
	return source_mapping(s, k, spelling);
}

/* The name that the scalar under way is, NULL if none. */
static const char *name_here(const struct source *s, const char *const *names)
{
	while (*names && !text_same_str(reader_text(&s->r), *names))
		names++;
	return *names;
}

static int32_t wait_entry(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);
	const char *system = name_here(s, policy_wait_keys);
	int32_t rc;

	if (!system)
		return source_unknown(s, "system", policy_wait_keys);
	rc = policy_put_text(s->p, text_of(system), &it.key, s->r.err);
	it.text = it.key;
	if (!rc)
		rc = source_number(s, k, DAYS_MAX, &it.value);
	return rc ? rc : source_merge(s, &it);
}

int32_t take_wait(struct source *s, const struct key *k)
{
	return source_mapping(s, k, wait_entry);
}

static int32_t contact_entry(struct source *s, const struct key *k)
{
	struct item it = source_item(s, k->part);
	const char *actor = name_here(s, policy_contact_keys);
	int32_t rc;

	if (!actor)
		return source_unknown(s, "actor", policy_contact_keys);
	rc = policy_put_text(s->p, text_of(actor), &it.key, s->r.err);
	if (!rc)
		rc = reader_next(&s->r);
	if (!rc && (!reader_is(&s->r, YAML_SCALAR_EVENT) ||
			   reader_text(&s->r).n > TEXT_MAX))
		rc = source_wrong(s, k);
	if (!rc)
		rc = policy_put_text(s->p, reader_text(&s->r), &it.text,
			s->r.err);
	return rc ? rc : source_merge(s, &it);
}

int32_t take_contact(struct source *s, const struct key *k)
{
	return source_mapping(s, k, contact_entry);
}
