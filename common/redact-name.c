/*
 * Names.  A capital in mid-sentence is one unless something says no; titles,
 * kin and verbs of speech give evidence where the word is common or begins a
 * sentence; what the document has shown to be a name is one everywhere.
 */

#include <string.h>

#include "common/redact-int.h"
#include "common/redact-name.h"

/* Verbs that only people are the subject of. */
static bool
speaks(const struct redact *r, size_t i, bool weak)
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

static bool
determined(const struct redact *r, size_t i)
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
static bool
verb_opening(const struct redact *r, size_t i)
{
	return token_in(r, i + 1,
	    "you i he she it they we the this that my our your be not a an as "
	    "any for to of in springs me us him them her");
}

/* "everybody calls him Deacon", "known as Tiny", "nicknamed Duchess" */
static bool
called(const struct redact *r, size_t i)
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
static bool
office(const struct token *t)
{
	return (t->flags &
		   (LISTS(ROLE) | LISTS(TITLE) | LISTS(KIN) | LISTS(ORGH) |
		       LISTS(PLACEH) | LISTS(STREET) | LISTS(IDCUE) |
		       LISTS(PHCUE) | LISTS(NUMW) | LISTS(ORDW) | LISTS(PROF) |
		       LISTS(SAYV) | LISTS(LOCP))) != 0;
}

static bool
plain(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	return t->kind == TOKEN_WORD && t->shape == SHAPE_CAP && !office(t) &&
	       !word_safe(t) && word_grade(r, t) < 5 && t->len > 2 &&
	       (t->marks & MARK_START) == 0 && !HAS(t, MONTH);
}

/* Two words with capitals, and no third: not a heading. */
static bool
pair(const struct redact *r, size_t i)
{
	if (soft(r, i + 1) && plain(r, i + 1))
		return !(soft(r, i + 2) && word_cap(&r->t[i + 2])) ||
		       !(i > 0 && soft(r, i) && word_cap(&r->t[i - 1]));
	return false;
}

/* the pub, the Palace; our local hospital, the Mercy: what is it called? */
static bool
house_named(const struct redact *r, size_t i)
{
	const struct token *q;

	if (i < 3 || !token_is(r, i - 1, "the") || r->t[i - 2].c != ',' ||
	    r->t[i - 2].gap != GAP_NONE)
		return false;
	q = &r->t[i - 3];
	return q->kind == TOKEN_WORD && q->shape == SHAPE_LOWER &&
	       token_in(r, i - 3,
		   "pub hotel hospital hospice cafe bar school nursery home "
		   "church prison hostel clinic surgery club inn restaurant "
		   "ward estate") &&
	       (i + 1 >= r->n || r->t[i + 1].kind == TOKEN_PUNCT);
}

