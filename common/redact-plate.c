/* Numbers with letters that their form gives away: plates, postcodes, IBANs. */

#include <string.h>

#include "common/redact-int.h"

static bool
upper(const struct redact *r, size_t i, size_t min, size_t max)
{
	return i < r->n && r->t[i].kind == TOKEN_WORD && r->t[i].len >= min &&
	       r->t[i].len <= max &&
	       (r->t[i].shape == SHAPE_UPPER ||
		   (r->t[i].len == 1 && r->t[i].shape == SHAPE_CAP) ||
		   r->lower);
}

static bool
numeric(const struct redact *r, size_t i, size_t min, size_t max)
{
	return i < r->n && r->t[i].kind == TOKEN_NUMBER && r->t[i].len >= min &&
	       r->t[i].len <= max && r->t[i].cls == -1;
}

static bool
dash(const struct redact *r, size_t i)
{
	return i < r->n && r->t[i].kind == TOKEN_PUNCT && r->t[i].c == '-';
}

static bool
car_near(const struct redact *r, size_t i)
{
	size_t k, a = i > 12 ? i - 12 : 0;

	for (k = a; k < i + 6 && k < r->n; k++)
		if (token_in(r, k,
			"car van plate plates reg registration auto "
			"wagen "
			"kennzeichen kontrollschild voiture plaque "
			"immatriculation vehicle truck bike motorbike scooter "
			"taxi cab subaru volvo vw golf opel ford bmw audi "
			"skoda "
			"mercedes toyota clio peugeot renault citroen parked "
			"ute lorry jeep fiesta corsa"))
			return true;
	return false;
}

/* Registration plates by their national patterns. */
bool
number_plate(struct redact *r, size_t i)
{
	char w[12];
	size_t n;

	if (r->t[i].kind == TOKEN_MIXED && r->t[i].len == 4 &&
	    upper(r, i + 1, 3, 3) && r->t[i + 1].gap == GAP_SPACE) {
		/* UK: WK19 ZDP */
		n = token_fold(r, i, w, sizeof(w));
		if (n == 4 && w[0] > '9' && w[1] > '9' && w[2] <= '9' &&
		    w[3] <= '9' &&
		    (word_grade(r, &r->t[i + 1]) == 0 || !r->lower)) {
			span_add(r, i, i + 1, REDACT_ID, 8, "plate-uk");
			return true;
		}
	}
	/* India: KA 41 B 2290 */
	if (upper(r, i, 2, 2) && !r->lower && r->t[i].shape == SHAPE_UPPER &&
	    numeric(r, i + 1, 1, 2) && upper(r, i + 2, 1, 3) &&
	    r->t[i + 2].gap == GAP_SPACE && numeric(r, i + 3, 4, 4) &&
	    r->t[i + 3].gap == GAP_SPACE) {
		span_add(r, i, i + 3, REDACT_ID, 8, "plate-in");
		return true;
	}
	/* Kenya: KCA 418L; older British ones: ABC 123D */
	if (upper(r, i, 3, 3) && !r->lower && r->t[i].shape == SHAPE_UPPER &&
	    i + 1 < r->n && r->t[i + 1].kind == TOKEN_MIXED &&
	    r->t[i + 1].len == 4 && r->t[i + 1].gap == GAP_SPACE &&
	    !HAS(&r->t[i], ACRO)) {
		n = token_fold(r, i + 1, w, sizeof(w));
		if (n == 4 && w[0] <= '9' && w[1] <= '9' && w[2] <= '9' &&
		    w[3] > '9' && r->p[r->t[i + 1].end - 1] < 'a') {
			span_add(r, i, i + 1, REDACT_ID, 7, "plate");
			return true;
		}
	}
	/* Germany: PI-AH 2207; Austria: W-12345 X */
	if (upper(r, i, 1, 3) && dash(r, i + 1) && upper(r, i + 2, 1, 2) &&
	    numeric(r, i + 3, 1, 4) && r->t[i + 1].gap == GAP_NONE &&
	    r->t[i + 2].gap == GAP_NONE) {
		span_add(r, i, i + 3, REDACT_ID, 8, "plate-de");
		return true;
	}
	/* France: AB-123-CD */
	if (upper(r, i, 2, 2) && (dash(r, i + 1) || r->t[i].gap <= GAP_LINE)) {
		size_t k = dash(r, i + 1) ? i + 2 : i + 1;

		if (numeric(r, k, 3, 3) &&
		    upper(r, dash(r, k + 1) ? k + 2 : k + 1, 2, 2)) {
			span_add(r, i, dash(r, k + 1) ? k + 2 : k + 1,
			    REDACT_ID, 8, "plate-fr");
			return true;
		}
		/* NI: QQ 48 17 26 C */
		if (numeric(r, k, 2, 2) && numeric(r, k + 1, 2, 2) &&
		    numeric(r, k + 2, 2, 2)) {
			span_add(r, i, upper(r, k + 3, 1, 1) ? k + 3 : k + 2,
			    REDACT_ID, 8, "nino");
			return true;
		}
	}
	/* Others only beside a car: ABC 1234, UR 7318, 12 ABC 345 */
	if (!r->lower && upper(r, i, 2, 3) && r->t[i].shape == SHAPE_UPPER &&
	    numeric(r, dash(r, i + 1) ? i + 2 : i + 1, 3, 6) &&
	    !dash(r, dash(r, i + 1) ? i + 3 : i + 2) && car_near(r, i)) {
		span_add(r, i, dash(r, i + 1) ? i + 2 : i + 1, REDACT_ID, 6,
		    "plate");
		return true;
	}
	return false;
}

