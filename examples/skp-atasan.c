/* SPDX-License-Identifier: MIT */
/* skp-atasan.c - is the atasan on record the right one?
 * Exit status: 0 nothing to do, 1 findings, 2 bad input, 3 system failed. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <skpcheck.h>

static int32_t write_out(void *ctx, const char *bytes, uint64_t len)
{
	return fwrite(bytes, 1, (size_t)len, ctx) != len;
}

static int load(skp_model *m, const char *input, skp_error *err)
{
	return strcmp(input, "-") ? skp_model_load(m, input, NULL, err)
				  : skp_model_load_fd(m, 0, "-", NULL, err);
}

/* Prints the reason; the exit status for it. */
static int failed(const skp_error *err)
{
	if (err->file[0])
		fprintf(stderr, "%s:", err->file);
	if (err->line)
		fprintf(stderr, "%u:%u:", err->line, err->column);
	fprintf(stderr, " %s\n", err->text);
	return err->code == SKP_E_NOMEM ? 3 : 2;
}

/* 1 if a finding needs a human, else 0 */
static int verdict(const skp_report *r)
{
	for (int64_t i = 0; i < skp_report_count(r); i++)
		if (skp_report_int(r, i, SKP_F_SEVERITY) >= SKP_SEVERITY_W)
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	skp_error err = SKP_INIT(skp_error);
	skp_model *m = NULL;
	skp_checker *c = NULL;
	skp_report *r = NULL;
	time_t now = time(NULL) + 7 * 3600; /* WIB */
	char pada[32];
	int e, i = 1, status;

	strftime(pada, sizeof(pada), "%Y-%m-%dT%H:%M:%S", gmtime(&now));
	if (argc > 2 && !strcmp(argv[1], "--pada"))
		i = 3; /* argv[2] says when */
	if (i >= argc || !strncmp(argv[i], "--", 2)) {
		fputs("Usage: skp-atasan [--pada DAY] INPUT...\n", stderr);
		return 2;
	}
	e = skp_checker_new(NULL, &c, &err) ||
		skp_checker_set(c, "pada", i == 3 ? argv[2] : pada, &err) ||
		skp_model_new(NULL, &m, &err);
	for (; !e && i < argc; i++)
		e = load(m, argv[i], &err);
	if (e || skp_model_seal(m, &err) ||
		skp_check_atasan(c, m, NULL, &r, &err)) {
		status = failed(&err);
	} else if (skp_report_write(r, "text", NULL, write_out, stdout,
		&err) || fflush(stdout)) {
		fputs("skp-atasan: output failed\n", stderr);
		status = 3;
	} else {
		status = verdict(r);
	}
	skp_report_free(r);
	skp_checker_free(c);
	skp_model_free(m);
	return status;
}
