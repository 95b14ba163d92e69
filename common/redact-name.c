/*
 * Names.  A capital in mid-sentence is one unless something says no; titles,
 * kin and verbs of speech give evidence where the word is common or begins a
 * sentence; what the document has shown to be a name is one everywhere.
 */

#include <string.h>

#include "common/redact-int.h"
#include "common/redact-name.h"

/* Verbs that only people are the subject of. */
bool
name_speaks(const struct redact *r, size_t i, bool weak)
{
	const struct token *t = token_at((struct redact *)r, i);

	if (t->kind != TOKEN_WORD || !HAS(t, SAYV) || t->gap > GAP_LINE)
		return false;
	if (weak)
		return true;
	return !token_in(r, i,
	    "is was has had are who whose does did do could would cant wont "
	    "never always used can hasnt isnt wasnt didnt doesnt kept keeps "
	    "means meant began begins came comes goes went put left makes made "
	    "ist war hat hatte wird wurde kann muss soll est etait a avait va");
}

bool
name_determined(const struct redact *r, size_t i)
{
	if (i == 0 || r->t[i].gap > GAP_SPACE ||
	    (r->lang == REDACT_FR && token_is(r, i - 1, "a"))) /* à Blanc */
		return false;
	return token_in(r, i - 1,
	    "the a an this that my our your his her their its some any no "
	    "every "
	    "each what which another");
}

/* "Will you", "May I", "Mark my words": an ordinary word opens it. */
bool
name_opens_verb(const struct redact *r, size_t i)
{
	return token_in(r, i + 1,
	    "you i he she it they we the this that my our your be not a an as "
	    "any for to of in springs me us him them her");
}

/* "everybody calls him Deacon", "known as Tiny", "nicknamed Duchess" */
bool
name_called(const struct redact *r, size_t i)
{
	size_t k = i;

	if (k > 0 && r->t[k - 1].kind == TOKEN_PUNCT && r->t[k - 1].c != ',' &&
	    r->t[k - 1].c != '.' && r->t[k - 1].c != ':')
		k--;
	/* known to all as the Bishop, they call him the Monument */
	if (k > 1 && token_is(r, k - 1, "the")) {
		if (!token_in(r, k - 2, "him her me as"))
			return false;
		k--;
	}
	/* known to everybody as X */
	if (k > 3 && token_is(r, k - 1, "as") && token_in(r, k - 4, "known"))
		return true;
	if (k > 1 &&
	    token_in(r, k - 1,
		"him her me them it us you as by myself himself herself"))
		k--;
	return k > 0 && r->t[k].gap <= GAP_SPACE &&
	       token_in(r, k - 1,
		   "called calls call calling named nicknamed nickname known "
		   "goes "
		   "went christened appelle surnomme dubbed aka alias "
		   "named") &&
	       !name_strong_title(r, i);
}

/* A word with a capital that is used as an ordinary noun here. */
bool
name_office(const struct token *t)
{
	return (t->flags &
		   (LISTS(ROLE) | LISTS(TITLE) | LISTS(KIN) | LISTS(ORGH) |
		       LISTS(PLACEH) | LISTS(STREET) | LISTS(IDCUE) |
		       LISTS(PHCUE) | LISTS(NUMW) | LISTS(ORDW) | LISTS(PROF) |
		       LISTS(SAYV) | LISTS(LOCP))) != 0;
}

/* Ernst, ihr Bruder, ...; Rose, notre animatrice, ... */
bool
name_explained(struct redact *r, size_t i)
{
	bool aside = token_at(r, i + 1)->c == '(';

	return token_at(r, i + 1)->kind == TOKEN_PUNCT &&
	       (r->t[i + 1].c == ',' || aside) && (soft(r, i + 2) || aside) &&
	       i + 3 < r->n &&
	       ((aside && token_in(r, i + 2, "the der die le la l")) ||
		   token_in(r, i + 2,
		       "my our his her their mon ma notre son sa leur mein "
		       "meine "
		       "unser "
		       "unsere sein seine ihr ihre")) &&
	       (r->t[i + 3].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(PROF))) !=
		   0 &&
	       (r->t[i + 3].flags & FUNCTION) == 0 &&
	       r->t[i + 3].gap == GAP_SPACE &&
	       /* "Patience, my auntie says": she speaks of the virtue */
	       !(HAS(&r->t[i], AMB) && HAS(token_at(r, i + 4), SAYV));
}

