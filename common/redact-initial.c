/* Initials and spelled names: Mrs K, J.T., K.L., H-O-C-H. */

#include <string.h>

#include "common/redact-name.h"

static bool
letter(const struct redact *r, size_t i)
{
	return i < r->n && r->t[i].kind == TOKEN_WORD && r->t[i].len == 1 &&
	       (r->t[i].shape == SHAPE_CAP || r->lower);
}

static bool
dot(const struct redact *r, size_t i, char c)
{
	return i < r->n && r->t[i].kind == TOKEN_PUNCT && r->t[i].c == c &&
	       r->t[i].gap == GAP_NONE;
}

/* U.S., e.g., a.m., P.M., Ph.D., z.B., d.h.: no initials. */
static bool
abbreviation(const struct redact *r, size_t a, size_t b)
{
	static const char *const none[] = { "us", "uk", "eg", "ie", "am", "pm",
		"zb", "dh", "ua", "usa", "md", "ma", "ba", "bc", "ad", "ps",
		"up", "mp", "un", "eu", "tv", "gp", "iv", "im", "po", "sc",
		"cp", "ap", "rsvp", "rip", "oa", "va", "iv", "ii", "pa", "np",
		"do", "rn", "pt", "ot", "sb", "uu", "ev", "uv", "vm", "nm",
		"so", "su", "st", "er", "icu", "ed", "or", "cd", "dc", "nhs",
		"pto", "fyi", "asap", "aa", "tb", "hiv", "ph", "etc", "vs",
		"no", "ca", "ie", "dob", "doa", "dod", "nb", "bp", "cv", "sae",
		"ka", "ok", "sv" };
	char w[12];
	size_t n = 0, i;

	for (i = a; i <= b && n < sizeof(w) - 1; i++)
		if (r->t[i].kind == TOKEN_WORD && r->t[i].len > 1)
			return false; /* P.O'D. */
		else if (r->t[i].kind == TOKEN_WORD)
			w[n++] = (char)(r->t[i].c | 0x20);
	w[n] = '\0';
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (strcmp(w, none[i]) == 0)
			return true;
	return false;
}

/* "the nurse, M.P., said": an abbreviation stands there for nobody */
static bool
presented(const struct redact *r, size_t i)
{
	return i > 1 && soft(r, i) && r->t[i - 1].c == ',' &&
	       (r->t[i - 2].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(PROF))) !=
		   0 &&
	       (r->t[i - 2].flags & FUNCTION) == 0;
}

/* J.T. or J. T.; the last dot belongs to it unless it ends the sentence. */
static size_t
dotted(struct redact *r, size_t i)
{
	size_t k = i, n = 1;

	while (dot(r, k + 1, '.') && k + 2 < r->n &&
	       (letter(r, k + 2) ||
		   (r->t[k + 2].kind == TOKEN_WORD && r->t[k + 2].len < 4 &&
		       r->t[k + 2].gap <= GAP_SPACE && r->t[k + 2].len < 5 &&
		       ((r->t[k + 2].shape == SHAPE_UPPER &&
			    r->t[k + 2].end - r->t[k + 2].start > 2) ||
			   r->t[k + 2].shape == SHAPE_CAMEL) &&
		       dot(r, k + 3, '.'))) &&
	       (r->t[k + 2].gap == GAP_NONE ||
		   (r->t[k + 2].gap == GAP_SPACE && dot(r, k + 3, '.') &&
		       !r->lower))) {
		k += 2;
		n++;
	}
	if (n < 2 || (abbreviation(r, i, k) && !presented(r, i)))
		return 0;
	if (dot(r, k + 1, '.'))
		k++;
	span_add(r, i, k, REDACT_NAME, 7, "initials");
	/* J.T. Smith */
	return k;
}

/* W wie Wilhelm R Z E S: the first letter was said with its word */
static size_t
spelled_from(const struct redact *r, size_t i)
{
	while (i > 2 && soft(r, i) && token_in(r, i - 2, "wie comme") &&
	       word_cap(&r->t[i - 1]) && letter(r, i - 3) && soft(r, i - 1) &&
	       soft(r, i - 2))
		i -= 3;
	return i;
}

static bool
spelled(struct redact *r, size_t i)
{
	size_t k = i, n = 1;
	char sep;

	if (!(dot(r, i + 1, '-') ||
		(i + 1 < r->n &&
		    (r->t[i + 1].gap == GAP_SPACE || r->t[i + 1].c == ','))))
		return false;
	sep = dot(r, i + 1, '-') ? '-' : dot(r, i + 1, ',') ? ',' : ' ';
	for (;;) {
		size_t m = sep == ' ' ? k + 1 : k + 2;

		/* T A I tréma E B */
		while (sep == ' ' && n > 1 && soft(r, m) &&
		       token_in(r, m,
			   "accent aigu grave circonflexe trema cedille tiret "
			   "apostrophe umlaut bindestrich hyphen"))
			m++;
		if (sep != ' ' && !dot(r, k + 1, sep))
			break;
		if (!letter(r, m) || r->t[m].gap > GAP_SPACE)
			break;
		k = m;
		n++;
	}
	if (n < 3 || (sep != '-' && n < 4 &&
			 !(n == 3 && r->t[i].shape == SHAPE_CAP && sep == ' ')))
		return false;
	if (r->lower && sep == ' ' && n < 4)
		return false;
	span_add(r, spelled_from(r, i), k, REDACT_NAME, 7, "spelled");
	return true;
}

