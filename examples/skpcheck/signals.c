/* SPDX-License-Identifier: MIT */
/* signals.c - signals that wait. */
#include <stddef.h>

#include "signals.h"

void signals_hold(struct signals *s)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	struct sigaction sa;

	sigemptyset(&s->held);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		/* an ignored one (nohup) would look like one that came */
		if (!sigaction(signals[i], NULL, &sa) &&
			sa.sa_handler != SIG_IGN)
			sigaddset(&s->held, signals[i]);
	}
	s->on = sigprocmask(SIG_BLOCK, &s->held, NULL) == 0;
}

bool signals_come(const struct signals *s)
{
	sigset_t come;

	if (!s->on || sigpending(&come))
		return false;
	for (int i = 1; i < NSIG; i++)
		if (sigismember(&come, i) == 1 &&
			sigismember(&s->held, i) == 1)
			return true;
	return false;
}

void signals_release(struct signals *s)
{
	if (s->on)
		sigprocmask(SIG_UNBLOCK, &s->held, NULL);
	s->on = false;
}
