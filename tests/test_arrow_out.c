/* SPDX-License-Identifier: MIT */
/* Findings as an Arrow stream: they say what the texts say, however they are
 * cut into batches, and live as long as the header promises. */
#include <errno.h>
#include "facts.h"
#include "skpcheck-arrow.h"

static struct ArrowArrayStream out;

static void some_findings(void)
{
	small_dinas();
	facts("unor", "id=X|nama=Satu|diatasan_id=Y|kedaluwarsa=besok\n"
		"id=Y|nama=Dua|diatasan_id=X");
	report("2026-01-20");
	ck_assert_int_gt(skp_report_count(r), 3);
}

static void open_out(skp_arrow_write_options o)
{
	o.size = sizeof(o);
	ck_assert_msg(skp_report_arrow(r, &o, &out, &err) == 0, "%s",
		err.text);
}

/* ---- a consumer ---- */

static bool valid(const struct ArrowArray *a, int64_t i)
{
	const uint8_t *bits = a->n_buffers ? a->buffers[0] : NULL;

	return !bits || bits[i / 8] >> (i % 8) & 1;
}

static struct text text_at(const struct ArrowArray *a, int64_t i)
{
	const int32_t *off = a->buffers[1];

	return (struct text){(const char *)a->buffers[2] + off[i],
		(uint32_t)(off[i + 1] - off[i])};
}

static const char *const names[] = {"code", "severity", "table", "id",
	"pegawai", "unor", "actual", "expected", "path", "blocked",
	"blocked_total", "root", "level", "actor", "detail", "file", "line",
	"message", "fingerprint"};
static const int32_t fields[] = {SKP_F_CODE, SKP_F_SEVERITY, SKP_F_TABLE,
	SKP_F_ID, SKP_F_PEGAWAI, SKP_F_UNOR, SKP_F_ACTUAL, SKP_F_EXPECTED,
	SKP_F_PATH, SKP_F_BLOCKED, SKP_F_BLOCKED_TOTAL, SKP_F_ROOT,
	SKP_F_LEVEL, SKP_F_ACTOR, SKP_F_DETAIL, SKP_F_FILE, SKP_F_LINE,
	SKP_F_MESSAGE, SKP_F_FINGERPRINT};

static void same_list(const struct ArrowArray *a, int64_t i, int64_t finding,
	int32_t field)
{
	const int32_t *off = a->buffers[1];
	char want[1024];
	int64_t k, n = skp_report_int(r, finding, field);

	ck_assert_int_eq(off[i + 1] - off[i], n);
	ck_assert_int_eq(valid(a, i), n > 0);
	ck_assert_int_eq(a->n_children, 1);
	for (k = 0; k < n; k++) {
		skp_report_text(r, finding, field, (int32_t)k, "id", want,
			sizeof(want));
		is_text(text_at(a->children[0], off[i] + k), want);
	}
}

static void same_cell(const struct ArrowArray *a, const char *format,
	int64_t i, int64_t finding, int32_t field)
{
	int64_t v = skp_report_int(r, finding, field);

	if (strcmp(format, "+l") == 0) {
		same_list(a, i, finding, field);
	} else if (strcmp(format, "l") == 0) {
		ck_assert_int_eq(valid(a, i), v >= 0);
		ck_assert_int_eq(((const int64_t *)a->buffers[1])[i], v);
	} else if (strcmp(format, "i") == 0) {
		is_text(text_at(a->dictionary,
			((const int32_t *)a->buffers[1])[i]),
			found(finding, field));
	} else {
		ck_assert_str_eq(format, "u");
		is_text(text_at(a, i), found(finding, field));
		ck_assert_int_eq(valid(a, i), *found(finding, field) != 0);
	}
}

/* All batches say what the report says, from finding `from` on; their
 * number. */
static int same_batches(int64_t *from, int64_t at_most)
{
	struct ArrowSchema s;
	struct ArrowArray a;
	int64_t i, k;
	int n = 0;

	ck_assert_int_eq(out.get_schema(&out, &s), 0);
	for (;; n++) {
		ck_assert_int_eq(out.get_next(&out, &a), 0);
		if (!a.release)
			break;
		ck_assert_int_le(a.length, at_most);
		ck_assert_int_eq(a.n_children, s.n_children);
		for (i = 0; i < a.length; i++, ++*from)
			for (k = 0; k < a.n_children; k++) {
				ck_assert_int_eq(a.children[k]->length,
					a.length);
				same_cell(a.children[k], s.children[k]->format,
					i, *from, fields[k]);
			}
		a.release(&a);
		ck_assert_ptr_null(a.release);
	}
	s.release(&s);
	return n;
}

