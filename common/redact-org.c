/*
 * Institutions, streets, wards and other places, by the word that heads
 * them: "Heeley Green Surgery", "Klinik Rosenhalde", "rue des Lilas".
 */

#include <string.h>

#include "common/redact-int.h"

/* May this token stand inside a name of an institution, before the head? */
static bool
part(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->kind == TOKEN_PUNCT || t->cls == REDACT_DATE)
		return false;
	if (t->kind == TOKEN_NUMBER)
		return false;
	/* 6th Street, 20th Avenue */
	if (t->kind == TOKEN_MIXED)
		return i + 1 < r->n && HAS(&r->t[i + 1], STREET) && t->len < 6;
	if (r->lower)
		return t->kind == TOKEN_WORD && word_grade(r, t) < 5 &&
		       (t->flags &
			   (LISTS(SAYV) | LISTS(LOCP) | LISTS(TITLE) |
			       LISTS(KIN) | LISTS(ROLE) | LISTS(WDAY))) == 0;
	return word_cap(t) && !HAS(t, WDAY);
}

/* The words that may join two parts: St Mary of the Angels. */
bool
org_joins(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "of the and de la le les du des d l am an der im "
	    "zum zur auf in den von sur en aux au");
}

/*
 * The first token of the run of parts that ends before `head`.  Returns
 * head if there is none.
 */
static size_t
run_start(const struct redact *r, size_t head, size_t reach)
{
	size_t i = head, a = head, n = 0;

	while (i > 0 && n < reach) {
		size_t k = i - 1;

		if (r->t[i].gap > GAP_SPACE)
			break;
		if (r->t[k].kind == TOKEN_PUNCT) {
			/* hyphens, and the dot and apostrophe of St., St Osyth's */
			if (k == 0 || r->t[k].gap != GAP_NONE ||
			    !(r->t[k].c == '-' ||
				(r->t[k].c == '.' &&
				    token_in(r, k - 1, "st mt")) ||
				r->t[k].c == '&' || r->t[k].c == '\''))
				break;
			i = k;
			continue;
		}
		if (part(r, k)) {
			a = k;
			i = k;
			n++;
			continue;
		}
		if (!r->lower && org_joins(r, k) && k > 0 && part(r, k - 1) &&
		    r->t[k].gap == GAP_SPACE && token_in(r, k, "of the de")) {
			i = k;
			continue;
		}
		break;
	}
	return a;
}

/* Leading words of a run that don't belong: sentence starts, titles. */
static size_t
trim(const struct redact *r, size_t a, size_t head)
{
	while (a < head) {
		const struct token *t = &r->t[a];
		int g = word_grade(r, t);

		if ((t->flags & FUNCTION) != 0 || org_joins(r, a) ||
		    HAS(t, WDAY) || (t->marks & MARK_SAFE) != 0)
			a++;
		else if ((t->marks & MARK_START) != 0 && g >= 3 &&
			 (t->flags & ANYNAME) == 0 && !HAS(t, CITY))
			a++;
		else
			break;
		while (a < head && r->t[a].kind == TOKEN_PUNCT)
			a++;
	}
	return a;
}

/* Chaucer Ward, Einstein House: a house bears the name of somebody famous. */
static bool
after_famous(const struct redact *r, size_t a, size_t head)
{
	const struct token *t = &r->t[a];

	return a + 1 == head && HAS(t, THEORIST) &&
	       (t->marks & (MARK_SAFE | MARK_NEVER)) == 0 &&
	       t->shape == SHAPE_CAP && r->t[head].shape == SHAPE_CAP &&
	       !token_in(r, a, "balint balints") &&
	       token_in(r, head,
		   "ward unit house lodge court wing centre center clinic "
		   "hospital surgery practice school");
}

