/* SPDX-License-Identifier: MIT */
/* The version of the library and of its binary interface. */
#include "base.h"

const char *skp_version(void)
{
	return SKP_VERSION;
}

int32_t skp_abi_version(void)
{
	return SKP_ABI_VERSION;
}
