/*
 * German: every noun has a capital, so a capital says nothing.  A name is a
 * word with one that no list, ending or compound explains, or a forename
 * with an article ("die Heidrun") or a verb of speech behind it.
 */

#include <string.h>

#include "common/redact-name.h"

static bool
speaks(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i);

	return q->kind == TOKEN_WORD && HAS(q, SAYV) && q->gap <= GAP_LINE;
}

/* Nouns take articles and adjectives in front; names in this place don't. */
static bool
noun_place(const struct redact *r, size_t i)
{
	return i > 0 &&
	       token_in(r, i - 1,
		   "das ein eine einen einem einer eines kein keine mein meine "
		   "meinen meinem meiner sein seine seinen seinem ihr ihre "
		   "ihren "
		   "ihrem unser unsere dieser diese dieses diesen diesem jeder "
		   "jede jedes im ins zum zur vom beim am des viel viele ohne");
}

static bool
article(const struct redact *r, size_t i)
{
	return i > 0 && soft(r, i) &&
	       token_in(r, i - 1, "die der den dem und mit von fur");
}

/* Is one of the words among the `most` tokens before token i? */
static bool
token_near(const struct redact *r, size_t i, size_t most, const char *words)
{
	for (; i > 0 && most > 0; most--)
		if (token_in(r, --i, words))
			return true;
	return false;
}

/* "nennt mich X", "genannt X" */
static bool
called(const struct redact *r, size_t i)
{
	size_t k = i;

	if (k > 0 && r->t[k - 1].kind == TOKEN_PUNCT)
		k--;
	/* die nennt er Mücke */
	if (k > 1 && token_in(r, k - 1, "er man ich wir alle jeder") &&
	    token_in(r, k - 2, "nennt nannte nennen nannten rufen riefen"))
		return true;
	/* heißt er bei allen nur der Käpt'n */
	if (k > 2 && token_in(r, k - 1, "der die") &&
	    token_in(r, k - 2, "nur bloss immer"))
		return token_near(r, k - 2, 6,
		    "heisst heiss nennen nennt rufen");
	if (k > 0 && token_in(r, k - 1, "mich ihn sie ihr uns dich"))
		k--;
	return k > 0 && token_in(r, k - 1,
			    "nennt nannte nennen genannt heisst heiss hiess "
			    "namens");
}

/* Mutter: X, Gast: X, Partner (X): who it is, behind a mark. */
static bool
introduced(const struct redact *r, size_t i)
{
	return i > 1 && r->t[i].gap <= GAP_SPACE &&
	       (r->t[i - 1].c == ':' || r->t[i - 1].c == ',') &&
	       r->t[i - 1].kind == TOKEN_PUNCT && word_cap(&r->t[i - 2]) &&
	       (r->t[i - 2].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(PROF))) !=
		   0 &&
	       (r->t[i - 2].flags & LISTS(FDE)) == 0 &&
	       (r->t[i - 1].c == ':' ||
		   token_at((struct redact *)r, i + 1)->c == ',');
}

/* X, 58, ...: an age behind the name; no value with a unit or a point */
static bool
aged(struct redact *r, size_t i)
{
	return token_at(r, i + 1)->c == ',' && i + 3 < r->n && soft(r, i + 2) &&
	       r->t[i + 2].kind == TOKEN_NUMBER && r->t[i + 2].len <= 2 &&
	       (r->t[i + 3].c == ',' || r->t[i + 3].c == ')');
}

/* "Herzlich, Ihre X" */
static bool
signed_off(const struct redact *r, size_t i)
{
	size_t k;

	if (i < 2 || !soft(r, i) ||
	    !token_in(r, i - 1, "ihr ihre dein deine euer eure"))
		return false;
	k = i - 2;
	if (r->t[k].kind == TOKEN_PUNCT && r->t[k].c == ',' && k > 0)
		k--;
	return token_in(r, k,
	    "herzlich herzlichst grusse grussen gruss liebst lg mfg vlg");
}

/* A minute: "- X: kalt.", where what follows is no value */
static bool
speaker(struct redact *r, size_t i)
{
	return (r->t[i].marks & MARK_BULLET) != 0 &&
	       token_at(r, i + 1)->c == ':' && soft(r, i + 2) &&
	       r->t[i + 2].kind == TOKEN_WORD && !word_cap(&r->t[i + 2]);
}

