/* German and French institutions and streets: the head stands in front. */

#include <string.h>

#include "common/redact-int.h"

/* Pont-l'Abbe, Bourg-en-Bresse, Nogent-sur-Marne: hyphens tie a commune. */
size_t
org_commune_end(const struct redact *r, size_t i)
{
	size_t k = i + 1;

	if (r->t[i].shape != SHAPE_CAP || k + 2 >= r->n || r->t[k].c != '-' ||
	    r->t[k].gap != GAP_NONE || r->t[k + 1].gap != GAP_NONE ||
	    r->t[k + 1].shape != SHAPE_LOWER)
		return i;
	k++;
	if ((r->t[k].marks & MARK_ELISION) == 0) {
		if (!token_in(r, k,
			"sur sous en les le la de du des aux au et devant pres "
			"lez a") ||
		    k + 2 >= r->n || r->t[k + 1].c != '-')
			return i;
		k++;
	}
	k++;
	return k < r->n && r->t[k].gap == GAP_NONE && word_cap(&r->t[k]) ? k
									 : i;
}

bool
org_commune(struct redact *r, size_t i)
{
	size_t b = org_commune_end(r, i);

	if (b > i)
		span_add(r, i, b, REDACT_PLACE, 7, "commune");
	return b > i;
}

/* German and French: the head stands in front. */
static size_t
after_head(struct redact *r, size_t i)
{
	size_t k = i + 1, last = i, joiners = 0;

	while (k < r->n && r->t[k].gap <= GAP_SPACE) {
		const struct token *t = &r->t[k];

		if (t->kind == TOKEN_PUNCT) {
			if (t->c == '-' && t->gap == GAP_NONE &&
			    last == k - 1 && k + 1 < r->n &&
			    r->t[k + 1].gap == GAP_NONE &&
			    word_cap(&r->t[k + 1])) {
				k++;
				continue;
			}
			if (t->c == '.' && token_in(r, k - 1, "st ste")) {
				k++;
				continue;
			}
			break;
		}
		if (org_joins(r, k) && r->t[k].shape == SHAPE_LOWER &&
		    (last == i || r->lang == REDACT_FR)) {
			if (++joiners > 3)
				break;
			k++;
			continue;
		}
		/* Association des ressortissants de Nioro */
		if (r->lang == REDACT_FR && word_cap(&r->t[i]) &&
		    HAS(&r->t[i], ORGH) && t->shape == SHAPE_LOWER &&
		    t->kind == TOKEN_WORD && last == i && joiners == 1 &&
		    org_joins(r, k - 1) && org_joins(r, k + 1) &&
		    word_cap(token_at(r, k + 2))) {
			k++;
			continue;
		}
		if (token_in(r, k, "saint sainte st ste sankt") ||
		    (word_cap(t) && !HAS(t, WDAY) && !HAS(t, MONTH) &&
			t->cls == -1 && (t->flags & FUNCTION) == 0) ||
		    (word_cap(t) && token_in(r, k, "les le la"))) {
			last = org_commune_end(r, k);
			k = last + 1;
			/* FC Rot-Weiss Neuzelle: what nobody knows goes on */
			if (r->lang == REDACT_DE && last > i + joiners &&
			    !token_in(r, last, "st sankt") &&
			    !(k + 1 < r->n && r->t[k].c == '-' &&
				r->t[k].gap == GAP_NONE &&
				r->t[k + 1].gap == GAP_NONE) &&
			    !(soft(r, k) && word_cap(&r->t[k]) &&
				word_grade(r, &r->t[k]) == 0))
				break;
			continue;
		}
		break;
	}
	return last;
}

/* 12 venelle du vieux puits: up to the next mark */
void
org_street_lower(struct redact *r, size_t i)
{
	size_t last = i + 1;

	if (i == 0 || !org_house_number(r, i - 1) || !soft(r, i) ||
	    !soft(r, i + 1))
		return;
	while (last + 1 < r->n && last < i + 5 && soft(r, last + 1) &&
	       r->t[last + 1].kind == TOKEN_WORD)
		last++;
	if (token_at(r, last + 1)->kind == TOKEN_PUNCT ||
	    token_at(r, last + 1)->gap > GAP_SPACE)
		span_add(r, i - 1, last, REDACT_PLACE, 7, "street");
}