/* A word that is common besides, in mid-sentence with a capital. */
static unsigned
common_mid(struct redact *r, size_t i, int g)
{
	const struct token *t = &r->t[i];
	bool det = determined(r, i);

	if (t->shape == SHAPE_UPPER)
		return 0;
	if (called(r, i))
		return 7;
	if (house_named(r, i))
		return 5;
	/* in the Mater, at the Mercy: a house that all know */
	if (det && i > 1 && token_is(r, i - 1, "the") &&
	    token_in(r, i - 2, "in at to from into near outside") &&
	    !office(t) && (g < 4 || HAS(t, AMB)) && !HAS(t, EPONYMW) &&
	    !(soft(r, i + 1) && word_cap(&r->t[i + 1])))
		return 5;
	if (det && pair(r, i) && !office(t))
		return 5;
	if (HAS(t, FORE) && !HAS(t, MONTH)) {
		if (!det || g < 3)
			return 6;
		return speaks(r, i + 1, true) ? 5 : 0;
	}
	if (HAS(t, MONTH))
		return speaks(r, i + 1, true) || (t->marks & MARK_POSS) ? 6 : 0;
	if ((HAS(t, CITY) || HAS(t, BIGCITY)) && i > 0 &&
	    HAS(&r->t[i - 1], LOCP) &&
	    !token_in(r, i - 1, "of out up down off over by"))
		return 6;
	/* a white Golf, the old Ford */
	if (i > 0 && token_in(r, i - 1,
			 "white red black blue silver grey gray green old new "
			 "battered rusty secondhand gold yellow"))
		return 0;
	if (det) {
		/* in the Mater, at the Victoria: a house that all know */
		if (i > 1 && token_is(r, i - 1, "the") &&
		    token_in(r, i - 2, "in at to from into near outside") &&
		    !office(t) && g < 4 && !HAS(t, EPONYMW) &&
		    !(soft(r, i + 1) && word_cap(&r->t[i + 1])))
			return 5;
		/* the Golden Mile: two words with a capital make a name */
		if (soft(r, i + 1) && word_cap(&r->t[i + 1]) && !office(t) &&
		    r->t[i + 1].shape == SHAPE_CAP && !office(&r->t[i + 1]) &&
		    !word_safe(&r->t[i + 1]) && word_grade(r, &r->t[i + 1]) < 5)
			return 5;
		/* this Hickey: nobody says so of a thing that is rare */
		return g <= 2 && HAS(t, SUR) && !HAS(t, EPONYMW) &&
			       token_in(r, i - 1, "this that another")
			   ? 5
			   : 0;
	}
	if (i > 0 && r->t[i - 1].cls == REDACT_NAME && soft(r, i) &&
	    HAS(t, SUR))
		return 6;
	if (speaks(r, i + 1, true) && !HAS(t, ROLE))
		return 5;
	if ((t->marks & MARK_POSS) != 0 && (t->flags & ANYNAME) != 0 && g < 4)
		return 5;
	if (g <= 2 && (t->flags & (LISTS(SUR) | LISTS(NAME))) != 0)
		return 5;
	if (office(t) || HAS(t, EPONYMW))
		return 0;
	/* Little Bit, Deacon Junior */
	if (pair(r, i))
		return 5;
	if (i > 0 && r->t[i - 1].kind != TOKEN_PUNCT && soft(r, i) &&
	    word_cap(&r->t[i - 1]) && (r->t[i - 1].marks & MARK_START) == 0 &&
	    r->t[i - 1].c != 'I') /* I'm Mags */
		return 0;
	if (i > 0 && token_in(r, i - 1, "from in near to at of"))
		return 5;
	if (g < 4)
		return 5;
	/* I want to bring Rain */
	return r->lang == REDACT_EN && HAS(t, AMB) && t->shape == SHAPE_CAP &&
		       i > 0 && r->t[i - 1].kind == TOKEN_WORD &&
		       r->t[i - 1].shape == SHAPE_LOWER && soft(r, i)
		   ? 5
		   : 0;
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

/* "Will, our registrar, said": what stands between commas tells who. */
static bool
apposed(struct redact *r, size_t i)
{
	size_t k;

	if (token_at(r, i + 1)->kind != TOKEN_PUNCT || r->t[i + 1].c != ',' ||
	    !token_in(r, i + 2, "our my the a his her who whose their"))
		return false;
	for (k = i + 3; k < i + 10 && k < r->n; k++)
		if (r->t[k].kind == TOKEN_PUNCT)
			return r->t[k].c == ',' && speaks(r, k + 1, true);
	return false;
}

/* "Dawn, who is in Leeds, ...", "Glen, leading, said" */
static bool
told_about(struct redact *r, size_t i)
{
	if (token_at(r, i + 1)->kind != TOKEN_PUNCT || r->t[i + 1].c != ',')
		return false;
	return token_in(r, i + 2, "who whos whose whom") ||
	       (token_in(r, i + 2,
		    "leading facilitating chairing presenting") &&
		   token_at(r, i + 3)->c == ',');
}

/* The first word of a line, and a colon behind it. */
static bool
heads_line(const struct redact *r, size_t i)
{
	return i + 1 < r->n && (r->t[i].marks & MARK_BULLET) != 0 &&
	       word_cap(&r->t[i]) && r->t[i + 1].kind == TOKEN_PUNCT &&
	       r->t[i + 1].c == ':' &&
	       (r->t[i + 1].gap == GAP_NONE ||
		   (r->lang == REDACT_FR && r->t[i + 1].gap == GAP_SPACE));
}

/* Olive: furious.  Lance: annoyed.  What is said or felt stands behind it. */
static bool
speaker(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 2);
	const char *end = r->p + q->end;

	if (!heads_line(r, i))
		return false;
	if (q->kind == TOKEN_PUNCT)
		return q->c == '"' || (unsigned char)q->c == 0xe2;
	if (q->kind != TOKEN_WORD || q->shape != SHAPE_LOWER)
		return false;
	return speaks(r, i + 2, false) ||
	       (q->len > 4 && (memcmp(end - 2, "ed", 2) == 0 ||
				  memcmp(end - 3, "ing", 3) == 0)) ||
	       token_in(r, i + 2,
		   "angry cross sad furious silent quiet tearful moved wept "
		   "tired bored afraid ashamed guilty relieved anxious scared "
		   "not");
}