/* Kreatinin 1,2 mg/dl: what is measured is no person. */
static bool
measured(struct redact *r, size_t i)
{
	size_t k = i + 1;

	if (token_at(r, k)->kind == TOKEN_PUNCT &&
	    strchr(".:=<>(", r->t[k].c) != NULL)
		k++;
	if (k < r->n && r->t[k].kind == TOKEN_PUNCT &&
	    strchr("<>=", r->t[k].c) != NULL)
		k++;
	if (k >= r->n || r->t[k].gap > GAP_SPACE)
		return false;
	if (r->t[k].kind == TOKEN_MIXED)
		return r->t[k].c >= '0' && r->t[k].c <= '9' && r->t[k].len > 2;
	if (r->t[k].kind != TOKEN_NUMBER)
		return false;
	if (k + 2 < r->n && (r->t[k + 1].c == ',' || r->t[k + 1].c == '.') &&
	    r->t[k + 1].gap == GAP_NONE && r->t[k + 2].gap == GAP_NONE &&
	    r->t[k + 2].kind == TOKEN_NUMBER)
		return !(k + 3 < r->n && r->t[k + 3].c == '.' &&
			 r->t[k + 3].gap == GAP_NONE);
	return token_in(r, k + 1,
	    "mg g kg ug mcg ml l dl mmol mval nmol pg ng u ie mm cm mmhg x "
	    "tbl trpf tr amp stk gtt hub");
}

/* Krankenkasse (X), Kasse: X */
static bool
insurer(const struct redact *r, size_t i)
{
	size_t k = i;

	if (k > 1 && r->t[k - 1].kind == TOKEN_PUNCT &&
	    (r->t[k - 1].c == '(' || r->t[k - 1].c == ':'))
		k--;
	return k > 0 && r->t[i].gap <= GAP_SPACE &&
	       token_in(r, k - 1,
		   "krankenkasse kasse krankenversicherung pensionskasse "
		   "versicherung unfallversicherung");
}

static unsigned
unknown(struct redact *r, size_t i, bool kin)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);
	bool start = (t->marks & MARK_START) != 0;

	/* im Hospiz: a head without a name */
	if ((t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 &&
	    (t->flags & (LISTS(FORE) | LISTS(SUR))) == 0)
		return 0;
	if (HAS(t, FORE) || HAS(t, SUR) || HAS(t, CITY) || HAS(t, BIGCITY))
		return 7;
	if (kin || introduced(r, i))
		return 6;
	if (HAS(t, EN1) || HAS(t, EN2) || measured(r, i))
		return 0;
	if (HAS(t, EN3) || HAS(t, EN4))
		return HAS(t, NAME) && !noun_place(r, i) ? 4 : 2;
	if (HAS(t, NAME) || aged(r, i) || speaker(r, i))
		return 5;
	/* Fenia dann nochmal */
	if (start && token_in(r, i + 1, "dann nochmal noch wieder"))
		return 5;
	if (speaks(r, i + 1) || (i > 0 && HAS(&r->t[i - 1], LOCP)))
		return 5;
	/* two that nobody knows, and they speak */
	if (start && word_cap(q) && soft(r, i + 1) && speaks(r, i + 2) &&
	    word_grade(r, q) == 0 && !word_safe(q))
		return 6;
	return start || noun_place(r, i) ? 3 : 4;
}

/* "Tochter Wammke S.", "Vater Schwurte kommt": not "Mutter Krebs hat" */
static bool
kin_named(struct redact *r, size_t i)
{
	return !HAS(&r->t[i], DEN) && r->t[i].shape == SHAPE_CAP &&
	       HAS(&r->t[i - 1], KIN) &&
	       ((speaks(r, i + 1) &&
		    !token_in(r, i + 1,
			"hat hatte ist war wird wurde bekam bekommt braucht "
			"nimmt nahm trinkt macht findet fand sei habe gab gibt "
			"tragt liegt lag")) ||
		   aged(r, i));
}

/* Rolli, das ist der Roland */
static bool
who_is(struct redact *r, size_t i)
{
	return r->t[i].shape == SHAPE_CAP && !word_safe(&r->t[i]) &&
	       token_at(r, i + 1)->c == ',' && token_in(r, i + 2, "das") &&
	       token_in(r, i + 3, "ist") &&
	       token_in(r, i + 4, "der die unser unsere mein meine") &&
	       word_cap(token_at(r, i + 5));
}

