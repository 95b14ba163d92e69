#ifndef COMMON_KEYSCORE_H
#define COMMON_KEYSCORE_H

#include <stddef.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Questionnaires: how answers become scales, from a key file.  A key has no
 * word of an item, only its name.  A line is `Name: value`, `#` begins a
 * comment:
 *
 *	Format: balint-key/1
 *	Name: what it is called           Source, Licence, Date: where from
 *	Answers: 0 25 50 75 100           what may be answered; or 0..6
 *	Recode: 0=0 1=0 2=1 3=1           after reversing
 *	Item: NAME SCALE [reverse] [A..B] again for each scale it counts in
 *	Scale: NAME mean|sum MIN          fewest answers for a score, or `all`
 *	Derive: NAME SCALE atleast X      1 from X on, else 0
 *	Derive: NAME SCALE linear A B     A + B * score
 *	Derive: NAME SCALE standard M S   50 + 10 * (score - M) / S
 *
 * A reversed answer x becomes lowest + highest - x.  A sum of fewer answers
 * than items is their mean times the number of items.  Scores come in the
 * order of the Scale lines, then of the Derive lines.
 */
struct keyscore;

struct keyscore_result {
	double value;	 /* NaN: too few answers */
	size_t answered; /* items of the scale with an answer */
	size_t missing;
};

/*
 * Returns 0 and sets *out; or -1: E_KEY, E_RANGE with the line, E_MEMORY.
 * text is copied.
 */
int keyscore_parse(struct keyscore **out, struct view text, struct fail *f);
void keyscore_free(struct keyscore *k); /* NULL is fine */

size_t keyscore_items(const struct keyscore *k);
const char *keyscore_item(const struct keyscore *k, size_t item);

/* Scales first, then what is derived from them. */
size_t keyscore_scales(const struct keyscore *k);
size_t keyscore_scores(const struct keyscore *k);
const char *keyscore_score_name(const struct keyscore *k, size_t score);

/*
 * An answer as it counts before it is reversed; an empty one is NaN.
 * Returns 0; or -1: E_ANSWER, not one that the key allows.
 */
int keyscore_answer(const struct keyscore *k, size_t item, struct view v,
    double *out, struct fail *f);

/* Scores of one person; x[item] and out[score]. */
void keyscore_score(const struct keyscore *k, const double *x,
    struct keyscore_result *out);

/*
 * The answers that make up a scale, reversed and recoded, into out, which has
 * room for all items.  Returns how many; *complete tells if none is missing.
 */
size_t keyscore_parts(const struct keyscore *k, size_t scale, const double *x,
    double *out, int *complete);

#endif
