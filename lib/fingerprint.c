/* SPDX-License-Identifier: MIT */
/* Fingerprints: two SipHash-2-4 of seven lines. The manual of the tool defines
 * them for other programs: what is hashed here may never change. */
#include "fingerprint.h"

enum { VALUE_FOLD = 64 }; /* as far as codes compare */

/* Rules of which one subject may have several findings: what the data say
 * tells these apart. So it is with a caller's own rules. */
static const char *const several[] = {"REF001", "REF002", "REF009", "PRD606"};

void fingerprint_key_default(uint64_t key[2])
{
	static const char bytes[] = "skpcheck-prints1";
	uint32_t i;

	key[0] = key[1] = 0;
	for (i = 0; i < 16; i++)
		key[i / 8] |= (uint64_t)(unsigned char)bytes[i] << i % 8 * 8;
}

static void put_lower(struct buf *b, struct text t)
{
	uint32_t i;

	if (!buf_room(b, t.n))
		return;
	for (i = 0; i < t.n; i++)
		b->p[b->n + i] = ascii_lower(t.p[i]);
	b->n += t.n;
}

/* The hash of what b holds since `from`, and of that with a 2 behind it. */
static void hash_since(struct buf *b, uint64_t from, const uint64_t key[2],
	uint64_t ret[2])
{
	buf_char(b, '2');
	if (b->fail)
		return;
	ret[0] = siphash24(key, b->p + from, b->n - 1 - from);
	ret[1] = siphash24(key, b->p + from, b->n - from);
}

bool fingerprint_key_of(struct buf *b, struct text secret, uint64_t key[2])
{
	uint64_t known[2], from = b->n;

	fingerprint_key_default(known);
	buf_put(b, secret.p, secret.n);
	hash_since(b, from, known, key);
	b->n = from;
	return !b->fail;
}

bool code_ours(struct text code)
{
	static const char *const taken[] = {"REF", "UNR", "ATS", "ORG", "SYN",
		"IDN", "PRD"};
	struct text letters = {code.p, 0};
	uint32_t i;

	while (letters.n < code.n && !ascii_digit(code.p[letters.n]))
		letters.n++;
	for (i = 0; i < ARRAY_LEN(taken); i++)
		if (text_same_str(letters, taken[i]))
			return true;
	return false;
}

static bool is_several(struct text code)
{
	uint32_t i;

	if (!code_ours(code))
		return true;
	for (i = 0; i < ARRAY_LEN(several); i++)
		if (text_same_str(code, several[i]))
			return true;
	return false;
}

/* REF009 of an unknown code says "column: kode (number of cells)" and stands
 * for all of them: column and value, the first row being chance. The text
 * before the number, without length for all others. */
static struct text code_detail(const struct text about[ABOUTS])
{
	static const char mark[] = ": kode (";
	struct text t = about[ABOUT_DETAIL];
	uint32_t i, n = sizeof(mark) - 1;

	for (i = 0; i + n <= t.n; i++)
		if (memcmp(t.p + i, mark, n) == 0)
			return (struct text){t.p, i + n - 2};
	return (struct text){t.p, 0};
}

/* What of it counts; `fold` holds a folded value. */
static void choose(struct text to[ABOUTS], char fold[VALUE_FOLD])
{
	bool more = is_several(to[ABOUT_CODE]);
	struct text detail = code_detail(to);

	if (text_same_str(to[ABOUT_CODE], "REF009") && detail.n) {
		to[ABOUT_ID].n = to[ABOUT_PEGAWAI].n = to[ABOUT_UNOR].n = 0;
		to[ABOUT_ACTUAL] = text_fold(to[ABOUT_ACTUAL], fold,
			VALUE_FOLD);
		to[ABOUT_DETAIL] = detail;
	} else if (to[ABOUT_ID].n && *to[ABOUT_ID].p == '#') {
		to[ABOUT_ID].n = 0;
	} else {
		to[ABOUT_PEGAWAI].n = to[ABOUT_UNOR].n = 0;
		if (!more)
			to[ABOUT_ACTUAL].n = to[ABOUT_DETAIL].n = 0;
	}
}

bool fingerprint_of(struct buf *b, const struct text about[ABOUTS],
	const uint64_t key[2], struct fingerprint *ret)
{
	struct text part[ABOUTS];
	char fold[VALUE_FOLD];
	uint64_t from = b->n;
	uint32_t i;

	memcpy(part, about, sizeof(part));
	choose(part, fold);
	for (i = 0; i < ABOUTS; i++) {
		put_lower(b, part[i]);
		buf_char(b, '\n');
	}
	hash_since(b, from, key, ret->v);
	b->n = from;
	return !b->fail;
}

void fingerprint_put(struct buf *b, struct fingerprint f)
{
	static const char hex[] = "0123456789abcdef";
	char to[FINGERPRINT_TEXT];
	int32_t i;

	for (i = 0; i < FINGERPRINT_TEXT; i++)
		to[i] = hex[f.v[i / 16] >> (60 - i % 16 * 4) & 15];
	buf_put(b, to, sizeof(to));
}

bool fingerprint_read(struct text t, struct fingerprint *ret)
{
	uint32_t i, d;
	char c;

	if (t.n != FINGERPRINT_TEXT)
		return false;
	for (i = 0; i < t.n; i++) {
		c = ascii_lower(t.p[i]);
		if (!ascii_digit(c) && (c < 'a' || c > 'f'))
			return false;
		d = (uint32_t)(ascii_digit(c) ? c - '0' : c - 'a' + 10);
		ret->v[i / 16] = ret->v[i / 16] << 4 | d;
	}
	return true;
}

int fingerprint_cmp(struct fingerprint a, struct fingerprint b)
{
	uint32_t i = a.v[0] == b.v[0];

	return (a.v[i] > b.v[i]) - (a.v[i] < b.v[i]);
}

struct prints {
	const char *first;
	uint32_t stride;
};

static int print_cmp(const struct prints *p, uint32_t i, uint32_t k)
{
	struct fingerprint a, b;
	int c;

	memcpy(&a, p->first + (uint64_t)i * p->stride, sizeof(a));
	memcpy(&b, p->first + (uint64_t)k * p->stride, sizeof(b));
	c = fingerprint_cmp(a, b);
	return c ? c : (i > k) - (i < k);
}

void fingerprint_sort(const struct fingerprint *first, uint32_t stride,
	uint32_t *order, uint64_t n)
{
	struct prints p = {(const char *)first, stride};
	uint64_t gap, i, j;
	uint32_t x;

	for (i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	for (gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (i = gap; i < n; i++) {
			x = order[i];
			for (j = i; j >= gap && print_cmp(&p, x,
				order[j - gap]) < 0; j -= gap)
				order[j] = order[j - gap];
			order[j] = x;
		}
}