/* The words behind the head at i: de la, du, saint; first what they end at. */
static size_t
lower_joiners(const struct redact *r, size_t i, bool *saint)
{
	size_t k = i + 1;

	*saint = false;
	while (k < r->n && r->t[k].gap <= GAP_SPACE && k < i + 5 &&
	       (token_in(r, k, "de du des d la le l les saint sainte st ste") ||
		   (k > i + 1 && r->t[k].kind == TOKEN_PUNCT &&
		       r->t[k].gap == GAP_NONE))) {
		*saint = *saint || token_in(r, k, "saint sainte st ste");
		k++;
	}
	return k;
}

/* rocade de montereau, pavillon tilleul, clinique sainte odile */
void
org_french_lower(struct redact *r, size_t i)
{
	bool street = token_in(r, i,
		 "rue impasse avenue boulevard allee allees quai rocade "
		 "chaussee venelle ruelle coron faubourg lotissement tour"),
	     house = token_in(r, i,
		 "clinique hopital ehpad foyer residence maternite lycee "
		 "polyclinique college ecole pharmacie institut mecs pavillon"),
	     bare = token_in(r, i, "pavillon residence"), saint, proper;
	const struct token *t;
	size_t k, b;

	if (!street && !house)
		return;
	b = k = lower_joiners(r, i, &saint);
	t = token_at(r, k);
	if (k == i || t->kind != TOKEN_WORD || !(r->t[k].gap <= GAP_SPACE) ||
	    word_grade(r, t) == 5 || t->len < 3 || word_safe(t) ||
	    (t->flags & (LISTS(SAYV) | LISTS(NUMW) | LISTS(KIN))) != 0)
		return;
	proper = saint || word_grade(r, t) == 0 ||
		 (t->flags & (LISTS(CITY) | LISTS(BIGCITY) | LISTS(FORE))) != 0;
	/* val d'orvanne, val fourre */
	if (token_in(r, k, "val mont bois clos mas") && k + 2 < r->n) {
		b = lower_joiners(r, k, &saint);
		if (token_at(r, b)->kind != TOKEN_WORD ||
		    word_grade(r, &r->t[b]) == 5)
			return;
		proper = true;
	}
	/* au pavillon tilleul: not "pavillon ferme" */
	if (!proper && bare && k == i + 1)
		proper = !token_in(r, k,
		    "ferme ouvert principal central neuf voisin medical "
		    "universitaire senior seniors service");
	/* 71 ans, impasse des lauriers: no article before, and then a mark */
	if (!proper && street && k > i + 1 && i > 0)
		proper = (r->t[i - 1].kind == TOKEN_PUNCT ||
			     org_house_number(r, i - 1)) &&
			 (token_at(r, k + 1)->kind == TOKEN_PUNCT ||
			     token_in(r, k + 1, "a au"));
	while (b + 2 < r->n && r->t[b + 1].c == '-' &&
	       r->t[b + 1].gap == GAP_NONE && r->t[b + 2].gap == GAP_NONE &&
	       r->t[b + 2].kind == TOKEN_WORD)
		b += 2;
	if (proper)
		span_add(r, i, b, street ? REDACT_PLACE : REDACT_ORG, 6,
		    "head-lower");
}

