#ifndef COMMON_REDACT_WEIGH_H
#define COMMON_REDACT_WEIGH_H

/*
 * What redact-weigh.c shares with common/data/learn.c, which learns the
 * weights: the features of a word are the same to both.
 */

#include "common/redact-int.h"

#define WEIGH_BITS     17
#define WEIGH_SLOTS    (1u << WEIGH_BITS)
#define WEIGH_FEATURES 192
#define WEIGH_SCALE    24 /* a weight of 24 in the table is 1 */

/* common/data/weights.c */
extern const int8_t weigh_english[WEIGH_SLOTS], weigh_german[WEIGH_SLOTS],
    weigh_french[WEIGH_SLOTS];

/* Is it worth to ask whether the word at i is part of an identifier? */
bool weigh_worth(const struct redact *r, size_t i);

/*
 * The features of the word at i, each the slot of its weight, to f, which has
 * room for WEIGH_FEATURES.  Returns how many.  They are the word, its shape
 * and lists, and these of its neighbours, with what the rules found there.
 */
size_t weigh_features(const struct redact *r, size_t i, uint32_t *f);

#endif
