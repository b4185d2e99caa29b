/* SPDX-License-Identifier: MIT */
/* What is wrong with a policy file, and what would be right. */
#include "policy_read.h"

enum { NAMES_MAX = 48 };

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

int32_t source_unknown(struct source *s, const char *what,
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

int32_t source_wrong(struct source *s, const struct key *k)
{
	return reader_fail(&s->r, SKP_E_POLICY, "%s wants %s", k->name,
		k->wants);
}

int32_t source_unknown_code(struct source *s, enum part part)
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
	return source_unknown(s, "code", names);
}
