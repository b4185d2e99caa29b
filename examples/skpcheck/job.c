/* SPDX-License-Identifier: MIT */
/* job.c - policy, instant and model of the commands that judge data. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "command.h"
#include "job.h"
#include "message.h"
#include "options.h"

int job_failed(const struct job *k, const char *what)
{
	complain_error(&k->err, what);
	return error_status(&k->err);
}

int job_checker(struct job *k)
{
	const struct options *o = k->o;
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
	if (skp_checker_new(NULL, &k->c, &k->err))
		return job_failed(k, NULL);
	if (o->policy && skp_checker_policy_file(k->c, o->policy, &k->err))
		return job_failed(k, o->policy);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		char name[16];

		if (!settings[i][1])
			continue;
		if (!skp_checker_set(k->c, settings[i][0], settings[i][1],
			&k->err))
			continue;
		snprintf(name, sizeof(name), "--%s", settings[i][0]);
		return job_failed(k, name);
	}
	return EXIT_CLEAN;
}

static int load(struct job *k, const char *input)
{
	skp_load_options options = SKP_INIT(skp_load_options);
	int32_t e;

	options.jobs = k->o->jobs;
	if (!strcmp(input, "-"))
		e = skp_model_load_fd(k->m, STDIN_FILENO, "-", &options,
			&k->err);
	else
		e = skp_model_load(k->m, input, &options, &k->err);
	return e ? job_failed(k, input) : EXIT_CLEAN;
}

int job_model(struct job *k, int first)
{
	int status;

	if (skp_model_new(NULL, &k->m, &k->err))
		return job_failed(k, NULL);
	for (int i = first; i < k->o->count; i++)
		if ((status = load(k, k->o->operands[i])))
			return status;
	if (skp_model_seal(k->m, &k->err))
		return job_failed(k, NULL);
	return EXIT_CLEAN;
}

void job_free(struct job *k)
{
	skp_checker_free(k->c);
	skp_model_free(k->m);
}
