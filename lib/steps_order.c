/* SPDX-License-Identifier: MIT */
/* In which order steps are taken, which must wait for which, where they are
 * taken and how long they take to show. */
#include "steps.h"

const char *const system_names[SYSTEMS] = {"SIASN", "e-Kinerja", "Dapodik",
	"Verval SP", "Verval PTK", "Ruang GTK"};

/* Words of a line that show which system it touches. */
static const struct {
	const char *word;
	uint8_t system;
} system_words[] = {
	{"SIASN", SYSTEM_SIASN}, {"e-Kinerja", SYSTEM_EKINERJA},
	{"User Management", SYSTEM_EKINERJA}, {"SKP", SYSTEM_EKINERJA},
	{"Sinkronisasi", SYSTEM_EKINERJA}, {"Muat Ulang", SYSTEM_EKINERJA},
	{"RHK", SYSTEM_EKINERJA}, {"Dapodik", SYSTEM_DAPODIK},
	{"Verval SP", SYSTEM_VERVALSP}, {"Verval PTK", SYSTEM_VERVALPTK},
	{"Sinkro Ruang GTK", SYSTEM_RUANGGTK},
};
static const char *const system_keys[SYSTEMS] = {"siasn", "ekinerja",
	"dapodik", "vervalsp", "vervalptk", "ruanggtk"};

/* ---- order ---- */

/* Heads from the top down; the person last. */
static uint64_t key_of(const struct steps *s, const struct step *t)
{
	uint64_t level = t->role == ROLE_MEMBER ? 255 : t->level;
	uint32_t place = t->role == ROLE_HEAD && t->unor != NONE
		? s->r->j.tin[t->unor]
		: 0;

	return level << 40 | place;
}

/* place[i]: where step i goes; a step stays behind those before it that are
 * not later than it. */
static void places(const struct steps *s, uint32_t *place)
{
	uint32_t i, k;

	for (i = 0; i < s->n; i++)
		for (k = place[i] = 0; k < s->n; k++) {
			uint64_t a = key_of(s, &s->step[k]);
			uint64_t b = key_of(s, &s->step[i]);

			place[i] += a < b || (a == b && k < i);
		}
}

/* A head's own profile comes before the SKP Organisasi; what to do if all of
 * it did not help comes last. */
static bool line_before(const struct step_line *a, const struct step_line *b)
{
	if (a->step != b->step)
		return a->step < b->step;
	if (a->spare != b->spare)
		return b->spare;
	return a->profile && !b->profile;
}

static bool reorder(struct steps *s)
{
	uint64_t bytes = s->n * sizeof(*s->step), i, k;
	uint32_t *place = mem_alloc(s->mem, s->n * sizeof(*place));
	struct step *to = mem_alloc(s->mem, bytes);
	bool ok = place && to;
	struct step_line x;

	if (ok) {
		places(s, place);
		for (i = 0; i < s->n; i++)
			to[place[i]] = s->step[i];
		memcpy(s->step, to, (size_t)bytes);
		for (i = 0; i < s->nline; i++) {
			x = s->line[i];
			x.step = place[x.step];
			for (k = i; k > 0 && line_before(&x, &s->line[k - 1]);
				k--)
				s->line[k] = s->line[k - 1];
			s->line[k] = x;
		}
	}
	mem_free(s->mem, to, bytes);
	mem_free(s->mem, place, s->n * sizeof(*place));
	return ok;
}

/* ---- what must come before ---- */

static bool is_office(const struct step *t)
{
	return t->role < ROLE_HEAD;
}

/* Must b wait for a, which stands before it? Heads wait for the head above and
 * for what an office does to their unit or row; offices for what stands before
 * about the same; the person for all that nobody else waits for. */
static bool waits(const struct steps *s, uint64_t a, uint64_t b)
{
	const struct step *x = &s->step[a], *y = &s->step[b];
	uint64_t i;

	if (is_office(x))
		return y->role != ROLE_MEMBER && ((x->unor != NONE &&
			x->unor == y->unor) || (x->pegawai != NONE &&
			x->pegawai == y->pegawai));
	if (y->role != ROLE_HEAD)
		return false;
	for (i = b; i-- > a + 1;)
		if (s->step[i].role == ROLE_HEAD)
			return false;
	return true;
}

static bool waited_for(const struct steps *s, uint64_t a, uint64_t end)
{
	uint64_t b;

	for (b = a + 1; b < end; b++)
		if (waits(s, a, b))
			return true;
	return false;
}

static bool depend(struct steps *s)
{
	uint64_t a, b;

	for (b = 0; b < s->n; b++) {
		s->step[b].after = (uint32_t)s->after.n;
		for (a = 0; a < b; a++)
			if ((s->step[b].role == ROLE_MEMBER
					? !waited_for(s, a, b)
					: waits(s, a, b)) &&
				!ids_add(s->mem, &s->after, (uint32_t)a + 1))
				return false;
		s->step[b].nafter = (uint32_t)s->after.n - s->step[b].after;
	}
	return true;
}

/* ---- where, and how long it takes to show ---- */

static uint32_t systems_of(const struct steps *s, const struct step_line *l)
{
	struct text actor, t;
	uint32_t i, ret = 0;

	step_words(s->r->c, l, 0, &actor, &t);
	for (i = 0; i < ARRAY_LEN(system_words); i++)
		if (text_holds(t, system_words[i].word))
			ret |= 1u << system_words[i].system;
	return ret;
}

static void wait_of(struct steps *s, struct step *t)
{
	const struct judgement *j = &s->r->j;
	uint32_t i;
	int32_t days;

	for (i = 0; i < SYSTEMS; i++) {
		if (!(t->systems >> i & 1))
			continue;
		days = policy_wait_days(j->policy, system_keys[i]);
		if (i == SYSTEM_VERVALPTK &&
			days < j->knobs.retry_working_days)
			days = j->knobs.retry_working_days;
		if (days > t->wait)
			t->wait = days;
	}
}

static void settle(struct steps *s)
{
	uint64_t i;

	for (i = 0; i < s->nline; i++)
		if (!s->line[i].spare)
			s->step[s->line[i].step].systems |=
				systems_of(s, &s->line[i]);
	for (i = 0; i + 1 < s->n; i++)
		wait_of(s, &s->step[i]);
}

bool steps_order(struct steps *s)
{
	if ((s->n && !reorder(s)) || !depend(s))
		return false;
	settle(s);
	return true;
}