void
org_french(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	size_t last, k, h, a = i;
	bool any = false,
	     street = token_in(r, i,
		 "rue lieu avenue av boulevard bd place chemin impasse allee "
		 "allees "
		 "quai "
		 "route cours passage ruelle sentier square montee faubourg "
		 "venelle chaussee rocade dreve coron sente parvis corniche "
		 "rte "
		 "cite traverse esplanade promenade cote villa lotissement");

	/* cite without its accent is a verb; so is "a cité Dolto" */
	if (token_is(r, i, "cite") &&
	    (t->end - t->start == 4 ||
		(i > 0 && token_in(r, i - 1,
			      "a ai as ont avons avait avez pas bien souvent "
			      "aussi jamais"))))
		return;
	/* a dictated full stop */
	if (token_is(r, i, "point") && t->shape == SHAPE_LOWER)
		return;
	if (!street && (t->flags & (LISTS(ORGH) | LISTS(PLACEH))) == 0)
		return;
	if (HAS(t, TITLE) || token_in(r, i,
				 "general medical practice community house "
				 "home high law press court"))
		return;
	if (!word_cap(t) &&
	    token_in(r, i,
		"vallee lac mont foret plage village quartier cote "
		"gare bourg port pont ville"))
		return;
	/* centre pénitentiaire de X: the adjective belongs to the head */
	h = token_is(r, i, "centre") && soft(r, i + 1) &&
		    token_in(r, i + 1,
			"penitentiaire hospitalier medical social "
			"educatif scolaire")
		? i + 1
		: i;
	last = after_head(r, h);
	if (token_is(r, i, "lieu") && token_is(r, i + 2, "dit"))
		last = after_head(r, i + 2);
	if (last == h)
		return;
	for (k = i + 1; k <= last; k++)
		if (r->t[k].kind != TOKEN_PUNCT && word_cap(&r->t[k]) &&
		    (street ||
			(!HAS(&r->t[k], TERM) && !HAS(&r->t[k], NATION) &&
			    (r->t[k].marks & MARK_SAFE) == 0)) &&
		    !HAS(&r->t[k], ACRO))
			any = true;
	if (!any)
		return;
	if (token_in(r, i,
		"maison cours cite cote place service tour port "
		"pont club groupe cafe centre") &&
	    !word_cap(t) && h == i && r->t[i + 1].kind != TOKEN_PUNCT &&
	    !word_cap(&r->t[i + 1]) &&
	    !token_in(r, i + 1, "saint sainte de du des d la les"))
		return;
	if (HAS(t, TITLE) || token_in(r, i, "societe ch"))
		if (!word_cap(t))
			return;
	/* "l'hopital de la Cavale Blanche": the word in lower case stays */
	if (!street && !word_cap(t) && HAS(t, ORGH) && h == i &&
	    !token_in(r, i, "pavillon cite") &&
	    !(token_in(r, i,
		  "hopital clinique maternite laiterie fromagerie boucherie "
		  "boulangerie epicerie menuiserie scierie fonderie") &&
		(token_in(r, i + 1, "du des de d") ||
		    word_cap(&r->t[i + 1])))) {
		for (a = i + 1; a < last && !word_cap(&r->t[a]) &&
				!token_in(r, a, "saint sainte st ste");
		     a++)
			;
	} else if (street && a > 0 && org_house_number(r, a - 1))
		a--;
	else if (street && a > 1 && r->t[a - 1].c == ',' &&
		 org_house_number(r, a - 2))
		a -= 2;
	/* rue des Houilleurs 63, as in Belgium */
	if (street && soft(r, last + 1) && org_house_number(r, last + 1) &&
	    token_at(r, last + 2)->kind == TOKEN_PUNCT)
		last++;
	span_add(r, a, last, HAS(t, ORGH) ? REDACT_ORG : REDACT_PLACE, 7,
	    street ? "street" : "org-head");
}

/* Feuerbachstrasse, Lindenallee; not Hauptstrasse in general. */
static bool
german_street(const struct redact *r, size_t i)
{
	static const char *const tail[] = { "strasse", "gasse", "allee",
		"platz", "weg", "str", "damm", "ufer", "steig", "chaussee",
		"reihe", "koog", "kamp", "twiete", "brook", "deich", "wall",
		"markt", "ring", "winkel", "garten", "redder", "halde", "buhl",
		"bruhl", "hof", "berg", "horst", "stieg", "acker", "matt" };
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w)), k;

	if (r->t[i].kind != TOKEN_WORD || n < 6)
		return false;
	k = word_ending(w, n, tail, sizeof(tail) / sizeof(tail[0]), 2);
	if (k == sizeof(tail) / sizeof(tail[0]))
		return false;
	if (k >= 3 && k != 5)
		/* Arbeitsplatz, Heimweg: words; Rosenweg with a number */
		return (org_house_number(r, i + 1) && soft(r, i + 1)) ||
		       (i > 0 && token_in(r, i - 1, "am im") && k != 5 &&
			   !HAS(&r->t[i], DEN) && !r->lower);
	return !token_in(r, i,
	    "einbahnstrasse sackgasse seitenstrasse landstrasse strasse gasse "
	    "dorfstrasse nebenstrasse querstrasse milchstrasse autostrasse "
	    "bundesstrasse schnellstrasse geschaftsstrasse "
	    "hauptverkehrsstrasse");
}