/* Vortr. Hofstätter */
static bool
short_role(const struct redact *r, size_t i)
{
	return i > 1 && soft(r, i) && r->t[i - 1].c == '.' &&
	       r->t[i - 1].gap == GAP_NONE && HAS(&r->t[i - 2], ROLE) &&
	       r->t[i - 2].len < 7;
}

/* Gruß an Vogel */
static bool
greeted(const struct redact *r, size_t i)
{
	return i > 1 && soft(r, i) && token_is(r, i - 1, "an") &&
	       token_in(r, i - 2, "gruss grusse grussen dank");
}

/* Runde: Vogel fragt gleich; who asks has no article */
static bool
asks(struct redact *r, size_t i)
{
	return i > 0 && r->t[i - 1].kind == TOKEN_PUNCT &&
	       r->t[i].shape == SHAPE_CAP && soft(r, i + 1) &&
	       (r->t[i].flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(PROF) |
				    LISTS(JOB))) == 0 &&
	       token_in(r, i + 1,
		   "fragt fragte meint meinte sagt sagte findet fand erzahlt "
		   "erzahlte berichtet berichtete erganzt erganzte lacht "
		   "lachte "
		   "weint weinte schweigt schwieg nickt nickte widerspricht");
}

/* Koch war er nie; Lang sei er: the subject stands behind the verb */
static bool
predicate(struct redact *r, size_t i)
{
	return (r->t[i].marks & MARK_START) != 0 && speaks(r, i + 1) &&
	       soft(r, i + 2) &&
	       token_in(r, i + 2, "er sie es ich wir man du ihr mir mich") &&
	       (r->t[i].flags & (LISTS(DEN) | LISTS(DEO) | LISTS(FDE))) != 0;
}

static bool
office_word(const struct token *t)
{
	return (t->flags &
		   (LISTS(ROLE) | LISTS(TITLE) | LISTS(KIN) | LISTS(PROF) |
		       LISTS(ORGH) | LISTS(WDAY) | LISTS(MONTH))) != 0;
}

/* für Beat, der ...: a preposition without an article */
static bool
bare(const struct redact *r, size_t i)
{
	return i > 0 && soft(r, i) &&
	       token_in(r, i - 1, "fur mit von an zu bei ohne gegen");
}

/* Ernst Winter, (: two nouns do not stand side by side */
static bool
pair_of_words(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 1), *p = token_at(r, i + 2);

	return q->shape == SHAPE_CAP && HAS(q, SUR) && q->len > 2 &&
	       p->kind == TOKEN_PUNCT && (p->c == ',' || p->c == '(');
}

/* A noun would have an article in front. */
static bool
related(struct redact *r, size_t i)
{
	return token_at(r, i + 1)->c == ',' && soft(r, i + 2) &&
	       token_in(r, i + 2, "die der den dem deren dessen");
}

/* A forename that German knows as a word, too */
static unsigned
forename(struct redact *r, size_t i, int g, bool kin)
{
	const struct token *t = &r->t[i];
	bool start = (t->marks & MARK_START) != 0;

	/* Ernst Winter, 81; Linde, die neben mir sitzt */
	if (HAS(t, AMB) && ((soft(r, i + 1) && pair_of_words(r, i)) ||
			       ((start || bare(r, i)) && related(r, i))))
		return 6;
	/* Wolf meint: only people do */
	if (HAS(t, AMB))
		return (kin || start) && speaks(r, i + 1) &&
			       !token_in(r, i + 1,
				   "ist war hat hatte wird wurde kann "
				   "muss soll will geht ging kommt kam "
				   "macht machte bleibt blieb")
			   ? 5
			   : 0;
	if (kin)
		return 6;
	if (g == 2)
		return 6;
	if (article(r, i) && speaks(r, i + 1))
		return 5;
	if (speaks(r, i + 1))
		return 5;
	if (soft(r, i + 1) && word_cap(&r->t[i + 1]) &&
	    (r->t[i + 1].flags & ANYNAME) != 0 &&
	    (word_grade(r, &r->t[i + 1]) == 0 ||
		(HAS(&r->t[i + 1], SUR) && !HAS(&r->t[i + 1], DEN) &&
		    word_grade(r, &r->t[i + 1]) == 2)))
		return 6;
	/* is it a noun that German uses?  Rosa, Heide, Wolf */
	return HAS(t, DEN) ? 0 : 5;
}

