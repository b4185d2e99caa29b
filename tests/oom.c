/* SPDX-License-Identifier: MIT */
/* Every allocation fails, one after the other: the library's own through its
 * allocator hook, libyaml's because this program is linked against the static
 * libyaml with malloc and its kin wrapped. A call that meets the failure must
 * say SKP_E_NOMEM, must work when it is made again, and in the end the report
 * must be the same and nothing may be left behind. TAP. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skpcheck.h>

void *__real_malloc(size_t n);
void *__real_realloc(void *p, size_t n);
void __real_free(void *p);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t each);
void *__wrap_realloc(void *p, size_t n);
void __wrap_free(void *p);
char *__wrap_strdup(const char *s);

/* ---- the failing allocator ---- */

static struct {
	bool armed;	 /* count and, when the turn comes, fail */
	bool persistent; /* then fail on until disarmed */
	long countdown;	 /* allocations until the failure */
	long failed;	 /* failures of this run */
	long live;	 /* blocks not freed */
} heap;

static bool refuse(void)
{
	if (!heap.armed)
		return false;
	if (heap.failed ? !heap.persistent : heap.countdown-- > 0)
		return false;
	heap.failed++;
	return true;
}

void *__wrap_malloc(size_t n)
{
	void *p = refuse() ? NULL : __real_malloc(n);

	heap.live += p != NULL;
	return p;
}

void *__wrap_calloc(size_t n, size_t each)
{
	void *p = each && n > SIZE_MAX / each ? NULL
					      : __wrap_malloc(n * each);

	return p ? memset(p, 0, n * each) : NULL;
}

void *__wrap_realloc(void *p, size_t n)
{
	void *q = refuse() ? NULL : __real_realloc(p, n);

	heap.live += !p && q;
	return q;
}

void __wrap_free(void *p)
{
	heap.live -= p != NULL;
	__real_free(p);
}

char *__wrap_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	char *copy = __wrap_malloc(n);

	return copy ? memcpy(copy, s, n) : NULL;
}

static void *hook_alloc(void *ctx, uint64_t bytes)
{
	(void)ctx;
	return __wrap_malloc((size_t)bytes);
}

static void *hook_resize(void *ctx, void *p, uint64_t bytes)
{
	(void)ctx;
	return __wrap_realloc(p, (size_t)bytes);
}

static void hook_release(void *ctx, void *p)
{
	(void)ctx;
	__wrap_free(p);
}

/* ---- one run: inputs, objects, what was written ---- */

struct input {
	char name[64];
	const char *bytes;
	size_t len;
};

struct run {
	skp_model *m;
	skp_checker *c;
	skp_report *r;
	skp_columns *columns;
	skp_baseline *baseline;
	skp_diff *diff;
	const struct input *in;
	char *out;
	size_t n, cap;
	int met; /* calls that met the failure */
	char fault[256];
};

static skp_allocator hook = {
	.size = sizeof(skp_allocator),
	.alloc = hook_alloc,
	.resize = hook_resize,
	.release = hook_release,
};

static int32_t keep(void *ctx, const char *bytes, uint64_t len)
{
	struct run *run = ctx;
	bool armed = heap.armed;

	heap.armed = false; /* our own memory does not fail */
	if (run->cap - run->n < len) {
		run->cap = (run->n + (size_t)len) * 2;
		run->out = __real_realloc(run->out, run->cap);
	}
	memcpy(run->out + run->n, bytes, (size_t)len);
	run->n += (size_t)len;
	heap.armed = armed;
	return 0;
}

typedef int32_t (*step_fn)(struct run *run, skp_error *err);

static int32_t step_model(struct run *run, skp_error *err)
{
	skp_model_options o = SKP_INIT(skp_model_options);

	o.fixed_seed = 1;
	o.allocator = &hook;
	return skp_model_new(&o, &run->m, err);
}

static int32_t step_load(struct run *run, skp_error *err)
{
	return skp_model_load_bytes(run->m, run->in->name, run->in->bytes,
		run->in->len, NULL, err);
}

static int32_t step_source(struct run *run, skp_error *err)
{
	int32_t file;

	return skp_model_source(run->m, "rows", -1, &file, err);
}

