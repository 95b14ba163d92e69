/* The language of a document, and whether it uses capitals at all. */

#include "common/redact-int.h"

#define SAMPLE 20000u /* tokens looked at */

/* Flags that mean something in one language only. */
#define OURS                                                                   \
	(LISTS(MONTH) | LISTS(MONTHDE) | LISTS(MONTHFR) | LISTS(WDAY) |        \
	    LISTS(WDAYDE) | LISTS(WDAYFR) | LISTS(TITLE) | LISTS(TITLEDE) |    \
	    LISTS(TITLEFR))

/* Mo is a weekday in German, Dez a month, Fr a title; in English none. */
uint64_t
lang_flags(const struct redact *r, uint64_t f)
{
	static const struct {
		uint64_t en, de, fr;
	} row[] = { { LISTS(MONTH), LISTS(MONTHDE), LISTS(MONTHFR) },
		{ LISTS(WDAY), LISTS(WDAYDE), LISTS(WDAYFR) },
		{ LISTS(TITLE), LISTS(TITLEDE), LISTS(TITLEFR) } };
	size_t i;

	for (i = 0; (f & OURS) != 0 && i < 3; i++) {
		uint64_t own = r->lang == REDACT_DE   ? row[i].de
			       : r->lang == REDACT_FR ? row[i].fr
						      : row[i].en;
		bool has = (f & own) != 0;

		f &= ~row[i].en;
		if (has)
			f |= row[i].en;
	}
	return f;
}

/* Hardly any sentence begins with a capital: typed without the shift key. */
static bool
lower_case(const struct redact *r, size_t n)
{
	size_t i, start = 0, small = 0, cap = 0, words = 0;

	for (i = 0; i < n; i++) {
		const struct token *t = &r->t[i];

		if (t->kind != TOKEN_WORD)
			continue;
		words++;
		if (t->shape != SHAPE_LOWER && t->len > 1)
			cap++;
		if ((t->marks & MARK_START) == 0 || (t->marks & MARK_QUOTE))
			continue;
		if (t->shape == SHAPE_LOWER)
			small++;
		else
			start++;
	}
	return words >= 4 && small > 4 * start && cap * 16 < words;
}

void
lang_guess(struct redact *r)
{
	size_t i, n = r->n < SAMPLE ? r->n : SAMPLE, en = 0, de = 0, fr = 0;

	for (i = 0; i < n; i++) {
		uint64_t f = r->t[i].flags;

		en += (f & LISTS(FEN)) != 0;
		de += (f & LISTS(FDE)) != 0;
		fr += (f & LISTS(FFR)) != 0;
	}
	r->lang = r->o.lang;
	if (r->lang == REDACT_AUTO) {
		r->lang = REDACT_EN;
		if (de > en && de >= fr)
			r->lang = REDACT_DE;
		else if (fr > en && fr > de)
			r->lang = REDACT_FR;
	}
	r->lower = lower_case(r, n);
}

enum redact_lang
redact_language(const struct redact *r)
{
	return r->lang;
}
