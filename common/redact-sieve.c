/*
 * Nearly all words of a text are of no interest to nearly all steps.  What
 * makes a word worth a look (its kind, shape and lists) is known before the
 * first step and never changes: one bit a word and step, set here once, so
 * that a step passes over 64 words at a time.
 */

#include <stdlib.h>
#include <string.h>

#include "common/redact-int.h"

#define BIT(s) (1u << SIEVE_##s)

#define HEADS (LISTS(ORGH) | LISTS(PLACEH) | LISTS(STREET))
#define TOLD                                                                   \
	(HEADS | LISTS(MONTH) | LISTS(TITLE) | LISTS(ORDW) | LISTS(NUMW) |     \
	    LISTS(IDCUE) | LISTS(PHRASE) | LISTS(FEAST))

static bool
figure(const struct redact *r, size_t i)
{
	return i < r->n &&
	       (r->t[i].kind == TOKEN_NUMBER || r->t[i].kind == TOKEN_MIXED);
}

static unsigned
of_mark(const struct redact *r, const struct token *t)
{
	bool close = t->end < r->np && (unsigned char)r->p[t->end] > ' ';

	return (t->c == '@' || t->c == '.' || t->c == ':') && close ? BIT(NET)
								    : 0;
}

/* What the lists say: of a word, or of letters and figures in one. */
static unsigned
of_lists(const struct redact *r, const struct token *t)
{
	unsigned m = 0;

	if (HAS(t, MONTH))
		m |= BIT(MONTH);
	if (HAS(t, TITLE))
		m |= BIT(TITLE);
	if (HAS(t, ORDW))
		m |= BIT(DAY);
	if (HAS(t, NUMW))
		m |=
		    r->lang == REDACT_DE ? BIT(SPOKEN) : BIT(SPOKEN) | BIT(AGE);
	if (HAS(t, IDCUE))
		m |= BIT(CODE);
	if ((t->flags & (LISTS(PHRASE) | LISTS(FEAST))) != 0)
		m |= BIT(PHRASE);
	if ((t->flags & HEADS) != 0)
		m |= BIT(ORG);
	return m;
}

static unsigned
of_figure(const struct redact *r, const struct token *t)
{
	return of_lists(r, t) | BIT(FIGURE) | BIT(DAY) | BIT(AGE) | BIT(CODE) |
	       BIT(ORG) | BIT(NET);
}

/* A word with a capital, or any word where there are none. */
static unsigned
of_capital(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	unsigned m = BIT(ORG);

	if (t->shape != SHAPE_LOWER)
		m |= BIT(CAP);
	if (t->len < 6 || r->lower)
		m |= BIT(PHRASE);
	if (t->len == 1)
		m |= BIT(LETTER);
	if (t->len <= 3 || t->shape == SHAPE_UPPER || r->lower)
		m |= BIT(CODE);
	return m;
}

/* oh, zero, null, nought, and few besides: by length and two letters */
static bool
noughtlike(const struct redact *r, const struct token *t)
{
	char c = (char)(t->c | 0x20);

	if (c == 'z')
		return t->len == 4;
	if ((c != 'o' && c != 'n') || t->len < 2)
		return false;
	c = (char)(r->p[t->start + 1] | 0x20);
	return t->len == 2   ? c == 'h'
	       : t->len == 4 ? c == 'u'
	       : t->len == 6 ? c == 'o'
			     : false;
}

static unsigned
of_word(const struct redact *r, size_t i)
{
	const uint64_t name = ANYNAME | LISTS(FEMALE) | LISTS(MALE) |
			      LISTS(PHRASE) | LISTS(PHRASE2);
	const struct token *t = &r->t[i];
	unsigned m = 0;

	if ((t->flags & TOLD) != 0)
		m |= of_lists(r, t);
	if (t->shape != SHAPE_LOWER || r->lower)
		m |= of_capital(r, i);
	if (r->lang == REDACT_DE && t->len > 6)
		m |= BIT(AGE);
	if (i > 0 && (r->t[i - 1].marks & MARK_POSS) != 0)
		m |= BIT(PHRASE);
	if (r->lang != REDACT_EN || figure(r, i + 1) ||
	    (i > 0 && figure(r, i - 1)))
		m |= BIT(ORG);
	if ((t->flags & ~name) == 0 &&
	    (t->len >= 4 || (t->shape == SHAPE_UPPER && !HAS(t, ACRO))))
		m |= BIT(AGAIN);
	if (t->len < 4 && ((t->c | 0x20) == 'a' || (t->c | 0x20) == 'w'))
		m |= BIT(NET); /* at, www */
	if (noughtlike(r, t))
		m |= BIT(SPOKEN);
	return m;
}

static unsigned
wakes(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	return t->kind == TOKEN_WORD	? of_word(r, i)
	       : t->kind == TOKEN_PUNCT ? of_mark(r, t)
					: of_figure(r, t);
}

int
sieve_make(struct redact *r)
{
	size_t words = r->n / 64 + 1, i;
	uint64_t *s;
	unsigned m;

	if (words > r->sievecap) {
		s = reallocarray(r->sieve, words, sizeof(*s) * SIEVES);
		if (s == NULL) {
			r->memory = true;
			return -1;
		}
		r->sieve = s;
		r->sievecap = words;
	}
	memset(r->sieve, 0, words * sizeof(*r->sieve) * SIEVES);
	for (i = 0; i < r->n; i++) {
		s = &r->sieve[i / 64 * SIEVES];
		r->t[i].flags = lang_flags(r, r->t[i].flags);
		for (m = wakes(r, i); m != 0; m &= m - 1)
			s[__builtin_ctz(m)] |= UINT64_C(1) << (i & 63);
	}
	return 0;
}