/* UK post codes, Canadian ones, Eircode; they are places. */
bool
number_postcode(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);
	char a[8], b[8];
	size_t n, m;

	if (t->kind != TOKEN_MIXED || t->len < 2 || t->len > 7 ||
	    (t->shape == SHAPE_LOWER && !r->lower))
		return false;
	n = token_fold(r, i, a, sizeof(a));
	if (a[0] <= '9')
		return false;
	if (q->gap != GAP_SPACE || q->kind != TOKEN_MIXED)
		return false;
	m = token_fold(r, i + 1, b, sizeof(b));
	if (n >= 2 && n <= 4 && m == 3 && b[0] <= '9' && b[1] > '9' &&
	    b[2] > '9') {
		span_add(r, i, i + 1, REDACT_PLACE, 9, "postcode-uk");
		return true;
	}
	if (n == 3 && m == 3 && a[1] <= '9' && a[2] > '9' && b[0] <= '9' &&
	    b[1] > '9' && b[2] <= '9') {
		span_add(r, i, i + 1, REDACT_PLACE, 9, "postcode-ca");
		return true;
	}
	if (n == 3 && m == 4 && a[1] <= '9' && q->shape != SHAPE_LOWER) {
		span_add(r, i, i + 1, REDACT_PLACE, 7, "eircode");
		return true;
	}
	return false;
}

/* IBAN: two letters, two digits, groups of four. */
bool
number_iban(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	size_t k = i, total = t->len;
	char w[8];

	if (t->kind != TOKEN_MIXED || t->len < 4)
		return false;
	token_fold(r, i, w, sizeof(w));
	if (w[0] <= '9' || w[1] <= '9' || w[2] > '9' || w[3] > '9')
		return false;
	if (t->len == 4)
		while (k + 1 < r->n && r->t[k + 1].gap == GAP_SPACE &&
		       r->t[k + 1].kind != TOKEN_PUNCT &&
		       r->t[k + 1].len <= 4 &&
		       (r->t[k + 1].kind == TOKEN_NUMBER ||
			   r->t[k + 1].kind == TOKEN_MIXED ||
			   r->t[k + 1].shape == SHAPE_UPPER) &&
		       total < 34)
			total += r->t[++k].len;
	if (total < 15)
		return false;
	span_add(r, i, k, REDACT_ID, 8, "iban-shape");
	return true;
}
