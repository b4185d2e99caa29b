/* SPDX-License-Identifier: MIT */
/* What a report says in words of its own: looked up, measured and cut into
 * pieces once a writing, not once a finding. */
#include "report.h"

static struct said said_of(const char *p, uint64_t n)
{
	return (struct said){p, (uint32_t)n,
		memchr(p, '"', (size_t)n) || memchr(p, '\\', (size_t)n)};
}

static struct said said_str(const char *s)
{
	return said_of(s, strlen(s));
}

void put_said(struct writer *w, const struct said *s)
{
	if (s->quote && w->quoted)
		put_quoted(&w->out, (struct text){s->p, s->n});
	else
		buf_put(&w->out, s->p, s->n);
}

static struct phrases *phrases_of(struct writer *w)
{
	struct phrases *p = w->phrases;

	if (p)
		return p;
	p = mem_calloc(&w->mem, 1, sizeof(*p));
	if (p) {
		buf_init(&p->again, &w->mem);
		buf_init(&p->file, &w->mem);
		p->file_number = -1;
	}
	w->out.fail |= !p;
	w->phrases = p;
	return p;
}

void phrases_free(struct writer *w)
{
	struct phrases *p = w->phrases;

	if (!p)
		return;
	mem_free(&w->mem, p->piece, p->cpiece * sizeof(*p->piece));
	buf_free(&p->again);
	buf_free(&p->file);
	mem_free(&w->mem, p, sizeof(*p));
	w->phrases = NULL;
}

bool put_again(struct writer *w, const struct span *s)
{
	if (s->n)
		buf_put(&w->out, w->phrases->again.p + s->at, s->n);
	return s->n;
}

void keep_span(struct writer *w, struct span *s, uint64_t from)
{
	struct buf *b = &w->phrases->again;
	uint64_t at = b->n;

	if (w->out.fail)
		return;
	buf_put(b, w->out.p + from, w->out.n - from);
	w->out.fail |= b->fail;
	if (!b->fail)
		*s = (struct span){(uint32_t)at, (uint32_t)(b->n - at)};
}

/* ---- words for tokens ---- */

void put_token(struct writer *w, enum word_list list, uint32_t i)
{
	static const struct {
		uint32_t first;
		const char *const *token;
	} lists[] = {{0, static_words}, {STATIC_WORDS, listed_words},
		{STATIC_WORDS + LISTED_WORDS, reason_words}};
	const char *token = lists[list].token[i], *text;
	struct phrases *p = phrases_of(w);
	struct said *s = p ? &p->word[lists[list].first + i] : NULL;

	if (!s)
		return;
	if (!s->p) {
		text = skp_word(token, w->lang ? "en" : "id");
		*s = said_str(text ? text : token);
	}
	put_said(w, s);
}

/* ---- messages ---- */

static enum slot place_named(struct text name)
{
	static const char *const names[PLACES] = {"", "id", "pegawai", "unor",
		"actual", "expected", "path", "root", "detail", "blocked",
		"blocked_total"};
	uint32_t i;

	for (i = PLACE_ID; i < PLACES; i++)
		if (text_eq(name, text_of(names[i])))
			return (enum slot)i;
	return PLACE_OTHER;
}

static bool piece_add(struct writer *w, struct piece piece)
{
	struct phrases *s = w->phrases;
	void *p = s->piece;

	if (!mem_reserve(&w->mem, &p, &s->cpiece, s->npiece + 1,
		sizeof(piece)))
		return false;
	s->piece = p;
	s->piece[s->npiece++] = piece;
	return true;
}

/* Cuts behind each {place}; a brace that is never closed is text. */
static bool message_cut(struct writer *w, const char *p)
{
	const char *open, *end;
	enum slot place;
	bool ok = true;

	for (open = p; ok && (open = strchr(open, '{')) != NULL; open = p) {
		end = strchr(open, '}');
		if (!end)
			break;
		place = place_named((struct text){open + 1,
			(uint32_t)(end - open - 1)});
		ok = piece_add(w, (struct piece){
			said_of(p, (uint64_t)(open - p)), (uint8_t)place});
		p = end + 1;
	}
	return ok && piece_add(w, (struct piece){said_str(p), PLACE_NONE});
}

struct phrase *phrase_of(struct writer *w, uint32_t rule)
{
	struct phrases *s = phrases_of(w);
	const skp_checker *c = w->r->c;
	struct phrase *p = s ? &s->rule[rule] : NULL;

	if (!p || p->pieces)
		return p;
	p->code = said_str(rule_of(c, rule)->code);
	p->level = said_str(rule_text(c, rule, SKP_RULE_LEVEL, 0));
	p->actor = said_str(rule_of(c, rule)->actor);
	p->piece = (uint32_t)s->npiece;
	if (!message_cut(w, rule_text(c, rule, SKP_RULE_MESSAGE, w->lang))) {
		s->npiece = p->piece;
		w->out.fail = true;
		return NULL;
	}
	p->pieces = (uint32_t)s->npiece - p->piece;
	return p;
}
