/*
 * What the user knows: names of the roster or of one case, words never to be
 * masked, words always to be.  A known name is found in its inflections, its
 * short forms, as initials and misspelled.
 */

#include <stdlib.h>
#include <string.h>

#include "common/redact-int.h"

#define WORDMAX	 64
#define WORDS	 8 /* of one entry; what is longer is cut */
#define FILTER_N 4096u

static size_t
filter_bit(uint64_t hash)
{
	return (size_t)lists_mix(hash) >> 7 & (FILTER_N - 1);
}

static void
filter_set(struct redact *r, uint64_t hash)
{
	size_t b = filter_bit(hash);

	r->filter[b / 64] |= UINT64_C(1) << (b % 64);
}

static bool
filter_has(const struct redact *r, uint64_t hash)
{
	size_t b = filter_bit(hash);

	return (r->filter[b / 64] >> (b % 64) & 1) != 0;
}

static int
keep_text(struct redact *r, const char *w, size_t n, uint32_t *at)
{
	if (r->ntext + n > r->textcap) {
		size_t cap = r->textcap == 0 ? 4096 : r->textcap * 2;
		char *p;

		while (cap < r->ntext + n)
			cap *= 2;
		/* the old copy is wiped: it holds names */
		if ((p = malloc(cap)) == NULL)
			return -1;
		if (r->ntext > 0) {
			memcpy(p, r->text, r->ntext);
			explicit_bzero(r->text, r->ntext);
		}
		free(r->text);
		r->text = p;
		r->textcap = cap;
	}
	*at = (uint32_t)r->ntext;
	memcpy(r->text + r->ntext, w, n);
	r->ntext += n;
	return 0;
}

static int
rule_add(struct redact *r, const char *w, size_t n, unsigned words, char action,
    enum redact_class cls, unsigned entity)
{
	struct phrase_rule *p;
	const char *space = memchr(w, ' ', n);
	size_t cap;

	if (n == 0)
		return 0;
	if (r->nrule == r->rulecap) {
		cap = r->rulecap == 0 ? 64 : r->rulecap * 2;
		p = reallocarray(r->rule, cap, sizeof(*p));
		if (p == NULL)
			return -1;
		r->rule = p;
		r->rulecap = cap;
	}
	p = &r->rule[r->nrule];
	*p = (struct phrase_rule){ .hash = fold_hash(w, n),
		.words = (unsigned char)words,
		.action = (unsigned char)action,
		.cls = (unsigned char)cls,
		.entity = entity,
		.len = (uint32_t)n };
	if (keep_text(r, w, n, &p->text) == -1)
		return -1;
	r->nrule++;
	filter_set(r, fold_hash(w, space == NULL ? n : (size_t)(space - w)));
	return 0;
}

/* Cut an entry into folded words. */
static unsigned
words_of(struct view v, char w[WORDS][WORDMAX], size_t len[WORDS])
{
	unsigned n = 0;
	size_t i = 0, a;

	while (i < v.n && n < WORDS) {
		while (i < v.n && (v.p[i] == ' ' || v.p[i] == '-' ||
				      v.p[i] == '.' || v.p[i] == ','))
			i++;
		a = i;
		while (i < v.n && v.p[i] != ' ' && v.p[i] != '-' &&
		       v.p[i] != '.' && v.p[i] != ',')
			i++;
		if (i > a &&
		    (len[n] = fold_word(v.p + a, i - a, w[n], WORDMAX)) > 0)
			n++;
	}
	return n;
}

static int
entry(struct redact *r, struct view v, char action, enum redact_class cls,
    unsigned entity)
{
	char w[WORDS][WORDMAX], all[WORDS * (WORDMAX + 1)];
	size_t len[WORDS], n = 0;
	unsigned words = words_of(v, w, len), i;

	for (i = 0; i < words; i++) {
		if (i > 0)
			all[n++] = ' ';
		memcpy(all + n, w[i], len[i]);
		n += len[i];
	}
	if (rule_add(r, all, n, words, action, cls, entity) == -1)
		return -1;
	/* each part of a known name stands for the person, too */
	for (i = 0; action == 'k' && words > 1 && i < words; i++)
		if (len[i] > 1 &&
		    (lists_flags(fold_hash(w[i], len[i])) &
			(LISTS(TITLE) | FUNCTION)) == 0 &&
		    rule_add(r, w[i], len[i], 1, 'k', cls, entity) == -1)
			return -1;
	explicit_bzero(w, sizeof(w));
	explicit_bzero(all, sizeof(all));
	return 0;
}

int
roster_compile(struct redact *r)
{
	size_t i;

	for (i = 0; i < r->o.nallow; i++)
		if (entry(r, r->o.allow[i], 'a', REDACT_OTHER, 0) == -1)
			return -1;
	for (i = 0; i < r->o.ndeny; i++)
		if (entry(r, r->o.deny[i].name, 'd', r->o.deny[i].cls, 0) == -1)
			return -1;
	for (i = 0; i < r->o.nknown; i++)
		if (entry(r, r->o.known[i].name, 'k', r->o.known[i].cls,
			(unsigned)i + 1) == -1)
			return -1;
	r->roster = (unsigned)r->o.nknown;
	/* the options' own memory is the caller's; we have our copy */
	r->o.known = NULL;
	r->o.allow = NULL;
	r->o.deny = NULL;
	roster_restore(r);
	return 0;
}