/* The first word of a line, and a colon behind it. */
bool
name_heads_line(const struct redact *r, size_t i)
{
	return i + 1 < r->n && (r->t[i].marks & MARK_BULLET) != 0 &&
	       word_cap(&r->t[i]) && r->t[i + 1].kind == TOKEN_PUNCT &&
	       r->t[i + 1].c == ':' &&
	       (r->t[i + 1].gap == GAP_NONE ||
		   (r->lang == REDACT_FR && r->t[i + 1].gap == GAP_SPACE));
}

/* Strict: what is left over by the rules and still may be a name. */
static unsigned
doubt(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	int g = word_grade(r, t);
	bool start = (t->marks & MARK_START) != 0;

	if (t->len < 2 || g == 5 || word_safe(t) ||
	    (t->marks & MARK_ELISION) != 0)
		return 0;
	if (t->shape == SHAPE_UPPER)
		return g == 0 ? 3 : 0;
	if (start) {
		if (g == 0)
			return 3;
		if ((HAS(t, FORE) || HAS(t, AMB)) && !name_opens_verb(r, i))
			return 3;
		return g <= 2 && (t->flags & ANYNAME) != 0 ? 3 : 0;
	}
	return HAS(t, MONTH) ? 0 : 3;
}

/*
 * A forename that is a people, a trade name or an illness besides (Christian,
 * Yasmin, Addison): does something here say that it is somebody?
 */
bool
name_person(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);
	uint64_t thing = LISTS(NATION) | LISTS(DRUG) | LISTS(BRAND) |
			 LISTS(TERM) | LISTS(EPONYM) | LISTS(EPONYMW);

	if (!HAS(t, FORE) || HAS(t, THEORIST) ||
	    (t->flags & (LISTS(MALE) | LISTS(FEMALE))) == 0 ||
	    (t->flags & thing) == 0 || t->shape != SHAPE_CAP || t->len < 3 ||
	    (t->flags & (LISTS(KIN) | LISTS(TITLE) | LISTS(WDAY) | FUNCTION)) !=
		0 ||
	    (t->marks & (MARK_SAFE | MARK_NEVER | MARK_ELISION)) != 0)
		return false;
	/* Christian is English for a people; elsewhere it is only a name */
	if (HAS(t, NATION) && r->lang != REDACT_EN &&
	    (t->flags & (LISTS(EN1) | LISTS(EN2) | LISTS(EN3) | LISTS(EN4))) !=
		0 &&
	    (t->flags & (LISTS(DEN) | LISTS(DEO) | LISTS(FR))) == 0)
		return true;
	if (i > 0 && soft(r, i) && r->t[i - 1].kind == TOKEN_WORD &&
	    (r->t[i - 1].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(TITLE))) !=
		0 &&
	    (r->t[i - 1].flags & FUNCTION) == 0 &&
	    !token_in(r, i - 1, "other great half"))
		return true;
	if (name_speaks(r, i + 1, false))
		return true;
	/* Christian Dahl */
	if (q->kind == TOKEN_WORD && q->gap == GAP_SPACE && word_cap(q) &&
	    (q->flags & (LISTS(SUR) | LISTS(NAME))) != 0 &&
	    word_grade(r, q) <= 1 && !word_safe(q))
		return true;
	if (i < 2 || !soft(r, i) || (t->marks & MARK_START) != 0)
		return false;
	/* Yasmin and Roman */
	if (token_in(r, i - 1, "and or und et oder ou") &&
	    r->t[i - 2].cls == REDACT_NAME)
		return true;
	return !HAS(t, NATION) &&
	       token_in(r, i - 1,
		   "told asked met saw seen called rang phoned texted visited "
		   "married thanked hugged tell ask meet see with dear hi "
		   "hello "
		   "fragte traf sah rief besuchte mit von bei liebe lieber "
		   "appelle rencontre avec chez chere cher");
}

