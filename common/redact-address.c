/* Wards, post codes with their towns, and what else belongs to an address. */

#include <string.h>

#include "common/redact-int.h"

/* Ward 7a, Station 3, 4 West, E Wing, Ward Two */
void
address_ward(struct redact *r, size_t i)
{
	/* 7th Ward */
	if (i > 0 && r->t[i - 1].kind == TOKEN_MIXED && r->t[i - 1].len < 5 &&
	    token_is(r, i, "ward") && word_cap(&r->t[i]) && soft(r, i)) {
		span_add(r, i - 1, i, REDACT_PLACE, 7, "ward");
		return;
	}
	const struct token *q = token_at(r, i + 1);
	size_t b = i + 1;

	/* D wing */
	if (i > 0 && token_is(r, i, "wing") && soft(r, i) &&
	    r->t[i - 1].len == 1 && r->t[i - 1].shape == SHAPE_CAP &&
	    r->t[i - 1].c != 'A' && r->t[i - 1].kind == TOKEN_WORD) {
		span_add(r, i - 1, i, REDACT_PLACE, 6, "ward");
		return;
	}
	if (!(token_in(r, i,
		  "ward station unit pod bay block wing stn "
		  "intensiv") ||
		(word_cap(&r->t[i]) && token_in(r, i, "clinic"))) ||
	    !soft(r, i + 1) || q->cls != -1)
		return;
	if (!(q->kind == TOKEN_NUMBER || q->kind == TOKEN_MIXED ||
		(q->kind == TOKEN_WORD && q->len == 1 &&
		    q->shape == SHAPE_CAP) ||
		(word_cap(q) && !r->lower && HAS(q, NUMW))))
		return;
	if (token_in(r, i, "unit station bay intensiv") &&
	    q->kind == TOKEN_NUMBER && !word_cap(&r->t[i]) && !r->lower)
		return;
	if (q->len > 4 && !HAS(q, NUMW))
		return;
	if (q->kind == TOKEN_WORD && q->len == 1 && q->c == 'I')
		return;
	/* Station 3 Süd */
	if (r->lang == REDACT_DE && soft(r, b + 1) &&
	    token_in(r, b + 1, "sud nord ost west") && word_cap(&r->t[b + 1]))
		b++;
	span_add(r, i, b, REDACT_PLACE, 7, "ward");
}

/* 4 west, 5 North, 7B South */
void
address_wing(struct redact *r, size_t i)
{
	if (i == 0 || !token_in(r, i, "west north south east") || !soft(r, i) ||
	    !org_house_number(r, i - 1) || r->t[i - 1].len > 2)
		return;
	if (token_at(r, i + 1)->kind == TOKEN_WORD &&
	    token_in(r, i + 1, "of coast side facing end"))
		return;
	span_add(r, i - 1, i, REDACT_PLACE, 6, "wing");
}

