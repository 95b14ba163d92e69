/* Cut a document into words, numbers and marks, and look the words up. */

#include <stdlib.h>
#include <string.h>

#include "common/redact-int.h"
#include "common/utf8.h"

enum { C_OTHER, C_LOWER, C_UPPER, C_DIGIT, C_SPACE, C_LINE, C_HIGH };

#define WORDMAX 64 /* bytes of a folded word; what is longer is no name */

static const unsigned char kind[256] = {
	['\0'] = C_OTHER,
	['\t'] = C_SPACE,
	['\r'] = C_SPACE,
	[' '] = C_SPACE,
	['\n'] = C_LINE,
	['0'] = C_DIGIT,
	['1'] = C_DIGIT,
	['2'] = C_DIGIT,
	['3'] = C_DIGIT,
	['4'] = C_DIGIT,
	['5'] = C_DIGIT,
	['6'] = C_DIGIT,
	['7'] = C_DIGIT,
	['8'] = C_DIGIT,
	['9'] = C_DIGIT,
	['A'] = C_UPPER,
	['B'] = C_UPPER,
	['C'] = C_UPPER,
	['D'] = C_UPPER,
	['E'] = C_UPPER,
	['F'] = C_UPPER,
	['G'] = C_UPPER,
	['H'] = C_UPPER,
	['I'] = C_UPPER,
	['J'] = C_UPPER,
	['K'] = C_UPPER,
	['L'] = C_UPPER,
	['M'] = C_UPPER,
	['N'] = C_UPPER,
	['O'] = C_UPPER,
	['P'] = C_UPPER,
	['Q'] = C_UPPER,
	['R'] = C_UPPER,
	['S'] = C_UPPER,
	['T'] = C_UPPER,
	['U'] = C_UPPER,
	['V'] = C_UPPER,
	['W'] = C_UPPER,
	['X'] = C_UPPER,
	['Y'] = C_UPPER,
	['Z'] = C_UPPER,
	['a'] = C_LOWER,
	['b'] = C_LOWER,
	['c'] = C_LOWER,
	['d'] = C_LOWER,
	['e'] = C_LOWER,
	['f'] = C_LOWER,
	['g'] = C_LOWER,
	['h'] = C_LOWER,
	['i'] = C_LOWER,
	['j'] = C_LOWER,
	['k'] = C_LOWER,
	['l'] = C_LOWER,
	['m'] = C_LOWER,
	['n'] = C_LOWER,
	['o'] = C_LOWER,
	['p'] = C_LOWER,
	['q'] = C_LOWER,
	['r'] = C_LOWER,
	['s'] = C_LOWER,
	['t'] = C_LOWER,
	['u'] = C_LOWER,
	['v'] = C_LOWER,
	['w'] = C_LOWER,
	['x'] = C_LOWER,
	['y'] = C_LOWER,
	['z'] = C_LOWER,
	[0x80] = C_HIGH,
};

/* What a word has shown while it was read. */
struct word {
	size_t end;
	unsigned upper, lower, digit, letters;
	bool first_upper, high, apostrophe, mixed;
};

static bool
hidden(uint32_t cp)
{
	return cp == 0xad || cp == 0x34f || (cp >= 0x200b && cp <= 0x200f) ||
	       (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x2069) || cp == 0xfeff || cp == 0x180e ||
	       (cp >= 0xfe00 && cp <= 0xfe0f);
}

static unsigned
class_at(const struct redact *r, size_t i, size_t *len, uint32_t *cp)
{
	unsigned char c = (unsigned char)r->p[i];

	*len = 1;
	*cp = c;
	if (c < 0x80)
		return kind[c];
	if ((*len = utf8_decode(r->p + i, r->np - i, cp)) == 0) {
		*len = 1;
		return C_HIGH; /* invalid: sits inside a word, or nowhere */
	}
	if (utf8_upper(*cp))
		return C_UPPER;
	if (utf8_letter(*cp))
		return C_LOWER;
	if (utf8_digit(*cp))
		return C_DIGIT;
	if (hidden(*cp) || utf8_mark(*cp))
		return C_HIGH;
	if (*cp == 0xa0 || *cp == 0x202f || (*cp >= 0x2000 && *cp <= 0x200a) ||
	    *cp == 0x3000)
		return C_SPACE;
	if (*cp == 0x2028 || *cp == 0x2029 || *cp == 0x85)
		return C_LINE;
	return C_OTHER;
}