/* Weber's test, Graves' disease */
static bool
of_illness(const struct redact *r, size_t i)
{
	size_t k = i + 1;

	if ((r->t[i].marks & MARK_POSS) == 0) {
		if (k >= r->n || r->t[k].kind != TOKEN_PUNCT ||
		    r->t[k].gap != GAP_NONE || r->t[i].len < 2 ||
		    (r->p[r->t[i].end - 1] | 0x20) != 's' ||
		    (r->t[k].c != '\'' && (unsigned char)r->t[k].c != 0xe2))
			return false;
		k++;
	}
	return token_in(r, k,
	    "disease syndrome sign test palsy score scale cyst fracture "
	    "procedure chorea paralysis lymphoma sarcoma esophagus "
	    "oesophagus ulcer contracture disorder neuralgia neuroma");
}

/* The Edinburgh score, a Foley catheter: named after, not of, somebody */
static bool
measure(const struct redact *r, size_t i)
{
	return r->t[i].shape == SHAPE_CAP && soft(r, i + 1) &&
	       (r->t[i].marks & MARK_POSS) == 0 &&
	       (r->lang != REDACT_EN || name_determined(r, i)) &&
	       token_in(r, i + 1,
		   "score scores scale scales questionnaire inventory catheter "
		   "forceps splint airway manoeuvre maneuver criteria reflex "
		   "nomogram checklist");
}

/*
 * Anim. : X; Unfallchir., Klinikum: a word that was cut short, since what
 * follows the dot begins no sentence.
 */
bool
name_abbreviated(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	return r->lang != REDACT_EN && t->shape == SHAPE_CAP && t->len > 2 &&
	       (t->flags & (LISTS(FORE) | LISTS(SUR) | LISTS(TITLE))) == 0 &&
	       i + 2 < r->n && r->t[i + 1].c == '.' &&
	       r->t[i + 1].gap == GAP_NONE && r->t[i + 2].kind == TOKEN_PUNCT &&
	       (r->t[i + 2].c == ',' || r->t[i + 2].c == ':');
}

/* Oz, short for Osman */
static bool
short_for(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 1);

	return r->t[i].shape == SHAPE_CAP && q->kind == TOKEN_PUNCT &&
	       (q->c == ',' || q->c == '(') && token_is(r, i + 2, "short") &&
	       token_is(r, i + 3, "for") && word_cap(token_at(r, i + 4));
}

