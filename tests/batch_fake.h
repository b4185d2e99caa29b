/* SPDX-License-Identifier: MIT */
/* For tests of readers: a door that only writes down the batches it gets, in
 * place of the model's.
 *
 *	unor @2 id=1 nama=A|	a row of table unor on line 2
 *	pegawai/IA @2 id=X|	flags: R report, I implicit, A atasan,
 *				P partial, D derived
 *	unor :id nama|		a batch without rows
 *
 * A cell that is not known is left out; `#` for `=`: a damaged number. */
#ifndef BATCH_FAKE_H
#define BATCH_FAKE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#undef fail /* Check's old name for ck_abort_msg */
#include "base.h"

/* A test runs one load at a time. */
static struct {
	char *p;
	size_t n, cap;
} heard;

static void hear(const char *p, size_t n)
{
	if (heard.n + n + 1 > heard.cap) {
		heard.cap = 2 * (heard.n + n + 1);
		heard.p = realloc(heard.p, heard.cap);
		ck_assert_ptr_nonnull(heard.p);
	}
	memcpy(heard.p + heard.n, p, n);
	heard.n += n;
	heard.p[heard.n] = 0;
}

static void hear_text(const char *s)
{
	hear(s, strlen(s));
}

static int bit_of(const uint8_t *bits, uint32_t i)
{
	return bits[i / 8] >> i % 8 & 1;
}

static void hear_cell(const skp_batch *b, const skp_column *c, uint32_t row)
{
	const char *p = c->bytes;
	size_t n = c->width;
	const skp_view *v;

	if (c->known && !bit_of(c->known, row))
		return;
	if (c->kind == SKP_COLUMN_TEXT) {
		p = c->bytes + c->offset[row];
		n = c->offset[row + 1] - c->offset[row];
	} else if (c->kind == SKP_COLUMN_VIEW) {
		v = c->view + (size_t)row * (c->stride ? c->stride : 1);
		p = v->p;
		n = v->n;
		if (!p)
			return;
	} else {
		ck_assert_int_eq(c->kind, SKP_COLUMN_SAME);
	}
	hear_text(" ");
	hear_text(skp_field_name(b->table, c->field));
	hear_text(c->numeric && bit_of(c->number, row) ? "#" : "=");
	hear(p, n);
}

int32_t skp_model_add_batch(skp_model *m, const skp_batch *b, skp_error *err)
{
	static const char flag[] = "RIAPD";
	char line[32];
	uint32_t i, k;

	(void)m;
	(void)err;
	ck_assert_uint_le(b->rows, 65536);
	for (i = 0; i < b->rows || i == 0; i++) {
		hear_text(skp_table_name(b->table));
		if (b->flags)
			hear_text("/");
		for (k = 0; k < 5; k++)
			if (b->flags >> k & 1)
				hear(flag + k, 1);
		if (b->rows == 0)
			hear_text(" :");
		else {
			snprintf(line, sizeof(line), " @%u", b->line[i]);
			hear_text(line);
		}
		for (k = 0; k < b->columns && b->rows; k++)
			hear_cell(b, &b->column[k], i);
		for (k = 0; k < b->columns && !b->rows; k++) {
			hear_text(k ? " " : "");
			hear_text(skp_field_name(b->table,
				b->column[k].field));
		}
		hear_text("|\n");
	}
	return SKP_OK;
}

static skp_error heard_err;
static uint64_t heard_ignored;

/* Loads bytes into a model of its own; what came of it is in heard. */
static int32_t hear_limited(const char *name, const char *p, size_t n,
	const skp_limits *limits)
{
	skp_model_options o = SKP_INIT(skp_model_options);
	skp_account a = SKP_INIT(skp_account);
	skp_model *m = NULL;
	int32_t e, t;

	o.limits = limits;
	heard.n = 0;
	hear("", 0);
	heard_ignored = 0;
	memset(&heard_err, 0, sizeof(heard_err));
	heard_err.size = sizeof(heard_err);
	ck_assert_int_eq(skp_model_new(&o, &m, NULL), 0);
	e = skp_model_load_bytes(m, name, p, n, NULL, &heard_err);
	for (t = 0; t < SKP_TABLES && !e; t++) {
		ck_assert_int_eq(skp_model_account(m, t, &a, NULL), 0);
		heard_ignored += a.ignored_columns;
	}
	skp_model_free(m);
	return e;
}

static int32_t hear_bytes(const char *name, const char *p, size_t n)
{
	return hear_limited(name, p, n, NULL);
}

static inline int32_t hear_load(const char *name, const char *text)
{
	return hear_bytes(name, text, strlen(text));
}

static inline void assert_heard(const char *name, const char *text,
	const char *expected)
{
	int32_t e = hear_load(name, text);

	ck_assert_msg(e == 0, "%s:%u:%u: %s", heard_err.file, heard_err.line,
		heard_err.column, heard_err.text);
	ck_assert_str_eq(heard.p, expected);
}

#endif
