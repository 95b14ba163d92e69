/*
 * Minutes: who was there stands behind a word and a colon, by letters ("Present:
 * TJ, DL, M (mins)"); the same letters are these people in the whole document.
 */

#include "common/redact-name.h"

#define PEOPLE 48  /* letters that are kept in mind */
#define REACH  160 /* tokens that such a list may have */

struct minutes {
	uint64_t who[PEOPLE];
	size_t n;
	uint64_t single; /* by letter, as initials_find() has them */
};

/* Present: Apologies: Leader: ... */
static bool
label(const struct redact *r, size_t i)
{
	return i + 2 < r->n && r->t[i + 1].c == ':' &&
	       r->t[i + 1].gap == GAP_NONE && r->t[i + 2].gap <= GAP_SPACE &&
	       token_in(r, i,
		   "present attending attended attendees attendance apologies "
		   "apols room members regrets absent "
		   "anwesend anwesende teilnehmer teilnehmende teilnehmerinnen "
		   "entschuldigt dabei presents presentes excuses excusees "
		   "participants participantes");
}

/* TJ, PAK, RvdB, M: no word, but letters */
static bool
letters(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->kind != TOKEN_WORD || t->len > 4 || t->cls != -1 ||
	    (t->marks & (MARK_NEVER | MARK_ELISION)) != 0)
		return false;
	if (t->len == 1)
		return t->shape == SHAPE_CAP;
	if (token_in(r, i, "gp gps ot slt hca rn np sho spr cpn cns hv"))
		return false;
	return t->shape == SHAPE_UPPER ||
	       (t->shape == SHAPE_CAMEL && (t->flags & ANYNAME) == 0);
}

/* GP, OT, SW: what somebody is */
static bool
role(const struct token *t)
{
	return (t->flags & (LISTS(ACRO) | LISTS(ROLE) | LISTS(TITLE))) != 0;
}

/* Is the one at i of a list: between commas, or before a bracket? */
static bool
listed(const struct redact *r, size_t i)
{
	const struct token *q = token_at((struct redact *)r, i + 1);

	return q->kind == TOKEN_PUNCT
		   ? q->c == ',' || q->c == ';' || q->c == '.' || q->c == '(' ||
			 q->c == '&' || q->c == '+' || q->c == '/'
		   : q->gap >= GAP_LINE || token_in(r, i + 1, "and und et");
}

/* The end of the list that begins at i. */
static size_t
list_end(const struct redact *r, size_t i)
{
	size_t k;

	for (k = i; k < r->n && k < i + REACH; k++)
		if ((k > i && r->t[k].gap >= GAP_LINE) ||
		    (r->t[k].c == '.' && r->t[k].kind == TOKEN_PUNCT && k > i &&
			r->t[k - 1].len > 1 && k + 1 < r->n &&
			r->t[k + 1].gap != GAP_NONE))
			break;
	return k;
}

static void
remember(struct minutes *m, const struct token *t)
{
	if (t->len == 1)
		m->single |= UINT64_C(1) << (t->c & 0x1f);
	else if (m->n < PEOPLE)
		m->who[m->n++] = t->hash;
}

/* The letters of one list; abbreviations alone are roles: GP, OT. */
static void
read_list(const struct redact *r, size_t i, struct minutes *m)
{
	size_t end = list_end(r, i), k, people = 0, depth, pass;

	for (pass = 0; pass < 2; pass++)
		for (k = i, depth = 0; k < end; k++) {
			if (r->t[k].c == '(')
				depth++;
			else if (r->t[k].c == ')' && depth > 0)
				depth--;
			if (depth > 0 || !letters(r, k) || !listed(r, k))
				continue;
			if (pass == 0)
				people += !role(&r->t[k]);
			else if (!role(&r->t[k]) || people > 1)
				remember(m, &r->t[k]);
		}
}

static bool
met(const struct minutes *m, const struct token *t)
{
	size_t k;

	for (k = 0; k < m->n; k++)
		if (m->who[k] == t->hash)
			return true;
	return false;
}

uint64_t
minutes_find(struct redact *r)
{
	struct minutes m = { .n = 0 };
	size_t i;

	if (r->lower)
		return 0;
	SIEVE_EACH (r, CAP, i)
		if (label(r, i))
			read_list(r, i + 2, &m);
		else if (label(r, i + 1)) /* In room: */
			read_list(r, i + 3, &m);
	if (m.n == 0)
		return m.single;
	SIEVE_EACH (r, CAP, i)
		if (r->t[i].len > 1 && letters(r, i) && met(&m, &r->t[i]))
			span_add(r, i, i, REDACT_NAME, 7, "minutes");
	return m.single;
}