/* ---- content ---- */

START_TEST(the_columns_have_the_names_of_json_lines)
{
	struct ArrowSchema s;
	int64_t i;

	some_findings();
	open_out((skp_arrow_write_options){.fingerprints = _i});
	ck_assert_int_eq(out.get_schema(&out, &s), 0);
	ck_assert_str_eq(s.format, "+s");
	ck_assert_int_eq(s.n_children, _i ? 19 : 18);
	for (i = 0; i < s.n_children; i++)
		ck_assert_str_eq(s.children[i]->name, names[i]);
	ck_assert_str_eq(s.children[0]->dictionary->format, "u");
	ck_assert_str_eq(s.children[7]->children[0]->format, "u");
	s.release(&s);
	ck_assert_ptr_null(s.release);
	out.release(&out);
	ck_assert_ptr_null(out.release);
}
END_TEST

START_TEST(batches_say_what_the_texts_say)
{
	int64_t n = 0;

	some_findings();
	open_out((skp_arrow_write_options){.rows = (uint32_t)_i / 2,
		.copy = _i % 2, .fingerprints = 1});
	same_batches(&n, _i / 2 ? _i / 2 : 65536);
	ck_assert_int_eq(n, skp_report_count(r));
	out.release(&out);
}
END_TEST

START_TEST(words_stand_once_in_a_dictionary)
{
	const struct ArrowArray *words;
	struct ArrowArray a;
	int64_t i, k, c;

	some_findings();
	open_out((skp_arrow_write_options){0});
	ck_assert_int_eq(out.get_next(&out, &a), 0);
	for (c = 0; c < a.n_children; c++) {
		words = a.children[c]->dictionary;
		for (i = 0; words && i < words->length; i++)
			for (k = 0; k < i; k++)
				ck_assert(!text_eq(text_at(words, i),
					text_at(words, k)));
	}
	ck_assert_int_lt(a.children[1]->dictionary->length, 4);
	a.release(&a);
	out.release(&out);
}
END_TEST

START_TEST(nothing_found_is_no_batch)
{
	int64_t n = 0;

	fact("unor", "id=D|nama=Dinas|diatasan_id=");
	report("2026-01-20");
	ck_assert_int_eq(skp_report_count(r), 0);
	open_out((skp_arrow_write_options){.copy = _i});
	ck_assert_int_eq(same_batches(&n, 1), 0);
	out.release(&out);
}
END_TEST

START_TEST(findings_below_the_severity_are_left_out)
{
	struct ArrowArray a;
	int64_t i, n = 0;

	some_findings();
	for (i = 0; i < skp_report_count(r); i++)
		n += skp_report_int(r, i, SKP_F_SEVERITY) == SKP_SEVERITY_E;
	ck_assert_int_lt(n, i);
	open_out((skp_arrow_write_options){.min_severity = SKP_SEVERITY_E});
	ck_assert_int_eq(out.get_next(&out, &a), 0);
	ck_assert_int_eq(a.length, n);
	a.release(&a);
	out.release(&out);
}
END_TEST

static bool holds(struct text t, const char *s)
{
	uint32_t i, n = (uint32_t)strlen(s);

	for (i = 0; i + n <= t.n; i++)
		if (memcmp(t.p + i, s, n) == 0)
			return true;
	return false;
}

START_TEST(masked_findings_hold_no_nip_and_english_is_english)
{
	struct ArrowArray a;
	const struct ArrowArray *message;
	struct text t;
	uint32_t k, digits = 0;
	int64_t i;

	some_findings();
	open_out((skp_arrow_write_options){.mask = 1, .lang = "en",
		.copy = _i});
	ck_assert_int_eq(out.get_next(&out, &a), 0);
	message = a.children[17];
	for (i = 0; i < a.length; i++) {
		t = text_at(message, i);
		for (digits = k = 0; k < t.n; k++) {
			digits = ascii_digit(t.p[k]) ? digits + 1 : 0;
			ck_assert_uint_lt(digits, 14);
		}
		ck_assert(!holds(t, "Guru"));
		ck_assert(!holds(t, "SKP Organisasi yang"));
	}
	a.release(&a);
	out.release(&out);
}
END_TEST

