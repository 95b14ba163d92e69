#ifndef COMMON_REDACT_INT_H
#define COMMON_REDACT_INT_H

/* What the redact-*.c files share.  Nobody else includes this. */

#include <stdint.h>
#include <string.h>

#include "common/lists.h"
#include "common/redact.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MIXED, TOKEN_PUNCT };
enum token_shape { SHAPE_LOWER, SHAPE_CAP, SHAPE_UPPER, SHAPE_CAMEL };
enum token_gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_PARA };

/* Marks of a token. */
#define MARK_START   0x01u /* begins a sentence, or may */
#define MARK_POSS    0x02u /* followed by 's */
#define MARK_ELISION 0x04u /* French l', d', qu' */
#define MARK_QUOTE   0x08u /* begins a quotation inside a sentence */
#define MARK_BULLET  0x10u /* first word of a line */
#define MARK_SAFE    0x20u /* part of a phrase that is no identifier */
#define MARK_NEVER   0x40u /* allowed by the user */

struct token {
	uint32_t start, end; /* bytes */
	uint64_t hash;	     /* of the folded word; not yet mixed */
	uint64_t flags;	     /* LISTS(...) */
	unsigned char kind, shape, gap, marks;
	unsigned char len;    /* letters and digits, at most 255 */
	unsigned char phrase; /* tokens of the phrase that begins here */
	char c;		      /* first byte */
	signed char cls;      /* -1: nothing found here yet */
	uint32_t num;	      /* value of a number of up to 9 digits */
};

/* A name that the document has shown. */
struct known {
	uint64_t hash;
	unsigned entity;
	unsigned char strength; /* 0: free slot; 9: certain */
	unsigned char cls, len;
};

/*
 * What a list of words in the code has been seen to hold: a bit for each hash,
 * so that a word which is not in it is turned away without reading the list.
 */
struct wordset {
	const char *words; /* the literal; it is told by where it stands */
	uint64_t bits[4];
};
#define WORDSET_BITS 9

#define KNOWN_BITS  14
#define KNOWN_SLOTS (1u << KNOWN_BITS)

struct phrase_rule { /* of the user: roster, allow, deny */
	uint64_t hash;
	unsigned char words;  /* how many; 1: a single word */
	unsigned char action; /* 'a'llow, 'd'eny, 'k'nown */
	unsigned char cls;
	unsigned entity;
	uint32_t text, len; /* folded, in r->text */
};

struct redact {
	struct redact_options o;
	struct token *t;
	size_t n, cap;
	struct wordset *set; /* (1 << WORDSET_BITS) of them */
	uint64_t *sieve;     /* by 64 tokens, then by step */
	size_t sievecap;
	struct redact_span *s;
	size_t ns, scap;
	struct known *known;
	size_t nknown;
	uint16_t used[KNOWN_SLOTS / 4 * 3]; /* slots, to be cleared again */
	unsigned entities;
	struct phrase_rule *rule;
	size_t nrule, rulecap;
	char *text; /* folded words of the rules */
	size_t ntext, textcap;
	const char *p; /* the document */
	size_t np;
	enum redact_lang lang;
	bool lower;	     /* the document is written without capitals */
	bool memory;	     /* an allocation failed */
	unsigned roster;     /* people known beforehand */
	uint64_t filter[64]; /* first words of the rules */
};

/* redact-fold.c: fold one word to a-z0-9; at most cap bytes.  Returns the
 * length.  Accents, compatibility forms, look-alikes and what can't be seen
 * are taken away. */
size_t fold_word(const char *p, size_t n, char *out, size_t cap);
uint64_t fold_hash(const char *key, size_t n);

