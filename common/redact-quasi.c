/*
 * Quasi-identifiers: peoples, countries, languages, religions by list; and
 * occupations, where the text says that somebody has one: a retired miner,
 * works as a cook, ist Bäcker von Beruf.  A doctor who is called has none.
 */

#include <string.h>

#include "common/redact-int.h"

#define JOBS (LISTS(JOB) | LISTS(PROF))

static bool
listed(void *arg, const char *w, size_t n)
{
	(void)arg;
	return (lists_flags(fold_hash(w, n)) & LISTS(JOB)) != 0;
}

/* Is token i, alone, an occupation? */
static bool
job(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	char w[48];
	size_t n;

	if (t->kind != TOKEN_WORD || t->cls != -1 || t->len < 3 ||
	    (t->flags & FUNCTION) != 0)
		return false;
	if ((t->flags & JOBS) != 0)
		return true;
	n = token_fold(r, i, w, sizeof(w));
	return stem_find(w, n, r->lang == REDACT_DE, listed, NULL);
}

/*
 * The last token of an occupation of several words that begins at token i:
 * lorry driver, femme de ménage, au pair.  Without one, i itself or, if that
 * is none either, r->n.
 */
static size_t
job_end(const struct redact *r, size_t i)
{
	size_t j = i, best = job(r, i) ? i : r->n, k, n;
	uint64_t h = LISTS_HASH0;
	char w[48];
	int words;

	for (words = 0; words < 4 && j < r->n; words++) {
		if (r->t[j].kind != TOKEN_WORD || r->t[j].cls != -1)
			break;
		n = token_fold(r, j, w, sizeof(w));
		for (k = 0; k < n; k++)
			h = lists_hash(h, (unsigned char)w[k]);
		if (words > 0 && (lists_flags(h) & JOBS) != 0)
			best = j;
		h = lists_hash(h, ' ');
		j++;
		if (j < r->n && r->t[j].kind == TOKEN_PUNCT &&
		    r->t[j].c == '-' && r->t[j].gap == GAP_NONE)
			j++;
		if (j >= r->n || r->t[j].gap > GAP_LINE)
			break;
	}
	return best;
}

/* She had been one: no other job is asked of such a word. */
static bool
formerly(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "retired former ex trained qualified jobbing freelance unemployed "
	    "redundant professional "
	    "gelernter gelernte gelernten pensionierter pensionierte "
	    "pensionierten ehemaliger ehemalige ehemaligen fruherer fruhere "
	    "fruheren berenteter berentete arbeitsloser arbeitslose "
	    "selbstandiger selbstandige "
	    "ancien ancienne retraite retraitee ex");
}

static bool
article(const struct redact *r, size_t i)
{
	return token_in(r, i, "a an ein eine einer einem einen un une");
}

/* is, was, became; ist, wurde; est, devenu */
static bool
copula(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "is s was m am are were be been being became become remained "
	    "ist war bin sei ware wird wurde werden geworden gewesen bleibt "
	    "est etait suis fut sera devenu devenue devient");
}

/* as a cook, arbeitet als Koch, travaille comme cuisinier */
static bool
as(const struct redact *r, size_t i)
{
	if (token_in(r, i, "as comme"))
		return true;
	return r->lang == REDACT_DE && token_is(r, i, "als");
}

/* Words between an article and the occupation, as far as they go with it. */
static bool
describes(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->kind == TOKEN_PUNCT)
		return t->c == '-' && t->gap == GAP_NONE;
	return t->cls == -1 && (t->flags & FUNCTION) == 0 && !copula(r, i) &&
	       !as(r, i) &&
	       (r->lang == REDACT_DE || t->shape == SHAPE_LOWER ||
		   HAS(t, NATION));
}

