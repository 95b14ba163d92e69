/* Dates in figures, and days without a month. */

#include <string.h>

#include "common/redact-int.h"

/* German, with blanks, as Austrians write: 22. 1. 2025, am 9. 9., bis 28. 11. */
static bool
spaced(struct redact *r, size_t i)
{
	int v = date_number(r, i), m = date_number(r, i + 2), y;
	size_t b = i + 3;

	if (v < 1 || v > 31 || m < 1 || m > 12 || r->t[i].len > 2 ||
	    r->t[i + 2].len > 2 || !soft(r, i + 2) ||
	    !date_punct(r, i + 1, '.') || !date_glued(r, i + 1) ||
	    !date_punct(r, b, '.') || !date_glued(r, b))
		return false;
	y = soft(r, b + 1) ? date_number(r, b + 1) : -1;
	if (y >= 0 && r->t[b + 1].len == 4 && date_yearlike(y, 4))
		b++;
	else if ((r->t[i].marks & MARK_BULLET) == 0 &&
		 !(i > 0 && r->t[i - 1].kind == TOKEN_PUNCT &&
		     r->t[i - 1].gap >= GAP_LINE && soft(r, i) &&
		     date_punct(r, b + 1, ':')) &&
		 !(i > 0 &&
		     (token_in(r, i - 1,
			  "am vom zum bis ab seit dem den der geb geboren") ||
			 HAS(&r->t[i - 1], WDAY) || date_punct(r, i - 1, ',') ||
			 date_punct(r, i - 1, '('))))
		return false;
	span_add(r, i, b, REDACT_DATE, 8, "numeric");
	return true;
}

/* German: am 21., vom 3., dem 14. */
void
date_german_day(struct redact *r, size_t i)
{
	int v = date_number(r, i);
	struct token *q = token_at(r, i + 2);

	if (spaced(r, i))
		return;
	if (v < 1 || v > 31 || i == 0 || r->t[i].len > 2 ||
	    !date_punct(r, i + 1, '.') || !date_glued(r, i + 1))
		return;
	if (!token_in(r, i - 1, "am vom zum dem den der bis ab seit") &&
	    !HAS(&r->t[i - 1], WDAY))
		return;
	if (date_number(r, i + 2) >= 0 && date_glued(r, i + 2))
		return;
	/* zum 3. Mal, der 2. Stock: a noun is counted */
	if (q->kind == TOKEN_WORD && q->gap == GAP_SPACE &&
	    q->shape != SHAPE_LOWER && (q->marks & MARK_START) == 0 &&
	    !HAS(q, MONTH) && !token_in(r, i - 1, "am vom"))
		return;
	if (q->kind == TOKEN_WORD && q->gap == GAP_SPACE && HAS(q, DEN) &&
	    !HAS(q, FDE) && q->shape != SHAPE_LOWER && !HAS(q, MONTH))
		return;
	if (token_in(r, i + 2, "mal tag woche jahr monat stock platz"))
		return;
	span_add(r, i, i + 1, REDACT_DATE, 7, "day");
}

/* French: le 3, le jeudi 2, du 14; and English Thurs 6. */
void
date_bare_day(struct redact *r, size_t i)
{
	int v = date_number(r, i);
	struct token *q = token_at(r, i + 1);

	if (v < 1 || v > 31 || i == 0 || r->t[i].len > 2 || r->t[i].cls != -1 ||
	    r->t[i].gap > GAP_SPACE)
		return;
	if (q->kind == TOKEN_PUNCT && q->gap == GAP_NONE &&
	    strchr("/:%-", q->c) != NULL && q->c != '\0')
		return;
	if (q->kind == TOKEN_PUNCT && q->gap == GAP_NONE &&
	    (q->c == '.' || q->c == ',') && date_number(r, i + 2) >= 0 &&
	    date_glued(r, i + 2))
		return;
	if (HAS(&r->t[i - 1], WDAY) && r->t[i - 1].len > 2 &&
	    (q->kind == TOKEN_PUNCT || (q->flags & FUNCTION) != 0)) {
		span_add(r, i, i, REDACT_DATE, 7, "day");
		return;
	}
	if (r->lang != REDACT_FR || !token_in(r, i - 1, "le du au"))
		return;
	if (q->kind != TOKEN_PUNCT && (q->flags & FUNCTION) == 0 &&
	    (q->flags & LISTS(SAYV)) == 0)
		return;
	if (token_in(r, i + 1, "fois ans jours heures h min mg"))
		return;
	span_add(r, i, i, REDACT_DATE, 6, "day");
}

