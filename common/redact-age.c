/* Ages from 90 up, in digits and in words; below 90 only when asked. */

#include <string.h>

#include "common/redact-int.h"

/* The value of a number in words that begins at i; *last its last token. */
/* turned a hundred */
static bool
turned(const struct redact *r, size_t i)
{
	return i > 1 && token_in(r, i - 1, "a one") &&
	       token_in(r, i - 2, "turned turning turns reached aged nearly");
}

static int
english(const struct redact *r, size_t i, size_t *last)
{
	static const char *const unit[] = { "one", "two", "three", "four",
		"five", "six", "seven", "eight", "nine" };
	size_t k = i + 1, u;
	int v = 0;

	*last = i;
	if (token_is(r, i, "ninety"))
		v = 90;
	else if (token_is(r, i, "hundred") &&
		 (token_is(r, k, "and") || turned(r, i)))
		v = 100, *last = i, k++;
	else
		return -1;
	if (k < r->n && r->t[k].kind == TOKEN_PUNCT && r->t[k].c == '-')
		k++;
	for (u = 0; u < 9; u++)
		if (token_is(r, k, unit[u]) && r->t[k].gap <= GAP_SPACE) {
			*last = k;
			return v + (int)u + 1;
		}
	return v;
}

static int
german(const struct redact *r, size_t i)
{
	char w[64];
	size_t n;

	if (r->t[i].kind != TOKEN_WORD || r->t[i].len > 20)
		return -1;
	/* einen Meter achtundneunzig, im Jahr achtundneunzig */
	if (i > 0 && token_in(r, i - 1, "meter jahr anno euro seit"))
		return -1;
	n = token_fold(r, i, w, sizeof(w) - 1);
	w[n] = '\0';
	if (n >= 7 && strcmp(w + n - 7, "neunzig") == 0 &&
	    (n == 7 || (n > 10 && memcmp(w + n - 10, "und", 3) == 0)))
		return 90;
	if (n > 9 && strstr(w, "neunzig") != NULL &&
	    strstr(w, "jahrig") != NULL)
		return 90;
	return -1;
}

/* quatre-vingt-dix(-sept), nonante(-trois) */
static int
french(const struct redact *r, size_t i, size_t *last)
{
	size_t k = i, j;

	if (token_is(r, i, "nonante")) {
		*last = i;
	} else if (token_is(r, i, "quatre")) {
		for (j = 0; j < 2; j++) {
			k++;
			if (k < r->n && r->t[k].c == '-')
				k++;
			if (j == 0 && !token_in(r, k, "vingt vingts"))
				return -1;
		}
		if (!token_in(r, k,
			"dix onze douze treize quatorze quinze seize"))
			return -1;
		*last = k;
	} else
		return -1;
	for (;;) {
		k = *last + 1;
		if (k < r->n && r->t[k].kind == TOKEN_PUNCT && r->t[k].c == '-')
			k++;
		if (!token_in(r, k,
			"et un une deux trois quatre cinq six sept "
			"huit neuf"))
			return 90;
		*last = k;
	}
}

/* A unit behind the number says that it is something else. */
static bool
measured(struct redact *r, size_t i)
{
	struct token *q = token_at(r, i);

	if (q->kind == TOKEN_PUNCT)
		return q->gap == GAP_NONE && q->c != '\0' &&
		       (strchr("%/:", q->c) != NULL ||
			   ((q->c == '.' || q->c == ',') &&
			       token_at(r, i + 1)->kind == TOKEN_NUMBER &&
			       token_at(r, i + 1)->gap == GAP_NONE) ||
			   (unsigned char)q->c >= 0x80);
	if (token_in(r, i, "on"))
		return token_in(r, i + 1, "air o2 oxygen room ra rest arrival");
	return token_in(r, i,
	    "mg ml mcg kg g cm mm km mmhg bpm percent per cent minutes minute "
	    "min mins hours hour hrs seconds sec days day weeks week months "
	    "month pounds quid dollars euros euro pence cents miles metres "
	    "degrees grad prozent minuten stunden tage wochen monate franken "
	    "minutes heures jours semaines mois francs kilos pages people "
	    "patients times points beats systolic sats units von beds "
	    "mmol sur odd letters words calls appointments");
}

static bool
years_after(struct redact *r, size_t i, size_t *last)
{
	size_t k = i;

	if (token_at(r, k)->kind == TOKEN_PUNCT && token_at(r, k)->c == '-' &&
	    r->t[k].gap == GAP_NONE)
		k++;
	if (!token_in(r, k,
		"year years yr yrs yo y jahre jahr jahrig jahrige "
		"jahrigen jahriger jahriges ans an j"))
		return false;
	*last = i - 1;
	if (k > i && token_in(r, k, "year yr")) {
		*last = k;
		if (k + 2 < r->n && r->t[k + 1].c == '-' &&
		    token_is(r, k + 2, "old"))
			*last = k + 2;
	} else if (k > i && token_in(r, k,
				"jahrig jahrige jahrigen jahriger "
				"jahriges"))
		*last = k;
	return true;
}