/* Otherwise: a town, by what stands before it, or a surname behind kin */
static unsigned
word_in_place(struct redact *r, size_t i, int g, bool kin)
{
	const struct token *t = &r->t[i];

	if (g == 2 && i > 0 && soft(r, i) &&
	    token_in(r, i - 1, "in aus nach bei von uber ab bis") &&
	    word_town(r, i))
		return 5;
	if (g == 2 && kin && kin_named(r, i))
		return 5;
	/* Oberarzt Treu: an adjective has no capital there */
	if (kin && HAS(&r->t[i - 1], TITLE) && !HAS(t, DEN) && g <= 3 &&
	    t->shape == SHAPE_CAP && !office_word(t))
		return 6;
	if (kin && HAS(t, SUR) && g <= 2)
		return 5;
	if (HAS(t, BIGCITY) && i > 0 && HAS(&r->t[i - 1], LOCP) &&
	    !noun_place(r, i))
		return 6;
	if (HAS(t, CITY) && !HAS(t, DEN) && !noun_place(r, i) && i > 0 &&
	    token_in(r, i - 1, "in aus nach bei richtung"))
		return 6;
	if (HAS(t, CITY) && g == 2 && !noun_place(r, i) && word_town(r, i))
		return 5;
	/* im Waldviertel, aus dem Wendland: a landscape has its article */
	if (HAS(t, CITY) && g == 2 && i > 0 &&
	    (t->flags & (LISTS(DEN) | LISTS(DEO))) == 0 &&
	    (token_is(r, i - 1, "im") ||
		(i > 1 && token_in(r, i - 1, "dem der") &&
		    token_in(r, i - 2, "aus in"))))
		return 6;
	if (HAS(t, CITY) && g == 2 && i > 0 &&
	    token_in(r, i - 1, "in aus nach bei"))
		return 5;
	return 0;
}

static unsigned
evidence(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	int g = word_grade(r, t);
	const struct known *k = known_get(r, t->hash);
	bool start = (t->marks & MARK_START) != 0;
	bool kin = i > 0 && soft(r, i) &&
		   (r->t[i - 1].flags &
		       (LISTS(KIN) | LISTS(ROLE) | LISTS(TITLE))) != 0 &&
		   word_cap(&r->t[i - 1]);

	/* Herr Oder, and then: "der Fluss, Oder, ..." */
	if (g == 5 && t->len > 2 && t->shape == SHAPE_CAP && !start &&
	    k != NULL && k->strength >= 8)
		return 6;
	if (t->len < 3 || g == 5)
		return 0;
	if (t->shape == SHAPE_CAMEL || predicate(r, i) || thing_named(r, i))
		return 0;
	if ((HAS(t, FORE) || HAS(t, AMB)) && name_explained(r, i))
		return 7;
	if (insurer(r, i) && (t->shape == SHAPE_UPPER || g == 0))
		return 5;
	if (who_is(r, i))
		return 7;
	if (name_abbreviated(r, i))
		return 0;
	if (name_person(r, i))
		return 6;
	if (word_safe(t))
		return k != NULL && k->strength >= 9 ? 6 : 0;
	if (t->shape == SHAPE_UPPER && t->len > 2 && t->len < 6 &&
	    (g == 0 || HAS(t, ORGH)) && i > 0 && soft(r, i) && !HAS(t, ACRO) &&
	    token_in(r, i - 1, "am im beim der dem vom ans ins zur zum"))
		return 5;
	if (t->shape == SHAPE_UPPER)
		return g == 0 && t->len > 4 && (t->flags & ANYNAME) != 0 ? 5
									 : 0;
	if (i > 1 && r->t[i - 1].c == '.' && token_in(r, i - 2, "geb") &&
	    t->shape == SHAPE_CAP)
		return 7;
	if (k != NULL && k->strength >= 6 &&
	    (g == 0 || (g < 3 && !noun_place(r, i)) ||
		(!noun_place(r, i) &&
		    (speaks(r, i + 1) || kin || (t->marks & MARK_POSS) != 0))))
		return 6;
	/* "der Rolli", "nach Mücke", once it is told who that is */
	if (k != NULL && k->strength >= 6 && k->strength < 9 && g == 3 &&
	    t->shape == SHAPE_CAP &&
	    ((k->strength >= 7 && article(r, i)) || !noun_place(r, i)))
		return 6;
	if (g == 2 && (t->flags & ANYNAME) != 0 &&
	    (speaker(r, i) || short_role(r, i)))
		return 6;
	if ((HAS(t, SUR) || (HAS(t, NAME) &&
				(t->flags & (LISTS(DEN) | LISTS(DEO))) == 0)) &&
	    (greeted(r, i) || asks(r, i)))
		return 5;
	/* Beat wollte: a name that English has as a word, and German not */
	if (g == 2 && start && HAS(t, NAME) && speaks(r, i + 1) &&
	    t->shape == SHAPE_CAP &&
	    (t->flags & (LISTS(DEN) | LISTS(DEO))) == 0 &&
	    !token_in(r, i + 1, "ist war hat hatte wird wurde kann muss"))
		return 5;
	/* Ehrentr. meint */
	if (g <= 2 && start && token_at(r, i + 1)->c == '.' &&
	    r->t[i + 1].gap == GAP_NONE && speaks(r, i + 2) &&
	    r->t[i + 2].shape == SHAPE_LOWER)
		return 5;
	/* English words and Latin terms stand in German texts */
	if (called(r, i) && t->shape == SHAPE_CAP)
		return 6;
	if (signed_off(r, i) && t->shape == SHAPE_CAP)
		return 7;
	if (g == 0)
		return unknown(r, i, kin);
	return HAS(t, FORE) && !noun_place(r, i) ? forename(r, i, g, kin)
						 : word_in_place(r, i, g, kin);
}