/* Is a/b with this in front of it a score or a dose? */
static bool
scored(const struct redact *r, size_t i)
{
	size_t k;

	for (k = 1; k <= 3 && k <= i; k++) {
		const struct token *q = &r->t[i - k];

		if (q->gap > GAP_SPACE && k > 1)
			break;
		if (k > 1 && token_is(r, i - k, "last") &&
		    token_in(r, i - k + 1, "night week month visit time"))
			continue;
		if (token_in(r, i - k,
			"score scored scores mmse moca gcs eva en pain out "
			"every dose doses grade apgar phq gad vas nrs bp rr "
			"tension ta blutdruck power rated about for x times "
			"roughly some last took visus karnofsky bds"))
			return true;
		if (q->kind == TOKEN_WORD && HAS(q, ACRO) &&
		    q->shape == SHAPE_UPPER && q->len > 1)
			return true;
		if (q->kind == TOKEN_WORD && HAS(q, DRUG))
			return true;
	}
	return false;
}

/* Words behind which a/b can only be a date. */
static bool
certain(struct redact *r, size_t i)
{
	if (i == 0)
		return false;
	if (HAS(&r->t[i - 1], WDAY) ||
	    token_in(r, i - 1,
		"yesterday today tomorrow gestern heute morgen hier demain "
		"on since from until till dated dob am vom seit le"))
		return true;
	if (i > 1 && token_is(r, i - 1, "for") &&
	    token_in(r, i - 2, "booked scheduled listed set planned due"))
		return true;
	/* between commas, and not a score */
	return date_punct(r, i - 1, ',') && !scored(r, i) &&
	       (date_punct(r, i + 3, ',') || date_punct(r, i + 3, '.')) &&
	       r->t[i + 2].num != 10 && r->t[i + 2].num != 7 &&
	       r->t[i + 2].num != 5;
}

static bool
cued(struct redact *r, size_t i)
{
	const struct token *q = i > 0 ? &r->t[i - 1] : NULL;

	if (q == NULL || r->t[i].gap >= GAP_LINE)
		return true;
	if (q->kind == TOKEN_PUNCT)
		return strchr("(:-[*", q->c) != NULL ||
		       (q->c == ',' && i > 1 && HAS(&r->t[i - 2], WDAY)) ||
		       (q->c == '.' && r->t[i].gap != GAP_NONE) ||
		       (unsigned char)q->c >= 0x80;
	/* I see her 4/22 */
	if (i > 1 && token_in(r, i - 1, "her him them you again back") &&
	    token_in(r, i - 2,
		"see saw seeing seen meet meeting met called rang review"))
		return true;
	/* 21/7 or 4/8; the meeting is 5/28 */
	if (i > 1 && r->t[i - 2].cls == REDACT_DATE &&
	    token_in(r, i - 1, "or bis oder ou"))
		return true;
	if (i > 1 && token_in(r, i - 1, "is was") &&
	    token_in(r, i - 2,
		"conference meeting appointment appt review visit session "
		"surgery scan clinic hearing funeral discharge birthday"))
		return true;
	return HAS(q, WDAY) || r->t[i - 1].cls == REDACT_DATE ||
	       token_in(r, i - 1,
		   "on since from until till by dated dob born seen admitted "
		   "discharged due before after the of am vom seit bis ab le "
		   "du "
		   "au depuis and to und et geb date review reviewed appt "
		   "appointment "
		   "next visit visited visits session clinic died rip ward den "
		   "dem der né ne called rang referred started stopped "
		   "delivered operated went sent posted");
}

/* "released 17.6, recalled 2.7.": what happens has a day */
static bool
event(const struct redact *r, size_t i)
{
	return i > 0 && r->t[i].gap == GAP_SPACE &&
	       token_in(r, i - 1,
		   "released recalled admitted readmitted discharged died "
		   "transferred sectioned arrested born licence started "
		   "booked moved delivered");
}

/* geb. 7/34, ED 04/23, dx 11/19: a month and a year of two digits. */
static bool
month_year(const struct redact *r, size_t i, int a)
{
	size_t k = i;

	if (a < 1 || a > 12 || r->t[i + 2].len != 2 ||
	    (date_punct(r, i + 3, '/') && date_glued(r, i + 3)))
		return false;
	if (k > 0 && (date_punct(r, k - 1, '.') || date_punct(r, k - 1, ':')))
		k--;
	return k > 0 && r->t[i].gap <= GAP_SPACE &&
	       token_in(r, k - 1,
		   "geb geboren ed erstdiagnose diagnose dx diagnosed dob born "
		   "nee ne seit depuis since operiert op z n");
}

/* What takes place on a day stands in front. */
static bool
appointed(const struct redact *r, size_t i)
{
	size_t k = i;

	if (k > 0 && date_punct(r, k - 1, ':'))
		k--;
	return k > 0 && r->t[i].gap == GAP_SPACE &&
	       token_in(r, k - 1,
		   "mal treffen termin sitzung kontrolle am vom rencontre "
		   "seance reunion rdv fois");
}

/* née le 03-03, Nächstes Mal 11-11 */
static bool
by_hyphen(const struct redact *r, size_t i)
{
	return r->lang != REDACT_EN && i > 0 && r->t[i].num <= 31 &&
	       r->t[i + 2].num <= 12 && r->t[i].len == 2 &&
	       r->t[i + 2].len == 2 &&
	       (appointed(r, i) ||
		   (r->lang == REDACT_FR && token_is(r, i - 1, "le")));
}