/* Words that open a sentence as often as the names they are. */
static bool
virtue(const struct redact *r, size_t i)
{
	return HAS(&r->t[i], MONTH) ||
	       token_in(r, i,
		   "hope grace faith joy charity patience mercy honor honour "
		   "glory "
		   "dawn summer autumn winter spring art love power "
		   "christian "
		   "comfort peace trust justice blessing destiny wisdom praise "
		   "promise passion memory beauty talent fortune surprise "
		   "courage "
		   "happiness unity knowledge heaven harmony melody "
		   "chance price queen king prince princess page sky rain "
		   "storm star");
}

/* The first word of a sentence. */
/* Recertified twice, Perf'd sigmoid: a verb that no list has */
static bool
inflected(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	const char *end = r->p + t->end;

	return t->shape == SHAPE_CAP && t->len > 4 && soft(r, i + 1) &&
	       r->t[i + 1].shape == SHAPE_LOWER &&
	       (memcmp(end - 2, "ed", 2) == 0 ||
		   memcmp(end - 2, "'d", 2) == 0 ||
		   memcmp(end - 3, "ing", 3) == 0);
}

/* Prudence a dit; Désiré boudait: a noun would have an article. */
static bool
subject(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 1);
	const char *end = r->p + q->end;

	if (q->c == ',')
		return token_in(r, i + 2, "qui dont que");
	return q->kind == TOKEN_WORD && q->shape == SHAPE_LOWER &&
	       soft(r, i + 1) &&
	       ((token_in(r, i + 1, "a est etait avait va ne n se s") &&
		    (q->len > 1 || (unsigned char)q->c < 0x80)) || /* no à */
		   (q->len > 4 && memcmp(end - 3, "ait", 3) == 0));
}

/* Recadré. Terminées. */
static bool
participle(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w));

	return t->len > 4 && token_at(r, i + 1)->c == '.' &&
	       r->t[i + 1].gap == GAP_NONE && t->end - t->start > t->len &&
	       ((n > 2 && w[n - 1] == 'e') ||
		   (n > 3 && memcmp(w + n - 2, "es", 2) == 0));
}

