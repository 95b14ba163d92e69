/* Telephone numbers, identity numbers, number plates, post codes. */

#include <string.h>

#include "common/idcheck.h"
#include "common/redact-int.h"

/* A run of digit groups with what separates them. */
struct run {
	size_t first, last; /* tokens */
	unsigned digits, groups;
	unsigned size[12]; /* digits in each group */
	bool plus, paren, zero;
};

bool
number_sep(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->kind != TOKEN_PUNCT)
		return false;
	if (t->c != '\0' && strchr("-./()", t->c) != NULL)
		return true;
	/* dashes and hyphens of Unicode, U+2010 to U+2015 */
	return t->end - t->start == 3 && t->c == '\xe2' &&
	       r->p[t->start + 1] == '\x80' && r->p[t->start + 2] >= '\x90' &&
	       r->p[t->start + 2] <= '\x95';
}

static void
read_run(const struct redact *r, size_t i, struct run *u)
{
	size_t k = i;

	*u = (struct run){ .first = i, .last = i };
	if (i > 0 && r->t[i - 1].gap != GAP_NONE && r->t[i].gap == GAP_NONE) {
		/* opening marks belong to the number */
	}
	if (i > 0 && r->t[i].gap == GAP_NONE &&
	    r->t[i - 1].kind == TOKEN_PUNCT && r->t[i - 1].c == '+') {
		u->plus = true;
		u->first = i - 1;
	}
	if (i > 0 && r->t[i].gap == GAP_NONE &&
	    r->t[i - 1].kind == TOKEN_PUNCT && r->t[i - 1].c == '(') {
		u->paren = true;
		if (i > 1 && r->t[i - 2].c == '+' &&
		    r->t[i - 2].kind == TOKEN_PUNCT)
			u->plus = true;
	}
	u->zero = r->p[r->t[i].start] == '0';
	for (;;) {
		const struct token *t = &r->t[k];
		size_t m;

		if (u->groups < 12)
			u->size[u->groups] = t->len;
		u->groups++;
		u->digits += t->len;
		u->last = k;
		/* at most three marks and blanks to the next group */
		for (m = k + 1; m < r->n && m <= k + 3 && number_sep(r, m) &&
				r->t[m].gap <= GAP_SPACE;
		     m++)
			;
		if (m >= r->n || r->t[m].gap > GAP_SPACE ||
		    r->t[m].kind != TOKEN_NUMBER || u->digits > 24)
			return;
		/* a sentence ends, or a list goes on */
		if (m > k + 1 && r->t[m - 1].c == '.' &&
		    r->t[m].gap != GAP_NONE)
			return;
		if (r->t[m].cls != -1)
			return;
		k = m;
	}
}

/* The nearest cue among the tokens in front, on the same line. */
static bool
cue(const struct redact *r, size_t i, uint64_t flag, size_t reach)
{
	size_t k;

	for (k = 1; k <= reach && k <= i; k++) {
		const struct token *t = &r->t[i - k];

		if ((t->flags & flag) != 0)
			return true;
		if (r->t[i - k + 1].gap >= GAP_LINE ||
		    (t->kind == TOKEN_PUNCT && t->c != '\0' &&
			strchr("!?;", t->c) != NULL))
			return false;
	}
	return false;
}

/* Words in front that say the number is none of anybody. */
bool
number_harmless(const struct redact *r, size_t i)
{
	size_t k;

	for (k = 1; k <= 4 && k <= i; k++) {
		if (token_in(r, i - k,
			"batch lot isbn issn charge lote ean "
			"version model bp doi pmid icd "
			"chargennummer lotnr"))
			return true;
		if (r->t[i - k + 1].gap >= GAP_LINE)
			return false;
	}
	if (i > 0 && r->t[i - 1].kind == TOKEN_PUNCT &&
	    (r->t[i - 1].c == '$' ||
		memcmp(r->p + r->t[i - 1].start, "\xc2\xa3",
		    r->t[i - 1].end - r->t[i - 1].start < 2 ? 1 : 2) == 0 ||
		memcmp(r->p + r->t[i - 1].start, "\xe2\x82\xac",
		    r->t[i - 1].end - r->t[i - 1].start < 3 ? 1 : 3) == 0))
		return r->t[i].gap <= GAP_SPACE;
	return false;
}