static bool
letterlike(unsigned k)
{
	return k == C_LOWER || k == C_UPPER;
}

/* An apostrophe at i, of any form?  Its length, or 0. */
static size_t
apostrophe(const struct redact *r, size_t i)
{
	if (r->p[i] == '\'' || r->p[i] == '`')
		return 1;
	if (i + 2 < r->np && memcmp(r->p + i, "\xe2\x80\x99", 3) == 0)
		return 3;
	if (i + 2 < r->np && memcmp(r->p + i, "\xe2\x80\x98", 3) == 0)
		return 3;
	if (i + 1 < r->np && memcmp(r->p + i, "\xca\xbc", 2) == 0)
		return 2;
	return 0;
}

/* Bytes that can't be seen, from i on, if a letter follows; else 0. */
static size_t
invisible(const struct redact *r, size_t i)
{
	size_t j = i, len;
	uint32_t cp;
	unsigned k;

	while (j < r->np) {
		k = class_at(r, j, &len, &cp);
		if (k == C_HIGH || cp == 0)
			j += len;
		else
			return letterlike(k) && j > i ? j - i : 0;
		if (j - i > 64)
			return 0;
	}
	return 0;
}

static void
count(struct word *w, unsigned k, bool first)
{
	if (k == C_UPPER) {
		w->upper++;
		if (first)
			w->first_upper = true;
	} else if (k == C_LOWER)
		w->lower++;
	else
		w->digit++;
}

/* Is what stands before an apostrophe a French elision? */
static bool
elision(const struct redact *r, size_t start, size_t end)
{
	size_t n = end - start;
	char f[12];

	if (n == 1)
		return strchr("cdjlmnstyCDJLMNSTY", r->p[start]) != NULL;
	n = fold_word(r->p + start, n, f, sizeof(f));
	if (n == 6 && memcmp(f, "quelqu", 6) == 0)
		return true;
	return (n == 2 && memcmp(f, "qu", 2) == 0) ||
	       (n == 5 && memcmp(f, "jusqu", 5) == 0) ||
	       (n == 6 && (memcmp(f, "lorsqu", 6) == 0 ||
			      memcmp(f, "puisqu", 6) == 0));
}

/*
 * Read the word at i.  Returns true if it ends in a French elision; the
 * apostrophe is then the last thing read, and w->end stands before it.
 */
static bool
read_word(const struct redact *r, size_t i, struct word *w)
{
	size_t len, start = i, ap, gone;
	uint32_t cp;
	unsigned k, next;

	*w = (struct word){ 0 };
	while (i < r->np) {
		k = class_at(r, i, &len, &cp);
		if (k == C_LOWER || k == C_UPPER || k == C_DIGIT) {
			count(w, k, i == start);
			w->letters++;
			w->high |= cp >= 0x80;
			i += len;
			continue;
		}
		if ((ap = apostrophe(r, i)) > 0 && i + ap < r->np) {
			next = class_at(r, i + ap, &len, &cp);
			if (!letterlike(next) || w->digit > 0)
				break;
			if (elision(r, start, i)) {
				w->end = i;
				return true;
			}
			w->apostrophe = true;
			i += ap;
			continue;
		}
		if ((k == C_HIGH || cp == 0) && (gone = invisible(r, i)) > 0) {
			w->high = true;
			i += gone;
			continue;
		}
		if (k == C_HIGH && cp >= 0x300 && utf8_mark(cp)) {
			w->high = true;
			i += len;
			continue;
		}
		break;
	}
	w->end = i;
	return false;
}

