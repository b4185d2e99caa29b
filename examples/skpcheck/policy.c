/* SPDX-License-Identifier: MIT */
/* policy.c - the policy in force: the default, or with another one, which
 * comes along or is a file, laid over it. */
#include <stddef.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "policy.h"
#include "text.h"

static const char *name_at(int i)
{
	return skp_policy_name(i);
}

int32_t policy_lay(skp_checker *c, const char *which, skp_error *err)
{
	for (int32_t i = 0; i < skp_policy_count(); i++)
		if (text_alike(which, skp_policy_name(i)))
			return skp_checker_policy(c, skp_policy_name(i),
				skp_policy_text(i), -1, err);
	return skp_checker_policy_file(c, which, err);
}

int policy_failed(const struct options *o, const skp_error *err)
{
	char like[128];

	complain_error(err, o->policy);
	if (err->code == SKP_E_IO &&
		text_nearest(o->policy, name_at, like, sizeof(like)))
		complain(TR(o, "kebijakan yang disertakan: apakah maksudnya "
			"{}?", "of the policies that come along: did you "
			"mean {}?"), like);
	return error_status(err);
}

/* Lays it over the default and writes what comes of it. */
static int put_effective(struct output *out, const struct options *o)
{
	skp_error err = SKP_INIT(skp_error);
	skp_checker *c = NULL;
	int status = EXIT_CLEAN;

	if (skp_checker_new(NULL, &c, &err) ||
		policy_lay(c, o->policy, &err)) {
		status = policy_failed(o, &err);
	} else if (skp_checker_policy_write(c, output_write, out, &err) &&
		!output_failed(out)) {
		complain_error(&err, NULL);
		status = error_status(&err);
	}
	skp_checker_free(c);
	return status;
}

/* ---- the list ---- */

/* What each is, in the order of the library. */
static const char *const about_id[] = {
	"bawaan: PermenPANRB 6/2022",
	"SKP Organisasi harus disetujui; kepala lebih dulu di semua unor",
	"kepala sekolah boleh dinilai oleh kepala bidang dinasnya"};
static const char *const about_en[] = {
	"the default: PermenPANRB 6/2022",
	"SKP Organisasi must be approved; leader first in every unit",
	"kepala sekolah may be appraised by the heads of their dinas' bidang"};

enum { ABOUT = sizeof(about_id) / sizeof(*about_id), NAME_WIDTH = 20 };

static void put_list(struct output *out, const struct options *o)
{
	for (int32_t i = 0; i < skp_policy_count(); i++) {
		const char *name = skp_policy_name(i);
		size_t n = text_width(name);

		output_text(out, name);
		if (!o->quiet && i < ABOUT) {
			output_repeat(out, ' ',
				n < NAME_WIDTH ? NAME_WIDTH - n : 1);
			output_text(out, TR(o, about_id, about_en)[i]);
		}
		output_text(out, "\n");
	}
}

int command_policy(const struct options *o)
{
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	if (o->list)
		put_list(out, o);
	else if (o->policy)
		status = put_effective(out, o);
	else
		output_text(out, skp_policy_default());
	return output_close(out, status == EXIT_CLEAN, status);
}
