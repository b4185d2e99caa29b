/* SPDX-License-Identifier: MIT */
/* Which version this is. */
#include "skpcheck.h"

const char *skp_version(void)
{
	return SKP_VERSION;
}

int32_t skp_abi_version(void)
{
	return SKP_ABI_VERSION;
}
