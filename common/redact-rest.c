/* Names that the whole document tells: signed, with an article, once more. */

#include <string.h>

#include "common/redact-name.h"

/* The last line holds one word, and a comma ends the line before. */
void
rest_signature(struct redact *r)
{
	size_t i = r->n, k;

	while (i > 0 && r->t[i - 1].kind == TOKEN_PUNCT)
		i--;
	if (i < 2 || r->t[--i].kind != TOKEN_WORD || r->t[i].cls != -1 ||
	    r->t[i].gap < GAP_LINE || word_safe(&r->t[i]))
		return;
	k = i - 1;
	if ((r->t[k].kind == TOKEN_PUNCT && r->t[k].c == ',') ||
	    token_in(r, k,
		"grusse gruss regards best thanks cheers love wishes mihi "
		"bises "
		"amities cordialement salutations lg vg mfg mvg hwyl slan xx x "
		"sincerely faithfully amitie bisous merci blessings namaste"))
		name_take(r, i, i, 7, "signature");
}

/* home to The Old Smithy, maison medicale Le Gue: an article with a capital */
void
rest_articles(struct redact *r)
{
	size_t i, b;

	SIEVE_EACH (r, CAP, i) {
		struct token *t = &r->t[i];

		if (i == 0 || t->shape != SHAPE_CAP || t->cls != -1 ||
		    t->len > 3 || (t->marks & (MARK_START | MARK_SAFE)) != 0 ||
		    t->gap != GAP_SPACE || !soft(r, i + 1) ||
		    !token_in(r, i,
			r->lang == REDACT_FR ? "le la les" : "the") ||
		    !word_cap(&r->t[i + 1]) || word_safe(&r->t[i + 1]) ||
		    r->t[i - 1].kind == TOKEN_PUNCT)
			continue;
		b = i + 1;
		while (soft(r, b + 1) && word_cap(&r->t[b + 1]) &&
		       r->t[b + 1].cls == -1 && word_grade(r, &r->t[b + 1]) < 5)
			b++;
		span_add(r, i, b, REDACT_PLACE, 5, "article");
	}
}

/*
 * A name that is no ordinary word is masked wherever it stands, in capitals
 * or not: what was masked once must not stand in clear elsewhere.
 */
void
rest_again(struct redact *r)
{
	struct known *k;
	size_t i;

	SIEVE_EACH (r, AGAIN, i) {
		struct token *t = &r->t[i];

		if (t->cls != -1 ||
		    (t->marks & (MARK_NEVER | MARK_SAFE)) != 0 ||
		    (k = known_get(r, t->hash)) == NULL)
			continue;
		span_add(r, i, i, (enum redact_class)k->cls, 5, "again");
	}
}
