/* Names in text that is written without capitals: lists and cues. */

#include <string.h>

#include "common/redact-name.h"

/* "called X", "daughter X", "her son X", "dr X": a name is at hand. */
static bool
introduced(const struct redact *r, size_t i)
{
	const struct token *q;

	if (i == 0)
		return false;
	q = &r->t[i - 1];
	/* leitung (ebeling) */
	if (i > 1 && r->t[i].gap == GAP_NONE && q->c == '(' &&
	    token_at((struct redact *)r, i + 1)->c == ')')
		return (r->t[i - 2].flags & (LISTS(KIN) | LISTS(ROLE))) != 0 &&
		       (r->t[i].flags & ANYNAME) != 0;
	if (r->t[i].gap != GAP_SPACE)
		return false;
	/* oberarzt lehnhoff */
	if (r->lang == REDACT_DE && HAS(q, ROLE) &&
	    (r->t[i].flags & ANYNAME) != 0 &&
	    (r->t[i].flags & (LISTS(DEN) | LISTS(DEO) | LISTS(SAYV))) == 0)
		return true;
	if (q->kind == TOKEN_PUNCT && q->c == ',' && i > 1 &&
	    HAS(&r->t[i - 2], ROLE) && (r->t[i - 2].flags & FUNCTION) == 0)
		return token_at((struct redact *)r, i + 1)->c == ',' &&
		       (r->t[i].flags & ANYNAME) != 0;
	if (q->kind == TOKEN_PUNCT)
		return q->c == ',' && i > 1 && HAS(&r->t[i - 2], KIN);
	if (HAS(q, KIN) &&
	    !token_in(r, i - 1, "other middle half great ex baby"))
		return true;
	/* everyone calls him zak */
	if (i > 1 && token_in(r, i - 1, "him her me them us") &&
	    token_in(r, i - 2, "call calls called calling named nickname"))
		return true;
	if (r->lang == REDACT_DE && token_in(r, i - 1, "die der frau herr"))
		return word_grade(r, &r->t[i]) < 2 ||
		       token_in(r, i - 1, "frau herr");
	return token_in(r, i - 1,
	    "called named nurse colleague dear hi hello nickname aka surname "
	    "appelle prenommee nomme collegue kollegin kollege heisst heiss "
	    "namens");
}

static bool
acts(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i);

	return q->kind == TOKEN_WORD && HAS(q, SAYV) && q->gap <= GAP_LINE;
}

/* Only people do this; not is, was, has. */
static bool
speaks(struct redact *r, size_t i)
{
	return acts(r, i) && !token_in(r, i,
				 "is was has had are does did do could would "
				 "never always used "
				 "who kept keeps means meant put left made "
				 "makes comes came goes "
				 "went isnt wasnt ist war hat hatte wird kann "
				 "a est etait va can "
				 "sees saw found seems seemed");
}

static bool
vowel(const struct redact *r, const struct token *t)
{
	size_t i;

	for (i = t->start; i < t->end; i++)
		if (r->p[i] != '\0' &&
		    (strchr("aeiouy", r->p[i] | 0x20) != NULL ||
			(unsigned char)r->p[i] >= 0x80))
			return true;
	return false;
}

/* Endings of English towns. */
static bool
town_shape(const struct redact *r, size_t i)
{
	static const char *const tail[] = { "worth", "ton", "ham", "bury",
		"ford", "field", "ley", "wick", "mouth", "borough", "burgh",
		"dale", "stead", "thorpe", "chester", "caster", "pool",
		"bridge", "minster", "hurst", "gate", "combe", "by", "stow",
		"haven", "ville", "town", "port", "wood", "don", "more",
		"shire", "land", "side", "well", "hill" };
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w));

	return ENDS_IN(w, n, tail, 4);
}

/* A word that nobody knows, twice: no slip of the finger. */
static bool
repeated(const struct redact *r, size_t i)
{
	size_t k, a = i > 600 ? i - 600 : 0;

	for (k = a; k < i + 600 && k < r->n; k++)
		if (k != i && r->t[k].hash == r->t[i].hash &&
		    r->t[k].kind == TOKEN_WORD)
			return true;
	return false;
}

