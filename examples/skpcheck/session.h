/* SPDX-License-Identifier: MIT */
/* What most commands begin with: a checker set as the options say, and a model
 * of the inputs. */
#ifndef SESSION_H
#define SESSION_H

#include <skpcheck.h>

struct options;

struct session {
	const struct options *o;
	skp_model *m;
	skp_checker *c;
	skp_error err;
};

/* Makes both, the model sealed; EXIT_CLEAN, or an exit status after a
 * message. */
int session_open(struct session *s, const struct options *o);
/* Tells s->err, with the option it is about (or NULL); its exit status. */
int session_failed(const struct session *s, const char *what);
void session_close(struct session *s);

#endif
