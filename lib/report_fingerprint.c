/* SPDX-License-Identifier: MIT */
/* A finding's fingerprint: of what an unmasked report says, masked or not. */
#include "report.h"

/* Prints the fields behind one another; end[k] is where each one ends. */
static void put_about(struct writer *w, const struct finding *f,
	uint64_t end[ABOUTS])
{
	static const uint8_t field[ABOUTS] = {SKP_F_CODE, SKP_F_TABLE,
		SKP_F_ID, SKP_F_PEGAWAI, SKP_F_UNOR, SKP_F_ACTUAL,
		SKP_F_DETAIL};
	struct buf out = w->out;
	bool mask = w->mask, quoted = w->quoted;
	uint32_t k;

	w->out = w->about;
	w->out.n = 0;
	w->mask = w->quoted = false;
	for (k = 0; k < ABOUTS; k++) {
		field_said(w, f, field[k], 0);
		end[k] = w->out.n;
	}
	w->mask = mask;
	w->quoted = quoted;
	w->about = w->out;
	w->out = out;
}

bool finding_fingerprint(struct writer *w, const struct finding *f,
	struct fingerprint *ret)
{
	struct text about[ABOUTS];
	uint64_t end[ABOUTS], from = 0;
	uint32_t k;

	put_about(w, f, end);
	if (w->about.fail)
		return false;
	for (k = 0; k < ABOUTS; k++) {
		about[k] = (struct text){w->about.p + from,
			(uint32_t)(end[k] - from)};
		from = end[k];
	}
	return fingerprint_of(&w->out, about, w->r->fingerprint_key, ret);
}

void field_put(struct writer *w, const struct finding *f, int32_t field,
	uint32_t k)
{
	struct fingerprint v;

	if (field == SKP_F_MESSAGE)
		put_message(w, f);
	else if (field != SKP_F_FINGERPRINT)
		field_said(w, f, field, k);
	else if (finding_fingerprint(w, f, &v))
		fingerprint_put(&w->out, v);
	else
		w->out.fail = true;
}
