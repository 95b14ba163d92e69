#include "common/redact-leak.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/redact-int.h"
#include "common/utf8.h"

#define TAIL 7 /* digits of a number that are compared */

enum {
	WORD_SECRET = 1,  /* a masked name that is no ordinary word */
	WORD_COMMON = 2,  /* a masked name that is one */
	WORD_FIRST = 4,	  /* begins a masked name of several words */
	WORD_PAIR = 8,	  /* two words of it, hashed together */
	WORD_NUMBER = 16, /* the last seven digits of a masked one */
	WORD_MAIL = 32,
	WORD_ALLOWED = 64
};

struct slot {
	uint64_t hash; /* 0: free */
	unsigned char what, cls;
	unsigned entity;
};

/* Bits of a byte: part of a word; worth a look as its first; an @. */
enum byte_kind { BYTE_WORD = 1, BYTE_LOOK = 2, BYTE_AT = 4 };

struct leak {
	struct slot *s;
	size_t n, mask;
	/* Which three first letters masked words have: most words are passed
	 * over after one look. */
	uint64_t filter[512];
	unsigned char kind[256]; /* of a byte: enum byte_kind */
	unsigned entity;	 /* of the span being noted */
	bool collect;		 /* leaks are gathered, not refused */
	struct leak_doubt *d;
	size_t nd, capd;
};

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool
in_word(unsigned char c)
{
	return c >= 0x80 || is_digit(c) ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

struct leak *
leak_new(void)
{
	struct leak *l = calloc(1, sizeof(*l));
	unsigned c;

	if (l == NULL)
		return NULL;
	l->mask = 255;
	if ((l->s = calloc(l->mask + 1, sizeof(*l->s))) == NULL) {
		free(l);
		return NULL;
	}
	for (c = 0; c < 256; c++)
		if (c == '@')
			l->kind[c] = BYTE_AT;
		else if (c >= 0x80 || is_digit((unsigned char)c))
			l->kind[c] = BYTE_WORD | BYTE_LOOK;
		else if (in_word((unsigned char)c))
			l->kind[c] = BYTE_WORD;
	return l;
}

void
leak_free(struct leak *l)
{
	if (l == NULL)
		return;
	free(l->s);
	free(l->d);
	free(l);
}

void
leak_forget(struct leak *l)
{
	size_t i;

	/* what a person allowed holds for all documents */
	for (i = 0; i <= l->mask; i++)
		l->s[i].what &= WORD_ALLOWED;
	memset(l->filter, 0, sizeof(l->filter));
	l->nd = 0;
}

static struct slot *
find(const struct leak *l, uint64_t hash)
{
	size_t at;

	hash |= 1;
	for (at = lists_mix(hash) & l->mask; l->s[at].hash != 0;
	     at = (at + 1) & l->mask)
		if (l->s[at].hash == hash)
			break;
	return &l->s[at];
}

static int
note(struct leak *l, uint64_t hash, unsigned what, enum redact_class cls)
{
	struct slot *old = l->s, *s;
	size_t i, size = (l->mask + 1) * 2;

	if (l->n * 2 > l->mask) {
		if ((l->s = calloc(size, sizeof(*l->s))) == NULL) {
			l->s = old;
			return -1;
		}
		l->mask = size - 1;
		for (i = 0; i < size / 2; i++)
			if (old[i].hash != 0)
				*find(l, old[i].hash) = old[i];
		free(old);
	}
	s = find(l, hash);
	if (s->hash == 0)
		l->n++;
	s->hash = hash | 1;
	s->what = (unsigned char)(s->what | what);
	s->cls = (unsigned char)cls;
	if ((what & (WORD_FIRST | WORD_ALLOWED)) == 0)
		s->entity = l->entity;
	return 0;
}

static unsigned
seen(const struct leak *l, uint64_t hash)
{
	return find(l, hash)->what;
}

static bool
in_mail(unsigned char c)
{
	return in_word(c) || c == '.' || c == '-' || c == '_' || c == '+' ||
	       c == '%';
}

/* The end of the word that begins at i. */
static size_t
word_end(struct view v, size_t i)
{
	while (i < v.n && in_word((unsigned char)v.p[i]))
		i++;
	return i;
}

/* Three letters as 15 bits; marks and capitals make no difference much. */
static unsigned
shape(const char *p, size_t n)
{
	return (unsigned)(p[0] & 31) << 10 | (unsigned)(p[1] & 31) << 5 |
	       (unsigned)(n > 2 ? p[2] & 31 : 0);
}

static inline bool
filtered(const struct leak *l, const char *p, size_t n)
{
	unsigned k;

	if (n < 2)
		return true;
	/* letters with marks fold to others: never passed over */
	if ((unsigned char)p[0] >= 0x80 || (unsigned char)p[1] >= 0x80 ||
	    (n > 2 && (unsigned char)p[2] >= 0x80))
		return false;
	k = shape(p, n);
	return (l->filter[k >> 6] >> (k & 63) & 1) == 0;
}

static uint64_t
word_hash(const char *p, size_t n, size_t *len, char *key)
{
	*len = fold_word(p, n, key, 64);
	return fold_hash(key, *len);
}

static int
filter_add(struct leak *l, const char *key, size_t n)
{
	unsigned k, third;

	if (n < 2)
		return 0;
	for (third = 0; third < (n == 2 ? 32 : 1); third++) {
		k = shape(key, n) + third; /* what follows a short word */
		l->filter[k >> 6] |= UINT64_C(1) << (k & 63);
	}
	return 0;
}

/* Is it in a list of ordinary words, towns, drugs, ...? */
static bool
ordinary(uint64_t hash, size_t len)
{
	const uint64_t name = LISTS(FORE) | LISTS(FEMALE) | LISTS(MALE) |
			      LISTS(SUR) | LISTS(NAME) | LISTS(PHRASE) |
			      LISTS(PHRASE2);

	return len < 4 || (lists_flags(hash) & ~name) != 0;
}

static int
note_name(struct leak *l, struct view v)
{
	uint64_t h, before = 0;
	size_t i = 0, end, len;
	char key[64];
	int bad = 0;

	while (i < v.n) {
		if (!in_word((unsigned char)v.p[i])) {
			i++;
			continue;
		}
		end = word_end(v, i);
		h = word_hash(v.p + i, end - i, &len, key);
		i = end;
		if (len < 2)
			continue;
		if (before != 0) {
			bad |= note(l, before, WORD_FIRST, REDACT_NAME);
			bad |= note(l, lists_hash(before, 1) ^ h, WORD_PAIR,
			    REDACT_NAME);
		}
		bad |= note(l, h, ordinary(h, len) ? WORD_COMMON : WORD_SECRET,
		    REDACT_NAME);
		bad |= filter_add(l, key, len);
		before = h;
	}
	return bad;
}

/* The digits of v from i on, separators passed over; at most `max'. */
static size_t
digits(struct view v, size_t *i, char *out, size_t max)
{
	size_t n = 0, gap = 0;

	for (; *i < v.n && gap <= 2; (*i)++) {
		if (is_digit((unsigned char)v.p[*i])) {
			if (n < max)
				out[n++] = v.p[*i];
			gap = 0;
		} else if (v.p[*i] != '\0' &&
			   strchr(" -./()+\t", v.p[*i]) != NULL) {
			gap++;
		} else {
			break;
		}
	}
	return n;
}

static uint64_t
hash_bytes(const char *p, size_t n)
{
	uint64_t h = LISTS_HASH0 ^ 0x5aa5;

	while (n-- > 0)
		h = lists_hash(h,
		    (unsigned char)((*p >= 'A' && *p <= 'Z') ? *p++ | 0x20
							     : *p++));
	return h;
}

/*
 * Of a number, its last seven digits count: a country code or a leading zero
 * may come and go.  Of a short one with letters, the whole word.
 */
static int
note_number(struct leak *l, struct view v, enum redact_class cls)
{
	char d[40];
	size_t i = 0, n, len;
	uint64_t h;

	while (i < v.n && !is_digit((unsigned char)v.p[i]))
		i++;
	n = digits(v, &i, d, sizeof(d));
	if (n >= TAIL)
		return note(l, hash_bytes(d + n - TAIL, TAIL), WORD_NUMBER,
		    cls);
	if (v.n < 5 || v.n > 40 || word_end(v, 0) != v.n)
		return 0;
	h = word_hash(v.p, v.n, &len, d);
	return note(l, h, WORD_SECRET, cls) | filter_add(l, d, len);
}

static int
note_all(struct leak *l, struct view in, const struct redact_span *s,
    const enum leak_fate *fate, size_t n)
{
	struct view v;
	size_t i;
	int bad = 0;

	for (i = 0; i < n; i++) {
		if (fate[i] != LEAK_MASKED)
			continue;
		v = (struct view){ in.p + s[i].start, s[i].end - s[i].start };
		l->entity = s[i].entity;
		if (s[i].cls == REDACT_NAME)
			bad |= note_name(l, v);
		else if (s[i].cls == REDACT_PHONE || s[i].cls == REDACT_ID)
			bad |= note_number(l, v, s[i].cls);
		else if (s[i].cls == REDACT_EMAIL)
			bad |= note(l, hash_bytes(v.p, v.n), WORD_MAIL,
			    REDACT_EMAIL);
	}
	return bad;
}

static int
leaked(struct view in, size_t at, struct fail *f)
{
	const char *p = in.p, *lf;
	size_t line = 1;

	while ((lf = memchr(p, '\n', at - (size_t)(p - in.p))) != NULL) {
		line++;
		p = lf + 1;
	}
	return fail_at(f, FAIL_RANGE, "E_LEAK",
	    "what was masked elsewhere stands here in clear; nothing was "
	    "written; mask it with --deny or let it stay with --allow",
	    line, at - (size_t)(p - in.p) + 1);
}

/* A masked value in clear from start to end: gathered, or an error. */
static int
hit(struct leak *l, struct view in, size_t start, size_t end, uint64_t hash,
    bool certain, struct fail *f)
{
	const struct slot *slot = find(l, hash);
	struct leak_doubt *d;
	size_t cap = l->capd == 0 ? 64 : l->capd * 2;

	if (certain && !l->collect)
		return leaked(in, start, f);
	if (l->nd == l->capd) {
		if ((d = reallocarray(l->d, cap, sizeof(*d))) == NULL)
			return fail_memory(f);
		l->d = d;
		l->capd = cap;
	}
	l->d[l->nd++] = (struct leak_doubt){ start, end,
		(enum redact_class)slot->cls, slot->entity, certain };
	return 0;
}

/* A number in clear at *i: do seven of its digits end a masked one? */
static int
look_number(struct leak *l, struct view in, size_t *i, size_t hi,
    struct fail *f)
{
	struct view v = { in.p, hi };
	size_t from = *i, n, k;
	char d[40];

	n = digits(v, i, d, sizeof(d));
	for (k = 0; k + TAIL <= n; k++) {
		uint64_t h = hash_bytes(d + k, TAIL);

		if ((seen(l, h) & WORD_NUMBER) == 0)
			continue;
		while (*i > from && !is_digit((unsigned char)in.p[*i - 1]))
			(*i)--;
		return hit(l, in, from, *i, h, true, f) == -1 ? -1 : 1;
	}
	return 0;
}

static int
look_mail(struct leak *l, struct view in, size_t at, size_t lo, size_t hi,
    struct fail *f)
{
	size_t a = at, b = at + 1;

	while (a > lo && in_mail((unsigned char)in.p[a - 1]))
		a--;
	while (b < hi && in_mail((unsigned char)in.p[b]))
		b++;
	while (b > at && in.p[b - 1] == '.')
		b--;
	if (seen(l, hash_bytes(in.p + a, b - a)) & WORD_MAIL)
		return hit(l, in, a, b, hash_bytes(in.p + a, b - a), true, f);
	return 0;
}

/* The word from i to end; before is the hash of the one before it. */
static int
look_word(struct leak *l, struct view in, size_t i, size_t end, size_t first,
    uint64_t *before, struct fail *f)
{
	char key[64];
	size_t len;
	uint64_t h = word_hash(in.p + i, end - i, &len, key), was = *before;
	unsigned what = seen(l, h);

	if (what & WORD_ALLOWED)
		what = 0;
	*before = what & WORD_FIRST ? h : 0;
	if (what & WORD_SECRET)
		return hit(l, in, i, end, h, true, f);
	if (was != 0 && what != 0) {
		uint64_t pair = lists_hash(was, 1) ^ h;

		if (seen(l, pair) & WORD_PAIR) {
			/* the first word was gathered as a doubt */
			if (l->nd > 0 && l->d[l->nd - 1].start == first)
				l->nd--;
			return hit(l, in, first, end, pair, true, f);
		}
	}
	return what & WORD_COMMON ? hit(l, in, i, end, h, false, f) : 0;
}

/* A word with a digit in front: a number, or a short code. */
static int
look_digits(struct leak *l, struct view in, size_t i, size_t *end, size_t hi,
    size_t first, uint64_t *before, struct fail *f)
{
	size_t k = i;
	int rv = look_number(l, in, &k, hi, f);

	if (rv == 1 && k > *end)
		*end = k;
	if (rv != 0)
		return rv == 1 ? 0 : -1;
	if (filtered(l, in.p + i, *end - i))
		return 0;
	return look_word(l, in, i, *end, first, before, f);
}

/* A word begins at p, with two bytes behind it: has a masked one its letters? */
static bool
begins_alike(const struct leak *l, const unsigned char *p)
{
	unsigned roll = (unsigned)(p[0] & 31) << 10 |
			(unsigned)(p[1] & 31) << 5 | (unsigned)(p[2] & 31);

	return (l->kind[p[0]] & BYTE_LOOK) != 0 || (p[1] | p[2]) >= 0x80 ||
	       (l->filter[roll >> 6] >> (roll & 63) & 1) != 0;
}

#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))
#define TOPS	 BYTES(0x80)

/* The first in the lowest bits; one load where the machine has it so. */
static uint64_t
eight(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	       (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/* The top bit of each of eight bytes from lo to hi, all below 0x80. */
static uint64_t
between(uint64_t x, unsigned lo, unsigned hi)
{
	x &= ~TOPS;
	return (x + BYTES(0x80 - lo)) & ~(x + BYTES(0x7f - hi)) & TOPS;
}

/*
 * The next byte from i on that is worth a look: an @, or the beginning of a
 * word whose first three letters a masked word has too.  Nearly all words are
 * passed over here: eight bytes are told apart at a time.
 */
static size_t
worth(const struct leak *l, const unsigned char *p, size_t i, size_t hi,
    unsigned prev)
{
	uint64_t x, word, look, carry = (prev & BYTE_WORD) != 0 ? 0x80 : 0;
	size_t k;

	for (; i + 10 <= hi; i += 8) {
		x = eight(p + i);
		word = between(x | BYTES(0x20), 'a', 'z') |
		       between(x, '0', '9') | (x & TOPS);
		look =
		    (word & ~(word << 8 | carry)) | (between(x, '@', '@') & ~x);
		for (; look != 0; look &= look - 1) {
			k = i + (size_t)__builtin_ctzll(look) / 8;
			if (p[k] == '@' || begins_alike(l, p + k))
				return k;
		}
		carry = word >> 56;
	}
	for (; i + 2 < hi; i++) {
		if (p[i] == '@' || ((l->kind[p[i]] & BYTE_WORD) != 0 &&
				       carry == 0 && begins_alike(l, p + i)))
			return i;
		carry = (l->kind[p[i]] & BYTE_WORD) != 0 ? 0x80 : 0;
	}
	return i;
}

/* Does the word that ended at a stand right before the one at b? */
static bool
adjoins(const struct leak *l, const unsigned char *p, size_t a, size_t b)
{
	while (a < b && (l->kind[p[a]] & BYTE_WORD) == 0)
		a++;
	return a == b;
}

/* Look through bytes lo to hi - 1, all of which stay. */
static int
look(struct leak *l, struct view in, size_t lo, size_t hi, struct fail *f)
{
	const unsigned char *p = (const unsigned char *)in.p;
	size_t i = lo, end = lo, first = lo;
	uint64_t before = 0;
	unsigned prev = 0;
	int rv = 0;

	while (rv == 0 && (i = worth(l, p, i, hi, prev)) < hi) {
		prev = l->kind[p[i]];
		if (prev & BYTE_AT) {
			rv = look_mail(l, in, i, lo, hi, f);
			i++;
			continue;
		}
		if ((prev & BYTE_WORD) == 0 ||
		    (i > lo && (l->kind[p[i - 1]] & BYTE_WORD) != 0)) {
			i++; /* among the last three bytes */
			continue;
		}
		if (!adjoins(l, p, end, i))
			before = 0;
		for (end = i + 1; end < hi && (l->kind[p[end]] & BYTE_WORD);)
			end++;
		if (is_digit(p[i]))
			rv = look_digits(l, in, i, &end, hi, first, &before, f);
		else if (end - i > 1)
			rv = look_word(l, in, i, end, first, &before, f);
		first = i;
		i = end;
		prev = 0;
	}
	return rv;
}

int
leak_allow(struct leak *l, struct view word)
{
	char key[64];
	size_t len, i = 0, end;
	uint64_t h;

	while (i < word.n) {
		if (!in_word((unsigned char)word.p[i])) {
			i++;
			continue;
		}
		end = word_end(word, i);
		h = word_hash(word.p + i, end - i, &len, key);
		if (note(l, h, WORD_ALLOWED, REDACT_NAME) == -1)
			return -1;
		i = end;
	}
	return 0;
}

int
leak_check(struct leak *l, struct view in, const struct redact_span *s,
    const enum leak_fate *fate, size_t n, const struct leak_doubt **found,
    size_t *nfound, struct fail *f)
{
	size_t i, at = 0;
	int rv = 0;

	l->nd = 0;
	if (note_all(l, in, s, fate, n) != 0)
		return fail_memory(f);
	for (i = 0; rv == 0 && i <= n && l->n > 0; i++) {
		l->collect = found != NULL;
		rv = look(l, in, at, i < n ? s[i].start : in.n, f);
		l->collect = false;
		if (rv == 0 && i < n && fate[i] == LEAK_KEPT)
			rv = look(l, in, s[i].start, s[i].end, f);
		at = i < n ? s[i].end : in.n;
	}
	if (found != NULL) {
		*found = l->d;
		*nfound = l->nd;
	}
	return rv;
}