/* Does the word end in 's?  Take it off. */
static bool
possessive(const struct redact *r, size_t start, size_t *end)
{
	size_t n = *end - start;

	if (n > 2 && (r->p[*end - 1] | 0x20) == 's' &&
	    (r->p[*end - 2] == '\'' || r->p[*end - 2] == '`')) {
		*end -= 2;
		return true;
	}
	if (n > 4 && (r->p[*end - 1] | 0x20) == 's' &&
	    (memcmp(r->p + *end - 4, "\xe2\x80\x99", 3) == 0 ||
		memcmp(r->p + *end - 4, "\xe2\x80\x98", 3) == 0)) {
		*end -= 4;
		return true;
	}
	return false;
}

static struct token *
push(struct redact *r)
{
	struct token *t;
	size_t cap;

	if (r->n == r->cap) {
		cap = r->cap == 0 ? 1024 : r->cap * 2;
		t = reallocarray(r->t, cap, sizeof(*t));
		if (t == NULL) {
			r->memory = true;
			return NULL;
		}
		r->t = t;
		r->cap = cap;
	}
	t = &r->t[r->n++];
	memset(t, 0, sizeof(*t));
	t->cls = -1;
	return t;
}

static void
shape_of(struct token *t, const struct word *w)
{
	t->kind = w->digit == 0		     ? TOKEN_WORD
		  : w->upper + w->lower == 0 ? TOKEN_NUMBER
					     : TOKEN_MIXED;
	t->len = (unsigned char)(w->letters > 255 ? 255 : w->letters);
	if (w->upper == 0)
		t->shape = SHAPE_LOWER;
	else if (w->lower == 0 && w->upper > 1)
		t->shape = SHAPE_UPPER;
	else if (w->first_upper && w->upper == 1)
		t->shape = SHAPE_CAP;
	else
		t->shape = w->first_upper ? SHAPE_CAMEL : SHAPE_LOWER;
	/* O'Brien, McCall, MacKay, Jean-Luc: capitals as in names */
	if (t->shape == SHAPE_CAMEL && w->apostrophe)
		t->shape = SHAPE_CAP;
}

static void
read_key(const struct redact *r, struct token *t, const struct word *w)
{
	uint64_t h = LISTS_HASH0;
	char key[WORDMAX];
	size_t i, n;

	if (!w->high && !w->apostrophe && t->end - t->start < WORDMAX) {
		for (i = t->start; i < t->end; i++)
			h = lists_hash(h, (unsigned char)r->p[i] |
					      (r->p[i] >= 'A' ? 0x20 : 0));
	} else {
		n = fold_word(r->p + t->start, t->end - t->start, key,
		    sizeof(key));
		h = fold_hash(key, n);
	}
	t->hash = h;
	if (t->kind == TOKEN_NUMBER && t->end - t->start <= 9)
		for (i = t->start; i < t->end; i++)
			t->num = t->num * 10 + (uint32_t)(r->p[i] & 0xf);
}

/* Is the sentence over before token i?  prev is the token before it. */
static unsigned
starts(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i], *q;
	size_t k = i;

	while (k > 0) {
		q = &r->t[k - 1];
		if (r->t[k].gap == GAP_PARA)
			return MARK_START | MARK_BULLET;
		if (r->t[k].gap == GAP_LINE && k == i)
			return MARK_START | MARK_BULLET;
		if (q->kind != TOKEN_PUNCT)
			return 0;
		if (strchr(".!?", q->c) != NULL && q->c != '\0') {
			const struct token *b = k > 1 ? &r->t[k - 2] : NULL;

			if (t->gap == GAP_NONE && k == i)
				return 0;
			/* Mr., Jan., the K. of an initial: goes on */
			if (q->c == '.' && q->gap == GAP_NONE && b != NULL &&
			    b->kind == TOKEN_WORD &&
			    !(HAS(b, TITLE) &&
				(b->len > 4 ||
				    token_in(r, k - 2, "sir miss doc mx"))) &&
			    ((b->flags & (LISTS(TITLE) | LISTS(MONTH))) != 0 ||
				b->len == 1) &&
			    b->end - b->start < 6)
				return 0;
			return MARK_START;
		}
		if (q->c == ':' || q->c == ';')
			return q->c == ':' ? MARK_START : 0;
		if (q->c == '"' || q->c == '(' || q->c == '\'' || q->c == '[' ||
		    q->c == '*' || q->c == '_' || (unsigned char)q->c >= 0x80) {
			/* a quotation opens: look further, but it starts */
			if (q->c != '(' && q->c != '[' &&
			    r->t[k].gap == GAP_NONE)
				return MARK_START | MARK_QUOTE;
			k--;
			continue;
		}
		if (q->c == '-' || q->c == '#' || q->c == '>') {
			k--;
			if (r->t[k].gap >= GAP_LINE || k == 0)
				return MARK_START | MARK_BULLET;
			return 0;
		}
		return 0;
	}
	return MARK_START | MARK_BULLET;
}