/* Diakonissenkrankenhaus, Nikolaifriedhof: the ending is the head. */
static const char *const houses[] = { "krankenhaus", "klinik", "klinikum",
	"spital", "hospital", "gymnasium", "schule", "friedhof", "hospiz",
	"pflegeheim", "seniorenheim", "altenheim", "praxis", "apotheke",
	"akademie", "werkstatt", "wohnheim", "kindergarten", "zentrum",
	"residenz", "wache", "stift" };

size_t
head_ending(const char *w, size_t n, size_t front)
{
	size_t h = word_ending(w, n, houses, sizeof(houses) / sizeof(houses[0]),
	    front);

	return h < sizeof(houses) / sizeof(houses[0]) ? strlen(houses[h]) : 0;
}

static bool
german_tail(const struct redact *r, size_t i)
{
	char w[64];

	return r->t[i].kind == TOKEN_WORD && r->t[i].len > 8 &&
	       head_ending(w, token_fold(r, i, w, sizeof(w)), 2) > 0;
}

/* Elisabethspital, des Josefskrankenhauses: a saint's name and the head */
static bool
german_saint_house(const struct redact *r, size_t i)
{
	static const char *const glue[] = { "", "s", "n", "en" };
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w)), h, j, k;
	uint64_t f;

	if (r->t[i].kind != TOKEN_WORD || !word_cap(&r->t[i]) || n < 10)
		return false;
	if (memcmp(w + n - 6, "hauses", 6) == 0)
		n -= 2;
	else if (w[n - 1] == 's' && w[n - 2] != 'u')
		n--;
	if ((h = head_ending(w, n, 4)) == 0)
		return false;
	n -= h;
	for (j = 0; j < sizeof(glue) / sizeof(glue[0]); j++) {
		k = strlen(glue[j]);
		if (n < k + 4 || memcmp(w + n - k, glue[j], k) != 0)
			continue;
		f = lists_flags(fold_hash(w, n - k));
		if ((f & LISTS(FORE)) != 0 &&
		    (f & (LISTS(DEN) | LISTS(DEO) | LISTS(AMB))) == 0)
			return true;
	}
	return false;
}

/* Loewen-Apotheke, Albert-Schweitzer-Klinik; not Tages-Klinik, MS-Ambulanz */
static bool
german_tied_house(struct redact *r, size_t i)
{
	size_t a = i;
	bool any = false;

	while (a > 1 && r->t[a].gap == GAP_NONE && r->t[a - 1].c == '-' &&
	       r->t[a - 1].gap == GAP_NONE && word_cap(&r->t[a - 2])) {
		const struct token *p = &r->t[a -= 2];

		if (p->shape != SHAPE_UPPER && p->len > 3 &&
		    ((HAS(p, FORE) && !HAS(p, TERM) && !HAS(p, BRAND)) ||
			HAS(p, THEORIST) ||
			(word_grade(r, p) == 0 && !word_safe(p)) ||
			token_in(r, i, "apotheke brauerei gasthof hotel")))
			any = true;
	}
	if (!any || a == i || r->t[a].gap == GAP_NONE)
		return false;
	span_add(r, a, i, REDACT_ORG, 7, "org-tied");
	return true;
}

/* auf der Sechs, auf der ganzen C4, auf der B27: a ward, or a road */
static bool
german_ward(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);
	size_t k = i;

	if (k > 2 && token_is(r, k - 1, "ganzen"))
		k--;
	if (k < 2 || !soft(r, i) || !token_in(r, k - 1, "der die") ||
	    !token_in(r, k - 2, "auf auff uff"))
		return false;
	if (t->kind == TOKEN_MIXED
		? t->len > 3 || (t->c >= '0' && t->c <= '9')
		: !(t->shape == SHAPE_CAP && HAS(t, NUMW) &&
		      (q->kind == TOKEN_PUNCT || HAS(q, FDE))))
		return false;
	span_add(r, i, i, REDACT_PLACE, 6, "ward");
	return true;
}