/* redact-sieve.c: the tokens that a step need look at, and a few besides. */
enum sieve {
	SIEVE_FIGURE, /* has a digit */
	SIEVE_MONTH,  /* has that flag */
	SIEVE_TITLE,
	SIEVE_DAY,    /* a figure or an ordinal */
	SIEVE_AGE,    /* a figure or a number in words */
	SIEVE_CODE,   /* may begin a code: a figure, capitals, a cue */
	SIEVE_ORG,    /* a capital, a head word, or beside a figure */
	SIEVE_LETTER, /* may be an initial */
	SIEVE_CAP,    /* word_cap() */
	SIEVE_PHRASE, /* may begin a phrase of the lists */
	SIEVE_AGAIN,  /* long enough, in no list of plain words: these only */
	SIEVE_NET,    /* may be in an address of the net */
	SIEVE_SPOKEN, /* may begin a number that was read out */
	SIEVES
};
/* To be made when flags, shapes and language stand.  0, or -1: no memory. */
int sieve_make(struct redact *r);
/* The first such token from i on, or r->n. */
static inline size_t
sieve_next(const struct redact *r, enum sieve k, size_t i)
{
	size_t words = r->n / 64 + 1, w = i / 64;
	uint64_t bits;

	if (i >= r->n)
		return r->n;
	bits = r->sieve[w * SIEVES + k] & (~UINT64_C(0) << (i & 63));
	while (bits == 0) {
		if (++w == words)
			return r->n;
		bits = r->sieve[w * SIEVES + k];
	}
	return w * 64 + (size_t)__builtin_ctzll(bits);
}
#define SIEVE_EACH(r, k, i)                                                    \
	for ((i) = sieve_next((r), SIEVE_##k, 0); (i) < (r)->n;                \
	     (i) = sieve_next((r), SIEVE_##k, (i) + 1))

/* redact-token.c */
int token_cut(struct redact *r);
struct token *token_at(struct redact *r, size_t i); /* a dull one if none */
size_t token_fold(const struct redact *r, size_t i, char *out, size_t cap);
bool token_is(const struct redact *r, size_t i, const char *word);
/* words: a literal, words with a blank between, folded */
bool token_in(const struct redact *r, size_t i, const char *words);

/* Found: tokens a..b (inclusive).  Bytes as given. */
void span_add(struct redact *r, size_t a, size_t b, enum redact_class cls,
    unsigned confidence, const char *why);
void span_bytes(struct redact *r, size_t start, size_t end,
    enum redact_class cls, unsigned confidence, const char *why);

/* The steps, in order. */
void lang_guess(struct redact *r);
/* flags with what they mean in the document's language */
uint64_t lang_flags(const struct redact *r, uint64_t flags);
void phrase_mark(struct redact *r);
int roster_compile(struct redact *r); /* 0, or -1: no memory */
void roster_restore(struct redact *r);
void roster_mark(struct redact *r);
void scan_net(struct redact *r);
void ident_find(struct redact *r);
void date_find(struct redact *r);
void age_find(struct redact *r);
void number_find(struct redact *r);
void org_find(struct redact *r);
void name_find(struct redact *r);
bool weigh_find(struct redact *r); /* true: it added a span */
/* Do the weights say that a rule's guess at the tokens a..b is wrong? */
bool weigh_doubts(const struct redact *r, size_t a, size_t b);
void quasi_find(struct redact *r);
void merge_spans(struct redact *r);

/* redact-head.c: the head stands in front. */
void org_french(struct redact *r, size_t i);
void org_street_lower(struct redact *r, size_t i); /* French, no capitals */
void org_french_lower(struct redact *r, size_t i); /* the same */
void org_german(struct redact *r, size_t i);
/* How long the ending is that makes w a house (Rosenklinik), or 0. */
size_t head_ending(const char *w, size_t n, size_t front);
/* The end of the commune that begins at i (Bourg-en-Bresse), or i. */
size_t org_commune_end(const struct redact *r, size_t i);
bool org_commune(struct redact *r, size_t i); /* true: a span was added */
bool org_house_number(const struct redact *r, size_t i);
bool org_joins(const struct redact *r, size_t i); /* of, the, de, am, ... */

/* redact-numdate.c: dates in figures; the number at token i, or -1. */
int date_number(const struct redact *r, size_t i);
bool date_punct(const struct redact *r, size_t i, char c);
bool date_yearlike(int v, unsigned len);
bool date_glued(const struct redact *r, size_t i);
void date_numeric(struct redact *r, size_t i);
void date_german_day(struct redact *r, size_t i);
void date_bare_day(struct redact *r, size_t i);

/* redact-plate.c: true if a span was added at token i */
bool number_plate(struct redact *r, size_t i);
bool number_postcode(struct redact *r, size_t i);
bool number_iban(struct redact *r, size_t i);

/* redact-loose.c: what the word at i announces */
void number_loose(struct redact *r, size_t i);

/* redact-spoken.c */
void number_spoken(struct redact *r);

/* redact-address.c */
void address_ward(struct redact *r, size_t i);	 /* Ward 7a, Station 3 */
void address_wing(struct redact *r, size_t i);	 /* 4 west */
void address_postal(struct redact *r, size_t i); /* 24937 Flensburg */
void address_rest(struct redact *r); /* ", manor park" behind a street */

/* redact-number.c: words in front of the number at token i */
bool number_harmless(const struct redact *r, size_t i);
bool number_sep(const struct redact *r, size_t i); /* - . / ( ) between */

/* redact-thing.c: un Orval, Morbus Crohn: does what stands before the word with
 * a capital say that it names a thing?  German and French. */
bool thing_named(const struct redact *r, size_t i);

/* redact-known.c */
void known_add(struct redact *r, const struct token *t, unsigned strength,
    enum redact_class cls);
struct known *known_get(const struct redact *r, uint64_t hash);

/*
 * What an occupation is found by, and told to be of which group: a word
 * (folded, five letters at least) without an ending that the list does not
 * have (Bäckerin, Lehrern, nurses), or the end of a German compound of one
 * (Busfahrer).  Inline, since is() is asked for each word of a text.
 */
static inline bool
stem_find(const char *w, size_t n, bool compound,
    bool (*is)(void *arg, const char *w, size_t n), void *arg)
{
	static const char *const ending[] = { "in", "innen", "n", "s", "en",
		"e" };
	size_t front, i, k;

	for (front = 0; front + 5 <= n; front = front == 0 ? 3 : front + 1) {
		if (is(arg, w + front, n - front))
			return true;
		for (i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
			k = strlen(ending[i]);
			if (n - front >= k + 4 &&
			    memcmp(w + n - k, ending[i], k) == 0 &&
			    is(arg, w + front, n - front - k))
				return true;
		}
		if (!compound)
			break;
	}
	return false;
}

/* redact-word.c: what lists and shape say about a word. */
/*
 * Which of the endings w has, n bytes, folded, with at least `front` of them
 * before it: its index, or count if it has none.
 */
size_t word_ending(const char *w, size_t n, const char *const *ending,
    size_t count, size_t front);
#define ENDS_IN(w, n, table, front)                                            \
	(word_ending((w), (n), (table), sizeof(table) / sizeof((table)[0]),    \
	     (front)) < sizeof(table) / sizeof((table)[0]))
bool word_common(const struct redact *r, const struct token *t);
int word_grade(const struct redact *r, const struct token *t);
bool word_safe(const struct token *t);
bool word_german(const struct redact *r, size_t i);
bool word_town(const struct redact *r, size_t i); /* a German town's ending */

/* Stands a blank, and no more than that, before token i? */
static inline bool
soft(const struct redact *r, size_t i)
{
	return i < r->n && r->t[i].gap != GAP_NONE && r->t[i].gap <= GAP_SPACE;
}

static inline bool
word_cap(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->shape != SHAPE_LOWER;
}

#define HAS(t, x) (((t)->flags & LISTS(x)) != 0)
#define FUNCTION  (LISTS(FEN) | LISTS(FDE) | LISTS(FFR))
#define ANYNAME	  (LISTS(FORE) | LISTS(SUR) | LISTS(NAME))

#endif
