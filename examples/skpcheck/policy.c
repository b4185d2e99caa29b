/* SPDX-License-Identifier: MIT */
/* policy.c - the policy in force: the default, or with a file laid over it. */
#include <skpcheck.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"

/* Lays the file over the default and writes what comes of it. */
static int put_effective(struct output *out, const char *path)
{
	skp_error err = SKP_INIT(skp_error);
	skp_checker *c = NULL;
	int status = EXIT_CLEAN;

	if ((skp_checker_new(NULL, &c, &err) ||
		    skp_checker_policy_file(c, path, &err) ||
		    skp_checker_policy_write(c, output_write, out, &err)) &&
		!output_failed(out)) {
		complain_error(&err, path);
		status = error_status(&err);
	}
	skp_checker_free(c);
	return status;
}

int command_policy(const struct options *o)
{
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	if (o->policy)
		status = put_effective(out, o->policy);
	else
		output_text(out, skp_policy_default());
	return output_close(out, status == EXIT_CLEAN, status);
}