/* Am Muehlgraben 4, Im Winkel 12: a capital within the sentence. */
static bool
german_lane(struct redact *r, size_t i)
{
	size_t a = i - 1;

	if (i < 2 || r->lower || !word_cap(&r->t[i]) || !soft(r, i) ||
	    !soft(r, i + 1) || !org_house_number(r, i + 1))
		return false;
	if (token_in(r, a, "der dem den") && a > 0)
		a--;
	if (!token_in(r, a, "am an im in auf zum zur hinter unter vor") ||
	    !word_cap(&r->t[a]) || (r->t[a].marks & MARK_START) != 0)
		return false;
	span_add(r, a, i + 1, REDACT_PLACE, 7, "street");
	return true;
}

/* 61/14, 3/2/7: the stair and the door behind the number of the house */
static size_t
past_doors(const struct redact *r, size_t b)
{
	while (b + 2 < r->n && r->t[b].kind == TOKEN_NUMBER &&
	       r->t[b + 1].c == '/' && r->t[b + 1].gap == GAP_NONE &&
	       r->t[b + 2].kind == TOKEN_NUMBER &&
	       r->t[b + 2].gap == GAP_NONE && r->t[b + 2].len < 4)
		b += 2;
	return b;
}

static void
german_head(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	size_t last, k;
	bool any = false;

	last = after_head(r, i);
	if (last == i)
		return;
	for (k = i + 1; k <= last; k++)
		if (word_cap(&r->t[k]) && !HAS(&r->t[k], TERM) &&
		    (r->t[k].marks & MARK_NEVER) == 0 && !HAS(&r->t[k], DRUG) &&
		    !(r->t[k].shape == SHAPE_UPPER && HAS(&r->t[k], ACRO)))
			any = true;
	if (!any)
		return;
	/* im Marienhospital auf der Intensiv: two places */
	if (last > i + 1 && token_is(r, i + 1, "auf") &&
	    HAS(&r->t[last], PLACEH))
		return;
	/* Haus am Ententeich, but Gruppe, Termin, Gemeinde in general */
	if (last > i + 1 && r->t[i + 2].c != '-' &&
	    !token_in(r, i + 1, "am an zum zur im st sankt auf unter"))
		return;
	if (last == i + 1 && word_grade(r, &r->t[last]) >= 2 &&
	    !word_town(r, last) &&
	    token_in(r, i,
		"schule uni praxis heim kirche gemeinde "
		"zentrum werk werke hof institut firma werkstatt "
		"ambulanz psychiatrie theater chor stock zimmer tal "
		"see turm berg dorf stadtteil viertel krankenhaus "
		"spital universitat hochschule kindergarten bank ag "
		"kg ev gmbh reha diakonie caritas mvz "
		"wache zeche tv bg brg borg htl hak hlw krippe hort"))
		return;
	if (last > i + 1 &&
	    (word_grade(r, &r->t[i]) == 0
		    ? false
		    : token_in(r, i,
			  "kirche schule zimmer stock uni verein firma "
			  "bank hof kirchgemeinde gemeinde berg see tal") &&
			  word_grade(r, &r->t[last]) >= 2))
		return;
	if (token_in(r, last,
		"moment montag abend morgen nachmittag vormittag "
		"mittag ende anfang telefon stadt land dorf "
		"gesprach gruppe nacht ruhe rand ort sommer winter "
		"herbst fruhling jahr woche tag"))
		return;
	span_add(r, i, last, HAS(t, ORGH) ? REDACT_ORG : REDACT_PLACE, 7,
	    "org-head");
}