/* A comma, a bracket, an age: what follows says who somebody is. */
static bool
apposed(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_MIXED)
		return t->len <= 3;
	if (t->kind == TOKEN_PUNCT)
		return t->c == ',' || t->c == '(' || t->cls == REDACT_AGE ||
		       (t->end - t->start == 3 && t->c == '\xe2');
	return t->cls == REDACT_AGE ||
	       token_in(r, i, "old aged jahrige jahriger ans jahre");
}

/* What follows says so: by trade, von Beruf, à la retraite */
static bool
said_behind(const struct redact *r, size_t i)
{
	return (token_in(r, i, "by of") &&
		   token_in(r, i + 1, "trade profession training")) ||
	       (token_is(r, i, "von") && token_is(r, i + 1, "beruf")) ||
	       (token_is(r, i, "de") &&
		   token_in(r, i + 1, "metier profession formation")) ||
	       (token_is(r, i, "a") && token_is(r, i + 1, "la") &&
		   token_is(r, i + 2, "retraite")) ||
	       token_in(r, i, "retraite retraitee honoraire emerite emerita") ||
	       (token_in(r, i, "in im") &&
		   token_in(r, i + 1, "rente ruhestand pension"));
}

/* Is a sentence or a clause over here? */
static bool
closes(const struct redact *r, size_t i)
{
	return i >= r->n || r->t[i].gap >= GAP_PARA ||
	       (r->t[i].kind == TOKEN_PUNCT && r->t[i].c != '-' &&
		   r->t[i].c != '/') ||
	       token_in(r, i,
		   "and or who at in from with for und oder der die im in aus "
		   "bei von mit auf gewesen et ou qui chez dans a au de du");
}

/* Bare, between marks: 59, roofer, divorced; le neveu, juriste à Berne */
static bool
between_marks(const struct redact *r, size_t k, size_t a, size_t b)
{
	if (!apposed(r, k) || !closes(r, b + 1))
		return false;
	if (r->t[k].kind != TOKEN_PUNCT || r->t[k].c == '(' ||
	    (k > 0 && r->t[k - 1].cls == REDACT_AGE))
		return true;
	/* Thank you, doctor.  The doctor, nurse and clerk. */
	return !token_in(r, a,
		   "doctor nurse professor officer vicar rabbi steward driver "
		   "waiter professeur infirmiere professor") &&
	       !token_in(r, b + 1, "and or und oder et ou");
}

/* A note begins with it: Roofer, 34.  Greffière à Béthune. */
static bool
opens(const struct redact *r, size_t a, size_t b)
{
	if (b + 2 >= r->n || !(r->t[a].marks & (MARK_START | MARK_BULLET)))
		return false;
	if (r->t[b + 1].kind == TOKEN_PUNCT)
		return r->t[b + 1].c == ',' &&
		       (r->t[b + 2].kind == TOKEN_NUMBER ||
			   r->t[b + 2].cls == REDACT_AGE);
	return token_in(r, b + 1, "at in a chez bei im") &&
	       (r->t[b + 2].cls == REDACT_PLACE ||
		   r->t[b + 2].cls == REDACT_ORG);
}

/* Behind an article that stands at token k. */
static bool
with_article(const struct redact *r, size_t k, size_t b)
{
	if (k-- == 0)
		return false;
	/* he's a shrimper: before an article it is no genitive */
	return as(r, k) || copula(r, k) || (r->t[k].marks & MARK_POSS) != 0 ||
	       token_in(r, k, "once formerly previously originally") ||
	       (apposed(r, k) && closes(r, b + 1));
}