static bool
years(const struct redact *r, const struct run *u)
{
	size_t i;

	for (i = u->first; i <= u->last; i++)
		if (r->t[i].kind == TOKEN_NUMBER &&
		    (r->t[i].len != 4 || r->t[i].num <= 1850 ||
			r->t[i].num >= 2100))
			return false;
	return u->groups > 1;
}

/* Has the run, as it is grouped, the form of numbers of some scheme? */
static bool
scheme_form(const struct redact *r, const struct run *u)
{
	unsigned char size[IDCHECK_GROUPS];
	char text[IDCHECK_LONGEST + 1];
	const char *scheme;
	size_t i, n = 0, k = 0;

	for (i = u->first; i <= u->last; i++) {
		if (r->t[i].kind != TOKEN_NUMBER)
			continue;
		if (k == IDCHECK_GROUPS || n + r->t[i].len > IDCHECK_LONGEST)
			return false;
		size[k++] = r->t[i].len;
		n += token_fold(r, i, text + n, sizeof(text) - n);
	}
	return idcheck(text, n, size, k, &scheme) != IDCHECK_NONE;
}

/*
 * 10 12 11 14, 81.2 80.9, 120/80 72 36.6, 250 000 000: blanks between small
 * numbers, each with a point or a stroke at most.
 */
static bool
small_numbers(const struct redact *r, const struct run *u)
{
	size_t i, parts = 1, blanks = 0;

	if (u->plus || u->paren || u->zero)
		return false;
	for (i = u->first; i <= u->last; i++) {
		const struct token *t = &r->t[i];

		if (i > u->first && t->gap != GAP_NONE) {
			if (t->kind != TOKEN_NUMBER)
				return false;
			blanks++;
			parts = 1;
		}
		if (t->kind == TOKEN_NUMBER
			? t->len > 3
			: (t->c != '.' && t->c != '/') || ++parts > 2)
			return false;
	}
	return blanks > 0 && !scheme_form(r, u);
}

/* 3.14159265, 0.000123 */
static bool
decimal(const struct redact *r, const struct run *u)
{
	return u->groups == 2 && u->last == u->first + 2 &&
	       r->t[u->first + 1].c == '.' && r->t[u->last].gap == GAP_NONE &&
	       !u->plus && !u->paren &&
	       (u->size[0] == 1 || (u->size[0] == 2 && !u->zero));
}

static bool
sizes(const struct run *u, const unsigned *want, unsigned n)
{
	return u->groups == n &&
	       memcmp(u->size, want, n * sizeof(want[0])) == 0;
}

/* Does the run look like a telephone number, whatever stands before it? */
static bool
phone_shape(const struct redact *r, const struct run *u)
{
	static const unsigned us[] = { 3, 3, 4 }, us1[] = { 1, 3, 3, 4 };
	static const unsigned india[] = { 5, 5 };

	if (u->digits > 15)
		return false;
	if (u->plus)
		return u->digits >= 8;
	if (u->zero && u->digits >= 9 && u->digits <= 14)
		return true;
	if (sizes(u, india, 2) && r->p[r->t[u->first].start] >= '6')
		return true;
	if (sizes(u, us, 3) || sizes(u, us1, 4))
		return r->p[r->t[u->first].start] >= '2' || u->groups == 4;
	return false;
}

static void
take(struct redact *r, struct run *u, enum redact_class cls, unsigned conf,
    const char *why)
{
	size_t a = u->first, b = u->last;

	if (u->paren && a > 0) {
		a--;
		if (u->plus && a > 0 && r->t[a - 1].c == '+')
			a--;
	}
	span_add(r, a, b, cls, conf, why);
}