static int32_t step_row(struct run *run, skp_error *err)
{
	int32_t field = skp_field_find(SKP_TABLE_UNOR, "id", -1);
	const char *value = "an extra unit";
	int64_t len = -1;

	return skp_model_add(run->m, SKP_TABLE_UNOR, 1, &field, &value, &len,
		NULL, err);
}

static int32_t step_seal(struct run *run, skp_error *err)
{
	return skp_model_seal(run->m, err);
}

static int32_t step_checker(struct run *run, skp_error *err)
{
	skp_checker_options o = SKP_INIT(skp_checker_options);

	o.allocator = &hook;
	return skp_checker_new(&o, &run->c, err);
}

/* Of a rule of the caller's: what it finds costs memory, too. */
static int32_t judge(void *ctx, skp_facts *f, int64_t row)
{
	skp_found found = SKP_INIT(skp_found);

	(void)ctx;
	found.detail = "a text to be kept";
	found.path = &row;
	found.path_count = 1;
	found.path_table = SKP_TABLE_UNOR;
	return skp_facts_find(f, &found, NULL);
}

static int32_t step_rule(struct run *run, skp_error *err)
{
	skp_rule rule = SKP_INIT(skp_rule);

	rule.code = "KAB001";
	rule.table = SKP_TABLE_UNOR;
	rule.severity = SKP_SEVERITY_I;
	rule.title = "a title";
	rule.message = "{unor}: {detail}";
	rule.check = judge;
	return skp_checker_add_rule(run->c, &rule, err);
}

static int32_t step_policy(struct run *run, skp_error *err)
{
	return skp_checker_policy(run->c, "policy.yaml",
		skp_policy_default(), -1, err);
}

static int32_t step_pada(struct run *run, skp_error *err)
{
	return skp_checker_set(run->c, "pada", "2026-01-20", err);
}

static int32_t step_ignore(struct run *run, skp_error *err)
{
	return skp_checker_set(run->c, "ignore", "UNR105,UNR106", err);
}

static int32_t step_check(struct run *run, skp_error *err)
{
	return skp_check(run->c, run->m, NULL, &run->r, err);
}

/* What a failed call has written is not taken back: start anew. */
static int32_t write_as(struct run *run, const char *format, int32_t mask,
	skp_error *err)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	size_t before = run->n;
	int32_t status;

	o.mask = mask;
	o.statistics = 1;
	status = skp_report_write(run->r, format, &o, keep, run, err);
	if (status < 0)
		run->n = before;
	return status;
}

static int32_t step_jsonl(struct run *run, skp_error *err)
{
	return write_as(run, "jsonl", 0, err);
}

static int32_t step_text(struct run *run, skp_error *err)
{
	return write_as(run, "text", 0, err);
}

static int32_t step_mask(struct run *run, skp_error *err)
{
	return write_as(run, "jsonl", 1, err);
}

static int32_t step_known(struct run *run, skp_error *err)
{
	return write_as(run, "baseline", 0, err);
}

static int32_t step_columns(struct run *run, skp_error *err)
{
	return skp_report_columns(run->r, "en", &run->columns, err);
}

static int32_t step_baseline(struct run *run, skp_error *err)
{
	return skp_baseline_new(run->c, "known.yaml", "baseline:\n"
		"  - fingerprint: \"0123456789abcdef0123456789abcdef\"\n"
		"    reason: x\n", -1, &run->baseline, err);
}

static int32_t step_hide(struct run *run, skp_error *err)
{
	return skp_report_hide(run->r, run->baseline, err);
}

static int32_t step_diff(struct run *run, skp_error *err)
{
	return skp_diff_new(run->c, NULL, &run->diff, err);
}

static int32_t step_old(struct run *run, skp_error *err)
{
	static const char line[] = "{\"code\":\"REF003\",\"severity\":"
		"\"E\",\"table\":\"pegawai\",\"id\":\"x\"}\n";

	return skp_diff_jsonl(run->diff, SKP_DIFF_OLD, "old.jsonl", line,
		sizeof(line) - 1, err);
}

static int32_t step_new(struct run *run, skp_error *err)
{
	return skp_diff_report(run->diff, SKP_DIFF_NEW, run->r, err);
}

static int32_t step_compared(struct run *run, skp_error *err)
{
	size_t before = run->n;
	int32_t status = skp_diff_write(run->diff, "text", keep, run, err);

	if (status < 0)
		run->n = before;
	return status;
}