static bool
age_before(struct redact *r, size_t i)
{
	size_t k;

	if (i == 0)
		return false;
	if (token_is(r, i - 1, "who") && (r->t[i - 1].marks & MARK_POSS) != 0)
		return true;
	if (token_in(r, i - 1,
		"aged age turned turning nearly almost hes shes he she is was "
		"now just over mit alter ist wird wurde war fast a agee age de "
		"aged at being turns become im"))
		return !token_in(r, i - 1, "a de at over is was im") ||
		       (i >= 2 && ((r->t[i - 2].c == ',' &&
				       token_is(r, i - 1, "is")) ||
				      token_in(r, i - 2,
					  "she he mum dad mother father "
					  "who mrs il elle l mother gran "
					  "grandmother nan and sie er") ||
				      r->t[i - 2].cls == REDACT_NAME));
	/* telegraphic: "94. Widower." */
	if (r->t[i - 1].kind == TOKEN_PUNCT && r->t[i - 1].c == '.' &&
	    r->t[i].gap != GAP_NONE &&
	    (token_at(r, i + 1)->c == '.' ||
		(token_at(r, i + 1)->c == ',' &&
		    token_at(r, i + 2)->kind == TOKEN_WORD)) &&
	    token_at(r, i + 2)->gap != GAP_NONE)
		return true;
	/* Name, 94, ... and (94) */
	if (r->t[i - 1].kind == TOKEN_PUNCT &&
	    (r->t[i - 1].c == ',' || r->t[i - 1].c == '(')) {
		struct token *q = token_at(r, i + 1);

		for (k = 2; k <= 3 && k <= i; k++)
			if (word_cap(&r->t[i - k]) || HAS(&r->t[i - k], KIN) ||
			    r->lower)
				return q->kind == TOKEN_PUNCT ||
				       (q->flags & (FUNCTION | LISTS(PROF))) !=
					   0;
	}
	return false;
}

static void
found(struct redact *r, size_t a, size_t b, int v)
{
	if (v >= 90)
		span_add(r, a, b, REDACT_AGE, 8, "age-90");
	else if (r->o.quasi)
		span_add(r, a, b, REDACT_AGE, 6, "age");
}

static void
digits(struct redact *r, size_t i)
{
	struct token *t = &r->t[i];
	size_t last = i;
	int v = (int)t->num;

	if (t->len > 3 || v < 1 || v > 118 || (v < 90 && !r->o.quasi))
		return;
	if (i > 0 && t->gap == GAP_NONE && r->t[i - 1].kind == TOKEN_PUNCT &&
	    r->t[i - 1].c != '(' && r->t[i - 1].c != '"' &&
	    (unsigned char)r->t[i - 1].c < 0x80)
		return;
	if (years_after(r, i + 1, &last)) {
		/* for 90 years is a time, not an age, but rare */
		found(r, i, last, v);
		return;
	}
	if (measured(r, i + 1))
		return;
	if (age_before(r, i))
		found(r, i, i, v);
}

static void
words(struct redact *r, size_t i)
{
	size_t last = i, end;
	int v = -1;
	struct token *q;

	if (r->lang == REDACT_EN)
		v = english(r, i, &last);
	else if (r->lang == REDACT_DE)
		v = german(r, i);
	else
		v = french(r, i, &last);
	if (v < 90 || (v == 100 && r->lang == REDACT_EN && !turned(r, i)))
		return;
	if (v >= 100 && i > 0 && token_in(r, i - 1, "one a"))
		i--;
	end = last;
	if (years_after(r, last + 1, &end)) {
		span_add(r, i, end > last ? end : last, REDACT_AGE, 8,
		    "age-90-words");
		return;
	}
	if (measured(r, last + 1) && !token_in(r, last + 1, "on over von sur"))
		return;
	q = token_at(r, last + 1);
	if (!(i > 0 && token_in(r, i - 1, "age aged turned")) &&
	    q->kind != TOKEN_PUNCT && (q->flags & FUNCTION) == 0 &&
	    !HAS(q, PROF) && !word_cap(q))
		return;
	span_add(r, i, last, REDACT_AGE, 6, "age-90-words");
}

/* 94yo, 94yrs, 93f, 92nd birthday */
static void
mixed(struct redact *r, size_t i)
{
	char w[12];
	size_t n = token_fold(r, i, w, sizeof(w) - 1), k;
	int v = 0;

	w[n] = '\0';
	for (k = 0; k < n && k < 3 && w[k] >= '0' && w[k] <= '9'; k++)
		v = v * 10 + (w[k] - '0');
	if (k < 2 || v > 118 || (v < 90 && !r->o.quasi))
		return;
	if (strcmp(w + k, "yo") == 0 || strcmp(w + k, "yr") == 0 ||
	    strcmp(w + k, "yrs") == 0 || strcmp(w + k, "y") == 0 ||
	    strcmp(w + k, "f") == 0 || strcmp(w + k, "m") == 0 ||
	    strcmp(w + k, "j") == 0 || strcmp(w + k, "ans") == 0 ||
	    strncmp(w + k, "jahrig", 6) == 0)
		found(r, i, i, v);
	else if (token_in(r, i + 1, "birthday geburtstag"))
		found(r, i, i, v);
}

void
age_find(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, AGE, i) {
		struct token *t = &r->t[i];

		if (t->cls != -1)
			continue;
		if (t->kind == TOKEN_NUMBER)
			digits(r, i);
		else if (t->kind == TOKEN_WORD)
			words(r, i);
		else
			mixed(r, i);
	}
}