/* The strength of the evidence that the word with a capital at i is a name. */
static unsigned
evidence(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	int g = word_grade(r, t);
	bool kin;

	if (t->len < 2 || g == 5 ||
	    (t->marks & (MARK_SAFE | MARK_ELISION)) != 0 || thing_named(r, i))
		return 0;
	if (t->shape == SHAPE_CAMEL && !name_camel(r, t)) {
		if (t->len <= 5 && name_speaks(r, i + 1, true) && !word_safe(t))
			return 5;
		return 0;
	}
	/* His driver, Sunday, brings them */
	if (i > 1 && r->t[i - 1].c == ',' && r->t[i].gap == GAP_SPACE &&
	    token_at(r, i + 1)->c == ',' &&
	    (t->shape == SHAPE_CAP ||
		(t->shape == SHAPE_UPPER && t->len < 4 && !HAS(t, ACRO))) &&
	    (r->t[i - 2].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(PROF))) !=
		0 &&
	    (r->t[i - 2].flags & FUNCTION) == 0 && !name_office(t))
		return 7;
	if (t->shape == SHAPE_CAP && !HAS(t, WDAY) &&
	    !(HAS(t, TERM) && (t->flags & (LISTS(TITLE) | LISTS(KIN))) != 0) &&
	    name_called(r, i))
		return 7;
	if (short_for(r, i))
		return 7;
	if (measure(r, i) || name_abbreviated(r, i))
		return 0;
	if (name_person(r, i))
		return 6;
	if (word_safe(t)) {
		const struct known *k = known_get(r, t->hash);

		return k != NULL && k->strength >= 9 ? 6 : 0;
	}
	if (token_in(r, i, "glasgow") &&
	    token_at(r, i + 1)->kind == TOKEN_NUMBER)
		return 0; /* the scale */
	if (HAS(t, EPONYMW) && (t->marks & MARK_POSS) != 0 &&
	    name_determined(r, i))
		return 0;
	if (HAS(t, EPONYMW) && of_illness(r, i))
		return 0;
	if (t->shape == SHAPE_CAP && (HAS(t, FORE) || HAS(t, AMB) || g == 0) &&
	    name_explained(r, i))
		return 7;
	kin = i > 0 && r->t[i].gap == GAP_SPACE &&
	      (r->t[i - 1].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(TITLE))) !=
		  0 &&
	      !token_in(r, i - 1, "with and other hi dear");
	if (t->shape == SHAPE_UPPER)
		return name_in_capitals(r, i, g);
	if ((t->marks & MARK_START) != 0 && (t->marks & MARK_QUOTE) == 0)
		return name_at_start(r, i, g);
	if ((t->marks & MARK_QUOTE) != 0) {
		const struct token *q = token_at(r, i + 1);

		/* "Wodge" in the kitchen: a nickname in quotes */
		if (g > 0 && g <= 2 && q->kind == TOKEN_PUNCT &&
		    q->gap == GAP_NONE &&
		    (q->c == '"' || (unsigned char)q->c == 0xe2) &&
		    !name_office(t))
			return 4;
		return name_at_start(r, i, g);
	}
	if (g == 0)
		return 7;
	if (kin && HAS(t, FORE))
		return 7;
	if (i > 1 && r->t[i - 1].c == '.' && token_in(r, i - 2, "geb nee"))
		return 7;
	if (kin && HAS(t, SUR) && g < 4)
		return 6;
	return name_in_middle(r, i, g);
}

void
name_try(struct redact *r, size_t i, unsigned floor)
{
	unsigned s = evidence(r, i);
	size_t b;

	if (s < 3 && floor == 3)
		s = doubt(r, i);
	if (s < floor)
		return;
	b = name_extend(r, i, false);
	name_take(r, i, b, s, s >= 7 ? "capital" : "name");
}

static void
find_names(struct redact *r)
{
	unsigned floor = r->o.mode == REDACT_STRICT ? 3 : 4;
	size_t i;

	rest_articles(r);
	/* the sure ones first: they tell about the doubtful ones */
	SIEVE_EACH (r, CAP, i)
		if (r->t[i].cls == -1)
			name_try(r, i, 6);
	/* the beginnings of sentences last: the middles tell about them */
	SIEVE_EACH (r, CAP, i)
		if (r->t[i].cls == -1 && (r->t[i].marks & MARK_START) == 0)
			name_try(r, i, floor);
	SIEVE_EACH (r, CAP, i)
		if (r->t[i].cls == -1)
			name_try(r, i, floor);
	lower_titled(r);
}

void
name_find(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, TITLE, i)
		if (r->t[i].cls == -1)
			name_titled(r, i);
	initials_find(r);
	rest_signature(r);
	if (r->lower)
		lower_find(r);
	else if (r->lang == REDACT_DE)
		german_names(r);
	else
		find_names(r);
	rest_again(r);
	if (!r->o.unweighed && weigh_find(r))
		rest_again(r);
}