/* ---- lives ---- */

START_TEST(the_end_stays_the_end)
{
	struct ArrowArray a;
	int64_t n = 0;

	some_findings();
	open_out((skp_arrow_write_options){.copy = _i});
	same_batches(&n, 65536);
	skp_report_free(r);
	r = NULL;
	ck_assert_int_eq(out.get_next(&out, &a), 0);
	ck_assert_ptr_null(a.release);
	ck_assert_int_eq(out.get_next(&out, &a), 0);
	ck_assert_ptr_null(a.release);
	ck_assert_ptr_null(out.get_last_error(&out));
	out.release(&out);
}
END_TEST

START_TEST(a_stream_may_be_let_go_at_any_time)
{
	struct ArrowArray a[3];
	struct ArrowSchema s;
	int i;

	some_findings();
	open_out((skp_arrow_write_options){.rows = 1, .copy = _i / 4});
	if (_i % 4 == 1)
		ck_assert_int_eq(out.get_schema(&out, &s), 0);
	for (i = 0; i < _i % 4; i++)
		ck_assert_int_eq(out.get_next(&out, &a[i]), 0);
	out.release(&out);
	skp_report_free(r);
	r = NULL;
	for (i = 0; i < _i % 4; i++) { /* they outlive both */
		ck_assert_int_eq(a[i].length, 1);
		ck_assert_uint_eq(text_at(a[i].children[0]->dictionary, 0).n,
			6);
		a[i].release(&a[i]);
	}
	if (_i % 4 == 1) {
		ck_assert_str_eq(s.children[0]->name, "code");
		s.release(&s);
	}
}
END_TEST

START_TEST(a_stream_that_only_lends_is_released_after_its_report)
{
	struct ArrowSchema s;

	some_findings();
	open_out((skp_arrow_write_options){.mask = 1});
	skp_report_free(r);
	r = NULL;
	skp_model_free(m);
	m = model_limited(NULL);
	ck_assert_int_eq(out.get_schema(&out, &s), 0);
	s.release(&s);
	out.release(&out);
}
END_TEST

START_TEST(a_copy_outlives_all_that_it_came_from)
{
	struct ArrowArray a;
	int64_t n = 0;

	some_findings();
	open_out((skp_arrow_write_options){.copy = 1, .rows = 2});
	skp_report_free(r);
	r = NULL;
	skp_model_free(m);
	m = model_limited(NULL);
	for (;;) {
		ck_assert_int_eq(out.get_next(&out, &a), 0);
		if (!a.release)
			break;
		n += a.length;
		a.release(&a);
	}
	ck_assert_int_gt(n, 3);
	out.release(&out);
}
END_TEST

START_TEST(structs_may_be_moved_and_children_taken_out)
{
	struct ArrowArrayStream moved;
	struct ArrowArray a, b, code, words;
	struct ArrowSchema s, t, list;

	some_findings();
	open_out((skp_arrow_write_options){.copy = _i});
	moved = out;
	memset(&out, 0xa5, sizeof(out));
	ck_assert_int_eq(moved.get_schema(&moved, &s), 0);
	ck_assert_int_eq(moved.get_next(&moved, &a), 0);
	moved.release(&moved);
	b = a;
	t = s;
	memset(&a, 0xa5, sizeof(a));
	memset(&s, 0xa5, sizeof(s));
	code = *b.children[0];
	b.children[0]->release = NULL;
	list = *t.children[7];
	t.children[7]->release = NULL;
	b.release(&b);
	t.release(&t);
	words = *code.dictionary;
	code.dictionary->release = NULL;
	ck_assert_int_gt(code.length, 3);
	ck_assert_str_eq(list.name, "expected");
	ck_assert_str_eq(list.children[0]->format, "u");
	code.release(&code);
	ck_assert_uint_eq(text_at(&words, 0).n, 6);
	words.release(&words);
	list.release(&list);
}
END_TEST

