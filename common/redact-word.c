/* What the lists and the shape of a word say about it. */

#include <string.h>

#include "common/redact-int.h"

#define WORDMAX 64
#define CUES                                                                   \
	(LISTS(NUMW) | LISTS(ORDW) | LISTS(IDCUE) | LISTS(PHCUE) |             \
	    LISTS(SAYV) | LISTS(LOCP) | LISTS(KIN) | LISTS(ROLE))

static bool
any(uint64_t hash, uint64_t flags)
{
	return (lists_flags(hash) & flags) != 0;
}

size_t
word_ending(const char *w, size_t n, const char *const *ending, size_t count,
    size_t front)
{
	size_t i, k;

	for (i = 0; i < count; i++) {
		k = strlen(ending[i]);
		if (n >= k + front && memcmp(w + n - k, ending[i], k) == 0)
			break;
	}
	return i;
}

/* A word whose ending makes it a drug (the INN stems of the WHO). */
static bool
drug_stem(const char *w, size_t n)
{
	static const char *const stem[] = { "mab", "tinib", "azepam", "azolam",
		"prazole", "sartan", "statin", "cillin", "mycin", "floxacin",
		"oxetine", "parin", "gliptin", "gliflozin", "glutide", "dipine",
		"triptan", "setron", "xaban", "caine", "barbital", "conazole",
		"cycline", "tidine", "afil", "lukast", "dronate", "olol",
		"pril", "vudine", "trexate", "platin", "rubicin", "taxel",
		"azosin", "peridone", "idone", "apine", "pramine", "triptyline",
		"thiazide", "semide", "cortisone", "solone", "metasone",
		"prazol", "oxetin", "cyclin", "triptylin", "pramin", "peridon",
		"dipin", "estrol", "estradiol", "trimoxazole", "poietin" };

	return n > 6 && ENDS_IN(w, n, stem, 1);
}

bool
word_safe(const struct token *t)
{
	if ((t->marks & (MARK_SAFE | MARK_NEVER)) != 0)
		return true;
	if (HAS(t, ACRO) &&
	    (t->shape == SHAPE_UPPER || t->shape == SHAPE_CAMEL))
		return true;
	/* Mrs, Dr, Smt: no name, unless the word is one besides (Bishop) */
	if (HAS(t, TITLE) && !HAS(t, FORE))
		return true;
	if (t->shape == SHAPE_UPPER &&
	    (t->flags & (LISTS(IDCUE) | LISTS(PHCUE))) != 0)
		return true;
	/* PIP is a benefit, Pip somebody */
	if (HAS(t, ACRO) && HAS(t, FORE) && t->shape == SHAPE_CAP &&
	    (t->marks & MARK_START) == 0)
		return false;
	return (t->flags & (LISTS(DRUG) | LISTS(EPONYM) | LISTS(THEORIST) |
			       LISTS(BRAND) | LISTS(TERM) | LISTS(WDAY) |
			       LISTS(NATION))) != 0;
}

/* German: without its ending, is it a word? */
static bool
german_stem(const char *w, size_t n, uint64_t flags)
{
	static const char *const ending[] = { "", "e", "n", "s", "en", "es",
		"er", "em", "ern", "ens", "te", "ten", "st", "t", "et", "est",
		"nen", "innen", "in", "ere", "eren", "erem", "erer", "eres",
		"ste", "sten", "ster", "end", "ende", "enden", "ender" };
	size_t i, k;

	for (i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
		k = strlen(ending[i]);
		if (n < k + 3 || memcmp(w + n - k, ending[i], k) != 0)
			continue;
		if (any(fold_hash(w, n - k), flags))
			return true;
		/* gehen from gehst, male from malst */
		if (k < 3 && n - k + 2 < WORDMAX) {
			char v[WORDMAX];

			memcpy(v, w, n - k);
			memcpy(v + n - k, "en", 2);
			if (any(fold_hash(v, n - k + 2), LISTS(DEO)))
				return true;
			/* Gruppn: the dialects swallow an e */
			if (k == 1 && w[n - 1] == 'n' &&
			    any(fold_hash(v, n - k + 1), LISTS(DEN)))
				return true;
		}
	}
	if (n > 4 && n + 1 < WORDMAX && w[0] == 'g' &&
	    strchr("aeioulr", w[1]) == NULL) {
		char v[WORDMAX];

		/* Gwicht, gsagt */
		memcpy(v, "ge", 2);
		memcpy(v + 2, w + 1, n - 1);
		return any(fold_hash(v, n + 1), flags);
	}
	return false;
}