/* Post code and town: 24937 Flensburg, 8001 Zürich, 75011 Paris */
void
address_postal(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);

	/* cite Felix-Pyat, 13003. */
	if ((t->len == 5 || (t->len == 4 && r->lang != REDACT_EN &&
				(t->num < 1900 || t->num > 2100))) &&
	    i > 1 && r->t[i - 1].c == ',' &&
	    (r->t[i - 2].cls == REDACT_PLACE ||
		((r->t[i - 2].flags & (LISTS(CITY) | LISTS(BIGCITY))) != 0 &&
		    word_cap(&r->t[i - 2]))) &&
	    t->gap == GAP_SPACE) {
		span_add(r, i, i, REDACT_PLACE, 7, "postcode");
		return;
	}
	/* Bengaluru 560060 */
	if (t->len == 6 && i > 0 && t->gap == GAP_SPACE &&
	    r->lang == REDACT_EN && word_cap(&r->t[i - 1]) &&
	    (r->t[i - 1].cls == REDACT_PLACE ||
		(r->t[i - 1].flags & (LISTS(CITY) | LISTS(BIGCITY))) != 0)) {
		span_add(r, i, i, REDACT_PLACE, 8, "pin");
		return;
	}
	/* New Delhi-110062 */
	if (t->len == 6 && i > 1 && t->gap == GAP_NONE &&
	    r->t[i - 1].c == '-' &&
	    (r->t[i - 2].flags & (LISTS(CITY) | LISTS(BIGCITY))) != 0) {
		span_add(r, i, i, REDACT_PLACE, 8, "pin");
		return;
	}
	/* H.No. 214, Plot No. 12, Gali No. 7 */
	if (t->len < 5 && i > 2 && r->t[i - 1].c == '.' &&
	    token_is(r, i - 2, "no") &&
	    (token_in(r, i - 3,
		 "house plot flat door gali street shop quarter block") ||
		(i > 3 && r->t[i - 3].c == '.' && token_in(r, i - 4, "h d")))) {
		span_add(r, i, i, REDACT_PLACE, 6, "house-number");
		return;
	}
	/* CA 90033 */
	if (t->len == 5 && i > 0 && soft(r, i) && r->t[i - 1].len == 2 &&
	    r->t[i - 1].shape == SHAPE_UPPER && i > 1 && r->lang == REDACT_EN &&
	    (r->t[i - 2].c == ',' || word_cap(&r->t[i - 2]))) {
		span_add(r, i, i, REDACT_PLACE, 8, "zip");
		return;
	}
	if ((t->len != 5 && t->len != 4 && t->len != 6) || !soft(r, i + 1) ||
	    !word_cap(q) || q->cls != -1 || HAS(q, MONTH) || HAS(q, WDAY))
		return;
	if (!HAS(q, CITY) && !HAS(q, BIGCITY) &&
	    (t->len == 4 ||
		(word_grade(r, q) > 0 &&
		    /* 33455 Wiesental: of no list, with the ending of a town */
		    !(r->lang == REDACT_DE && t->len == 5 && !HAS(q, DEN) &&
			word_town(r, i + 1)))))
		return;
	if (t->len == 4 && t->num > 1899 && t->num < 2101)
		return;
	span_add(r, i, i, REDACT_PLACE, 8, "postcode");
	span_add(r, i + 1, i + 1, REDACT_PLACE, 8, "town");
}

/* The words of one more part of an address, ", manor park" or ", e12":
 * the last one, or i if this is none. */
static size_t
address_part(const struct redact *r, size_t i)
{
	size_t k = i + 1, n = 0;

	if (k >= r->n || r->t[k].kind != TOKEN_PUNCT || r->t[k].c != ',')
		return i;
	for (k++;
	     n < 2 && soft(r, k) && r->t[k].cls == -1 &&
	     (r->t[k].kind == TOKEN_MIXED
		     ? n == 0 && r->t[k].len < 5 && r->t[k].c > '9'
		     : r->t[k].kind == TOKEN_WORD && r->t[k].len > 2 &&
			   (word_cap(&r->t[k]) || r->lower) &&
			   (r->t[k].flags & (FUNCTION | LISTS(SAYV))) == 0);
	     k++)
		n++;
	if (n == 0 || (k < r->n && r->t[k].kind != TOKEN_PUNCT))
		return i;
	return k - 1;
}

/* 14b carlyle road, manor park, e12: what stands behind belongs to it. */
void
address_rest(struct redact *r)
{
	size_t i, e, m;

	SIEVE_EACH (r, FIGURE, i) {
		if (i + 3 >= r->n || r->t[i].cls != REDACT_PLACE ||
		    r->t[i + 1].cls != REDACT_PLACE)
			continue;
		for (e = i; e + 1 < r->n && r->t[e + 1].cls == REDACT_PLACE;
		     e++)
			;
		while ((m = address_part(r, e)) != e) {
			span_add(r, e + 2, m, REDACT_PLACE, 6, "address");
			e = m;
		}
		i = e;
	}
}