START_TEST(an_edited_model_ends_a_stream_that_lends)
{
	struct ArrowArray a;

	some_findings();
	open_out((skp_arrow_write_options){.copy = _i, .rows = 1});
	ck_assert_int_eq(out.get_next(&out, &a), 0);
	a.release(&a);
	ck_assert_int_eq(skp_model_edit(m, &err), 0);
	if (_i) {
		ck_assert_int_eq(out.get_next(&out, &a), 0);
		a.release(&a);
	} else {
		ck_assert_int_eq(out.get_next(&out, &a), EINVAL);
		ck_assert_ptr_nonnull(out.get_last_error(&out));
		ck_assert_ptr_null(a.release);
	}
	out.release(&out);
	ck_assert_int_eq(skp_report_arrow(r, NULL, &out, &err), SKP_E_STATE);
	ck_assert_ptr_null(out.release);
}
END_TEST

START_TEST(a_wrong_call_leaves_no_stream)
{
	skp_arrow_write_options o = {.size = 1};

	some_findings();
	memset(&out, 0xa5, sizeof(out));
	ck_assert_int_eq(skp_report_arrow(r, &o, &out, &err), SKP_E_ARG);
	ck_assert_ptr_null(out.release);
	memset(&out, 0xa5, sizeof(out));
	ck_assert_int_eq(skp_report_arrow(NULL, NULL, &out, &err), SKP_E_ARG);
	ck_assert_ptr_null(out.release);
	ck_assert_int_eq(skp_report_arrow(r, NULL, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_report_arrow((const skp_report *)m, NULL, &out,
		&err), SKP_E_TYPE);
}
END_TEST

/* ---- memory ---- */

START_TEST(no_refused_allocation_leaves_half_a_stream)
{
	skp_arrow_write_options o = SKP_INIT(skp_arrow_write_options);
	int32_t e;
	long i;

	o.mask = o.copy = o.fingerprints = 1;
	some_findings();
	for (i = 0; ; i++) {
		heap_fail(i, _i);
		e = skp_report_arrow(r, &o, &out, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, e ? SKP_E_NOMEM : 0);
		ck_assert_int_eq(!e, out.release != NULL);
		if (!e)
			out.release(&out);
	}
	out.release(&out);
	ck_assert_int_gt(i, 40);
}
END_TEST

START_TEST(a_batch_refused_memory_comes_when_asked_again)
{
	struct ArrowSchema s;
	struct ArrowArray a;
	int64_t n = 0;
	long i;
	int e = 0;

	some_findings();
	for (i = 0, e = 1; e; i++) {
		open_out((skp_arrow_write_options){.rows = 2});
		heap_fail(i, _i);
		e = out.get_schema(&out, &s);
		ck_assert_int_eq(e, e ? ENOMEM : 0);
		heap_ok();
		if (!e)
			s.release(&s);
		else
			ck_assert_ptr_null(s.release);
		out.release(&out);
	}
	for (i = 0; ; i++) {
		open_out((skp_arrow_write_options){.rows = 2});
		heap_fail(i, _i);
		e = out.get_next(&out, &a);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, e ? ENOMEM : 0);
		if (!e)
			a.release(&a);
		if (e) {
			ck_assert_str_eq(out.get_last_error(&out),
				"no memory");
			n = 0;
			same_batches(&n, 2);
			ck_assert_int_eq(n, skp_report_count(r));
		}
		out.release(&out);
	}
	a.release(&a);
	out.release(&out);
	ck_assert_int_gt(i, 40);
}
END_TEST

int main(void)
{
	const struct loop all[] = {
		{the_columns_have_the_names_of_json_lines, 2},
		{batches_say_what_the_texts_say, 16},
		{words_stand_once_in_a_dictionary, 1},
		{nothing_found_is_no_batch, 2},
		{findings_below_the_severity_are_left_out, 1},
		{masked_findings_hold_no_nip_and_english_is_english, 2},
		{the_end_stays_the_end, 2},
		{a_stream_may_be_let_go_at_any_time, 8},
		{a_stream_that_only_lends_is_released_after_its_report, 1},
		{a_copy_outlives_all_that_it_came_from, 1},
		{structs_may_be_moved_and_children_taken_out, 2},
		{an_edited_model_ends_a_stream_that_lends, 2},
		{a_wrong_call_leaves_no_stream, 1},
		{no_refused_allocation_leaves_half_a_stream, 2},
		{a_batch_refused_memory_comes_when_asked_again, 2},
	};

	return run_loops("arrow_out", all, ARRAY_LEN(all));
}
