/* SPDX-License-Identifier: MIT */
/* session.c - a checker as the options say, a model of inputs, a report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "policy.h"
#include "read.h"
#include "session.h"
#include "watch.h"

enum { KEY_CAP = 4096 };

void session_begin(struct session *s, const struct options *o,
	const char *pada)
{
	*s = (struct session){.o = o, .err = SKP_INIT(skp_error)};
	clock_now(s->now);
	s->pada = pada && *pada ? pada : s->now;
}

void session_end(struct session *s)
{
	skp_baseline_free(s->b);
	skp_report_free(s->r);
	skp_plan_free(s->p);
	skp_checker_free(s->c);
	skp_model_free(s->m);
	skp_boundary_free(s->boundary);
	free(s->solved);
}

int session_failed(const struct session *s, const char *what)
{
	watch_silence(s->o->watch);
	if (s->err.code == SKP_E_CANCEL) /* a signal is about to end us */
		return EXIT_SYSTEM;
	complain_error(&s->err, what);
	return error_status(&s->err);
}

/* The key is a secret: it stands in a file, not among the arguments. */
static int set_key(struct session *s)
{
	const char *path = s->o->fingerprint_key;
	char *key;
	size_t n;
	int status;

	if (!path)
		return EXIT_CLEAN;
	status = read_file(path, KEY_CAP, &key, &n);
	if (status)
		return status;
	if (memchr(key, '\0', n)) {
		complain(TR(s->o, "{}: kunci memuat byte NUL",
			"{}: the key holds a NUL byte"), path);
		status = EXIT_USAGE;
	} else if (skp_checker_set(s->c, "fingerprint_key", n ? key : "-",
		&s->err)) {
		status = session_failed(s, "--fingerprint-key");
	}
	memset(key, 0, n);
	free(key);
	return status;
}

int session_checker(struct session *s)
{
	const struct options *o = s->o;
	const char *const settings[][2] = {
		{"pada", s->pada},
		{"tahun", o->tahun},
		{"select", o->select},
		{"ignore", o->ignore},
		{"instansi", o->instansi},
		/* the repair of a unit may begin far above it */
		{"unor", o->command == CMD_PLAN ? NULL : o->unor},
	};

	if (skp_checker_new(NULL, &s->c, &s->err))
		return session_failed(s, NULL);
	if (o->policy && policy_lay(s->c, o->policy, &s->err))
		return policy_failed(o, &s->err);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		char name[16];

		if (!settings[i][1])
			continue;
		if (!skp_checker_set(s->c, settings[i][0], settings[i][1],
			&s->err))
			continue;
		snprintf(name, sizeof(name), "--%s", settings[i][0]);
		return session_failed(s, name);
	}
	return set_key(s);
}

int session_load(struct session *s, const char *input)
{
	skp_load_options options = SKP_INIT(skp_load_options);
	int32_t e;

	options.jobs = s->o->jobs;
	if (!strcmp(input, "-"))
		e = skp_model_load_fd(s->m, STDIN_FILENO, "-", &options,
			&s->err);
	else
		e = skp_model_load(s->m, input, &options, &s->err);
	return e ? session_failed(s, input) : EXIT_CLEAN;
}

static int32_t new_model(struct session *s)
{
	skp_model_options options = SKP_INIT(skp_model_options);

	options.progress = watch_progress(s->o->watch);
	return skp_model_new(&options, &s->m, &s->err);
}

int session_model(struct session *s, int count, char *const *inputs)
{
	int status;

	if (new_model(s))
		return session_failed(s, NULL);
	for (int i = 0; i < count; i++)
		if ((status = session_load(s, inputs[i])))
			return status;
	return skp_model_seal(s->m, &s->err) ? session_failed(s, NULL)
					     : EXIT_CLEAN;
}

int session_model_bytes(struct session *s, const char *name, const char *bytes,
	size_t n)
{
	skp_load_options options = SKP_INIT(skp_load_options);

	options.jobs = s->o->jobs;
	if (new_model(s))
		return session_failed(s, NULL);
	if (skp_model_load_bytes(s->m, name, bytes, n, &options, &s->err))
		return session_failed(s, name);
	return skp_model_seal(s->m, &s->err) ? session_failed(s, NULL)
					     : EXIT_CLEAN;
}

int session_report(struct session *s)
{
	skp_check_options options = SKP_INIT(skp_check_options);

	options.jobs = s->o->jobs;
	options.progress = watch_progress(s->o->watch);
	return skp_check(s->c, s->m, &options, &s->r, &s->err)
		       ? session_failed(s, NULL)
		       : EXIT_CLEAN;
}
