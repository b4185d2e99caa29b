/* SPDX-License-Identifier: MIT */
/* The same tests for the reader as machines without SSE2 build it, fed in
 * pieces of 64 bytes, so that every row meets a border somewhere. */
#define SKP_NO_SSE2
#define CSV_BLOCK 64
#include "load/csv.c"
#include "test_csv.c"
