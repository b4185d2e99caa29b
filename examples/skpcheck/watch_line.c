/* SPDX-License-Identifier: MIT */
/* watch_line.c - one line, rewritten in place: blanks cover the old one, which
 * every terminal understands. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "watch_line.h"

enum { LINE = 80, MEGA = 1000000 };

static const struct {
	const char *word[2], *unit[2];
	int64_t scale;
} phases[] = {
	[SKP_PHASE_LOAD] = {{"membaca", "reading"}, {"MB", "MB"}, MEGA},
	[SKP_PHASE_SEAL] = {{"menata", "sorting"}, {"langkah", "steps"}, 1},
	[SKP_PHASE_CHECK] = {{"memeriksa", "checking"}, {"baris", "rows"}, 1},
	[SKP_PHASE_PLAN] = {{"merencanakan", "planning"}, {"baris", "rows"},
		1},
	[SKP_PHASE_WRITE] = {{"menulis", "writing"}, {"temuan", "findings"},
		1},
};

struct text {
	char p[LINE];
	size_t n;
};

__attribute__((format(printf, 2, 3)))
static void put(struct text *t, const char *format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(t->p + t->n, sizeof(t->p) - t->n, format, ap);
	va_end(ap);
	if (n > 0)
		t->n += (size_t)n;
	if (t->n > sizeof(t->p) - 1)
		t->n = sizeof(t->p) - 1;
}

/* "45 %, 210 of 466 MB" */
static void put_done(struct text *t, const struct watch_line *l, int64_t done,
	int64_t total)
{
	int64_t scale = phases[l->phase].scale;

	if (total > 0)
		put(t, " %d %%,", (int)(100.0 * (double)done / (double)total));
	put(t, " %lld", (long long)(done / scale));
	if (total > 0)
		put(t, " %s %lld", l->english ? "of" : "dari",
			(long long)(total / scale));
	put(t, " %s", phases[l->phase].unit[l->english]);
}

/* From how long this phase has taken so far. */
static void put_left(struct text *t, const struct watch_line *l, int64_t done,
	int64_t total, int64_t took)
{
	double left = (double)took / 1000 * (double)(total - done) /
		(double)done;

	if (left < 3600)
		put(t, l->english ? ", %d s left" : ", sisa %d detik",
			(int)left + 1);
	else
		put(t, l->english ? ", %d min left" : ", sisa %d menit",
			(int)(left / 60) + 1);
}

static void put_all(struct text *t, const struct watch_line *l,
	const skp_progress *p, int64_t now)
{
	int64_t done = skp_progress_done(p), total = skp_progress_total(p);
	int64_t rows = skp_progress_rows(p);

	if (total >= 0 && done > total)
		done = total;
	put(t, "%s:", phases[l->phase].word[l->english]);
	put_done(t, l, done, total);
	if (l->phase == SKP_PHASE_LOAD && rows > 0)
		put(t, ", %lld %s", (long long)rows,
			l->english ? "rows" : "baris");
	if (done > 0 && total > done && now - l->began >= 1000)
		put_left(t, l, done, total, now - l->began);
}

/* A phase begins when it is another, or when it counts from the start. */
static bool look(struct watch_line *l, const skp_progress *p, int64_t now)
{
	int32_t phase = skp_progress_phase(p);
	int64_t done = skp_progress_done(p);

	if (phase <= SKP_PHASE_NONE ||
		phase >= (int32_t)(sizeof(phases) / sizeof(*phases)))
		return false;
	if (phase != l->phase || done < l->done)
		l->began = now;
	l->phase = phase;
	l->done = done;
	return true;
}

/* Nobody is left to tell if it cannot be written. */
static void show(const char *p, size_t n)
{
	while (n) {
		ssize_t k = write(STDERR_FILENO, p, n);

		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

void watch_line_draw(struct watch_line *l, const skp_progress *p,
	int64_t now)
{
	struct text t = {.n = 0};
	char to[2 * LINE];
	size_t n;

	if (!look(l, p, now))
		return;
	put_all(&t, l, p, now);
	n = t.n > l->width ? t.n : l->width;
	to[0] = '\r';
	memset(to + 1, ' ', n);
	memcpy(to + 1, t.p, t.n);
	show(to, n + 1);
	l->width = t.n;
}

void watch_line_erase(struct watch_line *l)
{
	char to[LINE + 2];

	if (!l->width)
		return;
	to[0] = '\r';
	memset(to + 1, ' ', l->width);
	to[l->width + 1] = '\r';
	show(to, l->width + 2);
	l->width = 0;
}
