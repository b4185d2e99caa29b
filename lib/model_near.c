/* SPDX-License-Identifier: MIT */
/* How many NIP are one slip away from one that nobody bears. */
#include "model.h"

static uint32_t same_start(struct text a, struct text b)
{
	uint32_t i = 0;

	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	return i;
}

/* The rests behind the first difference: one character changed, left out,
 * added, or two swapped, and nothing else. */
static bool one_slip(struct text a, struct text b)
{
	uint32_t i = same_start(a, b);

	a = (struct text){a.p + i, a.n - i};
	b = (struct text){b.p + i, b.n - i};
	if (a.n == b.n + 1)
		return text_eq((struct text){a.p + 1, a.n - 1}, b);
	if (b.n == a.n + 1)
		return text_eq((struct text){b.p + 1, b.n - 1}, a);
	if (a.n != b.n || a.n == 0)
		return false;
	if (text_eq((struct text){a.p + 1, a.n - 1},
		(struct text){b.p + 1, b.n - 1}))
		return true;
	return a.n > 1 && a.p[0] == b.p[1] && a.p[1] == b.p[0] &&
		text_eq((struct text){a.p + 2, a.n - 2},
			(struct text){b.p + 2, b.n - 2});
}

int64_t skp_model_near(const skp_model *m, const char *nip, int64_t len)
{
	char to[ID_MAX];
	struct text t;
	int64_t n = 0;
	uint32_t p, c;

	if (handle_check(m, MARK_MODEL, NULL) || !nip || len > ID_MAX)
		return 0;
	t = len < 0 ? text_of(nip) : (struct text){nip, (uint32_t)len};
	t = cell_clean_nip(text_trim(t), to, sizeof(to));
	for (p = 0; p < pegawai_of(m)->rows; p++) {
		c = cell(pegawai_of(m), PEGAWAI_nip, p);
		n += row_live(pegawai_of(m), p) && !cell_none(c) &&
			one_slip(names_get(&m->ids, c), t);
	}
	return n;
}
