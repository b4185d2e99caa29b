/* SPDX-License-Identifier: MIT */
/* Texts of the data as a report may show them: masked, and with nothing in
 * them that a terminal or a reader of JSON would obey. */
#include "report.h"

/* ---- runs of plain bytes ---- */

typedef signed char block __attribute__((vector_size(16)));

#define EACH(byte) (0x0101010101010101u * (byte))

/* Has any of 8 or 16 bytes to be looked at: a control, DEL, a part of a longer
 * character, in a quoted text a quote or a backslash? */
static inline bool odd_word(uint64_t w, bool quoted)
{
	uint64_t odd = w | (w - EACH(0x20)) | (w + EACH(1));

	if (quoted)
		odd |= ((w ^ EACH('"')) - EACH(1)) |
			((w ^ EACH('\\')) - EACH(1));
	return odd & EACH(0x80); /* the top bit of each byte tells */
}

static inline block odd_block(block v, bool quoted)
{
	block odd = (v < 0x20) | (v == 0x7f); /* from 0x80 on: negative */

	if (quoted)
		odd |= (v == '"') | (v == '\\');
	return odd;
}

static inline bool any_odd(block odd)
{
	uint64_t half[2];

	memcpy(half, &odd, sizeof(half));
	return half[0] | half[1];
}

static inline bool odd_byte(char c, bool quoted)
{
	return (unsigned char)(c - 0x20) >= 0x5f ||
		(quoted && (c == '"' || c == '\\'));
}

static inline block copy_block(char *to, const char *p, bool quoted)
{
	block v;

	memcpy(&v, p, sizeof(v));
	memcpy(to, &v, sizeof(v));
	return odd_block(v, quoted);
}

/* Copies 16 bytes or more, the last 16 of them maybe once again; false: some
 * are not plain, and the copy is good for nothing. */
static inline bool copy_long(char *to, const char *p, uint32_t n, bool quoted)
{
	uint32_t last = n - (uint32_t)sizeof(block), i;
	block odd = copy_block(to + last, p + last, quoted);

	for (i = 0; i < last; i += (uint32_t)sizeof(block))
		odd |= copy_block(to + i, p + i, quoted);
	return !any_odd(odd);
}

/* Copies the plain bytes that p[0..n) begins with to where n bytes have room,
 * and says how many they are. The last step may overlap the one before. */
static inline uint32_t copy_plain(char *to, const char *p, uint32_t n,
	bool quoted)
{
	uint32_t i = 0;
	uint64_t w;
	block v;

	if (n >= sizeof(v) && copy_long(to, p, n, quoted))
		return n; /* as nearly all do */
	for (; n >= sizeof(v) && i < n; i += (uint32_t)sizeof(v)) {
		i = n - i < sizeof(v) ? n - (uint32_t)sizeof(v) : i;
		memcpy(&v, p + i, sizeof(v));
		if (any_odd(odd_block(v, quoted)))
			break;
		memcpy(to + i, &v, sizeof(v));
	}
	for (; n >= sizeof(w) && n < sizeof(v) && i < n;
		i += (uint32_t)sizeof(w)) {
		i = n - i < sizeof(w) ? n - (uint32_t)sizeof(w) : i;
		memcpy(&w, p + i, sizeof(w));
		if (odd_word(w, quoted))
			break;
		memcpy(to + i, &w, sizeof(w));
	}
	for (; i < n && !odd_byte(p[i], quoted); i++)
		to[i] = p[i];
	return i;
}

/* Characters that could fool a reader or a terminal: controls, marks of
 * direction, separators of lines. *n: bytes of the character. */
static bool unsafe_at(const unsigned char *p, uint32_t left, uint32_t *n)
{
	*n = 1;
	if (p[0] < 0x20 || p[0] == 0x7f)
		return true;
	if (p[0] == 0xc2 && left > 1 && p[1] < 0xa0) {
		*n = 2;
		return true;
	}
	if (p[0] == 0xd8 && left > 1 && p[1] == 0x9c) {
		*n = 2;
		return true;
	}
	if (p[0] != 0xe2 || left < 3)
		return false;
	*n = 3;
	if (p[1] == 0x80)
		return p[2] == 0x8e || p[2] == 0x8f ||
			(p[2] >= 0xa8 && p[2] <= 0xae);
	return p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9;
}