void
org_german(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	size_t a = i, b = i;

	if (german_lane(r, i) || german_ward(r, i))
		return;
	if (((t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 ||
		german_tail(r, i)) &&
	    word_cap(t) && german_tied_house(r, i))
		return;
	if (german_street(r, i) && (word_cap(t) || r->lower)) {
		if (soft(r, i + 1) && org_house_number(r, i + 1))
			b = i + 1;
		else if (token_at(r, i + 1)->c == '.' &&
			 r->t[i + 1].gap == GAP_NONE &&
			 org_house_number(r, i + 2))
			b = i + 2; /* Moltkestr. 56 */
		if (i > 1 && r->t[i - 1].c == '-' && t->gap == GAP_NONE)
			for (a = i; a > 1 && r->t[a - 1].c == '-' &&
				    r->t[a].gap == GAP_NONE &&
				    r->t[a - 1].gap == GAP_NONE;
			     a -= 2)
				;
		span_add(r, a, past_doors(r, b), REDACT_PLACE, 8, "street");
		return;
	}
	/* Dankerser Strasse, Otto-Hahn-Weg, Am Markt 3 */
	if (HAS(t, STREET) && i > 0 &&
	    (soft(r, i) || r->t[i].gap == GAP_NONE) &&
	    token_in(r, i, "strasse str weg platz allee gasse ring damm")) {
		size_t k = i - 1;

		if (r->t[k].c == '-' && k > 0) {
			for (a = i; a > 1 && r->t[a - 1].c == '-' &&
				    r->t[a].gap == GAP_NONE;
			     a -= 2)
				;
		} else if (r->t[k].kind == TOKEN_WORD &&
			   r->t[i].gap == GAP_SPACE &&
			   (word_cap(&r->t[k]) || r->lower) &&
			   word_grade(r, &r->t[k]) < 5 && r->t[k].len > 4 &&
			   (r->p[r->t[k].end - 1] == 'r' ||
			       word_grade(r, &r->t[k]) == 0 ||
			       (soft(r, i + 1) &&
				   org_house_number(r, i + 1))) &&
			   word_cap(t) != r->lower)
			a = k;
		if (a < i) {
			if (soft(r, i + 1) && org_house_number(r, i + 1))
				b = i + 1;
			else if (token_at(r, i + 1)->c == '.' &&
				 org_house_number(r, i + 2))
				b = i + 2;
			span_add(r, a, past_doors(r, b), REDACT_PLACE, 7,
			    "street");
			return;
		}
	}
	/* Weidener Huette, Wuerzburger Klinik */
	if ((t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 && !r->lower &&
	    word_cap(t) && i > 0 && soft(r, i) && word_cap(&r->t[i - 1]) &&
	    (r->t[i - 1].marks & MARK_START) == 0 && r->t[i - 1].cls == -1 &&
	    r->t[i - 1].len > 5 && (r->t[i - 1].flags & FUNCTION) == 0 &&
	    memcmp(r->p + r->t[i - 1].end - 2, "er", 2) == 0 &&
	    !HAS(&r->t[i - 1], DEN)) {
		span_add(r, i - 1, i, REDACT_PLACE, 6, "place-er");
		return;
	}
	if (((t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 ||
		german_tail(r, i)) &&
	    !r->lower && word_cap(t))
		german_head(r, i);
	if (t->cls == -1 && german_saint_house(r, i))
		span_add(r, i, i, REDACT_ORG, 7, "org-saint");
	if (r->lower && HAS(t, ORGH) && soft(r, i + 1) &&
	    r->t[i + 1].kind == TOKEN_WORD && r->t[i + 1].len > 3 &&
	    (word_grade(r, &r->t[i + 1]) == 0 || word_town(r, i + 1)) &&
	    !word_safe(&r->t[i + 1]))
		span_add(r, i, i + 1, REDACT_ORG, 6, "org-head");
	/* auf der ITS 2, Norderreihe 31 */
	if (t->cls == -1 && token_in(r, i, "its ips imc") && soft(r, i + 1) &&
	    org_house_number(r, i + 1))
		span_add(r, i, i + 1, REDACT_PLACE, 6, "ward");
	if (t->cls == -1 && word_cap(t) && t->len > 4 && soft(r, i + 1) &&
	    r->t[i + 1].kind == TOKEN_NUMBER && r->t[i + 1].len < 4 && i > 0 &&
	    token_in(r, i - 1, "der am im in an auf") && !word_safe(t) &&
	    !HAS(t, PLACEH) && !HAS(t, DEN) &&
	    token_at(r, i + 2)->kind == TOKEN_PUNCT)
		span_add(r, i, i + 1, REDACT_PLACE, 6, "street");
	if (t->cls == -1 && (t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 &&
	    !r->lower && word_cap(t) && i > 0 && word_cap(&r->t[i - 1]) &&
	    soft(r, i) && word_grade(r, &r->t[i - 1]) == 0 &&
	    !word_safe(&r->t[i - 1]) && !HAS(&r->t[i - 1], TITLE))
		span_add(r, i - 1, i, REDACT_ORG, 6, "org-head");
}