/* A word that is in no list of ordinary words. */
static unsigned
unknown(struct redact *r, size_t i, bool intro)
{
	const struct token *t = &r->t[i];
	const struct known *k = known_get(r, t->hash);

	if (k != NULL && k->strength >= 6)
		return 6;
	if (HAS(t, FORE))
		return 7;
	if (intro)
		return 6;
	if (HAS(t, BIGCITY) || HAS(t, CITY))
		return 6;
	if (i > 0 && soft(r, i) && town_shape(r, i) &&
	    token_in(r, i - 1, "in from near to at"))
		return 6;
	if (i > 1 && soft(r, i) && HAS(&r->t[i - 2], KIN) &&
	    token_in(r, i - 1, "is was heisst est"))
		return 6;
	if (speaks(r, i + 1))
		return t->len > 3 ? 6 : 4;
	/* i think it was jaz. */
	if (i > 1 && token_in(r, i - 1, "was is") &&
	    token_in(r, i - 2, "it that this she he") &&
	    token_at(r, i + 1)->kind == TOKEN_PUNCT)
		return 4;
	if (HAS(t, SUR))
		return t->len > 3 ? 5 : 3;
	if (speaks(r, i + 1) || (t->marks & MARK_POSS) != 0)
		return t->len > 3 || HAS(t, NAME) ? 5 : 3;
	if (HAS(t, NAME))
		return acts(r, i + 1) && (t->marks & MARK_START) != 0 ? 5
		       : t->len > 4				      ? 4
								      : 3;
	if (i > 0 && token_in(r, i - 1, "from in near at aus in a de") &&
	    soft(r, i) && t->len > 4)
		return 4;
	return t->len > 3 && repeated(r, i) ? 6 : t->len > 3 ? 4 : 3;
}

/* An ordinary word that the document has shown to be a name as well. */
static unsigned
shown(struct redact *r, size_t i, int g, bool intro)
{
	const struct token *t = &r->t[i];

	if (g < 3)
		return 6;
	if (speaks(r, i + 1) || intro || (t->marks & MARK_POSS) != 0)
		return 6;
	/* "mark stands", "except will didn't": not "check mark" */
	if (acts(r, i + 1) &&
	    !(i > 0 && token_in(r, i - 1,
			   "you i he she it they we the a no and more any")))
		return 5;
	if (i > 0 &&
	    token_in(r, i - 1, "and with to for by asked told from over") &&
	    token_at(r, i + 1)->kind == TOKEN_PUNCT && !HAS(t, EN1))
		return 5;
	if (i > 0 && g < 4 &&
	    (token_in(r, i - 1,
		"at thru through about to with for from by and asked "
		"told saw met")) &&
	    (token_at(r, i + 1)->kind == TOKEN_PUNCT ||
		(token_at(r, i + 1)->flags & FUNCTION) != 0))
		return 5;
	if (r->o.mode == REDACT_STRICT)
		return 3;
	return (t->marks & MARK_START) != 0 && acts(r, i + 1) ? 5 : 0;
}

/* "son is mark"; "the nurse, dawn, said" */
static bool
presented(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (i < 2)
		return false;
	if (HAS(&r->t[i - 2], KIN) && token_in(r, i - 1, "is was isnt") &&
	    token_at(r, i + 1)->kind == TOKEN_PUNCT)
		return true;
	return r->t[i - 1].c == ',' &&
	       (r->t[i - 2].flags & (LISTS(KIN) | LISTS(ROLE))) != 0 &&
	       !HAS(&r->t[i - 2], LOCP) &&
	       (r->t[i - 2].flags & FUNCTION) == 0 &&
	       token_at(r, i + 1)->c == ',' && !HAS(t, SAYV);
}

/* dean fox, 29; ruby white, twelve: a forename, a surname and an age */
static bool
aged_pair(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 1), *c = token_at(r, i + 2),
			   *a = token_at(r, i + 3);

	if (HAS(&r->t[i], FORE) && c->kind == TOKEN_PUNCT && c->c == ',' &&
	    c->gap == GAP_NONE && soft(r, i + 1) && q->kind == TOKEN_WORD &&
	    (q->flags & (LISTS(SUR) | LISTS(FORE))) != 0 &&
	    word_grade(r, q) < 5 && q->cls == -1)
		return (a->kind == TOKEN_NUMBER && a->num > 0 &&
			   a->num < 111) ||
		       (HAS(a, NUMW) && !token_is(r, i + 3, "one"));
	return false;
}

