#ifndef COMMON_REDACT_SCORE_H
#define COMMON_REDACT_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/redact.h"
#include "common/view.h"

/*
 * How good is a redactor?  Its spans beside those that a person marked.
 *
 * A marked text has `Name: value' lines, an empty line, then prose in which an
 * identifier stands as [[TYPE|words]] and a word that must stay as ((word)).
 * TYPE is NAME DATE AGE90 PLACE ORG PHONE EMAIL URL ID, which must go, or AGE
 * PROFESSION NATIONALITY OTHER, which may.
 */
enum score_type {
	SCORE_NAME,
	SCORE_DATE,
	SCORE_AGE90,
	SCORE_PLACE,
	SCORE_ORG,
	SCORE_PHONE,
	SCORE_EMAIL,
	SCORE_URL,
	SCORE_ID,
	SCORE_DIRECT, /* how many types must go */
	SCORE_AGE = SCORE_DIRECT,
	SCORE_PROFESSION,
	SCORE_NATIONALITY,
	SCORE_OTHER,
	SCORE_TRAP,
	SCORE_TYPES
};

const char *score_type_name(enum score_type t);

struct score_mark {
	size_t start, end; /* bytes of the plain text */
	enum score_type type;
};

struct score_gold {
	char lang[9];
	struct buf text; /* plain */
	struct score_mark *mark;
	size_t n, cap;
};

/* Read one; g is all zero or released.  0; or -1: E_GOLD with the line. */
int score_parse(struct score_gold *g, struct view file, struct fail *f);
void score_release(struct score_gold *g);

/* Sums over texts.  All zero is a valid beginning. */
struct score {
	size_t texts, with_direct;
	size_t leaky;  /* texts with an identifier not wholly masked */
	size_t missed; /* texts with one not masked at all */
	size_t marks[SCORE_TYPES], touched[SCORE_TYPES], covered[SCORE_TYPES];
	size_t direct_chars,
	    direct_masked; /* letters and the like; no blanks */
	size_t masked, masked_right;
	size_t words, words_kept;
};

/*
 * Add one text.  A blank within an identifier need not be masked.  Returns 0,
 * or -1: E_MEMORY.
 */
int score_add(struct score *s, const struct score_gold *g,
    const struct redact_span *span, size_t n, struct fail *f);

#endif