/* Frankfurt an der Oder, Neustadt am Main: the river or the land behind it. */
static size_t
by_the_river(struct redact *r, size_t b)
{
	size_t k = b + 1;

	if (!soft(r, k) || !token_in(r, k, "an am ob im in bei auf"))
		return b;
	k++;
	if (soft(r, k) && token_in(r, k, "der dem den"))
		k++;
	if (soft(r, k) && r->t[k].shape == SHAPE_CAP && r->t[k].cls == -1 &&
	    token_in(r, k,
		"oder main neckar donau saale spree havel rhein mosel tauber "
		"ruhr lahn weser aller leine elbe inn isar lech iller enz "
		"nagold fils rems ems lippe wupper krems ybbs traun salzach "
		"mur drau ilm unstrut werra fulda nahe sieg aisch pegnitz "
		"brenz murr eder aare reuss limmat thur breisgau allgau "
		"schwarzwald harz taunus odenwald weinstrasse pongau pinzgau "
		"vogtland erzgebirge hunsruck westerwald sauerland"))
		return k;
	return b;
}

/* Fuss, Flora, geb. ...: the way of letters */
static size_t
surname_first(struct redact *r, size_t i, size_t b)
{
	if (i > 1 && HAS(&r->t[i], FORE) && soft(r, i) &&
	    r->t[i - 1].c == ',' && word_cap(&r->t[i - 2]) &&
	    r->t[i - 2].cls == -1 && word_grade(r, &r->t[i - 2]) < 5 &&
	    token_at(r, b + 1)->c == ',' && soft(r, b + 2) &&
	    (r->t[b + 2].c == '*' || token_in(r, b + 2, "geb geboren")))
		return i - 2;
	return i;
}

void
german_names(struct redact *r)
{
	unsigned floor = r->o.mode == REDACT_STRICT ? 3 : 4, pass, s;
	size_t i, b;

	for (pass = 0; pass < 2; pass++)
		SIEVE_EACH (r, CAP, i) {
			if (r->t[i].cls != -1 ||
			    (r->t[i].marks & (MARK_ELISION | MARK_SAFE)) != 0)
				continue;
			s = evidence(r, i);
			if (s < (pass == 0 ? 6 : floor))
				continue;
			b = name_extend(r, i, false);
			if (b == i)
				b = by_the_river(r, b);
			name_take(r, surname_first(r, i, b), b, s, "german");
		}
}
