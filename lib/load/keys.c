/* SPDX-License-Identifier: MIT */
/* The keys of open mappings, none of which may stand twice, and the names of
 * tables. */
#include "tree.h"

void keys_init(struct keys *ks, struct mem *mem)
{
	memset(ks, 0, sizeof(*ks));
	ks->mem = mem;
}

void keys_free(struct keys *ks)
{
	mem_free(ks->mem, ks->bytes, ks->bytes_cap);
	mem_free(ks->mem, ks->key, ks->key_cap * sizeof(*ks->key));
	mem_free(ks->mem, ks->last, ks->last_cap);
	keys_init(ks, ks->mem);
}

static bool reserve_bytes(struct mem *mem, char **p, uint64_t *cap,
	uint64_t want)
{
	void *q = *p;

	if (!mem_reserve(mem, &q, cap, want, 1))
		return false;
	*p = q;
	return true;
}

/* Tells most keys apart without looking at their bytes. */
static uint32_t mix_of(struct text t)
{
	uint32_t a = 0, b = 0;

	if (t.n >= 4) {
		memcpy(&a, t.p, 4);
		memcpy(&b, t.p + t.n - 4, 4);
	} else if (t.n) {
		memcpy(&a, t.p, t.n);
	}
	return a * 0x9e3779b1u ^ b ^ (t.n << 24);
}

bool keys_put(struct keys *ks, struct text key, struct place at)
{
	void *to = ks->key;
	struct key *k;

	if (!mem_reserve(ks->mem, &to, &ks->key_cap, ks->count + 1,
		    sizeof(*ks->key)))
		return false;
	ks->key = to;
	if (!reserve_bytes(ks->mem, &ks->bytes, &ks->bytes_cap,
		    ks->n + 4 + key.n))
		return false;
	k = &ks->key[ks->count++];
	*k = (struct key){ks->n + 4, key.n, at.line, at.column, mix_of(key)};
	memcpy(ks->bytes + ks->n, &key.n, 4);
	if (key.n)
		memcpy(ks->bytes + k->at, key.p, key.n);
	ks->n = k->at + key.n;
	return true;
}

static struct text key_text(const struct keys *ks, const struct key *k)
{
	return (struct text){ks->bytes + k->at, k->n};
}

struct text keys_last(const struct keys *ks)
{
	return key_text(ks, &ks->key[ks->count - 1]);
}

/* ---- twice ---- */

static int key_cmp(const struct keys *ks, const struct key *a,
	const struct key *b)
{
	int c = text_cmp(key_text(ks, a), key_text(ks, b));

	return c ? c : a->at < b->at ? -1 : a->at > b->at;
}

static bool same_key(const struct keys *ks, const struct key *a,
	const struct key *b)
{
	return text_eq(key_text(ks, a), key_text(ks, b));
}

static void sift(const struct keys *ks, struct key *k, uint64_t i, uint64_t n)
{
	struct key top = k[i];
	uint64_t c;

	while ((c = 2 * i + 1) < n) {
		if (c + 1 < n && key_cmp(ks, &k[c], &k[c + 1]) < 0)
			c++;
		if (key_cmp(ks, &top, &k[c]) >= 0)
			break;
		k[i] = k[c];
		i = c;
	}
	k[i] = top;
}

/* Heapsort: n log n whatever the keys are, and no memory. */
static void sort(const struct keys *ks, struct key *k, uint64_t n)
{
	struct key t;
	uint64_t i;

	for (i = n / 2; i-- > 0;)
		sift(ks, k, i, n);
	for (i = n; i-- > 1;) {
		t = k[0];
		k[0] = k[i];
		k[i] = t;
		sift(ks, k, 0, i);
	}
}

/* The first key that stands a second time, with its first, or false. */
static bool twice_few(const struct keys *ks, const struct key *k, uint64_t n,
	const struct key *twin[2])
{
	uint64_t i, j;

	for (j = 1; j < n; j++)
		for (i = 0; i < j; i++) {
			if (k[i].mix != k[j].mix || !same_key(ks, &k[i], &k[j]))
				continue;
			twin[0] = &k[i];
			twin[1] = &k[j];
			return true;
		}
	return false;
}

static bool twice_many(const struct keys *ks, struct key *k, uint64_t n,
	const struct key *twin[2])
{
	uint64_t i;

	twin[1] = NULL;
	sort(ks, k, n);
	for (i = 1; i < n; i++)
		if (same_key(ks, &k[i - 1], &k[i]) &&
			(!twin[1] || k[i].at < twin[1]->at)) {
			twin[0] = &k[i - 1];
			twin[1] = &k[i];
		}
	return twin[1] != NULL;
}

