/* SPDX-License-Identifier: MIT */
/* The same tests for the reader as machines without SSE2 build it, fed in
 * pieces of 64 bytes, so that every row meets a border somewhere, and by three
 * threads in blocks of 100. */
#define SKP_NO_SSE2
#define CSV_BLOCK 64
#include "load/csv_scan.c"
#include "load/csv.c"
#define CSV_LANE 100
#define CSV_RANGES_FROM 0
#define CSV_JOBS(jobs) 3
#include "load/csv_ranges.c"
#include "test_csv.c"