/* May a single letter stand for a person here?  Not I, A, vitamin K. */
static bool
stands_alone(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 1);

	if (r->lower || r->t[i].c == 'I' || r->t[i].c == 'A' ||
	    r->t[i].c == 'O' || r->t[i].c == 'X')
		return false;
	if (r->lang == REDACT_FR && strchr("AY", r->t[i].c) != NULL)
		return false;
	if (i > 0 &&
	    token_in(r, i - 1,
		"vitamin plan type typ hepatitis grade class group block wing "
		"child "
		"section part option point team ward unit bay floor the hep "
		"step schedule form level cluster room band axis factor"))
		return false;
	if (r->t[i].gap == GAP_NONE && i > 0)
		return false;
	if (dot(r, i + 1, '.') && i + 2 < r->n &&
	    r->t[i + 2].gap <= GAP_SPACE) {
		/* "J. thinks", but "plan B. He" ends a sentence */
		if (HAS(&r->t[i + 2], SAYV) && r->t[i + 2].shape == SHAPE_LOWER)
			return true;
		if (r->t[i + 2].kind == TOKEN_PUNCT &&
		    (r->t[i + 2].c == ',' || r->t[i + 2].c == ':'))
			return true;
		if (word_cap(&r->t[i + 2]) && r->t[i + 2].len > 2 &&
		    r->t[i + 2].gap == GAP_SPACE &&
		    word_grade(r, &r->t[i + 2]) < 2 && !word_safe(&r->t[i + 2]))
			return true;
		if (r->t[i + 2].kind == TOKEN_WORD &&
		    r->t[i + 2].shape == SHAPE_LOWER &&
		    (r->t[i + 2].flags & FUNCTION) != 0)
			return true;
		return i > 0 &&
		       (r->t[i - 1].flags & (LISTS(KIN) | LISTS(ROLE))) != 0;
	}
	if ((r->t[i].marks & MARK_POSS) != 0)
		return true;
	if (HAS(q, SAYV) && q->gap == GAP_SPACE)
		return true;
	/* "told no one but R (husband)" */
	if (i > 0 && r->t[i].gap == GAP_SPACE && !r->lower &&
	    r->lang == REDACT_EN &&
	    token_in(r, i - 1,
		"and but to with for from told by about than like as asked "
		"thanks love dear hi hello of texted emailed called rang "
		"phoned "
		"saw met tell ask see") &&
	    r->t[i].c != 'X' &&
	    (q->kind == TOKEN_PUNCT ? q->c != '-' && q->c != '&' && q->c != '/'
				    : (q->flags & FUNCTION) != 0))
		return true;
	return i > 0 && r->t[i].gap == GAP_SPACE &&
	       (r->t[i - 1].flags & (LISTS(KIN) | LISTS(TITLE))) != 0 &&
	       !token_in(r, i - 1, "other middle half");
}

/* Mrs K, Mr. B., Frau M., Dr P, Mme de C.: the title is before token k */
static bool
titled(const struct redact *r, size_t i, size_t k)
{

	if (k > 0 && r->t[k - 1].c == '.')
		k--;
	if (k == 0 || r->t[i].gap != GAP_SPACE)
		return false;
	k--;
	if (r->t[k + 1].c == '.' && r->t[k].len > 4)
		return false; /* "her brother. A lot of" */
	return HAS(&r->t[k], TITLE) && !(r->lower && r->t[i].c == 'i') &&
	       (r->t[i].c | 0x20) != 'x' && /* Mr X is nobody */
	       (!r->lower || r->t[k].len < 4) && r->t[i].c != 'I' &&
	       !(r->t[i].c == 'a' || (r->t[i].c == 'I'));
}

/* K-Smith; not T-shirt, X-ray or the German C-Schnitt */
static bool
hyphened(const struct redact *r, size_t i)
{
	const struct token *q;

	if (r->lower || !dot(r, i + 1, '-') || i + 2 >= r->n)
		return false;
	q = &r->t[i + 2];
	if (q->gap != GAP_NONE || q->shape != SHAPE_CAP || word_safe(q) ||
	    (r->lang == REDACT_DE && word_grade(r, q) >= 2))
		return false;
	if (token_is(r, i, "t"))
		return !token_in(r, i + 2, "shirt shirts cell cells score");
	return word_cap(q) && q->len > 2 && !token_is(r, i, "x");
}

/* J.-B., A.-S. */
static size_t
coupled(const struct redact *r, size_t i)
{
	/* - P-Y : soulagement */
	if (!r->lower && (r->t[i].marks & MARK_BULLET) != 0 && letter(r, i) &&
	    dot(r, i + 1, '-') && letter(r, i + 2) &&
	    r->t[i + 2].gap == GAP_NONE && i + 3 < r->n && r->t[i + 3].c == ':')
		return i + 2;
	if (r->lower || !dot(r, i + 1, '.') || !dot(r, i + 2, '-') ||
	    !letter(r, i + 3) || r->t[i + 3].gap != GAP_NONE)
		return 0;
	return dot(r, i + 4, '.') ? i + 4 : i + 3;
}