/* Keeps the keys of a good row; without memory the next row is searched. */
static void remember(struct keys *ks, const char *p, uint64_t n)
{
	ks->last_n = 0;
	if (n <= 65536 &&
		reserve_bytes(ks->mem, &ks->last, &ks->last_cap, n)) {
		memcpy(ks->last, p, n);
		ks->last_n = n;
	}
}

int32_t keys_close(struct keys *ks, uint64_t from, struct load *ld)
{
	uint64_t n = ks->count - from, first, bytes;
	const struct key *twin[2];
	struct key *k;
	bool twice;

	if (n == 0)
		return SKP_OK;
	k = ks->key + from;
	first = k->at - 4;
	bytes = ks->n - first;
	if (bytes != ks->last_n ||
		memcmp(ks->bytes + first, ks->last, bytes) != 0) {
		twice = n <= 64 ? twice_few(ks, k, n, twin)
				: twice_many(ks, k, n, twin);
		if (twice)
			return load_fail(ld, twin[1]->line, twin[1]->column,
				SKP_E_DUPKEY,
				"a key stands twice in one mapping, first at "
				"%u:%u; take one of them out",
				twin[0]->line, twin[0]->column);
		remember(ks, ks->bytes + first, bytes);
	}
	ks->count = from;
	ks->n = first;
	return SKP_OK;
}

/* ---- tables by name ---- */

enum { NAME_MAX = 23 };

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Changes, losses, gains and swaps of neighbours between two short names. */
static uint32_t distance(struct text a, struct text b)
{
	uint32_t d[3][NAME_MAX + 1], i, j, cost, *now, *up, *upup;

	for (j = 0; j <= b.n; j++)
		d[0][j] = j;
	for (i = 1; i <= a.n; i++) {
		now = d[i % 3];
		up = d[(i + 2) % 3];
		upup = d[(i + 1) % 3];
		now[0] = i;
		for (j = 1; j <= b.n; j++) {
			cost = ascii_lower(a.p[i - 1]) != b.p[j - 1];
			now[j] = least(up[j - 1] + cost,
				least(up[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 &&
				ascii_lower(a.p[i - 1]) == b.p[j - 2] &&
				ascii_lower(a.p[i - 2]) == b.p[j - 1])
				now[j] = least(now[j], upup[j - 2] + 1);
		}
	}
	return d[a.n % 3][b.n];
}

/* A name of letters only is no NIP and may stand in a message. */
static bool word(struct text t)
{
	uint32_t i;
	char c;

	for (i = 0; i < t.n; i++) {
		c = ascii_lower(t.p[i]);
		if (c != '_' && (c < 'a' || c > 'z'))
			return false;
	}
	return t.n > 0 && t.n <= NAME_MAX;
}

void guess_table(struct guess *g, struct text name, struct place at)
{
	uint32_t best = 3, d;
	int32_t i;

	memset(g, 0, sizeof(*g));
	g->at = at;
	g->table = -1;
	if (name.n > NAME_MAX)
		return;
	if (word(name))
		memcpy(g->name, name.p, name.n);
	for (i = 0; i < SKP_TABLES; i++) {
		d = distance(name, text_of(skp_table_name(i)));
		if (d < best && d < name.n) {
			best = d;
			g->table = i;
		}
	}
}

int32_t guess_fail(const struct guess *g, struct load *ld)
{
	char list[160], near[64] = "";
	size_t n = 0, len;
	int32_t i;

	for (i = 0; i < SKP_TABLES; i++) {
		len = strlen(skp_table_name(i));
		if (n + len + 3 > sizeof(list))
			break;
		memcpy(list + n, ", ", 2);
		memcpy(list + n + 2, skp_table_name(i), len);
		n += len + 2;
	}
	list[n] = '\0';
	if (g->table >= 0) {
		memcpy(near, " (did you mean ", 15);
		len = strlen(skp_table_name(g->table));
		memcpy(near + 15, skp_table_name(g->table), len);
		memcpy(near + 15 + len, "?)", 3);
	}
	return load_fail(ld, g->at.line, g->at.column, SKP_E_UNKNOWN,
		"unknown table%s%s%s; tables are %s", *g->name ? " " : "",
		g->name, near, list + 2);
}

int32_t table_twice(struct load *ld, struct place first, struct place second)
{
	return load_fail(ld, second.line, second.column, SKP_E_DUPKEY,
		"a table stands twice, first at %u:%u; put its rows into one "
		"list", first.line, first.column);
}