/* Does the text say that somebody has the occupation at tokens a..b? */
static bool
told(const struct redact *r, size_t a, size_t b)
{
	size_t k = a, words;

	if (said_behind(r, b + 1) || opens(r, a, b))
		return true;
	for (words = 0; words < 3 && k > 0 && r->t[k].gap <= GAP_LINE;
	     words++) {
		if (formerly(r, k - 1) ||
		    (k > 1 && r->t[k - 1].c == '-' && formerly(r, k - 2)))
			return true;
		if (!describes(r, k - 1))
			break;
		k--;
	}
	if (k-- == 0 || r->t[k + 1].gap >= GAP_PARA)
		return false;
	if (as(r, k))
		return true;
	if (article(r, k))
		return with_article(r, k, b);
	if (k + 1 != a)
		return false;
	return (copula(r, k) && (r->lang != REDACT_EN || closes(r, b + 1))) ||
	       between_marks(r, k, a, b);
}

/* primary school teacher, dairy farmer, uranium miner: no adjective, a trade */
static size_t
with_trade(const struct redact *r, size_t a)
{
	size_t k = a;

	while (k > 0 && a - k < 4 && r->t[k].gap <= GAP_SPACE &&
	       (token_in(r, k - 1,
		    "primary secondary school high nursery music art maths "
		    "english latin science history language bus tram train "
		    "taxi lorry truck cane van coach long haul crane forklift "
		    "dairy sheep cattle pig poultry arable hill tenant coal "
		    "uranium gold diamond salt deep sea creel lobster inshore "
		    "textile cloth steel wood civil mechanical electrical "
		    "chemical software railway marine mining army navy police "
		    "prison hospital ward theatre district community "
		    "psychiatric veterinary dental legal medical chartered "
		    "simultaneous piano church court hotel pub canteen pastry "
		    "trainee apprentice head chief senior junior assistant "
		    "deputy trawler fishing harness title factory warehouse") ||
		   (r->t[k - 1].kind == TOKEN_PUNCT && r->t[k - 1].c == '-')))
		k--;
	return r->t[k].kind == TOKEN_PUNCT ? k + 1 : k;
}

/* accordeur de pianos, Leiterin eines Kreißsaals, teacher of Latin */
static size_t
with_object(const struct redact *r, size_t b)
{
	const struct token *t;

	if (token_in(r, b + 1, "honoraire emerite emerita"))
		return b + 1;
	if (b + 2 >= r->n || r->t[b + 2].gap > GAP_SPACE)
		return b;
	t = &r->t[b + 2];
	if (!token_in(r, b + 1, "de d en eines einer of") ||
	    r->t[b + 1].gap > GAP_SPACE || t->kind != TOKEN_WORD ||
	    t->cls != -1 || (t->flags & FUNCTION) != 0 ||
	    token_in(r, b + 2,
		"metier profession formation retraite vacances arret conge"))
		return b;
	return b + 2;
}

/* Polish, but not to polish; German and French write some of them small. */
static bool
nation(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (!HAS(t, NATION) || t->kind != TOKEN_WORD || t->cls != -1 ||
	    (t->marks & MARK_SAFE) != 0 || (t->flags & FUNCTION) != 0)
		return false;
	if (r->lang == REDACT_EN)
		return r->lower
			   ? !HAS(t, EN1) && !HAS(t, EN2)
			   : word_cap(t) &&
				 ((t->marks & MARK_START) == 0 || !HAS(t, EN1));
	return word_cap(t) || r->lower || !word_common(r, t);
}

void
quasi_find(struct redact *r)
{
	size_t i, a, b;

	for (i = 0; i < r->n; i++) {
		if (nation(r, i)) {
			span_add(r, i, i, REDACT_NATIONALITY, 6, "nation");
			continue;
		}
		if (r->t[i].kind != TOKEN_WORD || r->t[i].cls != -1 ||
		    (b = job_end(r, i)) >= r->n)
			continue;
		/* bus driver is more than driver: the head is the last */
		while (b + 1 < r->n && r->t[b + 1].gap == GAP_SPACE &&
		       job(r, b + 1))
			b++;
		a = with_trade(r, i);
		if (told(r, a, b)) {
			b = with_object(r, b);
			span_add(r, a, b, REDACT_PROFESSION, 6, "profession");
		}
		i = b;
	}
}
