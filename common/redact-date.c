/* Dates more exact than a year, as they are written in three languages. */

#include <string.h>

#include "common/redact-int.h"

/* The number at token i: its value if it is 1 to 4 digits long, else -1. */
int
date_number(const struct redact *r, size_t i)
{
	if (i >= r->n || r->t[i].kind != TOKEN_NUMBER || r->t[i].len > 4)
		return -1;
	return (int)r->t[i].num;
}

bool
date_punct(const struct redact *r, size_t i, char c)
{
	return i < r->n && r->t[i].kind == TOKEN_PUNCT && r->t[i].c == c;
}

bool
date_glued(const struct redact *r, size_t i)
{
	return i < r->n && r->t[i].gap == GAP_NONE;
}

static bool
near(const struct redact *r, size_t i)
{
	return i < r->n && r->t[i].gap <= GAP_LINE;
}

bool
date_yearlike(int v, unsigned len)
{
	return len == 4 ? v >= 1850 && v <= 2100 : len == 2;
}

/* 14th, 1er, 3rd, 21st: the value, or -1. */
static int
ordinal(const struct redact *r, size_t i)
{
	const struct token *t;
	size_t n, k;
	int v = 0;
	char w[8];

	if (i >= r->n || r->t[i].kind != TOKEN_MIXED)
		return -1;
	t = &r->t[i];
	n = token_fold(r, i, w, sizeof(w));
	for (k = 0; k < n && w[k] >= '0' && w[k] <= '9' && k < 2; k++)
		v = v * 10 + (w[k] - '0');
	if (k == 0 || n - k != 2 || v < 1 || v > 31 || t->len > 4)
		return -1;
	if (memcmp(w + k, "st", 2) != 0 && memcmp(w + k, "nd", 2) != 0 &&
	    memcmp(w + k, "rd", 2) != 0 && memcmp(w + k, "th", 2) != 0 &&
	    memcmp(w + k, "er", 2) != 0)
		return -1;
	return v;
}

static bool
day_before(const struct redact *r, size_t i, size_t *a)
{
	int v;

	if (i == 0)
		return false;
	if (date_punct(r, i - 1, '.') && i >= 2 &&
	    (v = date_number(r, i - 2)) >= 1 && v <= 31 &&
	    date_glued(r, i - 1)) {
		*a = i - 2;
		return true;
	}
	if (((v = date_number(r, i - 1)) >= 1 && v <= 31 &&
		r->t[i - 1].len < 3) ||
	    ordinal(r, i - 1) > 0) {
		*a = i - 1;
		return true;
	}
	if ((r->t[i - 1].flags & LISTS(ORDW)) != 0) {
		*a = i - 1;
		if (i >= 2 && token_in(r, i - 2, "twenty thirty"))
			*a = i - 2;
		else if (i >= 3 && date_punct(r, i - 2, '-') &&
			 token_in(r, i - 3, "twenty thirty"))
			*a = i - 3;
		return true;
	}
	if (date_punct(r, i - 1, '-') && i >= 2 && date_glued(r, i) &&
	    (v = date_number(r, i - 2)) >= 1 && v <= 31) {
		*a = i - 2;
		return true;
	}
	return false;
}

/* Words that stand for a day before a month: "the 3rd of March". */
static bool
of(const struct redact *r, size_t i)
{
	return token_in(r, i, "of de d in");
}