/*
 * Most words are ASCII letters and nothing else: those in one go, hash and
 * all.  False when the word at i is of another kind; nothing is done then.
 */
static bool
push_plain(struct redact *r, size_t i, unsigned gap, size_t *next)
{
	uint64_t h = LISTS_HASH0;
	unsigned upper = 0;
	size_t k = i, n;
	struct token *t;

	for (; k < r->np; k++) {
		unsigned char c = (unsigned char)r->p[k];

		if (kind[c] == C_LOWER)
			h = lists_hash(h, c);
		else if (kind[c] == C_UPPER) {
			h = lists_hash(h, c | 0x20);
			upper++;
		} else
			break;
	}
	n = k - i;
	if (n == 0 || n >= WORDMAX ||
	    (k < r->np &&
		(kind[(unsigned char)r->p[k]] == C_DIGIT || r->p[k] == '\'' ||
		    r->p[k] == '`' || r->p[k] == '\0' ||
		    (unsigned char)r->p[k] >= 0x80)))
		return false;
	*next = k;
	if ((t = push(r)) == NULL)
		return true;
	t->start = (uint32_t)i;
	t->end = (uint32_t)k;
	t->hash = h;
	t->gap = (unsigned char)gap;
	t->c = r->p[i];
	t->len = (unsigned char)n;
	if (upper == 0)
		t->shape = SHAPE_LOWER;
	else if (upper == n && n > 1)
		t->shape = SHAPE_UPPER;
	else if (kind[(unsigned char)t->c] != C_UPPER)
		t->shape = SHAPE_LOWER;
	else
		t->shape = upper == 1 ? SHAPE_CAP : SHAPE_CAMEL;
	return true;
}

static void
push_word(struct redact *r, size_t start, unsigned gap, size_t *next)
{
	struct token *t;
	struct word w;
	bool cut = read_word(r, start, &w);
	size_t end = w.end;

	*next = cut ? w.end + apostrophe(r, w.end) : w.end;
	if ((t = push(r)) == NULL)
		return;
	if (!cut && w.apostrophe && possessive(r, start, &end)) {
		t->marks |= MARK_POSS;
		w.letters--;
		if (w.lower > 0)
			w.lower--;
		else
			w.upper--;
	}
	t->start = (uint32_t)start;
	t->end = (uint32_t)end;
	t->c = r->p[start];
	t->gap = (unsigned char)gap;
	if (cut)
		t->marks |= MARK_ELISION;
	shape_of(t, &w);
	read_key(r, t, &w);
}

/*
 * The table of the lists is larger than the caches: what is asked of it is
 * sent for some words ahead.
 */
static void
look_up(struct redact *r)
{
	enum { AHEAD = 12 };
	struct token *t;
	size_t i;

	for (i = 0; i < r->n; i++) {
		t = &r->t[i];
		if (i + AHEAD < r->n)
			lists_expect(r->t[i + AHEAD].hash);
		if (t->kind == TOKEN_WORD || t->kind == TOKEN_MIXED)
			t->flags = lists_flags(t->hash);
		if (t->kind == TOKEN_WORD &&
		    (t->gap >= GAP_LINE || i == 0 || t[-1].kind == TOKEN_PUNCT))
			t->marks |= (unsigned char)starts(r, i);
	}
}