/* In JSON the backslash is one that is meant. */
static void put_code_point(struct buf *b, const unsigned char *p, uint32_t n,
	bool quoted)
{
	static const char hex[] = "0123456789abcdef";
	uint32_t c = n == 1 ? p[0]
		: n == 2    ? (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f)
			    : (uint32_t)(p[0] & 0x0f) << 12 |
			(uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	int32_t i;

	buf_str(b, quoted ? "\\\\u{" : "\\u{");
	for (i = 12; i >= 0; i -= 4)
		buf_char(b, hex[c >> i & 15]);
	buf_char(b, '}');
}

/* The character that t begins with, which is an odd one; its length. */
static uint32_t put_odd(struct buf *b, struct text t, bool quoted)
{
	const unsigned char *p = (const unsigned char *)t.p;
	uint32_t n;

	if (unsafe_at(p, t.n, &n)) {
		put_code_point(b, p, n, quoted);
		return n;
	}
	if (p[0] == '"' || p[0] == '\\')
		buf_char(b, '\\');
	buf_char(b, *t.p);
	return 1;
}

static inline void put_each(struct buf *b, struct text t, bool quoted)
{
	uint32_t n;

	while (t.n && buf_room(b, t.n)) {
		n = copy_plain(b->p + b->n, t.p, t.n, quoted);
		b->n += n;
		t = (struct text){t.p + n, t.n - n};
		if (!t.n)
			break;
		n = put_odd(b, t, quoted);
		t = (struct text){t.p + n, t.n - n};
	}
}

void put_safe(struct buf *b, struct text t)
{
	put_each(b, t, false);
}

void put_quoted(struct buf *b, struct text t)
{
	put_each(b, t, true);
}

bool text_safe(struct text t)
{
	uint32_t i, n;

	for (i = 0; i < t.n; i++)
		if (unsafe_at((const unsigned char *)t.p + i, t.n - i, &n))
			return false;
	return true;
}

void put_data(struct writer *w, struct text t)
{
	if (w->quoted)
		put_quoted(&w->out, t);
	else
		put_safe(&w->out, t);
}

/* ---- masking ---- */

/* Length of the number that t begins with, however people part its digits;
 * *digits: how many they are. */
static uint32_t number_at(struct text t, uint32_t *digits)
{
	uint32_t i, end = 0;

	*digits = 0;
	for (i = 0; i < t.n; i++) {
		if (ascii_digit(t.p[i])) {
			end = i + 1;
			++*digits;
		} else if (end && t.n - i > 1 && t.p[i] == '\xc2' &&
			t.p[i + 1] == '\xa0') {
			i++; /* NBSP */
		} else if (!end || !strchr(" .'`\t", t.p[i])) {
			break;
		}
	}
	return end;
}

/* A text that is nobody's id may hold a NIP or NIK all the same. */
static void put_masked(struct writer *w, struct text t)
{
	uint32_t i = 0, from = 0, n, digits;

	while (i < t.n) {
		n = number_at((struct text){t.p + i, t.n - i}, &digits);
		if (digits >= 14) {
			put_data(w, (struct text){t.p + from, i - from});
			buf_str(&w->out, "***");
			from = i + n;
		}
		i += n ? n : 1;
	}
	put_data(w, (struct text){t.p + from, t.n - from});
}

void put_pseudonym(struct writer *w, uint32_t name)
{
	uint32_t key = names_fold(&w->r->m->ids, name), number;

	if (w->people_of_both) {
		number = names_put(w->people_of_both,
			names_get(&w->r->m->ids, key));
		w->out.fail |= number == NAME_NONE;
	} else {
		if (!w->pseudonym[key])
			w->pseudonym[key] = ++w->people;
		number = w->pseudonym[key];
	}
	buf_str(&w->out, "pegawai-");
	buf_uint(&w->out, number);
}

void put_text(struct writer *w, struct text t)
{
	if (w->mask)
		put_masked(w, t);
	else
		put_data(w, t);
}

void put_pegawai_id(struct writer *w, uint32_t row)
{
	uint32_t c;

	if (!w->mask) {
		put_data(w, model_pegawai_id(w->r->m, row));
		return;
	}
	c = cell(pegawai_of(w->r->m), PEGAWAI_nip, row);
	if (cell_none(c))
		c = cell(pegawai_of(w->r->m), PEGAWAI_id, row);
	put_pseudonym(w, c);
}

/* A name in ids that refers to no row: whose it is its place tells. */
void put_name_id(struct writer *w, uint32_t name, bool person)
{
	if (w->mask && person)
		put_pseudonym(w, name);
	else
		put_text(w, names_get(&w->r->m->ids, name));
}