/* May, March, and the short forms are words besides. */
static bool
bare_month(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i],
			   *q = token_at((struct redact *)r, i + 1);
	bool prep =
	    i > 0 &&
	    token_in(r, i - 1,
		"in since until till last next by of early late mid this from "
		"to during before after through around im seit bis ab anfang "
		"ende mitte vor nach en depuis jusqu debut fin mi des ce de "
		"every dernier and or und oder et letzten nachsten diesen "
		"mid for vom zum monat mois");

	if (token_in(r, i, "may march mars mai") ||
	    token_in(r, i,
		"jan feb mar apr jun jul aug sept sep oct nov dec "
		"janv fevr fev avr juil dez okt mrz mar april june "
		"august so mi di do")) {
		if (token_in(r, i, "mar mi di do so"))
			return false;
		if (!word_cap(t) && !r->lower)
			return token_in(r, i, "mai mars") &&
			       r->lang == REDACT_FR && prep;
		if (token_in(r, i, "april june august") && word_cap(t)) {
			if (i > 0 && HAS(&r->t[i - 1], TITLE))
				return false;
			return prep || (q->flags & LISTS(SAYV)) == 0;
		}
		if (token_in(r, i, "may march")) {
			if (r->lang != REDACT_EN)
				return false;
			/* her May check-up */
			if (t->shape == SHAPE_CAP && i > 0 &&
			    token_in(r, i - 1, "her his their our my your") &&
			    q->kind == TOKEN_WORD && q->shape == SHAPE_LOWER &&
			    (q->flags & FUNCTION) == 0)
				return true;
			if (word_cap(t) && (t->marks & MARK_START) == 0)
				return prep || q->kind == TOKEN_PUNCT;
			return prep && token_in(r, i - 1,
					   "in since last next "
					   "until till early late mid");
		}
		if (token_in(r, i, "mai") && r->lang == REDACT_DE)
			return true;
		if (token_in(r, i, "mars mai"))
			return prep;
		return prep || word_cap(t);
	}
	return true;
}

static bool
german_number(const struct redact *r, size_t i)
{
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w) - 1);

	w[n] = '\0';
	return r->t[i].kind == TOKEN_WORD &&
	       ((n > 6 && (strcmp(w + n - 3, "zig") == 0 ||
			      strcmp(w + n - 5, "issig") == 0)) ||
		   strncmp(w, "neunzehnhundert", 15) == 0 ||
		   strncmp(w, "zweitausend", 11) == 0);
}

/* nineteen fifty one; two thousand and four; mille neuf cent cinquante et un */
static size_t
spoken_year(const struct redact *r, size_t b)
{
	size_t k = b + 1;

	if (r->lang == REDACT_DE && k < r->n && near(r, k) &&
	    german_number(r, k))
		return k;
	if (!token_in(r, k, "nineteen twenty two mille deux") || !near(r, k) ||
	    !HAS(token_at((struct redact *)r, k + 1), NUMW))
		return b;
	while (k < r->n && near(r, k) &&
	       (HAS(&r->t[k], NUMW) || token_in(r, k, "and et cents") ||
		   date_punct(r, k, '-'))) {
		if (HAS(&r->t[k], NUMW))
			b = k;
		k++;
	}
	return b;
}

/* Take the date a..b of the month at i, with the range that it ends. */
static void
month_take(struct redact *r, size_t i, size_t a, size_t b, bool day)
{
	int v;

	/* from the 3rd to the 5th of March: the first is a bare ordinal */
	if (a > 0 && a == i &&
	    token_in(r, a - 1, "ende anfang mitte fin debut mi"))
		a--;
	else if (a > 1 && a == i && date_punct(r, a - 1, '-') &&
		 token_in(r, a - 2, "mid mi early late"))
		a -= 2;
	/* 3-5 March, 3/4 March, 3. und 4. */
	if (a >= 2 &&
	    (date_punct(r, a - 1, '-') || date_punct(r, a - 1, '/')) &&
	    (v = date_number(r, a - 2)) >= 1 && v <= 31)
		a -= 2;
	/* 24./25. November, 3. bis 5. Mai */
	if (a >= 3 &&
	    (date_punct(r, a - 1, '/') || date_punct(r, a - 1, '-') ||
		token_in(r, a - 1, "und bis auf")) &&
	    date_punct(r, a - 2, '.') && (v = date_number(r, a - 3)) >= 1 &&
	    v <= 31)
		a -= 3;
	/* du 11 au 12 octobre, between 3 and 5 March */
	if (a >= 2 && a < i && r->t[a].kind == TOKEN_NUMBER &&
	    token_in(r, a - 1, "au et to and") && near(r, a) &&
	    near(r, a - 1) && (v = date_number(r, a - 2)) >= 1 && v <= 31 &&
	    (a < 3 || token_in(r, a - 3, "du le les des entre between from")))
		a -= 2;
	/* le 14 oct. a midi: the dot that shortens */
	if (b == i && a < i && date_punct(r, i + 1, '.') &&
	    date_glued(r, i + 1) && r->t[i].len < 5 && i + 2 < r->n &&
	    r->t[i + 2].gap == GAP_SPACE &&
	    (r->t[i + 2].kind == TOKEN_NUMBER ||
		r->t[i + 2].shape == SHAPE_LOWER))
		b = i + 1;
	span_add(r, a, b, REDACT_DATE, day ? 9 : 7, day ? "date" : "month");
}

