/*
 * Ids in pieces, behind the word that announces them: "licence no. 4471 038K",
 * "rego BK 19 RZ", "code 88 1420".
 */

#include <string.h>

#include "common/redact-int.h"

#define PIECES 5

/* What has a number of its own, and hardly anything that is counted. */
static bool
announces(const struct redact *r, size_t i)
{
	if (r->lang == REDACT_DE)
		return token_in(r, i,
		    "fallnummer aktenzeichen az kennzeichen patientennummer "
		    "versichertennummer mitgliedsnummer code kundennummer");
	if (r->lang == REDACT_FR)
		return token_in(r, i,
		    "matricule immatriculation plaque permis dossier code "
		    "registre adherent");
	return token_in(r, i,
	    "licence license rego plate plates registration code reference ref "
	    "mrn policy account passport docket badge serial unit chart file "
	    "record nhi ssn");
}

/* Words that may stand between it and the number. */
static bool
between(const struct redact *r, size_t i)
{
	if (r->t[i].kind == TOKEN_PUNCT)
		return r->t[i].gap == GAP_NONE &&
		       memchr(":.#", r->t[i].c, 3) != NULL;
	return token_in(r, i,
	    "no nr number is was plate the on report reads ist lautet numero "
	    "est n");
}

static bool
piece(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->cls != -1 || t->gap > GAP_SPACE)
		return false;
	if (t->kind == TOKEN_WORD)
		return t->len < 4 &&
		       (t->shape == SHAPE_UPPER ||
			   (t->len == 1 && t->shape == SHAPE_CAP &&
			       t->c != 'I'));
	return t->kind == TOKEN_NUMBER ||
	       (t->kind == TOKEN_MIXED && t->len < 9);
}

/* Adds the figures of token i to *d, and what else it has to *l. */
static void
count(const struct redact *r, size_t i, unsigned *d, unsigned *l)
{
	size_t k;

	for (k = r->t[i].start; k < r->t[i].end; k++)
		if (r->p[k] >= '0' && r->p[k] <= '9')
			(*d)++;
		else
			(*l)++;
}

/* Is the last token a piece that goes on behind a hyphen or a stroke? */
static bool
tied(const struct redact *r, size_t k)
{
	return k + 1 < r->n && r->t[k].kind == TOKEN_PUNCT &&
	       r->t[k].gap == GAP_NONE && r->t[k + 1].gap == GAP_NONE &&
	       (r->t[k].c == '-' || r->t[k].c == '/');
}

void
number_loose(struct redact *r, size_t i)
{
	size_t a, k, b, n = 0;
	unsigned d = 0, l = 0;

	if (!announces(r, i))
		return;
	for (a = i + 1; a < r->n && a < i + 6 && between(r, a); a++)
		;
	for (k = a; k < r->n && n < PIECES && piece(r, k); k++, n++) {
		count(r, k, &d, &l);
		while (tied(r, k + 1) && piece(r, k + 2)) {
			k += 2;
			count(r, k, &d, &l);
		}
	}
	if (n == 0)
		return;
	b = k - 1;
	/* code 90, file of 2019, unit 3: a count, a year */
	if ((d < 3 && (l < 3 || d < 2)) ||
	    (n == 1 && r->t[a].kind == TOKEN_NUMBER &&
		(d < 4 || (r->t[a].num > 1899 && r->t[a].num < 2101))))
		return;
	span_add(r, a, b, REDACT_ID, 7, "announced");
}