static int32_t step_events(struct run *run, skp_error *err)
{
	size_t before = run->n;
	int32_t status = skp_events_write(run->c, run->m, "2026-01-01",
		run->m, "2026-01-20", "csv", keep, run, err);

	if (status < 0)
		run->n = before;
	return status;
}

static const struct {
	const char *name;
	step_fn fn;
	bool checker; /* only where the run makes its own checker */
} steps[] = {
	{ "skp_model_new", step_model, false },
	{ "skp_model_load_bytes", step_load, false },
	{ "skp_model_source", step_source, false },
	{ "skp_model_add", step_row, false },
	{ "skp_model_seal", step_seal, false },
	{ "skp_checker_new", step_checker, true },
	{ "skp_checker_add_rule", step_rule, true },
	{ "skp_checker_policy", step_policy, true },
	{ "skp_checker_set pada", step_pada, true },
	{ "skp_checker_set ignore", step_ignore, true },
	{ "skp_check", step_check, false },
	{ "skp_report_write jsonl", step_jsonl, false },
	{ "skp_report_write text", step_text, false },
	{ "skp_report_write masked", step_mask, false },
	{ "skp_report_columns", step_columns, false },
	{ "skp_baseline_new", step_baseline, false },
	{ "skp_report_hide", step_hide, false },
	{ "skp_report_write baseline", step_known, false },
	{ "skp_diff_new", step_diff, false },
	{ "skp_diff_jsonl", step_old, false },
	{ "skp_diff_report", step_new, false },
	{ "skp_diff_write", step_compared, false },
	{ "skp_events_write", step_events, false },
};

__attribute__((format(printf, 2, 3)))
static void blame(struct run *run, const char *format, ...)
{
	va_list ap;

	if (run->fault[0])
		return;
	va_start(ap, format);
	vsnprintf(run->fault, sizeof(run->fault), format, ap);
	va_end(ap);
}

/* Makes one call; if the failure falls into it, makes it again. */
static bool step(struct run *run, const char *name, step_fn fn)
{
	skp_error err = SKP_INIT(skp_error);
	long before = heap.failed;
	int32_t status = fn(run, &err);

	if (heap.failed != before) {
		run->met++;
		heap.armed = false;
		/* One refusal it may get round by asking for less. */
		if (status == 0 && !heap.persistent)
			return true;
		if (status != SKP_E_NOMEM || err.code != status)
			blame(run, "%s without memory gives %d, %d: %s", name,
				status, err.code, err.text);
		status = fn(run, &err);
	}
	if (status < 0)
		blame(run, "%s fails with %d: %s", name, status, err.text);
	return status >= 0;
}

/* Reading the policy takes thousands of allocations, which need not fail again
 * for every input: after the first the runs share a checker. */
static skp_checker *shared;

static void run_once(struct run *run, const struct input *in)
{
	long live = heap.live;
	size_t i;

	*run = (struct run){ .in = in, .c = shared, .out = run->out,
		.cap = run->cap };
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (!(steps[i].checker && shared) &&
		    !step(run, steps[i].name, steps[i].fn))
			break;
	heap.armed = false;
	skp_columns_free(run->columns);
	skp_baseline_free(run->baseline);
	skp_diff_free(run->diff);
	skp_report_free(run->r);
	if (!shared)
		skp_checker_free(run->c);
	skp_model_free(run->m);
	if (heap.live != live)
		blame(run, "%ld blocks are left behind", heap.live - live);
}

/* ---- all failures of one input ---- */

static long injected;

/* Fails allocation number n; false if there are not so many. */
static bool run_failing(const struct run *good, struct run *run, long n,
	bool persistent)
{
	heap.armed = true;
	heap.persistent = persistent;
	heap.countdown = n;
	heap.failed = 0;
	run_once(run, good->in);
	if (heap.failed && !run->met)
		blame(run, "the failure fell into no call");
	if (run->n != good->n || memcmp(run->out, good->out, run->n) != 0)
		blame(run, "the report is another one");
	injected += heap.failed != 0;
	return heap.failed != 0;
}