/* A month at i, and what stands around it. */
/* '71, of '71: the last token, or 0 */
static size_t
short_year(const struct redact *r, size_t k)
{
	if (token_is(r, k, "of"))
		k++;
	if (k + 1 < r->n && r->t[k].kind == TOKEN_PUNCT &&
	    (r->t[k].c == '\'' || (unsigned char)r->t[k].c == 0xe2) &&
	    date_glued(r, k + 1) && date_number(r, k + 1) >= 0 &&
	    r->t[k + 1].len == 2)
		return k + 1;
	return 0;
}

static void
month(struct redact *r, size_t i)
{
	size_t a = i, b = i, k;
	bool day = false;
	int v;

	if (r->t[i].kind != TOKEN_WORD || r->t[i].cls != -1)
		return;
	if (near(r, i) && day_before(r, i, &a) &&
	    !(r->lang == REDACT_EN && r->t[i - 1].c == '.' &&
		(r->t[i].marks & MARK_START) != 0))
		day = true;
	else if (r->lang == REDACT_FR && i > 0 && near(r, i) &&
		 HAS(&r->t[i - 1], NUMW)) {
		a = i - 1;
		while (
		    a > 1 &&
		    (date_punct(r, a - 1, '-') || token_in(r, a - 1, "et")) &&
		    HAS(&r->t[a - 2], NUMW))
			a -= 2;
		day = true;
	} else if (i >= 2 && of(r, i - 1) &&
		   !(r->lang == REDACT_EN && r->t[i - 2].c == '.') &&
		   day_before(r, i - 1, &a))
		day = true;
	k = i + 1;
	if (date_punct(r, k, '.') && date_glued(r, k) && r->t[i].len < 5 &&
	    k + 1 < r->n)
		k++;
	if (near(r, k) && date_punct(r, k, '-') && date_glued(r, k) &&
	    date_number(r, k + 1) >= 0)
		k++;
	if (token_is(r, k, "the") &&
	    (ordinal(r, k + 1) > 0 || HAS(token_at(r, k + 1), ORDW)))
		k++;
	/* March 14, March 14th, March fourteenth */
	if (near(r, k) && !day &&
	    (((v = date_number(r, k)) >= 1 && v <= 31 && r->t[k].len < 3 &&
		 !date_punct(r, k + 1, '%') &&
		 !(date_punct(r, k + 1, ':') && date_glued(r, k + 2) &&
		     date_number(r, k + 2) >= 0)) ||
		ordinal(r, k) > 0)) {
		b = k++;
		day = true;
	} else if (near(r, k) && !day && k < r->n && HAS(&r->t[k], ORDW) &&
		   r->lang == REDACT_EN) {
		b = k++;
		day = true;
	} else if (near(r, k) && !day && k + 2 < r->n &&
		   token_in(r, k, "twenty thirty") && HAS(&r->t[k + 2], ORDW)) {
		b = k + 2;
		k += 3;
		day = true;
	}
	if (a == i && i > 0 && date_number(r, i - 1) > 1850 &&
	    r->t[i - 1].len == 4 && r->t[i].gap == GAP_SPACE &&
	    date_number(r, i - 1) < 2100) {
		a = i - 1; /* 2019 June */
		day = true;
	}
	if (date_punct(r, k, ',') && near(r, k + 1) && k + 1 < r->n &&
	    r->t[k + 1].len == 4)
		k++;
	if (token_is(r, k, "of") && date_number(r, k + 1) > 1850)
		k++;
	if (near(r, k) && (v = date_number(r, k)) >= 0 &&
	    date_yearlike(v, r->t[k].len) &&
	    (r->t[k].gap != GAP_NONE || date_punct(r, k - 1, '-')) &&
	    !(r->t[k].len == 2 && k + 2 < r->n && date_glued(r, k + 1) &&
		(date_punct(r, k + 1, ':') || date_punct(r, k + 1, '.')) &&
		date_glued(r, k + 2) && date_number(r, k + 2) >= 0) &&
	    (r->t[k].len == 4 || day)) {
		b = k;
		day = true;
	} else if ((k = short_year(r, i + 1)) != 0) {
		b = k;
		day = true;
	}
	if (day)
		b = spoken_year(r, b);
	if (!day && !bare_month(r, i))
		return;
	if (day && a == i && b == i && !bare_month(r, i))
		return;
	month_take(r, i, a, b, day);
}

