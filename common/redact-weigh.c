/*
 * A second opinion on what the rules left in clear.  The features of a word
 * are hashed into a table of weights (feature hashing: Weinberger et al.,
 * ICML 2009), learned by logistic regression from the marked narratives under
 * common/data/narratives; their sum is the logarithm of the odds that the
 * word is part of an identifier.  What a rule is sure of stays; its guesses
 * are dropped where the odds are against them.
 */

#include "common/redact-name.h"
#include "common/redact-weigh.h"

/*
 * Odds of 3 to 2, and of 1 to 5 where a mask too many is no loss, and those
 * below which the guess of a rule is not taken: chosen on narratives that were
 * held out (learn -x).
 */
#define BALANCED (4 * WEIGH_SCALE / 10)
#define STRICT	 (-15 * WEIGH_SCALE / 10)
#define DOUBT	 (-15 * WEIGH_SCALE / 10)

#define NAMELIKE (ANYNAME | LISTS(AMB) | LISTS(CITY) | LISTS(BIGCITY))

struct bag {
	uint32_t *f;
	size_t n;
};

static void
put(struct bag *b, unsigned kind, uint64_t a, uint64_t c)
{
	uint64_t h = a * UINT64_C(0x9e3779b97f4a7c15) +
		     c * UINT64_C(0xc2b2ae3d27d4eb4f) +
		     kind * UINT64_C(0x165667b19e3779f9);

	h ^= h >> 29;
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	if (b->n < WEIGH_FEATURES)
		b->f[b->n++] = (uint32_t)(h >> (64 - WEIGH_BITS));
}

static const struct token *
near(const struct redact *r, size_t i, int k)
{
	static const struct token none = { .kind = TOKEN_PUNCT,
		.gap = GAP_PARA,
		.shape = SHAPE_CAMEL,
		.cls = -1 };

	if ((k < 0 && i < (size_t)-k) || i + (size_t)k >= r->n)
		return &none;
	return &r->t[i + (size_t)k];
}

/* How common the lists say that a word is; cheaper than word_grade(). */
static unsigned
common(uint64_t flags)
{
	static const uint64_t step[] = { FUNCTION, LISTS(EN1) | LISTS(DEO),
		LISTS(EN2) | LISTS(DEN), LISTS(EN3) | LISTS(FR), LISTS(EN4) };
	unsigned k;

	for (k = 0; k < sizeof(step) / sizeof(step[0]); k++)
		if ((flags & step[k]) != 0)
			break;
	return k;
}

/* Lists that tell something besides how common a word is. */
static uint64_t
telling(const struct token *t)
{
	return t->flags & ~(LISTS(EN1) | LISTS(EN2) | LISTS(EN3) | LISTS(EN4) |
			      LISTS(DEN) | LISTS(DEO) | LISTS(FR) |
			      LISTS(PHRASE) | LISTS(PHRASE2));
}

/* Punctuation is its first byte. */
static uint64_t
word(const struct token *t)
{
	return t->kind == TOKEN_PUNCT  ? (unsigned char)t->c
	       : t->kind == TOKEN_WORD ? t->hash
				       : 256u + t->len;
}

/* The last n bytes in lower case, or the first. */
static uint64_t
part(const struct redact *r, const struct token *t, unsigned n, bool last)
{
	uint64_t h = 0;
	uint32_t at;
	unsigned k;

	if (n > t->end - t->start)
		n = t->end - t->start;
	at = last ? t->end - n : t->start;
	for (k = 0; k < n; k++)
		h = h << 8 | ((unsigned char)r->p[at + k] | 0x20);
	return h;
}

static void
of_itself(const struct redact *r, size_t i, unsigned look, struct bag *b)
{
	const struct token *t = &r->t[i];
	uint64_t names = t->flags & (LISTS(FORE) | LISTS(SUR) | LISTS(NAME) |
					LISTS(BIGCITY) | LISTS(CITY) |
					LISTS(AMB) | LISTS(TERM)),
		 m;
	unsigned rare = t->kind == TOKEN_WORD ? (unsigned)word_grade(r, t) : 9;

	put(b, 1, 0, look);
	put(b, 2, rare, look);
	put(b, 3, word(t), 0);
	put(b, 4, part(r, t, 3, true), look);
	put(b, 5, part(r, t, 2, true), look);
	put(b, 6, part(r, t, 3, false), 0);
	put(b, 7, t->len < 6 ? t->len : 6, look);
	put(b, 8, names, look);
	put(b, 9, names, look * 16 + rare);
	put(b, 10, t->marks, look);
	put(b, 11, word(t), look);
	for (m = telling(t); m != 0; m &= m - 1) {
		put(b, 12, (uint64_t)__builtin_ctzll(m), 0);
		put(b, 13, (uint64_t)__builtin_ctzll(m), look);
	}
}

static void
of_neighbour(const struct redact *r, size_t i, int k, unsigned look,
    struct bag *b)
{
	const struct token *t = near(r, i, k);
	unsigned kind = 20 + 16 * (unsigned)(k + 3);
	uint64_t m;

