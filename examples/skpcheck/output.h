/* SPDX-License-Identifier: MIT */
/* Where a command's output goes: standard output, or a file that comes to be
 * whole or not at all. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options;

struct output;

/* Makes ready; EXIT_CLEAN, or an exit status after a message. */
int output_open(const struct options *o, struct output **ret);
/* skp_write_fn: 0, or not 0 when the writing cannot go on. */
int32_t output_write(void *out, const char *bytes, uint64_t len);
void output_text(struct output *out, const char *text);
void output_repeat(struct output *out, char c, size_t times);
/* Did a write fail? output_close says so to the user. */
bool output_failed(const struct output *out);
/* Are colours wanted? */
bool output_color(const struct output *out);
/* Switches a terminal's manner ("1" bold, "0" back) if colours are on. */
void output_style(struct output *out, const char *sgr);
/* Ends the output: all of it is where it belongs, or nothing is and a message
 * says why. `keep` false takes it back without a message. Returns `status`,
 * or EXIT_SYSTEM; `out` is gone then. */
int output_close(struct output *out, bool keep, int status);

#endif