static int fail_all(const struct input *in, int number)
{
	struct run good = { 0 }, run = { 0 };
	int mode, bad;
	long n = 0;

	run_once(&good, in);
	if (!good.fault[0] && good.n == 0)
		blame(&good, "nothing was reported");
	for (mode = 0; mode < 2 && !good.fault[0]; mode++)
		for (n = 0; run_failing(&good, &run, n, mode == 1); n++)
			if (run.fault[0])
				blame(&good, "allocation %ld, %s: %s", n,
					mode ? "persistently" : "once",
					run.fault);
	bad = good.fault[0] != '\0';
	if (bad)
		printf("# %s\n", good.fault);
	printf("%sok %d - %s: each of %ld allocations failed, once and "
	       "persistently\n", bad ? "not " : "", number, in->name, n);
	fflush(stdout);
	__real_free(good.out);
	__real_free(run.out);
	return bad;
}

/* ---- inputs: the bundled files, long ones cut ---- */

static const struct {
	const char *path;
	int lines; /* 0: all of it */
} inputs[] = {
	{ "examples/data/sekolah.yaml", 0 },
	{ "examples/data/kabupaten/ref-unor.csv", 12 },
	{ "examples/data/kabupaten/export-data-asn.csv", 12 },
	{ "examples/data/kabupaten/laporan-penilaian.csv", 12 },
	{ "examples/data/kabupaten/laporan-skp.csv", 12 },
	{ "tests/cases/REF009.yaml", 0 },
	{ "tests/cases/ATS214.yaml", 0 },
	{ "tests/cases/ORG307.yaml", 0 },
};

#define WRITTEN(name, text) { name, text, sizeof(text) - 1 }
static const struct input written[] = {
	WRITTEN("unor.json",
		"{\"unor\":[{\"id\":\"a\",\"nama\":\"Dinas \\u00e9\"},"
		"{\"id\":\"b\",\"diatasan_id\":\"A\"}],"
		"\"pegawai\":[{\"id\":1,\"unor_id\":\"b\",\"x\":[{}]}]}"),
	WRITTEN("unor.csv",
		"id;nama;diatasan_id\r\n1;\"a \"\"b\"\"\r\nc\";\r\n2;x;1\r\n"),
	/* UTF-16 with a byte order mark goes through iconv */
	WRITTEN("pegawai.csv",
		"\xff\xfei\0d\0,\0n\0a\0m\0a\0\n\0" "1\0,\0x\0\n\0"),
};

static bool read_input(struct input *in, const char *path, int lines)
{
	const char *top = getenv("top_srcdir"), *slash = strrchr(path, '/');
	static char text[1 << 20];
	char full[4096];
	FILE *f;
	int c;

	snprintf(full, sizeof(full), "%s/%s", top ? top : ".", path);
	snprintf(in->name, sizeof(in->name), "%s", slash ? slash + 1 : path);
	in->bytes = text;
	in->len = 0;
	f = fopen(full, "rb");
	if (!f)
		return false;
	while (in->len < sizeof(text) && (c = getc(f)) != EOF) {
		text[in->len++] = (char)c;
		if (c == '\n' && lines && --lines == 0)
			break;
	}
	fclose(f);
	return true;
}

static int share_checker(void)
{
	struct run run = { 0 };

	if (shared)
		return 0;
	if (step_checker(&run, NULL) || step_rule(&run, NULL) ||
		step_pada(&run, NULL)) {
		printf("not ok - no checker to share\n");
		return 1;
	}
	shared = run.c;
	return 0;
}

int main(void)
{
	size_t files = sizeof(inputs) / sizeof(inputs[0]);
	size_t texts = sizeof(written) / sizeof(written[0]);
	struct input in;
	int bad = 0, number = 0;
	size_t i;

	printf("1..%zu\n", files + texts);
	for (i = 0; i < texts; i++) {
		bad |= fail_all(&written[i], ++number);
		bad |= share_checker();
	}
	for (i = 0; i < files; i++) {
		if (read_input(&in, inputs[i].path, inputs[i].lines)) {
			bad |= fail_all(&in, ++number);
			continue;
		}
		printf("not ok %d - %s cannot be read\n", ++number,
			inputs[i].path);
		bad = 1;
	}
	skp_checker_free(shared);
	printf("# %ld allocations failed\n", injected);
	return bad;
}