/* What may follow a bare ordinal that is no date: "the 9th centile". */
static bool
counts(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i);

	if (q->kind == TOKEN_PUNCT)
		return q->c == '-' && q->gap == GAP_NONE;
	if (q->gap > GAP_LINE || token_in(r, i, "comma period") ||
	    (token_is(r, i, "full") && token_is(r, i + 1, "stop")))
		return false; /* as it is dictated */
	if ((q->flags & FUNCTION) != 0)
		return token_in(r, i, "of or percentile") &&
		       !HAS(token_at(r, i + 1), MONTH) &&
		       !token_in(r, i + 1,
			   "this last next the that each every");
	return (q->flags & LISTS(SAYV)) == 0 && !HAS(q, WDAY);
}

/* German, spoken: am siebzehnten Vierten neunzehnhundertachtundsechzig */
static void
spoken(struct redact *r, size_t i)
{
	size_t b = i + 1;

	if (r->lang != REDACT_DE || b >= r->n || !HAS(&r->t[b], ORDW) ||
	    r->t[b].gap != GAP_SPACE)
		return;
	/* einundsiebzig, neunzehnhundertachtundsechzig */
	if (b + 1 < r->n && near(r, b + 1) && german_number(r, b + 1))
		b++;
	span_add(r, i, b, REDACT_DATE, 7, "date-spoken");
}

static void
bare_ordinal(struct redact *r, size_t i)
{
	bool the = i > 0 && token_in(r, i - 1,
				"the on le der den am zum vom by since until");
	bool wday = i > 0 && HAS(&r->t[i - 1], WDAY);
	size_t p = i;

	/* telegraphic: "Found 9th, 04.10" */
	if (!the && i > 0 && r->t[i].gap == GAP_SPACE &&
	    token_in(r, i - 1,
		"found seen died due back admitted discharged readmitted "
		"booked") &&
	    token_at(r, i + 1)->kind == TOKEN_PUNCT && r->t[i + 1].c != '-')
		the = true;

	if (!the && !wday && i > 1)
		/* the 14th and 15th, the 14th, 15th */
		the = (token_in(r, i - 1, "and or to till until") ||
			  date_punct(r, i - 1, ',') ||
			  date_punct(r, i - 1, '/')) &&
		      ordinal(r, i - 2) > 0 && r->t[i - 2].cls == REDACT_DATE;
	if (!the && !wday && (r->t[i].marks & MARK_START) == 0 && i > 0 &&
	    r->t[i - 1].kind == TOKEN_PUNCT && r->t[i].gap != GAP_NONE &&
	    token_in(r, i + 1, "next is was at"))
		the = true; /* telegraphic: "24th next." */
	if (!the && !wday)
		return;
	if (counts(r, i + 1) && !wday && !token_in(r, i + 1, "next"))
		return;
	if (token_in(r, i + 1, "time day week year visit floor"))
		return;
	span_add(r, p, i, REDACT_DATE, 7, "ordinal");
}