static unsigned
at_start(struct redact *r, size_t i, int g)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);
	bool follow = q->kind == TOKEN_WORD && q->gap == GAP_SPACE &&
		      word_cap(q) && name_may_follow(r, i + 1);
	bool colon = q->kind == TOKEN_PUNCT && q->gap == GAP_NONE &&
		     (q->c == ':' || q->c == ',');
	bool amb = HAS(t, AMB) || HAS(t, MONTH);
	const struct known *k = known_get(r, t->hash);

	/* Gilles B.: the initial was found before */
	if (HAS(t, FORE) && q->cls == REDACT_NAME && q->len == 1 &&
	    q->gap == GAP_SPACE)
		return 6;
	if (k != NULL && k->strength >= (g <= 2 ? 5 : 6) && g < 5) {
		if (g >= 3 && amb && verb_opening(r, i))
			return 0;
		return 6;
	}
	if (r->lang == REDACT_FR && HAS(t, FORE) && amb && subject(r, i))
		return 6;
	if (r->lang == REDACT_FR && g == 0 && (t->flags & ANYNAME) == 0 &&
	    participle(r, i))
		return 0;
	if (g == 0) {
		if ((t->flags & (ANYNAME | LISTS(CITY) | LISTS(BIGCITY))) != 0)
			return 6;
		if (office(t))
			return 0;
		if (speaks(r, i + 1, true) || follow ||
		    (t->marks & MARK_POSS) != 0)
			return 6;
		if (r->lang == REDACT_EN && inflected(r, i))
			return 0;
		return t->len > 3 ? 4 : 3;
	}
	if (HAS(t, FORE)) {
		if (amb && token_in(r, i + 1, "needed required"))
			return 0; /* Patience needed. */
		if (follow && !amb)
			return 6;
		if (follow && g < 3)
			return 6;
		if (follow && word_grade(r, q) == 0 &&
		    (q->flags & ANYNAME) != 0)
			return 6;
		if (speaks(r, i + 1,
			!amb || (!virtue(r, i) && !token_is(r, i + 1, "is"))))
			return 6;
		if (apposed(r, i) || told_about(r, i))
			return 6;
		if (speaker(r, i))
			return 5;
		if ((t->marks & MARK_POSS) != 0 && HAS(q, KIN) &&
		    q->gap == GAP_SPACE)
			return 5;
		if (colon && (t->marks & MARK_BULLET) != 0 && !amb)
			return 5;
		/* Blessing from theatre saw it */
		if (token_is(r, i + 1, "from") && soft(r, i + 1) &&
		    soft(r, i + 2) && r->t[i + 2].shape == SHAPE_LOWER &&
		    (r->t[i + 2].flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0)
			return 5;
		if ((t->marks & MARK_POSS) != 0 && !amb)
			return 5;
		if (!amb && g <= 2)
			return 5;
		if (!amb && colon && g <= 3)
			return 4;
		return 0;
	}
	if (g <= 3 && !office(t) && speaks(r, i + 1, false))
		return 5;
	/* Ludo: imagined the room; "Plan: reviewed" is a heading */
	if (g <= 2 && !office(t) && heads_line(r, i) &&
	    token_in(r, i + 2,
		"imagined wondered thought felt said asked wished noticed saw "
		"heard remembered pictured guessed wanted suggested proud"))
		return 5;
	if (g <= 1 && (HAS(t, SUR) || HAS(t, NAME)) &&
	    (follow || (t->marks & MARK_POSS)))
		return 5;
	return 0;
}

static bool
name_camel(const struct redact *r, const struct token *t)
{
	const char *p = r->p + t->start;
	size_t n = t->end - t->start;

	return (n > 3 && memcmp(p, "Mc", 2) == 0) ||
	       (n > 4 && memcmp(p, "Mac", 3) == 0) ||
	       (n > 5 && memcmp(p, "Fitz", 4) == 0) ||
	       (n > 4 &&
		   (memcmp(p, "De", 2) == 0 || memcmp(p, "Di", 2) == 0 ||
		       memcmp(p, "Du", 2) == 0 || memcmp(p, "La", 2) == 0 ||
		       memcmp(p, "Le", 2) == 0 || memcmp(p, "Al", 2) == 0 ||
		       memcmp(p, "Ja", 2) == 0 || memcmp(p, "Da", 2) == 0 ||
		       memcmp(p, "Van", 3) == 0));
}

