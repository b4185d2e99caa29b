/* SPDX-License-Identifier: MIT */
/* Taking a NIP apart. */
#include "nip.h"

enum { NIP_LENGTH = 18, ADULT = 17 };

bool nip_whole(struct text t)
{
	return t.n == NIP_LENGTH && text_digits(t);
}

static int32_t part(struct text t, uint32_t from, uint32_t n)
{
	int32_t v = 0;
	uint32_t i;

	for (i = from; i < from + n; i++)
		v = v * 10 + (t.p[i] - '0');
	return v;
}

enum nip_kind nip_kind(struct text t)
{
	int32_t v = part(t, 12, 2);

	return v >= 20		   ? NIP_PPPK
		: v >= 1 && v <= 12 ? NIP_PNS
				    : NIP_NEITHER;
}

uint32_t nip_impossible(struct text t)
{
	int32_t born = part(t, 0, 4), sex = part(t, 14, 1);
	uint32_t wrong = 0;

	if (!clock_civil_ok(born, part(t, 4, 2), part(t, 6, 2)))
		wrong |= NIP_LAHIR;
	if (nip_kind(t) == NIP_NEITHER)
		wrong |= NIP_TMT;
	if (part(t, 8, 4) - born < ADULT)
		wrong |= NIP_USIA;
	if (sex != 1 && sex != 2)
		wrong |= NIP_KELAMIN;
	if (part(t, 15, 3) == 0)
		wrong |= NIP_URUT;
	return wrong;
}