/* C 448 1903, 6047 318 925 KT: the letters belong to the number. */
static void
letters_around(const struct redact *r, struct run *u)
{
	const struct token *a = u->first > 0 ? &r->t[u->first - 1] : NULL;
	const struct token *b = u->last + 1 < r->n ? &r->t[u->last + 1] : NULL;

	if (a != NULL && a->kind == TOKEN_WORD && a->len <= 4 &&
	    (a->flags & (LISTS(IDCUE) | LISTS(ACRO) | LISTS(TERM))) == 0 &&
	    (a->len == 1 ? a->shape == SHAPE_CAP && a->c != 'I'
			 : a->shape == SHAPE_UPPER) &&
	    r->t[u->first].gap == GAP_SPACE)
		u->first--;
	if (b != NULL && b->kind == TOKEN_WORD && b->len <= 2 &&
	    (b->shape == SHAPE_UPPER ||
		(b->len == 1 && b->shape == SHAPE_CAP)) &&
	    b->gap == GAP_SPACE && (b->flags & FUNCTION) == 0 && b->c != 'I')
		u->last++;
}

/* Numbers that are none of anybody, without a word that says otherwise. */
/* Q 440 817 236: what has a letter in front is no count */
static bool
lettered(const struct redact *r, const struct run *u)
{
	const struct token *t = u->first > 0 ? &r->t[u->first - 1] : NULL;

	return t != NULL && t->kind == TOKEN_WORD && t->len == 1 &&
	       t->shape == SHAPE_CAP && t->c != 'I' && u->digits >= 8 &&
	       soft(r, u->first);
}

static bool
counts(const struct redact *r, size_t i, const struct run *u)
{
	return (decimal(r, u) || small_numbers(r, u)) && !lettered(r, u) &&
	       !cue(r, i, LISTS(PHCUE), 6) && !cue(r, i, LISTS(IDCUE), 5);
}

/* last four: 6620; last four of her social are 0183 */
static bool
last_four(const struct redact *r, size_t i)
{
	size_t k;

	for (k = i; k > 1 && i - k < 6; k--)
		if (token_in(r, k - 1, "four 4"))
			return token_is(r, k - 2, "last") &&
			       (k == i || r->t[k].c == ':' ||
				   token_in(r, k, "are is were was digits") ||
				   (token_is(r, k, "of") && k + 1 < i));
	return false;
}

/* ext. 4471, bleep 203 */
static bool
extension(const struct redact *r, size_t i)
{
	if (i > 1 && r->t[i - 1].c == '.' && r->t[i - 1].gap == GAP_NONE)
		i--;
	return i > 0 && token_in(r, i - 1,
			    "ext extension bleep pager beeper dect durchwahl "
			    "poste x");
}

static void
run_at(struct redact *r, size_t i, const struct run *v)
{
	struct run u = *v;
	const struct token *q;
	bool phone, id;

	/* 210/100: a blood pressure */
	if (u.groups == 2 && u.size[0] < 4 && u.size[1] < 4 &&
	    r->t[u.first + 1].c == '/' && !u.plus && !u.paren)
		return;
	if (u.groups == 1 && u.digits == 4 && last_four(r, i)) {
		span_add(r, i, i, REDACT_ID, 7, "last-four");
		return;
	}
	/* her SSN ends in 4471 */
	if (u.groups == 1 && u.digits >= 3 && u.digits <= 6 && i > 2 &&
	    token_is(r, i - 1, "in") &&
	    token_in(r, i - 2, "ends ending ended") &&
	    cue(r, i, LISTS(IDCUE) | LISTS(PHCUE), 6)) {
		span_add(r, i, i, REDACT_ID, 7, "last-digits");
		return;
	}
	if (number_harmless(r, i) || years(r, &u))
		return;
	q = token_at(r, u.last + 1);
	if (u.groups <= 2 && q->kind == TOKEN_PUNCT && q->gap == GAP_NONE &&
	    (q->c == '%'))
		return;
	phone = cue(r, i, LISTS(PHCUE), 6);
	id = cue(r, i, LISTS(IDCUE), 5);
	if ((id && u.digits >= 5) || lettered(r, &u))
		letters_around(r, &u);
	if (phone_shape(r, &u))
		take(r, &u, REDACT_PHONE, 9, "phone");
	else if (phone && u.digits >= 6 && u.digits <= 15 && !id)
		take(r, &u, REDACT_PHONE, 7, "phone-cue");
	else if (id && u.digits >= 5)
		take(r, &u, REDACT_ID, 8, "id-cue");
	else if (u.digits >= 9)
		take(r, &u, REDACT_ID, 7, "long-number");
	else if (u.groups == 1 && u.digits >= 7)
		take(r, &u, REDACT_ID, 6, "number");
	else if (u.groups == 2 && u.digits >= 7 && u.size[1] >= 4)
		take(r, &u, phone ? REDACT_PHONE : REDACT_ID, 5, "number");
	else if (u.digits >= 3 && extension(r, i))
		take(r, &u, REDACT_PHONE, 7, "extension");
}

