/* SPDX-License-Identifier: MIT */
/* Kind of a unit, and of a jabatan, by whole words at the start of a name. */
#include "policy_data.h"

/* Bytes beyond ASCII are letters, but NBSP (C2 A0) is a blank. */
static bool is_letter(const char *p, const char *end)
{
	char c = ascii_lower(*p);

	if (p + 1 < end && (uint8_t)p[0] == 0xc2 && (uint8_t)p[1] == 0xa0)
		return false;
	return (c >= 'a' && c <= 'z') || ascii_digit(c) || (uint8_t)c >= 0x80;
}

struct text words_fold(struct text t, char *to, uint32_t cap)
{
	const char *p = t.p, *end;
	uint32_t n = 0;
	bool gap = false;

	if (t.n == 0)
		return (struct text){to, 0};
	for (end = p + t.n; p < end && n + 2 <= cap; p++) {
		if (!is_letter(p, end)) {
			gap = n > 0;
			p += (uint8_t)*p == 0xc2; /* NBSP is two bytes */
			continue;
		}
		if (gap)
			to[n++] = ' ';
		gap = false;
		to[n++] = ascii_lower(*p);
	}
	return (struct text){to, n};
}

bool words_begin(struct text name, struct text words)
{
	return words.n <= name.n && words.n > 0 && words.p[0] == name.p[0] &&
	       memcmp(name.p, words.p, words.n) == 0 &&
	       (words.n == name.n || name.p[words.n] == ' ');
}

/* Without `words` and the blank after them. */
static struct text words_after(struct text name, struct text words)
{
	uint32_t n = words.n < name.n ? words.n + 1 : name.n;

	return (struct text){name.p + n, name.n - n};
}

/* The longest prefix of schools that stands here, n 0 if none. */
static struct text school_prefix(const struct policy *p, struct text name)
{
	struct text best = {name.p, 0};

	for (uint32_t i = p->start[PART_PREFIX];
		i < p->start[PART_PREFIX + 1]; i++) {
		struct text w = span_text(p, p->item[i].key);

		if (w.n > best.n && words_begin(name, w))
			best = w;
	}
	return best;
}

static enum kind first_kind(const struct policy *p, struct text name)
{
	for (uint32_t i = p->start[PART_KIND]; i < p->start[PART_KIND + 1];
		i++) {
		const struct item *it = &p->item[i];

		if (words_begin(name, span_text(p, it->key)))
			return (enum kind)it->value;
	}
	return KIND_LAINNYA;
}

enum kind policy_kind_by_name(const struct policy *p, struct text nama)
{
	char buf[2 * FOLD_CAP];
	struct text name = words_fold(nama, buf, sizeof(buf));
	struct text rest = name, prefix = school_prefix(p, name);

	while (prefix.n) {
		rest = words_after(rest, prefix);
		if (first_kind(p, rest) == KIND_SEKOLAH)
			return KIND_SEKOLAH;
		prefix = school_prefix(p, rest);
	}
	return first_kind(p, name);
}

/* Do words of the part stand at the start of the text? */
static bool part_begins(const struct policy *p, enum part part, struct text t)
{
	char buf[2 * FOLD_CAP];
	struct text name = words_fold(t, buf, sizeof(buf));

	for (uint32_t i = p->start[part]; i < p->start[part + 1]; i++)
		if (words_begin(name, span_text(p, p->item[i].key)))
			return true;
	return false;
}

bool policy_pengawas_sekolah(const struct policy *p, struct text jabatan)
{
	return part_begins(p, PART_PENGAWAS, jabatan);
}

bool policy_delegate(const struct policy *p, struct text nama)
{
	return part_begins(p, PART_DELEGATE, nama);
}

bool policy_has_delegates(const struct policy *p)
{
	return p->start[PART_DELEGATE] < p->start[PART_DELEGATE + 1];
}