/* 3/4/21, 14.01.24, 2024-03-01, 30.06, 10/21. */
void
date_numeric(struct redact *r, size_t i)
{
	int a = date_number(r, i), b, y;
	char sep;

	if (a < 0 || i + 2 >= r->n || r->t[i + 1].kind != TOKEN_PUNCT ||
	    !date_glued(r, i + 1) || !date_glued(r, i + 2))
		return;
	sep = r->t[i + 1].c;
	b = date_number(r, i + 2);
	if (b < 0 || strchr("/.-", sep) == NULL || sep == '\0')
		return;
	if (i > 0 && r->t[i].gap == GAP_NONE &&
	    r->t[i - 1].kind == TOKEN_PUNCT &&
	    strchr("/.-+", r->t[i - 1].c) != NULL && i > 1 &&
	    r->t[i - 2].kind == TOKEN_NUMBER)
		return;
	/* three parts */
	if (date_punct(r, i + 3, sep) && date_glued(r, i + 3) &&
	    date_glued(r, i + 4) && (y = date_number(r, i + 4)) >= 0) {
		bool iso = r->t[i].len == 4 && date_yearlike(a, 4) && b >= 1 &&
			   b <= 12 && y >= 1 && y <= 31;
		bool dmy = a >= 1 && a <= 31 && b >= 1 && b <= 31 &&
			   (a <= 12 || b <= 12) &&
			   date_yearlike(y, r->t[i + 4].len) &&
			   r->t[i].len < 3 && r->t[i + 2].len < 3;

		if ((iso || dmy) &&
		    !(i > 0 && token_in(r, i - 1, "apgar apgars")) &&
		    !(date_punct(r, i + 5, sep) && date_glued(r, i + 5) &&
			date_number(r, i + 6) >= 0 && date_glued(r, i + 6)))
			span_add(r, i, i + 4, REDACT_DATE, 9, "numeric");
		return;
	}
	if (r->t[i].len > 2 || r->t[i + 2].len > 4)
		return;
	/* month/year, 03/2019 */
	if (r->t[i + 2].len == 4) {
		if (a >= 1 && a <= 12 && date_yearlike(b, 4) && sep != '-')
			span_add(r, i, i + 2, REDACT_DATE, 8, "numeric");
		return;
	}
	if (a < 1 || b < 1 || r->t[i + 2].len > 2)
		return;
	if (sep == '.') {
		/* 30.06 and 3.10.: German, with a dot at the end, or cued */
		bool dot = date_punct(r, i + 3, '.') && date_glued(r, i + 3);

		if (a > 31 || b > 12 ||
		    token_in(r, i + 3, "uhr h am pm mg kg") ||
		    date_punct(r, i + 3, '%'))
			return;
		if (r->lang == REDACT_EN && event(r, i) &&
		    token_at(r, i + 3)->kind == TOKEN_PUNCT &&
		    !(date_glued(r, i + 4) && date_number(r, i + 4) >= 0))
			span_add(r, i, i + 2, REDACT_DATE, 6, "numeric");
		else if (dot && !(i > 0 && r->t[i - 1].kind == TOKEN_MIXED) &&
			 (r->lang == REDACT_DE ||
			     (r->lang == REDACT_FR && cued(r, i) &&
				 !scored(r, i))))
			span_add(r, i, i + 3, REDACT_DATE, 8, "numeric");
		else if (r->t[i].len == 2 && r->t[i + 2].len == 2 &&
			 r->t[i + 2].num < 13 && cued(r, i) && !scored(r, i) &&
			 b <= 12 && r->p[r->t[i + 2].start] <= '1')
			span_add(r, i, i + 2, REDACT_DATE, 7, "numeric");
		return;
	}
	if (sep == '/' && month_year(r, i, a)) {
		span_add(r, i, i + 2, REDACT_DATE, 7, "numeric");
		return;
	}
	if (sep == '-' && by_hyphen(r, i)) {
		span_add(r, i, i + 2, REDACT_DATE, 7, "numeric");
		return;
	}
	if (sep == '-' || !((a <= 31 && b <= 12) || (a <= 12 && b <= 31)))
		return;
	if (date_punct(r, i + 3, '/') && date_glued(r, i + 3))
		return;
	if (certain(r, i) && !date_punct(r, i + 3, '%')) {
		span_add(r, i, i + 2, REDACT_DATE, 8, "numeric");
		return;
	}
	if (scored(r, i) || date_punct(r, i + 3, '%') ||
	    token_in(r, i + 3,
		"inch cup tab tablet tablets dose mg pain in ths of days weeks "
		"months week day hrs hours strength"))
		return;
	if ((b == 7 || b == 52 || b == 10 || b == 5) && !cued(r, i))
		return;
	if (!cued(r, i) && (a < 13 && b < 13 && (a == 1 || a < b) && b <= 10))
		return;
	if (!cued(r, i) && b > 12 && a < 6 && r->p[r->t[i].start] != '0')
		return;
	span_add(r, i, i + 2, REDACT_DATE, 7, "numeric");
}
