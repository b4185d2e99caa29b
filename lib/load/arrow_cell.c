/* SPDX-License-Identifier: MIT */
/* A value of an Arrow array as the text that a file would have. */
#include "load/arrow.h"

/* ---- numbers ---- */

int64_t arrow_int(const char *p, uint32_t width, bool minus)
{
	uint64_t v = 0;
	uint8_t one;
	uint16_t two;
	uint32_t four;

	switch (width) {
	case 1:
		memcpy(&one, p, 1);
		return minus ? (int8_t)one : one;
	case 2:
		memcpy(&two, p, 2);
		return minus ? (int16_t)two : two;
	case 4:
		memcpy(&four, p, 4);
		return minus ? (int32_t)four : (int64_t)four;
	default:
		memcpy(&v, p, 8);
		return (int64_t)v;
	}
}

/* Appends to the cell's space. */
static void put(struct arrow_cell *c, const char *s)
{
	while (*s && c->text.n < ARROW_SPACE)
		c->space[c->text.n++] = *s++;
}

/* At least `digits` digits. */
static void put_uint(struct arrow_cell *c, uint64_t v, uint32_t digits)
{
	char to[24];
	uint32_t i = sizeof(to) - 1;

	to[i] = '\0';
	do
		to[--i] = (char)('0' + v % 10);
	while (v /= 10);
	while (sizeof(to) - 1 - i < digits)
		to[--i] = '0';
	put(c, to + i);
}

/* Exactly two digits. */
static void put_two(struct arrow_cell *c, int64_t v)
{
	c->space[c->text.n++] = (char)('0' + v / 10);
	c->space[c->text.n++] = (char)('0' + v % 10);
}

static void put_int(struct arrow_cell *c, int64_t v, bool minus)
{
	if (minus && v < 0)
		put(c, "-");
	put_uint(c, minus && v < 0 ? 0 - (uint64_t)v : (uint64_t)v, 1);
}

/* Six decimals at most, without zeros at the end. */
static void put_decimals(struct arrow_cell *c, double v)
{
	uint64_t m = (uint64_t)(v * 1e6 + 0.5), rest = m % 1000000;

	put_uint(c, m / 1000000, 1);
	if (!rest)
		return;
	put(c, ".");
	put_uint(c, rest, 6);
	while (c->space[c->text.n - 1] == '0')
		c->text.n--;
}

static void put_power(struct arrow_cell *c, double v)
{
	int32_t power = 0;

	for (; v >= 10; power++)
		v /= 10;
	for (; v < 1; power--)
		v *= 10;
	if (v + 5e-7 >= 10) {
		v = 1;
		power++;
	}
	put_decimals(c, v);
	put(c, power < 0 ? "e-" : "e+");
	put_uint(c, (uint64_t)(power < 0 ? -power : power), 2);
}

/* As a spreadsheet's number: whole ones without a point, however little of
 * their last digits is left. */
static void read_float(struct arrow_cell *c, const char *p)
{
	double v;

	memcpy(&v, p, sizeof(v));
	if (v != v)
		return;
	c->text.p = c->space;
	c->number = true;
	if (v < 0)
		put(c, "-");
	v = v < 0 ? -v : v;
	if (v > 1.7e308)
		put(c, "inf");
	else if (v < 9e18 && v == (double)(uint64_t)v)
		put_uint(c, (uint64_t)v, 1);
	else if (v >= 1e-3 && v < 1e12)
		put_decimals(c, v);
	else
		put_power(c, v);
}

/* ---- days and instants ---- */

static int64_t floor_div(int64_t v, int64_t by)
{
	return v / by - (v % by < 0);
}

/* Of the proleptic Gregorian calendar, days from 1970-01-01; years beyond
 * 9999 have more digits, and are no date to anybody. */
static void put_day(struct arrow_cell *c, int64_t day)
{
	int64_t era, of_era, year, of_year, month;

	day += 719468; /* from 0000-03-01, so that leap days come last */
	era = floor_div(day, 146097);
	of_era = day - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	year += era * 400 + (month >= 10);
	if (year < 0)
		put(c, "-");
	put_uint(c, (uint64_t)(year < 0 ? -year : year), 4);
	put(c, "-");
	put_two(c, month < 10 ? month + 3 : month - 9);
	put(c, "-");
	put_two(c, of_year - (153 * month + 2) / 5 + 1);
}

/* With a zone it is told from UTC, else a clock in WIB, as in files. */
static void put_instant(struct arrow_cell *c, const struct arrow_type *t,
	int64_t v)
{
	const int64_t day = 86400, wib = 7 * 3600;
	int64_t s = floor_div(v, t->unit);

	if (t->day_only) {
		if (t->zone && s <= INT64_MAX - wib)
			s += wib;
		put_day(c, floor_div(s, day));
		return;
	}
	put_day(c, floor_div(s, day));
	s -= floor_div(s, day) * day;
	put(c, "T");
	put_two(c, s / 3600);
	put(c, ":");
	put_two(c, s / 60 % 60);
	put(c, ":");
	put_two(c, s % 60);
	put(c, t->zone ? "Z" : "");
}