/* German: a compound of words that are in the list? */
static bool
german_compound(const char *w, size_t n, int depth)
{
	static const char *const glue[] = { "", "s", "n", "en", "es", "er",
		"e" };
	uint64_t head = LISTS(DEN),
		 part = LISTS(DEN) | LISTS(DEO) | LISTS(NATION);
	size_t i, j, k;

	if (n < 7)
		return false;
	for (i = 3; i + 3 <= n; i++) {
		if (!any(fold_hash(w, i), part)) {
			char v[WORDMAX];

			/* the stem of a verb: leit-, warte-, schlaf- */
			if (i + 2 >= WORDMAX || i < 4)
				continue;
			memcpy(v, w, i);
			memcpy(v + i, w[i - 1] == 'e' ? "n" : "en", 2);
			if (!any(fold_hash(v, i + (w[i - 1] == 'e' ? 1 : 2)),
				LISTS(DEO)))
				continue;
		}
		for (j = 0; j < sizeof(glue) / sizeof(glue[0]); j++) {
			k = i + strlen(glue[j]);
			if (k + 3 > n || memcmp(w + i, glue[j], k - i) != 0)
				continue;
			if (german_stem(w + k, n - k, head | LISTS(DEO)) ||
			    (depth > 0 && german_compound(w + k, n - k, 0)))
				return true;
		}
	}
	return false;
}

/* The Greek and Latin of German letters: Hypokaliaemie, Splenomegalie. */
static bool
german_medical(const char *w, size_t n)
{
	static const char *const suffix[] = { "kaliamie", "amie", "amien",
		"urie", "pnoe", "algie", "algien", "plastik", "tomie", "stomie",
		"stoma", "pexie", "zele", "genese", "parese", "paresen",
		"plegie", "kinese", "tonie", "tonus", "trophie", "plasie",
		"ektasie", "ektasien", "stase", "stasen", "sklerose", "megalie",
		"penie", "zytose", "zyten", "gramm", "metrie", "phylaxe",
		"rrhoe", "rrhagie", "karzinom", "carcinom", "karzinoms",
		"blastom", "blastoms", "sarkom", "melanom", "lymphom", "adenom",
		"thorax", "skopisch", "skopische", "skopischer", "graphisch",
		"graphischer", "spiegel", "wert", "werte", "katheter",
		"perfusor", "arthrose", "desie", "odese", "ektasen", "osen",
		"itiden", "zykline", "rezeptor", "inhibitor", "prophylaxe",
		"metastase", "metastasen", "arterie", "arterien", "vene",
		"venen", "gelenk", "gelenke", "gelenks", "knoten", "gewebe",
		"drusen", "druse", "erguss", "ergusse", "ergussen", "syndrom",
		"syndroms", "phyten", "kokken", "matik", "ektasis", "ikosis",
		"icosis", "atio" };

	return (n > 7 && ENDS_IN(w, n, suffix, 3)) || drug_stem(w, n);
}

static bool
german_suffix(const char *w, size_t n)
{
	static const char *const suffix[] = { "ung", "ungen", "heit", "heiten",
		"keit", "keiten", "schaft", "schaften", "tion", "tionen",
		"ismus", "taet", "tat", "ologie", "ologin", "ologe", "ierung",
		"chen", "nis", "nisse", "ling", "linge", "tum", "anz", "enz",
		"iker", "ikerin", "isch", "ische", "ischen", "lich", "liche",
		"lichen", "bar", "los", "lose", "losen", "therapie",
		"therapeut", "therapeutin", "pathie", "itis", "ose", "graphie",
		"skopie", "ektomie", "arzt", "arztin", "mittel" };

	return german_medical(w, n) || (n > 6 && ENDS_IN(w, n, suffix, 1));
}