/* Is there, in [a, b), a word that makes the name somebody's own? */
static bool
proper(const struct redact *r, size_t a, size_t b)
{
	for (; a < b; a++) {
		const struct token *t = &r->t[a];

		if (after_famous(r, a, b))
			return true;
		if (t->kind == TOKEN_PUNCT || word_safe(t))
			continue;
		if ((t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 &&
		    word_grade(r, t) >= 3 && (t->flags & LISTS(FORE)) == 0)
			continue;
		if (!r->lower && word_cap(t))
			return true;
		if (r->lower && (word_grade(r, t) < 2 || HAS(t, CITY) ||
				    HAS(t, BIGCITY) || token_in(r, a, "st")))
			return true;
	}
	return false;
}

/* In lower case: how far back does the name of the thing reach? */
static size_t
lower_start(const struct redact *r, size_t head)
{
	size_t a = head, k = head, n;

	for (n = 0; n < 3 && k > 0; n++) {
		k--;
		if (r->t[k + 1].gap > GAP_SPACE || !part(r, k))
			break;
		a = k;
	}
	return a;
}

bool
org_house_number(const struct redact *r, size_t i)
{
	return i < r->n &&
	       (r->t[i].kind == TOKEN_NUMBER || r->t[i].kind == TOKEN_MIXED) &&
	       r->t[i].len <= 4 && r->t[i].cls == -1;
}

/* English: Cross Stone Road, 41 wills street. */
static void
street(struct redact *r, size_t i)
{
	size_t a = r->lower ? lower_start(r, i)
		   : word_cap(&r->t[i]) || (i > 0 && word_cap(&r->t[i - 1]))
		       ? run_start(r, i, 4)
		       : i,
	       b = i;
	bool number;

	if (a == i)
		return;
	a = trim(r, a, i);
	if (a > 0 && r->t[a].kind == TOKEN_NUMBER && a < i)
		a++;
	number = a > 0 && soft(r, a) && org_house_number(r, a - 1);
	if (r->lower && a < i && !number) {
		/* "in the next street" is none, "in tenter street" is */
		if (i - a > 2)
			a = i - 2;
		while (a < i && word_grade(r, &r->t[a]) >= 4)
			a++;
		if (a == i ||
		    (!proper(r, a, i) &&
			!token_in(r, i,
			    "street road lane avenue drive crescent")))
			return;
		if (!proper(r, a, i))
			return;
	} else if (a == i)
		return;
	/* the Reverend Dr Lamont, Dr St John: a title, no drive */
	if (token_in(r, i, "dr st") && i + 1 < r->n &&
	    ((soft(r, i + 1) && word_cap(&r->t[i + 1])) ||
		(r->t[i + 1].c == '.' && soft(r, i + 2) &&
		    word_cap(&r->t[i + 2]))))
		return;
	if (!r->lower && !word_cap(&r->t[i])) {
		/* Vazhikkadavu road: the name alone has a capital */
		if (a != i - 1 ||
		    !token_in(r, i,
			"road street lane avenue estate roundabout crescent "
			"flyover") ||
		    word_grade(r, &r->t[a]) > 1 || word_safe(&r->t[a]))
			return;
	}
	/* 2214 E. Cesar Chavez St. */
	if (!number && a > 2 && r->t[a - 1].c == '.' && r->t[a - 2].len == 1 &&
	    token_in(r, a - 2, "n s e w") && org_house_number(r, a - 3)) {
		a -= 2;
		number = true;
	}
	if (number)
		a--;
	if (number && a > 0 && soft(r, a) && token_in(r, a - 1, "blk block"))
		a--;
	/* Blk 412 Ang Mo Kio Ave 10, #08-1187 */
	if (number && soft(r, b + 1) && r->t[b + 1].kind == TOKEN_NUMBER &&
	    r->t[b + 1].len < 4 && token_at(r, b + 2)->kind == TOKEN_PUNCT)
		b++;
	if (number && b + 5 < r->n && r->t[b + 1].c == ',' &&
	    r->t[b + 2].c == '#' && r->t[b + 3].kind == TOKEN_NUMBER &&
	    r->t[b + 4].c == '-' && r->t[b + 5].kind == TOKEN_NUMBER)
		b += 5;
	/* flat, apartment, N, NW behind */
	if (soft(r, b + 1) &&
	    token_in(r, b + 1, "n s e w ne nw se sw north south east west") &&
	    r->t[b + 1].shape != SHAPE_LOWER)
		b++;
	/* County Road 6480, Highway 12 */
	if (!number && soft(r, b + 1) && r->t[b + 1].kind == TOKEN_NUMBER &&
	    r->t[b + 1].len < 5 && r->t[b + 1].len > 2 &&
	    token_in(r, i, "road route highway hwy pike rd"))
		b++;
	/* flat 6, Knowsley Heights */
	if (a > 1 && r->t[a - 1].c == ',' && org_house_number(r, a - 2) &&
	    a > 2 && token_in(r, a - 3, "flat apt apartment unit house no"))
		a -= 3;
	span_add(r, a, b, REDACT_PLACE, number ? 9 : 7, "street");
}

/* Rose Garden funeral home: two words in lower case that head a name. */
static void
double_head(struct redact *r, size_t i)
{
	static const char *const head[][2] = { { "home",
						   "funeral nursing care "
						   "residential retirement" },
		{ "school", "high primary elementary middle grammar secondary "
			    "infant junior comprehensive" },
		{ "centre", "health medical leisure community day" },
		{ "center", "health medical community rehab recovery" },
		{ "club", "football rugby golf cricket bowling rowing social" },
		{ "practice", "medical dental group" },
		{ "college", "community" } };
	size_t k, a;

	for (k = 0; k < sizeof(head) / sizeof(head[0]); k++)
		if (token_is(r, i, head[k][0]))
			break;
	if (k == sizeof(head) / sizeof(head[0]) || i < 2 || !soft(r, i) ||
	    r->t[i - 1].shape != SHAPE_LOWER || !soft(r, i - 1) ||
	    !token_in(r, i - 1, head[k][1]) || !word_cap(&r->t[i - 2]))
		return;
	a = trim(r, run_start(r, i - 1, 4), i - 1);
	if (a == i - 1 || !proper(r, a, i - 1) ||
	    (a == i - 2 && (r->t[a].marks & MARK_START) != 0))
		return;
	span_add(r, a, i, REDACT_ORG, 7, "org-head");
}

/* English: names before the head, Larch Ward, Heeley Green Surgery. */
static void
before_head(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	size_t a, b = i;
	bool org = HAS(t, ORGH);

	if (r->lower && token_is(r, i, "works"))
		return; /* he works nights */
	if (!r->lower && !word_cap(t)) {
		double_head(r, i);
		return;
	}
	a = r->lower ? lower_start(r, i) : run_start(r, i, 6);
	a = trim(r, a, i);
	/* "with north west hospice": without an article it is a name */
	if (r->lower && a < i && a > 0 &&
	    (token_in(r, i, "hospice hospital infirmary surgery academy") ||
		(i - a > 1 &&
		    token_in(r, i, "centre center clinic college practice"))) &&
	    token_in(r, a - 1, "with at from to near by via") &&
	    !token_in(r, a,
		"local nearest same another next big new old children "
		"medical health primary community day drop call garden city "
		"town shopping leisure general private walk art")) {
		span_add(r, a, i, REDACT_ORG, 6, "org-head");
		return;
	}
	if (r->lower) {
		while (a < i && word_grade(r, &r->t[a]) >= 4 &&
		       !HAS(&r->t[a], CITY) && !HAS(&r->t[a], BIGCITY))
			a++;
		if (token_in(r, i,
			"house home court hall unit community general "
			"high service services project network band "
			"group mission fellowship trust union press law "
			"works bank city united park view hill head point "
			"floor bridge station market village town "
			"bay landing corridor tower building suite "
			"company legal medical health inn arms recovery "
			"society") &&
		    !HAS(&r->t[a], CITY) && word_grade(r, &r->t[a]) > 0)
			return;
	}
	/* Faith, Hope and Charity; Kuwait City */
	if (a == i && token_is(r, i, "city") && i > 0 && soft(r, i) &&
	    HAS(&r->t[i - 1], NATION) && word_cap(&r->t[i - 1])) {
		span_add(r, i - 1, i, REDACT_PLACE, 7, "town");
		return;
	}
	if (a == i || !proper(r, a, i))
		return;
	/* the head may go on: St Mary's Hospital School at Renaissance */
	while (soft(r, b + 1) && word_cap(&r->t[b + 1]) &&
	       (r->t[b + 1].flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0)
		b++;
	if (soft(r, b + 1) && token_at(r, b + 1)->kind == TOKEN_NUMBER &&
	    r->t[b + 1].len < 3)
		b++;
	if (org && !r->lower && soft(r, b + 2) && token_in(r, b + 1, "at of") &&
	    word_cap(&r->t[b + 2]) && (r->t[b + 2].flags & FUNCTION) == 0)
		b += 2;
	span_add(r, a, b, org ? REDACT_ORG : REDACT_PLACE, 7,
	    org ? "org-head" : "place-head");
}

/* St Osyth's, St. Mary's: a church, a hospital, a school. */
static void
saint(struct redact *r, size_t i)
{
	size_t k = i + 1, b;

	if (!token_in(r, i, "st saint sankt ste sainte") ||
	    (!word_cap(&r->t[i]) && !r->lower))
		return;
	/* St. Ansgar, St-Ansgar, St.-Ansgar */
	if (k < r->n && r->t[k].kind == TOKEN_PUNCT && r->t[k].c == '.')
		k++;
	if (k < r->n && r->t[k].kind == TOKEN_PUNCT && r->t[k].c == '-' &&
	    r->t[k].gap == GAP_NONE)
		k++;
	if (k >= r->n || r->t[k].gap > GAP_SPACE || r->t[k].cls != -1 ||
	    !(word_cap(&r->t[k]) ||
		(r->lower && (r->t[k].flags & ANYNAME) != 0)))
		return;
	b = k;
	while (
	    b + 1 < r->n && r->t[b + 1].gap <= GAP_SPACE &&
	    r->t[b + 1].cls == -1 &&
	    ((word_cap(&r->t[b + 1]) && (r->t[b + 1].flags & FUNCTION) == 0 &&
		 !(r->t[b + 1].shape == SHAPE_UPPER &&
		     HAS(&r->t[b + 1], ACRO))) ||
		(r->t[b + 1].c == '-' && r->t[b + 1].gap == GAP_NONE &&
		    b + 2 < r->n && word_cap(&r->t[b + 2]))))
		b++;
	b = org_commune_end(r, b);
	span_add(r, i, b, REDACT_ORG, 7, "saint");
	/* St Osyth's: with its ending, it is the name of a house */
	if ((r->t[b].marks & MARK_POSS) != 0)
		r->s[r->ns - 1].end =
		    r->t[b].end +
		    (r->p[r->t[b].end] == '\'' || r->p[r->t[b].end] == '`'
			    ? 2u
			    : 4u);
}

/* HMP Whinmoor, Ward West Two, Ysgol Glan Clwyd: the head stands in front. */
static void
english_head(struct redact *r, size_t i)
{
	size_t b = i;

	if (!token_in(r, i,
		"hmp hmyoi yoi aras villa casa camp fort lake loch lough mount "
		"ysgol ysbyty capel colaiste scoil naomh teach tigh ward glen "
		"hospice congregation temple masjid gurdwara mandir beth "
		"royal hotel chateau cafe bayou arroyo rancho cerro county "
		"township ms ss mv raf hms uss rnas marae te "
		"university college church bank plas cae llys maes heol ffordd "
		"stryd lon clos craig tir") ||
	    r->t[i].cls != -1 || !word_cap(&r->t[i]))
		return;
	while (
	    b + 1 < r->n && r->t[b + 1].gap == GAP_SPACE &&
	    r->t[b + 1].cls == -1 &&
	    ((word_cap(&r->t[b + 1]) && (r->t[b + 1].flags & FUNCTION) == 0 &&
		 !HAS(&r->t[b + 1], WDAY)) ||
		(token_in(r, b + 1, "of y yr") && b + 2 < r->n &&
		    word_cap(&r->t[b + 2]))))
		b++;
	if (b > i && HAS(&r->t[b], NATION) && token_in(r, b - 1, "of"))
		return; /* Church of Scotland */
	if (b == i || (b == i + 1 && token_in(r, i, "ms te bar")))
		return;
	if (i > 0 && org_house_number(r, i - 1) && soft(r, i) &&
	    r->t[i - 1].kind != TOKEN_WORD)
		i--; /* 3 Heol y Parc */
	span_add(r, i, b, HAS(&r->t[i], ORGH) ? REDACT_ORG : REDACT_PLACE, 7,
	    "head-first");
}

/* C Wing */
static bool
org_lettered(struct redact *r, size_t i)
{
	const struct token *q = i > 0 ? &r->t[i - 1] : NULL;

	if (q == NULL || !word_cap(&r->t[i]) || !soft(r, i) || q->len != 1 ||
	    !word_cap(q) || q->cls != -1 || token_in(r, i - 1, "i a") ||
	    !token_in(r, i, "wing block"))
		return false;
	span_add(r, i - 1, i, REDACT_PLACE, 6, "ward");
	return true;
}

/*
 * A trade name is nothing by itself, but where somebody works is: "works
 * nights at Tesco", "im Lager bei Amazon", "caissière chez Auchan".
 */
static bool
employer(struct redact *r, size_t i)
{
	size_t k, low;

	if (!HAS(&r->t[i], BRAND) || !word_cap(&r->t[i]) || i < 2 ||
	    !soft(r, i) || !token_in(r, i - 1, "at for bei beim chez with"))
		return false;
	low = i > 6 ? i - 6 : 0;
	for (k = i - 1; k-- > low && r->t[k].gap < GAP_PARA;)
		if (token_in(r, k,
			"works worked working work job shift shifts cashier "
			"till tills warehouse employed employee manager driver "
			"arbeitet arbeite arbeiten arbeitete gearbeitet lager "
			"kasse kassierer kassiererin schicht schichten "
			"angestellt verkaufer verkauferin filialleiter "
			"filialleiterin fahrer fahrerin travaille travaillait "
			"travailler bosse bossait caissier caissiere vendeur "
			"vendeuse employe employee magasinier preparateur "
			"interimaire manutentionnaire livreur livreuse"))
			return true;
	return false;
}

void
org_find(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, ORG, i) {
		struct token *t = &r->t[i];

		if (t->cls != -1)
			continue;
		if (t->kind == TOKEN_NUMBER) {
			address_postal(r, i);
			continue;
		}
		if (employer(r, i)) {
			span_add(r, i, i, REDACT_ORG, 6, "employer");
			continue;
		}
		if (r->lang == REDACT_DE) {
			org_german(r, i);
		} else if (r->lang == REDACT_FR) {
			if (org_commune(r, i))
				continue;
			if (r->lower && HAS(t, STREET))
				org_street_lower(r, i);
			if (r->lower && t->cls == -1)
				org_french_lower(r, i);
			if ((t->flags & (LISTS(STREET) | LISTS(ORGH) |
					    LISTS(PLACEH))) != 0 &&
			    !r->lower)
				org_french(r, i);
		} else {
			if (HAS(t, STREET))
				street(r, i);
			if (t->cls == -1 &&
			    (t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0)
				before_head(r, i);
			if (t->cls == -1 && word_cap(t) && i + 1 < r->n &&
			    (word_cap(&r->t[i + 1]) ||
				token_in(r, i + 1, "of y yr")))
				english_head(r, i);
		}
		if (t->cls != -1)
			continue;
		if (r->lang != REDACT_DE && soft(r, i + 1) &&
		    org_house_number(r, i + 1) &&
		    token_in(r, i, "flat apartment apt appt lot plot suite") &&
		    (t->shape == SHAPE_CAP || token_at(r, i + 2)->c == ',' ||
			r->lower)) {
			span_add(r, i, i + 1, REDACT_PLACE, 7, "flat");
			continue;
		}
		if (org_lettered(r, i))
			continue;
		if (t->len > 8)
			continue;
		if ((t->c | 0x20) == 's')
			saint(r, i);
		if (t->cls == -1 && i + 1 < r->n &&
		    (t->flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0 &&
		    (r->t[i + 1].len < 5 || HAS(&r->t[i + 1], NUMW)))
			address_ward(r, i);
		if (i > 0 && r->t[i - 1].kind != TOKEN_WORD &&
		    r->t[i - 1].kind != TOKEN_PUNCT)
			address_wing(r, i);
	}
	address_rest(r);
}