static void put_date(struct arrow_cell *c, const struct arrow_type *t,
	int64_t v)
{
	put_day(c, t->width == 8 ? floor_div(v, 86400000) : v);
}

/* ---- texts ---- */

static void read_span(struct arrow_cell *c, const struct arrow_array *a,
	int64_t from, int64_t to)
{
	if (from < 0 || to < from || to > a->end)
		c->wrong = "offsets that go backwards";
	else if (to - from > UINT32_MAX)
		c->wrong = "a value longer than the limit";
	else
		c->text = (struct text){a->data ? a->data + from : "",
			(uint32_t)(to - from)};
}

static void read_offsets(struct arrow_cell *c, const struct arrow_array *a,
	uint64_t slot)
{
	uint32_t width = a->type.kind == ARROW_LARGE ? 8 : 4;
	const char *p = a->offset + slot * width;

	read_span(c, a, arrow_int(p, width, true),
		arrow_int(p + width, width, true));
}

/* Length, then the text itself or where it stands: four bytes of it, number
 * of the buffer, offset. */
static void read_view(struct arrow_cell *c, const struct arrow_array *a,
	uint64_t slot)
{
	const char *view = a->data + slot * 16, *p;
	int64_t n = arrow_int(view, 4, true);
	int64_t buffer = arrow_int(view + 8, 4, true);
	int64_t from = arrow_int(view + 12, 4, true), size, last;

	if (n >= 0 && n <= 12) {
		c->text = (struct text){view + 4, (uint32_t)n};
		return;
	}
	last = a->from->n_buffers - 1;
	c->wrong = "a view of what is not in its buffers";
	if (n < 0 || from < 0 || buffer < 0 || buffer >= last - 2)
		return;
	p = a->from->buffers[2 + buffer];
	size = arrow_int((const char *)a->from->buffers[last] + buffer * 8, 8,
		true);
	if (!p || from + n > size)
		return;
	c->wrong = NULL;
	c->text = (struct text){p + from, (uint32_t)n};
}

static void read_fixed(struct arrow_cell *c, const char *p, uint32_t width)
{
	while (width && !p[width - 1])
		width--;
	c->text = (struct text){width ? p : "", width};
}

static void read_uuid(struct arrow_cell *c, const char *p)
{
	static const char hex[] = "0123456789abcdef";
	uint32_t i;

	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			put(c, "-");
		c->space[c->text.n++] = hex[(uint8_t)p[i] >> 4];
		c->space[c->text.n++] = hex[p[i] & 15];
	}
}

/* ---- any ---- */

static void read_spelled(struct arrow_cell *c, const struct arrow_type *t,
	const char *p)
{
	c->text.p = c->space;
	switch (t->kind) {
	case ARROW_UUID:
		read_uuid(c, p);
		break;
	case ARROW_DAY:
		put_date(c, t, arrow_int(p, t->width, true));
		break;
	case ARROW_TIME:
		put_instant(c, t, arrow_int(p, 8, true));
		break;
	default:
		put_int(c, arrow_int(p, t->width, t->kind == ARROW_INT),
			t->kind == ARROW_INT);
		break;
	}
}

void arrow_cell_read(const struct arrow_array *a, uint64_t slot,
	struct arrow_cell *c)
{
	const char *p;

	c->text = (struct text){NULL, 0};
	c->number = false;
	c->wrong = NULL;
	if (a->type.kind == ARROW_NULL ||
		(a->valid && !arrow_bit(a->valid, slot)))
		return;
	p = a->type.width ? a->data + slot * a->type.width : "";
	switch (a->type.kind) {
	case ARROW_TEXT:
	case ARROW_LARGE:
		read_offsets(c, a, slot);
		break;
	case ARROW_VIEW:
		read_view(c, a, slot);
		break;
	case ARROW_FIXED:
		read_fixed(c, p, a->type.width);
		break;
	case ARROW_FLOAT:
		read_float(c, p);
		break;
	case ARROW_BOOL:
		c->text = text_of(arrow_bit((const uint8_t *)a->data, slot)
				? "true"
				: "false");
		break;
	default:
		read_spelled(c, &a->type, p);
		break;
	}
}

void arrow_cell_look_up(const struct arrow_array *index,
	const struct arrow_array *values, uint64_t slot, struct arrow_cell *c)
{
	uint32_t width = index->type.width;
	int64_t i;

	c->text = (struct text){NULL, 0};
	c->number = false;
	c->wrong = NULL;
	if (index->valid && !arrow_bit(index->valid, slot))
		return;
	i = arrow_int(index->data + slot * width, width,
		index->type.kind == ARROW_INT);
	if (i < 0 || (uint64_t)i >= values->length)
		c->wrong = "an index beyond its dictionary";
	else
		arrow_cell_read(values, values->first + (uint64_t)i, c);
}