/* A code: letters, digits and marks without a blank. */
static size_t
code_end(const struct redact *r, size_t i, unsigned *digits, unsigned *letters)
{
	size_t k = i;

	*digits = *letters = 0;
	for (;;) {
		const struct token *t = &r->t[k];
		size_t j;

		for (j = t->start; j < t->end; j++) {
			if (r->p[j] >= '0' && r->p[j] <= '9')
				(*digits)++;
			else
				(*letters)++;
		}
		if (k + 2 < r->n && r->t[k + 1].kind == TOKEN_PUNCT &&
		    r->t[k + 1].gap == GAP_NONE &&
		    r->t[k + 2].gap == GAP_NONE &&
		    r->t[k + 2].kind != TOKEN_PUNCT &&
		    strchr("-/._", r->t[k + 1].c) != NULL &&
		    r->t[k + 1].c != '\0' && r->t[k + 2].cls == -1)
			k += 2;
		else
			return k;
	}
}

/* 10mg, 5pm, 3x, F60.3, B12, COVID-19: digits and letters, not a code. */
static bool
ordinary(const struct redact *r, size_t i, unsigned digits, unsigned letters)
{
	static const char *const unit[] = { "mg", "ml", "mcg", "kg", "cm", "mm",
		"mmol", "mmhg", "am", "pm", "st", "nd", "rd", "th", "hrs", "hr",
		"min", "mins", "yr", "yrs", "yo", "bpm", "iu", "ie", "units",
		"er", "eme", "ter", "uhr", "km", "fach", "mal", "euro", "k",
		"x", "h", "g", "l", "m", "s", "t", "d", "w", "c", "f", "e" };
	char w[32];
	size_t n = token_fold(r, i, w, sizeof(w) - 1), k;

	w[n] = '\0';
	if (digits < 2 || (digits < 3 && letters < 3))
		return true;
	for (k = 0; k < n && w[k] >= '0' && w[k] <= '9'; k++)
		;
	if (k > 0 && k < 5)
		for (size_t j = 0; j < sizeof(unit) / sizeof(unit[0]); j++)
			if (strcmp(w + k, unit[j]) == 0)
				return true;
	return digits == 2 && letters > 4;
}