/* English: on the fourteenth, the twenty-first. */
static void
word_ordinal(struct redact *r, size_t i)
{
	size_t a = i;

	if (i >= 1 && token_in(r, i - 1, "twenty thirty"))
		a = i - 1;
	else if (i >= 2 && date_punct(r, i - 1, '-') &&
		 token_in(r, i - 2, "twenty thirty"))
		a = i - 2;
	if (a == 0 || r->t[i].cls != -1)
		return;
	if (r->lang == REDACT_EN && word_cap(&r->t[i]) && a == i &&
	    (r->t[i].marks & MARK_START) == 0 &&
	    token_in(r, a - 1, "the this") && !word_cap(token_at(r, i + 1)) &&
	    !counts(r, i + 1)) {
		span_add(r, i, i, REDACT_DATE, 5, "ordinal-word");
	} else if (r->lang == REDACT_EN) {
		bool on = a >= 2 && token_is(r, a - 1, "the") &&
			  token_in(r, a - 2,
			      "on since until till from by before after");
		bool wd = a >= 2 && token_is(r, a - 1, "the") &&
			  HAS(&r->t[a - 2], WDAY);
		if ((!on && !wd) || counts(r, i + 1))
			return;
		if (a == i && token_in(r, i, "first second third") && !wd)
			return;
		if (token_in(r, i + 1, "of"))
			return;
		span_add(r, a, i, REDACT_DATE, 6, "ordinal-word");
	} else if (r->lang == REDACT_DE &&
		   token_in(r, a - 1, "am vom zum dem den") &&
		   !token_in(r, i, "ersten zweiten dritten achten") &&
		   !token_in(r, i + 1, "mal male") &&
		   (token_at(r, i + 1)->kind == TOKEN_PUNCT ||
		       (token_at(r, i + 1)->flags & FUNCTION) != 0 ||
		       HAS(token_at(r, i + 1), SAYV)))
		span_add(r, a, i, REDACT_DATE, 5, "ordinal-word");
}

/* Fall 1996, été 2019, im Herbst 2020, the spring of 1987 */
static void
season(struct redact *r, size_t i)
{
	size_t k = i;

	if (r->t[i].len != 4 || r->t[i].num < 1880 || r->t[i].num > 2099 ||
	    !near(r, i) || i < 1)
		return;
	if (i > 1 && token_in(r, i - 1, "of de") && near(r, i - 1))
		k--;
	if (token_in(r, k - 1,
		r->lang == REDACT_DE
		    ? "fruhling fruhjahr sommer spatsommer herbst winter"
		: r->lang == REDACT_FR ? "printemps ete automne hiver"
				       : "spring summer autumn fall winter"))
		span_add(r, k - 1, i, REDACT_DATE, 7, "season");
}

void
date_find(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, FIGURE, i) {
		struct token *t = &r->t[i];

		if (t->kind != TOKEN_NUMBER || t->cls != -1)
			continue;
		date_numeric(r, i);
		if (t->cls == -1)
			season(r, i);
		if (t->cls == -1 && r->lang == REDACT_DE)
			date_german_day(r, i);
	}
	SIEVE_EACH (r, MONTH, i)
		month(r, i);
	SIEVE_EACH (r, DAY, i) {
		struct token *t = &r->t[i];

		if (t->cls != -1)
			continue;
		if (t->kind == TOKEN_NUMBER)
			date_bare_day(r, i);
		else if (t->kind == TOKEN_MIXED && ordinal(r, i) > 0)
			bare_ordinal(r, i);
		else if (HAS(t, ORDW)) {
			spoken(r, i);
			if (t->cls == -1)
				word_ordinal(r, i);
		}
	}
}