bool
word_german(const struct redact *r, size_t i)
{
	char w[WORDMAX];
	size_t n = token_fold(r, i, w, sizeof(w));

	return german_stem(w, n, LISTS(DEN) | LISTS(DEO) | LISTS(FDE)) ||
	       german_suffix(w, n) || german_compound(w, n, 1);
}

/* Endings of towns: in Pollauberg, aus Bischofshagen */
bool
word_town(const struct redact *r, size_t i)
{
	static const char *const tail[] = { "berg", "burg", "dorf", "heim",
		"hausen", "stadt", "bach", "feld", "kirchen", "ingen", "stein",
		"brunn", "furt", "hagen", "tal", "wald", "rode", "leben", "itz",
		"thal", "au", "kirch", "brucken", "bruck", "born", "ach",
		"moos", "wil", "ikon", "beuren", "stedt", "buttel", "sund",
		"hafen", "munde", "loh", "lar", "see", "horn", "wangen",
		"steig", "hutte", "hof", "bronn", "weiler", "zell", "scheid",
		"rath", "ow", "felden", "hofen", "stetten", "reith", "schlag" };
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w));

	return ENDS_IN(w, n, tail, 3);
}

/* Fibromyalgie, colectomie: the Greek of medicine is no name. */
static bool
french_suffix(const char *w, size_t n)
{
	static const char *const suffix[] = { "algie", "algies", "ectomie",
		"scopie", "graphie", "pathie", "pathies", "plegie", "phobie",
		"therapie", "therapeute", "logue", "logie", "isme", "ismes",
		"emie", "urie" };

	return n > 7 && ENDS_IN(w, n, suffix, 1);
}

static bool
french(const struct redact *r, const struct token *t)
{
	char w[WORDMAX];
	size_t n;

	if (HAS(t, FR))
		return true;
	n = token_fold(r, (size_t)(t - r->t), w, sizeof(w));
	if (n > 2 && (w[n - 1] == 's' || w[n - 1] == 'x') &&
	    any(fold_hash(w, n - 1), LISTS(FR)))
		return true;
	if (HAS(t, FORE))
		return false; /* Solène is no form of "solen" */
	if (n > 4 && w[n - 1] == 'e' && any(fold_hash(w, n - 1), LISTS(FR)))
		return true;
	return (t->flags & ANYNAME) == 0 && french_suffix(w, n);
}

/*
 * How common is this word, in lower case, in the language of the document?
 * 0 unknown, 1 rare ... 4 very common, 5 a function word.
 */
int
word_grade(const struct redact *r, const struct token *t)
{
	char w[WORDMAX];

	/* the cues are words of the languages, too */
	if ((t->flags & CUES) != 0 &&
	    (t->flags & (LISTS(FORE) | LISTS(SUR))) == 0 &&
	    (t->flags & FUNCTION) == 0)
		return 3;

	if (r->lang == REDACT_DE) {
		if (HAS(t, FDE))
			return 5;
		if (HAS(t, DEN) || HAS(t, DEO))
			return 3;
		if ((t->flags & (LISTS(EN1) | LISTS(EN2) | LISTS(EN3))) != 0 &&
		    (t->flags & (LISTS(FORE) | LISTS(CITY) | LISTS(BIGCITY))) ==
			0)
			return 2; /* English words stand in German texts */
		return word_german(r, (size_t)(t - r->t)) ? 2 : 0;
	}
	if (r->lang == REDACT_FR) {
		if (HAS(t, FFR))
			return 5;
		return french(r, t) ? 3 : 0;
	}
	if (HAS(t, FEN))
		return 5;
	if (HAS(t, EN1))
		return 4;
	if (HAS(t, EN2))
		return 3;
	if (HAS(t, EN3))
		return 2;
	if (HAS(t, EN4))
		return 1;
	if ((t->flags & ANYNAME) == 0 &&
	    drug_stem(w, token_fold(r, (size_t)(t - r->t), w, sizeof(w))))
		return 3;
	return 0;
}

bool
word_common(const struct redact *r, const struct token *t)
{
	return word_grade(r, t) >= 3;
}