void
roster_restore(struct redact *r)
{
	struct token t = { .len = 2 };
	struct known *k;
	size_t i;

	r->entities = r->roster;
	for (i = 0; i < r->nrule; i++) {
		if (r->rule[i].action != 'k' || r->rule[i].words != 1)
			continue;
		t.hash = r->rule[i].hash;
		known_add(r, &t, 9, (enum redact_class)r->rule[i].cls);
		if ((k = known_get(r, t.hash)) != NULL && k->entity == 0)
			k->entity = r->rule[i].entity;
	}
}

/* The tokens that the words of the rule cover from i on: the last, or 0. */
static size_t
matches(const struct redact *r, const struct phrase_rule *p, size_t i)
{
	const char *w = r->text + p->text, *end = w + p->len, *s;
	size_t k = i, n;
	char f[WORDMAX];

	for (;;) {
		s = memchr(w, ' ', (size_t)(end - w));
		n = (size_t)((s == NULL ? end : s) - w);
		if (k >= r->n || token_fold(r, k, f, sizeof(f)) != n ||
		    memcmp(f, w, n) != 0)
			return 0;
		if (s == NULL)
			return k + 1;
		w = s + 1;
		k++;
		while (k < r->n && r->t[k].kind == TOKEN_PUNCT &&
		       r->t[k].gap == GAP_NONE &&
		       (r->t[k].c == '-' || r->t[k].c == '.'))
			k++;
		if (k < r->n && r->t[k].gap > GAP_LINE)
			return 0;
	}
}

/* The number of edits between two words, at most `most` + 1. */
static unsigned
distance(const char *a, size_t n, const char *b, size_t m, unsigned most)
{
	unsigned row[3][WORDMAX + 1], i, j, d;

	for (j = 0; j <= m; j++)
		row[1][j] = j;
	for (i = 1; i <= n; i++) {
		unsigned *cur = row[(i + 1) % 3], *up = row[i % 3],
			 *upup = row[(i + 2) % 3];

		cur[0] = i;
		for (j = 1; j <= m; j++) {
			d = up[j - 1] + (a[i - 1] != b[j - 1]);
			if (up[j] + 1 < d)
				d = up[j] + 1;
			if (cur[j - 1] + 1 < d)
				d = cur[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && upup[j - 2] + 1 < d)
				d = upup[j - 2] + 1;
			cur[j] = d;
		}
	}
	d = row[(n + 1) % 3][m];
	return d > most ? most + 1 : d;
}

/* Is b a short form of a: Bill of William, Lisi of Elisabeth? */
static bool
short_form(const char *a, size_t n, const char *b, size_t m)
{
	char key[2 * WORDMAX + 4];

	if (m >= 3 && n > m && memcmp(a, b, m) == 0)
		return true;
	key[0] = '0';
	memcpy(key + 1, a, n);
	key[n + 1] = ' ';
	memcpy(key + n + 2, b, m);
	return (lists_flags(fold_hash(key, n + m + 2)) & LISTS(NICK)) != 0;
}

/* A word that is no common one: is it a known name in another form? */
static void
variant(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	const struct phrase_rule *p;
	size_t k, n;
	char f[WORDMAX];
	unsigned most;

	if (t->len < 3 || t->cls != -1 || word_grade(r, t) > 1)
		return;
	n = token_fold(r, i, f, sizeof(f));
	for (k = 0; k < r->nrule; k++) {
		const char *w;

		p = &r->rule[k];
		w = r->text + p->text;
		if (p->action != 'k' || p->words != 1 || p->len < 3)
			continue;
		most = p->len < 5 ? 0 : p->len < 8 ? 1 : 2;
		/* the plural of a family, the genitive: Webers */
		if ((n == p->len + 1 && f[n - 1] == 's' &&
			memcmp(f, w, p->len) == 0) ||
		    short_form(w, p->len, f, n) ||
		    (most > 0 && n + most >= p->len && p->len + most >= n &&
			f[0] == w[0] &&
			distance(f, n, w, p->len, most) <= most)) {
			struct known *known;

			known_add(r, t, 9, (enum redact_class)p->cls);
			if ((known = known_get(r, t->hash)) != NULL &&
			    known->entity == 0)
				known->entity = p->entity;
			span_add(r, i, i, (enum redact_class)p->cls, 7,
			    "roster-variant");
			return;
		}
	}
}

static void
exact(struct redact *r, size_t i)
{
	const struct phrase_rule *p;
	size_t k, end, j;

	for (k = 0; k < r->nrule; k++) {
		p = &r->rule[k];
		if ((end = matches(r, p, i)) == 0)
			continue;
		if (p->action == 'a') {
			for (j = i; j < end; j++)
				r->t[j].marks |= MARK_NEVER;
			return;
		}
		if (p->action == 'd') {
			span_add(r, i, end - 1, (enum redact_class)p->cls, 9,
			    "deny");
			return;
		}
		/* A member called Will: the word alone proves nothing. */
		if (p->words == 1 && word_grade(r, &r->t[i]) >= 3 &&
		    (!word_cap(&r->t[i]) || (r->t[i].marks & MARK_START) != 0))
			continue;
		span_add(r, i, end - 1, (enum redact_class)p->cls, 9, "roster");
		return;
	}
}

void
roster_mark(struct redact *r)
{
	size_t i;

	if (r->nrule == 0)
		return;
	for (i = 0; i < r->n; i++) {
		struct token *t = &r->t[i];

		if (t->kind == TOKEN_PUNCT || t->cls != -1)
			continue;
		if (filter_has(r, t->hash))
			exact(r, i);
		if (r->roster > 0 && t->cls == -1 && t->kind == TOKEN_WORD &&
		    (t->marks & MARK_NEVER) == 0)
			variant(r, i);
	}
}
