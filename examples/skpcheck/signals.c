/* SPDX-License-Identifier: MIT */
/* signals.c - signals that wait. */
#include <pthread.h>
#include <stddef.h>

#include "signals.h"
#include "watch.h"

void signals_hold(struct signals *s, struct watch *watch)
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
	s->watch = watch;
	watch_hold(watch, true);
	s->on = pthread_sigmask(SIG_BLOCK, &s->held, &s->before) == 0;
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
		pthread_sigmask(SIG_SETMASK, &s->before, NULL);
	watch_hold(s->watch, false);
	s->on = false;
}
