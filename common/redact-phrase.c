/* Phrases of the lists: feasts, brands, drugs and towns of several words. */

#include <string.h>

#include "common/redact-int.h"

#define LONGEST 5 /* words */

#define SAFE_FLAGS                                                             \
	(LISTS(DRUG) | LISTS(EPONYM) | LISTS(EPONYMW) | LISTS(THEORIST) |      \
	    LISTS(BRAND) | LISTS(TERM) | LISTS(ACRO) | LISTS(FEASTSAFE))

/* Feasts whose name is a word besides; only a capital tells. */
static bool
doubtful_feast(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "lent advent avent tet armistice ascension epiphany rameaux "
	    "solstice equinox martini nikolaus careme "
	    "auffahrt fasching karneval holi sallah midsummer midwinter "
	    "samhain muharram milad ashura bihu seder josefi stephani");
}

/*
 * The next word of a phrase after token i, or 0: a blank, a hyphen or an
 * apostrophe may stand between.
 */
static size_t
next_word(const struct redact *r, size_t i)
{
	size_t j = i + 1;

	if (j < r->n && r->t[j].kind == TOKEN_PUNCT &&
	    (r->t[j].c == '-' || r->t[j].c == '.' || r->t[j].c == '\'' ||
		(r->t[j].end - r->t[j].start == 3 &&
		    memcmp(r->p + r->t[j].start, "\xe2\x80\x99", 3) == 0)) &&
	    r->t[j].gap == GAP_NONE)
		j++;
	if (j >= r->n || r->t[j].kind == TOKEN_PUNCT || r->t[j].gap > GAP_LINE)
		return 0;
	return j;
}

/* Ostern 1945: the year belongs to it. */
static size_t
with_year(const struct redact *r, size_t i)
{
	size_t k = i + 1;

	if (token_is(r, k, "of") && r->t[k].gap == GAP_SPACE)
		k++; /* in Lent of 1959 */
	if (k < r->n && r->t[k].kind == TOKEN_NUMBER &&
	    r->t[k].gap == GAP_SPACE && r->t[k].len == 4 &&
	    r->t[k].num > 1850 && r->t[k].num < 2100)
		return k;
	return i;
}

/*
 * Rue Victor Hugo, lycee Albert Camus, Astrid-Lindgren-Schule: a street or a
 * house that is called after somebody famous is a place like any other.
 */
static bool
names_house(const struct redact *r, size_t i, size_t last, uint64_t f)
{
	const uint64_t head = LISTS(STREET) | LISTS(ORGH) | LISTS(PLACEH);
	const struct token *q;
	size_t k = i;

	if ((f & LISTS(THEORIST)) == 0)
		return false;
	if (k > 1 && token_in(r, k - 1, "de du d la le"))
		k--;
	if (k > 0 && r->t[k].gap == GAP_SPACE &&
	    (r->t[k - 1].flags & head) != 0 && r->lang == REDACT_FR)
		return true;
	if (last + 2 >= r->n)
		return false;
	q = &r->t[last + 1];
	if (q->c == '-' && q->gap == GAP_NONE)
		return r->lang == REDACT_DE;
	return q->gap == GAP_SPACE && q->kind == TOKEN_WORD &&
	       (q->flags & head) != 0 && word_cap(q) == word_cap(&r->t[last]);
}

static void
apply(struct redact *r, size_t i, size_t last, unsigned words, uint64_t f)
{
	bool cap =
	    word_cap(&r->t[i]) || r->t[i].kind == TOKEN_MIXED || r->lower;
	size_t k;

	if (names_house(r, i, last, f))
		return;
	r->t[i].phrase = (unsigned char)(last - i + 1);
	if ((f & LISTS(FEAST)) != 0) {
		last = with_year(r, last);
		/* 3. Advent, Hmong New Year, Mardi Gras day */
		if (i > 1 && r->t[i - 1].c == '.' &&
		    r->t[i - 1].gap == GAP_NONE &&
		    r->t[i - 2].kind == TOKEN_NUMBER && r->t[i - 2].len == 1)
			i -= 2;
		else if (i > 0 && token_is(r, i, "new") &&
			 word_cap(&r->t[i - 1]) && r->t[i].gap == GAP_SPACE)
			i--;
		if (last + 1 < r->n &&
		    token_in(r, last + 1, "day eve night sunday monday") &&
		    r->t[last + 1].gap == GAP_SPACE)
			last++;
		span_add(r, i, last, REDACT_DATE, 8, "feast");
		return;
	}
	if ((f & SAFE_FLAGS) != 0 || (f & LISTS(NATION)) != 0) {
		for (k = i; k <= last; k++)
			r->t[k].marks |= MARK_SAFE;
		if ((f & LISTS(NATION)) != 0 && r->o.quasi && cap)
			span_add(r, i, last, REDACT_NATIONALITY, 6, "nation");
		return;
	}
	if ((r->t[last].marks & MARK_POSS) != 0 && token_in(r, i, "st saint"))
		return; /* St. Paul's is a house */
	if (r->lower && (r->t[i].flags & FUNCTION) != 0)
		return; /* la garde, le port */
	if ((f & (LISTS(CITY) | LISTS(BIGCITY))) != 0 && cap && words > 1 &&
	    (r->lower || word_cap(&r->t[last])))
		span_add(r, i, last, REDACT_PLACE, 7, "town");
}

