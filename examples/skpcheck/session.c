/* SPDX-License-Identifier: MIT */
/* session.c - a checker and a model, as the options say. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "command.h"
#include "message.h"
#include "options.h"
#include "policy.h"
#include "session.h"

int session_failed(const struct session *s, const char *what)
{
	complain_error(&s->err, what);
	return error_status(&s->err);
}

static int make_checker(struct session *s)
{
	const struct options *o = s->o;
	char now[CLOCK_CAP];
	const char *const settings[][2] = {
		{"pada", o->pada && *o->pada ? o->pada : now},
		{"tahun", o->tahun},
		{"select", o->select},
		{"ignore", o->ignore},
		{"instansi", o->instansi},
		{"unor", o->unor},
	};

	clock_now(now);
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
	return EXIT_CLEAN;
}

static int load(struct session *s, const char *input)
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

static int make_model(struct session *s)
{
	int status;

	if (skp_model_new(NULL, &s->m, &s->err))
		return session_failed(s, NULL);
	for (int i = 0; i < s->o->count; i++)
		if ((status = load(s, s->o->operands[i])))
			return status;
	if (skp_model_seal(s->m, &s->err))
		return session_failed(s, NULL);
	return EXIT_CLEAN;
}

int session_open(struct session *s, const struct options *o)
{
	int status;

	*s = (struct session){.o = o, .err = SKP_INIT(skp_error)};
	status = make_checker(s);
	return status ? status : make_model(s);
}

void session_close(struct session *s)
{
	skp_checker_free(s->c);
	skp_model_free(s->m);
}