	put(b, kind, word(t), 0);
	if (k < -2 || k > 2)
		return;
	put(b, kind + 1, word(t), look);
	put(b, kind + 2, (uint64_t)(t->shape * 16 + t->kind * 4 + t->gap),
	    look);
	put(b, kind + 3, common(t->flags), look);
	put(b, kind + 4, (uint64_t)(t->cls + 1), look & 3);
	for (m = telling(t); m != 0; m &= m - 1)
		put(b, kind + 5, (uint64_t)__builtin_ctzll(m), look);
}

size_t
weigh_features(const struct redact *r, size_t i, uint32_t *f)
{
	const struct token *t = &r->t[i];
	unsigned look = (unsigned)(t->shape | (t->marks & MARK_START) << 2 |
				   (r->lower ? 8 : 0));
	struct bag b = { f, 0 };
	int k;

	of_itself(r, i, look, &b);
	for (k = -3; k <= 3; k++)
		if (k != 0)
			of_neighbour(r, i, k, look, &b);
	put(&b, 14, word(near(r, i, -1)) * 3 + word(near(r, i, 1)), look);
	put(&b, 15, word(near(r, i, -2)) * 3 + word(near(r, i, -1)), look);
	return b.n;
}

/* POUR LA SUITE: an ordinary word in a line that is all capitals */
static bool
heading(const struct redact *r, size_t i)
{
	size_t a = i, b = i;

	if (r->t[i].shape != SHAPE_UPPER || r->t[i].len < 3 ||
	    common(r->t[i].flags) > 3)
		return false;
	while (a > 0 && r->t[a].gap < GAP_LINE && i - a < 6)
		if (r->t[--a].shape != SHAPE_UPPER)
			return false;
	while (b + 1 < r->n && r->t[b + 1].gap < GAP_LINE && b - i < 6)
		if (r->t[++b].kind == TOKEN_WORD &&
		    r->t[b].shape != SHAPE_UPPER)
			return false;
	return true;
}

/* Honte. Parler a ...: a French word, in some form, begins a line */
static bool
opens(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	return r->lang == REDACT_FR && (t->marks & MARK_START) != 0 &&
	       t->shape == SHAPE_CAP && (t->flags & NAMELIKE) == 0 &&
	       word_grade(r, t) >= 3;
}

bool
weigh_worth(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if ((t->kind != TOKEN_WORD && t->kind != TOKEN_MIXED) ||
	    (t->flags & FUNCTION) != 0 ||
	    (t->shape == SHAPE_LOWER && !r->lower))
		return false;
	/* a letter is no abbreviation's: N.P., P.M. */
	if (t->len == 1 && (t->gap == GAP_NONE || near(r, i, 1)->c == '.'))
		return false;
	/* an ordinary word begins a sentence */
	if (t->shape != SHAPE_LOWER && (t->marks & MARK_START) != 0 &&
	    common(t->flags) <= 2 && (t->flags & NAMELIKE) == 0)
		return false;
	return !word_safe(t) && !heading(r, i) && !thing_named(r, i) &&
	       !opens(r, i);
}

static int
weigh(const struct redact *r, size_t i)
{
	const int8_t *table = r->lang == REDACT_DE   ? weigh_german
			      : r->lang == REDACT_FR ? weigh_french
						     : weigh_english;
	uint32_t f[WEIGH_FEATURES];
	size_t n = weigh_features(r, i, f), k;
	int sum = 0;

	for (k = 0; k < n; k++)
		sum += table[f[k]];
	return sum;
}

bool
weigh_doubts(const struct redact *r, size_t a, size_t b)
{
	size_t i;

	if (r->o.unweighed || r->o.mode == REDACT_STRICT)
		return false;
	for (i = a; i <= b; i++)
		if (r->t[i].kind != TOKEN_PUNCT && weigh(r, i) >= DOUBT)
			return false;
	return true;
}

static enum redact_class
kind_of(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *p = near(r, i, -1);

	if (t->kind == TOKEN_MIXED)
		return REDACT_ID;
	if (HAS(t, ORGH) || HAS(near(r, i, 1), ORGH))
		return REDACT_ORG;
	if (HAS(p, LOCP) && !HAS(t, FORE))
		return REDACT_PLACE;
	return REDACT_NAME;
}

/* The next word that may be worth it. */
static size_t
next(const struct redact *r, size_t i)
{
	return r->lower ? i : sieve_next(r, SIEVE_CAP, i);
}

bool
weigh_find(struct redact *r)
{
	int least = r->o.mode == REDACT_STRICT ? STRICT : BALANCED;
	enum redact_class cls;
	bool found = false;
	size_t i;

	for (i = next(r, 0); i < r->n; i = next(r, i + 1)) {
		if (r->t[i].cls != -1 || !weigh_worth(r, i) ||
		    weigh(r, i) < least)
			continue;
		cls = kind_of(r, i);
		known_add(r, &r->t[i], 5, cls);
		span_add(r, i, i, cls, 4, "weighed");
		found = true;
	}
	return found;
}

uint32_t
redact_version(void)
{
	uint32_t v = lists_version();
	size_t k;

	for (k = 0; k < WEIGH_SLOTS; k++)
		v = v * 31 +
		    (uint32_t)(weigh_english[k] * 3 + weigh_german[k] * 5 +
			       weigh_french[k] * 7);
	return v;
}
