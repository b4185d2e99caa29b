/* SPDX-License-Identifier: MIT */
/* The single values of a policy file. */
#include "policy_read.h"

enum { DAYS_MAX = 366, MONTHS_MAX = 1200 };

int32_t source_scalar(struct source *s, const struct key *k)
{
	int32_t rc = reader_next(&s->r);

	if (!rc && (!reader_is(&s->r, YAML_SCALAR_EVENT) ||
			   reader_text(&s->r).n == 0))
		rc = source_wrong(s, k);
	return rc;
}

int32_t take_name(struct source *s, const struct key *k)
{
	int32_t rc = source_scalar(s, k);

	if (!rc && reader_text(&s->r).n > FOLD_MAX)
		rc = source_wrong(s, k);
	if (!rc)
		rc = policy_put_text(s->p, reader_text(&s->r), &s->p->name,
			s->r.err);
	return rc;
}

static bool number_in(struct text t, int32_t max, int32_t *ret)
{
	int32_t v = 0;

	if (t.n == 0 || t.n > 5 || !text_digits(t))
		return false;
	for (uint32_t i = 0; i < t.n; i++)
		v = v * 10 + (t.p[i] - '0');
	*ret = v;
	return v <= max;
}

int32_t source_number(struct source *s, const struct key *k, int32_t max,
	int32_t *ret)
{
	int32_t v, rc = source_scalar(s, k);

	if (rc)
		return rc;
	if (!number_in(reader_text(&s->r), max, &v))
		return source_wrong(s, k);
	*ret = v;
	return 0;
}

int32_t take_months(struct source *s, const struct key *k)
{
	return source_number(s, k, MONTHS_MAX, &s->p->knobs.plt_max_months);
}

int32_t take_days(struct source *s, const struct key *k)
{
	return source_number(s, k, DAYS_MAX, &s->p->knobs.retry_working_days);
}

static bool month_day(struct text t, int32_t *ret)
{
	static const int8_t last[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31};
	int32_t m, d;

	if (t.n != 5 || t.p[2] != '-' ||
		!number_in((struct text){t.p, 2}, 12, &m) || m == 0 ||
		!number_in((struct text){t.p + 3, 2}, last[m - 1], &d) ||
		d == 0)
		return false;
	*ret = m * 100 + d;
	return true;
}

int32_t take_due(struct source *s, const struct key *k)
{
	int32_t rc = source_scalar(s, k);

	if (!rc && !month_day(reader_text(&s->r), &s->p->knobs.skp_due))
		rc = source_wrong(s, k);
	return rc;
}

/* HH:MM as minutes, -1 if it is not */
static int32_t minutes(struct text t)
{
	int32_t h, m;

	if (t.n != 5 || t.p[2] != ':' ||
		!number_in((struct text){t.p, 2}, 24, &h) ||
		!number_in((struct text){t.p + 3, 2}, 59, &m) ||
		h * 60 + m > 24 * 60)
		return -1;
	return h * 60 + m;
}

int32_t take_busy(struct source *s, const struct key *k)
{
	int32_t rc = source_scalar(s, k), from, to;
	struct text t;

	if (rc)
		return rc;
	t = reader_text(&s->r);
	if (t.n != 11 || t.p[5] != '-')
		return source_wrong(s, k);
	from = minutes((struct text){t.p, 5});
	to = minutes((struct text){t.p + 6, 5});
	if (from < 0 || to < from)
		return source_wrong(s, k);
	s->p->knobs.busy_from = from;
	s->p->knobs.busy_to = to;
	return 0;
}

/* the words of spec's cells: 1 yes, 0 no, -1 neither */
static int bool_word(struct text t)
{
	static const char *const yes[] = {"true", "ya", "yes", "y", "t", "1",
		"aktif"};
	static const char *const no[] = {"false", "tidak", "no", "n", "f",
		"0", "nonaktif"};

	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		if (text_same_str(t, yes[i]))
			return 1;
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (text_same_str(t, no[i]))
			return 0;
	return -1;
}

int32_t source_bool(struct source *s, const struct key *k, bool *ret)
{
	int b, rc = source_scalar(s, k);

	if (rc)
		return rc;
	b = bool_word(reader_text(&s->r));
	if (b < 0)
		return source_wrong(s, k);
	*ret = b == 1;
	return 0;
}

int32_t take_complete(struct source *s, const struct key *k)
{
	return source_bool(s, k, &s->p->knobs.events_complete);
}

int32_t take_scope(struct source *s, const struct key *k)
{
	int32_t rc = source_scalar(s, k);

	if (rc)
		return rc;
	if (!text_same_str(reader_text(&s->r), "sekolah") &&
		!text_same_str(reader_text(&s->r), "all"))
		return source_wrong(s, k);
	s->p->knobs.leader_first_all =
		text_same_str(reader_text(&s->r), "all");
	return 0;
}

int32_t source_code(struct source *s, const struct key *k, int32_t *ret)
{
	int32_t rc = source_scalar(s, k);

	if (rc)
		return rc;
	*ret = policy_code(k->part, reader_text(&s->r));
	return *ret == CODE_UNKNOWN ? source_unknown_code(s, k->part) : 0;
}

int32_t take_min_status(struct source *s, const struct key *k)
{
	int32_t v, rc = source_code(s, k, &v);

	if (!rc && v == STATUS_DITOLAK)
		rc = source_wrong(s, k);
	if (!rc)
		s->p->knobs.org_min_status = (enum status)v;
	return rc;
}