static void
try_at(struct redact *r, size_t i)
{
	size_t at[LONGEST], j = i, k, len;
	uint64_t h = LISTS_HASH0, f, best = 0;
	unsigned words = 0, found = 0;
	char w[64];

	/* most words that begin a phrase begin none here */
	if ((j = next_word(r, i)) == 0 || !HAS(&r->t[j], PHRASE2))
		return;
	j = i;
	for (k = 0; k < LONGEST; k++) {
		if (k > 0) {
			if ((j = next_word(r, j)) == 0)
				break;
			h = lists_hash(h, ' ');
		}
		at[k] = j;
		len = token_fold(r, j, w, sizeof(w));
		for (words = 0; words < len; words++)
			h = lists_hash(h, (unsigned char)w[words]);
		f = lists_flags(h) & ~(LISTS(PHRASE) | LISTS(PHRASE2));
		if (k > 0 && f != 0) {
			best = f;
			found = (unsigned)k;
		}
	}
	if (best != 0)
		apply(r, i, at[found], found + 1, best);
}

/* Patrick's Day, St Brigid's Eve, Our Lady of Guadalupe, feast of Saint X */
static void
saints_day(struct redact *r, size_t i)
{
	size_t a = i, b = i, k;

	if (token_in(r, i, "day eve night") && i > 0 &&
	    (r->t[i - 1].marks & MARK_POSS) != 0 && word_cap(&r->t[i - 1]) &&
	    r->t[i].gap == GAP_SPACE &&
	    (word_cap(&r->t[i]) || (i > 1 && token_in(r, i - 2, "st saint")))) {
		a = i - 1;
		if (a > 0 && token_in(r, a - 1, "st saint"))
			a--;
		else if (a > 1 && r->t[a - 1].c == '.' &&
			 token_in(r, a - 2, "st"))
			a -= 2;
	} else if (token_is(r, i, "lady") && word_cap(&r->t[i]) && i > 0 &&
		   token_is(r, i - 1, "our") && word_cap(&r->t[i - 1]) &&
		   token_is(r, i + 1, "of") && i + 2 < r->n &&
		   word_cap(&r->t[i + 2]) && i > 2 &&
		   token_in(r, i - 2, "of on for")) {
		a = i - 1;
		b = i + 2;
	} else
		return;
	for (k = a; k <= b; k++)
		if (r->t[k].cls != -1)
			return;
	span_add(r, a, b, REDACT_DATE, 6, "saints-day");
}

void
phrase_mark(struct redact *r)
{
	size_t i, k;

	SIEVE_EACH (r, PHRASE, i) {
		struct token *t = &r->t[i];

		if (HAS(t, PHRASE) && t->cls == -1 &&
		    (t->marks & MARK_SAFE) == 0) {
			try_at(r, i);
			if (t->phrase != 0) {
				i += t->phrase - 1;
				continue;
			}
		}
		if (t->cls == -1 && t->kind == TOKEN_WORD && t->len < 6 &&
		    (t->shape == SHAPE_CAP ||
			(i > 0 && (r->t[i - 1].marks & MARK_POSS) != 0)))
			saints_day(r, i);
		if (!HAS(t, FEAST) || t->cls != -1)
			continue;
		if (!word_cap(t) && (!r->lower || doubtful_feast(r, i)) &&
		    doubtful_feast(r, i))
			continue;
		if (i > 0 && token_in(r, i - 1, "papa pere mere father"))
			continue; /* le père Noël */
		k = with_year(r, i);
		if (i > 1 && r->t[i - 1].c == '.' &&
		    r->t[i - 1].gap == GAP_NONE &&
		    r->t[i - 2].kind == TOKEN_NUMBER && r->t[i - 2].len == 1) {
			span_add(r, i - 2, k, REDACT_DATE, 8, "feast");
			continue;
		}
		if (k == i && i + 1 < r->n && r->t[i + 1].gap == GAP_SPACE &&
		    token_in(r, i + 1, "day eve night sunday monday morning"))
			k = i + (token_is(r, i + 1, "morning") ? 0 : 1);
		/* the first Sunday in Lent */
		if (i > 1 &&
		    token_in(r, i - 1, "in of after before nach vor im") &&
		    HAS(&r->t[i - 2], WDAY)) {
			span_add(r, i - 2, k, REDACT_DATE, 7, "feast");
			continue;
		}
		if (word_cap(t) || r->lower || !doubtful_feast(r, i))
			span_add(r, i, k, REDACT_DATE, 7, "feast");
	}
}