int
token_cut(struct redact *r)
{
	unsigned gap = GAP_PARA, k;
	size_t i = 0, len, next;
	struct token *t;
	uint32_t cp;

	r->n = 0;
	while (i < r->np && !r->memory) {
		if (r->p[i] == ' ') {
			if (gap == GAP_NONE)
				gap = GAP_SPACE;
			i++;
			continue;
		}
		if (push_plain(r, i, gap, &next)) {
			gap = GAP_NONE;
			i = next;
			continue;
		}
		k = class_at(r, i, &len, &cp);
		if (k == C_SPACE) {
			if (gap == GAP_NONE)
				gap = GAP_SPACE;
			i += len;
		} else if (k == C_LINE) {
			gap = gap >= GAP_LINE ? GAP_PARA : GAP_LINE;
			i += len;
		} else if (k == C_HIGH) {
			i += len;
		} else if (k == C_OTHER) {
			if ((t = push(r)) == NULL)
				break;
			t->start = (uint32_t)i;
			t->end = (uint32_t)(i + len);
			t->kind = TOKEN_PUNCT;
			t->gap = (unsigned char)gap;
			t->c = r->p[i];
			gap = GAP_NONE;
			i += len;
		} else {
			push_word(r, i, gap, &next);
			gap = GAP_NONE;
			i = next;
		}
	}
	if (r->memory)
		return -1;
	look_up(r);
	return 0;
}

struct token *
token_at(struct redact *r, size_t i)
{
	static const struct token none = { .kind = TOKEN_PUNCT,
		.gap = GAP_PARA,
		.cls = -1 };

	return i < r->n ? &r->t[i] : (struct token *)&none;
}

size_t
token_fold(const struct redact *r, size_t i, char *out, size_t cap)
{
	const struct token *t = &r->t[i];

	return fold_word(r->p + t->start, t->end - t->start, out, cap);
}

bool
token_is(const struct redact *r, size_t i, const char *word)
{
	const struct token *t;

	if (i >= r->n)
		return false;
	t = &r->t[i];
	if (t->kind == TOKEN_PUNCT ||
	    ((unsigned char)t->c < 0x80 && (t->c | 0x20) != word[0]))
		return false;
	return t->hash == fold_hash(word, strlen(word));
}

/* The hash of the next word of a list; it is passed over. */
static uint64_t
next_hash(const char **words)
{
	uint64_t h = LISTS_HASH0;

	for (; **words != '\0' && **words != ' '; (*words)++)
		h = lists_hash(h, (unsigned char)**words);
	if (**words == ' ')
		(*words)++;
	return h;
}

static unsigned
set_bit(uint64_t hash)
{
	return (unsigned)(hash ^ hash >> 32) & 0xff;
}

static const struct wordset *
wordset(const struct redact *r, const char *words)
{
	uint64_t at = (uint64_t)(uintptr_t)words * UINT64_C(0x9e3779b97f4a7c15);
	struct wordset *s = &r->set[at >> (64 - WORDSET_BITS)];
	const char *p = words;
	unsigned bit;

	if (s->words == words)
		return s;
	*s = (struct wordset){ .words = words };
	while (*p != '\0') {
		bit = set_bit(next_hash(&p));
		s->bits[bit >> 6] |= UINT64_C(1) << (bit & 63);
	}
	return s;
}

bool
token_in(const struct redact *r, size_t i, const char *words)
{
	const struct wordset *s;
	const struct token *t;
	unsigned bit;

	if (i >= r->n || (t = &r->t[i])->kind == TOKEN_PUNCT)
		return false;
	s = wordset(r, words);
	bit = set_bit(t->hash);
	if ((s->bits[bit >> 6] >> (bit & 63) & 1) == 0)
		return false;
	while (*words != '\0')
		if (next_hash(&words) == t->hash)
			return true;
	return false;
}
