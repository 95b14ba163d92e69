/*
 * A number that was read out and typed as it was heard: "oh one nine double
 * four ...", "null zwei fünf ...", "zéro six douze ...".
 */

#include "common/redact-int.h"

#define ENOUGH 6 /* words, with a cue or a nought */

/* Words of a number in the making: they end none. */
static bool
joins(const struct redact *r, size_t i)
{
	if (r->lang == REDACT_FR)
		return token_in(r, i, "et double triple tiret");
	if (r->lang == REDACT_DE)
		return token_in(r, i, "und strich schragstrich doppel");
	return token_in(r, i, "and double treble triple dash hyphen");
}

static bool
nought(const struct redact *r, size_t i)
{
	if (r->lang == REDACT_FR)
		return token_is(r, i, "zero");
	if (r->lang == REDACT_DE)
		return token_is(r, i, "null");
	return token_in(r, i, "oh o zero nought double treble");
}

static bool
part(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->cls != -1)
		return false;
	if (t->kind == TOKEN_NUMBER)
		return t->len < 4;
	if (t->kind != TOKEN_WORD)
		return false;
	return HAS(t, NUMW) || nought(r, i) ||
	       (r->lang == REDACT_DE && token_in(r, i, "zwo"));
}

/* The next word of the number after token i; 0: it ends there. */
static size_t
next(const struct redact *r, size_t i)
{
	size_t k = i + 1;

	/* trente-deux; one, two */
	if (k + 1 < r->n && r->t[k].kind == TOKEN_PUNCT &&
	    (r->t[k].c == '-' || r->t[k].c == ',') && r->t[k].gap == GAP_NONE &&
	    part(r, k + 1))
		return k + 1;
	while (k < r->n && r->t[k].gap <= GAP_LINE && joins(r, k))
		k++;
	return k < r->n && r->t[k].gap <= GAP_LINE && part(r, k) ? k : 0;
}

static bool
cue(const struct redact *r, size_t i, uint64_t flags)
{
	size_t k, low = i > 6 ? i - 6 : 0;

	for (k = i; k-- > low;) {
		if ((r->t[k].flags & flags) != 0 && r->t[k].len > 1)
			return true;
		if (r->t[k].gap == GAP_PARA)
			break;
	}
	return false;
}

/* The number at token i; returns its last token, or i if it is none. */
static size_t
number_at(struct redact *r, size_t i)
{
	size_t k = i, last = i, words = 1, a = i;
	bool zero = nought(r, i), id, phone;

	if (!part(r, i))
		return i;
	while ((k = next(r, last)) != 0) {
		words++;
		zero = zero || nought(r, k);
		last = k;
	}
	if (i > 0 && soft(r, i) && joins(r, i - 1))
		a--;
	id = cue(r, a, LISTS(IDCUE));
	phone = cue(r, a, LISTS(PHCUE));
	if (words < (zero && (id || phone)    ? ENOUGH - 1
			: zero || id || phone ? ENOUGH
					      : ENOUGH + 3))
		return last;
	/* RX double oh four: the letters in front */
	if (id && a > 0 && soft(r, a) && r->t[a - 1].len < 4 &&
	    (r->t[a - 1].shape == SHAPE_UPPER ||
		(r->t[a - 1].len == 1 && r->t[a - 1].shape == SHAPE_CAP)))
		a--;
	span_add(r, a, last, id && !phone ? REDACT_ID : REDACT_PHONE, 7,
	    "spoken-number");
	return last;
}

void
number_spoken(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, SPOKEN, i)
		i = number_at(r, i);
}
