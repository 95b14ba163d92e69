/* Identity numbers that verify themselves; before dates, that may be in them. */

#include <string.h>

#include "common/idcheck.h"
#include "common/redact-int.h"

/* Groups of letters and digits, and what stands between them. */
struct groups {
	char text[IDCHECK_LONGEST + 1]; /* capitals and digits */
	unsigned char size[IDCHECK_GROUPS];
	size_t token[IDCHECK_GROUPS], total[IDCHECK_GROUPS];
	size_t n;
};

/* Can token i be a group of a number, the first or a later one? */
static bool
group_at(const struct redact *r, size_t i, bool first)
{
	const struct token *t = &r->t[i];

	if (t->cls != -1 || t->kind == TOKEN_PUNCT || t->len > IDCHECK_LONGEST)
		return false;
	if (t->kind != TOKEN_WORD)
		return true;
	return t->len <= (first ? 3 : 4) &&
	       (t->shape == SHAPE_UPPER ||
		   (t->len == 1 && t->shape == SHAPE_CAP) ||
		   (r->lower && t->len <= 3 && (t->flags & FUNCTION) == 0)) &&
	       (t->flags & (LISTS(IDCUE) | LISTS(PHCUE))) == 0 &&
	       !token_in(r, i, "dob doa dod"); /* a date comes */
}

/* The token of the next group behind token i, or 0. */
static size_t
next_group(const struct redact *r, size_t i, bool *line)
{
	size_t k = i + 1;
	enum token_gap most = *line ? GAP_SPACE : GAP_LINE;

	/* at most two marks; a sentence or a list ends it */
	while (k < r->n && k <= i + 2 && number_sep(r, k) &&
	       r->t[k].gap <= GAP_SPACE)
		k++;
	if (k >= r->n || r->t[k].gap > most ||
	    (k > i + 1 && r->t[k - 1].c == '.' && r->t[k].gap != GAP_NONE))
		return 0;
	*line = *line || r->t[k].gap == GAP_LINE;
	return group_at(r, k, false) ? k : 0;
}

static void
read_groups(const struct redact *r, size_t i, struct groups *g)
{
	size_t len = 0, k, n;
	bool line = false;

	g->n = 0;
	if (!group_at(r, i, true))
		return;
	do {
		n = token_fold(r, i, g->text + len, sizeof(g->text) - len);
		if (n == 0 || n != r->t[i].len || len + n > IDCHECK_LONGEST)
			return;
		for (k = len; k < len + n; k++)
			if (g->text[k] >= 'a')
				g->text[k] = (char)(g->text[k] - 'a' + 'A');
		len += n;
		g->size[g->n] = (unsigned char)n;
		g->token[g->n] = i;
		g->total[g->n++] = len;
	} while (g->n < IDCHECK_GROUPS && (i = next_group(r, i, &line)) != 0);
}

/*
 * May the number end with group k?  Not where digits go on behind a mark, or
 * a few of them behind a blank: then it was a part of something longer.
 */
static bool
ends_at(const struct redact *r, const struct groups *g, size_t k)
{
	size_t i = g->token[k], left = g->total[g->n - 1] - g->total[k];

	if (k + 1 == g->n)
		return true;
	if (number_sep(r, i + 1) && r->t[i + 1].gap == GAP_NONE &&
	    r->t[i + 2].gap == GAP_NONE)
		return false;
	return r->t[g->token[k + 1]].kind != TOKEN_NUMBER || left >= 6 ||
	       r->t[g->token[k + 1]].gap == GAP_LINE;
}

/* Is the number at token i part of one that began before, or +44, or (802)? */
static bool
begun(const struct redact *r, size_t i)
{
	const struct token *q;

	if (i == 0 || r->t[i].gap != GAP_NONE)
		return false;
	q = &r->t[i - 1];
	return q->kind == TOKEN_PUNCT && q->c != '\0' &&
	       (q->c == '+' ||
		   (q->c == '(' && i + 1 < r->n && number_sep(r, i + 1) &&
		       r->t[i + 1].c == ')') ||
		   (i > 1 && q->gap == GAP_NONE &&
		       ((strchr(",:", q->c) != NULL &&
			    r->t[i - 2].kind == TOKEN_NUMBER) ||
			   (strchr("-./", q->c) != NULL &&
			       r->t[i - 2].kind != TOKEN_PUNCT))));
}

/* The word in front that says what the number is: its flag, or 0. */
static uint64_t
cue_before(const struct redact *r, size_t i)
{
	const uint64_t both = LISTS(IDCUE) | LISTS(PHCUE);
	size_t k;

	for (k = 1; k <= 5 && k <= i; k++) {
		const struct token *t = &r->t[i - k];
		uint64_t f = t->flags & both;

		/* "number" and "cell" say both */
		if (f == LISTS(IDCUE) || f == LISTS(PHCUE))
			return f;
		if (r->t[i - k + 1].gap >= GAP_LINE ||
		    (t->kind == TOKEN_PUNCT && t->c != '\0' &&
			strchr("!?;", t->c) != NULL))
			break;
	}
	return 0;
}

/* Stands a mark between its groups? */
static bool
marked(const struct groups *g, size_t k)
{
	return g->token[k] - g->token[0] > k;
}

/*
 * What fails its check, or is grouped in an unusual way, is taken here behind
 * a cue only where no later rule could: a date may be in it, or letters.
 */
static bool
found(struct redact *r, const struct groups *g, size_t k, bool cue)
{
	const char *scheme;
	enum idcheck c = idcheck(g->text, g->total[k], g->size, k + 1, &scheme);

	if (cue && c != IDCHECK_GOOD && (k == 0 || marked(g, k)))
		c = idcheck(g->text, g->total[k], NULL, 0, &scheme);
	if (c == IDCHECK_NONE ||
	    (c == IDCHECK_SHAPE && (!cue || (k > 0 && !marked(g, k)))))
		return false;
	span_add(r, g->token[0], g->token[k], REDACT_ID,
	    c == IDCHECK_GOOD ? 9 : 8, c == IDCHECK_GOOD ? scheme : "id-cue");
	return true;
}

/* The last token of what was looked at. */
static size_t
ident_at(struct redact *r, size_t i)
{
	struct groups g;
	size_t k, last;
	uint64_t said;
	bool cue;

	read_groups(r, i, &g);
	if (g.n == 0 || g.total[g.n - 1] < 7)
		return i;
	last = g.token[g.n - 1];
	said = cue_before(r, i);
	if (begun(r, i) || number_harmless(r, i) || said == LISTS(PHCUE))
		return last;
	cue = said == LISTS(IDCUE);
	for (k = g.n; k-- > 0 && g.total[k] >= 7;)
		if ((cue || ends_at(r, &g, k)) && found(r, &g, k, cue))
			return g.token[k];
	/* 2019 943 476 5919: a year, or letters, and then the number */
	k = g.token[0];
	return r->t[k].kind == TOKEN_WORD ||
		       (r->t[k].len == 4 && r->t[k].num > 1900 &&
			   r->t[k].num < 2100)
		   ? k
		   : last;
}

void
ident_find(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, CODE, i) {
		const struct token *t = &r->t[i];

		if (t->cls != -1)
			continue;
		if (t->kind == TOKEN_WORD &&
		    (t->len > 3 || t->shape == SHAPE_LOWER || i + 1 >= r->n ||
			r->t[i + 1].kind == TOKEN_WORD ||
			r->t[i + 1].gap > GAP_SPACE))
			continue;
		i = ident_at(r, i);
	}
}
