/*
 * Things that bear a name: what is eaten, drunk, driven or written with, and
 * what medicine calls after somebody.  The word before tells them.
 */

#include "common/redact-int.h"

/* Has the document shown that this is somebody? */
static bool
somebody(const struct redact *r, size_t i)
{
	const struct known *k = known_get(r, r->t[i].hash);

	return k != NULL && k->strength >= 6;
}

/* une creme Mont-Blanc, un paquet de Gauloises */
static bool
french_make(const struct redact *r, size_t i)
{
	return token_in(r, i - 1,
		   "creme compote biere stylo cahier marque bande ardoise "
		   "yaourt biscuit biscuits chocolat camionnette moto montre "
		   "couteau bonbons fromage whisky rhum soda sirop cigarettes "
		   "poupee feutre carnet classeur calepin bottes baskets "
		   "parfum savon lessive shampoing dentifrice tracteur "
		   "tondeuse aspirateur cafetiere") ||
	       (i > 1 && token_in(r, i - 1, "de d") &&
		   token_in(r, i - 2,
		       "paquet boite tablette sachet canette canettes "
		       "bouteille bouteilles flacon pot pots tube barre "
		       "verre verres cartouche gorgee"));
}

/* j'ai mange un Leo: a forename only behind what is not done to people */
static bool
french_taken(const struct redact *r, size_t i)
{
	size_t k;

	for (k = 2; k <= 4 && k <= i; k++)
		if (token_in(r, i - k,
			"mange manger mangeait mangeais bu boit boire buvait "
			"fume fumer fumait conduit conduire conduisait croque "
			"avale avaler grignote sirote"))
			return true;
	return false;
}

/* un Orval, deux Duvel: people are not counted, and have no such article */
static bool
french_counted(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (!token_in(r, i - 1, "un une deux trois quatre cinq six") ||
	    (i + 1 < r->n && soft(r, i + 1) && word_cap(&r->t[i + 1])) ||
	    t->shape != SHAPE_CAP)
		return false;
	return !HAS(t, FORE) || french_taken(r, i);
}

/* le score de Constant, un signe de Hoffmann */
static bool
french_eponym(const struct redact *r, size_t i)
{
	return i > 1 && token_in(r, i - 1, "de d") && !HAS(&r->t[i], FORE) &&
	       token_in(r, i - 2,
		   "score signe syndrome echelle indice criteres "
		   "classification manoeuvre triade botte bandelette canule "
		   "pince reflexe loi theoreme nevralgie sarcome lymphome "
		   "complexe stade");
}

/* Score nach Constant, Morbus Menetrier; es gibt Capuns; schluckt Quensyl */
static bool
german_thing(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (token_in(r, i - 1, "morbus marke"))
		return true;
	if (i > 1 && token_is(r, i - 1, "nach") &&
	    token_in(r, i - 2,
		"score zeichen klassifikation stadium skala test einteilung "
		"grad technik methode op operation"))
		return true;
	return (t->flags & (LISTS(FORE) | LISTS(SUR) | LISTS(CITY) |
			       LISTS(BIGCITY) | LISTS(TITLE))) == 0 &&
	       t->shape == SHAPE_CAP &&
	       token_in(r, i - 1,
		   "gibt gab isst esse trinkt trinke koche kocht kochte backt "
		   "backe schluckt spritzt");
}

bool
thing_named(const struct redact *r, size_t i)
{
	if (r->lang == REDACT_EN || i == 0 || !soft(r, i) ||
	    !word_cap(&r->t[i]) || (r->t[i].marks & MARK_START) != 0 ||
	    somebody(r, i))
		return false;
	return r->lang == REDACT_DE
		   ? german_thing(r, i)
		   : french_make(r, i) || french_counted(r, i) ||
			 french_eponym(r, i);
}