/* Dr. H.-J. Stern, J.-M. Lhoest: what the initials a..b belong to */
static void
surname_behind(struct redact *r, size_t a, size_t b)
{
	size_t k = b + 1;

	if (k >= r->n || r->t[b].c != '.' || !soft(r, k) ||
	    !word_cap(&r->t[k]) || !name_word(r, k) || r->t[k].len < 3 ||
	    word_safe(&r->t[k]) || word_grade(r, &r->t[k]) == 5)
		return;
	if (titled(r, a, a) || word_grade(r, &r->t[k]) == 0)
		name_take(r, k, name_extend(r, k, true), 8, "initial");
}

/* the de of Mme de C. */
static bool
particle(const struct redact *r, size_t i)
{
	return i > 1 && soft(r, i) && soft(r, i - 1) && r->t[i - 1].cls == -1 &&
	       r->t[i - 1].shape == SHAPE_LOWER &&
	       token_in(r, i - 1, "de du von van di");
}

void
initials_find(struct redact *r)
{
	uint64_t seen = minutes_find(r);
	size_t i, a, b;

	SIEVE_EACH (r, LETTER, i) {
		if (r->t[i].cls != -1 ||
		    (r->t[i].marks & (MARK_ELISION | MARK_NEVER)) != 0)
			continue;
		if ((b = coupled(r, i)) != 0) {
			span_add(r, i, b, REDACT_NAME, 7, "initials");
			surname_behind(r, i, b);
			i = b;
			continue;
		}
		if (r->lang == REDACT_FR && HAS(&r->t[i], TITLE))
			continue; /* M. Durand */
		/* 23 J.: years */
		if (r->lang == REDACT_DE && r->t[i].c == 'J' && i > 0 &&
		    r->t[i - 1].kind == TOKEN_NUMBER)
			continue;
		/* Z.n., V. a.: a letter in lower case behind it */
		if (r->lang == REDACT_DE && !r->lower && dot(r, i + 1, '.') &&
		    i + 3 < r->n && r->t[i + 2].kind == TOKEN_WORD &&
		    r->t[i + 2].len == 1 && r->t[i + 2].shape == SHAPE_LOWER &&
		    dot(r, i + 3, '.'))
			continue;
		a = particle(r, i) ? i - 1 : i;
		if (titled(r, i, a)) {
			b = dotted(r, i);
			if (b == 0) {
				b = dot(r, i + 1, '.') ? i + 1 : i;
				/* Dr E-M */
				if (dot(r, i + 1, '-') && letter(r, i + 2) &&
				    r->t[i + 2].gap == GAP_NONE)
					b = i + 2;
				span_add(r, a, b, REDACT_NAME, 8, "initial");
			}
			seen |= UINT64_C(1) << (r->t[i].c & 0x1f);
			i = b;
			continue;
		}
		if ((b = dotted(r, i)) != 0) {
			i = b;
			continue;
		}
		if (spelled(r, i))
			continue;
		if (hyphened(r, i)) {
			span_add(r, i, i + 2, REDACT_NAME, 6, "initial");
			continue;
		}
		if (stands_alone(r, i)) {
			b = dot(r, i + 1, '.') ? i + 1 : i;
			span_add(r, i, b, REDACT_NAME, 6, "initial");
			/* L. Van den Eynde */
			if (b > i && b + 1 < r->n && word_cap(&r->t[b + 1]) &&
			    name_word(r, b + 1) && r->t[b + 1].len > 2 &&
			    !word_safe(&r->t[b + 1]) &&
			    word_grade(r, &r->t[b + 1]) < 5 &&
			    r->t[b + 1].gap <= GAP_SPACE &&
			    (r->t[b + 1].marks & MARK_START) == 0)
				name_take(r, b + 1, name_extend(r, b + 1, true),
				    8, "initial");
			seen |= UINT64_C(1) << (r->t[i].c & 0x1f);
		}
	}
	/* a letter that was a person once is one again */
	if (seen == 0 || r->lower)
		return;
	SIEVE_EACH (r, LETTER, i)
		if (r->t[i].cls == -1 && r->t[i].c != 'I' && r->t[i].c != 'A' &&
		    r->t[i].gap != GAP_NONE &&
		    (r->t[i].marks & MARK_ELISION) == 0 &&
		    (seen >> (r->t[i].c & 0x1f) & 1) != 0 &&
		    !(r->lang == REDACT_DE && r->t[i].c == 'J' && i > 0 &&
			r->t[i - 1].kind == TOKEN_NUMBER) &&
		    !(i > 0 &&
			token_in(r, i - 1, "vitamin plan type hepatitis and")))
			span_add(r, i, dot(r, i + 1, '.') ? i + 1 : i,
			    REDACT_NAME, 5, "initial");
}
