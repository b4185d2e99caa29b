/* SPDX-License-Identifier: MIT */
/* What the format of an Arrow schema says of its values. */
#include "load/arrow.h"

struct known {
	const char *format;
	struct arrow_type type;
};

/* Whole formats, then those of which more follows. */
static const struct known whole[] = {
	{"n", {.kind = ARROW_NULL}},
	{"b", {.kind = ARROW_BOOL}},
	{"c", {.kind = ARROW_INT, .width = 1}},
	{"C", {.kind = ARROW_UINT, .width = 1}},
	{"s", {.kind = ARROW_INT, .width = 2}},
	{"S", {.kind = ARROW_UINT, .width = 2}},
	{"i", {.kind = ARROW_INT, .width = 4}},
	{"I", {.kind = ARROW_UINT, .width = 4}},
	{"l", {.kind = ARROW_INT, .width = 8}},
	{"L", {.kind = ARROW_UINT, .width = 8}},
	{"g", {.kind = ARROW_FLOAT, .width = 8}},
	{"u", {.kind = ARROW_TEXT}},
	{"z", {.kind = ARROW_TEXT}},
	{"U", {.kind = ARROW_LARGE}},
	{"Z", {.kind = ARROW_LARGE}},
	{"vu", {.kind = ARROW_VIEW, .width = 16}},
	{"vz", {.kind = ARROW_VIEW, .width = 16}},
	{"tdD", {.kind = ARROW_DAY, .width = 4}},
	{"tdm", {.kind = ARROW_DAY, .width = 8}},
};
static const struct known beginning[] = {
	{"tss:", {.kind = ARROW_TIME, .width = 8, .unit = 1}},
	{"tsm:", {.kind = ARROW_TIME, .width = 8, .unit = 1000}},
	{"tsu:", {.kind = ARROW_TIME, .width = 8, .unit = 1000000}},
	{"tsn:", {.kind = ARROW_TIME, .width = 8, .unit = 1000000000}},
	{"w:", {.kind = ARROW_FIXED}},
};

/* The beginnings of what is refused, and what to call it. */
static const char *const refused[][2] = {
	{"e", "float16"}, {"f", "float32"}, {"d:", "decimal"},
	{"tt", "a time of day"}, {"tD", "a duration"}, {"ti", "an interval"},
	{"+r", "run-end encoded"}, {"+s", "a struct"}, {"+m", "a map"},
	{"+u", "a union"}, {"+w", "a list"}, {"+l", "a list"},
	{"+L", "a list"}, {"+v", "a list"},
};

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool width_read(const char *s, uint32_t *ret)
{
	uint32_t v = 0;

	if (!*s)
		return false;
	for (; ascii_digit(*s); s++) {
		if (v > 100000000)
			return false;
		v = v * 10 + (uint32_t)(*s - '0');
	}
	*ret = v;
	return *s == '\0';
}

/* ---- metadata: is it a UUID? ---- */

static int32_t meta_int(const char **p)
{
	int32_t v;

	memcpy(&v, *p, sizeof(v));
	*p += sizeof(v);
	return v;
}

/* Pairs of key and value, each a length and its bytes. */
static bool says_uuid(const char *p)
{
	static const char key[] = "ARROW:extension:name", uuid[] = "arrow.uuid";
	int32_t n = p ? meta_int(&p) : 0, k, v;
	bool is_key;

	for (; n > 0; n--) {
		k = meta_int(&p);
		if (k < 0)
			return false;
		is_key = k == sizeof(key) - 1 && memcmp(p, key, (size_t)k) == 0;
		p += k;
		v = meta_int(&p);
		if (v < 0)
			return false;
		if (is_key)
			return v == sizeof(uuid) - 1 &&
				memcmp(p, uuid, (size_t)v) == 0;
		p += v;
	}
	return false;
}

static const char *fixed_read(const struct ArrowSchema *s,
	struct arrow_type *ret)
{
	if (!width_read(s->format + 2, &ret->width))
		return "of a format that Arrow does not know";
	if (ret->width == 16 && says_uuid(s->metadata))
		ret->kind = ARROW_UUID;
	return NULL;
}

const char *arrow_type_read(const struct ArrowSchema *s,
	struct arrow_type *ret)
{
	const char *f = s->format ? s->format : "";
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(whole); i++)
		if (strcmp(f, whole[i].format) == 0) {
			*ret = whole[i].type;
			return NULL;
		}
	for (i = 0; i < ARRAY_LEN(beginning); i++)
		if (begins(f, beginning[i].format)) {
			*ret = beginning[i].type;
			ret->zone = ret->kind == ARROW_TIME && f[4];
			return ret->kind == ARROW_FIXED ? fixed_read(s, ret)
							: NULL;
		}
	for (i = 0; i < ARRAY_LEN(refused); i++)
		if (begins(f, refused[i][0]))
			return refused[i][1];
	return "of a format that Arrow does not know";
}