static void
code_at(struct redact *r, size_t i)
{
	unsigned digits, letters;
	size_t b = code_end(r, i, &digits, &letters), k;
	bool id = cue(r, i, LISTS(IDCUE), 5), icd;

	if (number_harmless(r, i) || digits == 0 || letters == 0)
		return;
	for (k = i; k <= b; k++)
		if (r->t[k].cls != -1 || HAS(&r->t[k], DRUG) ||
		    (r->t[k].marks & MARK_SAFE) != 0)
			return;
	/* ICD-10: one letter, two digits, a dot, one more */
	icd = r->t[i].len == 3 && word_cap(&r->t[i]) == false &&
	      r->t[i].kind == TOKEN_MIXED && letters == 1 && digits < 5;
	if (ordinary(r, i, digits, letters) && !(id && digits >= 3 && b > i))
		return;
	if (icd && !id)
		return;
	if (id && digits + letters >= 5) {
		/* the groups that follow belong to it */
		while (b + 1 < r->n && r->t[b + 1].gap == GAP_SPACE &&
		       r->t[b + 1].kind == TOKEN_NUMBER &&
		       r->t[b + 1].len > 1 && r->t[b + 1].cls == -1)
			b++;
		span_add(r, i, b, REDACT_ID, 8, "code-cue");
	} else if (digits >= 4 && digits + letters >= 6)
		span_add(r, i, b, REDACT_ID, 7, "code");
	else if (digits >= 3 && letters >= 2 && digits + letters >= 6 &&
		 r->t[i].shape == SHAPE_UPPER)
		span_add(r, i, b, REDACT_ID, 6, "code");
}

/* four, thirty one, forty-two: the last of them; r->n: none, or "one of" */
static size_t
number_words(const struct redact *r, size_t k)
{
	size_t b = k;

	if (!HAS(&r->t[k], NUMW) || token_in(r, k + 1, "of times more") ||
	    token_in(r, k, "a an ein eine un une no kein"))
		return r->n;
	if (b + 2 < r->n && r->t[b + 1].c == '-' &&
	    r->t[b + 1].gap == GAP_NONE && HAS(&r->t[b + 2], NUMW))
		b += 2;
	else if (soft(r, b + 1) && HAS(&r->t[b + 1], NUMW))
		b++;
	return b;
}

/* Room 11, bed 17, Zimmer 23, cell 3-19 */
static void
room_at(struct redact *r, size_t i)
{
	size_t k = i + 1, b;
	unsigned d, l;

	if (token_in(r, k, "no nr number"))
		k++;
	if (token_at(r, k)->kind == TOKEN_PUNCT && token_at(r, k)->c == '.')
		k++;
	if (k >= r->n || r->t[k].gap > GAP_SPACE || r->t[k].cls != -1 ||
	    r->t[k].len > 8)
		return;
	if (r->t[k].kind == TOKEN_WORD)
		b = number_words(r, k);
	else if (r->t[k].kind != TOKEN_PUNCT && r->t[k].len < 6)
		b = code_end(r, k, &d, &l);
	else
		return;
	if (b == r->n ||
	    token_in(r, b + 1,
		"days day hours nights weeks minutes tage nachte jours nuits"))
		return;
	span_add(r, k, b, REDACT_ID, 6, "room");
	/* beds 17 and 18 */
	if (b + 2 < r->n && token_in(r, b + 1, "and und et") &&
	    token_in(r, i, "beds rooms betten zimmer chambres lits") &&
	    r->t[b + 2].kind == TOKEN_NUMBER && r->t[b + 2].len < 4)
		span_add(r, b + 2, b + 2, REDACT_ID, 6, "room");
}

/* German courts' files: 8 VI 417/24, 3 StR 12/20 */
static bool
court_file(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *w = token_at(r, i + 1);

	if (r->lang != REDACT_DE || t->len > 3 || i + 4 >= r->n ||
	    w->kind != TOKEN_WORD || w->len > 5 || w->gap != GAP_SPACE ||
	    (!word_cap(w) && !r->lower) || w->cls != -1 || HAS(w, MONTH) ||
	    HAS(w, DEN) || r->t[i + 2].kind != TOKEN_NUMBER ||
	    r->t[i + 2].len > 5 || r->t[i + 2].gap != GAP_SPACE ||
	    r->t[i + 3].c != '/' || r->t[i + 3].gap != GAP_NONE ||
	    r->t[i + 4].kind != TOKEN_NUMBER || r->t[i + 4].gap != GAP_NONE ||
	    (r->t[i + 4].len != 2 && r->t[i + 4].len != 4))
		return false;
	span_add(r, i, i + 4, REDACT_ID, 8, "court-file");
	return true;
}