/* An ordinary word that is a forename, too, or a town. */
static unsigned
ambiguous(struct redact *r, size_t i, int g, bool intro)
{
	const struct token *t = &r->t[i];

	if (HAS(t, FORE) || HAS(t, AMB)) {
		if (intro && (g < 4 || HAS(t, AMB)))
			return g < 4 || speaks(r, i + 1) ||
				       token_at(r, i + 1)->kind == TOKEN_PUNCT
				   ? 7
				   : 6;
		if (g <= 2 && !HAS(t, AMB))
			return 5;
		if (speaks(r, i + 1) && (t->marks & MARK_START) != 0)
			return 5;
		/* jade w said */
		if ((t->marks & MARK_START) != 0 && i + 2 < r->n &&
		    r->t[i + 1].kind == TOKEN_WORD && r->t[i + 1].len == 1 &&
		    strchr("aio", r->t[i + 1].c) == NULL && speaks(r, i + 2))
			return 5;
		/* pascal : non, la voiture */
		if (!HAS(t, AMB) && (t->marks & MARK_START) != 0 &&
		    token_at(r, i + 1)->c == ':')
			return 5;
		if (r->lang == REDACT_DE && acts(r, i + 1) &&
		    (t->marks & MARK_START) != 0)
			return 5;
		/* joy from the east team said */
		if ((t->marks & MARK_START) != 0 &&
		    token_in(r, i + 1, "from who"))
			return 5;
	}
	if (intro && (t->flags & ANYNAME) != 0 &&
	    (g <= 1 || (g == 2 && r->lang == REDACT_DE)))
		return 5; /* in German 2 is but an ending */
	if (r->o.mode == REDACT_STRICT && g < 4 &&
	    (HAS(t, FORE) || HAS(t, AMB)) &&
	    (intro || (t->marks & MARK_START) != 0 || g < 3) && !HAS(t, SAYV))
		return 3;
	if (HAS(t, BIGCITY) && g <= 2 && i > 0 && HAS(&r->t[i - 1], LOCP))
		return 5;
	return 0;
}

static unsigned
evidence(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	int g = word_grade(r, t);
	const struct known *k = known_get(r, t->hash);
	bool intro;

	if (t->len < (HAS(t, FORE) ? 2 : 3) || g == 5 || word_safe(t))
		return 0;
	if (g == 0 && !HAS(t, FORE) && !vowel(r, t))
		return 0; /* ppl, tmrw */
	if (HAS(t, MONTH) || HAS(t, NUMW))
		return 0;
	if ((t->flags & (LISTS(KIN) | LISTS(TITLE) | LISTS(ACRO))) != 0 &&
	    g >= 0 && !HAS(t, FORE))
		return 0;
	intro = introduced(r, i);
	/* in German the endings explain too much */
	if (r->lang == REDACT_DE && HAS(t, FORE) &&
	    (t->flags & (LISTS(DEN) | LISTS(DEO) | LISTS(FDE))) == 0)
		g = 0;
	if ((HAS(t, FORE) || HAS(t, AMB)) &&
	    (presented(r, i) || name_explained(r, i)))
		return 7;
	if (aged_pair(r, i))
		return 7;
	if (g == 0)
		return unknown(r, i, intro);
	if (k != NULL && k->strength >= 6)
		return shown(r, i, g, intro);
	return ambiguous(r, i, g, intro);
}