/* In capitals throughout. */
static unsigned
upper(struct redact *r, size_t i, int g)
{
	const struct token *t = &r->t[i];
	const struct known *k = known_get(r, t->hash);
	bool beside =
	    (soft(r, i) && i > 0 && r->t[i - 1].shape == SHAPE_UPPER &&
		r->t[i - 1].cls == REDACT_NAME) ||
	    (soft(r, i + 1) && r->t[i + 1].shape == SHAPE_UPPER &&
		word_grade(r, &r->t[i + 1]) == 0 && r->t[i + 1].len > 3);

	if (k != NULL && k->strength >= 6 && g < 4)
		return 6;
	/* JP: proud of me; "PC: chest pain" is a heading */
	if (t->len == 2 && g == 0 && !HAS(t, ACRO) && heads_line(r, i) &&
	    token_at(r, i + 2)->shape == SHAPE_LOWER &&
	    token_at(r, i + 2)->kind == TOKEN_WORD &&
	    !token_in(r, i,
		"pc hx ph fh sh dh oe ix rx tx dx sx cc mh bp hr rr ps nb fu "
		"cx vs mx pt dr px lx rv hb wt ht ta fc fr mc eg tt ab op av "
		"ap tr nfs"))
		return r->lang == REDACT_FR ? 6 : 5;
	/* JP a dit; AG, qui se tait: who acts is somebody */
	if (r->lang == REDACT_FR && t->len < 4 && g < 3 && !HAS(t, ACRO) &&
	    !HAS(t, TITLE) && (t->marks & MARK_START) != 0 &&
	    (t->len == 2 ? subject(r, i)
			 : token_in(r, i + 1,
			       "imagine dit demande pense trouve sent raconte "
			       "rit pleure propose ajoute repond reste")))
		return 6;
	/* GRANT wondered; her grandson GLEN; PT: DAISY LAMB */
	if (HAS(t, FORE) && !HAS(t, ACRO) && g < 5 && t->len > 2 &&
	    (speaks(r, i + 1, false) ||
		(i > 0 && soft(r, i) && !HAS(t, KIN) &&
		    HAS(&r->t[i - 1], KIN)) ||
		(i > 0 && r->t[i - 1].c == ':' && soft(r, i + 1) &&
		    r->t[i + 1].shape == SHAPE_UPPER &&
		    (r->t[i + 1].flags & (LISTS(FORE) | LISTS(SUR))) != 0 &&
		    word_grade(r, &r->t[i + 1]) < 5)))
		return 6;
	/* at UMC, in the UCH clinic: a house known by its letters */
	if (g == 0 && t->len > 2 && t->len < 6 && i > 0 && soft(r, i) &&
	    (token_in(r, i - 1,
		 r->lang != REDACT_FR ? "at from to"
		 : t->len > 3	      ? "aux au"
				      : "aux") ||
		(token_is(r, i - 1, "the") && i > 1 &&
		    token_in(r, i - 2, "at from in to"))))
		return 5;
	if (g == 0 || (g <= 2 && beside && (t->flags & ANYNAME) != 0)) {
		if (t->len >= 5 && (t->flags & ANYNAME) != 0)
			return 6;
		if (t->len >= 6)
			return speaks(r, i + 1, true) ? 6 : 5;
		if (t->len >= 4 && (t->flags & (LISTS(FORE) | LISTS(SUR))) != 0)
			return 5;
		/* LAICK DRESK: two words that nobody knows */
		if (g == 0 && t->len >= 4 && beside)
			return 5;
		if (t->len >= 3 &&
		    (t->flags & (LISTS(FORE) | LISTS(SUR))) != 0 &&
		    (beside || speaks(r, i + 1, true) ||
			token_at(r, i + 1)->c == ':'))
			return 5;
		if (speaks(r, i + 1, false) ||
		    (t->len == 2 && speaks(r, i + 1, true)))
			return 6;
	}
	return 0;
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
		if ((HAS(t, FORE) || HAS(t, AMB)) && !verb_opening(r, i))
			return 3;
		return g <= 2 && (t->flags & ANYNAME) != 0 ? 3 : 0;
	}
	return HAS(t, MONTH) ? 0 : 3;
}

/* The strength of the evidence that the word with a capital at i is a name. */
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
	if (speaks(r, i + 1, false))
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
	       (r->lang != REDACT_EN || determined(r, i)) &&
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
		if (t->len <= 5 && speaks(r, i + 1, true) && !word_safe(t))
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
	    (r->t[i - 2].flags & FUNCTION) == 0 && !office(t))
		return 7;
	if (t->shape == SHAPE_CAP && !HAS(t, WDAY) &&
	    !(HAS(t, TERM) && (t->flags & (LISTS(TITLE) | LISTS(KIN))) != 0) &&
	    called(r, i))
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
	if (HAS(t, EPONYMW) && (t->marks & MARK_POSS) != 0 && determined(r, i))
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
		return upper(r, i, g);
	if ((t->marks & MARK_START) != 0 && (t->marks & MARK_QUOTE) == 0)
		return at_start(r, i, g);
	if ((t->marks & MARK_QUOTE) != 0) {
		const struct token *q = token_at(r, i + 1);

		/* "Wodge" in the kitchen: a nickname in quotes */
		if (g > 0 && g <= 2 && q->kind == TOKEN_PUNCT &&
		    q->gap == GAP_NONE &&
		    (q->c == '"' || (unsigned char)q->c == 0xe2) && !office(t))
			return 4;
		return at_start(r, i, g);
	}
	if (g == 0)
		return 7;
	if (kin && HAS(t, FORE))
		return 7;
	if (i > 1 && r->t[i - 1].c == '.' && token_in(r, i - 2, "geb nee"))
		return 7;
	if (kin && HAS(t, SUR) && g < 4)
		return 6;
	return common_mid(r, i, g);
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