/* May the token at k be a piece of a code? */
static bool
piece(const struct redact *r, size_t k)
{
	const struct token *t = &r->t[k];

	return t->cls == -1 && t->kind != TOKEN_PUNCT && t->len < 6 &&
	       (t->kind != TOKEN_WORD || t->shape == SHAPE_UPPER || r->lower);
}

/* Do tokens k - 1 and k + 1 hold together by the mark at k alone? */
static bool
knot(const struct redact *r, size_t k)
{
	return r->t[k].kind == TOKEN_PUNCT && r->t[k].cls == -1 &&
	       r->t[k].gap == GAP_NONE && r->t[k + 1].gap == GAP_NONE &&
	       r->t[k].c != '\0' && strchr("-/_", r->t[k].c) != NULL;
}

/* Widen the span that begins or ends with token i to the token at k. */
static void
widen(struct redact *r, size_t i, size_t k)
{
	size_t n, a = i < k ? i : k, b = i < k ? k : i;

	for (n = r->ns; n-- > 0;) {
		struct redact_span *s = &r->s[n];

		if (i > k && s->start == r->t[i].start)
			s->start = r->t[k].start;
		else if (i < k && s->end == r->t[i].end)
			s->end = r->t[k].end;
		else
			continue;
		for (; a <= b; a++)
			r->t[a].cls = REDACT_ID;
		return;
	}
}

/* GEB-24/1187, MKM/0913/77: what is tied to an id belongs to it. */
static void
tied(struct redact *r)
{
	size_t i;

	for (i = r->n; i-- > 2;)
		if ((r->t[i].cls == REDACT_ID ||
			(r->t[i].cls == REDACT_PHONE &&
			    r->t[i - 2].kind == TOKEN_WORD)) &&
		    knot(r, i - 1) && piece(r, i - 2))
			widen(r, i, i - 2);
	for (i = 0; i + 2 < r->n; i++)
		if (r->t[i].cls == REDACT_ID && knot(r, i + 1) &&
		    piece(r, i + 2))
			widen(r, i, i + 2);
}

/* A word that may begin a plate, a code or a room: the sieve has chosen it. */
static void
word_at(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	unsigned d, l;

	if (HAS(t, IDCUE))
		number_loose(r, i);
	if ((t->shape == SHAPE_UPPER || t->len <= 2) && t->len <= 3 &&
	    number_plate(r, i))
		return;
	if (HAS(t, IDCUE) &&
	    token_in(r, i,
		r->lang == REDACT_FR
		    ? "chambre chambres ch lit lits box cellule"
		    : "room rooms bed beds cell box pod cubicle zimmer zi bett "
		      "zelle chambre lit "
		      "cellule"))
		room_at(r, i);
	if (i + 2 < r->n && number_sep(r, i + 1) &&
	    r->t[i + 1].gap == GAP_NONE && code_end(r, i, &d, &l) > i &&
	    d >= 3 && l < 8)
		code_at(r, i);
}

void
number_find(struct redact *r)
{
	struct run u;
	size_t i;

	SIEVE_EACH (r, CODE, i) {
		struct token *t = &r->t[i];

		if (t->cls != -1)
			continue;
		if (t->kind == TOKEN_WORD) {
			word_at(r, i);
			continue;
		}
		if (t->kind == TOKEN_MIXED) {
			if (!number_postcode(r, i) && !number_iban(r, i) &&
			    !number_plate(r, i))
				code_at(r, i);
			continue;
		}
		if (court_file(r, i))
			continue;
		/* a number inside a code was handled by its beginning */
		{
			unsigned d, l;

			(void)code_end(r, i, &d, &l);
			if (l > 0 && d >= 3) {
				code_at(r, i);
				if (t->cls != -1)
					continue;
			}
		}
		read_run(r, i, &u);
		if (counts(r, i, &u))
			i = u.last;
		else
			run_at(r, i, &u);
	}
	number_spoken(r);
	tied(r);
}