/* A typing error, not a name?  One letter away from a common word. */
static bool
misspelled(const struct redact *r, size_t i)
{
	const uint64_t common =
	    r->lang == REDACT_EN
		? LISTS(EN1) | LISTS(EN2) | LISTS(EN3) | LISTS(FEN)
	    : r->lang == REDACT_FR ? LISTS(FR) | LISTS(FFR)
				   : LISTS(DEN) | LISTS(DEO) | LISTS(FDE);
	char w[64], v[66];
	size_t n = token_fold(r, i, w, sizeof(w) - 2), k;
	int c;

	if (n < 4)
		return false;
	for (k = 0; k < n; k++) { /* a letter too many */
		memcpy(v, w, k);
		memcpy(v + k, w + k + 1, n - k - 1);
		if ((lists_flags(fold_hash(v, n - 1)) & common) != 0)
			return true;
	}
	for (k = 0; k + 1 < n; k++) { /* two swapped */
		memcpy(v, w, n);
		v[k] = w[k + 1];
		v[k + 1] = w[k];
		if ((lists_flags(fold_hash(v, n)) & common) != 0)
			return true;
	}
	if (n < 5)
		return false;
	for (k = 0; k <= n; k++)
		for (c = 'a'; c <= 'z'; c++) {
			memcpy(v, w, k); /* a letter missing */
			v[k] = (char)c;
			memcpy(v + k + 1, w + k, n - k);
			if ((lists_flags(fold_hash(v, n + 1)) & common) != 0)
				return true;
			if (k == n)
				continue;
			memcpy(v, w, n); /* a wrong one */
			v[k] = (char)c;
			if ((lists_flags(fold_hash(v, n)) & common) != 0)
				return true;
		}
	/* two words run together */
	for (k = 3; k + 3 <= n; k++)
		if ((lists_flags(fold_hash(w, k)) & common) != 0 &&
		    (lists_flags(fold_hash(w + k, n - k)) & common) != 0)
			return true;
	return false;
}

/* A forename beside "and" or a comma and a name: hope and feven. */
static void
neighbours(struct redact *r, size_t a, size_t b)
{
	size_t k;

	if (a > 1 && token_in(r, a - 1, "and & und et") && soft(r, a - 1)) {
		k = a - 2;
		if ((HAS(&r->t[k], FORE) || word_grade(r, &r->t[k]) == 0) &&
		    r->t[k].cls == -1 && word_grade(r, &r->t[k]) < 5 &&
		    r->t[k].len > 2)
			name_take(r, k, k, 6, "pair");
	}
	k = b + 2;
	if (k < r->n && token_in(r, b + 1, "and und et") && soft(r, k) &&
	    (HAS(&r->t[k], FORE) || word_grade(r, &r->t[k]) == 0) &&
	    r->t[k].cls == -1 && word_grade(r, &r->t[k]) < 5 &&
	    r->t[k].len > 2 && !HAS(&r->t[k], SAYV))
		name_take(r, k, k, 6, "pair");
}

static void
try(struct redact *r, size_t i, unsigned floor)
{
	unsigned s = evidence(r, i);
	size_t b;

	if (s < floor)
		return;
	/* the weaker the evidence, the sooner it is a typing error */
	if (s < 6 && !HAS(&r->t[i], FORE) && misspelled(r, i))
		return;
	b = name_extend(r, i, false);
	if (b == i && aged_pair(r, i))
		b++;
	/* will garside, hope and feven: the common word is a name, too */
	while (s >= 5 && i > 0 && soft(r, i) &&
	       (HAS(&r->t[i - 1], FORE) || HAS(&r->t[i - 1], AMB)) &&
	       (r->t[i - 1].flags &
		   (LISTS(KIN) | LISTS(TITLE) | LISTS(ROLE))) == 0 &&
	       r->t[i - 1].cls == -1 && word_grade(r, &r->t[i - 1]) < 5 &&
	       (i < 2 ||
		   !token_in(r, i - 2, "i you he she it they we and who that")))
		i--;
	name_take(r, i, b, s, "lower-case");
	neighbours(r, i, b);
}

void
lower_find(struct redact *r)
{
	unsigned floor = r->o.mode == REDACT_STRICT ? 3 : 4;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->t[i].kind == TOKEN_WORD && r->t[i].cls == -1)
			try(r, i, 6);
	for (i = 0; i < r->n; i++)
		if (r->t[i].kind == TOKEN_WORD && r->t[i].cls == -1)
			try(r, i, floor);
}

/* "dr lüpkes" and "mrs garside" in text that has capitals elsewhere. */
void
lower_titled(struct redact *r)
{
	size_t i, k;

	SIEVE_EACH (r, TITLE, i) {
		if (r->t[i].cls != -1 ||
		    !token_in(r, i, "mr mrs ms miss dr mme mlle"))
			continue;
		k = i + 1;
		if (k < r->n && r->t[k].c == '.' && r->t[k].gap == GAP_NONE)
			k++;
		if (soft(r, k) && r->t[k].kind == TOKEN_WORD &&
		    r->t[k].shape == SHAPE_LOWER && r->t[k].cls == -1 &&
		    word_grade(r, &r->t[k]) == 0 && r->t[k].len > 2)
			name_take(r, k, k, 7, "title");
	}
}
